package parse

// copyStmt reads COPY or COPY INTO.
func (p *parser) copyStmt() Stmt {
	start := p.start()
	p.next()
	if p.isKw(kwInto) {
		return p.copyInto(start)
	}
	c := &Copy{}
	if p.is('(') {
		p.next()
		c.Query = p.preparable()
		p.expect(')')
	} else {
		if p.acceptKw(kwBinary) {
			c.Options = append(c.Options, wordOption(p.span(start), "format", "binary"))
		}
		c.Table = p.qualified()
		c.Columns = p.optColumns()
	}
	if c.Query == nil && p.acceptKw(kwFrom) {
		c.From = true
	} else {
		p.expectKw(kwTo)
	}
	p.copyFile(c)
	if p.isSeq(kwUsing, kwDelimiters) || p.isKw(kwDelimiters) {
		p.acceptKw(kwUsing)
		c.Options = append(c.Options, p.copyValue("delimiter"))
	}
	p.acceptKw(kwWith)
	if p.is('(') {
		c.Options = append(c.Options, p.copyOptions()...)
	} else {
		p.oldCopyOptions(c)
	}
	if p.isKw(kwWhere) {
		pos := p.start()
		p.next()
		c.Where = p.expr()
		if !c.From {
			p.failPos(pos, "42601", "WHERE clause not allowed with COPY TO")
		}
	}
	c.Span = p.span(start)
	return c
}

// copyFile reads [PROGRAM] 'path', STDIN or STDOUT.
func (p *parser) copyFile(c *Copy) {
	switch {
	case p.acceptKw(kwProgram):
		pos := p.start()
		c.Program = true
		if p.isAny(kwStdin, kwStdout) {
			p.failPos(pos, "42601", "STDIN/STDOUT not allowed with PROGRAM")
		}
		c.Path = p.stringConst()
	case p.acceptKw(kwStdin), p.acceptKw(kwStdout):
		c.Stdio = true
	default:
		c.Path = p.stringConst()
	}
}

func wordOption(span Span, name, word string) *Option {
	return &Option{Span: span, Name: name, Value: &ColumnRef{span, []string{word}}}
}

// copyValue reads word [AS] 'text' as an option of the given name.
func (p *parser) copyValue(name string) *Option {
	start := p.start()
	p.next()
	p.acceptKw(kwAs)
	lit := text(p.here(), p.stringConst())
	return &Option{Span: p.span(start), Name: name, Value: lit}
}

// oldCopyOptions reads the options of before PostgreSQL 9.0: CSV HEADER DELIMITER ','.
func (p *parser) oldCopyOptions(c *Copy) {
	for p.err == nil {
		o := p.oldCopyOption()
		if o == nil {
			return
		}
		c.Options = append(c.Options, o)
	}
}

func (p *parser) oldCopyOption() *Option {
	t := p.tok()
	if t.kind != tokKeyword {
		return nil
	}
	start := int(t.pos)
	switch t.kw {
	case kwBinary, kwCsv:
		p.next()
		return wordOption(p.span(start), "format", t.str)
	case kwFreeze, kwHeader:
		p.next()
		return &Option{Span: p.span(start), Name: t.str, Value: &Literal{p.span(start), LitBool, "true", 0}}
	case kwDelimiter, kwNull, kwQuote, kwEscape:
		return p.copyValue(t.str)
	case kwEncoding:
		p.next()
		lit := text(p.here(), p.stringConst())
		return &Option{Span: p.span(start), Name: "encoding", Value: lit}
	case kwForce:
		return p.forceOption(start)
	}
	return nil
}

// forceOption reads FORCE QUOTE cols|*, FORCE NOT NULL cols, FORCE NULL cols.
func (p *parser) forceOption(start int) *Option {
	p.next()
	o := &Option{}
	switch {
	case p.acceptKw(kwQuote):
		o.Name = "force_quote"
		if p.is('*') {
			p.next()
			o.Value = &Star{Span: p.span(start)}
			o.Span = p.span(start)
			return o
		}
	case p.acceptSeq(kwNot, kwNull):
		o.Name = "force_not_null"
	default:
		p.expectKw(kwNull)
		o.Name = "force_null"
	}
	row := &RowExpr{}
	for _, id := range p.colIDList() {
		row.Elems = append(row.Elems, &ColumnRef{id.Span, []string{id.Name}})
	}
	row.Span, o.Span = p.span(start), p.span(start)
	o.Value = row
	return o
}

// copyOptions reads ( name [value], … ).
func (p *parser) copyOptions() []*Option {
	p.expect('(')
	var list []*Option
	for p.err == nil {
		start := p.start()
		o := &Option{Name: p.label().Name}
		if !p.is(',') && !p.is(')') {
			o.Value = p.copyOptionValue()
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

// copyOptionValue reads a word, string, number, * or a parenthesised list of words.
func (p *parser) copyOptionValue() Expr {
	start := p.start()
	switch {
	case p.is('*'):
		p.next()
		return &Star{Span: p.span(start)}
	case p.is('('):
		p.next()
		row := &RowExpr{}
		row.Elems = append(row.Elems, p.wordValue())
		for p.accept(',') {
			row.Elems = append(row.Elems, p.wordValue())
		}
		p.expect(')')
		row.Span = p.span(start)
		return row
	}
	return p.wordValue()
}

// wordValue reads a word, a string or a signed number. TRUE, FALSE and ON are allowed
// though reserved.
func (p *parser) wordValue() Expr {
	t := p.tok()
	start := int(t.pos)
	switch {
	case t.kind == tokString:
		return p.literal(LitString)
	case t.kind == tokInt, t.kind == tokNumber, t.kind == '+', t.kind == '-':
		return p.numericOnly()
	case p.isAny(kwTrue, kwFalse):
		return p.literal(LitBool)
	case isNonReserved(t), p.isAny(kwOn, kwDefault, kwAll, kwUser, kwNull):
		p.next()
		return &ColumnRef{p.span(start), []string{t.str}}
	}
	p.failHere()
	return nil
}

// numericOnly reads a number with an optional sign.
func (p *parser) numericOnly() *Literal {
	t := p.tok()
	sign := t.kind == '+' || t.kind == '-'
	start := int(t.pos)
	if sign {
		p.next()
	}
	if !p.is(tokInt) && !p.is(tokNumber) {
		p.failHere()
		return &Literal{}
	}
	lit, ok := p.primary().(*Literal)
	if !ok {
		p.failHere()
		return &Literal{}
	}
	if t.kind == '-' {
		lit.negate()
	}
	lit.Pos = start
	return lit
}

// copyInto reads COPY INTO t FROM source FILEFORMAT = f ….
func (p *parser) copyInto(start int) Stmt {
	p.next()
	c := &CopyInto{Table: p.qualified(), Columns: p.optColumns()}
	p.expectKw(kwFrom)
	if p.is('(') {
		c.Query = p.parenQuery()
	} else {
		c.Source = p.stringConst()
	}
	for p.err == nil {
		switch {
		case p.acceptWord("fileformat"):
			p.expect('=')
			c.FileFormat = p.label().Name
		case p.acceptWord("files"):
			p.expect('=')
			c.Files = p.stringList()
		case p.acceptWord("pattern"):
			p.expect('=')
			c.Pattern = p.stringConst()
		case p.acceptWord("format_options"):
			c.FormatOptions = p.keyValues()
		case p.acceptWord("copy_options"):
			c.CopyOptions = p.keyValues()
		case p.acceptKw(kwValidate):
			c.Validate = p.validateMode()
		default:
			if c.FileFormat == "" {
				p.failHere()
			}
			c.Span = p.span(start)
			return c
		}
	}
	return c
}

func (p *parser) validateMode() string {
	if p.is(tokInt) {
		n := p.next().str
		p.expectKw(kwRows)
		return n + " rows"
	}
	p.acceptKw(kwAll)
	return "all"
}

// stringList reads ( 'a', 'b' ).
func (p *parser) stringList() []string {
	p.expect('(')
	list := []string{p.stringConst()}
	for p.accept(',') {
		list = append(list, p.stringConst())
	}
	p.expect(')')
	return list
}

// keyValues reads ( key [=] value, … ), where a key is a dotted name or a string.
func (p *parser) keyValues() []*Option {
	p.expect('(')
	var list []*Option
	for p.err == nil {
		start := p.start()
		o := &Option{}
		if p.is(tokString) {
			o.Name = p.next().str
		} else {
			o.Name = joinDots(p.dotted(isLabel).Parts)
		}
		if p.accept('=') || (!p.is(',') && !p.is(')')) {
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

func joinDots(parts []string) string {
	s := ""
	for i, part := range parts {
		if i > 0 {
			s += "."
		}
		s += part
	}
	return s
}
