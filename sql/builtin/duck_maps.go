package builtin

import (
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// Map and enum functions.
func init() {
	mapOf := func(args []types.Type) types.Type {
		k, _ := types.ElemOf(args[0])
		v, _ := types.ElemOf(args[1])
		return types.MapType(k, v)
	}
	for _, n := range []string{"map", "map_from_arrays"} {
		def(n+"(anyarray, anycompatiblearray) map", "", makeMap).RetType = mapOf
	}
	keyType := func(args []types.Type) types.Type { k, _ := types.MapTypes(args[0]); return k }
	valType := func(args []types.Type) types.Type { _, v := types.MapTypes(args[0]); return v }
	def("map_keys(map) anyarray", "", func(c *Ctx, a []D) (D, error) {
		t := c.argType(0, types.Map)
		k, _ := types.MapTypes(t)
		keys, _ := types.DecodeMap(t, a[0].S)
		return types.NewArray(k, keys), nil
	}).RetType = func(args []types.Type) types.Type { return types.ArrayOf(keyType(args)) }
	def("map_values(map) anyarray", "", func(c *Ctx, a []D) (D, error) {
		t := c.argType(0, types.Map)
		_, v := types.MapTypes(t)
		_, vals := types.DecodeMap(t, a[0].S)
		return types.NewArray(v, vals), nil
	}).RetType = func(args []types.Type) types.Type { return types.ArrayOf(valType(args)) }
	for _, n := range []string{"map_extract", "map_get", "element_at"} {
		def(n+"(map, any) any", "", mapGet).RetType = valType
	}
	for _, n := range []string{"map_contains", "map_contains_key"} {
		def(n+"(map, any) bool", "", func(c *Ctx, a []D) (D, error) {
			i, _, err := findKey(c, a)
			return boolD(i >= 0), err
		})
	}
	for _, n := range []string{"cardinality", "size"} {
		def(n+"(map) int8", "", func(c *Ctx, a []D) (D, error) {
			keys, _ := types.DecodeMap(c.argType(0, types.Map), a[0].S)
			return intD(int64(len(keys))), nil
		})
	}
	regScalars(map[string]evalFn{
		"enum_first":        enumEnd(func(l []string) string { return l[0] }),
		"enum_last":         enumEnd(func(l []string) string { return l[len(l)-1] }),
		"enum_range_all":    func(c *Ctx, a []D) (D, error) { return enumRange(c, types.Null, types.Null) },
		"enum_range_bounds": func(c *Ctx, a []D) (D, error) { return enumRange(c, a[0], a[1]) },
	})
}

func makeMap(c *Ctx, a []D) (D, error) {
	keys, vals := c.array(a, 0).Elems, c.array(a, 1).Elems
	if len(keys) != len(vals) {
		return D{}, pgerr.New(pgerr.ArraySubscriptError, "The map key list does not align with the map value list.")
	}
	kt := c.elemType(0)
	for i, k := range keys {
		if k.Null {
			return D{}, pgerr.New(pgerr.NullValueNotAllowed, "Map keys can not be NULL.")
		}
		if hasDatum(kt, keys[:i], k) {
			return D{}, badParam("Map keys must be unique.")
		}
	}
	return types.EncodeMap(types.MapType(kt, c.elemType(1)), keys, vals), nil
}

// findKey looks a key up after converting it to the map's key type.
func findKey(c *Ctx, a []D) (int, []D, error) {
	t := c.argType(0, types.Map)
	kt, _ := types.MapTypes(t)
	keys, vals := types.DecodeMap(t, a[0].S)
	p, err := FindCast(c.argType(1, types.Unknown), kt, CastImplicit)
	if err != nil {
		return -1, nil, err
	}
	key, err := p.Apply(c.Session, a[1])
	if err != nil {
		return -1, nil, err
	}
	for i, k := range keys {
		if types.Equal(kt, k, key) {
			return i, vals, nil
		}
	}
	return -1, vals, nil
}

func mapGet(c *Ctx, a []D) (D, error) {
	i, vals, err := findKey(c, a)
	if err != nil || i < 0 {
		return types.Null, err
	}
	return vals[i], nil
}

func (c *Ctx) labels() ([]string, error) {
	for _, t := range append(append([]types.Type{}, c.ArgTypes...), c.Ret) {
		if t.IsEnum() && len(t.Ext.Labels) > 0 {
			return t.Ext.Labels, nil
		}
	}
	return nil, pgerr.New(pgerr.ObjectNotInPrerequisiteState, "enum has no values")
}

func enumEnd(pick func([]string) string) evalFn {
	return func(c *Ctx, _ []D) (D, error) {
		l, err := c.labels()
		if err != nil {
			return D{}, err
		}
		return strD(pick(l)), nil
	}
}

func enumRange(c *Ctx, from, to D) (D, error) {
	labels, err := c.labels()
	if err != nil {
		return D{}, err
	}
	var out []D
	in := from.Null
	for _, l := range labels {
		if !from.Null && l == from.S {
			in = true
		}
		if in {
			out = append(out, strD(l))
		}
		if !to.Null && l == to.S {
			break
		}
	}
	return types.NewArray(c.argType(0, types.Text), out), nil
}
