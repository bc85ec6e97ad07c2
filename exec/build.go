package exec

import (
	"github.com/tarndb/tarn/exec/op"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/pgerr"
)

// builder turns a plan into pipelines.
type builder struct{ r *op.Run }

// build makes the pipe that delivers a node's rows.
func (b *builder) build(n plan.Node) (*op.Pipe, error) {
	switch n := n.(type) {
	case *plan.Scan:
		return b.r.NewScan(n)
	case *plan.Values:
		return b.r.NewValues(n), nil
	case *plan.CTEScan:
		return b.r.NewCTEScan(n, b.build)
	case *plan.Join:
		return b.join(n)
	case *plan.SetOp:
		return b.setOp(n)
	case *plan.LimitBy:
		in, err := b.build(n.Input)
		if err != nil {
			return nil, err
		}
		bounds, err := b.build(n.Bounds)
		if err != nil {
			return nil, err
		}
		b.r.AddLimitBy(in, bounds, n)
		return in, nil
	}
	kids := n.Children()
	if len(kids) != 1 {
		return nil, pgerr.Unsupported("a plan node of kind %T", n)
	}
	p, err := b.build(kids[0])
	if err != nil {
		return nil, err
	}
	return b.unary(n, p)
}

// unary continues or ends the pipe of a node's only input.
func (b *builder) unary(n plan.Node, p *op.Pipe) (*op.Pipe, error) {
	switch n := n.(type) {
	case *plan.Filter:
		return p, b.r.AddFilter(p, n)
	case *plan.Project:
		return p, b.r.AddProject(p, n)
	case *plan.Limit:
		if !n.Barrier {
			b.r.AddLimit(p, n)
		}
		return p, nil
	case *plan.ProjectSet:
		return p, b.r.AddProjectSet(p, n)
	case *plan.Aggregate:
		return b.r.NewAggregate(p, n)
	case *plan.Sort:
		return b.r.NewSort(p, n)
	case *plan.DistinctOn:
		return b.r.NewDistinctOn(p, n)
	case *plan.Window:
		return b.r.NewWindow(p, n)
	case *plan.Max1Row:
		return b.r.NewMax1Row(p, n), nil
	case *plan.With, *plan.Exchange:
		return p, nil
	}
	return nil, pgerr.Unsupported("a plan node of kind %T", n)
}

func (b *builder) join(n *plan.Join) (*op.Pipe, error) {
	l, err := b.build(n.L)
	if err != nil {
		return nil, err
	}
	r, err := b.build(n.R)
	if err != nil {
		return nil, err
	}
	if n.Kind == plan.AsOf || n.Kind == plan.AsOfLeft {
		return b.r.NewAsOf(l, r, n)
	}
	return b.r.NewJoin(l, r, n)
}

func (b *builder) setOp(n *plan.SetOp) (*op.Pipe, error) {
	var inputs []*op.Pipe
	for _, in := range n.Inputs {
		p, err := b.build(in)
		if err != nil {
			return nil, err
		}
		inputs = append(inputs, p)
	}
	return b.r.NewSetOp(inputs, n)
}
