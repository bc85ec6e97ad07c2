// Package catalog holds immutable descriptors of schemas, tables and views, snapshots of
// them, and the rules by which a transaction changes them.
//
// Purpose: a statement pins one Snapshot and sees nothing else; a Tx collects changes on
// top of a snapshot and a Writer makes them visible all at once under one commit number.
//
// Invariants: an Object is never changed after it was put; an ID is never reused; names
// are unique per parent and name class; a Snapshot is a pair of immutable radix trees, so
// that pinning one, marking a savepoint or going back to it is copying a pointer. A
// commit fails with 40001 when an object it changes, or a name it takes, has changed
// since the transaction's base.
//
// Threading: snapshots and objects are safe for concurrent use, a Tx belongs to one
// session, a Store serializes commits. Start reading at Object, then Snapshot, Tx, Store.
package catalog
