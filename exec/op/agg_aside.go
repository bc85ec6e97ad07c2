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

// startAside makes the worker put further rows aside, where the key suits: integers are
// cheap to copy and to hash again, texts that are only carried are at least not hashed.
func (w *aggWorker) startAside() bool {
	g := w.t.groups
	if w.level > 0 || w.a.r.smallBudget() || g.c == nil && g.enc.interning() {
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

// grouped groups what was put aside for partition p. Rows with texts are united first, so
// that groups can share the texts' bytes.
func (s *spilledGroups) grouped(w *aggWorker, p int) error {
	var piles []*vec.Pile
	for _, x := range s.aside {
		piles = append(piles, x.parts[p])
		x.parts[p] = nil
	}
	if s.a.layouts.carry != nil && len(piles) > 0 {
		st, err := vec.Unite(piles, inTurn)
		if err != nil {
			return err
		}
		return eachRow(st, w.Push)
	}
	for _, x := range piles {
		if err := eachStored(x, w.Push); err != nil {
			return err
		}
	}
	return nil
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
		if err := eachRow(s, f); err != nil {
			return err
		}
	}
	return nil
}

// eachRow is eachStored for a store.
func eachRow(s *vec.Store, f func(*vec.Batch) error) error {
	src := &storeSource{store: func() *vec.Store { return s }}
	return src.Run(0, f)
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
