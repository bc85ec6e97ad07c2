package types

import (
	"strings"

	"github.com/tarndb/tarn/sql/pgerr"
)

// dtErr classifies what is wrong with a date or time text.
type dtErr uint8

const (
	dtOK dtErr = iota
	dtBadFormat
	dtOverflow
	dtMDOverflow // month or day out of range: the field order may be wrong
	dtZoneOverflow
	dtBadZone
)

func (e dtErr) report(s, typ, zone string) error {
	switch e {
	case dtOverflow:
		return pgerr.New(pgerr.DatetimeFieldOverflow, "date/time field value out of range: \"%s\"", s)
	case dtMDOverflow:
		return pgerr.New(pgerr.DatetimeFieldOverflow, "date/time field value out of range: \"%s\"", s).
			WithHint("Perhaps you need a different \"datestyle\" setting.")
	case dtZoneOverflow:
		return pgerr.New(pgerr.InvalidTimeZoneDisplacement, "time zone displacement out of range: \"%s\"", s)
	case dtBadZone:
		return pgerr.New(pgerr.InvalidParameterValue, "time zone \"%s\" not recognized", zone)
	}
	return pgerr.New(pgerr.InvalidDatetimeFormat, "invalid input syntax for type %s: \"%s\"", typ, s)
}

// Fields seen so far.
const (
	haveYear = 1 << iota
	haveMonth
	haveDay
	haveTime
	haveZone
	haveDate = haveYear | haveMonth | haveDay
)

// dtParser decodes one date/time text by PostgreSQL's rules.
type dtParser struct {
	st        *Style
	c         Civil
	have      int
	textMonth bool
	twoDigit  bool
	bc        bool
	ampm      int // 1 AM, 2 PM
	doy       int
	loc       *zoneRef
	special   string // epoch, infinity, -infinity, now …
	badZone   string
	julian    bool
}

// zoneRef is a zone given in the text: fixed when loc is "".
type zoneRef struct {
	offset int
	name   string
}

type dtToken struct {
	kind byte // 'n' number, 'd' date, 't' time, 's' word, 'z' signed zone, 'p' signed word
	text string
}

func tokenizeDateTime(s string) ([]dtToken, dtErr) {
	var out []dtToken
	for i := 0; i < len(s); {
		c := s[i]
		switch {
		case isSpace(c):
			i++
			continue
		case isDigit(c) || c == '.' && i+1 < len(s) && isDigit(s[i+1]):
			kind, n := scanNumberToken(s[i:])
			out = append(out, dtToken{kind, s[i : i+n]})
			i += n
		case isAlpha(c):
			kind, n := scanWordToken(s[i:])
			out = append(out, dtToken{kind, strings.ToLower(s[i : i+n])})
			i += n
		case c == '+' || c == '-':
			j := i + 1
			for j < len(s) && isSpace(s[j]) {
				j++
			}
			if j >= len(s) {
				return nil, dtBadFormat
			}
			k := j
			kind := byte('p')
			if isDigit(s[j]) {
				kind = 'z'
				for k < len(s) && (isDigit(s[k]) || s[k] == ':' || s[k] == '.' || s[k] == '-') {
					k++
				}
			} else {
				for k < len(s) && isAlpha(s[k]) {
					k++
				}
				if k == j {
					return nil, dtBadFormat
				}
			}
			out = append(out, dtToken{kind, string(c) + strings.ToLower(s[j:k])})
			i = k
		case c > 0x20 && c < 0x7f:
			i++
		default:
			return nil, dtBadFormat
		}
		if len(out) > 25 {
			return nil, dtBadFormat
		}
	}
	return out, dtOK
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }
func isAlpha(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' }

func scanNumberToken(s string) (kind byte, n int) {
	for n < len(s) && isDigit(s[n]) {
		n++
	}
	if n == len(s) {
		return 'n', n
	}
	span := func(set string) {
		for n < len(s) && (isDigit(s[n]) || strings.IndexByte(set, s[n]) >= 0) {
			n++
		}
	}
	switch delim := s[n]; delim {
	case ':':
		span(":.")
		return 't', n
	case '-', '/', '.':
		n++
		if n < len(s) && isDigit(s[n]) {
			kind = 'd'
			if delim == '.' {
				kind = 'n'
			}
			span("")
			if n < len(s) && s[n] == delim {
				kind = 'd'
				span(string(delim))
			}
			return kind, n
		}
		for n < len(s) && (isDigit(s[n]) || isAlpha(s[n]) || s[n] == delim) {
			n++
		}
		if delim == '.' {
			return 'n', n
		}
		return 'd', n
	}
	return 'n', n
}

func scanWordToken(s string) (kind byte, n int) {
	for n < len(s) && isAlpha(s[n]) {
		n++
	}
	if n == len(s) {
		return 's', n
	}
	c := s[n]
	date := c == '-' || c == '/' || c == '.' || c == '_'
	if !date && (c == '+' || isDigit(c)) {
		date = !isDateWord(strings.ToLower(s[:n]))
	}
	if !date {
		return 's', n
	}
	for n < len(s) && (isDigit(s[n]) || isAlpha(s[n]) || strings.IndexByte("+-/_.:", s[n]) >= 0) {
		n++
	}
	return 'd', n
}

var monthNames = map[string]int{}
var dayNames = map[string]bool{}

func init() {
	for i, n := range []string{"january", "february", "march", "april", "may", "june", "july", "august", "september",
		"october", "november", "december"} {
		monthNames[n], monthNames[n[:3]] = i+1, i+1
	}
	monthNames["sept"] = 9
	for _, n := range []string{"sunday", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday"} {
		dayNames[n], dayNames[n[:3]] = true, true
	}
	for _, n := range []string{"tues", "wednes", "weds", "thur", "thurs"} {
		dayNames[n] = true
	}
}

func isDateWord(w string) bool {
	switch w {
	case "t", "j", "jd", "julian", "am", "pm", "ad", "bc", "at", "on", "z", "dst", "now", "today":
		return true
	}
	return monthNames[w] != 0 || dayNames[w]
}

// parse decodes all fields and validates the date.
func (p *dtParser) parse(s string) dtErr {
	toks, e := tokenizeDateTime(s)
	if e != dtOK || len(toks) == 0 {
		return dtBadFormat
	}
	for i, t := range toks {
		if e := p.token(t, toks[i+1:]); e != dtOK {
			return e
		}
	}
	return p.finish()
}

func (p *dtParser) token(t dtToken, rest []dtToken) dtErr {
	switch t.kind {
	case 'n':
		return p.number(t.text)
	case 'd':
		return p.dateToken(t.text)
	case 't':
		return p.clock(t.text)
	case 'z':
		return p.signedZone(t.text)
	case 'p':
		if t.text == "-infinity" || t.text == "+infinity" || t.text == "-inf" || t.text == "+inf" {
			p.special = strings.TrimPrefix(t.text, "+")
			return dtOK
		}
		return dtBadFormat
	}
	return p.word(t.text, rest)
}

func (p *dtParser) number(s string) dtErr {
	if p.julian {
		return p.julianDay(s)
	}
	dot := strings.IndexByte(s, '.')
	switch {
	case dot >= 0 && p.have&haveDate == 0:
		return p.dateFields(s)
	case dot > 2 || dot < 0 && len(s) >= 6 && (p.have&haveDate != haveDate || p.have&haveTime == 0):
		return p.packed(s)
	}
	if p.have&haveDate == haveDate {
		return p.packed(s)
	}
	return p.dateNumber(s)
}

func (p *dtParser) julianDay(s string) dtErr {
	p.julian = false
	v, n := scanInt(s)
	if n == 0 || n < len(s) {
		return dtBadFormat
	}
	p.c.Year, p.c.Month, p.c.Day = CivilFromDays(int64(v) - 2440588)
	p.have |= haveDate
	return dtOK
}

func (p *dtParser) dateToken(s string) dtErr {
	if p.have&haveDate == haveDate {
		if !isAlpha(s[0]) {
			return p.packedWithZone(s)
		}
		return p.zoneName(s)
	}
	if isAlpha(s[0]) && !monthLike(s) {
		return p.zoneName(s)
	}
	return p.dateFields(s)
}

func monthLike(s string) bool {
	n := 0
	for n < len(s) && isAlpha(s[n]) {
		n++
	}
	return monthNames[s[:n]] != 0
}

// packedWithZone reads hhmmss-zone after a complete date.
func (p *dtParser) packedWithZone(s string) dtErr {
	i := strings.IndexAny(s, "-+")
	if i < 0 || p.have&haveTime != 0 {
		return dtBadFormat
	}
	if e := p.packed(s[:i]); e != dtOK {
		return e
	}
	return p.signedZone(s[i:])
}

func (p *dtParser) zoneName(s string) dtErr {
	if p.have&haveZone != 0 {
		return dtBadFormat
	}
	if _, err := LoadZone(s); err != nil {
		p.badZone = s
		if strings.ContainsAny(s, "/_") {
			return dtBadZone
		}
		return dtBadFormat
	}
	p.loc = &zoneRef{name: s}
	p.have |= haveZone
	return dtOK
}

// dateFields reads a date with separators, text months first.
func (p *dtParser) dateFields(s string) dtErr {
	if p.have&haveDate == haveDate {
		return dtBadFormat
	}
	parts := strings.FieldsFunc(s, func(r rune) bool { return r > 0x7f || !isDigit(byte(r)) && !isAlpha(byte(r)) })
	if len(parts) > 3 || len(parts) == 0 {
		return dtBadFormat
	}
	for i, f := range parts {
		if !isAlpha(f[0]) {
			continue
		}
		m := monthNames[strings.ToLower(f)]
		if m == 0 || p.have&haveMonth != 0 {
			return dtBadFormat
		}
		p.c.Month, p.textMonth = m, true
		p.have |= haveMonth
		parts[i] = ""
	}
	for _, f := range parts {
		if f == "" {
			continue
		}
		if p.have&haveDate == haveDate {
			return dtBadFormat
		}
		if e := p.dateNumber(f); e != dtOK {
			return e
		}
	}
	if p.have&haveDate != haveDate && p.doy == 0 {
		return dtBadFormat
	}
	return dtOK
}

// dateNumber decides what a bare number in a date means from what is known already.
func (p *dtParser) dateNumber(s string) dtErr {
	v, n := scanInt(s)
	if n != len(s) || n == 0 {
		return dtBadFormat
	}
	if n == 3 && p.have&haveDate == haveYear && v >= 1 && v <= 366 {
		p.doy = v
		p.have |= haveMonth | haveDay
		return dtOK
	}
	yearLike := n >= 3 || p.st.Order == YMD
	switch p.have & haveDate {
	case 0:
		switch {
		case yearLike:
			p.setYear(v, n)
		case p.st.Order == DMY:
			p.setDay(v)
		default:
			p.setMonth(v)
		}
	case haveYear, haveDay:
		p.setMonth(v)
	case haveMonth:
		if p.textMonth && yearLike {
			p.setYear(v, n)
		} else {
			p.setDay(v)
		}
	case haveYear | haveMonth:
		if p.textMonth && n >= 3 && p.twoDigit {
			p.setDay(int(p.c.Year))
			p.setYear(v, n)
		} else {
			p.setDay(v)
		}
	case haveMonth | haveDay:
		p.setYear(v, n)
	default:
		return dtBadFormat
	}
	return dtOK
}

func (p *dtParser) setYear(v, n int) {
	p.c.Year, p.twoDigit = int64(v), n <= 2
	p.have |= haveYear
}

func (p *dtParser) setMonth(v int) { p.c.Month = v; p.have |= haveMonth }
func (p *dtParser) setDay(v int)   { p.c.Day = v; p.have |= haveDay }

// packed reads yyyymmdd, yymmdd, hhmmss[.f] or hhmm.
func (p *dtParser) packed(s string) dtErr {
	whole, frac, dotted := strings.Cut(s, ".")
	if dotted {
		if e := p.fraction(frac); e != dtOK {
			return e
		}
	} else if p.have&haveDate != haveDate && len(s) >= 6 {
		return p.packedDate(s)
	}
	v, n := scanInt(whole)
	if n != len(whole) || p.have&haveTime != 0 {
		return dtBadFormat
	}
	switch n {
	case 6:
		p.c.Hour, p.c.Minute, p.c.Second = v/10000, v/100%100, v%100
	case 4:
		p.c.Hour, p.c.Minute = v/100, v%100
	default:
		return dtBadFormat
	}
	return p.tookTime()
}

func (p *dtParser) packedDate(s string) dtErr {
	n := len(s)
	y, k := scanInt(s[:n-4])
	m, k2 := scanInt(s[n-4 : n-2])
	d, k3 := scanInt(s[n-2:])
	if k != n-4 || k2 != 2 || k3 != 2 {
		return dtBadFormat
	}
	p.setYear(y, n-4)
	p.setMonth(m)
	p.setDay(d)
	return dtOK
}

// fraction reads the digits after the decimal point of the seconds, rounding.
func (p *dtParser) fraction(s string) dtErr {
	mic, ok := parseMicros(s)
	if !ok {
		return dtBadFormat
	}
	p.c.Mic = mic
	return dtOK
}

func parseMicros(s string) (int, bool) {
	mic, scale := 0, 1000000
	for i := 0; i < len(s); i++ {
		if !isDigit(s[i]) {
			return 0, false
		}
		switch {
		case i < 6:
			mic = mic*10 + int(s[i]-'0')
			scale /= 10
		case i == 6 && s[i] >= '5':
			mic++
		}
	}
	return mic * max(scale, 1), true
}

// clock reads hh:mm[:ss[.f]].
func (p *dtParser) clock(s string) dtErr {
	if p.have&haveTime != 0 {
		return dtBadFormat
	}
	h, n := scanInt(s)
	s = s[n:]
	if n == 0 || s == "" || s[0] != ':' {
		return dtBadFormat
	}
	m, n := scanInt(s[1:])
	s = s[1+n:]
	p.c.Hour, p.c.Minute = h, m
	if s != "" && s[0] == '.' { // mm:ss.f
		p.c.Hour, p.c.Minute, p.c.Second = 0, h, m
		if e := p.fraction(s[1:]); e != dtOK {
			return e
		}
		return p.tookTime()
	}
	if s == "" {
		return p.tookTime()
	}
	sec, n := scanInt(s[1:])
	s = s[1+n:]
	p.c.Second = sec
	if s != "" {
		if s[0] != '.' {
			return dtBadFormat
		}
		if e := p.fraction(s[1:]); e != dtOK {
			return e
		}
	}
	return p.tookTime()
}

func (p *dtParser) tookTime() dtErr {
	c := &p.c
	p.have |= haveTime
	if c.Minute > 59 || c.Second > 60 || c.Hour > 24 || c.Hour == 24 && (c.Minute > 0 || c.Second > 0 || c.Mic > 0) {
		return dtOverflow
	}
	return dtOK
}

func (p *dtParser) signedZone(s string) dtErr {
	if p.have&haveZone != 0 {
		return dtBadFormat
	}
	off, n, ok := scanOffset(s)
	if n != len(s) && ok {
		return dtBadFormat
	}
	if !ok || off >= 16*3600 || off <= -16*3600 {
		return dtZoneOverflow
	}
	if p.loc == nil { // after a zone word such as UTC the sign keeps its SQL meaning
		p.loc = &zoneRef{}
	}
	p.loc.offset += off
	p.have |= haveZone
	return dtOK
}

func (p *dtParser) word(w string, rest []dtToken) dtErr {
	if m := monthNames[w]; m != 0 {
		return p.monthWord(m)
	}
	switch w {
	case "epoch", "infinity", "now", "today", "tomorrow", "yesterday", "inf":
		p.special = w
		return dtOK
	case "allballs":
		p.have |= haveTime | haveZone
		p.loc = &zoneRef{}
		return dtOK
	case "am", "pm":
		p.ampm = map[string]int{"am": 1, "pm": 2}[w]
		return dtOK
	case "ad", "bc":
		p.bc = w == "bc"
		return dtOK
	case "t":
		if p.have&haveDate == 0 && len(rest) == 0 {
			return dtBadFormat
		}
		return dtOK
	case "j", "jd", "julian":
		p.julian = true
		return dtOK
	case "at", "on":
		return dtOK
	case "dst":
		if p.loc == nil {
			return dtBadFormat
		}
		p.loc.offset += 3600
		return dtOK
	}
	if dayNames[w] {
		return dtOK
	}
	return p.zoneWord(w)
}

func (p *dtParser) zoneWord(w string) dtErr {
	if p.loc != nil {
		return dtBadFormat
	}
	if off, ok := zones().abbrevs[w]; ok || w == "z" || w == "zulu" {
		p.loc = &zoneRef{offset: off}
		if w != "utc" && w != "gmt" {
			p.have |= haveZone
		}
		return dtOK
	}
	return p.zoneName(w)
}

func (p *dtParser) monthWord(m int) dtErr {
	if p.have&haveMonth != 0 {
		if p.have&haveDay != 0 || p.textMonth || p.c.Month > 31 {
			return dtBadFormat
		}
		p.setDay(p.c.Month) // the number before was the day
	}
	p.c.Month, p.textMonth = m, true
	p.have |= haveMonth
	return dtOK
}

// finish settles year, AM/PM and day of year and checks the date.
func (p *dtParser) finish() dtErr {
	c := &p.c
	if p.ampm > 0 {
		if c.Hour > 12 || p.have&haveTime == 0 {
			return dtOverflow
		}
		if c.Hour == 12 {
			c.Hour = 0
		}
		if p.ampm == 2 {
			c.Hour += 12
		}
	}
	if p.special != "" || p.have&haveDate == 0 {
		return dtOK
	}
	if p.have&haveDate != haveDate {
		return dtBadFormat
	}
	switch {
	case p.bc:
		if c.Year <= 0 {
			return dtOverflow
		}
		c.Year = 1 - c.Year
	case p.twoDigit:
		if c.Year < 70 {
			c.Year += 2000
		} else if c.Year < 100 {
			c.Year += 1900
		}
	case c.Year <= 0 && !p.isJulian():
		return dtOverflow
	}
	return p.checkDay()
}

func (p *dtParser) isJulian() bool { return p.c.Year < 0 }

func (p *dtParser) checkDay() dtErr {
	c := &p.c
	if p.doy > 0 {
		if p.doy == 366 && !IsLeap(c.Year) {
			return dtOverflow
		}
		c.Year, c.Month, c.Day = CivilFromDays(DaysFromCivil(c.Year, 1, 1) + int64(p.doy) - 1)
		return dtOK
	}
	if c.Month < 1 || c.Month > 12 || c.Day < 1 || c.Day > 31 {
		return dtMDOverflow
	}
	if c.Day > MonthDays(c.Year, c.Month) {
		return dtOverflow
	}
	return dtOK
}
