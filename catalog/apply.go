package catalog

import (
	"slices"

	"github.com/tarndb/tarn/sql/pgerr"
)

// How much is kept to check transactions against, and to answer what became of one.
const (
	keptCommits  = 1000
	keptOutcomes = 1 << 16
)

// Apply gives the snapshot after a change, or says why it cannot be committed. It depends
// on its arguments alone, so that every server that applies the same changes in the same
// order has the same catalog. A change that was applied before answers with
// its outcome and is not applied again.
func (s *Snapshot) Apply(c *Change, at Stamp) (*Snapshot, Outcome, error) {
	if o, ok := s.seen(c); ok {
		return s, o, nil
	}
	out := Outcome{CSN: at.CSN, Time: max(at.Time, s.time)}
	next := s
	for i := range c.Mutations {
		n, err := next.mutate(&c.Mutations[i], out)
		if err != nil {
			return nil, Outcome{}, err
		}
		next = n
	}
	if c.Serializable {
		for _, id := range c.Reads {
			if t := s.Table(id); t != nil && t.DataCSN > c.Base || s.Get(id) == nil {
				return nil, Outcome{}, pgerr.New(pgerr.SerializationFailure,
					"could not serialize access due to read/write dependencies among transactions").
					WithDetail("Table \"%s\" was changed by another transaction.", s.nameOf(id)).
					WithHint("The transaction might succeed if retried.")
			}
		}
	}
	for i := range c.Tables {
		n, err := next.changeTable(s, &c.Tables[i], c, out)
		if err != nil {
			return nil, Outcome{}, err
		}
		next = n
	}
	n := *next
	n.csn, n.time = out.CSN, out.Time
	n.remember(c, out)
	return &n, out, nil
}

func (s *Snapshot) seen(c *Change) (Outcome, bool) {
	if c.Tx != 0 {
		if o, ok := s.Outcome(c.Tx); ok {
			return o, true
		}
	}
	if c.Key != "" {
		return s.KeyOutcome(c.Key)
	}
	return Outcome{}, false
}

// remember notes the outcome of a change and forgets the oldest one when there are many.
func (s *Snapshot) remember(c *Change, o Outcome) {
	if c.Tx != 0 {
		s.outcomes, _, _ = s.outcomes.Insert(idKey(ID(c.Tx)), o)
	}
	if c.Key != "" {
		s.keys, _, _ = s.keys.Insert([]byte(c.Key), o)
	}
	s.recent = s.recent.append(remembered{c.Tx, c.Key})
	if len(s.recent.items)-s.first <= keptOutcomes {
		return
	}
	old := s.recent.items[s.first]
	s.first++
	s.outcomes, _, _ = s.outcomes.Delete(idKey(ID(old.tx)))
	if old.key != "" {
		s.keys, _, _ = s.keys.Delete([]byte(old.key))
	}
	if s.first > keptOutcomes {
		s.recent, s.first = listOf(slices.Clone(s.recent.items[s.first:])), 0
	}
}

func (s *Snapshot) nameOf(id ID) string {
	if o := s.Get(id); o != nil {
		return o.Name
	}
	return "?"
}

// mutate puts one mutation on top, checking that its base is still there.
func (s *Snapshot) mutate(m *Mutation, out Outcome) (*Snapshot, error) {
	if m.Drop != nil {
		old := s.Get(m.Drop.ID)
		if old == nil || old.Version != m.Base {
			return nil, conflict(m.Drop.Name)
		}
		n := s.without(old, out.Time)
		if old.Kind == Sequence {
			n.sequences, _, _ = n.sequences.Delete(idKey(old.ID))
		}
		return n, nil
	}
	o := *m.Put
	old := s.Get(o.ID)
	if (old == nil) != (m.Base == 0) || old != nil && old.Version != m.Base {
		return nil, conflict(o.Name)
	}
	if o.Parent != RootID && s.Get(o.Parent) == nil {
		return nil, conflict(o.Name)
	}
	if at := s.Lookup(o.Parent, o.Kind, o.Key()); at != nil && at.ID != o.ID {
		return nil, conflict(o.Name)
	}
	o.Changed, o.Created = out.CSN, out.CSN
	if old != nil {
		o.Created = old.Created
	}
	n := s.with(old, &o)
	if m.Undrop {
		n.dropped, _, _ = n.dropped.Delete(idKey(o.ID))
	}
	if o.Kind == Sequence {
		st, ok := n.Sequence(o.ID)
		if m.Restart != nil {
			st = SequenceState{Last: *m.Restart, Epoch: st.Epoch + 1}
		} else if !ok {
			st = SequenceState{Last: o.Sequence.Start}
		} else {
			st.Epoch++
		}
		n.sequences, _, _ = n.sequences.Insert(idKey(o.ID), st)
	}
	return n, nil
}

// changeTable gives a table its next version. before is the state before the whole change.
func (s *Snapshot) changeTable(before *Snapshot, tc *TableChange, c *Change, out Outcome) (*Snapshot, error) {
	o := s.Get(tc.Table)
	if o == nil || o.Table == nil || o.Table.Storage != Managed {
		return nil, conflict(before.nameOf(tc.Table))
	}
	if was := before.Get(tc.Table); was != nil && was.Table.Schema != tc.Schema {
		return nil, conflict(o.Name)
	}
	t := &TableState{Head: -1, Published: -1, Checkpoint: -1, Forgotten: -1}
	if old := before.Table(tc.Table); old != nil {
		n := *old
		t = &n
	}
	if err := t.check(tc, c.Base, o.Name); err != nil {
		return nil, err
	}
	n := *s
	keys, allKeys := t.keysOf(tc)
	if len(tc.Chunks) > 0 || len(tc.DropChunks) > 0 {
		n.nextChunk = t.buffered(tc, out, n.nextChunk)
	}
	if tc.Data && !tc.Compaction || len(tc.Chunks) > 0 {
		t.DataCSN = out.CSN
	}
	if len(tc.Body) > 0 || tc.Staged != "" {
		t.Head++
		t.HeadTime = max(out.Time, t.HeadTime+1000) // logs count in ms
		t.commits = t.commits.append(&Commit{Version: t.Head, CSN: out.CSN, Time: t.HeadTime, Tx: c.Tx, Body: tc.Body,
			Staged: tc.Staged, StagedLen: tc.StagedLen, StagedSum: tc.StagedSum, Info: tc.Info, Removed: tc.Removed,
			Keys: keys, AllKeys: allKeys, Data: tc.Data && !tc.Compaction, Meta: tc.Meta})
		t.trim()
	}
	return n.withTable(tc.Table, t), nil
}

// check finds what was committed since the change's base that it cannot follow.
func (t *TableState) check(tc *TableChange, base CSN, name string) error {
	// A change that removes nothing and adds no keys follows anything but new schemas.
	blind := len(tc.Removed) == 0 && len(tc.DropChunks) == 0 && len(tc.Keys) == 0 && !tc.AllKeys && !tc.Whole && !tc.Meta
	if !blind && tc.Base < t.Forgotten {
		return conflict(name)
	}
	if tc.Whole && t.DataCSN > base {
		return conflict(name)
	}
	for i := len(t.commits.items) - 1; i >= 0 && t.commits.items[i].Version > tc.Base; i-- {
		k := t.commits.items[i]
		switch {
		case k.Meta, tc.Meta:
			return conflict(name)
		case intersect(k.Removed, tc.Removed):
			return conflict(name)
		case keysMeet(k.Keys, k.AllKeys, tc.Keys, tc.AllKeys):
			return conflict(name)
		}
	}
	if t.bufferedKeys(base, tc.Keys, tc.AllKeys) {
		return conflict(name)
	}
	for _, id := range tc.DropChunks {
		if _, ok := slices.BinarySearchFunc(t.buffer.items, id, func(c *Chunk, id uint64) int { return compare(c.ID, id) }); !ok {
			return conflict(name)
		}
	}
	return nil
}

// bufferedKeys tells whether rows buffered since base have one of the keys.
func (t *TableState) bufferedKeys(base CSN, keys []uint64, all bool) bool {
	if len(keys) == 0 && !all {
		return false
	}
	for i := len(t.buffer.items) - 1; i >= 0 && t.buffer.items[i].CSN > base; i-- {
		if k := t.buffer.items[i]; keysMeet(k.Keys, k.AllKeys, keys, all) {
			return true
		}
	}
	return false
}

// KeysSince tells whether one of the keys was inserted by a version after head or with
// rows buffered after base, or that it cannot be told any more.
func (t *TableState) KeysSince(head int64, base CSN, keys []uint64, all bool) bool {
	if len(keys) == 0 && !all {
		return false
	}
	if head < t.Forgotten {
		return true
	}
	keys = slices.Sorted(slices.Values(keys))
	for i := len(t.commits.items) - 1; i >= 0 && t.commits.items[i].Version > head; i-- {
		if k := t.commits.items[i]; keysMeet(k.Keys, k.AllKeys, keys, all) {
			return true
		}
	}
	return t.bufferedKeys(base, keys, all)
}

// keysOf are the keys that a version inserts: those of the change, and those of the rows
// that it takes from the buffer. Whoever saw neither must find them.
func (t *TableState) keysOf(tc *TableChange) (keys []uint64, all bool) {
	keys, all = tc.Keys, tc.AllKeys
	if len(tc.DropChunks) == 0 {
		return keys, all
	}
	keys = slices.Clone(keys)
	for _, k := range t.buffer.items {
		if _, gone := slices.BinarySearch(tc.DropChunks, k.ID); gone {
			keys, all = append(keys, k.Keys...), all || k.AllKeys
		}
	}
	slices.Sort(keys)
	return slices.Compact(keys), all
}

func compare(a, b uint64) int {
	switch {
	case a < b:
		return -1
	case a > b:
		return 1
	}
	return 0
}

func keysMeet(a []uint64, allA bool, b []uint64, allB bool) bool {
	some := func(k []uint64, all bool) bool { return all || len(k) > 0 }
	if allA && some(b, allB) || allB && some(a, allA) {
		return true
	}
	return intersect(a, b)
}

// intersect tells whether two ascending lists share a value.
func intersect(a, b []uint64) bool {
	if len(a) > len(b) {
		a, b = b, a
	}
	for _, x := range a {
		if _, ok := slices.BinarySearch(b, x); ok {
			return true
		}
	}
	return false
}

// buffered applies a change to the row buffer and gives the next chunk number.
func (t *TableState) buffered(tc *TableChange, out Outcome, next uint64) uint64 {
	if len(tc.DropChunks) > 0 {
		var kept []*Chunk
		for _, k := range t.buffer.items {
			if _, gone := slices.BinarySearch(tc.DropChunks, k.ID); !gone {
				kept = append(kept, k)
			}
		}
		t.buffer = listOf(kept)
	}
	for _, k := range tc.Chunks {
		n := *k
		n.ID, n.CSN, n.Time = next, out.CSN, out.Time
		next++
		t.buffer = t.buffer.append(&n)
	}
	return next
}

// trim forgets the summaries of old versions that are published, many at a time.
func (t *TableState) trim() {
	if len(t.commits.items) <= 2*keptCommits {
		return
	}
	drop := 0
	for drop < len(t.commits.items)-keptCommits && t.commits.items[drop].Version <= t.Published {
		drop++
	}
	if drop < keptCommits/2 {
		return
	}
	t.Forgotten = t.commits.items[drop-1].Version
	t.commits = listOf(slices.Clone(t.commits.items[drop:]))
}

// MarkPublished notes that a table's log has its files up to version, and a checkpoint at
// checkpoint (-1: no new one). Bodies that are no longer needed are forgotten.
func (s *Snapshot) MarkPublished(id ID, version, checkpoint int64) *Snapshot {
	old := s.Table(id)
	if old == nil {
		return s
	}
	t := *old
	t.Checkpoint = max(t.Checkpoint, min(checkpoint, t.Head))
	if version = min(version, t.Head); version > t.Published {
		t.Published = version
		items := slices.Clone(t.commits.items)
		for i := len(items) - 1; i >= 0; i-- {
			k := items[i]
			if k.Version <= version && k.Body == nil && k.Staged == "" {
				break
			}
			if k.Version <= version {
				n := *k
				n.Body, n.Staged = nil, ""
				items[i] = &n
			}
		}
		t.commits = listOf(items)
	}
	return s.withTable(id, &t)
}

// Reserve takes n identities and m transaction numbers from the counters and gives the
// first of each.
func (s *Snapshot) Reserve(n, m uint32) (*Snapshot, ID, TxID) {
	out := *s
	out.nextID += ID(n)
	out.nextTx += TxID(m)
	return &out, s.nextID, s.nextTx
}

// Purge forgets dropped objects for good, and the states of dropped tables.
func (s *Snapshot) Purge(ids []ID) *Snapshot {
	n := *s
	for _, id := range ids {
		if o, ok := n.dropped.Get(idKey(id)); ok && o != nil {
			n.dropped, _, _ = n.dropped.Delete(idKey(id))
			n.tables, _, _ = n.tables.Delete(idKey(id))
		}
	}
	return &n
}

func conflict(name string) error {
	return pgerr.New(pgerr.SerializationFailure, "could not serialize access due to concurrent change of \"%s\"", name)
}
