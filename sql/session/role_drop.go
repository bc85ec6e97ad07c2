package session

import (
	"context"
	"fmt"
	"slices"
	"sort"
	"strings"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/access"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
)

// dropRoles is DROP ROLE, USER or GROUP.
func (s *Session) dropRoles(sql string, st *parse.Drop) error {
	if !s.mayCreateRoles() {
		return denied("permission denied to drop role")
	}
	var doomed []*catalog.Object
	for _, ref := range st.Objects {
		name := ref.Name.Last()
		switch name {
		case "current_user", "current_role", "session_user", "public":
			return pgerr.New(pgerr.InvalidParameterValue, "cannot use special role specifier in DROP ROLE")
		}
		role := s.catTx().View().Role(name)
		if role == nil {
			if !st.IfExists {
				return noRole(name)
			}
			s.notice("NOTICE", pgerr.SuccessfulCompletion, "role \"%s\" does not exist, skipping", name)
			continue
		}
		switch {
		case role.ID == s.roleID():
			return pgerr.New(pgerr.ObjectInUse, "current user cannot be dropped")
		case role.Role.Super && !s.myRights().Super():
			return denied("must be superuser to drop superusers")
		case role.ID == s.sessionRole() || role.ID == s.authRole:
			return pgerr.New(pgerr.ObjectInUse, "session user cannot be dropped")
		case role.ID < catalog.FirstID:
			return pgerr.New(pgerr.DependentObjectsStillExist, "cannot drop role %s because it is required by the database system", name)
		}
		doomed = append(doomed, role)
	}
	for _, role := range doomed {
		if err := s.dropRole(role); err != nil {
			return err
		}
	}
	return nil
}

func (s *Session) dropRole(role *catalog.Object) error {
	if uses := s.usesOfRole(role.ID); len(uses) > 0 {
		return pgerr.New(pgerr.DependentObjectsStillExist, "role \"%s\" cannot be dropped because some objects depend on it", role.Name).
			WithDetail("%s", strings.Join(uses, "\n"))
	}
	var members []*catalog.Object
	s.catTx().View().Children(catalog.RootID, catalog.Role, func(o *catalog.Object) bool {
		if slices.ContainsFunc(o.Role.MemberOf, func(m catalog.Membership) bool { return m.Role == role.ID }) {
			members = append(members, o)
		}
		return true
	})
	for _, m := range members {
		info := *m.Role
		info.MemberOf = slices.DeleteFunc(slices.Clone(info.MemberOf), func(x catalog.Membership) bool { return x.Role == role.ID })
		if _, err := s.replaceRole(m, info); err != nil {
			return err
		}
	}
	s.catTx().Drop(s.catTx().View().Get(role.ID))
	return nil
}

// objectText names an object as dependency lists do: table s.t.
func (s *Session) objectText(o *catalog.Object) string {
	kind := o.Kind.String()
	if o.Function != nil && o.Function.Procedure {
		kind = "procedure"
	}
	name := quoteName(o.Name)
	snap := s.catTx().View()
	if p := snap.Get(o.Parent); p != nil && p.Kind == catalog.Schema && !slices.Contains(s.derive().path, p.Name) {
		name = quoteName(p.Name) + "." + name
	}
	if o.Function != nil {
		name += "(" + o.Function.Signature() + ")"
	}
	return kind + " " + name
}

// usesOfRole lists what keeps a role from being dropped.
func (s *Session) usesOfRole(id catalog.ID) []string {
	var out []string
	add := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	s.eachObject(func(o *catalog.Object) {
		switch {
		case o.Kind == catalog.Role:
			if o.ID != id {
				for _, d := range o.Role.Defaults {
					if access.Mentions(d.ACL, id) {
						add("privileges for default privileges on new %ss belonging to role %s", kindPlural[d.Kind], quoteName(o.Name))
					}
				}
			} else {
				for _, d := range o.Role.Defaults {
					add("owner of default privileges on new %ss belonging to role %s", kindPlural[d.Kind], quoteName(o.Name))
				}
			}
			return
		case o.Owner == id:
			if o.Kind != catalog.Index {
				add("owner of %s", s.objectText(o))
			}
		case access.Mentions(o.ACL, id):
			add("privileges for %s", s.objectText(o))
		}
		for _, c := range relationColumns(o) {
			if access.Mentions(c.ACL, id) && o.Owner != id {
				add("privileges for column %s of %s", quoteName(c.Name), s.objectText(o))
			}
		}
		if o.Table != nil {
			for _, p := range o.Table.Policies {
				if slices.Contains(p.Roles, id) {
					add("target of policy %s on %s", quoteName(p.Name), s.objectText(o))
				}
			}
		}
	})
	return out
}

// eachObject calls f for all objects but those of the server itself.
func (s *Session) eachObject(f func(*catalog.Object)) {
	s.catTx().View().All(func(o *catalog.Object) bool {
		if o.ID >= catalog.FirstID || o.ID == catalog.PublicID || o.ID == catalog.DatabaseID {
			f(o)
		}
		return true
	})
	if s.state.temp != nil {
		s.state.temp.cat.All(func(o *catalog.Object) bool {
			if o.Kind != catalog.Schema {
				f(o)
			}
			return true
		})
	}
}

// ownedBy is REASSIGN OWNED and DROP OWNED.
func (s *Session) ownedBy(sql string, st *parse.OwnedBy) (string, error) {
	tag, what := "REASSIGN OWNED", "reassign"
	if st.Drop {
		tag, what = "DROP OWNED", "drop"
	}
	var ids []catalog.ID
	for _, r := range st.Roles {
		o, err := s.findRole(sql, r)
		if err != nil {
			return "", err
		}
		if !s.myRights().Has(o.ID) {
			return "", denied("permission denied to %s objects", what)
		}
		if o.ID < catalog.FirstID {
			return "", pgerr.New(pgerr.DependentObjectsStillExist,
				"cannot %s objects owned by role %s because they are required by the database system", what, o.Name)
		}
		ids = append(ids, o.ID)
	}
	if st.Drop {
		return tag, s.dropOwned(sql, ids, st.Behavior)
	}
	to, err := s.findRole(sql, st.To)
	if err != nil {
		return "", err
	}
	if !s.myRights().Has(to.ID) {
		return "", denied("permission denied to reassign objects")
	}
	return tag, s.reassign(ids, to.ID)
}

// owned lists the objects of roles, the last made first.
func (s *Session) owned(ids []catalog.ID) []grantTarget {
	var list []grantTarget
	s.eachObject(func(o *catalog.Object) {
		if slices.Contains(ids, o.Owner) && o.Kind != catalog.Role {
			_, temp := s.tempObject(o.ID)
			list = append(list, grantTarget{o, temp})
		}
	})
	sort.SliceStable(list, func(i, j int) bool {
		si, sj := list[i].o.Kind == catalog.Schema, list[j].o.Kind == catalog.Schema
		if si != sj {
			return sj
		}
		return list[i].o.ID > list[j].o.ID
	})
	return list
}

// tempObject finds an object of the temporary space.
func (s *Session) tempObject(id catalog.ID) (*catalog.Object, bool) {
	if s.state.temp == nil {
		return nil, false
	}
	o := s.state.temp.cat.Get(id)
	return o, o != nil && o.Kind != catalog.Schema
}

// reassign gives all objects of roles to another one.
func (s *Session) reassign(ids []catalog.ID, to catalog.ID) error {
	for _, t := range s.owned(ids) {
		if err := s.setOwner(t, to); err != nil {
			return err
		}
	}
	return nil
}

// setOwner gives an object to another role.
func (s *Session) setOwner(t grantTarget, to catalog.ID) error {
	n := *t.o
	n.ACL = access.Reown(n.ACL, n.Owner, to)
	if n.Table != nil {
		info := *n.Table
		info.Columns = slices.Clone(info.Columns)
		for i := range info.Columns {
			info.Columns[i].ACL = access.Reown(info.Columns[i].ACL, n.Owner, to)
		}
		n.Table = &info
	}
	if n.View != nil {
		info := *n.View
		info.Columns = slices.Clone(info.Columns)
		for i := range info.Columns {
			info.Columns[i].ACL = access.Reown(info.Columns[i].ACL, n.Owner, to)
		}
		n.View = &info
	}
	n.Owner = to
	return s.replaceGranted(t, n)
}

// dropOwned drops what roles own and takes their privileges away.
func (s *Session) dropOwned(sql string, ids []catalog.ID, b parse.DropBehavior) error {
	for _, t := range s.owned(ids) {
		if err := s.dropOne(sql, t, b); err != nil {
			return err
		}
	}
	var err error
	s.eachObject(func(o *catalog.Object) {
		if err != nil {
			return
		}
		n := *o
		_, temp := s.tempObject(o.ID)
		changed := false
		for _, id := range ids {
			changed = stripRole(&n, id) || changed
		}
		if !changed {
			return
		}
		if o.Kind == catalog.Role {
			_, err = s.replaceRole(o, *n.Role)
		} else {
			err = s.replaceGranted(grantTarget{o, temp}, n)
		}
	})
	return err
}

// dropOne drops an object as the DROP statement of its kind would.
func (s *Session) dropOne(sql string, t grantTarget, b parse.DropBehavior) error {
	snap := s.catTx().View()
	if !t.temp && snap.Get(t.o.ID) == nil {
		return nil // went with another one
	}
	if _, still := s.tempObject(t.o.ID); t.temp && !still {
		return nil
	}
	parts := []string{t.o.Name}
	if p := snap.Get(t.o.Parent); p != nil && p.Kind == catalog.Schema {
		parts = []string{p.Name, t.o.Name}
	} else if t.temp {
		parts = []string{"pg_temp", t.o.Name}
	}
	kind := parse.ObjectKind(t.o.Kind.String())
	if t.o.Kind == catalog.Index {
		return nil // goes with its table
	}
	_, err := s.drop(context.Background(), sql, &parse.Drop{Kind: kind, Behavior: b, Objects: []*parse.ObjectRef{{Name: parse.Name{Parts: parts}}}})
	return err
}

// stripRole takes a role out of an object's lists; it tells whether one named it.
func stripRole(n *catalog.Object, id catalog.ID) bool {
	changed := false
	if access.Mentions(n.ACL, id) && n.Owner != id {
		n.ACL, changed = access.Without(n.ACL, id, n.Owner), true
	}
	cols := slices.Clone(relationColumns(n))
	hit := false
	for i := range cols {
		if access.Mentions(cols[i].ACL, id) && n.Owner != id {
			cols[i].ACL, hit = dropHollow(access.Without(cols[i].ACL, id, n.Owner)), true
		}
	}
	switch {
	case hit && n.Table != nil && len(n.Table.Columns) > 0:
		info := *n.Table
		info.Columns, n.Table = cols, &info
	case hit:
		info := *n.View
		info.Columns, n.View = cols, &info
	}
	if n.Role != nil {
		changed = stripDefaults(n, id) || changed
	}
	if n.Table != nil && slices.ContainsFunc(n.Table.Policies, func(p catalog.RowPolicy) bool { return slices.Contains(p.Roles, id) }) {
		info := *n.Table
		info.Policies, hit = withoutTarget(info.Policies, id), true
		n.Table = &info
	}
	return changed || hit
}

// withoutTarget takes a role out of policies; one that has no role left goes.
func withoutTarget(list []catalog.RowPolicy, id catalog.ID) []catalog.RowPolicy {
	var out []catalog.RowPolicy
	for _, p := range list {
		p.Roles = slices.DeleteFunc(slices.Clone(p.Roles), func(r catalog.ID) bool { return r == id })
		if len(p.Roles) > 0 {
			out = append(out, p)
		}
	}
	return out
}

// stripDefaults takes a role out of default privileges.
func stripDefaults(n *catalog.Object, id catalog.ID) bool {
	info := *n.Role
	var kept []catalog.DefaultACL
	changed := false
	for _, d := range info.Defaults {
		switch {
		case n.ID == id:
			changed = true
		case access.Mentions(d.ACL, id):
			d.ACL, changed = access.Without(d.ACL, id, n.ID), true
			kept = append(kept, d)
		default:
			kept = append(kept, d)
		}
	}
	info.Defaults = kept
	n.Role = &info
	return changed
}
