package parse

import (
	"os"
	"path/filepath"
	"testing"
)

// TestFolder parses every *.sql file below the folder TARN_SQL_DIR: benchmark queries and
// the like, which are not ours to keep here.
func TestFolder(t *testing.T) {
	dir := os.Getenv("TARN_SQL_DIR")
	if dir == "" {
		t.Skip("NOT TESTED: set TARN_SQL_DIR to a folder of SQL files, such as the TPC-H and TPC-DS queries")
	}
	files, bad := 0, 0
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || filepath.Ext(path) != ".sql" {
			return err
		}
		files++
		text, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		stmts, err := Parse(string(text))
		if err != nil {
			bad++
			t.Errorf("%s: %v", path, err)
			return nil
		}
		for _, s := range stmts {
			checkStable(t, s)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%d files, %d refused", files, bad)
}

// checkStable prints a tree, parses that and prints it again: both texts are equal, on
// one line and with line breaks.
func checkStable(tb testing.TB, s Stmt) {
	tb.Helper()
	first := Print(s)
	again, err := Parse(first)
	if err != nil {
		tb.Errorf("printed text is refused: %v\n%s", err, first)
		return
	}
	if second := PrintAll(again); second != first {
		tb.Errorf("printing is not stable:\n%s\n%s", first, second)
	}
	pretty := PrintPretty(s)
	again, err = Parse(pretty)
	if err != nil {
		tb.Errorf("text with line breaks is refused: %v\n%s", err, pretty)
		return
	}
	if second := PrintAll(again); second != first {
		tb.Errorf("line breaks change the tree:\n%s\n%s", first, second)
	}
}
