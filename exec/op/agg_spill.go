package op

import (
	"sync/atomic"

	"github.com/tarndb/tarn/exec/kernel"
	"github.com/tarndb/tarn/exec/spill"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
)

// Spilling aggregation. A worker whose table may not grow freezes it and writes further
// rows, as they came, to a file in partitions of the key hash. In the end each partition
// is aggregated by itself: the frozen groups of the partition first, then its rows. A
// partition that does not fit either is split again by the next bits of the hash.

const (
	spillBits   = 5
	spillParts  = 1 << spillBits
	spillLevels = 6
	freeTable   = 512 << 10 // bytes of a table that are not accounted: its fixed parts
)

// halfSpent tells whether the aggregation holds half of the query's budget, the other
// half being for the partitions to come.
func (a *aggregate) halfSpent(level int) bool {
	l := a.r.Mem.Limit()
	return l > 0 && level == 0 && a.mem.Used() > l/2 && a.r.SpillDir != ""
}

func (a *aggregate) canSpill(level int) bool {
	return a.r.SpillDir != "" && len(a.keyPos) > 0 && level < spillLevels
}

// spillPart is the partition of a hash at a level.
func spillPart(hash uint64, level int) int {
	return int(hash >> (64 - spillBits*(level+1)) & (spillParts - 1))
}

func (w *aggWorker) freeze() error {
	f, err := w.a.r.spillFile(w.a.n.ID, spillParts, valueTypes(w.a.in))
	w.file = f
	return err
}

// spillFile makes a temporary file that is closed with the query.
func (r *Run) spillFile(node, parts int, ts []types.Type) (*spill.File, error) {
	var counter *atomic.Int64
	if r.Actuals != nil {
		counter = new(atomic.Int64)
		a := &r.Actuals[node]
		r.OnClose(func() { a.SpilledBytes += counter.Load() })
	}
	f, err := spill.Create(r.SpillDir, parts, ts, counter)
	if err == nil {
		r.OnClose(func() { _ = f.Close() })
	}
	return f, err
}

// setAside writes a batch's rows to their partitions.
func (w *aggWorker) setAside(b *vec.Batch) error {
	if w.hash == nil {
		w.hash = make([]uint64, vec.Size)
	}
	w.t.groups.hashRows(b, w.hash)
	return spread64(w.file, b, w.hash, w.level, w.sel)
}

// rowHashes computes what valueHash gives for a row's group, without numbering strings.
func (e *encoder) rowHashes(b *vec.Batch, out []uint64) {
	kernel.EachRow(b.Sel, b.N, func(i int) { out[i] = 0 })
	for k := range e.l.cols {
		c := &e.l.cols[k]
		v := vec.Flatten(&e.tmp, b.Cols[c.pos], b.Sel, b.N)
		if !c.intern {
			c.codes(v, b.Sel, b.N, e.col)
			kernel.EachRow(b.Sel, b.N, func(i int) { out[i] = kernel.HashPair(out[i], e.col[i]) })
			continue
		}
		in := e.interns[k]
		kernel.EachRow(b.Sel, b.N, func(i int) {
			h := in.hashes[0]
			if vec.IsValid(v.Valid, i) {
				h = in.hash(v.Str(i))
			}
			out[i] = kernel.HashPair(out[i], h)
		})
	}
}

// spilledGroups are the partitions of an aggregation that did not fit.
type spilledGroups struct {
	a      *aggregate
	level  int
	tables []*aggTable
	lists  [][][]uint32 // per table and partition: its groups
	files  []*spill.File
	aside  []*asideRows
}

func (a *aggregate) finishSpilled(total int) error {
	s := &spilledGroups{a: a}
	for _, w := range a.workers {
		s.add(w)
		if w.file != nil {
			if err := w.file.Flush(); err != nil {
				return err
			}
		}
	}
	a.workers = nil
	a.spilled = s
	if len(s.files) == 0 {
		n := 0
		for _, x := range s.aside {
			n += x.n
		}
		a.r.strategy(a.n.ID, "hash, %d partial groups and %d rows in %d partitions", total, n, spillParts)
		return nil
	}
	a.r.strategy(a.n.ID, "hash, %d groups in memory, the rest in %d partitions on disk", total, spillParts)
	return nil
}

// add takes over a worker's frozen table and file.
func (s *spilledGroups) add(w *aggWorker) {
	for _, t := range w.tables() {
		l := make([][]uint32, spillParts)
		for g := range t.n {
			p := spillPart(t.groups.hashGroup(g), s.level)
			l[p] = append(l[p], uint32(g))
		}
		s.tables, s.lists = append(s.tables, t), append(s.lists, l)
	}
	if w.file != nil {
		s.files = append(s.files, w.file)
	}
	if w.aside != nil {
		s.aside = append(s.aside, w.aside)
	}
}

// run aggregates partition p and hands finished tables over.
func (s *spilledGroups) run(p int, emit func(*aggTable) error) error {
	w, err := s.a.newWorker(s.level + 1) // level above 0: a plain table
	if err != nil {
		return err
	}
	defer func() { s.a.mem.Shrink(w.held) }()
	s.expect(w, p)
	for i, t := range s.tables {
		if len(s.lists[i][p]) > 0 {
			if err := w.t.mergeFrom(t, s.lists[i][p]); err != nil {
				return err
			}
		}
	}
	if err := s.grouped(w, p); err != nil {
		return err
	}
	for _, f := range s.files {
		err := f.Read(p, func(b *vec.Batch) error {
			if err := s.a.r.check(); err != nil {
				return err
			}
			return w.Push(b)
		})
		if err != nil {
			return err
		}
	}
	if w.file == nil {
		return emit(w.t)
	}
	if err := w.file.Flush(); err != nil {
		return err
	}
	defer w.file.Close()
	sub := &spilledGroups{a: s.a, level: s.level + 1}
	sub.add(w)
	for q := range spillParts {
		if err := sub.run(q, emit); err != nil {
			return err
		}
	}
	return nil
}

// expect makes room for what a partition in memory may hold.
func (s *spilledGroups) expect(w *aggWorker, p int) {
	if len(s.files) > 0 {
		return
	}
	n := 0
	for i := range s.lists {
		n += len(s.lists[i][p])
	}
	for _, x := range s.aside {
		n += x.parts[p].N
	}
	w.t.groups.expect(n)
}

// smallBudget tells whether a query's budget is so small that fixed tables must be too.
func (r *Run) smallBudget() bool { return r.Mem.Limit() > 0 && r.Mem.Limit() < 64<<20 }
