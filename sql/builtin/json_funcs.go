package builtin

import (
	"strings"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// jv is a JSON value of a json or jsonb argument with its source text.
type jv = types.JSONValue

func parseJ(s string, b bool) (jv, error) {
	if b {
		return types.ParseJSONB(s)
	}
	return types.ParseJSON(s)
}

func init() {
	for _, p := range []string{"json", "jsonb"} {
		b := p == "jsonb"
		regScalars(map[string]evalFn{
			p + "_object_field": jsonPick(false, false), p + "_object_field_text": jsonPick(true, false),
			p + "_array_element": jsonIndex(b, false), p + "_array_element_text": jsonIndex(b, true),
			p + "_extract_path": jsonPath(false), p + "_extract_path_text": jsonPath(true),
			p + "_array_length": jsonLength, p + "_typeof": jsonTypeof, p + "_strip_nulls": jsonStrip(b),
		})
		setImpls[p+"_array_elements"], setImpls[p+"_array_elements_text"] = jsonElements(b, false), jsonElements(b, true)
		setImpls[p+"_each"], setImpls[p+"_each_text"] = jsonEach(b, false), jsonEach(b, true)
		setImpls[p+"_object_keys"] = jsonKeys(b)
	}
	regScalars(map[string]evalFn{
		"jsonb_pretty": func(_ *Ctx, a []D) (D, error) {
			v, err := types.ParseJSONB(a[0].S)
			return strD(string(v.AppendPretty(nil, 0))), err
		},
		"jsonb_bool":    jsonbScalar("boolean", func(v *jv) (D, bool, error) { return boolD(v.Bool), v.Kind == types.JSONBool, nil }),
		"jsonb_numeric": jsonbScalar("numeric", func(v *jv) (D, bool, error) { return decD(v.Num), v.Kind == types.JSONNumber, nil }),
		"jsonb_int2":    jsonbNumber("smallint", "numeric_int2"), "jsonb_int4": jsonbNumber("integer", "numeric_int4"),
		"jsonb_int8": jsonbNumber("bigint", "numeric_int8"), "jsonb_float4": jsonbNumber("real", "numeric_float4"),
		"jsonb_float8": jsonbNumber("double precision", "numeric_float8"),
	})
}

// jsonPick is -> and ->> by key or index.
func jsonPick(asText, index bool) evalFn {
	return func(_ *Ctx, a []D) (D, error) {
		return descend(a[0].S, asText, []step{{key: a[1].S, index: a[1].I, byIndex: index}})
	}
}

// jsonIndex is -> and ->> by position; jsonb counts a scalar as an array of one.
func jsonIndex(b, asText bool) evalFn {
	pick := jsonPick(asText, true)
	return func(c *Ctx, a []D) (D, error) {
		if f := firstByte(a[0].S); b && f != '[' && f != '{' && (a[1].I == 0 || a[1].I == -1) {
			return memberText(a[0].S, asText), nil
		}
		return pick(c, a)
	}
}

// step is one step into a JSON value: a key, an index, or (either) a path element that
// is an index in arrays and a key in objects.
type step struct {
	key     string
	index   int64
	byIndex bool
	either  bool
}

// descend follows steps; json results keep the text as written.
func descend(s string, asText bool, steps []step) (D, error) {
	text := strings.TrimSpace(s)
	for _, st := range steps {
		sub, ok, err := member(text, st)
		if err != nil || !ok {
			return types.Null, err
		}
		text = sub
	}
	if !asText {
		return strD(text), nil
	}
	switch {
	case text == "null":
		return types.Null, nil
	case strings.HasPrefix(text, `"`):
		v, err := types.ParseJSON(text)
		return strD(v.Str), err
	}
	return strD(text), nil
}

// member finds the text of a member of a JSON text without parsing the rest.
func member(text string, st step) (string, bool, error) {
	if text == "" {
		return "", false, nil
	}
	switch text[0] {
	case '{':
		if st.byIndex {
			return "", false, nil
		}
		return objectMember(text, st.key)
	case '[':
		if !st.byIndex && !st.either {
			return "", false, nil
		}
		i := st.index
		if st.either {
			n, ok := parseIndex(st.key)
			if !ok {
				return "", false, nil
			}
			i = n
		}
		return arrayMember(text, i)
	}
	return "", false, nil
}

func parseIndex(s string) (int64, bool) {
	d, err := types.Parse(types.T(types.Int4), s, nil)
	return d.I, err == nil && s != "" && s[0] != '+'
}

func objectMember(text, key string) (string, bool, error) {
	found, ok := "", false
	err := eachMember(text, func(k, v string) bool {
		name := k[1 : len(k)-1]
		if strings.IndexByte(name, '\\') >= 0 {
			if p, err := types.ParseJSON(k); err == nil {
				name = p.Str
			}
		}
		if name == key {
			found, ok = v, true // json: the last one wins
		}
		return true
	})
	return found, ok, err
}

func arrayMember(text string, i int64) (string, bool, error) {
	if i < 0 {
		n := int64(0)
		eachMember(text, func(_, _ string) bool { n++; return true })
		if i += n; i < 0 {
			return "", false, nil
		}
	}
	found, ok := "", false
	err := eachMember(text, func(_, v string) bool {
		if i == 0 {
			found, ok = v, true
		}
		i--
		return i >= 0
	})
	return found, ok, err
}

// eachMember calls f with the texts of each member of a valid object or array; keys are
// quoted texts, "" in arrays.
func eachMember(s string, f func(key, value string) bool) error {
	i := 1
	object := s[0] == '{'
	for {
		i = skipJSONSpace(s, i)
		if i >= len(s) || s[i] == '}' || s[i] == ']' {
			return nil
		}
		key := ""
		if object {
			end := skipJSONValue(s, i)
			key = s[i:end]
			i = skipJSONSpace(s, skipJSONSpace(s, end)+1)
		}
		end := skipJSONValue(s, i)
		if end <= i {
			return pgerr.New(pgerr.InvalidTextRepresentation, "invalid input syntax for type json")
		}
		if !f(key, s[i:end]) {
			return nil
		}
		i = skipJSONSpace(s, end)
		if i < len(s) && s[i] == ',' {
			i++
		}
	}
}

func skipJSONSpace(s string, i int) int {
	for i < len(s) && (s[i] == ' ' || s[i] == '\n' || s[i] == '\t' || s[i] == '\r') {
		i++
	}
	return i
}

// skipJSONValue gives the end of the value at i of a valid JSON text.
func skipJSONValue(s string, i int) int {
	depth := 0
	for i < len(s) {
		switch s[i] {
		case '"':
			for i++; i < len(s) && s[i] != '"'; i++ {
				if s[i] == '\\' {
					i++
				}
			}
			i++
		case '{', '[':
			depth++
			i++
			continue
		case '}', ']':
			if depth == 0 {
				return i
			}
			depth--
			i++
		case ',', ':', ' ', '\n', '\t', '\r':
			if depth == 0 {
				return i
			}
			i++
			continue
		default:
			for i < len(s) && strings.IndexByte(",:]} \n\t\r", s[i]) < 0 {
				i++
			}
		}
		if depth == 0 {
			return min(i, len(s))
		}
	}
	return min(i, len(s))
}

func jsonPath(asText bool) evalFn {
	return func(_ *Ctx, a []D) (D, error) {
		steps, null := pathSteps(a[1])
		if null {
			return types.Null, nil
		}
		return descend(a[0].S, asText, steps)
	}
}

// pathSteps reads a text[] path; null says it holds a NULL.
func pathSteps(d D) (steps []step, null bool) {
	for _, e := range types.DecodeArray(types.T(types.Text), d.S).Elems {
		if e.Null {
			return nil, true
		}
		steps = append(steps, step{key: e.S, either: true})
	}
	return steps, false
}

func firstByte(s string) byte {
	s = strings.TrimLeft(s, " \n\t\r")
	if s == "" {
		return 0
	}
	return s[0]
}

func jsonLength(_ *Ctx, a []D) (D, error) {
	switch firstByte(a[0].S) {
	case '[':
		n := int64(0)
		err := eachMember(strings.TrimSpace(a[0].S), func(_, _ string) bool { n++; return true })
		return intD(n), err
	case '{':
		return D{}, badParam("cannot get array length of a non-array")
	}
	return D{}, badParam("cannot get array length of a scalar")
}

var jsonTypeof = str1(func(s string) string {
	switch firstByte(s) {
	case '{':
		return "object"
	case '[':
		return "array"
	case '"':
		return "string"
	case 't', 'f':
		return "boolean"
	case 'n':
		return "null"
	}
	return "number"
})

func jsonStrip(b bool) evalFn {
	return func(_ *Ctx, a []D) (D, error) {
		v, err := parseJ(a[0].S, b)
		if err != nil {
			return D{}, err
		}
		stripNulls(&v)
		if b {
			return v.Datum(), nil
		}
		return strD(string(appendCompact(nil, &v))), nil
	}
}

func stripNulls(v *jv) {
	for i := range v.Arr {
		stripNulls(&v.Arr[i])
	}
	keys, vals := v.Keys[:0:0], v.Vals[:0:0]
	for i := range v.Vals {
		if v.Vals[i].Kind == types.JSONNull {
			continue
		}
		stripNulls(&v.Vals[i])
		keys, vals = append(keys, v.Keys[i]), append(vals, v.Vals[i])
	}
	v.Keys, v.Vals = keys, vals
}

// appendCompact is json's own output form: no blanks, numbers as written.
func appendCompact(dst []byte, v *jv) []byte {
	switch v.Kind {
	case types.JSONNumber:
		if v.Str != "" {
			return append(dst, v.Str...)
		}
	case types.JSONArray:
		dst = append(dst, '[')
		for i := range v.Arr {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = appendCompact(dst, &v.Arr[i])
		}
		return append(dst, ']')
	case types.JSONObject:
		dst = append(dst, '{')
		for i := range v.Keys {
			if i > 0 {
				dst = append(dst, ',')
			}
			dst = append(types.AppendJSONString(dst, v.Keys[i]), ':')
			dst = appendCompact(dst, &v.Vals[i])
		}
		return append(dst, '}')
	}
	return v.Append(dst)
}

// memberText renders a member's text for the _text functions.
func memberText(v string, asText bool) D {
	d, _ := descend(v, asText, nil)
	return d
}

func jsonElements(b, asText bool) setFn {
	return func(_ *Ctx, a []D, yield func([]D) bool) error {
		switch firstByte(a[0].S) {
		case '[':
			return eachMember(strings.TrimSpace(a[0].S), func(_, v string) bool { return yield([]D{memberText(v, asText)}) })
		case '{':
			if b {
				return badParam("cannot extract elements from an object")
			}
			return badParam("cannot call %s on a non-array", jsonFuncName(asText))
		}
		if b {
			return badParam("cannot extract elements from a scalar")
		}
		return badParam("cannot call %s on a scalar", jsonFuncName(asText))
	}
}

func jsonFuncName(asText bool) string {
	n := "json_array_elements"
	if asText {
		n += "_text"
	}
	return n
}

func jsonEach(b, asText bool) setFn {
	return func(_ *Ctx, a []D, yield func([]D) bool) error {
		if c := firstByte(a[0].S); c != '{' {
			if b {
				return badParam("cannot call %s on a non-object", map[bool]string{true: "jsonb_each_text", false: "jsonb_each"}[asText])
			}
			if c == '[' {
				return badParam("cannot deconstruct an array as an object")
			}
			return badParam("cannot deconstruct a scalar")
		}
		return eachMember(strings.TrimSpace(a[0].S), func(k, v string) bool {
			return yield([]D{memberText(k, true), memberText(v, asText)})
		})
	}
}

func jsonKeys(b bool) setFn {
	return func(_ *Ctx, a []D, yield func([]D) bool) error {
		name := map[bool]string{true: "jsonb_object_keys", false: "json_object_keys"}[b]
		switch firstByte(a[0].S) {
		case '{':
			return eachMember(strings.TrimSpace(a[0].S), func(k, _ string) bool { return yield([]D{memberText(k, true)}) })
		case '[':
			return badParam("cannot call %s on an array", name)
		}
		return badParam("cannot call %s on a scalar", name)
	}
}

func kindName(k types.JSONKind) string {
	return []string{"null", "string", "numeric", "boolean", "array", "object"}[k]
}

func jsonbScalar(typ string, f func(v *jv) (D, bool, error)) evalFn {
	return func(_ *Ctx, a []D) (D, error) {
		v, err := types.ParseJSONB(a[0].S)
		if err != nil {
			return D{}, err
		}
		d, ok, err := f(&v)
		if !ok {
			return D{}, badParam("cannot cast jsonb %s to type %s", kindName(v.Kind), typ)
		}
		return d, err
	}
}

func jsonbNumber(typ, cast string) evalFn {
	return jsonbScalar(typ, func(v *jv) (D, bool, error) {
		if v.Kind != types.JSONNumber {
			return D{}, false, nil
		}
		d, err := scalarImpls[cast](nil, []D{decD(v.Num)})
		return d, true, err
	})
}
