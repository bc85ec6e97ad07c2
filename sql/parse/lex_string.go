package parse

import (
	"strings"
	"unicode/utf8"

	"github.com/tarndb/tarn/sql/pgerr"
)

// unterminated is the message for each kind of quoted literal.
func unterminated(kind tokKind) string {
	switch kind {
	case tokBit:
		return "unterminated bit string literal"
	case tokHex:
		return "unterminated hexadecimal string literal"
	}
	return "unterminated quoted string"
}

// lexQuote lexes a literal without escapes whose text starts skip bytes after start,
// joining continuations on following lines. With raw it returns the value without
// emitting a token.
func (l *lexer) lexQuote(start, skip int, kind tokKind, raw bool) string {
	l.off = start + skip
	var joined []byte
	for {
		part, ok := l.quotedPart()
		if !ok {
			l.failToEnd(start, unterminated(kind))
			return ""
		}
		end := l.off
		if !l.continuation() {
			l.off = end
			if joined != nil {
				part = string(append(joined, part...))
			}
			if !raw {
				l.emit(token{kind: kind, str: part, pos: int32(start), end: int32(end)})
			}
			return part
		}
		joined = append(joined, part...)
	}
}

// quotedPart reads up to and over the closing quote, resolving doubled quotes.
func (l *lexer) quotedPart() (string, bool) {
	from, doubled := l.off, false
	for {
		i := strings.IndexByte(l.sql[l.off:], '\'')
		if i < 0 {
			return "", false
		}
		l.off += i + 1
		if l.at(0) != '\'' {
			break
		}
		doubled = true
		l.off++
	}
	s := l.sql[from : l.off-1]
	if doubled {
		s = strings.ReplaceAll(s, "''", "'")
	}
	return s, true
}

// continuation reports whether, after white space with at least one line break, another
// quote follows, and moves behind it. Line comments count as white space.
func (l *lexer) continuation() bool {
	newline := false
	for l.off < len(l.sql) {
		c := l.sql[l.off]
		switch {
		case c == '\n' || c == '\r':
			newline = true
			l.off++
		case charClass[c]&classSpace != 0:
			l.off++
		case c == '-' && l.at(1) == '-':
			l.skipLine()
		case c == '\'' && newline:
			l.off++
			return true
		default:
			return false
		}
	}
	return false
}

// lexEscape lexes E'…' with backslash escapes.
func (l *lexer) lexEscape(start int) {
	l.off = start + 2
	buf := make([]byte, 0, 32)
	high := false // a byte escape may have made invalid UTF-8
	for {
		if l.off >= len(l.sql) {
			l.failToEnd(start, "unterminated quoted string")
			return
		}
		c := l.sql[l.off]
		switch {
		case c == '\\':
			if l.off+1 >= len(l.sql) {
				l.failToEnd(start, "unterminated quoted string")
				return
			}
			buf = l.escape(buf, &high)
			if l.err != nil {
				return
			}
		case c != '\'':
			buf = append(buf, c)
			l.off++
		case l.at(1) == '\'':
			buf = append(buf, c)
			l.off += 2
		default:
			l.off++
			end := l.off
			if l.continuation() {
				continue
			}
			l.off = end
			if high && !utf8.Valid(buf) {
				l.badEncoding(buf)
				return
			}
			l.emit(token{kind: tokString, str: string(buf), pos: int32(start), end: int32(end)})
			return
		}
	}
}

// badEncoding reports the first invalid UTF-8 sequence of b.
func (l *lexer) badEncoding(b []byte) {
	for len(b) > 0 {
		r, n := utf8.DecodeRune(b)
		if r == 0 || (r == utf8.RuneError && n <= 1) {
			break
		}
		b = b[n:]
	}
	n := 1
	if len(b) > 0 {
		n = min(len(b), utf8SeqLen(b[0]))
	}
	hex := make([]string, 0, 4)
	for _, c := range b[:min(n, len(b))] {
		const digits = "0123456789abcdef"
		hex = append(hex, "0x"+string(digits[c>>4])+string(digits[c&15]))
	}
	l.err = pgerr.New(pgerr.CharacterNotInRepertoire, "invalid byte sequence for encoding \"UTF8\": %s",
		strings.Join(hex, " "))
}

// utf8SeqLen is the length of a sequence by its first byte.
func utf8SeqLen(c byte) int {
	switch {
	case c&0xe0 == 0xc0:
		return 2
	case c&0xf0 == 0xe0:
		return 3
	case c&0xf8 == 0xf0:
		return 4
	}
	return 1
}

// escape resolves one backslash sequence at the current offset.
func (l *lexer) escape(buf []byte, high *bool) []byte {
	c := l.at(1)
	switch {
	case c >= '0' && c <= '7':
		v, n := 0, 0
		for ; n < 3 && l.at(1+n) >= '0' && l.at(1+n) <= '7'; n++ {
			v = v*8 + int(l.at(1+n)-'0')
		}
		return l.escapedByte(buf, byte(v), 1+n, high)
	case c == 'x' && hexVal(l.at(2)) >= 0:
		v, n := 0, 0
		for ; n < 2 && hexVal(l.at(2+n)) >= 0; n++ {
			v = v*16 + hexVal(l.at(2+n))
		}
		return l.escapedByte(buf, byte(v), 2+n, high)
	case c == 'u':
		return l.escapeUnicode(buf, 4)
	case c == 'U':
		return l.escapeUnicode(buf, 8)
	}
	if i := strings.IndexByte("bfnrtv", c); i >= 0 {
		l.off += 2
		return append(buf, "\b\f\n\r\t\v"[i])
	}
	l.off += 2
	return append(buf, c)
}

// escapedByte appends a byte given by number; a zero byte is no character.
func (l *lexer) escapedByte(buf []byte, v byte, n int, high *bool) []byte {
	if v == 0 {
		l.badEncoding([]byte{0})
		return buf
	}
	if v >= 0x80 {
		*high = true
	}
	l.off += n
	return append(buf, v)
}

// hexVal is the value of a hex digit or -1.
func hexVal(c byte) int {
	switch {
	case c >= '0' && c <= '9':
		return int(c - '0')
	case c >= 'a' && c <= 'f':
		return int(c-'a') + 10
	case c >= 'A' && c <= 'F':
		return int(c-'A') + 10
	}
	return -1
}

// hexDigits reads n hex digits at off, or reports false.
func hexDigits(s string, off, n int) (rune, bool) {
	if off+n > len(s) {
		return 0, false
	}
	var v rune
	for i := range n {
		h := hexVal(s[off+i])
		if h < 0 || v > 0x7ffffff {
			return 0, false
		}
		v = v<<4 | rune(h)
	}
	return v, true
}
