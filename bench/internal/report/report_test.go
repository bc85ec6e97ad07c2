package report

import (
	"encoding/xml"
	"errors"
	"io"
	"strings"
	"testing"
	"time"

	"github.com/tarndb/tarn/bench/internal/race"
	"github.com/tarndb/tarn/bench/internal/suite"
)

// side is one side that always took the same time.
func side(wall time.Duration) race.Side {
	return race.Side{Samples: []race.Sample{{Wall: wall, CPU: 2 * wall, PeakKB: 2048}}}
}

// sample is a report of a race won once, lost once, and answered wrongly once.
func sample() *Report {
	r := &Report{Title: "Test <&>", Engines: [2]Engine{{"Ours", "1"}, {"Rival", "2"}}}
	r.AddOutcomes([]race.Outcome{
		{Query: suite.Query{ID: "q1"}, Side: [2]race.Side{side(time.Millisecond), side(4 * time.Millisecond)}},
		{Query: suite.Query{ID: "q2"}, Side: [2]race.Side{side(2 * time.Millisecond), side(time.Millisecond)}, Noise: 0.5},
		{Query: suite.Query{ID: "q3"}, Side: [2]race.Side{side(1), side(1)}, Verdict: errors.New("row 1")},
		{Query: suite.Query{ID: "q4"}, Side: [2]race.Side{{Err: errors.New("no")}, side(1)}},
	})
	return r
}

func TestSummary(t *testing.T) {
	s := sample().Summary
	if s.Compared != 2 || s.Failed != 2 || s.Wrong != 1 || s.Lost != 1 || s.WorstQuery != "q2" || s.Worst != 0.5 {
		t.Errorf("%+v", s)
	}
	if s.GeoMean < 1.414 || s.GeoMean > 1.415 {
		t.Errorf("geometric mean %v, want the root of 2", s.GeoMean)
	}
}

func TestGate(t *testing.T) {
	good := sample()
	good.Queries = good.Queries[:2]
	good.Summary = summarize(good.Queries)
	tests := []struct {
		name   string
		report *Report
		gate   Gate
		pass   bool
	}{
		{"no gates", good, Gate{}, true},
		{"reached", good, Gate{GeoMean: 1.4, Worst: 0.5}, true},
		{"mean missed", good, Gate{GeoMean: 1.5}, false},
		{"worst missed", good, Gate{Worst: 0.51}, false},
		{"CPU missed", good, Gate{Worst: 0.51, CPU: true}, false},
		{"wrong answer", sample(), Gate{}, false},
		{"nothing ran", &Report{}, Gate{}, false},
	}
	for _, tt := range tests {
		if err := tt.gate.Judge(tt.report); (err == nil) != tt.pass {
			t.Errorf("%s: %v", tt.name, err)
		}
	}
}

func TestOutputs(t *testing.T) {
	r := sample()
	var out strings.Builder
	if err := r.WriteTable(&out); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"4.00x", "0.50x", "WRONG", "FAILED", "50%*", "no claim", "2 of 4 answers equal"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the table lacks %q:\n%s", want, out.String())
		}
	}
	dec := xml.NewDecoder(strings.NewReader(r.svg()))
	for {
		if _, err := dec.Token(); err == io.EOF {
			break
		} else if err != nil {
			t.Fatalf("the chart is not XML: %v", err)
		}
	}
}
