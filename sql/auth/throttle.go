package auth

import (
	"sync"
	"time"
)

// Limits of a Throttle.
const (
	freeFailures = 3
	firstDelay   = 250 * time.Millisecond
	longestDelay = 10 * time.Second
	forgetAfter  = 10 * time.Minute
	throttledMax = 10000
)

// Throttle slows down those who fail to log in, by role and address.
type Throttle struct {
	mu    sync.Mutex
	fails map[throttleKey]failures
	now   func() time.Time
}

type throttleKey struct{ role, host string }

type failures struct {
	n    int
	last time.Time
}

// NewThrottle makes one; now tells the time (nil: the clock's).
func NewThrottle(now func() time.Time) *Throttle {
	if now == nil {
		now = time.Now
	}
	return &Throttle{fails: map[throttleKey]failures{}, now: now}
}

// Delay is how long the next attempt must wait before it is judged.
func (t *Throttle) Delay(role, host string) time.Duration {
	t.mu.Lock()
	defer t.mu.Unlock()
	f, ok := t.fails[throttleKey{role, host}]
	if !ok || f.n < freeFailures || t.now().Sub(f.last) > forgetAfter {
		return 0
	}
	return min(firstDelay<<min(f.n-freeFailures, 20), longestDelay)
}

// Done notes how an attempt ended.
func (t *Throttle) Done(role, host string, ok bool) {
	t.mu.Lock()
	defer t.mu.Unlock()
	k := throttleKey{role, host}
	if ok {
		delete(t.fails, k)
		return
	}
	if len(t.fails) >= throttledMax {
		t.forget()
	}
	f := t.fails[k]
	if t.now().Sub(f.last) > forgetAfter {
		f.n = 0
	}
	t.fails[k] = failures{f.n + 1, t.now()}
}

// forget drops what is old, and all when nothing is.
func (t *Throttle) forget() {
	for k, f := range t.fails {
		if t.now().Sub(f.last) > forgetAfter {
			delete(t.fails, k)
		}
	}
	if len(t.fails) >= throttledMax {
		clear(t.fails)
	}
}
