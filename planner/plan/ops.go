package plan

import (
	"sync"

	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/types"
)

// opTable finds the operator behind a function, so that rules can reason about
// comparisons without naming overloads.
var opTable = sync.OnceValue(func() map[*builtin.Func]*builtin.Operator {
	m := map[*builtin.Func]*builtin.Operator{}
	for _, o := range builtin.Operators() {
		if o.Fn != nil && m[o.Fn] == nil {
			m[o.Fn] = o
		}
	}
	return m
})

// OpOf gives the operator a function implements, nil for other functions.
func OpOf(fn *builtin.Func) *builtin.Operator { return opTable()[fn] }

// OpName gives the operator name of a call with two arguments, "" for other calls.
func OpName(c *Call) string {
	if len(c.Args) != 2 {
		return ""
	}
	if o := OpOf(c.Fn); o != nil && o.Left != 0 {
		return o.Name
	}
	return ""
}

// IsCompare tells whether op is one of the six comparisons.
func IsCompare(op string) bool {
	switch op {
	case "=", "<>", "<", "<=", ">", ">=":
		return true
	}
	return false
}

// Flip gives the comparison that holds with the sides swapped.
func Flip(op string) string {
	switch op {
	case "<":
		return ">"
	case "<=":
		return ">="
	case ">":
		return "<"
	case ">=":
		return "<="
	}
	return op
}

// Equality recognises l = r where both sides have one type whose equality is the type's
// own (so that hashing and comparing agree with it).
func Equality(e Expr) (l, r Expr, ok bool) {
	c, isCall := e.(*Call)
	if !isCall || OpName(c) != "=" || !types.Same(c.Args[0].Type(), c.Args[1].Type()) {
		return nil, nil, false
	}
	return c.Args[0], c.Args[1], true
}

// MakeOp builds `l op r` for operands whose types an operator takes as they are; ok is
// false when there is none.
func MakeOp(op string, l, r Expr) (*Call, bool) {
	lt, rt := l.Type(), r.Type()
	res, err := builtin.ResolveOp(op, &lt, &rt)
	if err != nil || res.Left.OID != lt.OID && !types.IsPolymorphic(res.Left.OID) ||
		res.Right.OID != rt.OID && !types.IsPolymorphic(res.Right.OID) {
		return nil, false
	}
	return &Call{Fn: res.Op.Fn, Args: []Expr{l, r}, T: res.Ret}, true
}
