package session

import (
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/planner"
	"github.com/tarndb/tarn/planner/bind"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/storage/table"
)

// applier turns the batches of a DML plan into changes of the table.
type applier struct {
	d        *dmlRun
	c        *planner.Change
	t        *tableRun
	cols     []table.Column // of the table
	fit      fitter
	returned *keeper
	arbiters []*keySet
	rows     int64
	where    func(row, n int) string // says where row of a batch of n comes from (COPY)

	acts  [vec.Size]bind.Action // of the rows of the batch
	put   []uint16              // rows to insert: new ones and updated ones
	gone  []uint16              // rows to delete: deleted ones and updated ones
	all   []uint16              // rows that count
	file  []int32
	pos   []int64
	first []bool
}

func newApplier(d *dmlRun, c *planner.Change, t *tableRun) *applier {
	a := &applier{d: d, c: c, t: t, cols: t.store.Scan().Columns()}
	if c.Conflict != bind.ConflictFails {
		for _, i := range c.Arbiters {
			a.arbiters = append(a.arbiters, newKeySet(&c.Rel.Target.Uniques[i], a.cols, d.mem))
		}
	}
	return a
}

// batch applies a batch whole; lo and hi are its ends.
func (a *applier) batch(b *vec.Batch, lo, hi int) error {
	live := b.Sel
	if live == nil {
		live = everyRow[:b.N]
	}
	live = live[lo:hi]
	if a.c.Act < 0 && a.c.Actions[0] == bind.DoInsert && len(a.arbiters) == 0 {
		a.put, a.all = live, live
		return a.finish(b)
	}
	a.actions(b, live)
	if len(a.arbiters) > 0 {
		if err := a.skipRepeated(b, live); err != nil {
			return err
		}
	}
	if err := a.remove(b, live); err != nil {
		return err
	}
	a.put, a.all = a.put[:0], a.all[:0]
	for _, i := range live {
		switch a.acts[i] {
		case bind.DoInsert, bind.DoUpdate:
			a.put = append(a.put, i)
			a.all = append(a.all, i)
		case bind.DoDelete:
			a.all = append(a.all, i)
		}
	}
	return a.finish(b)
}

// finish inserts the new rows of a batch and keeps what RETURNING wants.
func (a *applier) finish(b *vec.Batch) error {
	if err := a.insert(b); err != nil {
		return err
	}
	a.rows += int64(len(a.all))
	if a.returned == nil || len(a.all) == 0 {
		return nil
	}
	out := &vec.Batch{N: b.N, Sel: a.all}
	for _, i := range a.c.Returning {
		out.Cols = append(out.Cols, b.Cols[i])
	}
	return a.returned.take(out, 0, len(a.all))
}

// everyRow lists the rows of a full batch.
var everyRow = func() (out [vec.Size]uint16) {
	for i := range out {
		out[i] = uint16(i)
	}
	return out
}()

// actions finds what each live row does.
func (a *applier) actions(b *vec.Batch, live []uint16) {
	if a.c.Act < 0 {
		for _, i := range live {
			a.acts[i] = a.c.Actions[0]
		}
		return
	}
	v := b.Cols[a.c.Act]
	for _, i := range live {
		a.acts[i] = a.c.Actions[v.Datum(int(i)).I]
	}
}

// skipRepeated handles rows to insert whose key an earlier row of the statement has.
func (a *applier) skipRepeated(b *vec.Batch, live []uint16) error {
	for _, i := range live {
		if a.acts[i] != bind.DoInsert {
			continue
		}
		for _, k := range a.arbiters {
			if !k.has(b, a.c.Row, int(i)) {
				continue
			}
			if a.c.Conflict == bind.ConflictUpdates {
				return errTwiceProposed()
			}
			a.acts[i] = bind.DoNothing
			break
		}
		if a.acts[i] == bind.DoInsert {
			for _, k := range a.arbiters {
				if err := k.add(b, a.c.Row, int(i)); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func errTwiceProposed() error {
	return pgerr.New(pgerr.CardinalityViolation, "ON CONFLICT DO UPDATE command cannot affect row a second time").
		WithHint("Ensure that no rows proposed for insertion within the same command have duplicate constrained values.")
}

// remove deletes the old rows of updates and deletes. A row that the statement has already
// taken is left alone, or is an error where the statement must name each row once.
func (a *applier) remove(b *vec.Batch, live []uint16) error {
	a.gone = a.gone[:0]
	for _, i := range live {
		if act := a.acts[i]; act == bind.DoUpdate || act == bind.DoDelete {
			a.gone = append(a.gone, i)
		}
	}
	n := len(a.gone)
	if n == 0 {
		return nil
	}
	if cap(a.file) < n {
		a.file, a.pos, a.first = make([]int32, vec.Size), make([]int64, vec.Size), make([]bool, vec.Size)
	}
	file, pos, first := a.file[:n], a.pos[:n], a.first[:n]
	fv, pv := b.Cols[a.c.File], b.Cols[a.c.Pos]
	for k, i := range a.gone {
		file[k], pos[k] = int32(fv.Datum(int(i)).I), pv.Datum(int(i)).I
	}
	if err := a.t.change.Delete(file, pos, first); err != nil {
		return err
	}
	for k, i := range a.gone {
		switch {
		case first[k]:
		case a.c.Conflict == bind.ConflictUpdates:
			return errTwiceProposed()
		case a.c.Verb == "Merge":
			return pgerr.New(pgerr.CardinalityViolation, "MERGE command cannot affect row a second time").
				WithHint("Ensure that not more than one source row matches any one target row.")
		default:
			a.acts[i] = bind.DoNothing
		}
	}
	return nil
}

// insert checks the new rows and puts them into the table.
func (a *applier) insert(b *vec.Batch) error {
	if len(a.put) == 0 {
		return nil
	}
	row := vec.Batch{N: b.N, Sel: a.put, Cols: make([]*vec.Vec, len(a.c.Row))}
	for i, at := range a.c.Row {
		row.Cols[i] = b.Cols[at]
	}
	if err := a.check(b, &row); err != nil {
		return err
	}
	fitted := a.fit.batch(&row, a.cols)
	for _, k := range a.t.keys {
		if err := k.add(fitted); err != nil {
			return err
		}
	}
	return a.t.change.Insert(fitted, 0, len(a.put))
}

// check finds the first new row that breaks a constraint of the row alone.
func (a *applier) check(b, row *vec.Batch) error {
	bad, what := -1, (*pgerr.Error)(nil)
	tgt, name := a.c.Rel.Target, a.c.Rel.Name
	worse := func(v *vec.Vec, fails func(i int) bool, e func() *pgerr.Error) {
		for _, i := range row.Sel {
			if bad >= 0 && int(i) >= bad {
				return
			}
			if fails(int(i)) {
				bad, what = int(i), e()
				return
			}
		}
	}
	for k, at := range a.c.Policies {
		v := b.Cols[at]
		worse(v, func(i int) bool { d := v.Datum(i); return d.Null || d.I == 0 }, func() *pgerr.Error {
			return policyViolation(name, a.c.PolicyNames[k])
		})
	}
	for c, v := range row.Cols {
		if tgt.Columns[c].NotNull && v.MayHaveNulls() {
			worse(v, v.IsNull, func() *pgerr.Error { return notNull(a.c.Rel, a.cols[c].Name) })
		}
	}
	for k, at := range a.c.Checks {
		v := b.Cols[at]
		worse(v, func(i int) bool { d := v.Datum(i); return !d.Null && d.I == 0 }, func() *pgerr.Error {
			e := pgerr.New(pgerr.CheckViolation, "new row for relation \"%s\" violates check constraint \"%s\"", name, tgt.Checks[k].Name)
			e.Constraint = tgt.Checks[k].Name
			return e
		})
	}
	if a.c.Must >= 0 {
		v := b.Cols[a.c.Must]
		worse(v, func(i int) bool { return v.Datum(i).I == 0 }, func() *pgerr.Error {
			return pgerr.New(pgerr.CheckViolation, "new row for relation \"%s\" is not one of the rows to replace", name)
		})
	}
	if what == nil {
		return nil
	}
	e := what
	if e.Code != pgerr.InsufficientPrivilege {
		if !a.c.Rel.Veiled {
			e = e.WithDetail("%s", failingRow(a.d.s, row.Cols, a.cols, bad))
		}
		e.Table, e.Schema = name, a.c.Rel.Schema
	}
	if a.where != nil {
		e.Where = a.where(bad, b.N)
	}
	return e
}

// policyViolation is the error of a new row that row security refuses.
func policyViolation(table, policy string) *pgerr.Error {
	if policy != "" {
		return pgerr.New(pgerr.InsufficientPrivilege, "new row violates row-level security policy \"%s\" for table \"%s\"", policy, table)
	}
	return pgerr.New(pgerr.InsufficientPrivilege, "new row violates row-level security policy for table \"%s\"", table)
}
