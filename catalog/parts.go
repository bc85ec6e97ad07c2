package catalog

import (
	"encoding/binary"
	"slices"

	iradix "github.com/hashicorp/go-immutable-radix/v2"
)

// Counters are the numbers of a snapshot that are no objects.
type Counters struct {
	CSN       CSN
	Time      int64
	NextID    ID
	NextTx    TxID
	NextChunk uint64
}

// Counters gives the snapshot's numbers.
func (s *Snapshot) Counters() Counters {
	return Counters{s.csn, s.time, s.nextID, s.nextTx, s.nextChunk}
}

// Sequences calls f for the states of all sequences in order of identity.
func (s *Snapshot) Sequences(f func(ID, SequenceState)) {
	it := s.sequences.Root().Iterator()
	for k, st, ok := it.Next(); ok; k, st, ok = it.Next() {
		f(ID(binary.BigEndian.Uint64(k)), st)
	}
}

// Outcomes calls f for the remembered transactions, oldest first.
func (s *Snapshot) Outcomes(f func(tx TxID, key string, o Outcome)) {
	for _, r := range s.recent.items[s.first:] {
		o, ok := s.Outcome(r.tx)
		if !ok && r.key != "" {
			o, _ = s.KeyOutcome(r.key)
		}
		f(r.tx, r.key, o)
	}
}

// DroppedObject finds an object that can be brought back, nil when there is none.
func (s *Snapshot) DroppedObject(id ID) *Object {
	o, _ := s.dropped.Get(idKey(id))
	return o
}

// Loader puts a snapshot together from the parts of another one.
type Loader struct {
	s            *Snapshot
	byID, byName *iradix.Txn[*Object] // change their trees in place, which is much faster
}

// NewLoader starts with a snapshot's numbers.
func NewLoader(c Counters) *Loader {
	s := newSnapshot()
	s.csn, s.time, s.nextID, s.nextTx, s.nextChunk = c.CSN, c.Time, c.NextID, c.NextTx, c.NextChunk
	return &Loader{s, s.byID.Txn(), s.byName.Txn()}
}

// Object adds a living object.
func (l *Loader) Object(o *Object) {
	l.byID.Insert(idKey(o.ID), o)
	l.byName.Insert(nameKey(o.Parent, o.Kind, o.Key()), o)
}

// Dropped adds an object that can be brought back.
func (l *Loader) Dropped(o *Object) { l.s.dropped, _, _ = l.s.dropped.Insert(idKey(o.ID), o) }

// Table adds where a table stands.
func (l *Loader) Table(id ID, t TableState, commits []*Commit, buffer []*Chunk) {
	t.commits, t.buffer = listOf(commits), listOf(buffer)
	l.s = l.s.withTable(id, &t)
}

// Sequence adds where a sequence stands.
func (l *Loader) Sequence(id ID, st SequenceState) {
	l.s.sequences, _, _ = l.s.sequences.Insert(idKey(id), st)
}

// Outcome adds a remembered transaction; the oldest comes first.
func (l *Loader) Outcome(tx TxID, key string, o Outcome) {
	s := l.s
	if tx != 0 {
		s.outcomes, _, _ = s.outcomes.Insert(idKey(ID(tx)), o)
	}
	if key != "" {
		s.keys, _, _ = s.keys.Insert([]byte(key), o)
	}
	s.recent = s.recent.append(remembered{tx, key})
}

// Snapshot is what was put together; the loader is of no more use.
func (l *Loader) Snapshot() *Snapshot {
	s := *l.s
	s.byID, s.byName = l.byID.Commit(), l.byName.Commit()
	s.recent = listOf(slices.Clip(s.recent.items))
	return &s
}
