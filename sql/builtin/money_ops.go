package builtin

import (
	"math"
	"sort"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

func init() {
	cashInt := func(f func(a, b int64) (int64, error)) evalFn { return int2(f) }
	regScalars(map[string]evalFn{
		"cash_pl": cashInt(func(a, b int64) (int64, error) { return cashErr(addInt(a, b, 8)) }),
		"cash_mi": cashInt(func(a, b int64) (int64, error) { return cashErr(subInt(a, b, 8)) }),
		"cash_div_cash": func(_ *Ctx, a []D) (D, error) {
			if a[1].I == 0 {
				return D{}, errDivide
			}
			return floatD(float64(a[0].I) / float64(a[1].I)), nil
		},
		"width_bucket_array": widthBucketArray,
		"pg_sleep_for(interval)": func(_ *Ctx, a []D) (D, error) {
			f, _ := types.IntervalOf(a[0]).TotalMicros().Float64()
			return scalarImpls["pg_sleep"](nil, []D{floatD(f / 1e6)})
		},
	})
	for _, w := range []string{"int2", "int4", "int8"} {
		mul := cashInt(func(a, b int64) (int64, error) { return cashErr(mulInt(a, b, 8)) })
		regScalars(map[string]evalFn{"cash_mul_" + w: mul, w + "_mul_cash": mul,
			"cash_div_" + w: cashInt(func(a, b int64) (int64, error) { return divInt(a, b, 8) })})
	}
	for _, w := range []string{"flt4", "flt8"} {
		scale := func(c, f float64, div bool) (D, error) {
			r := c * f
			if div {
				if f == 0 {
					return D{}, errDivide
				}
				r = c / f
			}
			if r = math.RoundToEven(r); !(math.Abs(r) < 9.2233720368547e18) {
				return D{}, errMoney
			}
			return intD(int64(r)), nil
		}
		regScalars(map[string]evalFn{
			"cash_mul_" + w: func(_ *Ctx, a []D) (D, error) { return scale(float64(a[0].I), a[1].Float(), false) },
			w + "_mul_cash": func(_ *Ctx, a []D) (D, error) { return scale(float64(a[1].I), a[0].Float(), false) },
			"cash_div_" + w: func(_ *Ctx, a []D) (D, error) { return scale(float64(a[0].I), a[1].Float(), true) },
		})
	}
}

var errMoney = pgerr.New(pgerr.NumericValueOutOfRange, "money out of range")

// cashErr leaves results of money arithmetic as they are: PostgreSQL 15 wraps around;
// Tarn refuses.
func cashErr(v int64, err error) (int64, error) {
	if err != nil {
		return 0, errMoney
	}
	return v, nil
}

// widthBucketArray finds the bucket of a value between sorted thresholds.
func widthBucketArray(c *Ctx, a []D) (D, error) {
	elem := c.elemType(1)
	arr := types.DecodeArray(elem, a[1].S)
	if len(arr.Dims) > 1 {
		return D{}, pgerr.New(pgerr.ArraySubscriptError, "thresholds must be one-dimensional array")
	}
	for _, e := range arr.Elems {
		if e.Null {
			return D{}, pgerr.New(pgerr.NullValueNotAllowed, "thresholds array must not contain NULLs")
		}
	}
	return intD(int64(sort.Search(len(arr.Elems), func(i int) bool { return types.Compare(elem, a[0], arr.Elems[i]) < 0 }))), nil
}
