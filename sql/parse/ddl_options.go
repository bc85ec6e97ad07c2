package parse

// relOptions reads ( [ns.]name [= value], … ).
func (p *parser) relOptions() []*Option {
	p.expect('(')
	var list []*Option
	for p.err == nil {
		start := p.start()
		o := &Option{Name: p.label().Name}
		if p.accept('.') {
			o.Namespace, o.Name = o.Name, p.label().Name
		}
		if p.accept('=') {
			o.Value = p.defArg()
		}
		o.Span = p.span(start)
		list = append(list, o)
		if !p.accept(',') {
			break
		}
	}
	p.expect(')')
	return list
}

// defArg reads the value of a generic option: a number, a string, a word or a type.
func (p *parser) defArg() Expr {
	t := p.tok()
	start := int(t.pos)
	switch {
	case t.kind == tokString:
		return p.literal(LitString)
	case t.kind == tokInt, t.kind == tokNumber:
		return p.numericOnly()
	case (t.kind == '+' || t.kind == '-') && (p.peek(1).kind == tokInt || p.peek(1).kind == tokNumber):
		return p.numericOnly()
	case isOperator(t):
		p.next()
		return &ColumnRef{p.span(start), []string{t.str}}
	case p.isWord(0, "none"), t.kind == tokKeyword && keywordTable[t.kw].category == catReserved && t.kw != kwArray:
		p.next()
		return &ColumnRef{p.span(start), []string{t.str}}
	}
	typ := p.typeName()
	if p.err != nil {
		return nil
	}
	if isPlainWord(typ) {
		return &ColumnRef{p.span(start), typ.Name.Parts}
	}
	return &TypeValue{p.span(start), typ}
}

// isPlainWord: the type is nothing but one word.
func isPlainWord(t *TypeName) bool {
	return t.Kind == TypePlain && len(t.Name.Parts) == 1 && t.Mods == nil && t.Bounds == nil && !t.SetOf && !t.PctType
}

// utilOptions reads ( name [value], … ), as EXPLAIN, VACUUM and others take.
func (p *parser) utilOptions() []*Option {
	p.expect('(')
	var list []*Option
	for p.err == nil {
		start := p.start()
		o := &Option{}
		if p.isAny(kwAnalyze, kwAnalyse) {
			p.next()
			o.Name = "analyze"
		} else {
			o.Name = p.nonReserved().Name
		}
		if !p.is(',') && !p.is(')') {
			o.Value = p.wordValue()
		}
		o.Span = p.span(start)
		list = append(list, o)
		if !p.accept(',') {
			break
		}
	}
	p.expect(')')
	return list
}

// seqOptions reads the options of a sequence up to the first other word.
func (p *parser) seqOptions() []*SeqOption {
	var list []*SeqOption
	for p.err == nil {
		o := p.seqOption()
		if o == nil {
			break
		}
		list = append(list, o)
	}
	return list
}

// seqOption reads one option, nil when there is none.
func (p *parser) seqOption() *SeqOption {
	t := p.tok()
	if t.kind != tokKeyword {
		return nil
	}
	o := &SeqOption{Name: t.str}
	switch t.kw {
	case kwAs:
		p.next()
		o.Type = p.simpleType()
	case kwCache, kwMaxvalue, kwMinvalue:
		p.next()
		o.Value = p.numericOnly()
	case kwCycle:
		p.next()
	case kwIncrement:
		p.next()
		p.acceptKw(kwBy)
		o.Value = p.numericOnly()
	case kwStart:
		p.next()
		p.acceptKw(kwWith)
		o.Value = p.numericOnly()
	case kwRestart:
		p.next()
		if p.acceptKw(kwWith) || p.is(tokInt) || p.is(tokNumber) || p.is('-') || p.is('+') {
			o.Value = p.numericOnly()
		}
	case kwNo:
		p.next()
		if !p.isAny(kwMaxvalue, kwMinvalue, kwCycle) {
			p.failHere()
		}
		o.Name, o.No = p.next().str, true
	case kwOwned:
		p.next()
		p.expectKw(kwBy)
		o.Name, o.Owner = "owned by", p.dotted(isLabel)
	case kwSequence:
		p.next()
		p.expectKw(kwName)
		o.Name, o.Owner = "sequence name", p.qualified()
	default:
		return nil
	}
	o.Span = p.span(int(t.pos))
	return o
}

// indexElems reads index elements separated by commas.
func (p *parser) indexElems() []*IndexElem {
	list := []*IndexElem{p.indexElem()}
	for p.accept(',') {
		list = append(list, p.indexElem())
	}
	return list
}

// indexElem reads column|call|(expr) [COLLATE c] [opclass [(…)]] [ASC|DESC] [NULLS …].
func (p *parser) indexElem() *IndexElem {
	start := p.start()
	e := &IndexElem{}
	switch {
	case p.accept('('):
		e.X = p.expr()
		p.expect(')')
	case p.startsTableFunc():
		e.X = p.tableFunc().X
	default:
		e.Column = p.colID().Name
	}
	if p.acceptKw(kwCollate) {
		n := p.qualified()
		e.Collation = &n
	}
	p.opClass(e)
	e.Dir = p.sortDir()
	e.Nulls = p.nullsOrder()
	e.Span = p.span(start)
	return e
}

// opClass reads an operator class with options.
func (p *parser) opClass(e *IndexElem) {
	if !isColID(p.tok()) || p.isSeq(kwNulls, kwFirst) || p.isSeq(kwNulls, kwLast) {
		return
	}
	n := p.qualified()
	e.OpClass = &n
	if p.is('(') {
		e.OpOptions = p.relOptions()
	}
}
