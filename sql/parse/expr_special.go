package parse

// special makes a call of a pg_catalog function that was written in SQL's own syntax.
func (p *parser) special(start int, syntax FuncSyntax, name string, args ...Expr) *FuncCall {
	span := p.span(start)
	return &FuncCall{Span: span, Name: Name{span, []string{"pg_catalog", name}}, Args: args, Syntax: syntax}
}

// text makes a string literal of a word of the grammar.
func text(span Span, s string) *Literal { return &Literal{Span: span, Kind: LitString, Text: s} }

// extract reads EXTRACT(field FROM x).
func (p *parser) extract() Expr {
	start := p.start()
	p.i += 2
	t := p.tok()
	ok := t.kind == tokIdent || t.kind == tokQuoted || t.kind == tokString ||
		p.isAny(kwYear, kwMonth, kwDay, kwHour, kwMinute, kwSecond)
	if !ok {
		p.failHere()
		return nil
	}
	p.next()
	field := text(Span{int(t.pos), int(t.end)}, t.str)
	p.expectKw(kwFrom)
	x := p.expr()
	p.expect(')')
	return p.special(start, SyntaxExtract, "extract", field, x)
}

// overlay reads OVERLAY(x PLACING y FROM i [FOR n]) or an ordinary call.
func (p *parser) overlay() Expr {
	start := p.start()
	first, call := p.firstArgument()
	if call != nil || p.err != nil {
		return call
	}
	p.expectKw(kwPlacing)
	args := []Expr{first, p.expr()}
	p.expectKw(kwFrom)
	args = append(args, p.expr())
	if p.acceptKw(kwFor) {
		args = append(args, p.expr())
	}
	p.expect(')')
	return p.special(start, SyntaxOverlay, "overlay", args...)
}

// firstArgument reads name( x. When a comma or the end follows, the function was not
// written in its special syntax and the whole ordinary call is read and returned.
func (p *parser) firstArgument() (first, call Expr) {
	t := p.next()
	p.expect('(')
	f := &FuncCall{Name: Name{Span{int(t.pos), int(t.end)}, []string{t.str}}}
	if !p.is(')') {
		first = p.argument()
		if _, named := first.(*NamedArg); !named && !p.is(',') && !p.is(')') {
			return first, nil
		}
		f.Args = append(f.Args, first)
		for p.accept(',') {
			f.Args = append(f.Args, p.argument())
		}
	}
	p.expect(')')
	f.Span = p.span(f.Name.Pos)
	return nil, p.callTail(f)
}

// position reads POSITION(a IN b).
func (p *parser) position() Expr {
	start := p.start()
	p.i += 2
	sub := p.bexpr()
	p.expectKw(kwIn)
	x := p.bexpr()
	p.expect(')')
	return p.special(start, SyntaxPosition, "position", x, sub)
}

// substring reads SUBSTRING(x FROM i FOR n), SUBSTRING(x SIMILAR p ESCAPE e) or a call.
func (p *parser) substring() Expr {
	start := p.start()
	x, call := p.firstArgument()
	if call != nil || p.err != nil {
		return call
	}
	if p.acceptKw(kwSimilar) {
		pattern := p.expr()
		p.expectKw(kwEscape)
		esc := p.expr()
		p.expect(')')
		return p.special(start, SyntaxSubstringSimilar, "substring", x, pattern, esc)
	}
	return p.substringRange(start, x)
}

// substringRange reads FROM i and FOR n in either order. FOR alone starts at 1.
func (p *parser) substringRange(start int, x Expr) Expr {
	var from, count Expr
	if p.acceptKw(kwFrom) {
		from = p.expr()
		if p.acceptKw(kwFor) {
			count = p.expr()
		}
	} else {
		p.expectKw(kwFor)
		count = p.expr()
		if p.acceptKw(kwFrom) {
			from = p.expr()
		}
	}
	p.expect(')')
	args := []Expr{x}
	if from == nil {
		from = &Literal{Span: p.span(start), Kind: LitInt, Text: "1", Int: 1}
		span := rangeOf(count)
		cast := builtinType(span, "int4")
		count = &CastExpr{Span: span, X: count, Type: cast, Style: CastColons, OpPos: span.Pos}
	}
	args = append(args, from)
	if count != nil {
		args = append(args, count)
	}
	return p.special(start, SyntaxSubstring, "substring", args...)
}

// trim reads TRIM([BOTH|LEADING|TRAILING] [chars] [FROM] x).
func (p *parser) trim() Expr {
	start := p.start()
	p.i += 2
	name := "btrim"
	switch {
	case p.acceptKw(kwBoth):
	case p.acceptKw(kwLeading):
		name = "ltrim"
	case p.acceptKw(kwTrailing):
		name = "rtrim"
	}
	var args []Expr
	if p.acceptKw(kwFrom) {
		args = p.exprList()
	} else {
		args = p.exprList()
		if len(args) == 1 && p.acceptKw(kwFrom) {
			args = append(p.exprList(), args[0])
		}
	}
	p.expect(')')
	return p.special(start, SyntaxTrim, name, args...)
}

// treat reads TREAT(x AS t), which is a call of the type's function.
func (p *parser) treat() Expr {
	start := p.start()
	p.i += 2
	x := p.expr()
	p.expectKw(kwAs)
	t := p.typeName()
	p.expect(')')
	if p.err != nil {
		return nil
	}
	f := p.special(start, SyntaxCall, t.Name.Last(), x)
	return f
}

func (p *parser) normalForm() Expr {
	span := p.here()
	t := p.next()
	return text(span, upperASCII(t.str))
}

func upperASCII(s string) string {
	b := []byte(s)
	for i, c := range b {
		if c >= 'a' && c <= 'z' {
			b[i] = c - 'a' + 'A'
		}
	}
	return string(b)
}

// normalize reads NORMALIZE(x [, form]).
func (p *parser) normalize() Expr {
	start := p.start()
	p.i += 2
	args := []Expr{p.expr()}
	if p.accept(',') {
		if !p.isAny(kwNfc, kwNfd, kwNfkc, kwNfkd) {
			p.failHere()
			return nil
		}
		args = append(args, p.normalForm())
	}
	p.expect(')')
	return p.special(start, SyntaxNormalize, "normalize", args...)
}

// collationFor reads COLLATION FOR (x).
func (p *parser) collationFor() Expr {
	start := p.start()
	p.i += 2
	p.expect('(')
	x := p.expr()
	p.expect(')')
	return p.special(start, SyntaxCollationFor, "pg_collation_for", x)
}
