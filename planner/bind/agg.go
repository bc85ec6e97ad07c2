package bind

import (
	"strings"

	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// selectState gathers what the expressions of one query level need computed before the
// select list: aggregates, window functions, set-returning functions. Each has its
// output column from the start, so expressions simply name that column.
type selectState struct {
	aggs      []plan.AggCall
	aggOffs   []int
	groupings []groupingCall
	wins      []winCall
	srfs      []plan.SetFunc
	made      plan.ColSet // output columns of all of these
	aggCols   plan.ColSet
	winCols   plan.ColSet
	defs      []*parse.Window // WINDOW clause
	// clause and aggsOK are those of the clause being bound, for aggregates that belong
	// here but stand in a subquery.
	clause string
	aggsOK bool
}

type groupingCall struct {
	args []plan.Expr
	out  plan.Column
	off  int
}

// aggCall binds an aggregate and gives the column that will hold it.
func (x *exprBinder) aggCall(e *parse.FuncCall, name string) (plan.Expr, error) {
	call, offs, err := x.aggregate(e, name)
	if err != nil {
		return nil, err
	}
	owner, err := x.aggOwner(call, e.Pos)
	if err != nil {
		return nil, err
	}
	sel := owner.sel
	for i := range sel.aggs {
		if plan.EqualAggs(&sel.aggs[i], call) && !aggVolatile(call) {
			return sel.aggs[i].Out.Ref(), nil
		}
	}
	call.Out = x.b.space.NewCol(name, call.T, false)
	sel.aggs = append(sel.aggs, *call)
	sel.aggOffs = append(sel.aggOffs, offs)
	sel.made.Add(call.Out.ID)
	sel.aggCols.Add(call.Out.ID)
	return call.Out.Ref(), nil
}

func aggVolatile(c *plan.AggCall) bool {
	for _, a := range c.Args {
		if plan.IsVolatile(a) {
			return true
		}
	}
	return false
}

// aggOwner finds the query level an aggregate belongs to: that of the innermost column
// in its arguments.
func (x *exprBinder) aggOwner(call *plan.AggCall, off int) (*scope, error) {
	var used plan.ColSet
	for _, a := range call.Args {
		plan.AddExprCols(&used, a)
	}
	if call.Filter != nil {
		plan.AddExprCols(&used, call.Filter)
	}
	for _, k := range call.OrderBy {
		plan.AddExprCols(&used, k.Expr)
	}
	owner := x.sc
	if !used.Empty() {
		for sc := x.sc; sc != nil; sc = sc.parent {
			if used.Intersects(sc.from) || sc.sel != nil && used.Intersects(sc.sel.made) {
				owner = sc
				break
			}
		}
	}
	if owner.sel != nil && used.Intersects(owner.sel.aggCols) {
		return nil, x.b.errAt(off, pgerr.GroupingError, "aggregate function calls cannot be nested")
	}
	if owner.sel != nil && used.Intersects(owner.sel.winCols) {
		return nil, x.b.errAt(off, pgerr.GroupingError, "aggregate function calls cannot contain window function calls")
	}
	clause, ok := x.clause, x.aggs
	if owner != x.sc && owner.sel != nil {
		clause, ok = owner.sel.clause, owner.sel.aggsOK
	}
	if !ok || owner.sel == nil {
		if clause == "FROM" {
			return nil, x.b.errAt(off, pgerr.GroupingError,
				"aggregate functions are not allowed in FROM clause of their own query level")
		}
		return nil, x.b.errAt(off, pgerr.GroupingError, "aggregate functions are not allowed in %s", clause)
	}
	if x.inAgg && owner == x.sc {
		return nil, x.b.errAt(off, pgerr.GroupingError, "aggregate function calls cannot be nested")
	}
	return owner, nil
}

// aggregate binds the call itself, for aggregates and for aggregates over windows.
func (x *exprBinder) aggregate(e *parse.FuncCall, name string) (*plan.AggCall, int, error) {
	sub := *x
	sub.inAgg, sub.wins, sub.clause = true, false, x.clause
	a, err := sub.args(e.Args)
	if err != nil {
		return nil, 0, err
	}
	var keys []plan.SortKey
	if e.WithinGroup {
		for _, it := range e.OrderBy {
			v, err := sub.bind(it.X)
			if err != nil {
				return nil, 0, err
			}
			a.exprs, a.offs = append(a.exprs, v), append(a.offs, it.X.Range().Pos)
		}
	}
	res, err := x.b.resolveAgg(e, name, a)
	if err != nil {
		return nil, 0, x.b.at(err, e.Pos)
	}
	if res.Func == nil || res.Func.Kind != builtin.Aggregate {
		return nil, 0, x.b.errAt(e.Pos, pgerr.WrongObjectType, "%s is not an aggregate function", name)
	}
	if err := x.b.checkAgg(e, res.Func, name); err != nil {
		return nil, 0, err
	}
	call := &plan.AggCall{Fn: res.Func, Distinct: e.Distinct, T: res.Ret}
	if call.Args, err = x.b.fitArgs(res, a); err != nil {
		return nil, 0, err
	}
	if e.WithinGroup {
		n := len(call.Args) - len(e.OrderBy)
		keys, err = x.b.withinKeys(e.OrderBy, call.Args[max(n, 0):])
	} else {
		keys, err = sub.sortKeys(e.OrderBy)
	}
	if err != nil {
		return nil, 0, err
	}
	call.OrderBy = keys
	for _, v := range call.Args {
		call.ArgTypes = append(call.ArgTypes, v.Type())
	}
	if err := x.b.distinctOrder(call, e); err != nil {
		return nil, 0, err
	}
	if e.Filter != nil {
		f := *x
		f.clause, f.aggs, f.wins, f.srfs = "FILTER", false, false, false
		f.inAgg = true
		if call.Filter, err = f.cond(e.Filter, "FILTER"); err != nil {
			return nil, 0, err
		}
	}
	return call, e.Pos, nil
}

// hypotheticalFunc finds the aggregate of the rank() family of a name.
func hypotheticalFunc(name string) *builtin.Func {
	for _, f := range builtin.LookupFuncs(name) {
		if f.Hypothetical {
			return f
		}
	}
	return nil
}

// resolveAgg chooses an aggregate for its arguments, those of WITHIN GROUP last. Those of
// the rank() family take a direct argument for each value they order by.
func (b *Binder) resolveAgg(e *parse.FuncCall, name string, a *argList) (*builtin.Resolved, error) {
	fn := hypotheticalFunc(name)
	if fn == nil || !e.WithinGroup {
		return builtin.ResolveFunc(name, a.types(), a.names, e.Variadic)
	}
	n := len(e.OrderBy)
	if len(e.Args) != n {
		var ts []string
		for _, t := range a.types() {
			ts = append(ts, t.String())
		}
		return nil, pgerr.New(pgerr.UndefinedFunction, "function %s(%s) does not exist", name, strings.Join(ts, ", ")).
			WithHint("To use the hypothetical-set aggregate %s, the number of hypothetical direct arguments (here %d) must match the number of ordering columns (here %d).",
				name, len(e.Args), n)
	}
	res := &builtin.Resolved{Func: fn, Ret: types.T(fn.Ret), VariadicFrom: -1, Args: make([]types.Type, 2*n), ArgMap: make([]int, 2*n)}
	for i := range n {
		t, err := builtin.CommonType([]types.Type{a.exprs[n+i].Type(), a.exprs[i].Type()}, "WITHIN GROUP")
		if err != nil {
			return nil, err
		}
		res.Args[i], res.Args[n+i] = t, t
		res.ArgMap[i], res.ArgMap[n+i] = i, n+i
	}
	return res, nil
}

func (b *Binder) checkAgg(e *parse.FuncCall, fn *builtin.Func, name string) error {
	switch {
	case fn.OrderedSet && !e.WithinGroup:
		return b.errAt(e.Pos, pgerr.WrongObjectType, "WITHIN GROUP is required for ordered-set aggregate %s", name)
	case !fn.OrderedSet && e.WithinGroup:
		return b.errAt(e.Pos, pgerr.WrongObjectType, "%s is not an ordered-set aggregate, so it cannot have WITHIN GROUP", name)
	case fn.OrderedSet && e.Over != nil:
		return b.errAt(e.Pos, pgerr.FeatureNotSupported, "OVER is not supported for ordered-set aggregate %s", name)
	case e.Distinct && len(e.Args) == 0:
		return b.errAt(e.Pos, pgerr.WrongObjectType, "DISTINCT specified, but %s has no arguments", name)
	case !e.Star && len(e.Args) == 0 && name == "count":
		return b.errAt(e.Pos, pgerr.WrongObjectType, "count(*) must be used to call a parameterless aggregate function")
	}
	return nil
}

// withinKeys makes the sort keys of WITHIN GROUP from the already coerced arguments.
func (b *Binder) withinKeys(items []*parse.SortItem, args []plan.Expr) ([]plan.SortKey, error) {
	var keys []plan.SortKey
	for i, it := range items {
		if i >= len(args) {
			break
		}
		k, err := b.sortKey(it, args[i])
		if err != nil {
			return nil, err
		}
		keys = append(keys, k)
	}
	return keys, nil
}

// distinctOrder checks agg(DISTINCT x ORDER BY y): y must be among the arguments.
func (b *Binder) distinctOrder(call *plan.AggCall, e *parse.FuncCall) error {
	if !call.Distinct || e.WithinGroup {
		return nil
	}
	for i, k := range call.OrderBy {
		found := false
		for _, a := range call.Args {
			found = found || plan.Equal(a, k.Expr)
		}
		if !found {
			return b.errAt(e.OrderBy[i].Pos, pgerr.InvalidColumnReference,
				"in an aggregate with DISTINCT, ORDER BY expressions must appear in argument list")
		}
	}
	return nil
}

func (x *exprBinder) sortKeys(items []*parse.SortItem) ([]plan.SortKey, error) {
	var keys []plan.SortKey
	for _, it := range items {
		v, err := x.value(it.X)
		if err != nil {
			return nil, err
		}
		k, err := x.b.sortKey(it, v)
		if err != nil {
			return nil, err
		}
		keys = append(keys, k)
	}
	return keys, nil
}

// sortKey gives a bound expression the direction of its item.
func (b *Binder) sortKey(it *parse.SortItem, v plan.Expr) (plan.SortKey, error) {
	k := plan.SortKey{Expr: v, Desc: it.Dir == parse.SortDesc}
	t := v.Type()
	if _, err := builtin.ResolveOp("<", &t, &t); err != nil && !t.IsRow() {
		return k, b.errAt(it.Pos, pgerr.UndefinedFunction, "could not identify an ordering operator for type %s", t).
			WithHint("Use an explicit ordering operator or modify the query.")
	}
	if it.Dir == parse.SortUsing {
		switch it.UsingOp {
		case "<":
		case ">":
			k.Desc = true
		default:
			return k, b.errAt(it.Pos, pgerr.WrongObjectType, "operator %s is not a valid ordering operator", it.UsingOp)
		}
	}
	k.NullsFirst = k.Desc
	if it.Nulls != parse.NullsOrderDefault {
		k.NullsFirst = it.Nulls == parse.NullsFirst
	}
	return k, nil
}

// grouping notes GROUPING(…); its value is computed once the grouping sets are known.
func (x *exprBinder) grouping(e *parse.GroupingExpr) (plan.Expr, error) {
	if !x.aggs || x.sc.sel == nil {
		return nil, x.b.errAt(e.Pos, pgerr.GroupingError, "grouping operations are not allowed in %s", x.clause)
	}
	if len(e.Args) > 31 {
		return nil, x.b.errAt(e.Pos, pgerr.TooManyArguments, "GROUPING must have fewer than 32 arguments")
	}
	g := groupingCall{off: e.Pos}
	for _, a := range e.Args {
		v, err := x.value(a)
		if err != nil {
			return nil, err
		}
		g.args = append(g.args, v)
	}
	g.out = x.b.space.NewCol("grouping", intConst(0).T, true)
	sel := x.sc.sel
	sel.groupings = append(sel.groupings, g)
	sel.made.Add(g.out.ID)
	sel.aggCols.Add(g.out.ID)
	return g.out.Ref(), nil
}
