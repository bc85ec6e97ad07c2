package op

import (
	"github.com/tarndb/tarn/exec/kernel"
	"github.com/tarndb/tarn/exec/vec"
)

// asideRows are rows that a worker has put into partitions of the key hash, in memory,
// because grouping them first was of no use: its table had outgrown the processor's cache
// and nearly every row was a group of its own. In the end each partition is grouped by
// itself, once, in a table that fits the cache better.
type asideRows struct {
	parts []*vec.Pile
	held  int64
	n     int
}

// startAside makes the worker put further rows aside, where the key suits: one of integers
// only, which are cheap to copy and to hash again.
func (w *aggWorker) startAside() bool {
	if w.level > 0 || w.a.layouts.carry != nil || w.t.groups.enc.interning() || w.a.r.smallBudget() {
		return false
	}
	w.aside = &asideRows{}
	for range spillParts {
		w.aside.parts = append(w.aside.parts, vec.NewPile(valueTypes(w.a.in)))
	}
	return true
}

// putAside keeps a batch's rows for later.
func (w *aggWorker) putAside(b *vec.Batch) error {
	if w.hash == nil {
		w.hash = make([]uint64, vec.Size)
	}
	w.t.groups.hashRows(b, w.hash)
	var grown int64
	err := spread64(appendTo(func(p int, b *vec.Batch) error {
		grown += w.aside.parts[p].Append(b)
		return nil
	}), b, w.hash, 0, w.sel)
	w.aside.n += b.Live()
	if err != nil {
		return err
	}
	if !w.a.halfSpent(0) && w.a.mem.TryGrow(grown) {
		w.aside.held += grown
		return nil
	}
	if !w.a.canSpill(0) {
		w.aside.held += grown
		return w.a.mem.Grow(grown)
	}
	return w.dumpAside()
}

// dumpAside moves the rows to disk, where further ones follow.
func (w *aggWorker) dumpAside() error {
	if err := w.freeze(); err != nil {
		return err
	}
	for p, rows := range w.aside.parts {
		err := eachStored(rows, func(b *vec.Batch) error { return w.file.Append(p, b) })
		if err != nil {
			return err
		}
	}
	w.a.mem.Shrink(w.aside.held)
	w.aside = nil
	return nil
}

// eachStored calls f with the rows of a pile, batch by batch.
func eachStored(p *vec.Pile, f func(*vec.Batch) error) error {
	for _, s := range p.Stores() {
		src := &storeSource{store: func() *vec.Store { return s }}
		if err := src.Run(0, f); err != nil {
			return err
		}
	}
	return nil
}

// appendTo is where spread64 puts rows.
type appendTo func(p int, b *vec.Batch) error

// Append implements partitioned.
func (f appendTo) Append(p int, b *vec.Batch) error { return f(p, b) }

// partitioned takes rows of partitions.
type partitioned interface {
	Append(p int, b *vec.Batch) error
}

// spread64 appends the live rows of b to the partitions of their hashes.
func spread64(to partitioned, b *vec.Batch, hash []uint64, level int, buf []uint16) error {
	var at [spillParts + 1]int
	kernel.EachRow(b.Sel, b.N, func(i int) { at[spillPart(hash[i], level)+1]++ })
	for p := range spillParts {
		at[p+1] += at[p]
	}
	from := at
	buf = buf[:cap(buf)]
	kernel.EachRow(b.Sel, b.N, func(i int) {
		p := spillPart(hash[i], level)
		buf[at[p]] = uint16(i)
		at[p]++
	})
	for p := range spillParts {
		if from[p] == at[p] {
			continue
		}
		if err := to.Append(p, &vec.Batch{Cols: b.Cols, N: b.N, Sel: buf[from[p]:at[p]]}); err != nil {
			return err
		}
	}
	return nil
}
