package session

import (
	"context"
	"sync"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// reserveMax bounds how many values of a sequence a server takes at once.
const reserveMax = 1024

// reserved are values of a sequence that this server has taken from the catalog and not
// given out yet. They are worthless when the sequence's epoch has moved on.
type reserved struct {
	mu    sync.Mutex
	epoch uint64
	next  int64
	left  int64
	batch int64 // how many to take next time; grows with use
}

// reservations holds them for all sequences of an instance.
type reservations struct {
	mu  sync.Mutex
	seq map[catalog.ID]*reserved
}

func (r *reservations) of(id catalog.ID) *reserved {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.seq == nil {
		r.seq = map[catalog.ID]*reserved{}
	}
	if r.seq[id] == nil {
		r.seq[id] = &reserved{batch: 1}
	}
	return r.seq[id]
}

// localKey names a state of a sequence that only this session counts on: a temporary one,
// or one that its transaction made or altered.
type localKey struct {
	id    catalog.ID
	epoch uint64
}

// sequences is what a session knows of the sequences it uses. Values once given out are
// never given again, so that a rollback does not touch it.
type sequences struct {
	mu      sync.Mutex // functions are called by all workers of a query
	local   map[localKey]catalog.SequenceState
	current map[catalog.ID]int64 // for currval
	last    catalog.ID           // for lastval
}

// localState gives the state of a sequence that only this session uses; ok is false for
// one that others use too.
func (s *Session) localState(snap *catalog.Snapshot, o *catalog.Object, temp bool) (key localKey, st catalog.SequenceState, ok bool) {
	st, has := snap.Sequence(o.ID)
	if !has {
		st = catalog.SequenceState{Last: o.Sequence.Start}
	}
	if !temp {
		if c := s.in.cfg.Catalog.Snapshot().Get(o.ID); c != nil && c.Version == o.Version {
			return key, st, false
		}
	}
	key = localKey{o.ID, st.Epoch}
	if l, has := s.seqs.local[key]; has {
		st = l
	}
	return key, st, true
}

// sequenceState tells where a sequence stands as its users see it.
func (s *Session) sequenceState(snap *catalog.Snapshot, o *catalog.Object, temp bool) catalog.SequenceState {
	_, st, local := s.localState(snap, o, temp)
	if local {
		return st
	}
	st, _ = s.in.cfg.Catalog.Snapshot().Sequence(o.ID)
	r := s.in.reserved.of(o.ID)
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.epoch == st.Epoch { // do not count values that were taken but not given out
		st.Last -= r.left * o.Sequence.Increment
	}
	return st
}

// nextval takes the next value.
func (s *Session) nextval(ctx context.Context, snap *catalog.Snapshot, o *catalog.Object, temp bool) (int64, error) {
	key, st, local := s.localState(snap, o, temp)
	var v int64
	var err error
	if local {
		v, err = s.nextLocal(o, key, st)
	} else {
		v, err = s.in.nextShared(ctx, s.in.cfg.Catalog, o)
	}
	if err != nil {
		return 0, err
	}
	s.used(o.ID, v)
	return v, nil
}

func (s *Session) used(id catalog.ID, v int64) {
	if s.seqs.current == nil {
		s.seqs.current = map[catalog.ID]int64{}
	}
	s.seqs.current[id], s.seqs.last = v, id
}

// nextLocal advances a sequence that only this session uses.
func (s *Session) nextLocal(o *catalog.Object, key localKey, st catalog.SequenceState) (int64, error) {
	v := st.Last
	if st.Called {
		var err error
		if v, err = o.Sequence.Next(st.Last, o.Name); err != nil {
			return 0, err
		}
	}
	s.setLocal(key, catalog.SequenceState{Last: v, Called: true, Epoch: key.epoch})
	return v, nil
}

func (s *Session) setLocal(key localKey, st catalog.SequenceState) {
	if s.seqs.local == nil {
		s.seqs.local = map[localKey]catalog.SequenceState{}
	}
	s.seqs.local[key] = st
}

// nextShared takes a value of this server's reservation, which it renews when it is used
// up.
func (in *Instance) nextShared(ctx context.Context, w catalog.Writer, o *catalog.Object) (int64, error) {
	r := in.reserved.of(o.ID)
	r.mu.Lock()
	defer r.mu.Unlock()
	snap := in.cfg.Catalog.Snapshot()
	st, _ := snap.Sequence(o.ID)
	if r.left == 0 || r.epoch != st.Epoch {
		if r.epoch != st.Epoch {
			r.batch = 1
		}
		first, n, err := w.Advance(ctx, o.ID, max(r.batch, o.Sequence.Cache))
		if err != nil {
			return 0, err
		}
		st, _ = in.cfg.Catalog.Snapshot().Sequence(o.ID)
		r.next, r.left, r.epoch = first, n, st.Epoch
		r.batch = min(2*r.batch, reserveMax)
	}
	v := r.next
	r.left--
	if r.left > 0 {
		r.next += o.Sequence.Increment
	}
	return v, nil
}

// setval makes v the last value, or the next one when not called.
func (s *Session) setval(ctx context.Context, snap *catalog.Snapshot, o *catalog.Object, temp bool, v int64, called bool) error {
	q := o.Sequence
	if v < q.Min || v > q.Max {
		return pgerr.New(pgerr.NumericValueOutOfRange, "setval: value %d is out of bounds for sequence \"%s\" (%d..%d)", v, o.Name, q.Min, q.Max)
	}
	key, _, local := s.localState(snap, o, temp)
	if local {
		s.setLocal(key, catalog.SequenceState{Last: v, Called: called, Epoch: key.epoch})
	} else if err := s.in.cfg.Catalog.SetSequence(ctx, o.ID, v, called); err != nil {
		return err
	}
	if called {
		s.used(o.ID, v)
	}
	return nil
}

// changeSequence puts an altered sequence in place; it goes on where it stood unless it
// is restarted.
func (s *Session) changeSequence(temp bool, old *catalog.Object, n catalog.Object, st catalog.SequenceState, restart *int64) error {
	var made *catalog.Object
	err := s.changeCatalog(temp, func(tx *catalog.Tx) (err error) {
		if restart != nil {
			made, err = tx.Restart(old, n, *restart)
		} else {
			made, err = tx.Replace(old, n)
		}
		return err
	})
	if err != nil || restart != nil {
		return err
	}
	if key, _, local := s.localState(s.catalogOf(temp), made, temp); local {
		st.Epoch = key.epoch
		s.setLocal(key, st)
	}
	return nil
}

// settleSequences writes where the sequences stand that the transaction made or altered,
// so that others go on from there.
func (s *Session) settleSequences() error {
	t := s.tx
	if t == nil || t.cat == nil || len(s.seqs.local) == 0 {
		return nil
	}
	for key, st := range s.seqs.local {
		o := t.cat.View().Get(key.id)
		if o == nil || o.Sequence == nil {
			continue
		}
		if now, _ := t.cat.View().Sequence(key.id); now.Epoch != key.epoch {
			continue
		}
		if c := t.cat.Base().Get(key.id); c != nil && c.Version == o.Version {
			continue
		}
		next := st.Last
		if st.Called {
			v, err := o.Sequence.Next(st.Last, o.Name)
			if err != nil {
				continue // used up: the last value is given once more rather than the commit refused
			}
			next = v
		}
		if _, err := t.cat.Restart(o, *o, next); err != nil {
			return err
		}
		delete(s.seqs.local, key)
	}
	return nil
}

// find gives an object by OID, temporary ones too, as the statement sees it.
func (v *view) find(oid uint32) (o *catalog.Object, snap *catalog.Snapshot, temp bool) {
	id := catalog.ID(oid)
	if v.temp != nil {
		if o := v.temp.cat.Get(id); o != nil {
			return o, v.temp.cat, true
		}
	}
	return v.main.Get(id), v.main, false
}

// sequenceCall evaluates nextval and its relatives; ok is false for other functions.
func (v *view) sequenceCall(name string, args []types.Datum) (d types.Datum, ok bool, err error) {
	s := v.s
	switch name {
	case "nextval", "currval", "setval", "pg_sequence_last_value", "lastval":
	default:
		return types.Null, false, nil
	}
	s.seqs.mu.Lock()
	defer s.seqs.mu.Unlock()
	if name == "lastval" {
		o, _, _ := v.find(s.seqs.last.OID())
		if o == nil {
			return types.Null, true, pgerr.New(pgerr.ObjectNotInPrerequisiteState, "lastval is not yet defined in this session")
		}
		return types.NewInt(s.seqs.current[s.seqs.last]), true, nil
	}
	o, snap, temp := v.find(uint32(args[0].I))
	switch {
	case o == nil && name == "pg_sequence_last_value":
		return types.Null, true, nil
	case o == nil:
		return types.Null, true, pgerr.New(pgerr.UndefinedTable, "relation with OID %d does not exist", uint32(args[0].I))
	case o.Kind != catalog.Sequence:
		return types.Null, true, pgerr.New(pgerr.WrongObjectType, "\"%s\" is not a sequence", o.Name)
	case s.tx != nil && s.tx.readOnly && !temp && (name == "nextval" || name == "setval"):
		return types.Null, true, pgerr.New(pgerr.ReadOnlySQLTransaction, "cannot execute %s() in a read-only transaction", name)
	}
	switch name {
	case "nextval":
		n, err := s.nextval(v.ctx, snap, o, temp)
		return types.NewInt(n), true, err
	case "setval":
		called := len(args) < 3 || args[2].Bool()
		return args[1], true, s.setval(v.ctx, snap, o, temp, args[1].I, called)
	case "currval":
		n, seen := s.seqs.current[o.ID]
		if !seen {
			return types.Null, true, pgerr.New(pgerr.ObjectNotInPrerequisiteState, "currval of sequence \"%s\" is not yet defined in this session", o.Name)
		}
		return types.NewInt(n), true, nil
	}
	if st := s.sequenceState(snap, o, temp); st.Called {
		return types.NewInt(st.Last), true, nil
	}
	return types.Null, true, nil
}

// serialSequence is pg_get_serial_sequence: the sequence that a column owns.
func (v *view) serialSequence(rel, col string) (types.Datum, error) {
	parts, _ := splitQualified(rel)
	o, _, err := v.object(v.ctx, parts, v.s.derive().path)
	if err != nil {
		return types.Null, err
	}
	if o != nil && o.View != nil { // a view's columns own no sequence
		for i := range o.View.Columns {
			if o.View.Columns[i].Name == col {
				return types.Null, nil
			}
		}
		return types.Null, pgerr.New(pgerr.UndefinedColumn, "column \"%s\" of relation \"%s\" does not exist", col, o.Name)
	}
	if o == nil || o.Table == nil {
		return types.Null, pgerr.New(pgerr.UndefinedTable, "relation \"%s\" does not exist", rel)
	}
	p := o.Table.Column(col)
	if p < 0 {
		return types.Null, pgerr.New(pgerr.UndefinedColumn, "column \"%s\" of relation \"%s\" does not exist", col, o.Name)
	}
	out, n := types.Null, o.Table.Columns[p].Number
	_, snap, temp := v.find(o.ID.OID())
	snap.Children(o.Parent, catalog.Table, func(q *catalog.Object) bool {
		if q.Sequence != nil && q.Sequence.OwnerTable == o.ID && q.Sequence.OwnerColumn == n {
			schema := v.s.tempSchema()
			if !temp {
				schema = v.main.Get(o.Parent).Name
			}
			out = types.NewStr(quoteName(schema) + "." + quoteName(q.Name))
		}
		return true
	})
	return out, nil
}

// defaultOf is the expression of a column's default: of one with a sequence, nextval of
// what the sequence is called now; of a domain without one of its own, the domain's.
func (v *view) defaultOf(c *catalog.Column) string {
	if c.Sequence != 0 {
		if q, _, temp := v.find(c.Sequence.OID()); q != nil {
			schema := v.s.tempSchema()
			if !temp {
				schema = v.main.Get(q.Parent).Name
			}
			return "nextval(" + parse.QuoteLiteral(parse.QuoteIdent(schema)+"."+parse.QuoteIdent(q.Name)) + ")"
		}
	}
	if c.Default == "" && c.Domain != 0 {
		if d, _, _ := v.find(c.Domain.OID()); d != nil && d.Type != nil {
			return d.Type.Default
		}
	}
	return c.Default
}
