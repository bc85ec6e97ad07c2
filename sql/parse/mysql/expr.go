package mysql

import (
	"math"
	"strconv"
	"strings"

	"github.com/pingcap/tidb/pkg/parser/ast"
	tidb "github.com/pingcap/tidb/pkg/parser/mysql"
	"github.com/pingcap/tidb/pkg/parser/opcode"
	"github.com/pingcap/tidb/pkg/parser/test_driver"

	"github.com/tarndb/tarn/sql/parse"
)

// expr turns an expression; nil stays nil.
func (t *translator) expr(n ast.ExprNode) parse.Expr {
	if n == nil || t.err != nil || !t.enter() {
		return nil
	}
	defer t.leave()
	switch n := n.(type) {
	case *test_driver.ValueExpr:
		return t.value(n)
	case *test_driver.ParamMarkerExpr:
		p := &parse.Param{Span: t.span}
		t.params = append(t.params, &param{p, n.Offset})
		return p
	case *ast.ColumnNameExpr:
		return t.column(n.Name)
	case *ast.ParenthesesExpr:
		return t.expr(n.Expr)
	case *ast.BinaryOperationExpr:
		return t.binary(n)
	case *ast.UnaryOperationExpr:
		return t.unary(n)
	case *ast.CaseExpr:
		return t.caseExpr(n)
	case *ast.RowExpr:
		return &parse.RowExpr{Span: t.span, Elems: t.exprs(n.Values), Explicit: true}
	case *ast.FuncCallExpr:
		return t.call(n)
	case *ast.FuncCastExpr:
		return t.cast(n)
	case *ast.AggregateFuncExpr:
		return t.aggregate(n)
	case *ast.WindowFuncExpr:
		return t.window(n)
	case *ast.VariableExpr:
		return t.variable(n)
	case *ast.DefaultExpr:
		return &parse.DefaultExpr{Span: t.span}
	case *ast.PositionExpr:
		return t.integer(int64(n.N))
	case *ast.SetCollationExpr:
		return t.expr(n.Expr)
	}
	return t.predicate(n)
}

// predicate turns the tests and subqueries.
func (t *translator) predicate(n ast.ExprNode) parse.Expr {
	switch n := n.(type) {
	case *ast.IsNullExpr:
		return &parse.IsExpr{Span: t.span, X: t.expr(n.Expr), Test: parse.IsNull, Not: n.Not}
	case *ast.IsTruthExpr:
		test := parse.IsFalse
		if n.True != 0 {
			test = parse.IsTrue
		}
		return &parse.IsExpr{Span: t.span, X: t.expr(n.Expr), Test: test, Not: n.Not}
	case *ast.BetweenExpr:
		return &parse.BetweenExpr{Span: t.span, X: t.expr(n.Expr), Lo: t.expr(n.Left), Hi: t.expr(n.Right), Not: n.Not}
	case *ast.PatternInExpr:
		in := &parse.InExpr{Span: t.span, X: t.expr(n.Expr), Not: n.Not}
		if n.Sel != nil {
			in.Query = t.subquery(n.Sel)
		} else {
			in.List = t.exprs(n.List)
		}
		return in
	case *ast.PatternLikeOrIlikeExpr:
		return t.like(n)
	case *ast.PatternRegexpExpr:
		op := "~*"
		if n.Not {
			op = "!~*"
		}
		return t.op(op, t.expr(n.Expr), t.expr(n.Pattern))
	case *ast.SubqueryExpr:
		return &parse.SubqueryExpr{Span: t.span, Query: t.subquery(n)}
	case *ast.ExistsSubqueryExpr:
		e := &parse.ExistsExpr{Span: t.span, Query: t.subquery(n.Sel)}
		if n.Not {
			return &parse.NotExpr{Span: t.span, X: e}
		}
		return e
	case *ast.CompareSubqueryExpr:
		q := &parse.QuantExpr{Span: t.span, X: t.expr(n.L), All: n.All, Query: t.subquery(n.R)}
		q.Op = comparisons[n.Op]
		return q
	}
	t.unsupported("this expression")
	return nil
}

func (t *translator) exprs(list []ast.ExprNode) []parse.Expr {
	out := make([]parse.Expr, 0, len(list))
	for _, n := range list {
		out = append(out, t.expr(n))
	}
	return out
}

func (t *translator) column(n *ast.ColumnName) parse.Expr {
	return &parse.ColumnRef{Span: t.span, Parts: t.name(n.Schema.L, n.Table.L, n.Name.L).Parts}
}

func (t *translator) text(s string) parse.Expr {
	return &parse.Literal{Span: t.span, Kind: parse.LitString, Text: s}
}

// integer makes a whole number of any size.
func (t *translator) integer(v int64) parse.Expr {
	return t.number(strconv.FormatInt(v, 10))
}

func (t *translator) number(s string) parse.Expr {
	if v, err := strconv.ParseInt(s, 10, 32); err == nil {
		return &parse.Literal{Span: t.span, Kind: parse.LitInt, Text: s, Int: int32(v)}
	}
	return &parse.Literal{Span: t.span, Kind: parse.LitNumber, Text: s}
}

// value turns a literal.
func (t *translator) value(n *test_driver.ValueExpr) parse.Expr {
	switch n.Kind() {
	case test_driver.KindNull:
		return &parse.Literal{Span: t.span, Kind: parse.LitNull}
	case test_driver.KindInt64:
		if n.Type.GetFlag()&tidb.IsBooleanFlag != 0 {
			word := strconv.FormatBool(n.GetInt64() != 0)
			return &parse.Literal{Span: t.span, Kind: parse.LitBool, Text: word}
		}
		return t.integer(n.GetInt64())
	case test_driver.KindUint64:
		return t.number(strconv.FormatUint(n.GetUint64(), 10))
	case test_driver.KindFloat32, test_driver.KindFloat64:
		return t.float(n.GetFloat64())
	case test_driver.KindString:
		return t.text(n.GetString())
	case test_driver.KindBytes:
		return t.text(string(n.GetBytes()))
	case test_driver.KindMysqlDecimal:
		return t.number(n.GetMysqlDecimal().String())
	case test_driver.KindBinaryLiteral:
		return t.bytes(n.GetBinaryLiteral())
	}
	t.unsupported("this literal")
	return nil
}

// float makes a double: MySQL's 1e3 is one, PostgreSQL's is a numeric.
func (t *translator) float(v float64) parse.Expr {
	if math.IsInf(v, 0) || math.IsNaN(v) {
		t.unsupported("a number that is not finite")
		return nil
	}
	return t.castTo(t.number(strconv.FormatFloat(v, 'g', -1, 64)), "float8")
}

// bytes makes x'…' a bytea.
func (t *translator) bytes(b []byte) parse.Expr {
	const digits = "0123456789abcdef"
	s := []byte(`\x`)
	for _, c := range b {
		s = append(s, digits[c>>4], digits[c&15])
	}
	return t.castTo(t.text(string(s)), "bytea")
}

// castTo casts to a type of pg_catalog.
func (t *translator) castTo(x parse.Expr, name string) parse.Expr {
	return &parse.CastExpr{Span: t.span, X: x, Type: t.typeOf(name), Style: parse.CastColons}
}

func (t *translator) typeOf(name string, mods ...int) *parse.TypeName {
	typ := &parse.TypeName{Span: t.span, Name: t.name("pg_catalog", name)}
	for _, m := range mods {
		typ.Mods = append(typ.Mods, t.integer(int64(m)))
	}
	return typ
}

func (t *translator) op(op string, l, r parse.Expr) parse.Expr {
	return &parse.BinaryExpr{Span: t.span, Op: op, OpPos: t.span.Pos, L: l, R: r}
}

// comparisons are the operators that compare, by code.
var comparisons = map[opcode.Op]string{
	opcode.GE: ">=", opcode.LE: "<=", opcode.EQ: "=", opcode.NE: "<>", opcode.LT: "<", opcode.GT: ">",
}

// operators are those with an equal in PostgreSQL. Exclusive or is # there.
var operators = map[opcode.Op]string{
	opcode.Plus: "+", opcode.Minus: "-", opcode.Mul: "*", opcode.And: "&", opcode.Or: "|", opcode.Xor: "#",
	opcode.LeftShift: "<<", opcode.RightShift: ">>",
}

// binary turns an infix operator.
func (t *translator) binary(n *ast.BinaryOperationExpr) parse.Expr {
	switch n.Op {
	case opcode.LogicAnd:
		return t.chain(n, parse.And)
	case opcode.LogicOr:
		return t.chain(n, parse.Or)
	}
	l, r := t.expr(n.L), t.expr(n.R)
	if op, ok := comparisons[n.Op]; ok {
		return t.op(op, l, r)
	}
	if op, ok := operators[n.Op]; ok {
		return t.op(op, l, r)
	}
	switch n.Op {
	case opcode.NullEQ:
		return &parse.DistinctExpr{Span: t.span, L: l, R: r, Not: true}
	case opcode.LogicXor:
		return t.op("<>", t.truth(l), t.truth(r))
	case opcode.Div:
		return t.op("/", t.op("*", l, t.number("1.0")), t.nonZero(r))
	case opcode.IntDiv:
		return t.castTo(t.fn("trunc", t.op("/", t.op("*", l, t.number("1.0")), t.nonZero(r))), "int8")
	case opcode.Mod:
		return t.op("%", l, t.nonZero(r))
	}
	t.unsupported("operator %s", n.Op.String())
	return nil
}

// nonZero makes a zero divisor NULL, which makes the quotient NULL.
func (t *translator) nonZero(x parse.Expr) parse.Expr {
	if lit, ok := x.(*parse.Literal); ok && strings.ContainsAny(lit.Text, "123456789") {
		return x
	}
	return &parse.NullIfExpr{Span: t.span, L: x, R: t.integer(0)}
}

// chain turns AND and OR chains into one node, without recursion along the left side.
func (t *translator) chain(n *ast.BinaryOperationExpr, op parse.BoolOp) parse.Expr {
	var right []ast.ExprNode
	code := n.Op
	var left ast.ExprNode = n
	for {
		b, ok := left.(*ast.BinaryOperationExpr)
		if !ok || b.Op != code {
			break
		}
		right = append(right, b.R)
		left = b.L
	}
	out := &parse.BoolExpr{Span: t.span, Op: op, Args: []parse.Expr{t.expr(left)}}
	for i := len(right) - 1; i >= 0; i-- {
		out.Args = append(out.Args, t.expr(right[i]))
	}
	return out
}

func (t *translator) unary(n *ast.UnaryOperationExpr) parse.Expr {
	x := t.expr(n.V)
	switch n.Op {
	case opcode.Not, opcode.Not2:
		return &parse.NotExpr{Span: t.span, X: x}
	case opcode.BitNeg:
		return &parse.UnaryExpr{Span: t.span, Op: "~", X: x}
	case opcode.Plus:
		return x
	case opcode.Minus:
		if lit, ok := x.(*parse.Literal); ok && (lit.Kind == parse.LitInt || lit.Kind == parse.LitNumber) && lit.Text[0] != '-' {
			return t.number("-" + lit.Text)
		}
		return &parse.UnaryExpr{Span: t.span, Op: "-", X: x}
	}
	t.unsupported("operator %s", n.Op.String())
	return nil
}

func (t *translator) caseExpr(n *ast.CaseExpr) parse.Expr {
	c := &parse.CaseExpr{Span: t.span, Arg: t.expr(n.Value), Else: t.expr(n.ElseClause)}
	for _, w := range n.WhenClauses {
		c.Whens = append(c.Whens, parse.When{Span: t.span, Cond: t.expr(w.Expr), Result: t.expr(w.Result)})
	}
	return c
}

func (t *translator) like(n *ast.PatternLikeOrIlikeExpr) parse.Expr {
	l := &parse.LikeExpr{Span: t.span, X: t.expr(n.Expr), Pattern: t.expr(n.Pattern), Not: n.Not}
	if !n.IsLike {
		l.Kind = parse.ILike
	}
	if n.EscapeExplicit && n.Escape != '\\' {
		l.Escape = t.text(string(rune(n.Escape)))
	}
	return l
}

// variable turns @@name into current_setting('name').
func (t *translator) variable(n *ast.VariableExpr) parse.Expr {
	if !n.IsSystem || n.Value != nil {
		t.unsupported("user variable @%s", n.Name)
		return nil
	}
	return t.fn("current_setting", t.text(strings.ToLower(n.Name)))
}
