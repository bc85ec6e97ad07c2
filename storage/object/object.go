package object

import (
	"context"
	"errors"
	"io"
	"iter"
	"strings"
	"syscall"
	"time"

	"github.com/tarndb/tarn/sql/pgerr"
)

// Reasons a store refuses, to be tested with errors.Is.
var (
	ErrNotExist = errors.New("object does not exist")
	ErrExists   = errors.New("object already exists")
	ErrChanged  = errors.New("object has changed")
)

// Info describes one object. ID identifies its content: two reads that see the same
// path and ID see the same bytes.
type Info struct {
	Path    string
	Size    int64
	ID      string
	ModTime time.Time
}

// PutCond is the condition of a Put. The zero value overwrites whatever is there.
type PutCond struct {
	IfAbsent bool   // only when no such object exists, else ErrExists
	IfMatch  string // only when the object's ID is this, else ErrChanged
}

// ListOptions narrows a listing.
type ListOptions struct {
	After string // only paths greater than this
	Flat  bool   // do not descend into subdirectories
	Temp  bool   // also what a Put keeps that has not ended, or never will
}

// Store holds objects. Paths are what the user wrote: a local path, or a URL whose
// scheme the store serves.
type Store interface {
	// Head describes an object, or answers ErrNotExist.
	Head(ctx context.Context, path string) (Info, error)
	// Open gives random access to the object info describes. With an ID set, content
	// of any other identity is answered with ErrChanged, at the latest by ReadAt.
	Open(ctx context.Context, info Info) (File, error)
	// List yields the objects below a directory-like prefix, in byte order.
	List(ctx context.Context, prefix string, opt ListOptions) iter.Seq2[Info, error]
	// Put stores a whole object under the condition and describes it.
	Put(ctx context.Context, path string, body io.Reader, cond PutCond) (Info, error)
	// Delete removes an object; a missing one is no error.
	Delete(ctx context.Context, path string) error
}

// File is an open object.
type File interface {
	Info() Info
	// ReadAt fills p from offset off or fails; it never reads short.
	ReadAt(ctx context.Context, p []byte, off int64) error
	Close() error
}

// Get reads n bytes from off (n < 0: to the end) as a stream. The stream reads ahead in
// large pieces, so it suits sequential readers.
func Get(ctx context.Context, s Store, info Info, off, n int64) (io.ReadCloser, error) {
	f, err := s.Open(ctx, info)
	if err != nil {
		return nil, err
	}
	end := f.Info().Size
	if n >= 0 && off+n < end {
		end = off + n
	}
	return &stream{ctx: ctx, f: f, off: off, end: end}, nil
}

// ReadAll reads a whole object of at most limit bytes.
func ReadAll(ctx context.Context, s Store, path string, limit int64) ([]byte, Info, error) {
	info, err := s.Head(ctx, path)
	if err != nil {
		return nil, info, err
	}
	if info.Size > limit {
		return nil, info, pgerr.New(pgerr.ProgramLimitExceeded, "file %q of %d bytes is larger than the limit of %d", path, info.Size, limit)
	}
	f, err := s.Open(ctx, info)
	if err != nil {
		return nil, info, err
	}
	defer f.Close()
	b := make([]byte, info.Size)
	return b, info, f.ReadAt(ctx, b, 0)
}

const streamPiece = 1 << 20

type stream struct {
	ctx      context.Context
	f        File
	off, end int64
	buf      []byte
	have     []byte
}

func (s *stream) Read(p []byte) (int, error) {
	if len(s.have) == 0 {
		n := min(s.end-s.off, streamPiece)
		if n <= 0 {
			return 0, io.EOF
		}
		if s.buf == nil {
			s.buf = make([]byte, n)
		}
		s.have = s.buf[:n]
		if err := s.f.ReadAt(s.ctx, s.have, s.off); err != nil {
			s.have = nil
			return 0, err
		}
		s.off += n
	}
	n := copy(p, s.have)
	s.have = s.have[n:]
	return n, nil
}

func (s *stream) Close() error { return s.f.Close() }

// Set dispatches paths to stores by URL scheme; "" is the local file system. It is a
// Store itself.
type Set map[string]Store

// NewSet makes a set that serves local files.
func NewSet() Set {
	l := NewLocal()
	return Set{"": l, "file": l}
}

// Scheme gives the URL scheme of a path, "" for a plain path.
func Scheme(path string) string {
	i := strings.Index(path, "://")
	if i <= 0 || strings.ContainsAny(path[:i], "/*?[{") {
		return ""
	}
	return strings.ToLower(path[:i])
}

// For finds the store of a path.
func (s Set) For(path string) (Store, error) {
	if st, ok := s[Scheme(path)]; ok {
		return st, nil
	}
	return nil, pgerr.New(pgerr.FeatureNotSupported, "no storage is configured for URLs like %q", path)
}

// Head implements Store.
func (s Set) Head(ctx context.Context, path string) (Info, error) {
	st, err := s.For(path)
	if err != nil {
		return Info{}, err
	}
	return st.Head(ctx, path)
}

// Open implements Store.
func (s Set) Open(ctx context.Context, info Info) (File, error) {
	st, err := s.For(info.Path)
	if err != nil {
		return nil, err
	}
	return st.Open(ctx, info)
}

// List implements Store.
func (s Set) List(ctx context.Context, prefix string, opt ListOptions) iter.Seq2[Info, error] {
	st, err := s.For(prefix)
	if err != nil {
		return func(yield func(Info, error) bool) { yield(Info{}, err) }
	}
	return st.List(ctx, prefix, opt)
}

// Put implements Store.
func (s Set) Put(ctx context.Context, path string, body io.Reader, cond PutCond) (Info, error) {
	st, err := s.For(path)
	if err != nil {
		return Info{}, err
	}
	return st.Put(ctx, path, body, cond)
}

// Delete implements Store.
func (s Set) Delete(ctx context.Context, path string) error {
	st, err := s.For(path)
	if err != nil {
		return err
	}
	return st.Delete(ctx, path)
}

func notExist(path string, cause error) error {
	return pgerr.Wrap(errors.Join(ErrNotExist, cause), pgerr.UndefinedFile, "file %q does not exist", path)
}

func changed(path string) error {
	return pgerr.Wrap(ErrChanged, pgerr.ObjectNotInPrerequisiteState, "file %q has changed since it was opened", path)
}

func exists(path string) error {
	return pgerr.Wrap(ErrExists, pgerr.DuplicateObject, "file %q already exists", path)
}

func ioError(path string, cause error) error {
	if errors.Is(cause, syscall.ENOSPC) {
		return pgerr.Wrap(cause, pgerr.DiskFull, "could not write file %q: no space left on device", path).
			WithHint("Free space, or use VACUUM to delete files that nothing needs.")
	}
	return pgerr.Wrap(cause, pgerr.IOError, "could not access file %q: %v", path, cause)
}
