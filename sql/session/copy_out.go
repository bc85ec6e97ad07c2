package session

import (
	"encoding/binary"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
)

// copySignature begins binary COPY data.
const copySignature = "PGCOPY\n\xff\r\n\x00\x00\x00\x00\x00\x00\x00\x00\x00"

// copyToClient writes a result as COPY TO STDOUT.
func (s *Session) copyToClient(cur *cursor, o *copySettings) (int64, error) {
	s.sink.CopyOut(len(cur.cols), o.format == "binary")
	var buf []byte
	style := s.derive().style
	switch {
	case o.format == "binary":
		buf = append(buf, copySignature...)
	case o.header:
		for i, c := range cur.cols {
			if i > 0 {
				buf = append(buf, o.delimiter[0])
			}
			buf = o.field(buf, []byte(c.Name), false, len(cur.cols) == 1)
		}
		buf = append(buf, '\n')
		if err := s.sink.CopyData(buf); err != nil {
			return 0, err
		}
		buf = buf[:0]
	}
	n, _, err := cur.pump(0, func(b *vec.Batch, lo, hi int) error {
		for k := lo; k < hi; k++ {
			i := k
			if b.Sel != nil {
				i = int(b.Sel[k])
			}
			if o.format == "binary" {
				buf = binaryRow(buf, cur.cols, b, i)
			} else {
				buf = o.textRow(buf, cur.cols, b, i, style)
			}
			if err := s.sink.CopyData(buf); err != nil {
				return err
			}
			buf = buf[:0]
		}
		return nil
	})
	if err != nil {
		return n, err
	}
	if o.format == "binary" {
		if err := s.sink.CopyData(append(buf, 0xff, 0xff)); err != nil {
			return n, err
		}
	}
	s.sink.CopyDone()
	return n, nil
}

// textRow appends a row in text or CSV form.
func (o *copySettings) textRow(buf []byte, cols []Column, b *vec.Batch, i int, style *types.Style) []byte {
	var tmp [64]byte
	for c, v := range b.Cols {
		if c > 0 {
			buf = append(buf, o.delimiter[0])
		}
		d := v.Datum(i)
		if d.Null {
			buf = append(buf, o.null...)
			continue
		}
		text := types.AppendText(tmp[:0], cols[c].Type, d, style)
		buf = o.field(buf, text, o.forceAll || o.forceQuote[cols[c].Name], len(b.Cols) == 1)
	}
	return append(buf, '\n')
}

// field appends one value with escapes or quotes.
func (o *copySettings) field(buf, text []byte, force, alone bool) []byte {
	if o.format != "csv" {
		return o.escaped(buf, text)
	}
	if !force && !o.needsQuotes(text, alone) {
		return append(buf, text...)
	}
	buf = append(buf, o.quote)
	for _, ch := range text {
		if ch == o.quote || ch == o.escape {
			buf = append(buf, o.escape)
		}
		buf = append(buf, ch)
	}
	return append(buf, o.quote)
}

func (o *copySettings) needsQuotes(text []byte, alone bool) bool {
	if string(text) == o.null || alone && string(text) == `\.` {
		return true
	}
	for _, ch := range text {
		if ch == o.delimiter[0] || ch == o.quote || ch == '\n' || ch == '\r' {
			return true
		}
	}
	return false
}

// escaped appends a value of the text format.
func (o *copySettings) escaped(buf, text []byte) []byte {
	for _, ch := range text {
		switch ch {
		case '\b':
			buf = append(buf, `\b`...)
		case '\f':
			buf = append(buf, `\f`...)
		case '\n':
			buf = append(buf, `\n`...)
		case '\r':
			buf = append(buf, `\r`...)
		case '\t':
			buf = append(buf, `\t`...)
		case '\v':
			buf = append(buf, `\v`...)
		case '\\':
			buf = append(buf, `\\`...)
		default:
			if ch == o.delimiter[0] {
				buf = append(buf, '\\')
			}
			buf = append(buf, ch)
		}
	}
	return buf
}

// binaryRow appends a row of the binary format.
func binaryRow(buf []byte, cols []Column, b *vec.Batch, i int) []byte {
	buf = binary.BigEndian.AppendUint16(buf, uint16(len(b.Cols)))
	for c, v := range b.Cols {
		d := v.Datum(i)
		if d.Null {
			buf = append(buf, 0xff, 0xff, 0xff, 0xff)
			continue
		}
		at := len(buf)
		buf = types.AppendBinary(append(buf, 0, 0, 0, 0), cols[c].Type, d)
		binary.BigEndian.PutUint32(buf[at:], uint32(len(buf)-at-4))
	}
	return buf
}
