package op

import (
	"sync"

	"github.com/tarndb/tarn/exec/expr"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner/plan"
)

// sharedPlan is a CTE that runs once, when first read.
type sharedPlan struct {
	once    sync.Once
	err     error
	run     func() error
	schema  *expr.Schema
	store   *vec.Store
	working *vec.Store // of a recursion: the rows of the previous round
}

func (s *sharedPlan) ensure() error {
	s.once.Do(func() { s.err = s.run() })
	return s.err
}

// Build makes the pipe of a plan node; the builder of package exec passes itself in.
type Build func(plan.Node) (*Pipe, error)

// NewCTEScan reads a CTE. The CTE's own pipeline is built on first mention.
func (r *Run) NewCTEScan(n *plan.CTEScan, build Build) (*Pipe, error) {
	s, err := r.sharedPlan(n.CTE, build)
	if err != nil {
		return nil, err
	}
	out := &Pipe{srcNode: n.ID, Schema: &expr.Schema{MaxRows: -1}}
	for k, c := range n.Out {
		out.Schema.Cols = append(out.Schema.Cols, expr.ColInfo{Column: c, Info: s.schema.Cols[n.Pos[k]].Info})
	}
	if n.Working {
		out.src = &storeSource{store: func() *vec.Store { return s.working }, pos: n.Pos}
		return out, nil
	}
	out.src = &storeSource{store: func() *vec.Store { return s.store }, pos: n.Pos}
	out.Schema.MaxRows = s.schema.MaxRows
	out.deps = []func() error{s.ensure}
	return out, nil
}

func (r *Run) sharedPlan(c *plan.CTE, build Build) (*sharedPlan, error) {
	if s := r.ctes[c]; s != nil {
		return s, nil
	}
	if r.ctes == nil {
		r.ctes = map[*plan.CTE]*sharedPlan{}
	}
	p, err := build(c.Plan)
	if err != nil {
		return nil, err
	}
	s := &sharedPlan{}
	r.ctes[c] = s
	if c.Step != nil {
		return s, r.recursive(c, s, p, build)
	}
	// Columns follow the plan's own order.
	s.schema = p.Schema.Ordered(c.Plan.Cols())
	collected, run := r.materialize(r.reorder(p, c.Plan), c.Plan.Est().ID, "shared subplan")
	s.run = func() error {
		err := run()
		s.store = collected.store
		return err
	}
	return s, nil
}

// reorder makes a pipe's columns follow the node's declared order, which joins that
// probe with their right side do not keep.
func (r *Run) reorder(p *Pipe, n plan.Node) *Pipe {
	return r.Select(p, n.Cols(), false)
}

// Select appends a projection to the given columns, in order; encode puts numerics into
// the general encoding.
func (r *Run) Select(p *Pipe, cols []plan.Column, encode bool) *Pipe {
	in := p.Schema
	same := len(cols) == len(in.Cols) && !encode
	out := &expr.Schema{MaxRows: in.MaxRows}
	pos := make([]int, len(cols))
	for i, c := range cols {
		pos[i] = in.Pos(c.ID)
		same = same && pos[i] == i
		ci := expr.ColInfo{Column: c, Info: in.Cols[pos[i]].Info, Sorted: in.Cols[pos[i]].Sorted}
		if encode {
			ci.Info = ci.Info.Encoded()
		}
		out.Cols = append(out.Cols, ci)
	}
	if same {
		return p
	}
	q := *p
	q.Schema = out
	q.stages = append(append([]stage(nil), p.stages...), stage{make: func(_ int, next Consumer) (Consumer, error) {
		pr := &project{next: next, cols: make([]*vec.Vec, len(cols))}
		for _, k := range pos {
			src := in.Cols[k]
			g, err := expr.CompileColumn(in, k)
			if err != nil {
				return nil, err
			}
			if encode && src.Fixed {
				g.Encoded()
			}
			pr.progs = append(pr.progs, g)
		}
		return pr, nil
	}})
	return &q
}

// recursive runs WITH RECURSIVE: the working table starts as the first term's rows and
// then holds what the step made of it, until nothing new comes.
func (r *Run) recursive(c *plan.CTE, s *sharedPlan, first *Pipe, build Build) error {
	cols := c.Plan.Cols()
	first = r.Select(first, cols, true)
	s.schema = &expr.Schema{Cols: append([]expr.ColInfo(nil), first.Schema.Cols...), MaxRows: -1}
	for i := range s.schema.Cols { // the step may leave the first term's bounds
		in := &s.schema.Cols[i]
		in.Info = expr.InfoOf(in.Info.Type, false).Encoded()
		in.Sorted = false
	}
	s.run = func() error {
		start, run := r.materialize(first, c.Plan.Est().ID, "recursion")
		if err := run(); err != nil {
			return err
		}
		return r.recurse(c, s, start, build)
	}
	return nil
}

func (r *Run) recurse(c *plan.CTE, s *sharedPlan, start *collect, build Build) error {
	dedup := newDedup(s.schema, !c.UnionAll, r.BadHash)
	all := vec.NewStore(valueTypes(s.schema))
	s.working = dedup.fresh(start.store, all)
	stepCols := make([]plan.Column, len(c.StepMap))
	for s.working.N > 0 {
		if err := r.check(); err != nil {
			return err
		}
		p, err := build(c.Step)
		if err != nil {
			return err
		}
		for i, id := range c.StepMap {
			stepCols[i] = p.Schema.Cols[p.Schema.Pos(id)].Column
		}
		next, run := r.materialize(r.Select(p, stepCols, true), c.Step.Est().ID, "recursion")
		if err := run(); err != nil {
			return err
		}
		s.working = dedup.fresh(next.store, all)
	}
	s.store = all
	return nil
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

// fresh gives the new rows of st and appends them to all.
func (d *dedup) fresh(st, all *vec.Store) *vec.Store {
	out := vec.NewStore(valueTypes(d.types))
	g := make([]uint32, vec.Size)
	sel := make([]uint16, vec.Size)
	src := &storeSource{store: func() *vec.Store { return st }}
	_ = src.Run(0, func(b *vec.Batch) error {
		if d.t != nil {
			seen := uint32(d.t.n)
			d.t.groups(b, g)
			live := sel[:0]
			for i, x := range g[:b.N] {
				if x >= seen {
					live = append(live, uint16(i))
					seen = x + 1
				}
			}
			b = &vec.Batch{Cols: b.Cols, N: b.N, Sel: live}
		}
		out.Append(b)
		all.Append(b)
		return nil
	})
	return out
}
