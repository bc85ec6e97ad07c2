package vec

import "github.com/tarndb/tarn/sql/types"

// grow gives s the length n, keeping its backing array when it is large enough. The
// contents are undefined.
func grow[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, max(n, Size))
	}
	return s[:n]
}

// Extend makes room for n more elements, doubling what is there: the built-in growth of a
// quarter would copy large buffers several times over.
func Extend[T any](s []T, n int) []T {
	if cap(s)-len(s) >= n {
		return s
	}
	t := make([]T, len(s), max(2*cap(s), len(s)+n, 16))
	copy(t, s)
	return t
}

// Reset makes v a flat vector of n rows without NULLs and with undefined payload (a PStr
// vector gets zero Refs and an empty Buf), reusing memory that v owns.
func (v *Vec) Reset(t types.Type, p types.Phys, n int) {
	if v.view {
		*v = Vec{} // its arrays belong to another
	}
	v.Type, v.Phys, v.Form, v.Scale = t, p, Flat, 0
	v.Valid, v.Codes, v.Values, v.Lasting = nil, nil, nil, false
	if v.shared {
		v.Buf, v.shared = nil, false
	}
	switch p {
	case types.PBool:
		v.B = grow(v.B, n)
	case types.PI32:
		v.I32 = grow(v.I32, n)
	case types.PI64:
		v.I64 = grow(v.I64, n)
	case types.PF64:
		v.F64 = grow(v.F64, n)
	case types.PStr:
		v.Refs = grow(v.Refs, n)
		clear(v.Refs)
		v.Buf = v.Buf[:0]
	}
}

// ResetDict makes v a vector of n undefined codes into values, without NULLs.
func (v *Vec) ResetDict(t types.Type, values *Vec, n int) {
	if v.view {
		*v = Vec{}
	}
	v.Type, v.Phys, v.Form, v.Scale = t, values.Phys, Dict, values.Scale
	v.Valid, v.Values, v.Lasting = nil, values, false
	if cap(v.codeBuf) < n {
		v.codeBuf = make([]uint16, max(n, Size))
	}
	v.Codes = v.codeBuf[:n]
}

// AllValid gives v a writable validity bitmap of n rows, all valid, reusing memory.
func (v *Vec) AllValid(n int) []uint64 {
	w := (n + 63) >> 6
	if cap(v.validBuf) < w {
		v.validBuf = make([]uint64, w, max(w, Size/64))
	}
	v.Valid = v.validBuf[:w]
	for i := range v.Valid {
		v.Valid[i] = ^uint64(0)
	}
	return v.Valid
}

// AllNull gives v a writable validity bitmap of n rows, all NULL.
func (v *Vec) AllNull(n int) []uint64 {
	b := v.AllValid(n)
	clear(b)
	return b
}

// SetValid marks row i not NULL in a bitmap.
func SetValid(bits []uint64, i int) { bits[i>>6] |= 1 << (uint(i) & 63) }

// ClearValid marks row i NULL in a bitmap.
func ClearValid(bits []uint64, i int) { bits[i>>6] &^= 1 << (uint(i) & 63) }

// IsValid reads a bitmap; nil means valid.
func IsValid(bits []uint64, i int) bool {
	return bits == nil || bits[i>>6]>>(uint(i)&63)&1 != 0
}

// AndValid sets v.Valid to the conjunction of the given bitmaps over n rows.
func (v *Vec) AndValid(n int, a, b []uint64) {
	if a == nil && b == nil {
		v.Valid = nil
		return
	}
	d := v.AllValid(n)
	for _, s := range [2][]uint64{a, b} {
		if s != nil {
			for i := range d {
				d[i] &= s[i]
			}
		}
	}
}

// NewConst makes a constant vector.
func NewConst(t types.Type, d types.Datum) *Vec {
	v := &Vec{}
	v.Reset(t, t.Phys(), 1)
	v.Put(0, d)
	if d.Null {
		v.AllNull(1)
	}
	v.Form = Const
	return v
}

// Put writes a non-NULL datum into row i of a flat vector whose Phys is the type's own
// (a scaled numeric vector is not written this way). NULL datums are ignored: mark them
// in Valid.
func (v *Vec) Put(i int, d types.Datum) {
	if d.Null {
		return
	}
	switch v.Phys {
	case types.PBool:
		v.B[i] = uint8(d.I)
	case types.PI32:
		v.I32[i] = int32(d.I)
	case types.PI64:
		v.I64[i] = d.I
	case types.PF64:
		v.F64[i] = d.Float()
	case types.PStr:
		v.Refs[i] = MakeRef(len(v.Buf), len(d.S))
		v.Buf = append(v.Buf, d.S...)
	}
}

// Len is the number of rows of a flat vector.
func (v *Vec) Len() int {
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
