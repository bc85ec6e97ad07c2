package session

import (
	"context"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/exec/vec"
	"github.com/tarndb/tarn/internal/mem"
	"github.com/tarndb/tarn/planner/bind"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/table"
)

// collector gathers rows as dense batches and reserves their memory.
type collector struct {
	rows list
	mem  *mem.Account
	held int64
}

func newCollector(m *mem.Account) *collector { return &collector{mem: m} }

// take copies rows of a batch.
func (c *collector) take(b *vec.Batch, lo, hi int) error {
	c.rows.copyRows(b, lo, hi)
	n := batchBytes(c.rows.batches[len(c.rows.batches)-1])
	if err := c.mem.Grow(n); err != nil {
		return err
	}
	c.held += n
	return nil
}

// done gives the reservation back; who keeps the rows reserves for them.
func (c *collector) done() {
	c.mem.Shrink(c.held)
	c.held = 0
}

func (c *collector) batches() []*vec.Batch { return c.rows.batches }

// insert is INSERT INTO a temporary table.
func (s *Session) insert(ctx context.Context, r *request, st *parse.Insert) (*result, error) {
	o, data, err := s.insertTarget(r.sql, st)
	if err != nil {
		return nil, err
	}
	targets, err := insertColumns(r.sql, st, data)
	if err != nil {
		return nil, err
	}
	var bs []*vec.Batch
	rows := newCollector(s.tempAccount())
	defer rows.done()
	n := int64(1)
	var from []Column
	if st.Source == nil {
		bs, targets = []*vec.Batch{{N: 1}}, nil
	} else {
		q := typedSource(st.Source, data, targets)
		cur, err := s.openQuery(ctx, &request{sql: r.sql, stmt: q, params: r.params, values: r.values})
		if err != nil {
			return nil, err
		}
		defer cur.close()
		if from = cur.cols; len(from) != len(targets) && len(st.Columns) > 0 || len(from) > len(targets) {
			return nil, insertWidth(r.sql, st, len(from), len(targets))
		}
		if n, _, err = cur.pump(0, rows.take); err != nil {
			return nil, err
		}
		bs = rows.batches()
	}
	put, err := s.assign(ctx, o, data, from, targets[:min(len(from), len(targets))], bs)
	if err != nil {
		return nil, err
	}
	next := data.add(put)
	if err := s.tempAccount().Grow(next.bytes - data.bytes); err != nil {
		return nil, err
	}
	s.state.temp = s.state.temp.change(s.state.temp.cat, o.ID, next)
	return &result{tag: "INSERT 0 " + itoa(n)}, nil
}

// insertWidth is the error of a row that is wider or narrower than the target columns; it
// points at the first one that has no counterpart.
func insertWidth(sql string, st *parse.Insert, have, want int) error {
	if have < want {
		e := pgerr.New(pgerr.SyntaxError, "INSERT has more target columns than expressions")
		return at(e, sql, st.Columns[have].Span)
	}
	e := pgerr.New(pgerr.SyntaxError, "INSERT has more expressions than target columns")
	switch b := st.Source.Body.(type) {
	case *parse.Values:
		return at(e, sql, parse.Span{Pos: b.Rows[0][want].Range().Pos})
	case *parse.Select:
		if len(b.Items) == have {
			return at(e, sql, b.Items[want].Span)
		}
	}
	return e
}

func (s *Session) insertTarget(sql string, st *parse.Insert) (*catalog.Object, *tempTable, error) {
	switch {
	case st.OnConflict != nil:
		return nil, nil, pgerr.Unsupported("ON CONFLICT")
	case len(st.Returning) > 0:
		return nil, nil, pgerr.Unsupported("INSERT … RETURNING")
	case st.Overwrite, st.ReplaceWhere != nil:
		return nil, nil, pgerr.Unsupported("INSERT OVERWRITE")
	case st.With != nil:
		return nil, nil, pgerr.Unsupported("WITH in front of INSERT")
	}
	return s.tempTarget(sql, st.Table, "INSERT")
}

// insertColumns gives the positions of the target columns.
func insertColumns(sql string, st *parse.Insert, t *tempTable) ([]int, error) {
	var out []int
	if len(st.Columns) == 0 {
		for i := range t.cols {
			out = append(out, i)
		}
		return out, nil
	}
	for _, c := range st.Columns {
		pos := -1
		for i := range t.cols {
			if t.cols[i].Name == c.Name && len(c.Steps) == 0 {
				pos = i
			}
		}
		if pos < 0 {
			return nil, at(pgerr.New(pgerr.UndefinedColumn, "column \"%s\" of relation \"%s\" does not exist", c.Name, t.name), sql, c.Span)
		}
		for _, p := range out {
			if p == pos {
				return nil, at(pgerr.New(pgerr.DuplicateColumn, "column \"%s\" specified more than once", c.Name), sql, c.Span)
			}
		}
		out = append(out, pos)
	}
	return out, nil
}

// typedSource gives untyped literals and parameters of VALUES or of a select list the
// types of their target columns, as PostgreSQL does.
func typedSource(q *parse.Query, t *tempTable, targets []int) *parse.Query {
	typed := func(x parse.Expr, i int) parse.Expr {
		if i >= len(targets) || !untyped(x) {
			return x
		}
		base := t.cols[targets[i]].Type
		base.Mod = -1
		return &parse.CastExpr{Span: x.Range(), X: x, Type: typeNameOf(base, x.Range())}
	}
	n := *q
	switch b := q.Body.(type) {
	case *parse.Values:
		v := *b
		v.Rows = nil
		for _, row := range b.Rows {
			out := make([]parse.Expr, len(row))
			for i, x := range row {
				out[i] = typed(x, i)
			}
			v.Rows = append(v.Rows, out)
		}
		n.Body = &v
	case *parse.Select:
		sel := *b
		sel.Items = nil
		for i, it := range b.Items {
			c := *it
			c.X = typed(it.X, i)
			sel.Items = append(sel.Items, &c)
		}
		n.Body = &sel
	}
	return &n
}

func untyped(x parse.Expr) bool {
	switch l := x.(type) {
	case *parse.Literal:
		return l.Kind == parse.LitString || l.Kind == parse.LitNull
	case *parse.Param:
		return true
	}
	return false
}

// assign converts source batches to the table's columns, filling the others with their
// defaults, and checks NOT NULL.
func (s *Session) assign(ctx context.Context, o *catalog.Object, t *tempTable, from []Column, targets []int, in []*vec.Batch) ([]*vec.Batch, error) {
	paths := make([]*builtin.CastPath, len(targets))
	for i, pos := range targets {
		p, err := builtin.FindCast(from[i].Type, t.cols[pos].Type, builtin.CastAssignment)
		if err != nil {
			return nil, pgerr.New(pgerr.DatatypeMismatch, "column \"%s\" is of type %s but expression is of type %s",
				t.cols[pos].Name, t.cols[pos].Type, from[i].Type).WithHint("You will need to rewrite or cast the expression.")
		}
		paths[i] = p
	}
	defaults, err := s.defaults(ctx, o)
	if err != nil {
		return nil, err
	}
	bs := s.builtinSession(s.newView(ctx))
	var out []*vec.Batch
	for _, b := range in {
		ob := &vec.Batch{N: b.N, Cols: make([]*vec.Vec, len(t.cols))}
		for i, pos := range targets {
			if ob.Cols[pos], err = convert(bs, paths[i], b.Cols[i], b.N, t.cols[pos].Type); err != nil {
				return nil, err
			}
		}
		for pos, c := range t.cols {
			if ob.Cols[pos] == nil {
				ob.Cols[pos] = repeated(c.Type, defaults[pos], b.N)
			}
			if c.NotNull && hasNull(ob.Cols[pos], b.N) {
				e := pgerr.New(pgerr.NotNullViolation, "null value in column \"%s\" of relation \"%s\" violates not-null constraint", c.Name, t.name)
				e.Table, e.Column = t.name, c.Name
				return nil, e
			}
		}
		out = append(out, ob)
	}
	return out, nil
}

// convert applies a cast to a column, value by value.
func convert(bs *builtin.Session, p *builtin.CastPath, v *vec.Vec, n int, to types.Type) (*vec.Vec, error) {
	ds := make([]types.Datum, n)
	for i := range n {
		d := v.Datum(i)
		if !p.Noop() {
			var err error
			if d, err = p.Apply(bs, d); err != nil {
				return nil, err
			}
		}
		ds[i] = d
	}
	return datumVec(to, ds), nil
}

func repeated(t types.Type, d types.Datum, n int) *vec.Vec {
	ds := make([]types.Datum, n)
	for i := range ds {
		ds[i] = d
	}
	return datumVec(t, ds)
}

func hasNull(v *vec.Vec, n int) bool {
	if !v.MayHaveNulls() {
		return false
	}
	for i := range n {
		if v.IsNull(i) {
			return true
		}
	}
	return false
}

// defaults evaluates the columns' default expressions, once for a statement.
func (s *Session) defaults(ctx context.Context, o *catalog.Object) ([]types.Datum, error) {
	out := make([]types.Datum, len(o.Table.Columns))
	for i, c := range o.Table.Columns {
		out[i] = types.Null
		if c.Default == "" {
			continue
		}
		x, err := parse.ParseExpr(c.Default)
		if err != nil {
			return nil, err
		}
		r := &request{sql: c.Default, stmt: &parse.Query{Span: x.Range()}}
		row, err := s.evalArgs(ctx, r, []parse.Expr{x}, []types.Type{c.Type})
		if err != nil {
			return nil, err
		}
		out[i] = row[0]
	}
	return out, nil
}

// analyzeInsert finds the parameter types of an INSERT.
func (s *Session) analyzeInsert(ctx context.Context, p *prepared, st *parse.Insert) error {
	_, data, err := s.insertTarget(p.sql, st)
	if err != nil || st.Source == nil {
		return err
	}
	targets, err := insertColumns(p.sql, st, data)
	if err != nil {
		return err
	}
	return s.analyzeParams(ctx, p, typedSource(st.Source, data, targets))
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

var _ table.Table = (*tempTable)(nil)
