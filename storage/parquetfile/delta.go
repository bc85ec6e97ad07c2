package parquetfile

import (
	"encoding/binary"
	"unsafe"
)

// deltas reads DELTA_BINARY_PACKED values in order, keeping its place between calls.
// src must have padLen readable bytes behind its length.
type deltas struct {
	src       []byte
	blockMini int // miniblocks in a block
	miniLen   int // values in a miniblock
	left      int // values not yet given
	last      int64
	first     bool // the header's value has not been given
	min       int64
	widths    []byte
	mini      int // next miniblock of the block
	tmp       []int64
	have      []int64 // decoded values of a miniblock that did not fit
}

const maxMiniLen = 1 << 16

// init reads the header. limit bounds how many values the page may claim.
func (d *deltas) init(src []byte, limit int) error {
	p := 0
	var h [3]uint64
	for i := range h {
		u, n := binary.Uvarint(src[p:])
		if n <= 0 {
			return corruptf("delta header ends early")
		}
		h[i] = u
		p += n
	}
	first, n := binary.Varint(src[p:])
	if n <= 0 {
		return corruptf("delta header ends early")
	}
	block, minis, total := h[0], h[1], h[2]
	if minis == 0 || minis > 1<<12 || block == 0 || block > 1<<20 || block%minis != 0 {
		return corruptf("invalid delta block of %d values in %d parts", block, minis)
	}
	miniLen := block / minis
	if miniLen%8 != 0 || miniLen > maxMiniLen || total > uint64(limit) {
		return corruptf("invalid delta block of %d values, %d in all", miniLen, total)
	}
	*d = deltas{
		src: src[p+n:], blockMini: int(minis), miniLen: int(miniLen), left: int(total),
		last: first, first: total > 0, mini: int(minis), tmp: d.tmp,
	}
	return nil
}

// block reads the header of the next block.
func (d *deltas) block() error {
	v, n := binary.Varint(d.src)
	if n <= 0 || len(d.src)-n < d.blockMini {
		return corruptf("delta block ends early")
	}
	d.min = v
	d.widths = d.src[n : n+d.blockMini]
	d.src = d.src[n+d.blockMini:]
	d.mini = 0
	return nil
}

// miniblock finds the data of the next miniblock, of which k values are wanted.
func (d *deltas) miniblock(k int) (data []byte, width uint, err error) {
	if d.mini == d.blockMini {
		if err := d.block(); err != nil {
			return nil, 0, err
		}
	}
	width = uint(d.widths[d.mini])
	d.mini++
	if width > 64 {
		return nil, 0, corruptf("invalid delta width %d", width)
	}
	size := d.miniLen * int(width) / 8
	if size > len(d.src) { // the last miniblock may be cut short
		if size = len(d.src); (k*int(width)+7)/8 > size {
			return nil, 0, corruptf("delta block ends early")
		}
	}
	data = d.src[: size : size+padLen]
	d.src = d.src[size:]
	return data, width, nil
}

// nextDeltas fills dst with the next values, truncated to T.
func nextDeltas[T int32 | int64](d *deltas, dst []T) error {
	if len(dst) > d.left {
		return corruptf("delta data has %d values too few", len(dst)-d.left)
	}
	d.left -= len(dst)
	if len(dst) > 0 && d.first {
		dst[0] = T(d.last)
		dst, d.first = dst[1:], false
	}
	for len(dst) > 0 {
		if len(d.have) > 0 {
			k := min(len(d.have), len(dst))
			for i, v := range d.have[:k] {
				dst[i] = T(v)
			}
			dst, d.have = dst[k:], d.have[k:]
			continue
		}
		k := min(d.miniLen, len(dst)+d.left)
		data, width, err := d.miniblock(k)
		if err != nil {
			return err
		}
		if k <= len(dst) {
			d.last = sumDeltas(dst[:k], data, width, d.min, d.last)
			dst = dst[k:]
			continue
		}
		d.tmp = grow(d.tmp, k)
		d.last = sumDeltas(d.tmp, data, width, d.min, d.last)
		d.have = d.tmp
	}
	return nil
}

// sumDeltas unpacks len(dst) deltas and adds them up. data has been checked to hold
// them, and a word can be loaded anywhere in it.
func sumDeltas[T int32 | int64](dst []T, data []byte, width uint, minDelta, last int64) int64 {
	switch {
	case width == 0:
		for i := range dst {
			last += minDelta
			dst[i] = T(last)
		}
	case width <= 56:
		mask := uint64(1)<<width - 1
		p := unsafe.Pointer(unsafe.SliceData(data))
		bit := uint(0)
		for i := range dst {
			w := *(*uint64)(unsafe.Add(p, bit>>3))
			last += minDelta + int64(w>>(bit&7)&mask)
			dst[i] = T(last)
			bit += width
		}
	default:
		data = data[: len(data)+16 : cap(data)]
		mask := ^uint64(0) >> (64 - width)
		for i := range dst {
			bit := uint(i) * width
			lo := binary.LittleEndian.Uint64(data[bit>>3:]) >> (bit & 7)
			hi := uint64(data[bit>>3+8]) << 1 << (63 - bit&7)
			last += minDelta + int64((lo|hi)&mask)
			dst[i] = T(last)
		}
	}
	return last
}

// skip passes over n values; the sums have to be made all the same.
func (d *deltas) skip(n int) error {
	var buf [256]int64
	for n > 0 {
		k := min(n, len(buf))
		if err := nextDeltas(d, buf[:k]); err != nil {
			return err
		}
		n -= k
	}
	return nil
}

// rest gives the bytes behind the last block once all values have been read.
func (d *deltas) rest() []byte {
	if d.left > 0 {
		return nil
	}
	return d.src
}
