package parquetfile

import (
	"encoding/binary"
	"math/bits"
)

// appendHybrid encodes values of a bit width as runs: repeats of repeatMin and more as
// run-length runs, all else bit-packed in groups of eight.
func appendHybrid(dst []byte, vals []uint16, width int) []byte {
	for len(vals) > 0 {
		if r := repeats(vals); r >= repeatMin || r == len(vals) {
			dst = binary.AppendUvarint(dst, uint64(r)<<1)
			for i := 0; i < width; i += 8 {
				dst = append(dst, byte(vals[0]>>i))
			}
			vals = vals[r:]
			continue
		}
		n := 8
		for n < len(vals) && repeats(vals[n:min(len(vals), n+repeatMin)]) < repeatMin {
			n += 8
		}
		n = min(n, len(vals))
		groups := (n + 7) / 8
		dst = binary.AppendUvarint(dst, uint64(groups)<<1|1)
		dst = packBits(dst, vals[:n], groups*8, width)
		vals = vals[n:]
	}
	return dst
}

const repeatMin = 64

func repeats(vals []uint16) int {
	n := 1
	for n < len(vals) && vals[n] == vals[0] {
		n++
	}
	return n
}

// packBits appends total values of width bits; those past the end of vals are zero.
func packBits[T uint16 | uint64](dst []byte, vals []T, total, width int) []byte {
	var acc uint64
	have := 0
	for i := range total {
		var v uint64
		if i < len(vals) {
			v = uint64(vals[i])
		}
		acc |= v << have
		if have+width >= 64 {
			dst = binary.LittleEndian.AppendUint64(dst, acc)
			acc = 0
			if have > 0 {
				acc = v >> (64 - have)
			}
			have -= 64
		}
		have += width
	}
	for ; have > 0; have -= 8 {
		dst = append(dst, byte(acc))
		acc >>= 8
	}
	return dst
}

// Delta blocks of our own files: larger miniblocks than usual decode faster.
const (
	deltaBlock = 512
	deltaMinis = 4
	deltaMini  = deltaBlock / deltaMinis
)

// appendDeltas encodes integers as DELTA_BINARY_PACKED. Arithmetic wraps, in 32 bits
// for int32 values.
func appendDeltas[T int32 | int64](dst []byte, vals []T) []byte {
	dst = binary.AppendUvarint(dst, deltaBlock)
	dst = binary.AppendUvarint(dst, deltaMinis)
	dst = binary.AppendUvarint(dst, uint64(len(vals)))
	var first T
	if len(vals) > 0 {
		first = vals[0]
	}
	dst = binary.AppendVarint(dst, int64(first))
	var deltas [deltaBlock]int64
	for at := 1; at < len(vals); at += deltaBlock {
		n := min(deltaBlock, len(vals)-at)
		least := int64(vals[at] - vals[at-1])
		for i := range n {
			deltas[i] = int64(vals[at+i] - vals[at+i-1])
			least = min(least, deltas[i])
		}
		dst = appendDeltaBlock(dst, deltas[:n], least)
	}
	return dst
}

func appendDeltaBlock(dst []byte, deltas []int64, least int64) []byte {
	dst = binary.AppendVarint(dst, least)
	widths := len(dst)
	dst = append(dst, make([]byte, deltaMinis)...)
	var packed [deltaMini]uint64
	for m := 0; m*deltaMini < len(deltas); m++ {
		part := deltas[m*deltaMini : min(len(deltas), (m+1)*deltaMini)]
		var all uint64
		for i, d := range part {
			packed[i] = uint64(d - least)
			all |= packed[i]
		}
		w := bits.Len64(all)
		dst[widths+m] = byte(w)
		if w > 0 {
			dst = packBits(dst, packed[:len(part)], deltaMini, w)
		}
	}
	return dst
}

// appendLevels encodes definition levels of 0 and 1 from a validity bitmap.
func appendLevels(dst []byte, valid []uint64, at, n int) []byte {
	if valid == nil {
		dst = binary.AppendUvarint(dst, uint64(n)<<1)
		return append(dst, 1)
	}
	ones := countBits(valid, at, n)
	if ones == 0 || ones == n {
		dst = binary.AppendUvarint(dst, uint64(n)<<1)
		return append(dst, byte(ones/max(n, 1)))
	}
	groups := (n + 7) / 8
	dst = binary.AppendUvarint(dst, uint64(groups)<<1|1)
	for g := range groups {
		var b byte
		for i := g * 8; i < min(n, g*8+8); i++ {
			b |= byte(valid[(at+i)>>6]>>((at+i)&63)&1) << (i & 7)
		}
		dst = append(dst, b)
	}
	return dst
}
