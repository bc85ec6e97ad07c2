package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"

	"github.com/tarndb/tarn/bench/internal/duck"
	"github.com/tarndb/tarn/bench/internal/race"
	"github.com/tarndb/tarn/bench/internal/server"
	"github.com/tarndb/tarn/bench/internal/suite"
	"github.com/tarndb/tarn/bench/internal/wire"
)

// Names of Tarn's session settings that flags of the bench stand for.
const (
	cacheSetting  = "column_cache"
	memorySetting = "query_memory"
)

// sides are both engines and what must be undone after the race.
type sides struct {
	engines [2]race.Engine // ours, then the rival
	pids    []int
	rival   *duck.DB
	undo    []func() error
}

// close undoes everything in reverse order.
func (s *sides) close() error {
	var errs []error
	for i := len(s.undo) - 1; i >= 0; i-- {
		errs = append(errs, s.undo[i]())
	}
	return errors.Join(errs...)
}

// openSides starts both engines and names the tables on both. What it returns is to be closed even after an error.
func openSides(ctx context.Context, o options) (*sides, error) {
	s := &sides{}
	if err := s.openOurs(ctx, o); err != nil {
		return s, err
	}
	rival, err := s.openDuck(ctx, o, "DuckDB", o.rival == "native")
	if err != nil {
		return s, err
	}
	s.rival, s.engines[1] = rival, rival
	if err := nameTables(ctx, rival, o.rivalData, o.rival == "native"); err != nil {
		return s, err
	}
	if err := rival.Exec(ctx, "CHECKPOINT"); err != nil { // native tables: measure them as they lie on disk
		return s, err
	}
	return s, limitMemory(ctx, rival, o)
}

// openOurs opens the first side: Tarn, a given server, or a second DuckDB.
func (s *sides) openOurs(ctx context.Context, o options) error {
	data := o.data
	if o.tarnFiles != "" {
		data = o.tarnFiles
	}
	if o.ours == "duckdb" {
		db, err := s.openDuck(ctx, o, "DuckDB (ours)", false)
		if err != nil {
			return err
		}
		s.engines[0] = db
		if err := nameTables(ctx, db, data, false); err != nil {
			return err
		}
		return limitMemory(ctx, db, o)
	}
	conn, err := s.connect(ctx, o)
	if err != nil {
		return err
	}
	s.engines[0] = conn
	if o.tarnFiles != "" {
		if err := rewrite(ctx, conn, o.data, o.tarnFiles); err != nil {
			return err
		}
	}
	if !o.views {
		return nil
	}
	return nameTables(ctx, conn, data, false)
}

// connect starts Tarn unless a server is given, connects and applies the session's settings.
func (s *sides) connect(ctx context.Context, o options) (*wire.Conn, error) {
	w := wire.Options{Name: "Tarn", URL: o.url, Pid: o.pid, Extended: o.extended}
	if o.url == "" {
		srv, err := s.startTarn(ctx, o)
		if err != nil {
			return nil, err
		}
		w.URL, w.Pid = srv.URL(), srv.Pid()
		w.Version = server.Version(ctx, o.tarn)
	} else {
		w.Name = "Server"
	}
	if w.Pid != 0 {
		s.pids = append(s.pids, w.Pid)
	}
	conn, err := wire.Open(ctx, w)
	if err != nil {
		return nil, err
	}
	s.undo = append(s.undo, func() error { return conn.Close(context.WithoutCancel(ctx)) })
	return conn, applySettings(ctx, conn, o)
}

// startTarn starts a server on a fresh data directory; its log goes beside the results.
func (s *sides) startTarn(ctx context.Context, o options) (*server.Server, error) {
	dir, err := os.MkdirTemp(o.out, "tarn-")
	if err != nil {
		return nil, err
	}
	s.undo = append(s.undo, func() error { return os.RemoveAll(dir) })
	log, err := os.Create(filepath.Join(o.out, o.name+".log"))
	if err != nil {
		return nil, err
	}
	s.undo = append(s.undo, log.Close)
	srv, err := server.Start(ctx, server.Options{
		Binary: o.tarn, DataDir: dir, Threads: o.threads, Args: o.tarnArgs, Log: log,
	})
	if err != nil {
		return nil, fmt.Errorf("%w (see %s)", err, log.Name())
	}
	s.undo = append(s.undo, srv.Stop)
	return srv, nil
}

// applySettings turns flags into SET statements.
func applySettings(ctx context.Context, e race.Engine, o options) error {
	settings := pairs{}
	for name, value := range o.tarnSet {
		settings[name] = value
	}
	if o.cache != "default" {
		settings[cacheSetting] = o.cache
	}
	if o.memory != "" {
		settings[memorySetting] = o.memory
	}
	for name, value := range settings {
		if err := e.Exec(ctx, fmt.Sprintf("SET %s = '%s'", name, value)); err != nil {
			return err
		}
	}
	return nil
}

// openDuck starts a DuckDB, with a database file if it is to hold tables.
func (s *sides) openDuck(ctx context.Context, o options, name string, native bool) (*duck.DB, error) {
	dir, err := os.MkdirTemp(o.out, "duckdb-")
	if err != nil {
		return nil, err
	}
	s.undo = append(s.undo, func() error { return os.RemoveAll(dir) })
	path := ":memory:"
	if native {
		path = filepath.Join(dir, "native.duckdb")
	}
	settings := pairs{"threads": strconv.Itoa(o.threads), "temp_directory": filepath.Join(dir, "spill")}
	for name, value := range o.duckSet {
		settings[name] = value
	}
	db, err := duck.Open(ctx, duck.Options{Python: o.python, Name: name, Path: path, Settings: settings})
	if err != nil {
		return nil, err
	}
	s.pids = append(s.pids, db.Pid())
	s.undo = append(s.undo, db.Close)
	return db, nil
}

// limitMemory gives a DuckDB the budget of one query, after its tables are made.
func limitMemory(ctx context.Context, db *duck.DB, o options) error {
	if o.memory == "" {
		return nil
	}
	return db.Exec(ctx, fmt.Sprintf("SET memory_limit = '%s'", o.memory))
}

// nameTables makes every file of a directory a view, or a table of its own.
func nameTables(ctx context.Context, e race.Engine, dir string, native bool) error {
	tables, err := suite.Tables(dir)
	if err != nil {
		return err
	}
	for _, t := range tables {
		sql := t.CreateView()
		if native {
			sql = t.CreateTable()
		}
		if err := e.Exec(ctx, sql); err != nil {
			return fmt.Errorf("%s: %w", t.Name, err)
		}
	}
	return nil
}

// rewrite copies every table through Tarn unless the copy is there already.
func rewrite(ctx context.Context, e race.Engine, from, to string) error {
	tables, err := suite.Tables(from)
	if err != nil {
		return err
	}
	to, err = filepath.Abs(to)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(to, 0o755); err != nil {
		return err
	}
	for _, t := range tables {
		path := filepath.Join(to, t.Name+".parquet")
		if _, err := os.Stat(path); err == nil {
			continue
		}
		if err := e.Exec(ctx, t.CopyTo(path)); err != nil {
			return fmt.Errorf("%s: %w", t.Name, err)
		}
	}
	return nil
}
