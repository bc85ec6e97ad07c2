package session

import (
	"sort"
	"sync"
	"sync/atomic"
	"time"

	"github.com/tarndb/tarn/exec"
	"github.com/tarndb/tarn/internal/mem"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/syscat"
)

// activity is what a session is doing, as other sessions may see it.
type activity struct {
	state    string // active, idle, idle in transaction, …
	query    string
	since    time.Time // of the state
	started  time.Time // of the query
	txStart  time.Time
	app      string
	progress *exec.Progress
	memory   *mem.Account
	bytes    int64
	spilled  int64
}

// queryTextMax is how much of a statement's text is kept for the activity views and log.
const queryTextMax = 8 << 10

func clip(sql string) string {
	if len(sql) > queryTextMax {
		return sql[:queryTextMax]
	}
	return sql
}

// busy marks the session active with a statement.
func (s *Session) busy(sql string) {
	app := s.setting("application_name")
	s.mu.Lock()
	defer s.mu.Unlock()
	now := time.Now()
	s.act.state, s.act.query, s.act.since, s.act.started, s.act.app = "active", redact(clip(sql)), now, now, app
	s.act.progress, s.act.memory, s.act.bytes, s.act.spilled = nil, nil, 0, 0
}

// idle marks the session waiting for its client.
func (s *Session) idle() {
	state, start := "idle", time.Time{}
	if s.tx != nil {
		start = s.tx.start
		switch {
		case s.tx.failed:
			state = "idle in transaction (aborted)"
		case s.tx.explicit:
			state = "idle in transaction"
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.act.state, s.act.since, s.act.txStart = state, time.Now(), start
	s.late = nil
}

// statEnd records what a query took.
type statEnd struct{ s *Session }

// statStart makes a starting query's figures visible.
func (s *Session) statStart(p *exec.Progress, m *mem.Account) statEnd {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.act.progress, s.act.memory = p, m
	return statEnd{s}
}

func (e statEnd) end(actuals []plan.Actual, m *mem.Account) {
	var bytes, spilled int64
	for i := range actuals {
		bytes += actuals[i].BytesRead
		spilled += actuals[i].SpilledBytes
	}
	c := &e.s.in.counts
	c.BytesRead.Add(bytes)
	c.SpilledBytes.Add(spilled)
	e.s.mu.Lock()
	defer e.s.mu.Unlock()
	e.s.act.bytes += bytes
	e.s.act.spilled += spilled
}

// activities lists all sessions in order of PID.
func (in *Instance) activities() []syscat.Activity {
	in.mu.Lock()
	list := make([]*Session, 0, len(in.sessions))
	for _, s := range in.sessions {
		list = append(list, s)
	}
	in.mu.Unlock()
	sort.Slice(list, func(i, j int) bool { return list[i].pid < list[j].pid })
	out := make([]syscat.Activity, len(list))
	for i, s := range list {
		out[i] = s.activity()
	}
	return out
}

func (s *Session) activity() syscat.Activity {
	s.mu.Lock()
	defer s.mu.Unlock()
	a := syscat.Activity{PID: s.pid, User: s.user, App: s.act.app, Remote: s.remote, State: s.act.state, Query: s.act.query,
		Opened: s.opened, Since: s.act.since, Started: s.act.started, TxStart: s.act.txStart}
	if p := s.act.progress; p != nil {
		a.RowsScanned, a.RowsTotal, a.RowsOut = p.RowsScanned.Load(), p.RowsTotal.Load(), p.RowsOut.Load()
	}
	if s.act.memory != nil {
		a.MemBytes = s.act.memory.Used()
	}
	return a
}

// queryLogRows is how many statements the log keeps.
const queryLogRows = 10000

// queryLog keeps the newest finished statements in memory.
type queryLog struct {
	mu   sync.Mutex
	ring []syscat.LogEntry
	next int
	id   atomic.Int64
}

func newQueryLog(n int) *queryLog { return &queryLog{ring: make([]syscat.LogEntry, 0, n)} }

func (l *queryLog) add(e syscat.LogEntry) {
	e.ID = l.id.Add(1)
	l.mu.Lock()
	defer l.mu.Unlock()
	if len(l.ring) < cap(l.ring) {
		l.ring = append(l.ring, e)
		return
	}
	l.ring[l.next] = e
	l.next = (l.next + 1) % len(l.ring)
}

// entries lists the log, oldest first.
func (l *queryLog) entries() []syscat.LogEntry {
	l.mu.Lock()
	defer l.mu.Unlock()
	return append(append([]syscat.LogEntry{}, l.ring[l.next:]...), l.ring[:l.next]...)
}

// logStart begins the log entry of a statement; the function it gives ends it.
func (s *Session) logStart(text string) func(error) {
	start := time.Now()
	return func(err error) {
		e := syscat.LogEntry{PID: s.pid, User: s.user, Query: redact(clip(text)), Start: start, Nanos: int64(time.Since(start)), Code: "00000"}
		s.mu.Lock()
		e.App, e.BytesRead, e.Spilled = s.act.app, s.act.bytes, s.act.spilled
		if p := s.act.progress; p != nil {
			e.RowsScanned, e.Rows = p.RowsScanned.Load(), p.RowsOut.Load()
		}
		if s.act.memory != nil {
			e.MemMax = s.act.memory.Peak()
		}
		s.act.progress, s.act.memory, s.act.bytes, s.act.spilled = nil, nil, 0, 0
		s.mu.Unlock()
		c := &s.in.counts
		c.Queries.Add(1)
		c.Nanos.Add(e.Nanos)
		c.Rows.Add(e.Rows)
		if err != nil {
			x := pgerr.From(err)
			e.Code, e.Error = string(x.Code), redact(x.Message)
			if x.Code == pgerr.SyntaxError && e.Query != clip(text) {
				e.Error = "syntax error in a statement with a secret" // the text near it may be the secret
			}
			c.Failed.Add(1)
			if x.Code == pgerr.QueryCanceled {
				c.Canceled.Add(1)
			}
		}
		s.in.log.add(e)
	}
}
