package op

import (
	"fmt"
	"math"

	"github.com/tarndb/tarn/exec/expr"
	"github.com/tarndb/tarn/exec/kernel"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/types"
)

// aggPlan breaks the aggregates of a node into primitives, shared where equal (avg(x) is
// the sum(x) and count(x) that other aggregates use too), and final steps over them.
type aggPlan struct {
	r     *Run
	in    *expr.Schema
	prims []prim
	outs  []aggOut
	args  []plan.Expr // distinct argument expressions
	solo  []bool      // evaluated under an aggregate's filter
	keys  map[string]int
}

type primKind uint8

const (
	primCount primKind = iota
	primSum
	primFloatSum
	primMin
	primMax
	primTextMin
	primTextMax
	primGeneric
)

// prim is one primitive: an index into args (-1 for none) and into filters (-1).
type prim struct {
	kind   primKind
	arg    int
	filter int // index into args of a boolean condition
	info   expr.Info
	t      types.Type
	call   *plan.AggCall
	unique bool // each value counts once
}

// aggOut computes an aggregate's result from primitives.
type aggOut struct {
	info expr.Info
	main int
	cnt  int // avg: the count; -1 otherwise
	col  plan.Column

	plus bool // a sum to which each row added the constant each
	each int64
	n    int // number of these rows
}

func (r *Run) planAggs(calls []plan.AggCall, in *expr.Schema) (*aggPlan, error) {
	p := &aggPlan{r: r, in: in, keys: map[string]int{}}
	for i := range calls {
		o, err := p.addCall(&calls[i])
		if err != nil {
			return nil, err
		}
		p.outs = append(p.outs, o)
	}
	return p, nil
}

// arg registers an argument expression once per filter it is evaluated under (-1: none).
func (p *aggPlan) arg(e plan.Expr, filter int) int {
	k := fmt.Sprintf("%d %s", filter, expr.Key(e))
	if i, ok := p.keys[k]; ok {
		return i
	}
	p.args = append(p.args, e)
	p.solo = append(p.solo, filter >= 0)
	p.keys[k] = len(p.args) - 1
	return len(p.args) - 1
}

func (p *aggPlan) prim(x prim) int {
	if x.kind != primGeneric {
		for i, y := range p.prims {
			if y.kind == x.kind && y.arg == x.arg && y.filter == x.filter && y.t.OID == x.t.OID && y.unique == x.unique {
				return i
			}
		}
	}
	p.prims = append(p.prims, x)
	return len(p.prims) - 1
}

func (p *aggPlan) addCall(c *plan.AggCall) (aggOut, error) {
	filter := -1
	if c.Filter != nil {
		filter = p.arg(c.Filter, -1)
	}
	out := aggOut{info: expr.InfoOf(c.T, false).Encoded(), cnt: -1, col: c.Out}
	plain := (!c.Distinct || hashableDistinct(c)) && len(c.OrderBy) == 0 && !c.Fn.OrderedSet
	if plain && len(c.Args) <= 1 {
		ok, err := p.typed(c, filter, &out)
		if ok || err != nil {
			return out, err
		}
	}
	if _, err := p.r.newGeneric(c, p.in); err != nil {
		return out, err
	}
	out.main = p.prim(prim{kind: primGeneric, arg: -1, filter: filter, call: c, t: c.T})
	return out, nil
}

// typed finds a typed primitive for a plain aggregate.
func (p *aggPlan) typed(c *plan.AggCall, filter int, out *aggOut) (bool, error) {
	rows := p.in.MaxRows
	if rows < 0 {
		rows = math.MaxInt64
	}
	if c.Fn.Name == "count" {
		return true, p.count(c, filter, rows, out)
	}
	if len(c.Args) != 1 {
		return false, nil
	}
	g, err := expr.Compile(c.Args[0], p.in, p.r.Session)
	if err != nil {
		return false, err
	}
	x := prim{arg: p.arg(c.Args[0], filter), filter: filter, info: g.Info, t: c.T, unique: c.Distinct}
	ints := g.Bounded && (g.Fixed || isInt(g.Type.OID))
	switch c.Fn.Name {
	case "sum", "avg":
		if ok, err := p.shifted(c, g.Info, filter, out); ok || err != nil {
			return true, err
		}
		isAvg := c.Fn.Name == "avg"
		switch {
		case g.Type.OID == types.Float8 && c.T.OID == types.Float8 || g.Type.OID == types.Float4 && !isAvg:
			x.kind = primFloatSum
		case ints:
			x.kind = primSum
			if isAvg {
				x.t = types.T(types.Numeric)
			}
		default:
			return false, nil
		}
		p.sum(c, x, isAvg, rows, out)
		return true, nil
	case "min", "max":
		x.unique = false
		return p.minMax(c, x, out), nil
	}
	return false, nil
}

// signed tells whether a type's order is that of its signed integers.
func signed(oid types.OID) bool {
	switch oid {
	case types.Bool, types.Date, types.Time, types.Timestamp, types.TimestampTZ, types.Money:
		return true
	}
	return isInt(oid)
}

func isInt(oid types.OID) bool { return oid == types.Int2 || oid == types.Int4 || oid == types.Int8 }

func (p *aggPlan) count(c *plan.AggCall, filter int, rows int64, out *aggOut) error {
	x := prim{kind: primCount, arg: -1, filter: filter, t: c.T}
	if len(c.Args) == 1 {
		g, err := expr.Compile(c.Args[0], p.in, p.r.Session)
		if err != nil {
			return err
		}
		if !g.NotNull || c.Distinct {
			x.arg = p.arg(c.Args[0], filter)
		}
		x.unique, x.info = c.Distinct, g.Info
	}
	out.main = p.prim(x)
	out.info = expr.Info{Type: c.T, Bounded: true, Lo: 0, Hi: rows, NotNull: true}
	return nil
}

// sumFits tells whether no sum over the input can leave int64.
func (p *aggPlan) sumFits(in expr.Info) (lo, hi int64, ok bool) {
	n := p.in.MaxRows
	if n < 0 || in.Lo == math.MinInt64 ||
		kernel.Overflows(kernel.Mul, min(in.Lo, 0), n) || kernel.Overflows(kernel.Mul, max(in.Hi, 0), n) {
		return 0, 0, false
	}
	return min(in.Lo, 0) * n, max(in.Hi, 0) * n, true
}

func (p *aggPlan) sum(c *plan.AggCall, x prim, isAvg bool, rows int64, out *aggOut) {
	out.main = p.prim(x)
	if isAvg {
		cnt := prim{kind: primCount, arg: x.arg, filter: x.filter, t: types.T(types.Int8), unique: x.unique, info: x.info}
		if x.info.NotNull && !x.unique {
			cnt.arg = -1
		}
		out.cnt = p.prim(cnt)
		return
	}
	if x.kind != primSum {
		return
	}
	lo, hi, ok := p.sumFits(x.info)
	if c.T.OID != types.Numeric {
		out.info.Bounded, out.info.Lo, out.info.Hi = true, math.MinInt64, math.MaxInt64
		if ok {
			out.info.Lo, out.info.Hi = lo, hi
		}
	} else if ok {
		out.info.Fixed, out.info.Scale, out.info.Bounded, out.info.Lo, out.info.Hi = true, x.info.Scale, true, lo, hi
	}
}

func (p *aggPlan) minMax(c *plan.AggCall, x prim, out *aggOut) bool {
	isMax := 0
	if c.Fn.Name == "max" {
		isMax = 1
	}
	switch {
	case x.info.Bounded && (x.info.Fixed || signed(x.info.Type.OID)):
		x.kind = primMin + primKind(isMax)
	case x.info.Type.OID == types.Text || x.info.Type.OID == types.VarChar:
		x.kind = primTextMin + primKind(isMax)
	default:
		return false
	}
	x.t = x.info.Type
	out.main = p.prim(x)
	out.info = x.info
	out.info.Type, out.info.NotNull = c.T, false
	return true
}

// states makes the primitives' states for one table.
func (p *aggPlan) states() ([]aggState, error) {
	out := make([]aggState, len(p.prims))
	for i, x := range p.prims {
		switch x.kind {
		case primCount:
			out[i] = &countState{}
		case primSum:
			_, _, fits := p.sumFits(x.info)
			out[i] = &sumState{info: x.info, t: x.t, wide: !fits, narrow: fits || smallPartials(x.info)}
		case primFloatSum:
			out[i] = &floatSumState{t: x.t}
		case primMin, primMax:
			out[i] = &minMaxState{info: x.info, max: x.kind == primMax}
		case primTextMin, primTextMax:
			out[i] = &textMinMaxState{t: x.t, max: x.kind == primTextMax}
		default:
			s, err := p.r.newGeneric(x.call, p.in)
			if err != nil {
				return nil, err
			}
			out[i] = s
		}
		if x.unique {
			out[i] = newDistinct(out[i], x.info, p.r.BadHash)
		}
	}
	return out, nil
}

// smallPartials tells whether the sum over a batch fits int64.
func smallPartials(in expr.Info) bool {
	const lim = math.MaxInt64 / (4 * vec.Size)
	return in.Lo > -lim && in.Hi < lim
}

// schema describes keys and results.
func (p *aggPlan) schema(keys []expr.ColInfo, maxRows int64) *expr.Schema {
	out := &expr.Schema{MaxRows: maxRows}
	out.Cols = append(out.Cols, keys...)
	for _, o := range p.outs {
		out.Cols = append(out.Cols, expr.ColInfo{Column: o.col, Info: o.info})
	}
	return out
}

// final delivers the results of groups [from, from+n) into cols.
func (p *aggPlan) final(states []aggState, from, n int, cols []*vec.Vec) error {
	for k, o := range p.outs {
		if o.cnt >= 0 {
			if err := p.average(states[o.main], countOf(states[o.cnt]), o, from, n, cols[k]); err != nil {
				return err
			}
			continue
		}
		if err := states[o.main].result(cols[k], from, n); err != nil {
			return err
		}
		cols[k].Type = o.col.Type
		if o.plus {
			counts := countOf(states[o.n]).n[from : from+n]
			for i := range n {
				cols[k].I64[i] += o.each * counts[i]
			}
		}
	}
	return nil
}

// countOf gives the counts behind a state.
func countOf(s aggState) *countState {
	if d, ok := s.(*distinctState); ok {
		s = d.inner
	}
	return s.(*countState)
}

// average divides sums by counts: with numeric's scale rules for exact types.
func (p *aggPlan) average(s aggState, cnt *countState, o aggOut, from, n int, out *vec.Vec) error {
	var sum vec.Vec
	if err := s.result(&sum, from, n); err != nil {
		return err
	}
	out.Reset(o.info.Type, o.info.Type.Phys(), n)
	for i := range n {
		c := cnt.n[from+i]
		if c == 0 || sum.IsNull(i) {
			out.SetNull(i, n)
			continue
		}
		switch sum.Phys {
		case types.PF64:
			out.F64[i] = sum.F64[i] / float64(c)
			continue
		case types.PI64:
			at := len(out.Buf)
			out.Buf = types.AppendQuotient(out.Buf, sum.I64[i], int(sum.Scale), c)
			out.Refs[i] = vec.MakeRef(at, len(out.Buf)-at)
			continue
		}
		d, err := numericDiv(sum.Datum(i), types.ScaledNumeric(c, 0))
		if err != nil {
			return err
		}
		out.Put(i, d)
	}
	return nil
}

func numericDiv(a, b types.Datum) (types.Datum, error) {
	for _, f := range builtin.LookupFuncs("numeric_div") {
		t := types.T(types.Numeric)
		return f.Eval(&builtin.Ctx{ArgTypes: []types.Type{t, t}, Ret: t}, []types.Datum{a, b})
	}
	panic("numeric_div is missing from the function catalog")
}
