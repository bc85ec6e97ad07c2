package bind

import (
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// winCall is a window function of one level with its specification.
type winCall struct {
	fn   plan.WindowFunc
	spec *winSpec
}

// winSpec is a resolved window: what partitions, orders and frames.
type winSpec struct {
	partition []plan.Expr
	order     []plan.SortKey
	frame     *parse.Frame
}

// windowCall binds f(…) OVER …, giving the column that will hold it.
func (x *exprBinder) windowCall(e *parse.FuncCall, name string, kind builtin.Kind) (plan.Expr, error) {
	b := x.b
	switch {
	case x.inAgg:
		return nil, b.errAt(e.Pos, pgerr.GroupingError, "aggregate function calls cannot contain window function calls")
	case x.inWin:
		return nil, b.errAt(e.Pos, pgerr.WindowingError, "window function calls cannot be nested")
	case !x.wins || x.sc.sel == nil:
		return nil, b.errAt(e.Pos, pgerr.WindowingError, "window functions are not allowed in %s", x.clause)
	case e.Distinct:
		return nil, b.errAt(e.Pos, pgerr.FeatureNotSupported, "DISTINCT is not implemented for window functions")
	case len(e.OrderBy) > 0 && !e.WithinGroup:
		return nil, b.errAt(e.Pos, pgerr.FeatureNotSupported, "aggregate ORDER BY is not implemented for window functions")
	}
	sub := *x
	sub.inWin = true
	call, err := sub.windowFunc(e, name, kind)
	if err != nil {
		return nil, err
	}
	spec, err := sub.spec(e.Over)
	if err != nil {
		return nil, err
	}
	w := winCall{fn: plan.WindowFunc{AggCall: *call, IgnoreNulls: e.Nulls == parse.NullsIgnore}, spec: spec}
	if w.fn.Frame, err = sub.frame(spec); err != nil {
		return nil, err
	}
	sel := x.sc.sel
	for i := range sel.wins {
		o := &sel.wins[i]
		if plan.EqualAggs(&o.fn.AggCall, call) && sameSpec(o.spec, spec) && o.fn.Frame == w.fn.Frame && o.fn.IgnoreNulls == w.fn.IgnoreNulls {
			return o.fn.Out.Ref(), nil
		}
	}
	w.fn.Out = b.space.NewCol(name, call.T, false)
	sel.wins = append(sel.wins, w)
	sel.made.Add(w.fn.Out.ID)
	sel.winCols.Add(w.fn.Out.ID)
	return w.fn.Out.Ref(), nil
}

func (x *exprBinder) windowFunc(e *parse.FuncCall, name string, kind builtin.Kind) (*plan.AggCall, error) {
	if kind == builtin.Aggregate {
		// Aggregates in the arguments belong to the query, not to this call.
		return x.windowAgg(e, name)
	}
	a, err := x.args(e.Args)
	if err != nil {
		return nil, err
	}
	res, err := builtin.ResolveFunc(name, a.types(), a.names, e.Variadic)
	if err != nil {
		return nil, x.b.at(err, e.Pos)
	}
	if res.Func == nil || res.Func.Kind != builtin.Window {
		return nil, x.b.errAt(e.Pos, pgerr.WrongObjectType,
			"OVER specified, but %s is not a window function nor an aggregate function", name)
	}
	if e.Filter != nil {
		return nil, x.b.errAt(e.Pos, pgerr.FeatureNotSupported, "FILTER is not implemented for non-aggregate window functions")
	}
	return x.finishWindowFunc(res, a)
}

func (x *exprBinder) finishWindowFunc(res *builtin.Resolved, a *argList) (*plan.AggCall, error) {
	args, err := x.b.fitArgs(res, a)
	if err != nil {
		return nil, err
	}
	call := &plan.AggCall{Fn: res.Func, Args: args, T: res.Ret}
	for _, v := range args {
		call.ArgTypes = append(call.ArgTypes, v.Type())
	}
	return call, nil
}

func (x *exprBinder) windowAgg(e *parse.FuncCall, name string) (*plan.AggCall, error) {
	a, err := x.args(e.Args)
	if err != nil {
		return nil, err
	}
	res, err := builtin.ResolveFunc(name, a.types(), a.names, e.Variadic)
	if err != nil {
		return nil, x.b.at(err, e.Pos)
	}
	if res.Func == nil {
		return nil, x.b.errAt(e.Pos, pgerr.WrongObjectType,
			"OVER specified, but %s is not a window function nor an aggregate function", name)
	}
	if err := x.b.checkAgg(e, res.Func, name); err != nil {
		return nil, err
	}
	call, err := x.finishWindowFunc(res, a)
	if err != nil || e.Filter == nil {
		return call, err
	}
	call.Filter, err = x.cond(e.Filter, "FILTER")
	return call, err
}

// spec resolves OVER name and OVER (…), with inheritance from named windows.
func (x *exprBinder) spec(w *parse.Window) (*winSpec, error) {
	if !w.Spec {
		def, err := x.namedWindow(w.Name, w.Pos)
		if err != nil {
			return nil, err
		}
		return x.spec(def)
	}
	s := &winSpec{frame: w.Frame}
	var base *winSpec
	if w.Base != "" {
		def, err := x.namedWindow(w.Base, w.Pos)
		if err != nil {
			return nil, err
		}
		if base, err = x.spec(def); err != nil {
			return nil, err
		}
		if err := x.b.checkInherit(w, def, base); err != nil {
			return nil, err
		}
		s.partition, s.order = base.partition, base.order
	}
	for _, p := range w.PartitionBy {
		v, err := x.value(p)
		if err != nil {
			return nil, err
		}
		s.partition = append(s.partition, v)
	}
	if len(w.OrderBy) > 0 {
		keys, err := x.sortKeys(w.OrderBy)
		if err != nil {
			return nil, err
		}
		s.order = keys
	}
	return s, nil
}

func (b *Binder) checkInherit(w, def *parse.Window, base *winSpec) error {
	switch {
	case len(w.PartitionBy) > 0:
		return b.errAt(w.Pos, pgerr.WindowingError, "cannot override PARTITION BY clause of window \"%s\"", w.Base)
	case len(w.OrderBy) > 0 && len(base.order) > 0:
		return b.errAt(w.Pos, pgerr.WindowingError, "cannot override ORDER BY clause of window \"%s\"", w.Base)
	case def.Frame != nil:
		return b.errAt(w.Pos, pgerr.WindowingError, "cannot copy window \"%s\" because it has a frame clause", w.Base)
	}
	return nil
}

func (x *exprBinder) namedWindow(name string, off int) (*parse.Window, error) {
	for _, d := range x.sc.sel.defs {
		if d.Name == name {
			c := *d
			c.Spec = true
			return &c, nil
		}
	}
	return nil, x.b.errAt(off, pgerr.UndefinedObject, "window \"%s\" does not exist", name)
}

func sameSpec(a, b *winSpec) bool {
	return a == b || plan.EqualLists(a.partition, b.partition) && plan.EqualSort(a.order, b.order)
}

// frame resolves a frame clause; none means RANGE UNBOUNDED PRECEDING.
func (x *exprBinder) frame(s *winSpec) (plan.Frame, error) {
	f := plan.Frame{Mode: plan.FrameRange, Start: plan.UnboundedPreceding, End: plan.CurrentRow}
	p := s.frame
	if p == nil {
		return f, nil
	}
	f.Mode = plan.FrameMode(p.Mode)
	f.Exclude = plan.Exclude(p.Exclude)
	f.Start = plan.BoundKind(p.Lower.Kind)
	f.End = plan.CurrentRow
	if p.Between {
		f.End = plan.BoundKind(p.Upper.Kind)
	}
	if err := x.b.checkFrame(&f, p); err != nil {
		return f, err
	}
	if f.Mode == plan.FrameGroups && len(s.order) == 0 {
		return f, x.b.errAt(p.Pos, pgerr.WindowingError, "GROUPS mode requires an ORDER BY clause")
	}
	var err error
	if f.StartOffset, err = x.frameOffset(&f, s, p.Lower.Offset); err != nil {
		return f, err
	}
	if p.Between {
		f.EndOffset, err = x.frameOffset(&f, s, p.Upper.Offset)
	}
	return f, err
}

func (b *Binder) checkFrame(f *plan.Frame, p *parse.Frame) error {
	msg := ""
	switch {
	case f.Start == plan.UnboundedFollowing:
		msg = "frame start cannot be UNBOUNDED FOLLOWING"
	case f.End == plan.UnboundedPreceding:
		msg = "frame end cannot be UNBOUNDED PRECEDING"
	case f.Start == plan.CurrentRow && f.End == plan.Preceding:
		msg = "frame starting from current row cannot have preceding rows"
	case f.Start == plan.Following && !p.Between:
		msg = "frame starting from following row cannot end with current row"
	case f.Start == plan.Following && (f.End == plan.CurrentRow || f.End == plan.Preceding):
		msg = "frame starting from following row cannot have preceding rows"
	default:
		return nil
	}
	return b.errAt(p.Pos, pgerr.WindowingError, "%s", msg)
}

func (x *exprBinder) frameOffset(f *plan.Frame, s *winSpec, e parse.Expr) (plan.Expr, error) {
	if e == nil {
		return nil, nil
	}
	v, err := x.bind(e)
	if err != nil {
		return nil, err
	}
	mode := map[plan.FrameMode]string{plan.FrameRange: "RANGE", plan.FrameRows: "ROWS", plan.FrameGroups: "GROUPS"}[f.Mode]
	off := e.Range().Pos
	if c := plan.ExprCols(v); c.Intersects(x.sc.from) || c.Intersects(x.sc.sel.made) {
		return nil, x.b.errAt(off, pgerr.InvalidColumnReference, "argument of %s must not contain variables", mode)
	}
	if f.Mode != plan.FrameRange {
		return x.b.coerce(v, types.T(types.Int8), builtin.CastAssignment, off)
	}
	return x.rangeOffset(f, s, v, off)
}

// rangeOffset finds key + offset and key - offset; a date key with an interval offset is
// ordered as timestamp.
func (x *exprBinder) rangeOffset(f *plan.Frame, s *winSpec, v plan.Expr, off int) (plan.Expr, error) {
	if len(s.order) != 1 {
		return nil, x.b.errAt(off, pgerr.WindowingError,
			"RANGE with offset PRECEDING/FOLLOWING requires exactly one ORDER BY column")
	}
	kt, vt := s.order[0].Expr.Type(), v.Type()
	var add *builtin.ResolvedOp
	vt = offsetType(kt, vt)
	var err error = pgerr.Unsupported("no offsets of this type")
	if !keyHasOffsets(kt) {
		return nil, x.b.errAt(off, pgerr.FeatureNotSupported,
			"RANGE with offset PRECEDING/FOLLOWING is not supported for column type %s", kt)
	}
	if rangeOffsetFits(kt.OID, vt.OID) {
		add, err = builtin.ResolveOp("+", &kt, &vt)
	}
	if err == nil && !types.Same(add.Ret, kt) {
		if s.order[0].Expr, err = x.b.coerce(s.order[0].Expr, add.Ret, builtin.CastImplicit, off); err == nil {
			kt = s.order[0].Expr.Type()
			add, err = builtin.ResolveOp("+", &kt, &vt)
		}
	}
	if err != nil || !types.Same(add.Ret, kt) {
		return nil, x.b.errAt(off, pgerr.FeatureNotSupported,
			"RANGE with offset PRECEDING/FOLLOWING is not supported for column type %s and offset type %s", kt, vt)
	}
	sub, err := builtin.ResolveOp("-", &kt, &add.Right)
	if err != nil {
		return nil, x.b.at(err, off)
	}
	f.AddFn, f.SubFn = add.Op.Fn, sub.Op.Fn
	return x.b.coerce(v, add.Right, builtin.CastImplicit, off)
}

// offsetType is an offset's type, deduced from the key's for a bare literal.
func offsetType(key, offset types.Type) types.Type {
	if offset.OID != types.Unknown {
		return offset
	}
	switch key.OID {
	case types.Date, types.Time, types.TimeTZ, types.Timestamp, types.TimestampTZ:
		return types.T(types.Interval)
	}
	return key
}

// keyHasOffsets tells whether a type has RANGE frames with offsets at all.
func keyHasOffsets(t types.Type) bool {
	switch t.OID {
	case types.Int2, types.Int4, types.Int8, types.Float4, types.Float8, types.Numeric,
		types.Date, types.Time, types.TimeTZ, types.Timestamp, types.TimestampTZ, types.Interval:
		return true
	}
	return false
}

// rangeOffsetFits tells whether PostgreSQL has frames of a key type by an offset type.
func rangeOffsetFits(key, offset types.OID) bool {
	switch key {
	case types.Int2, types.Int4, types.Int8:
		return offset == types.Int2 || offset == types.Int4 || offset == types.Int8
	case types.Date, types.Time, types.TimeTZ, types.Timestamp, types.TimestampTZ, types.Interval:
		return offset == types.Interval
	}
	return true
}
