package parse

import (
	"unicode/utf16"
	"unicode/utf8"

	"github.com/tarndb/tarn/sql/pgerr"
)

const (
	msgUnicodeEscape = "invalid Unicode escape"
	msgUnicodeValue  = "invalid Unicode escape value"
	msgSurrogatePair = "invalid Unicode surrogate pair"
)

// escapeUnicode resolves \uXXXX and \UXXXXXXXX of an E” literal, joining surrogates.
func (l *lexer) escapeUnicode(buf []byte, digits int) []byte {
	pos := l.off
	r, ok := hexDigits(l.sql, l.off+2, digits)
	if !ok {
		l.failHint(pos, msgUnicodeEscape, "Unicode escapes must be \\uXXXX or \\UXXXXXXXX.")
		return buf
	}
	l.off += 2 + digits
	if utf16.IsSurrogate(r) {
		r = l.lowSurrogate(r)
	}
	return l.appendRune(buf, r, pos)
}

// lowSurrogate reads the escape that must follow a high surrogate.
func (l *lexer) lowSurrogate(high rune) rune {
	digits := 4
	if l.at(1) == 'U' {
		digits = 8
	}
	low, ok := hexDigits(l.sql, l.off+2, digits)
	if l.at(0) != '\\' || (l.at(1) != 'u' && l.at(1) != 'U') || !ok {
		l.fail(l.off, l.near(l.off), msgSurrogatePair)
		return 0
	}
	r := utf16.DecodeRune(high, low)
	if r == utf8.RuneError {
		l.fail(l.off, l.sql[l.off:l.off+2+digits], msgSurrogatePair)
		return 0
	}
	l.off += 2 + digits
	return r
}

// near is one character at off, for messages.
func (l *lexer) near(off int) string {
	if off >= len(l.sql) {
		return ""
	}
	_, n := utf8.DecodeRuneInString(l.sql[off:])
	return l.sql[off : off+n]
}

// appendRune appends a character given by number, refusing values that are none.
func (l *lexer) appendRune(buf []byte, r rune, pos int) []byte {
	if l.err != nil {
		return buf
	}
	if r <= 0 || r > utf8.MaxRune || utf16.IsSurrogate(r) {
		l.fail(pos, l.sql[pos:min(l.off, len(l.sql))], msgUnicodeValue)
		return buf
	}
	return utf8.AppendRune(buf, r)
}

func (l *lexer) failHint(pos int, msg, hint string) {
	if l.err == nil {
		l.err = pgerr.New(pgerr.InvalidEscapeSequence, "%s", msg).WithHint("%s", hint).At(CharPos(l.sql, pos))
	}
}

// lexUnicode lexes U&'…' or U&"…" with its optional UESCAPE.
func (l *lexer) lexUnicode(start int, str bool) {
	var raw string
	kind := tokString
	if str {
		raw = l.lexQuote(start, 3, tokString, true)
	} else {
		raw = l.lexQuotedName(start, 3, '"', true)
		kind = tokQuoted
	}
	if l.err != nil {
		return
	}
	end := l.off
	esc, found := l.uescape()
	if l.err != nil {
		return
	}
	if found {
		end = l.off
	}
	l.off = end
	val := l.decodeUnicode(raw, esc, start+3)
	if kind == tokQuoted {
		val = cutName(val)
	}
	l.emit(token{kind: kind, str: val, pos: int32(start), end: int32(end)})
}

// uescape reads UESCAPE 'c' if it follows.
func (l *lexer) uescape() (esc byte, found bool) {
	save := l.off
	l.skipSpace()
	start := l.off
	for l.off < len(l.sql) && charClass[l.sql[l.off]]&classIdentCont != 0 {
		l.off++
	}
	if l.err != nil || l.off-start > keywordMax || foldName(l.sql[start:l.off]) != "uescape" {
		l.err = nil
		l.off = save
		return '\\', false
	}
	l.skipSpace()
	pos := l.off
	if l.at(0) != '\'' {
		l.fail(pos, l.wordAt(pos), "UESCAPE must be followed by a simple string literal")
		return 0, false
	}
	s := l.lexQuote(pos, 1, tokString, true)
	if l.err == nil && (len(s) != 1 || !escapeAllowed(s[0])) {
		l.fail(pos, l.sql[pos:l.off], "invalid Unicode escape character")
	}
	if l.err != nil {
		return 0, false
	}
	return s[0], true
}

// wordAt is the word or character at pos, for messages.
func (l *lexer) wordAt(pos int) string {
	i := pos
	for i < len(l.sql) && charClass[l.sql[i]]&classIdentCont != 0 {
		i++
	}
	if i == pos {
		return l.near(pos)
	}
	return l.sql[pos:i]
}

func escapeAllowed(c byte) bool {
	return hexVal(c) < 0 && c != '+' && c != '\'' && c != '"' && charClass[c]&classSpace == 0
}

// decodeUnicode resolves \XXXX, \+XXXXXX and doubled escapes.
func (l *lexer) decodeUnicode(s string, esc byte, pos int) string {
	buf := make([]byte, 0, len(s))
	var high rune
	for i := 0; i < len(s) && l.err == nil; {
		r, n, ok := unicodeUnit(s[i:], esc)
		switch {
		case !ok:
			l.failHint(pos+i, msgUnicodeEscape, "Unicode escapes must be \\XXXX or \\+XXXXXX.")
			return ""
		case r < 0: // an ordinary byte
			if high != 0 {
				l.fail(pos+i, "", msgSurrogatePair)
				return ""
			}
			buf = append(buf, s[i])
		case high != 0:
			if r = utf16.DecodeRune(high, r); r == utf8.RuneError {
				l.fail(pos+i, "", msgSurrogatePair)
				return ""
			}
			buf, high = utf8.AppendRune(buf, r), 0
		case r >= 0xd800 && r < 0xdc00:
			high = r
		case r == 0 || r > utf8.MaxRune || utf16.IsSurrogate(r):
			l.fail(pos+i, "", msgUnicodeValue)
			return ""
		default:
			buf = utf8.AppendRune(buf, r)
		}
		i += n
	}
	if high != 0 {
		l.fail(pos+len(s), "", msgSurrogatePair)
	}
	return string(buf)
}

// unicodeUnit reads one unit of a U& literal: r is -1 for an ordinary byte (also for a
// doubled escape), else the escaped code.
func unicodeUnit(s string, esc byte) (r rune, n int, ok bool) {
	if s[0] != esc {
		return -1, 1, true
	}
	if len(s) > 1 && s[1] == esc {
		return -1, 2, true
	}
	if len(s) > 1 && s[1] == '+' {
		r, ok = hexDigits(s, 2, 6)
		return r, 8, ok
	}
	r, ok = hexDigits(s, 1, 4)
	return r, 5, ok
}
