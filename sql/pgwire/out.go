package pgwire

import (
	"encoding/binary"
	"io"
	"strconv"

	"github.com/tarndb/tarn/sql/auth"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/session"
	"github.com/tarndb/tarn/sql/types"
)

// textArray is the OID of text[].
const textArray types.OID = 1009

// flushAt is how many waiting bytes are sent without being asked to.
const flushAt = 64 << 10

// out builds backend messages in one buffer.
type out struct {
	w   io.Writer
	buf []byte
	err error // of the last write; later ones are not tried
}

// begin starts a message and gives the place of its length.
func (o *out) begin(typ byte) int {
	o.buf = append(o.buf, typ, 0, 0, 0, 0)
	return len(o.buf) - 4
}

// end fills in the length of the message begun at.
func (o *out) end(at int) { binary.BigEndian.PutUint32(o.buf[at:], uint32(len(o.buf)-at)) }

func (o *out) i16(v int)    { o.buf = binary.BigEndian.AppendUint16(o.buf, uint16(v)) }
func (o *out) i32(v uint32) { o.buf = binary.BigEndian.AppendUint32(o.buf, v) }
func (o *out) cstr(s string) {
	o.buf = append(o.buf, s...)
	o.buf = append(o.buf, 0)
}

// empty appends a message without a body.
func (o *out) empty(typ byte) { o.buf = append(o.buf, typ, 0, 0, 0, 4) }

// flush sends everything.
func (o *out) flush() error {
	if o.err == nil && len(o.buf) > 0 {
		_, o.err = o.w.Write(o.buf)
	}
	o.buf = o.buf[:0]
	if cap(o.buf) > 16*flushAt {
		o.buf = nil
	}
	return o.err
}

// maybeFlush sends when much is waiting.
func (o *out) maybeFlush() error {
	if len(o.buf) < flushAt {
		return o.err
	}
	return o.flush()
}

func (o *out) ready(status byte) { o.buf = append(o.buf, 'Z', 0, 0, 0, 5, status) }

func (o *out) complete(tag string) {
	at := o.begin('C')
	o.cstr(tag)
	o.end(at)
}

func (o *out) parameterStatus(name, value string) {
	at := o.begin('S')
	o.cstr(name)
	o.cstr(value)
	o.end(at)
}

func (o *out) backendKey(pid int32, key []byte) {
	at := o.begin('K')
	o.i32(uint32(pid))
	o.buf = append(o.buf, key...)
	o.end(at)
}

func (o *out) negotiateVersion(minor int, unknown []string) {
	at := o.begin('v')
	o.i32(uint32(3<<16 | minor))
	o.i32(uint32(len(unknown)))
	for _, u := range unknown {
		o.cstr(u)
	}
	o.end(at)
}

func (o *out) authOK() {
	at := o.begin('R')
	o.i32(0)
	o.end(at)
}

func (o *out) authSASL(bound bool) {
	at := o.begin('R')
	o.i32(10)
	if bound {
		o.cstr(auth.MechScramPlus)
	}
	o.cstr(auth.MechScram)
	o.buf = append(o.buf, 0)
	o.end(at)
}

func (o *out) authContinue(code uint32, data string) {
	at := o.begin('R')
	o.i32(code)
	o.buf = append(o.buf, data...)
	o.end(at)
}

// report appends an ErrorResponse ('E') or NoticeResponse ('N').
func (o *out) report(typ byte, e *pgerr.Error) {
	severity := e.Severity
	if severity == "" {
		severity = "ERROR"
	}
	at := o.begin(typ)
	o.field('S', severity)
	o.field('V', severity)
	o.field('C', string(e.Code))
	o.field('M', e.Message)
	o.field('D', e.Detail)
	o.field('H', e.Hint)
	if e.Position > 0 {
		o.field('P', strconv.Itoa(e.Position))
	}
	o.field('W', e.Where)
	o.field('s', e.Schema)
	o.field('t', e.Table)
	o.field('c', e.Column)
	o.field('d', e.DataType)
	o.field('n', e.Constraint)
	o.field('R', e.Routine)
	o.buf = append(o.buf, 0)
	o.end(at)
}

// field appends one field of an error; empty ones are left out, but never the message.
// A zero byte would end the field early, so it is shown as a replacement character.
func (o *out) field(k byte, v string) {
	if v == "" && k != 'M' {
		return
	}
	o.buf = append(o.buf, k)
	for i := range len(v) {
		if v[i] == 0 {
			o.buf = append(o.buf, "\uFFFD"...)
			continue
		}
		o.buf = append(o.buf, v[i])
	}
	o.buf = append(o.buf, 0)
}

// rowDescription appends RowDescription; formats is nil (all text), one for all, or one
// per column.
func (o *out) rowDescription(cols []session.Column, formats []int16) {
	at := o.begin('T')
	o.i16(len(cols))
	for i := range cols {
		c := &cols[i]
		o.cstr(c.Name)
		o.i32(c.TableOID)
		o.i16(int(c.Attnum))
		t := wireType(c.Type)
		o.i32(t.OID)
		o.i16(int(t.Len()))
		o.i32(uint32(t.Mod))
		o.i16(int(formatOf(formats, i)))
	}
	o.end(at)
}

// wireType is the type a client is told: unknown literals are text, anonymous arrays of
// rows and Tarn's own types have PostgreSQL's nearest OID.
func wireType(t types.Type) types.Type {
	switch {
	case t.OID == types.Unknown || t.OID == 0:
		return types.T(types.Text)
	case t.OID == types.Map:
		return types.T(types.Text)
	case t.OID == types.AnyArray && t.Ext != nil && t.Ext.Elem != nil:
		if t.Ext.Elem.OID == types.Record {
			return types.T(types.RecordArray)
		}
		return types.T(textArray)
	}
	return t
}

func formatOf(formats []int16, i int) int16 {
	switch len(formats) {
	case 0:
		return 0
	case 1:
		return formats[0]
	}
	return formats[i]
}

func (o *out) parameterDescription(oids []types.OID) {
	at := o.begin('t')
	o.i16(len(oids))
	for _, id := range oids {
		o.i32(id)
	}
	o.end(at)
}

// copyResponse appends CopyOutResponse (H) or CopyInResponse (G).
func (o *out) copyResponse(typ byte, cols int, binaryFormat bool) {
	format := 0
	if binaryFormat {
		format = 1
	}
	at := o.begin(typ)
	o.buf = append(o.buf, byte(format))
	o.i16(cols)
	for range cols {
		o.i16(format)
	}
	o.end(at)
}
