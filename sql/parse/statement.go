package parse

// statement reads one statement; the cursor is at its first token.
func (p *parser) statement() Stmt {
	if !p.enter() {
		return nil
	}
	defer p.leave()
	t := p.tok()
	switch t.kind {
	case tokKeyword:
		return p.keywordStatement(t)
	case tokIdent:
		return p.wordStatement(t)
	case '(':
		return p.query()
	}
	p.failHere()
	return nil
}

// keywordStatement picks the statement by its first keyword.
func (p *parser) keywordStatement(t *token) Stmt {
	switch t.kw {
	case kwSelect, kwValues, kwTable, kwFrom, kwWith, kwInsert, kwUpdate, kwDelete, kwMerge:
		return p.preparable()
	case kwCreate:
		return p.create()
	case kwAlter:
		return p.alter()
	case kwDrop:
		return p.drop()
	case kwCopy:
		return p.copyStmt()
	case kwTruncate:
		return p.truncate()
	case kwGrant:
		return p.grant()
	case kwRevoke:
		return p.revoke()
	case kwComment:
		return p.commentOn()
	case kwReassign:
		start := p.start()
		p.next()
		p.expectKw(kwOwned)
		return p.ownedBy(false, start)
	case kwBegin:
		if p.startsCompound() {
			return p.compound()
		}
		return p.transaction()
	case kwStart, kwCommit, kwEnd, kwRollback, kwAbort, kwSavepoint, kwRelease:
		return p.transaction()
	case kwSet, kwReset:
		return p.setOrReset()
	case kwShow:
		return p.show()
	case kwPrepare:
		return p.prepare()
	case kwExecute:
		return p.execute()
	case kwDeallocate:
		return p.deallocate()
	}
	return p.keywordStatementMore(t)
}

// keywordStatementMore picks among the less frequent first keywords.
func (p *parser) keywordStatementMore(t *token) Stmt {
	switch t.kw {
	case kwDeclare:
		return p.declareCursor()
	case kwFetch, kwMove:
		return p.fetch()
	case kwClose:
		return p.closeCursor()
	case kwExplain:
		return p.explain()
	case kwListen, kwUnlisten, kwNotify:
		return p.notify()
	case kwLock:
		return p.lock()
	case kwDiscard:
		return p.discard()
	case kwCall:
		return p.callProcedure()
	case kwDo:
		return p.doBlock()
	case kwAnalyze, kwAnalyse:
		return p.analyze()
	case kwVacuum:
		return p.vacuum()
	case kwRefresh:
		return p.refresh()
	case kwCache:
		return p.cacheTable()
	case kwDesc:
		return p.describe()
	case kwCheckpoint, kwReindex, kwCluster, kwSecurity, kwImport, kwLoad:
		start := p.start()
		verb := upperASCII(t.str)
		if t.kw == kwSecurity || t.kw == kwImport {
			p.next()
			return p.utility(verb, start)
		}
		return p.plainUtility(verb)
	}
	p.failHere()
	return nil
}

// wordStatement picks the statement by a first word that is no keyword.
func (p *parser) wordStatement(t *token) Stmt {
	switch t.str {
	case "optimize":
		return p.optimize()
	case "describe":
		return p.describe()
	case "restore":
		return p.restore()
	case "uncache":
		return p.uncacheTable()
	case "clear":
		start := p.start()
		p.next()
		p.expectKw(kwCache)
		return &UncacheTable{Span: p.span(start), All: true}
	case "use":
		return p.use()
	case "undrop":
		return p.undrop()
	case "msck", "fsck", "reorg", "convert", "generate", "sync", "deny":
		return p.plainUtility(upperASCII(t.str))
	}
	p.failHere()
	return nil
}

// plainUtility keeps a statement as text with its first word as the tag.
func (p *parser) plainUtility(verb string) Stmt {
	start := p.start()
	p.next()
	u, ok := p.utility(verb, start).(*Utility)
	if !ok {
		return nil
	}
	u.Command = verb
	return u
}
