package bind

import (
	"math"
	"strconv"
	"strings"

	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// exprBinder binds the expressions of one clause of one query level.
type exprBinder struct {
	b  *Binder
	sc *scope
	// clause names the place for errors: "WHERE", "GROUP BY" …; aggs, wins and srfs say
	// what may stand there.
	clause           string
	aggs, wins, srfs bool
	inAgg, inWin     bool
	inCond           string // CASE or COALESCE around, where no set-returning function may stand
	rowOK            bool   // a subquery of several columns is a row to compare
	// hint is asked for names nothing else knows (select aliases in QUALIFY and the like).
	hint func(name string) plan.Expr
}

// bind binds an expression; the result may be an unknown literal or parameter.
func (x *exprBinder) bind(e parse.Expr) (plan.Expr, error) {
	switch e := e.(type) {
	case *parse.ColumnRef:
		return x.columnRef(e.Parts, e.Pos)
	case *parse.Literal:
		return x.literal(e)
	case *parse.BinaryExpr:
		return x.binary(e)
	case *parse.BoolExpr:
		return x.boolExpr(e)
	case *parse.FuncCall:
		return x.funcCall(e)
	case *parse.CastExpr:
		return x.cast(e)
	case *parse.NotExpr:
		a, err := x.cond(e.X, "NOT")
		if err != nil {
			return nil, err
		}
		return &plan.Not{Arg: a}, nil
	case *parse.IsExpr:
		return x.is(e)
	case *parse.CaseExpr:
		return x.caseExpr(e)
	case *parse.InExpr:
		return x.in(e)
	case *parse.BetweenExpr:
		return x.between(e)
	case *parse.LikeExpr:
		return x.like(e)
	case *parse.Param:
		return x.b.param(e)
	case *parse.UnaryExpr:
		return x.unary(e)
	}
	return x.bindRare(e)
}

func (x *exprBinder) bindRare(e parse.Expr) (plan.Expr, error) {
	switch e := e.(type) {
	case *parse.DistinctExpr:
		return x.distinct(e)
	case *parse.CoalesceExpr:
		return x.coalesce(e)
	case *parse.NullIfExpr:
		return x.nullIf(e)
	case *parse.MinMaxExpr:
		return x.minMax(e)
	case *parse.ExistsExpr, *parse.SubqueryExpr, *parse.ArraySubquery, *parse.QuantExpr:
		return x.subquery(e)
	case *parse.ArrayExpr:
		return x.array(e, types.Type{})
	case *parse.RowExpr:
		return x.row(e)
	case *parse.Indirection:
		return x.indirection(e)
	case *parse.SQLValue:
		return x.sqlValue(e)
	case *parse.GroupingExpr:
		return x.grouping(e)
	case *parse.CollateExpr:
		return x.collate(e)
	case *parse.NamedArg:
		return x.bind(e.X)
	case *parse.Star:
		if e.Table != nil { // (t.*) is the row
			it, err := x.findItem(e.Table, e.Pos)
			if err != nil {
				return nil, err
			}
			if it != nil {
				return x.wholeRow(it, e.Pos)
			}
			return nil, x.b.noTable(x.sc, e.Table, e.Pos)
		}
		return nil, x.b.errAt(e.Pos, pgerr.SyntaxError, "row expansion via \"*\" is not supported here")
	case *parse.DefaultExpr:
		return nil, x.b.errAt(e.Pos, pgerr.SyntaxError, "DEFAULT is not allowed in this context")
	case *parse.CurrentOf:
		return nil, x.b.unsupported(e.Pos, "WHERE CURRENT OF")
	case *parse.XMLExpr:
		return nil, x.b.unsupported(e.Pos, "%s", e.Op)
	}
	return nil, x.b.unsupported(e.Range().Pos, "this expression")
}

// value binds an expression whose type must be known; undecided literals become text.
func (x *exprBinder) value(e parse.Expr) (plan.Expr, error) {
	v, err := x.bind(e)
	if err != nil {
		return nil, err
	}
	return x.b.toText(v)
}

// cond binds a boolean expression.
func (x *exprBinder) cond(e parse.Expr, what string) (plan.Expr, error) {
	v, err := x.bind(e)
	if err != nil {
		return nil, err
	}
	return x.b.toBool(v, what, e.Range().Pos)
}

func (x *exprBinder) literal(l *parse.Literal) (plan.Expr, error) {
	switch l.Kind {
	case parse.LitNull:
		return &plan.Const{D: types.Null, T: types.T(types.Unknown)}, nil
	case parse.LitBool:
		return boolConst(l.Text == "true"), nil
	case parse.LitInt:
		return intConst(int64(l.Int)), nil
	case parse.LitNumber:
		return x.b.number(l)
	case parse.LitBit:
		return x.b.readLiteral(&literal{s: l.Text, off: l.Pos}, types.T(types.Bit), builtin.CastExplicit)
	case parse.LitHex:
		return x.b.readLiteral(&literal{s: "x" + l.Text, off: l.Pos}, types.T(types.Bit), builtin.CastExplicit)
	}
	return &literal{s: l.Text, off: l.Pos}, nil
}

func (b *Binder) number(l *parse.Literal) (plan.Expr, error) {
	if i, err := strconv.ParseInt(l.Text, 10, 64); err == nil {
		if i >= math.MinInt32 && i <= math.MaxInt32 {
			return intConst(i), nil
		}
		return int8Const(i), nil
	}
	d, err := types.Parse(types.T(types.Numeric), l.Text, b.inputStyle())
	if err != nil {
		return nil, b.at(err, l.Pos)
	}
	return &plan.Const{D: d, T: types.T(types.Numeric)}, nil
}

func (x *exprBinder) boolExpr(e *parse.BoolExpr) (plan.Expr, error) {
	what := "AND"
	if e.Op == parse.Or {
		what = "OR"
	}
	args := make([]plan.Expr, len(e.Args))
	for i, a := range e.Args {
		v, err := x.cond(a, what)
		if err != nil {
			return nil, err
		}
		args[i] = v
	}
	if e.Op == parse.Or {
		return &plan.Or{Args: args}, nil
	}
	return &plan.And{Args: args}, nil
}

func (x *exprBinder) is(e *parse.IsExpr) (plan.Expr, error) {
	switch e.Test {
	case parse.IsNull:
		return x.isNull(e)
	case parse.IsDocument:
		return nil, x.b.unsupported(e.OpPos, "IS DOCUMENT")
	}
	name := map[parse.IsTest]string{parse.IsTrue: "TRUE", parse.IsFalse: "FALSE", parse.IsUnknown: "UNKNOWN"}[e.Test]
	if e.Not {
		name = "NOT " + name
	}
	a, err := x.cond(e.X, "IS "+name)
	if err != nil {
		return nil, err
	}
	if e.Test == parse.IsUnknown {
		return &plan.IsNull{Arg: a, Neg: e.Not}, nil
	}
	return &plan.BoolTest{Arg: a, Val: e.Test == parse.IsTrue, Neg: e.Not}, nil
}

// isNull tests a row field by field: it is NULL when all fields are, NOT NULL when none is.
func (x *exprBinder) isNull(e *parse.IsExpr) (plan.Expr, error) {
	a, err := x.value(e.X)
	if err != nil {
		return nil, err
	}
	t := a.Type()
	if !t.IsRow() || t.Ext == nil {
		return &plan.IsNull{Arg: a, Neg: e.Not}, nil
	}
	var terms []plan.Expr
	for i, f := range t.Ext.Fields {
		terms = append(terms, &plan.IsNull{Arg: rowField(a, i, f.Type), Neg: e.Not})
	}
	if len(terms) == 0 {
		return boolConst(true), nil
	}
	return plan.AndOf(terms), nil
}

func (x *exprBinder) caseExpr(e *parse.CaseExpr) (plan.Expr, error) {
	defer x.within("CASE")()
	var arg plan.Expr
	var err error
	if e.Arg != nil {
		if arg, err = x.value(e.Arg); err != nil {
			return nil, err
		}
	}
	c := &plan.Case{Whens: make([]plan.When, len(e.Whens))}
	results := make([]plan.Expr, 0, len(e.Whens)+1)
	var offs []int
	if e.Else != nil { // PostgreSQL resolves the result type with ELSE first
		r, err := x.bind(e.Else)
		if err != nil {
			return nil, err
		}
		results, offs = append(results, r), append(offs, e.Else.Range().Pos)
	} else {
		results, offs = append(results, &plan.Const{D: types.Null, T: types.T(types.Unknown)}), append(offs, e.Pos)
	}
	for i, w := range e.Whens {
		if c.Whens[i].Cond, err = x.caseCond(arg, e.Arg, w.Cond); err != nil {
			return nil, err
		}
		r, err := x.bind(w.Result)
		if err != nil {
			return nil, err
		}
		results, offs = append(results, r), append(offs, w.Result.Range().Pos)
	}
	results, c.T, err = x.b.common(results, offs, "CASE")
	if err != nil {
		return nil, err
	}
	if e.Else != nil {
		c.Else = results[0]
	}
	for i := range c.Whens {
		c.Whens[i].Then = results[i+1]
	}
	return c, nil
}

func (x *exprBinder) caseCond(arg plan.Expr, argE, cond parse.Expr) (plan.Expr, error) {
	if arg == nil {
		return x.cond(cond, "CASE/WHEN")
	}
	v, err := x.bind(cond)
	if err != nil {
		return nil, err
	}
	return x.b.op("=", arg, v, argE.Range().Pos, argE.Range().Pos, cond.Range().Pos)
}

func (x *exprBinder) list(es []parse.Expr) ([]plan.Expr, []int, error) {
	out, offs := make([]plan.Expr, len(es)), make([]int, len(es))
	for i, e := range es {
		v, err := x.bind(e)
		if err != nil {
			return nil, nil, err
		}
		out[i], offs[i] = v, e.Range().Pos
	}
	return out, offs, nil
}

// within notes that what is bound next is evaluated conditionally; the caller runs the
// result afterwards.
func (x *exprBinder) within(what string) func() {
	saved := x.inCond
	x.inCond = what
	return func() { x.inCond = saved }
}

func (x *exprBinder) coalesce(e *parse.CoalesceExpr) (plan.Expr, error) {
	defer x.within("COALESCE")()
	args, offs, err := x.list(e.Args)
	if err != nil {
		return nil, err
	}
	args, t, err := x.b.common(args, offs, "COALESCE")
	if err != nil {
		return nil, err
	}
	return &plan.Coalesce{Args: args, T: t}, nil
}

func (x *exprBinder) minMax(e *parse.MinMaxExpr) (plan.Expr, error) {
	what := "LEAST"
	if e.Greatest {
		what = "GREATEST"
	}
	args, offs, err := x.list(e.Args)
	if err != nil {
		return nil, err
	}
	args, t, err := x.b.common(args, offs, what)
	if err != nil {
		return nil, err
	}
	return &plan.MinMax{Args: args, Max: e.Greatest, T: t}, nil
}

func (x *exprBinder) nullIf(e *parse.NullIfExpr) (plan.Expr, error) {
	args, offs, err := x.list([]parse.Expr{e.L, e.R})
	if err != nil {
		return nil, err
	}
	l := args[0]
	cond, err := x.b.op("=", l, args[1], e.Pos, offs[0], offs[1])
	if err != nil {
		return nil, err
	}
	lt, rt := l.Type(), args[1].Type()
	if res, err := builtin.ResolveOp("=", &lt, &rt); err == nil && !types.IsPolymorphic(res.Left.OID) { // the value has the type it is compared as
		if l, err = x.b.coerce(l, res.Left, builtin.CastImplicit, offs[0]); err != nil {
			return nil, err
		}
	}
	if l, err = x.b.toText(l); err != nil {
		return nil, err
	}
	null := &plan.Const{D: types.Null, T: l.Type()}
	return &plan.Case{Whens: []plan.When{{Cond: cond, Then: null}}, Else: l, T: l.Type()}, nil
}

func (x *exprBinder) cast(e *parse.CastExpr) (plan.Expr, error) {
	if d, err := x.b.domainOf(e.Type); err != nil {
		return nil, err
	} else if d != nil {
		v, err := x.castTo(e, d.Base)
		if err != nil {
			return nil, err
		}
		return x.b.toDomain(v, d)
	}
	t, err := x.b.typeName(e.Type)
	if err != nil {
		return nil, err
	}
	return x.castTo(e, t)
}

// castTo binds a cast to a type that is known.
func (x *exprBinder) castTo(e *parse.CastExpr, t types.Type) (plan.Expr, error) {
	if a, ok := e.X.(*parse.ArrayExpr); ok && t.IsArray() {
		v, err := x.array(a, t)
		if err != nil {
			return nil, err
		}
		return x.b.coerce(v, t, builtin.CastExplicit, e.OpPos)
	}
	v, err := x.bind(e.X)
	if err != nil {
		return nil, err
	}
	if e.Style == parse.CastTry {
		return x.tryCast(v, t, e)
	}
	off := e.OpPos
	if _, ok := v.(*literal); ok {
		off = e.X.Range().Pos
	}
	return x.b.coerce(v, t, builtin.CastExplicit, off)
}

// tryCast is TRY_CAST: NULL where the cast would fail.
func (x *exprBinder) tryCast(v plan.Expr, t types.Type, e *parse.CastExpr) (plan.Expr, error) {
	v, err := x.b.toText(v)
	if err != nil {
		return nil, err
	}
	p, err := builtin.FindCast(v.Type(), t, builtin.CastExplicit)
	if err != nil {
		return nil, x.b.at(err, e.OpPos)
	}
	if p.Noop() {
		return x.b.applyCast(v, p, e.OpPos), nil
	}
	return &plan.Coerce{Arg: v, T: t, Path: p, Try: true, Pos: x.b.pos(e.OpPos)}, nil
}

func (x *exprBinder) collate(e *parse.CollateExpr) (plan.Expr, error) {
	v, err := x.bind(e.X)
	if err != nil {
		return nil, err
	}
	switch e.Collation.Last() {
	case "default", "C", "POSIX", "ucs_basic", "C.UTF-8":
	default:
		return nil, x.b.errAt(e.Collation.Pos, pgerr.UndefinedObject,
			"collation \"%s\" for encoding \"UTF8\" does not exist", strings.Join(e.Collation.Parts, "."))
	}
	if isUnknown(v) {
		return x.b.toText(v)
	}
	if c := types.Category(v.Type()); c != 'S' {
		return nil, x.b.errAt(e.Pos, pgerr.DatatypeMismatch, "collations are not supported by type %s", v.Type())
	}
	return v, nil
}
