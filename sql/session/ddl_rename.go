package session

import (
	"context"
	"slices"
	"sort"
	"strings"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
)

// viewRef is a place in a view's text that names a relation which is about to change. The
// text is changed so that the view keeps its meaning.
type viewRef struct {
	view  *catalog.Object
	temp  bool
	ref   *parse.TableRef
	names map[int32]string // what the view calls the columns, by their numbers
	as    string           // what it calls the relation
}

// refsTo finds the places where views name a relation. It must be called before the
// change.
func (s *Session) refsTo(o *catalog.Object) []viewRef {
	var out []viewRef
	s.eachUserObject(func(v *catalog.Object, temp bool) {
		if v.View == nil || !slices.ContainsFunc(v.View.Uses, func(u catalog.Use) bool { return u.ID == o.ID }) {
			return
		}
		stmts, err := parse.Parse(v.View.SQL)
		if err != nil || len(stmts) != 1 {
			return
		}
		lookup := &view{s: s, main: s.catTx().View(), temp: s.state.temp}
		parse.Walk(stmts[0], func(n parse.Node) bool {
			ref, ok := n.(*parse.TableRef)
			if !ok {
				return true
			}
			if found, _, _ := lookup.object(context.Background(), ref.Name.Parts, v.View.SearchPath); found != nil && found.ID == o.ID {
				out = append(out, viewRef{view: v, temp: temp, ref: ref, names: aliasNames(ref, o), as: aliasOf(ref)})
			}
			return true
		})
	})
	return out
}

func aliasOf(ref *parse.TableRef) string {
	if ref.Alias != nil {
		return ref.Alias.Name
	}
	return ref.Name.Last()
}

// aliasNames maps the numbers of columns to what a reference calls them.
func aliasNames(ref *parse.TableRef, o *catalog.Object) map[int32]string {
	out := map[int32]string{}
	for i, c := range relationColumns(o) {
		out[c.Number] = c.Name
		if ref.Alias != nil && i < len(ref.Alias.Columns) {
			out[c.Number] = ref.Alias.Columns[i].Name
		}
	}
	return out
}

// rewriteRefs puts the present name of a relation, and aliases for its columns where they
// are needed, into the views that name it.
func (s *Session) rewriteRefs(ctx context.Context, refs []viewRef, id catalog.ID) error {
	o, otemp := s.getObject(id)
	byView := map[catalog.ID][]viewRef{}
	var order []catalog.ID
	for _, r := range refs {
		if byView[r.view.ID] == nil {
			order = append(order, r.view.ID)
		}
		byView[r.view.ID] = append(byView[r.view.ID], r)
	}
	for _, vid := range order {
		v, temp := s.getObject(vid)
		if v == nil || o == nil {
			continue
		}
		list := byView[vid]
		sort.Slice(list, func(i, j int) bool { return list[i].ref.Pos > list[j].ref.Pos })
		info := *v.View
		for _, r := range list {
			info.SQL = r.apply(info.SQL, s, o, otemp)
		}
		if info.SQL == v.View.SQL {
			continue
		}
		n := *v
		n.View = &info
		if _, err := s.replaceObject(temp, v, n); err != nil {
			return err
		}
	}
	return nil
}

// apply writes the reference anew.
func (r *viewRef) apply(sql string, s *Session, o *catalog.Object, temp bool) string {
	lookup := &view{s: s, main: s.catTx().View(), temp: s.state.temp}
	name := sql[r.ref.Name.Pos:r.ref.Name.End]
	if found, _, _ := lookup.object(context.Background(), r.ref.Name.Parts, r.view.View.SearchPath); found == nil || found.ID != o.ID {
		name = s.qualifiedName(o, temp)
	}
	var names []string
	differ := false
	for _, c := range relationColumns(o) {
		n := r.names[c.Number]
		if n == "" {
			n = c.Name
		}
		differ = differ || n != c.Name
		names = append(names, parse.QuoteIdent(n))
	}
	alias := ""
	if r.ref.Alias != nil || o.Name != r.as || differ {
		alias = " AS " + parse.QuoteIdent(r.as)
	}
	if differ {
		alias += "(" + strings.Join(names, ", ") + ")"
	}
	end := r.ref.Name.End
	if r.ref.Alias != nil {
		end = r.ref.Alias.End
	}
	return sql[:r.ref.Name.Pos] + name + alias + sql[end:]
}

// renameRelation is RENAME TO.
func (s *Session) renameRelation(ctx context.Context, o *catalog.Object, temp bool, name string) error {
	snap := s.catalogOf(temp)
	if other := snap.Lookup(o.Parent, catalog.Table, name); other != nil || s.keyNamed(snap, o.Parent, name) {
		return pgerr.New(pgerr.DuplicateTable, "relation \"%s\" already exists", name)
	}
	refs := s.refsTo(o)
	n := *o
	n.Name = name
	made, err := s.replaceObject(temp, o, n)
	if err != nil {
		return err
	}
	if temp && o.Table != nil {
		s.redescribe(made)
	}
	if o.Sequence != nil {
		if err := s.renamedSequence(ctx, made); err != nil {
			return err
		}
	}
	return s.rewriteRefs(ctx, refs, o.ID)
}

// renamedSequence brings the defaults that name a sequence up to date.
func (s *Session) renamedSequence(ctx context.Context, q *catalog.Object) error {
	var err error
	s.eachUserObject(func(o *catalog.Object, temp bool) {
		if o.Table == nil || err != nil {
			return
		}
		t := cloneTable(o.Table)
		changed := false
		for i := range t.Columns {
			if c := &t.Columns[i]; c.Sequence == q.ID && c.Identity == 0 && c.Default != "" {
				c.Default, changed = s.nextvalText(ctx, q), true
			}
		}
		if changed {
			n := *o
			n.Table = t
			_, err = s.replaceObject(temp, o, n)
		}
	})
	return err
}

// renameColumn is RENAME COLUMN of a table or view.
func (a *alterer) renameColumn(act *parse.AlterAction) error {
	old := act.Column.Name
	i := slices.IndexFunc(relationColumns(a.o), func(c catalog.Column) bool { return c.Name == old })
	if i < 0 {
		return pgerr.New(pgerr.UndefinedColumn, "column \"%s\" does not exist", old)
	}
	if slices.ContainsFunc(relationColumns(a.o), func(c catalog.Column) bool { return c.Name == act.NewName }) {
		return pgerr.New(pgerr.DuplicateColumn, "column \"%s\" of relation \"%s\" already exists", act.NewName, a.o.Name)
	}
	refs := a.s.refsTo(a.o)
	if a.o.View != nil {
		v := *a.o.View
		v.Columns = slices.Clone(v.Columns)
		v.Columns[i].Name, v.Named = act.NewName, true
		n := *a.o
		n.View = &v
		if n.Table != nil {
			n.Table = cloneTable(n.Table)
			n.Table.Columns[i].Name = act.NewName
		}
		made, err := a.s.replaceObject(a.temp, a.o, n)
		if err != nil {
			return err
		}
		a.o = made
		return a.s.rewriteRefs(a.ctx, refs, a.o.ID)
	}
	if a.o.Table == nil {
		return a.unsupported(act)
	}
	t := cloneTable(a.o.Table)
	t.Columns[i].Name = act.NewName
	rename := func(x string) string { return renameInExpr(x, old, act.NewName) }
	for j := range t.Columns {
		t.Columns[j].Generated = rename(t.Columns[j].Generated)
	}
	for j := range t.Constraints {
		t.Constraints[j].Expr = rename(t.Constraints[j].Expr)
	}
	for _, list := range [][]string{t.PartitionBy, t.ClusterBy} {
		for j := range list {
			if list[j] == old {
				list[j] = act.NewName
			}
		}
	}
	for _, b := range a.s.belongings(part{obj: a.o, temp: a.temp}) {
		if b.obj.Index == nil {
			continue
		}
		ix := *b.obj.Index
		ix.Exprs, ix.Where = slices.Clone(ix.Exprs), rename(ix.Where)
		for j := range ix.Exprs {
			ix.Exprs[j] = rename(ix.Exprs[j])
		}
		n := *b.obj
		n.Index = &ix
		if _, err := a.s.replaceObject(b.temp, b.obj, n); err != nil {
			return err
		}
	}
	if err := a.renamed(t, columnExprs(a.o.Table.Columns)); err != nil {
		return err
	}
	return a.s.rewriteRefs(a.ctx, refs, a.o.ID)
}

// renamed puts a description with other column names in place. Files know columns by their
// names, so that those of a lasting table are written anew.
func (a *alterer) renamed(t *catalog.TableInfo, exprs []string) error {
	if a.temp {
		return a.save(t)
	}
	return a.rewrite(t, exprs)
}

// renameInExpr renames a column in the text of an expression.
func renameInExpr(text, old, name string) string {
	if text == "" {
		return ""
	}
	x, err := parse.ParseExpr(text)
	if err != nil {
		return text
	}
	var at []parse.Span
	parse.WalkExpr(x, func(e parse.Expr) bool {
		if c, ok := e.(*parse.ColumnRef); ok && c.Parts[len(c.Parts)-1] == old {
			at = append(at, c.Span)
		}
		return true
	})
	sort.Slice(at, func(i, j int) bool { return at[i].Pos > at[j].Pos })
	for _, sp := range at {
		text = text[:sp.Pos] + parse.QuoteIdent(name) + text[sp.End:]
	}
	return text
}
