package op

import (
	"sync/atomic"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/pgerr"
)

// AddLimit appends LIMIT and OFFSET. The pipe becomes serial so that the rows are the
// first ones in the input's order.
func (r *Run) AddLimit(p *Pipe, n *plan.Limit) { addLimit(p, n, n) }

// addLimit appends a limit whose numbers are read once rows come.
func addLimit(p *Pipe, n plan.Node, by *plan.Limit) {
	p.serial = true
	var seen atomic.Int64
	p.add(n, func(_ int, next Consumer) (Consumer, error) {
		return &limit{n: by, seen: &seen, next: next, sel: make([]uint16, vec.Size)}, nil
	})
}

// AddLimitBy appends a limit whose numbers are the one row of another pipe.
func (r *Run) AddLimitBy(p, bounds *Pipe, n *plan.LimitBy) {
	count, offset := bounds.Schema.Cols[bounds.Schema.Pos(n.Count)].Column, bounds.Schema.Cols[bounds.Schema.Pos(n.Offset)].Column
	row, run := r.materialize(r.Select(bounds, []plan.Column{count, offset}, true), n.Bounds.Est().ID, "limit")
	by := &plan.Limit{Count: -1}
	p.deps = append([]func() error{run, func() error { return readBounds(row.store, by) }}, p.deps...)
	addLimit(p, n, by)
}

func readBounds(row *vec.Store, by *plan.Limit) error {
	if d := row.Cols[0].Datum(0); !d.Null {
		if by.Count = d.I; d.I < 0 {
			return pgerr.New(pgerr.InvalidRowCountInLimit, "LIMIT must not be negative")
		}
	}
	if d := row.Cols[1].Datum(0); !d.Null {
		if by.Offset = d.I; d.I < 0 {
			return pgerr.New(pgerr.InvalidRowCountInOffset, "OFFSET must not be negative")
		}
	}
	return nil
}

type limit struct {
	n    *plan.Limit
	seen *atomic.Int64
	next Consumer
	sel  []uint16
	out  vec.Batch
}

func (l *limit) Push(b *vec.Batch) error {
	live := int64(b.Live())
	end := l.seen.Add(live)
	start := end - live
	from := min(max(l.n.Offset-start, 0), live)
	to := live
	if l.n.Count >= 0 {
		to = max(min(l.n.Offset+l.n.Count-start, live), 0)
	}
	if from < to {
		l.out = vec.Batch{Cols: b.Cols, N: b.N, Sel: subset(b, int(from), int(to), l.sel)}
		if err := l.next.Push(&l.out); err != nil {
			return err
		}
	}
	if l.n.Count >= 0 && end >= l.n.Offset+l.n.Count {
		return errDone
	}
	return nil
}

func (l *limit) Flush() error { return nil }

// subset selects the live rows numbered [from, to).
func subset(b *vec.Batch, from, to int, buf []uint16) []uint16 {
	if b.Sel != nil {
		return b.Sel[from:to]
	}
	if from == 0 && to == b.N {
		return nil
	}
	buf = buf[:to-from]
	for i := range buf {
		buf[i] = uint16(from + i)
	}
	return buf
}
