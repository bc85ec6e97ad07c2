package rule

import "github.com/tarndb/tarn/planner/plan"

// dependency says that rows equal in det are equal in dep.
type dependency struct {
	det []plan.ColID
	dep plan.ColSet
}

// dependencies lists what determines what in n's rows: keys of tables below, and
// equalities of inner joins in both directions. Padding by an outer join keeps the
// former, since a padded row is NULL throughout, and not the latter.
func dependencies(c *Ctx, n plan.Node) []dependency {
	switch n := n.(type) {
	case *plan.Scan:
		return scanKeys(c, n)
	case *plan.Filter:
		return dependencies(c, n.Input)
	case *plan.Project:
		return dependencies(c, n.Input)
	case *plan.Sort:
		return dependencies(c, n.Input)
	case *plan.Limit:
		return dependencies(c, n.Input)
	case *plan.Aggregate:
		if len(n.Keys) > 0 && len(n.Sets) == 0 {
			return []dependency{{det: n.Keys, dep: plan.OutSet(n)}}
		}
	case *plan.Join:
		return joinDependencies(c, n)
	}
	return nil
}

func scanKeys(c *Ctx, n *plan.Scan) []dependency {
	c.Stats.ScanCols(n)
	var out []dependency
	all := plan.OutSet(n)
	for _, col := range n.Columns {
		if c.Stats.Col(col.ID).Unique {
			out = append(out, dependency{det: []plan.ColID{col.ID}, dep: all})
		}
	}
	for _, key := range n.Keys {
		if len(key) < 2 {
			continue
		}
		var det []plan.ColID
		for _, pos := range key {
			for i, p := range n.Pos {
				if p == pos {
					det = append(det, n.Columns[i].ID)
				}
			}
		}
		if len(det) == len(key) {
			out = append(out, dependency{det: det, dep: all})
		}
	}
	return out
}

func joinDependencies(c *Ctx, n *plan.Join) []dependency {
	out := dependencies(c, n.L)
	switch n.Kind {
	case plan.Inner:
		out = append(out, dependencies(c, n.R)...)
		for _, k := range n.Keys {
			l, okL := k.L.(*plan.Col)
			r, okR := k.R.(*plan.Col)
			if okL && okR {
				out = append(out, dependency{[]plan.ColID{l.ID}, plan.SetOf(r.ID)}, dependency{[]plan.ColID{r.ID}, plan.SetOf(l.ID)})
			}
		}
	case plan.Left, plan.Single:
		out = append(out, dependencies(c, n.R)...)
	case plan.Semi, plan.Anti, plan.AntiNull, plan.Mark:
	default:
		return nil
	}
	return out
}

// closure is every column that cols determine.
func closure(deps []dependency, cols plan.ColSet) plan.ColSet {
	out := cols.Clone()
	for changed := true; changed; {
		changed = false
		for _, d := range deps {
			if plan.SetOf(d.det...).SubsetOf(out) && !d.dep.SubsetOf(out) {
				out.Union(d.dep)
				changed = true
			}
		}
	}
	return out
}

// uniqueOn tells whether no two rows of n are equal in cols.
func uniqueOn(c *Ctx, n plan.Node, cols plan.ColSet) bool {
	switch n := n.(type) {
	case *plan.Scan:
		for _, d := range scanKeys(c, n) {
			if plan.SetOf(d.det...).SubsetOf(cols) {
				return true
			}
		}
	case *plan.Filter:
		return uniqueOn(c, n.Input, cols)
	case *plan.Sort:
		return uniqueOn(c, n.Input, cols)
	case *plan.Limit:
		return uniqueOn(c, n.Input, cols)
	case *plan.Project:
		var below plan.ColSet
		for i, o := range n.Out {
			if col, ok := n.Exprs[i].(*plan.Col); ok && cols.Has(o.ID) {
				below.Add(col.ID)
			}
		}
		return uniqueOn(c, n.Input, below)
	case *plan.Aggregate:
		if len(n.Keys) > 0 && len(n.Sets) == 0 && plan.SetOf(n.Keys...).SubsetOf(cols) {
			return true
		}
	case *plan.Join:
		switch n.Kind {
		case plan.Semi, plan.Anti, plan.AntiNull, plan.Mark, plan.Single:
			return uniqueOn(c, n.L, cols)
		}
	}
	return atMostOneRow(n)
}
