package types

import (
	"encoding/hex"
	"errors"
	"math"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/tarndb/tarn/sql/pgerr"
)

// Parse reads the text form of a value of type t as PostgreSQL's input function does,
// and applies t's modifier the way storing into such a column does. A nil style is
// DefaultStyle. Errors: 22P02, 22003, 22007, 22008, 22001 and those of reg* lookups.
func Parse(t Type, s string, st *Style) (Datum, error) {
	if st == nil {
		st = DefaultStyle
	}
	switch t.OID {
	case Text, JSONPath, XML, RefCursor, Unknown, CString, PgNodeTree:
		return Datum{S: s}, nil
	case Bool:
		return parseBool(s)
	case Int2:
		return parseInt(s, 16, "smallint")
	case Int4:
		return parseInt(s, 32, "integer")
	case Int8:
		return parseInt(s, 64, "bigint")
	case Oid, Xid, Cid:
		return parseOid(s, FormatType(t.OID, -1))
	case Float4, Float8:
		return parseFloat(t.OID, s)
	case Numeric:
		return parseNumeric(t, s)
	case VarChar, BPChar:
		return fitString(t, s)
	case Char:
		return Datum{S: s[:min(len(s), 1)]}, nil
	case Name:
		return Datum{S: clipName(s)}, nil
	case Bytea:
		return parseBytea(s)
	case UUID:
		return parseUUID(s)
	case JSON:
		return Datum{S: s}, ValidateJSON(s)
	case JSONB:
		return parseJSONB(s)
	case Money:
		return parseMoney(s)
	case Bit, VarBit:
		return parseBits(t, s)
	case Void:
		return Datum{}, nil
	}
	return parseMore(t, s, st)
}

func parseMore(t Type, s string, st *Style) (Datum, error) {
	switch t.OID {
	case Date:
		v, err := ParseDate(s, st)
		return NewInt(v), err
	case Time:
		v, err := ParseTime(s, st)
		if t.Mod >= 0 {
			v = RoundMicros(v, int(t.Mod))
		}
		return NewInt(v), err
	case Timestamp, TimestampTZ:
		v, err := ParseTimestamp(s, t.OID == TimestampTZ, st)
		if t.Mod >= 0 && v != TimestampInfinity && v != TimestampNegInfinity {
			v = RoundMicros(v, int(t.Mod))
		}
		return NewInt(v), err
	case TimeTZ:
		tod, west, err := parseTimeZone(s, "time with time zone", st)
		if t.Mod >= 0 {
			tod = RoundMicros(tod, int(t.Mod))
		}
		return NewTimeTZ(tod, west), err
	case Interval:
		v, err := ParseInterval(s, t.Mod, st)
		return NewInterval(v), err
	case RegProc, RegProcedure, RegClass, RegType, RegNamespace, RegRole, RegOper, RegOperator, RegConfig:
		return parseReg(t.OID, s, st)
	case Inet, Cidr:
		return parseInet(t.OID, s)
	case Int2Vector, OidVector:
		return parseVector(t, s, st)
	case Any, AnyElement, AnyArray, AnyNonArray, AnyEnum, AnyCompatible, AnyCompatArray, AnyCompatNonArr:
		if t.Ext == nil {
			return Null, pgerr.New(pgerr.FeatureNotSupported, "cannot accept a value of type %s", t)
		}
	}
	if elem, ok := ElemOf(t); ok {
		elem.Mod = t.Mod
		return parseArray(elem, s, st)
	}
	if t.IsRow() {
		return parseRow(t, s, st)
	}
	if t.IsEnum() {
		return parseEnum(t, s)
	}
	return Datum{S: s}, nil
}

func badSyntax(typ, s string) error {
	return pgerr.New(pgerr.InvalidTextRepresentation, "invalid input syntax for type %s: \"%s\"", typ, s)
}

func parseBool(in string) (Datum, error) {
	s := strings.ToLower(trimSpace(in))
	if s != "" {
		for _, w := range []struct {
			word string
			min  int
			val  bool
		}{{"true", 1, true}, {"false", 1, false}, {"yes", 1, true}, {"no", 1, false}, {"on", 2, true}, {"off", 2, false},
			{"1", 1, true}, {"0", 1, false}} {
			if len(s) >= w.min && strings.HasPrefix(w.word, s) {
				return NewBool(w.val), nil
			}
		}
	}
	return Null, badSyntax("boolean", in)
}

func parseInt(in string, size int, typ string) (Datum, error) {
	s := trimSpace(in)
	if len(s) > 0 && len(s) < 10 && s[0] != '-' && s[0] != '+' && size >= 32 { // the usual case
		if v, n := scanInt(s); n == len(s) {
			return NewInt(int64(v)), nil
		}
	}
	if strings.IndexByte(s, '_') >= 0 {
		return Null, badSyntax(typ, in)
	}
	v, err := strconv.ParseInt(s, 10, size)
	if errors.Is(err, strconv.ErrRange) {
		return Null, pgerr.New(pgerr.NumericValueOutOfRange, "value \"%s\" is out of range for type %s", in, typ)
	}
	if err != nil {
		return Null, badSyntax(typ, in)
	}
	return NewInt(v), nil
}

func parseOid(in, typ string) (Datum, error) {
	s := trimSpace(in)
	v, err := strconv.ParseInt(s, 10, 64)
	if err != nil && !errors.Is(err, strconv.ErrRange) {
		return Null, badSyntax(typ, in)
	}
	if err != nil || v > math.MaxUint32 || v < math.MinInt32 {
		return Null, pgerr.New(pgerr.NumericValueOutOfRange, "value \"%s\" is out of range for type %s", in, typ)
	}
	return NewOid(uint32(v)), nil
}

// NewOid makes a datum of oid or an oid-like type.
func NewOid(v uint32) Datum { return Datum{I: int64(int32(v))} }

func parseFloat(oid OID, in string) (Datum, error) {
	typ, size := "double precision", 64
	if oid == Float4 {
		typ, size = "real", 32
	}
	s := trimSpace(in)
	switch strings.ToLower(s) {
	case "nan":
		return NewFloat(math.NaN()), nil
	case "infinity", "inf", "+infinity", "+inf":
		return NewFloat(math.Inf(1)), nil
	case "-infinity", "-inf":
		return NewFloat(math.Inf(-1)), nil
	}
	if s == "" || strings.IndexByte(s, '_') >= 0 || strings.ContainsAny(s, "nNiI") {
		return Null, badSyntax(typ, in)
	}
	f, err := strconv.ParseFloat(s, size)
	if err != nil && !errors.Is(err, strconv.ErrRange) {
		return Null, badSyntax(typ, in)
	}
	if err != nil || f == 0 && hasNonZeroDigit(s) {
		return Null, pgerr.New(pgerr.NumericValueOutOfRange, "\"%s\" is out of range for type %s", s, typ)
	}
	return NewFloat(f), nil
}

func hasNonZeroDigit(s string) bool {
	for i := range len(s) {
		switch {
		case s[i] == 'e' || s[i] == 'E':
			return false
		case s[i] >= '1' && s[i] <= '9':
			return true
		}
	}
	return false
}

func parseNumeric(t Type, s string) (Datum, error) {
	d, err := ParseDecimal(s)
	if err != nil {
		return Null, err
	}
	if t.Mod >= 0 {
		if d, err = d.ApplyMod(t); err != nil {
			return Null, err
		}
	}
	return d.Datum(), nil
}

// fitString applies varchar(n) and char(n) for storage: only blanks may be cut off.
func fitString(t Type, s string) (Datum, error) {
	if t.Mod < 4 {
		return Datum{S: s}, nil
	}
	n := int(t.Mod - 4)
	out, cut := ClipChars(s, n)
	if strings.Trim(cut, " ") != "" {
		return Null, pgerr.New(pgerr.StringDataRightTruncation, "value too long for type %s", t.SQL())
	}
	if t.OID == BPChar {
		out = PadChars(out, n)
	}
	return Datum{S: out}, nil
}

// ClipChars splits s after n characters.
func ClipChars(s string, n int) (head, rest string) {
	if len(s) <= n {
		return s, ""
	}
	for i := range s {
		if n == 0 {
			return s[:i], s[i:]
		}
		n--
	}
	return s, ""
}

// PadChars fills s with blanks up to n characters.
func PadChars(s string, n int) string {
	if k := utf8.RuneCountInString(s); k < n {
		return s + strings.Repeat(" ", n-k)
	}
	return s
}

// clipName cuts an identifier to 63 bytes without splitting a character.
func clipName(s string) string {
	if len(s) <= 63 {
		return s
	}
	n := 63
	for n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

func parseBytea(s string) (Datum, error) {
	if rest, ok := strings.CutPrefix(s, "\\x"); ok {
		return ParseHexBytea(rest)
	}
	var b []byte
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case c != '\\':
			b = append(b, c)
		case i+3 < len(s) && s[i+1] >= '0' && s[i+1] <= '3' && isOctal(s[i+2]) && isOctal(s[i+3]):
			b = append(b, (s[i+1]-'0')<<6|(s[i+2]-'0')<<3|(s[i+3]-'0'))
			i += 3
		case i+1 < len(s) && s[i+1] == '\\':
			b = append(b, '\\')
			i++
		default:
			return Null, pgerr.New(pgerr.InvalidTextRepresentation, "invalid input syntax for type bytea")
		}
	}
	return Datum{S: string(b)}, nil
}

func isOctal(c byte) bool { return c >= '0' && c <= '7' }

// ParseHexBytea reads hexadecimal digits, white space between pairs allowed. Error: 22023.
func ParseHexBytea(s string) (Datum, error) {
	var b []byte
	for i := 0; i < len(s); i++ {
		if isSpace(s[i]) {
			continue
		}
		var two [1]byte
		if !isHex(s[i]) {
			r, _ := utf8.DecodeRuneInString(s[i:])
			return Null, pgerr.New(pgerr.InvalidParameterValue, "invalid hexadecimal digit: \"%c\"", r)
		}
		if i+1 >= len(s) {
			return Null, pgerr.New(pgerr.InvalidParameterValue, "invalid hexadecimal data: odd number of digits")
		}
		if !isHex(s[i+1]) {
			r, _ := utf8.DecodeRuneInString(s[i+1:])
			return Null, pgerr.New(pgerr.InvalidParameterValue, "invalid hexadecimal digit: \"%c\"", r)
		}
		hex.Decode(two[:], []byte(s[i:i+2]))
		b = append(b, two[0])
		i++
	}
	return Datum{S: string(b)}, nil
}

func isHex(c byte) bool { return isDigit(c) || c|0x20 >= 'a' && c|0x20 <= 'f' }

func parseUUID(in string) (Datum, error) {
	s := in
	if strings.HasPrefix(s, "{") && strings.HasSuffix(s, "}") {
		s = s[1 : len(s)-1]
	}
	var out [16]byte
	n := 0
	for i := 0; i < len(s); n++ {
		if s[i] == '-' && n > 0 && n%2 == 0 && n < 16 {
			i++
		}
		if n == 16 || i+1 >= len(s) || !isHex(s[i]) || !isHex(s[i+1]) {
			return Null, badSyntax("uuid", in)
		}
		hex.Decode(out[n:n+1], []byte(s[i:i+2]))
		i += 2
	}
	if n != 16 {
		return Null, badSyntax("uuid", in)
	}
	return Datum{S: string(out[:])}, nil
}

func parseMoney(in string) (Datum, error) {
	s := trimSpace(in)
	neg := false
	if strings.HasPrefix(s, "(") && strings.HasSuffix(s, ")") {
		neg, s = true, s[1:len(s)-1]
	}
	s = strings.NewReplacer("$", "", ",", "", " ", "").Replace(s)
	if r, ok := strings.CutPrefix(s, "-"); ok {
		neg, s = !neg, r
	} else {
		s = strings.TrimPrefix(s, "+")
	}
	d, err := ParseDecimal(s)
	if err != nil || !d.IsFinite() || strings.ContainsAny(s, "eE") {
		return Null, badSyntax("money", in)
	}
	v, ok := d.Scaled(2)
	if !ok {
		return Null, pgerr.New(pgerr.NumericValueOutOfRange, "value \"%s\" is out of range for type money", in)
	}
	if neg {
		v = -v
	}
	return NewInt(v), nil
}

// Bit strings are held as text of 0 and 1.
func parseBits(t Type, in string) (Datum, error) {
	s, hexForm := in, false
	if s != "" && (s[0] == 'b' || s[0] == 'B') {
		s = s[1:]
	} else if s != "" && (s[0] == 'x' || s[0] == 'X') {
		s, hexForm = s[1:], true
	}
	var b strings.Builder
	for _, r := range s {
		switch {
		case !hexForm && (r == '0' || r == '1'):
			b.WriteRune(r)
		case hexForm && r < 0x80 && isHex(byte(r)):
			v, _ := strconv.ParseUint(string(r), 16, 8)
			for i := 3; i >= 0; i-- {
				b.WriteByte('0' + byte(v>>i&1))
			}
		case hexForm:
			return Null, pgerr.New(pgerr.InvalidTextRepresentation, "\"%c\" is not a valid hexadecimal digit", r)
		default:
			return Null, pgerr.New(pgerr.InvalidTextRepresentation, "\"%c\" is not a valid binary digit", r)
		}
	}
	out := b.String()
	if t.Mod > 0 && t.OID == Bit && len(out) != int(t.Mod) {
		return Null, pgerr.New("22026", "bit string length %d does not match type bit(%d)", len(out), t.Mod)
	}
	if t.Mod > 0 && t.OID == VarBit && len(out) > int(t.Mod) {
		return Null, pgerr.New(pgerr.StringDataRightTruncation, "bit string too long for type bit varying(%d)", t.Mod)
	}
	return Datum{S: out}, nil
}

func parseReg(kind OID, s string, st *Style) (Datum, error) {
	if s == "-" {
		return NewOid(0), nil
	}
	if s != "" && allDigits(s) {
		return parseOid(s, "oid")
	}
	if kind == RegType {
		if t, err := ParseTypeName(s); err == nil {
			return NewOid(t.OID), nil
		} else if pgerr.CodeOf(err) == pgerr.SyntaxError {
			return Null, err
		}
	}
	if st.Names == nil {
		return Null, pgerr.New(pgerr.UndefinedObject, "\"%s\" does not exist", s)
	}
	oid, err := st.Names.OIDByName(kind, s)
	return NewOid(oid), err
}

func parseVector(t Type, s string, st *Style) (Datum, error) {
	elem, _ := ElemOf(t)
	var out []Datum
	for f := range strings.FieldsSeq(s) {
		d, err := Parse(elem, f, st)
		if err != nil {
			return Null, err
		}
		out = append(out, d)
	}
	return EncodeArray(elem, []int{len(out)}, []int{0}, out), nil
}

func parseEnum(t Type, s string) (Datum, error) {
	for _, l := range t.Ext.Labels {
		if l == s {
			return Datum{S: s}, nil
		}
	}
	return Null, pgerr.New(pgerr.InvalidTextRepresentation, "invalid input value for enum %s: \"%s\"", t, s)
}

// ParseTypeName reads a type as written in SQL: numeric(10,2)[], "char",
// timestamp(3) with time zone. Errors: 42704, 42601, 22023.
func ParseTypeName(in string) (Type, error) {
	s := strings.Join(strings.Fields(in), " ")
	array := false
	for strings.HasSuffix(s, "[]") {
		s, array = strings.TrimSpace(s[:len(s)-2]), true
	}
	if !strings.HasPrefix(s, `"`) {
		s = strings.ToLower(s)
	} else if s != `"char"` {
		s = strings.Trim(s, `"`)
	}
	s = strings.TrimPrefix(s, "pg_catalog.")
	var mods []int
	if open := strings.IndexByte(s, '('); open > 0 {
		end := strings.IndexByte(s, ')')
		if end < open {
			return Type{}, pgerr.New(pgerr.SyntaxError, "syntax error at or near \"%s\"", in)
		}
		for p := range strings.SplitSeq(s[open+1:end], ",") {
			n, err := strconv.Atoi(strings.TrimSpace(p))
			if err != nil {
				return Type{}, pgerr.New(pgerr.SyntaxError, "syntax error at or near \"%s\"", p)
			}
			mods = append(mods, n)
		}
		s = strings.TrimSpace(s[:open]) + s[end+1:]
	}
	t, ok := ByName(s)
	if !ok {
		return Type{}, pgerr.New(pgerr.UndefinedObject, "type \"%s\" does not exist", in)
	}
	if mods != nil {
		mod, err := ModIn(t.OID, mods)
		if err != nil {
			return Type{}, err
		}
		t.Mod = mod
	}
	if array {
		t = ArrayOf(t)
	}
	return t, nil
}
