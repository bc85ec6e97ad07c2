package parse

import "strings"

// createFunction reads CREATE FUNCTION|PROCEDURE from its kind on.
func (p *parser) createFunction(orReplace, temporary bool, start int) Stmt {
	f := &CreateFunction{OrReplace: orReplace, Temporary: temporary}
	f.Procedure = p.next().kw == kwProcedure
	f.IfNotExists = p.ifNotExists()
	f.Name = p.dotted(isFuncName)
	f.Params = p.funcParams(true)
	if !f.Procedure && p.acceptKw(kwReturns) {
		if p.acceptKw(kwTable) {
			f.HasTable = true
			if p.is('(') {
				f.ReturnTable = p.tableFuncColumns()
			}
		} else {
			f.Returns = p.typeName()
		}
	}
	for p.err == nil {
		o := p.funcOption()
		if o == nil {
			break
		}
		f.Options = append(f.Options, o)
	}
	p.funcBody(f)
	f.Span = p.span(start)
	return f
}

// isFuncName: the token can start a function's name, qualified or not.
func isFuncName(t *token) bool { return isTypeFunc(t) || isColID(t) }

// funcBody reads RETURN expr or BEGIN ATOMIC … END.
func (p *parser) funcBody(f *CreateFunction) {
	if p.isKw(kwReturn) {
		p.next()
		if start := p.start(); p.startsQuery() {
			q := p.query()
			f.ReturnExpr = &SubqueryExpr{p.span(start), q}
			return
		}
		f.ReturnExpr = p.expr()
		return
	}
	if !p.acceptSeq(kwBegin, kwAtomic) {
		return
	}
	f.Atomic = true
	for p.err == nil && !p.acceptKw(kwEnd) {
		if p.accept(';') {
			continue
		}
		start := p.start()
		if p.acceptKw(kwReturn) {
			r := &ReturnStmt{X: p.expr()}
			r.Span = p.span(start)
			f.AtomicBody = append(f.AtomicBody, r)
		} else {
			f.AtomicBody = append(f.AtomicBody, p.statement())
		}
		p.expect(';')
	}
}

// funcParams reads ( parameters ); defaults tells that DEFAULT is allowed.
func (p *parser) funcParams(defaults bool) []*FuncParam {
	p.expect('(')
	list := []*FuncParam{}
	for !p.is(')') && p.err == nil {
		list = append(list, p.funcParam(defaults))
		if !p.accept(',') {
			break
		}
		if p.is(')') {
			p.failHere()
		}
	}
	p.expect(')')
	return list
}

// funcParam reads [mode] [name] [mode] type [DEFAULT x].
func (p *parser) funcParam(defaults bool) *FuncParam {
	start := p.start()
	a := &FuncParam{Mode: p.paramMode()}
	if p.startsParamName() {
		a.Name = p.next().str
		if a.Mode == "" {
			a.Mode = p.paramMode()
		}
	}
	a.Type = p.typeName()
	if defaults && (p.acceptKw(kwDefault) || p.accept('=')) {
		a.Default = p.expr()
	}
	a.Span = p.span(start)
	return a
}

func (p *parser) paramMode() string {
	switch {
	case p.acceptKw(kwIn):
		if p.acceptKw(kwOut) {
			return "inout"
		}
		return "in"
	case p.isAny(kwOut, kwInout, kwVariadic):
		return p.next().str
	}
	return ""
}

// startsParamName: a name, with a type after it, is next; a type alone would be followed
// by punctuation.
func (p *parser) startsParamName() bool {
	if !isTypeFunc(p.tok()) {
		return false
	}
	next := p.peek(1)
	switch next.kind {
	case tokIdent, tokQuoted:
		return true
	case tokKeyword:
		switch next.kw {
		case kwDefault, kwArray:
			return next.kw == kwArray && p.peek(2).kind == '<'
		case kwPrecision:
			return !p.isKw(kwDouble)
		case kwIn, kwOut, kwInout, kwVariadic, kwSetof:
			return true
		}
		return isTypeFunc(next) || keywordTable[next.kw].category == catColName
	}
	return false
}

// tableFuncColumns reads ( name type, … ) of RETURNS TABLE.
func (p *parser) tableFuncColumns() []*FuncParam {
	p.expect('(')
	var list []*FuncParam
	for p.err == nil {
		start := p.start()
		a := &FuncParam{Name: p.typeFunc().Name}
		a.Type = p.typeName()
		a.Span = p.span(start)
		list = append(list, a)
		if !p.accept(',') {
			break
		}
	}
	p.expect(')')
	return list
}

// funcWords are the function options that are fixed words, longest first.
var funcWords = [][]kwID{
	{kwCalled, kwOn, kwNull, kwInput}, {kwReturns, kwNull, kwOn, kwNull, kwInput},
	{kwExternal, kwSecurity, kwDefiner}, {kwExternal, kwSecurity, kwInvoker},
	{kwSecurity, kwDefiner}, {kwSecurity, kwInvoker}, {kwNot, kwLeakproof},
	{kwStrict}, {kwImmutable}, {kwStable}, {kwVolatile}, {kwLeakproof}, {kwWindow},
}

// funcOption reads one option of CREATE or ALTER FUNCTION, nil when there is none.
func (p *parser) funcOption() *FuncOption {
	start := p.start()
	o := &FuncOption{}
	for _, words := range funcWords {
		if p.acceptSeq(words...) {
			var list []string
			for _, w := range words {
				list = append(list, keywordTable[w].name)
			}
			o.Name = strings.Join(list, " ")
			o.Span = p.span(start)
			return o
		}
	}
	t := p.tok()
	if t.kind == tokIdent && (t.str == "deterministic") {
		p.next()
		o.Name = "deterministic"
		o.Span = p.span(start)
		return o
	}
	if t.kind != tokKeyword || !p.funcValueOption(o, t) {
		return nil
	}
	o.Span = p.span(start)
	return o
}

// funcValueOption reads the options that carry a value.
func (p *parser) funcValueOption(o *FuncOption, t *token) bool {
	o.Name = t.str
	switch t.kw {
	case kwAs:
		p.next()
		if p.isKw(kwBegin) { // a script without quotes
			if c, ok := p.compound().(*Compound); ok {
				o.Args = []string{c.Text}
			}
			return true
		}
		o.Args = []string{p.stringConst()}
		if p.accept(',') {
			o.Args = append(o.Args, p.stringConst())
		}
	case kwLanguage:
		p.next()
		o.Args = []string{p.wordOrString()}
	case kwCost, kwRows:
		p.next()
		o.Value = p.numericOnly()
	case kwSupport:
		p.next()
		o.Name2 = p.qualified()
	case kwParallel:
		p.next()
		o.Args = []string{p.colID().Name}
	case kwComment:
		p.next()
		o.Args = []string{p.stringConst()}
	case kwSet, kwReset:
		o.Set, _ = p.setOrReset().(*Set)
	case kwTransform:
		p.next()
		for p.err == nil {
			p.expectKw(kwFor, kwType)
			o.Types = append(o.Types, p.typeName())
			if !p.accept(',') {
				break
			}
		}
	default:
		return false
	}
	return true
}

// wordOrString reads a word or a string.
func (p *parser) wordOrString() string {
	if p.is(tokString) {
		return p.next().str
	}
	return p.nonReserved().Name
}
