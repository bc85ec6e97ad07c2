package builtin

import (
	"math"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// D is short for a datum in the tables of this package.
type D = types.Datum

func boolD(b bool) D         { return types.NewBool(b) }
func intD(v int64) D         { return types.NewInt(v) }
func floatD(f float64) D     { return types.NewFloat(f) }
func strD(s string) D        { return types.NewStr(s) }
func decD(d types.Decimal) D { return d.Datum() }

// The adapters below turn plain Go functions into evaluations of strict functions.

func str1(f func(s string) string) evalFn {
	return func(_ *Ctx, a []D) (D, error) { return strD(f(a[0].S)), nil }
}

func str2(f func(s, t string) string) evalFn {
	return func(_ *Ctx, a []D) (D, error) { return strD(f(a[0].S, a[1].S)), nil }
}

func str1e(f func(s string) (string, error)) evalFn {
	return func(_ *Ctx, a []D) (D, error) {
		s, err := f(a[0].S)
		return strD(s), err
	}
}

func strInt(f func(s string) int64) evalFn {
	return func(_ *Ctx, a []D) (D, error) { return intD(f(a[0].S)), nil }
}

func str2int(f func(s, t string) int64) evalFn {
	return func(_ *Ctx, a []D) (D, error) { return intD(f(a[0].S, a[1].S)), nil }
}

func str2bool(f func(s, t string) bool) evalFn {
	return func(_ *Ctx, a []D) (D, error) { return boolD(f(a[0].S, a[1].S)), nil }
}

func int1(f func(a int64) (int64, error)) evalFn {
	return func(_ *Ctx, a []D) (D, error) {
		v, err := f(a[0].I)
		return intD(v), err
	}
}

func int2(f func(a, b int64) (int64, error)) evalFn {
	return func(_ *Ctx, a []D) (D, error) {
		v, err := f(a[0].I, a[1].I)
		return intD(v), err
	}
}

func float1(f func(a float64) (float64, error)) evalFn {
	return func(_ *Ctx, a []D) (D, error) {
		v, err := f(a[0].Float())
		return floatD(v), err
	}
}

func float2(f func(a, b float64) (float64, error)) evalFn {
	return func(_ *Ctx, a []D) (D, error) {
		v, err := f(a[0].Float(), a[1].Float())
		return floatD(v), err
	}
}

func dec1(f func(a types.Decimal) (types.Decimal, error)) evalFn {
	return func(_ *Ctx, a []D) (D, error) {
		v, err := f(types.DecimalOf(a[0]))
		return decD(v), err
	}
}

func dec2(f func(a, b types.Decimal) (types.Decimal, error)) evalFn {
	return func(_ *Ctx, a []D) (D, error) {
		v, err := f(types.DecimalOf(a[0]), types.DecimalOf(a[1]))
		return decD(v), err
	}
}

// strict guards an evaluation whose catalog entry is not strict.
func strict(f evalFn) evalFn {
	return func(c *Ctx, a []D) (D, error) {
		for i := range a {
			if a[i].Null {
				return types.Null, nil
			}
		}
		return f(c, a)
	}
}

// constant ignores its arguments.
func constant(d D) evalFn {
	return func(*Ctx, []D) (D, error) { return d, nil }
}

func first(_ *Ctx, a []D) (D, error) { return a[0], nil }

var (
	errInt2   = pgerr.New(pgerr.NumericValueOutOfRange, "smallint out of range")
	errInt4   = pgerr.New(pgerr.NumericValueOutOfRange, "integer out of range")
	errInt8   = pgerr.New(pgerr.NumericValueOutOfRange, "bigint out of range")
	errDivide = pgerr.New(pgerr.DivisionByZero, "division by zero")
	errOver   = pgerr.New(pgerr.NumericValueOutOfRange, "value out of range: overflow")
	errUnder  = pgerr.New(pgerr.NumericValueOutOfRange, "value out of range: underflow")
)

// fit checks an integer result against its width in bytes.
func fit(v int64, width int) (int64, error) {
	switch {
	case width == 2 && v != int64(int16(v)):
		return 0, errInt2
	case width == 4 && v != int64(int32(v)):
		return 0, errInt4
	}
	return v, nil
}

func rangeErr(width int) error {
	switch width {
	case 2:
		return errInt2
	case 4:
		return errInt4
	}
	return errInt8
}

// argType is the actual type of argument i, or fallback when the context lacks it.
func (c *Ctx) argType(i int, fallback types.OID) types.Type {
	if c != nil && i < len(c.ArgTypes) && c.ArgTypes[i].OID != 0 {
		return c.ArgTypes[i]
	}
	return types.T(fallback)
}

// style is the session's text style.
func (c *Ctx) style() *types.Style {
	if c == nil || c.Session == nil {
		return types.DefaultStyle
	}
	return c.Session.Style()
}

// text gives the text form of argument i.
func (c *Ctx) text(i int, d D) string {
	t := c.argType(i, types.Text)
	if t.Phys() == types.PStr {
		switch t.OID {
		case types.Text, types.VarChar, types.BPChar, types.Unknown, types.Name, types.JSON, types.JSONB:
			return d.S
		}
	}
	return string(types.AppendText(nil, t, d, c.style()))
}

// castText gives argument i as a cast to text would: booleans are true and false.
func (c *Ctx) castText(i int, d D) string {
	if c.argType(i, types.Text).OID == types.Bool {
		if d.Bool() {
			return "true"
		}
		return "false"
	}
	return c.text(i, d)
}

func isInf(us int64) bool { return us == math.MaxInt64 || us == math.MinInt64 }

func badParam(format string, args ...any) error {
	return pgerr.New(pgerr.InvalidParameterValue, format, args...)
}
