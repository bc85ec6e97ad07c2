package querytest

import (
	"fmt"
	"math/rand"
	"strings"
)

// generator writes random queries over t, u, v (a, b, c). Queries have no ORDER BY with
// LIMIT over ties, so their rows are determined.
type generator struct {
	r     *rand.Rand
	names []string // aliases in scope, innermost last
	n     int
}

func (g *generator) pick(list ...string) string { return list[g.r.Intn(len(list))] }

func (g *generator) alias() string {
	g.n++
	return fmt.Sprintf("x%d", g.n)
}

// col names a column of any alias in scope, mostly an inner one.
func (g *generator) col() string {
	i := len(g.names) - 1
	for i > 0 && g.r.Intn(3) == 0 {
		i--
	}
	return g.names[i] + "." + g.pick("a", "b", "c")
}

func (g *generator) scalar(depth int) string {
	switch g.r.Intn(9) {
	case 0:
		return fmt.Sprint(g.r.Intn(5))
	case 1:
		return g.col() + " + " + g.col()
	case 2:
		if depth > 0 {
			return g.scalarSubquery(depth - 1)
		}
	case 3:
		return "coalesce(" + g.col() + ", " + g.col() + ")"
	case 4:
		return "CASE WHEN " + g.cond(0) + " THEN " + g.col() + " ELSE 0 END"
	}
	return g.col()
}

func (g *generator) scalarSubquery(depth int) string {
	a := g.alias()
	g.names = append(g.names, a)
	defer func() { g.names = g.names[:len(g.names)-1] }()
	agg := g.pick("count(*)", "max(%s)", "min(%s)", "sum(%s)", "count(%s)", "1 + count(%s)", "coalesce(sum(%s), 7)")
	if strings.Contains(agg, "%s") {
		agg = fmt.Sprintf(agg, a+"."+g.pick("a", "b", "c"))
	}
	s := "(SELECT " + agg + " FROM " + g.pick("t", "u", "v") + " " + a
	if g.r.Intn(5) > 0 {
		s += " WHERE " + g.cond(depth)
	}
	if g.r.Intn(8) == 0 {
		s += " HAVING count(*) > 1"
	}
	return s + ")"
}

func (g *generator) cond(depth int) string {
	switch g.r.Intn(14) {
	case 0:
		return g.cond(depth) + " AND " + g.cond(depth)
	case 1:
		return "(" + g.cond(depth) + " OR " + g.cond(depth) + ")"
	case 2:
		return "NOT (" + g.cond(depth) + ")"
	case 3:
		return g.col() + g.pick(" IS NULL", " IS NOT NULL")
	case 4:
		if depth > 0 {
			return g.pick("EXISTS ", "NOT EXISTS ") + g.subquery(depth-1, "1")
		}
	case 5:
		if depth > 0 {
			return g.col() + g.pick(" IN ", " NOT IN ", " = ANY ", " > ALL ", " < ANY ", " <> ALL ") + g.subquery(depth-1, "")
		}
	case 6:
		return g.col() + " IN (1, 2, 3)"
	case 7:
		return g.col() + " IS NOT DISTINCT FROM " + g.col()
	case 8:
		if depth > 0 {
			return g.scalar(depth) + g.pick(" = ", " < ", " > ") + g.scalarSubquery(depth-1)
		}
	case 9, 10, 11:
		return g.col() + " = " + g.col()
	}
	return g.col() + g.pick(" = ", " < ", " > ", " <= ", " <> ") + g.scalar(0)
}

func (g *generator) subquery(depth int, item string) string {
	a := g.alias()
	g.names = append(g.names, a)
	defer func() { g.names = g.names[:len(g.names)-1] }()
	if item == "" {
		item = a + "." + g.pick("a", "b", "c")
	}
	s := "(SELECT " + item + " FROM " + g.pick("t", "u", "v") + " " + a
	if g.r.Intn(4) > 0 {
		s += " WHERE " + g.cond(depth)
	}
	return s + ")"
}

// from writes a FROM clause and leaves its aliases in scope.
func (g *generator) from(depth int) string {
	a := g.alias()
	s := g.table(depth) + " " + a
	g.names = append(g.names, a)
	for range g.r.Intn(3) {
		b := g.alias()
		right := g.table(depth) + " " + b
		switch g.r.Intn(6) {
		case 0:
			s += ", " + right
			g.names = append(g.names, b)
		case 1:
			if depth > 0 {
				s += g.pick(" LEFT", "") + " JOIN LATERAL " + g.lateral(depth-1) + " " + b + " ON true"
				g.names = append(g.names, b)
				continue
			}
			fallthrough
		default:
			s += g.pick(" JOIN ", " LEFT JOIN ", " RIGHT JOIN ", " FULL JOIN ", " JOIN ", " LEFT JOIN ") + right
			g.names = append(g.names, b)
			s += " ON " + g.joinCond(b)
		}
	}
	return s
}

// joinCond is an equality with the new table b, and perhaps more.
func (g *generator) joinCond(b string) string {
	first := g.names[len(g.names)-2]
	s := first + "." + g.pick("a", "b", "c") + " = " + b + "." + g.pick("a", "b", "c")
	if g.r.Intn(4) == 0 {
		s += " AND " + b + "." + g.pick("a", "b") + " > 1"
	}
	return s
}

func (g *generator) table(depth int) string {
	if depth > 0 && g.r.Intn(4) == 0 {
		in := &generator{r: g.r, n: g.n + 100}
		q := in.derived(depth - 1)
		g.n = in.n
		return "(" + q + ")"
	}
	return g.pick("t", "u", "v")
}

// derived is a query with columns a, b, c.
func (g *generator) derived(depth int) string {
	from := g.from(depth)
	x := g.names[0]
	where := ""
	if g.r.Intn(2) == 0 {
		where = " WHERE " + g.cond(depth)
	}
	switch g.r.Intn(5) {
	case 0:
		return fmt.Sprintf("SELECT %s.a, count(*) AS b, sum(%s.c) AS c FROM %s%s GROUP BY %s.a", x, x, from, where, x)
	case 1:
		return fmt.Sprintf("SELECT DISTINCT %s.a, %s.b, 1 AS c FROM %s%s", x, x, from, where)
	case 2:
		return fmt.Sprintf("SELECT %s.a, %s.b, %s.c FROM %s%s UNION ALL SELECT a, b, c FROM u", x, x, x, from, where)
	case 3:
		return fmt.Sprintf("SELECT %s.a, %s.b, sum(%s.a) OVER (PARTITION BY %s.b) AS c FROM %s%s", x, x, x, x, from, where)
	}
	return fmt.Sprintf("SELECT %s.a, %s.b + 1 AS b, coalesce(%s.c, 3.00) AS c FROM %s%s", x, x, x, from, where)
}

func (g *generator) lateral(depth int) string {
	a := g.alias()
	g.names = append(g.names, a)
	defer func() { g.names = g.names[:len(g.names)-1] }()
	from := g.pick("t", "u", "v") + " " + a + " WHERE " + g.cond(depth)
	switch g.r.Intn(3) {
	case 0:
		return fmt.Sprintf("(SELECT count(*) AS a, max(%s.b) AS b, sum(%s.a) AS c FROM %s)", a, a, from)
	case 1:
		return fmt.Sprintf("(SELECT %s.a, %s.b, %s.c FROM %s ORDER BY 1, 2, 3 LIMIT 1)", a, a, a, from)
	}
	return fmt.Sprintf("(SELECT %s.a, %s AS b, %s.c FROM %s)", a, g.col(), a, from)
}

// query writes a whole query.
func (g *generator) query(depth int) string {
	from := g.from(depth)
	s := ""
	if g.r.Intn(4) > 0 {
		s = " WHERE " + g.cond(depth)
	}
	switch g.r.Intn(4) {
	case 0:
		k := g.col()
		return fmt.Sprintf("SELECT %s, count(*), sum(%s), count(DISTINCT %s), sum(CASE WHEN %s THEN 1 ELSE 0 END) FROM %s%s GROUP BY %s",
			k, g.col(), g.col(), g.cond(0), from, s, k)
	case 1:
		return fmt.Sprintf("SELECT count(*), sum(%s), min(%s) FROM %s%s", g.col(), g.col(), from, s)
	}
	return fmt.Sprintf("SELECT %s, %s, %s FROM %s%s", g.col(), g.col(), g.scalar(depth), from, s)
}
