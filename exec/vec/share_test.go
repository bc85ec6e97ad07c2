package vec

import (
	"fmt"
	"testing"

	"github.com/tarndb/tarn/sql/types"
)

func texts(from, n int) *Vec {
	v := &Vec{Type: types.T(types.Text), Phys: types.PStr}
	for i := range n {
		v.AppendStr(fmt.Sprint("text ", from+i))
	}
	return v
}

func expectTexts(t *testing.T, v *Vec, want ...int) {
	t.Helper()
	if len(v.Refs) != len(want) {
		t.Fatalf("%d values, not %d", len(v.Refs), len(want))
	}
	for i, w := range want {
		if got := v.Str(i); got != fmt.Sprint("text ", w) {
			t.Fatalf("value %d is %q, not of %d", i, got, w)
		}
	}
}

// TestAppendFrom: bytes are shared while they can be, and copied before anything is
// written behind them.
func TestAppendFrom(t *testing.T) {
	a, b := texts(0, 10), texts(10, 10)
	a.Lasting, b.Lasting = true, true
	a.Buf = a.Buf[:len(a.Buf):cap(a.Buf)]
	spare := append([]byte(nil), a.Buf...)
	v := &Vec{Type: a.Type, Phys: types.PStr}
	v.AppendFrom(a, 3)
	v.AppendFrom(a, 1)
	if !v.Lasting || !v.SameBytes(0, a, 3) || v.SameBytes(0, a, 1) {
		t.Fatal("bytes of one lasting buffer are not shared")
	}
	expectTexts(t, v, 3, 1)
	w := *v
	w.Refs = append([]Ref(nil), v.Refs...)
	v.AppendFrom(b, 2)
	expectTexts(t, v, 3, 1, 12)
	w.AppendStr("text 99")
	expectTexts(t, &w, 3, 1, 99)
	if v.Lasting || w.Lasting || string(a.Buf[:len(spare)]) != string(spare) {
		t.Fatal("a buffer of another was written to")
	}
	a.AppendFrom(texts(50, 1), 0)
	expectTexts(t, a, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 50)
}

// TestOneBuffer: vectors keep their values, and what one takes from another is shared.
func TestOneBuffer(t *testing.T) {
	inTurn := func(n int, f func(i int) error) error {
		for i := range n {
			if err := f(i); err != nil {
				return err
			}
		}
		return nil
	}
	a, b, c := texts(0, 3), texts(3, 2), &Vec{Type: types.T(types.Text), Phys: types.PStr}
	for range 2 {
		if err := OneBuffer([]*Vec{a, b, c}, inTurn); err != nil {
			t.Fatal(err)
		}
		expectTexts(t, a, 0, 1, 2)
		expectTexts(t, b, 3, 4)
	}
	v := &Vec{Type: a.Type, Phys: types.PStr}
	v.AppendFrom(b, 1)
	v.AppendFrom(a, 0)
	if !v.Lasting {
		t.Error("bytes are not shared")
	}
	expectTexts(t, v, 4, 0)
}
