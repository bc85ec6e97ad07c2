package planner_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tarndb/tarn/planner"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/planner/plantest"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
)

// TestFiles runs testdata/*.txt. A case is SQL, a line "----", and what planning gives:
// the plan, or the error with its SQLSTATE and position; cases are separated by an empty
// line. Lines before the SQL change the setting of that case:
//
//	off: rule, rule        these rules off ("all" for every optional one)
//	expect: rule           the rule must have changed the plan
//	expect-not: rule       it must not have
//	types                  print parameters and result columns instead of the plan
func TestFiles(t *testing.T) {
	files, _ := filepath.Glob("testdata/*.txt")
	for _, f := range files {
		t.Run(filepath.Base(f), func(t *testing.T) {
			text, err := os.ReadFile(f)
			if err != nil {
				t.Fatal(err)
			}
			var out strings.Builder
			for i, c := range strings.Split(strings.TrimRight(string(text), "\n"), "\n\n") {
				if i > 0 {
					out.WriteString("\n")
				}
				out.WriteString(runCase(t, c))
			}
			golden(t, f, out.String())
		})
	}
}

// runCase gives the case with its present result.
func runCase(t *testing.T, text string) string {
	head, _, _ := strings.Cut(text, "\n----")
	head = strings.TrimRight(head, "\n")
	var sql []string
	env := &planner.Env{Session: plantest.Session(), Catalog: plantest.Small(), Off: map[string]bool{}}
	var want, not []string
	typesOnly := false
	for _, line := range strings.Split(head, "\n") {
		key, val, _ := strings.Cut(line, ": ")
		switch {
		case strings.HasPrefix(line, "#"):
		case key == "off":
			for _, r := range strings.Split(val, ", ") {
				env.Off[r] = true
				env.RulesOff = env.RulesOff || r == "all"
			}
		case key == "expect":
			want = append(want, val)
		case key == "expect-not":
			not = append(not, val)
		case line == "types":
			typesOnly = true
		default:
			sql = append(sql, line)
		}
	}
	fired := map[string]bool{}
	env.Trace = func(r string) { fired[r] = true }
	res := result(env, strings.Join(sql, "\n"), typesOnly)
	for _, r := range want {
		if !fired[r] {
			t.Errorf("rule %s did not fire: %s", r, strings.Join(sql, " "))
		}
	}
	for _, r := range not {
		if fired[r] {
			t.Errorf("rule %s fired: %s", r, strings.Join(sql, " "))
		}
	}
	return head + "\n----\n" + res + "\n"
}

func result(env *planner.Env, sql string, typesOnly bool) (out string) {
	defer func() {
		if r := recover(); r != nil {
			out = fmt.Sprintf("PANIC: %v", r)
		}
	}()
	stmts, err := parse.Parse(sql)
	if err != nil {
		return errorText(err)
	}
	if typesOnly {
		p, err := planner.Prepare(context.Background(), stmts[0], sql, env, nil)
		if err != nil {
			return errorText(err)
		}
		var out []string
		for i, t := range p.Params {
			out = append(out, fmt.Sprintf("$%d %s", i+1, t.SQL()))
		}
		for _, c := range p.Cols {
			out = append(out, c.Name+" "+c.Type.SQL())
		}
		return strings.Join(out, "\n")
	}
	q, err := planner.Plan(context.Background(), stmts[0], sql, env, nil, nil)
	if err != nil {
		return errorText(err)
	}
	if err := plan.VerifyFinal(q.Root); err != nil {
		return "BROKEN PLAN: " + err.Error()
	}
	return plan.Explain(q, nil, plan.ExplainOptions{})
}

func errorText(err error) string {
	e := pgerr.From(err)
	s := fmt.Sprintf("ERROR %s at %d: %s", e.Code, e.Position, e.Message)
	if e.Detail != "" {
		s += "\nDETAIL: " + e.Detail
	}
	if e.Hint != "" {
		s += "\nHINT: " + e.Hint
	}
	return s
}
