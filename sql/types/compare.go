package types

import (
	"cmp"
	"math"
	"math/bits"
	"strconv"
	"strings"
)

// Compare orders two values of type t as the default btree operator class does: NaN is
// the largest float and numeric, text compares bytewise (collation "C"), char(n) ignores
// trailing blanks, false < true. NULL is larger than any value and equal to itself.
func Compare(t Type, a, b Datum) int {
	if a.Null || b.Null {
		return cmpNull(a.Null, b.Null)
	}
	switch t.OID {
	case Bool, Int2, Int4, Int8, Date, Time, Timestamp, TimestampTZ, Money:
		return cmp.Compare(a.I, b.I)
	case Float4, Float8:
		return cmpFloat(a.Float(), b.Float())
	case Numeric:
		return DecimalOf(a).Cmp(DecimalOf(b))
	case BPChar:
		return strings.Compare(strings.TrimRight(a.S, " "), strings.TrimRight(b.S, " "))
	case Interval:
		return IntervalOf(a).Cmp(IntervalOf(b))
	case TimeTZ:
		return cmpTimeTZ(a, b)
	case JSONB:
		return compareJSONB(a.S, b.S)
	case Map:
		return cmpMap(t, a, b)
	case Inet, Cidr:
		return InetOf(a).Cmp(InetOf(b))
	}
	if t.Phys() == PI32 {
		return cmp.Compare(uint32(a.I), uint32(b.I))
	}
	return cmpOther(t, a, b)
}

func cmpOther(t Type, a, b Datum) int {
	if elem, ok := ElemOf(t); ok {
		return cmpArray(elem, DecodeArray(elem, a.S), DecodeArray(elem, b.S))
	}
	if t.IsRow() {
		return cmpRow(t, a.S, b.S)
	}
	if t.IsEnum() {
		return cmp.Compare(enumRank(t, a.S), enumRank(t, b.S))
	}
	return strings.Compare(a.S, b.S)
}

func enumRank(t Type, s string) int {
	for i, l := range t.Ext.Labels {
		if l == s {
			return i
		}
	}
	return -1
}

func cmpNull(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return 1
	}
	return -1
}

func cmpFloat(a, b float64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	case a == b:
		return 0
	}
	return cmpNull(math.IsNaN(a), math.IsNaN(b))
}

func cmpTimeTZ(a, b Datum) int {
	at, aw := TimeTZOf(a)
	bt, bw := TimeTZOf(b)
	if c := cmp.Compare(at+int64(aw)*MicrosPerSecond, bt+int64(bw)*MicrosPerSecond); c != 0 {
		return c
	}
	return cmp.Compare(aw, bw)
}

func cmpArray(elem Type, a, b Array) int {
	for i := range min(len(a.Elems), len(b.Elems)) {
		if c := Compare(elem, a.Elems[i], b.Elems[i]); c != 0 {
			return c
		}
	}
	if c := cmp.Compare(len(a.Elems), len(b.Elems)); c != 0 {
		return c
	}
	if c := cmp.Compare(len(a.Dims), len(b.Dims)); c != 0 {
		return c
	}
	for i := range a.Dims {
		if c := cmp.Compare(a.Dims[i], b.Dims[i]); c != 0 {
			return c
		}
	}
	for i := range a.Lbs {
		if c := cmp.Compare(a.Lbs[i], b.Lbs[i]); c != 0 {
			return c
		}
	}
	return 0
}

func cmpRow(t Type, a, b string) int {
	at, av := DecodeRow(a)
	_, bv := DecodeRow(b)
	ts := RowTypes(t, at)
	for i := range min(len(av), len(bv)) {
		if c := Compare(ts[i], av[i], bv[i]); c != 0 {
			return c
		}
	}
	return cmp.Compare(len(av), len(bv))
}

func cmpMap(t Type, a, b Datum) int {
	kt, vt := MapTypes(t)
	ak, av := DecodeMap(t, a.S)
	bk, bv := DecodeMap(t, b.S)
	for i := range min(len(ak), len(bk)) {
		if c := Compare(kt, ak[i], bk[i]); c != 0 {
			return c
		}
		if c := Compare(vt, av[i], bv[i]); c != 0 {
			return c
		}
	}
	return cmp.Compare(len(ak), len(bk))
}

// Equal tells whether two non-NULL values are equal by the type's = operator.
func Equal(t Type, a, b Datum) bool {
	switch t.Phys() {
	case PBool, PI32, PI64:
		return a.I == b.I || t.Phys() == PI32 && uint32(a.I) == uint32(b.I)
	case PStr:
		if a.S == b.S {
			return true
		}
		switch t.OID {
		case Text, VarChar, Name, Bytea, UUID, JSON, Char:
			return false
		}
	}
	return Compare(t, a, b) == 0
}

// Hash hashes a value consistently with Equal and the same way on every node and in
// every process. NULL hashes to a constant.
func Hash(t Type, d Datum) uint64 {
	if d.Null {
		return hashSeed
	}
	switch t.Phys() {
	case PBool, PI64:
		return HashInt(d.I)
	case PI32:
		return HashInt(int64(int32(d.I)))
	case PF64:
		return hashFloat(d.Float())
	}
	switch t.OID {
	case Text, VarChar, Name, Bytea, UUID, JSON, Char:
		return HashString(d.S)
	case Numeric:
		return DecimalOf(d).hash()
	case BPChar:
		return HashString(strings.TrimRight(d.S, " "))
	case Interval:
		days, us := IntervalOf(d).span()
		return hashMix(HashInt(days), HashInt(us))
	case JSONB:
		return hashJSONB(d.S)
	case Map:
		return hashMap(t, d)
	case Inet, Cidr:
		return HashString(d.S[:min(1, len(d.S))] + d.S[min(2, len(d.S)):])
	}
	return hashNested(t, d)
}

func hashNested(t Type, d Datum) uint64 {
	if elem, ok := ElemOf(t); ok {
		a := DecodeArray(elem, d.S)
		h := HashInt(int64(len(a.Elems)))
		for _, e := range a.Elems {
			h = hashMix(h, Hash(elem, e))
		}
		return h
	}
	if t.IsRow() {
		stored, vals := DecodeRow(d.S)
		h := hashSeed
		for i, ft := range RowTypes(t, stored) {
			h = hashMix(h, Hash(ft, vals[i]))
		}
		return h
	}
	return HashString(d.S)
}

func hashMap(t Type, d Datum) uint64 {
	kt, vt := MapTypes(t)
	keys, vals := DecodeMap(t, d.S)
	h := hashSeed
	for i := range keys {
		h = hashMix(hashMix(h, Hash(kt, keys[i])), Hash(vt, vals[i]))
	}
	return h
}

const hashSeed uint64 = 0x9e3779b97f4a7c15

// HashInt hashes an integer.
func HashInt(v int64) uint64 { return hashFinish(uint64(v) + hashSeed) }

// hashFinish spreads every input bit over all output bits, which sketches rely on.
func hashFinish(h uint64) uint64 {
	h ^= h >> 33
	h *= 0xff51afd7ed558ccd
	h ^= h >> 33
	h *= 0xc4ceb9fe1a85ec53
	return h ^ h>>33
}

func hashMix(h, v uint64) uint64 {
	hi, lo := bits.Mul64(h^0xa0761d6478bd642f, v^0xe7037ed1a0b428db)
	return hi ^ lo
}

// HashString hashes bytes.
func HashString(s string) uint64 {
	h := hashSeed ^ uint64(len(s))
	for len(s) >= 8 {
		h = hashMix(h, be64(s))
		s = s[8:]
	}
	var tail uint64
	for i := range len(s) {
		tail = tail<<8 | uint64(s[i])
	}
	return hashFinish(hashMix(h, tail^0x8ebc6af09c88c6e3))
}

func hashFloat(f float64) uint64 {
	switch {
	case f == 0:
		return HashInt(0)
	case math.IsNaN(f):
		return HashInt(math.MinInt64 + 1)
	}
	return HashInt(int64(math.Float64bits(f)))
}

// hash ignores trailing zeros of the fraction and of the whole.
func (d Decimal) hash() uint64 {
	if !d.IsFinite() {
		return HashInt(int64(d.kind))
	}
	if d.big != nil {
		s := strings.TrimRight(d.big.String(), "0")
		n := len(d.big.String()) - len(s)
		if u, err := strconv.ParseUint(s, 10, 64); err == nil {
			return Decimal{kind: d.kind, scale: d.scale - n, lo: u}.hash()
		}
		return hashMix(HashString(s), uint64(d.scale-n)<<1|uint64(d.kind))
	}
	u, scale := d.lo, d.scale
	if u == 0 {
		return hashSeed
	}
	for u%10 == 0 {
		u /= 10
		scale--
	}
	return hashFinish(hashMix(hashMix(hashSeed, u), uint64(scale)<<1|uint64(d.kind)))
}
