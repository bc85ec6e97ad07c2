package proc

import (
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// run runs a statement of the body with its variables.
func (f *frame) run(st parse.Stmt, max int) (*Result, error) {
	f.lookErr = nil
	res, err := f.host.Run(f.ctx, &Statement{Text: f.p.text, Stmt: st, Vars: f}, max)
	if f.lookErr != nil {
		err, f.lookErr = f.lookErr, nil
	}
	return res, err
}

// textOf is a piece of the body.
func (f *frame) textOf(sp parse.Span) string {
	if sp.Pos < 0 || sp.End > len(f.p.text) || sp.Pos > sp.End {
		return ""
	}
	return f.p.text[sp.Pos:sp.End]
}

// sql runs a SQL statement.
func (f *frame) sql(s *parse.PLSQL) error {
	if _, ok := s.Stmt.(*parse.Transaction); ok {
		return pgerr.New(pgerr.FeatureNotSupported, "unsupported transaction command in PL/pgSQL")
	}
	call, isCall := s.Stmt.(*parse.Call)
	max := 0
	if s.Into != nil || isCall {
		max = 2
	} else if f.p.script {
		max = -1
	}
	res, err := f.run(s.Stmt, max)
	if err != nil {
		return inContext(err, "SQL statement \""+f.textOf(s.Stmt.Range())+"\"")
	}
	f.rowCnt = res.Count
	if s.Into != nil {
		return f.takeInto(s.Into, s.Strict, res)
	}
	if isCall {
		return f.callOut(call, res)
	}
	if f.p.script {
		if res.Cols != nil {
			f.last = res
		}
		return nil
	}
	if res.Cols != nil {
		switch s.Stmt.(type) {
		case *parse.Query:
			return pgerr.New(pgerr.SyntaxError, "query has no destination for result data").
				WithHint("If you want to discard the results of a SELECT, use PERFORM instead.")
		case *parse.Insert, *parse.Update, *parse.Delete:
			return pgerr.New(pgerr.SyntaxError, "query has no destination for result data")
		}
	}
	switch s.Stmt.(type) {
	case *parse.Insert, *parse.Update, *parse.Delete, *parse.Merge:
		f.setFound(res.Count > 0)
	}
	return nil
}

// callOut puts the results of CALL p(a, b) into the variables that stand for them.
func (f *frame) callOut(c *parse.Call, res *Result) error {
	if len(res.Rows) == 0 {
		return nil
	}
	for i, at := range res.OutArgs {
		if at < 0 || at >= len(c.Func.Args) {
			continue
		}
		arg := c.Func.Args[at]
		if n, ok := arg.(*parse.NamedArg); ok {
			arg = n.X
		}
		ref, ok := arg.(*parse.ColumnRef)
		if ok {
			_, _, ok = f.scope.find(ref.Parts, 0)
		}
		if !ok && f.p.script {
			continue
		}
		if !ok {
			return pgerr.New(pgerr.SyntaxError, "procedure parameter \"%s\" is an output parameter but corresponding argument is not writable", res.Cols[i].Name)
		}
		if err := f.assign(&parse.PLTarget{Span: ref.Span, Parts: ref.Parts}, res.Rows[0][i], res.Cols[i].Type); err != nil {
			return err
		}
	}
	return nil
}

// takeInto puts the first row of a result into targets.
func (f *frame) takeInto(targets []*parse.PLTarget, strict bool, res *Result) error {
	if res.Cols == nil {
		return pgerr.New(pgerr.SyntaxError, "INTO used with a command that cannot return data")
	}
	f.setFound(len(res.Rows) > 0)
	switch {
	case strict && len(res.Rows) == 0:
		return pgerr.New(pgerr.NoDataFound, "query returned no rows")
	case strict && len(res.Rows) > 1:
		return pgerr.New(pgerr.TooManyRows, "query returned more than one row").
			WithHint("Make sure the query returns a single row, or use LIMIT 1.")
	case len(res.Rows) == 0:
		f.rowCnt = 0
		return f.into(targets, res.Cols, nil)
	}
	f.rowCnt = 1
	return f.into(targets, res.Cols, res.Rows[0])
}

func (f *frame) perform(s *parse.PLPerform) error {
	res, err := f.run(s.Query, 0)
	if err != nil {
		return inContext(err, "SQL statement \"SELECT "+f.textOf(s.Query.Range())+"\"")
	}
	f.rowCnt = res.Count
	f.setFound(res.Count > 0)
	return nil
}

// dynamic makes the statement that EXECUTE runs.
func (f *frame) dynamic(x *parse.PLExpr, using []parse.PLExpr) (*Statement, []parse.Stmt, error) {
	d, t, err := f.eval(x)
	if err != nil {
		return nil, nil, err
	}
	if d.Null {
		return nil, nil, pgerr.New(pgerr.NullValueNotAllowed, "query string argument of EXECUTE is null")
	}
	if d, err = f.convert(d, t, types.T(types.Text)); err != nil {
		return nil, nil, err
	}
	st := &Statement{Text: d.S, Values: []types.Datum{}}
	for i := range using {
		v, vt, err := f.eval(&using[i])
		if err != nil {
			return nil, nil, err
		}
		st.Values, st.Params = append(st.Values, v), append(st.Params, vt)
	}
	list, err := parse.Parse(d.S)
	if err != nil {
		return nil, nil, f.inStatement(err, st)
	}
	return st, list, nil
}

func (f *frame) execute(s *parse.PLExecute) error {
	st, list, err := f.dynamic(&s.X, s.Using)
	if err != nil {
		return err
	}
	var res *Result
	for _, one := range list {
		switch q := one.(type) {
		case *parse.Transaction:
			return pgerr.New(pgerr.FeatureNotSupported, "EXECUTE of transaction commands is not implemented")
		case *parse.Query:
			if into := IntoOf(q); into != nil && s.Into == nil && into.Persistence == parse.Permanent {
				return pgerr.New(pgerr.FeatureNotSupported, "EXECUTE of SELECT ... INTO is not implemented").
					WithHint("You might want to use EXECUTE ... INTO or EXECUTE CREATE TABLE ... AS instead.")
			}
		}
		st.Stmt = one
		max := 0
		if s.Into != nil {
			max = 2
		} else if f.p.script {
			max = -1
		}
		if res, err = f.host.Run(f.ctx, st, max); err != nil {
			return f.inStatement(err, st)
		}
		f.rowCnt = res.Count
	}
	if s.Into != nil {
		if res == nil {
			return pgerr.New(pgerr.SyntaxError, "INTO used with a command that cannot return data")
		}
		found := f.vals[f.p.found]
		err := f.takeInto(s.Into, s.Strict, res)
		f.vals[f.p.found] = found // EXECUTE does not change FOUND
		return err
	}
	if f.p.script && res != nil && res.Cols != nil {
		f.last = res
	}
	return nil
}

// IntoOf is the INTO of a query's first select.
func IntoOf(q *parse.Query) *parse.Into {
	body := q.Body
	for {
		switch b := body.(type) {
		case *parse.Select:
			return b.Into
		case *parse.SetOp:
			body = b.L
		case *parse.Query:
			body = b.Body
		default:
			return nil
		}
	}
}

// statementOf is a query of the body, or one given as a string.
func (f *frame) statementOf(q parse.Stmt, x *parse.PLExpr, using []parse.PLExpr) (*Statement, error) {
	f.lookErr = nil
	if x == nil {
		return &Statement{Text: f.p.text, Stmt: q, Vars: f}, nil
	}
	st, list, err := f.dynamic(x, using)
	if err != nil {
		return nil, err
	}
	if len(list) != 1 {
		return nil, pgerr.New(pgerr.InvalidCursorDefinition, "cannot open multi-query plan as cursor")
	}
	st.Stmt = list[0]
	return st, nil
}

// setSession sets a variable of the session from a script.
func (f *frame) setSession(t *parse.PLTarget, sp parse.Span) error {
	return pgerr.New(pgerr.UndefinedObject, "variable \"%s\" does not exist", dotted(t.Parts))
}
