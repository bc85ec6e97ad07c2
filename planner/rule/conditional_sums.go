package rule

import (
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/types"
)

// conditionalSums makes sum(CASE WHEN c THEN x ELSE 0 END) the sum of x over the rows
// where c holds, so that the executor adds values of one scale and evaluates x for those
// rows only: coalesce(sum(x) FILTER (WHERE c), 0), under CASE WHEN count(*) > 0 when the
// aggregate has no groups and so may see no row. With x the integer 1 it is a count.
//
// It needs x NOT NULL: with a NULL x in the only row,
//
//	SELECT sum(CASE WHEN true THEN x ELSE 0 END) FROM (VALUES (NULL::int)) v(x)
//
// is NULL and not 0. The 0 must have no fraction digits, which a sum would show.
func conditionalSums(c *Ctx, n plan.Node) plan.Node {
	plan.MapChildren(n, func(x plan.Node) plan.Node { return conditionalSums(c, x) })
	agg, ok := n.(*plan.Aggregate)
	if !ok || len(agg.Sets) > 0 {
		return n
	}
	r := &sumRewriter{c: c, agg: agg, cols: agg.Input.Cols(), fix: map[plan.ColID]plan.Expr{}}
	for i := range agg.Aggs {
		r.call(&agg.Aggs[i])
	}
	if len(r.fix) == 0 {
		return n
	}
	c.note()
	p := &plan.Project{Input: agg}
	for _, col := range agg.Cols() {
		if e, ok := r.fix[col.ID]; ok {
			out := r.outs[col.ID]
			p.Exprs, p.Out = append(p.Exprs, e), append(p.Out, out)
		} else if col.ID != r.count.ID {
			p.Exprs, p.Out = append(p.Exprs, col.Ref()), append(p.Out, col)
		}
	}
	return p
}

type sumRewriter struct {
	c     *Ctx
	agg   *plan.Aggregate
	cols  []plan.Column
	fix   map[plan.ColID]plan.Expr   // new aggregate column → the old value
	outs  map[plan.ColID]plan.Column // new aggregate column → the old column
	count plan.Column                // count(*), when needed
}

func (r *sumRewriter) call(a *plan.AggCall) {
	if a.Fn.Name != "sum" || a.Distinct || a.Filter != nil || len(a.Args) != 1 || len(a.OrderBy) > 0 {
		return
	}
	k, ok := a.Args[0].(*plan.Case)
	if !ok || len(k.Whens) != 1 || !isPlainZero(k.Else) || !notNull(k.Whens[0].Then, r.cols) {
		return
	}
	cond, x := k.Whens[0].Cond, k.Whens[0].Then
	if plan.IsVolatile(cond) || plan.IsVolatile(x) {
		return
	}
	old := a.Out
	fresh := r.c.Space.NewCol(old.Name, a.T, false)
	var v plan.Expr
	if one, ok := x.(*plan.Const); ok && isInt(one.T.OID) && one.D.I == 1 && a.T.OID == types.Int8 {
		count, err := builtin.ResolveFunc("count", nil, nil, false)
		if err != nil {
			return
		}
		if len(r.agg.Keys) > 0 { // never NULL: the count is the sum
			old.NotNull = true
			*a = plan.AggCall{Fn: count.Func, Filter: cond, T: a.T, Out: old}
			r.c.note()
			return
		}
		fresh.NotNull = true
		*a = plan.AggCall{Fn: count.Func, Filter: cond, T: a.T, Out: fresh}
		v = fresh.Ref()
	} else {
		*a = plan.AggCall{Fn: a.Fn, Args: []plan.Expr{x}, ArgTypes: a.ArgTypes, Filter: cond, T: a.T, Out: fresh}
		v = &plan.Coalesce{Args: []plan.Expr{fresh.Ref(), zeroOf(a.T)}, T: a.T}
	}
	if len(r.agg.Keys) == 0 {
		v = r.whenRows(v, a.T)
	}
	if r.outs == nil {
		r.outs = map[plan.ColID]plan.Column{}
	}
	r.fix[fresh.ID], r.outs[fresh.ID] = v, old
}

// whenRows is v when the aggregate saw any row, else NULL.
func (r *sumRewriter) whenRows(v plan.Expr, t types.Type) plan.Expr {
	if r.count.ID == 0 {
		count, err := builtin.ResolveFunc("count", nil, nil, false)
		if err != nil {
			return v
		}
		r.count = r.c.Space.NewCol("count", types.T(types.Int8), true)
		r.agg.Aggs = append(r.agg.Aggs, plan.AggCall{Fn: count.Func, T: r.count.Type, Out: r.count})
	}
	some, ok := plan.MakeOp(">", r.count.Ref(), &plan.Const{D: types.NewInt(0), T: r.count.Type})
	if !ok {
		return v
	}
	return &plan.Case{Whens: []plan.When{{Cond: some, Then: v}}, T: t}
}

// isPlainZero tells whether e is 0 of an integer type, or numeric without fraction digits.
func isPlainZero(e plan.Expr) bool {
	k, ok := e.(*plan.Const)
	if !ok || k.D.Null {
		return false
	}
	if k.T.OID == types.Numeric {
		return k.D == types.ScaledNumeric(0, 0)
	}
	return isInt(k.T.OID) && k.D.I == 0
}

func zeroOf(t types.Type) *plan.Const {
	if t.OID == types.Numeric {
		return &plan.Const{D: types.ScaledNumeric(0, 0), T: t}
	}
	return &plan.Const{D: types.NewInt(0), T: t}
}
