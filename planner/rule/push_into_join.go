package rule

import (
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/types"
)

// join distributes conditions over a join.
func (p *pusher) join(n *plan.Join, conds []plan.Expr) plan.Node {
	var l, r plan.ColSet
	l, r = plan.OutSet(n.L), plan.OutSet(n.R)
	p.simplifyOuter(n, conds, l, r)
	l, r = plan.OutSet(n.L), plan.OutSet(n.R) // the sides may have changed places
	switch n.Kind {
	case plan.Inner:
		return p.inner(n, conds, l, r)
	case plan.Left, plan.Single:
		return p.left(n, conds, l, r)
	case plan.Semi, plan.Anti, plan.AntiNull, plan.Mark:
		return p.semi(n, conds, l, r)
	case plan.AsOf, plan.AsOfLeft:
		below, above := splitOn(conds, l)
		p.extractKeys(n, l, r)
		n.L, n.R = p.push(n.L, below), p.push(n.R, nil)
		return filtered(n, above)
	}
	p.extractKeys(n, l, r) // Full: nothing may move
	n.L, n.R = p.push(n.L, nil), p.push(n.R, nil)
	return filtered(n, conds)
}

// simplifyOuter turns an outer join into a narrower one when a condition above drops the
// rows it pads.
func (p *pusher) simplifyOuter(n *plan.Join, conds []plan.Expr, l, r plan.ColSet) {
	if n.Kind != plan.Left && n.Kind != plan.Full {
		return
	}
	dropsR, dropsL := false, false // rows padded on the right, on the left
	for _, e := range conds {
		dropsR = dropsR || rejectsNull(e, r)
		dropsL = dropsL || rejectsNull(e, l)
	}
	switch {
	case n.Kind == plan.Left && dropsR, n.Kind == plan.Full && dropsR && dropsL:
		n.Kind = plan.Inner
	case n.Kind == plan.Full && dropsL:
		n.Kind = plan.Left
	case n.Kind == plan.Full && dropsR:
		n.Kind, n.L, n.R = plan.Left, n.R, n.L
		for i, k := range n.Keys {
			n.Keys[i].L, n.Keys[i].R = k.R, k.L
		}
	}
}

// allConds gathers a join's keys and residual as conditions.
func allConds(n *plan.Join) []plan.Expr {
	var out []plan.Expr
	for _, k := range n.Keys {
		out = append(out, keyCond(k))
	}
	for _, e := range n.Residual {
		out = plan.Conjuncts(out, e)
	}
	n.Keys, n.Residual = nil, nil
	return out
}

// keyCond is a join key as a condition.
func keyCond(k plan.JoinKey) plan.Expr {
	if !k.NullSafe {
		if c, ok := plan.MakeOp("=", k.L, k.R); ok {
			return c
		}
	}
	return &plan.Distinct{L: k.L, R: k.R, Neg: true}
}

func (p *pusher) inner(n *plan.Join, conds []plan.Expr, l, r plan.ColSet) plan.Node {
	conds = gatherInner(n, conds)
	conds = append(conds, inferAcross(conds)...)
	var above []plan.Expr
	n.Residual, above = nil, nil
	var toL, toR []plan.Expr
	for _, e := range conds {
		used := plan.ExprCols(e)
		switch {
		case plan.IsVolatile(e):
			above = append(above, e)
		case used.SubsetOf(l):
			toL = append(toL, e)
		case used.SubsetOf(r):
			toR = append(toR, e)
		default:
			n.Residual = append(n.Residual, e)
			toL, toR = sideOfOr(e, l, toL), sideOfOr(e, r, toR)
		}
	}
	n.L, n.R = p.push(n.L, toL), p.push(n.R, toR)
	p.extractKeys(n, l, r)
	return filtered(n, above)
}

// gatherInner takes the conditions of an inner join and of the inner joins right below
// it, so that they are seen together; each finds its place again on the way down.
func gatherInner(n *plan.Join, conds []plan.Expr) []plan.Expr {
	conds = append(conds, allConds(n)...)
	for _, side := range []*plan.Node{&n.L, &n.R} {
		if f, ok := (*side).(*plan.Filter); ok {
			if j, ok := f.Input.(*plan.Join); ok && j.Kind == plan.Inner {
				for _, e := range f.Conds {
					conds = plan.Conjuncts(conds, e)
				}
				*side = j
			}
		}
		if j, ok := (*side).(*plan.Join); ok && j.Kind == plan.Inner {
			conds = gatherInner(j, conds)
		}
	}
	return conds
}

// left keeps the left side's rows: conditions above go left, those of ON go right.
func (p *pusher) left(n *plan.Join, conds []plan.Expr, l, r plan.ColSet) plan.Node {
	toL, above := splitOn(conds, l)
	on := allConds(n)
	var toR []plan.Expr
	known := append(append([]plan.Expr{}, on...), toL...)
	for _, e := range append(on, inferAcross(known)...) {
		used := plan.ExprCols(e)
		switch {
		case plan.IsVolatile(e):
			n.Residual = append(n.Residual, e)
		case !used.Empty() && used.SubsetOf(r):
			toR = append(toR, e)
		case used.SubsetOf(l) && containsExpr(toL, e):
		default:
			if !used.SubsetOf(l) || containsExpr(on, e) {
				n.Residual = append(n.Residual, e)
			}
			toR = sideOfOr(e, r, toR)
		}
	}
	n.L, n.R = p.push(n.L, toL), p.push(n.R, toR)
	p.extractKeys(n, l, r)
	return filtered(n, above)
}

func containsExpr(es []plan.Expr, e plan.Expr) bool {
	for _, x := range es {
		if plan.Equal(x, e) {
			return true
		}
	}
	return false
}

// semi handles joins that deliver left rows only.
func (p *pusher) semi(n *plan.Join, conds []plan.Expr, l, r plan.ColSet) plan.Node {
	toL, above := splitOn(conds, l)
	if n.Kind == plan.AntiNull || n.Kind == plan.Mark && len(n.Keys) > 0 {
		p.extractKeys(n, l, r)
		n.L, n.R = p.push(n.L, toL), p.push(n.R, nil)
		return filtered(n, above)
	}
	on := allConds(n)
	known := append(append([]plan.Expr{}, on...), toL...)
	var toR []plan.Expr
	for _, e := range append(on, inferAcross(known)...) {
		used := plan.ExprCols(e)
		switch {
		case plan.IsVolatile(e):
			n.Residual = append(n.Residual, e)
		case !used.Empty() && used.SubsetOf(r):
			toR = append(toR, e)
		case used.SubsetOf(l):
			if containsExpr(toL, e) {
				continue
			}
			if n.Kind == plan.Semi {
				toL = append(toL, e)
			} else if containsExpr(on, e) {
				n.Residual = append(n.Residual, e)
			}
		default:
			n.Residual = append(n.Residual, e)
			toR = sideOfOr(e, r, toR)
		}
	}
	n.L, n.R = p.push(n.L, toL), p.push(n.R, toR)
	p.extractKeys(n, l, r)
	return filtered(n, above)
}

// extractKeys turns conditions `left side = right side` into keys.
func (p *pusher) extractKeys(n *plan.Join, l, r plan.ColSet) {
	var rest []plan.Expr
	for _, c := range n.Residual {
		for _, e := range plan.Conjuncts(nil, c) {
			k, ok := joinKey(e, l, r)
			switch {
			case !ok:
				rest = append(rest, e)
			case !hasKey(n.Keys, k):
				n.Keys = append(n.Keys, k)
			}
		}
	}
	n.Residual = rest
}

func joinKey(e plan.Expr, l, r plan.ColSet) (plan.JoinKey, bool) {
	a, b, ok := plan.Equality(e)
	nullSafe := false
	if d, isD := e.(*plan.Distinct); isD && d.Neg && types.Same(d.L.Type(), d.R.Type()) {
		a, b, ok, nullSafe = d.L, d.R, true, true
	}
	if !ok {
		return plan.JoinKey{}, false
	}
	ca, cb := plan.ExprCols(a), plan.ExprCols(b)
	if ca.Empty() || cb.Empty() || plan.IsVolatile(a) || plan.IsVolatile(b) {
		return plan.JoinKey{}, false
	}
	switch {
	case ca.SubsetOf(l) && cb.SubsetOf(r):
		return plan.JoinKey{L: a, R: b, NullSafe: nullSafe}, true
	case ca.SubsetOf(r) && cb.SubsetOf(l):
		return plan.JoinKey{L: b, R: a, NullSafe: nullSafe}, true
	}
	return plan.JoinKey{}, false
}

func hasKey(keys []plan.JoinKey, k plan.JoinKey) bool {
	for _, o := range keys {
		if o.NullSafe == k.NullSafe && plan.Equal(o.L, k.L) && plan.Equal(o.R, k.R) {
			return true
		}
	}
	return false
}

// sideOfOr derives from an OR over both sides what it implies for one side: when every
// branch has terms on that side alone, the OR of those terms.
//
//	(a.x = 1 AND b.y = 2) OR (a.x = 2 AND b.y = 1)  implies  a.x = 1 OR a.x = 2
func sideOfOr(e plan.Expr, side plan.ColSet, to []plan.Expr) []plan.Expr {
	o, ok := e.(*plan.Or)
	if !ok {
		return to
	}
	var branches []plan.Expr
	for _, b := range o.Args {
		var own []plan.Expr
		for _, t := range plan.Conjuncts(nil, b) {
			if used := plan.ExprCols(t); !used.Empty() && used.SubsetOf(side) && !plan.IsVolatile(t) {
				own = append(own, t)
			}
		}
		if len(own) == 0 {
			return to
		}
		branches = append(branches, plan.AndOf(own))
	}
	out := simplifyOr(branches)
	if containsExpr(to, out) {
		return to
	}
	return append(to, out)
}

// inferAcross finds conditions that follow from equalities between plain columns: a
// comparison of one with constants holds for all that are equal to it. (Equalities that
// follow from others are the join order's business.)
func inferAcross(conds []plan.Expr) []plan.Expr {
	classes := equivalences(conds)
	if len(classes) == 0 {
		return nil
	}
	var out []plan.Expr
	add := func(e plan.Expr) {
		if !containsExpr(conds, e) && !containsExpr(out, e) {
			out = append(out, e)
		}
	}
	for _, e := range conds {
		col, ok := constantTest(e)
		if !ok {
			continue
		}
		for _, cl := range classes {
			if !containsCol(cl, col.ID) {
				continue
			}
			for _, o := range cl {
				if o.ID != col.ID && types.Same(o.T, col.T) {
					add(plan.ReplaceCols(e, func(c *plan.Col) plan.Expr { return o }))
				}
			}
		}
	}
	return out
}

func containsCol(cl []*plan.Col, id plan.ColID) bool {
	for _, c := range cl {
		if c.ID == id {
			return true
		}
	}
	return false
}

// equivalences groups the columns that equality conditions tie together.
func equivalences(conds []plan.Expr) [][]*plan.Col {
	var classes [][]*plan.Col
	for _, e := range conds {
		l, r, ok := plan.Equality(e)
		if !ok {
			continue
		}
		a, okA := l.(*plan.Col)
		b, okB := r.(*plan.Col)
		if !okA || !okB || a.ID == b.ID {
			continue
		}
		ia, ib := -1, -1
		for i, cl := range classes {
			if containsCol(cl, a.ID) {
				ia = i
			}
			if containsCol(cl, b.ID) {
				ib = i
			}
		}
		switch {
		case ia < 0 && ib < 0:
			classes = append(classes, []*plan.Col{a, b})
		case ia < 0:
			classes[ib] = append(classes[ib], a)
		case ib < 0:
			classes[ia] = append(classes[ia], b)
		case ia != ib:
			classes[ia] = append(classes[ia], classes[ib]...)
			classes = append(classes[:ib], classes[ib+1:]...)
		}
	}
	return classes
}

// constantTest recognises a condition on one plain column and constants.
func constantTest(e plan.Expr) (*plan.Col, bool) {
	switch e := e.(type) {
	case *plan.Call:
		if !plan.IsCompare(plan.OpName(e)) {
			return nil, false
		}
		if c, ok := e.Args[0].(*plan.Col); ok {
			if _, ok := e.Args[1].(*plan.Const); ok {
				return c, true
			}
		}
		if c, ok := e.Args[1].(*plan.Col); ok {
			if _, ok := e.Args[0].(*plan.Const); ok {
				return c, true
			}
		}
	case *plan.In:
		if c, ok := e.Arg.(*plan.Col); ok && !e.Neg {
			return c, true
		}
	}
	return nil, false
}
