package bind

import (
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

func opName(c *plan.Call) string { return plan.OpName(c) }

// query binds a complete query under an outer scope.
func (b *Binder) query(q *parse.Query, outer *scope, ctes *cteScope) (*result, error) {
	var defs []*cteDef
	if q.With != nil {
		var err error
		if ctes, defs, err = b.with(q.With, outer, ctes); err != nil {
			return nil, err
		}
	}
	r, err := b.queryBody(q, outer, ctes)
	if err != nil {
		return nil, err
	}
	b.attachCTEs(r, defs)
	return r, nil
}

func (b *Binder) queryBody(q *parse.Query, outer *scope, ctes *cteScope) (*result, error) {
	switch body := q.Body.(type) {
	case *parse.Select:
		return b.selectQuery(body, q, outer, ctes, false)
	case *parse.Query:
		r, err := b.query(body, outer, ctes)
		if err != nil {
			return nil, err
		}
		return r, b.orderOutputs(r, q, outer, ctes)
	}
	r, err := b.body(q.Body, outer, ctes)
	if err != nil {
		return nil, err
	}
	return r, b.orderOutputs(r, q, outer, ctes)
}

// body binds an arm of a set operation; undecided literals stay undecided.
func (b *Binder) body(body parse.QueryBody, outer *scope, ctes *cteScope) (*result, error) {
	switch body := body.(type) {
	case *parse.Select:
		return b.selectQuery(body, nil, outer, ctes, true)
	case *parse.Query:
		return b.query(body, outer, ctes)
	case *parse.SetOp:
		return b.setOp(body, outer, ctes)
	case *parse.Values:
		return b.values1(body, outer, ctes)
	}
	return nil, b.unsupported(body.Range().Pos, "this query form")
}

// orderOutputs binds ORDER BY over a set operation or VALUES: only output columns, by
// name or position, may be named.
func (b *Binder) orderOutputs(r *result, q *parse.Query, outer *scope, ctes *cteScope) error {
	if len(q.OrderBy) > 0 || q.OrderByAll {
		if err := b.resolveUnknownOutputs(r); err != nil {
			return err
		}
	}
	sc := newScope(outer, ctes)
	it := &nsItem{}
	for _, c := range r.cols {
		it.cols = append(it.cols, nsCol{name: c.Name, col: c.Col})
	}
	sc.items = []*nsItem{it}
	var keys []plan.SortKey
	items := q.OrderBy
	if q.OrderByAll {
		items = nil
		for _, c := range r.cols {
			k, err := b.sortKey(q.OrderBy[0], c.Col.Ref())
			if err != nil {
				return err
			}
			keys = append(keys, k)
		}
	}
	for _, o := range items {
		i, err := b.outputKey(r, o.X)
		if err != nil {
			return err
		}
		k, err := b.sortKey(o, r.cols[i].Col.Ref())
		if err != nil {
			return err
		}
		keys = append(keys, k)
	}
	return b.orderAndLimit(r, q, keys, sc)
}

func (b *Binder) outputKey(r *result, e parse.Expr) (int, error) {
	off := e.Range().Pos
	switch e := e.(type) {
	case *parse.ColumnRef:
		if len(e.Parts) > 1 {
			return 0, b.noTable(nil, e.Parts[:len(e.Parts)-1], off)
		}
		for i := range r.cols {
			if r.cols[i].Name == e.Parts[0] {
				return i, nil
			}
		}
		return 0, b.errAt(off, pgerr.UndefinedColumn, "column \"%s\" does not exist", e.Parts[0])
	case *parse.Literal:
		if e.Kind != parse.LitInt {
			return 0, b.errAt(off, pgerr.SyntaxError, "non-integer constant in ORDER BY")
		}
		if e.Int < 1 || int(e.Int) > len(r.cols) {
			return 0, b.errAt(off, pgerr.InvalidColumnReference, "ORDER BY position %d is not in select list", e.Int)
		}
		return int(e.Int) - 1, nil
	}
	return 0, b.errAt(off, pgerr.FeatureNotSupported, "invalid UNION/INTERSECT/EXCEPT ORDER BY clause").
		WithDetail("Only result column names can be used, not expressions or functions.").
		WithHint("Add the expression/function to every SELECT, or move the UNION into a FROM clause.")
}

// values1 binds VALUES: column i of all rows has one common type.
func (b *Binder) values1(v *parse.Values, outer *scope, ctes *cteScope) (*result, error) {
	sc := newScope(outer, ctes)
	x := &exprBinder{b: b, sc: sc, clause: "VALUES"}
	width := len(v.Rows[0])
	rows := make([][]plan.Expr, len(v.Rows))
	for i, row := range v.Rows {
		if len(row) != width {
			return nil, b.errAt(row[0].Range().Pos, pgerr.SyntaxError, "VALUES lists must all be the same length")
		}
		es, _, err := x.list(row)
		if err != nil {
			return nil, err
		}
		rows[i] = es
	}
	n := &plan.Values{Rows: rows}
	r := &result{node: n}
	for c := range width {
		t, err := b.valuesColumn(v, rows, c)
		if err != nil {
			return nil, err
		}
		name := "column" + rowFieldName(c)[1:]
		col := b.space.NewCol(name, t, false)
		n.Out = append(n.Out, col)
		r.cols = append(r.cols, OutCol{Name: name, Col: col})
	}
	return r, nil
}

// valuesColumn brings one column of VALUES to its common type; a column of nothing but
// unknown literals stays unknown for its context to decide.
func (b *Binder) valuesColumn(v *parse.Values, rows [][]plan.Expr, c int) (types.Type, error) {
	col, offs := make([]plan.Expr, len(rows)), make([]int, len(rows))
	unknown := true
	for i := range rows {
		col[i], offs[i] = rows[i][c], v.Rows[i][c].Range().Pos
		unknown = unknown && isUnknown(col[i])
	}
	if unknown {
		return types.T(types.Unknown), nil
	}
	col, t, err := b.common(col, offs, "VALUES")
	if err != nil {
		return t, err
	}
	for i := range rows {
		rows[i][c] = col[i]
	}
	return t, nil
}

// setOp binds UNION, INTERSECT and EXCEPT.
func (b *Binder) setOp(s *parse.SetOp, outer *scope, ctes *cteScope) (*result, error) {
	l, err := b.body(s.L, outer, ctes)
	if err != nil {
		return nil, err
	}
	r, err := b.body(s.R, outer, ctes)
	if err != nil {
		return nil, err
	}
	if err := b.matchArms(l, r, s); err != nil {
		return nil, err
	}
	return b.combine(s, l, r), nil
}

var setOpNames = map[parse.SetOpKind]string{parse.Union: "UNION", parse.Intersect: "INTERSECT", parse.Except: "EXCEPT"}

// matchArms gives both arms the same column types.
func (b *Binder) matchArms(l, r *result, s *parse.SetOp) error {
	name := setOpNames[s.Op]
	if len(l.cols) != len(r.cols) {
		return b.errAt(firstItem(s.R), pgerr.SyntaxError, "each %s query must have the same number of columns", name)
	}
	for i := range l.cols {
		ts := []types.Type{l.cols[i].Col.Type, r.cols[i].Col.Type}
		t, err := builtin.CommonType(ts, name)
		if err != nil {
			return b.at(err, itemOff(s.R, i))
		}
		if err := b.retype(l, i, t, itemOff(s.L, i)); err != nil {
			return err
		}
		if err := b.retype(r, i, t, itemOff(s.R, i)); err != nil {
			return err
		}
	}
	return nil
}

func firstItem(body parse.QueryBody) int { return itemOff(body, 0) }

// itemOff is where column i of a body is written, as errors report it.
func itemOff(body parse.QueryBody, i int) int {
	switch x := body.(type) {
	case *parse.Select:
		if i < len(x.Items) {
			return x.Items[i].X.Range().Pos
		}
	case *parse.Values:
		if len(x.Rows) > 0 && i < len(x.Rows[0]) {
			return x.Rows[0][i].Range().Pos
		}
	case *parse.Query:
		return itemOff(x.Body, i)
	case *parse.SetOp:
		return itemOff(x.L, i)
	}
	return body.Range().Pos
}

// retype converts visible column i to t; an undecided literal is read as t.
func (b *Binder) retype(r *result, i int, t types.Type, off int) error {
	c := r.cols[i].Col
	if c.Type.OID == types.Unknown {
		done, err := b.decide(r.node, c.ID, t)
		if err != nil {
			return err
		}
		if done {
			r.cols[i].Col.Type = t
			return nil
		}
	}
	if types.Same(c.Type, t) && (t.Mod < 0 || c.Type.Mod == t.Mod) {
		return nil
	}
	e, err := b.coerce(c.Ref(), t, builtin.CastImplicit, off)
	if err != nil {
		return err
	}
	p := passThrough(r.node)
	out := b.space.NewCol(c.Name, t, c.NotNull)
	p.Exprs, p.Out = append(p.Exprs, e), append(p.Out, out)
	r.node = p
	r.cols[i].Col, r.cols[i].RelOID, r.cols[i].Attnum = out, 0, 0
	return nil
}

// decide finds the expression behind an undecided column and reads it as t.
func (b *Binder) decide(n plan.Node, id plan.ColID, t types.Type) (bool, error) {
	switch n := n.(type) {
	case *plan.Project:
		for i, c := range n.Out {
			if c.ID != id {
				continue
			}
			if src, ok := n.Exprs[i].(*plan.Col); ok {
				done, err := b.decide(n.Input, src.ID, t)
				if done {
					n.Exprs[i], n.Out[i].Type = &plan.Col{ID: src.ID, T: t}, t
				}
				return done, err
			}
			e, err := b.coerce(n.Exprs[i], t, builtin.CastImplicit, -1)
			if err != nil {
				return false, err
			}
			n.Exprs[i], n.Out[i].Type = e, t
			return true, nil
		}
	case *plan.Values:
		for i, c := range n.Out {
			if c.ID != id {
				continue
			}
			for _, row := range n.Rows {
				e, err := b.coerce(row[i], t, builtin.CastImplicit, -1)
				if err != nil {
					return false, err
				}
				row[i] = e
			}
			n.Out[i].Type = t
			return true, nil
		}
	case *plan.Sort, *plan.Limit, *plan.Filter, *plan.With:
		ch := n.Children()
		return b.decide(ch[0], id, t)
	}
	return false, nil
}

// combine makes the set operation over arms with equal types.
func (b *Binder) combine(s *parse.SetOp, l, r *result) *result {
	n := &plan.SetOp{All: s.All, Inputs: []plan.Node{l.node, r.node}, Map: make([][]plan.ColID, 2)}
	switch s.Op {
	case parse.Union:
		n.Kind = plan.UnionAll
	case parse.Intersect:
		n.Kind = plan.Intersect
	case parse.Except:
		n.Kind = plan.Except
	}
	out := &result{node: n}
	for i := range l.cols {
		lc, rc := l.cols[i].Col, r.cols[i].Col
		notNull := lc.NotNull && (rc.NotNull || s.Op != parse.Union)
		t := lc.Type
		if t.Mod != rc.Type.Mod {
			t.Mod = -1
		}
		c := b.space.NewCol(l.cols[i].Name, t, notNull)
		n.Out = append(n.Out, c)
		n.Map[0], n.Map[1] = append(n.Map[0], lc.ID), append(n.Map[1], rc.ID)
		out.cols = append(out.cols, OutCol{Name: l.cols[i].Name, Col: c})
	}
	if s.Op == parse.Union && !s.All {
		n.All = true
		out.node = distinctOf(n)
	}
	return out
}

// distinctOf removes duplicate rows.
func distinctOf(n plan.Node) *plan.Aggregate {
	agg := &plan.Aggregate{Input: n}
	for _, c := range n.Cols() {
		agg.Keys, agg.KeyOut = append(agg.Keys, c.ID), append(agg.KeyOut, c)
	}
	return agg
}

// resolveUnknownOutputs makes undecided result columns text.
func (b *Binder) resolveUnknownOutputs(r *result) error {
	for i := range r.cols {
		if r.cols[i].Col.Type.OID == types.Unknown {
			if err := b.retype(r, i, types.T(types.Text), -1); err != nil {
				return err
			}
		}
	}
	return nil
}
