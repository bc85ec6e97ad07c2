package order

import (
	"math"
	"math/bits"

	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/planner/stats"
	"github.com/tarndb/tarn/sql/types"
)

// set is a set of inputs of a cluster.
type set = uint64

func bit(i int) set { return 1 << uint(i) }

// leavesMax is how many inputs one cluster may have; larger ones are ordered in parts.
const leavesMax = 60

// leaf is one input of a cluster.
type leaf struct {
	node plan.Node
	rows float64
}

// member is a column of an equivalence class.
type member struct {
	leaf int
	col  *plan.Col
}

// pred is an inner-join condition that is not part of an equivalence class.
type pred struct {
	cond plan.Expr
	all  set
	// l and r are the inputs of the two sides when the condition is a join key.
	key  bool
	k    plan.JoinKey
	l, r set
	sel  float64
}

// attach is a left, semi or anti join: its right input joins any set with left's inputs.
type attach struct {
	join  *plan.Join
	left  set // inputs that must be there
	right int // the leaf
}

// edge connects two sets of inputs.
type edge struct{ u, v set }

// graph is a cluster of joins.
type graph struct {
	est      *stats.Estimator
	leaves   []leaf
	owner    map[plan.ColID]int
	classes  [][]member
	preds    []pred
	attached []attach
	byRight  map[int]*attach
	nullable set         // leaves an outer join pads
	late     []plan.Expr // conditions that wait for the whole cluster
	edges    []edge
	all      set
}

// inCluster tells whether a join takes part in reordering.
func inCluster(n plan.Node) (*plan.Join, bool) {
	j, ok := n.(*plan.Join)
	if !ok {
		return nil, false
	}
	switch j.Kind {
	case plan.Inner, plan.Left, plan.Semi, plan.Anti:
		return j, true
	}
	return nil, false
}

// gathered is what one walk over the cluster finds before sets are known.
type gathered struct {
	conds []plan.Expr // of inner joins
}

// collect takes a cluster apart; sub orders what lies below it.
func (g *graph) collect(n plan.Node, into *gathered, sub func(plan.Node) plan.Node) {
	j, ok := inCluster(n)
	if !ok || len(g.leaves) >= leavesMax {
		g.addLeaf(sub(n))
		return
	}
	from := len(g.leaves)
	g.collect(j.L, into, sub)
	if j.Kind == plan.Inner {
		g.collect(j.R, into, sub)
		for _, k := range j.Keys {
			into.conds = append(into.conds, keyCond(k))
		}
		into.conds = append(into.conds, j.Residual...)
		return
	}
	a := attach{join: j, left: bit(len(g.leaves)) - bit(from), right: len(g.leaves)}
	g.addLeaf(sub(j.R))
	g.attached = append(g.attached, a)
	if j.Kind == plan.Left {
		g.nullable |= bit(a.right)
	}
}

func keyCond(k plan.JoinKey) plan.Expr {
	if !k.NullSafe {
		if c, ok := plan.MakeOp("=", k.L, k.R); ok {
			return c
		}
	}
	return &plan.Distinct{L: k.L, R: k.R, Neg: true}
}

func (g *graph) addLeaf(n plan.Node) {
	i := len(g.leaves)
	rows := g.est.Estimate(n)
	g.leaves = append(g.leaves, leaf{node: n, rows: rows})
	for _, c := range n.Cols() {
		g.owner[c.ID] = i
	}
	g.all |= bit(i)
}

// touches is the set of inputs an expression reads.
func (g *graph) touches(e plan.Expr) set {
	var s set
	plan.ExprCols(e).Each(func(id plan.ColID) {
		if i, ok := g.owner[id]; ok {
			s |= bit(i)
		}
	})
	return s
}

// condition sorts one inner condition into classes, predicates or the late ones.
func (g *graph) condition(c plan.Expr) {
	all := g.touches(c)
	if all&g.nullable != 0 || bits.OnesCount64(all) < 2 || plan.IsVolatile(c) {
		g.late = append(g.late, c)
		return
	}
	l, r, isEq := plan.Equality(c)
	if isEq {
		a, okA := l.(*plan.Col)
		b, okB := r.(*plan.Col)
		if okA && okB {
			g.equate(a, b)
			return
		}
	}
	p := pred{cond: c, all: all, sel: g.est.One(c)}
	nullSafe := false
	if d, ok := c.(*plan.Distinct); ok && d.Neg && types.Same(d.L.Type(), d.R.Type()) {
		l, r, isEq, nullSafe = d.L, d.R, true, true
	}
	if isEq {
		p.l, p.r = g.touches(l), g.touches(r)
		p.key = p.l != 0 && p.r != 0 && p.l&p.r == 0
		p.k = plan.JoinKey{L: l, R: r, NullSafe: nullSafe}
	}
	g.preds = append(g.preds, p)
}

// equate puts two columns into one class.
func (g *graph) equate(a, b *plan.Col) {
	ia, ib := g.classOf(a.ID), g.classOf(b.ID)
	ma, mb := member{g.owner[a.ID], a}, member{g.owner[b.ID], b}
	switch {
	case ia < 0 && ib < 0:
		g.classes = append(g.classes, []member{ma, mb})
	case ia < 0:
		g.classes[ib] = append(g.classes[ib], ma)
	case ib < 0:
		g.classes[ia] = append(g.classes[ia], mb)
	case ia != ib:
		g.classes[ia] = append(g.classes[ia], g.classes[ib]...)
		g.classes = append(g.classes[:ib], g.classes[ib+1:]...)
	}
}

// filterLeaves makes conditions of the equalities a class implies between columns of one
// input, and keeps one member per input:
//
//	SELECT * FROM t, u WHERE t.a = u.x AND t.b = u.x
func (g *graph) filterLeaves() {
	for i, cl := range g.classes {
		var keep []member
		for _, m := range cl {
			if first := pick(keep, bit(m.leaf)); first == nil {
				keep = append(keep, m)
			} else if c, ok := plan.MakeOp("=", first.col, m.col); ok {
				g.filter(m.leaf, c)
			}
		}
		g.classes[i] = keep
	}
}

func (g *graph) filter(i int, c plan.Expr) {
	l := &g.leaves[i]
	if s, ok := l.node.(*plan.Scan); ok {
		s.Filter = append(s.Filter, c)
	} else {
		l.node = &plan.Filter{Input: l.node, Conds: []plan.Expr{c}}
	}
	l.rows = g.est.Estimate(l.node)
}

func (g *graph) classOf(id plan.ColID) int {
	for i, cl := range g.classes {
		for _, m := range cl {
			if m.col.ID == id {
				return i
			}
		}
	}
	return -1
}

// needs computes which inputs each attached join must wait for: those its condition
// reads, and for a padded input among them everything its outer join was over.
func (g *graph) needs() {
	g.byRight = map[int]*attach{}
	for i := range g.attached {
		a := &g.attached[i]
		g.byRight[a.right] = a
		var used set
		for _, k := range a.join.Keys {
			used |= g.touches(k.L) | g.touches(k.R)
		}
		for _, e := range a.join.Residual {
			used |= g.touches(e)
		}
		used &^= bit(a.right)
		if used == 0 {
			continue // no condition: it stays over all it was over
		}
		for _, o := range g.attached[:i] {
			if o.join.Kind == plan.Left && used&bit(o.right) != 0 {
				used |= o.left
			}
		}
		a.left = used
	}
}

// makeEdges lists the edges and connects what no condition connects.
func (g *graph) makeEdges() {
	for _, cl := range g.classes {
		for i := range cl {
			for k := i + 1; k < len(cl); k++ {
				if cl[i].leaf != cl[k].leaf {
					g.edges = append(g.edges, edge{bit(cl[i].leaf), bit(cl[k].leaf)})
				}
			}
		}
	}
	for i := range g.preds {
		p := &g.preds[i]
		if p.key {
			g.edges = append(g.edges, edge{p.l, p.r})
			continue
		}
		low := p.all & -p.all
		g.edges = append(g.edges, edge{low, p.all &^ low})
	}
	for i := range g.attached {
		g.edges = append(g.edges, edge{g.attached[i].left, bit(g.attached[i].right)})
	}
	g.connect()
}

// connect adds edges for cross products between parts that nothing connects, each part
// represented by its smallest input.
func (g *graph) connect() {
	rights := set(0)
	for i := range g.attached {
		rights |= bit(g.attached[i].right)
	}
	var parts []int
	seen := rights
	for i := range g.leaves {
		if seen&bit(i) != 0 {
			continue
		}
		part := g.reach(bit(i), rights)
		seen |= part
		parts = append(parts, g.smallest(part))
	}
	for i := 1; i < len(parts); i++ {
		for k := range i {
			g.edges = append(g.edges, edge{bit(parts[k]), bit(parts[i])})
		}
	}
}

func (g *graph) reach(s, without set) set {
	for {
		next := s
		for _, e := range g.edges {
			if both := e.u | e.v; both&s != 0 && both&without == 0 {
				next |= both
			}
		}
		if next == s {
			return s
		}
		s = next
	}
}

func (g *graph) smallest(s set) int {
	best, rows := -1, math.Inf(1)
	for i := range g.leaves {
		if s&bit(i) != 0 && (best < 0 || g.leaves[i].rows < rows) {
			best, rows = i, g.leaves[i].rows
		}
	}
	return best
}
