package bind

import (
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/storage/memtable"
	"github.com/tarndb/tarn/storage/table"
)

// steps binds a WITH clause that changes data: each of its queries is a step of its own,
// run once before what follows, and all of them see the same snapshot.
func (b *Binder) steps(w *parse.With) (*cteScope, []*cteDef, error) {
	var ctes *cteScope
	var defs []*cteDef
	for _, c := range w.CTEs {
		for _, d := range defs {
			if d.name == c.Name.Name {
				return nil, nil, b.errAt(c.Name.Pos, pgerr.DuplicateAlias, "WITH query name \"%s\" specified more than once", d.name)
			}
		}
		d, err := b.step1(c, w.Recursive, ctes)
		if err != nil {
			return nil, nil, err
		}
		cols := make([]table.Column, len(d.cols))
		for i, o := range d.cols {
			cols[i] = table.Column{Name: o.Name, Type: o.Col.Type}
		}
		d.step.Result = memtable.NewResult(d.name, cols)
		defs = append(defs, d)
		ctes = &cteScope{parent: ctes, def: d}
	}
	return ctes, defs, nil
}

func (b *Binder) step1(c *parse.CTE, recursive bool, ctes *cteScope) (*cteDef, error) {
	if _, ok := c.Stmt.(*parse.Query); ok {
		d, inner, err := b.cte(c, recursive, nil, ctes)
		if err != nil {
			return nil, err
		}
		scan := &plan.CTEScan{CTE: d.cte}
		r := &Bound{Root: d.cte.Plan, Cols: d.cols, Space: b.space, Calls: b.calls}
		if d.cte.Step != nil { // a recursive one needs its With
			cols := make([]OutCol, len(d.cols))
			for i, o := range d.cols {
				col := b.space.NewCol(o.Name, o.Col.Type, false)
				scan.Pos, scan.Out = append(scan.Pos, i), append(scan.Out, col)
				cols[i] = OutCol{Name: o.Name, Col: col, RelOID: o.RelOID, Attnum: o.Attnum}
			}
			with := &plan.With{Input: scan}
			for _, in := range append(inner, d) {
				with.CTEs = append(with.CTEs, in.cte)
			}
			r.Root, r.Cols = with, cols
		}
		d.step = &Step{Query: r}
		return d, nil
	}
	d := &cteDef{name: c.Name.Name}
	inner := ctes
	var defs []*cteDef
	var err error
	if w := withOf(c.Stmt); w != nil {
		if inner, defs, err = b.with(w, nil, ctes); err != nil {
			return nil, err
		}
	}
	change, err := b.change(c.Stmt, inner)
	if err != nil {
		return nil, err
	}
	if b.before != nil {
		return nil, b.unsupported(c.Pos, "INSERT OVERWRITE in WITH")
	}
	r := &result{node: change.Root}
	b.attachCTEs(r, defs)
	change.Root = r.node
	d.step, d.cols = &Step{Change: change}, change.Returning
	return d, b.cteColumns(d, c)
}

// stepRef reads the rows that a step handed over.
func (b *Binder) stepRef(d *cteDef, te *parse.TableRef) (plan.Node, []*nsItem, error) {
	if te.Sample != nil {
		return nil, nil, b.errAt(te.Sample.Pos, pgerr.FeatureNotSupported, "TABLESAMPLE clause can only be applied to tables and materialized views")
	}
	if d.step.Change != nil && !d.step.Change.HasReturning {
		return nil, nil, b.errAt(te.Pos, pgerr.FeatureNotSupported, "WITH query \"%s\" does not have a RETURNING clause", d.name)
	}
	d.uses++
	s, it := b.scan(d.step.Result, 0)
	s.Alias = d.name
	for i, o := range d.cols {
		it.cols[i].relOID, it.cols[i].attnum = o.RelOID, o.Attnum
	}
	it.name = d.name
	return s, []*nsItem{it}, b.alias(it, te.Alias)
}
