package rule

import "github.com/tarndb/tarn/planner/plan"

// inferNotNull marks computed columns that can never be NULL, so that later rules and
// the executor may rely on it: x + 1 of a NOT NULL x, counts, group keys. Outer joins
// take the promise back (plan.Join does).
//
// A column that a condition has tested is not marked: the vectors of a scan hold its
// NULLs still, outside the selection.
//
//	SELECT sum(b) FROM t WHERE b < 3
func inferNotNull(c *Ctx, n plan.Node) plan.Node {
	markNotNull(n)
	return n
}

func markNotNull(n plan.Node) {
	plan.EachChild(n, markNotNull)
	switch n := n.(type) {
	case *plan.Project:
		cols := n.Input.Cols()
		for i := range n.Out {
			n.Out[i].NotNull = notNull(n.Exprs[i], cols)
		}
	case *plan.Aggregate:
		markAggregate(n)
	case *plan.SetOp:
		for k := range n.Out {
			all := true
			for i, in := range n.Inputs {
				col, ok := plan.FindCol(in.Cols(), n.Map[i][k])
				all = all && ok && col.NotNull
				if n.Kind != plan.UnionAll {
					break
				}
			}
			n.Out[k].NotNull = all
		}
	case *plan.Values:
		for k := range n.Out {
			all := true
			for _, row := range n.Rows {
				all = all && notNull(row[k], nil)
			}
			n.Out[k].NotNull = all
		}
	}
}

func markAggregate(n *plan.Aggregate) {
	cols := n.Input.Cols()
	if len(n.Sets) == 0 {
		for i, k := range n.Keys {
			col, ok := plan.FindCol(cols, k)
			n.KeyOut[i].NotNull = ok && col.NotNull
		}
	}
	for i := range n.Aggs {
		a := &n.Aggs[i]
		switch {
		case isCount(a.Fn):
			a.Out.NotNull = true
		case len(n.Keys) == 0 || len(n.Sets) > 0 || a.Filter != nil || len(a.Args) == 0:
		case a.Fn.Name == "sum" || a.Fn.Name == "min" || a.Fn.Name == "max" || a.Fn.Name == "avg":
			a.Out.NotNull = notNull(a.Args[0], cols)
		}
	}
}
