package catalog

import (
	"context"
	"math"
	"slices"
	"testing"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// managed makes a store with one managed table of one version.
func managed(t *testing.T) (*Store, ID) {
	t.Helper()
	s := NewStore("db", "me")
	tx := s.Begin()
	o, err := tx.Create(Object{Parent: PublicID, Kind: Table, Name: "t", Table: &TableInfo{Storage: Managed, Schema: 1}})
	if err != nil {
		t.Fatal(err)
	}
	c := tx.Change()
	c.Tables = []TableChange{{Table: o.ID, Base: -1, Schema: 1, Body: []byte("create"), Meta: true}}
	if _, err := s.Commit(context.Background(), c); err != nil {
		t.Fatal(err)
	}
	return s, o.ID
}

// TestTableConflicts lists which change of a table may follow which, both made from the
// same state.
func TestTableConflicts(t *testing.T) {
	type change = func(c *TableChange)
	insert := func(c *TableChange) { c.Body, c.Data = []byte("add"), true }
	buffer := func(c *TableChange) { c.Chunks = []*Chunk{{Rows: 1}} }
	remove := func(files ...uint64) change {
		return func(c *TableChange) { c.Body, c.Data, c.Removed = []byte("remove"), true, files }
	}
	keyed := func(keys ...uint64) change {
		return func(c *TableChange) { c.Body, c.Data, c.Keys = []byte("add"), true, keys }
	}
	keyedBuffer := func(keys ...uint64) change {
		return func(c *TableChange) { c.Chunks, c.Keys = []*Chunk{{Rows: 1, Keys: keys}}, keys }
	}
	allKeys := func(c *TableChange) { c.Body, c.Data, c.AllKeys = []byte("add"), true, true }
	alter := func(c *TableChange) { c.Body, c.Meta = []byte("meta"), true }
	whole := func(c *TableChange) { c.Body, c.Data, c.Whole = []byte("truncate"), true, true }
	compact := func(c *TableChange) { c.Body, c.Compaction, c.Removed = []byte("pack"), true, []uint64{7} }
	for _, k := range []struct {
		name          string
		first, second change
		conflict      bool
	}{
		{"two inserts", insert, insert, false},
		{"two buffered inserts", buffer, buffer, false},
		{"insert after delete", remove(7), insert, false},
		{"delete after insert", insert, remove(7), false},
		{"two files", remove(7), remove(8, 9), false},
		{"one file", remove(7), remove(6, 7), true},
		{"two keys", keyed(1), keyed(2), false},
		{"one key", keyed(1), keyed(1), true},
		{"one key, buffered first", keyedBuffer(1), keyed(1), true},
		{"one key, buffered second", keyed(1), keyedBuffer(1), true},
		{"any key", allKeys, keyed(5), true},
		{"any key without keys", allKeys, insert, false},
		{"insert after alter", alter, insert, true},
		{"alter after insert", insert, alter, true},
		{"truncate after insert", insert, whole, true},
		{"truncate after buffered insert", buffer, whole, true},
		{"truncate after compaction", compact, whole, false},
		{"delete after compaction of its file", compact, remove(7), true},
		{"insert after compaction", compact, insert, false},
	} {
		t.Run(k.name, func(t *testing.T) {
			s, id := managed(t)
			base := s.Snapshot()
			make := func(f change) *Change {
				c := &Change{Base: base.CSN(), Tables: []TableChange{{Table: id, Base: 0, Schema: 1}}}
				f(&c.Tables[0])
				return c
			}
			if _, err := s.Commit(context.Background(), make(k.first)); err != nil {
				t.Fatal(err)
			}
			before := s.Snapshot()
			_, err := s.Commit(context.Background(), make(k.second))
			if (err != nil) != k.conflict || err != nil && pgerr.CodeOf(err) != pgerr.SerializationFailure {
				t.Errorf("got %v", err)
			}
			if err != nil && s.Snapshot() != before {
				t.Error("a refused change left something")
			}
		})
	}
}

func TestSerializableReads(t *testing.T) {
	for _, serializable := range []bool{false, true} {
		s, id := managed(t)
		base := s.Snapshot()
		one := &Change{Base: base.CSN(), Tables: []TableChange{{Table: id, Schema: 1, Body: []byte("add"), Data: true}}}
		if _, err := s.Commit(context.Background(), one); err != nil {
			t.Fatal(err)
		}
		_, err := s.Commit(context.Background(), &Change{Base: base.CSN(), Serializable: serializable, Reads: []ID{id}})
		if (err != nil) != serializable {
			t.Errorf("serializable %v: got %v", serializable, err)
		}
	}
}

func TestDroppedChunks(t *testing.T) {
	s, id := managed(t)
	put := &Change{Tables: []TableChange{{Table: id, Schema: 1, Chunks: []*Chunk{{Rows: 1}, {Rows: 2}}}}}
	if _, err := s.Commit(context.Background(), put); err != nil {
		t.Fatal(err)
	}
	old := s.Snapshot().Table(id)
	flush := &Change{Base: s.Snapshot().CSN(), Tables: []TableChange{{Table: id, Schema: 1, Body: []byte("add"),
		Compaction: true, DropChunks: []uint64{old.Buffer()[0].ID}}}}
	if _, err := s.Commit(context.Background(), flush); err != nil {
		t.Fatal(err)
	}
	now := s.Snapshot().Table(id)
	if len(now.Buffer()) != 1 || now.Buffer()[0].Rows != 2 || len(old.Buffer()) != 2 || now.Head != 1 {
		t.Errorf("buffer %v, before %v, head %d", now.Buffer(), old.Buffer(), now.Head)
	}
	flush.Tx = 0
	if _, err := s.Commit(context.Background(), flush); err == nil {
		t.Error("a chunk was taken twice")
	}
}

func TestOnceOnly(t *testing.T) {
	s, id := managed(t)
	c := &Change{Tx: s.NextTx(), Key: "k", Base: s.Snapshot().CSN(),
		Tables: []TableChange{{Table: id, Schema: 1, Body: []byte("add"), Data: true}}}
	first, err := s.Commit(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	again, err := s.Commit(context.Background(), c)
	if err != nil || again != first || s.Snapshot().Table(id).Head != 1 {
		t.Errorf("got %v, %v, head %d", again, err, s.Snapshot().Table(id).Head)
	}
	c.Tx = s.NextTx()
	if again, err = s.Commit(context.Background(), c); err != nil || again != first {
		t.Errorf("same key: got %v, %v", again, err)
	}
	for range keptOutcomes + 1 {
		if _, err := s.Commit(context.Background(), &Change{Tx: s.NextTx()}); err != nil {
			t.Fatal(err)
		}
	}
	if _, ok := s.Snapshot().KeyOutcome("k"); ok || s.Snapshot().outcomes.Len() != keptOutcomes {
		t.Errorf("%d outcomes are kept", s.Snapshot().outcomes.Len())
	}
}

func TestPublished(t *testing.T) {
	s, id := managed(t)
	for range 3*keptCommits + 10 {
		c := &Change{Tables: []TableChange{{Table: id, Schema: 1, Base: s.Snapshot().Table(id).Head, Body: []byte("add"), Data: true}}}
		if _, err := s.Commit(context.Background(), c); err != nil {
			t.Fatal(err)
		}
		if h := s.Snapshot().Table(id).Head; h%100 == 0 {
			if err := s.MarkPublished(context.Background(), id, h-1, h-1); err != nil {
				t.Fatal(err)
			}
		}
	}
	st := s.Snapshot().Table(id)
	cs := st.Commits()
	if len(cs) > 2*keptCommits+1 || cs[0].Version != st.Forgotten+1 || cs[len(cs)-1].Version != st.Head {
		t.Errorf("%d commits from %d, forgotten %d", len(cs), cs[0].Version, st.Forgotten)
	}
	for _, c := range cs {
		if (c.Body == nil) != (c.Version <= st.Published) {
			t.Fatalf("version %d of %d published: body %q", c.Version, st.Published, c.Body)
		}
	}
	old := &Change{Tables: []TableChange{{Table: id, Schema: 1, Base: 1, Body: []byte("remove"), Removed: []uint64{1}}}}
	if _, err := s.Commit(context.Background(), old); pgerr.CodeOf(err) != pgerr.SerializationFailure {
		t.Errorf("a change from a forgotten version: %v", err)
	}
}

func TestSequences(t *testing.T) {
	for _, c := range []struct {
		name string
		info SequenceInfo
		take []int64
		want []int64 // first and count of each
		end  bool
	}{
		{"up", SequenceInfo{Start: 1, Increment: 1, Min: 1, Max: math.MaxInt64}, []int64{1, 3, 1}, []int64{1, 1, 2, 3, 5, 1}, false},
		{"down", SequenceInfo{Start: -1, Increment: -2, Min: -5, Max: -1}, []int64{2, 2}, []int64{-1, 2, -5, 1}, true},
		{"cycle", SequenceInfo{Start: 2, Increment: 1, Min: 1, Max: 3, Cycle: true}, []int64{9, 1}, []int64{2, 2, 1, 1}, false},
		{"edge", SequenceInfo{Start: math.MaxInt64 - 1, Increment: 1, Min: 1, Max: math.MaxInt64}, []int64{9}, []int64{math.MaxInt64 - 1, 2}, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := NewStore("db", "me")
			tx := s.Begin()
			c.info.Type = types.T(types.Int8)
			o, err := tx.Create(Object{Parent: PublicID, Kind: Sequence, Name: "s", Sequence: &c.info})
			if err != nil {
				t.Fatal(err)
			}
			commit(t, s, tx)
			var got []int64
			for _, n := range c.take {
				first, count, err := s.Advance(context.Background(), o.ID, n)
				if err != nil {
					t.Fatal(err)
				}
				got = append(got, first, count)
			}
			if !slices.Equal(got, c.want) {
				t.Errorf("got %v, want %v", got, c.want)
			}
			if _, _, err := s.Advance(context.Background(), o.ID, 1); (pgerr.CodeOf(err) == pgerr.SequenceLimitExceeded) != c.end {
				t.Errorf("at the end: %v", err)
			}
		})
	}
}

// TestConstraintOwner finds constraints in every state, also in one that a loader made.
func TestConstraintOwner(t *testing.T) {
	s := NewStore("db", "me")
	tx := s.Begin()
	info := &TableInfo{Constraints: []Constraint{{ID: tx.NextID(), Name: "t_pkey", Kind: PrimaryKey}}}
	id := info.Constraints[0].ID
	o, err := tx.Create(Object{Parent: PublicID, Kind: Table, Name: "t", Table: info})
	if err != nil {
		t.Fatal(err)
	}
	if _, k := s.Snapshot().Constraint(id); k != nil {
		t.Error("found before it was committed")
	}
	commit(t, s, tx)
	old := s.Snapshot()
	if got, k := old.Constraint(id); got == nil || got.ID != o.ID || k.Name != "t_pkey" {
		t.Errorf("got %v, %v", got, k)
	}
	tx = s.Begin()
	tx.Drop(tx.View().Get(o.ID))
	commit(t, s, tx)
	if _, k := s.Snapshot().Constraint(id); k != nil {
		t.Error("found after it was dropped")
	}
	if _, k := old.Constraint(id); k == nil {
		t.Error("gone from an old state")
	}
}
