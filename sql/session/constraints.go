package session

import (
	"context"
	"strings"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
)

// tableBuilder reads the definitions of CREATE TABLE.
type tableBuilder struct {
	s    *Session
	sql  string
	name string
	info *catalog.TableInfo
}

// tableInfo reads the columns and constraints of CREATE TEMP TABLE.
func (s *Session) tableInfo(ctx context.Context, sql, name string, st *parse.CreateTable) (*catalog.TableInfo, error) {
	b := &tableBuilder{s: s, sql: sql, name: name, info: &catalog.TableInfo{}}
	for _, e := range st.Elems {
		d, ok := e.(*parse.ColumnDef)
		if !ok {
			continue
		}
		if err := b.column(ctx, d); err != nil {
			return nil, err
		}
	}
	for _, e := range st.Elems {
		switch e := e.(type) {
		case *parse.ColumnDef:
			for _, k := range e.Constraints {
				if err := b.ofColumn(e, k); err != nil {
					return nil, err
				}
			}
		case *parse.TableConstraint:
			if err := b.ofTable(e); err != nil {
				return nil, err
			}
		default:
			return nil, at(pgerr.Unsupported("LIKE in CREATE TEMP TABLE"), sql, e.Range())
		}
	}
	return b.info, nil
}

func (b *tableBuilder) column(ctx context.Context, d *parse.ColumnDef) error {
	if d.Type == nil {
		return at(pgerr.Unsupported("a column without a type"), b.sql, d.Span)
	}
	if b.find(d.Name.Name) >= 0 {
		return pgerr.New(pgerr.DuplicateColumn, "column \"%s\" specified more than once", d.Name.Name)
	}
	t, err := b.s.typeOf(ctx, b.sql, d.Type)
	if err != nil {
		return err
	}
	b.info.Columns = append(b.info.Columns, catalog.Column{Number: int32(len(b.info.Columns) + 1), Name: d.Name.Name, Type: t})
	return nil
}

func (b *tableBuilder) find(name string) int {
	for i := range b.info.Columns {
		if b.info.Columns[i].Name == name {
			return i
		}
	}
	return -1
}

func (b *tableBuilder) text(x parse.Expr) string { return b.sql[x.Range().Pos:x.Range().End] }

// ofColumn reads a constraint of a column.
func (b *tableBuilder) ofColumn(d *parse.ColumnDef, k *parse.ColumnConstraint) error {
	c := &b.info.Columns[b.find(d.Name.Name)]
	switch k.Kind {
	case parse.ConNull:
	case parse.ConNotNull:
		c.NotNull = true
	case parse.ConDefault:
		c.Default = b.text(k.X)
	case parse.ConGenerated:
		c.Generated = b.text(k.X)
	case parse.ConCheck:
		b.add(k.Name, catalog.Constraint{Kind: catalog.Check, Columns: []int32{c.Number}, Expr: b.text(k.X)})
	case parse.ConUnique, parse.ConPrimary:
		return b.unique(k.Name, k.Kind == parse.ConPrimary, []parse.Ident{d.Name}, k.NullsNotDistinct, k.Attrs, k.Span)
	default:
		return at(pgerr.Unsupported("this column constraint of a temporary table"), b.sql, k.Span)
	}
	return nil
}

// ofTable reads a constraint of the table.
func (b *tableBuilder) ofTable(k *parse.TableConstraint) error {
	switch k.Kind {
	case parse.ConCheck:
		b.add(k.Name, catalog.Constraint{Kind: catalog.Check, Expr: b.text(k.X)})
		return nil
	case parse.ConUnique, parse.ConPrimary:
		if len(k.Columns) > 0 {
			return b.unique(k.Name, k.Kind == parse.ConPrimary, k.Columns, k.NullsNotDistinct, k.Attrs, k.Span)
		}
	}
	return at(pgerr.Unsupported("this constraint of a temporary table"), b.sql, k.Span)
}

func (b *tableBuilder) unique(name string, primary bool, cols []parse.Ident, nullsEqual bool, attrs parse.ConstraintAttrs, sp parse.Span) error {
	c := catalog.Constraint{Kind: catalog.Unique, NullsNotDistinct: nullsEqual, Deferrable: attrs.Deferrable}
	if primary {
		c.Kind = catalog.PrimaryKey
		for i := range b.info.Constraints {
			if b.info.Constraints[i].Kind == catalog.PrimaryKey {
				e := pgerr.New(pgerr.InvalidTableDefinition, "multiple primary keys for table \"%s\" are not allowed", b.name)
				return at(e, b.sql, sp)
			}
		}
	}
	for _, id := range cols {
		i := b.find(id.Name)
		if i < 0 {
			return at(pgerr.New(pgerr.UndefinedColumn, "column \"%s\" named in key does not exist", id.Name), b.sql, sp)
		}
		c.Columns = append(c.Columns, b.info.Columns[i].Number)
		if primary {
			b.info.Columns[i].NotNull = true
		}
	}
	b.add(name, c)
	return nil
}

// add puts a constraint in, with PostgreSQL's name when it has none.
func (b *tableBuilder) add(name string, c catalog.Constraint) {
	if c.Name = name; name == "" {
		parts := []string{b.name}
		for _, n := range c.Columns {
			if c.Kind != catalog.PrimaryKey {
				parts = append(parts, b.info.Columns[n-1].Name)
			}
		}
		parts = append(parts, map[catalog.ConstraintKind]string{catalog.Check: "check", catalog.PrimaryKey: "pkey", catalog.Unique: "key"}[c.Kind])
		base := strings.Join(parts, "_")
		c.Name = base
		for n := int64(1); b.taken(c.Name); n++ {
			c.Name = base + itoa(n)
		}
	}
	b.info.Constraints = append(b.info.Constraints, c)
}

func (b *tableBuilder) taken(name string) bool {
	for i := range b.info.Constraints {
		if b.info.Constraints[i].Name == name {
			return true
		}
	}
	return false
}
