// Package kernel holds the typed loops of the executor: comparisons into selections,
// arithmetic, hashing.
//
// Invariants: a kernel works on flat slices, touches only the rows it is given, never
// allocates and knows nothing of NULLs (callers combine validity, and rows that are
// NULL may hold any value). Output selections are ascending and may share memory with
// the input selection, since a kernel writes position k only after reading position k.
//
// Threading: pure functions. Start reading at SelConst.
package kernel
