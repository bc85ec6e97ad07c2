package rule

import "github.com/tarndb/tarn/planner/plan"

// pushDownFilters moves every condition as near to the tables as its meaning allows:
// through projections (by substitution), into the sides of joins, below aggregates (on
// group keys), windows (on partition keys) and set operations (into each input), and
// finally into scans. On the way it turns outer joins whose padded rows cannot survive
// into inner ones, finds the equality keys of joins, and infers conditions for the other
// side of an equality.
//
// It must not move a volatile condition, nor one below a LIMIT:
//
//	SELECT * FROM (SELECT * FROM t ORDER BY a LIMIT 5) s WHERE b = 1
func pushDownFilters(c *Ctx, n plan.Node) plan.Node {
	p := &pusher{c: c}
	c.note()
	return p.push(n, nil)
}

type pusher struct {
	c       *Ctx
	readers map[*plan.CTE][][]plan.Expr // conditions of each reader met so far
}

// push gives n filtered by conds.
func (p *pusher) push(n plan.Node, conds []plan.Expr) plan.Node {
	switch n := n.(type) {
	case *plan.Filter:
		for _, e := range n.Conds {
			conds = plan.Conjuncts(conds, e)
		}
		return p.push(n.Input, conds)
	case *plan.Project:
		return p.project(n, conds)
	case *plan.Join:
		return p.join(n, conds)
	case *plan.Scan:
		n.Filter = append(n.Filter, conds...)
		return n
	case *plan.Aggregate:
		return p.aggregate(n, conds)
	case *plan.Window:
		return p.window(n, conds)
	case *plan.SetOp:
		return p.setOp(n, conds)
	case *plan.Sort:
		if n.Limit < 0 && n.Offset == 0 {
			n.Input = p.push(n.Input, conds)
			return n
		}
	case *plan.ProjectSet:
		var below []plan.Expr
		below, conds = splitOn(conds, plan.OutSet(n.Input))
		n.Input = p.push(n.Input, below)
		return filtered(n, conds)
	case *plan.Limit:
		if n.Barrier {
			below, above := splitLeakproof(conds)
			n.Input = p.push(n.Input, below)
			return filtered(n, above)
		}
	case *plan.DistinctOn:
		below, above := splitOn(conds, plan.SetOf(n.On...))
		n.Input = p.push(n.Input, below)
		return filtered(n, above)
	case *plan.With:
		return p.with(n, conds)
	case *plan.CTEScan:
		if !n.Working {
			p.reader(n, conds)
		}
	}
	plan.MapChildren(n, func(in plan.Node) plan.Node { return p.push(in, nil) })
	return filtered(n, conds)
}

func filtered(n plan.Node, conds []plan.Expr) plan.Node {
	if len(conds) == 0 {
		return n
	}
	return &plan.Filter{Input: n, Conds: conds}
}

// splitOn separates the conditions that read only cols and may move.
func splitOn(conds []plan.Expr, cols plan.ColSet) (on, rest []plan.Expr) {
	for _, e := range conds {
		if used := plan.ExprCols(e); used.SubsetOf(cols) && !plan.IsVolatile(e) {
			on = append(on, e)
		} else {
			rest = append(rest, e)
		}
	}
	return on, rest
}

// project substitutes the computed columns; a condition on a volatile one stays above.
func (p *pusher) project(n *plan.Project, conds []plan.Expr) plan.Node {
	var below, above []plan.Expr
	var sub map[plan.ColID]plan.Expr
	var volatile plan.ColSet
	if len(conds) > 0 {
		sub = substitution(n)
		for i, e := range n.Exprs {
			if plan.IsVolatile(e) {
				volatile.Add(n.Out[i].ID)
			}
		}
	}
	for _, e := range conds {
		if plan.ExprCols(e).Intersects(volatile) || plan.IsVolatile(e) {
			above = append(above, e)
			continue
		}
		below = plan.Conjuncts(below, substitute(e, sub))
	}
	n.Input = p.push(n.Input, below)
	return filtered(mergeProject(n), above)
}

// mergeProject joins a projection with the projection below it when that costs no
// repeated work.
func mergeProject(n *plan.Project) plan.Node {
	in, ok := n.Input.(*plan.Project)
	if !ok {
		return n
	}
	uses := map[plan.ColID]int{}
	for _, e := range n.Exprs {
		plan.WalkExpr(e, func(x plan.Expr) bool {
			if c, ok := x.(*plan.Col); ok {
				uses[c.ID]++
			}
			return true
		})
	}
	for i, e := range in.Exprs {
		switch e.(type) {
		case *plan.Col, *plan.Const:
			continue
		}
		if uses[in.Out[i].ID] > 1 || plan.IsVolatile(e) {
			return n
		}
	}
	sub := substitution(in)
	for i, e := range n.Exprs {
		n.Exprs[i] = substitute(e, sub)
	}
	n.Input = in.Input
	return mergeProject(n)
}

func (p *pusher) aggregate(n *plan.Aggregate, conds []plan.Expr) plan.Node {
	var below []plan.Expr
	if len(n.Keys) > 0 && len(n.Sets) == 0 {
		keys := plan.SetOf(n.Keys...)
		below, conds = splitOn(conds, keys)
		for _, e := range conds {
			below = sideOfOr(e, keys, below)
		}
	}
	n.Input = p.push(n.Input, below)
	return filtered(n, conds)
}

func (p *pusher) window(n *plan.Window, conds []plan.Expr) plan.Node {
	below, above := splitOn(conds, plan.SetOf(n.Partition...))
	n.Input = p.push(n.Input, below)
	return filtered(n, above)
}

func (p *pusher) setOp(n *plan.SetOp, conds []plan.Expr) plan.Node {
	var move, stay []plan.Expr
	for _, e := range conds {
		if plan.IsVolatile(e) {
			stay = append(stay, e)
		} else {
			move = append(move, e)
		}
	}
	for i, in := range n.Inputs {
		m := map[plan.ColID]plan.Expr{}
		for k, c := range n.Out {
			m[c.ID] = &plan.Col{ID: n.Map[i][k], T: c.Type}
		}
		var own []plan.Expr
		for _, e := range move {
			own = append(own, substitute(e, m))
		}
		n.Inputs[i] = p.push(in, own)
	}
	return filtered(n, stay)
}
