package parquetfile

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"runtime"
	"testing"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/internal/mem"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/colcache"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/table"
)

// TestPartsOfRowGroups reads one large row group in parts, with and without the cache.
func TestPartsOfRowGroups(t *testing.T) {
	defer runtime.GOMAXPROCS(runtime.GOMAXPROCS(4))
	ctx := context.Background()
	const rows = 3*partRows + 777
	cols := []table.Column{{Name: "a", Type: types.T(types.Int8)}, {Name: "s", Type: types.T(types.Text)}}
	var out bytes.Buffer
	w, err := NewWriter(&out, cols, WriterOptions{RowGroupRows: rows, PageRows: 50_000})
	if err != nil {
		t.Fatal(err)
	}
	for at := 0; at < rows; at += vec.Size {
		n := min(vec.Size, rows-at)
		a := &vec.Vec{Type: cols[0].Type, Phys: types.PI64}
		s := &vec.Vec{Type: cols[1].Type, Phys: types.PStr}
		for i := range n {
			a.I64 = append(a.I64, int64(at+i))
			s.AppendStr(string(rune('a' + (at+i)%26)))
		}
		if err := w.Write(&vec.Batch{Cols: []*vec.Vec{a, s}, N: n}); err != nil {
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
	for _, c := range []*colcache.Cache{nil, cache, cache} {
		tab, err := OpenTable(ctx, object.NewSet(), []object.Info{{Path: path}}, Options{Cache: c})
		if err != nil {
			t.Fatal(err)
		}
		splits, _ := tab.Splits(ctx, nil)
		if len(splits) != 4 {
			t.Fatalf("%d splits", len(splits))
		}
		at := 0
		for _, sp := range splits {
			r, err := sp.Open(ctx, []int{0, 1}, nil, nil)
			if err != nil {
				t.Fatal(err)
			}
			from := at
			for n, _ := r.Next(); n > 0; n, _ = r.Next() {
				var a, s vec.Vec
				if err := r.Read(0, nil, &a); err != nil {
					t.Fatal(err)
				}
				if err := r.Read(1, nil, &s); err != nil {
					t.Fatal(err)
				}
				for i := range n {
					if a.I64[i] != int64(at) || s.Datum(i).S != string(rune('a'+at%26)) {
						t.Fatalf("row %d: %d %q", at, a.I64[i], s.Datum(i).S)
					}
					at++
				}
			}
			r.Close()
			if int64(at-from) != sp.Rows() {
				t.Fatalf("%d rows of %d", at-from, sp.Rows())
			}
		}
		if at != rows {
			t.Fatalf("%d rows", at)
		}
	}
	if s := cache.Stats(); s.Entries != 2 || s.Hits < 4 {
		t.Fatalf("%+v", s)
	}
}
