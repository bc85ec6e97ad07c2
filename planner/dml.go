package planner

import (
	"context"

	"github.com/tarndb/tarn/planner/bind"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/memtable"
)

// Change is the finished plan of one data-changing statement. Its numbers are positions
// in Query.Output, -1 where there is no such column.
type Change struct {
	Query *plan.Query
	Verb  string // Insert, Update, Delete or Merge
	Rel   *bind.Relation
	// File and Pos name the row to update or delete.
	File, Pos int
	// Act is the index into Actions of what a row does; without it that is Actions[0].
	Act     int
	Actions []bind.Action
	// Row is the complete new row, by column of the table; nil for DELETE.
	Row []int
	// Checks are booleans, one for each of Rel.Target.Checks; Must one that REPLACE WHERE
	// demands.
	Checks []int
	Must   int
	// Policies are booleans that row security demands, and the names of restrictive ones.
	Policies    []int
	PolicyNames []string
	// Returning are the values of RETURNING and Cols describes them; Cols is nil without
	// RETURNING.
	Returning []int
	Cols      []ResultCol
	Conflict  bind.ConflictRule
	Arbiters  []int // indexes of Rel.Target.Uniques
	Clear     bool  // empty the table first
}

// Step is a part of a statement that runs before the parts after it. All parts see the
// same snapshot; the rows of a step are put into Result, when something reads them.
type Step struct {
	Query  *plan.Query // set for a query
	Change *Change     // set for a change
	Result *memtable.Result
}

// Statement is the finished plan of a statement that changes data: the steps in order,
// then Change, or Query for a query whose WITH clause changes data.
type Statement struct {
	Steps  []Step
	Change *Change
	Query  *plan.Query
	Cols   []ResultCol // nil when the statement returns no rows
}

// ChangesData tells the statements for PlanDML; Plan takes the other queries.
func ChangesData(stmt parse.Stmt) bool { return bind.ChangesData(stmt) }

// prepareDML is Prepare of a statement that changes data.
func prepareDML(ctx context.Context, stmt parse.Stmt, sqlText string, env *Env, params []types.Type) (*Prepared, error) {
	b, err := bind.BindDML(ctx, stmt, sqlText, env.config(params, nil))
	if err != nil {
		return nil, err
	}
	return &Prepared{Params: b.Params, Cols: resultCols(b.Cols)}, nil
}

// PlanDML gives the finished plan of a statement that changes data.
func PlanDML(ctx context.Context, stmt parse.Stmt, sqlText string, env *Env, params []types.Type, values []types.Datum) (*Statement, error) {
	if values == nil {
		values = []types.Datum{}
	}
	cfg := env.config(params, values)
	b, err := bind.BindDML(ctx, stmt, sqlText, cfg)
	if err != nil {
		return nil, err
	}
	if err := env.judge(b.Touched); err != nil {
		return nil, err
	}
	out := &Statement{Cols: resultCols(b.Cols)}
	for _, s := range b.Steps {
		step := Step{Result: s.Result}
		if s.Change != nil {
			step.Change, err = planChange(ctx, s.Change, b.Space, env)
		} else {
			step.Query, err = optimize(ctx, s.Query, env)
		}
		if err != nil {
			return nil, err
		}
		out.Steps = append(out.Steps, step)
	}
	if b.Query != nil {
		out.Query, err = optimize(ctx, b.Query, env)
	} else {
		out.Change, err = planChange(ctx, b.Change, b.Space, env)
	}
	return out, err
}

// planChange plans one change and finds its columns in the plan's output.
func planChange(ctx context.Context, d *bind.DML, space *plan.Space, env *Env) (*Change, error) {
	c := &Change{Verb: d.Verb, Rel: d.Rel, Actions: d.Actions, Conflict: d.Conflict, Arbiters: d.Arbiters, Clear: d.Clear}
	b := &bind.Bound{Root: d.Root, Space: space}
	at := map[plan.ColID]int{}
	put := func(col plan.Column) int {
		if col.ID == 0 {
			return -1
		}
		i, ok := at[col.ID]
		if !ok {
			i = len(b.Cols)
			at[col.ID] = i
			b.Cols = append(b.Cols, bind.OutCol{Name: col.Name, Col: col})
		}
		return i
	}
	c.File, c.Pos, c.Act, c.Must = put(d.File), put(d.Pos), put(d.Act), put(d.Must)
	for _, col := range d.Row {
		c.Row = append(c.Row, put(col))
	}
	for _, col := range d.Checks {
		c.Checks = append(c.Checks, put(col))
	}
	for _, col := range d.Policies {
		c.Policies = append(c.Policies, put(col))
	}
	c.PolicyNames = d.PolicyNames
	for _, o := range d.Returning {
		c.Returning = append(c.Returning, put(o.Col))
	}
	if d.HasReturning {
		c.Cols = resultCols(d.Returning)
		if c.Cols == nil {
			c.Cols = []ResultCol{}
		}
	}
	var err error
	c.Query, err = optimize(ctx, b, env)
	return c, err
}

// resultCols describes output columns; nil stays nil.
func resultCols(cols []bind.OutCol) []ResultCol {
	if cols == nil {
		return nil
	}
	out := make([]ResultCol, len(cols))
	for i, c := range cols {
		out[i] = ResultCol{Name: c.Name, Type: c.Col.Type, TableOID: c.RelOID, Attnum: c.Attnum}
	}
	return out
}

// Modify is the plan as EXPLAIN shows it, with the change on top.
func (c *Change) Modify() *plan.Query {
	m := &plan.Modify{Verb: c.Verb, Table: c.Rel.Name, Input: c.Query.Root}
	m.Cost = c.Query.Root.Est().Cost
	if len(c.Cols) > 0 {
		m.Rows = c.Query.Root.Est().Rows
	}
	switch c.Conflict {
	case bind.ConflictSkips:
		m.Conflict = "NOTHING"
	case bind.ConflictUpdates:
		m.Conflict = "UPDATE"
	}
	for _, i := range c.Arbiters {
		m.Arbiters = append(m.Arbiters, c.Rel.Target.Uniques[i].Name)
	}
	q := &plan.Query{Root: m}
	plan.Number(q)
	return q
}
