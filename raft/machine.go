package raft

import (
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"

	hraft "github.com/hashicorp/raft"
)

// entryHeader is what Propose puts before the bytes: kind, leader's time in µs.
const entryHeader = 1 + 8

// Kinds of entries.
const (
	entryNothing byte = 0 // moves the applied index, the FSM does not see it
	entryCommand byte = 1
)

func frameEntry(kind byte, data []byte, now time.Time) []byte {
	b := make([]byte, 0, entryHeader+len(data))
	b = append(b, kind)
	b = binary.BigEndian.AppendUint64(b, uint64(now.UnixMicro()))
	return append(b, data...)
}

// outcome is what the library hands back for an applied entry.
type outcome struct {
	result []byte
	term   uint64 // of the entry
	err    error
}

// machine adapts an FSM to the library and lets callers wait for an index.
type machine struct {
	fsm     FSM
	onFatal func(error)
	applied atomic.Uint64            // last index applied
	newest  atomic.Pointer[position] // the same with its term, which is 0 when not known
	// failedFast repeats that failed is set, for readers in a hurry.
	failedFast atomic.Bool

	mu     sync.Mutex
	moved  chan struct{} // closed when applied grows, nil when nobody waits
	failed error         // the FSM's error; nothing is applied after it
}

func newMachine(fsm FSM, onFatal func(error)) *machine {
	m := &machine{fsm: fsm, onFatal: onFatal}
	m.newest.Store(&position{})
	return m
}

// Apply is only there for the interface: ApplyBatch is used.
func (m *machine) Apply(l *hraft.Log) any { return m.ApplyBatch([]*hraft.Log{l})[0] }

// ApplyBatch hands commands to the FSM, in order.
func (m *machine) ApplyBatch(logs []*hraft.Log) []any {
	out := make([]any, len(logs))
	entries := make([]Entry, 0, len(logs))
	err := m.error()
	for _, l := range logs {
		if !hasCommand(l) {
			continue
		}
		if err == nil && (len(l.Data) < entryHeader || l.Data[0] != entryCommand) {
			err = fmt.Errorf("log entry %d has an unknown format: this program is too old for the cluster's log", l.Index)
			m.fail(err)
		}
		if err == nil {
			entries = append(entries, Entry{Index: l.Index, Time: int64(binary.BigEndian.Uint64(l.Data[1:])), Data: l.Data[entryHeader:]})
		}
	}
	var results [][]byte
	if err == nil && len(entries) > 0 {
		if results, err = m.fsm.Apply(entries); err == nil && len(results) != len(entries) {
			err = fmt.Errorf("%d results for %d entries", len(results), len(entries))
		}
		if err != nil {
			m.fail(err)
		}
	}
	for i, l := range logs {
		o := &outcome{err: err, term: l.Term}
		if hasCommand(l) && err == nil {
			o.result, results = results[0], results[1:]
		}
		out[i] = o
	}
	if err == nil {
		last := logs[len(logs)-1]
		m.advance(last.Index, last.Term)
	}
	return out
}

func hasCommand(l *hraft.Log) bool {
	return l.Type == hraft.LogCommand && (len(l.Data) != entryHeader || l.Data[0] != entryNothing)
}

func (m *machine) error() error {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.failed
}

func (m *machine) fail(err error) {
	m.mu.Lock()
	first := m.failed == nil
	if first {
		m.failed = err
		m.failedFast.Store(true)
		if m.moved != nil { // waiters must learn of it
			close(m.moved)
			m.moved = nil
		}
	}
	m.mu.Unlock()
	if first && m.onFatal != nil {
		go m.onFatal(err) // it may close the node, which waits for this goroutine
	}
}

func (m *machine) advance(index, term uint64) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if index > m.applied.Load() {
		m.newest.Store(&position{index: index, entryTerm: term})
		m.applied.Store(index)
	}
	if m.moved != nil {
		close(m.moved)
		m.moved = nil
	}
}

// next gives a channel that is closed when applied grows.
func (m *machine) next() <-chan struct{} {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.moved == nil {
		m.moved = make(chan struct{})
	}
	return m.moved
}

// Snapshot captures the FSM's state.
func (m *machine) Snapshot() (hraft.FSMSnapshot, error) {
	if err := m.error(); err != nil {
		return nil, err
	}
	s, err := m.fsm.Snapshot()
	if err != nil {
		return nil, err
	}
	return capture{s, m.applied.Load()}, nil
}

// Restore replaces the FSM's state by a stream's.
func (m *machine) Restore(in io.ReadCloser) error {
	applied, err := readState(in, m.fsm.Restore)
	if err = errors.Join(err, in.Close()); err == nil {
		m.advance(applied, 0)
	}
	return err
}

type capture struct {
	state   io.WriterTo
	applied uint64
}

// Persist writes the state; the library closes or cancels the sink.
func (c capture) Persist(sink hraft.SnapshotSink) error { return writeState(sink, c.state, c.applied) }

// Release has nothing to give back.
func (c capture) Release() {}
