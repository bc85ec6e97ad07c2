package op

import (
	"sync"
	"sync/atomic"

	"github.com/tarndb/tarn/exec/expr"
	"github.com/tarndb/tarn/exec/spill"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/internal/mem"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/types"
)

// aggregate is the Sink that groups its input and the Source of the groups. Each worker
// fills a table of its own; Finish merges them, in parallel by partitions of the key
// hash when there are many groups.
type aggregate struct {
	r       *Run
	n       *plan.Aggregate
	in      *expr.Schema
	keyPos  []int
	layouts *keyLayouts
	cluster bool // by one key that the input is in order of
	aggs    *aggPlan
	out     *expr.Schema
	mem     *mem.Account
	workers []*aggWorker
	spilled *spilledGroups
	final   []*aggTable
	next    atomic.Int64
}

// aggTable is a set of groups with their states.
type aggTable struct {
	groups *groupTable // nil without keys: one group
	states []aggState
	n      int
	dead   []uint64 // groups that were merged into another table
}

// NewAggregate ends pipe p with an aggregation and gives the pipe of its groups.
func (r *Run) NewAggregate(p *Pipe, n *plan.Aggregate) (*Pipe, error) {
	a := &aggregate{r: r, n: n, in: p.Schema}
	if len(n.Sets) > 0 {
		a.keyPos = r.addExpand(p, n)
		a.in = p.Schema
	} else {
		for _, id := range n.Keys {
			a.keyPos = append(a.keyPos, a.in.Pos(id))
		}
	}
	var err error
	if a.aggs, err = r.planAggs(n.Aggs, a.in); err != nil {
		return nil, err
	}
	a.layouts = layoutsOf(a.in, a.keyPos, n.Input.Est().Rows)
	a.cluster = a.clusters()
	a.out = a.aggs.schema(a.keyInfos(), a.maxGroups())
	if n.GroupingCol.ID != 0 {
		last := a.in.Cols[a.keyPos[len(a.keyPos)-1]]
		a.out.Cols = append(a.out.Cols, expr.ColInfo{Column: n.GroupingCol, Info: last.Info})
	}
	a.mem = r.Mem.Child("aggregate", 0)
	r.OnClose(a.mem.Close)
	out := &Pipe{Schema: a.out, src: a, srcNode: n.ID}
	out.deps = append(p.deps, func() error { return r.Execute(p.withoutDeps(), a) })
	return out, nil
}

// withoutDeps is the pipe with its dependencies taken over by another.
func (p *Pipe) withoutDeps() *Pipe {
	c := *p
	c.deps = nil
	return &c
}

func (a *aggregate) keyInfos() []expr.ColInfo {
	var out []expr.ColInfo
	for i, c := range a.n.KeyOut {
		info := a.in.Cols[a.keyPos[i]].Info
		out = append(out, expr.ColInfo{Column: c, Info: info})
	}
	return out
}

func (a *aggregate) maxGroups() int64 {
	if len(a.keyPos) == 0 {
		return 1
	}
	return a.in.MaxRows
}

// clusters tells whether the clustered mode suits: a single integer key with many values
// that the input is stored in order of.
func (a *aggregate) clusters() bool {
	if len(a.keyPos) != 1 || a.r.smallBudget() || a.r.BadHash {
		return false
	}
	l := a.layouts.steps[len(a.layouts.steps)-1]
	return a.in.Cols[a.keyPos[0]].Sorted && !l.cols[0].intern && l.words == 1 && l.cols[0].width < 64 && l.bits > maxDirectBits
}

func (a *aggregate) node() int { return a.n.ID }

func (a *aggregate) newTable() (*aggTable, error) {
	t, err := a.newPlainTable()
	if err == nil && a.cluster {
		t.groups.cl = &clustered{win: make([]uint32, windowKeys)}
	}
	return t, err
}

// newPlainTable makes a table that never uses the clustered mode.
func (a *aggregate) newPlainTable() (*aggTable, error) {
	t := &aggTable{}
	if len(a.keyPos) > 0 {
		t.groups = newGroupTable(a.layouts, a.r.BadHash)
	}
	var err error
	t.states, err = a.aggs.states()
	return t, err
}

func (t *aggTable) resize(n int) {
	t.n = n
	for _, s := range t.states {
		s.resize(n)
	}
}

func (t *aggTable) memory() int64 {
	var m int64
	if t.groups != nil {
		m = t.groups.memory()
	}
	for _, s := range t.states {
		m += s.memory()
	}
	return m
}

// Worker implements Sink.
func (a *aggregate) Worker(w int) (Consumer, error) {
	c, err := a.newWorker(0)
	if err == nil {
		a.workers = append(a.workers, c)
	}
	return c, err
}

// newWorker makes a worker with an empty table. level counts how often its input has
// been partitioned on disk.
func (a *aggregate) newWorker(level int) (*aggWorker, error) {
	t, err := a.newPlainTable()
	if level == 0 {
		t, err = a.newTable()
	}
	if err != nil {
		return nil, err
	}
	if len(a.keyPos) == 0 {
		t.resize(1)
	}
	args, err := expr.CompileShared(a.aggs.args, a.aggs.solo, a.in, a.r.Session)
	if err != nil {
		return nil, err
	}
	return &aggWorker{a: a, t: t, level: level, args: args, vals: make([]*vec.Vec, len(args.Progs)),
		flat: make([]vec.Vec, len(args.Progs)), g: make([]uint32, vec.Size), sel: make([]uint16, vec.Size)}, nil
}

// aggWorker feeds one worker's table.
type aggWorker struct {
	a        *aggregate
	t        *aggTable
	args     *expr.Shared
	vals     []*vec.Vec // flat arguments of the batch, nil: not evaluated yet
	flat     []vec.Vec
	g        []uint32
	sel      []uint16
	held     int64
	per      [fewGroups][]uint16
	rows     int         // seen by the table at hand
	full     []*aggTable // tables given up for being large without grouping much
	level    int
	fullHeld int64
	file     *spill.File // rows set aside once the table may not grow any more
	hash     []uint64
	aside    *asideRows // set once grouping has turned out to be of no use
}

// fewGroups is up to how many groups a batch is split by group before aggregating.
const fewGroups = 8

func (w *aggWorker) Push(b *vec.Batch) error {
	if w.file != nil {
		return w.setAside(b)
	}
	if w.aside != nil {
		return w.putAside(b)
	}
	if err := w.renew(b.Live()); err != nil {
		return err
	}
	t := w.t
	if t.groups != nil {
		t.groups.groups(b, w.g)
		if t.groups.n != t.n {
			t.resize(t.groups.n)
		}
	}
	clear(w.vals)
	w.args.Next()
	few := t.groups != nil && t.n <= fewGroups && t.n > 0
	if few {
		w.partition(b)
	}
	for k, p := range w.a.aggs.prims {
		if err := w.update(b, p, t.states[k], few); err != nil {
			return err
		}
	}
	return w.account()
}

// A table of more than renewGroups groups leaves the processor's cache; when it also
// groups little, a fresh one takes over and the merge in the end does the rest.
const renewGroups = 1 << 17

// sized is a number of rows from which on another way is taken; tests with small batches
// take it early.
func (r *Run) sized(n int) int {
	if r.BatchSize > 0 {
		return 8
	}
	return n
}

func (w *aggWorker) renew(live int) error {
	t := w.t
	w.rows += live
	if t.n < w.a.r.sized(renewGroups) || w.rows > 2*t.n || w.level > 0 || t.groups.direct != nil && !t.groups.byID || t.groups.cl != nil || w.a.r.smallBudget() {
		return nil
	}
	if w.startAside() {
		return nil // the batch at hand still goes to the table
	}
	t.sealed()
	w.full = append(w.full, t)
	w.fullHeld += w.held
	w.held, w.rows = 0, live
	var err error
	if w.t, err = w.a.newTable(); err == nil {
		w.t.groups.expect(w.a.r.sized(renewGroups))
	}
	return err
}

// sealed orders the groups by the top bits of their hash, so that the merge, which goes
// by them, reads the table in order. The table takes no more rows.
func (t *aggTable) sealed() {
	if t.groups.c != nil {
		return
	}
	order := make([]uint32, 0, t.n)
	for _, l := range t.groups.partition(8) {
		order = append(order, l...)
	}
	for w := range t.groups.words {
		t.groups.words[w] = permuted(t.groups.words[w], order)
	}
	t.groups.slots, t.groups.direct = nil, nil
	for _, s := range t.states {
		s.permute(order)
	}
}

// tables lists all tables of the worker that have groups.
func (w *aggWorker) tables() []*aggTable {
	if w.t.n == 0 {
		return w.full
	}
	return append(w.full[:len(w.full):len(w.full)], w.t)
}

// account reserves what the table has grown by; when the budget is spent the table is
// frozen and further rows go to disk.
func (w *aggWorker) account() error {
	m := w.t.memory() - freeTable
	if m <= w.held {
		return nil
	}
	if !w.a.halfSpent(w.level) && w.a.mem.TryGrow(m-w.held) {
		w.held = m
		return nil
	}
	if w.a.canSpill(w.level) {
		return w.freeze()
	}
	if err := w.a.mem.Grow(m - w.held); err != nil {
		return err
	}
	w.held = m
	return nil
}

// partition lists the live rows of each of a few groups.
func (w *aggWorker) partition(b *vec.Batch) {
	for g := range w.t.n {
		if w.per[g] == nil {
			w.per[g] = make([]uint16, vec.Size)
		}
		w.per[g] = w.per[g][:vec.Size]
	}
	var n [fewGroups]int
	if b.Sel == nil {
		for i, g := range w.g[:b.N] {
			w.per[g&(fewGroups-1)][n[g&(fewGroups-1)]] = uint16(i)
			n[g&(fewGroups-1)]++
		}
	} else {
		for _, i := range b.Sel {
			g := w.g[i] & (fewGroups - 1)
			w.per[g][n[g]] = i
			n[g]++
		}
	}
	for g := range w.t.n {
		w.per[g] = w.per[g][:n[g]]
	}
}

// value evaluates argument k of the batch, once, flat.
func (w *aggWorker) value(b *vec.Batch, k int) (*vec.Vec, error) {
	if w.vals[k] == nil {
		v, err := w.args.Progs[k].Eval(b, b.Sel)
		if err != nil {
			return nil, err
		}
		w.vals[k] = vec.Flatten(&w.flat[k], v, b.Sel, b.N)
	}
	return w.vals[k], nil
}

func (w *aggWorker) update(b *vec.Batch, p prim, s aggState, few bool) error {
	sel := b.Sel
	if p.filter >= 0 {
		var err error
		if sel, err = w.args.Progs[p.filter].Filter(b, b.Sel, w.sel); err != nil {
			return err
		}
		few = false
	}
	var v *vec.Vec
	var err error
	if p.kind == primGeneric {
		err = s.(*genericState).bind(b, sel)
	} else if p.arg >= 0 && p.filter >= 0 {
		// A filtered argument is evaluated only where the filter holds.
		if v, err = w.args.Progs[p.arg].Eval(b, sel); err == nil {
			v = vec.Flatten(&w.flat[p.arg], v, sel, b.N)
		}
	} else if p.arg >= 0 {
		v, err = w.value(b, p.arg)
	}
	if err != nil {
		return err
	}
	switch {
	case w.t.groups == nil:
		return s.reduce(0, v, sel, b.N)
	case few:
		for g := range w.t.n {
			if err := s.reduce(uint32(g), v, w.per[g], b.N); err != nil {
				return err
			}
		}
		return nil
	}
	return s.scatter(w.g, v, sel, b.N)
}

func (w *aggWorker) Flush() error { return nil }

// mergeSerially is up to how many groups in all one goroutine merges.
const mergeSerially = 16384

// Finish implements Sink.
func (a *aggregate) Finish() error {
	total, spilled := 0, false
	var used []*aggTable
	for _, w := range a.workers {
		spilled = spilled || w.file != nil || w.aside != nil
		for _, t := range w.tables() {
			total += t.n
			used = append(used, t)
		}
	}
	alignModes(used)
	if spilled {
		return a.finishSpilled(total)
	}
	a.workers = nil
	if total == 0 && len(a.n.Sets) > 0 {
		t, err := a.emptySets()
		if t != nil {
			a.final = []*aggTable{t}
		}
		return err
	}
	if a.cluster {
		done, err := a.finishClustered(used)
		if done || err != nil {
			return err
		}
		return a.mergePartitions(used, total)
	}
	switch {
	case len(used) == 0 && len(a.keyPos) == 0:
		t, err := a.newTable()
		t.resize(1)
		used = append(used, t)
		if err != nil {
			return err
		}
	case len(used) <= 1:
	case total <= a.r.sized(mergeSerially) || used[0].groups.direct != nil && !used[0].groups.byID:
		for _, t := range used[1:] {
			if err := used[0].mergeFrom(t, nil); err != nil {
				return err
			}
		}
		used = used[:1]
	default:
		return a.mergePartitions(used, total)
	}
	a.final = used
	a.r.strategy(a.n.ID, "%s, %d groups", a.kind(used), total)
	return nil
}

// alignModes makes the workers' tables agree on whether columns are carried, so that
// they can be merged concurrently.
func alignModes(ts []*aggTable) {
	apart := false
	for _, t := range ts {
		apart = apart || t.groups != nil && t.groups.c == nil
	}
	for _, t := range ts {
		if apart && t.groups != nil {
			t.groups.uncarry()
		}
	}
}

// emptySets makes the groups of the empty grouping sets: each is one group even when no
// row came in. It gives nil when there are none.
func (a *aggregate) emptySets() (*aggTable, error) {
	var t *aggTable
	for s, set := range a.n.Sets {
		if len(set) > 0 {
			continue
		}
		if t == nil {
			var err error
			if t, err = a.newPlainTable(); err != nil {
				return nil, err
			}
		}
		b := &vec.Batch{N: 1, Cols: make([]*vec.Vec, len(a.in.Cols))}
		for _, k := range a.keyPos {
			b.Cols[k] = nullLike(a.in.Cols[k].Info)
		}
		b.Cols[a.keyPos[len(a.keyPos)-1]] = vec.NewConst(types.T(types.Int4), types.NewInt(int64(s)))
		t.groups.groups(b, make([]uint32, 1))
		t.resize(t.groups.n)
	}
	return t, nil
}

func (a *aggregate) kind(ts []*aggTable) string {
	if len(ts) > 0 && ts[0].groups != nil && ts[0].groups.direct != nil && !ts[0].groups.byID {
		return "direct address"
	}
	return "hash"
}

// mergeFrom adds the groups of o listed in from (nil: all).
func (t *aggTable) mergeFrom(o *aggTable, from []uint32) error {
	src, dst := []uint32{0}, []uint32{0}
	if t.groups != nil {
		src, dst = t.groups.absorb(o.groups, from)
		t.resize(t.groups.n)
	}
	for k, s := range t.states {
		if err := s.merge(o.states[k], src, dst); err != nil {
			return err
		}
	}
	return nil
}

// mergePartitions merges many groups: each task takes the groups of one hash partition
// from all tables into a table of its own.
func (a *aggregate) mergePartitions(ts []*aggTable, total int) error {
	const minBits = 4
	bits := minBits
	for total>>bits > 1<<16 {
		bits++
	}
	nParts := 1 << bits
	if err := a.shareStrings(ts); err != nil {
		return err
	}
	lists := make([][][]uint32, len(ts))
	var at atomic.Int64
	err := a.r.parallel(a.r.Workers, func(int) error {
		for {
			i := int(at.Add(1)) - 1
			if i >= len(ts) {
				return a.r.check()
			}
			lists[i] = ts[i].groups.partition(bits)
		}
	})
	if err != nil {
		return err
	}
	a.final = make([]*aggTable, nParts)
	var next atomic.Int64
	var mu sync.Mutex
	err = a.r.parallel(a.r.Workers, func(int) error {
		for {
			p := int(next.Add(1)) - 1
			if p >= nParts {
				return nil
			}
			t, err := a.newPlainTable()
			if err != nil {
				return err
			}
			n := 0
			for i := range ts {
				n += len(lists[i][p])
			}
			t.groups.expectOf(n, ts)
			for i := range ts {
				if err := t.mergeFrom(ts[i], lists[i][p]); err != nil {
					return err
				}
			}
			if err := a.mem.Grow(t.memory()); err != nil {
				return err
			}
			mu.Lock()
			a.final[p] = t
			mu.Unlock()
		}
	})
	a.r.strategy(a.n.ID, "hash, %d partial groups merged in %d partitions", total, nParts)
	return err
}

// Run implements Source: it delivers the groups table by table.
func (a *aggregate) Run(_ int, push func(*vec.Batch) error) error {
	cols := make([]*vec.Vec, len(a.out.Cols))
	for i := range cols {
		cols[i] = &vec.Vec{}
	}
	emit := func(t *aggTable) error { return a.emitTable(t, cols, push) }
	for {
		k := int(a.next.Add(1)) - 1
		if a.spilled != nil {
			if k >= spillParts {
				return nil
			}
			if err := a.spilled.run(k, emit); err != nil {
				return err
			}
			continue
		}
		if k >= len(a.final) {
			return nil
		}
		if err := emit(a.final[k]); err != nil {
			return err
		}
	}
}

// emitTable delivers a table's groups in batches.
func (a *aggregate) emitTable(t *aggTable, cols []*vec.Vec, push func(*vec.Batch) error) error {
	for from := 0; from < t.n; from += vec.Size {
		n := min(vec.Size, t.n-from)
		if err := a.emit(t, from, n, cols); err != nil {
			return err
		}
		b := &vec.Batch{Cols: append([]*vec.Vec(nil), cols...), N: n, Sel: t.live(from, n)}
		if b.Live() == 0 {
			continue
		}
		if err := push(b); err != nil {
			return err
		}
	}
	return nil
}

func (a *aggregate) emit(t *aggTable, from, n int, cols []*vec.Vec) error {
	nk := len(a.n.KeyOut)
	if t.groups != nil {
		for k := range nk {
			t.groups.decodeKey(k, from, n, cols[k])
		}
		if a.n.GroupingCol.ID != 0 {
			t.groups.decodeKey(len(a.keyPos)-1, from, n, cols[len(cols)-1])
		}
	}
	return a.aggs.final(t.states, from, n, cols[nk:nk+len(a.aggs.outs)])
}
