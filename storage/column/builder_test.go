package column

import (
	"fmt"
	"math/rand"
	"testing"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
)

// randomVec makes a vector of n rows in any form and says what its rows are.
func randomVec(r *rand.Rand, t types.Type, n int, dict *vec.Vec) (*vec.Vec, []types.Datum) {
	v := &vec.Vec{Type: t, Phys: t.Phys()}
	switch r.Intn(4) {
	case 0: // constant
		add(r, v, 1)
		v.Form = vec.Const
		if r.Intn(4) == 0 {
			v.SetNull(0, 1)
		}
	case 1, 2: // dictionary
		v.Form, v.Values = vec.Dict, dict
		for range n {
			v.Codes = append(v.Codes, uint16(r.Intn(5)))
		}
		nulls(r, v, n)
	default:
		add(r, v, n)
		nulls(r, v, n)
	}
	out := make([]types.Datum, n)
	for i := range out {
		out[i] = v.Datum(i)
	}
	return v, out
}

func add(r *rand.Rand, v *vec.Vec, n int) {
	for range n {
		switch v.Phys {
		case types.PBool:
			v.B = append(v.B, uint8(r.Intn(2)))
		case types.PI32:
			v.I32 = append(v.I32, r.Int31())
		case types.PI64:
			v.I64 = append(v.I64, r.Int63())
		case types.PF64:
			v.F64 = append(v.F64, r.Float64())
		default:
			v.AppendStr(fmt.Sprint(r.Intn(1000)))
		}
	}
}

func nulls(r *rand.Rand, v *vec.Vec, n int) {
	if r.Intn(2) == 0 {
		return
	}
	for i := range n {
		if r.Intn(3) == 0 {
			v.SetNull(i, n)
		}
	}
}

// TestBuilder appends vectors of all forms, with and without selections, and reads the
// result in slices.
func TestBuilder(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for _, oid := range []types.OID{types.Bool, types.Int4, types.Int8, types.Float8, types.Text} {
		for round := range 60 {
			typ := types.T(oid)
			dict := &vec.Vec{Type: typ, Phys: typ.Phys()}
			add(r, dict, 5)
			if r.Intn(2) == 0 {
				dict.SetNull(3, 5)
			}
			b := NewBuilder(typ, r.Intn(5000))
			if round%2 == 0 {
				b.KeepDict()
			}
			var want []types.Datum
			for range r.Intn(6) {
				n := 1 + r.Intn(vec.Size)
				v, rows := randomVec(r, typ, n, dict)
				if round%4 == 0 && v.Form != vec.Dict {
					continue // dictionaries only
				}
				var sel []uint16
				if r.Intn(2) == 0 {
					sel = []uint16{}
					for i := range n {
						if r.Intn(2) == 0 {
							sel = append(sel, uint16(i))
							want = append(want, rows[i])
						}
					}
				} else {
					want = append(want, rows...)
				}
				b.Append(v, n, sel)
			}
			check(t, b.Build(), want)
		}
	}
}

func check(t *testing.T, d *Data, want []types.Datum) {
	t.Helper()
	if d.Rows() != len(want) {
		t.Fatalf("%d rows instead of %d", d.Rows(), len(want))
	}
	var v vec.Vec
	for at := 0; at < d.Rows(); at += 192 {
		n := min(192, d.Rows()-at)
		d.Slice(at, n, &v)
		for i := range n {
			if got := v.Datum(i); got != want[at+i] {
				t.Fatalf("row %d: %+v instead of %+v", at+i, got, want[at+i])
			}
		}
	}
}
