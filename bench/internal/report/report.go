// Package report turns the outcomes of a race into a table for people, JSON for machines and an SVG chart, and judges
// them by gates. A ratio is the rival's time divided by ours: above 1 we are faster.
package report

import (
	"math"
	"time"

	"github.com/tarndb/tarn/bench/internal/proc"
	"github.com/tarndb/tarn/bench/internal/race"
)

// Report is everything one run of the bench found out.
type Report struct {
	Title     string            `json:"title"`
	Time      time.Time         `json:"time"`
	Machine   proc.Machine      `json:"machine"`
	Revision  string            `json:"revision"` // of the code under test
	Engines   [2]Engine         `json:"engines"`  // ours, then the rival
	Data      string            `json:"data"`     // which files, written by whom
	Settings  map[string]string `json:"settings"`
	LoadStart float64           `json:"load_start"` // share of the machine busy before the first query
	Queries   []Query           `json:"queries"`
	Summary   Summary           `json:"summary"`
}

// Engine names one side.
type Engine struct {
	Name    string `json:"name"`
	Version string `json:"version"`
}

// Query is one query's line.
type Query struct {
	ID      string  `json:"id"`
	Title   string  `json:"title"`
	Ours    Figures `json:"ours"`
	Rival   Figures `json:"rival"`
	Ratio   float64 `json:"ratio,omitempty"`     // of wall time
	CPU     float64 `json:"cpu_ratio,omitempty"` // of CPU time
	Rows    int     `json:"rows"`
	Noise   float64 `json:"noise"`
	Failure string  `json:"failure,omitempty"` // why there is no ratio
	Wrong   bool    `json:"wrong,omitempty"`   // the answers differ
}

// Figures are one side's medians, its peak and all its samples.
type Figures struct {
	WallMS  float64       `json:"wall_ms"`
	CPUMS   float64       `json:"cpu_ms"`
	PeakMB  float64       `json:"peak_mb"`
	Samples []race.Sample `json:"samples"`
}

// Summary is what the whole race comes to. Means are over the queries that both sides answered alike.
type Summary struct {
	Compared   int     `json:"compared"`
	Failed     int     `json:"failed"`
	Wrong      int     `json:"wrong"`
	GeoMean    float64 `json:"geomean_ratio"`
	GeoMeanCPU float64 `json:"geomean_cpu_ratio"`
	OursMS     float64 `json:"ours_geomean_ms"`
	RivalMS    float64 `json:"rival_geomean_ms"`
	OursCPUMS  float64 `json:"ours_geomean_cpu_ms"`
	RivalCPUMS float64 `json:"rival_geomean_cpu_ms"`
	Worst      float64 `json:"worst_ratio"`
	WorstQuery string  `json:"worst_query"`
	Lost       int     `json:"lost"` // queries slower than the rival
	OursPeak   float64 `json:"ours_peak_mb"`
	RivalPeak  float64 `json:"rival_peak_mb"`
	MaxNoise   float64 `json:"max_noise"`
}

// AddOutcomes fills the queries and the summary.
func (r *Report) AddOutcomes(outcomes []race.Outcome) {
	for i := range outcomes {
		r.Queries = append(r.Queries, query(&outcomes[i]))
	}
	r.Summary = summarize(r.Queries)
}

// query turns an outcome into a line.
func query(o *race.Outcome) Query {
	q := Query{
		ID: o.Query.ID, Title: o.Query.Title, Rows: o.Rows, Noise: o.Noise,
		Ours: figures(o.Side[0]), Rival: figures(o.Side[1]),
	}
	switch {
	case o.Side[0].Err != nil:
		q.Failure = o.Side[0].Err.Error()
	case o.Side[1].Err != nil:
		q.Failure = o.Side[1].Err.Error()
	case o.Verdict != nil:
		q.Failure, q.Wrong = o.Verdict.Error(), true
	default:
		q.Ratio = ratio(q.Rival.WallMS, q.Ours.WallMS)
		q.CPU = ratio(q.Rival.CPUMS, q.Ours.CPUMS)
	}
	return q
}

// figures are the medians of one side.
func figures(s race.Side) Figures {
	return Figures{ms(s.Wall()), ms(s.CPU()), float64(s.PeakKB()) / 1024, s.Samples}
}

// ms is a duration in milliseconds.
func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }

// ratio is a/b, 0 where it means nothing.
func ratio(a, b float64) float64 {
	if a <= 0 || b <= 0 {
		return 0
	}
	return a / b
}

// summarize makes the summary of all lines.
func summarize(queries []Query) Summary {
	s := Summary{Worst: math.Inf(1)}
	means := map[*float64][]float64{}
	add := func(to *float64, x float64) {
		if x > 0 {
			means[to] = append(means[to], x)
		}
	}
	for _, q := range queries {
		s.OursPeak, s.RivalPeak = max(s.OursPeak, q.Ours.PeakMB), max(s.RivalPeak, q.Rival.PeakMB)
		s.MaxNoise = max(s.MaxNoise, q.Noise)
		if q.Failure != "" {
			s.Failed++
			if q.Wrong {
				s.Wrong++
			}
			continue
		}
		s.Compared++
		add(&s.GeoMean, q.Ratio)
		add(&s.GeoMeanCPU, q.CPU)
		add(&s.OursMS, q.Ours.WallMS)
		add(&s.RivalMS, q.Rival.WallMS)
		add(&s.OursCPUMS, q.Ours.CPUMS)
		add(&s.RivalCPUMS, q.Rival.CPUMS)
		if q.Ratio < 1 {
			s.Lost++
		}
		if q.Ratio < s.Worst {
			s.Worst, s.WorstQuery = q.Ratio, q.ID
		}
	}
	for to, xs := range means {
		*to = race.GeoMean(xs)
	}
	if s.Compared == 0 {
		s.Worst = 0
	}
	return s
}
