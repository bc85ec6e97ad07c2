// Package spill keeps rows on disk that do not fit a query's memory budget.
//
// A File holds any number of partitions; rows are appended to a partition's buffer and
// written in chunks of about a batch, each remembered by offset. Reading a partition
// gives its rows back in the order they were written. The format is private to one
// process run: native byte order, no version.
//
// Invariants: a File is removed from its directory as soon as it is created, so that no
// crash leaves it behind; what was written is read back exactly or an error is given.
//
// Threading: a File is written by one goroutine; once Flush has returned it may be read
// by any number. Start reading at File.
package spill
