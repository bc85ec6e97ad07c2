package session

import (
	"context"
	"strings"
	"time"

	"github.com/tarndb/tarn/planner"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// explain is EXPLAIN [ANALYZE] of a query, or of the query inside a statement.
func (s *Session) explain(ctx context.Context, r *request, st *parse.Explain) (*result, error) {
	opts, err := explainOptions(r.sql, st)
	if err != nil {
		return nil, err
	}
	inner := &request{sql: r.sql, stmt: st.Stmt, params: r.params, values: r.values}
	switch in := st.Stmt.(type) {
	case *parse.Query:
	case *parse.Execute:
		if inner, err = s.executeRequest(ctx, r, in); err != nil {
			return nil, err
		}
	case *parse.DeclareCursor:
		inner.stmt = in.Query
	case *parse.CreateTable:
		inner.stmt = in.Query
	}
	if planner.ChangesData(inner.stmt) {
		text, err := s.explainChange(ctx, inner, opts)
		if err != nil {
			return nil, err
		}
		return explainResult(st, text, opts), nil
	}
	q, ok := inner.stmt.(*parse.Query)
	if !ok || q == nil {
		return nil, at(pgerr.Unsupported("EXPLAIN of this statement"), r.sql, st.Stmt.Range())
	}
	text, err := s.explainQuery(ctx, inner, opts)
	if err != nil {
		return nil, err
	}
	return explainResult(st, text, opts), nil
}

// explainQuery plans, perhaps runs, and prints a query.
func (s *Session) explainQuery(ctx context.Context, r *request, opts plan.ExplainOptions) (string, error) {
	env := s.planEnv(s.newView(ctx))
	env.Trace = func(rule string) { opts.Rules = append(opts.Rules, rule) }
	start := time.Now()
	q, err := planner.Plan(ctx, r.stmt, r.sql, env, r.params, r.values)
	if err != nil {
		return "", err
	}
	opts.PlanningMillis = millis(time.Since(start))
	var actuals []plan.Actual
	if opts.Analyze {
		actuals = make([]plan.Actual, q.Nodes+1)
		start = time.Now()
		cur, err := s.runPlan(ctx, q, env, nil, actuals)
		if err != nil {
			return "", err
		}
		if _, _, err := cur.pump(0, func(*vecBatch, int, int) error { return nil }); err != nil {
			return "", err
		}
		opts.ExecutionMillis = millis(time.Since(start))
	}
	return plan.Explain(q, actuals, opts), nil
}

func millis(d time.Duration) float64 { return float64(d) / 1e6 }

// explainOptions reads EXPLAIN's options.
func explainOptions(sql string, st *parse.Explain) (plan.ExplainOptions, error) {
	o := plan.ExplainOptions{Costs: true}
	timing, summary := true, -1
	for _, op := range st.Options {
		word := optionText(op)
		on, ok := true, true
		if op.Value != nil {
			on, ok = parseBool(word)
		}
		switch strings.ToLower(op.Name) {
		case "analyze":
			o.Analyze = on
		case "verbose":
			o.Verbose = on
		case "costs":
			o.Costs = on
		case "buffers":
			o.Buffers = on
		case "timing":
			timing = on
		case "summary":
			summary = 0
			if on {
				summary = 1
			}
		case "settings", "wal", "generic_plan", "memory":
		case "format":
			ok = true
			switch strings.ToLower(word) {
			case "text":
			case "json":
				o.Format = plan.ExplainJSON
			default:
				return o, at(pgerr.New(pgerr.InvalidParameterValue, "unrecognized value for EXPLAIN option \"format\": \"%s\"", word), sql, op.Span)
			}
		default:
			return o, at(pgerr.New(pgerr.SyntaxError, "unrecognized EXPLAIN option \"%s\"", op.Name), sql, op.Span)
		}
		if !ok {
			return o, pgerr.New(pgerr.SyntaxError, "%s requires a Boolean value", op.Name)
		}
	}
	o.Timing = timing && o.Analyze
	o.Summary = summary == 1 || summary < 0 && o.Analyze
	return o, nil
}

// optionText is the value of an option as text, "" without one.
func optionText(op *parse.Option) string {
	if op.Value == nil {
		return ""
	}
	v, _ := settingText("", op.Value)
	return v
}

func explainColumns(st *parse.Explain) []Column {
	c := textColumn("QUERY PLAN")
	for _, op := range st.Options {
		if strings.EqualFold(op.Name, "format") && strings.EqualFold(optionText(op), "json") {
			c.Type = types.T(types.JSON)
		}
	}
	return []Column{c}
}

func explainResult(st *parse.Explain, text string, opts plan.ExplainOptions) *result {
	var rows [][]string
	if opts.Format == plan.ExplainJSON {
		rows = [][]string{{text}}
	} else {
		for _, line := range strings.Split(text, "\n") {
			rows = append(rows, []string{line})
		}
	}
	cur := textResult([]string{"QUERY PLAN"}, rows)
	cur.cols = explainColumns(st)
	return &result{cur: cur, tag: "EXPLAIN"}
}

// explainChange prints the plan of a statement that changes data; with ANALYZE the
// statement is carried out.
func (s *Session) explainChange(ctx context.Context, r *request, opts plan.ExplainOptions) (string, error) {
	v := s.newView(ctx)
	env := s.planEnv(v)
	env.Trace = func(rule string) { opts.Rules = append(opts.Rules, rule) }
	start := time.Now()
	st, err := planner.PlanDML(ctx, r.stmt, r.sql, env, r.params, r.values)
	if err != nil {
		return "", err
	}
	q := st.Query
	if q == nil {
		q = st.Change.Modify()
	}
	opts.PlanningMillis = millis(time.Since(start))
	if !opts.Analyze {
		return plan.Explain(q, nil, opts), nil
	}
	start = time.Now()
	run := s.newDMLRun(ctx, v, env)
	run.actuals = make([]plan.Actual, q.Nodes+1)
	res, err := run.statement(st)
	if err != nil {
		run.abort()
		return "", causeOf(ctx, err)
	}
	if res.cur != nil {
		n, _, err := res.cur.pump(0, func(*vecBatch, int, int) error { return nil })
		if err != nil {
			return "", err
		}
		if st.Change != nil {
			run.actuals[q.Root.Est().ID].Rows = n
		}
	}
	opts.ExecutionMillis = millis(time.Since(start))
	return plan.Explain(q, run.actuals, opts), nil
}
