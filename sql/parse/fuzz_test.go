package parse

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/tarndb/tarn/sql/pgerr"
)

// FuzzParse feeds any bytes: no panic, errors with SQLSTATE and a position inside the
// text, and whatever is accepted prints to a text with the same tree.
func FuzzParse(f *testing.F) {
	files, _ := filepath.Glob(filepath.Join("testdata", "*.txt"))
	for _, file := range files {
		for _, c := range readGoldenFuzz(file) {
			f.Add(c)
		}
	}
	f.Fuzz(func(t *testing.T, sql string) { checkAny(t, sql) })
}

func checkAny(t *testing.T, sql string) {
	t.Helper()
	stmts, err := Parse(sql)
	if err != nil {
		var e *pgerr.Error
		if !errors.As(err, &e) {
			t.Fatalf("%T: %v", err, err)
		}
		if e.Code == "" || e.Position < 0 || e.Position > utf8.RuneCountInString(sql)+1 {
			t.Fatalf("code %q, position %d for %q", e.Code, e.Position, sql)
		}
		return
	}
	for _, s := range stmts {
		r := s.Range()
		if r.Pos < 0 || r.End > len(sql) || r.Pos > r.End {
			t.Fatalf("range %v of %q", r, sql)
		}
		if _, rare := s.(*Utility); rare {
			continue
		}
		checkStable(t, s)
	}
}

// TestTruncated cuts every golden statement at each byte, and swaps bytes.
func TestTruncated(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join("testdata", "*.txt"))
	for _, file := range files {
		for _, sql := range readGoldenFuzz(file) {
			for i := range len(sql) {
				checkAny(t, sql[:i])
			}
			for i := 0; i < len(sql); i += 3 {
				for _, c := range "()'\",;$\\\x00\xff*=" {
					checkAny(t, sql[:i]+string(c)+sql[i+1:])
				}
			}
			if t.Failed() {
				return
			}
		}
	}
}

func readGoldenFuzz(file string) []string {
	var list []string
	for _, c := range readGolden(&testing.T{}, file) {
		if !strings.Contains(c.input, "\x00") {
			list = append(list, c.input)
		}
	}
	return list
}
