package textfile

import (
	"bytes"
	"context"
	"io"
	"sync/atomic"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/table"
)

// cells is where the cells of a batch lie in the buffer, row by row. A cell that is
// missing or NULL has start -1.
type cells struct {
	width      int // cells per row
	rows       int
	start, end []int32
	rowEnd     int        // a place up to which the present row is known to be complete
	bad        []rowError // rows left out
}

func (c *cells) reset() {
	c.rows, c.rowEnd, c.bad = 0, -1, c.bad[:0]
	if n := c.width * vec.Size; cap(c.start) < n {
		c.start, c.end = make([]int32, n), make([]int32, n)
	}
}

// cellParser appends a cell's value to a vector that has room for it at row i. It
// answers false when the text is no value of the type.
type cellParser func(v *vec.Vec, i int, text []byte) bool

// Rows and buffers are bounded: a row must fit the largest buffer.
const (
	firstBuffer = 1 << 20
	maxRowBytes = 128 << 20
)

type reader struct {
	ctx   context.Context
	s     *split
	m     *table.Metrics
	in    io.ReadCloser
	buf   []byte
	pos   int // first byte of the batch
	used  int // bytes of the batch
	end   int // bytes in buf
	eof   bool
	line  int64 // of the batch's first row
	cells cells
	cols  []readCol
}

// readCol is a requested column.
type readCol struct {
	cell  int // cell of the file's rows, -1 when the file has none
	typ   types.Type
	name  string
	parse cellParser
	v     vec.Vec
	done  bool // v has the present batch
}

func newReader(ctx context.Context, s *split, cols []int, m *table.Metrics) (*reader, error) {
	in, err := openStream(ctx, s.t.store, s.f, s.off, s.end)
	if err != nil {
		return nil, err
	}
	r := &reader{ctx: ctx, s: s, m: m, in: in, line: s.line, cols: make([]readCol, len(cols)), buf: make([]byte, s.t.bufferSize())}
	r.cells.width = s.f.width
	for i, c := range cols {
		col := s.t.cols[c]
		cell := c
		if s.f.index != nil {
			cell = s.f.index[c]
		}
		r.cols[i] = readCol{cell: cell, typ: col.Type, name: col.Name, parse: s.t.format.parser(col.Type)}
	}
	atomic.AddInt64(&m.Requests, 1)
	return r, nil
}

// Next implements table.Reader.
func (r *reader) Next() (int, error) {
	for {
		if err := r.ctx.Err(); err != nil {
			return 0, pgerr.From(err)
		}
		if err := r.advance(); err != nil {
			return 0, err
		}
		if r.cells.rows == 0 {
			return 0, nil
		}
		for i := range r.cols {
			r.cols[i].done = false
		}
		if r.s.t.skipBad {
			r.dropBad()
		}
		if r.cells.rows > 0 {
			return r.cells.rows, nil
		}
	}
}

// advance cuts the next rows, filling and growing the buffer as needed.
func (r *reader) advance() error {
	r.line += int64(bytes.Count(r.buf[r.pos:r.pos+r.used], []byte{'\n'}))
	r.pos += r.used
	r.used = 0
	want := r.s.t.bufferSize() / 2
	for {
		if !r.eof && r.end-r.pos < want {
			if err := r.fill(); err != nil {
				return err
			}
		}
		r.cells.reset()
		used, err := r.s.t.format.cut(r.buf[r.pos:r.end], r.eof, &r.cells)
		r.used = used
		if err != nil {
			if e, ok := err.(*rowError); ok {
				return r.badRow(e)
			}
			return err
		}
		for _, b := range r.cells.bad {
			r.report(b.at, b.reason)
		}
		if r.cells.rows > 0 || r.eof && r.used == r.end-r.pos {
			return nil
		}
		if used > 0 { // nothing but blank or bad lines
			r.line += int64(bytes.Count(r.buf[r.pos:r.pos+used], []byte{'\n'}))
			r.pos += used
			r.used = 0
			continue
		}
		want = r.end - r.pos + 1
	}
}

// fill reads as much as the buffer holds, making it larger when it is full.
func (r *reader) fill() error {
	if r.pos > 0 {
		r.end = copy(r.buf, r.buf[r.pos:r.end])
		r.pos = 0
	}
	if r.end == len(r.buf) {
		if len(r.buf) >= maxRowBytes {
			return pgerr.New(pgerr.ProgramLimitExceeded, "line %d of file %q is longer than %d bytes", r.line, r.s.f.info.Path, maxRowBytes)
		}
		r.buf = append(r.buf, make([]byte, len(r.buf))...)
	}
	n, err := io.ReadFull(r.in, r.buf[r.end:])
	r.end += n
	atomic.AddInt64(&r.m.BytesRead, int64(n))
	switch err {
	case nil:
		return nil
	case io.EOF, io.ErrUnexpectedEOF:
		r.eof = true
		return nil
	}
	return streamError(r.s.f, err)
}

// Read implements table.Reader.
func (r *reader) Read(i int, sel []uint16, dst *vec.Vec) error {
	c := &r.cols[i]
	if !c.done {
		if err := r.parse(c); err != nil {
			return err
		}
		c.done = true
	}
	*dst = c.v
	return nil
}

// parse turns a column's cells into values.
func (r *reader) parse(c *readCol) error {
	n := r.cells.rows
	prepare(&c.v, c.typ, n)
	text := r.buf[r.pos : r.pos+r.used]
	alias := r.s.t.format.aliases(c.typ)
	if alias {
		c.v.Buf = text
	}
	for i := range n {
		if c.cell < 0 {
			c.v.SetNull(i, n)
			continue
		}
		at := i*r.cells.width + c.cell
		if r.cells.start[at] < 0 {
			c.v.SetNull(i, n)
			continue
		}
		if alias {
			c.v.Refs[i] = vec.MakeRef(int(r.cells.start[at]), int(r.cells.end[at]-r.cells.start[at]))
			continue
		}
		cell := text[r.cells.start[at]:r.cells.end[at]]
		if !c.parse(&c.v, i, cell) {
			return r.badCell(c, int(r.cells.start[at]), cell)
		}
	}
	return nil
}

// dropBad leaves out rows with a cell that is no value of its column.
func (r *reader) dropBad() {
	keep := 0
	var v vec.Vec
	w := r.cells.width
	text := r.buf[r.pos : r.pos+r.used]
	for row := range r.cells.rows {
		ok := true
		for i := range r.s.t.cols {
			cell := i
			if r.s.f.index != nil {
				cell = r.s.f.index[i]
			}
			if cell < 0 || r.cells.start[row*w+cell] < 0 {
				continue
			}
			prepare(&v, r.s.t.cols[i].Type, 1)
			from, to := r.cells.start[row*w+cell], r.cells.end[row*w+cell]
			if !r.s.t.format.parser(r.s.t.cols[i].Type)(&v, 0, text[from:to]) {
				ok = false
				r.report(int(from), "invalid value for column \""+r.s.t.cols[i].Name+"\"")
				break
			}
		}
		if ok {
			copy(r.cells.start[keep*w:(keep+1)*w], r.cells.start[row*w:(row+1)*w])
			copy(r.cells.end[keep*w:(keep+1)*w], r.cells.end[row*w:(row+1)*w])
			keep++
		}
	}
	r.cells.rows = keep
}

func (r *reader) report(at int, reason string) {
	if r.s.t.onBad != nil {
		r.s.t.onBad(r.s.f.info.Path, r.lineAt(at), reason)
	}
}

// lineAt gives the line of a byte of the batch.
func (r *reader) lineAt(at int) int64 {
	at = min(r.pos+at, r.end)
	return r.line + int64(bytes.Count(r.buf[r.pos:at], []byte{'\n'}))
}

// rowError is a row that cannot be cut into cells.
type rowError struct {
	at     int // byte where the row begins
	reason string
}

func (e *rowError) Error() string { return e.reason }

func (r *reader) badRow(e *rowError) error {
	return pgerr.New(pgerr.BadCopyFileFormat, "line %d of file %q: %s", r.lineAt(e.at), r.s.f.info.Path, e.reason).
		WithHint("Use ignore_errors to leave out rows that do not fit.")
}

func (r *reader) badCell(c *readCol, at int, cell []byte) error {
	return pgerr.New(pgerr.InvalidTextRepresentation, "line %d of file %q: invalid input for column %q of type %s: \"%s\"",
		r.lineAt(at), r.s.f.info.Path, c.name, c.typ, clip(cell)).
		WithHint("Use all_varchar, a larger sample_size or columns to give the column another type.")
}

func clip(b []byte) string {
	if len(b) > 60 {
		return string(b[:60]) + "..."
	}
	return string(b)
}

// Close implements table.Reader.
func (r *reader) Close() {
	if r.in != nil {
		r.in.Close()
		r.in = nil
	}
}
