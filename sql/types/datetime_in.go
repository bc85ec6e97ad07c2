package types

import (
	"time"

	"github.com/tarndb/tarn/sql/pgerr"
)

// fastISO reads yyyy-mm-dd[( |T)hh:mm:ss[.f]] without a zone, the usual form.
func fastISO(s string) (days, tod int64, ok bool) {
	if len(s) < 10 || s[4] != '-' || s[7] != '-' || !allDigits(s[:4]) || !allDigits(s[5:7]) || !allDigits(s[8:10]) {
		return 0, 0, false
	}
	y, m, d := int64(num(s[:4])), num(s[5:7]), num(s[8:10])
	if y == 0 || m < 1 || m > 12 || d < 1 || d > MonthDays(y, m) {
		return 0, 0, false
	}
	days = DaysFromCivil(y, m, d)
	if len(s) == 10 {
		return days, 0, true
	}
	if len(s) < 19 || s[10] != ' ' && s[10] != 'T' || s[13] != ':' || s[16] != ':' ||
		!allDigits(s[11:13]) || !allDigits(s[14:16]) || !allDigits(s[17:19]) {
		return 0, 0, false
	}
	h, mi, sec := num(s[11:13]), num(s[14:16]), num(s[17:19])
	if h > 23 || mi > 59 || sec > 59 {
		return 0, 0, false
	}
	mic := 0
	if len(s) > 19 {
		if s[19] != '.' || len(s) == 20 {
			return 0, 0, false
		}
		if mic, ok = parseMicros(s[20:]); !ok {
			return 0, 0, false
		}
	}
	return days, Civil{Hour: h, Minute: mi, Second: sec, Mic: mic}.TimeOfDay(), true
}

func allDigits(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return true
}

func num(s string) int {
	v, _ := scanInt(s)
	return v
}

// ParseDate reads a date as days since 1970-01-01. Errors: 22007, 22008.
func ParseDate(s string, st *Style) (int64, error) {
	if days, tod, ok := fastISO(s); ok && tod == 0 {
		return days, nil
	}
	p := dtParser{st: st}
	if e := p.parse(s); e != dtOK {
		return 0, e.report(s, "date", p.badZone)
	}
	switch p.special {
	case "":
		if p.have&haveDate != haveDate {
			return 0, dtBadFormat.report(s, "date", "")
		}
	case "infinity", "inf":
		return DateInfinity, nil
	case "-infinity", "-inf":
		return DateNegInfinity, nil
	default:
		us := UTCToLocal(st.loc(), p.specialMoment())
		days, _ := FloorDivMod(us, MicrosPerDay)
		if p.special == "epoch" {
			days = 0
		}
		return days, nil
	}
	days := p.c.Days()
	if !ValidDate(days) {
		return 0, pgerr.New(pgerr.DatetimeFieldOverflow, "date out of range: \"%s\"", s)
	}
	return days, nil
}

// specialMoment gives the UTC moment of now, today, tomorrow, yesterday and epoch.
func (p *dtParser) specialMoment() int64 {
	if p.special == "epoch" {
		return 0
	}
	now := p.st.now()
	if p.special == "now" {
		return now.UnixMicro()
	}
	shift := map[string]int64{"today": 0, "tomorrow": 1, "yesterday": -1}[p.special]
	days, _ := FloorDivMod(UTCToLocal(p.st.loc(), now.UnixMicro()), MicrosPerDay)
	return LocalToUTC(p.st.loc(), (days+shift)*MicrosPerDay+p.c.TimeOfDay())
}

// ParseTimestamp reads a timestamp, zoned or not. Errors: 22007, 22008, 22009.
func ParseTimestamp(s string, zoned bool, st *Style) (int64, error) {
	if days, tod, ok := fastISO(s); ok {
		us := days*MicrosPerDay + tod
		if zoned {
			us = LocalToUTC(st.loc(), us)
		}
		return us, nil
	}
	typ := "timestamp"
	if zoned {
		typ = "timestamp with time zone"
	}
	p := dtParser{st: st}
	if e := p.parse(s); e != dtOK {
		return 0, e.report(s, typ, p.badZone)
	}
	switch p.special {
	case "":
	case "infinity", "inf":
		return TimestampInfinity, nil
	case "-infinity", "-inf":
		return TimestampNegInfinity, nil
	default:
		us := p.specialMoment()
		if !zoned && p.special != "epoch" {
			us = UTCToLocal(st.loc(), us)
		}
		return us, nil
	}
	if p.have&haveDate != haveDate {
		return 0, dtBadFormat.report(s, typ, "")
	}
	us, ok := p.c.Micros()
	if ok && zoned {
		us, ok = p.toUTC(us)
	}
	if !ok {
		return 0, pgerr.New(pgerr.DatetimeFieldOverflow, "timestamp out of range: \"%s\"", s)
	}
	return us, nil
}

func (p *dtParser) toUTC(local int64) (int64, bool) {
	switch {
	case p.loc == nil:
		local = LocalToUTC(p.st.loc(), local)
	case p.loc.name != "":
		loc, err := LoadZone(p.loc.name)
		if err != nil {
			return 0, false
		}
		local = LocalToUTC(loc, local)
	default:
		local -= int64(p.loc.offset) * MicrosPerSecond
	}
	return local, ValidTimestamp(local)
}

// ParseTime reads a time of day in µs. Errors: 22007, 22008.
func ParseTime(s string, st *Style) (int64, error) {
	tod, _, err := parseTimeZone(s, "time", st)
	return tod, err
}

// parseTimeZone reads a time with an optional zone, seconds west of UTC.
func parseTimeZone(s, typ string, st *Style) (tod int64, west int, err error) {
	p := dtParser{st: st}
	if e := p.parseTimeOnly(s); e != dtOK {
		return 0, 0, e.report(s, typ, p.badZone)
	}
	if p.special == "now" {
		us := UTCToLocal(st.loc(), st.now().UnixMicro())
		_, tod = FloorDivMod(us, MicrosPerDay)
	} else if p.have&haveTime == 0 || p.special != "" {
		return 0, 0, dtBadFormat.report(s, typ, "")
	} else {
		tod = p.c.TimeOfDay()
	}
	switch {
	case p.loc == nil:
		west = -zoneOffsetNow(st.loc(), st, p.have&haveDate == haveDate, p.c)
	case p.loc.name != "":
		loc, err := LoadZone(p.loc.name)
		if err != nil {
			return 0, 0, err
		}
		if p.have&haveDate != haveDate && loc != time.UTC && !fixedZone(loc) {
			return 0, 0, dtBadFormat.report(s, typ, "")
		}
		west = -zoneOffsetNow(loc, st, p.have&haveDate == haveDate, p.c)
	default:
		west = -p.loc.offset
	}
	return tod, west, nil
}

func fixedZone(loc *time.Location) bool {
	_, a := time.Unix(0, 0).In(loc).Zone()
	_, b := time.Unix(15552000, 0).In(loc).Zone()
	return a == b
}

func zoneOffsetNow(loc *time.Location, st *Style, dated bool, c Civil) int {
	if dated {
		us, _ := c.Micros()
		return localOffset(loc, us)
	}
	off, _ := OffsetAt(loc, st.now().UnixMicro())
	return off
}

// parseTimeOnly is parse for a text in which bare numbers are times: 040506, 0405.
func (p *dtParser) parseTimeOnly(s string) dtErr {
	toks, e := tokenizeDateTime(s)
	if e != dtOK || len(toks) == 0 {
		return dtBadFormat
	}
	dated := false
	for _, t := range toks {
		dated = dated || t.kind == 'd' && !isAlpha(t.text[0])
	}
	for i, t := range toks {
		e := dtOK
		if t.kind == 'n' && !dated && p.have&haveTime == 0 {
			p.have |= haveDate
			e = p.packed(t.text)
			p.have &^= haveDate
		} else {
			e = p.token(t, toks[i+1:])
		}
		if e != dtOK {
			return e
		}
	}
	return p.finish()
}
