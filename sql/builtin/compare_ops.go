package builtin

import (
	"cmp"
	"math"
	"strings"

	"github.com/tarndb/tarn/sql/types"
)

// cmpTests are the suffixes of comparison functions and what they accept of a three-way
// comparison.
var cmpTests = []struct {
	suffix string
	test   func(c int) bool
}{
	{"eq", func(c int) bool { return c == 0 }}, {"ne", func(c int) bool { return c != 0 }},
	{"lt", func(c int) bool { return c < 0 }}, {"le", func(c int) bool { return c <= 0 }},
	{"gt", func(c int) bool { return c > 0 }}, {"ge", func(c int) bool { return c >= 0 }},
}

func init() {
	cmpInts()
	cmpFloats()
	for _, f := range []struct {
		prefix string // int4 makes int4eq, date_ makes date_eq
		oid    types.OID
	}{
		{"bool", types.Bool}, {"char", types.Char}, {"name", types.Name}, {"text", types.Text}, {"text_", types.Text},
		{"bpchar", types.BPChar}, {"bytea", types.Bytea}, {"oid", types.Oid}, {"date_", types.Date}, {"time_", types.Time},
		{"timetz_", types.TimeTZ}, {"timestamp_", types.Timestamp}, {"interval_", types.Interval},
		{"numeric_", types.Numeric}, {"uuid_", types.UUID}, {"cash_", types.Money}, {"bit", types.Bit},
		{"varbit", types.VarBit}, {"jsonb_", types.JSONB}, {"oidvector", types.OidVector}, {"tid", types.Tid},
		{"network_", types.Inet}, {"pg_lsn_", 3220}, {"xid", types.Xid}, {"cid", types.Cid}, {"xid8", 5069},
	} {
		regCompare(f.prefix, f.oid, func(*Ctx) types.Type { return types.T(f.oid) })
	}
	actual := func(c *Ctx) types.Type { return c.argType(0, types.Text) }
	for _, p := range []string{"array_", "record_", "enum_", "record_image_"} {
		regCompare(p, 0, actual)
	}
	cmpText()
	cmpDates()
	smallLarge()
}

// regCompare registers prefix+eq … prefix+ge unless another spelling took the name.
func regCompare(prefix string, oid types.OID, typ func(*Ctx) types.Type) {
	for _, t := range cmpTests {
		if scalarImpls[prefix+t.suffix] != nil {
			continue
		}
		scalarImpls[prefix+t.suffix] = func(c *Ctx, a []D) (D, error) {
			return boolD(t.test(types.Compare(typ(c), a[0], a[1]))), nil
		}
	}
	three := func(c *Ctx, a []D) (D, error) { return intD(int64(types.Compare(typ(c), a[0], a[1]))), nil }
	if p, ok := strings.CutSuffix(prefix, "_"); ok {
		scalarImpls[p+"_cmp"] = three
	}
	scalarImpls["bt"+strings.TrimSuffix(prefix, "_")+"cmp"] = three
}

func cmpInts() {
	for _, p := range []string{"int2", "int4", "int8", "int24", "int42", "int28", "int82", "int48", "int84"} {
		for _, t := range cmpTests {
			scalarImpls[p+t.suffix] = func(_ *Ctx, a []D) (D, error) { return boolD(t.test(cmp.Compare(a[0].I, a[1].I))), nil }
		}
		scalarImpls["bt"+p+"cmp"] = func(_ *Ctx, a []D) (D, error) { return intD(int64(cmp.Compare(a[0].I, a[1].I))), nil }
	}
	for _, p := range []string{"xideqint4", "xidneqint4"} {
		ne := p == "xidneqint4"
		scalarImpls[p] = func(_ *Ctx, a []D) (D, error) { return boolD((uint32(a[0].I) == uint32(a[1].I)) != ne), nil }
	}
	scalarImpls["xidneq"] = func(_ *Ctx, a []D) (D, error) { return boolD(uint32(a[0].I) != uint32(a[1].I)), nil }
}

func cmpFloats() {
	t8 := types.T(types.Float8)
	for _, p := range []string{"float4", "float8", "float48", "float84"} {
		regCompare(p, types.Float8, func(*Ctx) types.Type { return t8 })
	}
}

// cmpText registers name against text and the pattern operators, all bytewise.
func cmpText() {
	text := func(*Ctx) types.Type { return types.T(types.Text) }
	for _, t := range cmpTests {
		f := func(_ *Ctx, a []D) (D, error) { return boolD(t.test(strings.Compare(a[0].S, a[1].S))), nil }
		scalarImpls["name"+t.suffix+"text"] = f
		scalarImpls["text"+t.suffix+"name"] = f
	}
	regCompare("text_pattern_", types.Text, text)
	regCompare("bpchar_pattern_", types.BPChar, func(*Ctx) types.Type { return types.T(types.BPChar) })
}

// cmpDates registers comparisons between dates and timestamps with and without zone.
func cmpDates() {
	kinds := map[string]types.OID{"date": types.Date, "timestamp": types.Timestamp, "timestamptz": types.TimestampTZ}
	for l, lo := range kinds {
		for r, ro := range kinds {
			if l == r {
				continue
			}
			zoned := lo == types.TimestampTZ || ro == types.TimestampTZ
			three := func(c *Ctx, a []D) int {
				return cmp.Compare(moment(c, lo, a[0].I, zoned), moment(c, ro, a[1].I, zoned))
			}
			for _, t := range cmpTests {
				scalarImpls[l+"_"+t.suffix+"_"+r] = func(c *Ctx, a []D) (D, error) { return boolD(t.test(three(c, a))), nil }
			}
			scalarImpls[l+"_cmp_"+r] = func(c *Ctx, a []D) (D, error) { return intD(int64(three(c, a))), nil }
		}
	}
}

// moment maps a date or timestamp to µs for comparison, as UTC when zoned.
func moment(c *Ctx, oid types.OID, v int64, zoned bool) int64 {
	if oid == types.Date {
		v = dateMicros(v)
	}
	if zoned && oid != types.TimestampTZ && !isInf(v) {
		v = types.LocalToUTC(c.location(), v)
	}
	return v
}

// dateMicros is midnight of a day; days beyond the timestamp range count as infinite.
func dateMicros(days int64) int64 {
	switch {
	case days == types.DateNegInfinity:
		return types.TimestampNegInfinity
	case days == types.DateInfinity || days >= types.EndStampDay:
		return types.TimestampInfinity
	}
	return days * types.MicrosPerDay
}

// smallLarge registers the transition functions of min and max, callable in PostgreSQL.
func smallLarge() {
	for _, p := range []string{"int2", "int4", "int8", "float4", "float8", "oid", "text_", "bpchar_", "date_", "time_",
		"timetz_", "timestamp_", "timestamptz_", "interval_", "numeric_", "cash", "array_", "enum_", "tid", "network_"} {
		pick := func(want int) evalFn {
			return func(c *Ctx, a []D) (D, error) {
				if types.Compare(c.argType(0, types.Text), a[0], a[1])*want > 0 {
					return a[0], nil
				}
				return a[1], nil
			}
		}
		scalarImpls[p+"smaller"], scalarImpls[p+"larger"] = pick(-1), pick(1)
	}
}

func isNaN(f float64) bool { return math.IsNaN(f) }
