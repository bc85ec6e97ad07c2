package bind

import (
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// item is one expression of the select list, or one added for ORDER BY.
type item struct {
	name   string
	expr   plan.Expr
	off    int
	src    parse.Expr // nil for star columns
	relOID uint32
	attnum int16
}

// orderKey is an ORDER BY key: an item with a direction.
type orderKey struct {
	item             int
	desc, nullsFirst bool
}

// selectBinder binds one SELECT with the ORDER BY and LIMIT around it.
type selectBinder struct {
	b     *Binder
	s     *parse.Select
	q     *parse.Query // nil for an arm of a set operation
	sc    *scope
	node  plan.Node
	items []item
	nvis  int // visible items; those after are for ORDER BY

	groupKeys  []plan.Expr
	groupSets  [][]int // nil: plain GROUP BY
	grouped    bool
	having     plan.Expr
	qualify    plan.Expr
	order      []orderKey
	distinctOn []int
}

// selectQuery binds a SELECT. keepUnknown leaves undecided literals for the set
// operation around it to type.
func (b *Binder) selectQuery(s *parse.Select, q *parse.Query, outer *scope, ctes *cteScope, keepUnknown bool) (*result, error) {
	if s.Into != nil {
		return nil, b.unsupported(s.Into.Pos, "SELECT INTO here")
	}
	sb := &selectBinder{b: b, s: s, q: q, sc: newScope(outer, ctes)}
	sb.sc.sel = &selectState{defs: s.Windows}
	for _, step := range []func() error{sb.from, sb.list, sb.where, sb.groupBy, sb.bindHaving, sb.bindQualify} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	if !keepUnknown || s.Distinct {
		if err := sb.settle(); err != nil {
			return nil, err
		}
	}
	if err := sb.orderBy(); err != nil {
		return nil, err
	}
	if err := sb.bindDistinct(); err != nil {
		return nil, err
	}
	if err := sb.recursiveTerm(); err != nil {
		return nil, err
	}
	return sb.build()
}

// recursiveTerm checks the level that refers to the recursive query around it and
// carries the hidden columns of that reference along.
func (sb *selectBinder) recursiveTerm() error {
	for _, it := range sb.sc.items {
		if !it.selfRef {
			continue
		}
		if len(sb.sc.sel.aggs) > 0 {
			return sb.b.errAt(sb.sc.sel.aggOffs[0], pgerr.InvalidRecursion,
				"aggregate functions are not allowed in a recursive query's recursive term")
		}
		if len(it.hidden) > 0 && (sb.grouped || sb.s.GroupBy != nil || sb.s.Distinct || len(sb.s.DistinctOn) > 0) {
			return sb.b.unsupported(sb.s.Pos, "SEARCH or CYCLE over a grouped recursive term")
		}
		for _, c := range it.hidden {
			sb.items = append(sb.items, item{name: c.Name, expr: c.Ref(), off: sb.s.Pos})
		}
	}
	return nil
}

// in gives the expression binder of a clause.
func (sb *selectBinder) in(clause string, aggs, wins, srfs bool) *exprBinder {
	sb.sc.sel.clause, sb.sc.sel.aggsOK = clause, aggs
	return &exprBinder{b: sb.b, sc: sb.sc, clause: clause, aggs: aggs, wins: wins, srfs: srfs}
}

func (sb *selectBinder) from() error {
	if len(sb.s.From) == 0 {
		sb.node = &plan.Values{Rows: [][]plan.Expr{{}}}
		return nil
	}
	n, err := sb.b.fromClause(sb.s.From, sb.sc)
	if err != nil {
		return err
	}
	sb.node = n
	sb.sc.from.Union(plan.OutSet(n))
	return nil
}

func (sb *selectBinder) where() error {
	if sb.s.Where == nil {
		return nil
	}
	c, err := sb.in("WHERE", false, false, false).cond(sb.s.Where, "WHERE")
	if err != nil {
		return err
	}
	sb.node = &plan.Filter{Input: sb.node, Conds: plan.Conjuncts(nil, c)}
	return nil
}

// list binds the select list, expanding stars.
func (sb *selectBinder) list() error {
	return sb.listIn(sb.in("SELECT", true, true, true))
}

func (sb *selectBinder) listIn(x *exprBinder) error {
	sb.items = make([]item, 0, len(sb.s.Items)+4)
	for _, it := range sb.s.Items {
		var err error
		switch e := it.X.(type) {
		case *parse.Star:
			err = sb.starItems(x, e)
		case *parse.Indirection:
			if n := len(e.Steps); e.Steps[n-1].Kind == parse.StepStar {
				err = sb.rowItems(x, e)
			} else {
				err = sb.plainItem(x, it)
			}
		default:
			err = sb.plainItem(x, it)
		}
		if err != nil {
			return err
		}
	}
	sb.nvis = len(sb.items)
	return nil
}

func (sb *selectBinder) plainItem(x *exprBinder, it *parse.SelectItem) error {
	v, err := x.bind(it.X)
	if err != nil {
		return err
	}
	name := it.Alias.Name
	if name == "" {
		name = itemName(it.X)
	}
	i := item{name: name, expr: v, off: it.X.Range().Pos, src: it.X}
	i.relOID, i.attnum = sb.b.origin(v)
	sb.items = append(sb.items, i)
	return nil
}

// origin finds the table column behind a plain column reference.
func (b *Binder) origin(e plan.Expr) (uint32, int16) {
	c, ok := e.(*plan.Col)
	if !ok {
		return 0, 0
	}
	for i := len(b.colRefs) - 1; i >= 0; i-- {
		if b.colRefs[i].col != c {
			continue
		}
		for _, nc := range b.colRefs[i].item.cols {
			if nc.col.ID == c.ID {
				return nc.relOID, nc.attnum
			}
		}
	}
	return 0, 0
}

func (sb *selectBinder) rowItems(x *exprBinder, e *parse.Indirection) error {
	inner := *e
	inner.Steps = e.Steps[:len(e.Steps)-1]
	v, err := x.indirection(&inner)
	if err != nil {
		return err
	}
	cols, err := x.expandRow(v, e.Pos)
	if err != nil {
		return err
	}
	for _, c := range cols {
		sb.items = append(sb.items, item{name: c.name, expr: c.expr, off: e.Pos})
	}
	return nil
}

// starItems expands a star with its EXCLUDE, REPLACE and RENAME lists.
func (sb *selectBinder) starItems(x *exprBinder, s *parse.Star) error {
	cols, err := x.star(s)
	if err != nil {
		return err
	}
	sb.b.usesStar(s, cols)
	drop := map[string]bool{}
	for _, id := range s.Exclude {
		if !hasStarCol(cols, id.Name) {
			return sb.b.errAt(id.Pos, pgerr.UndefinedColumn, "column \"%s\" does not exist", id.Name)
		}
		drop[id.Name] = true
	}
	for _, c := range cols {
		if drop[c.name] {
			continue
		}
		it := item{name: c.name, off: s.Pos}
		if r := replacement(s, c.name); r != nil {
			if it.expr, err = x.bind(r.X); err != nil {
				return err
			}
		} else {
			it.expr = x.starValue(c, s.Pos)
			if c.item != nil {
				nc := &c.item.cols[c.idx]
				it.relOID, it.attnum = nc.relOID, nc.attnum
			}
		}
		for _, r := range s.Rename {
			if r.From.Name == c.name {
				it.name = r.To.Name
			}
		}
		sb.items = append(sb.items, it)
	}
	for _, r := range s.Replace {
		if !hasStarCol(cols, r.Alias.Name) {
			return sb.b.errAt(r.Pos, pgerr.UndefinedColumn, "column \"%s\" does not exist", r.Alias.Name)
		}
	}
	return nil
}

func hasStarCol(cols []starCol, name string) bool {
	for _, c := range cols {
		if c.name == name {
			return true
		}
	}
	return false
}

func replacement(s *parse.Star, name string) *parse.SelectItem {
	for _, r := range s.Replace {
		if r.Alias.Name == name {
			return r
		}
	}
	return nil
}

func (sb *selectBinder) bindHaving() error {
	if sb.s.Having == nil {
		return nil
	}
	sb.grouped = true
	c, err := sb.in("HAVING", true, false, false).cond(sb.s.Having, "HAVING")
	sb.having = c
	return err
}

// bindQualify binds QUALIFY; like DuckDB and Databricks it may name select aliases.
func (sb *selectBinder) bindQualify() error {
	if sb.s.Qualify == nil {
		return nil
	}
	x := sb.in("QUALIFY", true, true, false)
	x.hint = func(name string) plan.Expr {
		for i := range sb.items[:sb.nvis] {
			if sb.items[i].name == name {
				return sb.items[i].expr
			}
		}
		return nil
	}
	c, err := x.cond(sb.s.Qualify, "QUALIFY")
	sb.qualify = c
	return err
}

// settle makes undecided select items text.
func (sb *selectBinder) settle() error {
	for i := range sb.items {
		v, err := sb.b.toText(sb.items[i].expr)
		if err != nil {
			return err
		}
		sb.items[i].expr = v
	}
	return nil
}

func (sb *selectBinder) bindDistinct() error {
	if len(sb.s.DistinctOn) == 0 {
		if !sb.s.Distinct {
			return nil
		}
		for _, o := range sb.order {
			if o.item >= sb.nvis {
				return sb.b.errAt(sb.items[o.item].off, pgerr.InvalidColumnReference,
					"for SELECT DISTINCT, ORDER BY expressions must appear in select list")
			}
		}
		return sb.checkHashable()
	}
	for _, e := range sb.s.DistinctOn {
		i, err := sb.target(e, "DISTINCT ON")
		if err != nil {
			return err
		}
		sb.distinctOn = append(sb.distinctOn, i)
	}
	return sb.matchDistinctOn()
}

// checkHashable refuses DISTINCT over types without equality.
func (sb *selectBinder) checkHashable() error {
	for i := range sb.items[:sb.nvis] {
		it := &sb.items[i]
		switch t := it.expr.Type(); t.OID {
		case types.JSON, types.XML, types.JSONPath:
			return sb.b.errAt(it.off, pgerr.UndefinedFunction, "could not identify an equality operator for type %s", t)
		}
	}
	return nil
}

// matchDistinctOn demands that ORDER BY begin with the DISTINCT ON expressions.
func (sb *selectBinder) matchDistinctOn() error {
	on := map[int]bool{}
	for _, i := range sb.distinctOn {
		on[i] = true
	}
	seen := 0
	counted := map[int]bool{}
	for _, o := range sb.order {
		if on[o.item] {
			if !counted[o.item] {
				counted[o.item] = true
				seen++
			}
			continue
		}
		if seen < len(on) {
			off := sb.s.DistinctOn[0].Range().Pos
			return sb.b.errAt(off, pgerr.InvalidColumnReference,
				"SELECT DISTINCT ON expressions must match initial ORDER BY expressions")
		}
		break
	}
	return nil
}
