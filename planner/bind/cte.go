package bind

import (
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// cteDef is one name of a WITH clause while its query is bound.
type cteDef struct {
	name string
	cte  *plan.CTE
	cols []OutCol
	// working: inside its own recursive term; forbidden: inside its non-recursive term.
	working, forbidden bool
	uses, selfUses     int
	materialize        parse.Materialize
	// step is set for the names of a WITH clause that changes data: their rows are handed
	// over in a table.
	step *Step
	// hidden are columns that SEARCH and CYCLE add; the recursive term has them in its
	// reference (scan) but cannot name them. live keeps rows that are no cycle yet.
	hidden []OutCol
	scan   *plan.CTEScan
	live   func(n plan.Node, cols []plan.Column) (plan.Node, error)
}

// with binds the queries of a WITH clause in order; each sees those before it.
func (b *Binder) with(w *parse.With, outer *scope, ctes *cteScope) (*cteScope, []*cteDef, error) {
	for i, c := range w.CTEs {
		for _, d := range w.CTEs[:i] {
			if d.Name.Name == c.Name.Name {
				return nil, nil, b.errAt(c.Name.Pos, pgerr.DuplicateAlias, "WITH query name \"%s\" specified more than once", c.Name.Name)
			}
		}
	}
	list, recursive := w.CTEs, map[*parse.CTE]bool(nil)
	if w.Recursive {
		var err error
		if list, recursive, err = b.orderCTEs(w); err != nil {
			return nil, nil, err
		}
	}
	var defs []*cteDef
	for _, c := range list {
		if !recursive[c] && (c.Search != nil || c.Cycle != nil) {
			return nil, nil, b.errAt(c.Name.Pos, pgerr.SyntaxError, "WITH query is not recursive")
		}
		d, inner, err := b.cte(c, w.Recursive, outer, ctes)
		if err != nil {
			return nil, nil, err
		}
		defs = append(append(defs, inner...), d)
		ctes = &cteScope{parent: ctes, def: d}
	}
	return ctes, defs, nil
}

// cte binds one query of a WITH clause. inner are those of a WITH inside a recursive one,
// which both of its terms may read.
func (b *Binder) cte(c *parse.CTE, recursive bool, outer *scope, ctes *cteScope) (d *cteDef, inner []*cteDef, err error) {
	q, ok := c.Stmt.(*parse.Query)
	if !ok {
		return nil, nil, b.errAt(c.Pos, pgerr.FeatureNotSupported, "WITH clause containing a data-modifying statement must be at the top level")
	}
	b.cteIDs++
	d = &cteDef{name: c.Name.Name, cte: &plan.CTE{ID: b.cteIDs, Name: c.Name.Name}, materialize: c.Materialize}
	if s, ok := q.Body.(*parse.SetOp); ok && recursive && s.Op == parse.Union {
		if q.With != nil {
			if ctes, inner, err = b.with(q.With, outer, ctes); err != nil {
				return nil, nil, err
			}
		}
		return d, inner, b.recursive(d, c, q, outer, ctes)
	}
	r, err := b.query(q, outer, ctes)
	if err != nil {
		return nil, nil, err
	}
	return d, nil, b.finishCTE(d, c, r)
}

// finishCTE records the plan and names the columns.
func (b *Binder) finishCTE(d *cteDef, c *parse.CTE, r *result) error {
	if err := b.resolveUnknownOutputs(r); err != nil {
		return err
	}
	b.trim(r)
	d.cte.Plan, d.cols = r.node, r.cols
	return b.cteColumns(d, c)
}

func (b *Binder) cteColumns(d *cteDef, c *parse.CTE) error {
	if len(c.Columns) > len(d.cols) {
		return b.errAt(c.Name.Pos, pgerr.InvalidColumnReference,
			"WITH query \"%s\" has %d columns available but %d columns specified", d.name, len(d.cols), len(c.Columns))
	}
	d.cols = append([]OutCol(nil), d.cols...)
	for i, id := range c.Columns {
		d.cols[i].Name = id.Name
	}
	return nil
}

// recursive binds `a UNION [ALL] b` where b may name the CTE itself.
func (b *Binder) recursive(d *cteDef, c *parse.CTE, q *parse.Query, outer *scope, ctes *cteScope) error {
	s := q.Body.(*parse.SetOp)
	self := &cteScope{parent: ctes, def: d}
	d.forbidden = true
	l, err := b.body(s.L, outer, self)
	if err != nil {
		return err
	}
	d.forbidden = false
	if err := b.resolveUnknownOutputs(l); err != nil {
		return err
	}
	b.trim(l)
	d.cols = l.cols
	if err := b.cteColumns(d, c); err != nil {
		return err
	}
	t := &traversal{b: b, d: d, c: c}
	if err := t.start(s, l); err != nil {
		return err
	}
	d.cte.Plan = l.node
	d.working = true
	r, err := b.body(s.R, outer, self)
	d.working = false
	if err != nil {
		return err
	}
	if d.selfUses == 0 {
		return b.plainUnion(d, c, q, s, l, r, outer, ctes)
	}
	if err := b.step(d, q, s, l, r); err != nil {
		return err
	}
	if err := t.finish(r); err != nil {
		return err
	}
	d.cols = append(d.cols, d.hidden...)
	b.trim(r)
	d.cte.Step, d.cte.UnionAll = r.node, s.All
	for _, c := range r.cols {
		d.cte.StepMap = append(d.cte.StepMap, c.Col.ID)
	}
	return nil
}

func (b *Binder) plainUnion(d *cteDef, c *parse.CTE, q *parse.Query, s *parse.SetOp, l, r *result, outer *scope, ctes *cteScope) error {
	if err := b.matchArms(l, r, s); err != nil {
		return err
	}
	u := b.combine(s, l, r)
	if err := b.orderOutputs(u, q, outer, ctes); err != nil {
		return err
	}
	return b.finishCTE(d, c, u)
}

// step gives the recursive term the columns and types of the first one.
func (b *Binder) step(d *cteDef, q *parse.Query, s *parse.SetOp, l, r *result) error {
	if len(l.cols)-len(d.hidden) != len(r.cols) {
		return b.errAt(firstItem(s.R), pgerr.SyntaxError, "each UNION query must have the same number of columns")
	}
	for i := range r.cols {
		lt, rt := l.cols[i].Col.Type, r.cols[i].Col.Type
		if rt.OID == types.Unknown {
			if err := b.retype(r, i, lt, itemOff(s.R, i)); err != nil {
				return err
			}
			continue
		}
		if !types.Same(lt, rt) {
			if err := b.retype(r, i, lt, itemOff(s.R, i)); err != nil {
				return b.errAt(itemOff(s.L, i), pgerr.DatatypeMismatch,
					"recursive query \"%s\" column %d has type %s in non-recursive term but type %s overall", d.name, i+1, lt, rt).
					WithHint("Cast the output of the non-recursive term to the correct type.")
			}
		}
	}
	return nil
}

func (b *Binder) unsupportedRecursive(off int, what string) error {
	return b.errAt(off, pgerr.FeatureNotSupported, "%s in a recursive query is not implemented", what)
}

// cteRef binds a reference to a WITH name.
func (b *Binder) cteRef(d *cteDef, te *parse.TableRef) (plan.Node, []*nsItem, error) {
	if d.forbidden {
		d.selfUses++
		return nil, nil, b.errAt(te.Pos, pgerr.InvalidRecursion,
			"recursive reference to query \"%s\" must not appear within its non-recursive term", d.name)
	}
	if d.step != nil {
		return b.stepRef(d, te)
	}
	if te.Sample != nil {
		return nil, nil, b.errAt(te.Sample.Pos, pgerr.FeatureNotSupported, "TABLESAMPLE clause can only be applied to tables and materialized views")
	}
	n := &plan.CTEScan{CTE: d.cte, Working: d.working}
	if d.working {
		if d.selfUses > 0 {
			return nil, nil, b.errAt(te.Pos, pgerr.InvalidRecursion,
				"recursive reference to query \"%s\" must not appear more than once", d.name)
		}
		d.selfUses++
	} else {
		d.uses++
	}
	it := &nsItem{name: d.name, selfRef: d.working}
	for i, c := range d.cols {
		col := b.space.NewCol(c.Name, c.Col.Type, c.Col.NotNull && d.cte.Step == nil && !d.working)
		n.Pos = append(n.Pos, i)
		n.Out = append(n.Out, col)
		it.cols = append(it.cols, nsCol{name: c.Name, col: col, relOID: c.RelOID, attnum: c.Attnum})
	}
	if d.working && len(d.hidden) > 0 {
		return b.hiddenCols(d, n, it, te)
	}
	return n, []*nsItem{it}, b.alias(it, te.Alias)
}

// hiddenCols adds to the reference of the recursive term what SEARCH and CYCLE keep.
func (b *Binder) hiddenCols(d *cteDef, n *plan.CTEScan, it *nsItem, te *parse.TableRef) (plan.Node, []*nsItem, error) {
	var hidden []plan.Column
	for _, c := range d.hidden {
		col := b.space.NewCol(c.Name, c.Col.Type, false)
		n.Pos, n.Out = append(n.Pos, len(n.Pos)), append(n.Out, col)
		hidden = append(hidden, col)
	}
	it.hidden = hidden
	d.scan = n
	var node plan.Node = n
	if d.live != nil {
		var err error
		if node, err = d.live(n, hidden); err != nil {
			return nil, nil, err
		}
	}
	return node, []*nsItem{it}, b.alias(it, te.Alias)
}

// attachCTEs puts a With over the query for the names it used. Which of them are inlined
// is a rule's decision, except that MATERIALIZED forbids it.
func (b *Binder) attachCTEs(r *result, defs []*cteDef) {
	var used []*plan.CTE
	for i := len(defs) - 1; i >= 0; i-- {
		d := defs[i]
		if d.uses == 0 {
			dropUses(d.cte.Plan, defs[:i])
			continue
		}
		d.cte.Materialize = d.materialize == parse.MaterializeAlways
		d.cte.Inline = d.materialize == parse.MaterializeNever
		used = append([]*plan.CTE{d.cte}, used...)
	}
	if len(used) > 0 {
		r.node = &plan.With{CTEs: used, Input: r.node}
	}
}

// dropUses takes back the references of a CTE that is itself not used.
func dropUses(n plan.Node, defs []*cteDef) {
	plan.Walk(n, func(x plan.Node) bool {
		if s, ok := x.(*plan.CTEScan); ok {
			for _, d := range defs {
				if d.cte == s.CTE {
					d.uses--
				}
			}
		}
		return true
	})
}
