package syscat

import (
	"math"
	"slices"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/access"
	"github.com/tarndb/tarn/sql/types"
)

// roleProducers are the relations about roles and rights.
func roleProducers() []producerDef {
	return []producerDef{
		{"pg_catalog.pg_roles", "oid rolname rolsuper rolinherit rolcreaterole rolcreatedb rolcanlogin rolreplication rolconnlimit rolpassword rolvaliduntil rolbypassrls rolconfig", roles},
		{"pg_catalog.pg_authid", "oid rolname rolsuper rolinherit rolcreaterole rolcreatedb rolcanlogin rolreplication rolbypassrls rolconnlimit rolpassword rolvaliduntil", authids},
		{"pg_catalog.pg_auth_members", "roleid member grantor admin_option", authMembers},
		{"pg_catalog.pg_user", "usename usesysid usecreatedb usesuper userepl usebypassrls passwd valuntil useconfig", users},
		{"pg_catalog.pg_shadow", "usename usesysid usecreatedb usesuper userepl usebypassrls passwd valuntil useconfig", shadow},
		{"pg_catalog.pg_group", "groname grosysid grolist", groups},
		{"pg_catalog.pg_db_role_setting", "setdatabase setrole setconfig", roleSettings},
		{"pg_catalog.pg_default_acl", "oid defaclrole defaclnamespace defaclobjtype defaclacl", defaultACLs},
		{"pg_catalog.pg_policy", "oid polname polrelid polcmd polpermissive polroles polqual polwithcheck", policies},
		{"pg_catalog.pg_policies", "schemaname tablename policyname permissive roles cmd qual with_check", policyRows},
		{"information_schema.enabled_roles", "role_name", enabledRoles},
		{"information_schema.applicable_roles", "grantee role_name is_grantable", applicableRoles},
		{"information_schema.administrable_role_authorizations", "grantee role_name is_grantable", administrableRoles},
		{"information_schema.table_privileges", "grantor grantee table_catalog table_schema table_name privilege_type is_grantable with_hierarchy", tablePrivileges(true)},
		{"information_schema.role_table_grants", "grantor grantee table_catalog table_schema table_name privilege_type is_grantable with_hierarchy", tablePrivileges(false)},
		{"information_schema.column_privileges", "grantor grantee table_catalog table_schema table_name column_name privilege_type is_grantable", columnPrivileges(true)},
		{"information_schema.role_column_grants", "grantor grantee table_catalog table_schema table_name column_name privilege_type is_grantable", columnPrivileges(false)},
	}
}

// eachRole calls f for all roles in order of identity.
func eachRole(e *Env, f func(o *catalog.Object)) {
	var list []*catalog.Object
	e.Main.Children(catalog.RootID, catalog.Role, func(o *catalog.Object) bool { list = append(list, o); return true })
	slices.SortFunc(list, func(a, b *catalog.Object) int { return int(int64(a.ID) - int64(b.ID)) })
	for _, o := range list {
		f(o)
	}
}

// validUntil is rolvaliduntil.
func validUntil(r *catalog.RoleInfo) any {
	if r.ValidUntil == 0 {
		return nil
	}
	return types.NewInt(r.ValidUntil)
}

// config is the settings of a role.
func config(r *catalog.RoleInfo) any {
	if len(r.Settings) == 0 {
		return nil
	}
	var out []string
	for _, p := range r.Settings {
		out = append(out, p.Name+"="+p.Value)
	}
	return out
}

func roles(e *Env, emit func(...any)) {
	eachRole(e, func(o *catalog.Object) {
		r := o.Role
		emit(o.ID, o.Name, r.Super, r.Inherit, r.CreateRole, r.CreateDB, r.Login, r.Replication, r.ConnLimit, "********",
			validUntil(r), r.BypassRLS, config(r))
	})
}

func authids(e *Env, emit func(...any)) {
	eachRole(e, func(o *catalog.Object) {
		r := o.Role
		emit(o.ID, o.Name, r.Super, r.Inherit, r.CreateRole, r.CreateDB, r.Login, r.Replication, r.BypassRLS, r.ConnLimit,
			null(r.Verifier), validUntil(r))
	})
}

func authMembers(e *Env, emit func(...any)) {
	eachRole(e, func(o *catalog.Object) {
		for _, m := range o.Role.MemberOf {
			emit(m.Role, o.ID, m.Grantor, m.Admin)
		}
	})
}

func users(e *Env, emit func(...any)) {
	eachRole(e, func(o *catalog.Object) {
		if r := o.Role; r.Login {
			emit(o.Name, o.ID, r.CreateDB, r.Super, r.Replication, r.BypassRLS, "********", validUntil(r), config(r))
		}
	})
}

func shadow(e *Env, emit func(...any)) {
	eachRole(e, func(o *catalog.Object) {
		if r := o.Role; r.Login {
			emit(o.Name, o.ID, r.CreateDB, r.Super, r.Replication, r.BypassRLS, null(r.Verifier), validUntil(r), config(r))
		}
	})
}

func groups(e *Env, emit func(...any)) {
	eachRole(e, func(g *catalog.Object) {
		if g.Role.Login {
			return
		}
		members := []uint32{}
		eachRole(e, func(o *catalog.Object) {
			if slices.ContainsFunc(o.Role.MemberOf, func(m catalog.Membership) bool { return m.Role == g.ID }) {
				members = append(members, o.ID.OID())
			}
		})
		emit(g.Name, g.ID, members)
	})
}

func roleSettings(e *Env, emit func(...any)) {
	eachRole(e, func(o *catalog.Object) {
		if len(o.Role.Settings) > 0 {
			emit(0, o.ID, config(o.Role))
		}
	})
}

// defaultLetters are pg_default_acl's letters of kinds.
var defaultLetters = map[catalog.Kind]string{catalog.Table: "r", catalog.Sequence: "S", catalog.Function: "f",
	catalog.Type: "T", catalog.Schema: "n"}

func defaultACLs(e *Env, emit func(...any)) {
	eachRole(e, func(o *catalog.Object) {
		for i, d := range o.Role.Defaults {
			emit(int64(o.ID)<<8|int64(i), o.ID, d.Schema, defaultLetters[d.Kind], aclArray(e, d.ACL))
		}
	})
}

// roleName names a role, as lists of privileges do when it is gone.
func (e *Env) roleName(id catalog.ID) string {
	if o := e.Main.Get(id); o != nil && o.Kind == catalog.Role {
		return o.Name
	}
	return itoa(int64(id))
}

// aclArray prints an access list as aclitem[], NULL for the defaults.
func aclArray(e *Env, acl []catalog.ACL) any {
	if acl == nil {
		return nil
	}
	var ds []types.Datum
	for _, a := range acl {
		if a.Privileges != 0 || a.Grantable != 0 {
			ds = append(ds, types.NewStr(access.Item(a, e.roleName)))
		}
	}
	return arrayOf(types.T(types.AclItem), ds, 1)
}

// aclOf is relacl and its like.
func aclOf(e *Env, o *catalog.Object) any {
	if o.ID < catalog.FirstID && o.ACL == nil && (o.Kind.IsRelation() || o.Kind == catalog.Schema) {
		return aclArray(e, access.List(o))
	}
	return aclArray(e, o.ACL)
}

// commands are the words of polcmd.
var commands = map[byte]string{'*': "ALL", 'r': "SELECT", 'a': "INSERT", 'w': "UPDATE", 'd': "DELETE"}

func policies(e *Env, emit func(...any)) {
	eachRelation(e, func(_, o *catalog.Object) {
		if o.Table == nil {
			return
		}
		for _, p := range o.Table.Policies {
			var ids []uint32
			for _, r := range p.Roles {
				ids = append(ids, r.OID())
			}
			emit(p.ID, p.Name, o.ID, string(rune(p.Command)), !p.Restrictive, ids, null(p.Using), null(p.Check))
		}
	})
}

func policyRows(e *Env, emit func(...any)) {
	eachRelation(e, func(sc, o *catalog.Object) {
		if o.Table == nil {
			return
		}
		for _, p := range o.Table.Policies {
			how := "PERMISSIVE"
			if p.Restrictive {
				how = "RESTRICTIVE"
			}
			var names []types.Datum
			for _, r := range p.Roles {
				n := "public"
				if r != catalog.PublicRole {
					n = e.roleName(r)
				}
				names = append(names, types.NewStr(n))
			}
			emit(sc.Name, o.Name, p.Name, how, arrayOf(types.T(types.Name), names, 1), commands[p.Command], null(p.Using), null(p.Check))
		}
	})
}

func (e *Env) rights() *access.Rights { return access.Of(e.Main, e.Role) }

func enabledRoles(e *Env, emit func(...any)) {
	r := e.rights()
	eachRole(e, func(o *catalog.Object) {
		if r.Has(o.ID) {
			emit(o.Name)
		}
	})
}

func yes(b bool) string {
	if b {
		return "YES"
	}
	return "NO"
}

// memberships calls f for the memberships of roles the reader is.
func memberships(e *Env, f func(member, role string, admin bool)) {
	r := e.rights()
	eachRole(e, func(o *catalog.Object) {
		if !r.Has(o.ID) {
			return
		}
		for _, m := range o.Role.MemberOf {
			f(o.Name, e.roleName(m.Role), m.Admin)
		}
	})
}

func applicableRoles(e *Env, emit func(...any)) {
	memberships(e, func(member, role string, admin bool) { emit(member, role, yes(admin)) })
}

func administrableRoles(e *Env, emit func(...any)) {
	memberships(e, func(member, role string, admin bool) {
		if admin {
			emit(member, role, "YES")
		}
	})
}

// grants calls f for each privilege of a list that the reader gave, or has.
func grants(e *Env, r *access.Rights, acl []catalog.ACL, owner catalog.ID, public bool, f func(grantor, grantee, priv, grantable string)) {
	for _, a := range acl {
		isPublic := a.Grantee == catalog.PublicRole
		if !(r.Has(a.Grantor) || !isPublic && r.Has(a.Grantee) || isPublic && public) || isPublic && !public {
			continue
		}
		to := "PUBLIC"
		if !isPublic {
			to = e.roleName(a.Grantee)
		}
		for bit := catalog.Privilege(1); bit <= a.Privileges && bit != 0; bit <<= 1 {
			if a.Privileges&bit != 0 {
				f(e.roleName(a.Grantor), to, access.Names(bit)[0], yes(a.Grantable&bit != 0 || a.Grantee == owner))
			}
		}
	}
}

func tablePrivileges(public bool) func(*Env, func(...any)) {
	return func(e *Env, emit func(...any)) {
		r := e.rights()
		eachRelation(e, func(sc, o *catalog.Object) {
			grants(e, r, access.List(o), o.Owner, public, func(by, to, p, g string) {
				emit(by, to, e.Database, sc.Name, o.Name, p, g, yes(p == "SELECT"))
			})
		})
	}
}

func columnPrivileges(public bool) func(*Env, func(...any)) {
	return func(e *Env, emit func(...any)) {
		r := e.rights()
		eachRelation(e, func(sc, o *catalog.Object) {
			list := slices.Clone(access.List(o))
			for i := range list {
				list[i].Privileges &= access.ColumnPrivs
			}
			for _, c := range columnsOf(o) {
				seen := map[[3]string]bool{}
				for _, acl := range [][]catalog.ACL{list, c.ACL} {
					grants(e, r, acl, o.Owner, public, func(by, to, p, g string) {
						if k := [3]string{by, to, p}; !seen[k] {
							seen[k] = true
							emit(by, to, e.Database, sc.Name, o.Name, c.Name, p, g)
						}
					})
				}
			}
		})
	}
}

// shown tells whether information_schema shows an object to the reader: its owner, and
// those with any privilege on it or its columns.
func shown(r *access.Rights, o *catalog.Object) bool {
	if r.Owns(o) || r.Mask(o, math.MaxUint32) != 0 {
		return true
	}
	for _, c := range columnsOf(o) {
		if r.ColumnMask(o, &c, access.ColumnPrivs) != 0 {
			return true
		}
	}
	return false
}
