package op

import (
	"context"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/table"
)

// unitSplit stands for rows [from, to).
type unitSplit struct{ from, to int }

func (s *unitSplit) Rows() int64                             { return int64(s.to - s.from) }
func (s *unitSplit) Range(int) (lo, hi types.Datum, ok bool) { return lo, hi, false }
func (s *unitSplit) Open(context.Context, []int, []table.Pred, *table.Metrics) (table.Reader, error) {
	return nil, nil
}

// TestSpareSplits: however workers divide what one of them began with, each row is read
// once and all workers end, also when one of them fails.
func TestSpareSplits(t *testing.T) {
	const rows, workers = 100_000, 4
	for _, failAt := range []int{-1, 0, 5000} {
		var s spareSplits
		seen := make([]atomic.Int32, rows)
		read := func(sp *unitSplit) error {
			for at := sp.from; at < sp.to; at++ {
				if s.wanted() && sp.to-at > 10 {
					mid := (at + sp.to) / 2
					s.give(&unitSplit{mid, sp.to})
					sp.to = mid
				}
				if at == failAt {
					return errDone
				}
				seen[at].Add(1)
			}
			return nil
		}
		var wg sync.WaitGroup
		var failed atomic.Int32
		for w := range workers {
			wg.Add(1)
			go func() {
				defer wg.Done()
				var err error
				if w == 0 {
					err = s.busy(func() error { return read(&unitSplit{0, rows}) })
				}
				for err == nil {
					sp := s.take()
					if sp == nil {
						return
					}
					err = s.busy(func() error { return read(sp.(*unitSplit)) })
				}
				failed.Add(1)
			}()
		}
		wg.Wait()
		for i := range seen {
			if n := seen[i].Load(); n > 1 || n == 0 && failAt < 0 {
				t.Fatalf("row %d was read %d times", i, n)
			}
		}
		if (failed.Load() == 1) != (failAt >= 0) {
			t.Errorf("%d workers failed", failed.Load())
		}
	}
}
