package expr

import (
	"math"

	"github.com/tarndb/tarn/exec/kernel"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

func init() {
	for op, suffix := range map[kernel.ArithOp]string{kernel.Add: "pl", kernel.Sub: "mi", kernel.Mul: "mul"} {
		for _, p := range []string{"int2", "int4", "int8", "int24", "int42", "int48", "int84", "int28", "int82"} {
			specials[p+suffix] = intArith(op)
		}
	}
	specials["date_pli"] = dateArith(kernel.Add)
	specials["date_mii"] = dateArith(kernel.Sub)
	specials["date_mi"] = dateArith(kernel.Sub)
	specials["numeric_add"] = numericArith(kernel.Add)
	specials["numeric_sub"] = numericArith(kernel.Sub)
	specials["numeric_mul"] = numericArith(kernel.Mul)
	for _, k := range []string{"int2_numeric", "int4_numeric", "int8_numeric"} {
		specials[k] = intToNumeric
	}
	for suffix, op := range map[string]byte{"pl": '+', "mi": '-', "mul": '*'} {
		specials["float8"+suffix] = floatArith(op)
	}
	for _, k := range []string{"i2toi4", "int28", "int48"} {
		specials[k] = widenCast
	}
	for _, k := range []string{"i2tod", "i4tod", "int8tod", "i8tod"} {
		specials[k] = intToFloat
	}
	specials["numeric"] = numericLength
}

// bounds computes the range of l op r; ok is false when it leaves int64.
func bounds(op kernel.ArithOp, l, r Info) (lo, hi int64, ok bool) {
	corners := [4][2]int64{{l.Lo, r.Lo}, {l.Lo, r.Hi}, {l.Hi, r.Lo}, {l.Hi, r.Hi}}
	for i, c := range corners {
		if kernel.Overflows(op, c[0], c[1]) {
			return 0, 0, false
		}
		x := kernel.Do(op, c[0], c[1])
		if i == 0 {
			lo, hi = x, x
		}
		lo, hi = min(lo, x), max(hi, x)
	}
	return lo, hi, true
}

func intArith(op kernel.ArithOp) special {
	return func(c *compiler, e *plan.Call, args []compiled) (compiled, bool) {
		if len(args) != 2 {
			return compiled{}, false
		}
		in := InfoOf(e.T, false)
		limLo, limHi := in.Lo, in.Hi
		n := &arithNode{op: op, t: e.T, phys: e.T.Phys(), lo: limLo, hi: limHi}
		checked := true
		if lo, hi, ok := bounds(op, args[0].Info, args[1].Info); ok && args[0].Bounded && args[1].Bounded {
			if lo >= limLo && hi <= limHi {
				checked = false
			}
			in.Lo, in.Hi = max(lo, limLo), min(hi, limHi)
		}
		l, r := args[0], args[1]
		if n.phys == types.PI64 || checked {
			l, r = toI64(l), toI64(r)
		}
		n.l, n.r, n.checked = l.node, r.node, checked
		in.NotNull = l.NotNull && r.NotNull
		return compiled{n, in}, true
	}
}

func toI64(a compiled) compiled {
	if physOf(a) == types.PI64 {
		return a
	}
	return widen(a, types.T(types.Int8))
}

// dateArith moves dates by days where no infinity and no overflow is possible.
func dateArith(op kernel.ArithOp) special {
	return func(c *compiler, e *plan.Call, args []compiled) (compiled, bool) {
		const far = 2_000_000 // days: year ±5000 and more, inside PostgreSQL's range
		l, r := args[0], args[1]
		if l.Lo < -far || l.Hi > far || r.Lo < -far/4 || r.Hi > far {
			return compiled{}, false
		}
		lo, hi, _ := bounds(op, l.Info, r.Info)
		in := InfoOf(e.T, l.NotNull && r.NotNull)
		in.Lo, in.Hi = lo, hi
		return compiled{&arithNode{op: op, t: e.T, phys: types.PI32, l: l.node, r: r.node}, in}, true
	}
}

func numericArith(op kernel.ArithOp) special {
	return func(c *compiler, e *plan.Call, args []compiled) (compiled, bool) {
		l, r := args[0], args[1]
		if !l.Fixed || !r.Fixed {
			return compiled{}, false
		}
		scale := l.Scale + r.Scale
		if op != kernel.Mul {
			scale = max(l.Scale, r.Scale)
			var ok1, ok2 bool
			l, ok1 = atScale(l, scale)
			r, ok2 = atScale(r, scale)
			if !ok1 || !ok2 {
				return compiled{}, false
			}
		}
		lo, hi, ok := bounds(op, l.Info, r.Info)
		if !ok || scale > 18 {
			return compiled{}, false
		}
		in := Info{Type: e.T, Fixed: true, Scale: scale, Bounded: true, Lo: lo, Hi: hi, NotNull: l.NotNull && r.NotNull}
		return compiled{&arithNode{op: op, t: e.T, phys: types.PI64, scale: scale, l: l.node, r: r.node}, in}, true
	}
}

// arithNode computes integer or scaled arithmetic; checked results leave [lo, hi] with
// an error.
type arithNode struct {
	op      kernel.ArithOp
	t       types.Type
	phys    types.Phys
	scale   int
	l, r    node
	checked bool
	lo, hi  int64

	lt, rt, out vec.Vec
}

func (n *arithNode) isStrict() bool { return true }

func (n *arithNode) eval(b *vec.Batch, sel []uint16) (*vec.Vec, error) {
	l, err := n.l.eval(b, sel)
	if err != nil {
		return nil, err
	}
	r, err := n.r.eval(b, sel)
	if err != nil {
		return nil, err
	}
	if l.Form == vec.Const && r.Form != vec.Const && !n.checked && !l.IsNull(0) {
		r = vec.Flatten(&n.rt, r, sel, b.N)
		n.withConst(r, l, true, b, sel)
		return &n.out, nil
	}
	if r.Form == vec.Const && l.Form != vec.Const && !n.checked && !r.IsNull(0) {
		l = vec.Flatten(&n.lt, l, sel, b.N)
		n.withConst(l, r, false, b, sel)
		return &n.out, nil
	}
	l = vec.Flatten(&n.lt, l, sel, b.N)
	r = vec.Flatten(&n.rt, r, sel, b.N)
	n.out.Reset(n.t, n.phys, b.N)
	n.out.Scale = int16(n.scale)
	n.out.AndValid(b.N, l.Valid, r.Valid)
	if n.checked {
		return &n.out, n.checkedLoop(l, r, sel, b.N)
	}
	if n.phys == types.PI32 {
		kernel.Arith(n.op, l.I32, r.I32, n.out.I32, sel, b.N)
	} else {
		kernel.Arith(n.op, l.I64, r.I64, n.out.I64, sel, b.N)
	}
	return &n.out, nil
}

func (n *arithNode) withConst(v, c *vec.Vec, left bool, b *vec.Batch, sel []uint16) {
	n.out.Reset(n.t, n.phys, b.N)
	n.out.Scale = int16(n.scale)
	n.out.Valid = v.Valid
	if n.phys == types.PI32 {
		kernel.ArithConst(n.op, v.I32, c.I32[0], left, n.out.I32, sel, b.N)
	} else {
		kernel.ArithConst(n.op, v.I64, c.I64[0], left, n.out.I64, sel, b.N)
	}
}

func (n *arithNode) checkedLoop(l, r *vec.Vec, sel []uint16, rows int) error {
	bad := false
	kernel.EachRow(sel, rows, func(i int) {
		if !vec.IsValid(n.out.Valid, i) {
			return
		}
		x, y := l.I64[i], r.I64[i]
		z := kernel.Do(n.op, x, y)
		if kernel.Overflows(n.op, x, y) || z < n.lo || z > n.hi {
			bad = true
		}
		if n.phys == types.PI32 {
			n.out.I32[i] = int32(z)
		} else {
			n.out.I64[i] = z
		}
	})
	if bad {
		return outOfRange(n.t)
	}
	return nil
}

func outOfRange(t types.Type) error {
	name := "integer"
	switch t.OID {
	case types.Int2:
		name = "smallint"
	case types.Int8:
		name = "bigint"
	}
	return pgerr.New(pgerr.NumericValueOutOfRange, "%s out of range", name)
}

func intToNumeric(c *compiler, e *plan.Call, args []compiled) (compiled, bool) {
	a := toI64(args[0])
	in := a.Info
	in.Type, in.Fixed, in.Scale = e.T, true, 0
	return compiled{&retypeNode{arg: a.node, t: e.T}, in}, true
}

func widenCast(c *compiler, e *plan.Call, args []compiled) (compiled, bool) {
	if len(args) != 1 {
		return compiled{}, false
	}
	a := args[0]
	if physOf(a) == e.T.Phys() {
		in := a.Info
		in.Type = e.T
		return compiled{&retypeNode{arg: a.node, t: e.T}, in}, true
	}
	return widen(a, e.T), true
}

func intToFloat(c *compiler, e *plan.Call, args []compiled) (compiled, bool) {
	n := &mapNode{arg: toI64(args[0]).node, t: e.T, phys: types.PF64, loop: func(src, dst *vec.Vec, sel []uint16, n int) {
		from, to := src.I64, dst.F64
		kernel.EachRow(sel, n, func(i int) { to[i] = float64(from[i]) })
	}}
	return compiled{n, Info{Type: e.T, NotNull: args[0].NotNull}}, true
}

func floatArith(op byte) special {
	return func(c *compiler, e *plan.Call, args []compiled) (compiled, bool) {
		n := &floatNode{op: op, l: args[0].node, r: args[1].node, t: e.T}
		return compiled{n, Info{Type: e.T, NotNull: args[0].NotNull && args[1].NotNull}}, true
	}
}

// floatNode computes float8 arithmetic with PostgreSQL's overflow and underflow errors.
type floatNode struct {
	op          byte
	l, r        node
	t           types.Type
	lt, rt, out vec.Vec
}

func (n *floatNode) isStrict() bool { return true }

func (n *floatNode) eval(b *vec.Batch, sel []uint16) (*vec.Vec, error) {
	l, err := flat(n.l, &n.lt, b, sel)
	if err != nil {
		return nil, err
	}
	r, err := flat(n.r, &n.rt, b, sel)
	if err != nil {
		return nil, err
	}
	n.out.Reset(n.t, types.PF64, b.N)
	n.out.AndValid(b.N, l.Valid, r.Valid)
	kernel.Float(n.op, l.F64, r.F64, n.out.F64, sel, b.N)
	return &n.out, n.check(l, r, sel, b.N)
}

func (n *floatNode) check(l, r *vec.Vec, sel []uint16, rows int) error {
	var err error
	kernel.EachRow(sel, rows, func(i int) {
		z := n.out.F64[i]
		if !math.IsInf(z, 0) && z != 0 || !vec.IsValid(n.out.Valid, i) {
			return
		}
		x, y := l.F64[i], r.F64[i]
		if z != 0 && !math.IsInf(x, 0) && !math.IsInf(y, 0) {
			err = pgerr.New(pgerr.NumericValueOutOfRange, "value out of range: overflow")
		}
		if z == 0 && n.op == '*' && x != 0 && y != 0 {
			err = pgerr.New(pgerr.NumericValueOutOfRange, "value out of range: underflow")
		}
	})
	return err
}

// numericLength applies numeric(p,s) to a fixed numeric.
func numericLength(c *compiler, e *plan.Call, args []compiled) (compiled, bool) {
	a := args[0]
	p, s, ok := e.T.NumericMod()
	if !ok || !a.Fixed || s < 0 || p > 18 {
		return compiled{}, false
	}
	if s >= a.Scale {
		r, ok := atScale(a, s)
		if !ok || r.Hi >= pow10[p] || r.Lo <= -pow10[p] {
			return compiled{}, false
		}
		return compiled{&retypeNode{arg: r.node, t: e.T}, r.Info}, true
	}
	d := pow10[a.Scale-s]
	in := a.Info
	in.Scale, in.Lo, in.Hi = s, roundDiv(a.Lo, d), roundDiv(a.Hi, d)
	if in.Hi >= pow10[p] || in.Lo <= -pow10[p] {
		return compiled{}, false
	}
	n := &mapNode{arg: a.node, t: e.T, phys: types.PI64, scale: s, loop: func(src, dst *vec.Vec, sel []uint16, n int) {
		from, to := src.I64, dst.I64
		kernel.EachRow(sel, n, func(i int) { to[i] = roundDiv(from[i], d) })
	}}
	return compiled{n, in}, true
}

// roundDiv divides and rounds half away from zero.
func roundDiv(v, d int64) int64 {
	q, r := v/d, v%d
	if r >= d-r {
		return q + 1
	}
	if -r >= d+r {
		return q - 1
	}
	return q
}

// scaleUp multiplies a fixed numeric to a larger scale.
func scaleUp(a compiled, scale int) node {
	by := pow10[scale-a.Scale]
	return &mapNode{arg: a.node, t: a.Type, phys: types.PI64, scale: scale, loop: func(src, dst *vec.Vec, sel []uint16, n int) {
		from, to := src.I64, dst.I64
		kernel.EachRow(sel, n, func(i int) { to[i] = from[i] * by })
	}}
}

// encodeNode turns fixed numerics of type t into the general encoding.
func encodeNode(arg node, t types.Type) node {
	return &mapNode{arg: arg, t: t, phys: types.PStr, loop: func(src, dst *vec.Vec, sel []uint16, n int) {
		kernel.EachRow(sel, n, func(i int) {
			if vec.IsValid(src.Valid, i) {
				dst.Put(i, types.ScaledNumeric(src.I64[i], int(src.Scale)))
			}
		})
	}}
}
