package access

import (
	"math/bits"
	"slices"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/pgerr"
)

// Change is one GRANT or REVOKE on one access list.
type Change struct {
	Owner      catalog.ID
	Grantor    catalog.ID
	Privileges catalog.Privilege
	Grantees   []catalog.ID
	Revoke     bool
	// Option is WITH GRANT OPTION, or GRANT OPTION FOR of a revoke.
	Option  bool
	Cascade bool
}

// Apply gives the list after the change. It never changes acl itself.
func (c *Change) Apply(acl []catalog.ACL) ([]catalog.ACL, error) {
	acl = slices.Clone(acl)
	for _, to := range c.Grantees {
		if to == catalog.PublicRole && c.Option && !c.Revoke {
			return nil, pgerr.New("0LP01", "grant options can only be granted to roles")
		}
		e := catalog.ACL{Grantee: to, Grantor: c.Grantor}
		if !c.Revoke || !c.Option {
			e.Privileges = c.Privileges
		}
		if c.Revoke || c.Option {
			e.Grantable = c.Privileges
		}
		var err error
		if acl, err = c.update(acl, e, c.Revoke); err != nil {
			return nil, err
		}
	}
	if len(acl) == 0 { // an empty list would read as the defaults
		acl = []catalog.ACL{{Grantee: c.Owner, Grantor: c.Owner}}
	}
	return acl, nil
}

// update adds the privileges of an entry to its grantee's, or takes them away.
func (c *Change) update(acl []catalog.ACL, e catalog.ACL, revoke bool) ([]catalog.ACL, error) {
	if !revoke && e.Grantable != 0 && e.Grantor != c.Owner && c.circular(acl, e) {
		return nil, pgerr.New("0LP01", "grant options cannot be granted back to your own grantor")
	}
	i := slices.IndexFunc(acl, func(a catalog.ACL) bool { return a.Grantee == e.Grantee && a.Grantor == e.Grantor })
	if i < 0 {
		if revoke {
			return acl, nil
		}
		acl = append(acl, catalog.ACL{Grantee: e.Grantee, Grantor: e.Grantor})
		i = len(acl) - 1
	}
	before := acl[i].Grantable
	if revoke {
		acl[i].Privileges &^= e.Privileges
		acl[i].Grantable &^= e.Grantable
	} else {
		acl[i].Privileges |= e.Privileges
		acl[i].Grantable |= e.Grantable
	}
	lost := before &^ acl[i].Grantable
	if acl[i].Privileges == 0 && acl[i].Grantable == 0 {
		acl = slices.Delete(acl, i, i+1)
	}
	if lost == 0 {
		return acl, nil
	}
	return c.revokeDependents(acl, e.Grantee, lost)
}

// circular tells whether the grantor holds its option only through the grantee.
func (c *Change) circular(acl []catalog.ACL, e catalog.ACL) bool {
	left := slices.Clone(acl)
	cut := &Change{Owner: c.Owner, Cascade: true}
	for again := true; again; {
		again = false
		for _, a := range left {
			if a.Grantee == e.Grantee && a.Grantable&e.Grantable != 0 {
				left, _ = cut.update(left, catalog.ACL{Grantee: a.Grantee, Grantor: a.Grantor, Grantable: a.Grantable, Privileges: a.Grantable}, true)
				again = true
				break
			}
		}
	}
	var own catalog.Privilege
	for _, a := range left {
		if a.Grantee == e.Grantor {
			own |= a.Grantable
		}
	}
	return e.Grantable&^own != 0
}

// revokeDependents takes away what a role granted by virtue of options it lost.
func (c *Change) revokeDependents(acl []catalog.ACL, from catalog.ID, lost catalog.Privilege) ([]catalog.ACL, error) {
	if from == c.Owner {
		return acl, nil
	}
	for _, a := range acl {
		if a.Grantee == from {
			lost &^= a.Grantable
		}
	}
	for {
		i := slices.IndexFunc(acl, func(a catalog.ACL) bool { return a.Grantor == from && a.Privileges&lost != 0 })
		if i < 0 || lost == 0 {
			return acl, nil
		}
		if !c.Cascade {
			return nil, pgerr.New(pgerr.DependentObjectsStillExist, "dependent privileges exist").
				WithHint("Use CASCADE to revoke them too.")
		}
		var err error
		acl, err = c.update(acl, catalog.ACL{Grantee: acl[i].Grantee, Grantor: from, Privileges: lost, Grantable: lost}, true)
		if err != nil {
			return nil, err
		}
	}
}

// BestGrantor finds as whom the role may grant most of the wanted privileges, and which
// it can grant then.
func (r *Rights) BestGrantor(acl []catalog.ACL, owner catalog.ID, want catalog.Privilege) (by catalog.ID, can catalog.Privilege) {
	if r.super || r.role == owner {
		return owner, want
	}
	by = r.role
	best := 0
	for _, id := range r.Inherited() {
		var has catalog.Privilege
		if id == owner {
			has = want
		}
		for _, a := range acl {
			if a.Grantee == id {
				has |= a.Grantable & want
			}
		}
		if has == want {
			return id, has
		}
		if n := bits.OnesCount32(uint32(has)); n > best {
			by, can, best = id, has, n
		}
	}
	return by, can
}

// Reown gives a list after an object got another owner: the new one stands where the old
// one stood, and entries that became alike are one.
func Reown(acl []catalog.ACL, from, to catalog.ID) []catalog.ACL {
	if acl == nil {
		return nil
	}
	var out []catalog.ACL
	for _, a := range acl {
		if a.Grantee == from {
			a.Grantee = to
		}
		if a.Grantor == from {
			a.Grantor = to
		}
		i := slices.IndexFunc(out, func(b catalog.ACL) bool { return b.Grantee == a.Grantee && b.Grantor == a.Grantor })
		if i >= 0 {
			out[i].Privileges |= a.Privileges
			out[i].Grantable |= a.Grantable
		} else {
			out = append(out, a)
		}
	}
	return out
}

// Without gives a list without a role, for DROP OWNED; nil entries stay nil.
func Without(acl []catalog.ACL, role, owner catalog.ID) []catalog.ACL {
	if acl == nil {
		return nil
	}
	out := slices.Clone(acl)
	cut := &Change{Owner: owner, Cascade: true}
	for again := true; again; {
		again = false
		for _, a := range out {
			if (a.Grantee == role || a.Grantor == role) && role != owner {
				out, _ = cut.update(out, catalog.ACL{Grantee: a.Grantee, Grantor: a.Grantor, Privileges: ^catalog.Privilege(0), Grantable: ^catalog.Privilege(0)}, true)
				again = true
				break
			}
		}
	}
	if len(out) == 0 {
		out = []catalog.ACL{{Grantee: owner, Grantor: owner}}
	}
	return out
}

// Mentions tells whether a list names a role.
func Mentions(acl []catalog.ACL, role catalog.ID) bool {
	return slices.ContainsFunc(acl, func(a catalog.ACL) bool { return a.Grantee == role || a.Grantor == role })
}
