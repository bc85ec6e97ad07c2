package rule

import (
	"github.com/tarndb/tarn/planner/plan"
)

// splitDistinct makes agg(DISTINCT x) two steps, when all distinct aggregates share one
// argument and the others do not mind repeated rows (min, max): first the distinct
// combinations of group keys and x, then the plain aggregate over them. Both steps are
// ordinary hash tables, and the first shrinks the data in parallel.
//
// With a sum beside it the rows may not be deduplicated:
//
//	SELECT k, count(DISTINCT x), sum(y) FROM t GROUP BY k
func splitDistinct(c *Ctx, n plan.Node) plan.Node {
	plan.MapChildren(n, func(x plan.Node) plan.Node { return splitDistinct(c, x) })
	agg, ok := n.(*plan.Aggregate)
	if !ok || len(agg.Sets) > 0 {
		return n
	}
	arg := distinctArg(agg)
	if arg == nil {
		return n
	}
	c.note()
	p := passThrough(agg.Input)
	col := projected(c, p, arg)
	inner := &plan.Aggregate{Keys: append([]plan.ColID(nil), agg.Keys...), KeyOut: append([]plan.Column(nil), agg.KeyOut...)}
	inner.Input = agg.Input
	if _, plain := arg.(*plan.Col); !plain {
		inner.Input = p
	}
	if !containsID(inner.Keys, col.ID) {
		inner.Keys, inner.KeyOut = append(inner.Keys, col.ID), append(inner.KeyOut, col)
	}
	for i := range agg.Aggs {
		a := &agg.Aggs[i]
		if a.Distinct {
			a.Distinct, a.Args = false, []plan.Expr{col.Ref()}
			continue
		}
		part := *a
		part.Out = c.Space.Like(a.Out)
		inner.Aggs = append(inner.Aggs, part)
		a.Args, a.Filter = []plan.Expr{part.Out.Ref()}, nil
	}
	agg.Input = inner
	return agg
}

// distinctArg is the one argument all DISTINCT aggregates have; nil when the rewrite does
// not apply.
func distinctArg(agg *plan.Aggregate) plan.Expr {
	var arg plan.Expr
	for i := range agg.Aggs {
		a := &agg.Aggs[i]
		switch {
		case a.Distinct && len(a.Args) == 1 && a.Filter == nil && len(a.OrderBy) == 0 && (arg == nil || plan.Equal(arg, a.Args[0])):
			if plan.IsVolatile(a.Args[0]) {
				return nil
			}
			arg = a.Args[0]
		case !a.Distinct && (a.Fn.Name == "min" || a.Fn.Name == "max") && len(a.Args) == 1:
		default:
			return nil
		}
	}
	return arg
}
