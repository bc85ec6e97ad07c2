package builtin

import (
	"math"
	"strings"

	"github.com/tarndb/tarn/sql/types"
)

// defDates registers date functions of DuckDB and Databricks.
func defDates() {
	for _, u := range []string{"year", "month", "day", "hour", "minute", "second", "quarter", "week", "dayofweek", "dayofyear", "weekday",
		"isodow", "weekofyear", "yearweek", "decade", "century", "millennium", "isoyear", "dayofmonth", "epoch"} {
		defPart(u)
	}
	for n, unit := range map[string]string{"to_years": "year", "to_months": "month", "to_days": "day", "to_hours": "hour", "to_minutes": "minute",
		"to_seconds": "second", "to_weeks": "week", "to_milliseconds": "millisecond", "to_microseconds": "microsecond"} {
		def(n+"(int8) interval", "", func(_ *Ctx, a []D) (D, error) { return unitInterval(unit, a[0].I) })
	}
	def("last_day(timestamp) date", "", func(_ *Ctx, a []D) (D, error) {
		c := types.SplitTimestamp(a[0].I)
		return intD(types.DaysFromCivil(c.Year, c.Month, types.MonthDays(c.Year, c.Month))), nil
	})
	for n, names := range map[string][]string{"dayname": fullDays, "monthname": fullMonths} {
		def(n+"(timestamp) text", "", func(_ *Ctx, a []D) (D, error) {
			c := types.SplitTimestamp(a[0].I)
			if n == "dayname" {
				return strD(names[types.Weekday(c.Days())]), nil
			}
			return strD(names[c.Month-1]), nil
		})
	}
	for _, n := range []string{"date_diff", "datediff"} {
		def(n+"(text, timestamp, timestamp) int8", "", func(_ *Ctx, a []D) (D, error) { return dateDiff(a[0].S, a[1].I, a[2].I, true) })
	}
	for _, n := range []string{"date_sub", "datesub"} {
		def(n+"(text, timestamp, timestamp) int8", "", func(_ *Ctx, a []D) (D, error) { return dateDiff(a[0].S, a[1].I, a[2].I, false) })
	}
	def("datediff(date, date) int4", "", func(_ *Ctx, a []D) (D, error) { return intD(a[0].I - a[1].I), nil })
	for _, n := range []string{"date_add", "dateadd"} {
		def(n+"(text, int8, timestamp) timestamp", "", func(c *Ctx, a []D) (D, error) {
			iv, err := unitInterval(a[0].S, a[1].I)
			if err != nil {
				return D{}, err
			}
			return stampPlus(1, false)(c, []D{a[2], iv})
		})
	}
	def("date_add(timestamp, interval) timestamp", "", stampPlus(1, false))
	def("date_add(date, int4) date", "", func(_ *Ctx, a []D) (D, error) { return addDays(a[0].I, a[1].I) })
	def("date_sub(date, int4) date", "", func(_ *Ctx, a []D) (D, error) { return addDays(a[0].I, -a[1].I) })
	def("add_months(date, int4) date", "", func(_ *Ctx, a []D) (D, error) { return intD(addMonths(a[0].I, a[1].I)), nil })
	def("months_between(timestamp, timestamp) float8", "", monthsBetween)
	def("epoch_ms(timestamp) int8", "", func(_ *Ctx, a []D) (D, error) { q, _ := types.FloorDivMod(a[0].I, 1000); return intD(q), nil })
	def("epoch_us(timestamp) int8", "", first)
	def("epoch_ms(int8) timestamp", "", func(_ *Ctx, a []D) (D, error) { v, err := mulInt(a[0].I, 1000, 8); return intD(v), err })
	def("make_timestamp(int8) timestamp", "", first)
	def("unix_timestamp() int8", "s", func(c *Ctx, _ []D) (D, error) { return intD(c.Session.now().Unix()), nil })
	def("unix_timestamp(timestamptz) int8", "", func(_ *Ctx, a []D) (D, error) { q, _ := types.FloorDivMod(a[0].I, 1e6); return intD(q), nil })
	def("from_unixtime(int8) timestamp", "s", func(c *Ctx, a []D) (D, error) {
		v, err := mulInt(a[0].I, 1e6, 8)
		return fromZone(c.location(), v), err
	})
	def("strftime(timestamp, text) text", "", func(_ *Ctx, a []D) (D, error) { return strD(strftime(types.SplitTimestamp(a[0].I), a[1].S)), nil })
	def("today() date", "s", func(c *Ctx, _ []D) (D, error) {
		d, _ := types.FloorDivMod(types.UTCToLocal(c.location(), c.Session.now().UnixMicro()), types.MicrosPerDay)
		return intD(d), nil
	})
	def("get_current_timestamp() timestamptz", "s", scalarImpls["now"])
	def("curdate() date", "s", func(c *Ctx, _ []D) (D, error) {
		d, _ := types.FloorDivMod(types.UTCToLocal(c.location(), c.Session.now().UnixMicro()), types.MicrosPerDay)
		return intD(d), nil
	})
	def("time_bucket(interval, timestamp) timestamp", "", func(c *Ctx, a []D) (D, error) {
		return timeBucket(types.IntervalOf(a[0]), a[1].I)
	})
	def("trunc(timestamp, text) timestamp", "", func(_ *Ctx, a []D) (D, error) {
		us, err := TruncTimestamp(a[1].S, a[0].I, nil)
		return intD(us), err
	})
}

// defPart registers year(ts) and its like.
func defPart(name string) {
	unit := map[string]string{"dayofweek": "dow", "dayofyear": "doy", "weekday": "dow", "weekofyear": "week", "dayofmonth": "day"}[name]
	if unit == "" {
		unit = name
	}
	part := func(_ *Ctx, a []D) (D, error) {
		if isInf(a[0].I) {
			return types.Null, nil
		}
		c := types.SplitTimestamp(a[0].I)
		switch unit {
		case "yearweek":
			y, w := types.ISOWeek(c.Days())
			return intD(y*100 + int64(w)), nil
		case "epoch":
			q, _ := types.FloorDivMod(a[0].I, types.MicrosPerSecond)
			return intD(q), nil
		case "hour":
			return intD(int64(c.Hour)), nil
		case "minute":
			return intD(int64(c.Minute)), nil
		case "second":
			return intD(int64(c.Second)), nil
		}
		v, _ := dayField(unit, c)
		return intD(v), nil
	}
	def(name+"(timestamp) int8", "", part)
	def(name+"(timestamptz) int8", "s", func(c *Ctx, a []D) (D, error) { return part(c, []D{fromZone(c.location(), a[0].I)}) })
}

func unitInterval(unit string, n int64) (D, error) {
	u := unitNames[strings.ToLower(unit)]
	months := map[string]int64{"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}
	switch {
	case months[u] > 0:
		m := n * months[u]
		if m != int64(int32(m)) {
			return D{}, errIntervalRange
		}
		return ivD(types.IntervalValue{Months: int32(m)}), nil
	case u == "day" || u == "week":
		if u == "week" {
			n *= 7
		}
		if n != int64(int32(n)) {
			return D{}, errIntervalRange
		}
		return ivD(types.IntervalValue{Days: int32(n)}), nil
	case clockStep(u) > 0:
		us, err := mulInt(n, clockStep(u), 8)
		return ivD(types.IntervalValue{Micros: us}), err
	}
	return D{}, unitError(unit, types.Interval)
}

// dateDiff counts unit boundaries crossed, or whole units when boundaries is false.
func dateDiff(unit string, from, to int64, boundaries bool) (D, error) {
	u := unitNames[strings.ToLower(unit)]
	months := map[string]int64{"month": 1, "quarter": 3, "year": 12, "decade": 120, "century": 1200, "millennium": 12000}[u]
	if boundaries {
		var err error
		if from, err = TruncTimestamp(unit, from, nil); err != nil {
			return D{}, err
		}
		if to, err = TruncTimestamp(unit, to, nil); err != nil {
			return D{}, err
		}
	}
	if months > 0 {
		v := age(to, from)
		return intD(int64(v.Months) / months), nil
	}
	step := clockStep(u)
	switch u {
	case "day":
		step = types.MicrosPerDay
	case "week":
		step = 7 * types.MicrosPerDay
	}
	if step == 0 {
		return D{}, unitError(unit, types.Timestamp)
	}
	return intD((to - from) / step), nil
}

func monthsBetween(_ *Ctx, a []D) (D, error) {
	x, y := types.SplitTimestamp(a[0].I), types.SplitTimestamp(a[1].I)
	months := float64((x.Year-y.Year)*12 + int64(x.Month-y.Month))
	if x.Day == y.Day || x.Day == types.MonthDays(x.Year, x.Month) && y.Day == types.MonthDays(y.Year, y.Month) {
		return floatD(months), nil
	}
	secs := float64(x.Day-y.Day)*86400 + float64(x.TimeOfDay()-y.TimeOfDay())/1e6
	return floatD(math.Round((months+secs/(31*86400))*1e8) / 1e8), nil
}

func timeBucket(v types.IntervalValue, us int64) (D, error) {
	const monday2000 = 10959 * types.MicrosPerDay
	if v.Months != 0 {
		if v.Months < 0 || v.Days != 0 || v.Micros != 0 {
			return D{}, badParam("Month intervals cannot have day or time component")
		}
		c := types.SplitTimestamp(us)
		m := (c.Year-2000)*12 + int64(c.Month-1)
		q, _ := types.FloorDivMod(m, int64(v.Months))
		return intD(addMonths(10957, q*int64(v.Months)) * types.MicrosPerDay), nil
	}
	return dateBin(nil, []D{ivD(v), intD(us), intD(monday2000)})
}

// strftime renders C conversion letters.
func strftime(c types.Civil, f string) string {
	templates := map[byte]string{'Y': "YYYY", 'm': "MM", 'd': "DD", 'H': "HH24", 'I': "HH12", 'M': "MI", 'S': "SS", 'f': "US", 'g': "MS", 'p': "AM",
		'y': "YY", 'j': "DDD", 'A': "FMDay", 'a': "Dy", 'B': "FMMonth", 'b': "Mon", 'w': "", 'u': "ID", 'V': "IW", 'G': "IYYY", 'e': "FMDD",
		'F': "YYYY-MM-DD", 'T': "HH24:MI:SS", 'D': "MM/DD/YY", 'x': "YYYY-MM-DD", 'X': "HH24:MI:SS", 'c': "YYYY-MM-DD HH24:MI:SS"}
	var b strings.Builder
	for i := 0; i < len(f); i++ {
		if f[i] != '%' || i+1 == len(f) {
			b.WriteByte(f[i])
			continue
		}
		i++
		k, fm := f[i], ""
		if k == '-' && i+1 < len(f) {
			i++
			k, fm = f[i], "FM"
		}
		switch t, ok := templates[k]; {
		case k == 'w':
			b.WriteByte('0' + byte(types.Weekday(c.Days())))
		case ok:
			b.WriteString(formatCivil(c, fm+t, false, false))
		default:
			b.WriteByte(k)
		}
	}
	return b.String()
}
