package parse

// isColID: the token can name a column, table or anything but a function.
func isColID(t *token) bool {
	switch t.kind {
	case tokIdent, tokQuoted:
		return true
	case tokKeyword:
		c := keywordTable[t.kw].category
		return c == catUnreserved || c == catColName
	}
	return false
}

// isTypeFunc: the token can name a function or type.
func isTypeFunc(t *token) bool {
	switch t.kind {
	case tokIdent, tokQuoted:
		return true
	case tokKeyword:
		c := keywordTable[t.kw].category
		return c == catUnreserved || c == catTypeFunc
	}
	return false
}

// isLabel: the token can follow AS or a dot.
func isLabel(t *token) bool {
	return t.kind == tokIdent || t.kind == tokQuoted || t.kind == tokKeyword
}

// isNonReserved: any word but a reserved one.
func isNonReserved(t *token) bool {
	return isLabel(t) && (t.kind != tokKeyword || keywordTable[t.kw].category != catReserved)
}

// isBareLabel: the token can label a column without AS.
func isBareLabel(t *token) bool {
	if t.kind == tokKeyword {
		return keywordTable[t.kw].bare
	}
	return t.kind == tokIdent || t.kind == tokQuoted
}

// name passes the current token if ok holds for it.
func (p *parser) name(ok func(*token) bool) Ident {
	t := p.tok()
	if !ok(t) {
		p.failHere()
		return Ident{}
	}
	id := Ident{Span{int(t.pos), int(t.end)}, t.str}
	p.next()
	return id
}

func (p *parser) colID() Ident       { return p.name(isColID) }
func (p *parser) label() Ident       { return p.name(isLabel) }
func (p *parser) typeFunc() Ident    { return p.name(isTypeFunc) }
func (p *parser) nonReserved() Ident { return p.name(isNonReserved) }

// qualified reads a dotted name that starts as a ColId: table, schema.table.
func (p *parser) qualified() Name { return p.dotted(isColID) }

// dotted reads a dotted name whose first part satisfies first.
func (p *parser) dotted(first func(*token) bool) Name {
	start := p.start()
	id := p.name(first)
	return p.dottedRest(start, id.Name)
}

func (p *parser) dottedRest(start int, first string) Name {
	if !p.is('.') {
		return Name{p.span(start), []string{first}}
	}
	parts := append(make([]string, 0, 3), first)
	for p.accept('.') {
		parts = append(parts, p.label().Name)
	}
	return Name{p.span(start), parts}
}

// qualifiedList reads names separated by commas.
func (p *parser) qualifiedList() []Name {
	list := []Name{p.qualified()}
	for p.accept(',') {
		list = append(list, p.qualified())
	}
	return list
}

// colIDList reads column names separated by commas.
func (p *parser) colIDList() []Ident {
	list := []Ident{p.colID()}
	for p.accept(',') {
		list = append(list, p.colID())
	}
	return list
}

// parenColumns reads ( a, b ).
func (p *parser) parenColumns() []Ident {
	p.expect('(')
	list := p.colIDList()
	p.expect(')')
	return list
}

// optColumns reads ( a, b ) if a parenthesis follows.
func (p *parser) optColumns() []Ident {
	if !p.is('(') {
		return nil
	}
	return p.parenColumns()
}

// ifNotExists reads IF NOT EXISTS. IF alone may be a name.
func (p *parser) ifNotExists() bool {
	if !p.isSeq(kwIf, kwNot) {
		return false
	}
	p.i += 2
	p.expectKw(kwExists)
	return true
}

// stringConst reads a string literal.
func (p *parser) stringConst() string {
	if !p.is(tokString) {
		p.failHere()
		return ""
	}
	return p.next().str
}

// intConst reads an unsigned 32-bit integer.
func (p *parser) intConst() int {
	if !p.is(tokInt) {
		p.failHere()
		return 0
	}
	return int(p.next().num)
}

// signedInt reads an integer with an optional sign.
func (p *parser) signedInt() int {
	if p.accept('-') {
		return -p.intConst()
	}
	p.accept('+')
	return p.intConst()
}

// operatorName reads an operator, plain or qualified (schema.+). It does not read the
// OPERATOR( ) around it.
func (p *parser) operatorName() (schema []string, op string) {
	for isColID(p.tok()) {
		schema = append(schema, p.next().str)
		p.expect('.')
	}
	t := p.tok()
	if !isOperator(t) {
		p.failHere()
		return nil, ""
	}
	p.next()
	return schema, t.str
}

// isOperator: the token is an operator of any kind.
func isOperator(t *token) bool {
	switch t.kind {
	case tokOp, tokLE, tokGE, tokNE, '+', '-', '*', '/', '%', '^', '<', '>', '=':
		return true
	}
	return false
}

// operatorOrQualified reads op or OPERATOR(schema.op).
func (p *parser) operatorOrQualified() (schema []string, op string) {
	if p.isKw(kwOperator) && p.peek(1).kind == '(' {
		p.i += 2
		schema, op = p.operatorName()
		p.expect(')')
		return schema, op
	}
	if !isOperator(p.tok()) {
		p.failHere()
		return nil, ""
	}
	return nil, p.next().str
}
