package builtin

import "strings"

// dchToken is one piece of a date template: a field with its modifiers, or literal text.
type dchToken struct {
	key    string // canonical upper-case field name; "" for literal text
	text   string // the field as written, or the literal
	fm, th bool
	upTH   bool
	tm     bool
}

// dchKeys are the fields, longest first among those sharing a prefix.
var dchKeys = []string{"Y,YYY", "SSSSS", "SSSS", "MONTH", "IDDD", "IYYY", "YYYY", "HH24", "HH12", "A.M.", "P.M.", "A.D.", "B.C.",
	"DDD", "DAY", "IYY", "YYY", "MON", "TZH", "TZM", "FF1", "FF2", "FF3", "FF4", "FF5", "FF6",
	"AM", "PM", "AD", "BC", "CC", "DD", "DY", "HH", "ID", "IW", "IY", "MI", "MM", "MS", "OF", "RM", "SS", "TZ", "US", "WW", "YY",
	"D", "I", "J", "Q", "W", "Y"}

// parseDateTemplate splits a template; fx is the FX modifier.
func parseDateTemplate(s string) (toks []dchToken, fx bool) {
	lit := func(t string) {
		if n := len(toks); n > 0 && toks[n-1].key == "" {
			toks[n-1].text += t
			return
		}
		toks = append(toks, dchToken{text: t})
	}
	var tok dchToken
	for s != "" {
		up := strings.ToUpper(s)
		switch {
		case strings.HasPrefix(up, "FM"):
			tok.fm, s = true, s[2:]
			continue
		case strings.HasPrefix(up, "FX"):
			fx, s = true, s[2:]
			continue
		case strings.HasPrefix(up, "TM"):
			tok.tm, s = true, s[2:]
			continue
		}
		key := matchKey(up)
		if key == "" {
			n := 1
			text := s[:1]
			if s[0] == '"' {
				text, n = quotedLiteral(s)
			} else if s[0] == '\\' && len(s) > 1 && s[1] == '"' {
				text, n = `"`, 2
			}
			lit(text)
			s = s[n:]
			tok = dchToken{}
			continue
		}
		tok.key, tok.text = key, s[:len(key)]
		s = s[len(key):]
		if len(s) >= 2 && strings.EqualFold(s[:2], "TH") {
			tok.th, tok.upTH = true, s[0] == 'T' && s[1] == 'H'
			s = s[2:]
		} else if len(s) >= 2 && s[:2] == "SP" {
			s = s[2:]
		}
		toks = append(toks, tok)
		tok = dchToken{}
	}
	return toks, fx
}

func matchKey(up string) string {
	for _, k := range dchKeys {
		if strings.HasPrefix(up, k) {
			return k
		}
	}
	return ""
}

// quotedLiteral reads "…" with backslash escapes.
func quotedLiteral(s string) (text string, n int) {
	var b strings.Builder
	for n = 1; n < len(s); n++ {
		if s[n] == '\\' && n+1 < len(s) {
			n++
		} else if s[n] == '"' {
			return b.String(), n + 1
		}
		b.WriteByte(s[n])
	}
	return b.String(), n
}

// ordinal is st, nd, rd or th.
func ordinal(n int64, upper bool) string {
	s := "th"
	if k := n % 100; k < 11 || k > 13 {
		switch n % 10 {
		case 1:
			s = "st"
		case 2:
			s = "nd"
		case 3:
			s = "rd"
		}
	}
	if upper {
		return strings.ToUpper(s)
	}
	return s
}

// caseLike gives a name the case of the template word.
func caseLike(name, word string) string {
	switch {
	case word == strings.ToUpper(word):
		return strings.ToUpper(name)
	case word == strings.ToLower(word):
		return strings.ToLower(name)
	}
	return name
}

var (
	fullMonths = []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}
	fullDays   = []string{"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"}
	romans     = []string{"I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"}
)
