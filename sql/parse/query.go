package parse

// startsQuery: the current token starts a query.
func (p *parser) startsQuery() bool {
	t := p.tok()
	if t.kind != tokKeyword {
		return false
	}
	switch t.kw {
	case kwSelect, kwWith, kwTable, kwFrom:
		return true
	case kwValues:
		return p.peek(1).kind == '('
	}
	return false
}

// continuesQuery: the current token goes on with a query whose first part was in
// parentheses.
func (p *parser) continuesQuery() bool {
	return p.isAny(kwUnion, kwIntersect, kwExcept, kwOrder, kwLimit, kwOffset, kwFetch, kwFor)
}

// parenQuery reads ( query ), where a query is required.
func (p *parser) parenQuery() *Query {
	if !p.enter() {
		return nil
	}
	defer p.leave()
	p.expect('(')
	var q *Query
	if p.is('(') || p.isKw(kwValues) || p.startsQuery() {
		q = p.query()
	} else {
		p.failHere()
	}
	p.expect(')')
	return q
}

// query reads a query, with or without parentheses around its first part.
func (p *parser) query() *Query {
	if !p.enter() {
		return nil
	}
	defer p.leave()
	start, saved := p.start(), p.height
	p.height = 0
	var with *With
	if p.isKw(kwWith) {
		with = p.with()
	}
	q := p.queryRest(with, nil, start)
	p.grow()
	p.height = max(p.height, saved)
	return q
}

// queryRest reads a query whose WITH clause and perhaps first parenthesised part are
// already read.
func (p *parser) queryRest(with *With, first QueryBody, start int) *Query {
	body := p.setOps(first, start, 0)
	if p.err != nil {
		return nil
	}
	q, ok := body.(*Query)
	if !ok {
		q = &Query{Body: body}
	}
	if with != nil {
		if q.With != nil {
			p.failPos(q.With.Pos, "42601", "multiple WITH clauses not allowed")
		}
		q.With = with
	}
	p.queryTail(q)
	q.Span = p.span(start)
	return q
}

// setOps reads bodies joined by set operations that bind more strongly than limit:
// UNION and EXCEPT have strength 1, INTERSECT 2.
func (p *parser) setOps(left QueryBody, start, limit int) QueryBody {
	if left == nil {
		left = p.queryPrimary()
	}
	for p.err == nil {
		t := p.tok()
		op, prec := Union, 1
		switch {
		case t.kind != tokKeyword:
			return left
		case t.kw == kwUnion:
		case t.kw == kwExcept:
			op = Except
		case t.kw == kwIntersect:
			op, prec = Intersect, 2
		default:
			return left
		}
		if prec <= limit {
			return left
		}
		p.next()
		s := &SetOp{Op: op, L: unwrap(left), OpPos: int(t.pos)}
		if s.All = p.acceptKw(kwAll); !s.All {
			p.acceptKw(kwDistinct)
		}
		saved := p.height
		p.height = 0
		s.R = unwrap(p.setOps(nil, p.start(), prec))
		p.height = max(p.height, saved)
		p.grow()
		s.Span = p.span(start)
		left = s
	}
	return left
}

// unwrap drops parentheses that hold nothing but a body.
func unwrap(b QueryBody) QueryBody {
	if q, ok := b.(*Query); ok && q.With == nil && len(q.OrderBy) == 0 && q.Limit == nil && !q.LimitAll &&
		q.Offset == nil && len(q.Locking) == 0 {
		return q.Body
	}
	return b
}

// queryPrimary reads SELECT, VALUES, TABLE, FROM … or ( query ).
func (p *parser) queryPrimary() QueryBody {
	t := p.tok()
	switch {
	case t.kind == '(':
		if q := p.parenQuery(); q != nil {
			return q
		}
		return &Query{}
	case t.kind != tokKeyword:
	case t.kw == kwSelect:
		return p.selectCore()
	case t.kw == kwValues:
		return p.values()
	case t.kw == kwTable:
		return p.tableQuery()
	case t.kw == kwFrom:
		return p.fromFirst()
	}
	p.failHere()
	return &Select{}
}

// values reads VALUES (…), (…).
func (p *parser) values() QueryBody {
	start := p.start()
	p.next()
	v := &Values{}
	for p.err == nil {
		p.expect('(')
		v.Rows = append(v.Rows, p.exprList())
		p.expect(')')
		if !p.accept(',') {
			break
		}
	}
	v.Span = p.span(start)
	return v
}

// tableQuery reads TABLE t, which is SELECT * FROM t.
func (p *parser) tableQuery() QueryBody {
	start := p.start()
	p.next()
	from := p.relationName()
	from.AsOf = p.optAsOf()
	from.Span = p.span(start)
	span := p.span(start)
	star := &SelectItem{Span: span, X: &Star{Span: span}}
	return &Select{Span: span, Items: []*SelectItem{star}, From: []TableExpr{from}}
}

// queryTail reads ORDER BY, LIMIT, OFFSET, FETCH and locking clauses onto q.
func (p *parser) queryTail(q *Query) {
	if p.isKw(kwOrder) {
		if len(q.OrderBy) > 0 {
			p.failPos(p.start(), "42601", "multiple ORDER BY clauses not allowed")
			return
		}
		q.OrderBy = p.optOrderBy()
		q.OrderByAll = len(q.OrderBy) == 1 && q.OrderBy[0].X == nil
	}
	for p.err == nil {
		switch {
		case p.isKw(kwLimit):
			p.limit(q)
		case p.isKw(kwFetch):
			p.fetchFirst(q)
		case p.isKw(kwOffset):
			p.offset(q)
		case p.isKw(kwFor):
			p.locking(q)
		default:
			p.checkTies(q)
			return
		}
	}
}

// checkTies refuses WITH TIES together with SKIP LOCKED.
func (p *parser) checkTies(q *Query) {
	if !q.WithTies {
		return
	}
	for _, l := range q.Locking {
		if l.Wait == LockSkip {
			p.failPos(-1, "42601", "SKIP LOCKED and WITH TIES options cannot be used together")
		}
	}
}

// limit reads LIMIT n or LIMIT ALL.
func (p *parser) limit(q *Query) {
	pos := p.start()
	p.next()
	if q.Limit != nil || q.LimitAll {
		p.failPos(p.start(), "42601", "multiple LIMIT clauses not allowed")
		return
	}
	if p.acceptKw(kwAll) {
		q.LimitAll = true
	} else {
		q.Limit = p.expr()
	}
	if p.is(',') {
		p.failPos(pos, "42601", "LIMIT #,# syntax is not supported")
		if p.err != nil {
			p.err = p.err.WithHint("Use separate LIMIT and OFFSET clauses.")
		}
	}
}

// offset reads OFFSET n [ROW|ROWS].
func (p *parser) offset(q *Query) {
	p.next()
	if q.Offset != nil {
		p.failPos(p.start(), "42601", "multiple OFFSET clauses not allowed")
		return
	}
	q.Offset = p.expr()
	if !p.acceptKw(kwRow) {
		p.acceptKw(kwRows)
	}
}

// fetchFirst reads FETCH FIRST|NEXT [n] ROW|ROWS ONLY|WITH TIES.
func (p *parser) fetchFirst(q *Query) {
	p.next()
	if q.Limit != nil || q.LimitAll {
		p.failPos(p.start(), "42601", "multiple LIMIT clauses not allowed")
		return
	}
	if !p.acceptKw(kwFirst) {
		p.expectKw(kwNext)
	}
	if p.isAny(kwRow, kwRows) {
		q.Limit = intLiteral(p.here(), 1)
	} else {
		q.Limit = p.fetchCount()
	}
	if !p.acceptKw(kwRow) {
		p.expectKw(kwRows)
	}
	if p.acceptKw(kwOnly) {
		return
	}
	p.expectKw(kwWith, kwTies)
	q.WithTies = true
	if len(q.OrderBy) == 0 {
		p.failPos(-1, "42601", "WITH TIES cannot be specified without ORDER BY clause")
	}
}

// fetchCount reads the count of FETCH FIRST: a signed number or an operand.
func (p *parser) fetchCount() Expr {
	t := p.tok()
	if t.kind != '+' && t.kind != '-' {
		return p.primary()
	}
	p.next()
	if !p.is(tokInt) && !p.is(tokNumber) {
		p.failHere()
		return nil
	}
	return p.sign(t, p.primary())
}

// lockStrength reads what follows FOR.
func (p *parser) lockStrength() LockStrength {
	switch {
	case p.acceptKw(kwUpdate):
		return ForUpdate
	case p.acceptSeq(kwNo, kwKey, kwUpdate):
		return ForNoKeyUpdate
	case p.acceptKw(kwShare):
		return ForShare
	}
	p.expectKw(kwKey, kwShare)
	return ForKeyShare
}

// locking reads FOR UPDATE … or FOR READ ONLY.
func (p *parser) locking(q *Query) {
	start := p.start()
	p.next()
	if p.acceptSeq(kwRead, kwOnly) {
		return
	}
	l := &Locking{Strength: p.lockStrength()}
	if p.acceptKw(kwOf) {
		l.Of = p.qualifiedList()
	}
	switch {
	case p.acceptKw(kwNowait):
		l.Wait = LockNoWait
	case p.acceptSeq(kwSkip, kwLocked):
		l.Wait = LockSkip
	}
	l.Span = p.span(start)
	q.Locking = append(q.Locking, l)
}
