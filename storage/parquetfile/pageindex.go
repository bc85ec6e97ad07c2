package parquetfile

import (
	"context"
	"sync/atomic"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/table"
)

// rowRange is rows [from, to) of a row group. Ranges begin at multiples of vec.Size.
type rowRange struct{ from, to int64 }

// pageLoc is a data page as the offset index tells it.
type pageLoc struct {
	off  int64
	size int32
	row  int64 // first row
}

// pageStats are a page's statistics from the column index.
type pageStats struct {
	chunkStats
	allNull bool
}

// pageIndexes are the offset and column index of a chunk. stats is nil when only the
// offset index is usable.
type pageIndexes struct {
	pages []pageLoc
	stats []pageStats
}

type indexKey struct{ group, leaf int }

// maxIndexBytes bounds an index before it is fetched.
const maxIndexBytes = 64 << 20

// pageIndex gives the page indexes of a chunk, fetched once per file; nil when the file
// has none that make sense.
func (f *File) pageIndex(ctx context.Context, open func() (object.File, error), group, leaf int) (*pageIndexes, error) {
	c := &f.meta.RowGroups[group].Cols[leaf]
	if c.OffIdxOff <= 0 {
		return nil, nil
	}
	key := indexKey{group, leaf}
	f.mu.Lock()
	x, ok := f.indexes[key]
	f.mu.Unlock()
	if ok {
		return x, nil
	}
	file, err := open()
	if err != nil {
		return nil, err
	}
	if x, err = loadPageIndex(ctx, file, c, f.meta.RowGroups[group].Rows); err != nil {
		return nil, err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.indexes == nil {
		f.indexes = map[indexKey]*pageIndexes{}
	}
	f.indexes[key] = x
	return x, nil
}

func loadPageIndex(ctx context.Context, f object.File, c *chunkMeta, rows int64) (*pageIndexes, error) {
	raw, err := indexBytes(ctx, f, c.OffIdxOff, c.OffIdxLen)
	if raw == nil || err != nil {
		return nil, err
	}
	t := treader{b: raw}
	x := &pageIndexes{pages: t.offsetIndex()}
	if t.err != nil || !x.sensible(c, f.Info().Size, rows) {
		return nil, nil
	}
	if raw, err = indexBytes(ctx, f, c.ColIdxOff, c.ColIdxLen); raw == nil || err != nil {
		return x, err
	}
	t = treader{b: raw}
	x.stats = t.columnIndex(len(x.pages))
	if t.err != nil {
		x.stats = nil
	}
	return x, nil
}

func indexBytes(ctx context.Context, f object.File, off int64, n int32) ([]byte, error) {
	if off <= 0 || n <= 0 || n > maxIndexBytes || off > f.Info().Size-int64(n) {
		return nil, nil
	}
	raw := make([]byte, n)
	return raw, f.ReadAt(ctx, raw, off)
}

// sensible checks that pages follow each other within the chunk and the row group.
func (x *pageIndexes) sensible(c *chunkMeta, size, rows int64) bool {
	start, n, err := chunkRange(c, size)
	if err != nil || len(x.pages) == 0 || x.pages[0].row != 0 {
		return false
	}
	for i, p := range x.pages {
		if p.off < start || p.size <= 0 || p.off+int64(p.size) > start+n || p.row >= rows {
			return false
		}
		if i > 0 && (p.off < x.pages[i-1].off+int64(x.pages[i-1].size) || p.row <= x.pages[i-1].row) {
			return false
		}
	}
	return true
}

func (t *treader) offsetIndex() (out []pageLoc) {
	t.fields(func(id int16, typ byte) {
		if id != 1 {
			t.skip(typ)
			return
		}
		t.structs(typ, func() {
			p := pageLoc{row: -1}
			t.fields(func(id int16, typ byte) {
				switch id {
				case 1:
					p.off = t.i64()
				case 2:
					p.size = t.i32()
				case 3:
					p.row = t.i64()
				default:
					t.skip(typ)
				}
			})
			out = append(out, p)
		})
	})
	return out
}

// columnIndex reads the statistics of n pages.
func (t *treader) columnIndex(n int) []pageStats {
	out := make([]pageStats, n)
	var seen [6]bool
	each := func(id int16, typ byte, fn func(i int)) {
		if typ != tList {
			t.fail()
			return
		}
		if _, k := t.list(); k != n {
			t.fail()
		}
		for i := 0; i < n && t.err == nil; i++ {
			fn(i)
		}
		seen[id] = true
	}
	t.fields(func(id int16, typ byte) {
		switch id {
		case 1:
			each(id, typ, func(i int) { out[i].allNull = t.byte() == tTrue })
		case 2:
			each(id, typ, func(i int) { out[i].Min, out[i].HasMin = t.str(), true })
		case 3:
			each(id, typ, func(i int) { out[i].Max, out[i].HasMax = t.str(), true })
		case 5:
			each(id, typ, func(i int) { out[i].Nulls, out[i].HasNulls = t.i64(), true })
		default:
			t.skip(typ)
		}
	})
	if !seen[1] || !seen[2] || !seen[3] {
		t.fail()
	}
	return out
}

// rows gives the rows of page i of a row group with total rows.
func (x *pageIndexes) rows(i int, total int64) rowRange {
	to := total
	if i+1 < len(x.pages) {
		to = x.pages[i+1].row
	}
	return rowRange{x.pages[i].row, to}
}

// prune finds the rows that may satisfy the predicates, by bloom filters and page
// statistics. nil means none; all rows are one range.
func (r *reader) prune(preds []table.Pred) ([]rowRange, error) {
	out := []rowRange{{0, r.total}}
	for i := range preds {
		p := &preds[i]
		n := r.s.f.schema.cols[r.s.cols[p.Col]]
		if !n.flat() {
			continue
		}
		leaf := &r.s.f.schema.leafs[n.leaf]
		if (p.Op == table.PredEQ || p.Op == table.PredIn) && r.chunk(n).BloomOff > 0 {
			if hit, err := r.askBloom(leaf, p); err != nil || !hit {
				return nil, err
			}
		}
		x, err := r.s.f.pageIndex(r.ctx, r.open, r.s.group, n.leaf)
		if err != nil {
			return nil, err
		}
		if x == nil || x.stats == nil || len(x.pages) < 2 {
			continue
		}
		if out = intersect(out, r.matching(x, leaf, p)); len(out) == 0 {
			return nil, nil
		}
	}
	return out, nil
}

func (r *reader) chunk(n *node) *chunkMeta { return &r.s.meta().Cols[n.leaf] }

func (r *reader) askBloom(leaf *leafCol, p *table.Pred) (bool, error) {
	f, err := r.open()
	if err != nil {
		return false, err
	}
	filter, err := loadBloom(r.ctx, f, r.chunk(leaf.node))
	if err != nil || filter == nil {
		return true, err
	}
	return leaf.bloomMayMatch(filter, p), nil
}

// matching gives the ranges of pages that may match, widened to whole batches.
func (r *reader) matching(x *pageIndexes, leaf *leafCol, p *table.Pred) (out []rowRange) {
	for i := range x.pages {
		rows := x.rows(i, r.total)
		s := x.stats[i]
		if s.allNull {
			s.Nulls, s.HasNulls = rows.to-rows.from, true
		}
		if !leaf.chunkMayMatch(&s.chunkStats, rows.to-rows.from, p) {
			atomic.AddInt64(&r.m.PrunedPages, 1)
			continue
		}
		rows.from -= rows.from % vec.Size
		rows.to = min(r.total, (rows.to+vec.Size-1)/vec.Size*vec.Size)
		if k := len(out); k > 0 && rows.from <= out[k-1].to {
			out[k-1].to = rows.to
			continue
		}
		out = append(out, rows)
	}
	return out
}

func intersect(a, b []rowRange) (out []rowRange) {
	for i, j := 0, 0; i < len(a) && j < len(b); {
		if r := (rowRange{max(a[i].from, b[j].from), min(a[i].to, b[j].to)}); r.from < r.to {
			out = append(out, r)
		}
		if a[i].to < b[j].to {
			i++
		} else {
			j++
		}
	}
	return out
}

// jump moves the chunk to the page that holds a row, when pages in between can be left
// out. What comes first of a dictionary is read on the way.
func (c *column) jump(start int64) error {
	k := len(c.index.pages) - 1
	for k > 0 && c.index.pages[k].row > start {
		k--
	}
	p := c.index.pages[k]
	if p.row <= c.end {
		return nil
	}
	if c.pos == 0 && p.off > c.start {
		ok, err := c.chunkReader.next()
		if err != nil {
			return err
		}
		if ok && c.hdr.Type == pageDict {
			if err := c.loadDict(); err != nil {
				return err
			}
		}
	}
	c.pos = p.off - c.start
	c.read = p.row
	c.first, c.end, c.row = p.row, p.row, p.row
	return nil
}
