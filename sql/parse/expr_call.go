package parse

// callOrLiteral reads f(…) and, if a string follows, the typed literal t(…) 'text'.
func (p *parser) callOrLiteral(name Name) Expr {
	f := p.call(name)
	if p.err != nil {
		return nil
	}
	if p.is(tokString) && len(f.Args) > 0 && !f.Distinct && !f.Variadic {
		return p.typedLiteral(&TypeName{Span: p.span(name.Pos), Name: name, Mods: f.Args})
	}
	return p.callTail(f)
}

// call reads the argument list of a function.
func (p *parser) call(name Name) *FuncCall {
	f := &FuncCall{Name: name}
	p.expect('(')
	switch {
	case p.is(')'):
	case p.accept('*'):
		f.Star = true
	default:
		p.callArgs(f)
	}
	p.expect(')')
	f.Span = p.span(name.Pos)
	return f
}

// callArgs reads [ALL|DISTINCT] args [VARIADIC last] [ORDER BY …] [IGNORE NULLS].
func (p *parser) callArgs(f *FuncCall) {
	plain := false
	switch {
	case p.acceptKw(kwAll):
		plain = true
	case p.acceptKw(kwDistinct):
		f.Distinct, plain = true, true
	}
	for p.err == nil {
		if !plain && p.acceptKw(kwVariadic) {
			f.Variadic = true
			f.Args = append(f.Args, p.argument())
			break
		}
		f.Args = append(f.Args, p.argument())
		if !p.accept(',') {
			break
		}
	}
	p.nullTreatment(f)
	f.OrderBy = p.optOrderBy()
}

// argument reads one argument, perhaps named.
func (p *parser) argument() Expr {
	t := p.tok()
	if k := p.peek(1).kind; (k == tokArrow || k == tokAssign) && isFuncName(t) {
		p.i += 2
		x := p.expr()
		return &NamedArg{p.span(int(t.pos)), t.str, x}
	}
	return p.expr()
}

// nullTreatment reads IGNORE NULLS or RESPECT NULLS.
func (p *parser) nullTreatment(f *FuncCall) {
	if next := p.peek(1); next.kind != tokKeyword || next.kw != kwNulls {
		return
	}
	switch {
	case p.acceptWords("ignore", "nulls"):
		f.Nulls = NullsIgnore
	case p.acceptWords("respect", "nulls"):
		f.Nulls = NullsRespect
	}
}

// callTail reads WITHIN GROUP, FILTER, IGNORE NULLS and OVER.
func (p *parser) callTail(f *FuncCall) Expr {
	if p.is('[') || p.is('.') {
		return p.indirection(f, f.Pos)
	}
	if p.isKw(kwWithin) {
		p.withinGroup(f)
	}
	if p.acceptKw(kwFilter) {
		p.expect('(')
		p.expectKw(kwWhere)
		f.Filter = p.expr()
		p.expect(')')
	}
	p.nullTreatment(f)
	if p.isKw(kwOver) {
		f.Over = p.over()
	}
	f.Span = p.span(f.Pos)
	return f
}

// withinGroup reads WITHIN GROUP (ORDER BY …).
func (p *parser) withinGroup(f *FuncCall) {
	pos := p.start()
	p.next()
	switch {
	case len(f.OrderBy) > 0:
		p.failPos(pos, "42601", "cannot use multiple ORDER BY clauses with WITHIN GROUP")
	case f.Distinct:
		p.failPos(pos, "42601", "cannot use DISTINCT with WITHIN GROUP")
	case f.Variadic:
		p.failPos(pos, "42601", "cannot use VARIADIC with WITHIN GROUP")
	}
	p.expectKw(kwGroup)
	p.expect('(')
	if !p.isKw(kwOrder) {
		p.failHere()
	}
	f.OrderBy = p.optOrderBy()
	p.expect(')')
	f.WithinGroup = true
}

// over reads OVER name or OVER (specification).
func (p *parser) over() *Window {
	start := p.start()
	p.next()
	if p.is('(') {
		w := p.windowSpec()
		w.Pos = start
		return w
	}
	start = p.start() // errors about the window point at its name
	id := p.colID()
	return &Window{Span: p.span(start), Name: id.Name}
}

// windowSpec reads ( [base] [PARTITION BY …] [ORDER BY …] [frame] ).
func (p *parser) windowSpec() *Window {
	w := &Window{Spec: true}
	start := p.start()
	p.expect('(')
	if isColID(p.tok()) && !p.isAny(kwPartition, kwRange, kwRows, kwGroups) {
		w.Base = p.next().str
	}
	if p.acceptSeq(kwPartition, kwBy) {
		w.PartitionBy = p.exprList()
	}
	w.OrderBy = p.optOrderBy()
	if p.isAny(kwRange, kwRows, kwGroups) {
		w.Frame = p.frame()
	}
	p.expect(')')
	w.Span = p.span(start)
	return w
}

// frame reads ROWS|RANGE|GROUPS … .
func (p *parser) frame() *Frame {
	f := &Frame{}
	start := p.start()
	switch p.next().kw {
	case kwRows:
		f.Mode = FrameRows
	case kwGroups:
		f.Mode = FrameGroups
	}
	f.Upper.Kind = CurrentRow
	if p.acceptKw(kwBetween) {
		f.Between = true
		f.Lower = p.frameBound()
		p.expectKw(kwAnd)
		f.Upper = p.frameBound()
	} else {
		f.Lower = p.frameBound()
	}
	p.checkFrame(f)
	if p.acceptKw(kwExclude) {
		f.Exclude = p.frameExclude()
	}
	f.Span = p.span(start)
	return f
}

// frameBound reads one end of a frame.
func (p *parser) frameBound() FrameBound {
	b := FrameBound{}
	start := p.start()
	switch {
	case p.acceptSeq(kwUnbounded, kwPreceding):
		b.Kind = UnboundedPreceding
	case p.acceptSeq(kwUnbounded, kwFollowing):
		b.Kind = UnboundedFollowing
	case p.acceptSeq(kwCurrent, kwRow):
		b.Kind = CurrentRow
	default:
		b.Offset = p.expr()
		if p.acceptKw(kwPreceding) {
			b.Kind = OffsetPreceding
		} else {
			p.expectKw(kwFollowing)
			b.Kind = OffsetFollowing
		}
	}
	b.Span = p.span(start)
	return b
}

// checkFrame refuses frames whose bounds are the wrong way round.
func (p *parser) checkFrame(f *Frame) {
	msg := ""
	pos := f.Lower.Pos
	switch lo, hi := f.Lower.Kind, f.Upper.Kind; {
	case lo == UnboundedFollowing:
		msg = "frame start cannot be UNBOUNDED FOLLOWING"
	case !f.Between && lo == OffsetFollowing:
		msg = "frame starting from following row cannot end with current row"
	case !f.Between:
	case hi == UnboundedPreceding:
		msg, pos = "frame end cannot be UNBOUNDED PRECEDING", f.Upper.Pos
	case lo == CurrentRow && hi == OffsetPreceding:
		msg, pos = "frame starting from current row cannot have preceding rows", f.Upper.Pos
	case lo == OffsetFollowing && hi <= CurrentRow:
		msg, pos = "frame starting from following row cannot have preceding rows", f.Upper.Pos
	}
	if msg != "" {
		p.failPos(pos, "42P20", "%s", msg)
	}
}

// frameExclude reads what follows EXCLUDE.
func (p *parser) frameExclude() FrameExclude {
	switch {
	case p.acceptSeq(kwCurrent, kwRow):
		return ExcludeCurrentRow
	case p.acceptKw(kwGroup):
		return ExcludeGroup
	case p.acceptKw(kwTies):
		return ExcludeTies
	}
	p.expectKw(kwNo, kwOthers)
	return ExcludeNoOthers
}
