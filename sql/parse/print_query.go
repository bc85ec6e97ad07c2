package parse

// subquery prints ( query ).
func (p *printer) subquery(q *Query) {
	p.w("(")
	p.indent += 8
	p.query(q)
	p.indent -= 8
	p.w(")")
}

// query prints a query.
func (p *printer) query(q *Query) {
	if q == nil {
		return
	}
	p.with(q.With)
	p.body(q.Body)
	if q.OrderByAll {
		p.clause(2, "ORDER BY ALL")
		p.sortSuffix(q.OrderBy[0])
	} else if len(q.OrderBy) > 0 {
		p.clause(2, "")
		p.orderBy(q.OrderBy)
	}
	p.limit(q)
	for _, l := range q.Locking {
		p.clause(2, "")
		p.locking(l)
	}
}

func (p *printer) limit(q *Query) {
	if q.Offset != nil {
		p.clause(2, "OFFSET ")
		p.expr(q.Offset, 0)
	}
	switch {
	case q.WithTies:
		p.clause(2, "FETCH FIRST ")
		p.fetchCount(q.Limit)
		p.w(" ROWS WITH TIES")
	case q.LimitAll:
		p.clause(2, "LIMIT ALL")
	case q.Limit != nil:
		p.clause(2, "LIMIT ")
		p.expr(q.Limit, 0)
	}
}

// fetchCount prints the count of FETCH FIRST, which is a number or an operand.
func (p *printer) fetchCount(x Expr) {
	if l, ok := x.(*Literal); ok && (l.Kind == LitInt || l.Kind == LitNumber) {
		p.literal(l)
		return
	}
	p.w("(")
	p.expr(x, 0)
	p.w(")")
}

func (p *printer) locking(l *Locking) {
	p.w([...]string{"FOR UPDATE", "FOR NO KEY UPDATE", "FOR SHARE", "FOR KEY SHARE"}[l.Strength])
	if l.Of != nil {
		p.w(" OF ")
		list2(p, l.Of, p.name)
	}
	p.w([...]string{"", " SKIP LOCKED", " NOWAIT"}[l.Wait])
}

// with prints a WITH clause and a space.
func (p *printer) with(w *With) {
	if w == nil {
		return
	}
	p.w("WITH ")
	p.opt(w.Recursive, "RECURSIVE ")
	list2(p, w.CTEs, p.cte)
	p.clause(0, "")
}

func (p *printer) cte(c *CTE) {
	p.id(c.Name.Name)
	p.parenIDs(c.Columns)
	p.w(" AS ", [...]string{"", "MATERIALIZED ", "NOT MATERIALIZED "}[c.Materialize], "(")
	p.indent += 8
	p.stmt(c.Stmt)
	p.indent -= 8
	p.w(")")
	if s := c.Search; s != nil {
		p.w(" SEARCH ", map[bool]string{true: "BREADTH", false: "DEPTH"}[s.BreadthFirst], " FIRST BY ")
		p.ids(s.By)
		p.w(" SET ")
		p.id(s.Set.Name)
	}
	if y := c.Cycle; y != nil {
		p.cteCycle(y)
	}
}

func (p *printer) cteCycle(y *CTECycle) {
	p.w(" CYCLE ")
	p.ids(y.Columns)
	p.w(" SET ")
	p.id(y.Set.Name)
	if y.To != nil {
		p.w(" TO ")
		p.expr(y.To, 0)
		p.w(" DEFAULT ")
		p.expr(y.Default, 0)
	}
	p.w(" USING ")
	p.id(y.Using.Name)
}

// body prints SELECT, VALUES, a set operation or a parenthesised query.
func (p *printer) body(b QueryBody) {
	switch b := b.(type) {
	case *Select:
		p.selectCore(b)
	case *Values:
		p.w("VALUES ")
		list2(p, b.Rows, func(row []Expr) {
			p.w("(")
			p.exprs(row)
			p.w(")")
		})
	case *SetOp:
		p.setOp(b)
	case *Query:
		p.subquery(b)
	}
}

func (p *printer) setOp(s *SetOp) {
	p.operand(s.L, s.Op, false)
	p.clause(0, [...]string{"UNION", "INTERSECT", "EXCEPT"}[s.Op])
	p.opt(s.All, " ALL")
	p.clause(0, "")
	p.operand(s.R, s.Op, true)
}

// operand prints a side of a set operation, in parentheses where it would associate
// differently.
func (p *printer) operand(b QueryBody, op SetOpKind, right bool) {
	s, ok := b.(*SetOp)
	if !ok {
		p.body(b)
		return
	}
	weak := func(k SetOpKind) bool { return k != Intersect }
	if (weak(s.Op) && !weak(op)) || (right && weak(s.Op) == weak(op)) {
		p.w("(")
		p.setOp(s)
		p.w(")")
		return
	}
	p.setOp(s)
}

// selectCore prints one SELECT.
func (p *printer) selectCore(s *Select) {
	if p.pretty && len(p.b) == 0 {
		p.w(" ")
	}
	p.w("SELECT")
	p.opt(s.Distinct, " DISTINCT")
	if s.DistinctOn != nil {
		p.w(" ON (")
		p.exprs(s.DistinctOn)
		p.w(")")
	}
	p.selectItems(s.Items)
	if s.Into != nil {
		p.clause(2, "INTO ")
		p.persistence(s.Into.Persistence)
		p.w("TABLE ")
		p.name(s.Into.Table)
	}
	if s.From != nil {
		p.clause(3, "FROM ")
		p.tables(s.From)
	}
	p.where(s.Where)
	if s.GroupBy != nil {
		p.clause(2, "GROUP BY ")
		p.groupBy(s.GroupBy)
	}
	if s.Having != nil {
		p.clause(2, "HAVING ")
		p.expr(s.Having, 0)
	}
	if s.Windows != nil {
		p.clause(2, "WINDOW ")
		list2(p, s.Windows, func(w *Window) {
			p.id(w.Name)
			p.w(" AS ")
			p.window(w)
		})
	}
	if s.Qualify != nil {
		p.clause(2, "QUALIFY ")
		p.expr(s.Qualify, 0)
	}
}

func (p *printer) where(x Expr) {
	if x != nil {
		p.clause(2, "WHERE ")
		p.expr(x, 0)
	}
}

func (p *printer) selectItems(list []*SelectItem) {
	for i, it := range list {
		switch {
		case i == 0:
			p.w(" ")
		case p.pretty:
			p.w(",")
			p.clause(4, "")
		default:
			p.w(", ")
		}
		p.selectItem(it)
	}
}

func (p *printer) selectItem(it *SelectItem) {
	p.expr(it.X, 0)
	if it.Alias.Name != "" {
		p.w(" AS ")
		p.id(it.Alias.Name)
	}
}

func (p *printer) persistence(k Persistence) {
	p.w([...]string{"", "TEMPORARY ", "UNLOGGED "}[k])
}

func (p *printer) groupBy(g *GroupBy) {
	if g.All {
		p.w("ALL")
		return
	}
	p.opt(g.Distinct, "DISTINCT ")
	list2(p, g.Items, p.groupItem)
}

func (p *printer) groupItem(g GroupItem) {
	switch g.Kind {
	case GroupExpr:
		p.expr(g.X, 0)
	case GroupEmpty:
		p.w("()")
	case GroupRollup:
		p.w("ROLLUP ")
		paren(p, g.Items, p.groupItem)
	case GroupCube:
		p.w("CUBE ")
		paren(p, g.Items, p.groupItem)
	case GroupSets:
		p.w("GROUPING SETS ")
		paren(p, g.Items, p.groupItem)
	}
}

func (p *printer) orderBy(list []*SortItem) {
	p.w("ORDER BY ")
	list2(p, list, p.sortItem)
}

func (p *printer) sortItem(s *SortItem) {
	p.expr(s.X, 0)
	p.sortSuffix(s)
}

func (p *printer) sortSuffix(s *SortItem) {
	if s.Dir == SortUsing {
		p.w(" USING ")
		p.op(s.UsingPath, s.UsingOp)
	}
	p.w([...]string{"", " ASC", " DESC", ""}[s.Dir], [...]string{"", " NULLS FIRST", " NULLS LAST"}[s.Nulls])
}
