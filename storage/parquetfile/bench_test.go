package parquetfile

import (
	"context"
	"os"
	"testing"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/internal/mem"
	"github.com/tarndb/tarn/storage/colcache"
	"github.com/tarndb/tarn/storage/object"
)

// benchTable opens the file named by TARN_BENCH_PARQUET (TPC-H lineitem).
func benchTable(b *testing.B, cache *colcache.Cache) *Table {
	path := os.Getenv("TARN_BENCH_PARQUET")
	if path == "" {
		b.Skip("TARN_BENCH_PARQUET is not set: no lineitem file to measure")
	}
	t, err := OpenTable(context.Background(), object.NewSet(), []object.Info{{Path: path}}, Options{Cache: cache})
	if err != nil {
		b.Fatal(err)
	}
	return t
}

func scanColumns(b *testing.B, t *Table, cols []int) (rows int64) {
	ctx := context.Background()
	splits, err := t.Splits(ctx, nil)
	if err != nil {
		b.Fatal(err)
	}
	var v vec.Vec
	for _, s := range splits {
		r, err := s.Open(ctx, cols, nil, nil)
		if err != nil {
			b.Fatal(err)
		}
		for {
			n, err := r.Next()
			if err != nil {
				b.Fatal(err)
			}
			if n == 0 {
				break
			}
			rows += int64(n)
			for i := range cols {
				if err := r.Read(i, nil, &v); err != nil {
					b.Fatal(err)
				}
			}
		}
		r.Close()
	}
	return rows
}

func BenchmarkColumn(b *testing.B) {
	t := benchTable(b, nil)
	for i, c := range t.Columns() {
		b.Run(c.Name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				scanColumns(b, t, []int{i})
			}
		})
	}
}

func BenchmarkCachedColumn(b *testing.B) {
	t := benchTable(b, colcache.New(mem.NewPool("bench", 0), 4<<30, 1))
	for i, c := range t.Columns() {
		b.Run(c.Name, func(b *testing.B) {
			scanColumns(b, t, []int{i})
			for b.Loop() {
				scanColumns(b, t, []int{i})
			}
		})
	}
}
