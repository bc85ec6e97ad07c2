package table

import (
	"context"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// Part is one member of a Union: a table, and where each column of the union comes
// from. Map[i] is a column of Table, or negative when column i has the value Consts[i]
// in every row of the part (a directory's partition value, or NULL when it is missing).
type Part struct {
	Table  Table
	Map    []int
	Consts []types.Datum
}

// Union makes one table of several with the given columns. A part's column may be of a
// narrower type than the union's where Widens says so.
func Union(name string, cols []Column, parts []Part) Table {
	return &union{name: name, cols: cols, parts: parts}
}

type union struct {
	name  string
	cols  []Column
	parts []Part
}

func (u *union) Name() string      { return u.name }
func (u *union) Columns() []Column { return u.cols }

// Stats implements Table by adding up the parts' statistics.
func (u *union) Stats(ctx context.Context) (*Stats, error) {
	out := &Stats{Cols: make([]ColStats, len(u.cols))}
	seen := make([]bool, len(u.cols))
	for i := range u.parts {
		p := &u.parts[i]
		s, err := p.Table.Stats(ctx)
		if err != nil {
			return nil, err
		}
		out.Rows += s.Rows
		out.Bytes += s.Bytes
		out.Estimated = out.Estimated || s.Estimated
		for c := range u.cols {
			u.addStats(&out.Cols[c], seen[c], p, c, s)
			seen[c] = true
		}
	}
	for c := range out.Cols {
		out.Cols[c].NDV = min(out.Cols[c].NDV, float64(out.Rows))
		out.Cols[c].Sorted = out.Cols[c].Sorted && len(u.parts) == 1
	}
	return out, nil
}

func (u *union) addStats(sum *ColStats, seen bool, p *Part, c int, s *Stats) {
	add := ColStats{Nulls: -1}
	switch {
	case p.Map[c] < 0 && p.Consts[c].Null:
		add = ColStats{Nulls: s.Rows}
	case p.Map[c] < 0:
		add = ColStats{HasRange: true, Min: p.Consts[c], Max: p.Consts[c], NDV: 1}
	case s.Cols != nil:
		add = s.Cols[p.Map[c]]
	}
	if !seen {
		*sum = add
		return
	}
	t := u.cols[c].Type
	if sum.HasRange = sum.HasRange && add.HasRange; sum.HasRange {
		if types.Compare(t, add.Min, sum.Min) < 0 {
			sum.Min = add.Min
		}
		if types.Compare(t, add.Max, sum.Max) > 0 {
			sum.Max = add.Max
		}
	}
	if sum.Nulls < 0 || add.Nulls < 0 {
		sum.Nulls = -1
	} else {
		sum.Nulls += add.Nulls
	}
	if p.Map[c] < 0 {
		sum.NDV += add.NDV
	} else {
		sum.NDV = max(sum.NDV, add.NDV)
	}
	sum.AvgBytes = max(sum.AvgBytes, add.AvgBytes)
}

// Splits implements Table: parts whose constants cannot match are left out.
func (u *union) Splits(ctx context.Context, preds []Pred) ([]Split, error) {
	var out []Split
	for i := range u.parts {
		p := &u.parts[i]
		mapped, ok := u.mapPreds(p, preds)
		if !ok {
			continue
		}
		splits, err := p.Table.Splits(ctx, mapped)
		if err != nil {
			return nil, err
		}
		for _, s := range splits {
			out = append(out, &unionSplit{Split: s, u: u, p: p})
		}
	}
	return out, nil
}

// mapPreds gives the predicates in terms of a part's columns, or false when its
// constants rule it out. Predicates on widened columns are dropped.
func (u *union) mapPreds(p *Part, preds []Pred) (out []Pred, ok bool) {
	for _, q := range preds {
		c := q.Col
		if p.Map[c] < 0 {
			if !constMatches(u.cols[c].Type, p.Consts[c], q) {
				return nil, false
			}
			continue
		}
		if p.Table.Columns()[p.Map[c]].Type.OID != u.cols[c].Type.OID {
			continue
		}
		q.Col = p.Map[c]
		out = append(out, q)
	}
	return out, true
}

func constMatches(t types.Type, v types.Datum, q Pred) bool {
	switch q.Op {
	case PredIsNull:
		return v.Null
	case PredNotNull:
		return !v.Null
	}
	if v.Null {
		return false
	}
	for _, w := range q.Values {
		if w.Null {
			continue
		}
		c := types.Compare(t, v, w)
		switch q.Op {
		case PredEQ, PredIn:
			if c == 0 {
				return true
			}
		case PredLT:
			return c < 0
		case PredLE:
			return c <= 0
		case PredGT:
			return c > 0
		case PredGE:
			return c >= 0
		}
	}
	return false
}

type unionSplit struct {
	Split
	u *union
	p *Part
}

// Range implements Split.
func (s *unionSplit) Range(col int) (lo, hi types.Datum, ok bool) {
	if c := s.p.Map[col]; c >= 0 {
		return s.Split.Range(c)
	}
	d := s.p.Consts[col]
	return d, d, !d.Null
}

// Open implements Split.
func (s *unionSplit) Open(ctx context.Context, cols []int, preds []Pred, m *Metrics) (Reader, error) {
	mapped, _ := s.u.mapPreds(s.p, preds)
	r := &unionReader{cols: make([]unionCol, len(cols))}
	var inner []int
	for i, c := range cols {
		r.cols[i] = unionCol{at: -1, typ: s.u.cols[c].Type}
		if s.p.Map[c] < 0 {
			ConstVec(&r.cols[i].v, s.u.cols[c].Type, s.p.Consts[c])
			continue
		}
		r.cols[i].at = len(inner)
		inner = append(inner, s.p.Map[c])
	}
	var err error
	r.Reader, err = s.Split.Open(ctx, inner, mapped, m)
	return r, err
}

type unionReader struct {
	Reader
	cols []unionCol
}

type unionCol struct {
	at  int // column of the inner reader, -1 for a constant in v
	typ types.Type
	v   vec.Vec
}

// Read implements Reader.
func (r *unionReader) Read(i int, sel []uint16, dst *vec.Vec) error {
	c := &r.cols[i]
	if c.at < 0 {
		*dst = c.v
		return nil
	}
	if err := r.Reader.Read(c.at, sel, dst); err != nil {
		return err
	}
	if dst.Type.OID == c.typ.OID {
		return nil
	}
	return widen(&c.v, dst, c.typ)
}

// Live implements Liver.
func (r *unionReader) Live(buf []uint16) (sel []uint16, all bool) {
	if l, ok := r.Reader.(Liver); ok {
		return l.Live(buf)
	}
	return nil, true
}

// ConstVec makes v a constant of a type.
func ConstVec(v *vec.Vec, t types.Type, d types.Datum) {
	*v = vec.Vec{Type: t, Phys: t.Phys(), Form: vec.Const}
	fixed, isFixed := t.FixedScale()
	if isFixed {
		v.Phys, v.Scale = types.PI64, int16(fixed)
	}
	switch v.Phys {
	case types.PBool:
		v.B = []uint8{uint8(d.I)}
	case types.PI32:
		v.I32 = []int32{int32(d.I)}
	case types.PI64:
		v.I64 = []int64{d.I}
		if isFixed && !d.Null {
			v.I64[0], _ = types.DecimalOf(d).Scaled(fixed)
		}
	case types.PF64:
		v.F64 = []float64{d.Float()}
	default:
		v.AppendStr(d.S)
	}
	if d.Null {
		v.Valid = []uint64{0}
	}
}

// Widens tells whether Union can deliver a column of one type as another.
func Widens(from, to types.Type) bool {
	switch to.OID {
	case types.Int4:
		return from.OID == types.Int2
	case types.Int8:
		return from.OID == types.Int2 || from.OID == types.Int4
	case types.Float8:
		return from.OID == types.Int2 || from.OID == types.Int4 || from.OID == types.Float4
	case types.Timestamp:
		return from.OID == types.Date
	case types.Text:
		return from.OID == types.VarChar || from.OID == types.BPChar
	}
	return false
}

// widen turns dst into type t, keeping its NULLs; store has room for the values.
func widen(store, dst *vec.Vec, t types.Type) error {
	if dst.Form == vec.Dict {
		wide := &vec.Vec{}
		*wide = *dst.Values
		if err := widen(&vec.Vec{}, wide, t); err != nil {
			return err
		}
		dst.Type, dst.Phys, dst.Values = t, wide.Phys, wide
		return nil
	}
	from := dst.Type.OID
	dst.Type = t
	switch {
	case t.OID == types.Int4 || t.OID == types.Text || from == types.Float4:
		return nil
	case t.OID == types.Int8:
		store.I64 = resize(store.I64, len(dst.I32))
		for i, x := range dst.I32 {
			store.I64[i] = int64(x)
		}
		dst.I64, dst.I32, dst.Phys = store.I64, nil, types.PI64
	case t.OID == types.Timestamp:
		store.I64 = resize(store.I64, len(dst.I32))
		for i, x := range dst.I32 {
			store.I64[i] = int64(x) * 86_400_000_000
		}
		dst.I64, dst.I32, dst.Phys = store.I64, nil, types.PI64
	case t.OID == types.Float8:
		store.F64 = resize(store.F64, len(dst.I32))
		for i, x := range dst.I32 {
			store.F64[i] = float64(x)
		}
		dst.F64, dst.I32, dst.Phys = store.F64, nil, types.PF64
	default:
		return pgerr.New(pgerr.DatatypeMismatch, "cannot read a column of another type")
	}
	return nil
}

func resize[T any](s []T, n int) []T {
	if cap(s) < n {
		return make([]T, n)
	}
	return s[:n]
}
