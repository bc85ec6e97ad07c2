package builtin

import (
	"strings"

	"github.com/tarndb/tarn/sql/pgerr"
)

// Bit strings are held as text of 0 and 1.

func init() {
	regScalars(map[string]evalFn{
		"bit_and":         bitPair("AND", func(x, y byte) byte { return '0' + (x & y & 1) }),
		"bit_or":          bitPair("OR", func(x, y byte) byte { return '0' + (x|y)&1 }),
		"bitxor":          bitPair("XOR", func(x, y byte) byte { return '0' + (x^y)&1 }),
		"bitnot":          str1(func(s string) string { return strings.Map(func(r rune) rune { return r ^ 1 }, s) }),
		"bitcat":          str2(func(a, b string) string { return a + b }),
		"bitshiftleft":    func(_ *Ctx, a []D) (D, error) { return strD(shiftBits(a[0].S, a[1].I)), nil },
		"bitshiftright":   func(_ *Ctx, a []D) (D, error) { return strD(shiftBits(a[0].S, -a[1].I)), nil },
		"bitlength":       strInt(func(s string) int64 { return int64(len(s)) }),
		"bitoctetlength":  strInt(func(s string) int64 { return int64(len(s)+7) / 8 }),
		"bit_length(bit)": strInt(func(s string) int64 { return int64(len(s)) }),
		"bit_bit_count":   strInt(func(s string) int64 { return int64(strings.Count(s, "1")) }),
		"bitposition":     str2int(func(s, sub string) int64 { return int64(strings.Index(s, sub) + 1) }),
		"bitsubstr": func(_ *Ctx, a []D) (D, error) {
			s, err := byteSubstr(a[0].S, a[1].I, a[2].I)
			return strD(s), err
		},
		"bitsubstr_no_len": func(_ *Ctx, a []D) (D, error) { return strD(byteSubstrFrom(a[0].S, a[1].I)), nil },
		"bitgetbit": func(_ *Ctx, a []D) (D, error) {
			if a[1].I < 0 || a[1].I >= int64(len(a[0].S)) {
				return D{}, bitIndex(a[1].I, len(a[0].S))
			}
			return intD(int64(a[0].S[a[1].I] - '0')), nil
		},
		"bitsetbit": func(_ *Ctx, a []D) (D, error) {
			if a[1].I < 0 || a[1].I >= int64(len(a[0].S)) {
				return D{}, bitIndex(a[1].I, len(a[0].S))
			}
			if a[2].I != 0 && a[2].I != 1 {
				return D{}, badParam("new bit must be 0 or 1")
			}
			b := []byte(a[0].S)
			b[a[1].I] = '0' + byte(a[2].I)
			return strD(string(b)), nil
		},
	})
}

func bitIndex(i int64, n int) error {
	return pgerr.New(pgerr.ArraySubscriptError, "bit index %d out of valid range (0..%d)", i, n-1)
}

func bitPair(op string, f func(x, y byte) byte) evalFn {
	return func(_ *Ctx, a []D) (D, error) {
		x, y := a[0].S, a[1].S
		if len(x) != len(y) {
			return D{}, pgerr.New("22026", "cannot %s bit strings of different sizes", op)
		}
		out := make([]byte, len(x))
		for i := range out {
			out[i] = f(x[i], y[i])
		}
		return strD(string(out)), nil
	}
}

// shiftBits shifts left by n, right when n is negative, keeping the length.
func shiftBits(s string, n int64) string {
	k := int(min(max(n, int64(-len(s))), int64(len(s))))
	if k >= 0 {
		return s[k:] + strings.Repeat("0", k)
	}
	return strings.Repeat("0", -k) + s[:len(s)+k]
}

// bitLength is the length coercion of bit(n).
func bitLength(_ *Ctx, a []D) (D, error) {
	s, n := a[0].S, int(a[1].I)
	if n <= 0 || n == len(s) {
		return a[0], nil
	}
	if !a[2].Bool() {
		return D{}, pgerr.New("22026", "bit string length %d does not match type bit(%d)", len(s), n)
	}
	if n > maxText {
		return D{}, errTooLarge
	}
	if n < len(s) {
		return strD(s[:n]), nil
	}
	return strD(s + strings.Repeat("0", n-len(s))), nil
}

func varbitLength(_ *Ctx, a []D) (D, error) {
	s, n := a[0].S, int(a[1].I)
	if n <= 0 || len(s) <= n {
		return a[0], nil
	}
	if !a[2].Bool() {
		return D{}, pgerr.New(pgerr.StringDataRightTruncation, "bit string too long for type bit varying(%d)", n)
	}
	return strD(s[:n]), nil
}

func bitToInt(width int) evalFn {
	return func(_ *Ctx, a []D) (D, error) {
		if len(a[0].S) > width {
			return D{}, rangeErr(width / 8)
		}
		var v uint64
		for i := range len(a[0].S) {
			v = v<<1 | uint64(a[0].S[i]&1)
		}
		if width == 32 {
			return intD(int64(int32(v))), nil
		}
		return intD(int64(v)), nil
	}
}

// bitFromInt makes bit(n) of an integer, sign extended.
func bitFromInt(_ *Ctx, a []D) (D, error) {
	n := 1
	if len(a) > 1 && a[1].I > 0 {
		n = int(a[1].I)
	}
	if n > maxText {
		return D{}, errTooLarge
	}
	b := make([]byte, n)
	for i := range b {
		b[n-1-i] = '0' + byte(a[0].I>>min(i, 63)&1)
	}
	return strD(string(b)), nil
}
