// Package op holds the executor's operators, one a file, and the pipelines they form.
//
// A pipeline is a Source, a chain of operators and a Sink. Its workers each own a chain;
// a worker takes morsels from the shared Source and pushes batches through its chain
// into its part of the Sink. Operators that need all of their input (joins' build
// sides, aggregates, sorts) are Sinks of one pipeline and Sources of the next; Pipe.deps
// runs the former before the latter.
//
// Invariants: a batch is valid only during Push; Push may change the batch's selection
// and column list but not shared vectors; Flush is called once per worker after the
// last Push; memory that grows with the input is reserved from an account. A Sink's
// Finish runs after all workers have flushed.
//
// Threading: Source and Sink are shared by workers, Consumers belong to one worker.
// Start reading at Pipe and Run.Execute, then filter.go for the simplest operator.
package op
