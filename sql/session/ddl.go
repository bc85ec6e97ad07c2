package session

import (
	"context"
	"strings"
	"unicode/utf8"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/storage/memtable"
)

// target says where CREATE puts an object.
type target struct {
	name   string
	temp   bool
	schema *catalog.Object // nil when temp
}

// parent is the schema's identity.
func (t target) parent() catalog.ID {
	if t.temp {
		return catalog.TempID
	}
	return t.schema.ID
}

// createTarget resolves the name of a relation or type to create.
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
		if p == "pg_temp" || p == s.tempSchema() {
			return target{name: parts[0], temp: true}, nil
		}
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

// catalogOf is the catalog that temporary or lasting objects are in.
func (s *Session) catalogOf(temp bool) *catalog.Snapshot {
	if temp {
		return s.tempSpace().cat
	}
	return s.catTx().View()
}

// getObject finds an object by identity, temporary ones too.
func (s *Session) getObject(id catalog.ID) (o *catalog.Object, temp bool) {
	if s.state.temp != nil {
		if o := s.state.temp.cat.Get(id); o != nil {
			return o, true
		}
	}
	return s.catTx().View().Get(id), false
}

// changeCatalog applies changes to the transaction, or to the temporary objects.
func (s *Session) changeCatalog(temp bool, f func(tx *catalog.Tx) error) error {
	if !temp {
		return f(s.catTx())
	}
	sp := s.tempSpace()
	tx := catalog.NewTx(sp.cat, s.in.cfg.Catalog.NextID)
	if err := f(tx); err != nil {
		return err
	}
	s.state.temp = &tempSpace{cat: tx.View(), data: s.tempSpace().data}
	return nil
}

// replaceObject puts a changed copy of an object in its place.
func (s *Session) replaceObject(temp bool, old *catalog.Object, o catalog.Object) (made *catalog.Object, err error) {
	err = s.changeCatalog(temp, func(tx *catalog.Tx) error {
		made, err = tx.Replace(old, o)
		return err
	})
	return made, err
}

// createObject adds an object.
func (s *Session) createObject(temp bool, o catalog.Object) (made *catalog.Object, err error) {
	if o.Owner == 0 {
		o.Owner = s.roleID()
	}
	err = s.changeCatalog(temp, func(tx *catalog.Tx) error {
		made, err = tx.Create(o)
		return err
	})
	return made, err
}

// existing finds the object that already has a target's name.
func (s *Session) existing(t target) *catalog.Object {
	return s.catalogOf(t.temp).Lookup(t.parent(), catalog.Table, t.name)
}

// put creates an object, or replaces old, at a target.
func (s *Session) put(t target, old *catalog.Object, o catalog.Object, data *memtable.Store) error {
	o.Name, o.Owner, o.Parent = t.name, s.roleID(), t.parent()
	var made *catalog.Object
	var err error
	if old != nil {
		made, err = s.replaceObject(t.temp, old, o)
	} else {
		made, err = s.createObject(t.temp, o)
	}
	if err != nil {
		return err
	}
	if t.temp && data != nil {
		s.state.temp = s.state.temp.change(s.state.temp.cat, made.ID, data)
	}
	return nil
}

// taken says what CREATE does about a name that exists: an error, or a notice and done.
func (s *Session) taken(t target, old *catalog.Object, ifNotExists bool) (done bool, err error) {
	switch {
	case old == nil:
		return false, nil
	case ifNotExists:
		s.notice("NOTICE", pgerr.DuplicateTable, "relation \"%s\" already exists, skipping", t.name)
		return true, nil
	}
	return false, pgerr.New(pgerr.DuplicateTable, "relation \"%s\" already exists", t.name)
}

// nameMax is the longest name of an object in bytes.
const nameMax = 63

// objectName joins the parts of a generated name, shortening the longer of the first two
// until it fits, as PostgreSQL does.
func objectName(name1, name2, label string) string {
	over := len(label)
	if over > 0 {
		over++
	}
	if name2 != "" {
		over++
	}
	n1, n2 := len(name1), len(name2)
	for n1+n2+over > nameMax {
		if n1 > n2 {
			n1--
		} else {
			n2--
		}
	}
	out := shorten(name1, n1)
	if name2 != "" {
		out += "_" + shorten(name2, n2)
	}
	if label != "" {
		out += "_" + label
	}
	return out
}

// shorten cuts a name at n bytes but not inside a character.
func shorten(s string, n int) string {
	for n < len(s) && n > 0 && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// freeName gives the first generated name that is not taken.
func freeName(name1, name2, label string, taken func(string) bool) string {
	for i := 0; ; i++ {
		l := label
		if i > 0 {
			l += itoa(int64(i))
		}
		if n := objectName(name1, name2, l); !taken(n) {
			return n
		}
	}
}

// createSchema is CREATE SCHEMA with the objects in it.
func (s *Session) createSchema(ctx context.Context, r *request, st *parse.CreateSchema) error {
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
	if _, err := tx.Create(o); err != nil {
		return err
	}
	return s.schemaElements(ctx, r, name, st.Elements)
}

// schemaElements runs the statements inside CREATE SCHEMA with the schema in front of the
// search path.
func (s *Session) schemaElements(ctx context.Context, r *request, schema string, list []parse.Stmt) error {
	if len(list) == 0 {
		return nil
	}
	old := s.setting("search_path")
	if err := s.set("search_path", quoteName(schema)+", "+old, false); err != nil {
		return err
	}
	for _, st := range list {
		if _, err := s.dispatch(ctx, &request{sql: r.sql, stmt: st}); err != nil {
			return err
		}
	}
	return s.set("search_path", old, false)
}
