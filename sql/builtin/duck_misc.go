package builtin

import (
	"crypto/rand"
	"crypto/sha1"
	"crypto/sha256"
	"crypto/sha512"
	"encoding/hex"
	"hash/crc32"
	"math"
	"math/big"
	"net/url"
	"strings"
	"time"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

func hexText(s string) string { return hex.EncodeToString([]byte(s)) }

func sha1Hex(s string) string {
	h := sha1.Sum([]byte(s))
	return hex.EncodeToString(h[:])
}

func sha2Hex(_ *Ctx, a []D) (D, error) {
	b := []byte(a[0].S)
	switch a[1].I {
	case 224:
		h := sha256.Sum224(b)
		return strD(hexText(string(h[:]))), nil
	case 0, 256:
		h := sha256.Sum256(b)
		return strD(hexText(string(h[:]))), nil
	case 384:
		h := sha512.Sum384(b)
		return strD(hexText(string(h[:]))), nil
	case 512:
		h := sha512.Sum512(b)
		return strD(hexText(string(h[:]))), nil
	}
	return types.Null, nil
}

func crc32Of(s string) int64 { return int64(crc32.ChecksumIEEE([]byte(s))) }

func parseURL(_ *Ctx, a []D) (D, error) {
	u, err := url.Parse(a[0].S)
	if err != nil {
		return types.Null, nil
	}
	part := map[string]string{"HOST": u.Hostname(), "PATH": u.Path, "QUERY": u.RawQuery, "REF": u.Fragment, "PROTOCOL": u.Scheme, "AUTHORITY": u.Host}
	v, ok := part[strings.ToUpper(a[1].S)]
	if !ok || v == "" {
		return types.Null, nil
	}
	return strD(v), nil
}

// Mathematical, date and other functions of DuckDB and Databricks.
func init() {
	defMath()
	defDates()
	same := func(args []types.Type) types.Type { return args[0] }
	for _, n := range []string{"ifnull", "nvl"} {
		def(n+"(anyelement, anyelement) anyelement", "n", func(_ *Ctx, a []D) (D, error) {
			if a[0].Null {
				return a[1], nil
			}
			return a[0], nil
		}).RetType = same
	}
	def("nvl2(any, anyelement, anyelement) anyelement", "n", func(_ *Ctx, a []D) (D, error) {
		if a[0].Null {
			return a[2], nil
		}
		return a[1], nil
	}).RetType = func(args []types.Type) types.Type { return args[1] }
	ifFn := func(_ *Ctx, a []D) (D, error) {
		if !a[0].Null && a[0].Bool() {
			return a[1], nil
		}
		return a[2], nil
	}
	for _, n := range []string{"if", "iff"} {
		def(n+"(bool, anycompatible, anycompatible) anycompatible", "n", ifFn)
	}
	def("typeof(any) text", "n", func(c *Ctx, _ []D) (D, error) { return strD(c.argType(0, types.Unknown).String()), nil })
	def("uuid() uuid", "v", randomUUID)
	def("uuidv7() uuid", "v", uuidV7)
	def("rand() float8", "v", floatMath["drandom"])
	def("hash(any) int8", "n", func(c *Ctx, a []D) (D, error) { return intD(int64(types.Hash(c.argType(0, types.Text), a[0]))), nil })
	def("isnull(any) bool", "n", func(_ *Ctx, a []D) (D, error) { return boolD(a[0].Null), nil })
	def("isnotnull(any) bool", "n", func(_ *Ctx, a []D) (D, error) { return boolD(!a[0].Null), nil })
	def("error(text) void", "v", func(_ *Ctx, a []D) (D, error) { return D{}, pgerr.New("P0001", "%s", a[0].S) })
	def("tarn_version() text", "", constant(strD(Version)))
	def("current_catalog_name() text", "s", func(c *Ctx, _ []D) (D, error) { return scalarImpls["current_database"](c, nil) })
	defSet("range(int8) int8", func(_ *Ctx, a []D, y func([]D) bool) error { return rangeSet([]D{intD(0), a[0], intD(1)}, y) })
	defSet("range(int8, int8) int8", func(_ *Ctx, a []D, y func([]D) bool) error { return rangeSet([]D{a[0], a[1], intD(1)}, y) })
	defSet("range(int8, int8, int8) int8", func(_ *Ctx, a []D, y func([]D) bool) error { return rangeSet(a, y) })
	defSet("explode(anyarray) anyelement", unnest)
	pe := defSet("_pg_expandarray(anyarray) record", expandArray)
	pe.Cols = []types.Field{{Name: "x", Type: types.T(types.AnyElement)}, {Name: "n", Type: types.T(types.Int4)}}
}

// rangeSet is generate_series without its end.
func rangeSet(a []D, yield func([]D) bool) error {
	step := a[2].I
	if step == 0 {
		return errZeroStep
	}
	for v := a[0].I; step > 0 && v < a[1].I || step < 0 && v > a[1].I; v += step {
		if !yield([]D{intD(v)}) {
			return nil
		}
	}
	return nil
}

func expandArray(c *Ctx, a []D, yield func([]D) bool) error {
	for i, e := range c.array(a, 0).Elems {
		if !yield([]D{e, intD(int64(i + 1))}) {
			return nil
		}
	}
	return nil
}

func uuidV7(*Ctx, []D) (D, error) {
	var b [16]byte
	rand.Read(b[:])
	ms := uint64(time.Now().UnixMilli())
	for i := range 6 {
		b[i] = byte(ms >> (40 - 8*i))
	}
	b[6], b[8] = b[6]&0x0f|0x70, b[8]&0x3f|0x80
	return strD(string(b[:])), nil
}

func defMath() {
	def("log2(float8) float8", "", float1(logFloat(math.Log2)))
	def("gamma(float8) float8", "", safe(math.Gamma))
	def("lgamma(float8) float8", "", safe(func(a float64) float64 { v, _ := math.Lgamma(a); return v }))
	def("even(float8) float8", "", safe(func(a float64) float64 {
		return math.Copysign(math.Ceil(math.Abs(a)/2)*2, a)
	}))
	def("isnan(float8) bool", "", func(_ *Ctx, a []D) (D, error) { return boolD(isNaN(a[0].Float())), nil })
	def("isinf(float8) bool", "", func(_ *Ctx, a []D) (D, error) { return boolD(math.IsInf(a[0].Float(), 0)), nil })
	def("isfinite(float8) bool", "", func(_ *Ctx, a []D) (D, error) { return boolD(finiteAll(a[0].Float())), nil })
	def("signbit(float8) bool", "", func(_ *Ctx, a []D) (D, error) { return boolD(math.Signbit(a[0].Float())), nil })
	def("nextafter(float8, float8) float8", "", float2(func(a, b float64) (float64, error) { return math.Nextafter(a, b), nil }))
	def("expm1(float8) float8", "", safe(math.Expm1))
	def("log1p(float8) float8", "", safe(math.Log1p))
	def("hypot(float8, float8) float8", "", float2(func(a, b float64) (float64, error) { return math.Hypot(a, b), nil }))
	def("rint(float8) float8", "", safe(math.RoundToEven))
	def("bit_count(int8) int4", "", func(_ *Ctx, a []D) (D, error) {
		n := int64(0)
		for u := uint64(a[0].I); u != 0; u &= u - 1 {
			n++
		}
		return intD(n), nil
	})
	def("xor(int8, int8) int8", "", int2(func(a, b int64) (int64, error) { return a ^ b, nil }))
	def("round(float8, int4) float8", "", func(_ *Ctx, a []D) (D, error) {
		f := a[0].Float()
		if !finiteAll(f) {
			return a[0], nil
		}
		return floatD(types.DecimalFloat(f, 17).Round(int(max(min(a[1].I, 400), -400))).Float()), nil
	})
	def("factorial(int4) numeric", "", factorial)
	def("fdiv(float8, float8) float8", "", float2(func(a, b float64) (float64, error) { return math.Floor(a / b), nil }))
	def("pmod(int8, int8) int8", "", int2(func(a, b int64) (int64, error) {
		if b == 0 {
			return 0, errDivide
		}
		_, r := types.FloorDivMod(a, b)
		return r, nil
	}))
	def("conv(text, int4, int4) text", "", func(_ *Ctx, a []D) (D, error) {
		n, ok := new(big.Int).SetString(a[0].S, int(min(max(a[1].I, 2), 36)))
		if !ok {
			return types.Null, nil
		}
		return strD(strings.ToUpper(n.Text(int(min(max(a[2].I, 2), 36))))), nil
	})
}
