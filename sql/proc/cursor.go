package proc

import (
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// cursorVar finds a cursor variable.
func (f *frame) cursorVar(name string) (int, error) {
	slot, _, ok := f.scope.find([]string{name}, 0)
	if !ok {
		return 0, pgerr.New(pgerr.SyntaxError, "\"%s\" is not a known variable", name)
	}
	if f.types[slot].OID != types.RefCursor {
		return 0, pgerr.New(pgerr.DatatypeMismatch, "variable \"%s\" must be of type cursor or refcursor", name)
	}
	return slot, nil
}

// boundCursor gives the query of a bound cursor with its arguments in place.
func (f *frame) boundCursor(name string, args []parse.Expr) (*Statement, error) {
	slot, err := f.cursorVar(name)
	if err != nil {
		return nil, err
	}
	c := f.p.vars[slot].cursor
	if c == nil {
		return nil, pgerr.New(pgerr.SyntaxError, "cursor FOR loop must use a bound cursor variable")
	}
	return f.bindCursor(name, c, args)
}

func (f *frame) bindCursor(name string, c *parse.PLCursor, args []parse.Expr) (*Statement, error) {
	if len(args) != len(c.Params) {
		if len(args) == 0 {
			return nil, pgerr.New(pgerr.SyntaxError, "cursor \"%s\" has arguments", name)
		}
		return nil, pgerr.New(pgerr.SyntaxError, "wrong number of arguments for cursor \"%s\"", name)
	}
	sc := f.p.scopes[c]
	for i, a := range args {
		target := c.Params[i].Name
		if n, ok := a.(*parse.NamedArg); ok {
			target, a = n.Name, n.X
		}
		slot, ok := sc.names[target]
		if !ok {
			return nil, pgerr.New(pgerr.SyntaxError, "cursor \"%s\" has no argument named \"%s\"", name, target)
		}
		d, t, err := f.eval(f.exprOf(a))
		if err != nil {
			return nil, err
		}
		if err := f.set(slot, d, t); err != nil {
			return nil, err
		}
	}
	return &Statement{Text: f.p.text, Stmt: c.Query, Vars: &inScope{f, sc}}, nil
}

// inScope sees the variables of another scope.
type inScope struct {
	*frame
	sc *scope
}

// Lookup finds a variable from there.
func (s *inScope) Lookup(parts []string) (plan.Expr, int) {
	saved := s.frame.scope
	s.frame.scope = s.sc
	defer func() { s.frame.scope = saved }()
	return s.frame.Lookup(parts)
}

func (f *frame) open(s *parse.PLOpen) error {
	slot, err := f.cursorVar(s.Cursor)
	if err != nil {
		return err
	}
	v := &f.p.vars[slot]
	var st *Statement
	scroll := s.Scroll
	switch {
	case s.Query == nil && s.Execute == nil && v.cursor == nil:
		return pgerr.New(pgerr.SyntaxError, "cursor \"%s\" has no query", s.Cursor)
	case v.cursor != nil:
		scroll = scroll || v.cursor.Scroll
		st, err = f.bindCursor(s.Cursor, v.cursor, s.Args)
	default:
		st, err = f.statementOf(s.Query, s.Execute, s.Using)
	}
	if err != nil {
		return err
	}
	name := ""
	if !f.vals[slot].Null {
		name = f.vals[slot].S
	} else if v.constant {
		return pgerr.New(pgerr.ErrorInAssignment, "variable \"%s\" is declared CONSTANT", v.name)
	}
	f.lookErr = nil
	name, err = f.host.OpenCursor(f.ctx, name, scroll, st)
	if f.lookErr != nil {
		return f.lookErr
	}
	if err != nil {
		return f.inStatement(err, st)
	}
	return f.put(slot, types.NewStr(name))
}

// portalOf is the name of the cursor that a variable holds.
func (f *frame) portalOf(name string) (string, error) {
	slot, err := f.cursorVar(name)
	if err != nil {
		return "", err
	}
	if f.vals[slot].Null {
		return "", pgerr.New(pgerr.NullValueNotAllowed, "cursor variable \"%s\" is null", name)
	}
	return f.vals[slot].S, nil
}

func (f *frame) fetch(s *parse.PLFetch) error {
	name, err := f.portalOf(s.Cursor)
	if err != nil {
		return err
	}
	st := *s.Fetch
	st.Cursor = name
	if s.Count != nil {
		d, t, err := f.eval(s.Count)
		if err != nil {
			return err
		}
		if d, err = f.convert(d, t, types.T(types.Int4)); err != nil {
			return err
		}
		if d.Null {
			return pgerr.New(pgerr.NullValueNotAllowed, "relative or absolute cursor position is null")
		}
		st.Count = d.I
	}
	res, err := f.host.Fetch(f.ctx, &st)
	if err != nil {
		return err
	}
	f.rowCnt = res.Count
	f.setFound(res.Count > 0)
	if st.Move {
		return nil
	}
	if len(res.Rows) == 0 {
		return f.into(s.Into, res.Cols, nil)
	}
	return f.into(s.Into, res.Cols, res.Rows[0])
}

func (f *frame) closeCursor(s *parse.PLClose) error {
	name, err := f.portalOf(s.Cursor)
	if err != nil {
		return err
	}
	return f.host.CloseCursor(name)
}
