package pgwire_test

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/tarndb/tarn/internal/node"
	"github.com/tarndb/tarn/internal/testkit"
)

func connect(t *testing.T, url string) (*pgconn.PgConn, error) {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	c, err := pgconn.Connect(ctx, url)
	if err == nil {
		t.Cleanup(func() { _ = c.Close(context.Background()) })
	}
	return c, err
}

func mustConnect(t *testing.T, url string) *pgconn.PgConn {
	t.Helper()
	c, err := connect(t, url)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// codeOf gives the SQLSTATE of a client error.
func codeOf(err error) string {
	var pe *pgconn.PgError
	if errors.As(err, &pe) {
		return pe.Code
	}
	return ""
}

func show(t *testing.T, c *pgconn.PgConn, sql string) string {
	t.Helper()
	res, err := c.Exec(context.Background(), sql).ReadAll()
	if err != nil {
		t.Fatalf("%.200s: %v", sql, err)
	}
	last := res[len(res)-1]
	if len(last.Rows) == 0 {
		return ""
	}
	return string(last.Rows[0][0])
}

func TestScram(t *testing.T) {
	n := testkit.StartServer(t, func(c *node.Config) { c.Password = "påss word" })
	base := "postgres://%@" + n.Addr().String() + "/tarn?sslmode="
	for _, mode := range []string{"disable", "require"} {
		url := func(userinfo string) string { return strings.Replace(base, "%", userinfo, 1) + mode }
		c := mustConnect(t, url("tarn:p%C3%A5ss%20word"))
		if got := show(t, c, "SHOW ssl"); (got == "on") != (mode == "require") {
			t.Errorf("sslmode %s: ssl is %s", mode, got)
		}
		for _, bad := range []string{"tarn:wrong", "nobody:wrong", "tarn:"} {
			if _, err := connect(t, url(bad)); codeOf(err) != "28P01" && bad != "tarn:" || err == nil {
				t.Errorf("%s: got %v, want 28P01", bad, err)
			}
		}
	}
}

func TestTrust(t *testing.T) {
	n := testkit.StartServer(t, nil)
	if _, err := connect(t, "postgres://other@"+n.Addr().String()+"/tarn?sslmode=disable"); codeOf(err) != "28000" {
		t.Errorf("unknown role: %v", err)
	}
	if _, err := connect(t, "postgres://tarn@"+n.Addr().String()+"/other?sslmode=disable"); codeOf(err) != "3D000" {
		t.Errorf("unknown database: %v", err)
	}
}

func TestRefusesOpenListener(t *testing.T) {
	cfg := node.DefaultConfig()
	cfg.Data, cfg.Listen = t.TempDir(), "0.0.0.0:0"
	n, err := node.Start(context.Background(), cfg, func(string) {})
	if err == nil {
		n.Close(context.Background())
		t.Fatal("listens on all addresses without a password")
	}
	if !strings.Contains(err.Error(), "authentication") {
		t.Error(err)
	}
}

// TestPasswordIsKept starts twice on one data directory: the verifier stays, the password
// itself is nowhere.
func TestPasswordIsKept(t *testing.T) {
	dir := t.TempDir()
	start := func(password string) *node.Node {
		return testkit.StartServer(t, func(c *node.Config) { c.Data, c.Password = dir, password })
	}
	n := start("kept-secret")
	n.Close(context.Background())
	n = start("")
	mustConnect(t, "postgres://tarn:kept-secret@"+n.Addr().String()+"/tarn?sslmode=disable")
	_ = filepath.WalkDir(dir, func(path string, d os.DirEntry, _ error) error {
		if b, err := os.ReadFile(path); err == nil && strings.Contains(string(b), "kept-secret") {
			t.Errorf("%s holds the password", path)
		}
		return nil
	})
}

func TestDirectTLS(t *testing.T) {
	n := testkit.StartServer(t, nil)
	conf := &tls.Config{InsecureSkipVerify: true, NextProtos: []string{"postgresql"}}
	nc, err := tls.Dial("tcp", n.Addr().String(), conf)
	if err != nil {
		t.Fatal(err)
	}
	defer nc.Close()
	fe := pgproto3.NewFrontend(nc, nc)
	fe.Send(&pgproto3.StartupMessage{ProtocolVersion: pgproto3.ProtocolVersionNumber,
		Parameters: map[string]string{"user": "tarn"}})
	if err := fe.Flush(); err != nil {
		t.Fatal(err)
	}
	if m, err := fe.Receive(); err != nil {
		t.Fatal(err)
	} else if _, ok := m.(*pgproto3.AuthenticationOk); !ok {
		t.Fatalf("got %T", m)
	}
}

// TestNegotiate asks for a newer minor version and an unknown protocol option.
func TestNegotiate(t *testing.T) {
	n := testkit.StartServer(t, nil)
	nc, err := net.Dial("tcp", n.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer nc.Close()
	fe := pgproto3.NewFrontend(nc, nc)
	fe.Send(&pgproto3.StartupMessage{ProtocolVersion: 3<<16 | 9999,
		Parameters: map[string]string{"user": "tarn", "_pq_.new": "1"}})
	_ = fe.Flush()
	m, err := fe.Receive()
	if err != nil {
		t.Fatal(err)
	}
	v, ok := m.(*pgproto3.NegotiateProtocolVersion)
	if !ok || v.NewestMinorProtocol&0xffff != 2 || len(v.UnrecognizedOptions) != 1 {
		t.Fatalf("got %#v", m)
	}
	for {
		m, err := fe.Receive()
		if err != nil {
			t.Fatal(err)
		}
		if k, ok := m.(*pgproto3.BackendKeyData); ok && len(k.SecretKey) != 32 {
			t.Errorf("protocol 3.2 key of %d bytes", len(k.SecretKey))
		}
		if _, ok := m.(*pgproto3.ReadyForQuery); ok {
			return
		}
	}
}

func TestConnectionLimit(t *testing.T) {
	n := testkit.StartServer(t, func(c *node.Config) { c.MaxConnections = 2 })
	mustConnect(t, testkit.URL(n))
	mustConnect(t, testkit.URL(n))
	if _, err := connect(t, testkit.URL(n)); codeOf(err) != "53300" {
		t.Errorf("third connection: %v", err)
	}
}

func TestStartupParameters(t *testing.T) {
	n := testkit.StartServer(t, nil)
	good := testkit.URL(n) + "&client_encoding=%27utf-8%27&DateStyle=ISO&application_name=me&options=-c%20statement_timeout%3D5s%20--extra-float-digits%3D2"
	c := mustConnect(t, good)
	for name, want := range map[string]string{"statement_timeout": "5s", "extra_float_digits": "2", "application_name": "me",
		"client_encoding": "UTF8", "DateStyle": "ISO, MDY"} {
		if got := show(t, c, "SHOW "+name); got != want {
			t.Errorf("%s = %q, want %q", name, got, want)
		}
	}
	if got := show(t, c, "SET statement_timeout = 0; RESET statement_timeout; SHOW statement_timeout"); got != "5s" {
		t.Errorf("RESET gave %q", got)
	}
	for _, bad := range []struct{ param, code string }{{"nonsense=1", "42704"}, {"client_encoding=LATIN1", "22023"},
		{"server_version=9", "55P02"}} {
		if _, err := connect(t, testkit.URL(n)+"&"+bad.param); codeOf(err) != bad.code {
			t.Errorf("%s: %v, want %s", bad.param, err, bad.code)
		}
	}
}

// TestReportedSettings follows ParameterStatus through SET and ROLLBACK.
func TestReportedSettings(t *testing.T) {
	n := testkit.StartServer(t, nil)
	c := mustConnect(t, testkit.URL(n))
	if v := c.ParameterStatus("server_version"); !strings.HasPrefix(v, "15.") {
		t.Errorf("server_version %q", v)
	}
	show(t, c, "BEGIN; SET application_name = 'inside'")
	if v := c.ParameterStatus("application_name"); v != "inside" {
		t.Errorf("after SET: %q", v)
	}
	show(t, c, "ROLLBACK")
	if v := c.ParameterStatus("application_name"); v == "inside" {
		t.Error("ROLLBACK was not reported")
	}
}

// TestShutdown drains: an idle session is told 57P01.
func TestShutdown(t *testing.T) {
	n := testkit.StartServer(t, nil)
	nc, err := net.Dial("tcp", n.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer nc.Close()
	fe := pgproto3.NewFrontend(nc, nc)
	fe.Send(&pgproto3.StartupMessage{ProtocolVersion: pgproto3.ProtocolVersionNumber, Parameters: map[string]string{"user": "tarn"}})
	_ = fe.Flush()
	for {
		m, err := fe.Receive()
		if err != nil {
			t.Fatal(err)
		}
		if _, ok := m.(*pgproto3.ReadyForQuery); ok {
			break
		}
	}
	start := time.Now()
	n.Close(context.Background())
	if d := time.Since(start); d > time.Second {
		t.Errorf("closing took %v", d)
	}
	m, err := fe.Receive()
	if e, ok := m.(*pgproto3.ErrorResponse); err != nil || !ok || e.Code != "57P01" {
		t.Errorf("got %#v, %v", m, err)
	}
	if _, err := fe.Receive(); !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		t.Errorf("then %v", err)
	}
}

// TestRequireTLS refuses clear text, from this machine too.
func TestRequireTLS(t *testing.T) {
	n := testkit.StartServer(t, func(c *node.Config) { c.TLS = "require" })
	if _, err := connect(t, testkit.URL(n)); codeOf(err) != "28000" {
		t.Errorf("clear text: %v", err)
	}
	mustConnect(t, strings.Replace(testkit.URL(n), "sslmode=disable", "sslmode=require", 1))
}
