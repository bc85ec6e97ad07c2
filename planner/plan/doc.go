// Package plan is the language between planner and executor: relational operators over
// columns, and bound, typed expressions.
//
// Invariants: every column of a query has a ColID unique in the plan; an operator's
// Cols lists what it delivers, and its expressions name only columns its inputs deliver.
// After optimization no Subquery expression, Apply or Param remains. Types are resolved:
// a Call names one overload and its arguments already have the overload's types (casts
// are Calls too). Expressions are immutable and may be shared; nodes belong to one plan.
//
// Threading: a finished plan is read-only and may be run concurrently.
// Start reading at Node, then Expr.
package plan
