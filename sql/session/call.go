package session

import (
	"context"
	"strings"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/planner"
	"github.com/tarndb/tarn/planner/bind"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/proc"
	"github.com/tarndb/tarn/sql/types"
)

// topAtomic tells whether a CALL or DO from the client may not end the transaction.
func (s *Session) topAtomic() bool {
	return s.proc.depth > 0 || s.multi || s.tx != nil && s.tx.explicit
}

// callProcedure is CALL from a client.
func (s *Session) callProcedure(ctx context.Context, r *request, st *parse.Call) (*result, error) {
	return s.call(ctx, r, st, s.topAtomic())
}

// findProcedure resolves the procedure of a CALL and its arguments.
func (s *Session) findProcedure(ctx context.Context, r *request, st *parse.Call) (*function, []plan.Expr, *view, error) {
	v := s.newView(ctx)
	env := s.planEnv(v)
	if r.params != nil && env.Vars == nil {
		env.Vars = &paramVars{text: r.sql, params: r.params, values: r.values}
	}
	b, args, err := planner.Call(ctx, st.Func, r.sql, env)
	if err != nil {
		return nil, nil, nil, err
	}
	fs, err := v.functions(st.Func.Name.Parts, s.derive().path)
	if err != nil {
		return nil, nil, nil, err
	}
	for _, f := range fs {
		if f.bound == b {
			return f, args, v, nil
		}
	}
	return nil, nil, nil, pgerr.New(pgerr.UndefinedFunction, "procedure %s does not exist", strings.Join(st.Func.Name.Parts, "."))
}

// paramVars are the values of $n in a CALL.
type paramVars struct {
	text   string
	params []types.Type
	values []types.Datum
}

// Text is the statement.
func (p *paramVars) Text() string { return p.text }

// Lookup finds nothing: parameters have no names.
func (p *paramVars) Lookup([]string) (plan.Expr, int) { return nil, 0 }

// Conflict cannot arise.
func (p *paramVars) Conflict() bind.Conflict { return bind.ConflictColumn }

// Param is $n.
func (p *paramVars) Param(n int) plan.Expr {
	if n < 1 || n > len(p.params) || n > len(p.values) {
		return nil
	}
	return &plan.Const{D: p.values[n-1], T: p.params[n-1]}
}

// call runs a procedure.
func (s *Session) call(ctx context.Context, r *request, st *parse.Call, atomic bool) (*result, error) {
	f, args, v, err := s.findProcedure(ctx, r, st)
	if err != nil {
		return nil, err
	}
	if err := s.enterCall(); err != nil {
		return nil, err
	}
	defer s.leaveCall()
	h := s.newHost(ctx, atomic)
	h.top = s.proc.depth == 1
	vals, ts, err := s.callArgs(v, args)
	if err != nil {
		return nil, err
	}
	leave, err := s.enterFunction(f)
	if err != nil {
		return nil, err
	}
	defer leave()
	outs := outputs(f.info)
	if f.block == nil {
		var rows [][]types.Datum
		_, err := s.runSQLBody(ctx, f, ts, f.info.Returns, vals, func(row []types.Datum) error {
			rows = append(rows, row)
			return nil
		})
		if err != nil || len(outs) == 0 {
			return &result{tag: "CALL"}, err
		}
		if len(rows) > 0 {
			return outRow(outs, rows[0], outArgs(f, st)), nil
		}
		return outRow(outs, nil, outArgs(f, st)), nil
	}
	p, err := f.program(ctx, h, ts, types.Type{})
	if err != nil {
		return nil, err
	}
	var in []types.Datum
	for i, param := range inputs(f.info) {
		if param.Mode != 'o' {
			in = append(in, vals[i])
		}
	}
	o, err := p.Run(ctx, &proc.Call{Args: in, Host: h, Atomic: atomic || len(f.info.Settings) > 0})
	if err != nil {
		return nil, err
	}
	switch {
	case len(outs) > 0:
		return outRow(outs, o.Row, outArgs(f, st)), nil
	case o.Last != nil:
		return lastResult(o.Last), nil
	}
	return &result{tag: "CALL"}, nil
}

// callArgs evaluates the arguments of CALL.
func (s *Session) callArgs(v *view, args []plan.Expr) ([]types.Datum, []types.Type, error) {
	vals, ts := make([]types.Datum, len(args)), make([]types.Type, len(args))
	sess := s.builtinSession(v)
	for i, a := range args {
		d, err := proc.Eval(a, sess)
		if err != nil {
			return nil, nil, err
		}
		vals[i], ts[i] = d, a.Type()
	}
	return vals, ts, nil
}

// outArgs finds the argument that stands for each output parameter.
func outArgs(f *function, st *parse.Call) []int {
	var out []int
	for i, p := range inputs(f.info) {
		if p.Mode != 'o' && p.Mode != 'b' {
			continue
		}
		at := -1
		for k, a := range st.Func.Args {
			if n, ok := a.(*parse.NamedArg); ok && n.Name == p.Name || !ok && k == i {
				at = k
			}
		}
		out = append(out, at)
	}
	return out
}

// outRow is the one row that CALL gives of OUT and INOUT parameters.
func outRow(outs []types.Field, row []types.Datum, args []int) *result {
	cols := make([]Column, len(outs))
	b := &vecBatch{N: 1}
	for i, c := range outs {
		cols[i] = Column{Name: c.Name, Type: c.Type}
		d := types.Null
		if i < len(row) {
			d = row[i]
		}
		b.Cols = append(b.Cols, datumVec(c.Type, []types.Datum{d}))
	}
	return &result{tag: "CALL", outArgs: args, cur: &cursor{cols: cols, src: &list{batches: []*vecBatch{b}}}}
}

// lastResult gives a client the rows of a script's last query.
func lastResult(res *proc.Result) *result {
	cols := make([]Column, len(res.Cols))
	b := &vecBatch{N: len(res.Rows)}
	l := &list{}
	for i, c := range res.Cols {
		cols[i] = Column{Name: c.Name, Type: c.Type}
	}
	const size = 2048
	for lo := 0; lo < len(res.Rows); lo += size {
		part := res.Rows[lo:min(lo+size, len(res.Rows))]
		b = &vecBatch{N: len(part)}
		for i, c := range res.Cols {
			ds := make([]types.Datum, len(part))
			for k := range part {
				ds[k] = part[k][i]
			}
			b.Cols = append(b.Cols, datumVec(c.Type, ds))
		}
		l.batches = append(l.batches, b)
	}
	return &result{verb: "SELECT", cur: &cursor{cols: cols, src: l}}
}

// analyzeCall finds the columns of a CALL.
func (s *Session) analyzeCall(ctx context.Context, p *prepared, st *parse.Call) error {
	for i, t := range p.params {
		if t.OID == 0 {
			p.params[i] = types.T(types.Unknown)
		}
	}
	values := make([]types.Datum, len(p.params))
	for i := range values {
		values[i] = types.Null
	}
	r := &request{sql: p.sql, stmt: st, params: p.params, values: values}
	if p.params == nil {
		if n := maxParam(p.sql); n > 0 {
			r.params, r.values = make([]types.Type, n), make([]types.Datum, n)
			for i := range n {
				r.params[i], r.values[i] = types.T(types.Unknown), types.Null
			}
		}
	}
	f, args, _, err := s.findProcedure(ctx, r, st)
	if err != nil {
		return err
	}
	p.params = r.params
	for i, a := range st.Func.Args {
		if n, ok := a.(*parse.NamedArg); ok {
			a = n.X
		}
		if k, ok := a.(*parse.Param); ok && i < len(args) && k.Number >= 1 && k.Number <= len(p.params) {
			if p.params[k.Number-1].OID == types.Unknown {
				p.params[k.Number-1] = args[i].Type()
			}
		}
	}
	for i, t := range p.params {
		if t.OID == types.Unknown {
			p.params[i] = types.T(types.Text)
		}
	}
	for _, c := range outputs(f.info) {
		p.cols = append(p.cols, Column{Name: c.Name, Type: c.Type})
	}
	return nil
}

// maxParam is the highest $n of a text, as far as it can be seen without reading it.
func maxParam(sql string) int {
	top := 0
	for i := 0; i+1 < len(sql); i++ {
		if sql[i] != '$' {
			continue
		}
		n := 0
		for k := i + 1; k < len(sql) && sql[k] >= '0' && sql[k] <= '9' && n < 1000; k++ {
			n = n*10 + int(sql[k]-'0')
		}
		top = max(top, min(n, 1000))
	}
	return top
}

// doBlock is DO.
func (s *Session) doBlock(ctx context.Context, r *request, st *parse.Do) error {
	switch strings.ToLower(st.Language) {
	case "", "plpgsql":
	case "sql":
		return pgerr.New(pgerr.FeatureNotSupported, "language \"sql\" does not support inline code execution")
	default:
		return pgerr.New(pgerr.UndefinedObject, "language \"%s\" does not exist", st.Language)
	}
	block, err := parse.ParsePL(st.Body)
	start := -1
	if i := strings.Index(textOf(r.sql, st), st.Body); i >= 0 && st.Body != "" {
		start = st.Pos + i
	}
	if err != nil {
		return inBody(err, r.sql, start)
	}
	sig := proc.Signature{Name: "inline_code_block", Do: true, Ret: types.T(types.Void)}
	_, err = s.runBlock(ctx, sig, st.Body, block, r.sql, start)
	return err
}

// inBody moves the position of an error from the body, which begins at byte start of the
// statement's text, to the statement; it is lost when start is negative.
func inBody(err error, sql string, start int) error {
	if err == nil {
		return nil
	}
	e := *pgerr.From(err)
	switch {
	case e.Position == 0:
	case start >= 0:
		e.Position += parse.CharPos(sql, start) - 1
	default:
		e.Position = 0
	}
	return &e
}

// runBlock runs an anonymous block.
func (s *Session) runBlock(ctx context.Context, sig proc.Signature, text string, block *parse.PLBlock, sql string, start int) (*proc.Outcome, error) {
	atomic := s.topAtomic()
	if err := s.enterCall(); err != nil {
		return nil, err
	}
	defer s.leaveCall()
	h := s.newHost(ctx, atomic)
	h.top = s.proc.depth == 1
	p, err := proc.Compile(ctx, sig, text, block, h)
	if err != nil {
		return nil, inBody(err, sql, start)
	}
	return p.Run(ctx, &proc.Call{Host: h, Atomic: atomic})
}

// compound is BEGIN … END of SQL scripting.
func (s *Session) compound(ctx context.Context, r *request, st *parse.Compound) (*result, error) {
	sig := proc.Signature{Name: "script", Do: true, Ret: types.T(types.Void)}
	o, err := s.runBlock(ctx, sig, r.sql, st.Block, r.sql, 0)
	if err != nil {
		return nil, err
	}
	if o.Last != nil {
		return lastResult(o.Last), nil
	}
	return &result{tag: "BEGIN END"}, nil
}

// dropFunction is DROP FUNCTION, PROCEDURE and ROUTINE.
func (s *Session) dropFunction(sql string, ref *parse.ObjectRef, st *parse.Drop) error {
	o, temp, err := s.locateFunction(sql, ref, st.Kind)
	if err != nil {
		if st.IfExists && (pgerr.CodeOf(err) == pgerr.UndefinedFunction || pgerr.CodeOf(err) == pgerr.InvalidSchemaName) {
			s.notice("NOTICE", pgerr.SuccessfulCompletion, "%s, skipping", strings.Replace(pgerr.From(err).Message, "could not find a", "", 1))
			return nil
		}
		return err
	}
	if temp {
		sp := s.tempSpace()
		tx := catalog.NewTx(sp.cat, nil)
		tx.Drop(o)
		s.state.temp = sp.change(tx.View(), o.ID, nil)
		return nil
	}
	s.catTx().Drop(o)
	return nil
}

// locateFunction finds the one function that a statement names, by its argument types or,
// when it is the only one, by its name.
func (s *Session) locateFunction(sql string, ref *parse.ObjectRef, kind parse.ObjectKind) (o *catalog.Object, temp bool, err error) {
	v := s.newView(context.Background())
	fs, err := v.functions(ref.Name.Parts, s.derive().path)
	if err != nil {
		return nil, false, err
	}
	word := string(kind)
	var want []types.Type
	var names []string
	for _, p := range ref.Params {
		if p.Mode == "out" && kind != parse.KindProcedure {
			continue
		}
		t, _, err := s.functionType(context.Background(), sql, p.Type)
		if err != nil {
			return nil, false, err
		}
		want, names = append(want, t), append(names, t.String())
	}
	name := strings.Join(ref.Name.Parts, ".")
	var found []*function
	for _, f := range fs {
		other := kind == parse.KindFunction && f.info.Procedure || kind == parse.KindProcedure && !f.info.Procedure
		if ref.HasParams && !sameArgs(f, want) || !ref.HasParams && other {
			continue
		}
		found = append(found, f)
	}
	switch {
	case len(found) == 0 && ref.HasParams:
		return nil, false, pgerr.New(pgerr.UndefinedFunction, "%s %s(%s) does not exist", word, name, strings.Join(names, ","))
	case len(found) == 0:
		return nil, false, pgerr.New(pgerr.UndefinedFunction, "could not find a %s named \"%s\"", word, name)
	case len(found) > 1:
		return nil, false, pgerr.New(pgerr.AmbiguousFunction, "%s name \"%s\" is not unique", word, name).
			WithHint("Specify the argument list to select the %s unambiguously.", word)
	}
	f := found[0]
	if kind == parse.KindFunction && f.info.Procedure || kind == parse.KindProcedure && !f.info.Procedure {
		return nil, false, pgerr.New(pgerr.WrongObjectType, "%s is not a %s", strings.ReplaceAll(f.name, ",", ", "), word)
	}
	return f.o, f.o.Parent == catalog.TempID, nil
}

// sameArgs compares input types (and, for procedures, all parameters).
func sameArgs(f *function, want []types.Type) bool {
	match := func(ps []catalog.Param) bool {
		if len(ps) != len(want) {
			return false
		}
		for i, p := range ps {
			if p.Type.OID != want[i].OID {
				return false
			}
		}
		return true
	}
	if match(f.info.Params) && f.info.Procedure {
		return true
	}
	var in []catalog.Param
	for _, p := range f.info.Params {
		if p.Mode != 'o' && p.Mode != 't' {
			in = append(in, p)
		}
	}
	return match(in)
}

// functionSetting is the value of SET in CREATE FUNCTION, checked by setting it.
func (s *Session) functionSetting(st *parse.Set) (string, error) {
	saved := s.state.settings
	defer func() {
		s.state.settings = saved
		s.derived.valid = false
	}()
	if st.Kind == parse.SetValue {
		if err := s.setValues("", st, false); err != nil {
			return "", err
		}
	}
	return s.setting(st.Name), nil
}
