package object

import (
	"context"
	"sort"
	"sync"
)

// Range is a stretch of an object.
type Range struct{ Off, Len int64 }

// Requests for an object store: neighbours closer than gap are fetched together, large
// stretches in parts, several at a time.
const (
	prefetchGap      = 256 << 10
	prefetchPart     = 8 << 20
	prefetchParallel = 8
)

// Prefetch begins to fetch ranges of a file and gives a file that serves them from
// memory; other reads pass through. Closing it closes f.
func Prefetch(ctx context.Context, f File, ranges []Range) File {
	p := &prefetched{File: f}
	ctx, p.cancel = context.WithCancel(ctx)
	slots := make(chan struct{}, prefetchParallel)
	for _, r := range coalesce(ranges) {
		part := &prefetchedPart{off: r.Off, buf: make([]byte, r.Len), done: make(chan struct{})}
		p.parts = append(p.parts, part)
		p.wg.Add(1)
		go func() {
			defer p.wg.Done()
			defer close(part.done)
			slots <- struct{}{}
			defer func() { <-slots }()
			part.err = f.ReadAt(ctx, part.buf, part.off)
		}()
	}
	return p
}

// coalesce joins neighbouring ranges and cuts long ones.
func coalesce(ranges []Range) (out []Range) {
	in := append([]Range(nil), ranges...)
	sort.Slice(in, func(i, j int) bool { return in[i].Off < in[j].Off })
	for _, r := range in {
		if k := len(out) - 1; k >= 0 && r.Off-(out[k].Off+out[k].Len) <= prefetchGap {
			out[k].Len = max(out[k].Len, r.Off+r.Len-out[k].Off)
			continue
		}
		out = append(out, r)
	}
	var cut []Range
	for _, r := range out {
		for ; r.Len > prefetchPart; r.Off, r.Len = r.Off+prefetchPart, r.Len-prefetchPart {
			cut = append(cut, Range{r.Off, prefetchPart})
		}
		if r.Len > 0 {
			cut = append(cut, r)
		}
	}
	return cut
}

type prefetched struct {
	File
	parts  []*prefetchedPart
	wg     sync.WaitGroup
	cancel context.CancelFunc
}

type prefetchedPart struct {
	off  int64
	buf  []byte
	done chan struct{}
	err  error
}

// ReadAt implements File.
func (p *prefetched) ReadAt(ctx context.Context, b []byte, off int64) error {
	for len(b) > 0 {
		i := sort.Search(len(p.parts), func(i int) bool { return p.parts[i].off+int64(len(p.parts[i].buf)) > off })
		if i == len(p.parts) || p.parts[i].off > off {
			return p.File.ReadAt(ctx, b, off)
		}
		part := p.parts[i]
		select {
		case <-part.done:
		case <-ctx.Done():
			return ctx.Err()
		}
		if part.err != nil {
			return part.err
		}
		n := copy(b, part.buf[off-part.off:])
		b, off = b[n:], off+int64(n)
	}
	return nil
}

// Close implements File.
func (p *prefetched) Close() error {
	p.cancel()
	p.wg.Wait()
	p.parts = nil
	return p.File.Close()
}
