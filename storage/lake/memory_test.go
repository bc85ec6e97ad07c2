package lake

import (
	"testing"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/delta"
	"github.com/tarndb/tarn/storage/table"
)

// TestReadersKeepOffLentMemory: reading gathered rows and row numbers does not write into
// the vectors that another reader has lent before.
func TestReadersKeepOffLentMemory(t *testing.T) {
	cols := []table.Column{{Name: "k", Type: types.T(types.Int8)}}
	list := &rowList{cols: cols}
	list = list.add(segmentOf(cols, func(b *rowBuilder) {
		b.add([]*vec.Vec{{Type: cols[0].Type, Phys: types.PI64, I64: []int64{1, 2, 3, 4}}}, 4, nil)
	}))
	read := func(deleted *delta.Bitmap, into []vec.Vec) {
		m := &memTable{list: list, deleted: deleted, ids: true, file: memFile}
		splits, err := m.Splits(t.Context(), nil)
		if err != nil {
			t.Fatal(err)
		}
		r, err := splits[0].Open(t.Context(), []int{0, 1, 2}, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		defer r.Close()
		if _, err := r.Next(); err != nil {
			t.Fatal(err)
		}
		for i := range into {
			if err := r.Read(i, nil, &into[i]); err != nil {
				t.Fatal(err)
			}
		}
	}
	into := make([]vec.Vec, 3)
	read(nil, into) // lends the segment
	lent := into[2].I64
	into[2] = vec.Vec{Type: types.T(types.Int8), Phys: types.PI64, I64: []int64{7, 7, 7, 7}}
	other := into[2].I64
	dead := delta.NewBitmap()
	dead.Add(0)
	read(dead, into)
	if got := into[0].I64; len(got) != 3 || got[0] != 2 || into[2].I64[0] != 1 {
		t.Errorf("gathered %v at %v", got, into[2].I64)
	}
	again := make([]vec.Vec, 3)
	read(nil, again)
	if again[0].I64[0] != 1 || again[0].I64[3] != 4 {
		t.Errorf("the rows in memory have become %v", again[0].I64)
	}
	if other[0] != 7 || lent[0] != 0 {
		t.Errorf("lent vectors have become %v and %v", other, lent)
	}
}
