package syscat

import (
	"strings"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/parse"
	"github.com/tarndb/tarn/sql/types"
)

// OIDs of the procedural languages' rows.
const (
	languageSQL     = 14
	languagePLpgSQL = 13540
)

// eachFunction calls f for the functions that users made, schema by schema.
func eachFunction(e *Env, f func(schema, o *catalog.Object)) {
	for _, sc := range schemasOf(e) {
		snap := e.Main
		if sc.ID == catalog.TempID {
			snap = e.Temp
		}
		snap.Children(sc.ID, catalog.Function, func(o *catalog.Object) bool {
			if o.Function != nil {
				f(sc, o)
			}
			return true
		})
	}
}

// userProcs emits the rows of pg_proc of the users' functions.
func userProcs(e *Env, emit func(vals ...any)) {
	eachFunction(e, func(sc, o *catalog.Object) {
		in := o.Function
		kind, lang, rows, variadic := "f", languageSQL, 0.0, uint32(0)
		if in.Procedure {
			kind = "p"
		}
		if in.Language == "plpgsql" {
			lang = languagePLpgSQL
		}
		if in.Set {
			rows = 1000
		}
		var args, all []uint32
		var modes, names []string
		named, plain, defaults := false, true, 0
		for _, p := range in.Params {
			all, modes, names = append(all, p.Type.OID), append(modes, string(rune(p.Mode))), append(names, p.Name)
			named, plain = named || p.Name != "", plain && p.Mode == 'i'
			if p.Mode != 'o' && p.Mode != 't' {
				args = append(args, p.Type.OID)
			}
			if p.Default != "" {
				defaults++
			}
			if p.Mode == 'v' {
				variadic = p.Type.OID
				if t, ok := types.ElemOf(p.Type); ok {
					variadic = t.OID
				}
			}
		}
		var allArgs, allModes, allNames, config, body any
		if !plain {
			allArgs, allModes = all, charArray(modes)
		}
		if named {
			allNames = names
		}
		if len(in.Settings) > 0 {
			var list []string
			for _, s := range in.Settings {
				list = append(list, s.Name+"="+s.Value)
			}
			config = list
		}
		src := in.Body
		if in.Atomic {
			src, body = "", in.Body
		}
		emit(o.ID, o.Name, sc.ID, o.Owner, lang, 100.0, rows, variadic, kind, in.Strict, in.Set, string(rune(volatilityOf(in))), "u",
			len(args), defaults, in.Returns.OID, args, src, in.Definer, in.Leakproof, allArgs, allModes, allNames, config, body, aclOf(e, o))
	})
}

func charArray(v []string) types.Datum {
	ds := make([]types.Datum, len(v))
	for i, s := range v {
		ds[i] = types.NewStr(s)
	}
	return types.EncodeArray(types.T(types.Char), nil, nil, ds)
}

func volatilityOf(in *catalog.FunctionInfo) byte {
	if in.Volatility == 0 {
		return 'v'
	}
	return in.Volatility
}

// userFunction finds a function that a user made, and its schema's name.
func userFunction(e *Env, oid int64) (*catalog.Object, string) {
	id := catalog.ID(uint32(oid))
	for _, snap := range []*catalog.Snapshot{e.Temp, e.Main} {
		if snap == nil {
			continue
		}
		o := snap.Get(id)
		if o == nil || o.Function == nil {
			continue
		}
		if snap == e.Temp {
			return o, e.TempName
		}
		if sc := snap.Get(o.Parent); sc != nil {
			return o, sc.Name
		}
		return o, ""
	}
	return nil, ""
}

// TypeName names a type as a function's signature does: composite types by their name.
func TypeName(t types.Type) string {
	if t.IsRow() {
		if t.Ext != nil && t.Ext.Name != "" {
			return t.Ext.Name
		}
		if t.Ext == nil {
			return "record"
		}
	}
	if t.Ext != nil && t.Ext.Name == "" && !t.IsRow() {
		return t.SQL()
	}
	if t.IsRow() {
		return "record"
	}
	return types.FormatType(t.OID, -1)
}

// FunctionResult is pg_get_function_result of a user's function.
func FunctionResult(in *catalog.FunctionInfo) types.Datum {
	if in.Procedure {
		return types.Null
	}
	var cols []string
	for _, p := range in.Params {
		if p.Mode == 't' {
			cols = append(cols, parse.QuoteIdent(p.Name)+" "+TypeName(p.Type))
		}
	}
	switch {
	case cols != nil:
		return types.NewStr("TABLE(" + strings.Join(cols, ", ") + ")")
	case in.Set:
		return types.NewStr("SETOF " + TypeName(in.Returns))
	}
	return types.NewStr(TypeName(in.Returns))
}

// FunctionArguments lists the parameters; identity leaves out their defaults.
func FunctionArguments(in *catalog.FunctionInfo, identity bool) string {
	var out []string
	for _, p := range in.Params {
		if p.Mode == 't' {
			continue
		}
		text := map[byte]string{'o': "OUT ", 'b': "INOUT ", 'v': "VARIADIC "}[p.Mode]
		if in.Procedure && p.Mode == 'i' {
			text = "IN "
		}
		if p.Name != "" {
			text += parse.QuoteIdent(p.Name) + " "
		}
		text += TypeName(p.Type)
		if p.Default != "" && !identity {
			text += " DEFAULT " + p.Default
		}
		out = append(out, text)
	}
	return strings.Join(out, ", ")
}

// FunctionDefinition is pg_get_functiondef: the statement that makes the function.
func FunctionDefinition(o *catalog.Object, schema string) string {
	in := o.Function
	kind, tag := "FUNCTION", "$function"
	if in.Procedure {
		kind, tag = "PROCEDURE", "$procedure"
	}
	b := "CREATE OR REPLACE " + kind + " " + quoteSchema(schema) + "." + parse.QuoteIdent(o.Name) +
		"(" + FunctionArguments(in, false) + ")\n"
	if r := FunctionResult(in); !r.Null {
		b += " RETURNS " + r.S + "\n"
	}
	b += " LANGUAGE " + in.Language + "\n"
	attrs := map[byte]string{'i': " IMMUTABLE", 's': " STABLE"}[in.Volatility]
	if in.Strict {
		attrs += " STRICT"
	}
	if in.Definer {
		attrs += " SECURITY DEFINER"
	}
	if in.Leakproof {
		attrs += " LEAKPROOF"
	}
	if attrs != "" {
		b += attrs + "\n"
	}
	for _, s := range in.Settings {
		b += " SET " + parse.QuoteIdent(s.Name) + " TO " + parse.QuoteLiteral(s.Value) + "\n"
	}
	if in.Atomic {
		return b + in.Body + "\n"
	}
	for strings.Contains(in.Body, tag+"$") {
		tag += "x"
	}
	return b + "AS " + tag + "$" + in.Body + tag + "$\n"
}

// quoteSchema quotes a schema's name; public needs it only as a grantee.
func quoteSchema(name string) string {
	if name == "public" {
		return name
	}
	return parse.QuoteIdent(name)
}

// functionCall answers the functions about functions; ok is false when the function is not
// a user's.
func functionCall(e *Env, name string, args []types.Datum) (types.Datum, bool) {
	if len(args) == 0 || args[0].Null {
		return types.Null, false
	}
	o, schema := userFunction(e, args[0].I)
	if o == nil {
		return types.Null, false
	}
	switch name {
	case "pg_get_functiondef":
		return types.NewStr(FunctionDefinition(o, schema)), true
	case "pg_get_function_result":
		return FunctionResult(o.Function), true
	case "pg_get_function_arguments":
		return types.NewStr(FunctionArguments(o.Function, false)), true
	case "pg_get_function_identity_arguments":
		return types.NewStr(FunctionArguments(o.Function, true)), true
	case "pg_get_function_sqlbody":
		if !o.Function.Atomic {
			return types.Null, true
		}
		return types.NewStr(o.Function.Body), true
	}
	return types.Null, false
}
