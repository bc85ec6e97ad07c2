package parquetfile

import (
	"context"
	"io"
	"iter"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/table"
)

// remote serves local files under another scheme and counts reads, as if each cost a
// round trip.
type remote struct{ reads atomic.Int64 }

func local(p string) string { return strings.TrimPrefix(p, "remote://") }

func (s *remote) Head(ctx context.Context, path string) (object.Info, error) {
	info, err := object.NewLocal().Head(ctx, local(path))
	info.Path = path
	return info, err
}

func (s *remote) Open(ctx context.Context, info object.Info) (object.File, error) {
	path := info.Path
	info.Path = local(path)
	f, err := object.NewLocal().Open(ctx, info)
	if err != nil {
		return nil, err
	}
	info = f.Info()
	info.Path = path
	return &remoteFile{f, info, s}, nil
}

func (s *remote) List(context.Context, string, object.ListOptions) iter.Seq2[object.Info, error] {
	panic("not used")
}

func (s *remote) Put(context.Context, string, io.Reader, object.PutCond) (object.Info, error) {
	panic("not used")
}

func (s *remote) Delete(context.Context, string) error { panic("not used") }

type remoteFile struct {
	f    object.File
	info object.Info
	s    *remote
}

func (f *remoteFile) Info() object.Info { return f.info }
func (f *remoteFile) Close() error      { return f.f.Close() }

func (f *remoteFile) ReadAt(ctx context.Context, p []byte, off int64) error {
	f.s.reads.Add(1)
	return f.f.ReadAt(ctx, p, off)
}

// TestRemote reads from a store where requests cost: few of them, and the right values.
func TestRemote(t *testing.T) {
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "x.parquet")
	want, _ := writeRandom(t, path, 20_000, WriterOptions{RowGroupRows: 8000, PageRows: 1000})
	s := &remote{}
	tab, err := OpenTable(ctx, s, []object.Info{{Path: "remote://" + path}}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	if n := s.reads.Load(); n != 1 {
		t.Errorf("the footer took %d requests", n)
	}
	cols := make([]int, len(tab.Columns()))
	for i := range cols {
		cols[i] = i
	}
	preds := []table.Pred{{Col: 0, Op: table.PredGE, Values: []types.Datum{types.NewInt(0)}}}
	splits, _ := tab.Splits(ctx, preds)
	at := 0
	for _, sp := range splits {
		s.reads.Store(0)
		r, err := sp.Open(ctx, cols, preds, nil)
		if err != nil {
			t.Fatal(err)
		}
		for n, _ := r.Next(); n > 0; n, _ = r.Next() {
			for i := range cols {
				var v vec.Vec
				if err := r.Read(i, nil, &v); err != nil {
					t.Fatal(err)
				}
				for j := range n {
					if d := v.Datum(j); d != want[i][at+j] {
						t.Fatalf("column %d row %d: %+v", i, at+j, d)
					}
				}
			}
			at += n
		}
		r.Close()
		if n := s.reads.Load(); n > 5 { // two indexes, the predicate's column, all others
			t.Errorf("a row group took %d requests", n)
		}
	}
	if at != 20_000 {
		t.Errorf("%d rows", at)
	}
}
