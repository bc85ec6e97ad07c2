package delta

import (
	"iter"
	"sync"
	"sync/atomic"

	iradix "github.com/hashicorp/go-immutable-radix/v2"

	"github.com/tarndb/tarn/sql/pgerr"
)

// Snapshot is a table at one version. It never changes.
type Snapshot struct {
	root      string
	version   int64
	timestamp int64 // ms since 1970 of the last commit, 0 when unknown
	info      *CommitInfo
	protocol  *Protocol
	metadata  *Metadata
	schema    *Schema
	files     fileSet
	tombs     *iradix.Tree[*Remove]
	txns      *iradix.Tree[Txn]
	domains   *iradix.Tree[DomainMetadata]

	mu     sync.Mutex
	totals *totals // of the log's statistics, nil until asked for
	sample atomic.Pointer[sample]
}

// NewSnapshot is the table before its first commit: version -1, without schema.
func NewSnapshot(root string) *Snapshot {
	return &Snapshot{root: root, version: -1, files: newFileSet(), tombs: iradix.New[*Remove](),
		txns: iradix.New[Txn](), domains: iradix.New[DomainMetadata]()}
}

// Root is the table's directory.
func (s *Snapshot) Root() string { return s.root }

// Version is the number of the last commit.
func (s *Snapshot) Version() int64 { return s.version }

// Timestamp is when the last commit was made, in ms since 1970: its in-commit timestamp,
// else what its commitInfo says, else 0.
func (s *Snapshot) Timestamp() int64 { return s.timestamp }

// Info is the last commit's commitInfo, nil when it has none or was read from a checkpoint.
func (s *Snapshot) Info() *CommitInfo { return s.info }

// Protocol is not to be changed.
func (s *Snapshot) Protocol() *Protocol { return s.protocol }

// Metadata is not to be changed.
func (s *Snapshot) Metadata() *Metadata { return s.metadata }

// Schema gives the columns.
func (s *Snapshot) Schema() *Schema { return s.schema }

// NumFiles is the number of data files.
func (s *Snapshot) NumFiles() int { return s.files.n }

// Bytes is the size of all data files.
func (s *Snapshot) Bytes() int64 { return s.files.bytes }

// Files lists the data files in the order they came into the table, in a fresh slice.
func (s *Snapshot) Files() []*File { return s.files.all() }

// File finds a data file by its path as the log has it and its deletion vector.
func (s *Snapshot) File(path string, dv *DeletionVector) (*File, bool) {
	obj, err := resolve(s.root, path)
	if err != nil {
		return nil, false
	}
	return s.files.index.Get([]byte(fileID(obj, dv)))
}

// Tombstones yields the files removed and not yet forgotten, by path.
func (s *Snapshot) Tombstones() iter.Seq[*Remove] { return values(s.tombs) }

// Txns yields the progress of writers that count their own versions.
func (s *Snapshot) Txns() iter.Seq[Txn] { return values(s.txns) }

// Txn finds the progress of one such writer.
func (s *Snapshot) Txn(appID string) (Txn, bool) { return s.txns.Get([]byte(appID)) }

// Domains yields the domain metadata.
func (s *Snapshot) Domains() iter.Seq[DomainMetadata] { return values(s.domains) }

// Domain finds the metadata of one domain.
func (s *Snapshot) Domain(name string) (DomainMetadata, bool) { return s.domains.Get([]byte(name)) }

func values[V any](t *iradix.Tree[V]) iter.Seq[V] {
	return func(yield func(V) bool) {
		it := t.Root().Iterator()
		for _, v, ok := it.Next(); ok; _, v, ok = it.Next() {
			if !yield(v) {
				return
			}
		}
	}
}

// Apply gives the snapshot after a commit. It costs as much as the commit changes: the
// rest is shared with s.
func (s *Snapshot) Apply(c *Commit) (*Snapshot, error) {
	b := s.builder()
	if err := b.apply(c); err != nil {
		return nil, err
	}
	return b.finish()
}

// builder replays commits onto a snapshot.
type builder struct {
	next    *Snapshot
	files   *fileEdit
	tombs   *iradix.Txn[*Remove]
	txns    *iradix.Txn[Txn]
	domains *iradix.Txn[DomainMetadata]
	totals  *totals // kept up to date when the start had them
	sample  *sample
	changes int  // files added and removed
	schema  bool // protocol or metadata changed
}

func (s *Snapshot) builder() *builder {
	b := &builder{files: s.files.edit(), tombs: s.tombs.Txn(), txns: s.txns.Txn(), domains: s.domains.Txn()}
	b.next = &Snapshot{root: s.root, version: s.version, timestamp: s.timestamp, info: s.info, protocol: s.protocol, metadata: s.metadata, schema: s.schema}
	s.mu.Lock()
	b.totals = s.totals.clone()
	s.mu.Unlock()
	b.sample = s.sample.Load()
	return b
}

func (b *builder) apply(c *Commit) error {
	n := b.next
	n.version = c.Version
	n.info, n.timestamp = c.Info, 0
	if c.Info != nil {
		n.timestamp = c.Info.Timestamp
		if c.Info.InCommitTimestamp != nil {
			n.timestamp = *c.Info.InCommitTimestamp
		}
	}
	if c.Protocol != nil {
		n.protocol, b.schema = c.Protocol, true
	}
	if c.Metadata != nil {
		n.metadata, b.schema = c.Metadata, true
	}
	b.changes += len(c.Adds) + len(c.Removes)
	for _, r := range c.Removes {
		if err := b.remove(r); err != nil {
			return err
		}
	}
	for _, a := range c.Adds {
		if err := b.add(a); err != nil {
			return err
		}
	}
	for _, t := range c.Txns {
		b.txns.Insert([]byte(t.AppID), t)
	}
	for _, d := range c.Domains {
		if d.Removed {
			b.domains.Delete([]byte(d.Domain))
		} else {
			b.domains.Insert([]byte(d.Domain), d)
		}
	}
	return nil
}

func (b *builder) remove(r *Remove) error {
	obj, err := resolve(b.next.root, r.Path)
	if err != nil {
		return err
	}
	id := fileID(obj, r.DeletionVector)
	if f := b.files.remove(id); f != nil && b.totals != nil {
		b.totals = b.totals.without(f)
	}
	b.tombs.Insert([]byte(id), r)
	return nil
}

func (b *builder) add(a *Add) error {
	obj, err := resolve(b.next.root, a.Path)
	if err != nil {
		return err
	}
	f := &File{Add: *a, Object: obj, id: fileID(obj, a.DeletionVector)}
	if old, ok := b.files.txn.Get([]byte(f.id)); ok && b.totals != nil {
		b.totals = b.totals.without(old)
	}
	b.files.add(f)
	b.tombs.Delete([]byte(f.id))
	if b.totals != nil && !b.schema {
		b.totals = b.totals.with(f)
	}
	return nil
}

// finish checks the result and makes it a snapshot.
func (b *builder) finish() (*Snapshot, error) {
	n := b.next
	switch {
	case n.protocol == nil:
		return nil, corruptf("the log of Delta table %q has no protocol action", n.root)
	case n.metadata == nil:
		return nil, corruptf("the log of Delta table %q has no metadata action", n.root)
	}
	if b.schema {
		if err := n.protocol.checkReadable(); err != nil {
			return nil, err
		}
		if p := n.metadata.Provider; p != "" && p != "parquet" {
			return nil, pgerr.Unsupported("Delta tables of %s files", p)
		}
		var err error
		if n.schema, err = newSchema(n.metadata, n.protocol); err != nil {
			return nil, err
		}
		b.totals, b.sample = nil, nil
	}
	n.sample.Store(b.sample.after(b.changes))
	n.files, n.tombs, n.txns, n.domains = b.files.done(), b.tombs.CommitOnly(), b.txns.CommitOnly(), b.domains.CommitOnly()
	n.totals = b.totals
	return n, nil
}
