package parquetfile

import (
	"context"
	"hash/crc32"
	"sync/atomic"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/table"
)

// sparseBytes is what is fetched at once where only some pages are wanted.
const sparseBytes = 64 << 10

// windowBytes is the most of a column chunk that is held at once, unless one page is larger.
const windowBytes = 32 << 20

// chunkReader fetches a column chunk and steps through its pages. It knows nothing of
// rows or types. The zero value becomes usable by open; buffers survive reuse.
type chunkReader struct {
	ctx    context.Context
	file   object.File
	meta   *chunkMeta
	m      *table.Metrics
	start  int64 // of the chunk in the file
	size   int64
	pos    int64  // next page header, from start
	step   int64  // how much is fetched at once
	win    []byte // fetched bytes from winAt on
	winAt  int64
	mapped bool   // win is a mapped file
	page   []byte // decompressed data of the current page
	safe   []byte // compressed bytes of the current page, when the window is mapped
	hdr    pageHeader
	body   int64 // where the current page's compressed bytes are
	read   int64 // values in pages passed so far, the current one included
}

// chunkRange gives where a chunk lies, checked against the file's size.
func chunkRange(c *chunkMeta, fileSize int64) (start, size int64, err error) {
	start = c.DataOff
	if c.DictOff > 0 && c.DictOff < start {
		start = c.DictOff
	}
	size = c.Compressed
	if start < 4 || size < 0 || start > fileSize || size > fileSize-start {
		return 0, 0, corruptf("column chunk at %d with %d bytes lies outside the file", start, size)
	}
	return start, size, nil
}

func (r *chunkReader) open(ctx context.Context, f object.File, c *chunkMeta, m *table.Metrics) error {
	start, size, err := chunkRange(c, f.Info().Size)
	if err != nil {
		return err
	}
	r.ctx, r.file, r.meta, r.m = ctx, f, c, m
	r.start, r.size, r.pos, r.read = start, size, 0, 0
	r.dropWindow()
	r.win, r.winAt, r.step = r.win[:0], 0, windowBytes
	return nil
}

// bytes gives n bytes at off of the chunk, fetching a window when they are not there.
// The result has padLen readable bytes behind it.
func (r *chunkReader) bytes(off, n int64) ([]byte, error) {
	if off < 0 || n < 0 || n > r.size-off {
		return nil, corruptf("page at %d with %d bytes lies outside its column chunk of %d", off, n, r.size)
	}
	if off < r.winAt || off+n > r.winAt+int64(len(r.win)) {
		if err := r.fetch(off, max(n, min(r.step, r.size-off))); err != nil {
			return nil, err
		}
	}
	at := off - r.winAt
	return r.win[at : at+n : at+n+padLen], nil
}

// fetch makes [off, off+n) the window. The bytes of a local file are looked at where
// they are; reading them into a buffer would cost a tenth of a scan.
func (r *chunkReader) fetch(off, n int64) error {
	if m, ok := r.file.(object.Mapper); ok {
		if b := m.Mapped(r.start+off, n+padLen); b != nil {
			r.dropWindow()
			r.win, r.winAt, r.mapped = b[:n], off, true
			atomic.AddInt64(&r.m.BytesRead, n)
			atomic.AddInt64(&r.m.Requests, 1)
			return nil
		}
	}
	r.dropWindow()
	r.win = buffers.resize(r.win, int(n))
	r.winAt = off
	if err := r.file.ReadAt(r.ctx, r.win, r.start+off); err != nil {
		r.win = r.win[:0]
		return err
	}
	if !object.IsRemote(r.file.Info().Path) { // else the file itself counts
		atomic.AddInt64(&r.m.BytesRead, n)
		atomic.AddInt64(&r.m.Requests, 1)
	}
	return nil
}

// dropWindow forgets a window that is not our memory.
func (r *chunkReader) dropWindow() {
	if r.mapped {
		r.win, r.mapped = nil, false
	}
}

// whole tells whether the window holds the entire chunk, so that it never moves.
func (r *chunkReader) whole() bool { return r.winAt == 0 && int64(len(r.win)) == r.size }

// next reads the next page header. It answers false at the end of the chunk.
func (r *chunkReader) next() (bool, error) {
	if r.pos >= r.size || r.read >= r.meta.NumValues {
		return false, nil
	}
	for try := int64(1 << 10); ; try *= 16 {
		n := min(try, r.size-r.pos)
		if have := r.winAt + int64(len(r.win)) - r.pos; r.pos >= r.winAt && have > n {
			n = have
		}
		b, err := r.bytes(r.pos, n)
		if err != nil {
			return false, err
		}
		t := treader{b: b}
		r.hdr = t.pageHeader()
		if t.err == nil {
			r.body = r.pos + int64(t.p)
			break
		}
		if n == r.size-r.pos || try > maxHeaderBytes {
			return false, corruptf("invalid page header")
		}
	}
	h := &r.hdr
	if h.Compressed < 0 || h.Uncompressed < 0 || h.NumValues < 0 || int64(h.Compressed) > r.size-r.body {
		return false, corruptf("page of %d bytes lies outside its column chunk", h.Compressed)
	}
	r.pos = r.body + int64(h.Compressed)
	if h.Type == pageData || h.Type == pageDataV2 {
		if int64(h.NumValues) > r.meta.NumValues-r.read {
			return false, corruptf("pages hold more than the chunk's %d values", r.meta.NumValues)
		}
		r.read += int64(h.NumValues)
	}
	return true, nil
}

const maxHeaderBytes = 16 << 20

// packed gives the current page's bytes as stored, with the checksum checked.
func (r *chunkReader) packed() ([]byte, error) {
	b, err := r.bytes(r.body, int64(r.hdr.Compressed))
	if err != nil {
		return nil, err
	}
	if r.hdr.HasCRC && crc32.ChecksumIEEE(b) != r.hdr.CRC {
		return nil, corruptf("page checksum does not match")
	}
	return b, nil
}

// unpack decompresses src into *into, or gives src itself when it is not compressed.
func (r *chunkReader) unpack(into *[]byte, src []byte, n int, codec int8) ([]byte, error) {
	if err := checkPageSize(codec, len(src), n); err != nil {
		return nil, err
	}
	if codec == codecNone && !(r.mapped && r.lasting()) {
		return src[:n:cap(src)], nil
	}
	*into = buffers.resize(*into, n)
	return *into, decompress(codec, *into, r.unmapped(codec, src))
}

// unmapped copies compressed bytes out of a mapped file. The decompressors are partly in
// assembly and call Go's memmove from there: should the file become shorter just then,
// the runtime could not walk the stack of the fault, and the process would be lost. The
// copy itself may fault, as Go code may.
func (r *chunkReader) unmapped(codec int8, src []byte) []byte {
	if !r.mapped || codec == codecNone {
		return src
	}
	r.safe = buffers.resize(r.safe, len(src))
	copy(r.safe, src)
	return r.safe
}

// lasting tells whether values of the current page will be looked at after the call that
// decodes it, in place: then they have to be in memory that cannot fault.
func (r *chunkReader) lasting() bool {
	return r.hdr.Encoding == encPlain || r.hdr.Encoding == encPlainDict && r.hdr.Type == pageDict || r.hdr.Encoding == encDeltaLength
}

// release gives the buffers back.
func (r *chunkReader) release() {
	r.dropWindow()
	buffers.put(r.win)
	buffers.put(r.page)
	buffers.put(r.safe)
	*r = chunkReader{}
}

// column reads one flat leaf of a row group, batch by batch.
type column struct {
	chunkReader
	leaf  *leafCol
	rows  int64        // of the row group
	index *pageIndexes // set when rows are left out, to jump over pages
	dict  *vec.Vec
	dbuf  []byte // the dictionary's page
	dtmp  stageBuf
	page  page
	first int64 // row the current page starts at
	end   int64 // and ends before
	row   int64 // next row of the page not yet given
	st    stageBuf
	out   outBuf

	lastRow int64 // the batch in last, -1 for none
	lastN   int
	last    vec.Vec
}

func (c *column) open(ctx context.Context, f object.File, leaf *leafCol, meta *chunkMeta, rows int64, m *table.Metrics) error {
	c.leaf, c.rows = leaf, rows
	c.dict, c.first, c.end, c.row, c.lastRow = nil, 0, 0, 0, -1
	if meta.Phys != leaf.Phys {
		return corruptf("physical type %d differs from the schema's %d", meta.Phys, leaf.Phys)
	}
	if meta.NumValues != rows {
		return corruptf("column chunk has %d values for %d rows", meta.NumValues, rows)
	}
	if meta.Encrypted {
		return unsupportedf("encrypted columns are not supported")
	}
	return c.chunkReader.open(ctx, f, meta, m)
}

// batch sets dst to rows [start, start+n), which only ever move forward.
func (c *column) batch(start int64, n int, dst *vec.Vec) error {
	if start == c.lastRow && n == c.lastN {
		*dst = c.last
		return nil
	}
	c.lastRow = -1
	if err := c.seek(start); err != nil {
		return err
	}
	if err := c.collect(n); err != nil {
		return err
	}
	c.last, c.lastRow, c.lastN = c.out.v, start, n
	*dst = c.last
	return nil
}

// seek moves to a row without decoding what lies before it.
func (c *column) seek(start int64) error {
	if c.index != nil && c.end <= start {
		if err := c.jump(start); err != nil {
			return err
		}
	}
	for c.end <= start {
		if err := c.nextPage(start); err != nil {
			return err
		}
	}
	if k := start - c.row; k > 0 {
		c.row = start
		return c.page.skip(int(k))
	} else if k < 0 {
		return corruptf("rows were read backwards")
	}
	return nil
}

// nextPage moves to the next data page. It loads the page unless all its rows lie
// before want.
func (c *column) nextPage(want int64) error {
	for {
		ok, err := c.chunkReader.next()
		if err != nil {
			return err
		}
		if !ok {
			return corruptf("column chunk ends after %d of %d rows", c.end, c.rows)
		}
		switch c.hdr.Type {
		case pageDict:
			if err := c.loadDict(); err != nil {
				return err
			}
		case pageData, pageDataV2:
			c.first, c.end = c.end, c.end+int64(c.hdr.NumValues)
			c.row = c.first
			if c.end <= want {
				continue
			}
			return c.loadPage()
		}
	}
}

// loadDict decodes a dictionary page into the shared values of the chunk.
func (c *column) loadDict() error {
	if c.dict != nil {
		return corruptf("column chunk has two dictionaries")
	}
	src, err := c.packed()
	if err != nil {
		return err
	}
	data, err := c.unpack(&c.dbuf, src, int(c.hdr.Uncompressed), c.meta.Codec)
	if err != nil {
		return err
	}
	if c.meta.Codec == codecNone && !c.whole() && !c.mapped { // the window will move on
		c.dbuf = append(buffers.resize(c.dbuf, len(data))[:0], data...)
		data = c.dbuf[:len(data)]
	}
	if e := c.hdr.Encoding; e != encPlain && e != encPlainDict {
		return unsupportedf("dictionary encoding %d is not supported", e)
	}
	c.dict, err = c.makeDict(data, int(c.hdr.NumValues))
	return err
}

// makeDict converts the dictionary's values. The vector is a new one for each chunk,
// so that users can remember what they derived from it by its address.
func (c *column) makeDict(data []byte, n int) (*vec.Vec, error) {
	var p page
	if err := p.plain(c.leaf, data, n); err != nil {
		return nil, err
	}
	p.left = n
	s, err := p.stage(n, &c.dtmp)
	if err != nil {
		return nil, err
	}
	v := &vec.Vec{}
	c.leaf.conv.describe(v)
	if n == 0 {
		setLen(v, 1) // codes of NULL rows must be in range
		return v, nil
	}
	if c.leaf.conv.canAlias(s) {
		c.leaf.conv.aliasStage(v, s, nil)
		return v, nil
	}
	setLen(v, n)
	return v, c.leaf.conv.convert(v, 0, s)
}

func (c *column) close() {
	c.release()
	buffers.put(c.dbuf)
	c.dbuf, c.dict, c.index = nil, nil, nil
	c.page.reset()
}

// magic begins and ends every Parquet file.
var magic = []byte("PAR1")
