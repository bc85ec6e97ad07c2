package dbgen

import (
	"bufio"
	"os"
	"path/filepath"
	"testing"
)

// TestGenerate checks the row counts of a fractional scale factor, which the library itself does not offer.
func TestGenerate(t *testing.T) {
	if testing.Short() {
		t.Skip("the generator makes 300 MB of text first")
	}
	dir := t.TempDir()
	if err := Generate(0.001, dir); err != nil {
		t.Fatal(err)
	}
	for table, want := range map[string]int{
		"part": 200, "partsupp": 800, "supplier": 10, "customer": 150, "orders": 1500, "nation": 25, "region": 5,
	} {
		if got := lines(t, filepath.Join(dir, table+".tbl")); got != want {
			t.Errorf("%s: %d rows, want %d", table, got, want)
		}
	}
	if n := lines(t, filepath.Join(dir, "lineitem.tbl")); n < 5500 || n > 6500 {
		t.Errorf("lineitem: %d rows, want about 6000", n)
	}
}

func TestScale(t *testing.T) {
	for _, sf := range []float64{0, -1, 1.5} {
		if err := initScale(sf); err == nil {
			t.Errorf("scale factor %v was accepted", sf)
		}
	}
}

// lines counts the lines of a file.
func lines(t *testing.T, path string) int {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n := 0
	for s := bufio.NewScanner(f); s.Scan(); {
		n++
	}
	return n
}
