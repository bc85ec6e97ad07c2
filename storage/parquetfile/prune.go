package parquetfile

import (
	"math/big"

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
		if !s.f.schema.leafs[n.leaf].chunkMayMatch(&s.meta().Cols[n.leaf].Stats, s.Rows(), &preds[i]) {
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
		if l.conv.typ.OID == types.Numeric && len(v.S) > 0 && v.S[0] > 1 {
			return true // NaN and infinities
		}
		below, above := compareDatums(&l.conv, v, lo), compareDatums(&l.conv, v, hi)
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

// compareNumeric orders encoded numerics that are finite; others sort above all.
func compareNumeric(a, b string) int {
	ka, sa, ma := numericParts(a)
	kb, sb, mb := numericParts(b)
	if ka > 1 || kb > 1 {
		return compareInts(int64(ka), int64(kb))
	}
	x, y := new(big.Int).SetBytes([]byte(ma)), new(big.Int).SetBytes([]byte(mb))
	if ka == 1 {
		x.Neg(x)
	}
	if kb == 1 {
		y.Neg(y)
	}
	if sa < sb {
		x.Mul(x, pow10(sb-sa))
	} else {
		y.Mul(y, pow10(sa-sb))
	}
	return x.Cmp(y)
}

func pow10(n int) *big.Int { return new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil) }
