package catalog

import (
	"context"
	"testing"

	"github.com/tarndb/tarn/sql/pgerr"
)

func commit(t *testing.T, s *Store, tx *Tx) {
	t.Helper()
	if _, err := s.Commit(context.Background(), tx.Change()); err != nil {
		t.Fatal(err)
	}
}

func create(t *testing.T, tx *Tx, parent ID, kind Kind, name string) *Object {
	t.Helper()
	o, err := tx.Create(Object{Parent: parent, Kind: kind, Name: name, View: &ViewInfo{}})
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func TestSnapshotsDoNotChange(t *testing.T) {
	s := NewStore("db", "me")
	before := s.Snapshot()
	tx := s.Begin()
	o := create(t, tx, PublicID, View, "v")
	if s.Snapshot().Get(o.ID) != nil || tx.View().Get(o.ID) == nil {
		t.Error("a change is seen outside its transaction, or not inside")
	}
	commit(t, s, tx)
	if before.Get(o.ID) != nil || s.Snapshot().Lookup(PublicID, Table, "v") == nil {
		t.Error("an old snapshot changed, or the new one did not")
	}
	if got := s.Snapshot().Get(o.ID); got.Created != 2 || got.Changed != 2 || got.Version != 1 {
		t.Errorf("got %+v", got)
	}
}

func TestMarks(t *testing.T) {
	s := NewStore("db", "me")
	tx := s.Begin()
	create(t, tx, PublicID, View, "kept")
	m := tx.Mark()
	o := create(t, tx, PublicID, View, "undone")
	tx.Drop(tx.View().Lookup(PublicID, View, "kept"))
	tx.BackTo(m)
	commit(t, s, tx)
	snap := s.Snapshot()
	if snap.Get(o.ID) != nil || snap.Lookup(PublicID, View, "kept") == nil {
		t.Error("BackTo did not undo")
	}
}

// TestConflicts lists what two overlapping transactions may do.
func TestConflicts(t *testing.T) {
	type change func(t *testing.T, tx *Tx)
	made := func(name string) change {
		return func(t *testing.T, tx *Tx) { create(t, tx, PublicID, View, name) }
	}
	replace := func(t *testing.T, tx *Tx) {
		old := tx.View().Lookup(PublicID, View, "v")
		if _, err := tx.Replace(old, *old); err != nil {
			t.Fatal(err)
		}
	}
	drop := func(t *testing.T, tx *Tx) { tx.Drop(tx.View().Lookup(PublicID, View, "v")) }
	dropSchema := func(t *testing.T, tx *Tx) {
		tx.Drop(tx.View().Lookup(PublicID, View, "v"))
		tx.Drop(tx.View().Get(PublicID))
	}
	for _, c := range []struct {
		name          string
		first, second change
		conflict      bool
	}{
		{"two names", made("a"), made("b"), false},
		{"one name", made("a"), made("a"), true},
		{"replace twice", replace, replace, true},
		{"drop twice", drop, drop, true},
		{"replace and drop", replace, drop, true},
		{"drop and create again", drop, made("b"), false},
		{"create in a dropped schema", dropSchema, made("b"), true},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := NewStore("db", "me")
			tx := s.Begin()
			create(t, tx, PublicID, View, "v")
			commit(t, s, tx)
			one, two := s.Begin(), s.Begin()
			c.first(t, one)
			c.second(t, two)
			commit(t, s, one)
			_, err := s.Commit(context.Background(), two.Change())
			if (err != nil) != c.conflict || err != nil && pgerr.CodeOf(err) != pgerr.SerializationFailure {
				t.Errorf("got %v", err)
			}
		})
	}
}

func TestNames(t *testing.T) {
	s := NewStore("db", "me")
	tx := s.Begin()
	create(t, tx, PublicID, View, "v")
	if _, err := tx.Create(Object{Parent: PublicID, Kind: Table, Name: "v"}); pgerr.CodeOf(err) != pgerr.DuplicateTable {
		t.Errorf("a table beside a view of its name: %v", err)
	}
	if _, err := tx.Create(Object{Parent: DatabaseID, Kind: Schema, Name: "public"}); pgerr.CodeOf(err) != pgerr.DuplicateSchema {
		t.Errorf("a second schema public: %v", err)
	}
	create(t, tx, PublicID, View, "a")
	create(t, tx, PublicID, View, "ab")
	var names []string
	tx.View().Children(PublicID, Table, func(o *Object) bool { names = append(names, o.Name); return true })
	if len(names) != 3 || names[0] != "a" || names[1] != "ab" || names[2] != "v" {
		t.Errorf("got %v", names)
	}
}
