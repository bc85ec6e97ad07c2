package rule

import "github.com/tarndb/tarn/planner/plan"

// pruneColumns makes every operator deliver only what is read above it: scans read fewer
// columns, projections and aggregates compute less, projections that compute nothing
// vanish.
//
// A left join whose right side is not read, and has at most one match per row by a known
// key, is no join at all. Duplicates must survive where they count: the columns of an INTERSECT, EXCEPT or
// DISTINCT are all read by the operator itself.
func pruneColumns(c *Ctx, n plan.Node) plan.Node {
	c.note()
	p := &pruner{c: c, ctes: map[*plan.CTE][]*plan.CTEScan{}}
	return p.node(n, c.Need)
}

type pruner struct {
	c    *Ctx
	ctes map[*plan.CTE][]*plan.CTEScan // readers met so far
}

func (p *pruner) node(n plan.Node, need plan.ColSet) plan.Node {
	switch n := n.(type) {
	case *plan.Scan:
		p.scan(n, need)
		return n
	case *plan.Project:
		return p.project(n, need)
	case *plan.Aggregate:
		return p.aggregate(n, need)
	case *plan.Join:
		return p.join(n, need)
	case *plan.SetOp:
		return p.setOp(n, need)
	case *plan.Window:
		return p.window(n, need)
	case *plan.Values:
		p.values(n, need)
		return n
	case *plan.With:
		return p.with(n, need)
	case *plan.CTEScan:
		keepPos := n.Pos[:0:0]
		var out []plan.Column
		for i, c := range n.Out {
			if need.Has(c.ID) {
				keepPos, out = append(keepPos, n.Pos[i]), append(out, c)
			}
		}
		n.Pos, n.Out = keepPos, out
		p.ctes[n.CTE] = append(p.ctes[n.CTE], n)
		return n
	case *plan.LimitBy:
		n.Input = p.node(n.Input, need)
		n.Bounds = p.node(n.Bounds, plan.SetOf(n.Count, n.Offset))
		return n
	case *plan.ProjectSet:
		below := need.Clone()
		plan.AddUses(&below, n)
		n.Input = p.node(n.Input, below)
		return n
	}
	below := need.Clone()
	plan.AddUses(&below, n)
	plan.MapChildren(n, func(in plan.Node) plan.Node { return p.node(in, below) })
	return n
}

// join drops a right side that nothing reads and that neither drops nor repeats left
// rows: SELECT t.a FROM t LEFT JOIN u ON t.b = u.key. Duplicates on the right side of a
// semi join change nothing, so a DISTINCT there goes too.
func (p *pruner) join(n *plan.Join, need plan.ColSet) plan.Node {
	switch n.Kind {
	case plan.Left, plan.Single:
		var keys plan.ColSet
		for _, k := range n.Keys {
			if c, ok := k.R.(*plan.Col); ok {
				keys.Add(c.ID)
			}
		}
		if !plan.OutSet(n.R).Intersects(need) && uniqueOn(p.c, n.R, keys) {
			return p.node(n.L, need)
		}
	case plan.Mark:
		if !need.Has(n.MarkCol.ID) {
			return p.node(n.L, need)
		}
	case plan.Semi, plan.Anti, plan.AntiNull:
		if a, ok := n.R.(*plan.Aggregate); ok && len(a.Aggs) == 0 && len(a.Keys) > 0 && len(a.Sets) == 0 {
			n.R = a.Input
		}
	}
	below := need.Clone()
	plan.AddUses(&below, n)
	n.L, n.R = p.node(n.L, below), p.node(n.R, below)
	return n
}

func (p *pruner) scan(n *plan.Scan, need plan.ColSet) {
	used := need.Clone()
	plan.AddUses(&used, n)
	cols := make([]plan.Column, 0, len(n.Columns))
	pos := make([]int, 0, len(n.Pos))
	for i, c := range n.Columns {
		if used.Has(c.ID) {
			cols, pos = append(cols, c), append(pos, n.Pos[i])
		}
	}
	n.Columns, n.Pos = cols, pos
}

func (p *pruner) project(n *plan.Project, need plan.ColSet) plan.Node {
	exprs := make([]plan.Expr, 0, len(n.Exprs))
	out := make([]plan.Column, 0, len(n.Out))
	var below plan.ColSet
	computed := false
	for i, c := range n.Out {
		if !need.Has(c.ID) && !plan.IsVolatile(n.Exprs[i]) {
			continue
		}
		exprs, out = append(exprs, n.Exprs[i]), append(out, c)
		plan.AddExprCols(&below, n.Exprs[i])
		if col, ok := n.Exprs[i].(*plan.Col); !ok || col.ID != c.ID {
			computed = true
		}
	}
	n.Exprs, n.Out = exprs, out
	n.Input = p.node(n.Input, below)
	if !computed {
		return n.Input
	}
	return mergeProject(n)
}

func (p *pruner) aggregate(n *plan.Aggregate, need plan.ColSet) plan.Node {
	aggs := n.Aggs[:0:0]
	for _, a := range n.Aggs {
		if need.Has(a.Out.ID) {
			aggs = append(aggs, a)
		}
	}
	n.Aggs = aggs
	if n.GroupingCol.ID != 0 && !need.Has(n.GroupingCol.ID) {
		n.GroupingCol = plan.Column{}
	}
	var below plan.ColSet
	plan.AddUses(&below, n)
	n.Input = p.node(n.Input, below)
	return n
}

func (p *pruner) setOp(n *plan.SetOp, need plan.ColSet) plan.Node {
	if n.Kind == plan.UnionAll {
		var out []plan.Column
		maps := make([][]plan.ColID, len(n.Map))
		for k, c := range n.Out {
			if !need.Has(c.ID) {
				continue
			}
			out = append(out, c)
			for i := range n.Map {
				maps[i] = append(maps[i], n.Map[i][k])
			}
		}
		n.Out, n.Map = out, maps
	}
	for i := range n.Inputs {
		n.Inputs[i] = p.node(n.Inputs[i], plan.SetOf(n.Map[i]...))
	}
	return n
}

func (p *pruner) window(n *plan.Window, need plan.ColSet) plan.Node {
	funcs := n.Funcs[:0:0]
	for _, f := range n.Funcs {
		if need.Has(f.Out.ID) {
			funcs = append(funcs, f)
		}
	}
	n.Funcs = funcs
	if len(funcs) == 0 {
		return p.node(n.Input, need)
	}
	below := need.Clone()
	plan.AddUses(&below, n)
	n.Input = p.node(n.Input, below)
	return n
}

func (p *pruner) values(n *plan.Values, need plan.ColSet) {
	keep := make([]int, 0, len(n.Out))
	for i, c := range n.Out {
		if need.Has(c.ID) {
			keep = append(keep, i)
		}
	}
	if len(keep) == len(n.Out) {
		return
	}
	out := make([]plan.Column, len(keep))
	for k, i := range keep {
		out[k] = n.Out[i]
	}
	for r, row := range n.Rows {
		slim := make([]plan.Expr, len(keep))
		for k, i := range keep {
			slim[k] = row[i]
		}
		n.Rows[r] = slim
	}
	n.Out = out
}

// with prunes the readers first, so that each CTE's plan delivers what any of them
// reads. A recursive one keeps its columns: they decide which rows are new.
func (p *pruner) with(n *plan.With, need plan.ColSet) plan.Node {
	n.Input = p.node(n.Input, need)
	for i := len(n.CTEs) - 1; i >= 0; i-- {
		d := n.CTEs[i]
		if d.Step != nil {
			cols := d.Plan.Cols()
			d.Plan = p.node(d.Plan, plan.OutSet(d.Plan))
			d.Step = p.node(d.Step, plan.SetOf(d.StepMap...))
			p.recursive(d, cols)
			continue
		}
		p.cte(d)
	}
	return n
}

// recursive brings a recursive CTE's first term back to the column order its readers and
// StepMap count on.
func (p *pruner) recursive(d *plan.CTE, cols []plan.Column) {
	d.Plan = plan.InOrder(d.Plan, cols)
}

// cte narrows one CTE to the columns its readers take and renumbers them.
func (p *pruner) cte(d *plan.CTE) {
	cols := d.Plan.Cols()
	used := make([]bool, len(cols))
	for _, s := range p.ctes[d] {
		for _, k := range s.Pos {
			used[k] = true
		}
	}
	var need plan.ColSet
	for i, c := range cols {
		if used[i] {
			need.Add(c.ID)
		}
	}
	d.Plan = p.node(d.Plan, need)
	at := map[plan.ColID]int{}
	for i, c := range d.Plan.Cols() {
		at[c.ID] = i
	}
	for _, s := range p.ctes[d] {
		for i, k := range s.Pos {
			s.Pos[i] = at[cols[k].ID]
		}
	}
}
