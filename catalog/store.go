package catalog

import (
	"context"
	"sync"
	"sync/atomic"
	"time"
)

// Reader gives snapshots.
type Reader interface {
	// Snapshot is the newest state this server has applied.
	Snapshot() *Snapshot
	// Fresh is a state that holds every commit acknowledged before the call, by any server.
	Fresh(ctx context.Context) (*Snapshot, error)
}

// Writer changes the catalog.
type Writer interface {
	// Begin starts a transaction on the newest state of this server.
	Begin() *Tx
	// Commit makes a change visible at once, or none of it. A change whose Tx or Key was
	// committed before is not applied again. 08007 when the outcome cannot be known.
	Commit(ctx context.Context, c *Change) (Outcome, error)
	// NextID and NextTx give fresh numbers.
	NextID() ID
	NextTx() TxID
	// Advance takes up to n values of a sequence, SetSequence is setval.
	Advance(ctx context.Context, id ID, n int64) (first, count int64, err error)
	SetSequence(ctx context.Context, id ID, v int64, called bool) error
	// MarkPublished and Purge are for the keeper of tables.
	MarkPublished(ctx context.Context, id ID, version, checkpoint int64) error
	Purge(ctx context.Context, ids []ID) error
}

// Store is a catalog held in memory: the state machine without a log, for tests and for
// servers that keep nothing.
type Store struct {
	mu   sync.Mutex // serializes changes
	cur  atomic.Pointer[Snapshot]
	next atomic.Uint64
	tx   atomic.Uint64
}

// NewStore makes a catalog with a database, its standard schemas, its owner and nothing
// else.
func NewStore(database, owner string) *Store {
	s := &Store{}
	s.next.Store(uint64(FirstID))
	s.cur.Store(Initial(database, owner))
	return s
}

// Initial is the state every catalog begins with.
func Initial(database, owner string) *Snapshot {
	snap := newSnapshot()
	put := func(o Object) {
		if o.Owner == 0 {
			o.Owner = SuperuserID
		}
		o.Version, o.Created, o.Changed = 1, 1, 1
		snap = snap.with(nil, &o)
	}
	schema := func(id ID, name, comment string) {
		put(Object{ID: id, Parent: DatabaseID, Kind: Schema, Name: name, Comment: comment})
	}
	put(Object{ID: SuperuserID, Parent: RootID, Kind: Role, Name: owner, Role: &RoleInfo{Super: true, Inherit: true,
		CreateRole: true, CreateDB: true, Login: true, Replication: true, BypassRLS: true, ConnLimit: -1}})
	for _, r := range predefinedRoles {
		info := &RoleInfo{Inherit: true, ConnLimit: -1}
		for _, of := range r.memberOf {
			info.MemberOf = append(info.MemberOf, Membership{Role: of, Grantor: SuperuserID})
		}
		put(Object{ID: r.id, Parent: RootID, Kind: Role, Name: r.name, Role: info})
	}
	put(Object{ID: DatabaseID, Parent: RootID, Kind: Database, Name: database, Comment: "default database"})
	schema(PgCatalogID, "pg_catalog", "system catalog schema")
	schema(InfoID, "information_schema", "")
	put(Object{ID: PublicID, Parent: DatabaseID, Kind: Schema, Name: "public", Comment: "standard public schema",
		Owner: DatabaseOwnerRole, ACL: []ACL{
			{Grantee: DatabaseOwnerRole, Grantor: DatabaseOwnerRole, Privileges: PrivUsage | PrivCreate},
			{Grantee: PublicRole, Grantor: DatabaseOwnerRole, Privileges: PrivUsage}}})
	schema(SystemID, "tarn", "running queries and the query log")
	put(Object{ID: DefaultPool, Parent: RootID, Kind: Cluster, Name: "default", Comment: "the server's own workers"})
	return snap
}

// NewTempStore makes the catalog of one session's temporary objects: a schema and
// nothing else. Its identities come from the main catalog, so that OIDs stay unique.
func NewTempStore(name string, owner ID) *Snapshot {
	return newSnapshot().with(nil, &Object{ID: TempID, Parent: DatabaseID, Kind: Schema, Name: name, Owner: owner, Version: 1})
}

// Snapshot is the newest state.
func (s *Store) Snapshot() *Snapshot { return s.cur.Load() }

// Fresh is the newest state.
func (s *Store) Fresh(context.Context) (*Snapshot, error) { return s.cur.Load(), nil }

// NextID gives a fresh identity.
func (s *Store) NextID() ID { return ID(s.next.Add(1) - 1) }

// NextTx gives a fresh transaction number.
func (s *Store) NextTx() TxID { return TxID(s.tx.Add(1)) }

// Begin starts a transaction on the newest state.
func (s *Store) Begin() *Tx { return NewTx(s.Snapshot(), s.NextID) }

// Commit makes a change visible at once. It fails with 40001 when another commit changed
// the same objects or rows, or took the same names, since the change's base.
func (s *Store) Commit(_ context.Context, c *Change) (Outcome, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	cur := s.cur.Load()
	next, out, err := cur.Apply(c, Stamp{CSN: cur.csn + 1, Time: time.Now().UnixMicro()})
	if err != nil {
		return Outcome{}, err
	}
	s.cur.Store(next)
	return out, nil
}

// Advance takes up to n values of a sequence.
func (s *Store) Advance(_ context.Context, id ID, n int64) (first, count int64, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	next, first, count, err := s.cur.Load().Advance(id, n)
	if err == nil {
		s.cur.Store(next)
	}
	return first, count, err
}

// SetSequence is setval.
func (s *Store) SetSequence(_ context.Context, id ID, v int64, called bool) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	next, err := s.cur.Load().SetSequence(id, v, called)
	if err == nil {
		s.cur.Store(next)
	}
	return err
}

// MarkPublished notes how far a table's log is written.
func (s *Store) MarkPublished(_ context.Context, id ID, version, checkpoint int64) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.cur.Store(s.cur.Load().MarkPublished(id, version, checkpoint))
	return nil
}

// Purge forgets dropped objects for good.
func (s *Store) Purge(_ context.Context, ids []ID) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.cur.Store(s.cur.Load().Purge(ids))
	return nil
}
