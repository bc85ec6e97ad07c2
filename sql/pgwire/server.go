package pgwire

import (
	"context"
	"crypto/tls"
	"errors"
	"log/slog"
	"net"
	"sync"
	"sync/atomic"
	"time"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/session"
)

// Config is what a Server needs. Zero limits take defaults.
type Config struct {
	Instance       *session.Instance
	Auth           Authenticator
	TLS            *tls.Config // nil: TLS is refused
	RequireTLS     bool        // refuse clear-text logins
	MaxConnections int         // default 200
	// ReservedConnections of them are for superusers.
	ReservedConnections int
	MaxMessageBytes     int // default 64 MiB
	StartupTimeout      time.Duration
	DrainTimeout        time.Duration // how long Shutdown waits for running statements
	Log                 *slog.Logger
}

// Server accepts connections and runs one session for each.
type Server struct {
	cfg      Config
	draining chan struct{}
	stop     sync.Once
	wg       sync.WaitGroup
	count    atomic.Int64

	mu        sync.Mutex
	conns     map[*conn]struct{}
	listeners []net.Listener
}

// NewServer makes a server; it listens when Serve is called.
func NewServer(cfg Config) *Server {
	setDefault(&cfg.MaxConnections, 200)
	setDefault(&cfg.MaxMessageBytes, 64<<20)
	setDefault(&cfg.StartupTimeout, time.Minute)
	setDefault(&cfg.DrainTimeout, 10*time.Second)
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	return &Server{cfg: cfg, draining: make(chan struct{}), conns: map[*conn]struct{}{}}
}

func setDefault[T comparable](p *T, v T) {
	var zero T
	if *p == zero {
		*p = v
	}
}

// Serve accepts connections until the listener is closed by Shutdown; then it gives nil.
func (s *Server) Serve(l net.Listener) error {
	s.mu.Lock()
	s.listeners = append(s.listeners, l)
	s.mu.Unlock()
	for {
		nc, err := l.Accept()
		if err != nil {
			if s.isDraining() {
				return nil
			}
			if ne := net.Error(nil); errors.As(err, &ne) && ne.Timeout() {
				continue
			}
			if isTemporary(err) {
				time.Sleep(10 * time.Millisecond)
				continue
			}
			return err
		}
		s.wg.Add(1)
		go s.handle(nc)
	}
}

// handle runs one connection to its end.
func (s *Server) handle(nc net.Conn) {
	defer s.wg.Done()
	defer nc.Close()
	if tc, ok := nc.(*net.TCPConn); ok {
		_ = tc.SetNoDelay(true)
		_ = tc.SetKeepAlivePeriod(30 * time.Second)
	}
	c := newConn(s, nc)
	defer func() {
		if p := recover(); p != nil {
			s.cfg.Log.Error("connection failed", "panic", p, "remote", nc.RemoteAddr().String())
		}
	}()
	n := int(s.count.Add(1))
	defer s.count.Add(-1)
	c.scarce = n > s.cfg.MaxConnections-s.cfg.ReservedConnections
	c.serve(n > s.cfg.MaxConnections)
}

// register makes a logged-in connection known for cancel requests and shutdown.
func (s *Server) register(c *conn) {
	s.mu.Lock()
	s.conns[c] = struct{}{}
	s.mu.Unlock()
}

func (s *Server) unregister(c *conn) {
	s.mu.Lock()
	delete(s.conns, c)
	s.mu.Unlock()
}

// cancel serves a CancelRequest; a wrong key is ignored in silence.
func (s *Server) cancel(pid int32, key []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.conns {
		if c.sess.PID() == pid && constantTimeEqual(c.key, key) {
			c.sess.Cancel(session.UserCancel())
			return
		}
	}
}

func (s *Server) isDraining() bool {
	select {
	case <-s.draining:
		return true
	default:
		return false
	}
}

// Connections is the number of open connections.
func (s *Server) Connections() int { return int(s.count.Load()) }

// Shutdown stops accepting, ends idle sessions at once with 57P01, lets running statements
// finish for the drain timeout (or until ctx ends) and then cancels them.
func (s *Server) Shutdown(ctx context.Context) {
	s.stop.Do(func() {
		close(s.draining)
		s.mu.Lock()
		for _, l := range s.listeners {
			_ = l.Close()
		}
		s.mu.Unlock()
	})
	done := make(chan struct{})
	go func() { s.wg.Wait(); close(done) }()
	t := time.NewTimer(s.cfg.DrainTimeout)
	defer t.Stop()
	select {
	case <-done:
		return
	case <-t.C:
	case <-ctx.Done():
	}
	s.terminateAll()
	select {
	case <-done:
	case <-time.After(2 * time.Second):
	}
}

// terminateAll cancels what still runs and bounds the time of last writes.
func (s *Server) terminateAll() {
	s.mu.Lock()
	defer s.mu.Unlock()
	for c := range s.conns {
		c.sess.Cancel(adminShutdown())
		_ = c.nc.SetWriteDeadline(time.Now().Add(time.Second))
	}
}

func adminShutdown() *pgerr.Error {
	e := pgerr.New(pgerr.AdminShutdown, "terminating connection due to administrator command")
	e.Severity = "FATAL"
	return e
}

// Pipe opens an in-process connection and gives the client's end.
func (s *Server) Pipe() net.Conn {
	client, server := net.Pipe()
	s.wg.Add(1)
	go s.handle(server)
	return client
}
