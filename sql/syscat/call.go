package syscat

import (
	"strings"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// Call evaluates a function about catalog objects.
func Call(e *Env, name string, args []types.Datum) (types.Datum, error) {
	if d, ok := e.call(name, args); ok {
		return d, nil
	}
	if strings.HasPrefix(name, "pg_get_function") {
		if d, ok := functionCall(e, name, args); ok {
			return d, nil
		}
	}
	switch name {
	case "pg_get_viewdef":
		return viewDefinition(e, args), nil
	case "pg_get_userbyid":
		if o := e.Main.Get(catalog.ID(uint32(args[0].I))); o != nil && o.Kind == catalog.Role {
			return types.NewStr(o.Name), nil
		}
		return types.NewStr("unknown (OID=" + itoa(args[0].I) + ")"), nil
	case "obj_description", "shobj_description":
		return objDescription(e, args), nil
	case "pg_get_triggerdef", "pg_get_ruledef", "pg_get_partkeydef", "pg_get_statisticsobjdef_columns", "pg_get_functiondef",
		"pg_tablespace_location", "pg_get_partition_constraintdef", "pg_stat_get_numscans":
		return types.Null, nil
	case "pg_get_function_sqlbody", "pg_get_function_arg_default":
		return types.Null, nil
	case "pg_encoding_to_char":
		if args[0].I == encodingUTF8 {
			return types.NewStr("UTF8"), nil
		}
		return types.NewStr(""), nil
	case "pg_char_to_encoding":
		return types.NewInt(encodingUTF8), nil
	case "pg_function_is_visible", "pg_operator_is_visible", "pg_opclass_is_visible",
		"pg_opfamily_is_visible", "pg_collation_is_visible", "pg_conversion_is_visible", "pg_ts_config_is_visible",
		"pg_ts_dict_is_visible", "pg_ts_parser_is_visible", "pg_ts_template_is_visible", "pg_statistics_obj_is_visible":
		return types.NewBool(true), nil
	case "pg_is_in_recovery", "row_security_active", "pg_relation_is_publishable":
		return types.NewBool(false), nil
	case "pg_relation_size", "pg_table_size", "pg_total_relation_size", "pg_indexes_size", "pg_database_size",
		"pg_tablespace_size":
		return types.NewInt(0), nil
	case "pg_get_function_result":
		return functionResult(args), nil
	case "pg_get_function_arguments", "pg_get_function_identity_arguments":
		return functionArguments(args), nil
	case "txid_current", "pg_current_xact_id", "txid_current_if_assigned":
		return types.NewInt(int64(e.Main.CSN())), nil
	}
	if name == "pg_advisory_unlock_all" || strings.HasPrefix(name, "pg_advisory") && strings.Contains(name, "lock") && !strings.Contains(name, "unlock") {
		return types.NewStr(""), nil // one node, nothing to wait for
	}
	if strings.HasPrefix(name, "pg_advisory") || strings.HasPrefix(name, "pg_try_advisory") {
		return types.NewBool(true), nil
	}
	return types.Null, pgerr.Unsupported("function %s", name)
}

func viewDefinition(e *Env, args []types.Datum) types.Datum {
	if o := e.find(catalog.ID(uint32(args[0].I))); o != nil && o.View != nil {
		return types.NewStr(viewDef(o))
	}
	return types.NewStr("")
}

// commentClass is the catalog by which obj_description names a kind.
func commentClass(k catalog.Kind) string {
	switch k {
	case catalog.Schema:
		return "pg_namespace"
	case catalog.Database:
		return "pg_database"
	case catalog.Type:
		return "pg_type"
	case catalog.Function:
		return "pg_proc"
	}
	return "pg_class"
}

func objDescription(e *Env, args []types.Datum) types.Datum {
	id := catalog.ID(uint32(args[0].I))
	if len(args) > 1 && args[1].S == "pg_constraint" {
		if _, k := e.findConstraint(id); k != nil && k.Comment != "" {
			return types.NewStr(k.Comment)
		}
		return types.Null
	}
	o := e.find(id)
	if o == nil || o.Comment == "" || len(args) > 1 && args[1].S != commentClass(o.Kind) {
		return types.Null
	}
	return types.NewStr(o.Comment)
}

func itoa(n int64) string { return text(n) }
