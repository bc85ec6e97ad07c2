package builtin

import (
	"fmt"
	"math"
	"strings"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

func init() {
	num := func(conv func(d D) types.Decimal) evalFn {
		return func(_ *Ctx, a []D) (D, error) {
			f, err := parseNumTemplate(a[1].S)
			if err != nil {
				return D{}, err
			}
			return strD(f.format(conv(a[0]))), nil
		}
	}
	integer := num(func(d D) types.Decimal { return types.DecimalInt(d.I) })
	regScalars(map[string]evalFn{
		"int4_to_char": integer, "int8_to_char": integer,
		"numeric_to_char":   num(types.DecimalOf),
		"float8_to_char":    num(func(d D) types.Decimal { return types.DecimalFloat(d.Float(), 15) }),
		"float4_to_char":    num(func(d D) types.Decimal { return types.DecimalFloat(d.Float(), 6) }),
		"numeric_to_number": toNumber,
	})
}

// numTemplate is a parsed number template.
type numTemplate struct {
	nodes     []string // each a token: 9 0 . , D G L S MI PL SG PR TH th V or 'literal
	pre, post int
	zeroAt    int // index of the first 0 among the integer positions, -1 none
	lastZero  int // index of the last 0 among the fraction positions, -1 none
	fm, pr    bool
	signPre   bool // S in front
	hasSign   bool // S, MI, PL or SG somewhere
	signPost  bool
	mulDigits int // digits behind V
	exp, rn   bool
	rnLower   bool
	dec       bool
}

func numError(format string, args ...any) error {
	return pgerr.New(pgerr.SyntaxError, format, args...)
}

// parseNumTemplate reads a template. Error: 42601.
func parseNumTemplate(s string) (*numTemplate, error) {
	f := &numTemplate{zeroAt: -1, lastZero: -1}
	afterV := false
	for s != "" {
		up := strings.ToUpper(s)
		tok := numToken(up)
		n := max(len(tok), 1)
		switch tok {
		case "":
			if s[0] == '"' {
				text, k := quotedLiteral(s)
				f.nodes = append(f.nodes, "'"+text)
				s = s[k:]
				continue
			}
			f.nodes = append(f.nodes, "'"+s[:1])
		case "9", "0":
			if f.exp {
				return nil, numError("\"EEEE\" must be the last pattern used")
			}
			if f.pr {
				return nil, numError("\"%s\" must be ahead of \"PR\"", tok)
			}
			f.digit(tok, afterV)
			f.nodes = append(f.nodes, tok)
		case ".", "D":
			if f.dec {
				return nil, numError("multiple decimal points")
			}
			if afterV {
				return nil, numError("cannot use \"V\" and decimal point together")
			}
			f.dec = true
			f.nodes = append(f.nodes, tok)
		case "V":
			if f.dec {
				return nil, numError("cannot use \"V\" and decimal point together")
			}
			afterV = true
		case "FM":
			f.fm = true
		case "EEEE":
			f.exp = true
		case "RN":
			f.rn, f.rnLower = true, s[0] == 'r'
		case "PR":
			f.pr = true
		case "S":
			if f.hasSign {
				return nil, numError("cannot use \"S\" twice")
			}
			f.hasSign = true
			if f.pre+f.post == 0 && !f.dec {
				f.signPre = true
			} else {
				f.signPost = true
			}
			f.nodes = append(f.nodes, tok)
		case "TH":
			if s[0] == 't' {
				tok = "th"
			}
			f.nodes = append(f.nodes, tok)
		default:
			if tok == "MI" || tok == "SG" {
				f.hasSign = true
			}
			f.nodes = append(f.nodes, tok)
		}
		s = s[n:]
	}
	return f, nil
}

func numToken(up string) string {
	for _, k := range []string{"EEEE", "FM", "MI", "PL", "PR", "RN", "SG", "SP", "TH", "9", "0", ".", ",", "D", "G", "L", "S", "V"} {
		if strings.HasPrefix(up, k) {
			return k
		}
	}
	return ""
}

func (f *numTemplate) digit(tok string, afterV bool) {
	if afterV {
		f.mulDigits++
	}
	if f.dec {
		if tok == "0" {
			f.lastZero = f.post
		}
		f.post++
		return
	}
	if tok == "0" && f.zeroAt < 0 {
		f.zeroAt = f.pre
	}
	f.pre++
}

func (f *numTemplate) format(d types.Decimal) string {
	if f.rn {
		return f.roman(d)
	}
	if f.exp {
		return f.scientific(d)
	}
	if !d.IsFinite() {
		return f.special(d)
	}
	if f.mulDigits > 0 {
		d, _ = d.Mul(types.DecimalInt(1).Shift10(f.mulDigits))
	}
	neg := d.Sign() < 0
	text := d.Abs().Round(f.post).String()
	whole, frac, _ := strings.Cut(text, ".")
	if f.post > 0 && whole == "0" && f.pre > 0 {
		whole = ""
		if f.fm && strings.Trim(frac, "0") == "" && f.lastZero < 0 {
			whole = "0"
		}
	}
	if d.Round(f.post).IsZero() {
		neg = neg && !d.Round(f.post).IsZero()
	}
	return f.lay(whole, frac, neg, len(whole) > f.pre)
}

func (f *numTemplate) special(d types.Decimal) string {
	whole := d.Abs().String()
	over := len(whole) > f.pre
	frac := strings.Repeat(" ", f.post)
	if over {
		frac = strings.Repeat("#", f.post)
	}
	return f.lay(whole, frac, d.IsInf(-1), over)
}

// numLayout writes one number by a template.
type numLayout struct {
	f           *numTemplate
	out         []byte
	whole, frac string
	neg, over   bool
	signDone    bool
	ip, fp      int
	lastFrac    int
}

func (f *numTemplate) lay(whole, frac string, neg, over bool) string {
	l := &numLayout{f: f, whole: whole, frac: frac, neg: neg, over: over, lastFrac: f.post}
	if f.fm && !over {
		l.lastFrac = max(len(strings.TrimRight(frac, "0")), f.lastZero+1)
	}
	if over {
		l.whole, l.frac = strings.Repeat("#", f.pre), strings.Repeat("#", f.post)
	}
	l.signDone = f.hasSign && !f.signPre
	if f.pr {
		l.signDone = false
	}
	if l.signDone && f.signPost {
		l.signDone = true
	}
	for _, n := range f.nodes {
		l.node(n)
	}
	if f.pr {
		switch {
		case neg:
			l.out = append(l.out, '>')
		case !f.fm:
			l.out = append(l.out, ' ')
		}
	}
	return string(l.out)
}

func (l *numLayout) node(n string) {
	f := l.f
	switch n {
	case "9", "0":
		if l.ip < f.pre {
			l.intDigit()
		} else {
			l.fracDigit()
		}
	case ".", "D":
		l.sign()
		l.out = append(l.out, '.')
	case ",", "G":
		switch {
		case l.started():
			l.out = append(l.out, ',')
		case !f.fm:
			l.out = append(l.out, ' ')
		}
	case "L":
		l.out = append(l.out, " "...)
		if f.fm {
			l.out = l.out[:len(l.out)-1]
		}
	case "S":
		if !f.signPre {
			l.out = append(l.out, plusMinus(l.neg))
		}
	case "MI":
		if l.neg {
			l.out = append(l.out, '-')
		} else if !f.fm {
			l.out = append(l.out, ' ')
		}
	case "PL":
		if !l.neg {
			l.out = append(l.out, '+')
		} else if !f.fm {
			l.out = append(l.out, ' ')
		}
	case "SG":
		l.out = append(l.out, plusMinus(l.neg))
	case "TH", "th":
		if !l.neg && !l.over && f.post == 0 {
			v, _ := types.ParseDecimal("0" + l.whole)
			k, _ := v.Mod(types.DecimalInt(100))
			i, _ := k.Int64()
			l.out = append(l.out, ordinal(i, n == "TH")...)
		}
	default:
		l.out = append(l.out, n[1:]...)
	}
}

func plusMinus(neg bool) byte {
	if neg {
		return '-'
	}
	return '+'
}

// started says whether digits have been written.
func (l *numLayout) started() bool {
	return l.ip > l.f.pre-len(l.whole) || l.f.zeroAt >= 0 && l.ip > l.f.zeroAt
}

// sign writes the floating sign once, in front of the first digit.
func (l *numLayout) sign() {
	if l.signDone {
		return
	}
	l.signDone = true
	switch f := l.f; {
	case f.pr && l.neg:
		l.out = append(l.out, '<')
	case f.signPre:
		l.out = append(l.out, plusMinus(l.neg))
	case l.neg:
		l.out = append(l.out, '-')
	case !f.fm:
		l.out = append(l.out, ' ')
	}
}

func (l *numLayout) intDigit() {
	f := l.f
	at := l.ip - (f.pre - len(l.whole))
	switch {
	case at >= 0:
		l.sign()
		l.out = append(l.out, l.whole[at])
	case f.zeroAt >= 0 && l.ip >= f.zeroAt:
		l.sign()
		l.out = append(l.out, '0')
	case !f.fm:
		l.out = append(l.out, ' ')
	}
	l.ip++
	if l.ip == f.pre && f.post == 0 {
		l.sign()
	}
}

func (l *numLayout) fracDigit() {
	if l.fp < l.lastFrac && l.fp < len(l.frac) {
		l.sign()
		l.out = append(l.out, l.frac[l.fp])
	}
	l.fp++
}

func (f *numTemplate) roman(d types.Decimal) string {
	v, ok := d.Int64()
	s := strings.Repeat("#", 15)
	if ok && v >= 1 && v <= 3999 {
		s = ""
		for _, r := range []struct {
			n int64
			s string
		}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
			for v >= r.n {
				s += r.s
				v -= r.n
			}
		}
	}
	if f.rnLower {
		s = strings.ToLower(s)
	}
	if f.fm {
		return s
	}
	return fmt.Sprintf("%15s", s)
}

func (f *numTemplate) scientific(d types.Decimal) string {
	if !d.IsFinite() {
		return " " + strings.Repeat("#", f.pre) + "." + strings.Repeat("#", f.post) + "####"
	}
	s := scientificText(d, f.post)
	if !strings.HasPrefix(s, "-") && !f.fm {
		s = " " + s
	}
	return s
}

// scientificText renders d as m.mmme±xx with post fraction digits, rounding half away.
func scientificText(d types.Decimal, post int) string {
	if d.IsZero() {
		s := "0"
		if post > 0 {
			s += "." + strings.Repeat("0", post)
		}
		return s + "e+00"
	}
	digits := d.Abs().Big().String()
	exp := len(digits) - 1 - d.Scale()
	r := d.Round(post - exp)
	digits = r.Abs().Big().String()
	if r.Scale() == 0 || len(digits)-1-r.Scale() != exp {
		exp = len(digits) - 1 - r.Scale()
	}
	digits += strings.Repeat("0", post)
	s := digits[:1]
	if post > 0 {
		s += "." + digits[1:1+post]
	}
	if d.Sign() < 0 {
		s = "-" + s
	}
	sign := '+'
	if exp < 0 {
		sign = '-'
	}
	return fmt.Sprintf("%s%c%c%02d", s, 'e', sign, int(math.Abs(float64(exp))))
}

// toNumber reads a number by a template, skipping what the template's other patterns
// stand for. Errors: 22P02, 42601.
func toNumber(_ *Ctx, a []D) (D, error) {
	f, err := parseNumTemplate(a[1].S)
	if err != nil {
		return D{}, err
	}
	s, neg, point := a[0].S, false, false
	var digits, frac strings.Builder
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9' && point:
			frac.WriteRune(r)
		case r >= '0' && r <= '9':
			if digits.Len() < f.pre {
				digits.WriteRune(r)
			}
		case r == '.' && f.dec:
			point = true
		case r == '-' || r == '<' && f.pr:
			neg = true
		}
	}
	text := digits.String() + "." + frac.String()
	if digits.Len()+frac.Len() == 0 {
		return D{}, pgerr.New(pgerr.InvalidTextRepresentation, "invalid input syntax for type numeric: \" \"")
	}
	d, err := types.ParseDecimal(text)
	if err != nil {
		return D{}, err
	}
	if neg {
		d = d.Neg()
	}
	if f.mulDigits > 0 {
		d, err = d.Div(types.DecimalInt(1).Shift10(f.mulDigits))
		return decD(d), err
	}
	return decD(d.Round(f.post)), nil
}
