package op

import (
	"math"

	"github.com/tarndb/tarn/exec/kernel"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
)

// sortBound lets a top-N sort leave rows out before it stores them: those whose first key
// comes after that of the last row kept so far.
type sortBound struct {
	set   bool
	word  uint64 // of the last row kept
	alone bool   // rows with an equal word cannot matter either
	words []uint64
	sel   []uint16
}

// note takes over the last of the rows kept.
func (b *sortBound) note(o *sortOrder, withTies bool, s *vec.Store, last int) {
	if len(o.keys) == 0 {
		return
	}
	b.set, b.word = true, o.prefix(s, last)
	b.alone = len(o.keys) == 1 && !withTies && o.keys[0].exact(s.Cols[o.keys[0].col]) && b.word > 1 && b.word < math.MaxUint64-1
}

// exact tells whether unequal values have unequal words.
func (k *orderKey) exact(c *vec.StoreCol) bool {
	return c.V.Phys == types.PI64 || c.V.Phys == types.PI32 || c.V.Phys == types.PBool
}

// filter selects the rows that may be among the first.
func (b *sortBound) filter(k *orderKey, v *vec.Vec, tmp *vec.Vec, sel []uint16, n int) []uint16 {
	if b.words == nil {
		b.words, b.sel = make([]uint64, vec.Size), make([]uint16, vec.Size)
	}
	v = vec.Flatten(tmp, v, sel, n)
	k.wordsOf(v, sel, n, b.words)
	w, limit := b.words, b.word
	if b.alone {
		limit--
	}
	return kernel.SelWhere(sel, n, b.sel, func(i int) bool { return w[i] <= limit })
}

// wordsOf computes what prefix gives for the rows of a flat vector.
func (k *orderKey) wordsOf(v *vec.Vec, sel []uint16, n int, out []uint64) {
	c := vec.ViewOf(v)
	flip := uint64(0)
	if k.desc {
		flip = math.MaxUint64
	}
	if v.Phys == types.PI64 {
		x := v.I64
		kernel.EachRow(sel, n, func(i int) { out[i] = inner(uint64(x[i]) ^ 1<<63 ^ flip) })
	} else {
		kernel.EachRow(sel, n, func(i int) { out[i] = inner(k.word(c, i) ^ flip) })
	}
	if v.Valid == nil {
		return
	}
	null := uint64(math.MaxUint64)
	if k.nullsFirst {
		null = 0
	}
	kernel.EachRow(sel, n, func(i int) {
		if !vec.IsValid(v.Valid, i) {
			out[i] = null
		}
	})
}

// inner keeps words of values apart from those of NULLs.
func inner(u uint64) uint64 { return min(max(u, 1), math.MaxUint64-1) }
