// Package race runs the same queries on two engines in turn, measures each run and compares the answers.
//
// For every query both sides run once unmeasured, then in alternating order as often as asked, so that noise of the
// machine falls on both. The median counts. A side that fails a query fails it for the report; the race goes on.
package race

import (
	"context"
	"fmt"
	"time"

	"github.com/tarndb/tarn/bench/internal/answer"
	"github.com/tarndb/tarn/bench/internal/proc"
	"github.com/tarndb/tarn/bench/internal/suite"
)

// Sample is one measured run of one query.
type Sample struct {
	Wall   time.Duration `json:"wall_ns"`
	CPU    time.Duration `json:"cpu_ns"`  // user and system, the engine's process only
	PeakKB int64         `json:"peak_kb"` // largest resident size during the run
}

// Engine is one side of the race. Query returns the whole answer and what it cost the engine.
type Engine interface {
	Name() string
	Version() string
	Exec(ctx context.Context, sql string) error
	Query(ctx context.Context, sql string) (answer.Result, Sample, error)
}

// Plan says how often to run.
type Plan struct {
	Warmups  int           // unmeasured runs of each query, on each side
	Runs     int           // measured runs of each query, on each side
	Repeat   int           // passes over all queries; samples of all passes count together
	Timeout  time.Duration // for one run of one query
	Idle     float64       // wait before each query until at most this share of the machine is busy
	Patience time.Duration // for at most this long
}

// Outcome is what happened to one query.
type Outcome struct {
	Query   suite.Query
	Side    [2]Side
	Verdict error   // nil: the answers are equal
	Rows    int     // of the answer
	Noise   float64 // share of the machine that neither engine nor the bench used while it ran
}

// Side is one engine's part in an outcome.
type Side struct {
	Samples []Sample
	Err     error
}

// Track is a race in progress.
type Track struct {
	Engines [2]Engine
	Plan    Plan
	Pids    []int        // processes whose CPU time is not noise
	Log     func(string) // progress, one line a query
}

// Run races through all queries.
func (t *Track) Run(ctx context.Context, queries []suite.Query) ([]Outcome, error) {
	outcomes := make([]Outcome, len(queries))
	for pass := range max(1, t.Plan.Repeat) {
		for i, q := range queries {
			if _, err := proc.WaitIdle(ctx, t.Plan.Idle, t.Plan.Patience); err != nil {
				return outcomes, err
			}
			t.query(ctx, q, &outcomes[i])
			t.Log(fmt.Sprintf("pass %d %s", pass+1, line(&outcomes[i])))
			if err := ctx.Err(); err != nil {
				return outcomes, err
			}
		}
	}
	return outcomes, nil
}

// query runs one query on both sides and adds to its outcome.
func (t *Track) query(ctx context.Context, q suite.Query, o *Outcome) {
	o.Query = q
	if o.Verdict != nil || o.failed() {
		return
	}
	if t.warm(ctx, o); o.failed() {
		return
	}
	meter := t.startMeter()
	for run := range t.Plan.Runs {
		for turn := range 2 {
			t.measure(ctx, o, (run+turn)%2)
		}
		if o.failed() {
			return
		}
	}
	o.Noise = max(o.Noise, meter.noise())
}

// failed tells whether either side gave up.
func (o *Outcome) failed() bool { return o.Side[0].Err != nil || o.Side[1].Err != nil }

// warm makes the unmeasured runs and judges the answers.
func (t *Track) warm(ctx context.Context, o *Outcome) {
	var results [2]answer.Result
	for side := range 2 {
		for range max(1, t.Plan.Warmups) {
			results[side], _, o.Side[side].Err = t.run(ctx, side, o.Query.SQL)
			if o.Side[side].Err != nil {
				break
			}
		}
	}
	if o.failed() {
		return
	}
	o.Rows = len(results[0].Rows)
	o.Verdict = answer.Compare(results[0], results[1], o.Query.Rule)
	if o.Verdict == nil && o.Query.Verify != "" {
		o.Verdict = t.verify(ctx, o.Query.Verify)
	}
}

// verify compares the answers of a statement that stands in for a query whose own answer is not determined.
func (t *Track) verify(ctx context.Context, sql string) error {
	var results [2]answer.Result
	for side := range 2 {
		var err error
		if results[side], _, err = t.run(ctx, side, sql); err != nil {
			return fmt.Errorf("verifying statement: %w", err)
		}
	}
	if err := answer.Compare(results[0], results[1], answer.Rule{Ordered: true}); err != nil {
		return fmt.Errorf("verifying statement: %w", err)
	}
	return nil
}

// measure makes one measured run on one side.
func (t *Track) measure(ctx context.Context, o *Outcome, side int) {
	s := &o.Side[side]
	result, sample, err := t.run(ctx, side, o.Query.SQL)
	if err != nil {
		s.Err = err
		return
	}
	if len(result.Rows) != o.Rows && o.Verdict == nil {
		o.Verdict = fmt.Errorf("%s: %d rows in one run, %d in another", t.Engines[side].Name(), o.Rows, len(result.Rows))
	}
	s.Samples = append(s.Samples, sample)
}

// run runs one query on one side within the time limit.
func (t *Track) run(ctx context.Context, side int, sql string) (answer.Result, Sample, error) {
	ctx, cancel := context.WithTimeout(ctx, t.Plan.Timeout)
	defer cancel()
	return t.Engines[side].Query(ctx, sql)
}
