package types

import (
	"sort"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/tarndb/tarn/sql/pgerr"
)

// JSONKind tells JSON values apart; the order is jsonb's sort order but for containers.
type JSONKind uint8

// Kinds of JSON values.
const (
	JSONNull JSONKind = iota
	JSONString
	JSONNumber
	JSONBool
	JSONArray
	JSONObject
)

// JSONValue is a parsed JSON value. A json datum is its text as written; a jsonb datum
// is canonical text: keys sorted by length, then bytes, the last of equal keys kept, one
// blank after : and , and numbers as numeric prints them.
type JSONValue struct {
	Kind JSONKind
	Str  string // string contents
	Num  Decimal
	Bool bool
	Arr  []JSONValue
	Keys []string // object keys, Vals beside
	Vals []JSONValue
}

// maxJSONDepth bounds recursion, as max_stack_depth does in PostgreSQL.
const maxJSONDepth = 6000

type jsonParser struct {
	in    string
	i     int
	depth int
	build bool // make values, not only check
	jsonb bool
}

// ValidateJSON checks that s is one JSON value. Error: 22P02.
func ValidateJSON(s string) error {
	p := jsonParser{in: s}
	_, err := p.document()
	return err
}

// ParseJSON parses a JSON text; objects keep their order and duplicates. Errors: 22P02,
// 22P05, 54001.
func ParseJSON(s string) (JSONValue, error) {
	p := jsonParser{in: s, build: true}
	return p.document()
}

// ParseJSONB parses for jsonb: sorted objects without duplicates. Errors as ParseJSON.
func ParseJSONB(s string) (JSONValue, error) {
	p := jsonParser{in: s, build: true, jsonb: true}
	return p.document()
}

func parseJSONB(s string) (Datum, error) {
	v, err := ParseJSONB(s)
	if err != nil {
		return Null, err
	}
	return v.Datum(), nil
}

func (p *jsonParser) document() (JSONValue, error) {
	v, err := p.value()
	if err != nil {
		return v, err
	}
	p.space()
	if p.i < len(p.in) {
		return v, p.unexpected("end of input")
	}
	return v, nil
}

func (p *jsonParser) fail(detail string, args ...any) error {
	return pgerr.New(pgerr.InvalidTextRepresentation, "invalid input syntax for type json").WithDetail(detail, args...)
}

// unexpected names the token that stands where something else was expected.
func (p *jsonParser) unexpected(expected string) error {
	if p.i >= len(p.in) {
		return p.fail("The input string ended unexpectedly.")
	}
	tok, ok := p.token()
	if !ok {
		return p.fail("Token \"%s\" is invalid.", tok)
	}
	return p.fail("Expected %s, but found \"%s\".", expected, tok)
}

// token gives the token at the reader for messages; ok is false for a malformed one.
func (p *jsonParser) token() (string, bool) {
	rest := p.in[p.i:]
	switch c := rest[0]; {
	case strings.IndexByte("{}[],:", c) >= 0:
		return rest[:1], true
	case c == '"':
		q := jsonParser{in: p.in, i: p.i}
		if _, err := q.str(); err == nil {
			return p.in[p.i:q.i], true
		}
		return rest, false
	case c == '-' || isDigit(c):
		q := jsonParser{in: p.in, i: p.i}
		if q.number() {
			return p.in[p.i:q.i], true
		}
	}
	n := 0
	for n < len(rest) && (isAlpha(rest[n]) || isDigit(rest[n]) || rest[n] == '_' || rest[n] == '.' || rest[n] == '+' || rest[n] == '-' || rest[n] >= 0x80) {
		n++
	}
	if n == 0 {
		n = 1
	}
	word := rest[:n]
	return word, word == "true" || word == "false" || word == "null"
}

func (p *jsonParser) space() {
	for p.i < len(p.in) {
		switch p.in[p.i] {
		case ' ', '\t', '\n', '\r':
			p.i++
		default:
			return
		}
	}
}

func (p *jsonParser) value() (JSONValue, error) {
	p.space()
	if p.i >= len(p.in) {
		return JSONValue{}, p.unexpected("JSON value")
	}
	switch c := p.in[p.i]; {
	case c == '{':
		return p.object()
	case c == '[':
		return p.array()
	case c == '"':
		s, err := p.str()
		return JSONValue{Kind: JSONString, Str: s}, err
	case c == '-' || isDigit(c):
		return p.numberValue()
	}
	for _, lit := range []struct {
		word string
		v    JSONValue
	}{{"true", JSONValue{Kind: JSONBool, Bool: true}}, {"false", JSONValue{Kind: JSONBool}}, {"null", JSONValue{}}} {
		if tok, ok := p.token(); ok && tok == lit.word {
			p.i += len(tok)
			return lit.v, nil
		}
	}
	return JSONValue{}, p.unexpected("JSON value")
}

func (p *jsonParser) enter() error {
	if p.depth++; p.depth > maxJSONDepth {
		return pgerr.New(pgerr.StatementTooComplex, "stack depth limit exceeded")
	}
	p.i++
	p.space()
	return nil
}

func (p *jsonParser) array() (JSONValue, error) {
	v := JSONValue{Kind: JSONArray}
	if err := p.enter(); err != nil {
		return v, err
	}
	defer func() { p.depth-- }()
	if p.peek(']') {
		return v, nil
	}
	for {
		e, err := p.value()
		if err != nil {
			return v, err
		}
		if p.build {
			v.Arr = append(v.Arr, e)
		}
		p.space()
		if p.peek(']') {
			return v, nil
		}
		if !p.peek(',') {
			return v, p.unexpected("\",\" or \"]\"")
		}
	}
}

func (p *jsonParser) peek(c byte) bool {
	if p.i < len(p.in) && p.in[p.i] == c {
		p.i++
		return true
	}
	return false
}

func (p *jsonParser) object() (JSONValue, error) {
	v := JSONValue{Kind: JSONObject}
	if err := p.enter(); err != nil {
		return v, err
	}
	defer func() { p.depth-- }()
	if p.peek('}') {
		return v, nil
	}
	for first := true; ; first = false {
		p.space()
		if p.i >= len(p.in) || p.in[p.i] != '"' {
			if first {
				return v, p.unexpected("string or \"}\"")
			}
			return v, p.unexpected("string")
		}
		key, err := p.str()
		if err != nil {
			return v, err
		}
		p.space()
		if !p.peek(':') {
			return v, p.unexpected("\":\"")
		}
		val, err := p.value()
		if err != nil {
			return v, err
		}
		if p.build {
			v.Keys, v.Vals = append(v.Keys, key), append(v.Vals, val)
		}
		p.space()
		if p.peek('}') {
			if p.jsonb {
				v.sortKeys()
			}
			return v, nil
		}
		if !p.peek(',') {
			return v, p.unexpected("\",\" or \"}\"")
		}
	}
}

// KeyLess is jsonb's key order: shorter first, then bytewise.
func KeyLess(a, b string) bool {
	if len(a) != len(b) {
		return len(a) < len(b)
	}
	return a < b
}

// sortKeys sorts an object as jsonb does; of equal keys the last stays.
func (v *JSONValue) sortKeys() {
	idx := make([]int, len(v.Keys))
	for i := range idx {
		idx[i] = i
	}
	sort.SliceStable(idx, func(a, b int) bool { return KeyLess(v.Keys[idx[a]], v.Keys[idx[b]]) })
	keys, vals := make([]string, 0, len(idx)), make([]JSONValue, 0, len(idx))
	for n, i := range idx {
		if n+1 < len(idx) && v.Keys[idx[n+1]] == v.Keys[i] {
			continue
		}
		keys, vals = append(keys, v.Keys[i]), append(vals, v.Vals[i])
	}
	v.Keys, v.Vals = keys, vals
}

// NewJSONObject makes an object in jsonb order.
func NewJSONObject(keys []string, vals []JSONValue) JSONValue {
	v := JSONValue{Kind: JSONObject, Keys: keys, Vals: vals}
	v.sortKeys()
	return v
}

// number advances over a JSON number.
func (p *jsonParser) number() bool {
	start := p.i
	p.peek('-')
	digits := func() int {
		n := 0
		for p.i < len(p.in) && isDigit(p.in[p.i]) {
			p.i++
			n++
		}
		return n
	}
	if p.peek('0') {
	} else if digits() == 0 {
		return false
	}
	if p.peek('.') && digits() == 0 {
		return false
	}
	if p.i < len(p.in) && p.in[p.i]|0x20 == 'e' {
		p.i++
		if !p.peek('+') {
			p.peek('-')
		}
		if digits() == 0 {
			return false
		}
	}
	if p.i < len(p.in) {
		if c := p.in[p.i]; isAlpha(c) || isDigit(c) || c == '_' || c == '.' || c >= 0x80 {
			return false
		}
	}
	return p.i > start
}

func (p *jsonParser) numberValue() (JSONValue, error) {
	start := p.i
	if !p.number() {
		p.i = start
		return JSONValue{}, p.unexpected("JSON value")
	}
	v := JSONValue{Kind: JSONNumber}
	if !p.build {
		return v, nil
	}
	text := p.in[start:p.i]
	d, err := ParseDecimal(text)
	if err != nil && p.jsonb {
		return v, err
	}
	v.Num, v.Str = d, text
	return v, nil
}

// str reads a string literal.
func (p *jsonParser) str() (string, error) {
	start := p.i + 1
	for i := start; i < len(p.in); i++ {
		switch c := p.in[i]; {
		case c == '"':
			p.i = i + 1
			return p.in[start:i], nil
		case c == '\\':
			return p.escaped(start, i)
		case c < 0x20:
			return "", p.fail("Character with value 0x%02x must be escaped.", c)
		}
	}
	return "", p.fail("Token \"%s\" is invalid.", p.in[p.i:])
}

// escaped continues a string literal at its first backslash.
func (p *jsonParser) escaped(start, i int) (string, error) {
	b := []byte(p.in[start:i])
	for i < len(p.in) {
		c := p.in[i]
		switch {
		case c == '"':
			p.i = i + 1
			return string(b), nil
		case c < 0x20:
			return "", p.fail("Character with value 0x%02x must be escaped.", c)
		case c != '\\':
			b = append(b, c)
			i++
			continue
		}
		if i+1 >= len(p.in) {
			break
		}
		esc := p.in[i+1]
		if at := strings.IndexByte(`"\/bfnrt`, esc); at >= 0 {
			b = append(b, "\"\\/\b\f\n\r\t"[at])
			i += 2
			continue
		}
		if esc != 'u' {
			return "", p.fail("Escape sequence \"\\%c\" is invalid.", esc)
		}
		r, n, err := p.unicodeEscape(i)
		if err != nil {
			return "", err
		}
		b = utf8.AppendRune(b, r)
		i += n
	}
	return "", p.fail("Token \"%s\" is invalid.", p.in[p.i:])
}

func (p *jsonParser) unicodeEscape(i int) (r rune, n int, err error) {
	r, ok := hex4(p.in, i)
	if !ok {
		return 0, 0, p.fail("\"\\u\" must be followed by four hexadecimal digits.")
	}
	switch {
	case !p.build:
	case r == 0:
		return 0, 0, pgerr.New(pgerr.UntranslatableCharacter, "unsupported Unicode escape sequence").
			WithDetail("\\u0000 cannot be converted to text.")
	case r >= 0xdc00 && r < 0xe000:
		return 0, 0, p.fail("Unicode low surrogate must follow a high surrogate.")
	case r >= 0xd800 && r < 0xdc00:
		low, ok := hex4(p.in, i+6)
		if !ok || low < 0xdc00 || low >= 0xe000 {
			return 0, 0, p.fail("Unicode low surrogate must follow a high surrogate.")
		}
		return utf16.DecodeRune(r, low), 12, nil
	}
	return r, 6, nil
}

// hex4 reads \uXXXX at i.
func hex4(s string, i int) (rune, bool) {
	if i+6 > len(s) || s[i] != '\\' || s[i+1] != 'u' {
		return 0, false
	}
	var r rune
	for _, c := range []byte(s[i+2 : i+6]) {
		if !isHex(c) {
			return 0, false
		}
		d := rune(c & 15)
		if c > '9' {
			d += 9
		}
		r = r<<4 | d
	}
	return r, true
}
