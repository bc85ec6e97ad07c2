package parse

import "github.com/tarndb/tarn/sql/pgerr"

// plFind gives the index of the first token outside parentheses that one of the stops
// matches: a token kind, or a word. It is -1 when a semicolon or the end comes first.
func (p *parser) plFind(stops ...any) int {
	depth, cases := 0, 0
	for j := p.i; j < len(p.toks); j++ {
		t := &p.toks[j]
		switch t.kind {
		case tokEOF, tokError:
			return -1
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		}
		if depth > 0 {
			continue
		}
		if cases == 0 && depth == 0 && t.stops(stops) {
			return j
		}
		if t.kind == tokKeyword {
			switch {
			case t.kw == kwCase && (j == 0 || p.toks[j-1].kind != '.'):
				cases++
			case t.kw == kwEnd && cases > 0:
				cases--
			}
		}
		if t.kind == ';' {
			return -1
		}
	}
	return -1
}

func (t *token) stops(stops []any) bool {
	for _, s := range stops {
		switch s := s.(type) {
		case rune:
			if t.kind == tokKind(s) {
				return true
			}
		case tokKind:
			if t.kind == s {
				return true
			}
		case string:
			if (t.kind == tokIdent || t.kind == tokKeyword) && t.str == s {
				return true
			}
		}
	}
	return false
}

// plUntil runs f with the text ending at the first of the stops, and checks that all of
// it was read. missing names the word an error calls for.
func (p *parser) plUntil(missing string, f func(), stops ...any) {
	if p.err != nil {
		return
	}
	j := p.plFind(stops...)
	if j < 0 {
		p.plMissing(missing)
		return
	}
	if j == p.i {
		p.plNothing(missing)
		return
	}
	saved := p.toks[j].kind
	p.toks[j].kind = tokEOF
	f()
	if p.err == nil && p.i != j {
		p.failHere()
	}
	p.toks[j].kind = saved
}

func (p *parser) plNothing(missing string) {
	if missing == "" {
		p.failWord("missing expression")
		return
	}
	p.failHere()
}

// plMissing reports that a word does not come before the end of the statement.
func (p *parser) plMissing(word string) {
	for p.err == nil && !p.is(';') && !p.is(tokEOF) && p.i < len(p.toks)-1 {
		p.next()
	}
	if word == "" {
		p.failHere()
		return
	}
	p.failWord("missing \"" + word + "\" at end of SQL expression")
}

// plExprTo reads an expression that ends before one of the stops.
func (p *parser) plExprTo(missing string, stops ...any) PLExpr {
	var x PLExpr
	p.plUntil(missing, func() { x = p.plExpr() }, stops...)
	return x
}

// plExpr reads all tokens up to the end as what follows SELECT.
func (p *parser) plExpr() PLExpr {
	mark, height, nest, start := p.i, p.height, p.nest, p.start()
	matched, partial := p.matched, p.partial
	x := p.expr()
	if p.err == nil && p.is(tokEOF) {
		return PLExpr{Span: p.span(start), X: x}
	}
	first := p.err
	p.err, p.i, p.height, p.nest, p.matched, p.partial = nil, mark, height, nest, matched, partial
	s := &Select{}
	p.selectList(s)
	if p.acceptKw(kwFrom) {
		s.From = p.fromList()
	}
	p.selectRest(s, start)
	body := p.setOps(s, start, 0)
	q := &Query{Body: body}
	p.queryTail(q)
	q.Span = p.span(start)
	if p.err != nil && first != nil && first.Code != pgerr.SyntaxError {
		p.err = first
	}
	return PLExpr{Span: q.Span, Query: q}
}

// plExprs reads expressions separated by commas up to one of the stops.
func (p *parser) plExprs(stops ...any) []PLExpr {
	var list []PLExpr
	ends := append([]any{','}, stops...)
	for p.err == nil {
		list = append(list, p.plExprTo("", ends...))
		if !p.accept(',') {
			return list
		}
	}
	return list
}

// plTarget reads a variable, a field or an element.
func (p *parser) plTarget() *PLTarget {
	start := p.start()
	t := &PLTarget{}
	if p.is(tokParam) {
		t.Parts = []string{p.sql[p.tok().pos:p.tok().end]}
		p.next()
	} else {
		t.Parts = []string{p.name(isLabel).Name}
	}
	for p.accept('.') {
		t.Parts = append(t.Parts, p.name(isLabel).Name)
	}
	if p.is('[') {
		t.Steps = p.steps()
	}
	t.Span = p.span(start)
	return t
}

// plTargets reads targets separated by commas.
func (p *parser) plTargets() []*PLTarget {
	list := []*PLTarget{p.plTarget()}
	for p.accept(',') {
		list = append(list, p.plTarget())
	}
	return list
}

// plInto reads [STRICT] targets.
func (p *parser) plInto() (targets []*PLTarget, strict bool) {
	strict = p.acceptWord("strict")
	return p.plTargets(), strict
}

// plAssignAhead: a target and an assignment sign are next.
func (p *parser) plAssignAhead() bool {
	t := p.tok()
	if !isLabel(t) && t.kind != tokParam {
		return false
	}
	j := p.i + 1
	for j < len(p.toks) {
		switch p.toks[j].kind {
		case tokAssign, '=':
			return true
		case '.':
			j += 2
		case '[':
			depth := 0
			for ; j < len(p.toks); j++ {
				if p.toks[j].kind == '[' {
					depth++
				} else if p.toks[j].kind == ']' {
					depth--
				}
				if depth == 0 || p.toks[j].kind == ';' {
					break
				}
			}
			j++
		default:
			return false
		}
	}
	return false
}
