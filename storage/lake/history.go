package lake

import (
	"context"
	"slices"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/storage/delta"
)

// Entry is one version in the history of a table.
type Entry struct {
	Version    int64
	Time       int64 // µs since 1970
	User       string
	Operation  string
	Parameters string // JSON objects
	Metrics    string
	Blind      bool
	Tx         string
}

// History lists the versions of a table, newest first, at most limit of them (0: all).
func (l *Lake) History(ctx context.Context, o *catalog.Object, st *catalog.TableState, limit int) ([]Entry, error) {
	var out []Entry
	full := func() bool { return limit > 0 && len(out) >= limit }
	if st == nil {
		return nil, nil
	}
	cs := st.Commits()
	oldest := st.Head + 1
	for _, k := range slices.Backward(cs) {
		if full() {
			return out, nil
		}
		out = append(out, entryOf(k.Version, commitInfo(k)))
		oldest = k.Version
	}
	if oldest == 0 || full() {
		return out, nil
	}
	old, err := delta.Log{Store: l.cfg.Store, Root: o.Table.Location}.History(ctx, 0)
	if err != nil {
		return nil, err
	}
	for _, c := range old {
		if c.Version < oldest && !full() {
			out = append(out, entryOf(c.Version, c.Info))
		}
	}
	return out, nil
}

func entryOf(v int64, i *delta.CommitInfo) Entry {
	e := Entry{Version: v}
	if i == nil {
		return e
	}
	e.Time, e.User, e.Operation, e.Parameters, e.Metrics, e.Tx = i.Timestamp*1000, i.UserName, i.Operation, i.Parameters, i.Metrics, i.TxnID
	if i.InCommitTimestamp != nil {
		e.Time = *i.InCommitTimestamp * 1000
	}
	e.Blind = i.IsBlindAppend != nil && *i.IsBlindAppend
	return e
}

// Restored is the table with the rows of an old version, whose columns must be the
// present ones and whose files must still be there.
func (r *Rows) Restored(ctx context.Context, version int64) (*Rows, error) {
	if r.state == nil || version > r.state.Head || version < 0 {
		return nil, pgerr.New(pgerr.InvalidParameterValue, "table \"%s\" has no version %d", r.name, version)
	}
	e := r.lake.entry(r.id)
	e.mu.Lock()
	old, err := r.lake.snapshot(ctx, e, r.info.Location, r.state, version)
	e.mu.Unlock()
	if err != nil {
		return nil, err
	}
	if !sameColumns(old.Schema().Columns(), r.cols) {
		return nil, pgerr.Unsupported("restoring a version of \"%s\" that has other columns", r.name)
	}
	n, err := r.truncated()
	if err != nil {
		return nil, err
	}
	c := &delta.Commit{Version: n.snap.Version()}
	for _, f := range old.Files() {
		if _, err := r.lake.cfg.Store.Head(ctx, f.Object); err != nil {
			return nil, pgerr.New(pgerr.ObjectNotInPrerequisiteState, "version %d of \"%s\" cannot be restored: its file %q is gone", version, r.name, f.Path)
		}
		a := f.Add
		a.DataChange = true
		c.Adds = append(c.Adds, &a)
	}
	if n.snap, err = n.snap.Apply(c); err != nil {
		return nil, err
	}
	n.added = c.Adds
	n.restored = true
	return n, nil
}

// Detail tells how a table is stored.
type Detail struct {
	Files                int
	Bytes                int64
	Buffered             int
	Version              int64
	MinReader, MinWriter int64
	Features             []string
}

// Detail tells how the table is stored.
func (r *Rows) Detail() Detail {
	d := Detail{Files: r.snap.NumFiles(), Bytes: r.snap.Bytes(), Buffered: r.buf.rows, Version: -1}
	if r.state != nil {
		d.Version = r.state.Head
	}
	p := r.snap.Protocol()
	d.MinReader, d.MinWriter, d.Features = p.MinReader, p.MinWriter, p.WriterFeatures
	return d
}
