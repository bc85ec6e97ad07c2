package op

import (
	"math"
	"strings"

	"github.com/tarndb/tarn/exec/kernel"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
)

// interner numbers the distinct values of a byte-formed column from 1 on, in order of
// first sight. Id 0 is NULL. Types whose equality is not that of bytes (encoded
// numerics, intervals, …) go through types.Hash and types.Equal.
type interner struct {
	t      types.Type
	bytes  bool
	vals   vec.Vec // value of id i is row i; row 0 is empty
	hashes []uint64
	slots  []uint64 // low bits of the hash and id
	mask   uint64
	bad    bool // tests: all hashes equal

	dict  *vec.Vec // dictionary that trans belongs to
	trans []uint32 // dictionary code → id, 0 not looked up yet
}

func newInterner(t types.Type, badHash bool) *interner {
	in := &interner{t: t, bytes: bytewise(t.OID), bad: badHash}
	in.vals.Type, in.vals.Phys = t, types.PStr
	in.vals.AppendStr("")
	in.hashes = append(in.hashes, 0x5bd1e995)
	in.slots = make([]uint64, 64)
	in.mask = 63
	return in
}

// bytewise tells whether equal values of a type have equal bytes.
func bytewise(oid types.OID) bool {
	switch oid {
	case types.Text, types.VarChar, types.Name, types.Bytea, types.UUID, types.Char, types.JSON:
		return true
	}
	return false
}

func (in *interner) hash(s string) uint64 {
	switch {
	case in.bad:
		return 1
	case in.bytes:
		return kernel.HashString(s)
	}
	return kernel.Hash64(types.Hash(in.t, types.Datum{S: s}))
}

func (in *interner) equal(a, b string) bool {
	return a == b || !in.bytes && types.Equal(in.t, types.Datum{S: a}, types.Datum{S: b})
}

// id numbers a value, copying it when it is new.
func (in *interner) id(s string) uint32 { return in.idHashed(s, in.hash(s)) }

func (in *interner) idHashed(s string, h uint64) uint32 {
	for i := h >> 20 & in.mask; ; i = (i + 1) & in.mask {
		slot := in.slots[i]
		if slot == 0 {
			return in.insert(s, h, i)
		}
		if id := uint32(slot); uint32(slot>>32) == uint32(h) && in.equal(in.vals.Str(int(id)), s) {
			return id
		}
	}
}

// candidate is the value in a hash's first slot, 0 when its hash differs.
func (in *interner) candidate(h uint64) uint32 {
	slot := in.slots[h>>20&in.mask]
	if uint32(slot>>32) != uint32(h) {
		return 0
	}
	return uint32(slot)
}

// slotOf holds a value's number and what of its hash does not choose the slot.
func slotOf(h uint64, id uint32) uint64 { return h<<32 | uint64(id) }

func (in *interner) insert(s string, h, at uint64) uint32 {
	in.vals.AppendStr(s)
	return in.inserted(h, at)
}

// inserted numbers the value appended last.
func (in *interner) inserted(h, at uint64) uint32 {
	id := uint32(len(in.hashes))
	if len(in.hashes) == cap(in.hashes) {
		in.hashes = vec.Extend(in.hashes, 1)
	}
	in.hashes = append(in.hashes, h)
	in.slots[at] = slotOf(h, id)
	if uint64(id)*4 > in.mask*3 {
		in.rehash(len(in.slots) * 2)
	}
	return id
}

func (in *interner) rehash(size int) {
	in.slots = make([]uint64, size)
	in.mask = uint64(size - 1)
	for id, h := range in.hashes[1:] {
		i := h >> 20 & in.mask
		for in.slots[i] != 0 {
			i = (i + 1) & in.mask
		}
		in.slots[i] = slotOf(h, uint32(id+1))
	}
}

// expect makes room for n values that take about as many bytes each as o's do.
func (in *interner) expect(n int, o *interner) {
	size := len(in.slots)
	for size*3 < n*4 {
		size *= 2
	}
	if size > len(in.slots) {
		in.rehash(size)
	}
	in.hashes = vec.Extend(in.hashes, n)
	in.vals.Refs = vec.Extend(in.vals.Refs, n)
	if k := len(o.hashes); k > 1 && !o.vals.Lasting {
		in.vals.Buf = vec.Extend(in.vals.Buf, int(float64(len(o.vals.Buf))/float64(k)*float64(n)))
	}
}

// ids numbers the selected rows of v into out (indexed by row).
func (in *interner) ids(v *vec.Vec, sel []uint16, n int, out []uint64) {
	switch v.Form {
	case vec.Const:
		var id uint64
		if !v.IsNull(0) {
			id = uint64(in.id(v.Str(0)))
		}
		kernel.EachRow(sel, n, func(i int) { out[i] = id })
	case vec.Dict:
		in.dictIDs(v, sel, n, out)
	default:
		kernel.EachRow(sel, n, func(i int) {
			if vec.IsValid(v.Valid, i) {
				out[i] = uint64(in.id(v.Str(i)))
			} else {
				out[i] = 0
			}
		})
	}
}

func (in *interner) dictIDs(v *vec.Vec, sel []uint16, n int, out []uint64) {
	if in.dict != v.Values {
		in.dict = v.Values
		if cap(in.trans) < v.Values.Len() {
			in.trans = make([]uint32, v.Values.Len())
		}
		in.trans = in.trans[:v.Values.Len()]
		clear(in.trans)
	}
	if v.Values.Len() <= eagerDict && v.Values.Valid == nil {
		for c := range in.trans {
			if in.trans[c] == 0 {
				in.trans[c] = in.id(v.Values.Str(c))
			}
		}
		spread(in.trans, v.Codes, sel, n, out)
	} else {
		in.lazyIDs(v, sel, n, out)
	}
	if v.Valid != nil {
		kernel.EachRow(sel, n, func(i int) {
			if !vec.IsValid(v.Valid, i) {
				out[i] = 0
			}
		})
	}
}

// eagerDict is the size up to which a dictionary is numbered as a whole.
const eagerDict = 64

// spread sets out[i] to the number of row i's code.
func spread(trans []uint32, codes []uint16, sel []uint16, n int, out []uint64) {
	if sel == nil {
		codes, out = codes[:n], out[:n]
		for i, c := range codes {
			out[i] = uint64(trans[c])
		}
		return
	}
	for _, i := range sel {
		out[i] = uint64(trans[codes[i]])
	}
}

// lazyIDs numbers only the entries that occur.
func (in *interner) lazyIDs(v *vec.Vec, sel []uint16, n int, out []uint64) {
	kernel.EachRow(sel, n, func(i int) {
		c := v.Codes[i]
		id := in.trans[c]
		if id == 0 && !v.IsNull(i) {
			id = in.id(v.Values.Str(int(c)))
			in.trans[c] = id
		}
		out[i] = uint64(id)
	})
}

// take numbers the value that o has under an id; its bytes are shared when they last.
func (in *interner) take(o *interner, id uint64) uint32 {
	s, h := o.vals.Str(int(id)), o.hashes[id]
	for i := h >> 20 & in.mask; ; i = (i + 1) & in.mask {
		slot := in.slots[i]
		if slot == 0 {
			in.vals.AppendFrom(&o.vals, int(id))
			return in.inserted(h, i)
		}
		if id := uint32(slot); uint32(slot>>32) == uint32(h) && in.equal(in.vals.Str(int(id)), s) {
			return id
		}
	}
}

func (in *interner) memory() int64 {
	var bytes int64
	if !in.vals.Lasting {
		bytes = int64(cap(in.vals.Buf))
	}
	return bytes + 8*int64(cap(in.vals.Refs)) + 8*int64(cap(in.hashes)) + 8*int64(cap(in.slots))
}

// floatWord maps floats to integers so that equal floats (0 = -0, NaN = NaN) are equal.
func floatWord(f float64) uint64 {
	if f == 0 {
		return 0
	}
	if f != f {
		return math.Float64bits(math.NaN())
	}
	return math.Float64bits(f)
}

// clone copies a string that aliases a batch.
func clone(s string) string { return strings.Clone(s) }
