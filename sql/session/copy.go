package session

import (
	"context"
	"strings"

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
	if st.From {
		return "", at(pgerr.Unsupported("COPY FROM"), r.sql, st.Span)
	}
	if st.Program {
		return "", at(pgerr.Unsupported("COPY to or from an external program"), r.sql, st.Span)
	}
	opts, err := copyOptions(r.sql, st)
	if err != nil {
		return "", err
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

// copySettings are the options of a COPY.
type copySettings struct {
	format                 string
	header                 bool
	delimiter, null        string
	quote, escape          byte
	forceQuote             map[string]bool
	forceAll, hasDelimiter bool
	partitionBy            []string
	rest                   map[string]string
}

// copyOptions reads the options; text is the default for STDOUT, else the path decides.
func copyOptions(sql string, st *parse.Copy) (*copySettings, error) {
	o := &copySettings{quote: '"', forceQuote: map[string]bool{}, rest: map[string]string{}}
	var quote, escape, null string
	hasNull := false
	for _, op := range st.Options {
		name, text := strings.ToLower(op.Name), ""
		if op.Value != nil {
			text = optionText(op)
		}
		switch name {
		case "format":
			o.format = strings.ToLower(text)
		case "header":
			b, ok := parseBool(text)
			o.header = op.Value == nil || b || !ok && strings.EqualFold(text, "match")
		case "delimiter", "delim", "sep":
			o.delimiter, o.hasDelimiter = text, true
		case "null", "nullstr":
			null, hasNull = text, true
		case "quote":
			quote = text
		case "escape":
			escape = text
		case "force_quote":
			o.forceAll = optionNames(op.Value, o.forceQuote)
		case "partition_by":
			names := map[string]bool{}
			o.partitionBy = optionList(op.Value)
			_ = optionNames(op.Value, names)
		case "encoding", "freeze", "oids":
		default:
			o.rest[name] = text
		}
	}
	if o.format == "" && st.Stdio {
		o.format = "text"
	}
	return o, o.finish(sql, st, quote, escape, null, hasNull)
}

// finish fills in defaults and checks what belongs together.
func (o *copySettings) finish(sql string, st *parse.Copy, quote, escape, null string, hasNull bool) error {
	bad := func(format string, args ...any) error { return pgerr.New(pgerr.FeatureNotSupported, format, args...) }
	csv := o.format == "csv"
	if !o.hasDelimiter {
		o.delimiter = "\t"
		if csv {
			o.delimiter = ","
		}
	}
	if len(o.delimiter) != 1 {
		return at(pgerr.Unsupported("COPY delimiter of more than one byte"), sql, st.Span)
	}
	o.null = null
	if !hasNull && !csv {
		o.null = `\N`
	}
	if quote != "" {
		if !csv || len(quote) != 1 {
			return bad("COPY quote must be a single one-byte character")
		}
		o.quote = quote[0]
	}
	o.escape = o.quote
	if escape != "" {
		if !csv || len(escape) != 1 {
			return bad("COPY escape must be a single one-byte character")
		}
		o.escape = escape[0]
	}
	if st.Stdio {
		switch o.format {
		case "text", "csv", "binary":
		default:
			e := pgerr.New(pgerr.InvalidParameterValue, "COPY format \"%s\" not recognized", o.format)
			return at(e, sql, optionSpan(st, "format"))
		}
		for name := range o.rest {
			return at(pgerr.New(pgerr.SyntaxError, "option \"%s\" not recognized", name), sql, st.Span)
		}
	}
	return nil
}

// optionSpan is the place of an option.
func optionSpan(st *parse.Copy, name string) parse.Span {
	for _, op := range st.Options {
		if strings.EqualFold(op.Name, name) {
			return op.Span
		}
	}
	return st.Span
}

// optionList is an option's value as a list of names.
func optionList(x parse.Expr) []string {
	if row, ok := x.(*parse.RowExpr); ok {
		var out []string
		for _, f := range row.Elems {
			v, _ := settingText("", f)
			out = append(out, v)
		}
		return out
	}
	if x == nil {
		return nil
	}
	v, _ := settingText("", x)
	return []string{v}
}

// optionNames puts the names of a list into a set; true means a star.
func optionNames(x parse.Expr, set map[string]bool) bool {
	if _, ok := x.(*parse.Star); ok {
		return true
	}
	for _, n := range optionList(x) {
		if n == "*" {
			return true
		}
		set[n] = true
	}
	return false
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
