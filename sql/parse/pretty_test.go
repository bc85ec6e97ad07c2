package parse

import "testing"

func TestPretty(t *testing.T) {
	stmts, err := Parse(`create view v as select a, b as c from t join u on t.x = u.x, (select 1 where true) s
		where a > 1 and b in (select x from y) group by a having count(*) > 1 union all select 2, 3 order by 1 limit 5`)
	if err != nil {
		t.Fatal(err)
	}
	want := ` SELECT a,
    b AS c
   FROM t
     JOIN u ON t.x = u.x, (SELECT 1
          WHERE TRUE) AS s
  WHERE a > 1 AND b IN (SELECT x
           FROM y)
  GROUP BY a
  HAVING count(*) > 1
UNION ALL
SELECT 2,
    3
  ORDER BY 1
  LIMIT 5`
	if got := PrintPretty(stmts[0].(*CreateView).Query); got != want {
		t.Errorf("got:\n%s\nwant:\n%s", got, want)
	}
}
