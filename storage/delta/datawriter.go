package delta

import (
	"context"
	"io"
	"strings"
	"time"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/parquetfile"
	"github.com/tarndb/tarn/storage/table"
)

// WriterOptions say what a DataWriter writes.
type WriterOptions struct {
	Store       object.Store
	Root        string         // of the table
	Columns     []table.Column // of the table and of the batches
	PartitionBy []int          // columns that partition, in the order of the directories
	TargetBytes int64          // a file is ended when it has reached this; 128 MiB unless set
	Parquet     parquetfile.WriterOptions
	MaxOpen     int // partitions written at the same time, 64 unless set
}

// DataWriter turns batches into data files. It does not touch the log: the files count
// when a commit adds them.
type DataWriter struct {
	ctx    context.Context
	opt    WriterOptions
	stored []table.Column // of the data files: those that do not partition
	from   []int          // their columns in a batch
	conv   []*vecConv     // by stored column, nil for none
	parts  []partColumn
	open   map[string]*dataFile
	use    int64
	adds   []*Add
	rows   int64
	bytes  int64
	paths  []string // of everything written, for Abort
	err    error
	batch  vec.Batch
	vecs   []vec.Vec
}

// partColumn is a column that partitions.
type partColumn struct {
	col    int
	name   string
	stored types.Type
	fn     convFunc
}

// dataFile is one file on its way into the store.
type dataFile struct {
	rel    string
	values []Pair
	w      *parquetfile.Writer
	pipe   *io.PipeWriter
	sent   int64
	done   chan error
	used   int64
}

const (
	defaultTarget    = 128 << 20
	defaultOpen      = 64
	partitionedGroup = 16 << 20 // bytes of a row group while many partitions are open
)

// NewDataWriter begins to write data files.
func NewDataWriter(ctx context.Context, opt WriterOptions) (*DataWriter, error) {
	if opt.TargetBytes <= 0 {
		opt.TargetBytes = defaultTarget
	}
	if opt.MaxOpen <= 0 {
		opt.MaxOpen = defaultOpen
	}
	if len(opt.PartitionBy) > 0 && opt.Parquet.RowGroupBytes <= 0 {
		opt.Parquet.RowGroupBytes = partitionedGroup
	}
	stored, err := StoredColumns(opt.Columns)
	if err != nil {
		return nil, err
	}
	w := &DataWriter{ctx: ctx, opt: opt, open: map[string]*dataFile{}}
	isPart := map[int]bool{}
	for _, c := range opt.PartitionBy {
		isPart[c] = true
		fn, ok := datumConv(opt.Columns[c].Type, stored[c].Type)
		if !ok || stored[c].Type.IsArray() || hasParts(stored[c].Type) || stored[c].Type.OID == types.Map {
			return nil, pgerr.Unsupported("partitioning by a column of type %s", opt.Columns[c].Type)
		}
		w.parts = append(w.parts, partColumn{c, opt.Columns[c].Name, stored[c].Type, fn})
	}
	for i, c := range stored {
		if isPart[i] {
			continue
		}
		fn, ok := datumConv(opt.Columns[i].Type, c.Type)
		if !ok {
			return nil, pgerr.Unsupported("columns of type %s in Delta tables", opt.Columns[i].Type)
		}
		label := fn == nil && opt.Columns[i].Type.Phys() == c.Type.Phys()
		w.stored, w.from = append(w.stored, c), append(w.from, i)
		w.conv = append(w.conv, &vecConv{to: c.Type, label: label, fn: fn})
	}
	if len(w.stored) == 0 {
		return nil, pgerr.New(pgerr.InvalidTableDefinition, "a table needs a column that does not partition it")
	}
	w.vecs = make([]vec.Vec, len(w.stored))
	return w, nil
}

// Write takes the live rows of a batch.
func (w *DataWriter) Write(b *vec.Batch) error {
	if w.err == nil {
		w.err = w.write(b)
	}
	return w.err
}

func (w *DataWriter) write(b *vec.Batch) error {
	if b.Live() == 0 {
		return nil
	}
	w.batch = vec.Batch{N: b.N, Sel: b.Sel}
	for i, c := range w.from {
		v := &w.vecs[i]
		*v = *b.Cols[c]
		if err := w.checkNulls(v, c, b); err != nil {
			return err
		}
		if err := w.convert(v, i, b); err != nil {
			return err
		}
		w.batch.Cols = append(w.batch.Cols, v)
	}
	w.rows += int64(b.Live())
	if len(w.parts) == 0 {
		return w.send("", nil, &w.batch)
	}
	return w.partition(b)
}

func (w *DataWriter) checkNulls(v *vec.Vec, col int, b *vec.Batch) error {
	if !w.opt.Columns[col].NotNull || !v.MayHaveNulls() {
		return nil
	}
	for k := range b.Live() {
		i := k
		if b.Sel != nil {
			i = int(b.Sel[k])
		}
		if v.IsNull(i) {
			return pgerr.New(pgerr.NotNullViolation, "null value in column \"%s\" violates not-null constraint", w.opt.Columns[col].Name)
		}
	}
	return nil
}

// convert makes a vector what data files hold.
func (w *DataWriter) convert(v *vec.Vec, i int, b *vec.Batch) error {
	c := w.conv[i]
	phys, scale := v.Phys, v.Scale
	if v.Form == vec.Dict {
		phys, scale = v.Values.Phys, v.Values.Scale
	}
	want := c.to.Phys()
	digits, fixed := c.to.FixedScale()
	if fixed {
		want = types.PI64
	}
	if c.to.OID == types.Numeric && (phys != want || fixed && int(scale) != digits) {
		other := &vecConv{to: c.to, fn: numericConv(false, c.to)} // a numeric in its other form
		return other.apply(v, b.Sel, b.N)
	}
	if c.label && sameType(v.Type, c.to) {
		return nil
	}
	return c.apply(v, b.Sel, b.N)
}

// partition sends the rows of each partition to its file.
func (w *DataWriter) partition(b *vec.Batch) error {
	type group struct {
		values []Pair
		sel    []uint16
	}
	groups, order := map[string]*group{}, []string{}
	var key strings.Builder
	values := make([]Pair, len(w.parts))
	for k := range b.Live() {
		i := k
		if b.Sel != nil {
			i = int(b.Sel[k])
		}
		key.Reset()
		for p := range w.parts {
			v, err := w.parts[p].value(b, i)
			if err != nil {
				return err
			}
			values[p] = v
			key.WriteString(v.dir())
			key.WriteByte('/')
		}
		g := groups[key.String()]
		if g == nil {
			g = &group{values: append([]Pair(nil), values...)}
			groups[key.String()] = g
			order = append(order, key.String())
		}
		g.sel = append(g.sel, uint16(i))
	}
	for _, k := range order {
		part := w.batch
		part.Sel = groups[k].sel
		if err := w.send(k, groups[k].values, &part); err != nil {
			return err
		}
	}
	return nil
}

// value is the partition value of a row.
func (p *partColumn) value(b *vec.Batch, row int) (Pair, error) {
	d := b.Cols[p.col].Datum(row)
	if p.fn != nil && !d.Null {
		var err error
		if d, err = p.fn(d); err != nil {
			return Pair{}, err
		}
	}
	v, err := partitionText(p.stored, d)
	v.Key, v.Value = p.name, strings.Clone(v.Value)
	return v, err
}

// dir is the directory of a partition value.
func (p *Pair) dir() string {
	if p.Null {
		return escapeHive(p.Key) + "=" + hiveNull
	}
	return escapeHive(p.Key) + "=" + escapeHive(p.Value)
}

// send writes rows to the file of a partition.
func (w *DataWriter) send(dir string, values []Pair, b *vec.Batch) error {
	f := w.open[dir]
	if f == nil {
		if len(w.open) >= w.opt.MaxOpen {
			if err := w.closeOldest(); err != nil {
				return err
			}
		}
		var err error
		if f, err = w.begin(dir, values); err != nil {
			return err
		}
	}
	w.use++
	f.used = w.use
	if err := f.w.Write(b); err != nil {
		return err
	}
	if f.sent >= w.opt.TargetBytes {
		return w.end(dir, f)
	}
	return nil
}

func (w *DataWriter) closeOldest() error {
	oldest := ""
	for k, f := range w.open {
		if o := w.open[oldest]; o == nil || f.used < o.used {
			oldest = k
		}
	}
	return w.end(oldest, w.open[oldest])
}

// begin opens a file of a fresh name.
func (w *DataWriter) begin(dir string, values []Pair) (*dataFile, error) {
	r, pipe := io.Pipe()
	f := &dataFile{rel: dir + "part-" + NewUUID() + ".parquet", values: values, pipe: pipe, done: make(chan error, 1)}
	path := join(w.opt.Root, f.rel)
	w.paths = append(w.paths, path)
	go func() {
		_, err := w.opt.Store.Put(w.ctx, path, r, object.PutCond{IfAbsent: true})
		r.CloseWithError(err)
		f.done <- err
	}()
	w.open[dir] = f
	var err error
	f.w, err = parquetfile.NewWriter(f, w.stored, w.opt.Parquet)
	return f, err
}

// Write passes bytes on to the store.
func (f *dataFile) Write(b []byte) (int, error) {
	n, err := f.pipe.Write(b)
	f.sent += int64(n)
	return n, err
}

// end finishes a file and makes its action.
func (w *DataWriter) end(dir string, f *dataFile) error {
	if err := f.w.Close(); err != nil {
		return err
	}
	delete(w.open, dir)
	f.pipe.Close()
	if err := <-f.done; err != nil {
		return err
	}
	st := f.w.Stats()
	w.bytes += st.Bytes
	w.adds = append(w.adds, &Add{Path: escapePath(f.rel), PartitionValues: f.values, Size: st.Bytes,
		ModificationTime: time.Now().UnixMilli(), DataChange: true, Stats: statsJSON(w.stored, st)})
	return nil
}

// Close finishes all files and gives the actions that add them, in the order they were
// finished. After an error the caller calls Abort.
func (w *DataWriter) Close() ([]*Add, error) {
	for w.err == nil && len(w.open) > 0 {
		w.err = w.closeOldest()
	}
	return w.adds, w.err
}

// Rows is the number of rows written so far.
func (w *DataWriter) Rows() int64 { return w.rows }

// Bytes is the size of the files finished so far.
func (w *DataWriter) Bytes() int64 { return w.bytes }

// Abort gives up what is being written and deletes what was. What cannot be deleted is an
// orphan that vacuum finds.
func (w *DataWriter) Abort() {
	for dir, f := range w.open {
		f.pipe.CloseWithError(context.Canceled)
		<-f.done
		delete(w.open, dir)
	}
	for _, p := range w.paths {
		_ = w.opt.Store.Delete(context.WithoutCancel(w.ctx), p)
	}
	w.adds, w.paths = nil, nil
	if w.err == nil {
		w.err = pgerr.New(pgerr.InternalError, "the data writer was aborted")
	}
}
