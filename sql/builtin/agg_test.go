package builtin

import (
	"fmt"
	"strings"
	"testing"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// aggCase is an aggregate over rows of literals, one column a type.
type aggCase struct {
	name   string
	direct string // direct arguments of an ordered-set aggregate, "type:value"
	ts     []types.OID
	rows   [][]string // "NULL" is NULL
}

func column(t types.OID, vals ...string) ([]types.OID, [][]string) {
	var rows [][]string
	for _, v := range vals {
		rows = append(rows, []string{v})
	}
	return []types.OID{t}, rows
}

func aggCases() []aggCase {
	var out []aggCase
	cols := map[types.OID][][]string{
		types.Int2: {{"1", "2", "3", "NULL", "-7"}, {"5"}, {}}, types.Int4: {{"1", "2", "3", "NULL", "2147483647"}, {"7", "7"}, {"NULL"}, {}},
		types.Int8: {{"9223372036854775807", "9223372036854775807", "1"}, {"1", "2", "4"}, {}}, types.Numeric: {{"1.5", "2.25", "NULL", "-3"}, {"1", "NaN"}, {"1e20", "1.0001"}, {"0.1", "0.1", "0.1"}, {"Infinity", "1"}, {}},
		types.Float4: {{"1.5", "2.25", "0.1"}, {}}, types.Float8: {{"0.1", "0.2", "0.3", "NULL"}, {"1e300", "1e300"}, {"NaN", "1"}, {"Infinity", "1"}, {"5"}, {}},
		types.Interval: {{"1 day", "02:00:00", "1 mon"}, {"-1 day"}, {}}, types.Text: {{"b", "a", "NULL", ""}, {}}, types.Date: {{"2024-01-02", "1999-01-01"}, {}},
		types.Timestamp: {{"2024-01-02 00:00:00", "infinity"}}, types.Bool: {{"t", "f"}, {"t", "NULL"}, {}}, types.Money: {{"1.50", "2.25"}}, types.BPChar: {{"b ", "a"}}, types.Bit: {{"1", "0"}}, types.JSONB: {{`{"a":1}`, "NULL"}},
		1007: {{"{1,2}", "{3,4}"}, {"{1}", "{1,2}"}}, types.Time: {{"10:00:00", "09:00:00"}}, types.TimeTZ: {{"10:00:00+01", "09:30:00+00"}},
	}
	names := []string{"count", "sum", "avg", "min", "max", "stddev", "stddev_pop", "stddev_samp", "variance", "var_pop", "var_samp", "bit_and", "bit_or", "bit_xor",
		"bool_and", "bool_or", "every", "array_agg", "json_agg", "jsonb_agg"}
	for t, lists := range cols {
		for _, vals := range lists {
			for _, n := range names {
				ts, rows := column(t, vals...)
				out = append(out, aggCase{name: n, ts: ts, rows: rows})
			}
		}
	}
	pairs := [][]string{{"1", "2"}, {"2", "3.5"}, {"3", "7"}, {"NULL", "1"}, {"4", "8.25"}}
	for _, n := range []string{"corr", "covar_pop", "covar_samp", "regr_avgx", "regr_avgy", "regr_count", "regr_intercept", "regr_r2", "regr_slope", "regr_sxx", "regr_sxy", "regr_syy"} {
		for _, rows := range [][][]string{pairs, pairs[:1], nil, {{"1", "1"}, {"1", "2"}}, {{"2", "1"}, {"3", "1"}}} {
			out = append(out, aggCase{name: n, ts: []types.OID{types.Float8, types.Float8}, rows: rows})
		}
	}
	out = append(out, aggCase{name: "string_agg", ts: []types.OID{types.Text, types.Text}, rows: [][]string{{"a", ","}, {"NULL", ";"}, {"b", "; "}, {"c", "NULL"}}},
		aggCase{name: "json_object_agg", ts: []types.OID{types.Text, types.Int4}, rows: [][]string{{"a", "1"}, {"b", "NULL"}}},
		aggCase{name: "json_object_agg", ts: []types.OID{types.Text, types.Int4}, rows: [][]string{{"NULL", "1"}}},
		aggCase{name: "jsonb_object_agg", ts: []types.OID{types.Int4, types.Text}, rows: [][]string{{"2", "x"}, {"10", "y"}, {"2", "z"}}})
	for _, d := range []string{"0", "0.3", "0.5", "1", "1.5", "NULL"} {
		for t, vals := range map[types.OID][]string{types.Float8: {"1", "2.5", "4", "8"}, types.Interval: {"1 day", "1 mon", "1 year"}, types.Int4: {"1", "2", "3"}, types.Text: {"a", "b"}} {
			ts, rows := column(t, vals...)
			out = append(out, aggCase{name: "percentile_disc", direct: "701:" + d, ts: ts, rows: rows})
			if t == types.Float8 || t == types.Interval {
				out = append(out, aggCase{name: "percentile_cont", direct: "701:" + d, ts: ts, rows: rows})
			}
		}
	}
	ts, rows := column(types.Int4, "1", "2", "2", "3", "3")
	out = append(out, aggCase{name: "mode", ts: ts, rows: rows}, aggCase{name: "percentile_disc", direct: "1022:{0.1,0.9,NULL}", ts: ts, rows: rows})
	for _, n := range []string{"rank", "dense_rank", "percent_rank", "cume_dist"} {
		out = append(out, aggCase{name: n, direct: "23:2", ts: ts, rows: rows}, aggCase{name: n, direct: "23:9", ts: ts, rows: rows})
	}
	return out
}

func lit(t types.OID, v string) string {
	if v == "NULL" {
		return "NULL::" + types.ByOID(t).Name
	}
	return literal(t, v)
}

func (c aggCase) directParts() (types.OID, string) {
	var oid types.OID
	a, b, _ := strings.Cut(c.direct, ":")
	fmt.Sscan(a, &oid)
	return oid, b
}

func (c aggCase) sql() string {
	var names, defs, vals []string
	for i, t := range c.ts {
		n := string(rune('a' + i))
		names = append(names, n)
		defs = append(defs, n+" "+types.ByOID(t).Name)
	}
	for i, r := range c.rows {
		var cells []string
		for j, v := range r {
			cells = append(cells, lit(c.ts[j], v))
		}
		vals = append(vals, fmt.Sprintf("(%d,%s)", i, strings.Join(cells, ",")))
	}
	from := "(values " + strings.Join(vals, ",") + ") v(n," + strings.Join(names, ",") + ")"
	if len(c.rows) == 0 {
		var nulls []string
		for _, t := range c.ts {
			nulls = append(nulls, "NULL::"+types.ByOID(t).Name)
		}
		from = "(select 1, " + strings.Join(nulls, ",") + " where false) v(n," + strings.Join(names, ",") + ")"
	}
	switch {
	case c.direct != "":
		oid, v := c.directParts()
		return "select " + c.name + "(" + lit(oid, v) + ") within group (order by a)::text from " + from
	case c.name == "mode":
		return "select mode() within group (order by a)::text from " + from
	}
	return "select " + c.name + "(" + strings.Join(names, ",") + " order by n)::text from " + from
}

// run evaluates the aggregate here; parts > 1 splits the rows over merged states.
func (c aggCase) run(parts int) (out string) {
	fail := func(err error) string {
		e := pgerr.From(err)
		return "!" + string(e.Code) + ": " + e.Message
	}
	defer func() {
		if r := recover(); r != nil {
			out = fmt.Sprint("!PANIC: ", r)
		}
	}()
	var ats []types.Type
	var direct []types.Datum
	if c.direct != "" {
		oid, v := c.directParts()
		ats = append(ats, types.T(oid))
		d := types.Null
		if v != "NULL" {
			d, _ = types.Parse(types.T(oid), v, testSession.Style())
		}
		direct = append(direct, d)
	}
	for _, t := range c.ts {
		ats = append(ats, types.T(t))
	}
	name := c.name
	var fn *Func
	var res *Resolved
	var err error
	if c.direct != "" && (name == "rank" || name == "dense_rank" || name == "percent_rank" || name == "cume_dist") {
		for _, f := range LookupFuncs(name) {
			if f.Hypothetical {
				fn = f
			}
		}
		res = &Resolved{Func: fn, Args: ats, Ret: types.T(fn.Ret)}
	} else if res, err = ResolveFunc(name, ats, nil, false); err != nil {
		return fail(err)
	}
	fn = res.Func
	ctx := &Ctx{ArgTypes: res.Args, Ret: res.Ret, Session: testSession}
	states := make([]Agg, parts)
	for i := range states {
		states[i] = fn.New(ctx)
	}
	for i, r := range c.rows {
		args := append([]types.Datum{}, direct...)
		skip := false
		for j, v := range r {
			d := types.Null
			if v != "NULL" {
				if d, err = types.Parse(types.T(c.ts[j]), v, testSession.Style()); err != nil {
					return fail(err)
				}
				p, _ := FindCast(types.T(c.ts[j]), res.Args[len(direct)+j], CastImplicit)
				if d, err = p.Apply(testSession, d); err != nil {
					return fail(err)
				}
			}
			skip = skip || d.Null
			args = append(args, d)
		}
		if skip && !fn.NotStrict {
			continue
		}
		if err := states[i*parts/max(len(c.rows), 1)].Add(args); err != nil {
			return fail(err)
		}
	}
	for _, s := range states[1:] {
		if err := states[0].Merge(s); err != nil {
			return fail(err)
		}
	}
	d, err := states[0].Result()
	if err != nil {
		return fail(err)
	}
	if d.Null {
		return `\N`
	}
	p, err := FindCast(res.Ret, types.T(types.Text), CastExplicit)
	if err != nil {
		return fail(err)
	}
	d, err = p.Apply(testSession, d)
	if err != nil {
		return fail(err)
	}
	return d.S
}

func TestAggregatesAgainstPostgres(t *testing.T) {
	cases := aggCases()
	var pg []pgCase
	for _, c := range cases {
		pg = append(pg, pgCase{c.name, c.name, c.sql()})
	}
	want := runPostgres(t, pg)
	good := 0
	for i, c := range cases {
		got := c.run(1)
		if agree(got, want[i]) {
			good++
			continue
		}
		t.Logf("%s\n     ours %s\n postgres %s", c.sql(), got, want[i])
	}
	t.Logf("agreement %d of %d", good, len(cases))
	if float64(good) < 0.98*float64(len(cases)) {
		t.Errorf("agreement too low")
	}
}

// TestMergedStates: states fed with parts of the rows and merged give what one gives.
func TestMergedStates(t *testing.T) {
	for _, c := range aggCases() {
		if c.name == "mode" || c.direct != "" {
			continue
		}
		one, two := c.run(1), c.run(2)
		if !agree(two, one) {
			t.Errorf("%s: merged %s, single %s", c.sql(), two, one)
		}
	}
}
