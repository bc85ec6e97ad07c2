package delta_test

import (
	"context"
	"errors"
	"io"
	"strings"
	"testing"

	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/delta"
	"github.com/tarndb/tarn/storage/object"
	"github.com/tarndb/tarn/storage/table"
)

// faulty is a store whose next puts end badly.
type faulty struct {
	object.Store
	stored bool // the object is stored all the same
	fails  int
	reads  int // so many reads fail after that
}

var errNetwork = errors.New("connection reset")

func (f *faulty) Put(ctx context.Context, path string, body io.Reader, cond object.PutCond) (object.Info, error) {
	if f.fails == 0 {
		return f.Store.Put(ctx, path, body, cond)
	}
	f.fails--
	if f.stored {
		_, _ = f.Store.Put(ctx, path, body, cond)
	}
	return object.Info{}, errNetwork
}

func (f *faulty) Head(ctx context.Context, path string) (object.Info, error) {
	if f.reads > 0 {
		f.reads--
		return object.Info{}, errNetwork
	}
	return f.Store.Head(ctx, path)
}

// TestCommitFaults settles commits whose reply was lost.
func TestCommitFaults(t *testing.T) {
	for _, c := range []struct {
		name    string
		store   faulty
		other   bool // somebody else has the version
		want    delta.Outcome
		settled delta.Outcome // when tried again
	}{
		{"reply lost", faulty{stored: true, fails: 1}, false, delta.Won, delta.Won},
		{"request lost", faulty{fails: 1}, false, delta.Unknown, delta.Won},
		{"reply lost, other was first", faulty{stored: true, fails: 1}, true, delta.Lost, delta.Lost},
		{"request lost, other was first", faulty{fails: 1}, true, delta.Lost, delta.Lost},
		{"reply lost, store gone", faulty{stored: true, fails: 1, reads: 1}, false, delta.Unknown, delta.Won},
		{"plain", faulty{}, false, delta.Won, delta.Won},
		{"plain, other was first", faulty{}, true, delta.Lost, delta.Lost},
	} {
		log, s := create(t, t.TempDir(), []table.Column{column("a", "integer")}, nil, nil)
		if c.other {
			commit(t, log, next(s))
		}
		c.store.Store = log.Store
		log.Store = &c.store
		mine := next(s)
		got, err := log.WriteCommit(ctx, mine)
		if got != c.want || (err != nil) != (got == delta.Unknown) {
			t.Errorf("%s: %v %v", c.name, got, err)
		}
		if again, err := log.WriteCommit(ctx, mine); again != c.settled || err != nil {
			t.Errorf("%s, again: %v %v", c.name, again, err)
		}
	}
}

// TestCanceledCommit: a caller that gives up still learns nothing false.
func TestCanceledCommit(t *testing.T) {
	log, s := create(t, t.TempDir(), []table.Column{column("a", "integer")}, nil, nil)
	gone, cancel := context.WithCancel(ctx)
	cancel()
	c := next(s)
	got, _ := log.WriteCommit(gone, c)
	_, err := log.ReadCommit(ctx, c.Version)
	if there := err == nil; got == delta.Won != there {
		t.Fatalf("%v, but the version is there: %v", got, there)
	}
}

// TestDataFaults: a writer whose store fails says so and leaves nothing.
func TestDataFaults(t *testing.T) {
	cols := []table.Column{column("a", "integer")}
	store := &faulty{Store: object.NewSet(), fails: 1}
	dir := t.TempDir()
	w, err := delta.NewDataWriter(ctx, delta.WriterOptions{Store: store, Root: dir, Columns: cols})
	if err != nil {
		t.Fatal(err)
	}
	err = w.Write(batchOf(t, cols, [][]string{{"1"}}))
	if err == nil {
		_, err = w.Close()
	}
	if !errors.Is(err, errNetwork) {
		t.Fatal(err)
	}
	w.Abort()
	for info := range store.List(ctx, dir, object.ListOptions{}) {
		t.Errorf("%s is left", info.Path)
	}
}

// TestBlankPadded: char(n) compares without its blanks, also when files are pruned.
func TestBlankPadded(t *testing.T) {
	cols := []table.Column{column("c", "char(4)")}
	log, s := create(t, t.TempDir(), cols, nil, [][]string{{"x"}, {"y"}})
	p := table.Pred{Col: 0, Op: table.PredEQ, Values: []types.Datum{types.NewStr("x")}}
	if got := scan(t, open(t, log, s, delta.Options{}), p); len(got) == 0 || !strings.HasPrefix(got[0], "x") {
		t.Errorf("%q", got)
	}
}
