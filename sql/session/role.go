package session

import (
	"strconv"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/access"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
)

// Who a session is: the role that logged in (authRole), the one SET SESSION AUTHORIZATION
// chose, and the current one, which SET ROLE or a SECURITY DEFINER function chose and
// whose rights count. The settings "session_authorization" and "role" hold identities as
// numbers, so that a renamed role stays the same and a rollback brings the old one back.

// nobody is an identity that no role has.
const nobody = ^catalog.ID(0)

// roleSetting reads an identity out of a setting; ok is false when it says nothing.
func (s *Session) roleSetting(key string) (id catalog.ID, ok bool) {
	v, ok := s.state.settings.get(key)
	if !ok || v == "none" {
		return 0, false
	}
	n, err := strconv.ParseUint(v, 10, 64)
	if err != nil {
		return nobody, true
	}
	return catalog.ID(n), true
}

// sessionRole is the role of SESSION_USER.
func (s *Session) sessionRole() catalog.ID {
	if id, ok := s.roleSetting("session_authorization"); ok {
		return id
	}
	return s.authRole
}

// roleID is the role whose rights count now, CURRENT_USER.
func (s *Session) roleID() catalog.ID {
	if s.definer != 0 {
		return s.definer
	}
	if id, ok := s.roleSetting("role"); ok {
		return id
	}
	return s.sessionRole()
}

// asDefiner makes role the current one until restore is called: for the body of a
// SECURITY DEFINER function.
func (s *Session) asDefiner(role catalog.ID) (restore func()) {
	old := s.definer
	s.definer, s.derived.valid = role, false
	return func() { s.definer, s.derived.valid = old, false }
}

// snapshot is what the session sees of the catalog now.
func (s *Session) snapshot() *catalog.Snapshot {
	if s.tx != nil && s.tx.cat != nil {
		return s.tx.cat.View()
	}
	return s.in.cfg.Catalog.Snapshot()
}

// roleName names a role as clients see it.
func (s *Session) roleName(id catalog.ID) string {
	if o := s.snapshot().Get(id); o != nil && o.Kind == catalog.Role {
		return o.Name
	}
	if id == s.authRole {
		return s.user
	}
	return "unknown (OID=" + itoa(int64(id)) + ")"
}

// rightsIn are the current role's rights in a snapshot.
func (s *Session) rightsIn(snap *catalog.Snapshot) *access.Rights {
	return s.rightsOf(snap, s.roleID())
}

// rightsOf are a role's rights in a snapshot; those asked for last are kept.
func (s *Session) rightsOf(snap *catalog.Snapshot, role catalog.ID) *access.Rights {
	if s.rights.of == nil || s.rights.snap != snap || s.rights.of.Role() != role {
		s.rights.snap, s.rights.of = snap, access.Of(snap, role)
	}
	return s.rights.of
}

// keptRights are rights that were asked for before.
type keptRights struct {
	snap *catalog.Snapshot
	of   *access.Rights
}

// myRights are the current role's rights as the transaction sees the catalog.
func (s *Session) myRights() *access.Rights { return s.rightsIn(s.catTx().View()) }

// noRole is the error for a name that no role has.
func noRole(name string) *pgerr.Error {
	return pgerr.New(pgerr.UndefinedObject, "role \"%s\" does not exist", name)
}

// findRole finds a role by a name or keyword; PUBLIC is none.
func (s *Session) findRole(sql string, r parse.RoleSpec) (*catalog.Object, error) {
	snap := s.catTx().View()
	var o *catalog.Object
	name := r.Name
	switch r.Keyword {
	case "":
		o = snap.Role(name)
	case "current_user", "current_role":
		o = snap.Get(s.roleID())
	case "session_user":
		o = snap.Get(s.sessionRole())
	default:
		name = r.Keyword
	}
	if o == nil {
		return nil, noRole(name)
	}
	return o, nil
}

// granteeID is the same with PUBLIC.
func (s *Session) granteeID(sql string, r parse.RoleSpec) (catalog.ID, error) {
	if r.Keyword == "public" {
		return catalog.PublicRole, nil
	}
	o, err := s.findRole(sql, r)
	if err != nil {
		return 0, err
	}
	return o.ID, nil
}

// setRole is SET ROLE. It gives the value that the setting keeps.
func (s *Session) setRole(name string) (string, error) {
	if s.definer != 0 {
		return "", pgerr.New(pgerr.InsufficientPrivilege, "cannot set parameter \"role\" within security-definer function")
	}
	if name == "none" {
		return name, nil
	}
	snap := s.snapshot()
	o := snap.Role(name)
	if o == nil {
		return "", pgerr.New(pgerr.InvalidParameterValue, "role \"%s\" does not exist", name)
	}
	if !access.Of(snap, s.sessionRole()).MemberOf(o.ID) {
		return "", pgerr.New(pgerr.InsufficientPrivilege, "permission denied to set role \"%s\"", name)
	}
	return strconv.FormatUint(uint64(o.ID), 10), nil
}

// setSessionRole is SET SESSION AUTHORIZATION.
func (s *Session) setSessionRole(name string) (string, error) {
	if s.definer != 0 {
		return "", pgerr.New(pgerr.InsufficientPrivilege,
			"cannot set parameter \"session_authorization\" within security-definer function")
	}
	snap := s.snapshot()
	o := snap.Role(name)
	if o == nil {
		return "", pgerr.New(pgerr.InvalidParameterValue, "role \"%s\" does not exist", name)
	}
	if o.ID != s.authRole && !access.Of(snap, s.authRole).Super() {
		return "", pgerr.New(pgerr.InsufficientPrivilege, "permission denied to set session authorization")
	}
	return strconv.FormatUint(uint64(o.ID), 10), nil
}

// login checks what only the catalog knows of a role that has proved who it is.
func (s *Session) login(o Options) error {
	snap := s.in.cfg.Catalog.Snapshot()
	role := snap.Role(o.User)
	if role == nil {
		return pgerr.New(pgerr.InvalidAuthorization, "role \"%s\" does not exist", o.User)
	}
	s.authRole = role.ID
	r := access.Of(snap, role.ID)
	if !role.Role.Login {
		return pgerr.New(pgerr.InvalidAuthorization, "role \"%s\" is not permitted to log in", o.User)
	}
	if db := snap.Get(catalog.DatabaseID); db != nil && r.Mask(db, catalog.PrivConnect) == 0 {
		return pgerr.New(pgerr.InsufficientPrivilege, "permission denied for database \"%s\"", db.Name).
			WithDetail("User does not have CONNECT privilege.")
	}
	if n := role.Role.ConnLimit; n >= 0 && !r.Super() && s.in.sessionsOf(role.ID) >= int(n) {
		return pgerr.New(pgerr.TooManyConnections, "too many connections for role \"%s\"", o.User)
	}
	s.roleDefaults = map[string]string{}
	for _, p := range role.Role.Settings {
		if d, err := findSetting(p.Name); err == nil {
			if v, err := d.normalize(p.Value); err == nil {
				s.roleDefaults[d.key] = v
			}
		}
	}
	return nil
}

// sessionsOf counts the sessions that logged in as a role.
func (in *Instance) sessionsOf(role catalog.ID) int {
	in.mu.Lock()
	defer in.mu.Unlock()
	n := 0
	for _, s := range in.sessions {
		if s.authRole == role {
			n++
		}
	}
	return n
}

// Superuser tells whether the role that logged in is one.
func (s *Session) Superuser() bool {
	return access.Of(s.in.cfg.Catalog.Snapshot(), s.authRole).Super()
}
