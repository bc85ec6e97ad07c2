package memtable

import (
	"sync"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/internal/mem"
	"github.com/tarndb/tarn/storage/column"
	"github.com/tarndb/tarn/storage/table"
)

// chunkRows is the most rows of a chunk, and of a split.
const chunkRows = 60 * vec.Size

// Table is an appendable table in memory.
type Table struct {
	name string
	cols []table.Column
	acct *mem.Account

	mu     sync.Mutex
	sealed []*chunk
	open   []*column.Builder
	rows   int // in open
	room   int64
}

// chunk is a run of rows, column by column, with its statistics.
type chunk struct {
	cols  []*column.Data
	stats []table.ColStats
	rows  int
	bytes int64
}

// New makes an empty table whose memory is reserved in acct.
func New(name string, cols []table.Column, acct *mem.Account) *Table {
	return &Table{name: name, cols: cols, acct: acct}
}

// Append copies the live rows of a batch, whose columns are those of the table.
func (t *Table) Append(b *vec.Batch) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	if b.Live() == 0 {
		return nil
	}
	need := batchBytes(b)
	if err := t.acct.Grow(need); err != nil {
		return err
	}
	t.room += need
	if t.open == nil {
		t.open = make([]*column.Builder, len(t.cols))
		for i, c := range t.cols {
			t.open[i] = column.NewBuilder(c.Type, b.Live())
		}
	}
	for i, v := range b.Cols {
		t.open[i].Append(v, b.N, b.Sel)
	}
	t.rows += b.Live()
	if t.rows >= chunkRows-vec.Size {
		t.seal()
	}
	return nil
}

// batchBytes is an upper bound of what a batch takes once copied, near enough.
func batchBytes(b *vec.Batch) (n int64) {
	rows := int64(b.Live())
	for _, v := range b.Cols {
		n += 9 * rows
		src := v
		if v.Form == vec.Dict {
			src = v.Values
		}
		if src.Refs == nil {
			continue
		}
		for i := range b.Live() {
			j := i
			if b.Sel != nil {
				j = int(b.Sel[i])
			}
			if v.IsNull(j) {
				continue
			}
			switch v.Form {
			case vec.Dict:
				j = int(v.Codes[j])
			case vec.Const:
				j = 0
			}
			n += int64(src.Refs[j].Len())
		}
	}
	return n
}

// seal closes the open chunk and merges it with sealed ones of its size.
func (t *Table) seal() {
	if t.rows == 0 {
		return
	}
	c := &chunk{rows: t.rows, cols: make([]*column.Data, len(t.cols))}
	for i, b := range t.open {
		c.cols[i] = b.Build()
	}
	t.open, t.rows = nil, 0
	for n := len(t.sealed); n > 0; n = len(t.sealed) {
		last := t.sealed[n-1]
		if last.rows > 2*c.rows || last.rows+c.rows > chunkRows {
			break
		}
		c = t.merge(last, c)
		t.sealed = t.sealed[: n-1 : n-1]
	}
	c.describe(t.cols)
	t.sealed = append(t.sealed[:len(t.sealed):len(t.sealed)], c)
	t.settle()
}

// settle makes the reservation agree with what is held.
func (t *Table) settle() {
	var held int64
	for _, c := range t.sealed {
		held += c.bytes
	}
	if held > t.room { // small overheads; the rows are here already
		if !t.acct.TryGrow(held - t.room) {
			return
		}
	} else {
		t.acct.Shrink(t.room - held)
	}
	t.room = held
}

func (t *Table) merge(a, b *chunk) *chunk {
	c := &chunk{rows: a.rows + b.rows, cols: make([]*column.Data, len(t.cols))}
	var v vec.Vec
	for i, col := range t.cols {
		nb := column.NewBuilder(col.Type, c.rows)
		for _, part := range []*chunk{a, b} {
			for at := 0; at < part.rows; at += vec.Size {
				n := min(vec.Size, part.rows-at)
				part.cols[i].Slice(at, n, &v)
				nb.Append(&v, n, nil)
			}
		}
		c.cols[i] = nb.Build()
	}
	return c
}

// Truncate removes all rows; snapshots keep theirs.
func (t *Table) Truncate() {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.sealed, t.open, t.rows = nil, nil, 0
	t.acct.Shrink(t.room)
	t.room = 0
}

// Replace puts the rows of another table of the same columns in place of this one's, as
// DELETE and UPDATE do. The other table must not be used again.
func (t *Table) Replace(with *Table) {
	with.mu.Lock()
	with.seal()
	sealed, room := with.sealed, with.room
	with.sealed, with.room = nil, 0
	with.mu.Unlock()
	with.acct.Shrink(room)
	t.mu.Lock()
	defer t.mu.Unlock()
	t.acct.Shrink(t.room)
	t.sealed, t.open, t.rows, t.room = sealed, nil, 0, 0
	t.settle()
}

// Mark is a state of a table to go back to.
type Mark struct{ sealed []*chunk }

// Mark remembers the present rows, for a savepoint.
func (t *Table) Mark() Mark {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.seal()
	return Mark{t.sealed}
}

// Reset goes back to a mark.
func (t *Table) Reset(m Mark) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.sealed, t.open, t.rows = m.sealed, nil, 0
	t.settle()
}

// Snapshot gives the rows there are now.
func (t *Table) Snapshot() table.Table {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.seal()
	return &snapshot{name: t.name, cols: t.cols, chunks: t.sealed}
}
