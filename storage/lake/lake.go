package lake

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"sync"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/internal/mem"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/colcache"
	"github.com/tarndb/tarn/storage/delta"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/table"
)

// Catalog is what the keeper of tables needs of the catalog.
type Catalog interface {
	catalog.Reader
	catalog.Writer
}

// Config is what a Lake is made of.
type Config struct {
	Store   object.Store
	Root    string // directory of the managed tables, a path or URL
	Catalog Catalog
	Cache   *colcache.Cache // of decoded columns, nil for none
	Log     *slog.Logger
	// Leads tells whether this server writes logs and keeps tables tidy; nil: always.
	Leads func() bool
	// Point is called at the named points of a commit; nil: nothing. Tests stop the
	// process there.
	Point func(name string)
	// InlineBytes is how large the actions of a commit may be that travel in the catalog's
	// log; 0: 512 KiB.
	InlineBytes int
}

// Lake keeps the managed tables of a server.
type Lake struct {
	cfg  Config
	mu   sync.Mutex
	open map[catalog.ID]*entry
	kick chan struct{}
	stop context.CancelFunc
	done sync.WaitGroup
	// files is held while files of the server's own work exist that no version refers to
	// yet, and alone by VACUUM, which would take them for left over.
	files sync.RWMutex
}

// entry is what is remembered of a table.
type entry struct {
	mu     sync.Mutex
	snaps  []*delta.Snapshot // newest last
	chunk  []*catalog.Chunk  // what rows was made of
	rows   *rowList
	tidied int64 // version at which small files were last looked at
}

// keptSnapshots is how many versions of a table are remembered.
const keptSnapshots = 4

// New makes the keeper of a server's tables; Start begins its work in the background.
func New(cfg Config) *Lake {
	if cfg.Log == nil {
		cfg.Log = slog.New(slog.DiscardHandler)
	}
	if cfg.Leads == nil {
		cfg.Leads = func() bool { return true }
	}
	if cfg.Point == nil {
		cfg.Point = func(string) {}
	}
	if cfg.InlineBytes == 0 {
		cfg.InlineBytes = inlineBytes
	}
	return &Lake{cfg: cfg, open: map[catalog.ID]*entry{}, kick: make(chan struct{}, 1)}
}

// Point is called at the named points of a commit.
func (l *Lake) Point(name string) { l.cfg.Point(name) }

// Location is the directory of a new managed table, which no other table ever has.
func (l *Lake) Location() string { return strings.TrimRight(l.cfg.Root, "/") + "/" + delta.NewUUID() }

// Open gives a table as a transaction sees it that begins now. st is nil for a table that
// the transaction itself made.
// Its rows in memory are reserved in acct.
func (l *Lake) Open(ctx context.Context, o *catalog.Object, snap *catalog.Snapshot, acct *mem.Account) (*Rows, error) {
	return l.openAt(ctx, o, snap.Table(o.ID), snap.CSN(), acct)
}

func (l *Lake) openAt(ctx context.Context, o *catalog.Object, st *catalog.TableState, csn catalog.CSN, acct *mem.Account) (*Rows, error) {
	cols := columnsOf(o.Table)
	r := &Rows{lake: l, id: o.ID, name: o.Name, info: o.Table, cols: cols, made: o.Table.Schema, state: st, csn: csn, acct: acct, inserts: true,
		buf: &rowList{cols: cols}, own: &rowList{cols: cols}}
	if st == nil {
		c, err := description(o.Table, delta.NewSnapshot(o.Table.Location))
		if err != nil {
			return nil, err
		}
		c.Version = -1
		if r.base, err = delta.NewSnapshot(o.Table.Location).Apply(c); err != nil {
			return nil, err
		}
		r.snap = r.base
		return r, nil
	}
	e := l.entry(o.ID)
	e.mu.Lock()
	defer e.mu.Unlock()
	var err error
	if r.base, err = l.snapshot(ctx, e, o.Table.Location, st, st.Head); err != nil {
		return nil, err
	}
	r.snap = r.base
	if r.buf, err = e.buffered(cols, st.Buffer()); err != nil {
		return nil, err
	}
	return r, nil
}

func (l *Lake) entry(id catalog.ID) *entry {
	l.mu.Lock()
	defer l.mu.Unlock()
	e := l.open[id]
	if e == nil {
		e = &entry{}
		l.open[id] = e
	}
	return e
}

// snapshot gives a version of a table: from memory, brought forward by the commits that
// the catalog holds or the log has.
func (l *Lake) snapshot(ctx context.Context, e *entry, root string, st *catalog.TableState, version int64) (*delta.Snapshot, error) {
	var from *delta.Snapshot
	for i := len(e.snaps) - 1; i >= 0; i-- {
		if v := e.snaps[i].Version(); v == version {
			return e.snaps[i], nil
		} else if v < version && (from == nil || v > from.Version()) {
			from = e.snaps[i]
		}
	}
	log := delta.Log{Store: l.cfg.Store, Root: root}
	if from == nil || from.Version() < st.Checkpoint && st.Checkpoint <= version {
		from = delta.NewSnapshot(root)
		if p := min(st.Published, version); p >= 0 {
			var err error
			if from, err = log.Snapshot(ctx, p); err != nil {
				return nil, err
			}
		}
	}
	for v := from.Version() + 1; v <= version; v++ {
		c, err := l.commit(ctx, log, st, v)
		if err != nil {
			return nil, err
		}
		if from, err = from.Apply(c); err != nil {
			return nil, err
		}
	}
	e.remember(from)
	return from, nil
}

// commit reads one version's actions.
func (l *Lake) commit(ctx context.Context, log delta.Log, st *catalog.TableState, v int64) (*delta.Commit, error) {
	if v <= st.Published {
		return log.ReadCommit(ctx, v)
	}
	k := commitOf(st, v)
	if k == nil {
		return nil, pgerr.New(pgerr.InternalError, "version %d of a table is neither in the catalog nor in its log", v)
	}
	body, err := l.body(ctx, k)
	if k.Staged != "" && errors.Is(err, object.ErrNotExist) {
		// It was published after st was looked at, and its body deleted then.
		return log.ReadCommit(ctx, v)
	}
	if err != nil {
		return nil, err
	}
	c, err := delta.DecodeCommit(body)
	if err != nil {
		return nil, err
	}
	c.Version = v
	c.Info = commitInfo(k)
	return c, nil
}

// commitOf finds a version among the commits the catalog remembers, nil when it does not.
func commitOf(st *catalog.TableState, v int64) *catalog.Commit {
	cs := st.Commits()
	i, ok := slices.BinarySearchFunc(cs, v, func(c *catalog.Commit, v int64) int { return int(c.Version - v) })
	if !ok {
		return nil
	}
	return cs[i]
}

// remember keeps a version, and forgets an old one.
func (e *entry) remember(s *delta.Snapshot) {
	e.snaps = append(e.snaps, s)
	slices.SortFunc(e.snaps, func(a, b *delta.Snapshot) int { return int(a.Version() - b.Version()) })
	if len(e.snaps) > keptSnapshots {
		e.snaps = slices.Delete(e.snaps, 0, 1)
	}
}

// buffered gives the rows of the row buffer; those decoded before are not decoded again.
func (e *entry) buffered(cols []table.Column, chunks []*catalog.Chunk) (*rowList, error) {
	if len(chunks) == 0 {
		return &rowList{cols: cols}, nil
	}
	n := len(e.chunk)
	if n == 0 || n > len(chunks) || e.chunk[0].ID != chunks[0].ID || e.chunk[n-1].ID != chunks[n-1].ID || !sameColumns(e.rows.cols, cols) {
		if n > len(chunks) && e.chunk[0].ID == chunks[0].ID && e.chunk[len(chunks)-1].ID == chunks[len(chunks)-1].ID {
			n = 0 // an older state: made anew, and the newer one is kept
			list := &rowList{cols: cols}
			return list.addChunks(chunks)
		}
		e.rows, e.chunk, n = &rowList{cols: cols}, nil, 0
	}
	list, err := e.rows.addChunks(chunks[n:])
	if err != nil {
		return nil, err
	}
	e.rows, e.chunk = list, chunks
	return list, nil
}

// addChunks adds chunks, small ones together.
func (l *rowList) addChunks(chunks []*catalog.Chunk) (*rowList, error) {
	rb, err := newRowBuilder(l.cols, 0), error(nil)
	for _, c := range chunks {
		b, err := decodeRows(c.Data, l.cols)
		if err != nil {
			return nil, err
		}
		if b.N != c.Rows {
			return nil, errRows()
		}
		rb.add(b.Cols, b.N, nil)
		if rb.rows >= segmentRows {
			l = l.add(rb.build())
			rb = newRowBuilder(l.cols, 0)
		}
	}
	if rb.rows > 0 {
		l = l.add(rb.build())
	}
	return l, err
}

// Version gives a table at a version of its log; buffered rows belong to none.
func (l *Lake) Version(ctx context.Context, o *catalog.Object, st *catalog.TableState, version int64) (table.Table, error) {
	if st == nil || version > st.Head || version < 0 {
		return nil, pgerr.New(pgerr.InvalidParameterValue, "table \"%s\" has no version %d", o.Name, version)
	}
	e := l.entry(o.ID)
	e.mu.Lock()
	defer e.mu.Unlock()
	snap, err := l.snapshot(ctx, e, o.Table.Location, st, version)
	if err != nil {
		return nil, err
	}
	return delta.Open(l.cfg.Store, snap, delta.Options{Name: o.Name, Cache: l.cfg.Cache}), nil
}

// VersionAt gives the newest version at a time, in µs since 1970.
func (l *Lake) VersionAt(ctx context.Context, o *catalog.Object, st *catalog.TableState, at int64) (int64, error) {
	if st == nil {
		return 0, pgerr.New(pgerr.InvalidParameterValue, "table \"%s\" has no version yet", o.Name)
	}
	cs := st.Commits()
	for i := len(cs) - 1; i >= 0; i-- {
		if cs[i].Time <= at {
			return cs[i].Version, nil
		}
	}
	return delta.Log{Store: l.cfg.Store, Root: o.Table.Location}.VersionAt(ctx, at/1000)
}

// columnsOf are the columns of a table as scans deliver them.
func columnsOf(t *catalog.TableInfo) []table.Column {
	out := make([]table.Column, len(t.Columns))
	for i, c := range t.Columns {
		out[i] = table.Column{Name: c.Name, Type: c.Type, NotNull: c.NotNull}
	}
	return out
}

// Fence is the writer feature that keeps other engines from committing to our tables.
const Fence = "tarn.catalogCommits"

// description gives the actions that make a table's log say what the catalog says; none
// when it does.
func description(t *catalog.TableInfo, have *delta.Snapshot) (*delta.Commit, error) {
	cols := columnsOf(t)
	schema, err := delta.SchemaString(cols)
	if err != nil {
		return nil, err
	}
	features := []string{Fence, "inCommitTimestamp"}
	conf := []delta.Pair{{Key: "delta.enableInCommitTimestamps", Value: "true"}}
	if delta.NeedsTimestampNTZ(cols) {
		features = append(features, "timestampNtz")
	}
	for _, p := range t.Properties {
		conf = append(conf, delta.Pair{Key: p.Name, Value: p.Value})
		switch {
		case p.Name == "delta.enableDeletionVectors" && p.Value == "true":
			features = append(features, "deletionVectors")
		case p.Name == "delta.appendOnly" && p.Value == "true":
			features = append(features, "appendOnly")
		}
	}
	c := &delta.Commit{}
	if p := delta.NewProtocol(features...); have.Protocol() == nil || !sameProtocol(p, have.Protocol()) {
		c.Protocol = p
	}
	m := have.Metadata()
	if m == nil || m.SchemaString != schema || !slices.Equal(m.Configuration, conf) || !slices.Equal(m.PartitionColumns, t.PartitionBy) {
		now := int64(0)
		c.Metadata = &delta.Metadata{ID: t.Location[strings.LastIndexByte(t.Location, '/')+1:], Provider: "parquet", SchemaString: schema,
			PartitionColumns: t.PartitionBy, Configuration: conf, CreatedTime: &now}
		if m != nil {
			c.Metadata.ID, c.Metadata.CreatedTime = m.ID, m.CreatedTime
		}
	}
	return c, nil
}

func sameProtocol(a, b *delta.Protocol) bool {
	return a.MinReader == b.MinReader && a.MinWriter == b.MinWriter && slices.Equal(a.ReaderFeatures, b.ReaderFeatures) &&
		slices.Equal(a.WriterFeatures, b.WriterFeatures)
}

// Storable refuses column types that a Delta table cannot hold.
func Storable(t types.Type) error {
	_, err := delta.SchemaString([]table.Column{{Name: "c", Type: t}})
	return err
}
