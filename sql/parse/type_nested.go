package parse

import "strconv"

// intLiteral makes an integer constant.
func intLiteral(span Span, n int) *Literal {
	return &Literal{Span: span, Kind: LitInt, Text: strconv.Itoa(n), Int: int32(n)}
}

// nestedType reads array<t>, map<k, v> and struct<a: t, …>.
func (p *parser) nestedType() *TypeName {
	if !p.enter() {
		return nil
	}
	defer p.leave()
	typ := &TypeName{}
	t := p.next()
	if t.str == "struct" && p.accept(tokNE) {
		typ.Kind = TypeStruct
		typ.Span = p.span(int(t.pos))
		return typ
	}
	p.expect('<')
	switch t.str {
	case "array":
		typ.Kind = TypeArray
		typ.Elems = []*TypeName{p.typeName()}
	case "map":
		typ.Kind = TypeMap
		typ.Elems = []*TypeName{p.typeName()}
		p.expect(',')
		typ.Elems = append(typ.Elems, p.typeName())
	default:
		typ.Kind = TypeStruct
		typ.Struct = append(typ.Struct, p.structField())
		for p.accept(',') {
			typ.Struct = append(typ.Struct, p.structField())
		}
	}
	p.closeAngle()
	typ.Span = p.span(int(t.pos))
	return typ
}

// structField reads name [:] type [NOT NULL] [COMMENT 'text'].
func (p *parser) structField() *StructField {
	start := p.start()
	f := &StructField{Name: p.label().Name}
	p.accept(':')
	f.Type = p.typeName()
	f.NotNull = p.acceptSeq(kwNot, kwNull)
	if p.acceptKw(kwComment) {
		f.Comment = p.stringConst()
	}
	f.Span = p.span(start)
	return f
}

// closeAngle passes one >, splitting it off a longer operator such as >>.
func (p *parser) closeAngle() {
	t := p.tok()
	if t.kind == '>' {
		p.next()
		return
	}
	if (t.kind != tokOp && t.kind != tokGE) || len(t.str) < 2 || t.str[0] != '>' {
		p.failHere()
		return
	}
	t.pos++
	t.str = t.str[1:]
	t.kind = operatorKind(t.str)
}

// builtinLiteral reads a typed literal such as date-like time '…' or numeric(3,1) '…'.
// It gives up, moving nothing, when the word turns out to be a column name.
func (p *parser) builtinLiteral() (Expr, bool) {
	mark := p.i
	if p.isKw(kwDouble) && !(p.peek(1).kind == tokKeyword && p.peek(1).kw == kwPrecision) {
		return nil, false
	}
	if next := p.peek(1); next.kind != tokString && next.kind != '(' && next.kind != tokKeyword {
		return nil, false
	}
	if name := simpleBuiltin[p.tok().kw]; name != "" && p.peek(1).kind == '(' {
		return p.castCall(name), true
	}
	typ := p.builtinType(true)
	if p.err != nil {
		return nil, true
	}
	if p.is(tokString) {
		return p.typedLiteral(typ), true
	}
	if typ.Mods != nil || p.i > mark+1 {
		p.failHere()
		return nil, true
	}
	p.i = mark
	return nil, false
}

// castCall reads the lakehouse's int(x), a cast.
func (p *parser) castCall(name string) Expr {
	start := p.start()
	typ := builtinType(p.here(), name)
	p.i += 2
	x := p.expr()
	p.expect(')')
	return &CastExpr{Span: p.span(start), X: x, Type: typ, Style: CastFunc, OpPos: start}
}

// intervalLiteral reads INTERVAL 'text' [fields], INTERVAL(p) 'text' or INTERVAL n unit,
// and gives nil when the word is a column name.
func (p *parser) intervalLiteral() Expr {
	start := p.start()
	typ := builtinType(p.here(), "interval")
	switch next := p.peek(1); next.kind {
	case tokString:
		p.next()
		x := p.literal(LitString)
		typ.Fields = p.intervalFields(typ)
		if typ.Fields == "" {
			p.lakeUnit(x)
		}
		return &CastExpr{Span: p.span(start), X: x, Type: typ, Style: CastLiteral, OpPos: start}
	case tokInt, tokNumber, '-':
		return p.intervalNumber(typ, start)
	case '(':
		p.next()
		p.intervalMods(typ)
		if !p.is(tokString) {
			p.failHere()
			return nil
		}
		x := p.literal(LitString)
		return &CastExpr{Span: p.span(start), X: x, Type: typ, Style: CastLiteral, OpPos: start}
	}
	return nil
}

// lakeUnits are the plural or short units of INTERVAL 3 DAYS.
var lakeUnits = map[string]bool{
	"year": true, "years": true, "month": true, "months": true, "week": true, "weeks": true, "day": true,
	"days": true, "hour": true, "hours": true, "minute": true, "minutes": true, "second": true,
	"seconds": true, "millisecond": true, "milliseconds": true, "microsecond": true, "microseconds": true,
}

// lakeUnit reads a plural unit after INTERVAL '3' and joins it to the text. A word that
// could as well be a column label is left alone unless it is a plural unit.
func (p *parser) lakeUnit(x Expr) {
	t := p.tok()
	lit, ok := x.(*Literal)
	if !ok || t.kind != tokIdent || !lakeUnits[t.str] || !isNumeral(lit.Text) {
		return
	}
	p.next()
	lit.Text += " " + t.str
	lit.End = int(t.end)
}

func isNumeral(s string) bool {
	_, err := strconv.ParseFloat(s, 64)
	return err == nil
}

// intervalNumber reads INTERVAL [-]n unit.
func (p *parser) intervalNumber(typ *TypeName, start int) Expr {
	n := 1
	if p.peek(1).kind == '-' {
		n = 2
	}
	num, unit := p.peek(n), p.peek(n+1)
	if (num.kind != tokInt && num.kind != tokNumber) || !isLabel(unit) || !lakeUnits[unit.str] {
		return nil
	}
	val := num.str
	if n == 2 {
		val = "-" + val
	}
	span := Span{int(p.peek(1).pos), int(unit.end)}
	p.i += n + 2
	val += " " + unit.str
	for (p.is(tokInt) || p.is(tokNumber)) && isLabel(p.peek(1)) && lakeUnits[p.peek(1).str] {
		val += " " + p.next().str
		val += " " + p.next().str
	}
	span.End = p.span(start).End
	x := text(span, val)
	return &CastExpr{Span: p.span(start), X: x, Type: typ, Style: CastLiteral, OpPos: start}
}
