package expr

import (
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

func (c *compiler) coerceRow(n *rowNode, e *plan.Coerce) error {
	n.strict = true
	s, path, try := c.session, e.Path, e.Try
	n.call = func(ds []types.Datum) (types.Datum, error) {
		d, err := path.Apply(s, ds[0])
		if err != nil && try {
			return types.Null, nil
		}
		return d, err
	}
	return nil
}

// anyAllRow compares with each element; three-valued as OR (ANY) or AND (ALL).
func (c *compiler) anyAllRow(n *rowNode, e *plan.AnyAll) error {
	elem, ok := types.ElemOf(e.Array.Type())
	if !ok {
		return pgerr.New(pgerr.WrongObjectType, "op ANY/ALL (array) requires array on right side")
	}
	ctx := &builtin.Ctx{ArgTypes: []types.Type{e.L.Type(), elem}, Ret: types.T(types.Bool), Session: c.session}
	fn, all := e.Fn, e.All
	pair := make([]types.Datum, 2)
	n.call = func(ds []types.Datum) (types.Datum, error) {
		if ds[1].Null {
			return types.Null, nil
		}
		sawNull := false
		for _, x := range types.DecodeArray(elem, ds[1].S).Elems {
			if !fn.NotStrict && (x.Null || ds[0].Null) {
				sawNull = true
				continue
			}
			pair[0], pair[1] = ds[0], x
			r, err := fn.Eval(ctx, pair)
			switch {
			case err != nil:
				return r, err
			case r.Null:
				sawNull = true
			case r.Bool() != all:
				return types.NewBool(!all), nil
			}
		}
		if sawNull {
			return types.Null, nil
		}
		return types.NewBool(all), nil
	}
	return nil
}

func makeArrayRow(n *rowNode, e *plan.MakeArray) error {
	elem, ok := types.ElemOf(e.T)
	if !ok {
		return pgerr.New(pgerr.InternalError, "ARRAY[] of type %s", e.T)
	}
	if e.Multi {
		n.call = func(ds []types.Datum) (types.Datum, error) { return stackArrays(elem, ds) }
		return nil
	}
	n.call = func(ds []types.Datum) (types.Datum, error) {
		if len(ds) == 0 {
			return types.EncodeArray(elem, nil, nil, nil), nil
		}
		return types.EncodeArray(elem, []int{len(ds)}, nil, ds), nil
	}
	return nil
}

// stackArrays makes an array of one more dimension out of arrays of equal shape.
func stackArrays(elem types.Type, ds []types.Datum) (types.Datum, error) {
	var dims []int
	var elems []types.Datum
	for i, d := range ds {
		if d.Null {
			return types.Null, mismatched()
		}
		a := types.DecodeArray(elem, d.S)
		if i == 0 {
			dims = append([]int{len(ds)}, a.Dims...)
		}
		if len(a.Dims) != len(dims)-1 {
			return types.Null, mismatched()
		}
		for k, x := range a.Dims {
			if dims[k+1] != x {
				return types.Null, mismatched()
			}
		}
		elems = append(elems, a.Elems...)
	}
	if len(elems) == 0 {
		return types.EncodeArray(elem, nil, nil, nil), nil
	}
	return types.EncodeArray(elem, dims, nil, elems), nil
}

func mismatched() error {
	return pgerr.New(pgerr.ArraySubscriptError,
		"multidimensional arrays must have array expressions with matching dimensions")
}

func makeRowRow(n *rowNode, e *plan.MakeRow) error {
	ts := typesOf(e.Fields)
	n.call = func(ds []types.Datum) (types.Datum, error) { return types.EncodeRow(ts, ds), nil }
	return nil
}

func fieldRow(n *rowNode, e *plan.Field) error {
	n.strict = true
	idx := e.Idx
	n.call = func(ds []types.Datum) (types.Datum, error) {
		_, fields := types.DecodeRow(ds[0].S)
		if idx >= len(fields) {
			return types.Null, nil
		}
		return fields[idx], nil
	}
	return nil
}

// subscriptRow is a[i], a[i][j] and a[l:u] of arrays; other containers are bound to
// functions by the binder.
func (c *compiler) subscriptRow(n *rowNode, e *plan.Subscript) error {
	elem, ok := types.ElemOf(e.Arg.Type())
	if !ok {
		return pgerr.Unsupported("subscripting a value of type %s", e.Arg.Type())
	}
	if !e.Slice {
		n.strict = true
		n.call = func(ds []types.Datum) (types.Datum, error) {
			return element(types.DecodeArray(elem, ds[0].S), ds[1:]), nil
		}
		return nil
	}
	has := func(es []plan.Expr) []bool {
		out := make([]bool, len(es))
		for i, x := range es {
			out[i] = x != nil
		}
		return out
	}
	lo, hi := has(e.Lower), has(e.Upper)
	n.call = func(ds []types.Datum) (types.Datum, error) {
		if ds[0].Null {
			return types.Null, nil
		}
		return slice(elem, ds, lo, hi)
	}
	return nil
}

func element(a types.Array, subs []types.Datum) types.Datum {
	if len(subs) != len(a.Dims) {
		return types.Null
	}
	at := 0
	for k, s := range subs {
		i := int(s.I) - a.Lbs[k]
		if i < 0 || i >= a.Dims[k] {
			return types.Null
		}
		at = at*a.Dims[k] + i
	}
	return a.Elems[at]
}

// slice cuts an array; lower bounds of the result are 1. lo and hi tell which bounds
// are given, in the order in which ds holds them.
func slice(elem types.Type, ds []types.Datum, lo, hi []bool) (types.Datum, error) {
	a := types.DecodeArray(elem, ds[0].S)
	nd := len(a.Dims)
	empty := types.EncodeArray(elem, nil, nil, nil)
	if len(hi) > nd {
		return empty, nil
	}
	from, to := make([]int, nd), make([]int, nd)
	for k := range nd {
		from[k], to[k] = 0, a.Dims[k]
	}
	next := 1
	take := func(given bool, set func(i int)) bool {
		if !given {
			return true
		}
		d := ds[next]
		next++
		if !d.Null {
			set(int(d.I))
		}
		return !d.Null
	}
	ok := true
	for k := range lo {
		ok = take(lo[k], func(i int) { from[k] = max(0, i-a.Lbs[k]) }) && ok
	}
	for k := range hi {
		ok = take(hi[k], func(i int) { to[k] = min(a.Dims[k], i-a.Lbs[k]+1) }) && ok
	}
	if !ok {
		return types.Null, nil
	}
	dims := make([]int, nd)
	for k := range nd {
		if dims[k] = to[k] - from[k]; dims[k] <= 0 {
			return empty, nil
		}
	}
	return types.EncodeArray(elem, dims, nil, cut(a, from, dims)), nil
}

// cut copies the box of the given origin and extent.
func cut(a types.Array, from, dims []int) []types.Datum {
	var out []types.Datum
	var rec func(k, base int)
	rec = func(k, base int) {
		if k == len(dims) {
			out = append(out, a.Elems[base])
			return
		}
		for i := range dims[k] {
			rec(k+1, base*a.Dims[k]+from[k]+i)
		}
	}
	rec(0, 0)
	return out
}
