package op

import (
	"github.com/tarndb/tarn/exec/expr"
	"github.com/tarndb/tarn/exec/spill"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/internal/mem"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/pgerr"
)

// join is the state that the build and probe pipelines of a join share. The probe side
// is the one whose pipeline goes on; its batches pass through with build columns added.
type join struct {
	r        *Run
	n        *plan.Join
	probe    *expr.Schema // probe columns
	build    *expr.Schema // build columns
	both     *expr.Schema // what the residual sees
	out      *expr.Schema
	keysP    []plan.Expr
	keysB    []plan.Expr
	nullSafe []bool
	scales   []int // fixed numeric keys: common scale, -1 otherwise
	encode   []bool
	storeIn  *expr.Schema // build columns plus computed keys
	keyCols  []int        // key columns in the store
	mem      *mem.Account

	builds []*joinBuild
	*built // what probes look into
	spill  *joinSpill
}

// built is a finished build side, or one partition of it.
type built struct {
	t        *joinTable
	hit      *bitset // matched build rows, when the kind needs them
	nullKeys bool    // some build row's key is NULL
	total    int     // rows of the whole build side
}

// kind helpers: what the join does beyond delivering matches.

func (j *join) buildIsLeft() bool { return j.n.BuildLeft && len(j.n.Keys) > 0 && j.canBuildLeft() }

func (j *join) canBuildLeft() bool {
	switch j.n.Kind {
	case plan.Inner, plan.Left, plan.Full, plan.Semi, plan.Anti:
		return true
	}
	return false
}

// keepsProbe: probe rows without a match are delivered with NULLs.
func (j *join) keepsProbe() bool {
	switch j.n.Kind {
	case plan.Left, plan.Single:
		return !j.buildIsLeft()
	}
	return j.n.Kind == plan.Full
}

// keepsBuild: build rows without a match are delivered with NULLs at the end.
func (j *join) keepsBuild() bool {
	return j.n.Kind == plan.Full || j.n.Kind == plan.Left && j.buildIsLeft()
}

// NewJoin joins a probe and a build pipe; which is which follows from the plan node.
func (r *Run) NewJoin(l, rt *Pipe, n *plan.Join) (*Pipe, error) {
	j := &join{r: r, n: n, mem: r.Mem.Child("join", 0)}
	r.OnClose(j.mem.Close)
	probe, build := l, rt
	flip := j.buildIsLeft()
	if flip {
		probe, build = rt, l
	}
	j.probe, j.build = probe.Schema, build.Schema
	for _, k := range n.Keys {
		a, b := k.L, k.R
		if flip {
			a, b = b, a
		}
		j.keysP, j.keysB = append(j.keysP, a), append(j.keysB, b)
		j.nullSafe = append(j.nullSafe, k.NullSafe)
	}
	j.schemas()
	if err := j.prepareKeys(); err != nil {
		return nil, err
	}
	if _, err := r.compileAll(n.Residual, j.both); err != nil {
		return nil, err
	}
	out := *probe
	out.deps = append(append([]func() error{}, build.deps...), func() error { return r.Execute(build.withoutDeps(), j) })
	out.deps = append(out.deps, probe.deps...)
	out.Schema = j.out
	out.stages = append([]stage(nil), probe.stages...)
	out.tails = append([]tail(nil), probe.tails...)
	out.add(n, j.newProbe)
	if r.SpillDir != "" && len(n.Keys) > 0 {
		j.spill = &joinSpill{j: j}
		out.tails = append(out.tails, tail{j.spill, len(out.stages)})
	}
	if src := j.tailSource(); src != nil {
		out.tails = append(out.tails, tail{src, len(out.stages)})
	}
	return &out, nil
}

// schemas derives what the residual sees and what the join delivers.
func (j *join) schemas() {
	j.both = &expr.Schema{MaxRows: -1}
	j.both.Cols = append(append(j.both.Cols, j.probe.Cols...), j.build.Cols...)
	j.out = &expr.Schema{MaxRows: -1}
	addAll := func(s *expr.Schema, nullable bool) {
		for _, c := range s.Cols {
			c.Sorted = c.Sorted && s == j.probe
			if nullable {
				c.Column.NotNull, c.Info.NotNull = false, false
			}
			j.out.Cols = append(j.out.Cols, c)
		}
	}
	switch j.n.Kind {
	case plan.Semi, plan.Anti, plan.AntiNull:
		if j.buildIsLeft() {
			addAll(j.build, false)
		} else {
			addAll(j.probe, false)
		}
		j.out.MaxRows = j.probe.MaxRows
		if j.buildIsLeft() {
			j.out.MaxRows = j.build.MaxRows
		}
	case plan.Mark:
		addAll(j.probe, false)
		j.out.Cols = append(j.out.Cols, expr.ColInfo{Column: j.n.MarkCol, Info: expr.InfoOf(j.n.MarkCol.Type, false)})
		j.out.MaxRows = j.probe.MaxRows
	default:
		addAll(j.probe, j.keepsBuild())
		addAll(j.build, j.keepsProbe())
	}
}

// prepareKeys compiles the keys once to find their common representation and lays out
// the store.
func (j *join) prepareKeys() error {
	j.storeIn = &expr.Schema{Cols: append([]expr.ColInfo(nil), j.build.Cols...), MaxRows: j.build.MaxRows}
	for k := range j.keysP {
		p, err := expr.Compile(j.keysP[k], j.probe, j.r.Session)
		if err != nil {
			return err
		}
		b, err := expr.Compile(j.keysB[k], j.build, j.r.Session)
		if err != nil {
			return err
		}
		scale, encode := commonRep(p, b)
		j.scales, j.encode = append(j.scales, scale), append(j.encode, encode)
		if c := b.Column(); c >= 0 {
			j.keyCols = append(j.keyCols, c)
			continue
		}
		j.keyCols = append(j.keyCols, len(j.storeIn.Cols))
		j.storeIn.Cols = append(j.storeIn.Cols, expr.ColInfo{Info: b.Info})
	}
	return nil
}

// commonRep brings two key programs to one representation: a common scale (-1 for none)
// or, failing that, the general encoding.
func commonRep(p, b *expr.Prog) (scale int, encode bool) {
	if !p.Fixed && !b.Fixed {
		return -1, false
	}
	if p.Fixed && b.Fixed {
		s := max(p.Scale, b.Scale)
		p0, b0 := *p, *b
		if p.AtScale(s) && b.AtScale(s) {
			return s, false
		}
		*p, *b = p0, b0
	}
	p.Encoded()
	b.Encoded()
	return -1, true
}

// keyProgs compiles one side's keys in the common representation.
func (j *join) keyProgs(es []plan.Expr, in *expr.Schema) ([]*expr.Prog, error) {
	ps, err := j.r.compileAll(es, in)
	if err != nil {
		return nil, err
	}
	for k, p := range ps {
		if j.encode[k] {
			p.Encoded()
		} else if j.scales[k] >= 0 && !p.AtScale(j.scales[k]) {
			return nil, pgerr.New(pgerr.InternalError, "join key %d does not fit its scale", k)
		}
	}
	return ps, nil
}

func (j *join) node() int { return j.n.ID }

// Worker implements Sink for the build side.
func (j *join) Worker(w int) (Consumer, error) {
	keys, err := j.keyProgs(j.keysB, j.build)
	if err != nil {
		return nil, err
	}
	b := &joinBuild{j: j, keys: keys, store: vec.NewPile(valueTypes(j.storeIn))}
	j.builds = append(j.builds, b)
	return b, nil
}

// joinBuild collects one worker's build rows.
type joinBuild struct {
	j     *join
	keys  []*expr.Prog
	store *vec.Pile
	batch vec.Batch
	held  int64
	file  *spill.File // set once the build side no longer fits
	part  *partitioner
	nulls bool
	rows  int
}

func (b *joinBuild) Push(in *vec.Batch) error {
	b.batch.Cols = append(b.batch.Cols[:0], in.Cols...)
	b.batch.N, b.batch.Sel = in.N, in.Sel
	for k, c := range b.j.keyCols {
		if c >= len(b.j.build.Cols) {
			v, err := b.keys[k].Eval(in, in.Sel)
			if err != nil {
				return err
			}
			b.batch.Cols = append(b.batch.Cols, v)
		}
	}
	if b.file != nil {
		return b.setAside(&b.batch)
	}
	return b.keep()
}

// keep stores a batch, or gives the store up for partitions on disk.
func (b *joinBuild) keep() error {
	n := b.store.Append(&b.batch)
	l := b.j.r.Mem.Limit()
	over := l > 0 && b.j.mem.Used() > l/3 && b.j.spill != nil
	if !over && b.j.mem.TryGrow(n) {
		b.held += n
		return nil
	}
	if b.j.spill == nil {
		return b.j.mem.Grow(n)
	}
	return b.dump()
}

func (b *joinBuild) Flush() error { return nil }

// Finish implements Sink: it unites the workers' rows and builds the table.
func (j *join) Finish() error {
	builds := j.builds
	j.builds = nil
	for _, b := range builds {
		if b.file != nil {
			return j.spill.start(builds)
		}
	}
	var piles []*vec.Pile
	for _, b := range builds {
		piles = append(piles, b.store)
	}
	all, err := vec.Unite(piles, j.r.each)
	if err != nil {
		return err
	}
	j.built = j.newBuilt(all)
	if len(j.keysB) == 0 {
		j.r.strategy(j.n.ID, "nested loop, %d rows", all.N)
		return nil
	}
	if err := j.index(j.built, j.r.each); err != nil {
		return err
	}
	j.nullKeys = j.t.nullKeys
	how := "hash"
	if j.t.heads != nil && j.t.wide == nil {
		how = "direct address"
	}
	if j.t.next == nil {
		how += ", unique keys"
	}
	j.r.strategy(j.n.ID, "%s, %d rows, %d keys", how, j.t.store.N, j.t.keys)
	return j.publish()
}

// newBuilt wraps a store of build rows.
func (j *join) newBuilt(st *vec.Store) *built {
	b := &built{t: &joinTable{store: st, bad: j.r.BadHash}, total: st.N}
	if j.keepsBuild() || j.buildIsLeft() && (j.n.Kind == plan.Semi || j.n.Kind == plan.Anti) {
		b.hit = newBitset(st.N)
	}
	return b
}

// index builds the table of a build side.
func (j *join) index(b *built, run tasks) error {
	lp, err := j.keyProgs(j.keysP, j.probe)
	if err != nil {
		return err
	}
	lb, err := j.keyProgs(j.keysB, j.build)
	if err != nil {
		return err
	}
	var pi, bi []expr.Info
	for k := range lp {
		pi, bi = append(pi, lp[k].Info), append(bi, lb[k].Info)
	}
	b.t.layout = joinLayout(pi, bi, j.nullSafe)
	if err := j.mem.Grow(int64(b.t.store.N) * tableBytes); err != nil {
		return err
	}
	return b.t.build(j.keyCols, j.nullSafe, run)
}

// tableBytes is what a row of a join table takes besides its columns, about.
const tableBytes = 24

// publish makes runtime filters of the build keys.
func (j *join) publish() error {
	for _, rf := range j.n.Runtime {
		c := j.t.store.Cols[j.keyCols[rf.Key]]
		info := j.storeIn.Cols[j.keyCols[rf.Key]].Info
		if c.Vals != nil {
			continue
		}
		if j.scales[rf.Key] >= 0 && info.Scale != j.scales[rf.Key] {
			continue
		}
		var valid []uint64
		if c.HasNulls() {
			valid = c.V.Valid
		}
		switch {
		case j.t.store.N == 0 || c.V.I64 != nil:
			j.r.setKeyFilter(rf.ID, newKeyFilter(info, c.V.I64, valid))
		case c.V.I32 != nil:
			j.r.setKeyFilter(rf.ID, newKeyFilter(info, c.V.I32, valid))
		}
	}
	return nil
}

func (r *Run) keyFilter(id int) *keyFilter {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.filters[id]
}

func (r *Run) setKeyFilter(id int, f *keyFilter) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.filters == nil {
		r.filters = map[int]*keyFilter{}
	}
	r.filters[id] = f
}
