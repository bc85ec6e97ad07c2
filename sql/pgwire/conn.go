package pgwire

import (
	"bufio"
	"context"
	"crypto/rand"
	"crypto/tls"
	"errors"
	"net"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5/pgproto3"

	"github.com/tarndb/tarn/sql/auth"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/session"
)

// conn is one client connection.
type conn struct {
	srv    *Server
	nc     net.Conn
	tls    *tls.Conn // nil in clear text
	out    out
	in     *inbox
	sess   *session.Session
	sink   *sink
	key    []byte
	ctx    context.Context // ends when the client is gone
	scarce bool            // only slots reserved for superusers are left
	skip   bool            // an extended-protocol error: ignore messages up to Sync
}

func newConn(s *Server, nc net.Conn) *conn {
	c := &conn{srv: s, nc: nc}
	return c
}

// serve runs the connection from its first byte to its last.
func (c *conn) serve(tooMany bool) {
	_ = c.nc.SetDeadline(time.Now().Add(c.srv.cfg.StartupTimeout))
	st, err := c.negotiate()
	c.out.w = c.nc
	if err == nil && st == nil {
		return
	}
	if err == nil && tooMany {
		err = pgerr.New(pgerr.TooManyConnections, "sorry, too many clients already")
	}
	if err == nil && c.srv.isDraining() {
		err = pgerr.New(pgerr.CannotConnectNow, "the database system is shutting down")
	}
	if err == nil {
		err = c.login(st)
	}
	if err != nil {
		c.fatal(err)
		return
	}
	_ = c.nc.SetDeadline(time.Time{})
	c.srv.register(c)
	defer c.srv.unregister(c)
	defer c.sess.Close()
	c.run()
}

// login authenticates and opens the session.
func (c *conn) login(st *startup) error {
	user := st.params["user"]
	if user == "" {
		return pgerr.New(pgerr.InvalidAuthorization, "no PostgreSQL user name specified in startup packet")
	}
	if _, ok := st.params["replication"]; ok {
		return pgerr.Unsupported("replication")
	}
	if st.minor > minorMax || len(st.unknown) > 0 {
		c.out.negotiateVersion(min(st.minor, minorMax), st.unknown)
	}
	who := &auth.Attempt{Role: user, Database: st.params["database"], Addr: c.nc.RemoteAddr(), TLS: c.tls != nil}
	if who.Database == "" {
		who.Database = user
	}
	if err := c.authenticate(who); err != nil {
		return err
	}
	c.sink = &sink{out: &c.out, in: c.copyMessage}
	sess, err := c.srv.cfg.Instance.Open(session.Options{
		User: user, Database: st.params["database"], Params: st.params, Order: st.order,
		Remote: c.nc.RemoteAddr().String(), TLS: c.tls != nil, Sink: c.sink,
	})
	if err != nil {
		return err
	}
	c.sess = sess
	if c.scarce && !sess.Superuser() {
		sess.Close()
		return pgerr.New(pgerr.TooManyConnections, "remaining connection slots are reserved for non-replication superuser connections")
	}
	c.key = make([]byte, 4)
	if st.minor >= 2 {
		c.key = make([]byte, 32)
	}
	_, _ = rand.Read(c.key)
	c.out.authOK()
	sess.ReportAll()
	c.out.backendKey(sess.PID(), c.key)
	c.out.ready('I')
	return c.out.flush()
}

// fatal reports an error that ends the connection. A client that just left gets nothing.
func (c *conn) fatal(err error) {
	if pgerr.CodeOf(err) == "" && isNetwork(err) {
		return
	}
	e := *pgerr.From(err)
	e.Severity = "FATAL"
	c.out.report('E', &e)
	_ = c.nc.SetWriteDeadline(time.Now().Add(5 * time.Second))
	_ = c.out.flush()
}

// run is the message loop.
func (c *conn) run() {
	ctx, cancel := context.WithCancelCause(context.Background())
	defer cancel(nil)
	c.ctx = ctx
	c.in = newInbox(bufio.NewReaderSize(c.nc, 16<<10), c.srv.cfg.MaxMessageBytes, func() { cancel(session.ClientGone()) })
	go c.in.run()
	defer c.in.close()
	for {
		m, err := c.next()
		if err != nil {
			c.fatal(err)
			return
		}
		if m.typ == 'X' {
			return
		}
		if c.skip && m.typ != 'S' {
			continue
		}
		if !c.handle(m) {
			return
		}
	}
}

// next waits for a message. While it waits an idle session may be told to end.
func (c *conn) next() (message, error) {
	select { // what has already arrived goes first
	case m, ok := <-c.in.ch:
		return c.took(m, ok)
	default:
	}
	var idle <-chan time.Time
	limit, idleErr := c.sess.IdleLimit()
	if limit > 0 {
		t := time.NewTimer(limit)
		defer t.Stop()
		idle = t.C
	}
	select {
	case m, ok := <-c.in.ch:
		return c.took(m, ok)
	case <-c.srv.draining:
		return message{}, adminShutdown()
	case <-c.sess.Terminated():
		return message{}, adminShutdown()
	case <-idle:
		return message{}, idleErr
	}
}

// copyMessage waits for a message while a COPY FROM STDIN runs.
func (c *conn) copyMessage(ctx context.Context) (message, error) {
	select {
	case m, ok := <-c.in.ch:
		if !ok && pgerr.CodeOf(c.in.err) == "" {
			return m, gone(c.in.err)
		}
		return c.took(m, ok)
	case <-ctx.Done():
		return message{}, context.Cause(ctx)
	}
}

func (c *conn) took(m message, ok bool) (message, error) {
	if !ok {
		return m, c.in.err
	}
	c.in.took(m)
	return m, nil
}

// handle runs one message; false ends the connection.
func (c *conn) handle(m message) bool {
	var err error
	if m.typ != 'S' {
		c.sess.Settle()
	}
	switch m.typ {
	case 'Q':
		return c.simpleQuery(m.body)
	case 'S':
		return c.sync()
	case 'H':
		return c.out.flush() == nil
	case 'P':
		err = c.parse(m.body)
	case 'B':
		err = c.bind(m.body)
	case 'D':
		err = c.describe(m.body)
	case 'E':
		err = c.execute(m.body)
	case 'C':
		err = c.closeTarget(m.body)
	case 'F':
		err = pgerr.Unsupported("the function call protocol")
		return c.fail(err) && c.sync()
	case 'd', 'c', 'f', 'p':
		return true // left over from a COPY or login that failed
	}
	if err != nil {
		c.skip = true
		return c.fail(err)
	}
	return c.out.maybeFlush() == nil
}

// fail sends an error; false when it ends the connection.
func (c *conn) fail(err error) bool {
	e := pgerr.From(err)
	c.sess.Fail()
	if e.Severity == "FATAL" || e.Severity == "PANIC" || errors.Is(err, errGone) {
		c.fatal(e)
		return false
	}
	c.out.report('E', e)
	return c.out.flush() == nil
}

func (c *conn) simpleQuery(body []byte) bool {
	var q pgproto3.Query
	err := q.Decode(body)
	if err != nil {
		err = protocolError(err)
	} else {
		err = c.sess.Query(c.ctx, q.String)
	}
	if err != nil && !c.fail(err) {
		return false
	}
	return c.ready()
}

// sync ends a pipeline of extended messages.
func (c *conn) sync() bool {
	c.skip = false
	if err := c.sess.Sync(c.ctx); err != nil && !c.fail(err) {
		return false
	}
	return c.ready()
}

func (c *conn) ready() bool {
	c.sess.ReportChanges()
	c.out.ready(c.sess.Status())
	return c.out.flush() == nil
}

// isNetwork tells errors of the connection from our own.
func isNetwork(err error) bool { return pgerr.CodeOf(err) == "" }

// isTemporary tells accept errors worth another try.
func isTemporary(err error) bool {
	return errors.Is(err, syscall.EMFILE) || errors.Is(err, syscall.ENFILE) || errors.Is(err, syscall.ECONNABORTED)
}
