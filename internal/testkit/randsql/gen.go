package randsql

import (
	"fmt"
	"math/rand/v2"
	"strings"
)

// Type is a type of the generator's columns.
type Type int

// The types of generated columns and expressions.
const (
	Int Type = iota
	Text
	Num
	Date
	Bool
	Stamp
	Array
	JSON
	numTypes
)

var typeNames = [...]string{"int", "text", "numeric", "date", "boolean", "timestamp", "int[]", "jsonb"}

// column is a name visible in an expression.
type column struct {
	name string // as an expression names it, qualified
	t    Type
}

// scope holds the columns of one query level and the level outside it.
type scope struct {
	cols  []column
	outer *scope
}

// cte is a WITH query that may be read.
type cte struct {
	name  string
	types []Type
}

// Gen makes queries.
type Gen struct {
	r     *rand.Rand
	next  int // for fresh names
	ctes  []cte
	size  int // of the current query's expressions
	Depth int // nesting of subqueries allowed
}

// New gives a generator.
func New(seed uint64) *Gen {
	return &Gen{r: rand.New(rand.NewPCG(seed, 17)), Depth: 2}
}

// tableCols are the columns of every table: names and types.
var tableCols = []column{{"a", Int}, {"b", Int}, {"c", Text}, {"d", Num}, {"e", Date}, {"f", Bool},
	{"g", Stamp}, {"h", Array}, {"i", JSON}}

// Tables gives the statements that make the temporary tables t0 to t3; t3 is empty and
// the rows of t2 are many.
func (g *Gen) Tables() []string {
	var out []string
	for i, rows := range []int{7, 12, 60, 0} {
		out = append(out, fmt.Sprintf("CREATE TEMP TABLE t%d (a int, b int, c text, d numeric, e date, f boolean, g timestamp, h int[], i jsonb)", i))
		var vals []string
		for range rows {
			var v []string
			for _, c := range tableCols {
				v = append(v, g.value(c.t))
			}
			vals = append(vals, "("+strings.Join(v, ", ")+")")
		}
		if rows > 0 {
			out = append(out, fmt.Sprintf("INSERT INTO t%d VALUES %s", i, strings.Join(vals, ", ")))
		}
	}
	return out
}

func (g *Gen) one(n int) bool          { return g.r.IntN(n) == 0 }
func (g *Gen) pick(s ...string) string { return s[g.r.IntN(len(s))] }

func (g *Gen) name(prefix string) string {
	g.next++
	return fmt.Sprintf("%s%d", prefix, g.next)
}

// value is a literal of a table, NULL in one of five.
func (g *Gen) value(t Type) string {
	if g.one(5) {
		return "NULL"
	}
	return g.literal(t)
}

func (g *Gen) literal(t Type) string {
	switch t {
	case Int:
		return fmt.Sprint(g.r.IntN(9) - 2)
	case Text:
		return "'" + g.pick("", "a", "b", "ab", "abc", "B", "x y", "zz", "é") + "'"
	case Num:
		return g.pick("0", "1", "1.0", "2.5", "-0.75", "10.00", "3.14", "0.001")
	case Stamp:
		return "'" + g.pick("2020-01-31 23:59:59", "2020-02-29 12:00:00", "2021-12-31 00:00:00.5", "1999-12-31 06:30:00") + "'::timestamp"
	case Array:
		return "'" + g.pick("{}", "{1}", "{1,2}", "{2,1}", "{1,NULL}", "{3,3,0}", "{-1}") + "'::int[]"
	case JSON:
		return "'" + g.pick(`{"a": 1}`, `{"a": "x", "b": [1, 2]}`, `[1, 2, null]`, `[]`, `{}`, `null`, `"a"`, `2`, `true`, `{"a": {"b": 1}}`) + "'::jsonb"
	case Date:
		return "'" + g.pick("2020-01-31", "2020-02-29", "2021-12-31", "1999-12-31", "2020-02-01") + "'::date"
	}
	return g.pick("true", "false")
}

// Query gives a query with an optional WITH before it.
func (g *Gen) Query() string {
	g.ctes, g.next, g.size = nil, 0, 1+g.r.IntN(3)
	depth := g.r.IntN(g.Depth + 1)
	var with []string
	recursive := ""
	for g.one(4) && len(with) < 2 {
		ts := g.types(1 + g.r.IntN(3))
		name := g.name("w")
		body := ""
		if g.one(4) {
			recursive, ts = "RECURSIVE ", []Type{Int, Int}
			body = g.recursive(name)
		} else {
			body = g.query(ts, nil, depth-1, false)
		}
		with = append(with, fmt.Sprintf("%s(%s) AS %s(%s)", name, names(len(ts)),
			g.pick("", "", "MATERIALIZED ", "NOT MATERIALIZED "), body))
		g.ctes = append(g.ctes, cte{name, ts})
	}
	q := g.query(g.types(1+g.r.IntN(4)), nil, depth, true)
	if len(with) > 0 {
		q = "WITH " + recursive + strings.Join(with, ", ") + " " + q
	}
	return q
}

// recursive is a recursive query over two integers.
func (g *Gen) recursive(name string) string {
	step := fmt.Sprintf("SELECT c1 + 1, c2 FROM %s WHERE c1 < %d", name, 2+g.r.IntN(5))
	switch g.r.IntN(3) {
	case 0:
		step = fmt.Sprintf("SELECT r.c1 + 1, t.b FROM %s r JOIN t%d t ON t.a = r.c2 WHERE r.c1 < 3", name, g.r.IntN(2))
	case 1:
		step = fmt.Sprintf("SELECT t.b, t.a FROM %s r, t%d t WHERE t.a = r.c1", name, g.r.IntN(2))
		return fmt.Sprintf("SELECT a, b FROM t%d UNION %s", g.r.IntN(2), step)
	}
	return fmt.Sprintf("SELECT a, b FROM t%d %s %s", g.r.IntN(3), g.pick("UNION", "UNION ALL"), step)
}

func (g *Gen) types(n int) []Type {
	out := make([]Type, n)
	for i := range out {
		out[i] = g.anyType()
	}
	return out
}

// anyType is a type, the scalar ones more often.
func (g *Gen) anyType() Type {
	if g.one(3) {
		return Type(g.r.IntN(int(numTypes)))
	}
	return Type(g.r.IntN(int(Bool) + 1))
}

// names are c1, c2, ….
func names(n int) string {
	var out []string
	for i := range n {
		out = append(out, fmt.Sprintf("c%d", i+1))
	}
	return strings.Join(out, ", ")
}

// ordinals are 1, 2, …: a total order of any result.
func ordinals(n int) string {
	var out []string
	for i := range n {
		out = append(out, fmt.Sprint(i+1))
	}
	return strings.Join(out, ", ")
}

// query is a query of given column types inside outer, columns named c1, c2, ….
func (g *Gen) query(ts []Type, outer *scope, depth int, top bool) string {
	var q string
	setOp := g.one(6) && depth > 0
	if setOp {
		op := g.pick("UNION", "UNION ALL", "INTERSECT", "INTERSECT ALL", "EXCEPT", "EXCEPT ALL")
		q = fmt.Sprintf("(%s) %s (%s)", g.query(ts, outer, depth-1, false), op, g.query(ts, outer, depth-1, false))
		if g.one(3) {
			q = fmt.Sprintf("%s %s (%s)", q, g.pick("UNION", "UNION ALL", "INTERSECT", "EXCEPT"), g.query(ts, outer, depth-1, false))
		}
	} else {
		q = g.selectQuery(ts, outer, depth)
	}
	if strings.Contains(q, "DISTINCT ON") {
		return q
	}
	if (top && g.one(3)) || (!top && g.one(6)) {
		q += " ORDER BY " + g.order(len(ts))
		if g.one(2) {
			q += fmt.Sprintf(" LIMIT %d", g.r.IntN(8))
		} else if g.one(4) {
			q += fmt.Sprintf(" FETCH FIRST %d ROWS WITH TIES", 1+g.r.IntN(5))
		}
		if g.one(3) && !strings.Contains(q, "WITH TIES") {
			q += fmt.Sprintf(" OFFSET %d", g.r.IntN(5))
		}
	}
	return q
}

// order is a total order by output positions with directions.
func (g *Gen) order(n int) string {
	var out []string
	for _, i := range g.r.Perm(n) {
		out = append(out, fmt.Sprint(i+1)+g.pick("", " DESC", " ASC NULLS FIRST", " DESC NULLS LAST"))
	}
	return strings.Join(out, ", ")
}

func (g *Gen) selectQuery(ts []Type, outer *scope, depth int) string {
	s := &scope{outer: outer}
	from := g.from(s, depth)
	where := ""
	if g.one(2) {
		where = " WHERE " + g.expr(Bool, s, depth, g.size)
	}
	switch g.r.IntN(6) {
	case 0, 1:
		return g.grouped(ts, s, from, where, depth)
	case 2:
		return g.windowed(ts, s, from, where, depth)
	}
	list := g.list(ts, func(t Type) string { return g.expr(t, s, depth, g.size) })
	switch g.r.IntN(6) {
	case 0:
		return "SELECT DISTINCT " + list + from + where
	case 1:
		on := 1 + g.r.IntN(len(ts))
		q := fmt.Sprintf("SELECT DISTINCT ON (%s) * FROM (SELECT %s%s%s) s", names(on), list, from, where)
		return "(" + q + " ORDER BY " + ordinals(len(ts)) + ")"
	}
	return "SELECT " + list + from + where
}

// list is a select list of given types, named c1, c2, ….
func (g *Gen) list(ts []Type, f func(Type) string) string {
	var out []string
	for i, t := range ts {
		out = append(out, fmt.Sprintf("%s AS c%d", f(t), i+1))
	}
	return strings.Join(out, ", ")
}

// from is a FROM clause; its columns go into s.
func (g *Gen) from(s *scope, depth int) string {
	if g.one(25) {
		return ""
	}
	text := g.joined(s, depth, 1+g.r.IntN(min(g.size, 2)+1))
	if g.one(6) {
		text += ", " + g.item(s, depth, true)
	}
	return " FROM " + text
}

// joined is a tree of n joined items.
func (g *Gen) joined(s *scope, depth, n int) string {
	if n <= 1 {
		return g.item(s, depth, false)
	}
	left := &scope{outer: s.outer}
	lt := g.joined(left, depth, n-1)
	right := &scope{outer: s.outer}
	kind := g.pick("JOIN", "LEFT JOIN", "RIGHT JOIN", "FULL JOIN", "CROSS JOIN", "LEFT JOIN", "JOIN")
	if g.one(6) && depth > 0 && (kind == "JOIN" || kind == "LEFT JOIN") {
		alias := g.name("l")
		ts := g.types(1 + g.r.IntN(2))
		in := &scope{cols: left.cols, outer: s.outer}
		s.cols = append(s.cols, left.cols...)
		rt := fmt.Sprintf("LATERAL (%s) %s(%s)", g.query(ts, in, depth-1, false), alias, names(len(ts)))
		s.cols = append(s.cols, aliased(alias, ts)...)
		return fmt.Sprintf("%s %s %s ON %s", lt, kind, rt, g.pick("true", g.expr(Bool, &scope{cols: s.cols}, 0, 2)))
	}
	if n == 2 && g.one(8) && kind != "CROSS JOIN" {
		return g.usingJoin(s, kind)
	}
	rt := g.item(right, depth, false)
	both := &scope{cols: append(append([]column(nil), left.cols...), right.cols...), outer: s.outer}
	s.cols = append(s.cols, both.cols...)
	if kind == "CROSS JOIN" {
		return fmt.Sprintf("%s CROSS JOIN %s", lt, rt)
	}
	return fmt.Sprintf("%s %s %s ON %s", lt, kind, rt, g.joinOn(kind, left, right, both))
}

// usingJoin joins two tables by columns of the same name; only the merged columns and
// those of one name are used above.
func (g *Gen) usingJoin(s *scope, kind string) string {
	l, r := g.name("u"), g.name("u")
	lt, rt := g.r.IntN(3), g.r.IntN(3)
	cols := g.pick("a", "b", "a, b", "c", "e", "a, c")
	j := g.name("j")
	if g.one(3) { // both sides have one common column
		s.cols = append(s.cols, column{j + ".a", Int}, column{j + ".x", Text}, column{j + ".y", Num})
		return fmt.Sprintf("((SELECT a, c AS x FROM t%d) %s NATURAL %s (SELECT a, d AS y FROM t%d) %s) %s", lt, l, kind, rt, r, j)
	}
	for _, c := range strings.Split(cols, ", ") {
		for _, tc := range tableCols {
			if tc.name == c {
				s.cols = append(s.cols, column{j + "." + c, tc.t})
			}
		}
	}
	for _, a := range []string{l, r} {
		for _, c := range tableCols {
			s.cols = append(s.cols, column{a + "." + c.name, c.t})
		}
	}
	return fmt.Sprintf("t%d %s %s t%d %s USING (%s) AS %s", lt, l, kind, rt, r, cols, j)
}

// joinOn is a join condition; FULL JOIN must be an equality.
func (g *Gen) joinOn(kind string, left, right, both *scope) string {
	eq := ""
	for range 8 {
		a, b := left.cols[g.r.IntN(len(left.cols))], right.cols[g.r.IntN(len(right.cols))]
		if a.t == b.t && a.t != Bool {
			eq = a.name + " = " + b.name
			break
		}
	}
	switch {
	case eq == "" && kind == "FULL JOIN":
		return g.pick("true", "false")
	case eq == "" || kind != "FULL JOIN" && g.one(4):
		return g.expr(Bool, both, 0, 2)
	case kind != "FULL JOIN" && g.one(3):
		return eq + " AND " + g.expr(Bool, both, 0, 2)
	}
	return eq
}

// item is a table, a subquery or another relation.
func (g *Gen) item(s *scope, depth int, lateral bool) string {
	alias := g.name("q")
	if g.one(14) {
		return g.setItem(s, alias, lateral)
	}
	if depth > 0 {
		switch g.r.IntN(8) {
		case 0, 1:
			ts := g.types(1 + g.r.IntN(3))
			q := g.query(ts, s.outer, depth-1, false)
			s.cols = append(s.cols, aliased(alias, ts)...)
			return fmt.Sprintf("(%s) %s(%s)", q, alias, names(len(ts)))
		case 2:
			return g.valuesItem(s, alias)
		case 3:
			arg := fmt.Sprint(g.r.IntN(5))
			if lateral {
				arg = g.expr(Int, &scope{cols: s.cols, outer: s.outer}, 0, 1)
			}
			s.cols = append(s.cols, column{alias + ".c1", Int})
			return fmt.Sprintf("generate_series(%d, %s) %s(c1)", g.r.IntN(3), arg, alias)
		}
	}
	if len(g.ctes) > 0 && g.one(2) {
		c := g.ctes[g.r.IntN(len(g.ctes))]
		s.cols = append(s.cols, aliased(alias, c.types)...)
		return c.name + " " + alias
	}
	for _, c := range tableCols {
		s.cols = append(s.cols, column{alias + "." + c.name, c.t})
	}
	return fmt.Sprintf("t%d %s", [...]int{0, 0, 0, 1, 1, 2, 3}[g.r.IntN(7)], alias)
}

// setItem is a set-returning function over an array or a JSON value.
func (g *Gen) setItem(s *scope, alias string, lateral bool) string {
	of := func(t Type) string {
		if lateral {
			return g.expr(t, &scope{cols: s.cols, outer: s.outer}, 0, 1)
		}
		return g.literal(t)
	}
	var text string
	switch g.r.IntN(4) {
	case 0:
		text = fmt.Sprintf("unnest(%s) %s(c1)", of(Array), alias)
		s.cols = append(s.cols, column{alias + ".c1", Int})
	case 1:
		text = fmt.Sprintf("unnest(%s) WITH ORDINALITY %s(c1, c2)", of(Array), alias)
		s.cols = append(s.cols, column{alias + ".c1", Int})
	case 2:
		text = fmt.Sprintf("jsonb_array_elements(CASE jsonb_typeof(%s) WHEN 'array' THEN '[1, \"a\", null]'::jsonb ELSE '[]' END) %s(c1)", of(JSON), alias)
		s.cols = append(s.cols, column{alias + ".c1", JSON})
	default:
		text = fmt.Sprintf("jsonb_each_text(jsonb_build_object('k', %s, 'b', %s)) %s(c1, c2)", of(Int), of(Text), alias)
		s.cols = append(s.cols, aliased(alias, []Type{Text, Text})...)
	}
	return text
}

func (g *Gen) valuesItem(s *scope, alias string) string {
	ts := g.types(1 + g.r.IntN(2))
	var rows []string
	for range 1 + g.r.IntN(4) {
		var v []string
		for _, t := range ts {
			v = append(v, g.value(t)+"::"+typeNames[t])
		}
		rows = append(rows, "("+strings.Join(v, ", ")+")")
	}
	s.cols = append(s.cols, aliased(alias, ts)...)
	return fmt.Sprintf("(VALUES %s) %s(%s)", strings.Join(rows, ", "), alias, names(len(ts)))
}

func aliased(alias string, ts []Type) []column {
	var out []column
	for i, t := range ts {
		out = append(out, column{fmt.Sprintf("%s.c%d", alias, i+1), t})
	}
	return out
}

// Condition gives a FROM clause and a condition over it, for checks that split its rows.
func (g *Gen) Condition() (from, cond string) {
	g.ctes, g.next, g.size = nil, 0, 1+g.r.IntN(3)
	s := &scope{}
	from = " FROM " + g.joined(s, g.Depth-1, 1+g.r.IntN(3))
	return from, g.expr(Bool, s, g.Depth-1, g.size)
}
