package replica

import (
	"bytes"
	"context"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/raft"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

func open(t testing.TB, cfg raft.Config) *Store {
	t.Helper()
	if cfg.Heartbeat == 0 {
		cfg.Heartbeat = 200 * time.Millisecond
	}
	cfg.CatchUp = 10 * time.Millisecond
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	s, err := Open(ctx, Config{Database: "db", Owner: "me", Raft: cfg})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close(context.Background()) })
	return s
}

// makeViews creates views in one commit.
func makeViews(t testing.TB, s *Store, from, n int) catalog.Outcome {
	t.Helper()
	tx := s.Begin()
	for i := range n {
		_, err := tx.Create(catalog.Object{Parent: catalog.PublicID, Kind: catalog.View, Name: fmt.Sprintf("view_%d", from+i), Owner: catalog.SuperuserID,
			View: &catalog.ViewInfo{SQL: "SELECT a, b FROM public.some_table WHERE c > 1", SearchPath: []string{"public"},
				Columns: []catalog.Column{{Number: 1, Name: "a", Type: types.Type{OID: types.Int4, Mod: -1}}, {Number: 2, Name: "b", Type: types.Type{OID: types.Text, Mod: -1}}}}})
		if err != nil {
			t.Fatal(err)
		}
	}
	o, err := s.Commit(context.Background(), tx.Change())
	if err != nil {
		t.Fatal(err)
	}
	return o
}

func TestStore(t *testing.T) {
	dir, ctx := t.TempDir(), context.Background()
	s := open(t, raft.Config{Dir: dir})
	one, two := s.Begin(), s.Begin()
	for _, tx := range []*catalog.Tx{one, two} {
		if _, err := tx.Create(catalog.Object{Parent: catalog.PublicID, Kind: catalog.View, Name: "v", View: &catalog.ViewInfo{}}); err != nil {
			t.Fatal(err)
		}
	}
	c := one.Change()
	c.Tx = s.NextTx()
	out, err := s.Commit(ctx, c)
	if err != nil {
		t.Fatal(err)
	}
	if again, err := s.Commit(ctx, c); err != nil || again != out {
		t.Errorf("a repeat of a commit: %+v, %v, first %+v", again, err, out)
	}
	if _, err := s.Commit(ctx, two.Change()); pgerr.CodeOf(err) != pgerr.SerializationFailure {
		t.Errorf("a second view of the name: %v", err)
	}
	snap, err := s.Fresh(ctx)
	if err != nil || snap.Lookup(catalog.PublicID, catalog.View, "v") == nil || snap.CSN() != out.CSN {
		t.Errorf("fresh: %v, %v", snap.CSN(), err)
	}
	if _, err := s.AtLeast(ctx, out.CSN); err != nil {
		t.Error(err)
	}
	if _, _, err := s.Advance(ctx, 1<<40, 1); pgerr.CodeOf(err) != pgerr.UndefinedTable {
		t.Errorf("a sequence that is not there: %v", err)
	}
	id := s.NextID()
	s.Close(ctx)
	if _, err := s.Commit(ctx, two.Change()); pgerr.CodeOf(err) != pgerr.AdminShutdown && pgerr.CodeOf(err) != pgerr.TransactionUnknown {
		t.Errorf("a closed store: %v", err)
	}
	s = open(t, raft.Config{Dir: dir})
	if got := s.Snapshot(); got.Lookup(catalog.PublicID, catalog.View, "v") == nil || got.CSN() != out.CSN {
		t.Error("a restart lost the view")
	}
	if next := s.NextID(); next <= id {
		t.Errorf("identity %d after %d", next, id)
	}
}

// TestStores checks that servers of one cluster never give a number twice, agree on every
// digest, and see each other's commits at once.
func TestStores(t *testing.T) {
	ctx := context.Background()
	fatal := func(err error) { t.Error(err) }
	a := open(t, raft.Config{Dir: t.TempDir(), ID: "a", Listen: "127.0.0.1:0", Token: "t", OnFatal: fatal})
	stores := []*Store{a}
	for _, id := range []string{"b", "c"} {
		stores = append(stores, open(t, raft.Config{Dir: t.TempDir(), ID: id, Listen: "127.0.0.1:0", Join: a.Node().Addr(), Token: "t", OnFatal: fatal}))
	}
	var mu sync.Mutex
	seen := map[catalog.ID]bool{}
	var wg sync.WaitGroup
	for i, s := range stores {
		wg.Go(func() {
			for k := range 20 {
				makeViews(t, s, i*10000+k*10, 10)
				id := s.NextID()
				mu.Lock()
				if seen[id] {
					t.Errorf("identity %d was given twice", id)
				}
				seen[id] = true
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	var first *catalog.Snapshot
	for _, s := range stores {
		snap, err := s.Fresh(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = snap
		}
		if snap.Len() != first.Len() || snap.CSN() != first.CSN() || sumOf(snap) != sumOf(first) {
			t.Errorf("a server has %d objects at %d, the first one %d at %d", snap.Len(), snap.CSN(), first.Len(), first.CSN())
		}
	}
}

// TestRestoreRenewsNumbers: after a restore the state machine may be younger than the
// numbers that servers had reserved.
func TestRestoreRenewsNumbers(t *testing.T) {
	m := newMachine()
	b := block{next: 5, end: 10}
	if got := b.take(m, nil); got != 5 {
		t.Errorf("got %d", got)
	}
	st := store(t, m)
	if err := m.Restore(bytes.NewReader(st)); err != nil {
		t.Fatal(err)
	}
	if got := b.take(m, func() (uint64, uint64, error) { return 100, 5, nil }); got != 100 {
		t.Errorf("got %d of the old block", got)
	}
	if got := b.take(m, nil); got != 101 {
		t.Errorf("got %d", got)
	}
	b.end = b.next
	none := b.take(m, func() (uint64, uint64, error) { return 0, 0, raft.ErrNoLeader })
	if none < noNumber {
		t.Errorf("got %d without a leader", none)
	}
	s := &Store{m: m}
	if _, err := s.Commit(context.Background(), &catalog.Change{Tx: catalog.TxID(none)}); pgerr.CodeOf(err) != pgerr.CannotConnectNow {
		t.Errorf("a commit with such a number: %v", err)
	}
}

// BenchmarkRestart measures how long a server with so many objects takes to start.
func BenchmarkRestart(b *testing.B) {
	const objects = 100_000
	for _, how := range []string{"log", "snapshot"} {
		b.Run(fmt.Sprintf("%s/objects=%d", how, objects), func(b *testing.B) {
			dir := b.TempDir()
			s := open(b, raft.Config{Dir: dir})
			for i := range objects / 1000 {
				makeViews(b, s, i*1000, 1000)
			}
			if how == "snapshot" {
				if err := s.Backup(context.Background(), discard{}); err != nil {
					b.Fatal(err)
				}
			}
			for b.Loop() {
				b.StopTimer()
				s.Close(context.Background())
				b.StartTimer()
				s = open(b, raft.Config{Dir: dir})
			}
			if s.Snapshot().Len() < objects {
				b.Fatal("objects are missing")
			}
		})
	}
}

// BenchmarkFresh measures what a statement pays for a linearizable read.
func BenchmarkFresh(b *testing.B) {
	s := open(b, raft.Config{Dir: b.TempDir()})
	for b.Loop() {
		if _, err := s.Fresh(context.Background()); err != nil {
			b.Fatal(err)
		}
	}
}

type discard struct{}

func (discard) Write(b []byte) (int, error) { return len(b), nil }
