package builtin

import (
	"slices"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// List functions of DuckDB and array functions of Databricks, over PostgreSQL arrays.
func init() {
	both := func(names []string, sig, flags string, f evalFn) {
		for _, n := range names {
			def(n+sig, flags, f)
		}
	}
	both([]string{"list_contains", "list_has", "array_contains", "array_has"}, "(anycompatiblearray, anycompatible) bool", "", func(c *Ctx, a []D) (D, error) {
		return boolD(hasElem(c.elemType(0), c.array(a, 0), a[1])), nil
	})
	both([]string{"list_position", "list_indexof", "array_indexof"}, "(anycompatiblearray, anycompatible) int4", "", arrayPosition)
	both([]string{"list_append", "array_push_back"}, "(anycompatiblearray, anycompatible) anycompatiblearray", "n", arrayAppend)
	both([]string{"list_prepend"}, "(anycompatible, anycompatiblearray) anycompatiblearray", "n", arrayPrepend)
	both([]string{"array_push_front"}, "(anycompatiblearray, anycompatible) anycompatiblearray", "n", func(c *Ctx, a []D) (D, error) {
		swapped := *c
		swapped.ArgTypes = []types.Type{c.argType(1, types.Text), c.argType(0, 1009)}
		return arrayPrepend(&swapped, []D{a[1], a[0]})
	})
	both([]string{"list_concat", "list_cat", "array_concat"}, "(anycompatiblearray, anycompatiblearray) anycompatiblearray", "n", arrayCat)
	both([]string{"list_distinct"}, "(anyarray) anyarray", "", listOf(func(t types.Type, in []D) []D { return distinct(t, dropNulls(in), nil) }))
	both([]string{"array_distinct"}, "(anyarray) anyarray", "", listOf(func(t types.Type, in []D) []D { return distinct(t, in, nil) }))
	both([]string{"list_unique", "array_unique"}, "(anyarray) int8", "", func(c *Ctx, a []D) (D, error) {
		return intD(int64(len(distinct(c.elemType(0), dropNulls(c.array(a, 0).Elems), nil)))), nil
	})
	both([]string{"list_reverse", "array_reverse"}, "(anyarray) anyarray", "", listOf(func(_ types.Type, in []D) []D {
		slices.Reverse(in)
		return in
	}))
	both([]string{"list_sort", "array_sort", "sort_array"}, "(anyarray) anyarray", "", listOf(func(t types.Type, in []D) []D {
		sortDatums(t, in)
		return in
	}))
	both([]string{"list_reverse_sort", "array_reverse_sort"}, "(anyarray) anyarray", "", listOf(func(t types.Type, in []D) []D {
		out := dropNulls(in) // NULLs stay last
		sortDatums(t, out)
		slices.Reverse(out)
		for len(out) < len(in) {
			out = append(out, types.Null)
		}
		return out
	}))
	both([]string{"list_slice", "array_slice"}, "(anyarray, int8, int8) anyarray", "", listSlice)
	both([]string{"slice"}, "(anyarray, int4, int4) anyarray", "", func(c *Ctx, a []D) (D, error) {
		return listSlice(c, []D{a[0], a[1], intD(a[1].I + a[2].I - 1)})
	})
	both([]string{"list_extract", "list_element", "array_extract", "element_at"}, "(anyarray, int8) anyelement", "", func(c *Ctx, a []D) (D, error) {
		i := a[1].I
		if i < 0 {
			i += int64(types.ArrayLen(a[0].S)) + 1
		}
		return types.ArrayGet(c.elemType(0), a[0].S, i), nil
	})
	both([]string{"list_has_any", "array_has_any", "arrays_overlap"}, "(anyarray, anyarray) bool", "", scalarImpls["arrayoverlap"])
	both([]string{"list_has_all", "array_has_all"}, "(anyarray, anyarray) bool", "", scalarImpls["arraycontains"])
	both([]string{"list_intersect", "array_intersect"}, "(anyarray, anyarray) anyarray", "", listPair(func(t types.Type, x, y []D) []D {
		return distinct(t, x, func(d D) bool { return hasDatum(t, y, d) })
	}))
	both([]string{"array_except", "list_except"}, "(anyarray, anyarray) anyarray", "", listPair(func(t types.Type, x, y []D) []D {
		return distinct(t, x, func(d D) bool { return !hasDatum(t, y, d) })
	}))
	both([]string{"array_union"}, "(anyarray, anyarray) anyarray", "", listPair(func(t types.Type, x, y []D) []D {
		return distinct(t, append(append([]D{}, x...), y...), nil)
	}))
	both([]string{"array_compact"}, "(anyarray) anyarray", "", listOf(func(_ types.Type, in []D) []D { return dropNulls(in) }))
	both([]string{"flatten"}, "(anyarray) anyarray", "", listOf(func(_ types.Type, in []D) []D { return in }))
	both([]string{"array_join"}, "(anyarray, text) text", "", arrayToText)
	both([]string{"array_join"}, "(anyarray, text, text) text", "", arrayToText)
	both([]string{"array_size", "size", "len"}, "(anyarray) int8", "", scalarImpls["array_cardinality"])
	both([]string{"array_repeat"}, "(anyelement, int4) anyarray", "n", func(c *Ctx, a []D) (D, error) {
		if a[1].I > 1<<24 {
			return D{}, errTooLarge
		}
		out := make([]D, max(a[1].I, 0))
		for i := range out {
			out[i] = a[0]
		}
		return types.NewArray(c.argType(0, types.Text), out), nil
	})
	both([]string{"array_insert"}, "(anycompatiblearray, int4, anycompatible) anycompatiblearray", "n", arrayInsert)
	both([]string{"sequence", "list_range"}, "(int8, int8) _int8", "", func(_ *Ctx, a []D) (D, error) { return sequence(a[0].I, a[1].I, 1) })
	both([]string{"sequence", "list_range"}, "(int8, int8, int8) _int8", "", func(_ *Ctx, a []D) (D, error) { return sequence(a[0].I, a[1].I, a[2].I) })
	defListAggregates()
}

// listOf maps the elements of an array to those of a one-dimensional result.
func listOf(f func(t types.Type, in []D) []D) evalFn {
	return func(c *Ctx, a []D) (D, error) {
		t := c.elemType(0)
		return types.NewArray(t, f(t, c.array(a, 0).Elems)), nil
	}
}

func listPair(f func(t types.Type, x, y []D) []D) evalFn {
	return func(c *Ctx, a []D) (D, error) {
		t := c.elemType(0)
		return types.NewArray(t, f(t, c.array(a, 0).Elems, c.array(a, 1).Elems)), nil
	}
}

func hasDatum(t types.Type, list []D, d D) bool {
	for _, e := range list {
		if sameElem(t, e, d) {
			return true
		}
	}
	return false
}

// distinct keeps the first of equal elements that pass keep.
func distinct(t types.Type, in []D, keep func(D) bool) []D {
	seen := map[uint64][]D{}
	var out []D
	for _, d := range in {
		h := types.Hash(t, d)
		if keep != nil && !keep(d) || hasDatum(t, seen[h], d) {
			continue
		}
		seen[h] = append(seen[h], d)
		out = append(out, d)
	}
	return out
}

func dropNulls(in []D) []D {
	var out []D
	for _, d := range in {
		if !d.Null {
			out = append(out, d)
		}
	}
	return out
}

// listSlice takes elements from..to, negative positions counting from the end.
func listSlice(c *Ctx, a []D) (D, error) {
	in := c.array(a, 0).Elems
	n := int64(len(in))
	at := func(i int64) int64 {
		if i < 0 {
			i += n + 1
		}
		return i
	}
	from, to := max(at(a[1].I), 1), min(at(a[2].I), n)
	if from > to {
		return types.NewArray(c.elemType(0), nil), nil
	}
	return types.NewArray(c.elemType(0), in[from-1:to]), nil
}

func arrayInsert(c *Ctx, a []D) (D, error) {
	if a[0].Null || a[1].Null {
		return types.Null, nil
	}
	in := c.array(a, 0).Elems
	i := a[1].I
	if i < 0 {
		i += int64(len(in)) + 2
	}
	if i < 1 || i > int64(len(in))+1 {
		return D{}, pgerr.New(pgerr.ArraySubscriptError, "array position %d is out of range", a[1].I)
	}
	out := append(append(append([]D{}, in[:i-1]...), a[2]), in[i-1:]...)
	return types.NewArray(c.elemType(0), out), nil
}

func sequence(from, to, step int64) (D, error) {
	if step == 0 {
		return D{}, errZeroStep
	}
	var out []D
	for v := from; step > 0 && v <= to || step < 0 && v >= to; v += step {
		if out = append(out, intD(v)); len(out) > 1<<24 {
			return D{}, errTooLarge
		}
	}
	return types.NewArray(types.T(types.Int8), out), nil
}

// defListAggregates registers list_sum and its like for the number types.
func defListAggregates() {
	for _, agg := range []string{"sum", "avg", "min", "max", "count", "stddev_samp", "var_samp"} {
		for _, t := range []string{"int4", "int8", "float8", "numeric", "text"} {
			if t == "text" && agg != "min" && agg != "max" && agg != "count" {
				continue
			}
			sig := listResult(agg, t)
			eval := listAggregate(agg, types.T(typeOID(t)))
			for _, p := range []string{"list_", "array_"} {
				def(p+agg+"(_"+t+") "+sig, "", eval)
			}
		}
	}
}

func listResult(agg, t string) string {
	switch {
	case agg == "count":
		return "int8"
	case agg == "min" || agg == "max" || t == "float8":
		return t
	case agg == "sum" && t == "int4":
		return "int8"
	}
	return "numeric"
}

func listAggregate(agg string, elem types.Type) evalFn {
	return func(c *Ctx, a []D) (D, error) {
		r, err := ResolveFunc(agg, []types.Type{elem}, nil, false)
		if err != nil {
			return D{}, err
		}
		st := r.Func.New(&Ctx{ArgTypes: r.Args, Ret: r.Ret, Session: c.Session})
		for _, e := range types.DecodeArray(elem, a[0].S).Elems {
			if e.Null {
				continue
			}
			if err := st.Add([]D{e}); err != nil {
				return D{}, err
			}
		}
		return st.Result()
	}
}
