package files

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"testing"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/table"
)

// sharedFile copies a file of the shared test data, or skips loudly.
func sharedFile(t *testing.T, sub string) []byte {
	dir := os.Getenv("TARN_SHARED")
	if dir == "" {
		dir = filepath.Join("..", "..", "..", "shared")
	}
	b, err := os.ReadFile(filepath.Join(dir, "data", sub))
	if err != nil {
		t.Skipf("SKIPPED: test data %q is absent (set TARN_SHARED)", sub)
	}
	return b
}

func env() *Env { return &Env{Store: object.NewSet()} }

func put(t *testing.T, path string, b []byte) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b, 0o644); err != nil {
		t.Fatal(err)
	}
}

// rows reads a whole table as datums.
func rows(t *testing.T, tab table.Table, preds ...table.Pred) (out [][]types.Datum) {
	t.Helper()
	ctx := context.Background()
	splits, err := tab.Splits(ctx, preds)
	if err != nil {
		t.Fatal(err)
	}
	cols := make([]int, len(tab.Columns()))
	for i := range cols {
		cols[i] = i
	}
	for _, s := range splits {
		r, err := s.Open(ctx, cols, preds, nil)
		if err != nil {
			t.Fatal(err)
		}
		for {
			n, err := r.Next()
			if err != nil {
				t.Fatal(err)
			}
			if n == 0 {
				break
			}
			batch := make([][]types.Datum, n)
			for c := range cols {
				var v vec.Vec
				if err := r.Read(c, nil, &v); err != nil {
					t.Fatal(err)
				}
				for i := range batch {
					d := v.Datum(i)
					d.S = string([]byte(d.S))
					batch[i] = append(batch[i], d)
				}
			}
			out = append(out, batch...)
		}
		r.Close()
	}
	return out
}

func TestHivePartitions(t *testing.T) {
	b := sharedFile(t, "parquet-testing/data/int32_decimal.parquet")
	dir := t.TempDir()
	for _, p := range []string{"y=2024/m=a/1.parquet", "y=2024/m=b/1.parquet", "y=2025/m=__HIVE_DEFAULT_PARTITION__/1.parquet"} {
		put(t, filepath.Join(dir, p), b)
	}
	tab, err := env().Open(context.Background(), []string{dir + "/**/*.parquet"}, "", nil)
	if err != nil {
		t.Fatal(err)
	}
	cols := tab.Columns()
	if len(cols) != 3 || cols[1].Name != "y" || cols[1].Type.OID != types.Int8 || cols[2].Type.OID != types.Text {
		t.Fatalf("columns %+v", cols)
	}
	if got := rows(t, tab); len(got) != 72 || got[30][2].S != "b" || !got[50][2].Null || got[50][1].I != 2025 {
		t.Fatalf("%d rows, %v", len(got), got[50])
	}
	only := rows(t, tab, table.Pred{Col: 1, Op: table.PredEQ, Values: []types.Datum{types.NewInt(2025)}})
	if len(only) != 24 {
		t.Fatalf("pruning left %d rows", len(only))
	}
}

func TestUnknownOption(t *testing.T) {
	_, err := env().Open(context.Background(), []string{"x.parquet"}, "", Options{"nonsense": "1"})
	if err == nil {
		t.Fatal("an unknown option was accepted")
	}
}

func TestBinaryAsString(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a.parquet")
	put(t, path, sharedFile(t, "parquet-testing/data/alltypes_plain.parquet"))
	for _, text := range []bool{false, true} {
		tab, err := env().Open(context.Background(), []string{path}, "", Options{"binary_as_string": strconv.FormatBool(text)})
		if err != nil {
			t.Fatal(err)
		}
		if got := tab.Columns()[9].Type.OID == types.Text; got != text {
			t.Errorf("%v gives %v", text, tab.Columns()[9].Type)
		}
		if got := rows(t, tab)[0][9].S; got != "0" {
			t.Errorf("%q", got)
		}
	}
}
