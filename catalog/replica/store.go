package replica

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"sync"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/raft"
	"github.com/tarndb/tarn/sql/pgerr"
)

// Store is the catalog of a cluster, as one of its servers has it.
type Store struct {
	node *raft.Node
	m    *machine
	log  *slog.Logger
	ids  block
	txs  block
	stop context.CancelFunc
	wg   sync.WaitGroup
}

var (
	_ catalog.Reader = (*Store)(nil)
	_ catalog.Writer = (*Store)(nil)
)

// Config says how a Store is made.
type Config struct {
	Raft     raft.Config // FSM and Verify are filled in
	Database string      // of a new catalog
	Owner    string      // of a new catalog
}

// Open starts the server's part of the catalog. It returns when there is a catalog: a new
// one is made in a fresh directory, and a server that is one of many waits for the others.
func Open(ctx context.Context, cfg Config) (*Store, error) {
	s := &Store{m: newMachine(), log: cfg.Raft.Log}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	cfg.Raft.FSM, cfg.Raft.Verify = s.m, verify
	failed := make(chan error, 1)
	told := cfg.Raft.OnFatal
	cfg.Raft.OnFatal = func(err error) {
		failed <- err
		if told != nil {
			told(err)
		}
	}
	var err error
	if s.node, err = raft.Open(ctx, cfg.Raft); err != nil {
		return nil, err
	}
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	go func() {
		select {
		case err := <-failed:
			cancel(err)
		case <-ctx.Done():
		}
	}()
	if err := s.begin(ctx, &cfg); err != nil {
		s.node.Close(ctx)
		return nil, err
	}
	var life context.Context
	life, s.stop = context.WithCancel(context.Background())
	s.wg.Go(func() { s.digests(life) })
	return s, nil
}

// begin sees to it that there is a catalog.
func (s *Store) begin(ctx context.Context, cfg *Config) error {
	select {
	case <-s.m.ready:
		return nil
	default:
	}
	if cfg.Raft.Join == "" && s.node.Here().State == "leader" {
		c := &command{kind: kindInit}
		catalog.Initial(cfg.Database, cfg.Owner).All(func(o *catalog.Object) bool {
			c.objects = append(c.objects, o)
			return true
		})
		if _, err := s.propose(ctx, c); err != nil {
			return err
		}
	}
	return s.m.waitReady(ctx)
}

// digests sends the state hash through the log when one is due and this server leads.
func (s *Store) digests(ctx context.Context) {
	for {
		select {
		case <-s.m.marked:
		case <-ctx.Done():
			return
		}
		if s.node.Here().State != "leader" {
			continue
		}
		mark := s.m.latestMark.Load()
		c := &command{kind: kindDigest, ignorable: true, index: mark.index, hash: mark.hash}
		if _, err := s.propose(ctx, c); err != nil {
			s.log.Info("the state hash was not sent", "error", err)
		}
	}
}

// Close stops this server's part.
func (s *Store) Close(ctx context.Context) {
	s.stop()
	s.wg.Wait()
	s.node.Close(ctx)
}

// Node is the server in the cluster, for administration and metrics.
func (s *Store) Node() *raft.Node { return s.node }

// Snapshot is the newest state this server has applied.
func (s *Store) Snapshot() *catalog.Snapshot { return s.m.snap.Load() }

// Fresh is a state that holds every commit acknowledged before the call, by any server.
func (s *Store) Fresh(ctx context.Context) (*catalog.Snapshot, error) {
	if _, err := s.node.ReadIndex(ctx); err != nil {
		return nil, shown(err)
	}
	return s.m.snap.Load(), nil
}

// AtLeast is a state that holds the commit csn, for sessions that want to see their own
// commits and do not mind others' missing.
func (s *Store) AtLeast(ctx context.Context, csn catalog.CSN) (*catalog.Snapshot, error) {
	if err := s.node.WaitApplied(ctx, uint64(csn)); err != nil {
		return nil, shown(err)
	}
	return s.m.snap.Load(), nil
}

// Begin starts a transaction on the newest state of this server.
func (s *Store) Begin() *catalog.Tx { return catalog.NewTx(s.Snapshot(), s.NextID) }

// Commit makes a change visible on all servers, or none of it. It goes on when its caller
// is cancelled: a commit under way cannot be called back.
func (s *Store) Commit(ctx context.Context, c *catalog.Change) (catalog.Outcome, error) {
	if c.Tx == 0 {
		named := *c
		named.Tx = s.NextTx() // a repeat must be recognised
		c = &named
	}
	if uint64(c.Tx) >= noNumber {
		return catalog.Outcome{}, shown(raft.ErrNoLeader)
	}
	for i := range c.Mutations {
		if p := c.Mutations[i].Put; p != nil && uint64(p.ID) >= noNumber {
			return catalog.Outcome{}, shown(raft.ErrNoLeader)
		}
	}
	r, err := s.propose(context.WithoutCancel(ctx), &command{kind: kindCommit, request: newRequest(), change: c})
	if errors.Is(err, raft.ErrUnknownOutcome) {
		return catalog.Outcome{}, pgerr.Wrap(err, pgerr.TransactionUnknown, "the outcome of transaction %d is unknown", c.Tx).
			WithHint("pg_xact_status(%d) tells it once the servers can be reached.", c.Tx)
	}
	return r.outcome(), err
}

// Advance takes up to n values of a sequence.
func (s *Store) Advance(ctx context.Context, id catalog.ID, n int64) (first, count int64, err error) {
	r, err := s.propose(ctx, &command{kind: kindAdvance, request: newRequest(), object: id, n: n})
	return r.first, r.count, err
}

// SetSequence is setval.
func (s *Store) SetSequence(ctx context.Context, id catalog.ID, v int64, called bool) error {
	_, err := s.propose(ctx, &command{kind: kindSet, request: newRequest(), object: id, n: v, called: called})
	return err
}

// MarkPublished notes how far a table's log is written.
func (s *Store) MarkPublished(ctx context.Context, id catalog.ID, version, checkpoint int64) error {
	_, err := s.propose(ctx, &command{kind: kindPublished, object: id, n: version, m: checkpoint})
	return err
}

// Purge forgets dropped objects for good.
func (s *Store) Purge(ctx context.Context, ids []catalog.ID) error {
	c := &command{kind: kindPurge}
	for _, id := range ids {
		c.list = append(c.list, uint64(id))
	}
	_, err := s.propose(ctx, c)
	return err
}

func newRequest() (id [16]byte) {
	_, _ = rand.Read(id[:]) // it never fails
	return id
}

// propose has a command applied.
func (s *Store) propose(ctx context.Context, c *command) (result, error) {
	b, err := c.encode()
	if err != nil {
		return result{}, err
	}
	b, _, err = s.node.Propose(ctx, b)
	if err != nil {
		return result{}, shown(err)
	}
	r, err := decodeResult(b)
	if err == nil && r.err != nil {
		err = r.err
	}
	return r, err
}

// shown gives errors of replication their SQLSTATE.
func shown(err error) error {
	switch {
	case errors.Is(err, raft.ErrUnknownOutcome):
		return pgerr.Wrap(err, pgerr.TransactionUnknown, "%v", err)
	case errors.Is(err, raft.ErrNoLeader):
		return pgerr.Wrap(err, pgerr.CannotConnectNow, "the cluster has no leader at the moment").
			WithDetail("%v", err).WithHint("A majority of its servers must run and reach each other.")
	case errors.Is(err, raft.ErrTooLarge):
		return pgerr.Wrap(err, pgerr.ProgramLimitExceeded, "the transaction's changes exceed %d bytes", raft.MaxEntryBytes)
	case errors.Is(err, raft.ErrStopped):
		return pgerr.Wrap(err, pgerr.AdminShutdown, "%v", err)
	}
	return err
}

// Numbers are handed out from blocks that the state machine reserved for this server, so
// that none is given twice in the cluster.
const (
	idBlock = 1024
	txBlock = 4096
	// noNumber begins the numbers given when none could be reserved. What is made with them
	// cannot be committed.
	noNumber = 1 << 62
)

type block struct {
	mu        sync.Mutex
	next, end uint64
	life      uint64 // machine.life when it was reserved
	none      uint64
}

func (b *block) take(m *machine, reserve func() (first, n uint64, err error)) uint64 {
	b.mu.Lock()
	defer b.mu.Unlock()
	if life := m.life.Load(); b.next == b.end || b.life != life {
		first, n, err := reserve()
		if err != nil {
			b.none++
			return noNumber + b.none
		}
		b.next, b.end, b.life = first, first+n, life
	}
	b.next++
	return b.next - 1
}

// NextID gives a fresh identity.
func (s *Store) NextID() catalog.ID {
	return catalog.ID(s.ids.take(s.m, func() (uint64, uint64, error) {
		r, err := s.propose(context.Background(), &command{kind: kindReserve, ids: idBlock})
		return uint64(r.first), idBlock, err
	}))
}

// NextTx gives a fresh transaction number.
func (s *Store) NextTx() catalog.TxID {
	return catalog.TxID(s.txs.take(s.m, func() (uint64, uint64, error) {
		r, err := s.propose(context.Background(), &command{kind: kindReserve, txs: txBlock})
		return uint64(r.count), txBlock, err
	}))
}

// Backup streams the catalog.
func (s *Store) Backup(ctx context.Context, w io.Writer) error { return s.node.Backup(ctx, w) }

// Recover makes the server of a directory, which must not run, a cluster of its own.
func Recover(cfg raft.Config) error {
	cfg.FSM, cfg.Verify = newMachine(), verify
	if err := raft.Recover(cfg); err != nil {
		return fmt.Errorf("recovering %s: %w", cfg.Dir, err)
	}
	return nil
}
