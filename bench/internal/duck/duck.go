// Package duck drives a DuckDB in a Python process over a pipe: the rival in the bench, and the writer of neutral
// Parquet files. The Python needs the packages duckdb and pyarrow, see the Makefile.
package duck

import (
	"bufio"
	"context"
	_ "embed" // for the driver
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"strings"
	"time"

	"github.com/tarndb/tarn/bench/internal/answer"
	"github.com/tarndb/tarn/bench/internal/race"
)

//go:embed driver.py
var driver string

// arrowRows is the number of rows from which fetching an Arrow table is cheaper for DuckDB than Python tuples.
const arrowRows = 1000

// DB is one DuckDB. It is used by one goroutine at a time.
type DB struct {
	cmd     *exec.Cmd
	in      io.WriteCloser
	out     *bufio.Reader
	version string
	name    string
	rows    map[string]int // rows of a query when it last ran: decides how they are fetched
}

// Options say how to open a DuckDB.
type Options struct {
	Python   string            // the interpreter
	Name     string            // how reports call this engine
	Path     string            // database file, ":memory:" for none
	Settings map[string]string // SET name = value, applied at once
}

// Open starts a DuckDB.
func Open(ctx context.Context, o Options) (*DB, error) {
	cmd := exec.CommandContext(ctx, o.Python, "-u", "-c", driver)
	cmd.Stderr = os.Stderr
	in, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("start DuckDB (is the Python environment made? `make venv`): %w", err)
	}
	db := &DB{cmd: cmd, in: in, out: bufio.NewReader(out), name: o.Name, rows: map[string]int{}}
	settings := o.Settings
	if settings == nil {
		settings = map[string]string{}
	}
	reply, err := db.call(map[string]any{"op": "open", "path": o.Path, "settings": settings})
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	db.version = reply.Version
	return db, nil
}

// reply is what the driver answers to any request.
type reply struct {
	Error   string      `json:"error"`
	Version string      `json:"version"`
	WallNS  int64       `json:"wall_ns"`
	CPUNS   int64       `json:"cpu_ns"`
	PeakKB  int64       `json:"peak_kb"`
	Columns [][2]string `json:"columns"`
	Rows    [][]*string `json:"rows"`
}

// call sends one request and reads its reply.
func (db *DB) call(request map[string]any) (reply, error) {
	var r reply
	line, err := json.Marshal(request)
	if err != nil {
		return r, err
	}
	if _, err := db.in.Write(append(line, '\n')); err != nil {
		return r, fmt.Errorf("DuckDB: %w", err)
	}
	line, err = db.out.ReadBytes('\n')
	if err != nil {
		return r, fmt.Errorf("DuckDB died: %w", err)
	}
	if err := json.Unmarshal(line, &r); err != nil {
		return r, fmt.Errorf("DuckDB driver: %w", err)
	}
	if r.Error != "" {
		return r, errors.New("DuckDB: " + r.Error)
	}
	return r, nil
}

// Name is how reports call this engine.
func (db *DB) Name() string { return db.name }

// Version is DuckDB's version.
func (db *DB) Version() string { return db.version }

// Pid is the process that runs DuckDB.
func (db *DB) Pid() int { return db.cmd.Process.Pid }

// Exec runs a statement whose result nobody reads.
func (db *DB) Exec(_ context.Context, sql string) error {
	_, err := db.call(map[string]any{"op": "exec", "sql": sql})
	return err
}

// Query runs one query and measures it inside the driver.
func (db *DB) Query(_ context.Context, sql string) (answer.Result, race.Sample, error) {
	r, err := db.call(map[string]any{"op": "query", "sql": sql, "arrow": db.rows[sql] >= arrowRows})
	if err != nil {
		return answer.Result{}, race.Sample{}, err
	}
	db.rows[sql] = len(r.Rows)
	sample := race.Sample{Wall: time.Duration(r.WallNS), CPU: time.Duration(r.CPUNS), PeakKB: r.PeakKB}
	return r.result(), sample, nil
}

// result turns a reply into an answer.
func (r reply) result() answer.Result {
	var res answer.Result
	for _, c := range r.Columns {
		res.Columns = append(res.Columns, answer.Column{Name: c[0], Class: class(c[1])})
	}
	for _, row := range r.Rows {
		values := make([]answer.Value, len(row))
		for i, v := range row {
			if values[i].Null = v == nil; v != nil {
				values[i].Text = *v
			}
		}
		res.Rows = append(res.Rows, values)
	}
	return res
}

// class maps a DuckDB type name to how its values are compared.
func class(typ string) answer.Class {
	name, _, _ := strings.Cut(strings.ToUpper(typ), "(")
	switch name {
	case "DECIMAL":
		return answer.Exact
	case "FLOAT", "DOUBLE":
		return answer.Float
	case "BOOLEAN":
		return answer.Bool
	}
	switch {
	case strings.HasSuffix(name, "INT"), strings.HasSuffix(name, "INTEGER"):
		return answer.Exact
	case strings.HasPrefix(name, "DATE"), strings.HasPrefix(name, "TIME"):
		return answer.Time
	}
	return answer.Text
}

// Close ends the process by closing its input.
func (db *DB) Close() error {
	if err := db.in.Close(); err != nil {
		return err
	}
	return db.cmd.Wait()
}
