package lake

import (
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/storage/delta"
)

type vecBatch = vec.Batch

// liveRows lists the live rows lo to hi of a batch; nil when that is all rows of it.
func liveRows(b *vecBatch, lo, hi int) []uint16 {
	if b.Sel != nil {
		return b.Sel[lo:hi]
	}
	if lo == 0 && hi == b.N {
		return nil
	}
	sel := make([]uint16, 0, hi-lo)
	for i := lo; i < hi; i++ {
		sel = append(sel, uint16(i))
	}
	return sel
}

// rowBytes bounds the memory of rows once copied.
func rowBytes(b *vecBatch, sel []uint16) int64 {
	n := b.N
	if sel != nil {
		n = len(sel)
	}
	total := int64(9 * n * len(b.Cols))
	for _, v := range b.Cols {
		src := v
		if v.Form == vec.Dict {
			src = v.Values
		}
		if src.Refs == nil {
			continue
		}
		for k := range n {
			i := k
			if sel != nil {
				i = int(sel[k])
			}
			switch v.Form {
			case vec.Dict:
				i = int(v.Codes[i])
			case vec.Const:
				i = 0
			}
			total += int64(src.Refs[i].Len())
		}
	}
	return total
}

// writeSegment writes all rows of a segment.
func writeSegment(w *delta.DataWriter, s *segment) error {
	b := &vecBatch{Cols: make([]*vec.Vec, len(s.cols))}
	for i := range b.Cols {
		b.Cols[i] = &vec.Vec{}
	}
	for at := 0; at < s.rows; at += vec.Size {
		b.N = min(vec.Size, s.rows-at)
		for i, c := range s.cols {
			c.Slice(at, b.N, b.Cols[i])
		}
		if err := w.Write(b); err != nil {
			return err
		}
	}
	return nil
}
