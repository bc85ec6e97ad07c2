package session

import (
	"context"
	"io"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/planner"
	"github.com/tarndb/tarn/planner/bind"
	"github.com/tarndb/tarn/sql/copyfmt"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/storage/table"
)

// copyRelation is the name under which the data of a COPY FROM is a relation. No
// statement can name it.
const copyRelation = "\x00copy"

// copyFrom is COPY FROM: an INSERT whose source is a table that reads the data as it comes.
func (s *Session) copyFrom(ctx context.Context, r *request, st *parse.Copy, o *copySettings) (int64, error) {
	v := s.newView(ctx)
	t, err := s.changeable(r.sql, st.Table, v, "COPY")
	if err != nil {
		return 0, withoutPlace(err)
	}
	cols, err := copyColumns(t.obj, st.Columns)
	if err != nil {
		return 0, err
	}
	src, err := s.copySourceOf(ctx, t.obj, cols, st, o)
	if err != nil {
		return 0, err
	}
	env := s.planEnv(v)
	env.Catalog = copyView{v, src}
	plan, err := planner.PlanDML(ctx, copyInsert(st, t.obj, cols, src), r.sql, env, r.params, r.values)
	if err != nil {
		return 0, err
	}
	run := s.newDMLRun(ctx, v, env)
	data, streams := src.(*copyTable)
	if streams {
		run.where = data.where
		if st.Stdio {
			if err := s.sink.CopyIn(len(cols), o.format == "binary"); err != nil {
				return 0, err
			}
		}
	}
	n, _, err := run.apply(plan.Change, false, nil)
	if err == nil {
		err = run.finish()
	}
	if err != nil {
		run.abort()
		return 0, causeOf(ctx, err)
	}
	run.mem.Close()
	return n, nil
}

func withoutPlace(err error) error {
	e := *pgerr.From(err)
	e.Position = 0
	return &e
}

// copyColumns finds the positions of the columns that the data has.
func copyColumns(o *catalog.Object, names []parse.Ident) ([]int, error) {
	var out []int
	if len(names) == 0 {
		for i := range o.Table.Columns {
			if o.Table.Columns[i].Generated == "" {
				out = append(out, i)
			}
		}
		return out, nil
	}
	given := map[int]bool{}
	for _, id := range names {
		pos := -1
		for i := range o.Table.Columns {
			if o.Table.Columns[i].Name == id.Name {
				pos = i
			}
		}
		switch {
		case pos < 0:
			return nil, pgerr.New(pgerr.UndefinedColumn, "column \"%s\" of relation \"%s\" does not exist", id.Name, o.Name)
		case o.Table.Columns[pos].Generated != "":
			return nil, pgerr.New(pgerr.InvalidColumnReference, "column \"%s\" is a generated column", id.Name).
				WithDetail("Generated columns cannot be used in COPY.")
		case given[pos]:
			return nil, pgerr.New(pgerr.DuplicateColumn, "column \"%s\" specified more than once", id.Name)
		}
		given[pos] = true
		out = append(out, pos)
	}
	return out, nil
}

// copyInsert is the INSERT that a COPY FROM carries out. The data of formats that know
// their columns go by name.
func copyInsert(st *parse.Copy, o *catalog.Object, cols []int, src table.Table) *parse.Insert {
	sp := st.Table.Span
	sel := &parse.Select{Span: sp, Where: st.Where, From: []parse.TableExpr{&parse.TableRef{Span: sp,
		Name: parse.Name{Span: sp, Parts: []string{copyRelation}}, Alias: &parse.Alias{Span: sp, Name: o.Name}}}}
	ins := &parse.Insert{Span: st.Span, Table: st.Table, Overriding: parse.OverridingSystem, Source: &parse.Query{Span: sp, Body: sel}}
	have := map[string]bool{}
	for _, c := range src.Columns() {
		have[c.Name] = true
	}
	for _, i := range cols {
		name := o.Table.Columns[i].Name
		if _, stream := src.(*copyTable); !stream && !have[name] && len(st.Columns) == 0 {
			continue // a column the file does not have gets its default
		}
		ins.Columns = append(ins.Columns, &parse.TargetColumn{Span: sp, Name: name})
		sel.Items = append(sel.Items, &parse.SelectItem{Span: sp, X: &parse.ColumnRef{Span: sp, Parts: []string{name}}})
	}
	return ins
}

// copyView adds the data of a COPY to what a statement sees.
type copyView struct {
	*view
	src table.Table
}

// Relation implements the planner's catalog.
func (c copyView) Relation(ctx context.Context, ref bind.RelationRef) (*bind.Relation, error) {
	if len(ref.Parts) == 1 && ref.Parts[0] == copyRelation {
		return &bind.Relation{Name: "copy data", Table: c.src}, nil
	}
	return c.view.Relation(ctx, ref)
}

// copySourceOf makes the table of the data: a stream in one of PostgreSQL's formats, or
// files that know their columns.
func (s *Session) copySourceOf(ctx context.Context, o *catalog.Object, cols []int, st *parse.Copy, c *copySettings) (table.Table, error) {
	opt := copyfmt.Options{Delimiter: c.delimiter[0], Quote: c.quote, Escape: c.escape, Null: c.null}
	switch c.format {
	case "text":
	case "csv":
		opt.Format = copyfmt.CSV
	case "binary":
		opt.Format = copyfmt.Binary
	default:
		var opts []bind.FileOption
		for name, text := range c.rest {
			opts = append(opts, textOption(name, text))
		}
		return s.files().Open(ctx, st.Path, c.format, opts)
	}
	for name := range c.rest {
		return nil, pgerr.New(pgerr.SyntaxError, "option \"%s\" not recognized", name)
	}
	switch {
	case c.match:
		opt.Header = copyfmt.MatchHeader
	case c.header:
		opt.Header = copyfmt.SkipHeader
	}
	t := &copyTable{opt: opt, name: o.Name, style: s.derive().style}
	for _, i := range cols {
		col := &o.Table.Columns[i]
		t.cols = append(t.cols, table.Column{Name: col.Name, Type: col.Type})
		t.data = append(t.data, copyfmt.Column{Name: col.Name, Type: col.Type})
	}
	if err := t.force(o, "FORCE_NOT_NULL", c.forceValue, func(d *copyfmt.Column) { d.NotNull = true }); err != nil {
		return nil, err
	}
	if err := t.force(o, "FORCE_NULL", c.forceNull, func(d *copyfmt.Column) { d.Null = true }); err != nil {
		return nil, err
	}
	if st.Stdio {
		t.inputs = []copyInput{&clientInput{s.sink}}
		return t, nil
	}
	files, err := s.in.cfg.Files.Read(ctx, st.Path)
	if err != nil {
		return nil, err
	}
	for _, open := range files {
		t.inputs = append(t.inputs, &fileInput{open: open})
	}
	return t, nil
}

// copyInput is where COPY data comes from.
type copyInput interface {
	// next gives some bytes, valid until the next call, or io.EOF.
	next(ctx context.Context) ([]byte, error)
	close()
}

// clientInput reads CopyData messages.
type clientInput struct{ sink Sink }

func (c *clientInput) next(ctx context.Context) ([]byte, error) { return c.sink.CopyRead(ctx) }
func (c *clientInput) close()                                   {}

// fileInput reads a file.
type fileInput struct {
	open func() (io.ReadCloser, error)
	r    io.ReadCloser
	buf  []byte
}

// fileChunk is how much of a file is read at once, in bytes.
const fileChunk = 256 << 10

func (f *fileInput) next(context.Context) ([]byte, error) {
	if f.r == nil {
		r, err := f.open()
		if err != nil {
			return nil, err
		}
		f.r, f.buf = r, make([]byte, fileChunk)
	}
	for {
		n, err := f.r.Read(f.buf)
		if n > 0 {
			return f.buf[:n], nil
		}
		if err != nil {
			return nil, err
		}
	}
}

func (f *fileInput) close() {
	if f.r != nil {
		_ = f.r.Close()
		f.r = nil
	}
}
