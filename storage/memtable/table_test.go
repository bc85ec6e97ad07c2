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

func TestAppendAndSnapshots(t *testing.T) {
	pool := mem.NewPool("p", 0)
	tab := New("t", testCols, pool)
	rnd := rand.New(rand.NewSource(1))
	snaps := map[int]table.Table{}
	rows := 0
	for rows < 60_000 {
		n := 1 + rnd.Intn(vec.Size)
		if rnd.Intn(3) == 0 {
			n = 1
		}
		if err := tab.Append(batch(rows, n)); err != nil {
			t.Fatal(err)
		}
		rows += n
		if rnd.Intn(10) == 0 {
			snaps[rows] = tab.Snapshot()
		}
	}
	check(t, tab.Snapshot(), rows)
	for n, s := range snaps {
		check(t, s, n)
	}
	st, _ := tab.Snapshot().Stats(context.Background())
	if st.Rows != int64(rows) || st.Cols[0].Min.I != 1 || st.Cols[0].Nulls != int64((rows+6)/7) || !st.Cols[0].Sorted {
		t.Fatalf("%+v", st)
	}
	if n := len(tab.Snapshot().(*snapshot).chunks); n > 20 {
		t.Fatalf("%d chunks", n)
	}
	tab.Truncate()
	if pool.Used() != 0 {
		t.Fatalf("%d bytes still reserved", pool.Used())
	}
}

func TestMarkAndReset(t *testing.T) {
	tab := New("t", testCols, mem.NewPool("p", 0))
	tab.Append(batch(0, 10))
	m := tab.Mark()
	tab.Append(batch(10, 10))
	tab.Reset(m)
	check(t, tab.Snapshot(), 10)
	other := New("t", testCols, mem.NewPool("p", 0))
	other.Append(batch(0, 3))
	tab.Replace(other)
	check(t, tab.Snapshot(), 3)
}

func TestPruning(t *testing.T) {
	tab := New("t", testCols, mem.NewPool("p", 0))
	for i := range 100 {
		tab.Append(batch(i*vec.Size, vec.Size))
	}
	snap := tab.Snapshot()
	all, _ := snap.Splits(context.Background(), nil)
	some, _ := snap.Splits(context.Background(), []table.Pred{{Col: 0, Op: table.PredLT, Values: []types.Datum{types.NewInt(5)}}})
	if len(some) != 1 || len(all) < 2 {
		t.Fatalf("%d of %d splits left", len(some), len(all))
	}
}

func TestBudget(t *testing.T) {
	tab := New("t", testCols, mem.NewPool("p", 100_000))
	var err error
	for i := 0; err == nil && i < 1000; i++ {
		err = tab.Append(batch(i*1000, 1000))
	}
	if err == nil {
		t.Fatal("the budget was not enforced")
	}
}

func TestNumericRange(t *testing.T) {
	for _, typ := range []types.Type{types.NumericType(10, 2), types.T(types.Numeric)} {
		tab := New("t", []table.Column{{Name: "n", Type: typ}}, mem.NewPool("p", 0))
		v := &vec.Vec{Type: typ, Phys: types.PStr}
		if s, ok := typ.FixedScale(); ok {
			v.Phys, v.Scale, v.I64 = types.PI64, int16(s), []int64{250, -199, 1000}
		} else {
			for _, x := range []int64{250, -199, 1000} {
				v.AppendStr(types.ScaledNumeric(x, 2).S)
			}
		}
		tab.Append(&vec.Batch{Cols: []*vec.Vec{v}, N: 3})
		st, _ := tab.Snapshot().Stats(context.Background())
		c := st.Cols[0]
		if !c.HasRange || c.Min != types.ScaledNumeric(-199, 2) || c.Max != types.ScaledNumeric(1000, 2) || c.NDV != 3 {
			t.Errorf("%v: %+v", typ, c)
		}
		splits, _ := tab.Snapshot().Splits(context.Background(), []table.Pred{{Op: table.PredGT, Values: []types.Datum{types.ScaledNumeric(11, 0)}}})
		if len(splits) != 0 {
			t.Errorf("%v was not pruned", typ)
		}
	}
}
