package memtable

import (
	"context"
	"sync"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/internal/mem"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/column"
	"github.com/tarndb/tarn/storage/table"
)

// chunkRows is the most rows of a chunk, and of a split.
const chunkRows = 60 * vec.Size

// Store is one version of a table in memory.
type Store struct {
	name  string
	cols  []table.Column
	parts []part
	acct  *mem.Account
	rows  int64
	bytes int64
}

// part is a chunk as one version sees it.
type part struct {
	*chunk
	dead  []uint64 // rows that are gone, nil for none
	ndead int
}

// chunk is a run of rows, column by column, with its statistics.
type chunk struct {
	cols  []*column.Data
	rows  int
	bytes int64
	types []table.Column
	once  sync.Once
	stats []table.ColStats
}

var _ table.RowStore = (*Store)(nil)

// New makes an empty table whose rows are reserved in acct (nil: nowhere).
func New(name string, cols []table.Column, acct *mem.Account) *Store {
	if acct == nil {
		acct = mem.NewPool(name, 0)
	}
	return &Store{name: name, cols: cols, acct: acct}
}

// Name is the table's name.
func (s *Store) Name() string { return s.name }

// Columns lists the columns.
func (s *Store) Columns() []table.Column { return s.cols }

// Rows is the number of rows.
func (s *Store) Rows() int64 { return s.rows }

// Bytes is the memory of all chunks of this version.
func (s *Store) Bytes() int64 { return s.bytes }

// Empty gives the table without rows, perhaps with other columns.
func (s *Store) Empty(name string, cols []table.Column) *Store { return New(name, cols, s.acct) }

// Renamed gives the same rows under another name, with other names of columns. Their types
// stay.
func (s *Store) Renamed(name string, cols []table.Column) *Store {
	n := *s
	n.name, n.cols = name, cols
	return &n
}

// Append gives a version with the live rows of more batches at its end.
func (s *Store) Append(bs ...*vec.Batch) (*Store, error) {
	c := s.begin()
	for _, b := range bs {
		if err := c.Insert(b, 0, b.Live()); err != nil {
			c.Abort()
			return nil, err
		}
	}
	return c.finish(), nil
}

// Scan implements table.RowStore.
func (s *Store) Scan() table.Table { return &snapshot{s: s, cols: s.cols} }

// ScanRows implements table.RowStore.
func (s *Store) ScanRows() table.Table {
	cols := append(append([]table.Column{}, s.cols...),
		table.Column{Name: "file", Type: types.T(types.Int4), NotNull: true}, table.Column{Name: "pos", Type: types.T(types.Int8), NotNull: true})
	return &snapshot{s: s, cols: cols}
}

// Begin implements table.RowStore.
func (s *Store) Begin(context.Context) (table.RowChange, error) { return s.begin(), nil }

// isDead tells whether a row of a chunk is gone.
func isDead(dead []uint64, i int) bool { return dead != nil && dead[i>>6]>>(uint(i)&63)&1 != 0 }

func (p *part) live() int { return p.rows - p.ndead }

// describe computes the statistics when they are first asked for.
func (c *chunk) describe() []table.ColStats {
	c.once.Do(func() {
		c.stats = make([]table.ColStats, len(c.cols))
		for i := range c.cols {
			c.stats[i] = describe(c.types[i].Type, c, i)
		}
	})
	return c.stats
}

// build makes a chunk of what builders hold.
func build(cols []table.Column, bs []*column.Builder, rows int) *chunk {
	c := &chunk{rows: rows, types: cols, cols: make([]*column.Data, len(bs))}
	for i, b := range bs {
		c.cols[i] = b.Build()
		c.bytes += c.cols[i].Bytes()
	}
	return c
}

// rewrite makes one chunk of the live rows of parts.
func rewrite(cols []table.Column, parts []part) *chunk {
	rows := 0
	for i := range parts {
		rows += parts[i].live()
	}
	bs := make([]*column.Builder, len(cols))
	for i, col := range cols {
		bs[i] = column.NewBuilder(col.Type, rows)
	}
	var v vec.Vec
	var buf [vec.Size]uint16
	for k := range parts {
		p := &parts[k]
		for at := 0; at < p.rows; at += vec.Size {
			n := min(vec.Size, p.rows-at)
			sel := liveRows(p.dead, at, n, buf[:0])
			for i := range cols {
				p.cols[i].Slice(at, n, &v)
				bs[i].Append(&v, n, sel)
			}
		}
	}
	return build(cols, bs, rows)
}

// liveRows lists the rows of [at, at+n) that are not gone, from at; nil means all.
func liveRows(dead []uint64, at, n int, buf []uint16) []uint16 {
	if dead == nil {
		return nil
	}
	for i := range n {
		if !isDead(dead, at+i) {
			buf = append(buf, uint16(i))
		}
	}
	if len(buf) == n {
		return nil
	}
	return buf
}
