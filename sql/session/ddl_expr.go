package session

import (
	"context"
	"strings"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/planner/bind"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/table"
)

// bindDeclared binds an expression of a declaration and gives its canonical text.
func (s *Session) bindDeclared(ctx context.Context, sql string, x parse.Expr, d *bind.Declared, want types.Type) (plan.Expr, string, error) {
	v := s.newView(ctx)
	return bind.BindDeclared(ctx, x, sql, &bind.Config{Catalog: v, Session: s.builtinSession(v)}, d, want)
}

// isNullLiteral tells DEFAULT NULL, which is no default.
func isNullLiteral(x parse.Expr) bool {
	l, ok := x.(*parse.Literal)
	return ok && l.Kind == parse.LitNull
}

// firstColumn finds the first column reference of an expression.
func firstColumn(x parse.Expr) *parse.ColumnRef {
	var found *parse.ColumnRef
	parse.WalkExpr(x, func(e parse.Expr) bool {
		if c, ok := e.(*parse.ColumnRef); ok && found == nil {
			found = c
		}
		return found == nil
	})
	return found
}

// defaultText checks a DEFAULT and gives its text, "" for NULL, and the sequence when it
// is nextval of one.
func (s *Session) defaultText(ctx context.Context, sql string, x parse.Expr, name string, t types.Type) (string, catalog.ID, error) {
	if c := firstColumn(x); c != nil {
		return "", 0, at(pgerr.New(pgerr.FeatureNotSupported, "cannot use column reference in DEFAULT expression"), sql, c.Span)
	}
	d := &bind.Declared{Clause: "DEFAULT expressions", Subquery: "DEFAULT expression"}
	e, text, err := s.bindDeclared(ctx, sql, x, d, t)
	if err != nil {
		return "", 0, err
	}
	if !bind.Assignable(e, t) {
		return "", 0, pgerr.New(pgerr.DatatypeMismatch, "column \"%s\" is of type %s but default expression is of type %s", name, t, e.Type()).
			WithHint("You will need to rewrite or cast the expression.")
	}
	if isNullLiteral(x) {
		return "", 0, nil
	}
	return text, sequenceOf(e), nil
}

// sequenceOf gives the sequence of an expression that is nextval of a constant, else 0.
func sequenceOf(e plan.Expr) catalog.ID {
	for {
		switch x := e.(type) {
		case *plan.Call:
			if x.Fn.Name != "nextval" || len(x.Args) != 1 {
				return 0
			}
			if c, ok := x.Args[0].(*plan.Const); ok && !c.D.Null {
				return catalog.ID(uint32(c.D.I))
			}
			return 0
		case *plan.Coerce:
			e = x.Arg
		case *plan.Relabel:
			e = x.Arg
		default:
			return 0
		}
	}
}

// tableColumns are the columns of a table as the binder sees them.
func tableColumns(cols []catalog.Column) []table.Column {
	out := make([]table.Column, len(cols))
	for i, c := range cols {
		out[i] = table.Column{Name: c.Name, Type: c.Type, NotNull: c.NotNull}
	}
	return out
}

// checkText checks the expression of a CHECK and gives its text and the columns it reads,
// as positions.
func (s *Session) checkText(ctx context.Context, sql string, x parse.Expr, rel string, cols []catalog.Column) (string, []int, error) {
	d := &bind.Declared{Relation: rel, Columns: tableColumns(cols), Clause: "check constraints", Subquery: "check constraint"}
	e, text, err := s.bindDeclared(ctx, sql, x, d, types.T(types.Bool))
	if err != nil {
		return "", nil, err
	}
	if t := e.Type(); t.OID != types.Bool && !(t.OID == types.Unknown) {
		return "", nil, at(pgerr.New(pgerr.DatatypeMismatch, "argument of CHECK must be type boolean, not type %s", t), sql, x.Range())
	}
	return text, columnsRead(x, cols), nil
}

// columnsRead lists the positions of the columns that an expression names, each once, in
// their order in the table.
func columnsRead(x parse.Expr, cols []catalog.Column) []int {
	named := map[string]bool{}
	whole := false
	parse.WalkExpr(x, func(e parse.Expr) bool {
		switch c := e.(type) {
		case *parse.ColumnRef:
			named[c.Parts[len(c.Parts)-1]] = true
		case *parse.Star:
			whole = true
		}
		return true
	})
	var out []int
	for i, c := range cols {
		if named[c.Name] || whole {
			out = append(out, i)
		}
	}
	return out
}

// generatedText checks the expression of a generated column.
func (s *Session) generatedText(ctx context.Context, sql string, x parse.Expr, rel string, cols []catalog.Column, at0 int) (string, error) {
	for _, i := range columnsRead(x, cols) {
		if cols[i].Generated != "" || i == at0 {
			e := pgerr.New(pgerr.InvalidObjectDefinition, "cannot use generated column \"%s\" in column generation expression", cols[i].Name).
				WithDetail("A generated column cannot reference another generated column.")
			if i == at0 {
				e.Detail = "This would cause the generated column to depend on its own value."
			}
			return "", at(e, sql, columnNamed(x, cols[i].Name))
		}
	}
	d := &bind.Declared{Relation: rel, Columns: tableColumns(cols), Clause: "column generation expressions", Subquery: "column generation expression"}
	c := cols[at0]
	e, text, err := s.bindDeclared(ctx, sql, x, d, c.Type)
	if err != nil {
		return "", err
	}
	if bind.MostVolatile(e) != builtin.Immutable || namesTime(x) {
		return "", pgerr.New(pgerr.InvalidObjectDefinition, "generation expression is not immutable")
	}
	if !bind.Assignable(e, c.Type) {
		return "", pgerr.New(pgerr.DatatypeMismatch, "column \"%s\" is of type %s but default expression is of type %s", c.Name, c.Type, e.Type()).
			WithHint("You will need to rewrite or cast the expression.")
	}
	return text, nil
}

func columnNamed(x parse.Expr, name string) parse.Span {
	var sp parse.Span
	found := false
	parse.WalkExpr(x, func(e parse.Expr) bool {
		if c, ok := e.(*parse.ColumnRef); ok && !found && c.Parts[len(c.Parts)-1] == name {
			sp, found = c.Span, true
		}
		return !found
	})
	return sp
}

// namesTime tells whether an expression has CURRENT_DATE and the like in it, which are
// constants only within a statement.
func namesTime(x parse.Expr) bool {
	found := false
	parse.WalkExpr(x, func(e parse.Expr) bool {
		if _, ok := e.(*parse.SQLValue); ok {
			found = true
		}
		return !found
	})
	return found
}

// qualifiedName writes an object's name with its schema.
func (s *Session) qualifiedName(o *catalog.Object, temp bool) string {
	schema := s.tempSchema()
	if !temp {
		if p := s.catTx().View().Get(o.Parent); p != nil {
			schema = p.Name
		}
	}
	return parse.QuoteIdent(schema) + "." + parse.QuoteIdent(o.Name)
}

// displayName writes a relation's name as messages do: with its schema when it is not
// found without.
func (s *Session) displayName(ctx context.Context, o *catalog.Object) string {
	if n, ok := s.newView(ctx).RelationName(o.ID.OID()); ok {
		return n
	}
	return parse.QuoteIdent(o.Name)
}

// exists runs a query of our own and tells whether it has a row.
func (s *Session) exists(ctx context.Context, sql string) (bool, error) {
	row, err := s.firstOf(ctx, sql)
	return row != nil, err
}

// openText starts a query of our own.
func (s *Session) openText(ctx context.Context, sql string) (*cursor, error) {
	stmts, err := parse.Parse(sql)
	if err != nil {
		return nil, err
	}
	cur, err := s.openQuery(ctx, &request{sql: sql, stmt: stmts[0]})
	return cur, withoutPosition(err)
}

// firstOf runs a query of our own and gives its first row, nil when there is none.
func (s *Session) firstOf(ctx context.Context, sql string) ([]types.Datum, error) {
	cur, err := s.openText(ctx, sql)
	if err != nil {
		return nil, err
	}
	defer cur.close()
	row, err := firstRow(cur)
	return row, withoutPosition(err)
}

// withoutPosition forgets a place in a text that the client never wrote.
func withoutPosition(err error) error {
	if err == nil {
		return nil
	}
	e := *pgerr.From(err)
	e.Position = 0
	return &e
}

// quoteAll quotes names and joins them.
func quoteAll(names []string) string {
	out := make([]string, len(names))
	for i, n := range names {
		out[i] = parse.QuoteIdent(n)
	}
	return strings.Join(out, ", ")
}
