package op

import (
	"sync"

	"github.com/tarndb/tarn/exec/expr"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/internal/mem"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/types"
)

// window is the Source of rows with window functions. Its input is sorted by partition
// and order, on disk when it does not fit; workers take chunks of whole partitions from
// the sorted rows and compute the functions for each chunk by themselves. Only a chunk
// need be in memory at once.
type window struct {
	r     *Run
	n     *plan.Window
	in    *expr.Schema
	rows  *expr.Schema // input columns, then computed sort keys
	order *sortOrder   // partition keys, then order keys
	sort  *sorter
	mem   *mem.Account

	mu      sync.Mutex
	merge   *merger
	pending *vec.Store // the first row of the next chunk
	row     uint32
	ended   bool
}

// NewWindow ends pipe p with window functions and gives the pipe of its output.
func (r *Run) NewWindow(p *Pipe, n *plan.Window) (*Pipe, error) {
	w := &window{r: r, n: n, in: p.Schema, mem: r.Mem.Child("window", 0)}
	r.OnClose(w.mem.Close)
	var keys []plan.SortKey
	for _, id := range n.Partition {
		keys = append(keys, plan.SortKey{Expr: &plan.Col{ID: id, T: p.Schema.Cols[p.Schema.Pos(id)].Info.Type}})
	}
	keys = append(keys, n.Order...)
	by := &plan.Sort{Input: n.Input, Keys: keys, Limit: -1}
	by.ID = n.ID
	w.sort = &sorter{r: r, n: by, in: p.Schema, mem: r.Mem.Child("window sort", 0)}
	r.OnClose(w.sort.mem.Close)
	var err error
	if w.rows, w.order, err = sortSchema(r, p.Schema, keys); err != nil {
		return nil, err
	}
	w.sort.rows, w.sort.order = w.rows, w.order
	schema := &expr.Schema{Cols: append([]expr.ColInfo(nil), p.Schema.Cols...), MaxRows: p.Schema.MaxRows}
	for i := range n.Funcs {
		c := n.Funcs[i].Out
		schema.Cols = append(schema.Cols, expr.ColInfo{Column: c, Info: expr.InfoOf(c.Type, false).Encoded()})
		if _, err := r.windowArgs(&n.Funcs[i], p.Schema); err != nil {
			return nil, err
		}
	}
	out := &Pipe{Schema: schema, src: w, srcNode: n.ID}
	out.deps = append(p.deps, func() error { return r.Execute(p.withoutDeps(), w.sort) }, w.start)
	return out, nil
}

// start checks the frames' offsets, which are wrong even when there are no rows.
func (w *window) start() error {
	w.merge = newMerger(w.order, valueTypes(w.rows), w.sort.runs)
	for i := range w.n.Funcs {
		e := &windowEval{w: w, f: &w.n.Funcs[i]}
		if err := e.offsets(); err != nil {
			return err
		}
	}
	return nil
}

// windowChunk is a run of whole partitions with the functions' results.
type windowChunk struct {
	sorted  *vec.Store
	parts   []int // start of each partition, and the end
	results []*vec.Vec
	held    int64
}

// chunkRows is how many rows a chunk has before it ends with a partition.
const chunkRows = 8 * vec.Size

// take gives the next chunk, nil at the end.
func (w *window) take() (*windowChunk, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.ended {
		return nil, nil
	}
	c := &windowChunk{sorted: vec.NewStore(valueTypes(w.rows))}
	out := &mergeOut{types: valueTypes(w.rows), push: func(b *vec.Batch) error {
		grown := c.sorted.Append(b)
		c.held += grown
		if err := w.r.check(); err != nil {
			return err
		}
		return w.mem.Grow(grown)
	}}
	byPart := &sortOrder{keys: w.order.keys[:len(w.n.Partition)]}
	last, lastRow := w.pending, int(w.row)
	rows := 0
	if last != nil {
		c.parts = append(c.parts, 0)
		if err := out.add(last, w.row); err != nil {
			return nil, err
		}
		rows = 1
	}
	full := func() bool {
		l := w.r.Mem.Limit()
		return rows >= chunkRows || l > 0 && rows >= vec.Size && c.held > l/int64(8*w.r.Workers)
	}
	for {
		run, err := w.merge.pop()
		if err != nil {
			return nil, err
		}
		if run == nil {
			w.ended = true
			break
		}
		row := int(run.perm[run.at-1].row)
		if last == nil || byPart.compare(last, lastRow, run.s, row) != 0 {
			if full() {
				w.pending, w.row = run.s, uint32(row)
				break
			}
			c.parts = append(c.parts, rows)
		}
		last, lastRow = run.s, row
		if err := out.add(run.s, uint32(row)); err != nil {
			return nil, err
		}
		rows++
	}
	c.parts = append(c.parts, rows)
	return c, out.flush()
}

// function fills one result column of a chunk.
func (w *window) function(c *windowChunk, f *plan.WindowFunc) (*vec.Vec, error) {
	out := &vec.Vec{}
	out.Reset(f.T, f.T.Phys(), c.sorted.N)
	ev := &windowEval{w: w, c: c, f: f, out: out, order: &sortOrder{keys: w.order.keys[len(w.n.Partition):]}}
	if err := ev.bind(); err != nil {
		return nil, err
	}
	for p := range len(c.parts) - 1 {
		if err := w.r.check(); err != nil {
			return nil, err
		}
		ev.lo, ev.hi = c.parts[p], c.parts[p+1]
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
		c, err := w.take()
		if c == nil || err != nil {
			return err
		}
		for i := range w.n.Funcs {
			more := int64(c.sorted.N * widthOfResult(w.n.Funcs[i].T))
			c.held += more
			if err := w.mem.Grow(more); err != nil {
				return err
			}
			v, err := w.function(c, &w.n.Funcs[i])
			if err != nil {
				return err
			}
			c.results = append(c.results, v)
		}
		if err := w.deliver(c, push); err != nil {
			return err
		}
		w.mem.Shrink(c.held)
	}
}

// widthOfResult is about how many bytes a row of a result column takes.
func widthOfResult(t types.Type) int {
	if t.Phys() == types.PStr {
		return 24
	}
	return 8
}

func (w *window) deliver(c *windowChunk, push func(*vec.Batch) error) error {
	for from := 0; from < c.sorted.N; from += vec.Size {
		b := &vec.Batch{N: min(vec.Size, c.sorted.N-from)}
		for k := range w.in.Cols {
			v := &vec.Vec{}
			c.sorted.Cols[k].View(v, from, b.N)
			b.Cols = append(b.Cols, v)
		}
		for _, r := range c.results {
			b.Cols = append(b.Cols, sliceVec(r, from, b.N))
		}
		if err := push(b); err != nil {
			return err
		}
	}
	return nil
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
