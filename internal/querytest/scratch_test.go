package querytest
import ("testing";"math/rand";"fmt";"github.com/tarndb/tarn/planner")
func TestScratch(t *testing.T){
 w:=newWorld(t, rand.New(rand.NewSource(3)))
 for _,sql:=range []string{
 "SELECT x206.c FROM (SELECT DISTINCT x307.a, x307.b, 1 AS c FROM u x307) x206 JOIN t ON x206.c = t.a",
 "SELECT x307.a FROM u x307 FULL JOIN t x308 ON x307.c = x308.c WHERE x308.c IN (1, 2, 3)",
 "SELECT DISTINCT x307.a, x307.b, 1 AS c FROM u x307 FULL JOIN t x308 ON x307.c = x308.c WHERE x308.c IN (1, 2, 3)",
 "SELECT x203.a, x203.b, sum(x203.a) OVER (PARTITION BY x203.b) AS c FROM t x203, u x204 FULL JOIN u x205 ON x204.c = x205.b AND x205.b > 1",
 "SELECT x1.a FROM t x1 FULL JOIN u x2 ON x1.c = x2.b AND x2.b > 1",
 "SELECT count(*) FROM t x1 FULL JOIN u x2 ON x1.c = x2.b AND x2.b > 1",
 "SELECT x0.a FROM t x0, t x1 FULL JOIN u x2 ON x1.c = x2.b AND x2.b > 1",
 "SELECT x1.a FROM t x1 JOIN u x2 ON x1.c = x2.b AND x2.b > 1",
 }{ rows,text,err:=run(w,sql,func(*planner.Env){}); fmt.Println(sql,len(rows),err); if err!=nil {fmt.Println(text)} }
}
