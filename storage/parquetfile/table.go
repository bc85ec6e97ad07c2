package parquetfile

import (
	"context"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/colcache"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/table"
)

// Options of OpenTable.
type Options struct {
	Name  string          // for EXPLAIN; the first path when empty
	Cache *colcache.Cache // of decoded columns, nil for none
	// BinaryAsString reads byte arrays that no annotation calls text as text, as some old
	// writers meant them.
	BinaryAsString bool
	// WholeGroups keeps row groups from being cut into parts: the table is one of many, and
	// there are enough splits without.
	WholeGroups bool
}

// Table is a set of Parquet files with the same columns, as one snapshot.
type Table struct {
	name  string
	store object.Store
	cache *colcache.Cache
	files []*File
	cols  []table.Column
	maps  [][]int // per file: column of the table to column of the file
	whole bool    // row groups are not cut

	statsOnce sync.Once
	stats     *table.Stats
}

var _ table.Table = (*Table)(nil)

// OpenTable reads the footers of files and makes a table of them. Columns are those of
// the first file; the other files must have them too, by name in any case and of the
// same type.
func OpenTable(ctx context.Context, s object.Store, files []object.Info, opt Options) (*Table, error) {
	if len(files) == 0 {
		return nil, pgerr.New(pgerr.UndefinedFile, "no files to read")
	}
	t := &Table{name: opt.Name, store: s, cache: opt.Cache, whole: opt.WholeGroups}
	if t.name == "" {
		t.name = files[0].Path
	}
	var err error
	if t.files, err = readFooters(ctx, s, files); err != nil {
		return nil, err
	}
	if opt.BinaryAsString {
		for i, f := range t.files {
			if t.files[i], err = f.withText(); err != nil {
				return nil, err
			}
		}
	}
	t.cols = t.files[0].schema.decl
	for _, f := range t.files {
		m, err := t.match(f)
		if err != nil {
			return nil, err
		}
		t.maps = append(t.maps, m)
	}
	return t, nil
}

// footersAtOnce is how many footers are fetched at the same time.
const footersAtOnce = 16

// readFooters reads all footers, several at a time.
func readFooters(ctx context.Context, s object.Store, files []object.Info) ([]*File, error) {
	out, errs := make([]*File, len(files)), make([]error, len(files))
	if len(files) == 1 {
		out[0], errs[0] = ReadFooter(ctx, s, files[0])
		return out, errs[0]
	}
	var wg sync.WaitGroup
	var next atomic.Int64
	for range min(footersAtOnce, len(files)) {
		wg.Add(1)
		go func() {
			defer wg.Done()
			for i := next.Add(1) - 1; i < int64(len(files)); i = next.Add(1) - 1 {
				if out[i], errs[i] = ReadFooter(ctx, s, files[i]); errs[i] != nil {
					return
				}
			}
		}()
	}
	wg.Wait()
	for _, err := range errs { // the first in listing order, whichever failed first
		if err != nil {
			return nil, err
		}
	}
	return out, nil
}

// match finds the table's columns in a file.
func (t *Table) match(f *File) ([]int, error) {
	m := make([]int, len(t.cols))
	for i, c := range t.cols {
		j, ok := i, i < len(f.schema.decl) && f.schema.decl[i].Name == c.Name
		if !ok {
			j, ok = f.schema.index[strings.ToLower(c.Name)]
		}
		if !ok {
			return nil, pgerr.New(pgerr.UndefinedColumn, "Parquet file %q has no column %q", f.Info.Path, c.Name)
		}
		if got := f.schema.decl[j].Type; !sameType(got, c.Type) {
			return nil, pgerr.New(pgerr.DatatypeMismatch, "column %q of Parquet file %q is of another type than in %q",
				c.Name, f.Info.Path, t.files[0].Info.Path)
		}
		m[i] = j
	}
	return m, nil
}

func sameType(a, b types.Type) bool {
	if a.OID != b.OID || a.Mod != b.Mod || (a.Ext == nil) != (b.Ext == nil) {
		return false
	}
	if a.Ext == nil || a.Ext == b.Ext {
		return true
	}
	if len(a.Ext.Fields) != len(b.Ext.Fields) || (a.Ext.Elem == nil) != (b.Ext.Elem == nil) {
		return false
	}
	for i, f := range a.Ext.Fields {
		if f.Name != b.Ext.Fields[i].Name || !sameType(f.Type, b.Ext.Fields[i].Type) {
			return false
		}
	}
	return a.Ext.Elem == nil || sameType(*a.Ext.Elem, *b.Ext.Elem)
}

// Name implements table.Table.
func (t *Table) Name() string { return t.name }

// Columns implements table.Table.
func (t *Table) Columns() []table.Column { return t.cols }

// Files gives the files of the snapshot.
func (t *Table) Files() []*File { return t.files }

// Row groups with more rows than this are cut into parts when a table has too few of
// them to keep all cores busy. Parts share pages at their edges, which are decoded twice.
const partRows = 128 * vec.Size

// Splits implements table.Table: one split a row group, pruned by statistics.
func (t *Table) Splits(_ context.Context, preds []table.Pred) ([]table.Split, error) {
	var whole []*split
	for i, f := range t.files {
		first := int64(0)
		for g := range f.meta.RowGroups {
			n := f.meta.RowGroups[g].Rows
			s := &split{t: t, f: f, cols: t.maps[i], group: g, first: first, rowRange: rowRange{0, n}}
			if n > 0 && s.mayMatch(preds) {
				whole = append(whole, s)
			}
			first += n
		}
	}
	few := !t.whole && len(whole) < 2*runtime.GOMAXPROCS(0)
	out := make([]table.Split, 0, len(whole))
	for _, s := range whole {
		if few && s.to > 2*partRows && s.to < maxCutRows {
			out = s.cut(out)
		} else {
			out = append(out, s)
		}
	}
	return out, nil
}

// maxCutRows is more than row groups have; a footer that claims more is not believed.
const maxCutRows = 1 << 32

// cut appends the parts of a row group.
func (s *split) cut(out []table.Split) []table.Split {
	for at := int64(0); at < s.to; at += partRows {
		part := *s
		part.rowRange = rowRange{at, min(s.to, at+partRows)}
		out = append(out, &part)
	}
	return out
}

// split is one row group, or some of its rows.
type split struct {
	rowRange
	t     *Table
	f     *File
	cols  []int
	group int
	first int64 // number in the file of the row group's first row

	divided bool // the rest of a row group that is being read already
}

func (s *split) meta() *rowGroup { return &s.f.meta.RowGroups[s.group] }

// Rows implements table.Split.
func (s *split) Rows() int64 { return s.to - s.from }

// Range implements table.Split.
func (s *split) Range(col int) (lo, hi types.Datum, ok bool) {
	n := s.f.schema.cols[s.cols[col]]
	if !n.flat() {
		return lo, hi, false
	}
	leaf := &s.f.schema.leafs[n.leaf]
	if isFloat(leaf.conv.typ) { // a NaN would lie outside
		return lo, hi, false
	}
	return leaf.bounds(&s.meta().Cols[n.leaf].Stats)
}

func isFloat(t types.Type) bool { return t.OID == types.Float4 || t.OID == types.Float8 }

// Open implements table.Split.
func (s *split) Open(ctx context.Context, cols []int, preds []table.Pred, m *table.Metrics) (table.Reader, error) {
	if m == nil {
		m = &table.Metrics{}
	}
	return openReader(ctx, s, cols, preds, m)
}
