package session

import (
	"context"
	"strings"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/internal/mem"
	"github.com/tarndb/tarn/planner"
	"github.com/tarndb/tarn/planner/bind"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/memtable"
	"github.com/tarndb/tarn/storage/table"
)

// dmlRun carries out one statement that changes data. All its parts see the versions that
// the tables had when it began, and each table has one change that collects what the
// parts do to it.
type dmlRun struct {
	s      *Session
	ctx    context.Context
	view   *view
	env    *planner.Env
	mem    *mem.Account // of returned rows and keys to check
	tables map[uint32]*tableRun
	order  []*tableRun
	where  func(row, n int) string // see applier
	// actuals, when not nil, are the figures of the main part (EXPLAIN ANALYZE).
	actuals []plan.Actual
}

// tableRun is one changed table of a statement.
type tableRun struct {
	changed
	rel    *bind.Relation
	change table.RowChange
	keys   []*newKeys // by unique key
}

// changeData runs INSERT, UPDATE, DELETE, MERGE, or a query whose WITH clause does.
func (s *Session) changeData(ctx context.Context, r *request) (*result, error) {
	v := s.newView(ctx)
	env := s.planEnv(v)
	st, err := planner.PlanDML(ctx, r.stmt, r.sql, env, r.params, r.values)
	if pgerr.CodeOf(err) == pgerr.FeatureNotSupported {
		env.NoInline = true
		if again, err2 := planner.PlanDML(ctx, r.stmt, r.sql, env, r.params, r.values); err2 == nil {
			st, err = again, nil
		}
	}
	if err != nil {
		return nil, err
	}
	if r.cols != nil && !sameResult(st.Cols, r.cols) {
		return nil, errPlanChanged()
	}
	run := s.newDMLRun(ctx, v, env)
	res, err := run.statement(st)
	if err != nil {
		run.abort()
		return nil, causeOf(ctx, err)
	}
	return res, nil
}

func (s *Session) newDMLRun(ctx context.Context, v *view, env *planner.Env) *dmlRun {
	return &dmlRun{s: s, ctx: ctx, view: v, env: env, tables: map[uint32]*tableRun{},
		mem: s.in.cfg.Memory.Child("data change", s.queryBytes())}
}

// statement runs the parts in order, then makes the changes visible to the session.
func (d *dmlRun) statement(st *planner.Statement) (*result, error) {
	for i := range st.Steps {
		if err := d.step(&st.Steps[i]); err != nil {
			return nil, err
		}
	}
	if st.Query != nil {
		if err := d.finish(); err != nil {
			return nil, err
		}
		cur, err := d.s.runPlan(d.ctx, st.Query, d.env, st.Cols, d.actuals)
		if err != nil {
			return nil, err
		}
		done := cur.onDone
		cur.onDone = func(err error) {
			done(err)
			d.mem.Close()
		}
		return &result{cur: cur, verb: "SELECT"}, nil
	}
	n, rows, err := d.apply(st.Change, st.Cols != nil, d.actuals)
	if err != nil {
		return nil, err
	}
	if err := d.finish(); err != nil {
		return nil, err
	}
	res := &result{tag: dmlTag(st.Change.Verb, n)}
	if st.Cols == nil {
		d.mem.Close()
		return res, nil
	}
	src, err := readStore(d.ctx, rows)
	if err != nil {
		return nil, err
	}
	// A portal that is read in portions ends with the number of rows of the last one.
	res.tag, res.verb = "", strings.TrimSuffix(res.tag, " "+itoa(n))
	res.cur = &cursor{cols: st.Cols, src: src, onDone: func(error) { d.mem.Close() }}
	return res, nil
}

// sameResult tells whether a statement still has the columns it was prepared with.
func sameResult(now, before []Column) bool {
	if len(now) != len(before) {
		return false
	}
	for i := range now {
		if !types.Same(now[i].Type, before[i].Type) {
			return false
		}
	}
	return true
}

func dmlTag(verb string, n int64) string {
	switch verb {
	case "Insert":
		return "INSERT 0 " + itoa(n)
	case "Update":
		return "UPDATE " + itoa(n)
	case "Delete":
		return "DELETE " + itoa(n)
	}
	return "MERGE " + itoa(n)
}

// step runs one part of a WITH clause and hands its rows over.
func (d *dmlRun) step(st *planner.Step) error {
	if st.Change != nil {
		_, rows, err := d.apply(st.Change, st.Result != nil, nil)
		if err == nil && st.Result != nil {
			st.Result.Set(rows)
		}
		return err
	}
	cur, err := d.s.runPlan(d.ctx, st.Query, d.env, nil, nil)
	if err != nil {
		return err
	}
	defer cur.close()
	rows := newKeeper(st.Result.Name(), st.Result.Columns(), d.mem)
	if _, _, err := cur.pump(0, rows.take); err != nil {
		return err
	}
	st.Result.Set(rows.store())
	return nil
}

// table gives the change of a table, begun on first use.
func (d *dmlRun) table(rel *bind.Relation) (*tableRun, error) {
	if t := d.tables[rel.OID]; t != nil {
		return t, nil
	}
	c := d.view.stores[rel.OID]
	change, err := c.store.Begin(d.ctx)
	if err != nil {
		return nil, err
	}
	t := &tableRun{changed: c, rel: rel, change: change}
	for i := range rel.Target.Uniques {
		t.keys = append(t.keys, d.newKeys(t, &rel.Target.Uniques[i]))
	}
	d.tables[rel.OID] = t
	d.order = append(d.order, t)
	return t, nil
}

// apply runs one change; the rows of RETURNING are kept when they are wanted.
func (d *dmlRun) apply(c *planner.Change, want bool, actuals []plan.Actual) (int64, *memtable.Store, error) {
	t, err := d.table(c.Rel)
	if err != nil {
		return 0, nil, err
	}
	if c.Clear {
		if err := t.change.Clear(); err != nil {
			return 0, nil, err
		}
	}
	cur, err := d.s.runPlan(d.ctx, c.Query, d.env, nil, actuals)
	if err != nil {
		return 0, nil, err
	}
	defer cur.close()
	a := newApplier(d, c, t)
	a.where = d.where
	if want {
		cols := make([]table.Column, len(c.Cols))
		for i, o := range c.Cols {
			cols[i] = table.Column{Name: o.Name, Type: o.Type}
		}
		a.returned = newKeeper("returning", cols, d.mem)
	}
	if _, _, err := cur.pump(0, a.batch); err != nil {
		return 0, nil, err
	}
	if !want {
		return a.rows, nil, nil
	}
	return a.rows, a.returned.store(), nil
}

// finish ends the changes, checks what must hold of the whole tables, and keeps the new
// versions.
func (d *dmlRun) finish() error {
	next := make([]table.RowStore, len(d.order))
	for i, t := range d.order {
		var err error
		if next[i], err = t.change.Finish(d.ctx); err != nil {
			return err
		}
		for _, k := range t.keys {
			if err := k.check(next[i]); err != nil {
				return err
			}
		}
	}
	for i, t := range d.order {
		if err := d.s.putRows(t.obj, next[i]); err != nil {
			return err
		}
	}
	d.order = nil
	return nil
}

func (d *dmlRun) abort() {
	for _, t := range d.order {
		t.change.Abort()
	}
	d.mem.Close()
}

// keeper collects the rows of a result in memory.
type keeper struct {
	change table.RowChange
	cols   []table.Column
	fit    fitter
}

func newKeeper(name string, cols []table.Column, acct *mem.Account) *keeper {
	c, _ := memtable.New(name, cols, acct).Begin(context.Background())
	return &keeper{change: c, cols: cols}
}

// take copies live rows lo to hi of a batch.
func (k *keeper) take(b *vec.Batch, lo, hi int) error {
	if len(k.cols) == 0 { // rows without columns still count
		return k.change.Insert(&vec.Batch{N: hi - lo}, 0, hi-lo)
	}
	return k.change.Insert(k.fit.batch(b, k.cols), lo, hi)
}

// store gives the rows.
func (k *keeper) store() *memtable.Store {
	s, _ := k.change.Finish(context.Background())
	return s.(*memtable.Store)
}

// fitter gives vectors the form in which tables of their types keep them: numerics with a
// fixed scale as scaled integers.
type fitter struct {
	out  vec.Batch
	own  []vec.Vec
	cols []*vec.Vec
}

func (f *fitter) batch(b *vec.Batch, cols []table.Column) *vec.Batch {
	if len(f.own) < len(cols) {
		f.own, f.cols = make([]vec.Vec, len(cols)), make([]*vec.Vec, len(cols))
	}
	f.out = vec.Batch{N: b.N, Sel: b.Sel, Cols: f.cols[:len(cols)]}
	for i := range cols {
		f.cols[i] = fit(&f.own[i], b.Cols[i], cols[i].Type, b.Sel, b.N)
	}
	return &f.out
}

// fit gives v as a table keeps values of type t, made in own when it differs.
func fit(own, v *vec.Vec, t types.Type, sel []uint16, n int) *vec.Vec {
	scale, fixed := t.FixedScale()
	src := v
	if v.Form == vec.Dict {
		src = v.Values
	}
	if !fixed || src.Phys == types.PI64 && int(src.Scale) == scale {
		return v
	}
	own.Reset(t, types.PI64, n)
	own.Scale = int16(scale)
	var valid []uint64
	if v.MayHaveNulls() {
		valid = own.AllValid(n)
	}
	set := func(i int) {
		d := v.Datum(i)
		if d.Null {
			vec.ClearValid(valid, i)
			return
		}
		own.I64[i], _ = types.DecimalOf(d).Scaled(scale)
	}
	if sel == nil {
		for i := range n {
			set(i)
		}
		return own
	}
	for _, i := range sel {
		set(int(i))
	}
	return own
}

// storeRows reads a store as a result.
type storeRows struct {
	ctx    context.Context
	splits []table.Split
	cols   []int
	r      table.Reader
	batch  vec.Batch
}

func readStore(ctx context.Context, s *memtable.Store) (*storeRows, error) {
	// The rows are read after the statement, by a portal that may outlive its context.
	ctx = context.WithoutCancel(ctx)
	splits, err := s.Scan().Splits(ctx, nil)
	if err != nil {
		return nil, err
	}
	out := &storeRows{ctx: ctx, splits: splits}
	for i := range s.Columns() {
		out.cols = append(out.cols, i)
		out.batch.Cols = append(out.batch.Cols, &vec.Vec{})
	}
	return out, nil
}

// Next gives the next batch.
func (s *storeRows) Next() (*vec.Batch, error) {
	for {
		if s.r == nil {
			if len(s.splits) == 0 {
				return nil, nil
			}
			r, err := s.splits[0].Open(s.ctx, s.cols, nil, &table.Metrics{})
			if err != nil {
				return nil, err
			}
			s.r, s.splits = r, s.splits[1:]
		}
		n, err := s.r.Next()
		if err != nil {
			return nil, err
		}
		if n == 0 {
			s.r.Close()
			s.r = nil
			continue
		}
		s.batch.N = n
		for i := range s.cols {
			if err := s.r.Read(i, nil, s.batch.Cols[i]); err != nil {
				return nil, err
			}
		}
		return &s.batch, nil
	}
}

// Close implements batches.
func (s *storeRows) Close() {
	if s.r != nil {
		s.r.Close()
		s.r = nil
	}
}
