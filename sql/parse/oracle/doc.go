// Package oracle compares the parser with PostgreSQL's own grammar. It is a module of its
// own so that the grammar, compiled to WebAssembly, never becomes a dependency of the
// server.
//
// For every statement that PostgreSQL takes, the parser must take it too, and what the
// printer makes of it must have the same fingerprint and, stricter, the same tree. What
// PostgreSQL refuses the parser must refuse, the lakehouse words apart.
//
// Threading: tests only. Start reading at Compare in compare.go.
package oracle
