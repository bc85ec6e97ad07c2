package types

import (
	"math"
	"testing"
	"time"

	"github.com/tarndb/tarn/sql/pgerr"
)

// roundTrips are texts that must come back unchanged, through datum and binary form.
var roundTrips = []struct {
	t     string
	texts []string
}{
	{"boolean", []string{"t", "f"}}, {"smallint", []string{"0", "-32768", "32767"}}, {"integer", []string{"2147483647", "-2147483648"}},
	{"bigint", []string{"9223372036854775807", "-9223372036854775808"}}, {"oid", []string{"0", "4294967295"}},
	{"real", []string{"1.5", "1e+06", "1.1754944e-38", "NaN", "Infinity", "-Infinity", "-0"}},
	{"double precision", []string{"1e+15", "123456789012345", "1e-07", "0.0001", "-0", "NaN", "Infinity", "5e-324", "1.7976931348623157e+308", "999999", "1000000", "0.1"}},
	{"numeric", []string{"0", "0.00", "-1.50", "123456789012345678901234567890.123456789", "NaN", "Infinity", "-Infinity", "0.000000000000000000001", "10000", "99999999"}},
	{"text", []string{"", "a", "日本語", "tab\tline\n"}}, {"bytea", []string{`\x`, `\x00ff41`}}, {"character varying", []string{"x  "}},
	{"date", []string{"2024-02-29", "0001-01-01 BC", "4713-01-01 BC", "5874897-12-31", "infinity", "-infinity"}},
	{"time without time zone", []string{"00:00:00", "24:00:00", "23:59:59.999999", "01:02:03.4"}},
	{"time with time zone", []string{"00:00:00+00", "13:45:06.789-05:30", "13:45:06+05:30:15"}},
	{"timestamp without time zone", []string{"2024-02-29 13:45:06.789", "1969-12-31 23:59:59.999999", "infinity", "-infinity", "4713-11-24 00:00:00 BC"}},
	{"timestamp with time zone", []string{"2024-02-29 13:45:06.789+00", "1900-01-01 00:00:00+00"}},
	{"interval", []string{"00:00:00", "1 year 2 mons 3 days 04:05:06.7", "-1 mons +1 day -00:00:01", "-178956970 years -8 mons"}},
	{"uuid", []string{"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11"}}, {"json", []string{`{"b": 1,"a":[1, 2]}`}}, {"jsonb", []string{`{"a": [1, 2.50], "bb": null}`, `"x"`, `[]`}},
	{"bit varying", []string{"", "1", "101010101"}}, {"money", []string{"$1,234,567.89", "-$0.05"}}, {`"char"`, []string{"a"}}, {"name", []string{"abc"}},
	{"integer[]", []string{"{}", "{1,NULL,3}", "{{1,2},{3,4}}", "[0:1]={7,8}"}}, {"text[]", []string{`{a,"b c",NULL,"NULL",""}`, `{"a\"b","c\\d"}`}},
	{"numeric[]", []string{"{1.50,NULL}"}}, {"timestamp without time zone[]", []string{`{"2024-01-01 00:00:00"}`}}, {"int2vector", []string{"1 2 3"}},
	{"inet", []string{"192.168.1.5", "192.168.1.5/24", "::1", "2001:db8::1/64"}}, {"cidr", []string{"10.0.0.0/8", "2001:db8::/32"}},
}

func TestRoundTrips(t *testing.T) {
	for _, c := range roundTrips {
		typ, err := ParseTypeName(c.t)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range c.texts {
			d, err := Parse(typ, s, nil)
			if err != nil {
				t.Errorf("%s %q: %v", c.t, s, err)
				continue
			}
			if got := string(AppendText(nil, typ, d, nil)); got != s {
				t.Errorf("%s: %q printed as %q", c.t, s, got)
			}
			checkBinary(t, typ, s, d)
		}
	}
}

func checkBinary(t *testing.T, typ Type, s string, d Datum) {
	t.Helper()
	b := AppendBinary(nil, typ, d)
	back, err := ParseBinary(typ, b)
	if err != nil {
		t.Errorf("%s %q: binary %x: %v", typ, s, b, err)
		return
	}
	if got := string(AppendText(nil, typ, back, nil)); got != s {
		t.Errorf("%s %q: binary gives %q", typ, s, got)
	}
	if !Equal(typ, d, back) && typ.OID != JSON || Hash(typ, d) != Hash(typ, back) {
		t.Errorf("%s %q: binary form is not equal", typ, s)
	}
}

func TestEqualValuesHashEqual(t *testing.T) {
	for _, c := range []struct{ t, a, b string }{
		{"numeric", "1.0", "1.00"}, {"numeric", "100", "1e2"}, {"numeric", "0", "-0.000"}, {"double precision", "0", "-0"},
		{"numeric", "18446744073709551615", "18446744073709551615.0"}, {"numeric", "12345678901234567890123", "12345678901234567890123.00"},
		{"char(5)", "a", "a  "}, {"interval", "1 mon", "30 days"}, {"interval", "24:00:00", "1 day"}, {"jsonb", `{"a":1.0,"b":2}`, `{"b":2,"a":1.00}`},
		{"numeric[]", "{1.0,NULL}", "{1.00,NULL}"}, {"timestamptz", "2024-01-01 00:00:00+00", "2024-01-01 05:30:00+05:30"},
	} {
		typ, _ := ParseTypeName(c.t)
		a, err1 := Parse(typ, c.a, nil)
		b, err2 := Parse(typ, c.b, nil)
		if err1 != nil || err2 != nil {
			t.Fatal(err1, err2)
		}
		if !Equal(typ, a, b) || Compare(typ, a, b) != 0 || Hash(typ, a) != Hash(typ, b) {
			t.Errorf("%s: %s and %s: equal %v, compare %d, hashes %x %x", c.t, c.a, c.b, Equal(typ, a, b), Compare(typ, a, b), Hash(typ, a), Hash(typ, b))
		}
	}
}

func TestOrder(t *testing.T) {
	for typ, texts := range map[string][]string{
		"double precision": {"-Infinity", "-1", "0", "1", "Infinity", "NaN"}, "numeric": {"-Infinity", "-1.5", "0", "0.01", "2", "10", "Infinity", "NaN"},
		"text": {"", "B", "a", "aa", "é"}, "date": {"-infinity", "0044-03-15 BC", "2024-01-01", "infinity"}, "interval": {"-1 day", "00:00:00", "23:59:59", "1 day", "29 days", "1 mon", "1 year"},
		"jsonb": {"[]", "null", `"a"`, `"b"`, "1", "2", "false", "true", "[1]", "[1, 2]", "{}", `{"a": 1}`}, "integer[]": {"{}", "{1}", "{1,2}", "{1,NULL}", "{2}"},
		"oid": {"0", "2147483648", "4294967295"}, "boolean": {"f", "t"},
	} {
		ty, _ := ParseTypeName(typ)
		for i := range texts {
			for j := range texts {
				a, _ := Parse(ty, texts[i], nil)
				b, _ := Parse(ty, texts[j], nil)
				c := Compare(ty, a, b)
				if (c < 0) != (i < j) || (c > 0) != (i > j) {
					t.Errorf("%s: compare(%s, %s) = %d", typ, texts[i], texts[j], c)
				}
			}
		}
	}
}

func TestParseErrors(t *testing.T) {
	for _, c := range []struct {
		t, in string
		code  pgerr.Code
		msg   string
	}{
		{"integer", "abc", "22P02", `invalid input syntax for type integer: "abc"`},
		{"integer", "99999999999", "22003", `value "99999999999" is out of range for type integer`},
		{"numeric(3,1)", "123.4", "22003", "numeric field overflow"},
		{"double precision", "1e400", "22003", `"1e400" is out of range for type double precision`},
		{"date", "2024-02-30", "22008", `date/time field value out of range: "2024-02-30"`},
		{"timestamp", "x", "22007", `invalid input syntax for type timestamp: "x"`},
		{"boolean", "maybe", "22P02", `invalid input syntax for type boolean: "maybe"`},
		{"character varying(3)", "abcd", "22001", "value too long for type character varying(3)"},
		{"uuid", "x", "22P02", `invalid input syntax for type uuid: "x"`},
		{"integer[]", "{1,", "22P02", `malformed array literal: "{1,"`},
		{"json", "{", "22P02", "invalid input syntax for type json"},
		{"regtype", "nosuch", "42704", `"nosuch" does not exist`},
	} {
		typ, err := ParseTypeName(c.t)
		if err != nil {
			t.Fatal(err)
		}
		_, err = Parse(typ, c.in, nil)
		if e := pgerr.From(err); e == nil || e.Code != c.code || e.Message != c.msg {
			t.Errorf("%s %q: %v", c.t, c.in, err)
		}
	}
}

func TestStyles(t *testing.T) {
	loc, _ := LoadZone("america/new_york")
	ts, _ := ParseTimestamp("2024-07-04 12:34:56.7+00", true, DefaultStyle)
	iv, _ := ParseInterval("1 year 2 mons 3 days 04:05:06.7", -1, DefaultStyle)
	for _, c := range []struct {
		st   Style
		ts   string
		date string
		iv   string
	}{
		{Style{}, "2024-07-04 08:34:56.7-04", "2024-07-04", "1 year 2 mons 3 days 04:05:06.7"},
		{Style{Date: DateSQL, Interval: IntervalVerbose}, "07/04/2024 08:34:56.7 EDT", "07/04/2024", "@ 1 year 2 mons 3 days 4 hours 5 mins 6.7 secs"},
		{Style{Date: DateSQL, Order: DMY, Interval: IntervalSQL}, "04/07/2024 08:34:56.7 EDT", "04/07/2024", "+1-2 +3 +4:05:06.7"},
		{Style{Date: DatePostgres, Interval: IntervalISO}, "Thu Jul 04 08:34:56.7 2024 EDT", "07-04-2024", "P1Y2M3DT4H5M6.7S"},
		{Style{Date: DateGerman}, "04.07.2024 08:34:56.7 EDT", "04.07.2024", "1 year 2 mons 3 days 04:05:06.7"},
	} {
		c.st.Loc = loc
		if got := string(AppendTimestampTZ(nil, ts, &c.st)); got != c.ts {
			t.Errorf("timestamptz %q, want %q", got, c.ts)
		}
		days, _ := FloorDivMod(ts, MicrosPerDay)
		if got := string(AppendDate(nil, days, &c.st)); got != c.date {
			t.Errorf("date %q, want %q", got, c.date)
		}
		if got := string(iv.AppendText(nil, &c.st)); got != c.iv {
			t.Errorf("interval %q, want %q", got, c.iv)
		}
	}
}

func TestCivil(t *testing.T) {
	for d := int64(-800000); d < 800000; d += 37 {
		y, m, day := CivilFromDays(d)
		if DaysFromCivil(y, m, day) != d {
			t.Fatalf("day %d gives %d-%d-%d", d, y, m, day)
		}
		if want := time.Unix(d*86400, 0).UTC(); int64(want.Year()) != y || int(want.Month()) != m || want.Day() != day || int(want.Weekday()) != Weekday(d) {
			t.Fatalf("day %d: %d-%d-%d, want %v", d, y, m, day, want)
		}
		iy, iw := time.Unix(d*86400, 0).UTC().ISOWeek()
		if gy, gw := ISOWeek(d); gy != int64(iy) || gw != iw {
			t.Fatalf("day %d: week %d-%d, want %d-%d", d, gy, gw, iy, iw)
		}
	}
}

func TestTypeNames(t *testing.T) {
	for in, want := range map[string]string{
		"int": "integer", "long": "bigint", "string": "text", "double": "double precision", "float4": "real", "numeric(12,2)": "numeric(12,2)",
		"varchar(40)": "character varying(40)", "char": "character(1)", `"char"`: `"char"`, "timestamptz(3)": "timestamp(3) with time zone",
		"int[]": "integer[]", "tinyint": "smallint", "bit(3)": "bit(3)", "decimal": "numeric", "numeric(3,-2)": "numeric(3,-2)",
	} {
		typ, err := ParseTypeName(in)
		if err != nil || typ.SQL() != want {
			t.Errorf("%s is %s (%v), want %s", in, typ.SQL(), err, want)
		}
	}
	if NumericType(12, 2).Mod != 786438 {
		t.Error("typmod of numeric(12,2)")
	}
}

func TestNestedForms(t *testing.T) {
	i4, tx := T(Int4), T(Text)
	row := EncodeRow([]Type{i4, tx, tx}, []Datum{NewInt(1), NewStr(`a "q", b`), Null})
	if got := string(AppendText(nil, T(Record), row, nil)); got != `(1,"a ""q"", b",)` {
		t.Errorf("row %s", got)
	}
	mt := MapType(tx, i4)
	m := EncodeMap(mt, []Datum{NewStr("a"), NewStr("b")}, []Datum{NewInt(1), Null})
	if got := string(AppendText(nil, mt, m, nil)); got != "{a=1, b=NULL}" {
		t.Errorf("map %s", got)
	}
	arr := EncodeArray(i4, []int{3}, []int{2}, []Datum{NewInt(7), NewInt(8), NewInt(9)})
	if d := ArrayGet(i4, arr.S, 3); d.I != 8 || !ArrayGet(i4, arr.S, 1).Null || ArrayLen(arr.S) != 3 {
		t.Errorf("subscript %v", d)
	}
	rt := Type{OID: Record, Mod: -1, Ext: &Ext{Fields: []Field{{"x", i4}, {"y", tx}}}}
	d, err := Parse(rt, `(5,"a,b")`, nil)
	if err != nil || string(AppendText(nil, rt, d, nil)) != `(5,"a,b")` {
		t.Errorf("row input: %v", err)
	}
}

func TestScaled(t *testing.T) {
	for _, c := range []struct {
		v     int64
		scale int
		want  string
	}{{12345, 2, "123.45"}, {-5, 2, "-0.05"}, {0, 3, "0.000"}, {7, 0, "7"}, {math.MinInt64, 4, "-922337203685477.5808"}} {
		if got := string(AppendScaled(nil, c.v, c.scale)); got != c.want {
			t.Errorf("%d/%d = %s", c.v, c.scale, got)
		}
		if got := DecimalOf(ScaledNumeric(c.v, c.scale)).String(); got != c.want {
			t.Errorf("numeric %d/%d = %s", c.v, c.scale, got)
		}
	}
}

func TestFloatText(t *testing.T) {
	for f, want := range map[float64]string{0.1: "0.1", 0.01: "0.01", 0.001: "0.001", 0.0001: "0.0001", 0.00001: "1e-05", 1234.5: "1234.5",
		-0.0012: "-0.0012", 100000.5: "100000.5", 123456789012345: "123456789012345", 1e14: "100000000000000", 1e15: "1e+15", -2.5: "-2.5", 1e7: "10000000"} {
		if got := string(AppendFloat8(nil, f, 1)); got != want {
			t.Errorf("%g printed as %s", f, got)
		}
	}
}
