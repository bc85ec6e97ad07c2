package parse

import "github.com/tarndb/tarn/sql/pgerr"

// ParsePL reads the body of a PL/pgSQL function. Positions are places in body.
func ParsePL(body string) (*PLBlock, error) {
	var b *PLBlock
	err := withParser(body, func(p *parser) { b = p.plBody(false) })
	if err != nil {
		return nil, err
	}
	return b, nil
}

// ParseScript reads one BEGIN … END of SQL scripting, or statements without it.
func ParseScript(body string) (*PLBlock, error) {
	var b *PLBlock
	err := withParser(body, func(p *parser) { b = p.plBody(true) })
	if err != nil {
		return nil, err
	}
	return b, nil
}

// plBody reads the options and the outermost block of a body.
func (p *parser) plBody(script bool) *PLBlock {
	if p.lexErr != nil {
		p.fail(p.lexErr)
		return nil
	}
	p.script = script
	conflict := ""
	for p.is('#') || p.is(tokOp) && p.tok().str == "#" {
		conflict = p.plPragma(conflict)
	}
	var b *PLBlock
	if script && !p.plStartsBlock() {
		b = &PLBlock{Script: true}
		b.Body = p.plStmts()
	} else {
		label := p.plLabel()
		b = p.plBlock(label)
		p.accept(';')
	}
	if !p.is(tokEOF) {
		p.failHere()
	}
	if p.err == nil {
		b.Conflict = conflict
	}
	return b
}

// plPragma reads #variable_conflict and its like.
func (p *parser) plPragma(conflict string) string {
	p.next()
	switch {
	case p.acceptWord("variable_conflict"):
		switch t := p.next(); t.str {
		case "error", "use_variable", "use_column":
			return t.str
		default:
			p.failAt(t)
		}
	case p.acceptWord("option"), p.acceptWord("print_strict_params"):
		p.next()
	default:
		p.failHere()
	}
	return conflict
}

// plStartsBlock: a block, perhaps with a label, is next.
func (p *parser) plStartsBlock() bool {
	if p.script && isColID(p.tok()) && p.peek(1).kind == ':' {
		return true
	}
	return p.isKw(kwBegin) || p.isKw(kwDeclare) || p.plOp("<<")
}

func (p *parser) plOp(op string) bool { return p.is(tokOp) && p.tok().str == op }

// plLabel reads <<label>>, or label: in scripting.
func (p *parser) plLabel() string {
	if p.plOp("<<") {
		p.next()
		name := p.name(isLabel).Name
		if !p.plOp(">>") {
			p.failHere()
		}
		p.next()
		return name
	}
	if p.script && isColID(p.tok()) && p.peek(1).kind == ':' {
		name := p.next().str
		p.next()
		return name
	}
	return ""
}

// plBlock reads a block whose label is already read.
func (p *parser) plBlock(label string) *PLBlock {
	if !p.enter() {
		return nil
	}
	defer p.leave()
	start := p.start()
	b := &PLBlock{Label: label, Script: p.script}
	if !p.script && p.acceptKw(kwDeclare) {
		p.plDecls(b)
	}
	b.Begin = p.start()
	p.expectKw(kwBegin)
	if p.script {
		p.acceptKw(kwAtomic)
		if p.acceptKw(kwNot) {
			p.expectKw(kwAtomic)
		}
		p.scriptDecls(b)
	}
	b.Body = p.plStmts()
	if !p.script && p.acceptWord("exception") {
		p.plHandlers(b)
	}
	p.plEnd(label, 0)
	b.Span = p.span(start)
	return b
}

// plEnd reads END [word] [label]; word 0 is none.
func (p *parser) plEnd(label string, words ...kwID) {
	p.expectKw(kwEnd)
	for _, w := range words {
		if w != 0 {
			p.expectKw(w)
		}
	}
	p.plEndLabel(label)
}

func (p *parser) plEndLabel(label string) {
	if p.err != nil || !isLabel(p.tok()) {
		return
	}
	t := p.next()
	switch {
	case label == "":
		p.failPos(int(t.pos), pgerr.SyntaxError, "end label \"%s\" specified for unlabeled block", t.str)
	case label != t.str:
		p.failPos(int(t.pos), pgerr.SyntaxError, "end label \"%s\" differs from block's label \"%s\"", t.str, label)
	}
}

// plEndWord is plEnd where the word is no keyword: LOOP, WHILE, REPEAT.
func (p *parser) plEndWord(label, word string) {
	p.expectKw(kwEnd)
	p.expectWord(word)
	p.plEndLabel(label)
}

// plDecls reads declarations up to BEGIN.
func (p *parser) plDecls(b *PLBlock) {
	for p.err == nil && !p.isKw(kwBegin) && !p.is(tokEOF) {
		if p.acceptKw(kwDeclare) {
			continue
		}
		b.Decls = append(b.Decls, p.plDecl())
	}
}

// plDecl reads name [CONSTANT] type [NOT NULL] [:= x];
func (p *parser) plDecl() *PLDecl {
	start := p.start()
	d := &PLDecl{Name: p.name(isLabel).Name}
	switch {
	case p.acceptWord("alias"):
		p.expectKw(kwFor)
		if p.is(tokParam) {
			d.Alias = "$" + p.sql[p.tok().pos+1:p.tok().end]
			p.next()
		} else {
			d.Alias = p.name(isLabel).Name
		}
		p.expect(';')
		d.Span = p.span(start)
		return d
	case p.plStartsCursor():
		p.plCursor(d)
		p.expect(';')
		d.Span = p.span(start)
		return d
	}
	d.Const = p.acceptWord("constant")
	p.plType(d)
	if p.acceptKw(kwCollate) {
		p.qualified()
	}
	if p.acceptSeq(kwNot, kwNull) {
		d.NotNull = true
	}
	if p.accept(tokAssign) || p.accept('=') || p.acceptKw(kwDefault) {
		x := p.plExprTo("", ';')
		d.Default = &x
	} else if d.NotNull {
		p.failPos(start, pgerr.NullValueNotAllowed, "variable \"%s\" must have a default value, since it's declared NOT NULL", d.Name)
	}
	p.expect(';')
	d.Span = p.span(start)
	return d
}

// plType reads a type, record, t.c%TYPE or t%ROWTYPE.
func (p *parser) plType(d *PLDecl) {
	if p.isWord(0, "record") && p.peek(1).kind != '.' {
		p.next()
		return
	}
	n := 1
	for p.peek(n).kind == '.' {
		n += 2
	}
	if isLabel(p.tok()) && p.peek(n).kind == '%' && p.isWord(n+1, "rowtype") {
		start := p.start()
		name := p.dotted(isLabel)
		p.i += 2
		d.Type, d.RowType = &TypeName{Span: p.span(start), Name: name}, true
		return
	}
	d.Type = p.typeName()
}

func (p *parser) plStartsCursor() bool {
	return p.isKw(kwCursor) || p.isWord(0, "scroll") && p.isWord(1, "cursor") ||
		p.isWord(0, "no") && p.isWord(1, "scroll") && p.isWord(2, "cursor")
}

// plCursor reads [NO] [SCROLL] CURSOR [(args)] FOR|IS query.
func (p *parser) plCursor(d *PLDecl) {
	d.Cursor = &PLCursor{}
	no := p.acceptWord("no")
	d.Cursor.Scroll = p.acceptWord("scroll") && !no
	p.expectKw(kwCursor)
	if p.accept('(') {
		for p.err == nil {
			start := p.start()
			a := &PLDecl{Name: p.name(isLabel).Name}
			a.Type = p.typeName()
			a.Span = p.span(start)
			d.Cursor.Params = append(d.Cursor.Params, a)
			if !p.accept(',') {
				break
			}
		}
		p.expect(')')
	}
	if !p.acceptKw(kwFor) {
		p.expectKw(kwIs)
	}
	p.plUntil("", func() { d.Cursor.Query = p.query() }, ';')
}

// plHandlers reads WHEN cond [OR cond …] THEN statements ….
func (p *parser) plHandlers(b *PLBlock) {
	for p.err == nil && p.isKw(kwWhen) {
		start := p.start()
		p.next()
		h := &PLHandler{}
		h.Conds = append(h.Conds, p.plCond())
		for p.acceptKw(kwOr) {
			h.Conds = append(h.Conds, p.plCond())
		}
		p.expectKw(kwThen)
		h.Body = p.plStmts()
		h.Span = p.span(start)
		b.Handlers = append(b.Handlers, h)
	}
	if len(b.Handlers) == 0 {
		p.failHere()
	}
}

// plCond reads a condition name or SQLSTATE 'xxxxx'.
func (p *parser) plCond() PLCond {
	start := p.start()
	c := PLCond{}
	if p.acceptWord("sqlstate") {
		p.acceptKw(kwValue)
		pos := p.start()
		c.State = p.stringConst()
		if p.err == nil && !isSQLState(c.State) {
			p.failPos(pos, pgerr.SyntaxError, "invalid SQLSTATE code")
		}
	} else {
		c.Name = p.name(isLabel).Name
		if p.script && c.Name == "not" {
			p.expectWord("found")
			c.Name = "not found"
		}
	}
	c.Span = p.span(start)
	return c
}

func isSQLState(s string) bool {
	if len(s) != 5 {
		return false
	}
	for i := range 5 {
		if c := s[i]; (c < '0' || c > '9') && (c < 'A' || c > 'Z') {
			return false
		}
	}
	return true
}
