package parse

import "github.com/tarndb/tarn/sql/pgerr"

// plStmts reads statements up to END, ELSE and other words that close a list.
func (p *parser) plStmts() []PLStmt {
	var list []PLStmt
	for p.err == nil && !p.plCloses() {
		if p.script && p.accept(';') {
			continue
		}
		s := p.plStmt()
		if p.err != nil {
			return nil
		}
		list = append(list, s)
	}
	return list
}

// plCloses: the token ends a list of statements.
func (p *parser) plCloses() bool {
	t := p.tok()
	switch t.kind {
	case tokEOF, tokError:
		return true
	case tokKeyword, tokIdent:
		switch t.str {
		case "end", "else", "when", "elsif", "elseif", "exception":
			return true
		case "until":
			return p.script
		}
	}
	return false
}

// plStmt reads one statement with its semicolon.
func (p *parser) plStmt() PLStmt {
	if !p.enter() {
		return nil
	}
	defer p.leave()
	start := p.start()
	label := p.plLabel()
	t := p.tok()
	if label == "" && !p.script && p.plAssignAhead() {
		return p.plAssign()
	}
	if t.kind == tokIdent || t.kind == tokKeyword {
		if s := p.plControl(t.str, label, start); s != nil || p.err != nil {
			return s
		}
		if label != "" {
			p.failHere()
			return nil
		}
		if s := p.plSimple(t.str); s != nil || p.err != nil {
			return s
		}
	}
	return p.plSQL()
}

// plControl reads blocks, branches and loops; nil when the word starts none.
func (p *parser) plControl(word, label string, start int) PLStmt {
	var s PLStmt
	switch word {
	case "begin", "declare":
		if p.script && word == "declare" {
			return nil
		}
		b := p.plBlock(label)
		s = b
	case "if":
		if label == "" {
			s = p.plIf()
		}
	case "case":
		if label == "" {
			s = p.plCase()
		}
	case "loop", "while", "repeat":
		s = p.plLoop(word, label)
	case "for":
		s = p.plFor(label)
	case "foreach":
		s = p.plForeach(label)
	}
	if s == nil {
		return nil
	}
	p.expect(';')
	setSpan(s, p.span(start))
	return s
}

// setSpan puts the place of a statement that was read without it.
func setSpan(s PLStmt, sp Span) {
	switch s := s.(type) {
	case *PLIf:
		s.Span = sp
	case *PLCase:
		s.Span = sp
	case *PLLoop:
		s.Span = sp
	case *PLForRange:
		s.Span = sp
	case *PLForQuery:
		s.Span = sp
	case *PLForeach:
		s.Span = sp
	}
}

// plSimple reads the other procedural statements; nil for SQL.
func (p *parser) plSimple(word string) PLStmt {
	if p.script {
		if s := p.scriptSimple(word); s != nil || p.err != nil {
			return s
		}
	}
	switch word {
	case "exit", "continue":
		return p.plExit()
	case "return":
		return p.plReturn()
	case "perform":
		return p.plPerform()
	case "execute":
		return p.plExecute()
	case "raise":
		return p.plRaise()
	case "assert":
		return p.plAssert()
	case "get":
		return p.plGetDiag()
	case "open":
		return p.plOpen()
	case "fetch", "move":
		return p.plFetch()
	case "close":
		return p.plClose()
	case "null":
		start := p.start()
		p.next()
		p.expect(';')
		return &PLNull{p.span(start)}
	case "commit", "rollback":
		return p.plTx(word == "commit")
	}
	return nil
}

func (p *parser) plAssign() PLStmt {
	start := p.start()
	a := &PLAssign{Targets: []*PLTarget{p.plTarget()}}
	if !p.accept(tokAssign) {
		p.expect('=')
	}
	a.Value = p.plExprTo("", ';')
	p.expect(';')
	a.Span = p.span(start)
	return a
}

func (p *parser) plIf() PLStmt {
	p.next()
	s := &PLIf{}
	for p.err == nil {
		start := p.start()
		b := PLBranch{Conds: []PLExpr{p.plExprTo("THEN", "then")}}
		p.expectKw(kwThen)
		b.Body = p.plStmts()
		b.Span = p.span(start)
		s.Branches = append(s.Branches, b)
		if !p.acceptWord("elsif") && !p.acceptWord("elseif") {
			break
		}
	}
	if p.acceptKw(kwElse) {
		s.Else = p.plStmts()
	}
	p.expectKw(kwEnd)
	p.expectKw(kwIf)
	return s
}

func (p *parser) plCase() PLStmt {
	p.next()
	s := &PLCase{}
	if !p.isKw(kwWhen) {
		x := p.plExprTo("WHEN", "when")
		s.Arg = &x
	}
	for p.err == nil && p.acceptKw(kwWhen) {
		start := p.start()
		b := PLBranch{}
		if s.Arg != nil {
			b.Conds = p.plExprs("then")
		} else {
			b.Conds = []PLExpr{p.plExprTo("THEN", "then")}
		}
		p.expectKw(kwThen)
		b.Body = p.plStmts()
		b.Span = p.span(start)
		s.Branches = append(s.Branches, b)
	}
	if len(s.Branches) == 0 {
		p.failHere()
	}
	if p.acceptKw(kwElse) {
		s.HasElse = true
		s.Else = p.plStmts()
	}
	p.plEnd("", kwCase)
	return s
}

// plLoop reads LOOP, WHILE x LOOP|DO, and REPEAT … UNTIL x.
func (p *parser) plLoop(word, label string) PLStmt {
	if word == "repeat" && !p.script {
		return nil
	}
	p.next()
	l := &PLLoop{Label: label}
	switch word {
	case "while":
		l.Kind = PLWhile
		body, end := "loop", "loop"
		if p.script {
			body, end = "do", "while"
		}
		l.Cond = p.plExprTo(upperASCII(body), body)
		p.expectWord(body)
		l.Body = p.plStmts()
		p.plEndWord(label, end)
	case "repeat":
		l.Kind = PLRepeat
		l.Body = p.plStmts()
		p.expectWord("until")
		l.Cond = p.plExprTo("END", "end")
		p.plEndWord(label, "repeat")
	default:
		l.Body = p.plStmts()
		p.plEndWord(label, "loop")
	}
	return l
}

// plFor reads the loops that begin with FOR.
func (p *parser) plFor(label string) PLStmt {
	if p.script {
		return p.scriptFor(label)
	}
	p.next()
	targets := p.plTargets()
	p.expectKw(kwIn)
	if p.isWord(0, "execute") {
		p.next()
		f := &PLForQuery{Label: label, Targets: targets}
		x := p.plExprTo("LOOP", "loop", "using")
		f.Execute = &x
		if p.acceptKw(kwUsing) {
			f.Using = p.plExprs("loop")
		}
		return p.plForBody(f)
	}
	reverse := p.isWord(0, "reverse") && p.plFind("loop") > 0
	if j, end := p.plFind(tokDotDot, "loop"), p.plFind("loop"); j > 0 && j != end {
		return p.plForRange(label, targets, reverse)
	}
	f := &PLForQuery{Label: label, Targets: targets}
	if !p.startsQuery() && !p.is('(') && isColID(p.tok()) && p.plCursorLoop(f) {
		return p.plForBody(f)
	}
	p.plUntil("LOOP", func() { f.Query = p.statement() }, "loop")
	return p.plForBody(f)
}

// plCursorLoop reads cursor [(args)] before LOOP.
func (p *parser) plCursorLoop(f *PLForQuery) bool {
	if n := p.peek(1); n.kind != '(' && !p.isWord(1, "loop") {
		return false
	}
	f.Cursor = p.next().str
	if p.accept('(') {
		f.Args = p.plArgs()
	}
	return true
}

// plArgs reads cursor arguments after the parenthesis.
func (p *parser) plArgs() []Expr {
	var list []Expr
	for p.err == nil && !p.is(')') {
		start := p.start()
		if isLabel(p.tok()) && (p.peek(1).kind == tokAssign || p.peek(1).kind == tokArrow) {
			n := &NamedArg{Name: p.next().str}
			p.next()
			n.X = p.expr()
			n.Span = p.span(start)
			list = append(list, n)
		} else {
			list = append(list, p.expr())
		}
		if !p.accept(',') {
			break
		}
	}
	p.expect(')')
	return list
}

func (p *parser) plForBody(f *PLForQuery) PLStmt {
	p.expectWord("loop")
	f.Body = p.plStmts()
	p.plEndWord(f.Label, "loop")
	return f
}

func (p *parser) plForRange(label string, targets []*PLTarget, reverse bool) PLStmt {
	f := &PLForRange{Label: label, Reverse: reverse}
	if len(targets) != 1 || len(targets[0].Parts) != 1 || len(targets[0].Steps) > 0 {
		p.failPos(targets[0].Pos, pgerr.SyntaxError, "integer FOR loop must have only one target variable")
		return nil
	}
	f.Var = targets[0].Parts[0]
	if reverse {
		p.next()
	}
	f.Lower = p.plExprTo("LOOP", tokDotDot)
	p.expect(tokDotDot)
	f.Upper = p.plExprTo("LOOP", "loop", "by")
	if p.acceptKw(kwBy) {
		x := p.plExprTo("LOOP", "loop")
		f.Step = &x
	}
	p.expectWord("loop")
	f.Body = p.plStmts()
	p.plEndWord(label, "loop")
	return f
}

func (p *parser) plForeach(label string) PLStmt {
	p.next()
	f := &PLForeach{Label: label, Targets: p.plTargets()}
	if p.acceptWord("slice") {
		t := p.tok()
		p.expect(tokInt)
		f.Slice = int(t.num)
	}
	p.expectKw(kwIn, kwArray)
	f.X = p.plExprTo("LOOP", "loop")
	p.expectWord("loop")
	f.Body = p.plStmts()
	p.plEndWord(label, "loop")
	return f
}

func (p *parser) plExit() PLStmt {
	start := p.start()
	s := &PLExit{Continue: p.next().str == "continue"}
	if !p.is(';') && !p.isKw(kwWhen) {
		s.Label = p.name(isLabel).Name
	}
	if p.acceptKw(kwWhen) {
		x := p.plExprTo("", ';')
		s.When = &x
	}
	p.expect(';')
	s.Span = p.span(start)
	return s
}

func (p *parser) plReturn() PLStmt {
	start := p.start()
	p.next()
	r := &PLReturn{}
	switch {
	case p.is(';'):
	case p.isWord(0, "next") && p.peek(1).kind == ';':
		p.next()
		r.Next = true
	case p.acceptKw(kwNext):
		r.Next = true
		x := p.plExprTo("", ';')
		r.X = &x
	case p.isWord(0, "query") && p.peek(1).kind != ';':
		p.next()
		r.IsQuery = true
		if p.isWord(0, "execute") {
			p.next()
			x := p.plExprTo("", ';', "using")
			r.Execute = &x
			if p.acceptKw(kwUsing) {
				r.Using = p.plExprs(';')
			}
			break
		}
		p.plUntil("", func() { r.Query = p.statement() }, ';')
	default:
		x := p.plExprTo("", ';')
		r.X = &x
	}
	p.expect(';')
	r.Span = p.span(start)
	return r
}

func (p *parser) plPerform() PLStmt {
	start := p.start()
	p.next()
	s := &PLPerform{}
	p.plUntil("", func() {
		x := p.plExpr()
		if s.Query = x.Query; s.Query == nil {
			sel := &Select{Span: x.Span, Items: []*SelectItem{{Span: x.Span, X: x.X}}}
			s.Query = &Query{Span: x.Span, Body: sel}
		}
	}, ';')
	p.expect(';')
	s.Span = p.span(start)
	return s
}

// plExecute reads EXECUTE x [INTO …] [USING …] in either order.
func (p *parser) plExecute() PLStmt {
	start := p.start()
	p.next()
	s := &PLExecute{}
	s.X = p.plExprTo("", ';', "into", "using")
	for p.err == nil {
		switch {
		case p.acceptKw(kwInto):
			s.Into, s.Strict = p.plInto()
			continue
		case p.acceptKw(kwUsing):
			s.Using = p.plExprs(';', "into")
			continue
		}
		break
	}
	p.expect(';')
	s.Span = p.span(start)
	return s
}

func (p *parser) plTx(commit bool) PLStmt {
	start := p.start()
	p.next()
	s := &PLTx{Commit: commit}
	p.acceptKw(kwWork)
	p.acceptKw(kwTransaction)
	s.Chain = p.chain()
	p.expect(';')
	s.Span = p.span(start)
	return s
}

// plSQL reads any SQL statement; INTO targets are cut out of it.
func (p *parser) plSQL() PLStmt {
	start := p.start()
	s := &PLSQL{}
	if (isLabel(p.tok())) && (p.peek(1).kind == tokAssign) {
		p.failPos(start, pgerr.SyntaxError, "\"%s\" is not a known variable", p.tok().str)
		return nil
	}
	end := p.plFind(';')
	if end == p.i {
		p.failHere()
		return nil
	}
	if end < 0 {
		p.plMissing("")
		return nil
	}
	if into := p.plFindInto(end); into > 0 {
		p.plCutInto(s, into, end)
	} else {
		p.plUntil("", func() { s.Stmt = p.statement() }, ';')
	}
	p.expect(';')
	s.Span = p.span(start)
	return s
}

// plFindInto finds the INTO of a query or of RETURNING, -1 when there is none.
func (p *parser) plFindInto(end int) int {
	if !p.isAny(kwSelect, kwWith, kwInsert, kwUpdate, kwDelete, kwMerge, kwValues, kwFrom) && !p.is('(') {
		return -1
	}
	for j := p.i + 1; j < end; j++ {
		t, prev := &p.toks[j], &p.toks[j-1]
		if t.kind != tokKeyword || t.kw != kwInto {
			continue
		}
		if prev.kind == tokKeyword && (prev.kw == kwInsert || prev.kw == kwMerge) {
			continue
		}
		return j
	}
	return -1
}

// plCutInto reads the targets at an INTO, then the statement without them.
func (p *parser) plCutInto(s *PLSQL, into, end int) {
	first := p.i
	p.i = into + 1
	s.Into, s.Strict = p.plInto()
	if p.err != nil {
		return
	}
	rest := p.i
	all := p.toks
	cut := append([]token(nil), all[first:into]...)
	cut = append(cut, all[rest:end]...)
	eof := all[end]
	eof.kind = tokEOF
	cut = append(cut, eof)
	p.toks, p.i = cut, 0
	s.Stmt = p.statement()
	if p.err == nil && !p.is(tokEOF) {
		p.failHere()
	}
	if p.toks = all; p.err != nil {
		p.i = len(all) - 1
		return
	}
	p.i = end
}
