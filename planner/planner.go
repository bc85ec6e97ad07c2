package planner

import (
	"context"

	"github.com/tarndb/tarn/internal/invariant"
	"github.com/tarndb/tarn/planner/bind"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/planner/rule"
	"github.com/tarndb/tarn/planner/stats"
	"github.com/tarndb/tarn/sql/access"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// Catalog is what planning asks of the catalog snapshot a statement runs under.
type Catalog = bind.Catalog

// Env is what a statement is planned with; Session and Catalog must be set.
type Env struct {
	Session *builtin.Session
	Catalog Catalog
	// RulesOff turns every optional rule off (setting optimizer_rules_off = 'all'); the
	// plan still runs. Off turns single rules off by name.
	RulesOff bool
	Off      map[string]bool
	// Workers is how many cores a query may use, 0 for all; MemBytes its budget, 0 unknown.
	Workers  int
	MemBytes int64
	// Vars are the variables of the function the statement stands in; NoInline calls SQL
	// functions that are queries instead of making them part of the plan.
	Vars     bind.Vars
	NoInline bool
	// Judge refuses statements that use what their role may not; nil lets all pass.
	Judge func([]*access.Use) error
	// Trace, when not nil, is told each rule that changed the plan.
	Trace func(rule string)
	// Uses, when not nil, is told what a statement refers to.
	Uses *bind.Uses
}

// ResultCol describes one result column. TableOID and Attnum (1-based) are set for a
// plain column of a catalog table.
type ResultCol struct {
	Name     string
	Type     types.Type
	TableOID uint32
	Attnum   int16
}

// Prepared is what is known of a statement before its parameters have values.
type Prepared struct {
	Params []types.Type
	Cols   []ResultCol // empty when the statement returns no rows
}

// Prepare infers parameter types (given ones, with OID not 0 and not unknown, are kept)
// and result columns. It accepts what Plan accepts.
func Prepare(ctx context.Context, stmt parse.Stmt, sqlText string, env *Env, paramTypes []types.Type) (*Prepared, error) {
	if bind.ChangesData(stmt) {
		return prepareDML(ctx, stmt, sqlText, env, paramTypes)
	}
	q, err := queryOf(stmt)
	if err != nil {
		return nil, err
	}
	b, err := bind.Bind(ctx, q, sqlText, env.config(paramTypes, nil))
	if err != nil {
		return nil, err
	}
	p := &Prepared{Params: b.Params, Cols: make([]ResultCol, len(b.Cols))}
	for i, c := range b.Cols {
		p.Cols[i] = ResultCol{Name: c.Name, Type: c.Col.Type, TableOID: c.RelOID, Attnum: c.Attnum}
	}
	return p, nil
}

// Plan gives the finished plan of a query; parameters become constants.
func Plan(ctx context.Context, stmt parse.Stmt, sqlText string, env *Env, params []types.Type, values []types.Datum) (*plan.Query, error) {
	q, err := queryOf(stmt)
	if err != nil {
		return nil, err
	}
	if values == nil {
		values = []types.Datum{}
	}
	b, err := bind.Bind(ctx, q, sqlText, env.config(params, values))
	if err != nil {
		return nil, err
	}
	if err := env.judge(b.Touched); err != nil {
		return nil, err
	}
	return optimize(ctx, b, env)
}

func (e *Env) config(params []types.Type, values []types.Datum) *bind.Config {
	return &bind.Config{Catalog: e.Catalog, Session: e.Session, Params: params, Values: values, Vars: e.Vars, NoInline: e.NoInline, Uses: e.Uses}
}

// Expr binds a scalar expression over variables; it may hold subqueries.
func Expr(ctx context.Context, x parse.Expr, sqlText string, env *Env) (plan.Expr, error) {
	return bind.Expr(ctx, x, sqlText, env.config(nil, nil))
}

// Call binds CALL: the procedure and its arguments.
func Call(ctx context.Context, c *parse.FuncCall, sqlText string, env *Env) (*bind.Function, []plan.Expr, error) {
	return bind.Call(ctx, c, sqlText, env.config(nil, nil))
}

// judge checks privileges before statistics of any table are looked at.
func (e *Env) judge(uses []*access.Use) error {
	if e.Judge == nil {
		return nil
	}
	return e.Judge(uses)
}

// queryOf finds the query a statement runs.
func queryOf(stmt parse.Stmt) (*parse.Query, error) {
	switch s := stmt.(type) {
	case *parse.Query:
		return s, nil
	case *parse.Explain:
		return queryOf(s.Stmt)
	case *parse.DeclareCursor:
		return queryOf(s.Query)
	}
	return nil, pgerr.Unsupported("planning this statement")
}

// optimize runs the rules over a bound query and finishes the plan.
func optimize(ctx context.Context, b *bind.Bound, env *Env) (*plan.Query, error) {
	c := &rule.Ctx{Context: ctx, Space: b.Space, Session: env.Session, Stats: stats.New(ctx),
		AllOff: env.RulesOff, Off: env.Off, Trace: env.Trace}
	for _, col := range b.Cols {
		c.Need.Add(col.Col.ID)
	}
	if invariant.Enabled {
		err := plan.Verify(b.Root)
		invariant.Check(err == nil, "bound plan: %v", err)
	}
	n, err := rule.Run(c, b.Root, rule.Logical)
	if err != nil {
		return nil, err
	}
	if n, err = rule.Run(c, n, rule.Physical); err != nil {
		return nil, err
	}
	for i := range b.Cols {
		if to, ok := c.Renamed[b.Cols[i].Col.ID]; ok {
			b.Cols[i].Col.ID = to
		}
	}
	c.Stats.Estimate(n)
	stats.Cost(n)
	return finish(n, b), nil
}

// finish numbers the nodes in EXPLAIN order and names the output.
func finish(n plan.Node, b *bind.Bound) *plan.Query {
	q := &plan.Query{Root: n, Output: make([]plan.Column, len(b.Cols)), Calls: b.Calls}
	cols := n.Cols()
	for i, c := range b.Cols {
		out := c.Col
		if now, ok := plan.FindCol(cols, out.ID); ok {
			out = now
		}
		out.Name = c.Name
		q.Output[i] = out
	}
	plan.Number(q)
	if invariant.Enabled {
		err := plan.VerifyFinal(n)
		invariant.Check(err == nil, "finished plan: %v", err)
	}
	return q
}
