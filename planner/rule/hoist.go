package rule

import "github.com/tarndb/tarn/planner/plan"

// hoist takes the conditions that name outer columns out of n, as far as moving them up
// keeps their meaning, and makes the inner columns they need visible. Some correlation
// may remain in n.
func hoist(c *Ctx, n plan.Node, outer plan.ColSet) (plan.Node, []plan.Expr) {
	if !plan.FreeCols(n).Intersects(outer) {
		return n, nil
	}
	switch n := n.(type) {
	case *plan.Filter:
		in, conds := hoist(c, n.Input, outer)
		keep, up := splitCorrelated(n.Conds, outer)
		conds = append(conds, up...)
		if len(keep) == 0 {
			return in, conds
		}
		n.Input, n.Conds = in, keep
		return n, conds
	case *plan.Project:
		in, conds := hoist(c, n.Input, outer)
		n.Input = in
		showInputs(n, conds)
		return n, conds
	case *plan.Join:
		return hoistJoin(c, n, outer)
	case *plan.Aggregate:
		return hoistAggregate(c, n, outer)
	case *plan.Sort:
		if n.Limit < 0 && n.Offset == 0 {
			in, conds := hoist(c, n.Input, outer)
			n.Input = in
			return n, conds
		}
	}
	return n, nil
}

func splitCorrelated(conds []plan.Expr, outer plan.ColSet) (keep, up []plan.Expr) {
	for _, e := range conds {
		if plan.ExprCols(e).Intersects(outer) {
			up = append(up, e)
		} else {
			keep = append(keep, e)
		}
	}
	return keep, up
}

// showInputs passes through the input columns that conditions above read.
func showInputs(p *plan.Project, conds []plan.Expr) {
	if len(conds) == 0 {
		return
	}
	have := plan.OutSet(p)
	var used plan.ColSet
	for _, e := range conds {
		plan.AddExprCols(&used, e)
	}
	for _, c := range p.Input.Cols() {
		if used.Has(c.ID) && !have.Has(c.ID) {
			p.Exprs, p.Out = append(p.Exprs, c.Ref()), append(p.Out, c)
		}
	}
}

func hoistJoin(c *Ctx, n *plan.Join, outer plan.ColSet) (plan.Node, []plan.Expr) {
	var conds []plan.Expr
	switch n.Kind {
	case plan.Inner:
		n.L, conds = hoist(c, n.L, outer)
		var more, up []plan.Expr
		n.R, more = hoist(c, n.R, outer)
		n.Residual, up = splitCorrelated(n.Residual, outer)
		return n, append(append(conds, more...), up...)
	case plan.Left, plan.Semi, plan.Anti, plan.AntiNull, plan.Mark, plan.Single, plan.AsOfLeft:
		n.L, conds = hoist(c, n.L, outer)
	}
	return n, conds
}

// hoistAggregate lifts equalities over a grouped aggregate: their inner sides become
// group keys, since every outer row sees groups of one value of them only.
func hoistAggregate(c *Ctx, n *plan.Aggregate, outer plan.ColSet) (plan.Node, []plan.Expr) {
	if len(n.Keys) == 0 || len(n.Sets) > 0 || aggUses(n, outer) || !canHoist(n.Input, outer, true) {
		return n, nil
	}
	in, conds := hoist(c, n.Input, outer)
	n.Input = in
	j := &plan.Join{}
	(&decorrelator{c: c}).groupBy(n, j, conds, outer)
	return n, j.Residual
}

// canHoist tells whether hoist would leave no correlation in n and, with equalities set,
// would lift nothing but equalities between an inner and an outer side.
func canHoist(n plan.Node, outer plan.ColSet, equalities bool) bool {
	if !plan.FreeCols(n).Intersects(outer) {
		return true
	}
	switch n := n.(type) {
	case *plan.Filter:
		return liftable(n.Conds, outer, plan.OutSet(n.Input), equalities) && canHoist(n.Input, outer, equalities)
	case *plan.Project:
		return exprsUse(n.Exprs, outer) == 0 && canHoist(n.Input, outer, equalities)
	case *plan.Join:
		for _, k := range n.Keys {
			if exprsUse([]plan.Expr{k.L, k.R}, outer) > 0 {
				return false
			}
		}
		l, r := plan.FreeCols(n.L).Intersects(outer), plan.FreeCols(n.R).Intersects(outer)
		switch n.Kind {
		case plan.Inner:
			return liftable(n.Residual, outer, plan.OutSet(n), equalities) && (!l || canHoist(n.L, outer, equalities)) &&
				(!r || canHoist(n.R, outer, equalities))
		case plan.Left, plan.Semi, plan.Anti, plan.AntiNull, plan.Mark, plan.Single, plan.AsOfLeft:
			return !r && exprsUse(n.Residual, outer) == 0 && canHoist(n.L, outer, equalities)
		}
	case *plan.Aggregate:
		return len(n.Keys) > 0 && len(n.Sets) == 0 && !aggUses(n, outer) && canHoist(n.Input, outer, true)
	case *plan.Sort:
		return n.Limit < 0 && n.Offset == 0 && canHoist(n.Input, outer, equalities)
	}
	return false
}

// liftable tells whether the correlated ones of conds are, if so demanded, equalities
// with an inner and an outer side that do not mix.
func liftable(conds []plan.Expr, outer, inner plan.ColSet, equalities bool) bool {
	if !equalities {
		return true
	}
	for _, e := range conds {
		if !plan.ExprCols(e).Intersects(outer) {
			continue
		}
		l, r, ok := plan.Equality(e)
		if !ok {
			return false
		}
		lo, ro := plan.ExprCols(l).Intersects(outer), plan.ExprCols(r).Intersects(outer)
		in, out := l, r
		if lo {
			in, out = r, l
		}
		if lo == ro || !plan.ExprCols(in).Intersects(inner) || plan.ExprCols(out).Intersects(inner) {
			return false
		}
	}
	return true
}

// substitution maps the columns a projection makes to their expressions.
func substitution(p *plan.Project) map[plan.ColID]plan.Expr {
	m := make(map[plan.ColID]plan.Expr, len(p.Out))
	for i, c := range p.Out {
		m[c.ID] = p.Exprs[i]
	}
	return m
}

func substitute(e plan.Expr, m map[plan.ColID]plan.Expr) plan.Expr {
	return plan.ReplaceCols(e, func(c *plan.Col) plan.Expr {
		if x, ok := m[c.ID]; ok {
			return x
		}
		return c
	})
}
