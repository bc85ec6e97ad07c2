package parse

// startsCompound: BEGIN is followed by what no transaction begins with.
func (p *parser) startsCompound() bool {
	t := p.peek(1)
	switch t.kind {
	case tokEOF, tokError, ';':
		return false
	case tokKeyword:
		switch t.kw {
		case kwWork, kwTransaction, kwIsolation, kwRead, kwDeferrable:
			return false
		case kwNot:
			return p.isWord(2, "atomic")
		}
		return true
	case tokIdent:
		switch t.str {
		case "signal", "resignal", "leave", "iterate", "while", "repeat", "loop":
			return true
		}
		return p.peek(2).kind == ':'
	}
	return false
}

// compound reads BEGIN … END as a statement.
func (p *parser) compound() Stmt {
	start, saved := p.start(), p.script
	p.script = true
	c := &Compound{Block: p.plBlock("")}
	p.script = saved
	c.Span = p.span(start)
	if p.err == nil {
		c.Text = p.sql[c.Pos:c.End]
	}
	return c
}

// scriptDecls reads the declarations that begin a block of SQL scripting.
func (p *parser) scriptDecls(b *PLBlock) {
	for p.err == nil && p.isKw(kwDeclare) {
		start := p.start()
		p.next()
		switch {
		case p.isAny(kwContinue) || p.isWord(0, "exit") && p.isWord(1, "handler"):
			b.Handlers = append(b.Handlers, p.scriptHandler(start))
		case isColID(p.tok()) && p.isWord(1, "condition"):
			d := &PLDecl{Name: p.next().str, Condition: "45000"}
			p.next()
			if p.acceptKw(kwFor) {
				c := p.plCond()
				d.Condition = c.State
			}
			d.Span = p.span(start)
			b.Decls = append(b.Decls, d)
		default:
			b.Decls = append(b.Decls, p.scriptVars(start)...)
		}
		p.expect(';')
	}
}

// scriptVars reads [OR REPLACE] [VARIABLE] names [type] [DEFAULT|= x].
func (p *parser) scriptVars(start int) []*PLDecl {
	replace := p.acceptSeq(kwOr, kwReplace)
	if p.isWord(0, "variable") || p.isWord(0, "var") {
		if k := p.peek(1); isColID(k) {
			p.next()
		}
	}
	names := p.colIDList()
	proto := PLDecl{Replace: replace}
	if !p.isKw(kwDefault) && !p.is('=') {
		p.plType(&proto)
	}
	if p.acceptSeq(kwNot, kwNull) {
		proto.NotNull = true
	}
	if p.acceptKw(kwDefault) || p.accept('=') {
		x := p.plExprTo("", ';', tokEOF)
		proto.Default = &x
	}
	var out []*PLDecl
	for _, n := range names {
		d := proto
		d.Name = n.Name
		d.Span = p.span(start)
		out = append(out, &d)
	}
	return out
}

// scriptHandler reads EXIT|CONTINUE HANDLER FOR conditions statement.
func (p *parser) scriptHandler(start int) *PLHandler {
	h := &PLHandler{Continue: p.next().str == "continue"}
	p.expectWord("handler")
	p.expectKw(kwFor)
	h.Conds = append(h.Conds, p.plCond())
	for p.accept(',') {
		h.Conds = append(h.Conds, p.plCond())
	}
	if p.plStartsBlock() {
		label := p.plLabel()
		h.Body = []PLStmt{p.plBlock(label)}
	} else {
		h.Body = []PLStmt{p.plStmt()}
		if p.err == nil && p.i > 0 && p.toks[p.i-1].kind == ';' {
			p.i-- // the declaration reads its semicolon itself
		}
	}
	h.Span = p.span(start)
	return h
}

// scriptSimple reads the statements that only SQL scripting has; nil for others.
func (p *parser) scriptSimple(word string) PLStmt {
	start := p.start()
	switch word {
	case "set":
		return p.scriptSet(start)
	case "leave", "iterate":
		s := &PLExit{Continue: p.next().str == "iterate"}
		s.Label = p.name(isLabel).Name
		p.expect(';')
		s.Span = p.span(start)
		return s
	case "signal", "resignal":
		return p.scriptSignal(start)
	case "execute":
		if p.isWord(1, "immediate") {
			return p.scriptExecute(start)
		}
	}
	return nil
}

// scriptSet reads SET [VAR] x = y and SET (a, b) = (query). Settings stay SQL.
func (p *parser) scriptSet(start int) PLStmt {
	n := 1
	if p.isWord(1, "var") || p.isWord(1, "variable") {
		n = 2
	}
	a := &PLAssign{}
	p.i += n
	if p.accept('(') {
		a.Targets = p.plTargets()
		p.expect(')')
	} else {
		if !p.plAssignAhead() {
			p.i -= n
			return nil
		}
		a.Targets = []*PLTarget{p.plTarget()}
	}
	if !p.accept(tokAssign) {
		p.expect('=')
	}
	a.Value = p.plExprTo("", ';', ',')
	list := []*PLAssign{a}
	for p.err == nil && p.accept(',') {
		one := &PLAssign{Targets: []*PLTarget{p.plTarget()}}
		if !p.accept(tokAssign) {
			p.expect('=')
		}
		one.Value = p.plExprTo("", ';', ',')
		one.Span = p.span(start)
		list = append(list, one)
	}
	p.expect(';')
	a.Span = p.span(start)
	if len(list) == 1 {
		return a
	}
	b := &PLBlock{Span: a.Span, Script: true, Begin: start}
	for _, one := range list {
		b.Body = append(b.Body, one)
	}
	return b
}

// scriptSignal reads SIGNAL cond|SQLSTATE 'x' [SET MESSAGE_TEXT = x] and RESIGNAL.
func (p *parser) scriptSignal(start int) PLStmt {
	r := &PLRaise{Level: "exception", Again: p.next().str == "resignal"}
	if !r.Again {
		c := p.plCond()
		r.Cond = &c
	}
	if p.acceptKw(kwSet) {
		p.expectWord("message_text")
		if !p.accept('=') {
			p.expect(tokAssign)
		}
		r.Options = append(r.Options, PLOption{Name: "message", X: p.plExprTo("", ';')})
	}
	p.expect(';')
	r.Span = p.span(start)
	return r
}

// scriptExecute reads EXECUTE IMMEDIATE x [INTO …] [USING …].
func (p *parser) scriptExecute(start int) PLStmt {
	p.i += 2
	s := &PLExecute{X: p.plExprTo("", ';', "into", "using")}
	if p.acceptKw(kwInto) {
		s.Into = p.plTargets()
	}
	if p.acceptKw(kwUsing) {
		s.Using = p.plExprs(';')
	}
	p.expect(';')
	s.Span = p.span(start)
	return s
}

// scriptFor reads FOR [v AS] query DO … END FOR.
func (p *parser) scriptFor(label string) PLStmt {
	p.next()
	f := &PLForQuery{Label: label, Own: true}
	if isColID(p.tok()) && p.peek(1).kind == tokKeyword && p.peek(1).kw == kwAs {
		f.Targets = []*PLTarget{p.plTarget()}
		p.next()
	}
	p.plUntil("DO", func() { f.Query = p.statement() }, "do")
	p.expectKw(kwDo)
	f.Body = p.plStmts()
	p.plEnd(label, kwFor)
	return f
}
