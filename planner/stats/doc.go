// Package stats estimates: how many rows operators deliver, how many distinct values
// columns have, which share of rows a condition keeps, and what operators cost.
//
// Invariants: estimates are finite and at least one row (a plan that looks empty is still
// costed); they never fail: what is unknown has a default. Statistics come from table
// snapshots and are read once per scan. An Estimator belongs to one planning.
// Start reading at Estimator.
package stats
