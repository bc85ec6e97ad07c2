package session

import (
	"context"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// WriteOptions say how COPY TO writes files.
type WriteOptions struct {
	Path        string
	Format      string // parquet, csv, json
	Names       []string
	Types       []types.Type
	PartitionBy []string
	Options     map[string]string // the others, as text, with lower-case names
}

// FileWriter writes the batches of one result.
type FileWriter interface {
	// Write takes rows lo to hi of a batch's live rows; it copies what it keeps.
	Write(b *vec.Batch, lo, hi int) error
	// Finish makes the files appear; Abort, after an error, removes what was written.
	Finish(ctx context.Context) error
	Abort()
}

// copyStatement is COPY.
func (s *Session) copyStatement(ctx context.Context, r *request, st *parse.Copy) (string, error) {
	if st.Program {
		return "", at(pgerr.Unsupported("COPY to or from an external program"), r.sql, st.Span)
	}
	opts, err := s.copyOptions(r.sql, st)
	if err != nil {
		return "", err
	}
	if st.From {
		n, err := s.copyFrom(ctx, r, st, opts)
		return "COPY " + itoa(n), err
	}
	if st.Query == nil {
		if o, _, err := s.locate(st.Table); err == nil && o != nil && o.Kind == catalog.View {
			return "", pgerr.New(pgerr.WrongObjectType, "cannot copy from view \"%s\"", o.Name).
				WithHint("Try the COPY (SELECT ...) TO variant.")
		}
	}
	stmt, err := copySource(r.sql, st)
	if err != nil {
		return "", err
	}
	cur, err := s.openQuery(ctx, &request{sql: r.sql, stmt: stmt, params: r.params, values: r.values})
	if err != nil {
		if e := pgerr.From(err); st.Query == nil && e.Code == pgerr.UndefinedTable { // PostgreSQL gives no place here
			bare := *e
			bare.Position = 0
			err = &bare
		}
		return "", err
	}
	defer cur.close()
	var n int64
	if st.Stdio {
		n, err = s.copyToClient(cur, opts)
	} else {
		n, err = s.copyToFile(ctx, cur, st.Path, opts)
	}
	return "COPY " + itoa(n), err
}

// copySource is the query whose rows are copied.
func copySource(sql string, st *parse.Copy) (parse.Stmt, error) {
	if st.Query != nil {
		if _, ok := st.Query.(*parse.Query); !ok && !planner.ChangesData(st.Query) {
			return nil, at(pgerr.Unsupported("COPY of this statement"), sql, st.Query.Range())
		}
		return st.Query, nil
	}
	sel := &parse.Select{Span: st.Table.Span, From: []parse.TableExpr{&parse.TableRef{Span: st.Table.Span, Name: st.Table}}}
	for _, c := range st.Columns {
		ref := &parse.ColumnRef{Span: c.Span, Parts: []string{c.Name}}
		sel.Items = append(sel.Items, &parse.SelectItem{Span: c.Span, X: ref})
	}
	if len(st.Columns) == 0 {
		sel.Items = []*parse.SelectItem{{Span: st.Table.Span, X: &parse.Star{Span: st.Table.Span}}}
	}
	return &parse.Query{Span: st.Table.Span, Body: sel}, nil
}

// copyToFile writes a result through the storage layer.
func (s *Session) copyToFile(ctx context.Context, cur *cursor, path string, o *copySettings) (int64, error) {
	w := WriteOptions{Path: path, Format: o.format, PartitionBy: o.partitionBy, Options: o.rest}
	for _, c := range cur.cols {
		w.Names = append(w.Names, c.Name)
		w.Types = append(w.Types, c.Type)
	}
	if o.header {
		w.Options["header"] = "true"
	}
	if o.hasDelimiter {
		w.Options["delimiter"] = o.delimiter
	}
	out, err := s.in.cfg.Files.Create(ctx, w)
	if err != nil {
		return 0, err
	}
	n, _, err := cur.pump(0, out.Write)
	if err == nil {
		err = out.Finish(ctx)
	}
	if err != nil {
		out.Abort()
	}
	return n, err
}
