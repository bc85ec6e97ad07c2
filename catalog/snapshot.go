package catalog

import (
	"encoding/binary"
	"sync"

	iradix "github.com/hashicorp/go-immutable-radix/v2"
)

// Snapshot is one immutable state of the catalog.
type Snapshot struct {
	csn       CSN
	time      int64 // of the last commit, µs since 1970
	nextID    ID
	nextTx    TxID
	nextChunk uint64
	byID      *iradix.Tree[*Object]
	byName    *iradix.Tree[*Object] // parent, class, name → object
	dropped   *iradix.Tree[*Object] // what UNDROP can bring back, by identity
	tables    *iradix.Tree[*TableState]
	sequences *iradix.Tree[SequenceState]
	outcomes  *iradix.Tree[Outcome] // by transaction
	keys      *iradix.Tree[Outcome] // by idempotency key
	// recent lists the transactions and keys in the order they were remembered, from
	// first on, so that the oldest can be forgotten.
	recent list[remembered]
	first  int
	// owners finds constraints; every change of objects begins a new one.
	owners *constraintOwners
}

// constraintOwners tells which object has a constraint. It is made when first asked for.
type constraintOwners struct {
	once sync.Once
	at   map[ID]ID
}

type remembered struct {
	tx  TxID
	key string
}

func newSnapshot() *Snapshot {
	return &Snapshot{owners: &constraintOwners{}, csn: 1, nextID: FirstID, nextTx: 1, nextChunk: 1, byID: iradix.New[*Object](), byName: iradix.New[*Object](),
		dropped: iradix.New[*Object](), tables: iradix.New[*TableState](), sequences: iradix.New[SequenceState](),
		outcomes: iradix.New[Outcome](), keys: iradix.New[Outcome]()}
}

// CSN is the last commit the snapshot holds.
func (s *Snapshot) CSN() CSN { return s.csn }

// Time is when the last commit was made, in µs since 1970.
func (s *Snapshot) Time() int64 { return s.time }

// Len is the number of objects.
func (s *Snapshot) Len() int { return s.byID.Len() }

// Get finds an object by identity, nil when absent.
func (s *Snapshot) Get(id ID) *Object {
	o, _ := s.byID.Get(idKey(id))
	return o
}

// ByOID finds an object by the number clients know it by, nil when absent.
func (s *Snapshot) ByOID(oid uint32) *Object { return s.Get(ID(oid)) }

// Lookup finds a child by name, nil when absent. Any kind of relation finds all of them.
// Functions are found by Object.Key.
func (s *Snapshot) Lookup(parent ID, kind Kind, name string) *Object {
	o, _ := s.byName.Get(nameKey(parent, kind, name))
	return o
}

// Schema finds a schema of the database, nil when absent.
func (s *Snapshot) Schema(name string) *Object { return s.Lookup(DatabaseID, Schema, name) }

// Role finds a role by name, nil when absent.
func (s *Snapshot) Role(name string) *Object { return s.Lookup(RootID, Role, name) }

// Children calls f for the children of one kind's name class in order of their names
// until it answers false.
func (s *Snapshot) Children(parent ID, kind Kind, f func(*Object) bool) {
	s.byName.Root().WalkPrefix(nameKey(parent, kind, ""), func(_ []byte, o *Object) bool { return !f(o) })
}

// Functions calls f for the functions of one name.
func (s *Snapshot) Functions(parent ID, name string, f func(*Object) bool) {
	s.byName.Root().WalkPrefix(nameKey(parent, Function, name+"("), func(_ []byte, o *Object) bool { return !f(o) })
}

// All calls f for every object in order of identity until it answers false.
func (s *Snapshot) All(f func(*Object) bool) {
	s.byID.Root().Walk(func(_ []byte, o *Object) bool { return !f(o) })
}

// Dropped calls f for the objects that were dropped and can be brought back.
func (s *Snapshot) Dropped(f func(*Object) bool) {
	s.dropped.Root().Walk(func(_ []byte, o *Object) bool { return !f(o) })
}

// Constraint finds a constraint of a table or domain, nil when absent.
func (s *Snapshot) Constraint(id ID) (*Object, *Constraint) {
	w := s.owners
	w.once.Do(func() {
		w.at = map[ID]ID{}
		s.All(func(o *Object) bool {
			list := o.constraints()
			for i := range list {
				w.at[list[i].ID] = o.ID
			}
			return true
		})
	})
	if o := s.Get(w.at[id]); o != nil {
		list := o.constraints()
		for i := range list {
			if list[i].ID == id {
				return o, &list[i]
			}
		}
	}
	return nil, nil
}

func (o *Object) constraints() []Constraint {
	switch {
	case o.Table != nil:
		return o.Table.Constraints
	case o.Type != nil:
		return o.Type.Checks
	}
	return nil
}

// Table tells where a managed table stands, nil when it has no version yet.
func (s *Snapshot) Table(id ID) *TableState {
	t, _ := s.tables.Get(idKey(id))
	return t
}

// Tables calls f for the states of all managed tables until it answers false.
func (s *Snapshot) Tables(f func(ID, *TableState) bool) {
	s.tables.Root().Walk(func(k []byte, t *TableState) bool { return !f(ID(binary.BigEndian.Uint64(k)), t) })
}

// Sequence tells where a sequence stands.
func (s *Snapshot) Sequence(id ID) (SequenceState, bool) { return s.sequences.Get(idKey(id)) }

// Outcome tells whether a transaction is known to have committed.
func (s *Snapshot) Outcome(tx TxID) (Outcome, bool) { return s.outcomes.Get(idKey(ID(tx))) }

// KeyOutcome is the same by idempotency key.
func (s *Snapshot) KeyOutcome(key string) (Outcome, bool) { return s.keys.Get([]byte(key)) }

// with gives the snapshot with o put in place of old (nil for none).
func (s *Snapshot) with(old, o *Object) *Snapshot {
	n := *s
	n.owners = &constraintOwners{}
	if old != nil {
		n.byName, _, _ = n.byName.Delete(nameKey(old.Parent, old.Kind, old.Key()))
	}
	n.byID, _, _ = n.byID.Insert(idKey(o.ID), o)
	n.byName, _, _ = n.byName.Insert(nameKey(o.Parent, o.Kind, o.Key()), o)
	return &n
}

// without gives the snapshot with o removed; it can be brought back when keep is set.
func (s *Snapshot) without(o *Object, keep int64) *Snapshot {
	n := *s
	n.owners = &constraintOwners{}
	n.byID, _, _ = n.byID.Delete(idKey(o.ID))
	n.byName, _, _ = n.byName.Delete(nameKey(o.Parent, o.Kind, o.Key()))
	if keep != 0 {
		d := *o
		d.Dropped = keep
		n.dropped, _, _ = n.dropped.Insert(idKey(o.ID), &d)
	}
	return &n
}

// withTable gives the snapshot with a table's state replaced.
func (s *Snapshot) withTable(id ID, t *TableState) *Snapshot {
	n := *s
	n.tables, _, _ = n.tables.Insert(idKey(id), t)
	return &n
}

func idKey(id ID) []byte { return binary.BigEndian.AppendUint64(nil, uint64(id)) }

func nameKey(parent ID, kind Kind, name string) []byte {
	b := make([]byte, 0, 10+len(name))
	b = binary.BigEndian.AppendUint64(b, uint64(parent))
	return append(append(b, kind.class()), name...)
}
