package op

import (
	"sync"
	"sync/atomic"

	"github.com/tarndb/tarn/storage/table"
)

// spareSplits let workers of a scan that have run out of splits take rows over from those
// that are still busy: these look before each batch whether someone waits and give away
// half of what is left.
type spareSplits struct {
	waiting atomic.Int64 // workers waiting for more than there is
	mu      sync.Mutex
	more    sync.Cond
	splits  []table.Split
	reading int // workers that may give splits
}

// busy runs f, during which the worker may give splits.
func (s *spareSplits) busy(f func() error) error {
	s.mu.Lock()
	s.reading++
	s.mu.Unlock()
	defer func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.reading--; s.reading == 0 {
			s.wake()
		}
	}()
	return f()
}

// wake lets waiting workers look again; mu is held.
func (s *spareSplits) wake() {
	if s.more.L != nil {
		s.more.Broadcast()
	}
}

func (s *spareSplits) wanted() bool { return s.waiting.Load() > 0 }

// give hands a split to a waiting worker.
func (s *spareSplits) give(sp table.Split) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.splits = append(s.splits, sp)
	s.waiting.Add(-1)
	s.wake()
}

// take waits for a split; nil when none will come.
func (s *spareSplits) take() table.Split {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.more.L == nil {
		s.more.L = &s.mu
	}
	asked := false
	for len(s.splits) == 0 {
		if s.reading == 0 {
			return nil
		}
		if !asked {
			s.waiting.Add(1)
			asked = true
		}
		s.more.Wait()
	}
	if !asked { // someone else asked for it
		s.waiting.Add(1)
	}
	sp := s.splits[len(s.splits)-1]
	s.splits = s.splits[:len(s.splits)-1]
	return sp
}
