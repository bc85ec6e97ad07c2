package access

import (
	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/pgerr"
)

// Rights is what one role may do in one snapshot.
type Rights struct {
	snap    *catalog.Snapshot
	role    catalog.ID
	super   bool
	inherit []catalog.ID // the role, then those whose privileges it has
	may     []catalog.ID // the role, then those it may become by SET ROLE
}

// Of gives the rights of a role. A role that does not exist has none.
func Of(snap *catalog.Snapshot, role catalog.ID) *Rights {
	return &Rights{snap: snap, role: role, super: isSuper(snap, role)}
}

func isSuper(snap *catalog.Snapshot, role catalog.ID) bool {
	o := snap.Get(role)
	return o != nil && o.Role != nil && o.Role.Super
}

// Role is the role.
func (r *Rights) Role() catalog.ID { return r.role }

// Super tells whether the role passes every check.
func (r *Rights) Super() bool { return r.super }

// Info is the role's description, nil when it does not exist.
func (r *Rights) Info() *catalog.RoleInfo {
	if o := r.snap.Get(r.role); o != nil {
		return o.Role
	}
	return nil
}

// roles lists the role and those it is a member of, nearest first; only through roles
// that inherit when asked for.
func (r *Rights) roles(inherit bool) []catalog.ID {
	list := []catalog.ID{r.role}
	seen := map[catalog.ID]bool{r.role: true}
	add := func(id catalog.ID) {
		if !seen[id] {
			seen[id] = true
			list = append(list, id)
		}
	}
	for i := 0; i < len(list); i++ {
		o := r.snap.Get(list[i])
		if o == nil || o.Role == nil || inherit && !o.Role.Inherit {
			continue
		}
		for _, m := range o.Role.MemberOf {
			add(m.Role)
		}
		if db := r.snap.Get(catalog.DatabaseID); db != nil && db.Owner == list[i] {
			add(catalog.DatabaseOwnerRole)
		}
	}
	return list
}

// Inherited lists the role and all whose privileges it has.
func (r *Rights) Inherited() []catalog.ID {
	if r.inherit == nil {
		r.inherit = r.roles(true)
	}
	return r.inherit
}

// Has tells whether the privileges of another role count for this one.
func (r *Rights) Has(other catalog.ID) bool {
	return r.super || contains(r.Inherited(), other)
}

// MemberOf tells whether the role may become another one.
func (r *Rights) MemberOf(other catalog.ID) bool {
	return r.super || r.memberOf(other)
}

// memberOf is the same without regard to superusers.
func (r *Rights) memberOf(other catalog.ID) bool {
	if r.may == nil {
		r.may = r.roles(false)
	}
	return contains(r.may, other)
}

// AdminOf tells whether the role may grant another one.
func (r *Rights) AdminOf(other catalog.ID) bool {
	if r.super {
		return true
	}
	for _, id := range append([]catalog.ID{}, r.allRoles()...) {
		o := r.snap.Get(id)
		if o == nil || o.Role == nil {
			continue
		}
		for _, m := range o.Role.MemberOf {
			if m.Role == other && m.Admin {
				return true
			}
		}
	}
	return false
}

func (r *Rights) allRoles() []catalog.ID {
	r.memberOf(r.role)
	return r.may
}

func contains(list []catalog.ID, id catalog.ID) bool {
	for _, x := range list {
		if x == id {
			return true
		}
	}
	return false
}

// Owns tells whether the role has the rights of an object's owner.
func (r *Rights) Owns(o *catalog.Object) bool {
	return r.super || o.Owner != catalog.PublicRole && r.Has(o.Owner)
}

// Mask gives which of the wanted privileges the role has on an object, those of its
// columns not counted.
func (r *Rights) Mask(o *catalog.Object, want catalog.Privilege) catalog.Privilege {
	if r.super {
		return want
	}
	got := r.mask(List(o), want)
	if want&^got != 0 {
		got |= r.predefined(o) & want
	}
	return got
}

// predefined are the privileges of pg_read_all_data and pg_write_all_data.
func (r *Rights) predefined(o *catalog.Object) (p catalog.Privilege) {
	if !o.Kind.IsRelation() && o.Kind != catalog.Schema {
		return 0
	}
	if r.Has(catalog.ReadDataRole) {
		p = catalog.PrivSelect
		if o.Kind == catalog.Schema {
			p = catalog.PrivUsage
		}
	}
	if r.Has(catalog.WriteDataRole) {
		if o.Kind == catalog.Schema {
			return catalog.PrivUsage
		}
		p |= catalog.PrivInsert | catalog.PrivUpdate | catalog.PrivDelete
	}
	return p
}

func (r *Rights) mask(acl []catalog.ACL, want catalog.Privilege) (got catalog.Privilege) {
	for _, a := range acl {
		if a.Privileges&want&^got == 0 {
			continue
		}
		if a.Grantee == catalog.PublicRole || r.Has(a.Grantee) {
			got |= a.Privileges & want
		}
	}
	return got
}

// Grantable gives which of the wanted privileges the role may grant on an object.
func (r *Rights) Grantable(acl []catalog.ACL, owner catalog.ID, want catalog.Privilege) (got catalog.Privilege) {
	if r.super || r.Has(owner) {
		return want
	}
	for _, a := range acl {
		if a.Grantee != catalog.PublicRole && r.Has(a.Grantee) {
			got |= a.Grantable & want
		}
	}
	return got
}

// ColumnMask gives which of the wanted privileges the role has on a column by grants on
// it alone.
func (r *Rights) ColumnMask(o *catalog.Object, c *catalog.Column, want catalog.Privilege) catalog.Privilege {
	if r.super {
		return want
	}
	return r.mask(c.ACL, want)
}

// Check refuses when one of the wanted privileges is missing.
func (r *Rights) Check(o *catalog.Object, want catalog.Privilege) error {
	if r.Mask(o, want) == want {
		return nil
	}
	return Denied(o)
}

// CheckOwner refuses all but the owner.
func (r *Rights) CheckOwner(o *catalog.Object) error {
	if r.Owns(o) {
		return nil
	}
	return NotOwner(o)
}

// Denied is the error of a missing privilege.
func Denied(o *catalog.Object) *pgerr.Error {
	return pgerr.New(pgerr.InsufficientPrivilege, "permission denied for %s %s", kindName(o), o.Name)
}

// NotOwner is the error of a change by somebody else than the owner.
func NotOwner(o *catalog.Object) *pgerr.Error {
	return pgerr.New(pgerr.InsufficientPrivilege, "must be owner of %s %s", kindName(o), o.Name)
}

// kindName names an object's kind as PostgreSQL's refusals do.
func kindName(o *catalog.Object) string {
	switch {
	case o.Function != nil && o.Function.Procedure:
		return "procedure"
	case o.Table != nil && o.ID < catalog.FirstID && o.Table.Format == "v":
		return "view"
	}
	return o.Kind.String()
}
