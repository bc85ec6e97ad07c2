package builtin

import (
	"math"
	"time"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

var (
	errStampRange    = pgerr.New(pgerr.DatetimeFieldOverflow, "timestamp out of range")
	errDateRange     = pgerr.New(pgerr.DatetimeFieldOverflow, "date out of range")
	errIntervalRange = pgerr.New(pgerr.DatetimeFieldOverflow, "interval out of range")
)

// location is the session time zone.
func (c *Ctx) location() *time.Location {
	if c == nil || c.Session == nil || c.Session.Location == nil {
		return time.UTC
	}
	return c.Session.Location
}

func init() {
	regScalars(map[string]evalFn{
		"date_pli":                   func(_ *Ctx, a []D) (D, error) { return addDays(a[0].I, a[1].I) },
		"date_mii":                   func(_ *Ctx, a []D) (D, error) { return addDays(a[0].I, -a[1].I) },
		"integer_pl_date(int4,date)": func(_ *Ctx, a []D) (D, error) { return addDays(a[1].I, a[0].I) },
		"date_mi":                    dateMinus,
		"date_pl_interval":           datePlus(1), "date_mi_interval": datePlus(-1),
		"timestamp_pl_interval": stampPlus(1, false), "timestamp_mi_interval": stampPlus(-1, false),
		"timestamptz_pl_interval": stampPlus(1, true), "timestamptz_mi_interval": stampPlus(-1, true),
		"interval_pl_date(interval,date)":               swapArgs(datePlus(1)),
		"interval_pl_timestamp(interval,timestamp)":     swapArgs(stampPlus(1, false)),
		"interval_pl_timestamptz(interval,timestamptz)": swapArgs(stampPlus(1, true)),
		"interval_pl_time(interval,time)":               swapArgs(timePlus(1)),
		"interval_pl_timetz(interval,timetz)":           swapArgs(timetzPlus(1)),
		"timestamp_mi":                                  stampMinus,
		"time_pl_interval":                              timePlus(1), "time_mi_interval": timePlus(-1),
		"timetz_pl_interval": timetzPlus(1), "timetz_mi_interval": timetzPlus(-1),
		"time_mi_time":       func(_ *Ctx, a []D) (D, error) { return ivD(types.IntervalValue{Micros: a[0].I - a[1].I}), nil },
		"datetime_timestamp": dateTime, "timedate_pl(time,date)": swapArgs(dateTime),
		"datetimetz_timestamptz": dateTimeTZ, "timetzdate_pl(timetz,date)": swapArgs(dateTimeTZ),
		"timestamp_age": stampAge(false), "timestamptz_age": stampAge(true),
		"age(timestamp)": ageToday(false), "age(timestamptz)": ageToday(true),
		"interval_pl": iv2(types.IntervalValue.Add),
		"interval_mi": iv2(func(a, b types.IntervalValue) (types.IntervalValue, error) {
			n, err := b.Neg()
			if err != nil {
				return n, err
			}
			return a.Add(n)
		}),
		"interval_um":    iv1(types.IntervalValue.Neg),
		"interval_mul":   func(_ *Ctx, a []D) (D, error) { return scaleInterval(types.IntervalOf(a[0]), a[1].Float(), false) },
		"mul_d_interval": func(_ *Ctx, a []D) (D, error) { return scaleInterval(types.IntervalOf(a[1]), a[0].Float(), false) },
		"interval_div": func(_ *Ctx, a []D) (D, error) {
			if a[1].Float() == 0 {
				return D{}, errDivide
			}
			return scaleInterval(types.IntervalOf(a[0]), a[1].Float(), true)
		},
		"interval_justify_hours": iv1(justifyHours), "interval_justify_days": iv1(justifyDays),
		"interval_justify_interval": iv1(justifyInterval),
		"date_finite":               func(_ *Ctx, a []D) (D, error) { return boolD(!infiniteDate(a[0].I)), nil },
		"timestamp_finite":          func(_ *Ctx, a []D) (D, error) { return boolD(!isInf(a[0].I)), nil },
		"interval_finite":           constant(boolD(true)),
	})
}

func swapArgs(f evalFn) evalFn {
	return func(c *Ctx, a []D) (D, error) { return f(c, []D{a[1], a[0]}) }
}

func ivD(v types.IntervalValue) D { return types.NewInterval(v) }

func iv1(f func(types.IntervalValue) (types.IntervalValue, error)) evalFn {
	return func(_ *Ctx, a []D) (D, error) {
		v, err := f(types.IntervalOf(a[0]))
		return ivD(v), err
	}
}

func iv2(f func(a, b types.IntervalValue) (types.IntervalValue, error)) evalFn {
	return func(_ *Ctx, a []D) (D, error) {
		v, err := f(types.IntervalOf(a[0]), types.IntervalOf(a[1]))
		return ivD(v), err
	}
}

func infiniteDate(d int64) bool { return d == types.DateInfinity || d == types.DateNegInfinity }

func addDays(d, n int64) (D, error) {
	if infiniteDate(d) {
		return intD(d), nil
	}
	if !types.ValidDate(d + n) {
		return D{}, errDateRange
	}
	return intD(d + n), nil
}

func dateMinus(_ *Ctx, a []D) (D, error) {
	if infiniteDate(a[0].I) || infiniteDate(a[1].I) {
		return D{}, pgerr.New(pgerr.DatetimeFieldOverflow, "cannot subtract infinite dates")
	}
	return intD(a[0].I - a[1].I), nil
}

// dateStamp turns a date into a timestamp. Error: 22008.
func dateStamp(d int64) (int64, error) {
	us := dateMicros(d)
	if isInf(us) && !infiniteDate(d) {
		return 0, pgerr.New(pgerr.DatetimeFieldOverflow, "date out of range for timestamp")
	}
	return us, nil
}

func datePlus(sign int64) evalFn {
	plus := stampPlus(sign, false)
	return func(c *Ctx, a []D) (D, error) {
		us, err := dateStamp(a[0].I)
		if err != nil {
			return D{}, err
		}
		return plus(c, []D{intD(us), a[1]})
	}
}

func stampPlus(sign int64, zoned bool) evalFn {
	return func(c *Ctx, a []D) (D, error) {
		v := types.IntervalOf(a[1])
		us, err := AddInterval(a[0].I, v, sign, zoneIf(c, zoned))
		return intD(us), err
	}
}

func zoneIf(c *Ctx, zoned bool) *time.Location {
	if !zoned {
		return nil
	}
	return c.location()
}

// AddInterval adds sign times an interval to a timestamp: months clip to the month's
// end, months and days go by the wall clock of loc when it is not nil. Error: 22008.
func AddInterval(us int64, v types.IntervalValue, sign int64, loc *time.Location) (int64, error) {
	if isInf(us) {
		return us, nil
	}
	if v.Months != 0 || v.Days != 0 {
		local := us
		if loc != nil {
			local = types.UTCToLocal(loc, us)
		}
		day, tod := types.FloorDivMod(local, types.MicrosPerDay)
		day = addMonths(day, sign*int64(v.Months)) + sign*int64(v.Days)
		var ok bool
		if us, ok = types.JoinTimestamp(day, tod); !ok {
			return 0, errStampRange
		}
		if loc != nil {
			us = types.LocalToUTC(loc, us)
		}
	}
	out, err := addInt(us, sign*v.Micros, 8)
	if err != nil || !types.ValidTimestamp(out) {
		return 0, errStampRange
	}
	return out, nil
}

func addMonths(day, n int64) int64 {
	if n == 0 {
		return day
	}
	y, m, d := types.CivilFromDays(day)
	dy, mm := types.FloorDivMod(int64(m-1)+n, 12)
	y += dy
	return types.DaysFromCivil(y, int(mm)+1, min(d, types.MonthDays(y, int(mm)+1)))
}

func stampMinus(_ *Ctx, a []D) (D, error) {
	if isInf(a[0].I) || isInf(a[1].I) {
		return D{}, pgerr.New(pgerr.DatetimeFieldOverflow, "cannot subtract infinite timestamps")
	}
	us, err := subInt(a[0].I, a[1].I, 8)
	if err != nil {
		return D{}, errIntervalRange
	}
	return ivD(types.IntervalValue{Days: int32(us / types.MicrosPerDay), Micros: us % types.MicrosPerDay}), nil
}

func timePlus(sign int64) evalFn {
	return func(_ *Ctx, a []D) (D, error) {
		_, r := types.FloorDivMod(a[0].I+sign*(types.IntervalOf(a[1]).Micros%types.MicrosPerDay), types.MicrosPerDay)
		return intD(r), nil
	}
}

func timetzPlus(sign int64) evalFn {
	return func(_ *Ctx, a []D) (D, error) {
		tod, west := types.TimeTZOf(a[0])
		_, r := types.FloorDivMod(tod+sign*(types.IntervalOf(a[1]).Micros%types.MicrosPerDay), types.MicrosPerDay)
		return types.NewTimeTZ(r, west), nil
	}
}

func dateTime(_ *Ctx, a []D) (D, error) {
	us, err := dateStamp(a[0].I)
	if err != nil || isInf(us) {
		return intD(us), err
	}
	if us += a[1].I; !types.ValidTimestamp(us) {
		return D{}, errStampRange
	}
	return intD(us), nil
}

func dateTimeTZ(_ *Ctx, a []D) (D, error) {
	us, err := dateStamp(a[0].I)
	if err != nil || isInf(us) {
		return intD(us), err
	}
	tod, west := types.TimeTZOf(a[1])
	if us += tod + int64(west)*types.MicrosPerSecond; !types.ValidTimestamp(us) {
		return D{}, errStampRange
	}
	return intD(us), nil
}

func stampAge(zoned bool) evalFn {
	return func(c *Ctx, a []D) (D, error) {
		x, y := a[0].I, a[1].I
		if isInf(x) || isInf(y) {
			return D{}, errStampRange
		}
		if zoned {
			x, y = types.UTCToLocal(c.location(), x), types.UTCToLocal(c.location(), y)
		}
		return ivD(age(x, y)), nil
	}
}

func ageToday(zoned bool) evalFn {
	f := stampAge(zoned)
	return func(c *Ctx, a []D) (D, error) {
		us := c.Session.now().UnixMicro()
		day, _ := types.FloorDivMod(types.UTCToLocal(c.location(), us), types.MicrosPerDay)
		today := day * types.MicrosPerDay
		if zoned {
			today = types.LocalToUTC(c.location(), today)
		}
		return f(c, []D{intD(today), a[0]})
	}
}

// age is the symbolic difference in years, months, days and time.
func age(x, y int64) types.IntervalValue {
	neg := x < y
	if neg {
		x, y = y, x
	}
	p, q := types.SplitTimestamp(x), types.SplitTimestamp(y)
	us := p.TimeOfDay() - q.TimeOfDay()
	days := p.Day - q.Day
	months := (p.Year-q.Year)*12 + int64(p.Month-q.Month)
	if us < 0 {
		us += types.MicrosPerDay
		days--
	}
	for days < 0 { // borrow the length of the earlier value's month
		days += types.MonthDays(q.Year, q.Month)
		months--
	}
	v := types.IntervalValue{Months: int32(months), Days: int32(days), Micros: us}
	if neg {
		v, _ = v.Neg()
	}
	return v
}

// roundMicro rounds seconds or days to six decimals, as PostgreSQL does between fields.
func roundMicro(f float64) float64 { return math.RoundToEven(f*1e6) / 1e6 }

func scaleInterval(v types.IntervalValue, f float64, divide bool) (D, error) {
	apply := func(x float64) float64 {
		if divide {
			return x / f
		}
		return x * f
	}
	months, days := apply(float64(v.Months)), apply(float64(v.Days))
	if bad32(months) || bad32(days) {
		return D{}, errIntervalRange
	}
	out := types.IntervalValue{Months: int32(months), Days: int32(days)}
	rest := roundMicro((months - float64(out.Months)) * 30)
	secs := roundMicro((days - float64(out.Days) + rest - math.Trunc(rest)) * 86400)
	if math.Abs(secs) >= 86400 {
		out.Days += int32(secs / 86400)
		secs -= math.Trunc(secs/86400) * 86400
	}
	out.Days += int32(rest)
	us := math.RoundToEven(apply(float64(v.Micros)) + secs*1e6)
	if math.IsNaN(us) || us >= math.MaxInt64 || us <= math.MinInt64 {
		return D{}, errIntervalRange
	}
	out.Micros = int64(us)
	return ivD(out), nil
}

func bad32(f float64) bool { return math.IsNaN(f) || f > math.MaxInt32 || f < math.MinInt32 }

func justifyHours(v types.IntervalValue) (types.IntervalValue, error) {
	days := int64(v.Days) + v.Micros/types.MicrosPerDay
	v.Micros %= types.MicrosPerDay
	if days > 0 && v.Micros < 0 {
		v.Micros += types.MicrosPerDay
		days--
	} else if days < 0 && v.Micros > 0 {
		v.Micros -= types.MicrosPerDay
		days++
	}
	if days != int64(int32(days)) {
		return v, errIntervalRange
	}
	v.Days = int32(days)
	return v, nil
}

func justifyDays(v types.IntervalValue) (types.IntervalValue, error) {
	months := int64(v.Months) + int64(v.Days/30)
	v.Days %= 30
	if months > 0 && v.Days < 0 {
		v.Days += 30
		months--
	} else if months < 0 && v.Days > 0 {
		v.Days -= 30
		months++
	}
	if months != int64(int32(months)) {
		return v, errIntervalRange
	}
	v.Months = int32(months)
	return v, nil
}

func justifyInterval(v types.IntervalValue) (types.IntervalValue, error) {
	days := int64(v.Days) + v.Micros/types.MicrosPerDay
	us := v.Micros % types.MicrosPerDay
	months := int64(v.Months) + days/30
	days %= 30
	if months > 0 && (days < 0 || days == 0 && us < 0) {
		days += 30
		months--
	} else if months < 0 && (days > 0 || days == 0 && us > 0) {
		days -= 30
		months++
	}
	if days > 0 && us < 0 {
		us += types.MicrosPerDay
		days--
	} else if days < 0 && us > 0 {
		us -= types.MicrosPerDay
		days++
	}
	if months != int64(int32(months)) {
		return v, errIntervalRange
	}
	return types.IntervalValue{Months: int32(months), Days: int32(days), Micros: us}, nil
}
