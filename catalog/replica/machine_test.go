package replica

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/raft"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// sim drives a machine and a simple model with the same random commands.
type sim struct {
	t     *testing.T
	rnd   *rand.Rand
	m     *machine
	other *machine // is stored and read again after every command
	index uint64
	time  int64

	names map[string]catalog.ID // the model: living views, tables and sequences
	heads map[catalog.ID]int64
	seqs  map[catalog.ID]int64
	used  map[catalog.ID]bool // every identity ever given
	sent  [][]byte
	res   [][]byte
}

func newSim(t *testing.T, seed uint64) *sim {
	s := &sim{t: t, rnd: rand.New(rand.NewPCG(seed, 7)), m: newMachine(), other: newMachine(), index: 2, time: 1e15,
		names: map[string]catalog.ID{}, heads: map[catalog.ID]int64{}, seqs: map[catalog.ID]int64{}, used: map[catalog.ID]bool{}}
	s.m.every, s.other.every = 50, 50
	c := &command{kind: kindInit}
	catalog.Initial("db", "me").All(func(o *catalog.Object) bool { c.objects = append(c.objects, o); return true })
	s.apply(c)
	return s
}

func (s *sim) apply(c *command) result {
	s.t.Helper()
	b, err := c.encode()
	if err != nil {
		s.t.Fatal(err)
	}
	s.sent = append(s.sent, b)
	s.res = append(s.res, s.raw(b))
	r, err := decodeResult(s.res[len(s.res)-1])
	if err != nil {
		s.t.Fatal(err)
	}
	return r
}

// raw applies bytes to both machines, stores one of them and reads it again.
func (s *sim) raw(b []byte) []byte {
	s.t.Helper()
	s.index++
	s.time += int64(s.rnd.IntN(2_000_000)) - 500_000 // a new leader's clock may step back
	e := []raft.Entry{{Index: s.index, Time: s.time, Data: b}}
	one, err := s.m.Apply(e)
	if err != nil {
		s.t.Fatal(err)
	}
	two, err := s.other.Apply(e)
	if err != nil {
		s.t.Fatal(err)
	}
	if !bytes.Equal(one[0], two[0]) {
		s.t.Fatalf("results differ: %x, %x", one[0], two[0])
	}
	stored := store(s.t, s.other)
	if !bytes.Equal(stored, store(s.t, s.m)) {
		s.t.Fatal("the states differ")
	}
	s.other = newMachine()
	s.other.every = s.m.every
	if err := s.other.Restore(bytes.NewReader(stored)); err != nil {
		s.t.Fatal(err)
	}
	if s.m.hash() != s.other.hash() {
		s.t.Fatal("the state hash kept up to date differs from the one of the whole state")
	}
	return one[0]
}

func store(t *testing.T, m *machine) []byte {
	t.Helper()
	st, err := m.Snapshot()
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if _, err := st.WriteTo(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func (s *sim) newID() catalog.ID {
	id := catalog.ID(s.apply(&command{kind: kindReserve, ids: 1 + uint64(s.rnd.IntN(3))}).first)
	if s.used[id] {
		s.t.Fatalf("identity %d was given twice", id)
	}
	s.used[id] = true
	return id
}

func (s *sim) pick() (string, catalog.ID) {
	if len(s.names) == 0 {
		return "", 0
	}
	var keys []string
	for k := range s.names {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	k := keys[s.rnd.IntN(len(keys))]
	return k, s.names[k]
}

// step does one random thing and tells the model.
func (s *sim) step() {
	name := fmt.Sprintf("n%d", s.rnd.IntN(12))
	switch s.rnd.IntN(9) {
	case 0, 1:
		s.create(name)
	case 2:
		s.drop()
	case 3, 4:
		s.write()
	case 5:
		s.next()
	case 6:
		s.publish()
	case 7: // a repeat of anything sent before has no second effect
		i := s.rnd.IntN(len(s.sent))
		c, _ := decodeCommand(s.sent[i])
		if c.kind == kindReserve || c.kind == kindInit { // numbers are lost, no more
			return
		}
		first, _ := decodeResult(s.res[i])
		again, _ := decodeResult(s.raw(s.sent[i]))
		if first.err == nil && (again.csn != first.csn || again.first != first.first || again.err != nil) {
			s.t.Fatalf("a repeat gave %+v, first %+v", again, first)
		}
		if first.err != nil && (again.err == nil || again.err.Code != first.err.Code) {
			s.t.Fatalf("a repeat of what failed gave %+v", again)
		}
	case 8:
		s.stale()
	}
}

func (s *sim) create(name string) {
	o := &catalog.Object{ID: s.newID(), Parent: catalog.PublicID, Name: name, Version: 1, Owner: 10}
	c := &catalog.Change{Tx: s.tx(), Base: s.m.snap.Load().CSN(), Mutations: []catalog.Mutation{{Put: o}}}
	switch s.rnd.IntN(3) {
	case 0:
		o.Kind, o.View = catalog.View, &catalog.ViewInfo{SQL: "SELECT " + name}
	case 1:
		o.Kind, o.Table = catalog.Table, &catalog.TableInfo{Storage: catalog.Managed, Schema: 1}
		c.Tables = []catalog.TableChange{{Table: o.ID, Base: -1, Schema: 1, Body: []byte("create"), Meta: true}}
	default:
		o.Kind, o.Sequence = catalog.Sequence, &catalog.SequenceInfo{Type: types.Type{OID: types.Int8, Mod: -1}, Start: 1, Increment: 1, Min: 1, Max: 1e9}
	}
	r := s.apply(&command{kind: kindCommit, request: s.request(), change: c})
	if _, taken := s.names[name]; taken != (r.err != nil) || taken && r.err.Code != pgerr.SerializationFailure {
		s.t.Fatalf("creating %s, taken %v: %+v", name, taken, r)
	}
	if r.err != nil {
		return
	}
	s.names[name] = o.ID
	switch o.Kind {
	case catalog.Table:
		s.heads[o.ID] = 0
	case catalog.Sequence:
		s.seqs[o.ID] = 0
	}
}

func (s *sim) tx() catalog.TxID {
	return catalog.TxID(s.apply(&command{kind: kindReserve, txs: 1}).count)
}

func (s *sim) drop() {
	name, id := s.pick()
	if id == 0 {
		return
	}
	o := s.m.snap.Load().Get(id)
	r := s.apply(&command{kind: kindCommit, request: s.request(), change: &catalog.Change{Tx: s.tx(), Mutations: []catalog.Mutation{{Drop: o, Base: o.Version}}}})
	if r.err != nil {
		s.t.Fatalf("drop: %v", r.err)
	}
	delete(s.names, name)
	delete(s.heads, id)
	delete(s.seqs, id)
	if s.rnd.IntN(2) == 0 {
		s.apply(&command{kind: kindPurge, list: []uint64{uint64(id)}})
		if s.m.snap.Load().DroppedObject(id) != nil {
			s.t.Fatal("purged, and still there")
		}
	}
}

func (s *sim) write() {
	_, id := s.pick()
	if _, ok := s.heads[id]; !ok {
		return
	}
	tc := catalog.TableChange{Table: id, Base: s.heads[id], Schema: 1, Data: true, Body: bytes.Repeat([]byte("b"), s.rnd.IntN(50)),
		Info: catalog.CommitInfo{Operation: "WRITE"}}
	if s.rnd.IntN(3) == 0 {
		tc.Chunks = []*catalog.Chunk{{Rows: 1, Data: []byte("row")}}
	}
	if r := s.apply(&command{kind: kindCommit, request: s.request(), change: &catalog.Change{Tx: s.tx(), Base: s.m.snap.Load().CSN(), Tables: []catalog.TableChange{tc}}}); r.err != nil {
		s.t.Fatalf("write: %v", r.err)
	}
	if len(tc.Body) > 0 {
		s.heads[id]++
	}
}

func (s *sim) next() {
	_, id := s.pick()
	if _, ok := s.seqs[id]; !ok {
		return
	}
	n := int64(s.rnd.IntN(5) + 1)
	if s.rnd.IntN(4) == 0 {
		v := int64(s.rnd.IntN(1000) + 1)
		s.apply(&command{kind: kindSet, request: s.request(), object: id, n: v, called: true})
		s.seqs[id] = v
		return
	}
	r := s.apply(&command{kind: kindAdvance, request: s.request(), object: id, n: n})
	if r.err != nil || r.first != s.seqs[id]+1 || r.count != n {
		s.t.Fatalf("nextval gave %+v, expected %d", r, s.seqs[id]+1)
	}
	s.seqs[id] += n
}

func (s *sim) request() (id [16]byte) {
	for i := range id {
		id[i] = byte(s.rnd.Uint32())
	}
	return id
}

func (s *sim) publish() {
	_, id := s.pick()
	if head, ok := s.heads[id]; ok {
		s.apply(&command{kind: kindPublished, object: id, n: head, m: head - 1})
	}
}

// stale sends a change whose base is gone.
func (s *sim) stale() {
	_, id := s.pick()
	if id == 0 {
		return
	}
	o := *s.m.snap.Load().Get(id)
	r := s.apply(&command{kind: kindCommit, request: s.request(), change: &catalog.Change{Tx: s.tx(), Mutations: []catalog.Mutation{{Put: &o, Base: o.Version + 1}}}})
	if r.err == nil || r.err.Code != pgerr.SerializationFailure {
		s.t.Fatalf("a change of an old version: %+v", r)
	}
}

func (s *sim) check() {
	snap := s.m.snap.Load()
	found := 0
	snap.All(func(o *catalog.Object) bool {
		if strings.HasPrefix(o.Name, "n") && o.Parent == catalog.PublicID {
			found++
			if s.names[o.Name] != o.ID {
				s.t.Fatalf("%s is %d, the model has %d", o.Name, o.ID, s.names[o.Name])
			}
		}
		return true
	})
	if found != len(s.names) {
		s.t.Fatalf("%d objects, the model has %d", found, len(s.names))
	}
	for id, head := range s.heads {
		if t := snap.Table(id); t == nil || t.Head != head {
			s.t.Fatalf("table %d: %+v, the model has version %d", id, t, head)
		}
	}
	for id, last := range s.seqs {
		if st, _ := snap.Sequence(id); st.Called && st.Last != last || !st.Called && last != 0 {
			s.t.Fatalf("sequence %d: %+v, the model has %d", id, st, last)
		}
	}
}

// TestSimulation runs random commands against the machine and a model. After each, a
// machine that is stored and read again has the same state, hash and later results.
func TestSimulation(t *testing.T) {
	for seed := range uint64(5) {
		s := newSim(t, seed)
		for range 400 {
			s.step()
			s.check()
		}
		if s.m.mark.index == 0 || s.m.mark != s.other.mark {
			t.Errorf("no digest after %d commands, or another", s.m.entries)
		}
		c := &command{kind: kindDigest, ignorable: true, index: s.m.mark.index, hash: s.m.mark.hash}
		s.apply(c) // an equal one passes
		c.hash[0] ^= 1
		b, _ := c.encode()
		if _, err := s.m.Apply([]raft.Entry{{Index: s.index + 1, Data: b}}); err == nil || !strings.Contains(err.Error(), "differs from the leader's") {
			t.Errorf("a digest that differs: %v", err)
		}
	}
}

// TestDamagedState cuts and changes a stored state: it is refused or read, never a crash.
func TestDamagedState(t *testing.T) {
	s := newSim(t, 99)
	for range 60 {
		s.step()
	}
	whole := store(t, s.m)
	for i := range whole {
		if _, err := readState(bytes.NewReader(whole[:i])); err == nil {
			t.Fatalf("a state of %d of %d bytes was read", i, len(whole))
		}
		bad := bytes.Clone(whole)
		bad[i] ^= 0x41
		_, _ = readState(bytes.NewReader(bad))
	}
	before := s.m.hash()
	if err := s.m.Restore(bytes.NewReader(whole[:len(whole)-1])); err == nil || s.m.hash() != before {
		t.Error("a damaged state changed the machine")
	}
}

func TestUnknownCommandStops(t *testing.T) {
	m := newMachine()
	o := &out{}
	o.uint(1, commandFormat)
	o.uint(2, 999)
	_, err := m.Apply([]raft.Entry{{Index: 3, Data: o.b}})
	var u unknown
	if !errors.As(err, &u) || !strings.Contains(err.Error(), "upgrade this server") {
		t.Errorf("got %v", err)
	}
	o.bool(5, true)
	if _, err := m.Apply([]raft.Entry{{Index: 4, Data: o.b}}); err != nil {
		t.Errorf("an ignorable one: %v", err)
	}
	if _, err := m.Apply([]raft.Entry{{Index: 5, Data: []byte{0xff}}}); err == nil {
		t.Error("garbage was applied")
	}
}

// TestReadyIsLast: who waits for the first catalog must see it when told.
func TestReadyIsLast(t *testing.T) {
	for range 200 {
		m := newMachine()
		c := &command{kind: kindInit}
		catalog.Initial("db", "me").All(func(o *catalog.Object) bool { c.objects = append(c.objects, o); return true })
		b, err := c.encode()
		if err != nil {
			t.Fatal(err)
		}
		seen := make(chan bool)
		go func() {
			<-m.ready
			seen <- m.snap.Load().Get(catalog.PublicID) != nil
		}()
		if _, err := m.Apply([]raft.Entry{{Index: 3, Data: b}}); err != nil {
			t.Fatal(err)
		}
		if !<-seen {
			t.Fatal("told before there was a catalog")
		}
	}
}

// TestForgottenRequests checks that answers are kept a day of the leader's time.
func TestForgottenRequests(t *testing.T) {
	var q requests
	for i := range 10 {
		q.add(request{[16]byte{byte(i + 1)}, []byte{byte(i)}, int64(i) * keptMicros / 4})
	}
	if q.find([16]byte{5}) != nil || q.find([16]byte{6}) == nil || len(q.list()) != 5 {
		t.Errorf("%d are left", len(q.list()))
	}
}
