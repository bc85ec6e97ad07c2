package memtable

import (
	"context"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/table"
)

// snapshot reads a version, with the names of rows when it has two columns more.
type snapshot struct {
	s    *Store
	cols []table.Column
}

func (s *snapshot) Name() string            { return s.s.name }
func (s *snapshot) Columns() []table.Column { return s.cols }

// Stats implements table.Table.
func (s *snapshot) Stats(context.Context) (*table.Stats, error) {
	out := &table.Stats{Rows: s.s.rows, Bytes: s.s.bytes, Cols: make([]table.ColStats, len(s.cols))}
	for k := range s.s.parts {
		p := &s.s.parts[k]
		stats := p.describe()
		for i := range s.s.cols {
			st := stats[i]
			if p.ndead > 0 && st.Nulls > 0 {
				st.Nulls = -1
			}
			if k == 0 {
				out.Cols[i] = st
				continue
			}
			addStats(s.cols[i].Type, &out.Cols[i], &st)
		}
	}
	for i := range out.Cols {
		out.Cols[i].NDV = min(out.Cols[i].NDV, float64(out.Rows))
	}
	return out, nil
}

// Splits implements table.Table: a split a chunk.
func (s *snapshot) Splits(_ context.Context, preds []table.Pred) ([]table.Split, error) {
	var out []table.Split
	for i := range s.s.parts {
		if s.s.parts[i].mayMatch(s.cols, preds) {
			out = append(out, &split{p: &s.s.parts[i], file: i})
		}
	}
	return out, nil
}

type split struct {
	p    *part
	file int
}

func (s *split) Rows() int64 { return int64(s.p.live()) }

// Range implements table.Split.
func (s *split) Range(col int) (lo, hi types.Datum, ok bool) {
	if col >= len(s.p.cols) {
		return types.Null, types.Null, false
	}
	st := &s.p.describe()[col]
	return st.Min, st.Max, st.HasRange
}

// Open implements table.Split.
func (s *split) Open(ctx context.Context, cols []int, _ []table.Pred, _ *table.Metrics) (table.Reader, error) {
	return &reader{ctx: ctx, s: s, cols: cols, own: make([]vec.Vec, len(cols))}, nil
}

type reader struct {
	ctx   context.Context
	s     *split
	cols  []int
	at, n int
	sel   []uint16 // live rows of the batch, nil for all
	buf   []uint16
	own   []vec.Vec
}

// Next implements table.Reader.
func (r *reader) Next() (int, error) {
	for {
		if err := r.ctx.Err(); err != nil {
			return 0, pgerr.From(err)
		}
		r.at += r.n
		if r.n = min(vec.Size, r.s.p.rows-r.at); r.n <= 0 {
			return 0, nil
		}
		if r.s.p.dead == nil {
			return r.n, nil
		}
		if r.buf == nil {
			r.buf = make([]uint16, 0, vec.Size)
		}
		switch r.sel = liveRows(r.s.p.dead, r.at, r.n, r.buf[:0]); {
		case r.sel == nil:
			return r.n, nil
		case len(r.sel) > 0:
			return len(r.sel), nil
		}
	}
}

// Read implements table.Reader.
func (r *reader) Read(i int, _ []uint16, dst *vec.Vec) error {
	col := r.cols[i] - len(r.s.p.cols)
	switch {
	case col == 0:
		*dst = *vec.NewConst(types.T(types.Int4), types.NewInt(int64(r.s.file)))
	case col == 1:
		r.positions(&r.own[i])
		*dst = r.own[i]
	case r.sel == nil:
		r.s.p.cols[r.cols[i]].Slice(r.at, r.n, dst)
	default:
		var all vec.Vec
		r.s.p.cols[r.cols[i]].Slice(r.at, r.n, &all)
		vec.Take(&r.own[i], &all, r.sel)
		*dst = r.own[i]
	}
	return nil
}

// positions makes the places of the batch's rows in their chunk.
func (r *reader) positions(v *vec.Vec) {
	if r.sel == nil {
		v.Reset(types.T(types.Int8), types.PI64, r.n)
		for k := range v.I64 {
			v.I64[k] = int64(r.at + k)
		}
		return
	}
	v.Reset(types.T(types.Int8), types.PI64, len(r.sel))
	for k, j := range r.sel {
		v.I64[k] = int64(r.at) + int64(j)
	}
}

// Close implements table.Reader.
func (r *reader) Close() {}
