package raft

import (
	"bufio"
	"context"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"sync/atomic"
	"time"

	hraft "github.com/hashicorp/raft"
)

// A backup is a magic, the length and text of a backupHead, and a state stream.
const backupMagic = "TARNBAK1"

type backupHead struct {
	Cluster string `json:"cluster"`
	Node    string `json:"node"`
	Index   uint64 `json:"index"`
	Term    uint64 `json:"term"`
	Size    int64  `json:"size"`
	Micros  int64  `json:"micros"`
}

// Backup streams the state, with everything that was acknowledged before the call. Any
// node can do it.
func (n *Node) Backup(ctx context.Context, out io.Writer) error {
	if _, err := n.ReadIndex(ctx); err != nil {
		return err
	}
	meta, in, err := n.takeSnapshot()
	if err != nil {
		return err
	}
	defer in.Close()
	head, err := json.Marshal(&backupHead{n.self.Cluster, n.self.ID, meta.Index, meta.Term, meta.Size, time.Now().UnixMicro()})
	if err != nil {
		return err
	}
	b := binary.BigEndian.AppendUint32([]byte(backupMagic), uint32(len(head)))
	if _, err := out.Write(append(b, head...)); err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return err
}

func (n *Node) takeSnapshot() (*hraft.SnapshotMeta, io.ReadCloser, error) {
	f := n.raft.Snapshot()
	err := f.Error()
	if err == nil {
		return f.Open()
	}
	if !errors.Is(err, hraft.ErrNothingNewToSnapshot) {
		return nil, nil, err
	}
	list, lerr := n.stores.snaps.List()
	if lerr != nil || len(list) == 0 {
		return nil, nil, errors.Join(err, lerr)
	}
	return n.stores.snaps.Open(list[0].ID)
}

// Restore replaces the state of the whole cluster by a backup's; this node must lead. The
// backup is checked to its end, and read into a scratch state, before anything changes.
func (n *Node) Restore(ctx context.Context, in io.Reader) error {
	if n.raft.State() != hraft.Leader {
		leader, _ := n.leader()
		return fmt.Errorf("a backup is restored on the leader, which is %q", leader.ID)
	}
	spool, err := os.CreateTemp(n.cfg.Dir, "restore-*"+snapTemp)
	if err != nil {
		return err
	}
	defer os.Remove(spool.Name())
	defer spool.Close()
	if _, err := io.Copy(spool, in); err != nil {
		return err
	}
	head, body, err := openBackup(spool)
	if err != nil {
		return err
	}
	if _, err := readState(io.NewSectionReader(spool, body, head.Size), n.verify); err != nil {
		return fmt.Errorf("the backup cannot be used: %w", err)
	}
	meta := &hraft.SnapshotMeta{Version: hraft.SnapshotVersionMax, Index: head.Index, Term: head.Term, Size: head.Size}
	if err := n.raft.Restore(meta, io.NewSectionReader(spool, body, head.Size), time.Minute); err != nil {
		return err
	}
	_, _, err = n.applyHere(frameEntry(entryNothing, nil, time.Now())) // followers must not look fresh at an older index
	return err
}

func (n *Node) verify(in io.Reader) error {
	if n.cfg.Verify != nil {
		return n.cfg.Verify(in)
	}
	_, err := io.Copy(io.Discard, in)
	return err
}

// openBackup reads a backup's head; body is where the state stream begins.
func openBackup(f *os.File) (head backupHead, body int64, err error) {
	st, err := f.Stat()
	if err != nil {
		return head, 0, err
	}
	r := bufio.NewReader(io.NewSectionReader(f, 0, st.Size()))
	fixed := make([]byte, len(backupMagic)+4)
	if _, err := io.ReadFull(r, fixed); err != nil || string(fixed[:len(backupMagic)]) != backupMagic {
		return head, 0, errors.New("not a backup")
	}
	size := binary.BigEndian.Uint32(fixed[len(backupMagic):])
	if size > maxSnapMeta {
		return head, 0, errors.New("the backup is damaged")
	}
	text := make([]byte, size)
	if _, err := io.ReadFull(r, text); err != nil {
		return head, 0, errors.New("the backup is cut short")
	}
	if err := json.Unmarshal(text, &head); err != nil {
		return head, 0, fmt.Errorf("the backup is damaged: %w", err)
	}
	body = int64(len(fixed)) + int64(size)
	if head.Size != st.Size()-body {
		return head, 0, errors.New("the backup is cut short")
	}
	return head, body, nil
}

// Recover makes the node of a directory, which must not run, a cluster of one: the last
// resort when a quorum is lost for good. Entries that were not yet acknowledged may become
// part of the state, and what only the lost nodes had is gone. The cluster gets a new name
// and token, so that none of the old nodes can come back with another past.
func Recover(cfg Config) (err error) {
	cfg.defaults()
	f, err := loadNodeFile(cfg.Dir)
	if err != nil {
		return err
	}
	if f.ID == "" {
		return fmt.Errorf("no node in %s", cfg.Dir)
	}
	st, err := openStores(cfg.Dir)
	if err != nil {
		return fmt.Errorf("the node must not run: %w", err)
	}
	defer func() { err = errors.Join(err, st.close()) }()
	m := newMux(cfg.network, nil, f.identity())
	m.addr = f.ID
	if cfg.Advertise != "" {
		m.addr = cfg.Advertise
	}
	var stopping atomic.Bool
	log := newLogger(cfg.Log, &stopping)
	trans := hraft.NewNetworkTransportWithConfig(&hraft.NetworkTransportConfig{Stream: m, Timeout: callTime, Logger: log})
	defer trans.Close()
	defer stopping.Store(true)
	machine := newMachine(cfg.FSM, nil)
	servers := hraft.Configuration{Servers: []hraft.Server{{ID: hraft.ServerID(f.ID), Address: hraft.ServerAddress(m.addr)}}}
	if err := hraft.RecoverCluster(cfg.library(f.ID, nil, log), machine, st.log, st.stable, st.snaps, trans, servers); err != nil {
		return err
	}
	if err := machine.error(); err != nil {
		return err
	}
	f.Cluster, f.Token = randomHex(16), randomHex(16)
	f.Joined = false
	return f.save(cfg.Dir)
}
