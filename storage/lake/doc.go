// Package lake keeps managed tables: Delta tables whose commits the catalog ratifies.
//
// A transaction opens a table as Rows: the files of its head version, the rows that wait
// in the row buffer, and whatever the transaction did since. Changes (Begin, Insert,
// Delete, Finish) give new Rows; Prepare puts in storage what a commit needs and gives the
// catalog.TableChange to be committed. What is committed exists: the log files that other
// engines read are written after that, in order, by the server that leads (publish.go).
// Rows of small inserts travel in the catalog's log and are flushed to files within about
// a second.
//
// Invariants: a version is written to the log only when the catalog has ratified it, with
// exactly the ratified actions; a data file has a fresh name and is never changed; a file
// that a version refers to is deleted only by vacuum, after the retention time; what a
// failed or crashed transaction left is nothing but files that no version refers to.
// Rows are immutable, so that savepoints keep them by holding them.
//
// Threading: a Lake is safe for concurrent use, Rows are too; a Change belongs to one
// goroutine. Start reading at Lake.Open, then Rows, Prepare, publish.
package lake
