package session

import (
	"context"
	"time"

	"github.com/tarndb/tarn/exec"
	"github.com/tarndb/tarn/planner"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// request is one statement to run: its text, tree, and parameter values.
type request struct {
	sql    string
	stmt   parse.Stmt
	params []types.Type
	values []types.Datum
	cols   []Column // of the statement when it was prepared, nil if it was not
}

// result is what running a statement gave: rows to read or only a tag.
type result struct {
	tag string
	cur *cursor
	// verb is the first word of the tag of a result with rows; the count is added.
	verb string
	// stored says that the rows are held and stay valid after a commit.
	stored bool
	// outArgs tells, for each column of a CALL, which argument stands for it.
	outArgs []int
}

// openQuery plans a query and starts it. A statement that changes data runs to its end.
func (s *Session) openQuery(ctx context.Context, r *request) (*cursor, error) {
	if planner.ChangesData(r.stmt) {
		res, err := s.changeData(ctx, r)
		if err == nil && res.cur == nil {
			err = pgerr.New(pgerr.FeatureNotSupported, "COPY query must have a RETURNING clause")
		}
		if err != nil {
			return nil, err
		}
		return res.cur, nil
	}
	v := s.newView(ctx)
	env := s.planEnv(v)
	cols := r.cols
	if cols == nil {
		p, err := planner.Prepare(ctx, r.stmt, r.sql, env, r.params)
		if err != nil {
			return nil, err
		}
		cols = p.Cols
		if cols == nil {
			cols = []Column{}
		}
	}
	q, err := planner.Plan(ctx, r.stmt, r.sql, env, r.params, r.values)
	if pgerr.CodeOf(err) == pgerr.FeatureNotSupported && !env.NoInline {
		// A function's query may be of a kind that only runs by itself.
		env.NoInline = true
		if again, err2 := planner.Plan(ctx, r.stmt, r.sql, env, r.params, r.values); err2 == nil {
			q, err = again, nil
		}
	}
	if err != nil {
		return nil, err
	}
	if r.cols != nil && !sameColumns(q.Output, r.cols) {
		return nil, errPlanChanged()
	}
	return s.runPlan(ctx, q, env, cols, nil)
}

// runPlan starts a finished plan under the query's own memory account.
func (s *Session) runPlan(ctx context.Context, q *plan.Query, env *planner.Env, cols []Column, actuals []plan.Actual) (*cursor, error) {
	in := s.in
	account := in.cfg.Memory.Child("query", s.queryBytes())
	progress := &exec.Progress{}
	if actuals == nil {
		actuals = make([]plan.Actual, q.Nodes+1)
	}
	run := &exec.Env{
		Session: env.Session, Mem: account, Workers: env.Workers, BatchSize: int(s.number("batch_size")),
		BadHash: s.flag("equal_hashes"), Actuals: actuals, Progress: progress,
	}
	if s.flag("query_spill") {
		run.SpillDir = in.cfg.SpillDir
	}
	if q.Calls {
		run.Workers = 1
	}
	rows, err := exec.Open(ctx, q, run)
	if err != nil {
		account.Close()
		return nil, causeOf(ctx, err)
	}
	c := &cursor{cols: cols, src: rows, ctx: ctx, out: &progress.RowsOut, admit: in.admit}
	if s.proc.depth > 0 { // what is around this query was admitted
		c.admit = nil
	}
	if q.Calls {
		c.src = &drained{src: rows, mem: account}
	}
	stats := s.statStart(progress, account)
	c.onDone = func(error) {
		stats.end(actuals, account)
		account.Close()
	}
	return c, nil
}

func sameColumns(out []plan.Column, cols []Column) bool {
	if len(out) != len(cols) {
		return false
	}
	for i := range out {
		if !types.Same(out[i].Type, cols[i].Type) && cols[i].Type.OID != types.Unknown {
			return false
		}
	}
	return true
}

// sleep waits, unless the statement is cancelled first.
func sleep(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return context.Cause(ctx)
	}
}
