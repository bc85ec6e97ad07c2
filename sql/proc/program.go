package proc

import (
	"context"

	"github.com/tarndb/tarn/planner/bind"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// Param is a parameter of a function.
type Param struct {
	Name string
	Type types.Type
	In   bool // has a value from the caller
	Out  bool // is part of the result
}

// Signature is what a body is compiled for.
type Signature struct {
	Name   string // as in context lines: f(integer)
	Label  string // its bare name, which qualifies parameters
	Params []Param
	Ret    types.Type // of each row when Set; Void for procedures without results
	Set    bool
	Proc   bool
	Do     bool
	OID    uint32
	// Table: results are the Out parameters as a row.
	Table bool
}

// variable is one slot.
type variable struct {
	name            string
	t               types.Type // a record that takes any row has no Ext
	record          bool       // RECORD, or a row type
	open            bool       // RECORD: takes the shape of what is put into it
	constant        bool
	notNull         bool
	decl            *parse.PLDecl
	cursor          *parse.PLCursor
	condition       string
	label           string // the block it belongs to
	conflictVisible bool
}

// scope is the names of one block.
type scope struct {
	parent *scope
	label  string
	names  map[string]int
}

// Program is a compiled body.
type Program struct {
	Sig      Signature
	text     string
	block    *parse.PLBlock
	vars     []variable
	scopes   map[any]*scope
	root     *scope
	conflict bind.Conflict
	found    int
	script   bool
	exprs    map[*parse.PLExpr]*compiled
	bare     map[parse.Expr]*parse.PLExpr
	caseOps  map[*parse.PLExpr]*parse.PLExpr
}

// VariablesMax bounds the variables of one body.
const VariablesMax = 20000

// compiler lays out a program.
type compiler struct {
	ctx  context.Context
	p    *Program
	host Host
	cur  *scope
}

// Compile finds the variables of a body and their types.
func Compile(ctx context.Context, sig Signature, text string, block *parse.PLBlock, host Host) (*Program, error) {
	p := &Program{Sig: sig, text: text, block: block, scopes: map[any]*scope{}, exprs: map[*parse.PLExpr]*compiled{}}
	p.script = block.Script
	p.conflict = bind.ConflictError
	if p.script {
		p.conflict = bind.ConflictColumn
	}
	switch block.Conflict {
	case "use_variable":
		p.conflict = bind.ConflictVariable
	case "use_column":
		p.conflict = bind.ConflictColumn
	}
	c := &compiler{ctx: ctx, p: p, host: host}
	c.cur = &scope{label: sig.Label, names: map[string]int{}}
	p.root = c.cur
	for i, a := range sig.Params {
		v := variable{name: a.Name, t: a.Type, record: a.Type.IsRow(), label: sig.Label}
		v.open = v.record && a.Type.Ext == nil
		c.add(v)
		if a.Name != "" {
			c.cur.names[a.Name] = i
		}
	}
	for i := range sig.Params {
		c.cur.names["$"+itoa(i+1)] = i
	}
	p.found = c.add(variable{name: "found", t: types.T(types.Bool)})
	c.cur.names["found"] = p.found
	if err := c.block(block); err != nil {
		return nil, err
	}
	return p, nil
}

func (c *compiler) add(v variable) int {
	c.p.vars = append(c.p.vars, v)
	return len(c.p.vars) - 1
}

// enter begins the scope of a node.
func (c *compiler) enter(node any, label string) {
	c.cur = &scope{parent: c.cur, label: label, names: map[string]int{}}
	c.p.scopes[node] = c.cur
}

func (c *compiler) leave() { c.cur = c.cur.parent }

// fail makes an error at a place in the body.
func (c *compiler) fail(pos int, code pgerr.Code, format string, args ...any) error {
	return pgerr.New(code, format, args...).At(parse.CharPos(c.p.text, pos))
}

func (c *compiler) block(b *parse.PLBlock) error {
	c.enter(b, b.Label)
	defer c.leave()
	for _, d := range b.Decls {
		if err := c.declare(d); err != nil {
			return err
		}
	}
	if err := c.handlers(b); err != nil {
		return err
	}
	return c.stmts(b.Body)
}

func (c *compiler) handlers(b *parse.PLBlock) error {
	if len(b.Handlers) == 0 {
		return nil
	}
	for _, h := range b.Handlers {
		for i := range h.Conds {
			k := &h.Conds[i]
			if k.State != "" || c.condition(k.Name) != "" || stateOf(k.Name) != "" || specialCondition(k.Name) {
				continue
			}
			return pgerr.New(pgerr.UndefinedObject, "unrecognized exception condition \"%s\"", k.Name)
		}
		c.enter(h, "")
		for _, name := range []string{"sqlstate", "sqlerrm"} {
			c.cur.names[name] = c.add(variable{name: name, t: types.T(types.Text), constant: true})
		}
		err := c.stmts(h.Body)
		c.leave()
		if err != nil {
			return err
		}
	}
	return nil
}

// condition gives the SQLSTATE of a declared condition.
func (c *compiler) condition(name string) string {
	for sc := c.cur; sc != nil; sc = sc.parent {
		if i, ok := sc.names[name]; ok {
			return c.p.vars[i].condition
		}
	}
	return ""
}

func (c *compiler) declare(d *parse.PLDecl) error {
	if _, ok := c.cur.names[d.Name]; ok && d.Name != "" {
		return c.fail(d.Pos, pgerr.SyntaxError, "duplicate declaration at or near \"%s\"", d.Name)
	}
	if len(c.p.vars) >= VariablesMax {
		return pgerr.New(pgerr.ProgramLimitExceeded, "too many variables")
	}
	v := variable{name: d.Name, constant: d.Const, notNull: d.NotNull, decl: d, label: c.cur.label}
	switch {
	case d.Alias != "":
		i, ok := c.lookup(d.Alias)
		if !ok {
			return c.fail(d.Pos, pgerr.UndefinedObject, "variable \"%s\" does not exist", d.Alias)
		}
		c.cur.names[d.Name] = i
		return nil
	case d.Cursor != nil:
		v.t, v.cursor = types.T(types.RefCursor), d.Cursor
		c.enter(d.Cursor, d.Name)
		for _, a := range d.Cursor.Params {
			if err := c.declare(a); err != nil {
				return err
			}
		}
		c.leave()
	case d.Condition != "":
		v.condition = d.Condition
	case d.RowType:
		t, err := c.host.RowType(c.ctx, d.Type.Name.Parts)
		if err != nil {
			return err
		}
		v.t, v.record = t, true
	case d.Type == nil:
		v.t, v.record, v.open = types.T(types.Record), true, true
		if d.Default != nil && c.p.script { // the type of its default
			v.record, v.open, v.t = false, true, types.T(types.Unknown)
		}
	default:
		t, err := c.typeOf(d.Type)
		if err != nil {
			return err
		}
		v.t, v.record = t, t.IsRow()
		v.open = v.record && t.Ext == nil
	}
	c.cur.names[d.Name] = c.add(v)
	return nil
}

// typeOf resolves a type; variable%TYPE is the type of a variable.
func (c *compiler) typeOf(tn *parse.TypeName) (types.Type, error) {
	if tn.PctType {
		name := tn.Name.Parts
		if i, ok := c.lookup(name[len(name)-1]); ok && len(name) == 1 {
			return c.p.vars[i].t, nil
		}
	}
	return c.host.Type(c.ctx, tn, c.p.text)
}

func (c *compiler) lookup(name string) (int, bool) {
	for sc := c.cur; sc != nil; sc = sc.parent {
		if i, ok := sc.names[name]; ok {
			return i, true
		}
	}
	return 0, false
}

func (c *compiler) stmts(list []parse.PLStmt) error {
	for _, s := range list {
		if err := c.stmt(s); err != nil {
			return err
		}
	}
	return nil
}

// stmt makes the scopes of the statements that have some, and checks targets.
func (c *compiler) stmt(s parse.PLStmt) error {
	switch s := s.(type) {
	case *parse.PLBlock:
		return c.block(s)
	case *parse.PLIf:
		return c.branches(s.Branches, s.Else)
	case *parse.PLCase:
		return c.branches(s.Branches, s.Else)
	case *parse.PLLoop:
		c.enter(s, "")
		defer c.leave()
		return c.stmts(s.Body)
	case *parse.PLForRange:
		c.enter(s, s.Label)
		defer c.leave()
		c.cur.names[s.Var] = c.add(variable{name: s.Var, t: types.T(types.Int4), label: s.Label})
		return c.stmts(s.Body)
	case *parse.PLForQuery:
		return c.forQuery(s)
	case *parse.PLForeach:
		if err := c.targets(s.Targets); err != nil {
			return err
		}
		return c.stmts(s.Body)
	case *parse.PLAssign:
		return c.targets(s.Targets)
	case *parse.PLSQL:
		return c.targets(s.Into)
	case *parse.PLExecute:
		return c.targets(s.Into)
	case *parse.PLFetch:
		return c.targets(s.Into)
	case *parse.PLGetDiag:
		for _, it := range s.Items {
			if err := c.targets([]*parse.PLTarget{it.Target}); err != nil {
				return err
			}
		}
	case *parse.PLReturn:
		return c.ret(s)
	case *parse.PLOpen:
		if i, ok := c.lookup(s.Cursor); ok && c.p.vars[i].cursor != nil {
			return c.cursorArgs(s.Cursor, c.p.vars[i].cursor, s.Args, s.Pos)
		}
	}
	return nil
}

// cursorArgs checks the arguments of a bound cursor.
func (c *compiler) cursorArgs(name string, cur *parse.PLCursor, args []parse.Expr, pos int) error {
	switch {
	case len(args) == 0 && len(cur.Params) > 0:
		return c.fail(pos, pgerr.SyntaxError, "cursor \"%s\" has arguments", name)
	case len(args) > 0 && len(cur.Params) == 0:
		return c.fail(pos, pgerr.SyntaxError, "cursor \"%s\" has no arguments", name)
	}
	given := map[string]bool{}
	for i, a := range args {
		param := ""
		if n, ok := a.(*parse.NamedArg); ok {
			param = n.Name
			known := false
			for _, p := range cur.Params {
				known = known || p.Name == param
			}
			if !known {
				return c.fail(a.Range().Pos, pgerr.SyntaxError, "cursor \"%s\" has no argument named \"%s\"", name, param)
			}
		} else if i < len(cur.Params) {
			param = cur.Params[i].Name
		} else {
			return c.fail(a.Range().Pos, pgerr.SyntaxError, "too many arguments for cursor \"%s\"", name)
		}
		if given[param] {
			return c.fail(a.Range().Pos, pgerr.SyntaxError, "value for parameter \"%s\" of cursor \"%s\" specified more than once", param, name)
		}
		given[param] = true
	}
	if len(args) < len(cur.Params) {
		return c.fail(pos, pgerr.SyntaxError, "not enough arguments for cursor \"%s\"", name)
	}
	return nil
}

func (c *compiler) branches(bs []parse.PLBranch, rest []parse.PLStmt) error {
	for i := range bs {
		if err := c.stmts(bs[i].Body); err != nil {
			return err
		}
	}
	return c.stmts(rest)
}

func (c *compiler) forQuery(s *parse.PLForQuery) error {
	if s.Own || s.Cursor != "" {
		if s.Cursor != "" {
			i, ok := c.lookup(s.Cursor)
			if !ok || c.p.vars[i].cursor == nil {
				return c.fail(s.Pos, pgerr.SyntaxError, "cursor FOR loop must use a bound cursor variable")
			}
			if err := c.cursorArgs(s.Cursor, c.p.vars[i].cursor, s.Args, s.Pos); err != nil {
				return err
			}
		}
		c.enter(s, s.Label)
		defer c.leave()
		name := ""
		if len(s.Targets) > 0 {
			name = s.Targets[0].Parts[0]
		}
		if s.Own && name == "" {
			c.cur.names[""] = c.add(variable{record: true, open: true, t: types.T(types.Record)})
		} else {
			c.cur.names[name] = c.add(variable{name: name, record: true, open: true, t: types.T(types.Record), label: s.Label})
		}
		return c.stmts(s.Body)
	}
	if err := c.targets(s.Targets); err != nil {
		return err
	}
	return c.stmts(s.Body)
}

// targets checks that what is assigned to exists and may change.
func (c *compiler) targets(list []*parse.PLTarget) error {
	for _, t := range list {
		i, _, ok := c.cur.find(t.Parts, 0)
		if !ok {
			if c.p.script {
				continue // perhaps a variable of the session
			}
			return c.fail(t.Pos, pgerr.SyntaxError, "\"%s\" is not a known variable", dotted(t.Parts))
		}
		if c.p.vars[i].constant {
			return c.fail(t.Pos, pgerr.ErrorInAssignment, "variable \"%s\" is declared CONSTANT", c.p.vars[i].name)
		}
	}
	return nil
}

// ret checks RETURN against the signature.
func (c *compiler) ret(s *parse.PLReturn) error {
	sig := &c.p.Sig
	switch {
	case c.p.script:
	case (s.Next || s.IsQuery) && !sig.Set:
		what := "RETURN NEXT"
		if s.IsQuery {
			what = "RETURN QUERY"
		}
		return c.fail(s.Pos, pgerr.DatatypeMismatch, "cannot use %s in a non-SETOF function", what)
	case s.Next || s.IsQuery:
		if s.Next && s.X != nil && sig.outs() > 0 {
			return c.fail(s.X.Pos, pgerr.DatatypeMismatch, "RETURN NEXT cannot have a parameter in function with OUT parameters")
		}
		if s.Next && s.X == nil && sig.outs() == 0 {
			return c.fail(s.End-1, pgerr.SyntaxError, "missing expression at or near \";\"")
		}
	case sig.Set && s.X != nil:
		return c.fail(s.X.Pos, pgerr.DatatypeMismatch, "RETURN cannot have a parameter in function returning set").(*pgerr.Error).WithHint("Use RETURN NEXT or RETURN QUERY.")
	case s.X != nil && sig.Proc:
		return c.fail(s.X.Pos, pgerr.DatatypeMismatch, "RETURN cannot have a parameter in a procedure")
	case s.X != nil && sig.outs() > 0:
		return c.fail(s.X.Pos, pgerr.DatatypeMismatch, "RETURN cannot have a parameter in function with OUT parameters")
	case s.X != nil && sig.Ret.OID == types.Void:
		return c.fail(s.X.Pos, pgerr.DatatypeMismatch, "RETURN cannot have a parameter in function returning void")
	case s.X == nil && !sig.Set && !sig.Proc && sig.outs() == 0 && sig.Ret.OID != types.Void:
		return c.fail(s.End-1, pgerr.SyntaxError, "missing expression at or near \";\"")
	}
	return nil
}

// outs is the number of parameters that are results.
func (s *Signature) outs() int {
	n := 0
	for _, p := range s.Params {
		if p.Out {
			n++
		}
	}
	return n
}

// find resolves a dotted name: the slot, and how many parts name it.
// Slots from limit on (0: none) are those of declarations that come later.
func (sc *scope) find(parts []string, limit int) (slot, used int, ok bool) {
	for ; sc != nil; sc = sc.parent {
		if i, ok := sc.names[parts[0]]; ok && (limit == 0 || i < limit) {
			return i, 1, true
		}
		if len(parts) > 1 && sc.label != "" && sc.label == parts[0] {
			if i, ok := sc.names[parts[1]]; ok && (limit == 0 || i < limit) {
				return i, 2, true
			}
		}
	}
	return 0, 0, false
}

// Line is the 1-based line of a place in the body.
func (p *Program) Line(pos int) int {
	line := 1
	for i := 0; i < pos && i < len(p.text); i++ {
		if p.text[i] == '\n' {
			line++
		}
	}
	return line
}
