package parse

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/tarndb/tarn/sql/pgerr"
)

var update = flag.Bool("update", false, "rewrite the expected text in testdata")

// A golden file holds cases separated by blank lines: a statement, a line of dashes, and
// what the printer makes of it or the error with its code and position.
const dashes = "----"

type goldenCase struct{ input, want string }

func readGolden(t *testing.T, file string) []goldenCase {
	t.Helper()
	data, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	var cases []goldenCase
	for _, block := range strings.Split(strings.TrimSpace(string(data)), "\n\n") {
		input, want, _ := strings.Cut(block+"\n", "\n"+dashes+"\n")
		cases = append(cases, goldenCase{strings.TrimSuffix(input, "\n"), strings.TrimSuffix(want, "\n")})
	}
	return cases
}

// outcome is what a statement parses to, as text.
func outcome(sql string) string {
	stmts, err := Parse(sql)
	if err == nil {
		return PrintAll(stmts)
	}
	var e *pgerr.Error
	if !errors.As(err, &e) {
		return "not a pgerr.Error: " + err.Error()
	}
	s := fmt.Sprintf("ERROR %s at %d: %s", e.Code, e.Position, e.Message)
	if e.Hint != "" {
		s += "\nHINT: " + e.Hint
	}
	return s
}

func TestGolden(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("testdata", "*.txt"))
	if err != nil || len(files) == 0 {
		t.Fatalf("no golden files: %v", err)
	}
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			cases := readGolden(t, file)
			var out strings.Builder
			for i, c := range cases {
				got := outcome(c.input)
				if got != c.want && !*update {
					t.Errorf("%s\n got: %s\nwant: %s", c.input, got, c.want)
				}
				if i > 0 {
					out.WriteString("\n")
				}
				fmt.Fprintf(&out, "%s\n%s\n%s\n", c.input, dashes, got)
			}
			if *update {
				if err := os.WriteFile(file, []byte(out.String()), 0o644); err != nil {
					t.Fatal(err)
				}
			}
		})
	}
}

// TestGoldenStable prints every accepted golden statement twice.
func TestGoldenStable(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join("testdata", "*.txt"))
	for _, file := range files {
		for _, c := range readGolden(t, file) {
			stmts, err := Parse(c.input)
			if err != nil {
				continue
			}
			for _, s := range stmts {
				checkStable(t, s)
				if r := s.Range(); r.Pos < 0 || r.End > len(c.input) || r.Pos >= r.End {
					t.Errorf("range %v of %q", r, c.input)
				}
			}
		}
	}
}
