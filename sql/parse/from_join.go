package parse

// joins reads the joins after a FROM item.
func (p *parser) joins(left TableExpr, start int) TableExpr {
	for p.err == nil {
		j := &JoinExpr{L: left, KeywordPos: p.start()}
		if p.isKw(kwLateral) && p.isWord(1, "view") {
			left = p.lateralView(j, start)
			continue
		}
		if !p.joinWords(j) {
			return left
		}
		if j.Kind == CrossJoin || j.Natural {
			j.R = p.tablePrimary()
		} else {
			// A join nested on the right takes its own condition first:
			// a JOIN b JOIN c ON x ON y.
			j.R = p.nestedRight()
			p.joinCondition(j)
		}
		p.grow()
		j.Span = p.span(start)
		left = j
	}
	return left
}

// lateralView reads LATERAL VIEW [OUTER] f(…) [alias] [AS columns], which is a join with
// a lateral function.
func (p *parser) lateralView(j *JoinExpr, start int) TableExpr {
	p.i += 2
	j.Kind = CrossJoin
	if p.acceptKw(kwOuter) {
		j.Kind = LeftJoin
		j.On = &Literal{Span: p.here(), Kind: LitBool, Text: "true"}
	}
	f := &FuncRef{Lateral: true}
	pos := p.start()
	f.Funcs = []FuncItem{p.tableFunc()}
	f.Alias = &Alias{Span: p.here(), Name: "lateral_view"}
	if isColID(p.tok()) {
		f.Alias.Name = p.colID().Name
	}
	if p.acceptKw(kwAs) {
		f.Alias.Columns = p.colIDList()
	}
	f.Alias.Span = p.span(f.Alias.Pos)
	f.Span = p.span(pos)
	j.R = f
	p.grow()
	j.Span = p.span(start)
	return j
}

// nestedRight reads the right side of a join that has a condition of its own.
func (p *parser) nestedRight() TableExpr {
	if !p.enter() {
		return nil
	}
	defer p.leave()
	start := p.start()
	right := p.tablePrimary()
	for p.err == nil && !p.isAny(kwOn, kwUsing) {
		j := &JoinExpr{L: right, KeywordPos: p.start()}
		if !p.joinWords(j) {
			return right
		}
		if j.Kind == CrossJoin || j.Natural {
			j.R = p.tablePrimary()
		} else {
			j.R = p.nestedRight()
			p.joinCondition(j)
		}
		p.grow()
		j.Span = p.span(start)
		right = j
	}
	return right
}

// joinWords reads the words of a join up to JOIN; it moves nothing when there is none.
func (p *parser) joinWords(j *JoinExpr) bool {
	t := p.tok()
	if t.kind == tokIdent && p.isJoinWord() {
		p.lakeJoin(j, t)
		return true
	}
	if t.kind != tokKeyword {
		return false
	}
	if t.kw == kwCross {
		p.next()
		p.expectKw(kwJoin)
		j.Kind = CrossJoin
		return true
	}
	if t.kw == kwNatural {
		p.next()
		j.Natural = true
		t = p.tok()
		if t.kind != tokKeyword {
			p.failHere()
			return false
		}
	}
	switch t.kw {
	case kwJoin, kwInner:
		p.acceptKw(kwInner)
	case kwLeft, kwRight, kwFull:
		p.outerJoin(j, t.kw)
	default:
		if j.Natural {
			p.failHere()
		}
		return false
	}
	p.expectKw(kwJoin)
	return true
}

// outerJoin reads LEFT|RIGHT|FULL [OUTER], and LEFT SEMI|ANTI.
func (p *parser) outerJoin(j *JoinExpr, side kwID) {
	p.next()
	switch side {
	case kwLeft:
		j.Kind = LeftJoin
		if p.isWord(0, "semi") && p.isWord(1, "join") {
			p.next()
			j.Kind = SemiJoin
			return
		}
		if p.isWord(0, "anti") && p.isWord(1, "join") {
			p.next()
			j.Kind = AntiJoin
			return
		}
	case kwRight:
		j.Kind = RightJoin
	default:
		j.Kind = FullJoin
	}
	p.acceptKw(kwOuter)
}

// lakeJoin reads ASOF [LEFT] JOIN, SEMI JOIN or ANTI JOIN.
func (p *parser) lakeJoin(j *JoinExpr, t *token) {
	p.next()
	switch t.str {
	case "semi":
		j.Kind = SemiJoin
	case "anti":
		j.Kind = AntiJoin
	default:
		j.Kind = AsofJoin
		if p.acceptKw(kwLeft) {
			j.Kind = AsofLeftJoin
		}
	}
	p.expectKw(kwJoin)
}

// joinCondition reads ON x or USING (…) [AS alias].
func (p *parser) joinCondition(j *JoinExpr) {
	if p.acceptKw(kwUsing) {
		j.Using = p.parenColumns()
		if p.acceptKw(kwAs) {
			id := p.colID()
			j.UsingAlias = &id
		}
		return
	}
	p.expectKw(kwOn)
	j.On = p.expr()
}

// funcTable reads a function in FROM.
func (p *parser) funcTable(lateral bool) TableExpr {
	start := p.start()
	f := &FuncRef{Lateral: lateral}
	f.Funcs = []FuncItem{p.tableFunc()}
	f.Ordinality = p.ordinality()
	p.funcAlias(f, &f.Funcs[0])
	f.Span = p.span(start)
	return f
}

// tableFunc reads a call without FILTER or OVER.
func (p *parser) tableFunc() FuncItem {
	start := p.start()
	var x Expr
	t := p.tok()
	if t.kind == tokKeyword && !isTypeFunc(t) || p.isKw(kwCurrentSchema) || p.isKw(kwCollation) {
		x = p.keywordExpr(t)
	} else {
		name := p.dotted(isLabel)
		if !p.is('(') || (len(name.Parts) == 1 && !isTypeFunc(t)) {
			p.failHere()
			return FuncItem{}
		}
		x = p.call(name)
	}
	switch x.(type) {
	case *ColumnRef, *Literal, *RowExpr, *ExistsExpr, *GroupingExpr, *ArrayExpr, *ArraySubquery, *CaseExpr:
		p.failAt(t)
	}
	return FuncItem{Span: p.span(start), X: x}
}

func (p *parser) ordinality() bool {
	if !p.isSeq(kwWith, kwOrdinality) {
		return false
	}
	p.i += 2
	return true
}

// funcAlias reads [AS] [name] (column definitions) or [AS] name [(columns)].
func (p *parser) funcAlias(f *FuncRef, item *FuncItem) {
	start := p.start()
	as := p.acceptKw(kwAs)
	if as && p.is('(') {
		item.Columns = p.columnDefList()
		return
	}
	if !as && (!isColID(p.tok()) || p.isJoinWord() || p.qualifyAt(0)) {
		return
	}
	f.Alias = &Alias{Name: p.colID().Name}
	if p.is('(') {
		if p.isColumnDef() {
			item.Columns = p.columnDefList()
		} else {
			f.Alias.Columns = p.parenColumns()
		}
	}
	f.Alias.Span = p.span(start)
}

// isColumnDef: what is in the parentheses ahead is a name and a type.
func (p *parser) isColumnDef() bool {
	next := p.peek(2).kind
	return next != ',' && next != ')'
}

// columnDefList reads ( name type [COLLATE c], … ).
func (p *parser) columnDefList() []*ColumnDef {
	p.expect('(')
	var list []*ColumnDef
	for p.err == nil {
		start := p.start()
		c := &ColumnDef{Name: p.colID()}
		c.Type = p.typeName()
		if p.acceptKw(kwCollate) {
			n := p.qualified()
			c.Collation = &n
		}
		c.Span = p.span(start)
		list = append(list, c)
		if !p.accept(',') {
			break
		}
	}
	p.expect(')')
	return list
}

// rowsFrom reads ROWS FROM (f(…) [AS (…)], …).
func (p *parser) rowsFrom(lateral bool) TableExpr {
	start := p.start()
	p.i += 3
	f := &FuncRef{Lateral: lateral, RowsFrom: true}
	for p.err == nil {
		item := p.tableFunc()
		if p.acceptKw(kwAs) {
			item.Columns = p.columnDefList()
		}
		f.Funcs = append(f.Funcs, item)
		if !p.accept(',') {
			break
		}
	}
	p.expect(')')
	f.Ordinality = p.ordinality()
	f.Alias = p.optAlias()
	f.Span = p.span(start)
	return f
}
