package op

import (
	"sync/atomic"

	"github.com/tarndb/tarn/exec/expr"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner/plan"
)

// intersect computes INTERSECT and EXCEPT: it counts each distinct row on both sides.
type intersect struct {
	r      *Run
	n      *plan.SetOp
	schema *expr.Schema
	sides  [2]*collect
	taken  atomic.Bool
}

func (r *Run) newIntersect(inputs []*Pipe, n *plan.SetOp, schema *expr.Schema) *Pipe {
	s := &intersect{r: r, n: n, schema: schema}
	out := &Pipe{Schema: schema, src: s, srcNode: n.ID, serial: true}
	for i, p := range inputs {
		c, run := r.materialize(p, n.ID, "set operation")
		s.sides[i] = c
		out.deps = append(out.deps, run)
	}
	return out
}

// Run implements Source.
func (s *intersect) Run(_ int, push func(*vec.Batch) error) error {
	if s.taken.Swap(true) {
		return nil
	}
	pos := make([]int, len(s.schema.Cols))
	for i := range pos {
		pos[i] = i
	}
	t := newGroupTable(layoutsOf(s.schema, pos, s.n.Rows), s.r.BadHash)
	var counts [2][]int64
	g := make([]uint32, vec.Size)
	for side, c := range s.sides {
		src := &storeSource{store: func() *vec.Store { return c.store }}
		err := src.Run(0, func(b *vec.Batch) error {
			t.groups(b, g)
			for k := range counts {
				counts[k] = resizeTo(counts[k], t.n)
			}
			for _, x := range g[:b.N] {
				counts[side][x]++
			}
			return s.r.check()
		})
		if err != nil {
			return err
		}
	}
	return s.emit(t, counts, push)
}

// copies is how often a row with the given counts is delivered.
func (s *intersect) copies(l, r int64) int64 {
	switch {
	case s.n.Kind == plan.Intersect && s.n.All:
		return min(l, r)
	case s.n.Kind == plan.Intersect:
		return min(l, r, 1)
	case s.n.All:
		return max(l-r, 0)
	case r > 0:
		return 0
	}
	return min(l, 1)
}

func (s *intersect) emit(t *groupTable, counts [2][]int64, push func(*vec.Batch) error) error {
	cols := make([]*vec.Vec, len(s.schema.Cols))
	sel := make([]uint16, vec.Size)
	for from := 0; from < t.n; from += vec.Size {
		n := min(vec.Size, t.n-from)
		for k := range cols {
			cols[k] = &vec.Vec{}
			t.decodeKey(k, from, n, cols[k])
		}
		for round := int64(1); ; round++ {
			live := sel[:0]
			for i := range n {
				if s.copies(counts[0][from+i], counts[1][from+i]) >= round {
					live = append(live, uint16(i))
				}
			}
			if len(live) == 0 {
				break
			}
			if err := push(&vec.Batch{Cols: cols, N: n, Sel: live}); err != nil {
				return err
			}
		}
	}
	return nil
}
