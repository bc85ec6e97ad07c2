package expr

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/types"
)

// shape is how a random column looks to the compiler.
type shape uint8

const (
	shapeFlat shape = iota
	shapeDict
	shapeConst
	shapes
)

const testRows = 200

// randomDatum makes a value of a type; near keeps numbers small so that bounds prove
// that nothing overflows.
func randomDatum(r *rand.Rand, t types.Type, near bool) types.Datum {
	n := int64(r.IntN(200) - 100)
	if !near && r.IntN(4) == 0 {
		n = []int64{32767, -32768, 2147483647, -2147483648, 1 << 62, -1 << 62}[r.IntN(6)]
	}
	switch t.OID {
	case types.Int2:
		return types.NewInt(int64(int16(n)))
	case types.Int4, types.Date:
		return types.NewInt(int64(int32(n)))
	case types.Bool:
		return types.NewBool(n > 0)
	case types.Numeric:
		return types.ScaledNumeric(n, 2)
	case types.Float4:
		return types.NewFloat(float64(float32(n) / 8))
	case types.Float8:
		return types.NewFloat(float64(n) / 8)
	case types.Text, types.VarChar, types.Name, types.Bytea, types.BPChar:
		return types.NewStr([]string{"", "a", "ab", "abc", "special requests", "%b", "year", "month", "day", "minute", "hour", "second", "b%"}[r.IntN(13)])
	case types.UUID:
		return types.NewStr(fmt.Sprintf("%016d", n&3))
	case types.Char:
		return types.NewStr("ab"[n&1 : n&1+1])
	}
	return types.NewInt(n)
}

// column makes a vector of a shape with what the compiler may know of it.
func column(r *rand.Rand, t types.Type, sh shape, near bool) (*vec.Vec, ColInfo) {
	fixed := t.OID == types.Numeric && r.IntN(2) == 0
	if fixed {
		t = types.NumericType(12, 2)
	}
	ci := ColInfo{Column: plan.Column{Type: t}, Info: InfoOf(t, false)}
	rows := testRows
	if sh != shapeFlat {
		rows = 7
	}
	v := &vec.Vec{}
	phys := t.Phys()
	if fixed {
		phys = types.PI64
	}
	v.Reset(t, phys, rows)
	v.Scale = int16(ci.Scale)
	nulls := r.IntN(2) == 0
	for i := range rows {
		d := randomDatum(r, t, near)
		if fixed {
			x, _, _ := ScaledOf(d.S)
			v.I64[i] = x % 1e11
		} else {
			v.Put(i, d)
		}
		if nulls && r.IntN(6) == 0 {
			v.SetNull(i, rows)
		}
	}
	if near && t.OID == types.Timestamp {
		for i := range v.I64 {
			v.I64[i] *= 1e11 + 777
		}
		ci.Lo, ci.Hi = -1e14, 1e14
	} else if near && ci.Bounded {
		ci.Lo, ci.Hi = max(ci.Lo, -100), min(ci.Hi, 100)
	}
	switch sh {
	case shapeConst:
		v.Form = vec.Const
	case shapeDict:
		d := &vec.Vec{Type: t, Phys: phys, Form: vec.Dict, Values: v}
		for range testRows {
			d.Codes = append(d.Codes, uint16(r.IntN(rows)))
		}
		v = d
	}
	return v, ci
}

// TestSpecials compares every vectorized function with its row-wise evaluation, over
// flat, dictionary and constant columns, with and without bounds, NULLs and selections.
func TestSpecials(t *testing.T) {
	covered := 0
	for _, fn := range builtin.Funcs() {
		if specials[fn.Kernel] == nil || fn.Eval == nil || fn.Kind != builtin.Scalar {
			continue
		}
		covered++
		r := rand.New(rand.NewPCG(uint64(fn.OID), 9))
		for round := range 60 {
			if !t.Run(fmt.Sprintf("%s/%d", fn.Kernel, round), func(t *testing.T) { compareSpecial(t, fn, r) }) {
				break
			}
		}
	}
	if covered < 100 {
		t.Fatalf("only %d functions were compared", covered)
	}
}

func compareSpecial(t *testing.T, fn *builtin.Func, r *rand.Rand) {
	in := &Schema{MaxRows: -1}
	b := &vec.Batch{N: testRows}
	call := &plan.Call{Fn: fn, T: types.T(fn.Ret)}
	near := r.IntN(3) > 0
	for i, oid := range fn.Args {
		at := types.T(oid)
		if r.IntN(4) == 0 || slices.Contains([]string{"extract_date", "extract_timestamp", "timestamp_trunc"}, fn.Kernel) && i == 0 {
			call.Args = append(call.Args, &plan.Const{T: at, D: randomDatum(r, at, near)})
			continue
		}
		v, ci := column(r, at, shape(r.IntN(int(shapes))), near)
		ci.ID = plan.ColID(i + 1)
		in.Cols = append(in.Cols, ci)
		b.Cols = append(b.Cols, v)
		call.Args = append(call.Args, &plan.Col{ID: ci.ID, T: at})
	}
	if r.IntN(2) == 0 {
		b.Sel = []uint16{}
		for i := range testRows {
			if r.IntN(2) == 0 {
				b.Sel = append(b.Sel, uint16(i))
			}
		}
	}
	want, wantErr := evaluate(t, call, in, b, true)
	got, gotErr := evaluate(t, call, in, b, false)
	if (wantErr == nil) != (gotErr == nil) {
		t.Fatalf("%s: error %v, row by row %v", Key(call), gotErr, wantErr)
	}
	if wantErr == nil && !slices.Equal(got, want) {
		for i := range got {
			if got[i] != want[i] {
				t.Fatalf("%s: value %d is %s, row by row %s", Key(call), i, got[i], want[i])
			}
		}
	}
}

// evaluate gives the results as text, by the vectorized form or row by row.
func evaluate(t *testing.T, call *plan.Call, in *Schema, b *vec.Batch, rowwise bool) ([]string, error) {
	if rowwise {
		f := *call.Fn
		f.Kernel = ""
		c := *call
		c.Fn = &f
		call = &c
	}
	p, err := Compile(call, in, &builtin.Session{})
	if err != nil {
		t.Fatal(err)
	}
	v, err := p.Eval(b, b.Sel)
	if err != nil {
		return nil, err
	}
	var out []string
	one := func(i int) {
		if d := v.Datum(i); d.Null {
			out = append(out, "NULL")
		} else {
			out = append(out, string(types.AppendText(nil, call.T, d, types.DefaultStyle)))
		}
	}
	if b.Sel == nil {
		for i := range b.N {
			one(i)
		}
	}
	for _, i := range b.Sel {
		one(int(i))
	}
	if call.T.OID == types.Bool {
		sel, err := p.Filter(b, b.Sel, make([]uint16, vec.Size))
		if err != nil {
			return nil, err
		}
		out = append(out, fmt.Sprint(sel))
	}
	return out, nil
}
