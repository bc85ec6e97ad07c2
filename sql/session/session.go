package session

import (
	"context"
	"runtime/debug"
	"sync"
	"time"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/internal/mem"
	"github.com/tarndb/tarn/sql/pgerr"
)

// Session is one client's conversation with the server.
type Session struct {
	in     *Instance
	pid    int32
	user   string
	remote string
	tls    bool
	sink   Sink
	opened time.Time

	state    state // what a rollback brings back
	tempMem  *mem.Account
	startup  map[string]string
	tx       *tx
	authRole catalog.ID // the role that logged in
	definer  catalog.ID // of the SECURITY DEFINER function that runs, 0 for none
	rights   keptRights
	prepared map[string]*prepared
	portals  map[string]*portal
	cursors  map[string]*declared
	derived  derived // typed forms of the settings
	reported map[string]string
	seqs     sequences
	// roleDefaults are the settings of ALTER ROLE … SET.
	roleDefaults map[string]string
	held         *held   // a completion that waits for the commit
	active       *portal // the portal that runs
	multi        bool    // a string of several statements runs
	proc         procState
	// procAccount is where procedural code reserves memory, nil when none runs.
	procAccount *mem.Account
	seq         int  // counts cursors and savepoints, to order them
	sentRows    bool // the running statement has sent rows to the client

	term     chan struct{}
	termOnce sync.Once

	mu     sync.Mutex // guards what other goroutines look at
	cancel context.CancelCauseFunc
	late   *pgerr.Error // a cancel that came before the active statement could be stopped
	act    activity
}

func newSession(in *Instance, o Options) *Session {
	s := &Session{
		in: in, pid: in.nextPID.Add(1), user: o.User, remote: o.Remote, tls: o.TLS, sink: o.Sink, opened: time.Now(),
		startup: map[string]string{}, prepared: map[string]*prepared{}, portals: map[string]*portal{},
		cursors: map[string]*declared{}, reported: map[string]string{}, term: make(chan struct{}),
	}
	s.act = activity{state: "idle", since: s.opened}
	return s
}

// PID is the number that pg_backend_pid() gives and cancel requests name.
func (s *Session) PID() int32 { return s.pid }

// User is the role that logged in.
func (s *Session) User() string { return s.user }

// Close ends the session: an open transaction is rolled back.
func (s *Session) Close() {
	s.abort()
	s.closeCursors(func(*declared) bool { return true })
	s.dropTemp()
	s.in.forget(s)
}

// UserCancel is the error of a query cancelled by request.
func UserCancel() *pgerr.Error {
	return pgerr.New(pgerr.QueryCanceled, "canceling statement due to user request")
}

// ClientGone is the error of a query whose client has left; nobody will see it.
func ClientGone() *pgerr.Error {
	e := pgerr.New(pgerr.ConnectionFailure, "connection to client lost")
	e.Severity = "FATAL"
	return e
}

func timedOut() *pgerr.Error {
	return pgerr.New(pgerr.QueryCanceled, "canceling statement due to statement timeout")
}

// Cancel stops the running statement, if any, with err as its error.
func (s *Session) Cancel(err *pgerr.Error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.cancel != nil:
		s.cancel(err)
	case s.act.state == "active":
		s.late = err
	}
}

// Terminate ends the session as pg_terminate_backend does.
func (s *Session) Terminate() {
	s.termOnce.Do(func() { close(s.term) })
	e := pgerr.New(pgerr.AdminShutdown, "terminating connection due to administrator command")
	e.Severity = "FATAL"
	s.Cancel(e)
}

// Terminated is closed when the session was told to end.
func (s *Session) Terminated() <-chan struct{} { return s.term }

// IdleLimit gives how long the session may wait for its client now, 0 for ever, and the
// error when it waits longer.
func (s *Session) IdleLimit() (time.Duration, *pgerr.Error) {
	if s.tx != nil {
		e := pgerr.New("25P03", "terminating connection due to idle-in-transaction timeout")
		e.Severity = "FATAL"
		return s.duration("idle_in_transaction_session_timeout"), e
	}
	e := pgerr.New(pgerr.IdleSessionTimeout, "terminating connection due to idle-session timeout")
	e.Severity = "FATAL"
	return s.duration("idle_session_timeout"), e
}

// watch makes ctx the running statement's: Cancel and statement_timeout reach it until
// done is called.
func (s *Session) watch(cancel context.CancelCauseFunc) (done func()) {
	s.mu.Lock()
	s.cancel = cancel
	if s.late != nil {
		cancel(s.late)
		s.late = nil
	}
	s.mu.Unlock()
	var timer *time.Timer
	if d := s.duration("statement_timeout"); d > 0 {
		timer = time.AfterFunc(d, func() { cancel(timedOut()) })
	}
	return func() {
		if timer != nil {
			timer.Stop()
		}
		s.mu.Lock()
		s.cancel = nil
		s.mu.Unlock()
	}
}

// causeOf replaces the error of a cancelled statement by the reason it was cancelled for.
func causeOf(ctx context.Context, err error) error {
	if err == nil || ctx.Err() == nil {
		return err
	}
	if c := pgerr.CodeOf(err); c != "" && c != pgerr.QueryCanceled {
		return err
	}
	return context.Cause(ctx)
}

// guard turns a panic into an internal error of this statement alone.
func (s *Session) guard(err *error) {
	p := recover()
	if p == nil {
		return
	}
	s.in.cfg.Log.Error("statement failed", "panic", p, "stack", string(debug.Stack()), "pid", s.pid)
	*err = pgerr.New(pgerr.InternalError, "internal error: %v", p)
}

// warn sends a WARNING.
func (s *Session) warn(code pgerr.Code, format string, args ...any) {
	s.notice("WARNING", code, format, args...)
}

var noticeLevels = map[string]int{"debug5": 0, "debug4": 0, "debug3": 0, "debug2": 0, "debug1": 0, "debug": 0,
	"log": 1, "info": 2, "notice": 2, "warning": 3, "error": 4}

// notice sends a notice unless client_min_messages hides it.
func (s *Session) notice(severity string, code pgerr.Code, format string, args ...any) {
	level := 2
	if severity == "WARNING" {
		level = 3
	}
	if level < noticeLevels[s.setting("client_min_messages")] {
		return
	}
	n := pgerr.New(code, format, args...)
	n.Severity = severity
	s.sink.Notice(n)
}

// sendNotice is notice with a detail or hint.
func (s *Session) sendNotice(severity string, n *pgerr.Error) {
	if noticeLevels[s.setting("client_min_messages")] > 2 {
		return
	}
	n.Severity = severity
	s.sink.Notice(n)
}
