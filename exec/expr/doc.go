// Package expr compiles bound expressions into programs over batches.
//
// A program is a tree of nodes; each evaluates to a vector aligned with the rows of the
// batch, of which only the selected rows are defined. Three ideas make it fast: a
// subtree that reads one column runs once per dictionary when that column is in
// dictionary form; numerics whose bounds prove that they fit are scaled int64 all the
// way; predicates produce selections directly.
//
// Invariants: a program gives the same values as evaluating builtin.Func.Eval row by
// row; errors are raised only for rows that are selected and reach the failing node.
//
// Threading: a Prog owns scratch memory and belongs to one goroutine; compile one per
// worker. Its result is valid until its next evaluation. Start reading at Compile.
package expr
