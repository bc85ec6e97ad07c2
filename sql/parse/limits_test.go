package parse

import (
	"strings"
	"testing"
	"time"

	"github.com/tarndb/tarn/sql/pgerr"
)

// parsesOrRefuses parses a long text and expects success or 54001, quickly.
func parsesOrRefuses(t *testing.T, name, sql string, want pgerr.Code) {
	t.Helper()
	start := time.Now()
	stmts, err := Parse(sql)
	if got := pgerr.CodeOf(err); got != want {
		t.Errorf("%s: code %q, want %q (%v)", name, got, want, err)
	}
	if d := time.Since(start); d > 3*time.Second {
		t.Errorf("%s: took %v", name, d)
	}
	if err == nil {
		if again, err := Parse(PrintAll(stmts)); err != nil || len(again) != len(stmts) {
			t.Errorf("%s: printed text is refused: %v", name, err)
		}
	}
}

func TestLongAndDeep(t *testing.T) {
	const n = 100_000
	many := func(s string) string { return strings.Repeat(s, n) }
	cases := []struct {
		name, sql string
		want      pgerr.Code
	}{
		{"AND chain", "SELECT 1 WHERE true" + many(" AND a = 1"), ""},
		{"OR chain", "SELECT 1 WHERE true" + many(" OR a = 1"), ""},
		{"mixed chain", "SELECT 1 WHERE true" + many(" OR a = 1 AND b"), ""},
		{"IN list", "SELECT a IN (1" + many(",1") + ")", ""},
		{"VALUES", "VALUES (1)" + many(",(1)"), ""},
		{"select list", "SELECT 1" + many(",1"), ""},
		{"CASE", "SELECT CASE" + many(" WHEN a THEN b") + " END", ""},
		{"statements", many("SELECT 1;"), ""},
		{"semicolons", many(";"), ""},
		{"short sum", "SELECT 1" + strings.Repeat("+1", HeightMax-10), ""},
		{"sum", "SELECT 1" + many("+1"), pgerr.StatementTooComplex},
		{"concatenation", "SELECT ''" + many("||''"), pgerr.StatementTooComplex},
		{"casts", "SELECT 1" + many("::int"), pgerr.StatementTooComplex},
		{"IS NULL", "SELECT 1" + many(" IS NULL"), pgerr.StatementTooComplex},
		{"parentheses", "SELECT " + many("(") + "1" + many(")"), pgerr.StatementTooComplex},
		{"open parentheses", "SELECT " + many("("), pgerr.StatementTooComplex},
		{"queries", many("(SELECT ") + "1" + many(")"), pgerr.StatementTooComplex},
		{"FROM parentheses", "SELECT FROM " + many("("), pgerr.StatementTooComplex},
		{"joins", "SELECT FROM a" + many(" CROSS JOIN a"), pgerr.StatementTooComplex},
		{"joins without ON", "SELECT FROM a" + many(" JOIN a"), pgerr.StatementTooComplex},
		{"UNION", "SELECT 1" + many(" UNION ALL SELECT 1"), pgerr.StatementTooComplex},
		{"NOT", "SELECT " + many("NOT ") + "a", pgerr.StatementTooComplex},
		{"minus", "SELECT " + many("- ") + "a", pgerr.StatementTooComplex},
		{"prefix operator", "SELECT " + many("@ ") + "a", pgerr.StatementTooComplex},
		{"calls", "SELECT " + many("f(") + many(")"), pgerr.StatementTooComplex},
		{"substring", "SELECT " + many("substring(") + many(")"), pgerr.StatementTooComplex},
		{"CASE nesting", "SELECT " + many("CASE WHEN "), pgerr.StatementTooComplex},
		{"arrays", "SELECT ARRAY" + many("["), pgerr.StatementTooComplex},
		{"subscripts", "SELECT a" + many("[1]"), ""},
		{"nested subscripts", "SELECT a" + many("[a"), pgerr.StatementTooComplex},
		{"array type", "SELECT a::" + many("array<") + "int" + many(">"), pgerr.StatementTooComplex},
		{"grouping sets", "SELECT GROUP BY " + many("GROUPING SETS ("), pgerr.StatementTooComplex},
		{"WITH", many("WITH a AS ("), pgerr.StatementTooComplex},
		{"EXPLAIN of queries", "EXPLAIN " + many("("), pgerr.SyntaxError},
		{"comments", many("/*") + many("*/") + "SELECT 1", ""},
		{"right sums", "SELECT " + many("1+("), pgerr.StatementTooComplex},
		{"power", "SELECT 2" + many("^2"), pgerr.StatementTooComplex},
		{"schema", many("CREATE SCHEMA a "), pgerr.SyntaxError},
	}
	for _, c := range cases {
		parsesOrRefuses(t, c.name, c.sql, c.want)
	}
}

// height measures an expression by recursion.
func height(x Expr) int {
	switch x := x.(type) {
	case *BinaryExpr:
		return 1 + max(height(x.L), height(x.R))
	case *UnaryExpr:
		return 1 + height(x.X)
	case *CastExpr:
		return 1 + height(x.X)
	}
	return 1
}

// TestHeight multiplies chains by nesting: the bound holds for the whole tree.
func TestHeight(t *testing.T) {
	x := "1"
	for range 50 {
		x = "(" + x + strings.Repeat("+1", 150) + ")"
	}
	e, err := ParseExpr(x)
	if err != nil {
		t.Fatal(err)
	}
	if h := height(e); h != 50*150+1 {
		t.Errorf("height %d", h)
	}
	_, err = ParseExpr("(" + x + ")" + strings.Repeat("*("+x+")", 3) + strings.Repeat("+1", 3000))
	if pgerr.CodeOf(err) != pgerr.StatementTooComplex {
		t.Errorf("an expression of height over %d gave %v", HeightMax, err)
	}
}

// TestLinear compares the time of one and ten thousand terms.
func TestLinear(t *testing.T) {
	for _, term := range []string{" AND a = 1", " OR (b)", ", f(x)", "+ 1"} {
		cost := func(n int) time.Duration {
			sql := "SELECT a " + strings.Repeat(term, n)
			best := time.Hour
			for range 5 {
				start := time.Now()
				if _, err := Parse(sql); err != nil {
					t.Fatal(err)
				}
				best = min(best, time.Since(start))
			}
			return best
		}
		// A busy machine can spoil any one pair of measurements: only a ratio that never
		// comes out right counts.
		var small, large time.Duration
		for range 20 {
			if small, large = cost(900), cost(9000); large <= 100*small {
				break
			}
		}
		if large > 100*small {
			t.Errorf("%q: %v for 900 terms, %v for 9,000", term, small, large)
		}
	}
}
