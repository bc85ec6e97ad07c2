package planner_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tarndb/tarn/planner"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/planner/plantest"
	"github.com/tarndb/tarn/sql/parse"
)

var rewrite = flag.Bool("rewrite", false, "rewrite golden files")

func planOne(t testing.TB, cat planner.Catalog, sql string, opts func(*planner.Env)) (*plan.Query, error) {
	t.Helper()
	stmts, err := parse.Parse(sql)
	if err != nil {
		return nil, err
	}
	env := &planner.Env{Session: plantest.Session(), Catalog: cat}
	if opts != nil {
		opts(env)
	}
	return planner.Plan(context.Background(), stmts[0], sql, env, nil, nil)
}

// tpchQueries are the files of TPC-H's queries, which the bench asks too.
func tpchQueries(t *testing.T) []string {
	t.Helper()
	files, _ := filepath.Glob("../bench/queries/tpch/q*.sql")
	if len(files) != 22 {
		t.Fatalf("%d query files", len(files))
	}
	return files
}

// TestTPCH compares the plans of TPC-H's queries with testdata/tpch/*.plan.
func TestTPCH(t *testing.T) {
	cat := plantest.TPCH()
	for _, f := range tpchQueries(t) {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		q, err := planOne(t, cat, string(text), nil)
		if err != nil {
			t.Errorf("%s: %v", filepath.Base(f), err)
			continue
		}
		if err := plan.VerifyFinal(q.Root); err != nil {
			t.Errorf("%s: %v", filepath.Base(f), err)
		}
		got := plan.Explain(q, nil, plan.ExplainOptions{Costs: true}) + "\n"
		golden(t, "testdata/tpch/"+strings.TrimSuffix(filepath.Base(f), ".sql")+".plan", got)
	}
}

func golden(t *testing.T, file, got string) {
	t.Helper()
	if *rewrite {
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil || string(want) != got {
		t.Errorf("%s differs (run with -rewrite and read the diff):\n%s", file, got)
	}
}

// TestPlanningTime reports how long planning takes; it fails only far beyond the goal,
// since machines differ.
func TestPlanningTime(t *testing.T) {
	cat := plantest.TPCH()
	for _, f := range tpchQueries(t) {
		text, _ := os.ReadFile(f)
		stmts, err := parse.Parse(string(text))
		if err != nil {
			t.Fatal(err)
		}
		best := time.Hour
		for range 20 {
			start := time.Now()
			env := &planner.Env{Session: plantest.Session(), Catalog: cat}
			if _, err := planner.Plan(context.Background(), stmts[0], string(text), env, nil, nil); err != nil {
				t.Errorf("%s: %v", f, err)
				break
			}
			best = min(best, time.Since(start))
		}
		if testing.Verbose() {
			fmt.Printf("%s %v\n", filepath.Base(f), best)
		}
		if best > 20*time.Millisecond {
			t.Errorf("%s: planning takes %v", filepath.Base(f), best)
		}
	}
}

func BenchmarkPointQuery(b *testing.B) {
	cat := plantest.TPCH()
	sql := "SELECT o_orderkey, o_totalprice FROM orders WHERE o_orderkey = 42"
	stmts, err := parse.Parse(sql)
	if err != nil {
		b.Fatal(err)
	}
	env := &planner.Env{Session: plantest.Session(), Catalog: cat}
	b.ReportAllocs()
	for range b.N {
		if _, err := planner.Plan(context.Background(), stmts[0], sql, env, nil, nil); err != nil {
			b.Fatal(err)
		}
	}
}
