package builtin

import (
	"math"
	"math/bits"
)

// intPairs are the operand widths of mixed integer operators: the result has the wider.
var intPairs = []struct {
	prefix string
	width  int
}{{"int2", 2}, {"int4", 4}, {"int8", 8}, {"int24", 4}, {"int42", 4}, {"int28", 8}, {"int82", 8}, {"int48", 8}, {"int84", 8}}

func init() {
	for _, p := range intPairs {
		w := p.width
		scalarImpls[p.prefix+"pl"] = int2(func(a, b int64) (int64, error) { return addInt(a, b, w) })
		scalarImpls[p.prefix+"mi"] = int2(func(a, b int64) (int64, error) { return subInt(a, b, w) })
		scalarImpls[p.prefix+"mul"] = int2(func(a, b int64) (int64, error) { return mulInt(a, b, w) })
		scalarImpls[p.prefix+"div"] = int2(func(a, b int64) (int64, error) { return divInt(a, b, w) })
	}
	for _, p := range intPairs[:3] {
		w := p.width
		n := uint(w * 8)
		ok := func(f func(a, b int64) int64) evalFn {
			return int2(func(a, b int64) (int64, error) { return f(a, b), nil })
		}
		regScalars(map[string]evalFn{
			p.prefix + "mod": int2(modInt),
			p.prefix + "um":  int1(func(a int64) (int64, error) { return subInt(0, a, w) }),
			p.prefix + "up":  first,
			p.prefix + "abs": int1(func(a int64) (int64, error) { return absInt(a, w) }),
			p.prefix + "and": ok(func(a, b int64) int64 { return a & b }),
			p.prefix + "or":  ok(func(a, b int64) int64 { return a | b }),
			p.prefix + "xor": ok(func(a, b int64) int64 { return a ^ b }),
			p.prefix + "not": int1(func(a int64) (int64, error) { return ^a, nil }),
			p.prefix + "shl": ok(func(a, b int64) int64 { return narrow(a<<(uint(b)&max(n-1, 31)), w) }),
			p.prefix + "shr": ok(func(a, b int64) int64 { return a >> (uint(b) & max(n-1, 31)) }),
			p.prefix + "gcd": int2(func(a, b int64) (int64, error) { return gcdInt(a, b, w) }),
			p.prefix + "lcm": int2(func(a, b int64) (int64, error) { return lcmInt(a, b, w) }),
		})
	}
	regScalars(map[string]evalFn{
		"int4inc": int1(func(a int64) (int64, error) { return addInt(a, 1, 4) }),
		"int8inc": int1(func(a int64) (int64, error) { return addInt(a, 1, 8) }),
		"int8dec": int1(func(a int64) (int64, error) { return subInt(a, 1, 8) }),
	})
}

func narrow(v int64, width int) int64 {
	switch width {
	case 2:
		return int64(int16(v))
	case 4:
		return int64(int32(v))
	}
	return v
}

func addInt(a, b int64, width int) (int64, error) {
	s := a + b
	if (a^s)&(b^s) < 0 {
		return 0, errInt8
	}
	return fit(s, width)
}

func subInt(a, b int64, width int) (int64, error) {
	s := a - b
	if (a^b)&(a^s) < 0 {
		return 0, errInt8
	}
	return fit(s, width)
}

func mulInt(a, b int64, width int) (int64, error) {
	if a == 0 || b == 0 {
		return 0, nil
	}
	p := a * b
	if p/b != a || a == -1 && b == math.MinInt64 || b == -1 && a == math.MinInt64 {
		return 0, errInt8
	}
	return fit(p, width)
}

func divInt(a, b int64, width int) (int64, error) {
	if b == 0 {
		return 0, errDivide
	}
	if b == -1 {
		return subInt(0, a, width)
	}
	return a / b, nil
}

func modInt(a, b int64) (int64, error) {
	if b == 0 {
		return 0, errDivide
	}
	if b == -1 {
		return 0, nil
	}
	return a % b, nil
}

func absInt(a int64, width int) (int64, error) {
	if a < 0 {
		return subInt(0, a, width)
	}
	return a, nil
}

func gcdInt(a, b int64, width int) (int64, error) {
	x, y := magnitude(a), magnitude(b)
	for y != 0 {
		x, y = y, x%y
	}
	if x > math.MaxInt64 {
		return 0, errInt8
	}
	return fit(int64(x), width)
}

func lcmInt(a, b int64, width int) (int64, error) {
	if a == 0 || b == 0 {
		return 0, nil
	}
	g, err := gcdInt(a, b, 8)
	if err != nil {
		return 0, rangeErr(width)
	}
	hi, lo := bits.Mul64(magnitude(a/g), magnitude(b))
	if hi != 0 || lo > math.MaxInt64 {
		return 0, rangeErr(width)
	}
	return fit(int64(lo), width)
}

func magnitude(a int64) uint64 {
	if a < 0 {
		return -uint64(a)
	}
	return uint64(a)
}
