package textfile

import (
	"math"
	"strconv"
	"unsafe"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
)

// prepare makes v an empty flat vector of n rows, keeping its memory. Byte values start
// with no bytes.
func prepare(v *vec.Vec, t types.Type, n int) {
	keep := *v
	*v = vec.Vec{Type: t, Phys: t.Phys()}
	if s, ok := t.FixedScale(); ok {
		v.Phys, v.Scale = types.PI64, int16(s)
	}
	switch v.Phys {
	case types.PBool:
		v.B = sized(keep.B, n)
	case types.PI32:
		v.I32 = sized(keep.I32, n)
	case types.PI64:
		v.I64 = sized(keep.I64, n)
	case types.PF64:
		v.F64 = sized(keep.F64, n)
	default:
		v.Refs = sized(keep.Refs, n)
		clear(v.Refs)
		if keep.Refs != nil && cap(keep.Buf) <= maxKeptBytes {
			v.Buf = nil
		}
	}
}

const maxKeptBytes = 16 << 20

func sized[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n, max(n, vec.Size))
	}
	return s[:n]
}

// str views bytes as a string for the time of a call.
func str(b []byte) string { return unsafe.String(unsafe.SliceData(b), len(b)) }

// setBytes puts a byte value at row i.
func setBytes(v *vec.Vec, i int, b string) {
	v.Refs[i] = vec.MakeRef(len(v.Buf), len(b))
	v.Buf = append(v.Buf, b...)
}

// valueParser gives the parser of a type's text form, fast for the common types.
func valueParser(t types.Type) cellParser {
	switch t.OID {
	case types.Text:
		return func(v *vec.Vec, i int, b []byte) bool {
			setBytes(v, i, str(b))
			return true
		}
	case types.Int8:
		return func(v *vec.Vec, i int, b []byte) bool {
			x, ok := parseInt(b)
			v.I64[i] = x
			return ok
		}
	case types.Int4, types.Int2:
		lo, hi := int64(math.MinInt32), int64(math.MaxInt32)
		if t.OID == types.Int2 {
			lo, hi = math.MinInt16, math.MaxInt16
		}
		return func(v *vec.Vec, i int, b []byte) bool {
			x, ok := parseInt(b)
			v.I32[i] = int32(x)
			return ok && x >= lo && x <= hi
		}
	case types.Float8:
		return func(v *vec.Vec, i int, b []byte) bool {
			f, ok := parseFloat(b)
			v.F64[i] = f
			return ok
		}
	case types.Bool:
		return func(v *vec.Vec, i int, b []byte) bool {
			x, ok := parseBool(b)
			v.B[i] = x
			return ok
		}
	}
	bytes := t.Phys() == types.PStr // the datum may alias the text
	return func(v *vec.Vec, i int, b []byte) bool {
		s := str(b)
		if bytes {
			s = string(b)
		}
		d, err := types.Parse(t, s, nil)
		return err == nil && setDatum(v, i, d)
	}
}

// setDatum puts a datum that is not NULL at row i.
func setDatum(v *vec.Vec, i int, d types.Datum) bool {
	switch v.Phys {
	case types.PBool:
		v.B[i] = uint8(d.I)
	case types.PI32:
		v.I32[i] = int32(d.I)
	case types.PI64:
		if v.Type.OID == types.Numeric {
			x, ok := types.DecimalOf(d).Scaled(int(v.Scale))
			v.I64[i] = x
			return ok
		}
		v.I64[i] = d.I
	case types.PF64:
		v.F64[i] = d.Float()
	default:
		setBytes(v, i, d.S)
	}
	return true
}

func trim(b []byte) []byte {
	for len(b) > 0 && (b[0] == ' ' || b[0] == '\t') {
		b = b[1:]
	}
	for len(b) > 0 && (b[len(b)-1] == ' ' || b[len(b)-1] == '\t') {
		b = b[:len(b)-1]
	}
	return b
}

// parseInt reads a decimal integer with an optional sign.
func parseInt(b []byte) (int64, bool) {
	b = trim(b)
	neg := false
	if len(b) > 0 && (b[0] == '-' || b[0] == '+') {
		neg = b[0] == '-'
		b = b[1:]
	}
	if len(b) == 0 || len(b) > 19 {
		return 0, false
	}
	var u uint64
	for _, c := range b {
		if c -= '0'; c > 9 {
			return 0, false
		}
		u = u*10 + uint64(c)
	}
	switch {
	case neg && u <= 1<<63:
		return int64(-u), true
	case !neg && u < 1<<63:
		return int64(u), true
	}
	return 0, false
}

// tens are the powers of ten that a float64 holds exactly.
var tens = [...]float64{1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15}

// shortFloat reads plain decimals of up to 15 digits, for which one exact division gives
// the nearest float.
func shortFloat(b []byte) (float64, bool) {
	neg := len(b) > 0 && b[0] == '-'
	if neg {
		b = b[1:]
	}
	if len(b) == 0 || len(b) > 16 {
		return 0, false
	}
	var u uint64
	point := -1
	for i, c := range b {
		if c == '.' && point < 0 {
			point = i
			continue
		}
		if c -= '0'; c > 9 {
			return 0, false
		}
		u = u*10 + uint64(c)
	}
	scale := 0
	if point >= 0 {
		scale = len(b) - 1 - point
	}
	if u >= 1e15 || scale > 15 || len(b) == 1 && point == 0 {
		return 0, false
	}
	f := float64(u) / tens[scale]
	if neg {
		f = -f
	}
	return f, true
}

func parseFloat(b []byte) (float64, bool) {
	b = trim(b)
	if f, ok := shortFloat(b); ok {
		return f, true
	}
	for _, c := range b { // no hexadecimal, no underscores
		if c == 'x' || c == 'X' || c == '_' || c == 'p' || c == 'P' {
			return 0, false
		}
	}
	f, err := strconv.ParseFloat(str(b), 64)
	return f, err == nil
}

func parseBool(b []byte) (uint8, bool) {
	b = trim(b)
	switch len(b) {
	case 1:
		switch b[0] {
		case 't', 'T', '1':
			return 1, true
		case 'f', 'F', '0':
			return 0, true
		}
	case 4:
		return 1, lower(b) == "true"
	case 5:
		return 0, lower(b) == "false"
	}
	return 0, false
}

func lower(b []byte) string {
	var out [8]byte
	for i, c := range b[:min(len(b), len(out))] {
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		out[i] = c
	}
	return string(out[:min(len(b), len(out))])
}
