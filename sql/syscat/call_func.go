package syscat

import (
	"strings"

	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/types"
)

// functionResult is pg_get_function_result.
func functionResult(args []types.Datum) types.Datum {
	f := builtin.FuncByOID(uint32(args[0].I))
	if f == nil {
		return types.Null
	}
	text := types.FormatType(f.Ret, -1)
	if len(f.Cols) > 0 {
		var cols []string
		for _, c := range f.Cols {
			cols = append(cols, c.Name+" "+c.Type.String())
		}
		text = "TABLE(" + strings.Join(cols, ", ") + ")"
	} else if f.Kind == builtin.SetReturning {
		text = "SETOF " + text
	}
	return types.NewStr(text)
}

// functionArguments is pg_get_function_arguments.
func functionArguments(args []types.Datum) types.Datum {
	f := builtin.FuncByOID(uint32(args[0].I))
	if f == nil {
		return types.Null
	}
	var out []string
	for i, a := range f.Args {
		text := types.FormatType(a, -1)
		if f.Variadic && i == len(f.Args)-1 {
			text = "VARIADIC " + text
		}
		out = append(out, text)
	}
	return types.NewStr(strings.Join(out, ", "))
}
