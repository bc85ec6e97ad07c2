package op

import (
	"slices"

	"github.com/tarndb/tarn/exec/expr"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// genericState runs builtin.Agg states, one per group, row by row: every aggregate
// without a typed state, and those with DISTINCT or ORDER BY.
type genericState struct {
	call *plan.AggCall
	ctx  *builtin.Ctx
	new  func() builtin.Agg
	aggs []builtin.Agg

	args []*expr.Prog // arguments, then sort keys
	vs   []*vec.Vec
	ds   []types.Datum
	held int64
}

func (r *Run) newGeneric(call *plan.AggCall, in *expr.Schema) (*genericState, error) {
	if call.Fn.New == nil {
		return nil, pgerr.Unsupported("aggregate function %s", call.Fn.Name)
	}
	exprs := slices.Clone(call.Args)
	for _, k := range call.OrderBy {
		exprs = append(exprs, k.Expr)
	}
	args, err := r.compileAll(exprs, in)
	if err != nil {
		return nil, err
	}
	s := &genericState{call: call, args: args, vs: make([]*vec.Vec, len(args)), ds: make([]types.Datum, len(args))}
	s.ctx = &builtin.Ctx{ArgTypes: call.ArgTypes, Ret: call.T, Session: r.Session}
	if len(s.ctx.ArgTypes) == 0 {
		for _, a := range call.Args {
			s.ctx.ArgTypes = append(s.ctx.ArgTypes, a.Type())
		}
	}
	for _, k := range call.OrderBy {
		s.ctx.Desc, s.ctx.NullsFirst = append(s.ctx.Desc, k.Desc), append(s.ctx.NullsFirst, k.NullsFirst)
	}
	s.new = func() builtin.Agg { return call.Fn.New(s.ctx) }
	if call.Distinct || len(call.OrderBy) > 0 {
		s.new = func() builtin.Agg { return &sortedAgg{s: s} }
	}
	return s, nil
}

func (s *genericState) resize(n int) {
	for len(s.aggs) < n {
		s.aggs = append(s.aggs, s.new())
	}
}

// bind evaluates the arguments for a batch.
func (s *genericState) bind(b *vec.Batch, sel []uint16) error {
	for k, p := range s.args {
		v, err := p.Eval(b, sel)
		if err != nil {
			return err
		}
		s.vs[k] = v
	}
	return nil
}

func (s *genericState) row(g uint32, i int) error {
	for k, v := range s.vs {
		s.ds[k] = v.Datum(i)
		if s.ds[k].Null && !s.call.Fn.NotStrict && k < len(s.call.Args) {
			return nil
		}
	}
	return s.aggs[g].Add(s.ds)
}

func (s *genericState) scatter(g []uint32, _ *vec.Vec, sel []uint16, n int) error {
	if sel == nil {
		for i := range n {
			if err := s.row(g[i], i); err != nil {
				return err
			}
		}
		return nil
	}
	for _, i := range sel {
		if err := s.row(g[i], int(i)); err != nil {
			return err
		}
	}
	return nil
}

func (s *genericState) reduce(g uint32, _ *vec.Vec, sel []uint16, n int) error {
	if sel == nil {
		for i := range n {
			if err := s.row(g, i); err != nil {
				return err
			}
		}
		return nil
	}
	for _, i := range sel {
		if err := s.row(g, int(i)); err != nil {
			return err
		}
	}
	return nil
}

func (s *genericState) merge(o aggState, src, dst []uint32) error {
	f := o.(*genericState)
	for k, g := range src {
		if err := s.aggs[dst[k]].Merge(f.aggs[g]); err != nil {
			return err
		}
	}
	return nil
}

func (s *genericState) result(out *vec.Vec, from, n int) error {
	out.Reset(s.call.T, s.call.T.Phys(), n)
	for i := range n {
		d, err := s.aggs[from+i].Result()
		if err != nil {
			return err
		}
		if d.Null {
			out.SetNull(i, n)
			continue
		}
		out.Put(i, d)
	}
	return nil
}

func (s *genericState) permute(o []uint32) { s.aggs = permuted(s.aggs, o) }

func (s *genericState) memory() int64 {
	// Asking every state is too dear per batch: sample.
	if len(s.aggs) == 0 {
		return 0
	}
	step := max(1, len(s.aggs)/64)
	var t int64
	for i := 0; i < len(s.aggs); i += step {
		t += s.aggs[i].Bytes() + 64
	}
	return t * int64(step)
}

// sortedAgg keeps the argument rows of a group and feeds them to the real aggregate in
// order, without duplicates when asked.
type sortedAgg struct {
	s    *genericState
	rows [][]types.Datum
	held int64
}

func (a *sortedAgg) Add(args []types.Datum) error {
	row := make([]types.Datum, len(args))
	for i, d := range args {
		row[i] = types.Datum{I: d.I, Null: d.Null, S: clone(d.S)}
		a.held += 32 + int64(len(d.S))
	}
	a.rows = append(a.rows, row)
	return nil
}

func (a *sortedAgg) Merge(o builtin.Agg) error {
	b := o.(*sortedAgg)
	a.rows = append(a.rows, b.rows...)
	a.held += b.held
	return nil
}

func (a *sortedAgg) Bytes() int64 { return a.held + 24*int64(cap(a.rows)) }

func (a *sortedAgg) Result() (types.Datum, error) {
	call := a.s.call
	na := len(call.Args)
	interrupted := func() error { return nil }
	if s := a.s.ctx.Session; s != nil && s.Interrupted != nil {
		interrupted = s.Interrupted
	}
	slices.SortStableFunc(a.rows, func(x, y []types.Datum) int {
		if interrupted() != nil {
			return 0
		}
		for k, key := range call.OrderBy {
			if c := compareDatums(key.Expr.Type(), x[na+k], y[na+k], key.Desc, key.NullsFirst); c != 0 {
				return c
			}
		}
		if !call.Distinct {
			return 0
		}
		return a.compareArgs(x, y)
	})
	if err := interrupted(); err != nil {
		return types.Null, err
	}
	agg := call.Fn.New(a.s.ctx)
	for i, row := range a.rows {
		if call.Distinct && i > 0 && a.compareArgs(a.rows[i-1], row) == 0 {
			continue
		}
		if err := agg.Add(row[:na]); err != nil {
			return types.Null, err
		}
	}
	return agg.Result()
}

func (a *sortedAgg) compareArgs(x, y []types.Datum) int {
	for k, e := range a.s.call.Args {
		if c := compareDatums(e.Type(), x[k], y[k], false, false); c != 0 {
			return c
		}
	}
	return 0
}

// compareDatums orders two values as ORDER BY does.
func compareDatums(t types.Type, x, y types.Datum, desc, nullsFirst bool) int {
	if x.Null || y.Null {
		switch {
		case x.Null && y.Null:
			return 0
		case x.Null == nullsFirst:
			return -1
		}
		return 1
	}
	c := types.Compare(t, x, y)
	if desc {
		return -c
	}
	return c
}
