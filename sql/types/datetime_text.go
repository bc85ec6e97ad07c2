package types

import "strconv"

var (
	monthAbbr = [13]string{"", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"}
	dayAbbr   = [7]string{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"}
)

func append2(dst []byte, v int) []byte {
	return append(dst, byte('0'+v/10%10), byte('0'+v%10))
}

func appendYear(dst []byte, y int64) []byte {
	if y <= 0 {
		y = 1 - y
	}
	if y < 10000 {
		return append(dst, byte('0'+y/1000), byte('0'+y/100%10), byte('0'+y/10%10), byte('0'+y%10))
	}
	return strconv.AppendInt(dst, y, 10)
}

func appendBC(dst []byte, y int64) []byte {
	if y <= 0 {
		return append(dst, " BC"...)
	}
	return dst
}

// appendClock appends hh:mm:ss with the fraction less trailing zeros.
func appendClock(dst []byte, c Civil) []byte {
	dst = append2(dst, c.Hour)
	dst = append(dst, ':')
	dst = append2(dst, c.Minute)
	dst = append(dst, ':')
	dst = append2(dst, c.Second)
	return appendFraction(dst, c.Mic)
}

func appendFraction(dst []byte, mic int) []byte {
	if mic == 0 {
		return dst
	}
	dst = append(dst, '.')
	for p := 100000; mic > 0; p /= 10 {
		dst = append(dst, byte('0'+mic/p))
		mic %= p
	}
	return dst
}

// appendOffset appends ±hh[:mm[:ss]], seconds east of UTC.
func appendOffset(dst []byte, off int) []byte {
	sign := byte('+')
	if off < 0 {
		sign = '-'
		off = -off
	}
	dst = append2(append(dst, sign), off/3600)
	if off%3600 != 0 {
		dst = append2(append(dst, ':'), off/60%60)
	}
	if off%60 != 0 {
		dst = append2(append(dst, ':'), off%60)
	}
	return dst
}

func appendDay(dst []byte, c Civil, st *Style) []byte {
	switch st.Date {
	case DateSQL, DatePostgres, DateGerman:
		sep := byte('-')
		a, b := c.Month, c.Day
		if st.Date == DateSQL {
			sep = '/'
		}
		if st.Date == DateGerman {
			sep = '.'
		}
		if st.Order == DMY || st.Date == DateGerman {
			a, b = b, a
		}
		dst = append2(dst, a)
		dst = append2(append(dst, sep), b)
		return appendYear(append(dst, sep), c.Year)
	}
	dst = appendYear(dst, c.Year)
	dst = append2(append(dst, '-'), c.Month)
	return append2(append(dst, '-'), c.Day)
}

// AppendDate appends a date.
func AppendDate(dst []byte, days int64, st *Style) []byte {
	switch days {
	case DateInfinity:
		return append(dst, "infinity"...)
	case DateNegInfinity:
		return append(dst, "-infinity"...)
	}
	var c Civil
	c.Year, c.Month, c.Day = CivilFromDays(days)
	return appendBC(appendDay(dst, c, st), c.Year)
}

// AppendTime appends a time of day.
func AppendTime(dst []byte, tod int64) []byte { return appendClock(dst, SplitTime(tod)) }

// AppendTimestamp appends a timestamp without time zone.
func AppendTimestamp(dst []byte, us int64, st *Style) []byte {
	if us == TimestampInfinity {
		return append(dst, "infinity"...)
	}
	if us == TimestampNegInfinity {
		return append(dst, "-infinity"...)
	}
	return appendCivil(dst, SplitTimestamp(us), st, false)
}

// AppendTimestampTZ appends a moment in the style's time zone.
func AppendTimestampTZ(dst []byte, us int64, st *Style) []byte {
	if us == TimestampInfinity || us == TimestampNegInfinity {
		return AppendTimestamp(dst, us, st)
	}
	return appendCivil(dst, SplitZoned(st.loc(), us), st, true)
}

func appendCivil(dst []byte, c Civil, st *Style, zoned bool) []byte {
	if st.Date == DatePostgres {
		return appendPostgresStyle(dst, c, st, zoned)
	}
	dst = appendDay(dst, c, st)
	dst = appendClock(append(dst, ' '), c)
	if zoned {
		if st.Date == DateISO || c.Abbr == "" {
			dst = appendOffset(dst, c.Offset)
		} else {
			dst = appendAbbr(dst, c)
		}
	}
	return appendBC(dst, c.Year)
}

func appendAbbr(dst []byte, c Civil) []byte {
	if c.Abbr[0] == '+' || c.Abbr[0] == '-' {
		return appendOffset(append(dst, ' '), c.Offset)
	}
	return append(append(dst, ' '), c.Abbr...)
}

func appendPostgresStyle(dst []byte, c Civil, st *Style, zoned bool) []byte {
	dst = append(append(dst, dayAbbr[Weekday(c.Days())]...), ' ')
	if st.Order == DMY {
		dst = append2(dst, c.Day)
		dst = append(append(dst, ' '), monthAbbr[c.Month]...)
	} else {
		dst = append(append(dst, monthAbbr[c.Month]...), ' ')
		dst = append2(dst, c.Day)
	}
	dst = appendClock(append(dst, ' '), c)
	dst = appendYear(append(dst, ' '), c.Year)
	if zoned {
		dst = appendAbbr(dst, c)
	}
	return appendBC(dst, c.Year)
}
