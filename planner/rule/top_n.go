package rule

import "github.com/tarndb/tarn/planner/plan"

// topN puts a LIMIT into the Sort below it, which then keeps only the rows it needs, and
// moves limits below operators that neither drop nor add rows: projections, and the
// inputs of UNION ALL. A left join under a limit keeps at least its left rows, so its
// left side needs no more than the limit.
//
// The limit of a union's input is a copy: the one above must stay.
//
//	(SELECT a FROM t UNION ALL SELECT b FROM u) LIMIT 10
func topN(c *Ctx, n plan.Node) plan.Node {
	plan.MapChildren(n, func(x plan.Node) plan.Node { return topN(c, x) })
	l, ok := n.(*plan.Limit)
	if !ok {
		return n
	}
	return pushLimit(c, l)
}

func pushLimit(c *Ctx, l *plan.Limit) plan.Node {
	switch in := l.Input.(type) {
	case *plan.Sort:
		if in.Limit < 0 && in.Offset == 0 && l.Count >= 0 {
			in.Limit, in.Offset = l.Count, l.Offset
			c.note()
			return in
		}
	case *plan.Project:
		if !projectsVolatile(in) {
			l.Input = in.Input
			in.Input = pushLimit(c, l)
			c.note()
			return in
		}
	case *plan.SetOp:
		if in.Kind == plan.UnionAll && l.Count >= 0 {
			for i, x := range in.Inputs {
				if _, done := x.(*plan.Limit); !done {
					in.Inputs[i] = pushLimit(c, &plan.Limit{Input: x, Count: l.Count + l.Offset})
					c.note()
				}
			}
		}
	case *plan.Join:
		if (in.Kind == plan.Left || in.Kind == plan.Single || in.Kind == plan.Mark) && l.Count >= 0 {
			if _, done := in.L.(*plan.Limit); !done {
				in.L = pushLimit(c, &plan.Limit{Input: in.L, Count: l.Count + l.Offset})
				c.note()
			}
		}
	case *plan.Limit:
		if !in.Barrier && l.Offset == 0 && l.Count >= 0 && in.Offset == 0 && (in.Count < 0 || l.Count <= in.Count) {
			in.Count = l.Count
			return in
		}
	}
	return l
}

func projectsVolatile(p *plan.Project) bool {
	for _, e := range p.Exprs {
		if plan.IsVolatile(e) {
			return true
		}
	}
	return false
}
