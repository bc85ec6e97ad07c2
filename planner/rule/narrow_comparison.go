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
	if !ok || k.D.Null {
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
