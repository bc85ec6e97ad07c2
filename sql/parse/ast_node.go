package parse

import "unicode/utf8"

// Span is the byte range [Pos, End) of a node in the statement text. It is embedded in
// every node.
type Span struct {
	Pos int
	End int
}

// Range returns the span itself; it makes every struct that embeds Span a Node.
func (s Span) Range() Span { return s }

// Node is anything in the tree.
type Node interface {
	Range() Span
}

// Stmt is a statement. Its Range is its source text without the final semicolon.
type Stmt interface {
	Node
	stmt()
}

// Expr is a scalar expression.
type Expr interface {
	Node
	expr()
}

// TableExpr is an item of a FROM list.
type TableExpr interface {
	Node
	tableExpr()
}

// QueryBody is what a Query orders and limits: *Select, *SetOp, *Values or a
// parenthesised *Query.
type QueryBody interface {
	Node
	queryBody()
}

// Ident is one identifier with its place.
type Ident struct {
	Span
	Name string
}

// Name is a possibly qualified name: schema.table, catalog.schema.table.
type Name struct {
	Span
	Parts []string
}

// Last is the unqualified part of the name, "" when the name is empty.
func (n Name) Last() string {
	if len(n.Parts) == 0 {
		return ""
	}
	return n.Parts[len(n.Parts)-1]
}

// Qualifier is the name without its last part.
func (n Name) Qualifier() []string {
	if len(n.Parts) == 0 {
		return nil
	}
	return n.Parts[:len(n.Parts)-1]
}

// Option is a generic name/value setting: WITH (fillfactor = 70), EXPLAIN (ANALYZE),
// TBLPROPERTIES ('a.b' = 'c'). Words are held as one-part *ColumnRef, lists as *RowExpr,
// types as *TypeValue; Value is nil when only the name was given.
type Option struct {
	Span
	Namespace string
	Name      string
	Value     Expr
}

// CharPos turns a byte offset into the 1-based character position PostgreSQL reports.
// Invalid UTF-8 bytes count one character each; offsets past the end count as the end.
func CharPos(sql string, off int) int {
	if off < 0 {
		return 0
	}
	if off > len(sql) {
		off = len(sql)
	}
	return utf8.RuneCountInString(sql[:off]) + 1
}
