package op

import (
	"sync"

	"github.com/tarndb/tarn/exec/expr"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner/plan"
)

// recursion computes WITH RECURSIVE round by round: the working table starts as the first
// term's rows and then holds what the step made of it, until nothing new comes. A round
// is computed when a reader has read those before it, so that a reader that stops early
// ends a recursion that has no end of its own. Finished rounds are not changed any more.
type recursion struct {
	r     *Run
	cte   *plan.CTE
	first *Pipe
	build Build
	types *expr.Schema
	dedup *dedup

	mu      sync.Mutex
	rounds  []*vec.Store
	working *vec.Store // rows of the previous round
	ended   bool
	err     error
}

// recursive prepares a recursive CTE whose first term is a pipe.
func (r *Run) recursive(c *plan.CTE, s *sharedPlan, first *Pipe, build Build) error {
	first = r.Select(first, c.Plan.Cols(), true)
	s.schema = &expr.Schema{Cols: append([]expr.ColInfo(nil), first.Schema.Cols...), MaxRows: -1}
	for i := range s.schema.Cols { // the step may leave the first term's bounds
		in := &s.schema.Cols[i]
		in.Info = expr.InfoOf(in.Info.Type, false).Encoded()
		in.Sorted = false
	}
	s.rec = &recursion{r: r, cte: c, first: first, build: build, types: s.schema}
	return nil
}

// round gives the rows of round i, nil when the recursion ended before it.
func (c *recursion) round(i int) (*vec.Store, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for i >= len(c.rounds) && !c.ended && c.err == nil {
		c.err = c.advance()
	}
	if c.err != nil || i >= len(c.rounds) {
		return nil, c.err
	}
	return c.rounds[i], nil
}

// advance computes one more round.
func (c *recursion) advance() error {
	if err := c.r.check(); err != nil {
		return err
	}
	p, node := c.first, c.cte.Plan.Est().ID
	if c.dedup == nil {
		c.dedup = newDedup(c.types, !c.cte.UnionAll, c.r.BadHash)
	} else {
		c.forget()
		step, err := c.build(c.cte.Step)
		if err != nil {
			return err
		}
		cols := make([]plan.Column, len(c.cte.StepMap))
		for i, id := range c.cte.StepMap {
			cols[i] = step.Schema.Cols[step.Schema.Pos(id)].Column
		}
		p, node = c.r.Select(step, cols, true), c.cte.Step.Est().ID
	}
	found, run := c.r.materialize(p, node, "recursion")
	if err := run(); err != nil {
		return err
	}
	c.working = c.dedup.fresh(found.store)
	if c.ended = c.working.N == 0; !c.ended {
		c.rounds = append(c.rounds, c.working)
	}
	return nil
}

// forget drops what shared subplans inside the step held: they read the working table
// and run anew in every round.
func (c *recursion) forget() {
	c.r.mu.Lock()
	defer c.r.mu.Unlock()
	plan.Walk(c.cte.Step, func(n plan.Node) bool {
		if w, ok := n.(*plan.With); ok {
			for _, d := range w.CTEs {
				delete(c.r.ctes, d)
			}
		}
		return true
	})
}

// recursionSource reads the rounds one after the other.
type recursionSource struct {
	rec *recursion
	pos []int

	mu    sync.Mutex
	round int
	at    int
}

// take gives the next rows to deliver: a round and where they begin in it.
func (s *recursionSource) take() (*vec.Store, int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for {
		st, err := s.rec.round(s.round)
		if st == nil || err != nil {
			return nil, 0, err
		}
		if from := s.at; from < st.N {
			s.at += vec.Size
			return st, from, nil
		}
		s.round, s.at = s.round+1, 0
	}
}

// Run implements Source.
func (s *recursionSource) Run(_ int, push func(*vec.Batch) error) error {
	views := make([]vec.Vec, len(s.pos))
	for {
		st, from, err := s.take()
		if st == nil || err != nil {
			return err
		}
		if err := push(viewBatch(st, s.pos, views, from)); err != nil {
			return err
		}
	}
}

// dedup keeps rows that were not seen before, when on.
type dedup struct {
	t     *groupTable
	types *expr.Schema
}

func newDedup(s *expr.Schema, on, badHash bool) *dedup {
	d := &dedup{types: s}
	if on {
		pos := make([]int, len(s.Cols))
		for i := range pos {
			pos[i] = i
		}
		d.t = newGroupTable(layoutsOf(s, pos, 0), badHash)
	}
	return d
}

// fresh gives the new rows of st.
func (d *dedup) fresh(st *vec.Store) *vec.Store {
	if d.t == nil {
		return st
	}
	out := vec.NewStore(valueTypes(d.types))
	g := make([]uint32, vec.Size)
	sel := make([]uint16, vec.Size)
	src := &storeSource{store: func() *vec.Store { return st }}
	_ = src.Run(0, func(b *vec.Batch) error {
		seen := uint32(d.t.n)
		d.t.groups(b, g)
		live := sel[:0]
		for i, x := range g[:b.N] {
			if x >= seen {
				live = append(live, uint16(i))
				seen = x + 1
			}
		}
		out.Append(&vec.Batch{Cols: b.Cols, N: b.N, Sel: live})
		return nil
	})
	return out
}
