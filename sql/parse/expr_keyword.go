package parse

// keywordExpr reads an operand that starts with a keyword.
func (p *parser) keywordExpr(t *token) Expr {
	start := int(t.pos)
	switch t.kw {
	case kwTrue, kwFalse:
		return p.literal(LitBool)
	case kwNull:
		p.next()
		return &Literal{Span: Span{start, int(t.end)}, Kind: LitNull}
	case kwCase:
		return p.caseExpr()
	case kwCast:
		return p.cast(CastFunc)
	case kwArray:
		return p.arrayExpr()
	case kwCurrentDate, kwCurrentTime, kwCurrentTimestamp, kwLocaltime, kwLocaltimestamp,
		kwCurrentRole, kwCurrentUser, kwSessionUser, kwUser, kwCurrentCatalog:
		return p.sqlValue()
	case kwCurrentSchema:
		if p.peek(1).kind != '(' {
			return p.sqlValue()
		}
	case kwCollation:
		if next := p.peek(1); next.kind == tokKeyword && next.kw == kwFor {
			return p.collationFor()
		}
	case kwInterval:
		if x := p.intervalLiteral(); x != nil {
			return x
		}
	case kwUnique:
		p.failPos(start, "0A000", "UNIQUE predicate is not yet implemented")
		return nil
	}
	if p.peek(1).kind == '(' {
		if x, ok := p.keywordCall(t); ok {
			return x
		}
	}
	if startsBuiltinType(t.kw) {
		if x, ok := p.builtinLiteral(); ok {
			return x
		}
	}
	if keywordTable[t.kw].category == catReserved {
		p.failHere()
		return nil
	}
	return p.nameExpr()
}

// keywordCall reads the functions with a grammar of their own; the parenthesis follows.
func (p *parser) keywordCall(t *token) (Expr, bool) {
	start := int(t.pos)
	switch t.kw {
	case kwExists:
		p.next()
		q := p.parenQuery()
		return &ExistsExpr{p.span(start), q}, true
	case kwRow:
		return p.rowExpr(), true
	case kwCoalesce:
		args := p.parenArgs()
		return p.subscripts(&CoalesceExpr{p.span(start), args}, start), true
	case kwGreatest, kwLeast:
		args := p.parenArgs()
		return &MinMaxExpr{p.span(start), t.kw == kwGreatest, args}, true
	case kwGrouping:
		args := p.parenArgs()
		return &GroupingExpr{p.span(start), args}, true
	case kwNullif:
		p.i += 2
		l := p.expr()
		p.expect(',')
		r := p.expr()
		p.expect(')')
		return &NullIfExpr{p.span(start), l, r}, true
	case kwExtract:
		return p.extract(), true
	case kwOverlay:
		return p.overlay(), true
	case kwPosition:
		return p.position(), true
	case kwSubstring:
		return p.substring(), true
	case kwTrim:
		return p.trim(), true
	case kwTreat:
		return p.treat(), true
	case kwNormalize:
		return p.normalize(), true
	case kwXmlconcat, kwXmlelement, kwXmlexists, kwXmlforest, kwXmlparse, kwXmlpi, kwXmlroot, kwXmlserialize:
		return p.xmlExpr(t), true
	}
	return nil, false
}

// parenArgs passes a word and reads ( expr, … ).
func (p *parser) parenArgs() []Expr {
	p.i += 2
	args := p.exprList()
	p.expect(')')
	return args
}

// caseExpr reads CASE … END.
func (p *parser) caseExpr() Expr {
	start := p.start()
	p.next()
	c := &CaseExpr{}
	if !p.isKw(kwWhen) {
		c.Arg = p.expr()
	}
	if !p.isKw(kwWhen) {
		p.failHere()
	}
	for p.isKw(kwWhen) {
		w := When{Span: p.here()}
		p.next()
		w.Cond = p.expr()
		p.expectKw(kwThen)
		w.Result = p.expr()
		w.Span = p.span(w.Pos)
		c.Whens = append(c.Whens, w)
	}
	if p.acceptKw(kwElse) {
		c.Else = p.expr()
	}
	p.expectKw(kwEnd)
	c.Span = p.span(start)
	return c
}

// cast reads CAST(x AS t) or TRY_CAST(x AS t).
func (p *parser) cast(style CastStyle) Expr {
	start := p.start()
	p.next()
	p.expect('(')
	c := &CastExpr{Style: style, OpPos: start, X: p.expr()}
	p.expectKw(kwAs)
	c.Type = p.typeName()
	p.expect(')')
	c.Span = p.span(start)
	return p.subscripts(c, start)
}

// arrayExpr reads ARRAY(query) or ARRAY[…].
func (p *parser) arrayExpr() Expr {
	start := p.start()
	p.next()
	if p.is('(') && !p.opensQuery() && p.peek(1).kind != ')' && p.peek(1).kind != '(' {
		a := &ArrayExpr{Elems: p.parenExprs()}
		a.Span = p.span(start)
		return p.subscripts(a, start)
	}
	if p.is('(') {
		q := p.parenQuery()
		return &ArraySubquery{p.span(start), q}
	}
	a := p.arrayElems()
	if p.err != nil {
		return nil
	}
	a.Pos = start
	return p.subscripts(a, start)
}

// arrayElems reads [ … ], whose elements are all expressions or all such brackets.
func (p *parser) arrayElems() *ArrayExpr {
	if !p.enter() {
		return nil
	}
	defer p.leave()
	a := &ArrayExpr{}
	start := p.start()
	p.expect('[')
	switch {
	case p.is(']'):
	case p.is('['):
		a.Elems = append(a.Elems, p.arrayElems())
		for p.accept(',') {
			a.Elems = append(a.Elems, p.arrayElems())
		}
	default:
		a.Elems = p.exprList()
	}
	p.expect(']')
	a.Span = p.span(start)
	return a
}

// rowExpr reads ROW(…).
func (p *parser) rowExpr() Expr {
	start := p.start()
	p.i += 2
	r := &RowExpr{Explicit: true}
	if !p.is(')') {
		r.Elems = p.exprList()
	}
	p.expect(')')
	r.Span = p.span(start)
	if p.isKw(kwOverlaps) {
		return p.overlaps(r, start)
	}
	return r
}

// overlaps reads (a, b) OVERLAPS (c, d) after its first row.
func (p *parser) overlaps(left *RowExpr, start int) Expr {
	opPos := p.start()
	p.next()
	var right []Expr
	if p.isKw(kwRow) && p.peek(1).kind == '(' {
		if row, ok := p.rowExpr().(*RowExpr); ok {
			right = row.Elems
		}
	} else if p.is('(') {
		_, _, right = p.parens(false)
	}
	if right == nil {
		p.failHere()
	}
	if len(left.Elems) != 2 {
		p.failPos(start, "42601", "wrong number of parameters on left side of OVERLAPS expression")
	}
	if len(right) != 2 {
		p.failPos(opPos, "42601", "wrong number of parameters on right side of OVERLAPS expression")
	}
	if p.err != nil {
		return nil
	}
	return p.special(start, SyntaxOverlaps, "overlaps", left.Elems[0], left.Elems[1], right[0], right[1])
}

// sqlValue reads current_date and the like.
func (p *parser) sqlValue() Expr {
	t := p.next()
	v := &SQLValue{Name: t.str, Precision: -1}
	// The lakehouse spells these as calls too.
	if p.is('(') && p.peek(1).kind == ')' {
		p.i += 2
		v.Span = p.span(int(t.pos))
		return v
	}
	switch t.kw {
	case kwCurrentTime, kwCurrentTimestamp, kwLocaltime, kwLocaltimestamp:
		if p.accept('(') {
			v.Precision = p.intConst()
			p.expect(')')
		}
	}
	v.Span = p.span(int(t.pos))
	return v
}
