package session

import (
	"context"
	"sort"
	"strings"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/planner/bind"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/memtable"
	"github.com/tarndb/tarn/storage/table"
)

// tableBuilder collects what one CREATE TABLE declares.
type tableBuilder struct {
	s    *Session
	ctx  context.Context
	sql  string
	t    target
	id   catalog.ID // the table's identity, for constraints on itself
	info *catalog.TableInfo
	// Declarations that wait until all columns are known.
	defaults []pendingExpr
	keys     []*parse.TableConstraint
	checks   []*parse.TableConstraint
	foreign  []*parse.TableConstraint
	seqs     []pendingSequence
	indexes  []catalog.IndexInfo
	comments string
	view     *catalog.ViewInfo // of a materialized view
}

// pendingExpr is a DEFAULT or GENERATED expression of a column.
type pendingExpr struct {
	col       int
	x         parse.Expr
	generated bool
}

// pendingSequence is a sequence behind a serial or identity column.
type pendingSequence struct {
	col  int
	name string
	info *catalog.SequenceInfo
}

// createTable is CREATE TABLE in all its forms.
func (s *Session) createTable(ctx context.Context, r *request, st *parse.CreateTable) (string, error) {
	tag := "CREATE TABLE"
	if st.Query != nil {
		tag = "CREATE TABLE AS"
	}
	if err := refusedTable(r.sql, st); err != nil {
		return "", err
	}
	t, err := s.createTarget(r.sql, st.Name, st.Persistence == parse.Temporary)
	if err != nil {
		return "", err
	}
	if st.OnCommit != parse.OnCommitNone && !t.temp {
		return "", pgerr.New(pgerr.InvalidTableDefinition, "ON COMMIT can only be used on temporary tables")
	}
	old := s.existing(t)
	if old != nil && st.OrReplace {
		if old.Kind != catalog.Table {
			return "", pgerr.New(pgerr.WrongObjectType, "\"%s\" is not a table", t.name)
		}
	} else if done, err := s.taken(t, old, st.IfNotExists); done || err != nil {
		return tag, err
	}
	if old != nil && st.Query == nil {
		if err := s.dropForReplace(ctx, old, t.temp); err != nil {
			return "", err
		}
	}
	b := &tableBuilder{s: s, ctx: ctx, sql: r.sql, t: t, id: s.in.cfg.Catalog.NextID(), info: &catalog.TableInfo{NextColumn: 1}}
	if err := b.storage(st); err != nil {
		return "", err
	}
	if st.Query != nil {
		return s.createTableAs(ctx, r, st, b, old)
	}
	if err := b.elements(st); err != nil {
		return "", err
	}
	return tag, b.finish(nil)
}

// refusedTable names the forms of CREATE TABLE that there are not.
func refusedTable(sql string, st *parse.CreateTable) error {
	what := ""
	switch {
	case st.Foreign:
		what = "CREATE FOREIGN TABLE"
	case st.Local:
		what = "CREATE LOCAL TABLE"
	case st.OfType != nil:
		what = "CREATE TABLE OF type"
	case st.PartitionOf != nil, st.Partition != nil:
		what = "PARTITION BY RANGE, LIST or HASH"
	case len(st.Inherits) > 0:
		what = "INHERITS"
	case st.Clone != nil:
		what = "CLONE"
	case st.Tablespace != "" && st.Tablespace != "pg_default":
		return pgerr.New(pgerr.UndefinedObject, "tablespace \"%s\" does not exist", st.Tablespace)
	}
	if what == "" {
		return nil
	}
	return at(pgerr.Unsupported("%s", what), sql, st.Span)
}

// storage reads where the table's rows are to be, and its properties.
func (b *tableBuilder) storage(st *parse.CreateTable) error {
	info := b.info
	info.OnCommit = map[parse.OnCommit]catalog.OnCommit{parse.OnCommitDelete: catalog.OnCommitDelete,
		parse.OnCommitDrop: catalog.OnCommitDrop}[st.OnCommit]
	switch format := strings.ToLower(st.Access); format {
	case "", "heap":
	case "delta", "parquet", "csv", "json":
		info.Format = format
	case "text", "orc", "avro":
		return at(pgerr.Unsupported("USING %s", strings.ToUpper(format)), b.sql, st.Span)
	default:
		return pgerr.New(pgerr.UndefinedObject, "access method \"%s\" does not exist", st.Access)
	}
	switch {
	case b.t.temp && (st.HasLocation || st.External):
		return pgerr.New(pgerr.InvalidTableDefinition, "a temporary table has no location")
	case b.t.temp:
	case st.HasLocation && info.Format != "" && info.Format != "delta":
		info.Storage, info.Location = catalog.Files, st.Location
	case st.HasLocation:
		info.Storage, info.Location, info.Format = catalog.External, st.Location, "delta"
	case st.External:
		return pgerr.New(pgerr.InvalidTableDefinition, "CREATE EXTERNAL TABLE needs a LOCATION")
	case info.Format != "" && info.Format != "delta":
		return at(pgerr.Unsupported("a table of format %s without a LOCATION", info.Format), b.sql, st.Span)
	default:
		info.Storage, info.Format = catalog.Managed, "delta"
	}
	if st.Comment != nil {
		b.comments = *st.Comment
	}
	var err error
	if info.Properties, err = properties(b.sql, st.Properties); err != nil {
		return err
	}
	info.Options, err = properties(b.sql, st.Options)
	return err
}

// properties reads TBLPROPERTIES or OPTIONS, sorted by name.
func properties(sql string, opts []*parse.Option) ([]catalog.Property, error) {
	set := map[string]string{}
	for _, o := range opts {
		v := ""
		if o.Value != nil {
			var err error
			if v, err = settingText(sql, o.Value); err != nil {
				return nil, err
			}
		}
		name := o.Name
		if o.Namespace != "" {
			name = o.Namespace + "." + name
		}
		set[name] = v
	}
	var out []catalog.Property
	for n, v := range set {
		out = append(out, catalog.Property{Name: n, Value: v})
	}
	sort.Slice(out, func(i, j int) bool { return out[i].Name < out[j].Name })
	return out, nil
}

// elements reads the columns and constraints.
func (b *tableBuilder) elements(st *parse.CreateTable) error {
	for _, e := range st.Elems {
		var err error
		switch e := e.(type) {
		case *parse.ColumnDef:
			err = b.column(e)
		case *parse.TableConstraint:
			b.constraint(e)
		case *parse.LikeClause:
			err = b.like(e)
		}
		if err != nil {
			return err
		}
	}
	if err := b.fileColumns(st); err != nil {
		return err
	}
	if err := b.layout(st); err != nil {
		return err
	}
	return b.resolve()
}

// fileColumns takes the columns from the files when none were declared.
func (b *tableBuilder) fileColumns(st *parse.CreateTable) error {
	if b.info.Storage != catalog.Files || len(b.info.Columns) > 0 {
		return nil
	}
	var opts []bind.FileOption
	for _, o := range b.info.Options {
		opts = append(opts, bind.FileOption{Name: o.Name, Value: types.NewStr(o.Value), Type: types.T(types.Text)})
	}
	t, err := b.s.files().Open(b.ctx, b.info.Location, b.info.Format, opts)
	if err != nil {
		return err
	}
	for _, c := range t.Columns() {
		b.addColumn(catalog.Column{Name: c.Name, Type: c.Type})
	}
	return nil
}

// layout reads PARTITIONED BY and CLUSTER BY.
func (b *tableBuilder) layout(st *parse.CreateTable) error {
	for _, p := range st.PartitionedBy {
		if p.Type != nil {
			if err := b.column(p); err != nil {
				return err
			}
		}
		if b.info.Column(p.Name.Name) < 0 {
			return at(pgerr.New(pgerr.UndefinedColumn, "column \"%s\" named in partition key does not exist", p.Name.Name), b.sql, p.Name.Span)
		}
		b.info.PartitionBy = append(b.info.PartitionBy, p.Name.Name)
	}
	if n := len(b.info.PartitionBy); n > 0 && n == len(b.info.Columns) {
		return pgerr.New(pgerr.InvalidTableDefinition, "cannot use all columns for partition columns")
	}
	for _, c := range st.ClusterBy {
		if b.info.Column(c.Name) < 0 {
			return at(pgerr.New(pgerr.UndefinedColumn, "column \"%s\" does not exist", c.Name), b.sql, c.Span)
		}
		b.info.ClusterBy = append(b.info.ClusterBy, c.Name)
	}
	if len(b.info.PartitionBy) > 0 && len(b.info.ClusterBy) > 0 {
		return pgerr.New(pgerr.InvalidTableDefinition, "CLUSTER BY and PARTITIONED BY cannot be used together")
	}
	return nil
}

// addColumn appends a column and gives it its number.
func (b *tableBuilder) addColumn(c catalog.Column) int {
	c.Number = b.info.NextColumn
	b.info.NextColumn++
	b.info.Columns = append(b.info.Columns, c)
	return len(b.info.Columns) - 1
}

// resolve binds what waited for the columns and names the constraints, checks before keys
// before foreign keys.
func (b *tableBuilder) resolve() error {
	for i := range b.seqs {
		b.nameSequence(&b.seqs[i])
	}
	for _, d := range b.defaults {
		c := &b.info.Columns[d.col]
		var err error
		if d.generated {
			c.Generated, err = b.s.generatedText(b.ctx, b.sql, d.x, b.t.name, b.info.Columns, d.col)
		} else {
			c.Default, c.Sequence, err = b.s.defaultText(b.ctx, b.sql, d.x, c.Name, c.Type)
		}
		if err != nil {
			return err
		}
	}
	cb := &constraintBuilder{s: b.s, ctx: b.ctx, sql: b.sql, table: b.t.name, id: b.id, temp: b.t.temp, info: b.info, parent: b.t.parent()}
	for _, list := range [][]*parse.TableConstraint{b.checks, b.keys, b.foreign} {
		for _, c := range list {
			if err := cb.add(c); err != nil {
				return err
			}
		}
	}
	return nil
}

// finish creates the sequences, the table with its first rows, and its indexes.
func (b *tableBuilder) finish(fill func(table.RowChange) error) error {
	s := b.s
	for i := range b.seqs {
		p := &b.seqs[i]
		c := &b.info.Columns[p.col]
		p.info.OwnerTable, p.info.OwnerColumn = b.id, c.Number
		o, err := s.createObject(b.t.temp, catalog.Object{Parent: b.t.parent(), Kind: catalog.Sequence, Name: p.name, Sequence: p.info})
		if err != nil {
			return err
		}
		c.Sequence = o.ID
		if !p.info.Identity {
			c.Default = s.nextvalText(b.ctx, o)
		}
	}
	if err := s.newTable(b.ctx, b.t, b.info); err != nil {
		return err
	}
	o := catalog.Object{ID: b.id, Kind: catalog.Table, Comment: b.comments, Table: b.info, View: b.view}
	if b.view != nil {
		o.Kind = catalog.MaterializedView
	}
	if err := s.put(b.t, nil, o, nil); err != nil {
		return err
	}
	if err := b.store(fill); err != nil {
		return err
	}
	for i := range b.indexes {
		if err := s.copyIndex(b.id, b.t, b.info, &b.indexes[i]); err != nil {
			return err
		}
	}
	return nil
}

// store makes the table's rows and lets fill, when not nil, put the first ones in.
func (b *tableBuilder) store(fill func(table.RowChange) error) error {
	s := b.s
	o := s.existing(b.t)
	if o.Table.Storage == catalog.Files {
		return nil
	}
	var store table.RowStore
	if b.t.temp {
		store = memtable.New(o.Name, tableColumns(o.Table.Columns), s.tempAccount())
	} else {
		var err error
		if store, err = s.newManaged(b.ctx, o); err != nil {
			return err
		}
	}
	return s.fillRows(b.ctx, o, store, fill)
}

// fillRows puts rows into a version of a table and makes it the present one.
func (s *Session) fillRows(ctx context.Context, o *catalog.Object, store table.RowStore, fill func(table.RowChange) error) error {
	if fill == nil {
		return s.putRows(o, store)
	}
	c, err := store.Begin(ctx)
	if err != nil {
		return err
	}
	if err := fill(c); err != nil {
		c.Abort()
		return err
	}
	if store, err = c.Finish(ctx); err != nil {
		return err
	}
	return s.putRows(o, store)
}

// createTableAs is CREATE TABLE AS query or EXECUTE.
func (s *Session) createTableAs(ctx context.Context, r *request, st *parse.CreateTable, b *tableBuilder, old *catalog.Object) (string, error) {
	inner := &request{sql: r.sql, stmt: st.Query, params: r.params, values: r.values}
	if ex, ok := st.Query.(*parse.Execute); ok {
		var err error
		if inner, err = s.executeRequest(ctx, r, ex); err != nil {
			return "", err
		}
	}
	return s.storeQuery(ctx, inner, b, st, old)
}

// selectInto is SELECT … INTO t: the query without its INTO, stored.
func (s *Session) selectInto(ctx context.Context, r *request, q *parse.Query, into *parse.Into) (string, error) {
	t, err := s.createTarget(r.sql, into.Table, into.Persistence == parse.Temporary)
	if err != nil {
		return "", err
	}
	if _, err := s.taken(t, s.existing(t), false); err != nil {
		return "", err
	}
	inner := &request{sql: r.sql, stmt: withoutInto(q), params: r.params, values: r.values}
	b := &tableBuilder{s: s, ctx: ctx, sql: r.sql, t: t, id: s.in.cfg.Catalog.NextID(), info: &catalog.TableInfo{NextColumn: 1}}
	st := &parse.CreateTable{Span: into.Span}
	if err := b.storage(st); err != nil {
		return "", err
	}
	return s.storeQuery(ctx, inner, b, st, nil)
}

// withoutInto copies the spine of a query down to the select that has the INTO.
func withoutInto(q *parse.Query) *parse.Query {
	n := *q
	switch b := q.Body.(type) {
	case *parse.Select:
		sel := *b
		sel.Into = nil
		n.Body = &sel
	case *parse.Query:
		n.Body = withoutInto(b)
	case *parse.SetOp:
		op := *b
		inner := withoutInto(&parse.Query{Body: b.L})
		op.L = inner.Body
		n.Body = &op
	}
	return &n
}

// storeQuery runs a query and keeps its rows as a table.
func (s *Session) storeQuery(ctx context.Context, r *request, b *tableBuilder, st *parse.CreateTable, old *catalog.Object) (string, error) {
	cur, err := s.openQuery(ctx, r)
	if err != nil {
		return "", err
	}
	defer cur.close()
	if len(st.QueryNames) > len(cur.cols) {
		return "", pgerr.New(pgerr.SyntaxError, "too many column names were specified")
	}
	for i, c := range cur.cols {
		name := c.Name
		if i < len(st.QueryNames) {
			name = st.QueryNames[i].Name
		}
		if b.info.Column(name) >= 0 {
			return "", pgerr.New(pgerr.DuplicateColumn, "column \"%s\" specified more than once", name)
		}
		b.addColumn(catalog.Column{Name: name, Type: c.Type})
	}
	if err := b.layout(st); err != nil {
		return "", err
	}
	if old != nil { // the query goes on reading it
		if err := s.dropForReplace(ctx, old, b.t.temp); err != nil {
			return "", err
		}
	}
	if st.WithNoData {
		return "CREATE TABLE AS", b.finish(nil)
	}
	var n int64
	err = b.finish(func(c table.RowChange) (err error) {
		n, _, err = cur.pump(0, c.Insert)
		return err
	})
	return "SELECT " + itoa(n), err
}
