package session

import (
	"math"
	"strconv"
	"strings"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/auth"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// roleOptions are the options of CREATE or ALTER ROLE, read; nil pointers were not given.
type roleOptions struct {
	super, createDB, createRole, inherit, login, replication, bypass *bool
	limit                                                            *int32
	validUntil                                                       *int64
	password                                                         *string // "" for NULL
	inRole, members, admins                                          []parse.RoleSpec
}

// flag finds the place of a yes-or-no option.
func (o *roleOptions) flag(name string) **bool {
	switch name {
	case "superuser":
		return &o.super
	case "createdb":
		return &o.createDB
	case "createrole":
		return &o.createRole
	case "inherit":
		return &o.inherit
	case "login":
		return &o.login
	case "replication":
		return &o.replication
	case "bypassrls":
		return &o.bypass
	}
	return nil
}

// roleOptions reads the options of a statement.
func (s *Session) roleOptions(sql string, list []*parse.Option) (*roleOptions, error) {
	o := &roleOptions{}
	seen := map[string]bool{}
	for _, opt := range list {
		name := opt.Name
		on := o.flag(name) != nil
		if base, no := strings.CutPrefix(name, "no"); !on && no && o.flag(base) != nil {
			name = base
		}
		if seen[name] && name != "sysid" {
			return nil, at(pgerr.New(pgerr.SyntaxError, "conflicting or redundant options"), sql, opt.Span)
		}
		seen[name] = true
		if p := o.flag(name); p != nil {
			v := on
			*p = &v
			continue
		}
		if err := s.roleOption(sql, o, opt); err != nil {
			return nil, err
		}
	}
	return o, nil
}

// roleOption reads an option with a value.
func (s *Session) roleOption(sql string, o *roleOptions, opt *parse.Option) error {
	switch opt.Name {
	case "password":
		word := ""
		if lit, ok := opt.Value.(*parse.Literal); ok && lit.Kind == parse.LitString {
			word = lit.Text
		}
		o.password = &word
	case "connection limit":
		v, err := settingText(sql, opt.Value)
		n, err2 := strconv.ParseInt(v, 10, 32)
		if err != nil || err2 != nil || n < -1 {
			return pgerr.New(pgerr.InvalidParameterValue, "invalid connection limit: %s", v)
		}
		limit := int32(n)
		o.limit = &limit
	case "valid until":
		text, err := settingText(sql, opt.Value)
		if err != nil {
			return err
		}
		d, err := types.Parse(types.T(types.TimestampTZ), text, s.derive().style)
		if err != nil {
			return err
		}
		o.validUntil = &d.I
	case "sysid":
		s.notice("NOTICE", pgerr.SuccessfulCompletion, "SYSID can no longer be specified")
	case "in role":
		o.inRole = rowRoles(opt.Value)
	case "role", "user":
		o.members = rowRoles(opt.Value)
	case "admin":
		o.admins = rowRoles(opt.Value)
	}
	return nil
}

// rowRoles reads a list of roles out of an option's value.
func rowRoles(x parse.Expr) []parse.RoleSpec {
	row, ok := x.(*parse.RowExpr)
	if !ok {
		return nil
	}
	var out []parse.RoleSpec
	for _, e := range row.Elems {
		c, ok := e.(*parse.ColumnRef)
		if !ok {
			continue
		}
		r := parse.RoleSpec{Span: c.Span, Name: c.Parts[0]}
		switch r.Name {
		case "current_user", "current_role", "session_user":
			r.Name, r.Keyword = "", r.Name
		}
		out = append(out, r)
	}
	return out
}

// verifier hashes a password unless it is a verifier already.
func (s *Session) verifier(password string) (string, error) {
	switch {
	case password == "":
		return "", nil
	case auth.IsVerifier(password):
		return password, nil
	case auth.IsMD5(password):
		return "", pgerr.Unsupported("an MD5 password").WithHint("Use a password or a SCRAM-SHA-256 verifier.")
	}
	v, err := auth.MakeVerifier(password)
	if err != nil {
		return "", pgerr.New(pgerr.InvalidParameterValue, "this password cannot be used")
	}
	return v, nil
}

// setPassword puts the password option into a role.
func (s *Session) setPassword(info *catalog.RoleInfo, name string, o *roleOptions, given bool) error {
	if o.password == nil {
		return nil
	}
	word := *o.password
	if word == "" && given || word != "" && auth.Matches(word, "") {
		s.notice("NOTICE", pgerr.SuccessfulCompletion, "empty string is not a valid password, clearing password")
		word = ""
	}
	var err error
	info.Verifier, err = s.verifier(word)
	return err
}

// reservedRole refuses names that the server keeps for itself.
func reservedRole(name string) error {
	switch {
	case strings.HasPrefix(name, "pg_"):
		return pgerr.New(pgerr.ReservedName, "role name \"%s\" is reserved", name).
			WithDetail("Role names starting with \"pg_\" are reserved.")
	case name == "public", name == "none":
		return pgerr.New(pgerr.ReservedName, "role name \"%s\" is reserved", name)
	}
	return nil
}

func denied(format string, args ...any) error {
	return pgerr.New(pgerr.InsufficientPrivilege, format, args...)
}

func is(b *bool) bool { return b != nil && *b }

// createRole is CREATE ROLE, USER or GROUP.
func (s *Session) createRole(sql string, st *parse.CreateRole) error {
	o, err := s.roleOptions(sql, st.Options)
	if err != nil {
		return err
	}
	me := s.myRights()
	switch {
	case is(o.super) && !me.Super():
		return denied("must be superuser to create superusers")
	case is(o.replication) && !me.Super():
		return denied("must be superuser to create replication users")
	case is(o.bypass) && !me.Super():
		return denied("must be superuser to create bypassrls users")
	case !s.mayCreateRoles():
		return denied("permission denied to create role")
	}
	if err := reservedRole(st.Name); err != nil {
		return err
	}
	info := &catalog.RoleInfo{Inherit: true, Login: st.Keyword == "user", ConnLimit: -1}
	o.apply(info)
	if err := s.setPassword(info, st.Name, o, emptyPassword(st.Options)); err != nil {
		return err
	}
	made, err := s.catTx().Create(catalog.Object{Parent: catalog.RootID, Kind: catalog.Role, Name: st.Name,
		Owner: catalog.SuperuserID, Role: info})
	if err != nil {
		return err
	}
	return s.firstMembers(sql, made, o)
}

// firstMembers makes the memberships named in CREATE ROLE.
func (s *Session) firstMembers(sql string, made *catalog.Object, o *roleOptions) error {
	self := []catalog.ID{made.ID}
	for _, r := range o.inRole {
		of, err := s.findRole(sql, r)
		if err != nil {
			return err
		}
		if err := s.addMembers(of.ID, self, s.roleID(), false); err != nil {
			return err
		}
	}
	for _, list := range []struct {
		roles []parse.RoleSpec
		admin bool
	}{{o.admins, true}, {o.members, false}} {
		var ids []catalog.ID
		for _, r := range list.roles {
			m, err := s.findRole(sql, r)
			if err != nil {
				return err
			}
			ids = append(ids, m.ID)
		}
		if err := s.addMembers(made.ID, ids, s.roleID(), list.admin); err != nil {
			return err
		}
	}
	return nil
}

// emptyPassword tells PASSWORD ” from PASSWORD NULL.
func emptyPassword(list []*parse.Option) bool {
	for _, o := range list {
		if lit, ok := o.Value.(*parse.Literal); ok && o.Name == "password" {
			return lit.Kind == parse.LitString && lit.Text == ""
		}
	}
	return false
}

// apply puts the options that were given into a role.
func (o *roleOptions) apply(i *catalog.RoleInfo) {
	for _, f := range []struct {
		from *bool
		to   *bool
	}{{o.super, &i.Super}, {o.createDB, &i.CreateDB}, {o.createRole, &i.CreateRole}, {o.inherit, &i.Inherit},
		{o.login, &i.Login}, {o.replication, &i.Replication}, {o.bypass, &i.BypassRLS}} {
		if f.from != nil {
			*f.to = *f.from
		}
	}
	if o.limit != nil {
		i.ConnLimit = *o.limit
	}
	if o.validUntil != nil {
		i.ValidUntil = *o.validUntil
		if i.ValidUntil == 0 { // 1970 itself is as past as the microsecond after it
			i.ValidUntil = 1
		}
	}
}

// forever is VALID UNTIL 'infinity'.
const forever = math.MaxInt64

// mayCreateRoles tells whether the current role has CREATEROLE.
func (s *Session) mayCreateRoles() bool {
	r := s.myRights()
	if r.Super() {
		return true
	}
	i := r.Info()
	return i != nil && i.CreateRole
}

// alterRole is ALTER ROLE with options, settings or members.
func (s *Session) alterRole(sql string, st *parse.AlterRole) error {
	if st.Database != "" {
		return at(pgerr.Unsupported("ALTER ROLE IN DATABASE"), sql, st.Span)
	}
	if st.Role.Keyword == "all" {
		return at(pgerr.Unsupported("ALTER ROLE ALL"), sql, st.Span)
	}
	if strings.HasPrefix(st.Role.Name, "pg_") {
		return pgerr.New(pgerr.ReservedName, "role name \"%s\" is reserved", st.Role.Name).WithDetail("Cannot alter reserved roles.")
	}
	role, err := s.findRole(sql, st.Role)
	if err != nil {
		return err
	}
	switch {
	case st.Set != nil:
		return s.alterRoleSet(sql, role, st.Set)
	case st.AddMembers != nil || st.DropMembers != nil:
		return s.alterGroup(sql, role, st)
	}
	o, err := s.roleOptions(sql, st.Options)
	if err != nil {
		return err
	}
	if err := s.mayAlterRole(role, o); err != nil {
		return err
	}
	info := *role.Role
	o.apply(&info)
	if err := s.setPassword(&info, role.Name, o, emptyPassword(st.Options)); err != nil {
		return err
	}
	if role, err = s.replaceRole(role, info); err != nil {
		return err
	}
	return s.firstMembers(sql, role, o)
}

// mayAlterRole checks who changes which options of which role.
func (s *Session) mayAlterRole(role *catalog.Object, o *roleOptions) error {
	me := s.myRights()
	switch {
	case me.Super():
		return nil
	case role.Role.Super || o.super != nil:
		return denied("must be superuser to alter superuser roles or change superuser attribute")
	case role.Role.Replication || o.replication != nil:
		return denied("must be superuser to alter replication roles or change replication attribute")
	case o.bypass != nil:
		return denied("must be superuser to change bypassrls attribute")
	case s.mayCreateRoles():
		return nil
	}
	only := o.password != nil && role.ID == me.Role() && o.inherit == nil && o.createRole == nil && o.createDB == nil &&
		o.login == nil && o.limit == nil && o.validUntil == nil && o.members == nil
	if !only {
		return denied("permission denied")
	}
	return nil
}

// replaceRole puts a role with another description.
func (s *Session) replaceRole(old *catalog.Object, info catalog.RoleInfo) (*catalog.Object, error) {
	n := *old
	n.Role = &info
	s.derived.valid = false
	return s.catTx().Replace(old, n)
}

// alterRoleSet is ALTER ROLE … SET and RESET.
func (s *Session) alterRoleSet(sql string, role *catalog.Object, st *parse.Set) error {
	me := s.myRights()
	switch {
	case me.Super():
	case role.Role.Super:
		return denied("must be superuser to alter superusers")
	case !s.mayCreateRoles() && role.ID != me.Role():
		return denied("permission denied")
	}
	info := *role.Role
	info.Settings = nil
	name, value := strings.ToLower(st.Name), ""
	switch st.Kind {
	case parse.SetResetAll:
		_, err := s.replaceRole(role, info)
		return err
	case parse.SetValue, parse.SetFromCurrent:
		var err error
		if value, err = s.storedSetting(sql, st); err != nil {
			return err
		}
	case parse.SetDefault, parse.SetReset:
		if _, err := findSetting(name); err != nil {
			return err
		}
	default:
		return at(pgerr.Unsupported("this form of ALTER ROLE SET"), sql, st.Span)
	}
	for _, p := range role.Role.Settings {
		if p.Name != name {
			info.Settings = append(info.Settings, p)
		}
	}
	if st.Kind == parse.SetValue || st.Kind == parse.SetFromCurrent {
		info.Settings = append(info.Settings, catalog.Property{Name: name, Value: value})
	}
	_, err := s.replaceRole(role, info)
	return err
}

// storedSetting checks the value of a setting that is kept for later sessions.
func (s *Session) storedSetting(sql string, st *parse.Set) (string, error) {
	d, err := findSetting(st.Name)
	if err != nil {
		return "", err
	}
	if d.context != ctxUser {
		return "", cannotChange(d)
	}
	if d.key == "role" || d.key == "session_authorization" {
		return "", pgerr.Unsupported("ALTER ROLE SET %s", d.name)
	}
	if st.Kind == parse.SetFromCurrent {
		return s.setting(d.key), nil
	}
	text, err := setText(sql, st)
	if err == nil {
		_, err = d.normalize(text) // kept as written, like PostgreSQL
	}
	return text, err
}
