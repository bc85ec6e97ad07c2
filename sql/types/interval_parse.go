package types

import (
	"math"
	"strconv"
	"strings"

	"github.com/tarndb/tarn/sql/pgerr"
)

// ivAcc sums interval fields while parsing.
type ivAcc struct {
	months, days, micros int64
	over                 bool
}

func (a *ivAcc) add(p *int64, v, unit int64) {
	x := v * unit
	if v != 0 && x/v != unit {
		a.over = true
		return
	}
	y := *p + x
	if (x > 0) != (y > *p) && x != 0 {
		a.over = true
	}
	*p = y
}

// unit kinds: how whole and fractional parts spread over the fields.
type ivUnit struct {
	months, days, micros int64
}

var ivUnits = map[string]ivUnit{}

func init() {
	reg := func(u ivUnit, names ...string) {
		for _, n := range names {
			ivUnits[n] = u
		}
	}
	reg(ivUnit{micros: 1}, "microsecond", "microseconds", "microsecon", "us", "usec", "usecs", "useconds", "usecond")
	reg(ivUnit{micros: 1000}, "millisecond", "milliseconds", "millisecon", "ms", "msec", "msecs", "mseconds", "msecond")
	reg(ivUnit{micros: MicrosPerSecond}, "second", "seconds", "sec", "secs", "s")
	reg(ivUnit{micros: MicrosPerMinute}, "minute", "minutes", "min", "mins", "m")
	reg(ivUnit{micros: MicrosPerHour}, "hour", "hours", "hr", "hrs", "h")
	reg(ivUnit{days: 1}, "day", "days", "d")
	reg(ivUnit{days: 7}, "week", "weeks", "w")
	reg(ivUnit{months: 1}, "month", "months", "mon", "mons")
	reg(ivUnit{months: 12}, "year", "years", "yr", "yrs", "y")
	reg(ivUnit{months: 120}, "decade", "decades", "decs", "dec")
	reg(ivUnit{months: 1200}, "century", "centuries", "cent", "c")
	reg(ivUnit{months: 12000}, "millennium", "millennia", "mil", "mils")
}

// put adds whole and fraction of a unit; fractions spill into days and µs as
// PostgreSQL spills them.
func (a *ivAcc) put(u ivUnit, whole int64, frac float64) {
	switch {
	case u.micros > 0:
		a.add(&a.micros, whole, u.micros)
		a.micros += int64(math.RoundToEven(frac * float64(u.micros)))
	case u.days > 0:
		a.add(&a.days, whole, u.days)
		a.fracDays(frac * float64(u.days))
	case u.months == 1:
		a.add(&a.months, whole, 1)
		a.fracDays(frac * 30)
	default:
		a.add(&a.months, whole, u.months)
		a.months += int64(math.RoundToEven(frac * float64(u.months)))
	}
}

func (a *ivAcc) fracDays(f float64) {
	whole, rest := math.Modf(f)
	a.days += int64(whole)
	a.micros += int64(math.RoundToEven(rest * float64(MicrosPerDay)))
}

func (a *ivAcc) value() (IntervalValue, bool) {
	if a.over || a.months != int64(int32(a.months)) || a.days != int64(int32(a.days)) {
		return IntervalValue{}, false
	}
	return IntervalValue{int32(a.months), int32(a.days), a.micros}, true
}

// ParseInterval reads an interval; mod is an interval typmod or -1. Errors: 22007,
// 22008, 22015.
func ParseInterval(s string, mod int32, st *Style) (IntervalValue, error) {
	in := trimSpace(s)
	var a ivAcc
	var e dtErr
	if in != "" && (in[0] == 'P' || in[0] == 'p') && len(in) > 1 && in[1] != ' ' {
		e = a.iso8601(in[1:])
	} else {
		e = a.fields(in, mod, st)
	}
	if e == dtOverflow || a.over {
		return IntervalValue{}, pgerr.New(pgerr.IntervalFieldOverflow, "interval field value out of range: \"%s\"", s)
	}
	if e != dtOK {
		return IntervalValue{}, dtBadFormat.report(s, "interval", "")
	}
	v, ok := a.value()
	if !ok {
		return v, pgerr.New(pgerr.IntervalFieldOverflow, "interval field value out of range: \"%s\"", s)
	}
	return v.ApplyMod(mod)
}

// splitNumber reads [sign]digits[.digits] and gives whole, signed fraction and rest.
func splitNumber(s string) (whole int64, frac float64, neg bool, rest string, e dtErr) {
	i := 0
	if i < len(s) && (s[i] == '+' || s[i] == '-') {
		neg = s[i] == '-'
		i++
	}
	j := i
	for j < len(s) && isDigit(s[j]) {
		j++
	}
	if j > i {
		v, err := strconv.ParseInt(s[i:j], 10, 64)
		if err != nil {
			return 0, 0, neg, "", dtOverflow
		}
		whole = v
	}
	k := j
	if j < len(s) && s[j] == '.' {
		k = j + 1
		for k < len(s) && isDigit(s[k]) {
			k++
		}
		frac, _ = strconv.ParseFloat("0"+s[j:k], 64)
	}
	if k == i || k == i+1 && s[i] == '.' {
		return 0, 0, neg, s, dtBadFormat
	}
	if neg {
		whole, frac = -whole, -frac
	}
	return whole, frac, neg, s[k:], dtOK
}

func (a *ivAcc) iso8601(s string) dtErr {
	date, seen := true, false
	for s != "" {
		if s[0] == 'T' || s[0] == 't' {
			date = false
			s = s[1:]
			continue
		}
		w, f, _, rest, e := splitNumber(s)
		if e != dtOK {
			return e
		}
		if rest == "" || strings.IndexByte("-:", rest[0]) >= 0 {
			return a.isoAlternative(s, date)
		}
		name := map[byte]string{'Y': "year", 'W': "week", 'D': "day", 'M': "month"}[rest[0]&^0x20]
		if !date {
			name = map[byte]string{'H': "hour", 'M': "minute", 'S': "second"}[rest[0]&^0x20]
		}
		if name == "" {
			return dtBadFormat
		}
		a.put(ivUnits[name], w, f)
		s, seen = rest[1:], true
	}
	if !seen && date {
		return dtBadFormat
	}
	return dtOK
}

// isoAlternative reads yyyy-mm-ddThh:mm:ss after the P.
func (a *ivAcc) isoAlternative(s string, date bool) dtErr {
	clock := s
	if date {
		day, t, _ := strings.Cut(strings.ToUpper(s), "T")
		clock = t
		for i, p := range strings.Split(day, "-") {
			v, err := strconv.ParseInt(p, 10, 32)
			if err != nil || i > 2 {
				return dtBadFormat
			}
			a.put([]ivUnit{{months: 12}, {months: 1}, {days: 1}}[i], v, 0)
		}
	}
	if clock == "" {
		return dtOK
	}
	return a.clock(clock, 0)
}

// clock reads [sign]h:m[:s[.f]]; with two parts the range decides whether they are
// minutes and seconds.
func (a *ivAcc) clock(s string, mask int32) dtErr {
	neg := false
	if s != "" && (s[0] == '-' || s[0] == '+') {
		neg = s[0] == '-'
		s = s[1:]
	}
	parts := strings.Split(s, ":")
	if len(parts) > 3 {
		return dtBadFormat
	}
	var t ivAcc
	units := []int64{MicrosPerHour, MicrosPerMinute, MicrosPerSecond}
	if len(parts) == 2 && (mask == ivMinute|ivSecond || strings.Contains(parts[1], ".")) {
		units = units[1:]
	}
	for i, p := range parts {
		w, f, n, rest, e := splitNumber(p)
		if e != dtOK || rest != "" || n {
			return dtBadFormat
		}
		if f != 0 && i != len(parts)-1 || i > 0 && w > 59 && !(units[i] == MicrosPerSecond && w == 60) {
			return dtOverflow
		}
		t.put(ivUnit{micros: units[i]}, w, f)
	}
	if t.over {
		return dtOverflow
	}
	if neg {
		t.micros = -t.micros
	}
	a.add(&a.micros, t.micros, 1)
	return dtOK
}

// ivSpace tells what separates tokens: white space and punctuation that no number has.
func ivSpace(r rune) bool {
	return r < 0x80 && (isSpace(byte(r)) || strings.IndexByte("!\"#$%&'()*,;<=>?@[\\]^_`{|}~", byte(r)) >= 0)
}

// ivTokens splits at separators and between numbers and words.
func ivTokens(s string) []string {
	var out []string
	for _, f := range strings.FieldsFunc(strings.ToLower(s), ivSpace) {
		for f != "" {
			n := 0
			if isAlpha(f[0]) {
				for n < len(f) && isAlpha(f[n]) {
					n++
				}
			} else {
				for n < len(f) && !isAlpha(f[n]) {
					n++
				}
			}
			out = append(out, f[:n])
			f = f[n:]
		}
	}
	return out
}

func (a *ivAcc) fields(s string, mod int32, st *Style) dtErr {
	toks := ivTokens(s)
	ago := false
	if n := len(toks); n > 1 && toks[n-1] == "ago" {
		ago = true
		toks = toks[:n-1]
	}
	if len(toks) == 0 {
		return dtBadFormat
	}
	mask := int32(0)
	if mod >= 0 && mod>>16&ivFull != ivFull {
		mask = mod >> 16 & ivFull
	}
	if e := a.backwards(joinSigns(toks), mask); e != dtOK {
		return e
	}
	if ago {
		a.months, a.days, a.micros = -a.months, -a.days, -a.micros
	}
	if st.Interval == IntervalSQL && strings.HasPrefix(toks[0], "-") && !hasOtherSign(toks) && !ago {
		a.months, a.days, a.micros = -abs64(a.months), -abs64(a.days), -abs64(a.micros)
	}
	return dtOK
}

func hasOtherSign(toks []string) bool {
	for _, t := range toks[1:] {
		if t[0] == '-' || t[0] == '+' {
			return true
		}
	}
	return false
}

// joinSigns puts signs that stand alone before their numbers.
func joinSigns(toks []string) []string {
	out := make([]string, 0, len(toks))
	for i, t := range toks {
		if i > 0 && (toks[i-1] == "-" || toks[i-1] == "+") && !isAlpha(t[0]) {
			out[len(out)-1] += t
			continue
		}
		out = append(out, t)
	}
	return out
}

// clockUnits are the fields that a clock fills.
var clockUnits = []string{"hour", "minute", "second", "millisecond", "microsecond"}

// backwards reads fields from the last to the first, as PostgreSQL does: a unit is for
// all numbers before it, a clock or a number of hours is preceded by days, and no field
// comes twice.
func (a *ivAcc) backwards(toks []string, mask int32) dtErr {
	unit, seen := "", map[ivUnit]bool{}
	once := func(u ivUnit) bool {
		again := seen[u]
		seen[u] = true
		return !again
	}
	for i := len(toks) - 1; i >= 0; i-- {
		t := toks[i]
		if isAlpha(t[0]) {
			if _, ok := ivUnits[t]; !ok {
				return dtBadFormat
			}
			unit = t
			continue
		}
		if strings.Contains(t, ":") {
			for _, u := range clockUnits {
				if !once(ivUnits[u]) {
					return dtBadFormat
				}
			}
			if e := a.clock(t, mask); e != dtOK {
				return e
			}
			unit = "day"
			continue
		}
		if y, m, ok := yearMonth(t); ok {
			unit = "month"
			if !once(ivUnits[unit]) {
				return dtBadFormat
			}
			a.put(ivUnit{months: 1}, y*12+m, 0)
			continue
		}
		w, f, _, rest, e := splitNumber(t)
		switch {
		case e == dtOverflow:
			return e
		case e != dtOK || rest != "":
			return dtBadFormat
		}
		if unit == "" {
			unit = bareUnit(mask)
		}
		u := ivUnits[unit]
		if !once(u) {
			return dtBadFormat
		}
		a.put(u, w, f)
		if u.micros == MicrosPerHour {
			unit = "day"
		}
	}
	if len(seen) == 0 {
		return dtBadFormat
	}
	return dtOK
}

// bareUnit is the unit of a last number without one: the least field of the type, else
// seconds.
func bareUnit(mask int32) string {
	switch {
	case mask == 0 || mask&ivSecond != 0:
		return "second"
	case mask&ivMinute != 0:
		return "minute"
	case mask&ivHour != 0:
		return "hour"
	case mask&ivDay != 0:
		return "day"
	case mask&ivMonth != 0:
		return "month"
	}
	return "year"
}

// yearMonth reads the SQL form [sign]y-m.
func yearMonth(s string) (y, m int64, ok bool) {
	neg := strings.HasPrefix(s, "-")
	a, b, ok := strings.Cut(strings.TrimLeft(s, "+-"), "-")
	if !ok || a == "" || b == "" || !allDigits(a) || !allDigits(b) || len(a) > 9 || len(b) > 2 {
		return 0, 0, false
	}
	y, m = int64(num(a)), int64(num(b))
	if m > 11 {
		return 0, 0, false
	}
	if neg {
		y, m = -y, -m
	}
	return y, m, true
}

// ApplyMod drops the fields below the type's least field and rounds the seconds.
func (v IntervalValue) ApplyMod(mod int32) (IntervalValue, error) {
	if mod < 0 {
		return v, nil
	}
	trunc := func(u int64) { v.Micros = v.Micros / u * u }
	switch mask := mod >> 16 & ivFull; {
	case mask == ivFull || mask&ivSecond != 0:
	case mask == ivYear:
		v = IntervalValue{Months: v.Months / 12 * 12}
	case mask&ivMonth != 0:
		v = IntervalValue{Months: v.Months}
	case mask&ivMinute != 0:
		trunc(MicrosPerMinute)
	case mask&ivHour != 0:
		trunc(MicrosPerHour)
	case mask&ivDay != 0:
		v.Micros = 0
	}
	if p := mod & ivNoPrec; p < 6 {
		v.Micros = RoundMicros(v.Micros, int(p))
	}
	return v, nil
}

// RoundMicros rounds µs to p fraction digits of a second, half away from zero.
func RoundMicros(us int64, p int) int64 {
	unit := int64(pow10tab[6-min(max(p, 0), 6)])
	if us >= 0 {
		return (us + unit/2) / unit * unit
	}
	return -((-us + unit/2) / unit * unit)
}
