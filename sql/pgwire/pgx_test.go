package pgwire_test

import (
	"context"
	"fmt"
	"os/exec"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"

	"github.com/tarndb/tarn/internal/testkit"
)

func pgxConnect(t *testing.T, mode pgx.QueryExecMode) *pgx.Conn {
	t.Helper()
	n := testkit.StartServer(t, nil)
	cfg, err := pgx.ParseConfig(testkit.URL(n))
	if err != nil {
		t.Fatal(err)
	}
	cfg.DefaultQueryExecMode = mode
	c, err := pgx.ConnectConfig(context.Background(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close(context.Background()) })
	return c
}

// TestPgxModes runs the same statements in all of pgx's ways to send them.
func TestPgxModes(t *testing.T) {
	for name, mode := range map[string]pgx.QueryExecMode{"cache_statement": pgx.QueryExecModeCacheStatement,
		"cache_describe": pgx.QueryExecModeCacheDescribe, "describe_exec": pgx.QueryExecModeDescribeExec,
		"exec": pgx.QueryExecModeExec, "simple": pgx.QueryExecModeSimpleProtocol} {
		t.Run(name, func(t *testing.T) { pgxRoundTrip(t, pgxConnect(t, mode)) })
	}
}

func pgxRoundTrip(t *testing.T, c *pgx.Conn) {
	ctx := context.Background()
	day := time.Date(2024, 2, 29, 0, 0, 0, 0, time.UTC)
	for range 3 {
		var i int32
		var s string
		var f float64
		var d time.Time
		var list []int32
		err := c.QueryRow(ctx, "SELECT $1::int4 + 1, $2::text || '!', $3::float8 / 2, $4::date + 1, $5::int4[]", 41, "å", 3.0, day,
			[]int32{1, 2, 3}).Scan(&i, &s, &f, &d, &list)
		if err != nil {
			t.Fatal(err)
		}
		if i != 42 || s != "å!" || f != 1.5 || !d.Equal(day.AddDate(0, 0, 1)) || fmt.Sprint(list) != "[1 2 3]" {
			t.Errorf("got %v %v %v %v %v", i, s, f, d, list)
		}
		var null *string
		if err := c.QueryRow(ctx, "SELECT NULL::text").Scan(&null); err != nil || null != nil {
			t.Errorf("NULL: %v %v", null, err)
		}
	}
	if _, err := c.Exec(ctx, "SELECT 1/0"); codeOf(err) != "22012" {
		t.Errorf("division by zero: %v", err)
	}
	if err := c.Ping(ctx); err != nil {
		t.Error(err)
	}
}

// TestPgxBatch sends a pipeline; an error in it rolls all of it back.
func TestPgxBatch(t *testing.T) {
	c := pgxConnect(t, pgx.QueryExecModeCacheStatement)
	ctx := context.Background()
	if _, err := c.Exec(ctx, "CREATE TEMP TABLE b (i int4, t text)"); err != nil {
		t.Fatal(err)
	}
	good := &pgx.Batch{}
	for i := range 10 {
		good.Queue("INSERT INTO b VALUES ($1, $2)", i, fmt.Sprint("row ", i))
	}
	if err := c.SendBatch(ctx, good).Close(); err != nil {
		t.Fatal(err)
	}
	bad := &pgx.Batch{}
	bad.Queue("INSERT INTO b VALUES (100, 'lost')")
	bad.Queue("SELECT 1/0")
	if err := c.SendBatch(ctx, bad).Close(); codeOf(err) != "22012" {
		t.Errorf("got %v", err)
	}
	var n, max int
	if err := c.QueryRow(ctx, "SELECT count(*), max(i) FROM b").Scan(&n, &max); err != nil || n != 10 || max != 9 {
		t.Errorf("count %d, max %d, %v", n, max, err)
	}
}

// TestPgxTransaction uses nested transactions, which are savepoints.
func TestPgxTransaction(t *testing.T) {
	c := pgxConnect(t, pgx.QueryExecModeCacheStatement)
	ctx := context.Background()
	tx, err := c.BeginTx(ctx, pgx.TxOptions{IsoLevel: pgx.RepeatableRead, AccessMode: pgx.ReadWrite})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := tx.Exec(ctx, "CREATE TEMP TABLE x AS SELECT 1 AS a"); err != nil {
		t.Fatal(err)
	}
	inner, err := tx.Begin(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := inner.Exec(ctx, "SELECT nothing"); codeOf(err) != "42703" {
		t.Fatal(err)
	}
	if err := inner.Rollback(ctx); err != nil {
		t.Fatal(err)
	}
	if err := tx.Commit(ctx); err != nil {
		t.Fatal(err)
	}
	var a int
	if err := c.QueryRow(ctx, "SELECT a FROM x").Scan(&a); err != nil || a != 1 {
		t.Error(a, err)
	}
}

// TestCachedPlan changes a result type under a prepared statement.
func TestCachedPlan(t *testing.T) {
	c := pgxConnect(t, pgx.QueryExecModeCacheStatement)
	ctx := context.Background()
	run := func(sql string) error { _, err := c.Exec(ctx, sql); return err }
	if err := run("CREATE TEMP VIEW v AS SELECT 1 AS a"); err != nil {
		t.Fatal(err)
	}
	conn := c.PgConn()
	if _, err := conn.Prepare(ctx, "p", "SELECT * FROM v", nil); err != nil {
		t.Fatal(err)
	}
	if err := run("DROP VIEW v; CREATE TEMP VIEW v AS SELECT 'x'::text AS a"); err != nil {
		_ = run("DROP VIEW v")
		if err := run("CREATE TEMP VIEW v AS SELECT 'x'::text AS a"); err != nil {
			t.Fatal(err)
		}
	}
	res := conn.ExecPrepared(ctx, "p", nil, nil, nil).Read()
	if codeOf(res.Err) != "0A000" || !strings.Contains(res.Err.Error(), "cached plan") {
		t.Errorf("got %v", res.Err)
	}
}

// TestPsql drives psql itself.
func TestPsql(t *testing.T) {
	if _, err := exec.LookPath("psql"); err != nil {
		t.Skipf("SKIPPED %s: psql is not installed", t.Name())
	}
	n := testkit.StartServer(t, nil)
	psql := func(sql ...string) string {
		cmd := exec.Command("psql", "-X", "-q", "-A", "-t", testkit.URL(n))
		cmd.Stdin = strings.NewReader(strings.Join(sql, "\n") + "\n")
		out, err := cmd.CombinedOutput()
		if err != nil {
			t.Errorf("psql %q: %v\n%s", sql, err, out)
		}
		return string(out)
	}
	if got := psql("SELECT 1, 'a';"); got != "1|a\n" {
		t.Errorf("got %q", got)
	}
	if got := psql("\\set FETCH_COUNT 2", "SELECT * FROM (VALUES (1), (2), (3), (4), (5)) v;"); got != "1\n2\n3\n4\n5\n" {
		t.Errorf("FETCH_COUNT: %q", got)
	}
	if got := psql("SELECT 1 AS a, 'x' AS b \\gdesc"); got != "a|integer\nb|text\n" {
		t.Errorf("\\gdesc: %q", got)
	}
	if got := psql("COPY (VALUES (1, 'a,b'), (2, NULL)) TO STDOUT (FORMAT csv, HEADER);"); got != "column1,column2\n1,\"a,b\"\n2,\n" {
		t.Errorf("COPY: %q", got)
	}
	for _, c := range []string{"\\d", "\\dt", "\\dt *.*", "\\dn", "\\dn+", "\\l", "\\du", "\\df pg_sleep", "\\dv", "\\dT date", "\\dp", "\\di",
		"\\ds", "\\d pg_class", "\\d+ pg_class", "\\dconfig search_path", "\\do ||", "\\dC date", "\\da count", "\\db", "\\dx"} {
		if out := psql(c); strings.Contains(out, "ERROR") {
			t.Errorf("%s: %s", c, out)
		}
	}
	psql("CREATE VIEW v AS SELECT 1 AS one, 'x'::varchar(3) AS x;")
	if out := psql("\\d v"); !strings.Contains(out, "one|integer|") || !strings.Contains(out, "x|character varying(3)|") {
		t.Errorf("\\d v: %s", out)
	}
	if out := psql("\\sv v"); !strings.Contains(out, "SELECT 1 AS one") {
		t.Errorf("\\sv: %s", out)
	}
}
