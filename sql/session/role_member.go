package session

import (
	"slices"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
)

// grantRoles is GRANT role TO member and REVOKE role FROM member.
func (s *Session) grantRoles(sql string, st *parse.Grant) error {
	by := s.roleID()
	if st.GrantedBy != nil {
		o, err := s.findRole(sql, *st.GrantedBy)
		if err != nil {
			return err
		}
		by = o.ID
	}
	var members []catalog.ID
	for _, m := range st.Grantees {
		o, err := s.findRole(sql, m)
		if err != nil {
			return err
		}
		members = append(members, o.ID)
	}
	for _, r := range st.Roles {
		role := s.catTx().View().Role(r.Name)
		if role == nil {
			return noRole(r.Name)
		}
		var err error
		if st.Revoke {
			err = s.dropMembers(role, members, st.AdminOption)
		} else {
			err = s.addMembers(role.ID, members, by, st.AdminOption)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// mayGrantRole checks who changes the members of a role.
func (s *Session) mayGrantRole(role *catalog.Object) error {
	me := s.myRights()
	if role.Role.Super {
		if !me.Super() {
			return denied("must be superuser to alter superusers")
		}
		return nil
	}
	if !s.mayCreateRoles() && !me.AdminOf(role.ID) {
		return denied("must have admin option on role \"%s\"", role.Name)
	}
	return nil
}

// addMembers makes roles members of a role.
func (s *Session) addMembers(role catalog.ID, members []catalog.ID, by catalog.ID, admin bool) error {
	if len(members) == 0 {
		return nil
	}
	of := s.catTx().View().Get(role)
	if err := s.mayGrantRole(of); err != nil {
		return err
	}
	if by != s.roleID() && !s.myRights().Super() {
		return denied("must be superuser to set grantor")
	}
	if role == catalog.DatabaseOwnerRole {
		return pgerr.New(pgerr.InternalError, "role \"%s\" cannot have explicit members", of.Name)
	}
	for _, id := range members {
		snap := s.catTx().View()
		m := snap.Get(id)
		if slices.Contains(reach(snap, role), id) {
			return pgerr.New("0LP01", "role \"%s\" is a member of role \"%s\"", of.Name, m.Name)
		}
		info := *m.Role
		info.MemberOf = slices.Clone(info.MemberOf)
		i := slices.IndexFunc(info.MemberOf, func(x catalog.Membership) bool { return x.Role == role })
		switch {
		case i >= 0 && (info.MemberOf[i].Admin || !admin):
			s.notice("NOTICE", pgerr.SuccessfulCompletion, "role \"%s\" is already a member of role \"%s\"", m.Name, of.Name)
			continue
		case i >= 0:
			info.MemberOf[i].Admin, info.MemberOf[i].Grantor = true, by
		default:
			info.MemberOf = append(info.MemberOf, catalog.Membership{Role: role, Grantor: by, Admin: admin})
		}
		if _, err := s.replaceRole(m, info); err != nil {
			return err
		}
	}
	return nil
}

// reach lists a role and all it is a member of, however far.
func reach(snap *catalog.Snapshot, role catalog.ID) []catalog.ID {
	list := []catalog.ID{role}
	for i := 0; i < len(list); i++ {
		if o := snap.Get(list[i]); o != nil && o.Role != nil {
			for _, m := range o.Role.MemberOf {
				if !slices.Contains(list, m.Role) {
					list = append(list, m.Role)
				}
			}
		}
	}
	return list
}

// dropMembers ends memberships, or their admin options alone.
func (s *Session) dropMembers(role *catalog.Object, members []catalog.ID, adminOnly bool) error {
	if len(members) == 0 {
		return nil
	}
	if err := s.mayGrantRole(role); err != nil {
		return err
	}
	for _, id := range members {
		m := s.catTx().View().Get(id)
		i := slices.IndexFunc(m.Role.MemberOf, func(x catalog.Membership) bool { return x.Role == role.ID })
		if i < 0 {
			s.warn(pgerr.SuccessfulCompletion, "role \"%s\" is not a member of role \"%s\"", m.Name, role.Name)
			continue
		}
		info := *m.Role
		info.MemberOf = slices.Clone(info.MemberOf)
		if adminOnly {
			info.MemberOf[i].Admin = false
		} else {
			info.MemberOf = slices.Delete(info.MemberOf, i, i+1)
		}
		if _, err := s.replaceRole(m, info); err != nil {
			return err
		}
	}
	return nil
}

// alterGroup is ALTER GROUP … ADD and DROP USER.
func (s *Session) alterGroup(sql string, role *catalog.Object, st *parse.AlterRole) error {
	list := st.AddMembers
	if st.DropMembers != nil {
		list = st.DropMembers
	}
	var ids []catalog.ID
	for _, r := range list {
		o, err := s.findRole(sql, r)
		if err != nil {
			return err
		}
		ids = append(ids, o.ID)
	}
	if st.DropMembers != nil {
		return s.dropMembers(role, ids, false)
	}
	return s.addMembers(role.ID, ids, s.roleID(), false)
}

// renameRole is ALTER ROLE … RENAME TO.
func (s *Session) renameRole(old, name string) error {
	role := s.catTx().View().Role(old)
	switch {
	case role == nil:
		return noRole(old)
	case role.ID == s.sessionRole():
		return pgerr.New(pgerr.FeatureNotSupported, "session user cannot be renamed")
	case role.ID == s.roleID():
		return pgerr.New(pgerr.FeatureNotSupported, "current user cannot be renamed")
	}
	if err := reservedRole(old); err != nil {
		return err
	}
	if err := reservedRole(name); err != nil {
		return err
	}
	if s.catTx().View().Role(name) != nil {
		return pgerr.New(pgerr.DuplicateObject, "role \"%s\" already exists", name)
	}
	if role.Role.Super && !s.myRights().Super() {
		return denied("must be superuser to rename superusers")
	}
	if !s.mayCreateRoles() {
		return denied("permission denied to rename role")
	}
	n := *role
	n.Name = name
	_, err := s.catTx().Replace(role, n)
	return err
}

// mayBecome refuses when the current role is not a member of another one.
func (s *Session) mayBecome(role *catalog.Object) error {
	if !s.myRights().MemberOf(role.ID) {
		return denied("must be member of role \"%s\"", role.Name)
	}
	return nil
}
