package session

import (
	"context"
	"strings"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/planner"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/proc"
	"github.com/tarndb/tarn/sql/types"
)

// createFunction is CREATE FUNCTION and CREATE PROCEDURE.
func (s *Session) createFunction(ctx context.Context, r *request, st *parse.CreateFunction) (string, error) {
	tag := "CREATE FUNCTION"
	if st.Procedure {
		tag = "CREATE PROCEDURE"
	}
	t, err := s.createTarget(r.sql, st.Name, st.Temporary)
	if err != nil {
		return "", err
	}
	b := &functionBuilder{s: s, ctx: ctx, sql: r.sql, st: st, info: &catalog.FunctionInfo{Procedure: st.Procedure}}
	if err := b.build(); err != nil {
		return "", err
	}
	o := catalog.Object{Kind: catalog.Function, Name: t.name, Function: b.info, Comment: b.comment}
	old, err := s.oldFunction(t, &o, st)
	if err != nil {
		return "", err
	}
	if old != nil && st.IfNotExists {
		s.notice("NOTICE", pgerr.DuplicateFunction, "function \"%s\" already exists, skipping", t.name)
		return tag, nil
	}
	if old != nil {
		o.ACL, o.Comment = old.ACL, old.Comment
		if b.comment != "" {
			o.Comment = b.comment
		}
	}
	if err := b.check(&o); err != nil {
		return "", err
	}
	return tag, s.put(t, old, o, nil)
}

// oldFunction finds what the new function would replace and checks that it may.
func (s *Session) oldFunction(t target, o *catalog.Object, st *parse.CreateFunction) (*catalog.Object, error) {
	var old *catalog.Object
	if t.temp {
		old = s.tempSpace().cat.Lookup(catalog.TempID, catalog.Function, o.Key())
	} else {
		old = s.catTx().View().Lookup(t.schema.ID, catalog.Function, o.Key())
	}
	if old == nil || st.IfNotExists {
		return old, nil
	}
	if !st.OrReplace {
		return nil, pgerr.New(pgerr.DuplicateFunction, "function \"%s\" already exists with same argument types", t.name)
	}
	was, now := old.Function, o.Function
	if was.Procedure != now.Procedure {
		kind := "function"
		if was.Procedure {
			kind = "procedure"
		}
		return nil, pgerr.New(pgerr.WrongObjectType, "cannot change routine kind").WithDetail("\"%s\" is a %s.", t.name, kind)
	}
	if was.Returns.SQL() != now.Returns.SQL() || was.Set != now.Set {
		kind := "FUNCTION"
		if was.Procedure {
			kind = "PROCEDURE"
		}
		return nil, pgerr.New(pgerr.InvalidFunctionDefinition, "cannot change return type of existing function").
			WithHint("Use DROP %s %s first.", kind, t.name+"("+strings.ReplaceAll(was.Signature(), ",", ", ")+")")
	}
	for i, p := range inputs(was) {
		if q := inputs(now); i < len(q) && p.Name != "" && p.Name != q[i].Name {
			return nil, pgerr.New(pgerr.InvalidFunctionDefinition, "cannot change name of input parameter \"%s\"", p.Name).
				WithHint("Use DROP FUNCTION %s first.", t.name+"("+strings.ReplaceAll(was.Signature(), ",", ", ")+")")
		}
	}
	return old, nil
}

// functionBuilder makes the descriptor of a function from its statement.
type functionBuilder struct {
	s       *Session
	ctx     context.Context
	sql     string
	st      *parse.CreateFunction
	info    *catalog.FunctionInfo
	comment string
	bodyPos int // where the text of a string body begins, -1 when that cannot be told
}

func (b *functionBuilder) build() error {
	b.info.SearchPath = nil
	b.info.Volatility = 'v'
	for _, step := range []func() error{b.params, b.options, b.body, b.returns} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (b *functionBuilder) params() error {
	seen := map[string]bool{}
	sawDefault := false
	add := func(p *parse.FuncParam, mode byte) error {
		t, set, err := b.s.functionType(b.ctx, b.sql, p.Type)
		if err != nil {
			return err
		}
		if set {
			return b.invalid("functions cannot accept set arguments")
		}
		t.Mod = -1
		side := "in "
		if mode == 'o' || mode == 't' {
			side = "out "
		}
		if p.Name != "" && (seen[side+p.Name] || mode == 'b' && seen["out "+p.Name]) {
			return b.invalid("parameter name \"%s\" used more than once", p.Name)
		}
		seen[side+p.Name] = true
		if mode == 'b' {
			seen["out "+p.Name] = true
		}
		c := catalog.Param{Name: p.Name, Mode: mode, Type: t}
		switch {
		case p.Default != nil:
			if mode == 'o' {
				return b.invalid("only input parameters can have default values")
			}
			c.Default = textAt(b.sql, p.Default.Range())
			sawDefault = true
		case sawDefault && mode != 'o' && mode != 't':
			return b.invalid("input parameters after one with a default value must also have defaults")
		}
		if mode == 'v' && !t.IsArray() && t.OID != types.Any && t.OID != types.AnyArray && t.OID != types.AnyCompatArray {
			return b.invalid("VARIADIC parameter must be an array")
		}
		b.info.Params = append(b.info.Params, c)
		return nil
	}
	modes := map[string]byte{"": 'i', "in": 'i', "out": 'o', "inout": 'b', "variadic": 'v'}
	for i, p := range b.st.Params {
		mode := modes[p.Mode]
		if n := len(b.info.Params); n > 0 && b.info.Params[n-1].Mode == 'v' && mode != 'o' {
			return b.invalid("VARIADIC parameter must be the last input parameter")
		}
		if i >= 100 {
			return pgerr.New(pgerr.TooManyArguments, "functions cannot have more than 100 arguments")
		}
		if err := add(p, mode); err != nil {
			return err
		}
	}
	for _, p := range b.st.ReturnTable {
		if len(outputs(b.info)) > 0 && b.info.Params[len(b.info.Params)-1].Mode != 't' {
			return b.invalid("OUT and INOUT arguments aren't allowed in TABLE functions")
		}
		if err := add(p, 't'); err != nil {
			return err
		}
	}
	return nil
}

func (b *functionBuilder) invalid(format string, args ...any) error {
	return pgerr.New(pgerr.InvalidFunctionDefinition, format, args...)
}

func textAt(sql string, sp parse.Span) string {
	if sp.Pos < 0 || sp.End > len(sql) || sp.Pos > sp.End {
		return ""
	}
	return sql[sp.Pos:sp.End]
}

func (b *functionBuilder) options() error {
	seen := map[string]bool{}
	for _, o := range b.st.Options {
		key := optionKey(o.Name)
		if seen[key] && key != "set" {
			return at(pgerr.New(pgerr.SyntaxError, "conflicting or redundant options"), b.sql, o.Span)
		}
		seen[key] = true
		switch o.Name {
		case "language":
			b.info.Language = strings.ToLower(o.Args[0])
		case "as":
			b.info.Body = o.Args[0]
			b.bodyPos = literalStart(b.sql, o)
		case "immutable", "deterministic":
			b.info.Volatility = 'i'
		case "stable":
			b.info.Volatility = 's'
		case "volatile":
			b.info.Volatility = 'v'
		case "strict", "returns null on null input":
			b.info.Strict = true
		case "security definer", "external security definer":
			b.info.Definer = true
		case "leakproof":
			if b.info.Leakproof = true; !b.s.myRights().Super() {
				return denied("only superuser can define a leakproof function")
			}
		case "comment":
			b.comment = o.Args[0]
		case "set":
			if err := b.setting(o.Set); err != nil {
				return err
			}
		case "window":
			return pgerr.Unsupported("WINDOW functions written in SQL")
		case "transform":
			return pgerr.Unsupported("TRANSFORM")
		case "support":
			return pgerr.Unsupported("SUPPORT")
		}
	}
	return nil
}

// optionKey groups options that exclude each other.
func optionKey(name string) string {
	switch name {
	case "immutable", "stable", "volatile":
		return "volatility"
	case "strict", "returns null on null input", "called on null input":
		return "strict"
	case "security definer", "security invoker", "external security definer", "external security invoker":
		return "security"
	case "leakproof", "not leakproof":
		return "leakproof"
	}
	return name
}

// literalStart is where the text of AS '…' begins in the statement, -1 when escapes make
// places differ.
func literalStart(sql string, o *parse.FuncOption) int {
	text := textAt(sql, o.Span)
	if i := strings.Index(text, o.Args[0]); i > 0 && o.Args[0] != "" {
		return o.Pos + i
	}
	return -1
}

// setting is SET name TO value among the options: it holds while the function runs.
func (b *functionBuilder) setting(st *parse.Set) error {
	if st == nil || st.Name == "" {
		return pgerr.Unsupported("this SET in a function")
	}
	value, err := b.s.functionSetting(st)
	if err != nil {
		return err
	}
	b.info.Settings = append(b.info.Settings, catalog.Property{Name: st.Name, Value: value})
	return nil
}

// body settles language and text.
func (b *functionBuilder) body() error {
	in, st := b.info, b.st
	written := st.ReturnExpr != nil || st.Atomic
	if in.Language == "" {
		if !written && b.bodyPos == 0 {
			return b.invalid("no function body specified")
		}
		if !written {
			return b.invalid("no language specified")
		}
		in.Language = "sql"
	}
	switch in.Language {
	case "sql", "plpgsql":
	case "c", "internal":
		return pgerr.Unsupported("functions in language %s", in.Language)
	default:
		return pgerr.New(pgerr.UndefinedObject, "language \"%s\" does not exist", in.Language)
	}
	switch {
	case written && b.bodyPos != 0:
		return b.invalid("duplicate function body specified")
	case written && in.Language != "sql":
		return b.invalid("inline SQL function body only valid for language SQL")
	case !written && b.bodyPos == 0:
		return b.invalid("no function body specified")
	case st.ReturnExpr != nil:
		in.Atomic, in.SearchPath = true, b.s.derive().path
		x := textAt(b.sql, st.ReturnExpr.Range())
		if sub, ok := st.ReturnExpr.(*parse.SubqueryExpr); ok && (st.HasTable || !strings.HasPrefix(x, "(")) {
			x = textAt(b.sql, sub.Query.Span)
		}
		in.Body = "RETURN " + x
	case st.Atomic:
		in.Atomic, in.SearchPath = true, b.s.derive().path
		var parts []string
		for _, s := range st.AtomicBody {
			if r, ok := s.(*parse.ReturnStmt); ok {
				parts = append(parts, " SELECT "+textAt(b.sql, r.X.Range())+";\n")
				continue
			}
			parts = append(parts, " "+textAt(b.sql, s.Range())+";\n")
		}
		in.Body = "BEGIN ATOMIC\n" + strings.Join(parts, "") + "END"
	}
	return nil
}

// returns settles the result type.
func (b *functionBuilder) returns() error {
	in, st := b.info, b.st
	outs := outputs(in)
	var implied types.Type
	switch len(outs) {
	case 0:
	case 1:
		implied = outs[0].Type
	default:
		implied = types.Type{OID: types.Record, Mod: -1, Ext: &types.Ext{Fields: outs}}
	}
	switch {
	case st.Procedure:
		in.Returns = types.T(types.Void)
		if len(outs) > 0 {
			in.Returns = types.Type{OID: types.Record, Mod: -1, Ext: &types.Ext{Fields: outs}}
		}
	case st.HasTable:
		in.Set = true
		in.Returns = implied
		if len(outs) == 0 {
			return b.inferTable()
		}
	case st.Returns != nil:
		t, set, err := b.s.functionType(b.ctx, b.sql, st.Returns)
		if err != nil {
			return err
		}
		t.Mod = -1
		if len(outs) > 0 && t.OID != implied.OID {
			return b.invalid("function result type must be %s because of OUT parameters", implied)
		}
		if len(outs) > 1 {
			t = implied
		}
		in.Returns, in.Set = t, set
	case len(outs) > 0:
		in.Returns = implied
	case st.ReturnExpr != nil:
		return b.inferScalar()
	default:
		return b.invalid("function result type must be specified")
	}
	if types.IsPolymorphic(in.Returns.OID) {
		return b.polymorphicResult()
	}
	return nil
}

func (b *functionBuilder) polymorphicResult() error {
	for _, p := range inputs(b.info) {
		if types.IsPolymorphic(p.Type.OID) {
			return nil
		}
	}
	return b.invalid("cannot determine result data type").(*pgerr.Error).
		WithDetail("A result of type %s requires at least one input of type anyelement, anyarray, anynonarray, anyenum, anyrange, or anymultirange.", b.info.Returns)
}

// columnsOfBody finds the columns of the last query of a SQL body, nil when it is none.
func (b *functionBuilder) columnsOfBody(f *function) ([]planner.ResultCol, error) {
	vars := &bodyVars{f: f}
	for _, p := range inputs(b.info) {
		vars.ts, vars.args = append(vars.ts, p.Type), append(vars.args, types.Null)
	}
	var cols []planner.ResultCol
	for _, st := range f.stmts {
		cols = nil
		q, ok := st.(*parse.Query)
		if !ok {
			continue
		}
		env := b.s.planEnv(b.s.newView(b.ctx))
		env.Vars = &typedVars{vars}
		p, err := planner.Prepare(b.ctx, q, f.text, env, nil)
		if err != nil {
			return nil, err
		}
		if cols = p.Cols; cols == nil {
			cols = []planner.ResultCol{}
		}
	}
	return cols, nil
}

// inferScalar takes the result type from the expression: RETURN without RETURNS.
func (b *functionBuilder) inferScalar() error {
	f := &function{s: b.s, o: &catalog.Object{Name: b.st.Name.Last()}, info: b.info}
	if err := f.read(); err != nil {
		return err
	}
	cols, err := b.columnsOfBody(f)
	if err != nil {
		return err
	}
	if len(cols) != 1 {
		return b.invalid("function result type must be specified")
	}
	b.info.Returns = cols[0].Type
	b.info.Returns.Mod = -1
	return nil
}

// inferTable takes the columns from the query: RETURNS TABLE without a list.
func (b *functionBuilder) inferTable() error {
	f := &function{s: b.s, o: &catalog.Object{Name: b.st.Name.Last()}, info: b.info}
	if err := f.read(); err != nil {
		return err
	}
	cols, err := b.columnsOfBody(f)
	if err != nil {
		return err
	}
	for _, c := range cols {
		t := c.Type
		t.Mod = -1
		b.info.Params = append(b.info.Params, catalog.Param{Name: c.Name, Mode: 't', Type: t})
	}
	b.st.HasTable = len(cols) > 0
	if len(cols) == 0 {
		return b.invalid("function result type must be specified")
	}
	return b.returns()
}

// check reads the body and, where that can be done, binds it.
func (b *functionBuilder) check(o *catalog.Object) error {
	f := &function{s: b.s, o: o, info: b.info}
	if err := f.read(); err != nil {
		return b.place(err)
	}
	f.bind("")
	if b.s.setting("check_function_bodies") == "off" {
		return nil
	}
	if f.block != nil {
		h := b.s.newHost(b.ctx, true)
		var ts []types.Type
		for _, p := range inputs(b.info) {
			ts = append(ts, p.Type)
		}
		if b.info.Returns.OID == types.Trigger {
			return nil
		}
		sig := f.signature(ts, b.info.Returns)
		_, err := proc.Compile(b.ctx, sig, f.text, f.block, h)
		return b.place(err)
	}
	if f.polymorphic() {
		if b.info.Atomic {
			return b.invalid("SQL function with unquoted function body cannot have polymorphic arguments")
		}
		return nil
	}
	cols, err := b.columnsOfBody(f)
	if err != nil {
		return b.place(err)
	}
	return b.fits(f, cols)
}

// place moves the position of an error in the body to where the body stands.
func (b *functionBuilder) place(err error) error {
	if b.bodyPos <= 0 {
		return inBody(err, b.sql, -1)
	}
	return inBody(err, b.sql, b.bodyPos)
}

// fits checks that the last statement gives what the function returns.
func (b *functionBuilder) fits(f *function, cols []planner.ResultCol) error {
	in := b.info
	if in.Returns.OID == types.Void || in.Procedure {
		return nil
	}
	wrong := func(detail string, args ...any) error {
		name := in.Returns.String()
		return b.invalid("return type mismatch in function declared to return %s", name).(*pgerr.Error).WithDetail(detail, args...)
	}
	if cols == nil {
		if n := len(f.stmts); n > 0 {
			switch f.stmts[n-1].(type) {
			case *parse.Insert, *parse.Update, *parse.Delete:
				return nil
			}
		}
		return wrong("Function's final statement must be SELECT or INSERT/UPDATE/DELETE RETURNING.")
	}
	want := []types.Field{{Type: in.Returns}}
	if in.Returns.IsRow() {
		if want = outputs(in); want == nil && in.Returns.Ext != nil {
			want = in.Returns.Ext.Fields
		}
		if want == nil || len(cols) == 1 && cols[0].Type.IsRow() {
			return nil
		}
	}
	switch {
	case !in.Returns.IsRow() && len(cols) != 1:
		return wrong("Final statement must return exactly one column.")
	case len(cols) < len(want):
		return wrong("Final statement returns too few columns.")
	case len(cols) > len(want):
		return wrong("Final statement returns too many columns.")
	}
	for i, c := range cols {
		if builtin.CanCoerce(c.Type, want[i].Type, builtin.CastAssignment) {
			continue
		}
		if in.Returns.IsRow() {
			return wrong("Final statement returns %s instead of %s at column %d.", c.Type, want[i].Type, i+1)
		}
		return wrong("Actual return type is %s.", c.Type)
	}
	return nil
}
