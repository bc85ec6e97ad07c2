package op

import (
	"math"

	"github.com/tarndb/tarn/exec/expr"
	"github.com/tarndb/tarn/exec/spill"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/internal/mem"
	"github.com/tarndb/tarn/planner/plan"
)

// sorter is the Sink that orders its input and the serial Source of the result. With a
// limit each worker keeps only the rows that can be among the first ones.
type sorter struct {
	r     *Run
	n     *plan.Sort
	in    *expr.Schema
	rows  *expr.Schema // stored columns
	order *sortOrder
	mem   *mem.Account
	parts []*sortWorker
	runs  []*sortedRun
}

// sortedRun is a store with an order of its rows.
type sortedRun struct {
	s    *vec.Store
	perm []sortEntry
	at   int
	rd   *spill.Reader // rows to come from disk
}

// topBytes is how much a worker of a top-N sort holds before it drops what is not among
// the first rows: few rows may be large.
const topBytes = 4 << 20

// entryBytes is what sorting takes for a row beside the row itself.
const entryBytes = 16

type sortEntry struct {
	prefix uint64
	row    uint32
}

// NewSort ends pipe p with a sort and gives the pipe of its output.
func (r *Run) NewSort(p *Pipe, n *plan.Sort) (*Pipe, error) {
	s := &sorter{r: r, n: n, in: p.Schema, mem: r.Mem.Child("sort", 0)}
	r.OnClose(s.mem.Close)
	var err error
	if s.rows, s.order, err = sortSchema(r, p.Schema, n.Keys); err != nil {
		return nil, err
	}
	schema := *p.Schema
	if n.Limit >= 0 && !n.WithTies && (schema.MaxRows < 0 || schema.MaxRows > n.Limit) {
		schema.MaxRows = n.Limit
	}
	out := &Pipe{Schema: &schema, src: s, srcNode: n.ID, serial: true}
	out.deps = append(p.deps, func() error { return r.Execute(p.withoutDeps(), s) })
	return out, nil
}

func (s *sorter) node() int { return s.n.ID }

// keep is how many rows of the order matter, -1 for all.
func (s *sorter) keep() int64 {
	if s.n.Limit < 0 || s.n.Limit > math.MaxInt32 || s.n.Offset > math.MaxInt32 {
		return -1
	}
	return s.n.Limit + s.n.Offset
}

// Worker implements Sink.
func (s *sorter) Worker(int) (Consumer, error) {
	keys := make([]*expr.Prog, 0, len(s.n.Keys))
	for _, k := range s.n.Keys {
		p, err := expr.Compile(k.Expr, s.in, s.r.Session)
		if err != nil {
			return nil, err
		}
		keys = append(keys, p)
	}
	w := &sortWorker{s: s, keys: keys, store: vec.NewStore(valueTypes(s.rows))}
	s.parts = append(s.parts, w)
	return w, nil
}

// sortWorker collects one worker's rows.
type sortWorker struct {
	s     *sorter
	keys  []*expr.Prog
	store *vec.Store
	batch vec.Batch
	held  int64
	wait  int64 // rows to hold before the next truncation
	file  *spill.File
	runs  int // on disk
	bound sortBound
	tmp   vec.Vec
}

func (w *sortWorker) Push(b *vec.Batch) error {
	w.batch.Cols = append(w.batch.Cols[:0], b.Cols...)
	w.batch.N, w.batch.Sel = b.N, b.Sel
	for _, k := range w.keys {
		if k.Column() >= 0 {
			continue
		}
		v, err := k.Eval(b, b.Sel)
		if err != nil {
			return err
		}
		w.batch.Cols = append(w.batch.Cols, v)
	}
	if w.bound.set {
		k := &w.s.order.keys[0]
		if w.batch.Sel = w.bound.filter(k, w.batch.Cols[k.col], &w.tmp, b.Sel, b.N); len(w.batch.Sel) == 0 {
			return nil
		}
	}
	grown := w.store.Append(&w.batch) + entryBytes*int64(w.batch.Live())
	if !w.s.nearLimit() && w.s.mem.TryGrow(grown) {
		w.held += grown
	} else if w.s.r.SpillDir == "" {
		return w.s.mem.Grow(grown)
	} else if err := w.spillRun(); err != nil {
		return err
	}
	if keep := w.s.keep(); keep >= 0 && int64(w.store.N) > w.wait {
		if n := int64(w.store.N); n > max(4*keep, 2*vec.Size) || n > 4*keep && w.held > topBytes {
			return w.truncate(int(keep))
		}
	}
	return nil
}

// nearLimit tells whether the sort holds so much of the budget that it should spill.
func (s *sorter) nearLimit() bool {
	l := s.r.Mem.Limit()
	return l > 0 && s.mem.Used() > l/2 && s.r.SpillDir != ""
}

// spillRun sorts what the worker holds and writes it to disk as a run.
func (w *sortWorker) spillRun() error {
	if w.file == nil {
		f, err := w.s.r.spillFile(w.s.n.ID, 0, valueTypes(w.s.rows))
		if err != nil {
			return err
		}
		w.file = f
	}
	run, err := w.s.sortStore(w.store)
	if err != nil {
		return err
	}
	if k := w.s.keep(); k >= 0 {
		run.perm = run.perm[:w.s.cut(run, int(k))]
	}
	p := w.file.AddPartition()
	err = w.s.gatherAll(run, run.perm, func(b *vec.Batch) error { return w.file.Append(p, b) })
	w.store = vec.NewStore(valueTypes(w.s.rows))
	w.s.mem.Shrink(w.held)
	w.held = 0
	w.runs++
	return err
}

// truncate keeps the first rows of the order (with ties when asked).
func (w *sortWorker) truncate(keep int) error {
	run, err := w.s.sortStore(w.store)
	if err != nil {
		return err
	}
	perm := run.perm[:w.s.cut(run, keep)]
	if len(perm) > 0 {
		w.bound.note(w.s.order, w.s.n.WithTies, w.store, int(perm[len(perm)-1].row))
	}
	if len(perm) > w.store.N/2 {
		w.wait = 2 * int64(w.store.N) // ties keep most rows: sort anew after as many more
		return nil
	}
	fresh := vec.NewStore(valueTypes(w.s.rows))
	err = w.s.gatherAll(run, perm, func(b *vec.Batch) error { fresh.Append(b); return nil })
	w.store = fresh
	w.s.mem.Shrink(w.held)
	w.held = fresh.Bytes() + entryBytes*int64(fresh.N)
	_ = w.s.mem.TryGrow(w.held)
	return err
}

// cut is how many entries of a sorted run to keep.
func (s *sorter) cut(run *sortedRun, keep int) int {
	if keep >= len(run.perm) {
		return len(run.perm)
	}
	if s.n.WithTies && keep > 0 {
		last := int(run.perm[keep-1].row)
		for keep < len(run.perm) && s.order.compare(run.s, last, run.s, int(run.perm[keep].row)) == 0 {
			keep++
		}
	}
	return keep
}

func (w *sortWorker) Flush() error { return nil }

// sortStore orders the rows of a store.
func (s *sorter) sortStore(st *vec.Store) (*sortedRun, error) {
	perm, err := s.r.sortRows(s.order, st, inTurn)
	return &sortedRun{s: st, perm: perm}, err
}

// Finish implements Sink: the workers' rows become one sorted run, or one each when some
// are on disk.
func (s *sorter) Finish() error {
	disk := false
	var stores []*vec.Store
	n := 0
	for _, w := range s.parts {
		disk = disk || w.file != nil
		stores = append(stores, w.store)
		n += w.store.N
	}
	if disk {
		return s.finishDisk()
	}
	all, err := vec.UniteStores(valueTypes(s.rows), stores, s.r.each)
	if err != nil {
		return err
	}
	perm, err := s.r.sortRows(s.order, all, s.r.each)
	s.runs = []*sortedRun{{s: all, perm: perm}}
	s.r.strategy(s.n.ID, "%d rows in %d runs, 0 more runs on disk", n, 1)
	return err
}

// finishDisk is Finish with runs on disk: each worker's rows become a sorted run.
func (s *sorter) finishDisk() error {
	s.runs = make([]*sortedRun, len(s.parts))
	err := s.r.parallel(len(s.parts), func(w int) error {
		run, err := s.sortStore(s.parts[w].store)
		if err != nil {
			return err
		}
		for i := range run.perm {
			run.perm[i].prefix = s.order.prefix(run.s, int(run.perm[i].row)) // comparable with other runs'
		}
		s.runs[w] = run
		return nil
	})
	if err != nil {
		return err
	}
	n, disk := 0, 0
	for _, r := range s.runs {
		n += len(r.perm)
	}
	for _, w := range s.parts {
		if w.file == nil {
			continue
		}
		if err := w.file.Flush(); err != nil {
			return err
		}
		for p := range w.runs {
			s.runs = append(s.runs, &sortedRun{rd: w.file.Reader(p)})
			disk++
		}
	}
	s.r.strategy(s.n.ID, "%d rows in %d runs, %d more runs on disk", n, len(s.runs)-disk, disk)
	return nil
}

// Run implements Source: it merges the runs.
func (s *sorter) Run(_ int, push func(*vec.Batch) error) error {
	m := newMerger(s.order, valueTypes(s.rows), s.runs)
	skip, left := s.n.Offset, int64(math.MaxInt64)
	if s.n.Limit >= 0 {
		left = s.n.Limit
	}
	var last *vec.Store
	lastRow := 0
	out := &mergeOut{types: valueTypes(s.in), push: push}
	for {
		r, err := m.pop()
		if err != nil {
			return err
		}
		if r == nil {
			break
		}
		row := int(r.perm[r.at-1].row)
		if skip > 0 {
			if skip--; skip%vec.Size == 0 {
				if err := s.r.check(); err != nil {
					return err
				}
			}
			continue
		}
		if left <= 0 && !(s.n.WithTies && s.n.Limit > 0 && last != nil && s.order.compare(last, lastRow, r.s, row) == 0) {
			break
		}
		left--
		last, lastRow = r.s, row
		if err := out.add(r.s, uint32(row)); err != nil {
			return err
		}
	}
	return out.flush()
}

// gatherAll hands the rows of perm over in batches with all stored columns.
func (s *sorter) gatherAll(run *sortedRun, perm []sortEntry, f func(*vec.Batch) error) error {
	cols := make([]*vec.Vec, len(run.s.Cols))
	for i := range cols {
		cols[i] = &vec.Vec{}
	}
	rows := make([]uint32, 0, vec.Size)
	for len(perm) > 0 {
		if err := s.r.check(); err != nil {
			return err
		}
		n := min(vec.Size, len(perm))
		rows = rows[:0]
		for _, e := range perm[:n] {
			rows = append(rows, e.row)
		}
		for i, c := range run.s.Cols {
			c.Gather(cols[i], rows, nil, n)
		}
		if err := f(&vec.Batch{Cols: cols, N: n}); err != nil {
			return err
		}
		perm = perm[n:]
	}
	return nil
}
