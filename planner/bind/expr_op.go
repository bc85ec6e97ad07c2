package bind

import (
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// op applies a binary operator to bound operands, rows included; offOp, offL and offR
// are where errors are reported.
func (b *Binder) op(name string, l, r plan.Expr, offOp, offL, offR int) (plan.Expr, error) {
	lr, lok := l.(*plan.MakeRow)
	rr, rok := r.(*plan.MakeRow)
	if lok && rok && isRowOp(name) {
		return b.rowCompare(name, lr, rr, offOp)
	}
	lt, rt := l.Type(), r.Type()
	res, err := builtin.ResolveOp(name, &lt, &rt)
	if err != nil {
		return nil, b.at(err, offOp)
	}
	if l, err = b.coerce(l, res.Left, builtin.CastImplicit, offL); err != nil {
		return nil, err
	}
	if r, err = b.coerce(r, res.Right, builtin.CastImplicit, offR); err != nil {
		return nil, err
	}
	return &plan.Call{Fn: res.Op.Fn, Args: []plan.Expr{l, r}, T: res.Ret, Pos: b.pos(offOp)}, nil
}

func isRowOp(name string) bool {
	switch name {
	case "=", "<>", "<", "<=", ">", ">=":
		return true
	}
	return false
}

// rowCompare compares rows field by field, the first difference deciding.
func (b *Binder) rowCompare(name string, l, r *plan.MakeRow, off int) (plan.Expr, error) {
	if len(l.Fields) != len(r.Fields) {
		return nil, b.errAt(off, pgerr.SyntaxError, "unequal number of entries in row expressions")
	}
	if len(l.Fields) == 0 {
		return nil, b.unsupported(off, "comparison of zero-length rows")
	}
	switch name {
	case "=", "<>":
		terms := make([]plan.Expr, len(l.Fields))
		for i := range terms {
			t, err := b.op(name, l.Fields[i], r.Fields[i], off, off, off)
			if err != nil {
				return nil, err
			}
			terms[i] = t
		}
		if name == "<>" && len(terms) > 1 {
			return &plan.Or{Args: terms}, nil
		}
		return plan.AndOf(terms), nil
	}
	return b.rowOrder(name, l.Fields, r.Fields, off)
}

// rowOrder is (a, …) < (b, …): a < b or, when a = b, the rest decides. A NULL in the
// first pair makes the whole NULL, hence the CASE.
func (b *Binder) rowOrder(name string, l, r []plan.Expr, off int) (plan.Expr, error) {
	if len(l) == 1 {
		return b.op(name, l[0], r[0], off, off, off)
	}
	eq, err := b.op("=", l[0], r[0], off, off, off)
	if err != nil {
		return nil, err
	}
	strict, err := b.op(name[:1], l[0], r[0], off, off, off)
	if err != nil {
		return nil, err
	}
	rest, err := b.rowOrder(name, l[1:], r[1:], off)
	if err != nil {
		return nil, err
	}
	return &plan.Case{Whens: []plan.When{{Cond: eq, Then: rest}}, Else: strict, T: types.T(types.Bool)}, nil
}

func (x *exprBinder) binary(e *parse.BinaryExpr) (plan.Expr, error) {
	l, err := x.bind(e.L)
	if err != nil {
		return nil, err
	}
	rb := x
	if _, ok := l.(*plan.MakeRow); ok && isRowOp(e.Op) {
		c := *x
		c.rowOK = true
		rb = &c
	}
	r, err := rb.bind(e.R)
	if err != nil {
		return nil, err
	}
	if l, r, err = x.rowOperands(e, l, r); err != nil {
		return nil, err
	}
	return x.b.op(e.Op, l, r, e.OpPos, e.L.Range().Pos, e.R.Range().Pos)
}

// rowOperands makes `(a, b) = (SELECT x, y …)` comparable field by field.
func (x *exprBinder) rowOperands(e *parse.BinaryExpr, l, r plan.Expr) (plan.Expr, plan.Expr, error) {
	lr, lok := l.(*plan.MakeRow)
	if !lok || !isRowOp(e.Op) {
		return l, r, nil
	}
	if s, ok := r.(*plan.Subquery); ok && s.T.IsRow() && s.T.Ext != nil && len(s.T.Ext.Fields) == len(lr.Fields) {
		row := &plan.MakeRow{T: s.T}
		for i, f := range s.T.Ext.Fields {
			row.Fields = append(row.Fields, &plan.Field{Arg: s, Idx: i, T: f.Type})
		}
		return l, row, nil
	}
	return l, r, nil
}

func (x *exprBinder) unary(e *parse.UnaryExpr) (plan.Expr, error) {
	v, err := x.bind(e.X)
	if err != nil {
		return nil, err
	}
	t := v.Type()
	res, err := builtin.ResolveOp(e.Op, nil, &t)
	if err != nil {
		return nil, x.b.at(err, e.OpPos)
	}
	if v, err = x.b.coerce(v, res.Right, builtin.CastImplicit, e.X.Range().Pos); err != nil {
		return nil, err
	}
	return x.b.foldNow(&plan.Call{Fn: res.Op.Fn, Args: []plan.Expr{v}, T: res.Ret, Pos: x.b.pos(e.OpPos)}), nil
}

func (x *exprBinder) between(e *parse.BetweenExpr) (plan.Expr, error) {
	vs, offs, err := x.list([]parse.Expr{e.X, e.Lo, e.Hi})
	if err != nil {
		return nil, err
	}
	within := func(lo, hi int) (plan.Expr, error) {
		a, err := x.b.op(">=", vs[0], vs[lo], e.OpPos, offs[0], offs[lo])
		if err != nil {
			return nil, err
		}
		c, err := x.b.op("<=", vs[0], vs[hi], e.OpPos, offs[0], offs[hi])
		if err != nil {
			return nil, err
		}
		return &plan.And{Args: []plan.Expr{a, c}}, nil
	}
	out, err := within(1, 2)
	if err != nil {
		return nil, err
	}
	if e.Symmetric {
		other, err := within(2, 1)
		if err != nil {
			return nil, err
		}
		out = &plan.Or{Args: []plan.Expr{out, other}}
	}
	if e.Not {
		out = &plan.Not{Arg: out}
	}
	return out, nil
}

func (x *exprBinder) like(e *parse.LikeExpr) (plan.Expr, error) {
	v, err := x.bind(e.X)
	if err != nil {
		return nil, err
	}
	pat, err := x.likePattern(e)
	if err != nil {
		return nil, err
	}
	name := map[parse.LikeKind]string{parse.Like: "~~", parse.ILike: "~~*", parse.SimilarTo: "~"}[e.Kind]
	if e.Not {
		name = "!" + name
	}
	return x.b.op(name, v, pat, e.OpPos, e.X.Range().Pos, e.Pattern.Range().Pos)
}

func (x *exprBinder) likePattern(e *parse.LikeExpr) (plan.Expr, error) {
	pat, err := x.bind(e.Pattern)
	if err != nil {
		return nil, err
	}
	args := []plan.Expr{pat}
	offs := []int{e.Pattern.Range().Pos}
	if e.Escape != nil {
		esc, err := x.bind(e.Escape)
		if err != nil {
			return nil, err
		}
		args, offs = append(args, esc), append(offs, e.Escape.Range().Pos)
	}
	switch {
	case e.Kind == parse.SimilarTo:
		return x.b.callByName("similar_to_escape", args, offs, e.OpPos)
	case e.Escape != nil:
		return x.b.callByName("like_escape", args, offs, e.OpPos)
	}
	return pat, nil
}

func (x *exprBinder) distinct(e *parse.DistinctExpr) (plan.Expr, error) {
	vs, offs, err := x.list([]parse.Expr{e.L, e.R})
	if err != nil {
		return nil, err
	}
	l, lok := vs[0].(*plan.MakeRow)
	r, rok := vs[1].(*plan.MakeRow)
	if !lok || !rok {
		return x.b.distinctOf(vs[0], vs[1], e, offs)
	}
	if len(l.Fields) != len(r.Fields) {
		return nil, x.b.errAt(e.OpPos, pgerr.SyntaxError, "unequal number of entries in row expressions")
	}
	var terms []plan.Expr
	for i := range l.Fields {
		t, err := x.b.distinctOf(l.Fields[i], r.Fields[i], e, offs)
		if err != nil {
			return nil, err
		}
		terms = append(terms, t)
	}
	switch {
	case len(terms) == 0:
		return boolConst(e.Not), nil
	case e.Not || len(terms) == 1:
		return plan.AndOf(terms), nil
	}
	return &plan.Or{Args: terms}, nil
}

// distinctOf compares by the type's equality; the "=" operator must exist.
func (b *Binder) distinctOf(l, r plan.Expr, e *parse.DistinctExpr, offs []int) (plan.Expr, error) {
	if isNullConst(r) && !isUnknown(l) {
		return &plan.IsNull{Arg: l, Neg: !e.Not}, nil
	}
	if isNullConst(l) && !isUnknown(r) {
		return &plan.IsNull{Arg: r, Neg: !e.Not}, nil
	}
	eq, err := b.op("=", l, r, e.OpPos, offs[0], offs[1])
	if err != nil {
		return nil, err
	}
	c, ok := eq.(*plan.Call)
	if !ok {
		return nil, b.unsupported(e.OpPos, "IS DISTINCT FROM of these operands")
	}
	sides, _, err := b.common(c.Args, offs, "IS DISTINCT FROM")
	if err != nil {
		return nil, err
	}
	return &plan.Distinct{L: sides[0], R: sides[1], Neg: e.Not}, nil
}

func isNullConst(e plan.Expr) bool {
	c, ok := e.(*plan.Const)
	return ok && c.D.Null
}

func (x *exprBinder) in(e *parse.InExpr) (plan.Expr, error) {
	if e.Query != nil {
		return x.inSubquery(e)
	}
	l, err := x.bind(e.X)
	if err != nil {
		return nil, err
	}
	items, offs, err := x.list(e.List)
	if err != nil {
		return nil, err
	}
	if in := x.b.inConstants(l, items, offs, e); in != nil {
		return in, nil
	}
	terms := make([]plan.Expr, len(items))
	name := "="
	if e.Not {
		name = "<>"
	}
	for i, it := range items {
		if terms[i], err = x.b.op(name, l, it, e.OpPos, e.X.Range().Pos, offs[i]); err != nil {
			return nil, err
		}
	}
	if e.Not || len(terms) == 1 {
		return plan.AndOf(terms), nil
	}
	return &plan.Or{Args: terms}, nil
}

// inConstants makes an In of `x IN (constants)` when one comparison type serves all; nil
// when the general form is needed (which also words the errors).
func (b *Binder) inConstants(l plan.Expr, items []plan.Expr, offs []int, e *parse.InExpr) plan.Expr {
	if len(items) < 2 {
		return nil
	}
	ts := make([]types.Type, 0, len(items)+1)
	ts = append(ts, l.Type())
	for _, it := range items {
		switch it.(type) {
		case *plan.Const, *literal:
			ts = append(ts, it.Type())
		default:
			return nil
		}
	}
	t, err := builtin.CommonType(ts, "IN")
	if err != nil || t.IsRow() {
		return nil
	}
	res, err := builtin.ResolveOp("=", &t, &t)
	if err != nil || res.Left.OID != res.Right.OID {
		return nil
	}
	if types.IsPolymorphic(res.Left.OID) || res.Left.OID == types.Any {
		return nil
	}
	arg, err := b.coerce(l, res.Left, builtin.CastImplicit, offs[0])
	if err != nil {
		return nil
	}
	in := &plan.In{Arg: arg, Neg: e.Not, Items: make([]types.Datum, len(items))}
	for i, it := range items {
		c, err := b.coerce(it, res.Right, builtin.CastImplicit, offs[i])
		k, ok := c.(*plan.Const)
		if err != nil || !ok {
			return nil
		}
		in.Items[i] = k.D
	}
	return in
}
