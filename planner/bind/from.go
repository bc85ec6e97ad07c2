package bind

import (
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
)

// fromClause binds a FROM list: items are joined by cross joins, and each sees those
// before it when it is lateral.
func (b *Binder) fromClause(list []parse.TableExpr, sc *scope) (plan.Node, error) {
	var node plan.Node
	for _, te := range list {
		n, items, err := b.tableExpr(te, sc)
		if err != nil {
			return nil, err
		}
		for _, it := range items {
			it.lateralOnly, it.lateralOK = true, true
			if err := b.addItem(sc, it); err != nil {
				return nil, err
			}
		}
		if node == nil {
			node = n
		} else {
			node = &plan.Join{Kind: plan.Inner, L: node, R: n}
		}
	}
	for _, it := range sc.items {
		it.lateralOnly = false
	}
	return node, nil
}

// tableExpr binds one FROM item and gives the names it brings.
func (b *Binder) tableExpr(te parse.TableExpr, sc *scope) (plan.Node, []*nsItem, error) {
	switch te := te.(type) {
	case *parse.TableRef:
		return b.tableRef(te, sc)
	case *parse.FileRef:
		return b.fileRef(te)
	case *parse.SubqueryRef:
		return b.subqueryRef(te, sc)
	case *parse.FuncRef:
		return b.funcRef(te, sc)
	case *parse.JoinExpr:
		return b.join(te, sc)
	case *parse.XMLTableRef:
		return nil, nil, b.unsupported(te.Pos, "XMLTABLE")
	}
	return nil, nil, b.unsupported(te.Range().Pos, "this FROM item")
}

func (b *Binder) subqueryRef(te *parse.SubqueryRef, sc *scope) (plan.Node, []*nsItem, error) {
	outer := sc.parent
	if te.Lateral {
		outer = sc
	} else {
		b.hidden = append(b.hidden, sc)
		defer func() { b.hidden = b.hidden[:len(b.hidden)-1] }()
	}
	r, err := b.query(te.Query, outer, sc.ctes)
	if err != nil {
		return nil, nil, err
	}
	if err := b.resolveUnknownOutputs(r); err != nil {
		return nil, nil, err
	}
	it := &nsItem{}
	for _, c := range r.cols {
		it.cols = append(it.cols, nsCol{name: c.Name, col: c.Col, relOID: c.RelOID, attnum: c.Attnum})
	}
	b.uniqueCols(r, it)
	if err := b.alias(it, te.Alias); err != nil {
		return nil, nil, err
	}
	return r.node, []*nsItem{it}, nil
}

// uniqueCols gives a column that is selected twice a second ID, so that each name of the
// derived table has its own.
func (b *Binder) uniqueCols(r *result, it *nsItem) {
	var seen plan.ColSet
	for _, c := range r.cols {
		if seen.Has(c.Col.ID) {
			b.trim(r)
			for i := range r.cols {
				it.cols[i].col = r.cols[i].Col
			}
			return
		}
		seen.Add(c.Col.ID)
	}
}

// alias names an item and its columns.
func (b *Binder) alias(it *nsItem, a *parse.Alias) error {
	if a == nil {
		return nil
	}
	it.name, it.schema = a.Name, ""
	if len(a.Columns) > len(it.cols) {
		return b.errAt(a.Pos, pgerr.InvalidColumnReference,
			"table \"%s\" has %d columns available but %d columns specified", a.Name, len(it.cols), len(a.Columns))
	}
	for i, c := range a.Columns {
		it.cols[i].name = c.Name
	}
	return nil
}

// join binds a JOIN. RIGHT joins become LEFT ones with the inputs swapped.
func (b *Binder) join(j *parse.JoinExpr, sc *scope) (plan.Node, []*nsItem, error) {
	l, litems, err := b.tableExpr(j.L, sc)
	if err != nil {
		return nil, nil, err
	}
	lateralOK := j.Kind != parse.RightJoin && j.Kind != parse.FullJoin
	mark := len(sc.items)
	for _, it := range litems {
		it.lateralOnly, it.lateralOK = true, lateralOK
		sc.items = append(sc.items, it)
	}
	r, ritems, err := b.tableExpr(j.R, sc)
	sc.items = sc.items[:mark]
	if err != nil {
		return nil, nil, err
	}
	for _, it := range litems {
		it.lateralOnly = false
	}
	jb := &joinBinder{b: b, j: j, l: l, r: r, litems: litems, ritems: ritems}
	jb.sc = newScope(sc.parent, sc.ctes)
	jb.sc.from.Union(plan.OutSet(l))
	jb.sc.from.Union(plan.OutSet(r))
	for _, its := range [][]*nsItem{litems, ritems} {
		for _, it := range its {
			if err := b.addItem(jb.sc, it); err != nil {
				return nil, nil, err
			}
		}
	}
	return jb.bind()
}

// joinBinder binds one JOIN whose sides are bound.
type joinBinder struct {
	b              *Binder
	j              *parse.JoinExpr
	sc             *scope // both sides, for ON
	l, r           plan.Node
	litems, ritems []*nsItem
	conds          []plan.Expr
	merged         []nsCol
	mergedL        map[plan.ColID]bool // columns that USING hides
	post           *plan.Project       // computes merged columns
}

func (jb *joinBinder) bind() (plan.Node, []*nsItem, error) {
	j := jb.j
	using := j.Using
	if j.Natural {
		using = jb.naturalCols()
	}
	switch {
	case j.On != nil:
		x := &exprBinder{b: jb.b, sc: jb.sc, clause: "JOIN conditions"}
		c, err := x.cond(j.On, "JOIN/ON")
		if err != nil {
			return nil, nil, err
		}
		jb.conds = plan.Conjuncts(nil, c)
	case len(using) > 0:
		if err := jb.using(using); err != nil {
			return nil, nil, err
		}
	}
	node, err := jb.node()
	if err != nil {
		return nil, nil, err
	}
	return node, jb.items(len(using) > 0), nil
}

// node makes the Join and, where merged columns are computed, the projection over it.
func (jb *joinBinder) node() (plan.Node, error) {
	n := &plan.Join{L: jb.l, R: jb.r, Residual: jb.conds}
	switch jb.j.Kind {
	case parse.LeftJoin:
		n.Kind = plan.Left
	case parse.RightJoin:
		n.Kind, n.L, n.R = plan.Left, jb.r, jb.l
	case parse.FullJoin:
		n.Kind = plan.Full
	case parse.SemiJoin:
		n.Kind = plan.Semi
	case parse.AntiJoin:
		n.Kind = plan.Anti
	case parse.AsofJoin, parse.AsofLeftJoin:
		if err := jb.asof(n); err != nil {
			return nil, err
		}
	}
	if jb.post == nil {
		return n, nil
	}
	p := passThrough(n)
	p.Exprs, p.Out = append(p.Exprs, jb.post.Exprs...), append(p.Out, jb.post.Out...)
	return p, nil
}

// asof splits the condition of an ASOF join into equalities and its one inequality.
func (jb *joinBinder) asof(n *plan.Join) error {
	n.Kind = plan.AsOf
	if jb.j.Kind == parse.AsofLeftJoin {
		n.Kind = plan.AsOfLeft
	}
	left := plan.OutSet(jb.l)
	var rest []plan.Expr
	for _, c := range jb.conds {
		call, ok := c.(*plan.Call)
		if !ok || len(call.Args) != 2 || !isInequality(opName(call)) {
			rest = append(rest, c)
			continue
		}
		if n.AsOf != nil {
			return jb.b.unsupported(jb.j.Pos, "ASOF JOIN with more than one inequality")
		}
		l, r, op := call.Args[0], call.Args[1], opName(call)
		if !plan.ExprCols(l).SubsetOf(left) {
			l, r, op = r, l, flipOp(op)
		}
		both, _, err := jb.b.common([]plan.Expr{l, r}, []int{-1, -1}, "ASOF JOIN")
		if err != nil {
			return err
		}
		n.AsOf = &plan.AsOfCond{L: both[0], R: both[1], Op: op}
	}
	if n.AsOf == nil {
		return jb.b.errAt(jb.j.KeywordPos, pgerr.SyntaxError, "ASOF JOIN needs an inequality in its condition")
	}
	n.Residual = rest
	return nil
}

func isInequality(op string) bool { return op == "<" || op == "<=" || op == ">" || op == ">=" }

func flipOp(op string) string {
	return map[string]string{"<": ">", "<=": ">=", ">": "<", ">=": "<="}[op]
}

// naturalCols lists the column names both sides have, in left order.
func (jb *joinBinder) naturalCols() []parse.Ident {
	var out []parse.Ident
	for _, l := range visibleCols(jb.litems) {
		for _, r := range visibleCols(jb.ritems) {
			if l.name == r.name {
				out = append(out, parse.Ident{Span: jb.j.Span, Name: l.name})
				break
			}
		}
	}
	return out
}

func visibleCols(items []*nsItem) []nsCol {
	var out []nsCol
	for _, it := range items {
		if !it.noCols {
			out = append(out, it.cols...)
		}
	}
	return out
}

// using equates the named columns of both sides and merges each pair into one column.
func (jb *joinBinder) using(names []parse.Ident) error {
	jb.mergedL = map[plan.ColID]bool{}
	for i, id := range names {
		for _, o := range names[:i] {
			if o.Name == id.Name {
				return jb.b.errAt(id.Pos, pgerr.DuplicateColumn, "column name \"%s\" appears more than once in USING clause", id.Name)
			}
		}
		l, err := jb.usingCol(jb.litems, id, "left")
		if err != nil {
			return err
		}
		r, err := jb.usingCol(jb.ritems, id, "right")
		if err != nil {
			return err
		}
		op := "="
		if (jb.j.Kind == parse.AsofJoin || jb.j.Kind == parse.AsofLeftJoin) && i == len(names)-1 {
			op = ">="
		}
		c, err := jb.b.op(op, l.col.Ref(), r.col.Ref(), id.Pos, id.Pos, id.Pos)
		if err != nil {
			return err
		}
		jb.conds = append(jb.conds, c)
		jb.mergedL[l.col.ID], jb.mergedL[r.col.ID] = true, true
		if err := jb.merge(id, l, r); err != nil {
			return err
		}
	}
	return nil
}

func (jb *joinBinder) usingCol(items []*nsItem, id parse.Ident, side string) (nsCol, error) {
	var found *nsCol
	cols := visibleCols(items)
	for i := range cols {
		if cols[i].name != id.Name {
			continue
		}
		if found != nil {
			return nsCol{}, jb.b.errAt(id.Pos, pgerr.AmbiguousColumn,
				"common column name \"%s\" appears more than once in %s table", id.Name, side)
		}
		found = &cols[i]
		found.read()
	}
	if found == nil {
		return nsCol{}, jb.b.errAt(id.Pos, pgerr.UndefinedColumn,
			"column \"%s\" specified in USING clause does not exist in %s table", id.Name, side)
	}
	return *found, nil
}

// merge decides which value the merged column has: the preserved side's, or for FULL the
// first that is not NULL.
func (jb *joinBinder) merge(id parse.Ident, l, r nsCol) error {
	both, t, err := jb.b.common([]plan.Expr{l.col.Ref(), r.col.Ref()}, []int{id.Pos, id.Pos}, "JOIN/USING")
	if err != nil {
		return err
	}
	var v plan.Expr
	from := l
	switch jb.j.Kind {
	case parse.FullJoin:
		v = &plan.Coalesce{Args: both, T: t}
	case parse.RightJoin:
		v, from = both[1], r
	default:
		v = both[0]
	}
	if _, ok := v.(*plan.Col); !ok {
		if jb.post == nil {
			jb.post = &plan.Project{}
		}
		c := jb.b.space.NewCol(id.Name, v.Type(), false)
		jb.post.Exprs, jb.post.Out = append(jb.post.Exprs, v), append(jb.post.Out, c)
		from = nsCol{col: c}
	}
	from.name = id.Name
	jb.merged = append(jb.merged, from)
	return nil
}

// items lists the names visible after the join.
func (jb *joinBinder) items(using bool) []*nsItem {
	semi := jb.j.Kind == parse.SemiJoin || jb.j.Kind == parse.AntiJoin
	under := jb.litems
	if !semi {
		under = append(append([]*nsItem{}, jb.litems...), jb.ritems...)
	}
	if !using && jb.j.Alias == nil {
		return under
	}
	it := &nsItem{cols: jb.merged}
	for _, c := range visibleCols(under) {
		if !jb.mergedL[c.col.ID] {
			it.cols = append(it.cols, c)
		}
	}
	out := append([]*nsItem{}, under...)
	for _, u := range under {
		u.noCols = true
		if jb.j.Alias != nil {
			u.noRel = true
		}
	}
	if a := jb.j.UsingAlias; a != nil {
		out = append(out, &nsItem{name: a.Name, cols: jb.merged, noCols: true, using: true})
	}
	if jb.j.Alias != nil {
		if err := jb.b.alias(it, jb.j.Alias); err != nil {
			return append(out, it)
		}
	} else {
		it.noRel = true
	}
	return append(out, it)
}
