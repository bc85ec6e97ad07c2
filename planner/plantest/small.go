package plantest

// Small gives a few tables for tests of names, types and rules.
func Small() *Catalog {
	c := &Catalog{Tables: map[string]*Table{}, Views: map[string]string{
		"v": "SELECT a, b FROM t WHERE a > 0",
		"w": "SELECT * FROM v JOIN u USING (a)",
	}}
	for _, t := range []*Table{
		New("t", 1000, Col{"a", "int4!", 1000, "1", "1000"}, Col{"b", "text", 100, "", ""}, Col{"c", "numeric(10,2)", 50, "0", "99.99"},
			Col{"d", "date", 365, "2020-01-01", "2020-12-31"}, Col{"arr", "int4[]", 0, "", ""}),
		New("u", 100, Col{"a", "int4", 100, "1", "1000"}, Col{"x", "text", 10, "", ""}, Col{"y", "float8", 0, "", ""}),
		New("k", 5000, Col{"id", "int8!", 5000, "1", "5000"}, Col{"n", "text!", 4000, "", ""}, Col{"ref", "int8", 1000, "1", "5000"}),
		New("big", 1000000, Col{"id", "int8!", 1000000, "1", "1000000"}, Col{"k", "int8!", 5000, "1", "5000"}, Col{"v", "numeric(12,2)!", 9000, "0", "1000"}),
		New("j", 10, Col{"doc", "jsonb", 0, "", ""}, Col{"ts", "timestamp", 0, "", ""}),
	} {
		c.Tables[t.name] = t
	}
	c.Tables["k"].Keys = [][]int{{0}}
	return c
}
