package memtable

import (
	"math"
	"strings"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/table"
)

// sampleRows is how many rows of a chunk the count of distinct values looks at.
const sampleRows = 4 * vec.Size

func describe(t types.Type, c *chunk, col int) (s table.ColStats) {
	ordered, order := hasOrder(t), t
	scale, scaled := t.FixedScale()
	if scaled {
		order = types.T(types.Int8)
	}
	s.HasRange = ordered
	sample := map[types.Datum]struct{}{}
	seen := 0
	var v vec.Vec
	var r ranger
	for at := 0; at < c.rows; at += vec.Size {
		n := min(vec.Size, c.rows-at)
		c.cols[col].Slice(at, n, &v)
		if at >= sampleRows && !v.MayHaveNulls() && r.fast(&v, n) {
			continue
		}
		for i := range n {
			if v.IsNull(i) {
				s.Nulls++
				continue
			}
			if !ordered && at >= sampleRows {
				continue
			}
			d := value(&v, i)
			if at < sampleRows {
				seen++
				sample[d] = struct{}{}
			}
			if s.HasRange {
				widen(order, &s, d, s.Nulls == int64(at+i))
			}
		}
	}
	if s.HasRange && r.any {
		widen(order, &s, r.min(), s.Nulls == int64(c.rows))
		widen(order, &s, r.max(), false)
	}
	values := float64(c.rows) - float64(s.Nulls)
	s.HasRange = s.HasRange && values > 0
	s.NDV = float64(len(sample))
	if seen > 0 && float64(len(sample)) > 0.3*float64(seen) { // mostly different: scale up
		s.NDV *= values / float64(seen)
	}
	s.AvgBytes = float64(c.cols[col].Bytes()) / float64(max(1, c.rows))
	s.Min.S, s.Max.S = strings.Clone(s.Min.S), strings.Clone(s.Max.S)
	if scaled && s.HasRange {
		s.Min, s.Max = types.ScaledNumeric(s.Min.I, scale), types.ScaledNumeric(s.Max.I, scale)
	}
	return s
}

// ranger finds the range of batches without NULLs in a loop for their form.
type ranger struct {
	any      bool
	text     bool
	lo, hi   int64
	slo, shi string
}

// fast takes a batch in, or answers false when it has no loop for it.
func (r *ranger) fast(v *vec.Vec, n int) bool {
	if v.Form != vec.Flat {
		return false
	}
	switch {
	case v.Phys == types.PI32:
		lo, hi := v.I32[0], v.I32[0]
		for _, x := range v.I32[:n] {
			lo, hi = min(lo, x), max(hi, x)
		}
		r.widen(int64(lo), int64(hi))
	case v.Phys == types.PI64:
		lo, hi := v.I64[0], v.I64[0]
		for _, x := range v.I64[:n] {
			lo, hi = min(lo, x), max(hi, x)
		}
		r.widen(lo, hi)
	case v.Type.OID == types.Text || v.Type.OID == types.VarChar:
		lo, hi := v.Str(0), v.Str(0)
		for i := range n {
			switch x := v.Str(i); {
			case x < lo:
				lo = x
			case x > hi:
				hi = x
			}
		}
		if !r.any || lo < r.slo {
			r.slo = lo
		}
		if !r.any || hi > r.shi {
			r.shi = hi
		}
		r.any, r.text = true, true
	default:
		return false
	}
	return true
}

func (r *ranger) widen(lo, hi int64) {
	if !r.any {
		r.lo, r.hi, r.any = lo, hi, true
	}
	r.lo, r.hi = min(r.lo, lo), max(r.hi, hi)
}

func (r *ranger) min() types.Datum {
	if r.text {
		return types.NewStr(r.slo)
	}
	return types.NewInt(r.lo)
}

func (r *ranger) max() types.Datum {
	if r.text {
		return types.NewStr(r.shi)
	}
	return types.NewInt(r.hi)
}

// value is row i as a datum; scaled numerics stay scaled, which compares faster.
func value(v *vec.Vec, i int) types.Datum {
	if v.Type.OID == types.Numeric && v.Phys == types.PI64 {
		if v.Form == vec.Dict {
			return types.NewInt(v.Values.I64[v.Codes[i]])
		}
		return types.NewInt(v.I64[i])
	}
	return v.Datum(i)
}

// widen takes a value into the range; NaN and infinities end it.
func widen(t types.Type, s *table.ColStats, d types.Datum, first bool) {
	if t.Phys() == types.PF64 {
		if f := d.Float(); math.IsNaN(f) || math.IsInf(f, 0) {
			s.HasRange = false
			return
		}
	}
	if first {
		s.Min, s.Max = d, d
		return
	}
	if types.Compare(t, d, s.Min) < 0 {
		s.Min = d
	}
	if types.Compare(t, d, s.Max) > 0 {
		s.Max = d
	}
}

// hasOrder tells the types whose datums compare by their own bytes or numbers.
func hasOrder(t types.Type) bool {
	switch t.Phys() {
	case types.PStr:
		return t.OID == types.Numeric || t.OID == types.Text || t.OID == types.VarChar || t.OID == types.Bytea || t.OID == types.UUID
	}
	return true
}

func addStats(t types.Type, sum, add *table.ColStats) {
	rising := sum.HasRange && add.HasRange && types.Compare(t, sum.Max, add.Min) <= 0
	sum.Sorted = rising
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
	sum.AvgBytes = max(sum.AvgBytes, add.AvgBytes)
	sum.NDV = max(sum.NDV, add.NDV)
	if rising {
		sum.NDV += add.NDV
	}
}

// mayMatch prunes a chunk by its statistics.
func (c *chunk) mayMatch(cols []table.Column, preds []table.Pred) bool {
	for _, p := range preds {
		if p.Col >= len(c.cols) { // the name of a row
			continue
		}
		s, t := &c.describe()[p.Col], cols[p.Col].Type
		switch p.Op {
		case table.PredIsNull:
			if s.Nulls == 0 {
				return false
			}
			continue
		case table.PredNotNull:
			if s.Nulls == int64(c.rows) {
				return false
			}
			continue
		}
		if s.HasRange && !rangeMatches(t, s, p) {
			return false
		}
	}
	return true
}

func rangeMatches(t types.Type, s *table.ColStats, p table.Pred) bool {
	for _, v := range p.Values {
		if v.Null {
			continue
		}
		lo, hi := types.Compare(t, v, s.Min), types.Compare(t, v, s.Max)
		if t.Phys() == types.PF64 && math.IsNaN(v.Float()) {
			return true
		}
		switch p.Op {
		case table.PredEQ, table.PredIn:
			if lo >= 0 && hi <= 0 {
				return true
			}
		case table.PredLT:
			return lo > 0
		case table.PredLE:
			return lo >= 0
		case table.PredGT:
			return hi < 0
		case table.PredGE:
			return hi <= 0
		}
	}
	return false
}
