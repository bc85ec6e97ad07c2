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
	if into := selectInto(st.Query); into != nil {
		return nil, at(pgerr.New(pgerr.SyntaxError, "views must not contain SELECT INTO"), r.sql, into.Span)
	}
	if len(st.Columns) > len(p.Cols) {
		return nil, pgerr.New(pgerr.SyntaxError, "CREATE VIEW specifies more column names than columns")
	}
	info.SQL = expandStars(sql, st.Query.Pos, uses.Stars)
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

// expandStars writes out the stars of a query that starts at base in the statement.
func expandStars(sql string, base int, stars []bind.StarUse) string {
	sort.Slice(stars, func(i, j int) bool { return stars[i].Pos > stars[j].Pos })
	last := -1
	for _, u := range stars {
		lo, hi := u.Pos-base, u.End-base
		if u.Text == "" || u.Pos == last || lo < 0 || hi > len(sql) || sql[hi-1] != '*' {
			continue
		}
		last = u.Pos
		sql = sql[:lo] + u.Text + sql[hi:]
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
	if err := s.newTable(ctx, t, b.info); err != nil {
		return "", err
	}
	rows, done, err := s.collect(ctx, info.SQL)
	if err != nil {
		return "", err
	}
	defer done()
	n := int64(0)
	for _, x := range rows {
		n += int64(x.N)
	}
	return "SELECT " + itoa(n), b.finish(rows)
}
