package op

import (
	"math"

	"github.com/tarndb/tarn/exec/expr"
	"github.com/tarndb/tarn/exec/kernel"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/types"
)

// distinctState lets each value of a group reach the inner state once: it numbers the
// pairs of group and value, and a pair that is new is passed on.
type distinctState struct {
	inner aggState
	pairs *groupTable
	arg   expr.Info
	place []int32 // after permute: a pair's group → where it went

	ids   []uint32
	gs    vec.Vec
	sel   []uint16
	valid []uint16
	batch vec.Batch
}

func newDistinct(inner aggState, arg expr.Info, badHash bool) *distinctState {
	group := expr.Info{Type: types.T(types.Int4), Bounded: true, Hi: math.MaxInt32, NotNull: true}
	arg.NotNull = true // NULLs are left out before
	schema := &expr.Schema{Cols: []expr.ColInfo{{Info: group}, {Info: arg}}}
	ls := layoutsOf(schema, []int{0, 1}, 0)
	ls.carry = nil // many values share a group
	return &distinctState{inner: inner, pairs: newGroupTable(ls, badHash), arg: arg, ids: make([]uint32, vec.Size),
		sel: make([]uint16, vec.Size), valid: make([]uint16, vec.Size)}
}

func (s *distinctState) resize(n int) { s.inner.resize(n) }

// groupsOf fills the group column.
func (s *distinctState) groupsOf(n int) []int32 {
	s.gs.Reset(types.T(types.Int4), types.PI32, n)
	return s.gs.I32
}

func (s *distinctState) scatter(g []uint32, v *vec.Vec, sel []uint16, n int) error {
	if v.Valid != nil {
		sel = kernel.SelValid(v.Valid, sel, n, s.valid)
	}
	gs := s.groupsOf(n)
	kernel.EachRow(sel, n, func(i int) { gs[i] = int32(g[i]) })
	return s.add(g, v, sel, n)
}

// add passes the rows of new pairs on.
func (s *distinctState) add(g []uint32, v *vec.Vec, sel []uint16, n int) error {
	s.batch = vec.Batch{Cols: append(s.batch.Cols[:0], &s.gs, v), N: n, Sel: sel}
	seen := uint32(s.pairs.n)
	s.pairs.groups(&s.batch, s.ids)
	fresh := s.sel[:0]
	kernel.EachRow(sel, n, func(i int) {
		if s.ids[i] >= seen {
			fresh = append(fresh, uint16(i))
			seen = s.ids[i] + 1
		}
	})
	if len(fresh) == 0 {
		return nil
	}
	return s.inner.scatter(g, v, fresh, n)
}

func (s *distinctState) reduce(g uint32, v *vec.Vec, sel []uint16, n int) error {
	all := make([]uint32, n)
	for i := range all {
		all[i] = g
	}
	return s.scatter(all, v, sel, n)
}

func (s *distinctState) merge(o aggState, src, dst []uint32) error {
	f := o.(*distinctState)
	to := map[int32]uint32{}
	for k, g := range src {
		to[int32(g)] = dst[k]
	}
	var groups, vals vec.Vec
	g := make([]uint32, vec.Size)
	for from := 0; from < f.pairs.n; from += vec.Size {
		n := min(vec.Size, f.pairs.n-from)
		f.pairs.decodeKey(0, from, n, &groups)
		sel := s.valid[:0]
		for i, x := range groups.I32[:n] {
			if f.place != nil {
				x = f.place[x]
			}
			if d, ok := to[x]; ok {
				sel = append(sel, uint16(i))
				g[i] = d
			}
		}
		if len(sel) == 0 {
			continue
		}
		f.pairs.decodeKey(1, from, n, &vals)
		gs := s.groupsOf(n)
		for _, i := range sel {
			gs[i] = int32(g[i])
		}
		if err := s.add(g, &vals, sel, n); err != nil {
			return err
		}
	}
	return nil
}

func (s *distinctState) result(out *vec.Vec, from, n int) error { return s.inner.result(out, from, n) }

// permute also renames the groups of the pairs.
func (s *distinctState) permute(o []uint32) {
	s.inner.permute(o)
	s.place = make([]int32, len(o))
	for i, g := range o {
		s.place[g] = int32(i)
	}
}

func (s *distinctState) memory() int64 { return s.pairs.memory() + s.inner.memory() }

// hashableDistinct tells whether values can be told apart by a groupTable.
func hashableDistinct(c *plan.AggCall) bool {
	switch c.Fn.Name {
	case "count", "sum", "avg":
		return len(c.Args) == 1 && len(c.OrderBy) == 0 && !c.Fn.OrderedSet
	}
	return false
}
