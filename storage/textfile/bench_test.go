package textfile

import (
	"context"
	"os"
	"strings"
	"testing"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/table"
)

// BenchmarkRead reads all columns of the file named by TARN_BENCH_TEXT.
func BenchmarkRead(b *testing.B) {
	path := os.Getenv("TARN_BENCH_TEXT")
	if path == "" {
		b.Skip("TARN_BENCH_TEXT is not set: no file to measure")
	}
	ctx := context.Background()
	info, err := object.NewSet().Head(ctx, path)
	if err != nil {
		b.Fatal(err)
	}
	var tab table.Table
	if strings.HasSuffix(path, ".json") {
		tab, err = OpenJSON(ctx, object.NewSet(), []object.Info{info}, JSONOptions{})
	} else {
		tab, err = OpenCSV(ctx, object.NewSet(), []object.Info{info}, CSVOptions{})
	}
	if err != nil {
		b.Fatal(err)
	}
	cols := make([]int, len(tab.Columns()))
	for i := range cols {
		cols[i] = i
	}
	b.SetBytes(info.Size)
	for b.Loop() {
		splits, err := tab.Splits(ctx, nil)
		if err != nil {
			b.Fatal(err)
		}
		for _, s := range splits {
			r, err := s.Open(ctx, cols, nil, nil)
			if err != nil {
				b.Fatal(err)
			}
			for n, err := r.Next(); n > 0; n, err = r.Next() {
				if err != nil {
					b.Fatal(err)
				}
				for i := range cols {
					var v vec.Vec
					if err := r.Read(i, nil, &v); err != nil {
						b.Fatal(err)
					}
				}
			}
			r.Close()
		}
	}
}
