package op

import (
	"sync"

	"github.com/tarndb/tarn/exec/expr"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner/plan"
)

// sharedPlan is a CTE that runs once, when first read.
type sharedPlan struct {
	once   sync.Once
	err    error
	run    func() error
	schema *expr.Schema
	rows   *collect
	rec    *recursion // of a recursive CTE, which runs as far as it is read
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
	switch {
	case n.Working:
		out.src = &storeSource{store: func() *vec.Store { return s.rec.working }, pos: n.Pos}
		return out, nil
	case s.rec != nil:
		out.src = &recursionSource{rec: s.rec, pos: n.Pos}
		return out, nil
	}
	out.src = &storeSource{store: func() *vec.Store { return s.rows.store }, disk: func() []diskRows { return s.rows.disk }, pos: n.Pos}
	out.Schema.MaxRows = s.schema.MaxRows
	out.deps = []func() error{s.ensure}
	return out, nil
}

func (r *Run) sharedPlan(c *plan.CTE, build Build) (*sharedPlan, error) {
	r.mu.Lock()
	s := r.ctes[c]
	r.mu.Unlock()
	if s != nil {
		return s, nil
	}
	p, err := build(c.Plan)
	if err != nil {
		return nil, err
	}
	s = &sharedPlan{}
	r.mu.Lock()
	if r.ctes == nil {
		r.ctes = map[*plan.CTE]*sharedPlan{}
	}
	r.ctes[c] = s
	r.mu.Unlock()
	if c.Step != nil {
		return s, r.recursive(c, s, p, build)
	}
	// Columns follow the plan's own order.
	s.schema = p.Schema.Ordered(c.Plan.Cols())
	s.rows, s.run = r.materialize(r.reorder(p, c.Plan), c.Plan.Est().ID, "shared subplan")
	s.rows.spills = true
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
