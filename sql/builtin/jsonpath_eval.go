package builtin

import (
	"strings"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// jpEval evaluates a path over one document.
type jpEval struct {
	path *jpPath
	root *jv
	vars *jv
	size int // of the innermost subscripted array, for last
}

// tri is a three-valued truth value.
type tri int8

const (
	triUnknown tri = iota - 1
	triFalse
	triTrue
)

func triOf(b bool) tri {
	if b {
		return triTrue
	}
	return triFalse
}

func jpError(code pgerr.Code, format string, args ...any) error {
	return pgerr.New(code, format, args...)
}

// query gives the items the path selects.
func (e *jpEval) query(n *jpNode, at *jv) ([]jv, error) {
	items, err := e.primary(n, at)
	if err != nil || n.next == nil {
		return items, err
	}
	return e.chain(n.next, items)
}

// chain applies accessors to each item in turn.
func (e *jpEval) chain(n *jpNode, items []jv) ([]jv, error) {
	for ; n != nil; n = n.next {
		var out []jv
		for i := range items {
			got, err := e.step(n, &items[i])
			if err != nil {
				return nil, err
			}
			out = append(out, got...)
		}
		items = out
	}
	return items, nil
}

func (e *jpEval) primary(n *jpNode, at *jv) ([]jv, error) {
	switch n.op {
	case "$":
		return []jv{*e.root}, nil
	case "@":
		return []jv{*at}, nil
	case "lit":
		return []jv{*n.lit}, nil
	case "()":
		return e.query(n.l, at)
	case "last":
		return []jv{{Kind: types.JSONNumber, Num: types.DecimalInt(int64(e.size - 1))}}, nil
	case "$var":
		if e.vars != nil && e.vars.Get(n.name) != nil {
			return []jv{*e.vars.Get(n.name)}, nil
		}
		return nil, jpError(pgerr.UndefinedObject, "could not find jsonpath variable \"%s\"", n.name)
	case "+", "-", "*", "/", "%", "u+", "u-":
		return e.arithmetic(n, at)
	}
	t, err := e.predicate(n, at)
	if err != nil {
		return nil, err
	}
	if t == triUnknown {
		return []jv{{}}, nil
	}
	return []jv{{Kind: types.JSONBool, Bool: t == triTrue}}, nil
}

// unwrap opens arrays in lax mode.
func (e *jpEval) unwrap(items []jv) []jv {
	if e.path.strict {
		return items
	}
	var out []jv
	for _, v := range items {
		if v.Kind == types.JSONArray {
			out = append(out, v.Arr...)
		} else {
			out = append(out, v)
		}
	}
	return out
}

func (e *jpEval) arithmetic(n *jpNode, at *jv) ([]jv, error) {
	l, err := e.query(n.l, at)
	if err != nil {
		return nil, err
	}
	l = e.unwrap(l)
	if n.r == nil {
		return negate(n.op, l)
	}
	r, err := e.query(n.r, at)
	if err != nil {
		return nil, err
	}
	r = e.unwrap(r)
	if len(l) != 1 || l[0].Kind != types.JSONNumber {
		return nil, jpError("22038", "left operand of jsonpath operator %s is not a single numeric value", n.op)
	}
	if len(r) != 1 || r[0].Kind != types.JSONNumber {
		return nil, jpError("22038", "right operand of jsonpath operator %s is not a single numeric value", n.op)
	}
	f := map[string]func(a, b types.Decimal) (types.Decimal, error){"+": types.Decimal.Add, "-": types.Decimal.Sub,
		"*": types.Decimal.Mul, "/": types.Decimal.Div, "%": types.Decimal.Mod}[n.op]
	d, err := f(l[0].Num, r[0].Num)
	return []jv{{Kind: types.JSONNumber, Num: d}}, err
}

func negate(op string, items []jv) ([]jv, error) {
	out := make([]jv, len(items))
	for i, v := range items {
		if v.Kind != types.JSONNumber {
			return nil, jpError("2203B", "operand of unary jsonpath operator %s is not a numeric value", op[1:])
		}
		if op == "u-" {
			v.Num = v.Num.Neg()
		}
		out[i] = v
	}
	return out, nil
}

func (e *jpEval) step(n *jpNode, v *jv) ([]jv, error) {
	switch n.op {
	case "key":
		return e.member(n, v)
	case ".*":
		return e.members(n, v)
	case "[*]":
		if v.Kind == types.JSONArray {
			return v.Arr, nil
		}
		if e.path.strict {
			return nil, jpError("22039", "jsonpath wildcard array accessor can only be applied to an array")
		}
		return []jv{*v}, nil
	case "[]":
		return e.subscripts(n, v)
	case ".**":
		var out []jv
		descendants(v, 0, n.lo, n.hi, &out)
		return out, nil
	case "?":
		return e.filter(n, v)
	case "method":
		return e.method(n, v)
	}
	return nil, jpError(pgerr.SyntaxError, "unexpected jsonpath item %s", n.op)
}

// each applies f to the members of an array in lax mode.
func (e *jpEval) each(v *jv, f func(*jv) ([]jv, error)) ([]jv, error) {
	var out []jv
	for i := range v.Arr {
		got, err := f(&v.Arr[i])
		if err != nil {
			return nil, err
		}
		out = append(out, got...)
	}
	return out, nil
}

func (e *jpEval) member(n *jpNode, v *jv) ([]jv, error) {
	switch {
	case v.Kind == types.JSONObject:
		if m := v.Get(n.name); m != nil {
			return []jv{*m}, nil
		}
		if e.path.strict {
			return nil, jpError("2203A", "JSON object does not contain key \"%s\"", n.name)
		}
		return nil, nil
	case e.path.strict:
		return nil, jpError("2203A", "jsonpath member accessor can only be applied to an object")
	case v.Kind == types.JSONArray:
		return e.each(v, func(m *jv) ([]jv, error) {
			if m.Kind == types.JSONArray {
				return nil, nil
			}
			return e.member(n, m)
		})
	}
	return nil, nil
}

func (e *jpEval) members(n *jpNode, v *jv) ([]jv, error) {
	switch {
	case v.Kind == types.JSONObject:
		return v.Vals, nil
	case e.path.strict:
		return nil, jpError("2203C", "jsonpath wildcard member accessor can only be applied to an object")
	case v.Kind == types.JSONArray:
		return e.each(v, func(m *jv) ([]jv, error) {
			if m.Kind == types.JSONArray {
				return nil, nil
			}
			return e.members(n, m)
		})
	}
	return nil, nil
}

func (e *jpEval) subscripts(n *jpNode, v *jv) ([]jv, error) {
	arr := v.Arr
	if v.Kind != types.JSONArray {
		if e.path.strict {
			return nil, jpError("22039", "jsonpath array accessor can only be applied to an array")
		}
		arr = []jv{*v}
	}
	old := e.size
	e.size = len(arr)
	defer func() { e.size = old }()
	var out []jv
	for _, s := range n.subs {
		from, err := e.index(s[0], v)
		if err != nil {
			return nil, err
		}
		to := from
		if s[1] != nil {
			if to, err = e.index(s[1], v); err != nil {
				return nil, err
			}
		}
		if e.path.strict && (from < 0 || from > to || to >= len(arr)) {
			return nil, jpError("22033", "jsonpath array subscript is out of bounds")
		}
		for i := max(from, 0); i <= to && i < len(arr); i++ {
			out = append(out, arr[i])
		}
	}
	return out, nil
}

func (e *jpEval) index(n *jpNode, v *jv) (int, error) {
	items, err := e.query(n, v)
	if err != nil {
		return 0, err
	}
	if len(items) != 1 || items[0].Kind != types.JSONNumber {
		return 0, jpError("22033", "jsonpath array subscript is not a single numeric value")
	}
	i, ok := items[0].Num.Trunc(0).Int64()
	if !ok || i != int64(int32(i)) {
		return 0, jpError("22033", "jsonpath array subscript is out of integer range")
	}
	return int(i), nil
}

// descendants collects values between two depths; hi -1 has no bound, lo -1 means leaves.
func descendants(v *jv, depth, lo, hi int, out *[]jv) {
	kids := v.Arr
	if v.Kind == types.JSONObject {
		kids = v.Vals
	}
	if lo < 0 && len(kids) == 0 || lo >= 0 && depth >= lo && (hi < 0 || depth <= hi) {
		*out = append(*out, *v)
	}
	if hi >= 0 && depth >= hi && lo >= 0 {
		return
	}
	for i := range kids {
		descendants(&kids[i], depth+1, lo, hi, out)
	}
}

func (e *jpEval) filter(n *jpNode, v *jv) ([]jv, error) {
	if v.Kind == types.JSONArray && !e.path.strict {
		return e.each(v, func(m *jv) ([]jv, error) { return e.filterOne(n, m) })
	}
	return e.filterOne(n, v)
}

func (e *jpEval) filterOne(n *jpNode, v *jv) ([]jv, error) {
	t, err := e.predicate(n.l, v)
	if err != nil || t != triTrue {
		return nil, err
	}
	return []jv{*v}, nil
}

// predicate evaluates a boolean node; errors inside give unknown.
func (e *jpEval) predicate(n *jpNode, at *jv) (tri, error) {
	switch n.op {
	case "()":
		return e.predicate(n.l, at)
	case "&&", "||":
		return e.logical(n, at)
	case "!":
		t, err := e.predicate(n.l, at)
		if t != triUnknown {
			t = triOf(t == triFalse)
		}
		return t, err
	case "is unknown":
		t, err := e.predicate(n.l, at)
		return triOf(t == triUnknown), err
	case "exists":
		items, err := e.query(n.l, at)
		if err != nil {
			return triUnknown, fatalPath(err)
		}
		return triOf(len(items) > 0), nil
	case "==", "<>", "<", "<=", ">", ">=":
		return e.compare(n, at, compareItems)
	case "starts":
		return e.compare(n, at, func(_ string, a, b *jv) tri {
			if a.Kind != types.JSONString || b.Kind != types.JSONString {
				return triUnknown
			}
			return triOf(strings.HasPrefix(a.Str, b.Str))
		})
	case "like_regex":
		return e.likeRegex(n, at)
	}
	return triUnknown, jpError(pgerr.SyntaxError, "invalid jsonpath predicate %s", n.op)
}

// fatalPath passes on the errors that a predicate does not swallow.
func fatalPath(err error) error {
	if pgerr.CodeOf(err) == pgerr.UndefinedObject {
		return err
	}
	return nil
}

func (e *jpEval) logical(n *jpNode, at *jv) (tri, error) {
	stop := triFalse
	if n.op == "||" {
		stop = triTrue
	}
	l, err := e.predicate(n.l, at)
	if err != nil || l == stop {
		return l, err
	}
	r, err := e.predicate(n.r, at)
	if err != nil || r == stop {
		return r, err
	}
	if l == triUnknown {
		return l, nil
	}
	return r, nil
}

// compare holds when any pair of items satisfies the test.
func (e *jpEval) compare(n *jpNode, at *jv, test func(op string, a, b *jv) tri) (tri, error) {
	l, err := e.query(n.l, at)
	if err != nil {
		return triUnknown, fatalPath(err)
	}
	r, err := e.query(n.r, at)
	if err != nil {
		return triUnknown, fatalPath(err)
	}
	l, r = e.unwrap(l), e.unwrap(r)
	found, unknown := false, false
	for i := range l {
		for j := range r {
			switch test(n.op, &l[i], &r[j]) {
			case triUnknown:
				unknown = true
				if e.path.strict {
					return triUnknown, nil
				}
			case triTrue:
				if !e.path.strict {
					return triTrue, nil
				}
				found = true
			}
		}
	}
	switch {
	case found:
		return triTrue, nil
	case unknown:
		return triUnknown, nil
	}
	return triFalse, nil
}

func compareItems(op string, a, b *jv) tri {
	if a.Kind != b.Kind {
		if a.Kind == types.JSONNull || b.Kind == types.JSONNull {
			return triOf(op == "<>")
		}
		return triUnknown
	}
	if a.Kind >= types.JSONArray {
		return triUnknown
	}
	c := a.Compare(b)
	switch op {
	case "==":
		return triOf(c == 0)
	case "<>":
		return triOf(c != 0)
	case "<":
		return triOf(c < 0)
	case "<=":
		return triOf(c <= 0)
	case ">":
		return triOf(c > 0)
	}
	return triOf(c >= 0)
}

func (e *jpEval) likeRegex(n *jpNode, at *jv) (tri, error) {
	f := reFlags{fold: strings.Contains(n.flags, "i"), literal: strings.Contains(n.flags, "q"), expanded: strings.Contains(n.flags, "x")}
	f.dotNL = !strings.Contains(n.flags, "s")
	f.anchorNL = strings.Contains(n.flags, "m")
	re, err := regex(n.name, f)
	if err != nil {
		return triUnknown, err
	}
	lit := &jpNode{op: "lit", lit: &jv{}}
	return e.compare(&jpNode{op: n.op, l: n.l, r: lit}, at, func(_ string, a, _ *jv) tri {
		if a.Kind != types.JSONString {
			return triUnknown
		}
		return triOf(re.MatchString(a.Str))
	})
}

func (e *jpEval) method(n *jpNode, v *jv) ([]jv, error) {
	num := func(d types.Decimal) ([]jv, error) { return []jv{{Kind: types.JSONNumber, Num: d}}, nil }
	switch n.name {
	case "type":
		return []jv{{Kind: types.JSONString, Str: []string{"null", "string", "number", "boolean", "array", "object"}[v.Kind]}}, nil
	case "size":
		if v.Kind != types.JSONArray {
			if e.path.strict {
				return nil, jpError("22039", "jsonpath item method .size() can only be applied to an array")
			}
			return num(types.DecimalInt(1))
		}
		return num(types.DecimalInt(int64(len(v.Arr))))
	}
	if v.Kind == types.JSONArray && !e.path.strict {
		return e.each(v, func(m *jv) ([]jv, error) { return e.method(n, m) })
	}
	switch n.name {
	case "keyvalue":
		return e.keyvalue(v)
	case "double":
		return toDouble(v)
	case "datetime":
		return nil, pgerr.Unsupported("jsonpath method .datetime()")
	}
	if v.Kind != types.JSONNumber {
		return nil, jpError("22036", "jsonpath item method .%s() can only be applied to a numeric value", n.name)
	}
	switch n.name {
	case "ceiling":
		return num(v.Num.Ceil())
	case "floor":
		return num(v.Num.Floor())
	}
	return num(v.Num.Abs())
}

func toDouble(v *jv) ([]jv, error) {
	text := v.Str
	switch v.Kind {
	case types.JSONNumber:
		text = v.Num.String()
	case types.JSONString:
	default:
		return nil, jpError("22036", "jsonpath item method .double() can only be applied to a string or numeric value")
	}
	d, err := types.Parse(types.T(types.Float8), text, nil)
	if err != nil {
		return nil, jpError("22036", "string argument of jsonpath item method .double() is not a valid representation of a double precision number")
	}
	return []jv{{Kind: types.JSONNumber, Num: types.DecimalFloat(d.Float(), 15)}}, nil
}

func (e *jpEval) keyvalue(v *jv) ([]jv, error) {
	if v.Kind != types.JSONObject {
		return nil, jpError("2203C", "jsonpath item method .keyvalue() can only be applied to an object")
	}
	var out []jv
	for i, k := range v.Keys {
		out = append(out, types.NewJSONObject([]string{"id", "key", "value"},
			[]jv{{Kind: types.JSONNumber}, {Kind: types.JSONString, Str: k}, v.Vals[i]}))
	}
	return out, nil
}

// runPath evaluates (target, path, vars, silent).
func runPath(a []D) (*jpPath, []jv, error) {
	path, err := parsePath(a[1].S)
	if err != nil {
		return nil, nil, err
	}
	doc, err := types.ParseJSONB(a[0].S)
	if err != nil {
		return nil, nil, err
	}
	e := &jpEval{path: path, root: &doc}
	if len(a) > 2 {
		vars, err := types.ParseJSONB(a[2].S)
		if err != nil {
			return nil, nil, err
		}
		if vars.Kind != types.JSONObject {
			return nil, nil, badParam("\"vars\" argument is not an object").(*pgerr.Error).
				WithDetail("Jsonpath parameters should be encoded as key-value pairs of \"vars\" object.")
		}
		e.vars = &vars
	}
	items, err := e.query(path.root, &doc)
	if err != nil && len(a) > 3 && a[3].Bool() && pgerr.CodeOf(err) != pgerr.UndefinedObject {
		return path, nil, nil
	}
	return path, items, err
}

func init() {
	for _, tz := range []string{"", "_tz"} {
		regScalars(map[string]evalFn{
			"jsonb_path_exists" + tz: func(_ *Ctx, a []D) (D, error) {
				return pathExists(a)
			},
			"jsonb_path_match" + tz: func(_ *Ctx, a []D) (D, error) { return pathMatch(a, a[3].Bool()) },
			"jsonb_path_query_array" + tz: func(_ *Ctx, a []D) (D, error) {
				_, items, err := runPath(a)
				v := jv{Kind: types.JSONArray, Arr: items}
				return v.Datum(), err
			},
			"jsonb_path_query_first" + tz: func(_ *Ctx, a []D) (D, error) {
				_, items, err := runPath(a)
				if err != nil || len(items) == 0 {
					return types.Null, err
				}
				return items[0].Datum(), nil
			},
		})
		setImpls["jsonb_path_query"+tz] = func(_ *Ctx, a []D, yield func([]D) bool) error {
			_, items, err := runPath(a)
			for i := range items {
				if !yield([]D{items[i].Datum()}) {
					break
				}
			}
			return err
		}
	}
	silent := func(a []D) []D { return []D{a[0], a[1], strD("{}"), boolD(true)} }
	scalarImpls["jsonb_path_exists_opr"] = func(_ *Ctx, a []D) (D, error) {
		return pathExists(silent(a))
	}
	scalarImpls["jsonb_path_match_opr"] = func(_ *Ctx, a []D) (D, error) { return pathMatch(silent(a), true) }
}

// pathExists is NULL when a silenced error hides the answer.
func pathExists(a []D) (D, error) {
	quiet := append([]D{}, a...)
	quiet[3] = boolD(false)
	_, items, err := runPath(quiet)
	if c := pgerr.CodeOf(err); err != nil && a[3].Bool() && c != pgerr.UndefinedObject && c != pgerr.InvalidParameterValue && c != pgerr.SyntaxError {
		return types.Null, nil
	}
	return boolD(len(items) > 0), err
}

func pathMatch(a []D, silent bool) (D, error) {
	_, items, err := runPath(a)
	if err != nil {
		return D{}, err
	}
	if len(items) == 1 && items[0].Kind == types.JSONBool {
		return boolD(items[0].Bool), nil
	}
	if len(items) == 1 && items[0].Kind == types.JSONNull {
		return types.Null, nil
	}
	if silent {
		return types.Null, nil
	}
	return D{}, jpError("22038", "single boolean result is expected")
}
