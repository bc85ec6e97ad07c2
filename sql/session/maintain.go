package session

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner"
	"github.com/tarndb/tarn/planner/bind"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/lake"
	"github.com/tarndb/tarn/storage/table"
)

// maintain runs the statements about versions and files of tables; ok is false for others.
func (s *Session) maintain(ctx context.Context, r *request) (res *result, ok bool, err error) {
	switch st := r.stmt.(type) {
	case *parse.Describe:
		switch st.Kind {
		case parse.DescribeHistory:
			res, err = s.describeHistory(ctx, r, st)
		case parse.DescribeDetail:
			res, err = s.describeDetail(ctx, r, st)
		default:
			return nil, false, nil
		}
	case *parse.Restore:
		res, err = tagged(s.restore(ctx, r, st))
	case *parse.Optimize:
		res, err = s.optimize(ctx, r, st)
	case *parse.Vacuum:
		res, err = s.vacuum(ctx, r, st)
	case *parse.Analyze:
		res, err = tagged("ANALYZE", s.analyzeTables(ctx, r, st))
	default:
		return nil, false, nil
	}
	return res, true, err
}

// maintainColumns are the columns of such a statement's result, nil for none.
func maintainColumns(st parse.Stmt) []Column {
	switch st := st.(type) {
	case *parse.Describe:
		switch st.Kind {
		case parse.DescribeHistory:
			return historyColumns
		case parse.DescribeDetail:
			return detailColumns
		}
	case *parse.Optimize:
		return optimizeColumns
	case *parse.Vacuum:
		if st.DryRun {
			return vacuumColumns
		}
	}
	return nil
}

// managedTable finds a managed table by name for a statement about its versions and files.
func (s *Session) managedTable(ctx context.Context, sql string, name parse.Name) (*view, *catalog.Object, error) {
	v := s.newView(ctx)
	o, _, err := v.object(ctx, name.Parts, s.derive().path)
	switch {
	case err != nil:
		return nil, nil, err
	case o == nil:
		return nil, nil, at(pgerr.New(pgerr.UndefinedTable, "relation \"%s\" does not exist", strings.Join(name.Parts, ".")), sql, name.Span)
	case o.Table == nil || o.Table.Storage != catalog.Managed:
		return nil, nil, at(pgerr.New(pgerr.WrongObjectType, "\"%s\" is not a managed table", o.Name), sql, name.Span)
	}
	return v, o, nil
}

// flushed is a managed table whose buffered rows have become a version, so that its
// versions tell all there is. In a transaction that has looked at the table before, it is
// as the transaction sees it.
func (s *Session) flushed(ctx context.Context, sql string, name parse.Name) (*view, *catalog.Object, error) {
	v, o, err := s.managedTable(ctx, sql, name)
	if err != nil || v.main.Table(o.ID) == nil || len(v.main.Table(o.ID).Buffer()) == 0 {
		return v, o, err
	}
	if err := s.in.cfg.Lake.Flush(ctx, o); err != nil && pgerr.CodeOf(err) != pgerr.SerializationFailure {
		return nil, nil, err
	}
	if err := s.startStatement(ctx, nil); err != nil {
		return nil, nil, err
	}
	return s.managedTable(ctx, sql, name)
}

// rowsResult makes a result of typed rows.
func rowsResult(cols []Column, rows [][]types.Datum) *cursor {
	l := &list{}
	for lo := 0; lo < len(rows); lo += vec.Size {
		part := rows[lo:min(lo+vec.Size, len(rows))]
		b := &vec.Batch{N: len(part)}
		for c := range cols {
			ds := make([]types.Datum, len(part))
			for i := range part {
				ds[i] = part[i][c]
			}
			b.Cols = append(b.Cols, datumVec(cols[c].Type, ds))
		}
		l.batches = append(l.batches, b)
	}
	return &cursor{cols: cols, src: l}
}

func column(name string, oid types.OID) Column { return Column{Name: name, Type: types.T(oid)} }

// text is a text value, NULL for an empty one.
func textOrNull(s string) types.Datum {
	if s == "" {
		return types.Null
	}
	return types.NewStr(s)
}

var historyColumns = []Column{column("version", types.Int8), column("timestamp", types.TimestampTZ), column("user_name", types.Text),
	column("operation", types.Text), column("operation_parameters", types.JSONB), column("is_blind_append", types.Bool),
	column("operation_metrics", types.JSONB), column("transaction", types.Text)}

// describeHistory is DESCRIBE HISTORY: the versions of a table, newest first.
func (s *Session) describeHistory(ctx context.Context, r *request, st *parse.Describe) (*result, error) {
	v, o, err := s.flushed(ctx, r.sql, st.Name)
	if err != nil {
		return nil, err
	}
	limit := 0
	if st.Limit != nil {
		row, err := s.evalArgs(ctx, r, []parse.Expr{st.Limit}, []types.Type{types.T(types.Int8)})
		if err != nil {
			return nil, err
		}
		limit = int(min(max(row[0].I, 0), 1<<31))
	}
	entries, err := s.in.cfg.Lake.History(ctx, o, v.main.Table(o.ID), limit)
	if err != nil {
		return nil, err
	}
	var rows [][]types.Datum
	for _, e := range entries {
		params, err := jsonOrNull(e.Parameters)
		if err != nil {
			return nil, err
		}
		metrics, err := jsonOrNull(e.Metrics)
		if err != nil {
			return nil, err
		}
		rows = append(rows, []types.Datum{types.NewInt(e.Version), types.NewInt(e.Time), textOrNull(e.User), textOrNull(e.Operation),
			params, types.NewBool(e.Blind), metrics, textOrNull(e.Tx)})
	}
	return &result{cur: rowsResult(historyColumns, rows), verb: "SELECT"}, nil
}

func jsonOrNull(text string) (types.Datum, error) {
	if text == "" {
		return types.Null, nil
	}
	return types.Parse(types.T(types.JSONB), text, types.DefaultStyle)
}

var detailColumns = []Column{column("format", types.Text), column("id", types.Text), column("name", types.Text), column("location", types.Text),
	column("created_csn", types.Int8), Column{Name: "partition_columns", Type: types.ArrayOf(types.T(types.Text))}, column("num_files", types.Int8),
	column("size_in_bytes", types.Int8), column("num_buffered_rows", types.Int8), column("version", types.Int8),
	column("min_reader_version", types.Int4), column("min_writer_version", types.Int4), Column{Name: "table_features", Type: types.ArrayOf(types.T(types.Text))}}

// describeDetail is DESCRIBE DETAIL: one row about how a table is stored.
func (s *Session) describeDetail(ctx context.Context, r *request, st *parse.Describe) (*result, error) {
	v, o, err := s.managedTable(ctx, r.sql, st.Name)
	if err != nil {
		return nil, err
	}
	rows, err := v.rows(ctx, o)
	if err != nil {
		return nil, err
	}
	d := rows.Detail()
	texts := func(list []string) types.Datum {
		ds := make([]types.Datum, len(list))
		for i, t := range list {
			ds[i] = types.NewStr(t)
		}
		if len(ds) == 0 {
			return types.EncodeArray(types.T(types.Text), nil, nil, nil)
		}
		return types.EncodeArray(types.T(types.Text), []int{len(ds)}, []int{1}, ds)
	}
	row := []types.Datum{types.NewStr("delta"), types.NewStr(itoa(int64(o.ID))), types.NewStr(o.Name), types.NewStr(o.Table.Location),
		types.NewInt(int64(o.Created)), texts(o.Table.PartitionBy), types.NewInt(int64(d.Files)), types.NewInt(d.Bytes),
		types.NewInt(int64(d.Buffered)), types.NewInt(d.Version), types.NewInt(d.MinReader), types.NewInt(d.MinWriter), texts(d.Features)}
	return &result{cur: rowsResult(detailColumns, [][]types.Datum{row}), verb: "SELECT"}, nil
}

// restore is RESTORE TABLE t TO VERSION|TIMESTAMP AS OF …: its rows become those of an old
// version, as a new version.
func (s *Session) restore(ctx context.Context, r *request, st *parse.Restore) (string, error) {
	v, o, err := s.flushed(ctx, r.sql, st.Table)
	if err != nil {
		return "", err
	}
	version, err := s.versionOf(ctx, r, st.AsOf, v, o)
	if err != nil {
		return "", err
	}
	rows, err := v.rows(ctx, o)
	if err != nil {
		return "", err
	}
	if rows, err = rows.Restored(ctx, version); err != nil {
		return "", err
	}
	s.keepRows(o, rows.Describe(catalog.CommitInfo{Operation: "RESTORE", User: s.user,
		Parameters: []catalog.Property{{Name: "version", Value: fmt.Sprintf("%q", itoa(version))}}}))
	return "RESTORE TABLE", nil
}

// versionOf computes VERSION AS OF and TIMESTAMP AS OF.
func (s *Session) versionOf(ctx context.Context, r *request, a *parse.AsOf, v *view, o *catalog.Object) (int64, error) {
	x, t := a.Version, types.T(types.Int8)
	if a.Timestamp != nil {
		x, t = a.Timestamp, types.T(types.TimestampTZ)
	}
	row, err := s.evalArgs(ctx, r, []parse.Expr{x}, []types.Type{t})
	if err != nil {
		return 0, err
	}
	if row[0].Null {
		return 0, at(pgerr.New(pgerr.NullValueNotAllowed, "AS OF value must not be null"), r.sql, a.Span)
	}
	if a.Timestamp == nil {
		return row[0].I, nil
	}
	return s.in.cfg.Lake.VersionAt(ctx, o, v.main.Table(o.ID), row[0].I)
}

// notInBlock refuses statements that commit by themselves.
func (s *Session) notInBlock(what string) error {
	if s.tx != nil && s.tx.explicit {
		return pgerr.New(pgerr.ActiveSQLTransaction, "%s cannot run inside a transaction block", what)
	}
	return nil
}

var optimizeColumns = []Column{column("path", types.Text), column("files_removed", types.Int8), column("files_added", types.Int8),
	column("bytes_removed", types.Int8), column("bytes_added", types.Int8)}

// optimize is OPTIMIZE: small files become large ones, in the order of ZORDER BY or
// CLUSTER BY when there is one.
func (s *Session) optimize(ctx context.Context, r *request, st *parse.Optimize) (*result, error) {
	if err := s.notInBlock("OPTIMIZE"); err != nil {
		return nil, err
	}
	if st.Where != nil {
		return nil, at(pgerr.Unsupported("OPTIMIZE … WHERE"), r.sql, st.Where.Range())
	}
	if st.Path != "" {
		return nil, at(pgerr.Unsupported("OPTIMIZE of a path"), r.sql, st.Span)
	}
	_, o, err := s.flushed(ctx, r.sql, st.Table)
	if err != nil {
		return nil, err
	}
	order := o.Table.ClusterBy
	if len(st.ZOrder) > 0 {
		order = nil
		for _, c := range st.ZOrder {
			if o.Table.Column(c.Name) < 0 {
				return nil, at(pgerr.New(pgerr.UndefinedColumn, "column \"%s\" does not exist", c.Name), r.sql, c.Span)
			}
			order = append(order, c.Name)
		}
	}
	info := catalog.CommitInfo{Operation: "OPTIMIZE", User: s.user,
		Parameters: []catalog.Property{{Name: "zOrderBy", Value: fmt.Sprintf("%q", strings.Join(order, ","))}}}
	var sort lake.Sorter
	if len(order) > 0 {
		sort = func(ctx context.Context, t table.Table) (lake.Rewritten, error) { return s.sorted(ctx, t, order) }
	}
	done, err := s.in.cfg.Lake.Optimize(ctx, o, nil, sort, info)
	if err != nil {
		return nil, err
	}
	row := []types.Datum{types.NewStr(o.Table.Location), types.NewInt(int64(done.Removed)), types.NewInt(int64(done.Added)),
		types.NewInt(done.RemovedBytes), types.NewInt(done.AddedBytes)}
	return &result{cur: rowsResult(optimizeColumns, [][]types.Datum{row}), verb: "SELECT"}, nil
}

// oneTable is a catalog in which any name is the same table.
type oneTable struct {
	*view
	t table.Table
}

// Relation implements the planner's catalog.
func (c oneTable) Relation(context.Context, bind.RelationRef) (*bind.Relation, error) {
	return &bind.Relation{Name: "t", Table: c.t}, nil
}

// zBits is how many bits of each column's rank a z-order interleaves.
const zBits = 10

// sorted reads a table in the order of one column, or along a z-curve of several: the
// bits of the columns' ranks, taken in turns.
func (s *Session) sorted(ctx context.Context, t table.Table, order []string) (lake.Rewritten, error) {
	quote := func(n string) string { return `"` + strings.ReplaceAll(n, `"`, `""`) + `"` }
	var cols []string
	for _, c := range t.Columns() {
		cols = append(cols, quote(c.Name))
	}
	list := strings.Join(cols, ", ")
	sql := "SELECT " + list + " FROM t ORDER BY " + quote(order[0])
	if len(order) > 1 {
		var ranks, bits []string
		for i, c := range order {
			ranks = append(ranks, fmt.Sprintf("ntile(%d) OVER (ORDER BY %s) - 1 AS z_%d", 1<<zBits, quote(c), i))
			for b := range zBits {
				bits = append(bits, fmt.Sprintf("(((z_%d::int8 >> %d) & 1) << %d)", i, b, b*len(order)+len(order)-1-i))
			}
		}
		sql = "SELECT " + list + " FROM (SELECT *, " + strings.Join(ranks, ", ") + " FROM t) z ORDER BY " + strings.Join(bits, " + ")
	}
	stmts, err := parse.Parse(sql)
	if err != nil {
		return nil, err
	}
	v := s.newView(ctx)
	env := s.planEnv(v)
	env.Catalog, env.Judge = oneTable{v, t}, nil
	q, err := planner.Plan(ctx, stmts[0], sql, env, nil, nil)
	if err != nil {
		return nil, err
	}
	cur, err := s.runPlan(ctx, q, env, nil, nil)
	if err != nil {
		return nil, err
	}
	return ordered{cur}, nil
}

// ordered hands a cursor's batches on.
type ordered struct{ c *cursor }

// Next gives the next batch.
func (o ordered) Next() (*vec.Batch, error) {
	b, err := o.c.src.Next()
	if err != nil {
		return nil, o.c.finish(err)
	}
	return b, nil
}

// Close ends the query.
func (o ordered) Close() { o.c.close() }

// analyzeTables is ANALYZE. Statistics come from the files and their logs, so that they are
// never out of date: it reads them now rather than with the next query.
func (s *Session) analyzeTables(ctx context.Context, r *request, st *parse.Analyze) error {
	v := s.newView(ctx)
	for _, t := range st.Tables {
		ref := bind.RelationRef{Parts: t.Table.Parts, SearchPath: s.derive().path}
		rel, err := v.Relation(ctx, ref)
		switch {
		case err != nil:
			return err
		case rel == nil:
			return at(pgerr.New(pgerr.UndefinedTable, "relation \"%s\" does not exist", strings.Join(t.Table.Parts, ".")), r.sql, t.Table.Span)
		case rel.Table == nil:
			s.warn(pgerr.SuccessfulCompletion, "skipping \"%s\" --- cannot analyze non-tables or special system tables", rel.Name)
			continue
		}
		for _, c := range t.Columns {
			if !slices.ContainsFunc(rel.Table.Columns(), func(x table.Column) bool { return x.Name == c.Name }) {
				return pgerr.New(pgerr.UndefinedColumn, "column \"%s\" of relation \"%s\" does not exist", c.Name, rel.Name)
			}
		}
		if _, err := rel.Table.Stats(ctx); err != nil {
			return err
		}
	}
	return nil
}

var vacuumColumns = []Column{column("path", types.Text)}

// vacuum is VACUUM: of files that nothing needs any more.
func (s *Session) vacuum(ctx context.Context, r *request, st *parse.Vacuum) (*result, error) {
	if err := s.notInBlock("VACUUM"); err != nil {
		return nil, err
	}
	if st.Path != "" {
		return nil, at(pgerr.Unsupported("VACUUM of a path"), r.sql, st.Span)
	}
	keep := lake.Retention
	if st.Retain != nil {
		row, err := s.evalArgs(ctx, r, []parse.Expr{st.Retain}, []types.Type{types.T(types.Float8)})
		if err != nil {
			return nil, err
		}
		keep = time.Duration(row[0].Float() * float64(time.Hour))
		if row[0].Null || keep < 0 {
			return nil, at(pgerr.New(pgerr.InvalidParameterValue, "RETAIN needs a number of hours"), r.sql, st.Retain.Range())
		}
		if keep < lake.Retention && s.setting("vacuum_retention_check") == "on" {
			return nil, at(pgerr.New(pgerr.InvalidParameterValue, "a retention time of less than %d hours can break readers and transactions that are under way", int(lake.Retention.Hours())).
				WithHint("SET vacuum_retention_check = off to do it all the same."), r.sql, st.Retain.Range())
		}
	}
	var rows [][]types.Datum
	for _, t := range st.Tables {
		_, o, err := s.managedTable(ctx, r.sql, t.Table)
		if err != nil {
			return nil, err
		}
		paths, err := s.in.cfg.Lake.Vacuum(ctx, o, keep, st.DryRun)
		if err != nil {
			return nil, err
		}
		for _, p := range paths {
			rows = append(rows, []types.Datum{types.NewStr(p)})
		}
	}
	if len(st.Tables) == 0 {
		if err := s.in.cfg.Lake.PurgeDropped(ctx, keep); err != nil {
			return nil, err
		}
	}
	if st.DryRun {
		return &result{cur: rowsResult(vacuumColumns, rows), verb: "SELECT"}, nil
	}
	return &result{tag: "VACUUM"}, nil
}
