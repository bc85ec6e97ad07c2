package op

import (
	"slices"
	"sort"

	"github.com/tarndb/tarn/exec/expr"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// asof joins each left row with the one right row that has its keys and comes nearest in
// the order of the inequality. The right side is sorted by keys and that order, so that
// the nearest row is found by bisection; rows with a NULL there match nothing.
type asof struct {
	r     *Run
	n     *plan.Join
	left  *expr.Schema
	right *expr.Schema
	l, rt []plan.Expr // keys and then the inequality's operand, of each side
	c     *collect    // keys and operand, then the right side's columns
	order *sortOrder  // of keys and operand
	keys  *sortOrder
	perm  []sortEntry
}

// NewAsOf joins two pipes by an ASOF condition.
func (r *Run) NewAsOf(l, rt *Pipe, n *plan.Join) (*Pipe, error) {
	a := &asof{r: r, n: n, left: l.Schema, right: rt.Schema}
	if err := a.conditions(); err != nil {
		return nil, err
	}
	rows := &expr.Schema{MaxRows: -1}
	var progs []*expr.Prog
	a.order, a.keys = &sortOrder{}, &sortOrder{}
	for i, e := range a.rt {
		p, err := expr.Compile(e, rt.Schema, r.Session)
		if err != nil {
			return nil, err
		}
		progs = append(progs, p)
		rows.Cols = append(rows.Cols, expr.ColInfo{Info: p.Info.Encoded()})
		a.order.keys = append(a.order.keys, orderKey{col: i, t: e.Type()})
		if _, err := expr.Compile(a.l[i], l.Schema, r.Session); err != nil {
			return nil, err
		}
	}
	a.keys.keys = a.order.keys[:len(a.rt)-1]
	rows.Cols = append(rows.Cols, rt.Schema.Cols...)
	c, run := r.materialize(a.withKeys(rt, rows), n.ID, "asof join")
	a.c = c
	out := *l
	out.deps = append([]func() error{run, a.sort}, l.deps...)
	out.Schema = &expr.Schema{Cols: append([]expr.ColInfo(nil), l.Schema.Cols...), MaxRows: l.Schema.MaxRows}
	for _, col := range rt.Schema.Cols {
		if n.Kind == plan.AsOfLeft {
			col.Column.NotNull, col.Info.NotNull = false, false
		}
		col.Sorted = false
		out.Schema.Cols = append(out.Schema.Cols, col)
	}
	out.stages = append([]stage(nil), l.stages...)
	out.tails = append([]tail(nil), l.tails...)
	out.add(n, a.newProbe)
	return &out, nil
}

// conditions gathers the equalities, which are keys or still conditions.
func (a *asof) conditions() error {
	left := plan.OutSet(a.n.L)
	for _, k := range a.n.Keys {
		if k.NullSafe {
			return pgerr.Unsupported("ASOF JOIN with IS NOT DISTINCT FROM")
		}
		a.l, a.rt = append(a.l, k.L), append(a.rt, k.R)
	}
	for _, c := range a.n.Residual {
		l, rt, ok := plan.Equality(c)
		if !ok {
			return pgerr.Unsupported("ASOF JOIN with conditions other than equalities and one inequality")
		}
		if !plan.ExprCols(l).SubsetOf(left) {
			l, rt = rt, l
		}
		if !plan.ExprCols(l).SubsetOf(left) || plan.ExprCols(rt).Intersects(left) {
			return pgerr.Unsupported("ASOF JOIN with an equality within one side")
		}
		a.l, a.rt = append(a.l, l), append(a.rt, rt)
	}
	a.l, a.rt = append(a.l, a.n.AsOf.L), append(a.rt, a.n.AsOf.R)
	return nil
}

// withKeys puts the keys and the operand before the right side's columns.
func (a *asof) withKeys(p *Pipe, rows *expr.Schema) *Pipe {
	in := p.Schema
	q := *p
	q.Schema = rows
	q.stages = append(append([]stage(nil), p.stages...), stage{make: func(_ int, next Consumer) (Consumer, error) {
		progs, err := a.encoded(a.rt, in)
		if err != nil {
			return nil, err
		}
		for k := range in.Cols {
			g, err := expr.CompileColumn(in, k)
			if err != nil {
				return nil, err
			}
			progs = append(progs, g)
		}
		return &project{next: next, progs: progs, cols: make([]*vec.Vec, len(progs))}, nil
	}})
	return &q
}

// encoded compiles expressions to the general encoding, in which both sides compare.
func (a *asof) encoded(es []plan.Expr, in *expr.Schema) ([]*expr.Prog, error) {
	progs := make([]*expr.Prog, 0, len(es))
	for _, e := range es {
		p, err := expr.Compile(e, in, a.r.Session)
		if err != nil {
			return nil, err
		}
		if p.Fixed {
			p.Encoded()
		}
		progs = append(progs, p)
	}
	return progs, nil
}

// sort orders the right rows that can match.
func (a *asof) sort() error {
	if err := a.c.mem.Grow(entryBytes * int64(a.c.store.N)); err != nil {
		return err
	}
	perm, err := a.r.sortRows(a.order, a.c.store, a.r.each)
	if err != nil {
		return err
	}
	a.perm = slices.DeleteFunc(perm, func(e sortEntry) bool {
		for k := range a.rt {
			if a.c.store.Cols[k].IsNull(int(e.row)) {
				return true
			}
		}
		return false
	})
	return nil
}

// nearest is the right row for row i of the keys in st, -1 when there is none.
func (a *asof) nearest(st *vec.Store, i int) int {
	for k := range a.l {
		if st.Cols[k].IsNull(i) {
			return -1
		}
	}
	// How many right rows come before the left row; whether one equal to it does depends
	// on the side the match is on and on whether it may be equal.
	op := a.n.AsOf.Op
	before := 0 // rows that compare at most this are before
	if op == ">" || op == "<=" {
		before = -1
	}
	at := sort.Search(len(a.perm), func(p int) bool {
		return a.order.compare(a.c.store, int(a.perm[p].row), st, i) > before
	})
	if op == ">" || op == ">=" {
		at--
	}
	if at < 0 || at >= len(a.perm) || a.keys.compare(a.c.store, int(a.perm[at].row), st, i) != 0 {
		return -1
	}
	return int(a.perm[at].row)
}

func (a *asof) newProbe(_ int, next Consumer) (Consumer, error) {
	progs, err := a.encoded(a.l, a.left)
	if err != nil {
		return nil, err
	}
	p := &asofProbe{a: a, progs: progs, next: next}
	for range a.right.Cols {
		p.made = append(p.made, &vec.Vec{})
	}
	return p, nil
}

// asofProbe is one worker's left side.
type asofProbe struct {
	a     *asof
	progs []*expr.Prog
	next  Consumer
	made  []*vec.Vec
	rows  []uint32
	at    []uint16
	sel   []uint16
	batch vec.Batch
}

func (p *asofProbe) Push(b *vec.Batch) error {
	keys := &vec.Batch{N: b.N, Sel: b.Sel}
	for _, g := range p.progs {
		v, err := g.Eval(b, b.Sel)
		if err != nil {
			return err
		}
		keys.Cols = append(keys.Cols, v)
	}
	ts := make([]types.Type, len(p.a.l))
	for k, e := range p.a.l {
		ts[k] = e.Type()
	}
	st := vec.NewStore(ts)
	st.Append(keys)
	p.rows, p.at, p.sel = p.rows[:0], p.at[:0], p.sel[:0]
	var missing []uint16
	for i := range st.N {
		at := uint16(i)
		if b.Sel != nil {
			at = b.Sel[i]
		}
		row := p.a.nearest(st, i)
		if row < 0 {
			missing = append(missing, at)
			continue
		}
		p.rows, p.at = append(p.rows, uint32(row)), append(p.at, at)
	}
	p.batch.Cols = append(p.batch.Cols[:0], b.Cols...)
	for k, v := range p.made {
		p.a.c.store.Cols[len(p.a.l)+k].Gather(v, p.rows, p.at, b.N)
		for _, i := range missing {
			v.SetNull(int(i), b.N)
		}
		p.batch.Cols = append(p.batch.Cols, v)
	}
	p.batch.N, p.batch.Sel = b.N, b.Sel
	if p.a.n.Kind == plan.AsOf {
		p.batch.Sel = p.at
		if len(p.at) == 0 {
			return nil
		}
	}
	return p.next.Push(&p.batch)
}

func (p *asofProbe) Flush() error { return nil }
