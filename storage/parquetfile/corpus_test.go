package parquetfile

import (
	"bytes"
	"context"
	"crypto/sha256"
	"flag"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"sort"
	"strconv"
	"strings"
	"testing"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/object"
)

var update = flag.Bool("update", false, "rewrite golden files")

// sharedData finds the folder of test data from elsewhere, or skips loudly.
func sharedData(t testing.TB, sub string) string {
	dir := os.Getenv("TARN_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	dir = filepath.Join(dir, "data", sub)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("SKIPPED: test data %q is absent (set TARN_SHARED)", sub)
	}
	return dir
}

// show writes a value in a form that is easy to produce elsewhere.
func show(v *vec.Vec, i int) string {
	d := v.Datum(i)
	if d.Null {
		return "NULL"
	}
	switch v.Type.Phys() {
	case types.PBool:
		return strconv.FormatBool(d.I != 0)
	case types.PF64:
		f := d.Float()
		if math.IsNaN(f) {
			return "nan"
		}
		return strconv.FormatFloat(f, 'e', 17, 64)
	case types.PStr:
		if v.Type.OID == types.Numeric || v.Type.IsArray() || v.Type.IsRow() || v.Type.OID == types.Map {
			return string(types.AppendText(nil, v.Type, d, nil))
		}
		return fmt.Sprintf("%x", d.S)
	}
	return strconv.FormatInt(d.I, 10)
}

// summary reads a whole file and describes each column in a line.
func summary(path string) (string, error) {
	ctx := context.Background()
	t, err := OpenTable(ctx, object.NewSet(), []object.Info{{Path: path}}, Options{})
	if err != nil {
		return "", err
	}
	splits, err := t.Splits(ctx, nil)
	if err != nil {
		return "", err
	}
	var out strings.Builder
	for i, c := range t.Columns() {
		h := sha256.New()
		rows, nulls, first := 0, 0, ""
		for _, s := range splits {
			r, err := s.Open(ctx, []int{i}, nil, nil)
			if err != nil {
				return "", err
			}
			for {
				n, err := r.Next()
				if err != nil {
					return "", err
				}
				if n == 0 {
					break
				}
				var v vec.Vec
				if err := r.Read(0, nil, &v); err != nil {
					r.Close()
					return "", err
				}
				for j := range n {
					s := show(&v, j)
					if s == "NULL" {
						nulls++
					}
					if rows == 0 {
						first = s
					}
					rows++
					fmt.Fprintln(h, s)
				}
			}
			r.Close()
		}
		if len(first) > 40 {
			first = first[:40]
		}
		fmt.Fprintf(&out, "%s type=%d rows=%d nulls=%d first=%s sum=%x\n", c.Name, c.Type.OID, rows, nulls, first, h.Sum(nil)[:6])
	}
	return out.String(), nil
}

// TestCorpus reads every file of the parquet-testing collection. The golden file was
// compared with pyarrow's reading of the same files.
func TestCorpus(t *testing.T) {
	dir := sharedData(t, "parquet-testing/data")
	var files []string
	filepath.WalkDir(dir, func(p string, d os.DirEntry, err error) error {
		if err == nil && (strings.HasSuffix(p, ".parquet") || strings.HasSuffix(p, ".encrypted")) {
			files = append(files, p)
		}
		return nil
	})
	sort.Strings(files)
	var out bytes.Buffer
	for _, f := range files {
		rel, _ := filepath.Rel(dir, f)
		s, err := summary(f)
		fmt.Fprintf(&out, "== %s\n", rel)
		if err != nil {
			msg := strings.ReplaceAll(err.Error(), f, rel)
			fmt.Fprintf(&out, "refused: %s\n", msg)
			if c := pgerr.CodeOf(err); c != pgerr.DataCorrupted && c != pgerr.FeatureNotSupported {
				t.Errorf("%s: refused with %s", rel, msg)
			}
			continue
		}
		out.WriteString(s)
	}
	golden := filepath.Join("testdata", "corpus.txt")
	if *update {
		if err := os.WriteFile(golden, out.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	compareLines(t, string(want), out.String())
}

func compareLines(t *testing.T, want, got string) {
	w, g := strings.Split(want, "\n"), strings.Split(got, "\n")
	for i := range min(len(w), len(g)) {
		if w[i] != g[i] {
			t.Errorf("line %d:\nwant %s\ngot  %s", i+1, w[i], g[i])
		}
	}
	if len(w) != len(g) {
		t.Errorf("want %d lines, got %d", len(w), len(g))
	}
}

// TestBadData makes sure that broken files are refused, by name.
func TestBadData(t *testing.T) {
	dir := sharedData(t, "parquet-testing/bad_data")
	files, _ := filepath.Glob(filepath.Join(dir, "*.parquet"))
	if len(files) == 0 {
		t.Fatal("no files")
	}
	for _, f := range files {
		if filepath.Base(f) == "ARROW-GH-43605.parquet" {
			continue // codes of zero bits into a dictionary of one value: odd but well-formed
		}
		s, err := summary(f)
		if err == nil {
			t.Errorf("%s was read:\n%s", filepath.Base(f), s)
			continue
		}
		if !strings.Contains(err.Error(), filepath.Base(f)) {
			t.Errorf("the error does not name the file: %v", err)
		}
		t.Logf("%v", err)
	}
}
