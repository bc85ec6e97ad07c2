package testkit

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/tarndb/tarn/internal/node"
)

// as connects as a role, perhaps with a password.
func as(n *node.Node, role, password string) (*pgconn.PgConn, error) {
	cfg, err := pgconn.ParseConfig(URL(n))
	if err != nil {
		return nil, err
	}
	cfg.User, cfg.Password = role, password
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	return pgconn.ConnectConfig(ctx, cfg)
}

// login tries to connect and gives the SQLSTATE of the refusal.
func login(t *testing.T, n *node.Node, role, password string) string {
	t.Helper()
	c, err := as(n, role, password)
	if err == nil {
		_ = c.Close(context.Background())
		return ""
	}
	var pe *pgconn.PgError
	if !errors.As(err, &pe) {
		t.Fatal(err)
	}
	return pe.Code
}

// run runs statements on one connection.
func run(t *testing.T, c *pgconn.PgConn, sqls ...string) {
	t.Helper()
	for _, sql := range sqls {
		if _, err := c.Exec(context.Background(), sql).ReadAll(); err != nil {
			t.Fatalf("%s: %v", sql, err)
		}
	}
}

func open(t *testing.T, n *node.Node, role, password string) *pgconn.PgConn {
	t.Helper()
	c, err := as(n, role, password)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close(context.Background()) })
	return c
}

// TestLogins goes through the reasons to refuse a role.
func TestLogins(t *testing.T) {
	n := StartServer(t, nil)
	su := open(t, n, "tarn", "")
	run(t, su, "CREATE ROLE nologin", "CREATE ROLE plain LOGIN", "CREATE ROLE pass LOGIN PASSWORD 'word'",
		"CREATE ROLE old LOGIN PASSWORD 'word' VALID UNTIL '2001-01-01'", "CREATE ROLE one LOGIN CONNECTION LIMIT 1",
		"CREATE ROLE barred LOGIN", "ALTER ROLE plain SET work_mem = '7MB'")
	for _, c := range []struct{ role, password, code string }{
		{"nologin", "", "28000"}, {"plain", "", ""}, {"pass", "word", ""}, {"pass", "wrong", "28P01"}, {"old", "word", "28P01"},
		{"nobody", "", "28000"},
	} {
		if got := login(t, n, c.role, c.password); got != c.code {
			t.Errorf("%s: got %q, want %q", c.role, got, c.code)
		}
	}
	first := open(t, n, "one", "")
	if got := login(t, n, "one", ""); got != "53300" {
		t.Errorf("second connection of a role with one: got %q", got)
	}
	_ = first.Close(context.Background())
	run(t, su, "REVOKE CONNECT ON DATABASE tarn FROM PUBLIC")
	if got := login(t, n, "barred", ""); got != "42501" {
		t.Errorf("without CONNECT: got %q", got)
	}
	run(t, su, "GRANT CONNECT ON DATABASE tarn TO PUBLIC")
	res, err := open(t, n, "plain", "").Exec(context.Background(), "SHOW work_mem").ReadAll()
	if err != nil || string(res[0].Rows[0][0]) != "7MB" {
		t.Errorf("role setting: %v %v", res, err)
	}
	run(t, su, "ALTER ROLE pass RENAME TO pass2")
	if got := login(t, n, "pass2", "word"); got != "" {
		t.Errorf("renamed role: got %q", got)
	}
	run(t, su, "ALTER ROLE tarn PASSWORD 'super'")
	if got := login(t, n, "plain", ""); got != "28P01" {
		t.Errorf("a role without password when the superuser has one: got %q", got)
	}
	if got := login(t, n, "tarn", "super"); got != "" {
		t.Errorf("superuser: got %q", got)
	}
}

// TestRestart checks that roles and rights outlive the server, and that the catalog's
// password wins over the one configured long ago.
func TestRestart(t *testing.T) {
	dir := t.TempDir()
	start := func(password string) *node.Node {
		return StartServer(t, func(c *node.Config) { c.Data, c.Password = dir, password })
	}
	stop := func(n *node.Node) {
		ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
		defer cancel()
		n.Close(ctx)
	}
	n := start("first")
	run(t, open(t, n, "tarn", "first"), "CREATE ROLE kept LOGIN PASSWORD 'k'", "CREATE SCHEMA s", "CREATE VIEW s.v AS SELECT 1 AS a",
		"GRANT USAGE ON SCHEMA s TO kept", "REVOKE ALL ON s.v FROM tarn", "ALTER ROLE tarn PASSWORD 'second'")
	stop(n)
	n = start("")
	if got := login(t, n, "tarn", "first"); got != "28P01" {
		t.Errorf("old password: got %q", got)
	}
	res, err := open(t, n, "tarn", "second").Exec(context.Background(), "SELECT relacl::text FROM pg_class WHERE relname = 'v' AND relnamespace = 's'::regnamespace").ReadAll()
	if err != nil || string(res[0].Rows[0][0]) != "{}" {
		t.Errorf("an empty access list came back as %q, %v", res[0].Rows, err)
	}
	if _, err := open(t, n, "kept", "k").Exec(context.Background(), "SELECT a FROM s.v").ReadAll(); err == nil {
		t.Error("rights grew over a restart")
	}
	stop(n)
	checkAudit(t, filepath.Join(dir, "audit.jsonl"))
}

// checkAudit reads the audit file: its numbers have no gap and no secret is in it.
func checkAudit(t *testing.T, path string) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	seen := map[string]bool{}
	sc := bufio.NewScanner(f)
	for want := int64(1); sc.Scan(); want++ {
		var e struct {
			Seq       int64
			Action    string
			Statement string
		}
		if err := json.Unmarshal(sc.Bytes(), &e); err != nil || e.Seq != want {
			t.Fatalf("record %d: %s, %v", want, sc.Text(), err)
		}
		seen[e.Action] = true
		if strings.Contains(sc.Text(), "second") {
			t.Errorf("a secret: %s", sc.Text())
		}
	}
	for _, a := range []string{"login", "failed login", "CREATE ROLE", "GRANT", "REVOKE", "ALTER ROLE", "CREATE VIEW", "refused"} {
		if !seen[a] {
			t.Errorf("no record of %q", a)
		}
	}
}

// TestRules checks host-based rules and their reload.
func TestRules(t *testing.T) {
	dir := t.TempDir()
	write := func(text string) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, "hba"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("# who may come\nhost all tarn 127.0.0.1/32 trust\nhost all evil all reject\nhost all +team all trust\n" +
		"hostssl all all all trust\nhost tarn pass samehost scram-sha-256\n")
	n := StartServer(t, func(c *node.Config) { c.Data = dir })
	su := open(t, n, "tarn", "")
	run(t, su, "CREATE ROLE team", "CREATE ROLE evil LOGIN IN ROLE team", "CREATE ROLE ann LOGIN IN ROLE team",
		"CREATE ROLE pass LOGIN PASSWORD 'word'", "CREATE ROLE other LOGIN")
	for _, c := range []struct{ role, password, code string }{
		{"evil", "", "28000"}, {"ann", "", ""}, {"pass", "word", ""}, {"pass", "no", "28P01"}, {"other", "", "28000"}, {"ghost", "x", "28000"},
	} {
		if got := login(t, n, c.role, c.password); got != c.code {
			t.Errorf("%s: got %q, want %q", c.role, got, c.code)
		}
	}
	write("host all tarn all trust\nhost all other all trust\n")
	run(t, su, "SELECT pg_reload_conf()")
	if got := login(t, n, "other", "") + login(t, n, "ann", ""); got != "28000" {
		t.Errorf("after the reload: got %q", got)
	}
	write("host all all all peer\n")
	if err := n.Reload(); err == nil {
		t.Error("a mistake was taken")
	}
	if got := login(t, n, "other", ""); got != "" {
		t.Errorf("a mistake changed the rules: got %q", got)
	}
}

// TestReservedSlots checks that the last connections are for superusers.
func TestReservedSlots(t *testing.T) {
	n := StartServer(t, func(c *node.Config) { c.MaxConnections = 4 })
	su := open(t, n, "tarn", "")
	run(t, su, "CREATE ROLE plain LOGIN")
	open(t, n, "plain", "")
	open(t, n, "plain", "")
	if got := login(t, n, "plain", ""); got != "53300" {
		t.Errorf("a plain role took a reserved slot: %q", got)
	}
	if got := login(t, n, "tarn", ""); got != "" {
		t.Errorf("superuser: %q", got)
	}
}

// TestOwnDirectory checks that no statement reads or writes below the data directory, by
// whatever name.
func TestOwnDirectory(t *testing.T) {
	data := ""
	n := StartServer(t, func(c *node.Config) { data = c.Data })
	su := open(t, n, "tarn", "")
	link := filepath.Join(t.TempDir(), "link")
	if err := os.Symlink(data, link); err != nil {
		t.Fatal(err)
	}
	parent, base := filepath.Split(data)
	for _, p := range []string{data + "/audit.jsonl", "file://" + data + "/audit.jsonl", link + "/audit.jsonl", data + "/./x/../audit.jsonl",
		parent + "/" + base[:1] + "*/audit.jsonl", parent + "**/audit.jsonl", data + "/*", "file://localhost" + data + "/audit%2Ejsonl"} {
		_, err := su.Exec(context.Background(), "SELECT * FROM read_json('"+p+"')").ReadAll()
		var pe *pgconn.PgError
		if !errors.As(err, &pe) || pe.Code != "42501" && pe.Code != "58P01" {
			t.Errorf("%s: got %v", p, err)
		}
	}
	for _, p := range []string{data + "/x.csv", link + "/x.csv", link + "/new/x.csv", data + "/tables/x.csv"} {
		if _, err := su.Exec(context.Background(), "COPY (SELECT 1) TO '"+p+"'").ReadAll(); err == nil {
			t.Errorf("%s was written", p)
		}
	}
}
