// Package exec runs finished plans: exec.Open is its only door.
//
// Invariants: a query's memory is reserved from its account or it fails with 53200; when
// Rows is closed no goroutine, file or reservation of the query remains; a panic in an
// operator fails that query alone with XX000. Start reading at Open.
package exec

import (
	"context"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/internal/mem"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
)

// Env is what a query runs with.
type Env struct {
	Session   *builtin.Session
	Mem       *mem.Account // the query's account; nil: unlimited
	SpillDir  string       // directory for spill files; "" forbids spilling
	Workers   int          // 0: one per core
	BatchSize int          // rows per batch for tests; 0: vec.Size
	BadHash   bool         // tests: every hash equal
	// Actuals, when not nil, receives run-time figures by node ID when Rows is closed;
	// its length is Query.Nodes+1.
	Actuals []plan.Actual
	// Progress, when not nil, counts scanned rows while the query runs.
	Progress *Progress
}

// Rows is a running query. It belongs to one goroutine.
type Rows struct {
	*run
}

// Open starts a query. Columns of its batches follow q.Output. Cancelling ctx stops it.
func Open(ctx context.Context, q *plan.Query, env *Env) (*Rows, error) {
	return open(ctx, q, env)
}

// Next gives the next batch (never empty), valid until the next call, or nil at the end.
func (r *Rows) Next() (*vec.Batch, error) { return r.next() }

// Close stops the query and frees what it holds. It may be called at any time and twice.
func (r *Rows) Close() { r.close() }
