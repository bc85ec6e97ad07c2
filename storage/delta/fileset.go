package delta

import (
	"slices"
	"sort"
	"sync/atomic"

	iradix "github.com/hashicorp/go-immutable-radix/v2"

	"github.com/tarndb/tarn/storage/object"
)

// File is a data file of a table, with what was learned about it. Snapshots share it.
type File struct {
	Add
	Object string // where it is
	id     string // of the logical file
	seq    uint64 // order of arrival

	stats atomic.Pointer[fileStats]
	info  atomic.Pointer[object.Info]
	dead  atomic.Pointer[Bitmap]
}

// fileID is the identity of a logical file.
func fileID(object string, dv *DeletionVector) string { return object + "\x00" + dv.ID() }

// fileSet is a persistent set of files: an edit copies the chunk it touches and the list
// of chunks, everything else is shared. The index finds a file by its identity, the
// chunks keep the order of arrival, which is what scans and clustering go by. (One tree
// in order of identity alone would mix old and new files; one in order of arrival alone
// cannot find a removed path. A scan of chunks is also a scan of memory in order.)
type fileSet struct {
	index  *iradix.Tree[*File]
	chunks []*fileChunk
	n      int
	bytes  int64
	seq    uint64
}

// fileChunk is a run of files by arrival; only the edit that made it may change it.
type fileChunk struct {
	files []*File
	owner *int
}

const maxChunkFiles = 512

func newFileSet() fileSet { return fileSet{index: iradix.New[*File]()} }

// all gives the files in order of arrival, in a fresh slice.
func (s *fileSet) all() []*File {
	out := make([]*File, 0, s.n)
	for _, c := range s.chunks {
		out = append(out, c.files...)
	}
	return out
}

// fileEdit changes a copy of a set.
type fileEdit struct {
	set   fileSet
	txn   *iradix.Txn[*File]
	owner *int
}

func (s *fileSet) edit() *fileEdit {
	e := &fileEdit{set: *s, txn: s.index.Txn(), owner: new(int)}
	e.set.chunks = slices.Clone(s.chunks)
	return e
}

func (e *fileEdit) done() fileSet {
	e.set.index = e.txn.CommitOnly()
	return e.set
}

// own makes chunk i ours to change.
func (e *fileEdit) own(i int) *fileChunk {
	c := e.set.chunks[i]
	if c.owner != e.owner {
		c = &fileChunk{files: append(make([]*File, 0, min(maxChunkFiles, len(c.files)+8)), c.files...), owner: e.owner}
		e.set.chunks[i] = c
	}
	return c
}

// at finds the place of a file of the set.
func (e *fileEdit) at(f *File) (chunk, pos int) {
	chunk = sort.Search(len(e.set.chunks), func(i int) bool { return e.set.chunks[i].files[0].seq > f.seq }) - 1
	files := e.set.chunks[chunk].files
	return chunk, sort.Search(len(files), func(i int) bool { return files[i].seq >= f.seq })
}

// add puts a file into the set; one of the same identity is replaced where it stands.
func (e *fileEdit) add(f *File) {
	old, ok := e.txn.Get([]byte(f.id))
	e.set.bytes += f.Size
	if ok {
		f.seq = old.seq
		i, j := e.at(old)
		e.own(i).files[j] = f
		e.set.bytes -= old.Size
	} else {
		f.seq = e.set.seq
		e.set.seq++
		e.set.n++
		if k := len(e.set.chunks); k == 0 || len(e.set.chunks[k-1].files) >= maxChunkFiles {
			e.set.chunks = append(e.set.chunks, &fileChunk{owner: e.owner})
		}
		c := e.own(len(e.set.chunks) - 1)
		c.files = append(c.files, f)
	}
	e.txn.Insert([]byte(f.id), f)
}

// remove takes a file out; it answers nil when it is not there.
func (e *fileEdit) remove(id string) *File {
	f, ok := e.txn.Delete([]byte(id))
	if !ok {
		return nil
	}
	e.set.n--
	e.set.bytes -= f.Size
	i, j := e.at(f)
	c := e.own(i)
	c.files = slices.Delete(c.files, j, j+1)
	switch {
	case len(c.files) == 0:
		e.set.chunks = slices.Delete(e.set.chunks, i, i+1)
	case i > 0 && len(c.files)+len(e.set.chunks[i-1].files) <= maxChunkFiles/2:
		prev := e.own(i - 1)
		prev.files = append(prev.files, c.files...)
		e.set.chunks = slices.Delete(e.set.chunks, i, i+1)
	}
	return f
}
