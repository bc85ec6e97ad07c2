package types

import (
	"encoding/binary"
	"math"
	"math/big"
	"strings"
	"unicode/utf8"

	"github.com/tarndb/tarn/sql/pgerr"
)

// AppendBinary appends the binary wire form of a non-NULL datum, as the type's send
// function in PostgreSQL writes it.
func AppendBinary(dst []byte, t Type, d Datum) []byte {
	be := binary.BigEndian
	switch t.OID {
	case Bool:
		return append(dst, byte(d.I))
	case Int2:
		return be.AppendUint16(dst, uint16(d.I))
	case Int8, Time, Money:
		return be.AppendUint64(dst, uint64(d.I))
	case Float4:
		return be.AppendUint32(dst, math.Float32bits(float32(d.Float())))
	case Float8:
		if d.Float() != d.Float() {
			return be.AppendUint64(dst, 0x7ff8000000000000) // one NaN, as PostgreSQL writes it
		}
		return be.AppendUint64(dst, uint64(d.I))
	case Date:
		if d.I != DateInfinity && d.I != DateNegInfinity {
			d.I -= pgEpochDays
		}
		return be.AppendUint32(dst, uint32(d.I))
	case Timestamp, TimestampTZ:
		if d.I != TimestampInfinity && d.I != TimestampNegInfinity {
			d.I -= pgEpochMicro
		}
		return be.AppendUint64(dst, uint64(d.I))
	case Interval:
		v := IntervalOf(d)
		dst = be.AppendUint64(dst, uint64(v.Micros))
		dst = be.AppendUint32(dst, uint32(v.Days))
		return be.AppendUint32(dst, uint32(v.Months))
	case Numeric:
		return DecimalOf(d).appendBinary(dst)
	case JSONB, JSONPath:
		return append(append(dst, 1), d.S...)
	case Bit, VarBit:
		return appendBitsBinary(dst, d.S)
	case Char:
		if d.S == "" {
			return append(dst, 0)
		}
		return append(dst, d.S[0])
	case Inet, Cidr:
		return InetOf(d).appendBinary(dst)
	case Map:
		return appendMap(dst, t, d, DefaultStyle)
	}
	if t.Phys() == PI32 {
		return be.AppendUint32(dst, uint32(d.I))
	}
	if elem, ok := ElemOf(t); ok {
		return appendArrayBinary(dst, elem, d)
	}
	if t.IsRow() {
		return appendRowBinary(dst, t, d)
	}
	return append(dst, d.S...) // text, bytea, uuid, timetz and the rest are sent as held
}

func appendBitsBinary(dst []byte, s string) []byte {
	dst = binary.BigEndian.AppendUint32(dst, uint32(len(s)))
	for i := 0; i < len(s); i += 8 {
		var b byte
		for j := range 8 {
			if i+j < len(s) && s[i+j] == '1' {
				b |= 0x80 >> j
			}
		}
		dst = append(dst, b)
	}
	return dst
}

func appendArrayBinary(dst []byte, elem Type, d Datum) []byte {
	be := binary.BigEndian
	a := DecodeArray(elem, d.S)
	nulls := uint32(0)
	for _, e := range a.Elems {
		if e.Null {
			nulls = 1
		}
	}
	dst = be.AppendUint32(dst, uint32(len(a.Dims)))
	dst = be.AppendUint32(dst, nulls)
	dst = be.AppendUint32(dst, elem.OID)
	for i, n := range a.Dims {
		dst = be.AppendUint32(dst, uint32(n))
		dst = be.AppendUint32(dst, uint32(int32(a.Lbs[i])))
	}
	for _, e := range a.Elems {
		dst = appendSized(dst, elem, e)
	}
	return dst
}

// appendSized appends a length and the binary form, -1 for NULL.
func appendSized(dst []byte, t Type, d Datum) []byte {
	if d.Null {
		return binary.BigEndian.AppendUint32(dst, math.MaxUint32)
	}
	at := len(dst)
	dst = AppendBinary(append(dst, 0, 0, 0, 0), t, d)
	binary.BigEndian.PutUint32(dst[at:], uint32(len(dst)-at-4))
	return dst
}

func appendRowBinary(dst []byte, t Type, d Datum) []byte {
	stored, vals := DecodeRow(d.S)
	dst = binary.BigEndian.AppendUint32(dst, uint32(len(vals)))
	for i, ft := range RowTypes(t, stored) {
		dst = binary.BigEndian.AppendUint32(dst, ft.OID)
		dst = appendSized(dst, ft, vals[i])
	}
	return dst
}

// Sign words of the binary numeric form.
const (
	numWirePos    = 0x0000
	numWireNeg    = 0x4000
	numWireNaN    = 0xC000
	numWireInf    = 0xD000
	numWireNegInf = 0xF000
)

func (d Decimal) appendBinary(dst []byte) []byte {
	be := binary.BigEndian
	head := func(n, weight int, sign, scale uint16) {
		dst = be.AppendUint16(dst, uint16(n))
		dst = be.AppendUint16(dst, uint16(int16(weight)))
		dst = be.AppendUint16(be.AppendUint16(dst, sign), scale)
	}
	switch d.kind {
	case numNaN:
		head(0, 0, numWireNaN, 0)
		return dst
	case numInf:
		head(0, 0, numWireInf, 0)
		return dst
	case numNegInf:
		head(0, 0, numWireNegInf, 0)
		return dst
	}
	digits, weight := d.digits10000()
	sign := uint16(numWirePos)
	if d.kind == numNeg {
		sign = numWireNeg
	}
	head(len(digits), weight, sign, uint16(d.scale))
	for _, x := range digits {
		dst = be.AppendUint16(dst, x)
	}
	return dst
}

// digits10000 gives the base-10000 digits without leading and trailing zeros.
func (d Decimal) digits10000() (digits []uint16, weight int) {
	if d.Sign() == 0 {
		return nil, 0
	}
	pad := (4 - d.scale%4) % 4
	text := d.coef().String() + "000"[:pad]
	if lead := len(text) % 4; lead > 0 {
		text = "000"[:4-lead] + text
	}
	for i := 0; i < len(text); i += 4 {
		digits = append(digits, uint16(num(text[i:i+4])))
	}
	weight = len(digits) - 1 - (d.scale+pad)/4
	for len(digits) > 0 && digits[len(digits)-1] == 0 {
		digits = digits[:len(digits)-1]
	}
	for len(digits) > 0 && digits[0] == 0 {
		digits = digits[1:]
		weight--
	}
	return digits, weight
}

func badBinary(what string) error {
	return pgerr.New(pgerr.InvalidBinaryRepresentation, "%s", what)
}

func shortBinary() error {
	return pgerr.New(pgerr.ProtocolViolation, "insufficient data left in message")
}

// reader takes big-endian values off a message; bad is set when it runs out.
type reader struct {
	b   []byte
	bad bool
}

func (r *reader) take(n int) []byte {
	if n < 0 || n > len(r.b) {
		r.bad = true
		r.b = nil
		return make([]byte, min(max(n, 0), 16))
	}
	out := r.b[:n]
	r.b = r.b[n:]
	return out
}

func (r *reader) u16() uint16 { return binary.BigEndian.Uint16(r.take(2)) }
func (r *reader) u32() uint32 { return binary.BigEndian.Uint32(r.take(4)) }
func (r *reader) u64() uint64 { return binary.BigEndian.Uint64(r.take(8)) }

// ParseBinary reads the binary wire form of a value of type t. Errors: 22P03, 08P01,
// 22021, 22003, and those of the text input for textual types.
func ParseBinary(t Type, b []byte) (Datum, error) {
	r := &reader{b: b}
	d, err := r.value(t)
	switch {
	case err != nil:
		return Null, err
	case r.bad:
		return Null, shortBinary()
	case len(r.b) > 0:
		return Null, badBinary("incorrect binary data format")
	}
	return d, nil
}

func (r *reader) value(t Type) (Datum, error) {
	switch t.OID {
	case Bool:
		return NewBool(r.take(1)[0] != 0), nil
	case Int2:
		return NewInt(int64(int16(r.u16()))), nil
	case Int8, Money:
		return NewInt(int64(r.u64())), nil
	case Float4:
		return NewFloat(float64(math.Float32frombits(r.u32()))), nil
	case Float8:
		return NewInt(int64(r.u64())), nil
	case Date:
		return dateFromWire(int64(int32(r.u32())))
	case Time:
		return timeFromWire(int64(r.u64()), t.Mod)
	case Timestamp, TimestampTZ:
		return stampFromWire(int64(r.u64()), t.Mod)
	case TimeTZ:
		tod := int64(r.u64())
		zone := int32(r.u32())
		if _, err := timeFromWire(tod, -1); err != nil {
			return Null, err
		}
		return NewTimeTZ(tod, int(zone)), nil
	case Interval:
		v := IntervalValue{Micros: int64(r.u64())}
		v.Days, v.Months = int32(r.u32()), int32(r.u32())
		v, err := v.ApplyMod(t.Mod)
		return NewInterval(v), err
	case Numeric:
		return r.numeric(t)
	case UUID:
		return Datum{S: string(r.take(16))}, nil
	case Char:
		return Datum{S: string(r.take(1))}, nil
	case Void:
		return Datum{}, nil
	case Inet, Cidr:
		return r.inet(t.OID)
	case Bit, VarBit:
		return r.bits()
	case JSONB, JSONPath:
		if v := r.take(1)[0]; v != 1 && !r.bad {
			return Null, badBinary("unsupported " + t.String() + " version number " + string(rune('0'+v%10)))
		}
	}
	if t.Phys() == PI32 {
		return NewInt(int64(int32(r.u32()))), nil
	}
	if elem, ok := ElemOf(t); ok {
		return r.array(elem)
	}
	if t.IsRow() {
		return r.row(t)
	}
	return r.textual(t)
}

func (r *reader) textual(t Type) (Datum, error) {
	s := string(r.take(len(r.b)))
	if t.OID == Bytea {
		return Datum{S: s}, nil
	}
	if err := CheckUTF8(s); err != nil {
		return Null, err
	}
	return Parse(t, s, DefaultStyle)
}

// CheckUTF8 refuses text that is not UTF-8 or holds a zero byte. Error: 22021.
func CheckUTF8(s string) error {
	if utf8.ValidString(s) && strings.IndexByte(s, 0) < 0 {
		return nil
	}
	for i := 0; i < len(s); {
		c, n := utf8.DecodeRuneInString(s[i:])
		if c == utf8.RuneError && n == 1 || c == 0 {
			bad := make([]string, 0, 4)
			for _, x := range []byte(s[i:min(i+wantBytes(s[i]), len(s))]) {
				bad = append(bad, "0x"+string("0123456789abcdef"[x>>4])+string("0123456789abcdef"[x&15]))
			}
			return pgerr.New(pgerr.CharacterNotInRepertoire, "invalid byte sequence for encoding \"UTF8\": %s", strings.Join(bad, " "))
		}
		i += n
	}
	return nil
}

func wantBytes(c byte) int {
	switch {
	case c >= 0xf0 && c < 0xf8:
		return 4
	case c >= 0xe0:
		return 3
	case c >= 0xc0:
		return 2
	}
	return 1
}

func dateFromWire(v int64) (Datum, error) {
	if v == DateInfinity || v == DateNegInfinity {
		return NewInt(v), nil
	}
	if v += pgEpochDays; !ValidDate(v) {
		return Null, pgerr.New(pgerr.DatetimeFieldOverflow, "date out of range")
	}
	return NewInt(v), nil
}

func timeFromWire(v int64, mod int32) (Datum, error) {
	if v < 0 || v > MicrosPerDay {
		return Null, pgerr.New(pgerr.DatetimeFieldOverflow, "time out of range")
	}
	if mod >= 0 {
		v = RoundMicros(v, int(mod))
	}
	return NewInt(v), nil
}

func stampFromWire(v int64, mod int32) (Datum, error) {
	if v == TimestampInfinity || v == TimestampNegInfinity {
		return NewInt(v), nil
	}
	if v > math.MaxInt64-pgEpochMicro || !ValidTimestamp(v+pgEpochMicro) {
		return Null, pgerr.New(pgerr.DatetimeFieldOverflow, "timestamp out of range")
	}
	if v += pgEpochMicro; mod >= 0 {
		v = RoundMicros(v, int(mod))
	}
	return NewInt(v), nil
}

func (r *reader) numeric(t Type) (Datum, error) {
	n, weight, sign, scale := int(r.u16()), int(int16(r.u16())), r.u16(), int(r.u16())
	if r.bad {
		return Null, shortBinary()
	}
	switch sign {
	case numWireNaN:
		return DecimalNaN.Datum(), nil
	case numWireInf:
		return DecimalInf.Datum(), nil
	case numWireNegInf:
		return DecimalNegInf.Datum(), nil
	case numWirePos, numWireNeg:
	default:
		return Null, badBinary("invalid sign in external \"numeric\" value")
	}
	if scale > maxNumScale {
		return Null, badBinary("invalid scale in external \"numeric\" value")
	}
	if 2*n > len(r.b) {
		return Null, shortBinary()
	}
	var text strings.Builder
	for range n {
		x := r.u16()
		if x > 9999 {
			return Null, badBinary("invalid digit in external \"numeric\" value")
		}
		text.Write(append2(append2(nil, int(x/100)), int(x%100)))
	}
	d := Decimal{}
	if v, ok := new(big.Int).SetString(text.String(), 10); ok {
		d = d.withCoef(v)
	}
	d = d.shift(4 * (weight - n + 1)).Trunc(scale)
	if sign == numWireNeg && d.Sign() != 0 {
		d.kind = numNeg
	}
	d, err := d.ApplyMod(t)
	if err == nil {
		d, err = d.checked()
	}
	return d.Datum(), err
}

func (r *reader) bits() (Datum, error) {
	n := int(int32(r.u32()))
	if n < 0 {
		return Null, badBinary("invalid length in external bit string")
	}
	b := r.take((n + 7) / 8)
	if r.bad {
		return Null, shortBinary()
	}
	out := make([]byte, n)
	for i := range out {
		out[i] = '0' + b[i/8]>>(7-i%8)&1
	}
	return Datum{S: string(out)}, nil
}

func (r *reader) array(elem Type) (Datum, error) {
	ndim, flags, oid := int(int32(r.u32())), r.u32(), r.u32()
	if r.bad {
		return Null, shortBinary()
	}
	if ndim < 0 || flags > 1 {
		return Null, badBinary("invalid array flags")
	}
	if ndim > 6 {
		return Null, tooManyDims(ndim)
	}
	if oid != elem.OID && elem.OID != Any {
		return Null, pgerr.New(pgerr.DatatypeMismatch, "binary data has array element type %d (%s) instead of expected %d (%s)",
			oid, FormatType(oid, -1), elem.OID, elem)
	}
	dims, lbs, n := make([]int, ndim), make([]int, ndim), 1
	for i := range dims {
		dims[i], lbs[i] = int(int32(r.u32())), int(int32(r.u32()))
		if n *= dims[i]; dims[i] < 0 || n > len(r.b)/4 {
			if r.bad || dims[i] >= 0 {
				return Null, shortBinary()
			}
			return Null, badBinary("invalid array dimensions")
		}
	}
	if ndim == 0 {
		n = 0
	}
	elems := make([]Datum, n)
	for i := range elems {
		d, err := r.sized(elem)
		if err != nil {
			return Null, err
		}
		elems[i] = d
	}
	return EncodeArray(elem, dims, lbs, elems), nil
}

func (r *reader) sized(t Type) (Datum, error) {
	n := int32(r.u32())
	if n == -1 {
		return Null, nil
	}
	b := r.take(int(n))
	if r.bad {
		return Null, shortBinary()
	}
	return ParseBinary(t, b)
}

func (r *reader) row(t Type) (Datum, error) {
	n := int(int32(r.u32()))
	if r.bad || n < 0 || n > len(r.b)/8 {
		return Null, shortBinary()
	}
	if t.Ext != nil && t.Ext.Fields != nil && len(t.Ext.Fields) != n {
		return Null, pgerr.New(pgerr.DatatypeMismatch, "wrong number of columns: %d, expected %d", n, len(t.Ext.Fields))
	}
	ts, vals := make([]Type, n), make([]Datum, n)
	for i := range ts {
		ts[i] = T(r.u32())
		d, err := r.sized(ts[i])
		if err != nil {
			return Null, err
		}
		vals[i] = d
	}
	return EncodeRow(ts, vals), nil
}
