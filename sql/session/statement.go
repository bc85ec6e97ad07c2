package session

import (
	"context"
	"time"

	"github.com/tarndb/tarn/planner"
	"github.com/tarndb/tarn/planner/bind"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// prepared is a prepared statement, of the protocol or of PREPARE.
type prepared struct {
	name    string
	sql     string
	stmt    parse.Stmt // nil for an empty statement
	params  []types.Type
	cols    []Column // nil when it returns no rows
	made    time.Time
	fromSQL bool
}

// Description is what a client is told about a prepared statement.
type Description struct {
	Params  []types.OID
	Columns []Column // nil: no rows
}

// Prepare is the protocol's Parse. A parameter type of 0 or unknown is inferred.
func (s *Session) Prepare(ctx context.Context, name, sql string, oids []types.OID) (err error) {
	defer s.guard(&err)
	s.busy(sql)
	defer s.idle()
	stmts, err := s.parse(sql)
	if err != nil {
		return s.failedText(sql, err)
	}
	if len(stmts) > 1 {
		return pgerr.New(pgerr.SyntaxError, "cannot insert multiple commands into a prepared statement")
	}
	if name != "" && s.prepared[name] != nil {
		return pgerr.New(pgerr.DuplicatePreparedStatement, "prepared statement \"%s\" already exists", name)
	}
	p := &prepared{name: name, sql: sql, made: time.Now()}
	for _, o := range oids {
		t, err := paramType(o)
		if err != nil {
			return err
		}
		p.params = append(p.params, t)
	}
	if len(stmts) == 1 {
		p.stmt = stmts[0]
		if err := s.allowed(p.stmt); err != nil {
			return err
		}
		if err := s.startStatement(ctx, p.stmt); err != nil {
			return s.failedText(sql, err)
		}
		if err := s.analyze(ctx, p); err != nil {
			s.dropPlace(&err)
			return s.failedText(sql, err)
		}
	}
	s.prepared[name] = p
	return nil
}

// paramType is the type a client declared for a parameter.
func paramType(oid types.OID) (types.Type, error) {
	if oid == 0 || oid == types.Unknown {
		return types.Type{}, nil
	}
	if types.ByOID(oid) == nil {
		return types.Type{}, pgerr.New(pgerr.UndefinedObject, "type with OID %d does not exist", oid)
	}
	return types.T(oid), nil
}

// analyze finds parameter types and result columns of a statement.
func (s *Session) analyze(ctx context.Context, p *prepared) error {
	switch st := p.stmt.(type) {
	case *parse.Query:
		if selectInto(st) != nil {
			return nil
		}
		return s.analyzeQuery(ctx, p, st)
	case *parse.Insert, *parse.Update, *parse.Delete, *parse.Merge:
		return s.analyzeQuery(ctx, p, st)
	case *parse.Call:
		return s.analyzeCall(ctx, p, st)
	case *parse.DeclareCursor:
		return s.analyzeParams(ctx, p, st.Query)
	case *parse.CreateTable:
		if q, ok := st.Query.(*parse.Query); ok {
			return s.analyzeParams(ctx, p, q)
		}
	case *parse.Copy:
		if q, ok := st.Query.(*parse.Query); ok {
			return s.analyzeParams(ctx, p, q)
		}
	case *parse.Explain:
		p.cols = explainColumns(st)
		if q, ok := st.Stmt.(*parse.Query); ok {
			return s.analyzeParams(ctx, p, q)
		}
	case *parse.Show:
		p.cols = showColumns(st)
	case *parse.ShowObjects, *parse.Describe:
		p.cols = listColumns(st)
	case *parse.Fetch:
		if d := s.cursors[st.Cursor]; d != nil && !st.Move {
			p.cols = d.cols
		}
	case *parse.Execute:
		if q := s.prepared[st.Name]; q != nil {
			p.cols = q.cols
		}
	default:
		p.cols = maintainColumns(st)
	}
	return nil
}

// analyzeParams finds parameter types alone: the statement around the query has no rows.
func (s *Session) analyzeParams(ctx context.Context, p *prepared, q *parse.Query) error {
	cols := p.cols
	err := s.analyzeQuery(ctx, p, q)
	p.cols = cols
	return err
}

func (s *Session) analyzeQuery(ctx context.Context, p *prepared, q parse.Stmt) error {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	defer s.watch(cancel)()
	got, err := planner.Prepare(ctx, q, p.sql, s.planEnv(s.newView(ctx)), p.params)
	if err != nil {
		return causeOf(ctx, err)
	}
	p.params, p.cols = got.Params, got.Cols
	if p.cols == nil && !planner.ChangesData(q) {
		p.cols = []Column{}
	}
	for i, t := range p.params {
		if t.OID == 0 || t.OID == types.Unknown {
			p.params[i] = types.T(types.Text)
		}
	}
	return nil
}

// findPrepared gives a prepared statement or 26000.
func (s *Session) findPrepared(name string) (*prepared, error) {
	if p := s.prepared[name]; p != nil {
		return p, nil
	}
	if name == "" {
		return nil, pgerr.New(pgerr.InvalidSQLStatementName, "unnamed prepared statement does not exist")
	}
	return nil, pgerr.New(pgerr.InvalidSQLStatementName, "prepared statement \"%s\" does not exist", name)
}

// DescribeStatement is the protocol's Describe of a statement.
func (s *Session) DescribeStatement(_ context.Context, name string) (*Description, error) {
	p, err := s.findPrepared(name)
	if err != nil {
		return nil, err
	}
	if p.stmt != nil {
		if err := s.allowed(p.stmt); err != nil {
			return nil, err
		}
	}
	d := &Description{Columns: p.cols}
	for _, t := range p.params {
		if t.OID == 0 {
			t.OID = types.Text
		}
		d.Params = append(d.Params, t.OID)
	}
	return d, nil
}

// CloseStatement forgets a prepared statement; an unknown name is no error.
func (s *Session) CloseStatement(name string) { delete(s.prepared, name) }

// prepareStatement is PREPARE name (types) AS statement.
func (s *Session) prepareStatement(ctx context.Context, r *request, st *parse.Prepare) error {
	if s.prepared[st.Name] != nil {
		return pgerr.New(pgerr.DuplicatePreparedStatement, "prepared statement \"%s\" already exists", st.Name)
	}
	p := &prepared{name: st.Name, sql: r.sql, stmt: st.Stmt, made: time.Now(), fromSQL: true}
	for _, tn := range st.Types {
		t, err := s.typeOf(ctx, r.sql, tn)
		if err != nil {
			return err
		}
		if t.OID == types.Unknown {
			t = types.Type{}
		}
		p.params = append(p.params, t)
	}
	if err := s.analyze(ctx, p); err != nil {
		return err
	}
	s.prepared[st.Name] = p
	return nil
}

// executeStatement is EXECUTE name (args).
func (s *Session) executeStatement(ctx context.Context, r *request, st *parse.Execute) (*result, error) {
	inner, err := s.executeRequest(ctx, r, st)
	if err != nil {
		return nil, err
	}
	return s.dispatch(ctx, inner)
}

// executeRequest evaluates the arguments of EXECUTE and gives the statement to run.
func (s *Session) executeRequest(ctx context.Context, r *request, st *parse.Execute) (*request, error) {
	p, err := s.findPrepared(st.Name)
	if err != nil {
		return nil, err
	}
	if p.stmt == nil {
		return nil, unsupported(r)
	}
	if len(p.params) == 0 {
		st = &parse.Execute{Span: st.Span, Name: st.Name} // arguments are not looked at, as in PostgreSQL
	}
	if len(st.Args) != len(p.params) {
		return nil, pgerr.New(pgerr.SyntaxError, "wrong number of parameters for prepared statement \"%s\"", st.Name).
			WithDetail("Expected %d parameters but got %d.", len(p.params), len(st.Args))
	}
	values, err := s.evalArgs(ctx, r, st.Args, p.params)
	if err != nil {
		return nil, err
	}
	cols := p.cols
	if _, ok := p.stmt.(*parse.Query); !ok {
		cols = nil
	}
	return &request{sql: p.sql, stmt: p.stmt, params: p.params, values: values, cols: cols}, nil
}

// evalArgs evaluates expressions as `SELECT CAST(arg AS type), …` would.
func (s *Session) evalArgs(ctx context.Context, r *request, args []parse.Expr, ts []types.Type) ([]types.Datum, error) {
	if len(args) == 0 {
		return nil, nil
	}
	sel := &parse.Select{Span: r.stmt.Range()}
	for i, x := range args {
		cast := &parse.CastExpr{Span: x.Range(), X: x, Type: typeNameOf(ts[i], x.Range())}
		sel.Items = append(sel.Items, &parse.SelectItem{Span: x.Range(), X: cast})
	}
	q := &parse.Query{Span: sel.Span, Body: sel}
	cur, err := s.openQuery(ctx, &request{sql: r.sql, stmt: q, params: r.params, values: r.values})
	if err != nil {
		return nil, err
	}
	defer cur.close()
	return firstRow(cur)
}

// firstRow reads the first row of a result as datums of its own.
func firstRow(c *cursor) ([]types.Datum, error) {
	var row []types.Datum
	_, _, err := c.pump(1, func(b *vecBatch, lo, _ int) error {
		i := lo
		if b.Sel != nil {
			i = int(b.Sel[lo])
		}
		for _, v := range b.Cols {
			row = append(row, cloneDatum(v.Datum(i)))
		}
		return nil
	})
	return row, err
}

// deallocate is DEALLOCATE name or ALL.
func (s *Session) deallocate(st *parse.Deallocate) (string, error) {
	if st.Name == "" {
		clear(s.prepared)
		return "DEALLOCATE ALL", nil
	}
	if _, err := s.findPrepared(st.Name); err != nil {
		return "", err
	}
	delete(s.prepared, st.Name)
	return "DEALLOCATE", nil
}

// errPlanChanged has the routine by which asyncpg and pgjdbc know to prepare again.
func errPlanChanged() error {
	e := pgerr.New(pgerr.FeatureNotSupported, "cached plan must not change result type")
	e.Routine = "RevalidateCachedQuery"
	return e
}

// typeOf resolves a written type.
func (s *Session) typeOf(ctx context.Context, sql string, tn *parse.TypeName) (types.Type, error) {
	return bind.ResolveType(tn, s.builtinSession(s.newView(ctx)), sql)
}

// typeNameOf writes a type as syntax.
func typeNameOf(t types.Type, sp parse.Span) *parse.TypeName {
	if t.OID == 0 {
		t = types.T(types.Text)
	}
	tn, err := parse.ParseType(t.SQL())
	if err != nil {
		tn, _ = parse.ParseType("text")
	}
	tn.Span = sp
	return tn
}
