package session

import (
	"context"
	"strings"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/planner/bind"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// indexMethods are PostgreSQL's index access methods; all are only recorded.
var indexMethods = map[string]bool{"btree": true, "hash": true, "gin": true, "gist": true, "brin": true, "spgist": true}

// createIndex is CREATE INDEX.
func (s *Session) createIndex(ctx context.Context, r *request, st *parse.CreateIndex) error {
	o, temp, err := s.tableToAlter(r.sql, st.Table.Name, false)
	if err != nil {
		return err
	}
	if o.Kind != catalog.Table && o.Kind != catalog.MaterializedView {
		return pgerr.New(pgerr.WrongObjectType, "cannot create index on relation \"%s\"", o.Name).
			WithDetail("This operation is not supported for %ss.", o.Kind)
	}
	snap := s.catalogOf(temp)
	if st.Name != "" && (snap.Lookup(o.Parent, catalog.Table, st.Name) != nil || s.keyNamed(snap, o.Parent, st.Name)) {
		if st.IfNotExists {
			s.notice("NOTICE", pgerr.DuplicateTable, "relation \"%s\" already exists, skipping", st.Name)
			return nil
		}
		return pgerr.New(pgerr.DuplicateTable, "relation \"%s\" already exists", st.Name)
	}
	ix, names, err := s.indexInfo(ctx, r.sql, o, st)
	if err != nil {
		return err
	}
	name := st.Name
	if name == "" {
		name = freeName(o.Name, strings.Join(names, "_"), "idx", func(n string) bool {
			return snap.Lookup(o.Parent, catalog.Table, n) != nil || s.keyNamed(snap, o.Parent, n)
		})
	}
	if ix.Unique {
		k := catalog.Constraint{Name: name, Kind: catalog.Unique, Columns: ix.Columns, NullsNotDistinct: ix.NullsNotDistinct}
		if plainColumns(ix) && ix.Where == "" {
			if err := s.checkUnique(ctx, o, temp, &k); err != nil {
				return err
			}
		} else {
			s.warn(pgerr.FeatureNotSupported, "unique index \"%s\" on expressions or with WHERE is recorded but not enforced", name)
		}
	}
	_, err = s.createObject(temp, catalog.Object{Parent: o.Parent, Kind: catalog.Index, Name: name, Index: ix})
	return err
}

// plainColumns tells an index on columns alone.
func plainColumns(ix *catalog.IndexInfo) bool {
	for _, c := range ix.Columns {
		if c == 0 {
			return false
		}
	}
	return true
}

// indexInfo reads the description of an index and the parts of its generated name.
func (s *Session) indexInfo(ctx context.Context, sql string, o *catalog.Object, st *parse.CreateIndex) (*catalog.IndexInfo, []string, error) {
	ix := &catalog.IndexInfo{Table: o.ID, Unique: st.Unique, Method: st.Access, NullsNotDistinct: st.NullsNotDistinct}
	if ix.Method == "" {
		ix.Method = "btree"
	}
	if !indexMethods[ix.Method] {
		return nil, nil, pgerr.New(pgerr.UndefinedObject, "access method \"%s\" does not exist", ix.Method)
	}
	if ix.Unique && ix.Method != "btree" {
		return nil, nil, pgerr.New(pgerr.FeatureNotSupported, "access method \"%s\" does not support unique indexes", ix.Method)
	}
	var names []string
	for _, e := range st.Elems {
		name, err := s.indexElem(ctx, sql, o, ix, e)
		if err != nil {
			return nil, nil, err
		}
		names = append(names, name)
	}
	for _, e := range st.Include {
		p := o.Table.Column(e.Column)
		if e.X != nil || p < 0 {
			return nil, nil, pgerr.New(pgerr.UndefinedColumn, "column \"%s\" does not exist", e.Column)
		}
		ix.Include, names = append(ix.Include, o.Table.Columns[p].Number), append(names, e.Column)
	}
	if st.Where != nil {
		d := &bind.Declared{Relation: o.Name, Columns: tableColumns(o.Table.Columns), Clause: "index predicates", Subquery: "index predicate"}
		e, text, err := s.bindDeclared(ctx, sql, st.Where, d, types.T(types.Bool))
		if err != nil {
			return nil, nil, err
		}
		if bind.MostVolatile(e) != builtin.Immutable {
			return nil, nil, pgerr.New(pgerr.InvalidObjectDefinition, "functions in index predicate must be marked IMMUTABLE")
		}
		ix.Where = text
	}
	return ix, names, nil
}

// indexElem reads one column or expression of an index.
func (s *Session) indexElem(ctx context.Context, sql string, o *catalog.Object, ix *catalog.IndexInfo, e *parse.IndexElem) (string, error) {
	var number int32
	text, name := "", e.Column
	if e.X == nil {
		p := o.Table.Column(e.Column)
		if p < 0 {
			return "", pgerr.New(pgerr.UndefinedColumn, "column \"%s\" does not exist", e.Column)
		}
		number = o.Table.Columns[p].Number
		if t := o.Table.Columns[p].Type; ix.Method == "btree" && !orderedType(t) {
			return "", pgerr.New(pgerr.UndefinedObject, "data type %s has no default operator class for access method \"%s\"", t, ix.Method).
				WithHint("You must specify an operator class for the index or define a default operator class for the data type.")
		}
	} else {
		d := &bind.Declared{Relation: o.Name, Columns: tableColumns(o.Table.Columns), Clause: "index expressions", Subquery: "index expression"}
		var err error
		var x plan.Expr
		if x, text, err = s.bindDeclared(ctx, sql, e.X, d, types.Type{}); err != nil {
			return "", err
		}
		if bind.MostVolatile(x) != builtin.Immutable || namesTime(e.X) {
			return "", pgerr.New(pgerr.InvalidObjectDefinition, "functions in index expression must be marked IMMUTABLE")
		}
		name = "expr"
		if f, ok := e.X.(*parse.FuncCall); ok {
			name = f.Name.Last()
		}
	}
	desc := e.Dir == parse.SortDesc
	first := desc
	switch e.Nulls {
	case parse.NullsFirst:
		first = true
	case parse.NullsLast:
		first = false
	}
	class := ""
	if e.OpClass != nil {
		class = e.OpClass.Last()
	}
	ix.Columns, ix.Exprs = append(ix.Columns, number), append(ix.Exprs, text)
	ix.Desc, ix.NullsFirst, ix.Classes = append(ix.Desc, desc), append(ix.NullsFirst, first), append(ix.Classes, class)
	return name, nil
}

// copyIndex makes an index like another one on a new table.
func (s *Session) copyIndex(table catalog.ID, t target, info *catalog.TableInfo, ix *catalog.IndexInfo) error {
	n := *ix
	n.Table = table
	var names []string
	for i, p := range info.Positions(n.Columns) {
		if n.Columns[i] == 0 {
			names = append(names, "expr")
		} else {
			names = append(names, info.Columns[p].Name)
		}
	}
	snap := s.catalogOf(t.temp)
	name := freeName(t.name, strings.Join(names, "_"), "idx", func(n string) bool {
		return snap.Lookup(t.parent(), catalog.Table, n) != nil || s.keyNamed(snap, t.parent(), n)
	})
	_, err := s.createObject(t.temp, catalog.Object{Parent: t.parent(), Kind: catalog.Index, Name: name, Index: &n})
	return err
}
