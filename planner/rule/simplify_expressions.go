package rule

import (
	"github.com/tarndb/tarn/planner/eval"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/types"
)

// simplifyExpressions folds constants and brings conditions into the forms later rules
// and the executor know best: columns on the left of comparisons, constants of the
// column's own type, IN lists instead of ORs, common factors outside ORs, no NOT over
// what has a negation.
//
// It never folds a volatile call, and an error while folding leaves the expression for
// run time, where it may not be reached:
//
//	SELECT CASE WHEN a = 0 THEN 1/0 END FROM t
func simplifyExpressions(c *Ctx, n plan.Node) plan.Node {
	s := &simplifier{c: c}
	s.node(n)
	return n
}

type simplifier struct{ c *Ctx }

func (s *simplifier) node(n plan.Node) {
	plan.Walk(n, func(x plan.Node) bool {
		plan.MapExprs(x, func(e plan.Expr) plan.Expr {
			o := plan.MapExpr(e, s.one)
			if o != e {
				s.c.note()
			}
			return o
		})
		if f, ok := x.(*plan.Filter); ok {
			f.Conds = flattenConds(f.Conds)
		}
		if j, ok := x.(*plan.Join); ok {
			j.Residual = flattenConds(j.Residual)
		}
		return true
	})
}

// flattenConds splits ANDs and drops conditions that are always true or said twice.
func flattenConds(conds []plan.Expr) []plan.Expr {
	var out []plan.Expr
	for _, c := range conds {
		for _, t := range plan.Conjuncts(nil, c) {
			if k, ok := t.(*plan.Const); ok && !k.D.Null && k.D.Bool() {
				continue
			}
			if len(out) > 64 || plan.IsVolatile(t) || !containsExpr(out, t) {
				out = append(out, t)
			}
		}
	}
	return out
}

// one simplifies an expression whose operands are simple already.
func (s *simplifier) one(e plan.Expr) plan.Expr {
	switch x := e.(type) {
	case *plan.Col, *plan.Const, *plan.Param:
		return e
	case *plan.Subquery:
		s.node(x.Plan)
		return e
	case *plan.And:
		return simplifyAnd(x.Args)
	case *plan.Or:
		return simplifyOr(x.Args)
	case *plan.Not:
		return s.not(x)
	case *plan.Case:
		return simplifyCase(x)
	case *plan.Coalesce:
		return simplifyCoalesce(x)
	case *plan.AnyAll:
		return s.anyAll(x)
	case *plan.Call:
		if v := s.fold(e); v != e {
			return v
		}
		return s.compare(x)
	}
	return s.fold(e)
}

// fold computes an expression over constants.
func (s *simplifier) fold(e plan.Expr) plan.Expr {
	constant := true
	plan.EachArg(e, func(a plan.Expr) {
		_, ok := a.(*plan.Const)
		constant = constant && ok
	})
	if !constant {
		if c, ok := e.(*plan.Call); ok && !c.Fn.NotStrict && c.Fn.Volatility != builtin.Volatile && c.Fn.Kind == builtin.Scalar {
			for _, a := range c.Args { // a strict call with a NULL operand
				if k, ok := a.(*plan.Const); ok && k.D.Null && !plan.IsVolatile(e) {
					return &plan.Const{D: types.Null, T: e.Type()}
				}
			}
		}
		return e
	}
	d, ok, err := eval.Const(e, s.c.Session)
	if !ok || err != nil {
		return e
	}
	return &plan.Const{D: d, T: e.Type()}
}

func (s *simplifier) not(x *plan.Not) plan.Expr {
	switch a := x.Arg.(type) {
	case *plan.Const:
		if a.D.Null {
			return a
		}
		return boolean(!a.D.Bool())
	case *plan.Not:
		return a.Arg
	case *plan.IsNull:
		return &plan.IsNull{Arg: a.Arg, Neg: !a.Neg}
	case *plan.BoolTest:
		return &plan.BoolTest{Arg: a.Arg, Val: a.Val, Neg: !a.Neg}
	case *plan.Distinct:
		return &plan.Distinct{L: a.L, R: a.R, Neg: !a.Neg}
	case *plan.In:
		return &plan.In{Arg: a.Arg, Items: a.Items, Neg: !a.Neg}
	case *plan.And:
		return simplifyOr(s.nots(a.Args))
	case *plan.Or:
		return simplifyAnd(s.nots(a.Args))
	case *plan.Call:
		if o := plan.OpOf(a.Fn); o != nil && o.Negator != "" && len(a.Args) == 2 {
			if c, ok := plan.MakeOp(o.Negator, a.Args[0], a.Args[1]); ok {
				c.Pos = a.Pos
				return c
			}
		}
	}
	return x
}

func (s *simplifier) nots(es []plan.Expr) []plan.Expr {
	out := make([]plan.Expr, len(es))
	for i, e := range es {
		out[i] = s.not(&plan.Not{Arg: e})
	}
	return out
}

func simplifyCase(x *plan.Case) plan.Expr {
	var whens []plan.When
	for _, w := range x.Whens {
		k, ok := w.Cond.(*plan.Const)
		if !ok {
			whens = append(whens, w)
			continue
		}
		if k.D.Null || !k.D.Bool() {
			continue
		}
		if len(whens) == 0 {
			return w.Then
		}
		return &plan.Case{Whens: whens, Else: w.Then, T: x.T}
	}
	switch {
	case len(whens) == len(x.Whens):
		return x
	case len(whens) > 0:
		return &plan.Case{Whens: whens, Else: x.Else, T: x.T}
	case x.Else != nil:
		return x.Else
	}
	return &plan.Const{D: types.Null, T: x.T}
}

func simplifyCoalesce(x *plan.Coalesce) plan.Expr {
	var args []plan.Expr
	for _, a := range x.Args {
		k, ok := a.(*plan.Const)
		if ok && k.D.Null {
			continue
		}
		args = append(args, a)
		if ok {
			break
		}
	}
	switch {
	case len(args) == 0:
		return &plan.Const{D: types.Null, T: x.T}
	case len(args) == 1:
		return args[0]
	case len(args) == len(x.Args):
		return x
	}
	return &plan.Coalesce{Args: args, T: x.T}
}

// anyAll makes `x = ANY ('{…}')` an IN list and `x <> ALL ('{…}')` a NOT IN list.
func (s *simplifier) anyAll(x *plan.AnyAll) plan.Expr {
	arr, ok := x.Array.(*plan.Const)
	if !ok || arr.D.Null {
		return x
	}
	o := plan.OpOf(x.Fn)
	elem, isArr := types.ElemOf(arr.T)
	if o == nil || !isArr || !types.Same(elem, x.L.Type()) {
		return x
	}
	if !(o.Name == "=" && !x.All || o.Name == "<>" && x.All) {
		return x
	}
	items := types.DecodeArray(elem, arr.D.S).Elems
	if len(items) == 0 {
		return boolean(x.All)
	}
	return &plan.In{Arg: x.L, Items: items, Neg: x.All}
}
