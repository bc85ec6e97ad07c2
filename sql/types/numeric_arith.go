package types

import (
	"cmp"
	"math/big"
	"math/bits"

	"github.com/tarndb/tarn/sql/pgerr"
)

func mul64(a, b uint64) (uint64, bool) {
	hi, lo := bits.Mul64(a, b)
	return lo, hi == 0
}

// Cmp orders decimals: -Infinity < numbers < Infinity < NaN, and NaN = NaN.
func (d Decimal) Cmp(e Decimal) int {
	if !d.IsFinite() || !e.IsFinite() {
		return cmp.Compare(d.rank(), e.rank())
	}
	ds, es := d.Sign(), e.Sign()
	if ds != es {
		return cmp.Compare(ds, es)
	}
	return ds * d.cmpAbs(e)
}

func (d Decimal) rank() int {
	switch d.kind {
	case numNegInf:
		return -1
	case numInf:
		return 1
	case numNaN:
		return 2
	}
	return 0
}

func (d Decimal) cmpAbs(e Decimal) int {
	if d.scale < e.scale {
		d = d.scaleUp(e.scale - d.scale)
	} else if e.scale < d.scale {
		e = e.scaleUp(d.scale - e.scale)
	}
	if d.big == nil && e.big == nil {
		switch {
		case d.lo < e.lo:
			return -1
		case d.lo > e.lo:
			return 1
		}
		return 0
	}
	return d.coef().Cmp(e.coef())
}

// Neg is -d.
func (d Decimal) Neg() Decimal {
	switch {
	case d.kind == numInf:
		return DecimalNegInf
	case d.kind == numNegInf:
		return DecimalInf
	case d.kind == numNaN || d.Sign() == 0:
		return d
	}
	d.kind ^= 1
	return d
}

// Abs is |d|.
func (d Decimal) Abs() Decimal {
	if d.Sign() < 0 {
		return d.Neg()
	}
	return d
}

// Add is d + e with the larger scale. Error: 22003.
func (d Decimal) Add(e Decimal) (Decimal, error) {
	if !d.IsFinite() || !e.IsFinite() {
		return addSpecial(d, e), nil
	}
	d, e = align(d, e)
	if d.big != nil || e.big != nil {
		v := d.signed()
		return DecimalBig(v.Add(v, e.signed()), d.scale).checked()
	}
	if d.kind == e.kind {
		sum, carry := bits.Add64(d.lo, e.lo, 0)
		if carry == 0 {
			d.lo = sum
			return d, nil
		}
		v := d.signed()
		return DecimalBig(v.Add(v, e.signed()), d.scale), nil
	}
	if d.lo < e.lo {
		d, e = e, d
	}
	d.lo -= e.lo
	if d.lo == 0 {
		d.kind = numPos
	}
	return d, nil
}

func align(d, e Decimal) (Decimal, Decimal) {
	switch {
	case d.scale < e.scale:
		s := e.scale
		d = d.scaleUp(s - d.scale)
		d.scale = s
	case e.scale < d.scale:
		s := d.scale
		e = e.scaleUp(s - e.scale)
		e.scale = s
	}
	return d, e
}

func addSpecial(d, e Decimal) Decimal {
	switch {
	case d.IsNaN() || e.IsNaN():
		return DecimalNaN
	case d.IsFinite():
		return e
	case e.IsFinite() || d.kind == e.kind:
		return d
	}
	return DecimalNaN
}

// Sub is d - e with the larger scale. Error: 22003.
func (d Decimal) Sub(e Decimal) (Decimal, error) { return d.Add(e.Neg()) }

// Mul is d * e with the sum of the scales. Error: 22003.
func (d Decimal) Mul(e Decimal) (Decimal, error) {
	if !d.IsFinite() || !e.IsFinite() {
		return mulSpecial(d, e), nil
	}
	out := Decimal{kind: d.kind ^ e.kind, scale: d.scale + e.scale}
	if d.big == nil && e.big == nil {
		if lo, ok := mul64(d.lo, e.lo); ok {
			if out.lo = lo; lo == 0 {
				out.kind = numPos
			}
			return out.checked()
		}
	}
	return out.withCoef(new(big.Int).Mul(d.coef(), e.coef())).checked()
}

func mulSpecial(d, e Decimal) Decimal {
	sign := d.Sign() * e.Sign()
	switch {
	case d.IsNaN() || e.IsNaN() || sign == 0:
		return DecimalNaN
	case sign < 0:
		return DecimalNegInf
	}
	return DecimalInf
}

func divisionByZero() error { return pgerr.New(pgerr.DivisionByZero, "division by zero") }

// divScale is PostgreSQL's select_div_scale: at least 16 significant digits.
func divScale(d, e Decimal) int {
	w1, f1 := d.base10000()
	w2, f2 := e.base10000()
	q := w1 - w2
	if f1 <= f2 {
		q--
	}
	return min(max(minSigDigits-4*q, d.scale, e.scale, 0), maxDispScale)
}

// Div is d / e with PostgreSQL's choice of scale. Errors: 22012, 22003.
func (d Decimal) Div(e Decimal) (Decimal, error) {
	if done, out, err := divSpecial(d, e); done {
		return out, err
	}
	return d.DivScale(e, divScale(d, e)).checked()
}

func divSpecial(d, e Decimal) (done bool, out Decimal, err error) {
	switch {
	case d.IsNaN() || e.IsNaN():
		return true, DecimalNaN, nil
	case d.IsInf(0) && e.IsInf(0):
		return true, DecimalNaN, nil
	case d.IsInf(0):
		if e.Sign() == 0 {
			return true, out, divisionByZero()
		}
		if e.Sign() < 0 {
			d = d.Neg()
		}
		return true, d, nil
	case e.IsInf(0):
		return true, Decimal{}, nil
	case e.Sign() == 0:
		return true, out, divisionByZero()
	}
	return false, out, nil
}

// DivScale is d / e rounded half away from zero to the given scale; both are finite and
// e is not zero.
func (d Decimal) DivScale(e Decimal, scale int) Decimal {
	if d.big == nil && e.big == nil {
		if q, ok := div128(d.lo, e.lo, scale-d.scale+e.scale); ok {
			out := Decimal{kind: d.kind ^ e.kind, scale: scale, lo: q}
			if q == 0 {
				out.kind = numPos
			}
			return out
		}
	}
	num, den := divParts(d, e, scale)
	q, r := new(big.Int).QuoRem(num, den, new(big.Int))
	if r.Lsh(r, 1).CmpAbs(den) >= 0 {
		q.Add(q, bigPows[0])
	}
	return Decimal{kind: d.kind ^ e.kind, scale: scale}.withCoef(q)
}

// div128 is a * 10^up / b rounded half up, when the product fits 128 bits and the
// quotient 64.
func div128(a, b uint64, up int) (q uint64, ok bool) {
	if up < 0 || up > 38 {
		return 0, false
	}
	hi, lo := bits.Mul64(a, pow10tab[min(up, 19)])
	if up > 19 {
		p := pow10tab[up-19]
		over, h := bits.Mul64(hi, p)
		carry, l := bits.Mul64(lo, p)
		var c uint64
		if hi, c = bits.Add64(h, carry, 0); over != 0 || c != 0 {
			return 0, false
		}
		lo = l
	}
	if hi >= b {
		return 0, false
	}
	q, r := bits.Div64(hi, lo, b)
	if r >= b-r {
		q++
		if q == 0 {
			return 0, false
		}
	}
	return q, true
}

// divParts gives magnitudes whose quotient is |d/e| * 10^scale.
func divParts(d, e Decimal, scale int) (num, den *big.Int) {
	num, den = d.coef(), e.coef()
	if up := scale - d.scale + e.scale; up >= 0 {
		return new(big.Int).Mul(num, pow10(up)), den
	} else {
		return num, new(big.Int).Mul(den, pow10(-up))
	}
}

// QuoTrunc is div(d, e): the quotient truncated to an integer. Error: 22012.
func (d Decimal) QuoTrunc(e Decimal) (Decimal, error) {
	if done, out, err := divSpecial(d, e); done {
		return out, err
	}
	num, den := divParts(d, e, 0)
	return Decimal{kind: d.kind ^ e.kind}.withCoef(new(big.Int).Quo(num, den)), nil
}

// Mod is the remainder with the sign of d. Error: 22012.
func (d Decimal) Mod(e Decimal) (Decimal, error) {
	switch {
	case d.IsNaN() || e.IsNaN():
		return DecimalNaN, nil
	case d.IsInf(0) && e.Sign() == 0 || d.IsFinite() && e.Sign() == 0:
		return d, divisionByZero()
	case d.IsInf(0):
		return DecimalNaN, nil
	case e.IsInf(0):
		return d, nil
	}
	d, e = align(d, e)
	if d.big == nil && e.big == nil {
		if d.lo %= e.lo; d.lo == 0 {
			d.kind = numPos
		}
		return d, nil
	}
	return d.withCoef(new(big.Int).Rem(d.coef(), e.coef())), nil
}

// Round rounds half away from zero to scale fraction digits; a negative scale rounds
// before the point. The result's display scale is max(scale, 0).
func (d Decimal) Round(scale int) Decimal { return d.cut(scale, true) }

// Trunc cuts toward zero at scale fraction digits.
func (d Decimal) Trunc(scale int) Decimal { return d.cut(scale, false) }

func (d Decimal) cut(scale int, round bool) Decimal {
	if !d.IsFinite() {
		return d
	}
	if scale >= d.scale {
		up := scale - d.scale
		d.scale = scale
		return d.scaleUp(up)
	}
	drop := d.scale - scale
	d.scale = scale
	d = d.dropDigits(drop, round)
	if scale < 0 {
		d.scale = 0
		d = d.scaleUp(-scale)
	}
	return d
}

// dropDigits divides the coefficient by 10^n.
func (d Decimal) dropDigits(n int, round bool) Decimal {
	if n > d.digits() {
		return Decimal{scale: d.scale}
	}
	if d.big == nil && n < 20 {
		p := pow10tab[n]
		q, r := d.lo/p, d.lo%p
		if round && r >= p-r {
			q++
		}
		if d.lo = q; q == 0 {
			d.kind = numPos
		}
		return d
	}
	p := pow10(n)
	q, r := new(big.Int).QuoRem(d.coef(), p, new(big.Int))
	if round && r.Lsh(r, 1).Cmp(p) >= 0 {
		q.Add(q, bigPows[0])
	}
	return d.withCoef(q)
}

// Floor is the largest integer not above d.
func (d Decimal) Floor() Decimal { return d.toInt(numNeg) }

// Ceil is the least integer not below d.
func (d Decimal) Ceil() Decimal { return d.toInt(numPos) }

func (d Decimal) toInt(away byte) Decimal {
	t := d.Trunc(0)
	if d.kind != away || !d.IsFinite() || t.Cmp(d) == 0 {
		return t
	}
	one := DecimalInt(1)
	one.kind = away
	t, _ = t.Add(one)
	return t
}

// IsInteger says whether d is finite without fraction.
func (d Decimal) IsInteger() bool { return d.IsFinite() && d.Trunc(0).Cmp(d) == 0 }

// GCD is the greatest common divisor with the larger scale.
func (d Decimal) GCD(e Decimal) Decimal {
	if !d.IsFinite() || !e.IsFinite() {
		return DecimalNaN
	}
	d, e = align(d, e)
	return Decimal{scale: d.scale}.withCoef(new(big.Int).GCD(nil, nil, d.coef(), e.coef()))
}

// LCM is the least common multiple with the larger scale. Error: 22003.
func (d Decimal) LCM(e Decimal) (Decimal, error) {
	if !d.IsFinite() || !e.IsFinite() {
		return DecimalNaN, nil
	}
	d, e = align(d, e)
	if d.Sign() == 0 || e.Sign() == 0 {
		return Decimal{scale: d.scale}, nil
	}
	g := new(big.Int).GCD(nil, nil, d.coef(), e.coef())
	v := new(big.Int).Mul(new(big.Int).Quo(d.coef(), g), e.coef())
	return Decimal{scale: d.scale}.withCoef(v).checked()
}

// Shift10 is d * 10^n for n ≥ 0, keeping the scale.
func (d Decimal) Shift10(n int) Decimal { return d.scaleUp(n) }
