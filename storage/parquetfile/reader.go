package parquetfile

import (
	"context"
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
	ctx   context.Context
	s     *split
	file  object.File
	m     *table.Metrics
	cols  []colReader
	start int64 // rows [start, start+n) are the current batch
	n     int
	rows  int64
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
	r := &reader{ctx: ctx, s: s, m: m, rows: s.Rows(), cols: make([]colReader, len(cols))}
	for i, c := range cols {
		r.cols[i].node = s.f.schema.cols[s.cols[c]]
	}
	atomic.AddInt64(&m.RowGroups, 1)
	return r, nil
}

// Next implements table.Reader.
func (r *reader) Next() (int, error) {
	r.start += int64(r.n)
	r.n = int(min(vec.Size, r.rows-r.start))
	if r.n == 0 {
		return 0, nil
	}
	if err := r.ctx.Err(); err != nil {
		return 0, pgerr.From(err)
	}
	return r.n, nil
}

// Read implements table.Reader.
func (r *reader) Read(i int, sel []uint16, dst *vec.Vec) (err error) {
	c := &r.cols[i]
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
	key := colcache.Key{Path: r.s.f.Info.Path, ID: r.s.f.Info.ID, Group: int32(r.s.group), Col: int32(c.node.leaf)}
	if c.held = cache.Get(key); c.held != nil {
		atomic.AddInt64(&r.m.CacheHitBytes, c.held.Bytes())
		return nil
	}
	if err := r.openFile(c); err != nil {
		return err
	}
	if !cache.Admit(key, 2*r.rows) {
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

// decodeAll decodes a column from its first to its last row.
func (r *reader) decodeAll(c *colReader) (*decoded.Data, error) {
	b := decoded.NewBuilder(c.node.fieldType(), int(r.rows)).KeepDict()
	var v vec.Vec
	for at := int64(0); at < r.rows; at += vec.Size {
		if err := r.ctx.Err(); err != nil {
			return nil, pgerr.From(err)
		}
		n := int(min(vec.Size, r.rows-at))
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

const maxReserve = 64 << 20

// openFile opens a column's chunk, and the file for the first column.
func (r *reader) openFile(c *colReader) error {
	if r.file == nil {
		f, err := r.s.t.store.Open(r.ctx, r.s.f.Info)
		if err != nil {
			return err
		}
		r.file = f
	}
	if !c.node.flat() {
		n := &nested{node: c.node}
		c.rows = n
		return n.open(r)
	}
	col := takeColumn()
	c.rows = col
	return col.open(r.ctx, r.file, &r.s.f.schema.leafs[c.node.leaf], &r.s.meta().Cols[c.node.leaf], r.rows, r.m)
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
