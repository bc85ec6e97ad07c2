package session

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/planner/bind"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/lake"
	"github.com/tarndb/tarn/storage/memtable"
	"github.com/tarndb/tarn/storage/table"
)

// typeSQL writes the type of a column so that it can be read again.
func (s *Session) typeSQL(c *catalog.Column) string {
	if o, temp := s.getObject(c.Domain); c.Domain != 0 && o != nil {
		return s.qualifiedName(o, temp)
	}
	t := c.Type
	array := ""
	if t.Ext != nil && t.Ext.Elem != nil {
		t, array = *t.Ext.Elem, "[]"
	}
	if o, temp := s.getObject(catalog.ID(t.OID)); t.OID >= uint32(catalog.FirstID) && o != nil {
		return s.qualifiedName(o, temp) + array
	}
	if t.OID == types.BPChar && t.Mod < 0 {
		return "bpchar" + array
	}
	return t.SQL() + array
}

// rewriteRows gives a table a new description whose columns differ: each row's values are
// computed by exprs, SQL over the table as it was.
func (s *Session) rewriteRows(ctx context.Context, old *catalog.Object, temp bool, t *catalog.TableInfo, exprs []string) (*catalog.Object, error) {
	if !temp {
		switch old.Table.Storage {
		case catalog.Files, catalog.External:
			return nil, pgerr.Unsupported("changing the columns of a table that is not managed")
		}
		for _, c := range t.Columns {
			if err := lake.Storable(c.Type); err != nil {
				return nil, err
			}
		}
	}
	items := make([]string, len(exprs))
	for i, e := range exprs {
		items[i] = "CAST((" + e + ") AS " + s.typeSQL(&t.Columns[i]) + ")"
	}
	cur, err := s.openText(ctx, "SELECT "+strings.Join(items, ", ")+" FROM "+s.qualifiedName(old, temp))
	if err != nil {
		return nil, err
	}
	defer cur.close()
	o, store, err := s.emptied(ctx, old, temp, t)
	if err != nil {
		return nil, err
	}
	return o, withoutPosition(s.fillRows(ctx, o, store, func(c table.RowChange) error {
		_, _, err := cur.pump(0, c.Insert)
		return err
	}))
}

// emptied puts a new description of a table in place and gives its rows without any row.
func (s *Session) emptied(ctx context.Context, old *catalog.Object, temp bool, t *catalog.TableInfo) (*catalog.Object, table.RowStore, error) {
	if !temp {
		rows, err := s.newView(ctx).rows(ctx, old)
		if err != nil {
			return nil, nil, err
		}
		if err := s.fillRows(ctx, old, rows, func(c table.RowChange) error { return c.Clear() }); err != nil {
			return nil, nil, err
		}
	}
	o, err := s.describeTable(ctx, old, temp, t)
	if err != nil {
		return nil, nil, err
	}
	if temp {
		return o, memtable.New(o.Name, tableColumns(t.Columns), s.tempAccount()), nil
	}
	return o, s.state.tables[o.ID], nil
}

// columnExprs are the expressions that keep columns as they are.
func columnExprs(cols []catalog.Column) []string {
	out := make([]string, len(cols))
	for i, c := range cols {
		out[i] = parse.QuoteIdent(c.Name)
	}
	return out
}

// addColumn is ADD COLUMN.
func (a *alterer) addColumn(act *parse.AlterAction) error {
	name := act.Def.Name.Name
	if a.o.Table.Column(name) >= 0 {
		if act.IfNotExists {
			a.s.notice("NOTICE", pgerr.DuplicateColumn, "column \"%s\" of relation \"%s\" already exists, skipping", name, a.o.Name)
			return nil
		}
		return pgerr.New(pgerr.DuplicateColumn, "column \"%s\" of relation \"%s\" already exists", name, a.o.Name)
	}
	c, more, err := a.s.readColumn(a.ctx, a.sql, a.o.Name, act.Def)
	if err != nil {
		return err
	}
	t := cloneTable(a.o.Table)
	c.Number = nextNumber(t)
	t.NextColumn = c.Number + 1
	b := &tableBuilder{s: a.s, ctx: a.ctx, sql: a.sql, t: target{name: a.o.Name, temp: a.temp}, id: a.o.ID, info: t}
	if !a.temp {
		b.t.schema = a.s.catTx().View().Get(a.o.Parent)
	}
	t.Columns = append(t.Columns, c)
	pos := len(t.Columns) - 1
	expr, err := a.columnValue(b, pos, more)
	if err != nil {
		return err
	}
	if act.First || act.After != "" {
		if pos, err = a.place(t, pos, act); err != nil {
			return err
		}
	}
	if err := a.fill(t, pos, expr); err != nil {
		return err
	}
	for _, k := range more.constraints {
		if err := a.addConstraint(&parse.AlterAction{Span: act.Span, Kind: parse.AlterAddConstraint, Constraint: k}); err != nil {
			return err
		}
	}
	return nil
}

// nextNumber is the number of a table's next column.
func nextNumber(t *catalog.TableInfo) int32 {
	if t.NextColumn != 0 {
		return t.NextColumn
	}
	return int32(len(t.Columns) + 1)
}

// columnValue settles the default of a new column and gives the expression of its value
// in the rows that are there, "" for NULL.
func (a *alterer) columnValue(b *tableBuilder, pos int, more *columnMore) (string, error) {
	c := &b.info.Columns[pos]
	var err error
	switch {
	case more.seq != nil:
		p := pendingSequence{col: pos, name: more.seqName, info: more.seq}
		b.nameSequence(&p)
		p.info.OwnerTable, p.info.OwnerColumn = a.o.ID, c.Number
		q, err := a.s.createObject(a.temp, catalog.Object{Parent: a.o.Parent, Kind: catalog.Sequence, Name: p.name, Sequence: p.info})
		if err != nil {
			return "", err
		}
		c.Sequence = q.ID
		if !p.info.Identity {
			c.Default = a.s.nextvalText(a.ctx, q)
		}
		return "nextval(" + parse.QuoteLiteral(a.s.qualifiedName(q, a.temp)) + ")", nil
	case more.generated:
		c.Generated, err = a.s.generatedText(a.ctx, a.sql, more.x, a.o.Name, b.info.Columns, pos)
		return c.Generated, err
	case more.x != nil:
		c.Default, c.Sequence, err = a.s.defaultText(a.ctx, a.sql, more.x, c.Name, c.Type)
		return c.Default, err
	}
	if d, _ := a.s.getObject(c.Domain); c.Domain != 0 && d != nil {
		return d.Type.Default, nil
	}
	return "", nil
}

// fill adds a new column to the rows that are there.
func (a *alterer) fill(t *catalog.TableInfo, pos int, expr string) error {
	c := &t.Columns[pos]
	if c.NotNull && expr == "" && a.s.hasRows(a.o, a.temp) {
		some, err := a.s.exists(a.ctx, "SELECT 1 FROM "+a.s.qualifiedName(a.o, a.temp)+" LIMIT 1")
		if err != nil {
			return err
		}
		if some {
			e := pgerr.New(pgerr.NotNullViolation, "column \"%s\" of relation \"%s\" contains null values", c.Name, a.o.Name)
			e.Table, e.Column = a.o.Name, c.Name
			return e
		}
	}
	if expr == "" {
		expr = "NULL"
	}
	return a.rewrite(t, slices.Insert(columnExprs(a.o.Table.Columns), pos, expr))
}

// rewrite changes the columns of the table and its rows.
func (a *alterer) rewrite(t *catalog.TableInfo, exprs []string) error {
	o, err := a.s.rewriteRows(a.ctx, a.o, a.temp, t, exprs)
	if err == nil {
		a.o = o
	}
	return err
}

// dropColumn is DROP COLUMN.
func (a *alterer) dropColumn(act *parse.AlterAction) error {
	i, err := a.column(act.Column.Name)
	if err != nil {
		if act.IfExists {
			a.s.notice("NOTICE", pgerr.SuccessfulCompletion, "column \"%s\" of relation \"%s\" does not exist, skipping", act.Column.Name, a.o.Name)
			return nil
		}
		return err
	}
	p := part{obj: a.o, temp: a.temp, what: columnPart, col: a.o.Table.Columns[i].Number}
	return a.s.dropParts(a.ctx, []part{p}, act.Behavior)
}

// dropColumnPart removes a column with its constraints, indexes and sequence.
func (s *Session) dropColumnPart(ctx context.Context, p part) error {
	if p.obj.View != nil && p.obj.Table == nil {
		return pgerr.Unsupported("dropping a column of a view")
	}
	pos := slices.IndexFunc(p.obj.Table.Columns, func(c catalog.Column) bool { return c.Number == p.col })
	if pos < 0 {
		return nil
	}
	name := p.obj.Table.Columns[pos].Name
	for _, b := range s.belongings(p) {
		if b.obj.Index != nil && (slices.Contains(b.obj.Index.Columns, p.col) || slices.Contains(b.obj.Index.Include, p.col) || indexNames(b.obj.Index, p.obj, p.col)) ||
			b.obj.Sequence != nil && b.obj.Sequence.OwnerColumn == p.col {
			if err := s.dropWhole(ctx, b); err != nil {
				return err
			}
		}
	}
	refs := s.refsTo(p.obj)
	t := cloneTable(p.obj.Table)
	t.NextColumn = nextNumber(t)
	t.Columns = slices.Delete(t.Columns, pos, pos+1)
	t.Constraints = slices.DeleteFunc(t.Constraints, func(k catalog.Constraint) bool { return slices.Contains(k.Columns, p.col) })
	t.ClusterBy = slices.DeleteFunc(t.ClusterBy, func(n string) bool { return n == name })
	if slices.Contains(t.PartitionBy, name) {
		return pgerr.New(pgerr.InvalidTableDefinition, "cannot drop column \"%s\" because it is part of the partition key of relation \"%s\"", name, p.obj.Name)
	}
	if len(t.Columns) == 0 {
		return pgerr.Unsupported("a table without columns")
	}
	if _, err := s.rewriteRows(ctx, p.obj, p.temp, t, columnExprs(t.Columns)); err != nil {
		return err
	}
	return s.rewriteRefs(ctx, refs, p.obj.ID)
}

// indexNames tells whether an expression of an index names a column.
func indexNames(ix *catalog.IndexInfo, o *catalog.Object, n int32) bool {
	for _, x := range append(slices.Clone(ix.Exprs), ix.Where) {
		if x != "" && namesColumn(x, o, n) {
			return true
		}
	}
	return false
}

// columnType is ALTER COLUMN … TYPE.
func (a *alterer) columnType(act *parse.AlterAction) error {
	i, err := a.column(act.Column.Name)
	if err != nil {
		return err
	}
	t := cloneTable(a.o.Table)
	c := &t.Columns[i]
	old := c.Type
	if c.Type, c.Domain, err = a.s.storedType(a.ctx, a.sql, act.Type, c.Name); err != nil {
		return err
	}
	if err := checkCollation(a.sql, act.Collation, c.Type); err != nil {
		return err
	}
	if act.Value != "" {
		c.Comment = act.Value
	}
	expr, err := a.conversion(act, c, old)
	if err != nil {
		return err
	}
	if err := a.typeUsers(c, old); err != nil {
		return err
	}
	if err := a.convertDefault(c, old); err != nil {
		return err
	}
	if c.Identity != 0 || c.Sequence != 0 {
		if q, temp := a.s.getObject(c.Sequence); q != nil && c.Identity != 0 && isSequenceType(c.Type) && q.Sequence.Type.OID != c.Type.OID {
			as := &parse.SeqOption{Name: "as", Type: act.Type}
			if err := a.s.alterSequence(a.ctx, a.sql, q, temp, []*parse.SeqOption{as}); err != nil {
				return err
			}
		}
	}
	exprs := columnExprs(a.o.Table.Columns)
	exprs[i] = expr
	return a.rewrite(t, exprs)
}

// conversion gives the expression that turns old values into new ones.
func (a *alterer) conversion(act *parse.AlterAction, c *catalog.Column, old types.Type) (string, error) {
	if act.X != nil {
		d := &bind.Declared{Relation: a.o.Name, Columns: tableColumns(a.o.Table.Columns), Clause: "transform expressions", Subquery: "transform expression"}
		e, text, err := a.s.bindDeclared(a.ctx, a.sql, act.X, d, c.Type)
		if err != nil {
			return "", err
		}
		if !bind.Assignable(e, c.Type) {
			return "", pgerr.New(pgerr.DatatypeMismatch, "result of USING clause for column \"%s\" cannot be cast automatically to type %s", c.Name, c.Type).
				WithHint("You might need to add an explicit cast.")
		}
		return text, nil
	}
	if c.Generated != "" && !builtin.CanCoerce(old, c.Type, builtin.CastAssignment) {
		return "", pgerr.New(pgerr.DatatypeMismatch, "column \"%s\" cannot be cast automatically to type %s", c.Name, c.Type)
	}
	if !builtin.CanCoerce(old, c.Type, builtin.CastAssignment) {
		return "", pgerr.New(pgerr.DatatypeMismatch, "column \"%s\" cannot be cast automatically to type %s", c.Name, c.Type).
			WithHint("You might need to specify \"USING %s::%s\".", parse.QuoteIdent(c.Name), c.Type.SQL())
	}
	return parse.QuoteIdent(c.Name), nil
}

// typeUsers refuses a change of type under views and generated columns.
func (a *alterer) typeUsers(c *catalog.Column, old types.Type) error {
	for _, d := range a.s.direct(part{obj: a.o, temp: a.temp, what: columnPart, col: c.Number}) {
		if d.obj.View != nil {
			return pgerr.New(pgerr.FeatureNotSupported, "cannot alter type of a column used by a view or rule").
				WithDetail("rule _RETURN on %s depends on column \"%s\"", a.s.describe(a.ctx, d), c.Name)
		}
		if d.what == columnPart {
			return pgerr.New(pgerr.SyntaxError, "cannot alter type of a column used by a generated column").
				WithDetail("Column \"%s\" is used by generated column %s.", c.Name, strconv.Quote(a.s.columnName(d.obj, d.col)))
		}
	}
	return nil
}

// convertDefault makes the default one of the new type.
func (a *alterer) convertDefault(c *catalog.Column, old types.Type) error {
	if c.Default == "" || c.Sequence != 0 {
		return nil
	}
	x, err := parse.ParseExpr(c.Default)
	if err != nil {
		return err
	}
	text, seq, err := a.s.defaultText(a.ctx, c.Default, x, c.Name, c.Type)
	if err != nil {
		return pgerr.New(pgerr.DatatypeMismatch, "default for column \"%s\" cannot be cast automatically to type %s", c.Name, c.Type)
	}
	c.Default, c.Sequence = text, seq
	_ = old
	return nil
}

// columnDefault is SET or DROP DEFAULT.
func (a *alterer) columnDefault(act *parse.AlterAction) error {
	i, err := a.column(act.Column.Name)
	if err != nil {
		return err
	}
	t := cloneTable(a.o.Table)
	c := &t.Columns[i]
	switch {
	case c.Identity != 0:
		e := pgerr.New(pgerr.SyntaxError, "column \"%s\" of relation \"%s\" is an identity column", c.Name, a.o.Name)
		if act.Kind == parse.AlterDropDefault {
			e.Hint = "Use ALTER TABLE ... ALTER COLUMN ... DROP IDENTITY instead."
		}
		return e
	case c.Generated != "":
		e := pgerr.New(pgerr.SyntaxError, "column \"%s\" of relation \"%s\" is a generated column", c.Name, a.o.Name)
		if act.Kind == parse.AlterDropDefault {
			e.Hint = "Use ALTER TABLE ... ALTER COLUMN ... DROP EXPRESSION instead."
		}
		return e
	}
	c.Default, c.Sequence = "", 0
	if act.Kind == parse.AlterSetDefault {
		if c.Default, c.Sequence, err = a.s.defaultText(a.ctx, a.sql, act.X, c.Name, c.Type); err != nil {
			return err
		}
	}
	return a.save(t)
}

// columnNull is SET or DROP NOT NULL.
func (a *alterer) columnNull(act *parse.AlterAction) error {
	i, err := a.column(act.Column.Name)
	if err != nil {
		return err
	}
	t := cloneTable(a.o.Table)
	c := &t.Columns[i]
	want := act.Kind == parse.AlterSetNotNull
	if c.NotNull == want {
		return nil
	}
	if want {
		if err := a.s.checkNotNull(a.ctx, a.o, a.temp, c.Name); err != nil {
			return err
		}
	} else {
		if c.Identity != 0 {
			return pgerr.New(pgerr.SyntaxError, "column \"%s\" of relation \"%s\" is an identity column", c.Name, a.o.Name)
		}
		for _, k := range t.Constraints {
			if k.Kind == catalog.PrimaryKey && slices.Contains(k.Columns, c.Number) {
				return pgerr.New(pgerr.InvalidTableDefinition, "column \"%s\" is in a primary key", c.Name)
			}
		}
	}
	c.NotNull = want
	return a.save(t)
}

// dropExpression is DROP EXPRESSION: a generated column becomes a plain one.
func (a *alterer) dropExpression(act *parse.AlterAction) error {
	i, err := a.column(act.Column.Name)
	if err != nil {
		return err
	}
	t := cloneTable(a.o.Table)
	if t.Columns[i].Generated == "" {
		if act.IfExists {
			a.s.notice("NOTICE", pgerr.SuccessfulCompletion, "column \"%s\" of relation \"%s\" is not a stored generated column, skipping", act.Column.Name, a.o.Name)
			return nil
		}
		return pgerr.New(pgerr.ObjectNotInPrerequisiteState, "column \"%s\" of relation \"%s\" is not a stored generated column", act.Column.Name, a.o.Name)
	}
	t.Columns[i].Generated = ""
	return a.save(t)
}

// identity is ADD, SET or DROP of a column's identity.
func (a *alterer) identity(act *parse.AlterAction) error {
	i, err := a.column(act.Column.Name)
	if err != nil {
		return err
	}
	t := cloneTable(a.o.Table)
	c := &t.Columns[i]
	if act.Kind == parse.AlterAddIdentity {
		return a.addIdentity(act, t, c)
	}
	if c.Identity == 0 {
		if act.IfExists {
			a.s.notice("NOTICE", pgerr.SuccessfulCompletion, "column \"%s\" of relation \"%s\" is not an identity column, skipping", c.Name, a.o.Name)
			return nil
		}
		return pgerr.New(pgerr.ObjectNotInPrerequisiteState, "column \"%s\" of relation \"%s\" is not an identity column", c.Name, a.o.Name)
	}
	q, temp := a.s.getObject(c.Sequence)
	if act.Kind == parse.AlterDropIdentity {
		c.Identity, c.Sequence = 0, 0
		if err := a.save(t); err != nil || q == nil {
			return err
		}
		return a.s.dropWhole(a.ctx, part{obj: q, temp: temp})
	}
	var opts []*parse.SeqOption
	for _, o := range act.SeqOptions {
		switch o.Name {
		case "always":
			c.Identity = 'a'
		case "by default":
			c.Identity = 'd'
		default:
			opts = append(opts, o)
		}
	}
	if len(opts) > 0 && q != nil {
		if err := a.s.alterSequence(a.ctx, a.sql, q, temp, opts); err != nil {
			return err
		}
	}
	return a.save(t)
}

func (a *alterer) addIdentity(act *parse.AlterAction, t *catalog.TableInfo, c *catalog.Column) error {
	switch {
	case !c.NotNull:
		return pgerr.New(pgerr.ObjectNotInPrerequisiteState, "column \"%s\" of relation \"%s\" must be declared NOT NULL before identity can be added", c.Name, a.o.Name)
	case c.Identity != 0:
		return pgerr.New(pgerr.ObjectNotInPrerequisiteState, "column \"%s\" of relation \"%s\" is already an identity column", c.Name, a.o.Name)
	case c.Default != "":
		return pgerr.New(pgerr.ObjectNotInPrerequisiteState, "column \"%s\" of relation \"%s\" already has a default value", c.Name, a.o.Name)
	}
	k := &parse.ColumnConstraint{Span: act.Span, Kind: parse.ConIdentity, Always: act.Always, SeqOptions: act.SeqOptions}
	m := &columnMore{}
	fail := func(f string) error { return at(pgerr.New(pgerr.SyntaxError, f, c.Name, a.o.Name), a.sql, act.Span) }
	if err := a.s.identityColumn(a.ctx, a.sql, c, m, k, fail); err != nil {
		return err
	}
	b := &tableBuilder{s: a.s, ctx: a.ctx, sql: a.sql, t: target{name: a.o.Name, temp: a.temp}, id: a.o.ID, info: t}
	if !a.temp {
		b.t.schema = a.s.catTx().View().Get(a.o.Parent)
	}
	p := pendingSequence{col: t.Column(c.Name), name: m.seqName, info: m.seq}
	b.nameSequence(&p)
	p.info.OwnerTable, p.info.OwnerColumn = a.o.ID, c.Number
	q, err := a.s.createObject(a.temp, catalog.Object{Parent: a.o.Parent, Kind: catalog.Sequence, Name: p.name, Sequence: p.info})
	if err != nil {
		return err
	}
	c.Sequence = q.ID
	return a.save(t)
}

// columnPlace is ALTER COLUMN … COMMENT, FIRST or AFTER.
func (a *alterer) columnPlace(act *parse.AlterAction) error {
	i, err := a.column(act.Column.Name)
	if err != nil {
		return err
	}
	t := cloneTable(a.o.Table)
	if act.Kind == parse.AlterColumnComment {
		t.Columns[i].Comment = act.Value
		return a.save(t)
	}
	refs := a.s.refsTo(a.o)
	if _, err := a.place(t, i, act); err != nil {
		return err
	}
	if err := a.rewrite(t, columnExprs(t.Columns)); err != nil {
		return err
	}
	return a.s.rewriteRefs(a.ctx, refs, a.o.ID)
}

// place moves a column to the front or behind another one.
func (a *alterer) place(t *catalog.TableInfo, i int, act *parse.AlterAction) (int, error) {
	c := t.Columns[i]
	t.Columns = slices.Delete(t.Columns, i, i+1)
	pos := 0
	if !act.First {
		p := t.Column(act.After)
		if p < 0 {
			return 0, pgerr.New(pgerr.UndefinedColumn, "column \"%s\" of relation \"%s\" does not exist", act.After, a.o.Name)
		}
		pos = p + 1
	}
	t.Columns = slices.Insert(t.Columns, pos, c)
	return pos, nil
}
