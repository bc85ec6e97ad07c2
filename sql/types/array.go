package types

import (
	"encoding/binary"
	"math"
)

// An encoded array is: number of dimensions (one byte), per dimension its length as a
// uvarint and its lower bound as a varint, one byte that is 1 when there are NULLs, then
// a NULL bitmap if so, then the elements. An empty array has no dimensions and is one
// byte. Elements follow datum forms, see appendDatum.

// Array is a decoded array value.
type Array struct {
	Dims  []int // empty for an empty array
	Lbs   []int // lower bounds
	Elems []Datum
}

// appendDatum encodes a non-NULL datum of type t: 1 byte for PBool, 4 for PI32, 8 for
// PI64 and PF64 (little-endian), a uvarint length and the bytes for PStr.
func appendDatum(dst []byte, p Phys, d Datum) []byte {
	switch p {
	case PBool:
		return append(dst, byte(d.I))
	case PI32:
		return binary.LittleEndian.AppendUint32(dst, uint32(d.I))
	case PI64, PF64:
		return binary.LittleEndian.AppendUint64(dst, uint64(d.I))
	}
	dst = binary.AppendUvarint(dst, uint64(len(d.S)))
	return append(dst, d.S...)
}

func takeDatum(s string, p Phys) (Datum, string) {
	switch p {
	case PBool:
		if len(s) >= 1 {
			return Datum{I: int64(s[0])}, s[1:]
		}
	case PI32:
		if len(s) >= 4 {
			return Datum{I: int64(int32(uint32(s[0]) | uint32(s[1])<<8 | uint32(s[2])<<16 | uint32(s[3])<<24))}, s[4:]
		}
	case PI64, PF64:
		if len(s) >= 8 {
			u := uint64(0)
			for i := 7; i >= 0; i-- {
				u = u<<8 | uint64(s[i])
			}
			return Datum{I: int64(u)}, s[8:]
		}
	default:
		n, rest := takeUvarint(s)
		if n <= uint64(len(rest)) {
			return Datum{S: rest[:n]}, rest[n:]
		}
	}
	return Null, ""
}

func takeUvarint(s string) (uint64, string) {
	var x uint64
	for i := 0; i < len(s) && i < 10; i++ {
		x |= uint64(s[i]&0x7f) << (7 * i)
		if s[i] < 0x80 {
			return x, s[i+1:]
		}
	}
	return math.MaxUint64, ""
}

func takeVarint(s string) (int64, string) {
	u, rest := takeUvarint(s)
	return int64(u>>1) ^ -int64(u&1), rest
}

// EncodeArray makes an array datum; lbs nil means all lower bounds are 1. dims nil means
// one dimension.
func EncodeArray(elem Type, dims, lbs []int, elems []Datum) Datum {
	if dims == nil {
		dims = []int{len(elems)}
	}
	if len(elems) == 0 {
		return Datum{S: "\x00"}
	}
	b := make([]byte, 0, 8+8*len(elems))
	b = append(b, byte(len(dims)))
	for i, n := range dims {
		b = binary.AppendUvarint(b, uint64(n))
		lb := 1
		if lbs != nil {
			lb = lbs[i]
		}
		b = binary.AppendVarint(b, int64(lb))
	}
	return Datum{S: string(appendElems(b, elem.Phys(), elems))}
}

func appendElems(b []byte, p Phys, elems []Datum) []byte {
	nulls := false
	for i := range elems {
		nulls = nulls || elems[i].Null
	}
	if !nulls {
		b = append(b, 0)
	} else {
		b = append(b, 1)
		at := len(b)
		b = append(b, make([]byte, (len(elems)+7)/8)...)
		for i := range elems {
			if elems[i].Null {
				b[at+i/8] |= 1 << (i % 8)
			}
		}
	}
	for i := range elems {
		if !elems[i].Null {
			b = appendDatum(b, p, elems[i])
		}
	}
	return b
}

// NewArray makes a one-dimensional array datum.
func NewArray(elem Type, elems []Datum) Datum { return EncodeArray(elem, nil, nil, elems) }

// arrayHead reads dimensions and the NULL bitmap; rest are the elements.
func arrayHead(s string) (a Array, n int, bitmap, rest string, ok bool) {
	if s == "" || s[0] == 0 || s[0] > 6 {
		return a, 0, "", "", s != "" && s[0] == 0
	}
	nd := int(s[0])
	rest = s[1:]
	n = 1
	for range nd {
		var d uint64
		var lb int64
		d, rest = takeUvarint(rest)
		lb, rest = takeVarint(rest)
		if d > math.MaxInt32 {
			return a, 0, "", "", false
		}
		a.Dims, a.Lbs = append(a.Dims, int(d)), append(a.Lbs, int(lb))
		if n *= int(d); n > math.MaxInt32 {
			return a, 0, "", "", false
		}
	}
	if rest == "" {
		return a, 0, "", "", false
	}
	flag := rest[0]
	rest = rest[1:]
	if flag == 1 {
		k := (n + 7) / 8
		if k > len(rest) {
			return a, 0, "", "", false
		}
		bitmap, rest = rest[:k], rest[k:]
	} else if n > len(rest) { // every element takes a byte at least
		return a, 0, "", "", false
	}
	return a, n, bitmap, rest, true
}

// DecodeArray reads an array datum's bytes. The elements alias s. Damaged bytes give as
// many NULL elements as the head promises, or an empty array.
func DecodeArray(elem Type, s string) Array {
	a, n, bitmap, rest, ok := arrayHead(s)
	if !ok || n == 0 {
		return Array{}
	}
	p := elem.Phys()
	a.Elems = make([]Datum, n)
	for i := range a.Elems {
		if bitmap != "" && bitmap[i/8]>>(i%8)&1 == 1 {
			a.Elems[i] = Null
			continue
		}
		a.Elems[i], rest = takeDatum(rest, p)
	}
	return a
}

// ArrayLen is the number of elements of all dimensions.
func ArrayLen(s string) int {
	_, n, _, _, _ := arrayHead(s)
	return n
}

// ArrayGet subscripts a one-dimensional array without decoding all of it when the
// elements have fixed width; out of bounds and other dimensions give NULL.
func ArrayGet(elem Type, s string, i int64) Datum {
	a, n, bitmap, rest, ok := arrayHead(s)
	if !ok || len(a.Dims) != 1 || i < int64(a.Lbs[0]) || i >= int64(a.Lbs[0]+n) {
		return Null
	}
	k := int(i) - a.Lbs[0]
	width := map[Phys]int{PBool: 1, PI32: 4, PI64: 8, PF64: 8}[elem.Phys()]
	if bitmap == "" && width > 0 {
		if k*width > len(rest) {
			return Null
		}
		d, _ := takeDatum(rest[k*width:], elem.Phys())
		return d
	}
	return DecodeArray(elem, s).Elems[k]
}

// Index finds the element at full subscripts, NULL when out of bounds.
func (a Array) Index(subs []int) Datum {
	if len(subs) != len(a.Dims) {
		return Null
	}
	at := 0
	for i, s := range subs {
		k := s - a.Lbs[i]
		if k < 0 || k >= a.Dims[i] {
			return Null
		}
		at = at*a.Dims[i] + k
	}
	return a.Elems[at]
}

// An encoded row is its number of fields as a uvarint, then per field the type OID as a
// uvarint, the typmod as a varint, a byte that is 1 for NULL, and the datum.

// EncodeRow makes a row datum of fields with the given types.
func EncodeRow(ts []Type, fields []Datum) Datum {
	b := binary.AppendUvarint(nil, uint64(len(fields)))
	for i, f := range fields {
		b = binary.AppendUvarint(b, uint64(ts[i].OID))
		b = binary.AppendVarint(b, int64(ts[i].Mod))
		if f.Null {
			b = append(b, 1)
			continue
		}
		b = appendDatum(append(b, 0), ts[i].Phys(), f)
	}
	return Datum{S: string(b)}
}

// DecodeRow reads a row datum: the types it was made with (without Ext) and its fields,
// aliasing s.
func DecodeRow(s string) ([]Type, []Datum) {
	n, s := takeUvarint(s)
	if n > uint64(len(s)) {
		return nil, nil
	}
	ts, ds := make([]Type, n), make([]Datum, n)
	for i := range ts {
		var oid uint64
		var mod int64
		oid, s = takeUvarint(s)
		mod, s = takeVarint(s)
		ts[i] = Type{OID: OID(oid), Mod: int32(mod)}
		if s == "" || s[0] == 1 {
			ds[i] = Null
			if s != "" {
				s = s[1:]
			}
			continue
		}
		ds[i], s = takeDatum(s[1:], ts[i].Phys())
	}
	return ts, ds
}

// RowTypes gives the field types of a row value: the declared ones where t knows them.
func RowTypes(t Type, stored []Type) []Type {
	if t.Ext != nil && len(t.Ext.Fields) == len(stored) {
		out := make([]Type, len(stored))
		for i, f := range t.Ext.Fields {
			out[i] = f.Type
		}
		return out
	}
	return stored
}

// MapType makes map<key, value>.
func MapType(key, value Type) Type {
	return Type{OID: Map, Mod: -1, Ext: &Ext{Fields: []Field{{"key", key}, {"value", value}}}}
}

// MapTypes gives key and value type of a map type, text when it does not say.
func MapTypes(t Type) (key, value Type) {
	if t.Ext != nil && len(t.Ext.Fields) == 2 {
		return t.Ext.Fields[0].Type, t.Ext.Fields[1].Type
	}
	return T(Text), T(Text)
}

// EncodeMap makes a map datum: the number of entries, then keys and values in turn as
// one element list (keys first).
func EncodeMap(t Type, keys, values []Datum) Datum {
	kt, vt := MapTypes(t)
	b := binary.AppendUvarint(nil, uint64(len(keys)))
	b = appendElems(b, kt.Phys(), keys)
	b = appendElems(b, vt.Phys(), values)
	return Datum{S: string(b)}
}

// DecodeMap reads a map datum, aliasing s.
func DecodeMap(t Type, s string) (keys, values []Datum) {
	kt, vt := MapTypes(t)
	n, s := takeUvarint(s)
	if n > uint64(len(s)) {
		return nil, nil
	}
	keys, s = takeElems(s, kt.Phys(), int(n))
	values, _ = takeElems(s, vt.Phys(), int(n))
	return keys, values
}

func takeElems(s string, p Phys, n int) ([]Datum, string) {
	out := make([]Datum, n)
	if s == "" {
		return out, s
	}
	bitmap := ""
	if s[0] == 1 && len(s) > (n+7)/8 {
		bitmap, s = s[1:1+(n+7)/8], s[1+(n+7)/8:]
	} else {
		s = s[1:]
	}
	for i := range out {
		if bitmap != "" && bitmap[i/8]>>(i%8)&1 == 1 {
			out[i] = Null
			continue
		}
		out[i], s = takeDatum(s, p)
	}
	return out, s
}
