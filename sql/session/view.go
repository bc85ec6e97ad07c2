package session

import (
	"context"
	"io"
	"strings"
	"sync"
	"time"

	"github.com/tarndb/tarn/catalog"
	"github.com/tarndb/tarn/planner"
	"github.com/tarndb/tarn/planner/bind"
	"github.com/tarndb/tarn/sql/access"
	"github.com/tarndb/tarn/sql/pgerr"
	"github.com/tarndb/tarn/sql/syscat"
	"github.com/tarndb/tarn/sql/types"
	"github.com/tarndb/tarn/storage/table"
)

// Files opens and writes data files. internal/node gives one.
type Files interface {
	// Open makes a table of a path or glob; format "" goes by the path.
	Open(ctx context.Context, path, format string, options []bind.FileOption) (table.Table, error)
	// Create starts writing a result to a path.
	Create(ctx context.Context, o WriteOptions) (FileWriter, error)
	// Read gives the bytes of each file that a path or glob names, opened when asked for.
	Read(ctx context.Context, path string) ([]func() (io.ReadCloser, error), error)
	// FormatOf guesses a format by the end of a path, "" when it tells nothing.
	FormatOf(path string) string
	// Uncached is the same without the column cache.
	Uncached() Files
}

// files gives access to files as the session's settings want it.
func (s *Session) files() Files {
	if !s.flag("column_cache") {
		return s.in.cfg.Files.Uncached()
	}
	return s.in.cfg.Files
}

// view is the state one statement sees: a catalog snapshot, the session's temporary
// objects and the time. It answers the planner's and the functions' questions.
type view struct {
	s      *Session
	ctx    context.Context
	main   *catalog.Snapshot
	temp   *tempSpace
	tables tableSet
	time   time.Time
	// stores are the tables that the statement changes, by their OIDs.
	stores map[uint32]changed
	run    sync.Mutex             // held while a function uses the session
	memo   map[string]types.Datum // results of functions that are not volatile
}

// newView pins what the next statement sees.
func (s *Session) newView(ctx context.Context) *view {
	t := s.startTx()
	c := s.catTx()
	t.ran = true
	return &view{s: s, ctx: ctx, main: c.View(), temp: s.state.temp, tables: s.state.tables, time: time.Now()}
}

// planEnv is what a statement is planned with.
func (s *Session) planEnv(v *view) *planner.Env {
	env := &planner.Env{Session: s.builtinSession(v), Catalog: v, Judge: v.judge, Workers: int(s.number("query_workers")), MemBytes: s.queryBytes(),
		Vars: s.proc.vars}
	for _, r := range strings.Split(s.setting("optimizer_rules_off"), ",") {
		switch r = strings.TrimSpace(r); r {
		case "":
		case "all":
			env.RulesOff = true
		default:
			if env.Off == nil {
				env.Off = map[string]bool{}
			}
			env.Off[r] = true
		}
	}
	return env
}

// queryBytes is the memory budget of a query of this session, 0 for none.
func (s *Session) queryBytes() int64 {
	if n := s.number("query_memory") * 1024; n > 0 {
		return n
	}
	return s.in.cfg.QueryBytes
}

// implicitPath puts the schemas that are always searched in front of a search path.
func (v *view) implicitPath(path []string) []string {
	out := make([]string, 0, len(path)+2)
	named := func(name string) bool {
		for _, p := range path {
			if p == name {
				return true
			}
		}
		return false
	}
	if v.temp != nil && !named("pg_temp") {
		out = append(out, "pg_temp")
	}
	if !named("pg_catalog") {
		out = append(out, "pg_catalog")
	}
	return append(out, path...)
}

// object finds a relation by its parts along a path; schema is its schema's name.
func (v *view) object(ctx context.Context, parts, path []string) (o *catalog.Object, schema string, err error) {
	switch len(parts) {
	case 1:
		for _, p := range v.implicitPath(path) {
			if o := v.inSchema(p, parts[0]); o != nil && v.seen(ctx, p) {
				return o, p, nil
			}
		}
		return nil, "", nil
	case 3:
		if parts[0] != v.s.in.cfg.Database {
			return nil, "", pgerr.Unsupported("cross-database references to \"%s\"", strings.Join(parts, "."))
		}
		parts = parts[1:]
	case 2:
	default:
		return nil, "", pgerr.New(pgerr.SyntaxError, "improper qualified name (too many dotted names): %s", strings.Join(parts, "."))
	}
	if sc := v.main.Schema(parts[0]); sc != nil && !v.mayLook(ctx, sc) {
		return nil, "", access.Denied(sc)
	}
	return v.inSchema(parts[0], parts[1]), parts[0], nil
}

// seen tells whether bare names may be found in a schema.
func (v *view) seen(ctx context.Context, schema string) bool {
	sc := v.main.Schema(schema)
	return sc == nil || v.mayLook(ctx, sc) // the temporary schema is always the session's own
}

// inSchema finds a relation in one schema, nil when absent.
func (v *view) inSchema(schema, name string) *catalog.Object {
	if schema == "pg_temp" || schema == v.s.tempSchema() {
		if v.temp == nil {
			return nil
		}
		return v.temp.cat.Lookup(catalog.TempID, catalog.Table, name)
	}
	sc := v.main.Schema(schema)
	if sc == nil {
		return nil
	}
	if o := v.main.Lookup(sc.ID, catalog.Table, name); o != nil {
		return o
	}
	return syscat.Relation(sc.Name, name)
}

// Relation resolves a relation name for the binder.
func (v *view) Relation(ctx context.Context, ref bind.RelationRef) (*bind.Relation, error) {
	o, schema, err := v.object(ctx, ref.Parts, ref.SearchPath)
	if o == nil || err != nil {
		return nil, err
	}
	if (ref.Version != nil || ref.Timestamp != nil) && (o.Table == nil || o.Table.Storage != catalog.Managed) {
		return nil, pgerr.Unsupported("time travel on \"%s\"", o.Name)
	}
	r := &bind.Relation{OID: uint32(o.ID), Schema: schema, Name: o.Name}
	if o.Table != nil {
		r.Numbers = numbers(o.Table.Columns)
	}
	if err := v.secure(ctx, o, ref.Change, r); err != nil {
		return nil, err
	}
	switch {
	case o.Sequence != nil:
		r.Table, err = v.sequenceTable(o)
	case o.Kind == catalog.Index:
		return nil, pgerr.New(pgerr.WrongObjectType, "\"%s\" is an index", o.Name)
	case o.Kind == catalog.MaterializedView:
		if err = storedRows(o, ref); err == nil {
			err = v.managed(ctx, o, ref, r)
		}
	case o.View != nil:
		r.View = &bind.View{SQL: o.View.SQL, SearchPath: o.View.SearchPath}
		if !o.View.Invoker {
			r.View.Owner = uint32(o.Owner)
		}
		if o.View.Named {
			r.View.Columns = catalog.ColumnNames(o.View.Columns)
		}
	case o.Table.Storage == catalog.Managed:
		err = v.managed(ctx, o, ref, r)
	case o.Table.Storage == catalog.Files:
		r.Table, err = v.s.files().Open(ctx, o.Table.Location, o.Table.Format, nil)
		r.Keys = o.Table.Keys()
	case v.temp != nil && v.temp.data[o.ID] != nil:
		store := v.temp.data[o.ID]
		r.Table, r.Keys = store.Scan(), o.Table.Keys()
		if ref.Change {
			r.Target = v.changeTarget(o, store)
		}
	default:
		r.Table = syscat.Open(v.syscat(), o)
	}
	return r, err
}

// OpenFile opens a file relation.
func (v *view) OpenFile(ctx context.Context, path, format string, options []bind.FileOption) (table.Table, error) {
	if err := v.mayReadPath(ctx); err != nil {
		return nil, err
	}
	return v.s.files().Open(ctx, path, format, options)
}

// TableFunction opens a catalog table function; there is none yet.
func (v *view) TableFunction(context.Context, bind.TableCall) (table.Table, error) { return nil, nil }

// tempSchema is the real name of the session's temporary schema.
func (s *Session) tempSchema() string { return "pg_temp_" + itoa(int64(s.pid)) }
