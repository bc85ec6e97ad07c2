// Package memtable keeps tables in memory, column by column: temporary tables and the
// results that a statement hands to another one.
//
// Invariants: a Store is one immutable version of a table: chunks of rows that versions
// share, each with the set of its rows that this version no longer has. A row is named by
// the number of its chunk and its place there, in one version. Chunks grow by merging
// with others of their size, so that a table filled row by row has few of them; a chunk
// most of whose rows are gone is written anew. Every byte of a chunk is reserved by the
// change that made it; who drops the last version that holds the chunk gives it back.
//
// Threading: a Store is safe for concurrent use, a change belongs to one goroutine. Start
// reading at Store, then change.
package memtable
