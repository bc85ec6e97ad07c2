package session

import (
	"context"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/planner"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
)

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
