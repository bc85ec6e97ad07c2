package object

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"net/url"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"sync"
	"syscall"
)

// Local serves the local file system: plain paths and file:// URLs. Identity is size,
// modification time and inode.
type Local struct{}

// NewLocal makes a store of local files.
func NewLocal() *Local { return &Local{} }

// LocalPath turns a file:// URL into a path; a plain path stays as it is.
func LocalPath(p string) string {
	if Scheme(p) != "file" {
		return p
	}
	rest := p[len("file://"):]
	if i := strings.IndexByte(rest, '/'); i > 0 && strings.EqualFold(rest[:i], "localhost") {
		rest = rest[i:]
	}
	if u, err := url.PathUnescape(rest); err == nil {
		return u
	}
	return rest
}

func localInfo(path string, st fs.FileInfo) Info {
	return Info{
		Path: path, Size: st.Size(), ModTime: st.ModTime(),
		ID: fmt.Sprintf("%x-%x-%x", st.Size(), st.ModTime().UnixNano(), inode(st)),
	}
}

func localError(path string, err error) error {
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return notExist(path, err)
	case errors.Is(err, fs.ErrExist):
		return exists(path)
	}
	return ioError(path, err)
}

// Head implements Store.
func (l *Local) Head(_ context.Context, path string) (Info, error) {
	st, err := os.Stat(LocalPath(path))
	if err != nil {
		return Info{}, localError(path, err)
	}
	if st.IsDir() {
		return Info{}, notExist(path, fmt.Errorf("it is a directory"))
	}
	return localInfo(path, st), nil
}

// Open implements Store.
func (l *Local) Open(_ context.Context, info Info) (File, error) {
	f, err := os.Open(LocalPath(info.Path))
	if err != nil {
		if info.ID != "" && errors.Is(err, fs.ErrNotExist) {
			return nil, notExist(info.Path, errors.Join(err, ErrChanged))
		}
		return nil, localError(info.Path, err)
	}
	st, err := f.Stat()
	if err != nil {
		f.Close()
		return nil, ioError(info.Path, err)
	}
	now := localInfo(info.Path, st)
	if info.ID != "" && info.ID != now.ID {
		f.Close()
		return nil, changed(info.Path)
	}
	return &localFile{f: f, info: now}, nil
}

type localFile struct {
	f    *os.File
	info Info
	once sync.Once
	m    *mapping
}

func (f *localFile) Info() Info { return f.info }

func (f *localFile) Close() error {
	if f.m != nil {
		f.m.release()
	}
	return f.f.Close()
}

func (f *localFile) ReadAt(_ context.Context, p []byte, off int64) error {
	n, err := f.f.ReadAt(p, off)
	if n == len(p) {
		return nil
	}
	if errors.Is(err, io.EOF) { // shorter than its own size said: truncated under us
		return changed(f.info.Path)
	}
	return ioError(f.info.Path, err)
}

// List implements Store.
func (l *Local) List(ctx context.Context, prefix string, opt ListOptions) iter.Seq2[Info, error] {
	return func(yield func(Info, error) bool) {
		dir := LocalPath(prefix)
		if dir == "" {
			dir = "."
		}
		shown := prefix
		if shown != "" && !strings.HasSuffix(shown, "/") {
			shown += "/"
		}
		l.walk(ctx, dir, shown, opt, yield)
	}
}

// walk yields a directory's objects in byte order of their paths and tells whether to go on.
func (l *Local) walk(ctx context.Context, dir, shown string, opt ListOptions, yield func(Info, error) bool) bool {
	if err := ctx.Err(); err != nil {
		return yield(Info{}, err)
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		if errors.Is(err, fs.ErrNotExist) {
			return true
		}
		return yield(Info{}, ioError(shown, err))
	}
	sort.Slice(entries, func(i, j int) bool { return sortName(entries[i]) < sortName(entries[j]) })
	for _, e := range entries {
		full := filepath.Join(dir, e.Name())
		st, err := os.Stat(full) // follows links, as reading does
		if err != nil {
			continue // gone since the directory was read
		}
		name := shown + e.Name()
		if st.IsDir() {
			if !opt.Flat && !l.walk(ctx, full, name+"/", opt, yield) {
				return false
			}
			continue
		}
		if !st.Mode().IsRegular() || name <= opt.After || !opt.Temp && strings.HasPrefix(e.Name(), tempPrefix) {
			continue
		}
		if !yield(localInfo(name, st), nil) {
			return false
		}
	}
	return true
}

func sortName(e fs.DirEntry) string {
	if e.IsDir() {
		return e.Name() + "/"
	}
	return e.Name()
}

const tempPrefix = ".tarn-tmp-"

// Put implements Store: the object appears whole under its name or not at all.
func (l *Local) Put(_ context.Context, path string, body io.Reader, cond PutCond) (Info, error) {
	target := LocalPath(path)
	dir := filepath.Dir(target)
	if err := makeDir(dir); err != nil {
		return Info{}, ioError(path, err)
	}
	tmp, err := writeTemp(dir, body)
	if err != nil {
		return Info{}, ioError(path, err)
	}
	defer os.Remove(tmp)
	unlock, err := lockDir(dir)
	if err != nil {
		return Info{}, ioError(path, err)
	}
	defer unlock()
	if err := l.place(tmp, target, path, cond); err != nil {
		return Info{}, err
	}
	if err := syncDir(dir); err != nil {
		return Info{}, ioError(path, err)
	}
	st, err := os.Stat(target)
	if err != nil {
		return Info{}, localError(path, err)
	}
	return localInfo(path, st), nil
}

// place moves the temporary file to its name; the directory lock is held.
func (l *Local) place(tmp, target, path string, cond PutCond) error {
	if cond.IfMatch != "" {
		st, err := os.Stat(target)
		if err != nil || localInfo(path, st).ID != cond.IfMatch {
			return changed(path)
		}
	}
	if cond.IfAbsent { // link fails when the name is taken, whoever holds the lock
		if err := os.Link(tmp, target); err != nil {
			return localError(path, err)
		}
		return nil
	}
	if err := os.Rename(tmp, target); err != nil {
		return ioError(path, err)
	}
	return nil
}

func writeTemp(dir string, body io.Reader) (name string, err error) {
	f, err := os.CreateTemp(dir, tempPrefix+"*")
	if err != nil {
		return "", err
	}
	defer func() {
		if cerr := f.Close(); err == nil {
			err = cerr
		}
		if err != nil {
			os.Remove(f.Name())
		}
	}()
	if _, err = io.Copy(f, body); err != nil {
		return "", err
	}
	if err = f.Chmod(0o644); err != nil {
		return "", err
	}
	return f.Name(), f.Sync()
}

// makeDir makes a directory that a power cut does not take away, with all above it.
func makeDir(dir string) error {
	if st, err := os.Stat(dir); err == nil && st.IsDir() {
		return nil
	}
	above := filepath.Dir(dir)
	if above != dir {
		if err := makeDir(above); err != nil {
			return err
		}
	}
	if err := os.Mkdir(dir, 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
		return err
	}
	if st, err := os.Stat(dir); err != nil || !st.IsDir() {
		return errors.Join(syscall.ENOTDIR, err)
	}
	return syncDir(above)
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	return d.Sync()
}

// Delete implements Store.
func (l *Local) Delete(_ context.Context, path string) error {
	if err := os.Remove(LocalPath(path)); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return ioError(path, err)
	}
	return nil
}
