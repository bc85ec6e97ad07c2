package types

import (
	"encoding/binary"
	"math"
	"math/big"
	"strconv"

	"github.com/tarndb/tarn/sql/pgerr"
)

// IntervalValue is a decoded interval: months, days and µs are kept apart. An encoded
// interval is 16 bytes big-endian: months, days (4 each), µs (8).
type IntervalValue struct {
	Months, Days int32
	Micros       int64
}

// NewInterval makes an interval datum.
func NewInterval(v IntervalValue) Datum {
	var b [16]byte
	binary.BigEndian.PutUint32(b[0:], uint32(v.Months))
	binary.BigEndian.PutUint32(b[4:], uint32(v.Days))
	binary.BigEndian.PutUint64(b[8:], uint64(v.Micros))
	return Datum{S: string(b[:])}
}

// IntervalOf reads an interval datum.
func IntervalOf(d Datum) IntervalValue {
	if len(d.S) < 16 {
		return IntervalValue{}
	}
	return IntervalValue{int32(be32(d.S)), int32(be32(d.S[4:])), int64(be64(d.S[8:]))}
}

func be32(s string) uint32 {
	return uint32(s[0])<<24 | uint32(s[1])<<16 | uint32(s[2])<<8 | uint32(s[3])
}

func be64(s string) uint64 { return uint64(be32(s))<<32 | uint64(be32(s[4:])) }

// span is the value with 30-day months, for comparison: days and µs of the last day.
func (v IntervalValue) span() (days, micros int64) {
	q, r := FloorDivMod(v.Micros, MicrosPerDay)
	return int64(v.Months)*30 + int64(v.Days) + q, r
}

// Cmp orders intervals counting 30 days a month and 24 hours a day.
func (v IntervalValue) Cmp(w IntervalValue) int {
	vd, vu := v.span()
	wd, wu := w.span()
	switch {
	case vd != wd:
		return sign(vd < wd)
	case vu != wu:
		return sign(vu < wu)
	}
	return 0
}

func sign(less bool) int {
	if less {
		return -1
	}
	return 1
}

func intervalOutOfRange() error {
	return pgerr.New(pgerr.DatetimeFieldOverflow, "interval out of range")
}

// Add is the sum by fields. Error: 22008.
func (v IntervalValue) Add(w IntervalValue) (IntervalValue, error) {
	m, d := int64(v.Months)+int64(w.Months), int64(v.Days)+int64(w.Days)
	u := v.Micros + w.Micros
	if m != int64(int32(m)) || d != int64(int32(d)) || (v.Micros >= 0) == (w.Micros >= 0) && (u >= 0) != (v.Micros >= 0) {
		return v, intervalOutOfRange()
	}
	return IntervalValue{int32(m), int32(d), u}, nil
}

// Neg changes the sign of each field. Error: 22008.
func (v IntervalValue) Neg() (IntervalValue, error) {
	if v.Months == math.MinInt32 || v.Days == math.MinInt32 || v.Micros == math.MinInt64 {
		return v, intervalOutOfRange()
	}
	return IntervalValue{-v.Months, -v.Days, -v.Micros}, nil
}

// AppendText appends the interval in the style's IntervalStyle.
func (v IntervalValue) AppendText(dst []byte, st *Style) []byte {
	f := v.fields()
	switch st.Interval {
	case IntervalVerbose:
		return f.verbose(dst)
	case IntervalSQL:
		return f.sqlStandard(dst)
	case IntervalISO:
		return f.iso(dst)
	}
	return f.postgres(dst)
}

// ivFields are the signed display fields.
type ivFields struct {
	year, mon, day, hour, min, sec int64
	mic                            int64
}

func (v IntervalValue) fields() ivFields {
	u := v.Micros
	return ivFields{
		year: int64(v.Months / 12), mon: int64(v.Months % 12), day: int64(v.Days),
		hour: u / MicrosPerHour, min: u / MicrosPerMinute % 60, sec: u / MicrosPerSecond % 60, mic: u % MicrosPerSecond,
	}
}

func (f ivFields) timeZero() bool { return f.hour == 0 && f.min == 0 && f.sec == 0 && f.mic == 0 }
func (f ivFields) timeNeg() bool  { return f.hour < 0 || f.min < 0 || f.sec < 0 || f.mic < 0 }

func abs64(v int64) int64 {
	if v < 0 {
		return -v
	}
	return v
}

// clock appends the time part without sign; hours have at least two digits.
func (f ivFields) clock(dst []byte) []byte {
	h := uint64(f.hour)
	if f.hour < 0 {
		h = -h
	}
	if h < 10 {
		dst = append(dst, '0')
	}
	dst = strconv.AppendUint(dst, h, 10)
	dst = append2(append(dst, ':'), int(abs64(f.min)))
	dst = append2(append(dst, ':'), int(abs64(f.sec)))
	return appendFraction(dst, int(abs64(f.mic)))
}

func (f ivFields) postgres(dst []byte) []byte {
	start, neg := len(dst), false
	unit := func(v int64, name string) {
		if v == 0 {
			return
		}
		if len(dst) > start {
			dst = append(dst, ' ')
		}
		if neg && v > 0 {
			dst = append(dst, '+')
		}
		dst = append(strconv.AppendInt(dst, v, 10), ' ')
		dst = append(dst, name...)
		if v != 1 {
			dst = append(dst, 's')
		}
		neg = v < 0
	}
	unit(f.year, "year")
	unit(f.mon, "mon")
	unit(f.day, "day")
	if len(dst) > start && f.timeZero() {
		return dst
	}
	if len(dst) > start {
		dst = append(dst, ' ')
	}
	if f.timeNeg() {
		dst = append(dst, '-')
	} else if neg {
		dst = append(dst, '+')
	}
	return f.clock(dst)
}

func (f ivFields) verbose(dst []byte) []byte {
	dst = append(dst, '@')
	start, ago := len(dst), false
	unit := func(v int64, name string) {
		if v == 0 {
			return
		}
		if len(dst) == start {
			ago = v < 0
			v = abs64(v)
		} else if ago {
			v = -v
		}
		dst = append(strconv.AppendInt(append(dst, ' '), v, 10), ' ')
		dst = append(dst, name...)
		if v != 1 {
			dst = append(dst, 's')
		}
	}
	unit(f.year, "year")
	unit(f.mon, "mon")
	unit(f.day, "day")
	unit(f.hour, "hour")
	unit(f.min, "min")
	if f.sec != 0 || f.mic != 0 {
		neg := f.sec < 0 || f.mic < 0
		if len(dst) == start {
			ago = neg
			neg = false
		} else if ago {
			neg = !neg
		}
		dst = append(dst, ' ')
		if neg {
			dst = append(dst, '-')
		}
		dst = strconv.AppendInt(dst, abs64(f.sec), 10)
		dst = append(appendFraction(dst, int(abs64(f.mic))), " sec"...)
		if abs64(f.sec) != 1 || f.mic != 0 {
			dst = append(dst, 's')
		}
	}
	if len(dst) == start {
		dst = append(dst, " 0"...)
	}
	if ago {
		dst = append(dst, " ago"...)
	}
	return dst
}

func (f ivFields) sqlStandard(dst []byte) []byte {
	neg := f.year < 0 || f.mon < 0 || f.day < 0 || f.timeNeg()
	pos := f.year > 0 || f.mon > 0 || f.day > 0 || f.hour > 0 || f.min > 0 || f.sec > 0 || f.mic > 0
	ym, d, t := f.year != 0 || f.mon != 0, f.day != 0, !f.timeZero()
	signOf := func(neg bool) byte {
		if neg {
			return '-'
		}
		return '+'
	}
	switch {
	case !neg && !pos:
		return append(dst, '0')
	case neg && pos || ym && (d || t): // mixed: every part shows its sign
		dst = append(dst, signOf(f.year < 0 || f.mon < 0))
		dst = strconv.AppendInt(dst, abs64(f.year), 10)
		dst = strconv.AppendInt(append(dst, '-'), abs64(f.mon), 10)
		dst = append(dst, ' ', signOf(f.day < 0))
		dst = strconv.AppendInt(dst, abs64(f.day), 10)
		dst = append(dst, ' ', signOf(f.timeNeg()))
		return f.shortClock(dst)
	}
	if neg {
		dst = append(dst, '-')
	}
	if ym {
		dst = strconv.AppendInt(dst, abs64(f.year), 10)
		return strconv.AppendInt(append(dst, '-'), abs64(f.mon), 10)
	}
	if d {
		dst = append(strconv.AppendInt(dst, abs64(f.day), 10), ' ')
	}
	return f.shortClock(dst)
}

// shortClock appends the time part with hours as few digits as they have.
func (f ivFields) shortClock(dst []byte) []byte {
	dst = strconv.AppendInt(dst, abs64(f.hour), 10)
	dst = append2(append(dst, ':'), int(abs64(f.min)))
	dst = append2(append(dst, ':'), int(abs64(f.sec)))
	return appendFraction(dst, int(abs64(f.mic)))
}

func (f ivFields) iso(dst []byte) []byte {
	if f == (ivFields{}) {
		return append(dst, "PT0S"...)
	}
	unit := func(v int64, c byte) {
		if v != 0 {
			dst = append(strconv.AppendInt(dst, v, 10), c)
		}
	}
	dst = append(dst, 'P')
	unit(f.year, 'Y')
	unit(f.mon, 'M')
	unit(f.day, 'D')
	if f.timeZero() {
		return dst
	}
	dst = append(dst, 'T')
	unit(f.hour, 'H')
	unit(f.min, 'M')
	if f.sec != 0 || f.mic != 0 {
		if f.sec < 0 || f.mic < 0 {
			dst = append(dst, '-')
		}
		dst = strconv.AppendInt(dst, abs64(f.sec), 10)
		dst = append(appendFraction(dst, int(abs64(f.mic))), 'S')
	}
	return dst
}

// TotalMicros is the length in µs with 30-day months, exact.
func (v IntervalValue) TotalMicros() *big.Int {
	days := big.NewInt(int64(v.Months)*30 + int64(v.Days))
	days.Mul(days, big.NewInt(MicrosPerDay))
	return days.Add(days, big.NewInt(v.Micros))
}
