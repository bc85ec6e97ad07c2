package parse

import "strings"

// setOrReset reads SET … or RESET ….
func (p *parser) setOrReset() Stmt {
	start := p.start()
	s := &Set{}
	if p.next().kw == kwReset {
		s.Kind = SetReset
		p.reset(s)
	} else {
		p.set(s)
	}
	s.Span = p.span(start)
	return s
}

// reset reads what follows RESET.
func (p *parser) reset(s *Set) {
	switch {
	case p.acceptKw(kwAll):
		s.Kind = SetResetAll
	case p.acceptSeq(kwTime, kwZone):
		s.Name = "timezone"
	case p.acceptSeq(kwTransaction, kwIsolation):
		p.expectKw(kwLevel)
		s.Name = "transaction_isolation"
	case p.acceptSeq(kwSession, kwAuthorization):
		s.Name = "session_authorization"
	default:
		s.Name = p.settingName()
	}
}

// settingName reads a dotted setting name.
func (p *parser) settingName() string {
	parts := []string{p.colID().Name}
	for p.accept('.') {
		parts = append(parts, p.colID().Name)
	}
	return strings.Join(parts, ".")
}

// set reads what follows SET.
func (p *parser) set(s *Set) {
	switch {
	case p.isKw(kwLocal) && isColIDOrReserved(p.peek(1)):
		p.next()
		s.Scope = ScopeLocal
	case p.isSeq(kwSession, kwCharacteristics):
		p.i += 2
		p.expectKw(kwAs, kwTransaction)
		s.Kind = SetCharacteristics
		p.mustModes(s)
		return
	case p.isKw(kwSession) && !p.isSeq(kwSession, kwAuthorization) && isColIDOrReserved(p.peek(1)):
		p.next()
		s.Scope = ScopeSession
	case p.acceptKw(kwConstraints):
		p.setConstraints(s)
		return
	}
	p.setRest(s)
}

// isColIDOrReserved: a word that starts the rest of a SET after LOCAL or SESSION. TO
// would make LOCAL or SESSION itself the name.
func isColIDOrReserved(t *token) bool {
	return isLabel(t) && !(t.kind == tokKeyword && t.kw == kwTo)
}

func (p *parser) mustModes(s *Set) {
	var any bool
	s.Modes, any = p.txModes()
	if !any {
		p.failHere()
	}
}

// setConstraints reads ALL|names DEFERRED|IMMEDIATE.
func (p *parser) setConstraints(s *Set) {
	s.Kind = SetConstraints
	if !p.acceptKw(kwAll) {
		s.Constraints = p.qualifiedList()
	}
	if s.Deferred = p.acceptKw(kwDeferred); !s.Deferred {
		p.expectKw(kwImmediate)
	}
}

// setRest reads the setting and its value.
func (p *parser) setRest(s *Set) {
	switch {
	case p.isKw(kwTransaction) && p.isWord(1, "snapshot"):
		p.i += 2
		s.Kind, s.Snapshot = SetSnapshot, p.stringConst()
	case p.isKw(kwTransaction) && p.peek(1).kind == tokKeyword && p.peek(1).kw != kwTo:
		p.next()
		s.Kind = SetTransaction
		p.mustModes(s)
	case p.acceptSeq(kwTime, kwZone):
		p.setTimeZone(s)
	case p.acceptSeq(kwSession, kwAuthorization):
		s.Name = "session_authorization"
		p.setWord(s)
	case p.isKw(kwRole) && !p.isSetter(1):
		p.next()
		s.Name = "role"
		if p.is(tokString) || !p.isWord(0, "default") {
			p.setWord(s)
		} else {
			p.failHere()
		}
	case p.isKw(kwNames) && !p.isSetter(1):
		p.next()
		s.Name = "client_encoding"
		switch {
		case p.is(tokString):
			s.Values = []Expr{p.literal(LitString)}
		case p.acceptKw(kwDefault):
			s.Kind = SetDefault
		default:
			s.Kind = SetDefault
		}
	case p.isKw(kwCatalog) && p.peek(1).kind == tokString, p.isKw(kwSchema) && p.peek(1).kind == tokString:
		s.Name = map[kwID]string{kwCatalog: "catalog", kwSchema: "search_path"}[p.next().kw]
		s.Values = []Expr{p.literal(LitString)}
	case p.isSeq(kwXml, kwOption):
		p.i += 2
		s.Name = "xmloption"
		if !p.isAny(kwDocument, kwContent) {
			p.failHere()
		}
		s.Values = []Expr{text(p.here(), p.next().str)}
	default:
		p.setGeneric(s)
	}
}

// isSetter: the token n ahead is = or TO.
func (p *parser) isSetter(n int) bool {
	t := p.peek(n)
	return t.kind == '=' || (t.kind == tokKeyword && t.kw == kwTo)
}

// setWord reads a word, a string or DEFAULT.
func (p *parser) setWord(s *Set) {
	switch t := p.tok(); {
	case p.acceptKw(kwDefault):
		s.Kind = SetDefault
	case t.kind == tokString:
		s.Values = []Expr{p.literal(LitString)}
	default:
		id := p.nonReserved()
		s.Values = []Expr{&ColumnRef{id.Span, []string{id.Name}}}
	}
}

// setTimeZone reads the zone of SET TIME ZONE.
func (p *parser) setTimeZone(s *Set) {
	s.Name = "timezone"
	t := p.tok()
	switch {
	case p.acceptKw(kwDefault), p.acceptKw(kwLocal):
		s.Kind = SetDefault
	case p.isKw(kwInterval):
		pos := p.start()
		x := p.intervalLiteral()
		if x == nil {
			p.failHere()
			return
		}
		if c, ok := x.(*CastExpr); ok && c.Type.Fields != "" && c.Type.Fields != "hour" && c.Type.Fields != "hour to minute" {
			p.failPos(pos, "42601", "time zone interval must be HOUR or HOUR TO MINUTE")
		}
		s.Values = []Expr{x}
	case t.kind == tokString:
		s.Values = []Expr{p.literal(LitString)}
	case t.kind == tokIdent, t.kind == tokQuoted:
		p.next()
		s.Values = []Expr{&ColumnRef{Span{int(t.pos), int(t.end)}, []string{t.str}}}
	default:
		s.Values = []Expr{p.numericOnly()}
	}
}

// setGeneric reads name TO|= values, or name FROM CURRENT.
func (p *parser) setGeneric(s *Set) {
	s.Name = p.settingName()
	if p.acceptSeq(kwFrom, kwCurrent) {
		s.Kind = SetFromCurrent
		return
	}
	if !p.acceptKw(kwTo) {
		p.expect('=')
	}
	if p.acceptKw(kwDefault) {
		s.Kind = SetDefault
		return
	}
	s.Values = append(s.Values, p.settingValue())
	for p.accept(',') {
		s.Values = append(s.Values, p.settingValue())
	}
}

// settingValue reads one value of SET.
func (p *parser) settingValue() Expr {
	t := p.tok()
	switch {
	case t.kind == tokString:
		return p.literal(LitString)
	case t.kind == tokInt, t.kind == tokNumber, t.kind == '+', t.kind == '-':
		return p.numericOnly()
	case p.isAny(kwTrue, kwFalse):
		return p.literal(LitBool)
	case p.isKw(kwOn), isNonReserved(t):
		p.next()
		return &ColumnRef{Span{int(t.pos), int(t.end)}, []string{t.str}}
	}
	p.failHere()
	return nil
}
