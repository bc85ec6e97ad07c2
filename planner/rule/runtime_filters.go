package rule

import "github.com/tarndb/tarn/planner/plan"

// Thresholds of runtime filters: a filter must keep at most keepMax of the probe side's
// key values, and the scan it reaches must have at least scanMin rows.
const (
	runtimeKeepMax = 0.7
	runtimeScanMin = 10_000
)

// runtimeFilters lets a hash join tell scans on its probe side which key values its build
// side has, once built. The filter goes down the probe side through whatever keeps the
// key column: filters, projections, joins (also to the other side of an equality on the
// same column), group keys.
//
// It must not reach a side whose rows without a match are delivered all the same: not the
// left side of a left or anti join that builds right.
//
//	SELECT * FROM t LEFT JOIN u ON t.a = u.a
func runtimeFilters(c *Ctx, n plan.Node) plan.Node {
	c.Stats.Estimate(n)
	f := &filterPlacer{c: c}
	plan.Walk(n, func(x plan.Node) bool {
		if j, ok := x.(*plan.Join); ok {
			f.join(j)
		}
		return true
	})
	return n
}

type filterPlacer struct{ c *Ctx }

// probeSide gives the side that may be filtered by the other; nil when neither may.
func probeSide(j *plan.Join) (probe, build plan.Node) {
	switch j.Kind {
	case plan.Inner, plan.Semi:
		if j.BuildLeft {
			return j.R, j.L
		}
		return j.L, j.R
	case plan.Left, plan.Anti:
		if j.BuildLeft { // right rows without a partner never matter
			return j.R, j.L
		}
	}
	return nil, nil
}

func (f *filterPlacer) join(j *plan.Join) {
	probe, build := probeSide(j)
	if probe == nil {
		return
	}
	for i, k := range j.Keys {
		if k.NullSafe {
			continue
		}
		pk, bk := k.L, k.R
		if j.BuildLeft {
			pk, bk = k.R, k.L
		}
		col, ok := pk.(*plan.Col)
		if !ok || !f.pays(probe, build, col, bk) {
			continue
		}
		id := f.c.nextRF + 1
		if f.place(probe, col.ID, id) {
			f.c.nextRF = id
			j.Runtime = append(j.Runtime, plan.RuntimeFilter{ID: id, Key: i})
			f.c.note()
		}
	}
}

// pays tells whether the build side has few enough of the probe side's values.
func (f *filterPlacer) pays(probe, build plan.Node, col *plan.Col, bk plan.Expr) bool {
	have := f.c.Stats.ExprNDV(bk, build.Est().Rows)
	all := f.c.Stats.NDV(col.ID, probe.Est().Rows)
	if base := f.c.Stats.Col(col.ID); base.NDV > all {
		all = base.NDV
	}
	return have <= all*runtimeKeepMax
}

// place adds the filter to every scan under n that delivers the column; it tells whether
// there was one.
func (f *filterPlacer) place(n plan.Node, col plan.ColID, id int) bool {
	switch n := n.(type) {
	case *plan.Scan:
		return f.scan(n, col, id)
	case *plan.Filter:
		return f.place(n.Input, col, id)
	case *plan.Project:
		for i, c := range n.Out {
			if c.ID == col {
				if src, ok := n.Exprs[i].(*plan.Col); ok {
					return f.place(n.Input, src.ID, id)
				}
			}
		}
	case *plan.Aggregate:
		if len(n.Sets) == 0 && containsID(n.Keys, col) {
			return f.place(n.Input, col, id)
		}
	case *plan.Window:
		if containsID(n.Partition, col) {
			return f.place(n.Input, col, id)
		}
	case *plan.SetOp:
		return f.setOp(n, col, id)
	case *plan.Join:
		return f.through(n, col, id)
	}
	return false
}

func (f *filterPlacer) setOp(n *plan.SetOp, col plan.ColID, id int) bool {
	if n.Kind != plan.UnionAll {
		return false
	}
	placed := false
	for k, c := range n.Out {
		if c.ID != col {
			continue
		}
		for i, in := range n.Inputs {
			placed = f.place(in, n.Map[i][k], id) || placed
		}
	}
	return placed
}

func (f *filterPlacer) scan(n *plan.Scan, col plan.ColID, id int) bool {
	if n.Sample != nil || float64(f.c.Stats.Table(n.Table).Rows) < runtimeScanMin {
		return false
	}
	for _, c := range n.Columns {
		if c.ID == col {
			n.Runtime = append(n.Runtime, plan.RuntimeUse{ID: id, Col: col})
			return true
		}
	}
	return false
}

// through passes a filter into a join: to the side that has the column, and across an
// equality to the other side where that only drops rows without a partner.
func (f *filterPlacer) through(n *plan.Join, col plan.ColID, id int) bool {
	inL := plan.OutSet(n.L).Has(col)
	placed := false
	switch n.Kind {
	case plan.Inner:
		if inL {
			placed = f.place(n.L, col, id)
		} else {
			placed = f.place(n.R, col, id)
		}
		if o, ok := otherSide(n, col, inL); ok {
			if inL {
				placed = f.place(n.R, o, id) || placed
			} else {
				placed = f.place(n.L, o, id) || placed
			}
		}
	case plan.Left, plan.Semi, plan.Anti, plan.Mark, plan.Single:
		if !inL {
			return false
		}
		placed = f.place(n.L, col, id)
		if o, ok := otherSide(n, col, true); ok && n.Kind != plan.Mark {
			placed = f.place(n.R, o, id) || placed
		}
	case plan.AntiNull:
		if inL {
			placed = f.place(n.L, col, id)
		}
	}
	return placed
}

// otherSide finds the column a key equates with col.
func otherSide(n *plan.Join, col plan.ColID, left bool) (plan.ColID, bool) {
	for _, k := range n.Keys {
		a, b := k.L, k.R
		if !left {
			a, b = b, a
		}
		ca, okA := a.(*plan.Col)
		cb, okB := b.(*plan.Col)
		if okA && okB && !k.NullSafe && ca.ID == col {
			return cb.ID, true
		}
	}
	return 0, false
}
