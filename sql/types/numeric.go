package types

import (
	"encoding/binary"
	"math/bits"
)

// The encoded form of a numeric datum: one kind byte, the display scale as two bytes
// big-endian, then the magnitude of the unscaled value big-endian without leading zero
// bytes. Zero has no magnitude bytes and kind numPos.
const (
	numPos byte = iota
	numNeg
	numNaN
	numInf
	numNegInf
)

// ScaledNumeric encodes v / 10^scale with display scale `scale`.
func ScaledNumeric(v int64, scale int) Datum {
	var b [11]byte
	u := uint64(v)
	if v < 0 {
		b[0] = numNeg
		u = -u
	}
	binary.BigEndian.PutUint16(b[1:], uint16(scale))
	n := (bits.Len64(u) + 7) / 8
	for i := range n {
		b[3+i] = byte(u >> (8 * (n - 1 - i)))
	}
	return Datum{S: string(b[:3+n])}
}
