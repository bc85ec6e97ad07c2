package builtin

import (
	"fmt"
	"slices"
	"strings"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

func init() {
	regScalars(map[string]evalFn{
		"timestamp_to_char": func(_ *Ctx, a []D) (D, error) {
			if isInf(a[0].I) || a[1].S == "" {
				return types.Null, nil
			}
			return strD(formatCivil(types.SplitTimestamp(a[0].I), a[1].S, false, false)), nil
		},
		"timestamptz_to_char": func(c *Ctx, a []D) (D, error) {
			if isInf(a[0].I) || a[1].S == "" {
				return types.Null, nil
			}
			return strD(formatCivil(types.SplitZoned(c.location(), a[0].I), a[1].S, true, false)), nil
		},
		"interval_to_char": func(_ *Ctx, a []D) (D, error) {
			if a[1].S == "" {
				return types.Null, nil
			}
			if toks, _ := parseDateTemplate(a[1].S); slices.ContainsFunc(toks, notForIntervals) {
				return D{}, pgerr.New(pgerr.InvalidDatetimeFormat, "invalid format specification for an interval value").
					WithHint("Intervals are not tied to specific calendar dates.")
			}
			return strD(formatCivil(intervalCivil(types.IntervalOf(a[0])), a[1].S, false, true)), nil
		},
	})
}

// notForIntervals says whether a field needs a calendar date or a zone.
func notForIntervals(t dchToken) bool {
	switch t.key {
	case "TZ", "TZH", "TZM", "OF", "AD", "BC", "A.D.", "B.C.", "MONTH", "MON", "DAY", "DY", "D", "ID":
		return true
	}
	return false
}

// intervalCivil puts an interval's parts where to_char looks for fields.
func intervalCivil(v types.IntervalValue) types.Civil {
	u := v.Micros
	return types.Civil{Year: int64(v.Months / 12), Month: int(v.Months % 12), Day: int(v.Days), Hour: int(u / types.MicrosPerHour),
		Minute: int(u / types.MicrosPerMinute % 60), Second: int(u / types.MicrosPerSecond % 60), Mic: int(u % types.MicrosPerSecond)}
}

type dateFormatter struct {
	c               types.Civil
	zoned, interval bool
}

func formatCivil(c types.Civil, template string, zoned, interval bool) string {
	f := dateFormatter{c, zoned, interval}
	var b strings.Builder
	toks, _ := parseDateTemplate(template)
	for _, t := range toks {
		if t.key == "" {
			b.WriteString(t.text)
			continue
		}
		b.WriteString(f.field(t))
	}
	return b.String()
}

// pad writes a number with at least n digits unless FM, and its ordinal suffix.
func (t dchToken) pad(v int64, n int) string {
	s := fmt.Sprint(v)
	if !t.fm {
		if v < 0 {
			s = fmt.Sprintf("%0*d", n+1, v)
		} else {
			s = fmt.Sprintf("%0*d", n, v)
		}
	}
	if t.th {
		s += ordinal(max(v, -v), t.upTH)
	}
	return s
}

// pad2 is pad with the sign counted as a digit.
func (t dchToken) pad2(v int64, n int) string {
	if v < 0 {
		n--
	}
	return t.pad(v, n)
}

// name writes a name padded to nine characters unless FM.
func (t dchToken) name(s string, width int) string {
	s = caseLike(s, t.text)
	if t.fm || t.tm {
		return s
	}
	return fmt.Sprintf("%-*s", width, s)
}

func (f dateFormatter) field(t dchToken) string {
	c := f.c
	hour12 := int64(c.Hour) % 12
	if hour12 == 0 && c.Hour%12 == 0 {
		hour12 = 12
	}
	switch t.key {
	case "HH24":
		return t.pad(int64(c.Hour), 2)
	case "HH", "HH12":
		return t.pad(hour12, 2)
	case "MI":
		return t.pad(int64(c.Minute), 2)
	case "SS":
		return t.pad(int64(c.Second), 2)
	case "MS":
		return t.pad(int64(c.Mic/1000), 3)
	case "US":
		return t.pad(int64(c.Mic), 6)
	case "FF1", "FF2", "FF3", "FF4", "FF5", "FF6":
		n := int(t.key[2] - '0')
		return fmt.Sprintf("%06d", c.Mic)[:n]
	case "SSSS", "SSSSS":
		s := fmt.Sprint(c.Hour*3600 + c.Minute*60 + c.Second)
		if t.th {
			s += ordinal(int64(c.Hour*3600+c.Minute*60+c.Second), t.upTH)
		}
		return s
	case "AM", "PM":
		return caseLike(map[bool]string{true: "PM", false: "AM"}[c.Hour%24 >= 12], t.text)
	case "A.M.", "P.M.":
		return caseLike(map[bool]string{true: "P.M.", false: "A.M."}[c.Hour%24 >= 12], t.text)
	case "TZ", "TZH", "TZM", "OF":
		return f.zone(t)
	case "BC", "AD":
		return caseLike(map[bool]string{true: "BC", false: "AD"}[c.Year <= 0], t.text)
	case "B.C.", "A.D.":
		return caseLike(map[bool]string{true: "B.C.", false: "A.D."}[c.Year <= 0], t.text)
	}
	return f.dayField(t)
}

func (f dateFormatter) zone(t dchToken) string {
	if f.interval {
		return ""
	}
	off := f.c.Offset
	sign := "+"
	if off < 0 {
		sign, off = "-", -off
	}
	switch t.key {
	case "TZ":
		return caseLike(f.c.Abbr, t.text)
	case "TZH":
		return fmt.Sprintf("%s%02d", sign, off/3600)
	case "TZM":
		return fmt.Sprintf("%02d", off/60%60)
	}
	s := fmt.Sprintf("%s%02d", sign, off/3600)
	if m := off / 60 % 60; m != 0 {
		s += fmt.Sprintf(":%02d", m)
	}
	return s
}

// shownYear is the year as written, BC years positive; intervals show it signed.
func (f dateFormatter) shownYear() int64 {
	if f.c.Year <= 0 && !f.interval {
		return 1 - f.c.Year
	}
	return f.c.Year
}

func (f dateFormatter) dayField(t dchToken) string {
	c := f.c
	switch t.key {
	case "YYYY", "YYY", "YY", "Y", "Y,YYY":
		return f.year(t, f.shownYear(), len(t.key))
	case "IYYY", "IYY", "IY", "I":
		y, _ := types.ISOWeek(f.days())
		if y <= 0 {
			y = 1 - y
		}
		return f.year(t, y, len(t.key))
	case "MONTH", "MON", "RM", "MM", "Q":
		return f.month(t)
	case "DAY":
		return t.name(fullDays[types.Weekday(f.days())], 9)
	case "DY":
		return caseLike(fullDays[types.Weekday(f.days())][:3], t.text)
	case "DDD":
		if f.interval {
			return t.pad2((c.Year*12+int64(c.Month))*30+int64(c.Day), 3)
		}
		return t.pad(int64(c.DayOfYear()), 3)
	case "IDDD":
		y, _ := types.ISOWeek(f.days())
		return t.pad(f.days()-types.ISOWeekStart(y, 1)+1, 3)
	case "DD":
		return t.pad2(int64(c.Day), 2)
	case "D":
		return t.pad(int64(types.Weekday(f.days())+1), 1)
	case "ID":
		return t.pad(int64((types.Weekday(f.days())+6)%7+1), 1)
	case "WW":
		return t.pad(int64((c.DayOfYear()-1)/7+1), 2)
	case "IW":
		_, w := types.ISOWeek(f.days())
		return t.pad(int64(w), 2)
	case "W":
		return t.pad(int64((c.Day-1)/7+1), 1)
	case "CC":
		cc := span(c.Year, 100)
		if f.interval {
			cc = c.Year / 100
		}
		return t.pad(cc, 2)
	case "J":
		return t.pad(f.days()+2440588, 1)
	}
	return t.text
}

func (f dateFormatter) days() int64 {
	if f.interval { // month and day may be zero or below
		y, m := f.c.Year, f.c.Month
		if m <= 0 {
			y, m = y-1, m+12
		}
		return types.DaysFromCivil(y, m, 1) + int64(f.c.Day) - 1
	}
	return types.DaysFromCivil(f.c.Year, max(f.c.Month, 1), max(f.c.Day, 1))
}

func (f dateFormatter) year(t dchToken, y int64, digits int) string {
	if t.key == "Y,YYY" {
		s := fmt.Sprintf("%d,%03d", y/1000, y%1000)
		if t.th {
			s += ordinal(y, t.upTH)
		}
		return s
	}
	for i, m := 0, []int64{0, 10, 100, 1000}; i < 1 && digits < 4; i++ {
		y %= m[digits]
	}
	return t.pad(y, digits)
}

func (f dateFormatter) month(t dchToken) string {
	m := f.c.Month
	switch t.key {
	case "MM":
		return t.pad(int64(m), 2)
	case "Q":
		if m == 0 {
			return ""
		}
		return t.pad(int64(m-1)/3+1, 1)
	}
	if m == 0 {
		return ""
	}
	if m < 0 {
		m += 13
	}
	switch t.key {
	case "MONTH":
		return t.name(fullMonths[m-1], 9)
	case "MON":
		return caseLike(fullMonths[m-1][:3], t.text)
	}
	return t.name(romans[m-1], 4)
}
