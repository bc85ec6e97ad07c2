// Package delta reads and writes Delta Lake tables: the log, its checkpoints, deletion
// vectors and the data files below them. It knows no SQL and no catalog.
//
// A table's life: Log lists the log directory (logdir.go) and replays the newest complete
// checkpoint (checkpoint.go) and the commits behind it (replay.go, action.go) into a
// Snapshot (snapshot.go, fileset.go). Open makes a table.Table of a snapshot (table.go):
// files are pruned by partition values and by the log's statistics (stats.go, prune.go),
// then read through parquetfile (source.go, reader.go), whose columns are matched by name
// or field id and converted to the table's types (match.go, convert.go). DataWriter makes
// data files and Add actions, WriteCommit a log entry, WriteCheckpoint a checkpoint.
//
// Invariants: a Snapshot never changes; Apply makes the next one and shares all but what
// the commit touches. A logical file is its path and the identity of its deletion vector.
// Every byte comes from strangers: lengths are bounded before memory is taken, a feature
// that a reader must know and we do not is refused by name, and a log that contradicts
// itself is an error, never a guess. A commit is put only when its version is absent, and
// a doubtful outcome is settled by reading the version back and comparing txnId.
//
// Threading: Log, Snapshot, File and tables are safe for concurrent use; what a File
// learns lazily (statistics, deletion vector, identity) is published atomically.
// DataWriter belongs to one goroutine. Start reading at Log, then Snapshot.
package delta
