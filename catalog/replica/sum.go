package replica

import (
	"crypto/sha256"
	"encoding/binary"
	"encoding/json"
	"maps"
	"slices"

	"github.com/tarndb/tarn/catalog"
)

// sum is a hash of a set that can be kept up to date: the sum of the hashes of its parts,
// in four lanes. It finds faults, not forgeries.
type sum [4]uint64

func (s *sum) add(tag byte, part []byte, sign uint64) {
	h := sha256.New()
	h.Write([]byte{tag})
	h.Write(part)
	b := h.Sum(nil)
	for i := range s {
		s[i] += sign * binary.BigEndian.Uint64(b[8*i:])
	}
}

// move replaces the parts of the given identities.
func (s *sum) move(old, next *catalog.Snapshot, ids []catalog.ID) {
	for _, id := range ids {
		s.parts(old, id, ^uint64(0))
		s.parts(next, id, 1)
	}
}

// parts adds what a state has under one identity.
func (s *sum) parts(snap *catalog.Snapshot, id catalog.ID, sign uint64) {
	if o := snap.Get(id); o != nil {
		s.object('o', o, sign)
	}
	if o := snap.DroppedObject(id); o != nil {
		s.object('d', o, sign)
	}
	if st, ok := snap.Sequence(id); ok {
		s.add('q', encodeSequence(id, st), sign)
	}
	if t := snap.Table(id); t != nil {
		s.add('t', tableDigest(id, t), sign)
	}
}

func (s *sum) object(tag byte, o *catalog.Object, sign uint64) {
	b, err := json.Marshal(o)
	if err != nil {
		panic(err) // it was decoded from JSON
	}
	s.add(tag, b, sign)
}

// tableDigest is a table's standing with the ends of its lists; what came before was
// hashed when it was the end.
func tableDigest(id catalog.ID, t *catalog.TableState) []byte {
	o := &out{}
	encodeTable(o, id, t)
	commits, buffer := t.Commits(), t.Buffer()
	o.uint(20, uint64(len(commits)))
	o.uint(21, uint64(len(buffer)))
	if len(commits) > 0 {
		k := commits[len(commits)-1]
		o.int(22, k.Version)
		o.uint(23, uint64(k.CSN))
		o.uint(24, uint64(len(k.Body)))
	}
	if len(buffer) > 0 {
		o.uint(25, buffer[len(buffer)-1].ID)
	}
	return o.b
}

// sumOf computes the sum of a whole state.
func sumOf(snap *catalog.Snapshot) (s sum) {
	ids := map[catalog.ID]bool{}
	snap.All(func(o *catalog.Object) bool { ids[o.ID] = true; return true })
	snap.Dropped(func(o *catalog.Object) bool { ids[o.ID] = true; return true })
	snap.Sequences(func(id catalog.ID, _ catalog.SequenceState) { ids[id] = true })
	snap.Tables(func(id catalog.ID, _ *catalog.TableState) bool { ids[id] = true; return true })
	for id := range ids {
		s.parts(snap, id, 1)
	}
	return s
}

func (s *sum) hash(snap *catalog.Snapshot, level uint64) [32]byte {
	o := &out{}
	encodeCounters(o, snap.Counters())
	o.uint(30, level)
	for _, lane := range s {
		o.b = binary.BigEndian.AppendUint64(o.b, lane)
	}
	return sha256.Sum256(o.b)
}

// touched lists the identities that a command may change, each once.
func touched(c *command) []catalog.ID {
	ids := map[catalog.ID]bool{}
	switch c.kind {
	case kindInit:
		for _, o := range c.objects {
			ids[o.ID] = true
		}
	case kindCommit:
		for i := range c.change.Mutations {
			if m := &c.change.Mutations[i]; m.Put != nil {
				ids[m.Put.ID] = true
			} else {
				ids[m.Drop.ID] = true
			}
		}
		for i := range c.change.Tables {
			ids[c.change.Tables[i].Table] = true
		}
	case kindAdvance, kindSet, kindPublished:
		ids[c.object] = true
	case kindPurge:
		for _, id := range c.list {
			ids[catalog.ID(id)] = true
		}
	}
	return slices.Collect(maps.Keys(ids))
}
