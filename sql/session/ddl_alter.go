package session

import (
	"context"
	"slices"
	"sort"
	"strings"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/storage/lake"
)

// alterer carries out the actions of one ALTER TABLE, VIEW, SEQUENCE or INDEX.
type alterer struct {
	s    *Session
	ctx  context.Context
	sql  string
	st   *parse.AlterTable
	o    *catalog.Object // as the actions so far left it
	temp bool
}

// alterTable is ALTER of a relation.
func (s *Session) alterTable(ctx context.Context, r *request, st *parse.AlterTable) (string, error) {
	tag := "ALTER " + strings.ToUpper(string(st.Kind))
	o, temp, err := s.locate(st.Table.Name)
	if err != nil {
		return "", err
	}
	if o == nil {
		return tag, s.missingRelation(st)
	}
	if err := alterKind(st, o); err != nil {
		return "", err
	}
	a := &alterer{s: s, ctx: ctx, sql: r.sql, st: st, o: o, temp: temp}
	actions := slices.Clone(st.Actions)
	sort.SliceStable(actions, func(i, j int) bool { return passOf(actions[i]) < passOf(actions[j]) })
	for _, act := range actions {
		if err := a.run(act); err != nil {
			return "", err
		}
		if now, _ := s.getObject(o.ID); now != nil {
			a.o = now
		}
	}
	return tag, nil
}

func (s *Session) missingRelation(st *parse.AlterTable) error {
	name := strings.Join(st.Table.Name.Parts, ".")
	if st.IfExists {
		s.notice("NOTICE", pgerr.SuccessfulCompletion, "relation \"%s\" does not exist, skipping", st.Table.Name.Last())
		return nil
	}
	return pgerr.New(pgerr.UndefinedTable, "relation \"%s\" does not exist", name)
}

// alterKind checks that the statement fits the relation. ALTER TABLE may name any
// relation to rename or move it.
func alterKind(st *parse.AlterTable, o *catalog.Object) error {
	if o.ID < catalog.FirstID {
		return pgerr.New(pgerr.InsufficientPrivilege, "permission denied: \"%s\" is a system catalog", o.Name)
	}
	want := relationKinds[st.Kind]
	if st.Kind == "foreign table" || st.Kind != parse.KindTable && o.Kind != want {
		return pgerr.New(pgerr.WrongObjectType, "\"%s\" is not %s", o.Name, article(string(st.Kind)))
	}
	if st.Kind == parse.KindTable && o.Kind != catalog.Table {
		for _, a := range st.Actions {
			switch a.Kind {
			case parse.AlterRename, parse.AlterSetSchema, parse.AlterOwner, parse.AlterRenameColumn, parse.AlterSetDefault, parse.AlterDropDefault:
			default:
				return pgerr.New(pgerr.WrongObjectType, "ALTER action %s cannot be performed on relation \"%s\"", actionName(a), o.Name).
					WithDetail("This operation is not supported for %ss.", o.Kind)
			}
		}
	}
	return nil
}

// actionName names an action in errors.
func actionName(a *parse.AlterAction) string {
	names := map[parse.AlterKind]string{parse.AlterAddColumn: "ADD COLUMN", parse.AlterDropColumn: "DROP COLUMN",
		parse.AlterColumnType: "ALTER COLUMN ... SET DATA TYPE", parse.AlterSetNotNull: "ALTER COLUMN ... SET NOT NULL",
		parse.AlterDropNotNull: "ALTER COLUMN ... DROP NOT NULL", parse.AlterAddConstraint: "ADD CONSTRAINT",
		parse.AlterDropConstraint: "DROP CONSTRAINT", parse.AlterValidateConstraint: "VALIDATE CONSTRAINT"}
	if n := names[a.Kind]; n != "" {
		return n
	}
	return "of this kind"
}

// passOf orders the actions of one statement: what goes before what comes.
func passOf(a *parse.AlterAction) int {
	switch a.Kind {
	case parse.AlterDropColumn, parse.AlterDropConstraint:
		return 0
	case parse.AlterColumnType:
		return 1
	case parse.AlterAddColumn:
		return 2
	case parse.AlterAddConstraint:
		if a.Constraint.Kind == parse.ConForeign {
			return 5
		}
		return 4
	case parse.AlterValidateConstraint:
		return 6
	}
	return 3
}

// run carries out one action.
func (a *alterer) run(act *parse.AlterAction) error {
	switch act.Kind {
	case parse.AlterRename:
		return a.s.renameRelation(a.ctx, a.o, a.temp, act.NewName)
	case parse.AlterRenameColumn:
		return a.renameColumn(act)
	case parse.AlterSetSchema:
		return a.setSchema(act)
	case parse.AlterOwner:
		return a.setOwner(act.Name)
	case parse.AlterSequenceOptions:
		return a.s.alterSequence(a.ctx, a.sql, a.o, a.temp, act.SeqOptions)
	case parse.AlterSetStatistics, parse.AlterSetStorage, parse.AlterSetCompression, parse.AlterColumnSetOptions, parse.AlterColumnResetOptions:
		if a.o.Kind != catalog.Index && act.Column.Name != "" {
			_, err := a.column(act.Column.Name)
			return err
		}
		return nil // storage is ours to choose
	case parse.AlterSetOptions, parse.AlterResetOptions, parse.AlterSetLogged, parse.AlterSetUnlogged, parse.AlterClusterOn,
		parse.AlterWithoutCluster, parse.AlterWithoutOIDs, parse.AlterReplicaIdentity, parse.AlterSetTablespace:
		return a.viewOptions(act)
	}
	if a.o.View != nil && a.o.Kind == catalog.View {
		return a.viewAction(act)
	}
	if a.o.Table == nil {
		return a.unsupported(act)
	}
	return a.tableAction(act)
}

func (a *alterer) unsupported(act *parse.AlterAction) error {
	words := strings.Fields(strings.ToUpper(a.sql[act.Pos:act.End]))
	if len(words) > 2 {
		words = words[:2]
	}
	return at(pgerr.Unsupported("ALTER %s … %s", strings.ToUpper(string(a.st.Kind)), strings.Join(words, " ")), a.sql, act.Span)
}

// tableAction carries out an action that changes a table's description.
func (a *alterer) tableAction(act *parse.AlterAction) error {
	switch act.Kind {
	case parse.AlterAddColumn:
		return a.addColumn(act)
	case parse.AlterDropColumn:
		return a.dropColumn(act)
	case parse.AlterColumnType:
		return a.columnType(act)
	case parse.AlterSetDefault, parse.AlterDropDefault:
		return a.columnDefault(act)
	case parse.AlterSetNotNull, parse.AlterDropNotNull:
		return a.columnNull(act)
	case parse.AlterDropExpression:
		return a.dropExpression(act)
	case parse.AlterAddIdentity, parse.AlterSetIdentity, parse.AlterDropIdentity:
		return a.identity(act)
	case parse.AlterColumnComment, parse.AlterColumnPosition:
		return a.columnPlace(act)
	case parse.AlterAddConstraint:
		return a.addConstraint(act)
	case parse.AlterDropConstraint:
		return a.dropConstraint(act)
	case parse.AlterRenameConstraint, parse.AlterValidateConstraint, parse.AlterConstraintAttrs:
		return a.changeConstraint(act)
	case parse.AlterSetProperties, parse.AlterUnsetProperties:
		return a.properties(act)
	case parse.AlterClusterBy:
		return a.clusterBy(act)
	case parse.AlterRowSecurity:
		return at(pgerr.Unsupported("row-level security"), a.sql, act.Span)
	}
	return a.unsupported(act)
}

// save puts a changed description in place; the rows are such that they can be read as
// its columns.
func (a *alterer) save(t *catalog.TableInfo) error {
	made, err := a.s.describeTable(a.ctx, a.o, a.temp, t)
	if err == nil {
		a.o = made
	}
	return err
}

// describeTable puts a changed description of a table in place and gives its rows the
// present names and types of columns.
func (s *Session) describeTable(ctx context.Context, o *catalog.Object, temp bool, t *catalog.TableInfo) (*catalog.Object, error) {
	n := *o
	t.Schema = o.Table.Schema + 1
	n.Table = t
	var rows *lake.Rows
	var err error
	if !temp && t.Storage == catalog.Managed {
		if rows, err = s.newView(ctx).rows(ctx, o); err != nil {
			return nil, err
		}
	}
	made, err := s.replaceObject(temp, o, n)
	switch {
	case err != nil:
		return nil, err
	case temp:
		s.redescribe(made)
	case rows != nil:
		if rows, err = rows.WithInfo(made); err != nil {
			return nil, err
		}
		s.keepRows(made, rows.Describe(catalog.CommitInfo{Operation: "ALTER TABLE"}))
	}
	return made, nil
}

// redescribe gives the rows of a temporary table its present name and column names.
func (s *Session) redescribe(o *catalog.Object) {
	d := s.state.temp.data[o.ID]
	if d == nil || o.Table == nil || len(d.Columns()) != len(o.Table.Columns) {
		return
	}
	s.state.temp = s.state.temp.change(s.state.temp.cat, o.ID, d.Renamed(o.Name, tableColumns(o.Table.Columns)))
}

// column finds a column of the table.
func (a *alterer) column(name string) (int, error) {
	for i, c := range relationColumns(a.o) {
		if c.Name == name {
			return i, nil
		}
	}
	return 0, pgerr.New(pgerr.UndefinedColumn, "column \"%s\" of relation \"%s\" does not exist", name, a.o.Name)
}

// constraint finds a constraint of the table.
func (a *alterer) constraint(name string) (int, error) {
	for i, k := range a.o.Table.Constraints {
		if k.Name == name {
			return i, nil
		}
	}
	return -1, pgerr.New(pgerr.UndefinedObject, "constraint \"%s\" of relation \"%s\" does not exist", name, a.o.Name)
}

// addConstraint is ADD CONSTRAINT: the rows that are there have to satisfy it.
func (a *alterer) addConstraint(act *parse.AlterAction) error {
	t := cloneTable(a.o.Table)
	if act.Constraint.UsingIndex != "" {
		return a.keyFromIndex(act)
	}
	b := &constraintBuilder{s: a.s, ctx: a.ctx, sql: a.sql, table: a.o.Name, id: a.o.ID, parent: a.o.Parent, temp: a.temp, info: t, alter: true}
	if err := b.add(act.Constraint); err != nil {
		return err
	}
	k := &t.Constraints[len(t.Constraints)-1]
	if !k.NotValid {
		if err := a.verify(k); err != nil {
			return err
		}
	}
	return a.save(t)
}

// verify checks a constraint on the rows that are there.
func (a *alterer) verify(k *catalog.Constraint) error {
	switch {
	case k.Kind == catalog.Check:
		return a.s.checkRows(a.ctx, a.o, a.temp, k)
	case k.Kind == catalog.ForeignKey && k.Enforced:
		return a.s.checkForeign(a.ctx, a.o, a.temp, k)
	case k.Kind == catalog.ForeignKey, k.NotEnforced:
		return nil
	}
	if k.Kind == catalog.PrimaryKey {
		for _, c := range columnList(a.o.Table, k.Columns) {
			if err := a.s.checkNotNull(a.ctx, a.o, a.temp, c); err != nil {
				return err
			}
		}
	}
	return a.s.checkUnique(a.ctx, a.o, a.temp, k)
}

// keyFromIndex is ADD PRIMARY KEY|UNIQUE USING INDEX: the index becomes the key's.
func (a *alterer) keyFromIndex(act *parse.AlterAction) error {
	c := act.Constraint
	ix := a.s.catalogOf(a.temp).Lookup(a.o.Parent, catalog.Table, c.UsingIndex)
	switch {
	case ix == nil || ix.Index == nil:
		return at(pgerr.New(pgerr.UndefinedObject, "index \"%s\" does not exist", c.UsingIndex), a.sql, c.Span)
	case ix.Index.Table != a.o.ID:
		return at(pgerr.New(pgerr.ObjectNotInPrerequisiteState, "index \"%s\" does not belong to table \"%s\"", ix.Name, a.o.Name), a.sql, c.Span)
	case !ix.Index.Unique:
		return at(pgerr.New(pgerr.WrongObjectType, "\"%s\" is not a unique index", ix.Name).
			WithDetail("Cannot create a primary key or unique constraint using such an index."), a.sql, c.Span)
	case !plainColumns(ix.Index) || ix.Index.Where != "":
		return at(pgerr.New(pgerr.WrongObjectType, "index \"%s\" contains expressions", ix.Name).
			WithDetail("Cannot create a primary key or unique constraint using such an index."), a.sql, c.Span)
	}
	if err := a.s.dropWhole(a.ctx, part{obj: ix, temp: a.temp}); err != nil {
		return err
	}
	n := *c
	n.UsingIndex = ""
	if n.Name == "" {
		n.Name = ix.Name
	} else if n.Name != ix.Name {
		a.s.notice("NOTICE", pgerr.SuccessfulCompletion,
			"ALTER TABLE / ADD CONSTRAINT USING INDEX will rename index \"%s\" to \"%s\"", ix.Name, n.Name)
	}
	for _, name := range columnList(a.o.Table, ix.Index.Columns) {
		n.Columns = append(n.Columns, parse.Ident{Span: c.Span, Name: name})
	}
	return a.addConstraint(&parse.AlterAction{Span: act.Span, Kind: act.Kind, Constraint: &n})
}

// dropConstraint is DROP CONSTRAINT.
func (a *alterer) dropConstraint(act *parse.AlterAction) error {
	i, err := a.constraint(act.Name)
	if err != nil {
		if act.IfExists {
			a.s.notice("NOTICE", pgerr.SuccessfulCompletion, "constraint \"%s\" of relation \"%s\" does not exist, skipping", act.Name, a.o.Name)
			return nil
		}
		return err
	}
	return a.s.dropParts(a.ctx, []part{{obj: a.o, temp: a.temp, what: constraintPart, con: a.o.Table.Constraints[i].ID}}, act.Behavior)
}

// changeConstraint renames or validates a constraint or changes when it is checked.
func (a *alterer) changeConstraint(act *parse.AlterAction) error {
	name := act.Name
	if act.Kind == parse.AlterConstraintAttrs {
		name = act.Constraint.Name
	}
	i, err := a.constraint(name)
	if err != nil {
		if act.Kind == parse.AlterRenameConstraint {
			return pgerr.New(pgerr.UndefinedObject, "constraint \"%s\" for table \"%s\" does not exist", name, a.o.Name)
		}
		return err
	}
	t := cloneTable(a.o.Table)
	k := &t.Constraints[i]
	switch act.Kind {
	case parse.AlterRenameConstraint:
		if _, err := a.constraint(act.NewName); err == nil {
			return pgerr.New(pgerr.DuplicateObject, "constraint \"%s\" for relation \"%s\" already exists", act.NewName, a.o.Name)
		}
		k.Name = act.NewName
	case parse.AlterValidateConstraint:
		if k.Kind != catalog.Check && k.Kind != catalog.ForeignKey {
			return pgerr.New(pgerr.WrongObjectType, "constraint \"%s\" of relation \"%s\" is not a foreign key or check constraint", k.Name, a.o.Name)
		}
		if !k.NotValid {
			return nil
		}
		if err := a.verify(k); err != nil {
			return err
		}
		k.NotValid = false
	default:
		if k.Kind != catalog.ForeignKey {
			return pgerr.New(pgerr.WrongObjectType, "constraint \"%s\" of relation \"%s\" is not a foreign key constraint", k.Name, a.o.Name)
		}
		attrs := act.Constraint.Attrs
		k.Deferrable, k.Deferred = attrs.Deferrable || attrs.Deferred, attrs.Deferred
	}
	return a.save(t)
}

// properties is SET or UNSET TBLPROPERTIES.
func (a *alterer) properties(act *parse.AlterAction) error {
	given, err := properties(a.sql, act.Options)
	if err != nil {
		return err
	}
	t := cloneTable(a.o.Table)
	for _, p := range given {
		i := slices.IndexFunc(t.Properties, func(q catalog.Property) bool { return q.Name == p.Name })
		switch {
		case act.Kind == parse.AlterUnsetProperties && i < 0 && !act.IfExists:
			return pgerr.New(pgerr.UndefinedObject, "property \"%s\" of relation \"%s\" does not exist", p.Name, a.o.Name)
		case act.Kind == parse.AlterUnsetProperties && i >= 0:
			t.Properties = slices.Delete(t.Properties, i, i+1)
		case act.Kind == parse.AlterUnsetProperties:
		case i >= 0:
			t.Properties[i] = p
		default:
			t.Properties = append(t.Properties, p)
		}
	}
	sort.Slice(t.Properties, func(i, j int) bool { return t.Properties[i].Name < t.Properties[j].Name })
	return a.save(t)
}

// clusterBy is CLUSTER BY (columns) or NONE.
func (a *alterer) clusterBy(act *parse.AlterAction) error {
	t := cloneTable(a.o.Table)
	t.ClusterBy = nil
	for _, c := range act.Columns {
		if _, err := a.column(c.Name); err != nil {
			return at(pgerr.From(err), a.sql, c.Span)
		}
		t.ClusterBy = append(t.ClusterBy, c.Name)
	}
	return a.save(t)
}

// setSchema is SET SCHEMA: the sequences and indexes of a table go with it.
func (a *alterer) setSchema(act *parse.AlterAction) error {
	return a.s.moveObject(a.ctx, a.o, a.temp, act.Name)
}

// moveObject puts an object and what belongs to it into another schema.
func (s *Session) moveObject(ctx context.Context, o *catalog.Object, temp bool, schema string) error {
	if temp || schema == "pg_temp" || schema == s.tempSchema() {
		return pgerr.New(pgerr.FeatureNotSupported, "cannot move objects into or out of temporary schemas")
	}
	sc := s.catTx().View().Schema(schema)
	if sc == nil {
		return pgerr.New(pgerr.InvalidSchemaName, "schema \"%s\" does not exist", schema)
	}
	if err := systemSchema(sc); err != nil {
		return err
	}
	if sc.ID == o.Parent {
		return nil
	}
	if s.catTx().View().Lookup(sc.ID, o.Kind, o.Key()) != nil {
		return pgerr.New(pgerr.DuplicateTable, "%s \"%s\" already exists in schema \"%s\"", map[bool]string{true: "relation", false: o.Kind.String()}[o.Kind.IsRelation()], o.Name, schema)
	}
	if q := o.Sequence; q != nil && q.OwnerTable != 0 {
		return pgerr.New(pgerr.FeatureNotSupported, "cannot move an owned sequence into another schema").
			WithDetail("Sequence \"%s\" is linked to table \"%s\".", o.Name, s.ownerName(q))
	}
	refs := s.refsTo(o)
	for _, p := range append([]part{{obj: o}}, s.belongings(part{obj: o})...) {
		n := *p.obj
		n.Parent = sc.ID
		if _, err := s.replaceObject(false, p.obj, n); err != nil {
			return err
		}
	}
	return s.rewriteRefs(ctx, refs, o.ID)
}

// setOwner is OWNER TO.
func (a *alterer) setOwner(name string) error {
	_, err := a.s.changeOwner(a.o, a.temp, name)
	return err
}

// changeOwner gives an object another owner.
func (s *Session) changeOwner(o *catalog.Object, temp bool, name string) (*catalog.Object, error) {
	role := s.catTx().View().Role(name)
	if name == "current_user" || name == "session_user" || name == "current_role" {
		role = s.catTx().View().Role(s.user)
	}
	if role == nil {
		return nil, pgerr.New(pgerr.UndefinedObject, "role \"%s\" does not exist", name)
	}
	for _, p := range s.belongings(part{obj: o, temp: temp}) {
		n := *p.obj
		n.Owner = role.ID
		if _, err := s.replaceObject(p.temp, p.obj, n); err != nil {
			return nil, err
		}
	}
	n := *o
	n.Owner = role.ID
	return s.replaceObject(temp, o, n)
}

// viewOptions is SET or RESET (…): of views they mean something, of tables they are about
// a storage we do not have.
func (a *alterer) viewOptions(act *parse.AlterAction) error {
	if a.o.Kind != catalog.View {
		return nil
	}
	v := *a.o.View
	for _, o := range act.Options {
		on := act.Kind == parse.AlterSetOptions
		text := "true"
		if o.Value != nil {
			var err error
			if text, err = settingText(a.sql, o.Value); err != nil {
				return err
			}
		}
		if err := viewOption(&v, o.Name, text, on); err != nil {
			return err
		}
	}
	n := *a.o
	n.View = &v
	_, err := a.s.replaceObject(a.temp, a.o, n)
	return err
}

// viewAction is an action on a view's column.
func (a *alterer) viewAction(act *parse.AlterAction) error {
	if act.Kind != parse.AlterSetDefault && act.Kind != parse.AlterDropDefault {
		return a.unsupported(act)
	}
	i, err := a.column(act.Column.Name)
	if err != nil {
		return err
	}
	v := *a.o.View
	v.Columns = slices.Clone(v.Columns)
	v.Columns[i].Default, v.Columns[i].Sequence = "", 0
	if act.Kind == parse.AlterSetDefault {
		c := &v.Columns[i]
		if c.Default, c.Sequence, err = a.s.defaultText(a.ctx, a.sql, act.X, c.Name, c.Type); err != nil {
			return err
		}
	}
	n := *a.o
	n.View = &v
	_, err = a.s.replaceObject(a.temp, a.o, n)
	return err
}
