package op

import (
	"math"
	"sort"

	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// frameEval computes window frames of the current partition.
type frameEval struct {
	e *windowEval
	f *plan.Frame
}

func (e *windowEval) newFrame() *frameEval { return &frameEval{e: e, f: &e.f.Frame} }

// at gives the frame of row i as rows [start, end), exclusion not applied.
func (fr *frameEval) at(i int) (start, end int, err error) {
	e := fr.e
	if start, err = fr.bound(i, fr.f.Start, e.sOff, false); err != nil {
		return
	}
	if end, err = fr.bound(i, fr.f.End, e.eOff, true); err != nil {
		return
	}
	start, end = max(start, e.lo), min(end, e.hi)
	return start, max(end, start), nil
}

// bound gives the first row of a start bound, or the row after an end bound.
func (fr *frameEval) bound(i int, k plan.BoundKind, off types.Datum, end bool) (int, error) {
	e := fr.e
	switch k {
	case plan.UnboundedPreceding:
		return e.lo, nil
	case plan.UnboundedFollowing:
		return e.hi, nil
	}
	switch fr.f.Mode {
	case plan.FrameRows:
		return fr.rowsBound(i, k, off, end), nil
	case plan.FrameGroups:
		return fr.groupsBound(i, k, off, end), nil
	}
	if k == plan.CurrentRow {
		g := e.groupOf(i)
		if end {
			return e.starts[g+1], nil
		}
		return e.starts[g], nil
	}
	return fr.rangeBound(i, k == plan.Following, off, end)
}

// clampOffset keeps huge offsets from overflowing row numbers.
func clampOffset(d types.Datum) int { return int(min(d.I, 1<<40)) }

func (fr *frameEval) rowsBound(i int, k plan.BoundKind, off types.Datum, end bool) int {
	at := i
	switch k {
	case plan.Preceding:
		at -= clampOffset(off)
	case plan.Following:
		at += clampOffset(off)
	}
	if end {
		at++
	}
	return at
}

func (fr *frameEval) groupsBound(i int, k plan.BoundKind, off types.Datum, end bool) int {
	e := fr.e
	g := e.groupOf(i)
	switch k {
	case plan.Preceding:
		g -= clampOffset(off)
	case plan.Following:
		g += clampOffset(off)
	}
	if end {
		g++
	}
	return e.starts[min(max(g, 0), len(e.starts)-1)]
}

// rangeBound finds the rows whose key is within an offset of row i's. NULL keys are
// within any offset of NULL keys only.
func (fr *frameEval) rangeBound(i int, following bool, off types.Datum, end bool) (int, error) {
	e := fr.e
	key := e.order.keys[0]
	col := e.c.sorted.Cols[key.col]
	if col.IsNull(i) {
		g := e.groupOf(i)
		if end {
			return e.starts[g+1], nil
		}
		return e.starts[g], nil
	}
	fn := fr.f.SubFn
	if following != key.desc {
		fn = fr.f.AddFn
	}
	if fn == nil {
		return 0, pgerr.Unsupported("RANGE with offset PRECEDING/FOLLOWING for column type %s", key.t)
	}
	offExpr := fr.f.StartOffset
	if end {
		offExpr = fr.f.EndOffset
	}
	if negative(offExpr.Type(), off) {
		return 0, pgerr.New(pgerr.InvalidPrecedingOrFollowing, "invalid preceding or following size in window function")
	}
	limit, err := fr.limit(fn, col.Datum(i), off, offExpr.Type(), end != key.desc)
	if outOfRange(err) {
		// Beyond every value of the key's type: on the side the offset goes to.
		if following {
			return e.hi, nil
		}
		return e.lo, nil
	}
	if err != nil {
		return 0, err
	}
	limitType := fr.limitType(fn, key.t)
	// Rows are ordered by key: search for the first row at or beyond the limit.
	n := sort.Search(e.hi-e.lo, func(k int) bool {
		at := e.lo + k
		if col.IsNull(at) {
			return !key.nullsFirst
		}
		c := types.Compare(limitType, fr.widened(col.Datum(at), key.t, limitType), limit)
		if key.desc {
			c = -c
		}
		if end {
			return c > 0
		}
		return c >= 0
	})
	return e.lo + n, nil
}

// limit is key ± offset. upper says that rows up to the limit are in the frame, else rows
// from it on.
func (fr *frameEval) limit(fn *builtin.Func, d, off types.Datum, offType types.Type, upper bool) (types.Datum, error) {
	t := fr.e.order.keys[0].t
	if t.OID == types.Time { // not around midnight, and only the offset's time counts
		micros := types.IntervalOf(off).Micros
		if fn == fr.f.SubFn {
			micros = -micros
		}
		return types.NewInt(d.I + micros), nil
	}
	ctx := &builtin.Ctx{ArgTypes: []types.Type{t, offType}, Ret: t, Session: fr.e.w.r.Session}
	limit, err := fn.Eval(ctx, []types.Datum{d, off})
	if err == nil && t.Phys() == types.PF64 && math.IsNaN(limit.Float()) && !math.IsNaN(d.Float()) {
		// Infinity ± infinity: every number is in the frame.
		return types.NewFloat(map[bool]float64{true: math.Inf(1), false: math.Inf(-1)}[upper]), nil
	}
	return limit, err
}

// outOfRange tells whether key ± offset left the type.
func outOfRange(err error) bool {
	if err == nil {
		return false
	}
	code := pgerr.CodeOf(err)
	return code == pgerr.NumericValueOutOfRange || code == pgerr.DatetimeFieldOverflow
}

// limitType is the type of key ± offset: date ± interval is a timestamp.
func (fr *frameEval) limitType(fn *builtin.Func, t types.Type) types.Type {
	if fn.Ret != 0 && fn.Ret != t.OID && !types.IsPolymorphic(fn.Ret) {
		return types.T(fn.Ret)
	}
	return t
}

// widened puts a key into the limit's type.
func (fr *frameEval) widened(d types.Datum, from, to types.Type) types.Datum {
	if from.OID == types.Date && to.OID == types.Timestamp {
		return types.NewInt(d.I * 86400e6)
	}
	return d
}

func negative(t types.Type, d types.Datum) bool {
	switch {
	case t.OID == types.Numeric:
		return len(d.S) > 3 && (d.S[0] == 1 || d.S[0] == 4)
	case t.OID == types.Interval:
		return types.Compare(t, d, types.NewInterval(types.IntervalValue{})) < 0
	case t.Phys() == types.PF64:
		return d.Float() < 0
	}
	return d.I < 0
}

// excluded tells whether EXCLUDE removes row at from the frame of row i.
func (fr *frameEval) excluded(i, at int) bool {
	switch fr.f.Exclude {
	case plan.ExcludeCurrent:
		return at == i
	case plan.ExcludeGroup:
		return fr.e.groupOf(at) == fr.e.groupOf(i)
	case plan.ExcludeTies:
		return at != i && fr.e.groupOf(at) == fr.e.groupOf(i)
	}
	return false
}
