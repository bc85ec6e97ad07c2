package randsql

import (
	"fmt"
	"strings"
)

// Changed are the tables that Change changes: w0 has a key and checks, w1 has neither.
var Changed = []string{"w0", "w1"}

// changedCols are the columns of w0 and w1 that statements give values to.
var changedCols = tableCols[:6]

// ChangedTables gives the statements that make them.
func (g *Gen) ChangedTables() []string {
	cols := "b int, c text DEFAULT 'dflt', d numeric(12,3), e date, f boolean"
	out := []string{
		"CREATE TEMP TABLE w0 (a int PRIMARY KEY, " + cols + ", g int GENERATED ALWAYS AS (a * 2 + coalesce(b, 0)) STORED, CHECK (b < 90), UNIQUE (b, c))",
		"CREATE TEMP TABLE w1 (a int, " + cols + ")"}
	for _, t := range Changed {
		var rows []string
		for i := range 20 {
			rows = append(rows, fmt.Sprintf("(%d, %s)", i*3, g.rowTail()))
		}
		out = append(out, fmt.Sprintf("INSERT INTO %s (a, b, c, d, e, f) VALUES %s ON CONFLICT DO NOTHING", t, strings.Join(rows, ", ")))
	}
	return out
}

// rowTail makes values for all columns but the first.
func (g *Gen) rowTail() string {
	var v []string
	for _, c := range changedCols[1:] {
		v = append(v, g.value(c.t))
	}
	return strings.Join(v, ", ")
}

// alias gives the scope of a changed table under a name.
func (g *Gen) alias(name string) *scope {
	s := &scope{}
	for _, c := range changedCols {
		s.cols = append(s.cols, column{name + "." + c.name, c.t})
	}
	return s
}

func both(a, b *scope) *scope {
	return &scope{cols: append(append([]column{}, a.cols...), b.cols...)}
}

// Change makes a statement that changes w0 or w1 and has only one right outcome: a row
// is never matched by several others.
func (g *Gen) Change() string {
	g.ctes, g.next, g.size = nil, 0, 1+g.r.IntN(3)
	t := g.pick(Changed...)
	switch g.r.IntN(9) {
	case 0, 1:
		return g.insertRows(t)
	case 2:
		return g.insertQuery(t)
	case 3, 4:
		return g.updateRows(t)
	case 5:
		s := g.alias(t)
		return fmt.Sprintf("DELETE FROM %s WHERE %s AND %s.a %% 4 = %d%s", t, g.expr(Bool, s, 1, g.size), t, g.r.IntN(4), g.returning(s))
	case 6:
		s := both(g.alias(t), g.alias("s"))
		return fmt.Sprintf("DELETE FROM %s USING %s AS s WHERE %s.b = s.a AND %s%s", t, "w0", t, g.expr(Bool, s, 1, g.size), g.returning(s))
	case 7:
		return g.with(t)
	}
	return g.merge(t)
}

func (g *Gen) returning(s *scope) string {
	if g.one(3) {
		return ""
	}
	if g.one(3) {
		return " RETURNING *"
	}
	return fmt.Sprintf(" RETURNING %s AS x, %s AS y", g.expr(Int, s, 0, 2), g.expr(Text, s, 0, 2))
}

func (g *Gen) insertRows(t string) string {
	var rows []string
	for range 1 + g.r.IntN(4) {
		rows = append(rows, fmt.Sprintf("(%d, %s)", g.r.IntN(80), g.rowTail()))
	}
	sql := fmt.Sprintf("INSERT INTO %s (a, b, c, d, e, f) VALUES %s", t, strings.Join(rows, ", "))
	if t == "w0" {
		s := both(g.alias("w0"), g.alias("excluded"))
		switch g.r.IntN(5) {
		case 0:
			sql += " ON CONFLICT DO NOTHING"
		case 1:
			sql += " ON CONFLICT (b, c) DO NOTHING"
		case 2, 3:
			sql += fmt.Sprintf(" ON CONFLICT (a) DO UPDATE SET d = %s, e = excluded.e, f = %s", g.small(s), g.expr(Bool, s, 0, 2))
			if g.one(2) {
				sql += " WHERE " + g.expr(Bool, s, 0, 2)
			}
		}
	}
	return sql + g.returning(g.alias(t))
}

// small is a number that fits the numeric columns.
func (g *Gen) small(s *scope) string {
	return fmt.Sprintf("(%s) %% 1000", g.expr(Num, s, 0, 2))
}

func (g *Gen) insertQuery(t string) string {
	s := g.alias("s")
	return fmt.Sprintf("INSERT INTO %s (a, b, d, f) SELECT s.a + %d, (%s) %% 95, %s, %s FROM %s AS s WHERE %s%s", t, 1+g.r.IntN(200),
		g.expr(Int, s, 1, 2), g.small(s), g.expr(Bool, s, 0, 2), g.pick(Changed...), g.expr(Bool, s, 1, g.size), g.returning(g.alias(t)))
}

func (g *Gen) updateRows(t string) string {
	s := g.alias(t)
	set := []string{"d = " + g.small(s), "f = " + g.expr(Bool, s, 1, 2), "e = DEFAULT", "b = (" + g.expr(Int, s, 0, 2) + ") % 100",
		fmt.Sprintf("(d, e) = (SELECT max(x.d) %% 500, min(x.e) FROM w1 AS x WHERE x.b = %s.b)", t)}
	if t == "w0" {
		set = set[:3]
	}
	g.r.Shuffle(len(set), func(i, j int) { set[i], set[j] = set[j], set[i] })
	n := 1
	if !strings.HasPrefix(set[0], "(") && !strings.HasPrefix(set[1], "(") && set[0][0] != set[1][0] && g.one(2) {
		n = 2
	}
	if g.one(3) { // each row meets at most one row of w0, by its key
		f := both(s, g.alias("s"))
		return fmt.Sprintf("UPDATE %s SET d = %s, e = s.e FROM w0 AS s WHERE s.a = %s.b AND %s%s", t, g.small(f), t, g.expr(Bool, f, 0, 2), g.returning(f))
	}
	return fmt.Sprintf("UPDATE %s SET %s WHERE %s%s", t, strings.Join(set[:n], ", "), g.expr(Bool, s, 1, g.size), g.returning(s))
}

func (g *Gen) merge(t string) string {
	s := both(g.alias(t), g.alias("s"))
	only := g.alias("s")
	var when []string
	if g.one(2) {
		when = append(when, "WHEN MATCHED AND "+g.expr(Bool, s, 0, 2)+" THEN DELETE")
	}
	when = append(when, fmt.Sprintf("WHEN MATCHED THEN UPDATE SET d = %s, e = s.e", g.small(s)))
	if g.one(2) {
		when = append(when, "WHEN NOT MATCHED AND "+g.expr(Bool, only, 0, 2)+" THEN DO NOTHING")
	}
	if g.one(2) {
		when = append(when, fmt.Sprintf("WHEN NOT MATCHED THEN INSERT (a, d, c) VALUES (s.a + 1, %s, DEFAULT)", g.small(only)))
	}
	key := t + ".a"
	if t == "w1" && g.one(2) {
		key = "w1.b"
	}
	return fmt.Sprintf("MERGE INTO %s USING (SELECT * FROM w0 WHERE a %% %d = 0) AS s ON %s = s.a %s", t, 1+g.r.IntN(3), key, strings.Join(when, " "))
}

// with makes several changes in one statement; they touch different tables.
func (g *Gen) with(t string) string {
	other := Changed[0]
	if t == other {
		other = Changed[1]
	}
	s := g.alias(t)
	return fmt.Sprintf("WITH gone AS (DELETE FROM %s WHERE %s AND a %% 3 = %d RETURNING *), more AS (INSERT INTO %s (a, b, c) SELECT a + 300, b %% 80, c || 'm' FROM gone RETURNING a) SELECT count(*), sum(gone.a), (SELECT sum(more.a) FROM more), (SELECT count(*) FROM %s) FROM gone",
		t, g.expr(Bool, s, 1, g.size), g.r.IntN(3), other, t)
}
