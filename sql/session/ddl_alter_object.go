package session

import (
	"context"
	"slices"
	"strings"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
)

// alterObject is ALTER of a type, domain or schema; ok is false for kinds that are altered
// elsewhere.
func (s *Session) alterObject(ctx context.Context, r *request, st *parse.AlterObject) (res *result, ok bool, err error) {
	switch st.Kind {
	case parse.KindType, parse.KindDomain:
		err = s.alterType(ctx, r, st)
	case parse.KindSchema:
		err = s.alterSchema(r, st)
	default:
		return nil, false, nil
	}
	res, err = tagged("ALTER "+strings.ToUpper(string(st.Kind)), err)
	return res, true, err
}

// alterSchema renames a schema or gives it another owner.
func (s *Session) alterSchema(r *request, st *parse.AlterObject) error {
	name := st.Object.Name.Last()
	o := s.catTx().View().Schema(name)
	switch {
	case o == nil:
		return pgerr.New(pgerr.InvalidSchemaName, "schema \"%s\" does not exist", name)
	case o.ID < catalog.FirstID && o.ID != catalog.PublicID:
		return systemSchema(o)
	}
	switch st.Action {
	case "owner":
		_, err := s.changeOwner(o, false, st.Name)
		return err
	case "rename":
		if strings.HasPrefix(st.Name, "pg_") {
			return pgerr.New(pgerr.ReservedName, "unacceptable schema name \"%s\"", st.Name).
				WithDetail("The prefix \"pg_\" is reserved for system schemas.")
		}
		n := *o
		n.Name = st.Name
		if _, err := s.replaceObject(false, o, n); err != nil {
			return err
		}
		return s.renamedSchema(name, st.Name)
	}
	return at(pgerr.Unsupported("ALTER SCHEMA … %s", strings.ToUpper(st.Action)), r.sql, st.Span)
}

// renamedSchema lets views find their relations under a schema's new name.
func (s *Session) renamedSchema(old, name string) error {
	var views []part
	s.eachUserObject(func(o *catalog.Object, temp bool) {
		if o.View != nil {
			views = append(views, part{obj: o, temp: temp})
		}
	})
	for _, p := range views {
		v := *p.obj.View
		v.SearchPath = slices.Clone(v.SearchPath)
		for i := range v.SearchPath {
			if v.SearchPath[i] == old {
				v.SearchPath[i] = name
			}
		}
		v.SQL = renameSchemaIn(v.SQL, old, name)
		if v.SQL == p.obj.View.SQL && slices.Equal(v.SearchPath, p.obj.View.SearchPath) {
			continue
		}
		n := *p.obj
		n.View = &v
		if _, err := s.replaceObject(p.temp, p.obj, n); err != nil {
			return err
		}
	}
	return nil
}

// renameSchemaIn renames the schema in the qualified relations of a query.
func renameSchemaIn(sql, old, name string) string {
	stmts, err := parse.Parse(sql)
	if err != nil || len(stmts) != 1 {
		return sql
	}
	var refs []*parse.TableRef
	parse.Walk(stmts[0], func(n parse.Node) bool {
		if t, ok := n.(*parse.TableRef); ok && len(t.Name.Parts) > 1 && t.Name.Parts[len(t.Name.Parts)-2] == old {
			refs = append(refs, t)
		}
		return true
	})
	slices.SortFunc(refs, func(a, b *parse.TableRef) int { return b.Pos - a.Pos })
	for _, t := range refs {
		sql = sql[:t.Name.Pos] + parse.QuoteIdent(name) + "." + parse.QuoteIdent(t.Name.Last()) + sql[t.Name.End:]
	}
	return sql
}

// alterType is ALTER TYPE or DOMAIN.
func (s *Session) alterType(ctx context.Context, r *request, st *parse.AlterObject) error {
	name := st.Object.Name
	if st.Object.Type != nil {
		name = st.Object.Type.Name
	}
	o, temp := s.newView(ctx).typeObject(name.Parts)
	if o == nil {
		return pgerr.New(pgerr.UndefinedObject, "type \"%s\" does not exist", strings.Join(name.Parts, "."))
	}
	if st.Kind == parse.KindDomain && o.Type.Kind != 'd' {
		return pgerr.New(pgerr.WrongObjectType, "%s is not a domain", s.typeName(o, temp))
	}
	switch st.Action {
	case "rename":
		if s.catalogOf(temp).Lookup(o.Parent, catalog.Type, st.Name) != nil {
			return pgerr.New(pgerr.DuplicateObject, "type \"%s\" already exists", st.Name)
		}
		n := *o
		n.Name = st.Name
		_, err := s.replaceObject(temp, o, n)
		return err
	case "owner":
		_, err := s.changeOwner(o, temp, st.Name)
		return err
	case "set schema":
		return s.moveObject(ctx, o, temp, st.Name)
	}
	info := *o.Type
	info.Labels, info.Fields, info.Checks = slices.Clone(info.Labels), slices.Clone(info.Fields), slices.Clone(info.Checks)
	var err error
	switch {
	case st.Enum != nil:
		err = s.alterEnum(o, temp, &info, st.Enum)
	case st.Action == "actions":
		err = s.alterDomain(ctx, r, o, temp, &info, st.Actions[0])
	case st.Action == "attributes" || st.Action == "rename attribute":
		err = s.alterComposite(ctx, r, o, temp, &info, st)
	default:
		err = at(pgerr.Unsupported("ALTER TYPE … %s", strings.ToUpper(st.Action)), r.sql, st.Span)
	}
	if err != nil {
		return err
	}
	n := *o
	n.Type = &info
	_, err = s.replaceObject(temp, o, n)
	return err
}

// alterEnum adds or renames a label.
func (s *Session) alterEnum(o *catalog.Object, temp bool, info *catalog.TypeInfo, c *parse.EnumChange) error {
	if info.Kind != 'e' {
		return pgerr.New(pgerr.WrongObjectType, "%s is not an enum", s.typeName(o, temp))
	}
	find := func(name string) int {
		return slices.IndexFunc(info.Labels, func(l catalog.EnumLabel) bool { return l.Name == name })
	}
	if c.Old != "" {
		i := find(c.Old)
		if i < 0 {
			return pgerr.New(pgerr.InvalidParameterValue, "\"%s\" is not an existing enum label", c.Old)
		}
		if find(c.New) >= 0 {
			return pgerr.New(pgerr.DuplicateObject, "enum label \"%s\" already exists", c.New)
		}
		if s.enumStored(o) {
			return pgerr.Unsupported("renaming a value of an enum that a table uses")
		}
		info.Labels[i].Name = c.New
		return nil
	}
	if c.IfNotExists && find(c.New) >= 0 {
		s.notice("NOTICE", pgerr.DuplicateObject, "enum label \"%s\" already exists, skipping", c.New)
		return nil
	}
	at := len(info.Labels)
	if c.Neighbour != "" {
		i := find(c.Neighbour)
		if i < 0 && find(c.New) < 0 {
			return pgerr.New(pgerr.InvalidParameterValue, "\"%s\" is not an existing enum label", c.Neighbour)
		}
		at = max(i, 0)
		if c.After {
			at = i + 1
		}
	}
	return s.addLabel(info, c.New, at)
}

// enumStored tells whether a table has a column of an enum: its rows hold the labels.
func (s *Session) enumStored(o *catalog.Object) bool {
	for _, d := range s.direct(part{obj: o}) {
		if d.what == columnPart {
			return true
		}
	}
	return false
}

// alterDomain carries out one action on a domain.
func (s *Session) alterDomain(ctx context.Context, r *request, o *catalog.Object, temp bool, info *catalog.TypeInfo, act *parse.AlterAction) error {
	find := func(name string) int {
		return slices.IndexFunc(info.Checks, func(k catalog.Constraint) bool { return k.Name == name })
	}
	missing := func() error {
		return pgerr.New(pgerr.UndefinedObject, "constraint \"%s\" of domain \"%s\" does not exist", act.Name, o.Name)
	}
	var err error
	switch act.Kind {
	case parse.AlterSetDefault:
		info.Default, _, err = s.defaultText(ctx, r.sql, act.X, o.Name, info.Base)
	case parse.AlterDropDefault:
		info.Default = ""
	case parse.AlterSetNotNull:
		info.NotNull = true
		err = s.checkDomainRows(ctx, o, "%s IS NULL", "", nil)
	case parse.AlterDropNotNull:
		info.NotNull = false
	case parse.AlterAddConstraint:
		c := act.Constraint
		if c.Kind != parse.ConCheck {
			return s.domainConstraintError(r.sql, &parse.ColumnConstraint{Span: c.Span, Kind: c.Kind})
		}
		if err = s.domainCheck(ctx, r.sql, o.Name, info, c.Name, c.X); err != nil {
			return err
		}
		k := &info.Checks[len(info.Checks)-1]
		if k.NotValid = c.Attrs.NotValid; !k.NotValid {
			err = s.checkDomainRows(ctx, o, "", k.Expr, k)
		}
	case parse.AlterDropConstraint:
		i := find(act.Name)
		if i < 0 && act.IfExists {
			s.notice("NOTICE", pgerr.SuccessfulCompletion, "constraint \"%s\" of domain \"%s\" does not exist, skipping", act.Name, o.Name)
			return nil
		}
		if i < 0 {
			return missing()
		}
		info.Checks = slices.Delete(info.Checks, i, i+1)
	case parse.AlterRenameConstraint, parse.AlterValidateConstraint:
		i := find(act.Name)
		if i < 0 {
			return missing()
		}
		if act.Kind == parse.AlterRenameConstraint {
			info.Checks[i].Name = act.NewName
			return nil
		}
		if err = s.checkDomainRows(ctx, o, "", info.Checks[i].Expr, &info.Checks[i]); err == nil {
			info.Checks[i].NotValid = false
		}
	}
	return err
}

// checkDomainRows fails when a stored value of a domain does not satisfy a new demand: a
// condition on the column that must not hold, or the text of a check.
func (s *Session) checkDomainRows(ctx context.Context, o *catalog.Object, cond, check string, k *catalog.Constraint) error {
	for _, d := range s.direct(part{obj: o}) {
		if d.what != columnPart || d.obj.Table == nil || !s.hasRows(d.obj, d.temp) {
			continue
		}
		col := s.columnName(d.obj, d.col)
		where := strings.ReplaceAll(cond, "%s", col)
		if check != "" {
			where = "NOT (" + renameInExpr(check, "value", strings.Trim(col, `"`)) + ")"
		}
		bad, err := s.exists(ctx, "SELECT 1 FROM "+s.qualifiedName(d.obj, d.temp)+" WHERE "+where+" LIMIT 1")
		if err != nil {
			return err
		}
		if !bad {
			continue
		}
		if k == nil {
			return pgerr.New(pgerr.NotNullViolation, "column %s of table %s contains null values", quoted(col), quoted(d.obj.Name))
		}
		return pgerr.New(pgerr.CheckViolation, "column %s of table %s contains values that violate the new constraint", quoted(col), quoted(d.obj.Name))
	}
	return nil
}

func quoted(s string) string { return `"` + strings.Trim(s, `"`) + `"` }

// alterComposite changes the attributes of a composite type that no table uses.
func (s *Session) alterComposite(ctx context.Context, r *request, o *catalog.Object, temp bool, info *catalog.TypeInfo, st *parse.AlterObject) error {
	if info.Kind != 'c' {
		return pgerr.New(pgerr.WrongObjectType, "\"%s\" is not a composite type", o.Name)
	}
	find := func(name string) int {
		return slices.IndexFunc(info.Fields, func(c catalog.Column) bool { return c.Name == name })
	}
	if st.Action == "rename attribute" {
		i := find(st.OldName)
		if i < 0 {
			return pgerr.New(pgerr.UndefinedColumn, "column \"%s\" does not exist", st.OldName)
		}
		if find(st.Name) >= 0 {
			return pgerr.New(pgerr.DuplicateColumn, "column \"%s\" of relation \"%s\" already exists", st.Name, o.Name)
		}
		info.Fields[i].Name = st.Name
		return nil
	}
	for _, d := range s.direct(part{obj: o, temp: temp}) {
		if d.what == columnPart {
			return pgerr.New(pgerr.FeatureNotSupported, "cannot alter type \"%s\" because column \"%s.%s\" uses it", o.Name, d.obj.Name,
				s.columnName(d.obj, d.col))
		}
	}
	for _, act := range st.Actions {
		if err := s.alterAttribute(ctx, r, o, info, act, find); err != nil {
			return err
		}
	}
	for i := range info.Fields {
		info.Fields[i].Number = int32(i + 1)
	}
	return nil
}

func (s *Session) alterAttribute(ctx context.Context, r *request, o *catalog.Object, info *catalog.TypeInfo, act *parse.AlterAction, find func(string) int) error {
	if act.Kind == parse.AlterAddColumn {
		c, _, err := s.readColumn(ctx, r.sql, o.Name, act.Def)
		if err != nil {
			return err
		}
		if find(c.Name) >= 0 {
			return pgerr.New(pgerr.DuplicateColumn, "column \"%s\" of relation \"%s\" already exists", c.Name, o.Name)
		}
		info.Fields = append(info.Fields, c)
		return nil
	}
	i := find(act.Column.Name)
	if i < 0 {
		if act.IfExists {
			s.notice("NOTICE", pgerr.SuccessfulCompletion, "column \"%s\" of relation \"%s\" does not exist, skipping", act.Column.Name, o.Name)
			return nil
		}
		return pgerr.New(pgerr.UndefinedColumn, "column \"%s\" of relation \"%s\" does not exist", act.Column.Name, o.Name)
	}
	if act.Kind == parse.AlterDropColumn {
		info.Fields = slices.Delete(info.Fields, i, i+1)
		return nil
	}
	var err error
	info.Fields[i].Type, info.Fields[i].Domain, err = s.storedType(ctx, r.sql, act.Type, act.Column.Name)
	return err
}
