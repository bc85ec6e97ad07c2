package syscat

import (
	"sort"
	"strings"
	"time"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/types"
)

// OIDs of objects that are no catalog objects of ours.
const (
	SuperuserOID  = 10
	tablespaceOID = 1663
	heapOID       = 2
	collationOID  = 100
	encodingUTF8  = 6
)

type producerDef struct {
	name, cols string
	emit       func(e *Env, emit func(vals ...any))
}

// producers lists the relations with rows.
func producers() []producerDef {
	return append(roleProducers(), []producerDef{
		{"pg_catalog.pg_namespace", "oid nspname nspowner nspacl", namespaces},
		{"pg_catalog.pg_class", "oid relname relnamespace relowner relam reltablespace reltuples relpersistence relkind relnatts relreplident relispopulated relhasindex relchecks relhasrules reltype relacl relhastriggers relrowsecurity relforcerowsecurity reloptions", classes},
		{"pg_catalog.pg_attribute", "attrelid attname atttypid attstattarget attlen attnum attcacheoff atttypmod attndims attbyval attalign attstorage attcompression attnotnull atthasdef attidentity attgenerated attislocal attcollation attacl", attributes},
		{"pg_catalog.pg_attrdef", "oid adrelid adnum adbin", defaults},
		{"pg_catalog.pg_type", "oid typname typnamespace typowner typlen typbyval typtype typcategory typispreferred typisdefined typdelim typelem typarray typinput typoutput typreceive typsend typmodin typmodout typalign typstorage typtypmod typcollation typrelid typnotnull typbasetype typdefault typsubscript", typeRows},
		{"pg_catalog.pg_enum", "oid enumtypid enumsortorder enumlabel", enumRows},
		{"pg_catalog.pg_constraint", "oid conname connamespace contype condeferrable condeferred convalidated conrelid contypid conindid conparentid confrelid confupdtype confdeltype confmatchtype conislocal coninhcount connoinherit conkey confkey conbin", constraints},
		{"pg_catalog.pg_index", "indexrelid indrelid indnatts indnkeyatts indisunique indnullsnotdistinct indisprimary indisexclusion indimmediate indisclustered indisvalid indcheckxmin indisready indislive indisreplident indkey indcollation indclass indoption indexprs indpred", indexRows},
		{"pg_catalog.pg_indexes", "schemaname tablename indexname tablespace indexdef", indexesView},
		{"pg_catalog.pg_sequence", "seqrelid seqtypid seqstart seqincrement seqmax seqmin seqcache seqcycle", sequenceRows},
		{"pg_catalog.pg_sequences", "schemaname sequencename sequenceowner data_type start_value min_value max_value increment_by cycle cache_size last_value", sequencesView},
		{"pg_catalog.pg_depend", "classid objid objsubid refclassid refobjid refobjsubid deptype", depends},
		{"pg_catalog.pg_rewrite", "oid rulename ev_class ev_type ev_enabled is_instead", rewrites},
		{"pg_catalog.pg_matviews", "schemaname matviewname matviewowner tablespace hasindexes ispopulated definition", matviewRows},
		{"pg_catalog.pg_database", "oid datname datdba encoding datlocprovider datistemplate datallowconn datconnlimit dattablespace datcollate datctype datacl", databases},
		{"pg_catalog.pg_proc", "oid proname pronamespace proowner prolang procost prorows provariadic prokind proisstrict proretset provolatile proparallel pronargs pronargdefaults prorettype proargtypes prosrc prosecdef proleakproof proallargtypes proargmodes proargnames proconfig prosqlbody proacl", procs},
		{"pg_catalog.pg_settings", "name setting unit category short_desc context vartype source min_val max_val enumvals boot_val reset_val", settingRows},
		{"pg_catalog.pg_am", "oid amname amtype", accessMethods},
		{"pg_catalog.pg_language", "oid lanname lanowner lanispl lanpltrusted", languages},
		{"pg_catalog.pg_collation", "oid collname collnamespace collowner collprovider collisdeterministic collencoding collcollate collctype", collations},
		{"pg_catalog.pg_tablespace", "oid spcname spcowner", tablespaces},
		{"pg_catalog.pg_description", "objoid classoid objsubid description", descriptions},
		{"pg_catalog.pg_tables", "schemaname tablename tableowner hasindexes hasrules hastriggers rowsecurity", tableRows},
		{"pg_catalog.pg_views", "schemaname viewname viewowner definition", viewRows},
		{"pg_catalog.pg_stat_activity", "datid datname pid usesysid usename application_name client_addr backend_start xact_start query_start state_change state query backend_type", activityRows},
		{"pg_catalog.pg_cast", "oid castsource casttarget castcontext castmethod", casts},
		{"pg_catalog.pg_operator", "oid oprname oprnamespace oprowner oprkind oprleft oprright oprcode", operators},
		{"pg_catalog.pg_extension", "oid extname extowner extnamespace extversion", func(*Env, func(...any)) {}},
		{"information_schema.schemata", "catalog_name schema_name schema_owner", schemata},
		{"information_schema.tables", "table_catalog table_schema table_name table_type is_insertable_into is_typed commit_action", infoTables},
		{"information_schema.views", "table_catalog table_schema table_name view_definition check_option is_updatable is_insertable_into", infoViews},
		{"information_schema.columns", "table_catalog table_schema table_name column_name ordinal_position column_default is_nullable data_type character_maximum_length character_octet_length numeric_precision numeric_precision_radix numeric_scale datetime_precision udt_catalog udt_schema udt_name is_self_referencing is_identity is_generated is_updatable dtd_identifier domain_catalog domain_schema domain_name identity_generation identity_start identity_increment identity_maximum identity_minimum identity_cycle generation_expression", infoColumns},
		{"information_schema.table_constraints", "constraint_catalog constraint_schema constraint_name table_catalog table_schema table_name constraint_type is_deferrable initially_deferred enforced nulls_distinct", tableConstraints},
		{"information_schema.check_constraints", "constraint_catalog constraint_schema constraint_name check_clause", checkConstraints},
		{"information_schema.key_column_usage", "constraint_catalog constraint_schema constraint_name table_catalog table_schema table_name column_name ordinal_position position_in_unique_constraint", keyColumnUsage},
		{"information_schema.referential_constraints", "constraint_catalog constraint_schema constraint_name unique_constraint_catalog unique_constraint_schema unique_constraint_name match_option update_rule delete_rule", referentialConstraints},
		{"information_schema.constraint_column_usage", "table_catalog table_schema table_name column_name constraint_catalog constraint_schema constraint_name", constraintColumnUsage},
		{"information_schema.sequences", "sequence_catalog sequence_schema sequence_name data_type numeric_precision numeric_precision_radix numeric_scale start_value minimum_value maximum_value increment cycle_option", infoSequences},
		{"information_schema.domains", "domain_catalog domain_schema domain_name data_type character_maximum_length character_octet_length numeric_precision numeric_precision_radix numeric_scale datetime_precision domain_default udt_catalog udt_schema udt_name dtd_identifier", infoDomains},
		{"information_schema.domain_constraints", "constraint_catalog constraint_schema constraint_name domain_catalog domain_schema domain_name is_deferrable initially_deferred", infoDomainConstraints},
		{"information_schema.view_table_usage", "view_catalog view_schema view_name table_catalog table_schema table_name", viewTableUsage},
		{"information_schema.view_column_usage", "view_catalog view_schema view_name table_catalog table_schema table_name column_name", viewColumnUsage},
		{"information_schema.character_sets", "character_set_name character_repertoire form_of_use default_collate_catalog", characterSets},
		{"information_schema.information_schema_catalog_name", "catalog_name", func(e *Env, emit func(...any)) { emit(e.Database) }},
		{"tarn.queries", "pid user_name application_name client state query started elapsed_ms rows_scanned rows_total progress rows_out memory_bytes", queries},
		{"tarn.query_log", "id pid user_name application_name query started elapsed_ms rows_scanned rows_out bytes_read spilled_bytes memory_peak_bytes sqlstate error", queryLog},
		{"tarn.audit", "seq time action role_name client pid statement detail sqlstate", audit},
		{"tarn.server", "version started sessions running_queries queued_queries memory_used_bytes memory_peak_bytes memory_limit_bytes", server},
	}...)
}

// schemasOf lists schemas in order of name, the temporary one last.
func schemasOf(e *Env) []*catalog.Object {
	var out []*catalog.Object
	e.Main.Children(catalog.DatabaseID, catalog.Schema, func(o *catalog.Object) bool { out = append(out, o); return true })
	if e.Temp != nil {
		out = append(out, e.Temp.Get(catalog.TempID))
	}
	return out
}

func namespaces(e *Env, emit func(...any)) {
	for _, o := range schemasOf(e) {
		emit(o.ID, o.Name, o.Owner, aclOf(e, o))
	}
}

func typeRows(e *Env, emit func(...any)) {
	for _, t := range types.Infos() {
		coll := t.Collation
		emit(t.OID, t.Name, catalog.PgCatalogID, SuperuserOID, t.Len, t.ByVal, string(rune(t.Kind)), string(rune(t.Category)),
			t.Preferred, true, string(rune(t.Delim)), t.Elem, t.Array, procOID(t.Input), procOID(t.Output), procOID(t.Receive),
			procOID(t.Send), procOID(t.ModIn), procOID(t.ModOut), string(rune(t.Align)), string(rune(t.Storage)), -1, coll, 0, false, 0, nil, procOID(t.Subscript))
	}
	userTypes(e, emit)
}

// procOID finds the function of a name that pg_type mentions; 0 for none.
func procOID(name string) uint32 {
	if name == "-" || name == "" {
		return 0
	}
	return procsByName()[name]
}

func databases(e *Env, emit func(...any)) {
	db := e.Main.Get(catalog.DatabaseID)
	emit(catalog.DatabaseID, e.Database, db.Owner, encodingUTF8, "c", false, true, -1, tablespaceOID, "C", "C", aclOf(e, db))
}

func procs(e *Env, emit func(...any)) {
	for _, f := range builtin.Procs() {
		kind, vol, lang := "f", [...]string{"i", "s", "v"}[f.Volatility], 12
		switch f.Kind {
		case builtin.Aggregate:
			kind = "a"
		case builtin.Window:
			kind = "w"
		}
		rows, variadic := 0.0, uint32(0)
		if f.Kind == builtin.SetReturning {
			rows = 1000
		}
		if f.Variadic && len(f.Args) > 0 {
			variadic = f.Args[len(f.Args)-1]
			if t, ok := types.ElemOf(types.T(variadic)); ok {
				variadic = t.OID
			}
		}
		emit(f.OID, f.Name, catalog.PgCatalogID, SuperuserOID, lang, 1.0, rows, variadic, kind, !f.NotStrict,
			f.Kind == builtin.SetReturning, vol, "s", len(f.Args), f.Defaults, f.Ret, f.Args, f.Kernel, false, false, nil, nil, nil, nil, nil, nil)
	}
	userProcs(e, emit)
}

func settingRows(e *Env, emit func(...any)) {
	for _, s := range e.Facts.Settings() {
		var enum any
		if s.Enum != nil {
			enum = s.Enum
		}
		emit(s.Name, s.Value, null(s.Unit), "Server", s.Desc, s.Context, s.Kind, s.Source, null(s.Min), null(s.Max), enum, s.Boot, s.Reset)
	}
}

// null is NULL for an empty text.
func null(s string) any {
	if s == "" {
		return nil
	}
	return s
}

func accessMethods(_ *Env, emit func(...any)) {
	defer func() {
		for _, m := range []string{"gist", "gin", "spgist", "brin"} {
			emit(methodOID(m), m, "i")
		}
	}()
	emit(heapOID, "heap", "t")
	emit(403, "btree", "i")
	emit(405, "hash", "i")
}

func languages(_ *Env, emit func(...any)) {
	emit(12, "internal", SuperuserOID, false, false)
	emit(13, "c", SuperuserOID, false, false)
	emit(languageSQL, "sql", SuperuserOID, false, true)
	emit(languagePLpgSQL, "plpgsql", SuperuserOID, true, true)
}

func collations(_ *Env, emit func(...any)) {
	emit(collationOID, "default", catalog.PgCatalogID, SuperuserOID, "d", true, -1, nil, nil)
	emit(950, "C", catalog.PgCatalogID, SuperuserOID, "c", true, -1, "C", "C")
	emit(951, "POSIX", catalog.PgCatalogID, SuperuserOID, "c", true, -1, "POSIX", "POSIX")
}

func tablespaces(_ *Env, emit func(...any)) {
	emit(tablespaceOID, "pg_default", SuperuserOID)
	emit(1664, "pg_global", SuperuserOID)
}

func activityRows(e *Env, emit func(...any)) {
	for _, a := range e.Facts.Activity() {
		emit(catalog.DatabaseID, e.Database, a.PID, SuperuserOID, a.User, a.App, null(host(a.Remote)), a.Opened, a.TxStart,
			a.Started, a.Since, a.State, a.Query, "client backend")
	}
}

// host cuts the port off an address.
func host(addr string) string {
	if i := strings.LastIndexByte(addr, ':'); i >= 0 {
		return strings.Trim(addr[:i], "[]")
	}
	return addr
}

func casts(_ *Env, emit func(...any)) {
	for i, c := range builtin.Casts() {
		method := "f"
		if c.Binary {
			method = "b"
		}
		emit(10000+i, c.From, c.To, [...]string{"i", "a", "e"}[c.Context], method)
	}
}

func operators(_ *Env, emit func(...any)) {
	for _, o := range builtin.Operators() {
		kind, fn := "b", uint32(0)
		if o.Left == 0 {
			kind = "l"
		}
		if o.Fn != nil {
			fn = o.Fn.OID
		}
		emit(o.OID, o.Name, catalog.PgCatalogID, SuperuserOID, kind, o.Left, o.Right, fn)
	}
}

func queries(e *Env, emit func(...any)) {
	now := time.Now()
	for _, a := range e.Facts.Activity() {
		var elapsed, progress any
		if !a.Started.IsZero() {
			end := now
			if a.State != "active" {
				end = a.Since
			}
			elapsed = float64(end.Sub(a.Started)) / 1e6
		}
		if a.RowsTotal > 0 {
			progress = min(1, float64(a.RowsScanned)/float64(a.RowsTotal))
		}
		emit(a.PID, a.User, a.App, a.Remote, a.State, a.Query, a.Started, elapsed, a.RowsScanned, a.RowsTotal, progress,
			a.RowsOut, a.MemBytes)
	}
}

func queryLog(e *Env, emit func(...any)) {
	log := e.Facts.Log()
	sort.Slice(log, func(i, j int) bool { return log[i].ID < log[j].ID })
	for _, l := range log {
		emit(l.ID, l.PID, l.User, l.App, l.Query, l.Start, float64(l.Nanos)/1e6, l.RowsScanned, l.Rows, l.BytesRead,
			l.Spilled, l.MemMax, l.Code, null(l.Error))
	}
}

func audit(e *Env, emit func(...any)) {
	for _, a := range e.Facts.Audit() {
		emit(a.Seq, a.Time, a.Action, a.Role, null(a.Client), a.PID, null(a.Text), null(a.Detail), null(a.Code))
	}
}

func server(e *Env, emit func(...any)) {
	s := e.Facts.Server()
	var limit any
	if s.MemBudget > 0 {
		limit = s.MemBudget
	}
	emit(e.Version, e.Started, s.Sessions, s.Running, s.Queued, s.MemUsed, s.MemPeak, limit)
}
