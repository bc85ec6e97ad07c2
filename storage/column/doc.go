// Package column holds decoded columns of many rows: what the column cache keeps and
// what in-memory tables are made of.
//
// Invariants: a Data is immutable once built and owns all its memory, so slices of it
// stay valid as long as someone holds them. It is flat or a dictionary of at most 65536
// values; its Slice starts at a multiple of 64 rows and costs no copy. A Builder turns
// a dictionary into flat values only when batches with different dictionaries meet.
//
// Threading: a Builder belongs to one goroutine, a Data is safe for all. Start reading
// at Data.
package column
