package types

import (
	"cmp"
	"strings"
)

// Datum gives the value as a jsonb datum.
func (v *JSONValue) Datum() Datum { return Datum{S: string(v.Append(nil))} }

// Append appends the canonical (jsonb) text.
func (v *JSONValue) Append(dst []byte) []byte {
	switch v.Kind {
	case JSONNull:
		return append(dst, "null"...)
	case JSONString:
		return AppendJSONString(dst, v.Str)
	case JSONNumber:
		return v.Num.AppendText(dst)
	case JSONBool:
		if v.Bool {
			return append(dst, "true"...)
		}
		return append(dst, "false"...)
	case JSONArray:
		dst = append(dst, '[')
		for i := range v.Arr {
			if i > 0 {
				dst = append(dst, ", "...)
			}
			dst = v.Arr[i].Append(dst)
		}
		return append(dst, ']')
	}
	dst = append(dst, '{')
	for i := range v.Keys {
		if i > 0 {
			dst = append(dst, ", "...)
		}
		dst = append(AppendJSONString(dst, v.Keys[i]), ": "...)
		dst = v.Vals[i].Append(dst)
	}
	return append(dst, '}')
}

// AppendPretty appends the form of jsonb_pretty.
func (v *JSONValue) AppendPretty(dst []byte, level int) []byte {
	indent := func(n int) {
		dst = append(dst, '\n')
		for range n {
			dst = append(dst, "    "...)
		}
	}
	switch v.Kind {
	case JSONArray:
		dst = append(dst, '[')
		for i := range v.Arr {
			if i > 0 {
				dst = append(dst, ',')
			}
			indent(level + 1)
			dst = v.Arr[i].AppendPretty(dst, level+1)
		}
		indent(level)
		return append(dst, ']')
	case JSONObject:
		dst = append(dst, '{')
		for i := range v.Keys {
			if i > 0 {
				dst = append(dst, ',')
			}
			indent(level + 1)
			dst = append(AppendJSONString(dst, v.Keys[i]), ": "...)
			dst = v.Vals[i].AppendPretty(dst, level+1)
		}
		indent(level)
		return append(dst, '}')
	}
	return v.Append(dst)
}

// AppendJSONString appends s as a JSON string literal.
func AppendJSONString(dst []byte, s string) []byte {
	const digits = "0123456789abcdef"
	dst = append(dst, '"')
	start := 0
	for i := range len(s) {
		c := s[i]
		if c >= 0x20 && c != '"' && c != '\\' {
			continue
		}
		dst = append(dst, s[start:i]...)
		start = i + 1
		if at := strings.IndexByte("\"\\\b\f\n\r\t", c); at >= 0 {
			dst = append(dst, '\\', `"\bfnrt`[at])
		} else {
			dst = append(dst, '\\', 'u', '0', '0', digits[c>>4], digits[c&15])
		}
	}
	return append(append(dst, s[start:]...), '"')
}

// Get finds a key of an object, nil when absent.
func (v *JSONValue) Get(key string) *JSONValue {
	for i := len(v.Keys) - 1; i >= 0; i-- {
		if v.Keys[i] == key {
			return &v.Vals[i]
		}
	}
	return nil
}

func compareJSONB(a, b string) int {
	if a == b {
		return 0
	}
	va, err1 := ParseJSONB(a)
	vb, err2 := ParseJSONB(b)
	if err1 != nil || err2 != nil {
		return strings.Compare(a, b)
	}
	return va.Compare(&vb)
}

// Compare orders as jsonb: object > array > boolean > number > string > null; containers
// by size first. An empty array is less than a scalar, but only at the top.
func (v *JSONValue) Compare(w *JSONValue) int {
	switch {
	case v.Kind == JSONArray && len(v.Arr) == 0 && w.Kind < JSONArray:
		return -1
	case w.Kind == JSONArray && len(w.Arr) == 0 && v.Kind < JSONArray:
		return 1
	}
	return v.compare(w)
}

func (v *JSONValue) compare(w *JSONValue) int {
	if v.Kind != w.Kind {
		return cmp.Compare(v.Kind, w.Kind)
	}
	switch v.Kind {
	case JSONString:
		return strings.Compare(v.Str, w.Str)
	case JSONNumber:
		return v.Num.Cmp(w.Num)
	case JSONBool:
		return cmpNull(v.Bool, w.Bool)
	case JSONArray:
		if c := cmp.Compare(len(v.Arr), len(w.Arr)); c != 0 {
			return c
		}
		for i := range v.Arr {
			if c := v.Arr[i].compare(&w.Arr[i]); c != 0 {
				return c
			}
		}
	case JSONObject:
		return v.compareObject(w)
	}
	return 0
}

func (v *JSONValue) compareObject(w *JSONValue) int {
	if c := cmp.Compare(len(v.Keys), len(w.Keys)); c != 0 {
		return c
	}
	for i := range v.Keys {
		if c := strings.Compare(v.Keys[i], w.Keys[i]); c != 0 {
			return c
		}
		if c := v.Vals[i].compare(&w.Vals[i]); c != 0 {
			return c
		}
	}
	return 0
}

func hashJSONB(s string) uint64 {
	v, err := ParseJSONB(s)
	if err != nil {
		return HashString(s)
	}
	return v.hash()
}

func (v *JSONValue) hash() uint64 {
	h := HashInt(int64(v.Kind))
	switch v.Kind {
	case JSONString:
		h = hashMix(h, HashString(v.Str))
	case JSONNumber:
		h = hashMix(h, v.Num.hash())
	case JSONBool:
		if v.Bool {
			h = hashMix(h, 1)
		}
	case JSONArray:
		for i := range v.Arr {
			h = hashMix(h, v.Arr[i].hash())
		}
	case JSONObject:
		for i := range v.Keys {
			h = hashMix(hashMix(h, HashString(v.Keys[i])), v.Vals[i].hash())
		}
	}
	return h
}
