package parquetfile

import (
	"encoding/binary"
	"errors"
	"math"
	"unsafe"
)

// Types of the Thrift compact protocol.
const (
	tStop   = 0
	tTrue   = 1
	tFalse  = 2
	tByte   = 3
	tI16    = 4
	tI32    = 5
	tI64    = 6
	tDouble = 7
	tBinary = 8
	tList   = 9
	tSet    = 10
	tMap    = 11
	tStruct = 12
)

const maxThriftDepth = 32

var errThrift = errors.New("invalid thrift data")

// treader decodes the Thrift compact protocol from a byte slice. The first error sticks
// and makes every later read answer zero, so callers check err once at the end. It
// allocates nothing: byte values alias the input.
type treader struct {
	b     []byte
	p     int
	depth int
	err   error
}

func (t *treader) fail() {
	if t.err == nil {
		t.err = errThrift
	}
	t.p = len(t.b)
}

func (t *treader) byte() byte {
	if t.p >= len(t.b) {
		t.fail()
		return 0
	}
	c := t.b[t.p]
	t.p++
	return c
}

func (t *treader) uvarint() uint64 {
	v, n := binary.Uvarint(t.b[t.p:])
	if n <= 0 {
		t.fail()
		return 0
	}
	t.p += n
	return v
}

func (t *treader) i64() int64 {
	u := t.uvarint()
	return int64(u>>1) ^ -int64(u&1)
}

func (t *treader) i32() int32 {
	v := t.i64()
	if v != int64(int32(v)) {
		t.fail()
		return 0
	}
	return int32(v)
}

func (t *treader) double() float64 {
	if len(t.b)-t.p < 8 {
		t.fail()
		return 0
	}
	v := binary.LittleEndian.Uint64(t.b[t.p:])
	t.p += 8
	return math.Float64frombits(v)
}

// str gives a string that aliases the input, which must stay unchanged.
func (t *treader) str() string {
	n := t.uvarint()
	if n > uint64(len(t.b)-t.p) {
		t.fail()
		return ""
	}
	s := t.b[t.p : t.p+int(n)]
	t.p += int(n)
	return unsafe.String(unsafe.SliceData(s), len(s))
}

// list reads a list header; each element takes at least one byte, which bounds n.
func (t *treader) list() (elem byte, n int) {
	h := t.byte()
	size := uint64(h >> 4)
	if size == 15 {
		size = t.uvarint()
	}
	if size > uint64(len(t.b)-t.p) {
		t.fail()
		return 0, 0
	}
	return h & 15, int(size)
}

// fields calls fn for every field of a struct; fn reads the value or calls skip.
// Booleans have their value in typ.
func (t *treader) fields(fn func(id int16, typ byte)) {
	if t.depth++; t.depth > maxThriftDepth {
		t.fail()
	}
	var id int16
	for t.err == nil {
		h := t.byte()
		if h&15 == tStop {
			break
		}
		if d := h >> 4; d != 0 {
			id += int16(d)
		} else {
			id = int16(t.i64())
		}
		fn(id, h&15)
	}
	t.depth--
}

// structs calls fn for every struct of a list.
func (t *treader) structs(typ byte, fn func()) {
	if typ != tList {
		t.fail()
		return
	}
	elem, n := t.list()
	if n > 0 && elem != tStruct {
		t.fail()
		return
	}
	for i := 0; i < n && t.err == nil; i++ {
		fn()
	}
}

func (t *treader) skip(typ byte) {
	if t.depth++; t.depth > maxThriftDepth {
		t.fail()
	}
	switch typ {
	case tTrue, tFalse:
	case tByte:
		t.byte()
	case tI16, tI32, tI64:
		t.uvarint()
	case tDouble:
		t.double()
	case tBinary:
		t.str()
	case tList, tSet:
		t.skipList()
	case tMap:
		t.skipMap()
	case tStruct:
		t.fields(func(_ int16, typ byte) { t.skip(typ) })
	default:
		t.fail()
	}
	t.depth--
}

func (t *treader) skipList() {
	elem, n := t.list()
	for i := 0; i < n && t.err == nil; i++ {
		t.skipElem(elem)
	}
}

func (t *treader) skipMap() {
	n := t.uvarint()
	if n == 0 {
		return
	}
	kv := t.byte()
	for i := uint64(0); i < n && t.err == nil; i++ {
		t.skipElem(kv >> 4)
		t.skipElem(kv & 15)
	}
}

// skipElem skips a list element; unlike in fields, booleans take a byte there.
func (t *treader) skipElem(typ byte) {
	if typ == tTrue || typ == tFalse {
		typ = tByte
	}
	t.skip(typ)
}
