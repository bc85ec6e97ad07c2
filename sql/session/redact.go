package session

import "strings"

// secretWords are what secrets follow in statements and options.
var secretWords = []string{"password", "secret", "token", "credential", "access_key", "account_key", "accesskey", "accountkey",
	"sas_token", "sig", "passwd", "pwd", "identified by", "api_key", "apikey", "signature"}

const hidden = "'***'"

// redact replaces the secrets in a statement's text: string literals after words such as
// PASSWORD, and passwords and signatures in URLs. It works on any text, also one that does
// not parse or was cut off.
func redact(sql string) string {
	if !mayHoldSecret(sql) {
		return sql
	}
	var out strings.Builder
	for i := 0; i < len(sql); {
		if n := secretWordAt(sql, i); n > 0 {
			lit := afterWord(sql, i+n)
			if end := literalEnd(sql, lit); end > lit {
				out.WriteString(sql[i:lit])
				out.WriteString(hidden)
				i = end
				continue
			}
			if end := bareEnd(sql, i+n); end > 0 {
				out.WriteString(sql[i : i+n+1])
				out.WriteString("***")
				i = end
				continue
			}
			out.WriteString(sql[i : i+n])
			i += n
			continue
		}
		if strings.HasPrefix(sql[i:], "://") {
			n := copyURL(&out, sql[i:])
			i += n
			continue
		}
		out.WriteByte(sql[i])
		i++
	}
	return out.String()
}

// mayHoldSecret is a quick look that most statements do not pass.
func mayHoldSecret(sql string) bool {
	if strings.Contains(sql, "://") {
		return true
	}
	for i := range len(sql) {
		switch sql[i] | 0x20 {
		case 'p', 's', 't', 'c', 'a', 'i':
			if secretWordAt(sql, i) > 0 {
				return true
			}
		}
	}
	return false
}

// secretWordAt gives the length of the secret word that begins at i, 0 when none does.
func secretWordAt(sql string, i int) int {
	for _, w := range secretWords {
		if len(sql)-i >= len(w) && strings.EqualFold(sql[i:i+len(w)], w) {
			return len(w)
		}
	}
	return 0
}

// afterWord skips the rest of the word, a closing quote, and what may stand before the
// literal: spaces, comments, = => : TO AS.
func afterWord(sql string, i int) int {
	for i < len(sql) && (isWordByte(sql[i]) || sql[i] == '.') {
		i++
	}
	if i < len(sql) && (sql[i] == '"' || sql[i] == '`') || i+1 < len(sql) && sql[i] == '\'' && strings.IndexByte(" =,:)", sql[i+1]) >= 0 {
		i++
	}
	for i < len(sql) {
		switch {
		case strings.IndexByte(" \t\r\n\f=>:,", sql[i]) >= 0:
			i++
		case strings.HasPrefix(sql[i:], "--"):
			n := strings.IndexByte(sql[i:], '\n')
			if n < 0 {
				return len(sql)
			}
			i += n
		case strings.HasPrefix(sql[i:], "/*"):
			n := strings.Index(sql[i:], "*/")
			if n < 0 {
				return len(sql)
			}
			i += n + 2
		case hasWord(sql, i, "to"), hasWord(sql, i, "as"), hasWord(sql, i, "is"), hasWord(sql, i, "by"):
			i += 2
		default:
			return i
		}
	}
	return i
}

func hasWord(sql string, i int, w string) bool {
	return len(sql)-i > len(w) && strings.EqualFold(sql[i:i+len(w)], w) && !isWordByte(sql[i+len(w)])
}

func isWordByte(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'z' || c >= 0x80
}

// literalEnd gives the end of the string literal at i, i when there is none. One that is
// not closed goes to the end of the text.
func literalEnd(sql string, i int) int {
	start, escapes := i, false
	switch {
	case i+1 < len(sql) && (sql[i]|0x20 == 'e' || sql[i]|0x20 == 'n' || sql[i]|0x20 == 'b' || sql[i]|0x20 == 'x') && sql[i+1] == '\'':
		escapes = sql[i]|0x20 == 'e'
		i++
	case i+2 < len(sql) && sql[i]|0x20 == 'u' && sql[i+1] == '&' && sql[i+2] == '\'':
		i += 2
	}
	if i >= len(sql) {
		return start
	}
	if sql[i] == '$' {
		n := strings.IndexByte(sql[i+1:], '$')
		if n < 0 {
			return start
		}
		tag := sql[i : i+n+2]
		if end := strings.Index(sql[i+len(tag):], tag); end >= 0 {
			return i + end + 2*len(tag)
		}
		return len(sql)
	}
	if sql[i] != '\'' && sql[i] != '"' {
		return start
	}
	q := sql[i]
	for i++; i < len(sql); i++ {
		switch {
		case escapes && sql[i] == '\\':
			i++
		case sql[i] == q && i+1 < len(sql) && sql[i+1] == q:
			i++
		case sql[i] == q:
			return i + 1
		}
	}
	return len(sql)
}

// bareEnd gives the end of a value written without quotes, as in a URL's sig=…&, 0 when
// there is none.
func bareEnd(sql string, i int) int {
	if i >= len(sql) || sql[i] != '=' {
		return 0
	}
	end := i + 1
	for end < len(sql) && strings.IndexByte("&'\" \t\r\n;,)", sql[end]) < 0 {
		end++
	}
	if end == i+1 {
		return 0
	}
	return end
}

// copyURL copies "://" and, when a user with a password follows, the user alone. It gives
// how much of the text it took.
func copyURL(out *strings.Builder, s string) int {
	end := strings.IndexAny(s[3:], "/'\" \t\r\n?,;)")
	if end < 0 {
		end = len(s) - 3
	}
	host := s[3 : 3+end]
	at := strings.LastIndexByte(host, '@')
	colon := strings.IndexByte(host, ':')
	if at < 0 || colon < 0 || colon > at {
		out.WriteString("://")
		return 3
	}
	out.WriteString("://" + host[:colon] + ":***")
	return 3 + at
}
