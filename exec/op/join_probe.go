package op

import (
	"sync/atomic"

	"github.com/tarndb/tarn/exec/expr"
	"github.com/tarndb/tarn/exec/kernel"
	"github.com/tarndb/tarn/exec/spill"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// bitset is a set of build rows that workers mark concurrently.
type bitset struct{ words []atomic.Uint64 }

func newBitset(n int) *bitset { return &bitset{make([]atomic.Uint64, (n+63)>>6)} }

func (b *bitset) set(i uint32) {
	m := uint64(1) << (i & 63)
	if w := &b.words[i>>6]; w.Load()&m == 0 {
		w.Or(m)
	}
}

func (b *bitset) has(i int) bool { return b.words[i>>6].Load()>>(uint(i)&63)&1 != 0 }

// probe is one worker's probe side.
type probe struct {
	j        *join
	b        *built // set with the first batch
	part     *partitioner
	file     *spill.File // probe rows of a join that spilled
	next     Consumer
	keys     []*expr.Prog
	residual []*expr.Prog
	pr       *prober
	keyVecs  []*vec.Vec
	head     []uint32
	rows     []uint32 // build rows of the current candidates
	cur      []uint16
	sel      []uint16
	matched  []uint8 // probe rows that found a match in this batch
	track    bool    // matched is needed
	built    []vec.Vec
	taken    []vec.Vec
	batch    vec.Batch // probe columns then build columns
	mark     vec.Vec
	idx      []uint16
}

func (j *join) newProbe(_ int, next Consumer) (Consumer, error) { return j.probeFor(next) }

// probeFor makes a probe that delivers to next.
func (j *join) probeFor(next Consumer) (*probe, error) {
	keys, err := j.keyProgs(j.keysP, j.probe)
	if err != nil {
		return nil, err
	}
	residual, err := j.r.compileAll(j.n.Residual, j.both)
	p := &probe{j: j, next: next, keys: keys, residual: residual, keyVecs: make([]*vec.Vec, len(keys)),
		head: make([]uint32, vec.Size), rows: make([]uint32, 0, vec.Size), cur: make([]uint16, vec.Size),
		sel: make([]uint16, vec.Size), matched: make([]uint8, vec.Size), idx: make([]uint16, 0, vec.Size),
		built: make([]vec.Vec, len(j.build.Cols)), taken: make([]vec.Vec, len(j.probe.Cols))}
	switch j.n.Kind {
	case plan.Semi, plan.Anti, plan.AntiNull, plan.Mark, plan.Single:
		p.track = true
	}
	p.track = p.track || j.keepsProbe()
	return p, err
}

func (p *probe) Flush() error { return nil }

func (p *probe) Push(b *vec.Batch) error {
	if p.b == nil {
		if p.b = p.j.built; p.b == nil {
			return p.setAside(b)
		}
	}
	if p.track {
		clear(p.matched[:b.N])
	}
	var err error
	if len(p.keys) == 0 {
		err = p.loop(b)
	} else if p.b.t.rows > 0 {
		err = p.lookup(b)
	}
	if err != nil {
		return err
	}
	return p.finish(b)
}

// lookup finds and delivers matches by key.
func (p *probe) lookup(b *vec.Batch) error {
	if p.pr == nil {
		p.pr = newProber(p.b.t)
	}
	for k, g := range p.keys {
		v, err := g.Eval(b, b.Sel)
		if err != nil {
			return err
		}
		p.keyVecs[k] = v
	}
	p.pr.find(p.keyVecs, p.j.nullSafe, b.Sel, b.N, p.head)
	cur := kernel.SelWhere(b.Sel, b.N, p.cur, func(i int) bool { return p.head[i] != 0 })
	if len(p.residual) == 0 && !p.j.buildIsLeft() {
		switch p.j.n.Kind {
		case plan.Semi, plan.Anti, plan.AntiNull, plan.Mark:
			for _, i := range cur {
				p.matched[i] = 1
			}
			return nil
		}
	}
	if t := p.b.t; t.next != nil && t.rows > 3*t.keys {
		return p.pairs(b, cur)
	}
	for len(cur) > 0 {
		p.rows = p.rows[:0]
		for _, i := range cur {
			p.rows = append(p.rows, p.head[i]-1)
		}
		if err := p.round(b, cur); err != nil {
			return err
		}
		if p.b.t.next == nil {
			break
		}
		cur = p.advance(cur)
	}
	return nil
}

// advance moves candidates to the next row of their chain; rows of a semi-like join that
// have matched are done.
func (p *probe) advance(cur []uint16) []uint16 {
	next := p.b.t.next
	once := p.track && p.stopsAtFirst()
	k := 0
	for _, i := range cur {
		h := next[p.head[i]-1]
		p.head[i] = h
		if h != 0 && !(once && p.matched[i] != 0) {
			cur[k] = i
			k++
		}
	}
	return cur[:k]
}

func (p *probe) stopsAtFirst() bool {
	switch p.j.n.Kind {
	case plan.Semi, plan.Anti, plan.AntiNull, plan.Mark:
		return !p.j.buildIsLeft()
	}
	return false
}

// round handles one candidate build row (p.rows) for each probe row of cur. Build
// columns are put beside the probe columns at the probe rows' positions.
func (p *probe) round(b *vec.Batch, cur []uint16) error {
	if err := p.j.r.check(); err != nil { // one batch may have millions of candidates
		return err
	}
	p.batch.Cols = append(p.batch.Cols[:0], b.Cols...)
	p.batch.N, p.batch.Sel = b.N, cur
	if p.needsBuilt() {
		for k := range p.built {
			p.b.t.store.Cols[k].Gather(&p.built[k], p.rows, cur, b.N)
			p.batch.Cols = append(p.batch.Cols, &p.built[k])
		}
	}
	sel, err := p.check(&p.batch, cur)
	if err != nil || len(sel) == 0 {
		return err
	}
	if err := p.note(sel, func(i uint16) uint16 { return i }, func(i uint16) uint32 { return p.head[i] - 1 }); err != nil {
		return err
	}
	return p.deliver(sel)
}

func (p *probe) needsBuilt() bool {
	return len(p.residual) > 0 || !p.filtersOnly()
}

// filtersOnly: matches themselves are not delivered.
func (p *probe) filtersOnly() bool {
	switch p.j.n.Kind {
	case plan.Semi, plan.Anti, plan.AntiNull, plan.Mark:
		return true
	}
	return false
}

// check applies the residual condition.
func (p *probe) check(b *vec.Batch, sel []uint16) ([]uint16, error) {
	var err error
	for _, c := range p.residual {
		if sel, err = c.Filter(b, sel, p.sel); err != nil || len(sel) == 0 {
			return nil, err
		}
	}
	return sel, nil
}

// note records matches on both sides; row and built map a position of the pair batch to
// its probe and build row.
func (p *probe) note(sel []uint16, row func(uint16) uint16, built func(uint16) uint32) error {
	if p.track {
		single := p.j.n.Kind == plan.Single
		for _, k := range sel {
			i := row(k)
			if single && p.matched[i] != 0 {
				return pgerr.New(pgerr.CardinalityViolation, "more than one row returned by a subquery used as an expression")
			}
			p.matched[i] = 1
		}
	}
	if p.b.hit != nil {
		for _, k := range sel {
			p.b.hit.set(built(k))
		}
	}
	return nil
}

// deliver pushes the matches of the pair batch.
func (p *probe) deliver(sel []uint16) error {
	if p.filtersOnly() {
		return nil
	}
	p.batch.Sel = sel
	if len(sel) == p.batch.N {
		p.batch.Sel = nil
	}
	return p.next.Push(&p.batch)
}

// pairs delivers matches of keys with many rows: probe and build rows are both gathered
// into dense batches.
func (p *probe) pairs(b *vec.Batch, cur []uint16) error {
	p.idx, p.rows = p.idx[:0], p.rows[:0]
	next := p.b.t.next
	for _, i := range cur {
		for h := p.head[i]; h != 0; h = next[h-1] {
			p.idx, p.rows = append(p.idx, i), append(p.rows, h-1)
			if len(p.idx) == vec.Size {
				if err := p.flushPairs(b); err != nil {
					return err
				}
				if p.stopsAtFirst() && p.matched[i] != 0 {
					break
				}
			}
		}
	}
	return p.flushPairs(b)
}

func (p *probe) flushPairs(b *vec.Batch) error {
	n := len(p.idx)
	if n == 0 {
		return nil
	}
	if err := p.j.r.check(); err != nil {
		return err
	}
	p.batch.Cols = p.batch.Cols[:0]
	for k := range p.taken {
		vec.Take(&p.taken[k], b.Cols[k], p.idx)
		p.batch.Cols = append(p.batch.Cols, &p.taken[k])
	}
	for k := range p.built {
		p.b.t.store.Cols[k].Gather(&p.built[k], p.rows, nil, n)
		p.batch.Cols = append(p.batch.Cols, &p.built[k])
	}
	p.batch.N, p.batch.Sel = n, nil
	sel, err := p.check(&p.batch, nil)
	if err == nil && len(p.residual) == 0 {
		sel = copyOrSelf(nil, n, p.sel)
	}
	if err == nil && len(sel) > 0 {
		err = p.note(sel, func(k uint16) uint16 { return p.idx[k] }, func(k uint16) uint32 { return p.rows[k] })
		if err == nil {
			err = p.deliver(sel)
		}
	}
	p.idx, p.rows = p.idx[:0], p.rows[:0]
	return err
}

// finish delivers what depends on which probe rows matched.
func (p *probe) finish(b *vec.Batch) error {
	j := p.j
	if j.buildIsLeft() && p.filtersOnly() {
		return nil
	}
	switch j.n.Kind {
	case plan.Semi:
		return p.pass(b, 1)
	case plan.Anti:
		return p.pass(b, 0)
	case plan.AntiNull:
		return p.antiNull(b)
	case plan.Mark:
		return p.markRows(b)
	}
	if !j.keepsProbe() {
		return nil
	}
	sel := kernel.SelWhere(b.Sel, b.N, p.sel, func(i int) bool { return p.matched[i] == 0 })
	if len(sel) == 0 {
		return nil
	}
	cols := append([]*vec.Vec(nil), b.Cols...)
	for _, c := range j.build.Cols {
		cols = append(cols, nullLike(c.Info))
	}
	return p.next.Push(&vec.Batch{Cols: cols, N: b.N, Sel: sel})
}

// pass delivers probe rows whose matched flag is want.
func (p *probe) pass(b *vec.Batch, want uint8) error {
	sel := kernel.SelWhere(b.Sel, b.N, p.sel, func(i int) bool { return p.matched[i] == want })
	if len(sel) == 0 {
		return nil
	}
	p.batch.Cols = append(p.batch.Cols[:0], b.Cols...)
	p.batch.N, p.batch.Sel = b.N, sel
	if len(sel) == b.N {
		p.batch.Sel = nil
	}
	return p.next.Push(&p.batch)
}

// antiNull is NOT IN: a NULL on either side makes the comparison unknown.
func (p *probe) antiNull(b *vec.Batch) error {
	t := p.b.t
	if p.b.total == 0 {
		return p.next.Push(b)
	}
	if p.b.nullKeys {
		return nil
	}
	if t.rows == 0 { // nothing was looked up
		if err := p.evalKeys(b); err != nil {
			return err
		}
	}
	for i, null := range p.nullRows(b) {
		if null {
			p.matched[i] = 1
		}
	}
	return p.pass(b, 0)
}

// nullRows tells which rows have a NULL key.
func (p *probe) nullRows(b *vec.Batch) map[int]bool {
	out := map[int]bool{}
	for k, v := range p.keyVecs {
		if v == nil || !v.MayHaveNulls() && v.Form != vec.Const || p.j.nullSafe[k] {
			continue
		}
		kernel.EachRow(b.Sel, b.N, func(i int) {
			if v.IsNull(i) {
				out[i] = true
			}
		})
	}
	return out
}

// markRows adds the three-valued result of IN as a column.
func (p *probe) markRows(b *vec.Batch) error {
	t := p.b.t
	p.mark.Reset(types.T(types.Bool), types.PBool, b.N)
	copy(p.mark.B, p.matched[:b.N])
	if p.b.total > 0 && len(p.keys) > 0 {
		if t.rows == 0 { // nothing was looked up
			if err := p.evalKeys(b); err != nil {
				return err
			}
		}
		nulls := p.nullRows(b)
		kernel.EachRow(b.Sel, b.N, func(i int) {
			if p.matched[i] == 0 && (p.b.nullKeys || nulls[i]) {
				p.mark.SetNull(i, b.N)
			}
		})
	}
	p.batch.Cols = append(append(p.batch.Cols[:0], b.Cols...), &p.mark)
	p.batch.N, p.batch.Sel = b.N, b.Sel
	return p.next.Push(&p.batch)
}

func (p *probe) evalKeys(b *vec.Batch) error {
	for k, g := range p.keys {
		v, err := g.Eval(b, b.Sel)
		if err != nil {
			return err
		}
		p.keyVecs[k] = v
	}
	return nil
}
