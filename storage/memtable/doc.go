// Package memtable keeps tables in memory: temporary tables, small catalogs, the results
// that a session materializes.
//
// Invariants: rows are appended in chunks that are immutable once sealed; a snapshot is
// a list of sealed chunks, so appends never disturb it. Chunks of similar size merge
// like a binary counter, which keeps row-at-a-time inserts from making scans slow. All
// memory is reserved in the table's account before it is used.
//
// Threading: a Table is safe for concurrent use; snapshots are immutable. Start reading
// at Table.
package memtable
