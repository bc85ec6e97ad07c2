package catalog

import (
	"encoding/binary"

	iradix "github.com/hashicorp/go-immutable-radix/v2"
)

// Snapshot is one immutable state of the catalog.
type Snapshot struct {
	csn    CSN
	byID   *iradix.Tree[*Object]
	byName *iradix.Tree[*Object] // parent, class, name → object
}

// CSN is the last commit the snapshot holds.
func (s *Snapshot) CSN() CSN { return s.csn }

// Len is the number of objects.
func (s *Snapshot) Len() int { return s.byID.Len() }

// Get finds an object by identity, nil when absent.
func (s *Snapshot) Get(id ID) *Object {
	o, _ := s.byID.Get(idKey(id))
	return o
}

// Lookup finds a child by name, nil when absent. Kind Table finds views too.
func (s *Snapshot) Lookup(parent ID, kind Kind, name string) *Object {
	o, _ := s.byName.Get(nameKey(parent, kind, name))
	return o
}

// Schema finds a schema of the database, nil when absent.
func (s *Snapshot) Schema(name string) *Object { return s.Lookup(DatabaseID, Schema, name) }

// Children calls f for the children of one kind's name class in order of their names
// until it answers false.
func (s *Snapshot) Children(parent ID, kind Kind, f func(*Object) bool) {
	s.byName.Root().WalkPrefix(nameKey(parent, kind, ""), func(_ []byte, o *Object) bool { return !f(o) })
}

// All calls f for every object in order of identity until it answers false.
func (s *Snapshot) All(f func(*Object) bool) {
	s.byID.Root().Walk(func(_ []byte, o *Object) bool { return !f(o) })
}

// with gives the snapshot with o put in place of old (nil for none).
func (s *Snapshot) with(old, o *Object) *Snapshot {
	n := *s
	if old != nil {
		n.byName, _, _ = n.byName.Delete(nameKey(old.Parent, old.Kind, old.Name))
	}
	n.byID, _, _ = n.byID.Insert(idKey(o.ID), o)
	n.byName, _, _ = n.byName.Insert(nameKey(o.Parent, o.Kind, o.Name), o)
	return &n
}

// without gives the snapshot with o removed.
func (s *Snapshot) without(o *Object) *Snapshot {
	n := *s
	n.byID, _, _ = n.byID.Delete(idKey(o.ID))
	n.byName, _, _ = n.byName.Delete(nameKey(o.Parent, o.Kind, o.Name))
	return &n
}

func idKey(id ID) []byte { return binary.BigEndian.AppendUint32(nil, uint32(id)) }

func nameKey(parent ID, kind Kind, name string) []byte {
	b := make([]byte, 0, 6+len(name))
	b = binary.BigEndian.AppendUint32(b, uint32(parent))
	return append(append(b, kind.class()), name...)
}
