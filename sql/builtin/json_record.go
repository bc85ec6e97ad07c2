package builtin

import (
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// Functions that turn JSON objects into rows. The row type is that of the base argument
// (populate) or the column definition list (to_record), found in Ctx.
func init() {
	for _, p := range []string{"json", "jsonb"} {
		b := p == "jsonb"
		scalarImpls[p+"_populate_record"] = func(c *Ctx, a []D) (D, error) {
			if a[1].Null {
				return a[0], nil
			}
			return objectRow(c, p+"_populate_record", c.argType(0, types.Record), a[0], a[1].S, b)
		}
		scalarImpls[p+"_to_record"] = func(c *Ctx, a []D) (D, error) { return objectRow(c, p+"_to_record", c.Ret, types.Null, a[0].S, b) }
		setImpls[p+"_populate_recordset"] = func(c *Ctx, a []D, yield func([]D) bool) error {
			if a[1].Null {
				return nil
			}
			return objectRows(c, p+"_populate_recordset", c.argType(0, types.Record), a[0], a[1].S, b, yield)
		}
		setImpls[p+"_to_recordset"] = func(c *Ctx, a []D, yield func([]D) bool) error {
			return objectRows(c, p+"_to_recordset", c.Ret, types.Null, a[0].S, b, yield)
		}
	}
}

func objectRows(c *Ctx, name string, t types.Type, base D, text string, b bool, yield func([]D) bool) error {
	v, err := parseJ(text, b)
	if err != nil {
		return err
	}
	if v.Kind != types.JSONArray {
		if v.Kind == types.JSONObject {
			return badParam("cannot call %s on an object", name)
		}
		return badParam("cannot call %s on %s", name, map[bool]string{true: "a non-array", false: "a scalar"}[b])
	}
	for i := range v.Arr {
		d, err := rowFromJSON(c, name, t, base, &v.Arr[i])
		if err != nil {
			return err
		}
		if !yield([]D{d}) {
			return nil
		}
	}
	return nil
}

func objectRow(c *Ctx, name string, t types.Type, base D, text string, b bool) (D, error) {
	v, err := parseJ(text, b)
	if err != nil {
		return D{}, err
	}
	return rowFromJSON(c, name, t, base, &v)
}

func rowFromJSON(c *Ctx, name string, t types.Type, base D, v *jv) (D, error) {
	if t.Ext == nil || t.Ext.Fields == nil {
		return D{}, pgerr.New(pgerr.FeatureNotSupported, "could not determine row type for result of %s", name).
			WithHint("Provide a non-null record argument, or call the function in the FROM clause using a column definition list.")
	}
	if v.Kind != types.JSONObject {
		return D{}, badParam("cannot call %s on %s", "populate_composite", article(kindName(v.Kind)))
	}
	var old []D
	if !base.Null {
		_, old = types.DecodeRow(base.S)
	}
	ts, vals := make([]types.Type, len(t.Ext.Fields)), make([]D, len(t.Ext.Fields))
	for i, f := range t.Ext.Fields {
		ts[i], vals[i] = f.Type, types.Null
		if i < len(old) {
			vals[i] = old[i]
		}
		m := v.Get(f.Name)
		if m == nil {
			continue
		}
		d, err := FromJSON(m, f.Type, c.style())
		if err != nil {
			return D{}, err
		}
		vals[i] = d
	}
	return types.EncodeRow(ts, vals), nil
}

// article puts "an" before what begins with a vowel; scalars are all one.
func article(kind string) string {
	if kind == "array" {
		return "an array"
	}
	return "a scalar"
}

// FromJSON converts a JSON value to a SQL value of type t, as json_populate_record does:
// arrays and objects to arrays and rows, anything else through the type's text input.
func FromJSON(v *types.JSONValue, t types.Type, st *types.Style) (D, error) {
	if v.Kind == types.JSONNull {
		return types.Null, nil
	}
	if t.OID == types.JSON || t.OID == types.JSONB {
		return v.Datum(), nil
	}
	if elem, ok := types.ElemOf(t); ok && v.Kind == types.JSONArray {
		return arrayFromJSON(v, elem, st)
	}
	if t.IsRow() && v.Kind == types.JSONObject {
		return rowFromJSON(&Ctx{Session: nil}, "json_populate_record", t, types.Null, v)
	}
	text := string(v.Append(nil))
	if v.Kind == types.JSONString {
		text = v.Str
	}
	return types.Parse(t, text, st)
}

func arrayFromJSON(v *jv, elem types.Type, st *types.Style) (D, error) {
	var dims []int
	var elems []D
	var walk func(v *jv, depth int) error
	walk = func(v *jv, depth int) error {
		if len(dims) == depth {
			dims = append(dims, len(v.Arr))
		}
		if dims[depth] != len(v.Arr) {
			return pgerr.New(pgerr.InvalidTextRepresentation, "malformed JSON array").
				WithDetail("Multidimensional arrays must have sub-arrays with matching dimensions.")
		}
		for i := range v.Arr {
			if v.Arr[i].Kind == types.JSONArray && !(elem.OID == types.JSON || elem.OID == types.JSONB) {
				if err := walk(&v.Arr[i], depth+1); err != nil {
					return err
				}
				continue
			}
			d, err := FromJSON(&v.Arr[i], elem, st)
			if err != nil {
				return err
			}
			elems = append(elems, d)
		}
		return nil
	}
	if err := walk(v, 0); err != nil {
		return D{}, err
	}
	n := 1
	for _, d := range dims {
		n *= d
	}
	if n != len(elems) {
		return D{}, pgerr.New(pgerr.InvalidTextRepresentation, "expected JSON array")
	}
	return types.EncodeArray(elem, dims, nil, elems), nil
}
