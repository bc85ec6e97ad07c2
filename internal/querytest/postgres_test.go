package querytest

import (
	"context"
	"math/rand"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"testing"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/tarndb/tarn/internal/testkit"
	"github.com/tarndb/tarn/planner"
)

// load makes the world's tables in PostgreSQL.
func (w *world) load(t *testing.T, c *pgconn.PgConn) {
	t.Helper()
	sql := []string{"SET client_min_messages = error", "SET statement_timeout = 200"}
	for name := range w.tables {
		cols := "a int, b int, c numeric(10,2)"
		if name == "k" {
			cols = "id int PRIMARY KEY, n int"
		}
		sql = append(sql, "DROP TABLE IF EXISTS "+name, "CREATE TABLE "+name+" ("+cols+")")
		rows, _, err := run(w, "SELECT * FROM "+name, func(*planner.Env) {})
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range rows {
			sql = append(sql, "INSERT INTO "+name+" VALUES ("+strings.ReplaceAll(r, "|", ", ")+")")
		}
	}
	for _, s := range sql {
		if _, err := c.Exec(context.Background(), s).ReadAll(); err != nil {
			t.Fatal(s, err)
		}
	}
}

func askPostgres(c *pgconn.PgConn, sql string) ([]string, error) {
	res, err := c.Exec(context.Background(), sql).ReadAll()
	if err != nil {
		return nil, err
	}
	var out []string
	for _, row := range res[0].Rows {
		var f []string
		for _, v := range row {
			if v == nil {
				f = append(f, "NULL")
			} else {
				f = append(f, string(v))
			}
		}
		out = append(out, strings.Join(f, "|"))
	}
	sort.Strings(out)
	return out, nil
}

func against(t *testing.T, w *world, c *pgconn.PgConn, sql string) {
	t.Helper()
	want, wantErr := askPostgres(c, sql)
	if wantErr != nil && strings.Contains(wantErr.Error(), "57014") {
		return // too much for PostgreSQL's nested loops
	}
	got, plan, err := run(w, sql, func(*planner.Env) {})
	if (err != nil) != (wantErr != nil) || err == nil && strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("%s\ngot  %v %v\nwant %v %v\n%s", sql, got, err, want, wantErr, plan)
	}
}

// TestPostgres compares the written and the random queries with a real PostgreSQL.
func TestPostgres(t *testing.T) {
	url := testkit.StartPostgres(t)
	c, err := pgconn.Connect(context.Background(), "postgres://tarn@"+url+"/postgres?sslmode=disable")
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(context.Background())
	text, err := os.ReadFile(filepath.Join("testdata", "written.sql"))
	if err != nil {
		t.Fatal(err)
	}
	var w *world
	for s := range int64(*count) {
		r := rand.New(rand.NewSource(*seed + s))
		if s%20 == 0 {
			w = newWorld(t, r)
			w.load(t, c)
			for _, sql := range strings.Split(strings.TrimSpace(string(text)), "\n") {
				against(t, w, c, sql)
			}
		}
		g := &generator{r: r}
		against(t, w, c, g.query(2))
		if t.Failed() && !*keepGoing {
			t.Fatalf("seed %d", *seed+s)
		}
	}
}
