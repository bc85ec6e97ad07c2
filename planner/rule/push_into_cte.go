package rule

import "github.com/tarndb/tarn/planner/plan"

// A shared CTE cannot take the conditions of one reader, but when every reader has some
// it needs no row that none of them wants: the OR of their conditions moves in, and each
// reader keeps its own.
//
//	WITH x AS (…) SELECT * FROM x p, x q WHERE p.year = 1999 AND q.year = 2000
//
// needs two years of x. A reader without conditions, recursion and volatile columns
// forbid it.

// reader notes the conditions on one reader of a CTE, over the CTE's own columns.
func (p *pusher) reader(n *plan.CTEScan, conds []plan.Expr) {
	if p.readers == nil {
		p.readers = map[*plan.CTE][][]plan.Expr{}
	}
	cols := n.CTE.Plan.Cols()
	m := make(map[plan.ColID]plan.Expr, len(n.Out))
	for i, c := range n.Out {
		m[c.ID] = cols[n.Pos[i]].Ref()
	}
	var own []plan.Expr
	out := plan.OutSet(n)
	for _, e := range conds {
		if !plan.IsVolatile(e) && plan.ExprCols(e).SubsetOf(out) {
			own = append(own, substitute(e, m))
		}
	}
	p.readers[n.CTE] = append(p.readers[n.CTE], own)
}

// with pushes into the main plan first, then into the CTEs, last one first, so that all
// readers of each have been seen.
func (p *pusher) with(n *plan.With, conds []plan.Expr) plan.Node {
	n.Input = p.push(n.Input, conds)
	for i := len(n.CTEs) - 1; i >= 0; i-- {
		d := n.CTEs[i]
		if d.Step != nil {
			d.Step = p.push(d.Step, nil)
			d.Plan = p.push(d.Plan, nil)
			continue
		}
		cols := d.Plan.Cols()
		d.Plan = plan.InOrder(p.push(d.Plan, p.wanted(d)), cols)
	}
	return n
}

// wanted is what every row of a CTE that any reader wants satisfies.
func (p *pusher) wanted(d *plan.CTE) []plan.Expr {
	var branches []plan.Expr
	for _, own := range p.readers[d] {
		if len(own) == 0 {
			return nil
		}
		branches = append(branches, plan.AndOf(own))
	}
	if len(branches) == 0 || len(branches) > 16 {
		return nil
	}
	return plan.Conjuncts(nil, simplifyOr(branches))
}
