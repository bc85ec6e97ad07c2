package parquetfile

import (
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
)

// outBuf is where a column puts a batch it cannot alias. v is the result; the slices
// behind own are reused from batch to batch.
type outBuf struct {
	v     vec.Vec
	own   vec.Vec // storage, vec.Size rows each
	valid [vec.Size / 64]uint64
}

// collect puts the next n rows into c.out.v.
func (c *column) collect(n int) error {
	o := &c.out
	o.v = vec.Vec{}
	c.leaf.conv.describe(&o.v)
	if k := int(c.end - c.row); k >= n {
		return c.single(n)
	}
	return c.several(n)
}

// rowsOf takes k rows from the page: how many have values, and staging for them. With
// NULLs among them it copies their bits to bit o of the batch's.
func (c *column) rowsOf(k, o int) (s *stage, err error) {
	p := &c.page
	m := k
	if p.nulls {
		m = countBits(p.valid, p.at, k)
	}
	if m < k {
		c.markNulls(o, k)
	} else if c.out.v.Valid != nil {
		setBits(c.out.valid[:], o, k)
	}
	p.at += k
	c.row += int64(k)
	return p.stage(m, &c.st)
}

// markNulls makes the batch nullable and copies the page's bits for k rows to bit o.
func (c *column) markNulls(o, k int) {
	out := &c.out
	if out.v.Valid == nil {
		clear(out.valid[:])
		setBits(out.valid[:], 0, o)
		out.v.Valid = out.valid[:]
	}
	copyBits(out.valid[:], o, c.page.valid, c.page.at, k)
}

// single makes a batch from one page, aliasing what it can.
func (c *column) single(n int) error {
	s, err := c.rowsOf(n, 0)
	if err != nil {
		return err
	}
	v, conv := &c.out.v, &c.leaf.conv
	v.Valid = trimValid(v.Valid, n)
	if s.kind == stageCodes16 {
		c.singleCodes(s, n)
		return nil
	}
	if s.n == n && conv.canAlias(s) {
		conv.aliasStage(v, s, &c.out)
		return nil
	}
	if s.kind == stageBytes && conv.canAlias(s) { // spread references only
		refs := ownSlice(&c.out.own.Refs)
		copy(refs, s.refs[:s.n])
		v.Refs, v.Buf = refs[:n], s.buf
		spread(v.Refs, s.n, v.Valid)
		return nil
	}
	if s.kind == stageCodes32 && v.Phys == types.PStr {
		v.Refs, v.Buf = ownSlice(&c.out.own.Refs)[:n], c.dict.Buf
		pick(v.Refs[:s.n], c.dict.Refs, s.c32)
		spread(v.Refs, s.n, v.Valid)
		return nil
	}
	c.useOwn(v)
	if err := c.put(v, 0, s); err != nil {
		return err
	}
	spreadFrom(v, 0, s.n, n)
	if v.Phys == types.PStr {
		c.out.own.Buf = v.Buf
	}
	trim(v, n)
	return nil
}

func (c *column) singleCodes(s *stage, n int) {
	v := &c.out.v
	codes := s.c16
	if s.n < n {
		codes = ownSlice(&c.out.own.Codes)[:n]
		copy(codes, s.c16)
		spread(codes, s.n, v.Valid)
	}
	c.dictForm(v, codes)
}

// dictForm makes v a dictionary vector.
func (c *column) dictForm(v *vec.Vec, codes []uint16) {
	if c.dict == nil { // an all-NULL page of a chunk without dictionary
		c.dict = &vec.Vec{}
		c.leaf.conv.describe(c.dict)
		setLen(c.dict, 1)
	}
	v.Form, v.Codes, v.Values = vec.Dict, codes, c.dict
}

// several makes a batch that spans pages, by copying. It stays a dictionary vector as
// long as every page has codes.
func (c *column) several(n int) error {
	v := &c.out.v
	codes := ownSlice(&c.out.own.Codes)
	inCodes := true
	c.useOwn(v)
	for o := 0; o < n; {
		if c.row == c.end {
			if err := c.nextPage(c.row); err != nil {
				return err
			}
			continue
		}
		k := int(min(int64(n-o), c.end-c.row))
		s, err := c.rowsOf(k, o)
		if err != nil {
			return err
		}
		if inCodes && s.kind == stageCodes16 {
			copy(codes[o:], s.c16)
			spreadAt(codes, o, s.n, k, v.Valid)
			o += k
			continue
		}
		if inCodes {
			inCodes = false
			if err := c.put(v, 0, &stage{kind: stageCodes16, n: o, c16: codes[:o]}); err != nil {
				return err
			}
		}
		if err := c.put(v, o, s); err != nil {
			return err
		}
		spreadFrom(v, o, s.n, k)
		o += k
	}
	v.Valid = trimValid(v.Valid, n)
	if inCodes {
		dropSlices(v)
		c.dictForm(v, codes[:n])
		return nil
	}
	if v.Refs != nil {
		c.out.own.Buf = v.Buf
	}
	trim(v, n)
	return nil
}

// put writes staged values of any kind densely from row o on.
func (c *column) put(v *vec.Vec, o int, s *stage) error {
	switch s.kind {
	case stageCodes16:
		if s.n > 0 {
			gather(v, o, c.dict, s.c16)
		}
		return nil
	case stageCodes32:
		gather(v, o, c.dict, s.c32)
		return nil
	}
	return c.leaf.conv.convert(v, o, s)
}

// canAlias tells whether a full run of staged values can be the vector itself.
func (c *conv) canAlias(s *stage) bool {
	switch s.kind {
	case stageFixed:
		return c.identical() || c.kind == asBytes8
	case stageBytes:
		return c.kind == asBytes8
	case stageBool:
		return true
	}
	return false
}

// aliasStage points v at staged values; own has room for references when there is any to make.
func (c *conv) aliasStage(v *vec.Vec, s *stage, own *outBuf) {
	switch {
	case s.kind == stageBool:
		v.B = s.bools
	case s.kind == stageBytes:
		v.Refs, v.Buf = s.refs, s.buf
	case c.kind != asBytes8:
		c.alias(v, s.raw)
	default:
		if own == nil {
			v.Refs = make([]vec.Ref, s.n)
		} else {
			v.Refs = ownSlice(&own.own.Refs)[:s.n]
		}
		for i := range v.Refs {
			v.Refs[i] = vec.MakeRef(i*c.width, c.width)
		}
		v.Buf = s.raw
	}
}

// ownSlice gives a batch's worth of storage.
func ownSlice[T any](s *[]T) []T {
	if *s == nil {
		*s = make([]T, vec.Size)
	}
	return *s
}

// useOwn points v at the column's own storage.
func (c *column) useOwn(v *vec.Vec) {
	own := &c.out.own
	switch v.Phys {
	case types.PBool:
		v.B = ownSlice(&own.B)
	case types.PI32:
		v.I32 = ownSlice(&own.I32)
	case types.PI64:
		v.I64 = ownSlice(&own.I64)
	case types.PF64:
		v.F64 = ownSlice(&own.F64)
	default:
		v.Refs, v.Buf = ownSlice(&own.Refs), own.Buf[:0]
	}
}

// setLen allocates n rows of v's physical form.
func setLen(v *vec.Vec, n int) {
	switch v.Phys {
	case types.PBool:
		v.B = make([]uint8, n)
	case types.PI32:
		v.I32 = make([]int32, n)
	case types.PI64:
		v.I64 = make([]int64, n)
	case types.PF64:
		v.F64 = make([]float64, n)
	default:
		v.Refs = make([]vec.Ref, n)
	}
}

// vecLen is the number of rows of a flat vector.
func vecLen(v *vec.Vec) int {
	switch v.Phys {
	case types.PBool:
		return len(v.B)
	case types.PI32:
		return len(v.I32)
	case types.PI64:
		return len(v.I64)
	case types.PF64:
		return len(v.F64)
	}
	return len(v.Refs)
}

func dropSlices(v *vec.Vec) { v.B, v.I32, v.I64, v.F64, v.Refs, v.Buf = nil, nil, nil, nil, nil, nil }

// trim cuts the slice in use to n rows.
func trim(v *vec.Vec, n int) {
	switch v.Phys {
	case types.PBool:
		v.B = v.B[:n]
	case types.PI32:
		v.I32 = v.I32[:n]
	case types.PI64:
		v.I64 = v.I64[:n]
	case types.PF64:
		v.F64 = v.F64[:n]
	default:
		v.Refs = v.Refs[:n]
	}
}

func trimValid(valid []uint64, n int) []uint64 {
	if valid == nil {
		return nil
	}
	return valid[:(n+63)>>6]
}

// gather looks codes up in a flat dictionary, writing from row o on.
func gather[C uint16 | uint32](v *vec.Vec, o int, dict *vec.Vec, codes []C) {
	switch v.Phys {
	case types.PBool:
		pick(v.B[o:], dict.B, codes)
	case types.PI32:
		pick(v.I32[o:], dict.I32, codes)
	case types.PI64:
		pick(v.I64[o:], dict.I64, codes)
	case types.PF64:
		pick(v.F64[o:], dict.F64, codes)
	default:
		for i, c := range codes {
			b := dict.Bytes(int(c))
			v.Refs[o+i] = vec.MakeRef(len(v.Buf), len(b))
			v.Buf = append(v.Buf, b...)
		}
	}
}

func pick[T any, C uint16 | uint32](dst, src []T, codes []C) {
	dst = dst[:len(codes)]
	for i, c := range codes {
		dst[i] = src[c]
	}
}

// spreadFrom moves m dense values at row o apart, to where k rows have values.
func spreadFrom(v *vec.Vec, o, m, k int) {
	if m == k {
		return
	}
	switch v.Phys {
	case types.PBool:
		spreadAt(v.B, o, m, k, v.Valid)
	case types.PI32:
		spreadAt(v.I32, o, m, k, v.Valid)
	case types.PI64:
		spreadAt(v.I64, o, m, k, v.Valid)
	case types.PF64:
		spreadAt(v.F64, o, m, k, v.Valid)
	default:
		spreadAt(v.Refs, o, m, k, v.Valid)
	}
}

func spread[T any](s []T, m int, valid []uint64) { spreadAt(s, 0, m, len(s), valid) }

// spreadAt moves m dense values at s[o:] to the rows of s[o:o+k] whose bit in valid is
// set, and zeroes the others.
func spreadAt[T any](s []T, o, m, k int, valid []uint64) {
	var zero T
	j := o + m - 1
	for i := o + k - 1; i >= o && i > j; i-- {
		if valid[i>>6]>>(uint(i)&63)&1 == 1 {
			s[i] = s[j]
			j--
		} else {
			s[i] = zero
		}
	}
}

// copyBits copies n bits to position at of dst, whose bits from there on are clear.
func copyBits(dst []uint64, at int, src []uint64, off, n int) {
	for n > 0 {
		k := min(64-at&63, 64-off&63, n)
		w := src[off>>6] >> (uint(off) & 63) & (^uint64(0) >> (64 - uint(k)))
		dst[at>>6] |= w << (uint(at) & 63)
		at, off, n = at+k, off+k, n-k
	}
}
