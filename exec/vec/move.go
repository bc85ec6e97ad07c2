package vec

import "github.com/tarndb/tarn/sql/types"

// number is the element type of a fixed-width vector.
type number interface {
	uint8 | int32 | int64 | float64 | Ref
}

// Flatten gives src in flat form: src itself when it is flat, else dst filled for the
// rows of sel (nil: all n). Bytes are shared with src.
func Flatten(dst, src *Vec, sel []uint16, n int) *Vec {
	switch src.Form {
	case Flat:
		return src
	case Const:
		broadcast(dst, src, n)
	default:
		expand(dst, src, sel, n)
	}
	return dst
}

func broadcast(dst, src *Vec, n int) {
	resetLike(dst, src, n)
	if src.Valid != nil && src.Valid[0]&1 == 0 {
		dst.AllNull(n)
		return
	}
	switch src.Phys {
	case types.PBool:
		fill(dst.B, src.B[0])
	case types.PI32:
		fill(dst.I32, src.I32[0])
	case types.PI64:
		fill(dst.I64, src.I64[0])
	case types.PF64:
		fill(dst.F64, src.F64[0])
	default:
		fill(dst.Refs, src.Refs[0])
	}
}

// resetLike makes dst flat with src's type, physical form and scale; a PStr dst shares
// src's bytes (its own buffer is dropped).
func resetLike(dst, src *Vec, n int) {
	dst.Reset(src.Type, src.Phys, n)
	dst.Scale = src.Scale
	if src.Phys == types.PStr {
		dst.ShareBuf(src.Buf)
		dst.Lasting = src.Lasting
	}
}

func fill[T any](s []T, x T) {
	for i := range s {
		s[i] = x
	}
}

func expand(dst, src *Vec, sel []uint16, n int) {
	vals := src.Values
	resetLike(dst, vals, n)
	dst.Type = src.Type
	switch vals.Phys {
	case types.PBool:
		expandAs(dst.B, vals.B, src.Codes, sel, n)
	case types.PI32:
		expandAs(dst.I32, vals.I32, src.Codes, sel, n)
	case types.PI64:
		expandAs(dst.I64, vals.I64, src.Codes, sel, n)
	case types.PF64:
		expandAs(dst.F64, vals.F64, src.Codes, sel, n)
	default:
		expandAs(dst.Refs, vals.Refs, src.Codes, sel, n)
	}
	dst.Valid = src.Valid
	if vals.Valid == nil {
		return
	}
	dst.AndValid(n, src.Valid, nil)
	if dst.Valid == nil {
		dst.AllValid(n)
	}
	each(sel, n, func(i int) {
		if !IsValid(vals.Valid, int(src.Codes[i])) {
			ClearValid(dst.Valid, i)
		}
	})
}

func expandAs[T number](dst, vals []T, codes []uint16, sel []uint16, n int) {
	if len(vals) == 0 {
		return
	}
	if sel == nil {
		dst = dst[:n]
		for i, c := range codes[:n] {
			dst[i] = vals[c]
		}
		return
	}
	for _, i := range sel {
		dst[i] = vals[codes[i]]
	}
}

// each calls f for every selected row.
func each(sel []uint16, n int, f func(i int)) {
	if sel == nil {
		for i := range n {
			f(i)
		}
		return
	}
	for _, i := range sel {
		f(int(i))
	}
}

// CopyRows copies the rows of sel (nil: all n) from src, of any form, to the same rows of
// flat dst, whose Valid must be a full bitmap. Bytes are copied.
func CopyRows(dst, src *Vec, sel []uint16, n int) {
	var tmp Vec
	s := src
	if src.Form != Flat {
		s = Flatten(&tmp, src, sel, n)
	}
	switch dst.Phys {
	case types.PBool:
		copySel(dst.B, s.B, sel, n)
	case types.PI32:
		copySel(dst.I32, s.I32, sel, n)
	case types.PI64:
		copySel(dst.I64, s.I64, sel, n)
	case types.PF64:
		copySel(dst.F64, s.F64, sel, n)
	case types.PStr:
		copyStr(dst, s, sel, n)
	}
	each(sel, n, func(i int) {
		if IsValid(s.Valid, i) {
			SetValid(dst.Valid, i)
		} else {
			ClearValid(dst.Valid, i)
		}
	})
}

func copySel[T number](dst, src []T, sel []uint16, n int) {
	if sel == nil {
		copy(dst[:n], src[:n])
		return
	}
	for _, i := range sel {
		dst[i] = src[i]
	}
}

func copyStr(dst, src *Vec, sel []uint16, n int) {
	var last Ref // runs of one value (constants, dictionaries) share bytes
	var lastDst Ref
	have := false
	each(sel, n, func(i int) {
		if !IsValid(src.Valid, i) {
			dst.Refs[i] = 0
			return
		}
		r := src.Refs[i]
		if !have || r != last {
			o := len(dst.Buf)
			dst.Buf = append(dst.Buf, src.Buf[r.Off():r.Off()+r.Len()]...)
			last, lastDst, have = r, MakeRef(o, r.Len()), true
		}
		dst.Refs[i] = lastDst
	})
}
