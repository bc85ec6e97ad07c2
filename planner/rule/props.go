package rule

import (
	"github.com/tarndb/tarn/planner/plan"
	"github.com/tarndb/tarn/sql/builtin"
)

// exactlyOneRow tells whether a plan gives one row whatever its input.
func exactlyOneRow(n plan.Node) bool {
	switch n := n.(type) {
	case *plan.Aggregate:
		return len(n.Keys) == 0 && len(n.Sets) <= 1
	case *plan.Project:
		return exactlyOneRow(n.Input)
	case *plan.Window:
		return exactlyOneRow(n.Input)
	case *plan.Sort:
		return n.Limit < 0 && n.Offset == 0 && exactlyOneRow(n.Input)
	case *plan.Values:
		return len(n.Rows) == 1
	case *plan.Max1Row:
		return n.Pad
	case *plan.Join:
		return n.Kind == plan.Inner && len(n.Keys)+len(n.Residual) == 0 && exactlyOneRow(n.L) && exactlyOneRow(n.R) ||
			(n.Kind == plan.Left || n.Kind == plan.Single) && exactlyOneRow(n.L) && atMostOneRow(n.R) ||
			n.Kind == plan.Mark && exactlyOneRow(n.L)
	}
	return false
}

// atMostOneRow tells whether a plan can never give two rows.
func atMostOneRow(n plan.Node) bool {
	if exactlyOneRow(n) {
		return true
	}
	switch n := n.(type) {
	case *plan.Filter:
		return atMostOneRow(n.Input)
	case *plan.Project:
		return atMostOneRow(n.Input)
	case *plan.Sort:
		return n.Limit == 1 && !n.WithTies || atMostOneRow(n.Input)
	case *plan.Limit:
		return n.Count == 0 || n.Count == 1 || atMostOneRow(n.Input)
	case *plan.Max1Row:
		return true
	case *plan.Values:
		return len(n.Rows) <= 1
	case *plan.Join:
		switch n.Kind {
		case plan.Inner, plan.Left, plan.Single:
			return atMostOneRow(n.L) && atMostOneRow(n.R)
		case plan.Semi, plan.Anti, plan.AntiNull, plan.Mark:
			return atMostOneRow(n.L)
		}
	}
	return false
}

// NotNull tells whether e is never NULL for rows of in.
func NotNull(e plan.Expr, in plan.Node) bool {
	return notNull(e, in.Cols())
}

func notNull(e plan.Expr, cols []plan.Column) bool {
	switch e := e.(type) {
	case *plan.Const:
		return !e.D.Null
	case *plan.Col:
		c, ok := plan.FindCol(cols, e.ID)
		return ok && c.NotNull
	case *plan.IsNull, *plan.BoolTest, *plan.Distinct, *plan.MakeArray, *plan.MakeRow:
		return true
	case *plan.Coalesce:
		for _, a := range e.Args {
			if notNull(a, cols) {
				return true
			}
		}
		return false
	case *plan.Call:
		if !nullFree(e.Fn) {
			return false
		}
	case *plan.Case:
		if e.Else == nil || !notNull(e.Else, cols) {
			return false
		}
		for _, w := range e.Whens {
			if !notNull(w.Then, cols) {
				return false
			}
		}
		return true
	case *plan.Relabel, *plan.And, *plan.Or, *plan.Not, *plan.MinMax:
	default:
		return false
	}
	ok := true
	plan.EachArg(e, func(a plan.Expr) { ok = ok && notNull(a, cols) })
	return ok
}

// nullFree lists the strict functions that never make a NULL of values: comparisons and
// arithmetic, known by being operators over plain numbers, dates and text, and casts
// between numbers.
func nullFree(fn *builtin.Func) bool {
	if fn.NotStrict {
		return false
	}
	if o := plan.OpOf(fn); o != nil {
		switch o.Name {
		case "=", "<>", "<", "<=", ">", ">=", "+", "-", "*", "/", "%", "~~", "!~~", "||":
			return true
		}
	}
	switch fn.Name {
	case "int2", "int4", "int8", "float4", "float8", "numeric", "date", "extract", "date_part", "upper", "lower",
		"length", "substring", "substr", "abs", "round", "date_trunc", "timestamp", "timestamptz":
		return true
	}
	return false
}

// strictIn tells whether e is NULL whenever all columns of cols are NULL. What it cannot decide it denies.
func strictIn(e plan.Expr, cols plan.ColSet) bool {
	switch e := e.(type) {
	case *plan.Col:
		return cols.Has(e.ID)
	case *plan.Const:
		return e.D.Null
	case *plan.Call:
		if e.Fn.NotStrict {
			return false
		}
		return anyStrict(e.Args, cols)
	case *plan.Relabel:
		return strictIn(e.Arg, cols)
	case *plan.Coerce:
		return !e.Try && strictIn(e.Arg, cols)
	case *plan.Not:
		return strictIn(e.Arg, cols)
	case *plan.In:
		return strictIn(e.Arg, cols)
	case *plan.AnyAll:
		// A NULL operand gives NULL only when the array has elements.
		return strictIn(e.Array, cols)
	}
	return false
}

func anyStrict(es []plan.Expr, cols plan.ColSet) bool {
	for _, a := range es {
		if strictIn(a, cols) {
			return true
		}
	}
	return false
}

// rejectsNull tells whether a condition is not true whenever all columns of cols are
// NULL, so that rows padded by an outer join never pass it.
func rejectsNull(e plan.Expr, cols plan.ColSet) bool {
	switch e := e.(type) {
	case *plan.And:
		for _, a := range e.Args {
			if rejectsNull(a, cols) {
				return true
			}
		}
		return false
	case *plan.Or:
		for _, a := range e.Args {
			if !rejectsNull(a, cols) {
				return false
			}
		}
		return true
	case *plan.IsNull:
		return e.Neg && strictIn(e.Arg, cols)
	case *plan.BoolTest:
		if e.Neg {
			return false
		}
		return strictIn(e.Arg, cols)
	case *plan.Const:
		return e.D.Null || !e.D.Bool()
	case *plan.AnyAll:
		return !e.All && !e.Fn.NotStrict && strictIn(e.L, cols) || strictIn(e, cols)
	}
	return strictIn(e, cols)
}
