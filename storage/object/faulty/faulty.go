// Package faulty wraps an object store so that chosen operations fail, for tests.
//
// Invariants: which operation fails is data (a list of faults) or a seeded coin, so a
// failing run can be repeated. A fault of kind After lets the operation happen and then
// reports failure, as a lost acknowledgement does.
//
// Threading: safe for concurrent use; the order of concurrent operations decides which
// of them a counted fault hits. Start reading at Store.
package faulty

import (
	"context"
	"errors"
	"io"
	"iter"
	"math/rand"
	"strings"
	"sync"

	"github.com/tarndb/tarn/storage/object"
)

// ErrInjected is the cause of every failure made here.
var ErrInjected = errors.New("injected fault")

// Op names an operation of a store.
type Op string

// Operations that can fail.
const (
	Head   Op = "head"
	Open   Op = "open"
	Read   Op = "read"
	List   Op = "list"
	Put    Op = "put"
	Delete Op = "delete"
)

// Fault makes operations fail.
type Fault struct {
	Op    Op
	Path  string // part of the path, "" for all
	Skip  int    // so many matching operations succeed first
	Times int    // then so many fail; 0 means all
	After bool   // the operation happens, only its outcome is lost
}

// Store is an object store with faults.
type Store struct {
	Under object.Store

	mu     sync.Mutex
	faults []Fault
	rate   float64
	rnd    *rand.Rand
	Count  map[Op]int // operations so far
}

// New wraps a store.
func New(under object.Store, faults ...Fault) *Store {
	return &Store{Under: under, faults: faults, Count: map[Op]int{}}
}

// Random makes each operation fail with a probability, half of them afterwards.
func (s *Store) Random(seed int64, rate float64) *Store {
	s.rnd, s.rate = rand.New(rand.NewSource(seed)), rate
	return s
}

// Clear removes all faults.
func (s *Store) Clear() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.faults, s.rate = nil, 0
}

// hit decides about one operation.
func (s *Store) hit(op Op, path string) (before, after bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.Count[op]++
	for i := range s.faults {
		f := &s.faults[i]
		if f.Op != op || !strings.Contains(path, f.Path) || f.Times < 0 {
			continue
		}
		if f.Skip > 0 {
			f.Skip--
			continue
		}
		if f.Times > 0 {
			if f.Times--; f.Times == 0 {
				f.Times = -1
			}
		}
		return !f.After, f.After
	}
	if s.rate > 0 && s.rnd.Float64() < s.rate {
		after = s.rnd.Intn(2) == 0
		return !after, after
	}
	return false, false
}

func fault(path string) error { return object.IOError(path, ErrInjected) }

// do runs an operation under the faults.
func (s *Store) do(op Op, path string, run func() error) error {
	before, after := s.hit(op, path)
	if before {
		return fault(path)
	}
	if err := run(); err != nil {
		return err
	}
	if after {
		return fault(path)
	}
	return nil
}

// Head implements object.Store.
func (s *Store) Head(ctx context.Context, path string) (info object.Info, err error) {
	err = s.do(Head, path, func() (err error) { info, err = s.Under.Head(ctx, path); return err })
	return info, err
}

// Open implements object.Store.
func (s *Store) Open(ctx context.Context, info object.Info) (f object.File, err error) {
	err = s.do(Open, info.Path, func() (err error) { f, err = s.Under.Open(ctx, info); return err })
	if err != nil {
		if f != nil {
			f.Close()
		}
		return nil, err
	}
	return &file{File: f, s: s}, nil
}

type file struct {
	object.File
	s *Store
}

func (f *file) ReadAt(ctx context.Context, p []byte, off int64) error {
	return f.s.do(Read, f.Info().Path, func() error { return f.File.ReadAt(ctx, p, off) })
}

// List implements object.Store; a fault breaks the listing off in the middle.
func (s *Store) List(ctx context.Context, prefix string, opt object.ListOptions) iter.Seq2[object.Info, error] {
	return func(yield func(object.Info, error) bool) {
		before, after := s.hit(List, prefix)
		if before {
			yield(object.Info{}, fault(prefix))
			return
		}
		for info, err := range s.Under.List(ctx, prefix, opt) {
			if !yield(info, err) {
				return
			}
			if after {
				yield(object.Info{}, fault(prefix))
				return
			}
		}
	}
}

// Put implements object.Store.
func (s *Store) Put(ctx context.Context, path string, body io.Reader, cond object.PutCond) (info object.Info, err error) {
	err = s.do(Put, path, func() (err error) { info, err = s.Under.Put(ctx, path, body, cond); return err })
	return info, err
}

// Delete implements object.Store.
func (s *Store) Delete(ctx context.Context, path string) error {
	return s.do(Delete, path, func() error { return s.Under.Delete(ctx, path) })
}
