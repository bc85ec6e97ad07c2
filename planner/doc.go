// Package planner turns a parsed query into a plan for exec: Prepare names parameters
// and result columns, Plan gives the finished plan.
//
// The way of one query: bind (names, types, subqueries as expressions) → rule (phases
// of named rewrites: fold, decorrelate, push down, prune) → order (join order, build
// sides) → rule again (top-N, runtime filters) → distribute (exchanges) → numbering.
// With invariants on, the plan is verified after every rule that changed it.
//
// Invariants: planning has no state between calls; a plan has no parameter left, since
// every execution is planned with its values; the same statement, catalog snapshot and
// values give the same plan.
//
// Threading: everything is safe for concurrent use. Start reading at Plan.
package planner
