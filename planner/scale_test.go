package planner_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/planner/plantest"
)

// within plans a statement and fails when that takes far too long.
func within(t *testing.T, limit time.Duration, sql string) *plan.Query {
	t.Helper()
	start := time.Now()
	q, err := planOne(t, plantest.Small(), sql, nil)
	if err != nil {
		t.Fatalf("%.80s: %v", sql, err)
	}
	if took := time.Since(start); took > limit {
		t.Errorf("%.80s: planning took %v", sql, took)
	}
	if err := plan.VerifyFinal(q.Root); err != nil {
		t.Errorf("%.80s: %v", sql, err)
	}
	return q
}

// TestLargeStatements plans statements whose size would show anything quadratic or worse.
func TestLargeStatements(t *testing.T) {
	var star, chain, list, ors, cross strings.Builder
	star.WriteString("SELECT count(*) FROM big b0")
	chain.WriteString("SELECT count(*) FROM big c0")
	cross.WriteString("SELECT count(*) FROM t x0")
	for i := 1; i <= 40; i++ {
		fmt.Fprintf(&star, " JOIN k k%d ON b0.k = k%d.id", i, i)
		fmt.Fprintf(&chain, " JOIN big c%d ON c%d.k = c%d.id", i, i-1, i)
	}
	for i := 1; i <= 15; i++ {
		fmt.Fprintf(&cross, ", t x%d", i)
	}
	list.WriteString("SELECT a FROM t WHERE a IN (0")
	ors.WriteString("SELECT a FROM t WHERE a = 0")
	for i := 1; i < 20000; i++ {
		fmt.Fprintf(&list, ", %d", i)
		fmt.Fprintf(&ors, " OR a = %d", i)
	}
	list.WriteString(")")
	for _, sql := range []string{star.String(), chain.String(), cross.String(), list.String(), ors.String(),
		"SELECT 1" + strings.Repeat(" + 1", 900), "SELECT a FROM t WHERE true" + strings.Repeat(" AND a > 1 AND b = 'x'", 200),
		"SELECT 1" + strings.Repeat(" UNION ALL SELECT 1", 300)} {
		within(t, 3*time.Second, sql)
	}
}

// TestExplainFirstLine holds the form that clients parse costs from.
func TestExplainFirstLine(t *testing.T) {
	q := within(t, time.Second, "SELECT a FROM t WHERE a < 10")
	got := plan.Explain(q, nil, plan.ExplainOptions{Costs: true})
	if !strings.HasPrefix(got, "Seq Scan on t  (cost=0.00..") || !strings.Contains(got, " rows=9 width=4)") {
		t.Error(got)
	}
	acts := make([]plan.Actual, q.Nodes+1)
	acts[1] = plan.Actual{Rows: 7, Nanos: 1500000, BytesRead: 2048, RowGroups: 3, PrunedGroups: 2, MemPeakBytes: 100}
	got = plan.Explain(q, acts, plan.ExplainOptions{Analyze: true, Timing: true, Summary: true})
	for _, part := range []string{"(actual time=0.000..1.500 rows=7 loops=1)", "Row Groups: read=3 pruned=2", "Memory Usage: 1kB", "Execution Time: "} {
		if !strings.Contains(got, part) {
			t.Errorf("%q is not in\n%s", part, got)
		}
	}
	js := plan.Explain(q, acts, plan.ExplainOptions{Format: plan.ExplainJSON, Costs: true, Analyze: true})
	for _, part := range []string{`"Node Type": "Seq Scan"`, `"Plan Rows": 9`, `"Actual Rows": 7`} {
		if !strings.Contains(js, part) {
			t.Errorf("%q is not in\n%s", part, js)
		}
	}
}
