package stats

import (
	"math"
	"math/big"

	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/table"
)

// Col is what is known of a column wherever it appears in the plan. NDV is its number of
// distinct values in its table of Base rows.
type Col struct {
	NDV      float64
	Base     float64
	Min, Max float64 // on a numeric scale of the type's own
	HasRange bool
	NullFrac float64
	Bytes    float64
	// Unique: no two rows of the table share a value (declared, or proven by an exact
	// count); the column has no NULLs then.
	Unique bool
	Agg    bool // the result of an aggregate
}

// fromTable makes a column's statistics from its table's.
func fromTable(c table.Column, s *table.Stats, pos int) Col {
	rows := math.Max(1, float64(s.Rows))
	out := Col{Base: rows, Bytes: typeBytes(c.Type)}
	if pos >= len(s.Cols) {
		out.NDV = guessNDV(c.Type, rows, out)
		return out
	}
	cs := &s.Cols[pos]
	if cs.AvgBytes > 0 {
		out.Bytes = cs.AvgBytes
	}
	if cs.Nulls > 0 {
		out.NullFrac = math.Min(1, float64(cs.Nulls)/rows)
	}
	if cs.HasRange {
		lo, ok1 := Scalar(c.Type, cs.Min)
		hi, ok2 := Scalar(c.Type, cs.Max)
		out.Min, out.Max, out.HasRange = lo, hi, ok1 && ok2 && hi >= lo
	}
	out.NDV = cs.NDV
	if out.NDV <= 0 {
		out.NDV = guessNDV(c.Type, rows, out)
	}
	if out.HasRange && isDiscrete(c.Type.OID) {
		out.NDV = math.Min(out.NDV, out.Max-out.Min+1)
	}
	out.NDV = math.Max(1, math.Min(out.NDV, rows))
	return out
}

// guessNDV is for columns without a distinct count.
func guessNDV(t types.Type, rows float64, c Col) float64 {
	switch {
	case t.OID == types.Bool:
		return 2
	case c.HasRange && isDiscrete(t.OID):
		return math.Min(rows, c.Max-c.Min+1)
	}
	return math.Max(1, math.Pow(rows, 0.7))
}

func isDiscrete(oid types.OID) bool {
	switch oid {
	case types.Int2, types.Int4, types.Int8, types.Date, types.Bool, types.Oid:
		return true
	}
	return false
}

func typeBytes(t types.Type) float64 {
	switch t.Phys() {
	case types.PBool:
		return 1
	case types.PI32:
		return 4
	case types.PI64, types.PF64:
		return 8
	}
	if _, ok := t.FixedScale(); ok {
		return 8
	}
	return 24
}

// Scalar places a value on a number line that keeps its type's order.
func Scalar(t types.Type, d types.Datum) (float64, bool) {
	if d.Null {
		return 0, false
	}
	switch {
	case t.OID == types.Numeric:
		return numericScalar(d.S)
	case t.Phys() == types.PF64:
		f := d.Float()
		return f, !math.IsNaN(f) && !math.IsInf(f, 0)
	case t.Phys() == types.PStr:
		return textScalar(d.S), types.Category(t) == 'S'
	}
	return float64(d.I), true
}

// numericScalar reads the encoded form of numeric: kind, scale, magnitude.
func numericScalar(s string) (float64, bool) {
	if len(s) < 3 || s[0] > 1 {
		return 0, false
	}
	m := new(big.Int).SetBytes([]byte(s[3:]))
	f, _ := new(big.Float).SetInt(m).Float64()
	f /= math.Pow(10, float64(int(s[1])<<8|int(s[2])))
	if s[0] == 1 {
		f = -f
	}
	return f, true
}

// textScalar reads the first bytes as a fraction.
func textScalar(s string) float64 {
	f, unit := 0.0, 1.0
	for i := 0; i < len(s) && i < 8; i++ {
		unit /= 256
		f += float64(s[i]) * unit
	}
	return f
}

// distinctAmong is how many distinct values are met in rows of base rows that hold ndv.
func distinctAmong(ndv, base, rows float64) float64 {
	if rows >= base || ndv <= 1 {
		return math.Max(1, ndv)
	}
	if ndv >= base*0.999 {
		return math.Max(1, math.Min(ndv, rows))
	}
	return math.Max(1, math.Min(rows, ndv*(1-math.Pow(1-rows/base, base/ndv))))
}

// Col gives a column's statistics; unknown columns have defaults.
func (e *Estimator) Col(id plan.ColID) *Col {
	if int(id) >= len(e.cols) {
		e.cols = append(e.cols, make([]Col, int(id)+32-len(e.cols))...)
	}
	return &e.cols[id]
}

// NDV is the number of distinct values of a column among rows of them.
func (e *Estimator) NDV(id plan.ColID, rows float64) float64 {
	c := e.Col(id)
	if c.NDV == 0 {
		return math.Max(1, math.Min(rows, math.Pow(rows, 0.7)))
	}
	return distinctAmong(c.NDV, c.Base, rows)
}
