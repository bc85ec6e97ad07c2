package parquetfile

import (
	"encoding/binary"
	"sort"
)

// createdBy names the writer in the form that readers parse for work-arounds.
const createdBy = "tarn version 1.0.0"

// writeIndexes writes the column and offset indexes of all chunks.
func (x *Writer) writeIndexes() error {
	for _, g := range x.groups {
		for _, c := range g.chunks {
			b, ok := c.columnIndex()
			if !ok {
				continue
			}
			c.colIdx = [2]int64{x.off, int64(len(b))}
			if err := x.write(b); err != nil {
				return err
			}
		}
	}
	for _, g := range x.groups {
		for _, c := range g.chunks {
			b := c.offsetIndex()
			c.offIdx = [2]int64{x.off, int64(len(b))}
			if err := x.write(b); err != nil {
				return err
			}
		}
	}
	return nil
}

// columnIndex encodes the pages' bounds; without bounds for every page there is none.
func (c *writtenChunk) columnIndex() ([]byte, bool) {
	n := len(c.pages)
	los, his := make([]string, n), make([]string, n)
	for i := range c.pages {
		p := &c.pages[i]
		if p.nulls == int64(p.entries) {
			continue
		}
		var ok bool
		if los[i], his[i], ok = p.bounds.encoded(c.leaf); !ok {
			return nil, false
		}
	}
	var t twriter
	t.begin()
	t.list(1, tTrue, n)
	for i := range c.pages {
		if c.pages[i].nulls == int64(c.pages[i].entries) {
			t.b = append(t.b, 1)
		} else {
			t.b = append(t.b, 2)
		}
	}
	t.list(2, tBinary, n)
	for _, s := range los {
		t.rawStr(s)
	}
	t.list(3, tBinary, n)
	for _, s := range his {
		t.rawStr(s)
	}
	t.i32(4, 0) // unordered
	t.list(5, tI64, n)
	for i := range c.pages {
		t.b = binary.AppendVarint(t.b, c.pages[i].nulls)
	}
	t.end()
	return t.b, true
}

func (c *writtenChunk) offsetIndex() []byte {
	var t twriter
	t.begin()
	t.list(1, tStruct, len(c.pages))
	for i := range c.pages {
		p := &c.pages[i]
		t.begin()
		t.i64(1, p.off)
		t.i32(2, p.size)
		t.i64(3, p.firstRow)
		t.end()
	}
	t.end()
	return t.b
}

func (x *Writer) writeFooter() error {
	var t twriter
	t.begin()
	t.i32(1, 2)
	var nodes []*wnode
	for _, n := range x.roots {
		nodes = n.flatten(nodes)
	}
	t.list(2, tStruct, len(nodes)+1)
	t.begin()
	t.str(4, "schema")
	t.i32(5, int32(len(x.roots)))
	t.end()
	for _, n := range nodes {
		n.encode(&t)
	}
	t.i64(3, x.total)
	t.list(4, tStruct, len(x.groups))
	for i := range x.groups {
		x.groups[i].encode(&t)
	}
	x.keyValues(&t)
	t.str(6, createdBy)
	t.list(7, tStruct, len(x.leaves))
	for range x.leaves {
		t.begin()
		t.strct(1, func() {})
		t.end()
	}
	t.end()
	t.b = binary.LittleEndian.AppendUint32(t.b, uint32(len(t.b)))
	return x.write(append(t.b, magic...))
}

func (x *Writer) keyValues(t *twriter) {
	if len(x.opt.KeyValues) == 0 {
		return
	}
	keys := make([]string, 0, len(x.opt.KeyValues))
	for k := range x.opt.KeyValues {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	t.list(5, tStruct, len(keys))
	for _, k := range keys {
		t.begin()
		t.str(1, k)
		t.str(2, x.opt.KeyValues[k])
		t.end()
	}
}

func (n *wnode) flatten(out []*wnode) []*wnode {
	out = append(out, n)
	for _, k := range n.kids {
		out = k.flatten(out)
	}
	return out
}

func (n *wnode) encode(t *twriter) {
	t.begin()
	if n.phys >= 0 {
		t.i32(1, int32(n.phys))
		if n.phys == physFixed {
			t.i32(2, n.len)
		}
	}
	t.i32(3, int32(n.rep))
	t.str(4, n.name)
	if n.phys < 0 {
		t.i32(5, int32(len(n.kids)))
	}
	if n.conv >= 0 {
		t.i32(6, n.conv)
	}
	if n.log.Kind == logDecimal {
		t.i32(7, n.log.Scale)
		t.i32(8, n.log.Precision)
	}
	if n.log.Kind != 0 {
		t.strct(10, func() { n.logical(t) })
	}
	t.end()
}

func (n *wnode) logical(t *twriter) {
	l := n.log
	t.strct(int16(l.Kind), func() {
		switch l.Kind {
		case logDecimal:
			t.i32(1, l.Scale)
			t.i32(2, l.Precision)
		case logTime, logTimestamp:
			t.bool(1, l.UTC)
			t.strct(2, func() { t.strct(int16(l.Unit), func() {}) })
		case logInteger:
			t.field(1, tByte)
			t.b = append(t.b, byte(l.Bits))
			t.bool(2, l.Signed)
		}
	})
}

func (g *writtenGroup) encode(t *twriter) {
	t.begin()
	t.list(1, tStruct, len(g.chunks))
	for _, c := range g.chunks {
		c.encode(t)
	}
	t.i64(2, g.bytes)
	t.i64(3, g.rows)
	t.end()
}

func (c *writtenChunk) encode(t *twriter) {
	t.begin()
	t.i64(2, 0)
	t.strct(3, func() { c.metaData(t) })
	t.i64(4, c.offIdx[0])
	t.i32(5, int32(c.offIdx[1]))
	if c.colIdx[0] > 0 {
		t.i64(6, c.colIdx[0])
		t.i32(7, int32(c.colIdx[1]))
	}
	t.end()
}

func (c *writtenChunk) metaData(t *twriter) {
	l := c.leaf
	t.i32(1, int32(l.node.phys))
	t.list(2, tI32, len(c.encodings))
	for _, e := range c.encodings {
		t.b = binary.AppendVarint(t.b, int64(e))
	}
	t.list(3, tBinary, len(l.path))
	for _, p := range l.path {
		t.rawStr(p)
	}
	t.i32(4, int32(c.codec))
	t.i64(5, c.entries)
	t.i64(6, c.unpacked)
	t.i64(7, c.packed)
	t.i64(9, c.dataOff)
	if c.dictOff > 0 {
		t.i64(11, c.dictOff)
	}
	t.strct(12, func() { c.statistics(t) })
	if c.bloomOff > 0 {
		t.i64(14, c.bloomOff)
		t.i32(15, c.bloomLen)
	}
	if l.node.phys == physByteArray {
		t.strct(16, func() { t.i64(1, c.rawBytes) })
	}
}

func (c *writtenChunk) statistics(t *twriter) {
	t.i64(3, c.nulls)
	if c.distinct > 0 {
		t.i64(4, c.distinct)
	}
	if lo, hi, ok := c.bounds.encoded(c.leaf); ok {
		t.str(5, hi)
		t.str(6, lo)
		t.bool(7, hi == string(c.bounds.hi) || c.leaf.node.phys != physByteArray)
		t.bool(8, lo == string(c.bounds.lo) || c.leaf.node.phys != physByteArray)
	}
}
