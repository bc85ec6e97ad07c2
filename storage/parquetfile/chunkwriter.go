package parquetfile

import (
	"bytes"
	"math/bits"

	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/s2"
	"github.com/klauspost/compress/zstd"
	"github.com/pierrec/lz4/v4"

	"github.com/tarndb/tarn/sql/types"
)

// writtenChunk is a column chunk as the footer will tell it.
type writtenChunk struct {
	leaf      *leafWriter
	codec     int8
	encodings []int32
	entries   int64
	dictOff   int64 // 0 for none
	dataOff   int64
	packed    int64
	unpacked  int64
	rawBytes  int64
	distinct  int64
	pages     []writtenPage
	bounds    bounds
	nulls     int64
	bloom     []byte
	bloomOff  int64
	bloomLen  int32
	colIdx    [2]int64 // offset and length
	offIdx    [2]int64
}

type writtenPage struct {
	off      int64
	size     int32
	firstRow int64
	nulls    int64
	entries  int
	bounds   bounds
}

// span is the entries and values of one page.
type span struct {
	from, to   int // entries
	vFrom, vTo int // values
	firstRow   int64
	rows       int
}

// pages cuts the entries into pages that begin with a row.
func (l *leafWriter) pages(pageRows int) (out []span) {
	s := span{}
	row := int64(0)
	for s.from < l.n {
		s.firstRow = row
		if l.node.repl == 0 {
			s.to = min(l.n, s.from+pageRows)
			row += int64(s.to - s.from)
		} else {
			s.to = s.from
			for s.to < l.n && (s.to-s.from < pageRows || l.reps[s.to] != 0) {
				if l.reps[s.to] == 0 {
					row++
				}
				s.to++
			}
		}
		s.vTo = s.vFrom + l.values(s.from, s.to)
		s.rows = int(row - s.firstRow)
		out = append(out, s)
		s.from, s.vFrom = s.to, s.vTo
	}
	return out
}

// values counts the entries in a range that have a value.
func (l *leafWriter) values(from, to int) int {
	switch {
	case len(l.defs) > 0:
		n := 0
		for _, d := range l.defs[from:to] {
			if int(d) == l.node.def {
				n++
			}
		}
		return n
	case l.valid != nil:
		return countBits(l.valid, from, to-from)
	}
	return to - from
}

// encode writes the leaf's column chunk.
func (l *leafWriter) encode(x *Writer) (*writtenChunk, error) {
	c := &writtenChunk{leaf: l, entries: int64(l.n), codec: x.codec}
	firsts, dict := l.buildDict()
	enc := l.encoding(x, dict)
	c.encodings = []int32{encRLE, enc}
	if dict {
		c.encodings = append(c.encodings, encPlain)
		c.distinct = int64(len(firsts))
	}
	spans := l.pages(x.opt.PageRows)
	if x.opt.Layout == Fast && !l.pays(x, enc, spans) {
		c.codec = codecNone
	}
	if dict {
		if err := l.writeDict(x, c, firsts); err != nil {
			return nil, err
		}
	}
	c.dataOff = x.off
	for _, s := range spans {
		if err := l.writePage(x, c, enc, s, bits.Len(uint(max(0, len(firsts)-1)))); err != nil {
			return nil, err
		}
	}
	for i := range l.vals.Refs {
		c.rawBytes += int64(l.vals.Refs[i].Len())
	}
	if l.bloom {
		c.bloom = l.buildBloom(firsts)
	}
	return c, nil
}

// encoding chooses how values are stored.
func (l *leafWriter) encoding(x *Writer, dict bool) int32 {
	switch {
	case dict:
		return encRLEDict
	case x.opt.Layout == Fast && (l.node.phys == physInt32 || l.node.phys == physInt64):
		return encDeltaBinary
	}
	return encPlain
}

// pays tells whether compressing the first page saves enough to be worth undoing at
// every read. Codes and delta-packed values are small already.
func (l *leafWriter) pays(x *Writer, enc int32, spans []span) bool {
	if enc != encPlain || len(spans) == 0 || x.codec == codecNone {
		return false
	}
	raw := l.plain(nil, spans[0].vFrom, spans[0].vTo)
	packed, err := compress(x.codec, nil, raw)
	return err == nil && len(packed) < len(raw)*85/100
}

func (l *leafWriter) writeDict(x *Writer, c *writtenChunk, firsts []int32) error {
	d := leafWriter{node: l.node}
	for _, i := range firsts {
		d.copyValue(l, int(i))
	}
	raw := d.plain(nil, 0, len(firsts))
	packed, err := compress(c.codec, l.packs[:0], raw)
	if err != nil {
		return err
	}
	var t twriter
	t.begin()
	t.i32(1, pageDict)
	t.i32(2, int32(len(raw)))
	t.i32(3, int32(len(packed)))
	t.strct(7, func() {
		t.i32(1, int32(len(firsts)))
		t.i32(2, encPlain)
	})
	t.end()
	c.dictOff = x.off
	c.packed += int64(len(t.b) + len(packed))
	c.unpacked += int64(len(t.b) + len(raw))
	if err := x.write(t.b); err != nil {
		return err
	}
	return x.write(packed)
}

func (l *leafWriter) copyValue(from *leafWriter, i int) {
	switch l.stored() {
	case types.PI32:
		l.vals.I32 = append(l.vals.I32, from.vals.I32[i])
	case types.PI64:
		l.vals.I64 = append(l.vals.I64, from.vals.I64[i])
	case types.PF64:
		l.vals.F64 = append(l.vals.F64, from.vals.F64[i])
	default:
		l.vals.AppendBytes(from.vals.Bytes(i))
	}
}

// body encodes a page's values.
func (l *leafWriter) body(dst []byte, enc int32, s span, width int) []byte {
	switch enc {
	case encRLEDict:
		dst = append(dst, byte(width))
		return appendHybrid(dst, l.codes[s.vFrom:s.vTo], width)
	case encDeltaBinary:
		if l.node.phys == physInt32 {
			return appendDeltas(dst, l.vals.I32[s.vFrom:s.vTo])
		}
		return appendDeltas(dst, l.vals.I64[s.vFrom:s.vTo])
	}
	return l.plain(dst, s.vFrom, s.vTo)
}

// levels encodes a page's repetition and definition levels, each without a length.
func (l *leafWriter) levels(s span) (reps, defs []byte) {
	if len(l.defs) > 0 {
		if l.node.repl > 0 {
			reps = appendHybrid(nil, l.reps[s.from:s.to], bits.Len(uint(l.node.repl)))
		}
		if l.node.def > 0 {
			defs = appendHybrid(nil, l.defs[s.from:s.to], bits.Len(uint(l.node.def)))
		}
		return reps, defs
	}
	if l.node.def > 0 {
		defs = appendLevels(nil, l.valid, s.from, s.to-s.from)
	}
	return nil, defs
}

func (l *leafWriter) writePage(x *Writer, c *writtenChunk, enc int32, s span, width int) error {
	reps, defs := l.levels(s)
	p := writtenPage{off: x.off, firstRow: s.firstRow, entries: s.to - s.from,
		nulls: int64(s.to - s.from - (s.vTo - s.vFrom)), bounds: l.boundsOf(s.vFrom, s.vTo)}
	var t twriter
	var head, packed []byte
	var err error
	if x.opt.Layout == Neutral {
		head, packed, err = l.pageV1(&t, c, enc, s, width, reps, defs)
	} else {
		head, packed, err = l.pageV2(&t, c, enc, s, width, reps, defs)
	}
	if err != nil {
		return err
	}
	for _, b := range [][]byte{t.b, head, packed} {
		if err := x.write(b); err != nil {
			return err
		}
	}
	p.size = int32(x.off - p.off)
	c.packed += int64(p.size)
	c.nulls += p.nulls
	c.bounds.widen(l, &p.bounds)
	c.pages = append(c.pages, p)
	return nil
}

func (l *leafWriter) pageV1(t *twriter, c *writtenChunk, enc int32, s span, width int, reps, defs []byte) (_, packed []byte, err error) {
	raw := l.buf[:0]
	for _, lev := range [][]byte{reps, defs} {
		if lev != nil {
			raw = append(raw, byte(len(lev)), byte(len(lev)>>8), byte(len(lev)>>16), byte(len(lev)>>24))
			raw = append(raw, lev...)
		}
	}
	raw = l.body(raw, enc, s, width)
	l.buf = raw
	if packed, err = compress(c.codec, l.packs[:0], raw); err != nil {
		return nil, nil, err
	}
	t.begin()
	t.i32(1, pageData)
	t.i32(2, int32(len(raw)))
	t.i32(3, int32(len(packed)))
	t.strct(5, func() {
		t.i32(1, int32(s.to-s.from))
		t.i32(2, enc)
		t.i32(3, encRLE)
		t.i32(4, encRLE)
	})
	t.end()
	c.unpacked += int64(len(t.b) + len(raw))
	return nil, packed, nil
}

func (l *leafWriter) pageV2(t *twriter, c *writtenChunk, enc int32, s span, width int, reps, defs []byte) (levels, packed []byte, err error) {
	raw := l.body(l.buf[:0], enc, s, width)
	l.buf = raw
	if packed, err = compress(c.codec, l.packs[:0], raw); err != nil {
		return nil, nil, err
	}
	levels = append(reps, defs...)
	t.begin()
	t.i32(1, pageDataV2)
	t.i32(2, int32(len(levels)+len(raw)))
	t.i32(3, int32(len(levels)+len(packed)))
	t.strct(8, func() {
		t.i32(1, int32(s.to-s.from))
		t.i32(2, int32(s.to-s.from-(s.vTo-s.vFrom)))
		t.i32(3, int32(s.rows))
		t.i32(4, enc)
		t.i32(5, int32(len(defs)))
		t.i32(6, int32(len(reps)))
		t.bool(7, c.codec != codecNone)
	})
	t.end()
	c.unpacked += int64(len(t.b) + len(levels) + len(raw))
	return levels, packed, nil
}

var zstdWriter = func() *zstd.Encoder {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1), zstd.WithWindowSize(1<<20))
	if err != nil {
		panic(err)
	}
	return e
}()

// compress appends src to the empty dst as the codec has it; for no codec it is src.
func compress(codec int8, dst, src []byte) ([]byte, error) {
	switch codec {
	case codecNone:
		return src, nil
	case codecSnappy:
		return s2.EncodeSnappy(dst[:cap(dst)], src), nil
	case codecZstd:
		return zstdWriter.EncodeAll(src, dst), nil
	case codecGzip:
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		if _, err := z.Write(src); err != nil {
			return nil, err
		}
		if err := z.Close(); err != nil {
			return nil, err
		}
		return b.Bytes(), nil
	}
	out := make([]byte, lz4.CompressBlockBound(len(src)))
	var z lz4.Compressor
	n, err := z.CompressBlock(src, out)
	return out[:n], err
}
