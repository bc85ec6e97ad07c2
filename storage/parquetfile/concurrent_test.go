package parquetfile

import (
	"context"
	"math/rand"
	"path/filepath"
	"sync"
	"testing"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/internal/mem"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/colcache"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/table"
)

// TestConcurrentScans reads one table from many goroutines through a small cache, with
// predicates, so that fills, hits, evictions and page indexes meet.
func TestConcurrentScans(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "x.parquet")
	want, _ := writeRandom(t, path, 12_000, WriterOptions{RowGroupRows: 4096, PageRows: 1024, Bloom: []string{"id"}})
	cache := colcache.New(mem.NewPool("test", 0), 300_000, 1)
	tab, err := OpenTable(ctx, object.NewSet(), []object.Info{{Path: path}}, Options{Cache: cache})
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for g := range 6 {
		wg.Add(1)
		go func() {
			defer wg.Done()
			r := rand.New(rand.NewSource(int64(g)))
			for range 8 {
				var preds []table.Pred
				if r.Intn(2) == 0 {
					preds = []table.Pred{{Col: 0, Op: table.PredGE, Values: []types.Datum{types.NewInt(r.Int63n(36_000))}}}
				}
				splits, err := tab.Splits(ctx, preds)
				if err != nil {
					t.Error(err)
					return
				}
				for _, s := range splits {
					scanAndCheck(t, s, 1+r.Intn(len(want)-1), preds, want)
				}
			}
		}()
	}
	wg.Wait()
	if s := cache.Stats(); s.Hits == 0 || s.Evictions == 0 || s.Bytes > s.Limit {
		t.Errorf("%+v", s)
	}
}

func scanAndCheck(t *testing.T, s table.Split, col int, preds []table.Pred, want [][]types.Datum) {
	r, err := s.Open(context.Background(), []int{0, col}, preds, nil)
	if err != nil {
		t.Error(err)
		return
	}
	defer r.Close()
	var id, v vec.Vec
	for {
		n, err := r.Next()
		if err != nil || n == 0 {
			return
		}
		if err := r.Read(0, nil, &id); err != nil {
			t.Error(err)
			return
		}
		if err := r.Read(1, nil, &v); err != nil {
			t.Error(err)
			return
		}
		for i := range n {
			if row := id.Datum(i).I / 3; v.Datum(i) != want[col][row] {
				t.Errorf("column %d row %d: %+v", col, row, v.Datum(i))
				return
			}
		}
	}
}
