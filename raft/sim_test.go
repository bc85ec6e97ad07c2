package raft

import (
	"context"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"net"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	hraft "github.com/hashicorp/raft"
)

// memNet is a network in memory: connections can be cut, and refused between nodes.
type memNet struct {
	mu    sync.Mutex
	lis   map[string]*memListener
	cut   map[[2]string]bool
	conns map[*memConn]struct{}
}

func newMemNet() *memNet {
	return &memNet{lis: map[string]*memListener{}, cut: map[[2]string]bool{}, conns: map[*memConn]struct{}{}}
}

// from gives the network as one node sees it.
func (m *memNet) from(addr string) network { return memHost{m, addr} }

type memHost struct {
	net  *memNet
	addr string
}

func (h memHost) Listen(addr string) (net.Listener, error) {
	l := &memListener{addr: addr, accept: make(chan net.Conn), done: make(chan struct{})}
	h.net.mu.Lock()
	defer h.net.mu.Unlock()
	h.net.lis[addr] = l
	return l, nil
}

func (h memHost) Dial(ctx context.Context, addr string) (net.Conn, error) {
	h.net.mu.Lock()
	l, cut := h.net.lis[addr], h.net.cut[pair(h.addr, addr)]
	h.net.mu.Unlock()
	if l == nil || cut {
		return nil, errors.New("connection refused")
	}
	here, there := net.Pipe()
	c := &memConn{here, h.net, pair(h.addr, addr)}
	h.net.mu.Lock()
	h.net.conns[c] = struct{}{}
	h.net.mu.Unlock()
	select {
	case l.accept <- there:
		return c, nil
	case <-l.done:
	case <-ctx.Done():
	}
	_ = c.Close()
	return nil, errors.New("connection refused")
}

func pair(a, b string) [2]string {
	if a > b {
		a, b = b, a
	}
	return [2]string{a, b}
}

type memConn struct {
	net.Conn
	net  *memNet
	pair [2]string
}

func (c *memConn) Close() error {
	c.net.mu.Lock()
	delete(c.net.conns, c)
	c.net.mu.Unlock()
	return c.Conn.Close()
}

// isolate cuts the given node off from all others, or mends that.
func (m *memNet) isolate(addr string, others []string, cut bool) {
	m.mu.Lock()
	var broken []*memConn
	for _, o := range others {
		if o != addr {
			m.cut[pair(addr, o)] = cut
		}
	}
	for c := range m.conns {
		if m.cut[c.pair] {
			broken = append(broken, c)
		}
	}
	m.mu.Unlock()
	for _, c := range broken {
		_ = c.Close()
	}
}

type memListener struct {
	addr   string
	accept chan net.Conn
	done   chan struct{}
	once   sync.Once
}

func (l *memListener) Accept() (net.Conn, error) {
	select {
	case c := <-l.accept:
		return c, nil
	case <-l.done:
		return nil, net.ErrClosed
	}
}
func (l *memListener) Close() error   { l.once.Do(func() { close(l.done) }); return nil }
func (l *memListener) Addr() net.Addr { return nodeAddr(l.addr) }

// memSnaps is a snapshot store in memory that, unlike the library's, lists a snapshot
// only when it is complete.
type memSnaps struct {
	mu   sync.Mutex
	list []*memSnap
}

type memSnap struct {
	s    *memSnaps
	meta hraft.SnapshotMeta
	body []byte
	done bool
}

func (s *memSnaps) Create(v hraft.SnapshotVersion, index, term uint64, c hraft.Configuration, ci uint64, _ hraft.Transport) (hraft.SnapshotSink, error) {
	return &memSnap{s: s, meta: hraft.SnapshotMeta{Version: v, ID: fmt.Sprintf("%d-%d-%d", term, index, time.Now().UnixNano()), Index: index,
		Term: term, Configuration: c, ConfigurationIndex: ci}}, nil
}

func (s *memSnaps) List() ([]*hraft.SnapshotMeta, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	var out []*hraft.SnapshotMeta
	for i := len(s.list) - 1; i >= 0; i-- {
		m := s.list[i].meta
		out = append(out, &m)
	}
	return out, nil
}

func (s *memSnaps) Open(id string) (*hraft.SnapshotMeta, io.ReadCloser, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, k := range s.list {
		if k.meta.ID == id {
			m := k.meta
			return &m, io.NopCloser(&sliceReader{k.body}), nil
		}
	}
	return nil, nil, errors.New("no such snapshot")
}

type sliceReader struct{ b []byte }

func (r *sliceReader) Read(p []byte) (int, error) {
	if len(r.b) == 0 {
		return 0, io.EOF
	}
	n := copy(p, r.b)
	r.b = r.b[n:]
	return n, nil
}

func (k *memSnap) Write(b []byte) (int, error) { k.body = append(k.body, b...); return len(b), nil }
func (k *memSnap) ID() string                  { return k.meta.ID }
func (k *memSnap) Cancel() error               { k.done = true; return nil }
func (k *memSnap) Close() error {
	k.s.mu.Lock()
	defer k.s.mu.Unlock()
	if !k.done {
		k.done, k.meta.Size = true, int64(len(k.body))
		k.s.list = append(k.s.list, k)
	}
	return nil
}

// simNode is one node of the simulation with what survives its stops.
type simNode struct {
	dir    string
	cfg    Config
	fsm    *testFSM
	node   *Node
	stores *stores
}

func (s *simNode) start(t *testing.T) {
	s.fsm = newTestFSM()
	s.cfg.FSM, s.cfg.stores = s.fsm, s.stores
	n, err := Open(context.Background(), s.cfg)
	if err != nil {
		t.Fatal(err)
	}
	s.node = n
}

// TestSimulation runs three nodes in virtual time under partitions, stops and restarts,
// with small snapshots: nothing acknowledged is lost or applied twice, strict reads see
// all of it, and all nodes end up equal.
func TestSimulation(t *testing.T) {
	for seed := range uint64(4) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			dirs := []string{t.TempDir(), t.TempDir(), t.TempDir()}
			synctest.Test(t, func(t *testing.T) { simulate(t, dirs, seed) })
		})
	}
}

func simulate(t *testing.T, dirs []string, seed uint64) {
	rnd := rand.New(rand.NewPCG(seed, 1))
	net, addrs := newMemNet(), []string{"n0", "n1", "n2"}
	var nodes []*simNode
	for i, a := range addrs {
		s := &simNode{dir: dirs[i], stores: &stores{log: hraft.NewInmemStore(), snaps: &memSnaps{}}}
		s.stores.stable = s.stores.log.(*hraft.InmemStore)
		s.cfg = Config{Dir: s.dir, ID: a, Listen: a, Token: "t", network: net.from(a), SnapshotEntries: 20, TrailingEntries: 5}
		if i > 0 {
			s.cfg.Join = addrs[0]
		}
		s.start(t)
		nodes = append(nodes, s)
	}
	for voters(nodes[0].node) < 3 {
		time.Sleep(100 * time.Millisecond)
	}
	w := &simWork{acked: map[uint64]uint64{}}
	ctx, stop := context.WithCancel(context.Background())
	var wg sync.WaitGroup
	for i := range 6 {
		wg.Go(func() { w.write(ctx, t, nodes[i%3], uint64(i+1)<<32) })
	}
	wg.Go(func() { w.read(ctx, t, nodes) })
	for range 30 {
		time.Sleep(time.Duration(500+rnd.IntN(4000)) * time.Millisecond)
		victim := rnd.IntN(3)
		if rnd.IntN(2) == 0 {
			net.isolate(addrs[victim], addrs, true)
			time.Sleep(time.Duration(rnd.IntN(6000)) * time.Millisecond)
			net.isolate(addrs[victim], addrs, false)
			continue
		}
		w.pause.Lock() // the node's pointer changes
		nodes[victim].node.stop()
		w.pause.Unlock()
		time.Sleep(time.Duration(rnd.IntN(3000)) * time.Millisecond)
		w.pause.Lock()
		nodes[victim].start(t)
		w.pause.Unlock()
	}
	stop()
	wg.Wait()
	w.check(t, nodes)
	for _, s := range nodes {
		s.node.stop()
	}
}

// simWork writes, reads and remembers.
type simWork struct {
	pause sync.RWMutex
	mu    sync.Mutex
	acked map[uint64]uint64
	reads int
}

func (w *simWork) node(s *simNode) (*Node, *testFSM) {
	w.pause.RLock()
	defer w.pause.RUnlock()
	return s.node, s.fsm
}

func (w *simWork) write(ctx context.Context, t *testing.T, s *simNode, id uint64) {
	for ; ctx.Err() == nil; id++ {
		time.Sleep(50 * time.Millisecond)
		n, _ := w.node(s)
		_, index, err := n.Propose(context.Background(), command(id, 100))
		if err == nil {
			w.mu.Lock()
			w.acked[id] = index
			w.mu.Unlock()
		} else if !errors.Is(err, ErrNoLeader) && !errors.Is(err, ErrUnknownOutcome) && !errors.Is(err, ErrStopped) {
			t.Errorf("proposal: %v", err)
		}
	}
}

func (w *simWork) read(ctx context.Context, t *testing.T, nodes []*simNode) {
	for i := 0; ctx.Err() == nil; i++ {
		time.Sleep(70 * time.Millisecond)
		w.mu.Lock()
		ids := make([]uint64, 0, len(w.acked))
		for id := range w.acked {
			ids = append(ids, id)
		}
		w.mu.Unlock()
		n, f := w.node(nodes[i%3])
		if _, err := n.ReadIndex(ctx); err != nil {
			continue
		}
		w.reads++
		seen := f.state().Seen
		for _, id := range ids {
			if _, ok := seen[id]; !ok {
				t.Errorf("a strict read on %s does not have %x", n.ID(), id)
				return
			}
		}
	}
}

func (w *simWork) check(t *testing.T, nodes []*simNode) {
	for _, s := range nodes {
		for {
			if _, err := s.node.ReadIndex(context.Background()); err == nil {
				break
			}
			time.Sleep(100 * time.Millisecond)
		}
	}
	first := nodes[0].fsm.state()
	for _, s := range nodes {
		st := s.fsm.state()
		if st.Hash != first.Hash {
			t.Errorf("node %s ended in another state", s.node.ID())
		}
		for id := range w.acked {
			if _, ok := st.Seen[id]; !ok {
				t.Errorf("node %s lost %x, which was acknowledged", s.node.ID(), id)
			}
		}
	}
	if len(w.acked) < 500 || w.reads < 200 {
		t.Errorf("only %d writes and %d reads went through", len(w.acked), w.reads)
	}
	t.Logf("%d acknowledged, %d applied, %d strict reads", len(w.acked), len(first.Seen), w.reads)
}
