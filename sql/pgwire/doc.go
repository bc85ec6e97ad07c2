// Package pgwire speaks the PostgreSQL protocol, versions 3.0 and 3.2, with clients.
//
// Purpose: decode one message, call one method of a session, encode what it answers. A
// connection's life is startup.go (packets before login) → auth.go → conn.go (the message
// loop) → out.go and encode.go (answers).
//
// Invariants: no length a client claims is allocated before that many bytes arrived;
// whatever bytes arrive, the process lives and at most this connection ends; every error
// leaves through conn.fail, which marks the transaction failed and, in the extended
// protocol, skips to Sync; rows are encoded from vectors column by column type, chosen
// once per result, without interface calls per value.
//
// Threading: one goroutine reads ahead from the socket (so that a vanished client is
// noticed while its query runs), another runs messages and writes. Cancel requests come
// on other connections and only touch the session's cancel function.
//
// Start reading at Server.Serve, then conn.run.
package pgwire
