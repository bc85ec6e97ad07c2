// Package parse turns SQL text into a syntax tree and back.
//
// The language is PostgreSQL 15 plus the lakehouse words: file relations,
// time travel, OPTIMIZE, CLONE and so on. The parser is a hand-written lexer, a
// recursive descent over statements and a precedence climb over expressions.
//
// Invariants:
//   - Every node carries the byte range [Pos, End) of its text; CharPos turns an
//     offset into the 1-based character position that clients are told.
//   - Errors are *pgerr.Error with PostgreSQL's text and position. No input, of
//     whatever bytes, makes the parser panic or run out of stack: nesting is limited
//     by NestingMax, the height of an expression tree by HeightMax (54001 beyond), so
//     recursive walkers of a tree need no depth counter of their own.
//   - AND and OR chains are one n-ary BoolExpr; left-deep chains (a + b + c …) are
//     built by a loop, in linear time.
//   - Identifiers in the tree are final: folded to lower case unless quoted, cut at 63
//     bytes, escapes resolved. String literals hold their decoded value.
//   - Print(node) parses again to an equal tree (positions aside).
//
// Threading: a parser lives in one call; trees are not changed after Parse returns and
// may be read by any number of goroutines.
//
// Start reading at Parse in parse.go; the tree is in the ast_*.go files, the keyword
// categories in keywords.go, the printer in the print_*.go files.
package parse
