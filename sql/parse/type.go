package parse

// typeName reads a type in any form.
func (p *parser) typeName() *TypeName {
	if !p.enter() {
		return nil
	}
	defer p.leave()
	start := p.start()
	setof := p.acceptKw(kwSetof)
	t := p.simpleType()
	if p.err != nil {
		return nil
	}
	t.SetOf = setof
	p.arrayBounds(t)
	t.Span = p.span(start)
	return t
}

// arrayBounds reads [] [3] … or ARRAY or ARRAY[3].
func (p *parser) arrayBounds(t *TypeName) {
	if p.acceptKw(kwArray) {
		bound := -1
		if p.accept('[') {
			bound = p.intConst()
			p.expect(']')
		}
		t.Bounds = []int{bound}
		return
	}
	for p.accept('[') {
		bound := -1
		if !p.is(']') {
			bound = p.intConst()
		}
		p.expect(']')
		t.Bounds = append(t.Bounds, bound)
	}
}

// simpleType reads a type without SETOF and array bounds.
func (p *parser) simpleType() *TypeName {
	t := p.tok()
	start := int(t.pos)
	if t.kind == tokKeyword {
		switch {
		case startsBuiltinType(t.kw):
			return p.builtinType(false)
		case t.kw == kwInterval:
			p.next()
			typ := builtinType(p.span(start), "interval")
			p.intervalMods(typ)
			typ.Span = p.span(start)
			return typ
		case t.kw == kwArray:
			return p.nestedType()
		}
	}
	if next := p.peek(1).kind; (next == '<' || next == tokNE) && t.kind == tokIdent && (t.str == "map" || t.str == "struct") {
		return p.nestedType()
	}
	return p.genericType()
}

// genericType reads a named type with modifiers, or name%TYPE.
func (p *parser) genericType() *TypeName {
	start := p.start()
	typ := &TypeName{Name: p.dotted(isTypeFunc)}
	if p.is('%') && p.isWord(1, "type") {
		p.i += 2
		typ.PctType = true
	} else {
		typ.Mods = p.typeMods()
	}
	typ.Span = p.span(start)
	return typ
}

// typeMods reads ( expr, … ) after a type name.
func (p *parser) typeMods() []Expr {
	if !p.accept('(') {
		return nil
	}
	mods := p.exprList()
	p.expect(')')
	return mods
}

// builtinType makes a type of pg_catalog.
func builtinType(span Span, name string) *TypeName {
	return &TypeName{Span: span, Name: Name{span, []string{"pg_catalog", name}}}
}

// startsBuiltinType: the keyword starts a type with a grammar of its own.
func startsBuiltinType(kw kwID) bool {
	switch kw {
	case kwInt, kwInteger, kwSmallint, kwBigint, kwReal, kwFloat, kwDouble, kwDecimal, kwDec, kwNumeric,
		kwBoolean, kwBit, kwCharacter, kwChar, kwVarchar, kwNational, kwNchar, kwTime, kwTimestamp:
		return true
	}
	return false
}

// simpleBuiltin are the types of one word without modifiers.
var simpleBuiltin = map[kwID]string{
	kwInt: "int4", kwInteger: "int4", kwSmallint: "int2", kwBigint: "int8", kwReal: "float4", kwBoolean: "bool",
}

// builtinType reads a type that starts with a keyword. In a literal, char and bit have
// no default length.
func (p *parser) builtinType(literal bool) *TypeName {
	t := p.tok()
	start := int(t.pos)
	var typ *TypeName
	switch t.kw {
	case kwDouble:
		return p.doubleType()
	case kwFloat:
		p.next()
		typ = builtinType(Span{}, p.floatName())
	case kwDecimal, kwDec, kwNumeric:
		p.next()
		typ = builtinType(Span{}, "numeric")
		typ.Mods = p.typeMods()
	case kwBit:
		p.next()
		typ = p.bitType(literal)
	case kwCharacter, kwChar, kwVarchar, kwNational, kwNchar:
		typ = p.charType(literal)
	case kwTime, kwTimestamp:
		p.next()
		typ = p.timeType(t.str)
	default:
		p.next()
		typ = builtinType(Span{}, simpleBuiltin[t.kw])
	}
	typ.Span = p.span(start)
	typ.Name.Span = typ.Span
	return typ
}

// doubleType reads DOUBLE PRECISION; DOUBLE alone is an ordinary name.
func (p *parser) doubleType() *TypeName {
	start := p.start()
	if next := p.peek(1); next.kind != tokKeyword || next.kw != kwPrecision {
		return p.genericType()
	}
	p.i += 2
	return builtinType(p.span(start), "float8")
}

// floatName reads the optional precision of FLOAT and picks the type.
func (p *parser) floatName() string {
	if !p.accept('(') {
		return "float8"
	}
	pos := p.start()
	n := p.intConst()
	p.expect(')')
	switch {
	case n < 1:
		p.failPos(pos, "22023", "precision for type float must be at least 1 bit")
	case n <= 24:
		return "float4"
	case n > 53:
		p.failPos(pos, "22023", "precision for type float must be less than 54 bits")
	}
	return "float8"
}

// bitType reads what follows BIT.
func (p *parser) bitType(literal bool) *TypeName {
	typ := builtinType(Span{}, "bit")
	varying := p.acceptKw(kwVarying)
	if varying {
		typ.Name.Parts[1] = "varbit"
	}
	typ.Mods = p.typeMods()
	if typ.Mods == nil && !varying && !literal {
		typ.Mods = []Expr{&Literal{Kind: LitInt, Text: "1", Int: 1}}
	}
	return typ
}

// charType reads the character types.
func (p *parser) charType(literal bool) *TypeName {
	typ := builtinType(Span{}, "bpchar")
	varchar := false
	switch p.next().kw {
	case kwVarchar:
		varchar = true
	case kwNational:
		if !p.acceptKw(kwCharacter) {
			p.expectKw(kwChar)
		}
		varchar = p.acceptKw(kwVarying)
	default:
		varchar = p.acceptKw(kwVarying)
	}
	if varchar {
		typ.Name.Parts[1] = "varchar"
	}
	if p.accept('(') {
		mod := p.here()
		n := p.intConst()
		typ.Mods = []Expr{intLiteral(mod, n)}
		p.expect(')')
	} else if !varchar && !literal {
		typ.Mods = []Expr{intLiteral(Span{}, 1)}
	}
	return typ
}

// timeType reads what follows TIME or TIMESTAMP.
func (p *parser) timeType(name string) *TypeName {
	typ := builtinType(Span{}, name)
	if p.accept('(') {
		mod := p.here()
		typ.Mods = []Expr{intLiteral(mod, p.intConst())}
		p.expect(')')
	}
	switch {
	case p.isSeq(kwWith, kwTime):
		p.i += 2
		p.expectKw(kwZone)
		typ.Name.Parts[1] = name + "tz"
	case p.acceptSeq(kwWithout, kwTime):
		p.expectKw(kwZone)
	}
	return typ
}

// intervalMods reads (p), or fields such as DAY TO SECOND(3), after INTERVAL.
func (p *parser) intervalMods(typ *TypeName) {
	if p.accept('(') {
		mod := p.here()
		typ.Mods = []Expr{intLiteral(mod, p.intConst())}
		p.expect(')')
		return
	}
	typ.Fields = p.intervalFields(typ)
}

// intervalFields reads YEAR, DAY TO MINUTE, HOUR TO SECOND(3) and so on.
func (p *parser) intervalFields(typ *TypeName) string {
	t := p.tok()
	if t.kind != tokKeyword {
		return ""
	}
	var ends []kwID
	switch t.kw {
	case kwYear:
		ends = []kwID{kwMonth}
	case kwDay:
		ends = []kwID{kwHour, kwMinute, kwSecond}
	case kwHour:
		ends = []kwID{kwMinute, kwSecond}
	case kwMinute:
		ends = []kwID{kwSecond}
	case kwMonth, kwSecond:
	default:
		return ""
	}
	p.next()
	last, fields := t.kw, t.str
	if len(ends) > 0 && p.acceptKw(kwTo) {
		if !p.isAny(ends...) {
			p.failHere()
			return ""
		}
		end := p.next()
		last, fields = end.kw, fields+" to "+end.str
	}
	if last == kwSecond && p.accept('(') {
		mod := p.here()
		typ.Mods = []Expr{intLiteral(mod, p.intConst())}
		p.expect(')')
	}
	return fields
}
