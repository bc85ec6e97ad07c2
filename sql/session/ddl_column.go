package session

import (
	"context"
	"strings"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// serialTypes are the words that make an integer column with a sequence.
var serialTypes = map[string]types.OID{"serial": types.Int4, "serial4": types.Int4, "bigserial": types.Int8,
	"serial8": types.Int8, "smallserial": types.Int2, "serial2": types.Int2}

// serialOf tells whether a type name is one of the serial words.
func serialOf(tn *parse.TypeName) (types.Type, bool) {
	if tn == nil || tn.Kind != parse.TypePlain || len(tn.Name.Parts) != 1 {
		return types.Type{}, false
	}
	oid, ok := serialTypes[tn.Name.Parts[0]]
	return types.T(oid), ok
}

// storedType resolves the type of a column; domain is set when it is a domain.
func (s *Session) storedType(ctx context.Context, sql string, tn *parse.TypeName, name string) (t types.Type, domain catalog.ID, err error) {
	if o := s.domainNamed(ctx, tn); o != nil {
		return o.Type.Base, o.ID, nil
	}
	if t, err = s.typeOf(ctx, sql, tn); err != nil {
		return t, 0, err
	}
	return t, 0, checkColumnType(name, t)
}

// checkColumnType refuses pseudo-types as columns.
func checkColumnType(name string, t types.Type) error {
	in := types.ByOID(t.OID)
	if in != nil && in.Kind == 'p' && !(t.Ext != nil && (t.Ext.Fields != nil || t.Ext.Elem != nil)) || t.OID == types.Unknown {
		return pgerr.New(pgerr.InvalidTableDefinition, "column \"%s\" has pseudo-type %s", name, t)
	}
	return nil
}

// column reads one column definition.
func (b *tableBuilder) column(d *parse.ColumnDef) error {
	name := d.Name.Name
	if b.info.Column(name) >= 0 {
		return pgerr.New(pgerr.DuplicateColumn, "column \"%s\" specified more than once", name)
	}
	c, more, err := b.s.readColumn(b.ctx, b.sql, b.t.name, d)
	if err != nil {
		return err
	}
	pos := b.addColumn(c)
	if more.x != nil {
		b.defaults = append(b.defaults, pendingExpr{col: pos, x: more.x, generated: more.generated})
	}
	if more.seq != nil {
		b.seqs = append(b.seqs, pendingSequence{col: pos, name: more.seqName, info: more.seq})
	}
	for _, k := range more.constraints {
		b.constraint(k)
	}
	return nil
}

// columnMore is what a column definition declares beside the column itself.
type columnMore struct {
	x           parse.Expr // DEFAULT or, when generated is set, GENERATED ALWAYS AS
	generated   bool
	seq         *catalog.SequenceInfo
	seqName     string
	constraints []*parse.TableConstraint
	sawNull     bool
	sawNotNull  bool
}

// readColumn reads a column definition; expressions are not bound yet.
func (s *Session) readColumn(ctx context.Context, sql, rel string, d *parse.ColumnDef) (catalog.Column, *columnMore, error) {
	c, m := catalog.Column{Name: d.Name.Name}, &columnMore{}
	if d.Type == nil {
		return c, m, at(pgerr.New(pgerr.SyntaxError, "column \"%s\" has no type", c.Name), sql, d.Span)
	}
	if t, ok := serialOf(d.Type); ok {
		if len(d.Type.Bounds) > 0 {
			return c, m, at(pgerr.New(pgerr.FeatureNotSupported, "array of serial is not implemented"), sql, d.Type.Span)
		}
		c.Type, c.NotNull, m.sawNotNull = t, true, true
		m.seq = newSequenceInfo(t)
	} else {
		var err error
		if c.Type, c.Domain, err = s.storedType(ctx, sql, d.Type, c.Name); err != nil {
			return c, m, err
		}
	}
	if d.Comment != nil {
		c.Comment = *d.Comment
	}
	if err := checkCollation(sql, d.Collation, c.Type); err != nil {
		return c, m, err
	}
	for _, k := range d.Constraints {
		if err := s.columnConstraint(ctx, sql, rel, &c, m, k); err != nil {
			return c, m, err
		}
	}
	return c, m, nil
}

// checkCollation knows the collations that order by bytes, which all are here.
func checkCollation(sql string, name *parse.Name, t types.Type) error {
	if name == nil {
		return nil
	}
	switch name.Last() {
	case "default", "C", "POSIX", "ucs_basic", "C.UTF-8":
	default:
		return at(pgerr.New(pgerr.UndefinedObject, "collation \"%s\" for encoding \"UTF8\" does not exist", strings.Join(name.Parts, ".")), sql, name.Span)
	}
	if types.Category(t) != 'S' && !t.IsArray() {
		return at(pgerr.New(pgerr.DatatypeMismatch, "collations are not supported by type %s", t), sql, name.Span)
	}
	return nil
}

// columnConstraint reads one constraint of a column.
func (s *Session) columnConstraint(ctx context.Context, sql, rel string, c *catalog.Column, m *columnMore, k *parse.ColumnConstraint) error {
	fail := func(format string) error {
		return at(pgerr.New(pgerr.SyntaxError, format, c.Name, rel), sql, k.Span)
	}
	const nulls = "conflicting NULL/NOT NULL declarations for column \"%s\" of table \"%s\""
	switch k.Kind {
	case parse.ConNotNull:
		if m.sawNull {
			return fail(nulls)
		}
		c.NotNull, m.sawNotNull = true, true
	case parse.ConNull:
		if m.sawNotNull {
			return fail(nulls)
		}
		m.sawNull = true
	case parse.ConDefault:
		if m.x != nil || m.seq != nil && !m.seq.Identity {
			return fail("multiple default values specified for column \"%s\" of table \"%s\"")
		}
		m.x = k.X
	case parse.ConGenerated:
		if m.generated {
			return fail("multiple generation clauses specified for column \"%s\" of table \"%s\"")
		}
		if m.x != nil {
			return fail("both default and generation expression specified for column \"%s\" of table \"%s\"")
		}
		m.x, m.generated = k.X, true
	case parse.ConIdentity:
		return s.identityColumn(ctx, sql, c, m, k, fail)
	default:
		m.constraints = append(m.constraints, columnToTable(c.Name, k))
	}
	switch {
	case m.seq != nil && m.seq.Identity && m.generated:
		return fail("both identity and generation expression specified for column \"%s\" of table \"%s\"")
	case m.seq != nil && m.seq.Identity && m.x != nil:
		return fail("both default and identity specified for column \"%s\" of table \"%s\"")
	}
	return nil
}

// identityColumn is GENERATED … AS IDENTITY.
func (s *Session) identityColumn(ctx context.Context, sql string, c *catalog.Column, m *columnMore, k *parse.ColumnConstraint, fail func(string) error) error {
	switch {
	case c.Identity != 0:
		return fail("multiple identity specifications for column \"%s\" of table \"%s\"")
	case m.generated:
		return fail("both identity and generation expression specified for column \"%s\" of table \"%s\"")
	case m.x != nil || m.seq != nil:
		return fail("both default and identity specified for column \"%s\" of table \"%s\"")
	case m.sawNull:
		return fail("conflicting NULL/NOT NULL declarations for column \"%s\" of table \"%s\"")
	}
	if !isSequenceType(c.Type) {
		return pgerr.New(pgerr.InvalidParameterValue, "identity column type must be smallint, integer, or bigint")
	}
	c.Identity, c.NotNull, m.sawNotNull = 'd', true, true
	if k.Always {
		c.Identity = 'a'
	}
	info := newSequenceInfo(c.Type)
	info.Identity = true
	opts := k.SeqOptions
	for i, o := range opts {
		if o.Name == "sequence name" {
			m.seqName = o.Owner.Last()
			opts = append(append([]*parse.SeqOption(nil), opts[:i]...), opts[i+1:]...)
			break
		}
	}
	if _, err := s.sequenceOptions(ctx, sql, info, opts, true); err != nil {
		return err
	}
	m.seq = info
	return nil
}

// columnToTable makes a table constraint of a column's.
func columnToTable(col string, k *parse.ColumnConstraint) *parse.TableConstraint {
	id := parse.Ident{Span: k.Span, Name: col}
	return &parse.TableConstraint{Span: k.Span, Name: k.Name, Kind: k.Kind, X: k.X, Columns: []parse.Ident{id},
		NullsNotDistinct: k.NullsNotDistinct, Ref: k.Ref, Attrs: k.Attrs}
}

// constraint keeps a table constraint until the columns are known.
func (b *tableBuilder) constraint(c *parse.TableConstraint) {
	switch c.Kind {
	case parse.ConCheck:
		b.checks = append(b.checks, c)
	case parse.ConForeign:
		b.foreign = append(b.foreign, c)
	default:
		b.keys = append(b.keys, c)
	}
}

// nameSequence finds a free name for a serial or identity column's sequence.
func (b *tableBuilder) nameSequence(p *pendingSequence) {
	if p.name != "" {
		return
	}
	snap := b.s.catalogOf(b.t.temp)
	p.name = freeName(b.t.name, b.info.Columns[p.col].Name, "seq", func(n string) bool {
		for i := range b.seqs {
			if b.seqs[i].name == n {
				return true
			}
		}
		return n == b.t.name || snap.Lookup(b.t.parent(), catalog.Table, n) != nil
	})
}

// like copies the columns of another table.
func (b *tableBuilder) like(l *parse.LikeClause) error {
	o, temp, err := b.s.locate(l.Table)
	if err != nil {
		return err
	}
	if o == nil {
		return at(pgerr.New(pgerr.UndefinedTable, "relation \"%s\" does not exist", strings.Join(l.Table.Parts, ".")), b.sql, l.Table.Span)
	}
	cols := relationColumns(o)
	if cols == nil {
		return at(pgerr.New(pgerr.WrongObjectType, "relation \"%s\" is invalid in LIKE clause", o.Name), b.sql, l.Table.Span)
	}
	want := likeOptions(l.Options)
	for _, c := range cols {
		if b.info.Column(c.Name) >= 0 {
			return pgerr.New(pgerr.DuplicateColumn, "column \"%s\" specified more than once", c.Name)
		}
		n := catalog.Column{Name: c.Name, Type: c.Type, NotNull: c.NotNull, Domain: c.Domain}
		if want["comments"] {
			n.Comment = c.Comment
		}
		if want["defaults"] && c.Identity == 0 {
			n.Default, n.Sequence = c.Default, c.Sequence
		}
		if want["generated"] {
			n.Generated = c.Generated
		}
		pos := b.addColumn(n)
		if want["identity"] && c.Identity != 0 {
			b.info.Columns[pos].Identity = c.Identity
			if q, _ := b.s.getObject(c.Sequence); q != nil {
				info := *q.Sequence
				b.seqs = append(b.seqs, pendingSequence{col: pos, info: &info})
			}
		}
	}
	if o.Table != nil {
		return b.likeConstraints(o, temp, want, int32(len(b.info.Columns)-len(cols)))
	}
	return nil
}

// likeOptions reads INCLUDING and EXCLUDING in order.
func likeOptions(words []string) map[string]bool {
	want := map[string]bool{}
	for _, w := range words {
		verb, what, _ := strings.Cut(w, " ")
		on := verb == "including"
		if what == "all" {
			for _, k := range []string{"comments", "constraints", "defaults", "generated", "identity", "indexes"} {
				want[k] = on
			}
		}
		want[what] = on
	}
	return want
}

// likeConstraints copies constraints and indexes of a table. Copied columns have got new
// numbers.
func (b *tableBuilder) likeConstraints(o *catalog.Object, temp bool, want map[string]bool, first int32) error {
	number := map[int32]int32{}
	for i, c := range o.Table.Columns {
		number[c.Number] = b.info.Columns[first+int32(i)].Number
	}
	renumber := func(in []int32) []int32 {
		out := make([]int32, len(in))
		for i, n := range in {
			out[i] = number[n]
		}
		return out
	}
	for _, k := range o.Table.Constraints {
		switch {
		case k.Kind == catalog.Check && want["constraints"]:
			k.Columns = renumber(k.Columns)
			k.ID = b.s.in.cfg.Catalog.NextID()
			b.info.Constraints = append(b.info.Constraints, k)
		case (k.Kind == catalog.PrimaryKey || k.Kind == catalog.Unique) && want["indexes"]:
			c := &parse.TableConstraint{Kind: parse.ConUnique, NullsNotDistinct: k.NullsNotDistinct}
			if k.Kind == catalog.PrimaryKey {
				c.Kind = parse.ConPrimary
			}
			for _, p := range o.Table.Positions(k.Columns) {
				c.Columns = append(c.Columns, parse.Ident{Name: o.Table.Columns[p].Name})
			}
			b.keys = append(b.keys, c)
		}
	}
	if want["indexes"] {
		eachIndex(b.s.catalogOf(temp), o, func(ix *catalog.Object) {
			info := *ix.Index
			info.Columns, info.Include = renumber(info.Columns), renumber(info.Include)
			b.indexes = append(b.indexes, info)
		})
	}
	return nil
}

// relationColumns lists a relation's columns, nil for what has none.
func relationColumns(o *catalog.Object) []catalog.Column {
	switch {
	case o.Table != nil:
		return o.Table.Columns
	case o.View != nil:
		return o.View.Columns
	}
	return nil
}

// eachIndex calls f for the indexes declared on a table.
func eachIndex(snap *catalog.Snapshot, o *catalog.Object, f func(*catalog.Object)) {
	snap.Children(o.Parent, catalog.Table, func(x *catalog.Object) bool {
		if x.Kind == catalog.Index && x.Index.Table == o.ID {
			f(x)
		}
		return true
	})
}
