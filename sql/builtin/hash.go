package builtin

import (
	"encoding/binary"
	"math/bits"
)

// Hash functions that clients call by name, most for advisory locks: Bob Jenkins's public
// lookup3 as PostgreSQL seeds it.
func init() {
	regScalars(map[string]evalFn{
		"hashtext": func(_ *Ctx, a []D) (D, error) { return intD(int64(int32(hashBytes(a[0].S)))), nil },
		"hashint4": func(_ *Ctx, a []D) (D, error) { return intD(int64(int32(hashWord(uint32(a[0].I))))), nil },
		"hashint8": func(_ *Ctx, a []D) (D, error) {
			lo, hi := uint32(a[0].I), uint32(a[0].I>>32)
			if a[0].I < 0 {
				hi = ^hi
			}
			return intD(int64(int32(hashWord(lo ^ hi)))), nil
		},
	})
}

// hashState is the three words the hash stirs.
type hashState struct{ a, b, c uint32 }

func newHash(n int) hashState {
	x := 0x9e3779b9 + uint32(n) + 3923095
	return hashState{x, x, x}
}

func (h *hashState) mix() {
	h.a, h.c = (h.a-h.c)^bits.RotateLeft32(h.c, 4), h.c+h.b
	h.b, h.a = (h.b-h.a)^bits.RotateLeft32(h.a, 6), h.a+h.c
	h.c, h.b = (h.c-h.b)^bits.RotateLeft32(h.b, 8), h.b+h.a
	h.a, h.c = (h.a-h.c)^bits.RotateLeft32(h.c, 16), h.c+h.b
	h.b, h.a = (h.b-h.a)^bits.RotateLeft32(h.a, 19), h.a+h.c
	h.c, h.b = (h.c-h.b)^bits.RotateLeft32(h.b, 4), h.b+h.a
}

func (h *hashState) final() uint32 {
	h.c = (h.c ^ h.b) - bits.RotateLeft32(h.b, 14)
	h.a = (h.a ^ h.c) - bits.RotateLeft32(h.c, 11)
	h.b = (h.b ^ h.a) - bits.RotateLeft32(h.a, 25)
	h.c = (h.c ^ h.b) - bits.RotateLeft32(h.b, 16)
	h.a = (h.a ^ h.c) - bits.RotateLeft32(h.c, 4)
	h.b = (h.b ^ h.a) - bits.RotateLeft32(h.a, 14)
	return (h.c ^ h.b) - bits.RotateLeft32(h.b, 24)
}

func hashBytes(s string) uint32 {
	h := newHash(len(s))
	for len(s) >= 12 {
		h.a += binary.LittleEndian.Uint32([]byte(s[:4]))
		h.b += binary.LittleEndian.Uint32([]byte(s[4:8]))
		h.c += binary.LittleEndian.Uint32([]byte(s[8:12]))
		h.mix()
		s = s[12:]
	}
	var tail [12]byte
	copy(tail[:8], s)
	if len(s) > 8 { // the lowest byte of the last word is the length's
		copy(tail[9:], s[8:])
	}
	h.a += binary.LittleEndian.Uint32(tail[:4])
	h.b += binary.LittleEndian.Uint32(tail[4:8])
	h.c += binary.LittleEndian.Uint32(tail[8:])
	return h.final()
}

func hashWord(k uint32) uint32 {
	h := newHash(4)
	h.a += k
	return h.final()
}
