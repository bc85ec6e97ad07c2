package parquetfile

import (
	"math/bits"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
)

// nested reads a column of lists, maps and structs by putting records together from its
// leaves' levels, row by row.
type nested struct {
	*node
	leaves []*leafCursor // of leaf node.leaf and on
	row    int64
	buf    []byte
	refs   []vec.Ref
	valid  [vec.Size / 64]uint64

	lastRow int64
	lastN   int
	last    vec.Vec
}

func (x *nested) open(r *reader) error {
	x.lastRow = -1
	for i := range x.node.leaves {
		c := &leafCursor{column: takeColumn()}
		x.leaves = append(x.leaves, c)
		at := x.node.leaf + i
		leaf, meta := &r.s.f.schema.leafs[at], &r.s.meta().Cols[at]
		if err := c.openNested(r, leaf, meta); err != nil {
			return err
		}
	}
	return nil
}

func (x *nested) close() {
	for _, c := range x.leaves {
		giveColumn(c.column)
	}
	x.leaves = nil
}

// batch implements rowSource.
func (x *nested) batch(start int64, n int, dst *vec.Vec) error {
	if start == x.lastRow && n == x.lastN {
		*dst = x.last
		return nil
	}
	x.lastRow = -1
	for ; x.row < start; x.row++ {
		if err := x.record(x.node, x.skipRecord); err != nil {
			return err
		}
	}
	v := vec.Vec{Type: x.fieldType(), Phys: types.PStr, Refs: x.refs[:0], Buf: x.buf[:0]}
	clear(x.valid[:])
	nulls := false
	err := error(nil)
	for i := range n {
		err = x.record(x.node, func() error {
			d, err := x.field(x.node)
			if d.Null {
				nulls = true
			} else {
				x.valid[i>>6] |= 1 << (uint(i) & 63)
			}
			v.AppendStr(d.S)
			return err
		})
		if err != nil {
			return err
		}
	}
	x.row += int64(n)
	x.refs, x.buf = v.Refs, v.Buf
	if nulls {
		v.Valid = trimValid(x.valid[:], n)
	}
	x.last, x.lastRow, x.lastN = v, start, n
	*dst = v
	return nil
}

// record runs read for one row and makes sure that the leaves agree where it begins.
func (x *nested) record(n *node, read func() error) error {
	for _, c := range x.leaves {
		if err := c.at(0); err != nil {
			return err
		}
	}
	return read()
}

func (x *nested) skipRecord() error {
	for _, c := range x.leaves {
		for first := true; ; first = false {
			more, err := c.load()
			if err != nil {
				return err
			}
			if !more || !first && c.rep() == 0 {
				break
			}
			c.drop()
		}
	}
	return nil
}

// of gives the cursor of a node's first leaf.
func (x *nested) of(n *node) *leafCursor { return x.leaves[n.leaf-x.node.leaf] }

// skip passes over one entry of every leaf below a node: what is absent takes one.
func (x *nested) skip(n *node) error {
	for _, c := range x.leaves[n.leaf-x.node.leaf : n.leaf-x.node.leaf+n.leaves] {
		if more, err := c.load(); err != nil || !more {
			return firstError(err, corruptf("levels of nested columns do not agree"))
		}
		c.drop()
	}
	return nil
}

func firstError(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

// field reads a field's value; a repeated field without annotation is a list.
func (x *nested) field(n *node) (types.Datum, error) {
	if n.Rep == repeated {
		return x.list(n, n)
	}
	return x.value(n)
}

// value reads one value of a node, which is at hand or NULL.
func (x *nested) value(n *node) (types.Datum, error) {
	c := x.of(n)
	if more, err := c.load(); err != nil || !more {
		return types.Null, firstError(err, corruptf("levels of nested columns do not agree"))
	}
	if c.def() < n.maxDef {
		return types.Null, x.skip(n)
	}
	switch n.shape {
	case shapeLeaf:
		return c.take(), nil
	case shapeList:
		return x.list(n.kids[0], n.elem)
	case shapeMap:
		return x.mapping(n)
	}
	return x.structure(n)
}

func (x *nested) structure(n *node) (types.Datum, error) {
	fields := make([]types.Datum, len(n.kids))
	ts := make([]types.Type, len(n.kids))
	for i, k := range n.kids {
		d, err := x.field(k)
		if err != nil {
			return types.Null, err
		}
		fields[i], ts[i] = d, k.fieldType()
	}
	return types.EncodeRow(ts, fields), nil
}

// list reads the elements of a repeated node. elem is that node or its only field.
func (x *nested) list(rep, elem *node) (types.Datum, error) {
	var items []types.Datum
	err := x.each(rep, func() error {
		var d types.Datum
		var err error
		if elem == rep {
			d, err = x.value(rep)
		} else {
			d, err = x.field(elem)
		}
		items = append(items, d)
		return err
	})
	return types.NewArray(elem.typ, items), err
}

func (x *nested) mapping(n *node) (types.Datum, error) {
	var keys, values []types.Datum
	rep := n.kids[0]
	err := x.each(rep, func() error {
		k, err := x.field(rep.kids[0])
		if err != nil {
			return err
		}
		v, err := x.field(rep.kids[1])
		keys, values = append(keys, k), append(values, v)
		return err
	})
	return types.EncodeMap(n.typ, keys, values), err
}

// each calls fn for every occurrence of a repeated node in the present record.
func (x *nested) each(rep *node, fn func() error) error {
	first := x.of(rep)
	if more, err := first.load(); err != nil || !more {
		return firstError(err, corruptf("levels of nested columns do not agree"))
	}
	if first.def() < rep.maxDef {
		return x.skip(rep)
	}
	for {
		if err := fn(); err != nil {
			return err
		}
		more, err := first.load()
		if err != nil {
			return err
		}
		if !more || first.rep() < rep.maxRep {
			return nil
		}
		for _, c := range x.leaves[rep.leaf-x.node.leaf : rep.leaf-x.node.leaf+rep.leaves] {
			if err := c.at(rep.maxRep); err != nil {
				return err
			}
		}
	}
}

// leafCursor steps through the entries of a leaf: a repetition level, a definition
// level, and a value when the definition level is the highest.
type leafCursor struct {
	*column
	reps, defs []uint16
	i, n       int // next entry of the page, entries of the page
	vals       vec.Vec
	vi         int
}

func (c *leafCursor) openNested(r *reader, leaf *leafCol, meta *chunkMeta) error {
	col := c.column
	col.leaf, col.dict, col.lastRow = leaf, nil, -1
	if meta.Phys != leaf.Phys {
		return corruptf("physical type %d differs from the schema's %d", meta.Phys, leaf.Phys)
	}
	if meta.Encrypted {
		return unsupportedf("encrypted columns are not supported")
	}
	return col.chunkReader.open(r.ctx, r.file, meta, r.m)
}

func (c *leafCursor) rep() int {
	if c.leaf.maxRep == 0 {
		return 0
	}
	return int(c.reps[c.i])
}

func (c *leafCursor) def() int {
	if c.leaf.maxDef == 0 {
		return 0
	}
	return int(c.defs[c.i])
}

// at makes sure that the next entry is there and has repetition level rep.
func (c *leafCursor) at(rep int) error {
	more, err := c.load()
	if err != nil {
		return err
	}
	if !more || c.rep() != rep {
		return corruptf("levels of nested columns do not agree")
	}
	return nil
}

// drop passes over an entry.
func (c *leafCursor) drop() {
	if c.def() == c.leaf.maxDef {
		c.vi++
	}
	c.i++
}

// take gives the value of an entry that has one.
func (c *leafCursor) take() types.Datum {
	d := c.vals.Datum(c.vi)
	c.vi++
	c.i++
	return d
}

// load makes the next entry available, reading the next page when needed. It answers
// false at the end of the chunk.
func (c *leafCursor) load() (bool, error) {
	for c.i == c.n {
		ok, err := c.chunkReader.next()
		if err != nil || !ok {
			return false, err
		}
		switch c.hdr.Type {
		case pageDict:
			err = c.loadDict()
		case pageData, pageDataV2:
			err = c.loadEntries()
		}
		if err != nil {
			return false, err
		}
	}
	return true, nil
}

const maxPageEntries = 1 << 26

// loadEntries decodes all levels and values of a page.
func (c *leafCursor) loadEntries() error {
	n := int(c.hdr.NumValues)
	if n > maxPageEntries {
		return corruptf("page of %d values is too large", n)
	}
	src, err := c.packed()
	if err != nil {
		return err
	}
	reps, defs, data, err := c.entryParts(src, n)
	if err != nil {
		return err
	}
	if c.reps, err = unpackLevels(c.reps, reps, n, c.leaf.maxRep); err != nil {
		return err
	}
	if c.defs, err = unpackLevels(c.defs, defs, n, c.leaf.maxDef); err != nil {
		return err
	}
	p := &c.page
	p.phys, p.at, p.nulls, p.left = c.leaf.Phys, 0, false, n
	if c.leaf.maxDef > 0 {
		p.left = 0
		for _, d := range c.defs {
			if int(d) == c.leaf.maxDef {
				p.left++
			}
		}
	}
	c.i, c.n, c.vi = 0, n, 0
	m := p.left
	if err := p.values(c.column, data); err != nil {
		return err
	}
	return c.convertAll(m)
}

// entryParts splits a page into levels and values.
func (c *leafCursor) entryParts(src []byte, n int) (reps, defs, data []byte, err error) {
	if c.hdr.Type == pageDataV2 {
		return c.partsV2(src)
	}
	data, err = c.unpack(&c.chunkReader.page, src, int(c.hdr.Uncompressed), c.meta.Codec)
	if err != nil {
		return nil, nil, nil, err
	}
	if c.leaf.maxRep > 0 {
		if reps, data, err = takeLevels(data, c.hdr.RepEnc, n, c.leaf.maxRep); err != nil {
			return nil, nil, nil, err
		}
	}
	if c.leaf.maxDef > 0 {
		defs, data, err = takeLevels(data, c.hdr.DefEnc, n, c.leaf.maxDef)
	}
	return reps, defs, data, err
}

func unpackLevels(dst []uint16, src []byte, n, maxLevel int) ([]uint16, error) {
	if maxLevel == 0 {
		return dst, nil
	}
	var h hybrid
	if err := h.init(src, bits.Len(uint(maxLevel))); err != nil {
		return dst, err
	}
	dst = grow(dst, n)
	if err := h.codes16(dst); err != nil {
		return dst, err
	}
	for _, l := range dst {
		if int(l) > maxLevel {
			return dst, corruptf("level %d is above %d", l, maxLevel)
		}
	}
	return dst, nil
}

// convertAll makes vector values of the page's m values, in fresh memory: a record that
// reaches into the next page still holds values of this one.
func (c *leafCursor) convertAll(m int) error {
	c.vals = vec.Vec{}
	c.leaf.conv.describe(&c.vals)
	setLen(&c.vals, m)
	if m == 0 {
		return nil
	}
	s, err := c.page.stage(m, &c.st)
	if err != nil {
		return err
	}
	return c.put(&c.vals, 0, s)
}
