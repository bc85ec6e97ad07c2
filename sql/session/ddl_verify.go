package session

import (
	"context"
	"strings"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// tableToAlter finds the relation of a statement that changes it.
func (s *Session) tableToAlter(sql string, name parse.Name, ifExists bool) (*catalog.Object, bool, error) {
	o, temp, err := s.locate(name)
	switch {
	case err != nil:
		return nil, false, err
	case o == nil && ifExists:
		s.notice("NOTICE", pgerr.SuccessfulCompletion, "relation \"%s\" does not exist, skipping", name.Last())
		return nil, false, nil
	case o == nil:
		return nil, false, pgerr.New(pgerr.UndefinedTable, "relation \"%s\" does not exist", strings.Join(name.Parts, "."))
	case o.ID < catalog.FirstID:
		return nil, false, pgerr.New(pgerr.InsufficientPrivilege, "permission denied: \"%s\" is a system catalog", o.Name)
	}
	return o, temp, nil
}

// columnList quotes the names of columns given by number.
func columnList(t *catalog.TableInfo, nums []int32) []string {
	var out []string
	for _, p := range t.Positions(nums) {
		out = append(out, t.Columns[p].Name)
	}
	return out
}

// checkUnique fails when the rows of a table have two equal keys.
func (s *Session) checkUnique(ctx context.Context, o *catalog.Object, temp bool, k *catalog.Constraint) error {
	if !s.hasRows(o, temp) {
		return nil
	}
	cols := columnList(o.Table, k.Columns)
	var conds []string
	if !k.NullsNotDistinct {
		for _, c := range cols {
			conds = append(conds, parse.QuoteIdent(c)+" IS NOT NULL")
		}
	}
	list := quoteAll(cols)
	sql := "SELECT " + list + " FROM " + s.qualifiedName(o, temp)
	if len(conds) > 0 {
		sql += " WHERE " + strings.Join(conds, " AND ")
	}
	row, err := s.firstOf(ctx, sql+" GROUP BY "+list+" HAVING count(*) > 1 LIMIT 1")
	if err != nil || row == nil {
		return err
	}
	e := pgerr.New(pgerr.UniqueViolation, "could not create unique index \"%s\"", k.Name).
		WithDetail("Key (%s)=(%s) is duplicated.", strings.Join(quoteEach(cols), ", "), s.rowText(o, k.Columns, row))
	e.Constraint = k.Name
	return e
}

func quoteEach(names []string) []string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = parse.QuoteIdent(n)
	}
	return out
}

// rowText writes the values of some columns of a row.
func (s *Session) rowText(o *catalog.Object, nums []int32, row []types.Datum) string {
	style := s.derive().style
	parts := make([]string, len(row))
	for i, p := range o.Table.Positions(nums) {
		if row[i].Null {
			parts[i] = "null"
			continue
		}
		parts[i] = string(types.AppendText(nil, o.Table.Columns[p].Type, row[i], style))
	}
	return strings.Join(parts, ", ")
}

// hasRows tells whether a table may have rows that a new demand must be checked on.
func (s *Session) hasRows(o *catalog.Object, temp bool) bool {
	if !temp {
		return o.Table.Storage != catalog.Files
	}
	d := s.state.temp.data[o.ID]
	return d != nil && d.Rows() > 0
}

// checkRows fails when some row of a table does not satisfy a check.
func (s *Session) checkRows(ctx context.Context, o *catalog.Object, temp bool, k *catalog.Constraint) error {
	if !s.hasRows(o, temp) {
		return nil
	}
	bad, err := s.exists(ctx, "SELECT 1 FROM "+s.qualifiedName(o, temp)+" WHERE NOT ("+k.Expr+") LIMIT 1")
	if err != nil || !bad {
		return err
	}
	e := pgerr.New(pgerr.CheckViolation, "check constraint \"%s\" of relation \"%s\" is violated by some row", k.Name, o.Name)
	e.Table, e.Constraint = o.Name, k.Name
	return e
}

// checkNotNull fails when some row of a table has NULL in a column.
func (s *Session) checkNotNull(ctx context.Context, o *catalog.Object, temp bool, col string) error {
	if !s.hasRows(o, temp) {
		return nil
	}
	bad, err := s.exists(ctx, "SELECT 1 FROM "+s.qualifiedName(o, temp)+" WHERE "+parse.QuoteIdent(col)+" IS NULL LIMIT 1")
	if err != nil || !bad {
		return err
	}
	e := pgerr.New(pgerr.NotNullViolation, "column \"%s\" of relation \"%s\" contains null values", col, o.Name)
	e.Table, e.Column = o.Name, col
	return e
}

// checkForeign fails when some row of a table has a key that is not in the table it
// points to.
func (s *Session) checkForeign(ctx context.Context, o *catalog.Object, temp bool, k *catalog.Constraint) error {
	ref, rtemp := s.getObject(k.Ref)
	if ref == nil || !s.hasRows(o, temp) {
		return nil
	}
	cols, rcols := columnList(o.Table, k.Columns), columnList(ref.Table, k.RefColumns)
	var match, notNull []string
	for i := range cols {
		match = append(match, "r."+parse.QuoteIdent(rcols[i])+" = f."+parse.QuoteIdent(cols[i]))
		notNull = append(notNull, "f."+parse.QuoteIdent(cols[i])+" IS NOT NULL")
	}
	row, err := s.firstOf(ctx, "SELECT "+quoteAll(cols)+" FROM "+s.qualifiedName(o, temp)+" f WHERE "+strings.Join(notNull, " AND ")+
		" AND NOT EXISTS (SELECT 1 FROM "+s.qualifiedName(ref, rtemp)+" r WHERE "+strings.Join(match, " AND ")+") LIMIT 1")
	if err != nil || row == nil {
		return err
	}
	e := pgerr.New(pgerr.ForeignKeyViolation, "insert or update on table \"%s\" violates foreign key constraint \"%s\"", o.Name, k.Name).
		WithDetail("Key (%s)=(%s) is not present in table \"%s\".", strings.Join(quoteEach(cols), ", "), s.rowText(o, k.Columns, row), ref.Name)
	e.Table, e.Constraint = o.Name, k.Name
	return e
}
