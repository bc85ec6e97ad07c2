package op

import (
	"sync/atomic"

	"github.com/tarndb/tarn/exec/expr"
	"github.com/tarndb/tarn/exec/spill"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/internal/mem"
)

// collect is the Sink that keeps all rows in a store. With spills set, what does not fit
// the budget goes to disk and must be read through a storeSource.
type collect struct {
	r      *Run
	id     int
	types  *expr.Schema
	mem    *mem.Account
	spills bool
	parts  []*collector
	store  *vec.Store
	disk   []diskRows
}

// diskRows is one partition of a spill file.
type diskRows struct {
	file *spill.File
	part int
}

func (r *Run) newCollect(id int, s *expr.Schema, what string) *collect {
	c := &collect{r: r, id: id, types: s, mem: r.Mem.Child(what, 0)}
	r.OnClose(c.mem.Close)
	return c
}

func (c *collect) node() int { return c.id }

// Worker implements Sink.
func (c *collect) Worker(int) (Consumer, error) {
	w := &collector{c: c, s: vec.NewPile(valueTypes(c.types))}
	c.parts = append(c.parts, w)
	return w, nil
}

// Finish implements Sink: the stores are united in worker order.
func (c *collect) Finish() error {
	var piles []*vec.Pile
	for _, w := range c.parts {
		piles = append(piles, w.s)
		if w.file == nil {
			continue
		}
		if err := w.file.Flush(); err != nil {
			return err
		}
		for p := range w.runs {
			c.disk = append(c.disk, diskRows{w.file, p})
		}
	}
	c.parts = nil
	var err error
	if c.store, err = vec.Unite(piles, c.r.each); err != nil {
		return err
	}
	if n := len(c.disk); n > 0 {
		c.r.strategy(c.id, "%d rows in memory, %d parts on disk", c.store.N, n)
	}
	return nil
}

// collector holds one worker's rows.
type collector struct {
	c    *collect
	s    *vec.Pile
	held int64
	file *spill.File
	runs int // partitions of file
}

func (w *collector) Push(b *vec.Batch) error {
	grown := w.s.Append(b)
	if w.c.spills && w.c.r.SpillDir != "" {
		if w.c.nearLimit() || !w.c.mem.TryGrow(grown) {
			return w.spill()
		}
		w.held += grown
		return nil
	}
	return w.c.mem.Grow(grown)
}

// nearLimit tells whether the rows held are so much of the budget that those who read
// them would lack it.
func (c *collect) nearLimit() bool {
	l := c.r.Mem.Limit()
	return l > 0 && c.mem.Used() > l/4
}

// spill moves what the worker holds to disk.
func (w *collector) spill() error {
	if w.file == nil {
		f, err := w.c.r.spillFile(w.c.id, 0, valueTypes(w.c.types))
		if err != nil {
			return err
		}
		w.file = f
	}
	p := w.file.AddPartition()
	w.runs++
	for _, s := range w.s.Stores() {
		src := &storeSource{store: func() *vec.Store { return s }}
		if err := src.Run(0, func(b *vec.Batch) error { return w.file.Append(p, b) }); err != nil {
			return err
		}
	}
	w.s = vec.NewPile(valueTypes(w.c.types))
	w.c.mem.Shrink(w.held)
	w.held = 0
	return nil
}

func (w *collector) Flush() error { return nil }

// materialize ends a pipe in a store and gives the function that runs it.
func (r *Run) materialize(p *Pipe, id int, what string) (*collect, func() error) {
	c := r.newCollect(id, p.Schema, what)
	return c, func() error { return r.Execute(p, c) }
}

// storeSource reads a store that exists when the source starts, then what is on disk.
type storeSource struct {
	store    func() *vec.Store
	disk     func() []diskRows // nil: none
	pos      []int             // columns to deliver; nil: all
	next     atomic.Int64
	nextDisk atomic.Int64
}

// Run implements Source.
func (s *storeSource) Run(_ int, push func(*vec.Batch) error) error {
	st := s.store()
	pos := s.pos
	if pos == nil {
		for i := range st.Cols {
			pos = append(pos, i)
		}
	}
	views := make([]vec.Vec, len(pos))
	for {
		from := int(s.next.Add(1)-1) * vec.Size
		if from >= st.N {
			break
		}
		if err := push(viewBatch(st, pos, views, from)); err != nil {
			return err
		}
	}
	if s.disk == nil {
		return nil
	}
	return s.runDisk(pos, push)
}

// viewBatch is the rows of a store that begin at from.
func viewBatch(st *vec.Store, pos []int, views []vec.Vec, from int) *vec.Batch {
	b := &vec.Batch{N: min(vec.Size, st.N-from)}
	for k, c := range pos {
		st.Cols[c].View(&views[k], from, b.N)
		b.Cols = append(b.Cols, &views[k])
	}
	return b
}

func (s *storeSource) runDisk(pos []int, push func(*vec.Batch) error) error {
	parts := s.disk()
	for {
		i := int(s.nextDisk.Add(1) - 1)
		if i >= len(parts) {
			return nil
		}
		err := parts[i].file.Read(parts[i].part, func(in *vec.Batch) error {
			b := &vec.Batch{N: in.N, Sel: in.Sel}
			for _, c := range pos {
				b.Cols = append(b.Cols, in.Cols[c])
			}
			return push(b)
		})
		if err != nil {
			return err
		}
	}
}
