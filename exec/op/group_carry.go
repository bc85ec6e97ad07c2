package op

import (
	"github.com/tarndb/tarn/exec/expr"
	"github.com/tarndb/tarn/exec/kernel"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
)

// carried is the mode of a groupTable for keys that mix integers with byte-formed
// columns: only the integers are hashed, the other columns are kept by group and
// compared. That suits keys such as (c_custkey, c_name, c_address), where the integer
// decides alone. When many groups turn out to share their integers the table changes to
// numbering the byte-formed values.
type carried struct {
	heads  *groupTable // over the hashed columns
	first  []uint32    // per head: its first group + 1
	next   []uint32    // per group: the next group + 1 of its head
	head   []uint32    // per group: its head
	vals   []*vec.Vec  // carried values by group
	h      []uint32    // heads of the batch's rows
	hashes []uint64    // of the heads, once asked for
	flat   []vec.Vec
}

// carryPlan says which key columns are hashed and which carried.
type carryPlan struct {
	hashed *keyLayout
	of     []int // per key column: position among the hashed, or -1 - position among the carried
	pos    []int // input columns of the carried
	types  []types.Type
}

const (
	carryMinRange = 4096 // an integer key with a smaller range decides too little alone
	carryMaxSteps = 4    // groups passed over per row, on average over a batch, before giving up
)

// planCarry tells whether a key suits the carried mode.
func planCarry(schema *expr.Schema, pos []int, wide *keyLayout) *carryPlan {
	p := &carryPlan{}
	var hashed []int
	decisive := false
	for i, c := range wide.cols {
		if c.intern {
			p.of = append(p.of, -1-len(p.pos))
			p.pos = append(p.pos, pos[i])
			p.types = append(p.types, c.info.Type)
			continue
		}
		p.of = append(p.of, len(hashed))
		hashed = append(hashed, pos[i])
		decisive = decisive || uint64(c.info.Hi)-uint64(c.info.Lo) >= carryMinRange && c.info.Type.Phys() != types.PF64
	}
	if !decisive || len(p.pos) == 0 {
		return nil
	}
	p.hashed = layoutOf(schema, hashed, 32)
	return p
}

func newCarried(p *carryPlan, directBits int, badHash bool) *carried {
	c := &carried{heads: newGroupTable(&keyLayouts{steps: []*keyLayout{p.hashed}, directBits: directBits}, badHash), h: make([]uint32, vec.Size),
		flat: make([]vec.Vec, len(p.pos))}
	for _, t := range p.types {
		c.vals = append(c.vals, &vec.Vec{Type: t, Phys: types.PStr})
	}
	return c
}

// groups numbers the live rows; it answers false when chains have become too long, or at
// once when the columns come in small dictionaries, whose values are cheap to number.
func (c *carried) groups(t *groupTable, b *vec.Batch, g []uint32) bool {
	if t.n == 0 && c.allDicts(t, b) {
		return false
	}
	c.heads.groups(b, c.h)
	c.first = resizeTo(c.first, c.heads.n)
	vs := make([]*vec.Vec, len(c.vals))
	for k, p := range t.ls.carry.pos {
		vs[k] = vec.Flatten(&c.flat[k], b.Cols[p], b.Sel, b.N)
	}
	c.next, c.head = vec.Extend(c.next, b.N), vec.Extend(c.head, b.N)
	steps := 0
	kernel.EachRow(b.Sel, b.N, func(i int) {
		x := c.first[c.h[i]]
		for x != 0 && !c.equal(x-1, vs, i) {
			x = c.next[x-1]
			steps++
		}
		if x == 0 {
			x = c.add(t, c.h[i], vs, i) + 1
		}
		g[i] = x - 1
	})
	return steps <= carryMaxSteps*b.Live()+64
}

func (c *carried) allDicts(t *groupTable, b *vec.Batch) bool {
	for _, p := range t.ls.carry.pos {
		if v := b.Cols[p]; v.Form != vec.Dict || v.Values.Len() > 4096 {
			return false
		}
	}
	return true
}

// equal compares group g's carried values with row i.
func (c *carried) equal(g uint32, vs []*vec.Vec, i int) bool {
	for k, v := range vs {
		mine := c.vals[k]
		a, b := vec.IsValid(mine.Valid, int(g)), vec.IsValid(v.Valid, i)
		if a != b {
			return false
		}
		if !a {
			continue
		}
		if mine.SameBytes(int(g), v, i) {
			continue
		}
		x, y := mine.Str(int(g)), v.Str(i)
		if x != y && (bytewise(v.Type.OID) || !types.Equal(v.Type, types.Datum{S: x}, types.Datum{S: y})) {
			return false
		}
	}
	return true
}

// add makes a group of head h with row i's carried values.
func (c *carried) add(t *groupTable, h uint32, vs []*vec.Vec, i int) uint32 {
	g := uint32(t.n)
	t.n++
	c.next = append(c.next, c.first[h])
	c.first[h] = g + 1
	c.head = append(c.head, h)
	for k, v := range vs {
		mine := c.vals[k]
		if mine.Valid != nil && len(mine.Valid) <= int(g>>6) {
			mine.Valid = append(mine.Valid, ^uint64(0))
		}
		if vec.IsValid(v.Valid, i) {
			mine.AppendFrom(v, i)
			continue
		}
		mine.AppendBytes(nil)
		if mine.Valid == nil {
			mine.Valid = make([]uint64, g>>6+1)
			for w := range mine.Valid {
				mine.Valid[w] = ^uint64(0)
			}
		}
		vec.ClearValid(mine.Valid, int(g))
	}
	return g
}

// decode writes key column k of groups [from, from+n).
func (c *carried) decode(p *carryPlan, k, from, n int, dst *vec.Vec) {
	if at := p.of[k]; at >= 0 {
		words := make([][]uint64, len(c.heads.words))
		for w := range words {
			words[w] = make([]uint64, n)
			for i := range n {
				words[w][i] = c.heads.words[w][c.head[from+i]]
			}
		}
		c.heads.enc.decode(at, words, 0, n, dst)
		return
	}
	v := c.vals[-1-p.of[k]]
	dst.Reset(v.Type, types.PStr, n)
	dst.ShareBuf(v.Buf)
	copy(dst.Refs, v.Refs[from:from+n])
	if v.Valid != nil {
		for i := range n {
			if !vec.IsValid(v.Valid, from+i) {
				dst.SetNull(i, n)
			}
		}
	}
}

// absorb adds groups src of another carried table and gives their numbers here.
func (c *carried) absorb(t *groupTable, o *carried, src, dst []uint32) {
	heads := make([]uint32, vec.Size)
	for at := 0; at < len(src); at += vec.Size {
		gs := src[at:min(at+vec.Size, len(src))]
		for w, from := range o.heads.words {
			to := c.heads.in[w]
			for i, g := range gs {
				to[i] = from[o.head[g]]
			}
		}
		c.heads.lookup(nil, len(gs), heads)
		c.first = resizeTo(c.first, c.heads.n)
		for i, g := range gs {
			dst[at+i] = c.take(t, o, g, heads[i])
		}
	}
}

// take finds or makes the group of o's group g, whose head is h here.
func (c *carried) take(t *groupTable, o *carried, g, h uint32) uint32 {
	for x := c.first[h]; x != 0; x = c.next[x-1] {
		if c.equal(x-1, o.vals, int(g)) {
			return x - 1
		}
	}
	return c.add(t, h, o.vals, int(g))
}

// expect makes room for about n groups.
func (c *carried) expect(n int) {
	c.heads.expect(n)
	c.next, c.head = vec.Extend(c.next, n), vec.Extend(c.head, n)
	for _, v := range c.vals {
		v.Refs = vec.Extend(v.Refs, n)
	}
}

// uncarry turns a table to the wide layout; groups keep their numbers.
func (t *groupTable) uncarry() {
	c, n := t.c, t.n
	if c == nil {
		return
	}
	p := t.ls.carry
	t.c, t.step = nil, len(t.ls.steps)-1
	if n == 0 {
		t.step = 0
	}
	t.enc = newEncoder(t.ls.steps[t.step], t.bad)
	t.setLayout(t.ls.steps[t.step])
	key := make([]uint64, len(t.words))
	for g := range n {
		clear(key)
		for k := range t.enc.l.cols {
			col := &t.enc.l.cols[k]
			var code uint64
			if at := p.of[k]; at >= 0 {
				code = c.heads.code(at, c.head[g], key, col)
			} else if v := c.vals[-1-p.of[k]]; vec.IsValid(v.Valid, g) {
				code = uint64(t.enc.interns[k].id(v.Str(g)))
			}
			key[col.word] |= code << (col.shift & 63)
		}
		t.insert(key)
	}
}

// code reads the code of column at of a group, and moves its NULL bit to where col has it.
func (t *groupTable) code(at int, g uint32, key []uint64, col *keyCol) uint64 {
	c := &t.enc.l.cols[at]
	x := t.words[c.word][g] >> (c.shift & 63)
	if c.width < 64 {
		return x & (1<<c.width - 1)
	}
	if c.nullAt >= 0 {
		key[col.nullAt] |= t.words[c.nullAt][g] >> (c.nullSh & 63) & 1 << (col.nullSh & 63)
	}
	return x
}

func (c *carried) memory() int64 {
	m := c.heads.memory() + 4*int64(cap(c.first)+cap(c.next)+cap(c.head))
	for _, v := range c.vals {
		if !v.Lasting {
			m += int64(cap(v.Buf))
		}
		m += 8 * int64(cap(v.Refs))
	}
	return m
}

// decodeKey writes key column k of groups [from, from+n) into dst.
func (t *groupTable) decodeKey(k, from, n int, dst *vec.Vec) {
	if t.c != nil {
		t.c.decode(t.ls.carry, k, from, n, dst)
		return
	}
	t.enc.decode(k, t.words, from, n, dst)
}

// hashGroup gives the partition hash of a group, hashRows those of a batch's rows. Both
// go by the hashed columns alone where the key could be carried, whatever mode the table
// is in, so that all workers agree.
func (t *groupTable) hashGroup(g int) uint64 {
	if t.ls.carry == nil {
		return t.enc.valueHash(t.words, g)
	}
	if t.c != nil {
		return t.c.heads.enc.valueHash(t.c.heads.words, int(t.c.head[g]))
	}
	h := uint64(0)
	for k, at := range t.ls.carry.of {
		if at >= 0 {
			h = kernel.HashPair(h, t.enc.codeOf(k, t.words, g))
		}
	}
	return h
}

func (t *groupTable) hashRows(b *vec.Batch, out []uint64) {
	switch {
	case t.ls.carry == nil:
		t.enc.rowHashes(b, out)
	case t.c != nil:
		t.c.heads.enc.rowHashes(b, out)
	default:
		newEncoder(t.ls.carry.hashed, t.bad).rowHashes(b, out)
	}
}
