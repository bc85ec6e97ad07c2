package session

import (
	"context"
	"maps"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/internal/mem"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/table"
)

// tempSpace holds a session's temporary objects. It is never changed, only replaced, so
// that a savepoint can keep it. A nil *tempSpace is empty.
type tempSpace struct {
	cat  *catalog.Snapshot
	data map[catalog.ID]*tempTable
}

// tempSpace gives the session's, made on first use.
func (s *Session) tempSpace() *tempSpace {
	if s.state.temp == nil {
		s.state.temp = &tempSpace{cat: catalog.NewTempStore(s.tempSchema(), s.roleID())}
	}
	return s.state.temp
}

// tempAccount is where rows of temporary tables are reserved. During a transaction it also
// holds what was dropped, which a rollback may bring back.
func (s *Session) tempAccount() *mem.Account {
	if s.tempMem == nil {
		s.tempMem = s.in.cfg.Memory.Child("temporary tables", 0)
	}
	return s.tempMem
}

// settleTemp makes the reservation agree with the tables that are left when a transaction
// has ended.
func (s *Session) settleTemp() {
	if s.tempMem == nil {
		return
	}
	held := int64(0)
	if s.state.temp != nil {
		for _, t := range s.state.temp.data {
			held += t.bytes
		}
	}
	s.tempMem.Shrink(s.tempMem.Used() - held)
}

// change gives the space with catalog changes applied and one table's data replaced
// (nil: removed).
func (t *tempSpace) change(cat *catalog.Snapshot, id catalog.ID, data *tempTable) *tempSpace {
	n := &tempSpace{cat: cat, data: maps.Clone(t.data)}
	if n.data == nil {
		n.data = map[catalog.ID]*tempTable{}
	}
	if data == nil {
		delete(n.data, id)
	} else {
		n.data[id] = data
	}
	return n
}

// atCommit carries out ON COMMIT DROP and DELETE ROWS.
func (t *tempSpace) atCommit() *tempSpace {
	if t == nil {
		return nil
	}
	out := t
	t.cat.Children(catalog.TempID, catalog.Table, func(o *catalog.Object) bool {
		if o.Table == nil {
			return true
		}
		switch o.Table.OnCommit {
		case catalog.OnCommitDrop:
			tx := catalog.NewTx(out.cat, nil)
			tx.Drop(o)
			out = out.change(tx.View(), o.ID, nil)
		case catalog.OnCommitDelete:
			if d := out.data[o.ID]; d != nil && d.rows > 0 {
				out = out.change(out.cat, o.ID, &tempTable{name: d.name, cols: d.cols})
			}
		}
		return true
	})
	return out
}

// dropTemp forgets all temporary objects.
func (s *Session) dropTemp() {
	s.state.temp = nil
	if s.tx == nil || !s.tx.explicit {
		s.settleTemp()
	}
}

// tempTable is one version of a temporary table's rows: flat batches that versions share.
type tempTable struct {
	name    string
	cols    []table.Column
	batches []*vec.Batch
	rows    int64
	bytes   int64
}

// add gives a version with more batches at the end.
func (t *tempTable) add(bs []*vec.Batch) *tempTable {
	n := *t
	n.batches = append(t.batches[:len(t.batches):len(t.batches)], bs...)
	for _, b := range bs {
		n.rows += int64(b.N)
		n.bytes += batchBytes(b)
	}
	return &n
}

// Name is for EXPLAIN.
func (t *tempTable) Name() string { return t.name }

// Columns lists the columns.
func (t *tempTable) Columns() []table.Column { return t.cols }

// Stats gives the number of rows and bytes.
func (t *tempTable) Stats(context.Context) (*table.Stats, error) {
	return &table.Stats{Rows: t.rows, Bytes: t.bytes}, nil
}

// batchesPerSplit makes splits of about 64k rows when the batches are full.
const batchesPerSplit = 32

// Splits cuts the batches into parts for the workers.
func (t *tempTable) Splits(context.Context, []table.Pred) ([]table.Split, error) {
	var out []table.Split
	for lo := 0; lo < len(t.batches); lo += batchesPerSplit {
		out = append(out, tempSplit(t.batches[lo:min(lo+batchesPerSplit, len(t.batches))]))
	}
	return out, nil
}

type tempSplit []*vec.Batch

// Rows is the number of rows.
func (s tempSplit) Rows() int64 {
	n := int64(0)
	for _, b := range s {
		n += int64(b.N)
	}
	return n
}

// Range knows nothing.
func (s tempSplit) Range(int) (min, max types.Datum, ok bool) { return types.Null, types.Null, false }

// Open starts reading.
func (s tempSplit) Open(_ context.Context, cols []int, _ []table.Pred, _ *table.Metrics) (table.Reader, error) {
	return &tempReader{split: s, cols: cols, at: -1}, nil
}

type tempReader struct {
	split tempSplit
	cols  []int
	at    int
}

// Next moves to the next batch.
func (r *tempReader) Next() (int, error) {
	r.at++
	if r.at >= len(r.split) {
		return 0, nil
	}
	return r.split[r.at].N, nil
}

// Read lends out a column; nobody changes it.
func (r *tempReader) Read(i int, _ []uint16, dst *vec.Vec) error {
	*dst = *r.split[r.at].Cols[r.cols[i]]
	return nil
}

// Close does nothing.
func (r *tempReader) Close() {}
