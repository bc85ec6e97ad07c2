package catalog

import "github.com/tarndb/tarn/sql/pgerr"

// Advance takes up to n values of a sequence: first, first+increment, … It gives how many
// there were before the end of the sequence; a cycling one begins anew at its end. 2200H
// when not one is left.
func (s *Snapshot) Advance(id ID, n int64) (next *Snapshot, first, count int64, err error) {
	o := s.Get(id)
	if o == nil || o.Sequence == nil {
		return nil, 0, 0, pgerr.New(pgerr.UndefinedTable, "relation with OID %d does not exist", id.OID())
	}
	q := o.Sequence
	st, ok := s.Sequence(id)
	if !ok {
		st = SequenceState{Last: q.Start}
	}
	first = st.Last
	if st.Called {
		var end bool
		if first, end = q.after(st.Last); end {
			return nil, 0, 0, q.exhausted(o.Name)
		}
	}
	count = min(max(n, 1), q.left(first))
	st.Last, st.Called = first+(count-1)*q.Increment, true
	out := *s
	out.sequences, _, _ = out.sequences.Insert(idKey(id), st)
	return &out, first, count, nil
}

// after gives the value that follows v, or says that the sequence has ended.
func (q *SequenceInfo) after(v int64) (int64, bool) {
	if q.Increment > 0 && v > q.Max-q.Increment || q.Increment < 0 && v < q.Min-q.Increment {
		switch {
		case !q.Cycle:
			return 0, true
		case q.Increment > 0:
			return q.Min, false
		}
		return q.Max, false
	}
	return v + q.Increment, false
}

// left counts the values from v to the end.
func (q *SequenceInfo) left(v int64) int64 {
	room, step := uint64(q.Max)-uint64(v), uint64(q.Increment)
	if q.Increment < 0 {
		room, step = uint64(v)-uint64(q.Min), uint64(-q.Increment)
	}
	return int64(min(room/step, 1<<32)) + 1
}

func (q *SequenceInfo) exhausted(name string) error {
	if q.Increment > 0 {
		return pgerr.New(pgerr.SequenceLimitExceeded, "nextval: reached maximum value of sequence \"%s\" (%d)", name, q.Max)
	}
	return pgerr.New(pgerr.SequenceLimitExceeded, "nextval: reached minimum value of sequence \"%s\" (%d)", name, q.Min)
}

// SetSequence is setval: v was the last value, or is the next one when not called.
func (s *Snapshot) SetSequence(id ID, v int64, called bool) (*Snapshot, error) {
	o := s.Get(id)
	if o == nil || o.Sequence == nil {
		return nil, pgerr.New(pgerr.UndefinedTable, "relation with OID %d does not exist", id.OID())
	}
	if q := o.Sequence; v < q.Min || v > q.Max {
		return nil, pgerr.New(pgerr.NumericValueOutOfRange, "setval: value %d is out of bounds for sequence \"%s\" (%d..%d)",
			v, o.Name, q.Min, q.Max)
	}
	st, _ := s.Sequence(id)
	out := *s
	out.sequences, _, _ = out.sequences.Insert(idKey(id), SequenceState{Last: v, Called: called, Epoch: st.Epoch + 1})
	return &out, nil
}

// Next gives the value after v; name is the sequence's, for the error at its end.
func (q *SequenceInfo) Next(v int64, name string) (int64, error) {
	n, end := q.after(v)
	if end {
		return 0, q.exhausted(name)
	}
	return n, nil
}
