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
	writeFigures(w, "geomean", Figures{WallMS: s.OursMS, CPUMS: s.OursCPUMS, PeakMB: s.OursPeak},
		Figures{WallMS: s.RivalMS, CPUMS: s.RivalCPUMS, PeakMB: s.RivalPeak}, s.GeoMean, s.GeoMeanCPU)
	fmt.Fprint(w, "\t\t\n")
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
	writeFigures(w, q.ID, q.Ours, q.Rival, q.Ratio, q.CPU)
	fmt.Fprintf(w, "%d\t%.0f%%%s\t\n", q.Rows, 100*q.Noise, mark)
}

// writeFigures prints the columns that the lines of queries and the last line share.
func writeFigures(w io.Writer, id string, ours, rival Figures, ratio, cpu float64) {
	fmt.Fprintf(w, "%s\t%.1f\t%.1f\t%.2fx\t", id, ours.WallMS, rival.WallMS, ratio)
	fmt.Fprintf(w, "%s\t%s\t%s\t%s\t%s\t", known("%.1f", ours.CPUMS), known("%.1f", rival.CPUMS), known("%.2fx", cpu),
		known("%.0f", ours.PeakMB), known("%.0f", rival.PeakMB))
}

// known prints a figure, or a dash for one that could not be measured.
func known(format string, x float64) string {
	if x == 0 {
		return "-"
	}
	return fmt.Sprintf(format, x)
}

// writeFoot prints the summary and every failure in full.
func (r *Report) writeFoot(out io.Writer) {
	s := r.Summary
	fmt.Fprintf(out, "\n%d of %d answers equal; geometric mean %.2fx (CPU %s); worst %s %.2fx; slower than %s in %d\n",
		s.Compared, len(r.Queries), s.GeoMean, known("%.2fx", s.GeoMeanCPU), s.WorstQuery, s.Worst, r.Engines[1].Name, s.Lost)
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
