package testkit

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

var (
	crashCycles = flag.Int("crash-cycles", 12, "how often the crash test kills the server")
	crashBinary = flag.String("crash-binary", "", "server built with -tags faults to use; empty: it is built")
	crashKeep   = flag.String("crash-keep", "", "directory to copy the data to after a failure")
	crashSeed   = flag.Int64("crash-seed", 1, "seed of the crash test's choices")
)

// crashPoints are the named points at which the server may die.
var crashPoints = []string{"commit:prepared", "commit:ratified", "publish:before", "publish:written", "publish:marked", "flush:before", "flush:after",
	"staged:written", "optimize:before", "optimize:after", "checkpoint:before", "checkpoint:written"}

// crashEra is after how many cycles the test begins anew with an empty directory.
const crashEra = 25

// crashTables are the tables that are there from the first moment.
const crashTables = `
CREATE TABLE plain (w int, n int, v bigint);
CREATE TABLE filed (w int, n int, v bigint) TBLPROPERTIES ('tarn.rowBuffer' = 'false', 'tarn.autoCompact' = 'false');
CREATE TABLE keyed (w int, n int, v bigint);
CREATE TABLE moves (w int, n int, v bigint) PARTITIONED BY (w);
CREATE TABLE bulk (w int, n int, v bigint) TBLPROPERTIES ('tarn.autoCompact' = 'false');
CREATE TABLE acct_a (k int PRIMARY KEY, v bigint);
CREATE TABLE acct_b (k int PRIMARY KEY, v bigint) TBLPROPERTIES ('tarn.rowBuffer' = 'false');
CREATE TABLE changes (k int PRIMARY KEY, v bigint);
CREATE TABLE vectors (k int, v bigint) TBLPROPERTIES ('delta.enableDeletionVectors' = 'true', 'tarn.autoCompact' = 'false');
CREATE TABLE wipe (k int, v bigint);
CREATE TABLE wide (k int);
INSERT INTO acct_a SELECT g, 1000 FROM generate_series(0, 7) g;
INSERT INTO acct_b SELECT g, 1000 FROM generate_series(0, 7) g;
`

var crashTableNames = []string{"plain", "filed", "keyed", "moves", "bulk", "acct_a", "acct_b", "changes", "vectors", "wipe", "wide"}

const crashWorkers = 4

// TestCrash kills a server at random moments and named points of its commits, starts it
// again on the same directory, and compares what is there with what was acknowledged.
func TestCrash(t *testing.T) {
	if testing.Short() {
		t.Skip("SKIPPED: kills servers for seconds")
	}
	c := &crash{t: t, bin: *crashBinary, rnd: rand.New(rand.NewSource(*crashSeed))}
	if c.bin == "" {
		c.bin = BuildServer(t, "faults")
	}
	kills := map[string]int{}
	for cycle := range *crashCycles {
		if cycle%crashEra == 0 {
			c.begin()
		}
		env, what := c.fault()
		if c.cycle(env, what) {
			kills[what]++
		} else {
			kills["kill -9"]++
		}
		if t.Failed() {
			if *crashKeep != "" {
				_ = exec.Command("cp", "-a", c.dir+"/.", *crashKeep).Run()
			}
			t.Fatalf("cycle %d (%s, %v) with seed %d; the last server said:\n%s", cycle, what, env, *crashSeed, c.said)
		}
		if cycle%4 == 3 || cycle == *crashCycles-1 {
			c.thorough()
		}
		if cycle%50 == 49 {
			t.Logf("%d cycles, %d statements acknowledged, %d refused, %d unknown", cycle+1, c.count[acked], c.count[refused], c.count[unknown])
		}
	}
	if c.count[acked] < *crashCycles {
		t.Errorf("only %d statements were acknowledged: the test tells nothing", c.count[acked])
	}
	t.Logf("%d cycles, died at %v; statements acknowledged %d, refused %d, unknown %d (of those %d had happened); %d log files and %d data files checked",
		*crashCycles, kills, c.count[acked], c.count[refused], c.count[unknown], c.happened, c.logFiles, c.dataFiles)
}

// crash is one run of the test.
type crash struct {
	t         *testing.T
	bin       string
	dir       string
	rnd       *rand.Rand
	workers   []*crashWorker
	sums      map[string][32]byte // of log files seen
	said      string
	count     [3]int // statements by fate
	happened  int    // of unknown fate that turned out well
	logFiles  int
	dataFiles int
}

// begin starts over with an empty directory.
func (c *crash) begin() {
	if c.dir != "" {
		_ = os.RemoveAll(c.dir)
	}
	c.dir, c.sums, c.workers = c.t.TempDir(), map[string][32]byte{}, nil
	for i := range crashWorkers {
		c.workers = append(c.workers, &crashWorker{id: i, rnd: rand.New(rand.NewSource(c.rnd.Int63())), values: map[string]map[int][]int{},
			made: map[int]fate{}, wipes: []int{0}})
	}
}

// fault chooses where the next server dies: at a named point or at a moment.
func (c *crash) fault() (env []string, what string) {
	if c.rnd.Intn(2) == 0 {
		env = append(env, "TARN_INLINE=300")
	}
	if c.rnd.Intn(3) == 0 {
		return env, "kill -9"
	}
	what = crashPoints[c.rnd.Intn(len(crashPoints))]
	return append(env, fmt.Sprintf("TARN_CRASH=%s=%d", what, 1+c.rnd.Intn(12))), what
}

func (c *crash) start(env []string) *Process {
	c.t.Helper()
	p, err := StartProcess(c.t, c.bin, env, "--data", c.dir, "--listen", "127.0.0.1:0", "--tls", "off", "--memory", "512MB", "--drain-seconds", "1")
	if err != nil {
		c.t.Fatal(err)
	}
	return p
}

// cycle runs the load until the server dies, and then compares. It tells whether the
// server died by itself.
func (c *crash) cycle(env []string, what string) (itself bool) {
	p, err := StartProcess(c.t, c.bin, env, "--data", c.dir, "--listen", "127.0.0.1:0", "--tls", "off", "--memory", "512MB", "--drain-seconds", "1")
	if err != nil && what == "kill -9" {
		c.t.Fatal(err)
	}
	if err == nil { // else it died at its point while it started: it had something to publish
		var wg sync.WaitGroup
		if err := c.prepare(p); err == nil {
			for _, w := range c.workers {
				wg.Go(func() { w.run(c.t, p) })
			}
		}
		limit := time.Duration(50+c.rnd.Intn(900)) * time.Millisecond
		if strings.HasPrefix(what, "flush") || strings.HasPrefix(what, "checkpoint") {
			limit += time.Second
		}
		select {
		case <-p.Dead:
		case <-time.After(limit):
		}
		select {
		case <-p.Dead:
			itself = true
		default:
			p.Kill()
		}
		wg.Wait()
	} else {
		itself = true
	}
	c.said = p.Log()
	p = c.start(nil)
	c.check(p)
	p.Kill()
	c.said += p.Log()
	return itself
}

// prepare makes the tables of a new directory, once.
func (c *crash) prepare(p *Process) error {
	conn, err := pgconn.Connect(context.Background(), p.URL())
	if err != nil {
		return err
	}
	defer conn.Close(context.Background())
	if res, err := conn.Exec(context.Background(), "SELECT count(*) FROM pg_class WHERE relname = 'wipe'").ReadAll(); err != nil {
		return err
	} else if string(res[0].Rows[0][0]) == "1" {
		return nil
	}
	_, err = conn.Exec(context.Background(), "BEGIN;"+crashTables+"COMMIT").ReadAll()
	var pe *pgconn.PgError
	if errors.As(err, &pe) {
		c.t.Fatal(err)
	}
	return err
}

// query asks the server, which must answer.
func (c *crash) query(conn *pgconn.PgConn, sql string) [][]string {
	c.t.Helper()
	res, err := conn.Exec(context.Background(), sql).ReadAll()
	if err != nil {
		c.t.Fatalf("%s: %v", sql, err)
	}
	var out [][]string
	if len(res) == 0 {
		return nil
	}
	for _, r := range res[len(res)-1].Rows {
		row := make([]string, len(r))
		for i, v := range r {
			row[i] = string(v)
		}
		out = append(out, row)
	}
	return out
}

func number(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1 << 62
	}
	return n
}

// check compares what a server has with what its predecessors acknowledged.
func (c *crash) check(p *Process) {
	conn, err := pgconn.Connect(context.Background(), p.URL())
	if err != nil {
		c.t.Fatal(err)
	}
	defer conn.Close(context.Background())
	if c.query(conn, "SELECT count(*) FROM pg_class WHERE relname = 'wipe'")[0][0] == "0" {
		return // it died before its tables were made
	}
	c.repeat(conn)
	have := map[string]map[[2]int]int{}
	for _, table := range []string{"plain", "filed", "keyed", "moves"} {
		rows := map[[2]int]int{}
		for _, r := range c.query(conn, "SELECT w, n, v FROM "+table) {
			k := [2]int{number(r[0]), number(r[1])}
			if _, twice := rows[k]; twice {
				c.t.Errorf("row %v of %s is there twice", k, table)
			}
			if rows[k] = number(r[2]); rows[k] != rowValue(k[0], k[1]) {
				c.t.Errorf("row %v of %s has value %d", k, table, rows[k])
			}
		}
		have[table] = rows
	}
	bulk := map[[2]int]int{}
	for _, r := range c.query(conn, "SELECT w, n, count(*), sum(v) FROM bulk GROUP BY w, n") {
		if sum := bulkRows * (bulkRows + 1) / 2; number(r[3]) != sum || number(r[2]) != bulkRows {
			c.t.Errorf("insert %v of bulk has %s rows with sum %s", r[:2], r[2], r[3])
		}
		bulk[[2]int{number(r[0]), number(r[1])}] = 1
	}
	have["bulk"] = bulk
	for _, w := range c.workers {
		c.checkAppends(w, have)
		c.checkValues(conn, w)
	}
	for table, rows := range have {
		if len(rows) > 0 {
			c.t.Errorf("%d rows of %s were never inserted, or refused: %v", len(rows), table, rows)
		}
	}
	c.checkSums(conn)
	c.checkTables(conn)
}

// repeat runs the statements with an idempotency key again whose fate is unknown, and
// some that are known to have happened; they must count once.
func (c *crash) repeat(conn *pgconn.PgConn) {
	for _, w := range c.workers {
		for _, a := range w.appends {
			if a.key == "" || a.fate == refused || a.fate == acked && (a.settled || c.rnd.Intn(3) > 0) {
				continue
			}
			// The key counts that is set when the transaction ends.
			for _, sql := range []string{"SET idempotency_key = '" + a.key + "'", a.sql(w.id), "RESET idempotency_key"} {
				c.query(conn, sql)
			}
			a.fate = acked
		}
	}
}

// checkAppends takes the rows that a worker inserted out of have.
func (c *crash) checkAppends(w *crashWorker, have map[string]map[[2]int]int) {
	for _, a := range w.appends {
		seen, all := 0, 0
		for _, table := range a.tables {
			for n := a.lo; n < a.hi; n++ {
				k := [2]int{w.id, n}
				if all++; have[table][k] != 0 {
					seen++
					delete(have[table], k)
				}
			}
		}
		switch {
		case seen != 0 && seen != all:
			c.t.Errorf("%d of %d rows of a transaction are there: %+v", seen, all, *a)
		case a.fate == acked && seen == 0:
			c.t.Errorf("an acknowledged transaction is lost: %+v", *a)
		case a.fate == refused && seen > 0:
			c.t.Errorf("a refused transaction is there: %+v", *a)
		}
		if !a.settled {
			c.count[a.fate]++
		}
		if a.settled = true; a.fate == unknown {
			a.fate = refused
			if seen > 0 {
				a.fate = acked
				c.happened++
			}
		}
	}
}

// checkValues compares the rows that only one worker changes.
func (c *crash) checkValues(conn *pgconn.PgConn, w *crashWorker) {
	for _, table := range []string{"changes", "vectors"} {
		is := map[int]int{}
		for _, r := range c.query(conn, fmt.Sprintf("SELECT k, v FROM %s WHERE k >= %d AND k < %d", table, w.id*ownKeys, (w.id+1)*ownKeys)) {
			if _, twice := is[number(r[0])]; twice {
				c.t.Errorf("key %s of %s is there twice", r[0], table)
			}
			is[number(r[0])] = number(r[1])
		}
		for k, may := range w.values[table] {
			ok := false
			for _, v := range may {
				ok = ok || v == is[k]
			}
			if !ok {
				c.t.Errorf("row %d of %s has %d, not one of %v", k, table, is[k], may)
			}
			w.values[table][k] = []int{is[k]}
			delete(is, k)
		}
		if len(is) > 0 {
			c.t.Errorf("rows of %s that nobody inserted: %v", table, is)
		}
	}
}

// checkSums checks what every state between transactions has in common.
func (c *crash) checkSums(conn *pgconn.PgConn) {
	r := c.query(conn, "SELECT (SELECT sum(v) FROM acct_a), (SELECT sum(v) FROM acct_b), (SELECT count(*) FROM moves), (SELECT count(DISTINCT k) FROM acct_b)")[0]
	if a, b, n := number(r[0]), number(r[1]), number(r[2]); a != 8000-n || b != 8000+n || r[3] != "8" {
		c.t.Errorf("after %d transfers the accounts hold %d and %d", n, a, b)
	}
	w := c.workers[0]
	r = c.query(conn, "SELECT count(*), count(DISTINCT v), count(DISTINCT k), coalesce(max(v), 0) FROM wipe")[0]
	gen, full := number(r[3]), r[0] == "10" && r[1] == "1" && r[2] == "10"
	ok := false
	for _, g := range w.wipes {
		ok = ok || g == gen
	}
	if !ok || !full && gen != 0 {
		c.t.Errorf("wipe has %v, not the ten rows of one of %v", r, w.wipes)
	}
	w.wipes = []int{gen}
}

// checkTables compares the tables that a worker makes and drops.
func (c *crash) checkTables(conn *pgconn.PgConn) {
	is := map[int]bool{}
	for _, r := range c.query(conn, "SELECT relname FROM pg_class WHERE relname LIKE 'made\\_%'") {
		n := number(strings.TrimPrefix(r[0], "made_"))
		is[n] = true
		if got := c.query(conn, "SELECT count(*) FROM "+r[0])[0][0]; got != "100" {
			c.t.Errorf("%s has %s rows", r[0], got)
		}
	}
	for _, r := range c.query(conn, "SELECT attname FROM pg_attribute WHERE attrelid = 'wide'::regclass AND attname LIKE 'c\\_%' AND NOT attisdropped") {
		is[number(strings.TrimPrefix(r[0], "c_"))] = true
	}
	c.query(conn, "SELECT * FROM wide")
	for _, w := range c.workers {
		for n, f := range w.made {
			if f == acked && !is[n] || f == refused && is[n] {
				c.t.Errorf("table or column %d: there %t, fate %d", n, is[n], f)
			}
			if w.made[n] = refused; is[n] {
				w.made[n] = acked
			}
			delete(is, n)
		}
	}
	if len(is) > 0 {
		c.t.Errorf("tables or columns that nobody made: %v", is)
	}
}
