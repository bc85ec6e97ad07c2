package op

import (
	"sync/atomic"

	"github.com/tarndb/tarn/exec/expr"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/types"
)

// window is the Source of rows with window functions: its input is collected, sorted by
// partition and order, and each function fills a column over the sorted rows.
type window struct {
	r       *Run
	n       *plan.Window
	in      *expr.Schema
	rows    *expr.Schema // input columns, then computed sort keys
	order   *sortOrder   // partition keys, then order keys
	c       *collect
	out     *expr.Schema
	sorted  *vec.Store
	parts   []int // start of each partition, and the end
	results []*vec.Vec
	next    atomic.Int64
}

// NewWindow ends pipe p with window functions and gives the pipe of its output.
func (r *Run) NewWindow(p *Pipe, n *plan.Window) (*Pipe, error) {
	w := &window{r: r, n: n, in: p.Schema}
	var keys []plan.SortKey
	for _, id := range n.Partition {
		keys = append(keys, plan.SortKey{Expr: &plan.Col{ID: id, T: p.Schema.Cols[p.Schema.Pos(id)].Info.Type}})
	}
	keys = append(keys, n.Order...)
	var err error
	if w.rows, w.order, err = sortSchema(r, p.Schema, keys); err != nil {
		return nil, err
	}
	w.out = &expr.Schema{Cols: append([]expr.ColInfo(nil), p.Schema.Cols...), MaxRows: p.Schema.MaxRows}
	for i := range n.Funcs {
		c := n.Funcs[i].Out
		w.out.Cols = append(w.out.Cols, expr.ColInfo{Column: c, Info: expr.InfoOf(c.Type, false).Encoded()})
		if _, err := r.windowArgs(&n.Funcs[i], p.Schema); err != nil {
			return nil, err
		}
	}
	withKeys, err := r.addKeys(p, n, keys, w.rows)
	if err != nil {
		return nil, err
	}
	c, run := r.materialize(withKeys, n.ID, "window")
	w.c = c
	out := &Pipe{Schema: w.out, src: w, srcNode: n.ID}
	out.deps = []func() error{run, w.compute}
	return out, nil
}

// addKeys appends the computed sort keys to the pipe's columns.
func (r *Run) addKeys(p *Pipe, n plan.Node, keys []plan.SortKey, rows *expr.Schema) (*Pipe, error) {
	in := p.Schema
	q := *p
	q.Schema = rows
	q.stages = append(append([]stage(nil), p.stages...), stage{make: func(_ int, next Consumer) (Consumer, error) {
		pr := &project{next: next, cols: make([]*vec.Vec, 0, len(rows.Cols))}
		for k := range in.Cols {
			g, err := expr.CompileColumn(in, k)
			if err != nil {
				return nil, err
			}
			pr.progs = append(pr.progs, g)
		}
		for _, k := range keys {
			g, err := expr.Compile(k.Expr, in, r.Session)
			if err != nil {
				return nil, err
			}
			if g.Column() < 0 {
				pr.progs = append(pr.progs, g)
			}
		}
		pr.cols = pr.cols[:len(pr.progs)]
		return pr, nil
	}, node: n.Est().ID})
	return &q, nil
}

// compute sorts the rows, finds the partitions and evaluates the functions.
func (w *window) compute() error {
	s := &sorter{r: w.r, in: w.in, rows: w.rows, order: w.order}
	run, err := s.sortStore(w.c.store)
	if err != nil {
		return err
	}
	w.sorted = vec.NewStore(valueTypes(w.rows))
	var grown int64
	err = s.gatherAll(run, run.perm, func(b *vec.Batch) error { grown += w.sorted.Append(b); return nil })
	if err != nil {
		return err
	}
	if err := w.c.mem.Grow(grown); err != nil {
		return err
	}
	w.c.store = nil
	byPart := &sortOrder{keys: w.order.keys[:len(w.n.Partition)]}
	for i := range w.sorted.N {
		if w.r.stopped.Load() {
			return w.r.check()
		}
		if i == 0 || byPart.compare(w.sorted, i-1, w.sorted, i) != 0 {
			w.parts = append(w.parts, i)
		}
	}
	w.parts = append(w.parts, w.sorted.N)
	for i := range w.n.Funcs {
		v, err := w.function(&w.n.Funcs[i])
		if err != nil {
			return err
		}
		w.results = append(w.results, v)
	}
	return nil
}

// function fills one result column.
func (w *window) function(f *plan.WindowFunc) (*vec.Vec, error) {
	out := &vec.Vec{}
	out.Reset(f.T, f.T.Phys(), w.sorted.N)
	ev := &windowEval{w: w, f: f, out: out, order: &sortOrder{keys: w.order.keys[len(w.n.Partition):]}}
	if err := ev.bind(); err != nil {
		return nil, err
	}
	for p := range len(w.parts) - 1 {
		if err := w.r.check(); err != nil {
			return nil, err
		}
		ev.lo, ev.hi = w.parts[p], w.parts[p+1]
		ev.peers()
		if err := ev.partition(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// Run implements Source.
func (w *window) Run(_ int, push func(*vec.Batch) error) error {
	for {
		from := int(w.next.Add(1)-1) * vec.Size
		if from >= w.sorted.N {
			return nil
		}
		b := &vec.Batch{N: min(vec.Size, w.sorted.N-from)}
		for k := range w.in.Cols {
			v := &vec.Vec{}
			w.sorted.Cols[k].View(v, from, b.N)
			b.Cols = append(b.Cols, v)
		}
		for _, r := range w.results {
			b.Cols = append(b.Cols, sliceVec(r, from, b.N))
		}
		if err := push(b); err != nil {
			return err
		}
	}
}

// sliceVec is rows [from, from+n) of a flat vector; from is a multiple of 64.
func sliceVec(v *vec.Vec, from, n int) *vec.Vec {
	out := &vec.Vec{Type: v.Type, Phys: v.Phys, Scale: v.Scale}
	switch v.Phys {
	case types.PBool:
		out.B = v.B[from : from+n]
	case types.PI32:
		out.I32 = v.I32[from : from+n]
	case types.PI64:
		out.I64 = v.I64[from : from+n]
	case types.PF64:
		out.F64 = v.F64[from : from+n]
	default:
		out.Refs = v.Refs[from : from+n]
		out.ShareBuf(v.Buf)
	}
	if v.Valid != nil {
		out.Valid = v.Valid[from>>6:]
	}
	return out
}
