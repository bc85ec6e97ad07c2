package op

import (
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/types"
)

// aggTree holds an aggregate's states over blocks of a partition's rows, each level's
// blocks being treeFan of the level below, so that any frame is a merge of few states.
// It is used only for aggregates whose result does not depend on how rows are grouped.
type aggTree struct {
	lo     int // first row of the partition
	levels [][]builtin.Agg
}

const treeFan = 16

// treeSafe tells whether merging states in blocks gives exactly the same result.
func treeSafe(f *builtin.Func) bool {
	switch f.Name {
	case "count", "min", "max", "bool_and", "bool_or", "every":
		return true
	case "sum", "avg":
		return len(f.Args) == 1 && f.Args[0] != types.Float4 && f.Args[0] != types.Float8
	}
	return false
}

// newTree builds the states of the current partition.
func (e *windowEval) newTree(fr *frameEval) (*aggTree, error) {
	t := &aggTree{lo: e.lo}
	var level []builtin.Agg
	for from := e.lo; from+treeFan <= e.hi; from += treeFan {
		if err := e.w.r.check(); err != nil {
			return nil, err
		}
		a := e.f.Fn.New(e.ctx)
		if err := e.add(a, fr, from, from, from+treeFan); err != nil {
			return nil, err
		}
		level = append(level, a)
	}
	for len(level) > 0 {
		t.levels = append(t.levels, level)
		var up []builtin.Agg
		for i := 0; i+treeFan <= len(level); i += treeFan {
			a := e.f.Fn.New(e.ctx)
			for _, b := range level[i : i+treeFan] {
				if err := a.Merge(b); err != nil {
					return nil, err
				}
			}
			up = append(up, a)
		}
		level = up
	}
	return t, nil
}

// frame computes the aggregate over rows [s, end).
func (t *aggTree) frame(e *windowEval, fr *frameEval, s, end int) (types.Datum, error) {
	agg := e.f.Fn.New(e.ctx)
	for s < end {
		at, size, level := s-t.lo, 1, -1
		for level+1 < len(t.levels) && at%(size*treeFan) == 0 && s+size*treeFan <= end &&
			at/(size*treeFan) < len(t.levels[level+1]) {
			size *= treeFan
			level++
		}
		var err error
		if level < 0 {
			err = e.add(agg, fr, s, s, s+1)
		} else {
			err = agg.Merge(t.levels[level][at/size])
		}
		if err != nil {
			return types.Null, err
		}
		s += size
	}
	return agg.Result()
}
