package parse

// fromList reads FROM items separated by commas.
func (p *parser) fromList() []TableExpr {
	list := append(make([]TableExpr, 0, 2), p.tableRef())
	for p.accept(',') {
		list = append(list, p.tableRef())
	}
	return list
}

// tableRef reads one FROM item with its joins.
func (p *parser) tableRef() TableExpr {
	if !p.enter() {
		return nil
	}
	defer p.leave()
	start := p.start()
	return p.joins(p.tablePrimary(), start)
}

// tablePrimary reads one FROM item without joins.
func (p *parser) tablePrimary() TableExpr {
	t := p.tok()
	switch {
	case t.kind == '(':
		return p.parenTable()
	case t.kind == tokString:
		p.next()
		f := &FileRef{Path: t.str}
		f.AsOf = p.optAsOf()
		f.Alias = p.optAlias()
		f.Span = p.span(int(t.pos))
		return f
	case t.kind != tokKeyword:
	case t.kw == kwLateral:
		return p.lateral()
	case t.kw == kwRows && p.isWord(1, "from") && p.peek(2).kind == '(':
		return p.rowsFrom(false)
	case t.kw == kwXmltable:
		return p.xmlTable(false)
	case t.kw == kwOnly:
		return p.relation()
	case t.kw == kwValues && p.peek(1).kind == '(':
		v := p.values()
		return p.subqueryRef(&Query{Span: v.Range(), Body: v}, int(t.pos), false)
	}
	if p.startsTableFunc() {
		return p.funcTable(false)
	}
	return p.relation()
}

// startsTableFunc: the cursor is at a function call rather than a table name.
func (p *parser) startsTableFunc() bool {
	t := p.tok()
	if t.kind == tokKeyword {
		switch keywordTable[t.kw].category {
		case catReserved:
			return t.kw == kwCast || (t.kw >= kwCurrentCatalog && t.kw <= kwCurrentUser) ||
				t.kw == kwLocaltime || t.kw == kwLocaltimestamp || t.kw == kwSessionUser || t.kw == kwUser
		case catTypeFunc:
			return true
		}
	}
	n := 1
	for p.peek(n).kind == '.' && isLabel(p.peek(n+1)) {
		n += 2
	}
	return p.peek(n).kind == '('
}

// lateral reads LATERAL followed by a subquery or function.
func (p *parser) lateral() TableExpr {
	start := p.start()
	p.next()
	switch {
	case p.is('('):
		q := p.parenQuery()
		return p.subqueryRef(q, start, true)
	case p.isKw(kwRows) && p.isWord(1, "from") && p.peek(2).kind == '(':
		return p.rowsFrom(true)
	case p.isKw(kwXmltable):
		return p.xmlTable(true)
	}
	return p.funcTable(true)
}

// subqueryRef finishes a subquery in FROM.
func (p *parser) subqueryRef(q *Query, start int, lateral bool) TableExpr {
	s := &SubqueryRef{Lateral: lateral, Query: q}
	s.Alias = p.optAlias()
	s.Span = p.span(start)
	return s
}

// parenTable reads ( query ) alias or ( joined tables ) alias.
func (p *parser) parenTable() TableExpr {
	start := p.start()
	q, table := p.tableParens()
	if q != nil {
		return p.subqueryRef(q, start, false)
	}
	return p.joinAlias(table, start)
}

// joinAlias puts the alias after a parenthesised join onto it.
func (p *parser) joinAlias(table TableExpr, start int) TableExpr {
	alias := p.optAlias()
	j, ok := table.(*JoinExpr)
	if !ok {
		return table
	}
	if alias != nil && j.Alias != nil {
		p.failPos(alias.Pos, "42601", "a joined table cannot have two aliases")
	}
	if alias != nil {
		j.Alias = alias
	}
	j.Span = p.span(start)
	return j
}

// tableParens reads ( … ) in FROM: a query, or joined tables.
func (p *parser) tableParens() (*Query, TableExpr) {
	if !p.enter() {
		return nil, nil
	}
	defer p.leave()
	p.expect('(')
	if p.startsQuery() {
		q := p.query()
		p.expect(')')
		return q, nil
	}
	start := p.start()
	var left TableExpr
	if p.is('(') {
		q, table := p.tableParens()
		switch {
		case q != nil && p.is(')'):
			p.next()
			return q, nil
		case q != nil && p.continuesQuery():
			q = p.queryRest(nil, q, start)
			p.expect(')')
			return q, nil
		case q != nil:
			left = p.subqueryRef(q, start, false)
		default:
			left = p.joinAlias(table, start)
		}
	} else {
		left = p.tablePrimary()
	}
	left = p.joins(left, start)
	if _, ok := left.(*JoinExpr); !ok {
		p.failHere()
	}
	p.expect(')')
	return nil, left
}

// relation reads [ONLY] name [*] [time travel] [alias] [TABLESAMPLE …].
func (p *parser) relation() TableExpr {
	start := p.start()
	r := p.relationName()
	r.AsOf = p.optAsOf()
	r.Alias = p.optAlias()
	if r.AsOf == nil {
		r.AsOf = p.optAsOf()
	}
	if p.isKw(kwTablesample) {
		r.Sample = p.tableSample()
	}
	r.Span = p.span(start)
	return r
}

// relationName reads [ONLY] name [*] or ONLY (name).
func (p *parser) relationName() *TableRef {
	start := p.start()
	r := &TableRef{}
	if p.acceptKw(kwOnly) {
		r.Only = true
		if p.accept('(') {
			r.Name = p.qualified()
			p.expect(')')
			r.Span = p.span(start)
			return r
		}
	}
	r.Name = p.qualified()
	if !r.Only {
		p.accept('*')
	}
	r.Span = p.span(start)
	return r
}

// optAsOf reads VERSION AS OF n or TIMESTAMP AS OF t, also with FOR before it.
func (p *parser) optAsOf() *AsOf {
	start := p.start()
	n := 0
	if p.isKw(kwFor) {
		n = 1
	}
	word := p.peek(n)
	if word.kind != tokKeyword && word.str != "system_time" && word.str != "system_version" {
		return nil
	}
	if !p.isWord(n+1, "as") || !p.isWord(n+2, "of") {
		return nil
	}
	a := &AsOf{}
	switch word.str {
	case "version", "system_version":
		p.i += n + 3
		a.Version = p.climb(precOp, false)
	case "timestamp", "system_time":
		p.i += n + 3
		a.Timestamp = p.climb(precOp, false)
	default:
		return nil
	}
	a.Span = p.span(start)
	return a
}

// optAlias reads [AS] name [(columns)].
func (p *parser) optAlias() *Alias {
	start := p.start()
	switch {
	case p.isKw(kwAs):
		p.next()
	case !isColID(p.tok()) || p.isJoinWord() || p.qualifyAt(0):
		return nil
	case p.isWords("version", "as", "of"), p.isWords("timestamp", "as", "of"):
		return nil
	}
	a := &Alias{Name: p.colID().Name}
	if p.is('(') {
		a.Columns = p.parenColumns()
	}
	a.Span = p.span(start)
	return a
}

// isJoinWord: an unreserved word here starts a lakehouse join, it is not an alias.
func (p *parser) isJoinWord() bool {
	t := p.tok()
	if t.kind != tokIdent {
		return false
	}
	switch t.str {
	case "asof":
		return p.isWord(1, "join") || (p.isWord(1, "left") && p.isWord(2, "join"))
	case "semi", "anti":
		return p.isWord(1, "join")
	}
	return false
}

// lakeSample reads n PERCENT ) or n ROWS ) as the methods bernoulli and rows.
func (p *parser) lakeSample(s *TableSample, start int) {
	s.Args = []Expr{p.primary()}
	method := "bernoulli"
	if p.acceptKw(kwRows) {
		method = "rows"
	} else {
		p.expectWord("percent")
	}
	p.expect(')')
	s.Method = Name{p.span(start), []string{method}}
}

// tableSample reads TABLESAMPLE method (args) [REPEATABLE (seed)].
func (p *parser) tableSample() *TableSample {
	start := p.start()
	p.next()
	s := &TableSample{}
	if p.accept('(') {
		p.lakeSample(s, start)
	} else {
		s.Method = p.dotted(isTypeFunc)
		p.expect('(')
		s.Args = p.exprList()
		p.expect(')')
	}
	if p.acceptKw(kwRepeatable) {
		p.expect('(')
		s.Repeatable = p.expr()
		p.expect(')')
	}
	s.Span = p.span(start)
	return s
}
