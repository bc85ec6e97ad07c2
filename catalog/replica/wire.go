package replica

import (
	"encoding/binary"
	"errors"
	"fmt"
)

// Commands and records are written in protobuf's wire format by hand: fields with numbers,
// of which a reader skips those that it does not know. Only two of its types are used:
// varint (0) and bytes (2).

var errMalformed = errors.New("malformed record")

// out builds a message. Zero values are left out.
type out struct{ b []byte }

func (o *out) uint(field int, v uint64) {
	if v != 0 {
		o.b = binary.AppendUvarint(o.b, uint64(field)<<3)
		o.b = binary.AppendUvarint(o.b, v)
	}
}

// int writes a signed number as protobuf's sint64.
func (o *out) int(field int, v int64) { o.uint(field, uint64(v)<<1^uint64(v>>63)) }

func (o *out) bool(field int, v bool) {
	if v {
		o.uint(field, 1)
	}
}

func (o *out) bytes(field int, v []byte) {
	if len(v) > 0 {
		o.always(field, v)
	}
}

// always writes bytes even when there are none.
func (o *out) always(field int, v []byte) {
	o.b = binary.AppendUvarint(o.b, uint64(field)<<3|2)
	o.b = binary.AppendUvarint(o.b, uint64(len(v)))
	o.b = append(o.b, v...)
}

func (o *out) text(field int, v string) { o.bytes(field, []byte(v)) }

// numbers writes ascending numbers as differences.
func (o *out) numbers(field int, v []uint64) {
	if len(v) == 0 {
		return
	}
	var b []byte
	last := uint64(0)
	for _, n := range v {
		b = binary.AppendUvarint(b, n-last)
		last = n
	}
	o.always(field, b)
}

// field is one field of a message.
type field struct {
	n     int
	value uint64 // of a varint
	bytes []byte // of bytes; a part of the message
}

func (f *field) int() int64 { return int64(f.value>>1) ^ -int64(f.value&1) }

func (f *field) bool() bool { return f.value != 0 }

func (f *field) text() string { return string(f.bytes) }

// copied gives bytes that do not hold the whole message in memory.
func (f *field) copied() []byte { return append([]byte(nil), f.bytes...) }

func (f *field) numbers() ([]uint64, error) {
	var v []uint64
	last := uint64(0)
	for b := f.bytes; len(b) > 0; {
		d, n := binary.Uvarint(b)
		if n <= 0 {
			return nil, errMalformed
		}
		b = b[n:]
		last += d
		v = append(v, last)
	}
	return v, nil
}

// each calls f for the fields of a message.
func each(b []byte, f func(field) error) error {
	for len(b) > 0 {
		key, n := binary.Uvarint(b)
		if n <= 0 || key>>3 == 0 || key>>3 > 1<<20 {
			return errMalformed
		}
		b = b[n:]
		v, n := binary.Uvarint(b)
		if n <= 0 {
			return errMalformed
		}
		b = b[n:]
		fl := field{n: int(key >> 3), value: v}
		switch key & 7 {
		case 0:
		case 2:
			if v > uint64(len(b)) {
				return errMalformed
			}
			fl.value, fl.bytes, b = 0, b[:v:v], b[v:]
		default:
			return fmt.Errorf("%w: wire type %d", errMalformed, key&7)
		}
		if err := f(fl); err != nil {
			return err
		}
	}
	return nil
}
