// Command tables measures what is done to tables rather than asked of them: single-row
// inserts, commits that write a file, COPY FROM against DuckDB's COPY of the same CSV into
// Parquet, a scan of many small files before and after OPTIMIZE, and a catalog of many
// tables.
//
//	go run ./cmd/tables --data out/sf1 --tarn ../bin/tarn --python out/venv/bin/python
package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
	"time"

	"github.com/jackc/pgx/v5/pgconn"

	"github.com/tarndb/tarn/bench/internal/server"
)

// options are the flags.
type options struct {
	data, tarn, python string
	seconds            int
	files, tables      int
	only               string
}

func main() {
	var o options
	flag.StringVar(&o.data, "data", "out/sf1", "directory with lineitem.parquet")
	flag.StringVar(&o.tarn, "tarn", "../bin/tarn", "Tarn binary")
	flag.StringVar(&o.python, "python", "out/venv/bin/python", "Python with the pinned DuckDB")
	flag.IntVar(&o.seconds, "seconds", 5, "how long each rate is measured")
	flag.IntVar(&o.files, "files", 10000, "small files to scan")
	flag.IntVar(&o.tables, "tables", 100000, "tables of the large catalog")
	flag.StringVar(&o.only, "only", "", "one of inserts, commits, copy, files, catalog; empty: all")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, o); err != nil {
		fmt.Fprintln(os.Stderr, "tables:", err)
		os.Exit(1)
	}
}

// bench is one run against one server.
type bench struct {
	options
	dir string
	srv *server.Server
	log *os.File
}

func run(ctx context.Context, o options) error {
	dir, err := os.MkdirTemp("", "tarn-tables-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	b := &bench{options: o, dir: dir}
	if b.log, err = os.Create(filepath.Join(dir, "log")); err != nil {
		return err
	}
	defer b.log.Close()
	if err := b.start(ctx); err != nil {
		return err
	}
	defer func() { _ = b.srv.Stop() }()
	for _, part := range []struct {
		name string
		f    func(context.Context) error
	}{{"inserts", b.inserts}, {"commits", b.commits}, {"copy", b.copyFrom}, {"files", b.smallFiles}, {"catalog", b.catalog}} {
		if o.only != "" && o.only != part.name {
			continue
		}
		if err := part.f(ctx); err != nil {
			return fmt.Errorf("%s: %w", part.name, err)
		}
	}
	return nil
}

func (b *bench) start(ctx context.Context) (err error) {
	b.srv, err = server.Start(ctx, server.Options{Binary: b.tarn, DataDir: filepath.Join(b.dir, "data"), Log: b.log})
	return err
}

func (b *bench) connect(ctx context.Context) (*pgconn.PgConn, error) {
	return pgconn.Connect(ctx, b.srv.URL())
}

// exec runs statements on a connection of their own.
func (b *bench) exec(ctx context.Context, sql string) error {
	c, err := b.connect(ctx)
	if err != nil {
		return err
	}
	defer c.Close(ctx)
	_, err = c.Exec(ctx, sql).ReadAll()
	return err
}

// timed runs statements and tells how long they took.
func (b *bench) timed(ctx context.Context, sql string) (time.Duration, error) {
	c, err := b.connect(ctx)
	if err != nil {
		return 0, err
	}
	defer c.Close(ctx)
	start := time.Now()
	_, err = c.Exec(ctx, sql).ReadAll()
	return time.Since(start), err
}

// rate runs a prepared statement in sessions at once for a while and prints how often.
func (b *bench) rate(ctx context.Context, what, sql string, sessions int) error {
	var mu sync.Mutex
	var all []time.Duration
	var first error
	end := time.Now().Add(time.Duration(b.seconds) * time.Second)
	var wg sync.WaitGroup
	for i := range sessions {
		c, err := b.connect(ctx)
		if err != nil {
			return err
		}
		defer c.Close(ctx)
		if _, err := c.Prepare(ctx, "s", sql, nil); err != nil {
			return err
		}
		wg.Go(func() {
			took, err := repeat(ctx, c, i, end)
			mu.Lock()
			defer mu.Unlock()
			all = append(all, took...)
			if first == nil {
				first = err
			}
		})
	}
	start := time.Now()
	wg.Wait()
	if first != nil {
		return first
	}
	slices.Sort(all)
	n := len(all)
	fmt.Printf("%-34s %3d sessions: %8.0f/s   p50 %7.2f ms   p99 %7.2f ms\n", what, sessions, float64(n)/time.Since(start).Seconds(),
		ms(all[n/2]), ms(all[n*99/100]))
	return nil
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// repeat runs the prepared statement until the end.
func repeat(ctx context.Context, c *pgconn.PgConn, session int, end time.Time) (took []time.Duration, err error) {
	for k := 0; time.Now().Before(end); k++ {
		start := time.Now()
		id := fmt.Appendf(nil, "%d", session*10_000_000+k)
		if r := c.ExecPrepared(ctx, "s", [][]byte{id}, nil, nil).Read(); r.Err != nil {
			return took, r.Err
		}
		took = append(took, time.Since(start))
	}
	return took, nil
}

// inserts measures single-row inserts, which go through the row buffer.
func (b *bench) inserts(ctx context.Context) error {
	if err := b.exec(ctx, "CREATE TABLE rows_in (id int8, name text, amount numeric(12,2), at timestamptz)"); err != nil {
		return err
	}
	for _, n := range []int{1, 16, 64} {
		if err := b.rate(ctx, "single-row INSERT", "INSERT INTO rows_in VALUES ($1, 'a name', 12.50, now())", n); err != nil {
			return err
		}
	}
	return nil
}

// commits measures transactions that write a data file each.
func (b *bench) commits(ctx context.Context) error {
	if err := b.exec(ctx, "CREATE TABLE files_in (id int8, name text) TBLPROPERTIES ('tarn.rowBuffer' = 'false', 'tarn.autoCompact' = 'false')"); err != nil {
		return err
	}
	for _, n := range []int{1, 64} {
		if err := b.rate(ctx, "commit with a data file", "INSERT INTO files_in VALUES ($1, 'a name')", n); err != nil {
			return err
		}
	}
	return nil
}

// smallFiles scans a table of many small files, puts them together and scans again.
func (b *bench) smallFiles(ctx context.Context) error {
	if err := b.exec(ctx, "CREATE TABLE many (id int8, name text) TBLPROPERTIES ('tarn.rowBuffer' = 'false', 'tarn.autoCompact' = 'false')"); err != nil {
		return err
	}
	var wg sync.WaitGroup
	errs := make([]error, 8)
	for i := range errs {
		wg.Go(func() {
			c, err := b.connect(ctx)
			if err != nil {
				errs[i] = err
				return
			}
			defer c.Close(ctx)
			for k := range b.files / len(errs) {
				sql := fmt.Sprintf("INSERT INTO many SELECT g, 'name ' || g FROM generate_series(%d, %d) g", k*100, k*100+99)
				if _, err := c.Exec(ctx, sql).ReadAll(); err != nil {
					errs[i] = err
					return
				}
			}
		})
	}
	wg.Wait()
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	const scan = "SELECT count(*), sum(id), max(name) FROM many"
	for _, when := range []string{"first", "again"} {
		d, err := b.timed(ctx, scan)
		if err != nil {
			return err
		}
		fmt.Printf("scan of %d files, %-28s %10.1f ms\n", b.files, when, ms(d))
	}
	d, err := b.timed(ctx, "OPTIMIZE many")
	if err != nil {
		return err
	}
	fmt.Printf("OPTIMIZE %48.1f ms\n", ms(d))
	if d, err = b.timed(ctx, scan); err != nil {
		return err
	}
	fmt.Printf("scan after OPTIMIZE %37.1f ms\n", ms(d))
	return nil
}
