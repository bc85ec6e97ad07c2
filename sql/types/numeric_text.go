package types

import (
	"math/big"
	"strconv"
	"strings"

	"github.com/tarndb/tarn/sql/pgerr"
)

// AppendText appends the text form: all fraction digits of the scale, no exponent.
func (d Decimal) AppendText(dst []byte) []byte {
	switch d.kind {
	case numNaN:
		return append(dst, "NaN"...)
	case numInf:
		return append(dst, "Infinity"...)
	case numNegInf:
		return append(dst, "-Infinity"...)
	case numNeg:
		dst = append(dst, '-')
	}
	if d.big == nil {
		return appendUnsigned(dst, d.lo, d.scale)
	}
	start := len(dst)
	dst = d.big.Append(dst, 10)
	return insertPoint(dst, start, d.scale)
}

// String is the text form.
func (d Decimal) String() string { return string(d.AppendText(nil)) }

// AppendScaled appends v / 10^scale with exactly scale fraction digits, not allocating.
func AppendScaled(dst []byte, v int64, scale int) []byte {
	u := uint64(v)
	if v < 0 {
		dst = append(dst, '-')
		u = -u
	}
	return appendUnsigned(dst, u, scale)
}

func appendUnsigned(dst []byte, u uint64, scale int) []byte {
	start := len(dst)
	dst = strconv.AppendUint(dst, u, 10)
	return insertPoint(dst, start, scale)
}

// insertPoint puts a decimal point scale digits before the end of dst[start:], filling
// with zeros on the left.
func insertPoint(dst []byte, start, scale int) []byte {
	if scale == 0 {
		return dst
	}
	for len(dst)-start <= scale {
		dst = append(dst, '0')
		copy(dst[start+1:], dst[start:])
		dst[start] = '0'
	}
	dst = append(dst, 0)
	p := len(dst) - 1 - scale
	copy(dst[p+1:], dst[p:])
	dst[p] = '.'
	return dst
}

func badNumeric(s string) error {
	return pgerr.New(pgerr.InvalidTextRepresentation, "invalid input syntax for type numeric: \"%s\"", s)
}

// ParseDecimal reads PostgreSQL's numeric text form. Errors: 22P02, 22003.
func ParseDecimal(in string) (Decimal, error) {
	s := trimSpace(in)
	if d, ok := parseSpecial(s); ok {
		return d, nil
	}
	neg := false
	if s != "" && (s[0] == '-' || s[0] == '+') {
		neg = s[0] == '-'
		s = s[1:]
	}
	var d Decimal
	rest, err := d.readDigits(s)
	if err != nil || rest == s {
		return d, badNumeric(in)
	}
	if rest != "" {
		exp, ok := readExponent(rest)
		if !ok {
			return d, badNumeric(in)
		}
		if exp > maxNumIntDigit+maxNumScale || exp < -(maxNumIntDigit+maxNumScale) {
			return d, numericOverflow()
		}
		d = d.shift(exp)
	}
	if neg && d.Sign() != 0 {
		d.kind = numNeg
	}
	return d.checked()
}

func parseSpecial(s string) (Decimal, bool) {
	if s == "" || s[len(s)-1] >= '0' && s[len(s)-1] <= '9' {
		return Decimal{}, false
	}
	switch strings.ToLower(s) {
	case "nan":
		return DecimalNaN, true
	case "infinity", "+infinity", "inf", "+inf":
		return DecimalInf, true
	case "-infinity", "-inf":
		return DecimalNegInf, true
	}
	return Decimal{}, false
}

// readDigits reads digits with an optional point into d and gives the rest of s.
func (d *Decimal) readDigits(s string) (rest string, err error) {
	i, n, point := 0, 0, -1
	var u uint64
	for ; i < len(s); i++ {
		c := s[i]
		if c == '.' && point < 0 {
			point = i
			continue
		}
		if c < '0' || c > '9' {
			break
		}
		n++
		if n <= 19 {
			u = u*10 + uint64(c-'0')
		}
	}
	if n == 0 {
		return s, nil
	}
	if point >= 0 {
		d.scale = i - point - 1
	}
	d.lo = u
	if n > 19 {
		v, ok := new(big.Int).SetString(strings.Replace(s[:i], ".", "", 1), 10)
		if !ok {
			return s, badNumeric(s)
		}
		*d = d.withCoef(v)
	}
	return s[i:], nil
}

func readExponent(s string) (int, bool) {
	if s[0] != 'e' && s[0] != 'E' || len(s) < 2 {
		return 0, false
	}
	for i := 1; i < len(s); i++ {
		c := s[i]
		if (c < '0' || c > '9') && !(i == 1 && len(s) > 2 && (c == '-' || c == '+')) {
			return 0, false
		}
	}
	n, err := strconv.Atoi(s[1:])
	if err != nil {
		return 1 << 30, true
	}
	return n, true
}

// shift multiplies by 10^exp, moving the scale first.
func (d Decimal) shift(exp int) Decimal {
	if exp <= d.scale {
		d.scale -= exp
		return d
	}
	up := exp - d.scale
	d.scale = 0
	if d.Sign() == 0 {
		return d
	}
	return d.scaleUp(up)
}

// scaleUp multiplies the coefficient by 10^n.
func (d Decimal) scaleUp(n int) Decimal {
	if n == 0 {
		return d
	}
	if d.big == nil && n < 20 {
		if v, ok := mul64(d.lo, pow10tab[n]); ok {
			d.lo = v
			return d
		}
	}
	return d.withCoef(new(big.Int).Mul(d.coef(), pow10(n)))
}

// ApplyMod rounds to numeric(p,s) and checks the range. Error: 22003.
func (d Decimal) ApplyMod(t Type) (Decimal, error) {
	p, s, ok := t.NumericMod()
	if !ok || d.IsNaN() {
		return d, nil
	}
	overflow := pgerr.New(pgerr.NumericValueOutOfRange, "numeric field overflow")
	if !d.IsFinite() {
		return d, overflow.WithDetail("A field with precision %d, scale %d cannot hold an infinite value.", p, s)
	}
	r := d.Round(s)
	if n := r.digits(); n > 0 && n-r.scale > p-s {
		bound := "1"
		if p != s {
			bound = "10^" + strconv.Itoa(p-s)
		}
		return d, overflow.WithDetail("A field with precision %d, scale %d must round to an absolute value less than %s.", p, s, bound)
	}
	return r, nil
}

// trimSpace drops the white space C's isspace knows.
func trimSpace(s string) string {
	for s != "" && isSpace(s[0]) {
		s = s[1:]
	}
	for s != "" && isSpace(s[len(s)-1]) {
		s = s[:len(s)-1]
	}
	return s
}

func isSpace(c byte) bool { return c == ' ' || c >= '\t' && c <= '\r' }
