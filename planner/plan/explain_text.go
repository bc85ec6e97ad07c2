package plan

import (
	"fmt"
	"strings"

	"github.com/tarndb/tarn/sql/types"
)

// Explain prints a plan as PostgreSQL does: TEXT as lines joined by "\n" without a final
// one, JSON as one document. actuals (by node ID) may be nil.
func Explain(q *Query, actuals []Actual, opts ExplainOptions) string {
	x := &explainer{d: newDescriber(q.Root, opts.Verbose), actuals: actuals, opts: opts}
	x.hide(q.Root, false)
	if opts.Format == ExplainJSON {
		return x.json(q)
	}
	x.node(q.Root, 0, "")
	if opts.Verbose && len(opts.Rules) > 0 {
		x.line(0, "Rules: "+strings.Join(opts.Rules, ", "))
	}
	if opts.Summary {
		x.line(0, fmt.Sprintf("Planning Time: %.3f ms", opts.PlanningMillis))
		if opts.Analyze {
			x.line(0, fmt.Sprintf("Execution Time: %.3f ms", opts.ExecutionMillis))
		}
	}
	return strings.TrimSuffix(x.out.String(), "\n")
}

// explainer prints one plan.
type explainer struct {
	d       *describer
	out     strings.Builder
	actuals []Actual
	opts    ExplainOptions
	hidden  map[Node]bool // below a barrier: how many rows there were is a secret
}

// hide finds the nodes whose measures are not shown.
func (x *explainer) hide(n Node, under bool) {
	if under {
		if x.hidden == nil {
			x.hidden = map[Node]bool{}
		}
		x.hidden[n] = true
	}
	if l, ok := n.(*Limit); ok && l.Barrier && !under {
		x.hide(n, true)
		return
	}
	if w, ok := n.(*With); ok {
		for _, c := range w.CTEs {
			x.hide(c.Plan, under)
			if c.Step != nil {
				x.hide(c.Step, under)
			}
		}
		x.hide(w.Input, under)
		return
	}
	for _, c := range n.Children() {
		x.hide(c, under)
	}
}

func (x *explainer) line(indent int, s string) {
	x.out.WriteString(strings.Repeat(" ", indent) + s + "\n")
}

// node prints n; indent is where its title goes, arrow what stands before it.
func (x *explainer) node(n Node, indent int, arrow string) {
	if w, ok := n.(*With); ok {
		x.with(w, indent, arrow)
		return
	}
	kind, over := x.d.title(n)
	x.line(indent, arrow+kind+over+x.costs(n)+x.actual(n))
	below := indent + len(arrow) + 2
	x.details(n, below)
	for _, c := range n.Children() {
		x.node(c, below, "->  ")
	}
}

func (x *explainer) details(n Node, indent int) {
	for _, p := range x.d.props(n) {
		x.line(indent, p.name+": "+p.value)
	}
	for _, p := range x.measured(n) {
		x.line(indent, p.name+": "+p.value)
	}
}

// with prints the main plan with the CTEs it reads listed under it, as PostgreSQL does.
func (x *explainer) with(w *With, indent int, arrow string) {
	main := w.Input
	kind, over := x.d.title(main)
	x.line(indent, arrow+kind+over+x.costs(main)+x.actual(main))
	below := indent + len(arrow) + 2
	x.details(main, below)
	for _, c := range w.CTEs {
		x.line(below, "CTE "+c.Name)
		x.node(c.Plan, below+2, "->  ")
		if c.Step != nil {
			x.node(c.Step, below+2, "->  ")
		}
	}
	for _, c := range main.Children() {
		x.node(c, below, "->  ")
	}
}

// Width estimates the bytes of a row of n.
func Width(n Node) int {
	w := 0
	for _, c := range n.Cols() {
		switch c.Type.Phys() {
		case types.PBool:
			w++
		case types.PI32:
			w += 4
		case types.PI64, types.PF64:
			w += 8
		default:
			w += 32
		}
	}
	return w
}

func (x *explainer) costs(n Node) string {
	if !x.opts.Costs {
		return ""
	}
	e := n.Est()
	return fmt.Sprintf("  (cost=%.2f..%.2f rows=%.0f width=%d)", startCost(n)/100, e.Cost/100, e.Rows, Width(n))
}

// startCost is the work before the first row: all of it for operators that must see
// their whole input.
func startCost(n Node) float64 {
	switch n := n.(type) {
	case *Aggregate, *Sort, *Window, *DistinctOn:
		return n.Children()[0].Est().Cost
	case *Join:
		if n.BuildLeft {
			return n.L.Est().Cost
		}
		return n.R.Est().Cost
	}
	return 0
}

func (x *explainer) act(n Node) *Actual {
	if x.hidden[n] {
		return nil
	}
	if id := n.Est().ID; x.opts.Analyze && id < len(x.actuals) {
		return &x.actuals[id]
	}
	return nil
}

func (x *explainer) actual(n Node) string {
	a := x.act(n)
	switch {
	case a == nil:
		return ""
	case x.opts.Timing:
		return fmt.Sprintf(" (actual time=0.000..%.3f rows=%d loops=1)", float64(a.Nanos)/1e6, a.Rows)
	}
	return fmt.Sprintf(" (actual rows=%d loops=1)", a.Rows)
}

// measured lists what running the node took besides rows and time.
func (x *explainer) measured(n Node) []property {
	a := x.act(n)
	if a == nil {
		return nil
	}
	var out []property
	add := func(name, format string, args ...any) {
		out = append(out, text(name, fmt.Sprintf(format, args...)))
	}
	if a.Strategy != "" {
		add("Strategy", "%s", a.Strategy)
	}
	if a.Files+a.PrunedFiles > 0 {
		add("Files", "read=%d pruned=%d", a.Files, a.PrunedFiles)
	}
	if a.RowGroups+a.PrunedGroups > 0 {
		add("Row Groups", "read=%d pruned=%d", a.RowGroups, a.PrunedGroups)
	}
	if a.BytesRead+a.CacheHitBytes+a.Requests > 0 {
		add("I/O", "read=%dkB cached=%dkB requests=%d", a.BytesRead>>10, a.CacheHitBytes>>10, a.Requests)
	}
	if a.MemPeakBytes > 0 {
		add("Memory Usage", "%dkB", (a.MemPeakBytes+1023)>>10)
	}
	if a.SpilledBytes > 0 {
		add("Spilled", "%dkB", a.SpilledBytes>>10)
	}
	return out
}
