package node

import (
	"context"
	"io"
	"strings"

	"github.com/tarndb/tarn/planner/bind"
	"github.com/tarndb/tarn/sql/session"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/files"
	"github.com/tarndb/tarn/storage/table"
)

// fileAccess answers the sessions' questions about files.
type fileAccess struct{ env *files.Env }

// Open makes a table of a path, a pattern, or several of them separated by newlines.
func (f fileAccess) Open(ctx context.Context, path, format string, options []bind.FileOption) (table.Table, error) {
	opt := files.Options{}
	for _, o := range options {
		opt[strings.ToLower(o.Name)] = optionText(o)
	}
	return f.env.Open(ctx, strings.Split(path, "\n"), format, opt)
}

// Read gives the bytes of the files that a path or pattern names.
func (f fileAccess) Read(ctx context.Context, path string) ([]func() (io.ReadCloser, error), error) {
	return f.env.Read(ctx, path)
}

// FormatOf guesses a format by the end of a path.
func (f fileAccess) FormatOf(path string) string { return files.FormatOf(path) }

// Uncached is the same without the column cache.
func (f fileAccess) Uncached() session.Files {
	env := *f.env
	env.Cache = nil
	return fileAccess{&env}
}

func optionText(o bind.FileOption) string {
	if o.Value.Null {
		return ""
	}
	return string(types.AppendText(nil, o.Type, o.Value, types.DefaultStyle))
}
