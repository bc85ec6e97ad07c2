package plan

// Clone copies a plan with fresh columns; it gives the copy and the new column for each
// old one. CTEs defined inside are copied, those defined outside are shared.
func Clone(s *Space, n Node) (Node, map[ColID]Column) {
	c := &cloner{space: s, cols: map[ColID]Column{}, ctes: map[*CTE]*CTE{}}
	return c.node(n), c.cols
}

type cloner struct {
	space *Space
	cols  map[ColID]Column
	ctes  map[*CTE]*CTE
}

func (c *cloner) col(old Column) Column {
	if old.ID == 0 {
		return old
	}
	n, ok := c.cols[old.ID]
	if !ok {
		n = c.space.Like(old)
		c.cols[old.ID] = n
	}
	n.NotNull = old.NotNull
	return n
}

func (c *cloner) colsOf(old []Column) []Column {
	out := make([]Column, len(old))
	for i := range old {
		out[i] = c.col(old[i])
	}
	return out
}

func (c *cloner) id(old ColID) ColID {
	if n, ok := c.cols[old]; ok {
		return n.ID
	}
	return old
}

func (c *cloner) ids(old []ColID) []ColID {
	out := make([]ColID, len(old))
	for i := range old {
		out[i] = c.id(old[i])
	}
	return out
}

func (c *cloner) expr(e Expr) Expr {
	if e == nil {
		return nil
	}
	return MapExpr(e, func(x Expr) Expr {
		switch x := x.(type) {
		case *Col:
			if n, ok := c.cols[x.ID]; ok {
				return &Col{ID: n.ID, T: x.T}
			}
		case *Subquery:
			y := *x
			y.Plan = c.node(x.Plan)
			return &y
		}
		return x
	})
}

func (c *cloner) exprs(es []Expr) []Expr {
	out := make([]Expr, len(es))
	for i := range es {
		out[i] = c.expr(es[i])
	}
	return out
}

func (c *cloner) sort(ks []SortKey) []SortKey {
	out := append([]SortKey(nil), ks...)
	for i := range out {
		out[i].Expr = c.expr(out[i].Expr)
	}
	return out
}

func (c *cloner) agg(a AggCall) AggCall {
	a.Args = c.exprs(a.Args)
	a.Filter = c.expr(a.Filter)
	a.OrderBy = c.sort(a.OrderBy)
	a.Out = c.col(a.Out)
	return a
}

func (c *cloner) node(n Node) Node {
	switch n := n.(type) {
	case *Scan:
		x := *n
		x.Columns = c.colsOf(n.Columns)
		x.Pos = append([]int(nil), n.Pos...)
		x.Filter = c.exprs(n.Filter)
		return &x
	case *Filter:
		in := c.node(n.Input)
		return &Filter{Input: in, Conds: c.exprs(n.Conds)}
	case *Project:
		in := c.node(n.Input)
		return &Project{Input: in, Exprs: c.exprs(n.Exprs), Out: c.colsOf(n.Out)}
	case *Join:
		return c.join(n)
	case *Aggregate:
		return c.aggregate(n)
	case *Sort:
		x := *n
		x.Input = c.node(n.Input)
		x.Keys = c.sort(n.Keys)
		return &x
	case *Limit:
		return &Limit{Input: c.node(n.Input), Count: n.Count, Offset: n.Offset, Barrier: n.Barrier}
	case *SetOp:
		x := &SetOp{Kind: n.Kind, All: n.All}
		for i, in := range n.Inputs {
			x.Inputs = append(x.Inputs, c.node(in))
			x.Map = append(x.Map, c.ids(n.Map[i]))
		}
		x.Out = c.colsOf(n.Out)
		return x
	case *Values:
		x := &Values{Out: c.colsOf(n.Out)}
		for _, r := range n.Rows {
			x.Rows = append(x.Rows, c.exprs(r))
		}
		return x
	}
	return c.rare(n)
}

func (c *cloner) join(n *Join) Node {
	x := *n
	x.L = c.node(n.L)
	x.R = c.node(n.R)
	x.Keys = append([]JoinKey(nil), n.Keys...)
	for i := range x.Keys {
		x.Keys[i].L, x.Keys[i].R = c.expr(x.Keys[i].L), c.expr(x.Keys[i].R)
	}
	x.Residual = c.exprs(n.Residual)
	x.MarkCol = c.col(n.MarkCol)
	if n.AsOf != nil {
		x.AsOf = &AsOfCond{L: c.expr(n.AsOf.L), R: c.expr(n.AsOf.R), Op: n.AsOf.Op}
	}
	x.Runtime = nil
	return &x
}

func (c *cloner) aggregate(n *Aggregate) Node {
	x := *n
	x.Input = c.node(n.Input)
	x.Keys = c.ids(n.Keys)
	x.KeyOut = c.colsOf(n.KeyOut)
	x.Aggs = make([]AggCall, len(n.Aggs))
	for i := range n.Aggs {
		x.Aggs[i] = c.agg(n.Aggs[i])
	}
	x.GroupingCol = c.col(n.GroupingCol)
	x.Sets = make([][]int, len(n.Sets))
	for i, s := range n.Sets {
		x.Sets[i] = append([]int(nil), s...)
	}
	return &x
}

func (c *cloner) rare(n Node) Node {
	switch n := n.(type) {
	case *DistinctOn:
		in := c.node(n.Input)
		return &DistinctOn{Input: in, On: c.ids(n.On), Keys: c.sort(n.Keys)}
	case *ProjectSet:
		x := &ProjectSet{Input: c.node(n.Input), Outer: n.Outer}
		for _, f := range n.Funcs {
			f.Args = c.exprs(f.Args)
			f.Out = c.colsOf(f.Out)
			x.Funcs = append(x.Funcs, f)
		}
		x.Ordinal = c.col(n.Ordinal)
		return x
	case *Window:
		x := &Window{Input: c.node(n.Input), Partition: c.ids(n.Partition), Order: c.sort(n.Order)}
		for _, f := range n.Funcs {
			f.AggCall = c.agg(f.AggCall)
			f.Frame.StartOffset = c.expr(f.Frame.StartOffset)
			f.Frame.EndOffset = c.expr(f.Frame.EndOffset)
			x.Funcs = append(x.Funcs, f)
		}
		return x
	case *LimitBy:
		in, by := c.node(n.Input), c.node(n.Bounds)
		ids := c.ids([]ColID{n.Count, n.Offset})
		return &LimitBy{Input: in, Bounds: by, Count: ids[0], Offset: ids[1]}
	case *Max1Row:
		return &Max1Row{Input: c.node(n.Input), Pad: n.Pad}
	case *With:
		x := &With{}
		for _, d := range n.CTEs {
			x.CTEs = append(x.CTEs, c.cte(d))
		}
		x.Input = c.node(n.Input)
		return x
	case *CTEScan:
		x := &CTEScan{CTE: n.CTE, Pos: append([]int(nil), n.Pos...), Out: c.colsOf(n.Out), Working: n.Working}
		if d, ok := c.ctes[n.CTE]; ok {
			x.CTE = d
		}
		return x
	case *Exchange:
		x := *n
		x.Input = c.node(n.Input)
		x.Hash = c.ids(n.Hash)
		x.Sort = c.sort(n.Sort)
		return &x
	}
	return n
}

func (c *cloner) cte(d *CTE) *CTE {
	x := *d
	c.ctes[d] = &x
	x.Plan = c.node(d.Plan)
	if d.Step != nil {
		x.Step = c.node(d.Step)
		x.StepMap = c.ids(d.StepMap)
	}
	return &x
}
