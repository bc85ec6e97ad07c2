package parquetfile

import (
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/table"
)

// mayMatch tells whether a row group can hold rows that satisfy all predicates.
func (s *split) mayMatch(preds []table.Pred) bool {
	for i := range preds {
		n := s.f.schema.cols[s.cols[preds[i].Col]]
		if !n.flat() {
			continue
		}
		if !s.f.schema.leafs[n.leaf].chunkMayMatch(&s.meta().Cols[n.leaf].Stats, s.meta().Rows, &preds[i]) {
			return false
		}
	}
	return true
}

// chunkMayMatch decides by the statistics of one chunk.
func (l *leafCol) chunkMayMatch(s *chunkStats, rows int64, p *table.Pred) bool {
	switch p.Op {
	case table.PredIsNull:
		return !s.HasNulls || s.Nulls != 0
	case table.PredNotNull:
		return !s.HasNulls || s.Nulls < rows
	}
	if s.HasNulls && s.Nulls == rows {
		return false
	}
	lo, hi, ok := l.bounds(s)
	return !ok || l.rangeMayMatch(lo, hi, p)
}

// rangeMayMatch decides by bounds of the values that are not NULL. NaNs are not within
// the bounds of floats but sort above everything.
func (l *leafCol) rangeMayMatch(lo, hi types.Datum, p *table.Pred) bool {
	for _, v := range p.Values {
		if v.Null {
			continue
		}
		below, above := types.Compare(l.conv.typ, v, lo), types.Compare(l.conv.typ, v, hi)
		if isFloat(l.conv.typ) && (p.Op == table.PredGT || p.Op == table.PredGE || v.Float() != v.Float()) {
			return true
		}
		switch p.Op {
		case table.PredEQ, table.PredIn:
			if below >= 0 && above <= 0 {
				return true
			}
		case table.PredLT:
			return below > 0
		case table.PredLE:
			return below >= 0
		case table.PredGT:
			return above < 0
		case table.PredGE:
			return above <= 0
		}
	}
	return false
}
