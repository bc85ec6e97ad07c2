package op

import (
	"github.com/tarndb/tarn/exec/expr"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// windowArgs compiles a function's arguments, its filter last when there is one.
func (r *Run) windowArgs(f *plan.WindowFunc, in *expr.Schema) ([]*expr.Prog, error) {
	es := append([]plan.Expr(nil), f.Args...)
	if f.Filter != nil {
		es = append(es, f.Filter)
	}
	return r.compileAll(es, in)
}

// windowEval computes one function partition by partition. Row numbers are those of the
// sorted store; the partition is [lo, hi).
type windowEval struct {
	w     *window
	c     *windowChunk
	f     *plan.WindowFunc
	out   *vec.Vec
	order *sortOrder
	args  *vec.Store // argument columns over the sorted rows
	ctx   *builtin.Ctx

	lo, hi     int
	group      []int // per row of the partition: its peer group
	starts     []int // first row of each peer group, and hi
	sOff, eOff types.Datum
	ds         []types.Datum
}

// bind evaluates the arguments over all sorted rows.
func (e *windowEval) bind() error {
	progs, err := e.w.r.windowArgs(e.f, e.w.in)
	if err != nil {
		return err
	}
	ts := make([]types.Type, len(progs))
	for i, p := range progs {
		ts[i] = p.Type
	}
	e.args = vec.NewStore(ts)
	src := &storeSource{store: func() *vec.Store { return e.c.sorted }}
	err = src.Run(0, func(b *vec.Batch) error {
		if err := e.w.r.check(); err != nil {
			return err
		}
		a := &vec.Batch{N: b.N}
		for _, p := range progs {
			v, err := p.Eval(b, nil)
			if err != nil {
				return err
			}
			a.Cols = append(a.Cols, v)
		}
		e.args.Append(a)
		return nil
	})
	if err != nil {
		return err
	}
	at := e.f.ArgTypes
	if len(at) == 0 {
		for _, a := range e.f.Args {
			at = append(at, a.Type())
		}
	}
	e.ctx = &builtin.Ctx{ArgTypes: at, Ret: e.f.T, Session: e.w.r.Session}
	return e.offsets()
}

// offsets evaluates the frame's constant offsets.
func (e *windowEval) offsets() error {
	for _, x := range []struct {
		e    plan.Expr
		to   *types.Datum
		what string
	}{{e.f.Frame.StartOffset, &e.sOff, "starting"}, {e.f.Frame.EndOffset, &e.eOff, "ending"}} {
		if x.e == nil {
			continue
		}
		p, err := expr.Compile(x.e, &expr.Schema{}, e.w.r.Session)
		if err != nil {
			return err
		}
		v, err := p.Eval(&vec.Batch{N: 1}, nil)
		if err != nil {
			return err
		}
		d := v.Datum(0)
		d.S = clone(d.S)
		if d.Null {
			return pgerr.New(pgerr.NullValueNotAllowed, "frame %s offset must not be null", x.what)
		}
		if e.f.Frame.Mode != plan.FrameRange && d.I < 0 {
			return pgerr.New(pgerr.InvalidPrecedingOrFollowing, "frame %s offset must not be negative", x.what)
		}
		*x.to = d
	}
	return nil
}

// peers finds the groups of rows that are equal in the window's order.
func (e *windowEval) peers() {
	e.group, e.starts = e.group[:0], e.starts[:0]
	for i := e.lo; i < e.hi; i++ {
		if i == e.lo || len(e.order.keys) > 0 && e.order.compare(e.c.sorted, i-1, e.c.sorted, i) != 0 {
			e.starts = append(e.starts, i)
		}
		e.group = append(e.group, len(e.starts)-1)
	}
	e.starts = append(e.starts, e.hi)
}

// put stores a result.
func (e *windowEval) put(i int, d types.Datum) {
	if d.Null {
		e.out.SetNull(i, e.c.sorted.N)
		return
	}
	e.out.Put(i, d)
}

func (e *windowEval) groupOf(i int) int { return e.group[i-e.lo] }

// partition computes the function for the rows of the current partition.
func (e *windowEval) partition() error {
	if e.f.Fn.Kind == builtin.Aggregate {
		return e.aggregate()
	}
	n := e.hi - e.lo
	switch e.f.Fn.Name {
	case "row_number":
		e.each(func(i int) types.Datum { return types.NewInt(int64(i - e.lo + 1)) })
	case "rank":
		e.each(func(i int) types.Datum { return types.NewInt(int64(e.starts[e.groupOf(i)] - e.lo + 1)) })
	case "dense_rank":
		e.each(func(i int) types.Datum { return types.NewInt(int64(e.groupOf(i) + 1)) })
	case "percent_rank":
		e.each(func(i int) types.Datum {
			if n <= 1 {
				return types.NewFloat(0)
			}
			return types.NewFloat(float64(e.starts[e.groupOf(i)]-e.lo) / float64(n-1))
		})
	case "cume_dist":
		e.each(func(i int) types.Datum {
			return types.NewFloat(float64(e.starts[e.groupOf(i)+1]-e.lo) / float64(n))
		})
	case "ntile":
		return e.ntile(n)
	case "lag", "lead":
		e.shift(e.f.Fn.Name == "lead")
	case "first_value", "last_value", "nth_value":
		return e.pick()
	default:
		return pgerr.Unsupported("window function %s", e.f.Fn.Name)
	}
	return nil
}

func (e *windowEval) each(f func(i int) types.Datum) {
	for i := e.lo; i < e.hi; i++ {
		e.put(i, f(i))
	}
}

func (e *windowEval) ntile(n int) error {
	for i := e.lo; i < e.hi; i++ {
		d := e.args.Cols[0].Datum(e.lo)
		if d.Null {
			e.put(i, types.Null)
			continue
		}
		if d.I <= 0 {
			return pgerr.New(pgerr.InvalidArgumentForNtile, "argument of ntile must be greater than zero")
		}
		k, at := int(d.I), i-e.lo
		size, extra := n/k, n%k
		if big := extra * (size + 1); at < big {
			e.put(i, types.NewInt(int64(at/(size+1)+1)))
		} else {
			e.put(i, types.NewInt(int64(extra+(at-big)/max(size, 1)+1)))
		}
	}
	return nil
}

// shift is lag and lead: the value `offset` rows away, or the default.
func (e *windowEval) shift(ahead bool) {
	for i := e.lo; i < e.hi; i++ {
		off := 1
		if len(e.f.Args) > 1 {
			d := e.args.Cols[1].Datum(i)
			if d.Null {
				e.put(i, types.Null)
				continue
			}
			off = int(d.I)
		}
		if !ahead {
			off = -off
		}
		at, ok := e.away(i, off)
		switch {
		case ok:
			e.put(i, e.args.Cols[0].Datum(at))
		case len(e.f.Args) > 2:
			e.put(i, e.args.Cols[2].Datum(i))
		default:
			e.put(i, types.Null)
		}
	}
}

// away finds the row off rows from i, not counting NULLs when they are ignored.
func (e *windowEval) away(i, off int) (int, bool) {
	if !e.f.IgnoreNulls {
		return i + off, i+off >= e.lo && i+off < e.hi
	}
	step := 1
	if off < 0 {
		step, off = -1, -off
	}
	if off == 0 {
		return i, true
	}
	for at := i + step; at >= e.lo && at < e.hi; at += step {
		if !e.args.Cols[0].IsNull(at) {
			if off--; off == 0 {
				return at, true
			}
		}
	}
	return 0, false
}

// pick is first_value, last_value and nth_value over the frame.
func (e *windowEval) pick() error {
	fr := e.newFrame()
	for i := e.lo; i < e.hi; i++ {
		s, t, err := fr.at(i)
		if err != nil {
			return err
		}
		nth, fromEnd := int64(1), e.f.Fn.Name == "last_value"
		if e.f.Fn.Name == "nth_value" {
			d := e.args.Cols[1].Datum(i)
			if d.Null {
				e.put(i, types.Null)
				continue
			}
			if nth = d.I; nth <= 0 {
				return pgerr.New(pgerr.InvalidArgumentForNthValue, "argument of nth_value must be greater than zero")
			}
		}
		e.put(i, e.nth(fr, i, s, t, nth, fromEnd))
	}
	return nil
}

func (e *windowEval) nth(fr *frameEval, i, s, t int, nth int64, fromEnd bool) types.Datum {
	for k := range t - s {
		at := s + k
		if fromEnd {
			at = t - 1 - k
		}
		if fr.excluded(i, at) || e.f.IgnoreNulls && e.args.Cols[0].IsNull(at) {
			continue
		}
		if nth--; nth == 0 {
			return e.args.Cols[0].Datum(at)
		}
	}
	return types.Null
}

// aggregate runs an aggregate over each row's frame, adding rows to one state while the
// frame only grows at its end.
func (e *windowEval) aggregate() error {
	if e.f.Fn.New == nil || e.f.Distinct || len(e.f.OrderBy) > 0 {
		return pgerr.Unsupported("aggregate function %s with these options as a window function", e.f.Fn.Name)
	}
	fr := e.newFrame()
	var agg builtin.Agg
	var last types.Datum
	var tree *aggTree
	from, to := -1, -1
	for i := e.lo; i < e.hi; i++ {
		if i&255 == 0 {
			if err := e.w.r.check(); err != nil {
				return err
			}
		}
		s, t, err := fr.at(i)
		if err != nil {
			return err
		}
		if agg != nil && s != from && t-s > 4*treeFan && e.f.Frame.Exclude == plan.ExcludeNone && treeSafe(e.f.Fn) {
			if tree == nil {
				if tree, err = e.newTree(fr); err != nil {
					return err
				}
			}
			d, err := tree.frame(e, fr, s, t)
			if err != nil {
				return err
			}
			e.put(i, d)
			continue
		}
		same := agg != nil && s == from && t == to && e.f.Frame.Exclude == plan.ExcludeNone
		if !same {
			if agg == nil || s != from || t < to || e.f.Frame.Exclude != plan.ExcludeNone {
				agg, to = e.f.Fn.New(e.ctx), s
			}
			if err := e.add(agg, fr, i, max(to, s), t); err != nil {
				return err
			}
			from, to = s, max(t, s)
			if last, err = agg.Result(); err != nil {
				return err
			}
			last.S = clone(last.S)
		}
		e.put(i, last)
	}
	return nil
}

func (e *windowEval) add(agg builtin.Agg, fr *frameEval, i, from, to int) error {
	na := len(e.f.Args)
	if len(e.ds) != na {
		e.ds = make([]types.Datum, na)
	}
	ds := e.ds
rows:
	for at := from; at < to; at++ {
		if at&4095 == 0 {
			if err := e.w.r.check(); err != nil {
				return err
			}
		}
		if fr.excluded(i, at) {
			continue
		}
		if e.f.Filter != nil {
			if d := e.args.Cols[na].Datum(at); d.Null || !d.Bool() {
				continue
			}
		}
		for k := range ds {
			ds[k] = e.args.Cols[k].Datum(at)
			if ds[k].Null && !e.f.Fn.NotStrict {
				continue rows
			}
		}
		if err := agg.Add(ds); err != nil {
			return err
		}
	}
	return nil
}
