package builtin

import (
	"math/big"
	"strings"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

func init() {
	for _, k := range []struct {
		name string
		oid  types.OID
	}{{"timestamp", types.Timestamp}, {"timestamptz", types.TimestampTZ}, {"date", types.Date}, {"time", types.Time},
		{"timetz", types.TimeTZ}, {"interval", types.Interval}} {
		scalarImpls["extract_"+k.name] = func(c *Ctx, a []D) (D, error) { return extract(c, a[0].S, k.oid, a[1]) }
		part := func(c *Ctx, a []D) (D, error) {
			if k.oid == types.Interval && unitNames[strings.ToLower(a[0].S)] == "epoch" {
				return floatD(intervalSeconds(types.IntervalOf(a[1]))), nil
			}
			d, err := extract(c, a[0].S, k.oid, a[1])
			if err != nil || d.Null {
				return d, err
			}
			return floatD(types.DecimalOf(d).Float()), nil
		}
		if k.oid == types.Date { // date_part casts the date to timestamp
			scalarImpls["date_part(text,date)"] = func(c *Ctx, a []D) (D, error) {
				us, err := dateStamp(a[1].I)
				if err != nil {
					return D{}, err
				}
				return scalarImpls["timestamp_part"](c, []D{a[0], intD(us)})
			}
			continue
		}
		scalarImpls[k.name+"_part"] = part
	}
}

// unitNames maps the spellings of fields to the canonical one.
var unitNames = map[string]string{}

func init() {
	for _, l := range [][]string{
		{"microseconds", "microsecond", "us", "usec", "usecs", "useconds", "usecond", "microsecon"},
		{"milliseconds", "millisecond", "ms", "msec", "msecs", "mseconds", "msecond", "millisecon"},
		{"second", "seconds", "sec", "secs", "s"}, {"minute", "minutes", "min", "mins", "m"},
		{"hour", "hours", "hr", "hrs", "h"}, {"day", "days", "d"}, {"week", "weeks", "w"},
		{"month", "months", "mon", "mons"}, {"quarter", "qtr"}, {"year", "years", "yr", "yrs", "y"},
		{"decade", "decades", "decs", "dec"}, {"century", "centuries", "cent", "c"},
		{"millennium", "millennia", "mil", "mils"}, {"epoch"}, {"dow"}, {"doy"}, {"isodow"}, {"isoyear"}, {"julian"},
		{"timezone"}, {"timezone_hour", "timezone_h"}, {"timezone_minute", "timezone_m"},
	} {
		for _, n := range l {
			unitNames[n] = l[0]
		}
	}
}

func unitError(unit string, oid types.OID) error {
	name := types.FormatType(oid, -1)
	if unitNames[strings.ToLower(unit)] == "" {
		return badParam("unit \"%s\" not recognized for type %s", strings.ToLower(unit), name)
	}
	return pgerr.New(pgerr.FeatureNotSupported, "unit \"%s\" not supported for type %s", strings.ToLower(unit), name)
}

func unknownUnit(unit string, oid types.OID) error {
	return badParam("unit \"%s\" not recognized for type %s", strings.ToLower(unit), types.FormatType(oid, -1))
}

// extract gives a field as numeric.
func extract(c *Ctx, unit string, oid types.OID, d D) (D, error) {
	u := unitNames[strings.ToLower(unit)]
	if u == "" {
		return D{}, unitError(unit, oid)
	}
	switch oid {
	case types.Interval:
		return extractInterval(u, unit, types.IntervalOf(d))
	case types.Time, types.TimeTZ:
		return extractTime(u, unit, oid, d)
	case types.Date:
		return extractDate(u, unit, d.I)
	}
	return extractStamp(c, u, unit, oid, d.I)
}

func decInt64(v int64) (D, error) { return types.ScaledNumeric(v, 0), nil }

func extractDate(u, unit string, d int64) (D, error) {
	if infiniteDate(d) {
		return infiniteField(u, unit, types.Date, d > 0)
	}
	switch u {
	case "epoch":
		return decInt64(d * 86400)
	case "julian":
		return decInt64(d + 2440588)
	}
	y, m, day := types.CivilFromDays(d)
	if v, ok := dayField(u, types.Civil{Year: y, Month: m, Day: day}); ok {
		return decInt64(v)
	}
	return D{}, unitError(unit, types.Date)
}

// infiniteField: growing fields are infinite, cyclic ones NULL.
func infiniteField(u, unit string, oid types.OID, pos bool) (D, error) {
	switch u {
	case "year", "decade", "century", "millennium", "epoch", "isoyear", "julian":
		if pos {
			return decD(types.DecimalInf), nil
		}
		return decD(types.DecimalNegInf), nil
	case "timezone", "timezone_hour", "timezone_minute":
		if oid != types.TimestampTZ {
			return D{}, unitError(unit, oid)
		}
	case "hour", "minute", "second", "milliseconds", "microseconds":
		if oid == types.Date {
			return D{}, unitError(unit, oid)
		}
	}
	return types.Null, nil
}

// dayField computes the calendar fields.
func dayField(u string, c types.Civil) (int64, bool) {
	y := c.Year
	switch u {
	case "day":
		return int64(c.Day), true
	case "month":
		return int64(c.Month), true
	case "quarter":
		return int64(c.Month-1)/3 + 1, true
	case "week":
		_, w := types.ISOWeek(c.Days())
		return int64(w), true
	case "year":
		if y <= 0 {
			y--
		}
		return y, true
	case "isoyear":
		iy, _ := types.ISOWeek(c.Days())
		if iy <= 0 {
			iy--
		}
		return iy, true
	case "decade":
		q, _ := types.FloorDivMod(y, 10)
		return q, true
	case "century":
		return span(y, 100), true
	case "millennium":
		return span(y, 1000), true
	case "dow":
		return int64(types.Weekday(c.Days())), true
	case "isodow":
		return int64((types.Weekday(c.Days())+6)%7 + 1), true
	case "doy":
		return int64(c.DayOfYear()), true
	}
	return 0, false
}

// span numbers centuries and millennia: years 1..n are the first, 0 and before negative.
func span(y, n int64) int64 {
	if y > 0 {
		return (y + n - 1) / n
	}
	return -((n - 1 - (y - 1)) / n)
}

// clockField computes fields of the time of day.
func clockField(u string, tod int64) (D, bool) {
	c := types.SplitTime(tod)
	sec := int64(c.Second)*1000000 + int64(c.Mic)
	switch u {
	case "microseconds":
		return types.ScaledNumeric(sec, 0), true
	case "milliseconds":
		return types.ScaledNumeric(sec, 3), true
	case "second":
		return types.ScaledNumeric(sec, 6), true
	case "minute":
		return types.ScaledNumeric(int64(c.Minute), 0), true
	case "hour":
		return types.ScaledNumeric(int64(c.Hour), 0), true
	}
	return D{}, false
}

func zoneField(u string, east int) (D, bool) {
	switch u {
	case "timezone":
		return types.ScaledNumeric(int64(east), 0), true
	case "timezone_hour":
		return types.ScaledNumeric(int64(east/3600), 0), true
	case "timezone_minute":
		return types.ScaledNumeric(int64(east/60%60), 0), true
	}
	return D{}, false
}

func extractStamp(c *Ctx, u, unit string, oid types.OID, us int64) (D, error) {
	if isInf(us) {
		return infiniteField(u, unit, oid, us > 0)
	}
	if u == "epoch" {
		return types.ScaledNumeric(us, 6), nil
	}
	f := types.SplitTimestamp(us)
	if oid == types.TimestampTZ {
		f = types.SplitZoned(c.location(), us)
		if d, ok := zoneField(u, f.Offset); ok {
			return d, nil
		}
	}
	if u == "julian" {
		return julian(f)
	}
	if d, ok := clockField(u, f.TimeOfDay()); ok {
		return d, nil
	}
	if v, ok := dayField(u, f); ok {
		return decInt64(v)
	}
	return D{}, unitError(unit, oid)
}

// julian is the Julian day with the fraction of the day, divided as numerics.
func julian(f types.Civil) (D, error) {
	day := types.DecimalInt(f.Days() + 2440588)
	frac, err := types.DecimalInt(f.TimeOfDay()).Div(types.DecimalInt(types.MicrosPerDay))
	if err != nil {
		return D{}, err
	}
	sum, err := day.Add(frac)
	return decD(sum), err
}

func extractTime(u, unit string, oid types.OID, d D) (D, error) {
	tod, east := d.I, 0
	if oid == types.TimeTZ {
		t, west := types.TimeTZOf(d)
		tod, east = t, -west
		if v, ok := zoneField(u, east); ok {
			return v, nil
		}
	}
	if v, ok := clockField(u, tod); ok {
		if tod == types.MicrosPerDay && u == "hour" {
			return decInt64(24)
		}
		return v, nil
	}
	if u == "epoch" {
		return types.ScaledNumeric(tod-int64(east)*types.MicrosPerSecond, 6), nil
	}
	return D{}, unitError(unit, oid)
}

func extractInterval(u, unit string, v types.IntervalValue) (D, error) {
	us := v.Micros
	sec := us % types.MicrosPerMinute
	months := int64(v.Months)
	switch u {
	case "microseconds":
		return decInt64(sec)
	case "milliseconds":
		return types.ScaledNumeric(sec, 3), nil
	case "second":
		return types.ScaledNumeric(sec, 6), nil
	case "minute":
		return decInt64(us / types.MicrosPerMinute % 60)
	case "hour":
		return decInt64(us / types.MicrosPerHour)
	case "day":
		return decInt64(int64(v.Days))
	case "month":
		return decInt64(months % 12)
	case "quarter":
		return decInt64(months%12/3 + 1)
	case "year":
		return decInt64(months / 12)
	case "decade":
		return decInt64(months / 120)
	case "century":
		return decInt64(months / 1200)
	case "millennium":
		return decInt64(months / 12000)
	case "epoch":
		return decD(types.DecimalBig(intervalEpoch(v), 6)), nil
	}
	return D{}, unitError(unit, types.Interval)
}

// intervalEpoch counts µs with years of 365.25 days and months of 30.
func intervalEpoch(v types.IntervalValue) *big.Int {
	months := int64(v.Months)
	hours := months/12*8766 + (months%12*30+int64(v.Days))*24
	n := new(big.Int).Mul(big.NewInt(hours), big.NewInt(types.MicrosPerHour))
	return n.Add(n, big.NewInt(v.Micros))
}

// intervalSeconds is the epoch as date_part adds it up: in doubles, part after part.
func intervalSeconds(v types.IntervalValue) float64 {
	s := float64(v.Micros) / 1e6
	s += 365.25 * 86400 * float64(v.Months/12)
	s += 30.0 * 86400 * float64(v.Months%12)
	return s + 86400*float64(v.Days)
}
