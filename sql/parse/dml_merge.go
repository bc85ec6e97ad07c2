package parse

// merge reads MERGE INTO after an optional WITH.
func (p *parser) merge(with *With, start int) Stmt {
	p.next()
	m := &Merge{With: with}
	if p.acceptKw(kwWith) {
		p.expectKw(kwSchema)
		p.expectWord("evolution")
		m.SchemaEvolution = true
	}
	p.expectKw(kwInto)
	m.Table = p.dmlTarget()
	p.expectKw(kwUsing)
	m.Source = p.tableRef()
	p.expectKw(kwOn)
	m.On = p.expr()
	if !p.isKw(kwWhen) {
		p.failHere()
	}
	for p.isKw(kwWhen) {
		m.Whens = append(m.Whens, p.mergeWhen())
	}
	m.Returning = p.returning()
	m.Span = p.span(start)
	return m
}

// mergeWhen reads WHEN [NOT] MATCHED [BY SOURCE|TARGET] [AND cond] THEN action.
func (p *parser) mergeWhen() *MergeWhen {
	start := p.start()
	p.next()
	w := &MergeWhen{}
	if p.acceptKw(kwNot) {
		w.Match = MergeNotMatched
	}
	p.expectKw(kwMatched)
	if w.Match == MergeNotMatched && p.acceptKw(kwBy) {
		if p.acceptWord("source") {
			w.Match = MergeNotMatchedBySource
		} else {
			p.expectWord("target")
		}
	}
	if p.acceptKw(kwAnd) {
		w.Cond = p.expr()
	}
	p.expectKw(kwThen)
	switch {
	case p.acceptSeq(kwDo, kwNothing):
	case w.Match == MergeNotMatched:
		p.expectKw(kwInsert)
		p.mergeInsert(w)
	case p.acceptKw(kwDelete):
		w.Action = MergeDelete
	default:
		p.expectKw(kwUpdate)
		p.mergeUpdate(w)
	}
	w.Span = p.span(start)
	return w
}

func (p *parser) mergeUpdate(w *MergeWhen) {
	p.expectKw(kwSet)
	if p.accept('*') {
		w.Action = MergeUpdateStar
		return
	}
	w.Action = MergeUpdate
	w.Set = p.setClauses()
}

func (p *parser) mergeInsert(w *MergeWhen) {
	if p.accept('*') {
		w.Action = MergeInsertStar
		return
	}
	w.Action = MergeInsert
	if p.acceptSeq(kwDefault, kwValues) {
		return
	}
	if p.accept('(') {
		w.Columns = p.targetColumns()
		p.expect(')')
	}
	w.Overriding = p.overriding()
	p.expectKw(kwValues)
	p.expect('(')
	w.Values = p.exprList()
	p.expect(')')
}
