// Package node is the composition root: it makes one server out of a configuration.
//
// What Start does, in order: take the data directory (lock, layout) → memory limits and
// pools → stores, cache and files → catalog with the sample tables → session.Instance →
// pgwire.Server on the listeners → metrics and health over HTTP when asked for.
//
// Invariants: a node owns its data directory while it runs; it listens beyond loopback
// only when logins need a password; Close drains, and gives everything back.
//
// Threading: Start and Close are called once; everything else is safe for concurrent
// use. Start reading at Config, then Start.
package node
