package replica

import (
	"bufio"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"io"

	"github.com/tarndb/tarn/catalog"
)

// A stored state is a magic with a format number and records: tag (one byte), length
// (uvarint), bytes. The head comes first and the end, with the number of records, last; a
// table's commits and chunks follow it.
const stateMagic = "TARNCAT\x01"

const (
	recHead     = 1
	recObject   = 2
	recDropped  = 3
	recTable    = 4
	recCommit   = 5
	recChunk    = 6
	recSequence = 7
	recOutcome  = 8
	recRequest  = 9
	recEnd      = 10
)

// maxRecord bounds one record: a command is smaller, and so is each of its parts.
const maxRecord = 64 << 20

// state is what a snapshot holds.
type state struct {
	snap     *catalog.Snapshot
	has      bool
	entries  uint64
	level    uint64
	mark     mark
	requests []request
}

// recordWriter writes records and keeps the first error.
type recordWriter struct {
	w    *bufio.Writer
	n    int64
	recs uint64
	err  error
}

func (w *recordWriter) put(tag byte, b []byte) {
	if w.err != nil {
		return
	}
	head := binary.AppendUvarint([]byte{tag}, uint64(len(b)))
	_, _ = w.w.Write(head)
	_, w.err = w.w.Write(b)
	w.n += int64(len(head) + len(b))
	w.recs++
}

func (w *recordWriter) json(tag byte, v any) {
	b, err := json.Marshal(v)
	if err != nil && w.err == nil {
		w.err = err
	}
	w.put(tag, b)
}

// WriteTo streams the state.
func (s *state) WriteTo(to io.Writer) (int64, error) {
	w := &recordWriter{w: bufio.NewWriterSize(to, 1<<16)}
	_, w.err = w.w.WriteString(stateMagic)
	w.put(recHead, s.head())
	s.snap.All(func(o *catalog.Object) bool { w.json(recObject, o); return w.err == nil })
	s.snap.Dropped(func(o *catalog.Object) bool { w.json(recDropped, o); return w.err == nil })
	s.snap.Tables(func(id catalog.ID, t *catalog.TableState) bool { w.table(id, t); return w.err == nil })
	s.snap.Sequences(func(id catalog.ID, st catalog.SequenceState) { w.put(recSequence, encodeSequence(id, st)) })
	s.snap.Outcomes(func(tx catalog.TxID, key string, oc catalog.Outcome) {
		o := &out{}
		o.uint(1, uint64(tx))
		o.text(2, key)
		o.uint(3, uint64(oc.CSN))
		o.int(4, oc.Time)
		w.put(recOutcome, o.b)
	})
	for _, r := range s.requests {
		o := &out{}
		o.bytes(1, r.id[:])
		o.bytes(2, r.result)
		o.int(3, r.time)
		w.put(recRequest, o.b)
	}
	end := &out{}
	end.uint(1, w.recs)
	w.put(recEnd, end.b)
	if w.err == nil {
		w.err = w.w.Flush()
	}
	return w.n + int64(len(stateMagic)), w.err
}

func (s *state) head() []byte {
	o := &out{}
	encodeCounters(o, s.snap.Counters())
	o.bool(6, s.has)
	o.uint(7, s.entries)
	o.uint(8, s.level)
	o.uint(9, s.mark.index)
	o.bytes(10, s.mark.hash[:])
	return o.b
}

// encodeCounters writes fields 1 to 5.
func encodeCounters(o *out, c catalog.Counters) {
	o.uint(1, uint64(c.CSN))
	o.int(2, c.Time)
	o.uint(3, uint64(c.NextID))
	o.uint(4, uint64(c.NextTx))
	o.uint(5, c.NextChunk)
}

func (w *recordWriter) table(id catalog.ID, t *catalog.TableState) {
	o := &out{}
	encodeTable(o, id, t)
	w.put(recTable, o.b)
	for _, k := range t.Commits() {
		b, err := encodeCommit(k)
		if err != nil && w.err == nil {
			w.err = err
		}
		w.put(recCommit, b)
	}
	for _, k := range t.Buffer() {
		w.put(recChunk, encodeChunk(k))
	}
}

func encodeTable(o *out, id catalog.ID, t *catalog.TableState) {
	o.uint(1, uint64(id))
	o.int(2, t.Head)
	o.int(3, t.Published)
	o.int(4, t.Checkpoint)
	o.uint(5, uint64(t.DataCSN))
	o.int(6, t.HeadTime)
	o.int(7, t.Forgotten)
}

func encodeSequence(id catalog.ID, st catalog.SequenceState) []byte {
	o := &out{}
	o.uint(1, uint64(id))
	o.int(2, st.Last)
	o.bool(3, st.Called)
	o.uint(4, st.Epoch)
	return o.b
}

// stateReader puts a state together.
type stateReader struct {
	s      state
	load   *catalog.Loader
	recs   uint64
	ended  bool
	table  catalog.ID // the table being read, 0 for none
	stand  catalog.TableState
	commit []*catalog.Commit
	chunks []*catalog.Chunk
}

// readState reads a state to the end of in.
func readState(in io.Reader) (*state, error) {
	r := bufio.NewReaderSize(in, 1<<16)
	magic := make([]byte, len(stateMagic))
	if _, err := io.ReadFull(r, magic); err != nil || string(magic) != stateMagic {
		return nil, errors.New("not a catalog of a known format")
	}
	sr := &stateReader{}
	var buf []byte
	for {
		tag, err := r.ReadByte()
		if err == io.EOF {
			break
		}
		if err != nil {
			return nil, err
		}
		if buf, err = readRecord(r, buf[:0]); err != nil {
			return nil, err
		}
		if err := sr.record(tag, buf); err != nil {
			return nil, fmt.Errorf("record %d (tag %d): %w", sr.recs, tag, err)
		}
	}
	if !sr.ended {
		return nil, errors.New("the stored catalog has no end")
	}
	sr.s.snap = sr.load.Snapshot()
	return &sr.s, nil
}

// readRecord reads length and bytes; memory grows only with what is really there.
func readRecord(r *bufio.Reader, buf []byte) ([]byte, error) {
	n, err := binary.ReadUvarint(r)
	if err != nil {
		return nil, noEOF(err)
	}
	if n > maxRecord {
		return nil, fmt.Errorf("record of %d bytes", n)
	}
	for left := int(n); left > 0; {
		step := min(left, 1<<20)
		at := len(buf)
		buf = append(buf, make([]byte, step)...)
		if _, err := io.ReadFull(r, buf[at:]); err != nil {
			return nil, noEOF(err)
		}
		left -= step
	}
	return buf, nil
}

func noEOF(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

func (r *stateReader) record(tag byte, b []byte) error {
	if r.ended || (r.load == nil) != (tag == recHead) {
		return errMalformed
	}
	if tag != recCommit && tag != recChunk {
		r.endTable()
	}
	switch tag {
	case recHead:
		if err := r.head(b); err != nil {
			return err
		}
	case recObject, recDropped:
		o := &catalog.Object{}
		if err := json.Unmarshal(b, o); err != nil {
			return err
		}
		if !validObject(o) {
			return errMalformed
		}
		if tag == recObject {
			r.load.Object(o)
		} else {
			r.load.Dropped(o)
		}
	case recTable:
		if err := r.beginTable(b); err != nil {
			return err
		}
	case recCommit, recChunk:
		if err := r.part(tag, b); err != nil {
			return err
		}
	case recSequence:
		if err := r.sequence(b); err != nil {
			return err
		}
	case recOutcome:
		if err := r.outcome(b); err != nil {
			return err
		}
	case recRequest:
		if err := r.request(b); err != nil {
			return err
		}
	case recEnd:
		return r.end(b)
	default:
		return errMalformed
	}
	r.recs++
	return nil
}

func (r *stateReader) head(b []byte) error {
	var c catalog.Counters
	err := each(b, func(f field) error {
		switch f.n {
		case 1:
			c.CSN = catalog.CSN(f.value)
		case 2:
			c.Time = f.int()
		case 3:
			c.NextID = catalog.ID(f.value)
		case 4:
			c.NextTx = catalog.TxID(f.value)
		case 5:
			c.NextChunk = f.value
		case 6:
			r.s.has = f.bool()
		case 7:
			r.s.entries = f.value
		case 8:
			r.s.level = f.value
		case 9:
			r.s.mark.index = f.value
		case 10:
			copy(r.s.mark.hash[:], f.bytes)
		}
		return nil
	})
	if r.s.level > Level {
		return unknown{format: 1, level: r.s.level}
	}
	r.load = catalog.NewLoader(c)
	return err
}

func (r *stateReader) beginTable(b []byte) error {
	r.stand, r.commit, r.chunks = catalog.TableState{}, nil, nil
	return each(b, func(f field) error {
		switch f.n {
		case 1:
			r.table = catalog.ID(f.value)
		case 2:
			r.stand.Head = f.int()
		case 3:
			r.stand.Published = f.int()
		case 4:
			r.stand.Checkpoint = f.int()
		case 5:
			r.stand.DataCSN = catalog.CSN(f.value)
		case 6:
			r.stand.HeadTime = f.int()
		case 7:
			r.stand.Forgotten = f.int()
		}
		return nil
	})
}

func (r *stateReader) part(tag byte, b []byte) error {
	if r.table == 0 {
		return errMalformed
	}
	if tag == recCommit {
		k, err := decodeCommit(b)
		r.commit = append(r.commit, k)
		return err
	}
	k, err := decodeChunk(b)
	r.chunks = append(r.chunks, k)
	return err
}

func (r *stateReader) endTable() {
	if r.table != 0 {
		r.load.Table(r.table, r.stand, r.commit, r.chunks)
		r.table = 0
	}
}

func (r *stateReader) sequence(b []byte) error {
	var id catalog.ID
	var st catalog.SequenceState
	err := each(b, func(f field) error {
		switch f.n {
		case 1:
			id = catalog.ID(f.value)
		case 2:
			st.Last = f.int()
		case 3:
			st.Called = f.bool()
		case 4:
			st.Epoch = f.value
		}
		return nil
	})
	r.load.Sequence(id, st)
	return err
}

func (r *stateReader) outcome(b []byte) error {
	var tx catalog.TxID
	var key string
	var oc catalog.Outcome
	err := each(b, func(f field) error {
		switch f.n {
		case 1:
			tx = catalog.TxID(f.value)
		case 2:
			key = f.text()
		case 3:
			oc.CSN = catalog.CSN(f.value)
		case 4:
			oc.Time = f.int()
		}
		return nil
	})
	r.load.Outcome(tx, key, oc)
	return err
}

func (r *stateReader) request(b []byte) error {
	var q request
	err := each(b, func(f field) error {
		switch f.n {
		case 1:
			if len(f.bytes) != len(q.id) {
				return errMalformed
			}
			copy(q.id[:], f.bytes)
		case 2:
			q.result = f.copied()
		case 3:
			q.time = f.int()
		}
		return nil
	})
	r.s.requests = append(r.s.requests, q)
	return err
}

func (r *stateReader) end(b []byte) error {
	r.ended = true
	return each(b, func(f field) error {
		if f.n == 1 && f.value != r.recs {
			return fmt.Errorf("%d records, %d were written", r.recs, f.value)
		}
		return nil
	})
}
