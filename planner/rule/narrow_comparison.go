package rule

import (
	"math"

	"github.com/tarndb/tarn/planner/eval"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/types"
)

const dayMicros = 86_400_000_000

// compare puts the constant of a comparison on the right and into the column's own type,
// so that scans can prune by it and kernels need no conversion per row:
//
//	l_shipdate <= date '1998-12-01' - interval '90' day   compares a date with a timestamp
//
// A constant that the column's type cannot hold exactly stays as it is.
func (s *simplifier) compare(c *plan.Call) plan.Expr {
	op := plan.OpName(c)
	if !plan.IsCompare(op) {
		return c
	}
	l, r := c.Args[0], c.Args[1]
	if _, ok := l.(*plan.Const); ok {
		if f, ok := plan.MakeOp(plan.Flip(op), r, l); ok {
			f.Pos = c.Pos
			return s.compare(f)
		}
	}
	k, ok := r.(*plan.Const)
	if !ok {
		return s.sameTypes(op, c)
	}
	if k.D.Null {
		return c
	}
	if n := narrowDate(op, l, k); n != nil {
		return n
	}
	if n := narrowInt(op, l, k); n != nil {
		return n
	}
	if n := s.unwrapCast(op, l, k); n != nil {
		return n
	}
	return c
}

// sameTypes widens the narrower side of an equality between columns of different number
// types, so that it can be a join key: int4 = int8 has an operator of its own, which
// cannot be hashed.
func (s *simplifier) sameTypes(op string, c *plan.Call) plan.Expr {
	l, r := c.Args[0], c.Args[1]
	rl, rr := width(l.Type().OID), width(r.Type().OID)
	if op != "=" || rl == 0 || rr == 0 || rl == rr || rl/10 != rr/10 {
		return c
	}
	if rl < rr {
		l = widen(l, r.Type())
	} else {
		r = widen(r, l.Type())
	}
	if n, ok := plan.MakeOp(op, l, r); ok {
		n.Pos = c.Pos
		return n
	}
	return c
}

// width ranks types within their family, the tens; 0 is none of them.
func width(t types.OID) int {
	switch t {
	case types.Int2:
		return 11
	case types.Int4:
		return 12
	case types.Int8:
		return 13
	case types.Float4:
		return 21
	case types.Float8:
		return 22
	case types.Date:
		return 31
	case types.Timestamp:
		return 32
	}
	return 0
}

func widen(e plan.Expr, t types.Type) plan.Expr {
	t.Mod = -1
	p, err := builtin.FindCast(e.Type(), t, builtin.CastImplicit)
	if err != nil || p.Fn == nil || len(p.Fn.Args) != 1 {
		return e
	}
	return &plan.Call{Fn: p.Fn, Args: []plan.Expr{e}, T: t}
}

// narrowDate compares a date with the day of a timestamp.
func narrowDate(op string, l plan.Expr, k *plan.Const) plan.Expr {
	if l.Type().OID != types.Date || k.T.OID != types.Timestamp {
		return nil
	}
	if k.D.I == math.MaxInt64 || k.D.I == math.MinInt64 {
		return nil
	}
	day := k.D.I / dayMicros
	if k.D.I%dayMicros < 0 {
		day--
	}
	if day*dayMicros != k.D.I { // within the day: d < ts is d <= day, d > ts is d > day
		switch op {
		case "<", "<=":
			op = "<="
		case ">", ">=":
			op = ">"
		default:
			return nil
		}
	}
	if n, ok := plan.MakeOp(op, l, &plan.Const{D: types.NewInt(day), T: types.T(types.Date)}); ok {
		return n
	}
	return nil
}

// narrowInt compares an integer with a constant of its own width.
func narrowInt(op string, l plan.Expr, k *plan.Const) plan.Expr {
	t := l.Type().OID
	if t == k.T.OID || !isInt(t) || !isInt(k.T.OID) || !fitsInt(t, k.D.I) {
		return nil
	}
	if n, ok := plan.MakeOp(op, l, &plan.Const{D: k.D, T: types.T(t)}); ok {
		return n
	}
	return nil
}

func isInt(t types.OID) bool { return t == types.Int2 || t == types.Int4 || t == types.Int8 }

func fitsInt(t types.OID, v int64) bool {
	switch t {
	case types.Int2:
		return v >= math.MinInt16 && v <= math.MaxInt16
	case types.Int4:
		return v >= math.MinInt32 && v <= math.MaxInt32
	}
	return true
}

// unwrapCast compares the integer under a widening cast, when the constant comes back
// unchanged from the narrower type.
func (s *simplifier) unwrapCast(op string, l plan.Expr, k *plan.Const) plan.Expr {
	call, ok := l.(*plan.Call)
	if !ok || len(call.Args) == 0 || !isWidening(call) {
		return nil
	}
	from := call.Args[0].Type()
	down, err := builtin.FindCast(k.T, from, builtin.CastExplicit)
	if err != nil || down.Length != nil {
		return nil
	}
	d, err := down.Apply(s.c.Session, k.D)
	if err != nil || d.Null {
		return nil
	}
	back := *call
	back.Args = append([]plan.Expr{&plan.Const{D: d, T: from}}, call.Args[1:]...)
	up, ok, err := eval.Const(&back, s.c.Session)
	if !ok || err != nil || !types.Equal(k.T, up, k.D) {
		return nil
	}
	if n, ok := plan.MakeOp(op, call.Args[0], &plan.Const{D: d, T: from}); ok {
		return n
	}
	return nil
}

// isWidening recognises casts between numbers that lose nothing and keep order.
func isWidening(c *plan.Call) bool {
	from := c.Args[0].Type().OID
	switch c.Fn.Name {
	case "int4", "int8", "numeric":
		return isInt(from) && c.T.Mod < 0
	case "float8":
		return from == types.Int2 || from == types.Int4 || from == types.Float4
	}
	return false
}
