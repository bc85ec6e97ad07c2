package parquetfile

import (
	"context"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/internal/mem"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/colcache"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/table"
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

// rewrite copies a table into a file of our own layout.
func rewrite(b *testing.B, t *Table, path string) {
	ctx := context.Background()
	f, err := os.Create(path)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	w, err := NewWriter(f, t.Columns(), WriterOptions{})
	if err != nil {
		b.Fatal(err)
	}
	cols := make([]int, len(t.Columns()))
	batch := vec.Batch{}
	for i := range cols {
		cols[i] = i
		batch.Cols = append(batch.Cols, new(vec.Vec))
	}
	splits, _ := t.Splits(ctx, nil)
	for _, s := range splits {
		r, err := s.Open(ctx, cols, nil, nil)
		if err != nil {
			b.Fatal(err)
		}
		for batch.N, err = r.Next(); batch.N > 0; batch.N, err = r.Next() {
			for i := range cols {
				if err := r.Read(i, nil, batch.Cols[i]); err != nil {
					b.Fatal(err)
				}
			}
			if err := w.Write(&batch); err != nil {
				b.Fatal(err)
			}
		}
		if err != nil {
			b.Fatal(err)
		}
		r.Close()
	}
	if err := w.Close(); err != nil {
		b.Fatal(err)
	}
}

func BenchmarkOwnColumn(b *testing.B) {
	t := benchTable(b, nil)
	path := filepath.Join(b.TempDir(), "own.parquet")
	start := time.Now()
	rewrite(b, t, path)
	own, err := OpenTable(context.Background(), object.NewSet(), []object.Info{{Path: path}}, Options{})
	if err != nil {
		b.Fatal(err)
	}
	b.Logf("written in %v, %d bytes for %d", time.Since(start), own.files[0].Info.Size, t.files[0].Info.Size)
	for i, c := range own.Columns() {
		b.Run(c.Name, func(b *testing.B) {
			for b.Loop() {
				scanColumns(b, own, []int{i})
			}
		})
	}
}

// BenchmarkScan reads the columns of TPC-H query 6 and reports processor time, which
// neighbours on the machine disturb less than time on the clock.
func BenchmarkScan(b *testing.B) {
	t := benchTable(b, nil)
	scanColumns(b, t, []int{4, 5, 6, 10})
	var before, after syscall.Rusage
	syscall.Getrusage(syscall.RUSAGE_SELF, &before)
	for b.Loop() {
		scanColumns(b, t, []int{4, 5, 6, 10})
	}
	syscall.Getrusage(syscall.RUSAGE_SELF, &after)
	cpu := after.Utime.Nano() + after.Stime.Nano() - before.Utime.Nano() - before.Stime.Nano()
	b.ReportMetric(float64(cpu)/float64(b.N)/1e6, "cpu-ms/op")
}

// BenchmarkOpen measures what every query pays before it reads: table, statistics and
// splits of a file whose footer is cached.
func BenchmarkOpen(b *testing.B) {
	ctx := context.Background()
	t := benchTable(b, nil)
	info := t.files[0].Info
	preds := []table.Pred{{Col: 10, Op: table.PredGE, Values: []types.Datum{types.NewInt(9000)}}}
	b.ReportAllocs()
	for b.Loop() {
		t, err := OpenTable(ctx, object.NewSet(), []object.Info{info}, Options{})
		if err != nil {
			b.Fatal(err)
		}
		t.Stats(ctx)
		splits, _ := t.Splits(ctx, preds)
		for _, s := range splits {
			s.Range(0)
		}
	}
}

func BenchmarkFooter(b *testing.B) {
	t := benchTable(b, nil)
	for b.Loop() {
		if _, err := loadFooter(context.Background(), object.NewSet(), t.files[0].Info); err != nil {
			b.Fatal(err)
		}
	}
}
