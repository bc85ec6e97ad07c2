package raft

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
	"encoding/gob"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"sync"
)

// testFSM remembers the identities (first 8 bytes) of what it was given, and a hash over
// all in order. A repeat gives the first result.
type testFSM struct {
	mu   sync.Mutex
	seen map[uint64]uint64 // identity → index of its first entry
	hash [32]byte
	last uint64
	bad  []byte // an entry that fails
}

func newTestFSM() *testFSM { return &testFSM{seen: map[uint64]uint64{}} }

func (f *testFSM) Apply(entries []Entry) ([][]byte, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	var out [][]byte
	for _, e := range entries {
		if e.Index <= f.last {
			return nil, fmt.Errorf("entry %d after %d", e.Index, f.last)
		}
		if f.bad != nil && bytes.Equal(e.Data, f.bad) {
			return nil, errors.New("an entry that fails")
		}
		f.last = e.Index
		id := binary.BigEndian.Uint64(e.Data)
		if _, ok := f.seen[id]; !ok {
			f.seen[id] = e.Index
			f.hash = sha256.Sum256(append(f.hash[:], e.Data...))
		}
		out = append(out, binary.BigEndian.AppendUint64(nil, f.seen[id]))
	}
	return out, nil
}

type testState struct {
	Seen map[uint64]uint64
	Hash [32]byte
	Last uint64
}

func (s testState) WriteTo(w io.Writer) (int64, error) { return 0, gob.NewEncoder(w).Encode(s) }

func (f *testFSM) Snapshot() (io.WriterTo, error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	return testState{maps.Clone(f.seen), f.hash, f.last}, nil
}

func (f *testFSM) Restore(in io.Reader) error {
	b, err := io.ReadAll(in)
	if err != nil {
		return err
	}
	var s testState
	if err := gob.NewDecoder(bytes.NewReader(b)).Decode(&s); err != nil {
		return err
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	f.seen, f.hash, f.last = s.Seen, s.Hash, s.Last
	if f.seen == nil {
		f.seen = map[uint64]uint64{}
	}
	return nil
}

func (f *testFSM) state() testState {
	s, _ := f.Snapshot()
	return s.(testState)
}

func (f *testFSM) ids() []uint64 { return slices.Sorted(maps.Keys(f.state().Seen)) }

func command(id uint64, size int) []byte {
	b := binary.BigEndian.AppendUint64(nil, id)
	return append(b, make([]byte, max(0, size-8))...)
}
