package raft

import (
	"sync/atomic"
	"time"
)

// CommitBounds are the upper bounds of the commit latency histogram, in seconds; a last
// bucket has none.
var CommitBounds = [...]float64{0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5}

// stats counts proposals of this node that were acknowledged.
type stats struct {
	buckets [len(CommitBounds) + 1]atomic.Uint64
	nanos   atomic.Int64
}

func (s *stats) commit(d time.Duration) {
	i := 0
	for i < len(CommitBounds) && d.Seconds() > CommitBounds[i] {
		i++
	}
	s.buckets[i].Add(1)
	s.nanos.Add(int64(d))
}

// Commits gives the histogram of commit latencies: counts per bucket of CommitBounds, not
// summed up, and the total of seconds.
func (n *Node) Commits() (buckets [len(CommitBounds) + 1]uint64, seconds float64) {
	for i := range buckets {
		buckets[i] = n.stats.buckets[i].Load()
	}
	return buckets, float64(n.stats.nanos.Load()) / 1e9
}
