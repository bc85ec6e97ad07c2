package memtable

import (
	"context"
	"fmt"
	"math/rand"
	"testing"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/internal/mem"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/table"
)

var testCols = []table.Column{{Name: "i", Type: types.T(types.Int8)}, {Name: "s", Type: types.T(types.Text)}}

// batch makes n rows i, "s<i>" from first; every seventh i is NULL.
func batch(first, n int) *vec.Batch {
	iv := &vec.Vec{Type: testCols[0].Type, Phys: types.PI64}
	sv := &vec.Vec{Type: testCols[1].Type, Phys: types.PStr}
	for i := range n {
		iv.I64 = append(iv.I64, int64(first+i))
		sv.AppendStr(fmt.Sprintf("s%d", first+i))
	}
	for i := range n {
		if (first+i)%7 == 0 {
			iv.SetNull(i, n)
		}
	}
	return &vec.Batch{Cols: []*vec.Vec{iv, sv}, N: n}
}

func check(t *testing.T, tab table.Table, want int) {
	t.Helper()
	ctx := context.Background()
	splits, err := tab.Splits(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	at := 0
	for _, s := range splits {
		r, err := s.Open(ctx, []int{1, 0}, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		for n, _ := r.Next(); n > 0; n, _ = r.Next() {
			var sv, iv vec.Vec
			r.Read(0, nil, &sv)
			r.Read(1, nil, &iv)
			for i := range n {
				if got := sv.Datum(i).S; got != fmt.Sprintf("s%d", at) {
					t.Fatalf("row %d is %q", at, got)
				}
				if d := iv.Datum(i); d.Null != (at%7 == 0) || !d.Null && d.I != int64(at) {
					t.Fatalf("row %d is %+v", at, d)
				}
				at++
			}
		}
		r.Close()
	}
	if at != want {
		t.Fatalf("%d rows instead of %d", at, want)
	}
}

func TestAppendAndVersions(t *testing.T) {
	pool := mem.NewPool("p", 0)
	tab := New("t", testCols, pool)
	rnd := rand.New(rand.NewSource(1))
	old := map[int]*Store{}
	rows := 0
	for rows < 60_000 {
		n := 1 + rnd.Intn(vec.Size)
		if rnd.Intn(3) == 0 {
			n = 1
		}
		var err error
		if tab, err = tab.Append(batch(rows, n)); err != nil {
			t.Fatal(err)
		}
		rows += n
		if rnd.Intn(10) == 0 {
			old[rows] = tab
		}
	}
	check(t, tab.Scan(), rows)
	for n, s := range old {
		check(t, s.Scan(), n)
	}
	st, _ := tab.Scan().Stats(context.Background())
	if st.Rows != int64(rows) || st.Cols[0].Min.I != 1 || st.Cols[0].Nulls != int64((rows+6)/7) || !st.Cols[0].Sorted {
		t.Fatalf("%+v", st)
	}
	if n := len(tab.parts); n > 20 {
		t.Fatalf("%d chunks", n)
	}
	if used := pool.Used(); used < tab.Bytes() {
		t.Fatalf("%d bytes reserved for %d", used, tab.Bytes())
	}
}

func TestPruning(t *testing.T) {
	tab := New("t", testCols, nil)
	for i := range 100 {
		tab, _ = tab.Append(batch(i*vec.Size, vec.Size))
	}
	all, _ := tab.Scan().Splits(context.Background(), nil)
	some, _ := tab.Scan().Splits(context.Background(), []table.Pred{{Col: 0, Op: table.PredLT, Values: []types.Datum{types.NewInt(5)}}})
	if len(some) != 1 || len(all) < 2 {
		t.Fatalf("%d of %d splits left", len(some), len(all))
	}
}

func TestBudget(t *testing.T) {
	pool := mem.NewPool("p", 100_000)
	c, _ := New("t", testCols, pool).Begin(context.Background())
	var err error
	for i := 0; err == nil && i < 1000; i++ {
		err = c.Insert(batch(i*1000, 1000), 0, 1000)
	}
	if err == nil {
		t.Fatal("the budget was not enforced")
	}
	if c.Abort(); pool.Used() != 0 {
		t.Fatalf("%d bytes still reserved", pool.Used())
	}
}

// row is what TestChanges knows of a row.
type row struct {
	i, pos int64
	file   int32
}

func rowsOf(t *testing.T, s *Store) map[int64]row {
	t.Helper()
	ctx := context.Background()
	out := map[int64]row{}
	splits, _ := s.ScanRows().Splits(ctx, nil)
	for _, sp := range splits {
		r, err := sp.Open(ctx, []int{2, 1, 3}, nil, nil)
		if err != nil {
			t.Fatal(err)
		}
		for n, _ := r.Next(); n > 0; n, _ = r.Next() {
			var f, name, p vec.Vec
			r.Read(0, nil, &f)
			r.Read(1, nil, &name)
			r.Read(2, nil, &p)
			for k := range n {
				var i int64
				fmt.Sscanf(name.Datum(k).S, "s%d", &i)
				if _, twice := out[i]; twice {
					t.Fatalf("row %d is there twice", i)
				}
				out[i] = row{i: i, file: int32(f.Datum(k).I), pos: p.Datum(k).I}
			}
		}
		r.Close()
	}
	if int64(len(out)) != s.Rows() {
		t.Fatalf("%d rows read, %d counted", len(out), s.Rows())
	}
	return out
}

// TestChanges deletes and inserts at random and compares every version with a model.
func TestChanges(t *testing.T) {
	ctx := context.Background()
	rnd := rand.New(rand.NewSource(2))
	s := New("t", testCols, nil)
	want := map[int64]bool{}
	next := 0
	for step := range 120 {
		before := len(want)
		old := s
		c, _ := s.Begin(ctx)
		if step%40 == 39 {
			c.Clear()
			clear(want)
		} else {
			for i, r := range rowsOf(t, s) {
				if rnd.Intn(4) > 0 {
					continue
				}
				first := make([]bool, 2)
				if err := c.Delete([]int32{r.file, r.file}, []int64{r.pos, r.pos}, first); err != nil || !first[0] || first[1] {
					t.Fatalf("deleting row %d: %v %v", i, first, err)
				}
				delete(want, i)
			}
		}
		n := 1 + rnd.Intn(3000)
		for at := 0; at < n; at += 700 {
			k := min(700, n-at)
			lo, hi := 0, k
			if k > 2 {
				lo, hi = 1, k-1
			}
			if err := c.Insert(batch(next, k), lo, hi); err != nil {
				t.Fatal(err)
			}
			for i := lo; i < hi; i++ {
				want[int64(next+i)] = true
			}
			next += k
		}
		after, _ := c.Finish(ctx)
		s = after.(*Store)
		got := rowsOf(t, s)
		for i := range want {
			if _, ok := got[i]; !ok {
				t.Fatalf("step %d: row %d is missing", step, i)
			}
		}
		if len(got) != len(want) || int(old.Rows()) != before {
			t.Fatalf("step %d: %d rows instead of %d", step, len(got), len(want))
		}
	}
	c, _ := s.Begin(ctx)
	if err := c.Delete([]int32{99}, []int64{0}, make([]bool, 1)); err == nil {
		t.Fatal("a row that is not there was deleted")
	}
}

func TestNumericRange(t *testing.T) {
	for _, typ := range []types.Type{types.NumericType(10, 2), types.T(types.Numeric)} {
		tab := New("t", []table.Column{{Name: "n", Type: typ}}, nil)
		v := &vec.Vec{Type: typ, Phys: types.PStr}
		if s, ok := typ.FixedScale(); ok {
			v.Phys, v.Scale, v.I64 = types.PI64, int16(s), []int64{250, -199, 1000}
		} else {
			for _, x := range []int64{250, -199, 1000} {
				v.AppendStr(types.ScaledNumeric(x, 2).S)
			}
		}
		tab, _ = tab.Append(&vec.Batch{Cols: []*vec.Vec{v}, N: 3})
		st, _ := tab.Scan().Stats(context.Background())
		c := st.Cols[0]
		if !c.HasRange || c.Min != types.ScaledNumeric(-199, 2) || c.Max != types.ScaledNumeric(1000, 2) || c.NDV != 3 {
			t.Errorf("%v: %+v", typ, c)
		}
		splits, _ := tab.Scan().Splits(context.Background(), []table.Pred{{Op: table.PredGT, Values: []types.Datum{types.ScaledNumeric(11, 0)}}})
		if len(splits) != 0 {
			t.Errorf("%v was not pruned", typ)
		}
	}
}
