package lake

import (
	"encoding/binary"
	"math"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/column"
	"github.com/tarndb/tarn/storage/table"
)

// The row buffer's form, in which rows travel in the catalog's log. Everything is little
// endian, numbers without a size are unsigned varints:
//
//	byte 1, rows, columns, then a column after the other:
//	  byte phys, scale+1, byte 1 when there are NULLs and then a bit a row (1: not NULL),
//	  the values of all rows: 1, 4 or 8 bytes each, or length and bytes.
const rowFormat = 1

// encodeRows appends rows lo to hi of columns.
func encodeRows(dst []byte, cols []*column.Data, rows int) []byte {
	dst = append(dst, rowFormat)
	dst = binary.AppendUvarint(dst, uint64(rows))
	dst = binary.AppendUvarint(dst, uint64(len(cols)))
	var v, flat vec.Vec
	for _, c := range cols {
		c.Slice(0, rows, &v)
		f := &v
		if v.Form != vec.Flat {
			f = vec.Flatten(&flat, &v, nil, rows)
		}
		dst = encodeColumn(dst, f, rows)
	}
	return dst
}

func encodeColumn(dst []byte, v *vec.Vec, rows int) []byte {
	dst = append(dst, byte(v.Phys))
	dst = binary.AppendUvarint(dst, uint64(v.Scale)+1)
	if v.Valid == nil {
		dst = append(dst, 0)
	} else {
		dst = append(dst, 1)
		bits := make([]byte, (rows+7)/8)
		for i := range rows {
			if vec.IsValid(v.Valid, i) {
				bits[i>>3] |= 1 << (i & 7)
			}
		}
		dst = append(dst, bits...)
	}
	for i := range rows {
		switch v.Phys {
		case types.PBool:
			dst = append(dst, v.B[i])
		case types.PI32:
			dst = binary.LittleEndian.AppendUint32(dst, uint32(v.I32[i]))
		case types.PI64:
			dst = binary.LittleEndian.AppendUint64(dst, uint64(v.I64[i]))
		case types.PF64:
			dst = binary.LittleEndian.AppendUint64(dst, math.Float64bits(v.F64[i]))
		default:
			b := v.Bytes(i)
			if v.IsNull(i) {
				b = nil
			}
			dst = append(binary.AppendUvarint(dst, uint64(len(b))), b...)
		}
	}
	return dst
}

// errRows is a chunk that cannot be read.
func errRows() error {
	return pgerr.New(pgerr.DataCorrupted, "the row buffer holds a chunk that cannot be read")
}

// decodeRows reads what encodeRows wrote for the given columns.
func decodeRows(data []byte, cols []table.Column) (*vec.Batch, error) {
	r := &byteReader{b: data}
	if r.byte() != rowFormat {
		return nil, errRows()
	}
	rows, n := r.number(1<<31), r.number(1<<16)
	// A row takes at least a byte a column, so that this also bounds what is allocated.
	if r.bad || n != len(cols) || n > 0 && rows > len(data) {
		return nil, errRows()
	}
	b := &vec.Batch{N: rows, Cols: make([]*vec.Vec, n)}
	for i := range cols {
		v, err := r.column(cols[i].Type, rows)
		if err != nil {
			return nil, err
		}
		b.Cols[i] = v
	}
	if r.bad || len(r.b) != 0 {
		return nil, errRows()
	}
	return b, nil
}

// byteReader takes pieces off a slice; bad is set when there was less than wanted.
type byteReader struct {
	b   []byte
	bad bool
}

func (r *byteReader) take(n int) []byte {
	if r.bad || n < 0 || n > len(r.b) {
		r.bad = true
		return nil
	}
	out := r.b[:n:n]
	r.b = r.b[n:]
	return out
}

func (r *byteReader) byte() byte {
	if b := r.take(1); b != nil {
		return b[0]
	}
	return 0
}

func (r *byteReader) number(limit uint64) int {
	v, n := binary.Uvarint(r.b)
	if n <= 0 || v > limit {
		r.bad = true
		return 0
	}
	r.b = r.b[n:]
	return int(v)
}

func (r *byteReader) column(t types.Type, rows int) (*vec.Vec, error) {
	want, scale := t.Phys(), int16(0)
	if s, ok := t.FixedScale(); ok {
		want, scale = types.PI64, int16(s)
	}
	v := &vec.Vec{Type: t, Phys: types.Phys(r.byte()), Scale: int16(r.number(1<<15)) - 1}
	if r.bad || v.Phys != want || v.Scale != scale {
		return nil, errRows()
	}
	if r.byte() == 1 {
		bits := r.take((rows + 7) / 8)
		v.Valid = make([]uint64, (rows+63)/64)
		for i := range rows {
			if bits != nil && bits[i>>3]>>(i&7)&1 == 1 {
				vec.SetValid(v.Valid, i)
			}
		}
	}
	switch v.Phys {
	case types.PBool:
		v.B = append(v.B, r.take(rows)...)
	case types.PI32:
		v.I32 = make([]int32, rows)
		for i, b := 0, r.take(4*rows); i < rows && b != nil; i++ {
			v.I32[i] = int32(binary.LittleEndian.Uint32(b[4*i:]))
		}
	case types.PI64:
		v.I64 = make([]int64, rows)
		for i, b := 0, r.take(8*rows); i < rows && b != nil; i++ {
			v.I64[i] = int64(binary.LittleEndian.Uint64(b[8*i:]))
		}
	case types.PF64:
		v.F64 = make([]float64, rows)
		for i, b := 0, r.take(8*rows); i < rows && b != nil; i++ {
			v.F64[i] = math.Float64frombits(binary.LittleEndian.Uint64(b[8*i:]))
		}
	default:
		for range rows {
			v.AppendBytes(r.take(r.number(vec.MaxString)))
		}
	}
	if r.bad {
		return nil, errRows()
	}
	return v, nil
}
