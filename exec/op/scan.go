package op

import (
	"math/rand/v2"
	"sync"
	"sync/atomic"

	"github.com/tarndb/tarn/exec/expr"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/table"
)

// scan is a Source over a table's splits: a worker takes a split, decodes its filter
// columns batch by batch, and the other columns only for rows that survive.
type scan struct {
	r      *Run
	n      *plan.Scan
	schema *expr.Schema
	conds  []plan.Expr // Filter, one conjunct per column where possible
	once   sync.Once
	err    error
	splits []table.Split
	next   atomic.Int64
	spare  spareSplits
	keys   []scanKey
	m      table.Metrics
}

// scanKey is a runtime filter with the column it applies to.
type scanKey struct {
	f   *keyFilter
	col int
}

// NewScan makes a pipe that reads a table.
func (r *Run) NewScan(n *plan.Scan) (*Pipe, error) {
	s := &scan{r: r, n: n}
	s.schema = r.scanSchema(n)
	s.conds = mergeConds(n.Filter)
	if _, err := r.compileAll(s.conds, s.schema); err != nil {
		return nil, err
	}
	r.OnClose(s.report)
	return &Pipe{Schema: s.schema, src: s, srcNode: n.ID}, nil
}

func (s *scan) report() {
	if s.r.Actuals == nil {
		return
	}
	a := &s.r.Actuals[s.n.ID]
	a.BytesRead += s.m.BytesRead
	a.Requests += s.m.Requests
	a.RowGroups += s.m.RowGroups
	a.PrunedGroups += s.m.PrunedGroups
	a.CacheHitBytes += s.m.CacheHitBytes
	a.Files += s.m.Files
	a.PrunedFiles += s.m.PrunedFiles
	s.m = table.Metrics{}
}

// scanSchema takes bounds from the table's statistics.
func (r *Run) scanSchema(n *plan.Scan) *expr.Schema {
	out := &expr.Schema{MaxRows: -1}
	st, err := n.Table.Stats(r.Ctx)
	if err != nil || st == nil {
		st = &table.Stats{Estimated: true}
	}
	if !st.Estimated {
		out.MaxRows = st.Rows
	}
	for i, c := range n.Columns {
		ci := expr.ColInfo{Column: c, Info: expr.InfoOf(c.Type, c.NotNull)}
		if st.Cols != nil && !st.Estimated {
			applyStats(&ci, &st.Cols[n.Pos[i]])
		}
		out.Cols = append(out.Cols, ci)
	}
	return out
}

// applyStats narrows what the type says by what the statistics prove.
func applyStats(ci *expr.ColInfo, cs *table.ColStats) {
	ci.Sorted = cs.Sorted
	if cs.Nulls == 0 {
		ci.Column.NotNull, ci.Info.NotNull = true, true
	}
	if !cs.HasRange || !ci.Bounded {
		return
	}
	if !ci.Fixed {
		ci.Lo, ci.Hi = max(ci.Lo, cs.Min.I), min(ci.Hi, cs.Max.I)
		return
	}
	lo, s1, ok1 := expr.ScaledOf(cs.Min.S)
	hi, s2, ok2 := expr.ScaledOf(cs.Max.S)
	if ok1 && ok2 {
		if lo, ok1 = expr.Rescale(lo, s1, ci.Scale); ok1 {
			ci.Lo = max(ci.Lo, lo)
		}
		if hi, ok2 = expr.Rescale(hi, s2, ci.Scale); ok2 {
			ci.Hi = min(ci.Hi, hi)
		}
	}
}

// mergeConds joins conjuncts over the same single column, so that a dictionary column
// is looked up once for all of them.
func mergeConds(conds []plan.Expr) []plan.Expr {
	var out []plan.Expr
	at := map[plan.ColID]int{}
	for _, c := range conds {
		id, ok := expr.SingleColumn(c)
		if !ok {
			out = append(out, c)
			continue
		}
		if k, seen := at[id]; seen {
			out[k] = &plan.And{Args: append(conjuncts(out[k]), c)}
			continue
		}
		at[id] = len(out)
		out = append(out, c)
	}
	return out
}

func conjuncts(e plan.Expr) []plan.Expr {
	if a, ok := e.(*plan.And); ok {
		return a.Args[:len(a.Args):len(a.Args)]
	}
	return []plan.Expr{e}
}

func (s *scan) start() {
	s.splits, s.err = table.SplitsOf(s.r.Ctx, s.n.Table, s.n.Preds, &s.m)
	if s.err != nil {
		return
	}
	for _, u := range s.n.Runtime {
		f := s.r.keyFilter(u.ID)
		if f == nil {
			continue
		}
		k := s.schema.Pos(u.Col)
		if k >= 0 && sameRep(s.schema.Cols[k].Info, f.info) {
			s.keys = append(s.keys, scanKey{f, k})
		}
	}
	if t := s.r.ScanTotal; t != nil {
		for _, sp := range s.splits {
			t.Add(max(sp.Rows(), 0))
		}
	}
}

// sameRep tells whether two integer columns hold equal values as equal integers.
func sameRep(a, b expr.Info) bool {
	return a.Fixed == b.Fixed && a.Scale == b.Scale && a.Type.OID == b.Type.OID
}

// Run implements Source.
func (s *scan) Run(w int, push func(*vec.Batch) error) error {
	s.once.Do(s.start)
	if s.err != nil {
		return s.err
	}
	sw, err := s.worker(push)
	if err != nil {
		return err
	}
	for {
		i := int(s.next.Add(1)) - 1
		if i >= len(s.splits) {
			break
		}
		if err := s.r.check(); err != nil {
			return err
		}
		if s.skip(s.splits[i]) {
			atomic.AddInt64(&s.m.PrunedGroups, 1)
			continue
		}
		if err := s.spare.busy(func() error { return sw.split(s.splits[i], i) }); err != nil {
			return err
		}
	}
	for {
		sp := s.spare.take()
		if sp == nil {
			return nil
		}
		if err := s.spare.busy(func() error { return sw.split(sp, 0) }); err != nil {
			return err
		}
	}
}

// skip tells whether runtime filters rule a split out.
func (s *scan) skip(sp table.Split) bool {
	for _, k := range s.keys {
		if k.f.empty {
			return true
		}
		lo, hi, ok := sp.Range(s.n.Pos[k.col])
		if !ok || lo.Null || hi.Null {
			continue
		}
		l, h := lo.I, hi.I
		if in := s.schema.Cols[k.col].Info; in.Fixed {
			var s1, s2 int
			var ok1, ok2 bool
			l, s1, ok1 = expr.ScaledOf(lo.S)
			h, s2, ok2 = expr.ScaledOf(hi.S)
			if !ok1 || !ok2 || s1 != in.Scale || s2 != in.Scale {
				continue
			}
		}
		if !k.f.overlaps(l, h) {
			return true
		}
	}
	return false
}

// scanWorker reads splits for one worker.
type scanWorker struct {
	s     *scan
	push  func(*vec.Batch) error
	conds []*expr.Prog
	reads [][]int // columns each condition reads
	keys  []keyUse
	vecs  []vec.Vec
	cols  []*vec.Vec
	got   []bool
	sel   []uint16
	tmp   vec.Vec
	out   vec.Batch
	rd    table.Reader
	live  table.Liver // rd, when its batches can hold deleted rows
	rng   *rand.Rand
}

// keyUse watches whether a runtime filter is worth its time.
type keyUse struct {
	scanKey
	in, out int64
	off     bool
}

func (s *scan) worker(push func(*vec.Batch) error) (*scanWorker, error) {
	conds, err := s.r.compileAll(s.conds, s.schema)
	if err != nil {
		return nil, err
	}
	n := len(s.schema.Cols)
	w := &scanWorker{s: s, push: push, conds: conds, vecs: make([]vec.Vec, n), cols: make([]*vec.Vec, n),
		got: make([]bool, n), sel: make([]uint16, vec.Size)}
	for i := range w.vecs {
		w.cols[i] = &w.vecs[i]
	}
	for _, c := range s.conds {
		w.reads = append(w.reads, s.columnsOf(c))
	}
	for _, k := range s.keys {
		w.keys = append(w.keys, keyUse{scanKey: k})
	}
	return w, nil
}

func (s *scan) columnsOf(e plan.Expr) []int {
	var out []int
	expr.Walk(e, func(x plan.Expr) {
		if c, ok := x.(*plan.Col); ok {
			out = append(out, s.schema.Pos(c.ID))
		}
	})
	return out
}

func (w *scanWorker) split(sp table.Split, i int) error {
	rd, err := sp.Open(w.s.r.Ctx, w.s.n.Pos, w.s.n.Preds, &w.s.m)
	if err != nil {
		return err
	}
	defer rd.Close()
	w.rd = rd
	w.live, _ = rd.(table.Liver)
	if sm := w.s.n.Sample; sm != nil {
		seed := uint64(sm.Seed)
		if !sm.HasSeed {
			seed = rand.Uint64()
		}
		w.rng = rand.New(rand.NewPCG(seed, uint64(i)))
	}
	div, _ := rd.(table.Divisible)
	if w.s.n.Sample != nil || w.s.r.Workers == 1 {
		div = nil
	}
	for {
		if div != nil && w.s.spare.wanted() {
			if part, ok := div.Divide(); ok {
				w.s.spare.give(part)
			} else {
				div = nil
			}
		}
		n, err := rd.Next()
		if err != nil || n == 0 {
			return err
		}
		if c := w.s.r.Scanned; c != nil {
			c.Add(int64(n))
		}
		if err := w.batch(n); err != nil {
			return err
		}
	}
}

func (w *scanWorker) read(i int, sel []uint16) error {
	if w.got[i] {
		return nil
	}
	w.got[i] = true
	return w.rd.Read(i, sel, &w.vecs[i])
}

func (w *scanWorker) batch(n int) error {
	clear(w.got)
	w.out = vec.Batch{Cols: w.cols, N: n}
	sel, ok, err := w.filter(n)
	if err != nil || !ok {
		return err
	}
	for i := range w.cols {
		if err := w.read(i, sel); err != nil {
			return err
		}
	}
	if size := w.s.r.BatchSize; size > 0 && size < n {
		return w.pieces(n, sel, size)
	}
	w.out = vec.Batch{Cols: w.cols, N: n, Sel: sel}
	return w.push(&w.out)
}

// filter leaves out deleted rows and applies sampling, conditions and runtime filters;
// ok is false when no row is left. A column read for a filter is read for all rows still
// live then.
func (w *scanWorker) filter(n int) (sel []uint16, ok bool, err error) {
	if w.live != nil {
		var all bool
		if sel, all = w.live.Live(w.sel[:n]); !all && len(sel) == 0 {
			return nil, false, nil
		}
	}
	if w.rng != nil {
		if sel = w.sample(n, sel); len(sel) == 0 {
			return nil, false, nil
		}
	}
	for k, c := range w.conds {
		for _, i := range w.reads[k] {
			if err := w.read(i, sel); err != nil {
				return nil, false, err
			}
		}
		if sel, err = c.Filter(&w.out, sel, w.sel); err != nil || len(sel) == 0 {
			return nil, false, err
		}
	}
	for k := range w.keys {
		u := &w.keys[k]
		if u.off {
			continue
		}
		if err := w.read(u.col, sel); err != nil {
			return nil, false, err
		}
		live := n
		if sel != nil {
			live = len(sel)
		}
		v := vec.Flatten(&w.tmp, w.cols[u.col], sel, n)
		if sel = u.f.filter(v, sel, n, w.sel); len(sel) == 0 {
			return nil, false, nil
		}
		u.in, u.out = u.in+int64(live), u.out+int64(len(sel))
		u.off = u.in > 1<<16 && u.out > u.in*9/10
	}
	if len(sel) == n {
		sel = nil
	}
	return sel, true, nil
}

// sample picks from the rows of sel, nil for all n.
func (w *scanWorker) sample(n int, sel []uint16) []uint16 {
	sm := w.s.n.Sample
	sel = copyOrSelf(sel, n, w.sel)
	if sm.System {
		if w.rng.Float64()*100 < sm.Percent {
			return sel
		}
		return nil
	}
	kept := sel[:0]
	for _, i := range sel {
		if w.rng.Float64()*100 < sm.Percent {
			kept = append(kept, i)
		}
	}
	return kept
}

// pieces pushes a batch in selections of at most size rows (tests).
func (w *scanWorker) pieces(n int, sel []uint16, size int) error {
	if sel == nil {
		sel = copyOrSelf(nil, n, w.sel)
	}
	for len(sel) > 0 {
		k := min(size, len(sel))
		w.out = vec.Batch{Cols: w.cols, N: n, Sel: append([]uint16(nil), sel[:k]...)}
		if err := w.push(&w.out); err != nil {
			return err
		}
		sel = sel[k:]
	}
	return nil
}

// valueTypes lists the types of a schema's columns.
func valueTypes(s *expr.Schema) []types.Type {
	ts := make([]types.Type, len(s.Cols))
	for i := range s.Cols {
		ts[i] = s.Cols[i].Info.Type
	}
	return ts
}
