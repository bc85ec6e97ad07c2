//go:build unix

package object

import (
	"os"
	"sync"
	"syscall"
)

// Mapper is a File whose bytes can be had without a copy. Reading them can fault when
// the file has been truncated since, so whoever does so works under
// debug.SetPanicOnFault and turns the panic into an error.
type Mapper interface {
	// Mapped gives bytes [off, off+n), valid until Close, or nil when the file is not mapped.
	Mapped(off, n int64) []byte
}

// mappings keeps files mapped after they are closed: finding their pages again costs
// more than reading them.
var mappings = struct {
	sync.Mutex
	byID map[string]*mapping
	tick int64
}{byID: map[string]*mapping{}}

const maxMappings = 1024

type mapping struct {
	id    string
	data  []byte
	users int
	used  int64
}

// mapFile maps a file, or finds its mapping; nil when it cannot be mapped.
func mapFile(f *os.File, info Info) *mapping {
	if info.Size == 0 || int64(int(info.Size)) != info.Size {
		return nil
	}
	mappings.Lock()
	defer mappings.Unlock()
	id := LocalPath(info.Path) + "\x00" + info.ID
	mappings.tick++
	m := mappings.byID[id]
	if m == nil {
		data, err := syscall.Mmap(int(f.Fd()), 0, int(info.Size), syscall.PROT_READ, syscall.MAP_SHARED)
		if err != nil {
			return nil
		}
		m = &mapping{id: id, data: data}
		mappings.byID[id] = m
		evictMapping()
	}
	m.users++
	m.used = mappings.tick
	return m
}

// evictMapping unmaps the file that has been idle longest, when there are too many.
func evictMapping() {
	if len(mappings.byID) <= maxMappings {
		return
	}
	var old *mapping
	for _, m := range mappings.byID {
		if m.users == 0 && m.used > 0 && (old == nil || m.used < old.used) {
			old = m
		}
	}
	if old != nil {
		delete(mappings.byID, old.id)
		// Nobody uses the memory; a failure would only leave it mapped.
		_ = syscall.Munmap(old.data)
	}
}

func (m *mapping) release() {
	mappings.Lock()
	defer mappings.Unlock()
	m.users--
}

// Mapped implements Mapper.
func (f *localFile) Mapped(off, n int64) []byte {
	if f.m == nil {
		f.once.Do(func() { f.m = mapFile(f.f, f.info) })
	}
	if f.m == nil || off < 0 || n < 0 || n > int64(len(f.m.data))-off {
		return nil
	}
	return f.m.data[off : off+n : len(f.m.data)]
}
