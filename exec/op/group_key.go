package op

import (
	"math"
	"math/bits"

	"github.com/tarndb/tarn/exec/expr"
	"github.com/tarndb/tarn/exec/kernel"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
)

// keyLayout packs grouping columns into 64-bit words. Integers with known bounds become
// their distance from the lower bound, byte-formed values their interner's number, other
// integers and floats a whole word. Code 0 is NULL for all but whole-word columns, whose
// NULLs have a bit of their own.
type keyLayout struct {
	cols  []keyCol
	words int
	bits  int // of word 0, when words is 1
}

type keyCol struct {
	info   expr.Info
	pos    int // column in the input
	word   int
	shift  uint
	width  uint // 64: whole word
	lo     int64
	intern bool
	nullAt int // whole word: word of the NULL bit
	nullSh uint
}

// layoutOf lays key columns out, giving interned ones the given width in bits.
func layoutOf(schema *expr.Schema, pos []int, internWidth uint) *keyLayout {
	l := &keyLayout{}
	used := uint(0)
	place := func(w uint) (word int, shift uint) {
		if used+w > 64 {
			l.words++
			used = 0
		}
		used += w
		return l.words, used - w
	}
	for _, p := range pos {
		c := keyCol{info: schema.Cols[p].Info, pos: p, nullAt: -1}
		switch {
		case c.info.Type.Phys() == types.PStr && !c.info.Fixed:
			c.intern, c.width = true, internWidth
		case c.info.Bounded && uint64(c.info.Hi)-uint64(c.info.Lo) < 1<<62:
			c.lo = c.info.Lo - 1 // code 0 is NULL
			c.width = uint(bits.Len64(uint64(c.info.Hi) - uint64(c.info.Lo) + 1))
		default:
			c.width = 64
		}
		c.word, c.shift = place(c.width)
		if c.width == 64 && !c.info.NotNull {
			c.nullAt, c.nullSh = place(1)
		}
		l.cols = append(l.cols, c)
	}
	l.words++
	l.bits = int(used)
	return l
}

// encoder computes the key words of batches for one worker.
type encoder struct {
	l       *keyLayout
	interns []*interner
	tmp     vec.Vec
	col     []uint64
}

func newEncoder(l *keyLayout, badHash bool) *encoder {
	e := &encoder{l: l, interns: make([]*interner, len(l.cols)), col: make([]uint64, vec.Size)}
	for i, c := range l.cols {
		if c.intern {
			e.interns[i] = newInterner(c.info.Type, badHash)
		}
	}
	return e
}

// encode fills words[w][i] for the selected rows i.
func (e *encoder) encode(b *vec.Batch, words [][]uint64) {
	filled := -1 // words up to this one have been written
	for k := range e.l.cols {
		c := &e.l.cols[k]
		v := b.Cols[c.pos]
		if c.intern {
			e.interns[k].ids(v, b.Sel, b.N, e.col)
		} else {
			v = vec.Flatten(&e.tmp, v, b.Sel, b.N)
			c.codes(v, b.Sel, b.N, e.col)
		}
		if c.word > filled {
			filled = c.word
			placeCodes(words[c.word], e.col, b.Sel, b.N)
		} else {
			addCodes(words[c.word], e.col, c.shift, b.Sel, b.N)
		}
		if c.nullAt > filled {
			filled = c.nullAt
			clear(words[c.nullAt][:b.N])
		}
		if c.nullAt >= 0 && v.Valid != nil {
			nw := words[c.nullAt]
			kernel.EachRow(b.Sel, b.N, func(i int) {
				if !vec.IsValid(v.Valid, i) {
					nw[i] |= 1 << (c.nullSh & 63)
				}
			})
		}
	}
}

// placeCodes writes the first column of a word, addCodes a further one.
func placeCodes(w, col []uint64, sel []uint16, n int) {
	if sel == nil {
		copy(w[:n], col[:n])
		return
	}
	for _, i := range sel {
		w[i] = col[i]
	}
}

func addCodes(w, col []uint64, shift uint, sel []uint16, n int) {
	shift &= 63
	if sel == nil {
		w, col = w[:n], col[:n]
		for i, x := range col {
			w[i] |= x << shift
		}
		return
	}
	for _, i := range sel {
		w[i] |= col[i] << shift
	}
}

// codes computes a flat column's code per row.
func (c *keyCol) codes(v *vec.Vec, sel []uint16, n int, out []uint64) {
	lo := c.lo
	if c.width == 64 {
		lo = 0
	}
	switch v.Phys {
	case types.PBool:
		kernel.EachRow(sel, n, func(i int) { out[i] = uint64(int64(v.B[i]) - lo) })
	case types.PI32:
		intCodes(v.I32, lo, sel, n, out)
	case types.PI64:
		intCodes(v.I64, lo, sel, n, out)
	case types.PF64:
		kernel.EachRow(sel, n, func(i int) { out[i] = floatWord(v.F64[i]) })
	}
	if v.Valid != nil {
		kernel.EachRow(sel, n, func(i int) {
			if !vec.IsValid(v.Valid, i) {
				out[i] = 0
			}
		})
	}
}

func intCodes[T int32 | int64](v []T, lo int64, sel []uint16, n int, out []uint64) {
	if sel == nil {
		v, out = v[:n], out[:n]
		for i, x := range v {
			out[i] = uint64(int64(x) - lo)
		}
		return
	}
	for _, i := range sel {
		out[i] = uint64(int64(v[i]) - lo)
	}
}

// decode writes column k of the groups with the given words into dst's rows.
func (e *encoder) decode(k int, words [][]uint64, from, n int, dst *vec.Vec) {
	c := &e.l.cols[k]
	if c.intern && len(e.interns[k].hashes) <= maxDecodedDict {
		e.decodeDict(k, words[c.word][from:from+n], dst)
		return
	}
	t := c.info.Type
	phys := t.Phys()
	if c.info.Fixed {
		phys = types.PI64
	}
	dst.Reset(t, phys, n)
	dst.Scale = int16(c.info.Scale)
	w := words[c.word][from : from+n]
	mask := ^uint64(0)
	if c.width < 64 {
		mask = 1<<c.width - 1
	}
	if c.intern {
		dst.ShareBuf(e.interns[k].vals.Buf)
	}
	for i, x := range w {
		code := x >> (c.shift & 63) & mask
		if c.isNull(words, from+i, code) {
			dst.SetNull(i, n)
			code = 1
			if c.intern {
				code = 0
			}
		}
		switch {
		case c.intern:
			dst.Refs[i] = e.interns[k].vals.Refs[code]
		case phys == types.PF64:
			dst.F64[i] = math.Float64frombits(code)
		default:
			c.put(dst, i, int64(code))
		}
	}
}

// maxDecodedDict is up to how many values a column is delivered in dictionary form.
const maxDecodedDict = 4096

// decodeDict delivers an interned column's words with its interner as dictionary.
func (e *encoder) decodeDict(k int, words []uint64, dst *vec.Vec) {
	c := &e.l.cols[k]
	n := len(words)
	dst.ResetDict(c.info.Type, &e.interns[k].vals, n)
	mask, nulls := uint64(1)<<c.width-1, false
	for i, x := range words {
		code := uint16(x >> (c.shift & 63) & mask)
		dst.Codes[i] = code
		nulls = nulls || code == 0
	}
	if !nulls {
		return
	}
	for i, code := range dst.Codes {
		if code == 0 {
			dst.SetNull(i, n)
		}
	}
}

func (c *keyCol) isNull(words [][]uint64, g int, code uint64) bool {
	if c.width == 64 {
		return c.nullAt >= 0 && words[c.nullAt][g]>>(c.nullSh&63)&1 != 0
	}
	return code == 0
}

func (c *keyCol) put(dst *vec.Vec, i int, code int64) {
	if c.width < 64 {
		code += c.lo
	}
	switch dst.Phys {
	case types.PBool:
		dst.B[i] = uint8(code)
	case types.PI32:
		dst.I32[i] = int32(code)
	case types.PI64:
		dst.I64[i] = code
	}
}

// codeOf reads column k's code of group g, interned values by their hash, so that equal
// values of different encoders agree.
func (e *encoder) codeOf(k int, words [][]uint64, g int) uint64 {
	c := &e.l.cols[k]
	x := words[c.word][g] >> (c.shift & 63)
	if c.width < 64 {
		x &= 1<<c.width - 1
	}
	if c.intern {
		x = e.interns[k].hashes[x]
	}
	return x
}

// valueHash hashes group g's key.
func (e *encoder) valueHash(words [][]uint64, g int) uint64 {
	h := uint64(0)
	for k := range e.l.cols {
		h = kernel.HashPair(h, e.codeOf(k, words, g))
	}
	return h
}

// translator turns key words of another encoder into this one's, key by key.
func (e *encoder) translator(o *encoder) func(from, to []uint64) {
	ids := make([][]uint32, len(e.l.cols)) // of interned columns: o's id → ours + 1
	for k := range e.l.cols {
		if e.interns[k] != nil && e.interns[k] != o.interns[k] && len(o.interns[k].hashes) <= memoIDs {
			ids[k] = make([]uint32, len(o.interns[k].hashes))
		}
	}
	return func(from, to []uint64) {
		clear(to)
		for k := range e.l.cols {
			c, oc := &e.l.cols[k], &o.l.cols[k]
			code := from[oc.word] >> (oc.shift & 63)
			if oc.width < 64 {
				code &= 1<<oc.width - 1
			}
			switch {
			case code == 0 || e.interns[k] == o.interns[k]:
			case ids[k] == nil:
				code = uint64(e.interns[k].take(o.interns[k], code))
			default:
				if ids[k][code] == 0 {
					ids[k][code] = e.interns[k].take(o.interns[k], code) + 1
				}
				code = uint64(ids[k][code] - 1)
			}
			to[c.word] |= code << (c.shift & 63)
			if c.nullAt >= 0 {
				to[c.nullAt] |= from[oc.nullAt] >> (oc.nullSh & 63) & 1 << (c.nullSh & 63)
			}
		}
	}
}

func (e *encoder) memory() int64 {
	var t int64
	for _, in := range e.interns {
		if in != nil {
			t += in.memory()
		}
	}
	return t
}
