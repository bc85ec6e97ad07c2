package plan

import (
	"fmt"
	"strconv"
	"strings"
)

// property is one line under a node: "Filter: …".
type property struct {
	name  string
	value string
}

// describer knows the names of a plan's columns.
type describer struct {
	names   map[ColID]string
	verbose bool
}

func newDescriber(root Node, verbose bool) *describer {
	d := &describer{names: map[ColID]string{}, verbose: verbose}
	scans := map[string]int{}
	Walk(root, func(n Node) bool {
		if s, ok := n.(*Scan); ok {
			scans[s.Alias]++
		}
		return true
	})
	many := len(scans) > 1
	Walk(root, func(n Node) bool {
		for _, c := range n.Cols() {
			if _, ok := d.names[c.ID]; ok {
				continue
			}
			d.names[c.ID] = c.Name
		}
		return true
	})
	Walk(root, func(n Node) bool {
		if s, ok := n.(*Scan); ok && many && s.Alias != "" {
			for _, c := range s.Columns {
				d.names[c.ID] = s.Alias + "." + c.Name
			}
		}
		return true
	})
	return d
}

func (d *describer) name(id ColID) string {
	if n, ok := d.names[id]; ok && n != "" {
		return n
	}
	return "#" + strconv.Itoa(int(id))
}

func (d *describer) exprs(es []Expr, sep string) string {
	p := &printer{name: d.name}
	p.list(es, sep)
	return p.String()
}

func (d *describer) conds(es []Expr) string {
	if len(es) == 1 {
		return d.exprs(es, "")
	}
	return "(" + d.exprs(es, " AND ") + ")"
}

func (d *describer) sort(keys []SortKey) string {
	p := &printer{name: d.name}
	p.sortKeys(keys)
	return p.String()
}

func (d *describer) ids(ids []ColID) string {
	out := make([]string, len(ids))
	for i, id := range ids {
		out[i] = d.name(id)
	}
	return strings.Join(out, ", ")
}

func (d *describer) aggs(as []AggCall) string {
	p := &printer{name: d.name}
	for i := range as {
		if i > 0 {
			p.WriteString(", ")
		}
		p.aggCall(&as[i])
	}
	return p.String()
}

var joinWords = map[JoinKind]string{Inner: "", Left: "Left ", Full: "Full ", Semi: "Semi ", Anti: "Anti ",
	AntiNull: "Null-Aware Anti ", Mark: "Mark ", Single: "Single ", AsOf: "AsOf ", AsOfLeft: "AsOf Left "}

// title is the node type and what it is over.
func (d *describer) title(n Node) (kind, over string) {
	switch n := n.(type) {
	case *Scan:
		over = " on " + n.Table.Name()
		if n.Alias != "" && n.Alias != n.Table.Name() {
			over += " " + n.Alias
		}
		return "Seq Scan", over
	case *Join:
		if len(n.Keys) > 0 || n.AsOf != nil {
			return "Hash " + joinWords[n.Kind] + "Join", ""
		}
		if w := joinWords[n.Kind]; w != "" {
			return "Nested Loop " + w + "Join", ""
		}
		return "Nested Loop", ""
	case *Aggregate:
		switch {
		case len(n.Sets) > 0:
			return "MixedAggregate", ""
		case len(n.Keys) == 0:
			return "Aggregate", ""
		}
		return map[bool]string{true: "Partial ", false: ""}[n.Partial] + map[bool]string{true: "Finalize ", false: ""}[n.Final] + "HashAggregate", ""
	case *Limit:
		if n.Barrier {
			return "Row Security", ""
		}
		return "Limit", ""
	case *LimitBy:
		return "Limit", ""
	case *Sort:
		if n.Limit >= 0 {
			return "Top-N Sort", ""
		}
		return "Sort", ""
	case *SetOp:
		if n.Kind == UnionAll {
			return "Append", ""
		}
		name := map[SetOpKind]string{Intersect: "HashSetOp Intersect", Except: "HashSetOp Except"}[n.Kind]
		if n.All {
			name += " All"
		}
		return name, ""
	case *CTEScan:
		if n.Working {
			return "WorkTable Scan", " on " + n.CTE.Name
		}
		return "CTE Scan", " on " + n.CTE.Name
	case *Modify:
		return n.Verb, " on " + n.Table
	case *Exchange:
		return map[ExchangeKind]string{Gather: "Gather", MergeGather: "Gather Merge", Broadcast: "Broadcast", HashPartition: "Redistribute"}[n.Kind], ""
	case *Values:
		if len(n.Out) == 0 {
			return "Result", ""
		}
		return "Values Scan", ""
	case *Window:
		return "WindowAgg", ""
	case *DistinctOn:
		return "Unique", ""
	}
	return strings.TrimPrefix(fmt.Sprintf("%T", n), "*plan."), ""
}

func text(name, value string) property { return property{name: name, value: value} }

// props lists what EXPLAIN says under a node.
func (d *describer) props(n Node) []property {
	var out []property
	add := func(name, value string) {
		if value != "" {
			out = append(out, text(name, value))
		}
	}
	switch n := n.(type) {
	case *Scan:
		return d.scan(n)
	case *Modify:
		add("Conflict Resolution", n.Conflict)
		add("Conflict Arbiter Indexes", strings.Join(n.Arbiters, ", "))
	case *Filter:
		add("Filter", d.conds(n.Conds))
	case *Project:
		add("Output", d.exprs(n.Exprs, ", "))
	case *Join:
		return d.join(n)
	case *Aggregate:
		add("Group Key", d.ids(n.Keys))
		if n.Determinant > 0 {
			add("Determined By", d.ids(n.Keys[:n.Determinant]))
		}
		for _, s := range n.Sets {
			var ids []ColID
			for _, k := range s {
				ids = append(ids, n.Keys[k])
			}
			out = append(out, text("Grouping Set", "("+d.ids(ids)+")"))
		}
		add("Aggregates", d.aggs(n.Aggs))
	case *Sort:
		add("Sort Key", d.sort(n.Keys))
		if n.Limit >= 0 {
			add("Limit", strconv.FormatInt(n.Limit, 10))
		}
		if n.Offset > 0 {
			add("Offset", strconv.FormatInt(n.Offset, 10))
		}
	case *Limit:
		if n.Count >= 0 {
			add("Limit", strconv.FormatInt(n.Count, 10))
		}
		if n.Offset > 0 {
			add("Offset", strconv.FormatInt(n.Offset, 10))
		}
	case *Window:
		add("Partition Key", d.ids(n.Partition))
		add("Order Key", d.sort(n.Order))
		var as []AggCall
		for i := range n.Funcs {
			as = append(as, n.Funcs[i].AggCall)
		}
		add("Functions", d.aggs(as))
	case *DistinctOn:
		add("Distinct On", d.ids(n.On))
		add("Order Key", d.sort(n.Keys))
	case *ProjectSet:
		for _, f := range n.Funcs {
			add("Function Call", f.Fn.Name+"("+d.exprs(f.Args, ", ")+")")
		}
	case *Exchange:
		add("Hash Key", d.ids(n.Hash))
		add("Sort Key", d.sort(n.Sort))
	}
	return out
}

func (d *describer) scan(n *Scan) []property {
	var out []property
	if len(n.Filter) > 0 {
		out = append(out, text("Filter", d.conds(n.Filter)))
	}
	if len(n.Preds) > 0 {
		out = append(out, text("Pruning Conditions", strconv.Itoa(len(n.Preds))))
	}
	for _, r := range n.Runtime {
		out = append(out, text("Runtime Filter", fmt.Sprintf("#%d on %s", r.ID, d.name(r.Col))))
	}
	if n.Sample != nil {
		out = append(out, text("Sampling", fmt.Sprintf("%s (%g)", map[bool]string{true: "system", false: "bernoulli"}[n.Sample.System], n.Sample.Percent)))
	}
	if d.verbose {
		var names []string
		for _, c := range n.Columns {
			names = append(names, c.Name)
		}
		out = append(out, text("Output", strings.Join(names, ", ")))
	}
	return out
}

func (d *describer) join(n *Join) []property {
	var out []property
	var keys []string
	for _, k := range n.Keys {
		op := " = "
		if k.NullSafe {
			op = " IS NOT DISTINCT FROM "
		}
		keys = append(keys, "("+d.exprs([]Expr{k.L}, "")+op+d.exprs([]Expr{k.R}, "")+")")
	}
	if len(keys) > 0 {
		out = append(out, text("Hash Cond", strings.Join(keys, " AND ")))
	}
	if n.AsOf != nil {
		out = append(out, text("AsOf Cond", "("+d.exprs([]Expr{n.AsOf.L}, "")+" "+n.AsOf.Op+" "+d.exprs([]Expr{n.AsOf.R}, "")+")"))
	}
	if len(n.Residual) > 0 {
		out = append(out, text("Join Filter", d.conds(n.Residual)))
	}
	if n.BuildLeft {
		out = append(out, text("Build", "left"))
	}
	for _, r := range n.Runtime {
		out = append(out, text("Runtime Filter", fmt.Sprintf("#%d from %s", r.ID, d.exprs([]Expr{buildKey(n, r.Key)}, ""))))
	}
	return out
}

func buildKey(n *Join, k int) Expr {
	if n.BuildLeft {
		return n.Keys[k].L
	}
	return n.Keys[k].R
}
