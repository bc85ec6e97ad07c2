package bind

import (
	"slices"
	"strings"

	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/access"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/table"
)

// onConflict binds INSERT … ON CONFLICT: the proposed rows are joined with the rows of
// the target that have their key, and a row that finds one is skipped or updates it.
func (ib *insertBinder) onConflict() (*DML, error) {
	d, oc := ib.dmlBinder, ib.s.OnConflict
	if ib.out.Rel.Security != nil {
		return nil, ib.b.unsupported(oc.Pos, "ON CONFLICT on a table with row security or masks")
	}
	if ib.s.Overwrite || ib.s.ReplaceWhere != nil {
		return nil, ib.b.unsupported(oc.Pos, "ON CONFLICT of INSERT OVERWRITE")
	}
	var err error
	if d.out.Arbiters, err = ib.arbiters(); err != nil {
		return nil, err
	}
	if err := d.addRow(ib.values); err != nil {
		return nil, err
	}
	if !ib.single {
		if err := ib.keepOrder(); err != nil {
			return nil, err
		}
	}
	if !oc.DoUpdate {
		d.out.Conflict = ConflictSkips
		return ib.doNothing()
	}
	d.out.Conflict = ConflictUpdates
	return ib.doUpdate()
}

// arbiters finds the unique keys that the clause names; all of them without a target.
func (ib *insertBinder) arbiters() ([]int, error) {
	oc, us := ib.s.OnConflict, ib.tgt.Uniques
	switch {
	case oc.Constraint != "":
		for i := range us {
			if us[i].Name == oc.Constraint {
				return ib.usable([]int{i})
			}
		}
		return nil, pgerr.New(pgerr.UndefinedObject, "constraint \"%s\" for table \"%s\" does not exist", oc.Constraint, ib.out.Rel.Name)
	case len(oc.Target) == 0 && oc.DoUpdate:
		return nil, ib.b.errAt(oc.Pos, pgerr.SyntaxError, "ON CONFLICT DO UPDATE requires inference specification or constraint name").
			WithHint("For example, ON CONFLICT (column_name).")
	case len(oc.Target) == 0:
		var all []int
		for i := range us {
			if !us[i].Deferrable {
				all = append(all, i)
			}
		}
		return all, nil
	}
	var cols []int
	for _, e := range oc.Target {
		if e.X != nil {
			return nil, ib.noArbiter()
		}
		col := slices.IndexFunc(ib.cols, func(c table.Column) bool { return c.Name == e.Column })
		if col < 0 {
			open := strings.LastIndexByte(ib.b.sql[:oc.Target[0].Pos], '(')
			return nil, ib.b.errAt(open, pgerr.UndefinedColumn, "column \"%s\" does not exist", e.Column)
		}
		cols = append(cols, col)
		access.Mark(&ib.use.Read, col)
	}
	if oc.TargetWhere != nil {
		sc := newScope(nil, nil)
		sc.items = []*nsItem{ib.plainItem()}
		if _, err := (&exprBinder{b: ib.b, sc: sc, clause: "index predicates"}).cond(oc.TargetWhere, "WHERE"); err != nil {
			return nil, err
		}
	}
	var found []int
	for i := range us {
		if sameSet(us[i].Columns, cols) {
			found = append(found, i)
		}
	}
	if found == nil {
		return nil, ib.noArbiter()
	}
	return ib.usable(found)
}

// plainItem names the target's columns for conditions that are checked and forgotten.
func (ib *insertBinder) plainItem() *nsItem {
	it := &nsItem{name: ib.name}
	for _, c := range ib.cols {
		it.cols = append(it.cols, nsCol{name: c.Name, col: ib.b.space.NewCol(c.Name, c.Type, false)})
	}
	return it
}

func (ib *insertBinder) noArbiter() error {
	return pgerr.New(pgerr.InvalidColumnReference, "there is no unique or exclusion constraint matching the ON CONFLICT specification")
}

func (ib *insertBinder) usable(keys []int) ([]int, error) {
	for _, i := range keys {
		if ib.tgt.Uniques[i].Deferrable {
			return nil, pgerr.New(pgerr.ObjectNotInPrerequisiteState,
				"ON CONFLICT does not support deferrable unique constraints/exclusion constraints as arbiters")
		}
	}
	return keys, nil
}

func sameSet(a, b []int) bool {
	x, y := slices.Clone(a), slices.Clone(b)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(slices.Compact(x), slices.Compact(y))
}

// keepOrder numbers the proposed rows, so that the first of several with one key wins.
func (ib *insertBinder) keepOrder() error {
	res, err := builtin.ResolveFunc("row_number", nil, nil, false)
	if err != nil {
		return err
	}
	ib.number = ib.b.space.NewCol("row_number", types.T(types.Int8), true)
	w := &plan.Window{Input: ib.node}
	f := plan.WindowFunc{AggCall: plan.AggCall{Fn: res.Func, T: types.T(types.Int8), Out: ib.number},
		Frame: plan.Frame{Start: plan.UnboundedPreceding, End: plan.CurrentRow}}
	w.Funcs = []plan.WindowFunc{f}
	ib.node = w
	return nil
}

// inOrder sorts the rows as they were proposed.
func (ib *insertBinder) inOrder() {
	if ib.number.ID != 0 {
		ib.node = &plan.Sort{Input: ib.node, Keys: []plan.SortKey{{Expr: ib.number.Ref()}}, Limit: -1}
	}
}

// match joins the proposed rows with the target's rows of the same key.
func (ib *insertBinder) match(key *UniqueKey, scan *plan.Scan) {
	j := &plan.Join{Kind: plan.Left, L: ib.node, R: scan}
	for _, c := range key.Columns {
		j.Keys = append(j.Keys, plan.JoinKey{L: ib.out.Row[c].Ref(), R: scan.Columns[c].Ref(), NullSafe: key.NullsEqual})
	}
	ib.node = j
}

// doNothing keeps the rows that no key of the target matches.
func (ib *insertBinder) doNothing() (*DML, error) {
	for _, i := range ib.out.Arbiters {
		s, _ := ib.b.scan(ib.tgt.Rows, ib.out.Rel.OID)
		s.Keys, s.Alias = ib.out.Rel.Keys, ib.out.Rel.Name
		ib.match(&ib.tgt.Uniques[i], s)
		file := s.Columns[len(ib.cols)]
		ib.node = &plan.Filter{Input: ib.node, Conds: []plan.Expr{&plan.IsNull{Arg: file.Nullable().Ref()}}}
	}
	ib.inOrder()
	return ib.finish(ib.rowItem(), nil, ib.s.Returning)
}

// doUpdate turns rows whose key the target has into updates.
func (ib *insertBinder) doUpdate() (*DML, error) {
	oc := ib.s.OnConflict
	excluded := ib.rowItem()
	excluded.name, excluded.schema, excluded.rel = "excluded", "", ""
	proposed := ib.out.Row
	scan, err := ib.scanTarget(nil)
	if err != nil {
		return nil, err
	}
	ib.out.Row = proposed
	ib.match(&ib.tgt.Uniques[ib.out.Arbiters[0]], scan)
	sc := newScope(nil, ib.ctes)
	sc.sel = &selectState{}
	sc.items = []*nsItem{ib.item, excluded}
	sc.from.Union(plan.OutSet(ib.node))
	found := plan.Expr(&plan.IsNull{Arg: ib.out.File.Nullable().Ref(), Neg: true})
	ib.out.Actions = []Action{DoInsert, DoUpdate, DoNothing}
	whens := []plan.When{{Cond: &plan.Not{Arg: found}, Then: intConst(0)}}
	if oc.Where != nil {
		sc.sel.clause = "WHERE"
		c, err := (&exprBinder{b: ib.b, sc: sc, clause: "WHERE"}).cond(oc.Where, "WHERE")
		if err != nil {
			return nil, err
		}
		whens = append(whens, plan.When{Cond: &plan.Not{Arg: &plan.BoolTest{Arg: c, Val: true}}, Then: intConst(2)})
	}
	updated, err := ib.newRow(oc.Set, sc)
	if err != nil {
		return nil, err
	}
	ib.setAct(&plan.Case{Whens: whens, Else: intConst(1), T: types.T(types.Int4)})
	values := make([]plan.Expr, len(ib.cols))
	for i := range values {
		if ib.tgt.Columns[i].Generated != "" {
			continue
		}
		values[i] = choose(ib.out.Act, map[int]plan.Expr{0: proposed[i].Ref(), 1: updated[i]}, 2, ib.cols[i].Type)
	}
	if err := ib.addRow(values); err != nil {
		return nil, err
	}
	ib.inOrder()
	return ib.finish(ib.rowItem(), nil, ib.s.Returning)
}

// setAct computes the column that says what a row does.
func (d *dmlBinder) setAct(e plan.Expr) {
	p := passThrough(d.node)
	d.out.Act = d.b.space.NewCol("action", types.T(types.Int4), false)
	p.Exprs, p.Out = append(p.Exprs, e), append(p.Out, d.out.Act)
	d.node = p
}
