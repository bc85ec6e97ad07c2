package op

import (
	"sync/atomic"

	"github.com/tarndb/tarn/exec/expr"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/pgerr"
)

// NewMax1Row fails on a second row of its input.
func (r *Run) NewMax1Row(p *Pipe, n *plan.Max1Row) *Pipe {
	c, run := r.materialize(p, n.ID, "scalar subquery")
	schema := &expr.Schema{MaxRows: 1}
	for _, ci := range p.Schema.Cols {
		if n.Pad {
			ci.Column.NotNull, ci.Info.NotNull = false, false
		}
		schema.Cols = append(schema.Cols, ci)
	}
	out := &Pipe{Schema: schema, src: &maxOne{c: c, n: n, schema: schema}, srcNode: n.ID, serial: true}
	out.deps = []func() error{run}
	return out
}

type maxOne struct {
	c      *collect
	n      *plan.Max1Row
	schema *expr.Schema
	done   atomic.Bool
}

// Run implements Source.
func (m *maxOne) Run(_ int, push func(*vec.Batch) error) error {
	if m.done.Swap(true) {
		return nil
	}
	switch {
	case m.c.store.N > 1:
		return pgerr.New(pgerr.CardinalityViolation, "more than one row returned by a subquery used as an expression")
	case m.c.store.N == 0 && m.n.Pad:
		return push(&vec.Batch{Cols: nullCols(m.schema), N: 1})
	}
	src := &storeSource{store: func() *vec.Store { return m.c.store }}
	return src.Run(0, push)
}
