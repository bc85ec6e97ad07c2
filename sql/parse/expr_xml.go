package parse

// xmlExpr reads the XML forms, enough to name them in an error.
func (p *parser) xmlExpr(t *token) Expr {
	start := int(t.pos)
	p.i += 2
	x := &XMLExpr{Op: t.str}
	switch t.kw {
	case kwXmlconcat:
		for _, e := range p.exprList() {
			x.Args = append(x.Args, &SelectItem{Span: rangeOf(e), X: e})
		}
	case kwXmlelement:
		p.xmlElement(x)
	case kwXmlexists:
		path := p.primary()
		doc := p.xmlPassing()
		p.expect(')')
		return p.special(start, SyntaxXMLExists, "xmlexists", path, doc)
	case kwXmlforest:
		x.Args = p.xmlAttributes()
	case kwXmlparse, kwXmlserialize:
		p.xmlContent(x, t.kw)
	case kwXmlpi:
		p.expectKw(kwName)
		x.Name = p.label().Name
		if p.accept(',') {
			e := p.expr()
			x.Args = []*SelectItem{{Span: rangeOf(e), X: e}}
		}
	case kwXmlroot:
		p.xmlRoot(x)
	}
	p.expect(')')
	x.Span = p.span(start)
	return x
}

// xmlElement reads NAME label [, XMLATTRIBUTES (…)] [, content …].
func (p *parser) xmlElement(x *XMLExpr) {
	p.expectKw(kwName)
	x.Name = p.label().Name
	if p.is(',') && p.peek(1).kind == tokKeyword && p.peek(1).kw == kwXmlattributes {
		p.i += 2
		p.expect('(')
		x.Attrs = p.xmlAttributes()
		p.expect(')')
	}
	for p.accept(',') {
		e := p.expr()
		x.Args = append(x.Args, &SelectItem{Span: rangeOf(e), X: e})
	}
}

// xmlAttributes reads expr [AS label], ….
func (p *parser) xmlAttributes() []*SelectItem {
	var list []*SelectItem
	for p.err == nil {
		start := p.start()
		it := &SelectItem{X: p.expr()}
		if p.acceptKw(kwAs) {
			it.Alias = p.label()
		}
		it.Span = p.span(start)
		list = append(list, it)
		if !p.accept(',') {
			break
		}
	}
	return list
}

// xmlContent reads DOCUMENT|CONTENT expr and what XMLPARSE or XMLSERIALIZE adds.
func (p *parser) xmlContent(x *XMLExpr, kw kwID) {
	if !p.isAny(kwDocument, kwContent) {
		p.failHere()
		return
	}
	x.Option = p.next().str
	e := p.expr()
	x.Args = []*SelectItem{{Span: rangeOf(e), X: e}}
	if kw == kwXmlserialize {
		p.expectKw(kwAs)
		x.Type = p.simpleType()
		return
	}
	if p.acceptSeq(kwPreserve, kwWhitespace) {
		x.Option += " preserve whitespace"
	} else {
		p.acceptSeq(kwStrip, kwWhitespace)
	}
}

// xmlRoot reads expr, VERSION v [, STANDALONE s].
func (p *parser) xmlRoot(x *XMLExpr) {
	e := p.expr()
	x.Args = []*SelectItem{{Span: rangeOf(e), X: e}}
	p.expect(',')
	p.expectKw(kwVersion)
	if p.acceptSeq(kwNo, kwValue) {
		x.Option = "version no value"
	} else {
		v := p.expr()
		x.Args = append(x.Args, &SelectItem{Span: rangeOf(v), X: v})
	}
	if !p.accept(',') {
		return
	}
	p.expectKw(kwStandalone)
	switch {
	case p.acceptKw(kwYes):
		x.Name = "yes"
	case p.acceptSeq(kwNo, kwValue):
		x.Name = "no value"
	default:
		p.expectKw(kwNo)
		x.Name = "no"
	}
}

// xmlPassing reads PASSING [BY REF|VALUE] doc [BY REF|VALUE].
func (p *parser) xmlPassing() Expr {
	p.expectKw(kwPassing)
	p.xmlMechanism()
	doc := p.primary()
	p.xmlMechanism()
	return doc
}

func (p *parser) xmlMechanism() {
	if p.acceptKw(kwBy) && !p.acceptKw(kwRef) {
		p.expectKw(kwValue)
	}
}

// xmlTable reads XMLTABLE( … ) [alias].
func (p *parser) xmlTable(lateral bool) TableExpr {
	start := p.start()
	p.next()
	p.expect('(')
	x := &XMLTableRef{Lateral: lateral}
	if p.isKw(kwXmlnamespaces) {
		p.next()
		p.expect('(')
		x.Namespaces = p.xmlNamespaces()
		p.expect(')')
		p.expect(',')
	}
	x.Row = p.primary()
	x.Doc = p.xmlPassing()
	p.expectKw(kwColumns)
	for p.err == nil {
		x.Columns = append(x.Columns, p.xmlColumn())
		if !p.accept(',') {
			break
		}
	}
	p.expect(')')
	x.Alias = p.optAlias()
	x.Span = p.span(start)
	return x
}

// xmlNamespaces reads uri AS name | DEFAULT uri, ….
func (p *parser) xmlNamespaces() []*SelectItem {
	var list []*SelectItem
	for p.err == nil {
		start := p.start()
		it := &SelectItem{}
		if p.acceptKw(kwDefault) {
			it.X = p.bexpr()
		} else {
			it.X = p.bexpr()
			p.expectKw(kwAs)
			it.Alias = p.label()
		}
		it.Span = p.span(start)
		list = append(list, it)
		if !p.accept(',') {
			break
		}
	}
	return list
}

// xmlColumn reads name FOR ORDINALITY or name type {option}.
func (p *parser) xmlColumn() *XMLTableColumn {
	start := p.start()
	c := &XMLTableColumn{Name: p.colID().Name}
	if p.acceptSeq(kwFor, kwOrdinality) {
		c.Ordinality = true
		c.Span = p.span(start)
		return c
	}
	c.Type = p.typeName()
	for p.err == nil {
		switch {
		case p.acceptSeq(kwNot, kwNull):
			c.NotNull = true
		case p.acceptKw(kwNull):
		case p.acceptKw(kwDefault):
			c.Default = p.bexpr()
		case p.isWord(0, "path"):
			p.next()
			c.Path = p.bexpr()
		default:
			c.Span = p.span(start)
			return c
		}
	}
	return c
}
