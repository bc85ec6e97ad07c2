package op

import (
	"sync/atomic"

	"github.com/tarndb/tarn/exec/expr"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner/plan"
)

// union is the Source that runs its inputs' pipelines one after the other; every worker
// works on each, so later inputs start while earlier ones end.
type union struct {
	r      *Run
	inputs []*Pipe
	taken  []atomic.Bool // serial inputs belong to the worker that comes first
}

// NewSetOp combines input pipes.
func (r *Run) NewSetOp(inputs []*Pipe, n *plan.SetOp) (*Pipe, error) {
	schema := unifySchemas(inputs, n)
	for i, p := range inputs {
		r.convert(p, n, i, schema)
	}
	if n.Kind != plan.UnionAll {
		return r.newIntersect(inputs, n, schema), nil
	}
	u := &union{r: r, taken: make([]atomic.Bool, len(inputs))}
	out := &Pipe{Schema: schema, src: u, srcNode: n.ID}
	for _, p := range inputs {
		out.deps = append(out.deps, p.deps...)
		p = p.withoutDeps()
		if len(p.tails) > 0 {
			c, run := r.materialize(p, n.ID, "union")
			out.deps = append(out.deps, run)
			p = &Pipe{Schema: p.Schema, src: &storeSource{store: func() *vec.Store { return c.store }}}
		}
		u.inputs = append(u.inputs, p)
	}
	return out, nil
}

// unifySchemas finds the common representation of each output column.
func unifySchemas(inputs []*Pipe, n *plan.SetOp) *expr.Schema {
	out := &expr.Schema{}
	for i, p := range inputs {
		if p.Schema.MaxRows < 0 || i > 0 && out.MaxRows < 0 {
			out.MaxRows = -1
		} else {
			out.MaxRows += p.Schema.MaxRows
		}
	}
	for k, c := range n.Out {
		var info expr.Info
		for i, p := range inputs {
			in := p.Schema.Cols[p.Schema.Pos(n.Map[i][k])].Info
			if i == 0 {
				info = in
				continue
			}
			info = expr.Union(info, in)
		}
		info.Type = c.Type
		out.Cols = append(out.Cols, expr.ColInfo{Column: c, Info: info})
	}
	return out
}

// convert appends a projection of an input to the output's columns.
func (r *Run) convert(p *Pipe, n *plan.SetOp, i int, out *expr.Schema) {
	in := p.Schema
	p.add(n, func(_ int, next Consumer) (Consumer, error) {
		pr := &project{next: next, cols: make([]*vec.Vec, len(out.Cols))}
		for k := range out.Cols {
			src := in.Cols[in.Pos(n.Map[i][k])]
			g, err := expr.Compile(&plan.Col{ID: src.ID, T: src.Info.Type}, in, r.Session)
			if err != nil {
				return nil, err
			}
			if !out.Cols[k].Fixed {
				g.Encoded()
			}
			pr.progs = append(pr.progs, g)
		}
		return pr, nil
	})
	p.Schema = out
}

// pushSink hands batches to the pipeline behind a union.
type pushSink struct{ push func(*vec.Batch) error }

func (s pushSink) Worker(int) (Consumer, error) { return s, nil }
func (s pushSink) Finish() error                { return nil }
func (s pushSink) Push(b *vec.Batch) error      { return s.push(b) }
func (s pushSink) Flush() error                 { return nil }

// Run implements Source.
func (u *union) Run(w int, push func(*vec.Batch) error) error {
	for i, p := range u.inputs {
		if p.serial && u.taken[i].Swap(true) {
			continue
		}
		if err := u.input(p, w, push); err != nil {
			return err
		}
	}
	return nil
}

func (u *union) input(p *Pipe, w int, push func(*vec.Batch) error) error {
	chain, err := u.r.chain(p, pushSink{push}, w)
	if err != nil {
		return err
	}
	err = p.src.Run(w, func(b *vec.Batch) error {
		if err := u.r.check(); err != nil {
			return err
		}
		return chain[0].Push(b)
	})
	if err != nil && err != errDone {
		return err
	}
	for _, c := range chain {
		if err := c.Flush(); err != nil && err != errDone {
			return err
		}
	}
	return nil
}
