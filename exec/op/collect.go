package op

import (
	"sync/atomic"

	"github.com/tarndb/tarn/exec/expr"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/internal/mem"
)

// collect is the Sink that keeps all rows in a store.
type collect struct {
	r     *Run
	id    int
	types *expr.Schema
	mem   *mem.Account
	piles []*vec.Pile
	store *vec.Store
}

func (r *Run) newCollect(id int, s *expr.Schema, what string) *collect {
	c := &collect{r: r, id: id, types: s, mem: r.Mem.Child(what, 0)}
	r.OnClose(c.mem.Close)
	return c
}

func (c *collect) node() int { return c.id }

// Worker implements Sink.
func (c *collect) Worker(int) (Consumer, error) {
	s := vec.NewPile(valueTypes(c.types))
	c.piles = append(c.piles, s)
	return &collector{c, s}, nil
}

// Finish implements Sink: the stores are united in worker order.
func (c *collect) Finish() error {
	var err error
	c.store, err = vec.Unite(c.piles, c.r.each)
	c.piles = nil
	return err
}

type collector struct {
	c *collect
	s *vec.Pile
}

func (c *collector) Push(b *vec.Batch) error { return c.c.mem.Grow(c.s.Append(b)) }

func (c *collector) Flush() error { return nil }

// materialize ends a pipe in a store and gives the function that runs it.
func (r *Run) materialize(p *Pipe, id int, what string) (*collect, func() error) {
	c := r.newCollect(id, p.Schema, what)
	return c, func() error { return r.Execute(p, c) }
}

// storeSource reads a store that exists when the source starts.
type storeSource struct {
	store func() *vec.Store
	pos   []int // columns to deliver; nil: all
	next  atomic.Int64
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
			return nil
		}
		b := &vec.Batch{N: min(vec.Size, st.N-from)}
		for k, c := range pos {
			st.Cols[c].View(&views[k], from, b.N)
			b.Cols = append(b.Cols, &views[k])
		}
		if err := push(b); err != nil {
			return err
		}
	}
}
