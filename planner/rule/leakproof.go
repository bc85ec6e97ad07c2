package rule

import (
	"regexp"

	"github.com/tarndb/tarn/planner/plan"
)

// leakproofKernels are comparisons that cannot fail and whose only effect is their value,
// so that they may look at rows which a policy hides: those PostgreSQL marks LEAKPROOF.
var leakproofKernels = regexp.MustCompile(`^(int2|int4|int8|int24|int42|int28|int82|int48|int84|float4|float8|float48|float84|text|text_|` +
	`name|char|bool|oid|date_|time_|timestamp_|timestamptz_|bytea|uuid_)(eq|ne|lt|le|gt|ge)$`)

// splitLeakproof separates conditions that may go below a barrier.
func splitLeakproof(conds []plan.Expr) (below, above []plan.Expr) {
	for _, e := range conds {
		if leakproof(e) {
			below = append(below, e)
		} else {
			above = append(above, e)
		}
	}
	return below, above
}

// leakproof tells whether an expression can neither fail nor show its arguments to
// anybody. What it does not know is taken to leak.
func leakproof(e plan.Expr) bool {
	ok := true
	plan.WalkExpr(e, func(x plan.Expr) bool {
		switch x := x.(type) {
		case *plan.Col, *plan.Const, *plan.And, *plan.Or, *plan.Not, *plan.IsNull, *plan.BoolTest:
		case *plan.Call:
			ok = ok && x.Fn != nil && leakproofKernels.MatchString(x.Fn.Kernel)
		default:
			ok = false
		}
		return ok
	})
	return ok
}
