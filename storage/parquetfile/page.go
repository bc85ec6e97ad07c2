package parquetfile

import (
	"encoding/binary"
	"math/bits"

	"github.com/tarndb/tarn/exec/vec"
)

// pageKind says how a page's values are read.
type pageKind uint8

const (
	pagePlainFixed pageKind = iota
	pagePlainBytes
	pagePlainBool
	pageCodes
	pageDelta
	pageRefs // byte arrays decoded when the page was loaded
	pageRLEBool
)

// page is the state of one data page: which rows are NULL and how to get at the next
// value. Values are those that are not NULL.
type page struct {
	kind  pageKind
	phys  int8
	width int
	wide  bool // dictionary codes do not fit 16 bits
	limit int  // entries of the dictionary

	nulls bool     // some rows are NULL, valid tells which
	valid []uint64 // bit per row
	at    int      // next row
	left  int      // values not yet given

	data []byte // plain values not yet given
	bit  int    // pagePlainBool: next bit
	rle  hybrid
	del  deltas
	refs []vec.Ref // pageRefs: not yet given
	all  []vec.Ref // pageRefs: storage
	dst  []byte    // storage of decoded values
}

// stageBuf holds what staging cannot alias.
type stageBuf struct {
	s    stage
	i32  []int32
	i64  []int64
	refs []vec.Ref
	b    []uint8
	c16  []uint16
	c32  []uint32
}

func (p *page) reset() {
	buffers.put(p.dst)
	*p = page{valid: p.valid, all: p.all, del: deltas{tmp: p.del.tmp}}
}

// maxPageValues bounds the memory that levels of one page may take.
const maxPageValues = 1 << 28

// loadPage decompresses the current page and prepares its values.
func (c *column) loadPage() error {
	n := int(c.hdr.NumValues)
	if n > maxPageValues {
		return corruptf("page of %d values is too large", n)
	}
	defs, data, err := c.pageParts()
	if err != nil {
		return err
	}
	p := &c.page
	p.phys, p.at, p.nulls, p.left = c.leaf.Phys, 0, false, n
	if c.leaf.maxDef > 0 {
		if err := p.levels(defs, n, c.leaf.maxDef); err != nil {
			return err
		}
	}
	return p.values(c, data)
}

// pageParts gives the definition levels (without a length before them) and the values
// of the current page of a leaf that does not repeat.
func (c *column) pageParts() (defs, data []byte, err error) {
	src, err := c.packed()
	if err != nil {
		return nil, nil, err
	}
	if c.hdr.Type == pageDataV2 {
		_, defs, data, err = c.partsV2(src)
		return defs, data, err
	}
	data, err = c.unpack(&c.chunkReader.page, src, int(c.hdr.Uncompressed), c.meta.Codec)
	if err != nil || c.leaf.maxDef == 0 {
		return nil, data, err
	}
	return takeLevels(data, c.hdr.DefEnc, int(c.hdr.NumValues), c.leaf.maxDef)
}

// partsV2 splits a version 2 page, whose levels are never compressed.
func (r *chunkReader) partsV2(src []byte) (reps, defs, data []byte, err error) {
	h := &r.hdr
	if h.RepLen < 0 || h.DefLen < 0 || int64(h.RepLen)+int64(h.DefLen) > int64(min(len(src), int(h.Uncompressed))) {
		return nil, nil, nil, corruptf("levels of %d and %d bytes lie outside their page", h.RepLen, h.DefLen)
	}
	l := int(h.RepLen + h.DefLen)
	reps, defs, src = src[:h.RepLen], src[h.RepLen:l], src[l:]
	codec := r.meta.Codec
	if h.NotPacked {
		codec = codecNone
	}
	n := int(h.Uncompressed) - l
	if len(src) == 0 && n == 0 {
		return reps, defs, src, nil
	}
	if len(src) == 0 { // some writers leave out the values of an all-NULL page
		return reps, defs, src, nil
	}
	data, err = r.unpack(&r.page, src, n, codec)
	return reps, defs, data, err
}

// takeLevels cuts the levels from the front of a version 1 page.
func takeLevels(b []byte, enc int8, n, maxLevel int) (levels, rest []byte, err error) {
	if enc == encBitPacked {
		return nil, nil, unsupportedf("bit-packed levels are not supported")
	}
	if len(b) < 4 {
		return nil, nil, corruptf("page ends within its levels")
	}
	l := binary.LittleEndian.Uint32(b)
	if uint64(l) > uint64(len(b)-4) {
		return nil, nil, corruptf("levels of %d bytes lie outside their page", l)
	}
	return b[4 : 4+l], b[4+l:], nil
}

// levels finds the NULL rows among n.
func (p *page) levels(defs []byte, n, maxDef int) error {
	h := &p.rle
	if err := h.init(defs, bits.Len(uint(maxDef))); err != nil {
		return err
	}
	if n == 0 {
		return nil
	}
	if err := h.nextRun(); err != nil {
		return err
	}
	if !h.packed && h.run >= n && int(h.value) == maxDef {
		return nil // one run over the whole page: no NULLs
	}
	p.valid = grow(p.valid, (n+63)>>6)
	if maxDef == 1 {
		ones, err := h.bitmap(p.valid, n)
		p.left, p.nulls = ones, ones < n
		return err
	}
	return p.deepLevels(h, n, maxDef)
}

// deepLevels is levels for optional fields of optional structs.
func (p *page) deepLevels(h *hybrid, n, maxDef int) error {
	var buf [1024]uint16
	clear(p.valid)
	ones := 0
	for at := 0; at < n; {
		k := min(n-at, len(buf))
		if err := h.codes16(buf[:k]); err != nil {
			return err
		}
		for i, d := range buf[:k] {
			if int(d) == maxDef {
				p.valid[(at+i)>>6] |= 1 << (uint(at+i) & 63)
				ones++
			} else if int(d) > maxDef {
				return corruptf("definition level %d is above %d", d, maxDef)
			}
		}
		at += k
	}
	p.left, p.nulls = ones, ones < n
	return nil
}

// values prepares reading the page's values by its encoding.
func (p *page) values(c *column, data []byte) error {
	switch e := c.hdr.Encoding; e {
	case encPlain:
		return p.plain(c.leaf, data, p.left)
	case encPlainDict, encRLEDict:
		return p.codes(c.dict, data)
	case encRLE:
		return p.rleBool(data)
	case encDeltaBinary:
		if p.phys != physInt32 && p.phys != physInt64 {
			return corruptf("delta encoding of a type that is no integer")
		}
		p.kind, p.width = pageDelta, c.leaf.conv.width
		return p.del.init(data, p.left)
	case encDeltaLength:
		p.kind = pageRefs
		return p.deltaLength(data)
	case encDeltaByteArray:
		return p.deltaBytes(c.leaf, data)
	case encByteStreamSplit:
		return p.streamSplit(c.leaf, data)
	default:
		return unsupportedf("encoding %d is not supported", e)
	}
}

// plain prepares n plain values; data may be longer.
func (p *page) plain(leaf *leafCol, data []byte, n int) error {
	p.phys, p.data, p.width, p.bit = leaf.Phys, data, leaf.conv.width, 0
	switch leaf.Phys {
	case physBoolean:
		p.kind = pagePlainBool
		if len(data) < (n+7)/8 {
			return corruptf("page ends before its %d values", n)
		}
	case physByteArray:
		p.kind = pagePlainBytes
		if len(data)/4 < n {
			return corruptf("page ends before its %d values", n)
		}
	default:
		p.kind = pagePlainFixed
		if len(data)/p.width < n {
			return corruptf("page ends before its %d values", n)
		}
	}
	return nil
}

func (p *page) codes(dict *vec.Vec, data []byte) error {
	if dict == nil {
		if p.left > 0 {
			return corruptf("dictionary page is missing")
		}
		dict = &vec.Vec{}
	}
	p.kind = pageCodes
	p.limit = vecLen(dict)
	p.wide = p.limit > 1<<16
	if p.left == 0 {
		return nil
	}
	if len(data) == 0 {
		return corruptf("page ends before its dictionary codes")
	}
	p.wide = p.wide || data[0] > 16
	return p.rle.init(data[1:], int(data[0]))
}

func (p *page) rleBool(data []byte) error {
	if p.phys != physBoolean {
		return corruptf("run-length encoding of a type that is not boolean")
	}
	p.kind = pageRLEBool
	if p.left == 0 {
		return nil
	}
	if len(data) < 4 || uint64(binary.LittleEndian.Uint32(data)) > uint64(len(data)-4) {
		return corruptf("run-length data lies outside its page")
	}
	return p.rle.init(data[4:4+binary.LittleEndian.Uint32(data)], 1)
}

// skip passes over k rows.
func (p *page) skip(k int) error {
	m := k
	if p.nulls {
		m = countBits(p.valid, p.at, k)
	}
	p.at += k
	return p.skipValues(m)
}

func (p *page) skipValues(m int) error {
	if m > p.left {
		return corruptf("page ends before its last value")
	}
	p.left -= m
	switch p.kind {
	case pagePlainFixed:
		p.data = p.data[m*p.width:]
	case pagePlainBytes:
		return p.skipPlainBytes(m)
	case pagePlainBool:
		p.bit += m
	case pageCodes, pageRLEBool:
		return p.rle.skip(m)
	case pageDelta:
		return p.del.skip(m)
	case pageRefs:
		p.refs = p.refs[m:]
	}
	return nil
}

func (p *page) skipPlainBytes(m int) error {
	at, b := 0, p.data
	for range m {
		if len(b)-at < 4 {
			return corruptf("byte array lies outside its page")
		}
		at += 4 + int(binary.LittleEndian.Uint32(b[at:]))
		if at > len(b) {
			return corruptf("byte array lies outside its page")
		}
	}
	p.data = b[at:]
	return nil
}

// countBits counts the ones among n bits from at.
func countBits(b []uint64, at, n int) (ones int) {
	for n > 0 {
		k := min(64-at&63, n)
		w := b[at>>6] >> (uint(at) & 63) & (^uint64(0) >> (64 - uint(k)))
		ones += bits.OnesCount64(w)
		at, n = at+k, n-k
	}
	return ones
}
