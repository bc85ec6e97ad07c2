package parquetfile

import (
	"encoding/binary"
	"math/bits"
)

//go:generate go run ./internal/genunpack

// hybrid reads the RLE / bit-packed hybrid encoding value by value group, in order. It
// keeps its place between calls, so a page is decoded batch by batch. src must have
// padLen readable bytes behind its length.
type hybrid struct {
	src    []byte // what is left, runs not yet begun
	width  int
	run    int    // values left in the current run
	packed bool   // the run is bit-packed, else value repeats
	value  uint32 // of a repeated run
	data   []byte // bit-packed run: groups from the one the next value is in
	off    int    // place of the next value within its group of eight
}

func (h *hybrid) init(src []byte, width int) error {
	if width < 0 || width > 32 {
		return corruptf("invalid bit width %d", width)
	}
	*h = hybrid{src: src, width: width}
	return nil
}

// nextRun begins the next run.
func (h *hybrid) nextRun() error {
	u, n := binary.Uvarint(h.src)
	if n <= 0 {
		return corruptf("run-length data ends early")
	}
	h.src = h.src[n:]
	if u>>1 > 1<<31-1 {
		return corruptf("run of %d is too long", u>>1)
	}
	if u&1 == 1 {
		return h.packedRun(int(u >> 1))
	}
	h.packed = false
	h.run = int(u >> 1)
	bytes := (h.width + 7) / 8
	if len(h.src) < bytes {
		return corruptf("run-length data ends early")
	}
	h.value = 0
	for i := range bytes {
		h.value |= uint32(h.src[i]) << (8 * i)
	}
	if h.width < 32 && h.value>>h.width != 0 {
		return corruptf("run value %d does not fit %d bits", h.value, h.width)
	}
	h.src = h.src[bytes:]
	return nil
}

// packedRun begins a bit-packed run. Writers may cut the last group short.
func (h *hybrid) packedRun(groups int) error {
	h.packed, h.off = true, 0
	size := groups * h.width
	h.run = groups * 8
	if size > len(h.src) {
		size = len(h.src)
		h.run = size * 8 / max(h.width, 1)
		if h.run == 0 {
			return corruptf("bit-packed run ends early")
		}
	}
	h.data = h.src[: size : size+padLen]
	h.src = h.src[size:]
	return nil
}

// step moves k values on within a bit-packed run.
func (h *hybrid) step(k int) {
	h.run -= k
	h.off += k
	g := h.off >> 3
	h.data = h.data[min(g*h.width, len(h.data)):]
	h.off &= 7
}

func (h *hybrid) skip(n int) error {
	for n > 0 {
		if h.run == 0 {
			if err := h.nextRun(); err != nil {
				return err
			}
			continue
		}
		k := min(n, h.run)
		n -= k
		if h.packed {
			h.step(k)
		} else {
			h.run -= k
		}
	}
	return nil
}

// codes16 fills dst with the next values; width is at most 16.
func (h *hybrid) codes16(dst []uint16) error {
	for len(dst) > 0 {
		if h.run == 0 {
			if err := h.nextRun(); err != nil {
				return err
			}
			continue
		}
		k := min(len(dst), h.run)
		if !h.packed {
			fill(dst[:k], uint16(h.value))
			h.run -= k
		} else {
			k = h.unpack16(dst[:k])
		}
		dst = dst[k:]
	}
	return nil
}

// unpack16 unpacks up to len(dst) values of the current run and gives how many.
func (h *hybrid) unpack16(dst []uint16) int {
	if h.width == 0 {
		fill(dst, 0)
		h.run -= len(dst)
		return len(dst)
	}
	if h.off == 0 && len(dst) >= 8 {
		k := len(dst) &^ 7
		unpackers[h.width](dst[:k], h.data[:k/8*h.width+padLen/2])
		h.step(k)
		return k
	}
	var tmp [8]uint16
	unpackers[h.width](tmp[:], h.data[:h.width+8])
	k := copy(dst, tmp[h.off:])
	h.step(k)
	return k
}

// codes32 fills dst with the next values of any width.
func (h *hybrid) codes32(dst []uint32) error {
	for len(dst) > 0 {
		if h.run == 0 {
			if err := h.nextRun(); err != nil {
				return err
			}
			continue
		}
		k := min(len(dst), h.run)
		if !h.packed {
			fill(dst[:k], h.value)
			h.run -= k
		} else {
			h.unpack32(dst[:k])
		}
		dst = dst[k:]
	}
	return nil
}

func (h *hybrid) unpack32(dst []uint32) {
	w := uint(h.width)
	mask := uint64(1)<<w - 1
	bit := uint(h.off) * w
	data := h.data[:len(h.data)+16]
	for i := range dst {
		dst[i] = uint32(binary.LittleEndian.Uint64(data[bit>>3:]) >> (bit & 7) & mask)
		bit += w
	}
	h.step(len(dst))
}

// bitmap reads n one-bit values into dst and gives the number of ones.
func (h *hybrid) bitmap(dst []uint64, n int) (ones int, err error) {
	clear(dst[:(n+63)>>6])
	for at := 0; at < n; {
		if h.run == 0 {
			if err := h.nextRun(); err != nil {
				return 0, err
			}
			continue
		}
		k := min(n-at, h.run)
		if !h.packed {
			if h.value&1 == 1 {
				setBits(dst, at, k)
				ones += k
			}
			h.run -= k
		} else {
			ones += orBits(dst, at, h.data[:len(h.data)+8], h.off, k)
			h.step(k)
		}
		at += k
	}
	return ones, nil
}

// setBits sets n bits from position at.
func setBits(dst []uint64, at, n int) {
	for n > 0 {
		k := min(64-at&63, n)
		dst[at>>6] |= (^uint64(0) >> (64 - uint(k))) << (uint(at) & 63)
		at += k
		n -= k
	}
}

// orBits copies n bits from bit off of src to bit at of the cleared dst and counts the ones.
func orBits(dst []uint64, at int, src []byte, off, n int) (ones int) {
	for n > 0 {
		k := min(64-at&63, n, 56) // 56: an unaligned word holds at least that many
		w := binary.LittleEndian.Uint64(src[off>>3:]) >> (uint(off) & 7)
		w &= ^uint64(0) >> (64 - uint(k))
		ones += bits.OnesCount64(w)
		dst[at>>6] |= w << (uint(at) & 63)
		at, off, n = at+k, off+k, n-k
	}
	return ones
}

func fill[T any](dst []T, v T) {
	for i := range dst {
		dst[i] = v
	}
}

// inRange16 tells whether all codes are below limit, four at a time.
func inRange16(codes []uint16, limit int) bool {
	if limit >= 1<<16 {
		return true
	}
	bad := false
	if limit <= 1<<15 {
		var acc uint64
		words := words64(codes)
		add := uint64(1<<15-limit) * 0x0001_0001_0001_0001
		for _, w := range words {
			acc |= (w + add) | w
		}
		bad = acc&0x8000_8000_8000_8000 != 0
		codes = codes[len(words)*4:]
	}
	for _, c := range codes {
		bad = bad || int(c) >= limit
	}
	return !bad
}
