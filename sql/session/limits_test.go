package session_test

import (
	"context"
	"errors"
	"runtime"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/tarndb/tarn/internal/node"
	"github.com/tarndb/tarn/internal/testkit"
)

func connect(t *testing.T, n *node.Node) *pgconn.PgConn {
	t.Helper()
	c, err := pgconn.Connect(context.Background(), testkit.URL(n))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close(context.Background()) })
	return c
}

// ask runs statements and gives the first value of the last result, or the SQLSTATE.
func ask(t *testing.T, c *pgconn.PgConn, sql string) (value, code string) {
	t.Helper()
	res, err := c.Exec(context.Background(), sql).ReadAll()
	var pe *pgconn.PgError
	switch {
	case errors.As(err, &pe):
		return pe.Message, pe.Code
	case err != nil:
		t.Fatalf("%.200s: %v", sql, err)
	}
	if last := res[len(res)-1]; len(last.Rows) > 0 {
		return string(last.Rows[0][0]), ""
	}
	return "", ""
}

func want(t *testing.T, c *pgconn.PgConn, sql, value string) {
	t.Helper()
	if got, code := ask(t, c, sql); code != "" || got != value {
		t.Errorf("%.200s: got %q %s, want %q", sql, got, code, value)
	}
}

// manyGroups needs memory for three million groups.
const manyGroups = `SELECT count(*) FROM (SELECT a.i * 2000 + b.i AS k, count(*) AS n FROM numbers a, numbers b GROUP BY 1) g WHERE n > 0`

func numbersServer(t *testing.T) *node.Node {
	n := testkit.StartServer(t, nil)
	var b strings.Builder
	for i := range 1700 {
		b.WriteString("(" + strconv.Itoa(i) + "),")
	}
	c := connect(t, n)
	want(t, c, "CREATE VIEW numbers AS SELECT i FROM (VALUES "+strings.TrimSuffix(b.String(), ",")+") v(i)", "")
	return n
}

// TestBudgetFailsAlone: a query that does not fit and may not spill fails with 53200;
// another session goes on, and all memory comes back.
func TestBudgetFailsAlone(t *testing.T) {
	n := numbersServer(t)
	greedy, other := connect(t, n), connect(t, n)
	want(t, greedy, "SET query_memory = '8MB'; SET query_spill = off", "")
	running := other.Exec(context.Background(), "SELECT count(*) FROM numbers a, numbers b WHERE a.i <= b.i")
	if msg, code := ask(t, greedy, manyGroups); code != "53200" {
		t.Errorf("got %q %s", msg, code)
	}
	res, err := running.ReadAll()
	if err != nil || string(res[0].Rows[0][0]) != strconv.Itoa(1700*1701/2) {
		t.Errorf("the other session: %v", err)
	}
	want(t, greedy, "SELECT 1", "1")
	if used := n.Instance().Memory().Used(); used != 0 {
		t.Errorf("%d bytes are still reserved", used)
	}
}

// TestSpill: the same query with spill gives the answer within its budget.
func TestSpill(t *testing.T) {
	n := numbersServer(t)
	c := connect(t, n)
	want(t, c, "SET query_memory = '16MB'", "")
	want(t, c, manyGroups, strconv.Itoa(1700*1700))
	want(t, c, "SELECT spilled_bytes > 0 AND memory_peak_bytes <= 16 * 1024 * 1024 FROM tarn.query_log WHERE query LIKE 'SELECT count(*) FROM (SELECT a.i%' ORDER BY id DESC LIMIT 1", "t")
}

// TestProgress watches a running query from another session.
func TestProgress(t *testing.T) {
	n := numbersServer(t)
	busy, watch := connect(t, n), connect(t, n)
	running := busy.Exec(context.Background(), "SELECT count(*) FROM numbers a, numbers b, numbers c WHERE a.i + b.i + c.i < 0")
	deadline := time.Now().Add(5 * time.Second)
	for { // no pause: the cancel shall come as early as it can
		got, _ := ask(t, watch, "SELECT count(*) FROM tarn.queries WHERE state = 'active' AND query LIKE '%numbers c%' AND query NOT LIKE '%tarn.queries%'")
		if got == "1" {
			break
		}
		if time.Now().After(deadline) {
			t.Fatal("the query is not shown")
		}
	}
	want(t, watch, "SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE query LIKE '%numbers c%' AND pid <> pg_backend_pid()", "t")
	if _, err := running.ReadAll(); err == nil || !strings.Contains(err.Error(), "user request") {
		t.Errorf("got %v", err)
	}
	want(t, watch, "SELECT sqlstate FROM tarn.query_log WHERE query LIKE '%numbers c%' AND query LIKE 'SELECT count(*) FROM numbers a%' ORDER BY id LIMIT 1", "57014")
}

// TestTerminate ends another session.
func TestTerminate(t *testing.T) {
	n := testkit.StartServer(t, nil)
	victim, c := connect(t, n), connect(t, n)
	running := victim.Exec(context.Background(), "SELECT pg_sleep(30)")
	for n.Instance().RunningQueries() == 0 {
		runtime.Gosched()
	}
	from := time.Now()
	want(t, c, "SELECT pg_terminate_backend("+strconv.Itoa(int(victim.PID()))+")", "t")
	_, err := running.ReadAll()
	var pe *pgconn.PgError
	if !errors.As(err, &pe) || pe.Code != "57P01" || time.Since(from) > time.Second {
		t.Errorf("after %v: %v", time.Since(from), err)
	}
	want(t, c, "SELECT pg_terminate_backend(999999)", "f")
}

// TestIsolation: READ COMMITTED sees other sessions' commits per statement, REPEATABLE
// READ only what was there at its first statement.
func TestIsolation(t *testing.T) {
	n := testkit.StartServer(t, nil)
	a, b := connect(t, n), connect(t, n)
	const exists = "SELECT count(*) FROM pg_class WHERE relname = 'seen'"
	want(t, a, "BEGIN ISOLATION LEVEL REPEATABLE READ; "+exists, "0")
	want(t, b, "CREATE VIEW seen AS SELECT 1", "")
	want(t, a, exists, "0")
	want(t, a, "COMMIT; "+exists, "1")
	want(t, a, "BEGIN; "+exists, "1")
	want(t, b, "DROP VIEW seen", "")
	want(t, a, exists, "0")
	want(t, a, "ROLLBACK", "")
}

// TestConflict: two transactions take the same name; the second one to commit fails.
func TestConflict(t *testing.T) {
	n := testkit.StartServer(t, nil)
	a, b := connect(t, n), connect(t, n)
	want(t, a, "BEGIN; CREATE SCHEMA x", "")
	want(t, b, "BEGIN; CREATE SCHEMA x; CREATE SCHEMA y", "")
	want(t, a, "COMMIT", "")
	if _, code := ask(t, b, "COMMIT"); code != "40001" {
		t.Errorf("got %s, want 40001", code)
	}
	want(t, b, "SELECT count(*) FROM pg_namespace WHERE nspname IN ('x', 'y')", "1")
}

// TestPoolReset sends what connection pools send between clients.
func TestPoolReset(t *testing.T) {
	n := testkit.StartServer(t, nil)
	c := connect(t, n)
	for _, sql := range []string{
		"SET SESSION AUTHORIZATION DEFAULT;RESET ALL;CLOSE ALL;UNLISTEN *;SELECT pg_advisory_unlock_all();DISCARD SEQUENCES;DISCARD TEMP",
		"DISCARD ALL", "DEALLOCATE ALL", "RESET ALL", "SELECT pg_advisory_unlock_all(); CLOSE ALL; UNLISTEN *; RESET ALL",
		"SET DateStyle = 'ISO';SET extra_float_digits = 2;show transaction_isolation",
	} {
		if msg, code := ask(t, c, sql); code != "" {
			t.Errorf("%s: %s %s", sql, code, msg)
		}
	}
}

// TestTempMemory: what dropped and rolled back temporary tables held comes back at the end
// of the transaction, not only with the session.
func TestTempMemory(t *testing.T) {
	n := numbersServer(t)
	c := connect(t, n)
	used := func() int64 { return n.Instance().Memory().Used() }
	for range 3 {
		want(t, c, "CREATE TEMP TABLE t AS SELECT a.i FROM numbers a, numbers b WHERE b.i < 100", "")
		if used() < 1<<19 {
			t.Errorf("only %d bytes are reserved for the table", used())
		}
		want(t, c, "BEGIN; INSERT INTO t SELECT i FROM numbers; DROP TABLE t; ROLLBACK; SELECT count(*) FROM t", "170000")
		want(t, c, "DROP TABLE t", "")
		if used() != 0 {
			t.Errorf("%d bytes are left", used())
		}
	}
}
