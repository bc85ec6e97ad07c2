package parse

import "github.com/tarndb/tarn/sql/pgerr"

// tok is the current token. The last token of the stream is never passed.
func (p *parser) tok() *token { return &p.toks[p.i] }

// peek is the token n places ahead.
func (p *parser) peek(n int) *token { return &p.toks[min(p.i+n, len(p.toks)-1)] }

// next moves over the current token and returns it.
func (p *parser) next() *token {
	t := &p.toks[p.i]
	if p.i < len(p.toks)-1 {
		p.i++
	}
	return t
}

// start is the byte offset of the current token, where a node begins.
func (p *parser) start() int { return int(p.toks[p.i].pos) }

// span is the range from a start to the end of the last token passed.
func (p *parser) span(start int) Span {
	end := start
	if p.i > 0 {
		end = max(end, int(p.toks[p.i-1].end))
	}
	return Span{start, end}
}

// here is the span of the current token.
func (p *parser) here() Span { t := p.tok(); return Span{int(t.pos), int(t.end)} }

func (p *parser) is(k tokKind) bool { return p.toks[p.i].kind == k }

func (p *parser) isKw(id kwID) bool {
	t := &p.toks[p.i]
	return t.kind == tokKeyword && t.kw == id
}

// isSeq tells whether the next tokens are these keywords.
func (p *parser) isSeq(ids ...kwID) bool {
	for n, id := range ids {
		if t := p.peek(n); t.kind != tokKeyword || t.kw != id {
			return false
		}
	}
	return true
}

// isAny tells whether the current token is one of these keywords.
func (p *parser) isAny(ids ...kwID) bool {
	t := p.tok()
	if t.kind != tokKeyword {
		return false
	}
	for _, id := range ids {
		if t.kw == id {
			return true
		}
	}
	return false
}

// isWord tells whether the token n ahead is this unquoted word, which may be a keyword
// or, for the lakehouse words, not.
func (p *parser) isWord(n int, word string) bool {
	t := p.peek(n)
	return (t.kind == tokIdent || t.kind == tokKeyword) && t.str == word
}

// isWords tells whether the next tokens are these words.
func (p *parser) isWords(words ...string) bool {
	for n, w := range words {
		if !p.isWord(n, w) {
			return false
		}
	}
	return true
}

func (p *parser) accept(k tokKind) bool {
	if p.is(k) && k != tokEOF && p.err == nil {
		p.next()
		return true
	}
	return false
}

func (p *parser) acceptKw(id kwID) bool {
	if p.isKw(id) {
		p.next()
		return true
	}
	return false
}

// acceptSeq passes all these keywords or none. Where only the first of them match, the
// place of the first difference is kept: that is where an error belongs.
func (p *parser) acceptSeq(ids ...kwID) bool {
	for n, id := range ids {
		if t := p.peek(n); t.kind != tokKeyword || t.kw != id {
			if n > 0 && (p.partial != p.i || n > p.matched) {
				p.partial, p.matched = p.i, n
			}
			return false
		}
	}
	p.i += len(ids)
	return true
}

// acceptWord passes this unquoted word.
func (p *parser) acceptWord(word string) bool {
	if p.isWord(0, word) {
		p.next()
		return true
	}
	return false
}

// acceptWords passes all these words or none.
func (p *parser) acceptWords(words ...string) bool {
	if !p.isWords(words...) {
		return false
	}
	p.i += len(words)
	return true
}

func (p *parser) expect(k tokKind) {
	if p.is(k) {
		p.next()
		return
	}
	p.failHere()
}

func (p *parser) expectKw(ids ...kwID) {
	for _, id := range ids {
		if !p.acceptKw(id) {
			p.failHere()
			return
		}
	}
}

func (p *parser) expectWord(words ...string) {
	for _, w := range words {
		if !p.acceptWord(w) {
			p.failHere()
			return
		}
	}
}

// failHere reports a syntax error at the current token, or where a sequence of keywords
// that started there went wrong.
func (p *parser) failHere() {
	if p.matched > 0 && p.partial == p.i {
		p.failAt(p.peek(p.matched))
		return
	}
	p.failAt(p.tok())
}

func (p *parser) failAt(t *token) {
	if p.err != nil {
		return
	}
	switch t.kind {
	case tokError:
		p.fail(p.lexErr)
	case tokEOF:
		p.fail(pgerr.New(pgerr.SyntaxError, "syntax error at end of input").At(CharPos(p.sql, int(t.pos))))
	default:
		p.failMsg(t, "syntax error")
	}
}

// failMsg reports msg at or near a token.
func (p *parser) failMsg(t *token, msg string) {
	if p.err != nil {
		return
	}
	p.fail(pgerr.New(pgerr.SyntaxError, "%s at or near \"%s\"", msg, p.sql[t.pos:t.end]).At(CharPos(p.sql, int(t.pos))))
}

// failWord reports msg at the current token, which may be the end.
func (p *parser) failWord(msg string) {
	t := p.tok()
	if t.kind == tokEOF || t.kind == tokError {
		p.failPos(int(t.pos), pgerr.SyntaxError, "%s at end of input", msg)
		return
	}
	p.failMsg(t, msg)
}

// failPos reports a message of its own at a byte offset.
func (p *parser) failPos(pos int, code pgerr.Code, format string, args ...any) {
	if p.err != nil {
		return
	}
	p.fail(pgerr.New(code, format, args...).At(CharPos(p.sql, pos)))
}

// fail keeps the first error and moves to the end of the tokens.
func (p *parser) fail(err *pgerr.Error) {
	if p.err == nil {
		p.err = err
	}
	p.i = len(p.toks) - 1
	// From here every keyword and punctuation test must fail.
	if last := &p.toks[p.i]; last.kind != tokEOF {
		last.kind = tokEOF
	}
}

// enter counts one level of nesting; every successful enter is paired with a leave.
func (p *parser) enter() bool {
	if p.nest >= NestingMax {
		p.tooDeep()
		return false
	}
	p.nest++
	return true
}

func (p *parser) leave() { p.nest-- }

// grow counts one more level of the tree being built by a loop.
func (p *parser) grow() {
	p.height++
	if p.height > HeightMax {
		p.tooDeep()
	}
}

func (p *parser) tooDeep() {
	if p.err != nil {
		return
	}
	p.fail(pgerr.New(pgerr.StatementTooComplex, "stack depth limit exceeded").
		WithHint("The statement nests deeper than %d levels or chains more than %d operators.", NestingMax, HeightMax).
		At(CharPos(p.sql, p.start())))
}
