package parse

// selectCore reads SELECT … up to, not including, set operations and ORDER BY.
func (p *parser) selectCore() *Select {
	start := p.start()
	p.next()
	s := &Select{}
	p.selectList(s)
	if p.acceptKw(kwFrom) {
		s.From = p.fromList()
	}
	p.selectRest(s, start)
	return s
}

// selectList reads [ALL | DISTINCT [ON (…)]] items [INTO t].
func (p *parser) selectList(s *Select) {
	must := false
	if !p.acceptKw(kwAll) && p.acceptKw(kwDistinct) {
		s.Distinct, must = true, true
		if p.acceptKw(kwOn) {
			p.expect('(')
			s.DistinctOn = p.exprList()
			p.expect(')')
		}
	}
	if must || !p.endsSelectList() {
		s.Items = p.selectItems()
	}
	if p.isKw(kwInto) {
		s.Into = p.into()
	}
}

// selectRest reads WHERE to QUALIFY.
func (p *parser) selectRest(s *Select, start int) {
	if p.acceptKw(kwWhere) {
		s.Where = p.expr()
	}
	if p.isKw(kwGroup) {
		s.GroupBy = p.groupBy()
	}
	if p.acceptKw(kwHaving) {
		s.Having = p.expr()
	}
	if p.acceptKw(kwWindow) {
		s.Windows = p.windowClause()
	}
	if p.startsQualify() {
		p.next()
		s.Qualify = p.expr()
	}
	s.Span = p.span(start)
}

// fromFirst reads FROM t [SELECT …] …; without SELECT it means SELECT *.
func (p *parser) fromFirst() *Select {
	start := p.start()
	p.next()
	s := &Select{From: p.fromList()}
	if p.acceptKw(kwSelect) {
		p.selectList(s)
	} else {
		span := p.span(start)
		s.Items = []*SelectItem{{Span: span, X: &Star{Span: span}}}
	}
	p.selectRest(s, start)
	return s
}

// endsSelectList: the select list is empty.
func (p *parser) endsSelectList() bool {
	t := p.tok()
	switch t.kind {
	case tokEOF, ')', ';':
		return true
	case tokKeyword:
		switch t.kw {
		case kwFrom, kwInto, kwWhere, kwGroup, kwHaving, kwWindow, kwUnion, kwIntersect, kwExcept, kwOrder,
			kwLimit, kwOffset, kwFetch, kwFor:
			return true
		}
	}
	return false
}

// startsQualify: QUALIFY here is the clause, not an alias. It is no keyword of
// PostgreSQL, so it is the clause only where an expression can follow.
func (p *parser) startsQualify() bool { return p.qualifyAt(0) }

func (p *parser) qualifyAt(n int) bool {
	t := p.peek(n)
	if t.kind != tokIdent || t.str != "qualify" {
		return false
	}
	next := p.peek(n + 1)
	switch next.kind {
	case tokEOF, tokError, ',', ')', ';', '.', ':', ']', '=':
		return false
	case tokKeyword:
		return keywordTable[next.kw].category != catReserved || next.kw == kwNot || next.kw == kwCase ||
			next.kw == kwTrue || next.kw == kwFalse || next.kw == kwNull || next.kw == kwCast
	}
	return true
}

// selectItems reads the items of a select list or RETURNING.
func (p *parser) selectItems() []*SelectItem {
	list := append(make([]*SelectItem, 0, 4), p.selectItem())
	for p.accept(',') {
		list = append(list, p.selectItem())
	}
	return list
}

// selectItem reads expr [[AS] label] or a star with its modifiers.
func (p *parser) selectItem() *SelectItem {
	start := p.start()
	it := &SelectItem{}
	if p.is('*') {
		p.next()
		it.X = p.starModifiers(&Star{Span: p.span(start)})
		it.Span = p.span(start)
		return it
	}
	it.X = p.expr()
	if star, ok := it.X.(*Star); ok {
		p.starModifiers(star)
	}
	switch {
	case p.acceptKw(kwAs):
		it.Alias = p.label()
	case isBareLabel(p.tok()) && !p.qualifyAt(0):
		it.Alias = p.label()
	}
	it.Span = p.span(start)
	return it
}

// starModifiers reads EXCLUDE|EXCEPT (…), REPLACE (…) and RENAME (…) after a star.
func (p *parser) starModifiers(s *Star) Expr {
	for p.err == nil {
		next := p.peek(1).kind
		switch {
		case p.isWord(0, "exclude") && next == '(', p.isKw(kwExcept) && next == '(' && p.exceptColumns():
			p.next()
			s.Exclude = p.parenColumns()
		case p.isWord(0, "exclude") && isColID(p.peek(1)):
			p.next()
			s.Exclude = []Ident{p.colID()}
		case p.isWord(0, "replace") && next == '(':
			p.i += 2
			s.Replace = p.selectItems()
			p.expect(')')
		case p.isWord(0, "rename") && next == '(':
			p.i += 2
			s.Rename = p.starRenames()
			p.expect(')')
		default:
			s.Span = p.span(s.Pos)
			return s
		}
	}
	return s
}

// exceptColumns tells * EXCEPT (a, b) from SELECT * EXCEPT (SELECT …), where the select
// list had no FROM.
func (p *parser) exceptColumns() bool {
	t, next := p.peek(2), p.peek(3).kind
	return isColID(t) && (next == ',' || next == ')')
}

func (p *parser) starRenames() []StarRename {
	var list []StarRename
	for p.err == nil {
		r := StarRename{From: p.colID()}
		p.expectKw(kwAs)
		r.To = p.label()
		list = append(list, r)
		if !p.accept(',') {
			break
		}
	}
	return list
}

// into reads INTO [TEMP|UNLOGGED] [TABLE] name.
func (p *parser) into() *Into {
	start := p.start()
	p.next()
	in := &Into{}
	if next := p.peek(1); isColID(next) || (next.kind == tokKeyword && next.kw == kwTable) {
		in.Persistence = p.persistence()
	}
	p.acceptKw(kwTable)
	in.Table = p.qualified()
	in.Span = p.span(start)
	return in
}

// persistence reads [LOCAL|GLOBAL] TEMPORARY|TEMP or UNLOGGED.
func (p *parser) persistence() Persistence {
	if p.isAny(kwLocal, kwGlobal) {
		if next := p.peek(1); next.kind == tokKeyword && (next.kw == kwTemp || next.kw == kwTemporary) {
			p.next()
		}
	}
	if p.isAny(kwTemp, kwTemporary, kwUnlogged) {
		if p.next().kw == kwUnlogged {
			return Unlogged
		}
		return Temporary
	}
	return Permanent
}

// groupBy reads GROUP BY [ALL|DISTINCT] items.
func (p *parser) groupBy() *GroupBy {
	start := p.start()
	p.next()
	p.expectKw(kwBy)
	g := &GroupBy{}
	if p.acceptKw(kwDistinct) {
		g.Distinct = true
	} else if p.acceptKw(kwAll) && p.endsGroupAll() {
		g.All = true
		g.Span = p.span(start)
		return g
	}
	g.Items = p.groupItems()
	if p.isSeq(kwWith, kwRollup) || p.isSeq(kwWith, kwCube) {
		kind := GroupRollup
		if p.peek(1).kw == kwCube {
			kind = GroupCube
		}
		p.i += 2
		g.Items = []GroupItem{{Span: p.span(start), Kind: kind, Items: g.Items}}
	}
	g.Span = p.span(start)
	return g
}

// endsGroupAll: GROUP BY ALL has no list after it.
func (p *parser) endsGroupAll() bool {
	return p.endsSelectList() || p.startsQualify()
}

func (p *parser) groupItems() []GroupItem {
	list := []GroupItem{p.groupItem()}
	for p.accept(',') {
		list = append(list, p.groupItem())
	}
	return list
}

// groupItem reads one element of GROUP BY.
func (p *parser) groupItem() GroupItem {
	g := GroupItem{}
	if !p.enter() {
		return g
	}
	defer p.leave()
	start := p.start()
	switch {
	case p.is('(') && p.peek(1).kind == ')':
		p.i += 2
		g.Kind = GroupEmpty
	case p.isAny(kwRollup, kwCube) && p.peek(1).kind == '(':
		g.Kind = GroupRollup
		if p.next().kw == kwCube {
			g.Kind = GroupCube
		}
		p.expect('(')
		for _, x := range p.exprList() {
			g.Items = append(g.Items, GroupItem{Kind: GroupExpr, X: x, Span: rangeOf(x)})
		}
		p.expect(')')
	case p.isSeq(kwGrouping, kwSets):
		p.i += 2
		p.expect('(')
		g.Kind = GroupSets
		g.Items = p.groupItems()
		p.expect(')')
	default:
		g.X = p.expr()
	}
	g.Span = p.span(start)
	return g
}

// rangeOf is the span of a node that may be nil after an error.
func rangeOf(n Node) Span {
	if n == nil {
		return Span{}
	}
	return n.Range()
}

// windowClause reads name AS (specification), ….
func (p *parser) windowClause() []*Window {
	var list []*Window
	for p.err == nil {
		start := p.start()
		id := p.colID()
		p.expectKw(kwAs)
		w := p.windowSpec()
		w.Name, w.Span = id.Name, p.span(start)
		list = append(list, w)
		if !p.accept(',') {
			break
		}
	}
	return list
}

// optOrderBy reads ORDER BY items if it follows.
func (p *parser) optOrderBy() []*SortItem {
	if !p.isKw(kwOrder) {
		return nil
	}
	p.next()
	p.expectKw(kwBy)
	list := append(make([]*SortItem, 0, 2), p.sortItem())
	for p.accept(',') {
		list = append(list, p.sortItem())
	}
	return list
}

// sortItem reads expr [ASC|DESC|USING op] [NULLS FIRST|LAST], or ALL in place of expr.
func (p *parser) sortItem() *SortItem {
	start := p.start()
	s := &SortItem{}
	if !p.acceptKw(kwAll) {
		s.X = p.expr()
	}
	if p.acceptKw(kwUsing) {
		s.Dir = SortUsing
		s.UsingPath, s.UsingOp = p.operatorOrQualified()
	} else {
		s.Dir = p.sortDir()
	}
	s.Nulls = p.nullsOrder()
	s.Span = p.span(start)
	return s
}

func (p *parser) sortDir() SortDir {
	switch {
	case p.acceptKw(kwAsc):
		return SortAsc
	case p.acceptKw(kwDesc):
		return SortDesc
	}
	return SortDefault
}

func (p *parser) nullsOrder() NullsOrder {
	switch {
	case p.isSeq(kwNulls, kwFirst):
		p.i += 2
		return NullsFirst
	case p.isSeq(kwNulls, kwLast):
		p.i += 2
		return NullsLast
	}
	return NullsOrderDefault
}
