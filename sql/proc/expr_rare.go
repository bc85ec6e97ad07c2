package proc

import (
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/types"
)

func (k *exprCompiler) distinct(e *plan.Distinct) evalFn {
	args := k.list([]plan.Expr{e.L, e.R})
	if args == nil {
		return nil
	}
	t := e.L.Type()
	return func(f *frame) (types.Datum, error) {
		l, err := args[0](f)
		if err != nil {
			return l, err
		}
		r, err := args[1](f)
		if err != nil {
			return r, err
		}
		differ := l.Null != r.Null
		if !l.Null && !r.Null {
			differ = !types.Equal(t, l, r)
		}
		return types.NewBool(differ != e.Neg), nil
	}
}

func (k *exprCompiler) minMax(e *plan.MinMax) evalFn {
	args := k.list(e.Args)
	if args == nil {
		return nil
	}
	return func(f *frame) (types.Datum, error) {
		best := types.Null
		for _, a := range args {
			d, err := a(f)
			if err != nil {
				return d, err
			}
			if !d.Null && (best.Null || (types.Compare(e.T, d, best) > 0) == e.Max) {
				best = d
			}
		}
		return best, nil
	}
}

func (k *exprCompiler) in(e *plan.In) evalFn {
	arg := k.expr(e.Arg)
	if arg == nil {
		return nil
	}
	t := e.Arg.Type()
	return func(f *frame) (types.Datum, error) {
		d, err := arg(f)
		if err != nil || d.Null {
			return types.Null, err
		}
		null := false
		for _, it := range e.Items {
			if it.Null {
				null = true
			} else if types.Equal(t, d, it) {
				return types.NewBool(!e.Neg), nil
			}
		}
		if null {
			return types.Null, nil
		}
		return types.NewBool(e.Neg), nil
	}
}

func (k *exprCompiler) makeArray(e *plan.MakeArray) evalFn {
	elem, ok := types.ElemOf(e.T)
	args := k.list(e.Elems)
	if !ok || e.Multi || args == nil && len(e.Elems) > 0 {
		return nil
	}
	return func(f *frame) (types.Datum, error) {
		ds, err := values(f, args)
		if err != nil {
			return types.Null, err
		}
		return types.NewArray(elem, ds), nil
	}
}

func values(f *frame, args []evalFn) ([]types.Datum, error) {
	ds := make([]types.Datum, len(args))
	for i, a := range args {
		d, err := a(f)
		if err != nil {
			return nil, err
		}
		ds[i] = d
	}
	return ds, nil
}

func (k *exprCompiler) makeRow(e *plan.MakeRow) evalFn {
	args := k.list(e.Fields)
	if args == nil && len(e.Fields) > 0 {
		return nil
	}
	ts := make([]types.Type, len(e.Fields))
	for i, x := range e.Fields {
		ts[i] = x.Type()
	}
	return func(f *frame) (types.Datum, error) {
		ds, err := values(f, args)
		if err != nil {
			return types.Null, err
		}
		return types.EncodeRow(ts, ds), nil
	}
}

func (k *exprCompiler) field(e *plan.Field) evalFn {
	arg := k.expr(e.Arg)
	if arg == nil {
		return nil
	}
	return func(f *frame) (types.Datum, error) {
		d, err := arg(f)
		if err != nil || d.Null {
			return types.Null, err
		}
		_, ds := types.DecodeRow(d.S)
		if e.Idx >= len(ds) {
			return types.Null, nil
		}
		return ds[e.Idx], nil
	}
}

// subscript reads one element of an array.
func (k *exprCompiler) subscript(e *plan.Subscript) evalFn {
	elem, ok := types.ElemOf(e.Arg.Type())
	if !ok || e.Slice || len(e.Upper) == 0 {
		return nil
	}
	arg, subs := k.expr(e.Arg), k.list(e.Upper)
	if arg == nil || subs == nil {
		return nil
	}
	return func(f *frame) (types.Datum, error) {
		d, err := arg(f)
		if err != nil || d.Null {
			return types.Null, err
		}
		ds, err := values(f, subs)
		if err != nil {
			return types.Null, err
		}
		at := make([]int, len(ds))
		for i, s := range ds {
			if s.Null {
				return s, nil
			}
			at[i] = int(s.I)
		}
		if len(at) == 1 {
			return types.ArrayGet(elem, d.S, int64(at[0])), nil
		}
		return types.DecodeArray(elem, d.S).Index(at), nil
	}
}
