package op

import (
	"github.com/tarndb/tarn/exec/expr"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner/plan"
)

// AddFilter appends a filter to a pipe.
func (r *Run) AddFilter(p *Pipe, n *plan.Filter) error {
	schema := p.Schema
	if _, err := r.compileAll(n.Conds, schema); err != nil {
		return err
	}
	p.add(n, func(_ int, next Consumer) (Consumer, error) {
		conds, err := r.compileAll(n.Conds, schema)
		return &filter{conds: conds, next: next, sel: make([]uint16, vec.Size)}, err
	})
	return nil
}

// compileAll compiles expressions over a schema.
func (r *Run) compileAll(es []plan.Expr, in *expr.Schema) ([]*expr.Prog, error) {
	out := make([]*expr.Prog, len(es))
	for i, e := range es {
		p, err := expr.Compile(e, in, r.Session)
		if err != nil {
			return nil, err
		}
		out[i] = p
	}
	return out, nil
}

type filter struct {
	conds []*expr.Prog
	next  Consumer
	sel   []uint16
	out   vec.Batch
}

func (f *filter) Push(b *vec.Batch) error {
	sel := b.Sel
	var err error
	for _, c := range f.conds {
		if sel, err = c.Filter(b, sel, f.sel); err != nil || len(sel) == 0 {
			return err
		}
	}
	f.out = vec.Batch{Cols: b.Cols, N: b.N, Sel: sel}
	if len(sel) == b.N {
		f.out.Sel = nil
	}
	return f.next.Push(&f.out)
}

func (f *filter) Flush() error { return nil }
