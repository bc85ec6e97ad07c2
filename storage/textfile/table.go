package textfile

import (
	"context"

	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/table"
)

// format cuts input into rows and cells, and says how cells become values.
type format interface {
	// cut finds the rows of buf, at most vec.Size, and gives the bytes they take. last
	// says that the input ends with buf. It may rewrite bytes of cells it has found.
	cut(buf []byte, last bool, c *cells) (used int, err error)
	// parser makes the parser of a column.
	parser(t types.Type) cellParser
	// aliases tells whether cells of a type are their values as they stand.
	aliases(t types.Type) bool
	// quoted gives the byte that lets a newline be part of a row, 0 when none does.
	quoted() byte
	// lines tells whether every newline that is not quoted ends a row.
	lines() bool
}

// file is one file of a table.
type file struct {
	info        object.Info
	compression string
	index       []int // column of the table to cell of the file, nil when the same
	width       int   // cells of a row
	head        int64 // bytes before the first row
	headLines   int64
}

// textTable is a set of files with the same columns.
type textTable struct {
	name     string
	store    object.Store
	format   format
	files    []*file
	cols     []table.Column
	rowBytes float64 // mean size of a row in the sample, decompressed
	buffer   int     // bytes a reader begins with, for tests
	skipBad  bool
	onBad    func(path string, line int64, reason string)
}

func (t *textTable) Name() string            { return t.name }
func (t *textTable) Columns() []table.Column { return t.cols }

func (t *textTable) bufferSize() int {
	if t.buffer > 0 {
		return t.buffer
	}
	return firstBuffer
}

// compressedRatio is what text usually compresses by.
const compressedRatio = 4

// Stats implements table.Table with a guess from file sizes.
func (t *textTable) Stats(context.Context) (*table.Stats, error) {
	s := &table.Stats{Estimated: true, Cols: make([]table.ColStats, len(t.cols))}
	var raw float64
	for _, f := range t.files {
		s.Bytes += f.info.Size
		n := float64(f.info.Size)
		if f.compression != "" {
			n *= compressedRatio
		}
		raw += n
	}
	if t.rowBytes > 0 {
		s.Rows = int64(raw / t.rowBytes)
	}
	for i := range s.Cols {
		s.Cols[i].Nulls = -1
	}
	return s, nil
}

// Splits implements table.Table.
func (t *textTable) Splits(ctx context.Context, _ []table.Pred) ([]table.Split, error) {
	var out []table.Split
	for _, f := range t.files {
		parts, err := t.cutFile(ctx, f)
		if err != nil {
			return nil, err
		}
		out = append(out, parts...)
	}
	return out, nil
}

// split is a range of a file that begins with a row.
type split struct {
	t        *textTable
	f        *file
	off, end int64 // end < 0: to the end
	line     int64 // of the first row, from 1
}

func (s *split) Rows() int64 { return -1 }

func (s *split) Range(int) (lo, hi types.Datum, ok bool) { return lo, hi, false }

// Open implements table.Split.
func (s *split) Open(ctx context.Context, cols []int, _ []table.Pred, m *table.Metrics) (table.Reader, error) {
	if m == nil {
		m = &table.Metrics{}
	}
	return newReader(ctx, s, cols, m)
}
