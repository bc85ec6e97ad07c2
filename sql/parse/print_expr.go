package parse

import (
	"strconv"
	"strings"
)

// precPrimary is the strength of what never needs parentheses.
const precPrimary = 100

// precOf is the strength of an expression's outermost operator.
func precOf(x Expr) int {
	switch x := x.(type) {
	case *BoolExpr:
		if x.Op == Or {
			return precOr
		}
		return precAnd
	case *NotExpr:
		return precNot
	case *IsExpr, *DistinctExpr:
		return precIs
	case *BinaryExpr:
		return precOfOp(x.Op, x.OpSchema)
	case *QuantExpr:
		return precOfOp(x.Op, x.OpSchema)
	case *BetweenExpr, *InExpr, *LikeExpr:
		return precLike
	case *UnaryExpr:
		if x.OpSchema == nil && (x.Op == "-" || x.Op == "+") && !isMinusNumber(x) {
			return precUnary
		}
		return precOp
	case *CollateExpr:
		return precCollate
	case *CastExpr:
		return precOfCast(x)
	case *Literal:
		if strings.HasPrefix(x.Text, "-") && (x.Kind == LitInt || x.Kind == LitNumber) {
			return precUnary
		}
	case *FuncCall:
		return precOfCall(x)
	case *NamedArg:
		return 0
	}
	return precPrimary
}

func precOfCall(f *FuncCall) int {
	switch f.Syntax {
	case SyntaxTimeZone:
		return precAt
	case SyntaxIsNormalized:
		return precIs
	case SyntaxOverlaps:
		return 0
	}
	return precPrimary
}

func precOfCast(c *CastExpr) int {
	if c.Style == CastColons || (c.Style == CastLiteral && !literalForm(c)) {
		return precCast
	}
	return precPrimary
}

// precOfOp is the strength of an infix operator by its text.
func precOfOp(op string, schema []string) int {
	if schema != nil {
		return precOp
	}
	switch op {
	case "=", "<", ">", "<=", ">=", "<>":
		return precCompare
	case "+", "-":
		return precAdd
	case "*", "/", "%":
		return precMul
	case "^":
		return precPow
	}
	return precOp
}

// expr prints x, in parentheses when it binds more weakly than limit.
func (p *printer) expr(x Expr, limit int) {
	if x == nil {
		return
	}
	if precOf(x) < limit {
		p.w("(")
		p.expr2(x)
		p.w(")")
		return
	}
	p.expr2(x)
}

// bexpr prints x where only the restricted form may stand.
func (p *printer) bexpr(x Expr) {
	if isRestricted(x) {
		p.expr(x, 0)
		return
	}
	p.w("(")
	p.expr(x, 0)
	p.w(")")
}

// isRestricted: x contains outside parentheses only what a restricted expression may.
func isRestricted(x Expr) bool {
	for {
		switch e := x.(type) {
		case *BinaryExpr:
			if precOf(e) < precOp || !isRestricted(e.R) {
				return false
			}
			x = e.L
		case *UnaryExpr:
			x = e.X
		case *CastExpr:
			if precOf(e) == precPrimary {
				return true
			}
			x = e.X
		case *Literal:
			return true
		case *DefaultExpr:
			return false
		default:
			return precOf(x) == precPrimary
		}
	}
}

func (p *printer) exprs(list []Expr) { list2(p, list, func(x Expr) { p.expr(x, 0) }) }

// expr2 prints x without parentheses around it.
func (p *printer) expr2(x Expr) {
	switch x := x.(type) {
	case *Literal:
		p.literal(x)
	case *ColumnRef:
		if p.domain && len(x.Parts) == 1 && x.Parts[0] == "value" {
			p.w("VALUE")
			return
		}
		p.parts(x.Parts)
	case *Star:
		p.star(x)
	case *Param:
		p.w("$", strconv.Itoa(x.Number))
	case *Indirection:
		p.indirection(x)
	case *UnaryExpr:
		p.unary(x)
	case *BinaryExpr:
		p.binary(x)
	case *BoolExpr:
		p.boolExpr(x)
	case *NotExpr:
		p.w("NOT ")
		p.expr(x.X, precNot)
	case *CaseExpr:
		p.caseExpr(x)
	case *CastExpr:
		p.cast(x)
	case *FuncCall:
		p.funcCall(x)
	case *SubqueryExpr:
		p.subquery(x.Query)
	case *ExistsExpr:
		p.w("EXISTS ")
		p.subquery(x.Query)
	case *ArraySubquery:
		p.w("ARRAY")
		p.subquery(x.Query)
	case *ArrayExpr:
		p.w("ARRAY")
		p.arrayElems(x)
	case *RowExpr:
		p.opt(x.Explicit || len(x.Elems) < 2, "ROW")
		paren(p, x.Elems, func(e Expr) { p.expr(e, 0) })
	case *CollateExpr:
		p.expr(x.X, precCollate)
		p.w(" COLLATE ")
		p.name(x.Collation)
	default:
		p.predicate(x)
	}
}

// predicate prints the tests and the remaining forms.
func (p *printer) predicate(x Expr) {
	switch x := x.(type) {
	case *IsExpr:
		p.expr(x.X, precIs+1)
		p.w(" IS ", notWord(x.Not), [...]string{"NULL", "TRUE", "FALSE", "UNKNOWN", "DOCUMENT"}[x.Test])
	case *DistinctExpr:
		p.expr(x.L, precIs+1)
		p.w(" IS ", notWord(x.Not), "DISTINCT FROM ")
		p.expr(x.R, precIs+1)
	case *BetweenExpr:
		p.expr(x.X, precLike+1)
		p.w(" ", notWord(x.Not), "BETWEEN ")
		p.opt(x.Symmetric, "SYMMETRIC ")
		p.bexpr(x.Lo)
		p.w(" AND ")
		p.expr(x.Hi, precLike+1)
	case *InExpr:
		p.expr(x.X, precLike+1)
		p.w(" ", notWord(x.Not), "IN ")
		if x.Query != nil {
			p.subquery(x.Query)
		} else {
			paren(p, x.List, func(e Expr) { p.expr(e, 0) })
		}
	case *LikeExpr:
		p.like(x)
	case *QuantExpr:
		p.quantified(x)
	case *CoalesceExpr:
		p.w("COALESCE")
		paren(p, x.Args, func(e Expr) { p.expr(e, 0) })
	case *NullIfExpr:
		p.w("NULLIF")
		paren(p, []Expr{x.L, x.R}, func(e Expr) { p.expr(e, 0) })
	case *MinMaxExpr:
		p.w(map[bool]string{true: "GREATEST", false: "LEAST"}[x.Greatest])
		paren(p, x.Args, func(e Expr) { p.expr(e, 0) })
	case *GroupingExpr:
		p.w("GROUPING")
		paren(p, x.Args, func(e Expr) { p.expr(e, 0) })
	case *SQLValue:
		p.w(upperASCII(x.Name))
		if x.Precision >= 0 {
			p.w("(", strconv.Itoa(x.Precision), ")")
		}
	case *DefaultExpr:
		p.w("DEFAULT")
	case *CurrentOf:
		p.currentOf(x)
	case *NamedArg:
		p.id(x.Name)
		p.w(" => ")
		p.expr(x.X, 0)
	case *TypeValue:
		p.typeName(x.Type)
	case *XMLExpr:
		p.xmlExpr(x)
	}
}

func notWord(not bool) string {
	if not {
		return "NOT "
	}
	return ""
}

func (p *printer) currentOf(x *CurrentOf) {
	p.w("CURRENT OF ")
	if x.CursorParam > 0 {
		p.w("$", strconv.Itoa(x.CursorParam))
		return
	}
	p.id(x.Cursor)
}

func (p *printer) literal(x *Literal) {
	switch x.Kind {
	case LitNull:
		p.w("NULL")
	case LitBool:
		if p.rule {
			p.w(x.Text)
			return
		}
		p.w(upperASCII(x.Text))
	case LitInt, LitNumber:
		p.w(x.Text)
	case LitBit:
		p.w("B")
		p.lit(x.Text)
	case LitHex:
		p.w("X")
		p.lit(x.Text)
	default:
		p.lit(x.Text)
	}
}

func (p *printer) star(x *Star) {
	if x.Table != nil {
		p.parts(x.Table)
		p.w(".")
	}
	p.w("*")
	if x.Exclude != nil {
		p.w(" EXCLUDE (")
		p.ids(x.Exclude)
		p.w(")")
	}
	if x.Replace != nil {
		p.w(" REPLACE ")
		paren(p, x.Replace, p.selectItem)
	}
	if x.Rename != nil {
		p.w(" RENAME ")
		paren(p, x.Rename, func(r StarRename) {
			p.id(r.From.Name)
			p.w(" AS ")
			p.id(r.To.Name)
		})
	}
}

func (p *printer) indirection(x *Indirection) {
	bare := false
	switch x.X.(type) {
	case *ColumnRef:
		bare = x.Steps[0].Kind == StepIndex || x.Steps[0].Kind == StepSlice
	case *Param, *SubqueryExpr:
		bare = true
	}
	if bare {
		p.expr(x.X, 0)
	} else {
		p.w("(")
		p.expr(x.X, 0)
		p.w(")")
	}
	p.steps(x.Steps)
}

func (p *printer) steps(steps []Step) {
	for _, s := range steps {
		switch s.Kind {
		case StepField:
			p.w(".")
			p.id(s.Name)
		case StepStar:
			p.w(".*")
		case StepIndex:
			p.w("[")
			p.expr(s.Lo, 0)
			p.w("]")
		case StepSlice:
			p.w("[")
			p.expr(s.Lo, 0)
			p.w(":")
			p.expr(s.Hi, 0)
			p.w("]")
		}
	}
}

// op prints an operator, as OPERATOR(schema.op) when it is qualified.
func (p *printer) op(schema []string, op string) {
	if schema == nil {
		p.w(op)
		return
	}
	p.w("OPERATOR(")
	for _, s := range schema {
		p.id(s)
		p.w(".")
	}
	p.w(op, ")")
}

func (p *printer) unary(x *UnaryExpr) {
	if x.OpSchema == nil && (isMinusNumber(x) || (precOf(x) != precUnary && operatorKind(x.Op) != tokOp)) {
		p.w("OPERATOR(", x.Op, ")")
	} else {
		p.op(x.OpSchema, x.Op)
	}
	mark := len(p.b)
	p.w(" ")
	prec := precOp + 1
	if precOf(x) == precUnary {
		prec = precUnary
	}
	p.expr(x.X, prec)
	// A letter or parenthesis can follow a sign directly; digits would make it part of
	// the number, another operator would melt with it.
	if prec == precUnary && len(p.b) > mark+1 {
		if c := p.b[mark+1]; c == '(' || charClass[c]&classIdentStart != 0 {
			p.b = append(p.b[:mark], p.b[mark+1:]...)
		}
	}
}

// isMinusNumber: x is OPERATOR(-) before a number, which a plain minus would fold away.
func isMinusNumber(x *UnaryExpr) bool {
	l, ok := x.X.(*Literal)
	return ok && x.Op == "-" && (l.Kind == LitInt || l.Kind == LitNumber)
}

func (p *printer) binary(x *BinaryExpr) {
	prec := precOf(x)
	left := prec
	if prec == precCompare {
		left++
	}
	p.expr(x.L, left)
	p.w(" ")
	p.op(x.OpSchema, x.Op)
	p.w(" ")
	p.expr(x.R, prec+1)
}

func (p *printer) boolExpr(x *BoolExpr) {
	word, prec := " AND ", precAnd
	if x.Op == Or {
		word, prec = " OR ", precOr
	}
	for i, a := range x.Args {
		if i > 0 {
			p.w(word)
		}
		p.expr(a, prec+1)
	}
}

func (p *printer) like(x *LikeExpr) {
	p.expr(x.X, precLike+1)
	p.w(" ", notWord(x.Not), [...]string{"LIKE ", "ILIKE ", "SIMILAR TO "}[x.Kind])
	p.expr(x.Pattern, precLike+1)
	if x.Escape != nil {
		p.w(" ESCAPE ")
		p.expr(x.Escape, precLike+1)
	}
}

func (p *printer) quantified(x *QuantExpr) {
	prec := precOf(x)
	if prec == precCompare {
		prec++
	}
	p.expr(x.X, prec)
	p.w(" ")
	p.op(x.OpSchema, x.Op)
	p.w(map[bool]string{true: " ALL ", false: " ANY "}[x.All])
	if x.Query != nil {
		p.subquery(x.Query)
		return
	}
	p.w("(")
	p.expr(x.Array, 0)
	p.w(")")
}

func (p *printer) caseExpr(x *CaseExpr) {
	p.w("CASE")
	if x.Arg != nil {
		p.w(" ")
		p.expr(x.Arg, 0)
	}
	for _, w := range x.Whens {
		p.w(" WHEN ")
		p.expr(w.Cond, 0)
		p.w(" THEN ")
		p.expr(w.Result, 0)
	}
	if x.Else != nil {
		p.w(" ELSE ")
		p.expr(x.Else, 0)
	}
	p.w(" END")
}

func (p *printer) arrayElems(x *ArrayExpr) {
	p.w("[")
	list2(p, x.Elems, func(e Expr) {
		if a, ok := e.(*ArrayExpr); ok {
			p.arrayElems(a)
			return
		}
		p.expr(e, 0)
	})
	p.w("]")
}
