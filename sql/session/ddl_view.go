package session

import (
	"context"
	"slices"
	"sort"
	"strings"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/planner"
	"github.com/tarndb/tarn/planner/bind"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/table"
)

// createView is CREATE [OR REPLACE] [TEMP] [RECURSIVE] VIEW.
func (s *Session) createView(ctx context.Context, r *request, st *parse.CreateView) (string, error) {
	tag := "CREATE VIEW"
	if st.Materialized {
		return s.createMatView(ctx, r, st)
	}
	t, err := s.createTarget(r.sql, st.Name, st.Persistence == parse.Temporary)
	if err != nil {
		return "", err
	}
	old := s.existing(t)
	if old != nil && st.OrReplace && old.Kind != catalog.View {
		return "", pgerr.New(pgerr.WrongObjectType, "\"%s\" is not a view", t.name)
	}
	if !st.OrReplace {
		if done, err := s.taken(t, old, st.IfNotExists); done || err != nil {
			return tag, err
		}
	}
	info, err := s.viewInfo(ctx, r, st)
	if err != nil {
		return "", err
	}
	if !t.temp && s.usesTemp(info) {
		s.notice("NOTICE", pgerr.SuccessfulCompletion, "view \"%s\" will be a temporary view", t.name)
		t = target{name: t.name, temp: true}
		old = s.existing(t)
	}
	o := catalog.Object{Kind: catalog.View, View: info}
	if old != nil {
		if err := replaceable(old.View.Columns, info.Columns); err != nil {
			return "", err
		}
		o.Comment, o.ACL = old.Comment, old.ACL
		for i, c := range old.View.Columns {
			info.Columns[i].Comment, info.Columns[i].Default, info.Columns[i].Sequence = c.Comment, c.Default, c.Sequence
		}
	}
	if st.Comment != nil {
		o.Comment = *st.Comment
	}
	return tag, s.put(t, old, o, nil)
}

// usesTemp tells whether a view reads something temporary.
func (s *Session) usesTemp(v *catalog.ViewInfo) bool {
	for _, u := range v.Uses {
		if _, temp := s.getObject(u.ID); temp {
			return true
		}
	}
	return false
}

// viewInfo checks the query of a view, finds its columns and what it refers to, and writes
// out its stars, so that columns that come later do not change it.
func (s *Session) viewInfo(ctx context.Context, r *request, st *parse.CreateView) (*catalog.ViewInfo, error) {
	if st.Recursive {
		return s.recursiveView(ctx, r, st)
	}
	sql := st.QueryText
	if sql == "" {
		sql = textOf(r.sql, st.Query)
	}
	info := &catalog.ViewInfo{SearchPath: slices.Clone(s.derive().path), Named: len(st.Columns) > 0, Check: st.CheckOption}
	for _, o := range st.With {
		text := "true"
		if o.Value != nil {
			var err error
			if text, err = settingText(r.sql, o.Value); err != nil {
				return nil, err
			}
		}
		if err := viewOption(info, o.Name, text, true); err != nil {
			return nil, err
		}
	}
	uses := &bind.Uses{}
	env := s.planEnv(s.newView(ctx))
	env.Uses = uses
	p, err := planner.Prepare(ctx, st.Query, r.sql, env, nil)
	if err != nil {
		return nil, err
	}
	if len(p.Params) > 0 {
		return nil, pgerr.New(pgerr.UndefinedParameter, "there is no parameter $1")
	}
	if planner.ChangesData(st.Query) {
		return nil, pgerr.New(pgerr.FeatureNotSupported, "views must not contain data-modifying statements in WITH")
	}
	if into := selectInto(st.Query); into != nil {
		return nil, at(pgerr.New(pgerr.SyntaxError, "views must not contain SELECT INTO"), r.sql, into.Span)
	}
	if len(st.Columns) > len(p.Cols) {
		return nil, pgerr.New(pgerr.SyntaxError, "CREATE VIEW specifies more column names than columns")
	}
	info.SQL = writtenOut(sql, st.Query, uses)
	info.Uses = usesOf(uses)
	return info, viewColumns(info, st, p.Cols)
}

// recursiveView is CREATE RECURSIVE VIEW v (a) AS q: WITH RECURSIVE v (a) AS (q) SELECT a
// FROM v.
func (s *Session) recursiveView(ctx context.Context, r *request, st *parse.CreateView) (*catalog.ViewInfo, error) {
	names := make([]string, len(st.Columns))
	for i, c := range st.Columns {
		names[i] = parse.QuoteIdent(c.Name)
	}
	list, name := strings.Join(names, ", "), parse.QuoteIdent(st.Name.Last())
	sql := "WITH RECURSIVE " + name + "(" + list + ") AS (" + textOf(r.sql, st.Query) + ") SELECT " + list + " FROM " + name
	stmts, err := parse.Parse(sql)
	if err != nil {
		return nil, err
	}
	plain := *st
	plain.Recursive, plain.QueryText = false, sql
	plain.Query = stmts[0].(*parse.Query)
	return s.viewInfo(ctx, &request{sql: sql, stmt: &plain}, &plain)
}

// viewColumns fills in the columns of a view.
func viewColumns(info *catalog.ViewInfo, st *parse.CreateView, cols []planner.ResultCol) error {
	seen := map[string]bool{}
	for i, c := range cols {
		n := catalog.Column{Number: int32(i + 1), Name: c.Name, Type: c.Type}
		if n.Type.OID == types.Unknown {
			n.Type = types.T(types.Text)
		}
		if i < len(st.Columns) {
			n.Name = st.Columns[i].Name
			if st.Columns[i].Comment != nil {
				n.Comment = *st.Columns[i].Comment
			}
		}
		if seen[n.Name] {
			return pgerr.New(pgerr.DuplicateColumn, "column \"%s\" specified more than once", n.Name)
		}
		seen[n.Name] = true
		info.Columns = append(info.Columns, n)
	}
	return nil
}

// writtenOut is the text of a view's query with its stars written out and its columns
// named with their relations.
func writtenOut(sql string, q *parse.Query, u *bind.Uses) string {
	type edit struct {
		parse.Span
		text string
	}
	var edits []edit
	for _, st := range u.Stars {
		if st.Text != "" && st.End-q.Pos <= len(sql) && sql[st.End-q.Pos-1] == '*' {
			edits = append(edits, edit{st.Span, st.Text})
		}
	}
	parse.WalkExpr(&parse.SubqueryExpr{Span: q.Span, Query: q}, func(e parse.Expr) bool {
		c, ok := e.(*parse.ColumnRef)
		if !ok || len(c.Parts) != 1 {
			return true
		}
		if rel := u.Columns[c.Pos]; rel != "" {
			edits = append(edits, edit{c.Span, parse.QuoteIdent(rel) + "." + parse.QuoteIdent(c.Parts[0])})
		}
		return true
	})
	sort.SliceStable(edits, func(i, j int) bool { return edits[i].Pos > edits[j].Pos })
	last := -1
	for _, e := range edits {
		lo, hi := e.Pos-q.Pos, e.End-q.Pos
		if e.Pos == last || lo < 0 || hi > len(sql) {
			continue
		}
		last = e.Pos
		sql = sql[:lo] + e.text + sql[hi:]
	}
	return sql
}

// usesOf turns what a query refers to into the form of the catalog; system relations are
// always there.
func usesOf(u *bind.Uses) []catalog.Use {
	var out []catalog.Use
	for oid, cols := range u.Relations {
		if catalog.ID(oid) < catalog.FirstID {
			continue
		}
		use := catalog.Use{ID: catalog.ID(oid)}
		for n := range cols {
			use.Columns = append(use.Columns, int32(n))
		}
		slices.Sort(use.Columns)
		out = append(out, use)
	}
	sort.Slice(out, func(i, j int) bool { return out[i].ID < out[j].ID })
	return out
}

// viewOption sets or resets an option of a view.
func viewOption(v *catalog.ViewInfo, name, text string, set bool) error {
	on := set
	if set && name != "check_option" {
		switch strings.ToLower(text) {
		case "true", "on", "yes", "1":
		case "false", "off", "no", "0":
			on = false
		default:
			return pgerr.New(pgerr.InvalidParameterValue, "invalid value for boolean option \"%s\": %s", name, text)
		}
	}
	switch name {
	case "security_invoker":
		v.Invoker = on
	case "security_barrier":
		v.Barrier = on
	case "check_option":
		v.Check = ""
		if set {
			if text != "local" && text != "cascaded" {
				return pgerr.New(pgerr.InvalidParameterValue, "invalid value for enum option \"check_option\": %s", text).
					WithDetail("Valid values are \"local\" and \"cascaded\".")
			}
			v.Check = text
		}
	default:
		return pgerr.New(pgerr.InvalidParameterValue, "unrecognized parameter \"%s\"", name)
	}
	return nil
}

// replaceable checks that a view keeps the columns it had.
func replaceable(old, now []catalog.Column) error {
	if len(now) < len(old) {
		return pgerr.New(pgerr.InvalidTableDefinition, "cannot drop columns from view")
	}
	for i, c := range old {
		if c.Name != now[i].Name {
			return pgerr.New(pgerr.InvalidTableDefinition, "cannot change name of view column \"%s\" to \"%s\"", c.Name, now[i].Name).
				WithHint("Use ALTER VIEW ... RENAME COLUMN ... to change name of view column instead.")
		}
		if c.Type.SQL() != now[i].Type.SQL() {
			return pgerr.New(pgerr.InvalidTableDefinition, "cannot change data type of view column \"%s\" from %s to %s",
				c.Name, c.Type.SQL(), now[i].Type.SQL())
		}
	}
	return nil
}

// createMatView is CREATE MATERIALIZED VIEW: a view and a table of its rows in one.
func (s *Session) createMatView(ctx context.Context, r *request, st *parse.CreateView) (string, error) {
	tag := "CREATE MATERIALIZED VIEW"
	t, err := s.createTarget(r.sql, st.Name, false)
	if err != nil {
		return "", err
	}
	if done, err := s.taken(t, s.existing(t), st.IfNotExists); done || err != nil {
		return tag, err
	}
	info, err := s.viewInfo(ctx, r, st)
	if err != nil {
		return "", err
	}
	if s.usesTemp(info) {
		return "", pgerr.New(pgerr.FeatureNotSupported, "materialized views must not use temporary tables or views")
	}
	b := &tableBuilder{s: s, ctx: ctx, sql: r.sql, t: t, id: s.in.cfg.Catalog.NextID(), view: info,
		info: &catalog.TableInfo{NextColumn: 1, Storage: catalog.Managed, Format: "delta"}}
	if st.Comment != nil {
		b.comments = *st.Comment
	}
	for _, c := range info.Columns {
		b.addColumn(catalog.Column{Name: c.Name, Type: c.Type, Comment: c.Comment})
	}
	info.Populated = !st.WithNoData
	if st.WithNoData {
		return tag, b.finish(nil)
	}
	n, err := s.fillFrom(ctx, info, b.finish)
	return "SELECT " + itoa(n), err
}

// fillFrom runs the query of a materialized view into a table that finish makes.
func (s *Session) fillFrom(ctx context.Context, info *catalog.ViewInfo, finish func(func(table.RowChange) error) error) (n int64, err error) {
	cur, err := s.openText(ctx, info.SQL)
	if err != nil {
		return 0, err
	}
	defer cur.close()
	err = finish(func(c table.RowChange) (err error) {
		n, _, err = cur.pump(0, c.Insert)
		return err
	})
	return n, err
}

// refresh is REFRESH MATERIALIZED VIEW.
func (s *Session) refresh(ctx context.Context, r *request, st *parse.Refresh) (string, error) {
	tag := "REFRESH MATERIALIZED VIEW"
	if !st.Materialized {
		return "", at(pgerr.Unsupported("REFRESH TABLE"), r.sql, st.Span)
	}
	o, temp, err := s.tableToAlter(r.sql, st.Name, false)
	if err != nil {
		return "", err
	}
	if o.Kind != catalog.MaterializedView {
		return "", pgerr.New(pgerr.WrongObjectType, "\"%s\" is not a materialized view", o.Name)
	}
	if st.Concurrently {
		switch {
		case st.WithNoData:
			return "", pgerr.New(pgerr.SyntaxError, "REFRESH options CONCURRENTLY and WITH NO DATA cannot be used together")
		case !o.View.Populated:
			return "", pgerr.New(pgerr.ObjectNotInPrerequisiteState, "CONCURRENTLY cannot be used when the materialized view is not populated")
		}
	}
	v := *o.View
	v.Populated = !st.WithNoData
	n := *o
	n.View = &v
	empty := func(fill func(table.RowChange) error) error {
		now, err := s.replaceObject(temp, o, n)
		if err != nil {
			return err
		}
		store, err := s.newView(ctx).rows(ctx, now)
		if err != nil {
			return err
		}
		return s.fillRows(ctx, now, store, func(c table.RowChange) error {
			if err := c.Clear(); err != nil || fill == nil {
				return err
			}
			return fill(c)
		})
	}
	if st.WithNoData {
		return tag, empty(nil)
	}
	_, err = s.fillFrom(ctx, o.View, empty)
	return tag, err
}
