package spill

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
)

var fileTypes = []types.Type{types.T(types.Int4), types.T(types.Int8), types.T(types.Float8), types.T(types.Text), types.T(types.Bool)}

// randomBatch makes rows with NULLs, long strings and a selection.
func randomBatch(r *rand.Rand) *vec.Batch {
	n := 1 + r.IntN(vec.Size)
	b := &vec.Batch{N: n}
	for _, t := range fileTypes {
		v := &vec.Vec{}
		v.Reset(t, t.Phys(), n)
		for i := range n {
			if r.IntN(9) == 0 {
				v.SetNull(i, n)
				continue
			}
			d := types.NewInt(int64(r.IntN(2)))
			if t.Phys() == types.PStr {
				d = types.NewStr(strings.Repeat("x", r.IntN(30)) + fmt.Sprint(i))
			} else if t.Phys() != types.PBool {
				d = types.NewInt(int64(r.Int32()))
			}
			v.Put(i, d)
		}
		b.Cols = append(b.Cols, v)
	}
	for i := range n {
		if r.IntN(2) == 0 {
			b.Sel = append(b.Sel, uint16(i))
		}
	}
	return b
}

func rows(b *vec.Batch, add func(string)) {
	one := func(i int) {
		s := ""
		for k, t := range fileTypes {
			if d := b.Cols[k].Datum(i); d.Null {
				s += "|null"
			} else {
				s += "|" + string(types.AppendText(nil, t, d, types.DefaultStyle))
			}
		}
		add(s)
	}
	if b.Sel == nil {
		for i := range b.N {
			one(i)
		}
		return
	}
	for _, i := range b.Sel {
		one(int(i))
	}
}

// TestRoundTrip writes rows to partitions and reads them back in order.
func TestRoundTrip(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	f, err := Create(t.TempDir(), 3, fileTypes, nil)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	want := make([][]string, 4)
	extra := f.AddPartition()
	for range 40 {
		p := r.IntN(extra + 1)
		b := randomBatch(r)
		if err := f.Append(p, b); err != nil {
			t.Fatal(err)
		}
		rows(b, func(s string) { want[p] = append(want[p], s) })
	}
	if err := f.Flush(); err != nil {
		t.Fatal(err)
	}
	for p := range want {
		var got []string
		if err := f.Read(p, func(b *vec.Batch) error { rows(b, func(s string) { got = append(got, s) }); return nil }); err != nil {
			t.Fatal(err)
		}
		if strings.Join(got, "\n") != strings.Join(want[p], "\n") || f.Rows(p) != len(want[p]) {
			t.Fatalf("partition %d: %d rows read, %d written, or they differ", p, len(got), len(want[p]))
		}
	}
}

// TestDamaged: any cut or change of a chunk is an error or other rows, never a crash.
func TestDamaged(t *testing.T) {
	r := rand.New(rand.NewPCG(2, 2))
	s := vec.NewStore(fileTypes)
	s.Append(randomBatch(r))
	data := encode(s, 0, s.N)
	for range 20000 {
		bad := append([]byte(nil), data...)
		switch r.IntN(2) {
		case 0:
			bad = bad[:r.IntN(len(bad)+1)&^7]
		default:
			bad[r.IntN(min(len(bad), 400))] ^= byte(1 << r.IntN(8))
		}
		b, err := decode(bad, fileTypes)
		if err == nil {
			_ = b.N
		}
	}
}
