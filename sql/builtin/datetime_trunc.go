package builtin

import (
	"strings"
	"time"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

func init() {
	regScalars(map[string]evalFn{
		"timestamp_trunc": func(_ *Ctx, a []D) (D, error) {
			us, err := TruncTimestamp(a[0].S, a[1].I, nil)
			return intD(us), err
		},
		"timestamptz_trunc": func(c *Ctx, a []D) (D, error) {
			us, err := TruncTimestamp(a[0].S, a[1].I, c.location())
			return intD(us), err
		},
		"timestamptz_trunc_zone": func(_ *Ctx, a []D) (D, error) {
			loc, err := types.ZoneByNameOrAbbrev(a[2].S)
			if err != nil {
				return D{}, err
			}
			us, err := TruncTimestamp(a[0].S, a[1].I, loc)
			return intD(us), err
		},
		"interval_trunc": func(_ *Ctx, a []D) (D, error) { return truncInterval(a[0].S, types.IntervalOf(a[1])) },
		"timestamp_bin":  dateBin, "timestamptz_bin": dateBin,
	})
}

// TruncTimestamp cuts a timestamp at a unit, by the wall clock of loc when it is not
// nil. Errors: 22023, 0A000.
func TruncTimestamp(unit string, us int64, loc *time.Location) (int64, error) {
	oid := types.Timestamp
	if loc != nil {
		oid = types.TimestampTZ
	}
	if isInf(us) {
		return us, nil
	}
	u := unitNames[strings.ToLower(unit)]
	switch u {
	case "epoch", "dow", "doy", "isodow", "isoyear", "julian":
		return 0, unknownUnit(unit, oid)
	case "", "timezone", "timezone_hour", "timezone_minute":
		return 0, unitError(unit, oid)
	}
	if step := clockStep(u); step > 0 && (loc == nil || step < types.MicrosPerHour) {
		q, _ := types.FloorDivMod(us, step)
		if loc == nil || step <= types.MicrosPerSecond {
			return q * step, nil
		}
	}
	local := us
	if loc != nil {
		local = types.UTCToLocal(loc, us)
	}
	f := types.SplitTimestamp(local)
	if step := clockStep(u); step > 0 {
		q, _ := types.FloorDivMod(local, step)
		return us - (local - q*step), nil // keep the offset in force
	}
	day := truncDay(u, f)
	out, ok := types.JoinTimestamp(day, 0)
	if !ok {
		return 0, errStampRange
	}
	if loc != nil {
		out = types.LocalToUTC(loc, out)
	}
	return out, nil
}

func clockStep(u string) int64 {
	switch u {
	case "microseconds":
		return 1
	case "milliseconds":
		return 1000
	case "second":
		return types.MicrosPerSecond
	case "minute":
		return types.MicrosPerMinute
	case "hour":
		return types.MicrosPerHour
	}
	return 0
}

func truncDay(u string, f types.Civil) int64 {
	y, m, d := f.Year, f.Month, f.Day
	switch u {
	case "day":
	case "week":
		day := f.Days()
		return day - int64((types.Weekday(day)+6)%7)
	case "month":
		d = 1
	case "quarter":
		m, d = (m-1)/3*3+1, 1
	case "year":
		m, d = 1, 1
	case "decade":
		q, _ := types.FloorDivMod(y, 10)
		y, m, d = q*10, 1, 1
	case "century":
		y, m, d = spanStart(y, 100), 1, 1
	case "millennium":
		y, m, d = spanStart(y, 1000), 1, 1
	}
	return types.DaysFromCivil(y, m, d)
}

func spanStart(y, n int64) int64 {
	if y > 0 {
		return (y-1)/n*n + 1
	}
	return -((n-1-(y-1))/n)*n + 1
}

func truncInterval(unit string, v types.IntervalValue) (D, error) {
	u := unitNames[strings.ToLower(unit)]
	months := map[string]int32{"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}
	if n := months[u]; n > 0 {
		return ivD(types.IntervalValue{Months: v.Months / n * n}), nil
	}
	if step := clockStep(u); step > 0 {
		v.Micros = v.Micros / step * step
		return ivD(v), nil
	}
	if u == "day" {
		v.Micros = 0
		return ivD(v), nil
	}
	err := unitError(unit, types.Interval)
	switch u {
	case "epoch", "dow", "doy", "isodow", "isoyear", "julian":
		err = unknownUnit(unit, types.Interval)
	}
	if u == "week" {
		err = pgerr.New(pgerr.FeatureNotSupported, "unit \"%s\" not supported for type interval", strings.ToLower(unit)).
			WithDetail("Months usually have fractional weeks.")
	}
	return D{}, err
}

// dateBin puts a timestamp into bins of a stride counted from an origin.
func dateBin(_ *Ctx, a []D) (D, error) {
	v := types.IntervalOf(a[0])
	us, origin := a[1].I, a[2].I
	if isInf(us) {
		return a[1], nil
	}
	if isInf(origin) {
		return D{}, pgerr.New(pgerr.DatetimeFieldOverflow, "origin out of range")
	}
	if v.Months != 0 {
		return D{}, pgerr.New(pgerr.FeatureNotSupported, "timestamps cannot be binned into intervals containing months or years")
	}
	stride := int64(v.Days)*types.MicrosPerDay + v.Micros
	if stride <= 0 {
		return D{}, pgerr.New(pgerr.DatetimeFieldOverflow, "stride must be greater than zero")
	}
	diff, err := subInt(us, origin, 8)
	if err != nil {
		return D{}, errIntervalRange
	}
	q, _ := types.FloorDivMod(diff, stride)
	return intD(origin + q*stride), nil
}
