package builtin

import (
	"strconv"
	"strings"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

func init() {
	regScalars(map[string]evalFn{
		"to_date": func(c *Ctx, a []D) (D, error) {
			p, err := parseTemplate(a[0].S, a[1].S)
			if err != nil {
				return D{}, err
			}
			cv, err := p.civil(a[0].S)
			if err != nil {
				return D{}, err
			}
			days := cv.Days()
			if !types.ValidDate(days) {
				return D{}, pgerr.New(pgerr.DatetimeFieldOverflow, "date out of range: \"%s\"", a[0].S)
			}
			return intD(days), nil
		},
		"to_timestamp": func(c *Ctx, a []D) (D, error) {
			p, err := parseTemplate(a[0].S, a[1].S)
			if err != nil {
				return D{}, err
			}
			cv, err := p.civil(a[0].S)
			if err != nil {
				return D{}, err
			}
			us, ok := cv.Micros()
			if !ok {
				return D{}, pgerr.New(pgerr.DatetimeFieldOverflow, "timestamp out of range: \"%s\"", a[0].S)
			}
			if p.zone != nil {
				return intD(us - int64(*p.zone)*types.MicrosPerSecond), nil
			}
			return toZone(c.location(), us), nil
		},
	})
}

// dateParts are the fields found by parsing with a template.
type dateParts struct {
	v    map[string]int64 // by canonical field
	bc   bool
	pm   int // 1 AM, 2 PM
	zone *int
}

type templateParser struct {
	s  string
	p  *dateParts
	fx bool
}

func badValue(value, field, detail string) error {
	return pgerr.New(pgerr.InvalidDatetimeFormat, "invalid value \"%s\" for \"%s\"", value, field).WithDetail("%s", detail)
}

// parseTemplate reads s by a to_timestamp template. Errors: 22007, 22008.
func parseTemplate(s, template string) (*dateParts, error) {
	toks, fx := parseDateTemplate(template)
	t := &templateParser{s: strings.TrimLeft(s, " \t\n"), p: &dateParts{v: map[string]int64{}}, fx: fx}
	for i, tok := range toks {
		if tok.key == "" {
			t.literal(tok.text)
			continue
		}
		if !fx {
			t.skipSpace()
		}
		if t.s == "" {
			break
		}
		fixed := i+1 < len(toks) && toks[i+1].key != "" && !tok.fm && isNumberField(toks[i+1].key)
		if err := t.field(tok, fixed || fx && !tok.fm); err != nil {
			return nil, err
		}
	}
	return t.p, nil
}

func isNumberField(k string) bool {
	switch k {
	case "MONTH", "MON", "DAY", "DY", "RM", "AM", "PM", "A.M.", "P.M.", "AD", "BC", "A.D.", "B.C.", "TZ", "OF":
		return false
	}
	return true
}

func (t *templateParser) skipSpace() { t.s = strings.TrimLeft(t.s, " \t\n") }

// literal skips template text: separators match any run of separators, letters one
// character each.
func (t *templateParser) literal(text string) {
	for _, r := range text {
		if t.s == "" {
			return
		}
		c := t.s[0]
		if r == ' ' || isSeparator(byte(r)) {
			if c == ' ' || isSeparator(c) && !(c == '-' || c == '+') || isSeparator(c) && byte(r) == c || isSeparator(c) {
				if !t.fx {
					t.skipSpace()
					if t.s == "" {
						return
					}
					c = t.s[0]
				}
				if c == ' ' || isSeparator(c) {
					t.s = t.s[1:]
				}
			}
			continue
		}
		t.s = t.s[min(len(string(r)), len(t.s)):]
	}
}

func isSeparator(c byte) bool {
	return c > 0x20 && c < 0x7f && !(c >= '0' && c <= '9') && !(c|0x20 >= 'a' && c|0x20 <= 'z')
}

var fieldWidth = map[string]int{"YYYY": 4, "IYYY": 4, "YYY": 3, "IYY": 3, "YY": 2, "IY": 2, "Y": 1, "I": 1, "MM": 2, "DD": 2, "DDD": 3, "IDDD": 3,
	"HH": 2, "HH12": 2, "HH24": 2, "MI": 2, "SS": 2, "MS": 3, "US": 6, "SSSS": 5, "SSSSS": 5, "D": 1, "ID": 1, "W": 1, "WW": 2, "IW": 2,
	"CC": 2, "Q": 1, "J": 18, "FF1": 1, "FF2": 2, "FF3": 3, "FF4": 4, "FF5": 5, "FF6": 6, "TZH": 2, "TZM": 2}

func (t *templateParser) field(tok dchToken, fixed bool) error {
	switch tok.key {
	case "AM", "PM", "A.M.", "P.M.":
		return t.word(tok, []string{"a.m.", "p.m.", "am", "pm"}, func(i int) { t.p.pm = i%2 + 1 })
	case "AD", "BC", "A.D.", "B.C.":
		return t.word(tok, []string{"a.d.", "b.c.", "ad", "bc"}, func(i int) { t.p.bc = i%2 == 1 })
	case "MONTH":
		return t.word(tok, fullMonths, func(i int) { t.p.v["MM"] = int64(i + 1) })
	case "MON":
		return t.word(tok, first3(fullMonths), func(i int) { t.p.v["MM"] = int64(i + 1) })
	case "DAY":
		return t.word(tok, fullDays, func(i int) { t.p.v["D"] = int64(i + 1) })
	case "DY":
		return t.word(tok, first3(fullDays), func(i int) { t.p.v["D"] = int64(i + 1) })
	case "RM":
		rev := []string{}
		for i := 11; i >= 0; i-- {
			rev = append(rev, romans[i])
		}
		return t.word(tok, rev, func(i int) { t.p.v["MM"] = int64(12 - i) })
	case "TZ", "OF":
		return pgerr.New(pgerr.FeatureNotSupported, "formatting field \"%s\" is only supported in to_char", tok.key)
	case "TZH", "TZM":
		return t.zoneField(tok)
	case "Y,YYY":
		i := strings.IndexByte(t.s, ',')
		if i < 0 {
			return badValue(t.s, tok.text, "Value must be an integer.")
		}
		t.s = t.s[:i] + t.s[i+1:]
		tok.key = "YYYY"
	}
	return t.number(tok, fixed)
}

func first3(names []string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = n[:3]
	}
	return out
}

func (t *templateParser) word(tok dchToken, words []string, found func(i int)) error {
	for i, w := range words {
		if len(t.s) >= len(w) && strings.EqualFold(t.s[:len(w)], w) {
			t.s = t.s[len(w):]
			found(i)
			return nil
		}
	}
	return badValue(t.s[:min(len(t.s), len(tok.text))], tok.text, "The given value did not match any of the allowed values for this field.")
}

func (t *templateParser) zoneField(tok dchToken) error {
	sign := 1
	if tok.key == "TZH" && t.s != "" && (t.s[0] == '-' || t.s[0] == '+') {
		if t.s[0] == '-' {
			sign = -1
		}
		t.s = t.s[1:]
	}
	n := 0
	for n < len(t.s) && n < 2 && t.s[n] >= '0' && t.s[n] <= '9' {
		n++
	}
	v, err := strconv.Atoi(t.s[:n])
	if err != nil {
		return badValue(t.s[:min(2, len(t.s))], tok.text, "Value must be an integer.")
	}
	t.s = t.s[n:]
	z := 0
	if t.p.zone != nil {
		z = *t.p.zone
	}
	if tok.key == "TZH" {
		z = sign * v * 3600
	} else if z < 0 {
		z -= v * 60
	} else {
		z += v * 60
	}
	t.p.zone = &z
	return nil
}

func (t *templateParser) number(tok dchToken, fixed bool) error {
	width := fieldWidth[tok.key]
	s := t.s
	n, neg := 0, false
	if s != "" && (s[0] == '-' || s[0] == '+') {
		neg = s[0] == '-'
		n = 1
	}
	from := n
	limit := len(s)
	if fixed || strings.HasPrefix(tok.key, "FF") || tok.key == "MS" || tok.key == "US" {
		limit = min(limit, from+width)
	}
	for n < limit && s[n] >= '0' && s[n] <= '9' {
		n++
	}
	if n == from {
		return badValue(s[:min(len(s), max(width, 1))], tok.text, "Value must be an integer.")
	}
	if fixed && n-from < width && t.fx {
		return pgerr.New(pgerr.InvalidDatetimeFormat, "source string too short for \"%s\" formatting field", tok.text)
	}
	v, err := strconv.ParseInt(s[from:n], 10, 32)
	if err != nil {
		return pgerr.New(pgerr.DatetimeFieldOverflow, "value for \"%s\" in source string is out of range", tok.text)
	}
	if neg {
		v = -v
	}
	t.store(tok.key, v, n-from)
	t.s = s[n:]
	if tok.th && len(t.s) >= 2 {
		t.s = t.s[2:]
	}
	return nil
}

func (t *templateParser) store(key string, v int64, digits int) {
	switch key {
	case "HH", "HH12":
		t.p.v["HH12"] = v
	case "MS", "US", "FF1", "FF2", "FF3", "FF4", "FF5", "FF6":
		for ; digits < 6; digits++ {
			v *= 10
		}
		t.p.v["US"] = v
	case "SSSSS":
		t.p.v["SSSS"] = v
	case "YYY", "YY", "Y", "YYYY":
		if digits < 4 && key != "YYYY" {
			v = nearYear(v)
		}
		t.p.v["YYYY"] = v
	case "IYYY", "IYY", "IY", "I":
		if digits < 4 && key != "IYYY" {
			v = nearYear(v)
		}
		t.p.v["IYYY"] = v
	default:
		t.p.v[key] = v
	}
}

// nearYear completes a partial year to the one nearest to 2020.
func nearYear(y int64) int64 {
	switch {
	case y < 70:
		return y + 2000
	case y < 100:
		return y + 1900
	case y < 520:
		return y + 2000
	case y < 1000:
		return y + 1000
	}
	return y
}

// civil assembles the fields. Error: 22008.
func (p *dateParts) civil(s string) (types.Civil, error) {
	over := pgerr.New(pgerr.DatetimeFieldOverflow, "date/time field value out of range: \"%s\"", s)
	c := types.Civil{Year: 0, Month: 1, Day: 1, Hour: int(p.v["HH24"]), Minute: int(p.v["MI"]), Second: int(p.v["SS"]), Mic: int(p.v["US"])}
	if h, ok := p.v["HH12"]; ok {
		if h < 1 || h > 12 {
			return c, pgerr.New(pgerr.InvalidDatetimeFormat, "hour \"%d\" is invalid for the 12-hour clock", h).
				WithHint("Use the 24-hour clock, or give an hour between 1 and 12.")
		}
		c.Hour = int(h)
		if p.pm == 2 && h < 12 {
			c.Hour += 12
		} else if p.pm == 1 && h == 12 {
			c.Hour = 0
		}
	} else if p.pm == 2 && c.Hour < 12 {
		c.Hour += 12
	}
	if x, ok := p.v["SSSS"]; ok {
		c.Hour, c.Minute, c.Second = int(x/3600), int(x/60%60), int(x%60)
	}
	if c.Hour > 24 || c.Minute > 59 || c.Second > 59 || c.Hour < 0 || c.Minute < 0 || c.Second < 0 {
		return c, over
	}
	if err := p.date(&c, over); err != nil {
		return c, err
	}
	return c, nil
}

func (p *dateParts) date(c *types.Civil, over error) error {
	y, hasYear := p.v["YYYY"]
	if cc, ok := p.v["CC"]; ok {
		if !hasYear {
			y = (cc-1)*100 + 1
		} else {
			y = (cc-1)*100 + y%100
		}
	}
	if p.bc && y > 0 {
		y = 1 - y
	} else if y < 0 {
		y++
	}
	c.Year = y
	if j, ok := p.v["J"]; ok {
		c.Year, c.Month, c.Day = types.CivilFromDays(j - 2440588)
		return nil
	}
	if iy, ok := p.v["IYYY"]; ok {
		day := types.ISOWeekStart(iy, int(max(p.v["IW"], 1)))
		if d, ok := p.v["ID"]; ok {
			day += d - 1
		}
		if d, ok := p.v["IDDD"]; ok {
			day = types.ISOWeekStart(iy, 1) + d - 1
		}
		c.Year, c.Month, c.Day = types.CivilFromDays(day)
		return nil
	}
	if m, ok := p.v["MM"]; ok {
		c.Month = int(m)
	}
	if d, ok := p.v["DD"]; ok {
		c.Day = int(d)
	} else if w, ok := p.v["W"]; ok {
		c.Day = int(w-1)*7 + 1
	}
	ddd, hasDDD := p.v["DDD"]
	if w, ok := p.v["WW"]; ok && !hasDDD {
		ddd, hasDDD = (w-1)*7+1, true
	}
	if hasDDD && c.Month == 1 && c.Day == 1 {
		if ddd < 1 || ddd > 366 || ddd == 366 && !types.IsLeap(c.Year) {
			return over
		}
		c.Year, c.Month, c.Day = types.CivilFromDays(types.DaysFromCivil(c.Year, 1, 1) + ddd - 1)
		return nil
	}
	if c.Month < 1 || c.Month > 12 || c.Day < 1 || c.Day > types.MonthDays(c.Year, c.Month) {
		return over
	}
	return nil
}
