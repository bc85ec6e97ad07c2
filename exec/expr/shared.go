package expr

import (
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
)

// Shared is a set of programs over one schema that compute common subexpressions once
// per batch. Next must be called before each batch.
type Shared struct {
	Progs []*Prog
	epoch uint64
}

// Next says that a new batch begins.
func (s *Shared) Next() { s.epoch++ }

// CompileShared compiles expressions that will be evaluated on the same batches with the
// same selection; those marked solo (nil: none) share nothing and may have any selection.
func CompileShared(es []plan.Expr, solo []bool, in *Schema, session *builtin.Session) (*Shared, error) {
	s := &Shared{}
	c := &compiler{in: in, session: session, memo: map[string]*memoNode{}, uses: map[string]int{}, shared: s}
	for _, e := range es {
		Walk(e, func(x plan.Expr) {
			if _, ok := x.(*plan.Call); ok {
				c.uses[Key(x)]++
			}
		})
	}
	for i, e := range es {
		c.noMemo = 0
		if solo != nil && solo[i] {
			c.noMemo = 1
		}
		r, err := c.compile(e)
		if err != nil {
			return nil, err
		}
		s.Progs = append(s.Progs, r.prog())
	}
	return s, nil
}

// memoNode keeps the result of a subexpression for the batch and selection at hand.
type memoNode struct {
	inner node
	s     *Shared
	info  Info

	epoch uint64
	sel   []uint16
	all   bool
	v     *vec.Vec
}

func (n *memoNode) eval(b *vec.Batch, sel []uint16) (*vec.Vec, error) {
	if n.v != nil && n.epoch == n.s.epoch && sameSel(n.sel, n.all, sel) {
		return n.v, nil
	}
	n.v = nil
	v, err := n.inner.eval(b, sel)
	if err != nil {
		return nil, err
	}
	n.v, n.epoch, n.sel, n.all = v, n.s.epoch, sel, sel == nil
	return v, nil
}

// sameSel tells whether two selections are the same memory; nil means all rows.
func sameSel(a []uint16, all bool, b []uint16) bool {
	if all || b == nil {
		return all && b == nil
	}
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}
