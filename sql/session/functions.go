package session

import (
	"context"
	"slices"
	"strings"
	"time"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/syscat"
	"github.com/tarndb/tarn/sql/types"
)

// RelationOID resolves a possibly qualified relation name as written in SQL.
func (v *view) RelationOID(name string) (uint32, bool) {
	parts, ok := splitQualified(name)
	if !ok {
		return 0, false
	}
	o, _, err := v.object(v.ctx, parts, v.s.derive().path)
	if err != nil {
		return 0, false
	}
	if o == nil {
		return v.keyOID(parts)
	}
	return uint32(o.ID), true
}

// splitQualified splits schema."Table" into its parts.
func splitQualified(name string) ([]string, bool) {
	var out []string
	for {
		var part string
		if strings.HasPrefix(name, `"`) {
			p, rest, ok := cutName(name)
			if !ok {
				return nil, false
			}
			part, name = p, rest
		} else {
			i := strings.IndexByte(name, '.')
			if i < 0 {
				i = len(name)
			}
			part, name = strings.ToLower(strings.TrimSpace(name[:i])), name[i:]
		}
		out = append(out, part)
		if name == "" {
			return out, part != ""
		}
		if name[0] != '.' {
			return nil, false
		}
		name = name[1:]
	}
}

// byOID finds any relation, temporary ones and system ones too.
func (v *view) byOID(oid uint32) (o *catalog.Object, schema string) {
	id := catalog.ID(oid)
	if v.temp != nil {
		if o := v.temp.cat.Get(id); o != nil && o.Kind != catalog.Schema {
			return o, "pg_temp"
		}
	}
	o = v.main.Get(id)
	if o != nil && o.Type != nil && o.Type.Kind == 'c' { // a composite type is a relation too
		return o, v.syscat().SchemaOf(o)
	}
	if o == nil || !o.Kind.IsRelation() {
		o = syscat.RelationByID(id)
	}
	if o == nil && id >= catalog.FirstID { // the index of a key
		o, _ = v.syscat().FindIndex(id)
	}
	if o == nil {
		return nil, ""
	}
	if o.Parent == catalog.TempID {
		return o, "pg_temp"
	}
	if p := v.main.Get(o.Parent); p != nil {
		schema = p.Name
	}
	return o, schema
}

// sequenceLast is the last value that a sequence gave out.
func (v *view) sequenceLast(o *catalog.Object) (int64, bool) {
	_, snap, temp := v.find(o.ID.OID())
	v.s.seqs.mu.Lock()
	defer v.s.seqs.mu.Unlock()
	st := v.s.sequenceState(snap, o, temp)
	return st.Last, st.Called
}

// visible tells whether a relation is found by its bare name.
func (v *view) visible(o *catalog.Object) bool {
	if o.Index != nil && v.main.Get(o.ID) == nil && (v.temp == nil || v.temp.cat.Get(o.ID) == nil) {
		if t, _, _ := v.find(o.Index.Table.OID()); t != nil { // the index of a key is where its table is
			o = t
		}
	}
	if o.Kind == catalog.Type {
		f, _ := v.typeObject([]string{o.Name})
		return f != nil && f.ID == o.ID
	}
	found, _, _ := v.object(v.ctx, []string{o.Name}, v.s.derive().path)
	return found != nil && found.ID == o.ID
}

// RelationName gives a relation's name, qualified when it is not visible.
func (v *view) RelationName(oid uint32) (string, bool) {
	o, schema := v.byOID(oid)
	if o == nil {
		return "", false
	}
	if v.visible(o) {
		return quoteName(o.Name), true
	}
	return quoteName(schema) + "." + quoteName(o.Name), true
}

// SchemaOID finds a schema.
func (v *view) SchemaOID(name string) (uint32, bool) {
	if name == "pg_temp" || name == v.s.tempSchema() {
		return uint32(catalog.TempID), v.temp != nil
	}
	if o := v.main.Schema(name); o != nil {
		return uint32(o.ID), true
	}
	return 0, false
}

// SchemaName names a schema.
func (v *view) SchemaName(oid uint32) (string, bool) {
	if catalog.ID(oid) == catalog.TempID {
		return v.s.tempSchema(), v.temp != nil
	}
	if o := v.main.Get(catalog.ID(oid)); o != nil && o.Kind == catalog.Schema {
		return o.Name, true
	}
	return "", false
}

// RoleOID finds a role.
func (v *view) RoleOID(name string) (uint32, bool) {
	if o := v.main.Role(unquoteRole(name)); o != nil {
		return uint32(o.ID), true
	}
	return 0, false
}

// unquoteRole reads a role's name as written in SQL.
func unquoteRole(name string) string {
	if parts, ok := splitQualified(name); ok && len(parts) == 1 {
		return parts[0]
	}
	return name
}

// RoleName names a role.
func (v *view) RoleName(oid uint32) (string, bool) {
	if o := v.main.Get(catalog.ID(oid)); o != nil && o.Kind == catalog.Role {
		return quoteName(o.Name), true
	}
	return "", false
}

// TypeByName finds a type.
func (v *view) TypeByName(name string) (types.Type, bool) {
	if t, ok := types.ByName(strings.TrimPrefix(strings.ToLower(name), "pg_catalog.")); ok {
		return t, true
	}
	parts, ok := splitQualified(name)
	if !ok {
		return types.Type{}, false
	}
	if o, _ := v.typeObject(parts); o != nil {
		return v.userType(o), true
	}
	return types.Type{}, false
}

// syscat is what the system relations are computed from.
func (v *view) syscat() *syscat.Env {
	cfg := &v.s.in.cfg
	e := &syscat.Env{Main: v.main, TempName: v.s.tempSchema(), Database: cfg.Database, User: v.s.roleName(v.s.roleID()), Role: v.s.roleID(),
		Owner: cfg.Superuser, Version: cfg.Version, Started: v.s.in.started, Facts: facts{v.s}}
	if v.temp != nil {
		e.Temp = v.temp.cat
	}
	e.Visible = v.visible
	e.SequenceLast = v.sequenceLast
	return e
}

// Call evaluates a function about the catalog or the server.
func (v *view) Call(name string, args []types.Datum) (types.Datum, error) {
	name = strings.TrimPrefix(name, "pg_catalog.")
	if d, ok, err := v.ofSession(name, args); ok {
		return d, err
	}
	if d, ok, err := v.sequenceCall(name, args); ok {
		return d, err
	}
	if question, sig, ok := strings.Cut(name, ":"); ok {
		return v.hasPrivilege(question, sig, args)
	}
	switch name {
	case "pg_sleep":
		return types.NewStr(""), sleep(v.ctx, time.Duration(args[0].Float()*float64(time.Second)))
	case "pg_sleep_for":
		iv := types.IntervalOf(args[0])
		return types.NewStr(""), sleep(v.ctx, time.Duration(int64(iv.Months)*30+int64(iv.Days))*24*time.Hour+time.Duration(iv.Micros)*time.Microsecond)
	case "pg_cancel_backend":
		return v.signal(args[0].I, func(s *Session) { s.Cancel(UserCancel()) }, "must be a superuser to cancel superuser query",
			"must be a member of the role whose query is being canceled or member of pg_signal_backend")
	case "pg_terminate_backend":
		return v.signal(args[0].I, (*Session).Terminate, "must be a superuser to terminate superuser process",
			"must be a member of the role whose process is being terminated or member of pg_signal_backend")
	case "pg_reload_conf":
		return v.reload()
	case "pg_type_is_visible":
		if o := v.main.Get(catalog.ID(uint32(args[0].I))); o != nil && o.Kind == catalog.Type {
			return types.NewBool(v.visible(o)), nil
		}
		return types.NewBool(true), nil
	case "pg_table_is_visible":
		o, _ := v.byOID(uint32(args[0].I))
		if o == nil {
			return types.Null, nil
		}
		return types.NewBool(v.visible(o)), nil
	case "current_schema":
		for _, p := range v.s.derive().path {
			if v.main.Schema(p) != nil {
				return types.NewStr(p), nil
			}
		}
		return types.Null, nil
	case "current_schemas":
		return v.currentSchemas(args[0].Bool()), nil
	case "pg_my_temp_schema":
		if v.temp == nil {
			return types.NewInt(0), nil
		}
		return types.NewInt(int64(catalog.TempID)), nil
	case "pg_is_other_temp_schema":
		return types.NewBool(false), nil
	case "pg_get_serial_sequence":
		return v.serialSequence(args[0].S, args[1].S)
	case "pg_postmaster_start_time", "pg_conf_load_time":
		return types.NewInt(v.s.in.started.UnixMicro()), nil
	}
	return syscat.Call(v.syscat(), name, args)
}

// ofSession evaluates functions about the session itself.
func (v *view) ofSession(name string, args []types.Datum) (types.Datum, bool, error) {
	s := v.s
	switch name {
	case "version":
		return types.NewStr("PostgreSQL " + ServerVersion + " (Tarn " + s.in.cfg.Version + ")"), true, nil
	case "current_database":
		return types.NewStr(s.in.cfg.Database), true, nil
	case "pg_backend_pid":
		return types.NewInt(int64(s.pid)), true, nil
	case "pg_client_encoding", "getdatabaseencoding":
		return types.NewStr("UTF8"), true, nil
	case "pg_jit_available":
		return types.NewBool(false), true, nil
	case "pg_trigger_depth":
		return types.NewInt(0), true, nil
	case "inet_client_addr", "inet_client_port", "inet_server_addr", "inet_server_port":
		return types.Null, true, nil
	case "pg_blocking_pids":
		return types.EncodeArray(types.T(types.Int4), nil, nil, nil), true, nil
	case "current_setting":
		d, err := v.currentSetting(args)
		return d, true, err
	case "set_config":
		d, err := v.setConfig(args)
		return d, true, err
	}
	return types.Null, false, nil
}

func (v *view) currentSetting(args []types.Datum) (types.Datum, error) {
	if text, ok := v.s.show(args[0].S); ok {
		return types.NewStr(text), nil
	}
	if len(args) > 1 && args[1].Bool() {
		return types.Null, nil
	}
	return types.Null, pgerr.New(pgerr.UndefinedObject, "unrecognized configuration parameter \"%s\"", args[0].S)
}

func (v *view) setConfig(args []types.Datum) (types.Datum, error) {
	if args[0].Null {
		return types.Null, pgerr.New(pgerr.NullValueNotAllowed, "SET requires parameter name")
	}
	name, local := args[0].S, !args[2].Null && args[2].Bool()
	var err error
	if args[1].Null {
		err = v.s.reset(name)
	} else {
		err = v.s.set(name, args[1].S, local)
	}
	text, _ := v.s.show(name)
	return types.NewStr(text), err
}

// signal acts on another session, or on this one.
func (v *view) signal(pid int64, act func(*Session), superuser, member string) (types.Datum, error) {
	s := v.s.in.find(int32(pid))
	if s == nil {
		v.s.warn(pgerr.SuccessfulCompletion, "PID %d is not a PostgreSQL server process", pid)
		return types.NewBool(false), nil
	}
	if err := v.maySignal(s, superuser, member); err != nil {
		return types.Null, err
	}
	act(s)
	return types.NewBool(true), nil
}

// reload is pg_reload_conf: a file with a mistake is told and changes nothing.
func (v *view) reload() (types.Datum, error) {
	if !v.s.rightsOf(v.main, v.s.roleID()).Super() {
		return types.Null, denied("permission denied for function pg_reload_conf")
	}
	if v.s.in.cfg.Reload == nil {
		return types.NewBool(false), nil
	}
	if err := v.s.in.cfg.Reload(); err != nil {
		v.s.warn("F0000", "configuration was not reloaded: %v", err)
		return types.NewBool(false), nil
	}
	return types.NewBool(true), nil
}

func (v *view) currentSchemas(implicit bool) types.Datum {
	path := v.s.derive().path
	if implicit {
		path = v.implicitPath(path)
	}
	var ds []types.Datum
	for _, p := range path {
		if p == "pg_temp" && v.temp != nil {
			p = v.s.tempSchema()
		} else if v.main.Schema(p) == nil {
			continue
		}
		ds = append(ds, types.NewStr(p))
	}
	return types.EncodeArray(types.T(types.Name), []int{len(ds)}, nil, ds)
}

// facts answers syscat's questions about the running server.
type facts struct{ s *Session }

// Settings lists the session's settings.
func (f facts) Settings() []syscat.Setting { return f.s.settingRows() }

// Activity lists all sessions.
func (f facts) Activity() []syscat.Activity {
	list := f.s.in.activities()
	for i := range list {
		if a := &list[i]; !f.s.seesStats(a.User) {
			*a = syscat.Activity{PID: a.PID, User: a.User, Query: "<insufficient privilege>"}
		}
	}
	return list
}

// Log lists the query log.
func (f facts) Log() []syscat.LogEntry {
	list := f.s.in.log.entries()
	return slices.DeleteFunc(list, func(e syscat.LogEntry) bool { return !f.s.seesStats(e.User) })
}

// Audit lists the newest audited events.
func (f facts) Audit() []syscat.AuditEntry { return f.s.in.cfg.Audit.entries() }

// Server tells how busy the server is.
func (f facts) Server() syscat.Server {
	in := f.s.in
	m := in.cfg.Memory
	return syscat.Server{Sessions: in.Sessions(), Running: in.RunningQueries(), Queued: in.QueuedQueries(),
		MemUsed: m.Used(), MemPeak: m.Peak(), MemBudget: m.Limit()}
}

// keyOID finds the index of a key by its name, which is rarely asked for: the tables of
// the schema are looked through.
func (v *view) keyOID(parts []string) (oid uint32, ok bool) {
	look := func(snap *catalog.Snapshot, parent catalog.ID) {
		snap.Children(parent, catalog.Table, func(o *catalog.Object) bool {
			for _, ix := range syscat.KeyIndexes(o) {
				if ix.Name == parts[len(parts)-1] && !ok {
					oid, ok = ix.ID.OID(), true
				}
			}
			return !ok
		})
	}
	schemas := v.implicitPath(v.s.derive().path)
	if len(parts) > 1 {
		schemas = parts[len(parts)-2 : len(parts)-1]
	}
	for _, p := range schemas {
		if p == "pg_temp" || p == v.s.tempSchema() {
			if v.temp != nil {
				look(v.temp.cat, catalog.TempID)
			}
		} else if sc := v.main.Schema(p); sc != nil {
			look(v.main, sc.ID)
		}
	}
	return oid, ok
}

// shownNames names the objects behind regclass, regrole and their like in results, and
// finds them in parameters.
type shownNames struct{ s *Session }

func (n shownNames) names() types.Names {
	v := &view{s: n.s, ctx: context.Background(), main: n.s.snapshot(), temp: n.s.state.temp}
	return n.s.builtinSession(v).Style().Names
}

// OIDByName implements types.Names.
func (n shownNames) OIDByName(kind types.OID, name string) (uint32, error) {
	return n.names().OIDByName(kind, name)
}

// NameByOID implements types.Names.
func (n shownNames) NameByOID(kind types.OID, oid uint32) (string, bool) {
	return n.names().NameByOID(kind, oid)
}
