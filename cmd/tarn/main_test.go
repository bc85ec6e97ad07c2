package main

import (
	"bufio"
	"context"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
)

var built struct {
	once sync.Once
	path string
	err  error
}

// TestMain removes the program that tests have built.
func TestMain(m *testing.M) {
	code := m.Run()
	if built.path != "" {
		_ = os.RemoveAll(filepath.Dir(built.path))
	}
	os.Exit(code)
}

// binary builds the program once for all tests.
func binary(t *testing.T) string {
	t.Helper()
	built.once.Do(func() {
		dir, err := os.MkdirTemp("", "tarn-bin")
		if err != nil {
			built.err = err
			return
		}
		built.path = filepath.Join(dir, "tarn")
		cmd := exec.Command("go", "build", "-o", built.path, ".")
		cmd.Env = append(os.Environ(), "CGO_ENABLED=0")
		if out, err := cmd.CombinedOutput(); err != nil {
			built.err = fmt.Errorf("go build: %w\n%s", err, out)
		}
	})
	if built.err != nil {
		t.Fatal(built.err)
	}
	return built.path
}

// server is a started `tarn serve`.
type server struct {
	cmd   *exec.Cmd
	lines *bufio.Scanner
	addr  string
}

func startServer(t *testing.T, bin string, args ...string) *server {
	t.Helper()
	s := &server{cmd: exec.Command(bin, append([]string{"serve", "--listen", "127.0.0.1:0"}, args...)...)}
	out, err := s.cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	s.cmd.Stderr = os.Stderr
	if err := s.cmd.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.cmd.Process.Kill() })
	s.lines = bufio.NewScanner(out)
	if !s.lines.Scan() {
		t.Fatalf("no line: %v", s.cmd.Wait())
	}
	_, s.addr, _ = strings.Cut(s.lines.Text(), " accepts connections on ")
	return s
}

func query(t *testing.T, addr, sql string) string {
	t.Helper()
	ctx := context.Background()
	c, err := pgconn.Connect(ctx, "postgres://tarn@"+addr+"/tarn")
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close(ctx)
	res, err := c.Exec(ctx, sql).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return string(res[len(res)-1].Rows[0][0])
}

// TestServe keeps the contract that scripts rely on: the data directory is made, one line
// tells when connections are accepted, SIGTERM ends with code 0, and the first query is
// answered within 300 ms of the start.
func TestServe(t *testing.T) {
	bin := binary(t)
	dir := filepath.Join(t.TempDir(), "made", "on", "first", "use")
	startServer(t, bin, "--data", dir).stop(t)
	best := time.Hour
	for range 3 {
		start := time.Now()
		s := startServer(t, bin, "--data", dir)
		if got := query(t, s.addr, "SELECT 1"); got != "1" {
			t.Errorf("got %q", got)
		}
		best = min(best, time.Since(start))
		if out, err := exec.Command(bin, "serve", "--data", dir, "--listen", "127.0.0.1:0").CombinedOutput(); err == nil || !strings.Contains(string(out), "in use") {
			t.Errorf("a second server on the same data: %v %s", err, out)
		}
		s.stop(t)
	}
	t.Logf("start to first answer: %v", best)
	if best > 300*time.Millisecond {
		t.Errorf("start to first answer took %v", best)
	}
}

func (s *server) stop(t *testing.T) {
	t.Helper()
	if err := s.cmd.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	if s.lines.Scan() {
		t.Errorf("a second line: %q", s.lines.Text())
	}
	if err := s.cmd.Wait(); err != nil {
		t.Errorf("SIGTERM: %v", err)
	}
}

// TestSamples generates the sample tables on first start only.
func TestSamples(t *testing.T) {
	bin, dir := binary(t), t.TempDir()
	s := startServer(t, bin, "--data", dir, "--samples", "0.001")
	if got := query(t, s.addr, "SELECT count(*) FROM samples.orders"); got != "1500" {
		t.Errorf("orders: %s", got)
	}
	if got := query(t, s.addr, "SELECT count(*) FROM samples.lineitem l WHERE NOT EXISTS (SELECT 1 FROM samples.partsupp p WHERE p.ps_partkey = l.l_partkey AND p.ps_suppkey = l.l_suppkey)"); got != "0" {
		t.Errorf("%s line items without a supplier", got)
	}
	s.stop(t)
	s = startServer(t, bin, "--data", dir)
	if got := query(t, s.addr, "SELECT count(*) FROM samples.region"); got != "5" {
		t.Errorf("after a restart: %s", got)
	}
	s.stop(t)
}

func TestSQLCommand(t *testing.T) {
	bin := binary(t)
	run := func(stdin string, args ...string) (string, error) {
		cmd := exec.Command(bin, append([]string{"sql", "--data", t.TempDir()}, args...)...)
		cmd.Stdin = strings.NewReader(stdin)
		out, err := cmd.CombinedOutput()
		return string(out), err
	}
	out, err := run("", "SELECT 1 AS one, 'x' AS t; SHOW server_encoding")
	want := " one | t\n-----+---\n   1 | x\n(1 row)\n\n server_encoding\n-----------------\n UTF8\n(1 row)\n\n"
	if err != nil || out != want {
		t.Errorf("%v\n%s", err, out)
	}
	if out, err := run("SELECT 1 AS a, NULL AS b, true AS c", "--format", "json"); err != nil || out != `{"a":1,"b":null,"c":true}`+"\n" {
		t.Errorf("%v %s", err, out)
	}
	if out, err := run("SELECT 'a,b' AS x", "--format", "csv"); err != nil || out != "x\n\"a,b\"\n" {
		t.Errorf("%v %s", err, out)
	}
	if out, err := run("SELECT 1,\n oops"); err == nil || !strings.Contains(out, "LINE 2:  oops\n         ^") {
		t.Errorf("%v %s", err, out)
	}
}

// TestConfiguration: flags before environment before file before defaults.
func TestConfiguration(t *testing.T) {
	bin, dir := binary(t), t.TempDir()
	file := filepath.Join(dir, "tarn.conf")
	if err := os.WriteFile(file, []byte("# comment\nmax-connections = 11\nquery_memory = 11MB\nset.statement_timeout = 7s\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	t.Setenv("TARN_CONFIG", file)
	t.Setenv("TARN_QUERY_MEMORY", "22MB")
	s := startServer(t, bin, "--data", filepath.Join(dir, "data"), "--set", "application_name=flagged")
	for sql, want := range map[string]string{"SHOW statement_timeout": "7s", "SHOW max_connections": "11"} {
		if got := query(t, s.addr, sql); got != want {
			t.Errorf("%s = %s, want %s", sql, got, want)
		}
	}
	s.stop(t)
	if out, err := exec.Command(bin, "serve", "--data", dir, "--tls", "maybe").CombinedOutput(); err == nil || !strings.Contains(string(out), "maybe") {
		t.Errorf("%v %s", err, out)
	}
}
