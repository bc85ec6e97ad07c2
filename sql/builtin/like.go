package builtin

import (
	"strings"
	"sync"
	"unicode/utf8"

	"github.com/tarndb/tarn/sql/pgerr"
)

// LikeMatcher is a compiled LIKE pattern.
type LikeMatcher struct {
	pattern string // escapes resolved into toks
	toks    []likeTok
	fold    bool
	kind    likeKind
	lit     string // for the simple kinds
}

type likeTok struct {
	kind byte // 'l' literal text, '_' one character, '%' any
	text string
}

type likeKind uint8

const (
	likeGeneral likeKind = iota
	likeExact
	likePrefix
	likeSuffix
	likeContains
	likeAll
)

// CompileLike compiles a LIKE or, with fold, an ILIKE pattern with escape character \.
// Error: 22025.
func CompileLike(pattern string, fold bool) (*LikeMatcher, error) {
	m := &LikeMatcher{pattern: pattern, fold: fold}
	if fold {
		pattern = strings.ToLower(pattern)
	}
	var lit []byte
	flush := func() {
		if len(lit) > 0 {
			m.toks = append(m.toks, likeTok{'l', string(lit)})
			lit = nil
		}
	}
	for i := 0; i < len(pattern); i++ {
		switch c := pattern[i]; c {
		case '\\':
			if i++; i == len(pattern) {
				return nil, pgerr.New(pgerr.InvalidEscapeSequence, "LIKE pattern must not end with escape character")
			}
			lit = append(lit, pattern[i])
		case '%', '_':
			flush()
			if n := len(m.toks); c == '%' && n > 0 && m.toks[n-1].kind == '%' {
				continue
			}
			m.toks = append(m.toks, likeTok{kind: c})
		default:
			lit = append(lit, c)
		}
	}
	flush()
	m.classify()
	return m, nil
}

func (m *LikeMatcher) classify() {
	shape := ""
	for _, t := range m.toks {
		shape += string(t.kind)
		if t.kind == 'l' {
			m.lit = t.text
		}
	}
	switch shape {
	case "", "l":
		m.kind = likeExact
	case "%":
		m.kind = likeAll
	case "l%":
		m.kind = likePrefix
	case "%l":
		m.kind = likeSuffix
	case "%l%":
		m.kind = likeContains
	}
}

// Match says whether s matches.
func (m *LikeMatcher) Match(s string) bool {
	if m.fold {
		s = strings.ToLower(s)
	}
	switch m.kind {
	case likeAll:
		return true
	case likeExact:
		return s == m.lit
	case likePrefix:
		return strings.HasPrefix(s, m.lit)
	case likeSuffix:
		return strings.HasSuffix(s, m.lit)
	case likeContains:
		return strings.Contains(s, m.lit)
	}
	return m.general(s)
}

// general matches with one backtracking point: the last %.
func (m *LikeMatcher) general(s string) bool {
	i, back, from := 0, -1, ""
	for {
		if i == len(m.toks) {
			if s == "" {
				return true
			}
		} else if t := m.toks[i]; t.kind == '%' {
			back, from = i, s
			i++
			continue
		} else if t.kind == '_' && s != "" {
			_, n := utf8.DecodeRuneInString(s)
			s = s[n:]
			i++
			continue
		} else if t.kind == 'l' && strings.HasPrefix(s, t.text) {
			s = s[len(t.text):]
			i++
			continue
		}
		if back < 0 || from == "" {
			return false
		}
		if next := m.toks[min(back+1, len(m.toks)-1)]; next.kind == 'l' {
			at := strings.Index(from[1:], next.text)
			if at < 0 {
				return false
			}
			from = from[1+at:]
		} else {
			_, n := utf8.DecodeRuneInString(from)
			from = from[n:]
		}
		s, i = from, back+1
	}
}

// patternCache keeps compiled patterns; it is emptied when it grows too large.
type patternCache[K comparable, V any] struct {
	mu sync.RWMutex
	m  map[K]V
}

func (p *patternCache[K, V]) get(k K, compile func() (V, error)) (V, error) {
	p.mu.RLock()
	v, ok := p.m[k]
	p.mu.RUnlock()
	if ok {
		return v, nil
	}
	v, err := compile()
	if err != nil {
		return v, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.m == nil || len(p.m) >= 1024 {
		p.m = map[K]V{}
	}
	p.m[k] = v
	return v, nil
}

type likeKey struct {
	pattern string
	fold    bool
}

var likeCache patternCache[likeKey, *LikeMatcher]

func like(fold, want bool) evalFn {
	return func(_ *Ctx, a []D) (D, error) {
		m, err := likeCache.get(likeKey{a[1].S, fold}, func() (*LikeMatcher, error) {
			return CompileLike(strings.Clone(a[1].S), fold)
		})
		if err != nil {
			return D{}, err
		}
		return boolD(m.Match(a[0].S) == want), nil
	}
}

func init() {
	for _, p := range []string{"text", "name", "bytea"} {
		scalarImpls[p+"like"], scalarImpls[p+"nlike"] = like(false, true), like(false, false)
		scalarImpls[p+"iclike"], scalarImpls[p+"icnlike"] = like(true, true), like(true, false)
	}
	esc := func(_ *Ctx, a []D) (D, error) {
		s, err := likeEscape(a[0].S, a[1].S)
		return strD(s), err
	}
	scalarImpls["like_escape"] = esc
	scalarImpls["like_escape_bytea"] = func(_ *Ctx, a []D) (D, error) {
		s, err := likeEscape(latin1(a[0].S), latin1(a[1].S))
		return strD(fromLatin1(s)), err
	}
}

// latin1 and fromLatin1 carry bytes through code that works on characters.
func latin1(s string) string {
	r := make([]rune, len(s))
	for i := range len(s) {
		r[i] = rune(s[i])
	}
	return string(r)
}

func fromLatin1(s string) string {
	var b []byte
	for _, r := range s {
		b = append(b, byte(r))
	}
	return string(b)
}

// likeEscape rewrites a pattern with another escape character to one with backslash.
func likeEscape(pattern, esc string) (string, error) {
	if utf8.RuneCountInString(esc) > 1 {
		return "", pgerr.New(pgerr.InvalidEscapeSequence, "invalid escape string").WithHint("Escape string must be empty or one character.")
	}
	if esc == "\\" {
		return pattern, nil
	}
	var b strings.Builder
	after := false
	for _, r := range pattern {
		switch {
		case esc != "" && string(r) == esc && !after:
			b.WriteByte('\\')
			after = true
			continue
		case r == '\\' && !after:
			b.WriteString(`\\`)
		case r == '\\':
			b.WriteRune(r)
		default:
			b.WriteRune(r)
		}
		after = false
	}
	return b.String(), nil
}
