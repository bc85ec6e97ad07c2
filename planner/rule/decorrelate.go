package rule

import (
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/types"
)

// decorrelate removes dependent joins: joins whose right side names columns of the left.
// The cheap ways come first: correlated conditions move up into the join (hoist), an
// aggregate correlated by equalities is grouped by them once for all outer rows. What
// remains is evaluated once per distinct combination of outer values (the general method
// of Neumann and Kemper, in depend_on_domain.go).
//
// A grouped aggregate has no row for an outer row without matches where the original had
// one: count(*) must become 0 and not NULL:
//
//	SELECT a, (SELECT count(*) FROM u WHERE u.b = t.b) FROM t
func decorrelate(c *Ctx, n plan.Node) plan.Node {
	d := &decorrelator{c: c}
	return d.node(n)
}

type decorrelator struct{ c *Ctx }

func (d *decorrelator) node(n plan.Node) plan.Node {
	plan.MapChildren(n, d.node)
	j, ok := n.(*plan.Join)
	if !ok {
		return n
	}
	outer := plan.OutSet(j.L)
	if !plan.FreeCols(j.R).Intersects(outer) {
		return n
	}
	d.c.note()
	return d.join(j, outer)
}

// join removes the dependency of one join.
func (d *decorrelator) join(j *plan.Join, outer plan.ColSet) plan.Node {
	if n := d.setFunction(j, outer); n != nil {
		return n
	}
	if n := d.aggregate(j, outer); n != nil {
		return n
	}
	d.dropOrder(j)
	if n := d.limited(j, outer); n != nil {
		return n
	}
	if n := d.project(j, outer); n != nil {
		return n
	}
	switch j.Kind {
	case plan.Inner, plan.Left, plan.Semi, plan.Anti, plan.Mark, plan.Single:
		var conds []plan.Expr
		j.R, conds = hoist(d.c, j.R, outer)
		j.Residual = append(j.Residual, conds...)
	}
	if !plan.FreeCols(j.R).Intersects(outer) {
		return j
	}
	return d.byDomain(j, outer)
}

// dropOrder removes what does not matter below an existence test.
func (d *decorrelator) dropOrder(j *plan.Join) {
	switch j.Kind {
	case plan.Semi, plan.Anti:
	case plan.Mark:
		if len(j.Keys) > 0 {
			return
		}
	default:
		return
	}
	for {
		switch r := j.R.(type) {
		case *plan.Sort:
			if r.Limit >= 0 || r.Offset > 0 {
				return
			}
			j.R = r.Input
		case *plan.Limit:
			if r.Barrier || r.Count == 0 || r.Offset > 0 || len(j.Residual) > 0 || len(j.Keys) > 0 {
				return
			}
			j.R = r.Input
		default:
			return
		}
	}
}

// project moves a projection out of the right side: its expressions are computed over
// the joined rows. Under a left join that is right only for expressions that are NULL
// for a padded row.
func (d *decorrelator) project(j *plan.Join, outer plan.ColSet) plan.Node {
	p, ok := j.R.(*plan.Project)
	if !ok || exprsUse(p.Exprs, outer) == 0 && j.Kind != plan.Semi && j.Kind != plan.Anti {
		return nil
	}
	inner := plan.OutSet(p.Input)
	sub := substitution(p)
	switch j.Kind {
	case plan.Semi, plan.Anti, plan.Mark:
		for _, e := range p.Exprs {
			if plan.IsVolatile(e) {
				return nil
			}
		}
		for i := range j.Residual {
			j.Residual[i] = substitute(j.Residual[i], sub)
		}
		for i := range j.Keys {
			j.Keys[i].R = substitute(j.Keys[i].R, sub)
		}
		j.R = p.Input
		return d.again(j, outer)
	case plan.Left, plan.Single:
		for _, e := range p.Exprs {
			if !strictIn(e, inner) {
				return nil
			}
		}
	case plan.Inner:
	default:
		return nil
	}
	for i := range j.Residual {
		j.Residual[i] = substitute(j.Residual[i], sub)
	}
	j.R = p.Input
	cols := j.L.Cols()
	top := &plan.Project{}
	for _, c := range cols {
		top.Exprs, top.Out = append(top.Exprs, c.Ref()), append(top.Out, c)
	}
	for i, c := range p.Out {
		top.Exprs, top.Out = append(top.Exprs, p.Exprs[i]), append(top.Out, c.Nullable())
	}
	top.Input = d.again(j, outer)
	return top
}

// again continues with a join whose right side became simpler.
func (d *decorrelator) again(j *plan.Join, outer plan.ColSet) plan.Node {
	if !plan.FreeCols(j.R).Intersects(outer) {
		return j
	}
	return d.join(j, outer)
}

func exprsUse(es []plan.Expr, cols plan.ColSet) int {
	n := 0
	for _, e := range es {
		if plan.ExprCols(e).Intersects(cols) {
			n++
		}
	}
	return n
}

// setFunction makes t, LATERAL f(t.x) a set-returning step over t.
func (d *decorrelator) setFunction(j *plan.Join, outer plan.ColSet) plan.Node {
	ps, ok := j.R.(*plan.ProjectSet)
	if !ok || len(j.Residual)+len(j.Keys) > 0 || j.Kind != plan.Inner && j.Kind != plan.Left {
		return nil
	}
	if v, ok := ps.Input.(*plan.Values); !ok || len(v.Rows) != 1 || len(v.Out) > 0 {
		return nil
	}
	ps.Input = j.L
	ps.Outer = j.Kind == plan.Left
	return ps
}

// aggregate handles a right side that is one scalar aggregate under projections, when
// equalities alone correlate it: group by their inner sides and join.
func (d *decorrelator) aggregate(j *plan.Join, outer plan.ColSet) plan.Node {
	if j.Kind != plan.Left && j.Kind != plan.Single && j.Kind != plan.Inner || len(j.Keys) > 0 {
		return nil
	}
	if j.Kind == plan.Inner && len(j.Residual) > 0 {
		return nil
	}
	var projs []*plan.Project
	r := j.R
	for {
		p, ok := r.(*plan.Project)
		if !ok {
			break
		}
		projs, r = append(projs, p), p.Input
	}
	agg, ok := r.(*plan.Aggregate)
	if !ok || len(agg.Keys) > 0 || len(agg.Sets) > 0 || aggUses(agg, outer) || len(j.Residual) > 0 {
		return nil
	}
	if !canHoist(agg.Input, outer, true) {
		return nil
	}
	in, conds := hoist(d.c, agg.Input, outer)
	agg.Input = in
	join := &plan.Join{Kind: plan.Left, L: j.L, R: agg}
	d.groupBy(agg, join, conds, outer)
	return d.countFix(join, agg, projs)
}

func aggUses(a *plan.Aggregate, outer plan.ColSet) bool {
	var used plan.ColSet
	plan.AddUses(&used, a)
	return used.Intersects(outer)
}

// groupBy adds the inner side of each equality as a group key and the equality to the
// join.
func (d *decorrelator) groupBy(agg *plan.Aggregate, join *plan.Join, conds []plan.Expr, outer plan.ColSet) {
	p := passThrough(agg.Input)
	n := len(p.Exprs)
	for _, c := range conds {
		in, out := sides(c, outer)
		key := projected(d.c, p, in)
		if !containsID(agg.Keys, key.ID) {
			agg.Keys, agg.KeyOut = append(agg.Keys, key.ID), append(agg.KeyOut, key)
		}
		join.Residual = append(join.Residual, replaceSide(c, in, key.Ref(), out))
	}
	if len(p.Exprs) > n {
		agg.Input = p
	}
}

func containsID(ids []plan.ColID, id plan.ColID) bool {
	for _, x := range ids {
		if x == id {
			return true
		}
	}
	return false
}

// sides splits a correlated equality into its inner and outer operand.
func sides(c plan.Expr, outer plan.ColSet) (in, out plan.Expr) {
	l, r, _ := plan.Equality(c)
	if plan.ExprCols(l).Intersects(outer) {
		return r, l
	}
	return l, r
}

func replaceSide(c plan.Expr, in, with, out plan.Expr) plan.Expr {
	call := *c.(*plan.Call)
	if call.Args[0] == in {
		call.Args = []plan.Expr{with, out}
	} else {
		call.Args = []plan.Expr{out, with}
	}
	return &call
}

// countFix recomputes the projections above a grouped aggregate over the left join,
// where missing groups have counts of 0 and the like.
func (d *decorrelator) countFix(join *plan.Join, agg *plan.Aggregate, projs []*plan.Project) plan.Node {
	fix := map[plan.ColID]plan.Expr{}
	for i := range agg.Aggs {
		a := &agg.Aggs[i]
		out := a.Out
		none, ok := overNothing(d.c, a)
		if !ok {
			continue
		}
		raw := d.c.Space.Like(out)
		a.Out = raw
		fix[out.ID] = &plan.Coalesce{Args: []plan.Expr{raw.Nullable().Ref(), none}, T: out.Type}
	}
	top := passThrough(join)
	for id, e := range fix {
		top.Exprs = append(top.Exprs, e)
		top.Out = append(top.Out, plan.Column{ID: id, Name: d.c.Space.Name(id), Type: e.Type(), NotNull: true})
	}
	var n plan.Node = join
	if len(fix) > 0 {
		n = top
	}
	for i := len(projs) - 1; i >= 0; i-- {
		p := passThrough(n)
		have := plan.OutSet(n)
		for k, c := range projs[i].Out {
			if !have.Has(c.ID) {
				p.Exprs, p.Out = append(p.Exprs, projs[i].Exprs[k]), append(p.Out, c.Nullable())
			}
		}
		n = p
	}
	return n
}

// isCount names the aggregates that give 0, not NULL, for no rows.
func isCount(fn *builtin.Func) bool { return fn.Name == "count" || fn.Name == "regr_count" }

// overNothing is what an aggregate gives for no rows; ok is false when that is NULL. It
// matters only to those that cannot give NULL for some rows.
func overNothing(c *Ctx, a *plan.AggCall) (none plan.Expr, ok bool) {
	if isCount(a.Fn) {
		return &plan.Const{D: types.NewInt(0), T: a.T}, true
	}
	if a.Fn.New == nil {
		return nil, false
	}
	d, err := a.Fn.New(&builtin.Ctx{ArgTypes: a.ArgTypes, Ret: a.T, Session: c.Session}).Result()
	if err != nil || d.Null {
		return nil, false
	}
	return &plan.Const{D: d, T: a.T}, true
}

// passThrough delivers all of n; computed columns are added to it.
func passThrough(n plan.Node) *plan.Project {
	cols := n.Cols()
	p := &plan.Project{Input: n, Exprs: make([]plan.Expr, 0, len(cols)+4), Out: make([]plan.Column, 0, len(cols)+4)}
	for _, c := range cols {
		p.Exprs, p.Out = append(p.Exprs, c.Ref()), append(p.Out, c)
	}
	return p
}

// projected gives the column of p that holds e, adding it when it is computed.
func projected(c *Ctx, p *plan.Project, e plan.Expr) plan.Column {
	for i, x := range p.Exprs {
		if plan.Equal(x, e) {
			return p.Out[i]
		}
	}
	name := "expr"
	if col, ok := e.(*plan.Col); ok {
		name = c.Space.Name(col.ID)
	}
	col := c.Space.NewCol(name, e.Type(), false)
	p.Exprs, p.Out = append(p.Exprs, e), append(p.Out, col)
	return col
}
