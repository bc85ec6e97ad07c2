package catalog

import "github.com/tarndb/tarn/sql/pgerr"

// Mutation is one change of a transaction: Put replaces or creates an object, otherwise
// Drop is removed. Base is the version the change was made from, 0 for a new object.
type Mutation struct {
	Put  *Object
	Drop *Object
	Base uint64
}

// Tx is a set of changes over a base snapshot. Its View already shows them.
type Tx struct {
	base *Snapshot
	view *Snapshot
	muts []Mutation
	next func() ID
}

// Mark is a place in a Tx to go back to.
type Mark struct {
	view *Snapshot
	muts int
}

// NewTx starts a transaction on base; next gives fresh identities.
func NewTx(base *Snapshot, next func() ID) *Tx { return &Tx{base: base, view: base, next: next} }

// View is the base with the changes made so far.
func (t *Tx) View() *Snapshot { return t.view }

// Changed tells whether there is anything to commit.
func (t *Tx) Changed() bool { return len(t.muts) > 0 }

// Mark remembers the present state.
func (t *Tx) Mark() Mark { return Mark{t.view, len(t.muts)} }

// BackTo undoes all changes after the mark.
func (t *Tx) BackTo(m Mark) { t.view, t.muts = m.view, t.muts[:m.muts:m.muts] }

// Rebase moves a transaction without changes to a newer snapshot.
func (t *Tx) Rebase(s *Snapshot) {
	if !t.Changed() {
		t.base, t.view = s, s
	}
}

// Create adds an object under its parent and name; its ID and versions are filled in.
func (t *Tx) Create(o Object) (*Object, error) {
	if old := t.view.Lookup(o.Parent, o.Kind, o.Name); old != nil {
		return nil, duplicate(&o)
	}
	o.ID, o.Version = t.next(), 1
	t.view = t.view.with(nil, &o)
	t.muts = append(t.muts, Mutation{Put: &o})
	return &o, nil
}

// Replace puts a changed copy in place of old. The copy may have another name.
func (t *Tx) Replace(old *Object, o Object) (*Object, error) {
	if at := t.view.Lookup(o.Parent, o.Kind, o.Name); at != nil && at.ID != old.ID {
		return nil, duplicate(&o)
	}
	o.ID, o.Version = old.ID, old.Version+1
	t.view = t.view.with(old, &o)
	t.muts = append(t.muts, Mutation{Put: &o, Base: old.Version})
	return &o, nil
}

// Drop removes an object; its children must have been dropped before.
func (t *Tx) Drop(o *Object) {
	t.view = t.view.without(o)
	t.muts = append(t.muts, Mutation{Drop: o, Base: o.Version})
}

func duplicate(o *Object) error {
	if o.Kind == Schema {
		return pgerr.New(pgerr.DuplicateSchema, "schema \"%s\" already exists", o.Name)
	}
	return pgerr.New(pgerr.DuplicateTable, "relation \"%s\" already exists", o.Name)
}
