// Package bind gives a syntax tree its meaning: names become columns, operators become
// functions, unknown literals get types, and every clause becomes a plan node, with
// PostgreSQL 15's rules, error texts, SQLSTATEs and positions.
//
// Invariants: a bound tree is fully typed and every column it delivers has a ColID of
// its own; a correlated subquery, or the right side of a lateral join, names columns of
// the outer query by their ColIDs and nothing else ties it to them. Binding evaluates
// nothing but the text of literals.
//
// Threading: a Binder belongs to one statement. Start reading at Bind, then scope.go for
// names and expr.go for expressions.
package bind
