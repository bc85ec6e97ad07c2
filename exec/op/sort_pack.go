package op

import (
	"cmp"
	"math"
	"math/bits"
	"slices"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
)

// packing maps a store's rows to words in sort order: as many sort keys as fit 64 bits,
// each as its distance from the least value or, for texts of few values, as a rank. When
// all keys fit, rows with equal words are equal. Words of two stores cannot be compared.
type packing struct {
	s     *vec.Store
	keys  []packedKey
	exact bool
}

// packedKey is one key's part of the word: its code, shifted right by cut and left by
// shift.
type packedKey struct {
	*orderKey
	c          *vec.StoreCol
	lo, top    uint64   // codes of values are word - lo + 1, at most top
	ids        []uint16 // texts of few values: number by row
	rank       []uint64 // and place in the order by number
	null       uint64
	cut, shift uint
}

// maxRanked is up to how many values a text key is ranked.
const maxRanked = 4096

func newPacking(o *sortOrder, s *vec.Store) *packing {
	p := &packing{s: s, exact: true}
	left := uint(64)
	for i := range o.keys {
		if left == 0 {
			p.exact = false
			break
		}
		k := packedKey{orderKey: &o.keys[i], c: s.Cols[o.keys[i].col]}
		exact := k.measure(s.N)
		width := uint(bits.Len64(k.top + 1))
		if k.top == math.MaxUint64 {
			width = 64
		}
		if width > left {
			k.cut, width, exact = width-left, left, false
		}
		left -= width
		k.shift = left
		p.keys = append(p.keys, k)
		if !exact {
			p.exact = p.exact && exact
			break
		}
	}
	return p
}

// measure finds the range of a key's codes and tells whether unequal values have unequal
// codes.
func (k *packedKey) measure(n int) (exact bool) {
	if k.c.V.Phys == types.PStr && k.ranked(n) {
		k.setNull()
		return true
	}
	if k.c.V.Phys == types.PStr || k.c.V.Phys == types.PF64 {
		k.lo, k.top = 1, math.MaxUint64
		k.setNull()
		return false
	}
	lo, hi := uint64(math.MaxUint64), uint64(0)
	for i := range n {
		if !k.c.IsNull(i) {
			w := k.word(k.c, i)
			lo, hi = min(lo, w), max(hi, w)
		}
	}
	if lo > hi { // only NULLs
		lo, hi = 0, 0
	}
	k.lo, k.top = lo, math.MaxUint64
	if hi-lo < math.MaxUint64-2 {
		k.top = hi - lo + 1
		k.setNull()
		return true
	}
	k.lo = 1
	k.setNull()
	return false
}

// setNull chooses the code of NULL: 0 or above all others.
func (k *packedKey) setNull() {
	switch {
	case k.nullsFirst:
		k.null = 0
	case k.top == math.MaxUint64:
		k.null = k.top
	default:
		k.null = k.top + 1
	}
}

// ranked numbers the values of a text key when they are few.
func (k *packedKey) ranked(n int) bool {
	vals := k.c.Vals
	switch {
	case vals != nil:
		k.ids = k.c.Codes
	case bytewise(k.t.OID) && n > 256:
		in := newInterner(k.t, false)
		k.ids = make([]uint16, n)
		for i := range n {
			if k.c.IsNull(i) {
				continue
			}
			id := in.id(k.c.V.Str(i))
			if id > maxRanked || i == 1024 && id > 768 {
				k.ids = nil
				return false
			}
			k.ids[i] = uint16(id)
		}
		vals = &in.vals
	default:
		return false
	}
	order := make([]uint32, vals.Len())
	for i := range order {
		order[i] = uint32(i)
	}
	compare := func(a, b uint32) int {
		x, y := vals.Str(int(a)), vals.Str(int(b))
		if bytewise(k.t.OID) {
			return cmp.Compare(x, y)
		}
		if x == "" || y == "" { // stands for NULL
			return cmp.Compare(len(x), len(y))
		}
		return types.Compare(k.t, types.Datum{S: x}, types.Datum{S: y})
	}
	slices.SortFunc(order, compare)
	k.rank = make([]uint64, len(order))
	for i, id := range order {
		if i > 0 && compare(order[i-1], id) != 0 {
			k.top++
		}
		k.rank[id] = k.top
	}
	k.lo = 0
	k.top++
	return true
}

// fill sets the words of rows [from, to).
func (p *packing) fill(perm []sortEntry, from, to int) {
	for i := from; i < to; i++ {
		perm[i] = sortEntry{0, uint32(i)}
	}
	for x := range p.keys {
		k := &p.keys[x]
		for i := from; i < to; i++ {
			perm[i].prefix |= k.code(i) >> (k.cut & 63) << (k.shift & 63)
		}
	}
}

func (k *packedKey) code(i int) uint64 {
	if k.c.IsNull(i) {
		return k.null
	}
	if k.ids != nil {
		u := k.rank[k.ids[i]]
		if k.desc {
			return k.top - u
		}
		return u + 1
	}
	u := k.word(k.c, i)
	if k.top == math.MaxUint64 {
		if k.desc {
			u = ^u
		}
		return inner(u)
	}
	if k.desc {
		return k.top - (u - k.lo)
	}
	return u - k.lo + 1
}

// sortRows gives the rows of a store in order; equal rows keep their places. When the query
// is stopped all rows count as equal, so that the sort is soon over, and it fails.
func (r *Run) sortRows(o *sortOrder, st *vec.Store, run tasks) ([]sortEntry, error) {
	p := newPacking(o, st)
	perm := make([]sortEntry, st.N)
	pieces := 1
	if st.N > 4*vec.Size {
		pieces = r.Workers
	}
	cut := func(i int) int { return st.N * i / pieces }
	compare := func(x, y sortEntry) int {
		if x.prefix != y.prefix {
			return cmp.Compare(x.prefix, y.prefix)
		}
		if !p.exact {
			if c := o.compare(st, int(x.row), st, int(y.row)); c != 0 {
				return c
			}
		}
		return cmp.Compare(x.row, y.row)
	}
	err := run(pieces, func(i int) error {
		p.fill(perm, cut(i), cut(i+1))
		slices.SortFunc(perm[cut(i):cut(i+1)], func(x, y sortEntry) int {
			if r.stopped.Load() {
				return 0
			}
			return compare(x, y)
		})
		return r.check()
	})
	if err != nil {
		return nil, err
	}
	for i := 1; i < pieces; i++ {
		perm = mergeEntries(perm[:cut(i)], perm[cut(i):cut(i+1)], perm[cut(i+1):], compare)
	}
	return perm, r.check()
}

// mergeEntries merges two sorted pieces; rest follows unchanged.
func mergeEntries(a, b, rest []sortEntry, compare func(x, y sortEntry) int) []sortEntry {
	out := make([]sortEntry, 0, len(a)+len(b)+len(rest))
	for len(a) > 0 && len(b) > 0 {
		if compare(a[0], b[0]) <= 0 {
			out, a = append(out, a[0]), a[1:]
		} else {
			out, b = append(out, b[0]), b[1:]
		}
	}
	return append(append(append(out, a...), b...), rest...)
}
