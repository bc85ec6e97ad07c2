package rule

import (
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/types"
)

// simplifyAnd flattens a conjunction, drops TRUE and repeated terms, and is FALSE when a
// term is. (A condition that is NULL for FALSE would do in WHERE but not elsewhere, so
// only a real FALSE decides.)
func simplifyAnd(args []plan.Expr) plan.Expr {
	return simplifyLogic(args, true)
}

// simplifyOr flattens a disjunction, merges equalities over one operand into IN, and
// moves terms that every branch has in front: (a AND b) OR (a AND c) is a AND (b OR c).
func simplifyOr(args []plan.Expr) plan.Expr {
	e := simplifyLogic(args, false)
	o, ok := e.(*plan.Or)
	if !ok {
		return e
	}
	if f := factor(o.Args); f != nil {
		return f
	}
	return mergeIn(o)
}

func simplifyLogic(args []plan.Expr, and bool) plan.Expr {
	flat := make([]plan.Expr, 0, len(args))
	for _, a := range args {
		switch x := a.(type) {
		case *plan.And:
			if and {
				flat = append(flat, x.Args...)
				continue
			}
		case *plan.Or:
			if !and {
				flat = append(flat, x.Args...)
				continue
			}
		}
		flat = append(flat, a)
	}
	out := flat[:0:0]
	for _, a := range flat {
		if k, ok := a.(*plan.Const); ok && !k.D.Null {
			if k.D.Bool() != and {
				return boolean(!and)
			}
			continue
		}
		if len(flat) > 64 || !containsExpr(out, a) {
			out = append(out, a)
		}
	}
	switch {
	case len(out) == 0:
		return boolean(and)
	case len(out) == 1:
		return out[0]
	case and:
		return &plan.And{Args: out}
	}
	return &plan.Or{Args: out}
}

// factor takes the terms common to all branches out of an OR, nil when there are none.
func factor(branches []plan.Expr) plan.Expr {
	common := plan.Conjuncts(nil, branches[0])
	for _, b := range branches[1:] {
		terms := plan.Conjuncts(nil, b)
		var keep []plan.Expr
		for _, t := range common {
			if containsExpr(terms, t) && !plan.IsVolatile(t) {
				keep = append(keep, t)
			}
		}
		if common = keep; len(common) == 0 {
			return nil
		}
	}
	var rest []plan.Expr
	for _, b := range branches {
		var own []plan.Expr
		for _, t := range plan.Conjuncts(nil, b) {
			if !containsExpr(common, t) {
				own = append(own, t)
			}
		}
		if len(own) == 0 {
			return simplifyAnd(common)
		}
		rest = append(rest, plan.AndOf(own))
	}
	return simplifyAnd(append(common, simplifyOr(rest)))
}

// mergeIn makes one IN of the branches of an OR that compare one operand with constants.
func mergeIn(o *plan.Or) plan.Expr {
	var out []plan.Expr
	merged := false
	own := map[*plan.In]bool{} // made here, and so free to grow
	for _, b := range o.Args {
		arg, items, ok := asIn(b)
		if !ok {
			out = append(out, b)
			continue
		}
		found := false
		for i, x := range out {
			if in, isIn := x.(*plan.In); isIn && !in.Neg && plan.Equal(in.Arg, arg) {
				if !own[in] {
					in = &plan.In{Arg: arg, Items: append([]types.Datum(nil), in.Items...)}
					own[in], out[i] = true, in
				}
				in.Items = append(in.Items, items...)
				found, merged = true, true
				break
			}
		}
		if !found {
			out = append(out, &plan.In{Arg: arg, Items: items})
		}
	}
	if !merged {
		return o
	}
	for i, x := range out { // what stayed alone is an equality again
		if in, ok := x.(*plan.In); ok && len(in.Items) == 1 {
			if eq, ok := plan.MakeOp("=", in.Arg, &plan.Const{D: in.Items[0], T: in.Arg.Type()}); ok {
				out[i] = eq
			}
		}
	}
	if len(out) == 1 {
		return out[0]
	}
	return &plan.Or{Args: out}
}

func asIn(e plan.Expr) (plan.Expr, []types.Datum, bool) {
	if in, ok := e.(*plan.In); ok && !in.Neg && !plan.IsVolatile(in.Arg) {
		return in.Arg, in.Items, true
	}
	l, r, ok := plan.Equality(e)
	if !ok || plan.IsVolatile(l) {
		return nil, nil, false
	}
	k, ok := r.(*plan.Const)
	if _, both := l.(*plan.Const); !ok || both {
		return nil, nil, false
	}
	return l, []types.Datum{k.D}, true
}
