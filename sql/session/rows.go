package session

import (
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
)

// list is a finished result held as batches.
type list struct {
	batches []*vec.Batch
	next    int
}

// Next gives the next batch.
func (l *list) Next() (*vec.Batch, error) {
	if l.next >= len(l.batches) {
		return nil, nil
	}
	l.next++
	return l.batches[l.next-1], nil
}

// Close does nothing: the batches may be read again.
func (l *list) Close() {}

// textColumn describes a text column.
func textColumn(name string) Column { return Column{Name: name, Type: types.T(types.Text)} }

// textResult makes a result of text columns.
func textResult(names []string, rows [][]string) *cursor {
	cols := make([]Column, len(names))
	for i, n := range names {
		cols[i] = textColumn(n)
	}
	l := &list{}
	for lo := 0; lo < len(rows); lo += vec.Size {
		part := rows[lo:min(lo+vec.Size, len(rows))]
		b := &vec.Batch{N: len(part)}
		for c := range names {
			v := &vec.Vec{Type: cols[c].Type, Phys: types.PStr}
			for _, r := range part {
				v.AppendStr(r[c])
			}
			b.Cols = append(b.Cols, v)
		}
		l.batches = append(l.batches, b)
	}
	return &cursor{cols: cols, src: l}
}

// copyRows appends rows lo to hi of a batch to a list as dense, flat batches.
func (l *list) copyRows(b *vec.Batch, lo, hi int) {
	out := &vec.Batch{N: hi - lo}
	for _, v := range b.Cols {
		out.Cols = append(out.Cols, compact(v, b.Sel, lo, hi))
	}
	l.batches = append(l.batches, out)
}

// compact copies live rows lo to hi of a vector into a flat one of its own.
func compact(v *vec.Vec, sel []uint16, lo, hi int) *vec.Vec {
	flat, n := v, hi-lo
	if v.Form == vec.Dict {
		flat = v.Values
	}
	out := &vec.Vec{Type: v.Type, Phys: flat.Phys, Scale: flat.Scale}
	for k := range n {
		i := lo + k
		if sel != nil {
			i = int(sel[i])
		}
		if v.IsNull(i) {
			appendZero(out)
			out.SetNull(k, n)
			continue
		}
		switch v.Form {
		case vec.Const:
			i = 0
		case vec.Dict:
			i = int(v.Codes[i])
		}
		appendFrom(out, flat, i)
	}
	return out
}

func appendFrom(out, flat *vec.Vec, i int) {
	switch flat.Phys {
	case types.PBool:
		out.B = append(out.B, flat.B[i])
	case types.PI32:
		out.I32 = append(out.I32, flat.I32[i])
	case types.PI64:
		out.I64 = append(out.I64, flat.I64[i])
	case types.PF64:
		out.F64 = append(out.F64, flat.F64[i])
	default:
		out.AppendBytes(flat.Bytes(i))
	}
}

func appendZero(out *vec.Vec) {
	switch out.Phys {
	case types.PBool:
		out.B = append(out.B, 0)
	case types.PI32:
		out.I32 = append(out.I32, 0)
	case types.PI64:
		out.I64 = append(out.I64, 0)
	case types.PF64:
		out.F64 = append(out.F64, 0)
	default:
		out.AppendStr("")
	}
}

// bytes is the memory a batch of flat vectors holds.
func batchBytes(b *vec.Batch) int64 {
	var n int
	for _, v := range b.Cols {
		n += len(v.B) + 4*len(v.I32) + 8*len(v.I64) + 8*len(v.F64) + 8*len(v.Refs) + len(v.Buf) + 8*len(v.Valid)
	}
	return int64(n)
}

// datumVec makes a flat vector of datums; all have type t.
func datumVec(t types.Type, ds []types.Datum) *vec.Vec {
	v := &vec.Vec{Type: t, Phys: t.Phys()}
	scale, fixed := t.FixedScale()
	if fixed {
		v.Phys, v.Scale = types.PI64, int16(scale)
	}
	for i, d := range ds {
		if d.Null {
			appendZero(v)
			v.SetNull(i, len(ds))
			continue
		}
		appendDatum(v, d)
	}
	return v
}

func appendDatum(v *vec.Vec, d types.Datum) {
	switch v.Phys {
	case types.PBool:
		v.B = append(v.B, uint8(d.I))
	case types.PI32:
		v.I32 = append(v.I32, int32(d.I))
	case types.PI64:
		if v.Type.OID == types.Numeric {
			u, _ := types.DecimalOf(d).Scaled(int(v.Scale))
			v.I64 = append(v.I64, u)
			return
		}
		v.I64 = append(v.I64, d.I)
	case types.PF64:
		v.F64 = append(v.F64, d.Float())
	default:
		v.AppendStr(d.S)
	}
}
