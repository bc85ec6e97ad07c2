package mysql

import (
	"github.com/pingcap/tidb/pkg/parser/ast"

	"github.com/tarndb/tarn/sql/parse"
)

// query turns a SELECT or a set operation.
func (t *translator) query(n ast.Node) *parse.Query {
	q := &parse.Query{Span: t.span, Body: &parse.Select{Span: t.span}}
	if !t.enter() {
		return q
	}
	defer t.leave()
	switch n := n.(type) {
	case *ast.SelectStmt:
		q.With = t.with(n.With)
		q.Body = t.selectCore(n)
		q.OrderBy = t.orderBy(n.OrderBy)
		t.limit(q, n.Limit)
		t.locking(q, n.LockInfo)
	case *ast.SetOprStmt:
		q.With = t.with(n.With)
		q.Body = t.setList(n.SelectList)
		q.OrderBy = t.orderBy(n.OrderBy)
		t.limit(q, n.Limit)
	case *ast.SetOprSelectList:
		q.With = t.with(n.With)
		q.Body = t.setList(n)
		q.OrderBy = t.orderBy(n.OrderBy)
		t.limit(q, n.Limit)
	case *ast.SubqueryExpr:
		return t.query(n.Query)
	default:
		t.unsupported("this query")
	}
	return q
}

func (t *translator) subquery(n ast.ExprNode) *parse.Query {
	if s, ok := n.(*ast.SubqueryExpr); ok {
		return t.query(s.Query)
	}
	t.unsupported("this subquery")
	return &parse.Query{Span: t.span, Body: &parse.Select{Span: t.span}}
}

// setList turns a UNION b EXCEPT c …. The grammar gives a flat list; INTERSECT binds
// more strongly.
func (t *translator) setList(n *ast.SetOprSelectList) parse.QueryBody {
	var bodies []parse.QueryBody
	var ops []ast.SetOprType
	for i, sel := range n.Selects {
		q := t.query(sel)
		if after := afterOperator(sel); i > 0 && after != nil {
			ops = append(ops, *after)
		} else if i > 0 {
			ops = append(ops, ast.Union)
		}
		bodies = append(bodies, bodyOf(q))
	}
	if len(bodies) == 0 || t.err != nil {
		return &parse.Select{Span: t.span}
	}
	strong := func(o ast.SetOprType) bool { return o == ast.Intersect || o == ast.IntersectAll }
	bodies, ops = t.fold(bodies, ops, strong)
	bodies, _ = t.fold(bodies, ops, func(ast.SetOprType) bool { return true })
	return bodies[0]
}

// fold joins neighbours from the left by the operators that pick chooses.
func (t *translator) fold(bodies []parse.QueryBody, ops []ast.SetOprType, pick func(ast.SetOprType) bool) ([]parse.QueryBody, []ast.SetOprType) {
	out, left := bodies[:1:1], ops[:0:0]
	for i, o := range ops {
		if !pick(o) {
			out, left = append(out, bodies[i+1]), append(left, o)
			continue
		}
		s := &parse.SetOp{Span: t.span, L: out[len(out)-1], R: bodies[i+1]}
		s.All = o == ast.UnionAll || o == ast.ExceptAll || o == ast.IntersectAll
		switch o {
		case ast.Except, ast.ExceptAll:
			s.Op = parse.Except
		case ast.Intersect, ast.IntersectAll:
			s.Op = parse.Intersect
		}
		out[len(out)-1] = s
	}
	return out, left
}

func afterOperator(n ast.Node) *ast.SetOprType {
	switch n := n.(type) {
	case *ast.SelectStmt:
		return n.AfterSetOperator
	case *ast.SetOprSelectList:
		return n.AfterSetOperator
	}
	return nil
}

// bodyOf drops a query that holds nothing but its body.
func bodyOf(q *parse.Query) parse.QueryBody {
	if q.With == nil && q.OrderBy == nil && q.Limit == nil && q.Offset == nil && q.Locking == nil {
		return q.Body
	}
	return q
}

func (t *translator) with(n *ast.WithClause) *parse.With {
	if n == nil {
		return nil
	}
	w := &parse.With{Span: t.span, Recursive: n.IsRecursive}
	for _, c := range n.CTEs {
		cte := &parse.CTE{Span: t.span, Name: t.ident(c.Name.L), Stmt: t.query(c.Query)}
		for _, col := range c.ColNameList {
			cte.Columns = append(cte.Columns, t.ident(col.L))
		}
		w.CTEs = append(w.CTEs, cte)
	}
	return w
}

// selectCore turns one SELECT, VALUES or TABLE.
func (t *translator) selectCore(n *ast.SelectStmt) parse.QueryBody {
	if n.Kind == ast.SelectStmtKindValues {
		v := &parse.Values{Span: t.span}
		for _, row := range n.Lists {
			v.Rows = append(v.Rows, t.exprs(row.Values))
		}
		return v
	}
	if n.SelectIntoOpt != nil {
		t.unsupported("SELECT INTO")
	}
	s := &parse.Select{Span: t.span, Distinct: n.Distinct}
	if n.Fields != nil {
		for _, f := range n.Fields.Fields {
			s.Items = append(s.Items, t.field(f))
		}
	}
	if n.From != nil && n.From.TableRefs != nil {
		s.From = []parse.TableExpr{t.join(n.From.TableRefs)}
	}
	s.Where = t.expr(n.Where)
	s.GroupBy = t.groupBy(n.GroupBy)
	if n.Having != nil {
		s.Having = t.expr(n.Having.Expr)
	}
	for i := range n.WindowSpecs {
		w := t.windowSpec(&n.WindowSpecs[i])
		w.Name = n.WindowSpecs[i].Name.L
		s.Windows = append(s.Windows, w)
	}
	return s
}

func (t *translator) field(f *ast.SelectField) *parse.SelectItem {
	it := &parse.SelectItem{Span: t.span, Alias: t.ident(f.AsName.L)}
	if f.WildCard != nil {
		it.X = &parse.Star{Span: t.span, Table: t.name(f.WildCard.Schema.L, f.WildCard.Table.L).Parts}
		return it
	}
	it.X = t.expr(f.Expr)
	return it
}

func (t *translator) groupBy(n *ast.GroupByClause) *parse.GroupBy {
	if n == nil {
		return nil
	}
	g := &parse.GroupBy{Span: t.span}
	for _, it := range n.Items {
		g.Items = append(g.Items, parse.GroupItem{Span: t.span, X: t.expr(it.Expr)})
	}
	if n.Rollup {
		g.Items = []parse.GroupItem{{Span: t.span, Kind: parse.GroupRollup, Items: g.Items}}
	}
	return g
}

// orderBy turns ORDER BY. MySQL sorts NULL as the smallest value.
func (t *translator) orderBy(n *ast.OrderByClause) []*parse.SortItem {
	if n == nil {
		return nil
	}
	return t.sortItems(n.Items)
}

func (t *translator) sortItems(items []*ast.ByItem) []*parse.SortItem {
	var list []*parse.SortItem
	for _, it := range items {
		s := &parse.SortItem{Span: t.span, X: t.expr(it.Expr), Nulls: parse.NullsFirst}
		if it.Desc {
			s.Dir, s.Nulls = parse.SortDesc, parse.NullsLast
		}
		list = append(list, s)
	}
	return list
}

func (t *translator) limit(q *parse.Query, n *ast.Limit) {
	if n != nil {
		q.Limit, q.Offset = t.expr(n.Count), t.expr(n.Offset)
	}
}

func (t *translator) locking(q *parse.Query, n *ast.SelectLockInfo) {
	if n == nil || n.LockType == ast.SelectLockNone {
		return
	}
	l := &parse.Locking{Span: t.span}
	switch n.LockType {
	case ast.SelectLockForShare, ast.SelectLockForShareNoWait, ast.SelectLockForShareSkipLocked:
		l.Strength = parse.ForShare
	}
	switch n.LockType {
	case ast.SelectLockForUpdateNoWait, ast.SelectLockForShareNoWait:
		l.Wait = parse.LockNoWait
	case ast.SelectLockForUpdateSkipLocked, ast.SelectLockForShareSkipLocked:
		l.Wait = parse.LockSkip
	}
	for _, name := range n.Tables {
		l.Of = append(l.Of, t.tableName(name))
	}
	q.Locking = append(q.Locking, l)
}

// join turns a FROM clause: the grammar gives one tree of joins.
func (t *translator) join(n ast.ResultSetNode) parse.TableExpr {
	if !t.enter() {
		return nil
	}
	defer t.leave()
	switch n := n.(type) {
	case *ast.Join:
		if n.Right == nil {
			return t.join(n.Left)
		}
		return t.joinPair(n)
	case *ast.TableSource:
		return t.source(n)
	case *ast.TableName:
		return &parse.TableRef{Span: t.span, Name: t.tableName(n)}
	}
	t.unsupported("this FROM item")
	return nil
}

func (t *translator) joinPair(n *ast.Join) parse.TableExpr {
	j := &parse.JoinExpr{Span: t.span, L: t.join(n.Left), R: t.join(n.Right), Natural: n.NaturalJoin}
	switch n.Tp {
	case ast.LeftJoin:
		j.Kind = parse.LeftJoin
	case ast.RightJoin:
		j.Kind = parse.RightJoin
	}
	for _, c := range n.Using {
		j.Using = append(j.Using, t.ident(c.Name.L))
	}
	if n.On != nil {
		j.On = t.expr(n.On.Expr)
	}
	if j.On == nil && j.Using == nil && !j.Natural {
		if j.Kind != parse.InnerJoin {
			t.unsupported("an outer join without a condition")
		}
		j.Kind = parse.CrossJoin
	}
	return j
}

// source turns a table or subquery with its alias.
func (t *translator) source(n *ast.TableSource) parse.TableExpr {
	var alias *parse.Alias
	if n.AsName.L != "" {
		alias = &parse.Alias{Span: t.span, Name: n.AsName.L}
		for _, c := range n.ColumnNames {
			alias.Columns = append(alias.Columns, t.ident(c.L))
		}
	}
	switch s := n.Source.(type) {
	case *ast.TableName:
		if s.TableSample != nil || len(s.PartitionNames) > 0 || s.AsOf != nil {
			t.unsupported("this table option")
		}
		return &parse.TableRef{Span: t.span, Name: t.tableName(s), Alias: alias}
	case *ast.SelectStmt, *ast.SetOprStmt:
		return &parse.SubqueryRef{Span: t.span, Lateral: n.Lateral, Query: t.query(s), Alias: alias}
	case *ast.Join:
		return t.join(s)
	}
	t.unsupported("this FROM item")
	return nil
}
