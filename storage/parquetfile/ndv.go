package parquetfile

import (
	"math"

	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/table"
)

// distinct guesses a chunk's number of distinct values from what the footer says: a
// stored count, else the size of the dictionary. 0 means unknown: most values differ,
// or the writer had no dictionary.
func (c *chunkMeta) distinct(l *leafCol, rows int64) float64 {
	if c.Stats.Distinct > 0 && c.Stats.Distinct <= rows {
		return float64(c.Stats.Distinct)
	}
	if c.DictOff <= 0 || c.DataOff <= c.DictOff || c.Encodings&(1<<encPlain) != 0 && !c.onlyCodes() {
		return 0
	}
	size := float64(c.DataOff - c.DictOff - dictHeaderBytes)
	width := float64(l.conv.width)
	if width == 0 {
		width = 4 + math.Max(1, l.meanLength(c))
	}
	if c.Codec != codecNone {
		size *= dictRatio
	}
	return math.Max(1, math.Min(float64(rows), size/width))
}

const (
	dictHeaderBytes = 16
	dictRatio       = 1.5 // what dictionaries usually compress by
)

// onlyCodes tells whether the encodings listed let a chunk be wholly dictionary-coded.
// PLAIN is also listed for the dictionary page itself, so it proves nothing.
func (c *chunkMeta) onlyCodes() bool {
	return c.Encodings&(1<<encPlainDict|1<<encRLEDict) != 0
}

// meanLength guesses a string's length from the bounds.
func (l *leafCol) meanLength(c *chunkMeta) float64 {
	if lo, hi, ok := l.rawBounds(&c.Stats); ok {
		return float64(len(lo)+len(hi)) / 2
	}
	return 8
}

// ndv estimates the distinct values of all row groups together.
func (a *statsSum) ndv(cs *table.ColStats) float64 {
	values := float64(a.values)
	if a.leaf == nil || values == 0 {
		return 0
	}
	upper := values
	if span, ok := a.span(cs); ok {
		upper = math.Max(1, math.Min(upper, span))
	}
	if a.counted == 0 {
		return upper
	}
	groups := math.Max(1, float64(a.groups))
	perGroup := a.distinct / float64(a.counted) * values / groups
	if cs.Sorted { // groups share almost nothing
		return math.Min(upper, perGroup*groups)
	}
	return math.Max(1, math.Min(upper, drawn(perGroup, values/groups, values)))
}

// span is the number of values between the bounds of a column of whole numbers.
func (a *statsSum) span(cs *table.ColStats) (float64, bool) {
	if !cs.HasRange {
		return 0, false
	}
	t := a.leaf.conv.typ
	if _, ok := t.FixedScale(); ok {
		lo, ok1 := types.DecimalOf(cs.Min).Scaled(a.leaf.conv.scale)
		hi, ok2 := types.DecimalOf(cs.Max).Scaled(a.leaf.conv.scale)
		return float64(hi) - float64(lo) + 1, ok1 && ok2
	}
	switch t.Phys() {
	case types.PBool:
		return 2, true
	case types.PI32, types.PI64:
		return float64(cs.Max.I) - float64(cs.Min.I) + 1, true
	}
	return 0, false
}

// drawn extrapolates: n draws showed d distinct values; how many would all draws show,
// if each value is as likely as any other? It solves d = D(1-(1-1/D)^n) for D.
func drawn(d, n, all float64) float64 {
	if d >= n*0.95 {
		return all * d / n
	}
	if d < n*0.05 {
		return d
	}
	lo, hi := d, all
	for range 60 {
		mid := (lo + hi) / 2
		if mid*(1-math.Exp(-n/mid)) < d {
			lo = mid
		} else {
			hi = mid
		}
	}
	return hi * (1 - math.Exp(-all/hi))
}
