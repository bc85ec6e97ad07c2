package memtable

import (
	"context"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/column"
	"github.com/tarndb/tarn/storage/table"
)

type snapshot struct {
	name   string
	cols   []table.Column
	chunks []*chunk
}

func (s *snapshot) Name() string            { return s.name }
func (s *snapshot) Columns() []table.Column { return s.cols }

// Stats implements table.Table.
func (s *snapshot) Stats(context.Context) (*table.Stats, error) {
	out := &table.Stats{Cols: make([]table.ColStats, len(s.cols))}
	for _, c := range s.chunks {
		out.Bytes += c.bytes
		for i := range s.cols {
			if out.Rows == 0 {
				out.Cols[i] = c.stats[i]
				continue
			}
			addStats(s.cols[i].Type, &out.Cols[i], &c.stats[i])
		}
		out.Rows += int64(c.rows)
	}
	for i := range out.Cols {
		out.Cols[i].NDV = min(out.Cols[i].NDV, float64(out.Rows))
	}
	return out, nil
}

// Splits implements table.Table: a split a chunk.
func (s *snapshot) Splits(_ context.Context, preds []table.Pred) ([]table.Split, error) {
	var out []table.Split
	for _, c := range s.chunks {
		if c.mayMatch(s.cols, preds) {
			out = append(out, &split{c})
		}
	}
	return out, nil
}

type split struct{ c *chunk }

func (s *split) Rows() int64 { return int64(s.c.rows) }

// Range implements table.Split.
func (s *split) Range(col int) (lo, hi types.Datum, ok bool) {
	st := &s.c.stats[col]
	return st.Min, st.Max, st.HasRange
}

// Open implements table.Split.
func (s *split) Open(ctx context.Context, cols []int, _ []table.Pred, _ *table.Metrics) (table.Reader, error) {
	r := &reader{ctx: ctx, rows: s.c.rows}
	for _, c := range cols {
		r.cols = append(r.cols, s.c.cols[c])
	}
	return r, nil
}

type reader struct {
	ctx   context.Context
	cols  []*column.Data
	at, n int
	rows  int
}

// Next implements table.Reader.
func (r *reader) Next() (int, error) {
	if err := r.ctx.Err(); err != nil {
		return 0, pgerr.From(err)
	}
	r.at += r.n
	r.n = min(vec.Size, r.rows-r.at)
	return r.n, nil
}

// Read implements table.Reader.
func (r *reader) Read(i int, _ []uint16, dst *vec.Vec) error {
	r.cols[i].Slice(r.at, r.n, dst)
	return nil
}

// Close implements table.Reader.
func (r *reader) Close() {}
