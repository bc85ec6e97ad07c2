package delta

import (
	"encoding/json"
	"strconv"
	"strings"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// jkind tells JSON values apart.
type jkind uint8

const (
	jNull jkind = iota
	jBool
	jNumber
	jString
	jArray
	jObject
)

// jvalue is a parsed JSON value. Numbers keep their text, so that no digit is lost.
type jvalue struct {
	kind jkind
	str  string   // string content, number text, "true" or "false"
	keys []string // of an object, vals beside
	vals []jvalue // of an array or object
}

// Bounds of one JSON text: a parsed value takes much more memory than its bytes.
const (
	maxJSONDepth  = 128
	maxJSONValues = 1 << 21
)

type jsonParser struct {
	in    string
	at    int
	depth int
	count int // values so far
}

// parseJSON reads one JSON value and nothing else.
func parseJSON(s string) (jvalue, error) {
	p := jsonParser{in: s}
	v, ok := p.value()
	p.space()
	if !ok || p.at != len(s) {
		return jvalue{}, corruptf("invalid JSON at byte %d", p.at)
	}
	return v, nil
}

func (p *jsonParser) space() {
	for p.at < len(p.in) && strings.IndexByte(" \t\r\n", p.in[p.at]) >= 0 {
		p.at++
	}
}

// take consumes a byte when it is next.
func (p *jsonParser) take(c byte) bool {
	p.space()
	if p.at < len(p.in) && p.in[p.at] == c {
		p.at++
		return true
	}
	return false
}

func (p *jsonParser) word(w string, k jkind) (jvalue, bool) {
	if !strings.HasPrefix(p.in[p.at:], w) {
		return jvalue{}, false
	}
	p.at += len(w)
	return jvalue{kind: k, str: w}, true
}

func (p *jsonParser) value() (jvalue, bool) {
	p.space()
	if p.count++; p.at >= len(p.in) || p.count > maxJSONValues {
		return jvalue{}, false
	}
	switch c := p.in[p.at]; {
	case c == '{' || c == '[':
		if p.depth++; p.depth > maxJSONDepth {
			return jvalue{}, false
		}
		defer func() { p.depth-- }()
		p.at++
		if c == '{' {
			return p.object()
		}
		return p.array()
	case c == '"':
		s, ok := p.text()
		return jvalue{kind: jString, str: s}, ok
	case c == 't':
		return p.word("true", jBool)
	case c == 'f':
		return p.word("false", jBool)
	case c == 'n':
		return p.word("null", jNull)
	}
	return p.number()
}

func (p *jsonParser) object() (v jvalue, ok bool) {
	v.kind = jObject
	if p.take('}') {
		return v, true
	}
	for {
		p.space()
		k, ok := p.text()
		if !ok || !p.take(':') {
			return v, false
		}
		x, ok := p.value()
		if !ok {
			return v, false
		}
		v.keys, v.vals = append(v.keys, k), append(v.vals, x)
		if p.take('}') {
			return v, true
		}
		if !p.take(',') {
			return v, false
		}
	}
}

func (p *jsonParser) array() (v jvalue, ok bool) {
	v.kind = jArray
	if p.take(']') {
		return v, true
	}
	for {
		x, ok := p.value()
		if !ok {
			return v, false
		}
		v.vals = append(v.vals, x)
		if p.take(']') {
			return v, true
		}
		if !p.take(',') {
			return v, false
		}
	}
}

// text reads a string; one without escapes aliases the input.
func (p *jsonParser) text() (string, bool) {
	if p.at >= len(p.in) || p.in[p.at] != '"' {
		return "", false
	}
	start, escaped := p.at, false
	for i := start + 1; i < len(p.in); i++ {
		switch c := p.in[i]; {
		case c < ' ':
			return "", false
		case c == '\\':
			escaped = true
			i++
		case c == '"':
			p.at = i + 1
			if !escaped {
				return p.in[start+1 : i], types.CheckUTF8(p.in[start+1:i]) == nil
			}
			var s string
			err := json.Unmarshal([]byte(p.in[start:p.at]), &s)
			return s, err == nil
		}
	}
	return "", false
}

func (p *jsonParser) digits() bool {
	start := p.at
	for p.at < len(p.in) && p.in[p.at] >= '0' && p.in[p.at] <= '9' {
		p.at++
	}
	return p.at > start
}

func (p *jsonParser) number() (jvalue, bool) {
	start := p.at
	if p.in[p.at] == '-' {
		p.at++
	}
	first := p.at
	if !p.digits() || p.in[first] == '0' && p.at > first+1 {
		return jvalue{}, false
	}
	if p.at < len(p.in) && p.in[p.at] == '.' {
		if p.at++; !p.digits() {
			return jvalue{}, false
		}
	}
	if p.at < len(p.in) && p.in[p.at]|0x20 == 'e' {
		if p.at++; p.at < len(p.in) && (p.in[p.at] == '+' || p.in[p.at] == '-') {
			p.at++
		}
		if !p.digits() {
			return jvalue{}, false
		}
	}
	return jvalue{kind: jNumber, str: p.in[start:p.at]}, true
}

// get finds a member of an object; a missing one is JSON null. Of equal keys the last counts.
func (v *jvalue) get(key string) jvalue {
	for i := len(v.keys) - 1; i >= 0; i-- {
		if v.keys[i] == key {
			return v.vals[i]
		}
	}
	return jvalue{}
}

// fieldReader takes the members of an object and remembers what did not fit.
type fieldReader struct {
	v    jvalue
	what string
	err  error
}

func (r *fieldReader) bad(key string) {
	if r.err == nil {
		r.err = corruptf("invalid %s in %s action", key, r.what)
	}
}

func (r *fieldReader) str(key string) string {
	v := r.v.get(key)
	if v.kind != jString && v.kind != jNull {
		r.bad(key)
	}
	return strings.Clone(v.str) // not a view of the whole log entry
}

// need is str of a member that must be there.
func (r *fieldReader) need(key string) string {
	if r.v.get(key).kind != jString {
		r.bad(key)
	}
	return r.str(key)
}

// int reads a whole number, def when the member is missing.
func (r *fieldReader) int(key string, def int64) int64 {
	v := r.v.get(key)
	if v.kind == jNull {
		return def
	}
	n, err := strconv.ParseInt(v.str, 10, 64)
	if v.kind != jNumber || err != nil {
		r.bad(key)
	}
	return n
}

func (r *fieldReader) optInt(key string) *int64 {
	if r.v.get(key).kind == jNull {
		return nil
	}
	n := r.int(key, 0)
	return &n
}

func (r *fieldReader) bool(key string, def bool) bool {
	v := r.v.get(key)
	switch v.kind {
	case jNull:
		return def
	case jBool:
		return v.str == "true"
	}
	r.bad(key)
	return def
}

// strings reads a list of strings, nil when the member is missing.
func (r *fieldReader) strings(key string) []string {
	v := r.v.get(key)
	if v.kind == jNull {
		return nil
	}
	if v.kind != jArray {
		r.bad(key)
	}
	out := make([]string, 0, len(v.vals))
	for _, x := range v.vals {
		if x.kind != jString {
			r.bad(key)
		}
		out = append(out, strings.Clone(x.str))
	}
	return out
}

// pairs reads an object of strings; a null value is absent from the answer unless nulls.
func (r *fieldReader) pairs(key string, nulls bool) []Pair {
	v := r.v.get(key)
	if v.kind != jObject && v.kind != jNull {
		r.bad(key)
	}
	var out []Pair
	for i, x := range v.vals {
		switch x.kind {
		case jString, jNumber, jBool:
			out = append(out, Pair{Key: strings.Clone(v.keys[i]), Value: strings.Clone(x.str)})
		case jNull:
			if nulls {
				out = append(out, Pair{Key: strings.Clone(v.keys[i]), Null: true})
			}
		default:
			r.bad(key)
		}
	}
	return out
}

// jsonWriter appends members of an object in order.
type jsonWriter struct {
	b     []byte
	first bool
}

func (w *jsonWriter) key(k string) {
	if !w.first {
		w.b = append(w.b, ',')
	}
	w.first = false
	w.b = append(types.AppendJSONString(w.b, k), ':')
}

func (w *jsonWriter) open(k string) {
	w.key(k)
	w.b = append(w.b, '{')
	w.first = true
}

func (w *jsonWriter) close() {
	w.b = append(w.b, '}')
	w.first = false
}

func (w *jsonWriter) str(k, v string) {
	w.key(k)
	w.b = types.AppendJSONString(w.b, v)
}

// optStr leaves an empty string out.
func (w *jsonWriter) optStr(k, v string) {
	if v != "" {
		w.str(k, v)
	}
}

func (w *jsonWriter) int(k string, v int64) {
	w.key(k)
	w.b = strconv.AppendInt(w.b, v, 10)
}

func (w *jsonWriter) optInt(k string, v *int64) {
	if v != nil {
		w.int(k, *v)
	}
}

func (w *jsonWriter) bool(k string, v bool) {
	w.key(k)
	w.b = strconv.AppendBool(w.b, v)
}

func (w *jsonWriter) raw(k, v string) {
	w.key(k)
	w.b = append(w.b, v...)
}

func (w *jsonWriter) strings(k string, v []string) {
	w.key(k)
	w.b = append(w.b, '[')
	for i, s := range v {
		if i > 0 {
			w.b = append(w.b, ',')
		}
		w.b = types.AppendJSONString(w.b, s)
	}
	w.b = append(w.b, ']')
}

func (w *jsonWriter) pairs(k string, v []Pair) {
	w.open(k)
	for _, p := range v {
		if p.Null {
			w.raw(p.Key, "null")
		} else {
			w.str(p.Key, p.Value)
		}
	}
	w.close()
}

// corruptf makes an error about a log that breaks the protocol.
func corruptf(format string, args ...any) error {
	return pgerr.New(pgerr.DataCorrupted, format, args...)
}
