package op

import (
	"math/bits"

	"github.com/tarndb/tarn/exec/expr"
	"github.com/tarndb/tarn/exec/kernel"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
)

// aggState holds one primitive aggregate for all groups of a table, column-wise. The
// argument vector is flat (nil for count(*)); rows where it is NULL do not count.
type aggState interface {
	// resize makes room for n groups; new ones are empty.
	resize(n int)
	// scatter adds row i to group g[i] for the rows of sel.
	scatter(g []uint32, v *vec.Vec, sel []uint16, n int) error
	// reduce adds the rows of sel to one group.
	reduce(g uint32, v *vec.Vec, sel []uint16, n int) error
	// merge adds groups src of o, a state of the same kind, to groups dst.
	merge(o aggState, src, dst []uint32) error
	// result delivers groups [from, from+n) into out.
	result(out *vec.Vec, from, n int) error
	// permute puts the groups into the given order.
	permute(order []uint32)
	memory() int64
}

// permuted is s in a new order.
func permuted[T any](s []T, order []uint32) []T {
	if s == nil {
		return nil
	}
	out := make([]T, len(order))
	for i, g := range order {
		out[i] = s[g]
	}
	return out
}

// resizeTo grows s to n zeroed elements.
func resizeTo[T any](s []T, n int) []T {
	if n <= cap(s) {
		return s[:n]
	}
	t := make([]T, n, max(2*cap(s), n, 16))
	copy(t, s)
	return t
}

// countState is count(*) or count(x).
type countState struct{ n []int64 }

func (s *countState) resize(n int) { s.n = resizeTo(s.n, n) }

func (s *countState) scatter(g []uint32, v *vec.Vec, sel []uint16, n int) error {
	cnt := s.n
	if v == nil || v.Valid == nil {
		kernel.EachRow(sel, n, func(i int) { cnt[g[i]]++ })
		return nil
	}
	kernel.EachRow(sel, n, func(i int) {
		cnt[g[i]] += int64(v.Valid[i>>6] >> (uint(i) & 63) & 1)
	})
	return nil
}

func (s *countState) reduce(g uint32, v *vec.Vec, sel []uint16, n int) error {
	if v == nil || v.Valid == nil {
		if sel != nil {
			n = len(sel)
		}
		s.n[g] += int64(n)
		return nil
	}
	t := int64(0)
	kernel.EachRow(sel, n, func(i int) { t += int64(v.Valid[i>>6] >> (uint(i) & 63) & 1) })
	s.n[g] += t
	return nil
}

func (s *countState) merge(o aggState, src, dst []uint32) error {
	from := o.(*countState).n
	for k, g := range src {
		s.n[dst[k]] += from[g]
	}
	return nil
}

func (s *countState) result(out *vec.Vec, from, n int) error {
	out.Reset(types.T(types.Int8), types.PI64, n)
	copy(out.I64, s.n[from:from+n])
	return nil
}

func (s *countState) permute(o []uint32) { s.n = permuted(s.n, o) }

func (s *countState) memory() int64 { return 8 * int64(cap(s.n)) }

// sumState adds integers or fixed numerics: in 64 bits when bounds prove that no sum
// can overflow, else in 128. Groups without a value are NULL.
type sumState struct {
	info   expr.Info // of the argument
	t      types.Type
	wide   bool
	narrow bool // a batch's partial sum fits 64 bits
	lo     []int64
	hi     []int64 // wide
	seen   []uint8
}

func (s *sumState) resize(n int) {
	s.lo, s.seen = resizeTo(s.lo, n), resizeTo(s.seen, n)
	if s.wide {
		s.hi = resizeTo(s.hi, n)
	}
}

func (s *sumState) add(g uint32, x int64) {
	s.seen[g] = 1
	if !s.wide {
		s.lo[g] += x
		return
	}
	l, c := bits.Add64(uint64(s.lo[g]), uint64(x), 0)
	s.lo[g] = int64(l)
	s.hi[g] += x>>63 + int64(c)
}

func (s *sumState) scatter(g []uint32, v *vec.Vec, sel []uint16, n int) error {
	if !s.wide && v.Valid == nil {
		lo, seen := s.lo, s.seen
		if v.Phys == types.PI32 {
			x := v.I32
			kernel.EachRow(sel, n, func(i int) { lo[g[i]] += int64(x[i]); seen[g[i]] = 1 })
			return nil
		}
		x := v.I64
		kernel.EachRow(sel, n, func(i int) { lo[g[i]] += x[i]; seen[g[i]] = 1 })
		return nil
	}
	kernel.EachRow(sel, n, func(i int) {
		if vec.IsValid(v.Valid, i) {
			s.add(g[i], intAt(v, i))
		}
	})
	return nil
}

func intAt(v *vec.Vec, i int) int64 {
	switch v.Phys {
	case types.PI32:
		return int64(v.I32[i])
	case types.PBool:
		return int64(v.B[i])
	}
	return v.I64[i]
}

func (s *sumState) reduce(g uint32, v *vec.Vec, sel []uint16, n int) error {
	if v.Valid != nil || !s.narrow {
		kernel.EachRow(sel, n, func(i int) {
			if vec.IsValid(v.Valid, i) {
				s.add(g, intAt(v, i))
			}
		})
		return nil
	}
	if sel != nil && len(sel) == 0 || n == 0 {
		return nil
	}
	var t int64
	if v.Phys == types.PI32 {
		x := v.I32
		kernel.EachRow(sel, n, func(i int) { t += int64(x[i]) })
	} else {
		t = sumI64(v.I64, sel, n)
	}
	s.add(g, t)
	return nil
}

func sumI64(x []int64, sel []uint16, n int) int64 {
	var a, b, c, d int64
	if sel == nil {
		x = x[:n]
		for len(x) >= 4 {
			a += x[0]
			b += x[1]
			c += x[2]
			d += x[3]
			x = x[4:]
		}
		for _, y := range x {
			a += y
		}
		return a + b + c + d
	}
	for len(sel) >= 4 {
		a += x[sel[0]]
		b += x[sel[1]]
		c += x[sel[2]]
		d += x[sel[3]]
		sel = sel[4:]
	}
	for _, i := range sel {
		a += x[i]
	}
	return a + b + c + d
}

func (s *sumState) merge(o aggState, src, dst []uint32) error {
	f := o.(*sumState)
	for k, g := range src {
		if f.seen[g] == 0 {
			continue
		}
		d := dst[k]
		s.seen[d] = 1
		if !s.wide {
			s.lo[d] += f.lo[g]
			continue
		}
		l, c := bits.Add64(uint64(s.lo[d]), uint64(f.lo[g]), 0)
		s.lo[d] = int64(l)
		s.hi[d] += f.hi[g] + int64(c)
	}
	return nil
}

func (s *sumState) result(out *vec.Vec, from, n int) error {
	isNumeric := s.t.OID == types.Numeric
	phys := s.t.Phys()
	if isNumeric && !s.wide {
		phys = types.PI64
	}
	out.Reset(s.t, phys, n)
	out.Scale = int16(s.info.Scale)
	for i := range n {
		g := from + i
		switch {
		case s.seen[g] == 0:
			out.SetNull(i, n)
		case isNumeric && s.wide:
			out.Put(i, wideNumeric(s.hi[g], uint64(s.lo[g]), s.info.Scale))
		default:
			if s.wide && s.hi[g] != s.lo[g]>>63 {
				return errBigint()
			}
			out.I64[i] = s.lo[g]
		}
	}
	return nil
}

func (s *sumState) permute(o []uint32) {
	s.lo, s.hi, s.seen = permuted(s.lo, o), permuted(s.hi, o), permuted(s.seen, o)
}

func (s *sumState) memory() int64 { return int64(9*cap(s.lo) + 8*cap(s.hi)) }

// floatSumState adds floats.
type floatSumState struct {
	t    types.Type
	sum  []float64
	seen []uint8
}

func (s *floatSumState) resize(n int) { s.sum, s.seen = resizeTo(s.sum, n), resizeTo(s.seen, n) }

func (s *floatSumState) scatter(g []uint32, v *vec.Vec, sel []uint16, n int) error {
	kernel.EachRow(sel, n, func(i int) {
		if vec.IsValid(v.Valid, i) {
			s.sum[g[i]] += v.F64[i]
			s.seen[g[i]] = 1
		}
	})
	return nil
}

func (s *floatSumState) reduce(g uint32, v *vec.Vec, sel []uint16, n int) error {
	t, any := 0.0, false
	kernel.EachRow(sel, n, func(i int) {
		if vec.IsValid(v.Valid, i) {
			t += v.F64[i]
			any = true
		}
	})
	if any {
		s.sum[g] += t
		s.seen[g] = 1
	}
	return nil
}

func (s *floatSumState) merge(o aggState, src, dst []uint32) error {
	f := o.(*floatSumState)
	for k, g := range src {
		if f.seen[g] != 0 {
			s.sum[dst[k]] += f.sum[g]
			s.seen[dst[k]] = 1
		}
	}
	return nil
}

func (s *floatSumState) result(out *vec.Vec, from, n int) error {
	out.Reset(s.t, types.PF64, n)
	for i := range n {
		out.F64[i] = s.sum[from+i]
		if s.t.OID == types.Float4 {
			out.F64[i] = float64(float32(out.F64[i]))
		}
		if s.seen[from+i] == 0 {
			out.SetNull(i, n)
		}
	}
	return nil
}

func (s *floatSumState) permute(o []uint32) { s.sum, s.seen = permuted(s.sum, o), permuted(s.seen, o) }

func (s *floatSumState) memory() int64 { return 9 * int64(cap(s.sum)) }
