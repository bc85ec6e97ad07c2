package session

import (
	"slices"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/access"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
)

// alterDefaults is ALTER DEFAULT PRIVILEGES. The changed lists are kept with the role
// that will make the objects.
func (s *Session) alterDefaults(sql string, st *parse.AlterDefaultPrivileges) error {
	g := &grant{st: st.Grant, sql: sql}
	for _, r := range st.Grant.Grantees {
		id, err := s.granteeID(sql, r)
		if err != nil {
			return err
		}
		g.grantees = append(g.grantees, id)
	}
	kind, _ := kindOfWord(st.Grant.Kind)
	if kind == catalog.Schema && st.Schemas != nil {
		return pgerr.New("0LP01", "cannot use IN SCHEMA clause when using GRANT/REVOKE ON SCHEMAS")
	}
	if err := g.privileges(kind, access.All(kind)); err != nil {
		return err
	}
	if g.columns != nil {
		return pgerr.New("0LP01", "default privileges cannot be set for columns")
	}
	roles := []catalog.ID{s.roleID()}
	if st.Roles != nil {
		roles = nil
		for _, r := range st.Roles {
			o, err := s.findRole(sql, r)
			if err != nil {
				return err
			}
			if !s.myRights().Has(o.ID) {
				return denied("must be member of role \"%s\"", o.Name)
			}
			roles = append(roles, o.ID)
		}
	}
	schemas := []catalog.ID{0}
	if st.Schemas != nil {
		schemas = nil
		for _, n := range st.Schemas {
			sc := s.catTx().View().Schema(n.Name)
			if sc == nil {
				return pgerr.New(pgerr.InvalidSchemaName, "schema \"%s\" does not exist", n.Name)
			}
			schemas = append(schemas, sc.ID)
		}
	}
	for _, r := range roles {
		for _, sc := range schemas {
			if err := s.alterDefault(g, r, sc, kind); err != nil {
				return err
			}
		}
	}
	return nil
}

// alterDefault changes one list: of one role, schema (0: any) and kind.
func (s *Session) alterDefault(g *grant, id, schema catalog.ID, kind catalog.Kind) error {
	role := s.catTx().View().Get(id)
	info := *role.Role
	info.Defaults = slices.Clone(info.Defaults)
	i := slices.IndexFunc(info.Defaults, func(d catalog.DefaultACL) bool { return d.Schema == schema && d.Kind == kind })
	var acl []catalog.ACL
	base := access.Default(kind, id)
	if schema != 0 {
		base = nil // added to the defaults that hold everywhere
	}
	if i >= 0 {
		acl = info.Defaults[i].ACL
	} else {
		acl = base
	}
	c := &access.Change{Owner: id, Grantor: id, Privileges: g.whole, Grantees: g.grantees, Revoke: g.st.Revoke,
		Option: g.st.GrantOption, Cascade: g.st.Behavior == parse.DropCascade}
	acl, err := c.Apply(acl)
	if err != nil {
		return err
	}
	if schema != 0 {
		acl = dropHollow(acl)
	}
	access.Sort(acl)
	if i >= 0 {
		info.Defaults = slices.Delete(info.Defaults, i, i+1)
	}
	if !sameList(acl, base) {
		info.Defaults = append(info.Defaults, catalog.DefaultACL{Schema: schema, Kind: kind, ACL: acl})
	}
	_, err = s.replaceRole(role, info)
	return err
}

// sameList tells whether two lists say the same, whatever their order.
func sameList(a, b []catalog.ACL) bool {
	if len(a) != len(b) {
		return false
	}
	for _, x := range a {
		if !slices.Contains(b, x) {
			return false
		}
	}
	return true
}

// initialACL is the access list of a new object: what its maker's default privileges say,
// nil for the kind's own defaults.
func initialACL(snap *catalog.Snapshot, owner, schema catalog.ID, kind catalog.Kind) []catalog.ACL {
	role := snap.Get(owner)
	if role == nil || role.Role == nil || len(role.Role.Defaults) == 0 {
		return nil
	}
	if kind == catalog.View || kind == catalog.MaterializedView {
		kind = catalog.Table
	}
	builtin := access.Default(kind, owner)
	out, found := slices.Clone(builtin), false
	for _, d := range role.Role.Defaults {
		if d.Kind == kind && d.Schema == 0 {
			out, found = slices.Clone(d.ACL), true
		}
	}
	for _, d := range role.Role.Defaults {
		if d.Kind != kind || d.Schema != schema || schema == 0 {
			continue
		}
		found = true
		out = slices.Clone(out)
		for _, a := range d.ACL {
			i := slices.IndexFunc(out, func(b catalog.ACL) bool { return b.Grantee == a.Grantee && b.Grantor == a.Grantor })
			if i >= 0 {
				out[i].Privileges |= a.Privileges
				out[i].Grantable |= a.Grantable
			} else {
				out = append(out, a)
			}
		}
	}
	access.Sort(out)
	if !found || sameList(out, builtin) {
		return nil
	}
	return out
}
