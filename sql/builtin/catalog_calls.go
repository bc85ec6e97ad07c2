package builtin

import (
	"strings"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

// asked names functions that are answered by Catalog.Call: they need the catalog snapshot
// or the running server. One that an area file registers under its key is not asked.
var asked = func() map[string]bool {
	m := map[string]bool{}
	for n := range strings.FieldsSeq(`
		version current_database current_schema current_schemas pg_backend_pid pg_client_encoding getdatabaseencoding
		pg_postmaster_start_time pg_conf_load_time pg_is_in_recovery pg_my_temp_schema pg_is_other_temp_schema
		pg_sleep pg_sleep_for pg_cancel_backend pg_terminate_backend pg_jit_available pg_trigger_depth
		inet_client_addr inet_client_port inet_server_addr inet_server_port pg_blocking_pids
		current_setting set_config row_security_active
		pg_get_userbyid pg_get_viewdef pg_get_expr pg_get_indexdef pg_get_constraintdef pg_get_triggerdef pg_get_ruledef
		pg_get_partkeydef pg_get_partition_constraintdef pg_get_serial_sequence pg_get_statisticsobjdef_columns
		pg_get_functiondef pg_get_function_result pg_get_function_arguments pg_get_function_identity_arguments
		pg_get_function_sqlbody pg_get_function_arg_default pg_relation_is_publishable
		obj_description shobj_description col_description pg_encoding_to_char pg_char_to_encoding pg_tablespace_location
		pg_relation_size pg_table_size pg_total_relation_size pg_indexes_size pg_database_size pg_tablespace_size
		txid_current txid_current_if_assigned pg_current_xact_id pg_has_role format_type
		pg_advisory_lock pg_advisory_lock_shared pg_advisory_unlock pg_advisory_unlock_shared pg_advisory_unlock_all
		pg_advisory_xact_lock pg_advisory_xact_lock_shared pg_try_advisory_lock pg_try_advisory_lock_shared
		pg_try_advisory_xact_lock pg_try_advisory_xact_lock_shared`) {
		m[n] = true
	}
	return m
}()

// askCatalog gives an evaluation that asks the session's catalog, nil for functions that
// are not its business.
func askCatalog(name string) evalFn {
	known := asked[name] || strings.HasSuffix(name, "_is_visible") ||
		strings.HasPrefix(name, "has_") && strings.HasSuffix(name, "_privilege")
	if !known {
		return nil
	}
	return func(c *Ctx, args []types.Datum) (types.Datum, error) {
		if c.Session == nil || c.Session.Catalog == nil {
			return types.Null, pgerr.New(pgerr.ObjectNotInPrerequisiteState, "function %s needs a session", name)
		}
		return c.Session.Catalog.Call(name, args)
	}
}
