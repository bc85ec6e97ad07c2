package rule

import "github.com/tarndb/tarn/planner/plan"

// pruneEmpty replaces what cannot have rows by an empty VALUES: a condition that is
// constant FALSE or NULL, LIMIT 0, and the operators above that then have no rows
// either. Clients ask for columns with WHERE 1 = 0; nothing should be read for it.
//
// A scalar aggregate over nothing has a row:
//
//	SELECT count(*) FROM t WHERE false
func pruneEmpty(c *Ctx, n plan.Node) plan.Node {
	plan.MapChildren(n, func(x plan.Node) plan.Node { return pruneEmpty(c, x) })
	if !givesNothing(n) {
		return dropEmptyInputs(c, n)
	}
	if isEmpty(n) {
		return n
	}
	c.note()
	return &plan.Values{Out: n.Cols()}
}

func isEmpty(n plan.Node) bool {
	v, ok := n.(*plan.Values)
	return ok && len(v.Rows) == 0
}

func neverTrue(conds []plan.Expr) bool {
	for _, e := range conds {
		if k, ok := e.(*plan.Const); ok && (k.D.Null || !k.D.Bool()) {
			return true
		}
	}
	return false
}

func givesNothing(n plan.Node) bool {
	switch n := n.(type) {
	case *plan.Values:
		return len(n.Rows) == 0
	case *plan.Scan:
		return neverTrue(n.Filter)
	case *plan.Filter:
		return neverTrue(n.Conds) || isEmpty(n.Input)
	case *plan.Limit:
		return n.Count == 0 || isEmpty(n.Input)
	case *plan.Sort:
		return n.Limit == 0 || isEmpty(n.Input)
	case *plan.Join:
		switch n.Kind {
		case plan.Inner, plan.Semi, plan.AsOf:
			return isEmpty(n.L) || isEmpty(n.R) || neverTrue(n.Residual)
		case plan.Full:
			return isEmpty(n.L) && isEmpty(n.R)
		}
		return isEmpty(n.L)
	case *plan.Aggregate:
		return len(n.Keys) > 0 && len(n.Sets) == 0 && isEmpty(n.Input)
	case *plan.SetOp:
		return emptySetOp(n)
	case *plan.Project, *plan.Window, *plan.DistinctOn, *plan.ProjectSet:
		return isEmpty(n.Children()[0])
	}
	return false
}

func emptySetOp(n *plan.SetOp) bool {
	switch n.Kind {
	case plan.Except:
		return isEmpty(n.Inputs[0])
	case plan.Intersect:
		return isEmpty(n.Inputs[0]) || isEmpty(n.Inputs[1])
	}
	for _, in := range n.Inputs {
		if !isEmpty(in) {
			return false
		}
	}
	return true
}

// dropEmptyInputs removes empty inputs of UNION ALL and anti joins against nothing.
func dropEmptyInputs(c *Ctx, n plan.Node) plan.Node {
	switch n := n.(type) {
	case *plan.SetOp:
		if n.Kind != plan.UnionAll {
			return n
		}
		var ins []plan.Node
		var maps [][]plan.ColID
		for i, in := range n.Inputs {
			if !isEmpty(in) {
				ins, maps = append(ins, in), append(maps, n.Map[i])
			}
		}
		if len(ins) == len(n.Inputs) {
			return n
		}
		c.note()
		n.Inputs, n.Map = ins, maps
		if len(ins) == 1 {
			p := &plan.Project{Input: ins[0], Out: n.Out}
			for k, id := range maps[0] {
				p.Exprs = append(p.Exprs, &plan.Col{ID: id, T: n.Out[k].Type})
			}
			return p
		}
	case *plan.Join:
		if (n.Kind == plan.Anti || n.Kind == plan.AntiNull) && isEmpty(n.R) {
			c.note()
			return n.L
		}
	}
	return n
}
