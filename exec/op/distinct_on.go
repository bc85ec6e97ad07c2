package op

import (
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/types"
)

// NewDistinctOn sorts by the keys, which begin with the On columns, and keeps the first
// row of each run of equal On columns.
func (r *Run) NewDistinctOn(p *Pipe, n *plan.DistinctOn) (*Pipe, error) {
	sort := &plan.Sort{Input: n.Input, Limit: -1}
	sort.ID = n.ID
	for _, id := range n.On {
		if !hasKey(n.Keys, id) {
			c := p.Schema.Cols[p.Schema.Pos(id)]
			sort.Keys = append(sort.Keys, plan.SortKey{Expr: &plan.Col{ID: id, T: c.Info.Type}})
		}
	}
	sort.Keys = append(sort.Keys, n.Keys...)
	out, err := r.NewSort(p, sort)
	if err != nil {
		return nil, err
	}
	var order sortOrder
	for i, id := range n.On {
		c := out.Schema.Cols[out.Schema.Pos(id)]
		order.keys = append(order.keys, orderKey{col: i, t: c.Info.Type, fixed: c.Fixed})
	}
	schema := out.Schema
	out.add(n, func(_ int, next Consumer) (Consumer, error) {
		d := &firstOf{order: order, next: next}
		for _, id := range n.On {
			d.pos = append(d.pos, schema.Pos(id))
		}
		return d, nil
	})
	return out, nil
}

func hasKey(keys []plan.SortKey, id plan.ColID) bool {
	for _, k := range keys {
		if c, ok := k.Expr.(*plan.Col); ok && c.ID == id {
			return true
		}
	}
	return false
}

// firstOf passes rows whose key columns differ from the previous row's.
type firstOf struct {
	order sortOrder
	pos   []int
	prev  *vec.Store // one row
	next  Consumer
}

func (d *firstOf) Push(b *vec.Batch) error {
	keys := &vec.Batch{N: b.N, Sel: b.Sel}
	ts := make([]types.Type, len(d.pos))
	for k, p := range d.pos {
		keys.Cols = append(keys.Cols, b.Cols[p])
		ts[k] = b.Cols[p].Type
	}
	st := vec.NewStore(ts)
	st.Append(keys)
	var sel []uint16
	for i := range st.N {
		same := false
		if i > 0 {
			same = d.order.compare(st, i-1, st, i) == 0
		} else if d.prev != nil {
			same = d.order.compare(d.prev, d.prev.N-1, st, 0) == 0
		}
		if same {
			continue
		}
		if b.Sel != nil {
			sel = append(sel, b.Sel[i])
		} else {
			sel = append(sel, uint16(i))
		}
	}
	d.prev = st
	if len(sel) == 0 {
		return nil
	}
	return d.next.Push(&vec.Batch{Cols: b.Cols, N: b.N, Sel: sel})
}

func (d *firstOf) Flush() error { return nil }
