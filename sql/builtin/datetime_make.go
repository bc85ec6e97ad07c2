package builtin

import (
	"math"
	"time"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

func (s *Session) now() time.Time {
	if s == nil || s.TransactionTime.IsZero() {
		return time.Now()
	}
	return s.TransactionTime
}

func (s *Session) statement() time.Time {
	if s == nil || s.StatementTime.IsZero() {
		return time.Now()
	}
	return s.StatementTime
}

func init() {
	now := func(c *Ctx, _ []D) (D, error) { return intD(c.Session.now().UnixMicro()), nil }
	regScalars(map[string]evalFn{
		"now":                 now,
		"statement_timestamp": func(c *Ctx, _ []D) (D, error) { return intD(c.Session.statement().UnixMicro()), nil },
		"clock_timestamp":     func(*Ctx, []D) (D, error) { return intD(time.Now().UnixMicro()), nil },
		"timeofday": func(c *Ctx, _ []D) (D, error) {
			return strD(time.Now().In(c.location()).Format("Mon Jan 02 15:04:05.000000 2006 MST")), nil
		},
		"make_date": makeDate, "make_time": makeTime, "make_timestamp": makeStamp, "make_timestamptz": makeStampTZ,
		"make_timestamptz_at_timezone": makeStampTZ, "make_interval": makeInterval,
		"float8_timestamptz": epochStamp,
		"timestamp_date":     stampDate(false), "timestamptz_date": stampDate(true),
		"date_timestamp":        func(_ *Ctx, a []D) (D, error) { us, err := dateStamp(a[0].I); return intD(us), err },
		"date_timestamptz":      func(c *Ctx, a []D) (D, error) { us, err := dateStamp(a[0].I); return toZone(c.location(), us), err },
		"timestamp_timestamptz": func(c *Ctx, a []D) (D, error) { return toZone(c.location(), a[0].I), nil },
		"timestamptz_timestamp": func(c *Ctx, a []D) (D, error) { return fromZone(c.location(), a[0].I), nil },
		"timestamp_time":        stampTime(false), "timestamptz_time": stampTime(true),
		"timestamptz_timetz": stampTimeTZ, "time_timetz": timeTimeTZ,
		"timetz_time":   func(_ *Ctx, a []D) (D, error) { t, _ := types.TimeTZOf(a[0]); return intD(t), nil },
		"time_interval": func(_ *Ctx, a []D) (D, error) { return ivD(types.IntervalValue{Micros: a[0].I}), nil },
		"interval_time": func(_ *Ctx, a []D) (D, error) {
			_, r := types.FloorDivMod(types.IntervalOf(a[0]).Micros, types.MicrosPerDay)
			return intD(r), nil
		},
		"timestamp_scale": roundStamp, "timestamptz_scale": roundStamp,
		"time_scale": func(_ *Ctx, a []D) (D, error) { return intD(types.RoundMicros(a[0].I, int(a[1].I))), nil },
		"timetz_scale": func(_ *Ctx, a []D) (D, error) {
			t, w := types.TimeTZOf(a[0])
			return types.NewTimeTZ(types.RoundMicros(t, int(a[1].I)), w), nil
		},
		"interval_scale": func(_ *Ctx, a []D) (D, error) {
			v, err := types.IntervalOf(a[0]).ApplyMod(int32(a[1].I))
			return ivD(v), err
		},
		"timestamp_zone": atZone(toZone), "timestamptz_zone": atZone(fromZone),
		"timestamp_izone": atOffset(1), "timestamptz_izone": atOffset(-1),
		"timetz_zone": timetzZone, "timetz_izone": timetzIzone,
		"timestamptz(date,time)": func(c *Ctx, a []D) (D, error) {
			d, err := dateTime(c, a)
			return toZone(c.location(), d.I), err
		},
		"timestamptz(date,timetz)": dateTimeTZ,
		"overlaps_timestamp":       overlaps(types.Timestamp), "overlaps_time": overlaps(types.Time), "overlaps_timetz": overlaps(types.TimeTZ),
	})
	for _, k := range []struct {
		name string
		plus evalFn
		oid  types.OID
	}{{"timestamp", stampPlus(1, false), types.Timestamp}, {"timestamptz", stampPlus(1, true), types.TimestampTZ}, {"time", timePlus(1), types.Time}} {
		regOverlapIntervals(k.name, k.plus, overlaps(k.oid))
	}
}

func regOverlapIntervals(t string, plus, over evalFn) {
	end := func(c *Ctx, a []D, from, iv int) error {
		if a[from].Null || a[iv].Null {
			a[iv] = types.Null
			return nil
		}
		d, err := plus(c, []D{a[from], a[iv]})
		a[iv] = d
		return err
	}
	wrap := func(at ...int) evalFn {
		return func(c *Ctx, args []D) (D, error) {
			a := append([]D{}, args...)
			for _, i := range at {
				if err := end(c, a, i-1, i); err != nil {
					return D{}, err
				}
			}
			return over(c, a)
		}
	}
	scalarImpls["overlaps("+t+",interval,"+t+",interval)"] = wrap(1, 3)
	scalarImpls["overlaps("+t+","+t+","+t+",interval)"] = wrap(3)
	scalarImpls["overlaps("+t+",interval,"+t+","+t+")"] = wrap(1)
}

func makeDate(_ *Ctx, a []D) (D, error) {
	y, m, d := a[0].I, int(a[1].I), int(a[2].I)
	bad := pgerr.New(pgerr.DatetimeFieldOverflow, "date field value out of range: %d-%02d-%02d", y, m, d)
	if y == 0 || m < 1 || m > 12 || d < 1 {
		return D{}, bad
	}
	if y < 0 {
		y++
	}
	if d > types.MonthDays(y, m) {
		return D{}, bad
	}
	days := types.DaysFromCivil(y, m, d)
	if !types.ValidDate(days) {
		return D{}, pgerr.New(pgerr.DatetimeFieldOverflow, "date out of range: %d-%02d-%02d", y, m, d)
	}
	return intD(days), nil
}

func clockMicros(h, m int64, sec float64) (int64, bool) {
	us := math.RoundToEven(sec * 1e6)
	if h < 0 || h > 24 || m < 0 || m > 59 || math.IsNaN(sec) || sec < 0 || us > 60e6 {
		return 0, false
	}
	tod := h*types.MicrosPerHour + m*types.MicrosPerMinute + int64(us)
	return tod, tod <= types.MicrosPerDay
}

func makeTime(_ *Ctx, a []D) (D, error) {
	tod, ok := clockMicros(a[0].I, a[1].I, a[2].Float())
	if !ok {
		return D{}, pgerr.New(pgerr.DatetimeFieldOverflow, "time field value out of range: %d:%02d:%02g", a[0].I, a[1].I, a[2].Float())
	}
	return intD(tod), nil
}

func makeStamp(c *Ctx, a []D) (D, error) {
	day, err := makeDate(c, a)
	if err != nil {
		return D{}, err
	}
	tod, err := makeTime(c, a[3:])
	if err != nil {
		return D{}, err
	}
	us, ok := types.JoinTimestamp(day.I, tod.I)
	if !ok {
		return D{}, pgerr.New(pgerr.DatetimeFieldOverflow, "timestamp out of range: %d-%02d-%02d %d:%02d:%02g",
			a[0].I, a[1].I, a[2].I, a[3].I, a[4].I, a[5].Float())
	}
	return intD(us), nil
}

func makeStampTZ(c *Ctx, a []D) (D, error) {
	d, err := makeStamp(c, a[:6])
	if err != nil {
		return D{}, err
	}
	loc := c.location()
	if len(a) == 7 {
		if loc, err = signedOrNamedZone(a[6].S); err != nil {
			return D{}, err
		}
	}
	return toZone(loc, d.I), nil
}

// signedOrNamedZone reads a zone; a bare offset has the SQL sign here, positive east.
func signedOrNamedZone(s string) (*time.Location, error) {
	if s != "" && (s[0] == '+' || s[0] == '-') {
		t, err := types.Parse(types.T(types.TimeTZ), "00:00"+s, nil)
		if err == nil {
			_, west := types.TimeTZOf(t)
			return time.FixedZone("", -west), nil
		}
	} else if s != "" && s[0] >= '0' && s[0] <= '9' {
		return nil, badParam("invalid input syntax for type numeric time zone: \"%s\"", s).(*pgerr.Error).
			WithHint("Numeric time zones must have \"-\" or \"+\" as first character.")
	}
	return types.ZoneByNameOrAbbrev(s)
}

func makeInterval(_ *Ctx, a []D) (D, error) {
	secs := a[6].Float()
	if math.IsInf(secs, 0) || math.IsNaN(secs) {
		return D{}, errIntervalRange
	}
	months, days := a[0].I*12+a[1].I, a[2].I*7+a[3].I
	if months != int64(int32(months)) || days != int64(int32(days)) {
		return D{}, errIntervalRange
	}
	us := a[4].I*types.MicrosPerHour + a[5].I*types.MicrosPerMinute + int64(math.RoundToEven(secs*1e6))
	return ivD(types.IntervalValue{Months: int32(months), Days: int32(days), Micros: us}), nil
}

// epochStamp is to_timestamp(double precision).
func epochStamp(_ *Ctx, a []D) (D, error) {
	f := a[0].Float()
	switch {
	case math.IsNaN(f):
		return D{}, pgerr.New(pgerr.DatetimeFieldOverflow, "timestamp cannot be NaN")
	case math.IsInf(f, 1):
		return intD(types.TimestampInfinity), nil
	case math.IsInf(f, -1):
		return intD(types.TimestampNegInfinity), nil
	}
	us := math.RoundToEven((f-946684800)*1e6) + 946684800e6
	if math.Abs(us) > 9.2e18 || !types.ValidTimestamp(int64(us)) {
		return D{}, pgerr.New(pgerr.DatetimeFieldOverflow, "timestamp out of range: \"%g\"", f)
	}
	return intD(int64(math.RoundToEven((f-946684800)*1e6)) + 946684800000000), nil
}

func toZone(loc *time.Location, us int64) D {
	if isInf(us) {
		return intD(us)
	}
	return intD(types.LocalToUTC(loc, us))
}

func fromZone(loc *time.Location, us int64) D {
	if isInf(us) {
		return intD(us)
	}
	return intD(types.UTCToLocal(loc, us))
}

func stampDate(zoned bool) evalFn {
	return func(c *Ctx, a []D) (D, error) {
		us := a[0].I
		switch us {
		case types.TimestampInfinity:
			return intD(types.DateInfinity), nil
		case types.TimestampNegInfinity:
			return intD(types.DateNegInfinity), nil
		}
		if zoned {
			us = types.UTCToLocal(c.location(), us)
		}
		d, _ := types.FloorDivMod(us, types.MicrosPerDay)
		return intD(d), nil
	}
}

func stampTime(zoned bool) evalFn {
	return func(c *Ctx, a []D) (D, error) {
		us := a[0].I
		if isInf(us) {
			return types.Null, nil
		}
		if zoned {
			us = types.UTCToLocal(c.location(), us)
		}
		_, tod := types.FloorDivMod(us, types.MicrosPerDay)
		return intD(tod), nil
	}
}

func stampTimeTZ(c *Ctx, a []D) (D, error) {
	if isInf(a[0].I) {
		return types.Null, nil
	}
	off, _ := types.OffsetAt(c.location(), a[0].I)
	_, tod := types.FloorDivMod(a[0].I+int64(off)*types.MicrosPerSecond, types.MicrosPerDay)
	return types.NewTimeTZ(tod, -off), nil
}

func timeTimeTZ(c *Ctx, a []D) (D, error) {
	off, _ := types.OffsetAt(c.location(), c.Session.now().UnixMicro())
	return types.NewTimeTZ(a[0].I, -off), nil
}

func roundStamp(_ *Ctx, a []D) (D, error) {
	if isInf(a[0].I) || a[1].I < 0 {
		return a[0], nil
	}
	return intD(types.RoundMicros(a[0].I, int(a[1].I))), nil
}

// atZone is timezone(zone, value).
func atZone(convert func(*time.Location, int64) D) evalFn {
	return func(_ *Ctx, a []D) (D, error) {
		loc, err := types.ZoneByNameOrAbbrev(a[0].S)
		if err != nil {
			return D{}, err
		}
		return convert(loc, a[1].I), nil
	}
}

// atOffset is timezone(interval, value).
func atOffset(sign int64) evalFn {
	return func(_ *Ctx, a []D) (D, error) {
		v, err := zoneInterval(a[0])
		if err != nil || isInf(a[1].I) {
			return a[1], err
		}
		return intD(a[1].I - sign*v), nil
	}
}

func zoneInterval(d D) (int64, error) {
	v := types.IntervalOf(d)
	if v.Months != 0 || v.Days != 0 {
		return 0, badParam("interval time zone \"%s\" must not include months or days", types.AppendText(nil, types.T(types.Interval), d, nil))
	}
	return v.Micros / types.MicrosPerSecond * types.MicrosPerSecond, nil
}

func timetzZone(c *Ctx, a []D) (D, error) {
	loc, err := types.ZoneByNameOrAbbrev(a[0].S)
	if err != nil {
		return D{}, err
	}
	off, _ := types.OffsetAt(loc, c.Session.now().UnixMicro())
	return shiftTimeTZ(a[1], -off), nil
}

func timetzIzone(_ *Ctx, a []D) (D, error) {
	v, err := zoneInterval(a[0])
	if err != nil {
		return D{}, err
	}
	return shiftTimeTZ(a[1], -int(v/types.MicrosPerSecond)), nil
}

func shiftTimeTZ(d D, west int) D {
	tod, old := types.TimeTZOf(d)
	_, r := types.FloorDivMod(tod+int64(old-west)*types.MicrosPerSecond, types.MicrosPerDay)
	return types.NewTimeTZ(r, west)
}

// overlaps implements (s1, e1) OVERLAPS (s2, e2) with SQL's treatment of NULL ends.
func overlaps(oid types.OID) evalFn {
	t := types.T(oid)
	lt := func(a, b D) bool { return types.Compare(t, a, b) < 0 }
	order := func(s, e D) (D, D, bool) {
		switch {
		case s.Null:
			return e, s, !e.Null
		case !e.Null && lt(e, s):
			return e, s, true
		}
		return s, e, true
	}
	return func(_ *Ctx, a []D) (D, error) {
		s1, e1, ok1 := order(a[0], a[1])
		s2, e2, ok2 := order(a[2], a[3])
		if !ok1 || !ok2 {
			return types.Null, nil
		}
		if lt(s2, s1) {
			s1, e1, s2, e2 = s2, e2, s1, e1
		}
		switch { // s1 ≤ s2
		case types.Compare(t, s1, s2) == 0:
			if e1.Null || e2.Null {
				return types.Null, nil
			}
			return boolD(true), nil
		case e1.Null:
			return types.Null, nil
		case lt(s2, e1):
			return boolD(true), nil
		}
		return boolD(false), nil
	}
}
