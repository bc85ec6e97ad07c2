package op

import (
	"math/rand/v2"
	"testing"

	"github.com/tarndb/tarn/exec/expr"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
)

// TestKeyFilter: a filter never loses a key, drops most others, and knows which ranges
// can hold keys.
func TestKeyFilter(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 8))
	for _, span := range []int64{100, 1 << 20, 1 << 60} {
		var keys []int64
		has := map[int64]bool{}
		for range 500 {
			k := r.Int64N(span) - span/2
			keys = append(keys, k)
			has[k] = true
		}
		f := newKeyFilter(expr.InfoOf(types.T(types.Int8), true), keys, nil)
		v := &vec.Vec{Type: types.T(types.Int8), Phys: types.PI64}
		for i := range 2000 {
			k := r.Int64N(span) - span/2
			if i%4 == 0 {
				k = keys[r.IntN(len(keys))]
			}
			v.I64 = append(v.I64, k)
		}
		passed := map[int]bool{}
		for _, i := range f.filter(v, nil, 2000, make([]uint16, vec.Size)) {
			passed[int(i)] = true
		}
		wrong := 0
		for i, k := range v.I64 {
			if has[k] && !passed[i] {
				t.Fatalf("span %d: key %d was lost", span, k)
			}
			if !has[k] && passed[i] {
				wrong++
			}
			if has[k] && !f.overlaps(k, k) {
				t.Fatalf("span %d: range of key %d was ruled out", span, k)
			}
			if f.bits != nil && !has[k] && f.overlaps(k, k) {
				t.Fatalf("span %d: range of absent key %d was let through", span, k)
			}
		}
		if wrong > 200 {
			t.Errorf("span %d: %d of 1500 absent keys passed", span, wrong)
		}
	}
}
