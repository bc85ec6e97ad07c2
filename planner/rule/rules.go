package rule

import (
	"context"

	"github.com/tarndb/tarn/internal/invariant"
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/planner/stats"
	"github.com/tarndb/tarn/sql/builtin"
)

// Ctx is what rules share during one planning.
type Ctx struct {
	Context context.Context
	Space   *plan.Space
	Session *builtin.Session
	Stats   *stats.Estimator
	// Need is the columns the client sees.
	Need plan.ColSet
	// Renamed maps columns of Need to those that replaced them.
	Renamed map[plan.ColID]plan.ColID
	// AllOff and Off turn optional rules off.
	AllOff bool
	Off    map[string]bool
	Trace  func(rule string)

	err     error // first error of a rule; ends planning
	changed bool
	nextRF  int // next runtime filter ID
}

// Rule is one rewrite of a whole plan. It sets c.changed when it did something.
type Rule struct {
	Name     string
	Required bool
	Apply    func(c *Ctx, n plan.Node) plan.Node
}

// note records that the running rule changed the plan.
func (c *Ctx) note() { c.changed = true }

// fail records an error; the first one wins.
func (c *Ctx) fail(err error) {
	if c.err == nil {
		c.err = err
	}
}

func (c *Ctx) enabled(r *Rule) bool {
	return r.Required || !c.AllOff && !c.Off[r.Name]
}

// Run applies rules in order.
func Run(c *Ctx, n plan.Node, rules []Rule) (plan.Node, error) {
	for i := range rules {
		r := &rules[i]
		if !c.enabled(r) {
			continue
		}
		c.changed = false
		n = r.Apply(c, n)
		if c.err != nil {
			return nil, c.err
		}
		if !c.changed {
			continue
		}
		if c.Trace != nil {
			c.Trace(r.Name)
		}
		if invariant.Enabled {
			err := plan.Verify(n)
			invariant.Check(err == nil, "rule %s: %v", r.Name, err)
		}
	}
	return n, nil
}

// Logical lists the rules that run before join ordering.
var Logical = []Rule{
	{Name: "inline_ctes", Required: true, Apply: inlineCTEs},
	{Name: "simplify_expressions", Apply: simplifyExpressions},
	{Name: "unnest_subqueries", Required: true, Apply: unnestSubqueries},
	{Name: "decorrelate", Required: true, Apply: decorrelate},
	{Name: "remove_renames", Apply: removeRenames},
	{Name: "push_down_filters", Apply: pushDownFilters},
	{Name: "simplify_again", Apply: simplifyExpressions},
	{Name: "prune_empty", Apply: pruneEmpty},
	{Name: "prune_columns", Apply: pruneColumns},
	{Name: "infer_not_null", Apply: inferNotNull},
	{Name: "conditional_sums", Apply: conditionalSums},
	{Name: "cut_group_keys", Apply: cutGroupKeys},
	{Name: "split_distinct", Apply: splitDistinct},
	{Name: "prune_again", Apply: pruneColumns},
}

// Physical lists the rules that run once the shape of the plan is known.
var Physical = []Rule{
	{Name: "order_joins", Apply: orderJoins},
	{Name: "top_n", Apply: topN},
	{Name: "scan_predicates", Apply: scanPredicates},
	{Name: "runtime_filters", Apply: runtimeFilters},
}
