package session

import (
	"context"
	"strings"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// constraintBuilder adds constraints to a table's description.
type constraintBuilder struct {
	s      *Session
	ctx    context.Context
	sql    string
	table  string
	id     catalog.ID
	parent catalog.ID
	temp   bool
	info   *catalog.TableInfo
	// alter is set for ALTER TABLE, whose errors have no position.
	alter bool
}

// add checks, names and appends one constraint.
func (b *constraintBuilder) add(c *parse.TableConstraint) error {
	k := catalog.Constraint{ID: b.s.in.cfg.Catalog.NextID(), Name: c.Name, NotValid: c.Attrs.NotValid}
	var err error
	switch c.Kind {
	case parse.ConCheck:
		err = b.check(c, &k)
	case parse.ConPrimary, parse.ConUnique:
		err = b.key(c, &k)
	case parse.ConForeign:
		err = b.foreign(c, &k)
	case parse.ConExclude:
		err = at(pgerr.Unsupported("EXCLUDE constraints"), b.sql, c.Span)
	default:
		err = at(pgerr.Unsupported("this constraint"), b.sql, c.Span)
	}
	if err != nil {
		if b.alter {
			return withoutPosition(err)
		}
		return err
	}
	b.info.Constraints = append(b.info.Constraints, k)
	return nil
}

// named tells whether a constraint of the table has a name.
func (b *constraintBuilder) named(n string) bool {
	for _, k := range b.info.Constraints {
		if k.Name == n {
			return true
		}
	}
	return false
}

// name gives the constraint its generated name, or checks the given one.
func (b *constraintBuilder) name(k *catalog.Constraint, columns, label string, relation bool) error {
	snap := b.s.catalogOf(b.temp)
	taken := func(n string) bool {
		return b.named(n) || relation && (n == b.table || snap.Lookup(b.parent, catalog.Table, n) != nil || b.s.keyNamed(snap, b.parent, n))
	}
	if k.Name == "" {
		k.Name = freeName(b.table, columns, label, taken)
		return nil
	}
	if b.named(k.Name) {
		if k.Kind == catalog.Check {
			return pgerr.New(pgerr.DuplicateObject, "check constraint \"%s\" already exists", k.Name)
		}
		return pgerr.New(pgerr.DuplicateObject, "constraint \"%s\" for relation \"%s\" already exists", k.Name, b.table)
	}
	if relation && taken(k.Name) {
		return pgerr.New(pgerr.DuplicateTable, "relation \"%s\" already exists", k.Name)
	}
	return nil
}

// keyNamed tells whether a key of some table in a schema has a name: keys are indexes,
// which share the name space of tables.
func (s *Session) keyNamed(snap *catalog.Snapshot, parent catalog.ID, name string) bool {
	found := false
	snap.Children(parent, catalog.Table, func(o *catalog.Object) bool {
		if o.Table != nil {
			for _, k := range o.Table.Constraints {
				if k.Name == name && (k.Kind == catalog.PrimaryKey || k.Kind == catalog.Unique) {
					found = true
				}
			}
		}
		return !found
	})
	return found
}

func (b *constraintBuilder) check(c *parse.TableConstraint, k *catalog.Constraint) error {
	k.Kind = catalog.Check
	text, cols, err := b.s.checkText(b.ctx, b.sql, c.X, b.table, b.info.Columns)
	if err != nil {
		return err
	}
	if c.Attrs.Deferrable || c.Attrs.Deferred {
		return at(pgerr.New(pgerr.FeatureNotSupported, "CHECK constraints cannot be marked DEFERRABLE"), b.sql, c.Span)
	}
	column := ""
	if len(cols) == 1 {
		column = b.info.Columns[cols[0]].Name
	}
	for _, p := range cols {
		k.Columns = append(k.Columns, b.info.Columns[p].Number)
	}
	k.Expr = text
	return b.name(k, column, "check", false)
}

// columns finds the columns of a key by name.
func (b *constraintBuilder) columns(c *parse.TableConstraint, what string) ([]int32, []string, error) {
	var nums []int32
	var names []string
	for _, id := range c.Columns {
		p := b.info.Column(id.Name)
		if p < 0 {
			return nil, nil, at(pgerr.New(pgerr.UndefinedColumn, "column \"%s\" named in key does not exist", id.Name), b.sql, c.Span)
		}
		for _, n := range names {
			if n == id.Name {
				return nil, nil, at(pgerr.New(pgerr.DuplicateColumn, "column \"%s\" appears twice in %s constraint", id.Name, what), b.sql, c.Span)
			}
		}
		nums, names = append(nums, b.info.Columns[p].Number), append(names, id.Name)
	}
	return nums, names, nil
}

func (b *constraintBuilder) key(c *parse.TableConstraint, k *catalog.Constraint) error {
	k.Kind, k.NullsNotDistinct, k.NotEnforced = catalog.Unique, c.NullsNotDistinct, c.Attrs.NotEnforced
	k.Deferrable, k.Deferred = c.Attrs.Deferrable || c.Attrs.Deferred, c.Attrs.Deferred
	what, label := "unique", "key"
	if c.UsingIndex != "" {
		return at(pgerr.Unsupported("constraints USING INDEX"), b.sql, c.Span)
	}
	if b.alter && c.Kind == parse.ConPrimary {
		for _, id := range c.Columns {
			if b.info.Column(id.Name) < 0 {
				return pgerr.New(pgerr.UndefinedColumn, "column \"%s\" of relation \"%s\" does not exist", id.Name, b.table)
			}
		}
	}
	if c.Kind == parse.ConPrimary {
		k.Kind, what, label = catalog.PrimaryKey, "primary key", "pkey"
		for _, o := range b.info.Constraints {
			if o.Kind == catalog.PrimaryKey {
				return at(pgerr.New(pgerr.InvalidTableDefinition, "multiple primary keys for table \"%s\" are not allowed", b.table), b.sql, c.Span)
			}
		}
	}
	nums, names, err := b.columns(c, what)
	if err != nil {
		return err
	}
	if len(c.Include) > 0 {
		return at(pgerr.Unsupported("INCLUDE in a key"), b.sql, c.Span)
	}
	k.Columns = nums
	for _, p := range b.info.Positions(nums) {
		col := &b.info.Columns[p]
		if !orderedType(col.Type) {
			return pgerr.New(pgerr.UndefinedObject, "data type %s has no default operator class for access method \"btree\"", col.Type).
				WithHint("You must specify an operator class for the index or define a default operator class for the data type.")
		}
		if k.Kind == catalog.PrimaryKey {
			col.NotNull = true
		}
	}
	if k.Kind == catalog.PrimaryKey {
		return b.name(k, "", label, true)
	}
	return b.name(k, strings.Join(names, "_"), label, true)
}

// orderedType tells the types that can be keys.
func orderedType(t types.Type) bool {
	switch t.OID {
	case types.JSON, types.XML, types.Map:
		return false
	}
	_, err := builtin.ResolveOp("=", &t, &t)
	return err == nil
}

var refActions = map[parse.RefAction]byte{parse.RefNoAction: 'a', parse.RefRestrict: 'r', parse.RefCascade: 'c',
	parse.RefSetNull: 'n', parse.RefSetDefault: 'd'}

func (b *constraintBuilder) foreign(c *parse.TableConstraint, k *catalog.Constraint) error {
	k.Kind, k.Match = catalog.ForeignKey, 's'
	if c.Ref.Match == parse.MatchFull {
		k.Match = 'f'
	}
	k.OnDelete, k.OnUpdate = refActions[c.Ref.OnDelete], refActions[c.Ref.OnUpdate]
	k.Deferrable, k.Deferred = c.Attrs.Deferrable || c.Attrs.Deferred, c.Attrs.Deferred
	k.Enforced = !c.Attrs.NotEnforced && (c.Attrs.Enforced || b.info.Property("tarn.enforceForeignKeys") == "true")
	ref, refInfo, err := b.referenced(c)
	if err != nil {
		return err
	}
	var names []string
	for _, id := range c.Columns {
		p := b.info.Column(id.Name)
		if p < 0 {
			return pgerr.New(pgerr.UndefinedColumn, "column \"%s\" referenced in foreign key constraint does not exist", id.Name)
		}
		k.Columns, names = append(k.Columns, b.info.Columns[p].Number), append(names, id.Name)
	}
	k.Ref = ref
	if err := referencedColumns(c, k, refInfo, c.Ref.Table.Last()); err != nil {
		return err
	}
	if err := b.name(k, strings.Join(names, "_"), "fkey", false); err != nil {
		return err
	}
	from, to := b.info.Positions(k.Columns), refInfo.Positions(k.RefColumns)
	for i := range from {
		f, t := &b.info.Columns[from[i]], &refInfo.Columns[to[i]]
		if _, err := builtin.ResolveOp("=", &t.Type, &f.Type); err != nil {
			return pgerr.New(pgerr.DatatypeMismatch, "foreign key constraint \"%s\" cannot be implemented", k.Name).
				WithDetail("Key columns \"%s\" and \"%s\" are of incompatible types: %s and %s.", f.Name, t.Name, f.Type, t.Type)
		}
	}
	return nil
}

// referenced finds the table that a foreign key points to; it may be the table itself.
func (b *constraintBuilder) referenced(c *parse.TableConstraint) (catalog.ID, *catalog.TableInfo, error) {
	parts := c.Ref.Table.Parts
	o, temp, err := b.s.locate(c.Ref.Table)
	if err != nil {
		return 0, nil, err
	}
	if o != nil && o.ID == b.id || o == nil && len(parts) == 1 && parts[0] == b.table {
		return b.id, b.info, nil
	}
	switch {
	case o == nil:
		return 0, nil, pgerr.New(pgerr.UndefinedTable, "relation \"%s\" does not exist", strings.Join(parts, "."))
	case o.Kind != catalog.Table:
		return 0, nil, pgerr.New(pgerr.WrongObjectType, "referenced relation \"%s\" is not a table", o.Name)
	case o.ID < catalog.FirstID:
		return 0, nil, pgerr.New(pgerr.InsufficientPrivilege, "permission denied: \"%s\" is a system catalog", o.Name)
	case b.temp && !temp:
		return 0, nil, pgerr.New(pgerr.InvalidTableDefinition, "constraints on temporary tables may reference only temporary tables")
	case !b.temp && temp:
		return 0, nil, pgerr.New(pgerr.InvalidTableDefinition, "constraints on permanent tables may reference only permanent tables")
	}
	return o.ID, o.Table, nil
}

// referencedColumns finds the key that a foreign key points to.
func referencedColumns(c *parse.TableConstraint, k *catalog.Constraint, ref *catalog.TableInfo, name string) error {
	if len(c.Ref.Columns) == 0 {
		for _, o := range ref.Constraints {
			if o.Kind == catalog.PrimaryKey {
				k.RefColumns = o.Columns
			}
		}
		if k.RefColumns == nil {
			return pgerr.New(pgerr.UndefinedObject, "there is no primary key for referenced table \"%s\"", name)
		}
	}
	for _, id := range c.Ref.Columns {
		p := ref.Column(id.Name)
		if p < 0 {
			return pgerr.New(pgerr.UndefinedColumn, "column \"%s\" referenced in foreign key constraint does not exist", id.Name)
		}
		k.RefColumns = append(k.RefColumns, ref.Columns[p].Number)
	}
	if len(k.RefColumns) != len(k.Columns) {
		return pgerr.New(invalidForeignKey, "number of referencing and referenced columns for foreign key disagree")
	}
	for _, o := range ref.Constraints {
		if (o.Kind == catalog.PrimaryKey || o.Kind == catalog.Unique) && sameSet(o.Columns, k.RefColumns) {
			return nil
		}
	}
	return pgerr.New(invalidForeignKey, "there is no unique constraint matching given keys for referenced table \"%s\"", name)
}

// invalidForeignKey is PostgreSQL's code for a foreign key that fits no key.
const invalidForeignKey pgerr.Code = "42830"

func sameSet(a, b []int32) bool {
	if len(a) != len(b) {
		return false
	}
	for _, x := range a {
		found := false
		for _, y := range b {
			found = found || x == y
		}
		if !found {
			return false
		}
	}
	return true
}
