package bind

import (
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// traversal computes the columns of SEARCH and CYCLE of one recursive query: a sequence
// column that orders rows depth or breadth first, and a mark and a path that tell rows
// whose key the path to them already has.
type traversal struct {
	b     *Binder
	d     *cteDef
	c     *parse.CTE
	by    []int // columns of SEARCH
	key   []int // columns of CYCLE
	value plan.Expr
	other plan.Expr // the mark of rows that are no cycle
	neq   *builtin.ResolvedOp
}

// start adds the columns to the first term.
func (t *traversal) start(s *parse.SetOp, l *result) error {
	if t.c.Search == nil && t.c.Cycle == nil {
		return nil
	}
	if err := t.check(s); err != nil {
		return err
	}
	if err := t.names(); err != nil {
		return err
	}
	p := passThrough(l.node)
	add := func(name string, e plan.Expr) {
		col := t.b.space.NewCol(name, e.Type(), false)
		p.Exprs, p.Out = append(p.Exprs, e), append(p.Out, col)
		l.cols = append(l.cols, OutCol{Name: name, Col: col})
		t.d.hidden = append(t.d.hidden, OutCol{Name: name, Col: col})
	}
	if x := t.c.Search; x != nil {
		if x.BreadthFirst {
			add(x.Set.Name, t.row(l.cols, t.by, int8Const(0)))
		} else {
			add(x.Set.Name, arrayOfRow(t.row(l.cols, t.by, nil)))
		}
	}
	if x := t.c.Cycle; x != nil {
		add(x.Set.Name, t.other)
		add(x.Using.Name, arrayOfRow(t.row(l.cols, t.key, nil)))
		t.d.live = t.live
	}
	l.node = p
	return nil
}

// check demands a form in which rows of the recursion can be followed.
func (t *traversal) check(s *parse.SetOp) error {
	switch unwrapBody(s.L).(type) {
	case *parse.Select, *parse.Values:
	default:
		return t.b.errAt(t.c.Name.Pos, pgerr.FeatureNotSupported, "with a SEARCH or CYCLE clause, the left side of the UNION must be a SELECT")
	}
	r, ok := unwrapBody(s.R).(*parse.Select)
	if !ok {
		return t.b.errAt(t.c.Name.Pos, pgerr.FeatureNotSupported, "with a SEARCH or CYCLE clause, the right side of the UNION must be a SELECT")
	}
	for _, f := range r.From {
		if namesTable(f, t.d.name) {
			return nil
		}
	}
	return pgerr.New(pgerr.FeatureNotSupported, "with a SEARCH or CYCLE clause, the recursive reference to WITH query \"%s\" must be at the top level of its right-hand SELECT", t.d.name)
}

func unwrapBody(q parse.QueryBody) parse.QueryBody {
	for {
		in, ok := q.(*parse.Query)
		if !ok || in.With != nil || len(in.OrderBy) > 0 || in.Limit != nil || in.Offset != nil {
			return q
		}
		q = in.Body
	}
}

func namesTable(te parse.TableExpr, name string) bool {
	switch te := te.(type) {
	case *parse.TableRef:
		return len(te.Name.Parts) == 1 && te.Name.Last() == name
	case *parse.JoinExpr:
		return namesTable(te.L, name) || namesTable(te.R, name)
	}
	return false
}

// names resolves the column lists and refuses names that are taken.
func (t *traversal) names() error {
	b := t.b
	fresh := func(id parse.Ident, what string, off int) error {
		for _, c := range t.d.cols {
			if c.Name == id.Name {
				return b.errAt(off, pgerr.SyntaxError, "%s column name \"%s\" already used in WITH query column list", what, id.Name)
			}
		}
		return nil
	}
	if x := t.c.Search; x != nil {
		var err error
		if t.by, err = t.columns(x.By, "search", x.Pos); err != nil {
			return err
		}
		if err := fresh(x.Set, "search sequence", x.Pos); err != nil {
			return err
		}
	}
	x := t.c.Cycle
	if x == nil {
		return nil
	}
	var err error
	if t.key, err = t.columns(x.Columns, "cycle", x.Pos); err != nil {
		return err
	}
	if err := t.marks(x); err != nil {
		return err
	}
	if err := fresh(x.Set, "cycle mark", x.Pos); err != nil {
		return err
	}
	if err := fresh(x.Using, "cycle path", x.Pos); err != nil {
		return err
	}
	if x.Set.Name == x.Using.Name {
		return b.errAt(x.Pos, pgerr.SyntaxError, "cycle mark column name and cycle path column name are the same")
	}
	if s := t.c.Search; s != nil {
		if s.Set.Name == x.Set.Name {
			return b.errAt(s.Pos, pgerr.SyntaxError, "search sequence column name and cycle mark column name are the same")
		}
		if s.Set.Name == x.Using.Name {
			return b.errAt(s.Pos, pgerr.SyntaxError, "search sequence column name and cycle path column name are the same")
		}
	}
	return nil
}

func (t *traversal) columns(ids []parse.Ident, what string, off int) ([]int, error) {
	var out []int
	for _, id := range ids {
		k := -1
		for i, c := range t.d.cols {
			if c.Name == id.Name {
				k = i
			}
		}
		if k < 0 {
			return nil, t.b.errAt(off, pgerr.SyntaxError, "%s column \"%s\" not in WITH query column list", what, id.Name)
		}
		for _, o := range out {
			if o == k {
				return nil, t.b.errAt(off, pgerr.DuplicateColumn, "%s column \"%s\" specified more than once", what, id.Name)
			}
		}
		out = append(out, k)
	}
	return out, nil
}

// marks binds the two values of the mark column.
func (t *traversal) marks(x *parse.CTECycle) error {
	if x.To == nil {
		t.value, t.other = boolConst(true), boolConst(false)
	} else {
		in := &exprBinder{b: t.b, sc: newScope(nil, nil), clause: "CYCLE"}
		es, offs, err := in.list([]parse.Expr{x.To, x.Default})
		if err != nil {
			return err
		}
		if es, _, err = t.b.common(es, offs, "CYCLE"); err != nil {
			return err
		}
		for i := range es {
			if es[i], err = t.b.toText(es[i]); err != nil {
				return err
			}
		}
		t.value, t.other = es[0], es[1]
	}
	typ := t.value.Type()
	neq, err := builtin.ResolveOp("<>", &typ, &typ)
	if err != nil {
		return t.b.errAt(x.Pos, pgerr.UndefinedFunction, "could not identify an inequality operator for type %s", typ)
	}
	t.neq = neq
	return nil
}

// row makes a record of columns, with a value before them if there is one.
func (t *traversal) row(cols []OutCol, pos []int, first plan.Expr) *plan.MakeRow {
	row := &plan.MakeRow{T: types.T(types.Record)}
	ext := &types.Ext{}
	add := func(e plan.Expr) {
		ext.Fields = append(ext.Fields, types.Field{Name: rowFieldName(len(row.Fields)), Type: e.Type()})
		row.Fields = append(row.Fields, e)
	}
	if first != nil {
		add(first)
	}
	for _, k := range pos {
		add(cols[k].Col.Ref())
	}
	row.T.Ext = ext
	return row
}

func arrayOfRow(r *plan.MakeRow) plan.Expr {
	return &plan.MakeArray{Elems: []plan.Expr{r}, T: types.ArrayOf(r.T)}
}

// live keeps the rows of the last round that are no cycle.
func (t *traversal) live(n plan.Node, hidden []plan.Column) (plan.Node, error) {
	mark := hidden[len(hidden)-2].Ref()
	return &plan.Filter{Input: n, Conds: []plan.Expr{
		&plan.Call{Fn: t.neq.Op.Fn, Args: []plan.Expr{mark, t.value}, T: types.T(types.Bool)}}}, nil
}

// finish computes the columns of the recursive term from those of the row before.
func (t *traversal) finish(r *result) error {
	if len(t.d.hidden) == 0 {
		return nil
	}
	before := t.d.scan.Out[len(t.d.scan.Out)-len(t.d.hidden):]
	p := passThrough(r.node)
	cols := r.cols
	add := func(name string, e plan.Expr, err error) error {
		if err != nil {
			return err
		}
		c := t.b.space.NewCol(name, e.Type(), false)
		p.Exprs, p.Out = append(p.Exprs, e), append(p.Out, c)
		r.cols = append(r.cols, OutCol{Name: name, Col: c})
		return nil
	}
	if t.c.Search != nil {
		next, err := t.sequence(cols, before[0])
		if err := add(before[0].Name, next, err); err != nil {
			return err
		}
		before = before[1:]
	}
	if t.c.Cycle != nil {
		mark, path, row := before[0], before[1], t.row(cols, t.key, nil)
		eq, err := builtin.ResolveOp("=", &row.T, &row.T)
		if err != nil {
			return err
		}
		again := &plan.AnyAll{Fn: eq.Op.Fn, L: row, Array: path.Ref()}
		_ = add(mark.Name, &plan.Case{Whens: []plan.When{{Cond: again, Then: t.value}}, Else: t.other, T: t.value.Type()}, nil)
		longer, err := t.append(path, row)
		if err := add(path.Name, longer, err); err != nil {
			return err
		}
	}
	r.node = p
	return nil
}

// sequence is the value of SEARCH's column for rows found from one with value seq.
func (t *traversal) sequence(cols []OutCol, seq plan.Column) (plan.Expr, error) {
	if !t.c.Search.BreadthFirst {
		return t.append(seq, t.row(cols, t.by, nil))
	}
	depth, err := t.b.op("+", &plan.Field{Arg: seq.Ref(), Idx: 0, T: types.T(types.Int8)}, int8Const(1), -1, -1, -1)
	if err != nil {
		return nil, err
	}
	return t.row(cols, t.by, depth), nil
}

// append adds a row to the array of those before it.
func (t *traversal) append(arr plan.Column, row *plan.MakeRow) (plan.Expr, error) {
	e, err := t.b.callByName("array_append", []plan.Expr{arr.Ref(), row}, []int{-1, -1}, -1)
	if c, ok := e.(*plan.Call); ok {
		c.T = arr.Type
	}
	return e, err
}
