package report

import (
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"text/tabwriter"
)

// noisy is the share of the machine used by others from which a figure is marked as not to be trusted.
const noisy = 0.10

// WriteTable prints the report for people.
func (r *Report) WriteTable(out io.Writer) error {
	r.writeHead(out)
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', tabwriter.AlignRight)
	a, b := r.Engines[0].Name, r.Engines[1].Name
	fmt.Fprintf(w, "query\t%s ms\t%s ms\tratio\t%s CPU\t%s CPU\tratio\t%s MB\t%s MB\trows\tnoise\t\n", a, b, a, b, a, b)
	for _, q := range r.Queries {
		q.writeLine(w)
	}
	s := r.Summary
	fmt.Fprintf(w, "geomean\t%.1f\t%.1f\t%.2fx\t%.1f\t%.1f\t%.2fx\t%.0f\t%.0f\t\t\t\n",
		s.OursMS, s.RivalMS, s.GeoMean, s.OursCPUMS, s.RivalCPUMS, s.GeoMeanCPU, s.OursPeak, s.RivalPeak)
	if err := w.Flush(); err != nil {
		return err
	}
	r.writeFoot(out)
	return nil
}

// writeHead prints what was measured, where and how.
func (r *Report) writeHead(out io.Writer) {
	fmt.Fprintf(out, "%s: %s %s against %s %s\n", r.Title,
		r.Engines[0].Name, r.Engines[0].Version, r.Engines[1].Name, r.Engines[1].Version)
	fmt.Fprintf(out, "data: %s\nrevision: %s, %s\n", r.Data, r.Revision, r.Time.Format("2006-01-02 15:04 MST"))
	fmt.Fprintf(out, "machine: %s, %d cores, %d MB, Linux %s, %.0f %% busy before the start\n",
		r.Machine.CPU, r.Machine.Cores, r.Machine.MemoryMB, r.Machine.Kernel, 100*r.LoadStart)
	var settings []string
	for _, name := range slices.Sorted(maps.Keys(r.Settings)) {
		settings = append(settings, name+"="+r.Settings[name])
	}
	fmt.Fprintf(out, "settings: %s\n", strings.Join(settings, ", "))
	fmt.Fprintf(out, "ratio = %s / %s, above 1 %s is faster; ms are medians, MB the peak resident size, *: noisy machine\n\n",
		r.Engines[1].Name, r.Engines[0].Name, r.Engines[0].Name)
}

// writeLine prints one query.
func (q *Query) writeLine(w io.Writer) {
	if q.Failure != "" {
		word := "FAILED"
		if q.Wrong {
			word = "WRONG"
		}
		fmt.Fprintf(w, "%s\t%s\t\t\t\t\t\t\t\t\t\t\n", q.ID, word)
		return
	}
	mark := ""
	if q.Noise > noisy {
		mark = "*"
	}
	fmt.Fprintf(w, "%s\t%.1f\t%.1f\t%.2fx\t%.1f\t%.1f\t%.2fx\t%.0f\t%.0f\t%d\t%.0f%%%s\t\n", q.ID, q.Ours.WallMS, q.Rival.WallMS,
		q.Ratio, q.Ours.CPUMS, q.Rival.CPUMS, q.CPU, q.Ours.PeakMB, q.Rival.PeakMB, q.Rows, 100*q.Noise, mark)
}

// writeFoot prints the summary and every failure in full.
func (r *Report) writeFoot(out io.Writer) {
	s := r.Summary
	fmt.Fprintf(out, "\n%d of %d answers equal; geometric mean %.2fx (CPU %.2fx); worst %s %.2fx; slower than %s in %d\n",
		s.Compared, len(r.Queries), s.GeoMean, s.GeoMeanCPU, s.WorstQuery, s.Worst, r.Engines[1].Name, s.Lost)
	if s.MaxNoise > noisy {
		fmt.Fprintf(out, "others used up to %.0f %% of the machine meanwhile: no claim can rest on these times\n", 100*s.MaxNoise)
	}
	for _, q := range r.Queries {
		if q.Failure != "" {
			fmt.Fprintf(out, "%s: %s\n", q.ID, q.Failure)
		}
	}
}

// WriteJSON writes the whole report to a file.
func (r *Report) WriteJSON(path string) error {
	data, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(data, '\n'), 0o644)
}
