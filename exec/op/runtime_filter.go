package op

import (
	"math"

	"github.com/tarndb/tarn/exec/expr"
	"github.com/tarndb/tarn/exec/kernel"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
)

// keyFilter is what a join's build side says of its integer keys: their range and,
// where worth it, an exact bitmap over the range or a bloom filter. It is read-only once
// published.
type keyFilter struct {
	info   expr.Info // representation of the keys
	lo, hi int64
	empty  bool
	bits   []uint64 // over [lo, hi], when dense
	bloom  []uint64 // power of two words
	mask   uint64
}

// maxFilterBits bounds an exact bitmap (8 MiB).
const maxFilterBits = 1 << 26

// newKeyFilter builds a filter over keys (NULLs left out).
func newKeyFilter[T int32 | int64](info expr.Info, keys []T, valid []uint64) *keyFilter {
	f := &keyFilter{info: info, lo: math.MaxInt64, hi: math.MinInt64}
	for i, k := range keys {
		if vec.IsValid(valid, i) {
			f.lo, f.hi = min(f.lo, int64(k)), max(f.hi, int64(k))
		}
	}
	if f.hi < f.lo {
		f.empty = true
		return f
	}
	span := uint64(f.hi) - uint64(f.lo)
	if span < maxFilterBits && span < uint64(len(keys))*256+65536 {
		f.bits = make([]uint64, (span+1)/64+1) // bit span+1 is there and 0
		for i, k := range keys {
			if vec.IsValid(valid, i) {
				d := uint64(int64(k)) - uint64(f.lo)
				f.bits[d>>6] |= 1 << (d & 63)
			}
		}
		return f
	}
	words := uint64(64)
	for words*8 < uint64(len(keys)) {
		words *= 2
	}
	f.bloom, f.mask = make([]uint64, words), words-1
	for i, k := range keys {
		if vec.IsValid(valid, i) {
			h := kernel.Hash64(uint64(int64(k)))
			f.bloom[h&f.mask] |= bloomBits(h)
		}
	}
	return f
}

// bloomBits picks three bits of a word.
func bloomBits(h uint64) uint64 {
	return 1<<(h>>58) | 1<<(h>>52&63) | 1<<(h>>46&63)
}

// overlaps tells whether any key can lie in [lo, hi].
func (f *keyFilter) overlaps(lo, hi int64) bool {
	if f.empty || hi < f.lo || lo > f.hi {
		return false
	}
	if f.bits == nil {
		return true
	}
	from, to := uint64(max(lo, f.lo)-f.lo), uint64(min(hi, f.hi)-f.lo)
	for w := from >> 6; w <= to>>6; w++ {
		x := f.bits[w]
		if w == from>>6 {
			x &= ^uint64(0) << (from & 63)
		}
		if w == to>>6 {
			x &= ^uint64(0) >> (63 - to&63)
		}
		if x != 0 {
			return true
		}
	}
	return false
}

// filter keeps the rows whose key may be in the set.
func (f *keyFilter) filter(v *vec.Vec, sel []uint16, n int, out []uint16) []uint16 {
	if f.empty {
		return out[:0]
	}
	if v.Valid != nil {
		sel = kernel.SelValid(v.Valid, sel, n, out)
	}
	switch v.Phys {
	case types.PI32:
		return filterKeys(f, v.I32, sel, n, out)
	case types.PI64:
		return filterKeys(f, v.I64, sel, n, out)
	}
	return copyOrSelf(sel, n, out)
}

func copyOrSelf(sel []uint16, n int, out []uint16) []uint16 {
	if sel != nil {
		return out[:copy(out[:len(sel)], sel)]
	}
	return kernel.SelWhere(nil, n, out, func(int) bool { return true })
}

func filterKeys[T int32 | int64](f *keyFilter, v []T, sel []uint16, n int, out []uint16) []uint16 {
	switch {
	case f.bits != nil:
		return filterBits(f, v, sel, n, out)
	case f.bloom != nil:
		return filterBloom(f, v, sel, n, out)
	}
	lo, span := uint64(f.lo), uint64(f.hi)-uint64(f.lo)
	return kernel.SelWhere(sel, n, out, func(i int) bool { return uint64(int64(v[i]))-lo <= span })
}

// bit is 1 when bit d of a bitmap over [0, span] is set; d may be anything, since bit
// span+1 is not set.
func bit(bits []uint64, d, span uint64) int {
	d = min(d, span+1)
	return int(bits[d>>6] >> (d & 63) & 1)
}

func filterBits[T int32 | int64](f *keyFilter, v []T, sel []uint16, n int, out []uint16) []uint16 {
	lo, span, bits := uint64(f.lo), uint64(f.hi)-uint64(f.lo), f.bits
	k := 0
	if sel == nil {
		out = out[:n]
		for i, x := range v[:n] {
			out[k] = uint16(i)
			k += bit(bits, uint64(int64(x))-lo, span)
		}
		return out[:k]
	}
	out = out[:len(sel)]
	for _, i := range sel {
		out[k] = i
		k += bit(bits, uint64(int64(v[i]))-lo, span)
	}
	return out[:k]
}

// hit is 1 when a key may be in the bloom filter.
func (f *keyFilter) hit(key uint64) int {
	if key-uint64(f.lo) > uint64(f.hi)-uint64(f.lo) {
		return 0
	}
	h := kernel.Hash64(key)
	b := bloomBits(h)
	if f.bloom[h&f.mask]&b == b {
		return 1
	}
	return 0
}

func filterBloom[T int32 | int64](f *keyFilter, v []T, sel []uint16, n int, out []uint16) []uint16 {
	k := 0
	if sel == nil {
		out = out[:n]
		for i, x := range v[:n] {
			out[k] = uint16(i)
			k += f.hit(uint64(int64(x)))
		}
		return out[:k]
	}
	out = out[:len(sel)]
	for _, i := range sel {
		out[k] = i
		k += f.hit(uint64(int64(v[i])))
	}
	return out[:k]
}
