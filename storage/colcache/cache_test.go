package colcache

import (
	"testing"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/internal/mem"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/column"
)

func data(rows int) *column.Data {
	b := column.NewBuilder(types.T(types.Int8), rows)
	v := vec.Vec{Type: types.T(types.Int8), Phys: types.PI64, I64: make([]int64, rows)}
	b.Append(&v, rows, nil)
	return b.Build()
}

func TestAdmitOnSecondTouch(t *testing.T) {
	c := New(mem.NewPool("p", 0), 1<<20, 2)
	k := Key{Path: "a", ID: "1"}
	if c.Admit(k, 10) {
		t.Fatal("admitted on the first touch")
	}
	if !c.Admit(k, 10) {
		t.Fatal("not admitted on the second touch")
	}
	if c.Admit(k, 10) {
		t.Fatal("two readers were told to fill")
	}
	if !c.Put(k, data(10)) || c.Get(k) == nil {
		t.Fatal("not held")
	}
	if c.Get(Key{Path: "a", ID: "2"}) != nil {
		t.Fatal("another identity hit")
	}
}

func TestBudget(t *testing.T) {
	pool := mem.NewPool("p", 0)
	one := data(1000).Bytes()
	c := New(pool.Child("cache", 0), 3*one, 1)
	for i := range int32(10) {
		k := Key{Path: "a", Group: i}
		c.Put(k, data(1000))
		if i%2 == 0 { // entry 0 stays hot
			c.Get(Key{Path: "a"})
		}
	}
	s := c.Stats()
	if s.Bytes > 3*one || pool.Used() != s.Bytes || s.Entries != 3 || s.Evictions != 7 {
		t.Fatalf("%+v, pool %d", s, pool.Used())
	}
	c.SetEnabled(false)
	if pool.Used() != 0 || c.Put(Key{Path: "b"}, data(1)) {
		t.Fatal("switched off, it still holds memory")
	}
	if c.Put(Key{}, data(1)) {
		t.Fatal("put while off")
	}
}

func TestPoolPressure(t *testing.T) {
	one := data(1000).Bytes()
	pool := mem.NewPool("p", 2*one)
	c := New(pool, 10*one, 1)
	for i := range int32(5) {
		c.Put(Key{Group: i}, data(1000))
	}
	if s := c.Stats(); s.Entries != 2 {
		t.Fatalf("%+v", s)
	}
}
