package session

import (
	"context"
	"strings"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/planner/bind"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/proc"
	"github.com/tarndb/tarn/sql/types"
)

// function is a catalog function made ready to be called. It is remembered by the session
// as long as the catalog has the same object.
type function struct {
	s     *Session
	o     *catalog.Object
	info  *catalog.FunctionInfo
	bound *bind.Function
	text  string                   // what is run of the body
	name  string                   // as context lines name it: f(integer)
	stmts []parse.Stmt             // of a SQL body
	block *parse.PLBlock           // of procedural code
	progs map[string]*proc.Program // by argument types
}

// procState is what a session keeps for procedural code.
type procState struct {
	vars    bind.Vars // of the statement that runs inside a function
	depth   int       // functions that run
	funcs   map[catalog.ID]*function
	host    *procHost
	frames  []func() string
	cursors int // names given to cursors without one
}

// Functions lists the functions and procedures of a name for the binder.
func (v *view) Functions(_ context.Context, parts, path []string) ([]*bind.Function, error) {
	fs, err := v.functions(parts, path)
	if err != nil {
		return nil, err
	}
	out := make([]*bind.Function, len(fs))
	for i, f := range fs {
		out[i] = f.bound
	}
	return out, nil
}

// functions finds those of a name along a path, the first found first; of several with
// the same arguments only the first counts.
func (v *view) functions(parts, path []string) ([]*function, error) {
	name := parts[len(parts)-1]
	if len(parts) == 3 {
		if parts[0] != v.s.in.cfg.Database {
			return nil, nil
		}
		parts = parts[1:]
	}
	if len(parts) > 3 {
		return nil, nil
	}
	schemas := path
	if len(parts) == 2 {
		schemas = parts[:1]
	} else if v.temp != nil {
		schemas = append(path[:len(path):len(path)], "pg_temp")
	}
	var out []*function
	var first error
	seen := map[string]bool{}
	for _, sc := range schemas {
		v.eachFunction(sc, name, func(o *catalog.Object) bool {
			if seen[o.Key()] {
				return true
			}
			seen[o.Key()] = true
			f, err := v.s.function(o, sc)
			if err != nil {
				first = err
				return false
			}
			out = append(out, f)
			return true
		})
	}
	return out, first
}

// eachFunction calls f for the functions of a name in one schema.
func (v *view) eachFunction(schema, name string, f func(*catalog.Object) bool) {
	if schema == "pg_temp" || schema == v.s.tempSchema() {
		if v.temp != nil {
			v.temp.cat.Functions(catalog.TempID, name, f)
		}
		return
	}
	if sc := v.main.Schema(schema); sc != nil {
		v.main.Functions(sc.ID, name, f)
	}
}

// function makes a catalog function ready.
func (s *Session) function(o *catalog.Object, schema string) (*function, error) {
	if f := s.proc.funcs[o.ID]; f != nil && f.o == o {
		return f, nil
	}
	f := &function{s: s, o: o, info: o.Function}
	if err := f.read(); err != nil {
		return nil, err
	}
	f.bind(schema)
	if s.proc.funcs == nil {
		s.proc.funcs = map[catalog.ID]*function{}
	}
	s.proc.funcs[o.ID] = f
	return f, nil
}

// read parses the body.
func (f *function) read() (err error) {
	f.text = runText(f.info)
	switch {
	case f.info.Language == "plpgsql":
		f.block, err = parse.ParsePL(f.text)
	case isScript(f.info):
		f.block, err = parse.ParseScript(f.text)
	default:
		f.stmts, err = parse.Parse(f.text)
	}
	return err
}

// runText is the text that a body stored as RETURN x or BEGIN ATOMIC … END runs.
func runText(in *catalog.FunctionInfo) string {
	if !in.Atomic {
		return in.Body
	}
	if rest, ok := strings.CutPrefix(in.Body, "RETURN "); ok {
		if stmts, err := parse.Parse(rest); err == nil && len(stmts) == 1 && !strings.HasPrefix(rest, "(") {
			return rest
		}
		return "SELECT " + rest
	}
	rest := strings.TrimPrefix(in.Body, "BEGIN ATOMIC\n")
	return strings.TrimSuffix(rest, "END")
}

// isScript tells SQL scripting from a list of statements.
func isScript(in *catalog.FunctionInfo) bool {
	if in.Language != "sql" || in.Atomic {
		return false
	}
	word := strings.ToLower(strings.TrimSpace(in.Body))
	return strings.HasPrefix(word, "begin") && len(word) > 5 && strings.ContainsRune(" \t\r\n", rune(word[5]))
}

// inputs are the parameters a caller gives.
func inputs(in *catalog.FunctionInfo) []catalog.Param {
	var out []catalog.Param
	for _, p := range in.Params {
		if p.Mode != 't' && (p.Mode != 'o' || in.Procedure) {
			out = append(out, p)
		}
	}
	return out
}

// outputs are the parameters that make the result.
func outputs(in *catalog.FunctionInfo) []types.Field {
	var out []types.Field
	for i, p := range in.Params {
		if p.Mode == 'o' || p.Mode == 'b' || p.Mode == 't' {
			name := p.Name
			if name == "" {
				name = "column" + itoa(int64(i+1))
			}
			out = append(out, types.Field{Name: name, Type: p.Type})
		}
	}
	return out
}

// bind makes the descriptor that the binder sees.
func (f *function) bind(schema string) {
	in := f.info
	fn := &builtin.Func{OID: f.o.ID.OID(), Name: f.o.Name, NotStrict: !in.Strict, Ret: in.Returns.OID}
	fn.Volatility = map[byte]builtin.Volatility{'i': builtin.Immutable, 's': builtin.Stable}[in.Volatility]
	if in.Volatility != 'i' && in.Volatility != 's' {
		fn.Volatility = builtin.Volatile
	}
	b := &bind.Function{Func: fn, Schema: schema, Ret: in.Returns, SearchPath: in.SearchPath, Strict: in.Strict, Proc: in.Procedure}
	named := false
	var sig []string
	for _, p := range inputs(in) {
		fn.Args = append(fn.Args, p.Type.OID)
		fn.ArgNames = append(fn.ArgNames, p.Name)
		named = named || p.Name != ""
		fn.Variadic = fn.Variadic || p.Mode == 'v'
		b.Params = append(b.Params, types.Field{Name: p.Name, Type: p.Type})
		if p.Default != "" {
			b.Defaults = append(b.Defaults, p.Default)
			fn.Defaults++
			fn.DefaultVals = append(fn.DefaultVals, types.Null)
		}
		if p.Mode != 'o' {
			sig = append(sig, types.FormatType(p.Type.OID, -1))
		}
	}
	if !named {
		fn.ArgNames = nil
	}
	f.name = f.o.Name + "(" + strings.Join(sig, ",") + ")"
	fn.RetType = nil
	if in.Returns.Ext != nil {
		ret := in.Returns
		fn.RetType = func([]types.Type) types.Type { return ret }
	}
	if outs := outputs(in); len(outs) == 1 && !in.Set {
		b.OutName = outs[0].Name
	}
	if in.Set {
		fn.Kind = builtin.SetReturning
		fn.Cols = outputs(in)
		if fn.Cols == nil && in.Returns.IsRow() && in.Returns.Ext != nil {
			fn.Cols = in.Returns.Ext.Fields
		}
		fn.Set = func(c *builtin.Ctx, args []types.Datum, yield func([]types.Datum) bool) error {
			return f.callSet(c, args, yield)
		}
	} else {
		fn.Eval = func(c *builtin.Ctx, args []types.Datum) (types.Datum, error) { return f.callScalar(c, args) }
	}
	if len(f.stmts) == 1 && !in.Procedure && len(in.Settings) == 0 && !in.Definer {
		if q, ok := f.stmts[0].(*parse.Query); ok && selectInto(q) == nil && f.oneValue() {
			b.Body, b.Text = q, f.text
		}
	}
	b.Check = func(ctx context.Context) error { return f.s.mayExecute(ctx, f.o) }
	f.bound = b
}

// oneValue tells whether each row of the body is one value, or the columns of a table
// function: only then may it become part of a query.
func (f *function) oneValue() bool {
	in := f.info
	if in.Returns.OID == types.Void {
		return false
	}
	return in.Set && (len(outputs(in)) > 0 || !in.Returns.IsRow()) || !in.Set && !in.Returns.IsRow()
}

// signature is what the body of procedural code is compiled for, with the actual types in
// place of polymorphic ones.
func (f *function) signature(args []types.Type, ret types.Type) proc.Signature {
	in := f.info
	sig := proc.Signature{Name: f.name, Label: f.o.Name, Ret: in.Returns, Set: in.Set, Proc: in.Procedure, OID: f.o.ID.OID()}
	if types.IsPolymorphic(sig.Ret.OID) {
		sig.Ret = ret
	}
	k := 0
	for _, p := range in.Params {
		a := proc.Param{Name: p.Name, Type: p.Type, In: p.Mode != 'o' && p.Mode != 't', Out: p.Mode == 'o' || p.Mode == 'b' || p.Mode == 't'}
		if a.In || in.Procedure {
			if types.IsPolymorphic(a.Type.OID) && k < len(args) {
				a.Type = args[k]
			}
			k++
		} else if types.IsPolymorphic(a.Type.OID) {
			a.Type = ret
		}
		sig.Params = append(sig.Params, a)
	}
	return sig
}

// polymorphic tells whether a parameter takes any type.
func (f *function) polymorphic() bool {
	for _, p := range f.info.Params {
		if types.IsPolymorphic(p.Type.OID) {
			return true
		}
	}
	return false
}

// program compiles procedural code once, for each list of argument types when they may
// differ.
func (f *function) program(ctx context.Context, h *procHost, args []types.Type, ret types.Type) (*proc.Program, error) {
	key := ""
	if f.polymorphic() {
		for _, t := range args {
			key += t.String() + ","
		}
	}
	if p := f.progs[key]; p != nil {
		return p, nil
	}
	p, err := proc.Compile(ctx, f.signature(args, ret), f.text, f.block, h)
	if err != nil {
		e := *pgerr.From(err)
		if e.Position = 0; e.Where == "" {
			e.Where = "compilation of PL/pgSQL function \"" + f.o.Name + "\" near line 1"
		}
		return nil, &e
	}
	if f.progs == nil {
		f.progs = map[string]*proc.Program{}
	}
	f.progs[key] = p
	return p, nil
}
