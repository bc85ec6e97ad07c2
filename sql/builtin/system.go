package builtin

import (
	"crypto/rand"
	_ "embed"
	"math"
	"strings"
	"time"

	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/types"
)

//go:embed keywords.txt
var keywordTable string

// Version is what version() answers; drivers choose their catalog queries by it.
const Version = "PostgreSQL 15.8 (Tarn), compiled by Go"

func init() {
	ses := func(f func(s *Session) D) evalFn {
		return func(c *Ctx, _ []D) (D, error) {
			s := c.Session
			if s == nil {
				s = &Session{}
			}
			return f(s), nil
		}
	}
	regScalars(map[string]evalFn{
		"pgsql_version":       constant(strD(Version)),
		"current_user":        ses(func(s *Session) D { return strD(s.User) }),
		"session_user":        ses(func(s *Session) D { return strD(s.SessionUser) }),
		"current_database":    ses(func(s *Session) D { return strD(s.Database) }),
		"pg_backend_pid":      ses(func(s *Session) D { return intD(int64(s.BackendPID)) }),
		"current_schema":      ses(currentSchema),
		"current_schemas":     currentSchemas,
		"show_config_by_name": currentSetting, "show_config_by_name_missing_ok": currentSetting, "set_config_by_name": setConfig,
		"pg_typeof":       func(c *Ctx, _ []D) (D, error) { return types.NewOid(c.argType(0, types.Unknown).OID), nil },
		"format_type":     formatType,
		"pg_num_nulls":    func(_ *Ctx, a []D) (D, error) { return intD(countNulls(a)), nil },
		"pg_num_nonnulls": func(_ *Ctx, a []D) (D, error) { return intD(int64(len(a)) - countNulls(a)), nil },
		"gen_random_uuid": randomUUID,
		"pg_size_pretty":  func(_ *Ctx, a []D) (D, error) { return strD(sizePretty(a[0].I)), nil },
		"pg_size_pretty_numeric": func(_ *Ctx, a []D) (D, error) {
			v, _ := types.DecimalOf(a[0]).Int64()
			return strD(sizePretty(v)), nil
		},
		"pg_size_bytes": sizeBytes,
		"pg_sleep": func(c *Ctx, a []D) (D, error) {
			if c.Session != nil && c.Session.Catalog != nil { // it knows when the statement is cancelled
				return c.Session.Catalog.Call("pg_sleep", a)
			}
			time.Sleep(time.Duration(math.Min(a[0].Float(), 1e9) * 1e9))
			return D{}, nil
		},
		"pg_client_encoding": constant(strD("UTF8")), "getdatabaseencoding": constant(strD("UTF8")),
		"PG_char_to_encoding": func(_ *Ctx, a []D) (D, error) {
			if checkEncodings(a[0].S) != nil {
				return intD(-1), nil
			}
			return intD(6), nil
		},
		"PG_encoding_to_char": func(_ *Ctx, a []D) (D, error) {
			if a[0].I == 6 {
				return strD("UTF8"), nil
			}
			return strD(""), nil
		},
		"pg_encoding_max_length_sql": constant(intD(4)),
		"pg_is_in_recovery":          constant(boolD(false)), "pg_jit_available": constant(boolD(false)),
		"pg_my_temp_schema": constant(types.NewOid(0)), "pg_is_other_temp_schema": constant(boolD(false)),
		"pg_trigger_depth": constant(intD(0)), "pg_collation_for": func(c *Ctx, _ []D) (D, error) {
			if types.Category(c.argType(0, types.Unknown)) == 'S' {
				return strD(`"default"`), nil
			}
			return types.Null, nil
		},
		"pg_column_size": func(c *Ctx, a []D) (D, error) {
			if n := c.argType(0, types.Unknown).Len(); n > 0 {
				return intD(int64(n)), nil
			}
			return intD(int64(len(a[0].S)) + 1), nil
		},
		"pg_column_compression": constant(types.Null), "row_security_active": constant(boolD(false)),
		"row_security_active_name": constant(boolD(false)), "pg_conf_load_time": constant(intD(processStart)),
		"pg_postmaster_start_time": constant(intD(processStart)), "inet_client_addr": constant(types.Null),
		"inet_client_port": constant(types.Null), "inet_server_addr": constant(types.Null), "inet_server_port": constant(types.Null),
		"pg_notification_queue_usage": constant(floatD(0)), "pg_tablespace_location": constant(strD("")),
		"xmltotext": first, "texttoxml": first, "current_query": constant(types.Null),
		"to_regtype":      func(c *Ctx, a []D) (D, error) { return toReg(c, types.RegType, a[0].S) },
		"to_regclass":     func(c *Ctx, a []D) (D, error) { return toReg(c, types.RegClass, a[0].S) },
		"to_regnamespace": func(c *Ctx, a []D) (D, error) { return toReg(c, types.RegNamespace, a[0].S) },
		"to_regrole":      func(c *Ctx, a []D) (D, error) { return toReg(c, types.RegRole, a[0].S) },
		"to_regproc":      func(c *Ctx, a []D) (D, error) { return toReg(c, types.RegProc, a[0].S) },
		"to_regprocedure": func(c *Ctx, a []D) (D, error) { return toReg(c, types.RegProcedure, a[0].S) },
	})
	setImpls["pg_get_keywords"] = getKeywords
	setImpls["pg_timezone_names"] = zoneNamesSet
	setImpls["pg_timezone_abbrevs"] = zoneAbbrevSet
	for _, n := range []string{"pg_available_extensions", "pg_available_extension_versions", "pg_lock_status", "pg_listening_channels",
		"pg_prepared_xact", "pg_partition_ancestors", "pg_partition_tree", "pg_get_replication_slots", "pg_extension_update_paths", "pg_hba_file_rules"} {
		setImpls[n] = func(*Ctx, []D, func([]D) bool) error { return nil }
	}
	setImpls["pg_options_to_table"] = optionsToTable
	// JDBC's key and index queries expand pg_index.indkey with it.
	expand := defSet("information_schema._pg_expandarray(int2vector) record", func(c *Ctx, a []D, yield func([]D) bool) error {
		for i, e := range c.array(a, 0).Elems {
			if !yield([]D{e, intD(int64(i + 1))}) {
				break
			}
		}
		return nil
	})
	expand.Cols = []types.Field{{Name: "x", Type: types.T(types.Int2)}, {Name: "n", Type: types.T(types.Int4)}}
}

var processStart = time.Now().UnixMicro()

// delegated says whether a pg_proc entry without own evaluation is answered by the
// session's catalog.
func delegated(fn *Func) bool {
	n := fn.Name
	for _, p := range []string{"pg_get_", "pg_advisory_", "pg_try_advisory_", "pg_relation_", "pg_tablespace_", "pg_partition_"} {
		if strings.HasPrefix(n, p) {
			return true
		}
	}
	return strings.HasSuffix(n, "_is_visible") || catalogFuncs[n]
}

var catalogFuncs = wordSet(`col_description obj_description shobj_description pg_table_size pg_total_relation_size pg_indexes_size
pg_database_size nextval currval setval lastval pg_sequence_last_value pg_cancel_backend pg_terminate_backend pg_xact_status txid_status
pg_current_xact_id pg_current_xact_id_if_assigned txid_current txid_current_if_assigned pg_notify pg_blocking_pids pg_reload_conf
pg_describe_object pg_column_is_updatable pg_index_column_has_property pg_index_has_property pg_indexam_has_property
pg_stat_clear_snapshot pg_stat_reset pg_sequence_parameters pg_export_snapshot pg_collation_actual_version`)

// delegate asks the session's catalog.
func delegate(name string) evalFn {
	return func(c *Ctx, a []D) (D, error) {
		if c.Session == nil || c.Session.Catalog == nil {
			return D{}, pgerr.Unsupported("function %s without a catalog", name)
		}
		return c.Session.Catalog.Call(name, a)
	}
}

// privilegeQuestion asks the session's catalog and tells it which arguments are names
// (t), OIDs (o) and column numbers (n).
func privilegeQuestion(fn *Func) evalFn {
	sig := make([]byte, len(fn.Args))
	for i, a := range fn.Args {
		switch a {
		case types.Oid:
			sig[i] = 'o'
		case types.Int2:
			sig[i] = 'n'
		default:
			sig[i] = 't'
		}
	}
	return delegate(fn.Name + ":" + string(sig))
}

// implicitEval finds an evaluation for pg_proc entries that no area file registers.
func implicitEval(fn *Func) evalFn {
	switch {
	case strings.HasPrefix(fn.Name, "has_") && strings.HasSuffix(fn.Name, "_privilege") || fn.Name == "pg_has_role":
		return privilegeQuestion(fn)
	case delegated(fn):
		return delegate(fn.Name)
	}
	return nil
}

func currentSchema(s *Session) D {
	for _, n := range s.SearchPath {
		if n == "$user" {
			if s.Catalog == nil {
				continue
			}
			if _, ok := s.Catalog.SchemaOID(s.User); ok {
				return strD(s.User)
			}
			continue
		}
		if s.Catalog == nil {
			return strD(n)
		}
		if _, ok := s.Catalog.SchemaOID(n); ok {
			return strD(n)
		}
	}
	return types.Null
}

func currentSchemas(c *Ctx, a []D) (D, error) {
	var out []D
	if a[0].Bool() {
		out = append(out, strD("pg_catalog"))
	}
	if s := c.Session; s != nil {
		for _, n := range s.SearchPath {
			if d := currentSchema(&Session{SearchPath: []string{n}, User: s.User, Catalog: s.Catalog}); !d.Null && (d.S != "pg_catalog" || !a[0].Bool()) {
				out = append(out, d)
			}
		}
	}
	return types.NewArray(types.T(types.Name), out), nil
}

func currentSetting(c *Ctx, a []D) (D, error) {
	if c.Session != nil && c.Session.Settings != nil {
		if v, ok := c.Session.Settings(a[0].S); ok {
			return strD(v), nil
		}
	}
	if len(a) > 1 && a[1].Bool() {
		return types.Null, nil
	}
	return D{}, pgerr.New(pgerr.UndefinedObject, "unrecognized configuration parameter \"%s\"", a[0].S)
}

func setConfig(c *Ctx, a []D) (D, error) {
	if a[0].Null {
		return D{}, pgerr.New(pgerr.NullValueNotAllowed, "SET requires parameter name")
	}
	if c.Session == nil || c.Session.SetSetting == nil {
		return D{}, pgerr.Unsupported("set_config here")
	}
	if err := c.Session.SetSetting(a[0].S, a[1].S, !a[2].Null && a[2].Bool()); err != nil {
		return D{}, err
	}
	return currentSetting(c, a[:1])
}

func formatType(c *Ctx, a []D) (D, error) {
	if a[0].Null {
		return types.Null, nil
	}
	oid := uint32(a[0].I)
	if oid == 0 {
		return strD("-"), nil
	}
	if types.ByOID(oid) == nil && c.Session != nil && c.Session.Catalog != nil {
		return c.Session.Catalog.Call("format_type", a)
	}
	if a[1].Null {
		return strD(types.FormatType(oid, -1)), nil
	}
	if a[1].I < 0 {
		switch oid {
		case types.BPChar:
			return strD("bpchar"), nil
		case types.Bit:
			return strD(`"bit"`), nil
		}
	}
	return strD(types.FormatType(oid, int32(a[1].I))), nil
}

func countNulls(a []D) int64 {
	n := int64(0)
	for _, d := range a {
		if d.Null {
			n++
		}
	}
	return n
}

func randomUUID(*Ctx, []D) (D, error) {
	var b [16]byte
	rand.Read(b[:])
	b[6], b[8] = b[6]&0x0f|0x40, b[8]&0x3f|0x80
	return strD(string(b[:])), nil
}

var sizeUnits = []struct {
	name  string
	limit uint64
	round bool
	bits  int
}{{"bytes", 10 * 1024, false, 0}, {"kB", 20*1024 - 1, true, 10}, {"MB", 20*1024 - 1, true, 20}, {"GB", 20*1024 - 1, true, 30},
	{"TB", 20*1024 - 1, true, 40}, {"PB", 20*1024 - 1, true, 50}}

func sizePretty(v int64) string {
	b := func(x bool) int {
		if x {
			return 1
		}
		return 0
	}
	for i, u := range sizeUnits {
		if i+1 == len(sizeUnits) || magnitude(v) < u.limit {
			if u.round {
				if v >= 0 {
					v = (v + 1) / 2
				} else {
					v = (v - 1) / 2
				}
			}
			return string(types.AppendScaled(nil, v, 0)) + " " + u.name
		}
		next := sizeUnits[i+1]
		v /= int64(1) << (next.bits - u.bits - b(next.round) + b(u.round))
	}
	return ""
}

func sizeBytes(_ *Ctx, a []D) (D, error) {
	s := strings.TrimSpace(a[0].S)
	n := 0
	for n < len(s) && strings.IndexByte("+-.0123456789eE", s[n]) >= 0 && !(s[n]|0x20 == 'e' && n+1 < len(s) && strings.IndexByte("bB", s[n+1]) >= 0) {
		n++
	}
	num, err := types.ParseDecimal(s[:n])
	if err != nil || n == 0 {
		return D{}, badParam("invalid size: \"%s\"", a[0].S)
	}
	shift := map[string]uint{"": 0, "b": 0, "bytes": 0, "kb": 10, "mb": 20, "gb": 30, "tb": 40, "pb": 50}
	unit := strings.ToLower(strings.TrimSpace(s[n:]))
	k, ok := shift[unit]
	if !ok {
		return D{}, badParam("invalid size: \"%s\"", a[0].S).(*pgerr.Error).WithDetail("Invalid size unit: \"%s\".", strings.TrimSpace(s[n:])).
			WithHint("Valid units are \"bytes\", \"B\", \"kB\", \"MB\", \"GB\", \"TB\", and \"PB\".")
	}
	num, err = num.Mul(types.DecimalInt(1 << k))
	if err != nil {
		return D{}, err
	}
	v, ok := num.Int64()
	if !ok {
		return D{}, errInt8
	}
	return intD(v), nil
}

// toReg is to_regclass and its like: NULL instead of an error.
func toReg(c *Ctx, kind types.OID, s string) (D, error) {
	if s != "" && s[0] >= '0' && s[0] <= '9' {
		return types.Null, nil
	}
	d, err := types.Parse(types.T(kind), s, c.style())
	if err != nil {
		return types.Null, nil
	}
	return d, nil
}

var keywordKinds = map[string]string{"U": "unreserved", "C": "unreserved (cannot be function or type name)",
	"T": "reserved (can be function or type name)", "R": "reserved"}

func getKeywords(_ *Ctx, _ []D, yield func([]D) bool) error {
	for line := range strings.Lines(keywordTable) {
		f := strings.Fields(line)
		bare, desc := boolD(f[2] == "t"), "can be bare label"
		if f[2] != "t" {
			desc = "requires AS"
		}
		if !yield([]D{strD(f[0]), strD(f[1]), bare, strD(keywordKinds[f[1]]), strD(desc)}) {
			return nil
		}
	}
	return nil
}

func zoneNamesSet(c *Ctx, _ []D, yield func([]D) bool) error {
	now := c.Session.now().UnixMicro()
	for _, n := range types.ZoneNames() {
		loc, err := types.LoadZone(n)
		if err != nil {
			continue
		}
		off, abbr := types.OffsetAt(loc, now)
		if !yield([]D{strD(n), strD(abbr), offsetInterval(off), boolD(time.UnixMicro(now).In(loc).IsDST())}) {
			return nil
		}
	}
	return nil
}

func offsetInterval(off int) D {
	return ivD(types.IntervalValue{Micros: int64(off) * types.MicrosPerSecond})
}

func zoneAbbrevSet(_ *Ctx, _ []D, yield func([]D) bool) error {
	for _, z := range types.ZoneAbbrevs() {
		if !yield([]D{strD(z.Abbrev), offsetInterval(z.Offset), boolD(z.DST)}) {
			return nil
		}
	}
	return nil
}

func optionsToTable(_ *Ctx, a []D, yield func([]D) bool) error {
	for _, e := range types.DecodeArray(types.T(types.Text), a[0].S).Elems {
		k, v, ok := strings.Cut(e.S, "=")
		val := strD(v)
		if !ok {
			val = types.Null
		}
		if !yield([]D{strD(k), val}) {
			return nil
		}
	}
	return nil
}
