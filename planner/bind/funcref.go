package bind

import (
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// funcRef binds functions in FROM. Files and catalog functions are scans; others run once
// per row of what they are lateral to.
func (b *Binder) funcRef(te *parse.FuncRef, sc *scope) (plan.Node, []*nsItem, error) {
	if len(te.Funcs) == 1 && !te.RowsFrom && !te.Ordinality {
		if f, ok := te.Funcs[0].X.(*parse.FuncCall); ok {
			if n, items, done, err := b.userTable(te, f, sc); done || err != nil {
				return n, items, err
			}
			if n, items, done, err := b.fileFunc(f, te.Alias); done || err != nil {
				return n, items, err
			}
			if _, known := funcKind(funcName(f.Name)); !known {
				if n, items, done, err := b.catalogFunc(f, te.Alias); done || err != nil {
					return n, items, err
				}
			}
		}
	}
	fb := &funcBinder{b: b, te: te, x: &exprBinder{b: b, sc: sc, clause: "functions in FROM", srfs: true}}
	saved := sc.sel
	sc.sel = &selectState{clause: "functions in FROM"} // nested set-returning calls land here
	defer func() { sc.sel = saved }()
	for i := range te.Funcs {
		if err := fb.item(&te.Funcs[i]); err != nil {
			return nil, nil, err
		}
	}
	if len(sc.sel.srfs) > 0 {
		return nil, nil, b.unsupported(te.Pos, "nested set-returning functions in FROM")
	}
	return fb.finish()
}

// funcBinder gathers the functions of one FROM item.
type funcBinder struct {
	b      *Binder
	te     *parse.FuncRef
	x      *exprBinder
	funcs  []plan.SetFunc
	exprs  []plan.Expr // scalar functions, one row each
	cols   []nsCol
	scalar bool
	// post computes the columns of a definition list from the records beneath; nil: none.
	post []plan.Expr
}

func (fb *funcBinder) item(f *parse.FuncItem) error {
	call, ok := f.X.(*parse.FuncCall)
	if ok && call.Name.Last() == "unnest" && len(call.Args) > 1 {
		for _, a := range call.Args { // unnest(a, b) is ROWS FROM (unnest(a), unnest(b))
			one := *call
			one.Args = []parse.Expr{a}
			if err := fb.call(&one, nil); err != nil {
				return err
			}
		}
		return nil
	}
	if ok {
		return fb.call(call, f.Columns)
	}
	v, err := fb.x.value(f.X)
	if err != nil {
		return err
	}
	return fb.addScalar(v, itemName(f.X), f.Columns)
}

func (fb *funcBinder) call(e *parse.FuncCall, defs []*parse.ColumnDef) error {
	b, name := fb.b, funcName(e.Name)
	kind, known := funcKind(name)
	switch {
	case known && kind == builtin.Aggregate:
		return b.errAt(e.Pos, pgerr.GroupingError, "aggregate functions are not allowed in functions in FROM")
	case e.Over != nil || known && kind == builtin.Window:
		return b.errAt(e.Pos, pgerr.WindowingError, "window functions are not allowed in functions in FROM")
	}
	a, err := fb.x.args(e.Args)
	if err != nil {
		return err
	}
	user, err := b.userFuncs(e.Name)
	if err != nil {
		return err
	}
	if len(user) > 0 {
		c, err := b.resolveUser(user, e, a)
		if c != nil || err != nil {
			return fb.userFunc(c, e, defs, err)
		}
	}
	res, err := builtin.ResolveFunc(name, a.types(), a.names, e.Variadic)
	if err != nil {
		return b.at(err, e.Pos)
	}
	if res.Func == nil || res.Func.Kind != builtin.SetReturning {
		v, err := fb.x.funcCall(e)
		if err != nil {
			return err
		}
		return fb.addScalar(v, e.Name.Last(), defs)
	}
	f, err := b.setFunc(res, a)
	if err != nil {
		return err
	}
	if err := fb.recordCols(f, res, defs, e); err != nil {
		return err
	}
	fb.funcs = append(fb.funcs, *f)
	if len(defs) > 0 {
		return nil
	}
	fb.scalar = len(f.Out) == 1 && len(res.Func.Cols) <= 1
	for _, c := range f.Out {
		n := nsCol{name: c.Name, col: c}
		if fb.scalar && len(res.Func.Cols) == 0 && fb.te.Alias != nil {
			n.name = fb.te.Alias.Name
		}
		fb.addCol(n, c.Ref())
	}
	return nil
}

// addCol adds a result column and the expression over the functions' columns it is.
func (fb *funcBinder) addCol(n nsCol, e plan.Expr) {
	fb.cols, fb.post = append(fb.cols, n), append(fb.post, e)
}

// recordCols settles the columns of a function that returns records: those of its
// definition list are the fields of the record it is told to make.
func (fb *funcBinder) recordCols(f *plan.SetFunc, res *builtin.Resolved, defs []*parse.ColumnDef, e *parse.FuncCall) error {
	if len(defs) == 0 {
		if res.Ret.OID == types.Record && len(res.Func.Cols) == 0 && res.Ret.Ext == nil {
			return fb.b.errAt(e.Pos, pgerr.SyntaxError, "a column definition list is required for functions returning \"record\"")
		}
		return nil
	}
	t, err := fb.definedRow(defs, res.Ret, len(res.Func.Cols) > 0)
	if err != nil {
		return err
	}
	rec := fb.b.space.NewCol(res.Func.Name, t, false)
	f.Out = []plan.Column{rec}
	fb.fields(rec.Ref())
	return nil
}

// definedRow is the row type of a column definition list for a function that returns ret.
func (fb *funcBinder) definedRow(defs []*parse.ColumnDef, ret types.Type, outs bool) (types.Type, error) {
	b, t := fb.b, types.T(types.Record)
	switch {
	case fb.te.Ordinality && !fb.te.RowsFrom:
		return t, b.errAt(defs[0].Pos, pgerr.SyntaxError, "WITH ORDINALITY cannot be used with a column definition list").
			WithHint("Put the column definition list inside ROWS FROM().")
	case outs:
		return t, b.errAt(defs[0].Pos, pgerr.SyntaxError, "a column definition list is redundant for a function with OUT parameters")
	case ret.OID != types.Record:
		return t, b.errAt(defs[0].Pos, pgerr.SyntaxError, "a column definition list is only allowed for functions returning \"record\"")
	}
	t.Ext = &types.Ext{}
	for i, d := range defs {
		for _, o := range defs[:i] {
			if o.Name.Name == d.Name.Name {
				return t, pgerr.New(pgerr.DuplicateColumn, "column name \"%s\" specified more than once", d.Name.Name)
			}
		}
		ft, err := b.typeName(d.Type)
		if err != nil {
			return t, err
		}
		t.Ext.Fields = append(t.Ext.Fields, types.Field{Name: d.Name.Name, Type: ft})
	}
	return t, nil
}

// fields adds the fields of a record as columns.
func (fb *funcBinder) fields(rec plan.Expr) {
	for i, f := range rec.Type().Ext.Fields {
		c := fb.b.space.NewCol(f.Name, f.Type, false)
		fb.addCol(nsCol{name: f.Name, col: c}, rowField(rec, i, f.Type))
	}
}

func (fb *funcBinder) addScalar(v plan.Expr, name string, defs []*parse.ColumnDef) error {
	if len(defs) > 0 {
		return fb.definedScalar(v, defs)
	}
	if row, ok := v.(*plan.MakeRow); ok && v.Type().Ext != nil {
		for i, f := range v.Type().Ext.Fields {
			c := fb.b.space.NewCol(f.Name, f.Type, false)
			fb.cols = append(fb.cols, nsCol{name: f.Name, col: c})
			fb.exprs = append(fb.exprs, row.Fields[i])
		}
		return nil
	}
	c := fb.b.space.NewCol(name, v.Type(), false)
	n := nsCol{name: name, col: c}
	if fb.te.Alias != nil && len(fb.te.Funcs) == 1 {
		n.name = fb.te.Alias.Name
	}
	fb.scalar = true
	fb.cols = append(fb.cols, n)
	fb.exprs = append(fb.exprs, v)
	return nil
}

// definedScalar adds the columns of one record.
func (fb *funcBinder) definedScalar(v plan.Expr, defs []*parse.ColumnDef) error {
	call, ok := v.(*plan.Call)
	if !ok {
		return fb.b.errAt(defs[0].Pos, pgerr.SyntaxError, "a column definition list is only allowed for functions returning \"record\"")
	}
	t, err := fb.definedRow(defs, call.T, false)
	if err != nil {
		return err
	}
	made := *call
	made.T = t
	for i, f := range t.Ext.Fields {
		fb.cols = append(fb.cols, nsCol{name: f.Name, col: fb.b.space.NewCol(f.Name, f.Type, false)})
		fb.exprs = append(fb.exprs, rowField(&made, i, f.Type))
	}
	return nil
}

func (fb *funcBinder) finish() (plan.Node, []*nsItem, error) {
	b := fb.b
	var n plan.Node = &plan.Values{Rows: [][]plan.Expr{{}}}
	it := &nsItem{name: itemName(fb.te.Funcs[0].X), cols: fb.cols, scalar: fb.scalar && len(fb.cols) == 1}
	if len(fb.funcs) > 0 && len(fb.exprs) > 0 {
		return nil, nil, b.unsupported(fb.te.Pos, "ROWS FROM with scalar and set-returning functions")
	}
	if len(fb.exprs) > 0 {
		p := &plan.Project{Input: n, Exprs: fb.exprs}
		for _, c := range fb.cols {
			p.Out = append(p.Out, c.col)
		}
		n = p
		if fb.te.Ordinality {
			c := b.space.NewCol("ordinality", types.T(types.Int8), true)
			p.Exprs, p.Out = append(p.Exprs, int8Const(1)), append(p.Out, c)
			it.cols = append(it.cols, nsCol{name: "ordinality", col: c})
			it.scalar = false
		}
		return n, []*nsItem{it}, b.alias(it, fb.te.Alias)
	}
	ps := &plan.ProjectSet{Input: n, Funcs: fb.funcs}
	if fb.te.Ordinality {
		ps.Ordinal = b.space.NewCol("ordinality", types.T(types.Int8), true)
		it.cols = append(it.cols, nsCol{name: "ordinality", col: ps.Ordinal})
		it.scalar = false
	}
	return fb.project(ps), []*nsItem{it}, b.alias(it, fb.te.Alias)
}

// project computes the columns that are not the functions' own.
func (fb *funcBinder) project(ps *plan.ProjectSet) plan.Node {
	p := &plan.Project{Input: ps}
	own := true
	for i, e := range fb.post {
		p.Exprs, p.Out = append(p.Exprs, e), append(p.Out, fb.cols[i].col)
		c, ok := e.(*plan.Col)
		own = own && ok && c.ID == fb.cols[i].col.ID
	}
	if own {
		return ps
	}
	if ps.Ordinal.ID != 0 {
		p.Exprs, p.Out = append(p.Exprs, ps.Ordinal.Ref()), append(p.Out, ps.Ordinal)
	}
	return p
}
