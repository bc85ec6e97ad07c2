package delta

import (
	"fmt"
	"testing"
)

// manyFilesSnapshot makes a snapshot of n files with statistics.
func manyFilesSnapshot(b *testing.B, n int) *Snapshot {
	c := firstCommit()
	for i := range n {
		c.Adds = append(c.Adds, &Add{Path: fmt.Sprintf("part-%032d.parquet", i*7919%n), Size: 1,
			Stats: fmt.Sprintf(`{"numRecords":100,"minValues":{"a":%d},"maxValues":{"a":%d},"nullCount":{"a":0}}`, i, i+100)})
	}
	s, err := NewSnapshot("/t").Apply(c)
	if err != nil {
		b.Fatal(err)
	}
	s.total()
	return s
}

// BenchmarkApply commits one file in and one out of a table of 100,000.
func BenchmarkApply(b *testing.B) {
	s := manyFilesSnapshot(b, 100_000)
	old := s.Files()
	b.ReportAllocs()
	b.ResetTimer()
	for i := range b.N {
		c := &Commit{Version: s.Version() + 1, Adds: []*Add{{Path: fmt.Sprint("new", i), Size: 1, Stats: `{"numRecords":1,"minValues":{"a":1},"maxValues":{"a":1},"nullCount":{"a":0}}`}}}
		if i < len(old) {
			c.Removes = []*Remove{{Path: old[i*31%len(old)].Path}}
		}
		var err error
		if s, err = s.Apply(c); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkFiles plans over a table of 100,000 files that changes all the time.
func BenchmarkFiles(b *testing.B) {
	s := manyFilesSnapshot(b, 100_000)
	b.ResetTimer()
	for range b.N {
		for _, f := range s.Files() {
			f.mayMatch(s.schema, nil)
		}
	}
}

func BenchmarkDecodeAdd(b *testing.B) {
	c := fullCommit()
	c.Protocol, c.Metadata, c.Info, c.Removes, c.Txns, c.Domains, c.CDCs = nil, nil, nil, nil, nil, nil, nil
	raw := c.Encode()
	b.SetBytes(int64(len(raw)))
	b.ReportAllocs()
	for range b.N {
		if _, err := DecodeCommit(raw); err != nil {
			b.Fatal(err)
		}
	}
}
