package parquetfile

import "encoding/binary"

// twriter encodes the Thrift compact protocol.
type twriter struct {
	b    []byte
	last []int16 // last field number per open struct
}

func (w *twriter) begin() { w.last = append(w.last, 0) }

func (w *twriter) end() {
	w.b = append(w.b, tStop)
	w.last = w.last[:len(w.last)-1]
}

// field begins a field of the innermost struct.
func (w *twriter) field(id int16, typ byte) {
	last := &w.last[len(w.last)-1]
	if d := id - *last; d > 0 && d < 16 {
		w.b = append(w.b, byte(d)<<4|typ)
	} else {
		w.b = append(w.b, typ)
		w.b = binary.AppendVarint(w.b, int64(id))
	}
	*last = id
}

func (w *twriter) i32(id int16, v int32) {
	w.field(id, tI32)
	w.b = binary.AppendVarint(w.b, int64(v))
}

func (w *twriter) i64(id int16, v int64) {
	w.field(id, tI64)
	w.b = binary.AppendVarint(w.b, v)
}

func (w *twriter) bool(id int16, v bool) {
	if v {
		w.field(id, tTrue)
	} else {
		w.field(id, tFalse)
	}
}

func (w *twriter) str(id int16, s string) {
	w.field(id, tBinary)
	w.rawStr(s)
}

func (w *twriter) rawStr(s string) {
	w.b = binary.AppendUvarint(w.b, uint64(len(s)))
	w.b = append(w.b, s...)
}

// list begins a list field of n elements, which follow.
func (w *twriter) list(id int16, elem byte, n int) {
	w.field(id, tList)
	if n < 15 {
		w.b = append(w.b, byte(n)<<4|elem)
		return
	}
	w.b = append(w.b, 0xf0|elem)
	w.b = binary.AppendUvarint(w.b, uint64(n))
}

// strct writes a struct field.
func (w *twriter) strct(id int16, body func()) {
	w.field(id, tStruct)
	w.begin()
	body()
	w.end()
}
