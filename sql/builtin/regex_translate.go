package builtin

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/tarndb/tarn/sql/pgerr"
)

// reFlags are the options of a regular expression.
type reFlags struct {
	fold     bool // i
	global   bool // g
	literal  bool // q
	expanded bool // x
	dotNL    bool // . and [^…] stop at newline: n, p
	anchorNL bool // ^ and $ match at newlines: n, w
}

// parseFlags reads a flags argument. Error: 22023.
func parseFlags(s string) (reFlags, error) {
	var f reFlags
	for _, r := range s {
		switch r {
		case 'g':
			f.global = true
		case 'i':
			f.fold = true
		case 'c':
			f.fold = false
		case 'm', 'n':
			f.dotNL, f.anchorNL = true, true
		case 'p':
			f.dotNL, f.anchorNL = true, false
		case 'w':
			f.dotNL, f.anchorNL = false, true
		case 's':
			f.dotNL, f.anchorNL = false, false
		case 'q':
			f.literal = true
		case 'x':
			f.expanded = true
		case 'e', 't':
		case 'b':
			return f, pgerr.Unsupported("basic regular expression syntax")
		default:
			return f, badParam("invalid regular expression option: \"%c\"", r)
		}
	}
	return f, nil
}

func badRegex(msg string) error {
	return pgerr.New(pgerr.InvalidRegularExpression, "invalid regular expression: %s", msg)
}

// compileRegex translates a PostgreSQL advanced regular expression to RE2. Constructs
// RE2 cannot match in linear time (back references, lookaround) are refused by name.
// Errors: 2201B, 0A000.
func compileRegex(pattern string, f reFlags) (*regexp.Regexp, error) {
	t := &reTranslator{in: pattern, f: f}
	out, err := t.run()
	if err != nil {
		return nil, err
	}
	re, err := regexp.Compile(out)
	if err != nil {
		return nil, regexError(err)
	}
	if !t.lazy {
		re.Longest()
	}
	return re, nil
}

// regexError maps RE2's complaints to PostgreSQL's words.
func regexError(err error) error {
	msg := err.Error()
	for _, m := range [][2]string{
		{"missing closing )", "parentheses () not balanced"}, {"unexpected )", "parentheses () not balanced"},
		{"missing closing ]", "brackets [] not balanced"}, {"missing argument to repetition", "quantifier operand invalid"},
		{"invalid nested repetition", "quantifier operand invalid"}, {"invalid repeat count", "invalid repetition count(s)"},
		{"invalid character class range", "invalid character range"}, {"trailing backslash", "invalid escape \\ sequence"},
		{"invalid escape sequence", "invalid escape \\ sequence"}, {"expression too large", "regular expression is too complex"},
	} {
		if strings.Contains(msg, m[0]) {
			return badRegex(m[1])
		}
	}
	return badRegex(strings.TrimPrefix(msg, "error parsing regexp: "))
}

type reTranslator struct {
	in     string
	i      int
	f      reFlags
	out    strings.Builder
	lazy   bool
	groups int
}

func (t *reTranslator) run() (string, error) {
	if err := t.prefix(); err != nil {
		return "", err
	}
	if t.f.literal {
		t.header()
		t.out.WriteString(regexp.QuoteMeta(t.in[t.i:]))
		return t.out.String(), nil
	}
	t.header()
	for t.i < len(t.in) {
		if err := t.step(); err != nil {
			return "", err
		}
	}
	return t.out.String(), nil
}

// prefix reads ***: and ***= directors and leading (?flags).
func (t *reTranslator) prefix() error {
	rest := t.in
	switch {
	case strings.HasPrefix(rest, "***="):
		t.f.literal = true
		t.i = 4
		return nil
	case strings.HasPrefix(rest, "***:"):
		t.i = 4
	case strings.HasPrefix(rest, "***"):
		return badRegex("invalid regexp (reg version 0.8)")
	}
	rest = t.in[t.i:]
	if len(rest) > 2 && rest[:2] == "(?" && rest[2] >= 'a' && rest[2] <= 'z' {
		end := strings.IndexByte(rest, ')')
		if end < 0 {
			return badRegex("parentheses () not balanced")
		}
		f, err := parseFlags(rest[2:end])
		if err != nil || f.global {
			return badRegex("invalid embedded option")
		}
		f.global, f.fold = t.f.global, f.fold || t.f.fold && !strings.Contains(rest[2:end], "c")
		t.f = f
		t.i += end + 1
	}
	return nil
}

func (t *reTranslator) header() {
	flags := ""
	if t.f.fold {
		flags += "i"
	}
	if !t.f.dotNL {
		flags += "s"
	}
	if t.f.anchorNL {
		flags += "m"
	}
	if flags != "" {
		t.out.WriteString("(?" + flags + ")")
	}
}

func (t *reTranslator) step() error {
	c := t.in[t.i]
	switch {
	case c == '\\':
		return t.escape()
	case c == '[':
		return t.bracket()
	case c == '(':
		return t.open()
	case c == '*' || c == '+' || c == '?':
		t.quantifier(t.in[t.i : t.i+1])
	case c == '{' && t.i+1 < len(t.in) && t.in[t.i+1] >= '0' && t.in[t.i+1] <= '9':
		return t.bounds()
	case c == '{':
		t.out.WriteString(`\{`)
		t.i++
	case c == '}':
		t.out.WriteString(`\}`)
		t.i++
	case t.f.expanded && (c == ' ' || c >= '\t' && c <= '\r'):
		t.i++
	case t.f.expanded && c == '#':
		for t.i < len(t.in) && t.in[t.i] != '\n' {
			t.i++
		}
	default:
		t.out.WriteByte(c)
		t.i++
	}
	return nil
}

// quantifier copies a quantifier with its optional non-greedy mark.
func (t *reTranslator) quantifier(q string) {
	t.out.WriteString(q)
	t.i += len(q)
	if t.i < len(t.in) && t.in[t.i] == '?' {
		t.lazy = true
		t.out.WriteByte('?')
		t.i++
	}
}

func (t *reTranslator) bounds() error {
	end := strings.IndexByte(t.in[t.i:], '}')
	if end < 0 {
		return badRegex("braces {} not balanced")
	}
	body := t.in[t.i+1 : t.i+end]
	lo, hi, two := strings.Cut(body, ",")
	m, err1 := strconv.Atoi(lo)
	n, err2 := m, error(nil)
	if two && hi != "" {
		n, err2 = strconv.Atoi(hi)
	}
	if err1 != nil || err2 != nil || m > 255 || n > 255 || n < m && !(two && hi == "") {
		return badRegex("invalid repetition count(s)")
	}
	t.quantifier(t.in[t.i : t.i+end+1])
	return nil
}

func (t *reTranslator) open() error {
	rest := t.in[t.i:]
	switch {
	case strings.HasPrefix(rest, "(?:"):
		t.out.WriteString("(?:")
		t.i += 3
	case strings.HasPrefix(rest, "(?#"):
		end := strings.IndexByte(rest, ')')
		if end < 0 {
			return badRegex("parentheses () not balanced")
		}
		t.i += end + 1
	case strings.HasPrefix(rest, "(?=") || strings.HasPrefix(rest, "(?!"):
		return pgerr.Unsupported("regular expression lookahead")
	case strings.HasPrefix(rest, "(?<=") || strings.HasPrefix(rest, "(?<!"):
		return pgerr.Unsupported("regular expression lookbehind")
	case strings.HasPrefix(rest, "(?"):
		return badRegex("quantifier operand invalid")
	default:
		t.groups++
		t.out.WriteByte('(')
		t.i++
	}
	return nil
}

// escape translates a backslash sequence outside brackets.
func (t *reTranslator) escape() error {
	if t.i+1 >= len(t.in) {
		return badRegex("invalid escape \\ sequence")
	}
	c := t.in[t.i+1]
	t.i += 2
	switch c {
	case 'd', 'D', 's', 'S', 'w', 'W', 'A':
		t.out.WriteString(`\` + string(c))
	case 'Z':
		t.out.WriteString(`\z`)
	case 'y', 'm', 'M':
		t.out.WriteString(`\b`)
	case 'Y':
		t.out.WriteString(`\B`)
	case 'B':
		t.out.WriteString(`\\`)
	default:
		if c >= '1' && c <= '9' {
			if int(c-'0') > t.groups {
				return badRegex("invalid backreference number")
			}
			return pgerr.Unsupported("regular expression back reference")
		}
		r, err := t.charEscape(c)
		if err != nil {
			return err
		}
		t.out.WriteString(regexp.QuoteMeta(string(r)))
	}
	return nil
}

// charEscape decodes an escape that stands for one character; t.i is behind c.
func (t *reTranslator) charEscape(c byte) (rune, error) {
	if at := strings.IndexByte("abfnrtve", c); at >= 0 {
		return rune("\a\b\f\n\r\t\v\x1b"[at]), nil
	}
	hex := func(n int) (rune, error) {
		if t.i+n > len(t.in) {
			return 0, badRegex("invalid escape \\ sequence")
		}
		v, err := strconv.ParseUint(t.in[t.i:t.i+n], 16, 32)
		if err != nil {
			return 0, badRegex("invalid escape \\ sequence")
		}
		t.i += n
		return rune(v), nil
	}
	switch {
	case c == 'u':
		return hex(4)
	case c == 'U':
		return hex(8)
	case c == 'x':
		n := 0
		for t.i+n < len(t.in) && strings.IndexByte("0123456789abcdefABCDEF", t.in[t.i+n]) >= 0 {
			n++
		}
		if n == 0 {
			return 0, badRegex("invalid escape \\ sequence")
		}
		return hex(n)
	case c == 'c' && t.i < len(t.in):
		t.i++
		return rune(t.in[t.i-1] & 0x1f), nil
	case c == '0':
		return 0, nil
	case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
		return 0, badRegex("invalid escape \\ sequence")
	case c >= 0x80:
		r := []rune(t.in[t.i-1:])[0]
		t.i += len(string(r)) - 1
		return r, nil
	}
	return rune(c), nil
}

// bracket translates a bracket expression.
func (t *reTranslator) bracket() error {
	rest := t.in[t.i:]
	if strings.HasPrefix(rest, "[[:<:]]") || strings.HasPrefix(rest, "[[:>:]]") {
		t.out.WriteString(`\b`)
		t.i += 7
		return nil
	}
	t.i++
	t.out.WriteByte('[')
	if t.i < len(t.in) && t.in[t.i] == '^' {
		t.out.WriteByte('^')
		t.i++
		if t.f.dotNL {
			t.out.WriteString(`\n`)
		}
	}
	for first := true; ; first = false {
		if t.i >= len(t.in) {
			return badRegex("brackets [] not balanced")
		}
		c := t.in[t.i]
		if c == ']' && !first {
			t.out.WriteByte(']')
			t.i++
			return nil
		}
		if err := t.bracketItem(c); err != nil {
			return err
		}
	}
}

func (t *reTranslator) bracketItem(c byte) error {
	rest := t.in[t.i:]
	switch {
	case c == '[' && len(rest) > 1 && strings.IndexByte(":.=", rest[1]) >= 0:
		end := strings.Index(rest[2:], string(rest[1])+"]")
		if end < 0 {
			return badRegex("brackets [] not balanced")
		}
		body := rest[2 : 2+end]
		t.i += end + 4
		if rest[1] == ':' {
			if !strings.Contains(" alpha upper lower digit xdigit alnum print blank space graph punct cntrl word ascii ", " "+body+" ") {
				return badRegex("invalid character class")
			}
			t.out.WriteString("[:" + body + ":]")
			return nil
		}
		t.out.WriteString(regexp.QuoteMeta(body))
		return nil
	case c == '\\':
		if len(rest) < 2 {
			return badRegex("invalid escape \\ sequence")
		}
		e := rest[1]
		t.i += 2
		if strings.IndexByte("dswDSW", e) >= 0 {
			t.out.WriteString(`\` + string(e))
			return nil
		}
		if e == 'B' {
			e = '\\'
		}
		r, err := t.charEscape(e)
		if err != nil {
			return err
		}
		t.writeInBracket(r)
		return nil
	case c == '-':
		t.i++
		if next := rest[1:]; next == "" || next[0] == ']' || t.in[t.i-2] == '[' || t.in[t.i-2] == '^' {
			t.out.WriteString(`\-`)
		} else {
			t.out.WriteByte('-')
		}
		return nil
	}
	r := []rune(rest[:min(len(rest), 4)])[0]
	t.i += len(string(r))
	t.writeInBracket(r)
	return nil
}

func (t *reTranslator) writeInBracket(r rune) {
	if strings.ContainsRune(`\]^-[&~`, r) {
		t.out.WriteByte('\\')
	}
	t.out.WriteRune(r)
}
