package copyfmt

import (
	"bytes"
	"fmt"
	"unicode/utf8"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// Format is a format of COPY.
type Format uint8

// Formats.
const (
	Text Format = iota
	CSV
	Binary
)

// HeaderChoice is the HEADER option.
type HeaderChoice uint8

// Choices of HEADER.
const (
	NoHeader HeaderChoice = iota
	SkipHeader
	MatchHeader
)

// Options are those of COPY FROM. The bytes are all set, also where a format has no use
// for them.
type Options struct {
	Format                   Format
	Delimiter, Quote, Escape byte
	Null                     string
	Header                   HeaderChoice
}

// Column is a column of the data.
type Column struct {
	Name    string
	Type    types.Type
	NotNull bool // FORCE_NOT_NULL
	Null    bool // FORCE_NULL
}

// rowBytesMax bounds one row of the input.
const rowBytesMax = vec.MaxString

// Decoder turns COPY data into batches. Feed it, and call Next until it has no more.
type Decoder struct {
	opt   Options
	cols  []Column
	table string
	style *types.Style
	read  []parser

	buf     []byte
	at      int // first byte of buf not yet cut into rows
	last    bool
	ended   bool // the end marker was seen
	extra   bool // and something came after it
	line    int64
	eol     eol
	special [256]bool // bytes that may end a csv field or begin its quotes
	head    bool      // the header line or the binary header is still to come

	// The rows of the batch: a field is a place in buf, or in esc when escaped is set.
	fields []field
	rows   int
	starts []lineAt
	esc    []byte
	vecs   []vec.Vec
	batch  vec.Batch
}

// field is where a value stands. Its length is -1 for NULL.
type field struct {
	off, n  int32
	escaped bool
	quoted  bool
}

// lineAt is where a row stands in the input.
type lineAt struct {
	line     int64
	off, end int
}

// eol is how lines end, found out from the first one.
type eol uint8

const (
	eolUnknown eol = iota
	eolLF
	eolCR
	eolCRLF
)

// New makes a decoder of rows with the given columns; table is for errors.
func New(opt Options, table string, cols []Column, style *types.Style) *Decoder {
	d := &Decoder{opt: opt, cols: cols, table: table, style: style, vecs: make([]vec.Vec, len(cols))}
	d.head = opt.Header != NoHeader || opt.Format == Binary
	for _, c := range []byte{opt.Delimiter, opt.Quote, '\n', '\r'} {
		d.special[c] = true
	}
	for i := range cols {
		d.read = append(d.read, parserOf(cols[i].Type, style))
		d.batch.Cols = append(d.batch.Cols, &d.vecs[i])
	}
	return d
}

// Feed adds input, which is copied.
func (d *Decoder) Feed(b []byte) {
	if d.ended {
		d.extra = d.extra || len(b) > 0
		return
	}
	if d.at > 0 {
		d.buf = d.buf[:copy(d.buf, d.buf[d.at:])]
		d.at = 0
	}
	d.buf = append(d.buf, b...)
}

// End tells that there is no more input.
func (d *Decoder) End() { d.last = true }

// Ended tells whether the data's own end marker was read.
func (d *Decoder) Ended() bool { return d.ended }

// Next gives the next batch, nil when there is no whole row left: the caller feeds more,
// or is done when it has said End.
func (d *Decoder) Next() (*vec.Batch, error) {
	d.fields, d.starts, d.rows, d.esc = d.fields[:0], d.starts[:0], 0, d.esc[:0]
	var err error
	switch d.opt.Format {
	case Text:
		err = d.cutText()
	case CSV:
		err = d.cutCSV()
	default:
		return d.nextBinary()
	}
	if err != nil && d.rows == 0 {
		return nil, err
	}
	if len(d.buf)-d.at > rowBytesMax {
		return nil, d.tooLong()
	}
	if d.rows == 0 {
		return nil, nil
	}
	if perr := d.parse(); perr != nil { // an error in an earlier row comes first
		return nil, perr
	}
	if err != nil {
		return nil, err
	}
	d.batch.N = d.rows
	return &d.batch, nil
}

func (d *Decoder) tooLong() error {
	return d.where(pgerr.New(pgerr.ProgramLimitExceeded, "a row of COPY data is longer than %d bytes", rowBytesMax), d.line+1, "")
}

// Where describes row i of the last batch for an error that a later step finds.
func (d *Decoder) Where(i int) string {
	if i < 0 || i >= len(d.starts) {
		return "COPY " + d.table
	}
	s := d.starts[i]
	if d.opt.Format == Binary {
		return fmt.Sprintf("COPY %s, line %d", d.table, s.line)
	}
	return fmt.Sprintf("COPY %s, line %d: \"%s\"", d.table, s.line, shown(d.buf[s.off:s.end]))
}

// shownMax is how much of a line or value an error shows, in bytes.
const shownMax = 100

func shown(b []byte) string {
	if len(b) <= shownMax {
		return string(b)
	}
	n := shownMax
	for n > 0 && !utf8.RuneStart(b[n]) {
		n--
	}
	return string(b[:n]) + "..."
}

// Failed gives an error of the input the line that was being read.
func (d *Decoder) Failed(e *pgerr.Error) error { return d.where(e, d.line+1, "") }

func (d *Decoder) where(e *pgerr.Error, line int64, rest string) error {
	c := *e
	c.Where = fmt.Sprintf("COPY %s, line %d%s", d.table, line, rest)
	return &c
}

// lineError is an error of a line as a whole.
func (d *Decoder) lineError(e *pgerr.Error, off, end int) error {
	return d.where(e, d.line, fmt.Sprintf(": \"%s\"", shown(d.buf[off:end])))
}

// value gives the bytes of a field that is not NULL.
func (d *Decoder) value(f *field) []byte {
	if f.escaped {
		return d.esc[f.off : f.off+f.n]
	}
	return d.buf[f.off : f.off+f.n]
}

// endRow checks the fields of a row that was cut. It answers false when the row was the
// header and is to be forgotten.
func (d *Decoder) endRow(first, off, end int) (bool, error) {
	n := len(d.fields) - first
	if d.head {
		d.head = false
		err := error(nil)
		if d.opt.Header == MatchHeader {
			err = d.matchHeader(d.fields[first:], off, end)
		}
		d.fields = d.fields[:first]
		return false, err
	}
	if n == 1 && len(d.cols) == 0 && off == end {
		d.fields, n = d.fields[:first], 0
	}
	switch {
	case n > len(d.cols):
		d.fields = d.fields[:first]
		return false, d.lineError(pgerr.New(pgerr.BadCopyFileFormat, "extra data after last expected column"), off, end)
	case n < len(d.cols): // the values that are there are read first: one of them may be wrong
		for range len(d.cols) - n {
			d.fields = append(d.fields, field{n: -1})
		}
		d.rows++
		d.starts = append(d.starts, lineAt{d.line, off, end})
		return false, d.lineError(pgerr.New(pgerr.BadCopyFileFormat, "missing data for column \"%s\"", d.cols[n].Name), off, end)
	}
	if bytes.IndexByte(d.buf[off:end], 0) >= 0 || !utf8.Valid(d.buf[off:end]) {
		d.fields = d.fields[:first]
		return false, d.where(badUTF8(d.buf[off:end]), d.line, "")
	}
	d.rows++
	d.starts = append(d.starts, lineAt{d.line, off, end})
	return true, nil
}

// badUTF8 names the first bytes that are no text.
func badUTF8(b []byte) *pgerr.Error {
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n == 1 || b[i] == 0 {
			text := ""
			for k := i; k < min(len(b), i+sequence(b[i])); k++ {
				text += fmt.Sprintf(" 0x%02x", b[k])
			}
			return pgerr.New(pgerr.CharacterNotInRepertoire, "invalid byte sequence for encoding \"UTF8\":%s", text)
		}
		i += n
	}
	return pgerr.New(pgerr.CharacterNotInRepertoire, "invalid byte sequence for encoding \"UTF8\"")
}

// sequence is how many bytes a sequence has that begins with b.
func sequence(b byte) int {
	switch {
	case b >= 0xf0 && b < 0xf8:
		return 4
	case b >= 0xe0 && b < 0xf0:
		return 3
	case b >= 0xc0 && b < 0xe0:
		return 2
	}
	return 1
}

func (d *Decoder) matchHeader(fs []field, off, end int) error {
	bad := func(e *pgerr.Error) error { return d.lineError(e, off, end) }
	if len(fs) != len(d.cols) {
		return bad(pgerr.New(pgerr.BadCopyFileFormat, "wrong number of fields in header line: got %d, expected %d", len(fs), len(d.cols)))
	}
	for i := range fs {
		if fs[i].n < 0 {
			return bad(pgerr.New(pgerr.BadCopyFileFormat, "column name mismatch in header line field %d: got null value (\"%s\"), expected \"%s\"",
				i+1, d.opt.Null, d.cols[i].Name))
		}
		if got := string(d.value(&fs[i])); got != d.cols[i].Name {
			return bad(pgerr.New(pgerr.BadCopyFileFormat, "column name mismatch in header line field %d: got \"%s\", expected \"%s\"",
				i+1, got, d.cols[i].Name))
		}
	}
	return nil
}

// finishField decides whether a field is NULL.
func (d *Decoder) finishField(f field, raw []byte) field {
	c := len(d.fields)
	if n := len(d.cols); n > 0 {
		c -= d.rows * n
	}
	null := string(raw) == d.opt.Null
	if d.opt.Format == CSV && c < len(d.cols) && !d.head {
		col := &d.cols[c]
		if null && (f.quoted && !col.Null || col.NotNull) {
			null = false
		}
	}
	if null {
		f.n = -1
	}
	return f
}
