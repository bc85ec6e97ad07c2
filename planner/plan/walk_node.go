package plan

// MapChildren replaces each input of n, including plans of CTEs, by f of it.
func MapChildren(n Node, f func(Node) Node) {
	switch n := n.(type) {
	case *Filter:
		n.Input = f(n.Input)
	case *Project:
		n.Input = f(n.Input)
	case *Join:
		n.L = f(n.L)
		n.R = f(n.R)
	case *Aggregate:
		n.Input = f(n.Input)
	case *Sort:
		n.Input = f(n.Input)
	case *Limit:
		n.Input = f(n.Input)
	case *LimitBy:
		n.Input = f(n.Input)
		n.Bounds = f(n.Bounds)
	case *DistinctOn:
		n.Input = f(n.Input)
	case *SetOp:
		for i := range n.Inputs {
			n.Inputs[i] = f(n.Inputs[i])
		}
	case *ProjectSet:
		n.Input = f(n.Input)
	case *Window:
		n.Input = f(n.Input)
	case *Max1Row:
		n.Input = f(n.Input)
	case *With:
		for _, c := range n.CTEs {
			c.Plan = f(c.Plan)
			if c.Step != nil {
				c.Step = f(c.Step)
			}
		}
		n.Input = f(n.Input)
	case *Exchange:
		n.Input = f(n.Input)
	}
}

// EachChild calls f for each input of n, including plans of CTEs.
func EachChild(n Node, f func(Node)) {
	switch n := n.(type) {
	case *Join:
		f(n.L)
		f(n.R)
	case *With:
		for _, c := range n.CTEs {
			f(c.Plan)
			if c.Step != nil {
				f(c.Step)
			}
		}
		f(n.Input)
	case *Filter:
		f(n.Input)
	case *Project:
		f(n.Input)
	default:
		for _, c := range n.Children() {
			f(c)
		}
	}
}

// Walk visits n and everything below it, parents first, not entering subqueries of
// expressions; f returns false to skip inputs.
func Walk(n Node, f func(Node) bool) {
	if f(n) {
		EachChild(n, func(c Node) { Walk(c, f) })
	}
}

// EachExpr calls f for each expression of n itself.
func EachExpr(n Node, f func(Expr)) {
	MapExprs(n, func(e Expr) Expr { f(e); return e })
}

// MapExprs replaces each expression of n itself by f of it. Plain column references
// (group keys and the like) are not expressions.
func MapExprs(n Node, f func(Expr) Expr) {
	switch n := n.(type) {
	case *Scan:
		mapInPlace(n.Filter, f)
	case *Filter:
		mapInPlace(n.Conds, f)
	case *Project:
		mapInPlace(n.Exprs, f)
	case *Join:
		for i := range n.Keys {
			n.Keys[i].L = f(n.Keys[i].L)
			n.Keys[i].R = f(n.Keys[i].R)
		}
		mapInPlace(n.Residual, f)
		if n.AsOf != nil {
			n.AsOf.L, n.AsOf.R = f(n.AsOf.L), f(n.AsOf.R)
		}
	case *Aggregate:
		for i := range n.Aggs {
			mapAggCall(&n.Aggs[i], f)
		}
	case *Sort:
		mapSortKeys(n.Keys, f)
	case *DistinctOn:
		mapSortKeys(n.Keys, f)
	case *Values:
		for _, row := range n.Rows {
			mapInPlace(row, f)
		}
	case *ProjectSet:
		for i := range n.Funcs {
			mapInPlace(n.Funcs[i].Args, f)
		}
	case *Window:
		mapWindow(n, f)
	case *Exchange:
		mapSortKeys(n.Sort, f)
	}
}

func mapInPlace(es []Expr, f func(Expr) Expr) {
	for i := range es {
		es[i] = f(es[i])
	}
}

func mapSortKeys(ks []SortKey, f func(Expr) Expr) {
	for i := range ks {
		ks[i].Expr = f(ks[i].Expr)
	}
}

func mapAggCall(a *AggCall, f func(Expr) Expr) {
	mapInPlace(a.Args, f)
	if a.Filter != nil {
		a.Filter = f(a.Filter)
	}
	mapSortKeys(a.OrderBy, f)
}

func mapWindow(n *Window, f func(Expr) Expr) {
	mapSortKeys(n.Order, f)
	for i := range n.Funcs {
		w := &n.Funcs[i]
		mapAggCall(&w.AggCall, f)
		if w.Frame.StartOffset != nil {
			w.Frame.StartOffset = f(w.Frame.StartOffset)
		}
		if w.Frame.EndOffset != nil {
			w.Frame.EndOffset = f(w.Frame.EndOffset)
		}
	}
}

// AddUses adds the columns that n itself reads from its inputs, by expression or by ID.
func AddUses(s *ColSet, n Node) {
	EachExpr(n, func(e Expr) { AddExprCols(s, e) })
	switch n := n.(type) {
	case *Aggregate:
		addIDs(s, n.Keys)
	case *Window:
		addIDs(s, n.Partition)
	case *DistinctOn:
		addIDs(s, n.On)
	case *LimitBy:
		addIDs(s, []ColID{n.Count, n.Offset})
	case *SetOp:
		for _, m := range n.Map {
			addIDs(s, m)
		}
	case *Exchange:
		addIDs(s, n.Hash)
	}
}

func addIDs(s *ColSet, ids []ColID) {
	for _, id := range ids {
		s.Add(id)
	}
}

// FreeCols is the set of columns the tree under n reads but does not make: those of
// outer queries.
func FreeCols(n Node) ColSet {
	var used, made ColSet
	freeCols(n, &used, &made)
	used.Minus(made)
	return used
}

func freeCols(n Node, used, made *ColSet) {
	Walk(n, func(x Node) bool {
		AddUses(used, x)
		addMade(made, x)
		return true
	})
}

// addMade adds the columns n makes itself.
func addMade(s *ColSet, n Node) {
	switch n := n.(type) {
	case *Filter, *Sort, *Limit, *LimitBy, *DistinctOn, *Max1Row, *With, *Exchange:
	case *Join:
		if n.Kind == Mark {
			s.Add(n.MarkCol.ID)
		}
	default:
		for _, c := range n.Cols() {
			s.Add(c.ID)
		}
	}
}

// ReplaceFree substitutes column references throughout the tree under n, in place; with
// may return its argument. References by ID follow when the substitute is a column.
func ReplaceFree(n Node, with func(*Col) Expr) {
	Walk(n, func(x Node) bool {
		MapExprs(x, func(e Expr) Expr { return ReplaceCols(e, with) })
		mapIDs(x, func(id ColID) ColID {
			if c, ok := with(&Col{ID: id}).(*Col); ok {
				return c.ID
			}
			return id
		})
		return true
	})
}

// mapIDs replaces the references that n makes by bare column ID.
func mapIDs(n Node, f func(ColID) ColID) {
	apply := func(ids []ColID) {
		for i := range ids {
			ids[i] = f(ids[i])
		}
	}
	switch n := n.(type) {
	case *Aggregate:
		apply(n.Keys)
		if len(n.Sets) == 0 {
			for i := range n.KeyOut {
				n.KeyOut[i].ID = n.Keys[i]
			}
		}
	case *Window:
		apply(n.Partition)
	case *DistinctOn:
		apply(n.On)
	case *LimitBy:
		n.Count, n.Offset = f(n.Count), f(n.Offset)
	case *SetOp:
		for _, m := range n.Map {
			apply(m)
		}
	case *Exchange:
		apply(n.Hash)
	}
}

// InOrder brings the columns of a CTE's plan back into the order its readers count on,
// by a projection when a rewrite has changed it.
func InOrder(n Node, cols []Column) Node {
	now := n.Cols()
	same := len(now) == len(cols)
	for i := 0; same && i < len(cols); i++ {
		same = now[i].ID == cols[i].ID
	}
	if same {
		return n
	}
	p := &Project{Input: n, Out: cols}
	for _, c := range cols {
		p.Exprs = append(p.Exprs, c.Ref())
	}
	return p
}
