// Package object is Tarn's door to stored bytes: immutable-ish objects named by a path
// or URL, on local disk or in an object store.
//
// Invariants: an object's identity (Info.ID) changes whenever its content may have
// changed; a File opened with an expected identity never serves bytes of another one
// but answers ErrChanged; a conditional Put either happens whole or not at all, and of
// two writers racing for the same condition exactly one wins. Listings are in byte
// order of the path. Every error wraps one of the sentinels of this package where one
// fits and carries the SQLSTATE a client should see.
//
// Threading: stores are safe for concurrent use, a File too. Start reading at Store.
package object
