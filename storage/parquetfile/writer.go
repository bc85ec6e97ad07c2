package parquetfile

import (
	"fmt"
	"io"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
	decoded "github.com/tarndb/tarn/storage/column"
	"github.com/tarndb/tarn/storage/table"
)

// Layout says what a written file is made for.
type Layout uint8

const (
	// Fast is for our own reader first: delta-packed integers without compression on
	// top, dictionaries wherever they pay, compression only for strings and what shrinks.
	Fast Layout = iota
	// Neutral is what every reader of the format knows well: plain values and
	// dictionaries, all compressed, version 1 pages.
	Neutral
)

// WriterOptions tune a Writer. The zero value is the Fast layout with its defaults.
type WriterOptions struct {
	Layout        Layout
	Codec         string   // "snappy" (default), "zstd", "gzip", "lz4_raw" or "none"
	RowGroupRows  int      // 122,880 unless set
	RowGroupBytes int64    // a row group is cut before it holds more, 256 MiB unless set
	PageRows      int      // 20,480 unless set
	Bloom         []string // columns that get a bloom filter
	KeyValues     map[string]string
}

// FileStats describes a written file.
type FileStats struct {
	Rows  int64
	Bytes int64
	Cols  []table.ColStats // by column; ranges only of columns that have an order
	NaN   []bool           // by column: there are NaNs, which are outside the range
}

// Writer writes batches as a Parquet file. It holds one row group in memory.
type Writer struct {
	w      io.Writer
	cols   []table.Column
	roots  []*wnode
	leaves []*leafWriter
	opt    WriterOptions
	codec  int8
	off    int64
	rows   []*decoded.Builder
	held   int
	bytes  int64
	groups []writtenGroup
	total  int64
	err    error
}

// writtenGroup is a row group as the footer will tell it.
type writtenGroup struct {
	rows   int64
	bytes  int64
	chunks []*writtenChunk
}

// NewWriter begins a file with the given columns.
func NewWriter(w io.Writer, cols []table.Column, opt WriterOptions) (*Writer, error) {
	opt.defaults()
	codec, err := codecByName(opt.Codec)
	if err != nil {
		return nil, err
	}
	x := &Writer{w: w, cols: cols, opt: opt, codec: codec}
	bloom := map[string]bool{}
	for _, b := range opt.Bloom {
		bloom[b] = true
	}
	for _, c := range cols {
		rep := optional
		if c.NotNull {
			rep = required
		}
		n := writeNode(c.Name, c.Type, rep)
		x.roots = append(x.roots, n)
		x.addLeaves(n, nil, 0, 0, bloom[c.Name])
		x.rows = append(x.rows, decoded.NewBuilder(c.Type, opt.RowGroupRows))
	}
	if len(x.leaves) == 0 {
		return nil, pgerr.New(pgerr.FeatureNotSupported, "a Parquet file needs at least one column")
	}
	return x, x.write(magic)
}

func (o *WriterOptions) defaults() {
	if o.RowGroupRows <= 0 {
		o.RowGroupRows = 60 * vec.Size
	}
	if o.RowGroupBytes <= 0 {
		o.RowGroupBytes = 256 << 20
	}
	if o.PageRows <= 0 {
		o.PageRows = 10 * vec.Size
	}
}

func codecByName(name string) (int8, error) {
	switch name {
	case "", "snappy":
		return codecSnappy, nil
	case "zstd":
		return codecZstd, nil
	case "gzip":
		return codecGzip, nil
	case "lz4_raw", "lz4":
		return codecLZ4Raw, nil
	case "none", "uncompressed":
		return codecNone, nil
	}
	return 0, pgerr.New(pgerr.InvalidParameterValue, "unknown compression %q for Parquet files", name)
}

// addLeaves sets levels below a node and makes writers of its primitives.
func (x *Writer) addLeaves(n *wnode, path []string, def, rep int, bloom bool) {
	path = append(path[:len(path):len(path)], n.name)
	if n.rep != required {
		def++
	}
	if n.rep == repeated {
		rep++
	}
	n.def, n.repl = def, rep
	if n.phys >= 0 {
		x.leaves = append(x.leaves, &leafWriter{node: n, path: path, bloom: bloom && len(path) == 1})
		n.leaf = x.leaves[len(x.leaves)-1]
		return
	}
	for _, k := range n.kids {
		x.addLeaves(k, path, def, rep, false)
	}
}

// Write appends the live rows of a batch.
func (x *Writer) Write(b *vec.Batch) error {
	if x.err != nil {
		return x.err
	}
	if len(b.Cols) != len(x.cols) {
		return fmt.Errorf("batch of %d columns for a file of %d", len(b.Cols), len(x.cols))
	}
	if x.held+b.Live() > x.opt.RowGroupRows {
		if x.err = x.flush(); x.err != nil {
			return x.err
		}
	}
	for i, v := range b.Cols {
		x.rows[i].Append(v, b.N, b.Sel)
		x.bytes += batchBytes(v, b.Live())
	}
	x.held += b.Live()
	if x.bytes >= x.opt.RowGroupBytes {
		x.err = x.flush()
	}
	return x.err
}

// batchBytes guesses what n rows of a vector take, close enough to bound memory.
func batchBytes(v *vec.Vec, n int) int64 {
	if v.Phys != types.PStr {
		return 8 * int64(n)
	}
	sum := int64(8 * n)
	if v.Form == vec.Flat {
		for _, r := range v.Refs {
			sum += int64(r.Len())
		}
		return sum
	}
	return sum + 16*int64(n)
}

func (x *Writer) write(b []byte) error {
	n, err := x.w.Write(b)
	x.off += int64(n)
	if pgerr.CodeOf(err) != "" {
		return err // where it goes knows best
	}
	if err != nil {
		return pgerr.Wrap(err, pgerr.IOError, "could not write Parquet file: %v", err)
	}
	return nil
}

// flush writes the rows held as a row group.
func (x *Writer) flush() error {
	if x.held == 0 {
		return nil
	}
	g := writtenGroup{rows: int64(x.held)}
	start := x.off
	for i, n := range x.roots {
		d := x.rows[i].Build()
		if err := x.load(n, d); err != nil {
			return err
		}
		if err := x.flushLeaves(n, &g); err != nil {
			return err
		}
	}
	if err := x.writeBlooms(&g); err != nil {
		return err
	}
	g.bytes = x.off - start
	x.groups = append(x.groups, g)
	x.total += g.rows
	x.held, x.bytes = 0, 0
	return nil
}

// load gives a column's values to the writers of its leaves.
func (x *Writer) load(n *wnode, d *decoded.Data) error {
	var v vec.Vec
	d.Slice(0, d.Rows(), &v)
	if n.phys >= 0 {
		return n.leaf.loadFlat(&v, d.Rows())
	}
	n.reset()
	for i := range d.Rows() {
		if err := n.shred(v.Datum(i), 0, 0); err != nil {
			return err
		}
	}
	return nil
}

func (x *Writer) flushLeaves(n *wnode, g *writtenGroup) error {
	if n.phys < 0 {
		for _, k := range n.kids {
			if err := x.flushLeaves(k, g); err != nil {
				return err
			}
		}
		return nil
	}
	c, err := n.leaf.encode(x)
	if err != nil {
		return err
	}
	g.chunks = append(g.chunks, c)
	return nil
}

// Close writes what is held and the footer. It does not close the underlying writer.
func (x *Writer) Close() error {
	if x.err != nil {
		return x.err
	}
	if x.err = x.flush(); x.err != nil {
		return x.err
	}
	if x.err = x.writeIndexes(); x.err != nil {
		return x.err
	}
	x.err = x.writeFooter()
	if x.err == nil {
		x.err = fmt.Errorf("the Parquet writer is closed")
		return nil
	}
	return x.err
}

// Stats describes the file once it is closed.
func (x *Writer) Stats() *FileStats {
	s := &FileStats{Rows: x.total, Bytes: x.off, Cols: make([]table.ColStats, len(x.cols)), NaN: make([]bool, len(x.cols))}
	for i, n := range x.roots {
		if n.phys < 0 {
			s.Cols[i].Nulls = -1
			continue
		}
		bounded := true
		for g := range x.groups {
			for _, c := range x.groups[g].chunks {
				if c.leaf == n.leaf {
					bounded = c.addStats(&s.Cols[i]) && bounded
					s.NaN[i] = s.NaN[i] || c.bounds.nan
				}
			}
		}
		s.Cols[i].HasRange = s.Cols[i].HasRange && bounded
		s.Cols[i].NDV = min(s.Cols[i].NDV, float64(x.total))
	}
	return s
}
