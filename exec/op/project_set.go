package op

import (
	"github.com/tarndb/tarn/exec/expr"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// AddProjectSet appends set-returning functions to a pipe.
func (r *Run) AddProjectSet(p *Pipe, n *plan.ProjectSet) error {
	in := p.Schema
	out := &expr.Schema{Cols: append([]expr.ColInfo(nil), in.Cols...), MaxRows: -1}
	for _, f := range n.Funcs {
		if f.Fn.Set == nil {
			return pgerr.Unsupported("set-returning function %s", f.Fn.Name)
		}
		for _, c := range f.Out {
			out.Cols = append(out.Cols, expr.ColInfo{Column: c, Info: expr.InfoOf(c.Type, false).Encoded()})
		}
	}
	if n.Ordinal.ID != 0 {
		out.Cols = append(out.Cols, expr.ColInfo{Column: n.Ordinal, Info: expr.InfoOf(n.Ordinal.Type, false)})
	}
	p.Schema = out
	p.add(n, func(_ int, next Consumer) (Consumer, error) {
		s := &projectSet{r: r, n: n, next: next, in: len(in.Cols)}
		for _, f := range n.Funcs {
			args, err := r.compileAll(f.Args, in)
			if err != nil {
				return nil, err
			}
			ctx := &builtin.Ctx{ArgTypes: f.ArgTypes, Ret: f.Out[0].Type, Session: r.Session}
			s.calls = append(s.calls, setCall{f: f, args: args, ctx: ctx, ds: make([]types.Datum, len(args))})
		}
		s.reset()
		return s, nil
	})
	return nil
}

type projectSet struct {
	r     *Run
	n     *plan.ProjectSet
	next  Consumer
	in    int
	calls []setCall
	idx   []uint16 // input row of each output row
	made  []*vec.Vec
	ord   []int64
	taken []vec.Vec
	batch *vec.Batch
}

type setCall struct {
	f    plan.SetFunc
	args []*expr.Prog
	ctx  *builtin.Ctx
	ds   []types.Datum
	vs   []*vec.Vec
}

func (s *projectSet) reset() {
	s.idx, s.ord = s.idx[:0], s.ord[:0]
	s.made = s.made[:0]
	for i := range s.calls {
		for _, c := range s.calls[i].f.Out {
			v := &vec.Vec{}
			v.Reset(c.Type, c.Type.Phys(), vec.Size)
			s.made = append(s.made, v)
		}
	}
}

func (s *projectSet) Push(b *vec.Batch) error {
	s.batch = b
	if s.taken == nil {
		s.taken = make([]vec.Vec, s.in)
	}
	for i := range s.calls {
		c := &s.calls[i]
		c.vs = c.vs[:0]
		for _, g := range c.args {
			v, err := g.Eval(b, b.Sel)
			if err != nil {
				return err
			}
			c.vs = append(c.vs, v)
		}
	}
	for k := range b.Live() {
		i := k
		if b.Sel != nil {
			i = int(b.Sel[k])
		}
		if err := s.row(i); err != nil {
			return err
		}
	}
	return s.flush()
}

// row delivers what the functions make of input row i.
func (s *projectSet) row(i int) error {
	n := int64(0)
	var err error
	if len(s.calls) == 1 {
		err = s.calls[0].run(i, func(row []types.Datum) bool {
			n++
			err = s.emit(i, n, row)
			return err == nil
		}, &err)
	} else {
		n, err = s.lockstep(i)
	}
	if err == nil && n == 0 && s.n.Outer {
		err = s.emit(i, -1, make([]types.Datum, 0))
	}
	return err
}

// run calls the function for row i.
func (c *setCall) run(i int, yield func([]types.Datum) bool, inner *error) error {
	for k, v := range c.vs {
		c.ds[k] = v.Datum(i)
		if c.ds[k].Null && !c.f.Fn.NotStrict {
			return nil
		}
	}
	if err := c.f.Fn.Set(c.ctx, c.ds, yield); err != nil {
		return err
	}
	return *inner
}

// lockstep runs several functions side by side, padding shorter ones with NULL.
func (s *projectSet) lockstep(i int) (int64, error) {
	results := make([][][]types.Datum, len(s.calls))
	longest := 0
	for k := range s.calls {
		var none error
		err := s.calls[k].run(i, func(row []types.Datum) bool {
			results[k] = append(results[k], append([]types.Datum(nil), row...))
			return true
		}, &none)
		if err != nil {
			return 0, err
		}
		longest = max(longest, len(results[k]))
	}
	for at := range longest {
		var row []types.Datum
		for k := range s.calls {
			if at < len(results[k]) {
				row = append(row, results[k][at]...)
				continue
			}
			for range s.calls[k].f.Out {
				row = append(row, types.Null)
			}
		}
		if err := s.emit(i, int64(at+1), row); err != nil {
			return 0, err
		}
	}
	return int64(longest), nil
}

// emit adds one output row; missing values are NULL.
func (s *projectSet) emit(i int, ordinal int64, row []types.Datum) error {
	at := len(s.idx)
	for k, v := range s.made {
		if k >= len(row) || row[k].Null {
			v.SetNull(at, vec.Size)
			continue
		}
		v.Put(at, row[k])
	}
	s.idx = append(s.idx, uint16(i))
	s.ord = append(s.ord, ordinal)
	if len(s.idx) == vec.Size {
		return s.flush()
	}
	return nil
}

func (s *projectSet) flush() error {
	n := len(s.idx)
	if n == 0 {
		return nil
	}
	if err := s.r.check(); err != nil {
		return err
	}
	out := &vec.Batch{N: n}
	for k := range s.taken {
		vec.Take(&s.taken[k], s.batch.Cols[k], s.idx)
		out.Cols = append(out.Cols, &s.taken[k])
	}
	out.Cols = append(out.Cols, s.made...)
	if s.n.Ordinal.ID != 0 {
		o := &vec.Vec{}
		o.Reset(s.n.Ordinal.Type, types.PI64, n)
		for k, x := range s.ord {
			if o.I64[k] = x; x < 0 {
				o.SetNull(k, n)
			}
		}
		out.Cols = append(out.Cols, o)
	}
	err := s.next.Push(out)
	s.reset()
	return err
}

func (s *projectSet) Flush() error { return nil }
