package rule

import (
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/types"
)

// limited handles a right side that is the first rows of a sorted input correlated by
// equalities alone: number the rows of each value of their inner sides once, keep the
// first ones, and join.
//
//	SELECT * FROM t, LATERAL (SELECT * FROM u WHERE u.a = t.a ORDER BY u.b LIMIT 2) s
//
// Equalities that mix both sides, and other conditions, need the domain.
func (d *decorrelator) limited(j *plan.Join, outer plan.ColSet) plan.Node {
	if len(j.Keys) > 0 || j.Kind == plan.AntiNull || j.Kind == plan.Full {
		return nil
	}
	top := j.R
	var projs []*plan.Project
	for {
		p, isProj := top.(*plan.Project)
		if !isProj || exprsUse(p.Exprs, outer) > 0 {
			break
		}
		projs, top = append(projs, p), p.Input
	}
	in, keys, count, offset, ok := limitOf(top)
	if !ok || !canHoist(in, outer, true) {
		return nil
	}
	for _, k := range keys {
		if plan.ExprCols(k.Expr).Intersects(outer) {
			return nil
		}
	}
	in, conds := hoist(d.c, in, outer)
	p := passThrough(in)
	var part []plan.ColID
	from := len(j.Residual)
	for _, c := range conds {
		inner, out := sides(c, outer)
		key := projected(d.c, p, inner)
		if !containsID(part, key.ID) {
			part = append(part, key.ID)
		}
		j.Residual = append(j.Residual, replaceSide(c, inner, key.Ref(), out))
	}
	r, ok := numbered(d.c, p, part, keys, count, offset, false)
	if !ok {
		return nil
	}
	for i := len(projs) - 1; i >= 0; i-- { // the partition columns stay visible above
		projs[i].Input = r
		showInputs(projs[i], j.Residual[from:])
		r = projs[i]
	}
	j.R = r
	return j
}

// limitOf takes a LIMIT apart, with the sort below it.
func limitOf(n plan.Node) (in plan.Node, keys []plan.SortKey, count, offset int64, ok bool) {
	l, isLimit := n.(*plan.Limit)
	if !isLimit {
		return nil, nil, 0, 0, false
	}
	if s, isSort := l.Input.(*plan.Sort); isSort && s.Limit < 0 && s.Offset == 0 {
		return s.Input, s.Keys, l.Count, l.Offset, true
	}
	return l.Input, nil, l.Count, l.Offset, true
}

// numbered keeps rows offset+1 to offset+count of each partition of in; with ties also
// those equal to the last of them.
func numbered(c *Ctx, in plan.Node, part []plan.ColID, keys []plan.SortKey, count, offset int64, ties bool) (plan.Node, bool) {
	w := &plan.Window{Input: in, Order: keys, Partition: part}
	f := &plan.Filter{Input: w}
	number := func(fn, op string, v int64) bool {
		res, err := builtin.ResolveFunc(fn, nil, nil, false)
		if err != nil {
			c.fail(err)
			return false
		}
		n := c.Space.NewCol(fn, types.T(types.Int8), true)
		w.Funcs = append(w.Funcs, plan.WindowFunc{AggCall: plan.AggCall{Fn: res.Func, T: n.Type, Out: n},
			Frame: plan.Frame{Mode: plan.FrameRange, Start: plan.UnboundedPreceding, End: plan.CurrentRow}})
		if e, ok := plan.MakeOp(op, n.Ref(), &plan.Const{D: types.NewInt(v), T: n.Type}); ok {
			f.Conds = append(f.Conds, e)
		}
		return true
	}
	if count >= 0 {
		fn := "row_number"
		if ties {
			fn = "rank"
		}
		if !number(fn, "<=", offset+count) {
			return nil, false
		}
	}
	if offset > 0 && !number("row_number", ">", offset) {
		return nil, false
	}
	if len(w.Funcs) == 0 {
		return in, true
	}
	return f, true
}
