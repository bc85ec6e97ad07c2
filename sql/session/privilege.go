package session

import (
	"context"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/access"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/syscat"
)

// judge refuses a statement that uses what its role may not.
func (v *view) judge(uses []*access.Use) error {
	for _, u := range uses {
		if u.OID == 0 {
			continue // rows that the statement made itself
		}
		role := u.As
		if role == 0 {
			role = v.s.roleID()
		}
		r := v.s.rightsOf(v.main, role)
		if r.Super() {
			continue
		}
		o, _ := v.byOID(u.OID)
		if o == nil {
			o = v.main.Get(catalog.ID(u.OID))
		}
		if o == nil {
			return access.Missing()
		}
		if err := r.Judge(u, o); err != nil {
			return err
		}
	}
	return nil
}

// roleIn is the role whose rights count for ctx.
func (v *view) roleIn(ctx context.Context) catalog.ID {
	if ctx != nil {
		if role, ok := access.Stored(ctx); ok && role != 0 {
			return role
		}
	}
	return v.s.roleID()
}

// mayLook tells whether names of a schema may be resolved.
func (v *view) mayLook(ctx context.Context, sc *catalog.Object) bool {
	if ctx != nil {
		if _, ok := access.Stored(ctx); ok {
			return true
		}
	}
	r := v.s.rightsOf(v.main, v.roleIn(ctx))
	return r.Super() || r.Mask(sc, catalog.PrivUsage) != 0
}

// mayReadPath and mayWritePath guard the file system and object storage.
func (v *view) mayReadPath(ctx context.Context) error {
	return pathAllowed(v.s.rightsOf(v.main, v.roleIn(ctx)), v.main, catalog.ReadFilesRole, "read")
}

func pathAllowed(r *access.Rights, snap *catalog.Snapshot, member catalog.ID, verb string) error {
	if r.Super() || r.Has(member) {
		return nil
	}
	if db := snap.Get(catalog.DatabaseID); db != nil && r.Mask(db, catalog.PrivAnyFile) != 0 {
		return nil
	}
	name := "pg_read_server_files"
	if member == catalog.WriteFilesRole {
		name = "pg_write_server_files"
	}
	return pgerr.New(pgerr.InsufficientPrivilege, "permission denied to %s files", verb).
		WithDetail("Only roles with privileges of the \"%s\" role, or with ANY FILE on the database, may %s files.", name, verb)
}

// mayWritePath refuses roles that may not write files.
func (s *Session) mayWritePath() error {
	snap := s.catTx().View()
	return pathAllowed(s.rightsIn(snap), snap, catalog.WriteFilesRole, "write")
}

// copyAllowed checks COPY with a file or program, with PostgreSQL's words.
func (s *Session) copyAllowed(st *parse.Copy) error {
	if st.Stdio {
		return nil
	}
	member, name, verb := catalog.ReadFilesRole, "pg_read_server_files", "from"
	if !st.From {
		member, name, verb = catalog.WriteFilesRole, "pg_write_server_files", "to"
	}
	snap := s.catTx().View()
	if pathAllowed(s.rightsIn(snap), snap, member, verb) == nil {
		return nil
	}
	return denied("must be superuser or have privileges of the %s role to COPY %s a file", name, verb).(*pgerr.Error).
		WithHint("Anyone can COPY to stdout or from stdin. psql's \\copy command also works for anyone.")
}

// checkOwners refuses statements about objects that belong to somebody else, before they
// look at anything. What is not listed here is caught by checkChanges.
func (s *Session) checkOwners(st parse.Stmt) error {
	if s.myRights().Super() {
		return nil
	}
	switch st := st.(type) {
	case *parse.Drop:
		for _, ref := range st.Objects {
			if err := s.mayDrop(ref, st.Kind); err != nil {
				return err
			}
		}
	case *parse.AlterTable:
		return s.ownsRelation(st.Table.Name)
	case *parse.AlterObject:
		switch st.Kind {
		case parse.KindTable, parse.KindView, parse.KindMatView, parse.KindSequence, parse.KindIndex:
			return s.ownsRelation(st.Object.Name)
		case parse.KindSchema:
			return s.ownsSchema(st.Object.Name.Last())
		}
	case *parse.CommentOn:
		switch st.Kind {
		case parse.KindTable, parse.KindView, parse.KindMatView, parse.KindSequence, parse.KindIndex:
			return s.ownsRelation(st.Object.Name)
		case parse.KindColumn:
			n := st.Object.Name
			if len(n.Parts) > 1 {
				n.Parts = n.Parts[:len(n.Parts)-1]
				return s.ownsRelation(n)
			}
		case parse.KindSchema:
			return s.ownsSchema(st.Object.Name.Last())
		}
	case *parse.CreateIndex:
		return s.ownsRelation(st.Table.Name)
	case *parse.Copy:
		return s.copyAllowed(st)
	case *parse.CreateTable:
		if st.HasLocation || st.External {
			return s.mayWritePath()
		}
	}
	return nil
}

// ownsRelation refuses a relation of another owner; one that does not exist is left to
// the statement.
func (s *Session) ownsRelation(n parse.Name) error {
	o, _, err := s.locate(n)
	if err != nil || o == nil {
		return err
	}
	return s.myRights().CheckOwner(o)
}

func (s *Session) ownsSchema(name string) error {
	if o := s.catTx().View().Schema(name); o != nil {
		return s.myRights().CheckOwner(o)
	}
	return nil
}

// mayDrop is for an object's owner and for that of its schema.
func (s *Session) mayDrop(ref *parse.ObjectRef, kind parse.ObjectKind) error {
	var o *catalog.Object
	switch kind {
	case parse.KindTable, parse.KindView, parse.KindMatView, parse.KindSequence, parse.KindIndex:
		var err error
		if o, _, err = s.locate(ref.Name); err != nil {
			return err
		}
	case parse.KindSchema:
		o = s.catTx().View().Schema(ref.Name.Last())
	case "policy", "trigger", "rule":
		return s.ownsRelation(ref.On)
	}
	if o == nil {
		return nil
	}
	if o.ID < catalog.FirstID && syscat.RelationByID(o.ID) != nil {
		return nil // refused as a system catalog
	}
	r := s.myRights()
	if sc := s.catTx().View().Get(o.Parent); r.Owns(o) || sc != nil && sc.Kind == catalog.Schema && r.Owns(sc) {
		return nil
	}
	return access.NotOwner(o)
}

// checkChanges is the last line: it looks at what a statement did to the catalog and
// refuses what its role may not do, whatever the statement was. from is how many changes
// the transaction had before.
func (s *Session) checkChanges(st parse.Stmt, from int) error {
	if s.tx == nil || s.tx.cat == nil {
		return nil
	}
	muts := s.tx.cat.Change().Mutations
	if len(muts) <= from {
		return nil
	}
	r := s.myRights()
	if r.Super() {
		return nil
	}
	switch st.(type) {
	case *parse.Grant, *parse.CreateRole, *parse.AlterRole, *parse.AlterDefaultPrivileges, *parse.OwnedBy, *parse.Drop,
		*parse.Call, *parse.Do, *parse.Transaction, *parse.Execute, *parse.Insert, *parse.Update, *parse.Delete, *parse.Merge,
		*parse.Copy, *parse.Explain:
		return nil // they check for themselves, or run statements that are checked
	}
	base := s.tx.cat.Base()
	made := map[catalog.ID]bool{}
	for _, m := range muts[:from] {
		if m.Put != nil && m.Base == 0 {
			made[m.Put.ID] = true
		}
	}
	for _, m := range muts[from:] {
		if err := s.checkChange(r, base, &m, made); err != nil {
			return err
		}
	}
	return nil
}

func (s *Session) checkChange(r *access.Rights, base *catalog.Snapshot, m *catalog.Mutation, made map[catalog.ID]bool) error {
	view := s.tx.cat.View()
	switch {
	case m.Drop != nil:
		if r.Owns(m.Drop) || s.ownsParent(r, m.Drop) {
			return nil
		}
		return access.NotOwner(m.Drop)
	case m.Base == 0:
		made[m.Put.ID] = true
		if m.Put.Kind == catalog.Role {
			return nil
		}
		parent := view.Get(m.Put.Parent)
		switch {
		case parent == nil || made[parent.ID]:
			return nil
		case parent.Kind == catalog.Schema || parent.Kind == catalog.Database:
			return r.Check(parent, catalog.PrivCreate)
		}
		return nil
	case m.Put.Kind == catalog.Role || made[m.Put.ID]:
		return nil
	}
	old := base.Get(m.Put.ID)
	if old == nil {
		old = m.Put
	}
	if err := r.CheckOwner(old); err != nil {
		return err
	}
	if m.Put.Owner != old.Owner {
		return s.checkNewOwner(r, view, m.Put)
	}
	if m.Put.Parent != old.Parent {
		return r.Check(view.Get(m.Put.Parent), catalog.PrivCreate)
	}
	return nil
}

// checkNewOwner allows OWNER TO a role that the current one is a member of and that may
// make objects where this one is.
func (s *Session) checkNewOwner(r *access.Rights, view *catalog.Snapshot, o *catalog.Object) error {
	to := view.Get(o.Owner)
	if to == nil {
		return access.Missing()
	}
	if !r.MemberOf(to.ID) {
		return denied("must be member of role \"%s\"", to.Name)
	}
	if p := view.Get(o.Parent); p != nil && p.Kind == catalog.Schema {
		return access.Of(view, to.ID).Check(p, catalog.PrivCreate)
	}
	return nil
}

func (s *Session) ownsParent(r *access.Rights, o *catalog.Object) bool {
	p := s.tx.cat.Base().Get(o.Parent)
	return p != nil && p.Kind == catalog.Schema && r.Owns(p)
}

// mayMakeTemp refuses roles without TEMPORARY on the database.
func (s *Session) mayMakeTemp(sql string, sp parse.Span) error {
	db := s.catTx().View().Get(catalog.DatabaseID)
	if db != nil && s.myRights().Mask(db, catalog.PrivTemporary) == 0 {
		return at(pgerr.New(pgerr.InsufficientPrivilege, "permission denied to create temporary tables in database \"%s\"", db.Name), sql, sp)
	}
	return nil
}

// giveDefaults gives new objects the access lists that ALTER DEFAULT PRIVILEGES says.
func (s *Session) giveDefaults(from int) error {
	if s.changes() <= from {
		return nil
	}
	for _, m := range s.tx.cat.Change().Mutations[from:] {
		if m.Put == nil || m.Base != 0 || m.Put.ACL != nil {
			continue
		}
		view := s.tx.cat.View()
		o := view.Get(m.Put.ID)
		if o == nil || o.ACL != nil {
			continue
		}
		acl := initialACL(view, o.Owner, o.Parent, o.Kind)
		if acl == nil {
			continue
		}
		n := *o
		n.ACL = acl
		if _, err := s.tx.cat.Replace(o, n); err != nil {
			return err
		}
	}
	return nil
}

// mayCreateIn refuses a schema that the role may not create in, and the server's own.
func (s *Session) mayCreateIn(sc *catalog.Object) error {
	if err := systemSchema(sc); err != nil {
		return err
	}
	return s.myRights().Check(sc, catalog.PrivCreate)
}

// schemaOwner is the role of CREATE SCHEMA … AUTHORIZATION, the current one without it.
func (s *Session) schemaOwner(name string) (catalog.ID, error) {
	r := s.myRights()
	if err := r.Check(s.catTx().View().Get(catalog.DatabaseID), catalog.PrivCreate); err != nil {
		return 0, err
	}
	spec := parse.RoleSpec{Name: name}
	switch name {
	case "":
		return s.roleID(), nil
	case "current_user", "current_role", "session_user":
		spec = parse.RoleSpec{Keyword: name}
	}
	o, err := s.findRole("", spec)
	if err != nil {
		return 0, err
	}
	return o.ID, s.mayBecome(o)
}

// mayChange checks TRUNCATE and the target of COPY, which have no plan.
func (v *view) mayChange(o *catalog.Object, verb string) error {
	r := v.s.rightsOf(v.main, v.s.roleID())
	if verb != "COPY" {
		return r.Check(o, catalog.PrivTruncate)
	}
	return r.Judge(&access.Use{Need: catalog.PrivInsert}, o)
}

// mayExecute refuses functions that the current role may not call. A view's functions are
// called by its reader, those of a policy by the policy's owner.
func (s *Session) mayExecute(ctx context.Context, o *catalog.Object) error {
	role := s.roleID()
	if owner, ok := access.Stored(ctx); ok && access.InPolicy(ctx) {
		role = owner
	}
	return s.rightsOf(s.snapshot(), role).Check(o, catalog.PrivExecute)
}

// maySignal checks pg_cancel_backend and pg_terminate_backend.
func (v *view) maySignal(other *Session, superuser, member string) error {
	r := v.s.rightsOf(v.main, v.s.roleID())
	switch {
	case r.Super():
		return nil
	case other.Superuser():
		return denied("%s", superuser)
	case !r.Has(other.authRole) && !r.Has(catalog.SignalRole):
		return denied("%s", member)
	}
	return nil
}

// seesStats tells whether the session's role sees what a role's sessions do.
func (s *Session) seesStats(user string) bool {
	snap := s.snapshot()
	r := s.rightsIn(snap)
	if r.Has(catalog.ReadStatsRole) {
		return true
	}
	o := snap.Role(user)
	return o != nil && r.Has(o.ID)
}
