package spill

import (
	"encoding/binary"
	"unsafe"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// A chunk is: row count, then per column a header (form, scale, has-validity) as three
// words, the validity words, and the values: fixed-width slices as they are, strings as
// lengths followed by bytes. All parts are padded to eight bytes.

// encode writes rows [from, from+n) of a store.
func encode(s *vec.Store, from, n int) []byte {
	out := binary.NativeEndian.AppendUint64(nil, uint64(n))
	var v, flat vec.Vec
	for _, c := range s.Cols {
		c.View(&v, from, n)
		f := vec.Flatten(&flat, &v, nil, n)
		hasValid := uint64(0)
		if f.Valid != nil {
			hasValid = 1
		}
		out = binary.NativeEndian.AppendUint64(out, uint64(f.Phys))
		out = binary.NativeEndian.AppendUint64(out, uint64(uint16(f.Scale)))
		out = binary.NativeEndian.AppendUint64(out, hasValid)
		if hasValid != 0 {
			out = append(out, raw(f.Valid[:(n+63)>>6])...)
		}
		out = pad(appendValues(out, f, n))
	}
	return out
}

func appendValues(out []byte, f *vec.Vec, n int) []byte {
	switch f.Phys {
	case types.PBool:
		return append(out, f.B[:n]...)
	case types.PI32:
		return append(out, raw(f.I32[:n])...)
	case types.PI64:
		return append(out, raw(f.I64[:n])...)
	case types.PF64:
		return append(out, raw(f.F64[:n])...)
	}
	for i := range n {
		size := 0
		if vec.IsValid(f.Valid, i) {
			size = f.Refs[i].Len()
		}
		out = binary.NativeEndian.AppendUint32(out, uint32(size))
	}
	for i := range n {
		if vec.IsValid(f.Valid, i) {
			out = append(out, f.Bytes(i)...)
		}
	}
	return out
}

func pad(b []byte) []byte {
	for len(b)&7 != 0 {
		b = append(b, 0)
	}
	return b
}

// raw views a slice of fixed-width values as bytes.
func raw[T uint64 | int32 | int64 | float64](s []T) []byte {
	if len(s) == 0 {
		return nil
	}
	return unsafe.Slice((*byte)(unsafe.Pointer(&s[0])), len(s)*int(unsafe.Sizeof(s[0])))
}

// cursor cuts a chunk into parts.
type cursor struct {
	b   []byte
	bad bool
}

func (c *cursor) take(n int) []byte {
	if n < 0 || n > len(c.b) {
		c.bad = true
		return nil
	}
	p := c.b[:n:n]
	c.b = c.b[n:]
	return p
}

func (c *cursor) word() uint64 {
	if p := c.take(8); p != nil {
		return binary.NativeEndian.Uint64(p)
	}
	return 0
}

// decode makes a batch that shares the chunk's memory.
func decode(data []byte, ts []types.Type) (*vec.Batch, error) {
	c := &cursor{b: data}
	b := &vec.Batch{N: int(c.word())}
	if b.N > vec.Size {
		c.bad = true
	}
	for _, t := range ts {
		if c.bad {
			break
		}
		b.Cols = append(b.Cols, c.column(t, b.N, len(data)))
	}
	if c.bad {
		return nil, pgerr.New(pgerr.DataCorrupted, "temporary file is damaged")
	}
	return b, nil
}

func (c *cursor) column(t types.Type, n, total int) *vec.Vec {
	v := &vec.Vec{Type: t, Phys: types.Phys(c.word())}
	v.Scale = int16(uint16(c.word()))
	if c.word() != 0 {
		v.Valid = as[uint64](c.take((n + 63) >> 6 * 8))
	}
	start := len(c.b)
	switch v.Phys {
	case types.PBool:
		v.B = c.take(n)
	case types.PI32:
		v.I32 = as[int32](c.take(4 * n))
	case types.PI64:
		v.I64 = as[int64](c.take(8 * n))
	case types.PF64:
		v.F64 = as[float64](c.take(8 * n))
	default:
		c.strings(v, n)
	}
	c.take((8 - (start-len(c.b))&7) & 7)
	return v
}

func (c *cursor) strings(v *vec.Vec, n int) {
	lens := as[uint32](c.take(4 * n))
	if c.bad {
		return
	}
	v.Refs = make([]vec.Ref, n)
	off := 0
	for i, l := range lens {
		v.Refs[i] = vec.MakeRef(off, int(l))
		off += int(l)
	}
	v.ShareBuf(c.take(off))
}

// as views bytes as fixed-width values. Parts start at multiples of eight bytes of a
// chunk, and chunks at aligned memory.
func as[T uint32 | uint64 | int32 | int64 | float64](b []byte) []T {
	if len(b) == 0 {
		return nil
	}
	var x T
	return unsafe.Slice((*T)(unsafe.Pointer(&b[0])), len(b)/int(unsafe.Sizeof(x)))
}
