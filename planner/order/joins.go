package order

import (
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/planner/stats"
)

// Joins orders every cluster of joins under n.
func Joins(n plan.Node, est *stats.Estimator) plan.Node {
	o := &orderer{est: est}
	return o.node(n)
}

type orderer struct{ est *stats.Estimator }

func (o *orderer) node(n plan.Node) plan.Node {
	if _, ok := inCluster(n); ok {
		return o.cluster(n)
	}
	if w, ok := n.(*plan.With); ok {
		return o.with(w)
	}
	plan.MapChildren(n, o.node)
	if j, ok := n.(*plan.Join); ok {
		o.side(j)
	}
	return n
}

// with orders the CTEs before their readers, which need the estimates.
func (o *orderer) with(w *plan.With) plan.Node {
	for _, c := range w.CTEs {
		cols := c.Plan.Cols()
		c.Plan = plan.InOrder(o.node(c.Plan), cols)
		o.est.CTE(c)
		if c.Step != nil {
			c.Step = o.node(c.Step)
		}
	}
	w.Input = o.node(w.Input)
	return w
}

// side decides the build side of a join that keeps its place.
func (o *orderer) side(j *plan.Join) {
	if j.Kind != plan.Full || len(j.Keys) == 0 {
		return
	}
	l, r := o.est.Estimate(j.L), o.est.Estimate(j.R)
	j.BuildLeft = l < r
}

// cluster orders the joins from n down to the first operators that are none.
func (o *orderer) cluster(n plan.Node) plan.Node {
	g := &graph{est: o.est, owner: map[plan.ColID]int{}}
	found := &gathered{}
	g.collect(n, found, o.node)
	for _, c := range found.conds {
		g.condition(c)
	}
	g.filterLeaves()
	g.needs()
	g.makeEdges()
	x := &enumerator{g: g, best: make(map[set]*entry, 2*len(g.leaves))}
	e := x.solve()
	if e == nil {
		e = greedy(g)
	}
	if e == nil {
		return n
	}
	out := g.build(e)
	if len(g.late) > 0 {
		out = &plan.Filter{Input: out, Conds: g.late}
	}
	return out
}
