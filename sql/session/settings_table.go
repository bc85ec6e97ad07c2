package session

import (
	"strings"
)

// settingKind is how a setting's value is read.
type settingKind uint8

const (
	kindString settingKind = iota
	kindBool
	kindInt
	kindReal
	kindEnum
)

// setting defines one configuration parameter.
type setting struct {
	name    string // as SHOW prints it
	kind    settingKind
	def     string
	unit    string // ms, s, kB, MB, 8kB, min
	min     int64
	max     int64
	enum    string // allowed words, separated by spaces
	context string // internal, postmaster, user
	report  bool   // told to the client when it changes
	check   func(string) (string, error)
	desc    string
	key     string // lower-case name
}

const (
	maxInt   = 1<<31 - 1
	ctxUser  = "user"
	ctxFixed = "internal"
	ctxStart = "postmaster"
)

// ServerVersion is the PostgreSQL version whose behaviour clients may expect.
const ServerVersion = "15.8"

// settingList holds every setting: PostgreSQL's that clients use, then Tarn's own.
var settingList = []*setting{
	{name: "application_name", def: "", report: true, desc: "Sets the application name to be reported in statistics and logs."},
	{name: "array_nulls", kind: kindBool, def: "on", desc: "Enable input of NULL elements in arrays."},
	{name: "backslash_quote", kind: kindEnum, def: "safe_encoding", enum: "safe_encoding on off", desc: "Sets whether \"\\'\" is allowed in string literals."},
	{name: "block_size", kind: kindInt, def: "8192", context: ctxFixed, min: 8192, max: 8192, desc: "Shows the size of a disk block."},
	{name: "bytea_output", kind: kindEnum, def: "hex", enum: "escape hex", desc: "Sets the output format for bytea."},
	{name: "check_function_bodies", kind: kindBool, def: "on", desc: "Check routine bodies during CREATE FUNCTION and CREATE PROCEDURE."},
	{name: "client_encoding", def: "UTF8", report: true, check: checkEncoding, desc: "Sets the client's character set encoding."},
	{name: "client_min_messages", kind: kindEnum, def: "notice", enum: "debug5 debug4 debug3 debug2 debug1 log notice warning error", desc: "Sets the message levels that are sent to the client."},
	{name: "cursor_tuple_fraction", kind: kindReal, def: "0.1", desc: "Sets the planner's estimate of the fraction of a cursor's rows that will be retrieved."},
	{name: "DateStyle", def: "ISO, MDY", report: true, check: checkDateStyle, desc: "Sets the display format for date and time values."},
	{name: "default_table_access_method", def: "heap", desc: "Sets the default table access method for new tables."},
	{name: "default_tablespace", def: "", desc: "Sets the default tablespace to create tables and indexes in."},
	{name: "default_text_search_config", def: "pg_catalog.simple", desc: "Sets default text search configuration."},
	{name: "default_transaction_deferrable", kind: kindBool, def: "off", desc: "Sets the default deferrable status of new transactions."},
	{name: "default_transaction_isolation", kind: kindEnum, def: "read committed", enum: isolationWords, desc: "Sets the transaction isolation level of each new transaction."},
	{name: "default_transaction_read_only", kind: kindBool, def: "off", report: true, desc: "Sets the default read-only status of new transactions."},
	{name: "extra_float_digits", kind: kindInt, def: "1", min: -15, max: 3, desc: "Sets the number of digits displayed for floating-point values."},
	{name: "from_collapse_limit", kind: kindInt, def: "8", min: 1, max: maxInt, desc: "Sets the FROM-list size beyond which subqueries are not collapsed."},
	{name: "geqo", kind: kindBool, def: "on", desc: "Enables genetic query optimization."},
	{name: "idle_in_transaction_session_timeout", kind: kindInt, def: "0", unit: "ms", max: maxInt, desc: "Sets the maximum allowed idle time between queries, when in a transaction."},
	{name: "idle_session_timeout", kind: kindInt, def: "0", unit: "ms", max: maxInt, desc: "Sets the maximum allowed idle time between queries, when not in a transaction."},
	{name: "in_hot_standby", kind: kindBool, def: "off", context: ctxFixed, report: true, desc: "Shows whether hot standby is currently active."},
	{name: "integer_datetimes", kind: kindBool, def: "on", context: ctxFixed, report: true, desc: "Shows whether datetimes are integer based."},
	{name: "IntervalStyle", kind: kindEnum, def: "postgres", enum: "postgres postgres_verbose sql_standard iso_8601", report: true, desc: "Sets the display format for interval values."},
	{name: "is_superuser", kind: kindBool, def: "on", context: ctxFixed, report: true, desc: "Shows whether the current user is a superuser."},
	{name: "jit", kind: kindBool, def: "off", desc: "Allow JIT compilation."},
	{name: "join_collapse_limit", kind: kindInt, def: "8", min: 1, max: maxInt, desc: "Sets the FROM-list size beyond which JOIN constructs are not flattened."},
	{name: "lc_collate", def: "C", context: ctxFixed, desc: "Shows the collation order locale."},
	{name: "lc_ctype", def: "C", context: ctxFixed, desc: "Shows the character classification and case conversion locale."},
	{name: "lc_messages", def: "C", desc: "Sets the language in which messages are displayed."},
	{name: "lc_monetary", def: "C", desc: "Sets the locale for formatting monetary amounts."},
	{name: "lc_numeric", def: "C", desc: "Sets the locale for formatting numbers."},
	{name: "lc_time", def: "C", desc: "Sets the locale for formatting date and time values."},
	{name: "lock_timeout", kind: kindInt, def: "0", unit: "ms", max: maxInt, desc: "Sets the maximum allowed duration of any wait for a lock."},
	{name: "max_connections", kind: kindInt, def: "200", min: 1, max: 262143, context: ctxStart, desc: "Sets the maximum number of concurrent connections."},
	{name: "max_identifier_length", kind: kindInt, def: "63", min: 63, max: 63, context: ctxFixed, desc: "Shows the maximum identifier length."},
	{name: "max_index_keys", kind: kindInt, def: "32", min: 32, max: 32, context: ctxFixed, desc: "Shows the maximum number of index keys."},
	{name: "port", kind: kindInt, def: "5439", min: 1, max: 65535, context: ctxStart, desc: "Sets the TCP port the server listens on."},
	{name: "quote_all_identifiers", kind: kindBool, def: "off", desc: "When generating SQL fragments, quote all identifiers."},
	{name: "role", def: "none", check: checkRole, desc: "Sets the current role."},
	{name: "row_security", kind: kindBool, def: "on", desc: "Enable row security."},
	{name: "search_path", def: `"$user", public`, check: checkSearchPath, desc: "Sets the schema search order for names that are not schema-qualified."},
	{name: "server_encoding", def: "UTF8", context: ctxFixed, report: true, desc: "Shows the server (database) character set encoding."},
	{name: "server_version", def: ServerVersion, context: ctxFixed, report: true, desc: "Shows the server version."},
	{name: "server_version_num", kind: kindInt, def: "150008", min: 150008, max: 150008, context: ctxFixed, desc: "Shows the server version as an integer."},
	{name: "session_authorization", def: "", report: true, desc: "Sets the session user name."},
	{name: "ssl", kind: kindBool, def: "off", context: ctxFixed, desc: "Enables SSL connections."},
	{name: "standard_conforming_strings", kind: kindBool, def: "on", report: true, check: onlyOn("standard_conforming_strings"), desc: "Causes '...' strings to treat backslashes literally."},
	{name: "statement_timeout", kind: kindInt, def: "0", unit: "ms", max: maxInt, desc: "Sets the maximum allowed duration of any statement."},
	{name: "synchronous_commit", kind: kindEnum, def: "on", enum: "local remote_write remote_apply on off", desc: "Sets the current transaction's synchronization level."},
	{name: "temp_tablespaces", def: "", desc: "Sets the tablespace(s) to use for temporary tables and sort files."},
	{name: "TimeZone", def: "UTC", report: true, check: checkTimeZone, desc: "Sets the time zone for displaying and interpreting time stamps."},
	{name: "timezone_abbreviations", def: "Default", desc: "Selects a file of time zone abbreviations."},
	{name: "transaction_deferrable", kind: kindBool, def: "off", desc: "Whether to defer a read-only serializable transaction."},
	{name: "transaction_isolation", kind: kindEnum, def: "read committed", enum: isolationWords, desc: "Sets the current transaction's isolation level."},
	{name: "transaction_read_only", kind: kindBool, def: "off", desc: "Sets the current transaction's read-only status."},
	{name: "transform_null_equals", kind: kindBool, def: "off", check: onlyOff("transform_null_equals"), desc: "Treats \"expr=NULL\" as \"expr IS NULL\"."},
	{name: "work_mem", kind: kindInt, def: "4096", unit: "kB", min: 64, max: maxInt, desc: "Accepted for compatibility; see query_memory."},
	{name: "maintenance_work_mem", kind: kindInt, def: "65536", unit: "kB", min: 1024, max: maxInt, desc: "Accepted for compatibility."},
	{name: "xmlbinary", kind: kindEnum, def: "base64", enum: "base64 hex", desc: "Sets how binary values are to be encoded in XML."},
	{name: "xmloption", kind: kindEnum, def: "content", enum: "content document", desc: "Sets whether XML data is to be considered as documents or content fragments."},

	{name: "batch_size", kind: kindInt, def: "0", max: 2048, desc: "Rows per batch, for tests; 0 is the standard size."},
	{name: "column_cache", kind: kindBool, def: "on", desc: "Whether scans may keep and use decoded columns in memory."},
	{name: "equal_hashes", kind: kindBool, def: "off", desc: "Makes all hash values equal, for tests."},
	{name: "idempotency_key", def: "", desc: "Names the next transactions: of those with one name only the first that commits changes anything."},
	{name: "optimizer_rules_off", def: "", desc: "Optimizer rules not to use, separated by commas; 'all' turns every optional one off."},
	{name: "query_memory", kind: kindInt, def: "0", unit: "kB", max: 1 << 40, desc: "Memory budget of one query; 0 is the server's default."},
	{name: "query_spill", kind: kindBool, def: "on", desc: "Whether a query over its memory budget may write to disk instead of failing."},
	{name: "query_workers", kind: kindInt, def: "0", max: 1024, desc: "Cores one query may use; 0 is all of them."},
	{name: "vacuum_retention_check", kind: kindBool, def: "on", desc: "Whether VACUUM refuses a retention time that can break readers."},
	{name: "sql_dialect", kind: kindEnum, def: "postgres", enum: "postgres mysql", desc: "The language of statements."},
}

const isolationWords = "serializable|repeatable read|read committed|read uncommitted"

// settingsByKey finds settings by lower-case name.
var settingsByKey = func() map[string]*setting {
	m := make(map[string]*setting, len(settingList))
	for _, d := range settingList {
		d.key = strings.ToLower(d.name)
		if d.context == "" {
			d.context = ctxUser
		}
		m[d.key] = d
	}
	return m
}()

// words lists the values of an enum.
func (d *setting) words() []string {
	if strings.Contains(d.enum, "|") {
		return strings.Split(d.enum, "|")
	}
	return strings.Fields(d.enum)
}
