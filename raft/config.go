package raft

import (
	"crypto/tls"
	"errors"
	"io"
	"log/slog"
	"time"

	"github.com/hashicorp/go-hclog"
	hraft "github.com/hashicorp/raft"
)

// MaxEntryBytes bounds one proposal. Large entries delay heartbeats: bulk belongs into
// storage, with its name in the entry.
const MaxEntryBytes = 8 << 20

// Errors of Propose, ReadIndex and the membership functions. Callers map them to SQLSTATEs.
var (
	// ErrNoLeader: no leader was found in time; the proposal was not made. (57P03)
	ErrNoLeader = errors.New("no leader: the cluster has no quorum, or this node cannot reach it")
	// ErrUnknownOutcome: the proposal may or may not be applied later. (08007)
	ErrUnknownOutcome = errors.New("the leader was lost while it committed; the outcome is unknown")
	// ErrTooLarge: the proposal exceeds MaxEntryBytes. (54000)
	ErrTooLarge = errors.New("the change is too large for one log entry")
	// ErrStopped: the node is closed, or its state machine failed. (57P01)
	ErrStopped = errors.New("the node's replication has stopped")
	// ErrRefused: a peer refused the connection: wrong token, or another cluster.
	ErrRefused = errors.New("the peer refused: wrong join token, or a node of another cluster")
	errNoPeer  = errors.New("the peer cannot be reached")
)

// Entry is one replicated command.
type Entry struct {
	Index uint64
	// Time is the leader's clock when it took the proposal, in microseconds since 1970: the
	// only clock that an FSM may use. It can step back when the leader changes.
	Time int64
	Data []byte
}

// FSM is the replicated state machine. Equal entries must give equal states and results
// everywhere: no clock, no randomness, no order of maps.
type FSM interface {
	// Apply applies entries in order and gives a result for each. An error means that this
	// node cannot go on: it stops, and nothing of the batch is acknowledged.
	Apply(entries []Entry) ([][]byte, error)
	// Snapshot captures the present state; WriteTo runs beside later Applies.
	Snapshot() (io.WriterTo, error)
	// Restore replaces the state. It must read to io.EOF before it changes anything: the
	// end is where a damaged stream is found out.
	Restore(io.Reader) error
}

// Config says how a node runs. Dir and FSM must be set.
type Config struct {
	Dir string
	FSM FSM
	// Verify reads a snapshot into a scratch state, before a restore touches the cluster.
	Verify func(io.Reader) error

	ID     string // of this node; "": the one of Dir, else a new one
	Listen string // host:port for peers; "": none, a single node needs no port
	// Advertise is the address that peers use, "" for the listener's own.
	Advertise string
	// Join is an address of the cluster to join, used while this node is no member.
	// Without it a fresh directory becomes a cluster of one.
	Join  string
	Token string // proves membership; "": the one of Dir, else a new one
	// TLS, when set, is used for all connections between nodes, both ways.
	TLS *tls.Config

	Heartbeat  time.Duration // without one for so long, an election follows; 0: 1 s
	LeaderWait time.Duration // how long to look for a leader; 0: 5 s
	CatchUp    time.Duration // how long a joining node must keep up before it votes; 0: 2 s
	// SnapshotEntries is the number of entries after which a snapshot is taken; 0: 8192.
	SnapshotEntries uint64
	TrailingEntries uint64 // entries kept beside a snapshot; 0: 10240
	Log             *slog.Logger
	// OnFatal is told, once, of an FSM error that stopped the node.
	OnFatal func(error)

	network network
	stores  *stores
}

// stores are the places of log, votes and snapshots.
type stores struct {
	log    hraft.LogStore
	stable hraft.StableStore
	snaps  hraft.SnapshotStore
	close  func() error
}

func (c *Config) defaults() {
	if c.Heartbeat == 0 {
		c.Heartbeat = time.Second
	}
	if c.LeaderWait == 0 {
		c.LeaderWait = 5 * time.Second
	}
	if c.CatchUp == 0 {
		c.CatchUp = 2 * time.Second
	}
	if c.SnapshotEntries == 0 {
		c.SnapshotEntries = 8192
	}
	if c.TrailingEntries == 0 {
		c.TrailingEntries = 10240
	}
	if c.Log == nil {
		c.Log = slog.New(slog.DiscardHandler)
	}
	if c.network == nil {
		c.network = tcpNetwork{}
	}
}

// library gives the configuration of the library underneath.
func (c *Config) library(id string, notify chan<- bool, log hclog.Logger) *hraft.Config {
	h := hraft.DefaultConfig()
	h.LocalID = hraft.ServerID(id)
	h.HeartbeatTimeout, h.ElectionTimeout, h.LeaderLeaseTimeout = c.Heartbeat, c.Heartbeat, c.Heartbeat/2
	h.MaxAppendEntries, h.BatchApplyCh = 256, true
	h.SnapshotThreshold, h.TrailingLogs = c.SnapshotEntries, c.TrailingEntries
	h.ShutdownOnRemove = false
	h.NoLegacyTelemetry = true
	h.NotifyCh = notify
	h.Logger = log
	return h
}
