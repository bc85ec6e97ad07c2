package bind

import (
	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/access"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
)

// update binds UPDATE.
func (b *Binder) update(s *parse.Update, ctes *cteScope) (*DML, error) {
	d, sc, err := b.changeRows(s.Table, "Update", s.From, s.Where, ctes)
	if err != nil {
		return nil, err
	}
	d.out.Actions = []Action{DoUpdate}
	others := sc.items[1:]
	values, err := d.newRow(s.Set, sc)
	if err != nil {
		return nil, err
	}
	if err := d.addRow(values); err != nil {
		return nil, err
	}
	return d.finish(d.rowItem(), others, s.Returning)
}

// delete binds DELETE.
func (b *Binder) delete(s *parse.Delete, ctes *cteScope) (*DML, error) {
	d, sc, err := b.changeRows(s.Table, "Delete", s.Using, s.Where, ctes)
	if err != nil {
		return nil, err
	}
	d.out.Actions = []Action{DoDelete}
	return d.finish(d.item, sc.items[1:], s.Returning)
}

// changeRows binds what UPDATE and DELETE share: the target joined with other tables, and
// the condition. The scope's first item is the target.
func (b *Binder) changeRows(ref *parse.TableRef, verb string, from []parse.TableExpr, where parse.Expr, ctes *cteScope) (*dmlBinder, *scope, error) {
	alias := ""
	if ref.Alias != nil {
		alias = ref.Alias.Name
	}
	d, err := b.target(ref.Name, alias, verb, ctes)
	if err != nil {
		return nil, nil, err
	}
	if ref.AsOf != nil || ref.Sample != nil {
		return nil, nil, b.unsupported(ref.Pos, "%s of a version or sample of a table", verb)
	}
	scan, err := d.scanTarget(ref.Alias)
	if err != nil {
		return nil, nil, err
	}
	if d.node, err = b.securedTarget(d, scan, verb); err != nil {
		return nil, nil, err
	}
	sc := newScope(nil, ctes)
	sc.sel = &selectState{}
	sc.items = []*nsItem{d.item}
	if len(from) > 0 {
		d.item.lateralOnly = true
		right, err := b.fromClause(from, sc)
		if err != nil {
			return nil, nil, err
		}
		d.node = &plan.Join{Kind: plan.Inner, L: d.node, R: right}
	}
	sc.from.Union(plan.OutSet(d.node))
	if where != nil {
		if cur, ok := where.(*parse.CurrentOf); ok {
			return nil, nil, b.unsupported(cur.Pos, "WHERE CURRENT OF")
		}
		sc.sel.clause = "WHERE"
		c, err := (&exprBinder{b: b, sc: sc, clause: "WHERE"}).cond(where, "WHERE")
		if err != nil {
			return nil, nil, err
		}
		d.node = &plan.Filter{Input: d.node, Conds: plan.Conjuncts(nil, c)}
	}
	return d, sc, nil
}

// newRow gives the row after SET: assigned values, the old ones of other columns, nil for
// generated columns. It may join subqueries to d.node.
func (d *dmlBinder) newRow(set []*parse.SetClause, sc *scope) ([]plan.Expr, error) {
	values := make([]plan.Expr, len(d.cols))
	given := make([]bool, len(d.cols))
	d.use.Need |= catalog.PrivUpdate
	for _, s := range set {
		cols := make([]int, len(s.Columns))
		for i, c := range s.Columns {
			col, err := d.column(c)
			if err != nil {
				return nil, err
			}
			cols[i] = col
			access.Mark(&d.use.Update, col)
		}
		vs, err := d.setValues(s, cols, sc)
		if err != nil {
			return nil, err
		}
		for i, col := range cols {
			if given[col] {
				return nil, pgerr.New(pgerr.SyntaxError, "multiple assignments to same column \"%s\"", d.cols[col].Name)
			}
			given[col], values[col] = true, vs[i]
		}
	}
	for i := range values {
		if d.tgt.Columns[i].Generated != "" {
			values[i] = nil
		} else if !given[i] {
			values[i] = d.item.cols[i].col.Ref()
		}
	}
	return values, nil
}

// setValues gives the values of one SET clause.
func (d *dmlBinder) setValues(s *parse.SetClause, cols []int, sc *scope) ([]plan.Expr, error) {
	b := d.b
	if !s.Multi {
		v, err := d.setValue(s.Value, cols[0], sc)
		return []plan.Expr{v}, err
	}
	out := make([]plan.Expr, len(cols))
	switch v := s.Value.(type) {
	case *parse.RowExpr:
		if hasStar(v) {
			return out, d.setStars(v, cols, sc, out)
		}
		if len(v.Elems) != len(cols) {
			return nil, b.errAt(v.Pos, pgerr.SyntaxError, "number of columns does not match number of values")
		}
		for i, e := range v.Elems {
			var err error
			if out[i], err = d.setValue(e, cols[i], sc); err != nil {
				return nil, err
			}
		}
		return out, nil
	case *parse.SubqueryExpr:
		r, err := b.query(v.Query, sc, sc.ctes)
		if err != nil {
			return nil, err
		}
		if len(r.cols) != len(cols) {
			return nil, b.errAt(v.Pos, pgerr.SyntaxError, "number of columns does not match number of values")
		}
		if err := b.resolveUnknownOutputs(r); err != nil {
			return nil, err
		}
		b.trim(r)
		for i, c := range r.cols {
			if out[i], err = d.assign(c.Col.Nullable().Ref(), cols[i], v.Pos); err != nil {
				return nil, err
			}
			if err := d.mayAssign(cols[i], false); err != nil {
				return nil, err
			}
		}
		d.node = &plan.Join{Kind: plan.Single, L: d.node, R: r.node}
		return out, nil
	}
	if len(cols) == 1 { // (a) = value
		v, err := d.setValue(s.Value, cols[0], sc)
		return []plan.Expr{v}, err
	}
	return nil, b.errAt(s.Value.Range().Pos, pgerr.FeatureNotSupported, "source for a multiple-column UPDATE item must be a sub-SELECT or ROW() expression")
}

func (d *dmlBinder) setValue(e parse.Expr, col int, sc *scope) (plan.Expr, error) {
	if err := d.mayAssign(col, isDefault(e)); err != nil {
		return nil, err
	}
	if isDefault(e) {
		return d.byDefault(col)
	}
	if sc.sel != nil {
		sc.sel.clause = "UPDATE"
	}
	v, err := (&exprBinder{b: d.b, sc: sc, clause: "UPDATE"}).bind(e)
	if err != nil {
		return nil, err
	}
	return d.assign(v, col, e.Range().Pos)
}

// mayAssign refuses values for columns that have their own.
func (d *dmlBinder) mayAssign(col int, toDefault bool) error {
	c := &d.tgt.Columns[col]
	if toDefault || c.Generated == "" && c.Identity != 'a' {
		return nil
	}
	e := pgerr.New(pgerr.GeneratedAlways, "column \"%s\" can only be updated to DEFAULT", d.cols[col].Name)
	return d.generatedDetail(e, col)
}

func (d *dmlBinder) generatedDetail(e *pgerr.Error, col int) *pgerr.Error {
	if d.tgt.Columns[col].Generated != "" {
		return e.WithDetail("Column \"%s\" is a generated column.", d.cols[col].Name)
	}
	return e.WithDetail("Column \"%s\" is an identity column defined as GENERATED ALWAYS.", d.cols[col].Name)
}

func hasStar(r *parse.RowExpr) bool {
	for _, e := range r.Elems {
		if _, ok := e.(*parse.Star); ok {
			return true
		}
	}
	return false
}

// setStars gives the values of ROW(t.*, …).
func (d *dmlBinder) setStars(r *parse.RowExpr, cols []int, sc *scope, out []plan.Expr) error {
	v, err := (&exprBinder{b: d.b, sc: sc, clause: "UPDATE"}).bind(r)
	if err != nil {
		return err
	}
	row, ok := v.(*plan.MakeRow)
	if !ok || len(row.Fields) != len(cols) {
		return d.b.errAt(r.Pos, pgerr.SyntaxError, "number of columns does not match number of values")
	}
	for i, f := range row.Fields {
		if err := d.mayAssign(cols[i], false); err != nil {
			return err
		}
		if out[i], err = d.assign(f, cols[i], r.Pos); err != nil {
			return err
		}
	}
	return nil
}
