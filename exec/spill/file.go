package spill

import (
	"errors"
	"os"
	"sync/atomic"
	"syscall"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// File is a temporary file of partitioned rows.
type File struct {
	f       *os.File
	size    int64
	types   []types.Type
	parts   []partition
	written *atomic.Int64
}

type partition struct {
	buf    *vec.Store
	chunks []chunk
	rows   int
}

type chunk struct {
	off  int64
	size int
}

// chunkRows is when a partition's buffer is written out.
const chunkRows = vec.Size

// Create makes a file with n partitions in dir. written, when not nil, counts bytes.
func Create(dir string, n int, ts []types.Type, written *atomic.Int64) (*File, error) {
	f, err := os.CreateTemp(dir, "tarn-spill-*")
	if err != nil {
		return nil, ioError(err)
	}
	_ = os.Remove(f.Name())
	return &File{f: f, types: ts, parts: make([]partition, n), written: written}, nil
}

func ioError(err error) error {
	if errors.Is(err, syscall.ENOSPC) {
		return pgerr.Wrap(err, pgerr.DiskFull, "could not write to temporary file: no space left on device")
	}
	return pgerr.Wrap(err, pgerr.IOError, "temporary file: %s", err)
}

// AddPartition makes one more partition and gives its number.
func (f *File) AddPartition() int {
	f.parts = append(f.parts, partition{})
	return len(f.parts) - 1
}

// Append adds the live rows of b to partition p.
func (f *File) Append(p int, b *vec.Batch) error {
	part := &f.parts[p]
	if part.buf == nil {
		part.buf = vec.NewStore(f.types)
	}
	part.buf.Append(b)
	part.rows += b.Live()
	if part.buf.N >= chunkRows {
		return f.write(part)
	}
	return nil
}

// write moves a partition's buffer to disk.
func (f *File) write(p *partition) error {
	if p.buf == nil || p.buf.N == 0 {
		return nil
	}
	for from := 0; from < p.buf.N; from += chunkRows {
		data := encode(p.buf, from, min(chunkRows, p.buf.N-from))
		if _, err := f.f.WriteAt(data, f.size); err != nil {
			return ioError(err)
		}
		p.chunks = append(p.chunks, chunk{f.size, len(data)})
		f.size += int64(len(data))
		if f.written != nil {
			f.written.Add(int64(len(data)))
		}
	}
	p.buf = nil
	return nil
}

// Flush writes all buffers out; the file is then ready to be read.
func (f *File) Flush() error {
	for i := range f.parts {
		if err := f.write(&f.parts[i]); err != nil {
			return err
		}
	}
	return nil
}

// Rows is the number of rows in a partition.
func (f *File) Rows(p int) int { return f.parts[p].rows }

// Close frees the disk space.
func (f *File) Close() error { return f.f.Close() }

// Read calls fn for each chunk of a partition; the batch is valid during the call.
func (f *File) Read(p int, fn func(*vec.Batch) error) error {
	r := f.Reader(p)
	for {
		b, err := r.Next()
		if err != nil || b == nil {
			return err
		}
		if err := fn(b); err != nil {
			return err
		}
	}
}

// Reader reads a partition chunk by chunk.
type Reader struct {
	f      *File
	chunks []chunk
	buf    []byte
}

// Reader starts reading a partition.
func (f *File) Reader(p int) *Reader { return &Reader{f: f, chunks: f.parts[p].chunks} }

// Next gives the next chunk, valid until the following call, or nil at the end.
func (r *Reader) Next() (*vec.Batch, error) {
	if len(r.chunks) == 0 {
		return nil, nil
	}
	c := r.chunks[0]
	r.chunks = r.chunks[1:]
	if cap(r.buf) < c.size {
		r.buf = make([]byte, c.size+c.size/2)
	}
	r.buf = r.buf[:c.size]
	if _, err := r.f.f.ReadAt(r.buf, c.off); err != nil {
		return nil, ioError(err)
	}
	return decode(r.buf, r.f.types)
}
