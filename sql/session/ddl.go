package session

import (
	"context"
	"strings"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/planner"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/storage/memtable"
	"github.com/tarndb/tarn/storage/table"
)

// target says where CREATE puts a relation.
type target struct {
	name   string
	temp   bool
	schema *catalog.Object // nil when temp
}

// createTarget resolves the name of a relation to create.
func (s *Session) createTarget(sql string, name parse.Name, temp bool) (target, error) {
	parts := name.Parts
	if len(parts) == 3 {
		if parts[0] != s.in.cfg.Database {
			return target{}, pgerr.Unsupported("cross-database references to \"%s\"", strings.Join(parts, "."))
		}
		parts = parts[1:]
	}
	if len(parts) == 2 && (parts[0] == "pg_temp" || parts[0] == s.tempSchema()) {
		temp, parts = true, parts[1:]
	}
	if temp {
		if len(parts) == 2 {
			return target{}, at(pgerr.New(pgerr.InvalidTableDefinition, "cannot create temporary relation in non-temporary schema"), sql, name.Span)
		}
		return target{name: parts[0], temp: true}, s.mayMakeTemp(sql, name.Span)
	}
	snap := s.catTx().View()
	if len(parts) == 2 {
		sc := snap.Schema(parts[0])
		if sc == nil {
			return target{}, at(pgerr.New(pgerr.InvalidSchemaName, "schema \"%s\" does not exist", parts[0]), sql, name.Span)
		}
		return target{name: parts[1], schema: sc}, s.mayCreateIn(sc)
	}
	for _, p := range s.derive().path {
		if sc := snap.Schema(p); sc != nil {
			return target{name: parts[0], schema: sc}, s.mayCreateIn(sc)
		}
	}
	return target{}, at(pgerr.New(pgerr.InvalidSchemaName, "no schema has been selected to create in"), sql, name.Span)
}

// systemSchema refuses changes in schemas that belong to the server.
func systemSchema(sc *catalog.Object) error {
	switch sc.ID {
	case catalog.PgCatalogID, catalog.InfoID, catalog.SystemID:
		return pgerr.New(pgerr.InsufficientPrivilege, "permission denied to create \"%s\" objects", sc.Name).
			WithDetail("System catalog modifications are currently disallowed.")
	}
	return nil
}

// existing finds the object that already has a target's name.
func (s *Session) existing(t target) *catalog.Object {
	if t.temp {
		return s.tempSpace().cat.Lookup(catalog.TempID, catalog.Table, t.name)
	}
	return s.catTx().View().Lookup(t.schema.ID, catalog.Table, t.name)
}

// put creates an object, or replaces old, at a target.
func (s *Session) put(t target, old *catalog.Object, o catalog.Object, data *memtable.Store) error {
	tx, sp := s.catTx(), (*tempSpace)(nil)
	o.Name, o.Owner = t.name, s.roleID()
	if t.temp {
		sp = s.tempSpace()
		tx, o.Parent = catalog.NewTx(sp.cat, s.in.cfg.Catalog.NextID), catalog.TempID
	} else {
		o.Parent = t.schema.ID
	}
	var made *catalog.Object
	var err error
	if old != nil {
		made, err = tx.Replace(old, o)
	} else {
		made, err = tx.Create(o)
	}
	if err != nil {
		return err
	}
	if t.temp {
		s.state.temp = sp.change(tx.View(), made.ID, data)
	}
	return nil
}

// createView is CREATE [OR REPLACE] [TEMP] VIEW.
func (s *Session) createView(ctx context.Context, r *request, st *parse.CreateView) error {
	switch {
	case st.Materialized:
		return pgerr.Unsupported("CREATE MATERIALIZED VIEW")
	case st.Recursive:
		return pgerr.Unsupported("CREATE RECURSIVE VIEW")
	case st.CheckOption != "":
		return pgerr.Unsupported("WITH CHECK OPTION")
	}
	t, err := s.createTarget(r.sql, st.Name, st.Persistence == parse.Temporary)
	if err != nil {
		return err
	}
	old := s.existing(t)
	if old != nil && st.IfNotExists {
		s.notice("NOTICE", pgerr.DuplicateTable, "relation \"%s\" already exists, skipping", t.name)
		return nil
	}
	if old != nil && st.OrReplace && old.Kind != catalog.View {
		return pgerr.New(pgerr.WrongObjectType, "\"%s\" is not a view", t.name)
	}
	if old != nil && !st.OrReplace {
		return pgerr.New(pgerr.DuplicateTable, "relation \"%s\" already exists", t.name)
	}
	info, err := s.viewInfo(ctx, r, st)
	if err != nil {
		return err
	}
	if old != nil {
		if err := replaceable(old.View.Columns, info.Columns); err != nil {
			return err
		}
	}
	o := catalog.Object{Kind: catalog.View, View: info}
	if st.Comment != nil {
		o.Comment = *st.Comment
	}
	return s.put(t, old, o, nil)
}

// viewInfo checks the query of a view and finds its columns.
func (s *Session) viewInfo(ctx context.Context, r *request, st *parse.CreateView) (*catalog.ViewInfo, error) {
	if planner.ChangesData(st.Query) {
		return nil, pgerr.New(pgerr.FeatureNotSupported, "views must not contain data-modifying statements in WITH")
	}
	p, err := planner.Prepare(ctx, st.Query, r.sql, s.planEnv(s.newView(ctx)), nil)
	if err != nil {
		return nil, err
	}
	if len(p.Params) > 0 {
		return nil, pgerr.New(pgerr.UndefinedParameter, "there is no parameter $1")
	}
	if len(st.Columns) > len(p.Cols) {
		return nil, pgerr.New(pgerr.SyntaxError, "CREATE VIEW specifies more column names than columns")
	}
	info := &catalog.ViewInfo{SQL: st.QueryText, SearchPath: s.derive().path, Named: len(st.Columns) > 0}
	for _, o := range st.With {
		if o.Name == "security_invoker" {
			on, ok := parseBool(optionText(o))
			info.Invoker = o.Value == nil || on && ok
		}
	}
	if info.SQL == "" {
		info.SQL = textOf(r.sql, st.Query)
	}
	seen := map[string]bool{}
	for i, c := range p.Cols {
		name := c.Name
		if i < len(st.Columns) {
			name = st.Columns[i].Name
		}
		if seen[name] {
			return nil, pgerr.New(pgerr.DuplicateColumn, "column \"%s\" specified more than once", name)
		}
		seen[name] = true
		info.Columns = append(info.Columns, catalog.Column{Name: name, Type: c.Type})
	}
	return info, nil
}

// replaceable checks that a view keeps the columns it had.
func replaceable(old, now []catalog.Column) error {
	if len(now) < len(old) {
		return pgerr.New(pgerr.InvalidTableDefinition, "cannot drop columns from view")
	}
	for i, c := range old {
		if c.Name != now[i].Name {
			return pgerr.New(pgerr.InvalidTableDefinition, "cannot change name of view column \"%s\" to \"%s\"", c.Name, now[i].Name)
		}
		if c.Type.SQL() != now[i].Type.SQL() {
			return pgerr.New(pgerr.InvalidTableDefinition, "cannot change data type of view column \"%s\" from %s to %s",
				c.Name, c.Type.SQL(), now[i].Type.SQL())
		}
	}
	return nil
}

func (s *Session) createSchema(st *parse.CreateSchema) error {
	if len(st.Elements) > 0 {
		return pgerr.Unsupported("CREATE SCHEMA with schema elements")
	}
	name := st.Name.Last()
	if name == "" {
		name = st.Authorization
	}
	owner, err := s.schemaOwner(st.Authorization)
	if err != nil {
		return err
	}
	if strings.HasPrefix(name, "pg_") {
		return pgerr.New(pgerr.ReservedName, "unacceptable schema name \"%s\"", name).
			WithDetail("The prefix \"pg_\" is reserved for system schemas.")
	}
	tx := s.catTx()
	if tx.View().Schema(name) != nil && st.IfNotExists {
		s.notice("NOTICE", pgerr.DuplicateSchema, "schema \"%s\" already exists, skipping", name)
		return nil
	}
	o := catalog.Object{Parent: catalog.DatabaseID, Kind: catalog.Schema, Name: name, Owner: owner}
	if st.Comment != nil {
		o.Comment = *st.Comment
	}
	_, err = tx.Create(o)
	return err
}

// createTable is CREATE TEMP TABLE with columns or AS a query.
func (s *Session) createTable(ctx context.Context, r *request, st *parse.CreateTable) (string, error) {
	tag := "CREATE TABLE"
	if err := plainTable(st); err != nil {
		return "", err
	}
	t, err := s.createTarget(r.sql, st.Name, st.Persistence == parse.Temporary)
	if err != nil {
		return "", err
	}
	if old := s.existing(t); old != nil {
		if st.IfNotExists {
			s.notice("NOTICE", pgerr.DuplicateTable, "relation \"%s\" already exists, skipping", t.name)
			return tag, nil
		}
		return "", pgerr.New(pgerr.DuplicateTable, "relation \"%s\" already exists", t.name)
	}
	onCommit := map[parse.OnCommit]catalog.OnCommit{parse.OnCommitDelete: catalog.OnCommitDelete,
		parse.OnCommitDrop: catalog.OnCommitDrop}[st.OnCommit]
	if st.Query != nil {
		return s.createTableAs(ctx, r, st, t, onCommit)
	}
	info, err := s.tableInfo(ctx, r.sql, t.name, st)
	if err != nil {
		return "", err
	}
	info.OnCommit = onCommit
	return tag, s.putTable(ctx, t, info, nil)
}

// plainTable refuses clauses that temporary tables do not have.
func plainTable(st *parse.CreateTable) error {
	switch {
	case st.OrReplace:
		return pgerr.Unsupported("CREATE OR REPLACE TABLE")
	case st.External, st.Foreign:
		return pgerr.Unsupported("CREATE EXTERNAL TABLE")
	case st.HasLocation:
		return pgerr.Unsupported("LOCATION")
	case st.OfType != nil, st.PartitionOf != nil, len(st.Inherits) > 0, st.Partition != nil, len(st.PartitionedBy) > 0,
		st.Clone != nil:
		return pgerr.Unsupported("this form of CREATE TABLE")
	}
	return nil
}

// putTable creates a table; fill, when not nil, puts its first rows into it.
func (s *Session) putTable(ctx context.Context, t target, info *catalog.TableInfo, fill func(table.RowChange) error) error {
	if err := s.newTable(ctx, t, info); err != nil {
		return err
	}
	var rows *memtable.Store
	if t.temp {
		rows = memtable.New(t.name, tableColumns(info.Columns), s.tempAccount())
	}
	if err := s.put(t, nil, catalog.Object{Kind: catalog.Table, Table: info}, rows); err != nil {
		return err
	}
	o := s.existing(t)
	var store table.RowStore = rows
	if !t.temp {
		var err error
		if store, err = s.newManaged(ctx, o); err != nil {
			return err
		}
	}
	if fill == nil {
		return nil
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

func tableColumns(cols []catalog.Column) []table.Column {
	out := make([]table.Column, len(cols))
	for i, c := range cols {
		out[i] = table.Column{Name: c.Name, Type: c.Type, NotNull: c.NotNull}
	}
	return out
}

// createTableAs is CREATE TEMP TABLE AS query or EXECUTE.
func (s *Session) createTableAs(ctx context.Context, r *request, st *parse.CreateTable, t target, oc catalog.OnCommit) (string, error) {
	inner := &request{sql: r.sql, stmt: st.Query, params: r.params, values: r.values}
	if ex, ok := st.Query.(*parse.Execute); ok {
		var err error
		if inner, err = s.executeRequest(ctx, r, ex); err != nil {
			return "", err
		}
	}
	return s.storeQuery(ctx, inner, t, oc, st.QueryNames, st.WithNoData)
}

// selectInto is SELECT … INTO TEMP t: the query without its INTO, stored.
func (s *Session) selectInto(ctx context.Context, r *request, q *parse.Query, into *parse.Into) (string, error) {
	t, err := s.createTarget(r.sql, into.Table, into.Persistence == parse.Temporary)
	if err != nil {
		return "", err
	}
	if s.existing(t) != nil {
		return "", pgerr.New(pgerr.DuplicateTable, "relation \"%s\" already exists", t.name)
	}
	inner := &request{sql: r.sql, stmt: withoutInto(q), params: r.params, values: r.values}
	return s.storeQuery(ctx, inner, t, catalog.OnCommitPreserve, nil, false)
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

// storeQuery runs a query and keeps its rows as a temporary table.
func (s *Session) storeQuery(ctx context.Context, r *request, t target, oc catalog.OnCommit, names []parse.Ident, noData bool) (string, error) {
	cur, err := s.openQuery(ctx, r)
	if err != nil {
		return "", err
	}
	defer cur.close()
	if len(names) > len(cur.cols) {
		return "", pgerr.New(pgerr.SyntaxError, "too many column names were specified")
	}
	cols := make([]catalog.Column, len(cur.cols))
	for i, c := range cur.cols {
		cols[i] = catalog.Column{Name: c.Name, Type: c.Type}
		if i < len(names) {
			cols[i].Name = names[i].Name
		}
	}
	for i := range cols {
		cols[i].Number = int32(i + 1)
	}
	info := &catalog.TableInfo{Columns: cols, OnCommit: oc}
	if noData {
		return "CREATE TABLE AS", s.putTable(ctx, t, info, nil)
	}
	var n int64
	err = s.putTable(ctx, t, info, func(c table.RowChange) (err error) {
		n, _, err = cur.pump(0, c.Insert)
		return err
	})
	return "SELECT " + itoa(n), err
}
