package bind

import (
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// subquery binds a query that stands as an expression.
func (x *exprBinder) subquery(e parse.Expr) (plan.Expr, error) {
	switch e := e.(type) {
	case *parse.ExistsExpr:
		r, err := x.b.query(e.Query, x.sc, x.sc.ctes)
		if err != nil {
			return nil, err
		}
		return &plan.Subquery{Kind: plan.SubExists, Plan: r.node, T: types.T(types.Bool)}, nil
	case *parse.SubqueryExpr:
		return x.scalarSubquery(e)
	case *parse.ArraySubquery:
		r, err := x.subplan(e.Query)
		if err != nil {
			return nil, err
		}
		if len(r.cols) != 1 {
			return nil, x.b.errAt(e.Pos, pgerr.SyntaxError, "subquery must return only one column")
		}
		return &plan.Subquery{Kind: plan.SubArray, Plan: r.node, T: types.ArrayOf(r.cols[0].Col.Type)}, nil
	case *parse.QuantExpr:
		return x.quantified(e)
	}
	return nil, x.b.unsupported(e.Range().Pos, "this subquery")
}

// subplan binds a subquery and trims it to its visible columns.
func (x *exprBinder) subplan(q *parse.Query) (*result, error) {
	r, err := x.b.query(q, x.sc, x.sc.ctes)
	if err != nil {
		return nil, err
	}
	if err := x.b.resolveUnknownOutputs(r); err != nil {
		return nil, err
	}
	x.b.trim(r)
	return r, nil
}

// scalarSubquery gives one value, or for several columns a row to be compared.
func (x *exprBinder) scalarSubquery(e *parse.SubqueryExpr) (plan.Expr, error) {
	r, err := x.subplan(e.Query)
	if err != nil {
		return nil, err
	}
	s := &plan.Subquery{Kind: plan.SubScalar, Plan: r.node}
	if len(r.cols) == 1 {
		s.T = r.cols[0].Col.Type
		return s, nil
	}
	if !x.rowOK || len(r.cols) == 0 {
		return nil, x.b.errAt(e.Pos, pgerr.SyntaxError, "subquery must return only one column")
	}
	ext := &types.Ext{}
	for _, c := range r.cols {
		ext.Fields = append(ext.Fields, types.Field{Name: c.Name, Type: c.Col.Type})
	}
	s.T = types.Type{OID: types.Record, Mod: -1, Ext: ext}
	return s, nil
}

func (x *exprBinder) inSubquery(e *parse.InExpr) (plan.Expr, error) {
	s, err := x.anySubquery(e.X, "=", e.Query, e.OpPos)
	if err != nil {
		return nil, err
	}
	s.Neg = e.Not
	return s, nil
}

// quantified binds x op ANY|ALL (array or query).
func (x *exprBinder) quantified(e *parse.QuantExpr) (plan.Expr, error) {
	if e.Query == nil {
		return x.anyArray(e)
	}
	s, err := x.anySubquery(e.X, e.Op, e.Query, e.OpPos)
	if err != nil {
		return nil, err
	}
	if e.All {
		s.Kind = plan.SubAll
	}
	return s, nil
}

// anySubquery binds `left op ANY (query)`, pairing left's fields with the columns.
func (x *exprBinder) anySubquery(left parse.Expr, op string, q *parse.Query, off int) (*plan.Subquery, error) {
	l, err := x.bind(left)
	if err != nil {
		return nil, err
	}
	r, err := x.subplan(q)
	if err != nil {
		return nil, err
	}
	ls := []plan.Expr{l}
	if row, ok := l.(*plan.MakeRow); ok && len(r.cols) != 1 {
		ls = row.Fields
	}
	switch {
	case len(ls) < len(r.cols):
		return nil, x.b.errAt(off, pgerr.SyntaxError, "subquery has too many columns")
	case len(ls) > len(r.cols):
		return nil, x.b.errAt(off, pgerr.SyntaxError, "subquery has too few columns")
	}
	s := &plan.Subquery{Kind: plan.SubAny, T: types.T(types.Bool)}
	targets := make([]types.Type, len(ls))
	for i := range ls {
		lt, rt := ls[i].Type(), r.cols[i].Col.Type
		res, err := builtin.ResolveOp(op, &lt, &rt)
		if err != nil {
			return nil, x.b.at(err, off)
		}
		if one := oneType(op, lt, rt); one != nil && !types.Same(res.Left, res.Right) {
			res = one
		}
		if res.Ret.OID != types.Bool {
			return nil, x.b.errAt(off, pgerr.DatatypeMismatch,
				"row comparison operator must yield type boolean, not type %s", res.Ret)
		}
		v, err := x.b.coerce(ls[i], res.Left, builtin.CastImplicit, left.Range().Pos)
		if err != nil {
			return nil, err
		}
		s.Left, s.Fns = append(s.Left, v), append(s.Fns, res.Op.Fn)
		targets[i] = res.Right
	}
	if err := x.b.coerceOutputs(r, targets, builtin.CastImplicit, off); err != nil {
		return nil, err
	}
	s.Plan = r.node
	return s, nil
}

// oneType finds the equality over the common type of two number types, which can be
// hashed where int4 = int8 cannot; nil when there is none.
func oneType(op string, l, r types.Type) *builtin.ResolvedOp {
	t, err := builtin.CommonType([]types.Type{l, r}, "")
	if op != "=" || err != nil {
		return nil
	}
	t.Mod = -1
	res, err := builtin.ResolveOp(op, &t, &t)
	if err != nil || !types.Same(res.Left, res.Right) {
		return nil
	}
	return res
}

func (x *exprBinder) anyArray(e *parse.QuantExpr) (plan.Expr, error) {
	l, err := x.bind(e.X)
	if err != nil {
		return nil, err
	}
	arr, err := x.bind(e.Array)
	if err != nil {
		return nil, err
	}
	if isUnknown(arr) { // '{1,2}' or $1: an array of the left side's type
		t := l.Type()
		if t.OID == types.Unknown {
			t = types.T(types.Text)
		}
		if arr, err = x.b.coerce(arr, types.ArrayOf(t), builtin.CastImplicit, e.Array.Range().Pos); err != nil {
			return nil, err
		}
	}
	elem, ok := types.ElemOf(arr.Type())
	if !ok {
		return nil, x.b.errAt(e.OpPos, pgerr.WrongObjectType, "op ANY/ALL (array) requires array on right side")
	}
	lt := l.Type()
	res, err := builtin.ResolveOp(e.Op, &lt, &elem)
	if err != nil {
		return nil, x.b.at(err, e.OpPos)
	}
	if res.Ret.OID != types.Bool {
		return nil, x.b.errAt(e.OpPos, pgerr.WrongObjectType, "op ANY/ALL (array) requires operator to yield boolean")
	}
	if l, err = x.b.coerce(l, res.Left, builtin.CastImplicit, e.X.Range().Pos); err != nil {
		return nil, err
	}
	if !types.IsPolymorphic(res.Right.OID) && !types.Same(elem, res.Right) {
		if arr, err = x.b.coerce(arr, types.ArrayOf(res.Right), builtin.CastImplicit, e.Array.Range().Pos); err != nil {
			return nil, err
		}
	}
	return &plan.AnyAll{Fn: res.Op.Fn, L: l, Array: arr, All: e.All}, nil
}

// trim makes the node deliver exactly the visible columns, in order and each under its
// own ID.
func (b *Binder) trim(r *result) {
	have := r.node.Cols()
	same := len(have) == len(r.cols)
	var seen plan.ColSet
	dup := false
	for i, c := range r.cols {
		same = same && have[i].ID == c.Col.ID
		dup = dup || seen.Has(c.Col.ID)
		seen.Add(c.Col.ID)
	}
	if same && !dup {
		return
	}
	p := &plan.Project{Input: r.node}
	var used plan.ColSet
	for i := range r.cols {
		c := r.cols[i].Col
		p.Exprs = append(p.Exprs, c.Ref())
		if used.Has(c.ID) {
			c = b.space.Like(c)
			r.cols[i].Col = c
		}
		used.Add(c.ID)
		p.Out = append(p.Out, c)
	}
	r.node = p
}

// coerceOutputs converts the visible columns to the given types.
func (b *Binder) coerceOutputs(r *result, ts []types.Type, ctx builtin.CastContext, off int) error {
	var p *plan.Project
	for i := range r.cols {
		c := r.cols[i].Col
		e, err := b.coerce(c.Ref(), ts[i], ctx, off)
		if err != nil {
			return err
		}
		if _, plain := e.(*plan.Col); plain {
			continue
		}
		if p == nil {
			p = passThrough(r.node)
		}
		out := b.space.NewCol(c.Name, ts[i], c.NotNull)
		p.Exprs, p.Out = append(p.Exprs, e), append(p.Out, out)
		r.cols[i].Col, r.cols[i].RelOID, r.cols[i].Attnum = out, 0, 0
	}
	if p == nil {
		return nil
	}
	r.node = p
	b.trim(r)
	return nil
}

// passThrough is a projection that delivers all of n; computed columns are added to it.
func passThrough(n plan.Node) *plan.Project {
	cols := n.Cols()
	p := &plan.Project{Input: n, Exprs: make([]plan.Expr, 0, len(cols)+4), Out: make([]plan.Column, 0, len(cols)+4)}
	var seen plan.ColSet
	for _, c := range cols {
		if !seen.Has(c.ID) {
			seen.Add(c.ID)
			p.Exprs, p.Out = append(p.Exprs, c.Ref()), append(p.Out, c)
		}
	}
	return p
}
