// Package colcache keeps decoded columns of immutable files in memory.
//
// Invariants: an entry is keyed by the identity of the file's content, so it is never
// stale and never invalidated. The entries' bytes are reserved in a memory account and
// stay within the limit; an evicted entry lives on only as long as a reader holds it. A
// column is admitted when it has been asked for often enough, so that a query that runs
// once pays nothing. Eviction is CLOCK.
//
// Threading: safe for concurrent use; hits take a lock for a map look-up. Start reading
// at Cache.
package colcache

import (
	"sync"
	"sync/atomic"

	"github.com/tarndb/tarn/internal/mem"
	"github.com/tarndb/tarn/storage/column"
)

// Key names a column of a row group of a file.
type Key struct {
	Path, ID   string
	Group, Col int32
}

// Stats are counts since the cache was made.
type Stats struct {
	Hits, Misses, Fills, Evictions int64
	Entries                        int
	Bytes, Limit                   int64
}

// Cache is a column cache. A nil Cache is one that is switched off.
type Cache struct {
	acct *mem.Account
	on   atomic.Bool

	mu      sync.Mutex
	limit   int64
	touches int
	entries map[Key]*entry
	clock   []*entry
	hand    int
	ghosts  map[Key]int // misses of columns not admitted yet
	bytes   int64
	stats   Stats
}

type entry struct {
	key  Key
	data *column.Data
	used bool
	at   int // place on the clock
}

const maxGhosts = 1 << 17

// New makes a cache that holds at most limit bytes, reserved in acct, and admits a
// column on its touches-th use.
func New(acct *mem.Account, limit int64, touches int) *Cache {
	c := &Cache{acct: acct, limit: limit, touches: touches, entries: map[Key]*entry{}, ghosts: map[Key]int{}}
	c.on.Store(true)
	return c
}

// SetEnabled switches the cache on or off; off, it gives up everything it holds.
func (c *Cache) SetEnabled(on bool) {
	c.on.Store(on)
	if !on {
		c.Release(1 << 62)
	}
}

// Get gives a column that is held, else nil.
func (c *Cache) Get(k Key) *column.Data {
	if c == nil || !c.on.Load() {
		return nil
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	e := c.entries[k]
	if e == nil {
		c.stats.Misses++
		return nil
	}
	e.used = true
	c.stats.Hits++
	return e.data
}

// Admit tells a reader that missed whether it should build the column and Put it. Only
// one of several readers that ask at once is told so, and only when about bytes fit.
func (c *Cache) Admit(k Key, bytes int64) bool {
	if c == nil || !c.on.Load() || bytes > c.limit {
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.entries[k] != nil {
		return false
	}
	if len(c.ghosts) >= maxGhosts {
		clear(c.ghosts)
	}
	c.ghosts[k]++
	return c.ghosts[k] == c.touches
}

// Put hands over a built column. It answers false when there is no room for it.
func (c *Cache) Put(k Key, d *column.Data) bool {
	if c == nil || !c.on.Load() {
		return false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.ghosts, k)
	if c.entries[k] != nil || !c.reserve(d.Bytes()) {
		return false
	}
	e := &entry{key: k, data: d, used: true, at: len(c.clock)}
	c.entries[k] = e
	c.clock = append(c.clock, e)
	c.stats.Fills++
	return true
}

// Abandon takes back an Admit whose column could not be built.
func (c *Cache) Abandon(k Key) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.ghosts, k)
}

// reserve makes room for n bytes, evicting as needed.
func (c *Cache) reserve(n int64) bool {
	if n > c.limit {
		return false
	}
	for c.bytes+n > c.limit || !c.acct.TryGrow(n) {
		if !c.evict() {
			return false
		}
	}
	c.bytes += n
	return true
}

// evict drops the first entry on the clock that was not used since the hand came by.
func (c *Cache) evict() bool {
	for range 2 * len(c.clock) {
		if c.hand >= len(c.clock) {
			c.hand = 0
		}
		e := c.clock[c.hand]
		if e.used {
			e.used = false
			c.hand++
			continue
		}
		c.drop(e)
		return true
	}
	return false
}

func (c *Cache) drop(e *entry) {
	last := c.clock[len(c.clock)-1]
	c.clock[e.at], last.at = last, e.at
	c.clock = c.clock[:len(c.clock)-1]
	delete(c.entries, e.key)
	c.bytes -= e.data.Bytes()
	c.acct.Shrink(e.data.Bytes())
	c.stats.Evictions++
}

// Release evicts until n bytes are given back or the cache is empty, for those who need
// memory more.
func (c *Cache) Release(n int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for goal := c.bytes - n; c.bytes > max(goal, 0) && c.evict(); {
	}
}

// SetLimit changes the limit in bytes.
func (c *Cache) SetLimit(n int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.limit = n
	for c.bytes > n && c.evict() {
	}
}

// Stats gives the counts.
func (c *Cache) Stats() Stats {
	c.mu.Lock()
	defer c.mu.Unlock()
	s := c.stats
	s.Entries, s.Bytes, s.Limit = len(c.entries), c.bytes, c.limit
	return s
}
