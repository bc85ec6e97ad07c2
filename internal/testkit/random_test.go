package testkit

import (
	"context"
	"flag"
	"fmt"
	"regexp"
	"sort"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/tarndb/tarn/internal/testkit/randsql"
)

var (
	randomCount = flag.Int("random", 150, "random queries to compare per test")
	randomSeed  = flag.Uint64("seed", 1, "first seed of the random queries; tables change every 100")
)

// TestRandomPostgres asks Tarn and a real PostgreSQL the same random queries.
func TestRandomPostgres(t *testing.T) {
	addr := StartPostgres(t)
	n := StartServer(t, nil)
	compareRandom(t,
		server{url: "postgres://tarn@" + addr + "/tarn?sslmode=disable&statement_timeout=1500&jit=off"},
		server{url: URL(n)})
}

// TestRandomSettings asks Tarn the same random queries under other settings.
func TestRandomSettings(t *testing.T) {
	n := StartServer(t, nil)
	for _, s := range Settings[1:] {
		if s.SQL == "" {
			continue
		}
		t.Run(s.Name, func(t *testing.T) {
			compareRandom(t, server{url: URL(n)}, server{url: URL(n), setting: s.SQL})
		})
	}
}

// TestRandomPartition checks random conditions without a peer: the rows where a condition
// is true, false and unknown are all rows together, and counting a condition's true
// values gives what filtering by it gives.
func TestRandomPartition(t *testing.T) {
	n := StartServer(t, nil)
	s := server{url: URL(n)}
	for i := range *randomCount {
		if i%100 == 0 {
			s.open(t, randsql.New(*randomSeed+uint64(i/100)))
		}
		from, cond := randsql.New(*randomSeed + uint64(i)).Condition()
		all := s.ask(t, "SELECT *"+from)
		parts := s.ask(t, fmt.Sprintf("SELECT *%s WHERE %s UNION ALL SELECT *%s WHERE NOT (%s) UNION ALL SELECT *%s WHERE (%s) IS NULL",
			from, cond, from, cond, from, cond))
		if all != parts {
			t.Errorf("seed %d: parts differ from the whole:\n%s WHERE %s", *randomSeed+uint64(i), from, cond)
		}
		counted := s.ask(t, fmt.Sprintf("SELECT count(*)%s WHERE %s", from, cond))
		summed := s.ask(t, fmt.Sprintf("SELECT coalesce(sum((%s)::int), 0) AS count%s", cond, from))
		if counted != summed {
			t.Errorf("seed %d: filtered %s, summed %s:\n%s WHERE %s", *randomSeed+uint64(i), counted, summed, from, cond)
		}
	}
}

// server is one side of a comparison.
type server struct {
	url, setting string
	conn         *pgconn.PgConn
}

// open connects anew and makes the generator's tables.
func (s *server) open(t *testing.T, g *randsql.Gen) {
	t.Helper()
	ctx := context.Background()
	if s.conn != nil {
		_ = s.conn.Close(ctx)
	}
	var err error
	if s.conn, err = pgconn.Connect(ctx, s.url); err != nil {
		t.Fatal(err)
	}
	for _, sql := range append([]string{s.setting}, g.Tables()...) {
		if _, err := s.conn.Exec(ctx, sql).ReadAll(); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
}

var decimal = regexp.MustCompile(`(^|\|)(-?[0-9]+)\.([0-9]*?)0+(\||$)`)

// ask gives the sorted rows of a query, or its error. Equal numerics may come with
// different scales from a set of equal ones, so trailing zeros do not count.
func (s *server) ask(t *testing.T, sql string) string {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 30*time.Second)
	defer cancel()
	lines := runStatement(ctx, s.conn, sql, false)
	for i, l := range lines {
		cells := strings.Split(l, "|")
		for k, c := range cells {
			if decimal.MatchString(c) {
				cells[k] = strings.TrimSuffix(strings.TrimRight(c, "0"), ".")
			}
		}
		lines[i] = strings.Join(cells, "|")
	}
	if len(lines) > 0 && anyOrder(sql) {
		sort.Strings(lines[1:])
	}
	return strings.Join(lines, "\n")
}

func compareRandom(t *testing.T, want, got server) {
	t.Helper()
	var g *randsql.Gen
	skipped, slow, bad := 0, 0, 0
	for i := range *randomCount {
		if i%100 == 0 {
			g = randsql.New(*randomSeed + uint64(i/100))
			want.open(t, g)
			g = randsql.New(*randomSeed + uint64(i/100))
			got.open(t, g)
		}
		sql := g.Query()
		a := want.ask(t, sql)
		if strings.HasPrefix(a, "ERROR 57014") || strings.HasPrefix(a, "ERROR 0A000") || strings.HasPrefix(a, "ERROR 42803") {
			skipped++ // too slow for, not supported by, or not meant by the judge
			continue
		}
		if strings.HasPrefix(a, "ERROR 21000") && strings.Contains(sql, "WITH TIES") {
			skipped++ // the judge's own error: it rewrites min() and its like under WITH TIES wrongly
			continue
		}
		b := got.ask(t, sql)
		if a == b || strings.HasPrefix(b, "ERROR 53200") {
			continue
		}
		if got.conn.IsClosed() { // it ran out of time, which is a fault but not a difference
			slow++
			t.Logf("seed %d: too slow: %s", *randomSeed+uint64(i/100), sql)
			got.open(t, randsql.New(*randomSeed+uint64(i/100)))
			continue
		}
		t.Errorf("seed %d: %s\nexpected:\n%.2000s\ngot:\n%.2000s", *randomSeed+uint64(i/100), sql, a, b)
		if bad++; bad == 10 {
			t.Fatal("too many differences")
		}
	}
	t.Logf("%d queries, %d skipped, %d too slow", *randomCount, skipped, slow)
}

// TestRandomChanges makes the same random changes in Tarn and a real PostgreSQL and
// compares the answers and, after each change, the tables.
func TestRandomChanges(t *testing.T) {
	addr := StartPostgres(t)
	n := StartServer(t, nil)
	want := server{url: "postgres://tarn@" + addr + "/tarn?sslmode=disable&statement_timeout=1500&jit=off"}
	got := server{url: URL(n)}
	var g *randsql.Gen
	failed, bad := 0, 0
	for i := range *randomCount {
		seed := *randomSeed + uint64(i/50)
		if i%50 == 0 {
			for _, s := range []*server{&want, &got} {
				g = randsql.New(seed)
				s.open(t, g)
				for _, sql := range g.ChangedTables() {
					if a := s.ask(t, sql); strings.HasPrefix(a, "ERROR") {
						t.Fatalf("%s: %s", sql, a)
					}
				}
			}
		}
		sql := g.Change()
		a, b := want.ask(t, sql), got.ask(t, sql)
		if strings.HasPrefix(a, "ERROR") {
			failed++
		}
		for _, name := range randsql.Changed {
			rows := "SELECT * FROM " + name
			a, b = a+"\n"+want.ask(t, rows), b+"\n"+got.ask(t, rows)
		}
		if a == b || broken(a) && broken(b) {
			continue
		}
		t.Errorf("seed %d, change %d: %s\nexpected:\n%.3000s\ngot:\n%.3000s", seed, i%50, sql, a, b)
		if bad++; bad == 5 {
			t.Fatal("too many differences")
		}
	}
	t.Logf("%d changes, %d of them errors", *randomCount, failed)
}

// broken tells an answer that is an error of a constraint or of data: which of several
// comes first depends on when it is looked for.
func broken(answer string) bool {
	for _, class := range []string{"21", "22", "23"} {
		if strings.HasPrefix(answer, "ERROR "+class) {
			return true
		}
	}
	return false
}
