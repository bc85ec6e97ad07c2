package op

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"

	"github.com/tarndb/tarn/exec/expr"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
)

// atOnce runs all tasks concurrently.
func atOnce(n int, f func(i int) error) error {
	var wg sync.WaitGroup
	errs := make([]error, n)
	for i := range n {
		wg.Add(1)
		go func() {
			defer wg.Done()
			errs[i] = f(i)
		}()
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// pileOf makes piles of rows (number, text, maybe NULL) and lists the rows.
func pileOf(r *rand.Rand, rows, piles int, key func() int64) ([]*vec.Pile, []string) {
	ts := []types.Type{types.T(types.Int8), types.T(types.Text), types.T(types.Text)}
	out := make([]*vec.Pile, piles)
	for i := range out {
		out[i] = vec.NewPile(ts)
	}
	lists := make([][]string, piles)
	dict := &vec.Vec{Type: ts[2], Phys: types.PStr}
	for i := range 50 {
		dict.AppendStr(fmt.Sprintf("entry %d", i))
	}
	for at := 0; at < rows; at += vec.Size {
		n := min(vec.Size, rows-at)
		p := r.IntN(piles)
		a, b := &vec.Vec{}, &vec.Vec{Type: ts[1], Phys: types.PStr}
		c := &vec.Vec{Type: ts[2], Phys: types.PStr, Form: vec.Dict, Values: dict}
		a.Reset(ts[0], types.PI64, n)
		for i := range n {
			a.I64[i] = key()
			b.AppendStr(fmt.Sprint("text ", a.I64[i]))
			c.Codes = append(c.Codes, uint16(r.IntN(50)))
			if r.IntN(50) == 0 {
				a.SetNull(i, n)
			}
		}
		out[p].Append(&vec.Batch{Cols: []*vec.Vec{a, b, c}, N: n})
		for i := range n {
			lists[p] = append(lists[p], fmt.Sprint(a.Datum(i).Null, a.I64[i], b.Str(i), dict.Str(int(c.Codes[i]))))
		}
	}
	return out, slices.Concat(lists...)
}

// TestUnite: the rows of all piles, in order, whatever form their columns have.
func TestUnite(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	for _, rows := range []int{0, 10, 5000, 100_000} {
		piles, want := pileOf(r, rows, 3, r.Int64)
		s, err := vec.Unite(piles, atOnce)
		if err != nil || s.N != len(want) {
			t.Fatalf("%d rows of %d: %v", s.N, len(want), err)
		}
		for i, w := range want {
			d := s.Cols[0].Datum(i)
			got := fmt.Sprint(d.Null, s.Cols[0].V.I64[i], s.Cols[1].Str(i), s.Cols[2].Str(i))
			if got != w {
				t.Fatalf("row %d is %s, not %s", i, got, w)
			}
		}
	}
}

// TestJoinTableInParallel: chains built by several tasks hold the rows that a scan finds,
// in row order.
func TestJoinTableInParallel(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	for name, key := range map[string]func() int64{
		"direct":       func() int64 { return r.Int64N(100_000) },
		"direct, skew": func() int64 { return r.Int64N(1 + r.Int64N(100_000)) },
		"hashed":       func() int64 { return r.Int64N(100_000) * 1_000_003 },
		"few keys":     func() int64 { return r.Int64N(20) << 50 },
	} {
		t.Run(name, func(t *testing.T) {
			piles, _ := pileOf(r, 60_000, 2, key)
			s, err := vec.Unite(piles, atOnce)
			if err != nil {
				t.Fatal(err)
			}
			info := expr.InfoOf(types.T(types.Int8), false)
			jt := &joinTable{store: s, layout: joinLayout([]expr.Info{info}, []expr.Info{info}, []bool{false})}
			if err := jt.build([]int{0}, []bool{false}, atOnce); err != nil {
				t.Fatal(err)
			}
			checkChains(t, jt, s)
		})
	}
}

func checkChains(t *testing.T, jt *joinTable, s *vec.Store) {
	want := map[int64][]int{}
	rows := 0
	for i := range s.N {
		if !s.Cols[0].IsNull(i) {
			want[s.Cols[0].V.I64[i]] = append(want[s.Cols[0].V.I64[i]], i)
			rows++
		}
	}
	if jt.keys != len(want) || jt.rows != rows || !jt.nullKeys {
		t.Fatalf("%d keys of %d, %d rows of %d, NULL keys %v", jt.keys, len(want), jt.rows, rows, jt.nullKeys)
	}
	p, head := newProber(jt), make([]uint32, vec.Size)
	v := &vec.Vec{}
	for k, rows := range want {
		v.Reset(types.T(types.Int8), types.PI64, 1)
		v.I64[0] = k
		p.find([]*vec.Vec{v}, []bool{false}, nil, 1, head)
		var got []int
		for h := head[0]; h != 0; {
			got = append(got, int(h-1))
			if jt.next == nil {
				break
			}
			h = jt.next[h-1]
		}
		if !slices.Equal(got, rows) {
			t.Fatalf("key %d has rows %v, not %v", k, got, rows)
		}
	}
}
