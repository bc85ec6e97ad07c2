package memtable

import (
	"context"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/column"
	"github.com/tarndb/tarn/storage/table"
)

// change is what one statement does to a version.
type change struct {
	base   *Store
	dead   [][]uint64 // by chunk of base, nil where no row was deleted
	ndead  []int
	sealed []part // inserted rows
	open   []*column.Builder
	rows   int // in open
	held   int64
	clear  bool
}

func (s *Store) begin() *change {
	return &change{base: s, dead: make([][]uint64, len(s.parts)), ndead: make([]int, len(s.parts))}
}

// Insert implements table.RowChange.
func (c *change) Insert(b *vec.Batch, lo, hi int) error {
	if hi <= lo {
		return nil
	}
	sel := b.Sel
	if lo > 0 || hi < b.Live() {
		if sel == nil {
			sel = make([]uint16, b.N)
			for i := range sel {
				sel[i] = uint16(i)
			}
		}
		sel = sel[lo:hi]
	}
	need := rowBytes(b, sel, hi-lo)
	if err := c.base.acct.Grow(need); err != nil {
		return err
	}
	c.held += need
	if c.open == nil {
		c.open = make([]*column.Builder, len(c.base.cols))
		for i, col := range c.base.cols {
			c.open[i] = column.NewBuilder(col.Type, hi-lo)
		}
	}
	for i, v := range b.Cols {
		c.open[i].Append(v, b.N, sel)
	}
	c.rows += hi - lo
	if c.rows > chunkRows-vec.Size {
		c.seal()
	}
	return nil
}

// rowBytes is an upper bound of what rows take once copied, near enough.
func rowBytes(b *vec.Batch, sel []uint16, rows int) (n int64) {
	for _, v := range b.Cols {
		n += 9 * int64(rows)
		src := v
		if v.Form == vec.Dict {
			src = v.Values
		}
		if src.Phys != types.PStr {
			continue
		}
		for i := range rows {
			j := i
			if sel != nil {
				j = int(sel[i])
			}
			switch {
			case v.IsNull(j):
				continue
			case v.Form == vec.Dict:
				j = int(v.Codes[j])
			case v.Form == vec.Const:
				j = 0
			}
			n += int64(src.Refs[j].Len())
		}
	}
	return n
}

// seal closes the open chunk.
func (c *change) seal() {
	if c.rows > 0 {
		c.sealed = append(c.sealed, part{chunk: build(c.base.cols, c.open, c.rows)})
		c.open, c.rows = nil, 0
	}
}

// Delete implements table.RowChange.
func (c *change) Delete(file []int32, pos []int64, first []bool) error {
	for i, f := range file {
		if f < 0 || int(f) >= len(c.base.parts) || pos[i] < 0 || pos[i] >= int64(c.base.parts[f].rows) {
			return pgerr.New(pgerr.InternalError, "row (%d,%d) is not in the table", f, pos[i])
		}
		p := &c.base.parts[f]
		if c.dead[f] == nil {
			c.dead[f] = make([]uint64, (p.rows+63)>>6)
			copy(c.dead[f], p.dead)
			c.ndead[f] = p.ndead
		}
		w, bit := &c.dead[f][pos[i]>>6], uint64(1)<<(uint(pos[i])&63)
		first[i] = *w&bit == 0
		if first[i] {
			*w |= bit
			c.ndead[f]++
		}
	}
	return nil
}

// Clear implements table.RowChange.
func (c *change) Clear() error {
	c.clear = true
	return nil
}

// Finish implements table.RowChange.
func (c *change) Finish(context.Context) (table.RowStore, error) { return c.finish(), nil }

// Abort implements table.RowChange.
func (c *change) Abort() {
	c.base.acct.Shrink(c.held)
	c.held, c.sealed, c.open, c.rows = 0, nil, nil, 0
}

func (c *change) finish() *Store {
	c.seal()
	n := &Store{name: c.base.name, cols: c.base.cols, acct: c.base.acct}
	if !c.clear {
		for i, p := range c.base.parts {
			if c.dead[i] != nil {
				p.dead, p.ndead = c.dead[i], c.ndead[i]
			}
			n.add(p)
		}
	}
	for _, p := range c.sealed {
		n.add(p)
	}
	for i := range n.parts {
		n.rows += int64(n.parts[i].live())
		n.bytes += n.parts[i].bytes
	}
	if grown := n.bytes - c.base.bytes - c.held; grown <= 0 || c.base.acct.TryGrow(grown) {
		if grown < 0 { // the bound was too high, or rows are gone; what base holds stays reserved
			c.base.acct.Shrink(min(c.held, -grown))
		}
	}
	c.held = 0
	return n
}

// add puts a chunk at the end, merged with those before it that are not larger.
func (s *Store) add(p part) {
	if p.live() == 0 {
		return
	}
	if p.ndead > p.rows/2 {
		p = part{chunk: rewrite(s.cols, []part{p})}
	}
	for n := len(s.parts); n > 0; n = len(s.parts) {
		last := s.parts[n-1]
		if last.live() > 2*p.live() || last.live()+p.live() > chunkRows {
			break
		}
		p = part{chunk: rewrite(s.cols, []part{last, p})}
		s.parts = s.parts[:n-1]
	}
	s.parts = append(s.parts, p)
}
