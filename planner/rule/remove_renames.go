package rule

import "github.com/tarndb/tarn/planner/plan"

// removeRenames drops projections that only give columns other IDs, as views, derived
// tables and inlined WITH queries leave them, and lets everything above name the columns
// below. Joins on both sides of such a projection then become one cluster to be ordered.
//
// One that shows a column twice stays, since its two columns may be grouped or padded
// apart; so does the top of a CTE's plan, whose readers count on the order of columns (a
// projection under a DISTINCT ON or a Sort at the top is made up for):
//
//	SELECT x, y FROM (SELECT a AS x, a AS y FROM t) s
func removeRenames(c *Ctx, n plan.Node) plan.Node {
	r := &renamer{to: map[plan.ColID]plan.ColID{}, ctes: map[*plan.CTE][]plan.Column{}}
	n = r.node(n)
	if len(r.to) == 0 && len(r.ctes) == 0 {
		return n
	}
	c.note()
	plan.ReplaceFree(n, func(col *plan.Col) plan.Expr {
		if to := r.chase(col.ID); to != col.ID {
			return &plan.Col{ID: to, T: col.T}
		}
		return col
	})
	plan.Walk(n, func(x plan.Node) bool {
		if p, ok := x.(*plan.Project); ok { // what it passes through has another ID now
			for i := range p.Out {
				p.Out[i].ID = r.chase(p.Out[i].ID)
			}
		}
		return true
	})
	plan.Walk(n, func(x plan.Node) bool {
		if w, ok := x.(*plan.With); ok {
			for _, d := range w.CTEs {
				cols := r.ctes[d]
				for i := range cols {
					cols[i].ID = r.chase(cols[i].ID)
				}
				d.Plan = plan.InOrder(d.Plan, cols)
				if d.Step == nil {
					continue
				}
				have := plan.OutSet(d.Step)
				for i, id := range d.StepMap {
					if !have.Has(id) {
						d.StepMap[i] = r.chase(id)
					}
				}
			}
		}
		return true
	})
	c.rename(r)
	return n
}

// rename follows the client's columns to their new IDs.
func (c *Ctx) rename(r *renamer) {
	var need plan.ColSet
	c.Need.Each(func(id plan.ColID) {
		to := r.chase(id)
		need.Add(to)
		if to != id {
			if c.Renamed == nil {
				c.Renamed = map[plan.ColID]plan.ColID{}
			}
			c.Renamed[id] = to
		}
	})
	c.Need = need
}

type renamer struct {
	to   map[plan.ColID]plan.ColID
	ctes map[*plan.CTE][]plan.Column // what each CTE delivered before
}

func (r *renamer) chase(id plan.ColID) plan.ColID {
	for {
		to, ok := r.to[id]
		if !ok {
			return id
		}
		id = to
	}
}

// below looks under the top of a CTE's plan.
func (r *renamer) below(n plan.Node) {
	if _, ok := n.(*plan.With); ok {
		r.node(n)
		return
	}
	plan.MapChildren(n, r.node)
}

func (r *renamer) node(n plan.Node) plan.Node {
	if w, ok := n.(*plan.With); ok {
		for _, d := range w.CTEs {
			r.ctes[d] = append([]plan.Column(nil), d.Plan.Cols()...)
			r.below(d.Plan)
			if d.Step != nil {
				r.below(d.Step)
			}
		}
		w.Input = r.node(w.Input)
		return w
	}
	plan.MapChildren(n, r.node)
	p, ok := n.(*plan.Project)
	if !ok || len(p.Exprs) == 0 {
		return n
	}
	var seen plan.ColSet
	for _, e := range p.Exprs {
		col, ok := e.(*plan.Col)
		if !ok || seen.Has(col.ID) {
			return n
		}
		seen.Add(col.ID)
	}
	for i, e := range p.Exprs {
		if id := e.(*plan.Col).ID; id != p.Out[i].ID {
			r.to[p.Out[i].ID] = id
		}
	}
	return p.Input
}
