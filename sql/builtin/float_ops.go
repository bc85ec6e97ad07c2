package builtin

import (
	"math"
	"math/rand/v2"

	"github.com/tarndb/tarn/sql/pgerr"
)

func init() {
	for _, p := range []string{"float4", "float8", "float48", "float84"} {
		single := p == "float4"
		regScalars(map[string]evalFn{
			p + "pl":  float2(func(a, b float64) (float64, error) { return checkSum(round32(a+b, single), a, b) }),
			p + "mi":  float2(func(a, b float64) (float64, error) { return checkSum(round32(a-b, single), a, b) }),
			p + "mul": float2(func(a, b float64) (float64, error) { return mulFloat(a, b, single) }),
			p + "div": float2(func(a, b float64) (float64, error) { return divFloat(a, b, single) }),
		})
	}
	for _, p := range []string{"float4", "float8"} {
		regScalars(map[string]evalFn{
			p + "um":  float1(func(a float64) (float64, error) { return -a, nil }),
			p + "up":  first,
			p + "abs": float1(func(a float64) (float64, error) { return math.Abs(a), nil }),
		})
	}
	regScalars(floatMath)
	for name, f := range degreeFuncs {
		scalarImpls[name] = float1(f)
	}
}

func round32(f float64, single bool) float64 {
	if single {
		return float64(float32(f))
	}
	return f
}

func checkSum(r, a, b float64) (float64, error) {
	if math.IsInf(r, 0) && !math.IsInf(a, 0) && !math.IsInf(b, 0) {
		return 0, errOver
	}
	return r, nil
}

func mulFloat(a, b float64, single bool) (float64, error) {
	r := round32(a*b, single)
	if r == 0 && a != 0 && b != 0 {
		return 0, errUnder
	}
	return checkSum(r, a, b)
}

func divFloat(a, b float64, single bool) (float64, error) {
	if b == 0 && !math.IsNaN(a) {
		return 0, errDivide
	}
	r := round32(a/b, single)
	if r == 0 && a != 0 && !math.IsInf(b, 0) {
		return 0, errUnder
	}
	if math.IsInf(r, 0) && !math.IsInf(a, 0) {
		return 0, errOver
	}
	return r, nil
}

// safe wraps a function that cannot fail.
func safe(f func(float64) float64) evalFn {
	return float1(func(a float64) (float64, error) { return f(a), nil })
}

// inDomain refuses arguments outside [lo, hi].
func inDomain(lo, hi float64, f func(float64) float64) evalFn {
	return float1(func(a float64) (float64, error) {
		if a < lo || a > hi {
			return 0, errDomain
		}
		return f(a), nil
	})
}

var errDomain = pgerr.New(pgerr.NumericValueOutOfRange, "input is out of range")

// finite refuses infinite arguments.
func finite(f func(float64) float64) evalFn {
	return float1(func(a float64) (float64, error) {
		if math.IsInf(a, 0) {
			return 0, errDomain
		}
		return f(a), nil
	})
}

var floatMath = map[string]evalFn{
	"dceil": safe(math.Ceil), "dfloor": safe(math.Floor), "dround": safe(math.RoundToEven), "dtrunc": safe(math.Trunc),
	"dsign": safe(signFloat), "dcbrt": safe(math.Cbrt), "dsqrt": float1(sqrtFloat), "dexp": float1(expFloat),
	"dlog1": float1(logFloat(math.Log)), "dlog10": float1(logFloat(log10)), "dpow": float2(powFloat),
	"dsin": finite(math.Sin), "dcos": finite(math.Cos), "dtan": finite(math.Tan), "dcot": finite(func(a float64) float64 { return 1 / math.Tan(a) }),
	"dasin": inDomain(-1, 1, math.Asin), "dacos": inDomain(-1, 1, math.Acos), "datan": safe(math.Atan),
	"datan2": float2(func(a, b float64) (float64, error) { return math.Atan2(a, b), nil }),
	"dsinh":  safe(math.Sinh), "dcosh": safe(math.Cosh), "dtanh": safe(math.Tanh),
	"dasinh": safe(math.Asinh), "dacosh": inDomain(1, math.Inf(1), math.Acosh), "datanh": inDomain(-1, 1, math.Atanh),
	"degrees": float1(func(a float64) (float64, error) { return divFloat(a, math.Pi/180, false) }),
	"radians": float1(func(a float64) (float64, error) { return a * (math.Pi / 180), nil }),
	"dpi":     constant(floatD(math.Pi)),
	"drandom": func(*Ctx, []D) (D, error) { return floatD(rand.Float64()), nil },
	"setseed": constant(D{}),
	"width_bucket_float8": func(_ *Ctx, a []D) (D, error) {
		return widthBucket(a[0].Float(), a[1].Float(), a[2].Float(), a[3].I)
	},
}

func signFloat(a float64) float64 {
	switch {
	case a > 0:
		return 1
	case a < 0:
		return -1
	}
	return 0
}

func sqrtFloat(a float64) (float64, error) {
	if a < 0 {
		return 0, pgerr.New(pgerr.InvalidArgumentForPower, "cannot take square root of a negative number")
	}
	return math.Sqrt(a), nil
}

func expFloat(a float64) (float64, error) {
	r := math.Exp(a)
	switch {
	case math.IsInf(r, 1) && !math.IsInf(a, 1):
		return 0, errOver
	case r == 0 && !math.IsInf(a, -1):
		return 0, errUnder
	}
	return r, nil
}

func logFloat(f func(float64) float64) func(float64) (float64, error) {
	return func(a float64) (float64, error) {
		if a == 0 {
			return 0, pgerr.New(pgerr.InvalidArgumentForLog, "cannot take logarithm of zero")
		}
		if a < 0 {
			return 0, pgerr.New(pgerr.InvalidArgumentForLog, "cannot take logarithm of a negative number")
		}
		return f(a), nil
	}
}

func powFloat(a, b float64) (float64, error) {
	switch {
	case math.IsNaN(a):
		if b == 0 {
			return 1, nil
		}
		return a, nil
	case math.IsNaN(b):
		if a == 1 {
			return 1, nil
		}
		return b, nil
	case a == 0 && b < 0:
		return 0, pgerr.New(pgerr.InvalidArgumentForPower, "zero raised to a negative power is undefined")
	case a < 0 && math.Floor(b) != b:
		return 0, pgerr.New(pgerr.InvalidArgumentForPower, "a negative number raised to a non-integer power yields a complex result")
	}
	r := pow(a, b)
	if math.IsInf(a, 0) || math.IsInf(b, 0) {
		return r, nil
	}
	if math.IsInf(r, 0) {
		return 0, errOver
	}
	if r == 0 && a != 0 {
		return 0, errUnder
	}
	return r, nil
}

// log10 is exact at powers of ten.
func log10(a float64) float64 {
	r := math.Log(a) / math.Ln10
	if n := math.Round(r); math.Abs(n-r) < 1e-9 && (math.Pow10(int(n)) == a) {
		return n
	}
	return r
}

// pow is math.Pow with the logarithm carried to twice the precision for fractional
// exponents.
func pow(a, b float64) float64 {
	if b == math.Trunc(b) || a <= 0 || math.IsInf(a, 0) || math.IsInf(b, 0) || b == 0.5 {
		return math.Pow(a, b)
	}
	hi := math.Log(a)
	e := math.Exp(hi)
	if e == 0 || math.IsInf(e, 0) {
		return math.Pow(a, b)
	}
	lo := (a - e) / e
	p := b * hi
	rest := math.FMA(b, hi, -p) + b*lo
	r := math.Exp(p)
	return r + r*rest
}

// degreeFuncs work in degrees and give exact results at the usual angles.
var degreeFuncs = map[string]func(float64) (float64, error){
	"dsind":  inDegrees(func(a float64) float64 { return sind(a) }),
	"dcosd":  inDegrees(func(a float64) float64 { return sind(90 - a) }),
	"dtand":  inDegrees(func(a float64) float64 { return divZero(sind(a), sind(90-a)) }),
	"dcotd":  inDegrees(func(a float64) float64 { return divZero(sind(90-a), sind(a)) }),
	"dasind": arcDegrees(math.Asin), "dacosd": arcDegrees(math.Acos),
	"datand": func(a float64) (float64, error) { return exactAngle(math.Atan(a) * 180 / math.Pi), nil },
}

func init() {
	scalarImpls["datan2d"] = float2(func(a, b float64) (float64, error) {
		return exactAngle(math.Atan2(a, b) * 180 / math.Pi), nil
	})
}

func divZero(a, b float64) float64 {
	if b == 0 {
		return math.Copysign(math.Inf(1), a)
	}
	return a / b
}

func inDegrees(f func(float64) float64) func(float64) (float64, error) {
	return func(a float64) (float64, error) {
		if math.IsInf(a, 0) {
			return 0, errDomain
		}
		r := f(math.Mod(a, 360))
		if r == 0 {
			r = 0
		}
		return r, nil
	}
}

// sind is the sine of degrees, exact at multiples of 30 and 90.
func sind(a float64) float64 {
	a = math.Mod(a, 360)
	if a < 0 {
		a += 360
	}
	sign := 1.0
	if a > 180 {
		a, sign = a-180, -1
	}
	if a > 90 {
		a = 180 - a
	}
	switch a {
	case 0:
		return 0
	case 30:
		return sign * 0.5
	case 90:
		return sign
	}
	return sign * math.Sin(a*math.Pi/180)
}

func arcDegrees(f func(float64) float64) func(float64) (float64, error) {
	return func(a float64) (float64, error) {
		if a < -1 || a > 1 {
			return 0, errDomain
		}
		return exactAngle(f(a) * 180 / math.Pi), nil
	}
}

// exactAngle removes the rounding error at whole multiples of 15 degrees.
func exactAngle(d float64) float64 {
	if r := math.Round(d/15) * 15; r != 0 && math.Abs(r-d) < 1e-13*math.Max(1, math.Abs(d)) {
		return r
	}
	return d
}

func widthBucket(x, lo, hi float64, n int64) (D, error) {
	fail := func(msg string) (D, error) {
		return D{}, pgerr.New(pgerr.InvalidArgumentForWidthBucket, "%s", msg)
	}
	switch {
	case n <= 0:
		return fail("count must be greater than zero")
	case isNaN(x) || isNaN(lo) || isNaN(hi):
		return fail("operand, lower bound, and upper bound cannot be NaN")
	case math.IsInf(lo, 0) || math.IsInf(hi, 0):
		return fail("lower and upper bounds must be finite")
	case lo == hi:
		return fail("lower bound cannot equal upper bound")
	}
	out := func(v float64) (D, error) {
		n, err := fit(int64(v), 4)
		return intD(n), err
	}
	if lo < hi {
		switch {
		case x < lo:
			return out(0)
		case x >= hi:
			return out(float64(n + 1))
		}
		return out(math.Floor(float64(n)*(x-lo)/(hi-lo)) + 1)
	}
	switch {
	case x > lo:
		return out(0)
	case x <= hi:
		return out(float64(n + 1))
	}
	return out(math.Floor(float64(n)*(lo-x)/(lo-hi)) + 1)
}
