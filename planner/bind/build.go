package bind

import (
	"github.com/tarndb/tarn/planner/eval"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// build stacks the operators of a SELECT in evaluation order: grouping, HAVING, windows,
// QUALIFY, set-returning functions, select list, DISTINCT, ORDER BY, LIMIT.
func (sb *selectBinder) build() (*result, error) {
	if err := sb.buildGroup(); err != nil {
		return nil, err
	}
	if sb.having != nil {
		sb.node = &plan.Filter{Input: sb.node, Conds: plan.Conjuncts(nil, sb.having)}
	}
	sb.buildWindows()
	if sb.qualify != nil {
		sb.node = &plan.Filter{Input: sb.node, Conds: plan.Conjuncts(nil, sb.qualify)}
	}
	sb.buildSets()
	cols := sb.project()
	if err := sb.buildDistinct(cols); err != nil {
		return nil, err
	}
	r := &result{node: sb.node}
	for i := range sb.items[:sb.nvis] {
		it := &sb.items[i]
		r.cols = append(r.cols, OutCol{Name: it.name, Col: cols[i], RelOID: it.relOID, Attnum: it.attnum})
	}
	if sb.q == nil {
		return r, nil
	}
	return r, sb.b.orderAndLimit(r, sb.q, sb.sortKeys(cols), sb.sc)
}

func (sb *selectBinder) sortKeys(cols []plan.Column) []plan.SortKey {
	var keys []plan.SortKey
	for _, o := range sb.order {
		keys = append(keys, plan.SortKey{Expr: cols[o.item].Ref(), Desc: o.desc, NullsFirst: o.nullsFirst})
	}
	return keys
}

// buildWindows adds one Window per distinct specification. Partition keys and order keys
// are computed below it.
func (sb *selectBinder) buildWindows() {
	sel := sb.sc.sel
	done := make([]bool, len(sel.wins))
	for i := range sel.wins {
		if done[i] {
			continue
		}
		spec := sel.wins[i].spec
		w := &plan.Window{}
		p := passThrough(sb.node)
		n := len(p.Exprs)
		for _, e := range spec.partition {
			w.Partition = append(w.Partition, sb.b.column(p, e, "partition").ID)
		}
		for _, k := range spec.order {
			k.Expr = sb.b.column(p, k.Expr, "order").Ref()
			w.Order = append(w.Order, k)
		}
		w.Input = sb.node
		if len(p.Exprs) > n {
			w.Input = p
		}
		for j := i; j < len(sel.wins); j++ {
			if !done[j] && sameSpec(sel.wins[j].spec, spec) {
				done[j] = true
				w.Funcs = append(w.Funcs, sel.wins[j].fn)
			}
		}
		sb.node = w
	}
}

// column gives the column of p that holds e, adding it when it is computed.
func (b *Binder) column(p *plan.Project, e plan.Expr, name string) plan.Column {
	for i, x := range p.Exprs {
		if plan.Equal(x, e) {
			return p.Out[i]
		}
	}
	c := b.space.NewCol(name, e.Type(), false)
	p.Exprs, p.Out = append(p.Exprs, e), append(p.Out, c)
	return c
}

// buildSets adds the set-returning functions, inner ones first.
func (sb *selectBinder) buildSets() {
	rest := sb.sc.sel.srfs
	for len(rest) > 0 {
		var pending plan.ColSet
		for i := range rest {
			for _, c := range rest[i].Out {
				pending.Add(c.ID)
			}
		}
		ps := &plan.ProjectSet{Input: sb.node}
		var later []plan.SetFunc
		for _, f := range rest {
			var used plan.ColSet
			for _, a := range f.Args {
				plan.AddExprCols(&used, a)
			}
			if used.Intersects(pending) {
				later = append(later, f)
			} else {
				ps.Funcs = append(ps.Funcs, f)
			}
		}
		sb.node, rest = ps, later
	}
}

// project computes the items; a plain column of the input stays what it is.
func (sb *selectBinder) project() []plan.Column {
	have := plan.OutSet(sb.node)
	in := sb.node.Cols()
	cols := make([]plan.Column, len(sb.items))
	p := &plan.Project{Input: sb.node}
	var seen plan.ColSet
	computed := false
	for i := range sb.items {
		e := sb.items[i].expr
		if c, ok := e.(*plan.Col); ok && have.Has(c.ID) {
			cols[i], _ = plan.FindCol(in, c.ID)
			if seen.Has(c.ID) {
				continue
			}
		} else {
			dup := false
			for j := range p.Exprs {
				if plan.Equal(p.Exprs[j], e) && !plan.IsVolatile(e) && !isUnknown(e) {
					cols[i], dup = p.Out[j], true
					break
				}
			}
			if dup {
				continue
			}
			computed = true
			_, isConst := e.(*plan.Const)
			cols[i] = sb.b.space.NewCol(sb.items[i].name, e.Type(), isConst && !isNullConst(e))
		}
		seen.Add(cols[i].ID)
		p.Exprs, p.Out = append(p.Exprs, e), append(p.Out, cols[i])
	}
	if computed || sb.s.Distinct || len(p.Out) == 0 && len(in) > 0 {
		sb.node = p
	}
	return cols
}

func (sb *selectBinder) buildDistinct(cols []plan.Column) error {
	switch {
	case len(sb.distinctOn) > 0:
		d := &plan.DistinctOn{Input: sb.node}
		d.Keys = sb.sortKeys(cols)
		var on plan.ColSet
		for _, i := range sb.distinctOn {
			if id := cols[i].ID; !on.Has(id) {
				on.Add(id)
				d.On = append(d.On, id)
			}
		}
		d.Keys = leadWith(d.Keys, d.On, cols)
		sb.node = d
	case sb.s.Distinct:
		agg := &plan.Aggregate{Input: sb.node}
		var seen plan.ColSet
		for _, c := range cols[:sb.nvis] {
			if !seen.Has(c.ID) {
				seen.Add(c.ID)
				agg.Keys, agg.KeyOut = append(agg.Keys, c.ID), append(agg.KeyOut, c)
			}
		}
		sb.node = agg
	}
	return nil
}

// leadWith makes sort keys begin with the DISTINCT ON columns.
func leadWith(keys []plan.SortKey, on []plan.ColID, cols []plan.Column) []plan.SortKey {
	have := plan.ColSet{}
	for _, k := range keys {
		have.Add(k.Expr.(*plan.Col).ID)
	}
	for _, id := range on {
		if !have.Has(id) {
			c, _ := plan.FindCol(cols, id)
			keys = append([]plan.SortKey{{Expr: c.Ref()}}, keys...)
		}
	}
	return keys
}

// orderAndLimit puts Sort and Limit over r.
func (b *Binder) orderAndLimit(r *result, q *parse.Query, keys []plan.SortKey, sc *scope) error {
	if q.WithTies && len(keys) == 0 {
		return b.errAt(q.Pos, pgerr.SyntaxError, "WITH TIES cannot be specified without ORDER BY clause")
	}
	for _, l := range q.Locking { // a snapshot read needs no lock; the table must exist
		for _, n := range l.Of {
			x := &exprBinder{b: b, sc: sc}
			if it, _ := x.findItem(n.Parts, n.Pos); it == nil {
				return b.errAt(n.Pos, pgerr.UndefinedTable, "relation \"%s\" in FOR UPDATE clause not found in FROM clause", n.Last())
			}
		}
	}
	count, countBy, err := b.limitValue(q.Limit, "LIMIT", sc, -1, pgerr.InvalidRowCountInLimit)
	if err != nil {
		return err
	}
	offset, offsetBy, err := b.limitValue(q.Offset, "OFFSET", sc, 0, pgerr.InvalidRowCountInOffset)
	if err != nil {
		return err
	}
	computed := countBy != nil || offsetBy != nil
	if len(keys) > 0 {
		s := &plan.Sort{Input: r.node, Keys: keys, Limit: -1}
		if q.WithTies {
			if computed {
				return b.unsupported(q.Pos, "WITH TIES with a subquery as its count")
			}
			s.Limit, s.Offset, s.WithTies = count, offset, true
			r.node = s
			return nil
		}
		r.node = s
	}
	switch {
	case computed:
		r.node = b.limitBy(r.node, count, offset, countBy, offsetBy)
	case count >= 0 || offset > 0:
		r.node = &plan.Limit{Input: r.node, Count: count, Offset: offset}
	}
	return nil
}

// limitBy limits by numbers that are not known before the query runs.
func (b *Binder) limitBy(in plan.Node, count, offset int64, countBy, offsetBy plan.Expr) plan.Node {
	if countBy == nil {
		countBy = int8Const(count)
		if count < 0 {
			countBy = &plan.Const{D: types.Null, T: types.T(types.Int8)}
		}
	}
	if offsetBy == nil {
		offsetBy = int8Const(offset)
	}
	p := &plan.Project{Input: &plan.Values{Rows: [][]plan.Expr{{}}}, Exprs: []plan.Expr{countBy, offsetBy}}
	for _, name := range []string{"count", "offset"} {
		p.Out = append(p.Out, b.space.NewCol(name, types.T(types.Int8), false))
	}
	return &plan.LimitBy{Input: in, Bounds: p, Count: p.Out[0].ID, Offset: p.Out[1].ID}
}

// limitValue computes a LIMIT or OFFSET; none is for NULL and for values not yet known.
// One that holds a subquery is given as an expression.
func (b *Binder) limitValue(e parse.Expr, what string, sc *scope, none int64, code pgerr.Code) (int64, plan.Expr, error) {
	if e == nil {
		return none, nil, nil
	}
	lim := newScope(nil, nil)
	if sc != nil {
		lim.parent, lim.ctes = sc.parent, sc.ctes
	}
	x := &exprBinder{b: b, sc: lim, clause: what}
	off := e.Range().Pos
	v, err := x.bind(e)
	if err != nil {
		if c, ok := e.(*parse.ColumnRef); ok && pgerr.CodeOf(err) == pgerr.UndefinedColumn && sc != nil {
			in := &exprBinder{b: b, sc: sc, clause: what}
			if _, e2 := in.columnRef(c.Parts, off); e2 == nil {
				return 0, nil, b.errAt(off, pgerr.InvalidColumnReference, "argument of %s must not contain variables", what)
			}
		}
		return 0, nil, err
	}
	given := v.Type()
	if v, err = b.coerce(v, types.T(types.Int8), builtin.CastAssignment, off); err != nil {
		if c := pgerr.CodeOf(err); c == pgerr.CannotCoerce || c == pgerr.DatatypeMismatch {
			return 0, nil, b.errAt(off, pgerr.DatatypeMismatch, "argument of %s must be type bigint, not type %s", what, given)
		}
		return 0, nil, err
	}
	d, ok, err := eval.Const(v, b.sess)
	switch {
	case err != nil:
		return 0, nil, b.at(err, off)
	case !ok && plan.HasSubquery(v):
		return none, v, nil
	case !ok && b.values == nil:
		return none, nil, nil
	case !ok:
		return 0, nil, b.unsupported(off, "non-constant %s", what)
	case d.Null:
		return none, nil, nil
	case d.I < 0:
		return 0, nil, pgerr.New(code, "%s must not be negative", what)
	}
	return d.I, nil, nil
}
