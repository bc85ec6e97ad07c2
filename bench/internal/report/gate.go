package report

import (
	"errors"
	"fmt"
)

// Gate says what a run must reach. A zero ratio asks for nothing; a failed or wrong query never passes.
type Gate struct {
	GeoMean float64 // of wall-time ratios
	Worst   float64
	CPU     bool // judge CPU-time ratios instead of wall time
}

// Judge tells everything a report falls short of.
func (g Gate) Judge(r *Report) error {
	var errs []error
	s := r.Summary
	if s.Wrong > 0 {
		errs = append(errs, fmt.Errorf("%d wrong answers", s.Wrong))
	}
	if s.Failed > s.Wrong {
		errs = append(errs, fmt.Errorf("%d failed queries", s.Failed-s.Wrong))
	}
	if s.Compared == 0 {
		return errors.Join(append(errs, errors.New("nothing was compared"))...)
	}
	mean, worst, name := s.GeoMean, s.Worst, s.WorstQuery
	if g.CPU {
		mean = s.GeoMeanCPU
		worst, name = worstCPU(r.Queries)
	}
	if mean < g.GeoMean {
		errs = append(errs, fmt.Errorf("geometric mean %.2fx is below the gate of %.2fx", mean, g.GeoMean))
	}
	if worst < g.Worst {
		errs = append(errs, fmt.Errorf("%s at %.2fx is below the gate of %.2fx", name, worst, g.Worst))
	}
	return errors.Join(errs...)
}

// worstCPU finds the query with the smallest CPU-time ratio.
func worstCPU(queries []Query) (float64, string) {
	worst, name := 0.0, ""
	for _, q := range queries {
		if q.Failure == "" && (name == "" || q.CPU < worst) {
			worst, name = q.CPU, q.ID
		}
	}
	return worst, name
}
