package bind

import (
	"strings"

	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// funcName is the name to look a function up by; a schema that holds none makes a name
// that is not found.
func funcName(n parse.Name) string {
	if q := n.Qualifier(); len(q) > 0 && q[len(q)-1] != "pg_catalog" {
		return strings.Join(n.Parts, ".")
	}
	return n.Last()
}

// funcKind tells what kind of function a name stands for.
func funcKind(name string) (builtin.Kind, bool) {
	fns := builtin.LookupFuncs(name)
	if len(fns) == 0 {
		return builtin.Scalar, false
	}
	k := fns[0].Kind
	for _, f := range fns[1:] {
		if f.Kind == builtin.Scalar {
			k = builtin.Scalar
		}
	}
	return k, true
}

// argList is a bound argument list.
type argList struct {
	exprs []plan.Expr
	offs  []int
	names []string
}

func (a *argList) types() []types.Type {
	ts := make([]types.Type, len(a.exprs))
	for i, e := range a.exprs {
		ts[i] = e.Type()
	}
	return ts
}

func (x *exprBinder) args(es []parse.Expr) (*argList, error) {
	a := &argList{exprs: make([]plan.Expr, 0, len(es)), offs: make([]int, 0, len(es))}
	for i, e := range es {
		off := e.Range().Pos
		if n, ok := e.(*parse.NamedArg); ok {
			if a.names == nil {
				a.names = make([]string, len(es))
			}
			a.names[i] = n.Name
			e = n.X
		} else if a.names != nil {
			return nil, x.b.errAt(off, pgerr.SyntaxError, "positional argument cannot follow named argument")
		}
		if s, ok := e.(*parse.Star); ok && s.Table != nil { // f(t.*) is f of the row
			it, err := x.findItem(s.Table, s.Pos)
			if err != nil || it == nil {
				return nil, x.b.noTable(x.sc, s.Table, s.Pos)
			}
			v, err := x.wholeRow(it, s.Pos)
			if err != nil {
				return nil, err
			}
			a.exprs, a.offs = append(a.exprs, v), append(a.offs, off)
			continue
		}
		v, err := x.bind(e)
		if err != nil {
			return nil, err
		}
		a.exprs, a.offs = append(a.exprs, v), append(a.offs, off)
	}
	return a, nil
}

func (x *exprBinder) funcCall(e *parse.FuncCall) (plan.Expr, error) {
	name := funcName(e.Name)
	kind, known := funcKind(name)
	user, err := x.b.userFuncs(e.Name)
	if err != nil {
		return nil, err
	}
	if len(user) > 0 && plainCall(e) {
		a, err := x.args(e.Args)
		if err != nil {
			return nil, err
		}
		c, err := x.b.resolveUser(user, e, a)
		if c != nil {
			return x.callUser(c, e)
		}
		if err != nil && !known {
			return nil, err
		}
	}
	switch {
	case e.Over != nil:
		return x.windowCall(e, name, kind)
	case kind == builtin.Aggregate && known:
		return x.aggCall(e, name)
	case e.WithinGroup && hypotheticalFunc(name) != nil:
		return x.aggCall(e, name)
	case kind == builtin.Window && known:
		return nil, x.b.errAt(e.Pos, pgerr.WrongObjectType, "window function %s requires an OVER clause", name)
	}
	if err := x.b.plainOnly(e, name, known); err != nil {
		return nil, err
	}
	a, err := x.args(e.Args)
	if err != nil {
		return nil, err
	}
	if v := x.fieldFunction(e, a, known); v != nil {
		return v, nil
	}
	res, err := builtin.ResolveFunc(name, a.types(), a.names, e.Variadic)
	if err != nil {
		return nil, x.b.at(err, e.Pos)
	}
	if res.CastTo != nil {
		return x.b.coerce(a.exprs[0], *res.CastTo, builtin.CastExplicit, a.offs[0])
	}
	if res.Func.Kind == builtin.SetReturning {
		return x.setCall(e, res, a)
	}
	if name == "pg_typeof" && isUnknown(a.exprs[0]) { // no value has this type, so nothing is left to evaluate
		return &plan.Const{D: types.NewOid(uint32(types.Unknown)), T: res.Ret}, nil
	}
	args, err := x.b.fitArgs(res, a)
	if err != nil {
		return nil, err
	}
	return &plan.Call{Fn: res.Func, Args: args, T: res.Ret, Pos: x.b.pos(e.Pos)}, nil
}

// plainCall: the call has none of the decorations of aggregates and window functions.
func plainCall(e *parse.FuncCall) bool {
	return e.Over == nil && !e.Star && !e.Distinct && !e.WithinGroup && len(e.OrderBy) == 0 && e.Filter == nil
}

// plainOnly refuses aggregate decorations on a function that is none.
func (b *Binder) plainOnly(e *parse.FuncCall, name string, known bool) error {
	what := ""
	switch {
	case !known:
		return nil
	case e.Star:
		what = name + "(*) specified, but " + name + " is not an aggregate function"
	case e.Distinct:
		what = "DISTINCT specified, but " + name + " is not an aggregate function"
	case e.WithinGroup:
		what = "WITHIN GROUP specified, but " + name + " is not an aggregate function"
	case len(e.OrderBy) > 0:
		what = "ORDER BY specified, but " + name + " is not an aggregate function"
	case e.Filter != nil:
		what = "FILTER specified, but " + name + " is not an aggregate function"
	default:
		return nil
	}
	return b.errAt(e.Pos, pgerr.WrongObjectType, "%s", what)
}

// fieldFunction reads f(row) as row.f when there is no function f.
func (x *exprBinder) fieldFunction(e *parse.FuncCall, a *argList, known bool) plan.Expr {
	if known || len(a.exprs) != 1 || len(e.Name.Parts) != 1 || !a.exprs[0].Type().IsRow() {
		return nil
	}
	v, err := x.field(a.exprs[0], e.Name.Last(), e.Pos)
	if err != nil {
		return nil
	}
	return v
}

// fitArgs coerces arguments to the chosen overload.
func (b *Binder) fitArgs(res *builtin.Resolved, a *argList) ([]plan.Expr, error) {
	out := make([]plan.Expr, len(res.ArgMap))
	for i, k := range res.ArgMap {
		if k < 0 {
			out[i] = &plan.Const{D: res.Defaults[i], T: res.Args[i]}
			continue
		}
		v, err := b.coerce(a.exprs[k], res.Args[i], builtin.CastImplicit, a.offs[k])
		if err == nil {
			v, err = b.toText(v)
		}
		if err != nil {
			return nil, err
		}
		out[i] = v
	}
	if f := res.VariadicFrom; f >= 0 {
		arr := &plan.MakeArray{Elems: append([]plan.Expr(nil), out[f:]...), T: res.VariadicArray}
		out = append(out[:f:f], arr)
	}
	return out, nil
}

// callByName calls a function with bound arguments.
func (b *Binder) callByName(name string, args []plan.Expr, offs []int, off int) (plan.Expr, error) {
	a := &argList{exprs: args, offs: offs}
	res, err := builtin.ResolveFunc(name, a.types(), nil, false)
	if err != nil {
		return nil, b.at(err, off)
	}
	if args, err = b.fitArgs(res, a); err != nil {
		return nil, err
	}
	return &plan.Call{Fn: res.Func, Args: args, T: res.Ret, Pos: b.pos(off)}, nil
}

// setCall notes a set-returning call of this level; its value is a column made later.
func (x *exprBinder) setCall(e *parse.FuncCall, res *builtin.Resolved, a *argList) (plan.Expr, error) {
	f, err := x.b.setFunc(res, a)
	if err != nil {
		return nil, err
	}
	return x.noteSet(e, f)
}

// noteSet adds a set-returning call to its query level, or finds the equal one there.
func (x *exprBinder) noteSet(e *parse.FuncCall, f *plan.SetFunc) (plan.Expr, error) {
	if x.inAgg {
		return nil, x.b.errAt(e.Pos, pgerr.FeatureNotSupported, "aggregate function calls cannot contain set-returning function calls")
	}
	if !x.srfs || x.sc.sel == nil {
		return nil, x.b.errAt(e.Pos, pgerr.FeatureNotSupported, "set-returning functions are not allowed in %s", x.clause)
	}
	if x.inCond != "" {
		return nil, x.b.errAt(e.Pos, pgerr.FeatureNotSupported, "set-returning functions are not allowed in %s", x.inCond).
			WithHint("You might be able to move the set-returning function into a LATERAL FROM item.")
	}
	sel := x.sc.sel
	for i := range sel.srfs {
		if o := &sel.srfs[i]; o.Fn == f.Fn && plan.EqualLists(o.Args, f.Args) {
			return setValue(o, f.Fn), nil
		}
	}
	for _, c := range f.Out {
		sel.made.Add(c.ID)
	}
	sel.srfs = append(sel.srfs, *f)
	return setValue(f, f.Fn), nil
}

// setFunc makes the call with fresh output columns.
func (b *Binder) setFunc(res *builtin.Resolved, a *argList) (*plan.SetFunc, error) {
	args, err := b.fitArgs(res, a)
	if err != nil {
		return nil, err
	}
	f := &plan.SetFunc{Fn: res.Func, Args: args}
	for _, v := range args {
		f.ArgTypes = append(f.ArgTypes, v.Type())
	}
	if len(res.Func.Cols) == 0 {
		f.Out = []plan.Column{b.space.NewCol(res.Func.Name, res.Ret, false)}
		return f, nil
	}
	fields := res.Func.Cols
	if res.Ret.Ext != nil && len(res.Ret.Ext.Fields) == len(fields) {
		fields = res.Ret.Ext.Fields
	}
	for _, c := range fields {
		f.Out = append(f.Out, b.space.NewCol(c.Name, c.Type, false))
	}
	return f, nil
}

func setValue(f *plan.SetFunc, fn *builtin.Func) plan.Expr {
	if len(fn.Cols) <= 1 { // one OUT column is the value itself
		return f.Out[0].Ref()
	}
	row := &plan.MakeRow{T: types.T(types.Record)}
	ext := &types.Ext{}
	for _, c := range f.Out {
		row.Fields = append(row.Fields, c.Ref())
		ext.Fields = append(ext.Fields, types.Field{Name: c.Name, Type: c.Type})
	}
	row.T.Ext = ext
	return row
}

// field selects a field of a row value.
func (x *exprBinder) field(e plan.Expr, name string, off int) (plan.Expr, error) {
	t := e.Type()
	if t.OID == types.Map {
		return x.subscriptMap(e, textConst(name), off)
	}
	if !t.IsRow() {
		return nil, x.b.errAt(off, pgerr.WrongObjectType,
			"column notation .%s applied to type %s, which is not a composite type", name, t)
	}
	if t.Ext != nil {
		for i, f := range t.Ext.Fields {
			if f.Name == name {
				return rowField(e, i, f.Type), nil
			}
		}
	}
	if t.OID == types.Record {
		return nil, x.b.errAt(off, pgerr.UndefinedColumn, "could not identify column \"%s\" in record data type", name)
	}
	return nil, x.b.errAt(off, pgerr.UndefinedColumn, "column \"%s\" not found in data type %s", name, t)
}
