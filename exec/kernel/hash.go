package kernel

import (
	"math/bits"
	"unsafe"
)

const (
	mulA = 0x9E3779B97F4A7C15
	mulB = 0xD6E8FEB86659FD93
)

// Hash64 mixes an integer; the high bits are the best ones.
func Hash64(x uint64) uint64 {
	hi, lo := bits.Mul64(x^mulB, mulA)
	return hi ^ lo
}

// HashPair mixes a hash with a further word.
func HashPair(h, x uint64) uint64 { return Hash64(bits.RotateLeft64(h, 23) ^ x*mulA) }

// HashString hashes bytes: eight at a time, multiply-folded.
func HashString(s string) uint64 {
	h := uint64(len(s)) * mulB
	p := unsafe.StringData(s)
	n := len(s)
	for ; n >= 8; n -= 8 {
		hi, lo := bits.Mul64(*(*uint64)(unsafe.Pointer(p))^h, mulA)
		h = hi ^ lo ^ mulB
		p = (*byte)(unsafe.Add(unsafe.Pointer(p), 8))
	}
	var t uint64
	for i := range n {
		t = t<<8 | uint64(*(*byte)(unsafe.Add(unsafe.Pointer(p), i)))
	}
	hi, lo := bits.Mul64(t^h, mulA)
	return hi ^ lo
}
