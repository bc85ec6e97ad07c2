// Package session runs a client's statements: transactions, settings, prepared
// statements, portals and cursors, and everything that is not a query itself.
//
// The way of one statement: Query or Prepare/Bind/Execute (protocol methods, called by
// sql/pgwire) → startStatement (transaction state) → dispatch (one method per kind of
// statement) → openQuery (planner, exec) → cursor.pump (batches to the Sink) → finish
// (commit of an implicit transaction, query log). Changes of data go through dml.go.
//
// Invariants: a statement sees one catalog snapshot and one set of settings; ROLLBACK,
// also to a savepoint, brings back catalog, temporary tables, settings and cursors as they
// were, because all of these are immutable values held by one struct (state); after an
// error nothing but the end of the transaction runs (25P02); when a Session is closed no
// query of it runs and no memory is reserved.
//
// Threading: a Session belongs to its connection's goroutine; Cancel, Terminate and the
// activity snapshot may be called from any. An Instance is shared by all.
//
// Start reading at Instance, then Session.Query.
package session
