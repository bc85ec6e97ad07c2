package parquetfile

import (
	"context"
	"math"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/table"
)

// bounds gives a chunk's least and greatest value as datums.
func (l *leafCol) bounds(s *chunkStats) (lo, hi types.Datum, ok bool) {
	a, b, ok := l.rawBounds(s)
	if !ok {
		return lo, hi, false
	}
	lo, ok1 := l.conv.datum(a)
	hi, ok2 := l.conv.datum(b)
	return lo, hi, ok1 && ok2
}

// rawBounds chooses the statistics that can be trusted for the column's order.
func (l *leafCol) rawBounds(s *chunkStats) (lo, hi string, ok bool) {
	switch l.conv.kind {
	case int96ToTS, toInterval, halfToF64: // no defined order, or rarely there
		return "", "", false
	}
	if l.conv.typ.OID == types.JSON {
		return "", "", false
	}
	if s.HasMin && s.HasMax {
		return s.Min, s.Max, true
	}
	if !s.HasOldMin || !s.HasOldMax { // old fields were compared as signed
		return "", "", false
	}
	switch l.conv.kind {
	case toBool, asInt32, asInt64, int32To64, int64Mul, int64Div, asDouble, floatToF64:
		return s.OldMin, s.OldMax, true
	}
	return "", "", false
}

// datum converts a plain-encoded statistics value. It answers false when the value is
// no usable bound.
func (c *conv) datum(raw string) (types.Datum, bool) {
	b := []byte(raw)
	st := stage{n: 1}
	switch {
	case c.kind == toBool:
		if len(b) != 1 {
			return types.Null, false
		}
		return types.NewInt(int64(b[0] & 1)), true
	case c.width == 0:
		st.kind, st.refs, st.buf = stageBytes, []vec.Ref{vec.MakeRef(0, len(b))}, b
	default:
		if len(b) != c.width {
			return types.Null, false
		}
		st.raw = b
	}
	var v vec.Vec
	c.describe(&v)
	setLen(&v, 1)
	if err := c.convert(&v, 0, &st); err != nil {
		return types.Null, false
	}
	d := v.Datum(0)
	if v.Phys == types.PF64 && (math.IsNaN(v.F64[0]) || math.IsInf(v.F64[0], 0)) {
		return types.Null, false
	}
	return d, true
}

// Stats implements table.Table.
func (t *Table) Stats(context.Context) (*table.Stats, error) {
	t.statsOnce.Do(func() {
		st := &table.Stats{Cols: make([]table.ColStats, len(t.cols))}
		for _, f := range t.files {
			st.Bytes += f.Info.Size
			for g := range f.meta.RowGroups {
				st.Rows += f.meta.RowGroups[g].Rows
			}
		}
		for i := range t.cols {
			st.Cols[i] = t.colStats(i, st.Rows)
		}
		t.stats = st
	})
	return t.stats, nil
}

// colStats adds up the statistics of one column over all row groups.
func (t *Table) colStats(col int, rows int64) table.ColStats {
	a := statsSum{sorted: true}
	for i, f := range t.files {
		n := f.schema.cols[t.maps[i][col]]
		if !n.flat() {
			return table.ColStats{Nulls: -1, AvgBytes: t.avgBytes(col, rows)}
		}
		leaf := &f.schema.leafs[n.leaf]
		for g := range f.meta.RowGroups {
			a.add(leaf, &f.meta.RowGroups[g], &f.meta.RowGroups[g].Cols[n.leaf])
		}
	}
	cs := a.result()
	cs.AvgBytes = t.avgBytes(col, rows)
	cs.NDV = a.ndv(&cs)
	return cs
}

// statsSum gathers row-group statistics of one column.
type statsSum struct {
	table.ColStats
	leaf     *leafCol
	groups   int
	unknown  bool // a group without a range
	nullsNo  bool
	lastMax  types.Datum
	distinct float64 // sum of the groups' distinct counts
	counted  int64   // values in groups that have one
	sorted   bool
	values   int64
}

func (a *statsSum) add(l *leafCol, g *rowGroup, c *chunkMeta) {
	if g.Rows == 0 {
		return
	}
	a.leaf = l
	a.groups++
	switch {
	case c.Stats.HasNulls && c.Stats.Nulls >= 0 && c.Stats.Nulls <= g.Rows:
		a.Nulls += c.Stats.Nulls
		a.values += g.Rows - c.Stats.Nulls
	case l.maxDef == 0:
		a.values += g.Rows
	default:
		a.nullsNo = true
		a.values += g.Rows
	}
	if d := c.distinct(l, g.Rows); d > 0 {
		a.distinct += d
		a.counted += g.Rows
	}
	if c.Stats.HasNulls && c.Stats.Nulls == g.Rows {
		return // nothing but NULLs: no range to widen
	}
	lo, hi, ok := l.bounds(&c.Stats)
	if !ok {
		a.unknown, a.sorted = true, false
		return
	}
	if !a.HasRange {
		a.Min, a.Max, a.HasRange, a.lastMax = lo, hi, true, hi
		return
	}
	if types.Compare(l.conv.typ, lo, a.lastMax) < 0 {
		a.sorted = false
	}
	a.lastMax = hi
	if types.Compare(l.conv.typ, lo, a.Min) < 0 {
		a.Min = lo
	}
	if types.Compare(l.conv.typ, hi, a.Max) > 0 {
		a.Max = hi
	}
}

func (a *statsSum) result() table.ColStats {
	cs := a.ColStats
	cs.HasRange = a.HasRange && !a.unknown
	cs.Sorted = a.sorted && cs.HasRange && a.groups > 1
	if a.nullsNo {
		cs.Nulls = -1
	}
	return cs
}

// avgBytes is the mean stored size of a value before compression.
func (t *Table) avgBytes(col int, rows int64) float64 {
	if rows == 0 {
		return 0
	}
	var sum int64
	for i, f := range t.files {
		n := f.schema.cols[t.maps[i][col]]
		for g := range f.meta.RowGroups {
			for l := n.leaf; l < n.leaf+n.leaves; l++ {
				c := &f.meta.RowGroups[g].Cols[l]
				if c.RawBytes >= 0 {
					sum += c.RawBytes
				} else {
					sum += c.Uncompressed
				}
			}
		}
	}
	return float64(sum) / float64(rows)
}
