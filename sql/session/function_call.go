package session

import (
	"context"
	"strings"

	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/internal/mem"
	"github.com/tarndb/tarn/planner/bind"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/proc"
	"github.com/tarndb/tarn/sql/syscat"
	"github.com/tarndb/tarn/sql/types"
)

const (
	// depthMax bounds how deep functions call each other.
	depthMax = 500
	// memoMax bounds the results remembered of functions that are not volatile.
	memoMax = 4096
)

// drained reads a query to its end before it gives the first row: functions that run in
// it need the session, which its client may use between two rows otherwise.
type drained struct {
	src  batches
	mem  *mem.Account
	rows list
	done bool
}

// Next gives the next batch.
func (d *drained) Next() (*vec.Batch, error) {
	for !d.done {
		b, err := d.src.Next()
		if err != nil {
			return nil, err
		}
		if b == nil {
			d.done = true
			break
		}
		d.rows.copyRows(b, 0, b.Live())
		if err := d.mem.Grow(batchBytes(d.rows.batches[len(d.rows.batches)-1])); err != nil {
			return nil, err
		}
	}
	return d.rows.Next()
}

// Close closes the query.
func (d *drained) Close() { d.src.Close() }

// enter counts one more function; leave must follow when there is no error.
func (s *Session) enterCall() error {
	if s.proc.depth >= depthMax {
		return pgerr.New(pgerr.StatementTooComplex, "stack depth limit exceeded").
			WithHint("Functions call each other more than %d levels deep.", depthMax)
	}
	s.proc.depth++
	return nil
}

func (s *Session) leaveCall() {
	if s.proc.depth--; s.proc.depth == 0 && s.procAccount != nil {
		s.procAccount.Close()
		s.procAccount = nil
	}
}

// viewOf is the view of the statement that calls a function. The caller holds the session:
// the goroutine of the client waits for the query that calls.
func viewOf(c *builtin.Ctx) (*view, error) {
	if v, ok := c.Session.Catalog.(*view); ok {
		return v, nil
	}
	return nil, pgerr.New(pgerr.InternalError, "a function was called without a session")
}

// callScalar calls a function for one value.
func (f *function) callScalar(c *builtin.Ctx, args []types.Datum) (types.Datum, error) {
	v, err := viewOf(c)
	if err != nil {
		return types.Null, err
	}
	v.run.Lock()
	defer v.run.Unlock()
	key := ""
	if f.bound.Func.Volatility != builtin.Volatile {
		key = memoKey(f.bound.Func.OID, args)
		if d, ok := v.memo[key]; ok {
			return d, nil
		}
	}
	out, err := v.s.invoke(v.ctx, f, c.ArgTypes, c.Ret, args, nil)
	if err != nil {
		return types.Null, err
	}
	if key != "" && len(v.memo) < memoMax {
		if v.memo == nil {
			v.memo = map[string]types.Datum{}
		}
		v.memo[key] = out
	}
	return out, nil
}

func memoKey(oid uint32, args []types.Datum) string {
	var b strings.Builder
	b.WriteString(itoa(int64(oid)))
	for _, d := range args {
		if d.Null {
			b.WriteString("\x00n")
			continue
		}
		b.WriteString("\x00v" + itoa(d.I) + "," + itoa(int64(len(d.S))) + ":" + d.S)
	}
	return b.String()
}

// callSet calls a function for its rows.
func (f *function) callSet(c *builtin.Ctx, args []types.Datum, yield func([]types.Datum) bool) error {
	v, err := viewOf(c)
	if err != nil {
		return err
	}
	v.run.Lock()
	defer v.run.Unlock()
	var rows [][]types.Datum
	held := int64(0)
	defer func() { v.s.procMem().Shrink(held) }()
	ret := f.info.Returns // the context knows the type of the first column alone
	if types.IsPolymorphic(ret.OID) {
		ret = c.Ret
	}
	_, err = v.s.invoke(v.ctx, f, c.ArgTypes, ret, args, func(row []types.Datum) error {
		n := int64(48 * len(row))
		for _, d := range row {
			n += int64(len(d.S))
		}
		if err := v.s.procMem().Grow(n); err != nil {
			return err
		}
		held += n
		rows = append(rows, append([]types.Datum(nil), row...))
		return nil
	})
	if err != nil {
		return err
	}
	for _, r := range rows {
		if !yield(r) {
			return nil
		}
	}
	return nil
}

// invoke runs a function. With out its rows go there, else it gives one value.
func (s *Session) invoke(ctx context.Context, f *function, ts []types.Type, ret types.Type, args []types.Datum, out func([]types.Datum) error) (types.Datum, error) {
	if err := s.enterCall(); err != nil {
		return types.Null, err
	}
	defer s.leaveCall()
	if f.info.Returns.OID == types.Trigger {
		return types.Null, pgerr.New(pgerr.FeatureNotSupported, "trigger functions can only be called as triggers")
	}
	leave, err := s.enterFunction(f)
	if err != nil {
		return types.Null, err
	}
	defer leave()
	if f.block == nil {
		return s.runSQLBody(ctx, f, ts, ret, args, out)
	}
	h := s.newHost(ctx, true)
	p, err := f.program(ctx, h, ts, ret)
	if err != nil {
		return types.Null, err
	}
	o, err := p.Run(ctx, &proc.Call{Args: args, Host: h, Atomic: true, Out: out})
	if err != nil {
		return types.Null, err
	}
	return outcome(f, o), nil
}

// outcome is the value of a function: what it returned, or its OUT parameters.
func outcome(f *function, o *proc.Outcome) types.Datum {
	outs := outputs(f.info)
	switch {
	case len(outs) == 0:
		return o.Value
	case f.info.Set:
		return types.Null
	case len(outs) == 1:
		return o.Row[0]
	}
	ts := make([]types.Type, len(outs))
	for i, c := range outs {
		ts[i] = c.Type
	}
	return types.EncodeRow(ts, o.Row)
}

// enterFunction puts the function's own settings in place, and its owner's rights when it
// is SECURITY DEFINER, until leave is called.
func (s *Session) enterFunction(f *function) (leave func(), err error) {
	restore := func() {}
	if f.info.Definer {
		restore = s.asDefiner(f.o.Owner)
	}
	saved := s.state.settings
	for _, p := range f.info.Settings {
		if err := s.set(p.Name, p.Value, false); err != nil {
			s.state.settings = saved
			restore()
			return nil, err
		}
	}
	if len(f.info.Settings) == 0 {
		return restore, nil
	}
	return func() {
		s.state.settings = saved
		s.derived.valid = false
		restore()
	}, nil
}

// bodyVars are the parameters of a SQL function as its statements see them.
type bodyVars struct {
	f    *function
	ts   []types.Type
	args []types.Datum
}

// Text is the body.
func (b *bodyVars) Text() string { return b.f.text }

// Conflict: columns go first in SQL functions.
func (b *bodyVars) Conflict() bind.Conflict { return bind.ConflictColumn }

// Param is $n.
func (b *bodyVars) Param(n int) plan.Expr {
	if n < 1 || n > len(b.args) {
		return nil
	}
	return &plan.Const{D: b.args[n-1], T: b.ts[n-1]}
}

// Lookup finds a parameter, perhaps behind the name of the function.
func (b *bodyVars) Lookup(parts []string) (plan.Expr, int) {
	for used := 1; used <= 2 && used <= len(parts); used++ {
		if used == 2 && parts[0] != b.f.o.Name {
			break
		}
		for i, p := range inputs(b.f.info) {
			if p.Name != "" && p.Name == parts[used-1] {
				return b.Param(i + 1), used
			}
		}
	}
	return nil, 0
}

// runSQLBody runs the statements of a SQL function; the last one gives the result.
func (s *Session) runSQLBody(ctx context.Context, f *function, ts []types.Type, ret types.Type, args []types.Datum, out func([]types.Datum) error) (types.Datum, error) {
	h := s.newHost(ctx, true)
	vars := &bodyVars{f: f, ts: ts, args: args}
	var res *proc.Result
	for i, st := range f.stmts {
		max := 0
		if i == len(f.stmts)-1 {
			max = 1
			if out != nil {
				max = -1
			}
		}
		var err error
		if r, ok := st.(*parse.ReturnStmt); ok {
			sel := &parse.Select{Span: r.Span, Items: []*parse.SelectItem{{Span: r.X.Range(), X: r.X}}}
			st = &parse.Query{Span: r.Span, Body: sel}
		}
		if res, err = h.Run(ctx, &proc.Statement{Text: f.text, Stmt: st, Vars: vars}, max); err != nil {
			return types.Null, whereSQL(err, f, i+1)
		}
	}
	if res != nil {
		defer s.procMem().Shrink(res.Bytes)
	}
	if f.info.Returns.OID == types.Void || res == nil || f.info.Procedure {
		if res != nil && f.info.Procedure && len(outputs(f.info)) > 0 && out != nil {
			return types.Null, s.sqlRows(f, ret, res, out)
		}
		return types.Null, nil
	}
	if out != nil {
		return types.Null, s.sqlRows(f, ret, res, out)
	}
	if len(res.Rows) == 0 {
		return types.Null, nil
	}
	row, err := s.sqlRow(f, ret, res, res.Rows[0])
	if err != nil {
		return types.Null, err
	}
	if len(row) == 1 && !ret.IsRow() {
		return row[0], nil
	}
	if ret.IsRow() && len(row) == 1 && res.Cols[0].Type.IsRow() {
		return row[0], nil
	}
	fs := resultFields(f, ret, res)
	cols := make([]types.Type, len(fs))
	for i, c := range fs {
		cols[i] = c.Type
	}
	return types.EncodeRow(cols, row), nil
}

// whereSQL gives an error of a SQL function its line of context.
func whereSQL(err error, f *function, n int) error {
	e := *pgerr.From(err)
	e.Position = 0
	if e.Where != "" {
		e.Where += "\n"
	}
	e.Where += "SQL function \"" + f.o.Name + "\" statement " + itoa(int64(n))
	return &e
}

// resultFields are the columns a row of the function's result has.
func resultFields(f *function, ret types.Type, res *proc.Result) []types.Field {
	if outs := outputs(f.info); len(outs) > 0 {
		for i := range outs {
			if types.IsPolymorphic(outs[i].Type.OID) && i < len(res.Cols) {
				outs[i].Type = res.Cols[i].Type
			}
		}
		return outs
	}
	switch {
	case ret.IsRow() && ret.Ext != nil:
		return ret.Ext.Fields
	case ret.IsRow():
		var out []types.Field
		for _, c := range res.Cols {
			out = append(out, types.Field{Name: c.Name, Type: c.Type})
		}
		return out
	}
	return []types.Field{{Type: ret}}
}

// sqlRow converts a row of the last statement to the declared result.
func (s *Session) sqlRow(f *function, ret types.Type, res *proc.Result, row []types.Datum) ([]types.Datum, error) {
	fs := resultFields(f, ret, res)
	from := make([]types.Type, len(res.Cols))
	for i, c := range res.Cols {
		from[i] = c.Type
	}
	if len(fs) != len(row) && len(row) == 1 && from[0].IsRow() && !row[0].Null {
		stored, vals := types.DecodeRow(row[0].S)
		from, row = types.RowTypes(from[0], stored), vals
	}
	if len(fs) != len(row) {
		which := "few"
		if len(row) > len(fs) {
			which = "many"
		}
		return nil, pgerr.New(pgerr.InvalidFunctionDefinition, "return type mismatch in function declared to return %s", syscat.TypeName(ret)).
			WithDetail("Final statement returns too %s columns.", which)
	}
	out := make([]types.Datum, len(row))
	for i := range row {
		p, err := builtin.FindCast(from[i], fs[i].Type, builtin.CastAssignment)
		if err != nil {
			return nil, err
		}
		if out[i] = row[i]; row[i].Null || p.Noop() {
			continue
		}
		if out[i], err = p.Apply(s.builtinSession(s.newView(context.Background())), row[i]); err != nil {
			return nil, err
		}
	}
	return out, nil
}

func (s *Session) sqlRows(f *function, ret types.Type, res *proc.Result, out func([]types.Datum) error) error {
	bare := len(outputs(f.info)) == 0 && ret.IsRow() && ret.Ext == nil
	ts := make([]types.Type, len(res.Cols))
	for i, c := range res.Cols {
		ts[i] = c.Type
	}
	for _, r := range res.Rows {
		row, err := s.sqlRow(f, ret, res, r)
		if err != nil {
			return err
		}
		if bare { // one value: the record
			if len(row) != 1 || !ts[0].IsRow() {
				row = []types.Datum{types.EncodeRow(ts, row)}
			}
		}
		if err := out(row); err != nil {
			return err
		}
	}
	return nil
}
