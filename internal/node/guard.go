package node

import (
	"context"
	"io"
	"iter"
	"os"
	"path/filepath"
	"strings"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/storage/object"
)

// guardedStore keeps statements away from the server's own directory: its catalog, its
// audit and the files of its tables are no files of anybody. The sample tables in it are.
type guardedStore struct {
	object.Set
	own, open string
}

func guard(set object.Set, data string) object.Store {
	own := resolved(data)
	g := &guardedStore{Set: set, own: own, open: filepath.Join(own, "samples")}
	for _, scheme := range []string{"", "file"} {
		set[scheme] = &guardedLocal{Store: set[scheme], g: g}
	}
	return g
}

// guardedLocal is the part of a guardedStore that serves local paths.
type guardedLocal struct {
	object.Store
	g *guardedStore
}

// refuses tells a path below the server's directory. Links are followed, so that none
// leads in.
func (g *guardedStore) refuses(path string) bool {
	abs, err := filepath.Abs(object.LocalPath(path))
	if err != nil {
		return true
	}
	p := resolved(abs)
	return inside(p, g.own) && !inside(p, g.open)
}

func inside(path, dir string) bool {
	return path == dir || strings.HasPrefix(path, dir+string(filepath.Separator))
}

func (l *guardedLocal) check(path string) error {
	if !l.g.refuses(path) {
		return nil
	}
	return pgerr.New(pgerr.InsufficientPrivilege, "permission denied for path \"%s\"", path).
		WithDetail("The server's own directory cannot be read or written by statements.")
}

// Head implements object.Store.
func (l *guardedLocal) Head(ctx context.Context, path string) (object.Info, error) {
	if err := l.check(path); err != nil {
		return object.Info{}, err
	}
	return l.Store.Head(ctx, path)
}

// Open implements object.Store.
func (l *guardedLocal) Open(ctx context.Context, info object.Info) (object.File, error) {
	if err := l.check(info.Path); err != nil {
		return nil, err
	}
	return l.Store.Open(ctx, info)
}

// List implements object.Store. A listing from above passes the server's directory over.
func (l *guardedLocal) List(ctx context.Context, prefix string, opt object.ListOptions) iter.Seq2[object.Info, error] {
	return func(yield func(object.Info, error) bool) {
		if err := l.check(prefix); err != nil {
			yield(object.Info{}, err)
			return
		}
		for info, err := range l.Store.List(ctx, prefix, opt) {
			if err == nil && l.g.refuses(info.Path) {
				continue
			}
			if !yield(info, err) {
				return
			}
		}
	}
}

// Put implements object.Store.
func (l *guardedLocal) Put(ctx context.Context, path string, body io.Reader, cond object.PutCond) (object.Info, error) {
	if err := l.check(path); err != nil {
		return object.Info{}, err
	}
	return l.Store.Put(ctx, path, body, cond)
}

// Delete implements object.Store.
func (l *guardedLocal) Delete(ctx context.Context, path string) error {
	if err := l.check(path); err != nil {
		return err
	}
	return l.Store.Delete(ctx, path)
}

// resolved follows the links of a path as far as it exists.
func resolved(path string) string {
	rest := ""
	for p := filepath.Clean(path); ; p = filepath.Dir(p) {
		if r, err := filepath.EvalSymlinks(p); err == nil {
			return filepath.Join(r, rest)
		}
		if _, err := os.Lstat(p); err == nil { // a link that leads nowhere
			return filepath.Join(p, rest)
		}
		if p == filepath.Dir(p) {
			return path
		}
		rest = filepath.Join(filepath.Base(p), rest)
	}
}
