package randsql

import (
	"fmt"
	"strings"
)

// expr is an expression of a type over a scope. depth bounds subqueries, size the tree.
func (g *Gen) expr(t Type, s *scope, depth, size int) string {
	if size <= 0 || g.one(4) {
		return g.leaf(t, s)
	}
	if depth > 0 && g.one(12) {
		return g.scalarSubquery(t, s, depth)
	}
	if g.one(8) {
		return g.conditional(t, s, depth, size-1)
	}
	e := func(t Type) string { return g.expr(t, s, depth, size-1) }
	switch t {
	case Int:
		return g.intExpr(e)
	case Text:
		return g.textExpr(e)
	case Num:
		return g.numExpr(e)
	case Date:
		return g.dateExpr(e)
	case Stamp:
		return g.stampExpr(e)
	case Array:
		return g.arrayExpr(s, depth, e)
	case JSON:
		return g.jsonExpr(e)
	}
	return g.boolExpr(s, depth, size-1)
}

// leaf is a column of the type where there is one, or a literal.
func (g *Gen) leaf(t Type, s *scope) string {
	var own, far []string
	for _, c := range s.cols {
		if c.t == t {
			own = append(own, c.name)
		}
	}
	for o := s.outer; o != nil; o = o.outer {
		for _, c := range o.cols {
			if c.t == t {
				far = append(far, c.name)
			}
		}
	}
	switch {
	case len(far) > 0 && g.one(4):
		return g.pick(far...)
	case len(own) > 0 && !g.one(5):
		return g.pick(own...)
	}
	if g.one(10) {
		return "NULL::" + typeNames[t]
	}
	if t == Num {
		return g.literal(t) + "::numeric"
	}
	if t == Text {
		return g.literal(t) + "::text"
	}
	return g.literal(t)
}

func (g *Gen) conditional(t Type, s *scope, depth, size int) string {
	e := func(t Type) string { return g.expr(t, s, depth, size) }
	switch g.r.IntN(5) {
	case 0:
		return fmt.Sprintf("CASE WHEN %s THEN %s ELSE %s END", e(Bool), e(t), e(t))
	case 1:
		return fmt.Sprintf("CASE %s WHEN %s THEN %s WHEN %s THEN %s END", e(Int), g.literal(Int), e(t), e(Int), e(t))
	case 2:
		return fmt.Sprintf("COALESCE(%s, %s)", e(t), e(t))
	case 3:
		return fmt.Sprintf("NULLIF(%s, %s)", e(t), e(t))
	}
	if t == Bool {
		return "(" + e(t) + " IS NOT TRUE)"
	}
	return fmt.Sprintf("%s(%s, %s)", g.pick("GREATEST", "LEAST"), e(t), e(t))
}

func (g *Gen) intExpr(e func(Type) string) string {
	switch g.r.IntN(13) {
	case 9:
		return fmt.Sprintf("(%s)[%s]", e(Array), g.pick("1", "2", "0", "-1"))
	case 10:
		return fmt.Sprintf("%s(%s)", g.pick("cardinality", "array_ndims"), e(Array))
	case 11:
		return fmt.Sprintf("extract(%s FROM %s)::int", g.pick("hour", "minute", "doy", "quarter", "week", "isodow"), e(Stamp))
	case 12:
		return fmt.Sprintf("(%s)::int", g.pick("round("+e(Num)+")", e(Num), "array_position("+e(Array)+", "+e(Int)+")", "position('b' in "+e(Text)+")"))
	case 0, 1:
		return fmt.Sprintf("(%s %s %s)", e(Int), g.pick("+", "-"), e(Int))
	case 2:
		return fmt.Sprintf("(%s %% 7 * %d)", e(Int), g.r.IntN(4))
	case 3:
		return fmt.Sprintf("(%s %s %s)", e(Int), g.pick("/", "%"), g.pick("2", "3", "-2", "5"))
	case 4:
		return fmt.Sprintf("length(%s)", e(Text))
	case 5:
		return fmt.Sprintf("extract(%s FROM %s)::int", g.pick("year", "month", "day", "dow"), e(Date))
	case 6:
		return fmt.Sprintf("(%s)::int", e(Bool))
	case 7:
		return fmt.Sprintf("(%s - %s)", e(Date), e(Date))
	}
	return fmt.Sprintf("abs(%s)", e(Int))
}

func (g *Gen) textExpr(e func(Type) string) string {
	switch g.r.IntN(11) {
	case 7:
		return fmt.Sprintf("array_to_string(%s, ',', '*')", e(Array))
	case 8:
		return fmt.Sprintf("(%s ->> %s)", e(JSON), g.pick("'a'", "'b'", "0", "-1"))
	case 9:
		return g.pick("jsonb_typeof("+e(JSON)+")", "("+e(JSON)+")::text", "("+e(Array)+")::text", "("+e(Stamp)+")::text")
	case 10:
		return fmt.Sprintf("to_char(%s, '%s')", e(Stamp), g.pick("YYYY-MM-DD HH24:MI", "DD Mon YY", "FMMonth", "D DDD WW", "IYYY-IW"))
	case 0:
		return fmt.Sprintf("(%s || %s)", e(Text), e(Text))
	case 1:
		return fmt.Sprintf("%s(%s)", g.pick("upper", "lower", "btrim", "reverse", "md5"), e(Text))
	case 2:
		return fmt.Sprintf("substr(%s, %d, %d)", e(Text), g.r.IntN(3), g.r.IntN(3))
	case 3:
		return fmt.Sprintf("(%s)::text", e(Int))
	case 4:
		return fmt.Sprintf("(%s)::text", e([]Type{Bool, Date}[g.r.IntN(2)]))
	case 5:
		return fmt.Sprintf("concat(%s, %s)", e(Text), e(Int))
	}
	return fmt.Sprintf("%s(%s, %d)", g.pick("left", "right", "repeat"), e(Text), g.r.IntN(4)-1)
}

func (g *Gen) numExpr(e func(Type) string) string {
	switch g.r.IntN(8) {
	case 5:
		return fmt.Sprintf("(%s)::numeric(16,%d)", e(Num), g.r.IntN(3))
	case 6:
		return fmt.Sprintf("extract(epoch FROM %s - %s)", e(Stamp), e(Stamp))
	case 7:
		return fmt.Sprintf("trunc(%s, 1)", e(Num))
	case 0:
		return fmt.Sprintf("(%s %s %s)", e(Num), g.pick("+", "-"), e(Num))
	case 1:
		return fmt.Sprintf("round(%s, %d)", e(Num), g.r.IntN(3))
	case 2:
		return fmt.Sprintf("(%s)::numeric", e(Int))
	case 3:
		return fmt.Sprintf("(%s * %s)", e(Num), g.pick("2", "0.5", "-1"))
	}
	return fmt.Sprintf("%s(%s)", g.pick("abs", "floor", "ceil", "-"), e(Num))
}

func (g *Gen) dateExpr(e func(Type) string) string {
	switch g.r.IntN(4) {
	case 3:
		return fmt.Sprintf("(%s)::date", e(Stamp))
	case 0:
		return fmt.Sprintf("(%s %s %d)", e(Date), g.pick("+", "-"), g.r.IntN(40))
	case 1:
		return fmt.Sprintf("date_trunc('%s', %s)::date", g.pick("month", "year", "week"), e(Date))
	}
	return fmt.Sprintf("(%s %s interval '%s')::date", e(Date), g.pick("+", "-"), g.pick("1 month", "1 year", "3 days"))
}

func (g *Gen) stampExpr(e func(Type) string) string {
	switch g.r.IntN(5) {
	case 0:
		return fmt.Sprintf("(%s)::timestamp", e(Date))
	case 1:
		return fmt.Sprintf("(%s %s interval '%s')", e(Stamp), g.pick("+", "-"), g.pick("1 month", "36 hours", "1 year 2 days", "0.5 seconds", "-1 mon 1 day"))
	case 2:
		return fmt.Sprintf("date_trunc('%s', %s)", g.pick("hour", "day", "week", "quarter", "minute"), e(Stamp))
	case 3:
		return fmt.Sprintf("(%s + time '%s')", e(Date), g.pick("10:30", "00:00:01.25", "23:59"))
	}
	return fmt.Sprintf("(%s + (%s - %s))", e(Stamp), e(Stamp), e(Stamp))
}

func (g *Gen) arrayExpr(s *scope, depth int, e func(Type) string) string {
	switch g.r.IntN(7) {
	case 0, 1:
		return fmt.Sprintf("ARRAY[%s, %s]", e(Int), e(Int))
	case 2:
		return fmt.Sprintf("(%s || %s)", e(Array), e(Int))
	case 3:
		return fmt.Sprintf("(%s || %s)", e(Array), e(Array))
	case 4:
		return fmt.Sprintf("array_%s(%s, %s)", g.pick("remove", "append"), e(Array), e(Int))
	case 5:
		if depth > 0 {
			return fmt.Sprintf("ARRAY(SELECT c1 FROM (%s) x(c1) ORDER BY 1)", g.query([]Type{Int}, s, depth-1, false))
		}
	}
	return fmt.Sprintf("(%s)[%d:%d]", e(Array), g.r.IntN(3), 1+g.r.IntN(3))
}

func (g *Gen) jsonExpr(e func(Type) string) string {
	switch g.r.IntN(5) {
	case 0:
		return fmt.Sprintf("jsonb_build_object('a', %s, 'b', %s)", e(Int), e([]Type{Text, Bool, Array, JSON}[g.r.IntN(4)]))
	case 1:
		return fmt.Sprintf("jsonb_build_array(%s, %s)", e(Int), e(Text))
	case 2:
		return fmt.Sprintf("to_jsonb(%s)", e([]Type{Int, Text, Bool, Array, Date, Stamp}[g.r.IntN(6)]))
	case 3:
		return fmt.Sprintf("(%s #> '{%s}')", e(JSON), g.pick("a", "b,0", "a,b", "1"))
	}
	return fmt.Sprintf("(%s -> %s)", e(JSON), g.pick("'a'", "'b'", "0", "-1"))
}

var comparisons = []string{"=", "<>", "<", "<=", ">", ">=", "IS DISTINCT FROM", "IS NOT DISTINCT FROM", "=", "="}

func (g *Gen) boolExpr(s *scope, depth, size int) string {
	e := func(t Type) string { return g.expr(t, s, depth, size) }
	t := g.anyType()
	if depth > 0 && g.one(4) {
		return g.subqueryTest(t, s, depth, size)
	}
	switch g.r.IntN(14) {
	case 11:
		return fmt.Sprintf("(%s %s (%s))", e(Int), g.pick("= ANY", "<> ALL", "> ANY", "<= ALL"), e(Array))
	case 12:
		return g.pick("("+e(Array)+" @> "+e(Array)+")", "("+e(Array)+" && "+e(Array)+")", "("+e(JSON)+" @> "+e(JSON)+")", "("+e(JSON)+" ? 'a')")
	case 13:
		t2 := g.anyType()
		return fmt.Sprintf("((%s, %s) %s (%s, %s))", e(t), e(t2), g.pick("=", "<>", "<", ">=", "IS DISTINCT FROM"), e(t), e(t2))
	case 0, 1:
		return fmt.Sprintf("(%s AND %s)", e(Bool), e(Bool))
	case 2, 3:
		return fmt.Sprintf("(%s OR %s)", e(Bool), e(Bool))
	case 4:
		return fmt.Sprintf("(NOT %s)", e(Bool))
	case 5:
		return fmt.Sprintf("(%s IS %sNULL)", e(t), g.pick("", "NOT "))
	case 6:
		return fmt.Sprintf("(%s %sIN (%s))", e(t), g.pick("", "NOT "), strings.Join([]string{e(t), g.value(t), g.value(t)}, ", "))
	case 7:
		return fmt.Sprintf("(%s %sBETWEEN %s AND %s)", e(t), g.pick("", "NOT "), e(t), e(t))
	case 8:
		return fmt.Sprintf("(%s %sLIKE '%s')", e(Text), g.pick("", "NOT ", "I"), g.pick("a%", "%b%", "_", "%", "", "a_c"))
	}
	return fmt.Sprintf("(%s %s %s)", e(t), comparisons[g.r.IntN(len(comparisons))], e(t))
}

// subqueryTest is EXISTS, IN, ANY or ALL.
func (g *Gen) subqueryTest(t Type, s *scope, depth, size int) string {
	q := func(n ...Type) string { return g.query(n, s, depth-1, false) }
	e := g.expr(t, s, 0, size)
	switch g.r.IntN(5) {
	case 0:
		return fmt.Sprintf("(%sEXISTS (%s))", g.pick("", "NOT "), q(Int))
	case 1, 2:
		return fmt.Sprintf("(%s %sIN (%s))", e, g.pick("", "NOT "), q(t))
	case 3:
		t2 := g.anyType()
		return fmt.Sprintf("((%s, %s) %sIN (%s))", e, g.expr(t2, s, 0, size), g.pick("", "NOT "), q(t, t2))
	}
	return fmt.Sprintf("(%s %s %s (%s))", e, g.pick("=", "<>", "<", ">="), g.pick("ANY", "ALL"), q(t))
}

// scalarSubquery gives one value at most.
func (g *Gen) scalarSubquery(t Type, s *scope, depth int) string {
	in := &scope{outer: s}
	from := g.from(in, depth-1)
	where := ""
	if g.one(2) {
		where = " WHERE " + g.expr(Bool, in, depth-1, 2)
	}
	if g.one(2) || from == "" {
		return fmt.Sprintf("(SELECT %s%s%s ORDER BY 1 LIMIT 1)", g.expr(t, in, depth-1, 2), from, where)
	}
	return fmt.Sprintf("(SELECT %s%s%s)", g.aggregate(t, in, depth-1), from, where)
}
