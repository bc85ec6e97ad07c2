package main

import (
	"context"
	"fmt"
	"strings"
	"time"

	"github.com/tarndb/tarn/bench/internal/proc"
)

// listTables is what psql's \dt sends.
const listTables = `SELECT n.nspname as "Schema", c.relname as "Name",
  CASE c.relkind WHEN 'r' THEN 'table' WHEN 'v' THEN 'view' WHEN 'm' THEN 'materialized view' WHEN 'i' THEN 'index'
  WHEN 'S' THEN 'sequence' WHEN 't' THEN 'TOAST table' WHEN 'f' THEN 'foreign table' WHEN 'p' THEN 'partitioned table'
  WHEN 'I' THEN 'partitioned index' END as "Type", pg_catalog.pg_get_userbyid(c.relowner) as "Owner"
FROM pg_catalog.pg_class c LEFT JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  LEFT JOIN pg_catalog.pg_am am ON am.oid = c.relam
WHERE c.relkind IN ('r','p','') AND n.nspname <> 'pg_catalog' AND n.nspname !~ '^pg_toast'
  AND n.nspname <> 'information_schema' AND pg_catalog.pg_table_is_visible(c.oid) ORDER BY 1,2`

// catalog makes many tables and measures what they cost.
func (b *bench) catalog(ctx context.Context) error {
	start := time.Now()
	const batch = 500
	for at := 0; at < b.tables; at += batch {
		var sql strings.Builder
		sql.WriteString("BEGIN;")
		for i := at; i < min(at+batch, b.tables); i++ {
			fmt.Fprintf(&sql, "CREATE TABLE many_%06d (id int8 PRIMARY KEY, name text NOT NULL, amount numeric(12,2), at timestamptz, note text);", i)
		}
		sql.WriteString("COMMIT")
		if err := b.exec(ctx, sql.String()); err != nil {
			return err
		}
	}
	made := time.Since(start)
	fmt.Printf("%d tables made in %.1f s (%.0f/s)\n", b.tables, made.Seconds(), float64(b.tables)/made.Seconds())
	for _, when := range []string{"first", "again"} {
		d, err := b.timed(ctx, listTables)
		if err != nil {
			return err
		}
		fmt.Printf("  \\dt, %-44s %8.1f ms\n", when, ms(d))
	}
	d, err := b.timed(ctx, "SELECT count(*) FROM many_000777")
	if err != nil {
		return err
	}
	fmt.Printf("  a query of one of them %29.1f ms\n", ms(d))
	if err := b.srv.Stop(); err != nil {
		return err
	}
	start = time.Now()
	if err := b.start(ctx); err != nil {
		return err
	}
	fmt.Printf("  start of the server until it accepts %15.1f ms\n", ms(time.Since(start)))
	if d, err = b.timed(ctx, "SELECT count(*) FROM many_000777"); err != nil {
		return err
	}
	peak, err := proc.PeakKB(b.srv.Pid())
	if err != nil {
		return err
	}
	fmt.Printf("  first query %40.1f ms, peak memory %d MB\n", ms(d), peak/1024)
	return nil
}
