package parse

// transaction reads BEGIN, START, COMMIT, END, ROLLBACK, ABORT, SAVEPOINT and RELEASE.
func (p *parser) transaction() Stmt {
	start := p.start()
	tx := &Transaction{}
	switch p.next().kw {
	case kwBegin:
		p.optTransactionWord()
		tx.Modes, _ = p.txModes()
	case kwStart:
		tx.Kind = TxStart
		p.expectKw(kwTransaction)
		tx.Modes, _ = p.txModes()
	case kwCommit:
		tx.Kind = TxCommit
		if p.acceptKw(kwPrepared) {
			tx.Kind, tx.Name = TxCommitPrepared, p.stringConst()
			break
		}
		p.optTransactionWord()
		tx.Chain = p.chain()
	case kwEnd:
		tx.Kind = TxCommit
		p.optTransactionWord()
		tx.Chain = p.chain()
	case kwAbort:
		tx.Kind = TxRollback
		p.optTransactionWord()
		tx.Chain = p.chain()
	case kwRollback:
		p.rollback(tx)
	case kwSavepoint:
		tx.Kind, tx.Name = TxSavepoint, p.colID().Name
	case kwRelease:
		p.acceptKw(kwSavepoint)
		tx.Kind, tx.Name = TxRelease, p.colID().Name
	}
	tx.Span = p.span(start)
	return tx
}

func (p *parser) optTransactionWord() {
	if !p.acceptKw(kwWork) {
		p.acceptKw(kwTransaction)
	}
}

// rollback reads what follows ROLLBACK.
func (p *parser) rollback(tx *Transaction) {
	tx.Kind = TxRollback
	if p.acceptKw(kwPrepared) {
		tx.Kind, tx.Name = TxRollbackPrepared, p.stringConst()
		return
	}
	p.optTransactionWord()
	if p.acceptKw(kwTo) {
		p.acceptKw(kwSavepoint)
		tx.Kind, tx.Name = TxRollbackTo, p.colID().Name
		return
	}
	tx.Chain = p.chain()
}

// chain reads AND [NO] CHAIN.
func (p *parser) chain() bool {
	if !p.acceptKw(kwAnd) {
		return false
	}
	no := p.acceptKw(kwNo)
	p.expectKw(kwChain)
	return !no
}

// txModes reads transaction modes, with commas or without.
func (p *parser) txModes() (m TxModes, any bool) {
	for p.err == nil {
		if !p.txMode(&m) {
			return m, any
		}
		any = true
		if p.accept(',') && !p.isAny(kwIsolation, kwRead, kwDeferrable, kwNot) {
			p.failHere()
		}
	}
	return m, any
}

func (p *parser) txMode(m *TxModes) bool {
	yes, no := true, false
	switch {
	case p.acceptSeq(kwIsolation, kwLevel):
		m.Isolation = p.isolation()
	case p.acceptSeq(kwRead, kwOnly):
		m.ReadOnly = &yes
	case p.acceptSeq(kwRead, kwWrite):
		m.ReadOnly = &no
	case p.acceptKw(kwDeferrable):
		m.Deferrable = &yes
	case p.acceptSeq(kwNot, kwDeferrable):
		m.Deferrable = &no
	default:
		return false
	}
	return true
}

func (p *parser) isolation() string {
	switch {
	case p.acceptSeq(kwRead, kwUncommitted):
		return "read uncommitted"
	case p.acceptSeq(kwRead, kwCommitted):
		return "read committed"
	case p.acceptSeq(kwRepeatable, kwRead):
		return "repeatable read"
	}
	p.expectKw(kwSerializable)
	return "serializable"
}

// prepare reads PREPARE name AS … or PREPARE TRANSACTION 'id'.
func (p *parser) prepare() Stmt {
	start := p.start()
	p.next()
	if p.isKw(kwTransaction) && p.peek(1).kind == tokString {
		p.next()
		tx := &Transaction{Kind: TxPrepare, Name: p.stringConst()}
		tx.Span = p.span(start)
		return tx
	}
	s := &Prepare{Name: p.colID().Name}
	if p.accept('(') {
		s.Types = append(s.Types, p.typeName())
		for p.accept(',') {
			s.Types = append(s.Types, p.typeName())
		}
		p.expect(')')
	}
	p.expectKw(kwAs)
	s.Stmt = p.preparable()
	s.Span = p.span(start)
	return s
}

// execute reads EXECUTE name [(args)].
func (p *parser) execute() Stmt {
	start := p.start()
	p.next()
	e := &Execute{Name: p.colID().Name}
	if p.is('(') {
		e.Args = p.parenExprs()
	}
	e.Span = p.span(start)
	return e
}

// deallocate reads DEALLOCATE [PREPARE] name|ALL.
func (p *parser) deallocate() Stmt {
	start := p.start()
	p.next()
	if p.isKw(kwPrepare) && isLabel(p.peek(1)) {
		p.next()
	}
	d := &Deallocate{}
	if !p.acceptKw(kwAll) {
		d.Name = p.colID().Name
	}
	d.Span = p.span(start)
	return d
}

// declareCursor reads DECLARE name options CURSOR [WITH|WITHOUT HOLD] FOR query.
func (p *parser) declareCursor() Stmt {
	start := p.start()
	p.next()
	c := &DeclareCursor{Name: p.colID().Name}
	yes, no := true, false
	for p.err == nil && !p.acceptKw(kwCursor) {
		switch {
		case p.acceptKw(kwBinary):
			c.Binary = true
		case p.acceptKw(kwInsensitive):
			c.Insensitive = true
		case p.acceptKw(kwAsensitive):
			c.Asensitive = true
		case p.acceptKw(kwScroll):
			c.Scroll = &yes
		case p.acceptSeq(kwNo, kwScroll):
			c.Scroll = &no
		default:
			p.failHere()
		}
	}
	switch {
	case p.acceptSeq(kwWith, kwHold):
		c.Hold = &yes
	case p.acceptSeq(kwWithout, kwHold):
		c.Hold = &no
	}
	p.expectKw(kwFor)
	if p.is('(') || p.startsQuery() {
		c.Query = p.query()
	} else {
		p.failHere()
	}
	c.Span = p.span(start)
	return c
}

// fetch reads FETCH or MOVE [direction] [FROM|IN] cursor.
func (p *parser) fetch() Stmt {
	start := p.start()
	f := &Fetch{Move: p.next().kw == kwMove, Count: 1}
	if !p.endsFetch(0) {
		p.fetchDirection(f)
	}
	if !p.acceptKw(kwFrom) {
		p.acceptKw(kwIn)
	}
	f.Cursor = p.colID().Name
	f.Span = p.span(start)
	return f
}

// endsFetch: the token n ahead is the cursor name, the last of the statement.
func (p *parser) endsFetch(n int) bool {
	next := p.peek(n + 1).kind
	return isColID(p.peek(n)) && (next == tokEOF || next == ';')
}

// fetchDirection reads NEXT, PRIOR, FIRST, LAST, ABSOLUTE n, FORWARD n, n, ALL ….
func (p *parser) fetchDirection(f *Fetch) {
	switch {
	case p.isAny(kwFrom, kwIn), p.acceptKw(kwNext):
	case p.acceptKw(kwPrior):
		f.Dir = FetchBackward
	case p.acceptKw(kwFirst):
		f.Dir = FetchAbsolute
	case p.acceptKw(kwLast):
		f.Dir, f.Count = FetchAbsolute, -1
	case p.acceptKw(kwAbsolute):
		f.Dir, f.Count = FetchAbsolute, int64(p.signedInt())
	case p.acceptKw(kwRelative):
		f.Dir, f.Count = FetchRelative, int64(p.signedInt())
	case p.acceptKw(kwAll):
		f.All = true
	case p.acceptKw(kwForward):
		p.fetchExtent(f)
	case p.acceptKw(kwBackward):
		f.Dir = FetchBackward
		p.fetchExtent(f)
	default:
		f.Count = int64(p.signedInt())
	}
}

// fetchExtent reads [n|ALL] after FORWARD or BACKWARD.
func (p *parser) fetchExtent(f *Fetch) {
	switch {
	case p.acceptKw(kwAll):
		f.All = true
	case p.is(tokInt), p.is('-'), p.is('+'):
		f.Count = int64(p.signedInt())
	}
}

// closeCursor reads CLOSE name|ALL.
func (p *parser) closeCursor() Stmt {
	start := p.start()
	p.next()
	c := &CloseCursor{}
	if !p.acceptKw(kwAll) {
		c.Name = p.colID().Name
	}
	c.Span = p.span(start)
	return c
}
