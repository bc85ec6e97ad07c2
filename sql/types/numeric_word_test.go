package types

import (
	"math/rand/v2"
	"testing"
)

// TestNumericWord: the words of two numerics never contradict their order.
func TestNumericWord(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	fixed := []string{"NaN", "Infinity", "-Infinity", "0", "0.00", "1", "1.0", "-1", "9.99", "10", "99999999999999999999999", "1e300", "-1e300", "1e-300", "-1e-300", "1e126", "9e126", "1e127", "1e128"}
	var ds []Datum
	for _, s := range fixed {
		d, err := Parse(T(Numeric), s, nil)
		if err != nil {
			t.Fatal(err)
		}
		ds = append(ds, d)
	}
	for range 300 {
		v := r.Int64() >> r.IntN(63)
		if r.IntN(2) == 0 {
			v = -v
		}
		ds = append(ds, DecimalScaled(v, r.IntN(25)).Datum())
	}
	for _, a := range ds {
		for _, b := range ds {
			x, y := NumericWord(a.S), NumericWord(b.S)
			c := Compare(T(Numeric), a, b)
			if c < 0 && x > y || c > 0 && x < y || c == 0 && x != y {
				t.Fatalf("%s and %s compare %d but have words %x and %x", DecimalOf(a), DecimalOf(b), c, x, y)
			}
		}
	}
	for u := uint64(1); u != 0; u *= 10 {
		for _, v := range []uint64{u - 1, u, u + 1} {
			n := 0
			for x := v; x > 0; x /= 10 {
				n++
			}
			if digits64(v) != n {
				t.Fatalf("%d has %d digits, not %d", v, n, digits64(v))
			}
		}
		if u > 1e18 {
			break
		}
	}
}
