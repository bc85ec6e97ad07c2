package textfile

import (
	"io"
	"math"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/table"
)

// JSONWriter writes batches as JSON objects, one a line or as one array.
type JSONWriter struct {
	w     io.Writer
	cols  []table.Column
	keys  [][]byte
	array bool
	style *types.Style
	buf   []byte
	Rows  int64
}

// NewJSONWriter begins JSON text; array makes it one array instead of a line a row.
func NewJSONWriter(w io.Writer, cols []table.Column, array bool, st *types.Style) *JSONWriter {
	x := &JSONWriter{w: w, cols: cols, array: array, style: st}
	for _, c := range cols {
		x.keys = append(x.keys, append(types.AppendJSONString(nil, c.Name), ':'))
	}
	if array {
		x.buf = append(x.buf, '[')
	}
	return x
}

// Write appends the live rows of a batch.
func (x *JSONWriter) Write(b *vec.Batch) error {
	for k := range b.Live() {
		i := k
		if b.Sel != nil {
			i = int(b.Sel[k])
		}
		if x.array {
			if x.Rows > 0 {
				x.buf = append(x.buf, ',')
			}
			x.buf = append(x.buf, '\n')
		}
		x.buf = append(x.buf, '{')
		for c, v := range b.Cols {
			if c > 0 {
				x.buf = append(x.buf, ',')
			}
			x.buf = append(x.buf, x.keys[c]...)
			x.buf = AppendJSON(x.buf, x.cols[c].Type, v.Datum(i), x.style)
		}
		x.buf = append(x.buf, '}')
		if !x.array {
			x.buf = append(x.buf, '\n')
		}
		x.Rows++
		if len(x.buf) >= flushBytes {
			if err := x.flush(); err != nil {
				return err
			}
		}
	}
	return nil
}

func (x *JSONWriter) flush() error {
	_, err := x.w.Write(x.buf)
	x.buf = x.buf[:0]
	return writeError(err)
}

// Close ends the text. It does not close the underlying writer.
func (x *JSONWriter) Close() error {
	if x.array {
		x.buf = append(x.buf, "\n]\n"...)
	}
	return x.flush()
}

// AppendJSON appends a value as JSON: numbers and truth values bare, arrays, rows and
// maps in kind, everything else as a string of its text.
func AppendJSON(dst []byte, t types.Type, d types.Datum, st *types.Style) []byte {
	if d.Null {
		return append(dst, "null"...)
	}
	switch t.OID {
	case types.Bool:
		if d.Bool() {
			return append(dst, "true"...)
		}
		return append(dst, "false"...)
	case types.Int2, types.Int4, types.Int8:
		return types.AppendText(dst, t, d, st)
	case types.Float4, types.Float8:
		if f := d.Float(); !math.IsNaN(f) && !math.IsInf(f, 0) {
			return types.AppendText(dst, t, d, st)
		}
	case types.Numeric:
		if types.DecimalOf(d).IsFinite() {
			return types.AppendText(dst, t, d, st)
		}
	case types.JSON, types.JSONB:
		return append(dst, d.S...)
	case types.Map:
		return appendMap(dst, t, d, st)
	}
	if elem, ok := types.ElemOf(t); ok {
		return appendArray(dst, elem, types.DecodeArray(elem, d.S), st)
	}
	if t.IsRow() {
		return appendRow(dst, t, d, st)
	}
	return types.AppendJSONString(dst, string(types.AppendText(nil, t, d, st)))
}

// appendArray writes an array of any number of dimensions as nested arrays.
func appendArray(dst []byte, elem types.Type, a types.Array, st *types.Style) []byte {
	at := 0
	var level func(k int)
	level = func(k int) {
		dst = append(dst, '[')
		n := len(a.Elems)
		if len(a.Dims) > 0 {
			n = a.Dims[k]
		}
		for i := range n {
			if i > 0 {
				dst = append(dst, ',')
			}
			if k+1 < len(a.Dims) {
				level(k + 1)
				continue
			}
			dst = AppendJSON(dst, elem, a.Elems[at], st)
			at++
		}
		dst = append(dst, ']')
	}
	level(0)
	return dst
}

func appendMap(dst []byte, t types.Type, d types.Datum, st *types.Style) []byte {
	kt, vt := types.MapTypes(t)
	keys, vals := types.DecodeMap(t, d.S)
	dst = append(dst, '{')
	for i, k := range keys {
		if i > 0 {
			dst = append(dst, ',')
		}
		dst = types.AppendJSONString(dst, string(types.AppendText(nil, kt, k, st)))
		dst = AppendJSON(append(dst, ':'), vt, vals[i], st)
	}
	return append(dst, '}')
}

func appendRow(dst []byte, t types.Type, d types.Datum, st *types.Style) []byte {
	stored, fields := types.DecodeRow(d.S)
	ts := types.RowTypes(t, stored)
	dst = append(dst, '{')
	for i, f := range fields {
		if i > 0 {
			dst = append(dst, ',')
		}
		name := "f" + string(rune('1'+i%9))
		if t.Ext != nil && i < len(t.Ext.Fields) {
			name = t.Ext.Fields[i].Name
		}
		dst = types.AppendJSONString(dst, name)
		dst = AppendJSON(append(dst, ':'), ts[i], f, st)
	}
	return append(dst, '}')
}
