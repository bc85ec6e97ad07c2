package parse

import "strings"

// prefix reads an operand with its prefix operators.
func (p *parser) prefix(restricted bool) Expr {
	t := p.tok()
	switch t.kind {
	case '-', '+':
		p.next()
		return p.sign(t, p.climb(precUnary, restricted))
	case tokOp:
		p.next()
		u := &UnaryExpr{Op: t.str, OpPos: int(t.pos), X: p.climb(precOp+1, restricted)}
		u.Span = p.span(int(t.pos))
		return u
	case tokKeyword:
		if x, ok := p.prefixKeyword(t, restricted); ok {
			return x
		}
	}
	return p.primary()
}

// prefixKeyword reads NOT, DEFAULT and OPERATOR( ) as a prefix.
func (p *parser) prefixKeyword(t *token, restricted bool) (Expr, bool) {
	start := int(t.pos)
	switch {
	case t.kw == kwNot && !restricted:
		p.next()
		n := &NotExpr{X: p.climb(precNot, false)}
		n.Span = p.span(start)
		return n, true
	case t.kw == kwDefault && !restricted:
		p.next()
		return &DefaultExpr{p.span(start)}, true
	case t.kw == kwOperator && p.peek(1).kind == '(':
		u := &UnaryExpr{OpPos: start}
		u.OpSchema, u.Op = p.operatorOrQualified()
		u.X = p.climb(precOp+1, restricted)
		u.Span = p.span(start)
		return u, true
	}
	return nil, false
}

// sign applies a prefix + or -. A minus before a number makes a negative literal.
func (p *parser) sign(t *token, x Expr) Expr {
	start := int(t.pos)
	if lit, ok := x.(*Literal); ok && t.kind == '-' && (lit.Kind == LitInt || lit.Kind == LitNumber) {
		lit.negate()
		lit.Span = p.span(start)
		return lit
	}
	return &UnaryExpr{Span: p.span(start), Op: t.str, OpPos: start, X: x}
}

// negate flips the sign of a number. The one number that fits 32 bits only when negative
// becomes an integer.
func (l *Literal) negate() {
	if rest, ok := strings.CutPrefix(l.Text, "-"); ok {
		l.Text = rest
	} else {
		l.Text = "-" + l.Text
	}
	switch {
	case l.Text == "-2147483648":
		l.Kind, l.Int = LitInt, -2147483648
	case l.Text == "2147483648":
		l.Kind, l.Int = LitNumber, 0
	case l.Kind == LitInt:
		l.Int = -l.Int
	}
}

// primary reads an operand without prefix operators.
func (p *parser) primary() Expr {
	t := p.tok()
	start := int(t.pos)
	switch t.kind {
	case tokInt:
		p.next()
		return &Literal{Span{start, int(t.end)}, LitInt, t.str, t.num}
	case tokNumber:
		return p.literal(LitNumber)
	case tokString:
		return p.literal(LitString)
	case tokBit:
		return p.literal(LitBit)
	case tokHex:
		return p.literal(LitHex)
	case tokParam:
		p.next()
		return p.indirection(&Param{Span{start, int(t.end)}, int(t.num)}, start)
	case '(':
		return p.parenPrimary()
	case tokIdent:
		if t.str == "try_cast" && p.peek(1).kind == '(' {
			return p.cast(CastTry)
		}
		return p.nameExpr()
	case tokQuoted:
		return p.nameExpr()
	case tokKeyword:
		return p.keywordExpr(t)
	}
	p.failHere()
	return nil
}

func (p *parser) literal(kind LiteralKind) Expr {
	t := p.next()
	return &Literal{Span: Span{int(t.pos), int(t.end)}, Kind: kind, Text: t.str}
}

// parenPrimary reads a parenthesised operand: a query, a row or an expression.
func (p *parser) parenPrimary() Expr {
	start := p.start()
	q, x, list := p.parens(false)
	if p.err != nil {
		return nil
	}
	return p.afterParens(q, x, list, start)
}

// afterParens makes an operand of what stood in parentheses.
func (p *parser) afterParens(q *Query, x Expr, list []Expr, start int) Expr {
	switch {
	case q != nil:
		x = &SubqueryExpr{p.span(start), q}
	case list != nil:
		row := &RowExpr{Span: p.span(start), Elems: list}
		if p.isKw(kwOverlaps) {
			return p.overlaps(row, start)
		}
		return row
	}
	return p.indirection(x, start)
}

// parens reads ( … ) and gives one of a query, an expression or a list of several.
func (p *parser) parens(inList bool) (q *Query, x Expr, list []Expr) {
	if !p.enter() {
		return nil, nil, nil
	}
	defer p.leave()
	p.expect('(')
	if p.startsQuery() {
		q = p.query()
		p.expect(')')
		return q, nil, nil
	}
	if p.is('(') {
		q, x = p.nestedParens()
		if q != nil {
			p.expect(')')
			return q, nil, nil
		}
	} else {
		x = p.expr()
	}
	if !p.is(',') {
		p.expect(')')
		return nil, x, nil
	}
	list = append(make([]Expr, 0, 4), x)
	for p.accept(',') {
		list = append(list, p.expr())
	}
	p.expect(')')
	return nil, nil, list
}

// nestedParens reads what starts with a second parenthesis: it may be a query that goes
// on with UNION or LIMIT, or an operand of a longer expression.
func (p *parser) nestedParens() (*Query, Expr) {
	start, saved := p.start(), p.height
	q, x, list := p.parens(false)
	if q != nil && p.is(')') {
		return q, nil
	}
	if q != nil && p.continuesQuery() {
		return p.queryRest(nil, q, start), nil
	}
	if p.err != nil {
		return nil, nil
	}
	left := p.afterParens(q, x, list, start)
	left = p.climbRest(left, start, precOr, false)
	p.grow()
	p.height = max(p.height, saved)
	return nil, left
}

// indirection reads .field, .* and [subscripts] after an operand.
func (p *parser) indirection(x Expr, start int) Expr {
	if !p.is('.') && !p.is('[') {
		return x
	}
	steps := p.steps()
	return &Indirection{Span: p.span(start), X: x, Steps: steps}
}

// subscripts is indirection limited to brackets, for operands that take no field.
func (p *parser) subscripts(x Expr, start int) Expr {
	if !p.is('[') {
		return x
	}
	return p.indirection(x, start)
}

// steps reads a chain of .name, .* and [ ].
func (p *parser) steps() []Step {
	var steps []Step
	starred := false
	for p.err == nil {
		start := p.start()
		var s Step
		switch {
		case p.accept('.'):
			if p.accept('*') {
				s.Kind = StepStar
			} else {
				s.Name = p.label().Name
			}
		case p.accept('['):
			s = p.subscript()
		default:
			if starred {
				p.failWord("improper use of \"*\"")
			}
			return steps
		}
		if n := len(steps); n > 0 && steps[n-1].Kind == StepStar {
			starred = true
		}
		s.Span = p.span(start)
		steps = append(steps, s)
	}
	return steps
}

// subscript reads i ] or lo:hi ] after the bracket.
func (p *parser) subscript() Step {
	s := Step{Kind: StepIndex}
	if !p.is(':') {
		s.Lo = p.expr()
	}
	if p.accept(':') {
		s.Kind = StepSlice
		if !p.is(']') {
			s.Hi = p.expr()
		}
	}
	p.expect(']')
	return s
}

// nameExpr reads what starts with a name: a column, a call, or a typed literal.
func (p *parser) nameExpr() Expr {
	t := p.next()
	start := int(t.pos)
	parts := append(make([]string, 0, 2), t.str)
	for p.is('.') {
		p.next()
		if p.accept('*') {
			return p.qualifiedStar(parts, start)
		}
		parts = append(parts, p.label().Name)
	}
	callable := len(parts) > 1 || isTypeFunc(t)
	switch {
	case p.is('(') && callable:
		return p.callOrLiteral(Name{p.span(start), parts})
	case p.is(tokString) && callable:
		return p.typedLiteral(&TypeName{Span: p.span(start), Name: Name{p.span(start), parts}})
	case !isColID(t):
		p.failHere()
		return nil
	}
	x := &ColumnRef{p.span(start), parts}
	return p.subscripts(x, start)
}

// qualifiedStar makes t.*; its EXCLUDE and REPLACE are read by the select list.
func (p *parser) qualifiedStar(table []string, start int) Expr {
	if p.is('.') || p.is('[') {
		p.steps()
		p.failWord("improper use of \"*\"")
	}
	return &Star{Span: p.span(start), Table: table}
}

// typedLiteral reads the string after a type name.
func (p *parser) typedLiteral(t *TypeName) Expr {
	x := p.literal(LitString)
	return &CastExpr{Span: p.span(t.Pos), X: x, Type: t, Style: CastLiteral, OpPos: t.Pos}
}
