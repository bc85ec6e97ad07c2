package lake

import (
	"context"
	"maps"
	"slices"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/internal/mem"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/storage/delta"
	"github.com/tarndb/tarn/storage/table"
)

var _ table.RowStore = (*Rows)(nil)

// memFile is the file number of rows that are in memory.
const memFile = int32(-1)

// Rows is one managed table as a transaction sees it: the table's files and buffered rows
// at one point of the catalog, and what the transaction did since. It is immutable: every
// change gives a new one, so that a savepoint keeps the old one by holding it.
type Rows struct {
	lake  *Lake
	id    catalog.ID
	name  string
	info  *catalog.TableInfo
	cols  []table.Column
	made  uint64              // TableInfo.Schema when it was opened
	state *catalog.TableState // nil: the table is not committed yet
	csn   catalog.CSN         // of the catalog snapshot it was opened at
	acct  *mem.Account        // of the transaction's rows in memory

	base *delta.Snapshot // at state's head
	snap *delta.Snapshot // base with the transaction's own files
	buf  *rowList        // buffered rows at state
	own  *rowList        // rows of the transaction that are in no file

	added      []*delta.Add             // files of the transaction, none of them in base
	deleted    map[string]*delta.Bitmap // by object path: rows the transaction deleted
	touched    map[string]*delta.File   // the files of deleted
	deletedMem *delta.Bitmap            // positions in buf and then own
	keys       []uint64                 // hashes of unique keys inserted
	allKeys    bool                     // too many to list

	restored bool // its files are those of an old version
	meta     bool // the transaction changed the table's description
	whole    bool // it removed all rows that were there
	inserts  bool // it only ever inserted
	op       catalog.CommitInfo
}

// Name is the table's name.
func (r *Rows) Name() string { return r.name }

// Info describes the table.
func (r *Rows) Info() *catalog.TableInfo { return r.info }

// Changed tells whether there is anything to commit.
func (r *Rows) Changed() bool {
	return r.state == nil || r.meta || r.whole || r.own.rows > 0 || r.snap != r.base || len(r.deleted) > 0 || r.deletedMem != nil
}

// MemoryBytes is what the transaction's own rows take in memory.
func (r *Rows) MemoryBytes() int64 { return r.own.bytes }

// Scan is the table for queries.
func (r *Rows) Scan() table.Table { return r.scan(false) }

// ScanRows is the table with two more columns, file and pos, that name a row to Delete.
func (r *Rows) ScanRows() table.Table { return r.scan(true) }

func (r *Rows) scan(ids bool) table.Table {
	var parts []table.Table
	if r.snap.NumFiles() > 0 {
		parts = append(parts, r.files(ids))
	}
	if r.buf.rows > 0 {
		parts = append(parts, &memTable{name: r.name, list: r.buf, deleted: r.deletedMem, ids: ids, file: memFile})
	}
	if r.own.rows > 0 || len(parts) == 0 {
		parts = append(parts, &memTable{name: r.name, list: r.own, first: uint64(r.buf.rows), deleted: r.deletedMem, ids: ids, file: memFile})
	}
	if len(parts) == 1 {
		return parts[0]
	}
	cols := r.cols
	if ids {
		cols = withIDs(cols)
	}
	same := make([]int, len(cols))
	for i := range same {
		same[i] = i
	}
	ps := make([]table.Part, len(parts))
	for i, p := range parts {
		ps[i] = table.Part{Table: p, Map: same}
	}
	return table.Union(r.name, cols, ps)
}

// files is the part of the table that is in files.
func (r *Rows) files(ids bool) table.Table {
	return delta.Open(r.lake.cfg.Store, r.snap, delta.Options{Name: r.name, Cache: r.lake.cfg.Cache, Deleted: r.deleted, RowIDs: ids})
}

// truncated is the table without rows.
func (r *Rows) truncated() (*Rows, error) {
	n := *r
	files := r.snap.Files()
	c := &delta.Commit{Version: r.snap.Version()}
	for _, f := range files {
		c.Removes = append(c.Removes, delta.RemoveOf(&f.Add, 0, true))
	}
	var err error
	if n.snap, err = r.snap.Apply(c); err != nil {
		return nil, err
	}
	n.own = &rowList{cols: r.cols}
	n.added, n.deleted, n.touched, n.deletedMem = nil, nil, nil, nil
	if r.buf.rows > 0 {
		n.deletedMem = delta.NewBitmap()
		for i := range r.buf.rows {
			n.deletedMem.Add(uint64(i))
		}
	}
	n.whole, n.inserts = true, false
	return &n, nil
}

// WithInfo is the table after its description changed. Its rows must be such that they
// can be read as the new columns; rows in memory are not converted.
func (r *Rows) WithInfo(o *catalog.Object) (*Rows, error) {
	n := *r
	n.name, n.info, n.cols = o.Name, o.Table, columnsOf(o.Table)
	n.meta, n.inserts = true, false
	c, err := description(o.Table, n.snap)
	if err != nil {
		return nil, err
	}
	if c.Metadata == nil && c.Protocol == nil {
		n.meta = r.meta
		return &n, nil
	}
	c.Version = r.snap.Version()
	if n.snap, err = r.snap.Apply(c); err != nil {
		return nil, err
	}
	if r.whole && r.own.rows == 0 { // all rows that were in memory are gone
		n.buf, n.own, n.deletedMem = &rowList{cols: n.cols}, &rowList{cols: n.cols}, nil
		return &n, nil
	}
	if !sameColumns(r.cols, n.cols) && (r.buf.rows > 0 || r.own.rows > 0) {
		return nil, pgerr.New(pgerr.InternalError, "columns of \"%s\" changed while rows of it were in memory", r.name)
	}
	n.buf, n.own = &rowList{cols: n.cols}, &rowList{cols: n.cols}
	if sameColumns(r.cols, n.cols) {
		n.buf, n.own = r.buf, r.own
	}
	return &n, nil
}

func sameColumns(a, b []table.Column) bool {
	return slices.EqualFunc(a, b, func(x, y table.Column) bool { return x.Name == y.Name && x.Type.SQL() == y.Type.SQL() })
}

// Describe notes what the history of the table says about the change.
func (r *Rows) Describe(op catalog.CommitInfo) *Rows {
	n := *r
	n.op = op
	return &n
}

// Operation is what Describe noted.
func (r *Rows) Operation() catalog.CommitInfo { return r.op }

// HasRows tells whether the transaction added rows.
func (r *Rows) HasRows() bool { return r.own.rows > 0 || len(r.added) > 0 }

// Rebase carries the transaction's changes over to a newer state of the table. It fails
// with 40001 when rows that it deleted are not where they were.
func (r *Rows) Rebase(ctx context.Context, o *catalog.Object, snap *catalog.Snapshot) (*Rows, error) {
	st := snap.Table(o.ID)
	if r.state == st || r.state == nil {
		if r.info == o.Table {
			return r, nil
		}
		n := *r
		n.info, n.name = o.Table, o.Name
		return &n, nil
	}
	n, err := r.lake.openAt(ctx, o, st, snap.CSN(), r.acct)
	if err != nil || !r.Changed() {
		return n, err
	}
	if o.Table.Schema != r.info.Schema || r.meta || r.whole || r.deletedMem != nil {
		return nil, errConflict(r.name)
	}
	if err := r.CheckKeys(snap); err != nil {
		return nil, err
	}
	if len(r.added) > 0 {
		if n.snap, err = n.snap.Apply(&delta.Commit{Version: n.snap.Version(), Adds: r.added}); err != nil {
			return nil, err
		}
	}
	for _, f := range r.touched {
		if _, still := n.snap.File(f.Path, f.DeletionVector); !still {
			return nil, errConflict(r.name)
		}
	}
	n.own, n.added, n.deleted, n.touched, n.inserts, n.op = r.own, r.added, r.deleted, r.touched, r.inserts, r.op
	n.keys, n.allKeys = r.keys, r.allKeys
	return n, nil
}

// CheckKeys fails with 40001 when somebody else committed a unique key that the
// transaction inserted, between the state of the table that it saw and a newer one.
func (r *Rows) CheckKeys(snap *catalog.Snapshot) error {
	if st := snap.Table(r.id); r.state != nil && st != nil && st != r.state && st.KeysSince(r.state.Head, r.csn, r.keys, r.allKeys) {
		return errConflict(r.name)
	}
	return nil
}

// Discard deletes the files that the transaction wrote, when it is rolled back.
func (r *Rows) Discard(ctx context.Context) {
	if r.restored {
		return
	}
	for _, a := range r.added {
		if f, ok := r.snap.File(a.Path, a.DeletionVector); ok {
			_ = r.lake.cfg.Store.Delete(ctx, f.Object)
		}
	}
}

func errConflict(name string) error {
	return pgerr.New(pgerr.SerializationFailure, "could not serialize access due to concurrent change of \"%s\"", name)
}

// fileBytes is how much an insert keeps in memory before it goes to files.
const (
	ownRows  = 64 << 10
	ownBytes = 8 << 20
)

// change collects what one statement does to a table.
type change struct {
	ctx     context.Context
	rows    *Rows         // the version the statement began on
	onto    *Rows         // what its effects are added to: rows, or rows truncated
	files   []*delta.File // by number
	deleted map[string]*delta.Bitmap
	touched map[string]*delta.File
	mem     *delta.Bitmap
	keys    []uint64
	allKeys bool
	rb      *rowBuilder
	held    int64
	w       *delta.DataWriter
	deletes bool
}

// Begin starts collecting the effects of a statement.
func (r *Rows) Begin(ctx context.Context) (table.RowChange, error) {
	return &change{ctx: ctx, rows: r, onto: r}, nil
}

// Insert adds the live rows lo to hi of a batch, whose columns are the table's.
func (c *change) Insert(b *vecBatch, lo, hi int) error {
	if lo == hi {
		return nil
	}
	sel := liveRows(b, lo, hi)
	if c.w != nil {
		return c.w.Write(&vecBatch{Cols: b.Cols, N: b.N, Sel: sel})
	}
	if c.rb == nil {
		c.rb = newRowBuilder(c.rows.cols, hi-lo)
	}
	need := rowBytes(b, sel)
	if err := c.rows.acct.Grow(need); err != nil {
		return err
	}
	c.held += need
	c.rb.add(b.Cols, b.N, sel)
	if c.rb.rows < ownRows && c.held < ownBytes {
		return nil
	}
	return c.toFiles()
}

// toFiles moves what was collected in memory to a data file and lets the rest follow.
func (c *change) toFiles() error {
	var err error
	if c.w, err = c.rows.lake.newWriter(c.ctx, c.rows.info); err != nil {
		return err
	}
	s := c.rb.build()
	c.rb = nil
	err = writeSegment(c.w, s)
	c.rows.acct.Shrink(c.held)
	c.held = 0
	return err
}

// Delete removes rows that ScanRows named.
func (c *change) Delete(file []int32, pos []int64, first []bool) error {
	c.deletes = true
	for i, f := range file {
		d, err := c.deletions(f)
		if err != nil {
			return err
		}
		first[i] = d.Add(uint64(pos[i]))
	}
	return nil
}

// deletions gives the set of deleted rows of a file, which the change may add to.
func (c *change) deletions(file int32) (*delta.Bitmap, error) {
	if file == memFile {
		if c.mem == nil {
			c.mem = cloneBitmap(c.rows.deletedMem)
		}
		return c.mem, nil
	}
	if c.files == nil {
		c.files = c.rows.snap.Files()
		c.deleted, c.touched = map[string]*delta.Bitmap{}, map[string]*delta.File{}
	}
	if int(file) >= len(c.files) || file < 0 {
		return nil, pgerr.New(pgerr.InternalError, "row of unknown file %d of table \"%s\"", file, c.rows.name)
	}
	f := c.files[file]
	d := c.deleted[f.Object]
	if d == nil {
		d = cloneBitmap(c.rows.deleted[f.Object])
		c.deleted[f.Object], c.touched[f.Object] = d, f
	}
	return d, nil
}

func cloneBitmap(b *delta.Bitmap) *delta.Bitmap {
	if b == nil {
		return delta.NewBitmap()
	}
	return b.Clone()
}

// Clear removes all rows of the version.
func (c *change) Clear() (err error) {
	c.onto, err = c.rows.truncated()
	return err
}

// maxKeys is how many unique keys a change lists; more are a single sign for any key.
const maxKeys = 1 << 16

// AddKey notes the hash of a unique key that was inserted, so that two transactions that
// insert one key do not both commit.
func (c *change) AddKey(hash uint64) {
	if c.allKeys {
		return
	}
	c.keys = append(c.keys, hash)
	if len(c.keys)+len(c.rows.keys) > maxKeys {
		c.keys, c.allKeys = nil, true
	}
}

// Finish gives the table with the statement's effects.
func (c *change) Finish(ctx context.Context) (table.RowStore, error) {
	n := *c.onto
	if c.w != nil {
		adds, err := c.w.Close()
		if err != nil {
			c.Abort()
			return nil, err
		}
		c.w = nil
		if n.snap, err = n.snap.Apply(&delta.Commit{Version: n.snap.Version(), Adds: adds}); err != nil {
			return nil, err
		}
		n.added = append(n.added[:len(n.added):len(n.added)], adds...)
	} else if c.rb != nil {
		n.own = n.own.add(c.rb.build())
	}
	if len(c.deleted) > 0 && c.onto == c.rows {
		n.deleted, n.touched = merged(n.deleted, c.deleted), merged(n.touched, c.touched)
	}
	if c.mem != nil && c.onto == c.rows {
		n.deletedMem = c.mem
	}
	if c.deletes {
		n.inserts = false
	}
	if n.allKeys = n.allKeys || c.allKeys; n.allKeys {
		n.keys = nil
	} else {
		n.keys = append(n.keys[:len(n.keys):len(n.keys)], c.keys...)
	}
	// The rows in memory stay reserved until the transaction ends.
	c.held, c.rb = 0, nil
	return &n, nil
}

// merged is a with the entries of b.
func merged[V any](a, b map[string]V) map[string]V {
	out := make(map[string]V, len(a)+len(b))
	maps.Copy(out, a)
	maps.Copy(out, b)
	return out
}

// Abort forgets the statement's effects and deletes the files it wrote.
func (c *change) Abort() {
	if c.w != nil {
		c.w.Abort()
		c.w = nil
	}
	c.release()
}

func (c *change) release() {
	c.rows.acct.Shrink(c.held)
	c.held, c.rb = 0, nil
}
