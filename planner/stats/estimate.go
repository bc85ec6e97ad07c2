package stats

import (
	"context"
	"math"

	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/storage/table"
)

// Estimator knows the statistics of one plan's columns.
type Estimator struct {
	ctx   context.Context
	cols  []Col
	scans map[table.Table]*table.Stats
	ctes  map[*plan.CTE]float64
}

// New makes an estimator; ctx is for reading table statistics.
func New(ctx context.Context) *Estimator {
	return &Estimator{ctx: ctx, scans: map[table.Table]*table.Stats{}, ctes: map[*plan.CTE]float64{}}
}

// defaultRows is assumed of a table that does not say.
const defaultRows = 1000

// Table gives a table's statistics, never nil.
func (e *Estimator) Table(t table.Table) *table.Stats {
	if s, ok := e.scans[t]; ok {
		return s
	}
	s, err := t.Stats(e.ctx)
	if err != nil || s == nil {
		s = &table.Stats{Rows: defaultRows, Estimated: true}
	}
	e.scans[t] = s
	return s
}

// Estimate sets the expected rows of every node under n, and the statistics of the
// columns they make, bottom up. It gives n's rows.
func (e *Estimator) Estimate(n plan.Node) float64 {
	if w, ok := n.(*plan.With); ok {
		for _, c := range w.CTEs {
			e.CTE(c)
		}
	}
	if j, ok := n.(*plan.Join); ok {
		l, r := e.Estimate(j.L), e.Estimate(j.R)
		return e.set(n, e.Join(j, l, r))
	}
	in := 0.0
	for _, c := range n.Children() {
		in += e.Estimate(c)
	}
	return e.set(n, e.node(n, in))
}

// recursionRounds is how many times its first rows a recursive CTE is taken to deliver.
const recursionRounds = 10

// CTE estimates a CTE's plan, for the readers that come after.
func (e *Estimator) CTE(c *plan.CTE) {
	rows := e.Estimate(c.Plan)
	if c.Step != nil {
		rows *= recursionRounds
		e.ctes[c] = rows
		e.Estimate(c.Step)
	}
	e.ctes[c] = rows
}

func (e *Estimator) set(n plan.Node, rows float64) float64 {
	if !(rows >= 1) {
		rows = 1
	}
	rows = math.Min(rows, 1e18)
	n.Est().Rows = rows
	return rows
}

// node estimates one operator from the rows of its inputs together.
func (e *Estimator) node(n plan.Node, in float64) float64 {
	switch n := n.(type) {
	case *plan.Scan:
		return e.scan(n)
	case *plan.Filter:
		return in * e.Selectivity(n.Conds)
	case *plan.Project:
		e.project(n, in)
	case *plan.Aggregate:
		return e.aggregate(n, in)
	case *plan.Sort:
		return limited(in, n.Limit, n.Offset)
	case *plan.Limit:
		return limited(in, n.Count, n.Offset)
	case *plan.DistinctOn:
		return e.Groups(n.On, in)
	case *plan.SetOp:
		return e.setOp(n)
	case *plan.Values:
		return float64(len(n.Rows))
	case *plan.ProjectSet:
		return in * 10
	case *plan.Max1Row:
		return 1
	case *plan.CTEScan:
		return e.cteScan(n)
	}
	return in
}

func limited(in float64, count, offset int64) float64 {
	in = math.Max(0, in-float64(offset))
	if count >= 0 {
		in = math.Min(in, float64(count))
	}
	return in
}

// scan fills in the columns' statistics once and estimates the filter.
func (e *Estimator) scan(n *plan.Scan) float64 {
	s := e.Table(n.Table)
	e.ScanCols(n)
	rows := float64(s.Rows)
	if n.Sample != nil {
		rows *= n.Sample.Percent / 100
	}
	return rows * e.Selectivity(n.Filter)
}

// ScanCols fills in the statistics of a scan's columns.
func (e *Estimator) ScanCols(n *plan.Scan) {
	var cols []table.Column
	for i, c := range n.Columns {
		st := e.Col(c.ID)
		if st.Base > 0 {
			continue
		}
		if cols == nil {
			cols = n.Table.Columns()
		}
		s := e.Table(n.Table)
		*st = fromTable(cols[n.Pos[i]], s, n.Pos[i])
		st.Unique = isUnique(n, c, s)
	}
}

// isUnique tells whether a column is a key: declared, or proven by the statistics.
func isUnique(n *plan.Scan, c plan.Column, s *table.Stats) bool {
	for i, id := range n.Columns {
		if id.ID != c.ID {
			continue
		}
		if c.NotNull && n.Pos[i] < len(s.Cols) && s.Cols[n.Pos[i]].Unique {
			return true
		}
		for _, k := range n.Keys {
			if len(k) == 1 && k[0] == n.Pos[i] {
				return true
			}
		}
	}
	return false
}

func (e *Estimator) project(n *plan.Project, in float64) {
	for i, x := range n.Exprs {
		c, ok := x.(*plan.Col)
		if ok && c.ID == n.Out[i].ID {
			continue
		}
		st := e.Col(n.Out[i].ID)
		if ok {
			*st = *e.Col(c.ID)
			continue
		}
		st.NDV, st.Base, st.Bytes = e.ExprNDV(x, in), math.Max(1, in), typeBytes(n.Out[i].Type)
	}
}

// Groups is the number of groups of rows by columns.
func (e *Estimator) Groups(keys []plan.ColID, rows float64) float64 {
	n, power := 1.0, 1.0
	for _, k := range keys {
		n *= math.Pow(e.NDV(k, rows), power)
		if len(keys) > 2 {
			power *= 0.9
		}
	}
	return math.Max(1, math.Min(n, rows))
}

func (e *Estimator) aggregate(n *plan.Aggregate, in float64) float64 {
	out := 1.0
	if len(n.Sets) > 0 {
		out = 0
		for _, set := range n.Sets {
			var ids []plan.ColID
			for _, k := range set {
				ids = append(ids, n.Keys[k])
			}
			out += e.Groups(ids, in)
		}
		for i, k := range n.KeyOut {
			*e.Col(k.ID) = *e.Col(n.Keys[i])
		}
	} else if len(n.Keys) > 0 {
		out = e.Groups(n.Keys, in)
	}
	for i := range n.Aggs {
		st := e.Col(n.Aggs[i].Out.ID)
		st.Agg = true
		st.NDV, st.Base, st.Bytes = math.Max(1, math.Min(out, math.Pow(out, 0.9)+1)), math.Max(1, out), typeBytes(n.Aggs[i].T)
	}
	return out
}

func (e *Estimator) setOp(n *plan.SetOp) float64 {
	rows := make([]float64, len(n.Inputs))
	total := 0.0
	for i, in := range n.Inputs {
		rows[i] = in.Est().Rows
		total += rows[i]
	}
	for k, c := range n.Out {
		st := e.Col(c.ID)
		*st = *e.Col(n.Map[0][k])
		if n.Kind == plan.UnionAll {
			for i := 1; i < len(n.Map); i++ {
				o := e.Col(n.Map[i][k])
				st.NDV = math.Max(st.NDV, o.NDV)
				st.Base += o.Base
				st.HasRange = st.HasRange && o.HasRange
				st.Min, st.Max = math.Min(st.Min, o.Min), math.Max(st.Max, o.Max)
			}
			st.Unique = false
		}
	}
	switch n.Kind {
	case plan.Intersect:
		return math.Min(rows[0], rows[1]) / 2
	case plan.Except:
		return rows[0] / 2
	}
	return total
}

func (e *Estimator) cteScan(n *plan.CTEScan) float64 {
	cols := n.CTE.Plan.Cols()
	for i, c := range n.Out {
		if n.Pos[i] < len(cols) {
			*e.Col(c.ID) = *e.Col(cols[n.Pos[i]].ID)
		}
	}
	return math.Max(1, e.ctes[n.CTE])
}

// Join estimates a join from the rows of its sides.
func (e *Estimator) Join(j *plan.Join, l, r float64) float64 {
	match := e.KeySel(j.Keys, l, r) * e.Selectivity(j.Residual)
	inner := l * r * match
	switch j.Kind {
	case plan.Inner:
		return inner
	case plan.Left:
		return math.Max(l, inner)
	case plan.Single, plan.Mark, plan.AsOfLeft:
		return l
	case plan.AsOf:
		return l * 0.9
	case plan.Full:
		return math.Max(inner, l+r)
	}
	share := e.SemiShare(j.Keys, l, r, e.Selectivity(j.Residual))
	if j.Kind == plan.Semi {
		return l * share
	}
	return l * math.Max(0.02, 1-share)
}

// KeySel is the share of the cross product that equality keys keep: one over the larger
// number of distinct values, the smaller side's values being contained in the other's.
// Several keys together have no more combinations than the smaller of the two tables has
// rows: (ps_partkey, ps_suppkey) is nearly a key, and (l_partkey, l_suppkey) refers to it.
func (e *Estimator) KeySel(keys []plan.JoinKey, l, r float64) float64 {
	if len(keys) == 0 {
		return 1
	}
	if len(keys) == 1 {
		return 1 / math.Max(1, math.Max(e.ExprNDV(keys[0].L, l), e.ExprNDV(keys[0].R, r)))
	}
	nl, nr, domL, domR, single := 1.0, 1.0, 1.0, 1.0, 1.0
	for _, k := range keys {
		a, b := e.ExprNDV(k.L, l), e.ExprNDV(k.R, r)
		nl, nr = nl*a, nr*b
		domL, domR = domL*e.ExprNDV(k.L, math.Inf(1)), domR*e.ExprNDV(k.R, math.Inf(1))
		single = math.Max(single, math.Min(a, b))
	}
	dom := math.Min(math.Min(domL, e.base(keys[0].L)), math.Min(domR, e.base(keys[0].R)))
	nl, nr = math.Min(math.Min(nl, l), dom), math.Min(math.Min(nr, r), dom)
	return 1 / math.Max(single, math.Max(nl, nr))
}

// base is the number of rows of the table an expression's column comes from.
func (e *Estimator) base(x plan.Expr) float64 {
	if c, ok := bareCol(x); ok {
		if b := e.Col(c.ID).Base; b > 0 {
			return b
		}
	}
	return math.Inf(1)
}

// SemiShare is the share of left rows with a match.
func (e *Estimator) SemiShare(keys []plan.JoinKey, l, r, residual float64) float64 {
	if len(keys) == 0 {
		return math.Min(1, r*residual)
	}
	share := 1.0
	for _, k := range keys {
		nl, nr := e.ExprNDV(k.L, l), e.ExprNDV(k.R, r)
		share = math.Min(share, nr/nl)
	}
	per := math.Max(1, r*e.KeySel(keys, l, r)) // matches per row that has one
	hit := 1 - math.Pow(1-residual, per)
	return math.Max(minSel, math.Min(1, share*hit))
}
