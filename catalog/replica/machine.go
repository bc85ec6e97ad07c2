package replica

import (
	"context"
	"errors"
	"fmt"
	"io"
	"runtime/debug"
	"sync/atomic"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/raft"
	"github.com/tarndb/tarn/sql/pgerr"
)

const (
	digestEvery  = 10_000              // commands between two digests
	keptRequests = 1 << 16             // results remembered for repeats, at most
	keptMicros   = 24 * 3600 * 1000000 // and no longer than so, by the leader's clock
)

// machine is the catalog as a replicated state machine.
type machine struct {
	snap  atomic.Pointer[catalog.Snapshot] // the newest state, for all readers
	ready chan struct{}                    // closed when there is a catalog
	every uint64                           // digestEvery, less in tests
	// life grows when a stored state replaces this one, which may be an older one: numbers
	// reserved before are worthless then.
	life atomic.Uint64
	// marked is told when a digest is due.
	marked     chan struct{}
	latestMark atomic.Pointer[mark] // a copy of mark, for the one that sends it

	// The rest is of the goroutine that applies.
	has      bool   // there is a catalog
	entries  uint64 // commands applied since the cluster began
	level    uint64 // cluster level
	sum      sum
	mark     mark
	requests requests
}

// mark is the state hash at an index, to be compared with the leader's.
type mark struct {
	index uint64
	hash  [32]byte
}

func newMachine() *machine {
	m := &machine{ready: make(chan struct{}), every: digestEvery, marked: make(chan struct{}, 1), level: 1}
	m.snap.Store(catalog.NewLoader(catalog.Counters{CSN: 1, NextID: catalog.FirstID, NextTx: 1, NextChunk: 1}).Snapshot())
	return m
}

// Apply applies commands of the log.
func (m *machine) Apply(entries []raft.Entry) ([][]byte, error) {
	results := make([][]byte, len(entries))
	for i := range entries {
		r, err := m.applyOne(&entries[i])
		if err != nil {
			return nil, fmt.Errorf("log entry %d: %w", entries[i].Index, err)
		}
		results[i] = r
	}
	return results, nil
}

// applyOne applies one command. Errors of the command itself are part of the result; an
// error here stops the server, as a panic in the catalog's rules does: its state can not
// be trusted to equal the others'.
func (m *machine) applyOne(e *raft.Entry) (res []byte, err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("applying a command: %v\n%s", p, debug.Stack())
		}
	}()
	c, err := decodeCommand(e.Data)
	if err != nil {
		return nil, err
	}
	if c != nil {
		if res, err = m.command(c, e); err != nil {
			return nil, err
		}
	}
	m.entries++
	if m.entries%m.every == 0 {
		m.mark = mark{e.Index, m.hash()}
		due := m.mark
		m.latestMark.Store(&due)
		select {
		case m.marked <- struct{}{}:
		default:
		}
	}
	return res, nil
}

func (m *machine) command(c *command, e *raft.Entry) ([]byte, error) {
	if known := m.requests.find(c.request); known != nil {
		return known, nil
	}
	var r result
	next, err := m.run(c, e, &r)
	if err != nil {
		var shown *pgerr.Error
		if !errors.As(err, &shown) {
			return nil, err
		}
		r = result{err: shown}
	} else if old := m.snap.Load(); next != old {
		m.sum.move(old, next, touched(c))
		m.snap.Store(next)
	}
	if c.kind == kindInit {
		m.begun() // after the state can be seen: somebody waits for it
	}
	res := r.encode()
	// The catalog remembers commits itself. One that failed must not succeed when a late
	// repeat of it arrives: its client has been told.
	if c.kind != kindCommit || r.err != nil {
		m.requests.add(request{c.request, res, e.Time})
	}
	return res, nil
}

// run gives the state after a command. An error of type pgerr.Error is the command's; any
// other stops the server.
func (m *machine) run(c *command, e *raft.Entry, r *result) (*catalog.Snapshot, error) {
	s := m.snap.Load()
	switch c.kind {
	case kindInit:
		return m.begin(c)
	case kindCommit:
		next, o, err := s.Apply(c.change, catalog.Stamp{CSN: catalog.CSN(e.Index), Time: e.Time})
		r.csn, r.time = uint64(o.CSN), o.Time
		return next, err
	case kindReserve:
		next, id, tx := s.Reserve(uint32(c.ids), uint32(c.txs))
		r.first, r.count = int64(id), int64(tx)
		return next, nil
	case kindAdvance:
		next, first, count, err := s.Advance(c.object, c.n)
		r.first, r.count = first, count
		return next, err
	case kindSet:
		return s.SetSequence(c.object, c.n, c.called)
	case kindPublished:
		return s.MarkPublished(c.object, c.n, c.m), nil
	case kindPurge:
		return s.Purge(idsOf(c.list)), nil
	case kindDigest:
		if m.mark.index == c.index && m.mark.hash != c.hash {
			return s, fmt.Errorf("this server's catalog differs from the leader's at index %d (%x here, %x there): "+
				"it must not go on; remove it from the cluster and let it join again with an empty directory", c.index, m.mark.hash, c.hash)
		}
		return s, nil
	case kindLevel:
		m.level = max(m.level, c.ids)
		return s, nil
	}
	return s, fmt.Errorf("command of kind %d", c.kind)
}

// begin makes the catalog of its first objects. Later ones are not listened to.
func (m *machine) begin(c *command) (*catalog.Snapshot, error) {
	if m.has {
		return m.snap.Load(), nil
	}
	l := catalog.NewLoader(m.snap.Load().Counters())
	for _, o := range c.objects {
		l.Object(o)
	}
	return l.Snapshot(), nil
}

func (m *machine) begun() {
	if !m.has {
		m.has = true
		defer close(m.ready)
	}
}

func idsOf(list []uint64) []catalog.ID {
	ids := make([]catalog.ID, len(list))
	for i, id := range list {
		ids[i] = catalog.ID(id)
	}
	return ids
}

// hash is the state hash: the sum over the parts, and the numbers.
func (m *machine) hash() [32]byte { return m.sum.hash(m.snap.Load(), m.level) }

// Snapshot captures the state.
func (m *machine) Snapshot() (io.WriterTo, error) {
	return &state{snap: m.snap.Load(), has: m.has, entries: m.entries, level: m.level, mark: m.mark, requests: m.requests.list()}, nil
}

// Restore replaces the state.
func (m *machine) Restore(in io.Reader) error {
	s, err := readState(in)
	if err != nil {
		return err
	}
	m.entries, m.level, m.mark = s.entries, s.level, s.mark
	m.requests = requests{}
	for _, r := range s.requests {
		m.requests.add(r)
	}
	m.sum = sumOf(s.snap)
	m.snap.Store(s.snap)
	m.life.Add(1)
	if s.has {
		m.begun()
	}
	return nil
}

// verify reads a state and forgets it.
func verify(in io.Reader) error {
	_, err := readState(in)
	return err
}

// waitReady waits until there is a catalog.
func (m *machine) waitReady(ctx context.Context) error {
	select {
	case <-m.ready:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}

// request is an answered command that may be repeated.
type request struct {
	id     [16]byte
	result []byte
	time   int64
}

// requests remembers the newest answers.
type requests struct {
	byID  map[[16]byte][]byte
	queue []request // in order, from first on
	first int
}

func (q *requests) find(id [16]byte) []byte {
	if id == [16]byte{} {
		return nil
	}
	return q.byID[id]
}

// add remembers an answer, and forgets what is too old or too much.
func (q *requests) add(r request) {
	if r.id == [16]byte{} {
		return
	}
	if q.byID == nil {
		q.byID = map[[16]byte][]byte{}
	}
	if r.result == nil {
		r.result = []byte{}
	}
	q.byID[r.id] = r.result
	q.queue = append(q.queue, r)
	for len(q.queue)-q.first > keptRequests || q.queue[q.first].time < r.time-keptMicros {
		delete(q.byID, q.queue[q.first].id)
		q.first++
	}
	if q.first > keptRequests {
		q.queue, q.first = append([]request(nil), q.queue[q.first:]...), 0
	}
}

// list gives what is remembered; it stays valid while more is added.
func (q *requests) list() []request { return q.queue[q.first:len(q.queue):len(q.queue)] }
