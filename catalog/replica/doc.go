// Package replica keeps the catalog equal on all servers of a cluster and durable on each:
// the catalog's commands, the state machine that applies them, and the Store that
// proposes them through package raft.
//
// Life of a commit: Store.Commit encodes the Change as a command (command.go, change.go) →
// raft.Node.Propose → on every server machine.Apply decodes it and calls
// catalog.Snapshot.Apply with the entry's index as CSN and the leader's time → the
// outcome, or the error with its SQLSTATE, is encoded as the result (result.go) → Commit
// gives it to its caller.
//
// Invariants: applying depends on the commands alone, never on clock, randomness or the
// order of a map, so that servers at one index have one state. Every command carries a
// format version, the cluster level that it needs, and whether a server that does not
// know it may skip it; one that may not be skipped stops the server. Old commands stay
// readable for ever: testdata holds one of each as first written. A repeat of a command
// has no second effect. Every 10,000 commands the leader's state hash goes through the
// log; a server that has another one stops. What is read is bounded before it is
// allocated.
//
// Threading: a Store is safe for concurrent use; the machine is called by one goroutine,
// its newest snapshot can be read by all.
//
// Start reading at Store, then machine.Apply, then command.
package replica
