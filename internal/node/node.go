package node

import (
	"context"
	"fmt"
	"log/slog"
	"maps"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	_ "time/tzdata" // time zones without files on the machine

	"github.com/tarndb/tarn/catalog/replica"
	"github.com/tarndb/tarn/internal/mem"
	"github.com/tarndb/tarn/sql/pgwire"
	"github.com/tarndb/tarn/sql/session"
	"github.com/tarndb/tarn/storage/colcache"
	"github.com/tarndb/tarn/storage/files"
	"github.com/tarndb/tarn/storage/lake"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/object/stores"
)

// Version is the version of this program.
const Version = "0.1.0"

// DatabaseName is the one database of a server.
const DatabaseName = "tarn"

// Node is a running server.
type Node struct {
	cfg      Config
	lock     *os.File
	listener net.Listener
	wire     *pgwire.Server
	instance *session.Instance
	catalog  *replica.Store
	tables   *lake.Lake
	http     *http.Server
	httpAddr net.Addr
	done     chan error
	roles    *roles
}

// Reload reads the files that may change while the server runs.
func (n *Node) Reload() error { return n.roles.reload() }

// Start makes a server and begins to accept connections. progress is told of long work
// before that, such as generating samples.
func Start(ctx context.Context, cfg Config, progress func(string)) (*Node, error) {
	n := &Node{cfg: cfg, done: make(chan error, 1)}
	if err := n.start(ctx, progress); err != nil {
		n.release()
		return nil, err
	}
	go func() { n.end(n.wire.Serve(n.listener)) }()
	return n, nil
}

func (n *Node) start(ctx context.Context, progress func(string)) (err error) {
	cfg := &n.cfg
	if cfg.Data, err = filepath.Abs(cfg.Data); err != nil {
		return err
	}
	if err := os.MkdirAll(cfg.Data, 0o700); err != nil {
		return err
	}
	if n.lock, err = lockDir(cfg.Data); err != nil {
		return err
	}
	roles, err := loadRoles(cfg)
	if err != nil {
		return err
	}
	tlsConf, err := tlsConfig(cfg)
	if err != nil {
		return err
	}
	log, err := newLogger(cfg.LogLevel)
	if err != nil {
		return err
	}
	if n.catalog, err = n.openCatalog(ctx, log, progress); err != nil {
		return err
	}
	if err := roles.attach(ctx, n.catalog); err != nil {
		return err
	}
	if n.instance, n.tables, err = newInstance(cfg, n.catalog, roles, log); err != nil {
		return err
	}
	n.roles = roles
	if err := roles.checkListen(cfg.Listen); err != nil {
		return err
	}
	n.wire = pgwire.NewServer(pgwire.Config{Instance: n.instance, Auth: roles, TLS: tlsConf, RequireTLS: cfg.TLS == "require",
		MaxConnections: cfg.MaxConnections, ReservedConnections: min(3, cfg.MaxConnections/4), DrainTimeout: cfg.drain(), Log: log})
	if n.listener, err = net.Listen("tcp", cfg.Listen); err != nil {
		return err
	}
	if cfg.HTTP != "" {
		n.http, n.httpAddr, err = startHTTP(cfg.HTTP, n.instance, n.wire, n.catalog)
	}
	return err
}

// newInstance makes what sessions share.
func newInstance(cfg *Config, store *replica.Store, roles *roles, log *slog.Logger) (*session.Instance, *lake.Lake, error) {
	b, err := memoryBudgets(cfg)
	if err != nil {
		return nil, nil, err
	}
	pool := mem.NewPool("server", b.pool)
	env := &files.Env{Store: guard(stores.New(), cfg.Data)}
	if b.cache > 0 {
		env.Cache = colcache.New(pool.Child("column cache", b.cache), b.cache, 2)
	}
	audit, err := session.OpenAudit(filepath.Join(cfg.Data, "audit.jsonl"))
	if err != nil {
		return nil, nil, fmt.Errorf("audit: %w", err)
	}
	roles.audit = func(e session.AuditEvent) {
		if err := audit.Add(e); err != nil {
			log.Error("audit", "error", err)
		}
	}
	settings := maps.Clone(cfg.Set)
	if settings == nil {
		settings = map[string]string{}
	}
	settings["max_connections"] = strconv.Itoa(cfg.MaxConnections)
	if _, port, err := net.SplitHostPort(cfg.Listen); err == nil && port != "0" {
		settings["port"] = port
	}
	spill := filepath.Join(cfg.Data, "spill")
	if err := os.RemoveAll(spill); err != nil { // left by a process that died
		return nil, nil, err
	}
	if err := os.MkdirAll(spill, 0o700); err != nil {
		return nil, nil, err
	}
	root, err := filepath.Abs(filepath.Join(cfg.Data, "tables"))
	if err != nil {
		return nil, nil, err
	}
	storage := object.Store(stores.New())
	if cfg.WrapStore != nil {
		storage = cfg.WrapStore(storage)
	}
	tables := lake.New(lake.Config{Store: storage, Root: root, Catalog: store, Cache: env.Cache, Log: log, Point: crashPoint(), InlineBytes: inlineBytes(),
		Leads: store.Node().Leads})
	tables.Start()
	in, err := session.NewInstance(session.Config{Lake: tables,
		Database: DatabaseName, Superuser: Superuser, Version: Version, Catalog: store, Files: fileAccess{env},
		SpillDir: spill, Memory: pool, QueryBytes: b.query, MaxQueries: cfg.MaxQueries, Settings: settings, Log: log,
		Audit: audit, Reload: roles.reload,
	})
	return in, tables, err
}

func newLogger(level string) (*slog.Logger, error) {
	var l slog.Level
	if err := l.UnmarshalText([]byte(strings.ToUpper(level))); err != nil {
		return nil, fmt.Errorf("log-level: %q is none of debug, info, warn, error", level)
	}
	return slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: l})), nil
}

// Addr is where clients connect.
func (n *Node) Addr() net.Addr { return n.listener.Addr() }

// Dial opens an in-process connection, without the network.
func (n *Node) Dial() net.Conn { return n.wire.Pipe() }

// Instance is what the sessions share.
func (n *Node) Instance() *session.Instance { return n.instance }

// Catalog is the server's part of the cluster's catalog.
func (n *Node) Catalog() *replica.Store { return n.catalog }

// Wait gives the error that ended the server: of the listener, or of the catalog when it
// cannot go on; nil after Close.
func (n *Node) Wait() error { return <-n.done }

// end tells the one that waits, once.
func (n *Node) end(err error) {
	select {
	case n.done <- err:
	default:
	}
}

// Close drains and stops the server. Statements still running when ctx ends are cancelled.
func (n *Node) Close(ctx context.Context) {
	n.wire.Shutdown(ctx)
	n.release()
}

func (n *Node) release() {
	stopHTTP(n.http)
	if n.tables != nil {
		n.tables.Close()
	}
	if n.listener != nil {
		_ = n.listener.Close()
	}
	if n.catalog != nil {
		ctx, cancel := context.WithTimeout(context.Background(), leaveTime)
		n.catalog.Close(ctx)
		cancel()
	}
	if n.lock != nil {
		_ = n.lock.Close()
	}
}
