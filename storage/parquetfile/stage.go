package parquetfile

import (
	"encoding/binary"

	"github.com/tarndb/tarn/exec/vec"
)

// stage gives the next m values. The result, and what it points at, is valid until the
// next call with the same buffer and until the page changes.
func (p *page) stage(m int, b *stageBuf) (*stage, error) {
	if m > p.left {
		return nil, corruptf("page ends before its last value")
	}
	p.left -= m
	s := &b.s
	*s = stage{n: m}
	switch p.kind {
	case pagePlainFixed:
		s.raw = p.data[:m*p.width]
		p.data = p.data[m*p.width:]
		return s, nil
	case pagePlainBytes:
		s.kind = stageBytes
		return s, p.stageBytes(m, b)
	case pageRefs:
		s.kind, s.refs, s.buf = stageBytes, p.refs[:m], p.data
		p.refs = p.refs[m:]
		return s, nil
	case pagePlainBool:
		s.kind = stageBool
		b.b = grow(b.b, m)
		s.bools = b.b
		for i := range s.bools {
			j := p.bit + i
			s.bools[i] = p.data[j>>3] >> (j & 7) & 1
		}
		p.bit += m
		return s, nil
	case pageRLEBool:
		return s, p.stageRLEBool(m, b)
	case pageDelta:
		return s, p.stageDelta(m, b)
	}
	return s, p.stageCodes(m, b)
}

// stageBytes finds the next m length-prefixed values in the page.
func (p *page) stageBytes(m int, b *stageBuf) error {
	b.refs = grow(b.refs, m)
	data, at := p.data, 0
	for i := range b.refs {
		if len(data)-at < 4 {
			return corruptf("byte array lies outside its page")
		}
		n := int(binary.LittleEndian.Uint32(data[at:]))
		at += 4
		if n > len(data)-at || n > vec.MaxString {
			return corruptf("byte array of %d bytes lies outside its page", n)
		}
		b.refs[i] = vec.MakeRef(at, n)
		at += n
	}
	b.s.refs, b.s.buf = b.refs, data
	p.data = data[at:]
	return nil
}

func (p *page) stageRLEBool(m int, b *stageBuf) error {
	b.c16, b.b = grow(b.c16, m), grow(b.b, m)
	if err := p.rle.codes16(b.c16); err != nil {
		return err
	}
	for i, c := range b.c16 {
		b.b[i] = uint8(c)
	}
	b.s.kind, b.s.bools = stageBool, b.b
	return nil
}

func (p *page) stageDelta(m int, b *stageBuf) error {
	if p.phys == physInt32 {
		b.i32 = grow(b.i32, m)
		b.s.raw = asBytes(b.i32)
		return nextDeltas(&p.del, b.i32)
	}
	b.i64 = grow(b.i64, m)
	b.s.raw = asBytes(b.i64)
	return nextDeltas(&p.del, b.i64)
}

func (p *page) stageCodes(m int, b *stageBuf) error {
	if !p.wide {
		b.c16 = grow(b.c16, m)
		b.s.kind, b.s.c16 = stageCodes16, b.c16
		if err := p.rle.codes16(b.c16); err != nil {
			return err
		}
		if !inRange16(b.c16, p.limit) {
			return corruptf("code lies outside the dictionary of %d values", p.limit)
		}
		return nil
	}
	b.c32 = grow(b.c32, m)
	b.s.kind, b.s.c32 = stageCodes32, b.c32
	if err := p.rle.codes32(b.c32); err != nil {
		return err
	}
	for _, c := range b.c32 {
		if int(c) >= p.limit {
			return corruptf("code %d lies outside the dictionary of %d values", c, p.limit)
		}
	}
	return nil
}

// deltaLength decodes the lengths of a DELTA_LENGTH_BYTE_ARRAY page.
func (p *page) deltaLength(data []byte) error {
	n := p.left
	lens, rest, err := p.lengths(data, n)
	if err != nil {
		return err
	}
	p.all = grow(p.all, n)
	at := 0
	for i, l := range lens {
		if l < 0 || int(l) > len(rest)-at || l > vec.MaxString {
			return corruptf("byte array of %d bytes lies outside its page", l)
		}
		p.all[i] = vec.MakeRef(at, int(l))
		at += int(l)
	}
	p.refs, p.data = p.all, rest
	return nil
}

// lengths decodes n delta-packed lengths and gives the bytes behind them.
func (p *page) lengths(data []byte, n int) (lens []int32, rest []byte, err error) {
	if n == 0 {
		return nil, data, nil
	}
	if err := p.del.init(data, n); err != nil {
		return nil, nil, err
	}
	if p.del.left != n {
		return nil, nil, corruptf("page has %d lengths for %d values", p.del.left, n)
	}
	lens = make([]int32, n)
	if err := nextDeltas(&p.del, lens); err != nil {
		return nil, nil, err
	}
	return lens, p.del.rest(), nil
}

// maxGrown bounds what prefixes may add up to in one page.
const maxGrown = 1 << 30

// deltaBytes decodes a DELTA_BYTE_ARRAY page: each value shares a prefix with the one before.
func (p *page) deltaBytes(leaf *leafCol, data []byte) error {
	n := p.left
	prefixes, rest, err := p.lengths(data, n)
	if err != nil {
		return err
	}
	suffixes, rest, err := p.lengths(rest, n)
	if err != nil {
		return err
	}
	total, prev := 0, 0
	for i, l := range prefixes {
		s := suffixes[i]
		if l < 0 || s < 0 || int(l) > prev {
			return corruptf("invalid prefix of %d bytes", l)
		}
		prev = int(l) + int(s)
		if total += prev; total > maxGrown || prev > vec.MaxString {
			return corruptf("byte arrays of one page take more than %d bytes", maxGrown)
		}
	}
	p.dst = buffers.resize(p.dst, total)
	out, last := p.dst[:0], 0
	p.all = grow(p.all, n)
	for i, l := range prefixes {
		s := int(suffixes[i])
		if s > len(rest) {
			return corruptf("byte array lies outside its page")
		}
		at := len(out)
		out = append(out, out[last:last+int(l)]...)
		out = append(out, rest[:s]...)
		rest, last = rest[s:], at
		p.all[i] = vec.MakeRef(at, len(out)-at)
	}
	if leaf.Phys == physFixed {
		p.kind, p.data, p.width = pagePlainFixed, out, leaf.conv.width
		if len(out) != n*p.width {
			return corruptf("fixed-length values have %d bytes instead of %d", len(out), n*p.width)
		}
		return nil
	}
	p.kind, p.refs, p.data = pageRefs, p.all, out
	return nil
}

// streamSplit gathers BYTE_STREAM_SPLIT values.
func (p *page) streamSplit(leaf *leafCol, data []byte) error {
	w, n := leaf.conv.width, p.left
	if w == 0 {
		return corruptf("byte-stream-split encoding of a type without fixed width")
	}
	if len(data)%w != 0 || len(data)/w < n {
		return corruptf("page ends before its %d values", n)
	}
	stride := len(data) / w
	p.dst = buffers.resize(p.dst, n*w)
	for k := range w {
		stream := data[k*stride : k*stride+n]
		for i, b := range stream {
			p.dst[i*w+k] = b
		}
	}
	p.kind, p.data, p.width = pagePlainFixed, p.dst, w
	return nil
}
