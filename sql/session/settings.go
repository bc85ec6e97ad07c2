package session

import (
	"maps"
	"sort"
	"strconv"
	"strings"
	"time"

	"github.com/tarndb/tarn/sql/builtin"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/syscat"
	"github.com/tarndb/tarn/sql/types"
)

// settings are values by key that differ from the default. The maps are never changed,
// only replaced, so that a savepoint can keep them.
type settings struct {
	session map[string]string // SET
	local   map[string]string // SET LOCAL, until the transaction ends
}

// get finds a set value.
func (v settings) get(key string) (string, bool) {
	if x, ok := v.local[key]; ok {
		return x, true
	}
	x, ok := v.session[key]
	return x, ok
}

func with(m map[string]string, key, value string) map[string]string {
	n := make(map[string]string, len(m)+1)
	maps.Copy(n, m)
	n[key] = value
	return n
}

func without(m map[string]string, key string) map[string]string {
	if _, ok := m[key]; !ok {
		return m
	}
	n := maps.Clone(m)
	delete(n, key)
	return n
}

// resetValue is what RESET brings back.
func (s *Session) resetValue(d *setting) string {
	if v, ok := s.startup[d.key]; ok {
		return v
	}
	if v, ok := s.roleDefaults[d.key]; ok {
		return v
	}
	if v, ok := s.in.defaults[d.key]; ok {
		return v
	}
	return d.def
}

// setting gives a value in stored form; the name is a key.
func (s *Session) setting(key string) string {
	switch key {
	case "session_authorization":
		return s.roleName(s.sessionRole())
	case "role":
		if id, ok := s.roleSetting(key); ok {
			return s.roleName(id)
		}
		return "none"
	case "is_superuser":
		return onOff(s.rightsIn(s.snapshot()).Super())
	}
	if v, ok := s.state.settings.get(key); ok {
		return v
	}
	switch key {
	case "transaction_isolation":
		return s.isolation()
	case "transaction_read_only":
		return onOff(s.tx != nil && s.tx.readOnly || s.tx == nil && s.flag("default_transaction_read_only"))
	case "transaction_deferrable":
		return onOff(s.tx != nil && s.tx.deferrable)
	case "ssl":
		return onOff(s.tls)
	}
	if d := settingsByKey[key]; d != nil {
		return s.resetValue(d)
	}
	return ""
}

func onOff(b bool) string {
	if b {
		return "on"
	}
	return "off"
}

func (s *Session) flag(key string) bool { return s.setting(key) == "on" }

func (s *Session) number(key string) int64 {
	n, _ := strconv.ParseInt(s.setting(key), 10, 64)
	return n
}

func (s *Session) duration(key string) time.Duration {
	return time.Duration(s.number(key)) * time.Millisecond
}

// startSettings applies what the client sent at start-up.
func (s *Session) startSettings(o Options) error {
	for _, name := range o.Order {
		value := o.Params[name]
		switch name {
		case "user", "database":
			continue
		case "options":
			if err := s.startOptions(value); err != nil {
				return err
			}
			continue
		}
		if err := s.startSetting(name, value); err != nil {
			return err
		}
	}
	return nil
}

func (s *Session) startSetting(name, value string) error {
	d, err := findSetting(name)
	if err != nil {
		return err
	}
	if d.context != ctxUser {
		return cannotChange(d)
	}
	if value, err = d.normalize(value); err != nil {
		return err
	}
	s.startup[d.key] = value
	return nil
}

// startOptions reads "-c name=value --name=value", with backslash escapes.
func (s *Session) startOptions(text string) error {
	args := splitOptions(text)
	for i := 0; i < len(args); i++ {
		a := args[i]
		switch {
		case a == "-c" && i+1 < len(args):
			i++
			a = args[i]
		case strings.HasPrefix(a, "-c"):
			a = a[2:]
		case strings.HasPrefix(a, "--"):
			a = strings.ReplaceAll(a[2:], "-", "_")
		default:
			return pgerr.New(pgerr.SyntaxError, "invalid command-line argument for server process: %s", a)
		}
		name, value, ok := strings.Cut(a, "=")
		if !ok {
			return pgerr.New(pgerr.SyntaxError, "-c %s requires a value", a)
		}
		if err := s.startSetting(name, value); err != nil {
			return err
		}
	}
	return nil
}

func splitOptions(text string) []string {
	var out []string
	var cur []byte
	in := false
	for i := 0; i < len(text); i++ {
		c := text[i]
		switch {
		case c == '\\' && i+1 < len(text):
			i++
			cur, in = append(cur, text[i]), true
		case c == ' ' || c == '\t' || c == '\n':
			if in {
				out = append(out, string(cur))
			}
			cur, in = cur[:0], false
		default:
			cur, in = append(cur, c), true
		}
	}
	if in {
		out = append(out, string(cur))
	}
	return out
}

func cannotChange(d *setting) error {
	if d.context == ctxFixed {
		return pgerr.New(pgerr.CantChangeRuntimeParam, "parameter \"%s\" cannot be changed", d.name)
	}
	return pgerr.New(pgerr.CantChangeRuntimeParam, "parameter \"%s\" cannot be changed without restarting the server", d.name)
}

// set changes a setting for the session, or for the transaction when local.
func (s *Session) set(name, value string, local bool) error {
	d, err := findSetting(name)
	if err != nil {
		return err
	}
	if d.context != ctxUser {
		return cannotChange(d)
	}
	if value, err = d.normalize(value); err != nil {
		return err
	}
	if handled, err := s.setSpecial(d, value); handled {
		return err
	}
	switch d.key {
	case "role":
		value, err = s.setRole(value)
	case "session_authorization":
		value, err = s.setSessionRole(value)
	}
	if err != nil {
		return err
	}
	s.putSetting(d.key, value, local)
	if d.key == "session_authorization" {
		s.putSetting("role", "none", local)
	}
	return nil
}

func (s *Session) putSetting(key, value string, local bool) {
	v := s.state.settings
	if local {
		v.local = with(v.local, key, value)
	} else {
		v.session, v.local = with(v.session, key, value), without(v.local, key)
	}
	s.state.settings = v
	s.derived.valid = false
}

// setSpecial handles settings that are parts of the transaction or of the login.
func (s *Session) setSpecial(d *setting, value string) (bool, error) {
	switch d.key {
	case "transaction_isolation":
		return true, s.setModes(value, nil, nil)
	case "transaction_read_only":
		b := value == "on"
		return true, s.setModes("", &b, nil)
	case "transaction_deferrable":
		b := value == "on"
		return true, s.setModes("", nil, &b)
	}
	return false, nil
}

// reset brings back the value a setting had when the session began.
func (s *Session) reset(name string) error {
	d, err := findSetting(name)
	if err != nil {
		return err
	}
	if d.context != ctxUser {
		return cannotChange(d)
	}
	if s.definer != 0 && (d.key == "role" || d.key == "session_authorization") {
		return pgerr.New(pgerr.InsufficientPrivilege, "cannot set parameter \"%s\" within security-definer function", d.name)
	}
	v := s.state.settings
	s.state.settings = settings{without(v.session, d.key), without(v.local, d.key)}
	if d.key == "session_authorization" {
		return s.reset("role")
	}
	s.derived.valid = false
	return nil
}

// resetAll is RESET ALL, which leaves the role alone.
func (s *Session) resetAll() {
	old := s.state.settings
	s.state.settings = settings{}
	for _, key := range []string{"role", "session_authorization"} {
		if v, ok := old.session[key]; ok {
			s.state.settings.session = with(s.state.settings.session, key, v)
		}
		if v, ok := old.local[key]; ok {
			s.state.settings.local = with(s.state.settings.local, key, v)
		}
	}
	s.derived.valid = false
}

// show gives a value as SHOW prints it.
func (s *Session) show(name string) (string, bool) {
	key := strings.ToLower(name)
	if d := settingsByKey[key]; d != nil {
		return d.show(s.setting(key)), true
	}
	if v, ok := s.state.settings.get(key); ok {
		return v, true
	}
	v, ok := s.startup[key]
	return v, ok
}

// ReportAll tells the client all reported settings, at the start of a session.
func (s *Session) ReportAll() { s.ReportChanges() }

// ReportChanges tells the client those that have changed since.
func (s *Session) ReportChanges() {
	for _, d := range settingList {
		if !d.report {
			continue
		}
		v := s.setting(d.key)
		if old, ok := s.reported[d.key]; !ok || old != v {
			s.reported[d.key] = v
			s.sink.Parameter(d.name, v)
		}
	}
}

// settingRows lists all settings in order of name.
func (s *Session) settingRows() []syscat.Setting {
	rows := make([]syscat.Setting, 0, len(settingList))
	for _, d := range settingList {
		r := syscat.Setting{Name: d.name, Value: s.setting(d.key), Unit: d.unit, Desc: d.desc, Context: d.context,
			Boot: d.def, Reset: s.resetValue(d), Kind: [...]string{"string", "bool", "integer", "real", "enum"}[d.kind]}
		if d.kind == kindInt {
			r.Min, r.Max = strconv.FormatInt(d.min, 10), strconv.FormatInt(d.max, 10)
		}
		if d.kind == kindEnum {
			r.Enum = d.words()
		}
		r.Source = "default"
		if _, ok := s.state.settings.get(d.key); ok {
			r.Source = "session"
		} else if _, ok := s.startup[d.key]; ok {
			r.Source = "client"
		}
		rows = append(rows, r)
	}
	sort.Slice(rows, func(i, j int) bool { return strings.ToLower(rows[i].Name) < strings.ToLower(rows[j].Name) })
	return rows
}

// systemSchemaName is the schema of the server's own relations.
const systemSchemaName = "tarn"

// derived are typed forms of settings, rebuilt when one changes.
type derived struct {
	valid bool
	style *types.Style
	loc   *time.Location
	path  []string
}

// derive gives the typed settings.
func (s *Session) derive() *derived {
	if s.derived.valid {
		return &s.derived
	}
	d := &s.derived
	d.loc, _ = loadLocation(s.setting("timezone"))
	if d.loc == nil {
		d.loc = time.UTC
	}
	d.style = &types.Style{Loc: d.loc, ExtraFloat: int(s.number("extra_float_digits")),
		ByteaEscape: s.setting("bytea_output") == "escape"}
	style, order, _ := strings.Cut(s.setting("datestyle"), ", ")
	d.style.Date = map[string]types.DateStyle{"ISO": types.DateISO, "SQL": types.DateSQL,
		"Postgres": types.DatePostgres, "German": types.DateGerman}[style]
	d.style.Order = map[string]types.DateOrder{"MDY": types.MDY, "DMY": types.DMY, "YMD": types.YMD}[order]
	d.style.Interval = map[string]types.IntervalStyle{"postgres": types.IntervalPostgres,
		"postgres_verbose": types.IntervalVerbose, "sql_standard": types.IntervalSQL,
		"iso_8601": types.IntervalISO}[s.setting("intervalstyle")]
	d.style.Names = shownNames{s}
	names, _ := splitNames(s.setting("search_path"))
	d.path = d.path[:0:0]
	for _, n := range names {
		if n == "$user" {
			if n = s.roleName(s.roleID()); n == systemSchemaName {
				continue // the server's own schema is nobody's home
			}
		}
		d.path = append(d.path, n)
	}
	d.valid = true
	return d
}

// builtinSession is the state functions see during one statement.
func (s *Session) builtinSession(v *view) *builtin.Session {
	d := s.derive()
	return &builtin.Session{
		StatementTime: v.time, TransactionTime: s.txTime(v.time), Location: d.loc, DateStyle: s.setting("datestyle"),
		IntervalStyle: s.setting("intervalstyle"), ExtraFloat: d.style.ExtraFloat, ByteaOutput: s.setting("bytea_output"),
		User: s.roleName(s.roleID()), SessionUser: s.roleName(s.sessionRole()), Database: s.in.cfg.Database, SearchPath: d.path, BackendPID: s.pid,
		Settings: s.show, SetSetting: s.setFromFunction, Catalog: v,
	}
}

// setFromFunction is set_config().
func (s *Session) setFromFunction(name, value string, local bool) error {
	return s.set(name, value, local && s.tx != nil)
}
