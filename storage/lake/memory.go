package lake

import (
	"context"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/column"
	"github.com/tarndb/tarn/storage/delta"
	"github.com/tarndb/tarn/storage/table"
)

// segmentRows is the most rows of a segment, and of a split.
const segmentRows = 32 * vec.Size

// segment is a run of rows in memory, immutable.
type segment struct {
	cols  []*column.Data
	rows  int
	bytes int64
}

// rowList is a sequence of rows in memory. It is immutable: adding gives a new one that
// shares the old one's segments, of which neighbours are merged like the digits of a
// binary counter, so that adding rows one by one stays cheap to do and to read.
type rowList struct {
	cols  []table.Column
	segs  []*segment
	rows  int
	bytes int64
}

// segmentOf copies the live rows lo to hi of batches into a segment.
func segmentOf(cols []table.Column, parts ...func(*rowBuilder)) *segment {
	b := newRowBuilder(cols, 0)
	for _, p := range parts {
		p(b)
	}
	return b.build()
}

// rowBuilder gathers rows for a segment.
type rowBuilder struct {
	cols []*column.Builder
	rows int
}

func newRowBuilder(cols []table.Column, hint int) *rowBuilder {
	b := &rowBuilder{cols: make([]*column.Builder, len(cols))}
	for i, c := range cols {
		b.cols[i] = column.NewBuilder(c.Type, hint)
	}
	return b
}

// add copies rows of a batch: those of sel, or all n.
func (b *rowBuilder) add(cols []*vec.Vec, n int, sel []uint16) {
	for i := range b.cols {
		b.cols[i].Append(cols[i], n, sel)
	}
	if sel != nil {
		n = len(sel)
	}
	b.rows += n
}

// addAll copies all rows of a segment.
func (b *rowBuilder) addAll(s *segment) {
	vs := make([]*vec.Vec, len(s.cols))
	for at := 0; at < s.rows; at += vec.Size {
		n := min(vec.Size, s.rows-at)
		for i, c := range s.cols {
			vs[i] = &vec.Vec{}
			c.Slice(at, n, vs[i])
		}
		b.add(vs, n, nil)
	}
}

func (b *rowBuilder) build() *segment {
	s := &segment{rows: b.rows, cols: make([]*column.Data, len(b.cols))}
	for i := range b.cols {
		s.cols[i] = b.cols[i].Build()
		s.bytes += s.cols[i].Bytes()
	}
	return s
}

// add gives the list with a segment more at its end.
func (l *rowList) add(s *segment) *rowList {
	if s.rows == 0 {
		return l
	}
	out := &rowList{cols: l.cols, rows: l.rows + s.rows, segs: append([]*segment(nil), l.segs...)}
	for n := len(out.segs); n > 0; n = len(out.segs) {
		last := out.segs[n-1]
		if last.rows > 2*s.rows || last.rows+s.rows > segmentRows {
			break
		}
		s = segmentOf(l.cols, func(b *rowBuilder) { b.addAll(last) }, func(b *rowBuilder) { b.addAll(s) })
		out.segs = out.segs[:n-1]
	}
	out.segs = append(out.segs, s)
	for _, s := range out.segs {
		out.bytes += s.bytes
	}
	return out
}

// addChunk gives the list with a chunk of the row buffer more.
func (l *rowList) addChunk(c *catalog.Chunk) (*rowList, error) {
	b, err := decodeRows(c.Data, l.cols)
	if err != nil {
		return nil, err
	}
	if b.N != c.Rows {
		return nil, errRows()
	}
	return l.add(segmentOf(l.cols, func(rb *rowBuilder) { addLong(rb, b) })), nil
}

// addLong adds a batch that may be longer than vec.Size.
func addLong(rb *rowBuilder, b *vec.Batch) { rb.add(b.Cols, b.N, nil) }

// memTable shows a rowList without the deleted rows. first is the position of its first
// row where positions count several lists.
type memTable struct {
	name    string
	list    *rowList
	first   uint64
	deleted *delta.Bitmap
	ids     bool // two more columns: file and pos
	file    int32
}

// Name is for EXPLAIN.
func (t *memTable) Name() string { return t.name }

// Columns lists the columns.
func (t *memTable) Columns() []table.Column {
	if t.ids {
		return withIDs(t.list.cols)
	}
	return t.list.cols
}

// withIDs adds the two columns that identify a row.
func withIDs(cols []table.Column) []table.Column {
	return append(cols[:len(cols):len(cols)], table.Column{Name: "file", Type: types.T(types.Int4), NotNull: true},
		table.Column{Name: "pos", Type: types.T(types.Int8), NotNull: true})
}

// Stats gives the number of rows and bytes.
func (t *memTable) Stats(context.Context) (*table.Stats, error) {
	n := int64(t.list.rows)
	if t.deleted != nil {
		n = 0
		for at := range t.splits() {
			n += at.Rows()
		}
	}
	return &table.Stats{Rows: n, Bytes: t.list.bytes}, nil
}

func (t *memTable) splits() func(yield func(*memSplit) bool) {
	return func(yield func(*memSplit) bool) {
		first := t.first
		for _, s := range t.list.segs {
			if !yield(&memSplit{t: t, s: s, first: first}) {
				return
			}
			first += uint64(s.rows)
		}
	}
}

// Splits gives one split a segment.
func (t *memTable) Splits(context.Context, []table.Pred) ([]table.Split, error) {
	var out []table.Split
	for s := range t.splits() {
		out = append(out, s)
	}
	return out, nil
}

type memSplit struct {
	t     *memTable
	s     *segment
	first uint64
}

// Rows counts the live rows.
func (s *memSplit) Rows() int64 {
	if s.t.deleted == nil {
		return int64(s.s.rows)
	}
	n, buf := int64(0), make([]uint16, 0, vec.Size)
	for at := 0; at < s.s.rows; at += vec.Size {
		k := min(vec.Size, s.s.rows-at)
		sel, all := s.t.deleted.Live(buf, s.first+uint64(at), k)
		if all {
			n += int64(k)
		} else {
			n += int64(len(sel))
		}
	}
	return n
}

// Range knows nothing.
func (s *memSplit) Range(int) (min, max types.Datum, ok bool) { return types.Null, types.Null, false }

// Open starts reading.
func (s *memSplit) Open(ctx context.Context, cols []int, _ []table.Pred, _ *table.Metrics) (table.Reader, error) {
	return &memReader{ctx: ctx, split: s, cols: cols, out: make([]vec.Vec, len(cols))}, nil
}

type memReader struct {
	ctx   context.Context
	split *memSplit
	cols  []int
	at, n int
	sel   []uint16 // live rows, nil: all
	buf   []uint16
	tmp   vec.Vec
	out   []vec.Vec // gathered columns: what Read is given may point at another's memory
}

// Next moves to the next batch with a live row.
func (r *memReader) Next() (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, pgerr.From(err)
	}
	for {
		r.at += r.n
		r.n = min(vec.Size, r.split.s.rows-r.at)
		if r.n == 0 {
			return 0, nil
		}
		r.sel = nil
		d := r.split.t.deleted
		if d == nil {
			return r.n, nil
		}
		sel, all := d.Live(r.buf[:0], r.split.first+uint64(r.at), r.n)
		if all {
			return r.n, nil
		}
		r.buf, r.sel = sel, sel
		if len(sel) > 0 {
			return len(sel), nil
		}
	}
}

// Read lends out a column, or gathers its live rows.
func (r *memReader) Read(i int, _ []uint16, dst *vec.Vec) error {
	c := r.cols[i]
	if n := len(r.split.t.list.cols); c >= n {
		r.readID(c-n, &r.out[i])
		*dst = r.out[i]
		return nil
	}
	if r.sel == nil {
		r.split.s.cols[c].Slice(r.at, r.n, dst)
		return nil
	}
	r.split.s.cols[c].Slice(r.at, r.n, &r.tmp)
	vec.Take(&r.out[i], &r.tmp, r.sel)
	*dst = r.out[i]
	return nil
}

// readID makes the file or pos column.
func (r *memReader) readID(which int, dst *vec.Vec) {
	if which == 0 {
		*dst = *vec.NewConst(types.T(types.Int4), types.NewInt(int64(r.split.t.file)))
		return
	}
	first := int64(r.split.first) + int64(r.at)
	n := r.n
	if r.sel != nil {
		n = len(r.sel)
	}
	dst.Reset(types.T(types.Int8), types.PI64, n)
	for k := range n {
		dst.I64[k] = first + int64(k)
		if r.sel != nil {
			dst.I64[k] = first + int64(r.sel[k])
		}
	}
}

// Close does nothing.
func (r *memReader) Close() {}
