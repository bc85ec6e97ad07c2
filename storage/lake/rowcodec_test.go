package lake

import (
	"math"
	"strconv"
	"testing"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/table"
)

func testColumns() []table.Column {
	return []table.Column{{Name: "b", Type: types.T(types.Bool)}, {Name: "i", Type: types.T(types.Int4)}, {Name: "l", Type: types.T(types.Int8)},
		{Name: "f", Type: types.T(types.Float8)}, {Name: "t", Type: types.T(types.Text)}, {Name: "n", Type: types.NumericType(10, 2)},
		{Name: "w", Type: types.T(types.Numeric)}}
}

// testSegment makes rows that differ from each other; every seventh value is NULL.
func testSegment(t testing.TB, cols []table.Column, first, n int) *segment {
	t.Helper()
	rb := newRowBuilder(cols, n)
	for lo := 0; lo < n; lo += vec.Size {
		k := min(vec.Size, n-lo)
		b := make([]*vec.Vec, len(cols))
		for c := range cols {
			v := &vec.Vec{}
			phys, scale := cols[c].Type.Phys(), 0
			if s, ok := cols[c].Type.FixedScale(); ok {
				phys, scale = types.PI64, s
			}
			v.Reset(cols[c].Type, phys, k)
			v.Scale = int16(scale)
			if phys == types.PStr {
				v.Refs, v.Buf = nil, nil
			}
			for i := range k {
				x := first + lo + i
				switch phys {
				case types.PBool:
					v.B[i] = uint8(x & 1)
				case types.PI32:
					v.I32[i] = int32(x)
				case types.PI64:
					v.I64[i] = int64(x) * 1_000_003
				case types.PF64:
					v.F64[i] = math.Sqrt(float64(x))
				default:
					if cols[c].Type.OID == types.Numeric {
						d, err := types.Parse(cols[c].Type, strconv.Itoa(x), types.DefaultStyle)
						if err != nil {
							t.Fatal(err)
						}
						v.AppendStr(d.S)
					} else {
						v.AppendStr(strconv.Itoa(x))
					}
				}
				if (x+c)%7 == 0 {
					v.SetNull(i, k)
				}
			}
			b[c] = v
		}
		rb.add(b, k, nil)
	}
	return rb.build()
}

func TestRowsThereAndBack(t *testing.T) {
	cols := testColumns()
	for _, n := range []int{0, 1, 2, 63, 64, 65, 2048, 5000} {
		s := testSegment(t, cols, 3, n)
		data := encodeRows(nil, s.cols, n)
		b, err := decodeRows(data, cols)
		if err != nil {
			t.Fatalf("%d rows: %v", n, err)
		}
		for c := range cols {
			var want vec.Vec
			s.cols[c].Slice(0, n, &want)
			for i := range n {
				w, g := want.Datum(i), b.Cols[c].Datum(i)
				if w.Null != g.Null || !w.Null && !types.Equal(cols[c].Type, w, g) {
					t.Fatalf("%d rows, column %s, row %d: got %v, want %v", n, cols[c].Name, i, g, w)
				}
			}
		}
		for cut := 0; cut < len(data); cut += 1 + len(data)/50 {
			if _, err := decodeRows(data[:cut], cols); err == nil {
				t.Fatalf("%d rows cut at %d of %d bytes were read", n, cut, len(data))
			}
		}
	}
}

func FuzzDecodeRows(f *testing.F) {
	cols := testColumns()
	s := testSegment(f, cols, 1, 10)
	f.Add(encodeRows(nil, s.cols, 10))
	f.Fuzz(func(t *testing.T, data []byte) {
		b, err := decodeRows(data, cols)
		if err != nil {
			return
		}
		for c := range cols {
			for i := range b.N {
				_ = b.Cols[c].Datum(i)
			}
		}
	})
}
