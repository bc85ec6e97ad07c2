package parse

// insert reads INSERT INTO|OVERWRITE after an optional WITH.
func (p *parser) insert(with *With, start int) Stmt {
	p.next()
	ins := &Insert{With: with}
	if p.acceptWord("overwrite") {
		ins.Overwrite = true
		p.acceptKw(kwInto)
	} else {
		p.expectKw(kwInto)
	}
	p.acceptKw(kwTable)
	ins.Table = p.qualified()
	if p.acceptKw(kwAs) {
		ins.Alias = p.colID()
	}
	if p.is('(') && p.peek(1).kind != '(' && !p.opensQuery() {
		p.next()
		ins.Columns = p.targetColumns()
		p.expect(')')
	}
	p.insertLake(ins)
	ins.Overriding = p.overriding()
	p.insertSource(ins)
	if at := p.start(); p.acceptSeq(kwOn, kwConflict) {
		ins.OnConflict = p.onConflict(at)
	}
	ins.Returning = p.returning()
	ins.Span = p.span(start)
	return ins
}

// insertLake reads BY NAME and PARTITION (column [= value], …) [(columns)].
func (p *parser) insertLake(ins *Insert) {
	if p.isSeq(kwBy, kwName) {
		p.i += 2
		ins.ByName = true
	}
	if !p.isKw(kwPartition) || p.peek(1).kind != '(' {
		return
	}
	p.i += 2
	for p.err == nil {
		start := p.start()
		s := &SetClause{Columns: []*TargetColumn{p.targetColumn()}}
		if p.accept('=') {
			s.Value = p.expr()
		}
		s.Span = p.span(start)
		ins.Partition = append(ins.Partition, s)
		if !p.accept(',') {
			break
		}
	}
	p.expect(')')
	if p.is('(') && ins.Columns == nil && !p.opensQuery() {
		p.next()
		ins.Columns = p.targetColumns()
		p.expect(')')
	}
}

// opensQuery: behind one or more parentheses a query starts.
func (p *parser) opensQuery() bool {
	n := 0
	for p.peek(n).kind == '(' {
		n++
	}
	t := p.peek(n)
	if t.kind != tokKeyword {
		return false
	}
	switch t.kw {
	case kwSelect, kwWith, kwTable, kwFrom:
		return true
	case kwValues:
		return p.peek(n+1).kind == '('
	}
	return false
}

func (p *parser) insertSource(ins *Insert) {
	if p.acceptSeq(kwDefault, kwValues) {
		return
	}
	if p.isWords("replace", "where") {
		p.i += 2
		ins.ReplaceWhere = p.expr()
	}
	if !p.is('(') && !p.isKw(kwValues) && !p.startsQuery() {
		p.failHere()
		return
	}
	ins.Source = p.query()
}

func (p *parser) overriding() Overriding {
	if !p.acceptKw(kwOverriding) {
		return OverridingNone
	}
	o := OverridingSystem
	if p.acceptKw(kwUser) {
		o = OverridingUser
	} else {
		p.expectKw(kwSystem)
	}
	p.expectKw(kwValue)
	return o
}

// targetColumns reads a, b.c, d[1].
func (p *parser) targetColumns() []*TargetColumn {
	list := []*TargetColumn{p.targetColumn()}
	for p.accept(',') {
		list = append(list, p.targetColumn())
	}
	return list
}

func (p *parser) targetColumn() *TargetColumn {
	start := p.start()
	c := &TargetColumn{Name: p.colID().Name}
	c.Steps = p.steps()
	c.Span = p.span(start)
	return c
}

func (p *parser) returning() []*SelectItem {
	if !p.acceptKw(kwReturning) {
		return nil
	}
	return p.selectItems()
}

// onConflict reads what follows ON CONFLICT.
func (p *parser) onConflict(start int) *OnConflict {
	c := &OnConflict{}
	if p.accept('(') {
		c.Target = p.indexElems()
		p.expect(')')
		if p.acceptKw(kwWhere) {
			c.TargetWhere = p.expr()
		}
	} else if p.acceptSeq(kwOn, kwConstraint) {
		c.Constraint = p.colID().Name
	}
	p.expectKw(kwDo)
	if p.acceptKw(kwNothing) {
		c.Span = p.span(start)
		return c
	}
	p.expectKw(kwUpdate, kwSet)
	c.DoUpdate = true
	c.Set = p.setClauses()
	if p.acceptKw(kwWhere) {
		c.Where = p.expr()
	}
	c.Span = p.span(start)
	return c
}

// setClauses reads a = x, (b, c) = y.
func (p *parser) setClauses() []*SetClause {
	list := []*SetClause{p.setClause()}
	for p.accept(',') {
		list = append(list, p.setClause())
	}
	return list
}

func (p *parser) setClause() *SetClause {
	start := p.start()
	s := &SetClause{}
	if p.accept('(') {
		s.Multi = true
		s.Columns = p.targetColumns()
		p.expect(')')
	} else {
		s.Columns = []*TargetColumn{p.targetColumn()}
	}
	p.expect('=')
	s.Value = p.expr()
	s.Span = p.span(start)
	return s
}

// dmlTarget reads [ONLY] t [*] [[AS] alias], where SET is not an alias.
func (p *parser) dmlTarget() *TableRef {
	start := p.start()
	r := p.relationName()
	switch t := p.tok(); {
	case p.acceptKw(kwAs):
		id := p.colID()
		r.Alias = &Alias{Span: id.Span, Name: id.Name}
	case isColID(t) && !p.isKw(kwSet):
		id := p.colID()
		r.Alias = &Alias{Span: id.Span, Name: id.Name}
	}
	r.Span = p.span(start)
	return r
}

// update reads UPDATE after an optional WITH.
func (p *parser) update(with *With, start int) Stmt {
	p.next()
	u := &Update{With: with, Table: p.dmlTarget()}
	p.expectKw(kwSet)
	u.Set = p.setClauses()
	if p.acceptKw(kwFrom) {
		u.From = p.fromList()
	}
	u.Where = p.whereOrCurrent()
	u.Returning = p.returning()
	u.Span = p.span(start)
	return u
}

// delete reads DELETE FROM after an optional WITH.
func (p *parser) delete(with *With, start int) Stmt {
	p.next()
	p.expectKw(kwFrom)
	d := &Delete{With: with, Table: p.dmlTarget()}
	if p.acceptKw(kwUsing) {
		d.Using = p.fromList()
	}
	d.Where = p.whereOrCurrent()
	d.Returning = p.returning()
	d.Span = p.span(start)
	return d
}

// whereOrCurrent reads WHERE condition or WHERE CURRENT OF cursor.
func (p *parser) whereOrCurrent() Expr {
	if !p.acceptKw(kwWhere) {
		return nil
	}
	start := p.start()
	if !p.isSeq(kwCurrent, kwOf) {
		return p.expr()
	}
	p.i += 2
	c := &CurrentOf{}
	if t := p.tok(); t.kind == tokParam {
		p.next()
		c.CursorParam = int(t.num)
	} else {
		c.Cursor = p.colID().Name
	}
	c.Span = p.span(start)
	return c
}

// truncate reads TRUNCATE [TABLE] tables [RESTART|CONTINUE IDENTITY] [CASCADE].
func (p *parser) truncate() Stmt {
	start := p.start()
	p.next()
	p.acceptKw(kwTable)
	t := &Truncate{Tables: p.relationNames()}
	if p.acceptSeq(kwRestart, kwIdentity) {
		t.Restart = true
	} else if p.acceptSeq(kwContinue, kwIdentity) {
		t.Continue = true
	}
	t.Behavior = p.dropBehavior()
	t.Span = p.span(start)
	return t
}

// relationNames reads [ONLY] t [*], ….
func (p *parser) relationNames() []*TableRef {
	list := []*TableRef{p.relationName()}
	for p.accept(',') {
		list = append(list, p.relationName())
	}
	return list
}

func (p *parser) dropBehavior() DropBehavior {
	switch {
	case p.acceptKw(kwCascade):
		return DropCascade
	case p.acceptKw(kwRestrict):
		return DropRestrict
	}
	return DropDefault
}
