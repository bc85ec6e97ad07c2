package session

import (
	"context"
	"strings"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/planner/bind"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/syscat"
	"github.com/tarndb/tarn/sql/types"
)

// typeObject finds a user's type by name along a search path, nil when absent.
func (v *view) typeObject(parts []string) (*catalog.Object, bool) {
	if len(parts) == 3 && parts[0] == v.s.in.cfg.Database {
		parts = parts[1:]
	}
	in := func(schema, name string) (*catalog.Object, bool) {
		if schema == "pg_temp" || schema == v.s.tempSchema() {
			if v.temp == nil {
				return nil, false
			}
			return v.temp.cat.Lookup(catalog.TempID, catalog.Type, name), true
		}
		if sc := v.main.Schema(schema); sc != nil {
			return v.main.Lookup(sc.ID, catalog.Type, name), false
		}
		return nil, false
	}
	switch len(parts) {
	case 1:
		for _, p := range v.implicitPath(v.s.derive().path) {
			if o, temp := in(p, parts[0]); o != nil {
				return o, temp
			}
		}
	case 2:
		return in(parts[0], parts[1])
	}
	return nil, false
}

// userType is the type that a catalog object describes: of a domain, that under it.
func (v *view) userType(o *catalog.Object) types.Type { return syscat.UserType(v.syscat(), o) }

// domainNamed finds the domain that a written type names, nil when it names something else.
func (s *Session) domainNamed(ctx context.Context, tn *parse.TypeName) *catalog.Object {
	if tn == nil || tn.Kind != parse.TypePlain || len(tn.Bounds) > 0 || len(tn.Mods) > 0 {
		return nil
	}
	if len(tn.Name.Parts) == 1 {
		if _, builtin := types.ByName(tn.Name.Parts[0]); builtin {
			return nil
		}
	}
	o, _ := s.newView(ctx).typeObject(tn.Name.Parts)
	if o == nil || o.Type.Kind != 'd' {
		return nil
	}
	return o
}

// typeName names a user type as messages do.
func (s *Session) typeName(o *catalog.Object, temp bool) string {
	v := &view{s: s, main: s.catTx().View(), temp: s.state.temp}
	if f, _ := v.typeObject([]string{o.Name}); f != nil && f.ID == o.ID {
		return parse.QuoteIdent(o.Name)
	}
	return s.qualifiedName(o, temp)
}

// typeTarget resolves the name of a type to create and refuses one that is taken.
func (s *Session) typeTarget(sql string, name parse.Name) (target, error) {
	t, err := s.createTarget(sql, name, false)
	if err != nil {
		return t, err
	}
	snap := s.catalogOf(t.temp)
	if snap.Lookup(t.parent(), catalog.Type, t.name) != nil {
		return t, pgerr.New(pgerr.DuplicateObject, "type \"%s\" already exists", t.name)
	}
	if o := snap.Lookup(t.parent(), catalog.Table, t.name); o != nil && o.Kind != catalog.Index && o.Kind != catalog.Sequence {
		return t, pgerr.New(pgerr.DuplicateObject, "type \"%s\" already exists", t.name)
	}
	return t, nil
}

// createType is CREATE TYPE: an enum or a composite type.
func (s *Session) createType(ctx context.Context, r *request, st *parse.CreateType) error {
	switch st.Form {
	case parse.TypeEnum, parse.TypeComposite:
	case parse.TypeRange:
		return at(pgerr.Unsupported("CREATE TYPE AS RANGE"), r.sql, st.Span)
	default:
		return at(pgerr.Unsupported("base types"), r.sql, st.Span)
	}
	t, err := s.typeTarget(r.sql, st.Name)
	if err != nil {
		return err
	}
	info := &catalog.TypeInfo{Kind: 'e', Array: s.in.cfg.Catalog.NextID()}
	if st.Form == parse.TypeComposite {
		info.Kind = 'c'
		for _, d := range st.Columns {
			c, _, err := s.readColumn(ctx, r.sql, t.name, d)
			if err != nil {
				return err
			}
			for _, f := range info.Fields {
				if f.Name == c.Name {
					return pgerr.New(pgerr.DuplicateColumn, "column \"%s\" specified more than once", c.Name)
				}
			}
			c.Number = int32(len(info.Fields) + 1)
			info.Fields = append(info.Fields, c)
		}
	}
	for _, l := range st.Labels {
		if err := s.addLabel(info, l.Text, len(info.Labels)); err != nil {
			return err
		}
	}
	_, err = s.createObject(t.temp, catalog.Object{Parent: t.parent(), Kind: catalog.Type, Name: t.name, Type: info})
	return err
}

// addLabel puts a label into an enum at a place.
func (s *Session) addLabel(info *catalog.TypeInfo, label string, at int) error {
	if len(label) > nameMax {
		return pgerr.New(pgerr.InvalidName, "invalid enum label \"%s\"", label).
			WithDetail("Labels must be %d bytes or less.", nameMax)
	}
	for _, l := range info.Labels {
		if l.Name == label {
			return pgerr.New(pgerr.DuplicateObject, "enum label \"%s\" already exists", label)
		}
	}
	out := append([]catalog.EnumLabel(nil), info.Labels[:at]...)
	out = append(out, catalog.EnumLabel{ID: s.in.cfg.Catalog.NextID(), Name: label})
	info.Labels = append(out, info.Labels[at:]...)
	return nil
}

// createDomain is CREATE DOMAIN.
func (s *Session) createDomain(ctx context.Context, r *request, st *parse.CreateDomain) error {
	t, err := s.typeTarget(r.sql, st.Name)
	if err != nil {
		return err
	}
	info := &catalog.TypeInfo{Kind: 'd', Array: s.in.cfg.Catalog.NextID()}
	if info.Base, info.Domain, err = s.storedType(ctx, r.sql, st.Type, t.name); err != nil {
		return err
	}
	if info.Base.IsRow() || info.Base.OID == types.Map {
		return at(pgerr.Unsupported("domains over %s", info.Base), r.sql, st.Type.Span)
	}
	if err := checkCollation(r.sql, st.Collation, info.Base); err != nil {
		return err
	}
	sawNull := false
	for _, k := range st.Constraints {
		switch k.Kind {
		case parse.ConNotNull:
			if sawNull {
				return pgerr.New(pgerr.SyntaxError, "conflicting NULL/NOT NULL constraints")
			}
			info.NotNull = true
		case parse.ConNull:
			if info.NotNull {
				return pgerr.New(pgerr.SyntaxError, "conflicting NULL/NOT NULL constraints")
			}
			sawNull = true
		case parse.ConDefault:
			if info.Default != "" {
				return pgerr.New(pgerr.SyntaxError, "multiple default expressions")
			}
			if info.Default, _, err = s.defaultText(ctx, r.sql, k.X, t.name, info.Base); err != nil {
				return err
			}
		case parse.ConCheck:
			if err := s.domainCheck(ctx, r.sql, t.name, info, k.Name, k.X); err != nil {
				return err
			}
		default:
			return s.domainConstraintError(r.sql, k)
		}
	}
	_, err = s.createObject(t.temp, catalog.Object{Parent: t.parent(), Kind: catalog.Type, Name: t.name, Type: info})
	return err
}

func (s *Session) domainConstraintError(sql string, k *parse.ColumnConstraint) error {
	word := map[parse.ConstraintKind]string{parse.ConUnique: "unique constraints", parse.ConPrimary: "primary key constraints",
		parse.ConForeign: "foreign key constraints", parse.ConExclude: "exclusion constraints"}[k.Kind]
	if word == "" {
		word = "this constraint"
	}
	return pgerr.New(pgerr.SyntaxError, "%s not possible for domains", word)
}

// domainCheck adds a CHECK to a domain.
func (s *Session) domainCheck(ctx context.Context, sql, domain string, info *catalog.TypeInfo, name string, x parse.Expr) error {
	if c := firstColumn(x); c != nil && !isValue(c) {
		return at(pgerr.New(pgerr.UndefinedColumn, "column \"%s\" does not exist", strings.Join(c.Parts, ".")), sql, c.Span)
	}
	d := &bind.Declared{Clause: "check constraints", Subquery: "check constraint", Value: info.Base}
	e, text, err := s.bindDeclared(ctx, sql, x, d, types.T(types.Bool))
	if err != nil {
		return err
	}
	if t := e.Type(); t.OID != types.Bool && t.OID != types.Unknown {
		return at(pgerr.New(pgerr.DatatypeMismatch, "argument of CHECK must be type boolean, not type %s", t), sql, x.Range())
	}
	taken := func(n string) bool {
		for _, k := range info.Checks {
			if k.Name == n {
				return true
			}
		}
		return false
	}
	if name == "" {
		name = freeName(domain, "", "check", taken)
	} else if taken(name) {
		return pgerr.New(pgerr.DuplicateObject, "constraint \"%s\" for domain \"%s\" already exists", name, domain)
	}
	info.Checks = append(info.Checks, catalog.Constraint{ID: s.in.cfg.Catalog.NextID(), Name: name, Kind: catalog.Check, Expr: text})
	return nil
}

func isValue(c *parse.ColumnRef) bool { return len(c.Parts) == 1 && c.Parts[0] == "value" }

// typeToDrop finds the type of DROP TYPE or DROP DOMAIN.
func (s *Session) typeToDrop(ctx context.Context, ref *parse.ObjectRef, st *parse.Drop) (part, error) {
	name := ref.Name
	if ref.Type != nil {
		name = ref.Type.Name
	}
	o, temp := s.newView(ctx).typeObject(name.Parts)
	if o == nil {
		if _, ok := types.ByName(name.Last()); ok && len(name.Parts) == 1 || len(name.Parts) == 2 && name.Parts[0] == "pg_catalog" {
			return part{}, pgerr.New(pgerr.DependentObjectsStillExist, "cannot drop type %s because it is required by the database system", name.Last())
		}
		if st.IfExists {
			s.notice("NOTICE", pgerr.SuccessfulCompletion, "type \"%s\" does not exist, skipping", strings.Join(name.Parts, "."))
			return part{}, nil
		}
		return part{}, pgerr.New(pgerr.UndefinedObject, "type \"%s\" does not exist", strings.Join(name.Parts, "."))
	}
	if st.Kind == parse.KindDomain && o.Type.Kind != 'd' {
		return part{}, pgerr.New(pgerr.WrongObjectType, "\"%s\" is not a domain", s.typeName(o, temp))
	}
	return part{obj: o, temp: temp}, nil
}

// Domain gives the binder what a domain demands of its values, nil when a name is none.
func (v *view) Domain(parts []string) (*builtin.Domain, error) {
	if len(parts) == 1 {
		if _, ok := types.ByName(parts[0]); ok {
			return nil, nil
		}
	}
	o, _ := v.typeObject(parts)
	if o == nil || o.Type.Kind != 'd' {
		return nil, nil
	}
	return v.domain(o), nil
}

// domain collects the checks of a domain and of those it is over, the innermost first.
func (v *view) domain(o *catalog.Object) *builtin.Domain {
	d := &builtin.Domain{Name: o.Name, Base: v.userType(o)}
	if o.Type.Domain != 0 {
		if p, _, _ := v.find(o.Type.Domain.OID()); p != nil && p.Type != nil {
			in := v.domain(p)
			d.NotNull, d.Checks = in.NotNull, in.Checks
		}
	}
	d.NotNull = d.NotNull || o.Type.NotNull
	for _, k := range o.Type.Checks {
		d.Checks = append(d.Checks, builtin.DomainCheck{Name: k.Name, SQL: k.Expr})
	}
	return d
}

// columnDomain is what the domain of a column demands, nil for a plain type.
func (v *view) columnDomain(c *catalog.Column) *builtin.Domain {
	if c.Domain == 0 {
		return nil
	}
	o, _, _ := v.find(c.Domain.OID())
	if o == nil || o.Type == nil {
		return nil
	}
	return v.domain(o)
}
