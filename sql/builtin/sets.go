package builtin

import (
	"time"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

func init() {
	for _, k := range []string{"generate_series_int4", "generate_series_step_int4"} {
		setImpls[k] = seriesInt(4)
	}
	for _, k := range []string{"generate_series_int8", "generate_series_step_int8"} {
		setImpls[k] = seriesInt(8)
	}
	setImpls["generate_series_numeric"], setImpls["generate_series_step_numeric"] = seriesNumeric, seriesNumeric
	setImpls["generate_series_timestamp"] = seriesStamp(false)
	setImpls["generate_series_timestamptz"] = seriesStamp(true)
}

var errZeroStep = badParam("step size cannot equal zero")

func seriesInt(width int) setFn {
	return func(_ *Ctx, a []D, yield func([]D) bool) error {
		step := int64(1)
		if len(a) > 2 {
			if step = a[2].I; step == 0 {
				return errZeroStep
			}
		}
		for v, end := a[0].I, a[1].I; step > 0 && v <= end || step < 0 && v >= end; {
			if !yield([]D{intD(v)}) {
				return nil
			}
			next, err := addInt(v, step, width)
			if err != nil {
				return nil // the series ends at the type's limit
			}
			v = next
		}
		return nil
	}
}

func seriesNumeric(_ *Ctx, a []D, yield func([]D) bool) error {
	v, end, step := types.DecimalOf(a[0]), types.DecimalOf(a[1]), types.DecimalInt(1)
	if len(a) > 2 {
		step = types.DecimalOf(a[2])
	}
	for i, what := range []string{"start value", "stop value", "step size"} {
		d := []types.Decimal{v, end, step}[i]
		if d.IsNaN() {
			return badParam("%s cannot be NaN", what)
		}
		if d.IsInf(0) {
			return badParam("%s cannot be infinity", what)
		}
	}
	s := step.Sign()
	if s == 0 {
		return errZeroStep
	}
	for v.Cmp(end)*s <= 0 {
		if !yield([]D{decD(v)}) {
			return nil
		}
		var err error
		if v, err = v.Add(step); err != nil {
			return err
		}
	}
	return nil
}

func seriesStamp(zoned bool) setFn {
	return func(c *Ctx, a []D, yield func([]D) bool) error {
		step := types.IntervalOf(a[2])
		s := step.Cmp(types.IntervalValue{})
		if s == 0 {
			return errZeroStep
		}
		var loc *time.Location
		if zoned {
			loc = c.location()
		}
		if isInf(a[1].I) && !isInf(a[0].I) && (a[1].I > 0) == (s > 0) {
			return pgerr.New(pgerr.DatetimeFieldOverflow, "timestamp out of range")
		}
		for v := a[0].I; s > 0 && v <= a[1].I || s < 0 && v >= a[1].I; {
			if !yield([]D{intD(v)}) {
				return nil
			}
			next, err := AddInterval(v, step, 1, loc)
			if err != nil {
				return err
			}
			if next == v {
				return nil
			}
			v = next
		}
		return nil
	}
}
