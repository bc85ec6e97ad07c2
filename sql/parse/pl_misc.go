package parse

import "github.com/tarndb/tarn/sql/pgerr"

var raiseLevels = map[string]bool{"debug": true, "log": true, "info": true, "notice": true, "warning": true, "exception": true}

// plRaise reads RAISE [level] ['format' [, args] | condition | SQLSTATE 'x'] [USING …].
func (p *parser) plRaise() PLStmt {
	start := p.start()
	p.next()
	r := &PLRaise{Level: "exception"}
	if p.is(';') {
		p.next()
		r.Again = true
		r.Span = p.span(start)
		return r
	}
	if t := p.tok(); (t.kind == tokIdent || t.kind == tokKeyword) && raiseLevels[t.str] {
		r.Level = p.next().str
	}
	switch {
	case p.is(tokString):
		r.HasFormat = true
		r.Format = p.next().str
		if p.accept(',') {
			r.Args = p.plExprs(';', "using")
		}
		p.raiseArgs(r)
	case p.isKw(kwUsing), p.is(';'):
	default:
		c := p.plCond()
		r.Cond = &c
	}
	if p.acceptKw(kwUsing) {
		p.raiseOptions(r)
	}
	p.expect(';')
	r.Span = p.span(start)
	return r
}

// raiseArgs checks that the format has as many places as there are arguments.
func (p *parser) raiseArgs(r *PLRaise) {
	n := 0
	for i := 0; i < len(r.Format); i++ {
		if r.Format[i] != '%' {
			continue
		}
		if i+1 < len(r.Format) && r.Format[i+1] == '%' {
			i++
			continue
		}
		n++
	}
	switch {
	case n < len(r.Args):
		p.fail(pgerr.New(pgerr.SyntaxError, "too many parameters specified for RAISE"))
	case n > len(r.Args):
		p.fail(pgerr.New(pgerr.SyntaxError, "too few parameters specified for RAISE"))
	}
}

var raiseOptionNames = map[string]bool{"message": true, "detail": true, "hint": true, "errcode": true, "column": true,
	"constraint": true, "datatype": true, "table": true, "schema": true}

func (p *parser) raiseOptions(r *PLRaise) {
	for p.err == nil {
		t := p.next()
		if !raiseOptionNames[t.str] {
			p.failMsg(t, "unrecognized RAISE statement option")
			return
		}
		if !p.accept('=') {
			p.expect(tokAssign)
		}
		r.Options = append(r.Options, PLOption{Name: t.str, X: p.plExprTo("", ',', ';')})
		if !p.accept(',') {
			return
		}
	}
}

func (p *parser) plAssert() PLStmt {
	start := p.start()
	p.next()
	s := &PLAssert{Cond: p.plExprTo("", ',', ';')}
	if p.accept(',') {
		x := p.plExprTo("", ';')
		s.Msg = &x
	}
	p.expect(';')
	s.Span = p.span(start)
	return s
}

// diagItems are the items of GET DIAGNOSTICS; the value says which are for STACKED.
var diagItems = map[string]bool{"row_count": false, "pg_context": false, "pg_routine_oid": false,
	"returned_sqlstate": true, "message_text": true, "pg_exception_detail": true, "pg_exception_hint": true,
	"pg_exception_context": true, "column_name": true, "constraint_name": true, "pg_datatype_name": true,
	"table_name": true, "schema_name": true}

func (p *parser) plGetDiag() PLStmt {
	start := p.start()
	p.next()
	s := &PLGetDiag{}
	if p.acceptWord("stacked") {
		s.Stacked = true
	} else {
		p.acceptKw(kwCurrent)
	}
	p.expectWord("diagnostics")
	if p.script && p.acceptWord("condition") {
		p.expect(tokInt)
		s.Stacked = true
	}
	for p.err == nil {
		it := PLDiagItem{Target: p.plTarget()}
		if !p.accept('=') {
			p.expect(tokAssign)
		}
		t := p.next()
		it.Item = t.str
		stacked, ok := diagItems[t.str]
		switch {
		case !ok:
			p.failMsg(t, "unrecognized GET DIAGNOSTICS item")
		case stacked != s.Stacked && t.str != "pg_context":
			which := "CURRENT"
			if s.Stacked {
				which = "STACKED"
			}
			p.failPos(int(t.pos), pgerr.SyntaxError, "diagnostics item %s is not allowed in GET %s DIAGNOSTICS", upperASCII(t.str), which)
		}
		s.Items = append(s.Items, it)
		if !p.accept(',') {
			break
		}
	}
	p.expect(';')
	s.Span = p.span(start)
	return s
}

// plOpen reads OPEN c [(args)] and OPEN c [[NO] SCROLL] FOR query|EXECUTE x.
func (p *parser) plOpen() PLStmt {
	start := p.start()
	p.next()
	s := &PLOpen{Cursor: p.name(isLabel).Name}
	no := p.acceptWord("no")
	s.Scroll = p.acceptWord("scroll") && !no
	switch {
	case p.acceptKw(kwFor):
		if p.isWord(0, "execute") {
			p.next()
			x := p.plExprTo("", ';', "using")
			s.Execute = &x
			if p.acceptKw(kwUsing) {
				s.Using = p.plExprs(';')
			}
			break
		}
		p.plUntil("", func() { s.Query = p.statement() }, ';')
	case p.accept('('):
		s.Args = p.plArgs()
	}
	p.expect(';')
	s.Span = p.span(start)
	return s
}

// plFetch reads FETCH|MOVE [direction FROM|IN] cursor [INTO targets].
func (p *parser) plFetch() PLStmt {
	start := p.start()
	f := &Fetch{Move: p.next().kw == kwMove, Count: 1}
	s := &PLFetch{Fetch: f}
	if j := p.plFind("from", "in"); j > 0 {
		p.plFetchDir(s)
		if !p.acceptKw(kwFrom) {
			p.expectKw(kwIn)
		}
	} else if n := p.peek(1); n.kind != ';' && !(n.kind == tokKeyword && n.kw == kwInto) {
		p.plFetchDir(s)
	}
	s.Cursor = p.name(isLabel).Name
	if !f.Move {
		p.expectKw(kwInto)
		s.Into = p.plTargets()
	}
	p.expect(';')
	s.Span = p.span(start)
	return s
}

// plFetchDir reads a direction; counts may be expressions.
func (p *parser) plFetchDir(s *PLFetch) {
	f := s.Fetch
	count := func() {
		x := p.plExprTo("", "from", "in")
		s.Count = &x
	}
	switch {
	case p.isAny(kwFrom, kwIn), p.acceptKw(kwNext):
	case p.acceptKw(kwPrior):
		f.Dir = FetchBackward
	case p.acceptKw(kwFirst):
		f.Dir = FetchAbsolute
	case p.acceptKw(kwLast):
		f.Dir, f.Count = FetchAbsolute, -1
	case p.acceptKw(kwAbsolute):
		f.Dir = FetchAbsolute
		count()
	case p.acceptKw(kwRelative):
		f.Dir = FetchRelative
		count()
	case p.acceptKw(kwAll):
		f.All = true
	case p.acceptKw(kwForward):
		p.plFetchMany(s, count)
	case p.acceptKw(kwBackward):
		f.Dir = FetchBackward
		p.plFetchMany(s, count)
	default:
		count()
	}
}

func (p *parser) plFetchMany(s *PLFetch, count func()) {
	switch {
	case p.acceptKw(kwAll):
		s.Fetch.All = true
	case p.isAny(kwFrom, kwIn):
	default:
		count()
	}
}

func (p *parser) plClose() PLStmt {
	start := p.start()
	p.next()
	s := &PLClose{Cursor: p.name(isLabel).Name}
	p.expect(';')
	s.Span = p.span(start)
	return s
}
