package types

import "math"

// Units of time in microseconds.
const (
	MicrosPerSecond int64 = 1_000_000
	MicrosPerMinute       = 60 * MicrosPerSecond
	MicrosPerHour         = 60 * MicrosPerMinute
	MicrosPerDay          = 24 * MicrosPerHour
)

// Infinite dates and timestamps.
const (
	DateInfinity         int64 = math.MaxInt32
	DateNegInfinity      int64 = math.MinInt32
	TimestampInfinity    int64 = math.MaxInt64
	TimestampNegInfinity int64 = math.MinInt64
)

// Limits: 4714-11-24 BC up to year 5874898 for dates and 294247-01-10 for timestamps.
const (
	MinDay       int64 = -2440588
	EndDay       int64 = 2145042906 // first day out of range for dates
	EndStampDay  int64 = 106751991  // first day out of range for timestamps: 294247-01-10, what µs since 1970 can hold
	pgEpochDays        = 10957      // days from 1970-01-01 to 2000-01-01
	pgEpochMicro       = pgEpochDays * MicrosPerDay
)

// DaysFromCivil gives days since 1970-01-01 of a proleptic Gregorian date; years are
// astronomical (0 is 1 BC). Month and day may be out of their usual ranges by overflow
// of the day only.
func DaysFromCivil(y int64, m, d int) int64 {
	if m <= 2 {
		y--
	}
	era := floorDiv64(y, 400)
	yoe := y - era*400
	mp := int64((m + 9) % 12)
	doy := (153*mp+2)/5 + int64(d) - 1
	doe := yoe*365 + yoe/4 - yoe/100 + doy
	return era*146097 + doe - 719468
}

// CivilFromDays is the inverse of DaysFromCivil.
func CivilFromDays(z int64) (y int64, m, d int) {
	z += 719468
	era := floorDiv64(z, 146097)
	doe := z - era*146097
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	mp := (5*doy + 2) / 153
	d = int(doy - (153*mp+2)/5 + 1)
	m = int(mp + 3)
	if m > 12 {
		m -= 12
	}
	y = yoe + era*400
	if m <= 2 {
		y++
	}
	return y, m, d
}

func floorDiv64(a, b int64) int64 {
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q
}

// FloorDivMod divides rounding down; the remainder has the sign of b.
func FloorDivMod(a, b int64) (q, r int64) {
	q = floorDiv64(a, b)
	return q, a - q*b
}

// IsLeap says whether an astronomical year is a leap year.
func IsLeap(y int64) bool { return y%4 == 0 && (y%100 != 0 || y%400 == 0) }

var monthLen = [13]int{0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31}

// MonthDays is the length of a month.
func MonthDays(y int64, m int) int {
	if m == 2 && IsLeap(y) {
		return 29
	}
	return monthLen[m]
}

// Civil is a moment broken into calendar fields. Offset is seconds east of UTC and Abbr
// the zone's abbreviation, for zoned values.
type Civil struct {
	Year                      int64 // astronomical
	Month, Day                int
	Hour, Minute, Second, Mic int
	Offset                    int
	Abbr                      string
}

// SplitTimestamp breaks µs since 1970 into fields.
func SplitTimestamp(us int64) Civil {
	days, tod := FloorDivMod(us, MicrosPerDay)
	c := SplitTime(tod)
	c.Year, c.Month, c.Day = CivilFromDays(days)
	return c
}

// SplitTime breaks µs of a day into fields.
func SplitTime(tod int64) Civil {
	sec := tod / MicrosPerSecond
	return Civil{Hour: int(sec / 3600), Minute: int(sec / 60 % 60), Second: int(sec % 60), Mic: int(tod % MicrosPerSecond)}
}

// TimeOfDay is the µs of the day.
func (c Civil) TimeOfDay() int64 {
	return int64(c.Hour)*MicrosPerHour + int64(c.Minute)*MicrosPerMinute + int64(c.Second)*MicrosPerSecond + int64(c.Mic)
}

// Days is the day number since 1970-01-01.
func (c Civil) Days() int64 { return DaysFromCivil(c.Year, c.Month, c.Day) }

// Micros joins the fields to µs since 1970, ignoring Offset; ok is false out of range.
func (c Civil) Micros() (us int64, ok bool) { return JoinTimestamp(c.Days(), c.TimeOfDay()) }

// JoinTimestamp makes a timestamp of day number and µs of day; ok is false out of range.
func JoinTimestamp(days, tod int64) (us int64, ok bool) {
	if days < MinDay || days >= EndStampDay {
		return 0, false
	}
	us = days*MicrosPerDay + tod
	return us, ValidTimestamp(us)
}

// ValidTimestamp says whether a finite timestamp is in PostgreSQL's range.
func ValidTimestamp(us int64) bool {
	return us >= MinDay*MicrosPerDay && us < EndStampDay*MicrosPerDay
}

// ValidDate says whether a finite date is in PostgreSQL's range.
func ValidDate(days int64) bool { return days >= MinDay && days < EndDay }

// Weekday is 0 for Sunday.
func Weekday(days int64) int {
	_, r := FloorDivMod(days+4, 7)
	return int(r)
}

// DayOfYear counts from 1.
func (c Civil) DayOfYear() int { return int(c.Days()-DaysFromCivil(c.Year, 1, 1)) + 1 }

// ISOWeek gives the ISO 8601 year and week of a day.
func ISOWeek(days int64) (year int64, week int) {
	wd := int64((Weekday(days) + 6) % 7) // Monday 0
	thursday := days - wd + 3
	y, _, _ := CivilFromDays(thursday)
	return y, int((thursday-DaysFromCivil(y, 1, 1))/7) + 1
}

// ISOWeekStart gives the Monday of an ISO week.
func ISOWeekStart(year int64, week int) int64 {
	jan4 := DaysFromCivil(year, 1, 4)
	return jan4 - int64((Weekday(jan4)+6)%7) + int64(week-1)*7
}
