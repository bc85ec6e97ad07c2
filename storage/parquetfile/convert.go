package parquetfile

import (
	"encoding/binary"
	"math"
	"math/big"
	"math/bits"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// stage is a run of stored values that are not NULL, as one page gives them. Exactly
// one of the forms is in use, told by kind.
type stage struct {
	kind  stageKind
	n     int
	raw   []byte    // stageFixed: n values of the conv's width
	refs  []vec.Ref // stageBytes, into buf
	buf   []byte
	bools []uint8
	c16   []uint16
	c32   []uint32
}

type stageKind uint8

const (
	stageFixed stageKind = iota
	stageBytes
	stageBool
	stageCodes16
	stageCodes32
)

// identical tells whether stored fixed-width values can stand in a vector as they are.
func (c *conv) identical() bool {
	return c.kind == asInt32 || c.kind == asInt64 || c.kind == asDouble
}

// describe sets the type fields of a vector of this leaf.
func (c *conv) describe(v *vec.Vec) {
	v.Type = c.typ
	v.Phys = c.typ.Phys()
	v.Scale = 0
	if s, ok := c.typ.FixedScale(); ok {
		v.Phys, v.Scale = types.PI64, int16(s)
	}
}

// alias points v at staged values of an identical conv.
func (c *conv) alias(v *vec.Vec, raw []byte) {
	switch c.kind {
	case asInt32:
		v.I32 = asSlice[int32](raw)
	case asInt64:
		v.I64 = asSlice[int64](raw)
	case asDouble:
		v.F64 = asSlice[float64](raw)
	}
}

// convert writes staged values (not codes) into v from row o on; v's slice has room.
// Bytes are appended to v.Buf.
func (c *conv) convert(v *vec.Vec, o int, s *stage) error {
	switch s.kind {
	case stageBool:
		copy(v.B[o:], s.bools[:s.n])
		return nil
	case stageBytes:
		return c.convertBytes(v, o, s)
	}
	return c.convertFixed(v, o, s)
}

func (c *conv) convertFixed(v *vec.Vec, o int, s *stage) error {
	raw := s.raw[:s.n*c.width]
	switch c.kind {
	case asInt32:
		copy(v.I32[o:], asSlice[int32](raw))
	case asInt64:
		copy(v.I64[o:], asSlice[int64](raw))
	case asDouble:
		copy(v.F64[o:], asSlice[float64](raw))
	case int32To64:
		for i, x := range asSlice[int32](raw) {
			v.I64[o+i] = int64(x) * c.mul
		}
	case uint32To64:
		for i, x := range asSlice[uint32](raw) {
			v.I64[o+i] = int64(x)
		}
	case int64Mul:
		return c.scaleUp(v.I64[o:], asSlice[int64](raw))
	case int64Div:
		for i, x := range asSlice[int64](raw) {
			v.I64[o+i], _ = types.FloorDivMod(x, c.mul)
		}
	case floatToF64:
		for i, x := range asSlice[float32](raw) {
			v.F64[o+i] = float64(x)
		}
	case halfToF64:
		for i := range s.n {
			v.F64[o+i] = halfFloat(binary.LittleEndian.Uint16(raw[2*i:]))
		}
	case int96ToTS:
		for i := range s.n {
			v.I64[o+i] = int96Micros(raw[12*i:])
		}
	default:
		return c.encodeFixed(v, o, s.n, raw)
	}
	return nil
}

// encodeFixed handles fixed-width values that become byte values or decimals.
func (c *conv) encodeFixed(v *vec.Vec, o, n int, raw []byte) error {
	w := c.width
	for i := range n {
		b := raw[i*w : (i+1)*w]
		from := len(v.Buf)
		switch c.kind {
		case decToInt:
			x, ok := decimalInt(b)
			if !ok {
				return pgerr.New(pgerr.NumericValueOutOfRange, "numeric field overflow")
			}
			v.I64[o+i] = x
			continue
		case decToNum:
			v.Buf = appendDecimal(v.Buf, b, c.scale)
		case int32ToNum:
			v.Buf = append(v.Buf, types.ScaledNumeric(int64(int32(binary.LittleEndian.Uint32(b))), c.scale).S...)
		case int64ToNum:
			v.Buf = append(v.Buf, types.ScaledNumeric(int64(binary.LittleEndian.Uint64(b)), c.scale).S...)
		case uint64ToNum:
			var be [8]byte
			binary.BigEndian.PutUint64(be[:], binary.LittleEndian.Uint64(b))
			v.Buf = appendNumeric(v.Buf, false, 0, be[:])
		case toInterval:
			v.Buf = appendInterval(v.Buf, b)
		default:
			v.Buf = append(v.Buf, b...)
		}
		v.Refs[o+i] = vec.MakeRef(from, len(v.Buf)-from)
	}
	return nil
}

func (c *conv) convertBytes(v *vec.Vec, o int, s *stage) error {
	for i, r := range s.refs[:s.n] {
		b := s.buf[r.Off() : r.Off()+r.Len()]
		switch c.kind {
		case decToInt:
			x, ok := decimalInt(b)
			if !ok {
				return pgerr.New(pgerr.NumericValueOutOfRange, "numeric field overflow")
			}
			v.I64[o+i] = x
			continue
		case decToNum:
			from := len(v.Buf)
			v.Buf = appendDecimal(v.Buf, b, c.scale)
			v.Refs[o+i] = vec.MakeRef(from, len(v.Buf)-from)
			continue
		}
		v.Refs[o+i] = vec.MakeRef(len(v.Buf), len(b))
		v.Buf = append(v.Buf, b...)
	}
	return nil
}

func (c *conv) scaleUp(dst, src []int64) error {
	limit := math.MaxInt64 / c.mul
	for i, x := range src {
		if x > limit || x < -limit {
			return pgerr.New(pgerr.DatetimeFieldOverflow, "timestamp out of range")
		}
		dst[i] = x * c.mul
	}
	return nil
}

// decimalInt reads a big-endian two's complement number that fits int64.
func decimalInt(b []byte) (int64, bool) {
	if len(b) == 0 {
		return 0, true
	}
	x := int64(int8(b[0]))
	for i, c := range b[1:] {
		if i >= 7 && (x > math.MaxInt64>>8 || x < math.MinInt64>>8) {
			return 0, false
		}
		x = x<<8 | int64(c)
	}
	return x, true
}

// appendDecimal encodes a big-endian two's complement number as a numeric.
func appendDecimal(dst, b []byte, scale int) []byte {
	if x, ok := decimalInt(b); ok {
		u, neg := uint64(x), x < 0
		if neg {
			u = -u
		}
		var be [8]byte
		binary.BigEndian.PutUint64(be[:], u)
		return appendNumeric(dst, neg, scale, be[:])
	}
	v := new(big.Int).SetBytes(b)
	if b[0]&0x80 != 0 {
		v.Sub(v, new(big.Int).Lsh(big.NewInt(1), uint(8*len(b))))
	}
	return appendNumeric(dst, v.Sign() < 0, scale, v.Bytes())
}

// appendNumeric writes the encoding of package types: kind, scale, magnitude.
func appendNumeric(dst []byte, neg bool, scale int, mag []byte) []byte {
	for len(mag) > 0 && mag[0] == 0 {
		mag = mag[1:]
	}
	kind := byte(0)
	if neg {
		kind = 1
	}
	dst = append(dst, kind, byte(scale>>8), byte(scale))
	return append(dst, mag...)
}

// appendInterval encodes months, days and milliseconds, each an unsigned little-endian word.
func appendInterval(dst, b []byte) []byte {
	d := types.NewInterval(types.IntervalValue{
		Months: int32(binary.LittleEndian.Uint32(b)),
		Days:   int32(binary.LittleEndian.Uint32(b[4:])),
		Micros: int64(binary.LittleEndian.Uint32(b[8:])) * 1000,
	})
	return append(dst, d.S...)
}

const julianEpoch = 2440588 // 1970-01-01

func int96Micros(b []byte) int64 {
	nanos := int64(binary.LittleEndian.Uint64(b))
	day := int64(binary.LittleEndian.Uint32(b[8:]))
	micros, _ := types.FloorDivMod(nanos, 1000)
	return (day-julianEpoch)*types.MicrosPerDay + micros
}

// halfFloat widens an IEEE half-precision number.
func halfFloat(h uint16) float64 {
	sign := uint64(h>>15) << 63
	exp := int(h >> 10 & 31)
	frac := uint64(h & 0x3ff)
	switch {
	case exp == 31:
		return math.Float64frombits(sign | 0x7ff<<52 | frac<<42)
	case exp == 0 && frac == 0:
		return math.Float64frombits(sign)
	case exp == 0:
		shift := 11 - bits.Len64(frac)
		frac = frac << shift & 0x3ff
		exp = 1 - shift
	}
	return math.Float64frombits(sign | uint64(exp-15+1023)<<52 | frac<<42)
}
