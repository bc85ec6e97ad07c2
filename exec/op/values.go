package op

import (
	"sync/atomic"

	"github.com/tarndb/tarn/exec/expr"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/types"
)

// values is the Source of literal rows.
type values struct {
	r    *Run
	n    *plan.Values
	done atomic.Bool
}

// NewValues makes a pipe of literal rows.
func (r *Run) NewValues(n *plan.Values) *Pipe {
	s := &expr.Schema{MaxRows: int64(len(n.Rows))}
	for _, c := range n.Out {
		info := expr.InfoOf(c.Type, c.NotNull)
		s.Cols = append(s.Cols, expr.ColInfo{Column: c, Info: info.Encoded()})
	}
	return &Pipe{Schema: s, src: &values{r: r, n: n}, srcNode: n.ID, serial: true}
}

// Run implements Source.
func (v *values) Run(_ int, push func(*vec.Batch) error) error {
	if v.done.Swap(true) {
		return nil
	}
	empty := &expr.Schema{}
	one := &vec.Batch{N: 1}
	rows := v.n.Rows
	for len(rows) > 0 {
		n := min(vec.Size, len(rows))
		b := &vec.Batch{N: n}
		for k, c := range v.n.Out {
			col := &vec.Vec{}
			col.Reset(c.Type, c.Type.Phys(), n)
			for i := range n {
				d, err := v.datum(rows[i][k], empty, one)
				if err != nil {
					return err
				}
				if d.Null {
					col.SetNull(i, n)
				}
				col.Put(i, d)
			}
			b.Cols = append(b.Cols, col)
		}
		if err := push(b); err != nil {
			return err
		}
		rows = rows[n:]
	}
	return nil
}

func (v *values) datum(e plan.Expr, in *expr.Schema, one *vec.Batch) (types.Datum, error) {
	if c, ok := e.(*plan.Const); ok {
		return c.D, nil
	}
	p, err := expr.Compile(e, in, v.r.Session)
	if err != nil {
		return types.Null, err
	}
	r, err := p.Eval(one, nil)
	if err != nil {
		return types.Null, err
	}
	return r.Datum(0), nil
}
