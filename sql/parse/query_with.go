package parse

// with reads WITH [RECURSIVE] a AS (…), ….
func (p *parser) with() *With {
	start := p.start()
	p.next()
	// RECURSIVE is not reserved: it may be the name itself.
	w := &With{Recursive: p.isKw(kwRecursive) && isColID(p.peek(1))}
	if w.Recursive {
		p.next()
	}
	w.CTEs = append(w.CTEs, p.cte())
	for p.accept(',') {
		w.CTEs = append(w.CTEs, p.cte())
	}
	w.Span = p.span(start)
	return w
}

// cte reads name [(columns)] AS [[NOT] MATERIALIZED] (statement) [SEARCH …] [CYCLE …].
func (p *parser) cte() *CTE {
	start := p.start()
	c := &CTE{Name: p.colID()}
	c.Columns = p.optColumns()
	p.expectKw(kwAs)
	switch {
	case p.acceptKw(kwMaterialized):
		c.Materialize = MaterializeAlways
	case p.acceptSeq(kwNot, kwMaterialized):
		c.Materialize = MaterializeNever
	}
	p.expect('(')
	c.Stmt = p.preparable()
	p.expect(')')
	if p.isKw(kwSearch) {
		c.Search = p.cteSearch()
	}
	if p.isKw(kwCycle) {
		c.Cycle = p.cteCycle()
	}
	c.Span = p.span(start)
	return c
}

func (p *parser) cteSearch() *CTESearch {
	start := p.start()
	p.next()
	s := &CTESearch{}
	if p.acceptKw(kwBreadth) {
		s.BreadthFirst = true
	} else {
		p.expectKw(kwDepth)
	}
	p.expectKw(kwFirst, kwBy)
	s.By = p.colIDList()
	p.expectKw(kwSet)
	s.Set = p.colID()
	s.Span = p.span(start)
	return s
}

func (p *parser) cteCycle() *CTECycle {
	start := p.start()
	p.next()
	c := &CTECycle{Columns: p.colIDList()}
	p.expectKw(kwSet)
	c.Set = p.colID()
	if p.acceptKw(kwTo) {
		c.To = p.expr()
		p.expectKw(kwDefault)
		c.Default = p.expr()
	}
	p.expectKw(kwUsing)
	c.Using = p.colID()
	c.Span = p.span(start)
	return c
}

// preparable reads a query or data-changing statement, as in WITH, PREPARE and COPY.
func (p *parser) preparable() Stmt {
	if !p.enter() {
		return nil
	}
	defer p.leave()
	if p.is('(') {
		return p.query()
	}
	t := p.tok()
	if t.kind == tokKeyword {
		switch t.kw {
		case kwSelect, kwValues, kwTable, kwFrom:
			return p.query()
		case kwWith:
			return p.withStatement()
		case kwInsert:
			return p.insert(nil, p.start())
		case kwUpdate:
			return p.update(nil, p.start())
		case kwDelete:
			return p.delete(nil, p.start())
		case kwMerge:
			return p.merge(nil, p.start())
		}
	}
	p.failHere()
	return nil
}

// withStatement reads WITH … and the statement it belongs to.
func (p *parser) withStatement() Stmt {
	start := p.start()
	w := p.with()
	t := p.tok()
	if t.kind == tokKeyword {
		switch t.kw {
		case kwInsert:
			return p.insert(w, start)
		case kwUpdate:
			return p.update(w, start)
		case kwDelete:
			return p.delete(w, start)
		case kwMerge:
			return p.merge(w, start)
		}
	}
	q := p.queryRest(w, nil, start)
	p.grow()
	return q
}
