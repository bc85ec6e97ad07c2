package parquetfile

import (
	"math/bits"
	"sync"
)

// padLen is how many bytes behind the data of any page buffer can be read.
const padLen = 64

const (
	minClass      = 12      // 4 KiB
	maxClass      = 31      // larger buffers are not kept
	maxKeptBytes  = 1 << 28 // kept over all classes
	maxPerClass   = 256
	maxKeptReader = 64
)

// freeList keeps byte buffers by power-of-two size. It never gives memory back to the
// garbage collector below its limit: fresh pages cost more than decoding into them.
type freeList struct {
	mu   sync.Mutex
	free [maxClass + 1][][]byte
	kept int64
}

var buffers freeList

func sizeClass(n int) int { return max(minClass, bits.Len(uint(n+padLen-1))) }

// get gives a buffer of length n with at least padLen bytes of capacity behind it. Its
// content is arbitrary.
func (f *freeList) get(n int) []byte {
	c := sizeClass(n)
	if c > maxClass {
		return make([]byte, n, n+padLen)
	}
	f.mu.Lock()
	if l := len(f.free[c]); l > 0 {
		b := f.free[c][l-1]
		f.free[c] = f.free[c][:l-1]
		f.kept -= int64(cap(b))
		f.mu.Unlock()
		return b[:n]
	}
	f.mu.Unlock()
	return make([]byte, n, 1<<c)
}

// put takes back a buffer that came from get.
func (f *freeList) put(b []byte) {
	c := bits.Len(uint(cap(b))) - 1
	if c < minClass || c > maxClass || cap(b) != 1<<c {
		return
	}
	f.mu.Lock()
	if len(f.free[c]) < maxPerClass && f.kept+int64(cap(b)) <= maxKeptBytes {
		f.free[c] = append(f.free[c], b[:0])
		f.kept += int64(cap(b))
	}
	f.mu.Unlock()
}

// resize gives b room for n bytes, losing its content.
func (f *freeList) resize(b []byte, n int) []byte {
	if cap(b) >= n+padLen {
		return b[:n]
	}
	f.put(b)
	return f.get(n)
}

// grow gives s length n, losing its content.
func grow[T any](s []T, n int) []T {
	if cap(s) >= n {
		return s[:n]
	}
	return make([]T, n, max(n, 2*cap(s)))
}
