package bind

import (
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// userTable makes a table function that is one query a lateral subquery; done is false
// when the function is something else.
func (b *Binder) userTable(te *parse.FuncRef, e *parse.FuncCall, sc *scope) (plan.Node, []*nsItem, bool, error) {
	if len(te.Funcs[0].Columns) > 0 || !plainCall(e) {
		return nil, nil, false, nil
	}
	user, err := b.userFuncs(e.Name)
	if len(user) == 0 || err != nil {
		return nil, nil, false, err
	}
	saved := sc.sel
	sc.sel = &selectState{clause: "functions in FROM"}
	defer func() { sc.sel = saved }()
	x := &exprBinder{b: b, sc: sc, clause: "functions in FROM"}
	a, err := x.args(e.Args)
	if err != nil {
		return nil, nil, false, nil // the general way gives the error
	}
	c, err := b.resolveUser(user, e, a)
	if c == nil || err != nil {
		return nil, nil, false, nil
	}
	r, err := b.inlineTable(c)
	if r == nil || err != nil {
		return nil, nil, false, err
	}
	it := &nsItem{name: e.Name.Last()}
	it.scalar = len(c.fn.Func.Cols) == 0 && !c.ret.IsRow()
	for i, col := range r.cols {
		n := nsCol{name: e.Name.Last(), col: col.Col}
		switch {
		case len(c.fn.Func.Cols) > 0:
			n.name = c.fn.Func.Cols[i].Name
		case te.Alias != nil:
			n.name = te.Alias.Name
		}
		it.cols = append(it.cols, n)
	}
	b.uniqueCols(r, it)
	return r.node, []*nsItem{it}, true, b.alias(it, te.Alias)
}

// userFunc adds a catalog function to a FROM item.
func (fb *funcBinder) userFunc(c *userCall, e *parse.FuncCall, defs []*parse.ColumnDef, err error) error {
	if err != nil {
		return err
	}
	fn := c.fn.Func
	if err := fb.b.recordDefs(c, e, len(defs) > 0); err != nil {
		return err
	}
	if fn.Kind != builtin.SetReturning {
		v, err := fb.x.callUser(c, e)
		if err != nil {
			return err
		}
		if len(defs) > 0 {
			return fb.addRecord(v, defs)
		}
		if t := v.Type(); t.IsRow() && t.Ext != nil {
			return fb.addFields(v)
		}
		if err := fb.addScalar(v, e.Name.Last(), nil); err != nil || c.fn.OutName == "" {
			return err
		}
		fb.cols[len(fb.cols)-1].name = c.fn.OutName
		return nil
	}
	f := fb.b.setUserFunc(c)
	if len(defs) > 0 {
		f.Out = nil
		for _, d := range defs {
			t, err := fb.b.typeName(d.Type)
			if err != nil {
				return err
			}
			f.Out = append(f.Out, fb.b.space.NewCol(d.Name.Name, t, false))
		}
		f.Fn = withColumns(fn, f.Out)
	}
	fb.scalar = len(f.Out) == 1 && len(fn.Cols) == 0 && len(defs) == 0
	for _, col := range f.Out {
		n := nsCol{name: col.Name, col: col}
		if fb.scalar && fb.te.Alias != nil {
			n.name = fb.te.Alias.Name
		}
		fb.addCol(n, col.Ref())
	}
	fb.funcs = append(fb.funcs, *f)
	return nil
}

// withColumns makes a function that returns records return the columns of a definition
// list.
func withColumns(fn *builtin.Func, out []plan.Column) *builtin.Func {
	named := *fn
	for _, o := range out {
		named.Cols = append(named.Cols, types.Field{Name: o.Name, Type: o.Type})
	}
	named.Set = func(c *builtin.Ctx, args []types.Datum, yield func([]types.Datum) bool) error {
		var bad error
		err := fn.Set(c, args, func(row []types.Datum) bool {
			var fields []types.Datum
			if fields, bad = fieldsAs(c.Session, row[0], named.Cols); bad != nil {
				return false
			}
			return yield(fields)
		})
		if bad != nil {
			return bad
		}
		return err
	}
	return &named
}

// fieldsAs takes a record apart into the columns a query expects.
func fieldsAs(s *builtin.Session, d types.Datum, cols []types.Field) ([]types.Datum, error) {
	out := make([]types.Datum, len(cols))
	if d.Null {
		for i := range out {
			out[i] = types.Null
		}
		return out, nil
	}
	ts, vals := types.DecodeRow(d.S)
	mismatch := pgerr.New(pgerr.DatatypeMismatch, "function return row and query-specified return row do not match")
	if len(vals) != len(cols) {
		return nil, mismatch.WithDetail("Returned row contains %d attributes, but query expects %d.", len(vals), len(cols))
	}
	for i := range cols {
		p, err := builtin.FindCast(ts[i], cols[i].Type, builtin.CastAssignment)
		if err != nil {
			return nil, mismatch.WithDetail("Returned type %s at ordinal position %d, but query expects %s.", ts[i], i+1, cols[i].Type)
		}
		if out[i] = vals[i]; vals[i].Null || p.Noop() {
			continue
		}
		if out[i], err = p.Apply(s, vals[i]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// recordDefs checks that a column definition list stands where one is needed.
func (b *Binder) recordDefs(c *userCall, e *parse.FuncCall, given bool) error {
	bare := c.ret.OID == types.Record && c.ret.Ext == nil
	switch {
	case given && !bare && c.ret.OID == types.Record:
		return b.errAt(e.Pos, pgerr.SyntaxError, "a column definition list is redundant for a function with OUT parameters")
	case given && !bare:
		return b.errAt(e.Pos, pgerr.SyntaxError, "a column definition list is only allowed for functions returning \"record\"")
	case !given && bare:
		return b.errAt(e.Pos, pgerr.SyntaxError, "a column definition list is required for functions returning \"record\"")
	}
	return nil
}

// addRecord gives a record the columns of a definition list.
func (fb *funcBinder) addRecord(v plan.Expr, defs []*parse.ColumnDef) error {
	ext := &types.Ext{}
	for _, d := range defs {
		t, err := fb.b.typeName(d.Type)
		if err != nil {
			return err
		}
		ext.Fields = append(ext.Fields, types.Field{Name: d.Name.Name, Type: t})
	}
	t := types.Type{OID: types.Record, Mod: -1, Ext: ext}
	call, ok := v.(*plan.Call)
	if !ok {
		return fb.addFields(&plan.Relabel{Arg: v, T: t})
	}
	fn := *call.Fn
	fn.Eval = func(c *builtin.Ctx, args []types.Datum) (types.Datum, error) {
		d, err := call.Fn.Eval(c, args)
		if err != nil || d.Null {
			return d, err
		}
		vals, err := fieldsAs(c.Session, d, ext.Fields)
		if err != nil {
			return d, err
		}
		ts := make([]types.Type, len(ext.Fields))
		for i, f := range ext.Fields {
			ts[i] = f.Type
		}
		return types.EncodeRow(ts, vals), nil
	}
	return fb.addFields(&plan.Call{Fn: &fn, Args: call.Args, T: t, Pos: call.Pos})
}

// addFields adds the fields of a row value as columns.
func (fb *funcBinder) addFields(v plan.Expr) error {
	for i, f := range v.Type().Ext.Fields {
		fb.cols = append(fb.cols, nsCol{name: f.Name, col: fb.b.space.NewCol(f.Name, f.Type, false)})
		fb.exprs = append(fb.exprs, rowField(v, i, f.Type))
	}
	return nil
}
