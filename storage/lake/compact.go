package lake

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/storage/delta"
	"github.com/tarndb/tarn/storage/table"
)

// Sizes of files, in bytes, and when small ones are put together unasked.
const (
	targetBytes = 128 << 20
	smallBytes  = 16 << 20
	smallFiles  = 32
	maxRounds   = 5
)

// Optimized tells what OPTIMIZE did.
type Optimized struct {
	Removed, Added           int
	RemovedBytes, AddedBytes int64
}

// Sorter gives the rows of a table in the order that a layout asks for. The session that
// runs OPTIMIZE … ZORDER has one.
type Sorter func(ctx context.Context, t table.Table) (Rewritten, error)

// Rewritten is a sequence of batches, like the result of a query.
type Rewritten interface {
	Next() (*vecBatch, error)
	Close()
}

// Optimize puts small files of a table together; with sort, all files that match are
// written anew in its order. keep chooses the partitions (nil: all). A conflict with
// somebody else's change is tried again from the newest version.
func (l *Lake) Optimize(ctx context.Context, o *catalog.Object, keep func(*delta.File) bool, sort Sorter, info catalog.CommitInfo) (Optimized, error) {
	var err error
	for range maxRounds {
		var done Optimized
		if done, err = l.optimize(ctx, o.ID, keep, sort, info, 2); pgerr.CodeOf(err) != pgerr.SerializationFailure {
			return done, err
		}
	}
	return Optimized{}, err
}

func (l *Lake) optimize(ctx context.Context, id catalog.ID, keep func(*delta.File) bool, sort Sorter, info catalog.CommitInfo, least int) (done Optimized, err error) {
	l.files.RLock()
	defer l.files.RUnlock()
	snap := l.cfg.Catalog.Snapshot()
	o, st := snap.Get(id), snap.Table(id)
	if o == nil || o.Table == nil || st == nil {
		return done, nil
	}
	r, err := l.Open(ctx, o, snap, nil)
	if err != nil {
		return done, err
	}
	p := &preparer{Rows: r, ctx: ctx, c: &delta.Commit{}, now: time.Now().UnixMilli(), out: &Prepared{lake: l,
		Change: catalog.TableChange{Table: id, Base: st.Head, Schema: o.Table.Schema, Compaction: true, Info: info}}}
	asked := false
	defer func() {
		if err != nil && (!asked || Settled(err)) {
			if p.w != nil {
				p.w.Abort()
			}
			p.out.Abort(context.WithoutCancel(ctx))
		}
	}()
	for _, bin := range bins(r.snap.Files(), keep, sort != nil, least) {
		if err := p.rewriteBin(bin, sort, &done); err != nil {
			return done, err
		}
	}
	if len(p.c.Adds)+len(p.c.Removes) == 0 {
		return done, nil
	}
	p.out.Change.Info.Metrics = []catalog.Property{{Name: "numRemovedFiles", Value: quoted(done.Removed)}, {Name: "numAddedFiles", Value: quoted(done.Added)}}
	if err := p.finish(); err != nil {
		return done, err
	}
	c := &catalog.Change{Tx: l.cfg.Catalog.NextTx(), Base: snap.CSN(), Tables: []catalog.TableChange{p.out.Change}}
	l.cfg.Point("optimize:before")
	asked = true
	if _, err := l.cfg.Catalog.Commit(ctx, c); err != nil {
		return done, err
	}
	l.cfg.Point("optimize:after")
	l.Committed()
	return done, nil
}

func quoted(n int) string { return strconv.Quote(strconv.Itoa(n)) }

// rewriteBin writes the rows of a bin's files to new files.
func (p *preparer) rewriteBin(bin []*delta.File, sort Sorter, done *Optimized) error {
	t := delta.Open(p.lake.cfg.Store, p.snap, delta.Options{Name: p.name, Files: bin})
	w, err := p.lake.newWriter(p.ctx, p.info)
	if err != nil {
		return err
	}
	p.w = w
	if sort == nil {
		err = copyTable(p.ctx, t, w)
	} else {
		err = copySorted(p.ctx, t, sort, w)
	}
	if err != nil {
		return err
	}
	adds, err := w.Close()
	if err != nil {
		return err
	}
	p.w = nil
	for _, a := range adds {
		a.DataChange = false
		p.out.wrote = append(p.out.wrote, p.object(a))
		done.Added++
		done.AddedBytes += a.Size
	}
	p.c.Adds = append(p.c.Adds, adds...)
	for _, f := range bin {
		p.c.Removes = append(p.c.Removes, delta.RemoveOf(&f.Add, p.now, false))
		p.out.Change.Removed = append(p.out.Change.Removed, FileKey(f.Object))
		done.Removed++
		done.RemovedBytes += f.Size
	}
	return nil
}

func copySorted(ctx context.Context, t table.Table, sort Sorter, w *delta.DataWriter) error {
	rows, err := sort(ctx, t)
	if err != nil {
		return err
	}
	defer rows.Close()
	for {
		b, err := rows.Next()
		if err != nil || b == nil {
			return err
		}
		if err := w.Write(b); err != nil {
			return err
		}
	}
}

// bins groups files that are worth writing anew: within a partition, small ones (all of
// them when they are to be sorted) up to the target size, at least as many as least.
func bins(files []*delta.File, keep func(*delta.File) bool, all bool, least int) [][]*delta.File {
	parts := map[string][]*delta.File{}
	var order []string
	for _, f := range files {
		if keep != nil && !keep(f) || !all && f.Size >= smallBytes && f.DeletionVector == nil {
			continue
		}
		key := partitionKey(f)
		if parts[key] == nil {
			order = append(order, key)
		}
		parts[key] = append(parts[key], f)
	}
	slices.Sort(order)
	var out [][]*delta.File
	for _, key := range order {
		var bin []*delta.File
		size := int64(0)
		flush := func() {
			if len(bin) >= least || all && len(bin) > 0 || len(bin) == 1 && bin[0].DeletionVector != nil {
				out = append(out, bin)
			}
			bin, size = nil, 0
		}
		for _, f := range parts[key] {
			if size+f.Size > targetBytes && !all {
				flush()
			}
			bin, size = append(bin, f), size+f.Size
		}
		flush()
	}
	return out
}

func partitionKey(f *delta.File) string {
	var b strings.Builder
	for _, p := range f.PartitionValues {
		fmt.Fprintf(&b, "%q=%q%t;", p.Key, p.Value, p.Null)
	}
	return b.String()
}

// tidy puts small files together where they have piled up. Somebody else's change wins.
func (l *Lake) tidy(ctx context.Context) {
	snap := l.cfg.Catalog.Snapshot()
	snap.Tables(func(id catalog.ID, st *catalog.TableState) bool {
		o := snap.Get(id)
		if o == nil || st.Head < smallFiles || o.Table.Property("tarn.autoCompact") == "false" {
			return ctx.Err() == nil
		}
		e := l.entry(id)
		e.mu.Lock()
		due := len(e.snaps) > 0 && e.snaps[len(e.snaps)-1].NumFiles() > smallFiles && st.Head-e.tidied >= smallFiles
		if due {
			e.tidied = st.Head
		}
		e.mu.Unlock()
		if due {
			_, err := l.optimize(ctx, id, nil, nil, catalog.CommitInfo{Operation: "OPTIMIZE",
				Parameters: []catalog.Property{{Name: "auto", Value: `"true"`}}}, smallFiles)
			l.report("compaction", o, err)
		}
		return ctx.Err() == nil
	})
}
