package parse

// Binding strengths of operators, weakest first. Comparison and the BETWEEN family do
// not associate.
const (
	precOr      = 1
	precAnd     = 2
	precNot     = 3
	precIs      = 4
	precCompare = 5
	precLike    = 6 // BETWEEN, IN, LIKE, ILIKE, SIMILAR
	precOp      = 9 // all other operators
	precAdd     = 10
	precMul     = 11
	precPow     = 12
	precAt      = 13
	precCollate = 14
	precUnary   = 15
	precCast    = 18
)

// expr reads any scalar expression.
func (p *parser) expr() Expr { return p.climb(precOr, false) }

// bexpr reads the restricted form without AND, OR, NOT, IN, LIKE, BETWEEN and IS NULL,
// used where those words could belong to the surrounding statement.
func (p *parser) bexpr() Expr { return p.climb(precOr, true) }

// exprList reads expressions separated by commas.
func (p *parser) exprList() []Expr {
	list := append(make([]Expr, 0, 4), p.expr())
	for p.accept(',') {
		list = append(list, p.expr())
	}
	return list
}

// climb reads operators that bind at least as strongly as limit.
func (p *parser) climb(limit int, restricted bool) Expr {
	if !p.enter() {
		return nil
	}
	saved, start := p.height, p.start()
	p.height = 0
	left := p.prefix(restricted)
	left = p.climbRest(left, start, limit, restricted)
	p.grow()
	p.height = max(p.height, saved)
	p.leave()
	return left
}

// climbRest reads the infix and postfix operators after left.
func (p *parser) climbRest(left Expr, start, limit int, restricted bool) Expr {
	nonassoc := 0
	for p.err == nil {
		prec := p.infixPrec(restricted)
		if prec == 0 || prec < limit {
			return left
		}
		if prec == nonassoc {
			p.failHere()
			return nil
		}
		nonassoc = 0
		var binary bool
		left, binary = p.infix(left, start, prec, restricted)
		if binary && (prec == precIs || prec == precCompare || prec == precLike) {
			nonassoc = prec
		}
		p.grow()
	}
	return left
}

// infixPrec is the strength of the operator at the cursor, 0 when there is none.
func (p *parser) infixPrec(restricted bool) int {
	t := p.tok()
	switch t.kind {
	case tokKeyword:
		if restricted {
			return p.restrictedPrec(t)
		}
		return p.keywordPrec(t)
	case '=', '<', '>', tokLE, tokGE, tokNE:
		return precCompare
	case '+', '-':
		return precAdd
	case '*', '/', '%':
		return precMul
	case '^':
		return precPow
	case tokOp:
		return precOp
	case tokTypecast:
		return precCast
	case tokIdent:
		if !restricted && p.isLakeOperator(0) {
			return precLike
		}
	}
	return 0
}

// isLakeOperator: n tokens ahead is RLIKE, REGEXP or DIV as an operator, not a label: an
// operand follows.
func (p *parser) isLakeOperator(n int) bool {
	t := p.peek(n)
	if t.kind != tokIdent || (t.str != "rlike" && t.str != "regexp" && t.str != "div") {
		return false
	}
	switch p.peek(n + 1).kind {
	case tokIdent, tokQuoted, tokString, tokInt, tokNumber, tokParam, '(':
		return true
	}
	return false
}

func (p *parser) isWordDiv(n int) bool { return p.isWord(n, "div") }

// lakeOperator reads [NOT] RLIKE, REGEXP or DIV with its right operand.
func (p *parser) lakeOperator(left Expr, start int) Expr {
	opPos := p.start()
	not := p.acceptKw(kwNot)
	word := p.next().str
	right := p.climb(precLike+1, false)
	if word == "div" {
		span := p.span(start)
		return &FuncCall{Span: span, Name: Name{span, []string{"div"}}, Args: []Expr{left, right}}
	}
	op := "~"
	if not {
		op = "!~"
	}
	return &BinaryExpr{Span: p.span(start), Op: op, OpPos: opPos, L: left, R: right}
}

// restrictedPrec is keywordPrec inside a restricted expression.
func (p *parser) restrictedPrec(t *token) int {
	if t.kw == kwOperator && p.peek(1).kind == '(' {
		return precOp
	}
	if t.kw == kwIs {
		n := 1
		if next := p.peek(1); next.kind == tokKeyword && next.kw == kwNot {
			n = 2
		}
		if next := p.peek(n); next.kind == tokKeyword && (next.kw == kwDistinct || next.kw == kwDocument) {
			return precIs
		}
	}
	return 0
}

// keywordPrec is the strength of an operator that is a word.
func (p *parser) keywordPrec(t *token) int {
	switch t.kw {
	case kwAnd:
		return precAnd
	case kwOr:
		return precOr
	case kwIs, kwIsnull, kwNotnull:
		return precIs
	case kwBetween, kwIn, kwLike, kwIlike:
		return precLike
	case kwSimilar:
		// SUBSTRING(x SIMILAR p ESCAPE e) has SIMILAR without TO.
		if next := p.peek(1); next.kind == tokKeyword && next.kw == kwTo {
			return precLike
		}
	case kwCollate:
		return precCollate
	case kwNot:
		if p.isLakeOperator(1) && !p.isWordDiv(1) {
			return precLike
		}
		if next := p.peek(1); next.kind == tokKeyword {
			switch next.kw {
			case kwBetween, kwIn, kwLike, kwIlike, kwSimilar:
				return precLike
			}
		}
	case kwAt:
		if next := p.peek(1); next.kind == tokKeyword && next.kw == kwTime {
			return precAt
		}
	case kwOperator:
		if p.peek(1).kind == '(' {
			return precOp
		}
	}
	return 0
}

// infix reads one operator and its right side. binary tells that a right operand was
// read last, which matters to operators that do not associate.
func (p *parser) infix(left Expr, start, prec int, restricted bool) (x Expr, binary bool) {
	t := p.tok()
	if t.kind == tokTypecast {
		p.next()
		c := &CastExpr{X: left, Style: CastColons, OpPos: int(t.pos)}
		c.Type = p.typeName()
		c.Span = p.span(start)
		return c, false
	}
	if t.kind == tokIdent || (t.kind == tokKeyword && t.kw == kwNot && p.isLakeOperator(1)) {
		return p.lakeOperator(left, start), true
	}
	if t.kind == tokKeyword && t.kw != kwOperator {
		return p.infixKeyword(left, start, t)
	}
	opPos := int(t.pos)
	schema, op := p.operatorOrQualified()
	if p.isAny(kwAny, kwSome, kwAll) && !restricted {
		return p.quantified(left, start, opPos, schema, op), false
	}
	right := p.climb(prec+1, restricted)
	return &BinaryExpr{Span: p.span(start), Op: op, OpSchema: schema, OpPos: opPos, L: left, R: right}, true
}

// infixKeyword reads an operator that is a word.
func (p *parser) infixKeyword(left Expr, start int, t *token) (x Expr, binary bool) {
	switch t.kw {
	case kwAnd:
		return p.boolChain(left, start, And, precAnd), true
	case kwOr:
		return p.boolChain(left, start, Or, precOr), true
	case kwIs, kwIsnull, kwNotnull:
		return p.isTest(left, start)
	case kwCollate:
		p.next()
		c := &CollateExpr{X: left, Collation: p.qualified()}
		c.Span = p.span(start)
		return c, false
	case kwAt:
		p.i += 2
		p.expectKw(kwZone)
		zone := p.climb(precAt+1, false)
		return p.special(start, SyntaxTimeZone, "timezone", zone, left), true
	}
	opPos := int(t.pos)
	not := p.acceptKw(kwNot)
	switch {
	case p.acceptKw(kwBetween):
		return p.between(left, start, opPos, not), true
	case p.acceptKw(kwIn):
		return p.in(left, start, opPos, not), false
	case p.acceptKw(kwLike):
		return p.like(left, start, opPos, Like, not)
	case p.acceptKw(kwIlike):
		return p.like(left, start, opPos, ILike, not)
	}
	p.expectKw(kwSimilar, kwTo)
	return p.like(left, start, opPos, SimilarTo, not)
}

// boolChain reads AND b AND c … into one node, joining a left operand of the same kind.
func (p *parser) boolChain(left Expr, start int, op BoolOp, prec int) Expr {
	b, ok := left.(*BoolExpr)
	if !ok || b.Op != op {
		b = &BoolExpr{Op: op, Args: append(make([]Expr, 0, 4), left)}
	}
	word := kwAnd
	if op == Or {
		word = kwOr
	}
	for p.acceptKw(word) {
		b.Args = append(b.Args, p.climb(prec+1, false))
	}
	b.Span = p.span(start)
	return b
}

// quantified reads ANY|SOME|ALL ( array or query ) after an operator.
func (p *parser) quantified(left Expr, start, opPos int, schema []string, op string) Expr {
	q := &QuantExpr{X: left, Op: op, OpSchema: schema, OpPos: opPos, All: p.next().kw == kwAll}
	q.Query, q.Array = p.parenQueryOrExpr()
	q.Span = p.span(start)
	return q
}

// parenQueryOrExpr reads ( query ) or ( expr ).
func (p *parser) parenQueryOrExpr() (*Query, Expr) {
	if !p.is('(') {
		p.failHere()
		return nil, nil
	}
	q, x, list := p.parens(false)
	if list != nil {
		p.failHere()
	}
	return q, x
}

// isTest reads IS … , ISNULL and NOTNULL.
func (p *parser) isTest(left Expr, start int) (x Expr, binary bool) {
	t := p.next()
	opPos := int(t.pos)
	e := &IsExpr{X: left, OpPos: opPos, Not: t.kw == kwNotnull}
	if t.kw != kwIs {
		e.Span = p.span(start)
		return e, false
	}
	e.Not = p.acceptKw(kwNot)
	switch {
	case p.acceptKw(kwNull):
		e.Test = IsNull
	case p.acceptKw(kwTrue):
		e.Test = IsTrue
	case p.acceptKw(kwFalse):
		e.Test = IsFalse
	case p.acceptKw(kwUnknown):
		e.Test = IsUnknown
	case p.acceptKw(kwDocument):
		e.Test = IsDocument
	case p.acceptSeq(kwDistinct, kwFrom):
		d := &DistinctExpr{L: left, Not: e.Not, OpPos: opPos}
		d.R = p.climb(precIs+1, false)
		d.Span = p.span(start)
		return d, true
	default:
		return p.isNormalized(left, start, e.Not), false
	}
	e.Span = p.span(start)
	return e, false
}

// isNormalized reads [NFC|NFD|NFKC|NFKD] NORMALIZED after IS [NOT].
func (p *parser) isNormalized(left Expr, start int, not bool) Expr {
	args := []Expr{left}
	if p.isAny(kwNfc, kwNfd, kwNfkc, kwNfkd) {
		args = append(args, p.normalForm())
	}
	p.expectKw(kwNormalized)
	f := p.special(start, SyntaxIsNormalized, "is_normalized", args...)
	if not {
		return &NotExpr{Span: p.span(start), X: f}
	}
	return f
}

// between reads [SYMMETRIC] lo AND hi.
func (p *parser) between(left Expr, start, opPos int, not bool) Expr {
	b := &BetweenExpr{X: left, Not: not, OpPos: opPos}
	if p.acceptKw(kwSymmetric) {
		b.Symmetric = true
	} else {
		p.acceptKw(kwAsymmetric)
	}
	b.Lo = p.bexpr()
	p.expectKw(kwAnd)
	b.Hi = p.climb(precLike+1, false)
	b.Span = p.span(start)
	return b
}

// in reads the list or query after IN.
func (p *parser) in(left Expr, start, opPos int, not bool) Expr {
	e := &InExpr{X: left, Not: not, OpPos: opPos}
	if !p.is('(') {
		p.failHere()
		return nil
	}
	q, x, list := p.parens(true)
	switch {
	case q != nil:
		e.Query = q
	case list != nil:
		e.List = list
	default:
		e.List = []Expr{x}
	}
	e.Span = p.span(start)
	return e
}

// like reads the pattern of LIKE, ILIKE or SIMILAR TO with its ESCAPE, or ANY|ALL (…).
func (p *parser) like(left Expr, start, opPos int, kind LikeKind, not bool) (x Expr, binary bool) {
	if kind != SimilarTo && p.isAny(kwAny, kwSome, kwAll) {
		return p.quantified(left, start, opPos, nil, likeOperator(kind, not)), false
	}
	e := &LikeExpr{Kind: kind, X: left, Not: not, OpPos: opPos}
	e.Pattern = p.climb(precLike+1, false)
	if p.acceptKw(kwEscape) {
		e.Escape = p.climb(precLike+1, false)
	}
	e.Span = p.span(start)
	return e, true
}

// likeOperator is the operator behind LIKE and ILIKE.
func likeOperator(kind LikeKind, not bool) string {
	op := "~~"
	if kind == ILike {
		op = "~~*"
	}
	if not {
		op = "!" + op
	}
	return op
}
