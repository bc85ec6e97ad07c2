package delta_test

import (
	"context"
	"errors"
	"io"
	"iter"
	"testing"

	"github.com/tarndb/tarn/storage/delta"
	"github.com/tarndb/tarn/storage/object"
)

// nowhere is a store that keeps nothing.
type nowhere struct{ object.Store }

func (nowhere) Put(_ context.Context, path string, body io.Reader, _ object.PutCond) (object.Info, error) {
	n, err := io.Copy(io.Discard, body)
	return object.Info{Path: path, Size: n}, err
}

func (nowhere) Head(context.Context, string) (object.Info, error) {
	return object.Info{}, errors.New("nothing is kept")
}

func (nowhere) List(context.Context, string, object.ListOptions) iter.Seq2[object.Info, error] {
	return func(func(object.Info, error) bool) {}
}

// BenchmarkSmallFile writes files of one row with a column of every type.
func BenchmarkSmallFile(b *testing.B) {
	batch := batchOf(b, everyType, everyRow[:1])
	b.ReportAllocs()
	b.ResetTimer()
	for range b.N {
		w, err := delta.NewDataWriter(ctx, delta.WriterOptions{Store: nowhere{}, Root: "/t", Columns: everyType})
		if err != nil {
			b.Fatal(err)
		}
		if err := w.Write(batch); err != nil {
			b.Fatal(err)
		}
		if _, err := w.Close(); err != nil {
			b.Fatal(err)
		}
	}
}
