package bind

import (
	"github.com/tarndb/tarn/planner/eval"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// coerce converts e to t where ctx allows it; off is where a failure is reported.
func (b *Binder) coerce(e plan.Expr, t types.Type, ctx builtin.CastContext, off int) (plan.Expr, error) {
	switch x := e.(type) {
	case *literal:
		return b.readLiteral(x, t, ctx)
	case *plan.Param:
		if x.T.OID == types.Unknown {
			p, err := b.setParam(x, t)
			if err != nil {
				return nil, b.at(err, off)
			}
			e = p
		}
	case *plan.Const:
		if x.D.Null {
			if x.T.OID == types.Unknown || builtin.CanCoerce(x.T, t, ctx) {
				return &plan.Const{D: types.Null, T: t}, nil
			}
		}
	case *plan.MakeRow:
		if t.IsRow() && t.Ext != nil && len(t.Ext.Fields) == len(x.Fields) {
			return b.coerceRow(x, t, ctx, off)
		}
	}
	from := e.Type()
	if from.OID == t.OID && (t.Mod < 0 || from.Mod == t.Mod) && types.Same(from, t) || t.OID == types.Any {
		return e, nil
	}
	p, err := builtin.FindCast(from, t, ctx)
	if err != nil {
		return nil, b.at(err, off)
	}
	return b.applyCast(e, p, off), nil
}

// readLiteral reads an unknown literal as a value of t.
func (b *Binder) readLiteral(l *literal, t types.Type, ctx builtin.CastContext) (plan.Expr, error) {
	switch t.OID {
	case types.Unknown:
		return l, nil
	case types.Any, types.AnyElement, types.AnyNonArray, types.AnyCompatible:
		t = types.T(types.Text)
	}
	if (t.OID == types.VarChar || t.OID == types.BPChar) && t.Mod >= 0 {
		bare := t
		bare.Mod = -1
		e, err := b.readLiteral(l, bare, ctx)
		if err != nil {
			return nil, err
		}
		return b.coerce(e, t, ctx, l.off)
	}
	d, err := types.Parse(t, l.s, b.inputStyle())
	if err != nil {
		return nil, b.at(err, l.off)
	}
	return &plan.Const{D: d, T: t}, nil
}

func (b *Binder) inputStyle() *types.Style {
	if b.style == nil {
		b.style = b.sess.Style()
	}
	return b.style
}

func (b *Binder) coerceRow(r *plan.MakeRow, t types.Type, ctx builtin.CastContext, off int) (plan.Expr, error) {
	out := &plan.MakeRow{T: t, Fields: make([]plan.Expr, len(r.Fields))}
	for i, f := range r.Fields {
		c, err := b.coerce(f, t.Ext.Fields[i].Type, ctx, off)
		if err != nil {
			return nil, err
		}
		out.Fields[i] = c
	}
	return out, nil
}

// applyCast builds the expression of a resolved conversion.
func (b *Binder) applyCast(e plan.Expr, p *builtin.CastPath, off int) plan.Expr {
	if p.Length != nil && (p.Method == builtin.CastText || p.To.IsArray()) {
		return b.foldNow(&plan.Coerce{Arg: e, T: p.To, Path: p, Pos: b.pos(off)})
	}
	switch p.Method {
	case builtin.CastBinary:
		if !types.Same(p.From, p.To) {
			e = relabel(e, p.To)
		}
	case builtin.CastFunc:
		t := p.To
		if p.Length != nil {
			t.Mod = -1
		}
		e = b.foldNow(&plan.Call{Fn: p.Fn, Args: castArgs(e, p.Fn, p), T: t, Pos: b.pos(off)})
	default:
		return b.foldNow(&plan.Coerce{Arg: e, T: p.To, Path: p, Pos: b.pos(off)})
	}
	if p.Length != nil {
		e = b.foldNow(&plan.Call{Fn: p.Length, Args: castArgs(e, p.Length, p), T: p.To, Pos: b.pos(off)})
	}
	return e
}

func castArgs(e plan.Expr, fn *builtin.Func, p *builtin.CastPath) []plan.Expr {
	args := []plan.Expr{e, intConst(int64(p.To.Mod)), boolConst(p.Explicit)}
	return args[:max(1, min(3, len(fn.Args)))]
}

func relabel(e plan.Expr, t types.Type) plan.Expr {
	if c, ok := e.(*plan.Const); ok {
		return &plan.Const{D: c.D, T: t}
	}
	return &plan.Relabel{Arg: e, T: t}
}

// foldNow evaluates an immutable conversion of a constant at once, so that later steps
// see a constant; an error is left for run time.
func (b *Binder) foldNow(e plan.Expr) plan.Expr {
	switch x := e.(type) {
	case *plan.Call:
		if _, ok := x.Args[0].(*plan.Const); !ok || x.Fn.Volatility != builtin.Immutable {
			return e
		}
	case *plan.Coerce:
		if _, ok := x.Arg.(*plan.Const); !ok {
			return e
		}
	}
	if d, ok, err := eval.Const(e, b.sess); ok && err == nil {
		return &plan.Const{D: d, T: e.Type()}
	}
	return e
}

func intConst(i int64) *plan.Const {
	return &plan.Const{D: types.NewInt(i), T: types.T(types.Int4)}
}

func int8Const(i int64) *plan.Const {
	return &plan.Const{D: types.NewInt(i), T: types.T(types.Int8)}
}

func boolConst(v bool) *plan.Const {
	return &plan.Const{D: types.NewBool(v), T: types.T(types.Bool)}
}

func textConst(s string) *plan.Const {
	return &plan.Const{D: types.NewStr(s), T: types.T(types.Text)}
}

// toBool makes a condition: what names the clause in the error.
func (b *Binder) toBool(e plan.Expr, what string, off int) (plan.Expr, error) {
	if t := e.Type(); t.OID != types.Bool && t.OID != types.Unknown {
		if !builtin.CanCoerce(t, types.T(types.Bool), builtin.CastAssignment) {
			return nil, b.errAt(off, pgerr.DatatypeMismatch, "argument of %s must be type boolean, not type %s", what, t)
		}
	}
	return b.coerce(e, types.T(types.Bool), builtin.CastAssignment, off)
}

// toText settles an expression whose type nothing decided.
func (b *Binder) toText(e plan.Expr) (plan.Expr, error) {
	if r, ok := e.(*plan.MakeRow); ok {
		return b.settleRow(r)
	}
	if !isUnknown(e) {
		return e, nil
	}
	return b.coerce(e, types.T(types.Text), builtin.CastImplicit, -1)
}

// common brings expressions to their common type; offs are where each stands.
func (b *Binder) common(es []plan.Expr, offs []int, what string) ([]plan.Expr, types.Type, error) {
	ts := make([]types.Type, len(es))
	for i, e := range es {
		ts[i] = e.Type()
	}
	t, err := builtin.CommonType(ts, what)
	if err != nil {
		return nil, t, b.at(err, b.mismatchAt(ts, offs))
	}
	out := make([]plan.Expr, len(es))
	for i, e := range es {
		if out[i], err = b.coerce(e, t, builtin.CastImplicit, offs[i]); err != nil {
			return nil, t, err
		}
	}
	return out, t, nil
}

// mismatchAt finds the first part whose type does not go with those before it.
func (b *Binder) mismatchAt(ts []types.Type, offs []int) int {
	for i := 2; i <= len(ts); i++ {
		if _, err := builtin.CommonType(ts[:i], ""); err != nil {
			return offs[i-1]
		}
	}
	return offs[0]
}

// settleRow makes undecided fields of a row text.
func (b *Binder) settleRow(r *plan.MakeRow) (plan.Expr, error) {
	out := &plan.MakeRow{T: r.T, Fields: make([]plan.Expr, len(r.Fields))}
	ext := &types.Ext{Fields: make([]types.Field, len(r.Fields))}
	if r.T.Ext != nil {
		ext.Name = r.T.Ext.Name
	}
	for i, f := range r.Fields {
		v, err := b.toText(f)
		if err != nil {
			return nil, err
		}
		out.Fields[i] = v
		ext.Fields[i] = types.Field{Name: rowFieldName(i), Type: v.Type()}
		if r.T.Ext != nil && i < len(r.T.Ext.Fields) {
			ext.Fields[i].Name = r.T.Ext.Fields[i].Name
		}
	}
	out.T.Ext = ext
	return out, nil
}
