package vec

import (
	"unsafe"

	"github.com/tarndb/tarn/sql/types"
)

// Pile collects rows like a Store, in stores each as large as all before it together:
// growing copies nothing. Unite makes one Store of the piles of several workers.
type Pile struct {
	N      int
	types  []types.Type
	stores []*Store
}

// pileFirst is how many rows the first store of a pile takes.
const pileFirst = 1 << 14

// NewPile makes a pile for the given column types.
func NewPile(ts []types.Type) *Pile {
	return &Pile{types: ts, stores: []*Store{NewStore(ts)}}
}

// Append adds the live rows of b and tells how many bytes the pile grew by.
func (p *Pile) Append(b *Batch) int64 {
	last := p.stores[len(p.stores)-1]
	if last.N+Size > max(pileFirst, p.N-last.N) {
		last = p.more(last)
	}
	before := last.N
	n := last.Append(b)
	p.N += last.N - before
	return n
}

// more opens a store with room for as many rows as the pile has.
func (p *Pile) more(last *Store) *Store {
	s := NewStore(p.types)
	for i, c := range s.Cols {
		c.room = p.N + Size
		if l := last.Cols[i]; l.n > 0 {
			c.roomBytes = int(float64(len(l.V.Buf)) / float64(l.n) * float64(c.room) * 1.05)
		}
	}
	p.stores = append(p.stores, s)
	return s
}

// Stores gives the pile's rows, in order.
func (p *Pile) Stores() []*Store { return p.stores }

// Unite makes one store of the rows of all piles, in order. run calls a function for
// 0..n-1, concurrently if it likes. The piles may not be used any more.
func Unite(piles []*Pile, run func(n int, f func(i int) error) error) (*Store, error) {
	var stores []*Store
	for _, p := range piles {
		stores = append(stores, p.stores...)
	}
	return UniteStores(piles[0].types, stores, run)
}

// UniteStores is Unite for stores.
func UniteStores(ts []types.Type, stores []*Store, run func(n int, f func(i int) error) error) (*Store, error) {
	u := &uniting{}
	for _, s := range stores {
		if s.N > 0 {
			u.parts = append(u.parts, s)
			u.rows = append(u.rows, u.n)
			u.n += s.N
		}
	}
	switch len(u.parts) {
	case 0:
		return stores[0], nil
	case 1:
		return u.parts[0], nil
	}
	out := NewStore(ts)
	out.N = u.n
	for i := range out.Cols {
		u.column(out.Cols[i], i)
	}
	return out, run(len(u.tasks), func(i int) error {
		u.tasks[i]()
		return nil
	})
}

// uniting is the work of a Unite: tasks write to disjoint memory.
type uniting struct {
	parts []*Store
	rows  []int // first row of each part
	n     int
	tasks []func()
}

// column prepares column k of the result.
func (u *uniting) column(d *StoreCol, k int) {
	d.n = u.n
	first := u.parts[0].Cols[k]
	d.V.Phys, d.V.Scale = first.V.Phys, first.V.Scale
	dicts := 0
	for _, s := range u.parts {
		d.nulls = d.nulls || s.Cols[k].nulls
		if s.Cols[k].Vals != nil {
			dicts++
		}
	}
	if d.nulls {
		u.tasks = append(u.tasks, func() { u.valid(d, k) })
	}
	if dicts == len(u.parts) && u.dictionary(d, k) {
		return
	}
	d.flat = true
	if d.V.Phys == types.PStr {
		u.strings(d, k)
		return
	}
	switch d.V.Phys {
	case types.PBool:
		d.V.B = make([]uint8, u.n)
	case types.PI32:
		d.V.I32 = make([]int32, u.n)
	case types.PI64:
		d.V.I64 = make([]int64, u.n)
	default:
		d.V.F64 = make([]float64, u.n)
	}
	for i, s := range u.parts {
		u.tasks = append(u.tasks, func() {
			from, at := &s.Cols[k].V, u.rows[i]
			switch d.V.Phys {
			case types.PBool:
				copy(d.V.B[at:at+s.N], from.B)
			case types.PI32:
				copy(d.V.I32[at:at+s.N], from.I32)
			case types.PI64:
				copy(d.V.I64[at:at+s.N], from.I64)
			default:
				copy(d.V.F64[at:at+s.N], from.F64)
			}
		})
	}
}

// dictionary merges the parts' dictionaries. It fails when codes do not suffice.
func (u *uniting) dictionary(d *StoreCol, k int) bool {
	total := 0
	for _, s := range u.parts {
		total += s.Cols[k].Vals.Len()
	}
	if total > 1<<16 {
		return false
	}
	d.Vals = &Vec{Type: d.V.Type, Phys: types.PStr}
	d.intern = map[string]uint16{}
	d.Codes = make([]uint16, u.n)
	for i, s := range u.parts {
		from := s.Cols[k]
		trans := make([]uint16, from.Vals.Len())
		for c := range trans {
			v := from.Vals.Str(c)
			code, ok := d.intern[v]
			if !ok {
				code = uint16(d.Vals.Len())
				d.Vals.AppendStr(v)
				d.intern[string(from.Vals.Bytes(c))] = code
			}
			trans[c] = code
		}
		u.tasks = append(u.tasks, func() {
			out := d.Codes[u.rows[i]:][:s.N]
			for r, c := range from.Codes[:s.N] {
				out[r] = trans[c]
			}
		})
	}
	return true
}

// strings puts the parts' bytes one after the other and moves their references.
func (u *uniting) strings(d *StoreCol, k int) {
	bytes := 0
	for _, s := range u.parts {
		s.Cols[k].giveUpDict()
		bytes += len(s.Cols[k].V.Buf)
	}
	d.V.Buf = make([]byte, bytes)
	d.V.Refs = make([]Ref, u.n)
	off := 0
	for i, s := range u.parts {
		from, at := &s.Cols[k].V, off
		off += len(from.Buf)
		u.tasks = append(u.tasks, func() {
			copy(d.V.Buf[at:], from.Buf)
			out := d.V.Refs[u.rows[i]:][:s.N]
			for r, ref := range from.Refs[:s.N] {
				out[r] = ref + MakeRef(at, 0)
			}
		})
	}
}

// valid puts the parts' validity together.
func (u *uniting) valid(d *StoreCol, k int) {
	d.V.Valid = make([]uint64, (u.n+63)>>6)
	for i := range d.V.Valid {
		d.V.Valid[i] = ^uint64(0)
	}
	for i, s := range u.parts {
		c := s.Cols[k]
		if !c.nulls {
			continue
		}
		for r := range s.N {
			if !IsValid(c.V.Valid, r) {
				ClearValid(d.V.Valid, u.rows[i]+r)
			}
		}
	}
}

// OneBuffer moves the bytes of flat PStr vectors into one lasting buffer, so that values
// can go from one to another without being copied. run is as for Unite.
func OneBuffer(vs []*Vec, run func(n int, f func(i int) error) error) error {
	same := true
	for _, v := range vs {
		same = same && v.Lasting && unsafe.SliceData(v.Buf) == unsafe.SliceData(vs[0].Buf)
	}
	if same {
		return nil
	}
	at, total := make([]int, len(vs)), 0
	for i, v := range vs {
		if v.Lasting {
			v.own()
		}
		at[i] = total
		total += len(v.Buf)
	}
	buf := make([]byte, total)
	return run(len(vs), func(i int) error {
		v := vs[i]
		copy(buf[at[i]:], v.Buf)
		off := MakeRef(at[i], 0)
		for r := range v.Refs {
			v.Refs[r] += off
		}
		v.Buf, v.Lasting = buf, true
		return nil
	})
}
