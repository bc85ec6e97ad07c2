package delta

import (
	"bytes"
	"encoding/hex"
	"math/rand/v2"
	"slices"
	"testing"
)

// randomRows draws positions that make chunks of all three forms.
func randomRows(r *rand.Rand) []uint64 {
	var out []uint64
	for range 1 + r.IntN(5) {
		base := uint64(r.IntN(6)) << 16
		if r.IntN(5) == 0 {
			base |= uint64(r.IntN(3)) << 32
		}
		switch r.IntN(3) {
		case 0:
			for range r.IntN(50) {
				out = append(out, base+uint64(r.IntN(1<<16)))
			}
		case 1:
			for range 4000 + r.IntN(3000) {
				out = append(out, base+uint64(r.IntN(1<<16)))
			}
		case 2:
			first := r.IntN(1 << 16)
			for i := first; i < min(1<<16, first+r.IntN(9000)); i++ {
				out = append(out, base+uint64(i))
			}
		}
	}
	return out
}

func check(t *testing.T, b *Bitmap, want map[uint64]bool) {
	t.Helper()
	if b.Count() != int64(len(want)) {
		t.Fatalf("%d rows, want %d", b.Count(), len(want))
	}
	var rows []uint64
	for row := range want {
		rows = append(rows, row)
		if !b.Contains(row) || b.Contains(row+1) != want[row+1] {
			t.Fatalf("membership at %d", row)
		}
	}
	slices.Sort(rows)
	if got := slices.Collect(b.All()); !slices.Equal(got, rows) {
		t.Fatal("the rows differ")
	}
	if last, ok := b.Max(); ok != (len(rows) > 0) || ok && last != rows[len(rows)-1] {
		t.Fatalf("greatest row is %d", last)
	}
}

// TestBitmap compares sets with maps, through all operations and the stored form.
func TestBitmap(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for range 60 {
		a, b := NewBitmap(), NewBitmap()
		inA, inB := map[uint64]bool{}, map[uint64]bool{}
		for _, row := range randomRows(r) {
			if a.Add(row) == inA[row] {
				t.Fatalf("adding %d", row)
			}
			inA[row] = true
		}
		for _, row := range randomRows(r) {
			b.Add(row)
			inB[row] = true
		}
		raw := a.Marshal(nil)
		back, err := UnmarshalBitmap(raw)
		if err != nil {
			t.Fatal(err)
		}
		check(t, back, inA)
		if !bytes.Equal(back.Marshal(nil), raw) {
			t.Fatal("the stored form changed")
		}
		checkLive(t, r, back, inA)
		both := back.Clone()
		both.Or(b)
		for row := range inB {
			inA[row] = true
		}
		check(t, both, inA)
		check(t, b, inB)
	}
}

func checkLive(t *testing.T, r *rand.Rand, b *Bitmap, in map[uint64]bool) {
	t.Helper()
	buf := make([]uint16, 2048)
	for range 20 {
		from, n := uint64(r.IntN(6<<16)), 1+r.IntN(2048)
		var want []uint16
		for i := range n {
			if !in[from+uint64(i)] {
				want = append(want, uint16(i))
			}
		}
		sel, all := b.Live(buf, from, n)
		if all != (len(want) == n) || !all && !slices.Equal(sel, want) {
			t.Fatalf("live rows of %d+%d: %d, want %d", from, n, len(sel), len(want))
		}
	}
}

// TestBitmapOfOthers reads the deletion vector that the protocol shows as an example.
func TestBitmapOfOthers(t *testing.T) {
	d := &DeletionVector{Storage: "i", PathOrData: "wi5b=000010000siXQKl0rr91000f55c8Xg0@@D72lkbi5=-{L", Size: 40, Cardinality: 6}
	b, err := d.load(t.Context(), nil, "")
	if err != nil {
		t.Fatal(err)
	}
	if got := slices.Collect(b.All()); !slices.Equal(got, []uint64{3, 4, 7, 11, 18, 29}) {
		t.Fatal(got)
	}
	path, err := (&DeletionVector{Storage: "u", PathOrData: "ab^-aqEH.-t@S}K{vb[*k^"}).path("s3://mytable/")
	if err != nil || path != "s3://mytable/ab/deletion_vector_d2c639aa-8816-431a-aaf6-d3fe2512ff61.bin" {
		t.Fatal(path, err)
	}
}

// TestBitmapRefused refuses damaged sets.
func TestBitmapRefused(t *testing.T) {
	good := NewBitmap(1, 2, 3, 70000, 1<<33).Marshal(nil)
	for i := range good {
		if _, err := UnmarshalBitmap(good[:i]); err == nil {
			t.Fatalf("%d of %d bytes were taken", i, len(good))
		}
	}
	if _, err := UnmarshalBitmap(append(slices.Clone(good), 0)); err == nil {
		t.Error("a byte too many was taken")
	}
}

func FuzzBitmap(f *testing.F) {
	f.Add(NewBitmap(1, 2, 3, 4, 5, 70000, 1<<33).Marshal(nil))
	f.Add(NewBitmap(1, 5, 9).Marshal(nil))
	runs, _ := hex.DecodeString("d1d3396401000000000000000000000" + "03b3000000100000100ff000100000001")
	f.Add(runs)
	f.Fuzz(func(t *testing.T, raw []byte) {
		b, err := UnmarshalBitmap(raw)
		if err != nil {
			return
		}
		n := b.Count()
		b.Live(make([]uint16, 2048), 0, 2048)
		if n > 1<<22 {
			return
		}
		back, err := UnmarshalBitmap(b.Marshal(nil))
		if err != nil || back.Count() != n {
			t.Fatalf("%d rows became %v: %v", n, back.Count(), err)
		}
		c := b.Clone()
		for i := range c.chunks {
			c.chunks[i].toBits()
		}
		if c.Count() != n || !slices.Equal(slices.Collect(c.All()), slices.Collect(b.All())) {
			t.Fatal("another form has other rows")
		}
	})
}
