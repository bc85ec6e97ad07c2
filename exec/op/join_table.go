package op

import (
	"math"

	"github.com/tarndb/tarn/exec/expr"
	"github.com/tarndb/tarn/exec/kernel"
	"github.com/tarndb/tarn/exec/vec"
)

// joinTable finds the build rows of a key: key words → head row → chain of rows. Keys of
// one word are addressed directly when their range is small, else hashed; wider keys are
// numbered first and then addressed by number.
type joinTable struct {
	store  *vec.Store
	layout *keyLayout
	enc    *encoder
	wide   *groupTable // keys of several words → number

	lo, span uint64   // direct: heads[key-lo]
	heads    []uint32 // row + 1
	slots    []groupSlot
	mask     uint64
	next     []uint32 // row + 1 of the next row with the key; nil when keys are unique
	rows     int      // rows in the table (with a key)
	keys     int      // distinct keys
	nullKeys bool     // some row's key was NULL
	bad      bool
}

// joinLayout packs keys so that both sides' codes agree: bounds cover both.
func joinLayout(l, r []expr.Info, nullSafe []bool) *keyLayout {
	s := &expr.Schema{}
	pos := make([]int, len(l))
	for i := range l {
		in := l[i]
		in.Lo, in.Hi = min(l[i].Lo, r[i].Lo), max(l[i].Hi, r[i].Hi)
		in.Bounded = l[i].Bounded && r[i].Bounded
		in.NotNull = !nullSafe[i]
		s.Cols = append(s.Cols, expr.ColInfo{Info: in})
		pos[i] = i
	}
	return layoutOf(s, pos, 32)
}

// build indexes the store, whose key columns are keyCols.
func (t *joinTable) build(keyCols []int, nullSafe []bool) {
	n := t.store.N
	t.enc = newEncoder(t.layout, t.bad)
	words := make([][]uint64, t.layout.words)
	batch := make([][]uint64, t.layout.words)
	for w := range words {
		words[w] = make([]uint64, n)
		batch[w] = make([]uint64, vec.Size)
	}
	valid := t.encodeKeys(keyCols, nullSafe, words, batch)
	if t.layout.words == 1 {
		t.index(words[0], valid)
		return
	}
	ids := make([]uint64, n)
	t.wide = &groupTable{enc: t.enc, bad: t.bad, ls: &keyLayouts{steps: []*keyLayout{t.layout}}}
	t.wide.setLayout(t.layout)
	t.wide.direct = nil
	key := make([]uint64, len(words))
	for i := range n {
		if vec.IsValid(valid, i) {
			for w := range words {
				key[w] = words[w][i]
			}
			ids[i] = uint64(t.wide.insert(key))
		}
	}
	t.index(ids, valid)
}

// encodeKeys computes the key words of all rows and which rows have a key.
func (t *joinTable) encodeKeys(keyCols []int, nullSafe []bool, words, batch [][]uint64) []uint64 {
	n := t.store.N
	var valid []uint64
	var b vec.Batch
	for range keyCols {
		b.Cols = append(b.Cols, &vec.Vec{})
	}
	for from := 0; from < n; from += vec.Size {
		b.N = min(vec.Size, n-from)
		for k, c := range keyCols {
			t.store.Cols[c].View(b.Cols[k], from, b.N)
		}
		t.enc.encode(&b, batch)
		for w := range words {
			copy(words[w][from:from+b.N], batch[w])
		}
		for k, c := range keyCols {
			if nullSafe[k] || !t.store.Cols[c].HasNulls() {
				continue
			}
			if valid == nil {
				valid = make([]uint64, (n+63)>>6)
				for i := range valid {
					valid[i] = ^uint64(0)
				}
			}
			for i := range b.N {
				if b.Cols[k].IsNull(i) {
					vec.ClearValid(valid, from+i)
					t.nullKeys = true
				}
			}
		}
	}
	return valid
}

// index chains the rows by key.
func (t *joinTable) index(keys, valid []uint64) {
	lo, hi := uint64(math.MaxUint64), uint64(0)
	for i, k := range keys {
		if vec.IsValid(valid, i) {
			lo, hi = min(lo, k^1<<63), max(hi, k^1<<63)
			t.rows++
		}
	}
	if t.rows == 0 {
		t.heads, t.span = make([]uint32, 1), 0
		return
	}
	t.lo, t.span = lo^1<<63, hi-lo
	if t.span <= uint64(t.rows)*8+1<<16 && !t.bad {
		t.heads = make([]uint32, t.span+1)
		t.link(keys, valid, func(k uint64) *uint32 { return &t.heads[k-t.lo] })
		return
	}
	size := uint64(1024)
	for size < uint64(t.rows)*2 {
		size *= 2
	}
	t.slots, t.mask = make([]groupSlot, size), size-1
	t.link(keys, valid, t.slot)
}

// slot finds or claims the slot of a key.
func (t *joinTable) slot(k uint64) *uint32 {
	for i := t.home(k); ; i = (i + 1) & t.mask {
		s := &t.slots[i]
		if s.g == 0 {
			s.key = k
			return &s.g
		}
		if s.key == k {
			return &s.g
		}
	}
}

func (t *joinTable) home(k uint64) uint64 {
	if t.bad {
		return 0
	}
	return kernel.Hash64(k) >> 16 & t.mask
}

// link inserts all rows, the last first, so that chains run in row order.
func (t *joinTable) link(keys, valid []uint64, head func(uint64) *uint32) {
	for i := len(keys) - 1; i >= 0; i-- {
		if !vec.IsValid(valid, i) {
			continue
		}
		h := head(keys[i])
		if *h != 0 {
			if t.next == nil {
				t.next = make([]uint32, len(keys))
			}
			t.next[i] = *h
		} else {
			t.keys++
		}
		*h = uint32(i + 1)
	}
}

// prober looks keys up for one worker.
type prober struct {
	t     *joinTable
	enc   *encoder // shares the table's interners, read-only
	words [][]uint64
	trans []dictTrans
	col   []uint64
	tmp   vec.Vec
}

// dictTrans caches dictionary code → interned id for one key column: id+1, or 0 for not
// looked up, with missing for values that the build side does not have.
type dictTrans struct {
	dict *vec.Vec
	ids  []uint64
}

const missing = math.MaxUint64

func newProber(t *joinTable) *prober {
	p := &prober{t: t, trans: make([]dictTrans, len(t.layout.cols)), col: make([]uint64, vec.Size)}
	for range t.layout.words {
		p.words = append(p.words, make([]uint64, vec.Size))
	}
	return p
}

// find sets head[i] to the first build row + 1 of row i's key, 0 when there is none. keys
// are the key vectors, nulls rows whose key is NULL get 0.
func (p *prober) find(keys []*vec.Vec, nullSafe []bool, sel []uint16, n int, head []uint32) {
	t := p.t
	kernel.EachRow(sel, n, func(i int) { head[i] = 1 })
	for w := range p.words {
		clear(p.words[w][:n])
	}
	for k := range t.layout.cols {
		p.column(k, keys[k], nullSafe[k], sel, n, head)
	}
	w := p.words[0]
	switch {
	case t.wide != nil:
		kernel.EachRow(sel, n, func(i int) {
			if head[i] != 0 {
				head[i] = p.findWide(i)
			}
		})
	case t.heads != nil:
		heads, lo, span := t.heads, t.lo, t.span
		kernel.EachRow(sel, n, func(i int) {
			if d := w[i] - lo; d <= span && head[i] != 0 {
				head[i] = heads[d]
			} else {
				head[i] = 0
			}
		})
	default:
		kernel.EachRow(sel, n, func(i int) {
			if head[i] != 0 {
				head[i] = t.lookup(w[i])
			}
		})
	}
}

func (t *joinTable) lookup(k uint64) uint32 {
	for i := t.home(k); ; i = (i + 1) & t.mask {
		s := &t.slots[i]
		if s.g == 0 || s.key == k {
			return s.g
		}
	}
}

func (p *prober) findWide(i int) uint32 {
	g := p.t.wide.find(p.words, i)
	if g < 0 {
		return 0
	}
	if d := uint64(g) - p.t.lo; d <= p.t.span && p.t.heads != nil {
		return p.t.heads[d]
	}
	if p.t.heads != nil {
		return 0
	}
	return p.t.lookup(uint64(g))
}

// find looks a wide key up without inserting; -1 when absent.
func (t *groupTable) find(in [][]uint64, i int) int {
	h := uint64(0)
	for w := range t.words {
		h = kernel.HashPair(h, in[w][i])
	}
probe:
	for at := t.home(h); ; at = (at + 1) & t.mask {
		s := &t.slots[at]
		if s.g == 0 {
			return -1
		}
		if s.key != h {
			continue
		}
		for w := range t.words {
			if t.words[w][s.g-1] != in[w][i] {
				continue probe
			}
		}
		return int(s.g - 1)
	}
}

// column adds key column k to the words; rows that cannot match get head 0.
func (p *prober) column(k int, v *vec.Vec, nullSafe bool, sel []uint16, n int, head []uint32) {
	c := &p.t.layout.cols[k]
	if c.intern {
		p.interned(k, v, sel, n)
	} else {
		v = vec.Flatten(&p.tmp, v, sel, n)
		c.codes(v, sel, n, p.col)
	}
	w, col, sh := p.words[c.word], p.col, c.shift&63
	if c.intern {
		kernel.EachRow(sel, n, func(i int) {
			if col[i] == missing {
				head[i] = 0
				return
			}
			w[i] |= col[i] << sh
		})
	} else {
		kernel.EachRow(sel, n, func(i int) { w[i] |= col[i] << sh })
	}
	if !v.MayHaveNulls() {
		return
	}
	kernel.EachRow(sel, n, func(i int) {
		if !v.IsNull(i) {
			return
		}
		if !nullSafe {
			head[i] = 0
		} else if c.nullAt >= 0 {
			p.words[c.nullAt][i] |= 1 << (c.nullSh & 63)
		}
	})
}

// interned looks byte-formed values up in the build side's interner.
func (p *prober) interned(k int, v *vec.Vec, sel []uint16, n int) {
	in := p.t.enc.interns[k]
	col := p.col
	switch v.Form {
	case vec.Dict:
		tr := &p.trans[k]
		if tr.dict != v.Values {
			tr.dict = v.Values
			tr.ids = make([]uint64, v.Values.Len())
		}
		kernel.EachRow(sel, n, func(i int) {
			if v.IsNull(i) {
				col[i] = 0
				return
			}
			c := v.Codes[i]
			if tr.ids[c] == 0 {
				tr.ids[c] = in.lookup(v.Values.Str(int(c)))
			}
			col[i] = tr.ids[c]
		})
	default:
		isConst := v.Form == vec.Const
		kernel.EachRow(sel, n, func(i int) {
			j := i
			if isConst {
				j = 0
			}
			col[i] = 0
			if !v.IsNull(j) {
				col[i] = in.lookup(v.Str(j))
			}
		})
	}
}

// lookup gives the id of a value, or missing.
func (in *interner) lookup(s string) uint64 {
	h := in.hash(s)
	for i := h >> 20 & in.mask; ; i = (i + 1) & in.mask {
		id := in.slots[i]
		if id == 0 {
			return missing
		}
		if in.hashes[id] == h && in.equal(in.vals.Str(int(id)), s) {
			return uint64(id)
		}
	}
}
