// Package rule rewrites bound plans: one named rule a file, run in the order of the
// list in rules.go.
//
// A rule takes a plan and gives an equal one: same columns for its parent, same rows.
// Required rules remove what the executor cannot run (subqueries, dependent joins); all
// others may be turned off one by one, and the plan still runs.
//
// Invariants: expressions are shared and never changed in place; nodes belong to one
// plan and are. After every rule that reports a change the plan is verified when
// invariants are on. Threading: a Ctx belongs to one planning.
// Start reading at Run, then the rules in order.
package rule
