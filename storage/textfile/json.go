package textfile

import (
	"bytes"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
)

// jsonFormat cuts a stream of JSON values: one a line, one after another, or the
// elements of an array. Each value is a row; an object's members are its cells.
type jsonFormat struct {
	keys    []string       // by cell
	index   map[string]int // cell of a key
	objects bool           // rows are objects, else the only cell is the value
	byLine  bool           // each row is a line
	skipBad bool
}

func (f *jsonFormat) quoted() byte { return 0 }

func (f *jsonFormat) lines() bool { return f.byLine }

func (f *jsonFormat) aliases(types.Type) bool { return false }

// cut implements format.
func (f *jsonFormat) cut(buf []byte, last bool, c *cells) (used int, err error) {
	i := 0
	for c.rows < vec.Size {
		i = skipBetween(buf, i)
		if i >= len(buf) {
			break
		}
		end, state := skipValue(buf, i)
		if state == jsonCut && !last || state == jsonDone && end == len(buf) && !last && buf[i] != '{' {
			break // the value may go on
		}
		if state != jsonDone || f.objects && buf[i] != '{' || !f.row(buf[i:end], int32(i), c) {
			if c.rows > 0 && !f.skipBad {
				return i, nil
			}
			reason := "invalid JSON"
			if state == jsonDone && f.objects && buf[i] != '{' {
				reason = "value is not an object"
			}
			if !f.skipBad {
				return i, &rowError{i, reason}
			}
			c.bad = append(c.bad, rowError{i, reason})
			if end = bytes.IndexByte(buf[i:], '\n'); end < 0 {
				end = len(buf) - i
			}
			i += end
			continue
		}
		c.rows++
		i = end
	}
	return i, nil
}

// skipBetween passes over what may stand between rows.
func skipBetween(buf []byte, i int) int {
	for i < len(buf) && (isSpace(buf[i]) || buf[i] == ',' || buf[i] == ']') {
		i++
	}
	return i
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }

// row finds the cells of the value at off of the buffer.
func (f *jsonFormat) row(b []byte, off int32, c *cells) bool {
	base := c.rows * c.width
	for k := range c.width {
		c.start[base+k] = -1
	}
	if !f.objects {
		if c.width > 0 && !isNull(b) {
			c.start[base], c.end[base] = off, off+int32(len(b))
		}
		return true
	}
	guess := 0
	return members(b, func(key []byte, from, to int) {
		k := f.find(key, guess)
		if k < 0 {
			return
		}
		guess = k + 1
		if isNull(b[from:to]) {
			c.start[base+k] = -1
			return
		}
		c.start[base+k], c.end[base+k] = off+int32(from), off+int32(to)
	})
}

func isNull(b []byte) bool { return len(b) == 4 && b[0] == 'n' }

// find gives the cell of a key; keys mostly come in the same order.
func (f *jsonFormat) find(key []byte, guess int) int {
	if guess < len(f.keys) && f.keys[guess] == string(key) {
		return guess
	}
	if k, ok := f.index[string(key)]; ok {
		return k
	}
	return -1
}

// members calls fn for each member of an object, with where its value lies. It answers
// false when the object is broken.
func members(b []byte, fn func(key []byte, from, to int)) bool {
	i := spaces(b, 1)
	if i < len(b) && b[i] == '}' {
		return i == len(b)-1
	}
	for i < len(b) {
		if b[i] != '"' {
			return false
		}
		end, state := skipString(b, i)
		if state != jsonDone {
			return false
		}
		key := b[i+1 : end-1]
		if bytes.IndexByte(key, '\\') >= 0 {
			s, ok := unquote(b[i:end])
			if !ok {
				return false
			}
			key = s
		}
		i = spaces(b, end)
		if i >= len(b) || b[i] != ':' {
			return false
		}
		i = spaces(b, i+1)
		end, state = skipValue(b, i)
		if state != jsonDone {
			return false
		}
		fn(key, i, end)
		i = spaces(b, end)
		if i >= len(b) {
			return false
		}
		if b[i] == '}' {
			return i == len(b)-1
		}
		if b[i] != ',' {
			return false
		}
		i = spaces(b, i+1)
	}
	return false
}

func spaces(b []byte, i int) int {
	for i < len(b) && isSpace(b[i]) {
		i++
	}
	return i
}

// jsonState is the outcome of passing over a value.
type jsonState uint8

const (
	jsonDone jsonState = iota
	jsonCut            // the buffer ends within the value
	jsonBad
)

// skipValue gives where the value at i ends. It checks only what it needs to find that.
func skipValue(b []byte, i int) (end int, s jsonState) {
	if i >= len(b) {
		return i, jsonCut
	}
	switch b[i] {
	case '"':
		return skipString(b, i)
	case '{', '[':
		return skipNested(b, i)
	}
	j := i
	for j < len(b) && !isSpace(b[j]) && b[j] != ',' && b[j] != '}' && b[j] != ']' && b[j] != ':' {
		j++
	}
	if j == i {
		return i, jsonBad
	}
	if !scalar(b[i:j]) {
		if j == len(b) {
			return j, jsonCut
		}
		return j, jsonBad
	}
	return j, jsonDone
}

// scalar tells whether a word is a JSON number, true, false or null.
func scalar(b []byte) bool {
	switch b[0] {
	case 't', 'f', 'n':
		s := str(b)
		return s == "true" || s == "false" || s == "null"
	case '-', '0', '1', '2', '3', '4', '5', '6', '7', '8', '9':
		_, ok := parseFloat(b)
		return ok
	}
	return false
}

func skipString(b []byte, i int) (end int, s jsonState) {
	for j := i + 1; j < len(b); {
		k := bytes.IndexByte(b[j:], '"')
		if k < 0 {
			return len(b), jsonCut
		}
		k += j
		n := 0
		for b[k-1-n] == '\\' && k-1-n > i {
			n++
		}
		if n%2 == 0 {
			return k + 1, jsonDone
		}
		j = k + 1
	}
	return len(b), jsonCut
}

func skipNested(b []byte, i int) (end int, s jsonState) {
	depth := 0
	for j := i; j < len(b); j++ {
		switch b[j] {
		case '"':
			e, st := skipString(b, j)
			if st != jsonDone {
				return e, st
			}
			j = e - 1
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return j + 1, jsonDone
			}
		}
	}
	return len(b), jsonCut
}

// parser implements format.
func (f *jsonFormat) parser(t types.Type) cellParser {
	switch {
	case t.OID == types.Text || t.OID == types.VarChar || t.OID == types.BPChar:
		return func(v *vec.Vec, i int, b []byte) bool {
			if b[0] != '"' {
				setBytes(v, i, str(b))
				return true
			}
			s, ok := unquote(b)
			setBytes(v, i, str(s))
			return ok
		}
	case t.OID == types.JSON:
		return func(v *vec.Vec, i int, b []byte) bool {
			setBytes(v, i, str(b))
			return types.ValidateJSON(str(b)) == nil
		}
	case t.IsArray() || t.IsRow() || t.OID == types.Map || t.OID == types.JSONB:
		return func(v *vec.Vec, i int, b []byte) bool {
			x, err := types.ParseJSON(string(b))
			if err != nil {
				return false
			}
			d, ok := jsonDatum(&x, t)
			if ok && d.Null {
				v.SetNull(i, len(v.Refs))
				return true
			}
			return ok && setDatum(v, i, d)
		}
	}
	plain := valueParser(t)
	return func(v *vec.Vec, i int, b []byte) bool {
		if b[0] != '"' {
			return plain(v, i, b)
		}
		s, ok := unquote(b)
		return ok && plain(v, i, s)
	}
}

// unquote gives the contents of a JSON string, aliasing it when there are no escapes.
func unquote(b []byte) ([]byte, bool) {
	if len(b) < 2 || b[0] != '"' || b[len(b)-1] != '"' {
		return nil, false
	}
	in := b[1 : len(b)-1]
	if bytes.IndexByte(in, '\\') < 0 {
		return in, true
	}
	x, err := types.ParseJSON(string(b))
	if err != nil {
		return nil, false
	}
	return []byte(x.Str), true
}
