package op

import (
	"github.com/tarndb/tarn/exec/kernel"
	"github.com/tarndb/tarn/exec/vec"
)

// Keys are looked up a batch at a time in two rounds. The first looks at each key's home
// slot without branching, so that the processor waits for many of them at once; the
// second takes the keys that were not there, of which few are left once a table is warm.

// lookup numbers the keys in t.in for the rows of sel (nil: all n) into g.
func (t *groupTable) lookup(sel []uint16, n int, g []uint32) {
	for w := range t.words {
		t.words[w] = vec.Extend(t.words[w], n)
	}
	if t.miss == nil {
		t.miss, t.hash = make([]uint16, vec.Size), make([]uint64, vec.Size)
	}
	switch {
	case t.direct != nil:
		t.coverIDs()
		t.findDirect(sel, n, g)
	case len(t.words) == 1:
		t.find1(sel, n, g)
	case len(t.words) == 2:
		t.find2(sel, n, g)
	default:
		t.findWide(sel, n, g)
	}
}

// differs is 1 when a slot is empty or holds another key.
func (s *groupSlot) differs(key uint64) int {
	d := s.key ^ key | uint64((s.g-1)>>31)
	return int((d | -d) >> 63)
}

func (t *groupTable) find1(sel []uint16, n int, g []uint32) {
	w, slots, mask, miss, k := t.in[0], t.slots, t.mask, t.miss, 0
	if t.bad {
		mask = 0
	}
	if sel == nil {
		w, g := w[:n], g[:n]
		for i, key := range w {
			s := &slots[kernel.Hash64(key)>>16&mask]
			g[i] = s.g - 1
			miss[k] = uint16(i)
			k += s.differs(key)
		}
	} else {
		for _, i := range sel {
			s := &slots[kernel.Hash64(w[i])>>16&mask]
			g[i] = s.g - 1
			miss[k] = i
			k += s.differs(w[i])
		}
	}
	for _, i := range miss[:k] {
		g[i] = t.lookup1(w[i])
	}
}

// homes looks the hashes in t.hash up: g gets the group, or one whose key must still be
// compared, and the rows without one are returned.
func (t *groupTable) homes(sel []uint16, n int, g []uint32) []uint16 {
	h, slots, mask, miss, k := t.hash, t.slots, t.mask, t.miss, 0
	if t.bad {
		mask = 0
	}
	if sel == nil {
		for i, key := range h[:n] {
			s := &slots[kernel.Hash64(key)>>16&mask]
			g[i] = s.g - 1
			miss[k] = uint16(i)
			k += s.differs(key)
		}
		return miss[:k]
	}
	for _, i := range sel {
		s := &slots[kernel.Hash64(h[i])>>16&mask]
		g[i] = s.g - 1
		miss[k] = i
		k += s.differs(h[i])
	}
	return miss[:k]
}

func (t *groupTable) find2(sel []uint16, n int, g []uint32) {
	a, b, h := t.in[0], t.in[1], t.hash
	kernel.EachRow(sel, n, func(i int) { h[i] = kernel.HashPair(kernel.HashPair(0, a[i]), b[i]) })
	if t.n == 0 {
		kernel.EachRow(sel, n, func(i int) { g[i] = t.lookup2(a[i], b[i], h[i]) })
		return
	}
	miss := t.homes(sel, n, g)
	x, y, last := t.words[0], t.words[1], uint32(t.n-1)
	at := 0
	kernel.EachRow(sel, n, func(i int) {
		if at < len(miss) && int(miss[at]) == i {
			at++
			return
		}
		if k := min(g[i], last); x[k] != a[i] || y[k] != b[i] {
			g[i] = t.lookup2(a[i], b[i], h[i])
		}
	})
	for _, i := range miss {
		g[i] = t.lookup2(a[i], b[i], h[i])
	}
}

func (t *groupTable) lookup2(a, b, h uint64) uint32 {
	for i := t.home(h); ; i = (i + 1) & t.mask {
		s := &t.slots[i]
		if s.g == 0 {
			t.words[0], t.words[1] = append(t.words[0], a), append(t.words[1], b)
			t.n++
			*s = groupSlot{h, uint32(t.n)}
			if uint64(t.n)*4 > uint64(len(t.slots))*3 {
				t.reserve(t.n * 3)
			}
			return uint32(t.n - 1)
		}
		if s.key == h && t.words[0][s.g-1] == a && t.words[1][s.g-1] == b {
			return s.g - 1
		}
	}
}

// findDirect looks keys up by address.
func (t *groupTable) findDirect(sel []uint16, n int, g []uint32) {
	w, direct := t.in[0], t.direct
	if sel == nil {
		for i, k := range w[:n] {
			x := direct[k]
			if x == 0 {
				x = t.claim(k)
			}
			g[i] = x - 1
		}
		return
	}
	for _, i := range sel {
		x := direct[w[i]]
		if x == 0 {
			x = t.claim(w[i])
		}
		g[i] = x - 1
	}
}

func (t *groupTable) lookup1(k uint64) uint32 {
	for i := t.home(k); ; i = (i + 1) & t.mask {
		s := &t.slots[i]
		if s.g == 0 {
			id := t.add1(k)
			*s = groupSlot{k, id + 1}
			if uint64(t.n)*4 > uint64(len(t.slots))*3 {
				t.reserve(t.n * 3)
			}
			return id
		}
		if s.key == k {
			return s.g - 1
		}
	}
}

func (t *groupTable) add1(k uint64) uint32 {
	t.words[0] = append(t.words[0], k)
	t.n++
	return uint32(t.n - 1)
}

// findWide looks keys of many words up.
func (t *groupTable) findWide(sel []uint16, n int, g []uint32) {
	h := t.hash
	kernel.EachRow(sel, n, func(i int) { h[i] = 0 })
	for _, w := range t.in[:len(t.words)] {
		kernel.EachRow(sel, n, func(i int) { h[i] = kernel.HashPair(h[i], w[i]) })
	}
	t.homes(sel, n, g) // for its loads: the slots are near now
	kernel.EachRow(sel, n, func(i int) {
		g[i] = t.lookupWide(h[i], func(w int) uint64 { return t.in[w][i] })
	})
}

func (t *groupTable) lookupWide(h uint64, word func(w int) uint64) uint32 {
probe:
	for i := t.home(h); ; i = (i + 1) & t.mask {
		s := &t.slots[i]
		if s.g == 0 {
			for w := range t.words {
				t.words[w] = append(t.words[w], word(w))
			}
			t.n++
			*s = groupSlot{h, uint32(t.n)}
			if uint64(t.n)*4 > uint64(len(t.slots))*3 {
				t.reserve(t.n * 3)
			}
			return uint32(t.n - 1)
		}
		if s.key != h {
			continue
		}
		for w := range t.words {
			if t.words[w][s.g-1] != word(w) {
				continue probe
			}
		}
		return s.g - 1
	}
}
