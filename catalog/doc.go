// Package catalog holds immutable descriptors of everything that has a name, where each
// managed table and sequence stands, snapshots of all that, and the rules by which a
// transaction changes it.
//
// Purpose: a statement pins one Snapshot and sees nothing else; a Tx collects changes of
// objects on top of a snapshot; a Change, with what happened to tables, is committed by a
// Writer all at once under one commit number.
//
// Invariants: an Object is never changed after it was put; an ID is never used again;
// names are unique per parent and name class; a Snapshot is a handful of immutable radix
// trees, so that pinning one, marking a savepoint or going back to it is copying a
// pointer. Snapshot.Apply and its relatives (Advance, MarkPublished, Reserve, Purge)
// depend on their arguments alone: servers that apply the same commands in the same order
// have the same catalog. A commit fails with 40001 when an object, a name, a file's rows
// or a unique key that it changes has changed since the transaction's base; it is applied
// once only, however often it is tried.
//
// Threading: snapshots and objects are safe for concurrent use, a Tx belongs to one
// session, a Store serializes changes; only the newest Snapshot of a line may be applied
// to, by one goroutine at a time. Start reading at Object and TableState, then Snapshot,
// Tx, Apply.
package catalog
