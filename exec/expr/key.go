package expr

import (
	"fmt"
	"strings"

	"github.com/tarndb/tarn/planner/plan"
)

// Key gives equal texts for structurally equal deterministic expressions, and distinct
// texts otherwise.
func Key(e plan.Expr) string {
	var b strings.Builder
	writeKey(&b, e)
	return b.String()
}

func writeKey(b *strings.Builder, e plan.Expr) {
	switch e := e.(type) {
	case *plan.Col:
		fmt.Fprintf(b, "#%d", e.ID)
		return
	case *plan.Const:
		fmt.Fprintf(b, "%d:%d:%t:%d:%q", e.T.OID, e.T.Mod, e.D.Null, e.D.I, e.D.S)
		return
	case *plan.Call:
		if e.Fn.Volatility != 0 {
			fmt.Fprintf(b, "%p", e)
		}
		fmt.Fprintf(b, "%s/%d/%d.%d", e.Fn.Name, e.Fn.OID, e.T.OID, e.T.Mod)
	case *plan.And:
		b.WriteString("and")
	case *plan.Or:
		b.WriteString("or")
	case *plan.Not:
		b.WriteString("not")
	case *plan.IsNull:
		fmt.Fprintf(b, "null%t", e.Neg)
	case *plan.Case:
		fmt.Fprintf(b, "case%d.%d", len(e.Whens), e.T.OID)
	default: // rarer kinds are equal only when identical
		fmt.Fprintf(b, "%p", e)
		return
	}
	b.WriteByte('(')
	plan.EachArg(e, func(a plan.Expr) {
		writeKey(b, a)
		b.WriteByte(',')
	})
	b.WriteByte(')')
}
