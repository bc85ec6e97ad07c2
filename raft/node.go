package raft

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	hraft "github.com/hashicorp/raft"
)

// Node is one member of a cluster, or a cluster of its own.
type Node struct {
	cfg     Config
	self    nodeFile
	addr    string
	raft    *hraft.Raft
	machine *machine
	stores  *stores
	mux     *mux
	peers   *peers
	trans   *hraft.NetworkTransport

	ctx    context.Context // ends with the node
	cancel context.CancelFunc
	wg     sync.WaitGroup
	once   sync.Once
	// stopping keeps the library from reporting connections that end now.
	stopping atomic.Bool

	notify chan bool     // leadership won or lost
	ready  atomic.Uint64 // term in which this leader has applied all older entries
	reads  readers
	// nudging is held by the one that hands a leader's position to the library.
	nudging chan struct{}
	stats   stats

	mu      sync.Mutex
	changed chan struct{} // closed when the leader changes
}

// nodeFile is node.json: who this node is.
type nodeFile struct {
	Format  int    `json:"format"`
	ID      string `json:"id"`
	Cluster string `json:"cluster"` // "" until it has joined one
	Token   string `json:"token"`
	Joined  bool   `json:"joined,omitempty"` // its first entries come from others
}

func (f *nodeFile) identity() identity {
	id := identity{token: f.Token}
	b, _ := hex.DecodeString(f.Cluster)
	copy(id.cluster[:], b)
	return id
}

func loadNodeFile(dir string) (f nodeFile, err error) {
	b, err := os.ReadFile(filepath.Join(dir, "node.json"))
	if errors.Is(err, fs.ErrNotExist) {
		return nodeFile{Format: 1}, nil
	}
	if err != nil {
		return f, err
	}
	if err := json.Unmarshal(b, &f); err != nil || f.Format != 1 || f.ID == "" {
		return f, fmt.Errorf("%s is damaged or of a newer program: %v", filepath.Join(dir, "node.json"), err)
	}
	return f, nil
}

func (f *nodeFile) save(dir string) error {
	b, err := json.MarshalIndent(f, "", "  ")
	if err != nil {
		return err
	}
	return writeFile(filepath.Join(dir, "node.json"), append(b, '\n'))
}

func randomHex(n int) string {
	b := make([]byte, n)
	_, _ = rand.Read(b) // it never fails
	return hex.EncodeToString(b)
}

// identify settles who this node is, before anything else is written.
func (n *Node) identify() error {
	cfg := &n.cfg
	f, err := loadNodeFile(cfg.Dir)
	if err != nil {
		return err
	}
	old := f
	switch {
	case f.ID == "" && cfg.ID != "":
		f.ID = cfg.ID
	case f.ID == "":
		f.ID = "node-" + randomHex(4)
	case cfg.ID != "" && cfg.ID != f.ID:
		return fmt.Errorf("this directory belongs to node %q, not %q", f.ID, cfg.ID)
	}
	if cfg.Token != "" {
		f.Token = cfg.Token
	}
	if cfg.Join != "" && f.Cluster == "" && f.Token == "" {
		return errors.New("joining a cluster needs its join token")
	}
	if f.Token == "" {
		f.Token = randomHex(16)
	}
	if cfg.Join == "" && f.Cluster == "" {
		f.Cluster = randomHex(16)
	}
	n.self = f
	if f == old {
		return nil
	}
	return f.save(cfg.Dir)
}

// Open starts a node. In a fresh directory it makes a cluster of one, or joins one
// (Config.Join). A cluster of one leads and has applied its log when Open returns; else
// the node finds its leader in the background.
func Open(ctx context.Context, cfg Config) (*Node, error) {
	cfg.defaults()
	if err := os.MkdirAll(cfg.Dir, 0o700); err != nil {
		return nil, err
	}
	n := &Node{cfg: cfg, notify: make(chan bool, 8), changed: make(chan struct{}), nudging: make(chan struct{}, 1)}
	n.ctx, n.cancel = context.WithCancel(context.Background())
	n.machine = newMachine(cfg.FSM, cfg.OnFatal)
	if err := n.open(ctx); err != nil {
		n.Close(ctx)
		return nil, err
	}
	return n, nil
}

func (n *Node) open(ctx context.Context) (err error) {
	if err := n.identify(); err != nil {
		return err
	}
	if n.stores = n.cfg.stores; n.stores == nil {
		if n.stores, err = openStores(n.cfg.Dir); err != nil {
			return err
		}
	}
	if err := n.listen(); err != nil {
		return err
	}
	log := newLogger(n.cfg.Log, &n.stopping)
	n.trans = hraft.NewNetworkTransportWithConfig(&hraft.NetworkTransportConfig{Stream: n.mux, MaxPool: 4,
		Timeout: callTime, Logger: log})
	lib := n.cfg.library(n.self.ID, n.notify, log)
	fresh, err := n.bootstrap(lib)
	if err != nil {
		return err
	}
	logs, err := hraft.NewLogCache(1024, n.stores.log)
	if err != nil {
		return err
	}
	if n.raft, err = hraft.NewRaft(lib, n.machine, logs, n.stores.stable, n.stores.snaps, n.trans); err != nil {
		return err
	}
	n.wg.Go(n.watch)
	n.observe()
	if fresh {
		if err := n.join(ctx); err != nil {
			return err
		}
	} else if n.self.Cluster == "" {
		return errors.New("this directory has a log but belongs to no cluster")
	}
	return n.start(ctx)
}

func openStores(dir string) (*stores, error) {
	snaps, err := openSnapStore(filepath.Join(dir, "snapshots"))
	if err != nil {
		return nil, err
	}
	log, err := openBoltStore(filepath.Join(dir, "log.db"))
	if err != nil {
		return nil, err
	}
	return &stores{log: log, stable: log, snaps: snaps, close: log.Close}, nil
}

// listen opens the port for peers and the socket for tools on this machine.
func (n *Node) listen() error {
	n.mux = newMux(n.cfg.network, n.cfg.TLS, n.self.identity())
	n.peers = &peers{mux: n.mux}
	n.mux.serve = n.serve
	n.mux.refused = func(err error) { n.cfg.Log.Warn("raft: refused", "error", err) }
	n.mux.addr = n.self.ID // nobody else needs it
	if n.cfg.Listen != "" {
		l, err := n.cfg.network.Listen(n.cfg.Listen)
		if err != nil {
			return err
		}
		n.mux.addr = n.cfg.Advertise
		if n.mux.addr == "" {
			n.mux.addr = l.Addr().String()
		}
		if host, _, err := net.SplitHostPort(n.mux.addr); err == nil && net.ParseIP(host).IsUnspecified() {
			_ = l.Close()
			return fmt.Errorf("peers cannot reach %s: name an address to advertise", n.mux.addr)
		}
		n.mux.listen(l, false)
	}
	n.addr = n.mux.addr
	if _, real := n.cfg.network.(tcpNetwork); real {
		n.listenLocal()
	}
	return nil
}

// listenLocal opens DIR/admin.sock. A path too long for a socket is no reason to fail.
func (n *Node) listenLocal() {
	path := filepath.Join(n.cfg.Dir, adminSocket)
	_ = os.Remove(path) // left by a process that died; the directory's lock is ours
	l, err := net.Listen("unix", path)
	if err != nil {
		n.cfg.Log.Warn("raft: no socket for administration", "path", path, "error", err)
		return
	}
	n.mux.listen(l, true)
}

// bootstrap gives a fresh directory its first configuration. It tells whether this node
// still has to join a cluster instead.
func (n *Node) bootstrap(lib *hraft.Config) (join bool, err error) {
	has, err := hraft.HasExistingState(n.stores.log, n.stores.stable, n.stores.snaps)
	if err != nil || has {
		return false, err
	}
	if n.cfg.Join != "" && !n.self.Joined {
		return true, nil
	}
	if n.self.Joined {
		return false, nil // the leader will send everything
	}
	return false, hraft.BootstrapCluster(lib, n.stores.log, n.stores.stable, n.stores.snaps, n.trans,
		hraft.Configuration{Servers: []hraft.Server{{ID: hraft.ServerID(n.self.ID), Address: hraft.ServerAddress(n.addr)}}})
}

// start lets a cluster of one lead at once: nobody else could, so there is no need to
// wait for heartbeats that cannot come.
func (n *Node) start(ctx context.Context) error {
	servers := n.servers()
	if len(servers) == 0 || !onlyVoter(servers, n.self.ID) {
		n.wg.Go(n.reportAddress)
		return nil
	}
	id, addr := hraft.ServerID(n.self.ID), hraft.ServerAddress(n.addr)
	req := &hraft.TimeoutNowRequest{RPCHeader: hraft.RPCHeader{ProtocolVersion: hraft.ProtocolVersionMax, ID: []byte(id),
		Addr: []byte(addr)}}
	if err := n.trans.TimeoutNow(id, addr, req, &hraft.TimeoutNowResponse{}); err != nil {
		return err
	}
	if err := n.waitReady(ctx); err != nil {
		return err
	}
	for _, s := range servers {
		if s.ID == id && s.Address != addr {
			return n.raft.AddVoter(id, addr, 0, n.cfg.LeaderWait).Error()
		}
	}
	return nil
}

// waitReady waits until this node leads and has applied all entries of older terms.
func (n *Node) waitReady(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 10*time.Minute) // a long log takes its time
	defer cancel()
	for {
		change := n.leaderChange()
		if n.Leads() {
			return nil
		}
		if err := n.machine.error(); err != nil {
			return err
		}
		select {
		case <-change:
		case <-ctx.Done():
			return fmt.Errorf("%w: %w", ErrNoLeader, ctx.Err())
		case <-n.ctx.Done():
			return n.stopped()
		}
	}
}

// Leads tells whether this node is a leader that may answer. It may have lost its place
// without knowing: reads ask a quorum in addition.
func (n *Node) Leads() bool {
	return n.raft.State() == hraft.Leader && n.ready.Load() == n.raft.CurrentTerm()
}

// watch follows this node's leadership.
func (n *Node) watch() {
	for {
		select {
		case lead := <-n.notify:
			if !lead {
				n.ready.Store(0)
				n.signal()
				continue
			}
			n.wg.Go(n.lead)
		case <-n.ctx.Done():
			return
		}
	}
}

// lead prepares a new leader for reads and then tends to the members.
func (n *Node) lead() {
	term := n.raft.CurrentTerm()
	if err := n.raft.Barrier(0).Error(); err != nil {
		n.signal() // not leader any more; or the machine failed
		return
	}
	if n.raft.CurrentTerm() == term {
		n.ready.Store(term)
	}
	n.signal()
	n.promote(term)
}

// observe wakes waiters when the leader changes.
func (n *Node) observe() {
	ch := make(chan hraft.Observation, 16)
	n.raft.RegisterObserver(hraft.NewObserver(ch, false, func(o *hraft.Observation) bool {
		_, ok := o.Data.(hraft.LeaderObservation)
		return ok
	}))
	n.wg.Go(func() {
		for {
			select {
			case <-ch:
				n.signal()
			case <-n.ctx.Done():
				return
			}
		}
	})
}

func (n *Node) signal() {
	n.mu.Lock()
	close(n.changed)
	n.changed = make(chan struct{})
	n.mu.Unlock()
}

// leaderChange gives a channel that is closed at the next change of leadership.
func (n *Node) leaderChange() <-chan struct{} {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.changed
}

// servers lists the members of the newest configuration that this node knows.
func (n *Node) servers() []hraft.Server {
	return n.raft.GetConfiguration().Configuration().Servers
}

func onlyVoter(servers []hraft.Server, id string) bool {
	found := false
	for _, s := range servers {
		if s.Suffrage == hraft.Voter {
			if string(s.ID) != id {
				return false
			}
			found = true
		}
	}
	return found
}

// ID is this node's name in the cluster.
func (n *Node) ID() string { return n.self.ID }

// Addr is where peers reach this node.
func (n *Node) Addr() string { return n.addr }

// Applied is the index of the last entry applied here.
func (n *Node) Applied() uint64 { return n.machine.applied.Load() }

// stopped gives the reason why the node does nothing any more.
func (n *Node) stopped() error {
	if err := n.machine.error(); err != nil {
		return fmt.Errorf("%w: %w", ErrStopped, err)
	}
	return ErrStopped
}

// Close hands leadership over, when there is somebody to take it, and stops.
func (n *Node) Close(ctx context.Context) {
	n.once.Do(func() {
		if n.raft != nil && n.raft.State() == hraft.Leader && !onlyVoter(n.servers(), n.self.ID) {
			_ = n.TransferLeadership(ctx, "")
		}
		n.stop()
	})
}

// stop ends the node without ceremony, as a crash would.
func (n *Node) stop() {
	n.stopping.Store(true)
	n.cancel()
	if n.raft != nil {
		_ = n.raft.Shutdown().Error()
	}
	if n.trans != nil {
		_ = n.trans.Close()
	}
	if n.mux != nil {
		_ = n.mux.Close()
		n.peers.close()
	}
	n.wg.Wait()
	if n.stores != nil && n.stores.close != nil {
		_ = n.stores.close()
	}
}

// TokenOf reads the join token and the cluster's name from a node's directory.
func TokenOf(dir string) (token, cluster string, err error) {
	f, err := loadNodeFile(dir)
	if err == nil && f.Token == "" {
		err = fmt.Errorf("no node in %s", strings.TrimSuffix(dir, "/"))
	}
	return f.Token, f.Cluster, err
}
