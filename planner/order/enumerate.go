package order

import "math/bits"

// Budgets of DPhyp, beyond which the greedy order is taken: pairs joined, and sets of
// neighbours looked at (a star of n inputs has 2^n of those).
const (
	pairsMax = 8000
	stepsMax = 100_000
)

// enumerator runs DPhyp over a graph.
type enumerator struct {
	g     *graph
	best  map[set]*entry
	pairs int
	steps int
}

// spent tells that the budget is gone.
func (x *enumerator) spent() bool {
	x.steps++
	return x.pairs > pairsMax || x.steps > stepsMax
}

// solve gives the best order of all inputs, nil when the budget was spent or the graph
// has no order this method finds.
func (x *enumerator) solve() *entry {
	n := len(x.g.leaves)
	for i := range x.g.leaves {
		x.best[bit(i)] = x.g.base(i)
	}
	for v := n - 1; v >= 0; v-- {
		x.emitCsg(bit(v))
		x.csgRec(bit(v), bit(v+1)-1)
		if x.spent() {
			return nil
		}
	}
	return x.best[x.g.all]
}

// neighbours are the inputs next to s outside of x, one for each edge.
func (x *enumerator) neighbours(s, not set) set {
	var out set
	for _, e := range x.g.edges {
		if e.u&^s == 0 && e.v&(s|not) == 0 {
			out |= e.v & -e.v
		}
		if e.v&^s == 0 && e.u&(s|not) == 0 {
			out |= e.u & -e.u
		}
	}
	return out
}

func (x *enumerator) connected(a, b set) bool {
	for _, e := range x.g.edges {
		if e.u&^a == 0 && e.v&^b == 0 || e.v&^a == 0 && e.u&^b == 0 {
			return true
		}
	}
	return false
}

// csgRec grows the connected set s by its neighbours.
func (x *enumerator) csgRec(s, not set) {
	n := x.neighbours(s, not)
	if n == 0 || x.spent() {
		return
	}
	for sub := n & -n; sub != 0 && !x.spent(); sub = (sub - n) & n {
		if x.best[s|sub] != nil {
			x.emitCsg(s | sub)
		}
	}
	for sub := n & -n; sub != 0 && !x.spent(); sub = (sub - n) & n {
		x.csgRec(s|sub, not|n)
	}
}

// emitCsg finds all complements of the connected set s.
func (x *enumerator) emitCsg(s set) {
	not := s | (bit(bits.TrailingZeros64(s)+1) - 1)
	n := x.neighbours(s, not)
	for rest := n; rest != 0; {
		v := bits.Len64(rest) - 1
		rest &^= bit(v)
		if x.connected(s, bit(v)) {
			x.pair(s, bit(v))
		}
		x.cmpRec(s, bit(v), not|(bit(v+1)-1)&n)
	}
}

// cmpRec grows the complement c of s.
func (x *enumerator) cmpRec(s, c, not set) {
	n := x.neighbours(c, not)
	if n == 0 || x.spent() {
		return
	}
	for sub := n & -n; sub != 0 && !x.spent(); sub = (sub - n) & n {
		if x.best[c|sub] != nil && x.connected(s, c|sub) {
			x.pair(s, c|sub)
		}
	}
	for sub := n & -n; sub != 0 && !x.spent(); sub = (sub - n) & n {
		x.cmpRec(s, c|sub, not|n)
	}
}

// pair considers joining two connected sets.
func (x *enumerator) pair(a, b set) {
	x.pairs++
	l, r := x.best[a], x.best[b]
	if l == nil || r == nil {
		return
	}
	e := x.g.join(l, r)
	if e == nil {
		return
	}
	if old := x.best[a|b]; old == nil {
		x.best[a|b] = e
	} else if e.cost < old.cost {
		e.rows = old.rows // one estimate per set, whatever the way to it
		x.best[a|b] = e
	}
}

// greedy joins the pair with the least cost until one is left; pairs without a
// connecting edge come last.
func greedy(g *graph) *entry {
	var parts []*entry
	for i := range g.leaves {
		parts = append(parts, g.base(i))
	}
	x := &enumerator{g: g}
	for len(parts) > 1 {
		var best *entry
		bi, bk := 0, 0
		for _, cross := range []bool{false, true} {
			for i := range parts {
				for k := i + 1; k < len(parts); k++ {
					if !cross && !x.connected(parts[i].set, parts[k].set) {
						continue
					}
					e := g.join(parts[i], parts[k])
					if e != nil && (best == nil || e.cost-parts[i].cost-parts[k].cost+e.rows < best.cost-parts[bi].cost-parts[bk].cost+best.rows) {
						best, bi, bk = e, i, k
					}
				}
			}
			if best != nil {
				break
			}
		}
		if best == nil {
			return nil
		}
		parts[bi] = best
		parts = append(parts[:bk], parts[bk+1:]...)
	}
	return parts[0]
}
