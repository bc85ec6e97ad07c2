// Package mem accounts for memory: a pool per process, an account per query, a child
// account per operator.
//
// Invariants: used bytes of a parent are the sum over its children plus its own; a
// failed Grow changes nothing; Close gives everything back. Only consumers that grow
// with their input reserve (hash tables, sort buffers, materialized inputs); a batch in
// flight does not. Accounts are safe for concurrent use. Start reading at Account.
package mem

import (
	"sync/atomic"

	"github.com/tarndb/tarn/sql/pgerr"
)

// Account is a node in the tree of budgets. The zero limit means unlimited.
type Account struct {
	parent *Account
	name   string
	limit  int64
	used   atomic.Int64
	peak   atomic.Int64
}

// NewPool makes a root account with a limit in bytes (0: unlimited).
func NewPool(name string, limitBytes int64) *Account {
	return &Account{name: name, limit: limitBytes}
}

// Child makes an account whose reservations also count against a.
func (a *Account) Child(name string, limitBytes int64) *Account {
	return &Account{parent: a, name: name, limit: limitBytes}
}

// TryGrow reserves n bytes here and in every ancestor, or nothing.
func (a *Account) TryGrow(n int64) bool {
	for p := a; p != nil; p = p.parent {
		u := p.used.Add(n)
		if p.limit > 0 && u > p.limit && n > 0 {
			for q := a; ; q = q.parent {
				q.used.Add(-n)
				if q == p {
					return false
				}
			}
		}
		for {
			old := p.peak.Load()
			if u <= old || p.peak.CompareAndSwap(old, u) {
				break
			}
		}
	}
	return true
}

// Grow is TryGrow that answers with SQLSTATE 53200 when the budget is spent.
func (a *Account) Grow(n int64) error {
	if a.TryGrow(n) {
		return nil
	}
	return pgerr.New(pgerr.OutOfMemory, "out of memory").
		WithDetail("%s could not reserve %d bytes within its budget.", a.name, n)
}

// Shrink gives n bytes back.
func (a *Account) Shrink(n int64) {
	for p := a; p != nil; p = p.parent {
		p.used.Add(-n)
	}
}

// Close gives back all that is still reserved here.
func (a *Account) Close() {
	if n := a.used.Load(); n != 0 {
		a.Shrink(n)
	}
}

// Used is the number of bytes reserved now.
func (a *Account) Used() int64 { return a.used.Load() }

// Peak is the most bytes ever reserved at once.
func (a *Account) Peak() int64 { return a.peak.Load() }

// Limit is the budget in bytes, 0 for none.
func (a *Account) Limit() int64 { return a.limit }
