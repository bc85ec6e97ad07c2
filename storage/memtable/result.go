package memtable

import (
	"context"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/storage/table"
)

// Result is a table whose rows are known only when the plan that reads it runs: a part of
// a statement puts them there for the parts after it.
type Result struct {
	name string
	cols []table.Column
	rows table.Table
}

// NewResult makes a table that waits for its rows.
func NewResult(name string, cols []table.Column) *Result { return &Result{name: name, cols: cols} }

// Set gives the rows; it is called before any reader runs.
func (r *Result) Set(s *Store) { r.rows = s.Scan() }

// Name implements table.Table.
func (r *Result) Name() string { return r.name }

// Columns implements table.Table.
func (r *Result) Columns() []table.Column { return r.cols }

// guessedRows is what the planner is told of rows nobody has seen.
const guessedRows = 1000

// Stats implements table.Table.
func (r *Result) Stats(ctx context.Context) (*table.Stats, error) {
	if r.rows != nil {
		return r.rows.Stats(ctx)
	}
	return &table.Stats{Rows: guessedRows, Bytes: guessedRows * 8 * int64(len(r.cols)), Estimated: true}, nil
}

// Splits implements table.Table.
func (r *Result) Splits(ctx context.Context, preds []table.Pred) ([]table.Split, error) {
	if r.rows == nil {
		return nil, pgerr.New(pgerr.InternalError, "rows of \"%s\" are read before they are there", r.name)
	}
	return r.rows.Splits(ctx, preds)
}
