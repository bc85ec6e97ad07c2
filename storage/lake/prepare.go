package lake

import (
	"bytes"
	"cmp"
	"context"
	"crypto/sha256"
	"slices"
	"time"

	"github.com/cespare/xxhash/v2"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/storage/delta"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/table"
)

// What goes into the row buffer rather than into a file, and what travels in the catalog's
// log rather than in a file beside it.
const (
	bufferRows  = 2048
	bufferBytes = 128 << 10
	inlineBytes = 512 << 10
)

// Prepared is a transaction's change of a table, ready to be committed: everything it
// needs is in storage.
type Prepared struct {
	Change catalog.TableChange
	wrote  []string
	lake   *Lake
}

// Settled tells whether an attempt to commit that ended with err certainly did not
// succeed. Otherwise what was written for it must stay: VACUUM finds it when it was not.
func Settled(err error) bool {
	switch pgerr.CodeOf(err) {
	case pgerr.SerializationFailure, pgerr.CannotConnectNow, pgerr.ProgramLimitExceeded:
		return true
	}
	return false
}

// Abort deletes what was written for a change that was not committed.
func (p *Prepared) Abort(ctx context.Context) {
	for _, path := range p.wrote {
		_ = p.lake.cfg.Store.Delete(ctx, path)
	}
}

// preparer turns Rows into a Prepared.
type preparer struct {
	*Rows
	ctx context.Context
	out *Prepared
	c   *delta.Commit
	now int64 // ms since 1970, for tombstones
	w   *delta.DataWriter
}

// Prepare writes what the change still needs: files whose rows changed are written anew
// without them, rows in memory go to the row buffer when they are few and nothing but
// inserted, else to a file.
func (r *Rows) Prepare(ctx context.Context) (*Prepared, error) {
	p := &preparer{Rows: r, ctx: ctx, c: &delta.Commit{}, now: time.Now().UnixMilli(), out: &Prepared{lake: r.lake,
		Change: catalog.TableChange{Table: r.id, Base: -1, Schema: r.made, Whole: r.whole, Meta: r.meta, Info: r.op,
			Keys: slices.Compact(slices.Sorted(slices.Values(r.keys))), AllKeys: r.allKeys}}}
	if r.state != nil {
		p.out.Change.Base = r.state.Head
	}
	err := p.run()
	if err != nil {
		if p.w != nil {
			p.w.Abort()
		}
		p.out.Abort(context.WithoutCancel(ctx))
		return nil, err
	}
	return p.out, nil
}

func (p *preparer) run() error {
	if err := p.describe(); err != nil {
		return err
	}
	p.truncate()
	if err := p.rewrite(); err != nil {
		return err
	}
	for _, a := range p.added {
		if _, was := p.base.File(a.Path, a.DeletionVector); !was && p.deleted[p.object(a)] == nil {
			p.c.Adds = append(p.c.Adds, a)
		}
	}
	if err := p.memory(); err != nil {
		return err
	}
	if p.w != nil {
		adds, err := p.w.Close()
		if err != nil {
			return err
		}
		p.w = nil
		for _, a := range adds {
			p.out.wrote = append(p.out.wrote, p.object(a))
		}
		p.c.Adds = append(p.c.Adds, adds...)
	}
	return p.finish()
}

// describe adds protocol and metadata when they are new.
func (p *preparer) describe() error {
	if p.state != nil && !p.meta {
		return nil
	}
	have := p.base
	if p.state == nil {
		have = delta.NewSnapshot(p.info.Location)
	}
	c, err := description(p.info, have)
	if err != nil {
		return err
	}
	p.c.Protocol, p.c.Metadata = c.Protocol, c.Metadata
	if p.c.Metadata != nil && p.state == nil {
		now := p.now
		p.c.Metadata.CreatedTime = &now
	}
	p.out.Change.Meta = p.state == nil || c.Protocol != nil || c.Metadata != nil
	return nil
}

// truncate removes the files of the base that the transaction left out as a whole.
func (p *preparer) truncate() {
	if !p.whole || p.state == nil {
		return
	}
	for _, f := range p.base.Files() {
		if _, restored := p.snap.File(f.Path, f.DeletionVector); !restored {
			p.remove(f)
		}
	}
	for _, k := range p.state.Buffer() {
		p.out.Change.DropChunks = append(p.out.Change.DropChunks, k.ID)
	}
}

func (p *preparer) remove(f *delta.File) {
	p.c.Removes = append(p.c.Removes, delta.RemoveOf(&f.Add, p.now, true))
	p.out.Change.Removed = append(p.out.Change.Removed, FileKey(f.Object))
}

// FileKey is what conflicts of a file are found by.
func FileKey(path string) uint64 { return xxhash.Sum64String(path) }

// rewrite replaces the files with deleted rows by files of the other rows, or gives them
// deletion vectors.
func (p *preparer) rewrite() error {
	if len(p.touched) == 0 {
		return nil
	}
	files := make([]*delta.File, 0, len(p.touched))
	for _, f := range p.touched {
		files = append(files, f)
	}
	slices.SortFunc(files, func(a, b *delta.File) int { return cmp.Compare(a.Object, b.Object) })
	if p.info.Property("delta.enableDeletionVectors") == "true" {
		return p.vectors(files)
	}
	for _, f := range files {
		if _, ours := p.base.File(f.Path, f.DeletionVector); ours && p.state != nil {
			p.remove(f)
		} else {
			p.out.wrote = append(p.out.wrote, f.Object) // a file of this transaction that nobody needs
		}
	}
	t := delta.Open(p.lake.cfg.Store, p.snap, delta.Options{Name: p.name, Deleted: p.deleted, Files: files})
	return p.copy(t)
}

// vectors gives files deletion vectors that hold the rows deleted before and now.
func (p *preparer) vectors(files []*delta.File) error {
	t := delta.Open(p.lake.cfg.Store, p.snap, delta.Options{Name: p.name, Files: files})
	sets := make([]*delta.Bitmap, len(files))
	for i, f := range files {
		dead, err := t.DeadRows(p.ctx, f)
		if err != nil {
			return err
		}
		sets[i] = cloneBitmap(dead)
		sets[i].Or(p.deleted[f.Object])
	}
	vs, err := delta.WriteDeletionVectors(p.ctx, p.lake.cfg.Store, p.info.Location, sets)
	if err != nil {
		return err
	}
	for i, f := range files {
		if _, ours := p.base.File(f.Path, f.DeletionVector); ours && p.state != nil {
			p.remove(f)
		}
		a := f.Add
		a.DeletionVector, a.DataChange = vs[i], true
		p.c.Adds = append(p.c.Adds, &a)
	}
	return nil
}

// copy writes all rows of a table to the change's files.
func (p *preparer) copy(t table.Table) error {
	if p.w == nil {
		var err error
		if p.w, err = p.lake.newWriter(p.ctx, p.info); err != nil {
			return err
		}
	}
	return copyTable(p.ctx, t, p.w)
}

// memory puts the rows in memory where they belong.
func (p *preparer) memory() error {
	if p.own.rows == 0 && p.deletedMem == nil {
		return nil
	}
	if p.deletedMem == nil && p.buffers() {
		return p.chunk()
	}
	drop, buf, err := p.touchedChunks()
	if err != nil {
		return err
	}
	p.out.Change.DropChunks = append(p.out.Change.DropChunks, drop...)
	for _, part := range buf {
		if err := p.copy(part); err != nil {
			return err
		}
	}
	if p.own.rows == 0 {
		return nil
	}
	return p.copy(&memTable{name: p.name, list: p.own, first: uint64(p.buf.rows), deleted: p.deletedMem})
}

// buffers tells whether the rows may stay out of files for a while.
func (p *preparer) buffers() bool {
	return p.inserts && p.state != nil && !p.meta && len(p.added) == 0 && p.own.rows <= bufferRows && p.own.bytes <= 8*bufferBytes &&
		p.info.Property("tarn.rowBuffer") != "false"
}

// chunk makes one chunk of the rows in memory.
func (p *preparer) chunk() error {
	s := p.own.segs[0]
	if len(p.own.segs) > 1 {
		s = segmentOf(p.cols, func(b *rowBuilder) {
			for _, s := range p.own.segs {
				b.addAll(s)
			}
		})
	}
	data := encodeRows(nil, s.cols, s.rows)
	if len(data) > bufferBytes {
		return p.copy(&memTable{name: p.name, list: p.own})
	}
	p.out.Change.Chunks = []*catalog.Chunk{{Rows: s.rows, Data: data, Keys: p.out.Change.Keys, AllKeys: p.out.Change.AllKeys}}
	return nil
}

// touchedChunks finds the chunks with deleted rows, and tables of what is left of them.
func (p *preparer) touchedChunks() (drop []uint64, left []table.Table, err error) {
	if p.state == nil || p.deletedMem == nil || p.whole {
		return nil, nil, nil
	}
	chunks, at, first := p.state.Buffer(), 0, uint64(0)
	for pos := range p.deletedMem.All() {
		for at < len(chunks) && pos >= first+uint64(chunks[at].Rows) {
			first += uint64(chunks[at].Rows)
			at++
		}
		if at == len(chunks) {
			break
		}
		if n := len(drop); n > 0 && drop[n-1] == chunks[at].ID {
			continue
		}
		drop = append(drop, chunks[at].ID)
		list, err := (&rowList{cols: p.cols}).addChunks(chunks[at : at+1])
		if err != nil {
			return nil, nil, err
		}
		left = append(left, &memTable{name: p.name, list: list, first: first, deleted: p.deletedMem})
	}
	return drop, left, nil
}

// object is where a file of the log is.
func (p *preparer) object(a *delta.Add) string {
	f, ok := p.snap.File(a.Path, a.DeletionVector)
	if ok {
		return f.Object
	}
	return joinPath(p.info.Location, a.Path)
}

// finish renders the actions.
func (p *preparer) finish() error {
	tc := &p.out.Change
	slices.Sort(tc.Removed)
	slices.Sort(tc.DropChunks)
	empty := p.c.Protocol == nil && p.c.Metadata == nil && len(p.c.Adds) == 0 && len(p.c.Removes) == 0
	tc.Data = len(p.c.Adds) > 0 || len(p.c.Removes) > 0 || len(tc.DropChunks) > 0
	if empty && len(tc.DropChunks) == 0 {
		return nil
	}
	body := p.c.Encode()
	if empty {
		// Only buffered rows went: the version says so, with nothing but its commitInfo.
		body = []byte("\n")
	}
	if len(body) <= p.lake.cfg.InlineBytes {
		tc.Body = body
		return nil
	}
	path := joinPath(p.info.Location, "_staged_commits/"+delta.NewUUID()+".json")
	if _, err := p.lake.cfg.Store.Put(p.ctx, path, bytes.NewReader(body), object.PutCond{IfAbsent: true}); err != nil {
		return err
	}
	p.out.wrote = append(p.out.wrote, path)
	p.lake.cfg.Point("staged:written")
	tc.Staged, tc.StagedLen, tc.StagedSum = path, int64(len(body)), sha256.Sum256(body)
	return nil
}
