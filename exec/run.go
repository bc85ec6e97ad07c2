package exec

import (
	"context"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/pgerr"
)

type run struct{}

func open(ctx context.Context, q *plan.Query, env *Env) (*Rows, error) {
	return nil, pgerr.Unsupported("running queries")
}
func (r *run) next() (*vec.Batch, error) { return nil, nil }
func (r *run) close()                    {}
