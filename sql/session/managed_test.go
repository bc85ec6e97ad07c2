package session_test

import (
	"errors"
	"fmt"
	"strconv"
	"strings"
	"sync"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/tarndb/tarn/internal/node"
	"github.com/tarndb/tarn/internal/testkit"
)

// TestTransactionOverTables: what one transaction does to several tables, DDL included, is
// seen whole or not at all.
func TestTransactionOverTables(t *testing.T) {
	n := testkit.StartServer(t, nil)
	a, b := connect(t, n), connect(t, n)
	want(t, a, "CREATE TABLE old (k int PRIMARY KEY, v int); INSERT INTO old SELECT g, 0 FROM generate_series(1, 100) g", "")
	want(t, a, "BEGIN; CREATE TABLE fresh (k int); INSERT INTO fresh SELECT generate_series(1, 10000); UPDATE old SET v = 1", "")
	want(t, a, "SAVEPOINT s; DELETE FROM fresh; DELETE FROM old; SELECT (SELECT count(*) FROM fresh) + (SELECT count(*) FROM old)", "0")
	want(t, a, "ROLLBACK TO s; SELECT (SELECT count(*) FROM fresh) + (SELECT sum(v) FROM old)", "10100")
	if _, code := ask(t, b, "SELECT count(*) FROM fresh"); code != "42P01" {
		t.Errorf("a table that is not committed: %s", code)
	}
	want(t, b, "SELECT sum(v) FROM old", "0")
	want(t, a, "COMMIT", "")
	want(t, b, "SELECT (SELECT count(*) FROM fresh) + (SELECT sum(v) FROM old)", "10100")
	want(t, a, "BEGIN; DROP TABLE fresh; TRUNCATE old; ROLLBACK", "")
	want(t, b, "SELECT (SELECT count(*) FROM fresh) + (SELECT sum(v) FROM old)", "10100")
}

// TestIsolationOfRows lists the anomalies and the levels that allow them: the statements
// of two sessions, one after the other, and what the last one gives.
func TestIsolationOfRows(t *testing.T) {
	const skew = "UPDATE duty SET free = true WHERE who = '%s' AND (SELECT count(*) FROM duty WHERE free) = 0"
	for _, c := range []struct {
		name, level string
		steps       []string // "a: …", "b: …"; the last one is asked
		want        string   // a value or SQLSTATE
	}{
		{"no dirty read", "READ COMMITTED", []string{"a: UPDATE r SET v = 2 WHERE k = 1", "b: SELECT v FROM r WHERE k = 1"}, "1"},
		{"no dirty read", "READ UNCOMMITTED", []string{"a: UPDATE r SET v = 2 WHERE k = 1", "b: SELECT v FROM r WHERE k = 1"}, "1"},
		{"other read", "READ COMMITTED", []string{"b: SELECT v FROM r WHERE k = 1", "a: UPDATE r SET v = 2 WHERE k = 1", "a: COMMIT",
			"b: SELECT v FROM r WHERE k = 1"}, "2"},
		{"same read", "REPEATABLE READ", []string{"b: SELECT v FROM r WHERE k = 1", "a: UPDATE r SET v = 2 WHERE k = 1", "a: COMMIT",
			"b: SELECT v FROM r WHERE k = 1"}, "1"},
		{"no phantom", "REPEATABLE READ", []string{"b: SELECT count(*) FROM r", "a: INSERT INTO r VALUES (9, 9)", "a: COMMIT",
			"b: SELECT count(*) FROM r"}, "2"},
		{"no lost update", "REPEATABLE READ", []string{"a: UPDATE r SET v = v + 1 WHERE k = 1", "b: UPDATE r SET v = v + 1 WHERE k = 1", "a: COMMIT", "b: COMMIT"}, "40001"},
		{"no lost update", "READ COMMITTED", []string{"a: UPDATE r SET v = v + 1 WHERE k = 1", "b: UPDATE r SET v = v + 1 WHERE k = 1", "a: COMMIT", "b: COMMIT"}, "40001"},
		{"write skew", "REPEATABLE READ", []string{"a: " + fmt.Sprintf(skew, "x"), "b: " + fmt.Sprintf(skew, "y"), "a: COMMIT", "b: COMMIT",
			"b: SELECT count(*) FROM (SELECT 1 FROM duty WHERE free UNION ALL SELECT 1 FROM duty2 WHERE free) d"}, "2"},
		{"no write skew", "SERIALIZABLE", []string{"a: " + fmt.Sprintf(skew, "x"), "b: " + fmt.Sprintf(skew, "y"), "a: COMMIT", "b: COMMIT"}, "40001"},
		{"reads alone never fail", "SERIALIZABLE", []string{"b: SELECT count(*) FROM r", "a: INSERT INTO r VALUES (9, 9)", "a: COMMIT", "b: COMMIT"}, ""},
		{"inserts do not meet", "SERIALIZABLE", []string{"a: INSERT INTO plain VALUES (1)", "b: INSERT INTO plain VALUES (2)", "a: COMMIT", "b: COMMIT"}, ""},
		{"one key", "READ COMMITTED", []string{"a: INSERT INTO r VALUES (9, 1)", "b: INSERT INTO r VALUES (9, 2)", "a: COMMIT", "b: COMMIT"}, "40001"},
		{"rows of a dropped table", "READ COMMITTED", []string{"b: INSERT INTO plain VALUES (1)", "a: DROP TABLE plain", "a: COMMIT", "b: COMMIT"}, "40001"},
		{"read only", "READ COMMITTED", []string{"b: SET TRANSACTION READ ONLY", "b: INSERT INTO plain VALUES (1)"}, "25006"},
	} {
		t.Run(c.name+" "+c.level, func(t *testing.T) {
			n := testkit.StartServer(t, nil)
			s := map[string]*pgconn.PgConn{"a": connect(t, n), "b": connect(t, n)}
			want(t, s["a"], "CREATE TABLE r (k int PRIMARY KEY, v int); INSERT INTO r VALUES (1, 1), (2, 2); CREATE TABLE plain (v int)", "")
			want(t, s["a"], "CREATE TABLE duty (who text, free bool); CREATE TABLE duty2 (who text, free bool)", "")
			if strings.Contains(c.name, "write skew") {
				// Two tables: the writes do not meet, only reads and writes do.
				want(t, s["a"], "INSERT INTO duty VALUES ('x', false); INSERT INTO duty2 VALUES ('y', false)", "")
				c.steps[0] = "a: UPDATE duty SET free = true WHERE (SELECT count(*) FROM duty2 WHERE free) = 0"
				c.steps[1] = "b: UPDATE duty2 SET free = true WHERE (SELECT count(*) FROM duty WHERE free) = 0"
			}
			for _, conn := range s {
				want(t, conn, "BEGIN ISOLATION LEVEL "+c.level, "")
			}
			for i, step := range c.steps {
				got, code := ask(t, s[step[:1]], step[3:])
				if i < len(c.steps)-1 {
					if code != "" {
						t.Fatalf("%s: %s %s", step, got, code)
					}
					continue
				}
				if code != "" {
					got = code
				}
				if got != c.want {
					t.Errorf("%s: got %q, want %q", step, got, c.want)
				}
			}
		})
	}
}

// inSessions runs f in n sessions at once; its statements must not fail.
func inSessions(t *testing.T, srv *node.Node, n int, f func(i int, run func(sql string) string)) {
	t.Helper()
	var wg sync.WaitGroup
	for i := range n {
		c := connect(t, srv)
		wg.Add(1)
		go func() {
			defer wg.Done()
			f(i, func(sql string) string {
				res, err := c.Exec(t.Context(), sql).ReadAll()
				if err != nil {
					t.Errorf("%s: %v", sql, err)
					return ""
				}
				if last := res[len(res)-1]; len(last.Rows) > 0 {
					return string(last.Rows[0][0])
				}
				return ""
			})
		}()
	}
	wg.Wait()
}

// TestConcurrentAppends: nothing that 16 sessions insert into one table is lost, and none
// of them fails.
func TestConcurrentAppends(t *testing.T) {
	n := testkit.StartServer(t, nil)
	c := connect(t, n)
	want(t, c, "CREATE TABLE log (who int, n int); CREATE TABLE files (who int, n int) TBLPROPERTIES ('tarn.rowBuffer' = 'false')", "")
	inSessions(t, n, 16, func(i int, run func(string) string) {
		for k := range 20 {
			run(fmt.Sprintf("INSERT INTO log VALUES (%d, %d)", i, k))
		}
		run(fmt.Sprintf("INSERT INTO log SELECT %d, g FROM generate_series(20, 99) g", i))
		run(fmt.Sprintf("BEGIN; INSERT INTO log VALUES (%d, 100); INSERT INTO files VALUES (%d, 100); COMMIT", i, i))
	})
	want(t, c, "SELECT count(*) || ' ' || count(DISTINCT (who, n)) || ' ' || sum(n) FROM log", "1616 1616 "+strconv.Itoa(16*5050))
	want(t, c, "SELECT count(*) FROM files", "16")
}

// TestConcurrentUpdates: 16 sessions that change rows of different files do not meet; when
// they change the same row, each change counts.
func TestConcurrentUpdates(t *testing.T) {
	n := testkit.StartServer(t, nil)
	c := connect(t, n)
	want(t, c, "CREATE TABLE part (k int, v int) TBLPROPERTIES ('tarn.rowBuffer' = 'false', 'tarn.autoCompact' = 'false')", "")
	for i := range 16 {
		want(t, c, fmt.Sprintf("INSERT INTO part SELECT %d, 0 FROM generate_series(1, 50)", i), "")
	}
	inSessions(t, n, 16, func(i int, run func(string) string) {
		run("BEGIN ISOLATION LEVEL REPEATABLE READ")
		run(fmt.Sprintf("UPDATE part SET v = v + 1 WHERE k = %d", i))
		run("COMMIT")
	})
	want(t, c, "SELECT count(*) || ' ' || sum(v) FROM part", "800 800")
	want(t, c, "CREATE TABLE counter (n int); INSERT INTO counter VALUES (0)", "")
	done := make([]int, 4)
	var mu sync.Mutex
	total := 0
	inSessions(t, n, 4, func(i int, _ func(string) string) {
		conn := connect(t, n)
		for range 5 {
			if _, code := ask(t, conn, "UPDATE counter SET n = n + 1"); code == "" {
				done[i]++
			} else if code != "40001" {
				t.Errorf("got %s", code)
			}
		}
		mu.Lock()
		total += done[i]
		mu.Unlock()
	})
	inSessions(t, n, 4, func(i int, _ func(string) string) {
		conn := connect(t, n)
		ok := 0
		for range 5 {
			r := conn.ExecParams(t.Context(), "UPDATE counter SET n = n + $1", [][]byte{[]byte("1")}, nil, nil, nil).Read()
			var pe *pgconn.PgError
			switch {
			case r.Err == nil && r.CommandTag.String() == "UPDATE 1":
				ok++
			case !errors.As(r.Err, &pe) || pe.Code != "40001":
				t.Errorf("got %v %v", r.CommandTag, r.Err)
			}
		}
		mu.Lock()
		total += ok
		mu.Unlock()
	})
	want(t, c, "SELECT n FROM counter", strconv.Itoa(total))
	if total == 0 {
		t.Error("no update came through")
	}
}

// TestConcurrentKeys: of several sessions that insert one key, one does.
func TestConcurrentKeys(t *testing.T) {
	n := testkit.StartServer(t, nil)
	c := connect(t, n)
	want(t, c, "CREATE TABLE u (k int PRIMARY KEY, who int)", "")
	var mu sync.Mutex
	won := map[int]int{}
	inSessions(t, n, 8, func(i int, _ func(string) string) {
		conn := connect(t, n)
		for k := range 10 {
			_, code := ask(t, conn, fmt.Sprintf("INSERT INTO u VALUES (%d, %d)", k, i))
			switch code {
			case "":
				mu.Lock()
				won[k]++
				mu.Unlock()
			case "23505", "40001":
			default:
				t.Errorf("got %s", code)
			}
		}
	})
	for k := range 10 {
		if won[k] != 1 {
			t.Errorf("key %d was inserted %d times", k, won[k])
		}
	}
	want(t, c, "SELECT count(*) || ' ' || count(DISTINCT k) FROM u", "10 10")
}

// TestTimeTravel reads every version that a table had.
func TestTimeTravel(t *testing.T) {
	n := testkit.StartServer(t, nil)
	c := connect(t, n)
	want(t, c, "CREATE TABLE h (v int) TBLPROPERTIES ('tarn.rowBuffer' = 'false')", "")
	want(t, c, "INSERT INTO h VALUES (1)", "")
	want(t, c, "INSERT INTO h VALUES (2)", "")
	want(t, c, "DELETE FROM h WHERE v = 1", "")
	for v, sum := range []string{"0", "1", "3", "2"} {
		want(t, c, fmt.Sprintf("SELECT coalesce(sum(v), 0) FROM h VERSION AS OF %d", v), sum)
	}
	if _, code := ask(t, c, "SELECT * FROM h VERSION AS OF 4"); code != "22023" {
		t.Errorf("a version to come: %s", code)
	}
	want(t, c, "SELECT sum(v) FROM h TIMESTAMP AS OF now()", "2")
}
