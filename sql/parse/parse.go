package parse

import (
	"math"
	"sync"

	"github.com/tarndb/tarn/sql/pgerr"
)

const (
	// NestingMax is how deep parentheses, subqueries, prefix operators and the like may
	// nest.
	NestingMax = 3000
	// HeightMax is how high an expression or query tree may be; a chain a + b + c … of n
	// terms has height n.
	HeightMax = 10000
)

// parser reads the tokens of one text. After an error the cursor stays on the last token
// and everything else fails quietly; the first error is kept.
type parser struct {
	sql    string
	toks   []token
	i      int
	err    *pgerr.Error
	lexErr *pgerr.Error
	nest   int
	height int // of the tallest tree finished in the current scope
	// partial is the last token where acceptSeq matched some but not all of its words,
	// and matched is how many.
	partial, matched int
	script           bool // procedural statements are those of SQL scripting
}

// tokenPool reuses token buffers between calls.
var tokenPool = sync.Pool{New: func() any { s := make([]token, 0, 256); return &s }}

// pooledTokens is the largest token buffer worth keeping.
const pooledTokens = 1 << 14

// Parse reads a text of any number of statements separated by semicolons. Empty
// statements are skipped; the Range of each statement is its own text.
func Parse(sql string) ([]Stmt, error) {
	var stmts []Stmt
	err := withParser(sql, func(p *parser) { stmts = p.statements() })
	if err != nil {
		return nil, err
	}
	return stmts, nil
}

// ParseExpr reads one scalar expression.
func ParseExpr(sql string) (Expr, error) {
	var x Expr
	err := withParser(sql, func(p *parser) { x = p.expr(); p.expect(tokEOF) })
	if err != nil {
		return nil, err
	}
	return x, nil
}

// ParseType reads one type name, such as numeric(10,2)[].
func ParseType(sql string) (*TypeName, error) {
	var t *TypeName
	err := withParser(sql, func(p *parser) { t = p.typeName(); p.expect(tokEOF) })
	if err != nil {
		return nil, err
	}
	return t, nil
}

// withParser lexes sql, runs f and returns the first error.
func withParser(sql string, f func(*parser)) error {
	if len(sql) > math.MaxInt32-1 {
		return pgerr.New(pgerr.ProgramLimitExceeded, "statement text is longer than 2 GB")
	}
	buf := tokenPool.Get().(*[]token)
	l := lexer{sql: sql, toks: (*buf)[:0]}
	l.run()
	p := parser{sql: sql, toks: l.toks, lexErr: l.err}
	f(&p)
	if cap(l.toks) <= pooledTokens {
		clear(l.toks)
		*buf = l.toks[:0]
		tokenPool.Put(buf)
	}
	if p.err != nil {
		return p.err
	}
	return nil
}

// statements reads the whole text.
func (p *parser) statements() []Stmt {
	var list []Stmt
	for p.err == nil {
		if p.accept(';') {
			continue
		}
		if p.is(tokEOF) {
			break
		}
		p.height = 0
		s := p.statement()
		if p.err != nil {
			return nil
		}
		list = append(list, s)
		if !p.is(';') && !p.is(tokEOF) {
			p.failHere()
		}
	}
	return list
}
