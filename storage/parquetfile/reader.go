package parquetfile

import (
	"context"
	"runtime/debug"
	"sync"
	"sync/atomic"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/storage/colcache"
	decoded "github.com/tarndb/tarn/storage/column"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/table"
)

// reader reads a row group. Its columns open on their first Read, so that a column
// nobody asks for is never fetched.
type reader struct {
	ctx    context.Context
	s      *split
	file   object.File
	m      *table.Metrics
	cols   []colReader
	start  int64 // rows [start, start+n) are the current batch
	n      int
	total  int64      // rows of the row group
	todo   []rowRange // rows still to come, after the present batch
	some   bool       // not all rows are read
	sparse bool       // because of the predicates
	ahead  []bool     // requested columns that are fetched ahead, for remote files
	early  []bool     // requested columns that predicates look at
}

// colReader is what serves one requested column.
type colReader struct {
	node *node
	rows rowSource
	held *decoded.Data // the whole row group's column, from the cache
}

// rowSource gives batches of a column, each starting behind the one before.
type rowSource interface {
	batch(start int64, n int, dst *vec.Vec) error
	close()
}

// idleColumns keeps flat column readers with their buffers for reuse.
var idleColumns struct {
	sync.Mutex
	free []*column
}

func takeColumn() *column {
	idleColumns.Lock()
	defer idleColumns.Unlock()
	if n := len(idleColumns.free); n > 0 {
		c := idleColumns.free[n-1]
		idleColumns.free = idleColumns.free[:n-1]
		return c
	}
	return new(column)
}

func giveColumn(c *column) {
	c.close()
	idleColumns.Lock()
	defer idleColumns.Unlock()
	if len(idleColumns.free) < maxIdleColumns {
		idleColumns.free = append(idleColumns.free, c)
	}
}

const maxIdleColumns = 256

func openReader(ctx context.Context, s *split, cols []int, preds []table.Pred, m *table.Metrics) (table.Reader, error) {
	r := &reader{ctx: ctx, s: s, m: m, total: s.meta().Rows, cols: make([]colReader, len(cols))}
	for i, c := range cols {
		r.cols[i].node = s.f.schema.cols[s.cols[c]]
	}
	r.early = make([]bool, len(cols))
	for i, c := range cols {
		for _, p := range preds {
			r.early[i] = r.early[i] || p.Col == c
		}
	}
	if err := r.choose(preds); err != nil {
		r.Close()
		return nil, atFile(err, s.f.Info.Path, "")
	}
	if s.divided {
		return r, nil
	}
	atomic.AddInt64(&m.RowGroups, 1)
	if len(r.todo) == 0 {
		atomic.AddInt64(&m.PrunedGroups, 1)
	}
	return r, nil
}

// choose finds the rows to read.
func (r *reader) choose(preds []table.Pred) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = caught(p, r.s.f.Info.Path, "")
		}
	}()
	if !r.s.mayMatch(preds) {
		return nil
	}
	if r.todo, err = r.prune(preds); err != nil {
		return err
	}
	r.sparse = len(r.todo) != 1 || r.todo[0] != rowRange{0, r.total}
	r.todo = intersect(r.todo, []rowRange{r.s.rowRange})
	r.some = r.sparse || r.s.to-r.s.from < r.total
	return nil
}

// Next implements table.Reader.
func (r *reader) Next() (int, error) {
	r.start += int64(r.n)
	r.n = 0
	if len(r.todo) == 0 {
		return 0, nil
	}
	next := &r.todo[0]
	r.start = next.from
	r.n = int(min(vec.Size, next.to-next.from))
	if next.from += int64(r.n); next.from >= next.to {
		r.todo = r.todo[1:]
	}
	if err := r.ctx.Err(); err != nil {
		return 0, pgerr.From(err)
	}
	return r.n, nil
}

// Position implements table.Positioned.
func (r *reader) Position() int64 { return r.s.first + r.start }

// Read implements table.Reader.
func (r *reader) Read(i int, sel []uint16, dst *vec.Vec) (err error) {
	c := &r.cols[i]
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true)) // mapped files can be truncated
	defer func() {
		if p := recover(); p != nil {
			err = caught(p, r.s.f.Info.Path, c.node.Name)
		}
	}()
	if c.rows == nil && c.held == nil {
		if err := r.openColumn(c); err != nil {
			return atFile(err, r.s.f.Info.Path, c.node.Name)
		}
	}
	if c.held != nil {
		c.held.Slice(int(r.start), r.n, dst)
		return nil
	}
	if err := c.rows.batch(r.start, r.n, dst); err != nil {
		return atFile(err, r.s.f.Info.Path, c.node.Name)
	}
	return nil
}

// openColumn finds a column in the cache or opens it, on its first use. A column that
// the cache wants is decoded as a whole.
func (r *reader) openColumn(c *colReader) error {
	cache := r.s.t.cache
	key := r.cacheKey(c)
	if c.held = cache.Get(key); c.held != nil {
		if !r.s.divided {
			atomic.AddInt64(&r.m.CacheHitBytes, c.held.Bytes())
		}
		return nil
	}
	if err := r.openSource(c); err != nil {
		return err
	}
	if r.sparse || !cache.Admit(key, 2*r.total) {
		return nil
	}
	data, err := r.decodeAll(c)
	if err != nil {
		cache.Abandon(key)
		return err
	}
	cache.Put(key, data)
	c.held = data
	return nil
}

func (r *reader) cacheKey(c *colReader) colcache.Key {
	key := colcache.Key{Path: r.s.f.Info.Path, ID: r.s.f.Info.ID, Group: int32(r.s.group), Col: int32(c.node.leaf)}
	if r.s.f.text {
		key.Col = -1 - key.Col // the same bytes as another type
	}
	return key
}

// divideRows is how many rows must be left for a reader to give half of them away.
const divideRows = 4 * vec.Size

// Divide implements table.Divisible, for row groups whose columns are all in the cache.
func (r *reader) Divide() (table.Split, bool) {
	if len(r.todo) == 0 {
		return nil, false
	}
	last := &r.todo[len(r.todo)-1]
	if last.to-last.from < divideRows {
		return nil, false
	}
	for i := range r.cols {
		c := &r.cols[i]
		if c.rows != nil || c.held == nil && r.s.t.cache.Get(r.cacheKey(c)) == nil {
			return nil, false
		}
	}
	part := *r.s
	part.divided = true
	part.to = min(part.to, last.to)
	part.from = (last.from + last.to) / 2 / vec.Size * vec.Size
	last.to = part.from
	return &part, true
}

// decodeAll decodes a column from its first to its last row.
func (r *reader) decodeAll(c *colReader) (*decoded.Data, error) {
	b := decoded.NewBuilder(c.node.fieldType(), int(min(r.total, maxHint))).KeepDict()
	var v vec.Vec
	for at := int64(0); at < r.total; at += vec.Size {
		if err := r.ctx.Err(); err != nil {
			return nil, pgerr.From(err)
		}
		n := int(min(vec.Size, r.total-at))
		if err := c.rows.batch(at, n, &v); err != nil {
			return nil, err
		}
		if at == 0 && v.Form == vec.Flat && v.Refs != nil {
			b.Reserve(int(min(r.s.meta().Cols[c.node.leaf].Uncompressed, maxReserve)))
		}
		b.Append(&v, n, nil)
	}
	return b.Build(), nil
}

// Room made ahead is bounded, whatever a footer claims.
const (
	maxReserve = 64 << 20
	maxHint    = 1 << 21
)

// open gives the file, opened on first use.
func (r *reader) open() (object.File, error) {
	if r.file == nil {
		f, err := r.s.t.store.Open(r.ctx, r.s.f.Info)
		if err != nil {
			return nil, err
		}
		if r.file = f; object.IsRemote(r.s.f.Info.Path) {
			r.file = metered{f, r.m}
		}
	}
	return r.file, nil
}

// metered counts what is really asked of a remote store: chunks fetched ahead come
// together in fewer requests, with what lies between them.
type metered struct {
	object.File
	m *table.Metrics
}

// ReadAt implements object.File.
func (f metered) ReadAt(ctx context.Context, p []byte, off int64) error {
	atomic.AddInt64(&f.m.Requests, 1)
	atomic.AddInt64(&f.m.BytesRead, int64(len(p)))
	return f.File.ReadAt(ctx, p, off)
}

// fetchAhead begins to fetch the chunks of columns that are likely to be read soon: those
// of the predicates with the first column read, the rest with the first of the rest.
func (r *reader) fetchAhead(c *colReader) {
	if r.some || !object.IsRemote(r.s.f.Info.Path) {
		return
	}
	at := 0
	for &r.cols[at] != c {
		at++
	}
	if r.ahead == nil {
		r.ahead = make([]bool, len(r.cols))
	}
	if r.ahead[at] {
		return
	}
	var ranges []object.Range
	var sum int64
	for i := range r.cols {
		if r.early[i] != r.early[at] || r.ahead[i] || r.cols[i].held != nil {
			continue
		}
		n := r.cols[i].node
		for l := n.leaf; l < n.leaf+n.leaves; l++ {
			start, size, err := chunkRange(&r.s.meta().Cols[l], r.s.f.Info.Size)
			if err != nil || sum+size > maxAhead {
				continue
			}
			sum += size
			ranges = append(ranges, object.Range{Off: start, Len: size})
		}
		r.ahead[i] = true
	}
	r.file = object.Prefetch(r.ctx, r.file, ranges)
}

// maxAhead bounds the memory of chunks fetched ahead by one reader.
const maxAhead = 128 << 20

// openSource opens a column's chunks.
func (r *reader) openSource(c *colReader) error {
	if _, err := r.open(); err != nil {
		return err
	}
	r.fetchAhead(c)
	if !c.node.flat() {
		n := &nested{node: c.node}
		c.rows = n
		return n.open(r)
	}
	col := takeColumn()
	c.rows = col
	leaf := &r.s.f.schema.leafs[c.node.leaf]
	if err := col.open(r.ctx, r.file, leaf, r.chunk(c.node), r.total, r.m); err != nil || !r.some {
		return err
	}
	var err error
	col.index, err = r.s.f.pageIndex(r.ctx, r.open, r.s.group, c.node.leaf)
	if col.index != nil {
		col.step = sparseBytes
	}
	return err
}

// Close implements table.Reader.
func (r *reader) Close() {
	for i := range r.cols {
		switch c := r.cols[i].rows.(type) {
		case nil:
		case *column:
			giveColumn(c)
		default:
			c.close()
		}
		r.cols[i].rows, r.cols[i].held = nil, nil
	}
	if r.file != nil {
		r.file.Close()
		r.file = nil
	}
}
