package builtin

import (
	"strings"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// Style gives the text input and output settings of the session; a nil session has
// PostgreSQL's defaults.
func (s *Session) Style() *types.Style {
	if s == nil {
		return types.DefaultStyle
	}
	if st := s.styled.Load(); st != nil {
		return st
	}
	st := &types.Style{Loc: s.Location, ExtraFloat: s.ExtraFloat, ByteaEscape: s.ByteaOutput == "escape",
		Now: s.TransactionTime, Names: sessionNames{s}}
	if s.DateStyle == "" { // a session without settings has the defaults
		st.ExtraFloat = 1
	}
	style, order, _ := strings.Cut(s.DateStyle, ",")
	switch strings.ToLower(strings.TrimSpace(style)) {
	case "sql":
		st.Date = types.DateSQL
	case "postgres":
		st.Date = types.DatePostgres
	case "german":
		st.Date = types.DateGerman
	}
	switch strings.ToLower(strings.TrimSpace(order)) {
	case "dmy":
		st.Order = types.DMY
	case "ymd":
		st.Order = types.YMD
	}
	switch s.IntervalStyle {
	case "postgres_verbose":
		st.Interval = types.IntervalVerbose
	case "sql_standard":
		st.Interval = types.IntervalSQL
	case "iso_8601":
		st.Interval = types.IntervalISO
	}
	s.styled.Store(st)
	return st
}

// sessionNames resolves reg* names through the session's catalog.
type sessionNames struct{ s *Session }

// OIDByName implements types.Names. Errors: 42P01, 3F000, 42704, 42883, 42725.
func (n sessionNames) OIDByName(kind types.OID, name string) (uint32, error) {
	c := n.s.Catalog
	switch kind {
	case types.RegClass:
		if c != nil {
			if oid, ok := c.RelationOID(name); ok {
				return oid, nil
			}
		}
		return 0, pgerr.New(pgerr.UndefinedTable, "relation \"%s\" does not exist", name)
	case types.RegNamespace:
		if c != nil {
			if oid, ok := c.SchemaOID(name); ok {
				return oid, nil
			}
		}
		return 0, pgerr.New(pgerr.InvalidSchemaName, "schema \"%s\" does not exist", name)
	case types.RegRole:
		if c != nil {
			if oid, ok := c.RoleOID(name); ok {
				return oid, nil
			}
		}
		return 0, pgerr.New(pgerr.UndefinedObject, "role \"%s\" does not exist", name)
	case types.RegType:
		if c != nil {
			if t, ok := c.TypeByName(name); ok {
				return t.OID, nil
			}
		}
		return 0, pgerr.New(pgerr.UndefinedObject, "type \"%s\" does not exist", name)
	}
	if p, ok := c.(ProcCatalog); ok {
		if oid, found, err := p.ProcByName(kind, name); found || err != nil {
			return oid, err
		}
	}
	return procByName(kind, name)
}

// ProcCatalog is a Catalog with functions of its own, for regproc and regprocedure.
type ProcCatalog interface {
	ProcByName(kind types.OID, name string) (oid uint32, found bool, err error)
	ProcName(kind types.OID, oid uint32) (name string, found bool)
}

func procByName(kind types.OID, name string) (uint32, error) {
	name = strings.TrimPrefix(name, "pg_catalog.")
	bare, args, sig := strings.Cut(name, "(")
	var found []*Func
	for _, fn := range Procs() {
		if fn.Name == bare {
			found = append(found, fn)
		}
	}
	if sig {
		return procBySignature(name, strings.TrimSuffix(args, ")"), found)
	}
	switch {
	case len(found) == 0 || kind != types.RegProc:
		return 0, pgerr.New(pgerr.UndefinedFunction, "function \"%s\" does not exist", name)
	case len(found) > 1:
		return 0, pgerr.New(pgerr.AmbiguousFunction, "more than one function named \"%s\"", name)
	}
	return found[0].OID, nil
}

func procBySignature(name, args string, found []*Func) (uint32, error) {
	var want []types.OID
	for a := range strings.SplitSeq(args, ",") {
		if a = strings.TrimSpace(a); a == "" {
			continue
		}
		t, ok := types.ByName(a)
		if !ok {
			return 0, pgerr.New(pgerr.UndefinedObject, "type \"%s\" does not exist", a)
		}
		want = append(want, t.OID)
	}
	for _, fn := range found {
		if equalOIDs(fn.Args, want) {
			return fn.OID, nil
		}
	}
	return 0, pgerr.New(pgerr.UndefinedFunction, "function \"%s\" does not exist", name)
}

// NameByOID implements types.Names.
func (n sessionNames) NameByOID(kind types.OID, oid uint32) (string, bool) {
	switch kind {
	case types.RegProc, types.RegProcedure:
		if p, ok := n.s.Catalog.(ProcCatalog); ok {
			if name, found := p.ProcName(kind, oid); found {
				return name, true
			}
		}
		fn := FuncByOID(oid)
		if fn == nil {
			return "", false
		}
		if kind == types.RegProcedure {
			return strings.ReplaceAll(fn.Describe(), ", ", ","), true
		}
		return fn.Name, true
	}
	c := n.s.Catalog
	if c == nil {
		return "", false
	}
	switch kind {
	case types.RegClass:
		return c.RelationName(oid)
	case types.RegNamespace:
		return c.SchemaName(oid)
	case types.RegRole:
		return c.RoleName(oid)
	}
	return "", false
}
