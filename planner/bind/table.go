package bind

import (
	"strings"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/planner/eval"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/access"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/table"
)

// viewsMax bounds how deep views may nest.
const viewsMax = 64

// tableRef binds a relation by name: a CTE, a table, a view, or format.`path`.
func (b *Binder) tableRef(te *parse.TableRef, sc *scope) (plan.Node, []*nsItem, error) {
	if len(te.Name.Parts) == 1 && te.AsOf == nil {
		if def := sc.ctes.find(te.Name.Parts[0]); def != nil {
			return b.cteRef(def, te)
		}
	}
	ref := RelationRef{Parts: te.Name.Parts, SearchPath: b.path}
	if err := b.asOf(te.AsOf, &ref); err != nil {
		return nil, nil, err
	}
	if b.cat == nil {
		return nil, nil, b.noRelation(te)
	}
	rel, err := b.cat.Relation(b.ctx, ref)
	if err != nil {
		return nil, nil, b.at(err, te.Name.Pos)
	}
	if rel == nil {
		return b.fileByFormat(te)
	}
	if rel.Refused != nil {
		return nil, nil, rel.Refused
	}
	b.usesRelation(rel.OID)
	var n plan.Node
	var it *nsItem
	use := b.touch(rel)
	use.Need = catalog.PrivSelect
	if rel.View != nil {
		n, it, err = b.view(rel, te)
	} else {
		var s *plan.Scan
		s, it = b.scan(rel.Table, rel.OID)
		s.Keys = rel.Keys
		for i, n := range rel.Numbers {
			it.cols[i].attnum = int16(n)
		}
		for _, k := range rel.Keys {
			var set plan.ColSet
			for _, pos := range k {
				set.Add(s.Columns[pos].ID)
			}
			it.keys = append(it.keys, set)
		}
		s.Alias = te.Name.Last()
		if te.Alias != nil {
			s.Alias = te.Alias.Name
		}
		if s.Sample, err = b.sample(te.Sample); err == nil {
			n, err = b.secured(s, it, rel, rel.Security.see())
		}
	}
	if err != nil {
		return nil, nil, err
	}
	it.usedBy(use)
	it.name, it.rel, it.schema = te.Name.Last(), te.Name.Last(), rel.Schema
	return n, []*nsItem{it}, b.alias(it, te.Alias)
}

// touch notes a relation that the statement uses.
func (b *Binder) touch(rel *Relation) *access.Use {
	use := &access.Use{OID: rel.OID}
	use.As, _ = access.Stored(b.ctx)
	b.touched = append(b.touched, use)
	return use
}

func (b *Binder) noRelation(te *parse.TableRef) error {
	return b.errAt(te.Name.Pos, pgerr.UndefinedTable, "relation \"%s\" does not exist", strings.Join(te.Name.Parts, "."))
}

// scan makes the Scan of a table with a fresh column for each of its columns.
func (b *Binder) scan(t table.Table, oid uint32) (*plan.Scan, *nsItem) {
	cols := t.Columns()
	s := &plan.Scan{Table: t, Columns: make([]plan.Column, len(cols)), Pos: make([]int, len(cols))}
	it := &nsItem{cols: make([]nsCol, len(cols))}
	for i, c := range cols {
		s.Columns[i] = b.space.NewCol(c.Name, c.Type, c.NotNull)
		s.Pos[i] = i
		it.cols[i] = nsCol{name: c.Name, col: s.Columns[i], relOID: oid, attnum: int16(i + 1)}
	}
	return s, it
}

// view expands a view: its query is bound with the view's search path and no positions.
func (b *Binder) view(rel *Relation, te *parse.TableRef) (plan.Node, *nsItem, error) {
	name := rel.Schema + "." + rel.Name
	for _, v := range b.views {
		if v == name {
			return nil, nil, b.errAt(te.Pos, pgerr.InvalidObjectDefinition, "infinite recursion detected in rules for relation \"%s\"", rel.Name)
		}
	}
	if len(b.views) >= viewsMax {
		return nil, nil, b.errAt(te.Pos, pgerr.StatementTooComplex, "views are nested too deeply")
	}
	q, err := viewQuery(rel.View)
	if err != nil {
		return nil, nil, err
	}
	saved := *b
	b.ctx = access.Within(b.ctx, catalog.ID(rel.View.Owner))
	b.sql, b.noPos, b.path, b.vars = rel.View.SQL, true, rel.View.SearchPath, nil
	b.views = append(b.views[:len(b.views):len(b.views)], name)
	if b.path == nil {
		b.path = saved.path
	}
	r, err := b.query(q, nil, nil)
	if err == nil {
		err = b.resolveUnknownOutputs(r)
	}
	b.ctx, b.sql, b.noPos, b.path, b.views, b.vars = saved.ctx, saved.sql, saved.noPos, saved.path, saved.views, saved.vars
	if err != nil {
		return nil, nil, err
	}
	it := &nsItem{}
	for i, c := range r.cols {
		n := nsCol{name: c.Name, col: c.Col, relOID: rel.OID, attnum: int16(i + 1)}
		if i < len(rel.View.Columns) {
			n.name = rel.View.Columns[i]
		}
		it.cols = append(it.cols, n)
	}
	b.uniqueCols(r, it)
	return r.node, it, nil
}

func viewQuery(v *View) (*parse.Query, error) {
	if v.Query != nil {
		return v.Query, nil
	}
	stmts, err := parse.Parse(v.SQL)
	if err != nil {
		return nil, err
	}
	if len(stmts) == 1 {
		if q, ok := stmts[0].(*parse.Query); ok {
			return q, nil
		}
	}
	return nil, pgerr.New(pgerr.InternalError, "stored view is not a query")
}

// asOf computes VERSION AS OF and TIMESTAMP AS OF.
func (b *Binder) asOf(a *parse.AsOf, ref *RelationRef) error {
	if a == nil {
		return nil
	}
	e, t := a.Version, types.T(types.Int8)
	if a.Timestamp != nil {
		e, t = a.Timestamp, types.T(types.TimestampTZ)
	}
	d, err := b.constant(e, t, "AS OF")
	if err != nil {
		return err
	}
	if d.Null {
		return b.errAt(a.Pos, pgerr.NullValueNotAllowed, "AS OF value must not be null")
	}
	if a.Timestamp != nil {
		ref.Timestamp = &d.I
	} else {
		ref.Version = &d.I
	}
	return nil
}

// constant binds and computes an expression without columns.
func (b *Binder) constant(e parse.Expr, t types.Type, what string) (types.Datum, error) {
	x := &exprBinder{b: b, sc: newScope(nil, nil), clause: what}
	v, err := x.bind(e)
	if err != nil {
		return types.Null, err
	}
	if t.OID != 0 {
		if v, err = b.coerce(v, t, builtin.CastAssignment, e.Range().Pos); err != nil {
			return types.Null, err
		}
	}
	d, ok, err := eval.Const(v, b.sess)
	if err != nil {
		return d, b.at(err, e.Range().Pos)
	}
	if !ok {
		return d, b.errAt(e.Range().Pos, pgerr.FeatureNotSupported, "%s must be a constant", what)
	}
	return d, nil
}

func (b *Binder) sample(s *parse.TableSample) (*plan.Sample, error) {
	if s == nil {
		return nil, nil
	}
	out := &plan.Sample{}
	switch s.Method.Last() {
	case "system":
		out.System = true
	case "bernoulli":
	default:
		return nil, b.errAt(s.Method.Pos, pgerr.UndefinedObject, "tablesample method %s does not exist", s.Method.Last())
	}
	if len(s.Args) != 1 {
		return nil, b.errAt(s.Method.Pos, pgerr.InvalidTablesampleArgument,
			"tablesample method %s requires 1 argument, not %d", s.Method.Last(), len(s.Args))
	}
	d, err := b.constant(s.Args[0], types.T(types.Float4), "TABLESAMPLE")
	if err != nil {
		return nil, err
	}
	if d.Null {
		return nil, b.errAt(s.Args[0].Range().Pos, pgerr.InvalidTablesampleArgument, "TABLESAMPLE parameter cannot be null")
	}
	if out.Percent = d.Float(); !(out.Percent >= 0 && out.Percent <= 100) {
		return nil, b.errAt(s.Args[0].Range().Pos, pgerr.InvalidTablesampleArgument, "sample percentage must be between 0 and 100")
	}
	if s.Repeatable != nil {
		d, err := b.constant(s.Repeatable, types.T(types.Float8), "REPEATABLE")
		if err != nil {
			return nil, err
		}
		if d.Null {
			return nil, b.errAt(s.Repeatable.Range().Pos, pgerr.InvalidTablesampleRepeat, "TABLESAMPLE REPEATABLE parameter cannot be null")
		}
		out.HasSeed, out.Seed = true, d.I
	}
	return out, nil
}
