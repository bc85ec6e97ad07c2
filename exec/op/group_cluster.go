package op

import (
	"math"
	"slices"

	"github.com/tarndb/tarn/exec/vec"
)

// clustered is the mode of a groupTable for one integer key that the input is stored in
// order of: groups are addressed directly within a window that moves along with the
// keys, so no hashing is needed however many groups there are. What a window has seen is
// a segment; a key may occur in several segments (of one worker or of two) only where
// their ranges overlap, which Finish looks at.
type clustered struct {
	win    []uint32 // key - base → group + 1
	base   uint64
	lo, hi uint64 // keys of the open segment
	from   int    // first group of the open segment
	segs   []segment
}

// segment is a run of groups [from, to) with keys in [lo, hi].
type segment struct {
	from, to int
	lo, hi   uint64
	table    int
}

const (
	windowKeys = 1 << 18
	windowGap  = 1 << 14 // a jump of the keys that ends a segment
)

// groups numbers the live rows from the encoded keys in w; it answers false when the
// keys turn out not to be clustered.
func (c *clustered) groups(t *groupTable, b *vec.Batch, w []uint64, g []uint32) bool {
	lo, hi := keyRange(b, w)
	if c.from < t.n && (lo < c.base || hi >= c.base+windowKeys || lo > c.hi+windowGap) {
		c.seal(t)
	}
	if c.from == t.n {
		if hi-lo >= windowKeys || len(c.segs) > 1<<14 {
			return false
		}
		c.base, c.lo, c.hi = lo, lo, hi
		if c.base > windowGap {
			c.base -= windowGap // rows may be a little out of order
		} else {
			c.base = 0
		}
		if hi >= c.base+windowKeys {
			c.base = lo
		}
	}
	c.lo, c.hi = min(c.lo, lo), max(c.hi, hi)
	win, base := c.win, c.base
	one := func(k uint64) uint32 {
		x := win[k-base]
		if x == 0 {
			x = t.add1(k) + 1
			win[k-base] = x
		}
		return x - 1
	}
	if b.Sel == nil {
		for i, k := range w[:b.N] {
			g[i] = one(k)
		}
		return true
	}
	for _, i := range b.Sel {
		g[i] = one(w[i])
	}
	return true
}

func keyRange(b *vec.Batch, w []uint64) (lo, hi uint64) {
	lo = math.MaxUint64
	if b.Sel == nil {
		for _, k := range w[:b.N] {
			lo, hi = min(lo, k), max(hi, k)
		}
		return
	}
	for _, i := range b.Sel {
		lo, hi = min(lo, w[i]), max(hi, w[i])
	}
	return
}

// seal ends the open segment and empties the window.
func (c *clustered) seal(t *groupTable) {
	if c.from == t.n {
		return
	}
	for _, k := range t.words[0][c.from:t.n] {
		c.win[k-c.base] = 0
	}
	c.segs = append(c.segs, segment{from: c.from, to: t.n, lo: c.lo, hi: c.hi})
	c.from = t.n
}

// uncluster goes over to hashing; what was grouped so far stays as it is, so keys may
// repeat and the table must be merged.
func (t *groupTable) uncluster() {
	t.cl.seal(t)
	t.cl.win = nil
	t.reserve(t.n + 256)
}

// overlaps finds the key ranges that more than one segment covers.
func overlaps(segs []segment) [][2]uint64 {
	slices.SortFunc(segs, func(a, b segment) int {
		switch {
		case a.lo < b.lo:
			return -1
		case a.lo > b.lo:
			return 1
		}
		return 0
	})
	var out [][2]uint64
	end, any := uint64(0), false
	for _, s := range segs {
		if any && s.lo <= end {
			out = append(out, [2]uint64{s.lo, min(end, s.hi)})
		}
		if !any || s.hi > end {
			end = s.hi
		}
		any = true
	}
	return out
}

// finishClustered merges only the groups in ranges that several segments cover. It
// answers false when these are too many, or a table gave up clustering.
func (a *aggregate) finishClustered(ts []*aggTable) (bool, error) {
	var segs []segment
	total := 0
	for k, t := range ts {
		c := t.groups.cl
		if c == nil || c.win == nil {
			return false, nil
		}
		c.seal(t.groups)
		for _, s := range c.segs {
			s.table = k
			segs = append(segs, s)
		}
		total += t.n
	}
	common := overlaps(segs)
	var picked [][]uint32
	n := 0
	for _, t := range ts {
		picked = append(picked, nil)
		last := &picked[len(picked)-1]
		for _, s := range t.groups.cl.segs {
			for _, r := range common {
				if s.lo <= r[1] && r[0] <= s.hi {
					*last = appendInRange(*last, t.groups.words[0], s, r)
				}
			}
		}
		slices.Sort(*last)
		*last = slices.Compact(*last)
		n += len(*last)
	}
	if n > total/4 {
		return false, nil
	}
	merged, err := a.newPlainTable()
	if err != nil {
		return false, err
	}
	for k, t := range ts {
		if len(picked[k]) == 0 {
			continue
		}
		if err := merged.mergeFrom(t, picked[k]); err != nil {
			return false, err
		}
		t.dead = make([]uint64, (t.n+63)>>6)
		for _, g := range picked[k] {
			vec.SetValid(t.dead, int(g))
		}
	}
	a.final = append(ts, merged)
	a.r.strategy(a.n.ID, "clustered, %d groups in %d segments, %d of them merged", total, len(segs), n)
	return true, nil
}

func appendInRange(out []uint32, keys []uint64, s segment, r [2]uint64) []uint32 {
	for g := s.from; g < s.to; g++ {
		if k := keys[g]; k >= r[0] && k <= r[1] {
			out = append(out, uint32(g))
		}
	}
	return out
}

// live selects the groups [from, from+n) that were not merged elsewhere; nil means all.
func (t *aggTable) live(from, n int) []uint16 {
	if t.dead == nil {
		return nil
	}
	sel := make([]uint16, 0, n)
	for i := range n {
		if !vec.IsValid(t.dead, from+i) {
			sel = append(sel, uint16(i))
		}
	}
	return sel
}
