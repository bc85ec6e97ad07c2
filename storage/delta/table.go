package delta

import (
	"context"
	"sync"
	"sync/atomic"

	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/colcache"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/parquetfile"
	"github.com/tarndb/tarn/storage/table"
)

// Options of Open.
type Options struct {
	Name  string          // for EXPLAIN; the table's root when empty
	Cache *colcache.Cache // of decoded columns, nil for none
	// Files are the files to read, nil for all of the snapshot.
	Files []*File
	// Deleted are more rows to leave out, by File.Object: deletes that are not committed
	// yet. They are rows that the file's own deletion vector does not hold.
	Deleted map[string]*Bitmap
	// RowIDs adds two columns at the end that tell where a row is stored: "file", its
	// file's place in Table.Files, and "pos", its number in the file, deleted rows counted.
	RowIDs bool
}

// Table is a snapshot, or some of its files, as a scan reads it.
type Table struct {
	name   string
	store  object.Store
	snap   *Snapshot
	schema *Schema
	opt    Options
	files  []*File
	cols   []table.Column

	mu    sync.Mutex
	stats *table.Stats
}

var _ table.Counting = (*Table)(nil)

// Open makes a table of a snapshot.
func Open(s object.Store, snap *Snapshot, opt Options) *Table {
	t := &Table{name: opt.Name, store: s, snap: snap, schema: snap.schema, opt: opt, files: opt.Files, cols: snap.schema.cols}
	if t.name == "" {
		t.name = snap.root
	}
	if opt.Files == nil {
		t.files = snap.files.all()
	}
	if opt.RowIDs {
		t.cols = append(t.cols[:len(t.cols):len(t.cols)],
			table.Column{Name: "file", Type: types.T(types.Int4), NotNull: true},
			table.Column{Name: "pos", Type: types.T(types.Int8), NotNull: true})
	}
	return t
}

// Name implements table.Table.
func (t *Table) Name() string { return t.name }

// Columns implements table.Table.
func (t *Table) Columns() []table.Column { return t.cols }

// Files lists the table's files, in the order the column "file" counts them.
func (t *Table) Files() []*File { return t.files }

// Snapshot is what the table was made of.
func (t *Table) Snapshot() *Snapshot { return t.snap }

// Splits implements table.Table.
func (t *Table) Splits(ctx context.Context, preds []table.Pred) ([]table.Split, error) {
	return t.CountedSplits(ctx, preds, &table.Metrics{})
}

// CountedSplits implements table.Counting: files that cannot match are not touched.
func (t *Table) CountedSplits(ctx context.Context, preds []table.Pred, m *table.Metrics) ([]table.Split, error) {
	var numbers []int
	for i, f := range t.files {
		if f.mayMatch(t.schema, preds) {
			numbers = append(numbers, i)
		}
	}
	atomic.AddInt64(&m.Files, int64(len(numbers)))
	atomic.AddInt64(&m.PrunedFiles, int64(len(t.files)-len(numbers)))
	sources := make([]*source, len(numbers))
	many := len(numbers) >= manyFiles
	err := inParallel(len(numbers), func(i int) (err error) {
		sources[i], err = t.source(ctx, numbers[i], many)
		return err
	})
	if err != nil {
		return nil, err
	}
	var out []table.Split
	for _, s := range sources {
		mapped, ok := s.mapPreds(preds)
		if !ok {
			continue
		}
		splits, err := s.table.Splits(ctx, mapped)
		if err != nil {
			return nil, err
		}
		for _, sp := range splits {
			out = append(out, &split{Split: sp, s: s})
		}
	}
	return out, nil
}

const (
	// manyFiles are enough to keep all cores busy without cutting row groups.
	manyFiles   = 32
	filesAtOnce = 16
)

// inParallel runs fn for 0 to n-1, some at a time, and gives the first error in order.
func inParallel(n int, fn func(i int) error) error {
	if n == 1 {
		return fn(0)
	}
	errs := make([]error, n)
	var wg sync.WaitGroup
	var next atomic.Int64
	for range min(filesAtOnce, n) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				if errs[i] = fn(i); errs[i] != nil {
					return
				}
			}
		}()
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// head describes a file's object, asking the store once.
func (f *File) head(ctx context.Context, s object.Store) (object.Info, error) {
	if p := f.info.Load(); p != nil {
		return *p, nil
	}
	info, err := s.Head(ctx, f.Object)
	if err == nil {
		f.info.Store(&info)
	}
	return info, err
}

// deadRows gives the rows of a file to leave out, nil for none.
func (t *Table) deadRows(ctx context.Context, f *File) (*Bitmap, error) {
	var dead *Bitmap
	if f.DeletionVector != nil {
		if dead = f.dead.Load(); dead == nil {
			var err error
			if dead, err = f.DeletionVector.load(ctx, t.store, t.snap.root); err != nil {
				return nil, err
			}
			f.dead.Store(dead)
		}
	}
	more := t.opt.Deleted[f.Object]
	if more == nil || dead == nil {
		if dead == nil {
			dead = more
		}
		return dead, nil
	}
	both := dead.Clone()
	both.Or(more)
	return both, nil
}

// DeadRows gives the rows that a file's deletion vector holds, nil for none. It is shared
// and not to be changed.
func (t *Table) DeadRows(ctx context.Context, f *File) (*Bitmap, error) {
	if f.DeletionVector == nil {
		return nil, nil
	}
	return (&Table{store: t.store, snap: t.snap}).deadRows(ctx, f)
}

// Stats implements table.Table: from the log, and from the footers of some files what the
// log does not tell.
func (t *Table) Stats(ctx context.Context) (*table.Stats, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.stats != nil {
		return t.stats, nil
	}
	sum, bytes := (*totals)(nil), int64(0)
	if t.opt.Files == nil {
		sum, bytes = t.snap.total(), t.snap.Bytes()
	} else {
		sum = sumFiles(t.schema, t.files)
		for _, f := range t.files {
			bytes += f.Size
		}
	}
	st := sum.stats(bytes)
	if sum.unknown > 0 {
		if err := t.countRows(ctx, st); err != nil {
			return nil, err
		}
	}
	for _, f := range t.files {
		if d := t.opt.Deleted[f.Object]; d != nil {
			st.Rows = max(0, st.Rows-d.Count())
			for i := range st.Cols {
				if st.Cols[i].Nulls > 0 {
					st.Cols[i].Nulls = -1
				}
			}
		}
	}
	t.addSample(ctx, st)
	if t.opt.RowIDs {
		st.Cols = append(st.Cols,
			table.ColStats{HasRange: true, Min: types.NewInt(0), Max: types.NewInt(int64(max(0, len(t.files)-1))), NDV: float64(len(t.files))},
			table.ColStats{NDV: float64(st.Rows)})
	}
	t.stats = st
	return st, nil
}

// countRows adds the rows of files without statistics in the log.
func (t *Table) countRows(ctx context.Context, st *table.Stats) error {
	var unknown []*File
	for _, f := range t.files {
		if f.statsFor(t.schema).rows < 0 {
			unknown = append(unknown, f)
		}
	}
	var rows atomic.Int64
	err := inParallel(len(unknown), func(i int) error {
		info, err := unknown[i].head(ctx, t.store)
		if err != nil {
			return err
		}
		file, err := parquetfile.ReadFooter(ctx, t.store, info)
		if err == nil {
			rows.Add(max(0, file.Rows()-unknown[i].deleted()))
		}
		return err
	})
	st.Rows += rows.Load()
	return err
}
