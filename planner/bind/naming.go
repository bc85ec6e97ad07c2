package bind

import "github.com/tarndb/tarn/sql/parse"

// itemName is the name PostgreSQL gives an unlabelled select item.
func itemName(e parse.Expr) string {
	if n, _ := figureName(e); n != "" {
		return n
	}
	return "?column?"
}

// figureName gives a name and how good it is: 2 from a name in the text, 1 from a
// construct, 0 none.
func figureName(e parse.Expr) (string, int) {
	switch e := e.(type) {
	case *parse.ColumnRef:
		return e.Parts[len(e.Parts)-1], 2
	case *parse.Indirection:
		for i := len(e.Steps) - 1; i >= 0; i-- {
			if e.Steps[i].Kind == parse.StepField {
				return e.Steps[i].Name, 2
			}
		}
		return figureName(e.X)
	case *parse.FuncCall:
		return e.Name.Last(), 2
	case *parse.CastExpr:
		if n, s := figureName(e.X); s > 1 {
			return n, s
		}
		return e.Type.Name.Last(), 1
	case *parse.CollateExpr:
		return figureName(e.X)
	case *parse.CaseExpr:
		if e.Else != nil {
			if n, s := figureName(e.Else); s > 1 {
				return n, s
			}
		}
		return "case", 1
	case *parse.SubqueryExpr:
		return queryName(e.Query)
	}
	return constructName(e)
}

func constructName(e parse.Expr) (string, int) {
	switch e := e.(type) {
	case *parse.CoalesceExpr:
		return "coalesce", 2
	case *parse.NullIfExpr:
		return "nullif", 2
	case *parse.MinMaxExpr:
		if e.Greatest {
			return "greatest", 2
		}
		return "least", 2
	case *parse.ExistsExpr:
		return "exists", 2
	case *parse.ArraySubquery, *parse.ArrayExpr:
		return "array", 2
	case *parse.RowExpr:
		return "row", 2
	case *parse.GroupingExpr:
		return "grouping", 2
	case *parse.SQLValue:
		return e.Name, 2
	case *parse.XMLExpr:
		return e.Op, 2
	}
	return "", 0
}

// queryName is the name of a scalar subquery: that of its first column.
func queryName(q *parse.Query) (string, int) {
	body := q.Body
	for {
		switch x := body.(type) {
		case *parse.Query:
			body = x.Body
		case *parse.SetOp:
			body = x.L
		case *parse.Select:
			if len(x.Items) == 0 {
				return "", 0
			}
			if x.Items[0].Alias.Name != "" {
				return x.Items[0].Alias.Name, 2
			}
			if n, _ := figureName(x.Items[0].X); n != "" {
				return n, 2
			}
			return "?column?", 2
		case *parse.Values:
			return "column1", 2
		default:
			return "", 0
		}
	}
}
