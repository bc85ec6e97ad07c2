package bind

import (
	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/access"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// mergeBinder binds a MERGE: target and source are joined as its WHEN clauses need, the
// first clause that holds for a row is its action, and each column of the new row is the
// value that this clause gives it.
type mergeBinder struct {
	*dmlBinder
	s        *parse.Merge
	source   []*nsItem
	here     plan.Column // true where there is a source row
	both     *scope
	branches []map[int]plan.Expr // by column: values by action number
}

// merge binds MERGE.
func (b *Binder) merge(s *parse.Merge, ctes *cteScope) (*DML, error) {
	alias := ""
	if s.Table.Alias != nil {
		alias = s.Table.Alias.Name
	}
	if s.SchemaEvolution {
		return nil, b.unsupported(s.Pos, "MERGE WITH SCHEMA EVOLUTION")
	}
	d, err := b.target(s.Table.Name, alias, "Merge", ctes)
	if err != nil {
		return nil, err
	}
	m := &mergeBinder{dmlBinder: d, s: s, branches: make([]map[int]plan.Expr, len(d.cols))}
	for i := range m.branches {
		m.branches[i] = map[int]plan.Expr{}
	}
	if err := m.join(); err != nil {
		return nil, err
	}
	if err := m.whens(); err != nil {
		return nil, err
	}
	values := make([]plan.Expr, len(m.cols))
	for i := range values {
		if m.tgt.Columns[i].Generated == "" {
			values[i] = choose(m.out.Act, m.branches[i], len(m.out.Actions), m.cols[i].Type)
		}
	}
	if err := m.addRow(values); err != nil {
		return nil, err
	}
	return m.finish(m.rowItem(), m.source, s.Returning)
}

// join joins target and source with the kind of join that the clauses need.
func (m *mergeBinder) join() error {
	b := m.b
	scan, err := m.scanTarget(m.s.Table.Alias)
	if err != nil {
		return err
	}
	target := newScope(nil, m.ctes)
	target.items = []*nsItem{m.item}
	b.hidden = append(b.hidden, target)
	src, items, err := b.tableExpr(m.s.Source, newScope(nil, m.ctes))
	b.hidden = b.hidden[:len(b.hidden)-1]
	if err != nil {
		return err
	}
	m.source = items
	m.both = newScope(nil, m.ctes)
	m.both.sel = &selectState{clause: "MERGE"}
	m.both.items = []*nsItem{m.item}
	for _, it := range items {
		if it.name == m.item.name && !it.noRel {
			return pgerr.New(pgerr.DuplicateAlias, "name \"%s\" specified more than once", it.name).
				WithDetail("The name is used both as MERGE target table and data source.")
		}
		if err := b.addItem(m.both, it); err != nil {
			return err
		}
	}
	p := passThrough(src)
	m.here = b.space.NewCol("source row", types.T(types.Bool), true)
	p.Exprs, p.Out = append(p.Exprs, boolConst(true)), append(p.Out, m.here)
	m.both.from.Union(plan.OutSet(scan))
	m.both.from.Union(plan.OutSet(p))
	on, err := (&exprBinder{b: b, sc: m.both, clause: "JOIN conditions"}).cond(m.s.On, "JOIN/ON")
	if err != nil {
		return err
	}
	inserts, bySource := false, false
	for _, w := range m.s.Whens {
		inserts = inserts || w.Match == parse.MergeNotMatched
		bySource = bySource || w.Match == parse.MergeNotMatchedBySource
	}
	j := &plan.Join{Kind: plan.Inner, L: scan, R: p, Residual: plan.Conjuncts(nil, on)}
	switch {
	case inserts && bySource:
		j.Kind = plan.Full
	case inserts:
		j.Kind, j.L, j.R = plan.Left, p, scan
	case bySource:
		j.Kind = plan.Left
	}
	m.node = j
	return nil
}

// whens binds the clauses: action i+1 is clause i, action 0 none.
func (m *mergeBinder) whens() error {
	m.out.Actions = []Action{DoNothing}
	matched := plan.AndOf([]plan.Expr{
		&plan.IsNull{Arg: m.out.File.Nullable().Ref(), Neg: true}, &plan.IsNull{Arg: m.here.Nullable().Ref(), Neg: true}})
	act := &plan.Case{T: types.T(types.Int4), Else: intConst(0)}
	closed := map[parse.MergeMatch]bool{}
	for i, w := range m.s.Whens {
		if closed[w.Match] {
			return pgerr.New(pgerr.SyntaxError, "unreachable WHEN clause specified after unconditional WHEN clause")
		}
		closed[w.Match] = w.Cond == nil
		sc := m.scopeOf(w.Match)
		cond := matched
		switch w.Match {
		case parse.MergeNotMatched:
			cond = &plan.IsNull{Arg: m.out.File.Nullable().Ref()}
		case parse.MergeNotMatchedBySource:
			cond = &plan.IsNull{Arg: m.here.Nullable().Ref()}
		}
		cond, err := m.when(w, i+1, sc, cond)
		if err != nil {
			return err
		}
		act.Whens = append(act.Whens, plan.When{Cond: cond, Then: intConst(int64(i + 1))})
	}
	m.setAct(act)
	nothing := &plan.Call{Fn: equalInt4(), Args: []plan.Expr{m.out.Act.Ref(), intConst(0)}, T: types.T(types.Bool)}
	m.node = &plan.Filter{Input: m.node, Conds: []plan.Expr{&plan.Not{Arg: nothing}}}
	return nil
}

// when binds one clause: its condition is added to cond. The side that a row does not
// have is named in errors.
func (m *mergeBinder) when(w *parse.MergeWhen, action int, sc *scope, cond plan.Expr) (plan.Expr, error) {
	if w.Match != parse.MergeMatched {
		m.b.hidden = append(m.b.hidden, m.both)
		defer func() { m.b.hidden = m.b.hidden[:len(m.b.hidden)-1] }()
	}
	if w.Cond != nil {
		c, err := m.in(sc, "MERGE WHEN").cond(w.Cond, "WHEN")
		if err != nil {
			return nil, err
		}
		cond = plan.AndOf([]plan.Expr{cond, c})
	}
	return cond, m.clause(w, action, sc)
}

func (m *mergeBinder) in(sc *scope, clause string) *exprBinder {
	sc.sel.clause = clause
	return &exprBinder{b: m.b, sc: sc, clause: clause}
}

// scopeOf gives what a clause can see: a row that is not matched has one side only.
func (m *mergeBinder) scopeOf(match parse.MergeMatch) *scope {
	if match == parse.MergeMatched {
		return m.both
	}
	sc := newScope(nil, m.ctes)
	sc.sel = &selectState{}
	sc.from.Union(plan.OutSet(m.node))
	sc.items = m.source
	if match == parse.MergeNotMatchedBySource {
		sc.items = []*nsItem{m.item}
	}
	return sc
}

// clause binds the action of a WHEN clause.
func (m *mergeBinder) clause(w *parse.MergeWhen, action int, sc *scope) error {
	switch w.Action {
	case parse.MergeDoNothing:
		m.out.Actions = append(m.out.Actions, DoNothing)
		return nil
	case parse.MergeDelete:
		m.out.Actions = append(m.out.Actions, DoDelete)
		m.use.Need |= catalog.PrivDelete
		for i := range m.cols {
			m.branches[i][action] = m.item.cols[i].col.Ref()
		}
		return nil
	case parse.MergeInsert, parse.MergeInsertStar:
		m.out.Actions = append(m.out.Actions, DoInsert)
		return m.insert(w, action, sc)
	}
	m.out.Actions = append(m.out.Actions, DoUpdate)
	set := w.Set
	if w.Action == parse.MergeUpdateStar {
		for _, col := range m.starColumns() {
			id := m.cols[col].Name
			set = append(set, &parse.SetClause{Span: w.Span, Columns: []*parse.TargetColumn{{Span: w.Span, Name: id}},
				Value: m.sourceRef(id, w.Span)})
		}
	}
	values, err := m.newRow(set, sc)
	if err != nil {
		return err
	}
	for i, v := range values {
		m.branches[i][action] = v
	}
	return nil
}

// starColumns lists the columns that UPDATE SET * and INSERT * assign.
func (m *mergeBinder) starColumns() []int {
	var out []int
	for i := range m.cols {
		if m.tgt.Columns[i].Generated == "" {
			out = append(out, i)
		}
	}
	return out
}

// sourceRef names a column of the source.
func (m *mergeBinder) sourceRef(name string, sp parse.Span) parse.Expr {
	parts := []string{name}
	if len(m.source) == 1 && m.source[0].name != "" && !m.source[0].noRel {
		parts = []string{m.source[0].name, name}
	}
	return &parse.ColumnRef{Span: sp, Parts: parts}
}

// insert binds the values of an INSERT action.
func (m *mergeBinder) insert(w *parse.MergeWhen, action int, sc *scope) error {
	ib := &insertBinder{dmlBinder: m.dmlBinder, values: make([]plan.Expr, len(m.cols)),
		s: &parse.Insert{Columns: w.Columns, Overriding: w.Overriding}}
	exprs := w.Values
	if w.Action == parse.MergeInsertStar {
		for _, col := range m.starColumns() {
			ib.s.Columns = append(ib.s.Columns, &parse.TargetColumn{Span: w.Span, Name: m.cols[col].Name})
			exprs = append(exprs, m.sourceRef(m.cols[col].Name, w.Span))
		}
	}
	if err := ib.columns(); err != nil {
		return err
	}
	if exprs != nil {
		if err := ib.width(len(exprs), func(i int) int { return exprs[i].Range().Pos }, exprs); err != nil {
			return err
		}
	}
	for i := range exprs {
		access.Mark(&m.use.Insert, ib.targets[i])
	}
	x := m.in(sc, "VALUES")
	for i, e := range exprs {
		v, err := ib.value(x, e, ib.targets[i])
		if err != nil {
			return err
		}
		ib.values[ib.targets[i]] = v
	}
	for i, v := range ib.values {
		if v == nil {
			var err error
			if v, err = m.byDefault(i); err != nil {
				return err
			}
		}
		m.branches[i][action] = v
	}
	return nil
}
