// Package wire asks a server that speaks the PostgreSQL protocol, in the bench's terms: whole answers with the class
// of every column, wall time as the client sees it, CPU time and peak memory of the server's process.
package wire

import (
	"context"
	"fmt"
	"time"

	"github.com/jackc/pgx/v5/pgconn"
	"github.com/jackc/pgx/v5/pgtype"

	"github.com/tarndb/tarn/bench/internal/answer"
	"github.com/tarndb/tarn/bench/internal/proc"
	"github.com/tarndb/tarn/bench/internal/race"
)

// Conn is one session. It is used by one goroutine at a time.
type Conn struct {
	conn     *pgconn.PgConn
	name     string
	version  string
	pid      int
	extended bool
}

// Options say how to connect.
type Options struct {
	Name     string // how reports call this engine
	URL      string // postgres://…
	Pid      int    // server process to measure, 0 if it cannot be measured
	Version  string // of the server; empty: what it says of itself when a session starts
	Extended bool   // ask by the extended protocol instead of the simple one
}

// Open connects.
func Open(ctx context.Context, o Options) (*Conn, error) {
	conn, err := pgconn.Connect(ctx, o.URL)
	if err != nil {
		return nil, err
	}
	if o.Version == "" {
		o.Version = conn.ParameterStatus("server_version")
	}
	return &Conn{conn, o.Name, o.Version, o.Pid, o.Extended}, nil
}

// Name is how reports call this engine.
func (c *Conn) Name() string { return c.name }

// Version is the server's version.
func (c *Conn) Version() string { return c.version }

// Exec runs statements whose results nobody reads.
func (c *Conn) Exec(ctx context.Context, sql string) error {
	if _, err := c.conn.Exec(ctx, sql).ReadAll(); err != nil {
		return fmt.Errorf("%s: %w", c.name, err)
	}
	return nil
}

// Query runs one query. Its wall time ends when the client holds the last row.
func (c *Conn) Query(ctx context.Context, sql string) (answer.Result, race.Sample, error) {
	cpu, err := c.before()
	if err != nil {
		return answer.Result{}, race.Sample{}, err
	}
	start := time.Now()
	raw, err := c.ask(ctx, sql)
	sample := race.Sample{Wall: time.Since(start)}
	if err != nil {
		return answer.Result{}, sample, fmt.Errorf("%s: %w", c.name, err)
	}
	if err := c.after(cpu, &sample); err != nil {
		return answer.Result{}, sample, err
	}
	return convert(raw), sample, nil
}

// ask sends the query and reads all rows as text.
func (c *Conn) ask(ctx context.Context, sql string) (*pgconn.Result, error) {
	if c.extended {
		r := c.conn.ExecParams(ctx, sql, nil, nil, nil, nil).Read()
		return r, r.Err
	}
	results, err := c.conn.Exec(ctx, sql).ReadAll()
	if err != nil {
		return nil, err
	}
	if len(results) != 1 {
		return nil, fmt.Errorf("%d results, want one", len(results))
	}
	return results[0], nil
}

// before takes the server's CPU time and starts a new peak.
func (c *Conn) before() (time.Duration, error) {
	if c.pid == 0 {
		return 0, nil
	}
	if err := proc.ResetPeak(c.pid); err != nil {
		return 0, err
	}
	return proc.CPU(c.pid)
}

// after fills a sample with what the server used since before.
func (c *Conn) after(cpu time.Duration, s *race.Sample) error {
	if c.pid == 0 {
		return nil
	}
	now, err := proc.CPU(c.pid)
	if err != nil {
		return err
	}
	s.CPU = now - cpu
	s.PeakKB, err = proc.PeakKB(c.pid)
	return err
}

// convert turns protocol text into an answer.
func convert(raw *pgconn.Result) answer.Result {
	var res answer.Result
	for _, f := range raw.FieldDescriptions {
		res.Columns = append(res.Columns, answer.Column{Name: f.Name, Class: class(f.DataTypeOID)})
	}
	for _, row := range raw.Rows {
		values := make([]answer.Value, len(row))
		for i, v := range row {
			values[i] = answer.Value{Null: v == nil, Text: string(v)}
		}
		res.Rows = append(res.Rows, values)
	}
	return res
}

// class maps a type's OID to how its values are compared.
func class(oid uint32) answer.Class {
	switch oid {
	case pgtype.Int2OID, pgtype.Int4OID, pgtype.Int8OID, pgtype.NumericOID:
		return answer.Exact
	case pgtype.Float4OID, pgtype.Float8OID:
		return answer.Float
	case pgtype.BoolOID:
		return answer.Bool
	case pgtype.DateOID, pgtype.TimestampOID, pgtype.TimestamptzOID, pgtype.TimeOID:
		return answer.Time
	}
	return answer.Text
}

// Close ends the session.
func (c *Conn) Close(ctx context.Context) error { return c.conn.Close(ctx) }
