package session

import (
	"context"
	"slices"
	"strings"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/access"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
)

// grant is a GRANT or REVOKE whose names are resolved.
type grant struct {
	st       *parse.Grant
	sql      string
	grantees []catalog.ID
	// whole are the privileges on objects; all is ALL PRIVILEGES.
	whole catalog.Privilege
	all   bool
	// columns are those on columns: name and privileges.
	columns []columnGrant
}

type columnGrant struct {
	name  string
	privs catalog.Privilege
}

// grantStatement is GRANT and REVOKE, of privileges or of roles.
func (s *Session) grantStatement(sql string, st *parse.Grant) (string, error) {
	tag := "GRANT"
	if st.Revoke {
		tag = "REVOKE"
	}
	if st.Roles != nil {
		return tag + " ROLE", s.grantRoles(sql, st)
	}
	g := &grant{st: st, sql: sql}
	if st.GrantedBy != nil {
		by, err := s.findRole(sql, *st.GrantedBy)
		if err != nil {
			return "", err
		}
		if by.ID != s.roleID() {
			return "", pgerr.New(pgerr.FeatureNotSupported, "grantor must be current user")
		}
	}
	for _, r := range st.Grantees {
		id, err := s.granteeID(sql, r)
		if err != nil {
			return "", err
		}
		g.grantees = append(g.grantees, id)
	}
	objs, err := s.grantObjects(g)
	if err != nil {
		return "", err
	}
	for i, o := range objs {
		if slices.ContainsFunc(objs[:i], func(p grantTarget) bool { return p.o.ID == o.o.ID }) {
			continue
		}
		if err := s.grantOn(g, o); err != nil {
			return "", err
		}
	}
	return tag, nil
}

// kindOfWord gives the catalog's kind of an object word of GRANT.
func kindOfWord(k parse.ObjectKind) (catalog.Kind, bool) {
	switch k {
	case parse.KindTable, "view":
		return catalog.Table, true
	case parse.KindSequence:
		return catalog.Sequence, true
	case parse.KindSchema:
		return catalog.Schema, true
	case parse.KindDatabase, "catalog":
		return catalog.Database, true
	case parse.KindFunction, parse.KindProcedure, parse.KindRoutine:
		return catalog.Function, true
	case parse.KindType, parse.KindDomain:
		return catalog.Type, true
	case "volume":
		return catalog.Volume, true
	}
	return 0, false
}

// kindPlural names kinds in "invalid privilege type … for …".
var kindPlural = map[catalog.Kind]string{catalog.Table: "relation", catalog.Sequence: "sequence", catalog.Schema: "schema",
	catalog.Database: "database", catalog.Function: "function", catalog.Type: "type", catalog.Volume: "volume"}

// privileges reads the list of privileges for a kind of object.
func (g *grant) privileges(kind catalog.Kind, allowed catalog.Privilege) error {
	g.whole, g.all, g.columns = 0, false, nil
	for _, p := range g.st.Privileges {
		bits, all := access.ByName(p.Name), p.Name == "all"
		if all {
			bits = allowed
		} else if bits == 0 {
			return pgerr.New(pgerr.SyntaxError, "unrecognized privilege type \"%s\"", p.Name)
		}
		if p.Columns != nil {
			if kind != catalog.Table {
				return pgerr.New("0LP01", "column privileges are only valid for relations")
			}
			if all {
				bits = access.ColumnPrivs
			}
			if bits&^access.ColumnPrivs != 0 {
				return pgerr.New("0LP01", "invalid privilege type %s for column", strings.ToUpper(p.Name))
			}
			for _, c := range p.Columns {
				g.addColumn(c.Name, bits)
			}
			continue
		}
		if bits&^allowed != 0 {
			return pgerr.New("0LP01", "invalid privilege type %s for %s", access.Names(bits)[0], kindPlural[kind])
		}
		g.whole |= bits
		g.all = g.all || all
	}
	return nil
}

func (g *grant) addColumn(name string, p catalog.Privilege) {
	for i := range g.columns {
		if g.columns[i].name == name {
			g.columns[i].privs |= p
			return
		}
	}
	g.columns = append(g.columns, columnGrant{name, p})
}

// grantTarget is one object of a GRANT; a temporary one is in the session's own space.
type grantTarget struct {
	o    *catalog.Object
	temp bool
}

// grantObjects finds the objects that a statement names.
func (s *Session) grantObjects(g *grant) ([]grantTarget, error) {
	kind, ok := kindOfWord(g.st.Kind)
	if !ok {
		return nil, at(pgerr.Unsupported("GRANT on a %s", g.st.Kind), g.sql, g.st.Span)
	}
	allowed := access.All(kind)
	if kind == catalog.Table && g.st.Kind == parse.KindTable {
		allowed |= access.All(catalog.Sequence) // GRANT USAGE ON TABLE a_sequence is judged later
	}
	if err := g.privileges(kind, allowed); err != nil {
		return nil, err
	}
	var out []grantTarget
	for _, ref := range g.st.Objects {
		if g.st.AllInSchema {
			list, err := s.allInSchema(ref.Name.Last(), g.st.Kind)
			if err != nil {
				return nil, err
			}
			out = append(out, list...)
			continue
		}
		t, err := s.grantObject(g, ref, kind)
		if err != nil {
			return nil, err
		}
		out = append(out, t)
	}
	return out, nil
}

// allInSchema lists the objects of one kind in a schema.
func (s *Session) allInSchema(schema string, kind parse.ObjectKind) ([]grantTarget, error) {
	snap := s.catTx().View()
	sc := snap.Schema(schema)
	if sc == nil {
		return nil, pgerr.New(pgerr.InvalidSchemaName, "schema \"%s\" does not exist", schema)
	}
	if err := s.myRights().Check(sc, catalog.PrivUsage); err != nil {
		return nil, err
	}
	var out []grantTarget
	class, _ := kindOfWord(kind)
	snap.Children(sc.ID, class, func(o *catalog.Object) bool {
		switch {
		case o.Kind == catalog.Index,
			kind == parse.KindTable && o.Kind == catalog.Sequence,
			kind == parse.KindSequence && o.Kind != catalog.Sequence,
			kind == parse.KindFunction && o.Function != nil && o.Function.Procedure,
			kind == parse.KindProcedure && (o.Function == nil || !o.Function.Procedure):
			return true
		}
		out = append(out, grantTarget{o: o})
		return true
	})
	return out, nil
}

// grantObject finds one object by name.
func (s *Session) grantObject(g *grant, ref *parse.ObjectRef, kind catalog.Kind) (grantTarget, error) {
	snap := s.catTx().View()
	name := ref.Name.Last()
	switch kind {
	case catalog.Table, catalog.Sequence:
		o, temp, err := s.locate(ref.Name)
		if err != nil {
			return grantTarget{}, err
		}
		if o == nil {
			return grantTarget{}, pgerr.New(pgerr.UndefinedTable, "relation \"%s\" does not exist", strings.Join(ref.Name.Parts, "."))
		}
		return grantTarget{o, temp}, s.grantKindFits(g, o, kind)
	case catalog.Schema:
		if o := snap.Schema(name); o != nil {
			return grantTarget{o: o}, nil
		}
		return grantTarget{}, pgerr.New(pgerr.InvalidSchemaName, "schema \"%s\" does not exist", name)
	case catalog.Database:
		if o := snap.Lookup(catalog.RootID, catalog.Database, name); o != nil {
			return grantTarget{o: o}, nil
		}
		return grantTarget{}, pgerr.New(pgerr.InvalidCatalogName, "database \"%s\" does not exist", name)
	}
	if o := s.inPath(ref.Name, kind, func(sc *catalog.Object, name string) *catalog.Object {
		return s.grantChild(g, ref, sc, kind, name)
	}); o != nil {
		return grantTarget{o: o}, nil
	}
	switch kind {
	case catalog.Function:
		return grantTarget{}, pgerr.New(pgerr.UndefinedFunction, "could not find a function named \"%s\"", name)
	case catalog.Type:
		return grantTarget{}, pgerr.New(pgerr.UndefinedObject, "type \"%s\" does not exist", name)
	}
	return grantTarget{}, pgerr.New(pgerr.UndefinedObject, "%s \"%s\" does not exist", kind, name)
}

// grantKindFits refuses words that do not fit the relation.
func (s *Session) grantKindFits(g *grant, o *catalog.Object, kind catalog.Kind) error {
	switch {
	case o.ID < catalog.FirstID:
		return pgerr.Unsupported("GRANT on a system relation")
	case o.Kind == catalog.Index:
		return pgerr.New(pgerr.WrongObjectType, "\"%s\" is an index", o.Name)
	case kind == catalog.Sequence && o.Kind != catalog.Sequence:
		return pgerr.New(pgerr.WrongObjectType, "\"%s\" is not a sequence", o.Name)
	case kind == catalog.Table && o.Kind != catalog.Sequence && g.whole&^access.All(catalog.Table) != 0 && !g.all:
		return pgerr.New("0LP01", "invalid privilege type %s for table", access.Names(g.whole &^ access.All(catalog.Table))[0])
	}
	return nil
}

// inPath finds an object of a schema by a possibly qualified name.
func (s *Session) inPath(n parse.Name, kind catalog.Kind, find func(*catalog.Object, string) *catalog.Object) *catalog.Object {
	snap := s.catTx().View()
	path := s.derive().path
	if len(n.Parts) > 1 {
		path = n.Parts[len(n.Parts)-2 : len(n.Parts)-1]
	}
	for _, p := range path {
		if sc := snap.Schema(p); sc != nil {
			if o := find(sc, n.Last()); o != nil {
				return o
			}
		}
	}
	return nil
}

// grantChild finds a function (by its argument types, or the only one of its name) or
// another object of a schema.
func (s *Session) grantChild(g *grant, ref *parse.ObjectRef, sc *catalog.Object, kind catalog.Kind, name string) *catalog.Object {
	snap := s.catTx().View()
	if kind != catalog.Function {
		return snap.Lookup(sc.ID, kind, name)
	}
	if ref.HasParams {
		var sig []string
		for _, p := range ref.Params {
			if p.Mode == "out" || p.Type == nil {
				continue
			}
			t, err := s.typeOf(context.Background(), g.sql, p.Type)
			if err != nil {
				return nil
			}
			t.Mod = -1
			sig = append(sig, t.SQL())
		}
		return snap.Lookup(sc.ID, kind, name+"("+strings.Join(sig, ",")+")")
	}
	var only *catalog.Object
	n := 0
	snap.Functions(sc.ID, name, func(o *catalog.Object) bool { only, n = o, n+1; return true })
	if n != 1 {
		return nil
	}
	return only
}

// grantOn changes the access lists of one object.
func (s *Session) grantOn(g *grant, t grantTarget) error {
	o := t.o
	n := *o
	all := access.All(o.Kind)
	whole := g.whole & all
	if g.all {
		whole = all
	}
	rights := s.rightsIn(s.catTx().View())
	if whole != 0 {
		acl, err := s.changeList(g, rights, o, access.List(o), whole, all, "")
		if err != nil {
			return err
		}
		if acl != nil {
			n.ACL = acl
		}
	}
	columns := g.columns
	if g.st.Revoke && whole&access.ColumnPrivs != 0 {
		columns = g.withRevoked(o, whole&access.ColumnPrivs)
	}
	if err := s.grantColumns(g, rights, o, &n, columns); err != nil {
		return err
	}
	return s.replaceGranted(t, n)
}

// withRevoked adds the columns that have lists of their own: what is taken away from the
// whole table is taken away from them too.
func (g *grant) withRevoked(o *catalog.Object, p catalog.Privilege) []columnGrant {
	columns := slices.Clone(g.columns)
	for _, c := range relationColumns(o) {
		if c.ACL == nil {
			continue
		}
		i := slices.IndexFunc(columns, func(x columnGrant) bool { return x.name == c.Name })
		if i < 0 {
			columns = append(columns, columnGrant{c.Name, p})
		} else {
			columns[i].privs |= p
		}
	}
	return columns
}

// grantColumns changes the lists of columns in n, a copy of o.
func (s *Session) grantColumns(g *grant, rights *access.Rights, o *catalog.Object, n *catalog.Object, columns []columnGrant) error {
	if len(columns) == 0 {
		return nil
	}
	cols := slices.Clone(relationColumns(o))
	for _, cg := range columns {
		i := slices.IndexFunc(cols, func(c catalog.Column) bool { return c.Name == cg.name })
		if i < 0 {
			return pgerr.New(pgerr.UndefinedColumn, "column \"%s\" of relation \"%s\" does not exist", cg.name, o.Name)
		}
		acl, err := s.changeList(g, rights, o, cols[i].ACL, cg.privs, access.ColumnPrivs, cg.name)
		if err != nil {
			return err
		}
		cols[i].ACL = dropHollow(acl)
	}
	if o.Table != nil && len(o.Table.Columns) > 0 {
		info := *o.Table
		info.Columns, n.Table = cols, &info
	} else {
		info := *o.View
		info.Columns, n.View = cols, &info
	}
	return nil
}

// dropHollow makes a column's list without privileges no list at all.
func dropHollow(acl []catalog.ACL) []catalog.ACL {
	for _, a := range acl {
		if a.Privileges != 0 {
			return acl
		}
	}
	return nil
}

// changeList applies the statement to one list; column is "" for the object's own.
func (s *Session) changeList(g *grant, rights *access.Rights, o *catalog.Object, acl []catalog.ACL, want, all catalog.Privilege, column string) ([]catalog.ACL, error) {
	options := acl
	if column != "" { // options on the table count for its columns
		options = append(slices.Clone(access.List(o)), acl...)
	}
	by, can := rights.BestGrantor(options, o.Owner, want)
	if can == 0 && rights.Mask(o, all) == 0 && (column == "" || !hasAny(rights, acl, o, all)) {
		if column != "" && rights.Mask(o, access.All(o.Kind)) == 0 {
			return nil, pgerr.New(pgerr.InsufficientPrivilege, "permission denied for column \"%s\" of relation \"%s\"", column, o.Name)
		}
		if column == "" && !s.anyColumn(rights, o) {
			return nil, access.Denied(o)
		}
	}
	s.warnPartial(g, o, want, can, column)
	if can == 0 {
		return acl, nil
	}
	c := &access.Change{Owner: o.Owner, Grantor: by, Privileges: can, Grantees: g.grantees, Revoke: g.st.Revoke,
		Option: g.st.GrantOption, Cascade: g.st.Behavior == parse.DropCascade}
	return c.Apply(acl)
}

func hasAny(r *access.Rights, acl []catalog.ACL, o *catalog.Object, all catalog.Privilege) bool {
	return r.ColumnMask(o, &catalog.Column{ACL: acl}, all) != 0
}

// anyColumn tells whether the role has a privilege on some column.
func (s *Session) anyColumn(r *access.Rights, o *catalog.Object) bool {
	for _, c := range relationColumns(o) {
		if r.ColumnMask(o, &c, access.ColumnPrivs) != 0 {
			return true
		}
	}
	return false
}

// warnPartial warns when fewer privileges than asked for are granted or revoked.
func (s *Session) warnPartial(g *grant, o *catalog.Object, want, can catalog.Privilege, column string) {
	code, verb := pgerr.Code("01007"), "were granted"
	if g.st.Revoke {
		code, verb = "01006", "could be revoked"
	}
	on := "\"" + o.Name + "\""
	if column != "" {
		on = "column \"" + column + "\" of relation \"" + o.Name + "\""
	}
	switch {
	case can == 0:
		s.warn(code, "no privileges %s for %s", verb, on)
	case can != want && !g.all:
		s.warn(code, "not all privileges %s for %s", verb, on)
	}
}

// replaceGranted puts a changed object, in the temporary space when it is there.
func (s *Session) replaceGranted(t grantTarget, n catalog.Object) error {
	_, err := s.replaceObject(t.temp, t.o, n)
	return err
}
