package op

import (
	"github.com/tarndb/tarn/exec/expr"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/types"
)

// addExpand repeats each batch once per grouping set with copies of the key columns that
// are NULL outside the set, and the set's number. It gives the copies' positions,
// followed by the number's.
func (r *Run) addExpand(p *Pipe, n *plan.Aggregate) []int {
	in := p.Schema
	out := &expr.Schema{Cols: append([]expr.ColInfo(nil), in.Cols...), MaxRows: -1}
	if in.MaxRows >= 0 {
		out.MaxRows = in.MaxRows * int64(len(n.Sets))
	}
	var from, pos []int
	for i, id := range n.Keys {
		k := in.Pos(id)
		from = append(from, k)
		pos = append(pos, len(out.Cols))
		info := in.Cols[k].Info
		info.NotNull = false
		out.Cols = append(out.Cols, expr.ColInfo{Column: n.KeyOut[i], Info: info})
		out.Cols[len(out.Cols)-1].ID = 0 // not to be found by name: copies
	}
	t := types.T(types.Int4)
	pos = append(pos, len(out.Cols))
	out.Cols = append(out.Cols, expr.ColInfo{Info: expr.Info{Type: t, Bounded: true, Hi: int64(len(n.Sets)), NotNull: true}})
	p.Schema = out
	p.add(n, func(_ int, next Consumer) (Consumer, error) {
		return &expand{n: n, from: from, in: in, next: next}, nil
	})
	return pos
}

type expand struct {
	n    *plan.Aggregate
	from []int
	in   *expr.Schema
	next Consumer
}

func (e *expand) Push(b *vec.Batch) error {
	for s, set := range e.n.Sets {
		cols := append([]*vec.Vec(nil), b.Cols...)
		inSet := map[int]bool{}
		for _, k := range set {
			inSet[k] = true
		}
		for k, from := range e.from {
			if inSet[k] {
				cols = append(cols, b.Cols[from])
				continue
			}
			cols = append(cols, nullLike(e.in.Cols[from].Info))
		}
		cols = append(cols, vec.NewConst(types.T(types.Int4), types.NewInt(int64(s))))
		if err := e.next.Push(&vec.Batch{Cols: cols, N: b.N, Sel: b.Sel}); err != nil {
			return err
		}
	}
	return nil
}

func (e *expand) Flush() error { return nil }

// nullLike makes a constant NULL in a column's representation.
func nullLike(in expr.Info) *vec.Vec {
	phys := in.Type.Phys()
	if in.Fixed {
		phys = types.PI64
	}
	v := &vec.Vec{}
	v.Reset(in.Type, phys, 1)
	v.Scale = int16(in.Scale)
	v.AllNull(1)
	v.Form = vec.Const
	return v
}
