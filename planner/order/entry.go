package order

import (
	"math"
	"math/bits"

	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/planner/stats"
)

// entry is the best way found to join a set of inputs.
type entry struct {
	set        set
	rows, cost float64
	leaf       int
	l, r       *entry // nil for one input; l is probed, r built, unless buildLeft
	via        *attach
	buildLeft  bool
}

func (g *graph) base(i int) *entry {
	return &entry{set: bit(i), rows: g.leaves[i].rows, leaf: i}
}

// join costs joining two sets; nil when they cannot be joined as they are.
func (g *graph) join(a, b *entry) *entry {
	if ra, rb := g.soleRight(a), g.soleRight(b); ra != nil || rb != nil {
		if rb == nil {
			a, b, rb = b, a, ra
		} else if ra != nil {
			return nil
		}
		return g.attachJoin(a, b, rb)
	}
	keys, residual := g.between(a.set, b.set)
	out := a.rows * b.rows * g.est.KeySel(keys, a.rows, b.rows)
	for _, p := range residual {
		out *= p.sel
	}
	out = math.Max(1, out)
	e := &entry{set: a.set | b.set, rows: out, l: a, r: b}
	if b.rows > a.rows {
		e.l, e.r = b, a
	}
	work := stats.HashJoin(e.l.rows, e.r.rows, out)
	if len(keys) == 0 {
		work = a.rows*b.rows*stats.CostNested*float64(1+len(residual)) + out
	}
	e.cost = a.cost + b.cost + work
	return e
}

// soleRight gives the attached join whose right input is all of e.
func (g *graph) soleRight(e *entry) *attach {
	if bits.OnesCount64(e.set) != 1 {
		return nil
	}
	return g.byRight[bits.TrailingZeros64(e.set)]
}

// attachJoin costs a left, semi or anti join, whose sides are given, building over the
// cheaper of them.
func (g *graph) attachJoin(l, r *entry, a *attach) *entry {
	if a.left&^l.set != 0 {
		return nil
	}
	j := *a.join
	out := math.Max(1, g.est.Join(&j, l.rows, r.rows))
	e := &entry{set: l.set | r.set, rows: out, l: l, r: r, via: a}
	work := stats.HashJoin(l.rows, r.rows, out)
	if len(j.Keys) == 0 {
		e.cost = l.cost + r.cost + l.rows*r.rows*stats.CostNested + out
		return e
	}
	if w := stats.HashJoin(r.rows, l.rows, out) + l.rows; w < work {
		work, e.buildLeft = w, true
	}
	e.cost = l.cost + r.cost + work
	return e
}

// between lists what joins two sets: one key per equivalence class, the conditions that
// become complete.
func (g *graph) between(a, b set) (keys []plan.JoinKey, residual []*pred) {
	for _, cl := range g.classes {
		ma, mb := pick(cl, a), pick(cl, b)
		if ma != nil && mb != nil {
			keys = append(keys, plan.JoinKey{L: ma.col, R: mb.col})
		}
	}
	for i := range g.preds {
		p := &g.preds[i]
		if p.all&^(a|b) != 0 || p.all&^a == 0 || p.all&^b == 0 {
			continue
		}
		switch {
		case p.key && p.l&^a == 0 && p.r&^b == 0:
			keys = append(keys, p.k)
		case p.key && p.r&^a == 0 && p.l&^b == 0:
			keys = append(keys, plan.JoinKey{L: p.k.R, R: p.k.L, NullSafe: p.k.NullSafe})
		default:
			residual = append(residual, p)
		}
	}
	return keys, residual
}

func pick(cl []member, s set) *member {
	for i := range cl {
		if s&bit(cl[i].leaf) != 0 {
			return &cl[i]
		}
	}
	return nil
}

// build makes the plan of an entry. Equalities of a class between columns of one input
// are filters there and were pushed down before.
func (g *graph) build(e *entry) plan.Node {
	if e.l == nil {
		return g.leaves[e.leaf].node
	}
	l, r := g.build(e.l), g.build(e.r)
	if e.via != nil {
		j := e.via.join
		j.L, j.R, j.BuildLeft = l, r, e.buildLeft
		return j
	}
	j := &plan.Join{Kind: plan.Inner, L: l, R: r}
	var residual []*pred
	j.Keys, residual = g.between(e.l.set, e.r.set)
	for _, p := range residual {
		j.Residual = append(j.Residual, p.cond)
	}
	return j
}
