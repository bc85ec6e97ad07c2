package builtin

import "github.com/tarndb/tarn/sql/types"

// notStrictAggs are the aggregates that also see rows with NULL arguments.
var notStrictAggs = map[string]bool{
	"array_agg": true, "json_agg": true, "jsonb_agg": true, "json_object_agg": true, "jsonb_object_agg": true,
	"rank": true, "dense_rank": true, "percent_rank": true, "cume_dist": true, "string_agg": false,
}

// defaultsOf gives the values of the trailing arguments that may be left out.
func defaultsOf(fn *Func) []types.Datum {
	str := func(s string) []types.Datum { return []types.Datum{types.NewStr(s)} }
	switch fn.Name {
	case "is_normalized", "normalize":
		return str("NFC")
	case "parse_ident", "jsonb_set":
		return []types.Datum{types.NewBool(true)}
	case "jsonb_insert", "json_populate_record", "json_populate_recordset":
		return []types.Datum{types.NewBool(false)}
	case "jsonb_set_lax":
		return []types.Datum{types.NewBool(true), types.NewStr("use_json_null")}
	case "make_interval":
		return append(make([]types.Datum, 6), types.NewFloat(0))
	case "pg_terminate_backend":
		return make([]types.Datum, 1)
	}
	if fn.Defaults == 2 && len(fn.Args) == 4 { // jsonb_path_*: vars '{}', silent false
		return []types.Datum{types.NewStr("{}"), types.NewBool(false)}
	}
	return make([]types.Datum, fn.Defaults)
}
