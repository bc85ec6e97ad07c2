package report

import (
	"fmt"
	"html"
	"math"
	"os"
	"strings"
)

// Sizes of the chart in pixels.
const (
	chartWidth  = 880
	chartLeft   = 70
	chartRight  = 150
	chartTop    = 78
	chartRow    = 30
	chartBar    = 11
	chartFoot   = 30
	oursColor   = "#1f7a8c"
	rivalColor  = "#e0a458"
	lostColor   = "#b3261e"
	textColor   = "#222"
	chartBottom = 14
)

// chart builds an SVG text.
type chart struct {
	strings.Builder
	scale float64 // pixels per millisecond
}

// WriteSVG draws both sides' wall times of every query as bars, with the ratio beside them.
func (r *Report) WriteSVG(path string) error {
	return os.WriteFile(path, []byte(r.svg()), 0o644)
}

// svg draws the chart.
func (r *Report) svg() string {
	longest := 1.0
	for _, q := range r.Queries {
		longest = math.Max(longest, math.Max(q.Ours.WallMS, q.Rival.WallMS))
	}
	c := &chart{scale: (chartWidth - chartLeft - chartRight) / longest}
	height := chartTop + chartRow*len(r.Queries) + chartFoot + chartBottom
	fmt.Fprintf(c, `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" font-family="sans-serif" font-size="12">`+"\n", chartWidth, height)
	fmt.Fprintf(c, `<rect width="%d" height="%d" fill="white"/>`+"\n", chartWidth, height)
	c.head(r)
	for i, q := range r.Queries {
		c.row(chartTop+i*chartRow, q)
	}
	s := r.Summary
	c.text(10, height-chartBottom, textColor, "", fmt.Sprintf("Geometric mean %.2fx (CPU time %.2fx), worst %s %.2fx, %d of %d answers equal. Noise up to %.0f %%.",
		s.GeoMean, s.GeoMeanCPU, s.WorstQuery, s.Worst, s.Compared, len(r.Queries), 100*s.MaxNoise))
	c.WriteString("</svg>\n")
	return c.String()
}

// head draws title and legend.
func (c *chart) head(r *Report) {
	c.text(10, 22, textColor, "bold", r.Title+": median wall time, ms")
	c.text(10, 40, textColor, "", fmt.Sprintf("%s; %s; %d cores; revision %s", r.Data, r.Machine.CPU, r.Machine.Cores, r.Revision))
	for i, color := range []string{oursColor, rivalColor} {
		x := 10 + 220*i
		fmt.Fprintf(c, `<rect x="%d" y="51" width="11" height="11" fill="%s"/>`+"\n", x, color)
		c.text(x+16, 61, textColor, "", r.Engines[i].Name+" "+r.Engines[i].Version)
	}
}

// row draws one query.
func (c *chart) row(y int, q Query) {
	c.text(10, y+chartBar+4, textColor, "", q.ID)
	if q.Failure != "" {
		c.text(chartLeft, y+chartBar+4, lostColor, "", "no comparable answer")
		return
	}
	c.bar(y, q.Ours.WallMS, oursColor)
	c.bar(y+chartBar+1, q.Rival.WallMS, rivalColor)
	color := textColor
	if q.Ratio < 1 {
		color = lostColor
	}
	c.text(chartWidth-60, y+chartBar+4, color, "bold", fmt.Sprintf("%.2fx", q.Ratio))
}

// bar draws one time.
func (c *chart) bar(y int, ms float64, color string) {
	width := math.Max(1, ms*c.scale)
	fmt.Fprintf(c, `<rect x="%d" y="%d" width="%.1f" height="%d" fill="%s"/>`+"\n", chartLeft, y, width, chartBar, color)
	fmt.Fprintf(c, `<text x="%.1f" y="%d" font-size="10" fill="%s">%.1f</text>`+"\n", chartLeft+width+4, y+chartBar-2, textColor, ms)
}

// text writes a line.
func (c *chart) text(x, y int, color, weight, s string) {
	if weight == "" {
		weight = "normal"
	}
	fmt.Fprintf(c, `<text x="%d" y="%d" fill="%s" font-weight="%s">%s</text>`+"\n", x, y, color, weight, html.EscapeString(s))
}
