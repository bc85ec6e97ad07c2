package types

import (
	"strconv"
	"strings"

	"github.com/tarndb/tarn/sql/pgerr"
)

func appendArray(dst []byte, elem Type, d Datum, st *Style) []byte {
	a := DecodeArray(elem, d.S)
	if len(a.Elems) == 0 {
		return append(dst, "{}"...)
	}
	dst = appendBounds(dst, a)
	at := 0
	return appendLevel(dst, elem, &a, 0, &at, st)
}

// appendBounds appends [l:u]… = when a lower bound is not 1.
func appendBounds(dst []byte, a Array) []byte {
	plain := true
	for _, lb := range a.Lbs {
		plain = plain && lb == 1
	}
	if plain {
		return dst
	}
	for i, lb := range a.Lbs {
		dst = strconv.AppendInt(append(dst, '['), int64(lb), 10)
		dst = strconv.AppendInt(append(dst, ':'), int64(lb+a.Dims[i]-1), 10)
		dst = append(dst, ']')
	}
	return append(dst, '=')
}

func appendLevel(dst []byte, elem Type, a *Array, dim int, at *int, st *Style) []byte {
	dst = append(dst, '{')
	for i := range a.Dims[dim] {
		if i > 0 {
			dst = append(dst, ',')
		}
		if dim+1 < len(a.Dims) {
			dst = appendLevel(dst, elem, a, dim+1, at, st)
			continue
		}
		dst = appendArrayElem(dst, elem, a.Elems[*at], st)
		*at++
	}
	return append(dst, '}')
}

func appendArrayElem(dst []byte, elem Type, d Datum, st *Style) []byte {
	if d.Null {
		return append(dst, "NULL"...)
	}
	start := len(dst)
	dst = AppendText(dst, elem, d, st)
	s := dst[start:]
	if !arrayNeedsQuotes(s) {
		return dst
	}
	text := string(s)
	dst = append(dst[:start], '"')
	for i := range len(text) {
		if text[i] == '"' || text[i] == '\\' {
			dst = append(dst, '\\')
		}
		dst = append(dst, text[i])
	}
	return append(dst, '"')
}

func arrayNeedsQuotes(s []byte) bool {
	if len(s) == 0 || len(s) == 4 && strings.EqualFold(string(s), "null") {
		return true
	}
	for _, c := range s {
		if c == '"' || c == '\\' || c == '{' || c == '}' || c == ',' || isSpace(c) {
			return true
		}
	}
	return false
}

func appendVector(dst []byte, t Type, d Datum, st *Style) []byte {
	elem, _ := ElemOf(t)
	for i, e := range DecodeArray(elem, d.S).Elems {
		if i > 0 {
			dst = append(dst, ' ')
		}
		dst = AppendText(dst, elem, e, st)
	}
	return dst
}

func appendRow(dst []byte, t Type, d Datum, st *Style) []byte {
	stored, vals := DecodeRow(d.S)
	ts := RowTypes(t, stored)
	dst = append(dst, '(')
	for i, v := range vals {
		if i > 0 {
			dst = append(dst, ',')
		}
		if v.Null {
			continue
		}
		start := len(dst)
		dst = AppendText(dst, ts[i], v, st)
		if text := string(dst[start:]); rowNeedsQuotes(text) {
			dst = append(dst[:start], '"')
			for j := range len(text) {
				if text[j] == '"' || text[j] == '\\' {
					dst = append(dst, text[j])
				}
				dst = append(dst, text[j])
			}
			dst = append(dst, '"')
		}
	}
	return append(dst, ')')
}

func rowNeedsQuotes(s string) bool {
	if s == "" {
		return true
	}
	for i := range len(s) {
		if c := s[i]; c == '"' || c == '\\' || c == '(' || c == ')' || c == ',' || isSpace(c) {
			return true
		}
	}
	return false
}

func appendMap(dst []byte, t Type, d Datum, st *Style) []byte {
	kt, vt := MapTypes(t)
	keys, vals := DecodeMap(t, d.S)
	dst = append(dst, '{')
	for i, k := range keys {
		if i > 0 {
			dst = append(dst, ", "...)
		}
		dst = append(AppendText(dst, kt, k, st), '=')
		if vals[i].Null {
			dst = append(dst, "NULL"...)
		} else {
			dst = AppendText(dst, vt, vals[i], st)
		}
	}
	return append(dst, '}')
}

// arrayReader parses an array literal.
type arrayReader struct {
	in    string // whole text, for errors
	s     string
	elem  Type
	st    *Style
	dims  []int
	elems []Datum
}

func (r *arrayReader) fail(detail string, args ...any) error {
	e := pgerr.New(pgerr.InvalidTextRepresentation, "malformed array literal: \"%s\"", r.in)
	if detail != "" {
		e = e.WithDetail(detail, args...)
	}
	return e
}

func parseArray(elem Type, in string, st *Style) (Datum, error) {
	r := &arrayReader{in: in, s: trimLeft(in), elem: elem, st: st}
	lens, lbs, err := r.bounds()
	if err != nil {
		return Null, err
	}
	if !strings.HasPrefix(r.s, "{") {
		if lens != nil {
			return Null, r.fail("Array contents must start with \"{\".")
		}
		return Null, r.fail("Array value must start with \"{\" or dimension information.")
	}
	if err := r.level(0); err != nil {
		return Null, err
	}
	if trimLeft(r.s) != "" {
		return Null, r.fail("Junk after closing right brace.")
	}
	if lens != nil && !sameInts(lens, r.dims) {
		return Null, r.fail("Specified array dimensions do not match array contents.")
	}
	return EncodeArray(elem, r.dims, lbs, r.elems), nil
}

func sameInts(a, b []int) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}

func trimLeft(s string) string {
	for s != "" && isSpace(s[0]) {
		s = s[1:]
	}
	return s
}

// bounds reads the optional [l:u]…= prefix.
func (r *arrayReader) bounds() (lens, lbs []int, err error) {
	for strings.HasPrefix(r.s, "[") {
		end := strings.IndexByte(r.s, ']')
		if end < 0 {
			return nil, nil, r.fail("Missing \"%s\" after array dimensions.", "]")
		}
		lo, hi, ok := strings.Cut(r.s[1:end], ":")
		if !ok {
			lo, hi = "1", lo
		}
		l, err1 := strconv.Atoi(lo)
		u, err2 := strconv.Atoi(hi)
		if err1 != nil || err2 != nil || int(int32(l)) != l || int(int32(u)) != u {
			return nil, nil, r.fail("Missing array dimension value.")
		}
		if u < l {
			return nil, nil, pgerr.New(pgerr.ArraySubscriptError, "upper bound cannot be less than lower bound")
		}
		lens, lbs = append(lens, u-l+1), append(lbs, l)
		r.s = trimLeft(r.s[end+1:])
	}
	if lens == nil {
		return nil, nil, nil
	}
	if !strings.HasPrefix(r.s, "=") {
		return nil, nil, r.fail("Missing \"%s\" after array dimensions.", "=")
	}
	if len(lens) > 6 {
		return nil, nil, tooManyDims(len(lens))
	}
	r.s = trimLeft(r.s[1:])
	return lens, lbs, nil
}

func tooManyDims(n int) error {
	return pgerr.New(pgerr.ProgramLimitExceeded, "number of array dimensions (%d) exceeds the maximum allowed (6)", n)
}

const mismatch = "Multidimensional arrays must have sub-arrays with matching dimensions."

// level reads one brace level; r.s starts with {.
func (r *arrayReader) level(dim int) error {
	if dim >= 6 {
		return tooManyDims(dim + 1)
	}
	r.s = trimLeft(r.s[1:])
	first := len(r.dims) == dim
	if first {
		r.dims = append(r.dims, 0)
	}
	n := 0
	if strings.HasPrefix(r.s, "}") {
		r.s = r.s[1:]
		return r.closeLevel(dim, 0, first)
	}
	for {
		if err := r.item(dim, first && n == 0); err != nil {
			return err
		}
		n++
		r.s = trimLeft(r.s)
		switch {
		case strings.HasPrefix(r.s, ","):
			r.s = trimLeft(r.s[1:])
		case strings.HasPrefix(r.s, "}"):
			r.s = r.s[1:]
			return r.closeLevel(dim, n, first)
		case r.s == "":
			return r.fail("Unexpected end of input.")
		default:
			return r.fail("Unexpected array element.")
		}
	}
}

func (r *arrayReader) closeLevel(dim, n int, first bool) error {
	if first {
		r.dims[dim] = n
		if n == 0 && dim > 0 {
			return r.fail("Unexpected \"}\" character.")
		}
		return nil
	}
	if r.dims[dim] != n {
		return r.fail(mismatch)
	}
	return nil
}

func (r *arrayReader) item(dim int, first bool) error {
	if strings.HasPrefix(r.s, "{") {
		if !first && len(r.dims) == dim+1 {
			return r.fail(mismatch)
		}
		return r.level(dim + 1)
	}
	if len(r.dims) > dim+1 {
		return r.fail(mismatch)
	}
	text, quoted, err := r.scalar()
	if err != nil {
		return err
	}
	if !quoted && strings.EqualFold(text, "null") {
		r.elems = append(r.elems, Null)
		return nil
	}
	d, err := Parse(r.elem, text, r.st)
	r.elems = append(r.elems, d)
	return err
}

// scalar reads one element text, quoted or bare.
func (r *arrayReader) scalar() (text string, quoted bool, err error) {
	if strings.HasPrefix(r.s, `"`) {
		text, rest, ok := unquote(r.s)
		if !ok {
			return "", true, r.fail("Unexpected end of input.")
		}
		r.s = rest
		return text, true, nil
	}
	var b []byte
	i, keep := 0, 0
	for ; i < len(r.s); i++ {
		c := r.s[i]
		if c == ',' || c == '}' {
			break
		}
		if c == '"' || c == '{' {
			return "", false, r.fail("Unexpected \"%c\" character.", c)
		}
		if c == '\\' && i+1 < len(r.s) {
			i++
			quoted = true
			b = append(b, r.s[i])
			keep = len(b)
			continue
		}
		b = append(b, c)
		if !isSpace(c) {
			keep = len(b)
		}
	}
	if i == len(r.s) {
		return "", false, r.fail("Unexpected end of input.")
	}
	if keep == 0 {
		return "", false, r.fail("Unexpected \"%c\" character.", r.s[i])
	}
	r.s = r.s[i:]
	return string(b[:keep]), quoted, nil
}

// unquote reads a "…" text with backslash escapes.
func unquote(s string) (text, rest string, ok bool) {
	var b []byte
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			if i++; i < len(s) {
				b = append(b, s[i])
			}
		case '"':
			return string(b), s[i+1:], true
		default:
			b = append(b, s[i])
		}
	}
	return "", "", false
}

// parseRow reads a row literal for a row type whose fields are known.
func parseRow(t Type, in string, st *Style) (Datum, error) {
	fail := func(detail string) error {
		return pgerr.New(pgerr.InvalidTextRepresentation, "malformed record literal: \"%s\"", in).WithDetail("%s", detail)
	}
	if t.Ext == nil || t.Ext.Fields == nil {
		return Null, pgerr.Unsupported("input of anonymous composite types")
	}
	s := trimLeft(in)
	if !strings.HasPrefix(s, "(") {
		return Null, fail("Missing left parenthesis.")
	}
	s = s[1:]
	var ts []Type
	var vals []Datum
	for i, f := range t.Ext.Fields {
		if i > 0 {
			if !strings.HasPrefix(s, ",") {
				return Null, fail("Too few columns.")
			}
			s = s[1:]
		}
		text, null, rest, ok := rowField(s)
		if !ok {
			return Null, fail("Unexpected end of input.")
		}
		s = rest
		v := Null
		if !null {
			var err error
			if v, err = Parse(f.Type, text, st); err != nil {
				return Null, err
			}
		}
		ts, vals = append(ts, f.Type), append(vals, v)
	}
	if !strings.HasPrefix(s, ")") {
		return Null, fail("Too many columns.")
	}
	if trimLeft(s[1:]) != "" {
		return Null, fail("Junk after right parenthesis.")
	}
	return EncodeRow(ts, vals), nil
}

func rowField(s string) (text string, null bool, rest string, ok bool) {
	if s != "" && (s[0] == ',' || s[0] == ')') {
		return "", true, s, true
	}
	var b []byte
	in := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		switch {
		case !in && (c == ',' || c == ')'):
			return string(b), false, s[i:], true
		case c == '\\':
			if i++; i < len(s) {
				b = append(b, s[i])
			}
		case c == '"' && in && i+1 < len(s) && s[i+1] == '"':
			b = append(b, '"')
			i++
		case c == '"':
			in = !in
		default:
			b = append(b, c)
		}
	}
	return "", false, "", false
}
