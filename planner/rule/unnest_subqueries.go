package rule

import (
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/types"
)

// unnestSubqueries replaces every Subquery expression by a join whose right side is the
// subquery's plan; where the subquery is correlated the join is dependent, and
// decorrelate removes that next. A condition of a Filter that is EXISTS, IN or their
// negation becomes a semi or anti join, which filters without multiplying rows.
//
// It must not make a semi join of a subquery that is only part of a condition:
//
//	SELECT * FROM t WHERE a = 1 OR EXISTS (SELECT 1 FROM u WHERE u.b = t.b)
//
// keeps rows without a match, so that one becomes a column of truth values (Mark).
func unnestSubqueries(c *Ctx, n plan.Node) plan.Node {
	u := &unnester{c: c, used: map[plan.Node]plan.Node{}}
	return u.node(n)
}

type unnester struct {
	c *Ctx
	// done holds subqueries already joined to the operator at hand, so that one named
	// twice, as in (a, b) = (SELECT x, y …), is evaluated once; used holds what became
	// of plans joined before, to be copied when they come again elsewhere.
	done map[*plan.Subquery]plan.Expr
	used map[plan.Node]plan.Node
}

func (u *unnester) node(n plan.Node) plan.Node {
	plan.MapChildren(n, u.node)
	if !hasSubqueries(n) {
		return n
	}
	u.c.note()
	saved := u.done
	u.done = map[*plan.Subquery]plan.Expr{}
	defer func() { u.done = saved }()
	switch n := n.(type) {
	case *plan.Filter:
		return u.filter(n)
	case *plan.Project:
		n.Input = u.exprs(n.Input, n.Exprs)
	case *plan.Join:
		return u.join(n)
	case *plan.Values:
		return u.values(n)
	case *plan.Aggregate:
		n.Input = u.attachAll(n.Input, n)
	case *plan.Window:
		n.Input = u.attachAll(n.Input, n)
	case *plan.ProjectSet:
		n.Input = u.attachAll(n.Input, n)
	case *plan.Sort:
		n.Input = u.attachAll(n.Input, n)
	}
	return n
}

func hasSubqueries(n plan.Node) bool {
	found := false
	plan.EachExpr(n, func(e plan.Expr) { found = found || plan.HasSubquery(e) })
	return found
}

func (u *unnester) attachAll(input, n plan.Node) plan.Node {
	plan.MapExprs(n, func(e plan.Expr) plan.Expr {
		input, e = u.attach(input, e)
		return e
	})
	return input
}

func (u *unnester) exprs(input plan.Node, es []plan.Expr) plan.Node {
	for i := range es {
		input, es[i] = u.attach(input, es[i])
	}
	return input
}

// filter makes joins of whole conditions, the cheap conditions staying below them.
func (u *unnester) filter(f *plan.Filter) plan.Node {
	var plain, subs []plan.Expr
	for _, c := range f.Conds {
		for _, t := range plan.Conjuncts(nil, pushNot(c)) {
			if plan.HasSubquery(t) {
				subs = append(subs, t)
			} else {
				plain = append(plain, t)
			}
		}
	}
	n := f.Input
	if len(plain) > 0 {
		n = &plan.Filter{Input: n, Conds: plain}
	}
	var rest []plan.Expr
	for _, t := range subs {
		if j := u.semi(n, t); j != nil {
			n = j
			continue
		}
		var e plan.Expr
		n, e = u.attach(n, t)
		rest = append(rest, e)
	}
	if len(rest) > 0 {
		n = &plan.Filter{Input: n, Conds: rest}
	}
	return n
}

// pushNot turns NOT over a subquery test into the negated test, and NOT over AND and OR
// into their duals, so that conjuncts show.
func pushNot(e plan.Expr) plan.Expr {
	n, ok := e.(*plan.Not)
	if !ok || !plan.HasSubquery(n.Arg) {
		return e
	}
	switch a := n.Arg.(type) {
	case *plan.Not:
		return pushNot(a.Arg)
	case *plan.Subquery:
		if a.Kind == plan.SubExists || a.Kind == plan.SubAny {
			s := *a
			s.Neg = !a.Neg
			return &s
		}
	case *plan.Or:
		return &plan.And{Args: negateAll(a.Args)}
	case *plan.And:
		return &plan.Or{Args: negateAll(a.Args)}
	}
	return e
}

func negateAll(es []plan.Expr) []plan.Expr {
	out := make([]plan.Expr, len(es))
	for i, e := range es {
		out[i] = pushNot(&plan.Not{Arg: e})
	}
	return out
}

// semi makes a semi or anti join of a condition that is one subquery test; nil when it
// is not.
func (u *unnester) semi(in plan.Node, e plan.Expr) plan.Node {
	s, ok := e.(*plan.Subquery)
	if !ok {
		return nil
	}
	if s.Kind == plan.SubScalar || s.Kind == plan.SubArray {
		return nil
	}
	left := s.Left
	in = u.exprs(in, left)
	sub := u.take(s)
	j := &plan.Join{L: in, R: sub}
	switch {
	case s.Kind == plan.SubExists:
		j.Kind = plan.Semi
		if s.Neg {
			j.Kind = plan.Anti
		}
	case s.Kind == plan.SubAny && !s.Neg:
		j.Kind, j.Residual = plan.Semi, u.matches(s, sub)
	case s.Kind == plan.SubAny:
		j.Kind, j.Residual = plan.AntiNull, u.matches(s, sub)
		switch {
		case neverNull(in, left) && neverNullCols(sub):
			j.Kind = plan.Anti
		case !allEqualities(j.Residual) || len(left) > 1 || !plan.FreeCols(sub).Empty():
			j.Kind, j.Residual = plan.Anti, []plan.Expr{notFalse(j.Residual)}
		default:
			j.Keys, j.Residual = equalityKeys(j.Residual), nil
		}
	default: // ALL: no row for which the comparison is not true
		j.Kind = plan.Anti
		j.Residual = []plan.Expr{&plan.BoolTest{Arg: plan.AndOf(u.matches(s, sub)), Val: true, Neg: true}}
		if s.Neg {
			return nil
		}
	}
	return j
}

// matches is the comparison of the left side with the subquery's columns.
func (u *unnester) matches(s *plan.Subquery, sub plan.Node) []plan.Expr {
	cols := sub.Cols()
	out := make([]plan.Expr, len(s.Left))
	for i, l := range s.Left {
		out[i] = &plan.Call{Fn: s.Fns[i], Args: []plan.Expr{l, cols[i].Ref()}, T: types.T(types.Bool)}
	}
	return out
}

// equalityKeys makes join keys of equalities, left side first.
func equalityKeys(conds []plan.Expr) []plan.JoinKey {
	var keys []plan.JoinKey
	for _, c := range conds {
		l, r, _ := plan.Equality(c)
		keys = append(keys, plan.JoinKey{L: l, R: r})
	}
	return keys
}

// notFalse is true where the conditions hold or are NULL: what NOT IN must not find.
func notFalse(conds []plan.Expr) plan.Expr {
	return &plan.BoolTest{Arg: plan.AndOf(conds), Val: false, Neg: true}
}

func allEqualities(conds []plan.Expr) bool {
	for _, c := range conds {
		if _, _, ok := plan.Equality(c); !ok {
			return false
		}
	}
	return true
}

func neverNull(in plan.Node, es []plan.Expr) bool {
	for _, e := range es {
		if !NotNull(e, in) {
			return false
		}
	}
	return true
}

func neverNullCols(n plan.Node) bool {
	for _, c := range n.Cols() {
		if !c.NotNull {
			return false
		}
	}
	return true
}

// attach joins the subqueries inside e to in and gives e over the joined columns.
func (u *unnester) attach(in plan.Node, e plan.Expr) (plan.Node, plan.Expr) {
	if !plan.HasSubquery(e) {
		return in, e
	}
	e = plan.MapExpr(e, func(x plan.Expr) plan.Expr {
		if f, ok := x.(*plan.Field); ok {
			if r, ok := f.Arg.(*plan.MakeRow); ok {
				return r.Fields[f.Idx]
			}
		}
		s, ok := x.(*plan.Subquery)
		if !ok {
			return x
		}
		if v, ok := u.done[s]; ok {
			return v
		}
		var v plan.Expr
		in, v = u.one(in, s)
		u.done[s] = v
		return v
	})
	return in, e
}

// take gives the plan of a subquery, a copy when it was taken before.
func (u *unnester) take(s *plan.Subquery) plan.Node {
	if n, ok := u.used[s.Plan]; ok {
		copied, _ := plan.Clone(u.c.Space, n)
		return copied
	}
	n := u.node(s.Plan)
	u.used[s.Plan] = n
	return n
}

func (u *unnester) one(in plan.Node, s *plan.Subquery) (plan.Node, plan.Expr) {
	sub := u.take(s)
	switch s.Kind {
	case plan.SubExists:
		return u.mark(in, sub, nil, s.Neg)
	case plan.SubScalar:
		return u.scalar(in, sub, s.T)
	case plan.SubArray:
		return u.arrayOf(in, sub, s.T)
	}
	conds := u.matches(s, sub)
	exact := len(s.Left) == 1 || neverNull(in, s.Left) && neverNullCols(sub)
	if s.Kind == plan.SubAny && exact && allEqualities(conds) && plan.FreeCols(sub).Empty() {
		return u.markIn(in, sub, conds, s.Neg)
	}
	return u.quantified(in, sub, conds, s)
}

// mark is EXISTS as a value.
func (u *unnester) mark(in, sub plan.Node, conds []plan.Expr, neg bool) (plan.Node, plan.Expr) {
	m := u.c.Space.NewCol("exists", types.T(types.Bool), false)
	j := &plan.Join{Kind: plan.Mark, L: in, R: sub, Residual: conds, MarkCol: m}
	return j, &plan.BoolTest{Arg: m.Ref(), Val: true, Neg: neg}
}

// markIn is an uncorrelated IN as a value, with its third truth value. Rows of several
// columns that may be NULL are not for it:
//
//	SELECT (NULL, 1) IN (SELECT 2, 3)
//
// is false, not NULL, since the second columns differ.
func (u *unnester) markIn(in, sub plan.Node, conds []plan.Expr, neg bool) (plan.Node, plan.Expr) {
	m := u.c.Space.NewCol("in", types.T(types.Bool), false)
	j := &plan.Join{Kind: plan.Mark, L: in, R: sub, MarkCol: m}
	j.Keys = equalityKeys(conds)
	var v plan.Expr = m.Ref()
	if neg {
		v = &plan.Not{Arg: v}
	}
	return j, v
}

// quantified is any other ANY or ALL as a value: one mark says whether a row decides,
// another whether some comparison is NULL.
func (u *unnester) quantified(in, sub plan.Node, conds []plan.Expr, s *plan.Subquery) (plan.Node, plan.Expr) {
	cmp := plan.AndOf(conds)
	decides := &plan.BoolTest{Arg: cmp, Val: s.Kind == plan.SubAny}
	sub2, cols := plan.Clone(u.c.Space, sub)
	null := plan.ReplaceCols(&plan.IsNull{Arg: cmp}, func(c *plan.Col) plan.Expr {
		if n, ok := cols[c.ID]; ok {
			return n.Ref()
		}
		return c
	})
	in, hit := u.mark(in, sub, []plan.Expr{decides}, false)
	in, isNull := u.mark(in, sub2, []plan.Expr{null}, false)
	any := s.Kind == plan.SubAny
	v := &plan.Case{T: types.T(types.Bool), Else: boolean(!any), Whens: []plan.When{
		{Cond: hit, Then: boolean(any)},
		{Cond: isNull, Then: &plan.Const{D: types.Null, T: types.T(types.Bool)}},
	}}
	if s.Neg {
		return in, &plan.Not{Arg: v}
	}
	return in, v
}

func boolean(v bool) *plan.Const {
	return &plan.Const{D: types.NewBool(v), T: types.T(types.Bool)}
}

// scalar joins a subquery that gives at most one row. One that gives exactly one row by
// its form is a plain join when uncorrelated.
func (u *unnester) scalar(in, sub plan.Node, t types.Type) (plan.Node, plan.Expr) {
	cols := sub.Cols()
	var v plan.Expr = cols[0].Ref()
	if len(cols) > 1 && t.IsRow() {
		r := &plan.MakeRow{T: t}
		for _, c := range cols {
			r.Fields = append(r.Fields, c.Ref())
		}
		v = r
	}
	correlated := !plan.FreeCols(sub).Empty()
	switch {
	case correlated && atMostOneRow(sub):
		return &plan.Join{Kind: plan.Left, L: in, R: sub}, v
	case correlated:
		return &plan.Join{Kind: plan.Single, L: in, R: sub}, v
	case exactlyOneRow(sub):
		return &plan.Join{Kind: plan.Inner, L: in, R: sub}, v
	}
	return &plan.Join{Kind: plan.Inner, L: in, R: &plan.Max1Row{Input: sub, Pad: true}}, v
}

// arrayOf is ARRAY(subquery): array_agg in the subquery's order, empty for no rows.
func (u *unnester) arrayOf(in, sub plan.Node, t types.Type) (plan.Node, plan.Expr) {
	cols := sub.Cols()
	arg := cols[0]
	res, err := builtin.ResolveFunc("array_agg", []types.Type{arg.Type}, nil, false)
	if err != nil {
		u.c.fail(err)
		return in, cols[0].Ref()
	}
	out := u.c.Space.NewCol("array", t, false)
	call := plan.AggCall{Fn: res.Func, Args: []plan.Expr{arg.Ref()}, ArgTypes: []types.Type{arg.Type}, T: t, Out: out}
	sub, call.OrderBy = takeOrder(sub)
	agg := &plan.Aggregate{Input: sub, Aggs: []plan.AggCall{call}}
	in, v := u.scalar(in, agg, t)
	empty := &plan.MakeArray{T: t}
	return in, &plan.Coalesce{Args: []plan.Expr{v, empty}, T: t}
}

// takeOrder finds the order a plan's rows come in, dropping a bare Sort. The keys must be
// visible above.
func takeOrder(n plan.Node) (plan.Node, []plan.SortKey) {
	switch x := n.(type) {
	case *plan.Sort:
		if x.Limit < 0 && x.Offset == 0 {
			return x.Input, x.Keys
		}
		return n, x.Keys
	case *plan.Limit:
		_, keys := takeOrder(x.Input)
		return n, keys
	case *plan.Project:
		in, keys := takeOrder(x.Input)
		if len(keys) == 0 {
			return n, nil
		}
		for _, k := range keys { // pass the sort columns through
			if c, ok := k.Expr.(*plan.Col); ok && !plan.OutSet(x).Has(c.ID) {
				if col, ok := plan.FindCol(in.Cols(), c.ID); ok {
					x.Exprs, x.Out = append(x.Exprs, c), append(x.Out, col)
				}
			}
		}
		x.Input = in
		return x, keys
	}
	return n, nil
}

// join moves subqueries out of a join's condition: over an inner join into a filter, else
// to the right side, whose rows they then qualify.
func (u *unnester) join(j *plan.Join) plan.Node {
	if j.Kind == plan.Inner {
		var keep, subs []plan.Expr
		for _, e := range j.Residual {
			if plan.HasSubquery(e) {
				subs = append(subs, e)
			} else {
				keep = append(keep, e)
			}
		}
		j.Residual = keep
		return u.filter(&plan.Filter{Input: j, Conds: subs})
	}
	j.R = u.attachAll(j.R, j)
	return j
}

// values turns rows with subqueries into projections over one empty row each.
func (u *unnester) values(v *plan.Values) plan.Node {
	union := &plan.SetOp{Kind: plan.UnionAll, All: true, Out: v.Out}
	for _, row := range v.Rows {
		p := &plan.Project{Exprs: row}
		p.Input = u.exprs(&plan.Values{Rows: [][]plan.Expr{{}}}, row)
		var ids []plan.ColID
		for _, c := range v.Out {
			o := u.c.Space.Like(c)
			p.Out, ids = append(p.Out, o), append(ids, o.ID)
		}
		if len(v.Rows) == 1 {
			p.Out = v.Out
			return p
		}
		union.Inputs, union.Map = append(union.Inputs, p), append(union.Map, ids)
	}
	return union
}
