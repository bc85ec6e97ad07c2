package op

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"github.com/tarndb/tarn/exec/expr"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
)

// groupCase is a key to group by: how its columns look.
type groupCase struct {
	name  string
	cols  []expr.Info
	value func(r *rand.Rand, col int) types.Datum
	dict  bool // strings come in dictionary form
}

func boundedInt(lo, hi int64) expr.Info {
	return expr.Info{Type: types.T(types.Int8), Bounded: true, Lo: lo, Hi: hi}
}

func anyOf(oid types.OID) expr.Info { return expr.InfoOf(types.T(oid), false) }

func groupCases() []groupCase {
	null := func(r *rand.Rand, d types.Datum) types.Datum {
		if r.IntN(20) == 0 {
			return types.Null
		}
		return d
	}
	text := func(r *rand.Rand, n int) types.Datum {
		return null(r, types.NewStr(fmt.Sprintf("value %d", r.IntN(n))))
	}
	return []groupCase{
		{name: "small range", cols: []expr.Info{boundedInt(-5, 90)},
			value: func(r *rand.Rand, _ int) types.Datum { return null(r, types.NewInt(int64(r.IntN(96))-5)) }},
		{name: "whole int8", cols: []expr.Info{anyOf(types.Int8)},
			value: func(r *rand.Rand, _ int) types.Datum { return null(r, types.NewInt(int64(r.Uint64()%3000)*1e15)) }},
		{name: "two words", cols: []expr.Info{anyOf(types.Int8), anyOf(types.Int8)},
			value: func(r *rand.Rand, _ int) types.Datum { return null(r, types.NewInt(int64(r.IntN(60)))) }},
		{name: "floats with both zeros and NaN", cols: []expr.Info{anyOf(types.Float8)},
			value: func(r *rand.Rand, _ int) types.Datum {
				zero := 0.0
				return null(r, types.NewFloat([]float64{0, -zero, 1 / zero, zero / zero, 1.5}[r.IntN(5)]))
			}},
		{name: "one text", cols: []expr.Info{anyOf(types.Text)},
			value: func(r *rand.Rand, _ int) types.Datum { return text(r, 4000) }},
		{name: "few texts that become many", cols: []expr.Info{anyOf(types.Text), anyOf(types.Text)},
			value: func(r *rand.Rand, _ int) types.Datum { return text(r, 700) }},
		{name: "dictionaries", dict: true, cols: []expr.Info{anyOf(types.Text), anyOf(types.Text), boundedInt(0, 50)},
			value: func(r *rand.Rand, c int) types.Datum {
				if c == 2 {
					return null(r, types.NewInt(int64(r.IntN(51))))
				}
				return text(r, 30)
			}},
		{name: "carried text", cols: []expr.Info{boundedInt(0, 1e6), anyOf(types.Text)},
			value: func(r *rand.Rand, c int) types.Datum {
				if c == 0 {
					return null(r, types.NewInt(int64(r.IntN(5000))))
				}
				return text(r, 2)
			}},
		{name: "carried text that decides", cols: []expr.Info{boundedInt(0, 1e6), anyOf(types.Text)},
			value: func(r *rand.Rand, c int) types.Datum {
				if c == 0 {
					return types.NewInt(int64(r.IntN(3)))
				}
				return text(r, 300)
			}},
		{name: "numerics equal at different scales", cols: []expr.Info{anyOf(types.Numeric)},
			value: func(r *rand.Rand, _ int) types.Datum {
				s := r.IntN(3)
				v := int64(r.IntN(40))
				for range s {
					v *= 10
				}
				return null(r, types.ScaledNumeric(v, s))
			}},
	}
}

// batchOf makes a batch of n random rows with a random selection.
func batchOf(c groupCase, r *rand.Rand, n int) *vec.Batch {
	b := &vec.Batch{N: n}
	for k, in := range c.cols {
		v := &vec.Vec{}
		v.Reset(in.Type, in.Type.Phys(), n)
		for i := range n {
			d := c.value(r, k)
			if d.Null {
				v.SetNull(i, n)
			}
			v.Put(i, d)
		}
		if c.dict && v.Phys == types.PStr {
			v = dictOf(v, n)
		}
		b.Cols = append(b.Cols, v)
	}
	if r.IntN(2) == 0 {
		b.Sel = []uint16{}
		for i := range n {
			if r.IntN(3) > 0 {
				b.Sel = append(b.Sel, uint16(i))
			}
		}
	}
	return b
}

// dictOf puts a text column into dictionary form.
func dictOf(v *vec.Vec, n int) *vec.Vec {
	d := &vec.Vec{Type: v.Type, Phys: types.PStr, Form: vec.Dict, Valid: v.Valid, Values: &vec.Vec{Type: v.Type, Phys: types.PStr}}
	at := map[string]uint16{}
	for i := range n {
		s := ""
		if !v.IsNull(i) {
			s = v.Str(i)
		}
		k, ok := at[s]
		if !ok {
			k = uint16(len(at))
			at[s] = k
			d.Values.AppendStr(s)
		}
		d.Codes = append(d.Codes, k)
	}
	return d
}

// rowKey names a row such that equal keys have equal names.
func rowKey(c groupCase, b *vec.Batch, i int) string {
	s := ""
	for k, in := range c.cols {
		d := b.Cols[k].Datum(i)
		switch {
		case d.Null:
			s += "|null"
		case in.Type.OID == types.Numeric:
			f, _ := types.DecimalOf(d).Div(types.DecimalOf(types.ScaledNumeric(1, 0)))
			s += "|" + string(types.AppendText(nil, in.Type, f.Datum(), types.DefaultStyle))
		case in.Type.OID == types.Float8:
			s += fmt.Sprint("|", d.Float()+0)
		default:
			s += "|" + string(types.AppendText(nil, in.Type, d, types.DefaultStyle))
		}
	}
	return s
}

func schemaOf(cols []expr.Info) (*expr.Schema, []int) {
	s := &expr.Schema{MaxRows: -1}
	var pos []int
	for i, in := range cols {
		s.Cols = append(s.Cols, expr.ColInfo{Info: in})
		pos = append(pos, i)
	}
	return s, pos
}

// TestGroupTable compares every mode of grouping with a map, and the keys it gives back
// with those that went in.
func TestGroupTable(t *testing.T) {
	for _, c := range groupCases() {
		for _, bad := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s equal hashes %t", c.name, bad), func(t *testing.T) {
				schema, pos := schemaOf(c.cols)
				tab := newGroupTable(layoutsOf(schema, pos, 1000), bad)
				checkGroups(t, c, tab, map[string]uint32{}, rand.New(rand.NewPCG(1, 2)), 6)
			})
		}
	}
}

func checkGroups(t *testing.T, c groupCase, tab *groupTable, seen map[string]uint32, r *rand.Rand, batches int) {
	t.Helper()
	g := make([]uint32, vec.Size)
	for range batches {
		b := batchOf(c, r, 1+r.IntN(1200))
		tab.groups(b, g)
		each(b, func(i int) {
			key := rowKey(c, b, i)
			if old, ok := seen[key]; ok && old != g[i] {
				t.Fatalf("key %s is group %d and was %d", key, g[i], old)
			}
			seen[key] = g[i]
		})
	}
	if len(seen) != tab.n {
		t.Fatalf("%d groups for %d keys", tab.n, len(seen))
	}
	byGroup := map[uint32]string{}
	for k, x := range seen {
		byGroup[x] = k
	}
	for from := 0; from < tab.n; from += 100 {
		n := min(100, tab.n-from)
		out := &vec.Batch{N: n}
		for k := range c.cols {
			v := &vec.Vec{}
			tab.decodeKey(k, from, n, v)
			out.Cols = append(out.Cols, v)
		}
		for i := range n {
			if got, want := rowKey(c, out, i), byGroup[uint32(from+i)]; got != want {
				t.Fatalf("group %d gives key %s, want %s", from+i, got, want)
			}
		}
	}
}

func each(b *vec.Batch, f func(i int)) {
	if b.Sel == nil {
		for i := range b.N {
			f(i)
		}
		return
	}
	for _, i := range b.Sel {
		f(int(i))
	}
}

// TestGroupTableMerge merges two tables partition by partition, as the executor does.
func TestGroupTableMerge(t *testing.T) {
	for _, c := range groupCases() {
		t.Run(c.name, func(t *testing.T) {
			schema, pos := schemaOf(c.cols)
			ls := layoutsOf(schema, pos, 1000)
			r := rand.New(rand.NewPCG(3, 4))
			keys := map[string]bool{}
			var tabs []*groupTable
			for range 2 {
				tab, seen := newGroupTable(ls, false), map[string]uint32{}
				checkGroups(t, c, tab, seen, r, 4)
				for k := range seen {
					keys[k] = true
				}
				tabs = append(tabs, tab)
			}
			if (tabs[0].c == nil) != (tabs[1].c == nil) {
				tabs[0].uncarry()
				tabs[1].uncarry()
			}
			total := 0
			for p := range 16 {
				m := newGroupTable(ls, false)
				for _, tab := range tabs {
					m.absorb(tab, tab.partition(4)[p])
				}
				total += m.n
			}
			if total != len(keys) {
				t.Fatalf("%d groups after the merge, want %d", total, len(keys))
			}
		})
	}
}

// TestClustered groups rows that come nearly in order of their key in two workers'
// tables and merges only what overlaps.
func TestClustered(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 6))
	in := boundedInt(0, 1<<40)
	in.NotNull = true
	schema, pos := schemaOf([]expr.Info{in})
	tab := newGroupTable(layoutsOf(schema, pos, 1e9), false)
	tab.cl = &clustered{win: make([]uint32, windowKeys)}
	counts := map[int64]int{}
	got := map[int64]int{}
	g := make([]uint32, vec.Size)
	base := int64(0)
	for range 300 {
		b := &vec.Batch{N: 1000}
		v := &vec.Vec{}
		v.Reset(in.Type, types.PI64, b.N)
		if r.IntN(20) == 0 {
			base = r.Int64N(1 << 30) // a jump, perhaps back
		}
		for i := range v.I64 {
			base += r.Int64N(4)
			v.I64[i] = base - r.Int64N(3) + 5
			counts[v.I64[i]]++
		}
		b.Cols = []*vec.Vec{v}
		tab.groups(b, g)
		for i, x := range g[:b.N] {
			var k vec.Vec
			tab.decodeKey(0, int(x), 1, &k)
			if k.I64[0] != v.I64[i] {
				t.Fatalf("row with key %d is in group of key %d", v.I64[i], k.I64[0])
			}
			got[k.I64[0]]++
		}
	}
	if len(got) != len(counts) {
		t.Fatalf("%d keys, want %d", len(got), len(counts))
	}
	tab.cl.seal(tab)
	for i, s := range tab.cl.segs {
		for _, k := range tab.words[0][s.from:s.to] {
			if k < s.lo || k > s.hi {
				t.Fatalf("segment %d holds key %d outside [%d, %d]", i, k, s.lo, s.hi)
			}
		}
	}
}
