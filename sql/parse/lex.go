package parse

import (
	"strings"
	"unicode/utf8"

	"github.com/tarndb/tarn/sql/pgerr"
)

// nameMax is the longest identifier in bytes; longer ones are cut.
const nameMax = 63

// lexer cuts a statement text into tokens. On an error it ends the stream with tokError
// and keeps the error, so that an earlier syntax error is reported first.
type lexer struct {
	sql  string
	off  int
	toks []token
	err  *pgerr.Error
}

// Character classes.
const (
	classSpace = 1 << iota
	classIdentStart
	classIdentCont
	classDigit
	classOp
	classSelf
)

var charClass = func() (t [256]uint8) {
	for _, c := range " \t\n\r\f" {
		t[c] |= classSpace
	}
	for c := range 256 {
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c == '_', c >= 0x80:
			t[c] |= classIdentStart | classIdentCont
		case c >= '0' && c <= '9':
			t[c] |= classDigit | classIdentCont
		case c == '$':
			t[c] |= classIdentCont
		}
	}
	for _, c := range "~!@#^&|?+-*/%<>=" {
		t[c] |= classOp
	}
	for _, c := range ",()[].;:+-*/%^<>=" {
		t[c] |= classSelf
	}
	return t
}()

// run lexes the whole text. The last token is tokEOF or tokError.
func (l *lexer) run() {
	for l.err == nil {
		l.skipSpace()
		if l.err != nil {
			break
		}
		if l.off >= len(l.sql) {
			l.emit(token{kind: tokEOF, pos: int32(len(l.sql)), end: int32(len(l.sql))})
			return
		}
		l.lexToken()
	}
	pos := int32(min(l.off, len(l.sql)))
	l.emit(token{kind: tokError, pos: pos, end: pos})
}

func (l *lexer) emit(t token) { l.toks = append(l.toks, t) }

// at is the byte i places ahead, 0 at the end.
func (l *lexer) at(i int) byte {
	if l.off+i < len(l.sql) {
		return l.sql[l.off+i]
	}
	return 0
}

// fail records an error located at byte pos. near, when not empty, is appended the way
// PostgreSQL's scanner does.
func (l *lexer) fail(pos int, near, msg string) {
	if l.err != nil {
		return
	}
	if near != "" {
		l.err = pgerr.New(pgerr.SyntaxError, "%s at or near \"%s\"", msg, near)
	} else {
		l.err = pgerr.New(pgerr.SyntaxError, "%s", msg)
	}
	l.err = l.err.At(CharPos(l.sql, pos))
}

// failToEnd is fail with everything from pos to the end of the text as the place.
func (l *lexer) failToEnd(pos int, msg string) { l.fail(pos, l.sql[pos:], msg) }

// skipSpace passes white space and comments.
func (l *lexer) skipSpace() {
	for l.off < len(l.sql) {
		c := l.sql[l.off]
		switch {
		case charClass[c]&classSpace != 0:
			l.off++
		case c == '-' && l.at(1) == '-':
			l.skipLine()
		case c == '/' && l.at(1) == '*':
			if !l.skipBlock() {
				return
			}
		default:
			return
		}
	}
}

func (l *lexer) skipLine() {
	for l.off < len(l.sql) && l.sql[l.off] != '\n' && l.sql[l.off] != '\r' {
		l.off++
	}
}

// skipBlock passes a nested /* comment */.
func (l *lexer) skipBlock() bool {
	start, depth := l.off, 0
	for l.off < len(l.sql) {
		switch {
		case l.sql[l.off] == '/' && l.at(1) == '*':
			depth++
			l.off += 2
		case l.sql[l.off] == '*' && l.at(1) == '/':
			depth--
			l.off += 2
			if depth == 0 {
				return true
			}
		default:
			l.off++
		}
	}
	l.failToEnd(start, "unterminated /* comment")
	return false
}

// lexToken lexes one token; the text is not at its end and not at white space.
func (l *lexer) lexToken() {
	c := l.sql[l.off]
	class := charClass[c]
	switch {
	case class&classIdentStart != 0:
		l.lexWord(c)
	case class&classDigit != 0, c == '.' && charClass[l.at(1)]&classDigit != 0:
		l.lexNumber()
	case c == '\'':
		l.lexQuote(l.off, 1, tokString, false)
	case c == '"' || c == '`':
		l.lexQuotedName(l.off, 1, c, false)
	case c == '$':
		l.lexDollar()
	case class&classOp != 0:
		l.lexOperator()
	case c == ':' && l.at(1) == ':':
		l.emitFixed(tokTypecast, 2)
	case c == ':' && l.at(1) == '=':
		l.emitFixed(tokAssign, 2)
	case c == '.' && l.at(1) == '.':
		l.emitFixed(tokDotDot, 2)
	case class&classSelf != 0:
		l.emitFixed(tokKind(c), 1)
	default:
		l.fail(l.off, l.sql[l.off:l.off+1], "syntax error")
	}
}

// emitFixed emits a token of n bytes.
func (l *lexer) emitFixed(kind tokKind, n int) {
	l.emit(token{kind: kind, pos: int32(l.off), end: int32(l.off + n), str: l.sql[l.off : l.off+n]})
	l.off += n
}

// lexWord lexes an identifier or keyword, or a literal that a letter introduces.
func (l *lexer) lexWord(c byte) {
	if n := l.at(1); n == '\'' || n == '&' {
		if l.lexPrefixed(c, n) {
			return
		}
	}
	start := l.off
	upper := false
	for l.off < len(l.sql) && charClass[l.sql[l.off]]&classIdentCont != 0 {
		if b := l.sql[l.off]; b >= 'A' && b <= 'Z' {
			upper = true
		}
		l.off++
	}
	l.emit(wordToken(l.sql[start:l.off], upper, start))
}

// lexPrefixed lexes E”, B”, X”, N”, U&” and U&"".
func (l *lexer) lexPrefixed(c, next byte) bool {
	start := l.off
	if next == '&' {
		if c != 'u' && c != 'U' {
			return false
		}
		switch l.at(2) {
		case '\'':
			l.lexUnicode(start, true)
			return true
		case '"':
			l.lexUnicode(start, false)
			return true
		}
		return false
	}
	switch c {
	case 'e', 'E':
		l.lexEscape(start)
	case 'b', 'B':
		l.lexQuote(start, 2, tokBit, false)
	case 'x', 'X':
		l.lexQuote(start, 2, tokHex, false)
	case 'n', 'N':
		l.emit(token{kind: tokKeyword, kw: kwNchar, str: "nchar", pos: int32(start), end: int32(start + 1)})
		l.off++
	default:
		return false
	}
	return true
}

// wordToken makes the token of an unquoted word.
func wordToken(text string, upper bool, pos int) token {
	t := token{kind: tokIdent, pos: int32(pos), end: int32(pos + len(text))}
	if len(text) <= keywordMax {
		var buf [keywordMax]byte
		n := copy(buf[:], text)
		if upper {
			lowerASCII(buf[:n])
		}
		if id := lookupKeyword(buf[:n]); id != notKeyword {
			t.kind, t.kw, t.str = tokKeyword, id, keywordTable[id].name
			return t
		}
	}
	if upper {
		text = foldName(text)
	}
	t.str = cutName(text)
	return t
}

func lowerASCII(b []byte) {
	for i, c := range b {
		if c >= 'A' && c <= 'Z' {
			b[i] = c + 'a' - 'A'
		}
	}
}

// foldName folds ASCII letters to lower case and leaves other characters alone.
func foldName(s string) string {
	b := []byte(s)
	lowerASCII(b)
	return string(b)
}

// cutName cuts a name at 63 bytes without splitting a character. Bytes that are no UTF-8
// are cut anywhere.
func cutName(s string) string {
	if len(s) <= nameMax {
		return s
	}
	n := nameMax
	for n > nameMax-utf8.UTFMax && !utf8.RuneStart(s[n]) {
		n--
	}
	return s[:n]
}

// lexQuotedName lexes "name" or `name`; the opening quote is skip-1 bytes after start.
func (l *lexer) lexQuotedName(start, skip int, quote byte, raw bool) string {
	i := start + skip
	from := i
	doubled := false
	for i < len(l.sql) {
		if l.sql[i] == quote {
			if i+1 < len(l.sql) && l.sql[i+1] == quote {
				doubled = true
				i += 2
				continue
			}
			break
		}
		i++
	}
	if i >= len(l.sql) {
		l.failToEnd(start, "unterminated quoted identifier")
		return ""
	}
	l.off = i + 1
	if i == from {
		l.fail(start, l.sql[start:l.off], "zero-length delimited identifier")
		return ""
	}
	name := l.sql[from:i]
	if doubled {
		q := string(quote)
		name = strings.ReplaceAll(name, q+q, q)
	}
	if !raw {
		l.emit(token{kind: tokQuoted, str: cutName(name), pos: int32(start), end: int32(l.off)})
	}
	return name
}
