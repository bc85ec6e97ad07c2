package expr

import (
	"math"

	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/types"
)

// Info is what is known of the values of a column or expression.
type Info struct {
	Type types.Type
	// Fixed: a numeric held as int64 with Scale decimal digits. Implies Bounded.
	Fixed bool
	Scale int
	// Bounded: non-NULL values (integers, dates, times, scaled numerics) lie in [Lo, Hi].
	Bounded bool
	Lo, Hi  int64
	NotNull bool
	// null: the literal NULL, which takes any representation.
	null bool
}

// ColInfo is a column of a Schema.
type ColInfo struct {
	plan.Column
	Info
	// Sorted: splits of the source barely overlap on this column.
	Sorted bool
}

// Schema describes the batches between two operators.
type Schema struct {
	Cols []ColInfo
	// MaxRows bounds the number of rows, when known (else < 0).
	MaxRows int64
}

// Pos gives the position of a column, -1 when absent.
func (s *Schema) Pos(id plan.ColID) int {
	for i := range s.Cols {
		if s.Cols[i].ID == id {
			return i
		}
	}
	return -1
}

// InfoOf is what a column's type alone tells.
func InfoOf(t types.Type, notNull bool) Info {
	in := Info{Type: t, NotNull: notNull}
	switch t.OID {
	case types.Bool:
		in.Bounded, in.Lo, in.Hi = true, 0, 1
	case types.Int2:
		in.Bounded, in.Lo, in.Hi = true, math.MinInt16, math.MaxInt16
	case types.Numeric:
		if s, ok := t.FixedScale(); ok {
			p, _, _ := t.NumericMod()
			in.Fixed, in.Scale, in.Bounded = true, s, true
			in.Hi = pow10[p] - 1
			in.Lo = -in.Hi
		}
	default:
		switch t.Phys() {
		case types.PI32:
			in.Bounded, in.Lo, in.Hi = true, math.MinInt32, math.MaxInt32
		case types.PI64:
			in.Bounded, in.Lo, in.Hi = true, math.MinInt64, math.MaxInt64
		}
	}
	return in
}

// Encoded is the Info with numerics in the general encoding.
func (in Info) Encoded() Info {
	if in.Type.OID == types.Numeric {
		in.Fixed, in.Bounded, in.Scale = false, false, 0
	}
	return in
}

var pow10 = func() (p [19]int64) {
	p[0] = 1
	for i := 1; i < len(p); i++ {
		p[i] = p[i-1] * 10
	}
	return
}()

// ScaledOf decodes an encoded numeric into value and scale when it fits an int64.
func ScaledOf(s string) (v int64, scale int, ok bool) {
	if len(s) < 3 || len(s) > 11 || s[0] > 1 {
		return 0, 0, false
	}
	scale = int(s[1])<<8 | int(s[2])
	var u uint64
	for i := 3; i < len(s); i++ {
		u = u<<8 | uint64(s[i])
	}
	if u > math.MaxInt64 || scale > 18 {
		return 0, 0, false
	}
	v = int64(u)
	if s[0] == 1 {
		v = -v
	}
	return v, scale, true
}

// Rescale moves a bound to a larger scale; ok is false on overflow.
func Rescale(v int64, from, to int) (int64, bool) {
	if to < from || to-from > 18 {
		return 0, false
	}
	f := pow10[to-from]
	r := v * f
	return r, v == 0 || r/f == v && !(v == math.MinInt64 && f != 1)
}

// rescaled gives the Info with numerics at a larger scale, when that cannot overflow.
func (in Info) rescaled(to int) (Info, bool) {
	lo, ok1 := Rescale(in.Lo, in.Scale, to)
	hi, ok2 := Rescale(in.Hi, in.Scale, to)
	in.Lo, in.Hi, in.Scale = lo, hi, to
	return in, ok1 && ok2
}

// Union is what holds for values of either kind. Fixed numerics of different scales
// become encoded.
func Union(a, b Info) Info {
	out := a
	out.NotNull = a.NotNull && b.NotNull
	out.Bounded = a.Bounded && b.Bounded
	out.Lo, out.Hi = min(a.Lo, b.Lo), max(a.Hi, b.Hi)
	if a.Fixed && b.Fixed && a.Scale == b.Scale {
		return out
	}
	if a.Type.OID == types.Numeric {
		return out.Encoded()
	}
	return out
}

// Ordered is the schema with its columns in the given order.
func (s *Schema) Ordered(cols []plan.Column) *Schema {
	out := &Schema{MaxRows: s.MaxRows}
	for _, c := range cols {
		ci := s.Cols[s.Pos(c.ID)]
		ci.Column = c
		out.Cols = append(out.Cols, ci)
	}
	return out
}

// CompileColumn makes a program that reads column k.
func CompileColumn(s *Schema, k int) (*Prog, error) {
	return &Prog{Info: s.Cols[k].Info, root: &colNode{k}, col: k}, nil
}
