package builtin

import (
	"math"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

func init() {
	for _, p := range []string{"json", "jsonb"} {
		b := p == "jsonb"
		regScalars(map[string]evalFn{
			p + "_build_array": buildArray(b), p + "_build_array_noargs": constant(strD("[]")),
			p + "_build_object": buildObject(b), p + "_build_object_noargs": constant(strD("{}")),
			p + "_object": textObject(b), p + "_object_two_arg": textObject2(b),
		})
		aggImpls["anyelement_"+p+"_agg"] = func(c *Ctx) Agg { return &jsonAgg{t: c.argType(0, types.Text), st: c.style(), b: b} }
		aggImpls["any_"+p+"_object_agg"] = func(c *Ctx) Agg {
			return &jsonObjectAgg{kt: c.argType(0, types.Text), vt: c.argType(1, types.Text), st: c.style(), b: b}
		}
	}
	regScalars(map[string]evalFn{
		"to_json":            func(c *Ctx, a []D) (D, error) { return strD(string(c.appendJSON(nil, 0, a[0]))), nil },
		"to_jsonb":           func(c *Ctx, a []D) (D, error) { return toJSONB(c.appendJSON(nil, 0, a[0])) },
		"row_to_json":        func(c *Ctx, a []D) (D, error) { return strD(string(c.appendJSON(nil, 0, a[0]))), nil },
		"array_to_json":      func(c *Ctx, a []D) (D, error) { return strD(string(c.appendJSON(nil, 0, a[0]))), nil },
		"row_to_json_pretty": prettyJSON, "array_to_json_pretty": prettyJSON,
	})
	notStrictAggs["json_agg"], notStrictAggs["jsonb_agg"] = true, true
}

func toJSONB(text []byte) (D, error) {
	v, err := types.ParseJSONB(string(text))
	if err != nil {
		return D{}, err
	}
	return v.Datum(), nil
}

func (c *Ctx) appendJSON(dst []byte, i int, d D) []byte {
	return AppendJSON(dst, c.argType(i, types.Text), d, c.style(), false)
}

func prettyJSON(c *Ctx, a []D) (D, error) {
	return strD(string(AppendJSON(nil, c.argType(0, types.Text), a[0], c.style(), a[1].Bool()))), nil
}

// AppendJSON appends a value as to_json renders it; pretty puts line feeds between the
// top-level elements.
func AppendJSON(dst []byte, t types.Type, d D, st *types.Style, pretty bool) []byte {
	if d.Null {
		return append(dst, "null"...)
	}
	switch t.OID {
	case types.Bool:
		if d.Bool() {
			return append(dst, "true"...)
		}
		return append(dst, "false"...)
	case types.Int2, types.Int4, types.Int8:
		return types.AppendText(dst, t, d, st)
	case types.Float4, types.Float8:
		if f := d.Float(); !math.IsNaN(f) && !math.IsInf(f, 0) {
			return types.AppendText(dst, t, d, st)
		}
	case types.Numeric:
		if types.DecimalOf(d).IsFinite() {
			return types.AppendText(dst, t, d, st)
		}
	case types.JSON, types.JSONB:
		return append(dst, d.S...)
	case types.Date, types.Timestamp, types.TimestampTZ:
		return appendJSONDate(dst, t, d, st)
	case types.Map:
		return appendJSONMap(dst, t, d, st)
	}
	if elem, ok := types.ElemOf(t); ok && t.IsArray() {
		a := types.DecodeArray(elem, d.S)
		at := 0
		return appendJSONArray(dst, elem, &a, 0, &at, st, pretty)
	}
	if t.IsRow() {
		return appendJSONRow(dst, t, d, st, pretty)
	}
	return types.AppendJSONString(dst, string(types.AppendText(nil, t, d, st)))
}

// appendJSONDate writes ISO 8601 whatever the DateStyle.
func appendJSONDate(dst []byte, t types.Type, d D, st *types.Style) []byte {
	iso := *st
	iso.Date = types.DateISO
	if t.OID == types.TimestampTZ && !isInf(d.I) {
		iso.Loc = st.Loc
	}
	b := types.AppendText(nil, t, d, &iso)
	for i, c := range b {
		if c == ' ' && i+2 < len(b) && b[i+1] >= '0' && b[i+1] <= '9' {
			b[i] = 'T'
		}
	}
	if n := len(b); t.OID == types.TimestampTZ && n > 3 && (b[n-3] == '+' || b[n-3] == '-') {
		b = append(b, ":00"...)
	}
	return types.AppendJSONString(dst, string(b))
}

func appendJSONArray(dst []byte, elem types.Type, a *types.Array, dim int, at *int, st *types.Style, pretty bool) []byte {
	dst = append(dst, '[')
	n := 0
	if len(a.Dims) > 0 {
		n = a.Dims[dim]
	}
	for i := range n {
		if i > 0 {
			dst = append(dst, ',')
			if pretty {
				dst = append(dst, "\n "...)
			}
		}
		if dim+1 < len(a.Dims) {
			dst = appendJSONArray(dst, elem, a, dim+1, at, st, false)
			continue
		}
		dst = AppendJSON(dst, elem, a.Elems[*at], st, false)
		*at++
	}
	return append(dst, ']')
}

func appendJSONRow(dst []byte, t types.Type, d D, st *types.Style, pretty bool) []byte {
	stored, vals := types.DecodeRow(d.S)
	dst = append(dst, '{')
	for i, ft := range types.RowTypes(t, stored) {
		if i > 0 {
			dst = append(dst, ',')
			if pretty {
				dst = append(dst, "\n "...)
			}
		}
		name := "f" + formatUint(uint64(i+1), 10)
		if t.Ext != nil && i < len(t.Ext.Fields) && t.Ext.Fields[i].Name != "" {
			name = t.Ext.Fields[i].Name
		}
		dst = append(types.AppendJSONString(dst, name), ':')
		dst = AppendJSON(dst, ft, vals[i], st, false)
	}
	return append(dst, '}')
}

func appendJSONMap(dst []byte, t types.Type, d D, st *types.Style) []byte {
	kt, vt := types.MapTypes(t)
	keys, vals := types.DecodeMap(t, d.S)
	dst = append(dst, '{')
	for i, k := range keys {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = append(types.AppendJSONString(dst, string(types.AppendText(nil, kt, k, st))), ':')
		dst = AppendJSON(dst, vt, vals[i], st, false)
	}
	return append(dst, '}')
}

// finishJSON makes a json or jsonb datum of a text.
func finishJSON(text []byte, b bool) (D, error) {
	if b {
		return toJSONB(text)
	}
	return strD(string(text)), nil
}

func buildArray(b bool) evalFn {
	return func(c *Ctx, a []D) (D, error) {
		dst := []byte{'['}
		for i := range a {
			if i > 0 {
				dst = append(dst, ", "...)
			}
			dst = c.appendJSON(dst, i, a[i])
		}
		return finishJSON(append(dst, ']'), b)
	}
}

func buildObject(b bool) evalFn {
	name := map[bool]string{true: "jsonb_build_object", false: "json_build_object"}[b]
	return func(c *Ctx, a []D) (D, error) {
		if len(a)%2 != 0 {
			return D{}, badParam("argument list must have even number of elements").(*pgerr.Error).
				WithHint("The arguments of %s() must consist of alternating keys and values.", name)
		}
		dst := []byte{'{'}
		for i := 0; i < len(a); i += 2 {
			if a[i].Null {
				if b {
					return D{}, badParam("argument %d: key must not be null", i+1)
				}
				return D{}, badParam("argument %d cannot be null", i+1).(*pgerr.Error).WithHint("Object keys should be text.")
			}
			if i > 0 {
				dst = append(dst, ", "...)
			}
			var err error
			if dst, err = appendKey(dst, c.argType(i, types.Text), a[i], c.style(), b); err != nil {
				return D{}, err
			}
			dst = c.appendJSON(append(dst, " : "...), i+1, a[i+1])
		}
		return finishJSON(append(dst, '}'), b)
	}
}

var errJSONKey = badParam("key value must be scalar, not array, composite, or json")

func appendKey(dst []byte, t types.Type, d D, st *types.Style, b bool) ([]byte, error) {
	if t.OID == types.JSON || t.OID == types.JSONB || t.IsArray() || t.IsRow() {
		return dst, errJSONKey
	}
	text := types.AppendText(nil, t, d, st)
	if t.OID == types.Bool {
		text = AppendJSON(nil, t, d, st, false)
	}
	return types.AppendJSONString(dst, string(text)), nil
}

// textObject is json_object(text[]).
func textObject(b bool) evalFn {
	return func(_ *Ctx, a []D) (D, error) {
		arr := types.DecodeArray(types.T(types.Text), a[0].S)
		switch {
		case len(arr.Dims) == 0:
			return strD("{}"), nil
		case len(arr.Dims) > 2:
			return D{}, pgerr.New(pgerr.ArraySubscriptError, "wrong number of array subscripts")
		case len(arr.Dims) == 2 && arr.Dims[1] != 2:
			return D{}, pgerr.New(pgerr.ArraySubscriptError, "array must have two columns")
		case len(arr.Elems)%2 != 0:
			return D{}, pgerr.New(pgerr.ArraySubscriptError, "array must have even number of elements")
		}
		var keys, vals []D
		for i, e := range arr.Elems {
			if i%2 == 0 {
				keys = append(keys, e)
			} else {
				vals = append(vals, e)
			}
		}
		return textPairs(keys, vals, b)
	}
}

func textObject2(b bool) evalFn {
	return func(_ *Ctx, a []D) (D, error) {
		t := types.T(types.Text)
		k, v := types.DecodeArray(t, a[0].S), types.DecodeArray(t, a[1].S)
		if len(k.Dims) > 1 || len(v.Dims) > 1 {
			return D{}, pgerr.New(pgerr.ArraySubscriptError, "wrong number of array subscripts")
		}
		if len(k.Elems) != len(v.Elems) {
			return D{}, pgerr.New(pgerr.ArraySubscriptError, "mismatched array dimensions")
		}
		return textPairs(k.Elems, v.Elems, b)
	}
}

func textPairs(keys, vals []D, b bool) (D, error) {
	dst := []byte{'{'}
	for i, k := range keys {
		if k.Null {
			return D{}, pgerr.New(pgerr.NullValueNotAllowed, "null value not allowed for object key")
		}
		if i > 0 {
			dst = append(dst, ", "...)
		}
		dst = append(types.AppendJSONString(dst, k.S), " : "...)
		if vals[i].Null {
			dst = append(dst, "null"...)
		} else {
			dst = types.AppendJSONString(dst, vals[i].S)
		}
	}
	return finishJSON(append(dst, '}'), b)
}

// jsonAgg is json_agg and jsonb_agg.
type jsonAgg struct {
	t   types.Type
	st  *types.Style
	b   bool
	buf []byte
}

func (g *jsonAgg) Add(a []D) error {
	if len(g.buf) == 0 {
		g.buf = append(g.buf, '[')
	} else {
		g.buf = append(g.buf, ", "...)
		if !g.b && (g.t.IsArray() || g.t.IsRow()) && !a[0].Null {
			g.buf = append(g.buf, "\n "...)
		}
	}
	g.buf = AppendJSON(g.buf, g.t, a[0], g.st, false)
	if len(g.buf) > maxText {
		return errTooLarge
	}
	return nil
}

func (g *jsonAgg) Merge(o Agg) error {
	p := o.(*jsonAgg)
	if len(p.buf) == 0 {
		return nil
	}
	if len(g.buf) == 0 {
		g.buf = append(g.buf, p.buf...)
		return nil
	}
	g.buf = append(g.buf, ", "...)
	if !g.b && (g.t.IsArray() || g.t.IsRow()) && p.buf[1] != 'n' {
		g.buf = append(g.buf, "\n "...)
	}
	g.buf = append(g.buf, p.buf[1:]...)
	return nil
}

func (g *jsonAgg) Result() (D, error) {
	if len(g.buf) == 0 {
		return types.Null, nil
	}
	return finishJSON(append(g.buf[:len(g.buf):len(g.buf)], ']'), g.b)
}

func (g *jsonAgg) Bytes() int64 { return 64 + int64(cap(g.buf)) }

// jsonObjectAgg is json_object_agg and jsonb_object_agg.
type jsonObjectAgg struct {
	kt, vt types.Type
	st     *types.Style
	b      bool
	buf    []byte
}

func (g *jsonObjectAgg) Add(a []D) error {
	if a[0].Null {
		return badParam("field name must not be null")
	}
	if len(g.buf) == 0 {
		g.buf = append(g.buf, "{ "...)
	} else {
		g.buf = append(g.buf, ", "...)
	}
	var err error
	if g.buf, err = appendKey(g.buf, g.kt, a[0], g.st, g.b); err != nil {
		return err
	}
	g.buf = AppendJSON(append(g.buf, " : "...), g.vt, a[1], g.st, false)
	return nil
}

func (g *jsonObjectAgg) Merge(o Agg) error {
	p := o.(*jsonObjectAgg)
	if len(p.buf) == 0 {
		return nil
	}
	if len(g.buf) == 0 {
		g.buf = append(g.buf, p.buf...)
		return nil
	}
	g.buf = append(append(g.buf, ", "...), p.buf[2:]...)
	return nil
}

func (g *jsonObjectAgg) Result() (D, error) {
	if len(g.buf) == 0 {
		return types.Null, nil
	}
	return finishJSON(append(g.buf[:len(g.buf):len(g.buf)], " }"...), g.b)
}

func (g *jsonObjectAgg) Bytes() int64 { return 64 + int64(cap(g.buf)) }
