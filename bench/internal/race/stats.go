package race

import (
	"math"
	"slices"
	"time"
)

// Wall is the median wall time.
func (s Side) Wall() time.Duration {
	return median(s.Samples, func(x Sample) time.Duration { return x.Wall })
}

// CPU is the median CPU time.
func (s Side) CPU() time.Duration {
	return median(s.Samples, func(x Sample) time.Duration { return x.CPU })
}

// PeakKB is the largest peak of all runs.
func (s Side) PeakKB() int64 {
	var peak int64
	for _, x := range s.Samples {
		peak = max(peak, x.PeakKB)
	}
	return peak
}

// median of one figure of the samples, 0 if there are none; of an even number the mean of the middle two.
func median(samples []Sample, figure func(Sample) time.Duration) time.Duration {
	if len(samples) == 0 {
		return 0
	}
	var all []time.Duration
	for _, s := range samples {
		all = append(all, figure(s))
	}
	slices.Sort(all)
	n := len(all)
	return (all[(n-1)/2] + all[n/2]) / 2
}

// GeoMean is the geometric mean of positive numbers, 0 if there are none.
func GeoMean(xs []float64) float64 {
	if len(xs) == 0 {
		return 0
	}
	var sum float64
	for _, x := range xs {
		sum += math.Log(x)
	}
	return math.Exp(sum / float64(len(xs)))
}
