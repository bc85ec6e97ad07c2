// Package eval computes expressions that read no column, at planning time.
//
// Invariants: it gives the value the executor would give, or an error, or says that it
// cannot know yet. It never evaluates a volatile function. Safe for concurrent use.
// Start reading at Const.
package eval

import (
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// Const computes e; ok is false when e reads columns, parameters or subqueries, is
// volatile, or is of a form only the executor computes. An error is the one the executor
// would raise.
func Const(e plan.Expr, s *builtin.Session) (d types.Datum, ok bool, err error) {
	switch e := e.(type) {
	case *plan.Const:
		return e.D, true, nil
	case *plan.Call:
		return call(e, s)
	case *plan.Relabel:
		return Const(e.Arg, s)
	case *plan.Coerce:
		return coerce(e, s)
	case *plan.And:
		return boolean(e.Args, false, s)
	case *plan.Or:
		return boolean(e.Args, true, s)
	case *plan.Not:
		d, ok, err = Const(e.Arg, s)
		if ok && err == nil && !d.Null {
			d = types.NewBool(!d.Bool())
		}
		return d, ok, err
	case *plan.IsNull:
		d, ok, err = Const(e.Arg, s)
		return types.NewBool(d.Null != e.Neg), ok, err
	case *plan.BoolTest:
		d, ok, err = Const(e.Arg, s)
		return types.NewBool((!d.Null && d.Bool() == e.Val) != e.Neg), ok, err
	case *plan.Distinct:
		return distinct(e, s)
	case *plan.Case:
		return caseOf(e, s)
	case *plan.Coalesce:
		for _, a := range e.Args {
			if d, ok, err = Const(a, s); !ok || err != nil || !d.Null {
				return d, ok, err
			}
		}
		return types.Null, true, nil
	case *plan.MinMax:
		return minMax(e, s)
	case *plan.In:
		return in(e, s)
	case *plan.MakeArray:
		return makeArray(e, s)
	case *plan.MakeRow:
		return makeRow(e, s)
	}
	return types.Null, false, nil
}

func args(es []plan.Expr, s *builtin.Session) (ds []types.Datum, anyNull, ok bool, err error) {
	ds = make([]types.Datum, len(es))
	for i, a := range es {
		if ds[i], ok, err = Const(a, s); !ok || err != nil {
			return nil, false, ok, err
		}
		anyNull = anyNull || ds[i].Null
	}
	return ds, anyNull, true, nil
}

func call(e *plan.Call, s *builtin.Session) (types.Datum, bool, error) {
	if e.Fn.Volatility == builtin.Volatile || e.Fn.Eval == nil || e.Fn.Kind != builtin.Scalar {
		return types.Null, false, nil
	}
	ds, null, ok, err := args(e.Args, s)
	if !ok || err != nil {
		return types.Null, ok, err
	}
	if null && !e.Fn.NotStrict {
		return types.Null, true, nil
	}
	ts := make([]types.Type, len(e.Args))
	for i, a := range e.Args {
		ts[i] = a.Type()
	}
	d, err := e.Fn.Eval(&builtin.Ctx{ArgTypes: ts, Ret: e.T, Session: s}, ds)
	if err != nil {
		err = pgerr.From(err).At(e.Pos)
	}
	return d, true, err
}

func coerce(e *plan.Coerce, s *builtin.Session) (types.Datum, bool, error) {
	d, ok, err := Const(e.Arg, s)
	if !ok || err != nil {
		return d, ok, err
	}
	d, err = e.Path.Apply(s, d)
	if err != nil && e.Try {
		return types.Null, true, nil
	}
	return d, true, err
}

// boolean computes AND (stop false) or OR (stop true); one deciding operand is enough.
func boolean(es []plan.Expr, stop bool, s *builtin.Session) (types.Datum, bool, error) {
	null, known := false, true
	for _, a := range es {
		d, ok, err := Const(a, s)
		switch {
		case err != nil:
			return d, ok, err
		case !ok:
			known = false
		case d.Null:
			null = true
		case d.Bool() == stop:
			return d, true, nil
		}
	}
	if null {
		return types.Null, known, nil
	}
	return types.NewBool(!stop), known, nil
}

func distinct(e *plan.Distinct, s *builtin.Session) (types.Datum, bool, error) {
	ds, _, ok, err := args([]plan.Expr{e.L, e.R}, s)
	if !ok || err != nil {
		return types.Null, ok, err
	}
	differ := ds[0].Null != ds[1].Null
	if !ds[0].Null && !ds[1].Null {
		differ = !types.Equal(e.L.Type(), ds[0], ds[1])
	}
	return types.NewBool(differ != e.Neg), true, nil
}

func caseOf(e *plan.Case, s *builtin.Session) (types.Datum, bool, error) {
	for _, w := range e.Whens {
		d, ok, err := Const(w.Cond, s)
		if !ok || err != nil {
			return types.Null, ok, err
		}
		if !d.Null && d.Bool() {
			return Const(w.Then, s)
		}
	}
	if e.Else == nil {
		return types.Null, true, nil
	}
	return Const(e.Else, s)
}

func minMax(e *plan.MinMax, s *builtin.Session) (types.Datum, bool, error) {
	best := types.Null
	for _, a := range e.Args {
		d, ok, err := Const(a, s)
		if !ok || err != nil {
			return d, ok, err
		}
		if d.Null {
			continue
		}
		if best.Null || (types.Compare(e.T, d, best) > 0) == e.Max {
			best = d
		}
	}
	return best, true, nil
}

func in(e *plan.In, s *builtin.Session) (types.Datum, bool, error) {
	d, ok, err := Const(e.Arg, s)
	if !ok || err != nil || d.Null {
		return types.Null, ok, err
	}
	null := false
	for _, it := range e.Items {
		if it.Null {
			null = true
		} else if types.Equal(e.Arg.Type(), d, it) {
			return types.NewBool(!e.Neg), true, nil
		}
	}
	if null {
		return types.Null, true, nil
	}
	return types.NewBool(e.Neg), true, nil
}

func makeArray(e *plan.MakeArray, s *builtin.Session) (types.Datum, bool, error) {
	elem, isArr := types.ElemOf(e.T)
	if e.Multi || !isArr {
		return types.Null, false, nil
	}
	ds, _, ok, err := args(e.Elems, s)
	if !ok || err != nil {
		return types.Null, ok, err
	}
	var dims []int
	if len(ds) > 0 {
		dims = []int{len(ds)}
	}
	return types.EncodeArray(elem, dims, nil, ds), true, nil
}

func makeRow(e *plan.MakeRow, s *builtin.Session) (types.Datum, bool, error) {
	ds, _, ok, err := args(e.Fields, s)
	if !ok || err != nil {
		return types.Null, ok, err
	}
	ts := make([]types.Type, len(ds))
	for i, f := range e.Fields {
		ts[i] = f.Type()
	}
	return types.EncodeRow(ts, ds), true, nil
}
