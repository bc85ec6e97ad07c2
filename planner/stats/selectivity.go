package stats

import (
	"math"
	"sort"
	"strings"

	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/types"
)

// Defaults for conditions nothing is known about.
const (
	defaultSel = 0.25
	rangeSel   = 0.33
	columnSel  = 0.45 // a < b between columns
	havingSel  = 0.05 // a bound on an aggregate: HAVING looks for outliers
	likePrefix = 0.05
	likeSuffix = 0.15
	likeInner  = 0.06
	minSel     = 1e-9
)

// Selectivity is the share of rows that pass all conditions. Bounds on one column are
// read as one interval; beyond that conditions are taken as somewhat correlated: each
// further one counts with a smaller power.
func (e *Estimator) Selectivity(conds []plan.Expr) float64 {
	if len(conds) == 0 {
		return 1
	}
	bounds, rest := e.intervals(conds)
	sels := make([]float64, 0, len(conds))
	for _, b := range bounds {
		sels = append(sels, b.share())
	}
	for _, c := range rest {
		sels = append(sels, e.One(c))
	}
	sort.Float64s(sels)
	out, power := 1.0, 1.0
	for _, s := range sels {
		out *= math.Pow(s, power)
		power *= 0.9
	}
	return clampSel(out)
}

func clampSel(s float64) float64 { return math.Max(minSel, math.Min(1, s)) }

// interval is what conditions say about one column's range.
type interval struct {
	col    *Col
	id     plan.ColID
	lo, hi float64
	step   float64 // distance of neighbours of a discrete type
}

func (b *interval) share() float64 {
	width := b.col.Max - b.col.Min + b.step
	lo, hi := math.Max(b.lo, b.col.Min), math.Min(b.hi, b.col.Max+b.step)
	if width <= 0 {
		width = 1
	}
	if hi <= lo {
		return clampSel(0.5 / math.Max(1, b.col.Base))
	}
	return clampSel((hi - lo) / width * (1 - b.col.NullFrac))
}

// intervals gathers `column < constant` conditions by column.
func (e *Estimator) intervals(conds []plan.Expr) (out []*interval, rest []plan.Expr) {
	for _, c := range conds {
		id, op, v, t, ok := colConst(c)
		if !ok || op == "=" || op == "<>" || !e.Col(id).HasRange {
			rest = append(rest, c)
			continue
		}
		var b *interval
		for _, o := range out {
			if o.id == id {
				b = o
			}
		}
		if b == nil {
			b = &interval{col: e.Col(id), id: id, lo: math.Inf(-1), hi: math.Inf(1)}
			if isDiscrete(t.OID) {
				b.step = 1
			}
			out = append(out, b)
		}
		switch op {
		case "<":
			b.hi = math.Min(b.hi, v)
		case "<=":
			b.hi = math.Min(b.hi, v+b.step)
		case ">":
			b.lo = math.Max(b.lo, v+b.step)
		case ">=":
			b.lo = math.Max(b.lo, v)
		}
	}
	return out, rest
}

// colConst recognises `column op constant` on the number line of the type.
func colConst(c plan.Expr) (id plan.ColID, op string, v float64, t types.Type, ok bool) {
	call, isCall := c.(*plan.Call)
	if !isCall {
		return 0, "", 0, t, false
	}
	op = plan.OpName(call)
	if !plan.IsCompare(op) {
		return 0, "", 0, t, false
	}
	col, okC := bareCol(call.Args[0])
	k, okK := call.Args[1].(*plan.Const)
	if !okC || !okK {
		return 0, "", 0, t, false
	}
	v, ok = Scalar(k.T, k.D)
	return col.ID, op, v, k.T, ok
}

func bareCol(e plan.Expr) (*plan.Col, bool) {
	if r, ok := e.(*plan.Relabel); ok {
		e = r.Arg
	}
	c, ok := e.(*plan.Col)
	return c, ok
}

// One is the share of rows for which a single condition is true.
func (e *Estimator) One(c plan.Expr) float64 {
	switch c := c.(type) {
	case *plan.Const:
		if c.D.Null || !c.D.Bool() {
			return minSel
		}
		return 1
	case *plan.And:
		return e.Selectivity(c.Args)
	case *plan.Or:
		miss := 1.0
		for _, a := range c.Args {
			miss *= 1 - e.Selectivity(plan.Conjuncts(nil, a))
		}
		return clampSel(1 - miss)
	case *plan.Not:
		return clampSel(1 - e.One(c.Arg))
	case *plan.In:
		return e.in(c)
	case *plan.IsNull:
		return e.isNull(c)
	case *plan.BoolTest:
		return clampSel(negIf(c.Neg, defaultSel*2))
	case *plan.Distinct:
		return clampSel(negIf(!c.Neg, e.equal(c.L, c.R)))
	case *plan.Call:
		return e.call(c)
	case *plan.AnyAll:
		return defaultSel
	}
	return 0.5
}

func negIf(neg bool, s float64) float64 {
	if neg {
		return 1 - s
	}
	return s
}

func (e *Estimator) in(c *plan.In) float64 {
	ndv := e.ExprNDV(c.Arg, math.Inf(1))
	return clampSel(negIf(c.Neg, math.Min(1, float64(len(c.Items))/ndv)))
}

func (e *Estimator) isNull(c *plan.IsNull) float64 {
	share := 0.02
	if col, ok := bareCol(c.Arg); ok {
		share = e.Col(col.ID).NullFrac
	}
	return clampSel(negIf(c.Neg, share))
}

func (e *Estimator) call(c *plan.Call) float64 {
	op := plan.OpName(c)
	switch op {
	case "=":
		return clampSel(e.equal(c.Args[0], c.Args[1]))
	case "<>":
		return clampSel(1 - e.equal(c.Args[0], c.Args[1]))
	case "<", "<=", ">", ">=":
		if bounds, _ := e.intervals([]plan.Expr{c}); len(bounds) == 1 {
			return bounds[0].share()
		}
		if _, ok := c.Args[1].(*plan.Const); ok {
			if col, ok := bareCol(c.Args[0]); ok && e.Col(col.ID).Agg {
				return havingSel
			}
			return rangeSel
		}
		return columnSel
	case "~~":
		return e.like(c)
	case "!~~":
		return clampSel(1 - e.like(c))
	}
	return defaultSel
}

func (e *Estimator) equal(l, r plan.Expr) float64 {
	nl := e.ExprNDV(l, math.Inf(1))
	if k, ok := r.(*plan.Const); ok {
		if col, isCol := bareCol(l); isCol {
			if c := e.Col(col.ID); c.HasRange {
				if v, ok := Scalar(k.T, k.D); ok && (v < c.Min || v > c.Max) && k.T.Phys() != types.PStr {
					return 0.5 / math.Max(1, c.Base)
				}
			}
		}
		return 1 / nl
	}
	return 1 / math.Max(nl, e.ExprNDV(r, math.Inf(1)))
}

// like guesses from the pattern's shape: anchored at the start, at the end, or inside,
// and how many pieces must be found.
func (e *Estimator) like(c *plan.Call) float64 {
	k, ok := c.Args[1].(*plan.Const)
	if !ok || k.D.Null {
		return defaultSel
	}
	p := k.D.S
	if !strings.ContainsAny(p, "%_") {
		return clampSel(e.equal(c.Args[0], k))
	}
	pieces := 0
	for _, s := range strings.Split(p, "%") {
		if strings.Trim(s, "_") != "" {
			pieces++
		}
	}
	switch {
	case pieces == 0:
		return 0.9
	case pieces > 1:
		return 0.02
	case p[0] != '%' && p[0] != '_':
		return likePrefix
	case p[len(p)-1] != '%':
		return likeSuffix
	}
	return likeInner
}

// ExprNDV is the number of distinct values of an expression over rows of input.
func (e *Estimator) ExprNDV(x plan.Expr, rows float64) float64 {
	switch x := x.(type) {
	case *plan.Const:
		return 1
	case *plan.Col:
		c := e.Col(x.ID)
		if c.NDV == 0 {
			if math.IsInf(rows, 1) {
				return 10
			}
			return math.Max(1, math.Pow(rows, 0.7))
		}
		return distinctAmong(c.NDV, c.Base, rows)
	case *plan.Relabel:
		return e.ExprNDV(x.Arg, rows)
	case *plan.BoolTest, *plan.IsNull, *plan.And, *plan.Or, *plan.Not, *plan.In, *plan.Distinct:
		return 2
	case *plan.Case:
		return math.Min(rows, float64(len(x.Whens)+1))
	case *plan.Call:
		if x.T.OID == types.Bool {
			return 2
		}
		if n, ok := e.extractNDV(x); ok {
			return math.Min(rows, n)
		}
	}
	n := 1.0
	plan.EachArg(x, func(a plan.Expr) {
		if a != nil {
			n *= e.ExprNDV(a, rows)
		}
	})
	return math.Max(1, math.Min(n, rows))
}

// extractNDV knows the parts of dates and short prefixes.
func (e *Estimator) extractNDV(x *plan.Call) (float64, bool) {
	switch x.Fn.Name {
	case "extract", "date_part", "date_trunc":
	case "substring", "substr", "left":
		return math.Min(e.ExprNDV(x.Args[0], math.Inf(1)), 64), true
	default:
		return 0, false
	}
	k, ok := x.Args[0].(*plan.Const)
	if !ok || len(x.Args) < 2 {
		return 0, false
	}
	years := 30.0
	if col, ok := bareCol(x.Args[1]); ok {
		if c := e.Col(col.ID); c.HasRange {
			if col.T.OID == types.Date {
				years = (c.Max-c.Min)/365 + 1
			} else if col.T.Phys() == types.PI64 {
				years = (c.Max-c.Min)/86_400_000_000/365 + 1
			}
		}
	}
	trunc := x.Fn.Name == "date_trunc"
	switch strings.ToLower(k.D.S) {
	case "year":
		return math.Max(1, years), true
	case "month":
		if trunc {
			return years * 12, true
		}
		return 12, true
	case "day":
		if trunc {
			return years * 365, true
		}
		return 31, true
	case "dow", "isodow":
		return 7, true
	case "quarter":
		return 4, true
	case "hour":
		return 24, true
	}
	return 0, false
}
