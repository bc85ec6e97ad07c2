package bind

import (
	"context"
	"strings"

	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/access"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// inlineMax bounds how deep functions are made part of a plan; deeper ones are called.
const inlineMax = 32

// userFuncs lists the catalog's functions of a name.
func (b *Binder) userFuncs(n parse.Name) ([]*Function, error) {
	if b.cat == nil {
		return nil, nil
	}
	if q := n.Qualifier(); len(q) > 0 && q[len(q)-1] == "pg_catalog" {
		return nil, nil
	}
	fs, err := b.cat.Functions(b.ctx, n.Parts, b.path)
	if err != nil {
		return nil, b.at(err, n.Pos)
	}
	return fs, nil
}

// userCall is a call that resolved to a function of the catalog.
type userCall struct {
	fn   *Function
	res  *builtin.Resolved
	args []plan.Expr // one for each parameter
	ret  types.Type  // of one row
	off  int
}

// resolveUser chooses among the catalog's functions and the built-in ones of the same
// name; nil when a built-in one is meant, or nothing fits.
func (b *Binder) resolveUser(fs []*Function, e *parse.FuncCall, a *argList) (*userCall, error) {
	name := funcName(e.Name)
	var all []*builtin.Func
	add := func(list []*builtin.Func) {
		for _, f := range list {
			if !shadowed(all, f) {
				all = append(all, f)
			}
		}
	}
	before, after := b.aroundSystem(fs)
	add(before)
	if len(e.Name.Parts) == 1 {
		if len(before) == 0 {
			all = append(all, builtin.LookupFuncs(name)...)
		} else {
			add(builtin.LookupFuncs(name))
		}
	}
	add(after)
	res, err := builtin.ResolveIn(all, name, a.types(), a.names, e.Variadic)
	if err != nil {
		return nil, b.at(err, e.Pos)
	}
	for _, f := range fs {
		if f.Func == res.Func {
			if f.Proc && !b.procs {
				return nil, b.errAt(e.Pos, pgerr.WrongObjectType, "%s(%s) is a procedure", name, typeList(a.types())).
					WithHint("To call a procedure, use CALL.")
			}
			if f.Check != nil {
				if err := f.Check(b.ctx); err != nil {
					return nil, err
				}
			}
			return b.userArgs(f, res, a, e)
		}
	}
	return nil, nil
}

// aroundSystem parts functions into those whose schema stands before pg_catalog in the
// search path and the others; pg_catalog comes first unless it is in the path.
func (b *Binder) aroundSystem(fs []*Function) (before, after []*builtin.Func) {
	early := map[string]bool{}
	found := false
	for _, p := range b.path {
		if p == "pg_catalog" {
			found = true
			break
		}
		early[p] = true
	}
	for _, f := range fs {
		if found && early[f.Schema] {
			before = append(before, f.Func)
		} else {
			after = append(after, f.Func)
		}
	}
	return before, after
}

func typeList(ts []types.Type) string {
	var out []string
	for _, t := range ts {
		out = append(out, t.String())
	}
	return strings.Join(out, ", ")
}

// Call binds a CALL: it chooses the procedure and gives its arguments, one for each
// parameter.
func Call(ctx context.Context, e *parse.FuncCall, sqlText string, cfg *Config) (*Function, []plan.Expr, error) {
	b := newBinder(ctx, sqlText, cfg)
	b.procs = true
	name := dotted(e.Name.Parts)
	fs, err := b.userFuncs(e.Name)
	if err != nil {
		return nil, nil, err
	}
	x := &exprBinder{b: b, sc: newScope(nil, nil), clause: "CALL arguments"}
	a, err := x.args(e.Args)
	if err != nil {
		return nil, nil, err
	}
	var found *userCall
	if len(fs) > 0 {
		if found, err = b.resolveUser(fs, e, a); pgerr.CodeOf(err) != "" && pgerr.CodeOf(err) != pgerr.UndefinedFunction {
			return nil, nil, err
		}
	}
	if found == nil && builtin.LookupFuncs(name) != nil {
		if res, err := builtin.ResolveFunc(name, a.types(), a.names, e.Variadic); err == nil && res.Func != nil {
			found = &userCall{fn: &Function{}}
		}
	}
	switch {
	case found == nil:
		return nil, nil, b.errAt(e.Pos, pgerr.UndefinedFunction, "procedure %s(%s) does not exist", name, typeList(a.types())).
			WithHint("No procedure matches the given name and argument types. You might need to add explicit type casts.")
	case !found.fn.Proc:
		return nil, nil, b.errAt(e.Pos, pgerr.WrongObjectType, "%s(%s) is not a procedure", name, typeList(a.types())).
			WithHint("To call a function, use SELECT.")
	}
	for _, arg := range found.args {
		if plan.HasSubquery(arg) {
			return nil, nil, b.errAt(e.Pos, pgerr.FeatureNotSupported, "cannot use subquery in CALL argument")
		}
	}
	return found.fn, found.args, nil
}

// shadowed tells whether an earlier function takes the same arguments. Functions of Tarn's
// own are no obstacle.
func shadowed(all []*builtin.Func, f *builtin.Func) bool {
next:
	for _, o := range all {
		if len(o.Args) != len(f.Args) || builtin.IsOwn(o) {
			continue
		}
		for i := range o.Args {
			if o.Args[i] != f.Args[i] {
				continue next
			}
		}
		return true
	}
	return false
}

// userArgs coerces the arguments and fills in defaults.
func (b *Binder) userArgs(f *Function, res *builtin.Resolved, a *argList, e *parse.FuncCall) (*userCall, error) {
	for i := range res.Args {
		if i < len(f.Params) && (res.VariadicFrom < 0 || i < res.VariadicFrom) && !types.IsPolymorphic(f.Func.Args[i]) {
			res.Args[i] = f.Params[i].Type
			res.Args[i].Mod = -1
		}
	}
	c := &userCall{fn: f, res: res, off: e.Pos, ret: f.Ret}
	if types.IsPolymorphic(f.Ret.OID) {
		c.ret = res.Ret
	}
	c.concrete()
	c.ret.Mod = -1
	var err error
	if c.args, err = b.fitArgs(res, a); err != nil {
		return nil, err
	}
	first := len(f.Params) - len(f.Defaults)
	for i, k := range res.ArgMap {
		if k >= 0 || i >= len(c.args) || i < first {
			continue
		}
		t := res.Args[i]
		if types.IsPolymorphic(t.OID) {
			t = c.actualType(t.OID)
		}
		if c.args[i], err = b.defaultArg(f, f.Defaults[i-first], t); err != nil {
			return nil, err
		}
		if types.IsPolymorphic(c.ret.OID) && types.IsPolymorphic(t.OID) {
			c.ret = c.args[i].Type()
			c.ret.Mod = -1
		}
	}
	return c, nil
}

// concrete puts the actual types in place of polymorphic ones in a result of several
// columns.
func (c *userCall) concrete() {
	if c.ret.Ext != nil {
		c.ret.Ext = &types.Ext{Name: c.ret.Ext.Name, Fields: c.actual(c.ret.Ext.Fields)}
	}
	if cols := c.fn.Func.Cols; len(cols) > 0 {
		fn := *c.fn.Func
		fn.Cols = c.actual(cols)
		f := *c.fn
		f.Func = &fn
		c.fn = &f
	}
}

func (c *userCall) actual(fields []types.Field) []types.Field {
	out := append([]types.Field(nil), fields...)
	for i := range out {
		if types.IsPolymorphic(out[i].Type.OID) {
			out[i].Type = c.actualType(out[i].Type.OID)
		}
	}
	return out
}

// actualType finds what a polymorphic type stands for in this call.
func (c *userCall) actualType(oid types.OID) types.Type {
	family := func(o types.OID) bool {
		return o == types.AnyCompatible || o == types.AnyCompatArray || o == types.AnyCompatNonArr
	}
	isArray := func(o types.OID) bool { return o == types.AnyArray || o == types.AnyCompatArray }
	for i, a := range c.fn.Func.Args {
		if !types.IsPolymorphic(a) || family(a) != family(oid) || i >= len(c.res.Args) || types.IsPolymorphic(c.res.Args[i].OID) {
			continue
		}
		t := c.res.Args[i]
		switch {
		case isArray(a) == isArray(oid):
		case isArray(oid):
			t = types.ArrayOf(t)
		default:
			if e, ok := types.ElemOf(t); ok {
				t = e
			}
		}
		t.Mod = -1
		return t
	}
	return types.T(oid)
}

// defaultArg binds the default of a parameter.
func (b *Binder) defaultArg(f *Function, text string, t types.Type) (plan.Expr, error) {
	x, err := parse.ParseExpr(text)
	if err != nil {
		return nil, err
	}
	saved := *b
	b.enterText(text, f.SearchPath, nil)
	defer b.leaveText(&saved)
	v, err := (&exprBinder{b: b, sc: newScope(nil, nil), clause: "DEFAULT"}).bind(x)
	if err != nil {
		return nil, err
	}
	if types.IsPolymorphic(t.OID) {
		return b.toText(v)
	}
	return b.coerce(v, t, builtin.CastAssignment, -1)
}

// enterText makes the binder read another text, which has no positions for the client.
func (b *Binder) enterText(text string, path []string, vars Vars) {
	b.ctx = access.Called(b.ctx)
	b.sql, b.noPos, b.vars = text, true, vars
	if path != nil {
		b.path = path
	}
}

func (b *Binder) leaveText(saved *Binder) {
	b.ctx, b.sql, b.noPos, b.path, b.vars, b.within = saved.ctx, saved.sql, saved.noPos, saved.path, saved.vars, saved.within
}

// callUser binds a call of a catalog function in an expression.
func (x *exprBinder) callUser(c *userCall, e *parse.FuncCall) (plan.Expr, error) {
	if c.fn.Func.Kind == builtin.SetReturning {
		return x.setUser(c, e)
	}
	if v := x.inlineScalar(c); v != nil {
		return v, nil
	}
	x.b.calls = true
	return &plan.Call{Fn: c.fn.Func, Args: c.args, T: c.ret, Pos: x.b.pos(c.off)}, nil
}

// argVars makes the parameters of an inlined function stand for the arguments.
type argVars struct {
	fn   *Function
	args []plan.Expr
	uses []int
}

// Text is the body.
func (v *argVars) Text() string { return v.fn.Text }

// Conflict: columns go first in SQL functions.
func (v *argVars) Conflict() Conflict { return ConflictColumn }

// Param is $n.
func (v *argVars) Param(n int) plan.Expr {
	if n < 1 || n > len(v.args) {
		return nil
	}
	v.uses[n-1]++
	return v.args[n-1]
}

// Lookup finds a parameter by name, perhaps behind the function's.
func (v *argVars) Lookup(parts []string) (plan.Expr, int) {
	for used := 1; used <= 2 && used <= len(parts); used++ {
		if used == 2 && parts[0] != v.fn.Func.Name {
			break
		}
		for i, p := range v.fn.Params {
			if p.Name != "" && p.Name == parts[used-1] {
				return v.Param(i + 1), used
			}
		}
	}
	return nil, 0
}

// canInline tells whether a call may become part of the plan.
func (b *Binder) canInline(c *userCall) bool {
	if c.fn.Body == nil || !b.inline || len(b.within) >= inlineMax {
		return false
	}
	for _, oid := range b.within {
		if oid == c.fn.Func.OID {
			return false
		}
	}
	for _, a := range c.args {
		if plan.HasSubquery(a) {
			return false
		}
	}
	return true
}

// usable tells whether the arguments were used so that putting them in several places, or
// in none, changes nothing.
func (v *argVars) usable() bool {
	for i, a := range v.args {
		if v.uses[i] != 1 && plan.IsVolatile(a) {
			return false
		}
	}
	return true
}

// inlineScalar gives the body's expression with the arguments in place, nil when the
// function has to be called.
func (x *exprBinder) inlineScalar(c *userCall) plan.Expr {
	b := x.b
	if !b.canInline(c) {
		return nil
	}
	vars := &argVars{fn: c.fn, args: c.args, uses: make([]int, len(c.args))}
	saved := *b
	refs := len(b.colRefs)
	b.enterText(c.fn.Text, c.fn.SearchPath, vars)
	b.within = append(b.within[:len(b.within):len(b.within)], c.fn.Func.OID)
	v, err := b.inlineBody(c)
	b.leaveText(&saved)
	if err != nil || v == nil || !vars.usable() {
		b.colRefs = b.colRefs[:refs]
		return nil
	}
	return strictly(v, c)
}

// inlineBody binds the body: an expression, or a query that gives one value.
func (b *Binder) inlineBody(c *userCall) (plan.Expr, error) {
	if one := onlyExpr(c.fn.Body); one != nil {
		in := &exprBinder{b: b, sc: newScope(nil, nil), clause: "SELECT"}
		if v, err := in.bind(one); err == nil {
			return b.coerce(v, c.ret, builtin.CastAssignment, -1)
		}
	}
	r, err := b.inlineQuery(c, []types.Type{c.ret})
	if err != nil || r == nil {
		return nil, err
	}
	return &plan.Subquery{Kind: plan.SubScalar, Plan: &plan.Limit{Input: r.node, Count: 1}, T: c.ret}, nil
}

// inlineQuery binds a body as a query with columns of the given types.
func (b *Binder) inlineQuery(c *userCall, ts []types.Type) (*result, error) {
	r, err := b.query(c.fn.Body, nil, nil)
	if err != nil {
		return nil, err
	}
	if err := b.resolveUnknownOutputs(r); err != nil {
		return nil, err
	}
	if len(r.cols) != len(ts) {
		return nil, nil
	}
	b.trim(r)
	return r, b.coerceOutputs(r, ts, builtin.CastAssignment, -1)
}

// onlyExpr gives the expression of SELECT expr, nil for any other query.
func onlyExpr(q *parse.Query) parse.Expr {
	s, ok := q.Body.(*parse.Select)
	if !ok || q.With != nil || len(q.OrderBy) > 0 || q.OrderByAll || q.Limit != nil || q.Offset != nil || len(q.Locking) > 0 ||
		s.Distinct || len(s.From) > 0 || s.Where != nil || s.GroupBy != nil || s.Having != nil || len(s.Windows) > 0 ||
		s.Qualify != nil || len(s.Items) != 1 {
		return nil
	}
	if _, star := s.Items[0].X.(*parse.Star); star {
		return nil
	}
	return s.Items[0].X
}

// strictly gives NULL when an argument of a STRICT function is NULL.
func strictly(v plan.Expr, c *userCall) plan.Expr {
	if !c.fn.Strict {
		return v
	}
	var conds []plan.Expr
	for _, a := range c.args {
		if k, ok := a.(*plan.Const); ok && !k.D.Null {
			continue
		}
		conds = append(conds, &plan.IsNull{Arg: a, Neg: true})
	}
	if len(conds) == 0 {
		return v
	}
	return &plan.Case{Whens: []plan.When{{Cond: plan.AndOf(conds), Then: v}}, T: v.Type()}
}

// setUser is a set-returning function of the catalog in a select list.
func (x *exprBinder) setUser(c *userCall, e *parse.FuncCall) (plan.Expr, error) {
	return x.noteSet(e, x.b.setUserFunc(c))
}

// setUserFunc makes the call of a set-returning function with fresh columns.
func (b *Binder) setUserFunc(c *userCall) *plan.SetFunc {
	b.calls = true
	f := &plan.SetFunc{Fn: c.fn.Func, Args: c.args}
	for _, v := range c.args {
		f.ArgTypes = append(f.ArgTypes, v.Type())
	}
	if len(c.fn.Func.Cols) == 0 {
		f.Out = []plan.Column{b.space.NewCol(c.fn.Func.Name, c.ret, false)}
		return f
	}
	for _, col := range c.fn.Func.Cols {
		f.Out = append(f.Out, b.space.NewCol(col.Name, col.Type, false))
	}
	return f
}

// inlineTable gives a table function's query as a FROM item, nil when it has to be called.
func (b *Binder) inlineTable(c *userCall) (*result, error) {
	if !b.canInline(c) || c.fn.Strict || c.fn.Func.Kind != builtin.SetReturning {
		return nil, nil
	}
	ts := []types.Type{c.ret}
	if len(c.fn.Func.Cols) > 0 {
		ts = nil
		for _, col := range c.fn.Func.Cols {
			ts = append(ts, col.Type)
		}
	}
	vars := &argVars{fn: c.fn, args: c.args, uses: make([]int, len(c.args))}
	saved := *b
	b.enterText(c.fn.Text, c.fn.SearchPath, vars)
	b.within = append(b.within[:len(b.within):len(b.within)], c.fn.Func.OID)
	r, err := b.inlineQuery(c, ts)
	b.leaveText(&saved)
	if err != nil || r == nil || !vars.usable() {
		return nil, nil
	}
	return r, nil
}
