package delta

import (
	"context"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/parquetfile"
	"github.com/tarndb/tarn/storage/table"
)

// source is one data file with its columns matched.
type source struct {
	t      *Table
	f      *File
	number int
	table  *parquetfile.Table
	binds  []binding
}

// source opens a file's footer and matches its columns.
func (t *Table) source(ctx context.Context, number int, whole bool) (*source, error) {
	f := t.files[number]
	info, err := f.head(ctx, t.store)
	if err != nil {
		return nil, err
	}
	pt, err := parquetfile.OpenTable(ctx, t.store, []object.Info{info}, parquetfile.Options{Cache: t.opt.Cache, WholeGroups: whole})
	if err != nil {
		return nil, err
	}
	s := &source{t: t, f: f, number: number, table: pt}
	s.binds, err = t.schema.bind(f, pt.Files()[0].Fields())
	return s, err
}

// mapPreds gives the predicates in terms of the file's columns, or false when a value
// that all its rows share rules it out. Those on converted columns are dropped.
func (s *source) mapPreds(preds []table.Pred) (out []table.Pred, ok bool) {
	for _, p := range preds {
		if p.Col >= len(s.binds) {
			continue
		}
		switch b := &s.binds[p.Col]; {
		case b.at >= 0 && b.same:
			p.Col = b.at
			out = append(out, p)
		case b.at < 0 && b.value.Null && p.Op != table.PredIsNull, b.at < 0 && !b.value.Null && p.Op == table.PredIsNull:
			return nil, false
		}
	}
	return out, true
}

// split is a split of a data file.
type split struct {
	table.Split
	s *source
}

// Range implements table.Split.
func (x *split) Range(col int) (lo, hi types.Datum, ok bool) {
	if col >= len(x.s.binds) {
		return lo, hi, false
	}
	switch b := &x.s.binds[col]; {
	case b.at < 0:
		return b.value, b.value, !b.value.Null
	case b.same:
		return x.Split.Range(b.at)
	}
	return lo, hi, false
}

// Open implements table.Split.
func (x *split) Open(ctx context.Context, cols []int, preds []table.Pred, m *table.Metrics) (table.Reader, error) {
	dead, err := x.s.t.deadRows(ctx, x.s.f)
	if err != nil {
		return nil, err
	}
	r := &reader{dead: dead, cols: make([]readCol, len(cols))}
	var inner []int
	for i, c := range cols {
		rc := &r.cols[i]
		rc.at = -1
		switch k := c - len(x.s.binds); {
		case k == 0:
			table.ConstVec(&rc.value, types.T(types.Int4), types.NewInt(int64(x.s.number)))
		case k == 1:
			rc.pos = true
		default:
			b := &x.s.binds[c]
			t := x.s.t.cols[c].Type
			if b.at < 0 {
				table.ConstVec(&rc.value, t, b.value)
				continue
			}
			rc.at = len(inner)
			inner = append(inner, b.at)
			if !b.label || !b.same || !sameType(t, x.s.table.Columns()[b.at].Type) {
				rc.conv = &vecConv{to: t, label: b.label, fn: b.fn}
			}
		}
	}
	mapped, _ := x.s.mapPreds(preds)
	in, err := x.Split.Open(ctx, inner, mapped, m)
	if err != nil {
		return nil, err
	}
	r.Reader = in
	r.place, _ = in.(table.Positioned)
	return r, nil
}

// reader reads a split of a data file as rows of the table.
type reader struct {
	table.Reader
	place table.Positioned
	dead  *Bitmap
	cols  []readCol
	n     int
	sel   []uint16
	all   bool
	buf   [vec.Size]uint16
}

// readCol is one column asked for.
type readCol struct {
	at    int     // column of the inner reader, -1 for none
	value vec.Vec // the value of all rows
	pos   bool    // the row's number in the file
	rows  []int64
	conv  *vecConv
}

var _ interface {
	table.Liver
	table.Positioned
} = (*reader)(nil)

// Next implements table.Reader; batches of deleted rows alone are passed over.
func (r *reader) Next() (int, error) {
	for {
		n, err := r.Reader.Next()
		if err != nil || n == 0 {
			return 0, err
		}
		if r.sel, r.all = r.dead.Live(r.buf[:], uint64(r.place.Position()), n); r.all || len(r.sel) > 0 {
			r.n = n
			return n, nil
		}
	}
}

// Live implements table.Liver.
func (r *reader) Live(buf []uint16) (sel []uint16, all bool) {
	if r.all {
		return nil, true
	}
	return buf[:copy(buf, r.sel)], false
}

// Position implements table.Positioned.
func (r *reader) Position() int64 { return r.place.Position() }

// Read implements table.Reader.
func (r *reader) Read(i int, sel []uint16, dst *vec.Vec) error {
	c := &r.cols[i]
	switch {
	case c.pos:
		if c.rows == nil {
			c.rows = make([]int64, vec.Size)
		}
		first := r.place.Position()
		for k := range c.rows[:r.n] {
			c.rows[k] = first + int64(k)
		}
		*dst = vec.Vec{Type: types.T(types.Int8), Phys: types.PI64, I64: c.rows[:r.n]}
		return nil
	case c.at < 0:
		*dst = c.value
		return nil
	}
	if err := r.Reader.Read(c.at, sel, dst); err != nil || c.conv == nil {
		return err
	}
	if sel == nil && !r.all {
		sel = r.sel
	}
	return c.conv.apply(dst, sel, r.n)
}
