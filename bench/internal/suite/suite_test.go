package suite

import (
	"fmt"
	"testing"
)

func TestParse(t *testing.T) {
	q, err := parse("q", "-- Title\n-- keys: 2, 1\n-- verify: select 1\nselect ')' , count(*) from t group by 1\norder\n by 2;\n")
	if err != nil {
		t.Fatal(err)
	}
	got := fmt.Sprintf("%s|%v|%v|%s|%s", q.Title, q.Rule.Keys, q.Rule.Ordered, q.Verify, q.SQL[len(q.SQL)-1:])
	if want := "Title|[1 0]|true|select 1|2"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
}

func TestOrdered(t *testing.T) {
	for sql, want := range map[string]bool{
		"select * from (select 1 order by 1) t":          false,
		"select sum(x) over (order by y) from t":         false,
		"select 'x order by y' from t":                   false,
		"select a from reorder by":                       false,
		"select a from t ORDER BY a":                     true,
		"select \"(\" from t order   by a limit 1":       true,
		"select a from t where b in (1) order by a desc": true,
	} {
		if got := ordered(sql); got != want {
			t.Errorf("%s: %v", sql, got)
		}
	}
}

func TestQueries(t *testing.T) {
	for dir, n := range map[string]int{"tpch": 22, "clickbench": 43} {
		queries, err := Load("../../queries/" + dir)
		if err != nil {
			t.Fatal(err)
		}
		if len(queries) != n {
			t.Errorf("%s: %d queries, want %d", dir, len(queries), n)
		}
		for _, q := range queries {
			if q.Title == "" {
				t.Errorf("%s/%s: no title", dir, q.ID)
			}
		}
	}
}
