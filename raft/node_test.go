package raft

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"net"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

func openNode(t testing.TB, cfg Config) *Node {
	t.Helper()
	if cfg.FSM == nil {
		cfg.FSM = newTestFSM()
	}
	if cfg.Heartbeat == 0 {
		cfg.Heartbeat = 150 * time.Millisecond
	}
	if cfg.CatchUp == 0 {
		cfg.CatchUp = 10 * time.Millisecond
	}
	n, err := Open(context.Background(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { n.Close(context.Background()) })
	return n
}

func propose(t testing.TB, n *Node, id uint64) uint64 {
	t.Helper()
	res, _, err := n.Propose(context.Background(), command(id, 64))
	if err != nil {
		t.Fatal(err)
	}
	return binary.BigEndian.Uint64(res)
}

// waitFor waits for a condition that other goroutines bring about.
func waitFor(t testing.TB, what string, ok func() bool) {
	t.Helper()
	deadline := time.Now().Add(30 * time.Second)
	for !ok() {
		if time.Now().After(deadline) {
			t.Fatalf("not in 30 s: %s", what)
		}
		time.Sleep(5 * time.Millisecond)
	}
}

func voters(n *Node) (k int) {
	for _, m := range n.Status(context.Background()).Members {
		if m.Voter && m.Reachable {
			k++
		}
	}
	return k
}

// cluster starts three nodes on loopback.
func cluster(t testing.TB) (nodes []*Node, fsms []*testFSM) {
	t.Helper()
	first := newTestFSM()
	a := openNode(t, Config{Dir: t.TempDir(), ID: "a", Listen: "127.0.0.1:0", FSM: first})
	nodes, fsms = append(nodes, a), append(fsms, first)
	for _, id := range []string{"b", "c"} {
		f := newTestFSM()
		nodes = append(nodes, openNode(t, Config{Dir: t.TempDir(), ID: id, Listen: "127.0.0.1:0", Join: a.Addr(), Token: a.self.Token, FSM: f}))
		fsms = append(fsms, f)
	}
	waitFor(t, "three voters", func() bool { return voters(a) == 3 })
	return nodes, fsms
}

func TestSingle(t *testing.T) {
	dir := t.TempDir()
	start := time.Now()
	n := openNode(t, Config{Dir: dir})
	t.Logf("a fresh directory was open after %s", time.Since(start))
	one := propose(t, n, 1)
	if again := propose(t, n, 1); again != one {
		t.Errorf("a repeat gave %d, first %d", again, one)
	}
	big := command(2, MaxEntryBytes)
	if _, _, err := n.Propose(context.Background(), big); err != nil {
		t.Errorf("an entry of the largest size: %v", err)
	}
	if _, _, err := n.Propose(context.Background(), append(big, 0)); !errors.Is(err, ErrTooLarge) {
		t.Errorf("an entry above the largest size: %v", err)
	}
	if i, err := n.ReadIndex(context.Background()); err != nil || i != n.Applied() {
		t.Errorf("read index %d, %v", i, err)
	}
	n.Close(context.Background())
	if _, _, err := n.Propose(context.Background(), command(3, 8)); !errors.Is(err, ErrStopped) && !errors.Is(err, ErrUnknownOutcome) {
		t.Errorf("a proposal to a closed node: %v", err)
	}
	f := newTestFSM()
	start = time.Now()
	n = openNode(t, Config{Dir: dir, FSM: f})
	t.Logf("a used directory was open after %s", time.Since(start))
	if ids := f.ids(); len(ids) != 2 || n.Status(context.Background()).State != "leader" {
		t.Errorf("after a restart: %v", ids)
	}
	if _, err := Open(context.Background(), Config{Dir: dir, FSM: newTestFSM(), ID: "other"}); err == nil {
		t.Error("a directory was opened under another name")
	}
}

func TestThreeNodes(t *testing.T) {
	nodes, fsms := cluster(t)
	ctx := context.Background()
	for i := range uint64(30) {
		n := nodes[i%3]
		propose(t, n, 100+i)
		for j, m := range nodes {
			if _, err := m.ReadIndex(ctx); err != nil {
				t.Fatal(err)
			}
			if _, ok := fsms[j].state().Seen[100+i]; !ok {
				t.Fatalf("node %d does not have what was acknowledged before its read", j)
			}
		}
	}
	if err := nodes[1].TransferLeadership(ctx, "c"); err != nil {
		t.Fatal(err)
	}
	waitFor(t, "c leads", func() bool { return nodes[2].Leads() })
	propose(t, nodes[0], 200)
	if err := nodes[0].Remove(ctx, "c"); err != nil { // the leader itself
		t.Fatal(err)
	}
	waitFor(t, "two are left", func() bool { return len(nodes[0].servers()) == 2 })
	propose(t, nodes[1], 201)
	nodes[1].stop()
	if err := nodes[0].Remove(ctx, "a"); err == nil || !strings.Contains(err.Error(), "no quorum") && !errors.Is(err, ErrNoLeader) {
		t.Errorf("removing the last healthy node: %v", err)
	}
}

// TestNoLeader checks that a node without a quorum says so in time, for both.
func TestNoLeader(t *testing.T) {
	nodes, _ := cluster(t)
	for _, n := range nodes[:2] {
		n.stop()
	}
	n := nodes[2]
	n.cfg.LeaderWait = 300 * time.Millisecond
	waitFor(t, "the leader is missed", func() bool { _, err := n.leader(); return err != nil && !n.Leads() })
	if _, _, err := n.Propose(context.Background(), command(1, 8)); !errors.Is(err, ErrNoLeader) && !errors.Is(err, ErrUnknownOutcome) {
		t.Errorf("proposal: %v", err)
	}
	if _, err := n.ReadIndex(context.Background()); !errors.Is(err, ErrNoLeader) {
		t.Errorf("read: %v", err)
	}
}

// TestStrangers checks who is kept out: no token, another cluster, garbage.
func TestStrangers(t *testing.T) {
	a := openNode(t, Config{Dir: t.TempDir(), Listen: "127.0.0.1:0"})
	_, err := Open(context.Background(), Config{Dir: t.TempDir(), Listen: "127.0.0.1:0", Join: a.Addr(), Token: "wrong", FSM: newTestFSM()})
	if !errors.Is(err, ErrRefused) {
		t.Errorf("a wrong token: %v", err)
	}
	other := openNode(t, Config{Dir: t.TempDir(), Listen: "127.0.0.1:0", Token: a.self.Token})
	if _, err := other.mux.dial(context.Background(), a.Addr(), streamRaft); !errors.Is(err, ErrRefused) {
		t.Errorf("a node of another cluster: %v", err)
	}
	if err := other.callOnce(context.Background(), a.Addr(), streamJoin, &adminCall{Op: "remove", ID: a.ID()}, nil); err == nil {
		t.Error("a join stream was used for something else")
	}
	c, err := net.Dial("tcp", a.Addr())
	if err != nil {
		t.Fatal(err)
	}
	defer c.Close()
	_, _ = c.Write(bytes.Repeat([]byte{0xff}, 200))
	_ = c.SetReadDeadline(time.Now().Add(10 * time.Second))
	if k, err := c.Read(make([]byte, 10)); err == nil {
		t.Errorf("garbage got %d bytes of answer", k)
	}
	propose(t, a, 1)
}

// TestBadEntry checks that an FSM error stops the node and acknowledges nothing.
func TestBadEntry(t *testing.T) {
	f := newTestFSM()
	f.bad = command(7, 8)
	told := make(chan error, 2)
	n := openNode(t, Config{Dir: t.TempDir(), FSM: f, OnFatal: func(err error) { told <- err }})
	propose(t, n, 1)
	if _, _, err := n.Propose(context.Background(), f.bad); !errors.Is(err, ErrStopped) {
		t.Errorf("the entry: %v", err)
	}
	if err := <-told; err == nil {
		t.Error("nobody was told")
	}
	if _, _, err := n.Propose(context.Background(), command(2, 8)); !errors.Is(err, ErrStopped) {
		t.Errorf("a later entry: %v", err)
	}
	if _, err := n.ReadIndex(context.Background()); !errors.Is(err, ErrStopped) {
		t.Errorf("a later read: %v", err)
	}
	if len(f.ids()) != 1 {
		t.Error("something was applied after the failure")
	}
}

func TestBackupRestoreRecover(t *testing.T) {
	nodes, fsms := cluster(t)
	ctx := context.Background()
	for i := range uint64(20) {
		propose(t, nodes[0], i)
	}
	var backup bytes.Buffer
	if err := nodes[1].Backup(ctx, &backup); err != nil {
		t.Fatal(err)
	}
	propose(t, nodes[0], 99)
	lead := nodes[0]
	for i := range backup.Bytes() { // every damaged copy is refused, and changes nothing
		if i%37 == 0 {
			bad := bytes.Clone(backup.Bytes())
			bad[i] ^= 1
			if i > len(backupMagic)+4+200 && lead.Restore(ctx, bytes.NewReader(bad)) == nil {
				t.Fatalf("a backup with byte %d changed was restored", i)
			}
			if lead.Restore(ctx, bytes.NewReader(bad[:i])) == nil {
				t.Fatalf("a backup of %d bytes was restored", i)
			}
		}
	}
	if len(fsms[0].ids()) != 21 {
		t.Fatal("a damaged backup changed the state")
	}
	if err := lead.Restore(ctx, bytes.NewReader(backup.Bytes())); err != nil {
		t.Fatal(err)
	}
	for i, n := range nodes {
		if _, err := n.ReadIndex(ctx); err != nil {
			t.Fatal(err)
		}
		if len(fsms[i].ids()) != 20 {
			t.Errorf("node %d has %d after the restore", i, len(fsms[i].ids()))
		}
	}
	propose(t, nodes[2], 500)
	for _, n := range nodes {
		n.stop()
	}
	dir := nodes[1].cfg.Dir
	if err := Recover(Config{Dir: dir, FSM: newTestFSM()}); err != nil {
		t.Fatal(err)
	}
	f := newTestFSM()
	b := openNode(t, Config{Dir: dir, FSM: f, Listen: "127.0.0.1:0"})
	if len(f.ids()) != 21 {
		t.Errorf("%d after the recovery", len(f.ids()))
	}
	propose(t, b, 501)
	old := Config{Dir: nodes[0].cfg.Dir, FSM: newTestFSM(), Listen: "127.0.0.1:0", Heartbeat: 150 * time.Millisecond}
	a, err := Open(ctx, old)
	if err != nil {
		t.Fatal(err)
	}
	defer a.stop()
	if _, err := a.mux.dial(ctx, b.Addr(), streamRaft); !errors.Is(err, ErrRefused) {
		t.Errorf("a node of before the recovery: %v", err)
	}
}

// TestClient talks to a node through the socket in its directory.
func TestClient(t *testing.T) {
	dir, err := os.MkdirTemp("", "tarn") // a short path: sockets have short names
	if err != nil {
		t.Fatal(err)
	}
	defer os.RemoveAll(dir)
	dir = filepath.Join(dir, "raft")
	f := newTestFSM()
	n := openNode(t, Config{Dir: dir, FSM: f})
	propose(t, n, 1)
	c, err := NewClient(dir)
	if err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	if s, err := c.Status(ctx); err != nil || s.State != "leader" || len(s.Members) != 1 || !s.Members[0].Leader || !s.Members[0].Reachable {
		t.Errorf("status %+v, %v", s, err)
	}
	var b bytes.Buffer
	if err := c.Backup(ctx, &b); err != nil {
		t.Fatal(err)
	}
	propose(t, n, 2)
	if err := c.Restore(ctx, bytes.NewReader(b.Bytes()[:b.Len()-1])); err == nil {
		t.Error("a short backup was restored")
	}
	if err := c.Restore(ctx, &b); err != nil {
		t.Fatal(err)
	}
	if ids := f.ids(); len(ids) != 1 {
		t.Errorf("after the restore: %v", ids)
	}
	if err := c.Remove(ctx, n.ID()); err == nil {
		t.Error("the last voter was removed")
	}
	n.Close(ctx)
	if _, err := c.Status(ctx); err == nil {
		t.Error("a stopped node answered")
	}
}
