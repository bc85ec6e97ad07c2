package files

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/object/faulty"
	"github.com/tarndb/tarn/storage/table"
)

var writeCols = []table.Column{{Name: "id", Type: types.T(types.Int8)}, {Name: "kind", Type: types.T(types.Text)}, {Name: "x", Type: types.T(types.Float8)}}

func writeBatch(n int) *vec.Batch {
	id := &vec.Vec{Type: writeCols[0].Type, Phys: types.PI64}
	kind := &vec.Vec{Type: writeCols[1].Type, Phys: types.PStr}
	x := &vec.Vec{Type: writeCols[2].Type, Phys: types.PF64}
	for i := range n {
		id.I64 = append(id.I64, int64(i))
		kind.AppendStr([]string{"a b", "c/d", ""}[i%3])
		x.F64 = append(x.F64, float64(i)/2)
	}
	for i := 5; i < n; i += 7 {
		kind.SetNull(i, n)
	}
	return &vec.Batch{Cols: []*vec.Vec{id, kind, x}, N: n}
}

func TestCreateAndOpen(t *testing.T) {
	for _, name := range []string{"x.parquet", "x.csv", "x.csv.gz", "x.json", "x.json.zst"} {
		path := filepath.Join(t.TempDir(), name)
		o := Options{}
		if FormatOf(name) == "csv" {
			o["header"] = "true"
		}
		w, err := env().Create(context.Background(), WriteOptions{Path: path, Cols: writeCols, Options: o})
		if err != nil {
			t.Fatal(err)
		}
		if err := w.Write(writeBatch(1000), 10, 500); err != nil {
			t.Fatal(err)
		}
		if _, err := os.Stat(path); err == nil {
			t.Errorf("%s is there before the end", name)
		}
		if err := w.Finish(context.Background()); err != nil {
			t.Fatal(err)
		}
		tab, err := env().Open(context.Background(), []string{path}, "", nil)
		if err != nil {
			t.Fatal(err)
		}
		got := rows(t, tab)
		if len(got) != 490 || got[0][0].I != 10 || got[3][1].S != "c/d" || got[489][2].Float() != 249.5 {
			t.Fatalf("%s: %d rows, %+v", name, len(got), got[3])
		}
	}
}

func TestCreatePartitions(t *testing.T) {
	for _, format := range []string{"parquet", "json"} {
		dir := t.TempDir()
		w, err := env().Create(context.Background(), WriteOptions{Path: dir, Format: format, Cols: writeCols, PartitionBy: []string{"kind"}})
		if err != nil {
			t.Fatal(err)
		}
		for range 3 {
			if err := w.Write(writeBatch(100), 0, 100); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Finish(context.Background()); err != nil {
			t.Fatal(err)
		}
		tab, err := env().Open(context.Background(), []string{dir + "/"}, format, nil)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]int{}
		for _, r := range rows(t, tab) {
			seen[fmt.Sprint(r[2].Null, r[2].S)]++
		}
		if len(tab.Columns()) != 3 || len(seen) != 4 || seen["truea"] != 0 || seen["true"] != 42 {
			t.Fatalf("%v", seen)
		}
	}
}

func TestCreateAborts(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x.csv")
	w, err := env().Create(context.Background(), WriteOptions{Path: path, Cols: writeCols})
	if err != nil {
		t.Fatal(err)
	}
	w.Write(writeBatch(100), 0, 100)
	w.Abort()
	if left, _ := os.ReadDir(filepath.Dir(path)); len(left) != 0 {
		t.Errorf("%v is left", left)
	}
	bad := &Env{Store: faulty.New(object.NewSet(), faulty.Fault{Op: faulty.Put})}
	if w, err = bad.Create(context.Background(), WriteOptions{Path: path, Cols: writeCols}); err != nil {
		t.Fatal(err)
	}
	for range 1000 {
		if err = w.Write(writeBatch(2000), 0, 2000); err != nil {
			break
		}
	}
	if err == nil {
		err = w.Finish(context.Background())
	}
	if err == nil {
		t.Error("a failing store went unnoticed")
	}
	w.Abort()
}
