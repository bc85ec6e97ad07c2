package table_test

import (
	"context"
	"testing"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/memtable"
	"github.com/tarndb/tarn/storage/table"
)

func part(t *testing.T, typ types.Type, vals ...int64) table.Table {
	m := memtable.New("m", []table.Column{{Name: "x", Type: typ}}, nil)
	v := &vec.Vec{Type: typ, Phys: typ.Phys()}
	for _, x := range vals {
		switch v.Phys {
		case types.PI32:
			v.I32 = append(v.I32, int32(x))
		case types.PF64:
			v.F64 = append(v.F64, float64(x))
		default:
			v.I64 = append(v.I64, x)
		}
	}
	v.SetNull(0, len(vals))
	m, err := m.Append(&vec.Batch{Cols: []*vec.Vec{v}, N: len(vals)})
	if err != nil {
		t.Fatal(err)
	}
	return m.Scan()
}

// TestUnion reads parts of narrower types, with constants and missing columns.
func TestUnion(t *testing.T) {
	ctx := context.Background()
	for _, c := range []struct{ from, to types.OID }{
		{types.Int2, types.Int4}, {types.Int4, types.Int8}, {types.Int4, types.Float8}, {types.Float4, types.Float8}, {types.Date, types.Timestamp}, {types.Int8, types.Int8},
	} {
		from, to := types.T(c.from), types.T(c.to)
		if c.from != c.to && !table.Widens(from, to) {
			t.Fatalf("%v does not widen to %v", from, to)
		}
		cols := []table.Column{{Name: "x", Type: to}, {Name: "k", Type: types.T(types.Text)}, {Name: "gone", Type: types.NumericType(10, 2)}}
		parts := []table.Part{
			{Table: part(t, from, 0, 1, 2), Map: []int{0, -1, -1}, Consts: []types.Datum{{}, types.NewStr("one"), types.ScaledNumeric(150, 2)}},
			{Table: part(t, to, 0, 3), Map: []int{0, -1, -1}, Consts: []types.Datum{{}, types.NewStr("two"), types.Null}},
		}
		u := table.Union("u", cols, parts)
		if st, err := u.Stats(ctx); err != nil || st.Rows != 5 || st.Cols[0].Nulls != 2 || st.Cols[1].NDV != 2 || st.Cols[2].Nulls < 0 {
			t.Fatalf("%+v %v", st, err)
		}
		pred := table.Pred{Col: 1, Op: table.PredEQ, Values: []types.Datum{types.NewStr("one")}}
		if s, _ := u.Splits(ctx, []table.Pred{pred}); len(s) != 1 {
			t.Fatalf("%d splits after pruning", len(s))
		}
		splits, _ := u.Splits(ctx, nil)
		r, err := splits[0].Open(ctx, []int{2, 0, 1}, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		if n, _ := r.Next(); n != 3 {
			t.Fatal(n)
		}
		var gone, x, k vec.Vec
		for i, v := range []*vec.Vec{&gone, &x, &k} {
			if err := r.Read(i, nil, v); err != nil {
				t.Fatal(err)
			}
		}
		want := types.NewInt(2)
		switch c.to {
		case types.Float8:
			want = types.NewFloat(2)
		case types.Timestamp:
			want = types.NewInt(2 * 86_400_000_000)
		}
		if x.Datum(2) != want || !x.Datum(0).Null || k.Datum(1).S != "one" || gone.I64[0] != 150 || gone.Datum(2) != types.ScaledNumeric(150, 2) {
			t.Errorf("%v: %+v %+v %+v", c, x.Datum(2), k.Datum(1), gone)
		}
		r.Close()
	}
}
