package catalog

import "github.com/tarndb/tarn/sql/pgerr"

// Mutation is one change of an object: Put replaces or creates it, otherwise Drop is
// removed. Base is the version the change was made from, 0 for a new object.
type Mutation struct {
	Put     *Object
	Drop    *Object
	Base    uint64
	Undrop  bool   // Put comes back from the dropped ones
	Restart *int64 // of a sequence: the next value
}

// Tx is a set of changes over a base snapshot. Its View already shows them.
type Tx struct {
	base *Snapshot
	view *Snapshot
	muts []Mutation
	next func() ID
	// ID and Key make a commit that is tried again happen once; 0 and "" for none.
	ID  TxID
	Key string
}

// Mark is a place in a Tx to go back to.
type Mark struct {
	view *Snapshot
	muts int
}

// NewTx starts a transaction on base; next gives fresh identities.
func NewTx(base *Snapshot, next func() ID) *Tx { return &Tx{base: base, view: base, next: next} }

// Base is the state the transaction began on.
func (t *Tx) Base() *Snapshot { return t.base }

// View is the base with the changes made so far.
func (t *Tx) View() *Snapshot { return t.view }

// Changed tells whether there is anything to commit.
func (t *Tx) Changed() bool { return len(t.muts) > 0 }

// Change is what is committed: the changes of objects; the caller adds those of tables.
func (t *Tx) Change() *Change {
	return &Change{Tx: t.ID, Key: t.Key, Base: t.base.csn, Mutations: t.muts}
}

// Mark remembers the present state.
func (t *Tx) Mark() Mark { return Mark{t.view, len(t.muts)} }

// BackTo undoes all changes after the mark.
func (t *Tx) BackTo(m Mark) { t.view, t.muts = m.view, t.muts[:m.muts:m.muts] }

// Rebase moves the transaction to a newer snapshot. Changes made so far are carried over;
// it fails with 40001 when one of them cannot be.
func (t *Tx) Rebase(s *Snapshot) error {
	view := s
	for i := range t.muts {
		n, err := view.mutate(&t.muts[i], Outcome{CSN: s.csn, Time: max(s.time, 1)})
		if err != nil {
			return err
		}
		view = n
	}
	t.base, t.view = s, view
	return nil
}

// Create adds an object under its parent and name; its ID (unless given) and versions are
// filled in.
func (t *Tx) Create(o Object) (*Object, error) {
	if old := t.view.Lookup(o.Parent, o.Kind, o.Key()); old != nil {
		return nil, duplicate(&o)
	}
	if o.ID == 0 {
		o.ID = t.next()
	}
	o.Version = 1
	return &o, t.put(Mutation{Put: &o})
}

// NextID gives a fresh identity, for parts of objects such as constraints.
func (t *Tx) NextID() ID { return t.next() }

// Replace puts a changed copy in place of old. The copy may have another name.
func (t *Tx) Replace(old *Object, o Object) (*Object, error) {
	if at := t.view.Lookup(o.Parent, o.Kind, o.Key()); at != nil && at.ID != old.ID {
		return nil, duplicate(&o)
	}
	o.ID, o.Version = old.ID, old.Version+1
	return &o, t.put(Mutation{Put: &o, Base: old.Version})
}

// Restart replaces a sequence and makes v its next value.
func (t *Tx) Restart(old *Object, o Object, v int64) (*Object, error) {
	o.ID, o.Version = old.ID, old.Version+1
	return &o, t.put(Mutation{Put: &o, Base: old.Version, Restart: &v})
}

// Undrop brings a dropped object back, perhaps under another name.
func (t *Tx) Undrop(o Object) (*Object, error) {
	if old := t.view.Lookup(o.Parent, o.Kind, o.Key()); old != nil {
		return nil, duplicate(&o)
	}
	o.Dropped = 0
	o.Version++
	return &o, t.put(Mutation{Put: &o, Undrop: true})
}

// put applies a mutation to the view.
func (t *Tx) put(m Mutation) error {
	view, err := t.view.mutate(&m, Outcome{CSN: t.base.csn, Time: max(t.base.time, 1)})
	if err != nil {
		return err
	}
	t.view, t.muts = view, append(t.muts, m)
	return nil
}

// Drop removes an object; its children must have been dropped before.
func (t *Tx) Drop(o *Object) {
	// The object was found in the view, so that this cannot fail.
	_ = t.put(Mutation{Drop: o, Base: o.Version})
}

// duplicate is the error of a name that is taken.
func duplicate(o *Object) error {
	switch o.Kind {
	case Schema:
		return pgerr.New(pgerr.DuplicateSchema, "schema \"%s\" already exists", o.Name)
	case Role:
		return pgerr.New(pgerr.DuplicateObject, "role \"%s\" already exists", o.Name)
	case Type:
		return pgerr.New(pgerr.DuplicateObject, "type \"%s\" already exists", o.Name)
	case Function:
		return pgerr.New(pgerr.DuplicateFunction, "function \"%s\" already exists with same argument types", o.Name)
	case Database:
		return pgerr.New(pgerr.DuplicateDatabase, "database \"%s\" already exists", o.Name)
	}
	if o.Kind.IsRelation() {
		return pgerr.New(pgerr.DuplicateTable, "relation \"%s\" already exists", o.Name)
	}
	return pgerr.New(pgerr.DuplicateObject, "%s \"%s\" already exists", o.Kind, o.Name)
}
