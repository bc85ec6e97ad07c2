package randsql

import (
	"fmt"
	"strings"
)

// aggregate is an aggregate call of a type over a scope.
func (g *Gen) aggregate(t Type, s *scope, depth int) string {
	own := &scope{cols: s.cols} // of outer columns alone it would belong to the outer query
	e := func(t Type) string { return g.expr(t, own, 0, min(2, g.size)) }
	distinct := g.pick("", "", "", "DISTINCT ")
	call := ""
	switch t {
	case Int:
		any := e(g.anyType())
		call = g.pick("count(*)", "count("+distinct+any+")", "sum("+distinct+e(Int)+")", "min("+e(Int)+")", "max("+e(Int)+")",
			"bit_or("+e(Int)+")", "percentile_disc(0.4) WITHIN GROUP (ORDER BY "+e(Int)+")", "mode() WITHIN GROUP (ORDER BY "+e(Int)+")",
			"rank(2) WITHIN GROUP (ORDER BY "+e(Int)+" DESC)", "dense_rank('a', 1) WITHIN GROUP (ORDER BY "+e(Text)+", "+e(Int)+")",
			"array_length(array_agg("+distinct+e(Text)+"), 1)", "regr_count("+e(Int)+", "+e(Int)+")")
		if strings.Contains(call, "array_length") {
			return "(" + call + ")::int"
		}
	case Text:
		x := e(Text)
		call = g.pick("min("+x+")", "max("+x+")", fmt.Sprintf("string_agg(%s%s, ',' ORDER BY %s)", distinct, x, x))
		if distinct != "" && strings.HasPrefix(call, "string_agg") {
			call = fmt.Sprintf("string_agg(%s, ',' ORDER BY %s)", x, x)
		}
	case Num:
		call = g.pick("sum(", "avg(", "min(", "max(") + distinct + e(Num) + ")"
		if g.one(6) {
			return "round((" + g.pick("percentile_cont(0.3) WITHIN GROUP (ORDER BY "+e(Int)+")", "stddev_pop("+e(Int)+")", "var_samp("+e(Num)+")") + ")::numeric, 3)"
		}
	case Date, Stamp:
		call = g.pick("min(", "max(") + e(t) + ")"
	case Array:
		x := e(Int)
		call = g.pick("array_agg("+distinct+x+" ORDER BY "+x+g.pick("", " DESC", " NULLS FIRST")+")", "min("+e(Array)+")", "max("+e(Array)+")")
	case JSON:
		x := e([]Type{Int, Text, JSON, Bool}[g.r.IntN(4)])
		call = g.pick("jsonb_agg("+distinct+x+" ORDER BY "+x+")", "jsonb_object_agg(coalesce("+e(Text)+", 'n'), 1)")
	default:
		call = g.pick("bool_and(", "bool_or(", "every(") + e(Bool) + ")"
	}
	if g.one(5) {
		call += " FILTER (WHERE " + g.expr(Bool, own, 0, min(2, g.size)) + ")"
	}
	if t == Int {
		return "(" + call + ")::int"
	}
	return call
}

// grouped is a query with GROUP BY, maybe with grouping sets.
func (g *Gen) grouped(ts []Type, s *scope, from, where string, depth int) string {
	var keys []column
	for range g.r.IntN(4) {
		t := g.anyType()
		if x := g.leaf(t, &scope{cols: s.cols}); strings.Contains(x, ".") && !strings.Contains(x, "::") {
			keys = append(keys, column{x, t})
		} else if k := g.keyExpr(t, s); k != "" {
			keys = append(keys, column{k, t})
		}
	}
	inKeys := &scope{cols: keys, outer: s.outer}
	item := func(t Type) string {
		if g.one(2) {
			return g.aggregate(t, s, depth)
		}
		for _, k := range keys {
			if k.t == t {
				return k.name
			}
		}
		if g.one(3) {
			return g.expr(t, inKeys, 0, 1)
		}
		if t == Int && len(keys) > 0 && g.one(4) {
			return g.overGroups(s, keys, depth)
		}
		return g.aggregate(t, s, depth)
	}
	q := "SELECT " + g.list(ts, item) + from + where
	if len(keys) > 0 {
		q += " GROUP BY " + g.groupBy(keys)
	}
	if g.one(4) {
		q += " HAVING " + fmt.Sprintf("%s %s %s", g.aggregate(Int, s, depth), g.pick(">", "<>", "<="), g.literal(Int))
	}
	return q
}

// overGroups is GROUPING() or a window function over the groups.
func (g *Gen) overGroups(s *scope, keys []column, depth int) string {
	k := keys[g.r.IntN(len(keys))].name
	switch g.r.IntN(3) {
	case 0:
		return "GROUPING(" + k + ")"
	case 1:
		return fmt.Sprintf("(rank() OVER (ORDER BY %s))::int", g.aggregate(Int, s, depth))
	}
	return fmt.Sprintf("(sum(%s) OVER (PARTITION BY %s))::int", g.aggregate(Int, s, depth), k)
}

// keyExpr is a grouping expression that is more than a column: never a constant, which
// PostgreSQL 15 does not set to NULL in grouping sets without it.
func (g *Gen) keyExpr(t Type, s *scope) string {
	of := Int
	if t != Int && t != Bool {
		of = t
	}
	x := ""
	for _, c := range s.cols {
		if c.t == of && (x == "" || g.one(2)) {
			x = c.name
		}
	}
	if x == "" {
		return ""
	}
	return fmt.Sprintf(map[Type]string{Int: "(%s %% 2)", Text: "upper(%s)", Num: "round(%s)", Date: "(%s + 1)", Bool: "(%s > 1)",
		Stamp: "date_trunc('day', %s)", Array: "(%s || 1)", JSON: "(%s -> 'a')"}[t], x)
}

func (g *Gen) groupBy(keys []column) string {
	var ks []string
	for _, k := range keys {
		ks = append(ks, k.name)
	}
	all := strings.Join(ks, ", ")
	switch g.r.IntN(10) {
	case 8:
		if len(ks) > 1 {
			return ks[0] + ", " + g.pick("ROLLUP", "CUBE") + " (" + strings.Join(ks[1:], ", ") + ")"
		}
	case 9:
		return "GROUPING SETS (ROLLUP (" + all + "), (" + ks[0] + "), ())"
	case 0:
		return "ROLLUP (" + all + ")"
	case 1:
		return "CUBE (" + all + ")"
	case 2:
		sets := []string{"(" + all + ")"}
		for range 1 + g.r.IntN(3) {
			var some []string
			for _, k := range ks {
				if g.one(2) {
					some = append(some, k)
				}
			}
			sets = append(sets, "("+strings.Join(some, ", ")+")")
		}
		return "GROUPING SETS (" + strings.Join(sets, ", ") + ")"
	}
	return all
}

// windowed is a query with window functions.
func (g *Gen) windowed(ts []Type, s *scope, from, where string, depth int) string {
	if len(s.cols) == 0 {
		return "SELECT " + g.list(ts, func(t Type) string { return g.leaf(t, s) }) + where
	}
	// Rows equal in every column are told apart by at most one function, which then gives
	// them the same values in any order.
	several, used := g.one(3), false
	item := func(t Type) string {
		if g.one(3) || used && !several {
			return g.expr(t, s, 0, 2)
		}
		used = true
		if several {
			return g.peerWindow(t, s)
		}
		return g.window(t, s)
	}
	return "SELECT " + g.list(ts, item) + from + where
}

func (g *Gen) window(t Type, s *scope) string {
	if t == JSON {
		return "to_jsonb(" + g.window(Int, s) + ")"
	}
	x := g.expr(t, s, 0, 1)
	order := g.totalOrder(s)
	part := ""
	if g.one(2) {
		part = "PARTITION BY " + s.cols[g.r.IntN(len(s.cols))].name + " "
	}
	if t == Int && g.one(3) {
		f := g.pick("rank()", "dense_rank()", "row_number()", "ntile(3)", "(cume_dist()", "(percent_rank()")
		if f[0] == '(' {
			return fmt.Sprintf("round(1000 * %s OVER (%sORDER BY %s)))::int", f, part, order)
		}
		return fmt.Sprintf("(%s OVER (%sORDER BY %s))::int", f, part, order)
	}
	if g.one(4) {
		f := g.pick("lag(%s)", "lead(%s)", "lag(%s, 2)", "lead(%s, 0)", "lead(%s, 3, "+g.literalOf(t)+")")
		return fmt.Sprintf(f, x) + fmt.Sprintf(" OVER (%sORDER BY %s)", part, order)
	}
	frame := g.frame()
	if g.one(2) {
		f := g.pick("first_value(%s)", "last_value(%s)", "nth_value(%s, 2)")
		if strings.HasSuffix(frame, "EXCLUDE TIES") && !strings.Contains(frame, "CURRENT ROW") {
			// PostgreSQL looks at the current row here even when the frame is beside it.
			frame = strings.TrimSuffix(frame, " EXCLUDE TIES")
		}
		return fmt.Sprintf(f, x) + fmt.Sprintf(" OVER (%sORDER BY %s %s)", part, order, frame)
	}
	if strings.HasPrefix(frame, "ROWS") {
		return g.asType(t, g.windowAgg(t, x)+fmt.Sprintf(" OVER (%sORDER BY %s %s)", part, order, frame))
	}
	key := s.cols[g.r.IntN(len(s.cols))]
	return g.asType(t, g.windowAgg(t, x)+fmt.Sprintf(" OVER (%sORDER BY %s%s %s)", part, key.name, g.pick("", " DESC", " NULLS FIRST"), g.rangeFrame(key.t, frame)))
}

// asType casts counts and sums, which are bigint, to int.
func (g *Gen) asType(t Type, x string) string {
	if t == Int {
		return "(" + x + ")::int"
	}
	return x
}

// peerWindow is a window function that gives rows equal in its order the same value.
func (g *Gen) peerWindow(t Type, s *scope) string {
	if t == JSON {
		return "to_jsonb(" + g.peerWindow(Int, s) + ")"
	}
	part := ""
	if g.one(2) {
		part = "PARTITION BY " + g.expr(g.anyType(), &scope{cols: s.cols}, 0, 1) + " "
	}
	key := s.cols[g.r.IntN(len(s.cols))]
	order := "ORDER BY " + key.name + g.pick("", " DESC", " NULLS FIRST")
	if t == Int && g.one(2) {
		return fmt.Sprintf("(%s OVER (%s%s))::int", g.pick("rank()", "dense_rank()", "count(*)"), part, order)
	}
	frame := g.rangeFrame(key.t, g.pick("", "GROUPS 1 PRECEDING", "GROUPS BETWEEN 1 PRECEDING AND 2 FOLLOWING", "RANGE UNBOUNDED PRECEDING EXCLUDE GROUP"))
	frame = strings.NewReplacer("EXCLUDE CURRENT ROW", "EXCLUDE GROUP", "EXCLUDE TIES", "EXCLUDE GROUP").Replace(frame)
	return g.asType(t, g.windowAgg(t, g.expr(t, s, 0, 1))+fmt.Sprintf(" OVER (%s%s %s)", part, order, frame))
}

// literalOf is a literal that has its type by itself.
func (g *Gen) literalOf(t Type) string { return g.literal(t) + "::" + typeNames[t] }

func (g *Gen) windowAgg(t Type, x string) string {
	filter := ""
	if g.one(6) {
		filter = " FILTER (WHERE " + x + " IS NOT NULL)"
	}
	switch t {
	case Int:
		return g.pick("max("+x+")", "min("+x+")", "count("+x+")", "sum("+x+")", "count(*)") + filter
	case Num:
		return g.pick("sum(", "avg(", "min(") + x + ")" + filter
	case Bool:
		return "bool_or(" + x + ")" + filter
	}
	return g.pick("min(", "max(") + x + ")" + filter
}

// rangeFrame is a RANGE frame where the key's type has offsets, or the one given.
func (g *Gen) rangeFrame(t Type, frame string) string {
	off := map[Type]string{Int: "2", Num: "1.5", Date: "interval '1 month'", Stamp: "interval '36 hours'"}[t]
	if off == "" || g.one(2) {
		return frame
	}
	return g.pick(
		"RANGE BETWEEN "+off+" PRECEDING AND CURRENT ROW",
		"RANGE BETWEEN "+off+" PRECEDING AND "+off+" FOLLOWING",
		"RANGE BETWEEN CURRENT ROW AND "+off+" FOLLOWING",
		"RANGE BETWEEN "+off+" FOLLOWING AND UNBOUNDED FOLLOWING",
		"RANGE BETWEEN UNBOUNDED PRECEDING AND "+off+" PRECEDING") + g.exclude()
}

func (g *Gen) exclude() string {
	return g.pick("", "", "", " EXCLUDE CURRENT ROW", " EXCLUDE GROUP", " EXCLUDE TIES", " EXCLUDE NO OTHERS")
}

func (g *Gen) frame() string {
	mode := g.pick("ROWS", "ROWS", "GROUPS", "RANGE")
	if mode == "RANGE" {
		return g.pick("", "RANGE BETWEEN CURRENT ROW AND UNBOUNDED FOLLOWING", "RANGE CURRENT ROW") // default frames
	}
	start := g.pick("UNBOUNDED PRECEDING", "1 PRECEDING", "3 PRECEDING", "CURRENT ROW")
	end := g.pick("CURRENT ROW", "1 FOLLOWING", "2 FOLLOWING", "UNBOUNDED FOLLOWING")
	if g.one(5) {
		start, end = g.pick("3 PRECEDING", "2 PRECEDING"), "1 PRECEDING"
	} else if g.one(5) {
		start, end = "1 FOLLOWING", g.pick("1 FOLLOWING", "3 FOLLOWING")
	}
	return fmt.Sprintf("%s BETWEEN %s AND %s", mode, start, end) + g.exclude()
}

// totalOrder orders by every column.
func (g *Gen) totalOrder(s *scope) string {
	var out []string
	for _, i := range g.r.Perm(len(s.cols)) {
		out = append(out, s.cols[i].name+g.pick("", " DESC", " NULLS FIRST"))
	}
	return strings.Join(out, ", ")
}
