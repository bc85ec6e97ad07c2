package catalog

import (
	"context"
	"sync"
	"sync/atomic"

	iradix "github.com/hashicorp/go-immutable-radix/v2"

	"github.com/tarndb/tarn/sql/pgerr"
)

// Reader gives snapshots.
type Reader interface {
	// Snapshot is the newest committed state.
	Snapshot() *Snapshot
}

// Writer commits transactions.
type Writer interface {
	// Begin starts a transaction on the newest state.
	Begin() *Tx
	// Commit makes the changes of tx visible at once, or none of them.
	Commit(ctx context.Context, tx *Tx) (CSN, error)
}

// Store is a catalog held in memory.
type Store struct {
	mu   sync.Mutex // serializes commits
	cur  atomic.Pointer[Snapshot]
	next atomic.Uint32
}

// NewStore makes a catalog with a database, its standard schemas and nothing else.
func NewStore(database, owner string) *Store {
	s := &Store{}
	s.next.Store(uint32(FirstID))
	snap := &Snapshot{csn: 1, byID: iradix.New[*Object](), byName: iradix.New[*Object]()}
	put := func(id, parent ID, kind Kind, name, comment string) {
		snap = snap.with(nil, &Object{ID: id, Parent: parent, Kind: kind, Name: name, Owner: owner,
			Comment: comment, Version: 1, Created: 1, Changed: 1})
	}
	put(DatabaseID, RootID, Database, database, "default database")
	put(PgCatalogID, DatabaseID, Schema, "pg_catalog", "system catalog schema")
	put(InfoID, DatabaseID, Schema, "information_schema", "")
	put(PublicID, DatabaseID, Schema, "public", "standard public schema")
	put(SystemID, DatabaseID, Schema, "tarn", "running queries and the query log")
	s.cur.Store(snap)
	return s
}

// NewTempStore makes the catalog of one session's temporary objects: a schema and
// nothing else. Its identities come from main, so that OIDs stay unique.
func NewTempStore(name, owner string) *Snapshot {
	snap := &Snapshot{csn: 1, byID: iradix.New[*Object](), byName: iradix.New[*Object]()}
	return snap.with(nil, &Object{ID: TempID, Parent: DatabaseID, Kind: Schema, Name: name, Owner: owner, Version: 1})
}

// Snapshot is the newest committed state.
func (s *Store) Snapshot() *Snapshot { return s.cur.Load() }

// NextID gives a fresh identity.
func (s *Store) NextID() ID { return ID(s.next.Add(1) - 1) }

// Begin starts a transaction on the newest state.
func (s *Store) Begin() *Tx { return NewTx(s.Snapshot(), s.NextID) }

// Commit makes the changes of tx visible at once. It fails with 40001 when another
// commit changed the same objects or took the same names since tx began.
func (s *Store) Commit(_ context.Context, tx *Tx) (CSN, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	cur := s.cur.Load()
	if !tx.Changed() {
		return cur.csn, nil
	}
	next := cur
	for i := range tx.muts {
		n, err := apply(next, &tx.muts[i], cur.csn+1)
		if err != nil {
			return 0, err
		}
		next = n
	}
	out := *next
	out.csn = cur.csn + 1
	s.cur.Store(&out)
	return out.csn, nil
}

// apply puts one mutation on top of snap, checking that its base is still there.
func apply(snap *Snapshot, m *Mutation, csn CSN) (*Snapshot, error) {
	if m.Drop != nil {
		old := snap.Get(m.Drop.ID)
		if old == nil || old.Version != m.Base {
			return nil, conflict(m.Drop.Name)
		}
		return snap.without(old), nil
	}
	o := *m.Put
	old := snap.Get(o.ID)
	if (old == nil) != (m.Base == 0) || old != nil && old.Version != m.Base {
		return nil, conflict(o.Name)
	}
	if snap.Get(o.Parent) == nil && o.Parent != RootID {
		return nil, conflict(o.Name)
	}
	if at := snap.Lookup(o.Parent, o.Kind, o.Name); at != nil && at.ID != o.ID {
		return nil, conflict(o.Name)
	}
	o.Changed, o.Created = csn, csn
	if old != nil {
		o.Created = old.Created
	}
	return snap.with(old, &o), nil
}

func conflict(name string) error {
	return pgerr.New(pgerr.SerializationFailure, "could not serialize access due to concurrent change of \"%s\"", name)
}
