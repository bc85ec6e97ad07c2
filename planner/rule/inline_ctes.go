package rule

import (
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
)

// inlineCTEs puts the plan of a WITH query where it is read, so that conditions and
// column pruning reach into it: when it is read once, or was written NOT MATERIALIZED,
// or names columns of an outer query (it could not be shared).
//
// The last is not optional, so with the rule off it is all that is done.
//
// It must not touch recursive and MATERIALIZED ones, nor copy volatile ones:
//
//	WITH r AS (SELECT random() x) SELECT * FROM r a, r b
func inlineCTEs(c *Ctx, n plan.Node) plan.Node {
	in := &cteInliner{c: c, uses: map[*plan.CTE]int{}}
	in.count(n)
	return in.node(n)
}

type cteInliner struct {
	c    *Ctx
	uses map[*plan.CTE]int
	take map[*plan.CTE]bool
}

// count counts references, also inside subqueries.
func (i *cteInliner) count(n plan.Node) {
	plan.Walk(n, func(x plan.Node) bool {
		if s, ok := x.(*plan.CTEScan); ok {
			i.uses[s.CTE]++
		}
		plan.EachExpr(x, func(e plan.Expr) { eachSubplan(e, i.count) })
		return true
	})
}

// eachSubplan calls f for the plan of each subquery in e.
func eachSubplan(e plan.Expr, f func(plan.Node)) {
	plan.WalkExpr(e, func(x plan.Expr) bool {
		if s, ok := x.(*plan.Subquery); ok {
			f(s.Plan)
		}
		return true
	})
}

func (i *cteInliner) node(n plan.Node) plan.Node {
	if w, ok := n.(*plan.With); ok {
		return i.with(w)
	}
	plan.MapChildren(n, i.node)
	plan.EachExpr(n, func(e plan.Expr) {
		plan.WalkExpr(e, func(x plan.Expr) bool {
			if s, ok := x.(*plan.Subquery); ok {
				s.Plan = i.node(s.Plan)
			}
			return true
		})
	})
	if s, ok := n.(*plan.CTEScan); ok && i.take[s.CTE] {
		return i.expand(s)
	}
	return n
}

func (i *cteInliner) with(w *plan.With) plan.Node {
	if i.take == nil {
		i.take = map[*plan.CTE]bool{}
	}
	var keep []*plan.CTE
	for _, d := range w.CTEs {
		d.Plan = i.node(d.Plan)
		if d.Step != nil {
			d.Step = i.node(d.Step)
		}
		if i.inlines(d) {
			i.take[d] = true
			i.c.note()
		} else {
			keep = append(keep, d)
		}
	}
	w.CTEs = keep
	w.Input = i.node(w.Input)
	if len(keep) == 0 {
		return w.Input
	}
	return w
}

func (i *cteInliner) inlines(d *plan.CTE) bool {
	if d.Step != nil {
		return false
	}
	if !plan.FreeCols(d.Plan).Empty() {
		return true
	}
	if i.c.AllOff || i.c.Off["inline_ctes"] || d.Materialize || plan.NodeVolatility(d.Plan) == builtin.Volatile {
		return false
	}
	return i.uses[d] <= 1 || d.Inline || isTrivial(d.Plan)
}

// isTrivial tells plans cheaper to repeat than to share.
func isTrivial(n plan.Node) bool {
	switch n := n.(type) {
	case *plan.Values:
		return len(n.Rows) <= 4
	case *plan.Project:
		return isTrivial(n.Input)
	}
	return false
}

// expand replaces one reference by the plan, copied when others follow.
func (i *cteInliner) expand(s *plan.CTEScan) plan.Node {
	src := s.CTE.Plan
	cols := src.Cols()
	if i.uses[s.CTE] > 1 {
		i.uses[s.CTE]--
		copied, _ := plan.Clone(i.c.Space, src)
		src, cols = copied, copied.Cols()
	}
	p := &plan.Project{Input: src, Out: s.Out}
	for k := range s.Out {
		p.Exprs = append(p.Exprs, cols[s.Pos[k]].Ref())
	}
	return p
}
