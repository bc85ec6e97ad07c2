package types

import (
	"math"
	"math/big"

	"github.com/tarndb/tarn/sql/pgerr"
)

// The functions here compute in binary fixed point with guard bits and round once to
// the scale PostgreSQL would choose.

func clampScale(s int, least ...int) int {
	for _, l := range least {
		s = max(s, l)
	}
	return min(max(s, 0), maxDispScale)
}

// Sqrt is the square root. Errors: 2201F for negatives.
func (d Decimal) Sqrt() (Decimal, error) {
	if d.IsNaN() || d.IsInf(1) {
		return d, nil
	}
	if d.Sign() < 0 {
		return d, pgerr.New(pgerr.InvalidArgumentForPower, "cannot take square root of a negative number")
	}
	w, _ := d.base10000()
	scale := clampScale(minSigDigits-(floorDiv((w+1)*4, 2)-1), d.scale)
	return d.SqrtScale(scale), nil
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

// SqrtScale is the square root rounded to scale.
func (d Decimal) SqrtScale(scale int) Decimal {
	up := 2*(scale+1) - d.scale
	v := d.coef()
	if up >= 0 {
		v = new(big.Int).Mul(v, pow10(up))
	} else {
		v = new(big.Int).Quo(v, pow10(-up))
	}
	return Decimal{scale: scale + 1}.withCoef(new(big.Int).Sqrt(v)).Round(scale)
}

// fixed is a number scaled by 2^prec.
func toFixed(d Decimal, prec uint) *big.Int {
	v := new(big.Int).Lsh(d.signed(), prec)
	return v.Quo(v, pow10(d.scale))
}

func fromFixed(v *big.Int, prec uint, scale int) Decimal {
	n := new(big.Int).Mul(v, pow10(scale+1))
	n.Quo(n, new(big.Int).Lsh(bigPows[0], prec))
	return DecimalBig(n, scale+1).Round(scale)
}

// lnFixed is ln(x) for x > 0 in fixed point.
func lnFixed(x *big.Int, prec uint) *big.Int {
	k := x.BitLen() - int(prec)
	m := new(big.Int).Set(x)
	work := prec + 32
	m.Lsh(m, 32)
	if k > 0 {
		m.Rsh(m, uint(k))
	} else {
		m.Lsh(m, uint(-k))
	}
	roots := 0
	for ; roots < 8; roots++ { // m in [0.5, 1): pull towards 1
		m.Sqrt(m.Lsh(m, work))
	}
	out := atanhSeries(m, work)
	out.Lsh(out, uint(roots)+1)
	ln2 := ln2Fixed(work)
	out.Add(out, ln2.Mul(ln2, big.NewInt(int64(k))))
	return out.Rsh(out, 32)
}

// atanhSeries is atanh((m-1)/(m+1)) = ln(m)/2.
func atanhSeries(m *big.Int, prec uint) *big.Int {
	one := new(big.Int).Lsh(bigPows[0], prec)
	z := new(big.Int).Lsh(new(big.Int).Sub(m, one), prec)
	z.Quo(z, new(big.Int).Add(m, one))
	return oddSeries(z, prec)
}

// oddSeries is z + z³/3 + z⁵/5 + …
func oddSeries(z *big.Int, prec uint) *big.Int {
	z2 := new(big.Int).Mul(z, z)
	z2.Rsh(z2, prec)
	sum, term, t := new(big.Int).Set(z), new(big.Int).Set(z), new(big.Int)
	for n := int64(3); ; n += 2 {
		term.Mul(term, z2)
		term.Quo(term, new(big.Int).Lsh(bigPows[0], prec))
		if t.Quo(term, big.NewInt(n)); t.Sign() == 0 {
			return sum
		}
		sum.Add(sum, t)
	}
}

// ln2Fixed is ln 2 = 2 atanh(1/3).
func ln2Fixed(prec uint) *big.Int {
	z := new(big.Int).Lsh(bigPows[0], prec)
	z = oddSeries(z.Quo(z, big.NewInt(3)), prec)
	return z.Lsh(z, 1)
}

// expFixed is e^x in fixed point.
func expFixed(x *big.Int, prec uint) *big.Int {
	work := prec + 32
	ln2 := ln2Fixed(work)
	k := new(big.Int).Lsh(x, 32)
	r := new(big.Int).Set(k)
	k.Div(k, ln2)
	r.Sub(r, new(big.Int).Mul(k, ln2))
	r.Rsh(r, 8) // e^r = (e^(r/256))^256
	one := new(big.Int).Lsh(bigPows[0], work)
	sum, term := new(big.Int).Set(one), new(big.Int).Set(one)
	for n := int64(1); ; n++ {
		term.Mul(term, r).Rsh(term, work)
		if term.Quo(term, big.NewInt(n)); term.Sign() == 0 {
			break
		}
		sum.Add(sum, term)
	}
	for range 8 {
		sum.Mul(sum, sum).Rsh(sum, work)
	}
	if n := k.Int64() - 32; n >= 0 {
		return sum.Lsh(sum, uint(n))
	} else {
		return sum.Rsh(sum, uint(-n))
	}
}

// bitsFor gives a precision in bits for scale fraction digits and extra integer digits.
func bitsFor(scale, extra int) uint { return uint(float64(scale+max(extra, 0)+8)*3.33) + 64 }

// Exp is e^d. Error: 22003.
func (d Decimal) Exp() (Decimal, error) {
	switch {
	case d.IsNaN() || d.IsInf(1):
		return d, nil
	case d.IsInf(-1):
		return Decimal{}, nil
	}
	val := d.Float() * 0.434294481903252
	val = min(max(val, -2000), 2000)
	scale := clampScale(minSigDigits-int(val), d.scale)
	return d.expScale(scale)
}

func (d Decimal) expScale(scale int) (Decimal, error) {
	val := d.Float()
	if math.Abs(val) >= 6000 {
		if val > 0 {
			return d, numericOverflow()
		}
		return Decimal{scale: scale}, nil
	}
	prec := bitsFor(scale, int(math.Abs(val))/2)
	return fromFixed(expFixed(toFixed(d, prec), prec), prec, scale), nil
}

// lnWeight estimates the decimal weight of ln(d), as PostgreSQL does.
func (d Decimal) lnWeight() int {
	if d.Cmp(DecimalScaled(9, 1)) >= 0 && d.Cmp(DecimalScaled(11, 1)) <= 0 {
		x, _ := d.Sub(DecimalInt(1))
		if x.Sign() == 0 {
			return 0
		}
		w, first := x.base10000()
		return w*4 + int(math.Log10(float64(first)))
	}
	n := d.digits()
	k := min(n, 8)
	ln := math.Log(float64(d.lead(n, k))) + float64(n-d.scale-k)*2.302585092994046
	return int(math.Log10(math.Abs(ln)))
}

func checkLog(d Decimal) error {
	switch d.Sign() {
	case 0:
		return pgerr.New(pgerr.InvalidArgumentForLog, "cannot take logarithm of zero")
	case -1:
		return pgerr.New(pgerr.InvalidArgumentForLog, "cannot take logarithm of a negative number")
	}
	return nil
}

// Ln is the natural logarithm. Error: 2201E.
func (d Decimal) Ln() (Decimal, error) {
	if d.IsNaN() {
		return d, nil
	}
	if err := checkLog(d); err != nil || d.IsInf(1) {
		return d, err
	}
	return d.lnScale(clampScale(minSigDigits-d.lnWeight(), d.scale)), nil
}

func (d Decimal) lnScale(scale int) Decimal {
	prec := bitsFor(scale, d.digits()+d.scale)
	return fromFixed(lnFixed(toFixed(d, prec), prec), prec, scale)
}

// Log is the logarithm of d to the given base. Errors: 2201E, 22012.
func (d Decimal) Log(base Decimal) (Decimal, error) {
	if d.IsNaN() || base.IsNaN() {
		return DecimalNaN, nil
	}
	if err := checkLog(base); err != nil {
		return d, err
	}
	if err := checkLog(d); err != nil {
		return d, err
	}
	switch {
	case base.IsInf(1) && d.IsInf(1):
		return DecimalNaN, nil
	case base.IsInf(1):
		return Decimal{}, nil
	case d.IsInf(1):
		return d, nil
	}
	if base.Cmp(DecimalInt(1)) == 0 {
		return d, divisionByZero()
	}
	weight := d.lnWeight() - base.lnWeight()
	scale := clampScale(minSigDigits-weight, d.scale, base.scale)
	prec := bitsFor(scale, d.digits()+d.scale+base.digits()+base.scale)
	num, den := lnFixed(toFixed(d, prec), prec), lnFixed(toFixed(base, prec), prec)
	return fromFixed(num.Lsh(num, prec).Quo(num, den), prec, scale), nil
}

// Pow is d^e. Errors: 2201F, 22003.
func (d Decimal) Pow(e Decimal) (Decimal, error) {
	if !d.IsFinite() || !e.IsFinite() {
		return powSpecial(d, e)
	}
	if err := checkPow(d, e); err != nil {
		return d, err
	}
	if n, ok := e.Int64(); ok && e.IsInteger() && n == int64(int32(n)) {
		return d.powInt(n, clampScale(minSigDigits, d.scale))
	}
	if d.Sign() == 0 {
		return Decimal{scale: minSigDigits}, nil
	}
	return d.powReal(e)
}

func checkPow(d, e Decimal) error {
	if d.Sign() == 0 && e.Sign() < 0 {
		return pgerr.New(pgerr.InvalidArgumentForPower, "zero raised to a negative power is undefined")
	}
	if d.Sign() < 0 && (e.IsInf(0) || !e.IsInteger()) && e.IsFinite() {
		return pgerr.New(pgerr.InvalidArgumentForPower, "a negative number raised to a non-integer power yields a complex result")
	}
	return nil
}

func powSpecial(d, e Decimal) (Decimal, error) {
	one := DecimalInt(1)
	switch {
	case d.IsNaN():
		if e.IsFinite() && e.Sign() == 0 {
			return one, nil
		}
		return d, nil
	case e.IsNaN():
		if d.IsFinite() && d.Cmp(one) == 0 {
			return one, nil
		}
		return e, nil
	}
	if err := checkPow(d, e); err != nil {
		return d, err
	}
	if e.IsInf(0) {
		return powInfinite(d, e)
	}
	switch {
	case e.Sign() == 0:
		return one, nil
	case e.Sign() < 0:
		return Decimal{}, nil
	case d.IsInf(-1):
		if r, _ := e.Mod(DecimalInt(2)); r.Sign() != 0 {
			return DecimalNegInf, nil
		}
	}
	return DecimalInf, nil
}

func powInfinite(d, e Decimal) (Decimal, error) {
	c := d.Abs().Cmp(DecimalInt(1))
	switch {
	case c == 0:
		return DecimalInt(1), nil
	case (c > 0) == e.IsInf(1):
		return DecimalInf, nil
	}
	return Decimal{}, nil
}

// powInt raises to an integer power, exactly when the digits stay few.
func (d Decimal) powInt(n int64, scale int) (Decimal, error) {
	if n == 0 {
		return DecimalInt(1).Round(scale), nil
	}
	if d.Sign() == 0 {
		return Decimal{scale: scale}, nil
	}
	weight := float64(n) * (math.Log10(float64(d.lead(d.digits(), min(d.digits(), 16)))) + float64(d.digits()-min(d.digits(), 16)-d.scale))
	if weight > maxNumIntDigit {
		return d, numericOverflow()
	}
	if weight < float64(-scale-2) {
		return Decimal{scale: scale}, nil
	}
	abs := n
	if abs < 0 {
		abs = -abs
	}
	if float64(abs)*float64(d.digits()+1) > 200000 {
		return d.powLog(n, scale, weight)
	}
	p := Decimal{scale: d.scale * int(abs)}.withCoef(new(big.Int).Exp(d.coef(), big.NewInt(abs), nil))
	if n < 0 {
		p = DecimalInt(1).DivScale(p, scale)
	}
	if d.kind == numNeg && abs&1 == 1 && p.Sign() != 0 {
		p.kind = numNeg
	}
	return p.Round(scale).checked()
}

func (d Decimal) powLog(n int64, scale int, weight float64) (Decimal, error) {
	extra := int(math.Max(weight, 0)) + 24
	ln := d.Abs().lnScale(scale + extra)
	x, err := ln.Mul(DecimalInt(n))
	if err != nil {
		return d, err
	}
	prec := bitsFor(scale, extra)
	p := fromFixed(expFixed(toFixed(x, prec), prec), prec, scale)
	if d.kind == numNeg && n&1 == 1 && p.Sign() != 0 {
		p.kind = numNeg
	}
	return p.checked()
}

// powReal raises a positive number to a fractional power.
func (d Decimal) powReal(e Decimal) (Decimal, error) {
	val := e.Float() * math.Log(d.Float())
	if math.IsInf(val, 0) || math.IsNaN(val) || math.Abs(val) > 6020 {
		if val > 0 {
			return d, numericOverflow()
		}
		return Decimal{scale: maxDispScale}, nil
	}
	// The weight of the result, which decides its scale, is estimated as PostgreSQL does:
	// from a logarithm of about eight digits.
	near := clampScale(8 - d.lnWeight())
	low, err := d.lnScale(near).Mul(e)
	if err != nil {
		return d, err
	}
	val = low.Round(near).Float() * 0.434294481903252
	scale := clampScale(minSigDigits-int(val), d.scale, e.scale)
	extra := int(math.Abs(val)) + e.digits() + 8
	ln := d.lnScale(scale + extra)
	x, err := ln.Mul(e)
	if err != nil {
		return d, err
	}
	return x.Round(scale + extra).expScale(scale)
}
