package session

import (
	"context"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
)

// declared is a cursor of DECLARE. A scrollable or held one keeps its rows; another one
// reads the running query and forgets what it has delivered.
type declared struct {
	name    string
	sql     string
	cols    []Column
	cur     *cursor // the running query; nil when all rows are kept
	cancel  context.CancelCauseFunc
	scroll  bool
	hold    bool // WITH HOLD
	held    bool // its transaction has committed
	binary  bool
	seq     int
	kept    *list // rows read so far, when scrollable or held
	starts  []int64
	total   int64 // rows in kept
	at      int64 // number of the current row, 0 before the first
	atEnd   bool  // at is behind the last row
	reserve func(int64) error
	release func()
}

// declare is DECLARE name CURSOR FOR query.
func (s *Session) declare(_ context.Context, r *request, st *parse.DeclareCursor) error {
	hold := st.Hold != nil && *st.Hold
	if !s.tx.explicit && !hold {
		return pgerr.New(pgerr.NoActiveSQLTransaction, "DECLARE CURSOR can only be used in transaction blocks")
	}
	if planner.ChangesData(st.Query) {
		return pgerr.New(pgerr.FeatureNotSupported, "DECLARE CURSOR must not contain data-modifying statements in WITH")
	}
	if s.cursors[st.Name] != nil || s.portals[st.Name] != nil && st.Name != "" {
		return pgerr.New(pgerr.DuplicateCursor, "cursor \"%s\" already exists", st.Name)
	}
	return s.openCursor(r, st.Query, &declared{name: st.Name, sql: textOf(r.sql, st), scroll: st.Scroll != nil && *st.Scroll,
		hold: hold, binary: st.Binary})
}

// openCursor starts the query of a cursor.
func (s *Session) openCursor(r *request, q parse.Stmt, d *declared) error {
	s.seq++
	d.seq = s.seq
	// The cursor outlives this statement, so its query has a context of its own.
	ctx, cancel := context.WithCancelCause(context.Background())
	d.cancel = cancel
	cur, err := s.openQuery(ctx, &request{sql: r.sql, stmt: q, params: r.params, values: r.values})
	if err != nil {
		cancel(nil)
		return err
	}
	d.cur, d.cols = cur, cur.cols
	if d.scroll || d.hold {
		account := s.in.cfg.Memory.Child("cursor", 0)
		d.kept, d.reserve, d.release = &list{}, account.Grow, account.Close
	}
	s.cursors[d.name] = d
	return nil
}

// fill reads rows into kept until it has n of them (n < 0: all).
func (d *declared) fill(n int64) error {
	for d.cur != nil && (n < 0 || d.total < n) {
		_, limited, err := d.cur.pump(vec.Size, func(b *vec.Batch, lo, hi int) error {
			d.kept.copyRows(b, lo, hi)
			last := d.kept.batches[len(d.kept.batches)-1]
			d.starts = append(d.starts, d.total)
			d.total += int64(hi - lo)
			return d.reserve(batchBytes(last))
		})
		if err != nil {
			return err
		}
		if !limited {
			d.cur = nil
		}
	}
	return nil
}

// close frees a cursor.
func (d *declared) close() {
	if d.cur != nil {
		d.cur.close()
		d.cur = nil
	}
	d.cancel(nil)
	if d.release != nil {
		d.release()
	}
}

func (s *Session) closeCursors(which func(*declared) bool) {
	for name, d := range s.cursors {
		if which(d) {
			d.close()
			delete(s.cursors, name)
		}
	}
}

// holdCursors reads the rest of WITH HOLD cursors before their transaction commits.
func (s *Session) holdCursors(ctx context.Context) error {
	for _, d := range s.cursors {
		if !d.hold || d.held {
			continue
		}
		stop := context.AfterFunc(ctx, func() { d.cancel(context.Cause(ctx)) })
		err := d.fill(-1)
		stop()
		if err != nil {
			return err
		}
		d.held = true
	}
	return nil
}

// closeCursor is CLOSE name or ALL.
func (s *Session) closeCursor(st *parse.CloseCursor) (string, error) {
	if st.Name == "" {
		s.closeCursors(func(*declared) bool { return true })
		return "CLOSE CURSOR ALL", nil
	}
	if p := s.portals[st.Name]; p != nil {
		s.ClosePortal(st.Name)
		return "CLOSE CURSOR", nil
	}
	d, err := s.findCursor(st.Name)
	if err != nil {
		return "", err
	}
	d.close()
	delete(s.cursors, st.Name)
	return "CLOSE CURSOR", nil
}

func (s *Session) findCursor(name string) (*declared, error) {
	if d := s.cursors[name]; d != nil {
		return d, nil
	}
	return nil, pgerr.New(pgerr.InvalidCursorName, "cursor \"%s\" does not exist", name)
}

// fetch is FETCH or MOVE.
func (s *Session) fetch(ctx context.Context, st *parse.Fetch) (*result, error) {
	if p := s.portals[st.Cursor]; p != nil && s.cursors[st.Cursor] == nil {
		return s.movePortal(p, st)
	}
	d, err := s.findCursor(st.Cursor)
	if err != nil {
		return nil, err
	}
	stop := context.AfterFunc(ctx, func() { d.cancel(context.Cause(ctx)) })
	defer stop()
	out := &list{}
	n, err := d.move(st, func(b *vec.Batch, lo, hi int) error {
		if !st.Move {
			out.copyRows(b, lo, hi)
		}
		return nil
	})
	if err != nil {
		return nil, causeOf(ctx, err)
	}
	if st.Move {
		return &result{tag: "MOVE " + itoa(n)}, nil
	}
	return &result{cur: &cursor{cols: d.cols, src: out}, verb: "FETCH"}, nil
}

// movePortal is FETCH or MOVE forward on a protocol-level portal.
func (s *Session) movePortal(p *portal, st *parse.Fetch) (*result, error) {
	if p.res == nil || p.res.cur == nil || st.Dir != parse.FetchForward {
		return nil, pgerr.New(pgerr.ObjectNotInPrerequisiteState, "cursor can only scan forward")
	}
	max := st.Count
	if st.All {
		max = 0
	}
	out := &list{}
	n, _, err := p.res.cur.pump(max, func(b *vec.Batch, lo, hi int) error {
		if !st.Move {
			out.copyRows(b, lo, hi)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	if st.Move {
		return &result{tag: "MOVE " + itoa(n)}, nil
	}
	return &result{cur: &cursor{cols: p.res.cur.cols, src: out}, verb: "FETCH"}, nil
}

// move goes through the rows that a FETCH names, in its direction, and gives their number.
func (d *declared) move(st *parse.Fetch, take func(b *vec.Batch, lo, hi int) error) (int64, error) {
	dir, count := st.Dir, st.Count
	if dir == parse.FetchBackward || dir == parse.FetchForward {
		if count < 0 && !st.All {
			count = -count
			dir = parse.FetchForward + parse.FetchBackward - dir
		}
	}
	if dir == parse.FetchForward && d.kept == nil {
		return d.forward(count, st.All, take)
	}
	if d.kept == nil {
		return d.backwardOnForward(dir, count, take)
	}
	switch dir {
	case parse.FetchForward:
		return d.keptForward(count, st.All, take)
	case parse.FetchBackward:
		return d.keptBackward(count, st.All, take)
	case parse.FetchRelative:
		return d.absolute(d.at+count, take)
	}
	return d.fetchAbsolute(count, take)
}

// forward reads the running query.
func (d *declared) forward(count int64, all bool, take func(b *vec.Batch, lo, hi int) error) (int64, error) {
	if count == 0 && !all {
		return 0, nil
	}
	if all {
		count = 0
	}
	n, limited, err := d.cur.pump(count, take)
	d.at += n
	d.atEnd = !limited
	return n, err
}

// backwardOnForward serves what a cursor without SCROLL can do of other directions.
func (d *declared) backwardOnForward(dir parse.FetchDir, count int64, take func(b *vec.Batch, lo, hi int) error) (int64, error) {
	skip := int64(0)
	switch {
	case dir == parse.FetchAbsolute && count > d.at:
		skip = count - d.at
	case dir == parse.FetchRelative && count > 0:
		skip = count
	default:
		return 0, pgerr.New(pgerr.ObjectNotInPrerequisiteState, "cursor can only scan forward").
			WithHint("Declare it with SCROLL option to enable backward scan.")
	}
	if skip > 1 {
		if _, err := d.forward(skip-1, false, func(*vec.Batch, int, int) error { return nil }); err != nil {
			return 0, err
		}
	}
	return d.forward(1, false, take)
}

// deliver gives rows lo to hi (0-based) of kept to take.
func (d *declared) deliver(lo, hi int64, take func(b *vec.Batch, lo, hi int) error) error {
	for i, b := range d.kept.batches {
		from, to := max(lo-d.starts[i], 0), min(hi-d.starts[i], int64(b.N))
		if from >= to {
			continue
		}
		if err := take(b, int(from), int(to)); err != nil {
			return err
		}
	}
	return nil
}

func (d *declared) keptForward(count int64, all bool, take func(b *vec.Batch, lo, hi int) error) (int64, error) {
	if d.atEnd {
		return 0, nil
	}
	if count == 0 && !all { // FETCH 0 gives the current row again
		return d.absolute(d.at, take)
	}
	want := int64(-1)
	if !all {
		want = d.at + count
	}
	if err := d.fill(want); err != nil {
		return 0, err
	}
	hi := d.total
	if !all && want < hi {
		hi = want
	}
	n := hi - d.at
	err := d.deliver(d.at, hi, take)
	d.at = hi
	if all || n < count {
		d.at, d.atEnd = d.total+1, true
	}
	return n, err
}

func (d *declared) keptBackward(count int64, all bool, take func(b *vec.Batch, lo, hi int) error) (int64, error) {
	if !d.scroll {
		return 0, pgerr.New(pgerr.ObjectNotInPrerequisiteState, "cursor can only scan forward").
			WithHint("Declare it with SCROLL option to enable backward scan.")
	}
	if all {
		count = d.at
	}
	n := int64(0)
	for ; n < count && d.at > 1; n++ {
		d.at--
		if err := d.deliver(d.at-1, d.at, take); err != nil {
			return n, err
		}
	}
	d.atEnd = d.atEnd && n == 0 && d.at > d.total
	if n < count {
		d.at = 0
	}
	return n, nil
}

// fetchAbsolute counts from the end for negative numbers.
func (d *declared) fetchAbsolute(count int64, take func(b *vec.Batch, lo, hi int) error) (int64, error) {
	if count < 0 {
		if err := d.fill(-1); err != nil {
			return 0, err
		}
		count = d.total + 1 + count
	}
	return d.absolute(count, take)
}

// absolute goes to a row and delivers it when it exists.
func (d *declared) absolute(row int64, take func(b *vec.Batch, lo, hi int) error) (int64, error) {
	if row < d.at && !d.scroll {
		return 0, pgerr.New(pgerr.ObjectNotInPrerequisiteState, "cursor can only scan forward").
			WithHint("Declare it with SCROLL option to enable backward scan.")
	}
	d.atEnd = false
	if row <= 0 {
		d.at = 0
		return 0, nil
	}
	if err := d.fill(row); err != nil {
		return 0, err
	}
	if row > d.total {
		d.at, d.atEnd = d.total+1, true
		return 0, nil
	}
	d.at = row
	return 1, d.deliver(row-1, row, take)
}
