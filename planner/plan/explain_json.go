package plan

import (
	"bytes"
	"encoding/json"
	"math"
)

// object is a JSON object that keeps its order.
type object []field

type field struct {
	key   string
	value any
}

// MarshalJSON writes the fields in order.
func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	for i, f := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		k, err := json.Marshal(f.key)
		if err != nil {
			return nil, err
		}
		v, err := json.Marshal(f.value)
		if err != nil {
			return nil, err
		}
		b.Write(k)
		b.WriteByte(':')
		b.Write(v)
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

func (x *explainer) json(q *Query) string {
	top := object{{"Plan", x.object(q.Root)}}
	if x.opts.Verbose && len(x.opts.Rules) > 0 {
		top = append(top, field{"Rules", x.opts.Rules})
	}
	if x.opts.Summary {
		top = append(top, field{"Planning Time", round3(x.opts.PlanningMillis)})
		if x.opts.Analyze {
			top = append(top, field{"Execution Time", round3(x.opts.ExecutionMillis)})
		}
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	enc.SetIndent("", "  ")
	if err := enc.Encode([]object{top}); err != nil {
		return "[]"
	}
	return string(bytes.TrimRight(b.Bytes(), "\n"))
}

func round3(f float64) float64 { return math.Round(f*1000) / 1000 }

func (x *explainer) object(n Node) object {
	if w, ok := n.(*With); ok {
		o := x.object(w.Input)
		var plans []object
		for _, c := range w.CTEs {
			p := x.object(c.Plan)
			plans = append(plans, append(object{{"Parent Relationship", "InitPlan"}, {"Subplan Name", "CTE " + c.Name}}, p...))
		}
		return append(o, field{"CTEs", plans})
	}
	kind, _ := x.d.title(n)
	o := object{{"Node Type", kind}}
	switch n := n.(type) {
	case *Scan:
		o = append(o, field{"Relation Name", n.Table.Name()}, field{"Alias", n.Alias})
	case *CTEScan:
		o = append(o, field{"CTE Name", n.CTE.Name})
	case *Join:
		o = append(o, field{"Join Type", joinType(n.Kind)})
	}
	if x.opts.Costs {
		e := n.Est()
		o = append(o, field{"Startup Cost", round3(startCost(n) / 100)}, field{"Total Cost", round3(e.Cost / 100)},
			field{"Plan Rows", math.Round(e.Rows)}, field{"Plan Width", Width(n)})
	}
	if a := x.act(n); a != nil {
		if x.opts.Timing {
			o = append(o, field{"Actual Startup Time", 0.0}, field{"Actual Total Time", round3(float64(a.Nanos) / 1e6)})
		}
		o = append(o, field{"Actual Rows", a.Rows}, field{"Actual Loops", 1})
	}
	for _, p := range append(x.d.props(n), x.measured(n)...) {
		o = append(o, field{p.name, p.value})
	}
	var plans []object
	for _, c := range n.Children() {
		plans = append(plans, x.object(c))
	}
	if len(plans) > 0 {
		o = append(o, field{"Plans", plans})
	}
	return o
}

func joinType(k JoinKind) string {
	switch k {
	case Inner, AsOf:
		return "Inner"
	case Left, Single, AsOfLeft:
		return "Left"
	case Full:
		return "Full"
	case Semi:
		return "Semi"
	case Mark:
		return "Mark"
	}
	return "Anti"
}
