package op

import (
	"math"
	"sync"
	"sync/atomic"

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

// tasks calls f for 0..n-1, concurrently where it may.
type tasks func(n int, f func(i int) error) error

// inTurn runs tasks one after the other.
func inTurn(n int, f func(i int) error) error {
	for i := range n {
		if err := f(i); err != nil {
			return err
		}
	}
	return nil
}

// parallelRows is from how many rows on a join table is built in parallel.
const parallelRows = 1 << 14

// build indexes the store, whose key columns are keyCols.
func (t *joinTable) build(keyCols []int, nullSafe []bool, run tasks) error {
	n := t.store.N
	if n < parallelRows {
		run = inTurn
	}
	t.enc = newEncoder(t.layout, t.bad)
	k := &joinKeys{t: t, cols: keyCols, nullSafe: nullSafe, words: make([][]uint64, t.layout.words)}
	for w := range k.words {
		k.words[w] = make([]uint64, n)
	}
	if err := k.encode(run); err != nil {
		return err
	}
	if t.layout.words == 1 {
		return t.index(k.words[0], k.valid, run)
	}
	ids := make([]uint64, n)
	t.wide = &groupTable{enc: t.enc, bad: t.bad, ls: &keyLayouts{steps: []*keyLayout{t.layout}}}
	t.wide.setLayout(t.layout)
	t.wide.direct = nil
	key := make([]uint64, len(k.words))
	for i := range n {
		if vec.IsValid(k.valid, i) {
			for w := range k.words {
				key[w] = k.words[w][i]
			}
			ids[i] = uint64(t.wide.insert(key))
		}
	}
	return t.index(ids, k.valid, run)
}

// joinKeys computes the key words of a store's rows and which rows have a key.
type joinKeys struct {
	t        *joinTable
	cols     []int
	nullSafe []bool
	words    [][]uint64
	valid    []uint64 // nil: all
}

// encodeRows is how many rows a task encodes; a multiple of 64.
const encodeRows = 32 * vec.Size

func (k *joinKeys) encode(run tasks) error {
	n := k.t.store.N
	for i, c := range k.cols {
		if !k.nullSafe[i] && k.t.store.Cols[c].HasNulls() {
			k.valid = make([]uint64, (n+63)>>6)
			for w := range k.valid {
				k.valid[w] = ^uint64(0)
			}
			break
		}
	}
	var nulls atomic.Bool
	pieces := (n + encodeRows - 1) / encodeRows
	part := func(i int) error {
		enc := k.t.enc
		if pieces > 1 && !enc.interning() {
			enc = newEncoder(k.t.layout, k.t.bad)
		}
		if k.piece(enc, i*encodeRows, min(n, (i+1)*encodeRows)) {
			nulls.Store(true)
		}
		return nil
	}
	if k.t.enc.interning() {
		run = inTurn
	}
	err := run(pieces, part)
	k.t.nullKeys = nulls.Load()
	return err
}

// piece encodes rows [from, to) and tells whether some key is NULL.
func (k *joinKeys) piece(enc *encoder, from, to int) (anyNull bool) {
	var b vec.Batch
	for range k.cols {
		b.Cols = append(b.Cols, &vec.Vec{})
	}
	batch := make([][]uint64, len(k.words))
	for ; from < to; from += vec.Size {
		b.N = min(vec.Size, to-from)
		for i, c := range k.cols {
			k.t.store.Cols[c].View(b.Cols[i], from, b.N)
		}
		for w := range k.words {
			batch[w] = k.words[w][from : from+b.N]
		}
		enc.encode(&b, batch)
		for i, c := range k.cols {
			if k.nullSafe[i] || !k.t.store.Cols[c].HasNulls() {
				continue
			}
			for r := range b.N {
				if b.Cols[i].IsNull(r) {
					vec.ClearValid(k.valid, from+r)
					anyNull = true
				}
			}
		}
	}
	return anyNull
}

// interning tells whether some column's values are numbered.
func (e *encoder) interning() bool {
	for _, in := range e.interns {
		if in != nil {
			return true
		}
	}
	return false
}

// index chains the rows by key.
func (t *joinTable) index(keys, valid []uint64, run tasks) error {
	lo, hi := uint64(math.MaxUint64), uint64(0)
	if valid == nil {
		t.rows = len(keys)
		for _, k := range keys {
			lo, hi = min(lo, k^1<<63), max(hi, k^1<<63)
		}
	} else {
		for i, k := range keys {
			if vec.IsValid(valid, i) {
				lo, hi = min(lo, k^1<<63), max(hi, k^1<<63)
				t.rows++
			}
		}
	}
	if t.rows == 0 {
		t.heads, t.span = make([]uint32, 1), 0
		return nil
	}
	t.lo, t.span = lo^1<<63, hi-lo
	l := &linking{t: t, keys: keys, valid: valid}
	if t.span <= uint64(t.rows)*8+1<<16 && !t.bad {
		t.heads = make([]uint32, t.span+1)
	} else {
		size := uint64(1024)
		for size < uint64(t.rows)*2 {
			size *= 2
		}
		t.slots, t.mask = make([]groupSlot, size), size-1
	}
	return l.all(run)
}

// linking inserts rows into a table: parts of the table at a time, since the rows of a
// key belong to one part. Rows are taken from the last on, so that chains run in row
// order.
type linking struct {
	t           *joinTable
	keys, valid []uint64

	mu   sync.Mutex
	next []uint32
	late [][]uint32 // rows whose slots lie beyond their part, by part
}

const linkParts = 2

func (l *linking) all(run tasks) error {
	t := l.t
	parts := linkParts
	if len(l.keys) < parallelRows || t.bad {
		parts = 1
	}
	l.late = make([][]uint32, parts)
	var keys atomic.Int64
	err := run(parts, func(p int) error {
		if t.heads != nil {
			keys.Add(int64(l.direct(p, parts)))
		} else {
			keys.Add(int64(l.hashed(p, parts)))
		}
		return nil
	})
	t.keys = int(keys.Load())
	for _, rows := range l.late {
		for _, i := range rows {
			if l.put(t.slot(l.keys[i]), int(i)) {
				t.keys++
			}
		}
	}
	t.next = l.next
	return err
}

// put makes row i the head of its chain and tells whether its key is new.
func (l *linking) put(h *uint32, i int) bool {
	fresh := *h == 0
	if !fresh {
		l.chains()[i] = *h
	}
	*h = uint32(i + 1)
	return fresh
}

// chains gives the array of chains, made when first needed.
func (l *linking) chains() []uint32 {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.next == nil {
		l.next = make([]uint32, len(l.keys))
	}
	return l.next
}

// direct links the keys of one part of the range.
func (l *linking) direct(p, parts int) (fresh int) {
	size := uint64(len(l.t.heads))
	from, to := size*uint64(p)/uint64(parts), size*uint64(p+1)/uint64(parts)
	base, span := l.t.lo+from, to-from
	heads := l.t.heads[from:to]
	var next []uint32
	for i := len(l.keys) - 1; i >= 0; i-- {
		d := l.keys[i] - base
		if d >= span || !vec.IsValid(l.valid, i) {
			continue
		}
		h := &heads[d]
		if *h == 0 {
			fresh++
		} else {
			if next == nil {
				next = l.chains()
			}
			next[i] = *h
		}
		*h = uint32(i + 1)
	}
	return fresh
}

// hashed links the keys whose home lies in one part of the slots.
func (l *linking) hashed(p, parts int) (fresh int) {
	t := l.t
	size := uint64(len(t.slots))
	from, to := size*uint64(p)/uint64(parts), size*uint64(p+1)/uint64(parts)
	var next []uint32
rows:
	for i := len(l.keys) - 1; i >= 0; i-- {
		k := l.keys[i]
		at := t.home(k)
		if at-from >= to-from || !vec.IsValid(l.valid, i) {
			continue
		}
		for t.slots[at].g != 0 && t.slots[at].key != k {
			if at++; at == to {
				if parts > 1 {
					l.late[p] = append(l.late[p], uint32(i))
					continue rows
				}
				at = 0
			}
		}
		s := &t.slots[at]
		if s.g == 0 {
			fresh++
			s.key = k
		} else {
			if next == nil {
				next = l.chains()
			}
			next[i] = s.g
		}
		s.g = uint32(i + 1)
	}
	return fresh
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
		slot := in.slots[i]
		if slot == 0 {
			return missing
		}
		if id := uint32(slot); uint32(slot>>32) == uint32(h) && in.equal(in.vals.Str(int(id)), s) {
			return uint64(id)
		}
	}
}
