package parquetfile

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/internal/mem"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/colcache"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/table"
)

// TestDivide: a reader of cached columns and those it gives rows to deliver each row once;
// one that must decode gives nothing away.
func TestDivide(t *testing.T) {
	ctx := context.Background()
	const rows = 40*vec.Size + 33
	cols := []table.Column{{Name: "a", Type: types.T(types.Int8)}}
	var out bytes.Buffer
	w, err := NewWriter(&out, cols, WriterOptions{RowGroupRows: rows})
	if err != nil {
		t.Fatal(err)
	}
	for at := 0; at < rows; at += vec.Size {
		a := &vec.Vec{Type: cols[0].Type, Phys: types.PI64}
		for i := range min(vec.Size, rows-at) {
			a.I64 = append(a.I64, int64(at+i))
		}
		if err := w.Write(&vec.Batch{Cols: []*vec.Vec{a}, N: len(a.I64)}); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "x.parquet")
	if err := os.WriteFile(path, out.Bytes(), 0o644); err != nil {
		t.Fatal(err)
	}
	cache := colcache.New(mem.NewPool("test", 0), 1<<30, 1)
	for round := range 2 {
		tab, err := OpenTable(ctx, object.NewSet(), []object.Info{{Path: path}}, Options{Cache: cache})
		if err != nil {
			t.Fatal(err)
		}
		m := &table.Metrics{}
		splits, _ := tab.Splits(ctx, nil)
		var got []int64
		given := 0
		for len(splits) > 0 {
			r, err := splits[0].Open(ctx, []int{0}, nil, m)
			if err != nil {
				t.Fatal(err)
			}
			splits = splits[1:]
			for {
				if sp, ok := r.(table.Divisible).Divide(); ok {
					splits = append(splits, sp)
					given++
				}
				n, err := r.Next()
				if err != nil {
					t.Fatal(err)
				}
				if n == 0 {
					break
				}
				var v vec.Vec
				if err := r.Read(0, nil, &v); err != nil {
					t.Fatal(err)
				}
				got = append(got, v.I64[:n]...)
			}
			r.Close()
		}
		slices.Sort(got)
		for i, x := range got {
			if len(got) != rows || x != int64(i) {
				t.Fatalf("round %d: %d rows, row %d is %d", round, len(got), i, x)
			}
		}
		if m.RowGroups != 1 || round == 1 && given < 4 {
			t.Errorf("round %d: %d row groups counted, %d parts given away", round, m.RowGroups, given)
		}
	}
}
