package session

import (
	"context"
	"io"
	"slices"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner/bind"
	"github.com/tarndb/tarn/sql/copyfmt"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/table"
)

// copyTable is the data of a COPY FROM as a table that can be read once, in order, by one
// reader.
type copyTable struct {
	opt    copyfmt.Options
	name   string
	cols   []table.Column
	data   []copyfmt.Column
	style  *types.Style
	inputs []copyInput
	dec    *copyfmt.Decoder // of the input being read
	rows   int              // of the batch being read
}

// force sets FORCE_NULL or FORCE_NOT_NULL of columns.
func (t *copyTable) force(o *catalog.Object, option string, names []string, set func(*copyfmt.Column)) error {
	for _, n := range names {
		i := slices.IndexFunc(t.data, func(c copyfmt.Column) bool { return c.Name == n })
		switch {
		case i >= 0:
			set(&t.data[i])
		case slices.ContainsFunc(o.Table.Columns, func(c catalog.Column) bool { return c.Name == n }):
			return pgerr.New(pgerr.InvalidColumnReference, "%s column \"%s\" not referenced by COPY", option, n)
		default:
			return pgerr.New(pgerr.UndefinedColumn, "column \"%s\" of relation \"%s\" does not exist", n, o.Name)
		}
	}
	return nil
}

func textOption(name, text string) bind.FileOption {
	return bind.FileOption{Name: name, Value: types.NewStr(text), Type: types.T(types.Text)}
}

// where says which line row i of a batch of n rows came from, when that is known.
func (t *copyTable) where(i, n int) string {
	if t.dec == nil || n != t.rows {
		return "COPY " + t.name
	}
	return t.dec.Where(i)
}

// Name implements table.Table.
func (t *copyTable) Name() string { return "copy data" }

// Columns implements table.Table.
func (t *copyTable) Columns() []table.Column { return t.cols }

// copyRowsGuess is what the planner is told of data nobody has seen.
const copyRowsGuess = 10_000

// Stats implements table.Table.
func (t *copyTable) Stats(context.Context) (*table.Stats, error) {
	return &table.Stats{Rows: copyRowsGuess, Estimated: true}, nil
}

// Splits implements table.Table.
func (t *copyTable) Splits(context.Context, []table.Pred) ([]table.Split, error) {
	return []table.Split{copySplit{t}}, nil
}

type copySplit struct{ t *copyTable }

// Rows is not known.
func (s copySplit) Rows() int64 { return -1 }

// Range is not known.
func (s copySplit) Range(int) (lo, hi types.Datum, ok bool) { return types.Null, types.Null, false }

// Open implements table.Split.
func (s copySplit) Open(ctx context.Context, cols []int, _ []table.Pred, m *table.Metrics) (table.Reader, error) {
	return &copyRows{ctx: ctx, t: s.t, cols: cols, m: m}, nil
}

// copyRows reads the inputs one after the other.
type copyRows struct {
	ctx   context.Context
	t     *copyTable
	cols  []int
	m     *table.Metrics
	batch *vec.Batch
	ended bool // the input of the present decoder has ended
}

// Next implements table.Reader.
func (r *copyRows) Next() (int, error) {
	for len(r.t.inputs) > 0 {
		if r.t.dec == nil {
			r.t.dec, r.ended = copyfmt.New(r.t.opt, r.t.name, r.t.data, r.t.style), false
		}
		b, err := r.t.dec.Next()
		if err != nil {
			return 0, err
		}
		if b != nil {
			r.batch, r.t.rows = b, b.N
			return b.N, nil
		}
		if r.ended {
			r.t.inputs[0].close()
			r.t.inputs, r.t.dec = r.t.inputs[1:], nil
			continue
		}
		if err := r.more(); err != nil {
			return 0, err
		}
	}
	return 0, nil
}

// more feeds the decoder. After the data's own end marker the rest is read and dropped.
func (r *copyRows) more() error {
	piece, err := r.t.inputs[0].next(r.ctx)
	switch {
	case err == io.EOF:
		r.ended = true
		r.t.dec.End()
	case err != nil:
		if e := pgerr.From(err); e.Code == pgerr.QueryCanceled && e.Where == "" && r.ctx.Err() == nil {
			return r.t.dec.Failed(e)
		}
		return err
	default:
		if r.m != nil {
			r.m.BytesRead += int64(len(piece))
		}
		r.t.dec.Feed(piece)
	}
	return nil
}

// Read implements table.Reader.
func (r *copyRows) Read(i int, _ []uint16, dst *vec.Vec) error {
	*dst = *r.batch.Cols[r.cols[i]]
	return nil
}

// Close implements table.Reader.
func (r *copyRows) Close() {
	for _, in := range r.t.inputs {
		in.close()
	}
}
