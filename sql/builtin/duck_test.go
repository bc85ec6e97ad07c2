package builtin

import (
	"testing"

	"github.com/tarndb/tarn/sql/types"
)

// TestOwnFunctions checks functions that PostgreSQL does not have; the values are
// DuckDB's and, where it has none, Databricks's.
func TestOwnFunctions(t *testing.T) {
	for _, c := range []struct{ expr, want string }{
		{"levenshtein('kitten', 'sitting')", "3"}, {"damerau_levenshtein('ab', 'ba')", "1"}, {"hamming('abc', 'abd')", "1"},
		{"round(jaro_winkler_similarity('duck', 'duckdb')::numeric, 6)", "0.933333"}, {"round(jaro_similarity('martha', 'marhta')::numeric, 6)", "0.944444"},
		{"jaccard('duck', 'luck')", "0.6"}, {"contains('abc', 'b')", "true"}, {"prefix('abc', 'ab')", "true"}, {"suffix('abc', 'bc')", "true"},
		{"regexp_extract('abc123', '([a-z]+)([0-9]+)', 2)", "123"}, {"regexp_extract_all('a1b22', '[0-9]+')", "{1,22}"},
		{"regexp_full_match('abc', 'a.c')", "true"}, {"string_split('a,b', ',')", "{a,b}"}, {"strip_accents('mühle')", "muhle"}, {"instr('hello', 'l')", "3"},
		{"bin('5'::int8)", "101"}, {"hex('255'::int8)", "FF"}, {"to_base('255'::int8, 16)", "FF"}, {"substring_index('a.b.c', '.', 2)", "a.b"}, {"soundex('Robert')", "R163"},
		{"list_contains('{1,2}'::int4[], 2)", "true"}, {"list_position('{a,b}'::text[], 'b')", "2"}, {"list_distinct('{1,2,1,NULL}'::int4[])", "{1,2}"},
		{"list_unique('{1,2,1,NULL}'::int4[])", "2"}, {"list_sort('{3,1,2}'::int4[])", "{1,2,3}"}, {"list_reverse_sort('{3,NULL,1,2}'::int4[])", "{3,2,1,NULL}"},
		{"list_reverse('{1,2,3}'::int4[])", "{3,2,1}"}, {"list_slice('{1,2,3,4}'::int4[], 2, 3)", "{2,3}"}, {"list_extract('{1,2,3}'::int4[], '-1'::int4)", "3"},
		{"list_has_any('{1,2}'::int4[], '{2,9}'::int4[])", "true"}, {"list_intersect('{1,2,3}'::int4[], '{2,3,4}'::int4[])", "{2,3}"}, {"list_sum('{1,2,3}'::int4[])", "6"},
		{"list_max('{1,3,2}'::int4[])", "3"}, {"flatten('{{1,2},{3,4}}'::int4[])", "{1,2,3,4}"}, {"array_except('{1,2,3}'::int4[], '{2}'::int4[])", "{1,3}"},
		{"map('{a,b}'::text[], '{1,2}'::int4[])::text", "{a=1, b=2}"}, {"element_at(map('{a,b}'::text[], '{1,2}'::int4[]), 'b')", "2"},
		{"map_keys(map('{a,b}'::text[], '{1,2}'::int4[]))", "{a,b}"}, {"cardinality(map('{a,b}'::text[], '{1,2}'::int4[]))", "2"},
		{"date_diff('month', '2024-01-31'::timestamp, '2024-03-01'::timestamp)", "2"}, {"date_sub('month', '2024-01-31'::timestamp, '2024-03-01'::timestamp)", "1"},
		{"date_diff('day', '2024-01-31 23:00:00'::timestamp, '2024-02-01 01:00:00'::timestamp)", "1"}, {"dayname('2024-02-29'::timestamp)", "Thursday"},
		{"monthname('2024-02-29'::timestamp)", "February"}, {"last_day('2024-02-10'::timestamp)", "2024-02-29"}, {"year('2024-02-29'::date)", "2024"},
		{"dayofweek('2024-02-29'::date)", "4"}, {"isodow('2024-03-03'::date)", "7"}, {"yearweek('2024-02-29'::date)", "202409"},
		{"strftime('2024-02-29 13:45:06'::timestamp, '%d/%m/%Y %H:%M:%S')", "29/02/2024 13:45:06"}, {"time_bucket('1 month'::interval, '2024-02-29'::timestamp)", "2024-02-01 00:00:00"},
		{"time_bucket('15 minutes'::interval, '2024-02-29 13:50:00'::timestamp)", "2024-02-29 13:45:00"}, {"to_days('3'::int8)", "3 days"}, {"add_months('2024-01-31'::date, 1)", "2024-02-29"},
		{"epoch_ms('2024-01-01'::timestamp)", "1704067200000"}, {"log2('8'::float8)", "3"}, {"even('2.9'::float8)", "4"}, {"isnan('NaN'::float8)", "true"},
		{"round('2.345'::float8, 2)", "2.35"}, {"round('2.345', 2)", "2.35"}, {"pg_typeof(round('2.345', 2))", "numeric"}, {"pg_typeof(round(5, 2))", "numeric"},
		{"nvl(NULL, 5)", "5"}, {"if('t'::bool, 'a', 'b')", "a"}, {"typeof('1'::int4)", "integer"}, {"sha2('abc', 256)", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
		{"range('3'::int8)", "0|1|2"}, {"sequence('1'::int8, '3'::int8)", "{1,2,3}"}, {"pmod('-7'::int8, '3'::int8)", "2"}, {"conv('ff', 16, 10)", "255"},
		{"parse_url('https://h.org/p?x=1', 'HOST')", "h.org"}, {"crc32('abc')", "891568578"},
	} {
		if got, err := evalMini(c.expr); got != c.want || err != nil {
			t.Errorf("%s = %q, %v; want %q", c.expr, got, err, c.want)
		}
	}
}

func TestOwnAggregates(t *testing.T) {
	for _, c := range []struct {
		agg  aggCase
		want string
	}{
		{aggCase{name: "median", ts: ids(701), rows: rowsOf("1", "2", "10", "NULL", "4")}, "3"},
		{aggCase{name: "arg_max", ts: ids(25, 23), rows: [][]string{{"a", "1"}, {"b", "5"}, {"c", "NULL"}}}, "b"},
		{aggCase{name: "min_by", ts: ids(25, 23), rows: [][]string{{"a", "1"}, {"b", "5"}}}, "a"},
		{aggCase{name: "first", ts: ids(23), rows: rowsOf("7", "8")}, "7"}, {aggCase{name: "last", ts: ids(23), rows: rowsOf("7", "8")}, "8"},
		{aggCase{name: "any_value", ts: ids(23), rows: rowsOf("NULL", "8")}, "8"}, {aggCase{name: "count_if", ts: ids(16), rows: rowsOf("t", "f", "t")}, "2"},
		{aggCase{name: "histogram", ts: ids(23), rows: rowsOf("1", "2", "1")}, "{1=2, 2=1}"}, {aggCase{name: "list", ts: ids(23), rows: rowsOf("1", "NULL")}, "{1,NULL}"},
		{aggCase{name: "quantile_cont", ts: ids(701, 701), rows: [][]string{{"1", "0.25"}, {"2", "0.25"}, {"3", "0.25"}}}, "1.5"},
		{aggCase{name: "product", ts: ids(701), rows: rowsOf("2", "3", "4")}, "24"}, {aggCase{name: "collect_set", ts: ids(25), rows: rowsOf("a", "b", "a")}, "{a,b}"},
	} {
		if got := c.agg.run(1); got != c.want {
			t.Errorf("%s: %s, want %s", c.agg.name, got, c.want)
		}
		if got := c.agg.run(2); got != c.want {
			t.Errorf("%s merged: %s, want %s", c.agg.name, got, c.want)
		}
	}
}

func ids(ts ...uint32) []uint32 { return ts }

func rowsOf(vals ...string) [][]string {
	_, rows := column(23, vals...)
	return rows
}

// TestApproxCountDistinct: the estimate is within five percent.
func TestApproxCountDistinct(t *testing.T) {
	h := &hll{t: types.T(types.Int8)}
	for i := range int64(50000) {
		if err := h.Add([]D{intD(i % 20000)}); err != nil {
			t.Fatal(err)
		}
	}
	d, _ := h.Result()
	if d.I < 19000 || d.I > 21000 {
		t.Errorf("estimate %d of 20000", d.I)
	}
}

// TestHashSpreads: the sketch is as good for texts and numerics as for integers.
func TestHashSpreads(t *testing.T) {
	for _, typ := range []types.OID{types.Text, types.Numeric, types.Float8} {
		h := &hll{t: types.T(typ)}
		for i := range int64(20000) {
			d, err := types.Parse(types.T(typ), string(types.AppendScaled(nil, i, 2)), nil)
			if err != nil {
				t.Fatal(err)
			}
			h.Add([]D{d})
		}
		if d, _ := h.Result(); d.I < 19000 || d.I > 21000 {
			t.Errorf("%s: estimate %d of 20000", types.T(typ), d.I)
		}
	}
}
