package op

import (
	"math"

	"github.com/tarndb/tarn/exec/expr"
	"github.com/tarndb/tarn/exec/kernel"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/types"
)

// shifted computes sum(x + c) as sum(x) + c * count(x), which many sums over one column
// share, when bounds prove that nothing overflows on either way.
func (p *aggPlan) shifted(c *plan.AggCall, whole expr.Info, filter int, out *aggOut) (bool, error) {
	call, ok := c.Args[0].(*plan.Call)
	if !ok || c.Fn.Name != "sum" || c.Distinct || len(call.Args) != 2 {
		return false, nil
	}
	sign := map[string]int64{"int2pl": 1, "int24pl": 1, "int42pl": 1, "int4pl": 1, "int48pl": 1, "int84pl": 1, "int8pl": 1,
		"int2mi": -1, "int24mi": -1, "int42mi": -1, "int4mi": -1, "int48mi": -1, "int84mi": -1, "int8mi": -1}[call.Fn.Kernel]
	k, ok := call.Args[1].(*plan.Const)
	if sign == 0 || !ok || k.D.Null {
		return false, nil
	}
	g, err := expr.Compile(call.Args[0], p.in, p.r.Session)
	if err != nil || !g.Bounded || !isInt(g.Type.OID) || !isInt(k.T.OID) {
		return false, err
	}
	each := sign * k.D.I
	limits := expr.InfoOf(call.T, false)
	if k.D.I == math.MinInt64 || kernel.Overflows(kernel.Add, g.Lo, each) || kernel.Overflows(kernel.Add, g.Hi, each) ||
		g.Lo+each < limits.Lo || g.Hi+each > limits.Hi {
		return false, nil // some row may be out of range, which is an error
	}
	lo, hi, ok := p.sumFits(whole)
	if _, _, fits := p.sumFits(g.Info); !ok || !fits || kernel.Overflows(kernel.Mul, each, p.in.MaxRows) {
		return false, nil
	}
	x := prim{kind: primSum, arg: p.arg(call.Args[0], filter), filter: filter, info: g.Info, t: types.T(types.Int8)}
	n := prim{kind: primCount, arg: x.arg, filter: filter, t: types.T(types.Int8)}
	if g.NotNull {
		n.arg = -1
	}
	out.main, out.n, out.plus, out.each = p.prim(x), p.prim(n), true, each
	out.info.Bounded, out.info.Lo, out.info.Hi = true, lo, hi
	if c.T.OID == types.Numeric {
		out.info.Fixed, out.info.Scale = true, 0
	}
	return true, nil
}
