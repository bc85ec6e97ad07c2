package pgwire_test

import (
	"context"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/tarndb/tarn/internal/node"
	"github.com/tarndb/tarn/internal/testkit"
)

var (
	stopLimit  = flag.Duration("stop-limit", 10*time.Second, "how long TestStop lets a statement, and the work for it, go on after it was told to stop")
	stopDelays = flag.String("stop-delays", "100ms", "how long TestStop lets statements run first; several by commas")
	stopBusy   = flag.Bool("stop-cpu", false, "TestStop also demands that the process is idle within the limit (on a machine with nothing else to do)")
)

// stopRows is the size of the file that TestStop scans.
const stopRows = 500_000

// stopCases are statements that would go on for minutes; $F is a Parquet file of stopRows rows
// (i, k = i % 500, s), $D a directory to write to.
var stopCases = []struct{ name, sql string }{
	{"scan and join", "SELECT count(*) FROM '$F' a JOIN '$F' b ON a.k = b.k JOIN '$F' c ON b.k = c.k WHERE a.i + b.i + c.i < 0"},
	{"cross join", "SELECT count(*) FROM '$F' a, '$F' b, '$F' c WHERE a.i + b.i + c.i < 0"},
	{"semi join without hash", "SELECT count(*) FROM '$F' a WHERE EXISTS (SELECT 1 FROM '$F' b WHERE a.i + b.i < 0)"},
	{"sort", "SELECT count(*) FROM (SELECT a.s, b.i FROM '$F' a, '$F' b ORDER BY a.s, b.i DESC OFFSET 10) x"},
	{"sort of rows sent", "SELECT md5(i::text) FROM generate_series(1, 1000000000) g(i) ORDER BY 1"},
	{"window", "SELECT sum(r) FROM (SELECT rank() OVER (PARTITION BY a.k ORDER BY b.s, a.i) r FROM '$F' a, '$F' b) x"},
	{"window frame", "SELECT max(r) FROM (SELECT string_agg(s, ',') OVER (ORDER BY i ROWS BETWEEN 20000 PRECEDING AND CURRENT ROW EXCLUDE TIES) r FROM '$F') x"},
	{"aggregation", "SELECT count(*) FROM (SELECT a.i, b.i, count(*) FROM '$F' a, '$F' b GROUP BY 1, 2) x"},
	{"distinct", "SELECT count(DISTINCT a.i * 1000000::int8 + b.i) FROM '$F' a, '$F' b"},
	{"recursive", "WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 1000000000) SELECT count(*) FROM t"},
	{"recursive union", "WITH RECURSIVE t(n) AS (SELECT 1::int8 UNION SELECT n + k FROM t, (SELECT k FROM '$F' LIMIT 500) x) SELECT count(*) FROM t"},
	{"series", "SELECT count(*) FROM generate_series(1, 1000000000) i WHERE i % 7 = 8"},
	{"series of the select list", "SELECT count(x) FROM (SELECT generate_series(1, 100000000000) x) y"},
	{"rows sent", "SELECT i, i * 2 FROM generate_series(1, 1000000000) i"},
	{"copy to file", "COPY (SELECT i, md5(i::text) FROM generate_series(1, 1000000000) i) TO '$D/out.parquet'"},
	{"copy to csv", "COPY (SELECT a.* FROM '$F' a, '$F' b) TO '$D/out.csv'"},
	{"copy to client", "COPY (SELECT a.* FROM '$F' a, '$F' b) TO STDOUT"},
	{"temporary table", "CREATE TEMP TABLE tmp AS SELECT a.i, b.s FROM '$F' a, '$F' b"},
	{"sleep", "SELECT pg_sleep(100)"},
	{"sleep of every row", "SELECT count(pg_sleep(0.01)) FROM '$F'"},
	{"string functions", "SELECT sum(length(replace(repeat(a.s, 1000), '1', 'xy'))) FROM '$F' a, '$F' b"},
	{"regular expressions", "SELECT count(*) FROM '$F' a, '$F' b WHERE repeat(a.s, 100) ~ '(a|b)*c'"},
	{"correlated", "SELECT sum((SELECT max(b.i) FROM '$F' b WHERE b.i < a.i)) FROM '$F' a"},
	{"explain analyze", "EXPLAIN ANALYZE SELECT count(*) FROM '$F' a, '$F' b WHERE a.i + b.i < 0"},
	{"percentile", "SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY a.i + b.i) FROM '$F' a, '$F' b"},
	{"offset", "SELECT * FROM (SELECT b.s || a.k::text AS x FROM '$F' a, generate_series(1, 100) g JOIN '$F' b ON true ORDER BY 1) y OFFSET 1000000000"},
	{"array", "SELECT array_length(array_agg(a.i ORDER BY b.s), 1) FROM '$F' a, '$F' b"},
}

// stopServer runs a server over the file that the statements read.
func stopServer(t *testing.T) (n *node.Node, file, out, spill string) {
	dir := t.TempDir()
	n = testkit.StartServer(t, func(c *node.Config) {
		c.Memory, c.QueryMemory, c.Cache, c.TLS = "1GB", "600MB", "0", "off"
		spill = filepath.Join(c.Data, "spill")
	})
	file, out = filepath.Join(dir, "rows.parquet"), filepath.Join(dir, "out")
	if err := os.Mkdir(out, 0o755); err != nil {
		t.Fatal(err)
	}
	c := mustConnect(t, testkit.URL(n))
	show(t, c, fmt.Sprintf("COPY (SELECT i, i %% 500 AS k, md5(i::text) AS s FROM generate_series(1, %d) i) TO '%s' (FORMAT parquet, ROW_GROUP_SIZE 50000)", stopRows, file))
	_ = c.Close(context.Background())
	return n, file, out, spill
}

// stopTimes is how long after the word to stop each thing was over.
type stopTimes struct{ answer, statement, workers, idle time.Duration }

// max joins by the slower of both.
func (a stopTimes) max(b stopTimes) stopTimes {
	return stopTimes{max(a.answer, b.answer), max(a.statement, b.statement), max(a.workers, b.workers), max(a.idle, b.idle)}
}

// String lists the times.
func (a stopTimes) String() string {
	ms := func(d time.Duration) string { return fmt.Sprintf("%.1f ms", float64(d.Microseconds())/1000) }
	return fmt.Sprintf("client answered %s, statement over %s, goroutines back %s, cores idle %s", ms(a.answer), ms(a.statement), ms(a.workers), ms(a.idle))
}

// cpuTime is what this process has computed for.
func cpuTime() time.Duration {
	var u syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}

// untilIdle waits for 20 ms in which the process used less than a fifth of a core and says
// when they began.
func untilIdle(from time.Time, most time.Duration) time.Duration {
	for {
		start, cpu := time.Now(), cpuTime()
		time.Sleep(20 * time.Millisecond)
		if used := cpuTime() - cpu; used < time.Since(start)/5 || time.Since(from) > most {
			return start.Sub(from)
		}
	}
}

// TestStop cancels statements of every kind, and closes the connection under them: the
// statement, its goroutines and its use of the cores must end, and what it held come back.
// By default the bound is loose, for machines with other work; to measure:
//
//	go test ./sql/pgwire -run TestStop -v -timeout 1h -stop-limit 500ms -stop-cpu -stop-delays 50ms,300ms,1s,3s
func TestStop(t *testing.T) {
	n, file, out, spill := stopServer(t)
	words := strings.NewReplacer("$F", file, "$D", out)
	for _, c := range stopCases {
		t.Run(strings.ReplaceAll(c.name, " ", "_"), func(t *testing.T) {
			for _, how := range []string{"cancel", "disconnect"} {
				var worst stopTimes
				for d := range strings.SplitSeq(*stopDelays, ",") {
					delay, err := time.ParseDuration(d)
					if err != nil {
						t.Fatal(err)
					}
					worst = worst.max(stopOnce(t, n, words.Replace(c.sql), how, delay))
					nothingLeft(t, n, out, spill)
				}
				t.Logf("%-10s %v", how, worst)
			}
		})
	}
}

// stopOnce lets a statement run for a while, stops it and measures.
func stopOnce(t *testing.T, n *node.Node, sql, how string, delay time.Duration) (times stopTimes) {
	t.Helper()
	waitFor(t, "the server to be empty", func() bool { return n.Instance().RunningQueries() == 0 })
	base := runtime.NumGoroutine()
	conn, err := pgconn.Connect(context.Background(), testkit.URL(n))
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	var ended error
	var at time.Time
	wg.Go(func() { // reads what arrives without keeping it
		mr := conn.Exec(context.Background(), sql)
		for mr.NextResult() {
			for rr := mr.ResultReader(); rr.NextRow(); {
			}
		}
		ended, at = mr.Close(), time.Now()
	})
	time.Sleep(delay)
	ran := n.Instance().RunningQueries() > 0
	if !ran {
		t.Logf("the statement was over before %v were", delay)
	}
	from := time.Now()
	if how == "cancel" {
		err = conn.CancelRequest(context.Background())
	} else {
		err = conn.Conn().Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	for n.Instance().RunningQueries() > 0 && time.Since(from) < *stopLimit+10*time.Second {
		time.Sleep(200 * time.Microsecond)
	}
	times.statement = time.Since(from)
	wg.Wait()
	times.answer = at.Sub(from)
	if how == "cancel" && ran && codeOf(ended) != "57014" {
		t.Errorf("the statement ended with %v", ended)
	}
	closing, cancel := context.WithTimeout(context.Background(), time.Second)
	_ = conn.Close(closing)
	cancel()
	for runtime.NumGoroutine() > base && time.Since(from) < *stopLimit+10*time.Second {
		time.Sleep(200 * time.Microsecond)
	}
	times.workers = time.Since(from)
	times.idle = untilIdle(from, *stopLimit+10*time.Second)
	if late := max(times.answer, times.statement, times.workers); late > *stopLimit || *stopBusy && times.idle > *stopLimit {
		t.Errorf("%s after %v: %v, limit %v", how, delay, times, *stopLimit)
	}
	return times
}

// nothingLeft checks that a stopped statement gave back memory and files.
func nothingLeft(t *testing.T, n *node.Node, out, spill string) {
	t.Helper()
	waitFor(t, "all reservations to come back", func() bool { return n.Instance().Memory().Used() == 0 })
	for _, dir := range []string{out, spill} {
		if left, _ := os.ReadDir(dir); len(left) > 0 {
			t.Errorf("%d files are left in %s, the first is %s", len(left), filepath.Base(dir), left[0].Name())
		}
	}
}
