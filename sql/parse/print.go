package parse

import "strings"

// printer builds canonical SQL. In pretty mode the clauses of queries stand on lines of
// their own, laid out as PostgreSQL shows view definitions.
type printer struct {
	b      []byte
	pretty bool
	domain bool // value is VALUE
	rule   bool // spell words as PostgreSQL's catalogs do
	indent int
}

// Print gives the SQL of a node on one line: upper-case keywords, names quoted where
// needed. Parsing it gives an equal tree.
func Print(n Node) string {
	p := printer{}
	p.node(n)
	return string(p.b)
}

// PrintRule is Print in the spelling of PostgreSQL's catalogs: true and false in lower
// case and, in a domain's check, VALUE in upper case.
func PrintRule(n Node, domain bool) string {
	p := printer{rule: true, domain: domain}
	p.node(n)
	return string(p.b)
}

// PrintPretty is Print with line breaks between the clauses of queries.
func PrintPretty(n Node) string {
	p := printer{pretty: true}
	p.node(n)
	return string(p.b)
}

// PrintAll gives the SQL of several statements, separated by semicolons.
func PrintAll(stmts []Stmt) string {
	p := printer{}
	for i, s := range stmts {
		if i > 0 {
			p.w("; ")
		}
		p.stmt(s)
	}
	return string(p.b)
}

// QuoteIdent quotes a name unless it can stand bare: lower case and no keyword but an
// unreserved one.
func QuoteIdent(name string) string {
	if isBareName(name) {
		return name
	}
	return `"` + strings.ReplaceAll(name, `"`, `""`) + `"`
}

// QuoteLiteral makes a string literal.
func QuoteLiteral(s string) string {
	return "'" + strings.ReplaceAll(s, "'", "''") + "'"
}

// contextWords are no keywords, but the grammar takes them for clauses in some places.
var contextWords = map[string]bool{
	"qualify": true, "asof": true, "semi": true, "anti": true, "try_cast": true, "map": true, "struct": true,
	"overwrite": true, "clone": true, "shallow": true, "deep": true, "exclude": true, "public": true,
	"optimize": true, "describe": true,
}

func isBareName(s string) bool {
	if s == "" || charClass[s[0]]&classIdentStart == 0 || s[0] >= 0x80 {
		return false
	}
	for i := range len(s) {
		c := s[i]
		if c >= 0x80 || (c >= 'A' && c <= 'Z') || charClass[c]&classIdentCont == 0 {
			return false
		}
	}
	if contextWords[s] {
		return false
	}
	return keywordTable[keywordByName[s]].category <= catUnreserved
}

func (p *printer) w(parts ...string) {
	for _, s := range parts {
		p.b = append(p.b, s...)
	}
}

func (p *printer) id(name string)   { p.w(QuoteIdent(name)) }
func (p *printer) lit(s string)     { p.w(QuoteLiteral(s)) }
func (p *printer) name(n Name)      { p.parts(n.Parts) }
func (p *printer) ids(list []Ident) { list2(p, list, func(i Ident) { p.id(i.Name) }) }

// parts prints a dotted name.
func (p *printer) parts(parts []string) {
	for i, s := range parts {
		if i > 0 {
			p.w(".")
		}
		p.id(s)
	}
}

// list2 prints items with commas between them.
func list2[T any](p *printer, items []T, one func(T)) {
	for i, it := range items {
		if i > 0 {
			p.w(", ")
		}
		one(it)
	}
}

// paren prints ( items ).
func paren[T any](p *printer, items []T, one func(T)) {
	p.w("(")
	list2(p, items, one)
	p.w(")")
}

// parenIDs prints ( a, b ) or nothing for an empty list.
func (p *printer) parenIDs(list []Ident) {
	if len(list) > 0 {
		p.w(" (")
		p.ids(list)
		p.w(")")
	}
}

// opt prints words when a condition holds.
func (p *printer) opt(cond bool, words string) {
	if cond {
		p.w(words)
	}
}

// clause starts a clause: on a new line with extra indentation in pretty mode.
func (p *printer) clause(extra int, words string) {
	if p.pretty {
		p.w("\n", strings.Repeat(" ", p.indent+extra), words)
		return
	}
	if len(p.b) > 0 && p.b[len(p.b)-1] != ' ' && p.b[len(p.b)-1] != '(' {
		p.w(" ")
	}
	p.w(words)
}

// node prints any node.
func (p *printer) node(n Node) {
	switch n := n.(type) {
	case nil:
	case Stmt:
		p.stmt(n)
	case Expr:
		p.expr(n, 0)
	case *TypeName:
		p.typeName(n)
	case QueryBody:
		p.body(n)
	case TableExpr:
		p.table(n)
	case TableElem:
		p.tableElem(n)
	case *SelectItem:
		p.selectItem(n)
	case *SortItem:
		p.sortItem(n)
	case *Window:
		p.window(n)
	case *ColumnConstraint:
		p.columnConstraint(n)
	case *IndexElem:
		p.indexElem(n)
	case *PartitionBound:
		p.partitionBound(n)
	case Name:
		p.name(n)
	case Ident:
		p.id(n.Name)
	}
}
