package node

import (
	"context"
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
