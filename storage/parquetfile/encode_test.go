package parquetfile

import (
	"math/rand"
	"testing"
)

// padded gives b with the room behind it that decoders expect.
func padded(b []byte) []byte { return append(make([]byte, 0, len(b)+2*padLen), b...) }

func TestHybridRoundTrip(t *testing.T) {
	rnd := rand.New(rand.NewSource(1))
	for width := 0; width <= 16; width++ {
		for range 50 {
			vals := make([]uint16, rnd.Intn(5000))
			for i := 0; i < len(vals); {
				v, n := uint16(rnd.Intn(1<<width)), 1
				if rnd.Intn(4) == 0 {
					n = rnd.Intn(300)
				}
				for ; n > 0 && i < len(vals); n, i = n-1, i+1 {
					vals[i] = v
				}
			}
			raw := padded(appendHybrid(nil, vals, width))
			var a, b hybrid
			a.init(raw, width)
			b.init(raw, width)
			for at := 0; at < len(vals); {
				n := min(1+rnd.Intn(700), len(vals)-at)
				if rnd.Intn(4) == 0 {
					if err := a.skip(n); err != nil {
						t.Fatal(err)
					}
					if err := b.skip(n); err != nil {
						t.Fatal(err)
					}
					at += n
					continue
				}
				got, wide := make([]uint16, n), make([]uint32, n)
				if err := a.codes16(got); err != nil {
					t.Fatal(err)
				}
				if err := b.codes32(wide); err != nil {
					t.Fatal(err)
				}
				for i := range got {
					if got[i] != vals[at+i] || wide[i] != uint32(vals[at+i]) {
						t.Fatalf("width %d, value %d: %d and %d instead of %d", width, at+i, got[i], wide[i], vals[at+i])
					}
				}
				at += n
			}
		}
	}
}

func TestBitmap(t *testing.T) {
	rnd := rand.New(rand.NewSource(2))
	for range 200 {
		n := 1 + rnd.Intn(3000)
		valid := make([]uint64, (n+63)/64)
		vals := make([]uint16, n)
		for i := 0; i < n; {
			v, k := rnd.Intn(2), 1+rnd.Intn(200)
			for ; k > 0 && i < n; k, i = k-1, i+1 {
				vals[i] = uint16(v)
				valid[i>>6] |= uint64(v) << (i & 63)
			}
		}
		for _, raw := range [][]byte{appendHybrid(nil, vals, 1), appendLevels(nil, valid, 0, n)} {
			var h hybrid
			h.init(padded(raw), 1)
			got := make([]uint64, (n+63)/64)
			ones, err := h.bitmap(got, n)
			if err != nil || ones != countBits(valid, 0, n) {
				t.Fatal(ones, err)
			}
			for i := range got {
				if got[i] != valid[i] {
					t.Fatalf("word %d is %x instead of %x", i, got[i], valid[i])
				}
			}
		}
	}
}

func TestDeltasRoundTrip(t *testing.T) {
	rnd := rand.New(rand.NewSource(3))
	for bits := 1; bits <= 64; bits++ {
		for range 20 {
			vals := make([]int64, rnd.Intn(3000))
			small := make([]int32, len(vals))
			for i := range vals {
				vals[i] = int64(rnd.Uint64()) >> (64 - bits)
				small[i] = int32(vals[i])
			}
			checkDeltas(t, rnd, vals)
			checkDeltas(t, rnd, small)
		}
	}
}

func checkDeltas[T int32 | int64](t *testing.T, rnd *rand.Rand, vals []T) {
	t.Helper()
	raw := padded(appendDeltas(nil, vals))
	var d deltas
	if err := d.init(raw, len(vals)); err != nil {
		t.Fatal(err)
	}
	for at := 0; at < len(vals); {
		n := min(1+rnd.Intn(900), len(vals)-at)
		if rnd.Intn(4) == 0 {
			if err := d.skip(n); err != nil {
				t.Fatal(err)
			}
			at += n
			continue
		}
		got := make([]T, n)
		if err := nextDeltas(&d, got); err != nil {
			t.Fatal(err)
		}
		for i := range got {
			if got[i] != vals[at+i] {
				t.Fatalf("value %d is %d instead of %d", at+i, got[i], vals[at+i])
			}
		}
		at += n
	}
	if len(vals) > 0 && len(d.rest()) != 0 {
		t.Fatalf("%d bytes are left over", len(d.rest()))
	}
	if err := d.init(raw, len(vals)-1); len(vals) > 0 && err == nil {
		t.Fatal("more values than allowed were accepted")
	}
}

func TestInRange16(t *testing.T) {
	rnd := rand.New(rand.NewSource(4))
	for range 2000 {
		codes := make([]uint16, rnd.Intn(40))
		limit := 1 + rnd.Intn(1<<16)
		want := true
		for i := range codes {
			codes[i] = uint16(rnd.Intn(limit))
			if rnd.Intn(50) == 0 {
				codes[i] = uint16(rnd.Intn(1 << 16))
			}
			want = want && int(codes[i]) < limit
		}
		if got := inRange16(codes, limit); got != want {
			t.Fatalf("%v below %d: %v", codes, limit, got)
		}
	}
}
