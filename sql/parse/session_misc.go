package parse

// explain reads EXPLAIN [(options) | ANALYZE VERBOSE] statement.
func (p *parser) explain() Stmt {
	start := p.start()
	p.next()
	e := &Explain{}
	switch {
	case p.is('(') && !p.opensQuery():
		e.Options = p.utilOptions()
	default:
		e.Options = p.explainWords()
	}
	e.Stmt = p.explainable()
	e.Span = p.span(start)
	return e
}

// explainWords reads ANALYZE and VERBOSE, and the lakehouse's EXTENDED, FORMATTED, COST
// and CODEGEN.
func (p *parser) explainWords() []*Option {
	var list []*Option
	for {
		span := p.here()
		switch {
		case p.acceptKw(kwAnalyze), p.acceptKw(kwAnalyse):
			list = append(list, &Option{Span: span, Name: "analyze"})
		case p.acceptKw(kwVerbose):
			list = append(list, &Option{Span: span, Name: "verbose"})
		case p.isWord(0, "extended"), p.isWord(0, "formatted"), p.isWord(0, "cost"), p.isWord(0, "codegen"):
			list = append(list, &Option{Span: span, Name: p.next().str})
		default:
			return list
		}
	}
}

// explainable reads a statement EXPLAIN takes.
func (p *parser) explainable() Stmt {
	if p.is('(') {
		return p.query()
	}
	t := p.tok()
	if t.kind == tokKeyword {
		switch t.kw {
		case kwCreate:
			pos := p.tok()
			s := p.create()
			switch c := s.(type) {
			case *CreateTable:
				if c.Query != nil {
					return s
				}
			case *CreateView:
				if c.Materialized {
					return s
				}
			}
			p.failAt(pos)
			return nil
		case kwRefresh:
			return p.refresh()
		case kwDeclare:
			return p.declareCursor()
		case kwExecute:
			return p.execute()
		}
	}
	if t.kind == tokIdent && t.str == "optimize" {
		return p.optimize()
	}
	return p.preparable()
}

// notify reads LISTEN, UNLISTEN and NOTIFY.
func (p *parser) notify() Stmt {
	start := p.start()
	switch p.next().kw {
	case kwListen:
		l := &Listen{Channel: p.colID().Name}
		l.Span = p.span(start)
		return l
	case kwUnlisten:
		u := &Unlisten{}
		if !p.accept('*') {
			u.Channel = p.colID().Name
		}
		u.Span = p.span(start)
		return u
	}
	n := &Notify{Channel: p.colID().Name}
	if p.accept(',') {
		s := p.stringConst()
		n.Payload = &s
	}
	n.Span = p.span(start)
	return n
}

// lockModes are the modes of LOCK TABLE.
var lockModes = [][]string{
	{"access", "share"}, {"row", "share"}, {"row", "exclusive"}, {"share", "update", "exclusive"},
	{"share", "row", "exclusive"}, {"share"}, {"exclusive"}, {"access", "exclusive"},
}

// lock reads LOCK [TABLE] tables [IN mode MODE] [NOWAIT].
func (p *parser) lock() Stmt {
	start := p.start()
	p.next()
	p.acceptKw(kwTable)
	l := &Lock{Tables: p.relationNames()}
	if p.acceptKw(kwIn) {
		for _, words := range lockModes {
			if p.acceptWords(append(words[:len(words):len(words)], "mode")...) {
				for i, w := range words {
					if i > 0 {
						l.Mode += " "
					}
					l.Mode += w
				}
				break
			}
		}
		if l.Mode == "" {
			p.failHere()
		}
	}
	l.NoWait = p.acceptKw(kwNowait)
	l.Span = p.span(start)
	return l
}

// discard reads DISCARD ALL|TEMP|PLANS|SEQUENCES.
func (p *parser) discard() Stmt {
	start := p.start()
	p.next()
	d := &Discard{}
	switch {
	case p.acceptKw(kwAll):
		d.What = "all"
	case p.acceptKw(kwTemp), p.acceptKw(kwTemporary):
		d.What = "temp"
	case p.acceptKw(kwPlans):
		d.What = "plans"
	default:
		p.expectKw(kwSequences)
		d.What = "sequences"
	}
	d.Span = p.span(start)
	return d
}

// callProcedure reads CALL name(args).
func (p *parser) callProcedure() Stmt {
	start := p.start()
	p.next()
	t := p.tok()
	name := p.dotted(isFuncName)
	if len(name.Parts) == 1 && !isTypeFunc(t) {
		p.failAt(p.tok())
	}
	if !p.is('(') {
		p.failHere()
		return nil
	}
	c := &Call{Func: p.call(name)}
	c.Span = p.span(start)
	return c
}

// doBlock reads DO [LANGUAGE l] 'body' in either order.
func (p *parser) doBlock() Stmt {
	start := p.start()
	p.next()
	d := &Do{}
	seen := false
	for p.err == nil {
		switch {
		case p.is(tokString):
			if seen {
				p.failPos(p.start(), "42601", "conflicting or redundant options")
			}
			d.Body, seen = p.next().str, true
		case p.acceptKw(kwLanguage):
			d.Language = p.wordOrString()
		default:
			if !seen {
				p.failHere()
			}
			d.Span = p.span(start)
			return d
		}
	}
	return d
}

// analyze reads ANALYZE in PostgreSQL's form or ANALYZE TABLE t COMPUTE STATISTICS.
func (p *parser) analyze() Stmt {
	start := p.start()
	p.next()
	a := &Analyze{}
	if p.acceptKw(kwTable) {
		a.Tables = []*VacuumTarget{p.vacuumTarget()}
		p.computeStatistics(a)
		a.Span = p.span(start)
		return a
	}
	if p.is('(') {
		a.Options = p.utilOptions()
	} else if span := p.here(); p.acceptKw(kwVerbose) {
		a.Options = []*Option{{Span: span, Name: "verbose"}}
	}
	a.Tables = p.vacuumTargets()
	a.Span = p.span(start)
	return a
}

// computeStatistics reads COMPUTE [DELTA] STATISTICS [NOSCAN | FOR …COLUMNS …].
func (p *parser) computeStatistics(a *Analyze) {
	p.expectWord("compute")
	p.acceptWord("delta")
	p.expectKw(kwStatistics)
	a.HasCompute = true
	switch {
	case p.acceptWord("noscan"):
		a.Compute = "noscan"
	case p.acceptSeq(kwFor, kwAll, kwColumns):
		a.Compute = "for all columns"
	case p.acceptSeq(kwFor, kwColumns):
		a.Compute = "for columns"
		a.Columns = p.colIDList()
	}
}

// vacuumTargets reads table [(columns)], …; none means all tables.
func (p *parser) vacuumTargets() []*VacuumTarget {
	if !isColID(p.tok()) {
		return nil
	}
	list := []*VacuumTarget{p.vacuumTarget()}
	for p.accept(',') {
		list = append(list, p.vacuumTarget())
	}
	return list
}

func (p *parser) vacuumTarget() *VacuumTarget {
	start := p.start()
	v := &VacuumTarget{Table: p.qualified(), Columns: p.optColumns()}
	v.Span = p.span(start)
	return v
}

// vacuum reads VACUUM in PostgreSQL's or the lakehouse's form.
func (p *parser) vacuum() Stmt {
	start := p.start()
	p.next()
	v := &Vacuum{}
	if p.is('(') {
		v.Options = p.utilOptions()
	} else {
		p.vacuumWords(v)
	}
	switch {
	case p.is(tokString):
		pos := p.start()
		if v.Path = p.next().str; v.Path == "" {
			p.failPos(pos, "42601", "the path of VACUUM is empty")
		}
	default:
		v.Tables = p.vacuumTargets()
	}
	p.vacuumLake(v)
	v.Span = p.span(start)
	return v
}

// vacuumWords reads [FULL] [FREEZE] [VERBOSE] [ANALYZE].
func (p *parser) vacuumWords(v *Vacuum) {
	for _, kw := range []kwID{kwFull, kwFreeze, kwVerbose, kwAnalyze, kwAnalyse} {
		span := p.here()
		if p.acceptKw(kw) {
			name := keywordTable[kw].name
			if kw == kwAnalyse {
				name = "analyze"
			}
			v.Options = append(v.Options, &Option{Span: span, Name: name})
		}
	}
}

// vacuumLake reads [FULL|LITE] [RETAIN n HOURS] [DRY RUN].
func (p *parser) vacuumLake(v *Vacuum) {
	if len(v.Tables) != 1 && v.Path == "" {
		return
	}
	if p.acceptKw(kwFull) {
		v.Mode = "full"
	} else if p.acceptWord("lite") {
		v.Mode = "lite"
	}
	if p.acceptWord("retain") {
		v.Retain = p.numericOnly()
		if !p.acceptWord("hours") {
			p.expectKw(kwHour)
		}
	}
	if p.acceptWord("dry") {
		p.expectWord("run")
		v.DryRun = true
	}
}
