package types

import (
	"encoding/hex"
	"math"
	"strconv"
)

// AppendText appends the text form of a non-NULL datum, as PostgreSQL's output function
// of the type writes it. A nil style is DefaultStyle. Integers, floats, dates,
// timestamps and numerics within 64 bits do not allocate.
func AppendText(dst []byte, t Type, d Datum, st *Style) []byte {
	if st == nil {
		st = DefaultStyle
	}
	switch t.OID {
	case Bool:
		if d.I != 0 {
			return append(dst, 't')
		}
		return append(dst, 'f')
	case Int2, Int4, Int8:
		return strconv.AppendInt(dst, d.I, 10)
	case Oid, Xid, Cid:
		return strconv.AppendUint(dst, uint64(uint32(d.I)), 10)
	case Float8:
		return AppendFloat8(dst, d.Float(), st.ExtraFloat)
	case Float4:
		return AppendFloat4(dst, d.Float(), st.ExtraFloat)
	case Numeric:
		return DecimalOf(d).AppendText(dst)
	case Date:
		return AppendDate(dst, d.I, st)
	case Time:
		return AppendTime(dst, d.I)
	case Timestamp:
		return AppendTimestamp(dst, d.I, st)
	case TimestampTZ:
		return AppendTimestampTZ(dst, d.I, st)
	case Interval:
		return IntervalOf(d).AppendText(dst, st)
	case TimeTZ:
		return appendTimeTZ(dst, d)
	case Bytea:
		return appendBytea(dst, d.S, st.ByteaEscape)
	case UUID:
		return appendUUID(dst, d.S)
	case Money:
		return appendMoney(dst, d.I)
	case Char:
		return appendChar(dst, d.S)
	case Inet, Cidr:
		return InetOf(d).AppendText(dst)
	case Void:
		return dst
	case Record:
		return appendRow(dst, t, d, st)
	case Map:
		return appendMap(dst, t, d, st)
	case Int2Vector, OidVector:
		return appendVector(dst, t, d, st)
	case RegProc, RegProcedure, RegClass, RegType, RegNamespace, RegRole, RegOper, RegOperator, RegConfig:
		return appendReg(dst, t.OID, uint32(d.I), st)
	}
	return appendOther(dst, t, d, st)
}

func appendOther(dst []byte, t Type, d Datum, st *Style) []byte {
	if elem, ok := ElemOf(t); ok {
		return appendArray(dst, elem, d, st)
	}
	if t.IsRow() {
		return appendRow(dst, t, d, st)
	}
	return append(dst, d.S...)
}

// AppendFloat8 appends a double precision value: shortest round trip when extra > 0,
// else 15 + extra significant digits.
func AppendFloat8(dst []byte, f float64, extra int) []byte {
	return appendFloat(dst, f, extra, 64, 15)
}

// AppendFloat4 appends a real value held as float64.
func AppendFloat4(dst []byte, f float64, extra int) []byte {
	return appendFloat(dst, f, extra, 32, 6)
}

func appendFloat(dst []byte, f float64, extra, bitSize, digits int) []byte {
	switch {
	case math.IsNaN(f):
		return append(dst, "NaN"...)
	case math.IsInf(f, 1):
		return append(dst, "Infinity"...)
	case math.IsInf(f, -1):
		return append(dst, "-Infinity"...)
	case extra <= 0:
		return strconv.AppendFloat(dst, f, 'g', max(digits+extra, 1), bitSize)
	}
	if a := math.Abs(f); f == math.Trunc(f) && a < 1e6 { // whole numbers need no search
		if f == 0 && math.Signbit(f) {
			return append(dst, "-0"...)
		}
		return strconv.AppendInt(dst, int64(f), 10)
	}
	var tmp [32]byte
	e := strconv.AppendFloat(tmp[:0], f, 'e', -1, bitSize)
	at := len(e) - 1
	for e[at] != 'e' {
		at--
	}
	exp := 0
	for _, c := range e[at+2:] {
		exp = exp*10 + int(c-'0')
	}
	if e[at+1] == '-' {
		exp = -exp
	}
	if exp < -4 || exp >= digits {
		return append(dst, e...)
	}
	return fixedPoint(dst, e[:at], exp)
}

// fixedPoint writes [-]d[.ddd] times 10^exp without an exponent.
func fixedPoint(dst, mantissa []byte, exp int) []byte {
	if mantissa[0] == '-' {
		dst = append(dst, '-')
		mantissa = mantissa[1:]
	}
	var tmp [24]byte
	d := append(tmp[:0], mantissa[0])
	if len(mantissa) > 2 {
		d = append(d, mantissa[2:]...)
	}
	if exp < 0 {
		dst = append(dst, "0.000"[:1-exp]...)
		return append(dst, d...)
	}
	for len(d) <= exp {
		d = append(d, '0')
	}
	dst = append(dst, d[:exp+1]...)
	if len(d) > exp+1 {
		dst = append(append(dst, '.'), d[exp+1:]...)
	}
	return dst
}

func appendBytea(dst []byte, s string, escape bool) []byte {
	if !escape {
		dst = append(dst, '\\', 'x')
		return hex.AppendEncode(dst, []byte(s))
	}
	for i := range len(s) {
		c := s[i]
		switch {
		case c == '\\':
			dst = append(dst, '\\', '\\')
		case c < 0x20 || c > 0x7e:
			dst = append(dst, '\\', '0'+c>>6, '0'+c>>3&7, '0'+c&7)
		default:
			dst = append(dst, c)
		}
	}
	return dst
}

func appendUUID(dst []byte, s string) []byte {
	const digits = "0123456789abcdef"
	for i := range len(s) {
		if i == 4 || i == 6 || i == 8 || i == 10 {
			dst = append(dst, '-')
		}
		dst = append(dst, digits[s[i]>>4], digits[s[i]&15])
	}
	return dst
}

func appendMoney(dst []byte, v int64) []byte {
	u := uint64(v)
	if v < 0 {
		dst = append(dst, '-')
		u = -u
	}
	dst = append(dst, '$')
	var tmp [24]byte
	whole := strconv.AppendUint(tmp[:0], u/100, 10)
	for i, c := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			dst = append(dst, ',')
		}
		dst = append(dst, c)
	}
	return append2(append(dst, '.'), int(u%100))
}

func appendChar(dst []byte, s string) []byte {
	if s == "" || s == "\x00" {
		return dst
	}
	if c := s[0]; c >= 0x80 {
		return append(dst, '\\', '0'+c>>6, '0'+c>>3&7, '0'+c&7)
	}
	return append(dst, s[0])
}

// timetz is 12 bytes: µs of day (8, big-endian) and seconds west of UTC (4).

// NewTimeTZ makes a timetz datum; west is seconds west of UTC.
func NewTimeTZ(tod int64, west int) Datum {
	var b [12]byte
	for i := range 8 {
		b[i] = byte(uint64(tod) >> (56 - 8*i))
	}
	for i := range 4 {
		b[8+i] = byte(uint32(int32(west)) >> (24 - 8*i))
	}
	return Datum{S: string(b[:])}
}

// TimeTZOf reads a timetz datum.
func TimeTZOf(d Datum) (tod int64, west int) {
	if len(d.S) < 12 {
		return 0, 0
	}
	return int64(be64(d.S)), int(int32(be32(d.S[8:])))
}

func appendTimeTZ(dst []byte, d Datum) []byte {
	tod, west := TimeTZOf(d)
	return appendOffset(AppendTime(dst, tod), -west)
}

// appendReg appends the name behind a reg* value, its number when there is none.
func appendReg(dst []byte, kind OID, oid uint32, st *Style) []byte {
	if oid == 0 {
		return append(dst, '-')
	}
	if kind == RegType {
		if ByOID(oid) != nil {
			return append(dst, FormatType(oid, -1)...)
		}
	}
	if st.Names != nil {
		if name, ok := st.Names.NameByOID(kind, oid); ok {
			return append(dst, name...)
		}
	}
	return strconv.AppendUint(dst, uint64(oid), 10)
}
