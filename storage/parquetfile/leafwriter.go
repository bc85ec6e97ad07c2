package parquetfile

import (
	"encoding/binary"
	"math"

	"github.com/cespare/xxhash/v2"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
)

// leafWriter gathers a row group's values of one leaf and encodes them. Values are
// dense: entries that are NULL have none.
type leafWriter struct {
	node  *wnode
	path  []string
	bloom bool

	n     int      // entries
	valid []uint64 // flat leaves: which entries have a value, nil for all
	reps  []uint16 // nested leaves: levels
	defs  []uint16
	vals  vec.Vec // dense

	codes []uint16
	buf   []byte
	packs []byte
}

func (l *leafWriter) reset() {
	l.n, l.valid, l.reps, l.defs = 0, nil, l.reps[:0], l.defs[:0]
	v := &l.vals
	v.B, v.I32, v.I64, v.F64, v.Refs, v.Buf = v.B[:0], v.I32[:0], v.I64[:0], v.F64[:0], v.Refs[:0], v.Buf[:0]
}

// stored is the vector form of the leaf's stored values.
func (l *leafWriter) stored() types.Phys {
	switch l.node.phys {
	case physBoolean:
		return types.PBool
	case physInt32:
		return types.PI32
	case physInt64:
		return types.PI64
	case physFloat, physDouble:
		return types.PF64
	}
	return types.PStr
}

// loadFlat takes the rows of a flat vector.
func (l *leafWriter) loadFlat(v *vec.Vec, rows int) error {
	l.reset()
	l.n, l.valid = rows, v.Valid
	m := rows
	if v.Valid != nil {
		m = countBits(v.Valid, 0, rows)
	}
	switch v.Phys {
	case types.PBool:
		l.vals.B = dense(l.vals.B, v.B, v.Valid, m)
	case types.PI32:
		l.vals.I32 = dense(l.vals.I32, v.I32, v.Valid, m)
	case types.PI64:
		l.vals.I64 = dense(l.vals.I64, v.I64, v.Valid, m)
	case types.PF64:
		l.vals.F64 = dense(l.vals.F64, v.F64, v.Valid, m)
	default:
		if l.node.plainText() {
			l.vals.Refs, l.vals.Buf = dense(l.vals.Refs, v.Refs, v.Valid, m), v.Buf
			return nil
		}
		for i := range rows {
			if v.IsNull(i) {
				continue
			}
			if err := l.addBytes(v.Datum(i)); err != nil {
				return err
			}
		}
	}
	return nil
}

// dense copies the values of rows that are not NULL.
func dense[T any](dst, src []T, valid []uint64, m int) []T {
	dst = grow(dst, m)
	if valid == nil {
		copy(dst, src)
		return dst
	}
	j := 0
	for i := range src {
		if valid[i>>6]>>(uint(i)&63)&1 == 1 {
			dst[j] = src[i]
			j++
		}
	}
	return dst
}

func (l *leafWriter) addBytes(d types.Datum) error {
	from := len(l.vals.Buf)
	var err error
	l.vals.Buf, err = l.node.bytes(l.vals.Buf, d)
	l.vals.Refs = append(l.vals.Refs, vec.MakeRef(from, len(l.vals.Buf)-from))
	return err
}

// add appends one entry of a nested leaf.
func (l *leafWriter) add(d types.Datum, rep, def int) error {
	l.n++
	l.reps, l.defs = append(l.reps, uint16(rep)), append(l.defs, uint16(def))
	if def < l.node.def {
		return nil
	}
	switch l.stored() {
	case types.PBool:
		l.vals.B = append(l.vals.B, uint8(d.I))
	case types.PI32:
		l.vals.I32 = append(l.vals.I32, int32(d.I))
	case types.PI64:
		if l.node.fixedScale() {
			x, _ := types.DecimalOf(d).Scaled(int(l.node.log.Scale))
			d.I = x
		}
		l.vals.I64 = append(l.vals.I64, d.I)
	case types.PF64:
		l.vals.F64 = append(l.vals.F64, d.Float())
	default:
		return l.addBytes(d)
	}
	return nil
}

// count is the number of values.
func (l *leafWriter) count() int {
	switch l.stored() {
	case types.PBool:
		return len(l.vals.B)
	case types.PI32:
		return len(l.vals.I32)
	case types.PI64:
		return len(l.vals.I64)
	case types.PF64:
		return len(l.vals.F64)
	}
	return len(l.vals.Refs)
}

// key gives value i as a 64-bit pattern, for fixed-width leaves.
func (l *leafWriter) key(i int) uint64 {
	switch l.stored() {
	case types.PI32:
		return uint64(uint32(l.vals.I32[i]))
	case types.PI64:
		return uint64(l.vals.I64[i])
	}
	return math.Float64bits(l.vals.F64[i])
}

// plain appends values [from, to) as PLAIN.
func (l *leafWriter) plain(dst []byte, from, to int) []byte {
	switch l.node.phys {
	case physBoolean:
		for i := from; i < to; i += 8 {
			var b byte
			for k := i; k < min(to, i+8); k++ {
				b |= l.vals.B[k] & 1 << (k - i)
			}
			dst = append(dst, b)
		}
	case physInt32:
		dst = append(dst, asBytes(l.vals.I32[from:to])...)
	case physInt64:
		dst = append(dst, asBytes(l.vals.I64[from:to])...)
	case physFloat:
		for _, f := range l.vals.F64[from:to] {
			dst = binary.LittleEndian.AppendUint32(dst, math.Float32bits(float32(f)))
		}
	case physDouble:
		for _, f := range l.vals.F64[from:to] {
			dst = binary.LittleEndian.AppendUint64(dst, math.Float64bits(f))
		}
	case physByteArray:
		for i := from; i < to; i++ {
			b := l.vals.Bytes(i)
			dst = binary.LittleEndian.AppendUint32(dst, uint32(len(b)))
			dst = append(dst, b...)
		}
	default:
		for i := from; i < to; i++ {
			dst = append(dst, l.vals.Bytes(i)...)
		}
	}
	return dst
}

// Dictionaries pay when values repeat: at most one in dictShare is new.
const (
	dictShare   = 8
	dictMax     = 1 << 14
	dictBytes   = 1 << 20
	dictSlots   = 1 << 15
	dictProbe   = 4096 // after so many values, hopeless columns are given up
	dictMinimum = 64   // fewer values than this are not worth a dictionary
)

// buildDict fills l.codes and gives the index of each dictionary entry's first value,
// or false when a dictionary does not pay.
func (l *leafWriter) buildDict() (firsts []int32, ok bool) {
	n := l.count()
	if n < dictMinimum || l.node.phys == physBoolean {
		return nil, false
	}
	limit := min(dictMax, n/dictShare+1)
	slots := make([]uint16, dictSlots)
	l.codes = grow(l.codes, n)
	bytes := 0
	isBytes := l.stored() == types.PStr
	for i := range n {
		var h uint64
		if isBytes {
			h = xxhash.Sum64(l.vals.Bytes(i))
		} else {
			h = types.HashInt(int64(l.key(i)))
		}
		s := h >> 49
		for ; ; s = (s + 1) & (dictSlots - 1) {
			if slots[s] == 0 {
				slots[s] = uint16(len(firsts) + 1)
				firsts = append(firsts, int32(i))
				if isBytes {
					bytes += l.vals.Refs[i].Len()
				}
				break
			}
			j := int(firsts[slots[s]-1])
			if isBytes && string(l.vals.Bytes(j)) == string(l.vals.Bytes(i)) || !isBytes && l.key(j) == l.key(i) {
				break
			}
		}
		l.codes[i] = slots[s] - 1
		if len(firsts) > limit || bytes > dictBytes || i == dictProbe && len(firsts) > dictProbe/2 {
			return nil, false
		}
	}
	return firsts, true
}
