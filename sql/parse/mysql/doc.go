// Package mysql reads statements in the MySQL dialect and gives them as the tree of
// package parse, for sessions that SET sql_dialect = 'mysql', and tells whether a text
// that PostgreSQL's dialect refused is good MySQL, for a hint.
//
// It knows queries, INSERT, UPDATE, DELETE, SHOW, DESCRIBE, USE, EXPLAIN, SET,
// transactions and CREATE TABLE; everything else is 0A000. Meaning is kept where MySQL
// differs: / divides exactly, x / 0 is NULL, || is OR, ^ is exclusive or, CONCAT gives
// NULL for a NULL, names fold to lower case. Comparison of text stays case-sensitive.
// Secondary indexes of CREATE TABLE are dropped: tables have none.
//
// Invariants: this is the only package that knows TiDB's parser, and none of its types
// leave it. A text longer than TextMax is refused before that parser sees it; a panic in
// it becomes an error. Translation counts its depth (54001).
//
// Threading: every call has its own parser and translator.
//
// Start reading at Parse in parse.go; expr.go is the heart.
package mysql
