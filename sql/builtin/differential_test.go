package builtin

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"regexp"
	"sort"
	"strconv"
	"strings"
	"testing"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// The differential test evaluates expressions here and in a PostgreSQL 15 server and
// compares results and SQLSTATEs. It needs psql and a server named by TARN_PG_PORT
// (loopback, user postgres, no password); without them it is skipped.
var showDiffs = flag.Int("showdiffs", 40, "how many disagreements to print per group")

type pgCase struct {
	group, expr, sql string
}

// runPostgres evaluates all cases: a result, \N, or !SQLSTATE: message.
func runPostgres(t *testing.T, cases []pgCase) []string {
	t.Helper()
	port := os.Getenv("TARN_PG_PORT")
	psql, err := exec.LookPath("psql")
	if port == "" || err != nil {
		t.Skip("SKIPPED: no PostgreSQL to compare with; set TARN_PG_PORT to a loopback PostgreSQL 15")
	}
	var in bytes.Buffer
	in.WriteString(`set client_min_messages=error; set timezone='America/New_York'; set extra_float_digits=1; set lc_monetary='C';
create or replace function pg_temp.try(q text) returns text language plpgsql as $$
declare r text; begin execute q into r; return r;
exception when others then return '!' || sqlstate || ': ' || sqlerrm; end $$;
create temp table cases(n int, q text);
copy cases from stdin;
`)
	for i, c := range cases {
		fmt.Fprintf(&in, "%d\t%s\n", i, copyEscape(c.sql))
	}
	in.WriteString("\\.\ncopy (select n, pg_temp.try(q) from cases order by n) to stdout;\n")
	cmd := exec.Command(psql, "-h", "127.0.0.1", "-p", port, "-U", "postgres", "-X", "-q", "-v", "ON_ERROR_STOP=1")
	cmd.Stdin = &in
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("psql: %v %s", err, errs.String())
	}
	res := make([]string, len(cases))
	for line := range strings.Lines(string(out)) {
		n, v, _ := strings.Cut(strings.TrimSuffix(line, "\n"), "\t")
		i, _ := strconv.Atoi(n)
		if v != `\N` {
			v = copyUnescape(v)
		}
		res[i] = v
	}
	return res
}

func copyEscape(s string) string {
	return strings.NewReplacer("\\", "\\\\", "\n", "\\n", "\t", "\\t", "\r", "\\r").Replace(s)
}

func copyUnescape(s string) string {
	return strings.NewReplacer("\\\\", "\\", "\\n", "\n", "\\t", "\t", "\\r", "\r", "\\b", "\b", "\\f", "\f", "\\v", "\v").Replace(s)
}

func ours(expr string) (s string) {
	defer func() {
		if r := recover(); r != nil {
			s = fmt.Sprintf("!PANIC: %v", r)
		}
	}()
	v, err := evalMini(expr)
	if err != nil {
		e := pgerr.From(err)
		return "!" + string(e.Code) + ": " + e.Message
	}
	return v
}

// compareAll prints agreement by group and fails below the given share.
func compareAll(t *testing.T, cases []pgCase, least float64) {
	want := runPostgres(t, cases)
	good, total, texts, errors := 0, 0, 0, 0
	shown := map[string]int{}
	bad := map[string]int{}
	for i, c := range cases {
		got := ours(c.expr)
		total++
		isErr := strings.HasPrefix(want[i], "!") && len(want[i]) > 6
		if isErr {
			errors++
		}
		if agree(got, want[i]) {
			good++
			if isErr && got == want[i] {
				texts++
			}
			continue
		}
		bad[c.group]++
		if shown[c.group]++; shown[c.group] <= *showDiffs {
			t.Logf("[%s] %s\n     ours %s\n postgres %s", c.group, c.expr, got, want[i])
		}
	}
	var groups []string
	for g, n := range bad {
		groups = append(groups, fmt.Sprintf("%s:%d", g, n))
	}
	sort.Strings(groups)
	share := float64(good) / float64(max(total, 1))
	t.Logf("agreement %d of %d (%.2f%%); error texts equal %d of %d; disagreements %s", good, total, 100*share, texts, errors, strings.Join(groups, " "))
	if share < least {
		t.Errorf("agreement %.4f below %.4f", share, least)
	}
}

// agree compares results; errors by SQLSTATE, floats to 14 digits.
func agree(got, want string) bool {
	if got == want {
		return true
	}
	if strings.HasPrefix(want, "!") && strings.HasPrefix(got, "!") && len(want) > 6 && len(got) > 6 {
		return got[:6] == want[:6]
	}
	f, err1 := strconv.ParseFloat(got, 64)
	g, err2 := strconv.ParseFloat(want, 64)
	if err1 == nil && err2 == nil && (strings.ContainsAny(want, ".e") && len(want) > 14) {
		return abs(f-g) <= 4e-15*max(abs(f), abs(g))
	}
	return false
}

func abs(f float64) float64 { return max(f, -f) }

// samples are literals of each type for the generated cases.
var samples = map[types.OID][]string{
	types.Bool: {"t", "f"}, types.Int2: {"0", "-7", "32767", "-32768", "3"}, types.Int4: {"0", "-7", "2147483647", "-2147483648", "3", "12345"},
	types.Int8:    {"0", "-7", "9223372036854775807", "-9223372036854775808", "3", "1234567890123"},
	types.Float4:  {"0", "-1.5", "3.25", "1e30", "NaN", "Infinity"},
	types.Float8:  {"0", "-1.5", "2.5", "1e300", "NaN", "-Infinity", "0.1", "123456.789", "-0"},
	types.Numeric: {"0", "-1.50", "2.5", "12345678901234567890.123456789", "NaN", "Infinity", "0.001", "100", "3"},
	types.Text:    {"", "abc", "Hello World", "a%b_c", "12", "  pad  ", "xabcxabcx", "1,2,,3", "日本語"},
	types.VarChar: {"", "abc", "x y"}, types.BPChar: {"", "abc  ", "ab"}, types.Name: {"abc", "rel"}, types.Char: {"a", ""},
	types.Bytea: {"", "\\x00ff41", "abc"}, types.Date: {"2024-02-29", "1999-12-31", "infinity", "0044-03-15 BC", "-infinity"},
	types.Time: {"00:00:00", "13:45:06.789", "23:59:59.999999"}, types.TimeTZ: {"13:45:06+02", "01:02:03-05:30"},
	types.Timestamp:   {"2024-02-29 13:45:06.789012", "1969-12-31 23:59:59", "infinity", "2001-01-01", "0044-03-15 12:00:00 BC"},
	types.TimestampTZ: {"2024-03-10 02:30:00", "2024-11-03 01:30:00", "2024-07-04 12:00:00+00", "-infinity"},
	types.Interval:    {"1 year 2 mons 3 days 04:05:06.7", "-1 mon +1 day", "00:00:00", "-00:00:01.5", "40 days 30:00:00", "1 day"},
	types.Inet:        {"192.168.1.5/24", "10.0.0.1", "::1", "2001:db8::5/64"}, types.Cidr: {"10.0.0.0/8", "192.168.1.0/24", "2001:db8::/32"},
	types.UUID: {"a0eebc99-9c0b-4ef8-bb6d-6bb9bd380a11", "00000000-0000-0000-0000-000000000000"},
	types.Oid:  {"0", "4294967295", "25"}, types.Money: {"12.34", "-1000000.5", "0"},
	types.Bit: {"101", "000"}, types.VarBit: {"1", "1010", ""},
	types.JSON:  {`{"a":1,"b":[1,2,{"c":null}],"a":"x"}`, `[1,"two",null,true]`, `"s"`, `12.50`, `{}`},
	types.JSONB: {`{"a":1,"bb":[1,2,{"c":null}],"z":"x"}`, `[1,"two",null,true]`, `"a"`, `12.50`, `{}`, `[]`, `null`},
	1007:        {"{1,2,3}", "{}", "{{1,2},{3,4}}", "{NULL,5}", "[0:1]={7,8}"}, 1009: {"{a,b,NULL}", "{}", `{"x y",""}`, "{a}"},
	types.AnyArray: {"1007:{1,2,3}", "1007:{}", "1009:{a,b,NULL}", "1007:{{1,2},{3,4}}", "1007:[2:3]={1,2}"}, types.AnyCompatArray: {"1007:{1,2,2}", "1007:{}", "1007:{5,NULL}"},
	types.AnyElement: {"23:5", "1700:1.5", "25:x"}, types.AnyCompatible: {"23:5", "23:2", "21:2"},
	types.AnyNonArray: {"23:5", "16:t", "1082:2024-01-01"}, types.Any: {"23:5", "25:x y", "16:t", "1007:{1,2}"},
	types.JSONPath: {"$", "$.a", "$[*]", "$.bb[*].c", "$[0]", "$.bb[*] ? (@ > 1)", "lax $.zz", "strict $.zz"},
}

func literal(oid types.OID, s string) string {
	if a, b, ok := strings.Cut(s, ":"); ok && (types.IsPolymorphic(oid) || oid == types.Any) {
		n, _ := strconv.Atoi(a)
		oid, s = types.OID(n), b
	}
	name := types.FormatType(oid, -1)
	if strings.ContainsAny(name, " ") || oid == types.BPChar || oid == types.Bit {
		name = types.ByOID(oid).Name
	}
	return "'" + strings.ReplaceAll(s, "'", "''") + "'::" + name
}

// skipGenerated are functions whose results depend on the server.
var skipGenerated = regexp.MustCompile(`^(bit$|bpchar$|varbit$|lpad|rpad|repeat|pg_|has_|current_|random|setseed|now|clock_|statement_|transaction_|timeofday|gen_random|txid|inet_|version|set_config|row_security|to_reg|format_type|col_desc|obj_desc|shobj|nextval|currval|setval|lastval|age$|query_to|table_to|schema_to|database_to|cursor_to|xml|amv|aclexplode|acl|makeacl|hash|.*_accum|.*_internal|.*_final|.*_recv|in_range|bt.*cmp|interval$|make_interval|right$|getdata|getpg|.*hash.*|.*_sk|.*_transfn|ordered_set|interval_avg|int2int4|int.*_sum|int8_avg|float8_(avg|corr|cov|reg|std|var|comb)|numeric_(avg|sum|std|var|poly)|int8inc_|int8dec_any|bt.*sort|btequal|btvar|enum_|currtid|session_user|user|system_user|pg_typeof|any_|array_typ|array_unnest_|range_|multirange|overlaps$|record|row_to_json|jsonb_pop|json_pop|to_tsv|ts_|plainto|websearch|lo_|mxid|xid|pg_col|tid|gin_|brin|spg|gist|network_cmp|inet_merge|abbrev|text_smaller|is_norm|normalize)`)

// generated makes cases for every function and operator PostgreSQL also has, from the
// samples of its argument types.
func generated(limit int) []pgCase {
	var out []pgCase
	for _, fn := range Funcs() {
		if fn.OID >= 9000 || fn.Eval == nil || skipGenerated.MatchString(fn.Name) {
			continue
		}
		for _, args := range combos(fn.Args, limit) {
			call := fn.Name + "(" + strings.Join(args, ", ") + ")"
			out = append(out, pgCase{"f:" + fn.Name, call, "select (" + pgCall(fn, args) + ")::text"})
		}
	}
	for _, o := range Operators() {
		if o.OID >= 9000 {
			continue
		}
		ts := []types.OID{o.Right}
		if o.Left != 0 {
			ts = []types.OID{o.Left, o.Right}
		}
		for _, args := range combos(ts, limit) {
			e := strings.Join(args, " "+o.Name+" ")
			if o.Left == 0 {
				e = o.Name + " " + e
			}
			out = append(out, pgCase{"o:" + o.Name, e, "select (" + e + ")::text"})
		}
	}
	return out
}

// pgCall quotes function names that are grammar words in SQL.
func pgCall(fn *Func, args []string) string {
	return `pg_catalog."` + fn.Name + `"(` + strings.Join(args, ", ") + ")"
}

// combos picks up to limit argument lists covering the samples.
func combos(ts []types.OID, limit int) [][]string {
	n := 1
	for _, t := range ts {
		if len(samples[t]) == 0 {
			return nil
		}
		n *= len(samples[t])
	}
	if len(ts) == 0 {
		return [][]string{nil}
	}
	step := 1
	if n > limit {
		step = n/limit | 1
	}
	var out [][]string
	for k := 0; k < n; k += step {
		var args []string
		r := k
		for _, t := range ts {
			args = append(args, literal(t, samples[t][r%len(samples[t])]))
			r /= len(samples[t])
		}
		out = append(out, args)
	}
	return out
}

func TestAgainstPostgresGenerated(t *testing.T) {
	compareAll(t, generated(60), 0.90)
}
