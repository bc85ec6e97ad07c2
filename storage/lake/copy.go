package lake

import (
	"context"
	"strings"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/storage/delta"
	"github.com/tarndb/tarn/storage/table"
)

// newWriter starts writing data files of a table.
func (l *Lake) newWriter(ctx context.Context, t *catalog.TableInfo) (*delta.DataWriter, error) {
	parts := make([]int, len(t.PartitionBy))
	for i, name := range t.PartitionBy {
		parts[i] = t.Column(name)
	}
	return delta.NewDataWriter(ctx, delta.WriterOptions{Store: l.cfg.Store, Root: t.Location, Columns: columnsOf(t), PartitionBy: parts,
		TargetBytes: targetBytes})
}

// copyTable writes all rows of a table.
func copyTable(ctx context.Context, t table.Table, w *delta.DataWriter) error {
	splits, err := t.Splits(ctx, nil)
	if err != nil {
		return err
	}
	cols := make([]int, len(t.Columns()))
	for i := range cols {
		cols[i] = i
	}
	b := &vecBatch{Cols: make([]*vec.Vec, len(cols))}
	for i := range b.Cols {
		b.Cols[i] = &vec.Vec{}
	}
	for _, s := range splits {
		if err := copySplit(ctx, s, cols, b, w); err != nil {
			return err
		}
	}
	return nil
}

func copySplit(ctx context.Context, s table.Split, cols []int, b *vecBatch, w *delta.DataWriter) error {
	var m table.Metrics
	r, err := s.Open(ctx, cols, nil, &m)
	if err != nil {
		return err
	}
	defer r.Close()
	buf := make([]uint16, vec.Size)
	for {
		n, err := r.Next()
		if err != nil || n == 0 {
			return err
		}
		b.N, b.Sel = n, nil
		if live, ok := r.(table.Liver); ok {
			if sel, all := live.Live(buf[:n]); !all {
				b.Sel = sel
			}
		}
		for i := range cols {
			if err := r.Read(i, b.Sel, b.Cols[i]); err != nil {
				return err
			}
		}
		if err := w.Write(b); err != nil {
			return err
		}
	}
}

// joinPath puts a relative path below a directory.
func joinPath(dir, rel string) string { return strings.TrimRight(dir, "/") + "/" + rel }
