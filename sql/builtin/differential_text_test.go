package builtin

import (
	"os"
	"strings"
	"testing"
)

// crossed pairs every value with every template in fmt, where %1 and %2 stand for them.
func crossed(group, form string, as, bs []string) []pgCase {
	var out []pgCase
	for _, a := range as {
		for _, b := range bs {
			q := func(s string) string { return "'" + strings.ReplaceAll(s, "'", "''") + "'" }
			e := strings.NewReplacer("%1", q(a), "%2", q(b)).Replace(form)
			out = append(out, pgCase{group, e, "select (" + e + ")::text"})
		}
	}
	return out
}

var numberTemplates = []string{"9", "999", "0", "000", "9.99", "999.99", "0.99", "099.90", "FM999.99", "FM990.009", "FM9.9", "S999", "999S", "SG999",
	"999MI", "MI999", "PL999", "999PR", "FM999PR", "9,999", "999,999.99", "FM9,999,999", "999th", "999TH", "RN", "FMRN", "rn", "L999", "9.99EEEE",
	"9EEEE", "99V99", "0999", "9G999D99", "FM0000", "S9,999.99", "99999999999999999999.9", ".99", "FM.99", "\"x\"999", "999\" ok\""}

var dateTemplates = []string{"YYYY-MM-DD HH24:MI:SS", "DD Mon YYYY", "Day, Month DD", "FMDay, FMMonth FMDD, YYYY", "HH12:MI:SS AM", "hh:mi p.m.", "MS US FF3 FF6",
	"Q WW IW IYYY ID IDDD", "J DDD D W CC", "DY dy Dy MON mon", "RM rm FMRM", "YY Y YYY Y,YYY", "SSSS SSSSS", "TZ tz OF TZH TZM", "DDth FMDDth HH24TH", "BC AD b.c.",
	"\"lit\" YYYY \\\"q", "FMMM/FMDD", "IYY IY I", "MONTH month", "TMMonth TMDay", "FMHH24:FMMI:FMSS"}

func textCases() []pgCase {
	var out []pgCase
	add := func(c []pgCase) { out = append(out, c...) }
	add(crossed("to_char int", "to_char(%1::int4, %2)", []string{"0", "1", "-7", "123", "1234", "-12345", "22"}, numberTemplates))
	add(crossed("to_char numeric", "to_char(%1::numeric, %2)", []string{"0", "0.5", "-0.5", "12.345", "-1234.567", "999.995", "0.001", "1e10"}, numberTemplates))
	add(crossed("to_char float", "to_char(%1::float8, %2)", []string{"0.1", "-1.5", "1234.5678", "1e10"}, numberTemplates))
	add(crossed("to_char stamp", "to_char(%1::timestamp, %2)", []string{"2024-02-29 13:45:06.789012", "1999-12-31 00:00:00", "0044-03-15 12:00:00 BC", "2001-01-01 23:59:59.5"}, dateTemplates))
	add(crossed("to_char stamptz", "to_char(%1::timestamptz, %2)", []string{"2024-07-04 13:45:06.789012", "2024-01-01 00:00:00+05:30"}, dateTemplates))
	add(crossed("to_char interval", "to_char(%1::interval, %2)", []string{"1 year 2 mons 3 days 04:05:06.7", "-25:10:11"}, []string{"YYYY MM DD HH24:MI:SS", "HH:MI", "DDD SSSS", "CC"}))
	for _, p := range [][2]string{{"2024-02-29", "YYYY-MM-DD"}, {"29 Feb 2024", "DD Mon YYYY"}, {"20240229", "YYYYMMDD"}, {"2024 060", "YYYY DDD"}, {"24/2/9", "YY/MM/DD"},
		{"February 29, 2024", "Month DD, YYYY"}, {"2024-13-01", "YYYY-MM-DD"}, {"2024-02-30", "YYYY-MM-DD"}, {"2024-W09-4", "IYYY-\"W\"IW-ID"}, {"44-03-15 BC", "YYYY-MM-DD BC"},
		{"abc", "YYYY"}, {"2024", "YYYY"}, {"2024-5", "YYYY-MM"}, {"  2024-05-06", "YYYY-MM-DD"}, {"2024/05/06", "YYYY-MM-DD"}, {"2457890", "J"}, {"Fri 5 Apr 2024", "DY DD Mon YYYY"}} {
		add(crossed("to_date", "to_date(%1, %2)", []string{p[0]}, []string{p[1]}))
	}
	for _, p := range [][2]string{{"2024-02-29 13:45:06.789", "YYYY-MM-DD HH24:MI:SS.MS"}, {"2024-02-29 01:45 PM", "YYYY-MM-DD HH12:MI AM"}, {"2024-02-29T13:45:06", "YYYY-MM-DD\"T\"HH24:MI:SS"},
		{"13:99", "HH24:MI"}, {"20240229134506", "YYYYMMDDHH24MISS"}, {"2024-02-29 13:45:06 +05", "YYYY-MM-DD HH24:MI:SS TZH"}, {"2024-02-29 25", "YYYY-MM-DD HH24"}, {"12 AM", "HH12 AM"}, {"13 PM", "HH12 AM"}} {
		add(crossed("to_timestamp", "to_timestamp(%1, %2)", []string{p[0]}, []string{p[1]}))
	}
	for _, p := range [][2]string{{"12,454.8-", "99G999D9S"}, {"-34,338,492", "99G999G999"}, {"1234", "9999"}, {"12.5", "99.9"}, {"$1,234.50", "L9,999.99"}, {"<42>", "99PR"}, {"abc", "99"}, {"0.001", "9.999"}} {
		add(crossed("to_number", "to_number(%1, %2)", []string{p[0]}, []string{p[1]}))
	}
	add(crossed("type input", "%1::date", []string{"2024-01-02", "1/2/2024", "Jan 2 2024", "2 January 2024", "20240102", "2024.002", "J2451187", "epoch", "infinity", "2024-1-2", "99-1-2",
		"2024-02-30", "13/13/2024", "0000-01-01", "0001-01-01 BC", "2024-01-02 10:00:00", "January 8, 1999", "1999-Jan-08", "08-Jan-1999", "08-Jan-99", "990108", "x", "", "2024", "5874897-12-31", "5874898-01-01"}, []string{""}))
	add(crossed("type input", "%1::timestamptz", []string{"2024-01-02 03:04:05", "2024-01-02T03:04:05Z", "2024-01-02 03:04:05+05:30", "2024-01-02 03:04:05 America/Los_Angeles", "2024-07-02 03:04:05 PST", "2024-01-02 03:04:05.1234567",
		"Jan 2 03:04:05 2024 PST", "2024-01-02 3:04 PM", "2024-01-02 24:00:00", "2024-01-02 25:00:00", "2024-03-10 02:30:00", "2024-01-02 03:04:05 foo", "20240102T030405Z", "20240102 030405", "2024-01-02 03:04:05+17", "2024-01-02 03:04:60", "Tue Jan 02 03:04:05 2024", "2024-01-02 03:04:05 UTC+3",
		"2024-01-02 03:04:05 EST5EDT", "294276-12-31 00:00:00", "4714-11-24 00:00:00 BC", "4714-11-23 00:00:00 BC", "-infinity"}, []string{""}))
	add(crossed("type input", "%1::time", []string{"04:05:06.789", "040506", "0405", "04:05 AM", "04:05 PM", "24:00:00", "24:00:01", "allballs", "04:05:06 PST", "13:00 AM", "x", "2003-04-12 04:05:06"}, []string{""}))
	add(crossed("type input", "%1::timetz", []string{"04:05:06-08", "04:05:06 PST", "04:05:06+05:30", "2003-04-12 04:05:06 America/New_York", "x"}, []string{""}))
	add(crossed("type input", "%1::interval", []string{"1 year", "1 year 2 months 3 days", "P1Y2M3DT4H5M6S", "P0001-02-03T04:05:06", "1-2", "1 2:03:04", "3 4:05:06", "@ 1 minute ago", "-1 day +2:03", "1.5 years", "1.5 months", "1.5 days", "1.5 weeks", "1.5 hours",
		"1 mon -1 day", "2 decades", "1 century 5 us", "5 ms", "10", "1d 2h 3m 4s", "4:5", "-4:05:06.7", "1 y 2 mons", "x", "", "1 foo", "99999999999 years", "2147483647 days", "P", "PT", "P1W", "1:2:3:4", "00:00:00.1234567", "1 day 1 day", "- 1 day"}, []string{""}))
	add(crossed("interval fields", "'1 year 2 mons 3 days 04:05:06.789'::interval::text", []string{"x"}, []string{"y"}))
	add(crossed("type input", "%1::numeric", []string{"1", "-0.00", "1e10", "1.5e-3", ".5", "5.", "1e400", "+7", "0x10", "1_000", "NaN", " -Inf ", "", ".", "e5", "1e", "99999999999999999999999999999999999999.9999999999"}, []string{""}))
	add(crossed("type input", "%1::numeric(5,2)", []string{"1", "999.994", "999.995", "1e3", "-0.004", "NaN", "Infinity"}, []string{""}))
	add(crossed("type input", "%1::numeric(3,-2)", []string{"12345", "99949", "99950"}, []string{""}))
	add(crossed("type input", "%1::float8", []string{"1e15", "1e16", "123456789012345", "1e-5", "0.0001", "1e400", "1e-400", "nan", "inf", "-infinity", "x", "", "1.7976931348623157e308", "5e-324", "0.1", "100000"}, []string{""}))
	add(crossed("type input", "%1::float4", []string{"1e6", "1234567", "0.1", "1e40", "16777217", "1e-46"}, []string{""}))
	add(crossed("type input", "%1::int4", []string{" 12 ", "2147483648", "-2147483648", "1.5", "", "0x1", "1_0", "+5", "--5"}, []string{""}))
	add(crossed("type input", "%1::bool", []string{"t", "TRUE", "of", "off", "o", "y", "1", "2", " on "}, []string{""}))
	add(crossed("type input", "%1::bytea", []string{"\\x0aFf", "\\x0", "\\xzz", "a\\\\b", "\\101", "\\9"}, []string{""}))
	add(crossed("type input", "%1::uuid", []string{"A0EEBC99-9C0B-4EF8-BB6D-6BB9BD380A11", "{a0eebc99-9c0b4ef8-bb6d6bb9-bd380a11}", "a0eebc999c0b4ef8bb6d6bb9bd380a11", "a0eebc99", "x"}, []string{""}))
	add(crossed("type input", "%1::int4[]", []string{"{1,2}", "{}", "{{1,2},{3,4}}", "{{1},{2,3}}", "[2:3]={5,6}", "{1,NULL}", "{1,}", "{", "1", "{a}", "[1:2]={1}", " { 1 , 2 } ", "{{}}", "{1}x"}, []string{""}))
	add(crossed("type input", "%1::text[]", []string{`{a,"b c",NULL,"NULL",""}`, `{"a\"b",c\\d}`, `{a b , c}`}, []string{""}))
	add(crossed("type input", "%1::json", []string{`{"a":1}`, `{"a":}`, `[1,2`, `nul`, `"a`, `01`, `1.`, `"\u00e9"`, `"\ud83d\ude00"`, `"\ud83d"`, `{"a" 1}`, `{1:2}`, ``, `[1,]`, `tru`, "\"a\tb\"", `"\x"`, `1 2`, `-`, `{"a":1,}`}, []string{""}))
	add(crossed("type input", "%1::jsonb", []string{`{"b":1,"a":2,"aa":3,"b":4}`, `1e5`, `1.00`, `-0`, `"\u0000"`, `"\u00e9\n"`, `[1, {"x":[]}]`, ` null `}, []string{""}))
	add(crossed("type input", "%1::varchar(3)", []string{"abc", "abcd", "abc  ", "日本語x"}, []string{""}))
	add(crossed("type input", "%1::char(3)", []string{"a", "abcd", "abc  "}, []string{""}))
	add(crossed("type input", "%1::bit(3)", []string{"101", "1", "10101", "x5", "2"}, []string{""}))
	add(crossed("type input", "%1::money", []string{"$1,234.56", "-5", "(7.5)", "x", "1e3"}, []string{""}))
	add(crossed("type input", "%1::regtype", []string{"int4", "integer", "numeric(10,2)", "timestamp with time zone", "int4[]", "nosuch", "\"char\"", "23"}, []string{""}))
	add(crossed("regex", "regexp_match(%1, %2)", []string{"foobarbequebaz", "abc123def", "aXbX", ""}, []string{"(bar)(beque)", "ba.", "[0-9]+", "(x)?", "^a.*f$", "\\d+", "[[:alpha:]]+", "a|b", "(?i)x", "(a)(b)?", "b{2,3}", "*a", "(a", "[a", "\\1", "x*", "(?:b)(a)", "\\mfoo", "[^a-c]+", "[]a]", "a{1", "\\x62", "o{1,2}"}))
	add(crossed("regex", "regexp_replace(%1, %2, '<\\1\\&>', 'g')", []string{"foobarbaz", "aaa", "a.b.c", ""}, []string{"b(..)", "a", "\\.", "x*", "(o)o", "$", "^"}))
	add(crossed("regex", "regexp_split_to_array(%1, %2)", []string{"the quick brown fox", "a,b,,c", "abc", ""}, []string{"\\s+", ",", "", "\\s*", "b"}))
	add(crossed("regex", "regexp_matches(%1, %2, 'g')::text", nil, nil))
	add(crossed("regex", "regexp_substr(%1, %2, 2, 1, 'i')", []string{"foobarFOO", "abcabc"}, []string{"o+", "(b)(c)", "a"}))
	add(crossed("regex", "regexp_instr(%1, %2, 1, 2, 1)", []string{"foobarFOO", "abcabc"}, []string{"o", "(b)(c)", "a"}))
	add(crossed("regex", "substring(%1, %2)", []string{"foobar", "Thomas"}, []string{"o.b", "o(.)b", "(x)?f", "...$"}))
	add(crossed("like", "%1 ~~ %2", []string{"abc", "a%c", "", "aXbXc", "日本", "a_c"}, []string{"abc", "a%", "_b_", "%", "", "a\\%c", "%b%", "%c", "a_c", "a\\", "%%", "_%_", "日_", "%X%X%"}))
	add(crossed("format", "format(%2, %1, 'two')", []string{"one", "a'b", "Some Name"}, []string{"%s %s", "%2$s %1$s", "%I %L", "%10s|", "%-10s|", "%%", "%1$10s", "%3$s", "%x", "%", "%*s", "%s%s%s", "%0$s"}))
	add(crossed("encode", "encode(%1::bytea, %2)", []string{"abc", "\\x00ff", ""}, []string{"hex", "base64", "escape", "nosuch", "HEX"}))
	add(crossed("decode", "decode(%1, %2)", []string{"616263", "YWJj", "a\\000b", "zz", "YWJ", "====", "abc"}, []string{"hex", "base64", "escape"}))
	add(crossed("json", "%1::jsonb #> %2::text[]", []string{`{"a":{"b":[1,{"c":2}]}}`, `[[1,2],[3]]`}, []string{"{a,b}", "{a,b,1,c}", "{0,1}", "{a,b,-1}", "{}", "{x}"}))
	add(crossed("json", "jsonb_pretty(%1::jsonb)", []string{`{"a":{"b":[1,{"c":2}]}}`, `[]`, `{}`, `1`}, []string{""}))
	add(crossed("json", "jsonb_set(%1::jsonb, %2::text[], '9'::jsonb)", []string{`{"a":{"b":[1,2]}}`, `[1,[2]]`}, []string{"{a}", "{a,b,0}", "{x}", "{0}", "{1,0}", "{-1}", "{5}", "{a,b,c}"}))
	add(crossed("json", "jsonb_insert(%1::jsonb, %2::text[], '9'::jsonb)", []string{`{"a":{"b":[1,2]}}`, `[1,[2]]`}, []string{"{a}", "{a,b,0}", "{x}", "{0}", "{1,0}", "{-1}"}))
	for _, t := range []string{"1.5::numeric", "'x'::text", "'t'::bool", "'2024-01-02'::date", "'2024-01-02 03:04:05.6'::timestamp", "'2024-01-02 03:04:05'::timestamptz", "'{1,2}'::int4[]", "'{{1,2},{3,4}}'::int4[]", "'NaN'::float8", "'{\"a\": 1}'::jsonb", "'1 day'::interval", "'a\"b\\c'::text"} {
		t = strings.Replace(t, "1.5::", "'1.5'::", 1)
		for _, f := range []string{"to_json", "to_jsonb", "json_build_array", "quote_literal", "quote_nullable", "pg_typeof"} {
			e := f + "(" + t + ")"
			out = append(out, pgCase{f, e, "select (" + e + ")::text"})
		}
		e := "json_build_object('k', " + t + ", 'n', NULL)"
		out = append(out, pgCase{"json_build", e, "select (" + e + ")::text"}, pgCase{"json_build", "jsonb" + e[4:], "select (jsonb" + e[4:] + ")::text"})
	}
	return out
}

func TestAgainstPostgresTexts(t *testing.T) { compareAll(t, textCases(), 0.90) }

// TestAgainstPostgresFile runs testdata/expressions.txt: one expression a line; lines
// that start with "set:" call set-returning functions.
func TestAgainstPostgresFile(t *testing.T) {
	b, err := os.ReadFile("testdata/expressions.txt")
	if err != nil {
		t.Fatal(err)
	}
	var cases []pgCase
	for line := range strings.Lines(string(b)) {
		line = strings.TrimSpace(line)
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		if set, ok := strings.CutPrefix(line, "set: "); ok {
			cases = append(cases, pgCase{"set", set, "select coalesce(string_agg(coalesce(case when left(r::text,1)='(' then substr(r::text,2,length(r::text)-2) else r::text end,''), '|'),'') from " + set + " r"})
			continue
		}
		sql := strings.NewReplacer("extract(", `"extract"(`, "position(", `"position"(`).Replace(line)
		cases = append(cases, pgCase{"file", line, "select (" + sql + ")::text"})
	}
	compareAll(t, cases, 0.90)
}
