package raft

import (
	"context"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// benchCommits measures commits per second and latencies with so many writers.
func benchCommits(b *testing.B, n *Node, writers int) {
	var next atomic.Int64
	all := make([][]time.Duration, writers)
	var wg sync.WaitGroup
	b.ResetTimer()
	for w := range writers {
		wg.Go(func() {
			for {
				i := next.Add(1)
				if i > int64(b.N) {
					return
				}
				start := time.Now()
				if _, _, err := n.Propose(context.Background(), command(uint64(i), 600)); err != nil {
					b.Error(err)
					return
				}
				all[w] = append(all[w], time.Since(start))
			}
		})
	}
	wg.Wait()
	b.StopTimer()
	d := slices.Sorted(slices.Values(slices.Concat(all...)))
	b.ReportMetric(float64(len(d))/b.Elapsed().Seconds(), "commits/s")
	b.ReportMetric(d[len(d)/2].Seconds()*1e3, "p50-ms")
	b.ReportMetric(d[len(d)*99/100].Seconds()*1e3, "p99-ms")
}

func BenchmarkCommit(b *testing.B) {
	for _, writers := range []int{1, 64} {
		b.Run(fmt.Sprintf("voters=1/writers=%d", writers), func(b *testing.B) {
			benchCommits(b, openNode(b, Config{Dir: b.TempDir(), Heartbeat: time.Second}), writers)
		})
		b.Run(fmt.Sprintf("voters=3/writers=%d", writers), func(b *testing.B) {
			nodes, _ := cluster(b)
			benchCommits(b, nodes[0], writers)
		})
		b.Run(fmt.Sprintf("voters=3/forwarded/writers=%d", writers), func(b *testing.B) {
			nodes, _ := cluster(b)
			benchCommits(b, nodes[1], writers)
		})
	}
}

func BenchmarkReadIndex(b *testing.B) {
	b.Run("voters=1", func(b *testing.B) {
		n := openNode(b, Config{Dir: b.TempDir()})
		for b.Loop() {
			if _, err := n.ReadIndex(context.Background()); err != nil {
				b.Fatal(err)
			}
		}
	})
	nodes, _ := cluster(b)
	for i, name := range []string{"leader", "follower"} {
		b.Run("voters=3/"+name, func(b *testing.B) {
			for b.Loop() {
				if _, err := nodes[i].ReadIndex(context.Background()); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
