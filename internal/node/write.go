package node

import (
	"context"

	"github.com/tarndb/tarn/sql/session"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/files"
	"github.com/tarndb/tarn/storage/table"
)

// Create starts writing files.
func (f fileAccess) Create(ctx context.Context, o session.WriteOptions) (session.FileWriter, error) {
	w := files.WriteOptions{Path: o.Path, Format: o.Format, PartitionBy: o.PartitionBy, Options: o.Options, Style: types.DefaultStyle}
	for i, name := range o.Names {
		w.Cols = append(w.Cols, table.Column{Name: name, Type: o.Types[i]})
	}
	out, err := f.env.Create(ctx, w)
	if err != nil {
		return nil, err // not a nil *Writer in an interface
	}
	return out, nil
}
