package pgwire_test

import (
	"context"
	"io"
	"net"
	"strings"
	"testing"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/tarndb/tarn/internal/node"
	"github.com/tarndb/tarn/internal/testkit"
)

// endless keeps all cores busy for minutes: 59 million billion pairs.
const endless = "SELECT count(*) FROM big a, big b, big c WHERE a.i + b.i + c.i < 0"

// limit is how long a query may go on after it was told to stop.
const limit = 500 * time.Millisecond

// busyServer runs a server with a view big of 1,000 rows.
func busyServer(t *testing.T) *node.Node {
	t.Helper()
	n := testkit.StartServer(t, nil)
	c := mustConnect(t, testkit.URL(n))
	rows := strings.TrimSuffix(strings.Repeat("(1),", 2000), ",")
	show(t, c, "CREATE VIEW big AS SELECT i FROM (VALUES "+rows+") v(i)")
	return n
}

// startEndless sends the endless query and waits until it runs.
func startEndless(t *testing.T, n *node.Node) *pgconn.PgConn {
	t.Helper()
	c := mustConnect(t, testkit.URL(n))
	c.Exec(context.Background(), endless)
	waitRunning(t, n, 1)
	time.Sleep(50 * time.Millisecond)
	return c
}

func waitRunning(t *testing.T, n *node.Node, want int) {
	t.Helper()
	for deadline := time.Now().Add(5 * time.Second); n.Instance().RunningQueries() != want; {
		if time.Now().After(deadline) {
			t.Fatalf("%d queries running, want %d", n.Instance().RunningQueries(), want)
		}
		time.Sleep(time.Millisecond)
	}
}

// stopped checks that the query ends within the limit and gives everything back.
func stopped(t *testing.T, n *node.Node, from time.Time) {
	t.Helper()
	for n.Instance().RunningQueries() > 0 && time.Since(from) < 10*time.Second {
		time.Sleep(time.Millisecond)
	}
	if d := time.Since(from); d > limit {
		t.Errorf("the query went on for %v", d)
	}
	for deadline := time.Now().Add(time.Second); n.Instance().Memory().Used() > 0 && time.Now().Before(deadline); {
		time.Sleep(time.Millisecond)
	}
	if used := n.Instance().Memory().Used(); used > 0 {
		t.Errorf("%d bytes are still reserved", used)
	}
}

func TestCancelRequest(t *testing.T) {
	n := busyServer(t)
	c := mustConnect(t, testkit.URL(n))
	for range 3 {
		mr := c.Exec(context.Background(), endless)
		waitRunning(t, n, 1)
		from := time.Now()
		if err := c.CancelRequest(context.Background()); err != nil {
			t.Fatal(err)
		}
		stopped(t, n, from)
		if _, err := mr.ReadAll(); codeOf(err) != "57014" || !strings.Contains(err.Error(), "user request") {
			t.Fatalf("got %v", err)
		}
	}
	if show(t, c, "SELECT 1") != "1" {
		t.Error("the session does not go on")
	}
}

func TestCancelWrongKey(t *testing.T) {
	n := busyServer(t)
	c := startEndless(t, n)
	nc, err := net.Dial("tcp", n.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer nc.Close()
	b, _ := (&pgproto3.CancelRequest{ProcessID: c.PID(), SecretKey: []byte{1, 2, 3, 4}}).Encode(nil)
	_, _ = nc.Write(b)
	_, _ = io.Copy(io.Discard, nc) // the server closes when it has dealt with the request
	if n.Instance().RunningQueries() != 1 {
		t.Error("a wrong key cancelled the query")
	}
}

// TestDisconnect closes the socket under a running query.
func TestDisconnect(t *testing.T) {
	n := busyServer(t)
	c := startEndless(t, n)
	from := time.Now()
	_ = c.Conn().Close()
	stopped(t, n, from)
}

func TestStatementTimeout(t *testing.T) {
	n := busyServer(t)
	c := mustConnect(t, testkit.URL(n))
	from := time.Now()
	_, err := c.Exec(context.Background(), "SET statement_timeout = '200ms'; "+endless).ReadAll()
	if codeOf(err) != "57014" || !strings.Contains(err.Error(), "statement timeout") {
		t.Fatalf("got %v", err)
	}
	if d := time.Since(from); d < 200*time.Millisecond || d > 200*time.Millisecond+limit {
		t.Errorf("timed out after %v", d)
	}
}

func TestIdleInTransactionTimeout(t *testing.T) {
	n := testkit.StartServer(t, nil)
	c := mustConnect(t, testkit.URL(n))
	show(t, c, "SET idle_in_transaction_session_timeout = 100; BEGIN")
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	_, _ = c.ReceiveMessage(ctx) // the server speaks first: the session is over
	if _, err := c.Exec(context.Background(), "SELECT 1").ReadAll(); codeOf(err) != "25P03" && !c.IsClosed() {
		t.Errorf("got %v", err)
	}
}

// TestShutdownCancels ends a running query when the drain time is over.
func TestShutdownCancels(t *testing.T) {
	n := busyServer(t)
	c := mustConnect(t, testkit.URL(n))
	mr := c.Exec(context.Background(), endless)
	waitRunning(t, n, 1)
	ctx, cancel := context.WithTimeout(context.Background(), 100*time.Millisecond)
	defer cancel()
	from := time.Now()
	n.Close(ctx)
	if d := time.Since(from); d > 100*time.Millisecond+limit {
		t.Errorf("closing took %v", d)
	}
	if _, err := mr.ReadAll(); codeOf(err) != "57P01" {
		t.Errorf("got %v", err)
	}
}

// TestAdmission lets queries wait when too many run, and cancels one that waits.
func TestAdmission(t *testing.T) {
	n := testkit.StartServer(t, func(c *node.Config) { c.MaxQueries = 1 })
	c := mustConnect(t, testkit.URL(n))
	rows := strings.TrimSuffix(strings.Repeat("(1),", 2000), ",")
	show(t, c, "CREATE VIEW big AS SELECT i FROM (VALUES "+rows+") v(i)")
	first := c.Exec(context.Background(), endless)
	waitRunning(t, n, 1)
	second := mustConnect(t, testkit.URL(n))
	waiting := second.Exec(context.Background(), "SELECT 1")
	for deadline := time.Now().Add(5 * time.Second); n.Instance().QueuedQueries() == 0; {
		if time.Now().After(deadline) {
			t.Fatal("the second query does not wait")
		}
		time.Sleep(time.Millisecond)
	}
	_ = second.CancelRequest(context.Background())
	if _, err := waiting.ReadAll(); codeOf(err) != "57014" {
		t.Errorf("got %v", err)
	}
	_ = c.CancelRequest(context.Background())
	if _, err := first.ReadAll(); codeOf(err) != "57014" {
		t.Errorf("got %v", err)
	}
	if show(t, second, "SELECT 2") != "2" {
		t.Error("the slot was not given back")
	}
}
