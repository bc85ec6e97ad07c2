package parquetfile

import (
	"bytes"
	"math"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/table"
)

// bounds are the least and greatest stored value of a page or chunk, plain-encoded.
type bounds struct {
	ok       bool
	lo, hi   []byte
	bad      bool // there are values that bounds cannot describe
	nan      bool // there are NaNs, which are outside the bounds
	loI, hiI int64
	loF, hiF float64
}

// boundsOf finds the bounds of values [from, to).
func (l *leafWriter) boundsOf(from, to int) (b bounds) {
	if from == to || l.node.typ.OID == types.Interval || l.node.typ.OID == types.JSON || l.node.typ.OID == types.JSONB {
		b.bad = from < to
		return b
	}
	switch l.stored() {
	case types.PBool:
		b.loI, b.hiI = minMax(l.vals.B[from:to])
	case types.PI32:
		b.loI, b.hiI = minMax(l.vals.I32[from:to])
	case types.PI64:
		b.loI, b.hiI = minMax(l.vals.I64[from:to])
	case types.PF64:
		return floatBounds(l.vals.F64[from:to])
	default:
		b.lo, b.hi = l.vals.Bytes(from), l.vals.Bytes(from)
		for i := from + 1; i < to; i++ {
			x := l.vals.Bytes(i)
			if l.less(x, b.lo) {
				b.lo = x
			} else if l.less(b.hi, x) {
				b.hi = x
			}
		}
		b.lo, b.hi = bytes.Clone(b.lo), bytes.Clone(b.hi)
	}
	b.ok = true
	return b
}

func minMax[T uint8 | int32 | int64](s []T) (lo, hi int64) {
	a, b := s[0], s[0]
	for _, x := range s {
		a, b = min(a, x), max(b, x)
	}
	return int64(a), int64(b)
}

// floatBounds leaves NaNs out, as the format asks, and widens zeros to both signs.
func floatBounds(s []float64) (b bounds) {
	for _, f := range s {
		if math.IsNaN(f) {
			b.nan = true
			continue
		}
		if !b.ok {
			b.loF, b.hiF, b.ok = f, f, true
		}
		b.loF, b.hiF = min(b.loF, f), max(b.hiF, f)
	}
	if b.loF == 0 {
		b.loF = math.Copysign(0, -1)
	}
	if b.hiF == 0 {
		b.hiF = 0
	}
	b.bad = !b.ok
	return b
}

// less orders stored bytes: decimals as signed numbers, all else as unsigned bytes.
func (l *leafWriter) less(a, b []byte) bool {
	if l.node.typ.OID == types.Numeric && len(a) == len(b) && len(a) > 0 && (a[0]^b[0])&0x80 != 0 {
		return a[0]&0x80 != 0
	}
	return bytes.Compare(a, b) < 0
}

func (b *bounds) widen(l *leafWriter, c *bounds) {
	b.bad, b.nan = b.bad || c.bad, b.nan || c.nan
	switch {
	case !c.ok:
	case !b.ok:
		bad, nan := b.bad, b.nan
		*b = *c
		b.bad, b.nan = bad, nan
	default:
		b.loI, b.hiI = min(b.loI, c.loI), max(b.hiI, c.hiI)
		b.loF, b.hiF = min(b.loF, c.loF), max(b.hiF, c.hiF)
		if l.stored() == types.PStr {
			if l.less(c.lo, b.lo) {
				b.lo = c.lo
			}
			if l.less(b.hi, c.hi) {
				b.hi = c.hi
			}
		}
	}
}

// maxBound is the longest bound kept of byte arrays.
const maxBound = 64

// encoded gives the bounds as the footer has them: plain, long strings cut.
func (b *bounds) encoded(l *leafWriter) (lo, hi string, ok bool) {
	if !b.ok || b.bad {
		return "", "", false
	}
	if l.stored() == types.PStr {
		lo, hi = string(b.lo), string(b.hi)
		if l.node.phys != physByteArray {
			return lo, hi, true
		}
		if len(lo) > maxBound {
			lo = lo[:maxBound]
		}
		if len(hi) > maxBound {
			hi = above(hi[:maxBound])
		}
		return lo, hi, hi != "" || len(b.hi) == 0
	}
	return l.one(b.loI, b.loF), l.one(b.hiI, b.hiF), true
}

// one encodes a single value.
func (l *leafWriter) one(i int64, f float64) string {
	t := leafWriter{node: l.node, vals: vec.Vec{B: []uint8{uint8(i)}, I32: []int32{int32(i)}, I64: []int64{i}, F64: []float64{f}}}
	return string(t.plain(nil, 0, 1))
}

// above gives the least string of that length that is greater than all strings with the
// prefix, "" when there is none. The result need not be valid text.
func above(prefix string) string {
	b := []byte(prefix)
	for i := len(b) - 1; i >= 0; i-- {
		if b[i] < 0x7f { // stay within ASCII so that text remains text
			b[i]++
			return string(b[:i+1])
		}
	}
	return ""
}

// addStats adds a chunk's statistics to a column's. It answers false when the chunk has
// values that no range describes, so that the column has none.
func (c *writtenChunk) addStats(s *table.ColStats) bool {
	s.Nulls += c.nulls
	values := float64(c.entries - c.nulls)
	if c.distinct > 0 {
		s.NDV = max(s.NDV, float64(c.distinct))
	} else {
		s.NDV += values
	}
	s.AvgBytes = max(s.AvgBytes, float64(c.unpacked)/max(1, float64(c.entries)))
	if values == 0 {
		return true
	}
	lo, hi, ok := c.bounds.encoded(c.leaf)
	conv, err := leafConv(&schemaElem{Phys: c.leaf.node.phys, Length: c.leaf.node.len, Converted: c.leaf.node.conv, Logical: c.leaf.node.log})
	if !ok || err != nil {
		return false
	}
	l, okL := conv.datum(lo)
	h, okH := conv.datum(hi)
	switch {
	case !okL || !okH:
		return false
	case !s.HasRange:
		s.Min, s.Max, s.HasRange = l, h, true
	default:
		if types.Compare(conv.typ, l, s.Min) < 0 {
			s.Min = l
		}
		if types.Compare(conv.typ, h, s.Max) > 0 {
			s.Max = h
		}
	}
	return true
}
