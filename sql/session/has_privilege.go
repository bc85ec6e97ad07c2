package session

import (
	"strings"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/access"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// hasPrivilege answers has_…_privilege and pg_has_role. sig has a letter for each
// argument: t for text, o for an OID, n for a column's number.
func (v *view) hasPrivilege(name, sig string, args []types.Datum) (types.Datum, error) {
	what := strings.TrimSuffix(strings.TrimPrefix(name, "has_"), "_privilege")
	objects := 1
	if what == "column" {
		objects = 2
	}
	role := v.s.roleID()
	if len(args) == objects+2 {
		id, err := v.roleArg(sig[0], args[0], what != "pg_has_role")
		if err != nil {
			return types.Null, err
		}
		role, args, sig = id, args[1:], sig[1:]
	}
	r := v.s.rightsOf(v.main, role)
	if what == "pg_has_role" {
		return v.hasRole(r, sig, args)
	}
	o, err := v.privilegeObject(what, sig[0], args[0])
	if err != nil {
		return types.Null, err
	}
	kind, ok := privilegeKinds[what]
	if !ok {
		return types.NewBool(r.Super() || what == "language"), nil
	}
	allowed := access.All(kind)
	if what == "column" || what == "any_column" {
		allowed = access.ColumnPrivs
	}
	wants, err := privilegeWords(args[len(args)-1].S, allowed)
	if err != nil {
		return types.Null, err
	}
	if o == nil {
		return types.Null, nil
	}
	cols, err := usedColumns(what, o, sig, args)
	if err != nil || cols == nil && what == "column" {
		return types.Null, err
	}
	for _, w := range wants {
		if w.held(r, o, cols) {
			return types.NewBool(true), nil
		}
	}
	return types.NewBool(false), nil
}

var privilegeKinds = map[string]catalog.Kind{"table": catalog.Table, "column": catalog.Table, "any_column": catalog.Table,
	"sequence": catalog.Sequence, "schema": catalog.Schema, "database": catalog.Database, "function": catalog.Function,
	"type": catalog.Type}

// privilegeWish is one word of the list: a privilege, perhaps with grant option.
type privilegeWish struct {
	p     catalog.Privilege
	grant bool
}

// privilegeWords reads a list such as 'SELECT, UPDATE WITH GRANT OPTION'.
func privilegeWords(text string, allowed catalog.Privilege) ([]privilegeWish, error) {
	var out []privilegeWish
	for _, word := range strings.Split(text, ",") {
		w := strings.ToUpper(strings.TrimSpace(word))
		base, grant := strings.CutSuffix(w, " WITH GRANT OPTION")
		p := access.ByName(base)
		if p == 0 || p&allowed == 0 {
			return nil, pgerr.New(pgerr.InvalidParameterValue, "unrecognized privilege type: \"%s\"", strings.TrimSpace(word))
		}
		out = append(out, privilegeWish{p, grant})
	}
	return out, nil
}

// held tells whether a role has the privilege on an object or on one of the columns.
func (w privilegeWish) held(r *access.Rights, o *catalog.Object, cols []catalog.Column) bool {
	if w.grant {
		if r.Grantable(access.List(o), o.Owner, w.p) != 0 {
			return true
		}
	} else if r.Mask(o, w.p) != 0 {
		return true
	}
	for i := range cols {
		if w.grant && r.Grantable(cols[i].ACL, o.Owner, w.p) != 0 || !w.grant && r.ColumnMask(o, &cols[i], w.p) != 0 {
			return true
		}
	}
	return false
}

// usedColumns gives the columns that a question is about.
func usedColumns(what string, o *catalog.Object, sig string, args []types.Datum) ([]catalog.Column, error) {
	all := relationColumns(o)
	switch what {
	case "any_column":
		return all, nil
	case "column":
		for i := range all {
			if sig[1] == 't' && all[i].Name == args[1].S || sig[1] != 't' && int64(all[i].Number) == args[1].I {
				return all[i : i+1], nil
			}
		}
		if sig[1] == 't' {
			return nil, pgerr.New(pgerr.UndefinedColumn, "column \"%s\" of relation \"%s\" does not exist", args[1].S, o.Name)
		}
	}
	return nil, nil
}

// roleArg finds a role by name or OID.
func (v *view) roleArg(sig byte, d types.Datum, public bool) (catalog.ID, error) {
	if sig != 't' {
		return catalog.ID(uint32(d.I)), nil
	}
	if public && d.S == "public" {
		return catalog.PublicRole, nil
	}
	if o := v.main.Role(d.S); o != nil {
		return o.ID, nil
	}
	return 0, noRole(d.S)
}

// hasRole is pg_has_role.
func (v *view) hasRole(r *access.Rights, sig string, args []types.Datum) (types.Datum, error) {
	other, err := v.roleArg(sig[0], args[0], false)
	if err != nil {
		return types.Null, err
	}
	for _, word := range strings.Split(args[1].S, ",") {
		w := strings.ToUpper(strings.TrimSpace(word))
		has := false
		switch w {
		case "USAGE":
			has = r.Has(other)
		case "MEMBER":
			has = r.MemberOf(other)
		case "USAGE WITH GRANT OPTION", "USAGE WITH ADMIN OPTION", "MEMBER WITH GRANT OPTION", "MEMBER WITH ADMIN OPTION":
			has = r.AdminOf(other)
		default:
			return types.Null, pgerr.New(pgerr.InvalidParameterValue, "unrecognized privilege type: \"%s\"", strings.TrimSpace(word))
		}
		if has {
			return types.NewBool(true), nil
		}
	}
	return types.NewBool(false), nil
}

// everybodys stands for built-in functions and types, which all may use.
func everybodys(kind catalog.Kind) *catalog.Object {
	return &catalog.Object{Kind: kind, Owner: catalog.SuperuserID}
}

// privilegeObject finds what a question is about; nil for an OID that nothing has.
func (v *view) privilegeObject(what string, sig byte, d types.Datum) (*catalog.Object, error) {
	byName := sig == 't'
	oid := uint32(d.I)
	switch what {
	case "table", "column", "any_column", "sequence":
		if byName {
			var ok bool
			if oid, ok = v.RelationOID(d.S); !ok {
				return nil, pgerr.New(pgerr.UndefinedTable, "relation \"%s\" does not exist", d.S)
			}
		}
		o, _ := v.byOID(oid)
		if o != nil && what == "sequence" && o.Kind != catalog.Sequence {
			return nil, pgerr.New(pgerr.WrongObjectType, "\"%s\" is not a sequence", o.Name)
		}
		return o, nil
	case "schema":
		if !byName {
			return v.ofKind(oid, catalog.Schema), nil
		}
		if o := v.main.Schema(d.S); o != nil {
			return o, nil
		}
		return nil, pgerr.New(pgerr.InvalidSchemaName, "schema \"%s\" does not exist", d.S)
	case "database":
		if !byName {
			return v.ofKind(oid, catalog.Database), nil
		}
		if o := v.main.Lookup(catalog.RootID, catalog.Database, d.S); o != nil {
			return o, nil
		}
		return nil, pgerr.New(pgerr.InvalidCatalogName, "database \"%s\" does not exist", d.S)
	case "function":
		return v.functionObject(byName, oid, d.S)
	case "type":
		if byName {
			if _, ok := v.TypeByName(d.S); !ok {
				return nil, pgerr.New(pgerr.UndefinedObject, "type \"%s\" does not exist", d.S)
			}
			return everybodys(catalog.Type), nil
		}
		if types.ByOID(oid) != nil {
			return everybodys(catalog.Type), nil
		}
		return v.ofKind(oid, catalog.Type), nil
	}
	return everybodys(catalog.Database), nil
}

func (v *view) ofKind(oid uint32, k catalog.Kind) *catalog.Object {
	if o := v.main.Get(catalog.ID(oid)); o != nil && o.Kind == k {
		return o
	}
	return nil
}

// functionObject finds a function by OID or as name(types).
func (v *view) functionObject(byName bool, oid uint32, name string) (*catalog.Object, error) {
	if byName {
		d, err := types.Parse(types.T(types.RegProcedure), name, v.s.builtinSession(v).Style())
		if err != nil {
			return nil, pgerr.New(pgerr.UndefinedFunction, "function \"%s\" does not exist", name)
		}
		oid = uint32(d.I)
	}
	if builtin.FuncByOID(oid) != nil {
		return everybodys(catalog.Function), nil
	}
	return v.ofKind(oid, catalog.Function), nil
}
