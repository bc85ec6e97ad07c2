package kernel

import (
	"cmp"
)

// Op is a comparison.
type Op uint8

// Comparisons.
const (
	EQ Op = iota
	NE
	LT
	LE
	GT
	GE
)

// Swap is the comparison with its sides exchanged.
func (op Op) Swap() Op { return [...]Op{EQ, NE, GT, GE, LT, LE}[op] }

// Negate is the opposite comparison (for values that are not NULL).
func (op Op) Negate() Op { return [...]Op{NE, EQ, GE, GT, LE, LT}[op] }

// Holds tells whether a three-way comparison result c satisfies op.
func (op Op) Holds(c int) bool {
	switch op {
	case EQ:
		return c == 0
	case NE:
		return c != 0
	case LT:
		return c < 0
	case LE:
		return c <= 0
	case GT:
		return c > 0
	}
	return c >= 0
}

func b2i(b bool) int {
	var i int
	if b {
		i = 1
	}
	return i
}

// Int is the element type of exact ordered columns.
type Int interface{ ~uint8 | ~int32 | ~int64 }

// Number is the element type of ordered fixed-width columns.
type Number interface {
	~uint8 | ~int32 | ~int64 | ~float64
}

// SelConst writes the rows with v[i] op c to out (capacity ≥ n) and returns it cut. For
// floats NaN equals NaN and is larger than anything else: use SelFloatConst.
func SelConst[T Int](op Op, v []T, c T, sel []uint16, n int, out []uint16) []uint16 {
	if sel == nil {
		return selConstDense(op, v[:n], c, out[:n])
	}
	out = out[:len(sel)]
	k := 0
	switch op {
	case EQ:
		for _, i := range sel {
			out[k] = i
			k += b2i(v[i] == c)
		}
	case NE:
		for _, i := range sel {
			out[k] = i
			k += b2i(v[i] != c)
		}
	case LT:
		for _, i := range sel {
			out[k] = i
			k += b2i(v[i] < c)
		}
	case LE:
		for _, i := range sel {
			out[k] = i
			k += b2i(v[i] <= c)
		}
	case GT:
		for _, i := range sel {
			out[k] = i
			k += b2i(v[i] > c)
		}
	case GE:
		for _, i := range sel {
			out[k] = i
			k += b2i(v[i] >= c)
		}
	}
	return out[:k]
}

func selConstDense[T Int](op Op, v []T, c T, out []uint16) []uint16 {
	k := 0
	switch op {
	case EQ:
		for i, x := range v {
			out[k] = uint16(i)
			k += b2i(x == c)
		}
	case NE:
		for i, x := range v {
			out[k] = uint16(i)
			k += b2i(x != c)
		}
	case LT:
		for i, x := range v {
			out[k] = uint16(i)
			k += b2i(x < c)
		}
	case LE:
		for i, x := range v {
			out[k] = uint16(i)
			k += b2i(x <= c)
		}
	case GT:
		for i, x := range v {
			out[k] = uint16(i)
			k += b2i(x > c)
		}
	case GE:
		for i, x := range v {
			out[k] = uint16(i)
			k += b2i(x >= c)
		}
	}
	return out[:k]
}

// SelVec writes the rows with a[i] op b[i] to out.
func SelVec[T Int](op Op, a, b []T, sel []uint16, n int, out []uint16) []uint16 {
	switch op {
	case GT:
		op, a, b = LT, b, a
	case GE:
		op, a, b = LE, b, a
	}
	if sel == nil {
		return selVecDense(op, a[:n], b[:n], out[:n])
	}
	out = out[:len(sel)]
	k := 0
	switch op {
	case EQ:
		for _, i := range sel {
			out[k] = i
			k += b2i(a[i] == b[i])
		}
	case NE:
		for _, i := range sel {
			out[k] = i
			k += b2i(a[i] != b[i])
		}
	case LT:
		for _, i := range sel {
			out[k] = i
			k += b2i(a[i] < b[i])
		}
	default:
		for _, i := range sel {
			out[k] = i
			k += b2i(a[i] <= b[i])
		}
	}
	return out[:k]
}

func selVecDense[T Int](op Op, a, b []T, out []uint16) []uint16 {
	k := 0
	b = b[:len(a)]
	switch op {
	case EQ:
		for i, x := range a {
			out[k] = uint16(i)
			k += b2i(x == b[i])
		}
	case NE:
		for i, x := range a {
			out[k] = uint16(i)
			k += b2i(x != b[i])
		}
	case LT:
		for i, x := range a {
			out[k] = uint16(i)
			k += b2i(x < b[i])
		}
	default:
		for i, x := range a {
			out[k] = uint16(i)
			k += b2i(x <= b[i])
		}
	}
	return out[:k]
}

// selWhere is inlined with its predicate.
func selWhere(sel []uint16, n int, out []uint16, f func(i int) bool) []uint16 {
	k := 0
	if sel == nil {
		out = out[:n]
		for i := range n {
			out[k] = uint16(i)
			k += b2i(f(i))
		}
		return out[:k]
	}
	out = out[:len(sel)]
	for _, i := range sel {
		out[k] = i
		k += b2i(f(int(i)))
	}
	return out[:k]
}

// CompareFloat orders floats as PostgreSQL does: NaN equals NaN and exceeds all others.
func CompareFloat(a, b float64) int {
	if a != a {
		return b2i(b == b)
	}
	if b != b {
		return -1
	}
	return cmp.Compare(a, b)
}

// SelWhere writes the rows for which f holds to out.
func SelWhere(sel []uint16, n int, out []uint16, f func(i int) bool) []uint16 {
	return selWhere(sel, n, out, f)
}

// SelLUT writes the rows whose dictionary code is marked 1 in lut to out.
func SelLUT(codes []uint16, lut []uint8, sel []uint16, n int, out []uint16) []uint16 {
	k := 0
	if sel == nil {
		codes = codes[:n]
		out = out[:n]
		for i, c := range codes {
			out[k] = uint16(i)
			k += int(lut[c])
		}
		return out[:k]
	}
	out = out[:len(sel)]
	for _, i := range sel {
		out[k] = i
		k += int(lut[codes[i]])
	}
	return out[:k]
}

// SelValid keeps the rows that are valid in bits.
func SelValid(bits []uint64, sel []uint16, n int, out []uint16) []uint16 {
	return selWhere(sel, n, out, func(i int) bool { return bits[i>>6]>>(uint(i)&63)&1 != 0 })
}

// SelTrue writes the rows whose byte is 1 to out.
func SelTrue(v []uint8, sel []uint16, n int, out []uint16) []uint16 {
	k := 0
	if sel == nil {
		out = out[:n]
		for i, x := range v[:n] {
			out[k] = uint16(i)
			k += int(x)
		}
		return out[:k]
	}
	out = out[:len(sel)]
	for _, i := range sel {
		out[k] = i
		k += int(v[i])
	}
	return out[:k]
}

// Subtract writes the rows of sel (nil: all n) that are not in minus, a subset of it.
func Subtract(sel, minus []uint16, n int, out []uint16) []uint16 {
	out = out[:0]
	j := 0
	if sel == nil {
		for i := range n {
			if j < len(minus) && int(minus[j]) == i {
				j++
				continue
			}
			out = append(out, uint16(i))
		}
		return out
	}
	for _, i := range sel {
		if j < len(minus) && minus[j] == i {
			j++
			continue
		}
		out = append(out, i)
	}
	return out
}
