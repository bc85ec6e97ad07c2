package proc

import (
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// evalFn computes an expression in a frame.
type evalFn func(f *frame) (types.Datum, error)

// compiled is what is remembered of an expression: how to compute it, and the types its
// variables had when it was bound.
type compiled struct {
	t     types.Type
	fn    evalFn // nil: it has to run as a query
	query *parse.Query
	epoch any
	used  []usedVar
}

type usedVar struct {
	slot int
	ext  *types.Ext
	oid  types.OID
}

// fresh tells whether a bound expression still means the same.
func (c *compiled) fresh(f *frame) bool {
	for _, u := range c.used {
		if f.types[u.slot].Ext != u.ext || f.types[u.slot].OID != u.oid {
			return false
		}
	}
	return c.epoch == nil || c.epoch == f.host.Epoch()
}

// eval computes an expression and gives its type.
func (f *frame) eval(x *parse.PLExpr) (types.Datum, types.Type, error) {
	c := f.p.exprs[x]
	if c == nil || !c.fresh(f) {
		var err error
		if c, err = f.compile(x); err != nil {
			return types.Null, types.Type{}, err
		}
		f.p.exprs[x] = c
	}
	if c.fn != nil {
		d, err := c.fn(f)
		return d, c.t, err
	}
	return f.evalQuery(x, c)
}

// compile binds an expression with its variables as parameters.
func (f *frame) compile(x *parse.PLExpr) (*compiled, error) {
	c := &compiled{query: x.Query}
	if x.X == nil {
		return c, nil
	}
	f.asParam, f.lookErr = true, nil
	e, err := f.host.Bind(f.ctx, x.X, f.p.text, f)
	f.asParam = false
	if f.lookErr != nil {
		return nil, f.lookErr
	}
	if err != nil {
		return nil, err
	}
	c.t = e.Type()
	k := &exprCompiler{f: f, c: c}
	c.fn = k.expr(e)
	if c.fn == nil {
		sel := &parse.Select{Span: x.Span, Items: []*parse.SelectItem{{Span: x.Span, X: x.X}}}
		c.query = &parse.Query{Span: x.Span, Body: sel}
	}
	if k.user {
		c.epoch = f.host.Epoch()
	}
	return c, nil
}

// evalQuery runs an expression as a query of one row and one column.
func (f *frame) evalQuery(x *parse.PLExpr, c *compiled) (types.Datum, types.Type, error) {
	text := f.textOf(x.Span)
	res, err := f.run(c.query, 2)
	if err != nil {
		return types.Null, types.Type{}, inContext(err, "SQL expression \""+text+"\"")
	}
	if len(res.Cols) != 1 {
		return types.Null, types.Type{}, pgerr.New(pgerr.SyntaxError, "query returned %d columns", len(res.Cols)).
			WithDetail("Query: %s", text)
	}
	t := res.Cols[0].Type
	switch len(res.Rows) {
	case 0:
		return types.Null, t, nil
	case 1:
		return res.Rows[0][0], t, nil
	}
	return types.Null, t, pgerr.New(pgerr.CardinalityViolation, "query returned more than one row").WithDetail("Query: %s", text)
}

// evalBool computes a condition.
func (f *frame) evalBool(x *parse.PLExpr) (truth, null bool, err error) {
	d, t, err := f.eval(x)
	if err != nil {
		return false, false, err
	}
	if t.OID != types.Bool {
		if d, err = f.convert(d, t, types.T(types.Bool)); err != nil {
			return false, false, err
		}
	}
	return !d.Null && d.I != 0, d.Null, nil
}

// exprCompiler turns a bound expression into closures; nil means that it cannot be
// computed without a plan.
type exprCompiler struct {
	f    *frame
	c    *compiled
	user bool
}

func (k *exprCompiler) expr(e plan.Expr) evalFn {
	switch e := e.(type) {
	case *plan.Const:
		d := e.D
		return func(*frame) (types.Datum, error) { return d, nil }
	case *plan.Param:
		return k.param(e)
	case *plan.Call:
		return k.call(e)
	case *plan.Relabel:
		return k.expr(e.Arg)
	case *plan.Coerce:
		return k.coerce(e)
	case *plan.And:
		return k.logic(e.Args, false)
	case *plan.Or:
		return k.logic(e.Args, true)
	case *plan.Not:
		return k.one(e.Arg, func(d types.Datum) types.Datum {
			if d.Null {
				return d
			}
			return types.NewBool(d.I == 0)
		})
	case *plan.IsNull:
		neg := e.Neg
		return k.one(e.Arg, func(d types.Datum) types.Datum { return types.NewBool(d.Null != neg) })
	case *plan.BoolTest:
		return k.one(e.Arg, func(d types.Datum) types.Datum {
			return types.NewBool((!d.Null && d.Bool() == e.Val) != e.Neg)
		})
	case *plan.Case:
		return k.caseOf(e)
	case *plan.Coalesce:
		return k.coalesce(e)
	}
	return k.rare(e)
}

func (k *exprCompiler) rare(e plan.Expr) evalFn {
	switch e := e.(type) {
	case *plan.Distinct:
		return k.distinct(e)
	case *plan.MinMax:
		return k.minMax(e)
	case *plan.In:
		return k.in(e)
	case *plan.MakeArray:
		return k.makeArray(e)
	case *plan.MakeRow:
		return k.makeRow(e)
	case *plan.Field:
		return k.field(e)
	case *plan.Subscript:
		return k.subscript(e)
	}
	return nil
}

// param reads a variable.
func (k *exprCompiler) param(e *plan.Param) evalFn {
	slot := e.N - 1
	k.c.used = append(k.c.used, usedVar{slot, e.T.Ext, e.T.OID})
	return func(f *frame) (types.Datum, error) { return f.vals[slot], nil }
}

func (k *exprCompiler) list(es []plan.Expr) []evalFn {
	out := make([]evalFn, len(es))
	for i, e := range es {
		if out[i] = k.expr(e); out[i] == nil {
			return nil
		}
	}
	return out
}

func (k *exprCompiler) one(e plan.Expr, g func(types.Datum) types.Datum) evalFn {
	arg := k.expr(e)
	if arg == nil {
		return nil
	}
	return func(f *frame) (types.Datum, error) {
		d, err := arg(f)
		if err != nil {
			return d, err
		}
		return g(d), nil
	}
}

// call applies a function row by row.
func (k *exprCompiler) call(e *plan.Call) evalFn {
	fn := e.Fn
	args := k.list(e.Args)
	if args == nil && len(e.Args) > 0 || fn.Eval == nil || fn.Kind != builtin.Scalar {
		return nil
	}
	k.user = k.user || fn.OID >= firstUserOID
	ts := make([]types.Type, len(e.Args))
	for i, a := range e.Args {
		ts[i] = a.Type()
	}
	ctx := &builtin.Ctx{ArgTypes: ts, Ret: e.T}
	return func(f *frame) (types.Datum, error) {
		ds := make([]types.Datum, len(args))
		for i, a := range args {
			d, err := a(f)
			if err != nil {
				return d, err
			}
			if d.Null && !fn.NotStrict {
				return types.Null, nil
			}
			ds[i] = d
		}
		if s := f.session(); ctx.Session != s {
			ctx = &builtin.Ctx{ArgTypes: ts, Ret: e.T, Session: s}
		}
		return fn.Eval(ctx, ds)
	}
}

// firstUserOID is where the identities of users' functions begin.
const firstUserOID = 16384

func (k *exprCompiler) coerce(e *plan.Coerce) evalFn {
	arg := k.expr(e.Arg)
	if arg == nil {
		return nil
	}
	return func(f *frame) (types.Datum, error) {
		d, err := arg(f)
		if err != nil {
			return d, err
		}
		d, err = e.Path.Apply(f.session(), d)
		if err != nil && e.Try {
			return types.Null, nil
		}
		return d, err
	}
}

// logic computes AND (stop false) and OR (stop true).
func (k *exprCompiler) logic(es []plan.Expr, stop bool) evalFn {
	args := k.list(es)
	if args == nil {
		return nil
	}
	return func(f *frame) (types.Datum, error) {
		null := false
		for _, a := range args {
			d, err := a(f)
			switch {
			case err != nil:
				return d, err
			case d.Null:
				null = true
			case d.Bool() == stop:
				return d, nil
			}
		}
		if null {
			return types.Null, nil
		}
		return types.NewBool(!stop), nil
	}
}

func (k *exprCompiler) caseOf(e *plan.Case) evalFn {
	conds, thens := make([]evalFn, len(e.Whens)), make([]evalFn, len(e.Whens))
	for i, w := range e.Whens {
		if conds[i], thens[i] = k.expr(w.Cond), k.expr(w.Then); conds[i] == nil || thens[i] == nil {
			return nil
		}
	}
	var rest evalFn
	if e.Else != nil {
		if rest = k.expr(e.Else); rest == nil {
			return nil
		}
	}
	return func(f *frame) (types.Datum, error) {
		for i, c := range conds {
			d, err := c(f)
			if err != nil {
				return d, err
			}
			if !d.Null && d.I != 0 {
				return thens[i](f)
			}
		}
		if rest == nil {
			return types.Null, nil
		}
		return rest(f)
	}
}

func (k *exprCompiler) coalesce(e *plan.Coalesce) evalFn {
	args := k.list(e.Args)
	if args == nil {
		return nil
	}
	return func(f *frame) (types.Datum, error) {
		for _, a := range args {
			if d, err := a(f); err != nil || !d.Null {
				return d, err
			}
		}
		return types.Null, nil
	}
}

// Eval computes a bound expression that reads no variable.
func Eval(e plan.Expr, s *builtin.Session) (types.Datum, error) {
	k := &exprCompiler{c: &compiled{}}
	fn := k.expr(e)
	if fn == nil {
		return types.Null, pgerr.Unsupported("this expression as an argument of CALL")
	}
	return fn(&frame{fixed: s})
}
