package expr

import (
	"bytes"
	"math"

	"github.com/tarndb/tarn/exec/kernel"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/types"
)

func init() {
	ops := []string{"eq", "ne", "lt", "le", "gt", "ge"}
	add := func(prefix, sep, suffix string) {
		for i, op := range ops {
			specials[prefix+sep+op+suffix] = comparison(kernel.Op(i))
		}
	}
	for _, p := range []string{"int2", "int4", "int8", "int24", "int42", "int48", "int84", "int28", "int82",
		"float4", "float8", "float48", "float84", "bool", "text", "char"} {
		add(p, "", "")
		add(p, "_", "") // text_lt and its like
	}
	for _, p := range []string{"date", "timestamp", "timestamptz", "time", "numeric"} {
		add(p, "_", "")
	}
	specials["oideq"], specials["oidne"] = comparison(kernel.EQ), comparison(kernel.NE) // oids are unsigned: no order here
	add("date", "_", "_timestamp")
	add("bytea", "", "")
	add("uuid", "_", "")
}

// comparison vectorizes a comparison of like-formed arguments.
func comparison(op kernel.Op) special {
	return func(c *compiler, e *plan.Call, args []compiled) (compiled, bool) {
		l, r := args[0], args[1]
		if e.Fn.Args[0] == types.Date && e.Fn.Args[1] == types.Timestamp {
			if l.Lo <= -(1<<29) || l.Hi >= 1<<29 {
				l.Bounded = false // infinities must be mapped
			}
			l = compiled{midnight(l.node), InfoOf(types.T(types.Timestamp), l.NotNull)}
		}
		if l.Type.OID == types.Numeric {
			s := max(l.Scale, r.Scale)
			var ok1, ok2 bool
			l, ok1 = atScale(l, s)
			r, ok2 = atScale(r, s)
			if !ok1 || !ok2 {
				return compiled{}, false
			}
		}
		l, r = sameWidth(l, r)
		n := &cmpNode{op: op, l: l.node, r: r.node, phys: physOf(l)}
		if _, ok := l.node.(*constNode); ok {
			n.op, n.l, n.r = op.Swap(), r.node, l.node
		}
		return compiled{n, boolInfo(l.NotNull && r.NotNull)}, true
	}
}

// physOf is the form that a node's flat vectors have.
func physOf(a compiled) types.Phys {
	if a.Fixed {
		return types.PI64
	}
	return a.Type.Phys()
}

// sameWidth widens the narrower of two integers.
func sameWidth(l, r compiled) (compiled, compiled) {
	lp, rp := physOf(l), physOf(r)
	if lp == types.PI32 && rp == types.PI64 {
		return widen(l, r.Type), r
	}
	if lp == types.PI64 && rp == types.PI32 {
		return l, widen(r, l.Type)
	}
	return l, r
}

func widen(a compiled, t types.Type) compiled {
	in := a.Info
	in.Type = t
	if cn, ok := a.node.(*constNode); ok {
		v := &vec.Vec{Type: t, Phys: types.PI64, Form: vec.Const, I64: []int64{int64(cn.v.I32[0])}, Valid: cn.v.Valid}
		return compiled{&constNode{v}, in}
	}
	return compiled{&mapNode{arg: a.node, t: t, phys: types.PI64, loop: widenLoop}, in}
}

// widenLoop turns PI32 into PI64.
func widenLoop(src, dst *vec.Vec, sel []uint16, n int) {
	from, to := src.I32, dst.I64
	kernel.EachRow(sel, n, func(i int) { to[i] = int64(from[i]) })
}

// midnight turns a date into a timestamp.
func midnight(arg node) node {
	return &mapNode{arg: arg, t: types.T(types.Timestamp), phys: types.PI64, loop: func(src, dst *vec.Vec, sel []uint16, n int) {
		from, to := src.I32, dst.I64
		kernel.EachRow(sel, n, func(i int) {
			switch d := from[i]; d {
			case math.MinInt32:
				to[i] = math.MinInt64
			case math.MaxInt32:
				to[i] = math.MaxInt64
			default:
				to[i] = int64(d) * microsDay
			}
		})
	}}
}

// cmpNode compares two vectors of one form; a constant is on the right.
type cmpNode struct {
	op     kernel.Op
	l, r   node
	phys   types.Phys
	lt, rt vec.Vec
	out    vec.Vec
	buf    []uint16
}

func (n *cmpNode) isStrict() bool { return true }

func (n *cmpNode) eval(b *vec.Batch, sel []uint16) (*vec.Vec, error) {
	if cap(n.buf) < b.N {
		n.buf = make([]uint16, max(b.N, vec.Size))
	}
	l, r, err := n.sides(b, sel)
	if err != nil {
		return nil, err
	}
	hits := n.compare(l, r, sel, b.N, n.buf)
	n.out.Reset(types.T(types.Bool), types.PBool, b.N)
	clear(n.out.B)
	for _, i := range hits {
		n.out.B[i] = 1
	}
	n.validity(l, r, b.N)
	return &n.out, nil
}

func (n *cmpNode) validity(l, r *vec.Vec, rows int) {
	if r.Form != vec.Const {
		n.out.AndValid(rows, l.Valid, r.Valid)
		return
	}
	if r.IsNull(0) {
		n.out.AllNull(rows)
		return
	}
	n.out.Valid = l.Valid
}

// sides evaluates both sides, flattening all but a constant on the right.
func (n *cmpNode) sides(b *vec.Batch, sel []uint16) (l, r *vec.Vec, err error) {
	if l, err = flat(n.l, &n.lt, b, sel); err != nil {
		return
	}
	if r, err = n.r.eval(b, sel); err != nil {
		return
	}
	if r.Form == vec.Dict {
		r = vec.Flatten(&n.rt, r, sel, b.N)
	}
	return
}

func (n *cmpNode) filter(b *vec.Batch, sel, out []uint16) ([]uint16, error) {
	l, r, err := n.sides(b, sel)
	if err != nil {
		return nil, err
	}
	if r.Form == vec.Const && r.IsNull(0) {
		return out[:0], nil
	}
	out = n.compare(l, r, sel, b.N, out)
	if l.Valid != nil {
		out = kernel.SelValid(l.Valid, out, b.N, out)
	}
	if r.Form != vec.Const && r.Valid != nil {
		out = kernel.SelValid(r.Valid, out, b.N, out)
	}
	return out, nil
}

func (n *cmpNode) compare(l, r *vec.Vec, sel []uint16, rows int, out []uint16) []uint16 {
	isConst := r.Form == vec.Const
	switch n.phys {
	case types.PBool:
		return selInts(n.op, l.B, r.B, isConst, sel, rows, out)
	case types.PI32:
		return selInts(n.op, l.I32, r.I32, isConst, sel, rows, out)
	case types.PI64:
		return selInts(n.op, l.I64, r.I64, isConst, sel, rows, out)
	case types.PF64:
		return n.floats(l, r, isConst, sel, rows, out)
	}
	return n.strings(l, r, isConst, sel, rows, out)
}

func selInts[T kernel.Int](op kernel.Op, l, r []T, isConst bool, sel []uint16, n int, out []uint16) []uint16 {
	if isConst {
		return kernel.SelConst(op, l, r[0], sel, n, out)
	}
	return kernel.SelVec(op, l, r, sel, n, out)
}

func (n *cmpNode) floats(l, r *vec.Vec, isConst bool, sel []uint16, rows int, out []uint16) []uint16 {
	op, a, b := n.op, l.F64, r.F64
	if isConst {
		c := b[0]
		return kernel.SelWhere(sel, rows, out, func(i int) bool { return op.Holds(kernel.CompareFloat(a[i], c)) })
	}
	return kernel.SelWhere(sel, rows, out, func(i int) bool { return op.Holds(kernel.CompareFloat(a[i], b[i])) })
}

func (n *cmpNode) strings(l, r *vec.Vec, isConst bool, sel []uint16, rows int, out []uint16) []uint16 {
	op := n.op
	switch {
	case isConst && op <= kernel.NE:
		c := r.Str(0)
		want := op == kernel.EQ
		return kernel.SelWhere(sel, rows, out, func(i int) bool {
			return (l.Refs[i].Len() == len(c) && l.Str(i) == c) == want
		})
	case isConst:
		c := r.Bytes(0)
		return kernel.SelWhere(sel, rows, out, func(i int) bool { return op.Holds(bytes.Compare(l.Bytes(i), c)) })
	case op <= kernel.NE:
		want := op == kernel.EQ
		return kernel.SelWhere(sel, rows, out, func(i int) bool { return (l.Str(i) == r.Str(i)) == want })
	}
	return kernel.SelWhere(sel, rows, out, func(i int) bool { return op.Holds(bytes.Compare(l.Bytes(i), r.Bytes(i))) })
}
