package column

import (
	"slices"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
)

// Builder gathers batches of one column into a Data.
type Builder struct {
	v    vec.Vec
	n    int
	dict *vec.Vec // the batches' dictionary, while they share one; v.Codes holds codes
	hint int      // rows expected
	room int      // rows to make room for at once
	keep bool
}

// NewBuilder makes a builder for about rows rows.
func NewBuilder(t types.Type, rows int) *Builder {
	b := &Builder{hint: rows}
	b.v.Type, b.v.Phys = t, t.Phys()
	if s, ok := t.FixedScale(); ok {
		b.v.Phys, b.v.Scale = types.PI64, int16(s)
	}
	return b
}

// KeepDict makes a builder of dictionary codes as long as all batches share one
// dictionary, which must stay valid until Build.
func (b *Builder) KeepDict() *Builder {
	b.keep = true
	return b
}

// Rows is the number of rows gathered.
func (b *Builder) Rows() int { return b.n }

// Reserve makes room for the bytes of byte values.
func (b *Builder) Reserve(bytes int) { b.v.Buf = slices.Grow(b.v.Buf, bytes) }

// Append copies the rows of sel (nil: all n) of a vector of any form.
func (b *Builder) Append(v *vec.Vec, n int, sel []uint16) {
	k := n
	if sel != nil {
		k = len(sel)
	}
	if k == 0 {
		return
	}
	if b.n == 0 {
		if b.room = b.hint; k < vec.Size/2 { // it may well be all there is
			b.room = 0
		}
	}
	b.appendValid(v, k, sel)
	switch {
	case v.Form == vec.Dict && b.takesCodes(v):
		b.v.Codes = appendRows(b.v.Codes, v.Codes, k, sel, b.room)
	default:
		b.flatten()
		b.appendFlat(v, k, sel)
	}
	b.n += k
}

// takesCodes tells whether a dictionary batch can stay one.
func (b *Builder) takesCodes(v *vec.Vec) bool {
	if b.n == 0 && b.keep {
		b.dict = v.Values
	}
	return b.dict == v.Values && b.dict != nil
}

// appendValid appends the rows' validity.
func (b *Builder) appendValid(v *vec.Vec, k int, sel []uint16) {
	if !v.MayHaveNulls() {
		if b.v.Valid != nil {
			b.growValid(k)
			setBits(b.v.Valid, b.n, k)
		}
		return
	}
	if b.v.Valid == nil {
		b.v.Valid = make([]uint64, 0, (max(b.room, b.n+k)+63)>>6)
		b.growValid(k)
		setBits(b.v.Valid, 0, b.n)
	} else {
		b.growValid(k)
	}
	for i := range k {
		j := i
		if sel != nil {
			j = int(sel[i])
		}
		if !v.IsNull(j) {
			at := b.n + i
			b.v.Valid[at>>6] |= 1 << (uint(at) & 63)
		}
	}
}

func (b *Builder) growValid(k int) {
	want := (b.n + k + 63) >> 6
	for len(b.v.Valid) < want {
		b.v.Valid = append(b.v.Valid, 0)
	}
}

func setBits(dst []uint64, at, n int) {
	for i := at; i < at+n; {
		k := min(64-i&63, at+n-i)
		dst[i>>6] |= (^uint64(0) >> (64 - uint(k))) << (uint(i) & 63)
		i += k
	}
}

// flatten turns what has been gathered as codes into values.
func (b *Builder) flatten() {
	if b.dict == nil {
		return
	}
	codes, dict := b.v.Codes, b.dict
	b.v.Codes, b.dict = nil, nil
	for i := 0; i < len(codes); i += vec.Size {
		part := vec.Vec{Type: b.v.Type, Phys: dict.Phys, Form: vec.Dict, Codes: codes[i:min(i+vec.Size, len(codes))], Values: dict}
		b.appendFlat(&part, len(part.Codes), nil)
	}
}

// appendFlat appends rows of any form as values. Rows that are NULL get some payload.
func (b *Builder) appendFlat(v *vec.Vec, k int, sel []uint16) {
	src := v
	if v.Form == vec.Dict {
		src = v.Values
	}
	row := func(i int) int {
		if v.Form == vec.Const {
			return 0
		}
		if sel != nil {
			i = int(sel[i])
		}
		if v.Form == vec.Dict {
			i = int(v.Codes[i])
		}
		return i
	}
	plain := v.Form == vec.Flat
	switch b.v.Phys {
	case types.PBool:
		b.v.B = appendBy(b.v.B, src.B, k, sel, plain, row, b.room)
	case types.PI32:
		b.v.I32 = appendBy(b.v.I32, src.I32, k, sel, plain, row, b.room)
	case types.PI64:
		b.v.I64 = appendBy(b.v.I64, src.I64, k, sel, plain, row, b.room)
	case types.PF64:
		b.v.F64 = appendBy(b.v.F64, src.F64, k, sel, plain, row, b.room)
	default:
		b.appendBytes(v, src, k, sel, row)
	}
}

func (b *Builder) appendBytes(v, src *vec.Vec, k int, sel []uint16, row func(int) int) {
	if b.v.Refs == nil {
		b.v.Refs = make([]vec.Ref, 0, max(b.room, k))
	}
	nulls := v.MayHaveNulls()
	for i := range k {
		j := i
		if sel != nil {
			j = int(sel[i])
		}
		if nulls && v.IsNull(j) {
			b.v.Refs = append(b.v.Refs, 0)
			continue
		}
		if src.Phys == types.PI64 { // a scaled numeric going into an encoded column
			b.v.AppendStr(src.Datum(row(i)).S)
			continue
		}
		b.v.AppendBytes(src.Bytes(row(i)))
	}
}

// appendBy appends k rows of a typed slice, found by row unless they lie in order.
func appendBy[T any](dst, src []T, k int, sel []uint16, plain bool, row func(int) int, hint int) []T {
	if plain {
		return appendRows(dst, src, k, sel, hint)
	}
	dst = room(dst, k, hint)
	for i := range k {
		dst = append(dst, src[row(i)])
	}
	return dst
}

func appendRows[T any](dst, src []T, k int, sel []uint16, hint int) []T {
	dst = room(dst, k, hint)
	if sel == nil {
		return append(dst, src[:k]...)
	}
	for _, i := range sel {
		dst = append(dst, src[i])
	}
	return dst
}

func room[T any](dst []T, k, hint int) []T {
	if dst == nil {
		return make([]T, 0, max(hint, k))
	}
	return dst
}

// Build gives the data and leaves the builder empty.
func (b *Builder) Build() *Data {
	d := &Data{v: b.v, rows: b.n}
	if b.dict != nil {
		d.v.Form = vec.Dict
		d.v.Values = Clone(b.dict)
	}
	d.bytes = size(&d.v)
	keep := b.keep
	*b = *NewBuilder(b.v.Type, b.hint)
	b.keep = keep
	return d
}
