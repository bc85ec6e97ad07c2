// Package vec holds the columnar values that flow between operators: vectors, batches
// and selections.
//
// Invariants: a Vec is flat (a typed slice plus validity), a constant (element 0 of the
// slice stands for every row) or a dictionary (uint16 codes into a flat Vec). A batch
// has at most Size rows; its selection lists the live rows in ascending order, and rows
// outside it may hold garbage. A batch handed downstream, and the memory behind it, is
// valid only until the call returns: who keeps values copies them. Rows that are NULL
// may hold any payload, but their Refs point inside Buf.
//
// Threading: a vector belongs to one goroutine; dictionaries and cached columns are
// shared and read-only. Start reading at Vec, then Batch.
package vec

import (
	"unsafe"

	"github.com/tarndb/tarn/sql/types"
)

// Size is the most rows a batch can have.
const Size = 2048

// Form says how a Vec stores its rows.
type Form uint8

// Forms of a vector.
const (
	Flat Form = iota
	Const
	Dict
)

// Ref points at a string in a vector's Buf: offset in the high 36 bits, length in bytes
// in the low 28.
type Ref uint64

// MaxString is the longest byte value a vector holds, in bytes.
const MaxString = 1<<28 - 1

// MakeRef makes a reference to n bytes at offset off.
func MakeRef(off, n int) Ref { return Ref(uint64(off)<<28 | uint64(n)) }

// Off is the offset of the first byte.
func (r Ref) Off() int { return int(r >> 28) }

// Len is the length in bytes.
func (r Ref) Len() int { return int(r & MaxString) }

// Vec is a column of values. Phys tells which slice is in use: B, I32, I64, F64, or
// Refs+Buf. A numeric Vec is either PI64 with Scale decimal digits (Scaled) or PStr in
// the encoding of types. Valid has bit i set when row i is not NULL; nil means no NULLs.
type Vec struct {
	Type   types.Type
	Phys   types.Phys
	Scale  int16 // for a numeric with Phys PI64: value = I64 / 10^Scale
	Form   Form
	B      []uint8
	I32    []int32
	I64    []int64
	F64    []float64
	Refs   []Ref
	Buf    []byte
	Valid  []uint64
	Codes  []uint16 // Form Dict: index into Values per row; undefined where NULL but in range
	Values *Vec     // Form Dict: flat, shared, read-only; may itself hold NULLs
	// Lasting says that the bytes of Buf never change: who refers to them need not copy.
	Lasting bool

	validBuf []uint64 // owned memory that Valid may point to
	codeBuf  []uint16 // owned memory that Codes may point to
	shared   bool     // Buf belongs to someone else: Reset must not write into it
	view     bool     // every array belongs to someone else: Reset must leave them alone
}

// Batch is a set of equally long columns with a selection.
type Batch struct {
	Cols []*Vec
	N    int      // rows stored, at most Size
	Sel  []uint16 // live rows ascending; nil means all N
}

// Live is the number of selected rows.
func (b *Batch) Live() int {
	if b.Sel != nil {
		return len(b.Sel)
	}
	return b.N
}

// IsNull tells whether row i is NULL, for any form.
func (v *Vec) IsNull(i int) bool {
	if v.Form == Const {
		i = 0
	}
	if v.Valid != nil && v.Valid[i>>6]>>(uint(i)&63)&1 == 0 {
		return true
	}
	if v.Form == Dict && v.Values.Valid != nil {
		c := v.Codes[i]
		return v.Values.Valid[c>>6]>>(c&63)&1 == 0
	}
	return false
}

// MayHaveNulls is false when no row can be NULL.
func (v *Vec) MayHaveNulls() bool {
	return v.Valid != nil || v.Form == Dict && v.Values.Valid != nil
}

// SetNull marks row i NULL; n is the vector's length in rows.
func (v *Vec) SetNull(i, n int) {
	if v.Valid == nil {
		v.Valid = make([]uint64, (n+63)>>6)
		for j := range v.Valid {
			v.Valid[j] = ^uint64(0)
		}
	}
	v.Valid[i>>6] &^= 1 << (uint(i) & 63)
}

// Bytes gives the bytes of row i of a flat PStr vector, aliasing Buf.
func (v *Vec) Bytes(i int) []byte {
	r := v.Refs[i]
	o := r.Off()
	return v.Buf[o : o+r.Len() : o+r.Len()]
}

// Str is Bytes as a string that aliases Buf: copy it (strings.Clone) to keep it.
func (v *Vec) Str(i int) string {
	r := v.Refs[i]
	n := r.Len()
	if n == 0 {
		return ""
	}
	return unsafe.String(&v.Buf[r.Off()], n)
}

// ShareBuf makes v point into bytes that belong to someone else.
func (v *Vec) ShareBuf(b []byte) { v.Buf, v.shared, v.Lasting = b, true, false }

// SameBytes tells whether row i of v and row j of w, both flat, are the same memory.
func (v *Vec) SameBytes(i int, w *Vec, j int) bool {
	return v.Refs[i] == w.Refs[j] && unsafe.SliceData(v.Buf) == unsafe.SliceData(w.Buf)
}

// AppendFrom appends row i of a flat PStr vector. Bytes are shared as long as all of them
// lie in one lasting buffer.
func (v *Vec) AppendFrom(src *Vec, i int) {
	if src.Lasting && (v.Buf == nil || v.Lasting && unsafe.SliceData(v.Buf) == unsafe.SliceData(src.Buf)) {
		if len(src.Buf) > len(v.Buf) {
			v.Buf = src.Buf
		}
		v.Lasting = true
		if len(v.Refs) == cap(v.Refs) {
			v.Refs = Extend(v.Refs, 1)
		}
		v.Refs = append(v.Refs, src.Refs[i])
		return
	}
	v.AppendBytes(src.Bytes(i))
}

// own gives a vector that shared bytes a buffer of its own.
func (v *Vec) own() {
	n := 0
	for _, r := range v.Refs {
		n += r.Len()
	}
	buf := make([]byte, 0, 2*n)
	for i, r := range v.Refs {
		v.Refs[i] = MakeRef(len(buf), r.Len())
		buf = append(buf, v.Buf[r.Off():r.Off()+r.Len()]...)
	}
	v.Buf, v.Lasting = buf, false
}

// AppendBytes appends a value to a flat PStr vector.
func (v *Vec) AppendBytes(b []byte) {
	if v.Lasting && len(b) > 0 {
		v.own()
	}
	if cap(v.Buf)-len(v.Buf) < len(b) {
		v.Buf = Extend(v.Buf, len(b))
	}
	if len(v.Refs) == cap(v.Refs) {
		v.Refs = Extend(v.Refs, 1)
	}
	v.Refs = append(v.Refs, MakeRef(len(v.Buf), len(b)))
	v.Buf = append(v.Buf, b...)
}

// AppendStr appends a value to a flat PStr vector.
func (v *Vec) AppendStr(s string) {
	if v.Lasting && len(s) > 0 {
		v.own()
	}
	if cap(v.Buf)-len(v.Buf) < len(s) {
		v.Buf = Extend(v.Buf, len(s))
	}
	if len(v.Refs) == cap(v.Refs) {
		v.Refs = Extend(v.Refs, 1)
	}
	v.Refs = append(v.Refs, MakeRef(len(v.Buf), len(s)))
	v.Buf = append(v.Buf, s...)
}

// Datum gives row i as a datum, for any form. The bytes of a PStr datum alias Buf. A
// scaled numeric comes out in the encoding of types.
func (v *Vec) Datum(i int) types.Datum {
	if v.IsNull(i) {
		return types.Null
	}
	switch v.Form {
	case Const:
		i = 0
	case Dict:
		return v.Values.Datum(int(v.Codes[i]))
	}
	switch v.Phys {
	case types.PBool:
		return types.Datum{I: int64(v.B[i])}
	case types.PI32:
		return types.Datum{I: int64(v.I32[i])}
	case types.PI64:
		if v.Type.OID == types.Numeric {
			return types.ScaledNumeric(v.I64[i], int(v.Scale))
		}
		return types.Datum{I: v.I64[i]}
	case types.PF64:
		return types.NewFloat(v.F64[i])
	}
	return types.Datum{S: v.Str(i)}
}
