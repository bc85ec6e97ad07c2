package session

import (
	"context"
	"log/slog"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/internal/mem"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/storage/lake"
)

// Store is a catalog that can be read and written.
type Store interface {
	catalog.Reader
	catalog.Writer
}

// Config is what an Instance is made of.
type Config struct {
	Database  string
	Superuser string
	Version   string // of Tarn
	Catalog   Store
	Files     Files
	Lake      *lake.Lake // managed tables; nil: there are none
	SpillDir  string     // "" forbids spilling
	Memory    *mem.Account
	// QueryBytes is the default budget of a query; 0 means three quarters of the pool.
	QueryBytes int64
	MaxQueries int               // running at once; 0: four per core
	Settings   map[string]string // server-wide values of settings
	Log        *slog.Logger
	Audit      *Audit // nil: kept in memory
	// Reload reads the configuration files again, for pg_reload_conf.
	Reload func() error
}

// Instance is what all sessions of a server share.
type Instance struct {
	cfg     Config
	started time.Time
	admit   *admission
	log     *queryLog
	counts  Counters
	nextPID atomic.Int32

	reserved reservations // values of sequences

	mu       sync.Mutex
	sessions map[int32]*Session
	defaults map[string]string
}

// Counters are totals since the start, for metrics.
type Counters struct {
	Queries, Failed, Canceled, Rows atomic.Int64
	Nanos                           atomic.Int64
	SpilledBytes, BytesRead         atomic.Int64
}

// NewInstance checks the configuration and makes an instance.
func NewInstance(cfg Config) (*Instance, error) {
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.Audit == nil {
		cfg.Audit, _ = OpenAudit("")
	}
	if cfg.Memory == nil {
		cfg.Memory = mem.NewPool("server", 0)
	}
	if cfg.QueryBytes == 0 {
		cfg.QueryBytes = cfg.Memory.Limit() / 4 * 3
	}
	if cfg.MaxQueries <= 0 {
		cfg.MaxQueries = 4 * runtime.GOMAXPROCS(0)
	}
	in := &Instance{cfg: cfg, started: time.Now(), admit: newAdmission(cfg.MaxQueries), log: newQueryLog(queryLogRows),
		sessions: map[int32]*Session{}, defaults: map[string]string{}}
	in.nextPID.Store(100)
	for name, value := range cfg.Settings {
		def, err := findSetting(name)
		if err != nil {
			return nil, err
		}
		if value, err = def.normalize(value); err != nil {
			return nil, err
		}
		in.defaults[def.key] = value
	}
	return in, nil
}

// Options describe a new session.
type Options struct {
	User     string
	Database string
	Params   map[string]string // start-up parameters
	Order    []string          // their names as sent
	Remote   string
	TLS      bool
	Sink     Sink
}

// Open starts a session.
func (in *Instance) Open(o Options) (*Session, error) {
	if o.Database == "" {
		o.Database = o.User
	}
	if o.Database != in.cfg.Database {
		return nil, pgerr.New(pgerr.InvalidCatalogName, "database \"%s\" does not exist", o.Database)
	}
	s := newSession(in, o)
	if err := s.login(o); err != nil {
		return nil, err
	}
	if err := s.startSettings(o); err != nil {
		return nil, err
	}
	in.mu.Lock()
	in.sessions[s.pid] = s
	in.mu.Unlock()
	s.record(AuditEvent{Action: "login", Role: s.user, Client: s.remote, PID: s.pid})
	return s, nil
}

func (in *Instance) forget(s *Session) {
	in.mu.Lock()
	delete(in.sessions, s.pid)
	in.mu.Unlock()
}

func (in *Instance) find(pid int32) *Session {
	in.mu.Lock()
	defer in.mu.Unlock()
	return in.sessions[pid]
}

// Sessions is the number of open sessions.
func (in *Instance) Sessions() int {
	in.mu.Lock()
	defer in.mu.Unlock()
	return len(in.sessions)
}

// Counters gives the totals since the start.
func (in *Instance) Counters() *Counters { return &in.counts }

// Memory is the account all queries draw from.
func (in *Instance) Memory() *mem.Account { return in.cfg.Memory }

// RunningQueries and QueuedQueries tell how busy admission is.
func (in *Instance) RunningQueries() int { return in.admit.running() }

// QueuedQueries is the number of queries that wait for admission.
func (in *Instance) QueuedQueries() int { return int(in.admit.queued.Load()) }

// admission bounds how many queries run at once; others wait in order of arrival.
type admission struct {
	slots  chan struct{}
	queued atomic.Int64
}

func newAdmission(n int) *admission { return &admission{slots: make(chan struct{}, n)} }

// enter waits for a slot; leave must follow when it gives nil.
func (a *admission) enter(ctx context.Context) error {
	select {
	case a.slots <- struct{}{}:
		return nil
	default:
	}
	a.queued.Add(1)
	defer a.queued.Add(-1)
	select {
	case a.slots <- struct{}{}:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

func (a *admission) leave()       { <-a.slots }
func (a *admission) running() int { return len(a.slots) }
