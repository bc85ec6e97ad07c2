package textfile

import (
	"io"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/table"
)

// CSVWriterOptions tune a CSVWriter. The zero value writes commas, quotes where needed
// and no header.
type CSVWriterOptions struct {
	Delim      byte // ',' unless set
	Quote      byte // '"' unless set
	Escape     byte // the quote unless set
	Header     bool
	Null       string
	ForceQuote bool // quote every value that is not NULL
	Style      *types.Style
}

// CSVWriter writes batches as delimited text.
type CSVWriter struct {
	w    io.Writer
	cols []table.Column
	o    CSVWriterOptions
	buf  []byte
	cell []byte
	Rows int64
}

const flushBytes = 256 << 10

// NewCSVWriter begins delimited text with the given columns.
func NewCSVWriter(w io.Writer, cols []table.Column, o CSVWriterOptions) *CSVWriter {
	if o.Delim == 0 {
		o.Delim = ','
	}
	if o.Quote == 0 {
		o.Quote = '"'
	}
	if o.Escape == 0 {
		o.Escape = o.Quote
	}
	x := &CSVWriter{w: w, cols: cols, o: o}
	if o.Header {
		for i, c := range cols {
			if i > 0 {
				x.buf = append(x.buf, o.Delim)
			}
			x.put([]byte(c.Name))
		}
		x.buf = append(x.buf, '\n')
	}
	return x
}

// Write appends the live rows of a batch.
func (x *CSVWriter) Write(b *vec.Batch) error {
	n := b.Live()
	for k := range n {
		i := k
		if b.Sel != nil {
			i = int(b.Sel[k])
		}
		for c, v := range b.Cols {
			if c > 0 {
				x.buf = append(x.buf, x.o.Delim)
			}
			d := v.Datum(i)
			if d.Null {
				x.buf = append(x.buf, x.o.Null...)
				continue
			}
			x.cell = types.AppendText(x.cell[:0], x.cols[c].Type, d, x.o.Style)
			x.put(x.cell)
		}
		x.buf = append(x.buf, '\n')
		if len(x.buf) >= flushBytes {
			if err := x.flush(); err != nil {
				return err
			}
		}
	}
	x.Rows += int64(n)
	return nil
}

// put appends a value, quoted when it would be read as something else.
func (x *CSVWriter) put(b []byte) {
	if !x.o.ForceQuote && !x.needsQuote(b) {
		x.buf = append(x.buf, b...)
		return
	}
	x.buf = append(x.buf, x.o.Quote)
	for _, c := range b {
		if c == x.o.Quote || c == x.o.Escape {
			x.buf = append(x.buf, x.o.Escape)
		}
		x.buf = append(x.buf, c)
	}
	x.buf = append(x.buf, x.o.Quote)
}

func (x *CSVWriter) needsQuote(b []byte) bool {
	if string(b) == x.o.Null || len(x.cols) == 1 && len(b) == 0 || len(b) == 2 && b[0] == '\\' && b[1] == '.' {
		return true
	}
	for _, c := range b {
		if c == x.o.Delim || c == x.o.Quote || c == '\n' || c == '\r' || c == x.o.Escape {
			return true
		}
	}
	return false
}

func (x *CSVWriter) flush() error {
	_, err := x.w.Write(x.buf)
	x.buf = x.buf[:0]
	return writeError(err)
}

func writeError(err error) error {
	if err == nil || pgerr.CodeOf(err) != "" {
		return err
	}
	return pgerr.Wrap(err, pgerr.IOError, "could not write file: %v", err)
}

// Close writes what is left. It does not close the underlying writer.
func (x *CSVWriter) Close() error { return x.flush() }
