// Command bench races Tarn against DuckDB on the same Parquet files, compares every answer and says who was faster.
// See README.md for what is measured and how.
//
//	go run ./cmd/bench --data out/sf1 --gate-geomean 1.0 --gate-worst 0.5
package main

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"slices"
	"syscall"
	"time"

	"github.com/tarndb/tarn/bench/internal/proc"
	"github.com/tarndb/tarn/bench/internal/race"
	"github.com/tarndb/tarn/bench/internal/report"
	"github.com/tarndb/tarn/bench/internal/suite"
)

func main() {
	o, err := parseFlags(os.Args[1:])
	if err == nil {
		ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
		err = run(ctx, o)
		stop()
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// run makes both sides ready, races them, reports and judges.
func run(ctx context.Context, o options) (err error) {
	queries, err := chooseQueries(o)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(o.out, 0o755); err != nil {
		return err
	}
	s, err := openSides(ctx, o)
	defer func() { err = errors.Join(err, s.close()) }()
	if err != nil {
		return err
	}
	load, err := proc.WaitIdle(ctx, o.plan.Idle, o.plan.Patience)
	if err != nil {
		return err
	}
	rep, err := newReport(ctx, o, s, load)
	if err != nil {
		return err
	}
	track := race.Track{Engines: s.engines, Plan: o.plan, Pids: s.pids, Log: progress}
	outcomes, raceErr := track.Run(ctx, queries)
	rep.AddOutcomes(outcomes)
	if err := publish(rep, o); err != nil {
		return err
	}
	return errors.Join(raceErr, o.gate.Judge(rep))
}

// progress prints one line while the race runs; the report itself goes to standard output.
func progress(line string) { fmt.Fprintln(os.Stderr, line) }

// chooseQueries loads the suite and keeps what the flags ask for.
func chooseQueries(o options) ([]suite.Query, error) {
	all, err := suite.Load(o.queries)
	if err != nil {
		return nil, err
	}
	var chosen []suite.Query
	for _, q := range all {
		if (len(o.only) == 0 || slices.Contains(o.only, q.ID)) && !slices.Contains(o.skip, q.ID) {
			chosen = append(chosen, q)
		}
	}
	if len(chosen) == 0 {
		return nil, errors.New("no query is left to run")
	}
	return chosen, nil
}

// newReport starts a report with everything but the results.
func newReport(ctx context.Context, o options, s *sides, load float64) (*report.Report, error) {
	data, err := describeData(ctx, o, s)
	if err != nil {
		return nil, err
	}
	rep := &report.Report{
		Title: o.title(), Time: time.Now().UTC().Truncate(time.Second), Machine: proc.ThisMachine(),
		Revision: revision(), Data: data, Settings: o.settings(), LoadStart: load,
	}
	for i, e := range s.engines {
		rep.Engines[i] = report.Engine{Name: e.Name(), Version: e.Version()}
	}
	return rep, nil
}

// publish prints the table and writes JSON and chart.
func publish(rep *report.Report, o options) error {
	if err := rep.WriteTable(os.Stdout); err != nil {
		return err
	}
	base := filepath.Join(o.out, o.name)
	if err := errors.Join(rep.WriteJSON(base+".json"), rep.WriteSVG(base+".svg")); err != nil {
		return err
	}
	fmt.Printf("written: %s.json, %s.svg\n", base, base)
	return nil
}
