// Package raft replicates bytes: it keeps a state machine (FSM) equal on the voters of a
// cluster, and durable on one. It knows nothing of what the bytes mean.
//
// Life of a proposal: Node.Propose frames the bytes with the leader's time → on the leader
// the library groups the proposals that wait, writes them with one sync (logstore.go) and
// replicates them → once a quorum has them, machine.ApplyBatch hands them to the FSM → the
// result goes back to the caller. On another node Propose sends the same bytes to the
// leader (rpc.go), as often as needed, and waits until its own FSM is as far.
//
// Invariants: an acknowledged proposal is on the disks of a quorum and applied on the
// node that acknowledges it. A proposal may be applied more than once when a leader dies
// while it is under way, always with equal bytes: the FSM must recognise the repeat. Apply
// is given every entry once per life of an FSM, in order, without gaps. An FSM error stops
// the node: nothing is applied or acknowledged after it. ReadIndex gives an index that
// covers everything acknowledged before the call. What a peer sends is bounded before it
// is allocated.
//
// On disk (Config.Dir): node.json (identity, cluster, token), log.db (entries and votes, on
// bbolt), snapshots/*.snap (temporary name, sync, rename), admin.sock. On the wire: one
// port; after a mutual proof of the cluster's token the first byte picks the library's
// stream or ours (mux.go). The proof keeps strangers and nodes of other clusters out; only
// TLS (Config.TLS) keeps listeners and meddlers out.
//
// Threading: a Node is safe for concurrent use. The FSM's methods are called by one
// goroutine, except that writing out a snapshot runs beside Apply. Tests replace network
// and disk (Config.network, Config.stores) and run in virtual time (sim_test.go).
//
// Start reading at Config, then Open, Propose, ReadIndex.
package raft
