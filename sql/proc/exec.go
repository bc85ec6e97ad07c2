package proc

import (
	"context"

	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// control says how a list of statements ended.
type control uint8

const (
	goOn control = iota
	exitLoop
	nextTurn
	returned
)

// Call is one call of a program.
type Call struct {
	Args   []types.Datum // one for each In parameter
	Host   Host
	Atomic bool // COMMIT and ROLLBACK are refused
	// Out takes the rows of a set.
	Out func(row []types.Datum) error
}

// Outcome is what a call gave.
type Outcome struct {
	Value types.Datum   // of a function
	Row   []types.Datum // the Out parameters
	Last  *Result       // of a script: its last query
}

// Run calls the program.
func (p *Program) Run(ctx context.Context, c *Call) (*Outcome, error) {
	f := &frame{p: p, host: c.Host, ctx: ctx, atomic: c.Atomic, out: c.Out, scope: p.root, ret: types.Null,
		vals: nulls(len(p.vars)), types: make([]types.Type, len(p.vars))}
	for i := range p.vars {
		f.types[i] = p.vars[i].t
	}
	f.vals[p.found] = types.NewBool(false)
	stack := c.Host.Frames()
	*stack = append(*stack, f.where)
	defer func() { *stack = (*stack)[:len(*stack)-1] }()
	defer func() {
		if f.held != 0 {
			_ = c.Host.Grow(-f.held)
		}
	}()
	k := 0
	for i, a := range p.Sig.Params {
		switch {
		case a.In && k < len(c.Args):
			if err := f.argument(i, c.Args[k]); err != nil {
				return nil, err
			}
			k++
		case p.vars[i].record && !p.vars[i].open:
			if err := f.setRow(i, nil, nil); err != nil {
				return nil, err
			}
		}
	}
	ctl, err := f.block(p.block)
	if err != nil {
		return nil, err
	}
	switch {
	case ctl == exitLoop || ctl == nextTurn:
		return nil, f.context(pgerr.New(pgerr.SyntaxError, "control reached end of function without RETURN"), "")
	case ctl == goOn && !p.script && p.needsReturn():
		return nil, f.context(pgerr.New(pgerr.NoReturnStatement, "control reached end of function without RETURN"), "")
	}
	if p.Sig.Ret.OID == types.Void {
		f.ret = types.NewStr("")
	}
	o := &Outcome{Value: f.ret, Last: f.last}
	for i, a := range p.Sig.Params {
		if a.Out {
			o.Row = append(o.Row, f.vals[i])
		}
	}
	return o, nil
}

// argument puts a caller's value into its parameter, where records keep their shape.
func (f *frame) argument(slot int, d types.Datum) error {
	v := &f.p.vars[slot]
	if v.record && !d.Null {
		return f.setRecord(slot, d, v.t)
	}
	return f.put(slot, d)
}

func (p *Program) needsReturn() bool {
	s := &p.Sig
	return !s.Set && !s.Proc && !s.Do && s.outs() == 0 && s.Ret.OID != types.Void
}

// pause looks now and then whether the call goes on.
func (f *frame) pause() error {
	if f.work++; f.work&63 != 0 {
		return nil
	}
	if f.ctx.Err() != nil {
		return context.Cause(f.ctx)
	}
	return nil
}

// stmts runs a list of statements.
func (f *frame) stmts(list []parse.PLStmt) (control, error) {
	for _, s := range list {
		if err := f.pause(); err != nil {
			return goOn, f.context(err, "")
		}
		f.at = s
		ctl, err := f.stmt(s)
		if err != nil {
			return goOn, f.note(err, s)
		}
		if ctl != goOn {
			return ctl, nil
		}
	}
	return goOn, nil
}

// stmt runs one statement.
func (f *frame) stmt(s parse.PLStmt) (control, error) {
	switch s := s.(type) {
	case *parse.PLAssign:
		return goOn, f.assignStmt(s)
	case *parse.PLIf:
		return f.ifStmt(s)
	case *parse.PLForRange:
		return f.forRange(s)
	case *parse.PLLoop:
		return f.loop(s)
	case *parse.PLReturn:
		return f.returnStmt(s)
	case *parse.PLExit:
		return f.exit(s)
	case *parse.PLBlock:
		return f.block(s)
	case *parse.PLCase:
		return f.caseStmt(s)
	case *parse.PLForQuery:
		return f.forQuery(s)
	case *parse.PLForeach:
		return f.foreach(s)
	}
	return goOn, f.plain(s)
}

// plain runs a statement that control flows through.
func (f *frame) plain(s parse.PLStmt) error {
	switch s := s.(type) {
	case *parse.PLSQL:
		return f.sql(s)
	case *parse.PLPerform:
		return f.perform(s)
	case *parse.PLExecute:
		return f.execute(s)
	case *parse.PLRaise:
		return f.raise(s)
	case *parse.PLAssert:
		return f.assert(s)
	case *parse.PLGetDiag:
		return f.diagnostics(s)
	case *parse.PLOpen:
		return f.open(s)
	case *parse.PLFetch:
		return f.fetch(s)
	case *parse.PLClose:
		return f.closeCursor(s)
	case *parse.PLNull:
		return nil
	case *parse.PLTx:
		return f.endTransaction(s)
	}
	return pgerr.Unsupported("this statement in a procedure")
}

func (f *frame) assignStmt(s *parse.PLAssign) error {
	if len(s.Targets) > 1 {
		return f.assignMany(s)
	}
	t := s.Targets[0]
	d, from, err := f.eval(&s.Value)
	if err != nil {
		return err
	}
	if f.p.script {
		if _, _, ok := f.scope.find(t.Parts, 0); !ok {
			return f.setSession(t, s.Value.Span)
		}
	}
	return f.assign(t, d, from)
}

// assignMany is SET (a, b) = (query).
func (f *frame) assignMany(s *parse.PLAssign) error {
	q := s.Value.Query
	if sub, ok := s.Value.X.(*parse.SubqueryExpr); ok {
		q = sub.Query
	}
	if q == nil {
		return pgerr.New(pgerr.SyntaxError, "a list of variables takes its values from a query")
	}
	res, err := f.run(q, 2)
	if err != nil {
		return err
	}
	switch {
	case len(res.Cols) != len(s.Targets):
		return pgerr.New(pgerr.SyntaxError, "the query has %d columns for %d variables", len(res.Cols), len(s.Targets))
	case len(res.Rows) > 1:
		return pgerr.New(pgerr.CardinalityViolation, "query returned more than one row")
	}
	for i, t := range s.Targets {
		d := types.Null
		if len(res.Rows) > 0 {
			d = res.Rows[0][i]
		}
		if err := f.assign(t, d, res.Cols[i].Type); err != nil {
			return err
		}
	}
	return nil
}

func (f *frame) ifStmt(s *parse.PLIf) (control, error) {
	for i := range s.Branches {
		ok, _, err := f.evalBool(&s.Branches[i].Conds[0])
		if err != nil {
			return goOn, err
		}
		if ok {
			return f.stmts(s.Branches[i].Body)
		}
	}
	return f.stmts(s.Else)
}

// caseStmt finds the branch whose value equals the argument, or whose condition is true.
func (f *frame) caseStmt(s *parse.PLCase) (control, error) {
	for i := range s.Branches {
		b := &s.Branches[i]
		for k := range b.Conds {
			ok, err := f.caseMatches(s, &b.Conds[k])
			if err != nil {
				return goOn, err
			}
			if ok {
				return f.stmts(b.Body)
			}
		}
	}
	if !s.HasElse && !f.p.script {
		return goOn, pgerr.New(pgerr.CaseNotFound, "case not found").WithHint("CASE statement is missing ELSE part.")
	}
	return f.stmts(s.Else)
}

func (f *frame) caseMatches(s *parse.PLCase, cond *parse.PLExpr) (bool, error) {
	if s.Arg == nil {
		ok, _, err := f.evalBool(cond)
		return ok, err
	}
	if s.Arg.X == nil || cond.X == nil {
		return false, pgerr.Unsupported("CASE over a query")
	}
	if f.p.caseOps == nil {
		f.p.caseOps = map[*parse.PLExpr]*parse.PLExpr{}
	}
	eq := f.p.caseOps[cond]
	if eq == nil {
		eq = &parse.PLExpr{Span: cond.Span, X: &parse.BinaryExpr{Span: cond.Span, Op: "=", OpPos: cond.Pos, L: s.Arg.X, R: cond.X}}
		f.p.caseOps[cond] = eq
	}
	ok, _, err := f.evalBool(eq)
	return ok, err
}

// exit leaves or repeats a loop.
func (f *frame) exit(s *parse.PLExit) (control, error) {
	if s.When != nil {
		if ok, _, err := f.evalBool(s.When); err != nil || !ok {
			return goOn, err
		}
	}
	f.label = s.Label
	if s.Continue {
		return nextTurn, nil
	}
	return exitLoop, nil
}

// returnStmt is RETURN in its forms.
func (f *frame) returnStmt(s *parse.PLReturn) (control, error) {
	switch {
	case s.Next:
		return goOn, f.returnNext(s)
	case s.IsQuery:
		return goOn, f.returnQuery(s)
	case s.X == nil:
		return returned, nil
	}
	d, t, err := f.eval(s.X)
	if err != nil {
		return goOn, err
	}
	if f.ret, err = f.result(d, t); err != nil {
		return goOn, err
	}
	return returned, nil
}

// result converts a returned value to the declared type.
func (f *frame) result(d types.Datum, t types.Type) (types.Datum, error) {
	ret := f.p.Sig.Ret
	if ret.OID == types.Void || ret.OID == 0 {
		return types.NewStr(""), nil
	}
	if ret.IsRow() {
		if d.Null {
			return d, nil
		}
		if !t.IsRow() {
			return d, pgerr.New(pgerr.DatatypeMismatch, "cannot return non-composite value from function returning composite type")
		}
		if ret.Ext == nil {
			return d, nil
		}
		vals, err := f.rowAs(d, t, ret.Ext.Fields, "returned record type does not match expected record type")
		if err != nil {
			return d, err
		}
		return types.EncodeRow(fieldTypes(ret.Ext.Fields), vals), nil
	}
	return f.convert(d, t, ret)
}

func fieldTypes(fields []types.Field) []types.Type {
	ts := make([]types.Type, len(fields))
	for i, fd := range fields {
		ts[i] = fd.Type
	}
	return ts
}

// rowAs takes a row value apart and converts its fields.
func (f *frame) rowAs(d types.Datum, t types.Type, fields []types.Field, mismatch string) ([]types.Datum, error) {
	ts, vals := types.DecodeRow(d.S)
	ts = types.RowTypes(t, ts)
	if len(vals) != len(fields) {
		return nil, pgerr.New(pgerr.DatatypeMismatch, "%s", mismatch).
			WithDetail("Number of returned columns (%d) does not match expected column count (%d).", len(vals), len(fields))
	}
	out := make([]types.Datum, len(vals))
	for i := range vals {
		var err error
		if out[i], err = f.convert(vals[i], ts[i], fields[i].Type); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// setColumns are the columns of the rows of a set.
func (f *frame) setColumns() []types.Field {
	sig := &f.p.Sig
	var out []types.Field
	for _, p := range sig.Params {
		if p.Out {
			out = append(out, types.Field{Name: p.Name, Type: p.Type})
		}
	}
	if out != nil {
		return out
	}
	if sig.Ret.IsRow() && sig.Ret.Ext != nil {
		return sig.Ret.Ext.Fields
	}
	return []types.Field{{Name: "", Type: sig.Ret}}
}

func (f *frame) emit(row []types.Datum) error {
	f.rows++
	return f.out(row)
}

func (f *frame) returnNext(s *parse.PLReturn) error {
	sig := &f.p.Sig
	if s.X == nil {
		var row []types.Datum
		for i, p := range sig.Params {
			if p.Out {
				row = append(row, f.vals[i])
			}
		}
		return f.emit(row)
	}
	d, t, err := f.eval(s.X)
	if err != nil {
		return err
	}
	cols := f.setColumns()
	if sig.Ret.IsRow() {
		if d.Null {
			return f.emit(nulls(len(cols)))
		}
		if sig.Ret.Ext == nil {
			return f.emit([]types.Datum{d})
		}
		row, err := f.rowAs(d, t, cols, "wrong record type supplied in RETURN NEXT")
		if err != nil {
			return err
		}
		return f.emit(row)
	}
	if d, err = f.convert(d, t, sig.Ret); err != nil {
		return err
	}
	return f.emit([]types.Datum{d})
}

func columnTypes(cols []Column) []types.Type {
	ts := make([]types.Type, len(cols))
	for i, c := range cols {
		ts[i] = c.Type
	}
	return ts
}

func (f *frame) returnQuery(s *parse.PLReturn) error {
	st, err := f.statementOf(s.Query, s.Execute, s.Using)
	if err != nil {
		return err
	}
	cur, err := f.host.Open(f.ctx, st)
	if f.lookErr != nil {
		return f.lookErr
	}
	if err != nil {
		return f.inStatement(err, st)
	}
	defer cur.Close()
	cols, want := cur.Cols(), f.setColumns()
	anyRow := f.p.Sig.Ret.OID == types.Record && f.p.Sig.Ret.Ext == nil && f.p.Sig.outs() == 0
	if !anyRow && len(cols) != len(want) {
		return pgerr.New(pgerr.DatatypeMismatch, "structure of query does not match function result type").
			WithDetail("Number of returned columns (%d) does not match expected column count (%d).", len(cols), len(want))
	}
	for i := range want {
		if anyRow {
			break
		}
		if cols[i].Type.OID != want[i].Type.OID {
			return pgerr.New(pgerr.DatatypeMismatch, "structure of query does not match function result type").
				WithDetail("Returned type %s does not match expected type %s in column %d.", cols[i].Type, want[i].Type, i+1)
		}
	}
	n := int64(0)
	for {
		row, err := cur.Next()
		if err != nil {
			return f.inStatement(err, st)
		}
		if row == nil {
			break
		}
		n++
		if anyRow {
			row = []types.Datum{types.EncodeRow(columnTypes(cols), row)}
		}
		for i := range want {
			if anyRow {
				break
			}
			if row[i], err = f.convert(row[i], cols[i].Type, want[i].Type); err != nil {
				return err
			}
		}
		if err := f.emit(row); err != nil {
			return err
		}
	}
	f.rowCnt = n
	f.vals[f.p.found] = types.NewBool(n > 0)
	return nil
}
