package op

import (
	"github.com/tarndb/tarn/exec/expr"
	"github.com/tarndb/tarn/exec/kernel"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner/plan"
	"sync/atomic"
)

// loop joins a batch with every build row: build rows as constants beside the batch when
// there are few of them, else probe rows as constants beside chunks of the build side.
func (p *probe) loop(b *vec.Batch) error {
	st := p.b.t.store
	if st.N == 0 {
		return nil
	}
	chunks := (st.N + vec.Size - 1) / vec.Size
	if st.N <= b.Live()*chunks {
		return p.loopBuild(b)
	}
	return p.loopProbe(b)
}

func (p *probe) loopBuild(b *vec.Batch) error {
	for r := range p.b.t.store.N {
		if err := p.j.r.check(); err != nil {
			return err
		}
		p.batch.Cols = append(p.batch.Cols[:0], b.Cols...)
		for k := range p.built {
			p.b.t.store.Cols[k].Row(&p.built[k], r)
			p.batch.Cols = append(p.batch.Cols, &p.built[k])
		}
		p.batch.N, p.batch.Sel = b.N, b.Sel
		sel := b.Sel
		if len(p.residual) > 0 || p.track || p.b.hit != nil {
			var err error
			if sel, err = p.checkAll(&p.batch, b.Sel); err != nil {
				return err
			}
			if len(sel) == 0 {
				continue
			}
			if err := p.note(sel, func(i uint16) uint16 { return i }, func(uint16) uint32 { return uint32(r) }); err != nil {
				return err
			}
		}
		if err := p.deliverAll(sel); err != nil {
			return err
		}
	}
	return nil
}

// checkAll is check with an explicit selection as its result.
func (p *probe) checkAll(b *vec.Batch, sel []uint16) ([]uint16, error) {
	sel = copyOrSelf(sel, b.N, p.sel)
	return p.check(b, sel)
}

// deliverAll is deliver for a selection that may be nil.
func (p *probe) deliverAll(sel []uint16) error {
	if p.filtersOnly() {
		return nil
	}
	p.batch.Sel = sel
	return p.next.Push(&p.batch)
}

func (p *probe) loopProbe(b *vec.Batch) error {
	st := p.b.t.store
	var err error
	live := append([]uint16(nil), copyOrSelf(b.Sel, b.N, p.sel)...)
	for _, i := range live {
		one := [1]uint16{i}
		p.batch.Cols = p.batch.Cols[:0]
		for k := range p.taken {
			vec.Take(&p.taken[k], b.Cols[k], one[:])
			constant(&p.taken[k])
			p.batch.Cols = append(p.batch.Cols, &p.taken[k])
		}
		np := len(p.batch.Cols)
		for from := 0; from < st.N; from += vec.Size {
			if err = p.j.r.check(); err != nil {
				return err
			}
			p.batch.Cols = p.batch.Cols[:np]
			p.batch.N, p.batch.Sel = min(vec.Size, st.N-from), nil
			for k := range p.built {
				st.Cols[k].View(&p.built[k], from, p.batch.N)
				p.batch.Cols = append(p.batch.Cols, &p.built[k])
			}
			sel, err := p.checkAll(&p.batch, nil)
			if err != nil {
				return err
			}
			if len(sel) == 0 {
				continue
			}
			base := uint32(from)
			if err := p.note(sel, func(uint16) uint16 { return i }, func(k uint16) uint32 { return base + uint32(k) }); err != nil {
				return err
			}
			if err := p.deliverAll(sel); err != nil {
				return err
			}
			if p.stopsAtFirst() {
				break
			}
		}
	}
	return nil
}

// constant turns a vector of one row into a constant.
func constant(v *vec.Vec) {
	switch v.Form {
	case vec.Const:
		return
	case vec.Dict:
		vals, code, valid := v.Values, v.Codes[0], v.Valid
		var tmp vec.Vec
		one := vec.Vec{Type: v.Type, Phys: vals.Phys, Form: vec.Dict, Codes: []uint16{code}, Values: vals, Valid: valid}
		f := vec.Flatten(&tmp, &one, nil, 1)
		*v = *f
	}
	v.Form = vec.Const
}

// tailSource delivers build rows after the probe side is done: unmatched ones with NULLs
// for outer joins, matched or unmatched ones for semi and anti joins that build on the
// left.
func (j *join) tailSource() Source {
	switch {
	case j.keepsBuild():
		return &joinTail{j: j, want: false, pad: true}
	case j.buildIsLeft() && j.n.Kind == plan.Semi:
		return &joinTail{j: j, want: true}
	case j.buildIsLeft() && j.n.Kind == plan.Anti:
		return &joinTail{j: j, want: false}
	}
	return nil
}

type joinTail struct {
	j    *join
	b    *built // nil: the join's own
	want bool
	pad  bool
	next atomic.Int64
}

// Run implements Source.
func (s *joinTail) Run(_ int, push func(*vec.Batch) error) error {
	from := s.b // workers share s: it is not changed here
	if from == nil {
		if from = s.j.built; from == nil {
			return nil // the join spilled: its partitions have delivered these rows
		}
	}
	st := from.t.store
	sel := make([]uint16, vec.Size)
	views := make([]vec.Vec, len(s.j.build.Cols))
	for {
		lo := int(s.next.Add(1)-1) * vec.Size
		if lo >= st.N {
			return nil
		}
		n := min(vec.Size, st.N-lo)
		live := kernel.SelWhere(nil, n, sel, func(i int) bool { return from.hit.has(lo+i) == s.want })
		if len(live) == 0 {
			continue
		}
		b := &vec.Batch{N: n, Sel: live}
		if s.pad {
			b.Cols = append(b.Cols, nullCols(s.j.probe)...)
		}
		for k := range views {
			st.Cols[k].View(&views[k], lo, n)
			b.Cols = append(b.Cols, &views[k])
		}
		if err := push(b); err != nil {
			return err
		}
	}
}

func nullCols(s *expr.Schema) []*vec.Vec {
	out := make([]*vec.Vec, len(s.Cols))
	for i := range out {
		out[i] = nullLike(s.Cols[i].Info)
	}
	return out
}
