package op

import (
	"github.com/tarndb/tarn/exec/kernel"
	"github.com/tarndb/tarn/exec/vec"
)

// Merging tables: groups of one table are looked up in another, a batch of keys at a time.

// absorb inserts the groups of o listed in from (nil: all) and gives their numbers here.
func (t *groupTable) absorb(o *groupTable, from []uint32) (src, dst []uint32) {
	if o.c == nil {
		t.uncarry()
	} else if t.c == nil { // only where no one else reads o
		o.uncarry()
	}
	if src = from; src == nil {
		src = make([]uint32, o.n)
		for g := range src {
			src[g] = uint32(g)
		}
	}
	dst = make([]uint32, len(src))
	if t.c != nil {
		t.c.absorb(t, o.c, src, dst)
		return src, dst
	}
	m := &keyMove{to: t.enc, from: o.enc, code: make([]uint64, vec.Size)}
	for at := 0; at < len(src); at += vec.Size {
		gs := src[at:min(at+vec.Size, len(src))]
		m.words(o.words, gs, t.in[:len(t.words)])
		for t.outgrown() { // more values than the layout holds have been interned
			t.widen()
			m.words(o.words, gs, t.in[:len(t.words)])
		}
		t.lookup(nil, len(gs), dst[at:])
	}
	return src, dst
}

// expectOf makes room for n groups of other tables.
func (t *groupTable) expectOf(n int, of []*aggTable) {
	t.expect(n)
	if t.c != nil || len(of) == 0 || of[0].groups.c != nil {
		return
	}
	for k, in := range t.enc.interns {
		if in == nil {
			continue
		}
		most := of[0].groups.enc.interns[k]
		for _, o := range of[1:] {
			if x := o.groups.enc.interns[k]; len(x.hashes) > len(most.hashes) {
				most = x
			}
		}
		in.expect(min(n, len(most.hashes)), most)
	}
}

// shareStrings lets the strings of many tables lie in one buffer, so that merging them
// copies none.
func (a *aggregate) shareStrings(ts []*aggTable) error {
	columns := map[int][]*vec.Vec{}
	for _, t := range ts {
		if t.groups.c != nil {
			for k, v := range t.groups.c.vals {
				columns[k] = append(columns[k], v)
			}
			continue
		}
		for k, in := range t.groups.enc.interns {
			if in != nil {
				columns[k] = append(columns[k], &in.vals)
			}
		}
	}
	for _, vs := range columns {
		if err := vec.OneBuffer(vs, a.r.each); err != nil {
			return err
		}
	}
	return nil
}

// keyMove turns key words of one encoder into another's.
type keyMove struct {
	to, from *encoder
	code     []uint64
	memo     [][]uint32 // of interned columns: from's id → to's + 1, when there are few
	cand     []uint32
}

// words translates the keys of groups gs into out.
func (m *keyMove) words(words [][]uint64, gs []uint32, out [][]uint64) {
	if m.alike() {
		for w := range out {
			from, to := words[w], out[w][:len(gs)]
			for i, g := range gs {
				to[i] = from[g]
			}
		}
		return
	}
	for w := range out {
		clear(out[w][:len(gs)])
	}
	for k := range m.to.l.cols {
		c, oc := &m.to.l.cols[k], &m.from.l.cols[k]
		m.codes(words, oc, gs)
		if c.intern && m.to.interns[k] != m.from.interns[k] {
			m.take(k, len(gs))
		}
		addCodes(out[c.word], m.code, c.shift, nil, len(gs))
		if c.nullAt >= 0 {
			from, to := words[oc.nullAt], out[c.nullAt]
			for i, g := range gs {
				to[i] |= from[g] >> (oc.nullSh & 63) & 1 << (c.nullSh & 63)
			}
		}
	}
}

// alike tells whether both encoders make the same words of a key.
func (m *keyMove) alike() bool {
	for k := range m.to.interns {
		if m.to.interns[k] != m.from.interns[k] {
			return false
		}
	}
	return m.to.l == m.from.l
}

// codes reads a column's codes of groups gs.
func (m *keyMove) codes(words [][]uint64, oc *keyCol, gs []uint32) {
	w, out, shift := words[oc.word], m.code[:len(gs)], oc.shift&63
	mask := ^uint64(0)
	if oc.width < 64 {
		mask = 1<<oc.width - 1
	}
	for i, g := range gs {
		out[i] = w[g] >> shift & mask
	}
}

// memoIDs is up to how many values a translation remembers what it made of each.
const memoIDs = 4096

// take replaces the first n codes, numbers of the one interner, by the other's.
func (m *keyMove) take(k, n int) {
	to, from := m.to.interns[k], m.from.interns[k]
	if len(from.hashes) > memoIDs {
		m.takeMany(to, from, n)
		return
	}
	if m.memo == nil {
		m.memo = make([][]uint32, len(m.to.l.cols))
	}
	if m.memo[k] == nil {
		m.memo[k] = make([]uint32, len(from.hashes))
	}
	memo := m.memo[k]
	for i, id := range m.code[:n] {
		if id == 0 {
			continue
		}
		if memo[id] == 0 {
			memo[id] = to.take(from, id) + 1
		}
		m.code[i] = uint64(memo[id] - 1)
	}
}

// takeMany is take where most values occur once: slots first, then values.
func (m *keyMove) takeMany(to, from *interner, n int) {
	if m.cand == nil {
		m.cand = make([]uint32, vec.Size)
	}
	code, cand := m.code[:n], m.cand[:n]
	for i, id := range code {
		cand[i] = to.candidate(from.hashes[id])
	}
	for i, id := range code {
		switch {
		case id == 0:
		case cand[i] != 0 && to.vals.Str(int(cand[i])) == from.vals.Str(int(id)):
			code[i] = uint64(cand[i])
		default:
			code[i] = uint64(to.take(from, id))
		}
	}
}

// groupHashes computes valueHash of groups [from, from+len(out)).
func (e *encoder) groupHashes(words [][]uint64, from int, cols []int, out []uint64) {
	clear(out)
	for _, k := range cols {
		c := &e.l.cols[k]
		w, shift := words[c.word][from:from+len(out)], c.shift&63
		mask := ^uint64(0)
		if c.width < 64 {
			mask = 1<<c.width - 1
		}
		if c.intern {
			hashes := e.interns[k].hashes
			for i, x := range w {
				out[i] = kernel.HashPair(out[i], hashes[x>>shift&mask])
			}
			continue
		}
		for i, x := range w {
			out[i] = kernel.HashPair(out[i], x>>shift&mask)
		}
	}
}

// hashGroups gives the partition hashes of groups [from, from+len(out)).
func (t *groupTable) hashGroups(from int, out []uint64) {
	enc := t.enc
	if t.c != nil {
		enc = t.c.heads.enc
	}
	var cols []int
	for k := range enc.l.cols {
		if t.c != nil || t.ls.carry == nil || t.ls.carry.of[k] >= 0 {
			cols = append(cols, k)
		}
	}
	if t.c == nil {
		enc.groupHashes(t.words, from, cols, out)
		return
	}
	// heads are hashed once each and spread
	if t.c.hashes == nil || len(t.c.hashes) < t.c.heads.n {
		t.c.hashes = make([]uint64, t.c.heads.n)
		enc.groupHashes(t.c.heads.words, 0, cols, t.c.hashes)
	}
	for i, h := range t.c.head[from : from+len(out)] {
		out[i] = t.c.hashes[h]
	}
}

// partition lists the groups of each partition of the hash's top bits: one array cut up.
func (t *groupTable) partition(bits int) [][]uint32 {
	n := 1 << bits
	part := make([]uint16, t.n)
	count := make([]int, n+1)
	var hash [vec.Size]uint64
	for from := 0; from < t.n; from += vec.Size {
		h := hash[:min(vec.Size, t.n-from)]
		t.hashGroups(from, h)
		for i, x := range h {
			p := x >> (64 - bits)
			part[from+i] = uint16(p)
			count[p+1]++
		}
	}
	for p := range n {
		count[p+1] += count[p]
	}
	all := make([]uint32, t.n)
	next := append([]int(nil), count...)
	for g, p := range part {
		all[next[p]] = uint32(g)
		next[p]++
	}
	out := make([][]uint32, n)
	for p := range out {
		out[p] = all[count[p]:count[p+1]:count[p+1]]
	}
	return out
}
