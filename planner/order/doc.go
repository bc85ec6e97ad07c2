// Package order decides in which order joins run and which side of each is built into a
// hash table.
//
// A cluster of joins becomes a hypergraph: its inputs are the vertices, its conditions
// the edges. Inner joins reorder freely; left, semi and anti joins attach their right
// input to any set that has the columns they need. DPhyp (Moerkotte and Neumann, 2008)
// enumerates connected pairs; beyond a budget a greedy order is taken.
//
// Invariants: the result delivers the same rows; an outer join's padded rows are never
// seen by a condition that ran before it. Threading: a call belongs to one planning.
// Start reading at Joins, then graph.go.
package order
