package bind

import (
	"context"
	"strings"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/access"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/memtable"
	"github.com/tarndb/tarn/storage/table"
)

// Action is what a row of a DML plan does to the target.
type Action uint8

// Actions.
const (
	DoNothing Action = iota
	DoInsert
	DoUpdate
	DoDelete
)

// ConflictRule is the ON CONFLICT clause's choice.
type ConflictRule uint8

// Choices of ON CONFLICT.
const (
	ConflictFails ConflictRule = iota
	ConflictSkips
	ConflictUpdates
)

// DML is one bound data-changing statement: a plan whose rows say what to do, and which
// of its columns mean what. A Column with ID 0 is absent.
type DML struct {
	Verb   string // Insert, Update, Delete or Merge
	Rel    *Relation
	Target *Target
	Root   plan.Node
	// File and Pos name the affected row; they are NULL for a row to insert.
	File, Pos plan.Column
	// Act is the position in Actions of what a row does (int4); without it every row does
	// Actions[0].
	Act     plan.Column
	Actions []Action
	// Row is the complete new row, by column of the table. It means nothing for deletes.
	Row []plan.Column
	// Checks are booleans, one for each of Target.Checks; false is a violation.
	Checks []plan.Column
	// Must is a boolean that REPLACE WHERE demands of inserted rows.
	Must plan.Column
	// Policies are booleans that row security demands to be true of the new row; PolicyNames
	// has the restrictive policy of each, "" for the permissive ones together.
	Policies    []plan.Column
	PolicyNames []string
	// Returning are the values of RETURNING; HasReturning tells an empty list from none.
	Returning    []OutCol
	HasReturning bool
	Conflict     ConflictRule
	// Arbiters are the unique keys that ON CONFLICT is about, as indexes of Target.Uniques.
	Arbiters []int
	// Clear: the table is emptied first (INSERT OVERWRITE).
	Clear bool
}

// Step is a query or a change that runs before what follows it; its rows are handed to
// what follows in Result.
type Step struct {
	Query  *Bound
	Change *DML
	Result *memtable.Result // nil when nothing reads the rows
}

// BoundDML is a statement that changes data: steps in order, then the main part.
type BoundDML struct {
	Steps  []Step
	Change *DML   // set for INSERT, UPDATE, DELETE, MERGE
	Query  *Bound // set for a query whose WITH changes data
	Cols   []OutCol
	Params []types.Type
	Space  *plan.Space
	// Touched is what must be judged before the statement is planned.
	Touched []*access.Use
}

// ChangesData tells whether a statement is bound by BindDML rather than Bind.
func ChangesData(s parse.Stmt) bool {
	switch s := s.(type) {
	case *parse.Insert, *parse.Update, *parse.Delete, *parse.Merge:
		return true
	case *parse.Query:
		return s.With != nil && changingWith(s.With)
	}
	return false
}

func changingWith(w *parse.With) bool {
	for _, c := range w.CTEs {
		if _, ok := c.Stmt.(*parse.Query); !ok {
			return true
		}
	}
	return false
}

// BindDML binds a statement that changes data.
func BindDML(ctx context.Context, stmt parse.Stmt, sqlText string, cfg *Config) (*BoundDML, error) {
	b := newBinder(ctx, sqlText, cfg)
	out := &BoundDML{Space: b.space}
	w := withOf(stmt)
	var ctes *cteScope
	var defs []*cteDef
	var err error
	if w != nil && changingWith(w) {
		ctes, defs, err = b.steps(w)
		stmt = withoutWith(stmt)
	} else if _, isQuery := stmt.(*parse.Query); w != nil && !isQuery {
		ctes, defs, err = b.with(w, nil, nil)
	}
	if err != nil {
		return nil, err
	}
	if q, ok := stmt.(*parse.Query); ok {
		r, err := b.query(q, nil, ctes)
		if err != nil {
			return nil, err
		}
		if err := b.resolveUnknownOutputs(r); err != nil {
			return nil, err
		}
		out.Query, out.Cols = &Bound{Root: r.node, Cols: r.cols, Space: b.space, Calls: b.calls}, r.cols
	} else {
		if out.Change, err = b.change(stmt, ctes); err != nil {
			return nil, err
		}
		if out.Cols = out.Change.Returning; out.Change.HasReturning && out.Cols == nil {
			out.Cols = []OutCol{}
		}
	}
	var inline []*cteDef
	for _, d := range defs {
		switch {
		case d.step == nil:
			inline = append(inline, d)
		case d.step.Change != nil || d.uses > 0:
			if d.uses == 0 {
				d.step.Result = nil
			}
			out.Steps = append(out.Steps, *d.step)
		}
	}
	if out.Change != nil {
		r := &result{node: out.Change.Root}
		b.attachCTEs(r, inline)
		out.Change.Root = r.node
	}
	if before := b.before; before != nil {
		out.Steps = append(out.Steps, Step{Change: before})
	}
	out.Params, out.Touched = b.params, b.touched
	return out, b.finishParams()
}

func withOf(stmt parse.Stmt) *parse.With {
	switch s := stmt.(type) {
	case *parse.Query:
		return s.With
	case *parse.Insert:
		return s.With
	case *parse.Update:
		return s.With
	case *parse.Delete:
		return s.With
	case *parse.Merge:
		return s.With
	}
	return nil
}

// withoutWith is a query without its WITH clause, which has been bound; other statements
// stay as they are.
func withoutWith(stmt parse.Stmt) parse.Stmt {
	q, ok := stmt.(*parse.Query)
	if !ok {
		return stmt
	}
	n := *q
	n.With = nil
	return &n
}

// change binds a data-changing statement whose WITH clause has been bound.
func (b *Binder) change(stmt parse.Stmt, ctes *cteScope) (*DML, error) {
	switch s := stmt.(type) {
	case *parse.Insert:
		return b.insert(s, ctes)
	case *parse.Update:
		return b.update(s, ctes)
	case *parse.Delete:
		return b.delete(s, ctes)
	case *parse.Merge:
		return b.merge(s, ctes)
	}
	return nil, b.unsupported(stmt.Range().Pos, "this statement in WITH")
}

// dmlBinder binds one data-changing statement.
type dmlBinder struct {
	b    *Binder
	ctes *cteScope
	out  *DML
	tgt  *Target
	cols []table.Column // of the target as clients know it
	name string         // alias or name of the target
	item *nsItem        // the target's rows as they are; nil before they are scanned
	use  *access.Use    // what is done to the target, to be judged
	node plan.Node
}

// target finds the table that a statement changes.
func (b *Binder) target(name parse.Name, alias, verb string, ctes *cteScope) (*dmlBinder, error) {
	if b.cat == nil {
		return nil, b.noRelation(&parse.TableRef{Span: name.Span, Name: name})
	}
	rel, err := b.cat.Relation(b.ctx, RelationRef{Parts: name.Parts, SearchPath: b.path, Change: true, Verb: strings.ToUpper(verb)})
	if err != nil {
		return nil, b.at(err, name.Pos)
	}
	if rel == nil {
		if len(name.Parts) == 1 && ctes.find(name.Last()) != nil {
			return nil, b.errAt(name.Pos, pgerr.UndefinedTable, "relation \"%s\" cannot be the target of a modifying statement", name.Last())
		}
		return nil, b.noRelation(&parse.TableRef{Span: name.Span, Name: name})
	}
	if rel.Refused != nil {
		return nil, rel.Refused
	}
	lower := strings.ToLower(verb)
	switch {
	case rel.View != nil:
		return nil, pgerr.Unsupported("%s on view \"%s\"", strings.ToUpper(verb), rel.Name)
	case rel.Target == nil:
		return nil, pgerr.New(pgerr.ObjectNotInPrerequisiteState, "cannot %s relation \"%s\"", lower+into(verb), rel.Name)
	case rel.Target.ReadOnly != nil:
		return nil, rel.Target.ReadOnly
	}
	d := &dmlBinder{b: b, ctes: ctes, tgt: rel.Target, name: alias, out: &DML{Verb: verb, Rel: rel, Target: rel.Target}}
	d.use = b.touch(rel)
	if verb == "Delete" {
		d.use.Need = catalog.PrivDelete
	}
	all := rel.Target.Rows.Columns()
	d.cols = all[:len(all)-2]
	if d.name == "" {
		d.name = rel.Name
	}
	return d, nil
}

func into(verb string) string {
	if verb == "Delete" {
		return " from"
	}
	if verb == "Update" {
		return ""
	}
	return " into"
}

// scanTarget adds the target's rows, with their names.
func (d *dmlBinder) scanTarget(alias *parse.Alias) (*plan.Scan, error) {
	s, it := d.b.scan(d.tgt.Rows, d.out.Rel.OID)
	n := len(d.cols)
	d.out.File, d.out.Pos = s.Columns[n], s.Columns[n+1]
	it.cols = it.cols[:n]
	it.name, it.rel, it.schema = d.name, d.out.Rel.Name, d.out.Rel.Schema
	it.usedBy(d.use)
	s.Keys, s.Alias = d.out.Rel.Keys, d.name
	d.item = it
	return s, d.b.alias(it, alias)
}

// rowItem is the new row under the target's name.
func (d *dmlBinder) rowItem() *nsItem {
	it := &nsItem{name: d.name, rel: d.out.Rel.Name}
	if d.name == d.out.Rel.Name {
		it.schema = d.out.Rel.Schema
	}
	for i, c := range d.out.Row {
		it.cols = append(it.cols, nsCol{name: d.cols[i].Name, col: c, relOID: d.out.Rel.OID, attnum: int16(i + 1)})
	}
	return it
}

// column finds a column of the target by the name in an assignment.
func (d *dmlBinder) column(c *parse.TargetColumn) (int, error) {
	for i := range d.cols {
		if d.cols[i].Name != c.Name {
			continue
		}
		if len(c.Steps) > 0 {
			return 0, d.b.unsupported(c.Pos, "assignment to an array element or a field")
		}
		return i, nil
	}
	return 0, d.b.errAt(c.Pos, pgerr.UndefinedColumn, "column \"%s\" of relation \"%s\" does not exist", c.Name, d.out.Rel.Name)
}

// assign converts a value to the type of its column.
func (d *dmlBinder) assign(e plan.Expr, col, off int) (plan.Expr, error) {
	t := d.cols[col].Type
	from := e.Type()
	v, err := d.b.coerce(e, t, builtin.CastAssignment, off)
	if err == nil {
		return d.checked(v, col)
	}
	if c := pgerr.CodeOf(err); c == pgerr.CannotCoerce || c == pgerr.DatatypeMismatch {
		bare := t
		bare.Mod, from.Mod = -1, -1
		return nil, d.b.errAt(off, pgerr.DatatypeMismatch, "column \"%s\" is of type %s but expression is of type %s",
			d.cols[col].Name, bare, from).WithHint("You will need to rewrite or cast the expression.")
	}
	return nil, err
}

// stored binds an expression that belongs to the table: a default, a check, a generated
// value. Errors of its text have no place in the statement.
func (d *dmlBinder) stored(text, clause string, sc *scope, t types.Type) (plan.Expr, error) {
	x, err := parse.ParseExpr(text)
	if err != nil {
		return nil, err
	}
	b := d.b
	saved, vars := b.noPos, b.vars
	b.noPos, b.vars = true, nil // names of columns only
	defer func() { b.noPos, b.vars = saved, vars }()
	e, err := (&exprBinder{b: b, sc: sc, clause: clause}).bind(x)
	if err != nil {
		return nil, err
	}
	return b.coerce(e, t, builtin.CastAssignment, -1)
}

// byDefault is the value of a column that nothing was given for; nil for a generated one,
// which is computed from the others.
func (d *dmlBinder) byDefault(col int) (plan.Expr, error) {
	c := &d.tgt.Columns[col]
	switch {
	case c.Generated != "":
		return nil, nil
	case c.Default == "":
		return d.checked(d.null(col), col)
	}
	e, err := d.stored(c.Default, "DEFAULT expressions", newScope(nil, nil), d.cols[col].Type)
	if err != nil {
		return nil, err
	}
	return d.checked(e, col)
}

// checked wraps a value of a column in the checks of the column's domain.
func (d *dmlBinder) checked(e plan.Expr, col int) (plan.Expr, error) {
	if dom := d.tgt.Columns[col].Domain; dom != nil {
		return d.b.toDomain(e, dom)
	}
	return e, nil
}

func (d *dmlBinder) null(col int) plan.Expr { return &plan.Const{D: types.Null, T: d.cols[col].Type} }

// isDefault tells the keyword DEFAULT.
func isDefault(e parse.Expr) bool {
	_, ok := e.(*parse.DefaultExpr)
	return ok
}

// addRow computes the new row: plain values first, then the generated ones. Nil values
// are those of generated columns.
func (d *dmlBinder) addRow(values []plan.Expr) error {
	row := make([]plan.Column, len(values))
	p := passThrough(d.node)
	n := len(p.Exprs)
	have := plan.OutSet(d.node)
	for i, e := range values {
		c, plain := e.(*plan.Col)
		switch {
		case e == nil:
		case plain && have.Has(c.ID):
			row[i], _ = plan.FindCol(p.Out, c.ID)
		default:
			row[i] = d.b.space.NewCol(d.cols[i].Name, d.cols[i].Type, false)
			p.Exprs, p.Out = append(p.Exprs, e), append(p.Out, row[i])
		}
	}
	if len(p.Exprs) > n {
		d.node = p
	}
	d.out.Row = row
	return d.addGenerated(row)
}

func (d *dmlBinder) addGenerated(row []plan.Column) error {
	sc := newScope(nil, nil)
	sc.items = []*nsItem{d.rowItem()}
	p := passThrough(d.node)
	n := len(p.Exprs)
	for i := range row {
		if row[i].ID != 0 {
			continue
		}
		e, err := d.stored(d.tgt.Columns[i].Generated, "column generation expressions", sc, d.cols[i].Type)
		if err != nil {
			return err
		}
		row[i] = d.b.space.NewCol(d.cols[i].Name, d.cols[i].Type, false)
		p.Exprs, p.Out = append(p.Exprs, e), append(p.Out, row[i])
	}
	if len(p.Exprs) > n {
		d.node = p
	}
	return nil
}

// finish adds the checks and RETURNING over the row that the statement leaves (own) and
// other FROM items.
func (d *dmlBinder) finish(own *nsItem, others []*nsItem, returning []*parse.SelectItem) (*DML, error) {
	p := passThrough(d.node)
	n := len(p.Exprs)
	if err := d.policyChecks(p, returning != nil || len(d.use.Read) > 0); err != nil {
		return nil, err
	}
	if d.out.Row != nil {
		sc := newScope(nil, nil)
		sc.items = []*nsItem{d.rowItem()}
		for _, c := range d.tgt.Checks {
			e, err := d.stored(c.Expr, "check constraints", sc, types.T(types.Bool))
			if err != nil {
				return nil, err
			}
			col := d.b.space.NewCol(c.Name, types.T(types.Bool), false)
			p.Exprs, p.Out = append(p.Exprs, e), append(p.Out, col)
			d.out.Checks = append(d.out.Checks, col)
		}
	}
	if len(returning) > 0 {
		own.usedBy(d.use)
		if err := d.returning(p, append([]*nsItem{own}, others...), returning); err != nil {
			return nil, err
		}
	}
	if len(p.Exprs) > n {
		d.node = p
	}
	d.out.Root = d.node
	return d.out, nil
}

// returning binds the RETURNING list and adds its values to p.
func (d *dmlBinder) returning(p *plan.Project, items []*nsItem, list []*parse.SelectItem) error {
	sb := &selectBinder{b: d.b, s: &parse.Select{Items: list}, sc: newScope(nil, d.ctes)}
	sb.sc.sel = &selectState{}
	sb.sc.items = items
	sb.sc.from.Union(plan.OutSet(d.node))
	if err := sb.listIn(sb.in("RETURNING", false, false, false)); err != nil {
		return err
	}
	if err := sb.settle(); err != nil {
		return err
	}
	d.out.HasReturning = true
	have := plan.OutSet(d.node)
	for i := range sb.items {
		it := &sb.items[i]
		o := OutCol{Name: it.name, RelOID: it.relOID, Attnum: it.attnum}
		if c, ok := it.expr.(*plan.Col); ok && have.Has(c.ID) {
			o.Col, _ = plan.FindCol(p.Out, c.ID)
		} else {
			o.Col = d.b.space.NewCol(it.name, it.expr.Type(), false)
			p.Exprs, p.Out = append(p.Exprs, it.expr), append(p.Out, o.Col)
		}
		d.out.Returning = append(d.out.Returning, o)
	}
	return nil
}

// choose gives the value of the branch whose number act is: a CASE, lazily evaluated.
func choose(act plan.Column, branches map[int]plan.Expr, actions int, t types.Type) plan.Expr {
	c := &plan.Case{T: t}
	eq := equalInt4()
	for i := range actions {
		e := branches[i]
		if e == nil {
			continue
		}
		cond := &plan.Call{Fn: eq, Args: []plan.Expr{act.Ref(), intConst(int64(i))}, T: types.T(types.Bool)}
		c.Whens = append(c.Whens, plan.When{Cond: cond, Then: e})
	}
	if len(c.Whens) == 0 {
		return &plan.Const{D: types.Null, T: t}
	}
	return c
}

func equalInt4() *builtin.Func {
	t := types.T(types.Int4)
	res, err := builtin.ResolveOp("=", &t, &t)
	if err != nil {
		return nil
	}
	return res.Op.Fn
}
