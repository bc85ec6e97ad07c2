package delta

import (
	"context"

	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/table"
)

// sample is what the footers of some files tell beyond the log: distinct counts, widths,
// order. A snapshot keeps it, and its successors until too much has changed.
type sample struct {
	cols    []sampledCol
	files   int
	changes int // files added and removed since
}

type sampledCol struct {
	ndv    float64
	width  float64 // bytes of a value
	sorted bool
}

// sampledFiles is how many footers are looked at.
const sampledFiles = 64

// after gives the sample for a snapshot some changes later, nil when a new one is due.
func (s *sample) after(changes int) *sample {
	if s == nil {
		return nil
	}
	if changes += s.changes; changes > max(4, s.files/8) {
		return nil
	}
	return &sample{s.cols, s.files, changes}
}

// addSample completes statistics. What cannot be read is no error yet: the scan will say so.
func (t *Table) addSample(ctx context.Context, st *table.Stats) {
	var s *sample
	if t.opt.Files == nil {
		s = t.snap.sample.Load()
	}
	if s == nil {
		if s = t.takeSample(ctx); s == nil {
			return
		}
		if t.opt.Files == nil {
			t.snap.sample.Store(s)
		}
	}
	for c := range s.cols {
		from, to := &s.cols[c], &st.Cols[c]
		to.NDV, to.AvgBytes = min(from.ndv, float64(st.Rows)), from.width
		to.Sorted = from.sorted && to.HasRange && s.changes == 0
	}
}

// takeSample reads footers of files spread over the table.
func (t *Table) takeSample(ctx context.Context) *sample {
	step := max(1, (len(t.files)+sampledFiles-1)/sampledFiles)
	var parts []int
	for i := 0; i < len(t.files); i += step {
		parts = append(parts, i)
	}
	sources := make([]*source, len(parts))
	if err := inParallel(len(parts), func(i int) (err error) {
		sources[i], err = t.source(ctx, parts[i], true)
		return err
	}); err != nil || len(parts) == 0 {
		return nil
	}
	scale := float64(len(t.files)) / float64(len(parts))
	s := &sample{files: len(t.files), cols: make([]sampledCol, len(t.schema.Fields))}
	for c := range s.cols {
		s.cols[c] = t.sampleColumn(ctx, sources, c, scale)
	}
	return s
}

func (t *Table) sampleColumn(ctx context.Context, sources []*source, c int, scale float64) (out sampledCol) {
	values := map[types.Datum]bool{}
	var rows, width, sum, most float64
	sorted, last := len(sources) == len(t.files), types.Datum{}
	for i, s := range sources {
		b := &s.binds[c]
		if b.at < 0 {
			values[b.value] = true
			sorted = false
			continue
		}
		st, err := s.table.Stats(ctx)
		if err != nil || st.Cols == nil {
			continue
		}
		cs := &st.Cols[b.at]
		rows += float64(st.Rows)
		width += cs.AvgBytes * float64(st.Rows)
		sum, most = sum+cs.NDV, max(most, cs.NDV)
		ordered := b.same && cs.HasRange && (cs.Sorted || len(t.files) > 1)
		if sorted = sorted && ordered && (i == 0 || types.Compare(t.cols[c].Type, cs.Min, last) >= 0); sorted {
			last = cs.Max
		}
	}
	if rows > 0 {
		out.width = width / rows
	}
	if out.ndv = float64(len(values)); len(values) == 0 {
		out.ndv = most
		if sum > 0.7*rows { // mostly different within files: different among them
			out.ndv = sum * scale
		}
	}
	out.sorted = sorted
	return out
}
