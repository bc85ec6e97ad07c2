package column

import (
	"unsafe"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
)

// Data is one column of a run of rows.
type Data struct {
	v     vec.Vec
	rows  int
	bytes int64
}

// Rows is the number of rows.
func (d *Data) Rows() int { return d.rows }

// Bytes is the memory held.
func (d *Data) Bytes() int64 { return d.bytes }

// Slice sets dst to rows [start, start+n) without copying; start is a multiple of 64.
func (d *Data) Slice(start, n int, dst *vec.Vec) {
	*dst = d.v
	end := start + n
	if d.v.Valid != nil {
		dst.Valid = d.v.Valid[start>>6 : (end+63)>>6]
		if full(d.v.Valid, start, n) {
			dst.Valid = nil
		}
	}
	if d.v.Form == vec.Dict {
		dst.Codes = d.v.Codes[start:end:end]
		return
	}
	switch d.v.Phys {
	case types.PBool:
		dst.B = d.v.B[start:end:end]
	case types.PI32:
		dst.I32 = d.v.I32[start:end:end]
	case types.PI64:
		dst.I64 = d.v.I64[start:end:end]
	case types.PF64:
		dst.F64 = d.v.F64[start:end:end]
	default:
		dst.Refs = d.v.Refs[start:end:end]
	}
}

// full tells whether n bits from a multiple of 64 are all set.
func full(valid []uint64, start, n int) bool {
	w := valid[start>>6:]
	for ; n >= 64; n -= 64 {
		if w[0] != ^uint64(0) {
			return false
		}
		w = w[1:]
	}
	return n == 0 || w[0]|^uint64(0)<<uint(n) == ^uint64(0)
}

// size adds up the memory of a flat or dictionary vector.
func size(v *vec.Vec) int64 {
	n := int64(unsafe.Sizeof(*v)) + int64(cap(v.B)) + int64(cap(v.Buf)) + 4*int64(cap(v.I32)) +
		8*int64(cap(v.I64)+cap(v.F64)+cap(v.Refs)+cap(v.Valid)) + 2*int64(cap(v.Codes))
	if v.Values != nil {
		n += size(v.Values)
	}
	return n
}

// Clone copies a flat vector and everything it points at.
func Clone(v *vec.Vec) *vec.Vec {
	c := *v
	c.B = append([]uint8(nil), v.B...)
	c.I32 = append([]int32(nil), v.I32...)
	c.I64 = append([]int64(nil), v.I64...)
	c.F64 = append([]float64(nil), v.F64...)
	c.Valid = append([]uint64(nil), v.Valid...)
	if v.Refs != nil {
		c.Refs, c.Buf = make([]vec.Ref, 0, len(v.Refs)), nil
		for i := range v.Refs {
			c.AppendBytes(v.Bytes(i))
		}
	}
	return &c
}
