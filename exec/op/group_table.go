package op

import (
	"math/bits"
	"slices"

	"github.com/tarndb/tarn/exec/expr"
	"github.com/tarndb/tarn/exec/kernel"
	"github.com/tarndb/tarn/exec/vec"
)

// groupTable numbers the distinct keys of one worker (or one partition): direct
// addressing when a key has few bits, else open addressing over 16-byte slots.
type groupTable struct {
	enc    *encoder
	words  [][]uint64 // key words by group
	n      int
	direct []uint32 // key → group+1
	slots  []groupSlot
	mask   uint64
	bad    bool
	ls     *keyLayouts
	step   int      // layout in use
	byID   bool     // the key is one interned column: direct is indexed by id and grows
	c      *carried // the mode in use, or nil
	cl     *clustered

	in   [][]uint64 // key words of the batch
	hash []uint64   // of the batch's rows
	miss []uint16
}

type groupSlot struct {
	key uint64 // the key itself (one word) or its hash
	g   uint32 // group + 1
}

// maxDirectBits bounds the direct table of a worker (4 MiB).
const maxDirectBits = 20

// keyLayouts are the ways to pack a key, by how many bits interned columns get: a table
// starts with the first and goes on to the next when an interner has outgrown it.
type keyLayouts struct {
	steps      []*keyLayout
	carry      *carryPlan // nil when the key does not suit
	directBits int        // up to how many bits keys are addressed directly
}

// layoutsOf plans the layouts of a key; rows, about how many are to be grouped, bounds the
// size of direct tables.
func layoutsOf(schema *expr.Schema, pos []int, rows float64) *keyLayouts {
	wide := layoutOf(schema, pos, 32)
	ls := &keyLayouts{directBits: min(max(bits.Len64(uint64(min(max(rows, 0), 1<<40)))+1, 12), maxDirectBits)}
	interned := false
	for _, c := range wide.cols {
		interned = interned || c.intern
	}
	if interned && len(pos) > 1 {
		if l := layoutOf(schema, pos, 8); l.words == 1 && l.bits <= ls.directBits {
			ls.steps = append(ls.steps, l)
		}
		for _, width := range []uint{13, 20} {
			if l := layoutOf(schema, pos, width); l.words < wide.words {
				ls.steps = append(ls.steps, l)
			}
		}
	}
	ls.steps = append(ls.steps, wide)
	ls.carry = planCarry(schema, pos, wide)
	return ls
}

func newGroupTable(ls *keyLayouts, badHash bool) *groupTable {
	t := &groupTable{bad: badHash, ls: ls}
	if ls.carry != nil {
		t.c = newCarried(ls.carry, ls.directBits, badHash)
		return t
	}
	t.enc = newEncoder(ls.steps[0], badHash)
	t.setLayout(ls.steps[0])
	return t
}

func (t *groupTable) setLayout(l *keyLayout) {
	t.enc.l = l
	t.words = make([][]uint64, l.words)
	for len(t.in) < l.words {
		t.in = append(t.in, make([]uint64, vec.Size))
	}
	t.direct, t.slots, t.n = nil, nil, 0
	if t.byID = len(l.cols) == 1 && l.cols[0].intern; t.byID {
		t.direct = make([]uint32, 256)
		return
	}
	if l.words == 1 && l.bits <= t.ls.directBits {
		t.direct = make([]uint32, 1<<l.bits)
	} else {
		t.reserve(256)
	}
}

// widen goes on to the next layout. Groups keep their numbers.
func (t *groupTable) widen() {
	old := &encoder{l: t.enc.l, interns: t.enc.interns}
	words, n := t.words, t.n
	t.step++
	t.setLayout(t.ls.steps[t.step])
	tr := t.enc.translator(old)
	from, key := make([]uint64, len(words)), make([]uint64, len(t.words))
	for g := range n {
		for w := range from {
			from[w] = words[w][g]
		}
		tr(from, key)
		t.insert(key)
	}
}

// outgrown tells whether interned values no longer fit the layout.
func (t *groupTable) outgrown() bool {
	if t.step == len(t.ls.steps)-1 {
		return false
	}
	for k, in := range t.enc.interns {
		if in != nil && uint64(len(in.hashes)) > 1<<t.enc.l.cols[k].width {
			return true
		}
	}
	return false
}

// reserve makes room for n groups.
func (t *groupTable) reserve(n int) {
	size := uint64(256)
	for size*3 < uint64(n)*4 {
		size *= 2
	}
	if uint64(len(t.slots)) >= size {
		return
	}
	old := t.slots
	t.slots = make([]groupSlot, size)
	t.mask = size - 1
	for _, s := range old {
		if s.g == 0 {
			continue
		}
		i := t.home(s.key)
		for t.slots[i].g != 0 {
			i = (i + 1) & t.mask
		}
		t.slots[i] = s
	}
}

// expect makes room for about n groups.
func (t *groupTable) expect(n int) {
	if t.c != nil {
		t.c.expect(n)
		return
	}
	if t.direct == nil {
		t.reserve(n)
	}
	for w := range t.words {
		t.words[w] = slices.Grow(t.words[w], n)
	}
}

// home is the first slot of a key. One-word keys are mixed here; hashes already are.
func (t *groupTable) home(key uint64) uint64 {
	if t.bad {
		return 0
	}
	return kernel.Hash64(key) >> 16 & t.mask
}

// groups numbers the live rows of b into g (indexed by row).
func (t *groupTable) groups(b *vec.Batch, g []uint32) {
	if t.c != nil {
		if t.c.groups(t, b, g) {
			return
		}
		t.uncarry()
	}
	t.enc.encode(b, t.in[:len(t.words)])
	if t.cl != nil && t.cl.win != nil {
		if t.cl.groups(t, b, t.in[0], g) {
			return
		}
		t.uncluster()
	}
	for t.outgrown() {
		t.widen()
		t.enc.encode(b, t.in[:len(t.words)])
	}
	t.lookup(b.Sel, b.N, g)
}

// coverIDs makes a table by id as large as the interner.
func (t *groupTable) coverIDs() {
	if n := t.ids(); t.byID && len(t.direct) < n {
		t.direct = append(t.direct, make([]uint32, 2*n-len(t.direct))...)
	}
}

// ids is one more than the largest interned number of a one-column key.
func (t *groupTable) ids() int {
	if !t.byID {
		return 0
	}
	return len(t.enc.interns[0].hashes)
}

// claim makes a group for a directly addressed key and gives its number + 1.
func (t *groupTable) claim(k uint64) uint32 {
	x := t.add1(k) + 1
	t.direct[k] = x
	return x
}

// insert numbers one key given as words.
func (t *groupTable) insert(key []uint64) uint32 {
	if len(key) == 1 {
		if t.direct == nil {
			return t.lookup1(key[0])
		}
		t.coverIDs()
		if x := t.direct[key[0]]; x != 0 {
			return x - 1
		}
		g := t.add1(key[0])
		t.direct[key[0]] = g + 1
		return g
	}
	if len(key) == 2 {
		return t.lookup2(key[0], key[1], kernel.HashPair(kernel.HashPair(0, key[0]), key[1]))
	}
	h := uint64(0)
	for _, w := range key {
		h = kernel.HashPair(h, w)
	}
	return t.lookupWide(h, func(w int) uint64 { return key[w] })
}

func (t *groupTable) memory() int64 {
	if t.c != nil {
		return t.c.memory()
	}
	if t.cl != nil {
		return 4*int64(len(t.cl.win)) + 8*int64(cap(t.words[0])) + 16*int64(cap(t.slots))
	}
	m := t.enc.memory() + 4*int64(cap(t.direct)) + 16*int64(cap(t.slots))
	for _, w := range t.words {
		m += 8 * int64(cap(w))
	}
	return m
}
