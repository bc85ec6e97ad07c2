package parse

import (
	"strconv"
	"strings"
)

func (l *lexer) digits() {
	for l.off < len(l.sql) && charClass[l.sql[l.off]]&classDigit != 0 {
		l.off++
	}
}

// lexNumber lexes 1, 1.5, .5, 1., 1e5. A letter glued to the number is an error.
func (l *lexer) lexNumber() {
	start := l.off
	l.digits()
	integer := true
	if l.at(0) == '.' && l.at(1) != '.' {
		integer = false
		l.off++
		l.digits()
	}
	if c := l.at(0); c == 'e' || c == 'E' {
		i := 1
		if s := l.at(1); s == '+' || s == '-' {
			i = 2
		}
		if charClass[l.at(i)]&classDigit != 0 {
			integer = false
			l.off += i
			l.digits()
		} else if i == 2 {
			l.off += 2
			l.fail(start, l.sql[start:l.off], "trailing junk after numeric literal")
			return
		}
	}
	if charClass[l.at(0)]&classIdentStart != 0 {
		l.off++
		l.fail(start, l.sql[start:l.off], "trailing junk after numeric literal")
		return
	}
	l.emitNumber(l.sql[start:l.off], integer, start)
}

func (l *lexer) emitNumber(text string, integer bool, start int) {
	t := token{kind: tokNumber, str: text, pos: int32(start), end: int32(l.off)}
	if integer {
		if v, err := strconv.ParseInt(text, 10, 32); err == nil {
			t.kind, t.num = tokInt, int32(v)
		}
	}
	l.emit(t)
}

// lexDollar lexes $1 and $tag$…$tag$.
func (l *lexer) lexDollar() {
	start := l.off
	if charClass[l.at(1)]&classDigit != 0 {
		l.lexParam(start)
		return
	}
	i := l.off + 1
	for i < len(l.sql) && l.sql[i] != '$' && charClass[l.sql[i]]&classIdentCont != 0 {
		i++
	}
	if i >= len(l.sql) || l.sql[i] != '$' {
		l.fail(start, "$", "syntax error")
		return
	}
	tag := l.sql[start : i+1]
	body := l.sql[i+1:]
	n := strings.Index(body, tag)
	if n < 0 {
		l.failToEnd(start, "unterminated dollar-quoted string")
		return
	}
	l.off = i + 1 + n + len(tag)
	l.emit(token{kind: tokString, str: body[:n], pos: int32(start), end: int32(l.off)})
}

func (l *lexer) lexParam(start int) {
	l.off++
	l.digits()
	if charClass[l.at(0)]&classIdentStart != 0 {
		l.off++
		l.fail(start, l.sql[start:l.off], "trailing junk after parameter")
		return
	}
	v, err := strconv.ParseInt(l.sql[start+1:l.off], 10, 32)
	if err != nil {
		l.fail(start, l.sql[start:l.off], "parameter number too large")
		return
	}
	l.emit(token{kind: tokParam, num: int32(v), str: l.sql[start:l.off], pos: int32(start), end: int32(l.off)})
}

// lexOperator lexes the longest operator, which cannot contain a comment start and, unless
// it has one of ~ ! @ # ^ & | ? %, cannot end in + or -.
func (l *lexer) lexOperator() {
	start := l.off
	i := start
	for i < len(l.sql) && charClass[l.sql[i]]&classOp != 0 {
		if i+1 < len(l.sql) && i > start {
			if two := l.sql[i : i+2]; two == "--" || two == "/*" {
				break
			}
		}
		i++
	}
	if i-start > 1 && (l.sql[i-1] == '+' || l.sql[i-1] == '-') &&
		!strings.ContainsAny(l.sql[start:i-1], "~!@#^&|?%") {
		for i-start > 1 && (l.sql[i-1] == '+' || l.sql[i-1] == '-') {
			i--
		}
	}
	op := l.sql[start:i]
	if len(op) > nameMax {
		l.off = i
		l.fail(start, "", "operator too long")
		return
	}
	l.emitFixed(operatorKind(op), len(op))
	switch op {
	case "!=":
		l.toks[len(l.toks)-1].str = "<>"
	case "==":
		l.toks[len(l.toks)-1].str = "="
	}
}

// operatorKind classes an operator text.
func operatorKind(op string) tokKind {
	if len(op) == 1 {
		if charClass[op[0]]&classSelf != 0 {
			return tokKind(op[0])
		}
		return tokOp
	}
	switch op {
	case "==": // the lakehouse's spelling
		return '='
	case "=>":
		return tokArrow
	case "<=":
		return tokLE
	case ">=":
		return tokGE
	case "<>", "!=":
		return tokNE
	}
	return tokOp
}
