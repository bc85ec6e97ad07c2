package table

import (
	"context"

	"github.com/tarndb/tarn/exec/vec"
)

// RowStore is one version of a table whose rows can change, as a transaction sees it. It
// is immutable: a change gives another version, so that a savepoint just keeps the old one.
//
// Threading: safe for concurrent use.
type RowStore interface {
	// Scan is the table for queries.
	Scan() Table
	// ScanRows is the same with two more columns at its end, file (int4) and pos (int8),
	// NOT NULL, which together name a row within this version.
	ScanRows() Table
	// Begin collects what one statement does to this version.
	Begin(ctx context.Context) (RowChange, error)
}

// RowChange is what one statement does to one table. Deletes name rows of the version it
// was begun on; inserted rows are not seen by it. An update is a delete and an insert.
// Exactly one of Finish and Abort ends it; Abort after Finish does nothing.
//
// Threading: one goroutine at a time, not while a reader of ScanRows waits for it.
type RowChange interface {
	// Insert copies the live rows lo to hi (exclusive) of a batch, whose columns are those
	// of Scan in order. Constraints have been checked.
	Insert(b *vec.Batch, lo, hi int) error
	// Delete removes rows named by parallel slices; first[i] tells whether row i was still
	// there, that is, whether this change deletes it for the first time.
	Delete(file []int32, pos []int64, first []bool) error
	// Clear removes all rows of the version (TRUNCATE, INSERT OVERWRITE), not those that
	// were inserted by this change.
	Clear() error
	// Finish gives the version with the changes made.
	Finish(ctx context.Context) (RowStore, error)
	Abort()
}
