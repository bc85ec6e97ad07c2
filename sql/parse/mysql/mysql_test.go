package mysql

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
)

var update = flag.Bool("update", false, "rewrite the expected text in testdata")

func outcome(sql string) string {
	stmts, err := Parse(sql)
	if err == nil {
		return parse.PrintAll(stmts)
	}
	var e *pgerr.Error
	if !errors.As(err, &e) {
		return "not a pgerr.Error: " + err.Error()
	}
	return fmt.Sprintf("ERROR %s at %d: %s", e.Code, e.Position, e.Message)
}

// TestGolden reads cases of a statement, dashes and what it becomes; the result must be
// good in the PostgreSQL dialect.
func TestGolden(t *testing.T) {
	file := filepath.Join("testdata", "mysql.txt")
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for i, block := range strings.Split(strings.TrimSpace(string(data)), "\n\n") {
		input, want, _ := strings.Cut(block+"\n", "\n----\n")
		input, want = strings.TrimSuffix(input, "\n"), strings.TrimSuffix(want, "\n")
		got := outcome(input)
		if got != want && !*update {
			t.Errorf("%s\n got: %s\nwant: %s", input, got, want)
		}
		if !strings.HasPrefix(got, "ERROR") {
			if again, err := parse.Parse(got); err != nil || parse.PrintAll(again) != got {
				t.Errorf("%s\nbecomes what our own parser reads otherwise: %v\n%s", input, err, got)
			}
		}
		if i > 0 {
			out.WriteString("\n")
		}
		fmt.Fprintf(&out, "%s\n----\n%s\n", input, got)
	}
	if *update {
		if err := os.WriteFile(file, []byte(out.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAccepts(t *testing.T) {
	if !Accepts("SELECT `a` FROM t LIMIT 1, 2") || Accepts("SELECT a::int") || Accepts("REPLACE INTO t VALUES (1)") {
		t.Error("Accepts is wrong")
	}
}

// TestDeep gives long and deep texts: an answer or 54001, soon, never a crash.
func TestDeep(t *testing.T) {
	const n = 100_000
	for _, sql := range []string{
		"SELECT 1" + strings.Repeat("+1", n), "SELECT " + strings.Repeat("(", n) + "1" + strings.Repeat(")", n),
		"SELECT " + strings.Repeat("!", n) + "1", "SELECT 1" + strings.Repeat(" AND 1", n),
		"SELECT " + strings.Repeat("-", 10) + strings.Repeat("- ", n) + "1",
		"SELECT 1" + strings.Repeat(" UNION SELECT 1", n/4), "SELECT * FROM a" + strings.Repeat(",a", n),
		"SELECT " + strings.Repeat("!", TextMax-10) + "1", "SELECT " + strings.Repeat("(", TextMax-10),
	} {
		start := time.Now()
		_, err := Parse(sql)
		if code := pgerr.CodeOf(err); err != nil && code != pgerr.StatementTooComplex && code != pgerr.SyntaxError {
			t.Errorf("%.30s: %v", sql, err)
		}
		if d := time.Since(start); d > 10*time.Second {
			t.Errorf("%.30s took %v", sql, d)
		}
	}
	if _, err := Parse(strings.Repeat(" ", TextMax+1)); pgerr.CodeOf(err) != pgerr.ProgramLimitExceeded {
		t.Errorf("a text over the limit gave %v", err)
	}
}

// FuzzParse feeds any text.
func FuzzParse(f *testing.F) {
	f.Add("SELECT a, `b` FROM t WHERE x = \"y\" LIMIT 1, 2")
	f.Add("CREATE TABLE t (a INT UNSIGNED AUTO_INCREMENT PRIMARY KEY)")
	f.Fuzz(func(t *testing.T, sql string) {
		stmts, err := Parse(sql)
		if err != nil && pgerr.CodeOf(err) == "" {
			t.Fatalf("%T: %v", err, err)
		}
		parse.PrintAll(stmts)
	})
}
