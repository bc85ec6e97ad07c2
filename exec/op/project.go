package op

import (
	"github.com/tarndb/tarn/exec/expr"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner/plan"
)

// AddProject appends a projection to a pipe.
func (r *Run) AddProject(p *Pipe, n *plan.Project) error {
	in := p.Schema
	progs, err := r.compileAll(n.Exprs, in)
	if err != nil {
		return err
	}
	out := &expr.Schema{MaxRows: in.MaxRows}
	for i, c := range n.Out {
		ci := expr.ColInfo{Column: c, Info: progs[i].Info}
		if k := progs[i].Column(); k >= 0 {
			ci.Sorted = in.Cols[k].Sorted
		}
		out.Cols = append(out.Cols, ci)
	}
	p.Schema = out
	p.add(n, func(_ int, next Consumer) (Consumer, error) {
		progs, err := r.compileAll(n.Exprs, in)
		return &project{progs: progs, next: next, cols: make([]*vec.Vec, len(progs))}, err
	})
	return nil
}

type project struct {
	progs []*expr.Prog
	next  Consumer
	cols  []*vec.Vec
	out   vec.Batch
}

func (p *project) Push(b *vec.Batch) error {
	for i, g := range p.progs {
		v, err := g.Eval(b, b.Sel)
		if err != nil {
			return err
		}
		p.cols[i] = v
	}
	p.out = vec.Batch{Cols: p.cols, N: b.N, Sel: b.Sel}
	return p.next.Push(&p.out)
}

func (p *project) Flush() error { return nil }
