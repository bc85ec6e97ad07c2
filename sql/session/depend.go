package session

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// part is an object, or a part of one, that something else depends on or that depends on
// something: a whole object, a column, a column's default, or a constraint.
type part struct {
	obj  *catalog.Object
	temp bool
	what partKind
	col  int32      // of a column or default
	con  catalog.ID // of a constraint
}

// partKind says which part of an object is meant.
type partKind uint8

const (
	whole partKind = iota
	columnPart
	defaultPart
	constraintPart
	fieldPart // of a composite type; col is its position from 1
)

type partKey struct {
	id   catalog.ID
	what partKind
	col  int32
	con  catalog.ID
}

func (p part) key() partKey { return partKey{p.obj.ID, p.what, p.col, p.con} }

// dependent is a part that has to go when by goes.
type dependent struct {
	part
	by string // description of what it depends on
}

// describe names a part as PostgreSQL's messages do.
func (s *Session) describe(ctx context.Context, p part) string {
	name := s.describeName(ctx, p)
	switch p.what {
	case columnPart:
		return "column " + s.columnName(p.obj, p.col) + " of " + name
	case fieldPart:
		return "column " + parse.QuoteIdent(p.obj.Type.Fields[p.col-1].Name) + " of composite " + name
	case defaultPart:
		return "default value for column " + s.columnName(p.obj, p.col) + " of " + name
	case constraintPart:
		cs := p.obj.Table
		for _, k := range cs.Constraints {
			if k.ID == p.con {
				return "constraint " + parse.QuoteIdent(k.Name) + " on " + name
			}
		}
	}
	return name
}

// describeName is the kind and name of an object.
func (s *Session) describeName(ctx context.Context, p part) string {
	kind := p.obj.Kind.String()
	switch p.obj.Kind {
	case catalog.Type:
		return "type " + s.typeName(p.obj, p.temp)
	case catalog.Schema, catalog.Role, catalog.Database:
		return kind + " " + parse.QuoteIdent(p.obj.Name)
	case catalog.Function:
		if p.obj.Function.Procedure {
			kind = "procedure"
		}
		return kind + " " + parse.QuoteIdent(p.obj.Name) + "(" + p.obj.Function.Signature() + ")"
	}
	return kind + " " + s.displayName(ctx, p.obj)
}

func (s *Session) columnName(o *catalog.Object, n int32) string {
	for _, c := range relationColumns(o) {
		if c.Number == n {
			return parse.QuoteIdent(c.Name)
		}
	}
	return strconv.Itoa(int(n))
}

// eachUserObject calls f for the objects that users made.
func (s *Session) eachUserObject(f func(o *catalog.Object, temp bool)) {
	s.catTx().View().All(func(o *catalog.Object) bool {
		if o.ID >= catalog.FirstID {
			f(o, false)
		}
		return true
	})
	if s.state.temp != nil {
		s.state.temp.cat.All(func(o *catalog.Object) bool {
			if o.ID != catalog.TempID {
				f(o, true)
			}
			return true
		})
	}
}

// direct lists what depends on p at once, youngest first. What goes silently with it (its
// indexes and sequences) is not there.
func (s *Session) direct(p part) []part {
	var out []part
	s.eachUserObject(func(o *catalog.Object, temp bool) {
		if o.ID == p.obj.ID && p.what == whole {
			return
		}
		out = append(out, dependsOn(o, temp, p)...)
	})
	slices.SortStableFunc(out, func(a, b part) int {
		return cmp.Or(cmp.Compare(b.order(), a.order()), cmp.Compare(a.col, b.col))
	})
	return out
}

// order is the identity that the parts of a list are sorted by.
func (p part) order() catalog.ID {
	if p.con != 0 {
		return p.con
	}
	return p.obj.ID
}

// dependsOn lists the parts of o that depend on p.
func dependsOn(o *catalog.Object, temp bool, p part) []part {
	var out []part
	add := func(what partKind, col int32, con catalog.ID) { out = append(out, part{o, temp, what, col, con}) }
	if p.obj.Kind == catalog.Schema {
		if o.Parent == p.obj.ID && !silent(o) {
			add(whole, 0, 0)
		}
		return out
	}
	if o.View != nil && usesPart(o.View, p) {
		add(whole, 0, 0)
		return out
	}
	if o.Kind == catalog.Function && p.what == whole && functionUses(o.Function, p.obj) {
		add(whole, 0, 0)
	}
	if o.Table != nil {
		tableDepends(o, p, add)
	}
	if o.Type != nil && p.obj.Kind == catalog.Type && p.what == whole {
		switch {
		case o.Type.Kind == 'd' && (o.Type.Domain == p.obj.ID || mentions(o.Type.Base, p.obj)):
			add(whole, 0, 0)
		case o.Type.Kind == 'c':
			for i, f := range o.Type.Fields {
				if f.Domain == p.obj.ID || mentions(f.Type, p.obj) {
					add(fieldPart, int32(i+1), 0)
				}
			}
		}
	}
	return out
}

// silent tells objects that go with the table they belong to.
func silent(o *catalog.Object) bool {
	return o.Kind == catalog.Index || o.Sequence != nil && o.Sequence.OwnerTable != 0
}

func usesPart(v *catalog.ViewInfo, p part) bool {
	if p.obj.Kind == catalog.Type && p.what == whole {
		for _, c := range v.Columns {
			if mentions(c.Type, p.obj) {
				return true
			}
		}
	}
	for _, u := range v.Uses {
		if u.ID == p.obj.ID && (p.what == whole || p.what == columnPart && slices.Contains(u.Columns, p.col)) {
			return true
		}
	}
	return false
}

// functionUses tells whether a function's signature mentions a type.
func functionUses(f *catalog.FunctionInfo, o *catalog.Object) bool {
	if o.Kind != catalog.Type {
		return false
	}
	for _, q := range f.Params {
		if mentions(q.Type, o) {
			return true
		}
	}
	return mentions(f.Returns, o)
}

// mentions tells whether a type is a user type, or an array of it.
func mentions(t types.Type, o *catalog.Object) bool {
	if t.OID == o.ID.OID() {
		return true
	}
	return t.Ext != nil && t.Ext.Elem != nil && mentions(*t.Ext.Elem, o)
}

// tableDepends finds what of a table depends on p.
func tableDepends(o *catalog.Object, p part, add func(partKind, int32, catalog.ID)) {
	for i := range o.Table.Columns {
		c := &o.Table.Columns[i]
		switch {
		case p.obj.Kind == catalog.Type && p.what == whole && (c.Domain == p.obj.ID || mentions(c.Type, p.obj)):
			add(columnPart, c.Number, 0)
		case p.obj.Kind == catalog.Sequence && c.Sequence == p.obj.ID:
			add(defaultPart, c.Number, 0)
		case p.what == columnPart && p.obj.ID == o.ID && c.Generated != "" && c.Number != p.col && namesColumn(c.Generated, o, p.col):
			add(columnPart, c.Number, 0)
		}
	}
	for i := range o.Table.Constraints {
		k := &o.Table.Constraints[i]
		if k.Kind != catalog.ForeignKey || k.Ref != p.obj.ID {
			continue
		}
		switch {
		case p.what == whole && o.ID != p.obj.ID,
			p.what == columnPart && slices.Contains(k.RefColumns, p.col) && !(o.ID == p.obj.ID && slices.Contains(k.Columns, p.col)),
			p.what == constraintPart && keyOf(p.obj.Table, p.con, k.RefColumns):
			add(constraintPart, 0, k.ID)
		}
	}
}

// keyOf tells whether a constraint is the key that a foreign key points to.
func keyOf(t *catalog.TableInfo, id catalog.ID, cols []int32) bool {
	for _, k := range t.Constraints {
		if k.ID == id {
			return sameSet(k.Columns, cols)
		}
	}
	return false
}

// namesColumn tells whether the text of an expression names a column of its table.
func namesColumn(text string, o *catalog.Object, n int32) bool {
	x, err := parse.ParseExpr(text)
	if err != nil {
		return false
	}
	for _, pos := range columnsRead(x, o.Table.Columns) {
		if o.Table.Columns[pos].Number == n {
			return true
		}
	}
	return false
}

// dependents lists everything that has to go with the roots, each behind what it depends
// on.
func (s *Session) dependents(ctx context.Context, roots []part) []dependent {
	seen := map[partKey]bool{}
	gone := map[catalog.ID]bool{}
	for _, r := range roots {
		seen[r.key()] = true
		if r.what == whole {
			gone[r.obj.ID] = true
		}
	}
	var out []dependent
	var visit func(p part)
	visit = func(p part) {
		for _, d := range s.direct(p) {
			if seen[d.key()] || d.what != whole && gone[d.obj.ID] {
				continue
			}
			seen[d.key()] = true
			if d.what == whole {
				gone[d.obj.ID] = true
			}
			visit(d)
			out = append(out, dependent{d, s.describe(ctx, p)})
		}
		if p.what == whole { // what goes silently may be used elsewhere
			for _, d := range s.belongings(p) {
				if !seen[d.key()] {
					seen[d.key()] = true
					visit(d)
				}
			}
		}
	}
	for _, r := range roots {
		visit(r)
	}
	slices.Reverse(out) // PostgreSQL finds the youngest first and tells the oldest first
	return out
}

// belongings are the indexes and sequences that go with a table or schema.
func (s *Session) belongings(p part) []part {
	var out []part
	s.eachUserObject(func(o *catalog.Object, temp bool) {
		switch {
		case o.Index != nil && o.Index.Table == p.obj.ID, o.Sequence != nil && o.Sequence.OwnerTable == p.obj.ID,
			p.obj.Kind == catalog.Schema && o.Parent == p.obj.ID && silent(o):
			out = append(out, part{obj: o, temp: temp})
		}
	})
	return out
}

// dropParts drops objects or parts of them. Others that depend on them are dropped too
// with CASCADE; without, they are an error.
func (s *Session) dropParts(ctx context.Context, roots []part, b parse.DropBehavior) error {
	deps := s.dependents(ctx, roots)
	if len(deps) > 0 && b != parse.DropCascade {
		lines := make([]string, len(deps))
		for i, d := range deps {
			lines[i] = s.describe(ctx, d.part) + " depends on " + d.by
		}
		what := "desired object(s)"
		if len(roots) == 1 {
			what = s.describe(ctx, roots[0])
		}
		return pgerr.New(pgerr.DependentObjectsStillExist, "cannot drop %s because other objects depend on it", what).
			WithDetail("%s", strings.Join(lines, "\n")).WithHint("Use DROP ... CASCADE to drop the dependent objects too.")
	}
	s.cascadeNotice(ctx, deps)
	for i := len(deps) - 1; i >= 0; i-- {
		if err := s.dropPart(ctx, deps[i].part); err != nil {
			return err
		}
	}
	for _, r := range roots {
		if err := s.dropPart(ctx, r); err != nil {
			return err
		}
	}
	return nil
}

// cascadeNotice tells what CASCADE drops.
func (s *Session) cascadeNotice(ctx context.Context, deps []dependent) {
	switch len(deps) {
	case 0:
	case 1:
		s.notice("NOTICE", pgerr.SuccessfulCompletion, "drop cascades to %s", s.describe(ctx, deps[0].part))
	default:
		lines := make([]string, len(deps))
		for i, d := range deps {
			lines[i] = "drop cascades to " + s.describe(ctx, d.part)
		}
		n := pgerr.New(pgerr.SuccessfulCompletion, "drop cascades to %d other objects", len(deps)).WithDetail("%s", strings.Join(lines, "\n"))
		s.sendNotice("NOTICE", n)
	}
}

// dropPart removes one part; nothing depends on it any more.
func (s *Session) dropPart(ctx context.Context, p part) error {
	now, _ := s.getObject(p.obj.ID)
	if now == nil {
		return nil // gone with something else
	}
	p.obj = now
	switch p.what {
	case whole:
		return s.dropWhole(ctx, p)
	case columnPart:
		return s.dropColumnPart(ctx, p)
	}
	n := *now
	if p.what == fieldPart {
		t := *now.Type
		t.Fields = slices.Delete(slices.Clone(t.Fields), int(p.col)-1, int(p.col))
		n.Type = &t
		_, err := s.replaceObject(p.temp, now, n)
		return err
	}
	t := cloneTable(now.Table)
	switch p.what {
	case defaultPart:
		for i := range t.Columns {
			if t.Columns[i].Number == p.col {
				t.Columns[i].Default, t.Columns[i].Sequence, t.Columns[i].Identity = "", 0, 0
			}
		}
	case constraintPart:
		t.Constraints = slices.DeleteFunc(t.Constraints, func(k catalog.Constraint) bool { return k.ID == p.con })
	}
	_, err := s.describeTable(ctx, now, p.temp, t)
	return err
}

// dropWhole removes an object with what belongs to it.
func (s *Session) dropWhole(ctx context.Context, p part) error {
	for _, b := range s.belongings(p) {
		if err := s.dropPart(ctx, b); err != nil {
			return err
		}
	}
	if now, _ := s.getObject(p.obj.ID); now != nil {
		p.obj = now
	}
	err := s.changeCatalog(p.temp, func(tx *catalog.Tx) error {
		tx.Drop(p.obj)
		return nil
	})
	if err == nil && !p.temp {
		s.dropRows(p.obj)
	}
	if err == nil && p.temp {
		s.state.temp = s.state.temp.change(s.state.temp.cat, p.obj.ID, nil)
	}
	return err
}

// cloneTable copies a table's description so that it can be changed.
func cloneTable(t *catalog.TableInfo) *catalog.TableInfo {
	n := *t
	n.Columns = slices.Clone(t.Columns)
	n.Constraints = slices.Clone(t.Constraints)
	n.Properties = slices.Clone(t.Properties)
	n.PartitionBy = slices.Clone(t.PartitionBy)
	n.ClusterBy = slices.Clone(t.ClusterBy)
	return &n
}

// dropForReplace drops the table that CREATE OR REPLACE TABLE replaces.
func (s *Session) dropForReplace(ctx context.Context, o *catalog.Object, temp bool) error {
	return s.dropParts(ctx, []part{{obj: o, temp: temp}}, parse.DropRestrict)
}
