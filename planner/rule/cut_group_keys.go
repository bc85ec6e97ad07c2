package rule

import "github.com/tarndb/tarn/planner/plan"

// cutGroupKeys finds the group keys that decide all the others, by keys of the tables
// below, and puts them first: the executor then hashes and compares only those. A
// DISTINCT over rows that are distinct already vanishes.
//
// It trusts declared and proven keys only. An estimated number of distinct values equal
// to the number of rows proves nothing:
//
//	SELECT o_orderkey, o_orderdate, sum(x) FROM orders … GROUP BY o_orderkey, o_orderdate
//
// over a file without keys is grouped by both.
func cutGroupKeys(c *Ctx, n plan.Node) plan.Node {
	plan.MapChildren(n, func(x plan.Node) plan.Node { return cutGroupKeys(c, x) })
	agg, ok := n.(*plan.Aggregate)
	if !ok || len(agg.Keys) == 0 || len(agg.Sets) > 0 {
		return n
	}
	if len(agg.Aggs) == 0 && uniqueOn(c, agg.Input, plan.SetOf(agg.Keys...)) {
		c.note()
		p := &plan.Project{Input: agg.Input, Out: agg.KeyOut}
		for _, k := range agg.KeyOut {
			p.Exprs = append(p.Exprs, k.Ref())
		}
		return p
	}
	if len(agg.Keys) > 1 {
		determine(c, agg)
	}
	return n
}

func determine(c *Ctx, agg *plan.Aggregate) {
	deps := dependencies(c, agg.Input)
	if len(deps) == 0 {
		return
	}
	all := plan.SetOf(agg.Keys...)
	keep := append([]plan.ColID(nil), agg.Keys...)
	for i := len(keep) - 1; i >= 0 && len(keep) > 1; i-- {
		rest := append(append([]plan.ColID(nil), keep[:i]...), keep[i+1:]...)
		if all.SubsetOf(closure(deps, plan.SetOf(rest...))) {
			keep = rest
		}
	}
	if len(keep) == len(agg.Keys) {
		return
	}
	c.note()
	out := make([]plan.Column, 0, len(agg.KeyOut))
	ids := append([]plan.ColID(nil), keep...)
	for _, k := range agg.Keys {
		if !containsID(keep, k) {
			ids = append(ids, k)
		}
	}
	for _, id := range ids {
		col, _ := plan.FindCol(agg.KeyOut, id)
		out = append(out, col)
	}
	agg.Keys, agg.KeyOut, agg.Determinant = ids, out, len(keep)
}
