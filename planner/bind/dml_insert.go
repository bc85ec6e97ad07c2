package bind

import (
	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/access"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// insertBinder binds an INSERT.
type insertBinder struct {
	*dmlBinder
	s       *parse.Insert
	targets []int        // columns that the source fills, in its order
	listed  bool         // the statement names its columns
	values  []plan.Expr  // the new row; nil for generated columns
	static  map[int]bool // columns with a value from PARTITION (a = 1)
	number  plan.Column  // numbers the proposed rows of ON CONFLICT
	single  bool         // the source is one row
}

// insert binds INSERT.
func (b *Binder) insert(s *parse.Insert, ctes *cteScope) (*DML, error) {
	d, err := b.target(s.Table, s.Alias.Name, "Insert", ctes)
	if err != nil {
		return nil, err
	}
	d.out.Actions = []Action{DoInsert}
	ib := &insertBinder{dmlBinder: d, s: s, values: make([]plan.Expr, len(d.cols)), static: map[int]bool{}}
	if err := ib.columns(); err != nil {
		return nil, err
	}
	if err := ib.source(); err != nil {
		return nil, err
	}
	for i := range ib.values {
		if ib.values[i] != nil {
			access.Mark(&d.use.Insert, i)
		} else {
			if ib.values[i], err = d.byDefault(i); err != nil {
				return nil, err
			}
		}
	}
	if s.OnConflict != nil {
		return ib.onConflict()
	}
	if err := d.addRow(ib.values); err != nil {
		return nil, err
	}
	if err := ib.overwrite(); err != nil {
		return nil, err
	}
	return d.finish(d.rowItem(), nil, s.Returning)
}

// columns finds the target columns.
func (ib *insertBinder) columns() error {
	given := map[int]bool{}
	take := func(c *parse.TargetColumn) (int, error) {
		i, err := ib.column(c)
		if err != nil {
			return 0, err
		}
		if given[i] {
			return 0, ib.b.errAt(c.Pos, pgerr.DuplicateColumn, "column \"%s\" specified more than once", c.Name)
		}
		given[i] = true
		return i, nil
	}
	var dynamic []int
	for _, p := range ib.s.Partition {
		i, err := take(p.Columns[0])
		if err != nil {
			return err
		}
		if p.Value == nil {
			dynamic = append(dynamic, i)
			continue
		}
		v, err := (&exprBinder{b: ib.b, sc: newScope(nil, nil), clause: "PARTITION"}).bind(p.Value)
		if err != nil {
			return err
		}
		if ib.values[i], err = ib.assign(v, i, p.Value.Range().Pos); err != nil {
			return err
		}
		ib.static[i] = true
	}
	for _, c := range ib.s.Columns {
		i, err := take(c)
		if err != nil {
			return err
		}
		ib.targets = append(ib.targets, i)
	}
	ib.listed = len(ib.s.Columns) > 0
	if !ib.listed {
		for i := range ib.cols {
			if !given[i] {
				ib.targets = append(ib.targets, i)
			}
		}
	}
	ib.targets = append(ib.targets, dynamic...)
	ib.use.Need |= catalog.PrivInsert
	if ib.s.Overwrite || ib.s.ReplaceWhere != nil {
		ib.use.Need |= catalog.PrivDelete
	}
	if ib.listed {
		for _, i := range ib.targets {
			access.Mark(&ib.use.Insert, i)
		}
	}
	return nil
}

// source binds what is inserted and sets the values it gives.
func (ib *insertBinder) source() error {
	q := ib.s.Source
	if q == nil {
		ib.node, ib.single = &plan.Values{Rows: [][]plan.Expr{{}}}, true
		return nil
	}
	v, ok := q.Body.(*parse.Values)
	plain := ok && q.With == nil && len(q.OrderBy) == 0 && q.Limit == nil && q.Offset == nil && !ib.s.ByName
	switch {
	case plain && len(v.Rows) == 1:
		return ib.oneRow(v.Rows[0])
	case plain:
		return ib.rows(v)
	}
	return ib.query(q)
}

// width checks the number of values against the number of target columns.
func (ib *insertBinder) width(n int, at func(i int) int, row []parse.Expr) error {
	switch {
	case n > len(ib.targets):
		return ib.b.errAt(at(len(ib.targets)), pgerr.SyntaxError, "INSERT has more expressions than target columns")
	case n < len(ib.targets) && ib.listed:
		off := 0
		if n < len(ib.s.Columns) {
			off = ib.s.Columns[n].Pos
		}
		e := ib.b.errAt(off, pgerr.SyntaxError, "INSERT has more target columns than expressions")
		if r, ok := onlyRow(row); ok && len(r.Elems) == len(ib.targets) {
			e = e.WithHint("The insertion source is a row expression containing the same number of columns expected by the INSERT. Did you accidentally use extra parentheses?")
		}
		return e
	}
	return nil
}

func onlyRow(row []parse.Expr) (*parse.RowExpr, bool) {
	if len(row) != 1 {
		return nil, false
	}
	r, ok := row[0].(*parse.RowExpr)
	return r, ok
}

// oneRow binds VALUES with one row, whose expressions may be anything a select list may
// hold but aggregates and windows.
func (ib *insertBinder) oneRow(row []parse.Expr) error {
	if err := ib.width(len(row), func(i int) int { return row[i].Range().Pos }, row); err != nil {
		return err
	}
	sb := &selectBinder{b: ib.b, s: &parse.Select{}, sc: newScope(nil, ib.ctes)}
	sb.sc.sel = &selectState{}
	sb.node = &plan.Values{Rows: [][]plan.Expr{{}}}
	x := sb.in("VALUES", false, false, true)
	for i, e := range row {
		v, err := ib.value(x, e, ib.targets[i])
		if err != nil {
			return err
		}
		ib.values[ib.targets[i]] = v
	}
	ib.single = len(sb.sc.sel.srfs) == 0
	sb.buildSets()
	ib.node = sb.node
	return nil
}

// value binds one expression of VALUES for a column; nil is the value of a generated one.
func (ib *insertBinder) value(x *exprBinder, e parse.Expr, col int) (plan.Expr, error) {
	if isDefault(e) {
		return ib.byDefault(col)
	}
	if skip, err := ib.mayInsert(col); err != nil || skip {
		if err != nil {
			return nil, err
		}
		if _, err := x.bind(e); err != nil { // it must make sense all the same
			return nil, err
		}
		return ib.byDefault(col)
	}
	v, err := x.bind(e)
	if err != nil {
		return nil, err
	}
	return ib.assign(v, col, e.Range().Pos)
}

// mayInsert refuses values for columns that have their own; skip says that the given
// value is to be ignored (OVERRIDING USER VALUE).
func (ib *insertBinder) mayInsert(col int) (skip bool, err error) {
	c := &ib.tgt.Columns[col]
	switch {
	case c.Identity != 0 && ib.s.Overriding == parse.OverridingUser:
		return true, nil
	case c.Generated == "" && (c.Identity != 'a' || ib.s.Overriding == parse.OverridingSystem):
		return false, nil
	}
	e := ib.generatedDetail(pgerr.New(pgerr.GeneratedAlways, "cannot insert a non-DEFAULT value into column \"%s\"", ib.cols[col].Name), col)
	if c.Generated == "" {
		e = e.WithHint("Use OVERRIDING SYSTEM VALUE to override.")
	}
	return false, e
}

// rows binds VALUES with several rows.
func (ib *insertBinder) rows(v *parse.Values) error {
	x := &exprBinder{b: ib.b, sc: newScope(nil, ib.ctes), clause: "VALUES"}
	n := &plan.Values{Rows: make([][]plan.Expr, len(v.Rows))}
	w := len(v.Rows[0])
	generated := make([]bool, w)
	for r, row := range v.Rows {
		if len(row) != w {
			return ib.b.errAt(row[0].Range().Pos, pgerr.SyntaxError, "VALUES lists must all be the same length")
		}
		if err := ib.width(w, func(i int) int { return row[i].Range().Pos }, row); err != nil {
			return err
		}
		n.Rows[r] = make([]plan.Expr, w)
		for i, e := range row {
			e, err := ib.value(x, e, ib.targets[i])
			if err != nil {
				return err
			}
			if e == nil {
				generated[i] = true
				e = ib.null(ib.targets[i])
			}
			n.Rows[r][i] = e
		}
	}
	for i := range w {
		col := ib.targets[i]
		c := ib.b.space.NewCol(ib.cols[col].Name, ib.cols[col].Type, false)
		n.Out = append(n.Out, c)
		if !generated[i] {
			ib.values[col] = c.Ref()
		}
	}
	ib.node = n
	return nil
}

// query binds INSERT … SELECT.
func (ib *insertBinder) query(q *parse.Query) error {
	r, err := ib.b.sourceQuery(q, ib.ctes)
	if err != nil {
		return err
	}
	if ib.s.ByName {
		return ib.byName(q, r)
	}
	var row []parse.Expr
	if sel, ok := q.Body.(*parse.Select); ok && len(sel.Items) == 1 {
		row = []parse.Expr{sel.Items[0].X}
	}
	if err := ib.width(len(r.cols), func(i int) int { return itemOff(q.Body, i) }, row); err != nil {
		return err
	}
	for i := range r.cols {
		if err := ib.fromQuery(r, i, ib.targets[i], itemOff(q.Body, i)); err != nil {
			return err
		}
	}
	ib.node = r.node
	return nil
}

// sourceQuery binds a query whose undecided literals wait for their target columns.
func (b *Binder) sourceQuery(q *parse.Query, ctes *cteScope) (*result, error) {
	sel, ok := q.Body.(*parse.Select)
	if !ok {
		return b.query(q, nil, ctes)
	}
	var defs []*cteDef
	if q.With != nil {
		var err error
		if ctes, defs, err = b.with(q.With, nil, ctes); err != nil {
			return nil, err
		}
	}
	r, err := b.selectQuery(sel, q, nil, ctes, !sel.Distinct && len(q.OrderBy) == 0)
	if err != nil {
		return nil, err
	}
	b.attachCTEs(r, defs)
	return r, nil
}

// fromQuery assigns column i of a source query to a column of the target.
func (ib *insertBinder) fromQuery(r *result, i, col, off int) error {
	skip, err := ib.mayInsert(col)
	if err != nil {
		return err
	}
	if r.cols[i].Col.Type.OID == types.Unknown {
		t := ib.cols[col].Type
		t.Mod = -1
		if err := ib.b.retype(r, i, t, off); err != nil {
			return err
		}
	}
	if skip {
		return nil
	}
	ib.values[col], err = ib.assign(r.cols[i].Col.Ref(), col, off)
	return err
}

// byName pairs the columns of a source query with those of the target by their names.
func (ib *insertBinder) byName(q *parse.Query, r *result) error {
	given := map[int]bool{}
	for i := range r.cols {
		off := itemOff(q.Body, i)
		col := -1
		for k := range ib.cols {
			if ib.cols[k].Name == r.cols[i].Name && !ib.static[k] {
				col = k
			}
		}
		if col < 0 {
			return ib.b.errAt(off, pgerr.UndefinedColumn, "column \"%s\" of relation \"%s\" does not exist", r.cols[i].Name, ib.out.Rel.Name)
		}
		if given[col] {
			return ib.b.errAt(off, pgerr.DuplicateColumn, "column \"%s\" specified more than once", r.cols[i].Name)
		}
		given[col] = true
		if err := ib.fromQuery(r, i, col, off); err != nil {
			return err
		}
	}
	ib.node = r.node
	return nil
}

// overwrite binds what INSERT OVERWRITE and REPLACE WHERE remove first: everything, the
// rows of the named partition, or those that satisfy the condition.
func (ib *insertBinder) overwrite() error {
	where := ib.s.ReplaceWhere
	switch {
	case where != nil:
	case ib.s.Overwrite && len(ib.static) == 0:
		ib.out.Clear = true
		return nil
	case ib.s.Overwrite:
		where = partitionCond(ib.s.Partition)
	default:
		return nil
	}
	ref := &parse.TableRef{Span: ib.s.Table.Span, Name: ib.s.Table}
	before, sc, err := ib.b.changeRows(ref, "Delete", nil, where, ib.ctes)
	if err != nil {
		return err
	}
	before.out.Actions = []Action{DoDelete}
	if ib.b.before, err = before.finish(before.item, sc.items[1:], nil); err != nil {
		return err
	}
	return ib.mustMatch(where)
}

// mustMatch adds the condition of REPLACE WHERE as a check of the inserted rows.
func (ib *insertBinder) mustMatch(where parse.Expr) error {
	sc := newScope(nil, ib.ctes)
	sc.items = []*nsItem{ib.rowItem()}
	c, err := (&exprBinder{b: ib.b, sc: sc, clause: "WHERE"}).cond(where, "WHERE")
	if err != nil {
		return err
	}
	p := passThrough(ib.node)
	col := ib.b.space.NewCol("replace where", types.T(types.Bool), false)
	p.Exprs, p.Out = append(p.Exprs, &plan.Coalesce{Args: []plan.Expr{c, boolConst(false)}, T: types.T(types.Bool)}), append(p.Out, col)
	ib.node = p
	ib.out.Must = col
	return nil
}

// partitionCond is the condition that PARTITION (a = 1, b = 2) stands for.
func partitionCond(list []*parse.SetClause) parse.Expr {
	var terms []parse.Expr
	for _, p := range list {
		if p.Value == nil {
			continue
		}
		c := p.Columns[0]
		ref := &parse.ColumnRef{Span: c.Span, Parts: []string{c.Name}}
		terms = append(terms, &parse.BinaryExpr{Span: p.Span, Op: "=", OpPos: c.Pos, L: ref, R: p.Value})
	}
	if len(terms) == 1 {
		return terms[0]
	}
	return &parse.BoolExpr{Span: list[0].Span, Op: parse.And, Args: terms}
}
