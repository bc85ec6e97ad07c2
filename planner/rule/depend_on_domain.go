package rule

import (
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// byDomain is the general unnesting: the right side is evaluated once for the distinct
// combinations of the outer columns it names (the domain), carrying those columns along,
// and the outer rows find their part by an equality join that treats NULL as a value.
func (d *decorrelator) byDomain(j *plan.Join, outer plan.ColSet) plan.Node {
	free := plan.FreeCols(j.R)
	var corr []plan.Column
	for _, c := range j.L.Cols() {
		if free.Has(c.ID) {
			corr = append(corr, c)
		}
	}
	dom := d.domain(j.L, corr)
	g := &domainPusher{c: d.c, j: j}
	dom.rename(j.R)
	r, cols := g.push(dom, j.R)
	if d.c.err != nil {
		return j
	}
	j.R = r
	for i, c := range corr {
		j.Keys = append(j.Keys, plan.JoinKey{L: c.Ref(), R: cols[i].Ref(), NullSafe: !c.NotNull})
	}
	switch j.Kind {
	case plan.AntiNull: // the keys of the domain are exact, those of NOT IN are not
		j.Kind = plan.Anti
		j.Residual = []plan.Expr{notFalse(j.Residual)}
	case plan.Full, plan.AsOf, plan.AsOfLeft:
		d.c.fail(pgerr.Unsupported("a lateral reference in this kind of join"))
	}
	return j
}

// domain is the set of distinct outer values as a plan, and which outer column each of
// its columns stands for.
type domain struct {
	node plan.Node
	cols []plan.Column
	from []plan.ColID // the outer columns
	c    *Ctx
}

func (d *decorrelator) domain(l plan.Node, corr []plan.Column) *domain {
	copied, cols := plan.Clone(d.c.Space, l)
	agg := &plan.Aggregate{Input: copied}
	dom := &domain{c: d.c}
	for _, c := range corr {
		n := cols[c.ID]
		n.NotNull = c.NotNull // where it was made it may have been, but an outer join pads it
		agg.Keys, agg.KeyOut = append(agg.Keys, n.ID), append(agg.KeyOut, n)
		dom.cols, dom.from = append(dom.cols, n), append(dom.from, c.ID)
	}
	dom.node = agg
	return dom
}

// rename makes n read the domain's columns instead of the outer ones.
func (m *domain) rename(n plan.Node) {
	plan.ReplaceFree(n, func(c *plan.Col) plan.Expr {
		for i, id := range m.from {
			if c.ID == id {
				return &plan.Col{ID: m.cols[i].ID, T: m.cols[i].Type}
			}
		}
		return c
	})
}

// copyFor makes another copy of the domain for the part n of the plan.
func (m *domain) copyFor(n plan.Node) *domain {
	node, cols := plan.Clone(m.c.Space, m.node)
	out := &domain{node: node, c: m.c}
	for _, c := range m.cols {
		n := cols[c.ID]
		n.NotNull = c.NotNull
		out.cols, out.from = append(out.cols, n), append(out.from, c.ID)
	}
	out.rename(n)
	return out
}

func (m *domain) set() plan.ColSet {
	var s plan.ColSet
	for _, c := range m.cols {
		s.Add(c.ID)
	}
	return s
}

// domainPusher moves a domain down a plan to where its columns are read.
type domainPusher struct {
	c *Ctx
	j *plan.Join
}

// push gives a plan with n's rows for every value of the domain, and the columns that
// hold that value.
func (g *domainPusher) push(m *domain, n plan.Node) (plan.Node, []plan.Column) {
	if !plan.FreeCols(n).Intersects(m.set()) {
		return &plan.Join{Kind: plan.Inner, L: m.node, R: n}, m.cols
	}
	var cols []plan.Column
	switch n := n.(type) {
	case *plan.Filter:
		n.Input, cols = g.under(m, n, n.Input)
	case *plan.Project:
		n.Input, cols = g.under(m, n, n.Input)
		for _, c := range cols {
			n.Exprs, n.Out = append(n.Exprs, c.Ref()), append(n.Out, c)
		}
	case *plan.Join:
		return g.join(m, n)
	case *plan.Aggregate:
		return g.aggregate(m, n)
	case *plan.Window:
		n.Input, cols = g.under(m, n, n.Input)
		for _, c := range cols {
			n.Partition = append(n.Partition, c.ID)
		}
	case *plan.Sort:
		if n.Limit < 0 && n.Offset == 0 {
			return g.push(m, n.Input)
		}
		return g.limit(m, n.Input, n.Keys, n.Limit, n.Offset, n.WithTies)
	case *plan.Limit:
		if s, ok := n.Input.(*plan.Sort); ok && s.Limit < 0 {
			return g.limit(m, s.Input, s.Keys, n.Count, n.Offset, false)
		}
		return g.limit(m, n.Input, nil, n.Count, n.Offset, false)
	case *plan.DistinctOn:
		n.Input, cols = g.under(m, n, n.Input)
		for _, c := range cols {
			n.On = append(n.On, c.ID)
			n.Keys = append([]plan.SortKey{{Expr: c.Ref()}}, n.Keys...)
		}
	case *plan.ProjectSet:
		n.Input, cols = g.under(m, n, n.Input)
	case *plan.SetOp:
		return g.setOp(m, n)
	case *plan.Values:
		return g.push(m, g.unionOf(n))
	case *plan.Max1Row: // the join above checks, per outer row
		if g.j.Kind == plan.Left || g.j.Kind == plan.Inner {
			g.j.Kind = plan.Single
		}
		return g.push(m, n.Input)
	default:
		g.c.fail(pgerr.Unsupported("this form of correlated subquery"))
		return n, m.cols
	}
	return n, cols
}

// under pushes the domain into in, an input of n, and lets n read it from where it now
// comes from: above an aggregate or a union the domain's columns have new names.
func (g *domainPusher) under(m *domain, n, in plan.Node) (plan.Node, []plan.Column) {
	in, cols := g.push(m, in)
	redirect(n, m.cols, cols)
	return in, cols
}

// redirect makes n's own expressions read the columns to instead of from.
func redirect(n plan.Node, from, to []plan.Column) {
	at := map[plan.ColID]plan.Column{}
	for i, c := range from {
		if to[i].ID != c.ID {
			at[c.ID] = to[i]
		}
	}
	if len(at) == 0 {
		return
	}
	plan.MapExprs(n, func(e plan.Expr) plan.Expr {
		return plan.ReplaceCols(e, func(c *plan.Col) plan.Expr {
			if x, ok := at[c.ID]; ok {
				return x.Ref()
			}
			return c
		})
	})
}

// equate joins two parts that each carry the domain.
func equate(a, b []plan.Column) []plan.JoinKey {
	keys := make([]plan.JoinKey, len(a))
	for i := range a {
		keys[i] = plan.JoinKey{L: a[i].Ref(), R: b[i].Ref(), NullSafe: !a[i].NotNull}
	}
	return keys
}

func (g *domainPusher) join(m *domain, n *plan.Join) (plan.Node, []plan.Column) {
	set := m.set()
	l, r := plan.FreeCols(n.L).Intersects(set), plan.FreeCols(n.R).Intersects(set)
	var cols []plan.Column
	if n.Kind == plan.Inner && !l && r {
		n.R, cols = g.under(m, n, n.R)
		return n, cols
	}
	if !r && n.Kind != plan.Full {
		n.L, cols = g.under(m, n, n.L)
		return n, cols
	}
	m2 := m.copyFor(n.R)
	n.L, cols = g.under(m, n, n.L)
	var other []plan.Column
	n.R, other = g.push(m2, n.R)
	n.Keys = append(n.Keys, equate(cols, other)...)
	switch n.Kind {
	case plan.Mark, plan.AntiNull:
		if n.Kind == plan.AntiNull {
			n.Kind, n.Residual = plan.Anti, []plan.Expr{notFalse(n.Residual)}
		}
	case plan.Full:
		return g.fullJoin(n, cols, other)
	}
	return n, cols
}

// fullJoin merges the domain columns of both sides.
func (g *domainPusher) fullJoin(n *plan.Join, a, b []plan.Column) (plan.Node, []plan.Column) {
	p := passThrough(n)
	var out []plan.Column
	for i := range a {
		e := &plan.Coalesce{Args: []plan.Expr{a[i].Ref(), b[i].Ref()}, T: a[i].Type}
		c := g.c.Space.Like(a[i].Nullable())
		p.Exprs, p.Out, out = append(p.Exprs, e), append(p.Out, c), append(out, c)
	}
	return p, out
}

// aggregate groups by the domain too. A scalar aggregate has a row also for domain
// values without input, so the domain is joined back in front of it; an empty grouping
// set has one too, added by emptySets.
func (g *domainPusher) aggregate(m *domain, n *plan.Aggregate) (plan.Node, []plan.Column) {
	scalar := len(n.Keys) == 0 && len(n.Sets) == 0
	var empty []int
	for s, set := range n.Sets {
		if len(set) == 0 {
			empty = append(empty, s)
		}
	}
	var back *domain
	if scalar || len(empty) > 0 {
		back = m.copyFor(&plan.Values{})
	}
	in, cols := g.under(m, n, n.Input)
	n.Input = in
	inner := cols
	cols = append([]plan.Column(nil), cols...)
	base := len(n.Keys)
	for i, c := range cols {
		n.Keys = append(n.Keys, c.ID)
		out := c
		if len(n.Sets) > 0 {
			out = g.c.Space.Like(c)
			cols[i] = out
		}
		n.KeyOut = append(n.KeyOut, out)
	}
	for s := range n.Sets {
		for i := range cols {
			n.Sets[s] = append(n.Sets[s], base+i)
		}
	}
	if len(empty) > 0 {
		return g.emptySets(n, back, inner, empty)
	}
	if !scalar {
		return n, cols
	}
	j := &plan.Join{Kind: plan.Left, L: back.node, R: n, Keys: equate(back.cols, cols)}
	d := &decorrelator{c: g.c}
	return d.countFix(j, n, nil), back.cols
}

// emptySets adds the groups of empty grouping sets for domain values without input rows:
//
//	SELECT a, (SELECT count(*) FROM u WHERE u.b = t.b GROUP BY GROUPING SETS (())) FROM t
//
// inner are the domain's columns in n's input, the last keys of n. Each set costs an anti
// join with a copy of the input.
func (g *domainPusher) emptySets(n *plan.Aggregate, back *domain, inner []plan.Column, sets []int) (plan.Node, []plan.Column) {
	outs := append([]plan.Column(nil), n.Cols()...)
	base := len(n.KeyOut) - len(inner)
	cols := append([]plan.Column(nil), n.KeyOut[base:]...)
	none := map[plan.ColID]plan.Expr{} // values over no rows that are not NULL
	u := &plan.SetOp{Kind: plan.UnionAll, All: true, Out: outs}
	for i := range n.KeyOut {
		n.KeyOut[i] = g.c.Space.Like(n.KeyOut[i])
	}
	for i := range n.Aggs {
		a := &n.Aggs[i]
		if e, ok := overNothing(g.c, a); ok {
			none[a.Out.ID] = e
		}
		a.Out = g.c.Space.Like(a.Out)
	}
	grouping := n.GroupingCol.ID
	if grouping != 0 {
		n.GroupingCol = g.c.Space.Like(n.GroupingCol)
	}
	add := func(in plan.Node) {
		var ids []plan.ColID
		for _, c := range in.Cols() {
			ids = append(ids, c.ID)
		}
		u.Inputs, u.Map = append(u.Inputs, in), append(u.Map, ids)
	}
	add(n)
	for _, s := range sets {
		dom := back.copyFor(&plan.Values{})
		in, copied := plan.Clone(g.c.Space, n.Input)
		match := make([]plan.Column, len(inner))
		for i, c := range inner {
			match[i] = copied[c.ID]
		}
		p := &plan.Project{Input: &plan.Join{Kind: plan.Anti, L: dom.node, R: in, Keys: equate(dom.cols, match)}}
		for i, c := range outs {
			var e plan.Expr = &plan.Const{D: types.Null, T: c.Type}
			switch {
			case i >= base && i < base+len(cols):
				e = dom.cols[i-base].Ref()
			case none[c.ID] != nil:
				e = none[c.ID]
			case c.ID == grouping:
				e = &plan.Const{D: types.NewInt(int64(s)), T: c.Type}
			}
			p.Exprs, p.Out = append(p.Exprs, e), append(p.Out, g.c.Space.Like(c))
		}
		add(p)
	}
	return u, cols
}

// limit keeps the first rows of each domain value.
func (g *domainPusher) limit(m *domain, in plan.Node, keys []plan.SortKey, count, offset int64, ties bool) (plan.Node, []plan.Column) {
	in, cols := g.push(m, in)
	redirect(&plan.Sort{Keys: keys}, m.cols, cols)
	var part []plan.ColID
	for _, c := range cols {
		part = append(part, c.ID)
	}
	if f, ok := numbered(g.c, in, part, keys, count, offset, ties); ok {
		return f, cols
	}
	return in, cols
}

func (g *domainPusher) setOp(m *domain, n *plan.SetOp) (plan.Node, []plan.Column) {
	var out []plan.Column
	for _, c := range m.cols {
		o := g.c.Space.Like(c)
		out = append(out, o)
		n.Out = append(n.Out, o)
	}
	for i := range n.Inputs {
		mi := m
		if i < len(n.Inputs)-1 {
			mi = m.copyFor(n.Inputs[i])
		}
		var cols []plan.Column
		n.Inputs[i], cols = g.push(mi, n.Inputs[i])
		for _, c := range cols {
			n.Map[i] = append(n.Map[i], c.ID)
		}
	}
	return n, out
}

// unionOf makes a projection of each row of VALUES, so that it can carry the domain.
func (g *domainPusher) unionOf(v *plan.Values) plan.Node {
	one := func(row []plan.Expr, out []plan.Column) plan.Node {
		return &plan.Project{Input: &plan.Values{Rows: [][]plan.Expr{{}}}, Exprs: row, Out: out}
	}
	if len(v.Rows) == 1 {
		return one(v.Rows[0], v.Out)
	}
	u := &plan.SetOp{Kind: plan.UnionAll, All: true, Out: v.Out}
	for _, row := range v.Rows {
		var out []plan.Column
		var ids []plan.ColID
		for _, c := range v.Out {
			o := g.c.Space.Like(c)
			out, ids = append(out, o), append(ids, o.ID)
		}
		u.Inputs, u.Map = append(u.Inputs, one(row, out)), append(u.Map, ids)
	}
	return u
}
