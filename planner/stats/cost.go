package stats

import (
	"math"

	"github.com/tarndb/tarn/planner/plan"
)

// Cost factors, in the unit of one row through a simple operator.
const (
	CostScanRow   = 1.0  // per row and decoded column group
	CostFilter    = 0.3  // per condition and row
	CostExpr      = 0.2  // per computed column and row
	CostProbe     = 1.5  // per probing row
	CostBuild     = 3.0  // per row put into a hash table
	CostOut       = 0.5  // per row a join delivers
	CostNested    = 0.05 // per pair of a nested loop
	CostGroup     = 2.0  // per row into an aggregate
	CostSortRow   = 0.6  // times log2 of the rows
	CostCacheMiss = 4.0  // factor for tables far beyond the cache
)

// Cost sets the cost of every node of an estimated plan: its own work and its inputs'.
func Cost(n plan.Node) float64 {
	total := 0.0
	if w, ok := n.(*plan.With); ok {
		for _, c := range w.CTEs {
			total += Cost(c.Plan)
			if c.Step != nil {
				total += Cost(c.Step) * 10
			}
		}
	}
	in := 0.0
	for _, c := range n.Children() {
		total += Cost(c)
		in += c.Est().Rows
	}
	total += own(n, in)
	n.Est().Cost = total
	return total
}

func own(n plan.Node, in float64) float64 {
	out := n.Est().Rows
	switch n := n.(type) {
	case *plan.Scan:
		return out * (CostScanRow + CostFilter*float64(len(n.Filter)))
	case *plan.Filter:
		return in * CostFilter * float64(len(n.Conds))
	case *plan.Project:
		return in * CostExpr * float64(len(n.Exprs))
	case *plan.Join:
		l, r := n.L.Est().Rows, n.R.Est().Rows
		if len(n.Keys) == 0 {
			return l*r*CostNested + out*CostOut
		}
		if n.BuildLeft {
			l, r = r, l
		}
		return HashJoin(l, r, out)
	case *plan.Aggregate:
		return in*CostGroup*Crowding(out) + out
	case *plan.Sort:
		keep := in
		if n.Limit >= 0 {
			keep = math.Min(in, float64(n.Limit+n.Offset)+1)
		}
		return in * CostSortRow * math.Log2(keep+2)
	case *plan.Window:
		return in * (CostSortRow*math.Log2(in+2) + CostGroup)
	case *plan.SetOp:
		if n.Kind != plan.UnionAll {
			return in * CostGroup
		}
		return in * 0.1
	}
	return in * 0.1
}

// HashJoin is the work of probing with probe rows a table of build rows.
func HashJoin(probe, build, out float64) float64 {
	c := Crowding(build)
	return probe*CostProbe*c + build*CostBuild*c + out*CostOut
}

// Crowding is how much dearer a random access into a table of n rows is than into one
// that fits the cache: 1 up to 64 thousand rows, CostCacheMiss from 4 million on.
func Crowding(n float64) float64 {
	const small, large = 1 << 16, 1 << 22
	switch {
	case n <= small:
		return 1
	case n >= large:
		return CostCacheMiss
	}
	return 1 + (CostCacheMiss-1)*math.Log2(n/small)/math.Log2(large/small)
}
