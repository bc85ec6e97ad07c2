package session

import (
	"context"
	"regexp"
	"slices"
	"strings"
	"time"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/syscat"
)

// showLists are the lists that SHOW gives, with their columns; all are text.
var showLists = map[string][]string{
	"tables": {"database", "tableName", "isTemporary"}, "schemas": {"databaseName"}, "databases": {"databaseName"},
	"catalogs": {"catalog"}, "views": {"namespace", "viewName", "isTemporary", "isMaterialized"}, "columns": {"col_name"},
	"tblproperties": {"key", "value"}, "create table": {"createtab_stmt"}, "create view": {"createtab_stmt"},
	"tables dropped": {"schemaName", "tableName", "tableId", "tableType", "deletedAt"},
}

// listColumns are the result columns of SHOW lists and DESCRIBE, nil for other statements.
func listColumns(st parse.Stmt) []Column {
	var names []string
	switch st := st.(type) {
	case *parse.ShowObjects:
		names = showLists[st.What]
	case *parse.Describe:
		names = describeColumns(st)
	}
	var out []Column
	for _, n := range names {
		out = append(out, textColumn(n))
	}
	return out
}

// showObjects is SHOW TABLES, SHOW SCHEMAS and so on.
func (s *Session) showObjects(ctx context.Context, r *request, st *parse.ShowObjects) (*result, error) {
	names := showLists[st.What]
	if names == nil || st.Where != nil {
		return nil, at(pgerr.Unsupported("SHOW %s", strings.ToUpper(st.What)), r.sql, st.Span)
	}
	keep, err := pattern(st.Like)
	if err != nil {
		return nil, err
	}
	rows, at, err := s.showRows(ctx, r, st)
	if err != nil {
		return nil, err
	}
	rows = slices.DeleteFunc(rows, func(row []string) bool { return !keep(row[at]) })
	return &result{cur: textResult(names, rows), verb: "SHOW"}, nil
}

// pattern makes a filter of a pattern with * and |, as Databricks has it.
func pattern(like *string) (func(string) bool, error) {
	if like == nil {
		return func(string) bool { return true }, nil
	}
	parts := strings.Split(*like, "|")
	for i, p := range parts {
		q := regexp.QuoteMeta(strings.TrimSpace(p))
		q = strings.ReplaceAll(strings.ReplaceAll(q, `\*`, ".*"), "%", ".*")
		parts[i] = q
	}
	re, err := regexp.Compile("(?i)^(?:" + strings.Join(parts, "|") + ")$")
	if err != nil {
		return nil, pgerr.New(pgerr.InvalidParameterValue, "invalid pattern \"%s\"", *like)
	}
	return re.MatchString, nil
}

// showRows gives the rows of a list and the column that a pattern is about.
func (s *Session) showRows(ctx context.Context, r *request, st *parse.ShowObjects) (rows [][]string, filter int, err error) {
	switch st.What {
	case "tables", "views":
		rows, err = s.showRelations(ctx, r, st)
		return rows, 1, err
	case "schemas", "databases":
		s.catTx().View().Children(catalog.DatabaseID, catalog.Schema, func(o *catalog.Object) bool {
			rows = append(rows, []string{o.Name})
			return true
		})
		return rows, 0, nil
	case "catalogs":
		return [][]string{{s.in.cfg.Database}}, 0, nil
	case "tables dropped":
		return s.showDropped(), 1, nil
	}
	o, temp, err := s.relationToShow(r.sql, st.In)
	if err != nil {
		return nil, 0, err
	}
	switch st.What {
	case "columns":
		for _, c := range relationColumns(o) {
			rows = append(rows, []string{c.Name})
		}
	case "tblproperties":
		if o.Table != nil {
			for _, p := range o.Table.Properties {
				rows = append(rows, []string{p.Name, p.Value})
			}
		}
	default:
		rows = [][]string{{s.createStatement(ctx, o, temp)}}
	}
	return rows, 0, nil
}

// relationToShow finds the relation of a statement that only tells about it.
func (s *Session) relationToShow(sql string, name parse.Name) (*catalog.Object, bool, error) {
	o, temp, err := s.locate(name)
	if err == nil && o == nil {
		err = at(pgerr.New(pgerr.UndefinedTable, "relation \"%s\" does not exist", strings.Join(name.Parts, ".")), sql, name.Span)
	}
	return o, temp, err
}

// showRelations lists the tables or views of a schema and the temporary ones.
func (s *Session) showRelations(ctx context.Context, r *request, st *parse.ShowObjects) ([][]string, error) {
	v := s.newView(ctx)
	var schema *catalog.Object
	if len(st.In.Parts) > 0 {
		if schema = v.main.Schema(st.In.Last()); schema == nil {
			return nil, at(pgerr.New(pgerr.InvalidSchemaName, "schema \"%s\" does not exist", st.In.Last()), r.sql, st.In.Span)
		}
	} else {
		for _, p := range s.derive().path {
			if schema = v.main.Schema(p); schema != nil {
				break
			}
		}
	}
	var rows [][]string
	add := func(database string, temp bool) func(o *catalog.Object) bool {
		return func(o *catalog.Object) bool {
			isView := o.Kind == catalog.View || o.Kind == catalog.MaterializedView
			word := map[bool]string{true: "true", false: "false"}
			switch {
			case st.What == "views" && isView:
				rows = append(rows, []string{database, o.Name, word[temp], word[o.Kind == catalog.MaterializedView]})
			case st.What == "tables" && (isView || o.Kind == catalog.Table):
				rows = append(rows, []string{database, o.Name, word[temp]})
			}
			return true
		}
	}
	if schema != nil {
		v.main.Children(schema.ID, catalog.Table, add(schema.Name, false))
	}
	if v.temp != nil {
		v.temp.cat.Children(catalog.TempID, catalog.Table, add("", true))
	}
	return rows, nil
}

// showDropped lists the tables that UNDROP can bring back.
func (s *Session) showDropped() [][]string {
	snap := s.catTx().View()
	var rows [][]string
	snap.Dropped(func(o *catalog.Object) bool {
		if o.Kind == catalog.Table {
			schema := ""
			if p := snap.Get(o.Parent); p != nil {
				schema = p.Name
			}
			rows = append(rows, []string{schema, o.Name, itoa(int64(o.ID)), "MANAGED", time.UnixMicro(o.Dropped).UTC().Format(time.RFC3339)})
		}
		return true
	})
	return rows
}

// createStatement writes the statement that makes a relation like this one.
func (s *Session) createStatement(ctx context.Context, o *catalog.Object, temp bool) string {
	env := s.newView(ctx).syscat()
	word := ""
	if temp {
		word = "TEMPORARY "
	}
	if o.View != nil {
		if o.Kind == catalog.MaterializedView {
			word = "MATERIALIZED "
		}
		return "CREATE " + word + "VIEW " + s.qualifiedName(o, temp) + " AS\n" + syscat.ViewDefinition(o)
	}
	if o.Table == nil {
		return "CREATE " + strings.ToUpper(o.Kind.String()) + " " + s.qualifiedName(o, temp)
	}
	var items []string
	for i := range o.Table.Columns {
		items = append(items, "  "+syscat.ColumnDefinition(env, &o.Table.Columns[i]))
	}
	for i := range o.Table.Constraints {
		k := &o.Table.Constraints[i]
		items = append(items, "  CONSTRAINT "+parse.QuoteIdent(k.Name)+" "+syscat.ConstraintDefinition(env, o, k))
	}
	out := "CREATE " + word + "TABLE " + s.qualifiedName(o, temp) + " (\n" + strings.Join(items, ",\n") + ")"
	if f := o.Table.Format; f != "" {
		out += "\nUSING " + f
	}
	if len(o.Table.PartitionBy) > 0 {
		out += "\nPARTITIONED BY (" + quoteAll(o.Table.PartitionBy) + ")"
	}
	if len(o.Table.ClusterBy) > 0 {
		out += "\nCLUSTER BY (" + quoteAll(o.Table.ClusterBy) + ")"
	}
	if o.Table.Storage == catalog.Files || o.Table.Storage == catalog.External {
		out += "\nLOCATION " + parse.QuoteLiteral(o.Table.Location)
	}
	if o.Comment != "" {
		out += "\nCOMMENT " + parse.QuoteLiteral(o.Comment)
	}
	var props []string
	for _, p := range o.Table.Properties {
		props = append(props, parse.QuoteLiteral(p.Name)+" = "+parse.QuoteLiteral(p.Value))
	}
	if props != nil {
		out += "\nTBLPROPERTIES (" + strings.Join(props, ", ") + ")"
	}
	return out
}

// describeColumns are the columns of DESCRIBE; nil for the forms that are not here.
func describeColumns(st *parse.Describe) []string {
	switch st.Kind {
	case parse.DescribeTable, parse.DescribeQuery:
		return []string{"col_name", "data_type", "comment"}
	case parse.DescribeSchema, parse.DescribeDatabase:
		return []string{"database_description_item", "database_description_value"}
	}
	return nil
}

// describeStatement is DESCRIBE of a table, query or schema.
func (s *Session) describeStatement(ctx context.Context, r *request, st *parse.Describe) (*result, error) {
	names := describeColumns(st)
	var rows [][]string
	switch st.Kind {
	case parse.DescribeTable:
		o, temp, err := s.relationToShow(r.sql, st.Name)
		if err != nil {
			return nil, err
		}
		rows = s.describeRows(ctx, o, temp, st.Extended)
		if len(st.Column.Parts) > 0 {
			rows = slices.DeleteFunc(rows, func(row []string) bool { return row[0] != st.Column.Last() })
			if len(rows) == 0 {
				return nil, at(pgerr.New(pgerr.UndefinedColumn, "column \"%s\" of relation \"%s\" does not exist", st.Column.Last(), o.Name), r.sql, st.Column.Span)
			}
		}
	case parse.DescribeQuery:
		cur, err := s.openQuery(ctx, &request{sql: r.sql, stmt: st.Query, params: r.params, values: r.values})
		if err != nil {
			return nil, err
		}
		for _, c := range cur.cols {
			rows = append(rows, []string{c.Name, c.Type.SQL(), ""})
		}
		cur.close()
	case parse.DescribeSchema, parse.DescribeDatabase:
		o := s.catTx().View().Schema(st.Name.Last())
		if o == nil {
			return nil, at(pgerr.New(pgerr.InvalidSchemaName, "schema \"%s\" does not exist", st.Name.Last()), r.sql, st.Name.Span)
		}
		rows = [][]string{{"Catalog Name", s.in.cfg.Database}, {"Namespace Name", o.Name}, {"Comment", o.Comment}, {"Owner", s.ownerOf(o)}}
	default:
		return nil, unsupported(r)
	}
	return &result{cur: textResult(names, rows), verb: "DESCRIBE"}, nil
}

func (s *Session) ownerOf(o *catalog.Object) string {
	if r := s.catTx().View().Get(o.Owner); r != nil {
		return r.Name
	}
	return ""
}

// describeRows lists the columns of a relation and, when asked for, what it is.
func (s *Session) describeRows(ctx context.Context, o *catalog.Object, temp, extended bool) [][]string {
	env := s.newView(ctx).syscat()
	var rows [][]string
	cols := relationColumns(o)
	for i := range cols {
		rows = append(rows, []string{cols[i].Name, syscat.TypeText(env, &cols[i]), cols[i].Comment})
	}
	if o.Table != nil && len(o.Table.PartitionBy) > 0 {
		rows = append(rows, []string{"# Partition Information", "", ""}, []string{"# col_name", "data_type", "comment"})
		for _, p := range o.Table.PartitionBy {
			if i := o.Table.Column(p); i >= 0 {
				rows = append(rows, []string{p, syscat.TypeText(env, &cols[i]), cols[i].Comment})
			}
		}
	}
	if !extended {
		return rows
	}
	schema, kind := s.tempSchema(), strings.ToUpper(o.Kind.String())
	if p := s.catTx().View().Get(o.Parent); !temp && p != nil {
		schema = p.Name
	}
	add := func(k, v string) {
		if v != "" {
			rows = append(rows, []string{k, v, ""})
		}
	}
	rows = append(rows, []string{"", "", ""}, []string{"# Detailed Table Information", "", ""})
	add("Catalog", s.in.cfg.Database)
	add("Database", schema)
	add("Table", o.Name)
	add("Owner", s.ownerOf(o))
	add("Comment", o.Comment)
	if o.Table != nil && o.View == nil {
		kind = [...]string{"TEMPORARY", "MANAGED", "EXTERNAL", "EXTERNAL"}[o.Table.Storage]
		add("Type", kind)
		add("Provider", o.Table.Format)
		add("Location", o.Table.Location)
		var props []string
		for _, p := range o.Table.Properties {
			props = append(props, p.Name+"="+p.Value)
		}
		if props != nil {
			add("Table Properties", "["+strings.Join(props, ",")+"]")
		}
		return rows
	}
	add("Type", kind)
	if o.View != nil {
		add("View Text", o.View.SQL)
	}
	return rows
}

// use is USE [CATALOG|SCHEMA|DATABASE] name.
func (s *Session) use(r *request, st *parse.Use) (string, error) {
	parts := st.Name.Parts
	if st.Kind == "catalog" || len(parts) == 2 {
		if parts[0] != s.in.cfg.Database {
			return "", at(pgerr.New(pgerr.InvalidCatalogName, "database \"%s\" does not exist", parts[0]), r.sql, st.Name.Span)
		}
		if parts = parts[1:]; len(parts) == 0 {
			return "USE", nil
		}
	}
	if s.catTx().View().Schema(parts[0]) == nil {
		return "", at(pgerr.New(pgerr.InvalidSchemaName, "schema \"%s\" does not exist", parts[0]), r.sql, st.Name.Span)
	}
	return "USE", s.set("search_path", quoteName(parts[0]), false)
}

// undrop is UNDROP TABLE: the table that was dropped last under its name.
func (s *Session) undrop(r *request, st *parse.Undrop) (string, error) {
	if st.Kind != parse.KindTable {
		return "", at(pgerr.Unsupported("UNDROP %s", strings.ToUpper(string(st.Kind))), r.sql, st.Span)
	}
	var found *catalog.Object
	tx := s.catTx()
	schema := ""
	if n := len(st.Name.Parts); n > 1 {
		schema = st.Name.Parts[n-2]
	} else {
		for _, p := range s.derive().path {
			if tx.View().Schema(p) != nil {
				schema = p
				break
			}
		}
	}
	tx.View().Dropped(func(o *catalog.Object) bool {
		p := tx.View().Get(o.Parent)
		fits := o.Name == st.Name.Last() && p != nil && p.Name == schema
		if st.ID != "" {
			fits = itoa(int64(o.ID)) == st.ID
		}
		if o.Kind == catalog.Table && fits && (found == nil || o.Dropped > found.Dropped) {
			found = o
		}
		return true
	})
	if found == nil {
		return "", pgerr.New(pgerr.UndefinedTable, "there is no dropped table \"%s\"", strings.Join(append(st.Name.Parts, st.ID), ""))
	}
	if err := s.myRights().CheckOwner(found); err != nil {
		return "", err
	}
	n := *found
	t := cloneTable(found.Table)
	t.Constraints = slices.DeleteFunc(t.Constraints, func(k catalog.Constraint) bool {
		ref, _ := s.getObject(k.Ref)
		return k.Kind == catalog.ForeignKey && ref == nil && k.Ref != found.ID
	})
	for i := range t.Columns { // sequences do not come back
		if q, _ := s.getObject(t.Columns[i].Sequence); q == nil {
			t.Columns[i].Sequence, t.Columns[i].Identity = 0, 0
			if strings.HasPrefix(t.Columns[i].Default, "nextval(") {
				t.Columns[i].Default = ""
			}
		}
	}
	n.Table = t
	_, err := tx.Undrop(n)
	return "UNDROP TABLE", err
}
