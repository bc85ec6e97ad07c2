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
}

// with binds the queries of a WITH clause in order; each sees those before it.
func (b *Binder) with(w *parse.With, outer *scope, ctes *cteScope) (*cteScope, []*cteDef, error) {
	var defs []*cteDef
	for _, c := range w.CTEs {
		for _, d := range defs {
			if d.name == c.Name.Name {
				return nil, nil, b.errAt(c.Name.Pos, pgerr.DuplicateAlias, "WITH query name \"%s\" specified more than once", d.name)
			}
		}
		d, err := b.cte(c, w.Recursive, outer, ctes)
		if err != nil {
			return nil, nil, err
		}
		defs = append(defs, d)
		ctes = &cteScope{parent: ctes, def: d}
	}
	return ctes, defs, nil
}

func (b *Binder) cte(c *parse.CTE, recursive bool, outer *scope, ctes *cteScope) (*cteDef, error) {
	q, ok := c.Stmt.(*parse.Query)
	switch {
	case !ok:
		return nil, b.errAt(c.Pos, pgerr.FeatureNotSupported, "WITH clause containing a data-modifying statement must be at the top level")
	case c.Search != nil:
		return nil, b.unsupported(c.Search.Pos, "SEARCH clause")
	case c.Cycle != nil:
		return nil, b.unsupported(c.Cycle.Pos, "CYCLE clause")
	}
	b.cteIDs++
	d := &cteDef{name: c.Name.Name, cte: &plan.CTE{ID: b.cteIDs, Name: c.Name.Name}, materialize: c.Materialize}
	if recursive {
		done, err := b.recursive(d, c, q, outer, ctes)
		if done || err != nil {
			return d, err
		}
	}
	r, err := b.query(q, outer, ctes)
	if err != nil {
		return nil, err
	}
	return d, b.finishCTE(d, c, r)
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

// recursive binds `a UNION [ALL] b` where b names the CTE itself; done is false when the
// query does not have that form, or does not use itself.
func (b *Binder) recursive(d *cteDef, c *parse.CTE, q *parse.Query, outer *scope, ctes *cteScope) (bool, error) {
	s, ok := q.Body.(*parse.SetOp)
	self := &cteScope{parent: ctes, def: d}
	if !ok || s.Op != parse.Union || q.With != nil {
		return b.notRecursive(d, c, q, outer, self)
	}
	d.forbidden = true
	l, err := b.body(s.L, outer, self)
	if err != nil {
		return false, err
	}
	d.forbidden = false
	if err := b.resolveUnknownOutputs(l); err != nil {
		return false, err
	}
	b.trim(l)
	d.cte.Plan, d.cols = l.node, l.cols
	if err := b.cteColumns(d, c); err != nil {
		return false, err
	}
	d.working = true
	r, err := b.body(s.R, outer, self)
	d.working = false
	if err != nil {
		return false, err
	}
	if d.selfUses == 0 {
		return true, b.plainUnion(d, c, q, s, l, r, outer, ctes)
	}
	return true, b.step(d, q, s, l, r)
}

// notRecursive binds a query that is not a UNION; naming itself there is an error.
func (b *Binder) notRecursive(d *cteDef, c *parse.CTE, q *parse.Query, outer *scope, self *cteScope) (bool, error) {
	d.forbidden = true
	r, err := b.query(q, outer, self)
	d.forbidden = false
	if err != nil {
		if d.selfUses > 0 {
			return false, b.errAt(c.Name.Pos, pgerr.InvalidRecursion,
				"recursive query \"%s\" does not have the form non-recursive-term UNION [ALL] recursive-term", d.name)
		}
		return false, err
	}
	return true, b.finishCTE(d, c, r)
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

// step finishes a truly recursive CTE.
func (b *Binder) step(d *cteDef, q *parse.Query, s *parse.SetOp, l, r *result) error {
	switch {
	case len(q.OrderBy) > 0:
		return b.unsupportedRecursive(q.OrderBy[0].Pos, "ORDER BY")
	case q.Offset != nil:
		return b.unsupportedRecursive(q.Offset.Range().Pos, "OFFSET")
	case q.Limit != nil:
		return b.unsupportedRecursive(q.Limit.Range().Pos, "LIMIT")
	case len(l.cols) != len(r.cols):
		return b.errAt(firstItem(s.R), pgerr.SyntaxError, "each UNION query must have the same number of columns")
	}
	for i := range l.cols {
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
	b.trim(r)
	d.cte.Step, d.cte.UnionAll = r.node, s.All
	for _, c := range r.cols {
		d.cte.StepMap = append(d.cte.StepMap, c.Col.ID)
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
	it := &nsItem{name: d.name}
	for i, c := range d.cols {
		col := b.space.NewCol(c.Name, c.Col.Type, c.Col.NotNull && d.cte.Step == nil && !d.working)
		n.Pos = append(n.Pos, i)
		n.Out = append(n.Out, col)
		it.cols = append(it.cols, nsCol{name: c.Name, col: col, relOID: c.RelOID, attnum: c.Attnum})
	}
	return n, []*nsItem{it}, b.alias(it, te.Alias)
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
