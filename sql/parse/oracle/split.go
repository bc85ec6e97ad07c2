package oracle

import "strings"

// Split cuts a psql script into statements. Meta-commands, COPY data and statements that
// use psql variables are left out.
func Split(script string) []string {
	s := splitter{text: script}
	for s.off < len(s.text) {
		s.step()
	}
	s.end()
	return s.out
}

type splitter struct {
	text    string
	off     int
	start   int
	depth   int
	atomic  int
	spoiled bool // the statement holds a variable or a meta-command
	out     []string
}

// step passes one lexical element.
func (s *splitter) step() {
	rest := s.text[s.off:]
	c := rest[0]
	switch {
	case strings.HasPrefix(rest, "--"):
		s.off += lineLen(rest)
	case strings.HasPrefix(rest, "/*"):
		s.comment()
	case c == '\'':
		escape := s.off > s.start && (s.text[s.off-1] == 'E' || s.text[s.off-1] == 'e') && !wordBefore(s.text, s.off-1)
		s.quote('\'', escape)
	case c == '"':
		s.quote('"', false)
	case c == '$':
		s.dollar()
	case c == '\\':
		s.meta()
	case c == ':' && s.variable():
		s.spoiled = true
		s.off++
	case c == '(':
		s.depth++
		s.off++
	case c == ')':
		s.depth--
		s.off++
	case c == ';' && s.depth <= 0 && s.atomic == 0:
		s.end()
		s.off++
		s.start = s.off
	default:
		s.word()
	}
}

func lineLen(s string) int {
	if i := strings.IndexByte(s, '\n'); i >= 0 {
		return i + 1
	}
	return len(s)
}

// wordBefore: a letter or digit stands before offset i.
func wordBefore(s string, i int) bool {
	return i > 0 && isWord(s[i-1])
}

func isWord(c byte) bool {
	return c == '_' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
}

func (s *splitter) comment() {
	depth := 0
	for s.off < len(s.text) {
		switch rest := s.text[s.off:]; {
		case strings.HasPrefix(rest, "/*"):
			depth++
			s.off += 2
		case strings.HasPrefix(rest, "*/"):
			depth--
			s.off += 2
			if depth == 0 {
				return
			}
		default:
			s.off++
		}
	}
}

func (s *splitter) quote(q byte, escape bool) {
	s.off++
	for s.off < len(s.text) {
		c := s.text[s.off]
		s.off++
		if escape && c == '\\' {
			s.off++
		}
		if c == q {
			return
		}
	}
}

func (s *splitter) dollar() {
	i := s.off + 1
	for i < len(s.text) && isWord(s.text[i]) {
		i++
	}
	if wordBefore(s.text, s.off) || i >= len(s.text) || s.text[i] != '$' ||
		(i > s.off+1 && s.text[s.off+1] >= '0' && s.text[s.off+1] <= '9') {
		s.off++
		return
	}
	tag := s.text[s.off : i+1]
	n := strings.Index(s.text[i+1:], tag)
	if n < 0 {
		s.off = len(s.text)
		return
	}
	s.off = i + 1 + n + len(tag)
}

// variable: the colon starts a psql variable, not a cast or a slice.
func (s *splitter) variable() bool {
	if s.off+1 >= len(s.text) || (s.off > 0 && s.text[s.off-1] == ':') {
		return false
	}
	c := s.text[s.off+1]
	return c == '\'' || c == '"' || (isWord(c) && (c < '0' || c > '9') && s.depth == 0) || c == '{'
}

// meta passes a backslash command; one inside a statement ends and drops it.
func (s *splitter) meta() {
	if strings.TrimSpace(stripComments(s.text[s.start:s.off])) != "" && !strings.HasPrefix(s.text[s.off:], `\;`) {
		s.spoiled = true
	}
	s.off += lineLen(s.text[s.off:])
	s.end()
	s.start = s.off
	s.depth, s.atomic = 0, 0
}

// word passes a word or a single character, tracking BEGIN ATOMIC … END.
func (s *splitter) word() {
	i := s.off
	for i < len(s.text) && isWord(s.text[i]) {
		i++
	}
	if i == s.off {
		s.off++
		return
	}
	switch strings.ToLower(s.text[s.off:i]) {
	case "atomic":
		s.atomic = 1
	case "case":
		if s.atomic > 0 {
			s.atomic++
		}
	case "end":
		if s.atomic > 0 {
			s.atomic--
		}
	}
	s.off = i
}

// end closes the current statement.
func (s *splitter) end() {
	sql := strings.TrimSpace(s.text[s.start:min(s.off, len(s.text))])
	bare := strings.TrimSpace(stripComments(sql))
	spoiled := s.spoiled
	s.spoiled = false
	if bare == "" || spoiled {
		return
	}
	s.out = append(s.out, sql)
	low := strings.ToLower(bare)
	if strings.HasPrefix(low, "copy") && strings.Contains(low, "from stdin") {
		s.copyData()
	}
}

// copyData passes the rows that follow COPY FROM stdin.
func (s *splitter) copyData() {
	n := strings.Index(s.text[s.off:], "\n\\.")
	if n < 0 {
		return
	}
	s.off += n + 2
	s.off += lineLen(s.text[s.off:]) - 1
}

// stripComments removes comments at the start of a statement.
func stripComments(s string) string {
	for {
		s = strings.TrimSpace(s)
		switch {
		case strings.HasPrefix(s, "--"):
			s = s[lineLen(s):]
		case strings.HasPrefix(s, "/*"):
			sub := splitter{text: s}
			sub.comment()
			s = s[min(sub.off, len(s)):]
		default:
			return s
		}
	}
}
