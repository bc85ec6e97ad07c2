package op

import (
	"math/big"

	"github.com/tarndb/tarn/exec/expr"
	"github.com/tarndb/tarn/exec/kernel"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

func errBigint() error { return pgerr.New(pgerr.NumericValueOutOfRange, "bigint out of range") }

// wideNumeric encodes a 128-bit scaled integer.
func wideNumeric(hi int64, lo uint64, scale int) types.Datum {
	if hi == int64(lo)>>63 {
		return types.ScaledNumeric(int64(lo), scale)
	}
	x := new(big.Int).Lsh(big.NewInt(hi), 64)
	x.Add(x, new(big.Int).SetUint64(lo))
	kind := byte(0)
	if x.Sign() < 0 {
		kind = 1
	}
	b := append([]byte{kind, byte(scale >> 8), byte(scale)}, x.Bytes()...)
	return types.Datum{S: string(b)}
}

// minMaxState is min or max of integer-formed values.
type minMaxState struct {
	info expr.Info
	max  bool
	val  []int64
	seen []uint8
}

func (s *minMaxState) resize(n int) { s.val, s.seen = resizeTo(s.val, n), resizeTo(s.seen, n) }

func (s *minMaxState) add(g uint32, x int64) {
	if s.seen[g] == 0 || (x > s.val[g]) == s.max && x != s.val[g] {
		s.val[g], s.seen[g] = x, 1
	}
}

func (s *minMaxState) scatter(g []uint32, v *vec.Vec, sel []uint16, n int) error {
	kernel.EachRow(sel, n, func(i int) {
		if vec.IsValid(v.Valid, i) {
			s.add(g[i], intAt(v, i))
		}
	})
	return nil
}

func (s *minMaxState) reduce(g uint32, v *vec.Vec, sel []uint16, n int) error {
	kernel.EachRow(sel, n, func(i int) {
		if vec.IsValid(v.Valid, i) {
			s.add(g, intAt(v, i))
		}
	})
	return nil
}

func (s *minMaxState) merge(o aggState, src, dst []uint32) error {
	f := o.(*minMaxState)
	for k, g := range src {
		if f.seen[g] != 0 {
			s.add(dst[k], f.val[g])
		}
	}
	return nil
}

func (s *minMaxState) result(out *vec.Vec, from, n int) error {
	phys := s.info.Type.Phys()
	if s.info.Fixed {
		phys = types.PI64
	}
	out.Reset(s.info.Type, phys, n)
	out.Scale = int16(s.info.Scale)
	for i := range n {
		x := s.val[from+i]
		switch phys {
		case types.PI32:
			out.I32[i] = int32(x)
		case types.PI64:
			out.I64[i] = x
		default:
			out.B[i] = uint8(x)
		}
		if s.seen[from+i] == 0 {
			out.SetNull(i, n)
		}
	}
	return nil
}

func (s *minMaxState) permute(o []uint32) { s.val, s.seen = permuted(s.val, o), permuted(s.seen, o) }

func (s *minMaxState) memory() int64 { return 9 * int64(cap(s.val)) }

// textMinMaxState is min or max of byte-ordered strings.
type textMinMaxState struct {
	t    types.Type
	max  bool
	val  []string
	seen []uint8
	held int64
}

func (s *textMinMaxState) resize(n int) { s.val, s.seen = resizeTo(s.val, n), resizeTo(s.seen, n) }

func (s *textMinMaxState) add(g uint32, x string) {
	if s.seen[g] == 0 || (x > s.val[g]) == s.max && x != s.val[g] {
		s.held += int64(len(x) - len(s.val[g]))
		s.val[g], s.seen[g] = clone(x), 1
	}
}

func (s *textMinMaxState) scatter(g []uint32, v *vec.Vec, sel []uint16, n int) error {
	kernel.EachRow(sel, n, func(i int) {
		if vec.IsValid(v.Valid, i) {
			s.add(g[i], v.Str(i))
		}
	})
	return nil
}

func (s *textMinMaxState) reduce(g uint32, v *vec.Vec, sel []uint16, n int) error {
	kernel.EachRow(sel, n, func(i int) {
		if vec.IsValid(v.Valid, i) {
			s.add(g, v.Str(i))
		}
	})
	return nil
}

func (s *textMinMaxState) merge(o aggState, src, dst []uint32) error {
	f := o.(*textMinMaxState)
	for k, g := range src {
		if f.seen[g] != 0 {
			s.add(dst[k], f.val[g])
		}
	}
	return nil
}

func (s *textMinMaxState) result(out *vec.Vec, from, n int) error {
	out.Reset(s.t, types.PStr, n)
	for i := range n {
		if s.seen[from+i] == 0 {
			out.SetNull(i, n)
			continue
		}
		out.Put(i, types.Datum{S: s.val[from+i]})
	}
	return nil
}

func (s *textMinMaxState) permute(o []uint32) {
	s.val, s.seen = permuted(s.val, o), permuted(s.seen, o)
}

func (s *textMinMaxState) memory() int64 { return 17*int64(cap(s.val)) + s.held }
