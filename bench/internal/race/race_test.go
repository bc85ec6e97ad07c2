package race

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/tarndb/tarn/bench/internal/answer"
	"github.com/tarndb/tarn/bench/internal/suite"
)

// fake is an engine whose queries take a given time and answer with a given text.
type fake struct {
	wall   time.Duration
	answer map[string]string
	asked  []string
}

func (f *fake) Name() string                       { return "fake" }
func (f *fake) Version() string                    { return "1" }
func (f *fake) Exec(context.Context, string) error { return nil }

// Query answers from the map; a text that is missing is a failure.
func (f *fake) Query(_ context.Context, sql string) (answer.Result, Sample, error) {
	f.asked = append(f.asked, sql)
	text, ok := f.answer[sql]
	if !ok {
		return answer.Result{}, Sample{}, errors.New("no such query")
	}
	return answer.Result{
		Columns: []answer.Column{{Name: "x", Class: answer.Text}},
		Rows:    [][]answer.Value{{{Text: text}}},
	}, Sample{Wall: f.wall, CPU: f.wall, PeakKB: 1}, nil
}

func TestRun(t *testing.T) {
	ours := &fake{wall: 1, answer: map[string]string{"same": "a", "wrong": "a", "verified": "a", "check": "1"}}
	rival := &fake{wall: 2, answer: map[string]string{"same": "a", "wrong": "b", "failing": "a", "verified": "b", "check": "2"}}
	track := Track{
		Engines: [2]Engine{ours, rival}, Log: func(string) {},
		Plan: Plan{Warmups: 1, Runs: 3, Repeat: 2, Timeout: time.Second, Idle: 1},
	}
	outcomes, err := track.Run(context.Background(), []suite.Query{
		{ID: "1", SQL: "same"}, {ID: "2", SQL: "wrong"}, {ID: "3", SQL: "failing"},
		{ID: "4", SQL: "verified", Rule: answer.Rule{CountOnly: true}, Verify: "check"},
	})
	if err != nil {
		t.Fatal(err)
	}
	if o := outcomes[0]; o.Verdict != nil || len(o.Side[0].Samples) != 6 || o.Side[0].Wall() != 1 || o.Side[1].Wall() != 2 {
		t.Errorf("same: %+v", o)
	}
	if outcomes[1].Verdict == nil {
		t.Error("a wrong answer passed")
	}
	if outcomes[2].Side[0].Err == nil || outcomes[2].Side[1].Err != nil {
		t.Errorf("failing: %+v", outcomes[2])
	}
	if outcomes[3].Verdict == nil {
		t.Error("a wrong answer of the verifying statement passed")
	}
}

func TestMedian(t *testing.T) {
	side := Side{Samples: []Sample{{Wall: 9}, {Wall: 1}, {Wall: 5}, {Wall: 3}}}
	if got := side.Wall(); got != 4 {
		t.Errorf("median %d, want 4", got)
	}
	if got := GeoMean([]float64{0.5, 2, 8, 0.125}); got < 0.999 || got > 1.001 {
		t.Errorf("geometric mean %v, want 1", got)
	}
}
