package files

import (
	"context"
	"fmt"
	"io"
	"net/url"
	"slices"
	"strings"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/parquetfile"
	"github.com/tarndb/tarn/storage/table"
	"github.com/tarndb/tarn/storage/textfile"
)

// WriteOptions say what Create writes.
type WriteOptions struct {
	Path        string // of the file; with PartitionBy of the directory
	Format      string // "parquet", "csv", "json" or "" to go by the suffix
	Cols        []table.Column
	PartitionBy []string // columns that become key=value directories
	Options     Options
	Style       *types.Style // how text formats show values
}

// Writer writes the batches of one result to a file, or to one per partition. Nothing is
// there under its name before Finish.
type Writer struct {
	env  *Env
	ctx  context.Context
	o    WriteOptions
	keys []int // columns that partition
	rest []int // columns that are written
	one  *sink
	part map[string]*sink
	Rows int64
}

// batchWriter is what the formats' writers have in common.
type batchWriter interface {
	Write(b *vec.Batch) error
	Close() error
}

// maxOpenPartitions bounds the files that are written at the same time.
const maxOpenPartitions = 1000

// writeOptions lists the options each format takes.
var writeOptions = map[string]string{
	"parquet": " compression codec row_group_size row_group_rows row_group_size_bytes page_rows bloom_filters layout ",
	"csv":     " delim sep delimiter quote escape header nullstr null force_quote compression ",
	"json":    " array compression ",
}

// Create begins to write files.
func (e *Env) Create(ctx context.Context, o WriteOptions) (*Writer, error) {
	if o.Format = strings.ToLower(o.Format); o.Format == "" {
		if o.Format = FormatOf(o.Path); o.Format == "" {
			return nil, unknownFormat(o.Path)
		}
	}
	known, ok := writeOptions[o.Format]
	if !ok {
		return nil, unknownFormat(o.Path)
	}
	for _, k := range sortedKeys(o.Options) {
		if !strings.Contains(known, " "+k+" ") {
			return nil, pgerr.New(pgerr.SyntaxError, "option \"%s\" not recognized", k)
		}
	}
	w := &Writer{env: e, ctx: ctx, o: o, part: map[string]*sink{}}
	if err := w.columns(); err != nil {
		return nil, err
	}
	if len(w.keys) > 0 {
		return w, nil
	}
	path := o.Path
	if strings.HasSuffix(path, "/") {
		path += "data." + o.Format
	}
	var err error
	w.one, err = w.open(path)
	return w, err
}

func unknownFormat(path string) error {
	return pgerr.New(pgerr.InvalidParameterValue, "cannot tell the format of file \"%s\"", path).
		WithHint("Use COPY … TO '…' (FORMAT parquet), csv or json.")
}

// columns tells columns that partition from columns that are written.
func (w *Writer) columns() error {
	key := map[int]bool{}
	for _, name := range w.o.PartitionBy {
		at := -1
		for i, c := range w.o.Cols {
			if strings.EqualFold(c.Name, name) {
				at = i
			}
		}
		if at < 0 {
			return pgerr.New(pgerr.UndefinedColumn, "column \"%s\" does not exist", name)
		}
		w.keys, key[at] = append(w.keys, at), true
	}
	for i := range w.o.Cols {
		if !key[i] {
			w.rest = append(w.rest, i)
		}
	}
	if len(w.rest) == 0 {
		return pgerr.New(pgerr.InvalidParameterValue, "a file needs a column that does not partition it")
	}
	return nil
}

// Write takes rows lo to hi of a batch's live rows.
func (w *Writer) Write(b *vec.Batch, lo, hi int) error {
	sel := make([]uint16, 0, hi-lo)
	for i := lo; i < hi; i++ {
		if b.Sel != nil {
			sel = append(sel, b.Sel[i])
		} else {
			sel = append(sel, uint16(i))
		}
	}
	if len(sel) == 0 {
		return nil
	}
	w.Rows += int64(len(sel))
	out := &vec.Batch{N: b.N, Sel: sel}
	for _, c := range w.rest {
		out.Cols = append(out.Cols, b.Cols[c])
	}
	if w.one != nil {
		return w.one.w.Write(out)
	}
	groups, order := map[string][]uint16{}, []string{}
	for _, i := range sel {
		k := w.key(b, int(i))
		if groups[k] == nil {
			order = append(order, k)
		}
		groups[k] = append(groups[k], i)
	}
	for _, k := range order {
		s, err := w.partition(k)
		if err != nil {
			return err
		}
		out.Sel = groups[k]
		if err := s.w.Write(out); err != nil {
			return err
		}
	}
	return nil
}

// key is the directory of a row.
func (w *Writer) key(b *vec.Batch, row int) string {
	var k strings.Builder
	for _, c := range w.keys {
		text := hiveNull
		if d := b.Cols[c].Datum(row); !d.Null {
			text = url.PathEscape(string(types.AppendText(nil, w.o.Cols[c].Type, d, w.o.Style)))
		}
		fmt.Fprintf(&k, "%s=%s/", url.PathEscape(w.o.Cols[c].Name), text)
	}
	return k.String()
}

func (w *Writer) partition(key string) (*sink, error) {
	if s := w.part[key]; s != nil {
		return s, nil
	}
	if len(w.part) == maxOpenPartitions {
		return nil, pgerr.New(pgerr.ProgramLimitExceeded, "COPY writes at most %d partitions", maxOpenPartitions)
	}
	s, err := w.open(strings.TrimSuffix(w.o.Path, "/") + "/" + key + "data." + w.o.Format)
	if err == nil {
		w.part[key] = s
	}
	return s, err
}

// Finish makes the files appear, all or, when one fails, none.
func (w *Writer) Finish(ctx context.Context) error {
	all := w.sinks()
	for i, s := range all {
		err := s.finish()
		if err == nil {
			continue
		}
		w.Abort()
		for _, done := range all[:i] {
			// What cannot be removed is an orphan; the error that matters is the first.
			_ = w.env.Store.Delete(context.WithoutCancel(ctx), done.path)
		}
		return err
	}
	return nil
}

// Abort gives up what was written. After Finish it removes nothing.
func (w *Writer) Abort() {
	for _, s := range w.sinks() {
		s.abort()
	}
}

func (w *Writer) sinks() (out []*sink) {
	if w.one != nil {
		return []*sink{w.one}
	}
	for _, s := range w.part {
		out = append(out, s)
	}
	slices.SortFunc(out, func(a, b *sink) int { return strings.Compare(a.path, b.path) })
	return out
}

// sink is one file on its way: format, compression, and a pipe into the store.
type sink struct {
	path  string
	w     batchWriter
	zip   io.WriteCloser // nil without compression
	pipe  *io.PipeWriter
	done  chan error
	ended bool
}

func (w *Writer) open(path string) (*sink, error) {
	r, pipe := io.Pipe()
	s := &sink{path: path, pipe: pipe, done: make(chan error, 1)}
	var out io.Writer = pipe
	var err error
	if w.o.Format != "parquet" {
		if s.zip, err = textfile.CompressTo(pipe, path, w.o.Options["compression"]); err != nil {
			return nil, err
		}
		if s.zip != nil {
			out = s.zip
		}
	}
	go func() {
		_, err := w.env.Store.Put(w.ctx, path, r, object.PutCond{})
		r.CloseWithError(err)
		s.done <- err
	}()
	if s.w, err = w.format(out); err != nil {
		s.abort()
		return nil, err
	}
	return s, nil
}

func (s *sink) finish() error {
	if s.ended {
		return nil
	}
	err := s.w.Close()
	if err == nil && s.zip != nil {
		err = s.zip.Close()
	}
	if err != nil {
		return err
	}
	s.ended = true
	s.pipe.Close()
	return <-s.done
}

func (s *sink) abort() {
	if s.ended {
		return
	}
	s.ended = true
	s.pipe.CloseWithError(context.Canceled)
	<-s.done
}

// format makes the writer of the file's format.
func (w *Writer) format(out io.Writer) (batchWriter, error) {
	cols := make([]table.Column, len(w.rest))
	for i, c := range w.rest {
		cols[i] = w.o.Cols[c]
	}
	o := &options{raw: w.o.Options}
	switch w.o.Format {
	case "csv":
		return w.csv(out, cols, o)
	case "json":
		array, err := o.bool("array")
		if err != nil {
			return nil, err
		}
		return textfile.NewJSONWriter(out, cols, array, w.o.Style), nil
	}
	return w.parquet(out, cols, o)
}

func (w *Writer) csv(out io.Writer, cols []table.Column, o *options) (batchWriter, error) {
	c := textfile.CSVWriterOptions{Null: first(o.raw, "nullstr", "null"), Style: w.o.Style}
	var err error
	for name, to := range map[string]*bool{"header": &c.Header, "force_quote": &c.ForceQuote} {
		if *to, err = o.bool(name); err != nil {
			return nil, err
		}
	}
	for to, text := range map[*byte]string{&c.Delim: first(o.raw, "delim", "sep", "delimiter"), &c.Quote: o.raw["quote"], &c.Escape: o.raw["escape"]} {
		if text == "\\t" {
			text = "\t"
		}
		if len(text) > 1 {
			return nil, pgerr.New(pgerr.InvalidParameterValue, "delimiter, quote and escape must be single one-byte characters")
		}
		if text != "" {
			*to = text[0]
		}
	}
	return textfile.NewCSVWriter(out, cols, c), nil
}

func (w *Writer) parquet(out io.Writer, cols []table.Column, o *options) (batchWriter, error) {
	p := parquetfile.WriterOptions{Layout: parquetfile.Neutral, Codec: strings.ToLower(first(o.raw, "compression", "codec"))}
	switch strings.ToLower(o.raw["layout"]) {
	case "", "neutral":
	case "fast":
		p.Layout = parquetfile.Fast
	default:
		return nil, pgerr.New(pgerr.InvalidParameterValue, "unknown layout %q for Parquet files", o.raw["layout"])
	}
	var err error
	if p.RowGroupRows, err = o.int("row_group_size"); err != nil {
		return nil, err
	}
	if _, ok := o.raw["row_group_rows"]; ok {
		if p.RowGroupRows, err = o.int("row_group_rows"); err != nil {
			return nil, err
		}
	}
	if p.PageRows, err = o.int("page_rows"); err != nil {
		return nil, err
	}
	bytes, err := o.int("row_group_size_bytes")
	if err != nil {
		return nil, err
	}
	p.RowGroupBytes = int64(bytes)
	if names := o.raw["bloom_filters"]; names != "" {
		for _, n := range strings.Split(names, ",") {
			p.Bloom = append(p.Bloom, strings.TrimSpace(n))
		}
	}
	return parquetfile.NewWriter(out, cols, p)
}
