package pgwire_test

import (
	"bytes"
	"encoding/binary"
	"flag"
	"fmt"
	"math/rand/v2"
	"net"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/tarndb/tarn/internal/node"
	"github.com/tarndb/tarn/internal/testkit"
)

var (
	mutations    = flag.Int("mutations", 20000, "mutated messages that TestMutatedMessages sends")
	mutationSeed = flag.Uint64("mutation-seed", 1, "where the random numbers of TestMutatedMessages begin")
)

// perConnection is how many mutated messages one session must bear.
const perConnection = 200

// internalError is how the field of SQLSTATE XX000 looks in an error message: a panic that
// was caught, or a state that the engine thought impossible.
var internalError = []byte("\x00CXX000\x00")

// mutated counts what a run of many damaged messages did.
type mutated struct {
	sent, answered, connections atomic.Int64
	mu                          sync.Mutex
	internal                    []string // texts of internal errors
}

// note keeps the first few internal errors of an answer.
func (m *mutated) note(buf []byte, at int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if len(m.internal) < 20 {
		m.internal = append(m.internal, fmt.Sprintf("%q", buf[max(0, at-40):min(len(buf), at+400)]))
	}
}

// drain reads answers to their end, looking for internal errors.
func (m *mutated) drain(nc net.Conn) error {
	buf, keep := make([]byte, 32<<10), 0
	for {
		n, err := nc.Read(buf[keep:])
		m.answered.Add(int64(n))
		have := buf[:keep+n]
		if at := bytes.Index(have, internalError); at >= 0 {
			m.note(have, at)
			have = nil
		}
		if err != nil {
			return err
		}
		keep = copy(buf, have[max(0, len(have)-len(internalError)+1):])
	}
}

// queries are statements whose text is damaged too.
var queries = []string{
	"SELECT a, count(*) FILTER (WHERE b > 1) AS n, sum(b) FROM (VALUES (1, 2), (2, 3), (NULL, 4)) v(a, b) GROUP BY ROLLUP (a) ORDER BY 1 NULLS FIRST LIMIT 3",
	"WITH RECURSIVE t(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM t WHERE n < 9) SELECT * FROM t JOIN generate_series(1, 3) g ON g = n",
	"SELECT row_number() OVER (PARTITION BY i % 2 ORDER BY i ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM generate_series(1, 5) i",
	"SELECT '{\"a\": [1, {\"b\": null}]}'::jsonb #>> '{a,1}', jsonb_path_query('[1,2]', '$[*] ? (@ > 1)'), ARRAY[[1,2],[3,4]][1][2:2]",
	"SELECT date '2024-02-29' + interval '1 mon 3 days', extract(epoch FROM timestamptz '2020-01-01 00:00+01'), age(now(), now())",
	"SELECT to_char(1234.5, 'FM9,999.00'), to_char(now(), 'YYYY-MM-DD HH24:MI'), to_date('2024', 'YYYY'), format('%s %I', 'x', 'y')",
	"SELECT regexp_replace('abc', '(b)', '[\\1]', 'g'), 'abc' ~* '^A.C$', substring('hello' FROM 2 FOR 3), split_part('a,b', ',', 2)",
	"SELECT CASE WHEN x IS DISTINCT FROM 3 THEN x::text ELSE 'z' END FROM unnest(ARRAY[1,2,3]) AS u(x) WHERE x IN (SELECT 1 UNION SELECT 3)",
	"SELECT 12345678901234567890.5 / 3, 7 % 3, 2 ^ 10, round(2.5), sqrt(2::float8), 1e308::float8, (-5)::int2, power(2::numeric, 0.5)",
	"EXPLAIN (ANALYZE, FORMAT JSON) SELECT * FROM generate_series(1, 3) a LEFT JOIN LATERAL (SELECT a * 2) b(c) ON true",
	"CREATE TEMP TABLE tt AS SELECT i, i::text AS s FROM generate_series(1, 10) i; SELECT * FROM tt ORDER BY s DESC; DROP TABLE tt",
	"PREPARE q(int) AS SELECT $1 + 1; EXECUTE q(1); DEALLOCATE q; VALUES (1), (2) EXCEPT SELECT 2",
	"SELECT relname, relkind FROM pg_catalog.pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE relname ~ '^pg_t' ORDER BY 1 LIMIT 2",
}

// prologue makes the statement and ends the transaction that templates count on.
func prologue() (out []byte) {
	for _, m := range []pgproto3.FrontendMessage{
		&pgproto3.Sync{}, &pgproto3.Query{String: "ROLLBACK"}, &pgproto3.Close{ObjectType: 'S', Name: "s"},
		&pgproto3.Parse{Name: "s", Query: "SELECT $1::int4 + $2, $3::text, $4::numeric", ParameterOIDs: []uint32{23, 23, 25, 1700}},
		&pgproto3.Parse{Query: "SELECT $1::date, $2::int4[], $3::interval, $4::jsonb", ParameterOIDs: []uint32{1082, 1007, 1186, 3802}}, &pgproto3.Sync{},
	} {
		out, _ = m.Encode(out)
	}
	return out
}

// mutateText damages a statement as text: a piece of another statement, a piece doubled
// or left out, another character.
func mutateText(r *rand.Rand) []byte {
	q := queries[r.IntN(len(queries))]
	for range 1 + r.IntN(3) {
		i := r.IntN(len(q) + 1)
		j := i + r.IntN(min(len(q)-i, 12)+1)
		other := queries[r.IntN(len(queries))]
		k := r.IntN(len(other))
		switch r.IntN(4) {
		case 0:
			q = q[:i] + q[j:]
		case 1:
			q = q[:j] + q[i:]
		case 2:
			q = q[:i] + other[k:min(len(other), k+r.IntN(12))] + q[j:]
		case 3:
			q = q[:i] + string(rune(" ()[]{}'\",;:.+-*/%$0129azNULL"[r.IntN(29)])) + q[min(len(q), i+1):]
		}
	}
	b, _ := (&pgproto3.Query{String: q}).Encode(nil)
	return b
}

// session is the bytes of one connection: a login, damaged messages, and at the end
// perhaps one whose type or length is damaged too. Sound messages in between, which are
// not counted, let the server take part again after an error.
func session(r *rand.Rand, seeds [][]byte, count int) []byte {
	data, _ := (&pgproto3.StartupMessage{ProtocolVersion: pgproto3.ProtocolVersionNumber,
		Parameters: map[string]string{"user": "tarn"}}).Encode(nil)
	sync, _ := (&pgproto3.Sync{}).Encode(nil)
	again := prologue()
	for i := range count {
		if i%10 == 0 {
			data = append(data, again...)
		}
		if r.IntN(4) == 0 {
			data = append(data, mutateText(r)...)
		} else {
			data = append(data, mutate(r, seeds[r.IntN(len(seeds))])...)
		}
		if r.IntN(3) == 0 {
			data = append(data, sync...)
		}
	}
	end, _ := (&pgproto3.Terminate{}).Encode(nil)
	switch n := r.IntN(200); {
	case n == 0:
		binary.BigEndian.PutUint32(end[1:], r.Uint32())
	case n < 30:
		end[0] = byte(r.Uint32())
	}
	return append(data, end...)
}

// one plays a connection and waits until the server has ended it.
func (m *mutated) one(n *node.Node, r *rand.Rand, seeds [][]byte) error {
	nc, err := net.Dial("tcp", n.Addr().String())
	if err != nil {
		return err
	}
	defer nc.Close()
	_ = nc.SetDeadline(time.Now().Add(60 * time.Second))
	done := make(chan error, 1)
	go func() { done <- m.drain(nc) }()
	_, _ = nc.Write(session(r, seeds, perConnection))
	m.sent.Add(perConnection)
	m.connections.Add(1)
	select {
	case err = <-done:
	case <-time.After(time.Second): // the damaged last message waits for more bytes
		_ = nc.(*net.TCPConn).CloseWrite()
		err = <-done
	}
	if ne, ok := err.(net.Error); ok && ne.Timeout() {
		return fmt.Errorf("the server does not end the connection")
	}
	return nil
}

// run plays connections on all cores until total messages were sent.
func (m *mutated) run(t *testing.T, n *node.Node, total int) {
	seeds := templates()
	var wg sync.WaitGroup
	for w := range 2 * runtime.GOMAXPROCS(0) {
		wg.Go(func() {
			r := rand.New(rand.NewPCG(*mutationSeed, uint64(w)))
			for m.sent.Load() < int64(total) && !t.Failed() {
				if err := m.one(n, r, seeds); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
}

// stderrTo sends what the process logs into a file until the test ends.
func stderrTo(t *testing.T) (path string) {
	t.Helper()
	f, err := os.Create(filepath.Join(t.TempDir(), "stderr"))
	if err != nil {
		t.Fatal(err)
	}
	old := os.Stderr
	os.Stderr = f
	t.Cleanup(func() { os.Stderr = old; _ = f.Close() })
	return f.Name()
}

// heapInUse is the live heap after a full collection.
func heapInUse() uint64 {
	var s runtime.MemStats
	runtime.GC()
	runtime.GC()
	runtime.ReadMemStats(&s)
	return s.HeapAlloc
}

// TestMutatedMessages sends damaged messages. The server must answer, close such
// connections as it likes, never reach an internal error, live on, and leak neither
// goroutines nor memory nor spill files. For millions:
//
//	go test ./sql/pgwire -run TestMutatedMessages -v -timeout 2h -mutations 10000000
func TestMutatedMessages(t *testing.T) {
	log := stderrTo(t)
	var spill string
	n := testkit.StartServer(t, func(c *node.Config) {
		c.TLS, c.Memory = "off", "256MB"
		c.Set = map[string]string{"statement_timeout": "500ms"}
		spill = filepath.Join(c.Data, "spill")
	})
	var warm, m mutated
	warm.run(t, n, min(*mutations/4, 100_000)) // fills the query log and other bounded memory
	waitFor(t, "the end of the warm-up", func() bool { return n.Instance().Memory().Used() == 0 })
	goroutines, heap, from := runtime.NumGoroutine(), heapInUse(), time.Now()
	m.run(t, n, *mutations)
	took := time.Since(from)
	waitFor(t, "goroutines back at their base", func() bool { return runtime.NumGoroutine() <= goroutines })
	waitFor(t, "all reservations back", func() bool { return n.Instance().Memory().Used() == 0 })
	after := heapInUse()
	left, _ := os.ReadDir(spill)
	logged, _ := os.ReadFile(log)
	panics := strings.Count(string(logged), "panic=")
	t.Logf("%d mutated messages on %d connections in %v, %d MB answered; %d panics caught, %d internal errors; goroutines %d before and %d after, live heap %d kB before and %d kB after, reserved %d bytes, spill files %d",
		m.sent.Load(), m.connections.Load(), took.Round(time.Millisecond), m.answered.Load()>>20, panics, len(m.internal),
		goroutines, runtime.NumGoroutine(), heap>>10, after>>10, n.Instance().Memory().Used(), len(left))
	if panics > 0 {
		t.Errorf("the log tells of a panic: %.2000s", logged)
	}
	for _, text := range append(warm.internal, m.internal...) {
		t.Errorf("internal error: %s", text)
	}
	if len(left) > 0 {
		t.Errorf("%d spill files are left", len(left))
	}
	if after > heap+32<<20 {
		t.Errorf("the heap grew from %d to %d bytes", heap, after)
	}
	if c := mustConnect(t, testkit.URL(n)); show(t, c, "SELECT 1") != "1" {
		t.Error("the server does not answer any more")
	}
}

// waitFor waits until something becomes true.
func waitFor(t *testing.T, what string, ok func() bool) {
	t.Helper()
	for deadline := time.Now().Add(10 * time.Second); !ok(); {
		if time.Now().After(deadline) {
			buf := make([]byte, 1<<20)
			t.Fatalf("still waiting for %s\n%s", what, buf[:runtime.Stack(buf, true)])
		}
		time.Sleep(5 * time.Millisecond)
	}
}
