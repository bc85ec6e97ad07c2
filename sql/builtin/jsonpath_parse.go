package builtin

import (
	"strconv"
	"strings"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// jpNode is a node of a parsed jsonpath. Accessors form chains through next.
type jpNode struct {
	op     string // $ @ $var key [*] [] .* .** ?() method, literals, operators, predicates
	name   string
	lit    *jv
	l, r   *jpNode
	subs   [][2]*jpNode // subscripts, second nil for a single index
	lo, hi int          // .** levels, hi -1 for last
	next   *jpNode
	flags  string
}

type jpPath struct {
	strict bool
	root   *jpNode
}

type jpParser struct {
	in  string
	s   string
	err error
}

var jpCache patternCache[string, *jpPath]

func parsePath(text string) (*jpPath, error) {
	return jpCache.get(strings.Clone(text), func() (*jpPath, error) {
		p := &jpParser{in: text, s: text}
		path := &jpPath{}
		p.space()
		if p.word("strict") {
			path.strict = true
		} else {
			p.word("lax")
		}
		path.root = p.or()
		p.space()
		if p.err == nil && p.s != "" {
			p.fail()
		}
		return path, p.err
	})
}

func (p *jpParser) fail() *jpNode {
	if p.err == nil {
		near := p.s
		if near == "" {
			p.err = pgerr.New(pgerr.SyntaxError, "syntax error at end of jsonpath input")
		} else {
			p.err = pgerr.New(pgerr.SyntaxError, "syntax error at or near \"%s\" of jsonpath input", firstToken(near))
		}
		if strings.TrimSpace(p.in) == "" {
			p.err = pgerr.New(pgerr.InvalidTextRepresentation, "invalid input syntax for type jsonpath: \"%s\"", p.in)
		}
	}
	p.s = ""
	return &jpNode{op: "null"}
}

func firstToken(s string) string {
	n := 0
	for n < len(s) && jpIdent(s[n]) {
		n++
	}
	return s[:max(n, 1)]
}

func jpIdent(c byte) bool {
	return c == '_' || c >= 0x80 || c|0x20 >= 'a' && c|0x20 <= 'z' || c >= '0' && c <= '9'
}

func (p *jpParser) space() {
	p.s = strings.TrimLeft(p.s, " \t\r\n")
	if strings.HasPrefix(p.s, "/*") {
		if i := strings.Index(p.s, "*/"); i >= 0 {
			p.s = p.s[i+2:]
			p.space()
		}
	}
}

// take consumes a symbol.
func (p *jpParser) take(sym string) bool {
	p.space()
	if strings.HasPrefix(p.s, sym) {
		p.s = p.s[len(sym):]
		return true
	}
	return false
}

// word consumes a key word.
func (p *jpParser) word(w string) bool {
	p.space()
	if len(p.s) >= len(w) && p.s[:len(w)] == w && (len(p.s) == len(w) || !jpIdent(p.s[len(w)])) {
		p.s = p.s[len(w):]
		return true
	}
	return false
}

func (p *jpParser) need(sym string) {
	if p.err == nil && !p.take(sym) {
		p.fail()
	}
}

func (p *jpParser) or() *jpNode {
	l := p.and()
	for p.err == nil && p.take("||") {
		l = &jpNode{op: "||", l: l, r: p.and()}
	}
	return l
}

func (p *jpParser) and() *jpNode {
	l := p.comparison()
	for p.err == nil && p.take("&&") {
		l = &jpNode{op: "&&", l: l, r: p.comparison()}
	}
	return l
}

func (p *jpParser) comparison() *jpNode {
	if p.take("!") {
		p.need("(")
		n := &jpNode{op: "!", l: p.or()}
		p.need(")")
		return n
	}
	l := p.additive()
	for _, op := range []string{"==", "<>", "!=", "<=", ">=", "<", ">"} {
		if p.err == nil && p.take(op) {
			if op == "!=" {
				op = "<>"
			}
			return &jpNode{op: op, l: l, r: p.additive()}
		}
	}
	switch {
	case p.word("like_regex"):
		n := &jpNode{op: "like_regex", l: l, name: p.str()}
		if p.word("flag") {
			n.flags = p.str()
		}
		return n
	case p.word("starts"):
		if !p.word("with") {
			return p.fail()
		}
		return &jpNode{op: "starts", l: l, r: p.accessor()}
	case p.word("is"):
		if !p.word("unknown") {
			return p.fail()
		}
		return &jpNode{op: "is unknown", l: l}
	}
	return l
}

func (p *jpParser) additive() *jpNode {
	l := p.multiplicative()
	for p.err == nil {
		switch {
		case p.take("+"):
			l = &jpNode{op: "+", l: l, r: p.multiplicative()}
		case p.take("-"):
			l = &jpNode{op: "-", l: l, r: p.multiplicative()}
		default:
			return l
		}
	}
	return l
}

func (p *jpParser) multiplicative() *jpNode {
	l := p.unary()
	for p.err == nil {
		op := ""
		for _, o := range []string{"*", "/", "%"} {
			if p.take(o) {
				op = o
				break
			}
		}
		if op == "" {
			return l
		}
		l = &jpNode{op: op, l: l, r: p.unary()}
	}
	return l
}

func (p *jpParser) unary() *jpNode {
	switch {
	case p.take("+"):
		return &jpNode{op: "u+", l: p.unary()}
	case p.take("-"):
		return &jpNode{op: "u-", l: p.unary()}
	}
	return p.accessor()
}

func (p *jpParser) accessor() *jpNode {
	n := p.primary()
	last := n
	for p.err == nil {
		a := p.step()
		if a == nil {
			return n
		}
		last.next = a
		last = a
	}
	return n
}

func (p *jpParser) primary() *jpNode {
	p.space()
	switch {
	case p.s == "":
		return p.fail()
	case p.take("("):
		n := p.or()
		p.need(")")
		return &jpNode{op: "()", l: n}
	case p.take("$"):
		if p.s != "" && (p.s[0] == '"' || jpIdent(p.s[0])) {
			return &jpNode{op: "$var", name: p.key()}
		}
		return &jpNode{op: "$"}
	case p.take("@"):
		return &jpNode{op: "@"}
	case p.s[0] == '"':
		return &jpNode{op: "lit", lit: &jv{Kind: types.JSONString, Str: p.str()}}
	case p.word("true"):
		return &jpNode{op: "lit", lit: &jv{Kind: types.JSONBool, Bool: true}}
	case p.word("false"):
		return &jpNode{op: "lit", lit: &jv{Kind: types.JSONBool}}
	case p.word("null"):
		return &jpNode{op: "lit", lit: &jv{}}
	case p.word("last"):
		return &jpNode{op: "last"}
	case p.word("exists"):
		p.need("(")
		n := &jpNode{op: "exists", l: p.or()}
		p.need(")")
		return n
	}
	return p.numberLit()
}

func (p *jpParser) numberLit() *jpNode {
	n := 0
	for n < len(p.s) && (p.s[n] >= '0' && p.s[n] <= '9' || p.s[n] == '.' && n+1 < len(p.s) && p.s[n+1] >= '0' && p.s[n+1] <= '9' ||
		n > 0 && p.s[n]|0x20 == 'e' || n > 0 && p.s[n-1]|0x20 == 'e' && (p.s[n] == '-' || p.s[n] == '+')) {
		n++
	}
	d, err := types.ParseDecimal(p.s[:n])
	if err != nil || n == 0 {
		return p.fail()
	}
	p.s = p.s[n:]
	return &jpNode{op: "lit", lit: &jv{Kind: types.JSONNumber, Num: d}}
}

// str reads a "…" literal.
func (p *jpParser) str() string {
	p.space()
	end := 0
	if strings.HasPrefix(p.s, `"`) {
		end = skipJSONValue(p.s, 0)
	}
	v, err := types.ParseJSON(p.s[:end])
	if err != nil || v.Kind != types.JSONString {
		p.fail()
		return ""
	}
	p.s = p.s[end:]
	return v.Str
}

// key reads a member name, quoted or bare.
func (p *jpParser) key() string {
	p.space()
	if strings.HasPrefix(p.s, `"`) {
		return p.str()
	}
	n := 0
	for n < len(p.s) && jpIdent(p.s[n]) {
		n++
	}
	if n == 0 || p.s[0] >= '0' && p.s[0] <= '9' {
		p.fail()
		return ""
	}
	k := p.s[:n]
	p.s = p.s[n:]
	return k
}

var jpMethods = map[string]bool{"type": true, "size": true, "double": true, "ceiling": true, "floor": true, "abs": true, "keyvalue": true, "datetime": true}

func (p *jpParser) step() *jpNode {
	p.space()
	switch {
	case p.take("?"):
		p.need("(")
		n := &jpNode{op: "?", l: p.or()}
		p.need(")")
		return n
	case p.take("["):
		return p.subscript()
	case p.take(".**"):
		return p.anyLevel()
	case p.take(".*"):
		return &jpNode{op: ".*"}
	case p.take("."):
		quoted := strings.HasPrefix(p.s, `"`)
		k := p.key()
		if !quoted && jpMethods[k] && p.take("(") {
			n := &jpNode{op: "method", name: k}
			if k == "datetime" && strings.HasPrefix(strings.TrimSpace(p.s), `"`) {
				n.flags = p.str()
			}
			p.need(")")
			return n
		}
		return &jpNode{op: "key", name: k}
	}
	return nil
}

func (p *jpParser) anyLevel() *jpNode {
	n := &jpNode{op: ".**", hi: -1}
	if !p.take("{") {
		return n
	}
	level := func() int {
		if p.word("last") {
			return -1
		}
		i := 0
		p.space()
		for i < len(p.s) && p.s[i] >= '0' && p.s[i] <= '9' {
			i++
		}
		v, err := strconv.Atoi(p.s[:i])
		if err != nil {
			p.fail()
			return 0
		}
		p.s = p.s[i:]
		return v
	}
	n.lo = level()
	n.hi = n.lo
	if p.word("to") {
		n.hi = level()
	}
	p.need("}")
	return n
}

func (p *jpParser) subscript() *jpNode {
	if p.take("*") {
		p.need("]")
		return &jpNode{op: "[*]"}
	}
	n := &jpNode{op: "[]"}
	for p.err == nil {
		sub := [2]*jpNode{p.additive()}
		if p.word("to") {
			sub[1] = p.additive()
		}
		n.subs = append(n.subs, sub)
		if !p.take(",") {
			break
		}
	}
	p.need("]")
	return n
}
