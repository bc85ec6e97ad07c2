package pgwire

import (
	"encoding/binary"
	"math"
	"testing"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/session"
	"github.com/tarndb/tarn/sql/types"
)

// TestFastPaths compares the encoder's own forms with those of package types, for values
// at the edges of every type, in flat, constant and dictionary vectors.
func TestFastPaths(t *testing.T) {
	days := []int64{0, 1, -1, firstDay, firstDay - 1, lastDay, lastDay + 1, 11016, 19782, 59, 60, -719468, math.MaxInt32, math.MinInt32}
	const day = 86400 * 1000000
	var stamps []int64
	for _, d := range days[:12] {
		stamps = append(stamps, d*day, d*day-1, d*day+1, d*day+500000, d*day+43200*1000000+120)
	}
	stamps = append(stamps, math.MaxInt64, math.MinInt64)
	ints := []int64{0, 1, -1, 42, math.MaxInt16, math.MinInt16}
	for _, c := range []struct {
		typ  types.Type
		vals []int64
	}{
		{types.T(types.Date), days}, {types.T(types.Timestamp), stamps}, {types.T(types.TimestampTZ), stamps},
		{types.T(types.Int2), ints}, {types.T(types.Int4), append(ints, math.MaxInt32, math.MinInt32)},
		{types.T(types.Int8), append(ints, math.MaxInt64, math.MinInt64)}, {types.T(types.Oid), []int64{0, 1, -1, math.MinInt32}},
		{types.T(types.Bool), []int64{0, 1}}, {types.T(types.Time), []int64{0, 1, 86399999999, 86400000000}},
	} {
		v := &vec.Vec{Type: c.typ, Phys: c.typ.Phys()}
		for _, x := range c.vals {
			switch v.Phys {
			case types.PBool:
				v.B = append(v.B, uint8(x))
			case types.PI32:
				v.I32 = append(v.I32, int32(x))
			default:
				v.I64 = append(v.I64, x)
			}
		}
		compareForms(t, c.typ, v, len(c.vals))
	}
	floats := []float64{0, math.Copysign(0, -1), 1.5, 1e15, 1e-7, 0.1, math.NaN(), math.Inf(1), math.Inf(-1), math.MaxFloat64}
	compareForms(t, types.T(types.Float8), &vec.Vec{Type: types.T(types.Float8), Phys: types.PF64, F64: floats}, len(floats))
	for scale := range 19 {
		num := types.NumericType(18, scale)
		vals := []int64{0, 5, -5, 150, -12345, 999999999999999, 1000000, 10000, 99990000, -999999999999999999, 100000000000000000, 10001}
		compareForms(t, num, &vec.Vec{Type: num, Phys: types.PI64, Scale: int16(scale), I64: vals}, len(vals))
	}
}

// compareForms encodes every value in all forms of a vector.
func compareForms(t *testing.T, typ types.Type, v *vec.Vec, n int) {
	t.Helper()
	codes := make([]uint16, n)
	for i := range codes {
		codes[i] = uint16(n - 1 - i)
	}
	dict := &vec.Vec{Type: typ, Form: vec.Dict, Codes: codes, Values: v}
	for _, format := range []int16{0, 1} {
		e := newEncoder([]session.Column{{Type: typ}}, []int16{format}, types.DefaultStyle)
		check := func(b *vec.Batch, i int, d types.Datum) {
			e.bind(b)
			row := e.dataRow(nil, i)
			want := types.AppendText(nil, typ, d, types.DefaultStyle)
			if format == 1 {
				want = types.AppendBinary(nil, typ, d)
			}
			if got := row[11:]; string(got) != string(want) || int(binary.BigEndian.Uint32(row[7:])) != len(want) {
				t.Errorf("%s format %d: got %q, want %q", typ, format, got, want)
			}
		}
		for i := range n {
			d := v.Datum(i)
			check(&vec.Batch{Cols: []*vec.Vec{v}, N: n}, i, d)
			check(&vec.Batch{Cols: []*vec.Vec{dict}, N: n}, n-1-i, d)
		}
		one := *v
		one.Form = vec.Const
		check(&vec.Batch{Cols: []*vec.Vec{&one}, N: n}, n-1, v.Datum(0))
	}
}

// TestNulls encodes NULLs of flat, constant and dictionary vectors.
func TestNulls(t *testing.T) {
	values := &vec.Vec{Type: types.T(types.Int4), Phys: types.PI32, I32: []int32{7, 8}}
	values.SetNull(1, 2)
	flat := *values
	dict := &vec.Vec{Type: types.T(types.Int4), Form: vec.Dict, Codes: []uint16{1, 0}, Values: values}
	one := *values
	one.Form, one.Valid = vec.Const, []uint64{0}
	e := newEncoder(make([]session.Column, 3), nil, types.DefaultStyle)
	e.ops = []op{tInt32, tInt32, tInt32}
	e.bind(&vec.Batch{Cols: []*vec.Vec{&flat, dict, &one}, N: 2})
	null := "\xff\xff\xff\xff"
	seven := "\x00\x00\x00\x017"
	if got := string(e.dataRow(nil, 0)[7:]); got != seven+null+null {
		t.Errorf("row 0: %q", got)
	}
	if got := string(e.dataRow(nil, 1)[7:]); got != null+seven+null {
		t.Errorf("row 1: %q", got)
	}
}

func BenchmarkDataRow(b *testing.B) {
	n := vec.Size
	ints, text := &vec.Vec{Type: types.T(types.Int8), Phys: types.PI64}, &vec.Vec{Type: types.T(types.Text), Phys: types.PStr}
	day := &vec.Vec{Type: types.T(types.Date), Phys: types.PI32}
	money := &vec.Vec{Type: types.NumericType(15, 2), Phys: types.PI64, Scale: 2}
	for i := range n {
		ints.I64 = append(ints.I64, int64(i)*7919)
		money.I64 = append(money.I64, int64(i)*104729)
		day.I32 = append(day.I32, int32(9000+i))
		text.AppendStr("some words of text")
	}
	cols := []session.Column{{Type: ints.Type}, {Type: text.Type}, {Type: day.Type}, {Type: money.Type}}
	batch := &vec.Batch{Cols: []*vec.Vec{ints, text, day, money}, N: n}
	for name, format := range map[string]int16{"text": 0, "binary": 1} {
		b.Run(name, func(b *testing.B) {
			e := newEncoder(cols, []int16{format}, types.DefaultStyle)
			var buf []byte
			for i := 0; i < b.N; i += n {
				e.bind(batch)
				buf = buf[:0]
				for k := range n {
					buf = e.dataRow(buf, k)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N), "ns/row")
		})
	}
}
