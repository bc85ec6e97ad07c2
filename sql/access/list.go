package access

import (
	"cmp"
	"math/bits"
	"slices"
	"strings"

	"github.com/tarndb/tarn/catalog"
)

// Sets of privileges.
const (
	relationPrivs = catalog.PrivInsert | catalog.PrivSelect | catalog.PrivUpdate | catalog.PrivDelete |
		catalog.PrivTruncate | catalog.PrivReferences | catalog.PrivTrigger
	// ColumnPrivs are those that can be granted on columns.
	ColumnPrivs = catalog.PrivInsert | catalog.PrivSelect | catalog.PrivUpdate | catalog.PrivReferences
)

// All gives the privileges that objects of a kind can have.
func All(k catalog.Kind) catalog.Privilege {
	switch k {
	case catalog.Table, catalog.View, catalog.MaterializedView:
		return relationPrivs
	case catalog.Sequence:
		return catalog.PrivUsage | catalog.PrivSelect | catalog.PrivUpdate
	case catalog.Database:
		return catalog.PrivCreate | catalog.PrivTemporary | catalog.PrivConnect
	case catalog.Schema:
		return catalog.PrivUsage | catalog.PrivCreate
	case catalog.Function:
		return catalog.PrivExecute
	case catalog.Type:
		return catalog.PrivUsage
	case catalog.Cluster:
		return catalog.PrivAttach | catalog.PrivManage
	case catalog.Job, catalog.Model:
		return catalog.PrivExecute | catalog.PrivManage
	case catalog.Volume, catalog.Mount:
		return catalog.PrivSelect | catalog.PrivUpdate
	case catalog.Folder, catalog.Notebook, catalog.Dashboard, catalog.Experiment:
		return catalog.PrivSelect | catalog.PrivUpdate | catalog.PrivManage
	case catalog.SecretScope:
		return catalog.PrivUsage | catalog.PrivManage
	}
	return 0
}

// toPublic are the privileges everybody has on new objects of a kind.
func toPublic(k catalog.Kind) catalog.Privilege {
	switch k {
	case catalog.Database:
		return catalog.PrivTemporary | catalog.PrivConnect
	case catalog.Function:
		return catalog.PrivExecute
	case catalog.Type:
		return catalog.PrivUsage
	}
	return 0
}

// Default is the access list of an object that was given none.
func Default(k catalog.Kind, owner catalog.ID) []catalog.ACL {
	var out []catalog.ACL
	if p := toPublic(k); p != 0 {
		out = append(out, catalog.ACL{Grantee: catalog.PublicRole, Grantor: owner, Privileges: p})
	}
	return append(out, catalog.ACL{Grantee: owner, Grantor: owner, Privileges: All(k)})
}

// List gives an object's access list. System relations are readable for everybody but for
// those with secrets.
func List(o *catalog.Object) []catalog.ACL {
	switch {
	case o.ACL != nil:
		return o.ACL
	case o.ID < catalog.FirstID && o.Kind.IsRelation() && !secret[o.Name],
		o.Kind == catalog.Schema && (o.ID == catalog.PgCatalogID || o.ID == catalog.InfoID || o.ID == catalog.SystemID):
		p := catalog.PrivSelect
		if o.Kind == catalog.Schema {
			p = catalog.PrivUsage
		}
		return []catalog.ACL{{Grantee: catalog.SuperuserID, Grantor: catalog.SuperuserID, Privileges: All(o.Kind)},
			{Grantee: catalog.PublicRole, Grantor: catalog.SuperuserID, Privileges: p}}
	}
	owner := o.Owner
	if owner == catalog.PublicRole { // nobody's: not everybody's
		owner = catalog.SuperuserID
	}
	return Default(o.Kind, owner)
}

// Sort puts a list in PostgreSQL's order of default privileges.
func Sort(acl []catalog.ACL) {
	slices.SortFunc(acl, func(a, b catalog.ACL) int {
		if c := cmp.Compare(a.Grantee, b.Grantee); c != 0 {
			return c
		}
		return cmp.Compare(a.Grantor, b.Grantor)
	})
}

// secret are the system relations that only superusers read.
var secret = map[string]bool{"pg_authid": true, "pg_shadow": true, "pg_statistic": true, "pg_statistic_ext_data": true,
	"pg_user_mapping": true, "pg_largeobject": true, "pg_subscription": true, "pg_hba_file_rules": true,
	"pg_ident_file_mappings": true, "pg_file_settings": true, "pg_config": true, "pg_shmem_allocations": true,
	"pg_backend_memory_contexts": true, "pg_replication_origin_status": true, "audit": true}

// letters are aclitem's, in the order of the bits.
const letters = "arwdDxtXUCTcsAmkf"

// names are the privileges' SQL names by bit.
var names = [...]string{"INSERT", "SELECT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER", "EXECUTE", "USAGE",
	"CREATE", "TEMPORARY", "CONNECT", "SET", "ALTER SYSTEM", "MANAGE", "ATTACH", "ANY FILE"}

// ByName finds a privilege by its SQL name, 0 when there is none.
func ByName(name string) catalog.Privilege {
	name = strings.ToUpper(name)
	switch name {
	case "TEMP":
		name = "TEMPORARY"
	case "USE SCHEMA", "USE CATALOG", "USE":
		name = "USAGE"
	case "READ VOLUME", "READ FILES", "READ":
		name = "SELECT"
	case "WRITE VOLUME", "WRITE FILES", "WRITE":
		name = "UPDATE"
	case "RUN":
		name = "EXECUTE"
	case "CREATE TABLE", "CREATE VIEW", "CREATE FUNCTION", "CREATE SCHEMA":
		name = "CREATE"
	}
	for i, n := range names {
		if n == name {
			return 1 << i
		}
	}
	return 0
}

// Names lists the SQL names of a set of privileges.
func Names(p catalog.Privilege) []string {
	var out []string
	for ; p != 0; p &= p - 1 {
		out = append(out, names[bits.TrailingZeros32(uint32(p))])
	}
	return out
}

// Item prints an entry as PostgreSQL's aclitem: grantee=letters/grantor.
func Item(a catalog.ACL, name func(catalog.ID) string) string {
	var b strings.Builder
	if a.Grantee != catalog.PublicRole {
		b.WriteString(itemName(name(a.Grantee)))
	}
	b.WriteByte('=')
	for i := range letters {
		if a.Privileges&(1<<i) != 0 {
			b.WriteByte(letters[i])
			if a.Grantable&(1<<i) != 0 {
				b.WriteByte('*')
			}
		}
	}
	b.WriteByte('/')
	b.WriteString(itemName(name(a.Grantor)))
	return b.String()
}

// itemName quotes a role's name where aclitem does.
func itemName(n string) string {
	for _, c := range []byte(n) {
		if !(c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c >= 0x80) {
			return `"` + strings.ReplaceAll(n, `"`, `""`) + `"`
		}
	}
	return n
}

// ParseItem reads what Item prints; role finds a role by name.
func ParseItem(s string, role func(string) (catalog.ID, bool)) (a catalog.ACL, ok bool) {
	who, rest, ok := cutItemName(s)
	if !ok || rest == "" || rest[0] != '=' {
		return a, false
	}
	if who != "" {
		if a.Grantee, ok = role(who); !ok {
			return a, false
		}
	}
	rest = rest[1:]
	last := catalog.Privilege(0)
	for rest != "" && rest[0] != '/' {
		if rest[0] == '*' {
			a.Grantable |= last
		} else {
			i := strings.IndexByte(letters, rest[0])
			if i < 0 {
				return a, false
			}
			last = 1 << i
			a.Privileges |= last
		}
		rest = rest[1:]
	}
	if rest == "" {
		return a, false
	}
	by, rest, ok := cutItemName(rest[1:])
	if !ok || rest != "" {
		return a, false
	}
	a.Grantor, ok = role(by)
	return a, ok
}

func cutItemName(s string) (name, rest string, ok bool) {
	if !strings.HasPrefix(s, `"`) {
		if i := strings.IndexAny(s, "=/"); i >= 0 {
			return s[:i], s[i:], true
		}
		return s, "", true
	}
	var b strings.Builder
	for i := 1; i < len(s); i++ {
		if s[i] != '"' {
			b.WriteByte(s[i])
			continue
		}
		if i+1 < len(s) && s[i+1] == '"' {
			b.WriteByte('"')
			i++
			continue
		}
		return b.String(), s[i+1:], true
	}
	return "", "", false
}
