package builtin

import (
	"math"
	"strings"
	"unicode/utf8"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

func init() {
	regScalars(map[string]evalFn{
		"int48": first, "int28": first, "i2toi4": first, "oidtoi8": func(_ *Ctx, a []D) (D, error) { return intD(int64(uint32(a[0].I))), nil },
		"int84": int1(func(a int64) (int64, error) { return fit(a, 4) }), "int82": int1(func(a int64) (int64, error) { return fit(a, 2) }),
		"i4toi2": int1(func(a int64) (int64, error) { return fit(a, 2) }), "i8tooid": int8ToOid,
		"i2tod": intFloat, "i4tod": intFloat, "i8tod": intFloat, "i2tof": intFloat4, "i4tof": intFloat4, "i8tof": intFloat4,
		"ftod": first, "dtof": float1(toFloat4),
		"dtoi2": floatInt(2), "dtoi4": floatInt(4), "dtoi8": floatInt(8), "ftoi2": floatInt(2), "ftoi4": floatInt(4), "ftoi8": floatInt(8),
		"int2_numeric": intNumeric, "int4_numeric": intNumeric, "int8_numeric": intNumeric,
		"float4_numeric": func(_ *Ctx, a []D) (D, error) { return decD(types.DecimalFloat(a[0].Float(), 6)), nil },
		"float8_numeric": func(_ *Ctx, a []D) (D, error) { return decD(types.DecimalFloat(a[0].Float(), 15)), nil },
		"numeric_int2":   numericInt(2, "smallint"), "numeric_int4": numericInt(4, "integer"), "numeric_int8": numericInt(8, "bigint"),
		"numeric_float8": func(_ *Ctx, a []D) (D, error) { return decimalFloat(types.DecimalOf(a[0]), "double precision") },
		"numeric_float4": numericFloat4,
		"numeric":        numericLength,
		"int4_bool":      func(_ *Ctx, a []D) (D, error) { return boolD(a[0].I != 0), nil }, "bool_int4": first,
		"booltext": func(_ *Ctx, a []D) (D, error) {
			if a[0].Bool() {
				return strD("true"), nil
			}
			return strD("false"), nil
		},
		"text_name": str1(func(s string) string { return clip63(s) }), "name_text": first, "name_bpchar": first,
		"bpchar_name": str1(func(s string) string { return clip63(strings.TrimRight(s, " ")) }),
		"char_text": func(c *Ctx, a []D) (D, error) {
			return strD(string(types.AppendText(nil, types.T(types.Char), a[0], nil))), nil
		},
		"char_bpchar": first, "text_char": str1(func(s string) string { return s[:min(1, len(s))] }),
		"rtrim1": trimChars(false, true), "chartoi4": charToInt, "i4tochar": intToChar,
		"bpchar": bpcharLength, "varchar": varcharLength,
		"text_regclass": func(c *Ctx, a []D) (D, error) { return types.Parse(types.T(types.RegClass), a[0].S, c.style()) },
		"int4_cash":     int1(func(a int64) (int64, error) { return mulInt(a, 100, 8) }), "int8_cash": int1(func(a int64) (int64, error) { return mulInt(a, 100, 8) }),
		"numeric_cash": numericCash, "cash_numeric": func(_ *Ctx, a []D) (D, error) { return types.ScaledNumeric(a[0].I, 2), nil },
		"bit": bitLength, "varbit": varbitLength, "bittoint4": bitToInt(32), "bittoint8": bitToInt(64), "bitfromint4": bitFromInt, "bitfromint8": bitFromInt,
		"xid8toxid": func(_ *Ctx, a []D) (D, error) { return types.NewOid(uint32(a[0].I)), nil },
	})
}

var intFloat evalFn = func(_ *Ctx, a []D) (D, error) { return floatD(float64(a[0].I)), nil }
var intFloat4 evalFn = func(_ *Ctx, a []D) (D, error) { return floatD(float64(float32(a[0].I))), nil }
var intNumeric evalFn = func(_ *Ctx, a []D) (D, error) { return types.ScaledNumeric(a[0].I, 0), nil }

func int8ToOid(_ *Ctx, a []D) (D, error) {
	if a[0].I < 0 || a[0].I > math.MaxUint32 {
		return D{}, pgerr.New(pgerr.NumericValueOutOfRange, "OID out of range")
	}
	return types.NewOid(uint32(a[0].I)), nil
}

func toFloat4(f float64) (float64, error) {
	r := float64(float32(f))
	if math.IsInf(r, 0) && !math.IsInf(f, 0) {
		return 0, errOver
	}
	if r == 0 && f != 0 {
		return 0, errUnder
	}
	return r, nil
}

// floatInt rounds half to even, as C's rint.
func floatInt(width int) evalFn {
	limit := math.Ldexp(1, width*8-1)
	return func(_ *Ctx, a []D) (D, error) {
		r := math.RoundToEven(a[0].Float())
		if !(r >= -limit && r < limit) {
			return D{}, rangeErr(width)
		}
		return intD(int64(r)), nil
	}
}

func numericInt(width int, name string) evalFn {
	return func(_ *Ctx, a []D) (D, error) {
		d := types.DecimalOf(a[0])
		if d.IsNaN() {
			return D{}, pgerr.New(pgerr.FeatureNotSupported, "cannot convert NaN to %s", name)
		}
		if d.IsInf(0) {
			return D{}, pgerr.New(pgerr.FeatureNotSupported, "cannot convert infinity to %s", name)
		}
		v, ok := d.Int64()
		if !ok {
			return D{}, rangeErr(width)
		}
		v, err := fit(v, width)
		return intD(v), err
	}
}

func decimalFloat(d types.Decimal, typ string) (D, error) {
	f := d.Float()
	if math.IsInf(f, 0) && d.IsFinite() || f == 0 && d.Sign() != 0 {
		return D{}, pgerr.New(pgerr.NumericValueOutOfRange, "\"%s\" is out of range for type %s", d, typ)
	}
	return floatD(f), nil
}

func numericFloat4(_ *Ctx, a []D) (D, error) {
	d := types.DecimalOf(a[0])
	if !d.IsFinite() {
		return floatD(d.Float()), nil
	}
	return types.Parse(types.T(types.Float4), d.String(), nil)
}

func numericLength(_ *Ctx, a []D) (D, error) {
	d, err := types.DecimalOf(a[0]).ApplyMod(types.Type{OID: types.Numeric, Mod: int32(a[1].I)})
	return decD(d), err
}

func clip63(s string) string {
	d, _ := types.Parse(types.T(types.Name), s, nil)
	return d.S
}

func charToInt(_ *Ctx, a []D) (D, error) {
	if a[0].S == "" {
		return intD(0), nil
	}
	return intD(int64(int8(a[0].S[0]))), nil
}

func intToChar(_ *Ctx, a []D) (D, error) {
	if a[0].I < math.MinInt8 || a[0].I > math.MaxInt8 {
		return D{}, pgerr.New(pgerr.NumericValueOutOfRange, "\"char\" out of range")
	}
	return strD(string([]byte{byte(a[0].I)})), nil
}

// bpcharLength is the length coercion of char(n): explicit casts cut, others only blanks.
func bpcharLength(_ *Ctx, a []D) (D, error) {
	s, err := fitLength(a, "character")
	if err == nil && a[1].I > maxText {
		return D{}, errTooLarge
	}
	if err == nil && a[1].I >= 4 {
		s = types.PadChars(s, int(a[1].I-4))
	}
	return strD(s), err
}

func varcharLength(_ *Ctx, a []D) (D, error) {
	s, err := fitLength(a, "character varying")
	return strD(s), err
}

func fitLength(a []D, typ string) (string, error) {
	n := int(a[1].I - 4)
	if n < 0 || len(a[0].S) <= n {
		return a[0].S, nil
	}
	head, rest := types.ClipChars(a[0].S, n)
	if !a[2].Bool() && strings.Trim(rest, " ") != "" {
		return "", pgerr.New(pgerr.StringDataRightTruncation, "value too long for type %s(%d)", typ, n)
	}
	return head, nil
}

func numericCash(_ *Ctx, a []D) (D, error) {
	if d := types.DecimalOf(a[0]); !d.IsFinite() {
		return numericInt(8, "bigint")(nil, a)
	}
	v, ok := types.DecimalOf(a[0]).Scaled(2)
	if !ok {
		return D{}, errInt8
	}
	return intD(v), nil
}

func charCount(s string) int64 { return int64(utf8.RuneCountInString(s)) }
