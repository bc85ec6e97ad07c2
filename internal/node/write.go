package node

import (
	"context"
	"fmt"
	"io"
	"maps"
	"net/url"
	"path"
	"sort"
	"strconv"
	"strings"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/session"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/files"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/parquetfile"
	"github.com/tarndb/tarn/storage/table"
	"github.com/tarndb/tarn/storage/textfile"
)

// partsMax is how many partitions COPY TO writes at once.
const partsMax = 1000

// hiveNull stands for NULL in the name of a partition's directory.
const hiveNull = "__HIVE_DEFAULT_PARTITION__"

// batchWriter is what the writers of all formats have in common.
type batchWriter interface {
	Write(b *vec.Batch) error
	Close() error
}

// copyWriter writes the result of one COPY TO: a file, or a file for each partition.
type copyWriter struct {
	ctx   context.Context
	store object.Store
	o     session.WriteOptions
	keep  []int // columns that go into the files
	keys  []int // columns that partition
	cols  []table.Column
	parts map[string]*part
	sel   []uint16
}

// part is one file being written through a pipe.
type part struct {
	path string
	w    batchWriter
	pipe *io.PipeWriter
	done chan error
	sel  []uint16 // rows of the batch at hand
}

// Create starts writing files.
func (f fileAccess) Create(ctx context.Context, o session.WriteOptions) (session.FileWriter, error) {
	if o.Format == "" {
		o.Format = files.FormatOf(o.Path)
	}
	w := &copyWriter{ctx: ctx, store: f.env.Store, o: o, parts: map[string]*part{}}
	for _, name := range o.PartitionBy {
		i := indexOf(o.Names, name)
		if i < 0 {
			return nil, pgerr.New(pgerr.UndefinedColumn, "column \"%s\" does not exist", name)
		}
		w.keys = append(w.keys, i)
	}
	for i, name := range o.Names {
		if indexOf(o.PartitionBy, name) < 0 {
			w.keep = append(w.keep, i)
			w.cols = append(w.cols, table.Column{Name: name, Type: o.Types[i]})
		}
	}
	if len(w.keep) == 0 {
		return nil, pgerr.New(pgerr.InvalidParameterValue, "a file needs a column that does not partition it")
	}
	if len(w.keys) > 0 {
		return w, nil
	}
	p := o.Path
	if strings.HasSuffix(p, "/") {
		p += "data." + o.Format
	}
	_, err := w.open("", p)
	return w, err
}

func indexOf(list []string, s string) int {
	for i, x := range list {
		if x == s {
			return i
		}
	}
	return -1
}

// open starts a file.
func (w *copyWriter) open(key, name string) (*part, error) {
	if len(w.parts) >= partsMax {
		return nil, pgerr.New(pgerr.ProgramLimitExceeded, "COPY writes at most %d partitions", partsMax)
	}
	r, pw := io.Pipe()
	p := &part{path: name, pipe: pw, done: make(chan error, 1)}
	go func() {
		_, err := w.store.Put(w.ctx, name, r, object.PutCond{})
		_ = r.CloseWithError(err)
		p.done <- err
	}()
	var err error
	if p.w, err = w.format(pw); err != nil {
		_ = pw.CloseWithError(err)
		<-p.done
		return nil, err
	}
	w.parts[key] = p
	return p, nil
}

// format makes the writer of the format wanted.
func (w *copyWriter) format(pw io.Writer) (batchWriter, error) {
	left := maps.Clone(w.o.Options)
	opt := func(names ...string) (v string) {
		for _, n := range names {
			if x, ok := left[n]; ok {
				delete(left, n)
				v = x
			}
		}
		return v
	}
	var out batchWriter
	var err error
	switch w.o.Format {
	case "parquet":
		po := parquetfile.WriterOptions{Layout: parquetfile.Neutral, Codec: strings.ToLower(opt("compression", "codec"))}
		if n := opt("row_group_size", "row_group_rows"); n != "" {
			if po.RowGroupRows, err = strconv.Atoi(n); err != nil || po.RowGroupRows < 1 {
				return nil, pgerr.New(pgerr.InvalidParameterValue, "row_group_size %q is not a number of rows", n)
			}
		}
		out, err = parquetfile.NewWriter(pw, w.cols, po)
	case "csv":
		h, _ := strconv.ParseBool(opt("header"))
		co := textfile.CSVWriterOptions{Header: h, Style: types.DefaultStyle}
		if d := opt("delimiter"); len(d) == 1 {
			co.Delim = d[0]
		}
		out = textfile.NewCSVWriter(pw, w.cols, co)
	case "json":
		array, _ := strconv.ParseBool(opt("array"))
		out = textfile.NewJSONWriter(pw, w.cols, array, types.DefaultStyle)
	default:
		return nil, pgerr.New(pgerr.InvalidParameterValue, "cannot tell the format of file \"%s\"", w.o.Path).
			WithHint("Use COPY … TO '…' (FORMAT parquet), csv or json.")
	}
	for k := range left {
		return nil, pgerr.New(pgerr.SyntaxError, "option \"%s\" not recognized", k)
	}
	return out, err
}

// Write takes rows lo to hi of a batch's live rows.
func (w *copyWriter) Write(b *vec.Batch, lo, hi int) error {
	out := &vec.Batch{N: b.N}
	for _, i := range w.keep {
		out.Cols = append(out.Cols, b.Cols[i])
	}
	w.sel = w.sel[:0]
	for k := lo; k < hi; k++ {
		i := k
		if b.Sel != nil {
			i = int(b.Sel[k])
		}
		w.sel = append(w.sel, uint16(i))
	}
	if len(w.keys) == 0 {
		out.Sel = w.sel
		return w.parts[""].w.Write(out)
	}
	return w.writeParts(b, out)
}

// writeParts deals the rows out to their partitions.
func (w *copyWriter) writeParts(b, out *vec.Batch) error {
	var touched []*part
	var key []byte
	for _, i := range w.sel {
		key = key[:0]
		for _, c := range w.keys {
			key = append(append(key, partition(w.o.Names[c], w.o.Types[c], b.Cols[c].Datum(int(i)))...), '/')
		}
		p := w.parts[string(key)]
		if p == nil {
			var err error
			name := strings.TrimSuffix(w.o.Path, "/") + "/" + string(key) + "data." + w.o.Format
			if p, err = w.open(string(key), name); err != nil {
				return err
			}
		}
		if len(p.sel) == 0 {
			touched = append(touched, p)
		}
		p.sel = append(p.sel, i)
	}
	for _, p := range touched {
		out.Sel = p.sel
		if err := p.w.Write(out); err != nil {
			return err
		}
		p.sel = p.sel[:0]
	}
	return nil
}

// partition names a directory: column=value.
func partition(name string, t types.Type, d types.Datum) string {
	text := hiveNull
	if !d.Null {
		text = url.PathEscape(string(types.AppendText(nil, t, d, types.DefaultStyle)))
	}
	return url.PathEscape(name) + "=" + text
}

// Finish closes all files; when one fails, those already stored are removed.
func (w *copyWriter) Finish(context.Context) error {
	keys := make([]string, 0, len(w.parts))
	for k := range w.parts {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	for n, k := range keys {
		p := w.parts[k]
		err := p.w.Close()
		_ = p.pipe.CloseWithError(err)
		if put := <-p.done; err == nil {
			err = put
		}
		delete(w.parts, k)
		if err != nil {
			w.remove(keys[:n])
			return fmt.Errorf("writing %s: %w", path.Base(p.path), err)
		}
	}
	return nil
}

// remove deletes files that were stored before another one failed.
func (w *copyWriter) remove(keys []string) {
	for _, k := range keys {
		name := w.o.Path
		if k != "" {
			name = strings.TrimSuffix(w.o.Path, "/") + "/" + k + "data." + w.o.Format
		}
		_ = w.store.Delete(context.WithoutCancel(w.ctx), name)
	}
}

// Abort gives up all files that are not finished.
func (w *copyWriter) Abort() {
	for _, p := range w.parts {
		_ = p.pipe.CloseWithError(context.Canceled)
		<-p.done
	}
	w.parts = map[string]*part{}
}
