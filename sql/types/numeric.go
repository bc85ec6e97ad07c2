package types

import (
	"encoding/binary"
	"math"
	"math/big"
	"math/bits"
	"strconv"

	"github.com/tarndb/tarn/sql/pgerr"
)

// The encoded form of a numeric datum: one kind byte, the display scale as two bytes
// big-endian, then the magnitude of the unscaled value big-endian without leading zero
// bytes. Zero has no magnitude bytes and kind numPos.
const (
	numPos byte = iota
	numNeg
	numNaN
	numInf
	numNegInf
)

// Limits of the numeric type, as in PostgreSQL.
const (
	maxNumScale    = 16383
	maxNumIntDigit = 131072
	minSigDigits   = 16
	maxDispScale   = 1000
)

// ScaledNumeric encodes v / 10^scale with display scale `scale`.
func ScaledNumeric(v int64, scale int) Datum {
	var b [11]byte
	u := uint64(v)
	if v < 0 {
		b[0] = numNeg
		u = -u
	}
	binary.BigEndian.PutUint16(b[1:], uint16(scale))
	n := (bits.Len64(u) + 7) / 8
	for i := range n {
		b[3+i] = byte(u >> (8 * (n - 1 - i)))
	}
	return Datum{S: string(b[:3+n])}
}

// Decimal is a decoded numeric: a special value or ±coefficient / 10^Scale. The zero
// value is 0. Decimals are immutable values.
type Decimal struct {
	kind  byte
	scale int
	lo    uint64
	big   *big.Int // the coefficient when it exceeds 64 bits, else nil
}

// Special decimals.
var (
	DecimalNaN    = Decimal{kind: numNaN}
	DecimalInf    = Decimal{kind: numInf}
	DecimalNegInf = Decimal{kind: numNegInf}
)

// DecimalInt makes a decimal of scale 0.
func DecimalInt(v int64) Decimal { return DecimalScaled(v, 0) }

// DecimalScaled makes v / 10^scale.
func DecimalScaled(v int64, scale int) Decimal {
	if v < 0 {
		return Decimal{kind: numNeg, scale: scale, lo: -uint64(v)}
	}
	return Decimal{scale: scale, lo: uint64(v)}
}

// DecimalBig makes v / 10^scale; v must not be changed afterwards.
func DecimalBig(v *big.Int, scale int) Decimal {
	d := Decimal{scale: scale}
	if v.Sign() < 0 {
		d.kind = numNeg
		v = new(big.Int).Neg(v)
	}
	return d.withCoef(v)
}

func (d Decimal) withCoef(v *big.Int) Decimal {
	if v.IsUint64() {
		d.lo, d.big = v.Uint64(), nil
	} else {
		d.lo, d.big = 0, v
	}
	if d.big == nil && d.lo == 0 {
		d.kind = numPos
	}
	return d
}

// DecimalOf decodes a numeric datum.
func DecimalOf(d Datum) Decimal {
	s := d.S
	if len(s) < 3 {
		return Decimal{}
	}
	out := Decimal{kind: s[0], scale: int(s[1])<<8 | int(s[2])}
	if len(s) <= 11 {
		for i := 3; i < len(s); i++ {
			out.lo = out.lo<<8 | uint64(s[i])
		}
		return out
	}
	out.big = new(big.Int).SetBytes([]byte(s[3:]))
	return out
}

// Datum encodes the decimal.
func (d Decimal) Datum() Datum {
	if d.big == nil {
		if d.kind > numNeg {
			return Datum{S: string([]byte{d.kind, 0, 0})}
		}
		var b [11]byte
		b[0] = d.kind
		binary.BigEndian.PutUint16(b[1:], uint16(d.scale))
		n := (bits.Len64(d.lo) + 7) / 8
		for i := range n {
			b[3+i] = byte(d.lo >> (8 * (n - 1 - i)))
		}
		return Datum{S: string(b[:3+n])}
	}
	n := (d.big.BitLen() + 7) / 8
	b := make([]byte, 3+n)
	b[0] = d.kind
	binary.BigEndian.PutUint16(b[1:], uint16(d.scale))
	d.big.FillBytes(b[3:])
	return Datum{S: string(b)}
}

// AppendQuotient appends the encoded form of (v / 10^scale) / n, n > 0, with the scale
// that division gives it: the average of integers or scaled numerics.
func AppendQuotient(dst []byte, v int64, scale int, n int64) []byte {
	d := Decimal{scale: scale, lo: uint64(v)}
	if v < 0 {
		d.kind, d.lo = numNeg, -uint64(v)
	}
	e := Decimal{lo: uint64(n)}
	q := d.DivScale(e, divScale(d, e))
	if q.big != nil {
		return append(dst, q.Datum().S...)
	}
	dst = append(dst, q.kind, byte(q.scale>>8), byte(q.scale))
	for i := (bits.Len64(q.lo)+7)/8 - 1; i >= 0; i-- {
		dst = append(dst, byte(q.lo>>(8*i)))
	}
	return dst
}

// NumericWord maps encoded numerics to integers such that order is kept: equal words tell
// nothing. It holds the sign, the place of the first digit and 16 digits.
func NumericWord(s string) uint64 {
	d := DecimalOf(Datum{S: s})
	switch {
	case d.kind == numNaN:
		return math.MaxUint64
	case d.kind == numInf:
		return math.MaxUint64 - 1
	case d.kind == numNegInf:
		return 0
	}
	n := d.digits()
	if n == 0 {
		return 1 << 63
	}
	const places, lead = 127, 16
	at := min(max(n-d.scale, -places), places)
	u := uint64(at+places)<<54 | 1<<62
	switch {
	case n-d.scale > at:
		u |= 1<<54 - 1
	case n-d.scale == at:
		u |= d.lead(n, lead)
	}
	if d.kind == numNeg {
		return 1<<63 - u>>1
	}
	return 1<<63 + u>>1
}

// IsNaN, IsInf and IsFinite classify.
func (d Decimal) IsNaN() bool { return d.kind == numNaN }

// IsInf says whether d is an infinity of the given sign (0: either).
func (d Decimal) IsInf(sign int) bool {
	return sign >= 0 && d.kind == numInf || sign <= 0 && d.kind == numNegInf
}

// IsFinite says whether d is an ordinary number.
func (d Decimal) IsFinite() bool { return d.kind <= numNeg }

// Scale is the display scale.
func (d Decimal) Scale() int { return d.scale }

// Sign is -1, 0 or 1; NaN counts as positive.
func (d Decimal) Sign() int {
	switch {
	case d.kind == numNeg || d.kind == numNegInf:
		return -1
	case d.kind == numPos && d.big == nil && d.lo == 0:
		return 0
	}
	return 1
}

// IsZero says whether d is 0.
func (d Decimal) IsZero() bool { return d.Sign() == 0 }

// coef gives the coefficient's magnitude; callers must not change it.
func (d Decimal) coef() *big.Int {
	if d.big != nil {
		return d.big
	}
	return new(big.Int).SetUint64(d.lo)
}

// signed gives the coefficient with its sign, free to change.
func (d Decimal) signed() *big.Int {
	v := new(big.Int).Set(d.coef())
	if d.kind == numNeg {
		v.Neg(v)
	}
	return v
}

var pow10tab [20]uint64

var bigPows [64]*big.Int

func init() {
	p := uint64(1)
	for i := range pow10tab {
		pow10tab[i] = p
		p *= 10
	}
	for i := range bigPows {
		bigPows[i] = new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(i)), nil)
	}
}

// pow10 gives 10^n; the result must not be changed.
func pow10(n int) *big.Int {
	if n < len(bigPows) {
		return bigPows[n]
	}
	return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)
}

// digits is the number of decimal digits of the coefficient, 0 for zero.
func (d Decimal) digits() int {
	if d.big == nil {
		return digits64(d.lo)
	}
	n := int(float64(d.big.BitLen()-1) * 0.30102999566398120)
	if d.big.CmpAbs(pow10(n)) >= 0 {
		n++
	}
	if d.big.CmpAbs(pow10(n)) >= 0 {
		n++
	}
	return n
}

func digits64(u uint64) int {
	n := bits.Len64(u) * 1233 >> 12 // 1233/4096 is log10(2), a little less
	if n < len(pow10tab) && u >= pow10tab[n] {
		n++
	}
	return n
}

// base10000 gives PostgreSQL's weight and leading digit in base 10000, on which the
// scale rules of division, roots and logarithms depend.
func (d Decimal) base10000() (weight int, first uint64) {
	n := d.digits()
	if n == 0 {
		return 0, 0
	}
	exp := n - d.scale - 1
	weight = exp >> 2
	lead := exp - 4*weight + 1
	return weight, d.lead(n, lead)
}

// lead gives the first k of n coefficient digits, padded with zeros when there are fewer.
func (d Decimal) lead(n, k int) uint64 {
	if k >= n {
		if d.big == nil {
			return d.lo * pow10tab[k-n]
		}
		return d.big.Uint64() * pow10tab[k-n]
	}
	if d.big == nil {
		return d.lo / pow10tab[n-k]
	}
	return new(big.Int).Quo(d.big, pow10(n-k)).Uint64()
}

func numericOverflow() error {
	return pgerr.New(pgerr.NumericValueOutOfRange, "value overflows numeric format")
}

// checked refuses values outside the numeric format.
func (d Decimal) checked() (Decimal, error) {
	if d.scale > maxNumScale {
		d = d.Round(maxNumScale)
	}
	if d.big != nil && d.digits()-d.scale > maxNumIntDigit {
		return d, numericOverflow()
	}
	return d, nil
}

// Float converts to the nearest float64.
func (d Decimal) Float() float64 {
	switch d.kind {
	case numNaN:
		return math.NaN()
	case numInf:
		return math.Inf(1)
	case numNegInf:
		return math.Inf(-1)
	}
	if d.big == nil && d.lo < 1<<53 && d.scale <= 22 {
		f := float64(d.lo) / math.Pow10(d.scale)
		if d.kind == numNeg {
			f = -f
		}
		return f
	}
	f, _ := strconv.ParseFloat(string(d.AppendText(nil)), 64)
	return f
}

// DecimalFloat converts a float with the given significant digits (15 for float8, 6 for
// float4), as PostgreSQL's casts do.
func DecimalFloat(f float64, digits int) Decimal {
	switch {
	case math.IsNaN(f):
		return DecimalNaN
	case math.IsInf(f, 1):
		return DecimalInf
	case math.IsInf(f, -1):
		return DecimalNegInf
	}
	d, _ := ParseDecimal(string(strconv.AppendFloat(nil, f, 'g', digits, 64)))
	return d.minimalScale()
}

// minimalScale drops trailing fraction zeros.
func (d Decimal) minimalScale() Decimal {
	return d.Round(d.MinScale())
}

// MinScale is the least scale that shows d exactly.
func (d Decimal) MinScale() int {
	s := d.scale
	if d.Sign() == 0 {
		return 0
	}
	if d.big == nil {
		for v := d.lo; s > 0 && v%10 == 0; v /= 10 {
			s--
		}
		return s
	}
	v, r := new(big.Int).Set(d.big), new(big.Int)
	for s > 0 {
		q := new(big.Int)
		if q.QuoRem(v, bigPows[1], r); r.Sign() != 0 {
			break
		}
		v = q
		s--
	}
	return s
}

// Int64 rounds to an integer; ok is false for specials and values out of range.
func (d Decimal) Int64() (v int64, ok bool) {
	if !d.IsFinite() {
		return 0, false
	}
	r := d.Round(0)
	switch {
	case r.big != nil:
		return 0, false
	case r.kind == numNeg:
		return -int64(r.lo), r.lo <= 1<<63
	}
	return int64(r.lo), r.lo < 1<<63
}

// Scaled gives round(d * 10^scale) as an int64; ok is false when it does not fit.
func (d Decimal) Scaled(scale int) (v int64, ok bool) {
	if !d.IsFinite() {
		return 0, false
	}
	r := d.Round(scale)
	if r.big != nil || r.scale != scale {
		return 0, false
	}
	if r.kind == numNeg {
		return -int64(r.lo), r.lo <= 1<<63
	}
	return int64(r.lo), r.lo < 1<<63
}

// Big gives the coefficient with its sign as a fresh integer; value = Big / 10^Scale.
func (d Decimal) Big() *big.Int { return d.signed() }
