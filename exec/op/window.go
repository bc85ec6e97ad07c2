package op

import (
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/pgerr"
)

// NewWindow computes window functions.
func (r *Run) NewWindow(p *Pipe, n *plan.Window) (*Pipe, error) {
	return nil, pgerr.Unsupported("window functions")
}
