package kernel

import "math/bits"

// Signed is the element type of integer arithmetic.
type Signed interface{ ~int32 | ~int64 }

// ArithOp is an integer operation.
type ArithOp uint8

// Operations that have vectorized loops.
const (
	Add ArithOp = iota
	Sub
	Mul
)

// Arith computes a op b for the rows of sel (nil: all n) with wrap-around.
func Arith[T Signed](op ArithOp, a, b, out []T, sel []uint16, n int) {
	switch op {
	case Add:
		if sel == nil {
			a, b, out = a[:n], b[:n], out[:n]
			for i := range out {
				out[i] = a[i] + b[i]
			}
			return
		}
		for _, i := range sel {
			out[i] = a[i] + b[i]
		}
	case Sub:
		if sel == nil {
			a, b, out = a[:n], b[:n], out[:n]
			for i := range out {
				out[i] = a[i] - b[i]
			}
			return
		}
		for _, i := range sel {
			out[i] = a[i] - b[i]
		}
	case Mul:
		if sel == nil {
			a, b, out = a[:n], b[:n], out[:n]
			for i := range out {
				out[i] = a[i] * b[i]
			}
			return
		}
		for _, i := range sel {
			out[i] = a[i] * b[i]
		}
	}
}

// ArithConst computes a op c, or c op a when left is set.
func ArithConst[T Signed](op ArithOp, a []T, c T, left bool, out []T, sel []uint16, n int) {
	switch {
	case op == Sub && !left:
		op, c = Add, -c
		fallthrough
	case op == Add:
		eachRow(sel, n, func(i int) { out[i] = a[i] + c })
	case op == Sub:
		eachRow(sel, n, func(i int) { out[i] = c - a[i] })
	default:
		eachRow(sel, n, func(i int) { out[i] = a[i] * c })
	}
}

// eachRow is inlined with its body.
func eachRow(sel []uint16, n int, f func(i int)) {
	if sel == nil {
		for i := range n {
			f(i)
		}
		return
	}
	for _, i := range sel {
		f(int(i))
	}
}

// EachRow calls f for every selected row.
func EachRow(sel []uint16, n int, f func(i int)) { eachRow(sel, n, f) }

// Overflows tells whether x op y leaves the range of int64.
func Overflows(op ArithOp, x, y int64) bool {
	switch op {
	case Add:
		s := x + y
		return (x^s)&(y^s) < 0
	case Sub:
		s := x - y
		return (x^y)&(x^s) < 0
	}
	if x == 0 || y == 0 {
		return false
	}
	ax, ay := uint64(x), uint64(y)
	if x < 0 {
		ax = -ax
	}
	if y < 0 {
		ay = -ay
	}
	hi, lo := bits.Mul64(ax, ay)
	if (x < 0) != (y < 0) {
		return hi != 0 || lo > 1<<63
	}
	return hi != 0 || lo > 1<<63-1
}

// Do computes x op y with wrap-around.
func Do(op ArithOp, x, y int64) int64 {
	switch op {
	case Add:
		return x + y
	case Sub:
		return x - y
	}
	return x * y
}

// Float computes a float operation; the caller rounds float4 and checks overflow.
func Float(op byte, a, b, out []float64, sel []uint16, n int) {
	switch op {
	case '+':
		eachRow(sel, n, func(i int) { out[i] = a[i] + b[i] })
	case '-':
		eachRow(sel, n, func(i int) { out[i] = a[i] - b[i] })
	case '*':
		eachRow(sel, n, func(i int) { out[i] = a[i] * b[i] })
	default:
		eachRow(sel, n, func(i int) { out[i] = a[i] / b[i] })
	}
}
