package expr

import (
	"github.com/tarndb/tarn/exec/kernel"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/types"
)

func (c *compiler) compileLogic(args []plan.Expr, and bool) (compiled, error) {
	as, err := c.compileAll(args)
	if err != nil {
		return compiled{}, err
	}
	n := &logicNode{and: and}
	notNull := true
	for _, a := range as {
		n.args = append(n.args, a.node)
		notNull = notNull && a.NotNull
	}
	return compiled{n, boolInfo(notNull)}, nil
}

// logicNode is AND or OR. An argument is evaluated only for rows that are not decided
// by the ones before it.
type logicNode struct {
	and  bool
	args []node

	out        vec.Vec
	live, hits []uint16
	undecided  []uint16
}

func (n *logicNode) room(rows int) {
	if cap(n.live) < rows {
		n.live = make([]uint16, max(rows, vec.Size))
		n.hits = make([]uint16, max(rows, vec.Size))
		n.undecided = make([]uint16, max(rows, vec.Size))
	}
}

// eval: decisive is the value that ends the evaluation of a row (false for AND).
func (n *logicNode) eval(b *vec.Batch, sel []uint16) (*vec.Vec, error) {
	n.room(b.N)
	var neutral uint8
	if n.and {
		neutral = 1
	}
	n.out.Reset(types.T(types.Bool), types.PBool, b.N)
	for i := range n.out.B {
		n.out.B[i] = neutral
	}
	live := copySel(sel, b.N, n.live[:cap(n.live)])
	for _, a := range n.args {
		v, err := a.eval(b, live)
		if err != nil {
			return nil, err
		}
		next := n.undecided[:0]
		for _, i := range live {
			if v.IsNull(int(i)) {
				if n.out.Valid == nil {
					n.out.AllValid(b.N)
				}
				vec.ClearValid(n.out.Valid, int(i))
			} else if boolAt(v, int(i)) != neutral {
				n.out.B[i] = 1 - neutral
				if n.out.Valid != nil {
					vec.SetValid(n.out.Valid, int(i))
				}
				continue
			}
			next = append(next, i)
		}
		n.undecided, n.live = n.live[:cap(n.live)], n.undecided[:cap(n.undecided)]
		live = next
	}
	return &n.out, nil
}

func boolAt(v *vec.Vec, i int) uint8 {
	switch v.Form {
	case vec.Const:
		return v.B[0]
	case vec.Dict:
		return v.Values.B[v.Codes[i]]
	}
	return v.B[i]
}

func (n *logicNode) filter(b *vec.Batch, sel, out []uint16) ([]uint16, error) {
	if n.and {
		var err error
		for _, a := range n.args {
			if sel, err = filterBy(a, b, sel, out); err != nil || len(sel) == 0 {
				return sel, err
			}
		}
		return sel, nil
	}
	n.room(b.N)
	rest := copySel(sel, b.N, n.live[:cap(n.live)])
	mark := n.marks(b.N)
	for _, a := range n.args {
		hits, err := filterBy(a, b, rest, n.hits[:cap(n.hits)])
		if err != nil {
			return nil, err
		}
		for _, i := range hits {
			mark[i] = 1
		}
		rest = kernel.Subtract(rest, hits, b.N, rest)
		if len(rest) == 0 {
			break
		}
	}
	return kernel.SelTrue(mark, sel, b.N, out), nil
}

func (n *logicNode) marks(rows int) []uint8 {
	n.out.Reset(types.T(types.Bool), types.PBool, rows)
	clear(n.out.B)
	return n.out.B
}

// notNode negates a boolean.
func notNode(arg node) node {
	return &mapNode{arg: arg, t: types.T(types.Bool), phys: types.PBool, loop: func(src, dst *vec.Vec, sel []uint16, n int) {
		from, to := src.B, dst.B
		kernel.EachRow(sel, n, func(i int) { to[i] = 1 - from[i]&1 })
	}}
}

type isNullNode struct {
	arg node
	neg bool
	out vec.Vec
}

func (n *isNullNode) eval(b *vec.Batch, sel []uint16) (*vec.Vec, error) {
	v, err := n.arg.eval(b, sel)
	if err != nil {
		return nil, err
	}
	n.out.Reset(types.T(types.Bool), types.PBool, b.N)
	kernel.EachRow(sel, b.N, func(i int) {
		n.out.B[i] = 0
		if v.IsNull(i) != n.neg {
			n.out.B[i] = 1
		}
	})
	return &n.out, nil
}

type boolTestNode struct {
	arg      node
	val, neg bool
	out      vec.Vec
}

func (n *boolTestNode) eval(b *vec.Batch, sel []uint16) (*vec.Vec, error) {
	v, err := n.arg.eval(b, sel)
	if err != nil {
		return nil, err
	}
	n.out.Reset(types.T(types.Bool), types.PBool, b.N)
	kernel.EachRow(sel, b.N, func(i int) {
		is := !v.IsNull(i) && (boolAt(v, i) != 0) == n.val
		n.out.B[i] = 0
		if is != n.neg {
			n.out.B[i] = 1
		}
	})
	return &n.out, nil
}

func (c *compiler) compileDistinct(e *plan.Distinct) (compiled, error) {
	as, err := c.compileAll([]plan.Expr{e.L, e.R})
	if err != nil {
		return compiled{}, err
	}
	n := newRowNode(as, types.T(types.Bool))
	t, neg := e.L.Type(), e.Neg
	n.call = func(ds []types.Datum) (types.Datum, error) {
		same := ds[0].Null && ds[1].Null || !ds[0].Null && !ds[1].Null && types.Equal(t, ds[0], ds[1])
		return types.NewBool(same == neg), nil
	}
	return compiled{n, boolInfo(true)}, nil
}

func (c *compiler) compileCase(e *plan.Case) (compiled, error) {
	n := &caseNode{t: e.T}
	var results []compiled
	for _, w := range e.Whens {
		cond, err := c.compile(w.Cond)
		if err != nil {
			return compiled{}, err
		}
		then, err := c.compile(w.Then)
		if err != nil {
			return compiled{}, err
		}
		n.conds = append(n.conds, cond.node)
		results = append(results, then)
	}
	other := plan.Expr(&plan.Const{D: types.Null, T: e.T})
	if e.Else != nil {
		other = e.Else
	}
	r, err := c.compile(other)
	if err != nil {
		return compiled{}, err
	}
	return n.finish(append(results, r)), nil
}

func (n *caseNode) finish(results []compiled) compiled {
	in := unify(results)
	in.Type = n.t
	n.phys = n.t.Phys()
	if in.Fixed {
		n.phys, n.scale = types.PI64, in.Scale
	}
	for _, r := range results {
		n.results = append(n.results, r.node)
	}
	return compiled{n, in}
}

func (c *compiler) compileCoalesce(e *plan.Coalesce) (compiled, error) {
	as, err := c.compileAll(e.Args)
	if err != nil {
		return compiled{}, err
	}
	n := &caseNode{t: e.T, coalesce: true}
	notNull := false
	for _, a := range as {
		notNull = notNull || a.NotNull
	}
	r := n.finish(as)
	r.NotNull = notNull
	return r, nil
}

// caseNode is CASE (conds beside results, the last result is ELSE) or COALESCE.
type caseNode struct {
	t        types.Type
	phys     types.Phys
	scale    int
	conds    []node
	results  []node
	coalesce bool

	out        vec.Vec
	rest, hits []uint16
}

func (n *caseNode) eval(b *vec.Batch, sel []uint16) (*vec.Vec, error) {
	if cap(n.rest) < b.N {
		n.rest = make([]uint16, max(b.N, vec.Size))
		n.hits = make([]uint16, max(b.N, vec.Size))
	}
	n.out.Reset(n.t, n.phys, b.N)
	n.out.Scale = int16(n.scale)
	n.out.AllValid(b.N)
	rest := copySel(sel, b.N, n.rest[:cap(n.rest)])
	for k, res := range n.results {
		if len(rest) == 0 {
			break
		}
		hits, err := n.take(k, res, b, rest)
		if err != nil {
			return nil, err
		}
		if k < len(n.results)-1 {
			rest = kernel.Subtract(rest, hits, b.N, rest)
		}
	}
	return &n.out, nil
}

// take fills the rows that branch k decides and returns them.
func (n *caseNode) take(k int, res node, b *vec.Batch, rest []uint16) ([]uint16, error) {
	hits := rest
	var err error
	if !n.coalesce && k < len(n.conds) {
		if hits, err = filterBy(n.conds[k], b, rest, n.hits[:cap(n.hits)]); err != nil {
			return nil, err
		}
	}
	if len(hits) == 0 {
		return hits, nil
	}
	v, err := res.eval(b, hits)
	if err != nil {
		return nil, err
	}
	if n.coalesce && k < len(n.results)-1 && v.MayHaveNulls() {
		hits = kernel.SelWhere(hits, b.N, n.hits[:cap(n.hits)], func(i int) bool { return !v.IsNull(i) })
	}
	vec.CopyRows(&n.out, v, hits, b.N)
	return hits, nil
}

func (c *compiler) compileMinMax(e *plan.MinMax) (compiled, error) {
	as, err := c.compileAll(e.Args)
	if err != nil {
		return compiled{}, err
	}
	n := newRowNode(as, e.T)
	n.call = func(ds []types.Datum) (types.Datum, error) {
		best := types.Null
		for _, d := range ds {
			if d.Null {
				continue
			}
			if best.Null || (types.Compare(e.T, d, best) > 0) == e.Max && types.Compare(e.T, d, best) != 0 {
				best = d
			}
		}
		return best, nil
	}
	return compiled{n, resultInfo(e.T, false, nil)}, nil
}
