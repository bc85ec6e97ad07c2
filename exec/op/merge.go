package op

import (
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
)

// merger pops rows of sorted runs in order. With few runs a scan over their heads is as
// good as a heap.
type merger struct {
	o     *sortOrder
	types []types.Type // of stored rows
	runs  []*sortedRun
}

func newMerger(o *sortOrder, ts []types.Type, runs []*sortedRun) *merger {
	m := &merger{o: o, types: ts}
	for _, r := range runs {
		if len(r.perm) > 0 || r.rd != nil {
			m.runs = append(m.runs, r)
		}
	}
	return m
}

// refill loads the next chunk of a run on disk once the rows at hand are used up. The
// chunk is a new store: rows already handed out stay valid.
func (r *sortedRun) refill(o *sortOrder, ts []types.Type) error {
	for r.rd != nil && r.at >= len(r.perm) {
		b, err := r.rd.Next()
		if err != nil {
			return err
		}
		if b == nil {
			r.rd = nil
			return nil
		}
		r.s, r.at = vec.NewStore(ts), 0
		r.s.Append(b)
		r.perm = make([]sortEntry, r.s.N)
		for i := range r.perm {
			r.perm[i] = sortEntry{o.prefix(r.s, i), uint32(i)}
		}
	}
	return nil
}

// pop gives the run whose row at-1 is the next in order, nil at the end.
func (m *merger) pop() (*sortedRun, error) {
	var best *sortedRun
	for _, r := range m.runs {
		if r.at >= len(r.perm) {
			if r.rd == nil {
				continue
			}
			if err := r.refill(m.o, m.types); err != nil {
				return nil, err
			}
			if r.at >= len(r.perm) {
				continue
			}
		}
		if best == nil || m.less(r, best) {
			best = r
		}
	}
	if best != nil {
		best.at++
	}
	return best, nil
}

func (m *merger) less(a, b *sortedRun) bool {
	x, y := a.perm[a.at], b.perm[b.at]
	if x.prefix != y.prefix {
		return x.prefix < y.prefix
	}
	return m.o.compare(a.s, int(x.row), b.s, int(y.row)) < 0
}

// mergeOut gathers output rows from several stores. A batch takes rows of one store
// while they last, else they are copied into a store of its own.
type mergeOut struct {
	types []types.Type
	push  func(*vec.Batch) error
	from  *vec.Store
	rows  []uint32
	mixed *vec.Store
	cols  []*vec.Vec
}

func (o *mergeOut) add(from *vec.Store, row uint32) error {
	if o.from != from && len(o.rows) > 0 {
		o.spillOver()
	}
	o.from = from
	o.rows = append(o.rows, row)
	n := len(o.rows)
	if o.mixed != nil {
		n += o.mixed.N
	}
	if n >= vec.Size {
		return o.flush()
	}
	return nil
}

// spillOver moves the collected rows to the mixed store.
func (o *mergeOut) spillOver() {
	if o.mixed == nil {
		o.mixed = vec.NewStore(o.types)
	}
	o.mixed.Append(o.gather())
	o.rows = o.rows[:0]
}

func (o *mergeOut) gather() *vec.Batch {
	if o.cols == nil {
		for range o.types {
			o.cols = append(o.cols, &vec.Vec{})
		}
	}
	n := len(o.rows)
	for i := range o.types {
		o.from.Cols[i].Gather(o.cols[i], o.rows, nil, n)
	}
	return &vec.Batch{Cols: o.cols, N: n}
}

func (o *mergeOut) flush() error {
	var b *vec.Batch
	switch {
	case o.mixed != nil:
		if len(o.rows) > 0 {
			o.spillOver()
		}
		b = &vec.Batch{N: o.mixed.N}
		for _, c := range o.mixed.Cols {
			v := &vec.Vec{}
			c.View(v, 0, o.mixed.N)
			b.Cols = append(b.Cols, v)
		}
		o.mixed = nil
	case len(o.rows) > 0:
		b = o.gather()
		o.rows = o.rows[:0]
	default:
		return nil
	}
	return o.push(b)
}
