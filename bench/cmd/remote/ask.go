package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"regexp"
	"runtime"
	"strconv"
	"strings"
	"time"

	"github.com/tarndb/tarn/bench/internal/answer"
	"github.com/tarndb/tarn/bench/internal/objstore"
	"github.com/tarndb/tarn/bench/internal/server"
	"github.com/tarndb/tarn/bench/internal/suite"
	"github.com/tarndb/tarn/bench/internal/wire"
)

// withTarn runs fn on a session of a fresh server whose tables are named; the column cache is off.
func withTarn(ctx context.Context, o options, dir string, tables []suite.Table, fn func(*wire.Conn) error) (err error) {
	log, err := os.Create(dir + ".log")
	if err != nil {
		return err
	}
	defer log.Close()
	srv, err := server.Start(ctx, server.Options{Binary: o.tarn, DataDir: dir, Threads: runtime.NumCPU(), Args: []string{"--cache", "0"}, Log: log})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, srv.Stop()) }()
	conn, err := wire.Open(ctx, wire.Options{Name: "Tarn", URL: srv.URL()})
	if err != nil {
		return err
	}
	defer conn.Close(context.WithoutCancel(ctx))
	for _, t := range tables {
		if err := conn.Exec(ctx, t.CreateView()); err != nil {
			return fmt.Errorf("%s: %w", t.Path, err)
		}
	}
	return fn(conn)
}

// askLocal gives the answers from local files.
func askLocal(ctx context.Context, o options, dir string, tables []suite.Table, queries []suite.Query) (map[string]answer.Result, error) {
	out := map[string]answer.Result{}
	err := withTarn(ctx, o, dir, tables, func(c *wire.Conn) error {
		for _, q := range queries {
			res, _, err := c.Query(ctx, q.SQL)
			if err != nil {
				return fmt.Errorf("%s: %w", q.ID, err)
			}
			out[q.ID] = res
		}
		return nil
	})
	return out, err
}

// remote is one run over a store.
type remote struct {
	store *objstore.Store
	conn  *wire.Conn
	files map[string]*objstore.File
}

// overStore uploads the files, asks the queries and the probes, and prints a table.
func overStore(ctx context.Context, o options, s *objstore.Store, dir string, tables []suite.Table, queries []suite.Query, want map[string]answer.Result) error {
	there, err := upload(ctx, s, tables)
	if err != nil {
		return err
	}
	files := map[string]*objstore.File{}
	var size int64
	for _, t := range tables {
		if files[t.Name], err = objstore.Layout(t.Name, t.Path); err != nil {
			return err
		}
		size += files[t.Name].Size
	}
	fmt.Printf("\n%s: %d files, %.1f MB\n", s.Name, len(tables), mb(size))
	s.Meter.Take()
	return withTarn(ctx, o, dir, there, func(c *wire.Conn) error {
		r := &remote{s, c, files}
		u := objstore.Account(s.Meter.Take(), files)
		fmt.Printf("naming the tables (footers): %d requests, %.0f kB\n\n", u.Requests, float64(u.Bytes)/1e3)
		return errors.Join(r.ask(ctx, queries, want), r.probe(ctx))
	})
}

func mb(n int64) float64 { return float64(n) / 1e6 }

// ask runs the queries: answers as from local files, and never a byte of l_comment, which none of them reads.
func (r *remote) ask(ctx context.Context, queries []suite.Query, want map[string]answer.Result) error {
	fmt.Println("query  answer  requests       MB  of files' MB   EXPLAIN: requests  read MB  row groups read/pruned       ms")
	var errs []error
	equal, requests, total := 0, 0, int64(0)
	for _, q := range queries {
		start := time.Now()
		res, _, err := r.conn.Query(ctx, q.SQL)
		took := time.Since(start)
		u := objstore.Account(r.store.Meter.Take(), r.files)
		verdict := "equal"
		if err == nil {
			err = answer.Compare(res, want[q.ID], q.Rule)
		}
		if err == nil && u.Fetched["lineitem.l_comment"] > 0 {
			err = fmt.Errorf("%d bytes of l_comment were fetched", u.Fetched["lineitem.l_comment"])
		}
		if err == nil && u.Failed > 0 {
			err = fmt.Errorf("%d requests failed", u.Failed)
		}
		if err != nil {
			verdict, errs = "WRONG", append(errs, fmt.Errorf("%s over %s: %w", q.ID, r.store.Name, err))
		} else {
			equal++
		}
		requests, total = requests+u.Requests, total+u.Bytes
		e, err := r.explain(ctx, q.SQL)
		errs = append(errs, err)
		fmt.Printf("%-5s  %-6s  %8d  %7.2f  %12.2f  %18d  %7.2f  %22s  %7.0f\n", q.ID, verdict, u.Requests, mb(u.Bytes), mb(u.FileBytes),
			e.requests, mb(int64(e.kB)<<10), fmt.Sprintf("%d/%d", e.groups, e.pruned), float64(took.Microseconds())/1e3)
	}
	fmt.Printf("%d of %d answers equal those from local files; %d requests, %.1f MB\n\n", equal, len(queries), requests, mb(total))
	return errors.Join(errs...)
}

// explained is what EXPLAIN ANALYZE says of all scans.
type explained struct{ requests, kB, groups, pruned int }

var (
	groupsLine = regexp.MustCompile(`Row Groups: read=(\d+) pruned=(\d+)`)
	ioLine     = regexp.MustCompile(`I/O: read=(\d+)kB cached=\d+kB requests=(\d+)`)
)

// explain adds up the scans of a plan that was run.
func (r *remote) explain(ctx context.Context, sql string) (e explained, err error) {
	res, _, err := r.conn.Query(ctx, "EXPLAIN (ANALYZE) "+sql)
	if err != nil {
		return e, err
	}
	r.store.Meter.Take()
	var text strings.Builder
	for _, row := range res.Rows {
		text.WriteString(row[0].Text + "\n")
	}
	number := func(s string) int { n, _ := strconv.Atoi(s); return n }
	for _, m := range groupsLine.FindAllStringSubmatch(text.String(), -1) {
		e.groups, e.pruned = e.groups+number(m[1]), e.pruned+number(m[2])
	}
	for _, m := range ioLine.FindAllStringSubmatch(text.String(), -1) {
		e.kB, e.requests = e.kB+number(m[1]), e.requests+number(m[2])
	}
	return e, nil
}

// probes are queries of which it is known what they need of lineitem: columns, and how many of its row groups at most.
var probes = []struct {
	sql     string
	columns []string
	groups  int // 0: any number
}{
	{"SELECT count(*) FROM lineitem", nil, 0},
	{"SELECT sum(l_extendedprice) FROM lineitem", []string{"l_extendedprice"}, 0},
	{"SELECT l_orderkey, l_comment FROM lineitem WHERE l_orderkey < 100", []string{"l_orderkey", "l_comment"}, 1},
	{"SELECT max(l_tax) FROM lineitem WHERE l_orderkey BETWEEN 300000 AND 300100", []string{"l_orderkey", "l_tax"}, 1},
	{"SELECT count(l_comment) FROM lineitem WHERE l_orderkey < 0", []string{"l_orderkey"}, 0},
}

// probe shows that what is pruned is not fetched. Between chunks that lie closer together than the store's gap the
// engine fetches what lies between them: that is counted apart and only a few columns of small chunks.
func (r *remote) probe(ctx context.Context) error {
	f := r.files["lineitem"]
	fmt.Printf("lineitem has %d row groups of %d columns, %.1f MB\n", f.Groups, f.Columns, mb(f.Size))
	var errs []error
	for _, p := range probes {
		if _, _, err := r.conn.Query(ctx, p.sql); err != nil {
			return err
		}
		u := objstore.Account(r.store.Meter.Take(), r.files)
		needed := map[string]bool{}
		for _, c := range p.columns {
			needed["lineitem."+c] = true
		}
		var names []string
		var between int64
		for _, c := range f.Chunks[:f.Columns] {
			name := "lineitem." + c.Column
			if n := u.Fetched[name]; n > 0 && needed[name] {
				names = append(names, fmt.Sprintf("%s %.0f kB", c.Column, float64(n)/1e3))
			} else if n > 0 {
				between += n
			}
		}
		groups := len(u.Groups["lineitem"])
		fmt.Printf("%s\n    %d requests, %.1f kB; row groups touched %d of %d; columns: %s; between them %.1f kB\n",
			p.sql, u.Requests, float64(u.Bytes)/1e3, groups, f.Groups, strings.Join(names, ", "), float64(between)/1e3)
		if p.groups > 0 && groups > p.groups || len(p.columns) < 2 && between > 0 || u.Fetched["lineitem.l_comment"] > 0 && !needed["lineitem.l_comment"] {
			errs = append(errs, fmt.Errorf("%s fetched what it does not need: %v of %d row groups", p.sql, u.Fetched, groups))
		}
	}
	return errors.Join(errs...)
}
