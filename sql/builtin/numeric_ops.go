package builtin

import (
	"math"
	"math/big"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

func init() {
	regScalars(map[string]evalFn{
		"numeric_add": dec2(types.Decimal.Add), "numeric_sub": dec2(types.Decimal.Sub), "numeric_mul": dec2(types.Decimal.Mul),
		"numeric_div": dec2(types.Decimal.Div), "numeric_mod": dec2(types.Decimal.Mod),
		"numeric_div_trunc": dec2(types.Decimal.QuoTrunc), "numeric_power": dec2(types.Decimal.Pow),
		"numeric_sqrt": dec1(types.Decimal.Sqrt), "numeric_exp": dec1(types.Decimal.Exp), "numeric_ln": dec1(types.Decimal.Ln),
		"numeric_log":    dec2(func(b, x types.Decimal) (types.Decimal, error) { return x.Log(b) }),
		"log(numeric)":   dec1(logTen),
		"log10(numeric)": dec1(logTen),
		"numeric_uminus": dec1(plain(types.Decimal.Neg)), "numeric_uplus": first, "numeric_abs": dec1(plain(types.Decimal.Abs)),
		"numeric_floor": dec1(plain(types.Decimal.Floor)), "numeric_ceil": dec1(plain(types.Decimal.Ceil)),
		"numeric_gcd": dec2(func(a, b types.Decimal) (types.Decimal, error) { return a.GCD(b), nil }),
		"numeric_lcm": dec2(types.Decimal.LCM),
		"numeric_inc": dec1(func(a types.Decimal) (types.Decimal, error) { return a.Add(types.DecimalInt(1)) }),
		"numeric_sign": dec1(plain(func(a types.Decimal) types.Decimal {
			if a.IsNaN() {
				return a
			}
			return types.DecimalInt(int64(a.Sign()))
		})),
		"numeric_round": decScale(types.Decimal.Round), "numeric_trunc": decScale(types.Decimal.Trunc),
		"round(numeric)": dec1(func(a types.Decimal) (types.Decimal, error) { return a.Round(0), nil }),
		"trunc(numeric)": dec1(func(a types.Decimal) (types.Decimal, error) { return a.Trunc(0), nil }),
		"numeric_scale":  decInt(types.Decimal.Scale), "numeric_min_scale": decInt(types.Decimal.MinScale),
		"numeric_trim_scale":   dec1(func(a types.Decimal) (types.Decimal, error) { return a.Round(a.MinScale()), nil }),
		"numeric_fac":          factorial,
		"width_bucket_numeric": widthBucketNumeric,
	})
}

func plain(f func(types.Decimal) types.Decimal) func(types.Decimal) (types.Decimal, error) {
	return func(a types.Decimal) (types.Decimal, error) { return f(a), nil }
}

func logTen(a types.Decimal) (types.Decimal, error) { return a.Log(types.DecimalInt(10)) }

func decScale(f func(types.Decimal, int) types.Decimal) evalFn {
	return func(_ *Ctx, a []D) (D, error) {
		return decD(f(types.DecimalOf(a[0]), int(min(max(a[1].I, -2000), 2000)))), nil
	}
}

func decInt(f func(types.Decimal) int) evalFn {
	return func(_ *Ctx, a []D) (D, error) {
		d := types.DecimalOf(a[0])
		if !d.IsFinite() {
			return types.Null, nil
		}
		return intD(int64(f(d))), nil
	}
}

func factorial(_ *Ctx, a []D) (D, error) {
	n := a[0].I
	if n < 0 {
		return D{}, pgerr.New(pgerr.NumericValueOutOfRange, "factorial of a negative number is undefined")
	}
	if n > 32177 {
		return D{}, pgerr.New(pgerr.NumericValueOutOfRange, "value overflows numeric format")
	}
	return decD(types.DecimalBig(new(big.Int).MulRange(1, max(n, 1)), 0)), nil
}

func widthBucketNumeric(_ *Ctx, a []D) (D, error) {
	x, lo, hi := types.DecimalOf(a[0]), types.DecimalOf(a[1]), types.DecimalOf(a[2])
	n := a[3].I
	if n <= 0 || x.IsNaN() || !lo.IsFinite() || !hi.IsFinite() || lo.Cmp(hi) == 0 {
		return widthBucket(x.Float(), lo.Float(), hi.Float(), n)
	}
	if lo.Cmp(hi) > 0 {
		x, lo, hi = x.Neg(), lo.Neg(), hi.Neg()
	}
	switch {
	case x.Cmp(lo) < 0:
		return intD(0), nil
	case x.Cmp(hi) >= 0:
		if n == math.MaxInt32 {
			return D{}, errInt4
		}
		return intD(n + 1), nil
	}
	num, _ := x.Sub(lo)
	num, _ = num.Mul(types.DecimalInt(n))
	den, _ := hi.Sub(lo)
	q, err := num.Div(den)
	v, _ := q.Floor().Int64()
	return intD(v + 1), err
}
